//! The iterators of the built-in containers. Those over containers that can change look at them anew
//! at each step.

use super::sequence::char_value;
use crate::array::ArrayRef;
use crate::text::{ErrorClass, R, err};
use crate::value::{DictObject, Interp, List, Range, SetObject, Str, Tuple, Type, Value, ValueIter};
use crate::value::{element_to_value, types};
use num_bigint::BigInt;
use std::rc::Rc;

/// Over a list, from front or back.
#[derive(Clone)]
pub struct ListIter {
    list: Option<Rc<List>>,
    at: usize,
    backwards: bool,
}

impl ListIter {
    pub(super) fn new(list: Rc<List>) -> ListIter {
        ListIter { list: Some(list), at: 0, backwards: false }
    }

    /// Over a list from its last element.
    pub fn reversed(list: Rc<List>) -> ListIter {
        let at = list.items.borrow().len();
        ListIter { list: Some(list), at, backwards: true }
    }
}

impl ValueIter for ListIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let Some(list) = &self.list else { return Ok(None) };
        let next = if self.backwards {
            self.at = self.at.wrapping_sub(1);
            list.items.borrow().get(self.at).cloned()
        } else {
            self.at += 1;
            list.items.borrow().get(self.at - 1).cloned()
        };
        if next.is_none() {
            self.list = None;
        }
        Ok(next)
    }

    fn len(&self) -> Option<usize> {
        let Some(list) = &self.list else { return Some(0) };
        let n = list.items.borrow().len();
        Some(if self.backwards { self.at.min(n) } else { n.saturating_sub(self.at) })
    }

    fn class(&self) -> Type {
        if self.backwards { types::LIST_REVERSEITERATOR } else { types::LIST_ITERATOR }
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over a tuple.
#[derive(Clone)]
pub(super) struct TupleIter {
    tuple: Rc<Tuple>,
    at: usize,
}

impl TupleIter {
    pub(super) fn new(tuple: Rc<Tuple>) -> TupleIter {
        TupleIter { tuple, at: 0 }
    }
}

impl ValueIter for TupleIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let next = self.tuple.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        Ok(next)
    }

    fn len(&self) -> Option<usize> {
        Some(self.tuple.len() - self.at)
    }

    fn class(&self) -> Type {
        types::TUPLE_ITERATOR
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over the characters of a str.
#[derive(Clone)]
pub(super) struct StrIter {
    text: Rc<Str>,
    byte: usize,
}

impl StrIter {
    pub(super) fn new(text: Rc<Str>) -> StrIter {
        StrIter { text, byte: 0 }
    }
}

impl ValueIter for StrIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let Some(c) = self.text[self.byte..].chars().next() else { return Ok(None) };
        self.byte += c.len_utf8();
        Ok(Some(char_value(c)))
    }

    fn len(&self) -> Option<usize> {
        Some(self.text[self.byte..].chars().count())
    }

    fn class(&self) -> Type {
        if self.text.is_ascii() { types::STR_ASCII_ITERATOR } else { types::STR_ITERATOR }
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over the numbers of bytes.
#[derive(Clone)]
pub(super) struct BytesIter {
    bytes: Rc<Vec<u8>>,
    at: usize,
}

impl BytesIter {
    pub(super) fn new(bytes: Rc<Vec<u8>>) -> BytesIter {
        BytesIter { bytes, at: 0 }
    }
}

impl ValueIter for BytesIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let next = self.bytes.get(self.at).map(|&byte| Value::Int(i64::from(byte)));
        self.at += usize::from(next.is_some());
        Ok(next)
    }

    fn len(&self) -> Option<usize> {
        Some(self.bytes.len() - self.at)
    }

    fn class(&self) -> Type {
        types::BYTES_ITERATOR
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over a range of 64-bit ints.
#[derive(Clone)]
pub struct RangeIter {
    next: i64,
    left: u64,
    step: i64,
}

impl RangeIter {
    /// Over the range of these parts.
    pub fn new(start: i64, stop: i64, step: i64) -> RangeIter {
        RangeIter { next: start, left: Range::len_small(start, stop, step), step }
    }
}

impl ValueIter for RangeIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let value = self.next;
        // The step after the last element may leave 64 bits; it is never used.
        self.next = value.wrapping_add(self.step);
        Ok(Some(Value::Int(value)))
    }

    fn len(&self) -> Option<usize> {
        usize::try_from(self.left).ok()
    }

    fn class(&self) -> Type {
        types::RANGE_ITERATOR
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over a range beyond 64 bits.
#[derive(Clone)]
pub(super) struct BigRangeIter {
    next: BigInt,
    left: BigInt,
    step: BigInt,
}

impl BigRangeIter {
    pub(super) fn new(range: &Range) -> BigRangeIter {
        let (next, _, step) = range.big_parts();
        BigRangeIter { next, left: range.len_big(), step }
    }
}

impl ValueIter for BigRangeIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        if self.left == BigInt::default() {
            return Ok(None);
        }
        self.left -= 1u8;
        let value = self.next.clone();
        self.next += &self.step;
        Ok(Some(Value::big(value)))
    }

    fn class(&self) -> Type {
        types::RANGE_ITERATOR
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// What of a dict's entries is iterated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// Over a dict, from front or back.
#[derive(Clone)]
pub struct DictIter {
    dict: Option<Rc<DictObject>>,
    part: DictPart,
    at: usize,
    /// The dict's length when the iteration began, and how many entries are still to come.
    n: usize,
    left: usize,
    backwards: bool,
}

impl DictIter {
    /// Over one part of a dict's entries.
    pub fn new(dict: Rc<DictObject>, part: DictPart) -> DictIter {
        let n = dict.map.borrow().len();
        DictIter { dict: Some(dict), part, at: 0, n, left: n, backwards: false }
    }

    /// The same from the last entry.
    pub fn reversed(dict: Rc<DictObject>, part: DictPart) -> DictIter {
        DictIter { at: usize::MAX, backwards: true, ..DictIter::new(dict, part) }
    }
}

impl ValueIter for DictIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let Some(dict) = &self.dict else { return Ok(None) };
        let map = dict.map.borrow();
        if map.len() != self.n {
            self.n = usize::MAX;
            return err(ErrorClass::RuntimeError, "dictionary changed size during iteration");
        }
        let found = if self.backwards { map.previous(self.at) } else { map.next(self.at) };
        let Some((at, key, value)) = found else {
            drop(map);
            self.dict = None;
            return Ok(None);
        };
        if self.left == 0 {
            drop(map);
            self.dict = None;
            return err(ErrorClass::RuntimeError, "dictionary keys changed during iteration");
        }
        self.at = at;
        self.left -= 1;
        Ok(Some(match self.part {
            DictPart::Keys => key.clone(),
            DictPart::Values => value.clone(),
            DictPart::Items => Value::tuple([key.clone(), value.clone()]),
        }))
    }

    fn len(&self) -> Option<usize> {
        Some(if self.dict.is_some() { self.left } else { 0 })
    }

    fn class(&self) -> Type {
        match (self.part, self.backwards) {
            (_, true) => types::DICT_REVERSEKEYITERATOR,
            (DictPart::Keys, _) => types::DICT_KEYITERATOR,
            (DictPart::Values, _) => types::DICT_VALUEITERATOR,
            (DictPart::Items, _) => types::DICT_ITEMITERATOR,
        }
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over a set.
#[derive(Clone)]
pub(super) struct SetIter {
    set: Option<Rc<SetObject>>,
    at: usize,
    n: usize,
    left: usize,
}

impl SetIter {
    pub(super) fn new(set: Rc<SetObject>) -> SetIter {
        let n = set.set.borrow().len();
        SetIter { set: Some(set), at: 0, n, left: n }
    }
}

impl ValueIter for SetIter {
    fn next(&mut self, _: &mut dyn Interp) -> R<Option<Value>> {
        let Some(set) = &self.set else { return Ok(None) };
        let elements = set.set.borrow();
        if elements.len() != self.n {
            self.n = usize::MAX;
            return err(ErrorClass::RuntimeError, "Set changed size during iteration");
        }
        match elements.next(self.at) {
            Some((at, element)) => {
                self.at = at;
                self.left = self.left.saturating_sub(1);
                Ok(Some(element.clone()))
            }
            None => {
                drop(elements);
                self.set = None;
                Ok(None)
            }
        }
    }

    fn len(&self) -> Option<usize> {
        Some(if self.set.is_some() { self.left } else { 0 })
    }

    fn class(&self) -> Type {
        types::SET_ITERATOR
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over an object with `__getitem__` only: 0, 1, 2, … until IndexError.
#[derive(Clone)]
pub struct SequenceIter {
    object: Option<Value>,
    next: i64,
    backwards: bool,
}

impl SequenceIter {
    /// From the first element.
    pub fn new(object: Value) -> SequenceIter {
        SequenceIter { object: Some(object), next: 0, backwards: false }
    }

    /// From the last of `n` elements.
    pub fn reversed(object: Value, n: usize) -> SequenceIter {
        SequenceIter { object: Some(object), next: n as i64 - 1, backwards: true }
    }
}

impl ValueIter for SequenceIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let Some(object) = self.object.clone() else { return Ok(None) };
        if self.next < 0 {
            self.object = None;
            return Ok(None);
        }
        let index = Value::Int(self.next);
        self.next += if self.backwards { -1 } else { 1 };
        match cx.get_item(&object, &index) {
            Err(error) if error.class.is_a(ErrorClass::IndexError) || error.class == ErrorClass::StopIteration => {
                self.object = None;
                Ok(None)
            }
            other => other.map(Some),
        }
    }

    fn class(&self) -> Type {
        if self.backwards { types::REVERSED } else { types::ITERATOR }
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}

/// Over an array: its elements as scalars, or its rows as views.
#[derive(Clone)]
pub(super) struct ArrayIter {
    array: ArrayRef,
    at: usize,
}

impl ArrayIter {
    pub(super) fn new(array: ArrayRef) -> ArrayIter {
        ArrayIter { array, at: 0 }
    }
}

impl ValueIter for ArrayIter {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let n = self.array.shape().first().copied().unwrap_or(0);
        if self.at >= n {
            return Ok(None);
        }
        let at = self.at;
        self.at += 1;
        let structured = matches!(self.array.dtype(), crate::array::DType::Struct(_));
        if self.array.tag.borrow().is_some() || structured {
            // The rows of a subclass are of that class: its subscript makes them.
            return cx.get_item(&Value::Array(self.array.clone()), &Value::count(at)).map(Some);
        }
        if self.array.ndim() == 1 {
            let offset = self.array.offset_of(&[at]);
            return Ok(Some(element_to_value(self.array.element(offset))));
        }
        let row = self.array.layout().indexed(0, at);
        Ok(Some(Value::Array(self.array.view_layout(row))))
    }

    fn len(&self) -> Option<usize> {
        Some(self.array.shape().first().copied().unwrap_or(0).saturating_sub(self.at))
    }

    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        Some(Box::new(self.clone()))
    }
}
