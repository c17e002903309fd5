//! The session at the prompt, with an interpreter of five words; the history file; and a few sessions
//! of the program itself in a pseudo-terminal.

use crate::cells::Scratch;
use crate::fake::Fake;
use crate::screen::Screen;
use numcell::repl::{History, Next, SharedEngine, Shell, Style, complete, typing};
use numcell::session::ValueInfo;
use numcell::teach::{self, Loops};
use std::cell::RefCell;
use std::rc::Rc;

fn shell() -> Shell {
    let engine: SharedEngine = Rc::new(RefCell::new(Box::new(Fake::default())));
    Shell::new(engine, Style::Plain, 80)
}

/// What a shell shows for these cells.
fn shown(shell: &mut Shell, cells: &[&str]) -> String {
    let mut screen = Screen::default();
    for cell in cells {
        shell.feed(cell, &mut screen);
    }
    screen.text()
}

/// What a new shell shows for these cells.
fn session(cells: &[&str]) -> String {
    shown(&mut shell(), cells)
}

#[test]
fn values_are_numbered() {
    assert_eq!(session(&["x = 1", "x", "  ", "a\\nb", "c;"]), "Out[2]: 1\nOut[3]: \na\nb\n");
}

#[test]
fn values_start_on_their_own_line() {
    assert_eq!(session(&["print a\nb"]), "a\nOut[1]: b\n");
}

#[test]
fn errors_show_a_traceback_and_leave_the_rest() {
    assert_eq!(
        session(&["x = 1", "x\nraise ValueError no", "x"]),
        "Traceback (most recent call last):\n  Cell In[2], line 2, in <module>\nValueError: no\nOut[3]: 1\n"
    );
}

#[test]
fn inputs_and_results_are_announced() {
    let fake = Fake::default();
    let (inputs, kept) = (Rc::clone(&fake.inputs), Rc::clone(&fake.kept));
    let mut shell = Shell::new(Rc::new(RefCell::new(Box::new(fake))), Style::Plain, 80);
    shown(&mut shell, &["a = 1", "%who", "a", "raise E"]);
    let texts = ["a = 1", "%who", "a", "raise E"];
    let expected: Vec<_> = texts.iter().enumerate().map(|(at, text)| (at + 1, (*text).to_owned())).collect();
    assert_eq!(*inputs.borrow(), expected);
    assert_eq!(*kept.borrow(), [3]);
}

#[test]
fn leaving() {
    for word in ["exit", "quit", "exit()", " quit() "] {
        assert_eq!(shell().feed(word, &mut Screen::default()), Next::Leave);
    }
    let shown = session(&["raise SystemExit 3"]);
    assert!(shown.ends_with("SystemExit: 3\nTo leave, type exit or press Ctrl-D.\n"), "{shown}");
}

#[test]
fn pasted_sessions_lose_their_prompts() {
    let cases = [
        ">>> x = 5\n>>> x\n5\n",
        "In [7]: x = 5\n\nIn [8]: x\nOut[8]: 5\n",
        "    x = 5\n    x",
        "In [7]: x = 5\n   ...: x",
    ];
    for text in cases {
        assert_eq!(session(&[text]), "Out[1]: 5\n", "{text:?}");
    }
}

#[test]
fn magics_stand_among_statements() {
    let lines = ["x = 1", "%who", "y = 2", "y"].join("\n");
    assert_eq!(session(&[&lines]), "x\nOut[1]: 2\n");
    assert_eq!(session(&["x = 1", "who", "who = 3", "who"]), "x\nOut[4]: 3\n");
}

#[test]
fn unknown_magics_name_the_nearest() {
    assert_eq!(session(&["%tiem x"]), "UsageError: Line magic function `%tiem` not found. Did you mean `%time`?\n");
    assert_eq!(session(&["%%tiem\nx"]), "UsageError: Cell magic function `%%tiem` not found. Did you mean `%%time`?\n");
    assert_eq!(session(&["%%who\nx"]), "UsageError: `%%who` is no cell magic; there is `%who`\n");
    assert_eq!(
        session(&["%qqqqqqqq"]),
        "UsageError: Line magic function `%qqqqqqqq` not found. `%lsmagic` lists them.\n"
    );
}

