//! Views of dicts: what `keys`, `values` and `items` give. Keys and items also behave as sets.

use crate::python::args::POSITIONAL;
use crate::run::protocol::{DictIter, DictPart, with_guard};
use crate::syntax::ast::CmpOp;
use crate::text::{ErrorClass, R, err};
use crate::value::set::Set;
use crate::value::{Builtin, DictObject, Interp, Native, Run, SetObject, Type, Value, set_of, types};
use std::any::Any;
use std::rc::Rc;

/// A view of a dict.
pub(super) struct DictView {
    /// The dict.
    pub(super) dict: Rc<DictObject>,
    /// What of its entries is seen.
    pub(super) part: DictPart,
}

impl Native for DictView {
    fn class(&self) -> Type {
        match self.part {
            DictPart::Keys => types::DICT_KEYS,
            DictPart::Values => types::DICT_VALUES,
            DictPart::Items => types::DICT_ITEMS,
        }
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let dict = Value::Dict(self.dict.clone());
        Some(with_guard(&dict, "...", || {
            let items = cx.collect(&Value::iter(DictIter::new(self.dict.clone(), self.part)))?;
            let ordered = if self.dict.class() == types::ORDERED_DICT { "o" } else { "" };
            Ok(format!("{ordered}{}({})", self.class().name(), cx.repr(&Value::list(items))?))
        }))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

macro_rules! set_row {
    ($class:literal, $name:literal, $run:expr) => {
        Builtin { name: concat!($class, $name), signature: "(self, value, /)", run: Run::Function($run), ..POSITIONAL }
    };
}

/// Rows of one class of views; those of sets only where the view is one.
macro_rules! view_rows {
    // A macro because rows are static and their names differ by class.
    ($class:literal $(, $set:ident)?) => {
        &[
            Builtin { name: concat!($class, ".__len__"), signature: "(self)", run: Run::Function(len), ..POSITIONAL },
            Builtin { name: concat!($class, ".__iter__"), signature: "(self)", run: Run::Function(iter), ..POSITIONAL },
            Builtin {
                name: concat!($class, ".__reversed__"),
                signature: "(self)",
                run: Run::Function(reversed),
                ..POSITIONAL
            },
            Builtin { name: concat!($class, ".mapping"), run: Run::Property(mapping, None), ..POSITIONAL },
            $(
                Builtin {
                    name: concat!($class, ".__contains__"),
                    signature: "(self, key, /)",
                    run: Run::Function(contains),
                    ..POSITIONAL
                },
                Builtin {
                    name: concat!($class, ".isdisjoint"),
                    signature: "(self, other, /)",
                    summary: "Whether the view and an iterable have nothing in common.",
                    run: Run::Function(isdisjoint),
                    ..POSITIONAL
                },
                $set!($class, ".__and__", and),
                $set!($class, ".__rand__", and),
                $set!($class, ".__or__", or),
                $set!($class, ".__ror__", or),
                $set!($class, ".__sub__", sub),
                $set!($class, ".__rsub__", rsub),
                $set!($class, ".__xor__", xor),
                $set!($class, ".__rxor__", xor),
                $set!($class, ".__eq__", |cx, args| compare(cx, CmpOp::Eq, args)),
                $set!($class, ".__ne__", |cx, args| compare(cx, CmpOp::Ne, args)),
                $set!($class, ".__lt__", |cx, args| compare(cx, CmpOp::Lt, args)),
                $set!($class, ".__le__", |cx, args| compare(cx, CmpOp::Le, args)),
                $set!($class, ".__gt__", |cx, args| compare(cx, CmpOp::Gt, args)),
                $set!($class, ".__ge__", |cx, args| compare(cx, CmpOp::Ge, args)),
                Builtin { name: concat!($class, ".__hash__"), ..POSITIONAL },
            )?
        ]
    };
}

pub(super) static KEYS: &[Builtin] = view_rows!("dict_keys", set_row);
pub(super) static VALUES: &[Builtin] = view_rows!("dict_values");
pub(super) static ITEMS: &[Builtin] = view_rows!("dict_items", set_row);

fn view(value: &Value) -> R<&DictView> {
    match value.as_native::<DictView>() {
        Some(view) => Ok(view),
        None => err(ErrorClass::TypeError, format!("expected a view of a dict, not '{}'", value.type_name())),
    }
}

fn len(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Ok(Value::count(view(&args[0])?.dict.map.borrow().len()))
}

fn iter(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let view = view(&args[0])?;
    Ok(Value::iter(DictIter::new(view.dict.clone(), view.part)))
}

fn reversed(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let view = view(&args[0])?;
    Ok(Value::iter(DictIter::reversed(view.dict.clone(), view.part)))
}

fn mapping(_: &mut dyn Interp, value: &Value) -> R<Value> {
    Ok(Value::native(super::mapping_proxy::MappingProxy { mapping: Value::Dict(view(value)?.dict.clone()) }))
}

fn contains(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let view = view(&args[0])?;
    let found = match (view.part, &args[1]) {
        (DictPart::Items, Value::Tuple(pair)) => match &***pair {
            [key, value] => match view.dict.get(cx, key)? {
                Some(have) => cx.equal(&have, value)?,
                None => false,
            },
            _ => false,
        },
        (DictPart::Items, _) => false,
        _ => view.dict.contains(cx, &args[1])?,
    };
    Ok(Value::bool(found))
}

fn isdisjoint(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let items = cx.collect(&args[1])?;
    for item in items {
        if cx.contains(&args[0], &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

/// The view's content as a new set.
fn as_set(cx: &mut dyn Interp, value: &Value) -> R<SetObject> {
    let set = SetObject::new(Set::new());
    set.update(cx, value)?;
    Ok(set)
}

fn finished(set: SetObject) -> R<Value> {
    Ok(Value::Set(Rc::new(set)))
}

fn and(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    // As in CPython: the other operand's items are gone through, unless it is a longer set or view.
    let set = SetObject::new(Set::new());
    let sized = matches!(args[1], Value::Set(_)) || args[1].as_native::<DictView>().is_some();
    let swap = sized && cx.len(&args[0])? <= cx.len(&args[1])? && !is_equal_view(cx, &args[0], &args[1])?;
    let (searched, walked) = if swap { (&args[1], &args[0]) } else { (&args[0], &args[1]) };
    let iterator = cx.iter(walked)?;
    while let Some(item) = cx.next(&iterator)? {
        if cx.contains(searched, &item)? {
            set.add(cx, item)?;
        }
    }
    finished(set)
}

/// Whether both are views of the same length: then the second one's items are gone through.
fn is_equal_view(cx: &mut dyn Interp, a: &Value, b: &Value) -> R<bool> {
    Ok(b.as_native::<DictView>().is_some() && cx.len(a)? == cx.len(b)?)
}

fn or(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = as_set(cx, &args[0])?;
    set.update(cx, &args[1])?;
    finished(set)
}

fn sub(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = as_set(cx, &args[0])?;
    set.difference_update(cx, &args[1])?;
    finished(set)
}

fn rsub(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = as_set(cx, &args[1])?;
    set.difference_update(cx, &args[0])?;
    finished(set)
}

fn xor(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let set = as_set(cx, &args[0])?;
    set.symmetric_difference_update(cx, &args[1])?;
    finished(set)
}

fn compare(cx: &mut dyn Interp, op: CmpOp, args: &mut [Value]) -> R<Value> {
    let is_set = |value: &Value| {
        set_of(value).is_some() || value.as_native::<DictView>().is_some_and(|view| view.part != DictPart::Values)
    };
    if !is_set(&args[1]) {
        return Ok(Value::NotImplemented);
    }
    let (n, m) = (cx.len(&args[0])?, cx.len(&args[1])?);
    let answer = match op {
        CmpOp::Eq => n == m && all_in(cx, &args[0], &args[1])?,
        CmpOp::Ne => !(n == m && all_in(cx, &args[0], &args[1])?),
        CmpOp::Le => n <= m && all_in(cx, &args[0], &args[1])?,
        CmpOp::Lt => n < m && all_in(cx, &args[0], &args[1])?,
        CmpOp::Ge => n >= m && all_in(cx, &args[1], &args[0])?,
        _ => n > m && all_in(cx, &args[1], &args[0])?,
    };
    Ok(Value::bool(answer))
}

fn all_in(cx: &mut dyn Interp, items: &Value, container: &Value) -> R<bool> {
    let iterator = cx.iter(items)?;
    while let Some(item) = cx.next(&iterator)? {
        if !cx.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}
