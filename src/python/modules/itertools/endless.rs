//! Iterators without end: `count`, `cycle`, `repeat`.

use crate::syntax::ast::BinOp;
use crate::text::R;
use crate::value::{Interp, Type, Value, ValueIter, types};

/// `count(start, step)`
#[derive(Clone)]
pub(super) struct Count {
    next: Value,
    step: Value,
}

impl Count {
    pub(super) fn new(start: Value, step: Value) -> Count {
        Count { next: start, step }
    }
}

impl ValueIter for Count {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let next = match (&self.next, &self.step) {
            (Value::Int(next), Value::Int(step)) if next.checked_add(*step).is_some() => Value::Int(next + step),
            (next, step) => cx.binary(BinOp::Add, next, step)?,
        };
        Ok(Some(std::mem::replace(&mut self.next, next)))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_COUNT
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let shown = |cx: &mut dyn Interp| {
            let next = cx.repr(&self.next)?;
            match self.step {
                Value::Int(1) => Ok(format!("count({next})")),
                _ => Ok(format!("count({next}, {})", cx.repr(&self.step)?)),
            }
        };
        Some(shown(cx))
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// `cycle(iterable)`
pub(super) struct Cycle {
    /// The first round, until it ends.
    iterator: Option<Value>,
    saved: Vec<Value>,
    at: usize,
}

impl Cycle {
    pub(super) fn new(iterator: Value) -> Cycle {
        Cycle { iterator: Some(iterator), saved: Vec::new(), at: 0 }
    }
}

impl ValueIter for Cycle {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if let Some(iterator) = &self.iterator {
            if let Some(item) = cx.next(iterator)? {
                self.saved.push(item.clone());
                return Ok(Some(item));
            }
            self.iterator = None;
        }
        if self.saved.is_empty() {
            return Ok(None);
        }
        let item = self.saved[self.at].clone();
        self.at = (self.at + 1) % self.saved.len();
        Ok(Some(item))
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_CYCLE
    }
}

/// `repeat(object, times)`
#[derive(Clone)]
pub(super) struct Repeat {
    pub(super) object: Value,
    /// How often it still comes; None for ever.
    pub(super) left: Option<usize>,
}

impl ValueIter for Repeat {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        if let Some(left) = &mut self.left {
            let Some(fewer) = left.checked_sub(1) else { return Ok(None) };
            *left = fewer;
        }
        Ok(Some(self.object.clone()))
    }

    fn len(&self) -> Option<usize> {
        self.left
    }

    fn class(&self) -> Type {
        types::ITERTOOLS_REPEAT
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        Some(cx.repr(&self.object).map(|object| match self.left {
            Some(left) => format!("repeat({object}, {left})"),
            None => format!("repeat({object})"),
        }))
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}
