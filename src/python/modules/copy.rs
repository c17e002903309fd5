//! `copy`: shallow and deep copies.

use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::{ByteArray, has_special, object_id};
use crate::text::{Name, R};
use crate::value::dict::Dict;
use crate::value::{
    Attributes, Builtin, DictObject, Instance, Interp, Run, SetObject, Subclass, Value, element_to_value, object_of,
    types,
};
use std::cell::RefCell;
use std::rc::Rc;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "copy.copy",
        signature: "(x)",
        summary: "A new object with the same contents.",
        example: ">>> import copy\n>>> a = [[1], 2]\n>>> b = copy.copy(a)\n>>> b is a, b[0] is a[0]\n(False, True)\n",
        see_also: &["copy.deepcopy"],
        run: Run::Function(|cx, args| shallow(cx, &args[0])),
        ..NAMED
    },
    Builtin {
        name: "copy.deepcopy",
        signature: "(x, memo=None, _nil=[])",
        summary: "A new object whose contents are deep copies, too.",
        example: ">>> import copy\n>>> a = [[1], 2]\n>>> b = copy.deepcopy(a)\n>>> b[0] is a[0]\nFalse\n",
        see_also: &["copy.copy"],
        run: Run::Function(deepcopy),
        ..NAMED
    },
    Builtin {
        name: "copy.Error",
        summary: "What copying raises for objects that cannot be copied.",
        run: Run::Constant(|| Value::Type(types::of_error(crate::text::ErrorClass::CopyError))),
        ..POSITIONAL
    },
];

/// Whether copies of a value are the value itself.
fn is_atomic(value: &Value) -> bool {
    !matches!(
        value,
        Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Instance(_)
            | Value::Iter(_)
            | Value::Array(_)
            | Value::Native(_)
            | Value::Generator(_)
            | Value::Method(_)
            | Value::Scalar(_)
    )
}

fn shallow(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    let copy = Name::new("__copy__");
    if has_special(value, copy)
        && let Some(method) = cx.find_special(value, copy)?
    {
        return cx.call(&method, &[], &[]);
    }
    Ok(match value {
        Value::List(list) => Value::list(list.items.borrow().clone()),
        Value::Dict(dict) => Value::Dict(Rc::new(copied_dict(dict, dict.map.borrow().copy()))),
        Value::Set(set) if !set.frozen => Value::Set(Rc::new(set.copy())),
        Value::Array(array) => same_subclass(value, array.copy_ordered(crate::array::Order::Keep)),
        Value::Instance(instance) => {
            let payload = match instance.payload() {
                Some(payload) => Some(shallow(cx, payload)?),
                None => None,
            };
            copied_instance(instance, payload, instance.exception_args())
        }
        Value::Iter(iterator) => iterator.fork().map_or_else(|| cannot(value), Ok)?,
        Value::Native(object) => match object.get::<ByteArray>() {
            Some(array) => ByteArray::value(array.bytes.borrow().clone()),
            None => value.clone(),
        },
        Value::Generator(_) => cannot(value)?,
        _ => value.clone(),
    })
}

fn cannot(value: &Value) -> R<Value> {
    let message = format!("cannot pickle '{}' object", value.type_name());
    crate::text::err(crate::text::ErrorClass::TypeError, message)
}

/// A dict of the same class and default with other entries.
fn copied_dict(dict: &DictObject, map: Dict) -> DictObject {
    let copy = DictObject::of_class(dict.class(), map);
    *copy.default_factory.borrow_mut() = dict.default_factory.borrow().clone();
    copy
}

/// A copy of an array of a subclass is of that subclass.
fn same_subclass(original: &Value, copy: crate::array::ArrayRef) -> Value {
    if let Value::Array(array) = original
        && let Some(tag) = array.tag.borrow().as_ref()
        && let Some(subclass) = tag.downcast_ref::<Subclass>()
    {
        let mut attributes = crate::value::Attributes::default();
        for (name, value) in subclass.attributes.borrow().iter() {
            attributes.insert(name, value);
        }
        let attributes = RefCell::new(attributes);
        *copy.tag.borrow_mut() = Some(Rc::new(Subclass { class: subclass.class.clone(), attributes }));
    }
    Value::Array(copy)
}

fn copied_instance(instance: &Instance, payload: Option<Value>, args: Value) -> Value {
    let copy = match payload {
        Some(payload) => Instance::with_payload(instance.class.clone(), payload),
        None => Instance::new(instance.class.clone()),
    };
    let mut attributes = Attributes::default();
    for (name, value) in instance.attributes.borrow().iter() {
        attributes.insert(name, value);
    }
    *copy.attributes.borrow_mut() = attributes;
    if let Some(state) = copy.exception() {
        *state.args.borrow_mut() = args;
    }
    Value::Instance(Rc::new(copy))
}

fn deepcopy(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let memo = match &args[1] {
        Value::None => Value::dict(Dict::new()),
        memo => memo.clone(),
    };
    deep(cx, &args[0], &memo)
}

