//! `sub`: templates and replacing.

use super::found::{Finder, Match, Subjects};
use super::matcher::Ending;
use super::parse::Problem;
use super::{Pattern, codes, pattern_error};
use crate::python::types::is_identifier;
use crate::run::protocol::to_index;
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Value};

/// A piece of a template.
enum Piece {
    Char(u32),
    Group(usize),
}

/// What matches are replaced by.
pub(super) struct Template {
    pieces: Vec<Piece>,
}

fn problem<T>(message: impl Into<String>, position: usize) -> Result<T, Problem> {
    Err(Problem { message: message.into(), position: Some(position) })
}

impl Template {
    /// Reads a template such as `\2-\g<name>`.
    ///
    /// *Errors*: `re.error`, IndexError for a group's name that is unknown, TypeError.
    pub(super) fn parse(cx: &mut dyn Interp, template: &Value, pattern: &Pattern) -> R<Template> {
        let Some((text, is_text)) = codes(template) else {
            let message = format!("decoding to str: need a bytes-like object, {} found", template.type_name());
            return err(ErrorClass::TypeError, message);
        };
        if is_text != pattern.is_text {
            let (wanted, got) =
                if pattern.is_text { ("str", "a bytes-like object") } else { ("a bytes-like object", "str") };
            return err(ErrorClass::TypeError, format!("expected {wanted} instance, {got} found"));
        }
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text[at] != '\\' as u32 {
                pieces.push(Piece::Char(text[at]));
                at += 1;
                continue;
            }
            match escape(&text, &mut at, pattern, &mut pieces) {
                Ok(None) => {}
                Ok(Some(name)) => {
                    return err(ErrorClass::IndexError, format!("unknown group name '{name}'"));
                }
                Err(problem) => return Err(pattern_error(cx, problem, template, &text)),
            }
        }
        Ok(Template { pieces })
    }

    fn expand_into(&self, subjects: &Subjects, slots: &[usize], out: &mut Vec<u32>) {
        for piece in &self.pieces {
            match *piece {
                Piece::Char(c) => out.push(c),
                Piece::Group(group) => {
                    let (start, end) = (slots[2 * group], slots[2 * group + 1]);
                    out.extend(subjects.codes.get(start..end).unwrap_or(&[]));
                }
            }
        }
    }

    /// The template with a match's groups.
    pub(super) fn expand(&self, subjects: &Subjects, slots: &[usize]) -> R<Value> {
        let mut out = Vec::new();
        self.expand_into(subjects, slots, &mut out);
        Ok(joined(&out, subjects.is_text))
    }
}

