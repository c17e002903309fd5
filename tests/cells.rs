//! The `.cell` format, comparing, recording and running, with an interpreter of five words; and the
//! command line's answers to bad files.

use crate::fake;
use numcell::cells::*;
use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

/// A directory that is gone when the test is.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("numcell-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a scratch directory");
        Scratch(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("a scratch file");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A stream that a test can read.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("output is UTF-8")
    }
}

/// Gives standard output, standard error and what `act` returns.
pub(crate) fn heard<T>(act: impl FnOnce(&mut Console) -> T) -> (String, String, T) {
    let (out, err) = (Heard::default(), Heard::default());
    let mut console = Console::new(Box::new(out.clone()), Box::new(err.clone()), false);
    let result = act(&mut console);
    assert_eq!(console.finish(), None);
    (out.text(), err.text(), result)
}

/// One line for each cell: its number or `-`, its line, its code, its recorded lines.
fn outline(text: &str) -> String {
    let cell = |cell: &Cell| {
        let number = cell.number.map_or("-".to_owned(), |number| number.to_string());
        let recorded: Vec<String> = cell.recorded.iter().map(Recorded::line).collect();
        format!("{number} @{} {:?} {recorded:?}", cell.line, cell.lines.join("|"))
    };
    parse(text).iter().map(cell).collect::<Vec<_>>().join("\n")
}

