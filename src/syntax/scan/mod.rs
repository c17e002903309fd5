//! The pass in front of the grammar. It cuts the text into tokens as CPython's tokenizer does, finds
//! what cannot be a token (and says so in CPython's words), and writes a copy of the text for the
//! grammar, of the same length, in which comments, continued lines, bracketed newlines and blank lines
//! are spaces: every `\n` outside a string ends a statement, and all indentation is plain spaces.

mod fstring;
mod indentation;
mod mask;
mod number;
mod text;
mod token;

pub(super) use fstring::fields;
pub(super) use text::string_parts;
pub(super) use token::{KEYWORDS, Token, TokenKind as Kind, line_of};

use super::Mistake;
use crate::text::{ErrorClass, Span};
use indentation::Indentation;
use mask::Mask;

/// CPython's limit on open brackets.
const MAX_BRACKETS: usize = 200;

/// What the pass found.
pub(super) struct Scan {
    /// The tokens, as CPython's parser sees them. After a lexical error a best effort follows.
    pub(super) tokens: Vec<Token>,
    /// The text for the grammar; it ends where the first problem begins.
    pub(super) masked: String,
    /// The first place where the text stops being tokens.
    pub(super) problem: Option<Problem>,
    /// How deep blocks, brackets and lambdas nest at most: what the parser's stack must hold.
    pub(super) depth: usize,
    /// The brackets still open at the end.
    pub(super) open: Vec<Bracket>,
}

/// Something the grammar need not look at, because it cannot be right.
pub(super) struct Problem {
    /// What CPython says.
    pub(super) mistake: Mistake,
    /// Where the tokens stop being usable.
    pub(super) at: usize,
    /// How it competes with other mistakes in the text.
    pub(super) rank: Rank,
}

/// Which mistake CPython reports when there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// Raised by the tokenizer itself: wins over a mistake of grammar anywhere in the text.
    Hard,
    /// Noticed when the parser asks for the token: an earlier mistake of grammar comes first.
    Soft,
    /// The end of the text within brackets.
    Unclosed,
    /// The end of the text within a triple-quoted string.
    UnclosedString,
    /// The text ends in a backslash.
    Continuation,
    /// Inside an f-string: noticed when the string is reduced; a hard error elsewhere wins over it.
    FString,
}

impl Problem {
    /// Whether it wins over mistakes of grammar.
    pub(super) fn is_hard(&self) -> bool {
        matches!(self.rank, Rank::Hard | Rank::UnclosedString)
    }
}

/// An open bracket.
#[derive(Clone, Copy)]
pub(super) struct Bracket {
    /// `(`, `[` or `{`.
    pub(super) character: u8,
    /// Where it stands.
    pub(super) at: usize,
}

/// Scans a whole text.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner::new(text, 0, text.len(), Mask::new(text));
    scanner.run();
    scanner.finish()
}

