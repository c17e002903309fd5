//! Jupyter notebooks: read, run, compared, converted.

use crate::cells::{Scratch, heard};
use numcell::cells::*;

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

fn open(form: Form) -> Box<dyn numcell::session::Engine> {
    let engine = numcell::open(numcell::session::Options::trusted());
    if form == Form::Notebook { numcell::repl::for_notebooks(engine) } else { engine }
}

/// A notebook whose cells of code are these, each with the outputs that were saved.
fn coded(cells: &[(&str, &str)]) -> String {
    let cell = |(index, (source, outputs)): (usize, &(&str, &str))| {
        format!(
            "{{\"cell_type\": \"code\", \"metadata\": {{}}, \"execution_count\": {}, \"source\": {}, \"outputs\": [{outputs}]}}",
            index + 1,
            serde_json::Value::from(*source)
        )
    };
    notebook(&cells.iter().enumerate().map(cell).collect::<Vec<_>>().join(", "))
}

fn stdout(text: &str) -> String {
    format!(r#"{{"output_type": "stream", "name": "stdout", "text": {}}}"#, serde_json::Value::from(text))
}

fn value(text: &str) -> String {
    let text = serde_json::Value::from(text);
    format!(
        r#"{{"output_type": "execute_result", "execution_count": 1, "metadata": {{}}, "data": {{"text/plain": {text}}}}}"#
    )
}

#[test]
fn notebooks_run_with_their_magics() {
    let scratch = Scratch::new("notebook-run");
    scratch.file("more.py", "z = 7\n");
    let text = coded(&[
        ("%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n%load_ext autoreload\nx = [1, 2]\nx", ""),
        ("!pip install numpy\nsum(_)\n%who", ""),
        ("x?", ""),
        ("%%bash\nls", ""),
        ("%%capture\nprint('unseen')\ny = 3", ""),
        ("print('%d' %\n  y)\nlen(In), Out[1]", ""),
        ("    if True:\n        y = 5\n    y", ""),
        ("1 / 0", ""),
        (&format!("%run {}\nz", scratch.path().join("more.py").display()), ""),
    ]);
    let file = scratch.file("x.ipynb", text);
    let options = RunOptions { keep_going: true, ..RunOptions::default() };
    let (out, err, status) = heard(|console| run_file(&file, options, &open, console));
    assert_eq!(status.expect("a notebook"), Status::RAISED);
    assert_eq!(out, "Out[1]: [1, 2]\nx\nOut[6]: (7, [1, 2])\nOut[7]: 5\nOut[9]: 7\n".replace("Out[6]", "3\nOut[6]"));
    let expected = "%config InlineBackend.figure_format is passed over: it is a setting of Jupyter's\n\
        %load_ext is passed over: numcell has no such magic\n\
        !pip install numpy is not run: numcell runs no shell commands; %ls, %cd, %pwd and %env are there\n\
        x? is passed over: `numcell help x` shows it\n\
        the cell under %%bash is passed over: numcell has no such magic\n\
        Traceback (most recent call last):\n  Cell In[8], line 1, in <module>\n    1 / 0\n    ~~^~~\n\
        ZeroDivisionError: division by zero\n";
    assert_eq!(err, expected);
}

#[test]
fn a_check_tells_older_printing_from_differences() {
    let scratch = Scratch::new("notebook-check");
    let warning = r#"{"output_type": "stream", "name": "stderr",
        "text": "/tmp/ipykernel_7/1.py:1: RuntimeWarning: divide by zero encountered in divide\n  np.array([1.0]) / 0\n"}"#;
    let picture =
        r#"{"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBO", "text/plain": "<F>"}}"#;
    let text = coded(&[
        ("import numpy as np\nprint('a', end='')\nnp.arange(3)", &[stdout("a"), value("array([0, 1, 2])")].join(",")),
        ("np.float64(2)", &value("2.0")),
        ("np.array([1., 2.5])", &value("array([ 1. ,  2.5])")),
        ("np.float64(2)", &value("2.5")),
        ("%%time\n1", &[stdout("CPU times: user 1 s\nWall time: 9 s\n"), value("1")].join(",")),
        ("np.array([1.0]) / 0", &[warning.to_owned(), value("array([inf])")].join(",")),
        ("print(object())", &stdout("<object object at 0x7f0a1b2c3d40>\n")),
        ("None", picture),
        ("np.arange(2000)", &value("array([   0,    1, ..., 1998, 1999])")),
    ]);
    let file = scratch.file("x.ipynb", text);
    let (out, _, status) = heard(|console| check_file(&file, &open, console));
    assert_eq!(status.expect("a notebook"), Status::RAISED);
    let name = file.display();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], format!("{name}: cell 4 differs"));
    let last = "9 cells: 5 as saved, 2 printed by NumPy before 2.0, 1 printed by NumPy before 1.14, 1 different; \
                1 picture is not compared";
    assert_eq!(lines[lines.len() - 1], format!("{name}: {last}"));

    let (out, _, status) = heard(|console| record_file(&file, &open, console));
    assert_eq!(status.expect("a notebook"), Status::FINE);
    assert_eq!(out, format!("{name}: 4 cells recorded anew\n"));
    let (out, _, _) = heard(|console| check_file(&file, &open, console));
    assert_eq!(out, format!("{name}: 9 cells, all as saved; 1 picture is not compared\n"));
    let cells = read(&std::fs::read_to_string(&file).expect("the notebook")).expect("a notebook");
    assert_eq!(cells[1].saved, [Saved::Result("np.float64(2.0)".to_owned())]);

    let bare = coded(&[("1", ""), ("2", "")]).replace("\"execution_count\": 1", "\"execution_count\": null");
    let file = scratch.file("y.ipynb", &bare);
    let (out, _, _) = heard(|console| check_file(&file, &open, console));
    assert!(out.ends_with("2 cells: 1 never run before it was saved, 1 different\n"), "{out}");
    let file = scratch.file("z.ipynb", bare.replace("\"execution_count\": 2", "\"execution_count\": null"));
    let (out, _, _) = heard(|console| check_file(&file, &open, console));
    assert!(out.ends_with("2 cells, and no output is saved to compare with; --record saves it\n"), "{out}");
}

