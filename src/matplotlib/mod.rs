//! matplotlib's names: the model of figures, axes and artists in Python (the programs in `library/`, which
//! are one program in parts), its rows, and the way from the model to a picture (`spec.rs`, `draw.rs`).
//! Where lines and letters go is the plot floor's business.

mod draw;
mod modules;
mod picture;
mod pyplot;
mod spec;

use crate::python::source;
use crate::text::{ErrorClass, Name, R};
use crate::value::{Builtin, Interp, Value};

/// The programs, one after the other: a part uses what those above it define.
const SOURCE: &str = concat!(
    include_str!("library/colors.py"),
    include_str!("library/rc.py"),
    include_str!("library/artists.py"),
    include_str!("library/shapes.py"),
    include_str!("library/texts.py"),
    include_str!("library/axis.py"),
    include_str!("library/dates.py"),
    include_str!("library/axes.py"),
    include_str!("library/axes_look.py"),
    include_str!("library/plots.py"),
    include_str!("library/fields.py"),
    include_str!("library/figure.py"),
    include_str!("library/pyplot.py"),
);

/// All rows of this floor.
pub fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![draw::ROWS];
    lists.extend(modules::lists());
    lists.extend(pyplot::lists());
    lists
}

/// What the program defines under a name. A function without a text of its own is told its row's summary
/// and example.
fn member(cx: &mut dyn Interp, name: &str, summary: &str, example: &str) -> R<Value> {
    let value = source::member(cx, "matplotlib", SOURCE, name)?;
    if let Value::Function(function) = &value
        && function.doc.borrow().is_none()
        && !summary.is_empty()
    {
        let shown = example.trim_end();
        let text = if shown.is_empty() { summary.to_owned() } else { format!("{summary}\n\n{shown}") };
        *function.doc.borrow_mut() = Value::str(text);
    }
    Ok(value)
}

/// Calls a method of the current axes, as most functions of pyplot do.
fn forward(cx: &mut dyn Interp, name: &str, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let through = source::member(cx, "matplotlib", SOURCE, "_through")?;
    let mut named = crate::value::dict::Dict::new();
    for (key, value) in kwargs {
        named.insert_str(key.as_str(), value.clone());
    }
    let call = [Value::str(name), Value::tuple(args.iter().cloned()), Value::dict(named)];
    cx.call(&through, &call, &[]).map_err(|mut error| {
        // The message speaks of the function that was called, not of the method behind it.
        let method = format!("Axes.{name}()");
        if error.class == ErrorClass::TypeError && error.payload.is_none() && error.message.starts_with(&method) {
            error.message = error.message.replacen("Axes.", "", 1);
        }
        error
    })
}