/// A deep copy; `memo` is a dict of the copies made so far by the ids of their originals.
fn deep(cx: &mut dyn Interp, value: &Value, memo: &Value) -> R<Value> {
    if is_atomic(value) {
        return Ok(value.clone());
    }
    let id = Value::count(object_id(value));
    let known = match memo {
        Value::Dict(memo) => memo.map.borrow().get(&id).cloned(),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(known);
    }
    let method = Name::new("__deepcopy__");
    if has_special(value, method)
        && let Some(method) = cx.find_special(value, method)?
    {
        let copy = cx.call(&method, std::slice::from_ref(memo), &[])?;
        remember(cx, memo, value, &copy)?;
        return Ok(copy);
    }
    if crate::text::stack::is_low() {
        let message = "maximum recursion depth exceeded";
        return crate::text::err(crate::text::ErrorClass::RecursionError, message);
    }
    match value {
        Value::List(list) => {
            let copy = Value::list(Vec::new());
            remember(cx, memo, value, &copy)?;
            let mut at = 0;
            loop {
                let Some(item) = list.items.borrow().get(at).cloned() else { break };
                let item = deep(cx, &item, memo)?;
                if let Value::List(copy) = &copy {
                    copy.items.borrow_mut().push(item);
                }
                at += 1;
            }
            Ok(copy)
        }
        Value::Tuple(tuple) => {
            let mut items = Vec::with_capacity(tuple.len());
            let mut changed = false;
            for item in tuple.iter() {
                let copy = deep(cx, item, memo)?;
                changed |= !copy.is(item);
                items.push(copy);
            }
            // A tuple that holds only what need not be copied is its own copy.
            let copy = match (changed, tuple.class) {
                (false, _) => value.clone(),
                (true, Some(class)) => crate::value::Tuple::named(class, items),
                (true, None) => Value::tuple(items),
            };
            remember(cx, memo, value, &copy)?;
            Ok(copy)
        }
        Value::Dict(dict) => {
            let target = Rc::new(copied_dict(dict, Dict::new()));
            let copy = Value::Dict(target.clone());
            remember(cx, memo, value, &copy)?;
            let entries: Vec<(Value, Value)> =
                dict.map.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            for (key, value) in entries {
                let key = deep(cx, &key, memo)?;
                let value = deep(cx, &value, memo)?;
                target.set(cx, key, value)?;
            }
            Ok(copy)
        }
        Value::Set(set) => {
            let items: Vec<Value> = set.set.borrow().iter().cloned().collect();
            let target = SetObject { set: RefCell::default(), frozen: set.frozen };
            for item in items {
                let item = deep(cx, &item, memo)?;
                target.add(cx, item)?;
            }
            let copy = Value::Set(Rc::new(target));
            remember(cx, memo, value, &copy)?;
            Ok(copy)
        }
        Value::Array(array) => {
            let copied = array.copy_ordered(crate::array::Order::Keep);
            if array.dtype() == crate::array::DType::Object {
                for offset in copied.layout().offsets().collect::<Vec<_>>() {
                    let item = element_to_value(copied.element(offset));
                    let item = deep(cx, &item, memo)?;
                    copied.set_element(offset, &crate::array::Element::Object(object_of(item)));
                }
            }
            let copy = same_subclass(value, copied);
            remember(cx, memo, value, &copy)?;
            Ok(copy)
        }
        Value::Instance(instance) => deep_instance(cx, value, instance, memo),
        Value::Method(method) => {
            let receiver = deep(cx, &method.receiver, memo)?;
            Ok(Value::Method(Rc::new(crate::value::BoundMethod { function: method.function.clone(), receiver })))
        }
        other => {
            let copy = shallow(cx, other)?;
            remember(cx, memo, value, &copy)?;
            Ok(copy)
        }
    }
}

fn deep_instance(cx: &mut dyn Interp, value: &Value, instance: &Instance, memo: &Value) -> R<Value> {
    // The copy is known before its parts are copied, so that parts may refer back to it.
    let plain = instance.payload().is_none();
    let early = plain.then(|| copied_instance(instance, None, instance.exception_args()));
    if let Some(copy) = &early {
        remember(cx, memo, value, copy)?;
    }
    let payload = match instance.payload() {
        Some(payload) => Some(deep(cx, payload, memo)?),
        None => None,
    };
    let copy = match early {
        Some(copy) => copy,
        None => {
            let copy = copied_instance(instance, payload, Value::Undef);
            remember(cx, memo, value, &copy)?;
            copy
        }
    };
    let Value::Instance(target) = &copy else { return Ok(copy) };
    let own: Vec<(Name, Value)> = instance.attributes.borrow().iter().collect();
    for (name, part) in own {
        let part = deep(cx, &part, memo)?;
        target.set(name, part);
    }
    if let Some(state) = target.exception() {
        let args = deep(cx, &instance.exception_args(), memo)?;
        *state.args.borrow_mut() = args;
    }
    Ok(copy)
}

/// Records a copy. The original is kept alive, too: its id must not be given to another object.
fn remember(cx: &mut dyn Interp, memo: &Value, original: &Value, copy: &Value) -> R<()> {
    cx.set_item(memo, &Value::count(object_id(original)), copy.clone())?;
    let kept = Value::count(object_id(memo));
    let list = match memo {
        Value::Dict(memo) => memo.map.borrow().get(&kept).cloned(),
        _ => None,
    };
    match list {
        Some(Value::List(list)) => {
            list.items.borrow_mut().push(original.clone());
            Ok(())
        }
        _ => cx.set_item(memo, &kept, Value::list(vec![original.clone()])),
    }
}