#[test]
fn magics_check_what_they_are_given() {
    assert_eq!(session(&["%pwd here"]), "UsageError: %pwd takes no argument, and here was given\n");
    assert_eq!(
        session(&["%timeit -z x"]),
        "UsageError: %timeit has no option -z; it has -n LOOPS, -r RUNS, -p DIGITS, -q\n"
    );
    assert_eq!(session(&["%timeit -n"]), "UsageError: option -n of %timeit needs a value: -n LOOPS\n");
    assert_eq!(
        session(&["%reset?"]),
        "%reset [-f]\n\nForgets every variable and result, after asking.\n\nOptions\n  -f  does not ask\n\n\
         Examples\n  %reset\n  %reset -f\n"
    );
}

/// What Tab offers at the end of a text, after these cells.
fn offered(cells: &[&str], text: &str) -> Vec<String> {
    let engine: SharedEngine = Rc::new(RefCell::new(Box::new(Fake::default())));
    shown(&mut Shell::new(Rc::clone(&engine), Style::Plain, 80), cells);
    let found = complete(&mut **engine.borrow_mut(), text, text.len());
    found.candidates.into_iter().map(|candidate| candidate.text).collect()
}

#[test]
fn magics_complete_their_options_and_arguments() {
    assert_eq!(offered(&[], "%timei"), ["%timeit"]);
    assert_eq!(offered(&[], "%%wri"), ["%%writefile"]);
    assert_eq!(offered(&[], "%timeit -"), ["-n", "-p", "-q", "-r"]);
    assert_eq!(offered(&["alpha = 1", "beta = 2"], "%xdel a"), ["alpha"]);
    assert_eq!(offered(&["alpha = 1"], "%time al"), ["alpha"]);
    assert_eq!(offered(&[], "%pwd "), Vec::<String>::new());
}

#[test]
fn variables_are_listed() {
    assert_eq!(session(&["%who", "%whos"]), "Interactive namespace is empty.\n".repeat(2));
    let made = ["alpha = 1", "b = two", "_hidden = 3"];
    assert_eq!(session(&[&made[..], &["%who"]].concat()), "alpha  b\n");
    assert_eq!(session(&[&made[..], &["%who int"]].concat()), "No variables match your requested type.\n");
    assert_eq!(
        session(&[&made[..], &["%whos"]].concat()),
        "name   type  shape  dtype  bytes  value\n───────────────────────────────────────\n\
         alpha  str                        1\nb      str                        two\n"
    );
}

#[test]
fn resetting_asks_first() {
    let mut shell = shell();
    let mut screen = Screen::default();
    shell.feed("x = 1", &mut screen);
    let question = "Once deleted, variables cannot be recovered. Proceed (y/[n])? ";
    assert_eq!(shell.feed("%reset", &mut screen), Next::Answer(question.to_owned()));
    shell.feed("n", &mut screen);
    assert_eq!(shown(&mut shell, &["x"]), "Out[3]: 1\n");
    shell.feed("%reset", &mut screen);
    shell.feed("y", &mut screen);
    assert_eq!(shown(&mut shell, &["%who", "x"]), "Interactive namespace is empty.\nOut[6]: x\n");
    shown(&mut shell, &["x = 1", "%reset -f"]);
    assert_eq!(shown(&mut shell, &["%who"]), "Interactive namespace is empty.\n");
}

#[test]
fn what_was_typed_comes_back() {
    let typed = ["x = 1", "if y:\n  z = 2", "x"];
    let all = [&typed[..], &["%history"]].concat();
    assert_eq!(session(&all), "Out[3]: 1\nx = 1\nif y:\n  z = 2\nx\n%history\n");
    let numbered = [&typed[..], &["%history -n -o 2-3"]].concat();
    assert_eq!(session(&numbered), "Out[3]: 1\n   2:\nif y:\n  z = 2\n   3: x\n1\n");
    let last = [&typed[..], &["%history -l 2"]].concat();
    assert_eq!(session(&last), "Out[3]: 1\nx\n%history -l 2\n");
    assert_eq!(session(&["%history 0"]), "UsageError: 0 is no cell and no range of cells, such as 2-4\n");
    let mut shell = shell();
    shown(&mut shell, &typed);
    assert_eq!(shell.feed("%recall 1-2", &mut Screen::default()), Next::Edit("x = 1\nif y:\n  z = 2".to_owned()));
    assert_eq!(shown(&mut shell, &["%rerun 3"]), "=== Executing: ===\nx\n=== Output: ===\nOut[5]: 1\n");
}

