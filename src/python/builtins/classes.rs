//! `isinstance` and `issubclass`.

use crate::python::args::POSITIONAL;
use crate::run::protocol::{is_instance, is_subclass};
use crate::text::R;
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "isinstance",
        signature: "(obj, class_or_tuple, /)",
        summary: "Whether an object is of a class or of one that derives from it.",
        details: "Several classes can be given as a tuple or as `A | B`.",
        example: ">>> isinstance(True, int)\nTrue\n>>> isinstance('a', (int, str))\nTrue\n",
        see_also: &["issubclass", "type"],
        run: Run::Function(isinstance),
        ..POSITIONAL
    },
    Builtin {
        name: "issubclass",
        signature: "(cls, class_or_tuple, /)",
        summary: "Whether a class derives from another, or is it.",
        example: ">>> issubclass(bool, int)\nTrue\n",
        see_also: &["isinstance"],
        run: Run::Function(issubclass),
        ..POSITIONAL
    },
];

fn isinstance(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    is_instance(cx, &args[0], &args[1]).map(Value::bool)
}

fn issubclass(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    is_subclass(cx, &args[0], &args[1]).map(Value::bool)
}
