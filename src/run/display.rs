//! A cell's value for a reader at the prompt: besides its repr the text that IPython's pretty printer
//! makes of lists, tuples, dicts and sets, with floats in so many digits as `%precision` says.

use super::core::Vm;
use super::protocol::guarded;
use crate::print::pretty::Pretty;
use crate::session::Display;
use crate::text::R;
use crate::value::{Interp, Value, types};

/// Elements beyond this are left out of a display, as in IPython.
const MOST_ELEMENTS: usize = 1000;

/// The repr of a value and its display, made in one go: code of the program's runs once.
struct Shown {
    repr: String,
    pretty: Pretty,
    digits: Option<usize>,
    /// How many groups are open.
    depth: usize,
    /// The group of which the rest is left out of the display.
    left_out: Option<usize>,
}

impl Vm<'_> {
    /// `repr(value)`, and how the value is displayed if that differs.
    pub(super) fn displayed(&mut self, value: &Value, display: Display) -> R<(String, Option<String>)> {
        let mut shown = Shown {
            repr: String::new(),
            pretty: Pretty::new(display.columns),
            digits: display.digits,
            depth: 0,
            left_out: None,
        };
        self.show_value(value, &mut shown)?;
        let (repr, pretty) = (shown.repr, shown.pretty.finish());
        let differs = (pretty != repr).then_some(pretty);
        Ok((repr, differs))
    }

    fn show_value(&mut self, value: &Value, shown: &mut Shown) -> R<()> {
        shown.begin(0, "");
        match value {
            Value::List(list) => {
                let ran = guarded(value, || {
                    shown.begin(1, "[");
                    let mut at = 0;
                    // The list may change while the program's code shows an element.
                    loop {
                        let Some(item) = list.items.borrow().get(at).cloned() else { break };
                        shown.separate(at);
                        self.show_value(&item, shown)?;
                        at += 1;
                    }
                    shown.end(1, "]");
                    Ok(())
                })?;
                shown.unless(ran, "[...]");
            }
            Value::Tuple(tuple) if tuple.class.is_none() => {
                let ran = guarded(value, || {
                    shown.begin(1, "(");
                    for (at, item) in tuple.iter().enumerate() {
                        shown.separate(at);
                        self.show_value(item, shown)?;
                    }
                    shown.end(1, if tuple.len() == 1 { ",)" } else { ")" });
                    Ok(())
                })?;
                shown.unless(ran, "(...)");
            }
            Value::Dict(dict) if dict.class() == types::DICT => {
                let ran = guarded(value, || {
                    shown.begin(1, "{");
                    let (mut at, mut count) = (0, 0);
                    loop {
                        let entry =
                            dict.map.borrow().next(at).map(|(next, key, item)| (next, key.clone(), item.clone()));
                        let Some((next, key, item)) = entry else { break };
                        shown.separate(count);
                        self.show_value(&key, shown)?;
                        shown.text(": ");
                        self.show_value(&item, shown)?;
                        (at, count) = (next, count + 1);
                    }
                    shown.end(1, "}");
                    Ok(())
                })?;
                shown.unless(ran, "{...}");
            }
            Value::Set(set) if !set.set.borrow().is_empty() => {
                let (open, close) = if set.frozen { ("frozenset({", "})") } else { ("{", "}") };
                let items: Vec<Value> = set.set.borrow().iter().cloned().collect();
                let ran = guarded(value, || {
                    shown.begin(open.len(), open);
                    for (at, item) in items.iter().enumerate() {
                        shown.separate(at);
                        self.show_value(item, shown)?;
                    }
                    shown.end(open.len(), close);
                    Ok(())
                })?;
                shown.unless(ran, if set.frozen { "frozenset(...)" } else { "set(...)" });
            }
            Value::Float(x) if shown.digits.is_some() && x.get().is_finite() => {
                let repr = self.repr(value)?;
                shown.repr.push_str(&repr);
                let rounded = format!("{:.*}", shown.digits.unwrap_or(0), x.get());
                shown.display(&rounded);
            }
            _ => {
                let repr = self.repr(value)?;
                shown.repr.push_str(&repr);
                if shown.left_out.is_none() {
                    shown.pretty.lines(&repr);
                }
            }
        }
        shown.end(0, "");
        Ok(())
    }
}

impl Shown {
    fn begin(&mut self, indent: usize, open: &str) {
        self.repr.push_str(open);
        self.depth += 1;
        if self.left_out.is_none() {
            self.pretty.begin(indent, open);
        }
    }

    fn end(&mut self, indent: usize, close: &str) {
        self.repr.push_str(close);
        if self.left_out == Some(self.depth) {
            self.left_out = None;
        }
        if self.left_out.is_none() {
            self.pretty.end(indent, close);
        }
        self.depth -= 1;
    }

    fn text(&mut self, text: &str) {
        self.repr.push_str(text);
        self.display(text);
    }

    fn display(&mut self, text: &str) {
        if self.left_out.is_none() {
            self.pretty.text(text);
        }
    }

    /// Stands between elements, in front of the one at a position.
    fn separate(&mut self, at: usize) {
        if at == 0 {
            return;
        }
        self.repr.push_str(", ");
        if self.left_out.is_some() {
            return;
        }
        self.pretty.text(",");
        self.pretty.gap();
        if at == MOST_ELEMENTS {
            self.pretty.text("...");
            self.left_out = Some(self.depth);
        }
    }

    /// What stands for a container inside itself.
    fn unless(&mut self, ran: Option<()>, cycle: &str) {
        if ran.is_none() {
            self.text(cycle);
        }
    }
}
