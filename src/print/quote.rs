//! `repr` of str and bytes, and `ascii`.

use super::unicode::is_printable;
use std::fmt::Write;

/// `repr` of a str.
pub fn repr_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_repr_str(&mut out, text);
    out
}

/// Appends `repr` of a str: single quotes unless only double quotes avoid an escape, escapes for
/// what is not printable.
pub fn push_repr_str(out: &mut String, text: &str) {
    let quote = quote_for(text.as_bytes());
    out.push(quote);
    for c in text.chars() {
        push_char(out, c, quote, is_printable(c));
    }
    out.push(quote);
}

/// `ascii` of a str: its `repr` with every character beyond ASCII escaped.
pub fn ascii_str(text: &str) -> String {
    escape_non_ascii(&repr_str(text))
}

/// Escapes every character beyond ASCII in a finished `repr`, which is what `ascii` of anything does.
pub fn escape_non_ascii(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_code_escape(&mut out, c as u32);
        }
    }
    out
}

/// `repr` of bytes.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 3);
    push_repr_bytes(&mut out, bytes);
    out
}

/// Appends `repr` of bytes.
pub fn push_repr_bytes(out: &mut String, bytes: &[u8]) {
    let quote = quote_for(bytes);
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        push_char(out, char::from(byte), quote, (b' '..=b'~').contains(&byte));
    }
    out.push(quote);
}

fn quote_for(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' }
}

fn push_char(out: &mut String, c: char, quote: char, printable: bool) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if c == quote => {
            out.push('\\');
            out.push(c);
        }
        _ if printable => out.push(c),
        _ => push_code_escape(out, c as u32),
    }
}

fn push_code_escape(out: &mut String, code: u32) {
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}