#[test]
fn cells_are_found() {
    #[rustfmt::skip]
    let cases = [
        ("", "" ),
        ("# %%\nx = 1\n", r#"1 @2 "x = 1" []"#),
        ("x = 1\n# %%\ny\n", "1 @1 \"x = 1\" []\n2 @3 \"y\" []"),
        ("# only prose\n\n# %%\ny\n", "- @1 \"# only prose\" []\n1 @4 \"y\" []"),
        ("\n\n# %%\ny", r#"1 @4 "y" []"#),
        ("# %% [markdown]\n# prose\n# %% code\ny\n", "- @2 \"# prose\" []\n1 @4 \"y\" []"),
        ("# %%\nx\n#> 1\n\n", r##"1 @2 "x" ["#> 1"]"##),
        ("# %%\nx\n\n#> 1\n#>\n#~ W: w\n#! E\n", r##"1 @2 "x" ["#> 1", "#>", "#~ W: w", "#! E"]"##),
        ("# %%\n#> not recorded\nx\n", r##"1 @2 "#> not recorded|x" []"##),
        ("# %%\nx\n#>1\n", r##"1 @2 "x|#>1" []"##),
        ("# %%%\nx\n", r##"1 @1 "# %%%|x" []"##),
        ("# %%title\n#%%\n # %%\nx", r##"1 @1 "# %%title|#%%| # %%|x" []"##),
        ("# %% [markdown]\n# a\n#> not output\n", r##"- @2 "# a|#> not output" []"##),
    ];
    for (text, expected) in cases {
        assert_eq!(outline(text), expected, "{text:?}");
    }
}

#[test]
fn titles_and_tags() {
    let cells = parse("# %%   Softmax  \n# %%\n# %% [slow] [hard] Training\n# %% [markdown] Notes\n# %% [x\n");
    let titles: Vec<&str> = cells.iter().map(Cell::title).collect();
    assert_eq!(titles, ["Softmax", "", "Training", "Notes", "[x"]);
    assert_eq!(cells[2].tags(), ["slow", "hard"]);
    assert_eq!(cells[3].kind, CellKind::Markdown);
}

#[test]
fn files_survive_reading_and_writing() {
    let text = "# a head\n\n# %% one\nx = 1\n\n\ny = 2\n#> shown\n#~ W: w\n\n\n# %% [markdown]\n# prose\n\n# %%\n";
    assert_eq!(render(&parse(text)), text);
    assert_eq!(render(&parse("# %%\nx\n\n#> 1   \n   \n\n")), "# %%\nx\n#> 1\n");
    assert_eq!(render(&parse("x")), "x\n");
}

#[test]
fn recorded_lines_stand_for_lines() {
    #[rustfmt::skip]
    let cases = [
        ("abc", "abc", true), ("abc  ", "abc", true), ("abc", "abc\t ", true), ("abc", "abd", false),
        ("a...c", "abbc", true), ("a...c", "ac", true), ("a...c", "ab", false), ("...", "", true),
        ("a...a", "a", false), ("ab...ba", "aba", false), ("a...b...c", "a b c", true),
        ("a...b...c", "a c b", false), ("...b...", "abc", true), ("1....5", "1.2.5", true), ("1....5", "1.25", false),
        ("\u{3b1}...", "\u{3b1}\u{3b2}", true), ("", " ", true), ("", "x", false),
    ];
    for (pattern, line, expected) in cases {
        assert_eq!(match_line(pattern, line), expected, "{pattern:?} {line:?}");
    }
}

#[test]
fn recorded_blocks_stand_for_blocks() {
    #[rustfmt::skip]
    let cases: [(&[&str], &[&str], bool); 12] = [
        (&[], &[], true), (&[], &["a"], false), (&["a"], &[], false), (&["a", "b"], &["a", "b"], true),
        (&["..."], &[], true), (&["..."], &["a", "b"], true), (&["a", "...", "c"], &["a", "c"], true),
        (&["a", "...", "c"], &["a", "b", "b", "c"], true), (&["a", "...", "c"], &["a", "c", "b"], false),
        (&["a", "...", "a"], &["a"], false), (&["...", "b", "..."], &["a", "b", "c"], true),
        (&["...", "b", "...", "b"], &["b"], false),
    ];
    for (patterns, lines, expected) in cases {
        assert_eq!(match_lines(patterns, lines), expected, "{patterns:?} {lines:?}");
    }
}

fn recorded(lines: &[&str]) -> Vec<Recorded> {
    parse(&format!("# %%\nx\n{}\n", lines.join("\n"))).remove(0).recorded
}

#[test]
fn differences_are_readable() {
    #[rustfmt::skip]
    let cases: [(&[&str], &[&str], &[&str]); 8] = [
        (&["#> a"], &["#> a"], &[]),
        (&["#> 0.25"], &["#> 0.26"], &["- #> 0.25", "+ #> 0.26", "        ^"]),
        (&["#> a", "#> b"], &["#> a"], &["  #> a", "- #> b"]),
        (&[], &["#> a", "#~ W: w"], &["+ #> a", "+ #~ W: w"]),
        (&["#> a", "#> ...", "#> z"], &["#> a", "#> b", "#> c", "#> y"],
         &["  #> a", "  #> ...", "- #> z"]),
        (&["#> 1", "#> 2", "#> 3", "#> 4", "#> 5", "#> 6", "#> 7"], &["#> 1", "#> 2", "#> 3", "#> 4!", "#> 5", "#> 6", "#> 7"],
         &["  ⋮", "  #> 2", "  #> 3", "- #> 4", "+ #> 4!", "      ^", "  #> 5", "  #> 6", "  ⋮"]),
        (&["#> took ... s", "#> x"], &["#> took 3 s", "#> y"], &["  #> took ... s", "- #> x", "+ #> y", "     ^"]),
        (&["#! E: a"], &["#> a"], &["- #! E: a", "+ #> a", "   ^"]),
    ];
    for (old, new, expected) in cases {
        assert_eq!(difference(&recorded(old), &recorded(new)), expected, "{old:?} {new:?}");
    }
}

const LESSON: &str = "\
# %% A lesson
print one
warn careful
two
#> one
#> two
#~ UserWarning: careful

# %% It fails
print before
raise ValueError no ...
print after
#> before
#! ValueError: ...
";

#[test]
fn a_lesson_checks() {
    let scratch = Scratch::new("checks");
    let file = scratch.file("lesson.cell", LESSON);
    let (out, err, status) = heard(|console| check_file(&file, &fake::open, console));
    assert_eq!(out, format!("{}: 2 cells, all as recorded\n", file.display()));
    assert_eq!((err.as_str(), status.ok()), ("", Some(Status::FINE)));
}

#[test]
fn any_change_of_a_recording_is_found() {
    let scratch = Scratch::new("change");
    #[rustfmt::skip]
    let cases = [
        ("#> two", "#> twO"), ("#> two\n", ""), ("#> one\n#> two\n#~ UserWarning: careful\n", ""),
        ("#~ UserWarning: careful", "#~ UserWarning: careless"), ("#! ValueError: ...", "#! TypeError: ..."),
        ("#! ValueError: ...", "#! ValueError: no"), ("#> before", "#> before\n#> more"),
    ];
    for (old, new) in cases {
        let file = scratch.file("lesson.cell", LESSON.replace(old, new));
        let (out, _, status) = heard(|console| check_file(&file, &fake::open, console));
        assert_eq!(status.ok(), Some(Status::RAISED), "{new:?}: {out}");
        assert!(out.contains("1 of 2 cells differs from what is recorded"), "{out}");
    }
    let file = scratch.file("lesson.cell", LESSON.replace("#> two", "#> twO"));
    let (out, _, _) = heard(|console| check_file(&file, &fake::open, console));
    let name = file.display();
    assert_eq!(
        out,
        format!(
            "{name}:2: cell 1 (A lesson) differs\n      #> one\n    - #> twO\n    + #> two\n           ^\n\
             \x20     #~ UserWarning: careful\n{name}: 1 of 2 cells differs from what is recorded\n"
        )
    );
}

#[test]
fn recording_keeps_what_still_matches() {
    let scratch = Scratch::new("record");
    let stale = LESSON.replace("#> two", "#> old").replace("#~ UserWarning: careful\n", "");
    let file = scratch.file("lesson.cell", &stale);
    let (out, _, status) = heard(|console| record_file(&file, &fake::open, console));
    assert_eq!((out, status.ok()), (format!("{}: 1 cell recorded anew\n", file.display()), Some(Status::FINE)));
    assert_eq!(std::fs::read_to_string(&file).expect("recorded"), LESSON);
    let left: Vec<_> = std::fs::read_dir(scratch.path()).expect("the directory").collect();
    assert_eq!(left.len(), 1, "no temporary file stays");
}

#[test]
fn recording_keeps_line_ends() {
    let scratch = Scratch::new("crlf");
    let file = scratch.file("lesson.cell", "\u{feff}# %%\r\nprint a\r\nb");
    heard(|console| record_file(&file, &fake::open, console)).2.expect("a writable file");
    assert_eq!(std::fs::read_to_string(&file).expect("recorded"), "\u{feff}# %%\r\nprint a\r\nb\r\n#> a\r\n#> b\r\n");
}

#[test]
fn recording_masks_what_changes() {
    let scratch = Scratch::new("masks");
    let file = scratch.file("lesson.cell", "# %%\nprint <f at 0x7f00aB> and <g at 0x1>\n");
    heard(|console| record_file(&file, &fake::open, console)).2.expect("a writable file");
    let text = std::fs::read_to_string(&file).expect("recorded");
    assert_eq!(text.lines().last(), Some("#> <f at 0x...> and <g at 0x...>"));
    let (_, _, status) = heard(|console| check_file(&file, &fake::open, console));
    assert_eq!(status.ok(), Some(Status::FINE));
}

fn run(file: &Path, options: RunOptions) -> (String, String, Status) {
    let (out, err, status) = heard(|console| run_file(file, options, &fake::open, console));
    (
        out.replace(&file.display().to_string(), "FILE"),
        err.replace(&file.display().to_string(), "FILE"),
        status.expect("a readable file"),
    )
}

const TWO_ERRORS: &str = "# %%\nprint a\nb\n# %%\nraise E x\n# %%\nc\\nd\n# %%\nwarn w\nraise F\n";

#[test]
fn running_stops_at_the_first_error() {
    let scratch = Scratch::new("run");
    let file = scratch.file("lesson.cell", TWO_ERRORS);
    let (out, err, status) = run(&file, RunOptions::default());
    assert_eq!(out, "a\nOut[1]: b\n");
    assert_eq!(err, "Traceback (most recent call last):\n  File \"FILE\", line 5, in <module>\nE: x\n");
    assert_eq!(status, Status::RAISED);
}

#[test]
fn running_goes_on_after_an_error_that_the_lesson_records() {
    let scratch = Scratch::new("recorded");
    let file = scratch.file("lesson.cell", "# %%\nraise E x\n#! E: x\n\n# %%\nb\n#> b\n");
    let (out, err, status) = run(&file, RunOptions::default());
    assert_eq!(out, "Out[2]: b\n");
    assert!(err.ends_with("E: x\n"), "{err}");
    assert_eq!(status, Status::FINE);
}

#[test]
fn running_keeps_going() {
    let scratch = Scratch::new("keep");
    let file = scratch.file("lesson.cell", TWO_ERRORS);
    let (out, err, status) = run(&file, RunOptions { keep_going: true, ..RunOptions::default() });
    assert_eq!(out, "a\nOut[1]: b\nOut[3]: \nc\nd\n");
    assert!(err.contains("FILE:9: UserWarning: w\n  warn w\n") && err.ends_with("line 10, in <module>\nF\n"), "{err}");
    assert_eq!(status, Status::RAISED);
}

#[test]
fn rows_for_graders() {
    let scratch = Scratch::new("json");
    let file = scratch.file("lesson.cell", TWO_ERRORS);
    let (out, err, status) = run(&file, RunOptions { keep_going: true, json: true, ..RunOptions::default() });
    let rows: Vec<&str> = out.lines().map(|row| row.split(", \"seconds\": ").next().unwrap_or("")).collect();
    assert_eq!(
        rows,
        [
            r#"{"cell": 1, "stdout": "a\n", "result": "b", "warnings": [], "error": null"#,
            r#"{"cell": 2, "stdout": "", "result": null, "warnings": [], "error": {"type": "E", "message": "x"}"#,
            r#"{"cell": 3, "stdout": "", "result": "c\nd", "warnings": [], "error": null"#,
            r#"{"cell": 4, "stdout": "", "result": null, "warnings": ["UserWarning: w"], "error": {"type": "F", "message": ""}"#,
        ]
    );
    assert_eq!((err.as_str(), status), ("", Status::RAISED));
    let row: serde_json::Value = serde_json::from_str(out.lines().next().unwrap_or("")).expect("JSON");
    assert!(row["seconds"].as_f64().is_some_and(|seconds| (0.0..10.0).contains(&seconds)));
}

#[test]
fn transcripts_show_the_code() {
    let scratch = Scratch::new("transcript");
    let file = scratch.file("lesson.cell", "# %%\nprint a\nb\n# %%\nx = 1\n");
    let (out, _, _) = run(&file, RunOptions { transcript: true, ..RunOptions::default() });
    assert_eq!(out, "In [1]: print a\n   ...: b\na\nOut[1]: b\n\nIn [2]: x = 1\n\n");
}

#[test]
fn scripts_show_no_values() {
    let scratch = Scratch::new("script");
    let file = scratch.file("lesson.py", "# %%\nprint a\nb\n# %%\nc\n");
    assert_eq!(run(&file, RunOptions::default()), ("a\n".to_owned(), String::new(), Status::FINE));
}

#[test]
fn programs_leave_with_a_status() {
    let scratch = Scratch::new("exit");
    for (code, err, status) in
        [("raise SystemExit", "", 0), ("raise SystemExit 3", "", 3), ("raise SystemExit bye now", "bye now\n", 1)]
    {
        let file = scratch.file("lesson.py", format!("{code}\nprint never\n"));
        assert_eq!(run(&file, RunOptions::default()), (String::new(), err.to_owned(), Status(status)));
    }
}

/// Runs the program itself: standard output, standard error, exit status.
fn numcell(arguments: &[&str], scratch: &Scratch) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"));
    let done = command.args(arguments).current_dir(scratch.path()).output().expect("numcell runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(done.stdout), text(done.stderr), done.status.code())
}

#[test]
fn bad_files_get_one_line() {
    let scratch = Scratch::new("bad");
    scratch.file("latin.cell", b"# %%\nx = '\xe9'\n");
    std::fs::create_dir_all(scratch.path().join("folder.cell")).expect("a directory");
    for command in ["run", "check"] {
        for (file, message) in [
            ("none.cell", "cannot read none.cell: there is no such file"),
            ("folder.cell", "cannot read folder.cell: it is a directory"),
            ("latin.cell", "latin.cell is not UTF-8 text: byte 0xe9 at line 2, column 6"),
        ] {
            let expected = (String::new(), format!("numcell: {message}\n"), Some(2));
            assert_eq!(numcell(&[command, file], &scratch), expected);
        }
    }
}

#[test]
fn wrong_usage_gets_one_line_and_a_way_on() {
    let scratch = Scratch::new("usage");
    scratch.file("lesson.cell", "");
    #[rustfmt::skip]
    let cases: [(&[&str], &str); 7] = [
        (&["run"], "no FILE to work on"), (&["check"], "no FILE to work on"),
        (&["run", "--jsn", "x"], "invalid option '--jsn'"), (&["-c"], "missing argument for option '-c'"),
        (&["fly"], "there is no command fly; there are run, check, convert, present, explain and help"),
        (&["lesson.cell"], "lesson.cell is no command; to run the file: numcell run lesson.cell"),
        (&["-c", "1", "2"], "unexpected argument \"2\""),
    ];
    for (arguments, message) in cases {
        let expected = (String::new(), format!("numcell: {message}\nTry `numcell --help`.\n"), Some(2));
        assert_eq!(numcell(arguments, &scratch), expected);
    }
}
