//! The built-in containers and the parts of classes. Interior mutability is per object and is never
//! held open while user code runs.

use super::{Type, Value, types};
use crate::text::{Frame, Name};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

/// A str: UTF-8 text that knows its length in characters.
#[derive(Debug)]
pub struct Str {
    text: Box<str>,
    chars: usize,
    hash: Cell<Option<i64>>,
}

impl Str {
    /// A str of this text.
    pub fn new(text: String) -> Str {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str { text: text.into_boxed_str(), chars, hash: Cell::new(None) }
    }

    /// The text itself, for whoever is its last owner.
    pub fn into_string(self) -> String {
        self.text.into_string()
    }

    /// The length in characters.
    #[inline]
    pub fn chars_len(&self) -> usize {
        self.chars
    }

    /// Whether every character is one byte.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// The hash, once it was computed by `compute`.
    #[inline]
    pub fn hash(&self, compute: impl FnOnce(&str) -> i64) -> i64 {
        match self.hash.get() {
            Some(hash) => hash,
            None => {
                let hash = compute(&self.text);
                self.hash.set(Some(hash));
                hash
            }
        }
    }

    /// The characters from one position to another, both in range.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if self.is_ascii() {
            return &self.text[start..end];
        }
        let mut places = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let from = places.nth(start).unwrap_or(self.text.len());
        let to = if end > start { places.nth(end - start - 1).unwrap_or(self.text.len()) } else { from };
        &self.text[from..to]
    }
}

impl Deref for Str {
    type Target = str;
    #[inline(always)]
    fn deref(&self) -> &str {
        &self.text
    }
}

/// A list.
#[derive(Default)]
pub struct List {
    /// The elements.
    pub items: RefCell<Vec<Value>>,
}

impl List {
    /// A list of these elements.
    pub fn new(items: Vec<Value>) -> List {
        List { items: RefCell::new(items) }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // Numbers are passed over faster than the general drop of a value does.
        for item in std::mem::take(self.items.get_mut()) {
            if item.is_heap() {
                drop(item);
            } else {
                std::mem::forget(item);
            }
        }
    }
}

/// A tuple; up to three elements without a second allocation.
pub struct Tuple {
    items: SmallVec<[Value; 3]>,
    /// The class, for tuples with names such as `numpy.linalg.EighResult`.
    pub class: Option<Type>,
}

impl FromIterator<Value> for Tuple {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Tuple {
        Tuple { items: items.into_iter().collect(), class: None }
    }
}

impl Tuple {
    /// A tuple of a built-in class with field names (which the class's rows give).
    pub fn named(class: Type, items: impl IntoIterator<Item = Value>) -> Value {
        Value::Tuple(Rc::new(Tuple { items: items.into_iter().collect(), class: Some(class) }))
    }
}

impl Deref for Tuple {
    type Target = [Value];
    #[inline(always)]
    fn deref(&self) -> &[Value] {
        &self.items
    }
}

/// A dict or one of its relatives from `collections`.
pub struct DictObject {
    /// The entries.
    pub map: RefCell<super::dict::Dict>,
    class: Cell<Type>,
    /// What a `defaultdict` makes its missing values with; Undef for others.
    pub default_factory: RefCell<Value>,
}

impl DictObject {
    /// A plain dict.
    pub fn new(map: super::dict::Dict) -> DictObject {
        DictObject::of_class(types::DICT, map)
    }

    /// A dict of a built-in subclass.
    pub fn of_class(class: Type, map: super::dict::Dict) -> DictObject {
        DictObject { map: RefCell::new(map), class: Cell::new(class), default_factory: RefCell::new(Value::Undef) }
    }

    /// Its built-in class.
    pub fn class(&self) -> Type {
        self.class.get()
    }
}

/// A set or frozenset.
pub struct SetObject {
    /// The elements.
    pub set: RefCell<super::set::Set>,
    /// Whether it is a frozenset.
    pub frozen: bool,
}

impl SetObject {
    /// Its class.
    pub fn class(&self) -> Type {
        if self.frozen { types::FROZENSET } else { types::SET }
    }
}

/// A range: of 64-bit ints nearly always, of any size in principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// Start, stop, step; the step is not 0.
    Small(i64, i64, i64),
    /// The same beyond 64 bits.
    Big(Box<(BigInt, BigInt, BigInt)>),
}

impl Range {
    /// The number of elements of a small range.
    pub fn len_small(start: i64, stop: i64, step: i64) -> u64 {
        if step > 0 && start < stop {
            ((stop as i128 - start as i128 - 1) / step as i128 + 1) as u64
        } else if step < 0 && start > stop {
            ((start as i128 - stop as i128 - 1) / -(step as i128) + 1) as u64
        } else {
            0
        }
    }

