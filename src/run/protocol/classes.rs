//! `isinstance` and `issubclass`.

use super::special::has_special;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Interp, Owner, Type, Value, find_member, types};

/// `isinstance(value, class)`, where `class` may be a tuple or union of classes.
///
/// *Errors*: TypeError for what is no class.
pub fn is_instance(cx: &mut dyn Interp, value: &Value, class: &Value) -> R<bool> {
    match class {
        Value::Type(_) => Ok(derives(&value.class(), class)),
        Value::Class(_) => {
            if value.class().is(class) {
                return Ok(true);
            }
            if let Some(method) = metaclass_method(cx, class, "__instancecheck__")? {
                let result = cx.call(&method, std::slice::from_ref(value), &[])?;
                return cx.truth(&result);
            }
            Ok(derives(&value.class(), class))
        }
        Value::Tuple(classes) => {
            for class in classes.iter() {
                if is_instance(cx, value, class)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => match members_of_union(cx, class)? {
            Some(classes) => is_instance(cx, value, &classes),
            None if class.builtin_type() == types::GENERIC_ALIAS => {
                err(ErrorClass::TypeError, "isinstance() argument 2 cannot be a parameterized generic")
            }
            None => {
                let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
                err(ErrorClass::TypeError, message)
            }
        },
    }
}

/// `issubclass(class, other)`. *Errors*: TypeError for what is no class.
pub fn is_subclass(cx: &mut dyn Interp, class: &Value, other: &Value) -> R<bool> {
    if !matches!(class, Value::Type(_) | Value::Class(_)) {
        return err(ErrorClass::TypeError, "issubclass() arg 1 must be a class");
    }
    match other {
        Value::Type(_) => Ok(derives(class, other)),
        Value::Class(_) => {
            if let Some(method) = metaclass_method(cx, other, "__subclasscheck__")? {
                let result = cx.call(&method, std::slice::from_ref(class), &[])?;
                return cx.truth(&result);
            }
            Ok(derives(class, other))
        }
        Value::Tuple(others) => {
            for other in others.iter() {
                if is_subclass(cx, class, other)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => match members_of_union(cx, other)? {
            Some(others) => is_subclass(cx, class, &others),
            None => {
                let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
                err(ErrorClass::TypeError, message)
            }
        },
    }
}

/// Whether a class is another, derives from it, or has what an abstract class asks for.
pub fn derives(class: &Value, other: &Value) -> bool {
    let (built_in, by_inheritance) = match class {
        Value::Type(class) => (*class, matches!(other, Value::Type(other) if class.is_a(*other))),
        Value::Class(class) => (class.builtin_base(), class.is_a(other)),
        _ => return false,
    };
    match other {
        Value::Type(other) if !by_inheritance => is_registered(built_in, *other) || has_interface(class, *other),
        _ => by_inheritance,
    }
}

/// The classes that the abstract classes of `numbers` and `collections.abc` know to be theirs.
fn is_registered(class: Type, other: Type) -> bool {
    let any = |classes: &[Type]| classes.iter().any(|base| class.is_a(*base));
    match other {
        types::NUMBERS_NUMBER | types::NUMBERS_COMPLEX => {
            any(&[types::COMPLEX, types::NP_COMPLEXFLOATING]) || is_registered(class, types::NUMBERS_REAL)
        }
        types::NUMBERS_REAL => {
            any(&[types::FLOAT, types::NP_FLOATING]) || is_registered(class, types::NUMBERS_RATIONAL)
        }
        types::NUMBERS_RATIONAL => is_registered(class, types::NUMBERS_INTEGRAL),
        types::NUMBERS_INTEGRAL => any(&[types::INT, types::NP_INTEGER]),
        types::ABC_ITERATOR | types::ABC_ITERABLE | types::ABC_CALLABLE if is_abstractly(class, other) => true,
        types::ABC_SEQUENCE => {
            any(&[types::TUPLE, types::STR, types::BYTES, types::RANGE, types::MEMORYVIEW])
                || is_registered(class, types::ABC_MUTABLE_SEQUENCE)
        }
        types::ABC_MUTABLE_SEQUENCE => any(&[types::LIST, types::BYTEARRAY, types::DEQUE]),
        types::ABC_MAPPING => any(&[types::MAPPINGPROXY]) || is_registered(class, types::ABC_MUTABLE_MAPPING),
        types::ABC_MUTABLE_MAPPING => class.is_a(types::DICT),
        types::ABC_SET => {
            any(&[types::FROZENSET, types::DICT_KEYS, types::DICT_ITEMS])
                || is_registered(class, types::ABC_MUTABLE_SET)
        }
        types::ABC_MUTABLE_SET => class.is_a(types::SET),
        _ => false,
    }
}

/// Whether objects of a class are iterators or can be called, which their rows do not show.
fn is_abstractly(class: Type, other: Type) -> bool {
    let of = |classes: &[Type]| classes.contains(&class);
    if other == types::ABC_CALLABLE {
        return of(&[
            types::FUNCTION,
            types::BUILTIN_FUNCTION,
            types::METHOD,
            types::METHOD_DESCRIPTOR,
            types::WRAPPER_DESCRIPTOR,
            types::METHOD_WRAPPER,
            types::TYPE,
            types::PARTIAL,
            types::LRU_CACHE,
            types::UFUNC,
            types::NP_FUNCTION,
            types::VECTORIZE,
        ]);
    }
    let iterates = [types::ENUMERATE, types::ZIP, types::MAP, types::FILTER, types::REVERSED, types::GENERATOR];
    of(&iterates)
        || class.module() == "itertools"
        || class.module() == "builtins" && class.name().ends_with("iterator")
        || other == types::ABC_ITERABLE && of(&[types::NDARRAY, types::BYTEARRAY, types::MEMORYVIEW, types::DEQUE])
}

/// Whether a class has the methods that an abstract class of `collections.abc` stands for.
fn has_interface(class: &Value, other: Type) -> bool {
    let asked: &[&str] = match other {
        types::ABC_ITERABLE => &["__iter__"],
        types::ABC_ITERATOR => &["__iter__", "__next__"],
        types::ABC_GENERATOR => &["__iter__", "__next__", "send", "throw", "close"],
        types::ABC_REVERSIBLE => &["__iter__", "__reversed__"],
        types::ABC_SIZED => &["__len__"],
        types::ABC_CONTAINER => &["__contains__"],
        types::ABC_COLLECTION => &["__len__", "__iter__", "__contains__"],
        types::ABC_CALLABLE => &["__call__"],
        types::ABC_HASHABLE => &["__hash__"],
        _ => return false,
    };
    asked.iter().all(|name| class_has(class, Name::new(name)))
}

/// Whether objects of a class have a method, by the program's classes and the rows of built-in ones.
fn class_has(class: &Value, name: Name) -> bool {
    let built_in = match class {
        Value::Class(class) => {
            if let Some(found) = class.lookup(name) {
                return !found.is_none();
            }
            if name == names::HASH && class.lookup(names::EQ).is_some() {
                return false;
            }
            class.builtin_base()
        }
        Value::Type(class) => *class,
        _ => return false,
    };
    match built_in.mro().into_iter().find_map(|class| find_member(Owner::Class(class), name)) {
        Some(row) => !matches!(row.constant(), Some(Value::None)),
        None => name == names::HASH,
    }
}

fn metaclass_method(cx: &mut dyn Interp, class: &Value, name: &str) -> R<Option<Value>> {
    let name = Name::new(name);
    if has_special(class, name) { cx.find_special(class, name) } else { Ok(None) }
}

/// The members of `int | str`, as a tuple.
fn members_of_union(cx: &mut dyn Interp, value: &Value) -> R<Option<Value>> {
    if value.builtin_type() != types::UNION_TYPE {
        return Ok(None);
    }
    let members = cx.get_attr(value, names::ARGS)?;
    Ok(Some(Value::tuple(cx.collect(&members)?)))
}
