//! Magics that need the real interpreter: going back, keeping the session, editing, paging, finding.

use crate::cells::Scratch;
use crate::screen::{Screen, shell};
use numcell::repl::viewport::Size;
use numcell::repl::{Next, Shell};

/// What a session shows for these cells.
fn shown(shell: &mut Shell, cells: &[&str]) -> String {
    let mut screen = Screen::default();
    cells.iter().for_each(|cell| drop(shell.feed(cell, &mut screen)));
    screen.text()
}

fn session(cells: &[&str]) -> String {
    shown(&mut shell(), cells)
}

#[test]
fn the_last_cell_is_undone() {
    assert_eq!(session(&["x = 1", "x = 2; y = 3", "%undo", "x", "y"]).lines().next(), Some("as before: x; gone: y"));
    let mut all = shell();
    let cells = [
        "a = np.arange(4); v = a[1:]; l = [1, [2]]; d = {'k': l}; s = {1}",
        "v[0] = 9; a += 1; l[1].append(3); d['new'] = 0; s.add(2); del l",
    ];
    assert_eq!(shown(&mut all, &cells), "");
    assert_eq!(shown(&mut all, &["%undo"]), "as before: l\n");
    assert_eq!(
        shown(&mut all, &["a, v, l, d, s, d['k'] is l, np.shares_memory(a, v)"]),
        "Out[4]: \n(array([0, 1, 2, 3]),\n array([1, 2, 3]),\n [1, [2]],\n {'k': [1, [2]]},\n {1},\n True,\n True)\n"
    );
    // What was an array is one again, and views are views again.
    shown(&mut all, &["a = 5; v = 'gone'"]);
    assert_eq!(shown(&mut all, &["%undo"]), "as before: a, v\n");
    assert_eq!(shown(&mut all, &["v[0] = 7; a, v.base is a"]), "Out[7]: (array([0, 7, 2, 3]), True)\n");
    assert_eq!(session(&["%undo"]), "UsageError: there is no cell to undo\n");
    // One after the other, backwards.
    assert_eq!(session(&["n = 1", "n = 2", "n = 3", "%undo", "%undo", "n"]), "as before: n\nas before: n\nOut[6]: 1\n");
    let class = "class A: pass";
    assert_eq!(
        session(&[class, "o = A(); o.x = 1", "o.x = 2; o.y = 3", "%undo", "o.x, hasattr(o, 'y')"]),
        "The variables are as before.\nOut[5]: (1, False)\n"
    );
    assert_eq!(
        session(&["1 / 0 if False else 2", "raise ValueError", "%undo"]).lines().last(),
        Some("The variables are as before.")
    );
}

#[test]
fn an_undo_passes_over_what_only_looked() {
    let cells = ["a = np.arange(3); l = [a]", "a = 1", "%who", "%history -l 1", "%undo", "a is l[0]", "%undo"];
    assert_eq!(session(&cells), "a  l\n%history -l 1\nas before: a\nOut[6]: True\nThe variables are as before.\n");
    // An array that was made anew is one thing for all older cells.
    assert_eq!(session(&["a = np.arange(3)", "b = 1", "a = 2", "%undo", "%undo"]), "as before: a\ngone: b\n");
    let many = ["l = [np.zeros(1) for k in range(100_000)]", "l[5][0] = 1", "%undo", "l[5]"];
    assert_eq!(session(&many), "The variables are as before.\nOut[4]: array([0.])\n");
}

#[test]
fn the_environment_is_shown_and_set() {
    let cells = ["%env NUMCELL_COLOUR=dark red", "%env NUMCELL_COLOUR", "import os", "os.getenv('NUMCELL_COLOUR')"];
    assert_eq!(session(&cells), "env: NUMCELL_COLOUR=dark red\ndark red\nOut[4]: 'dark red'\n");
    let cells = ["import os; os.environ['NUMCELL_SIZE'] = '3'", "%env NUMCELL_SIZE", "%env NUMCELL_SIEZ"];
    assert_eq!(session(&cells), "3\nUsageError: the environment has no NUMCELL_SIEZ. Did you mean NUMCELL_SIZE?\n");
}

