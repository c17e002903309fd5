//! Parts of Python's library that are written in Python: programs of ours, run once a session, on the
//! first use of one of their names.

use crate::text::{Error, ErrorClass, R};
use crate::value::dict::Dict;
use crate::value::{Interp, Value};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The names of the programs that ran already.
#[derive(Default)]
struct Loaded {
    modules: RefCell<FxHashMap<&'static str, Value>>,
}

/// What a program defines under a name.
pub(crate) fn member(cx: &mut dyn Interp, module: &'static str, source: &str, name: &str) -> R<Value> {
    let loaded = cx.state().extension(Loaded::default);
    let known = loaded.modules.borrow().get(module).cloned();
    let names = match known {
        Some(names) => names,
        None => {
            let mut dict = Dict::new();
            dict.insert_str("__name__", Value::str(module));
            let names = Value::dict(dict);
            // Known before it runs: a program may use its own names through a row.
            loaded.modules.borrow_mut().insert(module, names.clone());
            if let Err(error) = cx.run_library(module, source, &names) {
                loaded.modules.borrow_mut().remove(module);
                return Err(error);
            }
            names
        }
    };
    let found = match &names {
        Value::Dict(names) => names.map.borrow().get_str(name).cloned(),
        _ => None,
    };
    found.ok_or_else(|| Error::new(ErrorClass::AttributeError, format!("module '{module}' has no attribute '{name}'")))
}