    /// Start, stop and step as ints of any size.
    pub fn big_parts(&self) -> (BigInt, BigInt, BigInt) {
        match self {
            Range::Small(start, stop, step) => ((*start).into(), (*stop).into(), (*step).into()),
            Range::Big(parts) => (**parts).clone(),
        }
    }

    /// The number of elements.
    pub fn len_big(&self) -> BigInt {
        let (start, stop, step) = match self {
            Range::Small(start, stop, step) => return Range::len_small(*start, *stop, *step).into(),
            Range::Big(parts) => (&parts.0, &parts.1, &parts.2),
        };
        let zero = BigInt::default();
        let (distance, step) = if *step > zero { (stop - start, step.clone()) } else { (start - stop, -step) };
        if distance > zero { (distance - 1u8) / step + 1u8 } else { zero }
    }

    /// Whether two ranges are equal: have the same elements.
    pub fn same_elements(&self, other: &Range) -> bool {
        if self == other {
            return true;
        }
        let n = self.len_big();
        if n != other.len_big() {
            return false;
        }
        let (a, b) = (self.big_parts(), other.big_parts());
        n == BigInt::default() || (a.0 == b.0 && (n == BigInt::from(1u8) || a.2 == b.2))
    }
}

/// A slice object.
pub struct Slice {
    /// The first bound, or None.
    pub start: Value,
    /// The second bound, or None.
    pub stop: Value,
    /// The step, or None.
    pub step: Value,
}

/// A function bound to its first argument.
pub struct BoundMethod {
    /// What is called: a function, a builtin, any callable.
    pub function: Value,
    /// The first argument.
    pub receiver: Value,
}

impl BoundMethod {
    /// `method` for the program's functions, `builtin_function_or_method` for ours.
    pub fn type_of(&self) -> Type {
        match self.function {
            Value::Builtin(function) if function.type_of() == types::WRAPPER_DESCRIPTOR => types::METHOD_WRAPPER,
            Value::Builtin(_) => types::BUILTIN_FUNCTION,
            _ => types::METHOD,
        }
    }
}

/// A class that the program defined.
pub struct Class {
    /// Its name.
    pub name: Cell<Name>,
    /// The dotted path of its definition.
    pub qualname: RefCell<String>,
    /// Its direct bases: classes or built-in types.
    pub bases: Vec<Value>,
    /// The classes in which attributes are looked up, nearest first, itself included.
    pub mro: RefCell<Vec<Value>>,
    /// Its attributes.
    pub attributes: RefCell<FxHashMap<Name, Value>>,
    /// The order in which attributes were first set, for `__dict__` and dataclasses.
    pub order: RefCell<Vec<Name>>,
    /// Its metaclass: Undef for `type`.
    pub meta: Value,
    /// The classes that derive from it directly.
    subclasses: RefCell<Vec<std::rc::Weak<Class>>>,
    builtin_base: Type,
    /// The built-in class that this stands for: what exception objects and `object()` are made of.
    stands_for: Option<Type>,
}

thread_local! {
    static STANDING: RefCell<FxHashMap<Type, Rc<Class>>> = RefCell::default();
    static EPOCH: Cell<u64> = const { Cell::new(0) };
}

/// A number that grows whenever any class is made or changed: what a cache of attributes goes by.
#[inline(always)]
pub fn class_epoch() -> u64 {
    EPOCH.get()
}

/// Makes every cache of attributes look again.
pub fn change_epoch() {
    EPOCH.set(EPOCH.get() + 1);
}

impl Class {
    /// A class whose mro the caller computed; `mro` starts with its first base's, without itself.
    pub fn new(name: Name, bases: Vec<Value>, mro_of_bases: Vec<Value>, meta: Value) -> Rc<Class> {
        let builtin_base = mro_of_bases
            .iter()
            .find_map(|class| match class {
                Value::Type(class) if *class != types::OBJECT && !class.is_abstract() => Some(*class),
                _ => None,
            })
            .unwrap_or(types::OBJECT);
        let class = Rc::new(Class {
            name: Cell::new(name),
            qualname: RefCell::new(name.as_str().to_string()),
            bases,
            mro: RefCell::new(Vec::new()),
            attributes: RefCell::default(),
            order: RefCell::default(),
            meta,
            subclasses: RefCell::default(),
            builtin_base,
            stands_for: None,
        });
        change_epoch();
        for base in &class.bases {
            if let Value::Class(base) = base {
                base.subclasses.borrow_mut().push(Rc::downgrade(&class));
            }
        }
        let mut mro = vec![Value::Class(class.clone())];
        mro.extend(mro_of_bases);
        *class.mro.borrow_mut() = mro;
        class
    }

