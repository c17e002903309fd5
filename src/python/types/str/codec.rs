//! Text to bytes and back.

use super::own;
use crate::python::args::NAMED;
use crate::run::protocol::error_with;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[Builtin {
    name: "str.encode",
    signature: "(self, encoding='utf-8', errors='strict')",
    summary: "The text as bytes.",
    details: "Encodings: utf-8, ascii, latin-1, utf-16 and utf-32 with or without byte order.",
    example: ">>> 'é'.encode(), 'é'.encode('latin-1')\n(b'\\xc3\\xa9', b'\\xe9')\n",
    see_also: &["bytes.decode"],
    run: Run::Function(|cx, args| {
        let encoding = crate::python::args::text(&args[1], "encode() argument 'encoding'")?;
        let errors = crate::python::args::text(&args[2], "encode() argument 'errors'")?;
        encode(cx, own(&args[0], "encode")?, encoding, errors).map(Value::bytes)
    }),
    ..NAMED
}];

/// An encoding, by any of its names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Signed,
    Ascii,
    Latin1,
    /// Bytes of a unit; byte order, None for one that a mark says.
    Wide(usize, Option<Order>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Encoding {
    fn from_name(name: &str) -> R<Encoding> {
        let plain = name.to_ascii_lowercase().replace(['-', ' '], "_");
        Ok(match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf_8_sig" => Encoding::Utf8Signed,
            "ascii" | "us_ascii" | "646" => Encoding::Ascii,
            "latin_1" | "latin1" | "latin" | "iso_8859_1" | "iso8859_1" | "8859" | "l1" => Encoding::Latin1,
            "utf_16" | "utf16" | "u16" => Encoding::Wide(2, None),
            "utf_16_le" | "utf_16le" => Encoding::Wide(2, Some(Order::Little)),
            "utf_16_be" | "utf_16be" => Encoding::Wide(2, Some(Order::Big)),
            "utf_32" | "utf32" | "u32" => Encoding::Wide(4, None),
            "utf_32_le" | "utf_32le" => Encoding::Wide(4, Some(Order::Little)),
            "utf_32_be" | "utf_32be" => Encoding::Wide(4, Some(Order::Big)),
            _ => return err(ErrorClass::LookupError, format!("unknown encoding: {name}")),
        })
    }
}

/// `text.encode(encoding, errors)`. *Errors*: LookupError, UnicodeEncodeError.
pub(in crate::python) fn encode(cx: &mut dyn Interp, text: &str, encoding: &str, errors: &str) -> R<Vec<u8>> {
    match Encoding::from_name(encoding)? {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Signed => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Ascii => encode_narrow(cx, text, 0x80, "ascii", errors),
        Encoding::Latin1 => encode_narrow(cx, text, 0x100, "latin-1", errors),
        Encoding::Wide(size, order) => {
            let mut out = Vec::with_capacity(text.len() * size);
            let mut push = |unit: u32| match (size, order) {
                (2, Some(Order::Big)) => out.extend((unit as u16).to_be_bytes()),
                (2, _) => out.extend((unit as u16).to_le_bytes()),
                (_, Some(Order::Big)) => out.extend(unit.to_be_bytes()),
                _ => out.extend(unit.to_le_bytes()),
            };
            if order.is_none() {
                push(0xfeff);
            }
            for c in text.chars() {
                if size == 2 {
                    c.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push(u32::from(unit)));
                } else {
                    push(c.into());
                }
            }
            Ok(out)
        }
    }
}

fn encode_narrow(cx: &mut dyn Interp, text: &str, limit: u32, name: &str, errors: &str) -> R<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if u32::from(c) < limit {
            out.push(u32::from(c) as u8);
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|&&c| u32::from(c) >= limit).count();
        for &c in &chars[at..end] {
            match errors {
                "ignore" => {}
                "replace" => out.push(b'?'),
                "xmlcharrefreplace" => out.extend(format!("&#{};", u32::from(c)).bytes()),
                "backslashreplace" => out.extend(crate::print::quote::escape_non_ascii(&c.to_string()).bytes()),
                "strict" => {
                    let reason = format!("ordinal not in range({limit})");
                    return Err(encode_error(cx, name, text, at, end, &reason));
                }
                _ => return err(ErrorClass::LookupError, format!("unknown error handler name '{errors}'")),
            }
        }
        at = end;
    }
    Ok(out)
}

fn encode_error(cx: &mut dyn Interp, name: &str, text: &str, start: usize, end: usize, reason: &str) -> Box<Error> {
    let args = vec![Value::str(name), Value::str(text), Value::count(start), Value::count(end), Value::str(reason)];
    error_with(cx, ErrorClass::UnicodeEncodeError, args)
}

