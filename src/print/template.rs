//! Templates of `str.format`: `"{0.name[key]!r:>{width}}"` taken apart into pieces, and put together
//! again with values that a [`FormatHost`] supplies.

use super::unicode::decimal_value;
use crate::text::{ErrorClass, R, err};

/// A literal text, and the field that follows it if one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text in front of the field, with doubled braces made single.
    pub literal: &'a str,
    /// The field.
    pub field: Option<Field<'a>>,
}

/// What stands between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Everything before `!` or `:`.
    pub name: &'a str,
    /// The character after `!`.
    pub conversion: Option<char>,
    /// Everything after `:`, fields in it included.
    pub spec: &'a str,
    /// Whether the specification has fields of its own.
    pub nested: bool,
}

/// The pieces of a template in order. Mistakes are found when they are reached.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
}

/// The pieces of a template.
pub fn pieces(template: &str) -> Pieces<'_> {
    Pieces { rest: template }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = R<Piece<'a>>;

    fn next(&mut self) -> Option<R<Piece<'a>>> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(at) = self.rest.find(['{', '}']) else {
            let literal = std::mem::take(&mut self.rest);
            return Some(Ok(Piece { literal, field: None }));
        };
        let brace = self.rest.as_bytes()[at];
        let next = self.rest.as_bytes().get(at + 1);
        if next == Some(&brace) {
            let literal = &self.rest[..=at];
            self.rest = &self.rest[at + 2..];
            return Some(Ok(Piece { literal, field: None }));
        }
        if brace == b'}' {
            return Some(fail("Single '}' encountered in format string"));
        }
        if next.is_none() {
            return Some(fail("Single '{' encountered in format string"));
        }
        let literal = &self.rest[..at];
        self.rest = &self.rest[at + 1..];
        Some(self.field().map(|field| Piece { literal, field: Some(field) }))
    }
}

fn fail<T>(message: &str) -> R<T> {
    err(ErrorClass::ValueError, message)
}

impl<'a> Pieces<'a> {
    /// Reads a field whose opening brace was read.
    fn field(&mut self) -> R<Field<'a>> {
        let text = self.rest;
        let mut end = None;
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '{' => return fail("unexpected '{' in field name"),
                // Inside brackets everything is the key.
                '[' => while chars.next().is_some_and(|(_, c)| c != ']') {},
                '}' | ':' | '!' => {
                    end = Some((at, c));
                    break;
                }
                _ => {}
            }
        }
        let Some((at, stop)) = end else {
            return fail("expected '}' before end of string");
        };
        let name = &text[..at];
        let mut rest = &text[at + 1..];
        let mut conversion = None;
        if stop == '!' {
            let mut chars = rest.chars();
            conversion = chars.next();
            if conversion.is_none() {
                return fail("end of string while looking for conversion specifier");
            }
            match chars.next() {
                Some('}') => {
                    self.rest = chars.as_str();
                    return Ok(Field { name, conversion, spec: "", nested: false });
                }
                Some(':') | None => rest = chars.as_str(),
                Some(_) => return fail("expected ':' after conversion specifier"),
            }
        } else if stop == '}' {
            self.rest = rest;
            return Ok(Field { name, conversion, spec: "", nested: false });
        }
        let mut depth = 1;
        for (at, b) in rest.bytes().enumerate() {
            match b {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let spec = &rest[..at];
                self.rest = &rest[at + 1..];
                return Ok(Field { name, conversion, spec, nested: spec.contains('{') });
            }
        }
        fail("unmatched '{' in format spec")
    }
}

/// The first part of a field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// `{}`: the next positional argument.
    Next,
    /// `{2}`
    Position(usize),
    /// `{name}`
    Keyword(&'a str),
}

/// One step from an object to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(&'a str),
}

/// Splits a field's name into its argument and what follows that.
/// *Errors*: ValueError for a number that is too large.
pub fn split_name(name: &str) -> R<(Argument<'_>, Accesses<'_>)> {
    let (first, rest) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
    let argument = match (first.is_empty(), index(first)?) {
        (true, _) => Argument::Next,
        (_, Some(position)) => Argument::Position(position),
        _ => Argument::Keyword(first),
    };
    Ok((argument, Accesses { rest }))
}

/// The steps after a field's argument. Mistakes are found when they are reached.
#[derive(Clone, Debug)]
pub struct Accesses<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Accesses<'a> {
    type Item = R<Access<'a>>;

    fn next(&mut self) -> Option<R<Access<'a>>> {
        let first = self.rest.chars().next()?;
        Some(self.step(first))
    }
}