    /// The class that objects of a built-in class have which are instances: exceptions, `object()`.
    pub fn of_type(class: Type) -> Rc<Class> {
        let known = STANDING.with_borrow(|standing| standing.get(&class).cloned());
        known.unwrap_or_else(|| {
            let name = Name::new(class.name());
            let made = Rc::new(Class {
                name: Cell::new(name),
                qualname: RefCell::new(class.name().to_string()),
                bases: vec![Value::Type(class.base())],
                mro: RefCell::new(class.mro().into_iter().map(Value::Type).collect()),
                attributes: RefCell::default(),
                order: RefCell::default(),
                meta: Value::Undef,
                subclasses: RefCell::default(),
                builtin_base: class,
                stands_for: Some(class),
            });
            STANDING.with_borrow_mut(|standing| standing.insert(class, made.clone()));
            made
        })
    }

    /// The class as programs see it: a built-in one if that is what it stands for.
    pub fn as_value(self: &Rc<Self>) -> Value {
        match self.stands_for {
            Some(class) => Value::Type(class),
            None => Value::Class(self.clone()),
        }
    }

    /// The classes that derive from it directly and still are.
    pub fn subclasses(&self) -> Vec<Value> {
        self.subclasses.borrow().iter().filter_map(|class| class.upgrade().map(Value::Class)).collect()
    }

    /// The built-in class that it stands for.
    pub fn stands_for(&self) -> Option<Type> {
        self.stands_for
    }

    /// The nearest built-in class among its bases.
    pub fn builtin_base(&self) -> Type {
        self.builtin_base
    }

    /// The class of the class.
    pub fn metaclass(&self) -> Value {
        if self.meta.is_undef() { Value::Type(types::TYPE) } else { self.meta.clone() }
    }

    /// An attribute of this class or its bases, with the class that has it; built-in bases are not
    /// searched (their members are rows).
    pub fn lookup(&self, name: Name) -> Option<Value> {
        if let Some(value) = self.attributes.borrow().get(&name) {
            return Some(value.clone());
        }
        for class in &self.mro.borrow()[1..] {
            if let Value::Class(class) = class
                && let Some(value) = class.attributes.borrow().get(&name)
            {
                return Some(value.clone());
            }
        }
        None
    }

    /// Sets an attribute of this class.
    pub fn set(&self, name: Name, value: Value) {
        if self.attributes.borrow_mut().insert(name, value).is_none() {
            self.order.borrow_mut().push(name);
        }
        change_epoch();
    }

    /// Removes an attribute of this class.
    pub fn remove(&self, name: Name) -> Option<Value> {
        let removed = self.attributes.borrow_mut().remove(&name)?;
        self.order.borrow_mut().retain(|have| *have != name);
        change_epoch();
        Some(removed)
    }

    /// Whether this class is `other` or derives from it.
    pub fn is_a(&self, other: &Value) -> bool {
        match other {
            Value::Class(_) => self.mro.borrow().iter().any(|class| class.is(other)),
            Value::Type(other) => {
                *other == types::OBJECT
                    || self.mro.borrow().iter().any(|class| match class {
                        Value::Type(class) => class.is_a(*other),
                        _ => false,
                    })
            }
            _ => false,
        }
    }
}

/// An object of a program's class. Exception objects, built-in ones too, are instances as well.
pub struct Instance {
    /// Its class.
    pub class: Rc<Class>,
    /// Its attributes, in the order they were first set.
    pub attributes: RefCell<Attributes>,
    /// For classes that derive from `list`, `dict`, `str`, `int`, …: the value of that base.
    payload: Option<Value>,
    exception: Option<Box<ExceptionState>>,
}

/// What exception objects have besides attributes.
#[derive(Default)]
pub struct ExceptionState {
    /// The arguments it was made with: a tuple.
    pub args: RefCell<Value>,
    /// What `raise … from` named; None or Undef without.
    pub cause: RefCell<Value>,
    /// The exception that was being handled when this one was raised.
    pub context: RefCell<Value>,
    /// Whether the context is not shown.
    pub suppress_context: Cell<bool>,
    /// The frames it came through so far, innermost first.
    pub trace: RefCell<Vec<Frame>>,
    /// What helps, shown after the traceback.
    pub hints: RefCell<Vec<String>>,
}

/// A small map of attributes that keeps their order; objects have few. Once a program asked for
/// `__dict__` they live in that dict, so that changes of either show in the other.
#[derive(Default)]
pub struct Attributes {
    entries: Vec<(Name, Value)>,
    dict: Option<Rc<DictObject>>,
}

