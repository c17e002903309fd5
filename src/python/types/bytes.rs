//! `bytes` and `bytearray`: how they are made, and the methods they share. What a method makes is of
//! the kind it was called on.

use super::bytes_search as search;
use super::str::{decode, encode};
use crate::python::args::{NAMED, POSITIONAL, short_type, text, wrong_receiver};
use crate::run::protocol::{ByteArray, bytes_of, int_value, to_index};
use crate::text::{ErrorClass, R, err, room};
use crate::value::{Builtin, Interp, Run, Value};
use std::borrow::Cow;

macro_rules! row {
    ($class:literal, $name:literal, $signature:literal, $summary:literal, $run:expr) => {
        row!($class, $name, $signature, $summary, $run, POSITIONAL)
    };
    ($class:literal, $name:literal, $signature:literal, $summary:literal, $run:expr, $rest:ident) => {
        Builtin {
            name: concat!($class, ".", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..$rest
        }
    };
}

/// Rows that bytes and bytearrays share.
macro_rules! shared_rows {
    // A macro because rows are static and their names differ by class.
    ($class:literal) => {
        &[
            row!(
                $class,
                "decode",
                "(self, encoding='utf-8', errors='strict')",
                "The text that the bytes stand for.",
                decode_method,
                NAMED
            ),
            row!(
                $class,
                "hex",
                "(self, sep=_NoValue, bytes_per_sep=1)",
                "The bytes in hexadecimal digits.",
                hex,
                NAMED
            ),
            row!($class, "fromhex", "(cls, string, /)", "The bytes that hexadecimal digits stand for.", fromhex),
            row!($class, "upper", "(self)", "The ASCII letters in upper case.", |_, args| map(
                args,
                "upper",
                |bytes| bytes.make_ascii_uppercase()
            )),
            row!($class, "lower", "(self)", "The ASCII letters in lower case.", |_, args| map(
                args,
                "lower",
                |bytes| bytes.make_ascii_lowercase()
            )),
            row!($class, "swapcase", "(self)", "The ASCII letters in the other case.", |_, args| map(
                args, "swapcase", swapcase
            )),
            row!(
                $class,
                "capitalize",
                "(self)",
                "The first ASCII letter in upper case, the rest in lower.",
                |_, args| map(args, "capitalize", capitalize)
            ),
            row!($class, "title", "(self)", "Each word's first ASCII letter in upper case.", |_, args| map(
                args, "title", title
            )),
            row!($class, "isalpha", "(self)", "Whether there are bytes and all are ASCII letters.", |_, args| all(
                args,
                |b| b.is_ascii_alphabetic()
            )),
            row!($class, "isdigit", "(self)", "Whether there are bytes and all are ASCII digits.", |_, args| all(
                args,
                |b| b.is_ascii_digit()
            )),
            row!(
                $class,
                "isalnum",
                "(self)",
                "Whether there are bytes and all are ASCII letters or digits.",
                |_, args| all(args, |b| b.is_ascii_alphanumeric())
            ),
            row!($class, "isspace", "(self)", "Whether there are bytes and all are ASCII white space.", |_, args| all(
                args,
                search::is_space
            )),
            row!($class, "isascii", "(self)", "Whether all bytes are ASCII.", |_, args| Ok(Value::bool(
                own(&args[0], "isascii")?.is_ascii()
            ))),
            row!(
                $class,
                "isupper",
                "(self)",
                "Whether there are ASCII letters and all are in upper case.",
                |_, args| cased(args, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
            ),
            row!(
                $class,
                "islower",
                "(self)",
                "Whether there are ASCII letters and all are in lower case.",
                |_, args| cased(args, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
            ),
            row!($class, "istitle", "(self)", "Whether every word begins in upper case and goes on in lower.", istitle),
            row!(
                $class,
                "find",
                "(self, sub, start=None, end=None, /)",
                "The first position of a part; -1 if it is not there.",
                |cx, args| search::find(cx, args, false).map(search::or_minus_one)
            ),
            row!(
                $class,
                "rfind",
                "(self, sub, start=None, end=None, /)",
                "The last position of a part; -1 if it is not there.",
                |cx, args| search::find(cx, args, true).map(search::or_minus_one)
            ),
            row!(
                $class,
                "index",
                "(self, sub, start=None, end=None, /)",
                "The first position of a part; ValueError if it is not there.",
                |cx, args| search::find(cx, args, false).and_then(search::or_error)
            ),
            row!(
                $class,
                "rindex",
                "(self, sub, start=None, end=None, /)",
                "The last position of a part; ValueError if it is not there.",
                |cx, args| search::find(cx, args, true).and_then(search::or_error)
            ),
            row!(
                $class,
                "count",
                "(self, sub, start=None, end=None, /)",
                "How often a part occurs, without overlaps.",
                search::count
            ),
            row!(
                $class,
                "startswith",
                "(self, prefix, start=None, end=None, /)",
                "Whether the bytes begin with a prefix, or one of a tuple.",
                |cx, args| search::affix(cx, args, "startswith", |bytes, part| bytes.starts_with(part))
            ),
            row!(
                $class,
                "endswith",
                "(self, suffix, start=None, end=None, /)",
                "Whether the bytes end with a suffix, or one of a tuple.",
                |cx, args| search::affix(cx, args, "endswith", |bytes, part| bytes.ends_with(part))
            ),
            row!(
                $class,
                "replace",
                "(self, old, new, count=-1, /)",
                "The bytes with a part replaced.",
                search::replace
            ),
            row!($class, "removeprefix", "(self, prefix, /)", "The bytes without a prefix.", search::removeprefix),
            row!($class, "removesuffix", "(self, suffix, /)", "The bytes without a suffix.", search::removesuffix),
            row!(
                $class,
                "partition",
                "(self, sep, /)",
                "What stands before the first separator, the separator, and what follows.",
                |cx, args| search::partition(cx, args, false)
            ),
            row!(
                $class,
                "rpartition",
                "(self, sep, /)",
                "What stands before the last separator, the separator, and what follows.",
                |cx, args| search::partition(cx, args, true)
            ),
            row!(
                $class,
                "split",
                "(self, sep=None, maxsplit=-1)",
                "The parts between separators.",
                |cx, args| search::split(cx, args, false),
                NAMED
            ),
            row!(
                $class,
                "rsplit",
                "(self, sep=None, maxsplit=-1)",
                "The parts between separators, split from the end.",
                |cx, args| search::split(cx, args, true),
                NAMED
            ),
            row!($class, "splitlines", "(self, keepends=False)", "The lines.", search::splitlines, NAMED),
            row!(
                $class,
                "strip",
                "(self, bytes=None, /)",
                "The bytes without white space, or the given bytes, at both ends.",
                |_, args| search::strip(args, true, true)
            ),
            row!(
                $class,
                "lstrip",
                "(self, bytes=None, /)",
                "The bytes without white space, or the given bytes, at the start.",
                |_, args| search::strip(args, true, false)
            ),
            row!(
                $class,
                "rstrip",
                "(self, bytes=None, /)",
                "The bytes without white space, or the given bytes, at the end.",
                |_, args| search::strip(args, false, true)
            ),
            row!(
                $class,
                "join",
                "(self, iterable, /)",
                "The bytes of an iterable's items, with these between them.",
                join
            ),
            row!(
                $class,
                "center",
                "(self, width, fillchar=b' ', /)",
                "The bytes in the middle of a width.",
                |cx, args| pad(cx, args, "center")
            ),
            row!(
                $class,
                "ljust",
                "(self, width, fillchar=b' ', /)",
                "The bytes at the left of a width.",
                |cx, args| pad(cx, args, "ljust")
            ),
            row!(
                $class,
                "rjust",
                "(self, width, fillchar=b' ', /)",
                "The bytes at the right of a width.",
                |cx, args| pad(cx, args, "rjust")
            ),
            row!($class, "zfill", "(self, width, /)", "The bytes with zeros in front up to a width.", zfill),
            row!(
                $class,
                "expandtabs",
                "(self, tabsize=8)",
                "The bytes with spaces in place of tabs.",
                expandtabs,
                NAMED
            ),
            row!(
                $class,
                "translate",
                "(self, table, /, delete=b'')",
                "Each byte replaced by what a table of 256 has for it.",
                translate,
                NAMED
            ),
            row!($class, "maketrans", "(cls, frm, to, /)", "A table for `translate`.", maketrans),
        ]
    };
}

pub(super) static BYTES: &[Builtin] = shared_rows!("bytes");
pub(super) static BYTEARRAY: &[Builtin] = shared_rows!("bytearray");

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "bytes.__new__",
        signature: "(source=b'', encoding=_NoValue, errors=_NoValue)",
        summary: "Bytes from numbers, from text and an encoding, or that many zeros.",
        example: ">>> bytes([65, 66]), bytes(2), bytes('é', 'utf-8')\n(b'AB', b'\\x00\\x00', b'\\xc3\\xa9')\n",
        run: Run::Construct(|cx, args| new(cx, args, "bytes").map(Value::bytes)),
        ..NAMED
    },
    Builtin {
        name: "bytearray.__new__",
        signature: "(source=b'', encoding=_NoValue, errors=_NoValue)",
        summary: "Bytes that can be changed.",
        example: ">>> b = bytearray(b'abc')\n>>> b[0] = 65\n>>> b\nbytearray(b'Abc')\n",
        run: Run::Construct(|cx, args| new(cx, args, "bytearray").map(ByteArray::value)),
        ..NAMED
    },
];

/// The bytes that a method was called on.
pub(super) fn own<'a>(value: &'a Value, method: &str) -> R<Cow<'a, [u8]>> {
    match bytes_of(value) {
        Some(bytes) => Ok(bytes),
        None => wrong_receiver(value, "bytes", method),
    }
}

