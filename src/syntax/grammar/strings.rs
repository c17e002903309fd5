//! Strings: escapes, joining of neighbours, and the fields of f-strings.

use super::{Lowered, Lowering, Mistake, Node, Pair, Rule, refuse, span};
use crate::syntax::ast::{ExprKind, FPart};
use crate::syntax::scan::string_parts;
use crate::text::Span;
use std::borrow::Cow;

impl Lowering<'_> {
    /// One string or several side by side.
    pub(super) fn strings(&self, pair: Pair) -> Lowered<Node> {
        let mut place = span(&pair);
        let mut joined = Joined::default();
        let mut depth = 0;
        let parts: Vec<Pair> = pair.into_inner().collect();
        let bytes = |part: &Pair| part.as_rule() == Rule::string && string_parts(part.as_str()).bytes;
        let bytes_count = parts.iter().filter(|part| bytes(part)).count();
        if let Some(last) = parts.last() {
            place.end = span(last).end;
        }
        if bytes_count > 0 && bytes_count < parts.len() {
            return refuse(self.after(place.end), "cannot mix bytes and nonbytes literals");
        }
        let after = self.after(place.end);
        for part in parts {
            if part.as_rule() == Rule::string {
                joined.string(&part, after)?;
            } else {
                joined.formatted = true;
                let raw = string_parts(part.as_str()).raw;
                for piece in part.into_inner() {
                    depth = depth.max(self.piece(piece, raw, &mut joined, after)?);
                }
            }
        }
        let kind = if bytes_count > 0 {
            ExprKind::Bytes(joined.bytes.into())
        } else if joined.formatted {
            joined.end_text();
            ExprKind::FString(joined.pieces)
        } else {
            ExprKind::Str(joined.text.into())
        };
        Node::above(depth, kind, place)
    }

    /// Text or a field of an f-string; says how deep it is.
    fn piece(&self, pair: Pair, raw: bool, joined: &mut Joined, place: Span) -> Lowered<u32> {
        match pair.as_rule() {
            Rule::text | Rule::raw_text => {
                formatted_text(pair.as_str(), raw, true, &mut joined.text).or_else(|message| refuse(place, message))?;
                Ok(0)
            }
            Rule::format_text | Rule::raw_format_text => {
                formatted_text(pair.as_str(), raw, false, &mut joined.text)
                    .or_else(|message| refuse(place, message))?;
                Ok(0)
            }
            Rule::field | Rule::raw_field => {
                let (field, depth) = self.field(pair, raw, place)?;
                joined.end_text();
                joined.pieces.push(field);
                Ok(depth)
            }
            _ => Ok(0),
        }
    }

    fn field(&self, pair: Pair, raw: bool, place: Span) -> Lowered<(FPart, u32)> {
        let start = pair.start() + 1;
        let (mut debug, mut conversion, mut spec) = (None, None, Vec::new());
        let mut formatted = false;
        let mut depth = 0;
        let mut inner = pair.into_inner().peekable();
        let is_value = |part: &Pair| {
            matches!(part.as_rule(), Rule::expression | Rule::starred | Rule::yielded | Rule::clause | Rule::comma)
        };
        let mut parts = Vec::new();
        while let Some(part) = inner.next_if(is_value) {
            parts.push(part);
        }
        let value = self.items(parts.into_iter())?;
        for part in inner {
            match part.as_rule() {
                Rule::debug => debug = self.text.get(start..part.end()),
                Rule::conversion => conversion = part.as_str().chars().nth(1),
                Rule::format | Rule::raw_format => {
                    formatted = true;
                    let mut format = Joined::default();
                    for piece in part.into_inner() {
                        depth = depth.max(self.piece(piece, raw, &mut format, place)?);
                    }
                    format.end_text();
                    spec = format.pieces;
                }
                _ => {}
            }
        }
        if debug.is_some() && conversion.is_none() && !formatted {
            conversion = Some('r');
        }
        let value = value.generator_or_tuple()?;
        if let ExprKind::Starred(_) = value.expr.kind {
            let text = self.text.get(value.outer.start as usize..value.outer.end as usize).unwrap_or("");
            let place = Span::new(1, 1 + text.len());
            let mistake = Mistake::new(place, "f-string: cannot use starred expression here");
            return Err(Box::new(Mistake { text: Some(format!("({text})")), ..mistake }));
        }
        let depth = depth.max(value.depth);
        let debug = debug.map(|text| newlines(text).into());
        Ok((FPart::Field { value: value.expr, debug, conversion, spec }, depth))
    }
}

/// Strings joined so far.
#[derive(Default)]
struct Joined {
    text: String,
    bytes: Vec<u8>,
    pieces: Vec<FPart>,
    formatted: bool,
}

impl Joined {
    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(FPart::Text(std::mem::take(&mut self.text).into()));
        }
    }

    fn string(&mut self, pair: &Pair, place: Span) -> Lowered<()> {
        let token = pair.as_str();
        let parts = string_parts(token);
        let body = newlines(&token[parts.body.0..parts.body.1]);
        let resolved = match (parts.bytes, parts.raw) {
            (true, _) if !body.is_ascii() => {
                return refuse(span(pair), "bytes can only contain ASCII literal characters");
            }
            (true, true) => {
                self.bytes.extend_from_slice(body.as_bytes());
                Ok(())
            }
            (true, false) => unescape_bytes(&body, &mut self.bytes),
            (false, raw) => resolve(&body, raw, &mut self.text),
        };
        resolved.map_err(|message| Box::new(Mistake::new(place, message)))
    }
}

