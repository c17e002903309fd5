//! Regular expressions as trees, with the errors of Python's `re`.

use super::class::{Category, Item, Set};
use crate::python::types::is_identifier;

/// Case does not count.
pub(super) const IGNORECASE: u32 = 2;
/// Letters and digits of the machine's locale, for bytes.
pub(super) const LOCALE: u32 = 4;
/// `^` and `$` fit at every line.
pub(super) const MULTILINE: u32 = 8;
/// `.` fits line feeds, too.
pub(super) const DOTALL: u32 = 16;
/// Letters and digits of all scripts; how str patterns are anyway.
pub(super) const UNICODE: u32 = 32;
/// White space and comments in the pattern do not count.
pub(super) const VERBOSE: u32 = 64;
/// Prints what was compiled.
pub(super) const DEBUG: u32 = 128;
/// Letters and digits of ASCII only.
pub(super) const ASCII: u32 = 256;

/// How many times at most, if there is no limit.
pub(super) const UNLIMITED: u32 = u32::MAX;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// One character; the flag says that its case does not count.
    Char(u32, bool),
    /// `.`; the flag says that it fits line feeds.
    Any(bool),
    Set(Box<Set>),
    Place(Place),
    Group(usize, Box<Node>),
    Repeat {
        body: Box<Node>,
        min: u32,
        max: u32,
        kind: Greed,
    },
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Backreference(usize, bool),
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`
    Look {
        body: Box<Node>,
        behind: Option<usize>,
        negative: bool,
    },
    Atomic(Box<Node>),
    Condition(usize, Box<Node>, Box<Node>),
}

/// How a repetition chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// A place that takes no characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    Start,
    LineStart,
    End,
    /// The end, or before a line feed at the end.
    LastEnd,
    LineEnd,
    /// Between a word and what is none; the flag says that only ASCII has words.
    Boundary(bool),
    NoBoundary(bool),
}

/// A parsed pattern.
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
    pub(super) flags: u32,
}

/// What is wrong with a pattern, and where.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) position: Option<usize>,
}

type Parse<T> = Result<T, Problem>;

fn problem<T>(message: impl Into<String>, position: usize) -> Parse<T> {
    Err(Problem { message: message.into(), position: Some(position) })
}

/// The tree of a pattern.
pub(super) fn parse(pattern: &[u32], flags: u32, is_text: bool) -> Parse<Parsed> {
    let mut parser = Parser::new(pattern, flags, is_text);
    let node = match parser.choice(flags, 0) {
        Err(Problem { position: None, message }) if message == "verbose" => {
            // `(?x)` at the start changes how everything is read.
            parser = Parser::new(pattern, flags | VERBOSE, is_text);
            parser.choice(flags | VERBOSE, 0)?
        }
        other => other?,
    };
    if parser.at < pattern.len() {
        return problem("unbalanced parenthesis", parser.at);
    }
    if let Some((group, position)) = parser.conditions.iter().find(|(group, _)| *group > parser.groups) {
        return problem(format!("invalid group reference {group}"), *position);
    }
    Ok(Parsed { node, groups: parser.groups, names: parser.names, flags: parser.flags })
}

struct Parser<'a> {
    pattern: &'a [u32],
    at: usize,
    /// The flags of the whole pattern, which `(?i)` at the start adds to.
    flags: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    open: Vec<usize>,
    /// Groups by number with their widths, where that is fixed.
    widths: Vec<Option<usize>>,
    conditions: Vec<(usize, usize)>,
    is_text: bool,
    /// How many look-behinds are open, and the groups there were before the first.
    behind: Option<usize>,
}

impl<'a> Parser<'a> {
    fn new(pattern: &'a [u32], flags: u32, is_text: bool) -> Parser<'a> {
        Parser {
            pattern,
            at: 0,
            flags,
            groups: 0,
            names: Vec::new(),
            open: Vec::new(),
            widths: vec![None],
            conditions: Vec::new(),
            is_text,
            behind: None,
        }
    }

    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).and_then(|&c| char::from_u32(c))
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    /// `a|b|c`, up to a closing parenthesis or the end.
    fn choice(&mut self, flags: u32, depth: usize) -> Parse<Node> {
        if depth > 100 {
            return problem("too many nested parentheses", self.at);
        }
        let mut branches = vec![self.sequence(flags, depth, depth == 0)?];
        while self.eat('|') {
            branches.push(self.sequence(flags, depth, false)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
    }

    fn sequence(&mut self, flags: u32, depth: usize, first: bool) -> Parse<Node> {
        let mut items: Vec<Node> = Vec::new();
        let mut flags = flags;
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let start = self.at;
            self.at += 1;
            if flags & VERBOSE != 0 {
                if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    continue;
                }
                if c == '#' {
                    while self.next().is_some_and(|c| c != '\n') {}
                    continue;
                }
            }
            let ignore = flags & IGNORECASE != 0;
            let item = match c {
                '\\' => self.escape(flags, start)?,
                '[' => self.set(flags, start)?,
                '.' => Node::Any(flags & DOTALL != 0),
                '^' => Node::Place(if flags & MULTILINE != 0 { Place::LineStart } else { Place::Start }),
                '$' => Node::Place(if flags & MULTILINE != 0 { Place::LineEnd } else { Place::LastEnd }),
                '(' => match self.group(flags, depth, start, first && items.is_empty())? {
                    Opened::Node(node) => node,
                    Opened::Nothing => continue,
                    Opened::Flags(added) => {
                        flags |= added;
                        continue;
                    }
                },
                '*' | '+' | '?' => {
                    let (min, max) = match c {
                        '*' => (0, UNLIMITED),
                        '+' => (1, UNLIMITED),
                        _ => (0, 1),
                    };
                    self.repeat(&mut items, min, max, start)?
                }
                '{' => match self.bounds(start)? {
                    Some((min, max)) => self.repeat(&mut items, min, max, start)?,
                    None => Node::Char('{' as u32, ignore),
                },
                c => Node::Char(c as u32, ignore),
            };
            items.push(item);
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Node::Sequence(items) })
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; anything else stands for itself.
    fn bounds(&mut self, start: usize) -> Parse<Option<(u32, u32)>> {
        if self.peek() == Some('}') {
            return Ok(None);
        }
        let low = self.digits();
        let high = if self.eat(',') { self.digits() } else { low.clone() };
        if !self.eat('}') {
            self.at = start + 1;
            return Ok(None);
        }
        let number = |text: &str, missing: u32| match text {
            "" => Ok(missing),
            text => match text.parse() {
                Ok(number) if number < UNLIMITED => Ok(number),
                _ => problem("the repetition number is too large", start),
            },
        };
        let (min, max) = (number(&low, 0)?, number(&high, UNLIMITED)?);
        if max < min {
            return problem("min repeat greater than max repeat", start + 1);
        }
        Ok(Some((min, max)))
    }

    fn digits(&mut self) -> String {
        let mut digits = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            digits.push(c);
            self.at += 1;
        }
        digits
    }

    fn repeat(&mut self, items: &mut Vec<Node>, min: u32, max: u32, start: usize) -> Parse<Node> {
        let body = match items.pop() {
            None | Some(Node::Place(_)) => return problem("nothing to repeat", start),
            Some(Node::Repeat { .. }) => return problem("multiple repeat", start),
            // An empty group counts as nothing, too.
            Some(Node::Sequence(parts)) if parts.is_empty() => return problem("nothing to repeat", start),
            Some(body) => Box::new(body),
        };
        let kind = if self.eat('?') {
            Greed::Lazy
        } else if self.eat('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        Ok(Node::Repeat { body, min, max, kind })
    }

    fn group(&mut self, flags: u32, depth: usize, start: usize, at_start: bool) -> Parse<Opened> {
        let mut name = None;
        if self.eat('?') {
            let Some(c) = self.next() else { return problem("unexpected end of pattern", self.at) };
            match c {
                ':' => return self.inner(flags, depth, start).map(Opened::Node),
                '>' => {
                    let body = self.inner(flags, depth, start)?;
                    return Ok(Opened::Node(Node::Atomic(Box::new(body))));
                }
                '#' => loop {
                    match self.next() {
                        None => return problem("missing ), unterminated comment", start),
                        Some(')') => return Ok(Opened::Nothing),
                        Some(_) => {}
                    }
                },
                'P' => match self.next() {
                    Some('<') => name = Some(self.name('>', true)?),
                    Some('=') => {
                        let at = self.at;
                        let name = self.name(')', false)?;
                        let group = self.named(&name, at)?;
                        return self.backreference(group, flags, at).map(Opened::Node);
                    }
                    None => return problem("unexpected end of pattern", self.at),
                    Some(c) => return problem(format!("unknown extension ?P{c}"), start + 1),
                },
                '=' | '!' => return self.look(flags, depth, start, c == '!', false).map(Opened::Node),
                '<' => match self.next() {
                    Some(c @ ('=' | '!')) => {
                        return self.look(flags, depth, start, c == '!', true).map(Opened::Node);
                    }
                    None => return problem("unexpected end of pattern", self.at),
                    Some(c) => return problem(format!("unknown extension ?<{c}"), start + 1),
                },
                '(' => return self.condition(flags, depth, start).map(Opened::Node),
                c if "aiLmsux-".contains(c) => return self.flags(c, flags, depth, start, at_start),
                c => return problem(format!("unknown extension ?{c}"), start + 1),
            }
        }
        self.groups += 1;
        let number = self.groups;
        self.widths.push(None);
        if let Some((name, at)) = name {
            if let Some((_, before)) = self.names.iter().find(|(have, _)| *have == name) {
                let message = format!("redefinition of group name '{name}' as group {number}; was group {before}");
                return problem(message, at);
            }
            self.names.push((name, number));
        }
        self.open.push(number);
        let body = self.inner(flags, depth, start)?;
        self.open.pop();
        self.widths[number] = width(&body, &self.widths);
        Ok(Opened::Node(Node::Group(number, Box::new(body))))
    }

    /// What is left of a group, with its closing parenthesis.
    fn inner(&mut self, flags: u32, depth: usize, start: usize) -> Parse<Node> {
        let body = self.choice(flags, depth + 1)?;
        if !self.eat(')') {
            return problem("missing ), unterminated subpattern", start);
        }
        Ok(match body {
            // Kept apart from what follows: a repetition takes the whole.
            Node::Sequence(items) if items.is_empty() => Node::Sequence(items),
            Node::Repeat { .. } | Node::Place(_) => Node::Sequence(vec![body]),
            body => body,
        })
    }

    fn look(&mut self, flags: u32, depth: usize, start: usize, negative: bool, behind: bool) -> Parse<Node> {
        let outer = self.behind;
        if behind && self.behind.is_none() {
            self.behind = Some(self.groups);
        }
        let body = self.inner(flags, depth, start)?;
        self.behind = outer;
        let behind = if behind {
            match width(&body, &self.widths) {
                Some(width) => Some(width),
                None => {
                    let message = "look-behind requires fixed-width pattern".to_string();
                    return Err(Problem { message, position: None });
                }
            }
        } else {
            None
        };
        Ok(Node::Look { body: Box::new(body), behind, negative })
    }

    fn condition(&mut self, flags: u32, depth: usize, start: usize) -> Parse<Node> {
        let at = self.at;
        let (name, _) = self.name_text(')')?;
        let group = match name.parse::<usize>() {
            Ok(0) => return problem("bad group number", at),
            Ok(number) => {
                self.conditions.push((number, at));
                number
            }
            Err(_) => self.named(&(name, at), at)?,
        };
        let yes = self.sequence(flags, depth + 1, false)?;
        let no = if self.eat('|') {
            let no = self.sequence(flags, depth + 1, false)?;
            if self.peek() == Some('|') {
                return problem("conditional backref with more than two branches", self.at);
            }
            no
        } else {
            Node::Sequence(Vec::new())
        };
        if !self.eat(')') {
            return problem("missing ), unterminated subpattern", start);
        }
        Ok(Node::Condition(group, Box::new(yes), Box::new(no)))
    }

    /// `(?i)` and `(?i-s:…)`.
    fn flags(&mut self, first: char, flags: u32, depth: usize, start: usize, at_start: bool) -> Parse<Opened> {
        let (mut on, mut off) = (0, 0);
        let mut removing = false;
        let mut c = first;
        loop {
            match c {
                '-' if !removing => {
                    removing = true;
                    if !self.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
                        return problem("missing flag", self.at);
                    }
                }
                ')' if !removing => {
                    if !at_start {
                        return problem("global flags not at the start of the expression", start);
                    }
                    if on & VERBOSE != 0 && self.flags & VERBOSE == 0 {
                        return Err(Problem { message: "verbose".to_string(), position: None });
                    }
                    self.flags |= on;
                    return Ok(Opened::Flags(on));
                }
                ':' => {
                    let inside = (flags | on) & !off;
                    let inside = if on & ASCII != 0 { inside & !UNICODE } else { inside };
                    let inside = if on & UNICODE != 0 { inside & !ASCII } else { inside };
                    return self.inner(inside, depth, start).map(Opened::Node);
                }
                c => {
                    let flag = match c {
                        'i' => IGNORECASE,
                        'L' => LOCALE,
                        'm' => MULTILINE,
                        's' => DOTALL,
                        'x' => VERBOSE,
                        'a' => ASCII,
                        'u' => UNICODE,
                        c if c.is_ascii_alphabetic() => return problem("unknown flag", self.at - 1),
                        _ if removing => return problem("missing :", self.at - 1),
                        _ => return problem("missing -, : or )", self.at - 1),
                    };
                    if flag == LOCALE && self.is_text {
                        let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                        return problem(message, self.at);
                    }
                    if flag == UNICODE && !self.is_text {
                        let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                        return problem(message, self.at);
                    }
                    if removing {
                        if flag & (ASCII | UNICODE | LOCALE) != 0 {
                            let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                            return problem(message, self.at);
                        }
                        off |= flag;
                    } else {
                        on |= flag;
                    }
                }
            }
            c = match self.next() {
                Some(c) => c,
                None if removing => return problem("missing :", self.at),
                None => return problem("missing -, : or )", self.at),
            };
        }
    }

    /// A group's name up to a closing character.
    fn name_text(&mut self, end: char) -> Parse<(String, usize)> {
        let start = self.at;
        let mut name = String::new();
        loop {
            match self.next() {
                Some(c) if c == end => break,
                Some(c) => name.push(c),
                None if name.is_empty() => return problem("missing group name", start),
                None => return problem(format!("missing {end}, unterminated name"), start),
            }
        }
        if name.is_empty() {
            return problem("missing group name", start);
        }
        Ok((name, start))
    }

    fn name(&mut self, end: char, _new: bool) -> Parse<(String, usize)> {
        let (name, start) = self.name_text(end)?;
        if !is_identifier(&name) {
            return problem(format!("bad character in group name '{name}'"), start);
        }
        Ok((name, start))
    }

    fn named(&mut self, name: &(String, usize), at: usize) -> Parse<usize> {
        if !is_identifier(&name.0) {
            return problem(format!("bad character in group name '{}'", name.0), at);
        }
        match self.names.iter().find(|(have, _)| *have == name.0) {
            Some((_, group)) => Ok(*group),
            None => problem(format!("unknown group name '{}'", name.0), at),
        }
    }

    fn backreference(&mut self, group: usize, flags: u32, at: usize) -> Parse<Node> {
        if self.open.contains(&group) {
            return problem("cannot refer to an open group", at);
        }
        if self.behind.is_some_and(|before| group > before) {
            return problem("cannot refer to group defined in the same lookbehind subpattern", at);
        }
        Ok(Node::Backreference(group, flags & IGNORECASE != 0))
    }

    /// What follows a backslash outside of a set.
    fn escape(&mut self, flags: u32, start: usize) -> Parse<Node> {
        let Some(c) = self.next() else { return problem("bad escape (end of pattern)", start) };
        let ascii = flags & ASCII != 0 || !self.is_text;
        let ignore = flags & IGNORECASE != 0;
        if let Some(category) = Category::of(c) {
            let item = Item::Category(category, ascii);
            return Ok(Node::Set(Box::new(Set { items: vec![item], negative: false, ignore: false })));
        }
        match c {
            'A' => return Ok(Node::Place(Place::Start)),
            'Z' => return Ok(Node::Place(Place::End)),
            'b' => return Ok(Node::Place(Place::Boundary(ascii))),
            'B' => return Ok(Node::Place(Place::NoBoundary(ascii))),
            '1'..='9' => {
                let mut text = c.to_string();
                if let Some(second) = self.peek().filter(char::is_ascii_digit) {
                    self.at += 1;
                    text.push(second);
                    let octal = text.chars().all(|c| c < '8');
                    if let Some(third) = self.peek().filter(|c| octal && ('0'..'8').contains(c)) {
                        self.at += 1;
                        text.push(third);
                        let code = u32::from_str_radix(&text, 8).unwrap_or(0);
                        if code > 0o377 {
                            let message = format!("octal escape value \\{text} outside of range 0-0o377");
                            return problem(message, start);
                        }
                        return Ok(Node::Char(code, ignore));
                    }
                }
                let group: usize = text.parse().unwrap_or(0);
                if group > self.groups {
                    return problem(format!("invalid group reference {group}"), start + 1);
                }
                return self.backreference(group, flags, start);
            }
            _ => {}
        }
        self.character(c, start).map(|c| Node::Char(c, ignore))
    }

    /// A character that a backslash and what follows stand for, in or outside of a set.
    fn character(&mut self, c: char, start: usize) -> Parse<u32> {
        Ok(match c {
            'a' => 7,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            'x' => self.hexadecimal(c, 2, start)?,
            'u' if self.is_text => self.hexadecimal(c, 4, start)?,
            'U' if self.is_text => self.hexadecimal(c, 8, start)?,
            '0'..='7' => {
                let mut code = c as u32 - '0' as u32;

                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
                    code = code * 8 + digit;
                    self.at += 1;
                }
                code
            }
            c if c.is_ascii_alphanumeric() => return problem(format!("bad escape \\{c}"), start),
            c => c as u32,
        })
    }

    fn hexadecimal(&mut self, c: char, length: usize, start: usize) -> Parse<u32> {
        let mut code = 0;
        for seen in 0..length {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                let got: String =
                    self.pattern[self.at - seen..self.at].iter().filter_map(|&c| char::from_u32(c)).collect();
                return problem(format!("incomplete escape \\{c}{got}"), start);
            };
            code = (code << 4) | digit;
            self.at += 1;
        }
        if code > 0x10ffff {
            let shown = format!("{code:0length$x}");
            return problem(format!("bad escape \\{c}{shown}"), start);
        }
        Ok(code)
    }

    fn set(&mut self, flags: u32, start: usize) -> Parse<Node> {
        let negative = self.eat('^');
        let mut items = Vec::new();
        let ascii = flags & ASCII != 0 || !self.is_text;
        let first = self.at;
        loop {
            let here = self.at;
            let Some(c) = self.next() else { return problem("unterminated character set", start) };
            if c == ']' && here != first {
                break;
            }
            let low = self.set_item(c, here, start, ascii)?;
            if self.peek() == Some('-') {
                self.at += 1;
                let Some(end) = self.peek() else { return problem("unterminated character set", start) };
                if end == ']' {
                    items.push(low);
                    items.push(Item::Char('-' as u32));
                    self.at += 1;
                    break;
                }
                let there = self.at;
                self.at += 1;
                let high = self.set_item(end, there, start, ascii)?;
                let (Item::Char(a), Item::Char(b)) = (&low, &high) else {
                    return self.bad_range(here);
                };
                if b < a {
                    return self.bad_range(here);
                }
                items.push(Item::Range(*a, *b));
            } else {
                items.push(low);
            }
        }
        Ok(Node::Set(Box::new(Set { items, negative, ignore: flags & IGNORECASE != 0 })))
    }

    fn bad_range<T>(&self, from: usize) -> Parse<T> {
        let text: String = self.pattern[from..self.at].iter().filter_map(|&c| char::from_u32(c)).collect();
        problem(format!("bad character range {text}"), from)
    }

    fn set_item(&mut self, c: char, here: usize, start: usize, ascii: bool) -> Parse<Item> {
        if c != '\\' {
            return Ok(Item::Char(c as u32));
        }
        let Some(c) = self.next() else { return problem("unterminated character set", start) };
        if let Some(category) = Category::of(c) {
            return Ok(Item::Category(category, ascii));
        }
        if c == 'b' {
            return Ok(Item::Char(8));
        }
        self.character(c, here).map(Item::Char)
    }
}

/// What an opening parenthesis turned out to be.
enum Opened {
    Node(Node),
    Nothing,
    Flags(u32),
}

/// How many characters a piece takes, if that is always the same.
fn width(node: &Node, groups: &[Option<usize>]) -> Option<usize> {
    match node {
        Node::Char(..) | Node::Any(_) | Node::Set(_) => Some(1),
        Node::Place(_) | Node::Look { .. } => Some(0),
        Node::Group(_, body) | Node::Atomic(body) => width(body, groups),
        Node::Repeat { body, min, max, .. } => {
            if min != max {
                return None;
            }
            width(body, groups)?.checked_mul(*min as usize)
        }
        Node::Sequence(items) => items.iter().try_fold(0, |sum, item| Some(sum + width(item, groups)?)),
        Node::Choice(branches) => {
            let first = width(branches.first()?, groups)?;
            branches.iter().all(|branch| width(branch, groups) == Some(first)).then_some(first)
        }
        Node::Backreference(group, _) => groups.get(*group).copied().flatten(),
        Node::Condition(_, yes, no) => {
            let first = width(yes, groups)?;
            (width(no, groups) == Some(first)).then_some(first)
        }
    }
}
