//! The environment as programs and magics see it: a dict that starts as what the process was given. What
//! they change holds for them and for the programs that they start.

use crate::session::Files;
use crate::value::dict::Dict;
use crate::value::{Interp, Value};

thread_local! {
    static ENVIRONMENT: Value = from_process();
}

fn from_process() -> Value {
    let mut dict = Dict::new();
    for (name, value) in std::env::vars_os() {
        dict.insert_str(&name.to_string_lossy(), Value::str(value.to_string_lossy().into_owned()));
    }
    Value::dict(dict)
}

/// `os.environ`.
pub fn environment() -> Value {
    ENVIRONMENT.with(Value::clone)
}

/// The environment of a sandbox: what its own programs set.
struct OfSandbox(Value);

/// `os.environ` of a session; of a sandbox it starts empty.
pub fn environment_of(cx: &mut dyn Interp) -> Value {
    match cx.state().files {
        Files::Nothing => cx.state().extension(|| OfSandbox(Value::dict(Dict::new()))).0.clone(),
        Files::Lesson { .. } | Files::All => environment(),
    }
}

/// The value of a variable in a session.
pub fn variable_of(cx: &mut dyn Interp, name: &str) -> Option<String> {
    variable_in(&environment_of(cx), name)
}

/// The value of a variable.
pub fn variable(name: &str) -> Option<String> {
    variable_in(&environment(), name)
}

fn variable_in(environment: &Value, name: &str) -> Option<String> {
    let Value::Dict(dict) = environment else { return None };
    let value = dict.map.borrow().get_str(name).cloned();
    value.and_then(|value| value.as_str().map(str::to_owned))
}

/// Names and values, sorted.
pub fn variables() -> Vec<(String, String)> {
    let Value::Dict(dict) = environment() else { return Vec::new() };
    let dict = dict.map.borrow();
    let texts = dict.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.as_str()?.to_owned())));
    let mut found: Vec<(String, String)> = texts.collect();
    found.sort();
    found
}

/// Sets a variable.
pub fn set_variable(name: &str, value: &str) {
    if let Value::Dict(dict) = environment() {
        dict.map.borrow_mut().insert_str(name, Value::str(value));
    }
}
