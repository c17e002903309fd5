//! Matches, and the search for one after the other.

use super::matcher::{self, Ending, NOWHERE, Subject};
use super::{Pattern, codes, own as pattern_of};
use crate::python::args::{NAMED, POSITIONAL, star, wrong_receiver};
use crate::run::protocol::{int_value, to_index};
use crate::text::{ErrorClass, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, Native, Run, Type, Value, ValueIter, types};
use std::any::Any;
use std::rc::Rc;

macro_rules! method {
    // Macros because rows are static.
    ($name:literal, $signature:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("Match.", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..NAMED
        }
    };
}

macro_rules! property {
    ($name:literal, $summary:literal, $get:expr) => {
        Builtin { name: concat!("Match.", $name), summary: $summary, run: Run::Property($get, None), ..POSITIONAL }
    };
}

pub(super) static ROWS: &[Builtin] = &[
    method!(
        "group",
        "(self, *args)",
        "The text of a group, or of several; of the whole match without arguments.",
        group
    ),
    method!("groups", "(self, default=None)", "The texts of all groups.", |_, args| {
        let found = own(&args[0])?;
        let groups = found.subjects.pattern()?.groups;
        let text = |group| found.text(group).unwrap_or_else(|| args[1].clone());
        Ok(Value::tuple((1..=groups).map(text)))
    }),
    method!("groupdict", "(self, default=None)", "The texts of the groups that have names.", |_, args| {
        let found = own(&args[0])?;
        let mut dict = Dict::new();
        for (name, group) in &found.subjects.pattern()?.names {
            dict.insert_str(name, found.text(*group).unwrap_or_else(|| args[1].clone()));
        }
        Ok(Value::dict(dict))
    }),
    method!("start", "(self, group=0, /)", "Where the match or a group starts.", |cx, args| {
        Ok(place(own(&args[0])?.bounds(cx, &args[1])?.0))
    }),
    method!("end", "(self, group=0, /)", "Where the match or a group ends.", |cx, args| {
        Ok(place(own(&args[0])?.bounds(cx, &args[1])?.1))
    }),
    method!("span", "(self, group=0, /)", "Where the match or a group starts and ends.", |cx, args| {
        let (start, end) = own(&args[0])?.bounds(cx, &args[1])?;
        Ok(Value::tuple([place(start), place(end)]))
    }),
    method!("expand", "(self, template)", "A template with the groups of this match.", |cx, args| {
        let found = own(&args[0])?;
        let template = super::replace::Template::parse(cx, &args[1], found.subjects.pattern()?)?;
        template.expand(&found.subjects, &found.slots)
    }),
    method!("__getitem__", "(self, group, /)", "", |cx, args| {
        let found = own(&args[0])?;
        let group = found.number(cx, &args[1])?;
        Ok(found.text(group).unwrap_or(Value::None))
    }),
    property!("string", "The string that was searched.", |_, value| Ok(own(value)?.subjects.string.clone())),
    property!("re", "The pattern.", |_, value| Ok(own(value)?.subjects.pattern.clone())),
    property!("pos", "Where the search started.", |_, value| Ok(Value::count(own(value)?.from))),
    property!("endpos", "Where the search ended.", |_, value| Ok(Value::count(own(value)?.to))),
    property!("lastindex", "The number of the group that was closed last.", |_, value| {
        let last = own(value)?.last();
        Ok(last.map_or(Value::None, Value::count))
    }),
    property!("lastgroup", "The name of the group that was closed last.", |_, value| {
        let found = own(value)?;
        let last = found.last();
        let names = &found.subjects.pattern()?.names;
        let name = names.iter().find(|(_, group)| Some(*group) == last);
        Ok(name.map_or(Value::None, |(name, _)| Value::str(name.as_str())))
    }),
    property!("regs", "Where all groups start and end.", |_, value| {
        let found = own(value)?;
        let groups = found.slots.len() / 2;
        let pair = |n: usize| Value::tuple([place(found.slots[2 * n]), place(found.slots[2 * n + 1])]);
        Ok(Value::tuple((0..groups).map(pair)))
    }),
];

/// A pattern and a string that it is matched with.
#[derive(Clone)]
pub(super) struct Subjects {
    pattern: Value,
    string: Value,
    pub(super) codes: Rc<[u32]>,
    pub(super) is_text: bool,
}

impl Subjects {
    /// *Errors*: TypeError for what is no string, or bytes with a pattern of str.
    pub(super) fn new(pattern: &Value, string: &Value) -> R<Subjects> {
        let is_text = pattern_of(pattern)?.is_text;
        match codes(string) {
            Some((codes, text)) if text == is_text => {
                Ok(Subjects { pattern: pattern.clone(), string: string.clone(), codes: codes.into(), is_text })
            }
            Some((_, false)) => err(ErrorClass::TypeError, "cannot use a string pattern on a bytes-like object"),
            Some((_, true)) => err(ErrorClass::TypeError, "cannot use a bytes pattern on a string-like object"),
            None => {
                let message = format!("expected string or bytes-like object, got '{}'", string.type_name());
                err(ErrorClass::TypeError, message)
            }
        }
    }

    /// The pattern.
    pub(super) fn pattern(&self) -> R<&Pattern> {
        pattern_of(&self.pattern)
    }

