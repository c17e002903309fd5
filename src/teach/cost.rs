//! `%cost`: the work of an expression, counted.

use crate::session::{Cost, Explained, Part};
use std::fmt::Write;

/// The steps that cost something, and their sum: elements, bytes, passes, temporaries. It depends on
/// shapes and dtypes alone, so a lesson can record it.
pub fn cost_report(explained: &Explained, width: usize) -> String {
    let total = explained.root.total();
    let mut text = String::new();
    let mut row = |name: &str, number: u64, remark: &str| {
        let _ =
            writeln!(text, "{name:<14}{:>16}{}{remark}", grouped(number), if remark.is_empty() { "" } else { "   " });
    };
    row("elements", total.elements, "");
    row("bytes read", total.read, "");
    row("bytes written", total.written, "");
    let size = if total.temporaries == 0 { String::new() } else { format!("{} bytes", grouped(total.temporary_bytes)) };
    row("temporaries", total.temporaries, &size);
    row("passes", total.passes, "");
    let mut steps = Vec::new();
    collect(&explained.root, &mut steps);
    if steps.len() > 1 {
        text.push_str("\nstep by step, elements and bytes read -> written\n");
        for (expression, cost) in steps {
            let numbers =
                format!("{:>12}  {:>12} -> {:>12}", grouped(cost.elements), grouped(cost.read), grouped(cost.written));
            let room = width.saturating_sub(numbers.len() + 4).max(12);
            let name = crate::print::shapes::clipped(expression, room);
            let _ = writeln!(text, "  {name:<room$}{numbers}");
        }
    }
    if total.unseen > 0 {
        let calls = if total.unseen == 1 { "part" } else { "parts" };
        let _ = writeln!(text, "\n{} {calls} could not be counted: loops and functions of the program's", total.unseen);
    }
    text.truncate(text.trim_end().len());
    text
}

fn collect<'a>(part: &'a Part, steps: &mut Vec<(&'a str, Cost)>) {
    part.parts.iter().for_each(|part| collect(part, steps));
    if part.cost.passes > 0 {
        steps.push((&part.text, part.cost));
    }
}

/// `1,000,000`
fn grouped(number: u64) -> String {
    super::timing::grouped(number)
}
