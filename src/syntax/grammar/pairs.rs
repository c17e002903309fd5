//! What the grammar matched, with places counted from the start of the whole text: a long text is
//! parsed piece by piece, and pest counts from the start of its piece.

use super::Rule;
use crate::text::Span;

/// A match of a rule and the matches inside it.
#[derive(Clone, Debug)]
pub(super) struct Pair<'i> {
    pair: pest::iterators::Pair<'i, Rule>,
    /// Where the piece starts.
    base: usize,
}

/// Matches one after the other.
#[derive(Clone, Debug)]
pub(super) struct Pairs<'i> {
    pairs: pest::iterators::Pairs<'i, Rule>,
    base: usize,
}

impl<'i> Pairs<'i> {
    /// Matches in a piece of text that starts at `base`.
    pub(super) fn new(pairs: pest::iterators::Pairs<'i, Rule>, base: usize) -> Pairs<'i> {
        Pairs { pairs, base }
    }
}

impl<'i> Iterator for Pairs<'i> {
    type Item = Pair<'i>;

    fn next(&mut self) -> Option<Pair<'i>> {
        Some(Pair { pair: self.pairs.next()?, base: self.base })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.pairs.size_hint()
    }
}

impl<'i> Pair<'i> {
    /// The rule.
    pub(super) fn as_rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// The text.
    pub(super) fn as_str(&self) -> &'i str {
        self.pair.as_str()
    }

    /// The matches inside.
    pub(super) fn into_inner(self) -> Pairs<'i> {
        Pairs { pairs: self.pair.into_inner(), base: self.base }
    }

    /// Where it starts.
    pub(super) fn start(&self) -> usize {
        self.base + self.pair.as_span().start()
    }

    /// Where it ends, with the spaces that pest may have skipped looking for more.
    pub(super) fn end(&self) -> usize {
        self.base + self.pair.as_span().end()
    }

    /// Its place. Only for rules that end in a token: see `trimmed_end`.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }
}
