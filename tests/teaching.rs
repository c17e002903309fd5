//! `%explain`, `%cost` and `%race` where the pages' sessions do not go: wrong use, narrow terminals,
//! terminals without Unicode, what they leave behind.

use crate::screen::{Screen, shell};
use numcell::repl::Shell;
use numcell::repl::viewport::Size;
use numcell::session::Options;
use numcell::teach::{Runner, explanation, race_table};
use numcell::text::Source;

fn shown(shell: &mut Shell, cells: &[&str]) -> String {
    let mut screen = Screen::default();
    cells.iter().for_each(|cell| drop(shell.feed(cell, &mut screen)));
    screen.text()
}

fn session(cells: &[&str]) -> String {
    shown(&mut shell(), cells)
}

#[test]
fn wrong_use_is_said_in_a_line() {
    for (cell, line) in [
        ("%explain", "UsageError: %explain needs an expression"),
        ("%cost", "UsageError: %cost needs an expression"),
        ("%explain x = 3", "SyntaxError: an expression is needed, and this is a statement"),
        ("%race 1 + 1", "UsageError: %race needs two variants or more: %race A | B, or one a line under %%race"),
        ("%race 1 | ", "UsageError: %race needs two variants or more: %race A | B, or one a line under %%race"),
        ("%%race\n1", "UsageError: %race needs two variants or more: %race A | B, or one a line under %%race"),
        ("%race -q 1 | 2", "UsageError: %race has no option -q; it has -r RUNS, -t TOLERANCE"),
        ("%race -t x 1 | 2", "UsageError: option -t takes a number such as 1e-9, not x"),
        ("%race -r 0 1 | 2", "UsageError: option -r takes a number from 1 on, not 0"),
        ("%explian x", "UsageError: Line magic function `%explian` not found. Did you mean `%explain`?"),
    ] {
        assert_eq!(session(&[cell]), format!("{line}\n"), "{cell}");
    }
}

#[test]
fn variants_are_compared_with_the_first_that_runs() {
    let all = session(&["x = np.arange(5.0)", "%race -r 1 1 + | sum(x) | x.sum() | x.sum() * (1 + 5e-13) | x | 'a'"]);
    let lines: Vec<&str> = all.lines().collect();
    let verdicts: Vec<&str> = lines[2..8].iter().map(|line| line.rsplit("  ").next().unwrap_or_default()).collect();
    assert_eq!(verdicts, ["raised", "(the first)", "exactly", "within 1e-12", "no", "no"], "{all}");
    let said = [
        "variant 1 raised SyntaxError: invalid syntax",
        "variant 5 does not give what the first gives: shape (5,), not ()",
        "variant 6 does not give what the first gives: str, not float64",
        "within 1e-12: the largest difference, as a part of the larger of both numbers",
    ];
    assert_eq!(lines[8..], said);
}

#[test]
fn nothing_is_left_behind() {
    let cells = ["y = 1", "%race -r 1 y | y + 0", "%who", "sorted(k for k in globals() if 'numcell' in k)"];
    assert!(session(&cells).ends_with("y  \nOut[4]: []\n") || session(&cells).ends_with("y\nOut[4]: []\n"));
    assert_eq!(
        session(&["a = np.zeros(2)", "%explain a + 1", "a, 'walker' in globals()"]).lines().last(),
        Some("Out[3]: (array([0., 0.]), False)")
    );
}

#[test]
fn explanations_fit_the_terminal() {
    let code = "x = np.ones((12, 1000, 3)); y = x[:, None] * np.arange(3).reshape(1, 1, 3) - x.mean(axis=(0, 2), keepdims=True)";
    let code = format!(
        "{code}; (y / np.linalg.norm(y, axis=-1, keepdims=True)).transpose(0, 2, 1, 3)[::2, ..., 1].sum(axis=1)"
    );
    for width in [40, 60, 80, 132] {
        let mut shell = shell();
        shell.set_size(Size { columns: width, rows: 24 });
        let text = shown(&mut shell, &[&format!("%explain {code}")]);
        for line in text.lines().filter(|line| !line.starts_with("    ")) {
            assert!(line.chars().count() <= width, "{width}: {line}\n{text}");
        }
        assert!(!text.contains("Error"), "{text}");
    }
}

#[test]
fn letters_are_enough() {
    let mut engine = numcell::open(Options::trusted());
    let source =
        Source::new("Cell In[1]", "a = np.ones((2, 3)); a.T.dot(np.exp(a) / a.sum(axis=1, keepdims=True)) + 1");
    let mut screen = Screen::default();
    let explained = engine.explain(&source, &mut screen).expect("an expression");
    assert!(explanation(&explained, 50, false).is_ascii());
    assert!(!explanation(&explained, 50, true).is_ascii());
    let runner = Runner { text: "x".to_owned(), seconds: Some(1e-6), ..Runner::default() };
    assert!(race_table(&[runner.clone(), runner], 60, false).is_ascii());
}

#[test]
fn warnings_and_output_come_once() {
    let text = session(&["%explain np.log(np.array([0.0])) + len(str(print('once')))"]);
    assert_eq!(text.lines().filter(|line| *line == "once").count(), 1, "{text}");
    assert_eq!(text.matches("RuntimeWarning").count(), 1, "{text}");
}