/// The bytes of an argument. *Errors*: TypeError.
pub(super) fn argument(value: &Value) -> R<Cow<'_, [u8]>> {
    match bytes_of(value) {
        Some(bytes) => Ok(bytes),
        None => {
            let message = format!("a bytes-like object is required, not '{}'", value.type_name());
            err(ErrorClass::TypeError, message)
        }
    }
}

/// Bytes of the kind of a receiver: a class, for alternative constructors.
pub(super) fn like(receiver: &Value, bytes: Vec<u8>) -> Value {
    let array =
        receiver.as_native::<ByteArray>().is_some() || matches!(receiver, Value::Type(crate::value::types::BYTEARRAY));
    if array { ByteArray::value(bytes) } else { Value::bytes(bytes) }
}

fn new(cx: &mut dyn Interp, args: &mut [Value], class: &str) -> R<Vec<u8>> {
    let [source, encoding, errors] = args else { return Ok(Vec::new()) };
    if let Some(own) = source.as_str() {
        if encoding.is_undef() {
            return err(ErrorClass::TypeError, "string argument without an encoding");
        }
        let encoding = text(encoding, &format!("{class}() argument 'encoding'"))?;
        let errors = if errors.is_undef() { "strict" } else { text(errors, &format!("{class}() argument 'errors'"))? };
        return encode(cx, own, encoding, errors);
    }
    if !encoding.is_undef() {
        return err(ErrorClass::TypeError, "encoding without a string argument");
    }
    if !errors.is_undef() {
        return err(ErrorClass::TypeError, "errors without a string argument");
    }
    if let Some(bytes) = bytes_of(source) {
        return Ok(bytes.into_owned());
    }
    if let Some(method) = crate::run::protocol::own_special(cx, source, crate::text::names::BYTES)? {
        let made = cx.call(&method, &[], &[])?;
        return match bytes_of(&made) {
            Some(bytes) => Ok(bytes.into_owned()),
            None => err(ErrorClass::TypeError, format!("__bytes__ returned non-bytes (type {})", made.type_name())),
        };
    }
    if int_value(cx, source)?.is_some() {
        let n = to_index(cx, source)?;
        let Ok(n) = usize::try_from(n) else { return err(ErrorClass::ValueError, "negative count") };
        let mut zeros = Vec::new();
        if room::refuses(n, 0) || zeros.try_reserve_exact(n).is_err() {
            return err(ErrorClass::MemoryError, "");
        }
        zeros.resize(n, 0);
        return Ok(zeros);
    }
    match from_items(cx, source)? {
        Some(bytes) => Ok(bytes),
        None => {
            let message = format!("cannot convert '{}' object to bytes", source.type_name());
            err(ErrorClass::TypeError, message)
        }
    }
}

