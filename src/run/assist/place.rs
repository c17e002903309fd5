//! Where the cursor stands in a text that is being typed, from its tokens alone: after a dot, in a
//! call, in a subscript's string, after `import`.

use crate::syntax::{TokenKind, tokens};

/// What stands at the cursor.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// A comment, a number, a string that is no key: nothing to complete.
    Nothing,
    /// A bare name.
    Name,
    /// A name after `owner.`
    Attribute(Path),
    /// A string in `owner[…]`; the quote is open and stands before the word.
    Key(Path),
    /// A string that is an argument of a call, alone; the quote is open and stands before the word.
    Argument(Call),
    /// A key in `owner[…]` without its quote so far.
    Subscript(Path),
    /// A module's name after `import`; what stands before its last dot.
    Module(String),
    /// A name after `from module import`.
    Member(String),
}

/// An expression that has a value without running anything: `np.linalg`, `x[0].T`, `"text"`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    pub(super) root: Root,
    pub(super) steps: Vec<Step>,
}

/// What a path starts with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Root {
    Name(String),
    Str,
    Bytes,
    List,
    Dict,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Attribute(String),
    /// `[3]`, `[-1]`
    Index(i64),
    /// `["key"]`
    Key(String),
    /// A slice: more of the same type.
    Slice,
    /// A call, of which only the type of the result may be known.
    Call,
}

/// A call that the cursor stands in.
#[derive(Debug, PartialEq)]
pub(super) struct Call {
    pub(super) function: Path,
    /// Keyword arguments that are given already.
    pub(super) given: Vec<String>,
    /// How many arguments stand before the one at the cursor.
    pub(super) position: usize,
    /// The name of the argument at the cursor, if it is given by name.
    pub(super) keyword: Option<String>,
    /// Whether the value of the argument starts at the cursor, or with the word before it.
    pub(super) at_value: bool,
    /// Whether an argument starts at the cursor, or with the word before it.
    pub(super) at_argument: bool,
}

/// The text before the cursor, cut into tokens.
pub(super) struct Typed<'t> {
    text: &'t str,
    tokens: Vec<(usize, usize, TokenKind)>,
    /// Where the word starts that the cursor is at the end of.
    pub(super) start: usize,
    /// How many tokens stand before that word.
    before: usize,
}

impl<'t> Typed<'t> {
    /// Cuts the text before the cursor.
    pub(super) fn new(text: &'t str) -> Typed<'t> {
        let tokens: Vec<_> =
            tokens(text).into_iter().map(|(span, kind)| (span.start as usize, span.end as usize, kind)).collect();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let start = text.trim_end_matches(is_word).len();
        let before = tokens.partition_point(|&(from, _, _)| from < start);
        Typed { text, tokens, start, before }
    }

    /// The word before the cursor.
    pub(super) fn word(&self) -> &'t str {
        &self.text[self.start..]
    }

    /// What stands at the cursor.
    pub(super) fn place(&self) -> Place {
        if let Some(quote) = self.open_quote() {
            return self.key_place(quote);
        }
        let word = self.word();
        let in_comment =
            self.tokens.last().is_some_and(|&(_, end, kind)| kind == TokenKind::Comment && end == self.text.len());
        if in_comment || word.starts_with(|c: char| c.is_ascii_digit()) {
            return Place::Nothing;
        }
        if let Some(place) = self.import_place() {
            return place;
        }
        if self.token_text(self.before.checked_sub(1)) == "["
            && let Some((path, _)) = self.path_ending_at(self.before - 1)
        {
            return Place::Subscript(path);
        }
        if self.token_text(self.before.checked_sub(1)) == "." {
            return match self.path_ending_at(self.before - 1) {
                Some((path, _)) => Place::Attribute(path),
                None => Place::Nothing,
            };
        }
        Place::Name
    }

    /// The innermost call that the cursor stands in.
    pub(super) fn call(&self) -> Option<Call> {
        if self.open_quote().is_some() {
            return None;
        }
        self.call_before(self.before)
    }

