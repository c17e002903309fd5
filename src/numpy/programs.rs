//! Families that NumPy itself writes in Python, and ours are, too: what they need of the interpreter.

use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// A row whose value a program defines.
macro_rules! program {
    // A macro because rows are static.
    ($program:literal, $source:expr, $module:literal, $name:literal, $summary:literal, $example:literal) => {
        crate::value::Builtin {
            name: concat!($module, $name),
            summary: $summary,
            example: $example,
            run: crate::value::Run::Property(|cx, _| crate::python::source::member(cx, $program, $source, $name), None),
            ..crate::value::ROW
        }
    };
}
pub(in crate::numpy) use program;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[Builtin {
    name: "np.lib._warn",
    signature: "(category, message, /)",
    style: Style::C,
    summary: "Issues a warning of a class, or of one by its name, about the call of the library.",
    run: Run::Function(warn),
    ..ROW
}];

fn warn(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [category, message] = args else { return Ok(Value::None) };
    if category.as_str().is_none() {
        cx.warn_as(category, message, 1)?;
        return Ok(Value::None);
    }
    let (category, message) = (category.as_str().unwrap_or_default(), message.as_str().unwrap_or_default());
    let Some(class) = ErrorClass::from_name(category).filter(|class| class.is_a(ErrorClass::Warning)) else {
        return err(ErrorClass::ValueError, format!("no warning is called {category}"));
    };
    cx.warn(class, message)?;
    Ok(Value::None)
}