#[test]
fn what_does_not_need_a_missing_package_runs() {
    let scratch = Scratch::new("notebook-rest");
    let text = coded(&[
        (
            "%matplotlib inline\nimport numpy as np\nimport pandas as pd\nfrom scipy import (\n    stats,\n)\nx = np.arange(3)\nx",
            "",
        ),
        ("pd.DataFrame(x)", ""),
        ("x.sum()", ""),
    ]);
    let file = scratch.file("x.ipynb", text);
    let options = RunOptions { keep_going: true, ..RunOptions::default() };
    let (out, err, status) = heard(|console| run_file(&file, options, &open, console));
    assert_eq!(status.expect("a notebook"), Status::RAISED);
    assert_eq!(out, "Out[1]: array([0, 1, 2])\nOut[3]: np.int64(3)\n");
    let hint = |name: &str| {
        format!(
            "ModuleNotFoundError: No module named '{name}'\n\nnumcell is NumPy, matplotlib's pyplot and Python's library, \
             without {name}; `numcell run --keep-going` runs the rest of a lesson.\n"
        )
    };
    assert!(err.contains(&hint("pandas")) && err.contains(&hint("scipy")), "{err}");
    assert!(err.contains("Cell In[1], line 4, in <module>") && err.contains("name 'pd' is not defined"), "{err}");
}

#[test]
fn large_notebooks_open_quickly() {
    let picture = format!(
        r#"{{"output_type": "display_data", "metadata": {{}}, "data": {{"image/png": "{}", "text/plain": "<F>"}}}}"#,
        "iVBORw0KGgo+".repeat(170_000)
    );
    let cells: Vec<(&str, &str)> = (0..25).map(|_| ("1", picture.as_str())).collect();
    let text = coded(&cells);
    assert!(text.len() > 50_000_000);
    let start = std::time::Instant::now();
    assert_eq!(read(&text).expect("a notebook").len(), 25);
    // A tenth of a second with optimisation; this bound is for builds without and for busy machines.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn lessons_of_courses_give_what_jupyter_saved() {
    crate::lessons::on_large_stack(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notebooks");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "ipynb"));
        files.sort();
        assert_eq!(files.len(), 10);
        for file in files {
            let (out, _, status) = heard(|console| check_file(&file, &open, console));
            assert_eq!(status.ok(), Some(Status::FINE), "{out}");
            assert!(out.ends_with(" cells, all as saved\n"), "{out}");
        }
    });
}
