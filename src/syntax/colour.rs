//! A quick cut of any text into coloured pieces, for the editor. It knows no grammar and never fails.

use super::scan::{self, Kind, Token};
use crate::text::Span;

/// What a piece of text is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A reserved word, or `match` and `case` where they are words of a statement.
    Keyword,
    /// A name.
    Name,
    /// A name of Python's own, such as `len` or `ValueError`.
    Builtin,
    /// A number.
    Number,
    /// A string with its quotes.
    String,
    /// From `#` to the end of the line.
    Comment,
    /// An operator, bracket or other mark.
    Operator,
    /// The `@` and the name of a decorator.
    Decorator,
}

/// Python's own names, sorted.
#[rustfmt::skip]
const BUILTINS: [&str; 151] = [
    "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup", "BlockingIOError",
    "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError", "ConnectionAbortedError",
    "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "DeprecationWarning", "EOFError",
    "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception", "ExceptionGroup", "FileExistsError",
    "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit", "IOError", "ImportError",
    "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError",
    "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotADirectoryError",
    "NotImplemented", "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning",
    "PermissionError", "ProcessLookupError", "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError",
    "RuntimeWarning", "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError",
    "SystemExit", "TabError", "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError",
    "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning", "UserWarning", "ValueError",
    "Warning", "ZeroDivisionError", "__build_class__", "__debug__", "__doc__", "__import__", "__name__", "abs", "aiter", "all",
    "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr", "classmethod",
    "compile", "complex", "copyright", "credits", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit", "filter",
    "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
    "isinstance", "issubclass", "iter", "len", "license", "list", "locals", "map", "max", "memoryview", "min", "next", "object",
    "oct", "open", "ord", "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set",
    "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip",
];

/// The pieces of a text in order, white space left out.
pub fn tokens(text: &str) -> Vec<(Span, TokenKind)> {
    let scan = scan::scan(text);
    let mut pieces = Vec::with_capacity(scan.tokens.len());
    let mut end = 0;
    let mut line: &[Token] = &[];
    for (at, token) in scan.tokens.iter().enumerate() {
        if token.kind != Kind::Newline {
            comment(text, end, token.start as usize, &mut pieces);
            end = end.max(token.end as usize);
        }
        if line.is_empty() {
            line = &scan.tokens[at..];
        }
        let kind = match token.kind {
            Kind::Newline | Kind::Indent | Kind::Dedent | Kind::End => {
                line = &[];
                continue;
            }
            Kind::Keyword => TokenKind::Keyword,
            Kind::Number => TokenKind::Number,
            Kind::String { .. } => TokenKind::String,
            Kind::Operator if token.text(text) == "@" && is_first(line, token) => TokenKind::Decorator,
            Kind::Operator => TokenKind::Operator,
            Kind::Name => name(text, &scan.tokens, at, line),
        };
        pieces.push((Span { start: token.start, end: token.end }, kind));
    }
    comment(text, end, text.len(), &mut pieces);
    pieces
}

fn is_first(line: &[Token], token: &Token) -> bool {
    line.first().is_some_and(|first| first.start == token.start)
}

fn name(text: &str, tokens: &[Token], at: usize, line: &[Token]) -> TokenKind {
    let token = &tokens[at];
    let word = token.text(text);
    let previous = at.checked_sub(1).map_or("", |before| tokens[before].text(text));
    let decorates = line.first().is_some_and(|first| first.text(text) == "@");
    if decorates
        && (line.get(1).is_some_and(|second| second.start == token.start) || previous == "." && token.level == 0)
    {
        return TokenKind::Decorator;
    }
    if matches!(word, "match" | "case") && is_first(line, token) && heads_block(text, line) {
        return TokenKind::Keyword;
    }
    let attribute = previous == ".";
    if !attribute && BUILTINS.binary_search(&word).is_ok() { TokenKind::Builtin } else { TokenKind::Name }
}

/// Whether `match` or `case` at the start of a line is followed by something to match, and a colon.
fn heads_block(text: &str, line: &[Token]) -> bool {
    let next = line.get(1).map_or("", |token| token.text(text));
    let line_end = line.iter().position(|token| token.kind == Kind::Newline).unwrap_or(line.len());
    let colon = line[..line_end].iter().any(|token| token.level == 0 && token.text(text) == ":");
    colon && !matches!(next, "=" | ":" | "." | "," | ")")
}

/// A comment between two tokens; nothing else but white space can stand there.
fn comment(text: &str, start: usize, end: usize, pieces: &mut Vec<(Span, TokenKind)>) {
    let Some(gap) = text.get(start..end.min(text.len())) else { return };
    let mut at = start;
    for line in gap.split_inclusive('\n') {
        if let Some(hash) = line.find('#') {
            let length = line[hash..].trim_end_matches(['\n', '\r']).len();
            pieces.push((Span::new(at + hash, at + hash + length), TokenKind::Comment));
        }
        at += line.len();
    }
}