impl<'a> Accesses<'a> {
    fn step(&mut self, first: char) -> R<Access<'a>> {
        let access = match first {
            '.' => {
                let text = &self.rest[1..];
                let (name, rest) = text.split_at(text.find(['.', '[']).unwrap_or(text.len()));
                self.rest = rest;
                Access::Attribute(name)
            }
            '[' => {
                let Some((key, rest)) = self.rest[1..].split_once(']') else {
                    return fail("Missing ']' in format string");
                };
                self.rest = rest;
                match index(key)? {
                    Some(position) => Access::Index(position),
                    None => Access::Key(key),
                }
            }
            _ => return fail("Only '.' or '[' may follow ']' in format field specifier"),
        };
        match access {
            Access::Attribute("") | Access::Key("") => fail("Empty attribute in format string"),
            access => Ok(access),
        }
    }
}

/// A text of decimal digits as a number.
fn index(text: &str) -> R<Option<usize>> {
    let mut number: Option<i64> = None;
    for c in text.chars() {
        let Some(digit) = decimal_value(c) else { return Ok(None) };
        number = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(i64::from(digit)));
        if number.is_none() {
            return fail("Too many decimal digits in format string");
        }
    }
    Ok(number.map(|n| n as usize))
}

/// What formatting a template asks of the floor that has values.
pub trait FormatHost {
    /// A Python object.
    type Value;

    /// A positional argument. *Errors*: [`missing_position`].
    fn position(&mut self, index: usize) -> R<Self::Value>;
    /// A keyword argument. *Errors*: KeyError.
    fn keyword(&mut self, name: &str) -> R<Self::Value>;
    /// `value.name`, `value[3]` or `value['key']`.
    fn access(&mut self, value: Self::Value, access: Access<'_>) -> R<Self::Value>;
    /// The str that `!r`, `!s` or `!a` makes.
    fn convert(&mut self, value: Self::Value, conversion: char) -> R<Self::Value>;
    /// `format(value, spec)`.
    fn format(&mut self, value: Self::Value, spec: &str) -> R<String>;
}

/// The error for a positional argument that was not given.
pub fn missing_position<T>(index: usize) -> R<T> {
    err(ErrorClass::IndexError, format!("Replacement index {index} out of range for positional args tuple"))
}

/// Whether fields are numbered by the writer or in order; the two cannot mix.
#[derive(Default)]
struct Numbering {
    next: usize,
    automatic: Option<bool>,
}

impl Numbering {
    fn position(&mut self, argument: Argument<'_>) -> R<Option<usize>> {
        let automatic = match argument {
            Argument::Keyword(_) => return Ok(None),
            Argument::Next => true,
            Argument::Position(_) => false,
        };
        match (*self.automatic.get_or_insert(automatic), automatic) {
            (false, true) => {
                return fail("cannot switch from manual field specification to automatic field numbering");
            }
            (true, false) => {
                return fail("cannot switch from automatic field numbering to manual field specification");
            }
            _ => {}
        }
        if let Argument::Position(position) = argument {
            return Ok(Some(position));
        }
        self.next += 1;
        Ok(Some(self.next - 1))
    }
}

/// `template.format(…)`. *Errors*: ValueError for a malformed template, and whatever the host gives.
pub fn format_template<H: FormatHost>(template: &str, host: &mut H) -> R<String> {
    expand(template, host, &mut Numbering::default(), 2)
}

fn expand<H: FormatHost>(template: &str, host: &mut H, numbering: &mut Numbering, depth: usize) -> R<String> {
    if depth == 0 {
        return fail("Max string recursion exceeded");
    }
    let mut out = String::with_capacity(template.len());
    for piece in pieces(template) {
        let piece = piece?;
        out.push_str(piece.literal);
        let Some(field) = piece.field else { continue };
        let (argument, accesses) = split_name(field.name)?;
        let mut value = match (numbering.position(argument)?, argument) {
            (Some(position), _) => host.position(position)?,
            (None, Argument::Keyword(name)) => host.keyword(name)?,
            (None, _) => host.keyword("")?,
        };
        for access in accesses {
            value = host.access(value, access?)?;
        }
        if let Some(conversion) = field.conversion {
            check_conversion(conversion)?;
            value = host.convert(value, conversion)?;
        }
        let text = if field.nested {
            let spec = expand(field.spec, host, numbering, depth - 1)?;
            host.format(value, &spec)?
        } else {
            host.format(value, field.spec)?
        };
        out.push_str(&text);
    }
    Ok(out)
}

/// Refuses a character after `!` other than r, s and a.
pub fn check_conversion(conversion: char) -> R<()> {
    match conversion {
        'r' | 's' | 'a' => Ok(()),
        '!'..='~' => fail(&format!("Unknown conversion specifier {conversion}")),
        _ => fail(&format!("Unknown conversion specifier \\x{:x}", conversion as u32)),
    }
}