#[test]
fn questions_show_pages() {
    assert_eq!(session(&["x = 1", "x?", "x??", "?x"]), "x is a variable\nx = 1\nx is a variable\n");
    assert_eq!(session(&["nothing?"]), "name 'nothing' is not defined\n");
    assert_eq!(session(&["%pwd?"]), "%pwd\n\nShows the working directory.\n");
    assert_eq!(session(&["xa = 1", "xb = 2", "y = 3", "x*?", "*b?"]), "xa\nxb\nxb\n");
}

#[test]
fn blocks_are_pasted_with_cpaste() {
    let mut shell = shell();
    let mut screen = Screen::default();
    assert_eq!(shell.feed("%cpaste", &mut screen), Next::Answer(String::new()));
    for line in ["  x = 1", "", "  x"] {
        assert_eq!(shell.feed(line, &mut screen), Next::Answer(String::new()));
    }
    assert_eq!(shell.feed("--", &mut screen), Next::Cell);
    let text = screen.text();
    assert!(text.ends_with("ends it.\nOut[2]: 1\n"), "{text}");
}

#[test]
fn files_are_run_loaded_and_saved() {
    let scratch = Scratch::new("magics");
    let script = scratch.file("script.py", "y = 7\nprint ran\ny\n");
    let lesson = scratch.file("lesson.cell", "# %%\nz = 8\nz\n# %%\nraise E\n# %%\nprint never\n");
    let run = format!("%run {}", script.display());
    assert_eq!(session(&[&run, "y"]), "ran\nOut[2]: 7\n");
    let run = format!("%run '{}'", lesson.display());
    let place = format!("File \"{}\", line 5", lesson.display());
    assert_eq!(
        session(&[&run, "z"]),
        format!("8\nTraceback (most recent call last):\n  {place}, in <module>\nE\nOut[2]: 8\n")
    );
    let load = format!("%load -r 2-3 {}", script.display());
    assert_eq!(shell().feed(&load, &mut Screen::default()), Next::Edit("print ran\ny".to_owned()));
    assert_eq!(session(&["%run none.py"]), "UsageError: cannot read none.py: there is no such file\n");

    let saved = scratch.path().join("saved.cell");
    let save = format!("%save {}", saved.display());
    let cells = ["x = 1", "print shown\nwarn w\nx", "%who", "raise E bad", &save];
    let mut shell = shell();
    shown(&mut shell, &cells);
    let text = std::fs::read_to_string(&saved).expect("saved");
    assert_eq!(
        text,
        "# %%\nx = 1\n\n# %%\nprint shown\nwarn w\nx\n#> shown\n#> 1\n#~ UserWarning: w\n\n# %%\nraise E bad\n#! E: bad\n"
    );
    let again = format!("UsageError: {} exists: -f replaces it, -a appends to it\n", saved.display());
    assert_eq!(shown(&mut shell, &[&save]), again);
}

#[test]
fn cells_are_written_to_files() {
    let scratch = Scratch::new("writefile");
    let file = scratch.path().join("new.py");
    let cell = format!("%%writefile {}\na = 1\n\nb = 2\n", file.display());
    let name = file.display();
    assert_eq!(session(&[&cell, &cell]), format!("Writing {name}\nOverwriting {name}\n"));
    assert_eq!(std::fs::read_to_string(&file).expect("written"), "a = 1\n\nb = 2\n");
}

