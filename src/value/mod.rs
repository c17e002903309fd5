//! Floor 3: Python values. [`Value`] is 16 bytes; every payload is one 8-byte integer or pointer, so
//! that rustc passes it in two registers: an `f64`, `bool`, `u32` or fat pointer as a payload would
//! silently send it through memory. Start here, then `types.rs`, `builtin.rs`, `interp.rs`.

mod attribute_cache;
mod builtin;
mod builtin_types;
pub mod code;
pub mod dict;
pub mod equal;
pub mod function;
pub mod hash;
mod interp;
mod module;
mod native;
mod objects;
mod scalar;
pub mod set;
mod set_operations;
mod signature;

pub use attribute_cache::AttributeCache;
pub use builtin::{
    Builtin, Function as NativeFunction, Getter, Owner, ROW, Run, Setter, find_function, find_member, library_row,
    members, register, register_alias,
};
pub use builtin_types::{Type, TypeRow, types};
pub use interp::{ErrorMode, ErrorState, Interp, State, inside};
pub use module::Module;
pub use native::{Iter, Native, NativeObject, ValueIter};
pub use objects::{
    Attributes, BoundMethod, Class, DictObject, ExceptionState, Instance, List, Range, SetObject, Slice, Str, Tuple,
    change_epoch, class_epoch,
};
pub use scalar::{VoidScalar, element_to_value, object_of, value_of, void_scalar};
pub use set_operations::set_of;
pub use signature::{Bound, Parameter, ParameterKind, Signature, Style, missing_text, unsupported_argument};

use crate::array::{ArrayRef, DType, Element};
use num_bigint::BigInt;
use num_complex::Complex64;
use std::rc::Rc;

/// The bits of a float: an integer payload keeps [`Value`] in registers.
#[derive(Clone, Copy, Debug)]
pub struct F(u64);

impl F {
    /// The float.
    #[inline(always)]
    pub fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

/// A bool as wide as a register, for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
#[allow(missing_docs)]
pub enum B {
    False,
    True,
}

impl B {
    /// The truth value.
    #[inline(always)]
    pub fn get(self) -> bool {
        self as u64 != 0
    }
}

/// Any Python value. Variants up to `Builtin` own nothing; those after it are one pointer to the heap.
#[derive(Default)]
pub enum Value {
    /// No value: an unset variable, an argument that was not given.
    #[default]
    Undef,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// `True`
    Bool(B),
    /// `42`
    Int(i64),
    /// `0.5`
    Float(F),
    /// `np.True_`
    NpBool(B),
    /// `np.int64(42)`
    NpInt(i64),
    /// `np.float64(0.5)`
    NpFloat(F),
    /// A built-in class: `int`, `np.ndarray`, `ValueError`.
    Type(Type),
    /// `len`, `np.sum`
    Builtin(&'static NativeFunction),

    /// An int beyond 64 bits; never one that fits them.
    BigInt(Rc<BigInt>),
    /// `1 + 2j`
    Complex(Rc<Complex64>),
    /// `'text'`
    Str(Rc<Str>),
    /// `b'bytes'`
    Bytes(Rc<Vec<u8>>),
    /// `[1, 2]`
    List(Rc<List>),
    /// `(1, 2)`
    Tuple(Rc<Tuple>),
    /// `{'a': 1}`, and its relatives from `collections`
    Dict(Rc<DictObject>),
    /// `{1, 2}`, `frozenset({1, 2})`
    Set(Rc<SetObject>),
    /// `range(3)`
    Range(Rc<Range>),
    /// `slice(1, 2)`
    Slice(Rc<Slice>),
    /// A function that the program defined.
    Function(Rc<crate::value::function::Function>),
    /// `x.append`: a function with its first argument.
    Method(Rc<BoundMethod>),
    /// A class that the program defined.
    Class(Rc<Class>),
    /// An object of such a class; every exception object.
    Instance(Rc<Instance>),
    /// An iterator over built-in data.
    Iter(Rc<Iter>),
    /// A running or suspended generator.
    Generator(Rc<crate::value::function::Generator>),
    /// `math`
    Module(Rc<Module>),
    /// `np.array([1, 2])`
    Array(ArrayRef),
    /// A NumPy scalar other than bool, int64 and float64: `np.float32(0.5)`.
    Scalar(Rc<Element>),
    /// `np.dtype('int64')`
    DType(Rc<DType>),
    /// Everything else that is built in: bit generators, file objects, `np.r_`, properties.
    Native(Rc<NativeObject>),
    /// A variable that inner functions share. Lives in registers only: no program ever sees it.
    Variable(Rc<function::Variable>),
}

const _: () = assert!(size_of::<Value>() == 16);

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        match self {
            Value::Int(x) => Value::Int(*x),
            Value::Float(x) => Value::Float(*x),
            Value::Bool(x) => Value::Bool(*x),
            Value::None => Value::None,
            other => other.clone_slow(),
        }
    }
}

