//! Finding, replacing, splitting and stripping bytes.

use super::bytes::{argument, like, own};
use crate::run::protocol::{bytes_of, int_value, to_byte, to_index, to_index_clipped};
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Value};

/// What `bytes.isspace` counts.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The part that is searched, as positions; None if its start lies behind its end.
fn window(cx: &mut dyn Interp, args: &[Value], n: usize) -> R<Option<(usize, usize)>> {
    let mut fit = |value: &Value, otherwise: i64| -> R<i64> {
        if value.is_none() {
            return Ok(otherwise);
        }
        if int_value(cx, value)?.is_none() {
            let message = "slice indices must be integers or None or have an __index__ method";
            return err(ErrorClass::TypeError, message);
        }
        let at = to_index_clipped(cx, value)?;
        Ok(if at < 0 { at.saturating_add(n as i64).max(0) } else { at })
    };
    let start = fit(&args[2], 0)?;
    let end = fit(&args[3], n as i64)?.min(n as i64);
    Ok((start <= end).then_some((start as usize, end as usize)))
}

/// The part that is looked for: bytes, or a number for one byte.
fn part(cx: &mut dyn Interp, value: &Value) -> R<Vec<u8>> {
    if let Some(bytes) = bytes_of(value) {
        return Ok(bytes.into_owned());
    }
    if int_value(cx, value)?.is_some() {
        return Ok(vec![to_byte(cx, value)?]);
    }
    let message = format!("argument should be integer or bytes-like object, not '{}'", value.type_name());
    err(ErrorClass::TypeError, message)
}

fn first(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(0) } else { bytes.windows(part.len()).position(|window| window == part) }
}

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(bytes.len()) } else { bytes.windows(part.len()).rposition(|window| window == part) }
}

pub(super) fn find(cx: &mut dyn Interp, args: &[Value], from_end: bool) -> R<Option<usize>> {
    let bytes = own(&args[0], "find")?;
    let part = part(cx, &args[1])?;
    let Some((start, end)) = window(cx, args, bytes.len())? else { return Ok(None) };
    let searched = &bytes[start..end];
    let found = if from_end { last(searched, &part) } else { first(searched, &part) };
    Ok(found.map(|at| start + at))
}

pub(super) fn or_minus_one(found: Option<usize>) -> Value {
    Value::Int(found.map_or(-1, |at| at as i64))
}

pub(super) fn or_error(found: Option<usize>) -> R<Value> {
    match found {
        Some(at) => Ok(Value::count(at)),
        None => err(ErrorClass::ValueError, "subsection not found"),
    }
}

pub(super) fn count(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let bytes = own(&args[0], "count")?;
    let part = part(cx, &args[1])?;
    let Some((start, end)) = window(cx, args, bytes.len())? else { return Ok(Value::Int(0)) };
    let mut rest = &bytes[start..end];
    if part.is_empty() {
        return Ok(Value::count(rest.len() + 1));
    }
    let mut n = 0;
    while let Some(at) = first(rest, &part) {
        n += 1;
        rest = &rest[at + part.len()..];
    }
    Ok(Value::count(n))
}

