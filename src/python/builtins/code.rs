//! Running program text, importing by name, leaving.

use crate::python::args::{NAMED, POSITIONAL};
use crate::run::protocol::{bytes_of, error_with};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "eval",
        signature: "(source, globals=None, locals=None, /)",
        summary: "The value of an expression given as text.",
        example: ">>> x = 20\n>>> eval('x + 1')\n21\n>>> eval('a * 2', {'a': 4})\n8\n",
        see_also: &["exec"],
        run: Run::Function(eval),
        ..POSITIONAL
    },
    Builtin {
        name: "exec",
        signature: "(source, globals=None, locals=None, /)",
        summary: "Runs statements given as text.",
        example: ">>> exec('y = 3')\n>>> y\n3\n",
        see_also: &["eval"],
        run: Run::Function(exec),
        ..POSITIONAL
    },
    Builtin {
        name: "__import__",
        signature: "(name, globals=None, locals=None, fromlist=(), level=0)",
        summary: "The module of a name; `import` is the way to write this.",
        example: ">>> __import__('math').sqrt(4)\n2.0\n",
        run: Run::Function(import),
        ..NAMED
    },
    Builtin {
        name: "exit",
        signature: "(code=None)",
        summary: "Ends the session, by SystemExit.",
        run: Run::Function(exit),
        ..POSITIONAL
    },
    Builtin {
        name: "quit",
        signature: "(code=None)",
        summary: "Ends the session, by SystemExit.",
        run: Run::Function(exit),
        ..POSITIONAL
    },
];

fn eval(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    run(cx, args, true, "eval")
}

fn exec(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    run(cx, args, false, "exec")?;
    Ok(Value::None)
}

fn run(cx: &mut dyn Interp, args: &[Value], expression: bool, name: &str) -> R<Value> {
    let text = match (args[0].as_str(), bytes_of(&args[0])) {
        (Some(text), _) => text.to_string(),
        (None, Some(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => {
            let message = format!("{name}() arg 1 must be a string, bytes or code object");
            return err(ErrorClass::TypeError, message);
        }
    };
    let globals = (!args[1].is_missing()).then_some(&args[1]);
    let locals = (!args[2].is_missing()).then_some(&args[2]);
    if let Some(globals) = globals
        && crate::python::args::dict_of(globals).is_none()
    {
        let message = match name {
            "eval" => "globals must be a dict".to_string(),
            _ => format!("exec() globals must be a dict, not {}", globals.type_name()),
        };
        return err(ErrorClass::TypeError, message);
    }
    // Space before an expression is no indentation.
    let text = if expression { text.trim_start_matches([' ', '\t']) } else { &text };
    cx.run_text(text, expression, globals, locals)
}

fn import(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let Some(name) = args[0].as_str() else {
        return err(ErrorClass::TypeError, "module name must be a string");
    };
    let module = cx.import(name)?;
    if cx.truth(&args[3])? {
        return Ok(module);
    }
    match name.split_once('.') {
        Some((top, _)) => cx.import(top),
        None => Ok(module),
    }
}

fn exit(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    Err(error_with(cx, ErrorClass::SystemExit, vec![args[0].take()]))
}
