//! The sessions that the documentation shows, run again: blocks marked `text session` in README.md and
//! docs. What a block shows must be what the prompt shows; `...` stands for what differs from run to
//! run, and a line of only `…` for lines that are left out. `UPDATE_SESSIONS=1` writes what is shown now
//! into the pages.

use crate::screen::{Screen, shell};
use std::path::{Path, PathBuf};

const PAGES: &[&str] = &["README.md", "docs/REPL.md", "docs/TEACHING.md"];
const OPENING: &str = "```text session";

/// The cells of a block and what each shows.
fn cells(block: &str) -> Vec<(String, String)> {
    let mut cells: Vec<(String, String)> = Vec::new();
    let mut typing = false;
    for line in block.lines() {
        if let Some((_, code)) = line.strip_prefix("In [").and_then(|rest| rest.split_once("]: ")) {
            cells.push((code.to_owned(), String::new()));
            typing = true;
        } else if let Some(code) = line.strip_prefix("   ...:").filter(|_| typing) {
            let cell = cells.last_mut().expect("a cell begins with In");
            cell.0.push_str(&format!("\n{}", code.strip_prefix(' ').unwrap_or(code)));
        } else {
            typing = false;
            let cell = cells.last_mut().expect("a block begins with In");
            cell.1.push_str(line.trim_end());
            cell.1.push('\n');
        }
    }
    cells
}

/// A block with what its cells show now.
fn played(block: &str) -> String {
    let mut shell = shell();
    let mut text = String::new();
    for (at, (code, recorded)) in cells(block).into_iter().enumerate() {
        let mut screen = Screen::default();
        shell.feed(&code, &mut screen);
        let shown: Vec<String> = screen.text().lines().map(|line| line.trim_end().to_owned()).collect();
        let recorded: Vec<&str> = recorded.trim_end().lines().collect();
        let shown = if agrees(&recorded, &shown) { recorded.join("\n") } else { shown.join("\n") };
        let gap = if at > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}In [{}]: {}\n", at + 1, code.replace('\n', "\n   ...: ")));
        if !shown.is_empty() {
            text.push_str(&format!("{}\n", shown.trim_end()));
        }
    }
    text
}

/// Whether lines are as recorded, `...` standing for anything and `…` for any lines.
fn agrees(recorded: &[&str], shown: &[String]) -> bool {
    if let Some(gap) = recorded.iter().position(|line| *line == "…") {
        let (head, tail) = (&recorded[..gap], &recorded[gap + 1..]);
        return head.len() + tail.len() <= shown.len()
            && agrees(head, &shown[..gap])
            && agrees(tail, &shown[shown.len() - tail.len()..]);
    }
    recorded.len() == shown.len() && recorded.iter().zip(shown).all(|(recorded, shown)| fits(recorded, shown))
}

fn fits(recorded: &str, shown: &str) -> bool {
    match recorded.split_once("...") {
        None => recorded == shown,
        Some((head, tail)) => shown.strip_prefix(head).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| fits(tail, &rest[at..]))
        }),
    }
}

#[test]
fn sessions_show_what_the_pages_say() {
    crate::lessons::on_large_stack(|| {
        let mut count = 0;
        for page in PAGES {
            let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
            let text = std::fs::read_to_string(&path).expect(page);
            let mut now = String::new();
            let mut rest = text.as_str();
            while let Some(at) = rest.find(OPENING) {
                let start = at + OPENING.len() + 1;
                let end = start + rest[start..].find("```").expect("a block ends");
                now.push_str(&rest[..start]);
                now.push_str(&played(&rest[start..end]));
                rest = &rest[end..];
                count += 1;
            }
            now.push_str(rest);
            if std::env::var_os("UPDATE_SESSIONS").is_some() {
                std::fs::write(&path, &now).expect(page);
            } else {
                assert_eq!(text, now, "{page}");
            }
        }
        assert!(count >= 2, "only {count} sessions were found");
    });
}