/// The bytes that an iterable of numbers gives; None for what cannot be iterated.
pub(super) fn from_items(cx: &mut dyn Interp, source: &Value) -> R<Option<Vec<u8>>> {
    if source.as_str().is_some() {
        return Ok(None);
    }
    let items = match cx.collect(source) {
        Ok(items) => items,
        Err(error) if error.class == ErrorClass::TypeError && error.message.ends_with("is not iterable") => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::with_capacity(items.len());
    for item in &items {
        match u8::try_from(to_index(cx, item)?) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return err(ErrorClass::ValueError, "bytes must be in range(0, 256)"),
        }
    }
    Ok(Some(bytes))
}

fn decode_method(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let encoding = text(&args[1], "decode() argument 'encoding'")?;
    let errors = text(&args[2], "decode() argument 'errors'")?;
    decode(cx, &own(&args[0], "decode")?, encoding, errors).map(Value::str)
}

fn hex(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let bytes = own(&args[0], "hex")?;
    let per = to_index(cx, &args[2])?;
    let separator = match (&args[1], args[1].as_str(), bytes_of(&args[1])) {
        (Value::Undef, ..) => None,
        (_, Some(text), _) if text.chars().count() == 1 => text.chars().next(),
        (_, None, Some(bytes)) if bytes.len() == 1 => Some(char::from(bytes[0])),
        (_, None, None) => {
            return err(ErrorClass::TypeError, "sep must be str or bytes.");
        }
        _ => return err(ErrorClass::ValueError, "sep must be length 1."),
    };
    let group = per.unsigned_abs() as usize;
    let n = bytes.len();
    let mut out = String::with_capacity(2 * n);
    for (at, byte) in bytes.iter().enumerate() {
        if let (Some(separator), true) = (separator, at > 0 && group > 0) {
            // Groups are counted from the end, or from the start if the number is negative.
            let boundary = if per > 0 { (n - at).is_multiple_of(group) } else { at.is_multiple_of(group) };
            if boundary {
                out.push(separator);
            }
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(Value::str(out))
}

fn fromhex(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let digits = text(&args[1], "fromhex() argument")?;
    let mut bytes = Vec::new();
    let mut high: Option<u32> = None;
    for (at, c) in digits.chars().enumerate() {
        if high.is_none() && c.is_ascii_whitespace() {
            continue;
        }
        let Some(digit) = c.to_digit(16) else {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return err(ErrorClass::ValueError, message);
        };
        match high.take() {
            Some(high) => bytes.push((high << 4 | digit) as u8),
            None => high = Some(digit),
        }
    }
    if high.is_some() {
        let at = digits.chars().count();
        let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
        return err(ErrorClass::ValueError, message);
    }
    Ok(like(&args[0], bytes))
}

fn map(args: &[Value], method: &str, change: impl FnOnce(&mut Vec<u8>)) -> R<Value> {
    let mut bytes = own(&args[0], method)?.into_owned();
    change(&mut bytes);
    Ok(like(&args[0], bytes))
}

fn swapcase(bytes: &mut Vec<u8>) {
    for byte in bytes {
        if byte.is_ascii_alphabetic() {
            *byte ^= 0x20;
        }
    }
}

#[allow(clippy::ptr_arg)]
fn capitalize(bytes: &mut Vec<u8>) {
    bytes.make_ascii_lowercase();
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
}

fn title(bytes: &mut Vec<u8>) {
    let mut inside = false;
    for byte in bytes {
        if inside {
            byte.make_ascii_lowercase();
        } else {
            byte.make_ascii_uppercase();
        }
        inside = byte.is_ascii_alphabetic();
    }
}

fn all(args: &[Value], fits: impl Fn(u8) -> bool) -> R<Value> {
    let bytes = own(&args[0], "isalpha")?;
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(|&byte| fits(byte))))
}

