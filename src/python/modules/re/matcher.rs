//! Matching by backtracking, without recursion of its own but for look-around: the ways not taken and
//! what must be put back are on one stack.

use super::class::{is_word, same_letter};
use super::parse::{Greed, Place};
use super::program::{One, Program, Step, is_full};
use crate::text::{R, interrupt};

/// No position.
pub(super) const NOWHERE: usize = usize::MAX;

/// How a match must end.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ending {
    Anywhere,
    /// At the end of the text: `fullmatch`.
    AtEnd,
    /// Not where it started: the last match was empty and ended here.
    Further,
}

/// A text in which expressions are searched.
pub(super) struct Subject<'a> {
    pub(super) text: &'a [u32],
    /// Where the text counts as ended.
    pub(super) end: usize,
    pub(super) ending: Ending,
}

/// What to do when a way has failed.
enum Undo {
    /// Try another way.
    Branch {
        step: usize,
        at: usize,
    },
    /// A run of single characters may give one back.
    Less {
        step: usize,
        at: usize,
        least: usize,
    },
    /// A lazy run may take one more.
    More {
        step: usize,
        at: usize,
        left: u32,
    },
    /// A lazy loop may go another round.
    Round {
        step: usize,
        at: usize,
        counter: usize,
        next: (u32, usize),
    },
    Slot(usize, usize),
    Counter(usize, (u32, usize)),
}

struct Matcher<'a, 'p> {
    subject: &'a Subject<'a>,
    program: &'p Program,
    slots: Vec<usize>,
    /// Rounds of each loop, and where the last round started.
    counters: Vec<(u32, usize)>,
    undo: Vec<Undo>,
    steps: usize,
    start: usize,
}

/// The first match that starts at or after a position: see [`match_at`].
///
/// *Errors*: KeyboardInterrupt.
pub(super) fn search(program: &Program, groups: usize, subject: &Subject, from: usize) -> R<Option<Vec<usize>>> {
    let mut start = from;
    while start <= subject.end {
        if let Some(first) = program.first {
            match subject.text[start..subject.end].iter().position(|&c| c == first) {
                Some(skipped) => start += skipped,
                None => return Ok(None),
            }
        }
        // Only a match at the first place can end where the last one ended.
        let further = subject.ending == Ending::Further && start == from;
        let ending = if further { Ending::Further } else { Ending::Anywhere };
        let here = Subject { ending, ..*subject };
        if let Some(slots) = match_at(program, groups, &here, start)? {
            return Ok(Some(slots));
        }
        start += 1;
    }
    Ok(None)
}

/// The match that starts at a position: the bounds of all groups, then the group that was closed last.
pub(super) fn match_at(program: &Program, groups: usize, subject: &Subject, start: usize) -> R<Option<Vec<usize>>> {
    let mut matcher = Matcher {
        subject,
        program,
        slots: vec![NOWHERE; 2 * (groups + 1) + 1],
        counters: vec![(0, NOWHERE); program.counters],
        undo: Vec::new(),
        steps: 0,
        start,
    };
    let Some(end) = matcher.run(0, start, true)? else { return Ok(None) };
    matcher.slots[0] = start;
    matcher.slots[1] = end;
    Ok(Some(matcher.slots))
}