/// Resolves the escapes of a string that is not raw.
fn resolve(text: &str, raw: bool, out: &mut String) -> Result<(), String> {
    if !raw {
        return unescape(text, out);
    }
    out.push_str(text);
    Ok(())
}

/// The text of an f-string between its fields.
fn formatted_text(text: &str, raw: bool, doubled: bool, out: &mut String) -> Result<(), String> {
    let text = newlines(text);
    if !doubled || !text.contains(['{', '}']) {
        return resolve(&text, raw, out);
    }
    let mut rest = &*text;
    while !rest.is_empty() {
        let end = text_end(rest, raw);
        if raw {
            out.push_str(&rest[..end])
        } else {
            unescape(&rest[..end], out)?
        }
        // What stopped the text is a brace; a doubled one stands for itself.
        rest = &rest[end..];
        if let Some(brace) = rest.chars().next() {
            out.push(brace);
            rest = rest.get(2..).unwrap_or("");
        }
    }
    Ok(())
}

/// Where the first brace is that does not belong to `\N{…}`.
fn text_end(text: &str, raw: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && !matches!(bytes[at], b'{' | b'}') {
        if !raw && bytes[at..].starts_with(b"\\N{") {
            at += bytes[at..].iter().position(|&byte| byte == b'}').unwrap_or(bytes.len() - at - 1);
        } else if !raw && bytes[at] == b'\\' && !matches!(bytes.get(at + 1), Some(b'{' | b'}')) {
            at += 1;
        }
        at += 1;
    }
    at.min(text.len())
}

/// Every kind of line end is `\n` to Python.
fn newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// Resolves the escapes of a string.
fn unescape(text: &str, out: &mut String) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let position = text.len() - rest.len() + at;
        rest = escape_sequence(text, position, escape, out)?;
    }
    out.push_str(rest);
    Ok(())
}

/// One escape sequence after its backslash; returns what follows it.
fn escape_sequence<'t>(text: &str, position: usize, escape: &'t str, out: &mut String) -> Result<&'t str, String> {
    // The backslash in front of a field of an f-string.
    let Some(letter) = escape.chars().next() else {
        out.push('\\');
        return Ok(escape);
    };
    let after = &escape[letter.len_utf8()..];
    match letter {
        '\n' => {}
        '\\' | '\'' | '"' => out.push(letter),
        'a' => out.push('\x07'),
        'b' => out.push('\x08'),
        'f' => out.push('\x0c'),
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        'v' => out.push('\x0b'),
        '0'..='7' => {
            let (code, used) = octal(escape);
            out.push(char::from_u32(code).unwrap_or('\0'));
            return Ok(&escape[used..]);
        }
        'x' => return hexadecimal(text, position, after, 2, "\\xXX", out),
        'u' => return hexadecimal(text, position, after, 4, "\\uXXXX", out),
        'U' => return hexadecimal(text, position, after, 8, "\\UXXXXXXXX", out),
        'N' => {
            if after.starts_with('{') {
                return Err("numcell does not support \\N{…} escapes yet".into());
            }
            return Err(undecodable(text, position, position + 2, "malformed \\N character escape"));
        }
        // An unknown escape stands for itself.
        _ => out.extend(['\\', letter]),
    }
    Ok(after)
}

fn octal(escape: &str) -> (u32, usize) {
    let digits = escape.bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold((0, 0), |(code, used), digit| (code * 8 + u32::from(digit - b'0'), used + 1))
}

fn hexadecimal<'t>(
    text: &str,
    position: usize,
    after: &'t str,
    width: usize,
    form: &str,
    out: &mut String,
) -> Result<&'t str, String> {
    let digits = after.bytes().take(width).take_while(u8::is_ascii_hexdigit).count();
    let end = position + 2 + digits;
    if digits < width {
        return Err(undecodable(text, position, end, &format!("truncated {form} escape")));
    }
    let code = u32::from_str_radix(&after[..width], 16).unwrap_or(u32::MAX);
    match char::from_u32(code) {
        Some(character) => out.push(character),
        None if code > 0x10_ffff => return Err(undecodable(text, position, end, "illegal Unicode character")),
        None => return Err("numcell does not support lone surrogates in strings yet".into()),
    }
    Ok(&after[width..])
}

/// CPython's words for a bad escape. It counts in the text after turning what is not ASCII into
/// `\UXXXXXXXX`, ten characters each.
fn undecodable(text: &str, start: usize, end: usize, what: &str) -> String {
    let count = |end: usize| text[..end].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>();
    let (first, last) = (count(start), count(end) - 1);
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {what}")
}

/// Resolves the escapes of a bytes literal, which is ASCII.
fn unescape_bytes(text: &str, out: &mut Vec<u8>) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let position = text.len() - rest.len() + at;
        let escape = &rest[at + 1..];
        let mut used = 1;
        match escape.as_bytes().first() {
            None => {
                out.push(b'\\');
                used = 0;
            }
            Some(b'\n') => {}
            Some(&byte @ (b'\\' | b'\'' | b'"')) => out.push(byte),
            Some(b'a') => out.push(7),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'n') => out.push(b'\n'),
            Some(b'r') => out.push(b'\r'),
            Some(b't') => out.push(b'\t'),
            Some(b'v') => out.push(11),
            Some(b'0'..=b'7') => {
                let (code, width) = octal(escape);
                // Python keeps the low eight bits of \400 and above.
                out.push(code as u8);
                used = width;
            }
            Some(b'x') => {
                let Some(code) = escape.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                    return Err(format!("(value error) invalid \\x escape at position {position}"));
                };
                out.push(code);
                used = 3;
            }
            Some(&byte) => out.extend([b'\\', byte]),
        }
        rest = &escape[used..];
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(())
}