    /// A part of the string.
    pub(super) fn slice(&self, start: usize, end: usize) -> Value {
        let part = &self.codes[start..end.max(start)];
        if self.is_text {
            Value::str(part.iter().filter_map(|&c| char::from_u32(c)).collect::<String>())
        } else {
            Value::bytes(part.iter().map(|&c| c as u8).collect::<Vec<u8>>())
        }
    }

    /// The text of a group, if it took part.
    pub(super) fn group(&self, slots: &[usize], group: usize) -> Option<Value> {
        let (start, end) = (slots[2 * group], slots[2 * group + 1]);
        (start != NOWHERE && end != NOWHERE).then(|| self.slice(start, end))
    }
}

/// Finds one match after the other.
pub(super) struct Finder {
    pub(super) subjects: Subjects,
    first: usize,
    from: usize,
    end: usize,
    ending: Ending,
    done: bool,
}

impl Finder {
    pub(super) fn new(subjects: Subjects, start: usize, end: usize, ending: Ending) -> Finder {
        Finder { subjects, first: start, from: start, end, ending, done: start > end }
    }

    fn found(&self, slots: Vec<usize>) -> Value {
        Value::native(Match { subjects: self.subjects.clone(), slots, from: self.first, to: self.end })
    }

    /// The match at the start.
    pub(super) fn at_start(&self) -> R<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        let subject = Subject { text: &self.subjects.codes, end: self.end, ending: self.ending };
        let pattern = self.subjects.pattern()?;
        let slots = matcher::match_at(&pattern.program, pattern.groups, &subject, self.from)?;
        Ok(slots.map(|slots| self.found(slots)))
    }

    /// The next match's bounds.
    pub(super) fn next_slots(&mut self) -> R<Option<Vec<usize>>> {
        if self.done {
            return Ok(None);
        }
        let subject = Subject { text: &self.subjects.codes, end: self.end, ending: self.ending };
        let pattern = self.subjects.pattern()?;
        let Some(slots) = matcher::search(&pattern.program, pattern.groups, &subject, self.from)? else {
            self.done = true;
            return Ok(None);
        };
        self.ending = if slots[0] == slots[1] { Ending::Further } else { Ending::Anywhere };
        self.from = slots[1];
        Ok(Some(slots))
    }

    /// The next match.
    pub(super) fn next(&mut self) -> R<Option<Value>> {
        Ok(self.next_slots()?.map(|slots| self.found(slots)))
    }
}

impl ValueIter for Finder {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        Finder::next(self)
    }
    fn class(&self) -> Type {
        types::CALLABLE_ITERATOR
    }
}

/// A match.
pub(super) struct Match {
    subjects: Subjects,
    slots: Vec<usize>,
    from: usize,
    to: usize,
}

impl Native for Match {
    fn class(&self) -> Type {
        types::RE_MATCH
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let text = self.text(0).unwrap_or(Value::None);
        Some(cx.repr(&text).map(|text| {
            let text: String = text.chars().take(50).collect();
            format!("<re.Match object; span=({}, {}), match={text}>", self.slots[0], self.slots[1])
        }))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Match {
    /// A match of a finder.
    pub(super) fn value(subjects: &Subjects, slots: Vec<usize>) -> Value {
        let to = subjects.codes.len();
        Value::native(Match { subjects: subjects.clone(), slots, from: 0, to })
    }

    fn text(&self, group: usize) -> Option<Value> {
        self.subjects.group(&self.slots, group)
    }

    fn last(&self) -> Option<usize> {
        self.slots.last().copied().filter(|&last| last != NOWHERE)
    }

    /// The number of a group. *Errors*: IndexError.
    fn number(&self, cx: &mut dyn Interp, group: &Value) -> R<usize> {
        let pattern = self.subjects.pattern()?;
        if int_value(cx, group)?.is_some() {
            let number = usize::try_from(to_index(cx, group)?).ok();
            if let Some(number) = number.filter(|&number| number <= pattern.groups) {
                return Ok(number);
            }
        } else if let Some(name) = group.as_str()
            && let Some((_, number)) = pattern.names.iter().find(|(have, _)| have == name)
        {
            return Ok(*number);
        }
        err(ErrorClass::IndexError, "no such group")
    }

    fn bounds(&self, cx: &mut dyn Interp, group: &Value) -> R<(usize, usize)> {
        let group = self.number(cx, group)?;
        Ok((self.slots[2 * group], self.slots[2 * group + 1]))
    }
}

/// A position as a number; −1 for a group that took no part.
fn place(at: usize) -> Value {
    if at == NOWHERE { Value::Int(-1) } else { Value::count(at) }
}

fn own(value: &Value) -> R<&Match> {
    match value.as_native::<Match>() {
        Some(found) => Ok(found),
        None => wrong_receiver(value, "re.Match", "group"),
    }
}

fn group(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let found = own(&args[0])?;
    let mut texts = Vec::new();
    for group in star(&args[1]) {
        let number = found.number(cx, group)?;
        texts.push(found.text(number).unwrap_or(Value::None));
    }
    Ok(match texts.len() {
        0 => found.text(0).unwrap_or(Value::None),
        1 => texts.remove(0),
        _ => Value::tuple(texts),
    })
}