/// Reads what starts with a backslash; gives a group's name that is unknown.
fn escape(text: &[u32], at: &mut usize, pattern: &Pattern, pieces: &mut Vec<Piece>) -> Result<Option<String>, Problem> {
    let start = *at;
    let get = |at: usize| text.get(at).and_then(|&c| char::from_u32(c));
    let Some(c) = get(start + 1) else { return problem("bad escape (end of pattern)", start) };
    *at += 2;
    let code = match c {
        'g' => {
            if get(*at) != Some('<') {
                return problem("missing <", *at);
            }
            let name_at = *at + 1;
            let Some(length) = text[name_at..].iter().position(|&c| c == '>' as u32) else {
                let message = if name_at == text.len() { "missing group name" } else { "missing >, unterminated name" };
                return problem(message, name_at);
            };
            let name: String = text[name_at..name_at + length].iter().filter_map(|&c| char::from_u32(c)).collect();
            *at = name_at + length + 1;
            if name.is_empty() {
                return problem("missing group name", name_at);
            }
            let group = if name.bytes().all(|b| b.is_ascii_digit()) {
                match name.parse::<usize>() {
                    Ok(group) if group <= pattern.groups => group,
                    _ => return problem(format!("invalid group reference {name}"), name_at),
                }
            } else if !is_identifier(&name) {
                return problem(format!("bad character in group name '{name}'"), name_at);
            } else {
                match pattern.names.iter().find(|(have, _)| *have == name) {
                    Some((_, group)) => *group,
                    None => return Ok(Some(name)),
                }
            };
            pieces.push(Piece::Group(group));
            return Ok(None);
        }
        '0' => {
            let mut code = 0;
            for _ in 0..2 {
                let Some(digit) = get(*at).and_then(|c| c.to_digit(8)) else { break };
                code = code * 8 + digit;
                *at += 1;
            }
            code
        }
        '1'..='9' => {
            let mut number = c.to_string();
            if let Some(second) = get(*at).filter(char::is_ascii_digit) {
                number.push(second);
                *at += 1;
                let octal = number.chars().all(|c| c < '8');
                if let Some(third) = get(*at).filter(|c| octal && ('0'..'8').contains(c)) {
                    number.push(third);
                    *at += 1;
                    let code = u32::from_str_radix(&number, 8).unwrap_or(0);
                    if code > 0o377 {
                        let message = format!("octal escape value \\{number} outside of range 0-0o377");
                        return problem(message, start);
                    }
                    pieces.push(Piece::Char(code));
                    return Ok(None);
                }
            }
            match number.parse::<usize>() {
                Ok(group) if group <= pattern.groups => pieces.push(Piece::Group(group)),
                _ => return problem(format!("invalid group reference {number}"), start + 1),
            }
            return Ok(None);
        }
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => '\\' as u32,
        c if c.is_ascii_alphabetic() => return problem(format!("bad escape \\{c}"), start),
        c => {
            pieces.push(Piece::Char('\\' as u32));
            c as u32
        }
    };
    pieces.push(Piece::Char(code));
    Ok(None)
}

fn joined(codes: &[u32], is_text: bool) -> Value {
    if is_text {
        Value::str(codes.iter().filter_map(|&c| char::from_u32(c)).collect::<String>())
    } else {
        Value::bytes(codes.iter().map(|&c| c as u8).collect::<Vec<u8>>())
    }
}

/// What `(pattern, repl, string, count)` ask for: the new string and how many matches were replaced.
pub(super) fn replaced(cx: &mut dyn Interp, args: &mut [Value]) -> R<(Value, usize)> {
    let subjects = Subjects::new(&args[0], &args[2])?;
    let count = to_index(cx, &args[3])?;
    let repl = args[1].clone();
    let template = match codes(&repl) {
        Some(_) => Some(Template::parse(cx, &repl, subjects.pattern()?)?),
        None if cx.find_special(&repl, crate::text::names::CALL)?.is_some() || is_function(&repl) => None,
        None => Some(Template::parse(cx, &repl, subjects.pattern()?)?),
    };
    let length = subjects.codes.len();
    let mut finder = Finder::new(subjects, 0, length, Ending::Anywhere);
    let mut out = Vec::with_capacity(length);
    let (mut from, mut n) = (0, 0);
    while count <= 0 && count == 0 || (n as i64) < count {
        let Some(slots) = finder.next_slots()? else { break };
        let subjects = finder.subjects.clone();
        out.extend(&subjects.codes[from..slots[0]]);
        from = slots[1];
        n += 1;
        match &template {
            Some(template) => template.expand_into(&subjects, &slots, &mut out),
            None => {
                let text = cx.call(&repl, &[Match::value(&subjects, slots)], &[])?;
                match codes(&text) {
                    Some((text, is_text)) if is_text == subjects.is_text => out.extend(text),
                    _ if text.is_none() => {}
                    _ => {
                        let wanted = if subjects.is_text { "str" } else { "a bytes-like object" };
                        let message =
                            format!("sequence item {n}: expected {wanted} instance, {} found", text.type_name());
                        return err(ErrorClass::TypeError, message);
                    }
                }
            }
        }
    }
    let subjects = &finder.subjects;
    if n == 0 {
        return Ok((args[2].clone(), 0));
    }
    out.extend(&subjects.codes[from..]);
    Ok((joined(&out, subjects.is_text), n))
}

fn is_function(value: &Value) -> bool {
    matches!(
        value,
        Value::Function(_) | Value::Builtin(_) | Value::Method(_) | Value::Type(_) | Value::Class(_) | Value::Native(_)
    )
}
