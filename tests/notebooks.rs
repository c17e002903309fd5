//! Jupyter notebooks: read, run, compared, converted.

use numcell::cells::{CellKind, Form, Lesson, LessonCell, Saved, Text};

fn read(text: &str) -> Result<Vec<LessonCell>, String> {
    let lesson = Lesson::parse(&Text::new(text), Form::Notebook, "x.ipynb");
    lesson.map(|lesson| lesson.cells).map_err(|error| error.to_string())
}

/// A notebook of the fourth format with these cells.
fn notebook(cells: &str) -> String {
    format!("{{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {{}}, \"cells\": [{cells}]}}")
}

#[test]
fn both_formats_are_read() {
    let four = notebook(
        r##"{"cell_type": "markdown", "metadata": {}, "id": "m1", "source": ["# Title\n", "\n", "Text"],
             "attachments": {"a.png": {"image/png": "iVBO"}}},
            {"cell_type": "code", "metadata": {"tags": ["slow"], "title": "Sums"}, "execution_count": 7,
             "source": "x = 1\nx\n", "outputs": [
               {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
               {"output_type": "stream", "name": "stderr",
                "text": ["/tmp/ipykernel_1/2.py:1: RuntimeWarning: divide by zero\n", "  x / 0\n", "note\n"]},
               {"output_type": "display_data", "metadata": {},
                "data": {"image/png": "iVBO", "text/plain": ["<Figure size 640x480 with 1 Axes>"]}},
               {"output_type": "execute_result", "execution_count": 7, "metadata": {}, "data": {"text/plain": "1"}}]},
            {"cell_type": "raw", "metadata": {}, "source": "raw"},
            {"cell_type": "code", "metadata": {}, "source": ["1 / 0"], "outputs": [
               {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": []}]}"##,
    );
    let cells = read(&four).expect("a notebook");
    assert_eq!(cells.iter().map(|cell| cell.kind).collect::<Vec<_>>(), {
        use CellKind::{Code, Markdown, Raw};
        [Markdown, Code, Raw, Code]
    });
    assert_eq!((cells[0].text.as_str(), cells[0].id.as_deref()), ("# Title\n\nText", Some("m1")));
    assert_eq!(cells[0].attachments[0].1.data, "iVBO");
    assert_eq!((cells[1].title.as_str(), cells[1].tags.as_slice()), ("Sums", ["slow".to_owned()].as_slice()));
    assert_eq!((cells[1].number, cells[3].number, cells[1].program().as_str()), (Some(1), Some(2), "x = 1\nx\n"));
    assert_eq!(cells[1].saved[1], Saved::Warning("RuntimeWarning: divide by zero".to_owned()));
    assert_eq!(cells[1].saved[2], Saved::Stderr("note\n".to_owned()));
    let recorded: Vec<String> = cells[1].recorded().iter().map(|line| line.line()).collect();
    assert_eq!(recorded, ["#> a", "#> b", "#~ RuntimeWarning: divide by zero", "#> 1"]);
    assert_eq!((cells[1].pictures(), cells[3].may_raise()), (1, true));

    let three = r#"{"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"metadata": {}, "cells": [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Sums"]},
        {"cell_type": "code", "collapsed": false, "input": ["1 + 1"], "language": "python", "metadata": {}, "outputs": [
          {"output_type": "stream", "stream": "stdout", "text": ["hi\n"]},
          {"output_type": "pyout", "prompt_number": 1, "metadata": {}, "text": ["2"]},
          {"output_type": "display_data", "metadata": {}, "png": "iVBO", "text": ["<matplotlib.figure.Figure>"]},
          {"output_type": "pyerr", "ename": "E", "evalue": "", "traceback": []}]}]}]}"#;
    let cells = read(three).expect("a notebook");
    assert_eq!((cells[0].kind, cells[0].text.as_str()), (CellKind::Markdown, "## Sums"));
    assert_eq!(cells[1].saved.len(), 4);
    assert_eq!(cells[1].recorded().iter().map(|line| line.line()).collect::<Vec<_>>(), ["#> hi", "#> 2", "#! E"]);
}

#[test]
fn broken_notebooks_say_what_is_wrong_and_where() {
    let cell =
        |cell: &str| notebook(&format!("{{\"cell_type\": \"raw\", \"metadata\": {{}}, \"source\": \"\"}}, {cell}"));
    #[rustfmt::skip]
    let cases = [
        (String::new(), "it is empty"),
        ("<!DOCTYPE html>".to_owned(), "it is a web page; download the notebook itself, such as GitHub's \"raw\" file"),
        ("{\"cells\": [\n  {\"cell_type\"".to_owned(), "it ends too early, on line 2: not all of it was saved or downloaded"),
        ("{\n<<<<<<< HEAD\n".to_owned(), "line 2 starts a merge conflict that is not resolved"),
        ("{\n  \"cells\": [1 2]}".to_owned(), "expected `,` or `]` on line 2, column 15"),
        ("[]".to_owned(), "a notebook is an object in braces"),
        ("{}".to_owned(), "it does not say which \"nbformat\" it has"),
        ("{\"nbformat\": 5}".to_owned(), "nbformat 5 is newer than what numcell knows, 4"),
        ("{\"nbformat\": 4}".to_owned(), "it has no list of \"cells\""),
        ("{\"nbformat\": 3}".to_owned(), "it has no list of \"cells\""),
        (cell("7"), "cell 2: it is no object"),
        (cell("{\"cell_type\": \"code\"}"), "cell 2: it has no \"source\""),
        (cell("{\"cell_type\": \"code\", \"source\": [1]}"), "cell 2: its \"source\" is neither text nor a list of lines"),
        (cell("{\"cell_type\": \"cod\", \"source\": \"\"}"), "cell 2: \"cod\" is no type of cell; there are code, markdown and raw"),
        (cell("{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": {}}"), "cell 2: its \"outputs\" are no list"),
        (cell("{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{}]}"), "cell 2: output 1: it has no \"output_type\""),
    ];
    for (text, problem) in cases {
        let expected = format!("x.ipynb is no notebook that can be read: {problem}");
        assert_eq!(read(&text).expect_err(&text), expected, "{text}");
    }
}

#[test]
fn cells_of_files_are_lessons_too() {
    let text = "# %% [markdown]\n# # Title\n#\n# Text\n\n# %% [slow] Sums\nx = 1\nx\n#> 1\n#> 2\n#~ UserWarning: a\n#~ UserWarning: b\n";
    let lesson = Lesson::parse(&Text::new(text), Form::Cell, "x.cell").expect("a lesson");
    assert_eq!(lesson.cells[0].text, "# Title\n\nText");
    let cell = lesson.code().next().expect("a cell of code");
    assert_eq!((cell.title.as_str(), cell.tags.as_slice(), cell.line), ("Sums", ["slow".to_owned()].as_slice(), 7));
    let warning = |text: &str| Saved::Warning(format!("UserWarning: {text}"));
    assert_eq!(cell.saved, [Saved::Shown("1\n2".to_owned()), warning("a"), warning("b")]);
    assert_eq!(cell.recorded().len(), 4);
}