fn cased(args: &[Value], wanted: fn(&u8) -> bool, other: fn(&u8) -> bool) -> R<Value> {
    let bytes = own(&args[0], "isupper")?;
    Ok(Value::bool(bytes.iter().any(wanted) && !bytes.iter().any(other)))
}

fn istitle(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let bytes = own(&args[0], "istitle")?.into_owned();
    let mut titled = bytes.clone();
    title(&mut titled);
    Ok(Value::bool(titled == bytes && bytes.iter().any(u8::is_ascii_alphabetic)))
}

fn join(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let separator = own(&args[0], "join")?.into_owned();
    let items = match cx.collect(&args[1]) {
        Err(error) if error.class == ErrorClass::TypeError && error.message.ends_with("is not iterable") => {
            return err(ErrorClass::TypeError, "can only join an iterable");
        }
        other => other?,
    };
    let mut out = Vec::new();
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.extend_from_slice(&separator);
        }
        match bytes_of(item) {
            Some(bytes) => out.extend_from_slice(&bytes),
            None => {
                let message =
                    format!("sequence item {position}: expected a bytes-like object, {} found", item.type_name());
                return err(ErrorClass::TypeError, message);
            }
        }
    }
    Ok(like(&args[0], out))
}

fn pad(cx: &mut dyn Interp, args: &[Value], method: &str) -> R<Value> {
    let width = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    let fill = match bytes_of(&args[2]) {
        Some(bytes) if bytes.len() == 1 => bytes[0],
        _ => {
            let message =
                format!("{method}() argument 2 must be a byte string of length 1, not {}", short_type(&args[2]));
            return err(ErrorClass::TypeError, message);
        }
    };
    let bytes = own(&args[0], method)?;
    if width > 1 << 32 || room::refuses(width, 0) {
        return err(ErrorClass::MemoryError, "");
    }
    let padding = width.saturating_sub(bytes.len());
    let left = match method {
        "ljust" => 0,
        "rjust" => padding,
        _ => padding / 2 + (padding & width & 1),
    };
    let mut out = vec![fill; left];
    out.extend_from_slice(&bytes);
    out.resize(bytes.len() + padding, fill);
    Ok(like(&args[0], out))
}

