//! All choices of items: `product`, `permutations`, `combinations`.

use crate::text::R;
use crate::value::{Interp, Type, Value, ValueIter, types};

/// `product(*iterables)`
#[derive(Clone)]
pub(super) struct Product {
    pools: Vec<Vec<Value>>,
    /// The positions of the items given last; None before the first ones.
    positions: Option<Vec<usize>>,
    done: bool,
}

impl Product {
    pub(super) fn new(pools: Vec<Vec<Value>>) -> Product {
        let done = pools.iter().any(Vec::is_empty);
        Product { pools, positions: None, done }
    }
}

impl ValueIter for Product {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        match &mut self.positions {
            None => self.positions = Some(vec![0; self.pools.len()]),
            Some(positions) => {
                // Counts up, the last place fastest.
                let mut at = positions.len();
                loop {
                    let Some(place) = at.checked_sub(1) else {
                        self.done = true;
                        return Ok(None);
                    };
                    at = place;
                    positions[at] += 1;
                    if positions[at] < self.pools[at].len() {
                        break;
                    }
                    positions[at] = 0;
                }
            }
        }
        let positions = self.positions.iter().flatten();
        Ok(Some(Value::tuple(self.pools.iter().zip(positions).map(|(pool, &at)| pool[at].clone()))))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_PRODUCT
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// What counts as a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// In any order, each item once.
    Permutations,
    /// In the items' order, each once.
    Combinations,
    /// In the items' order, each as often as wanted.
    WithReplacement,
}

/// `permutations`, `combinations` and `combinations_with_replacement`.
#[derive(Clone)]
pub(super) struct Combinations {
    items: Vec<Value>,
    choice: Choice,
    /// The positions given last; for permutations of all items, with those not chosen behind.
    positions: Vec<usize>,
    r: usize,
    started: bool,
    done: bool,
}

impl Combinations {
    pub(super) fn new(items: Vec<Value>, r: usize, choice: Choice) -> Combinations {
        let n = items.len();
        let positions = match choice {
            Choice::Permutations => (0..n).collect(),
            Choice::Combinations => (0..r.min(n)).collect(),
            Choice::WithReplacement => vec![0; r],
        };
        let done = match choice {
            Choice::WithReplacement => n == 0 && r > 0,
            _ => r > n,
        };
        Combinations { items, choice, positions, r, started: false, done }
    }

    /// Goes to the next choice; whether there is one.
    fn advance(&mut self) -> bool {
        let (n, r) = (self.items.len(), self.r);
        let positions = &mut self.positions;
        match self.choice {
            Choice::Combinations => {
                let Some(at) = (0..r).rev().find(|&at| positions[at] != at + n - r) else { return false };
                positions[at] += 1;
                for next in at + 1..r {
                    positions[next] = positions[next - 1] + 1;
                }
            }
            Choice::WithReplacement => {
                let Some(at) = (0..r).rev().find(|&at| positions[at] != n - 1) else { return false };
                let raised = positions[at] + 1;
                positions[at..].fill(raised);
            }
            Choice::Permutations => {
                // The next arrangement in lexicographic order whose first r places differ: the rest is
                // put in descending order first, so that the first r change.
                positions[r..].reverse();
                let Some(at) = (0..n.saturating_sub(1)).rev().find(|&at| positions[at] < positions[at + 1]) else {
                    return false;
                };
                let pivot = positions[at];
                let Some(other) = (at + 1..n).rev().find(|&other| positions[other] > pivot) else { return false };
                positions.swap(at, other);
                positions[at + 1..].reverse();
            }
        }
        true
    }
}

impl ValueIter for Combinations {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        if self.started && !self.advance() {
            self.done = true;
            return Ok(None);
        }
        self.started = true;
        Ok(Some(Value::tuple(self.positions[..self.r].iter().map(|&at| self.items[at].clone()))))
    }

    fn class(&self) -> Type {
        match self.choice {
            Choice::Permutations => types::ITERTOOLS_PERMUTATIONS,
            Choice::Combinations => types::ITERTOOLS_COMBINATIONS,
            Choice::WithReplacement => types::ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT,
        }
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}