/// `bytes.decode(encoding, errors)`. *Errors*: LookupError, UnicodeDecodeError.
pub(in crate::python) fn decode(cx: &mut dyn Interp, bytes: &[u8], encoding: &str, errors: &str) -> R<String> {
    match Encoding::from_name(encoding)? {
        Encoding::Utf8 => decode_utf8(cx, bytes, errors),
        Encoding::Utf8Signed => decode_utf8(cx, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), errors),
        Encoding::Latin1 => Ok(bytes.iter().map(|&byte| char::from(byte)).collect()),
        Encoding::Ascii => {
            let mut out = String::with_capacity(bytes.len());
            for (at, &byte) in bytes.iter().enumerate() {
                if byte < 0x80 {
                    out.push(char::from(byte));
                } else {
                    let bad = BadBytes { name: "ascii", all: bytes, at, n: 1, reason: "ordinal not in range(128)" };
                    bad.handle(cx, errors, &mut out)?;
                }
            }
            Ok(out)
        }
        Encoding::Wide(size, order) => decode_wide(cx, bytes, size, order, errors),
    }
}

/// Bytes that stand for no character.
struct BadBytes<'a> {
    name: &'a str,
    all: &'a [u8],
    at: usize,
    n: usize,
    reason: &'a str,
}

impl BadBytes<'_> {
    fn handle(&self, cx: &mut dyn Interp, errors: &str, out: &mut String) -> R<()> {
        match errors {
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in &self.all[self.at..self.at + self.n] {
                    out.push_str(&format!("\\x{byte:02x}"));
                }
            }
            "strict" => {
                let args = vec![
                    Value::str(self.name),
                    Value::bytes(self.all),
                    Value::count(self.at),
                    Value::count(self.at + self.n),
                    Value::str(self.reason),
                ];
                return Err(error_with(cx, ErrorClass::UnicodeDecodeError, args));
            }
            _ => return err(ErrorClass::LookupError, format!("unknown error handler name '{errors}'")),
        }
        Ok(())
    }
}

fn decode_utf8(cx: &mut dyn Interp, bytes: &[u8], errors: &str) -> R<String> {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                out.push_str(text);
                return Ok(out);
            }
            Err(problem) => {
                let valid = problem.valid_up_to();
                out.push_str(std::str::from_utf8(&rest[..valid]).unwrap_or(""));
                let at = bytes.len() - rest.len() + valid;
                let first = bytes[at];
                let (n, reason) = match problem.error_len() {
                    None => (bytes.len() - at, "unexpected end of data"),
                    Some(1) if !(0xc2..=0xf4).contains(&first) => (1, "invalid start byte"),
                    Some(n) => (n, "invalid continuation byte"),
                };
                BadBytes { name: "utf-8", all: bytes, at, n, reason }.handle(cx, errors, &mut out)?;
                rest = &bytes[at + n..];
            }
        }
    }
}

fn decode_wide(cx: &mut dyn Interp, bytes: &[u8], size: usize, order: Option<Order>, errors: &str) -> R<String> {
    let name = if size == 2 { "utf-16" } else { "utf-32" };
    let unit = |chunk: &[u8], order: Order| {
        let fold = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        if order == Order::Big { chunk.iter().fold(0, fold) } else { chunk.iter().rev().fold(0, fold) }
    };
    let (mut at, order) = match order {
        Some(order) => (0, order),
        None if bytes.len() >= size && unit(&bytes[..size], Order::Little) == 0xfeff => (size, Order::Little),
        None if bytes.len() >= size && unit(&bytes[..size], Order::Big) == 0xfeff => (size, Order::Big),
        None => (0, Order::Little),
    };
    let mut out = String::new();
    while at < bytes.len() {
        let Some(chunk) = bytes.get(at..at + size) else {
            let bad = BadBytes { name, all: bytes, at, n: bytes.len() - at, reason: "truncated data" };
            bad.handle(cx, errors, &mut out)?;
            break;
        };
        let mut code = unit(chunk, order);
        let mut used = size;
        if size == 2
            && (0xd800..0xdc00).contains(&code)
            && let Some(second) = bytes.get(at + 2..at + 4).map(|chunk| unit(chunk, order))
            && (0xdc00..0xe000).contains(&second)
        {
            code = 0x1_0000 + ((code - 0xd800) << 10) + (second - 0xdc00);
            used = 4;
        }
        match char::from_u32(code) {
            Some(c) => out.push(c),
            None => {
                let reason = if size == 2 { "illegal UTF-16 surrogate" } else { "code point not in range(0x110000)" };
                BadBytes { name, all: bytes, at, n: used, reason }.handle(cx, errors, &mut out)?;
            }
        }
        at += used;
    }
    Ok(out)
}