    /// The innermost call that is open before a token.
    fn call_before(&self, end: usize) -> Option<Call> {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..end {
            match self.token_text(Some(at)) {
                "(" | "[" | "{" => open.push(at),
                ")" | "]" | "}" => {
                    open.pop();
                }
                _ => {}
            }
        }
        let bracket = *open.last().filter(|&&at| self.token_text(Some(at)) == "(")?;
        let (function, start) = self.path_ending_at(bracket)?;
        // The brackets after `def f` hold no call.
        if matches!(self.token_text(start.checked_sub(1)), "def" | "class") {
            return None;
        }
        let (mut given, mut position, mut keyword) = (Vec::new(), 0, None);
        let mut depth = 0;
        for at in bracket + 1..end {
            match self.token_text(Some(at)) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "," if depth == 0 => (position, keyword) = (position + 1, None),
                "=" if depth == 0 => {
                    let name = self.token_text(at.checked_sub(1)).to_owned();
                    given.push(name.clone());
                    keyword = Some(name);
                }
                _ => {}
            }
        }
        let last = self.token_text(end.checked_sub(1));
        let at_argument = matches!(last, "(" | ",");
        let at_value = at_argument || last == "=";
        Some(Call { function, given, position, keyword, at_value, at_argument })
    }

    fn token_text(&self, at: Option<usize>) -> &'t str {
        at.and_then(|at| self.tokens.get(at)).map_or("", |&(start, end, _)| &self.text[start..end])
    }

    /// Where the quote stands whose string the cursor is in.
    fn open_quote(&self) -> Option<usize> {
        let mut open: Option<(char, usize)> = None;
        let mut letters = self.text.char_indices();
        // A comment or a closed string is one token; what is left can only be an open string.
        let closed = |at: usize| {
            let next = self.tokens.partition_point(|&(start, _, _)| start <= at);
            self.tokens[..next].last().filter(|&&(start, end, kind)| {
                let is_comment = kind == TokenKind::Comment;
                at < end && (is_comment || kind == TokenKind::String && is_closed(&self.text[start..end]))
            })
        };
        while let Some((at, letter)) = letters.next() {
            match open {
                None => {
                    if let Some(&(_, end, _)) = closed(at) {
                        while letters.clone().next().is_some_and(|(next, _)| next < end) {
                            letters.next();
                        }
                    } else if letter == '"' || letter == '\'' {
                        open = Some((letter, at));
                    }
                }
                Some(_) if letter == '\\' => {
                    letters.next();
                }
                Some((quote, _)) if quote == letter || letter == '\n' => open = None,
                Some(_) => {}
            }
        }
        open.map(|(_, at)| at)
    }

    /// A key of `owner[` if the open string at `quote` is a whole subscript; an argument if it is one.
    fn key_place(&self, quote: usize) -> Place {
        let before = self.tokens.partition_point(|&(_, end, _)| end <= quote);
        if self.token_text(before.checked_sub(1)) != "[" {
            return match self.call_before(before).filter(|call| call.at_value) {
                Some(call) => Place::Argument(call),
                None => Place::Nothing,
            };
        }
        match self.path_ending_at(before - 1) {
            Some((path, _)) => Place::Key(path),
            None => Place::Nothing,
        }
    }

    /// Where the key that is typed starts, after its quote.
    pub(super) fn key_start(&self) -> usize {
        self.open_quote().map_or(self.start, |quote| quote + 1)
    }

    fn import_place(&self) -> Option<Place> {
        let line = self.text[..self.start].rfind('\n').map_or(0, |newline| newline + 1);
        let first = self.tokens.partition_point(|&(from, _, _)| from < line);
        let words: Vec<&str> = (first..self.before).map(|at| self.token_text(Some(at))).collect();
        let dotted = |words: &[&str]| words.concat();
        match words.as_slice() {
            ["import", rest @ ..] => {
                let last = rest.rsplit(|&word| word == ",").next().unwrap_or(rest);
                (!last.contains(&"as")).then(|| Place::Module(dotted(last).trim_end_matches('.').to_owned()))
            }
            ["from", rest @ ..] => match rest.iter().position(|&word| word == "import") {
                None => Some(Place::Module(dotted(rest).trim_end_matches('.').to_owned())),
                Some(at) if rest.last() != Some(&"as") => Some(Place::Member(dotted(&rest[..at]))),
                Some(_) => None,
            },
            _ => None,
        }
    }

    /// The path whose last token stands before token `end`, and its first token.
    fn path_ending_at(&self, end: usize) -> Option<(Path, usize)> {
        let mut steps = Vec::new();
        let mut at = end.checked_sub(1)?;
        let root = loop {
            let (start, stop, kind) = *self.tokens.get(at)?;
            let text = &self.text[start..stop];
            let before = self.token_text(at.checked_sub(1));
            match (kind, text) {
                (TokenKind::Name | TokenKind::Builtin | TokenKind::Decorator, _) if before == "." => {
                    steps.push(Step::Attribute(text.to_owned()));
                    at = at.checked_sub(2)?;
                }
                (TokenKind::Name | TokenKind::Builtin, _) => break Root::Name(text.to_owned()),
                // A decorator is one token: `@` and its name.
                (TokenKind::Decorator, _) if text != "@" => break Root::Name(text.trim_start_matches('@').to_owned()),
                (TokenKind::String, _) => break if text.starts_with(['b', 'B']) { Root::Bytes } else { Root::Str },
                (_, "]" | ")" | "}") => {
                    let open = self.opening(at)?;
                    let is_postfix = open.checked_sub(1).is_some_and(|before| self.ends_value(before));
                    match text {
                        "]" if is_postfix => steps.push(self.subscript(open, at)?),
                        ")" if is_postfix => steps.push(Step::Call),
                        "]" => {
                            at = open;
                            break Root::List;
                        }
                        "}" => {
                            at = open;
                            break Root::Dict;
                        }
                        _ => return None,
                    }
                    at = open - 1;
                }
                _ => return None,
            }
        };
        steps.reverse();
        Some((Path { root, steps }, at))
    }

    /// The bracket that the one at a token closes.
    fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0;
        for at in (0..=close).rev() {
            match self.token_text(Some(at)) {
                ")" | "]" | "}" => depth += 1,
                "(" | "[" | "{" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Whether a bracket after this token calls or subscripts something.
    fn ends_value(&self, at: usize) -> bool {
        let (start, end, kind) = self.tokens[at];
        let text = &self.text[start..end];
        match kind {
            TokenKind::Name | TokenKind::Builtin | TokenKind::String => true,
            TokenKind::Decorator => text != "@",
            _ => matches!(text, ")" | "]" | "}"),
        }
    }

    fn subscript(&self, open: usize, close: usize) -> Option<Step> {
        let inner: Vec<usize> = (open + 1..close).collect();
        if inner.iter().any(|&at| self.token_text(Some(at)) == ":") {
            return Some(Step::Slice);
        }
        match inner.as_slice() {
            [only] => {
                let text = self.token_text(Some(*only));
                match self.tokens[*only].2 {
                    TokenKind::Number => text.parse().ok().map(Step::Index),
                    TokenKind::String => plain_string(text).map(|key| Step::Key(key.to_owned())),
                    _ => None,
                }
            }
            [minus, number] if self.token_text(Some(*minus)) == "-" => {
                self.token_text(Some(*number)).parse::<i64>().ok().map(|index| Step::Index(-index))
            }
            _ => None,
        }
    }
}

/// The path that a whole text is.
pub(super) fn whole_path(text: &str) -> Option<Path> {
    let typed = Typed::new(text.trim());
    let (path, start) = typed.path_ending_at(typed.tokens.len())?;
    (start == 0).then_some(path)
}

/// Whether a string token has its closing quotes.
fn is_closed(text: &str) -> bool {
    let body = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let Some(quote) = body.chars().next() else { return false };
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let marks = if body.starts_with(&triple) && body.len() > 2 { 3 } else { 1 };
    body.len() >= 2 * marks && body.ends_with(if marks == 3 { &triple } else { &triple[..1] })
}

/// What a string without prefix and escapes holds.
fn plain_string(text: &str) -> Option<&str> {
    let inner = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))?;
    (!inner.contains(['\\', '"', '\''])).then_some(inner)
}