impl From<i64> for Value {
    fn from(x: i64) -> Value {
        Value::Int(x)
    }
}

impl Value {
    #[inline(never)]
    fn clone_slow(&self) -> Value {
        match self {
            Value::Undef => Value::Undef,
            Value::None => Value::None,
            Value::NotImplemented => Value::NotImplemented,
            Value::Ellipsis => Value::Ellipsis,
            Value::Bool(x) => Value::Bool(*x),
            Value::Int(x) => Value::Int(*x),
            Value::Float(x) => Value::Float(*x),
            Value::NpBool(x) => Value::NpBool(*x),
            Value::NpInt(x) => Value::NpInt(*x),
            Value::NpFloat(x) => Value::NpFloat(*x),
            Value::Type(x) => Value::Type(*x),
            Value::Builtin(x) => Value::Builtin(x),
            Value::BigInt(x) => Value::BigInt(x.clone()),
            Value::Complex(x) => Value::Complex(x.clone()),
            Value::Str(x) => Value::Str(x.clone()),
            Value::Bytes(x) => Value::Bytes(x.clone()),
            Value::List(x) => Value::List(x.clone()),
            Value::Tuple(x) => Value::Tuple(x.clone()),
            Value::Dict(x) => Value::Dict(x.clone()),
            Value::Set(x) => Value::Set(x.clone()),
            Value::Range(x) => Value::Range(x.clone()),
            Value::Slice(x) => Value::Slice(x.clone()),
            Value::Function(x) => Value::Function(x.clone()),
            Value::Method(x) => Value::Method(x.clone()),
            Value::Class(x) => Value::Class(x.clone()),
            Value::Instance(x) => Value::Instance(x.clone()),
            Value::Iter(x) => Value::Iter(x.clone()),
            Value::Generator(x) => Value::Generator(x.clone()),
            Value::Module(x) => Value::Module(x.clone()),
            Value::Array(x) => Value::Array(x.clone()),
            Value::Scalar(x) => Value::Scalar(x.clone()),
            Value::DType(x) => Value::DType(x.clone()),
            Value::Native(x) => Value::Native(x.clone()),
            Value::Variable(x) => Value::Variable(x.clone()),
        }
    }