fn zfill(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let width = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    if width > 1 << 32 || room::refuses(width, 0) {
        return err(ErrorClass::MemoryError, "");
    }
    let bytes = own(&args[0], "zfill")?;
    let missing = width.saturating_sub(bytes.len());
    let (sign, digits) = bytes.split_at(usize::from(matches!(bytes.first(), Some(b'+' | b'-'))));
    let out = [sign, &vec![b'0'; missing], digits].concat();
    Ok(like(&args[0], out))
}

fn expandtabs(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let size = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    let mut out = Vec::new();
    let mut column = 0;
    for &byte in own(&args[0], "expandtabs")?.iter() {
        match byte {
            b'\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    Ok(like(&args[0], out))
}

fn translate(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let delete = argument(&args[2])?;
    let table = if args[1].is_none() { None } else { Some(argument(&args[1])?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return err(ErrorClass::ValueError, "translation table must be 256 characters long");
    }
    let kept = own(&args[0], "translate")?;
    let kept = kept.iter().filter(|byte| !delete.contains(byte));
    let out = kept.map(|&byte| table.as_ref().map_or(byte, |table| table[byte as usize])).collect();
    Ok(like(&args[0], out))
}

fn maketrans(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (from, to) = (argument(&args[1])?, argument(&args[2])?);
    if from.len() != to.len() {
        return err(ErrorClass::ValueError, "maketrans arguments must have same length");
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[from as usize] = to;
    }
    Ok(Value::bytes(table))
}