#[test]
fn times_read_as_in_ipython() {
    #[rustfmt::skip]
    let cases = [
        (0.0, "0 ns"), (1e-10, "0.1 ns"), (2.5e-9, "2.5 ns"), (9.999e-7, "1e+03 ns"), (1.2345e-6, "1.23 µs"),
        (0.001, "1 ms"), (0.0123456, "12.3 ms"), (0.9996, "1e+03 ms"), (1.0, "1 s"), (12.345, "12.3 s"),
        (59.996, "60 s"), (60.0, "1min"), (61.5, "1min 1s"), (3600.0, "1h"), (3725.5, "1h 2min 5s"), (90061.0, "1d 1h 1min 1s"),
    ];
    for (seconds, text) in cases {
        assert_eq!(teach::timespan(seconds, 3), text);
    }
    let report = |count, runs: &[f64]| teach::timeit_report(&Loops { count, runs: runs.to_vec(), precision: 3 });
    assert_eq!(
        report(1_000_000, &[1.0, 1.2, 1.1]),
        "1.1 µs ± 81.6 ns per loop (mean ± std. dev. of 3 runs, 1,000,000 loops each)"
    );
    assert_eq!(report(1, &[0.5]), "500 ms ± 0 ns per loop (mean ± std. dev. of 1 run, 1 loop each)");
    assert_eq!(
        report(10, &[0.5, 5.0, 1.0]),
        "The slowest run took 10.00 times longer than the fastest. This could mean that an intermediate result is \
         being cached.\n217 ms ± 201 ms per loop (mean ± std. dev. of 3 runs, 10 loops each)"
    );
}

#[test]
fn the_table_of_variables_fits_any_terminal() {
    let array = ValueInfo {
        type_name: "ndarray".to_owned(),
        shape: Some("(1000, 3)".to_owned()),
        dtype: Some("float64".to_owned()),
        nbytes: Some(24000),
        short: "array([[0., 0., 0.],\n       [1., 1., 1.],".to_owned(),
    };
    let text = ValueInfo { type_name: "str".to_owned(), short: "'a word or two'".to_owned(), ..ValueInfo::default() };
    let names = [("weights".to_owned(), array), ("title".to_owned(), text)];
    let rule = |width| "─".repeat(width);
    assert_eq!(
        teach::whos_table(&names, 80),
        format!(
            "name     type     shape      dtype    bytes  value\n{}\n\
             weights  ndarray  (1000, 3)  float64  24000  array([[0., 0., 0.], [1., 1., 1.],\n\
             title    str                                 'a word or two'",
            rule(79)
        )
    );
    for (width, columns) in [(55, 6), (45, 5), (40, 4), (20, 2), (5, 1)] {
        let table = teach::whos_table(&names, width);
        assert_eq!(table.lines().next().map(|head| head.split_whitespace().count()), Some(columns), "{table}");
        assert!(width < 10 || table.lines().all(|line| line.chars().count() <= width), "{width}\n{table}");
    }
}

/// Types lines with Enter after each, and says what stands in the editor, or what was run.
fn typed(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        for letter in line.chars() {
            let start = text.rfind('\n').map_or(0, |newline| newline + 1);
            match typing::colon(&text, text.len()).filter(|_| letter == ':') {
                Some(line) => text.replace_range(start.., &line),
                None => text.push(letter),
            }
        }
        match typing::enter(&text, text.len()) {
            typing::Enter::Run => text = format!("ran {}", text.trim_end()),
            typing::Enter::Line(more) => text.push_str(&more),
        }
    }
    text
}

#[test]
fn enter_runs_or_indents() {
    #[rustfmt::skip]
    let cases: [(&[&str], &str); 14] = [
        (&["x = 1"], "ran x = 1"), (&["def f(x):"], "def f(x):\n    "),
        (&["def f(x):", "y = x", "return y", ""], "ran def f(x):\n    y = x\n    return y"),
        (&["for i in x:", "if i:", "pass"], "for i in x:\n    if i:\n        pass\n    "),
        (&["x = [1,", "2]"], "ran x = [1,\n2]"), (&["f(", "1"], "f(\n    1\n    "),
        (&["x = 1 +"], "ran x = 1 +"), (&["if x: y"], "ran if x: y"), (&["'''a", "b'''"], "ran '''a\nb'''"),
        (&["%timeit x"], "ran %timeit x"), (&["%%time", "x", "y", ""], "ran %%time\nx\ny"), (&["x?"], "ran x?"),
        (&["if a:", "b", "else:", "c", ""], "ran if a:\n    b\nelse:\n    c"),
        (&["try:", "while a:", "b", "else:", "c", "except E:"],
         "try:\n    while a:\n        b\n    else:\n        c\nexcept E:\n    "),
    ];
    for (lines, expected) in cases {
        assert_eq!(typed(lines), expected, "{lines:?}");
    }
}

