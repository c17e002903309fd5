//! A lesson shown a cell at a time, below the terminal: keys go in, what they show comes out.

use crate::screen::{Screen, shell};
use numcell::cells::{Form, Lesson, Text};
use numcell::repl::{Next, Presenter};

const LESSON: &str = "\
# %% [markdown]
# # Sums
# A **sum** along an axis takes that axis away.
#
# - `axis=0` goes down
# - `axis=1` goes right

# %% Some numbers
x = np.arange(6).reshape(2, 3)

# %% [predict] Down
x.sum(axis=0)
#> array([3, 5, 7])

# %% [predict]
x.sum()
#> np.int64(15)
";

/// What a lesson shows for these keys, and what is wanted at the end.
fn played(keys: &[&str]) -> (String, Next) {
    let mut shell = shell();
    let mut screen = Screen::default();
    let mut lesson = Presenter::new(Lesson::parse(&Text::new(LESSON), Form::Cell, "lesson").expect("a lesson").cells);
    let mut next = lesson.start(&shell, &mut screen);
    let mut text = String::new();
    for key in keys {
        if let Next::Answer(question) = &next {
            text.push_str(&std::mem::take(&mut screen).text());
            text.push_str(&format!("{question}{key}\n"));
        }
        next = lesson.feed(key, &mut shell, &mut screen);
    }
    text.push_str(&screen.text());
    (text, next)
}

#[test]
fn a_lesson_is_shown_a_cell_at_a_time() {
    crate::lessons::on_large_stack(|| {
        let (text, next) = played(&["", "", "", "array([3, 5, 7])", "", "12", "", "x.max()"]);
        assert_eq!(text, include_str!("present/whole.txt"));
        assert_eq!(next, Next::Cell);
    });
}

#[test]
fn cells_are_edited_skipped_and_gone_back_to() {
    crate::lessons::on_large_stack(|| {
        let (_, next) = played(&["", "e"]);
        assert_eq!(next, Next::Edit("x = np.arange(6).reshape(2, 3)".to_owned()));
        let (text, _) = played(&["", "e", "x = np.ones((2, 2))", "", ""]);
        assert!(text.ends_with("Out[2]: array([2., 2.])\n"), "{text}");
        let (text, _) = played(&["", "b", "z"]);
        assert!(text.ends_with("There is no key z here.\n"), "{text}");
        assert_eq!(text.matches("1 of 4").count(), 2, "{text}");
        let (text, next) = played(&["", "s", "q"]);
        assert!(text.contains("NameError") && next != Next::Cell, "a prediction takes any word: {text}");
        let (text, next) = played(&["q", "1 + 1"]);
        assert!(text.ends_with("Ctrl-D leaves.\nOut[1]: 2\n"), "{text}");
        assert_eq!(next, Next::Cell);
    });
}
