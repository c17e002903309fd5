//! What `%who` and `%whos` show of a session's variables.

use super::core::Vm;
use crate::array::shape_tuple;
use crate::session::ValueInfo;
use crate::text::Name;
use crate::value::{Interp, Value};

/// A session's variables, sorted by name: those that cells made, without what the session itself and
/// imports of whole modules put there.
pub(super) fn variables(vm: &mut Vm<'_>) -> Vec<(String, ValueInfo)> {
    let namespace = vm.core.main.clone();
    let mut found: Vec<(Name, u16)> = namespace.slots.borrow().iter().map(|(name, slot)| (*name, *slot)).collect();
    found.sort_by_key(|(name, _)| name.as_str());
    let mut rows = Vec::new();
    for (name, slot) in found {
        let text = name.as_str();
        let value = vm.core.globals[slot as usize].clone();
        if value.is_undef() || text.starts_with('_') || matches!(text, "In" | "Out") {
            continue;
        }
        rows.push((text.to_owned(), describe(vm, &value)));
    }
    rows
}

fn describe(vm: &mut Vm<'_>, value: &Value) -> ValueInfo {
    let mut info = ValueInfo {
        type_name: match value.class() {
            Value::Type(class) => class.name().to_owned(),
            Value::Class(class) => class.name.get().as_str().to_owned(),
            _ => "object".to_owned(),
        },
        ..ValueInfo::default()
    };
    match value {
        Value::Array(array) => {
            info.shape = Some(shape_tuple(&array.shape()));
            info.dtype = Some(array.dtype().name().to_string());
            info.nbytes = Some(array.size() * array.itemsize());
        }
        Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::Str(_) | Value::Bytes(_) => {
            info.shape = vm.len(value).ok().map(|n| n.to_string());
        }
        other => {
            if let Some(element) = other.as_np_scalar() {
                info.dtype = Some(element.dtype().name().to_string());
            }
        }
    }
    info.short = vm.repr(value).unwrap_or_else(|error| format!("<{error}>"));
    info
}