impl Matcher<'_, '_> {
    /// Runs from a step to `Done`; where that was, or None if there is no way.
    fn run(&mut self, step: usize, at: usize, outermost: bool) -> R<Option<usize>> {
        let floor = self.undo.len();
        let (mut step, mut at) = (step, at);
        let program = self.program;
        loop {
            self.steps += 1;
            if self.steps.is_multiple_of(1 << 16) && interrupt::raised() {
                return Err(crate::text::Error::new(crate::text::ErrorClass::KeyboardInterrupt, ""));
            }
            let fits = match &program.steps[step] {
                Step::One(one) => {
                    let fits = self.fits(one, at);
                    at += usize::from(fits);
                    step += 1;
                    fits
                }
                Step::Place(place) => {
                    step += 1;
                    self.is_at(*place, at)
                }
                Step::Save(slot) => {
                    self.set_slot(*slot, at);
                    if slot % 2 == 1 {
                        self.set_slot(self.slots.len() - 1, slot / 2);
                    }
                    step += 1;
                    true
                }
                Step::Split(first, second) => {
                    self.undo.push(Undo::Branch { step: *second, at });
                    step = *first;
                    true
                }
                Step::Jump(target) => {
                    step = *target;
                    true
                }
                Step::Run { one, min, max, kind } => {
                    let found = self.run_of_one(one, *min, *max, *kind, step, at);
                    at = found.unwrap_or(at);
                    step += 1;
                    found.is_some()
                }
                Step::Enter(counter) => {
                    self.set_counter(*counter, (0, NOWHERE));
                    step += 1;
                    true
                }
                Step::Loop { counter, min, max, lazy, exit } => {
                    let (rounds, last) = self.counters[*counter];
                    let next = (rounds.saturating_add(1), at);
                    if rounds < *min {
                        self.set_counter(*counter, next);
                        step += 1;
                    } else if is_full(rounds, *max) || last == at {
                        // A round that took nothing is not repeated.
                        step = *exit;
                    } else if *lazy {
                        self.undo.push(Undo::Round { step: step + 1, at, counter: *counter, next });
                        step = *exit;
                    } else {
                        self.undo.push(Undo::Branch { step: *exit, at });
                        self.set_counter(*counter, next);
                        step += 1;
                    }
                    true
                }
                Step::Backreference(group, ignore) => {
                    let found = self.repeated(*group, *ignore, at);
                    at = found.unwrap_or(at);
                    step += 1;
                    found.is_some()
                }
                Step::Look { negative, behind, next } => {
                    let height = self.undo.len();
                    let found = match at.checked_sub(*behind) {
                        Some(from) => self.run(step + 1, from, false)?.is_some(),
                        None => false,
                    };
                    if *negative {
                        self.put_back(height);
                    } else {
                        self.keep_only_values(height);
                    }
                    step = *next;
                    found != *negative
                }
                Step::Atomic(next) => {
                    let height = self.undo.len();
                    let found = self.run(step + 1, at, false)?;
                    self.keep_only_values(height);
                    at = found.unwrap_or(at);
                    step = *next;
                    found.is_some()
                }
                Step::Condition(group, otherwise) => {
                    let took_part = self.slots.get(2 * group + 1).is_some_and(|&end| end != NOWHERE);
                    step = if took_part { step + 1 } else { *otherwise };
                    true
                }
                Step::Done => {
                    let accepted = !outermost
                        || match self.subject.ending {
                            Ending::Anywhere => true,
                            Ending::AtEnd => at == self.subject.end,
                            Ending::Further => at != self.start,
                        };
                    if accepted {
                        return Ok(Some(at));
                    }
                    false
                }
            };
            if !fits {
                match self.back(floor) {
                    Some((other, position)) => (step, at) = (other, position),
                    None => return Ok(None),
                }
            }
        }
    }

    fn set_slot(&mut self, slot: usize, value: usize) {
        self.undo.push(Undo::Slot(slot, self.slots[slot]));
        self.slots[slot] = value;
    }

    fn set_counter(&mut self, counter: usize, value: (u32, usize)) {
        self.undo.push(Undo::Counter(counter, self.counters[counter]));
        self.counters[counter] = value;
    }

