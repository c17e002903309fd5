//! Iterators that pass on some items of others: `chain`, `compress`, `islice`, `takewhile` and their
//! relatives.

use crate::run::protocol::iter_over;
use crate::text::R;
use crate::value::{Interp, Type, Value, ValueIter, types};
use smallvec::SmallVec;

/// `chain(*iterables)`
pub(super) struct Chain {
    /// The iterables that are still to come.
    iterables: Option<Value>,
    current: Option<Value>,
}

impl Chain {
    pub(super) fn of(iterables: Vec<Value>) -> Chain {
        Chain::from_iterator(iter_over(iterables))
    }

    pub(super) fn from_iterator(iterables: Value) -> Chain {
        Chain { iterables: Some(iterables), current: None }
    }
}

impl ValueIter for Chain {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        loop {
            if let Some(current) = &self.current {
                if let Some(item) = cx.next(current)? {
                    return Ok(Some(item));
                }
                self.current = None;
            }
            let Some(iterables) = &self.iterables else { return Ok(None) };
            match cx.next(iterables)? {
                Some(iterable) => self.current = Some(cx.iter(&iterable)?),
                None => self.iterables = None,
            }
        }
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_CHAIN
    }
}

/// `compress(data, selectors)`
pub(super) struct Compress {
    pub(super) data: Value,
    pub(super) selectors: Value,
}

impl ValueIter for Compress {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        loop {
            let Some(item) = cx.next(&self.data)? else { return Ok(None) };
            let Some(selector) = cx.next(&self.selectors)? else { return Ok(None) };
            if cx.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_COMPRESS
    }
}

fn holds(cx: &mut dyn Interp, predicate: &Value, item: &Value) -> R<bool> {
    let result = cx.call(predicate, std::slice::from_ref(item), &[])?;
    cx.truth(&result)
}

/// `dropwhile(predicate, iterable)`
pub(super) struct DropWhile {
    pub(super) predicate: Value,
    pub(super) iterator: Value,
    pub(super) started: bool,
}

impl ValueIter for DropWhile {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        while let Some(item) = cx.next(&self.iterator)? {
            if self.started || !holds(cx, &self.predicate, &item)? {
                self.started = true;
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_DROPWHILE
    }
}

/// `takewhile(predicate, iterable)`
pub(super) struct TakeWhile {
    pub(super) predicate: Value,
    pub(super) iterator: Value,
    pub(super) done: bool,
}

impl ValueIter for TakeWhile {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        let Some(item) = cx.next(&self.iterator)? else { return Ok(None) };
        if holds(cx, &self.predicate, &item)? {
            return Ok(Some(item));
        }
        self.done = true;
        Ok(None)
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_TAKEWHILE
    }
}

/// `filterfalse(function, iterable)`
pub(super) struct FilterFalse {
    pub(super) function: Value,
    pub(super) iterator: Value,
}

impl ValueIter for FilterFalse {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        while let Some(item) = cx.next(&self.iterator)? {
            let keep = match &self.function {
                Value::None => cx.truth(&item)?,
                function => holds(cx, function, &item)?,
            };
            if !keep {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_FILTERFALSE
    }
}

/// `islice(iterable, start, stop, step)`
pub(super) struct Islice {
    iterator: Option<Value>,
    /// Items taken so far, the position of the next one to give, and where to end.
    taken: usize,
    next: usize,
    stop: usize,
    step: usize,
}

impl Islice {
    pub(super) fn new(iterator: Value, start: usize, stop: Option<usize>, step: usize) -> Islice {
        Islice { iterator: Some(iterator), taken: 0, next: start, stop: stop.unwrap_or(usize::MAX), step }
    }
}

impl ValueIter for Islice {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let Some(iterator) = self.iterator.clone() else { return Ok(None) };
        // Items before the start are taken even if none is given, as in CPython.
        let wanted = self.next.min(self.stop);
        while self.taken < wanted {
            if cx.next(&iterator)?.is_none() {
                self.iterator = None;
                return Ok(None);
            }
            self.taken += 1;
        }
        if self.next >= self.stop {
            self.iterator = None;
            return Ok(None);
        }
        let Some(item) = cx.next(&iterator)? else {
            self.iterator = None;
            return Ok(None);
        };
        self.taken += 1;
        self.next = self.next.saturating_add(self.step);
        Ok(Some(item))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_ISLICE
    }
}

/// `starmap(function, iterable)`
pub(super) struct StarMap {
    pub(super) function: Value,
    pub(super) iterator: Value,
}

impl ValueIter for StarMap {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let Some(item) = cx.next(&self.iterator)? else { return Ok(None) };
        let args = cx.collect(&item)?;
        cx.call(&self.function, &args, &[]).map(Some)
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_STARMAP
    }
}

/// `zip_longest(*iterables, fillvalue)`
pub(super) struct ZipLongest {
    /// Those that have ended are None.
    pub(super) iterators: Vec<Option<Value>>,
    pub(super) fill: Value,
}

impl ValueIter for ZipLongest {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let mut items: SmallVec<[Value; 4]> = SmallVec::new();
        for iterator in &mut self.iterators {
            let item = match iterator {
                Some(running) => cx.next(running)?,
                None => None,
            };
            if item.is_none() {
                *iterator = None;
            }
            items.push(item.unwrap_or_else(|| self.fill.clone()));
        }
        let ended = self.iterators.iter().all(Option::is_none);
        Ok(if ended { None } else { Some(Value::tuple(items)) })
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_ZIP_LONGEST
    }
}