#[test]
fn enter_in_the_middle_splits_a_line() {
    let text = "def f():\n    a = 1\n    b = 2";
    assert_eq!(typing::enter(text, 18), typing::Enter::Line("\n    ".to_owned()));
    assert_eq!(typing::enter("f(1)", 2), typing::Enter::Run);
}

#[test]
fn tab_and_backspace_keep_to_levels() {
    assert_eq!([typing::tab("if a:\n  ", 8), typing::tab("if a:\n    ", 10)], [Some(2), Some(4)]);
    assert_eq!([typing::tab("", 0), typing::tab("np.", 3), typing::tab("if a:\nb", 7)], [None; 3]);
    assert_eq!([typing::backspace("    ", 4), typing::backspace("      ", 6)], [Some(4), Some(2)]);
    assert_eq!([typing::backspace("a    ", 5), typing::backspace(" ", 1), typing::backspace("", 0)], [None; 3]);
}

#[test]
fn history_survives() {
    let scratch = Scratch::new("history");
    let history = History::at(scratch.path().join("deep/er/history"));
    assert_eq!(history.load().expect("no file is no history"), Vec::<String>::new());
    let entries = ["x = 1", "if x:\n    y = '\\n'\n", "tab\there \\ end\\", "\u{3b1} = 2"];
    for entry in entries {
        history.append(entry).expect("a writable file");
    }
    history.sync().expect("a file");
    assert_eq!(history.load().expect("a file"), entries);
}

#[test]
fn sessions_side_by_side_lose_no_history() {
    let scratch = Scratch::new("shared");
    let path = scratch.path().join("history");
    // Enough for the file to be cut back while others write to it.
    let old: String = (0..22_500).map(|n| format!("old {n}\n")).collect();
    std::fs::write(&path, old).expect("a scratch file");
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let path = path.clone();
            std::thread::spawn(move || {
                let history = History::at(path);
                for entry in 0..100 {
                    history.append(&format!("{writer} {entry}")).expect("a writable file");
                    if entry % 10 == writer {
                        history.load().expect("a readable file");
                    }
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().expect("no panic"));
    let entries = History::at(&path).load().expect("a file");
    let new = entries.iter().filter(|entry| !entry.starts_with("old")).count();
    assert_eq!((new, entries.len()), (400, 20_000));
    assert_eq!(std::fs::read_dir(scratch.path()).expect("the directory").count(), 1, "no temporary file stays");
}

#[test]
fn old_arrays_leave_out_beyond_its_limit() {
    let engine: SharedEngine = Rc::new(RefCell::new(numcell::open(numcell::session::Options::trusted())));
    let mut shell = Shell::new(engine, Style::Plain, 80);
    let big = "np.zeros(1000000)";
    let cells = ["%outlimit 30MB", big, "y = np.ones(1000000)", "y", big, big, big, big, "%whos"];
    let text = shown(&mut shell, &cells);
    assert!(
        text.ends_with("Out keeps 3 arrays that no variable names: 24 MB of 30 MB at most (%outlimit)\n"),
        "{text}"
    );
    // What a variable names costs nothing and stays; the rest goes from the oldest on.
    assert!(shown(&mut shell, &["sorted(Out)"]).contains("[4, 6, 7, 8]"));
    assert!(shown(&mut shell, &["_2"]).contains("NameError"));
    assert!(shown(&mut shell, &["%outlimit lots"]).contains("takes a size such as 500MB or 2GB, not lots"));
}
