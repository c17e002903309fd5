//! `repr`, `str` and `ascii` of any value.

use super::arrays::{repr_array, repr_dtype, repr_element, str_array, str_dtype, str_element};
use super::special::{call_special, has_special};
use crate::array::Element;
use crate::print::number::Int;
use crate::print::quote::{escape_non_ascii, push_repr_str};
use crate::print::{repr_bytes, repr_complex, repr_float, repr_int};
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::{Instance, Interp, Owner, Tuple, Value, VoidScalar, types};
use std::cell::RefCell;

/// Containers nested deeper than this are a RecursionError, as in CPython.
const DEEPEST: usize = 900;

thread_local! {
    /// The containers that are being shown, outermost first.
    static SHOWING: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// `repr(value)`.
pub fn repr(cx: &mut dyn Interp, value: &Value) -> R<String> {
    if has_special(value, names::REPR)
        && let Some(text) = call_special(cx, value, names::REPR, &[])?
    {
        return match text.as_str() {
            Some(text) => Ok(text.to_string()),
            None => err(ErrorClass::TypeError, format!("__repr__ returned non-string (type {})", text.type_name())),
        };
    }
    builtin_repr(cx, value)
}

/// `str(value)`.
pub fn str(cx: &mut dyn Interp, value: &Value) -> R<String> {
    match value {
        Value::Str(text) => Ok(text.to_string()),
        Value::NpBool(x) => Ok(if x.get() { "True" } else { "False" }.to_string()),
        Value::NpInt(x) => Ok(x.to_string()),
        Value::NpFloat(x) => str_element(cx, &Element::F64(x.get())),
        Value::Scalar(element) => str_element(cx, element),
        Value::Native(_) if value.as_native::<VoidScalar>().is_some() => {
            str_element(cx, &value.as_np_scalar().unwrap_or(crate::array::Element::Bool(false)))
        }
        Value::DType(dtype) => Ok(str_dtype(**dtype)),
        Value::Instance(instance) => str_of_instance(cx, instance, value),
        Value::Native(_) | Value::Class(_) | Value::Array(_) if has_special(value, names::STR) => {
            let text = call_special(cx, value, names::STR, &[])?;
            text_result(text.unwrap_or_default(), "__str__")
        }
        Value::Array(array) => str_array(cx, array),
        Value::Native(object) => match object.data().str(cx) {
            Some(text) => text,
            None => cx.repr(value),
        },
        _ => cx.repr(value),
    }
}

/// `ascii(value)`.
pub fn ascii(cx: &mut dyn Interp, value: &Value) -> R<String> {
    Ok(escape_non_ascii(&cx.repr(value)?))
}

fn text_result(text: Value, method: &str) -> R<String> {
    match text.as_str() {
        Some(text) => Ok(text.to_string()),
        None => err(ErrorClass::TypeError, format!("{method} returned non-string (type {})", text.type_name())),
    }
}

fn str_of_instance(cx: &mut dyn Interp, instance: &Instance, value: &Value) -> R<String> {
    if instance.class.lookup(names::STR).is_some() {
        let text = call_special(cx, value, names::STR, &[])?;
        return text_result(text.unwrap_or_default(), "__str__");
    }
    // An exception's own `__repr__` does not change its `str`; any other object's does.
    if instance.is_exception() {
        return str_of_exception(cx, instance);
    }
    match instance.payload() {
        Some(payload) if instance.class.lookup(names::REPR).is_none() => str(cx, payload),
        _ => cx.repr(value),
    }
}

/// `str` of an exception: its arguments, unless its class has something better to say.
pub fn str_of_exception(cx: &mut dyn Interp, instance: &Instance) -> R<String> {
    let args = instance.exception_args();
    let Value::Tuple(args) = &args else { return Ok(String::new()) };
    let class = instance.class.builtin_base().error_class();
    let is_a = |of: ErrorClass| class.is_some_and(|class| class.is_a(of));
    if is_a(ErrorClass::OSError) && args.len() >= 2 {
        let mut text = format!("[Errno {}] {}", cx.str(&args[0])?, cx.str(&args[1])?);
        let file = instance.get(Name::new("filename")).or_else(|| args.get(2).cloned());
        if let Some(file) = file.filter(|file| !file.is_none()) {
            text.push_str(": ");
            text.push_str(&cx.repr(&file)?);
        }
        return Ok(text);
    }
    if is_a(ErrorClass::SyntaxError) && args.len() == 2 {
        return cx.str(&args[0]);
    }
    if let (true, Some(text)) = (is_a(ErrorClass::UnicodeError), unicode_error_text(args)) {
        return Ok(text);
    }
    match &***args {
        [] => Ok(String::new()),
        [key] if is_a(ErrorClass::KeyError) => cx.repr(key),
        [one] => cx.str(one),
        _ => cx.repr(&Value::Tuple(args.clone())),
    }
}

/// What UnicodeEncodeError and UnicodeDecodeError say of their five arguments.
fn unicode_error_text(args: &[Value]) -> Option<String> {
    let [codec, object, Value::Int(start), Value::Int(end), reason] = args else { return None };
    let (codec, reason) = (codec.as_str()?, reason.as_str()?);
    let at = usize::try_from(*start).ok()?;
    let many = *end != *start + 1;
    Some(match object {
        Value::Bytes(_) if many => {
            format!("'{codec}' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
        }
        Value::Bytes(bytes) => {
            let byte = bytes.get(at).copied().unwrap_or(0);
            format!("'{codec}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ if many => format!("'{codec}' codec can't encode characters in position {start}-{}: {reason}", end - 1),
        object => {
            let c = object.as_str()?.chars().nth(at)?;
            let shown = match u32::from(c) {
                code @ 0..=0xff => format!("\\x{code:02x}"),
                code @ 0x100..=0xffff => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            };
            format!("'{codec}' codec can't encode character '{shown}' in position {start}: {reason}")
        }
    })
}

/// `repr` as the built-in class of the value gives it, whatever the program's class says: what
/// `super().__repr__()` finds.
pub fn builtin_repr(cx: &mut dyn Interp, value: &Value) -> R<String> {
    Ok(match value {
        Value::Undef => "<NULL>".to_string(),
        Value::None => "None".to_string(),
        Value::NotImplemented => "NotImplemented".to_string(),
        Value::Ellipsis => "Ellipsis".to_string(),
        Value::Bool(x) => if x.get() { "True" } else { "False" }.to_string(),
        Value::Int(x) => x.to_string(),
        Value::Float(x) => repr_float(x.get()),
        Value::NpBool(x) => repr_element(cx, &Element::Bool(x.get()))?,
        Value::NpInt(x) => repr_element(cx, &Element::I64(*x))?,
        Value::NpFloat(x) => repr_element(cx, &Element::F64(x.get()))?,
        Value::Scalar(element) => repr_element(cx, element)?,
        Value::Native(_) if value.as_native::<VoidScalar>().is_some() => {
            repr_element(cx, &value.as_np_scalar().unwrap_or(crate::array::Element::Bool(false)))?
        }
        Value::BigInt(x) => repr_int(Int::Big(x))?,
        Value::Complex(x) => repr_complex(x.re, x.im),
        Value::Str(text) => crate::print::repr_str(text),
        Value::Bytes(bytes) => repr_bytes(bytes),
        Value::List(list) => with_guard(value, "[...]", || {
            let mut out = String::from("[");
            let mut at = 0;
            // The list may change while the program's code shows an element.
            loop {
                let Some(item) = list.items.borrow().get(at).cloned() else { break };
                if at > 0 {
                    out.push_str(", ");
                }
                push_repr(cx, &item, &mut out)?;
                at += 1;
            }
            out.push(']');
            Ok(out)
        })?,
        Value::Tuple(tuple) => with_guard(value, "(...)", || repr_tuple(cx, tuple))?,
        Value::Dict(_) => repr_dict(cx, value)?,
        Value::Set(set) => repr_set(cx, value, set.frozen, if set.frozen { "frozenset" } else { "set" })?,
        Value::Range(range) => {
            let (start, stop, step) = range.big_parts();
            if step == 1u8.into() {
                format!("range({start}, {stop})")
            } else {
                format!("range({start}, {stop}, {step})")
            }
        }
        Value::Slice(slice) => {
            format!("slice({}, {}, {})", cx.repr(&slice.start)?, cx.repr(&slice.stop)?, cx.repr(&slice.step)?)
        }
        Value::Type(class) => format!("<class '{}'>", class.full_name()),
        Value::Class(class) => {
            format!("<class '{}{}'>", module_prefix(cx, value)?, class.qualname.borrow())
        }
        Value::Builtin(function) => repr_builtin(function),
        Value::Function(_) => {
            format!("<function {} at {}>", qualname(cx, value)?, object_address(value))
        }
        Value::Generator(_) => {
            format!("<generator object {} at {}>", qualname(cx, value)?, object_address(value))
        }
        Value::Method(method) => match &method.function {
            // Written in Python there.
            Value::Builtin(function) if function.row.name.starts_with("Random.") => {
                format!("<bound method {} of {}>", function.row.name, cx.repr(&method.receiver)?)
            }
            Value::Builtin(function) if method.type_of() == types::METHOD_WRAPPER => {
                let (class, at) = (method.receiver.type_name(), object_address(&method.receiver));
                format!("<method-wrapper '{}' of {class} object at {at}>", function.name)
            }
            Value::Builtin(function) => {
                let owner = match &method.receiver {
                    Value::Type(class) => format!("type object at {}", object_address(&Value::Type(*class))),
                    receiver => format!("{} object at {}", receiver.type_name(), object_address(receiver)),
                };
                format!("<built-in method {} of {owner}>", function.name)
            }
            function => {
                format!("<bound method {} of {}>", qualname(cx, function)?, cx.repr(&method.receiver)?)
            }
        },
        Value::Module(module) => format!("<module '{}' (built-in)>", module.name),
        Value::Array(array) => repr_array(cx, array)?,
        Value::DType(dtype) => repr_dtype(**dtype),
        Value::Iter(iter) => match iter.repr(cx) {
            Some(text) => text?,
            None => default_repr(value),
        },
        Value::Native(object) => match object.data().repr(cx) {
            Some(text) => text?,
            None => default_repr(value),
        },
        Value::Instance(instance) => repr_instance(cx, instance, value)?,
        Value::Variable(_) => default_repr(value),
    })
}

fn push_repr(cx: &mut dyn Interp, value: &Value, out: &mut String) -> R<()> {
    match value {
        Value::Str(text) => push_repr_str(out, text),
        Value::Int(x) => {
            use std::fmt::Write;
            let _ = write!(out, "{x}");
        }
        _ => out.push_str(&cx.repr(value)?),
    }
    Ok(())
}

/// Shows a container unless it is being shown already: then it is a cycle, and `cycle` stands for it.
pub fn with_guard(value: &Value, cycle: &str, show: impl FnOnce() -> R<String>) -> R<String> {
    Ok(guarded(value, show)?.unwrap_or_else(|| cycle.to_string()))
}

/// Shows a container; None, and nothing done, if it is being shown already. Errors: RecursionError.
pub fn guarded<T>(value: &Value, show: impl FnOnce() -> R<T>) -> R<Option<T>> {
    let address = value.address().unwrap_or_default();
    let depth = SHOWING.with_borrow(|showing| (!showing.contains(&address)).then_some(showing.len()));
    match depth {
        None => Ok(None),
        Some(depth) if depth >= DEEPEST => {
            err(ErrorClass::RecursionError, "maximum recursion depth exceeded while getting the repr of an object")
        }
        Some(depth) => {
            SHOWING.with_borrow_mut(|showing| showing.push(address));
            let shown = show();
            SHOWING.with_borrow_mut(|showing| showing.truncate(depth));
            shown.map(Some)
        }
    }
}

fn repr_tuple(cx: &mut dyn Interp, tuple: &Tuple) -> R<String> {
    let names = tuple.class.map(|class| (class, super::field_names(class)));
    let mut out = match names {
        Some((class, _)) => format!("{}(", if class == types::STRUCT_TIME { "time.struct_time" } else { class.name() }),
        None => String::from("("),
    };
    for (at, item) in tuple.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        if let Some(name) = names.and_then(|(_, names)| names.get(at)) {
            out.push_str(name);
            out.push('=');
        }
        push_repr(cx, item, &mut out)?;
    }
    out.push_str(if tuple.len() == 1 && names.is_none() { ",)" } else { ")" });
    Ok(out)
}

fn repr_entries(cx: &mut dyn Interp, value: &Value, cycle: &str) -> R<String> {
    let Value::Dict(dict) = value else { return Ok(String::new()) };
    with_guard(value, cycle, || {
        let mut out = String::from("{");
        let mut at = 0;
        loop {
            let Some((next, key, item)) =
                dict.map.borrow().next(at).map(|(next, key, item)| (next, key.clone(), item.clone()))
            else {
                break;
            };
            if out.len() > 1 {
                out.push_str(", ");
            }
            push_repr(cx, &key, &mut out)?;
            out.push_str(": ");
            push_repr(cx, &item, &mut out)?;
            at = next;
        }
        out.push('}');
        Ok(out)
    })
}

fn repr_dict(cx: &mut dyn Interp, value: &Value) -> R<String> {
    let Value::Dict(dict) = value else { return Ok(String::new()) };
    match dict.class() {
        types::DEFAULTDICT => {
            let factory = dict.default_factory.borrow().clone();
            let factory = if factory.is_missing() { "None".to_string() } else { cx.repr(&factory)? };
            let entries = repr_entries(cx, value, "...")?;
            // A defaultdict that holds itself shows as `defaultdict(...)` inside.
            Ok(if entries == "..." {
                "defaultdict(...)".to_string()
            } else {
                format!("defaultdict({factory}, {entries})")
            })
        }
        types::ORDERED_DICT if dict.map.borrow().is_empty() => Ok("OrderedDict()".to_string()),
        types::ORDERED_DICT => with_guard(value, "...", || {
            let entries: Vec<Value> = {
                let map = dict.map.borrow();
                map.iter().map(|(key, item)| Value::tuple([key.clone(), item.clone()])).collect()
            };
            Ok(format!("OrderedDict({})", cx.repr(&Value::list(entries))?))
        }),
        types::COUNTER if dict.map.borrow().is_empty() => Ok("Counter()".to_string()),
        types::COUNTER => {
            // Most common first, where the counts have an order.
            let mut entries: Vec<(Value, Value)> =
                dict.map.borrow().iter().map(|(key, count)| (key.clone(), count.clone())).collect();
            if super::sort_by(cx, &mut entries, |entry| &entry.1, true).is_err() {
                let map = dict.map.borrow();
                entries = map.iter().map(|(key, count)| (key.clone(), count.clone())).collect();
            }
            let sorted = Value::dict(entries.into_iter().collect());
            Ok(format!("Counter({})", cx.repr(&sorted)?))
        }
        _ => repr_entries(cx, value, "{...}"),
    }
}

/// `repr` of a set under the name of its class: a subclass's is shown like a frozenset.
fn repr_set(cx: &mut dyn Interp, value: &Value, named: bool, name: &str) -> R<String> {
    let Some(set) = crate::value::set_of(value) else { return Ok(String::new()) };
    let items: Vec<Value> = set.set.borrow().iter().cloned().collect();
    if items.is_empty() {
        return Ok(format!("{name}()"));
    }
    with_guard(value, &format!("{name}(...)"), || {
        let mut out = if named { format!("{name}({{") } else { String::from("{") };
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            push_repr(cx, item, &mut out)?;
        }
        out.push_str(if named { "})" } else { "}" });
        Ok(out)
    })
}

fn repr_instance(cx: &mut dyn Interp, instance: &Instance, value: &Value) -> R<String> {
    if instance.is_exception() {
        let args = instance.exception_args();
        let Value::Tuple(args) = &args else { return Ok(format!("{}()", instance.class.name.get())) };
        let inside = match &***args {
            [one] => cx.repr(one)?,
            _ => {
                let text = repr_tuple(cx, args)?;
                return Ok(format!("{}{text}", instance.class.name.get()));
            }
        };
        return Ok(format!("{}({inside})", instance.class.name.get()));
    }
    match instance.payload() {
        Some(set @ Value::Set(_)) => {
            let name = instance.class.name.get();
            let _ = set;
            repr_set(cx, value, true, name.as_str())
        }
        Some(payload) => builtin_repr(cx, payload),
        None => {
            let class = instance.class.as_value();
            let text = format!("{}{}", module_prefix(cx, &class)?, instance.class.qualname.borrow());
            Ok(format!("<{text} object at {}>", object_address(value)))
        }
    }
}

/// `__main__.` and the like: what stands before a program's class.
fn module_prefix(cx: &mut dyn Interp, class: &Value) -> R<String> {
    if let Value::Class(defined) = class {
        let module = defined.lookup(names::MODULE);
        return Ok(match module.as_ref().and_then(Value::as_str) {
            Some("builtins") => String::new(),
            Some(module) => format!("{module}."),
            None => "__main__.".to_string(),
        });
    }
    let _ = cx;
    Ok(String::new())
}

fn qualname(cx: &mut dyn Interp, function: &Value) -> R<String> {
    match cx.find_attr(function, names::QUALNAME)? {
        Some(name) => cx.str(&name),
        None => match cx.find_attr(function, names::NAME)? {
            Some(name) => cx.str(&name),
            None => cx.repr(function),
        },
    }
}

fn repr_builtin(function: &'static crate::value::NativeFunction) -> String {
    let name = function.name;
    match function.owner {
        Owner::Class(class) => {
            let kind = match function.type_of() {
                types::WRAPPER_DESCRIPTOR => "slot wrapper",
                types::GETSET_DESCRIPTOR => "attribute",
                _ => "method",
            };
            format!("<{kind} '{name}' of '{}' objects>", class.message_name())
        }
        Owner::Module(_) => match function.type_of() {
            types::UFUNC => format!("<ufunc '{name}'>"),
            types::NP_FUNCTION => {
                format!("<function {name} at {}>", object_address(&Value::Builtin(function)))
            }
            _ => format!("<built-in function {name}>"),
        },
    }
}

/// `<module.Class object at 0x…>`
pub fn default_repr(value: &Value) -> String {
    let class = match value.class() {
        Value::Type(class) => class.full_name(),
        _ => value.type_name(),
    };
    format!("<{class} object at {}>", object_address(value))
}

/// Where an object lives, as `repr` shows it.
pub fn object_address(value: &Value) -> String {
    format!("{:#x}", object_id(value))
}

/// `id(value)`: for values without a place of their own, one made up of what they are.
pub fn object_id(value: &Value) -> usize {
    if let Some(address) = value.address() {
        return address;
    }
    match value {
        Value::Builtin(function) => std::ptr::from_ref(*function) as usize,
        Value::Int(x) => 0x7f00_0000_0000usize.wrapping_add((*x as usize).wrapping_mul(32)),
        other => {
            let hash = crate::value::hash::plain_hash(other).ok().flatten().unwrap_or(0) as usize;
            0x7e00_0000_0000 + (hash % (1 << 36)) * 16
        }
    }
}
