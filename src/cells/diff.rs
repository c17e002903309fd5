//! A readable difference between recorded lines and those that a cell gives: the lines in the order
//! in which a file has them, `-` before what was recorded, `+` before what came, and under a changed
//! line a `^` where it first differs.

use super::format::Recorded;
use super::matching::{is_gap, match_line};

/// Lines of agreement shown around a difference.
const CONTEXT: usize = 2;
/// Above this many pairs of lines the alignment is not worth its time.
const MOST_PAIRS: usize = 4_000_000;

/// A step from the recorded lines to the new ones, by index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A recorded line that stands for a new one.
    Same(usize),
    /// A `...` that stands for any number of lines.
    Gap(usize),
    Removed(usize),
    Added(usize),
}

/// The lines to show, without their indentation; empty if there is no difference.
pub fn difference(recorded: &[Recorded], new: &[Recorded]) -> Vec<String> {
    let steps = align(recorded, new);
    let differs = |step: &Step| matches!(step, Step::Removed(_) | Step::Added(_));
    let near = |at: usize| {
        let from = at.saturating_sub(CONTEXT);
        steps[from..steps.len().min(at + CONTEXT + 1)].iter().any(differs)
    };
    let mut lines = Vec::new();
    let mut skipped = false;
    for (at, step) in steps.iter().enumerate() {
        if !near(at) {
            skipped = true;
            continue;
        }
        if std::mem::take(&mut skipped) {
            lines.push("  ⋮".to_owned());
        }
        match *step {
            Step::Same(i) | Step::Gap(i) => lines.push(format!("  {}", recorded[i].line())),
            Step::Removed(i) => lines.push(format!("- {}", recorded[i].line())),
            Step::Added(j) => {
                lines.push(format!("+ {}", new[j].line()));
                lines.extend(replaced(&steps, at).and_then(|i| caret(&recorded[i].line(), &new[j].line())));
            }
        }
    }
    if skipped && !lines.is_empty() {
        lines.push("  ⋮".to_owned());
    }
    lines
}

/// The recorded line that an added line stands in for: one line between agreements on both sides.
fn replaced(steps: &[Step], at: usize) -> Option<usize> {
    let Some(Step::Removed(i)) = at.checked_sub(1).map(|before| steps[before]) else { return None };
    let alone = |step: Option<&Step>| !matches!(step, Some(Step::Removed(_) | Step::Added(_)));
    (alone(at.checked_sub(2).map(|before| &steps[before])) && alone(steps.get(at + 1))).then_some(i)
}

/// A `^` under the first character that differs.
fn caret(old: &str, new: &str) -> Option<String> {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    (!old.contains("...")).then(|| format!("  {}^", " ".repeat(same)))
}

fn same(recorded: &Recorded, new: &Recorded) -> bool {
    recorded.kind == new.kind && match_line(&recorded.text, &new.text)
}

fn align(recorded: &[Recorded], new: &[Recorded]) -> Vec<Step> {
    let gap = |i: usize| is_gap(&recorded[i].text);
    let mut head = 0;
    while head < recorded.len().min(new.len()) && !gap(head) && same(&recorded[head], &new[head]) {
        head += 1;
    }
    let (mut old_end, mut new_end) = (recorded.len(), new.len());
    while old_end > head && new_end > head && !gap(old_end - 1) && same(&recorded[old_end - 1], &new[new_end - 1]) {
        old_end -= 1;
        new_end -= 1;
    }
    let mut steps: Vec<Step> = (0..head).map(Step::Same).collect();
    if (old_end - head + 1) * (new_end - head + 1) > MOST_PAIRS {
        steps.extend((head..old_end).map(Step::Removed));
        steps.extend((head..new_end).map(Step::Added));
    } else {
        align_middle(recorded, new, (head, old_end), (head, new_end), &mut steps);
    }
    steps.extend((old_end..recorded.len()).map(Step::Same));
    steps
}

/// The longest common run of lines, removals before additions; a gap takes what lies beside it.
fn align_middle(
    recorded: &[Recorded],
    new: &[Recorded],
    (from, to): (usize, usize),
    (new_from, new_to): (usize, usize),
    steps: &mut Vec<Step>,
) {
    let width = new_to - new_from + 1;
    let mut best = vec![0u32; (to - from + 1) * width];
    let is_gap_at = |i: usize| is_gap(&recorded[i].text);
    // Whatever a gap swallows counts as agreement: that is what it is for.
    let takes = |i: usize, j: usize| is_gap_at(i) && recorded[i].kind == new[j].kind;
    for i in (from..to).rev() {
        for j in (new_from..new_to).rev() {
            let at = (i - from) * width + (j - new_from);
            let mut value = best[at + width].max(best[at + 1]);
            if takes(i, j) {
                value = value.max(best[at + 1] + 1);
            } else if same(&recorded[i], &new[j]) {
                value = value.max(best[at + width + 1] + 1);
            }
            best[at] = value;
        }
    }
    let (mut i, mut j) = (from, new_from);
    while i < to || j < new_to {
        let at = (i - from) * width + (j - new_from);
        if i < to && is_gap_at(i) && (j == new_to || !takes(i, j) || best[at + width] == best[at]) {
            steps.push(Step::Gap(i));
            i += 1;
        } else if i < to && j < new_to && takes(i, j) && best[at] == best[at + 1] + 1 {
            j += 1;
        } else if i < to && j < new_to && same(&recorded[i], &new[j]) && best[at] == best[at + width + 1] + 1 {
            steps.push(Step::Same(i));
            (i, j) = (i + 1, j + 1);
        } else if i < to && (j == new_to || best[at] == best[at + width]) {
            steps.push(Step::Removed(i));
            i += 1;
        } else {
            steps.push(Step::Added(j));
            j += 1;
        }
    }
}
