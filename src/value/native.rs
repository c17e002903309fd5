//! Built-in objects and iterators without a variant of their own in [`Value`].

use super::{Interp, Type, Value, types};
use crate::text::{ErrorClass, R, err};
use std::any::Any;
use std::cell::RefCell;

/// The data of a built-in object. Its attributes and methods are rows of its class.
pub trait Native: Any {
    /// Its class.
    fn class(&self) -> Type;

    /// What `repr` gives; None for `<module.Class object at 0x…>`.
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        None
    }

    /// What `str` gives where it is not what `repr` gives.
    fn str(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        None
    }

    /// The same object as `Any`, to be taken back by its type.
    fn as_any(&self) -> &dyn Any;
}

/// A built-in object on the heap, behind one thin pointer.
pub struct NativeObject {
    data: Box<dyn Native>,
}

impl NativeObject {
    /// An object around its data.
    pub fn new(data: Box<dyn Native>) -> NativeObject {
        NativeObject { data }
    }

    /// Its class.
    pub fn class(&self) -> Type {
        self.data.class()
    }

    /// Its data.
    pub fn data(&self) -> &dyn Native {
        &*self.data
    }

    /// Its data, if of this type.
    pub fn get<T: Native>(&self) -> Option<&T> {
        self.data.as_any().downcast_ref()
    }
}

/// An iterator over built-in data.
pub trait ValueIter {
    /// The next value, or None at the end (and ever after).
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>>;

    /// How many values are left, where that is known.
    fn len(&self) -> Option<usize> {
        None
    }

    /// Its class, for `type` and `repr`.
    fn class(&self) -> Type {
        types::ITERATOR
    }

    /// What `repr` gives; None for `<module.class object at 0x…>`.
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        None
    }

    /// For `copy.copy` and `itertools.tee`: an independent iterator at the same place.
    fn fork(&self) -> Option<Box<dyn ValueIter>> {
        None
    }
}

/// An iterator object.
pub struct Iter {
    state: RefCell<Option<Box<dyn ValueIter>>>,
    class: Type,
}

impl Iter {
    /// An object around an iterator.
    pub fn new(iterator: Box<dyn ValueIter>) -> Iter {
        let class = iterator.class();
        Iter { state: RefCell::new(Some(iterator)), class }
    }

    /// Its class.
    pub fn class(&self) -> Type {
        self.class
    }

    /// The next value. The iterator is taken out meanwhile, since it may run user code; using it
    /// again from there is the error that Python gives for generators.
    pub fn next(&self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let taken = self.state.borrow_mut().take();
        let Some(mut iterator) = taken else {
            return err(ErrorClass::ValueError, "generator already executing");
        };
        let result = iterator.next(cx);
        *self.state.borrow_mut() = Some(iterator);
        result
    }

    /// How many values are left, where that is known.
    pub fn len_hint(&self) -> Option<usize> {
        self.state.borrow().as_ref().and_then(|iterator| iterator.len())
    }

    /// What `repr` gives; None for `<module.class object at 0x…>`.
    pub fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let taken = self.state.borrow_mut().take()?;
        let text = taken.repr(cx);
        *self.state.borrow_mut() = Some(taken);
        text
    }

    /// An independent iterator at the same place.
    pub fn fork(&self) -> Option<Value> {
        let state = self.state.borrow();
        Some(Value::Iter(std::rc::Rc::new(Iter::new(state.as_ref()?.fork()?))))
    }
}