impl Attributes {
    /// The value of an attribute.
    #[inline]
    pub fn get(&self, name: Name) -> Option<Value> {
        match &self.dict {
            None => self.entries.iter().find(|(have, _)| *have == name).map(|(_, value)| value.clone()),
            Some(dict) => dict.map.borrow().get_str(name.as_str()).cloned(),
        }
    }

    /// Whether there is such an attribute.
    #[inline]
    pub fn has(&self, name: Name) -> bool {
        match &self.dict {
            None => self.position(name).is_some(),
            Some(dict) => dict.map.borrow().get_str(name.as_str()).is_some(),
        }
    }

    /// The place of an attribute, for caches; None where there are no places.
    #[inline]
    pub fn position(&self, name: Name) -> Option<usize> {
        self.entries.iter().position(|(have, _)| *have == name)
    }

    /// The entry at a place.
    #[inline]
    pub fn at(&self, position: usize) -> Option<&(Name, Value)> {
        self.entries.get(position)
    }

    /// The entry at a place, for writing.
    #[inline]
    pub fn at_mut(&mut self, position: usize) -> Option<&mut (Name, Value)> {
        self.entries.get_mut(position)
    }

    /// Sets an attribute and gives back the value it had.
    pub fn insert(&mut self, name: Name, value: Value) -> Option<Value> {
        if let Some(dict) = &self.dict {
            return dict.map.borrow_mut().insert(Value::str(name.as_str()), value);
        }
        match self.entries.iter_mut().find(|(have, _)| *have == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.entries.push((name, value));
                None
            }
        }
    }

    /// Removes an attribute.
    pub fn remove(&mut self, name: Name) -> Option<Value> {
        if let Some(dict) = &self.dict {
            return dict.map.borrow_mut().remove(&Value::str(name.as_str())).map(|(_, value)| value);
        }
        let at = self.position(name)?;
        Some(self.entries.remove(at).1)
    }

    /// All attributes in order.
    pub fn iter(&self) -> impl Iterator<Item = (Name, Value)> {
        let all: Vec<(Name, Value)> = match &self.dict {
            None => self.entries.clone(),
            Some(dict) => {
                let map = dict.map.borrow();
                map.iter().filter_map(|(key, value)| Some((Name::new(key.as_str()?), value.clone()))).collect()
            }
        };
        all.into_iter()
    }

    /// The dict that holds the attributes from now on.
    pub fn dict(&mut self) -> Rc<DictObject> {
        if let Some(dict) = &self.dict {
            return dict.clone();
        }
        let mut map = super::dict::Dict::with_capacity(self.entries.len());
        for (name, value) in self.entries.drain(..) {
            map.insert_str(name.as_str(), value);
        }
        let dict = Rc::new(DictObject::new(map));
        self.dict = Some(dict.clone());
        dict
    }

    /// Makes a dict the one that holds the attributes.
    pub fn set_dict(&mut self, dict: Rc<DictObject>) {
        self.entries.clear();
        self.dict = Some(dict);
    }
}

impl Instance {
    /// An object without attributes.
    pub fn new(class: Rc<Class>) -> Instance {
        let exception = class.builtin_base().error_class().map(|_| Box::default());
        Instance { class, attributes: RefCell::default(), payload: None, exception }
    }

    /// An exception object of a built-in class.
    pub fn exception_of(class: Type, args: Vec<Value>) -> Instance {
        let instance = Instance::new(Class::of_type(class));
        if let Some(state) = &instance.exception {
            *state.args.borrow_mut() = Value::tuple(args);
        }
        instance
    }

    /// An object of a class that derives from a built-in container or number.
    pub fn with_payload(class: Rc<Class>, payload: Value) -> Instance {
        Instance { payload: Some(payload), ..Instance::new(class) }
    }

    /// The value of the built-in base.
    pub fn payload(&self) -> Option<&Value> {
        self.payload.as_ref()
    }

    /// Whether the object is an exception.
    pub fn is_exception(&self) -> bool {
        self.exception.is_some()
    }

    /// What it has as an exception object.
    pub fn exception(&self) -> Option<&ExceptionState> {
        self.exception.as_deref()
    }

    /// An attribute of the object itself (not its class).
    pub fn get(&self, name: Name) -> Option<Value> {
        self.attributes.borrow().get(name)
    }

    /// Sets an attribute of the object itself.
    pub fn set(&self, name: Name, value: Value) {
        // The old value is dropped only after the borrow has ended: its drop may reach this object.
        let _old = self.attributes.borrow_mut().insert(name, value);
    }

    /// The arguments that an exception was made with.
    pub fn exception_args(&self) -> Value {
        match &self.exception {
            Some(state) if !state.args.borrow().is_undef() => state.args.borrow().clone(),
            _ => Value::tuple([]),
        }
    }
}
