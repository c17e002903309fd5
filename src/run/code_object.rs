//! `function.__code__` and the cells of `function.__closure__`.

use crate::text::R;
use crate::value::code::Code;
use crate::value::function::Variable;
use crate::value::{Builtin, Interp, Native, ROW, Run, Type, Value, types};
use std::any::Any;
use std::rc::Rc;

/// What `__code__` gives.
pub(super) struct CodeObject {
    code: &'static Code,
}

impl CodeObject {
    pub(super) fn value(code: &'static Code) -> Value {
        Value::native(CodeObject { code })
    }
}

impl Native for CodeObject {
    fn class(&self) -> Type {
        types::CODE
    }
    fn repr(&self, _: &mut dyn Interp) -> Option<R<String>> {
        let (line, _) = self.code.source.position(self.code.span.start);
        let file = self.code.source.title.trim_start_matches("File \"").trim_end_matches('"');
        let at = std::ptr::from_ref(self.code) as usize;
        Some(Ok(format!("<code object {} at {at:#x}, file \"{file}\", line {line}>", self.code.name)))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A shared variable as a program sees it.
pub(super) struct CellObject {
    variable: Rc<Variable>,
}

impl CellObject {
    pub(super) fn value(variable: Rc<Variable>) -> Value {
        Value::native(CellObject { variable })
    }
}

impl Native for CellObject {
    fn class(&self) -> Type {
        types::CELL
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn of_code(value: &Value, get: impl FnOnce(&'static Code) -> Value) -> R<Value> {
    Ok(value.as_native::<CodeObject>().map_or(Value::None, |object| get(object.code)))
}

fn names_tuple(names: &[crate::text::Name]) -> Value {
    Value::tuple(names.iter().map(|name| Value::str(name.as_str())))
}

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "code.co_name",
        summary: "The function's name.",
        run: Run::Property(|_, value| of_code(value, |code| Value::str(code.name.as_str())), None),
        ..ROW
    },
    Builtin {
        name: "code.co_argcount",
        summary: "How many positional parameters there are.",
        run: Run::Property(|_, value| of_code(value, |code| Value::Int(code.parameters.positional.into())), None),
        ..ROW
    },
    Builtin {
        name: "code.co_kwonlyargcount",
        summary: "How many keyword-only parameters there are.",
        run: Run::Property(|_, value| of_code(value, |code| Value::Int(code.parameters.keyword_only.into())), None),
        ..ROW
    },
    Builtin {
        name: "code.co_varnames",
        summary: "The names of parameters and local variables.",
        run: Run::Property(
            |_, value| {
                of_code(value, |code| {
                    let parameters = code.parameters.names.iter();
                    let own = code.locals.iter().map(|(name, _)| name);
                    let others =
                        own.filter(|name| !code.parameters.names.contains(name) && !code.captured.contains(name));
                    Value::tuple(parameters.chain(others).map(|name| Value::str(name.as_str())))
                })
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "code.co_freevars",
        summary: "The names of variables of enclosing functions.",
        run: Run::Property(|_, value| of_code(value, |code| names_tuple(&code.captured)), None),
        ..ROW
    },
    Builtin {
        name: "code.co_firstlineno",
        summary: "The line where the definition starts.",
        run: Run::Property(
            |_, value| of_code(value, |code| Value::count(code.source.position(code.span.start).0)),
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "code.co_filename",
        summary: "The text it comes from.",
        run: Run::Property(|_, value| of_code(value, |code| Value::str(code.source.title.clone())), None),
        ..ROW
    },
    Builtin {
        name: "cell.cell_contents",
        summary: "The variable's value.",
        run: Run::Property(
            |_, value| {
                let cell = value.as_native::<CellObject>();
                let found = cell.map_or(Value::Undef, |cell| cell.variable.value.borrow().clone());
                match found {
                    Value::Undef => crate::text::err(crate::text::ErrorClass::ValueError, "Cell is empty"),
                    found => Ok(found),
                }
            },
            None,
        ),
        ..ROW
    },
];