    /// Whether dropping or cloning the value touches the heap.
    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        !matches!(
            self,
            Value::Undef
                | Value::None
                | Value::NotImplemented
                | Value::Ellipsis
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::NpBool(_)
                | Value::NpInt(_)
                | Value::NpFloat(_)
                | Value::Type(_)
                | Value::Builtin(_)
        )
    }

    // ---- making values ----

    /// A Python bool.
    #[inline(always)]
    pub fn bool(x: bool) -> Value {
        Value::Bool(if x { B::True } else { B::False })
    }

    /// A Python float.
    #[inline(always)]
    pub fn float(x: f64) -> Value {
        Value::Float(F(x.to_bits()))
    }

    /// A `numpy.bool`.
    #[inline(always)]
    pub fn np_bool(x: bool) -> Value {
        Value::NpBool(if x { B::True } else { B::False })
    }

    /// A `numpy.float64`.
    #[inline(always)]
    pub fn np_float(x: f64) -> Value {
        Value::NpFloat(F(x.to_bits()))
    }

    /// A Python int of any size.
    pub fn big(x: BigInt) -> Value {
        match i64::try_from(&x) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::BigInt(Rc::new(x)),
        }
    }

    /// A Python int from a count.
    #[inline(always)]
    pub fn count(n: usize) -> Value {
        Value::Int(n as i64)
    }

    /// A Python complex.
    pub fn complex(x: Complex64) -> Value {
        Value::Complex(Rc::new(x))
    }

    /// A Python str.
    pub fn str(text: impl Into<String>) -> Value {
        Value::Str(Rc::new(Str::new(text.into())))
    }

    /// Python bytes.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Value {
        Value::Bytes(Rc::new(bytes.into()))
    }

    /// A list.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List::new(items)))
    }

    /// A tuple.
    pub fn tuple(items: impl IntoIterator<Item = Value>) -> Value {
        Value::Tuple(Rc::new(Tuple::from_iter(items)))
    }

    /// A tuple of ints, such as a shape.
    pub fn tuple_of_counts(items: &[usize]) -> Value {
        Value::tuple(items.iter().map(|&n| Value::count(n)))
    }

    /// A dtype object.
    pub fn dtype(dtype: DType) -> Value {
        Value::DType(Rc::new(dtype))
    }

    /// An iterator over built-in data.
    pub fn iter(iterator: impl ValueIter + 'static) -> Value {
        Value::Iter(Rc::new(Iter::new(Box::new(iterator))))
    }

    /// A built-in object.
    pub fn native(native: impl Native) -> Value {
        Value::Native(Rc::new(NativeObject::new(Box::new(native))))
    }

    // ---- looking at values ----

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether nothing was given.
    #[inline(always)]
    pub fn is_undef(&self) -> bool {
        matches!(self, Value::Undef)
    }

    /// Whether nothing or `None` was given.
    #[inline(always)]
    pub fn is_missing(&self) -> bool {
        matches!(self, Value::Undef | Value::None)
    }

    /// Whether both are the same object (`is`).
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Undef, Value::Undef)
            | (Value::None, Value::None)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::NpBool(a), Value::NpBool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::NpInt(a), Value::NpInt(b)) => a == b,
            (Value::Float(a), Value::Float(b)) | (Value::NpFloat(a), Value::NpFloat(b)) => a.0 == b.0,
            (Value::Type(a), Value::Type(b)) => a == b,
            (Value::Builtin(a), Value::Builtin(b)) => std::ptr::eq(*a, *b),
            (Value::DType(a), Value::DType(b)) => a == b,
            (Value::Method(_), Value::Method(_)) => false,
            (a, b) => a.address().is_some_and(|at| Some(at) == b.address()),
        }
    }

    /// Where a heap value lives; the `id` of a value.
    pub fn address(&self) -> Option<usize> {
        fn at<T>(rc: &Rc<T>) -> Option<usize> {
            Some(Rc::as_ptr(rc) as *const u8 as usize)
        }
        match self {
            Value::BigInt(x) => at(x),
            Value::Complex(x) => at(x),
            Value::Str(x) => at(x),
            Value::Bytes(x) => at(x),
            Value::List(x) => at(x),
            Value::Tuple(x) => at(x),
            Value::Dict(x) => at(x),
            Value::Set(x) => at(x),
            Value::Range(x) => at(x),
            Value::Slice(x) => at(x),
            Value::Function(x) => at(x),
            Value::Method(x) => at(x),
            Value::Class(x) => at(x),
            Value::Instance(x) => at(x),
            Value::Iter(x) => at(x),
            Value::Generator(x) => at(x),
            Value::Module(x) => at(x),
            Value::Array(x) => at(x),
            Value::Scalar(x) => at(x),
            Value::DType(x) => at(x),
            Value::Native(x) => at(x),
            Value::Variable(x) => at(x),
            _ => None,
        }
    }

    /// The text of a str.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            Value::Scalar(element) => match &**element {
                Element::Str(text) => Some(text),
                _ => None,
            },
            Value::Instance(instance) => instance.payload().and_then(Value::as_str),
            _ => None,
        }
    }

    /// The built-in object of a type.
    pub fn as_native<T: Native>(&self) -> Option<&T> {
        match self {
            Value::Native(object) => object.get::<T>(),
            _ => None,
        }
    }

    /// The built-in class of the value; for objects of a program's class, its nearest built-in base.
    pub fn builtin_type(&self) -> Type {
        match self {
            Value::Undef => types::OBJECT,
            Value::None => types::NONE_TYPE,
            Value::NotImplemented => types::NOT_IMPLEMENTED_TYPE,
            Value::Ellipsis => types::ELLIPSIS,
            Value::Bool(_) => types::BOOL,
            Value::Int(_) | Value::BigInt(_) => types::INT,
            Value::Float(_) => types::FLOAT,
            Value::NpBool(_) => types::NP_BOOL,
            Value::NpInt(_) => types::NP_INT64,
            Value::NpFloat(_) => types::NP_FLOAT64,
            Value::Type(_) => types::TYPE,
            Value::Builtin(function) => function.type_of(),
            Value::Complex(_) => types::COMPLEX,
            Value::Str(_) => types::STR,
            Value::Bytes(_) => types::BYTES,
            Value::List(_) => types::LIST,
            Value::Tuple(tuple) => tuple.class.unwrap_or(types::TUPLE),
            Value::Dict(dict) => dict.class(),
            Value::Set(set) => set.class(),
            Value::Range(_) => types::RANGE,
            Value::Slice(_) => types::SLICE,
            Value::Function(_) => types::FUNCTION,
            Value::Method(method) => method.type_of(),
            Value::Class(_) => types::TYPE,
            Value::Instance(instance) => instance.class.builtin_base(),
            Value::Iter(iter) => iter.class(),
            Value::Generator(_) => types::GENERATOR,
            Value::Module(_) => types::MODULE,
            Value::Array(array) => array_type(array),
            Value::Scalar(element) => types::of_element(element),
            Value::DType(dtype) => types::of_dtype(**dtype),
            Value::Native(object) => object.class(),
            Value::Variable(_) => types::OBJECT,
        }
    }

    /// The class as a value: what `type(x)` gives.
    pub fn class(&self) -> Value {
        match self {
            Value::Instance(instance) => instance.class.as_value(),
            Value::Class(class) => class.metaclass(),
            Value::Array(array) => match array_class(array) {
                Some(class) => class,
                None => Value::Type(types::NDARRAY),
            },
            other => Value::Type(other.builtin_type()),
        }
    }

    /// The class's name as messages show it: `int`, `numpy.ndarray`, `Point`.
    pub fn type_name(&self) -> String {
        match self.class() {
            Value::Class(class) => {
                let name = class.name.get();
                // Written in C there, so that messages show the module.
                let module = class.attributes.borrow().get(&crate::text::names::MODULE).cloned();
                let in_c = module.is_some_and(|module| module.as_str() == Some("datetime"));
                if in_c { format!("datetime.{name}") } else { name.as_str().to_string() }
            }
            Value::Type(class) => class.message_name(),
            _ => "object".to_string(),
        }
    }

    // ---- registers ----

    /// Overwrites a register; the drop of a heap value stays out of the fast path.
    #[inline(always)]
    pub fn set(&mut self, value: Value) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(value);
        } else {
            std::mem::forget(std::mem::replace(self, value));
        }
    }

    /// Overwrites a register with an int without ever building a Value on the stack.
    #[inline(always)]
    pub fn set_int(&mut self, x: i64) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(Value::Int(x));
        } else {
            std::mem::forget(std::mem::replace(self, Value::Int(x)));
        }
    }

    /// Overwrites a register with a float.
    #[inline(always)]
    pub fn set_float(&mut self, x: f64) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(Value::float(x));
        } else {
            std::mem::forget(std::mem::replace(self, Value::float(x)));
        }
    }

    /// Overwrites a register with an `np.float64`.
    #[inline(always)]
    pub fn set_np_float(&mut self, x: f64) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(Value::np_float(x));
        } else {
            std::mem::forget(std::mem::replace(self, Value::np_float(x)));
        }
    }

    /// Overwrites a register with an `np.int64`.
    #[inline(always)]
    pub fn set_np_int(&mut self, x: i64) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(Value::NpInt(x));
        } else {
            std::mem::forget(std::mem::replace(self, Value::NpInt(x)));
        }
    }

    /// Overwrites a register with a bool.
    #[inline(always)]
    pub fn set_bool(&mut self, x: bool) {
        if self.is_heap() {
            std::hint::cold_path();
            self.replace_heap(Value::bool(x));
        } else {
            std::mem::forget(std::mem::replace(self, Value::bool(x)));
        }
    }

    /// Overwrites a value that needs no drop with another that needs none.
    #[inline(always)]
    pub fn copy_number(&mut self, value: &Value) {
        debug_assert!(!self.is_heap() && !value.is_heap());
        match value {
            Value::Int(x) => std::mem::forget(std::mem::replace(self, Value::Int(*x))),
            Value::Float(x) => std::mem::forget(std::mem::replace(self, Value::Float(*x))),
            Value::Bool(x) => std::mem::forget(std::mem::replace(self, Value::Bool(*x))),
            value => *self = value.clone(),
        }
    }

    /// Drops what is there for another value.
    #[cold]
    #[inline(never)]
    fn replace_heap(&mut self, value: Value) {
        *self = value;
    }

    /// Drops what is there.
    #[cold]
    #[inline(never)]
    pub fn clear(&mut self) {
        *self = Value::Undef;
    }

    /// Takes the value out, leaving nothing.
    #[inline(always)]
    pub fn take(&mut self) -> Value {
        std::mem::take(self)
    }
}

/// What the value floor attaches to an array of a subclass of ndarray: its class and attributes.
pub struct Subclass {
    /// A `Value::Class` or a built-in type such as `numpy.matrix`.
    pub class: Value,
    /// The instance's own attributes.
    pub attributes: std::cell::RefCell<Attributes>,
}

/// The class of an array of a subclass.
fn array_class(array: &ArrayRef) -> Option<Value> {
    let tag = array.tag.borrow();
    Some(tag.as_ref()?.downcast_ref::<Subclass>()?.class.clone())
}

fn array_type(array: &ArrayRef) -> Type {
    match array_class(array) {
        Some(Value::Type(class)) => class,
        _ => types::NDARRAY,
    }
}
