//! When a recorded line stands for a line that a cell gives: `...` matches any run of characters, a
//! line of only `...` any number of lines, and white space at line ends does not count.

/// Whether a recorded line stands for this line.
pub fn match_line(pattern: &str, line: &str) -> bool {
    let (pattern, line) = (trim_end(pattern), trim_end(line));
    let parts: Vec<&str> = pattern.split("...").collect();
    let [first, parts @ .., last] = parts.as_slice() else { return pattern == line };
    let Some(mut middle) = line.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    for part in parts {
        match middle.find(*part) {
            Some(at) => middle = &middle[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// Whether recorded lines stand for these lines.
pub fn match_lines(patterns: &[&str], lines: &[&str]) -> bool {
    let mut runs = patterns.split(|pattern| is_gap(pattern));
    let first = runs.next().unwrap_or(&[]);
    let Some(last) = runs.next_back() else { return first.len() == lines.len() && fits(first, lines) };
    if !fits(first, lines) || lines.len() < first.len() + last.len() {
        return false;
    }
    let mut middle = &lines[first.len()..];
    if !fits(last, &middle[middle.len() - last.len()..]) {
        return false;
    }
    middle = &middle[..middle.len() - last.len()];
    for run in runs {
        let places = (middle.len() + 1).saturating_sub(run.len());
        match (0..places).find(|&at| fits(run, &middle[at..])) {
            Some(at) => middle = &middle[at + run.len()..],
            None => return false,
        }
    }
    true
}

/// Whether a recorded line stands for any number of lines.
pub(super) fn is_gap(pattern: &str) -> bool {
    trim_end(pattern) == "..."
}

/// Whether the first lines are what the patterns stand for, one by one.
fn fits(patterns: &[&str], lines: &[&str]) -> bool {
    patterns.len() <= lines.len() && patterns.iter().zip(lines).all(|(pattern, line)| match_line(pattern, line))
}

/// Python's `rstrip()`, which also takes the four separators of ASCII for white space.
fn trim_end(line: &str) -> &str {
    line.trim_end_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c))
}