#[test]
fn a_variable_that_is_not_there_names_the_nearest() {
    assert_eq!(
        session(&["weights = 1", "%xdel wieghts", "%xdel weights", "%who"]),
        "UsageError: there is no variable wieghts. Did you mean weights?\nInteractive namespace is empty.\n"
    );
}

#[test]
fn arrays_that_are_too_large_are_named() {
    let shown = session(&["big = np.zeros(3_000_000)", "big[0] = 1", "%undo", "big[0]"]);
    assert_eq!(
        shown,
        "The variables are as before.\nToo large to be put back, and left as it is: big\nOut[4]: np.float64(1.0)\n"
    );
}

#[test]
fn the_session_is_written_as_a_lesson() {
    let scratch = Scratch::new("journal");
    let file = scratch.path().join("lesson.cell");
    let name = file.display();
    let start = format!("%logstart {name}");
    let mut shell = shell();
    let text = shown(&mut shell, &["x = np.arange(3)", "x.sum()", &start]);
    assert_eq!(text, format!("Out[2]: np.int64(3)\nThe session is written to {name}\n"));
    shown(&mut shell, &["print('now')\nx * 2", "%who", "x +", "1 / 0"]);
    let written = "# %%\nx = np.arange(3)\n\n# %%\nx.sum()\n#> np.int64(3)\n\n# %%\nprint('now')\nx * 2\n#> now\n\
                   #> array([0, 2, 4])\n\n# %%\nx +\n#! SyntaxError: invalid syntax\n\n# %%\n1 / 0\n\
                   #! ZeroDivisionError: division by zero\n";
    assert_eq!(std::fs::read_to_string(&file).expect("written"), written);
    let again = format!("UsageError: the session is written to {name} already; %logstop ends that\n");
    assert_eq!(shown(&mut shell, &[&start]), again);
    assert_eq!(shown(&mut shell, &["%logstop", "2"]), format!("{name} is complete\nOut[10]: 2\n"));
    assert_eq!(std::fs::read_to_string(&file).expect("written"), written);
    let there = format!("UsageError: {name} exists: -f replaces it, -a appends to it\n");
    assert_eq!(session(&[&start]), there);
    let append = format!("%logstart -a {name}");
    session(&[&append, "3"]);
    assert_eq!(std::fs::read_to_string(&file).expect("written"), format!("{written}\n# %%\n3\n#> 3\n"));
    assert_eq!(
        session(&["%logstart /no/such/place.cell"]),
        "UsageError: cannot write /no/such/place.cell: No such file or directory (os error 2)\n"
    );
    assert!(session(&["%logstop"]).starts_with("UsageError: the session is not being written"));
}

#[test]
fn cells_come_back_to_be_edited() {
    // No editor is named where tests run; then the text is edited at the prompt.
    let mut shell = shell();
    let cells = ["def f(x):\n    return x", "y = 1", "f(2)"];
    shown(&mut shell, &cells);
    let mut edit = |line: &str| shell.feed(line, &mut Screen::default());
    if std::env::var_os("EDITOR").is_none() && std::env::var_os("VISUAL").is_none() {
        assert_eq!(edit("%edit f"), Next::Edit(cells[0].to_owned()));
        assert_eq!(edit("%edit 2-3"), Next::Edit("y = 1\nf(2)".to_owned()));
        assert_eq!(edit("%edit"), Next::Edit(String::new()));
    }
    assert_eq!(edit("%recall -l 2"), Next::Edit("%edit 2-3\n%edit".to_owned()));
    assert_eq!(edit("%recall -g return"), Next::Edit(cells[0].to_owned()));
    assert_eq!(
        shown(&mut shell, &["%edit nothing"]),
        "UsageError: no cell defines nothing, and there is no such file\n"
    );
}