/// Scans an expression: white space in front of it is no indentation.
pub(super) fn scan_expression(text: &str) -> Scan {
    let mut scanner = Scanner::new(text, 0, text.len(), Mask::new(text));
    while matches!(scanner.peek(0), b' ' | b'\t') {
        scanner.at += 1;
    }
    scanner.mask.start_statement(0, scanner.at);
    scanner.continue_line();
    scanner.finish()
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// The next byte to look at.
    at: usize,
    /// One past the last byte.
    end: usize,
    tokens: Vec<Token>,
    mask: Mask<'t>,
    brackets: Vec<Bracket>,
    indentation: Indentation,
    problem: Option<Problem>,
    lambdas: usize,
    depth: usize,
    /// Where a comment began after the last token: CPython's newline begins there.
    comment: Option<usize>,
    /// Whether this is the inside of an f-string's field, where a newline is white space.
    in_field: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, start: usize, end: usize, mask: Mask<'t>) -> Scanner<'t> {
        Scanner {
            text,
            bytes: text.as_bytes(),
            at: start,
            end,
            tokens: Vec::with_capacity((end - start) / 4 + 4),
            mask,
            brackets: Vec::new(),
            indentation: Indentation::default(),
            problem: None,
            lambdas: 0,
            depth: 0,
            comment: None,
            in_field: false,
        }
    }

    fn run(&mut self) {
        if !self.in_field && self.bytes.contains(&0) {
            self.problem(Rank::Hard, Span::default(), "source code string cannot contain null bytes");
        }
        if self.text.starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        if self.in_field || self.start_line() {
            self.continue_line();
        } else {
            self.end_of_text();
        }
    }

    /// Reads on from the middle of a line to the end.
    fn continue_line(&mut self) {
        while self.at < self.end {
            let line_ended = self.token();
            if line_ended && self.brackets.is_empty() && !self.in_field && !self.start_line() {
                break;
            }
        }
        self.end_of_text();
    }

    /// Reads one token or piece of white space; true after the end of a physical line.
    fn token(&mut self) -> bool {
        let start = self.at;
        match self.bytes[start] {
            b' ' => self.at += 1,
            b'\t' | b'\x0c' => {
                self.at += 1;
                self.mask.blank(start, self.at);
            }
            b'\n' | b'\r' => return self.newline(),
            b'#' => self.comment(),
            b'\\' => self.continuation(),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            b'"' | b'\'' => self.string(start),
            byte if byte == b'_' || byte >= 0x80 || byte.is_ascii_alphabetic() => self.word(),
            _ => self.operator(),
        }
        false
    }

    /// The byte `ahead` places on; 0 after the end.
    fn peek(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.bytes[at] } else { 0 }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let level = self.brackets.len().min(u8::MAX as usize) as u8;
        self.comment = None;
        self.tokens.push(Token { kind, start: start as u32, end: end as u32, level });
    }

    fn comment(&mut self) {
        let start = self.at;
        self.comment = Some(start);
        let rest = &self.bytes[start..self.end];
        self.at += rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        self.mask.blank(start, self.at);
    }

    /// A newline: the end of a statement, or white space within brackets.
    fn newline(&mut self) -> bool {
        let start = self.at;
        self.at += if self.bytes[start] == b'\r' && self.peek(1) == b'\n' { 2 } else { 1 };
        if self.brackets.is_empty() && !self.in_field {
            self.push(Kind::Newline, self.comment.unwrap_or(start), self.at);
            self.lambdas = 0;
            self.mask.end_statement(start);
        } else {
            self.mask.blank(start, self.at);
        }
        true
    }

    fn continuation(&mut self) {
        let start = self.at;
        match (self.peek(1), self.peek(2)) {
            (b'\r', b'\n') => self.at += 3,
            (b'\n' | b'\r', _) => self.at += 2,
            _ if start + 1 >= self.end => {
                self.at += 1;
                self.unfinished(start);
            }
            _ => {
                let message = "unexpected character after line continuation character";
                self.problem(Rank::Soft, Span::new(start + 1, start + 2), message);
                self.at += 1;
                return;
            }
        }
        if self.at >= self.end {
            self.unfinished(start);
        }
        self.mask.blank(start, self.at);
    }

    /// A backslash with no line after it.
    fn unfinished(&mut self, backslash: usize) {
        if !self.brackets.is_empty() {
            return;
        }
        let place = Span::new(backslash + 1, backslash + 1);
        self.problem(Rank::Continuation, place, "unexpected EOF while parsing");
    }

    /// A name, a keyword, or the prefix of a string.
    fn word(&mut self) {
        let start = self.at;
        let mut ascii = true;
        while self.at < self.end {
            let byte = self.bytes[self.at];
            if byte >= 0x80 {
                ascii = false;
            } else if byte != b'_' && !byte.is_ascii_alphanumeric() {
                break;
            }
            self.at += 1;
        }
        if self.at - start <= 2 && matches!(self.peek(0), b'"' | b'\'') && is_prefix(&self.text[start..self.at]) {
            return self.string(start);
        }
        if !ascii && let Some((at, character)) = foreign_character(&self.text[start..self.at]) {
            let at = start + at;
            let code = character as u32;
            let message = if is_printable(character) {
                format!("invalid character '{character}' (U+{code:04X})")
            } else {
                format!("invalid non-printable character U+{code:04X}")
            };
            self.problem(Rank::Hard, Span::new(at, at + character.len_utf8()), message);
        }
        let word = &self.bytes[start..self.at];
        let kind = if ascii && KEYWORDS.contains(word) { Kind::Keyword } else { Kind::Name };
        if word == b"lambda" {
            self.lambdas += 1;
            self.deepen();
        }
        self.push(kind, start, self.at);
    }

    fn operator(&mut self) {
        let start = self.at;
        match self.bytes[start] {
            byte @ (b'(' | b'[' | b'{') => {
                self.at += 1;
                if self.brackets.len() >= MAX_BRACKETS {
                    self.problem(Rank::Hard, Span::new(start, self.at), "too many nested parentheses");
                    // What follows is not looked at, so a megabyte of brackets costs nothing.
                    self.at = self.end;
                    return;
                }
                self.brackets.push(Bracket { character: byte, at: start });
                self.deepen();
            }
            byte @ (b')' | b']' | b'}') => {
                self.at += 1;
                self.close(byte, start);
            }
            byte => {
                let width = token::operator_width([byte, self.peek(1), self.peek(2)]);
                self.at += width;
                if width == 1 && (byte < b' ' || byte == 0x7f) {
                    let message = format!("invalid non-printable character U+{byte:04X}");
                    self.problem(Rank::Hard, Span::new(start, self.at), message);
                }
            }
        }
        self.push(Kind::Operator, start, self.at);
    }

    fn close(&mut self, closing: u8, at: usize) {
        let span = Span::new(at, at + 1);
        let closing = closing as char;
        let Some(open) = self.brackets.pop() else {
            return self.problem(Rank::Hard, span, format!("unmatched '{closing}'"));
        };
        let opening = open.character as char;
        if !matches!((opening, closing), ('(', ')') | ('[', ']') | ('{', '}')) {
            let (line, opened) = (self.line_of(at), self.line_of(open.at));
            let place = if line == opened { String::new() } else { format!(" on line {opened}") };
            let message =
                format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'{place}");
            self.problem(Rank::Hard, span, message);
        }
    }

    fn deepen(&mut self) {
        self.depth = self.depth.max(self.brackets.len() + self.lambdas + self.indentation.depth());
    }

    /// The number of a line, from 1, within this text.
    fn line_of(&self, at: usize) -> usize {
        token::line_of(self.text, at)
    }

    fn problem(&mut self, rank: Rank, span: Span, message: impl Into<String>) {
        self.problem_of(ErrorClass::SyntaxError, rank, span, message);
    }

    /// Notes a problem. The first one counts, except that a hard one takes over from what CPython
    /// would only notice when parsing.
    fn problem_of(&mut self, class: ErrorClass, rank: Rank, span: Span, message: impl Into<String>) {
        let at = (span.start as usize).min(self.at);
        match &mut self.problem {
            None => {
                self.mask.stop(at);
                let mistake = Mistake { class, message: message.into(), span, text: None };
                self.problem = Some(Problem { mistake, at, rank });
            }
            Some(first) if rank == Rank::Hard && matches!(first.rank, Rank::FString) => {
                first.mistake = Mistake { class, message: message.into(), span, text: None };
                first.rank = rank;
            }
            Some(_) => {}
        }
    }

    fn end_of_text(&mut self) {
        if let Some(open) = self.brackets.last().copied() {
            let message = format!("'{}' was never closed", open.character as char);
            let at = self.end;
            if self.problem.is_none() {
                self.mask.stop(at);
                let mistake = Mistake::new(Span::new(open.at, open.at + 1), message);
                self.problem = Some(Problem { mistake, at, rank: Rank::Unclosed });
            }
        } else if !self.in_field && self.tokens.last().is_some_and(|token| !token.ends_line()) {
            // Python puts a newline after a text that lacks one.
            self.push(Kind::Newline, self.comment.unwrap_or(self.end), self.end + 1);
            self.mask.end_statement(self.end);
        }
        let end = self.tokens.last().map_or(self.end, |token| self.end.max(token.end as usize));
        if !self.in_field {
            for _ in 0..self.indentation.depth() {
                self.push(Kind::Dedent, end, end);
            }
        }
        self.push(Kind::End, end, end);
    }

    fn finish(self) -> Scan {
        Scan {
            tokens: self.tokens,
            masked: self.mask.finish(),
            problem: self.problem,
            depth: self.depth,
            open: self.brackets,
        }
    }
}

/// Whether letters in front of a quote make a string's prefix.
fn is_prefix(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "b" | "r" | "u" | "f" | "br" | "rb" | "fr" | "rf")
}

/// The first character that no identifier may hold there.
fn foreign_character(word: &str) -> Option<(usize, char)> {
    word.char_indices().find(|&(at, character)| {
        !(character == '_'
            || unicode_ident::is_xid_continue(character) && at > 0
            || unicode_ident::is_xid_start(character))
    })
}

/// Python's `str.isprintable` for the characters that turn up by accident: spaces other than the
/// plain one, controls, format characters and unassigned code points are not printable.
fn is_printable(character: char) -> bool {
    !(character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{e0000}'..='\u{10ffff}'))
}
