//! What an instruction that looks an attribute up remembers of the last time.

use super::{Class, Value, class_epoch};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What was found for objects of one class, valid while no class changes.
#[derive(Default)]
pub struct AttributeCache {
    class: Cell<usize>,
    epoch: Cell<u64>,
    /// Where in the object the attribute was: checked by name before use.
    pub position: Cell<usize>,
    /// What the class has under the name, for methods; Undef if the object has it.
    pub found: RefCell<Value>,
}

impl AttributeCache {
    /// Whether the last look-up was for this class and still holds.
    #[inline(always)]
    pub fn holds_for(&self, class: &Rc<Class>) -> bool {
        self.class.get() == Rc::as_ptr(class) as usize && self.epoch.get() == class_epoch()
    }

    /// The same for a built-in class or a module, which `key` stands for: an odd number or an address.
    #[inline(always)]
    pub fn holds_for_key(&self, key: usize) -> bool {
        self.class.get() == key && self.epoch.get() == class_epoch()
    }

    /// Remembers a look-up for such a key.
    pub fn remember_key(&self, key: usize, found: Value) {
        self.class.set(key);
        self.epoch.set(class_epoch());
        *self.found.borrow_mut() = found;
    }

    /// Remembers a look-up.
    pub fn remember(&self, class: &Rc<Class>, position: usize, found: Value) {
        self.class.set(Rc::as_ptr(class) as usize);
        self.epoch.set(class_epoch());
        self.position.set(position);
        *self.found.borrow_mut() = found;
    }
}
