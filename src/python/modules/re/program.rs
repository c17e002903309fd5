//! Trees of regular expressions as instructions for the matcher.

use super::class::Set;
use super::parse::{Greed, Node, Place, UNLIMITED};

/// One step of the matcher. Targets are positions in the program.
#[derive(Debug)]
pub(super) enum Step {
    One(One),
    Place(Place),
    /// Remembers the position: slot 2n is a group's start, 2n + 1 its end.
    Save(usize),
    /// Goes on at the first target, and at the second if that fails.
    Split(usize, usize),
    Jump(usize),
    /// As many characters of a kind as a greedy, lazy or possessive repetition takes.
    Run {
        one: One,
        min: u32,
        max: u32,
        kind: Greed,
    },
    /// Starts to count the rounds of a loop.
    Enter(usize),
    /// Another round or out of the loop.
    Loop {
        counter: usize,
        min: u32,
        max: u32,
        lazy: bool,
        exit: usize,
    },
    Backreference(usize, bool),
    /// Tries what follows up to `Done`, from `behind` characters back; goes on at the target.
    Look {
        negative: bool,
        behind: usize,
        next: usize,
    },
    /// Takes the first way through what follows up to `Done`; goes on at the target.
    Atomic(usize),
    /// Goes on with what follows if a group took part, else at the target.
    Condition(usize, usize),
    Done,
}

/// A piece that takes exactly one character.
#[derive(Clone, Debug)]
pub(super) enum One {
    Char(u32),
    Letter(u32),
    Any,
    NotLineFeed,
    Set(Box<Set>),
}

/// A compiled expression.
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) counters: usize,
    /// The character that every match starts with, if it is always the same.
    pub(super) first: Option<u32>,
}

impl Program {
    /// The program of a tree.
    pub(super) fn new(node: &Node) -> Program {
        let mut program = Program { steps: Vec::new(), counters: 0, first: first_of(node) };
        program.add(node);
        program.steps.push(Step::Done);
        program
    }

    fn add(&mut self, node: &Node) {
        if let Some(one) = one_of(node) {
            return self.steps.push(Step::One(one));
        }
        match node {
            Node::Char(..) | Node::Any(_) | Node::Set(_) => {}
            Node::Place(place) => self.steps.push(Step::Place(*place)),
            Node::Group(number, body) => {
                self.steps.push(Step::Save(2 * number));
                self.add(body);
                self.steps.push(Step::Save(2 * number + 1));
            }
            Node::Sequence(items) => items.iter().for_each(|item| self.add(item)),
            Node::Choice(branches) => self.choice(branches),
            Node::Backreference(group, ignore) => self.steps.push(Step::Backreference(*group, *ignore)),
            Node::Look { body, behind, negative } => {
                let at = self.hole();
                self.add(body);
                self.steps.push(Step::Done);
                let next = self.steps.len();
                self.steps[at] = Step::Look { negative: *negative, behind: behind.unwrap_or(0), next };
            }
            Node::Atomic(body) => self.atomic(|program| program.add(body)),
            Node::Condition(group, yes, no) => {
                let at = self.hole();
                self.add(yes);
                let out = self.hole();
                self.steps[at] = Step::Condition(*group, self.steps.len());
                self.add(no);
                self.steps[out] = Step::Jump(self.steps.len());
            }
            Node::Repeat { body, min, max, kind } => match one_of(body) {
                Some(one) => self.steps.push(Step::Run { one, min: *min, max: *max, kind: *kind }),
                None if *kind == Greed::Possessive => {
                    self.atomic(|program| program.repeat(body, *min, *max, false));
                }
                None => self.repeat(body, *min, *max, *kind == Greed::Lazy),
            },
        }
    }

    /// Room for a step whose target is not known yet.
    fn hole(&mut self) -> usize {
        self.steps.push(Step::Done);
        self.steps.len() - 1
    }

    fn choice(&mut self, branches: &[Node]) {
        let mut outs = Vec::new();
        for (position, branch) in branches.iter().enumerate() {
            if position + 1 == branches.len() {
                self.add(branch);
                break;
            }
            let split = self.hole();
            self.add(branch);
            outs.push(self.hole());
            self.steps[split] = Step::Split(split + 1, self.steps.len());
        }
        for out in outs {
            self.steps[out] = Step::Jump(self.steps.len());
        }
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Program)) {
        let at = self.hole();
        body(self);
        self.steps.push(Step::Done);
        self.steps[at] = Step::Atomic(self.steps.len());
    }

    fn repeat(&mut self, body: &Node, min: u32, max: u32, lazy: bool) {
        if (min, max) == (0, 1) {
            let split = self.hole();
            self.add(body);
            let after = self.steps.len();
            self.steps[split] = if lazy { Step::Split(after, split + 1) } else { Step::Split(split + 1, after) };
            return;
        }
        let counter = self.counters;
        self.counters += 1;
        self.steps.push(Step::Enter(counter));
        let at = self.hole();
        self.add(body);
        self.steps.push(Step::Jump(at));
        self.steps[at] = Step::Loop { counter, min, max, lazy, exit: self.steps.len() };
    }
}

/// The piece, if it takes exactly one character.
fn one_of(node: &Node) -> Option<One> {
    Some(match node {
        Node::Char(c, false) => One::Char(*c),
        Node::Char(c, true) => One::Letter(*c),
        Node::Any(true) => One::Any,
        Node::Any(false) => One::NotLineFeed,
        Node::Set(set) => One::Set(set.clone()),
        _ => return None,
    })
}

/// The character that everything a piece fits starts with.
fn first_of(node: &Node) -> Option<u32> {
    match node {
        Node::Char(c, false) => Some(*c),
        Node::Group(_, body) | Node::Atomic(body) => first_of(body),
        Node::Sequence(items) => first_of(items.first()?),
        Node::Repeat { body, min, .. } if *min > 0 => first_of(body),
        _ => None,
    }
}

/// Whether a count has reached its limit.
pub(super) fn is_full(count: u32, max: u32) -> bool {
    max != UNLIMITED && count >= max
}