    /// Puts values back until there is another way to try.
    fn back(&mut self, floor: usize) -> Option<(usize, usize)> {
        while self.undo.len() > floor {
            match self.undo.pop()? {
                Undo::Branch { step, at } => return Some((step, at)),
                Undo::Less { step, at, least } => {
                    let at = at - 1;
                    if at > least {
                        self.undo.push(Undo::Less { step, at, least });
                    }
                    return Some((step + 1, at));
                }
                Undo::More { step, at, left } => {
                    let program = self.program;
                    let Step::Run { one, .. } = &program.steps[step] else { continue };
                    if self.fits(one, at) {
                        if left > 1 {
                            self.undo.push(Undo::More { step, at: at + 1, left: left - 1 });
                        }
                        return Some((step + 1, at + 1));
                    }
                }
                Undo::Round { step, at, counter, next } => {
                    self.set_counter(counter, next);
                    return Some((step, at));
                }
                Undo::Slot(slot, value) => self.slots[slot] = value,
                Undo::Counter(counter, value) => self.counters[counter] = value,
            }
        }
        None
    }

    /// Puts all values back that changed above a height of the stack.
    fn put_back(&mut self, height: usize) {
        while self.undo.len() > height {
            match self.undo.pop() {
                Some(Undo::Slot(slot, value)) => self.slots[slot] = value,
                Some(Undo::Counter(counter, value)) => self.counters[counter] = value,
                _ => {}
            }
        }
    }

    /// Forgets the ways not taken above a height of the stack.
    fn keep_only_values(&mut self, height: usize) {
        let above = self.undo.split_off(height);
        self.undo.extend(above.into_iter().filter(|undo| matches!(undo, Undo::Slot(..) | Undo::Counter(..))));
    }

    fn run_of_one(&mut self, one: &One, min: u32, max: u32, kind: Greed, step: usize, at: usize) -> Option<usize> {
        let room = self.subject.end.saturating_sub(at);
        let most = room.min(max as usize);
        let wanted = if kind == Greed::Lazy { min as usize } else { most };
        if (min as usize) > room {
            return None;
        }
        let mut end = at;
        while end < at + wanted.min(room) && self.fits(one, end) {
            end += 1;
        }
        let least = at + min as usize;
        if end < least {
            return None;
        }
        match kind {
            Greed::Greedy if end > least => self.undo.push(Undo::Less { step, at: end, least }),
            Greed::Lazy if max > min => self.undo.push(Undo::More { step, at: end, left: max - min }),
            _ => {}
        }
        Some(end)
    }

    fn fits(&self, one: &One, at: usize) -> bool {
        if at >= self.subject.end {
            return false;
        }
        let c = self.subject.text[at];
        match one {
            One::Char(wanted) => c == *wanted,
            One::Letter(wanted) => same_letter(c, *wanted),
            One::Any => true,
            One::NotLineFeed => c != '\n' as u32,
            One::Set(set) => set.has(c),
        }
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let Subject { text, end, .. } = *self.subject;
        let line_feed = |at: usize| text[at] == '\n' as u32;
        match place {
            Place::Start => at == 0,
            Place::LineStart => at == 0 || line_feed(at - 1),
            Place::End => at == end,
            Place::LineEnd => at == end || line_feed(at),
            Place::LastEnd => at == end || at + 1 == end && line_feed(at),
            Place::Boundary(ascii) | Place::NoBoundary(ascii) => {
                let before = at > 0 && is_word(text[at - 1], ascii);
                let after = at < end && is_word(text[at], ascii);
                (before != after) == matches!(place, Place::Boundary(_))
            }
        }
    }

    /// The end of what a group holds, if that stands here once more.
    fn repeated(&self, group: usize, ignore: bool, at: usize) -> Option<usize> {
        let (start, end) = (*self.slots.get(2 * group)?, *self.slots.get(2 * group + 1)?);
        if start == NOWHERE || end == NOWHERE || start > end {
            return None;
        }
        let stop = at.checked_add(end - start).filter(|&stop| stop <= self.subject.end)?;
        let text = self.subject.text;
        let same = |(&a, &b): (&u32, &u32)| if ignore { same_letter(a, b) } else { a == b };
        text[start..end].iter().zip(&text[at..stop]).all(same).then_some(stop)
    }
}