pub(super) fn affix(cx: &mut dyn Interp, args: &[Value], method: &str, has: fn(&[u8], &[u8]) -> bool) -> R<Value> {
    let bytes = own(&args[0], method)?;
    let window = window(cx, args, bytes.len())?;
    let one = [args[1].clone()];
    let parts: &[Value] = match &args[1] {
        Value::Tuple(parts) => parts,
        _ => &one,
    };
    for part in parts {
        let Some(part) = bytes_of(part) else {
            if matches!(args[1], Value::Tuple(_)) {
                argument(part)?;
            }
            let message = format!("{method} first arg must be bytes or a tuple of bytes, not {}", part.type_name());
            return err(ErrorClass::TypeError, message);
        };
        if window.is_some_and(|(start, end)| has(&bytes[start..end], &part)) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

pub(super) fn replace(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let bytes = own(&args[0], "replace")?;
    let (old, new) = (argument(&args[1])?, argument(&args[2])?);
    let mut left = usize::try_from(to_index(cx, &args[3])?).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = &bytes[..];
    if old.is_empty() {
        while left > 0 {
            left -= 1;
            out.extend_from_slice(&new);
            match rest.split_first() {
                Some((byte, tail)) => {
                    out.push(*byte);
                    rest = tail;
                }
                None => return Ok(like(&args[0], out)),
            }
        }
    } else {
        while left > 0
            && let Some(at) = first(rest, &old)
        {
            left -= 1;
            out.extend_from_slice(&rest[..at]);
            out.extend_from_slice(&new);
            rest = &rest[at + old.len()..];
        }
    }
    out.extend_from_slice(rest);
    Ok(like(&args[0], out))
}

pub(super) fn removeprefix(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (bytes, prefix) = (own(&args[0], "removeprefix")?, argument(&args[1])?);
    Ok(like(&args[0], bytes.strip_prefix(&*prefix).unwrap_or(&bytes).to_vec()))
}

pub(super) fn removesuffix(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (bytes, suffix) = (own(&args[0], "removesuffix")?, argument(&args[1])?);
    Ok(like(&args[0], bytes.strip_suffix(&*suffix).unwrap_or(&bytes).to_vec()))
}

pub(super) fn partition(_: &mut dyn Interp, args: &mut [Value], from_end: bool) -> R<Value> {
    let (bytes, separator) = (own(&args[0], "partition")?, argument(&args[1])?);
    if separator.is_empty() {
        return err(ErrorClass::ValueError, "empty separator");
    }
    let found = if from_end { last(&bytes, &separator) } else { first(&bytes, &separator) };
    let (before, middle, after) = match (found, from_end) {
        (Some(at), _) => (&bytes[..at], &*separator, &bytes[at + separator.len()..]),
        (None, false) => (&bytes[..], &[][..], &[][..]),
        (None, true) => (&[][..], &[][..], &bytes[..]),
    };
    Ok(Value::tuple([before, middle, after].map(|part| like(&args[0], part.to_vec()))))
}

pub(super) fn split(cx: &mut dyn Interp, args: &mut [Value], from_end: bool) -> R<Value> {
    let bytes = own(&args[0], "split")?;
    let most = usize::try_from(to_index(cx, &args[2])?).unwrap_or(usize::MAX);
    let separator = if args[1].is_none() { None } else { Some(argument(&args[1])?) };
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut rest = &bytes[..];
    match &separator {
        Some(separator) if separator.is_empty() => return err(ErrorClass::ValueError, "empty separator"),
        Some(separator) => {
            while parts.len() < most {
                let found = if from_end { last(rest, separator) } else { first(rest, separator) };
                let Some(at) = found else { break };
                let (before, after) = (&rest[..at], &rest[at + separator.len()..]);
                let (part, left) = if from_end { (after, before) } else { (before, after) };
                parts.push(part);
                rest = left;
            }
            parts.push(rest);
        }
        None => loop {
            rest = if from_end { trim_end(rest, is_space) } else { trim_start(rest, is_space) };
            if rest.is_empty() {
                break;
            }
            if parts.len() == most {
                parts.push(rest);
                break;
            }
            let word = |bytes: &&u8| !is_space(**bytes);
            if from_end {
                let n = rest.iter().rev().take_while(word).count();
                parts.push(&rest[rest.len() - n..]);
                rest = &rest[..rest.len() - n];
            } else {
                let n = rest.iter().take_while(word).count();
                parts.push(&rest[..n]);
                rest = &rest[n..];
            }
        },
    }
    if from_end {
        parts.reverse();
    }
    Ok(Value::list(parts.into_iter().map(|part| like(&args[0], part.to_vec())).collect()))
}

pub(super) fn splitlines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let keep = cx.truth(&args[1])?;
    let bytes = own(&args[0], "splitlines")?;
    let mut rest = &bytes[..];
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let length = match &rest[end..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        lines.push(like(&args[0], rest[..if keep { end + length } else { end }].to_vec()));
        rest = &rest[end + length..];
    }
    Ok(Value::list(lines))
}

fn trim_start(bytes: &[u8], goes: impl Fn(u8) -> bool) -> &[u8] {
    let n = bytes.iter().take_while(|byte| goes(**byte)).count();
    &bytes[n..]
}

fn trim_end(bytes: &[u8], goes: impl Fn(u8) -> bool) -> &[u8] {
    let n = bytes.iter().rev().take_while(|byte| goes(**byte)).count();
    &bytes[..bytes.len() - n]
}

pub(super) fn strip(args: &[Value], left: bool, right: bool) -> R<Value> {
    let bytes = own(&args[0], "strip")?;
    let chosen = if args[1].is_none() { None } else { Some(argument(&args[1])?) };
    let goes = |byte: u8| chosen.as_ref().map_or_else(|| is_space(byte), |chosen| chosen.contains(&byte));
    let mut rest = &bytes[..];
    if left {
        rest = trim_start(rest, goes);
    }
    if right {
        rest = trim_end(rest, goes);
    }
    Ok(like(&args[0], rest.to_vec()))
}
