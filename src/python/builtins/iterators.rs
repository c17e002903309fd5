//! The iterators behind `enumerate`, `zip`, `map`, `filter` and `iter(function, sentinel)`.

use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Interp, Type, Value, ValueIter, types};
use smallvec::SmallVec;

/// `iter(function, sentinel)`
pub(super) struct CallableIter {
    function: Option<Value>,
    sentinel: Value,
}

impl CallableIter {
    pub(super) fn new(function: Value, sentinel: Value) -> CallableIter {
        CallableIter { function: Some(function), sentinel }
    }
}

impl ValueIter for CallableIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let Some(function) = &self.function else { return Ok(None) };
        match cx.call(function, &[], &[]) {
            Ok(value) => {
                if cx.equal(&value, &self.sentinel)? {
                    self.function = None;
                    return Ok(None);
                }
                Ok(Some(value))
            }
            Err(error) if error.class == ErrorClass::StopIteration => {
                self.function = None;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn class(&self) -> Type {
        types::CALLABLE_ITERATOR
    }
}

/// `enumerate(iterable, start)`
pub(super) struct EnumerateIter {
    iterator: Value,
    count: Value,
}

impl EnumerateIter {
    pub(super) fn new(iterator: Value, start: Value) -> EnumerateIter {
        EnumerateIter { iterator, count: start }
    }
}

impl ValueIter for EnumerateIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let Some(item) = cx.next(&self.iterator)? else { return Ok(None) };
        let next = match self.count {
            Value::Int(n) if n < i64::MAX => Value::Int(n + 1),
            _ => cx.binary(BinOp::Add, &self.count, &Value::Int(1))?,
        };
        let count = std::mem::replace(&mut self.count, next);
        Ok(Some(Value::tuple([count, item])))
    }

    fn len(&self) -> Option<usize> {
        length_of(&self.iterator)
    }

    fn class(&self) -> Type {
        types::ENUMERATE
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(EnumerateIter { iterator: fork(&self.iterator)?, count: self.count.clone() }))
    }
}

/// `zip(*iterables)`
pub(super) struct ZipIter {
    iterators: Vec<Value>,
    strict: bool,
    done: bool,
}

impl ZipIter {
    pub(super) fn new(iterators: Vec<Value>, strict: bool) -> ZipIter {
        let done = iterators.is_empty();
        ZipIter { iterators, strict, done }
    }

    /// The end of iterator `at`, whose first ones had an item each; `strict` looks whether all end.
    fn end(&mut self, cx: &mut dyn Interp, at: usize) -> R<Option<Value>> {
        self.done = true;
        if !self.strict {
            return Ok(None);
        }
        let others = |n: usize| if n == 1 { "argument 1".to_string() } else { format!("arguments 1-{n}") };
        if at > 0 {
            let message = format!("zip() argument {} is shorter than {}", at + 1, others(at));
            return err(ErrorClass::ValueError, message);
        }
        for (position, iterator) in self.iterators.iter().enumerate().skip(1) {
            if cx.next(iterator)?.is_some() {
                let message = format!("zip() argument {} is longer than {}", position + 1, others(position));
                return err(ErrorClass::ValueError, message);
            }
        }
        Ok(None)
    }
}

impl ValueIter for ZipIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        let mut items: SmallVec<[Value; 4]> = SmallVec::new();
        for at in 0..self.iterators.len() {
            match cx.next(&self.iterators[at])? {
                Some(item) => items.push(item),
                None => return self.end(cx, at),
            }
        }
        Ok(Some(Value::tuple(items)))
    }

    fn len(&self) -> Option<usize> {
        let lengths: Option<Vec<usize>> = self.iterators.iter().map(length_of).collect();
        lengths?.into_iter().min()
    }

    fn class(&self) -> Type {
        types::ZIP
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        let iterators: Option<Vec<Value>> = self.iterators.iter().map(fork).collect();
        Some(Box::new(ZipIter { iterators: iterators?, ..*self }))
    }
}

/// `map(function, *iterables)`
pub(super) struct MapIter {
    function: Value,
    iterators: Vec<Value>,
}

impl MapIter {
    pub(super) fn new(function: Value, iterators: Vec<Value>) -> MapIter {
        MapIter { function, iterators }
    }
}

impl ValueIter for MapIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let mut args: SmallVec<[Value; 4]> = SmallVec::new();
        for iterator in &self.iterators {
            match cx.next(iterator)? {
                Some(item) => args.push(item),
                None => return Ok(None),
            }
        }
        cx.call(&self.function, &args, &[]).map(Some)
    }

    fn len(&self) -> Option<usize> {
        let lengths: Option<Vec<usize>> = self.iterators.iter().map(length_of).collect();
        lengths?.into_iter().min()
    }

    fn class(&self) -> Type {
        types::MAP
    }
}

/// `filter(function, iterable)`
pub(super) struct FilterIter {
    function: Value,
    iterator: Value,
}

impl FilterIter {
    pub(super) fn new(function: Value, iterator: Value) -> FilterIter {
        FilterIter { function, iterator }
    }
}

impl ValueIter for FilterIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        while let Some(item) = cx.next(&self.iterator)? {
            let keep = match &self.function {
                Value::None | Value::Type(types::BOOL) => cx.truth(&item)?,
                function => {
                    let result = cx.call(function, std::slice::from_ref(&item), &[])?;
                    cx.truth(&result)?
                }
            };
            if keep {
                return Ok(Some(item));
            }
            cx.check_interrupt()?;
        }
        Ok(None)
    }

    fn class(&self) -> Type {
        types::FILTER
    }
}

fn length_of(iterator: &Value) -> Option<usize> {
    match iterator {
        Value::Iter(iterator) => iterator.len_hint(),
        _ => None,
    }
}

fn fork(iterator: &Value) -> Option<Value> {
    match iterator {
        Value::Iter(iterator) => iterator.fork(),
        _ => None,
    }
}