#[test]
fn history_is_shown_in_pieces() {
    let mut shell = shell();
    shell.set_past(vec!["old = 1".to_owned(), "older = 2".to_owned()]);
    shown(&mut shell, &["a = 1", "if a:\n    b = 2"]);
    assert_eq!(shown(&mut shell, &["%history 1-2"]), "a = 1\nif a:\n    b = 2\n");
    assert_eq!(
        shown(&mut shell, &["%history -l 5"]),
        "older = 2\na = 1\nif a:\n    b = 2\n%history 1-2\n%history -l 5\n"
    );
    assert_eq!(shown(&mut shell, &["%history -p 1 2"]), ">>> a = 1\n>>> if a:\n...     b = 2\n");
    assert_eq!(shown(&mut shell, &["%history -g old"]), "old = 1\nolder = 2\n%history -g old\n");
}

#[test]
fn long_pages_stop_at_the_screens_end() {
    let mut shell = shell();
    shell.set_size(Size { columns: 80, rows: 6 });
    let mut screen = Screen::default();
    let more = "-- Enter: next page, a: all of it, q: no more -- ";
    assert_eq!(shell.feed("%page list(range(9999, 9999 + 30))", &mut screen), Next::Answer(more.to_owned()));
    assert_eq!(shell.feed("", &mut screen), Next::Answer(more.to_owned()));
    assert_eq!(shell.feed("q", &mut screen), Next::Cell);
    assert_eq!(screen.text(), "[9999,\n 10000,\n 10001,\n 10002,\n 10003,\n 10004,\n 10005,\n 10006,\n");
    let mut screen = Screen::default();
    shell.feed("%page -r 'a\\nb\\nc\\nd\\ne'", &mut screen);
    assert_eq!(shell.feed("a", &mut screen), Next::Cell);
    assert_eq!(screen.text(), "a\nb\nc\nd\ne\n");
    assert_eq!(shown(&mut shell, &["%config pager off", "%page 'a' * 3"]), "'aaa'\n");
}

#[test]
fn functions_are_found_by_what_they_do() {
    let first = |question: &str| {
        let text = session(&[&format!("%find {question}")]);
        text.split_whitespace().next().unwrap_or("").to_owned()
    };
    for (question, name) in [
        ("running total", "np.cumsum"),
        ("\"running total\"", "np.cumsum"),
        ("solve linear equations", "np.linalg.solve"),
        ("evenly spaced numbers", "np.arange"),
        ("sort", "np.sort"),
        ("standard deviation", "np.std"),
        ("random permutation", "np.random.permutation"),
        ("unique values", "np.unique"),
    ] {
        assert_eq!(first(question), name, "{question}\n{}", session(&[&format!("%find {question}")]));
    }
    assert_eq!(session(&["%find qqqq"]), "No page speaks of qqqq.\n");
    assert_eq!(session(&["%find"]), "UsageError: %find needs a few words, such as %find running total\n");
}

#[test]
fn every_magic_has_a_page_of_eighty_columns() {
    let list = session(&["%lsmagic"]);
    let names: Vec<&str> = list.split_whitespace().filter(|word| word.starts_with('%')).collect();
    assert!(names.len() > 35, "{names:?}");
    for name in names {
        let page = session(&[&format!("{name}?")]);
        assert!(page.starts_with('%') && page.len() > name.len() + 10, "{name}: {page}");
        for line in page.lines() {
            assert!(line.chars().count() <= 79, "{name}: {line}");
        }
    }
    for text in ["%help", "%quickref", "?"] {
        let wide: Vec<String> =
            session(&[text]).lines().filter(|line| line.chars().count() > 79).map(str::to_owned).collect();
        assert_eq!(wide, Vec::<String>::new());
    }
}
