//! The place where the grammar stopped, and questions about its surroundings.

use super::super::Mistake;
use super::super::grammar::{self, Part, Stuck};
use super::super::scan::{Kind, Rank, Scan, Token};
use crate::text::Span;

/// How many expressions side by side are read to look for the end of the text.
const MOST_EXPRESSIONS: usize = 50;

/// A text, its tokens, and the token where the grammar stopped.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) stuck: Stuck,
    /// The index of the token.
    pub(super) at: usize,
    /// Where CPython begins another expression because it read on from an earlier token.
    pub(super) read_on: Option<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &'a str, scan: &'a Scan, stuck: Stuck) -> Scene<'a> {
        let mut scene = Scene { text, scan, at: 0, stuck, read_on: None };
        scene.at = scene.stopping_token();
        scene
    }

    /// The same text, with a later token where CPython stops as it reads on.
    pub(super) fn moved_to(&self, at: usize) -> Scene<'a> {
        let at = at.min(self.scan.tokens.len() - 1);
        Scene { text: self.text, scan: self.scan, stuck: self.stuck.clone(), at, read_on: Some(self.at) }
    }

    /// Whether the grammar stopped in a field of an f-string.
    pub(super) fn in_field(&self) -> bool {
        self.kind(self.at) == Kind::String { formatted: true } && self.read_of_token().contains(['"', '\''])
    }

    /// Whether the grammar stopped between the prefix of a string and its quote.
    pub(super) fn splits_string(&self) -> bool {
        matches!(self.kind(self.at), Kind::String { .. }) && !self.read_of_token().is_empty() && !self.in_field()
    }

    /// What the grammar had read of the stopping token.
    fn read_of_token(&self) -> &'a str {
        self.text.get(self.token(self.at).start as usize..self.stuck.at).unwrap_or("")
    }

    /// The first token that CPython's parser cannot use.
    fn stopping_token(&self) -> usize {
        let place = self.stuck.at;
        let mut at = self.token_at(place).min(self.scan.tokens.len() - 1);
        // The mask moves a newline to the last of the blank lines that follow it.
        if self.scan.masked.as_bytes().get(place) == Some(&b'\n') && self.kind(at) != Kind::Newline {
            at = (0..at).rev().find(|&before| self.kind(before) == Kind::Newline).unwrap_or(at);
        }
        // A decorator has to be followed by a definition in the same block.
        let first = (0..at).rev().take_while(|&before| self.kind(before) == Kind::Dedent).last();
        if let Some(dedent) = first
            && dedent > 0
            && self.word(self.line_start(dedent - 1)) == "@"
        {
            at = dedent;
        }
        // An indentation that no colon announces is the mistake, not what follows it.
        if at > 0 && self.kind(at - 1) == Kind::Indent && !self.announced(at - 1) {
            at -= 1;
        }
        // `a not b`: CPython reads on to see whether it is `not in`.
        if self.word(at) == "not" && self.stuck.expects_operator() {
            at += 1;
        }
        // What cannot be bound is refused at the `:=` or `:` behind it.
        if at > 1 && self.word(at - 1) == ":=" && !self.is_lone_name(at - 2) {
            at -= 1;
        }
        if let Some(colon) = self.wrong_annotation(at) {
            at = colon;
        }
        // `{1: *`: CPython reads on to see what is unpacked.
        if self.word(at) == "*"
            && at > 0
            && self.word(at - 1) == ":"
            && self.opener(at).is_some_and(|at| self.word(at) == "{")
        {
            at += usize::from(self.fits(Part::Arithmetic, at + 1).is_none());
        }
        at
    }

    /// Whether a token is a name with no more to its expression.
    fn is_lone_name(&self, at: usize) -> bool {
        self.kind(at) == Kind::Name
            && (at == 0 || matches!(self.word(at - 1), "(" | "[" | "{" | "," | "if" | "elif" | "while" | "@"))
    }

    /// The colon of an annotation in front of a token, if what it annotates cannot be a target.
    fn wrong_annotation(&self, at: usize) -> Option<usize> {
        let start = self.statement_start(at);
        let operand = matches!(self.word(start), "not" | "None" | "True" | "False");
        if self.kind(start) == Kind::Keyword && !operand || self.stuck.expects_suite() {
            return None;
        }
        let colon = self.outermost(start, at).find(|&index| self.word(index) == ":")?;
        let target = self.fits(Part::ExpressionList, start).filter(|target| target.next == colon)?;
        let (_, what) = grammar::description(self.text, self.scan, target.place)?;
        (!matches!(what, "name" | "attribute" | "subscript")).then_some(colon)
    }

    /// The first token that ends after a byte.
    pub(super) fn token_at(&self, place: usize) -> usize {
        self.scan.tokens.partition_point(|token| token.end as usize <= place)
    }

    /// Whether the line before an indentation ends in a colon.
    fn announced(&self, indent: usize) -> bool {
        indent >= 2 && self.word(indent - 2) == ":"
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.scan.tokens[at.min(self.scan.tokens.len() - 1)]
    }

    /// The text of a token; nothing for newlines and indentation.
    pub(super) fn word(&self, at: usize) -> &'a str {
        let token = self.token(at);
        if token.ends_line() { "" } else { token.text(self.text) }
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.token(at).kind
    }

    /// The place of a token; a newline is a place between characters.
    pub(super) fn place(&self, at: usize) -> Span {
        let token = self.token(at);
        let text = token.text(self.text);
        match token.kind {
            Kind::Newline => {
                Span { end: token.start + text.trim_end_matches(['\n', '\r']).len() as u32, ..token.span() }
            }
            _ => token.span(),
        }
    }

    /// The place of the stopping token; at the end of the text, the end of its last line.
    pub(super) fn caret(&self) -> Span {
        if self.kind(self.at) != Kind::End {
            return self.place(self.at);
        }
        let end = self.text.strip_suffix('\n').unwrap_or(self.text).len();
        Span::new(end, end)
    }

    /// The line of a token, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        super::super::scan::line_of(self.text, self.token(at).start as usize)
    }

    /// Whether a token can be the last of an operand.
    pub(super) fn ends_operand(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Name | Kind::Number | Kind::String { .. } => true,
            Kind::Keyword => matches!(self.word(at), "None" | "True" | "False"),
            Kind::Operator => matches!(self.word(at), ")" | "]" | "}" | "..."),
            _ => false,
        }
    }

    /// Where the innermost bracket around a token opens.
    pub(super) fn opener(&self, at: usize) -> Option<usize> {
        let mut level = self.level_before(at);
        if level == 0 {
            return None;
        }
        let mut index = at;
        while index > 0 {
            index -= 1;
            if self.kind(index) == Kind::Operator && matches!(self.word(index), "(" | "[" | "{") {
                if self.token(index).level <= level {
                    return Some(index);
                }
                level = level.min(self.token(index).level);
            }
        }
        None
    }

    /// Whether the stopping token is in the pattern of a `case`, where no expressions stand.
    pub(super) fn in_pattern(&self) -> bool {
        let start = self.statement_start(self.at);
        self.word(start) == "case" && (start..self.at).all(|index| self.word(index) != "if")
    }

    /// How many brackets are open in front of a token.
    pub(super) fn level_before(&self, at: usize) -> u8 {
        if at == 0 { 0 } else { self.token(at - 1).level }
    }

    /// The first token of the logical line that holds a token.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let tokens = &self.scan.tokens;
        let at = at.min(tokens.len() - 1);
        tokens[..at].iter().rposition(|token| token.ends_line()).map_or(0, |before| before + 1)
    }

    /// The first token of the simple statement, or of the head, that holds a token.
    pub(super) fn statement_start(&self, at: usize) -> usize {
        let line = self.line_start(at);
        let ends = |index: &usize| self.token(*index).level == 0 && self.word(*index) == ";";
        (line..at).rev().find(ends).map_or(line, |end| end + 1)
    }

    /// Tokens between `start` and `end` that stand in no bracket opened after `start`.
    pub(super) fn outermost(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let level = self.level_before(start);
        (start..end).filter(move |&index| {
            let token = self.token(index);
            token.level == level && !matches!(self.word(index), ")" | "]" | "}")
        })
    }

    /// The byte where the top-level statement that holds the stopping token begins.
    pub(super) fn top_level_start(&self) -> usize {
        let continues = ["else", "elif", "except", "finally"];
        let mut start = 0;
        let mut line_starts = true;
        let mut depth = 0;
        for (index, token) in self.scan.tokens[..=self.at].iter().enumerate() {
            match token.kind {
                Kind::Indent => depth += 1,
                Kind::Dedent => depth -= 1,
                Kind::Newline => {}
                _ => {
                    let begins = line_starts && depth == 0 && !continues.contains(&self.word(index));
                    if begins && (index == 0 || self.word(self.line_start(index - 1)) != "@") {
                        start = token.start as usize;
                    }
                }
            }
            line_starts = token.ends_line();
        }
        start
    }

    /// Tries a part of the grammar from a token on.
    pub(super) fn fits(&self, part: Part, start: usize) -> Option<Fit> {
        let place = grammar::prefix(part, self.scan, self.token(start).start as usize).ok()?;
        Some(Fit { place, next: self.token_at(place.end as usize) })
    }

    /// The place of an expression without parentheses around it.
    pub(super) fn bare(&self, place: Span) -> Span {
        grammar::description(self.text, self.scan, place).map_or(place, |(place, _)| place)
    }

    /// CPython's report of a bracket that is never closed, if the tokens it read reach a later line or
    /// the end of the text.
    pub(super) fn unclosed(&self, guessed: Option<usize>) -> Option<Mistake> {
        let problem = self.scan.problem.as_ref().filter(|problem| problem.rank == Rank::Unclosed)?;
        let open = self.scan.open.last()?;
        let read_to = guessed.unwrap_or_else(|| self.read_ahead());
        let opened = super::super::scan::line_of(self.text, open.at);
        (self.kind(read_to) == Kind::End || self.line(read_to) > opened).then(|| problem.mistake.clone())
    }

    /// The last token that CPython reads while it looks for something to say: it tries expressions
    /// side by side after an operand.
    fn read_ahead(&self) -> usize {
        let mut at = self.at;
        if self.word(at) == "for" && self.opener(at).is_some() {
            return at + 1;
        }
        let assigned = super::expressions::named_start(self)
            .filter(|&start| !super::expressions::starts_with_display(self, start))
            .and_then(|start| self.fits(Part::Arithmetic, start));
        if self.word(at) == "=" && assigned.is_some_and(|left| left.next == at) {
            return self.reach(at + 1);
        }
        if at == 0 || !self.ends_operand(at - 1) {
            return at;
        }
        for _ in 0..MOST_EXPRESSIONS {
            let reached = self.reach(at);
            match self.fits(Part::Expression, at) {
                Some(fit) if fit.next == reached => at = reached,
                _ => return reached.max(at),
            }
        }
        at
    }

    /// The last token that is read of an expression, the one included that ends it.
    pub(super) fn reach(&self, start: usize) -> usize {
        let reached = grammar::reach(self.scan, self.token(start).start as usize);
        self.token_at(reached).min(self.scan.tokens.len() - 1)
    }
}

/// What `Scene::fits` found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) place: Span,
    /// The first token after it.
    pub(super) next: usize,
}
