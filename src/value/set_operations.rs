//! What sets do with elements of any kind: every operation builds its result in CPython's order and
//! may run the program's `__hash__` and `__eq__`, with the sets closed meanwhile.

use super::hash::hash;
use super::set::{Probe, Set};
use super::{Interp, SetObject, Value};
use crate::text::R;
use std::cell::RefCell;
use std::rc::Rc;

impl SetObject {
    /// A set of these elements.
    pub fn new(set: Set) -> SetObject {
        SetObject { set: RefCell::new(set), frozen: false }
    }

    /// Where an element of this hash is (`Ok`), or the free slot that it would go into (`Err`). Runs
    /// the program's `__eq__` where nothing else can tell, and starts again if that changed the set.
    fn locate(&self, cx: &mut dyn Interp, item: &Value, hash: i64) -> R<Result<usize, usize>> {
        'again: loop {
            let (version, candidates, free) = {
                let set = self.set.borrow();
                match set.find(item, hash) {
                    Probe::At(slot) => return Ok(Ok(slot)),
                    Probe::Absent(slot) => return Ok(Err(slot)),
                    Probe::Ask(candidates, slot) => (set.version(), candidates, slot),
                }
            };
            for (slot, candidate) in candidates {
                let equal = cx.equal(&candidate, item)?;
                if self.set.borrow().version() != version {
                    continue 'again;
                }
                if equal {
                    return Ok(Ok(slot));
                }
            }
            return Ok(Err(free));
        }
    }

    /// Whether an element is there. *Errors*: TypeError if it has no hash.
    pub fn contains(&self, cx: &mut dyn Interp, item: &Value) -> R<bool> {
        let hash = hash(cx, item)?;
        self.contains_hashed(cx, item, hash)
    }

    /// Whether an element of this hash is there.
    pub fn contains_hashed(&self, cx: &mut dyn Interp, item: &Value, hash: i64) -> R<bool> {
        Ok(self.locate(cx, item, hash)?.is_ok())
    }

    /// Adds an element; whether it is new. *Errors*: TypeError if it has no hash.
    pub fn add(&self, cx: &mut dyn Interp, item: Value) -> R<bool> {
        let hash = hash(cx, &item)?;
        self.add_hashed(cx, item, hash)
    }

    /// Adds an element of this hash; whether it is new.
    pub fn add_hashed(&self, cx: &mut dyn Interp, item: Value, hash: i64) -> R<bool> {
        match self.locate(cx, &item, hash)? {
            Ok(_) => Ok(false),
            Err(slot) => {
                self.set.borrow_mut().insert_at(slot, hash, item);
                Ok(true)
            }
        }
    }

    /// Removes an element; whether it was there. *Errors*: TypeError if it has no hash.
    pub fn discard(&self, cx: &mut dyn Interp, item: &Value) -> R<bool> {
        let hash = hash(cx, item)?;
        self.discard_hashed(cx, item, hash)
    }

    fn discard_hashed(&self, cx: &mut dyn Interp, item: &Value, hash: i64) -> R<bool> {
        match self.locate(cx, item, hash)? {
            Ok(slot) => {
                let removed = self.set.borrow_mut().remove_at(slot);
                drop(removed);
                Ok(true)
            }
            Err(_) => Ok(false),
        }
    }

    /// The elements with their hashes, to go through while anything may happen to the set.
    pub fn snapshot(&self) -> Vec<(i64, Value)> {
        self.set.borrow().iter_hashed().map(|(hash, item)| (hash, item.clone())).collect()
    }

    /// A set like this one (frozen or not) with the same elements.
    pub fn copy(&self) -> SetObject {
        SetObject { set: RefCell::new(self.set.borrow().copy()), frozen: self.frozen }
    }

    fn empty_like(&self) -> SetObject {
        SetObject { set: RefCell::default(), frozen: self.frozen }
    }

    /// Adds all elements of an iterable.
    pub fn update(&self, cx: &mut dyn Interp, other: &Value) -> R<()> {
        match set_of(other) {
            Some(other) => self.merge(cx, other),
            None => {
                if let Value::Dict(dict) = other {
                    let keys: Vec<_> =
                        dict.map.borrow().iter_hashed().map(|(hash, key, _)| (hash, key.clone())).collect();
                    self.set.borrow_mut().prepare(keys.len());
                    for (hash, key) in keys {
                        self.add_hashed(cx, key, hash)?;
                    }
                    return Ok(());
                }
                let iterator = cx.iter(other)?;
                while let Some(item) = cx.next(&iterator)? {
                    self.add(cx, item)?;
                }
                Ok(())
            }
        }
    }

    fn merge(&self, cx: &mut dyn Interp, other: &SetObject) -> R<()> {
        if std::ptr::eq(self, other) || self.set.borrow_mut().merge_into_empty(&other.set.borrow()) {
            return Ok(());
        }
        for (hash, item) in other.snapshot() {
            self.add_hashed(cx, item, hash)?;
        }
        Ok(())
    }

    /// `self & other` for any iterable.
    pub fn intersection(&self, cx: &mut dyn Interp, other: &Value) -> R<SetObject> {
        let result = self.empty_like();
        let Some(other_set) = set_of(other) else {
            let iterator = cx.iter(other)?;
            while let Some(item) = cx.next(&iterator)? {
                let hash = hash(cx, &item)?;
                if self.contains_hashed(cx, &item, hash)? {
                    result.add_hashed(cx, item, hash)?;
                }
            }
            return Ok(result);
        };
        if std::ptr::eq(self, other_set) {
            return Ok(self.copy());
        }
        // The smaller one is gone through.
        let swap = other_set.set.borrow().len() > self.set.borrow().len();
        let (searched, walked) = if swap { (other_set, self) } else { (self, other_set) };
        for (hash, item) in walked.snapshot() {
            if searched.contains_hashed(cx, &item, hash)? {
                result.add_hashed(cx, item, hash)?;
            }
        }
        Ok(result)
    }

    /// `self - other` for any iterable.
    pub fn difference(&self, cx: &mut dyn Interp, other: &Value) -> R<SetObject> {
        let size = match (set_of(other), other) {
            (Some(other), _) => Some(other.set.borrow().len()),
            (None, Value::Dict(dict)) => Some(dict.map.borrow().len()),
            _ => None,
        };
        // If little is to be taken away, taking it from a copy is less work.
        if size.is_none_or(|size| self.set.borrow().len() >> 2 > size) {
            let result = self.copy();
            result.difference_update(cx, other)?;
            return Ok(result);
        }
        let result = self.empty_like();
        for (hash, item) in self.snapshot() {
            let there = match (set_of(other), other) {
                (Some(other), _) => other.contains_hashed(cx, &item, hash)?,
                (None, Value::Dict(dict)) => dict.locate(cx, &item, hash)?.is_some(),
                _ => false,
            };
            if !there {
                result.add_hashed(cx, item, hash)?;
            }
        }
        Ok(result)
    }

    /// Removes the elements of any iterable.
    pub fn difference_update(&self, cx: &mut dyn Interp, other: &Value) -> R<()> {
        match set_of(other) {
            Some(same) if std::ptr::eq(self, same) => {
                let removed = self.set.borrow_mut().take_all();
                drop(removed);
                return Ok(());
            }
            Some(set) => {
                let few = if set.set.borrow().len() >> 3 > self.set.borrow().len() {
                    self.intersection(cx, other)?.snapshot()
                } else {
                    set.snapshot()
                };
                for (hash, item) in few {
                    self.discard_hashed(cx, &item, hash)?;
                }
            }
            None => {
                let iterator = cx.iter(other)?;
                while let Some(item) = cx.next(&iterator)? {
                    self.discard(cx, &item)?;
                }
            }
        }
        self.set.borrow_mut().tidy();
        Ok(())
    }

    /// `self ^ other` for any iterable.
    pub fn symmetric_difference(&self, cx: &mut dyn Interp, other: &Value) -> R<SetObject> {
        let result = self.empty_like();
        result.update(cx, other)?;
        result.toggle(cx, self.snapshot())?;
        Ok(result)
    }

    /// `self ^= other` for any iterable.
    pub fn symmetric_difference_update(&self, cx: &mut dyn Interp, other: &Value) -> R<()> {
        let toggled = match (set_of(other), other) {
            (Some(same), _) if std::ptr::eq(self, same) => {
                let removed = self.set.borrow_mut().take_all();
                drop(removed);
                return Ok(());
            }
            (Some(set), _) => set.snapshot(),
            (None, Value::Dict(dict)) => {
                dict.map.borrow().iter_hashed().map(|(hash, key, _)| (hash, key.clone())).collect()
            }
            _ => {
                let set = self.empty_like();
                set.update(cx, other)?;
                set.snapshot()
            }
        };
        self.toggle(cx, toggled)
    }

    fn toggle(&self, cx: &mut dyn Interp, items: Vec<(i64, Value)>) -> R<()> {
        for (hash, item) in items {
            if !self.discard_hashed(cx, &item, hash)? {
                self.add_hashed(cx, item, hash)?;
            }
        }
        Ok(())
    }

    /// Whether every element is in the other.
    pub fn is_subset(&self, cx: &mut dyn Interp, other: &SetObject) -> R<bool> {
        if self.set.borrow().len() > other.set.borrow().len() {
            return Ok(false);
        }
        for (hash, item) in self.snapshot() {
            if !other.contains_hashed(cx, &item, hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes over another's elements in place of its own.
    pub fn replace(&self, other: SetObject) {
        let old = self.set.replace(other.set.into_inner());
        self.set.borrow_mut().outlive(&old);
        drop(old);
    }
}

/// The set that a value is, or that an object of a subclass of set has.
pub fn set_of(value: &Value) -> Option<&SetObject> {
    match value {
        Value::Set(set) => Some(set),
        Value::Instance(instance) => instance.payload().and_then(set_of),
        _ => None,
    }
}

impl Value {
    /// A set of these elements.
    pub fn set_of(set: Set) -> Value {
        Value::Set(Rc::new(SetObject::new(set)))
    }

    /// A frozenset of these elements.
    pub fn frozen_set(set: Set) -> Value {
        Value::Set(Rc::new(SetObject { set: RefCell::new(set), frozen: true }))
    }
}
