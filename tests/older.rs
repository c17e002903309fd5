//! Older NumPy's printing is recognised, and nothing else is taken for it: values as NumPy prints them
//! now and with its own `legacy` options, recorded by older/record.py.

use numcell::cells::{Printing, older_printing};

fn ask(recorded: &str, new: &str) -> Option<Printing> {
    older_printing(&recorded.split('\n').collect::<Vec<_>>(), &new.split('\n').collect::<Vec<_>>())
}

#[test]
fn older_printing_is_recognised() {
    let mut wrong = String::new();
    for line in include_str!("older/older.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let text = |name: &str| row[name].as_str().expect("a text");
        let (now, before_2, before_114) = (text("now"), text("2"), text("1.14"));
        let mut expect = |recorded: &str, printing: Printing| {
            let answer = ask(recorded, now);
            if recorded != now && answer != Some(printing) {
                wrong.push_str(&format!("{recorded}\n  for {now}\n  is {answer:?}, not {printing:?}\n"));
            }
        };
        expect(before_2, Printing::Before2);
        // Blanks at line ends are not looked at.
        let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        if lines(before_114) != lines(&before_2.replace(", shape=(40, 40)", "")) {
            expect(before_114, Printing::Before114);
        }
        // With one digit changed it is another value.
        if let Some(at) = before_114.rfind(|c: char| ('2'..='8').contains(&c)) {
            let digit = char::from(before_114.as_bytes()[at] - 1);
            let changed = format!("{}{digit}{}", &before_114[..at], &before_114[at + 1..]);
            if changed != now && ask(&changed, now).is_some() {
                wrong.push_str(&format!("{changed}\n  is taken for {now}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn differences_of_other_kinds_are_differences() {
    for (recorded, new) in [
        ("1.5", "1.50"),
        ("total 0.3", "total 0.30000000000000004444"),
        ("[0.1 0.2]", "[0.1 0.3]"),
        ("[0.1]", "[0.12345678]"),
        ("np.float64(2.0)", "2.0"),
        ("-1.0", "1.0"),
        ("ab", "a b c"),
        ("", "np.float64(2.0)"),
        ("[1.0, 2.0]", "[np.float64(1.0)]"),
    ] {
        assert_eq!(ask(recorded, new), None, "{recorded} for {new}");
    }
    assert_eq!(ask("[ 1.  ...  3.]", "[1. 2. 3.]"), Some(Printing::Before114), "dots of a recording");
    assert_eq!(ask("cost: 0.69314718056", "cost: 0.6931471805599453"), Some(Printing::Before114));
}
