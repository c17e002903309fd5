//! `os` and `os.path`: names of files, and what is on the disk.

mod path;

use crate::python::args::{NAMED, POSITIONAL};
use crate::python::builtins::path_of;
use crate::python::{disk, environment};
use crate::text::{ErrorClass, R};
use crate::value::{Builtin, Interp, Run, Value, types};

macro_rules! function {
    // Macros because rows are static.
    ($name:literal, $signature:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("os.", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..NAMED
        }
    };
}

macro_rules! constant {
    ($name:literal, $summary:literal, $make:expr) => {
        Builtin { name: concat!("os.", $name), summary: $summary, run: Run::Constant($make), ..POSITIONAL }
    };
}

/// The rows of both modules.
pub(super) fn lists() -> [&'static [Builtin]; 2] {
    [ROWS, path::ROWS]
}

static ROWS: &[Builtin] = &[
    constant!("name", "The kind of system: 'posix' or 'nt'.", || Value::str(if cfg!(windows) {
        "nt"
    } else {
        "posix"
    })),
    constant!("sep", "What separates the parts of a path.", || Value::str(std::path::MAIN_SEPARATOR_STR)),
    constant!("linesep", "What ends a line of a text file.", || Value::str(if cfg!(windows) { "\r\n" } else { "\n" })),
    constant!("curdir", "The name of the current folder.", || Value::str(".")),
    constant!("pardir", "The name of the folder above.", || Value::str("..")),
    constant!("error", "OSError.", || Value::Type(types::of_error(ErrorClass::OSError))),
    Builtin {
        name: "os.environ",
        summary: "The environment's variables.",
        run: Run::Property(|cx, _| Ok(environment::environment_of(cx)), None),
        ..POSITIONAL
    },
    function!("getenv", "(key, default=None)", "A variable of the environment.", |cx, args| {
        let name = cx.str(&args[0])?;
        Ok(environment::variable_of(cx, &name).map_or_else(|| args[1].clone(), Value::str))
    }),
    function!("fspath", "(path)", "The path that an object names, as a str.", |cx, args| Ok(Value::str(path_of(
        cx, &args[0]
    )?))),
    function!("getcwd", "()", "The current folder.", |cx, _| Ok(Value::str(disk::current_dir(cx)?))),
    function!("cpu_count", "()", "How many processors there are.", |_, _| {
        Ok(std::thread::available_parallelism().map_or(Value::None, |n| Value::count(n.get())))
    }),
    function!("getpid", "()", "The number of this process.", |_, _| Ok(Value::Int(std::process::id().into()))),
    function!("listdir", "(path=None)", "The names of the files in a folder.", |cx, args| {
        let path = if args[0].is_none() { ".".to_string() } else { path_of(cx, &args[0])? };
        let names = disk::list(cx, &path)?;
        Ok(Value::list(names.into_iter().map(Value::str).collect()))
    }),
    function!("mkdir", "(path, mode=511)", "Makes a folder.", |cx, args| {
        let path = path_of(cx, &args[0])?;
        disk::make_dir(cx, &path, false)?;
        Ok(Value::None)
    }),
    function!("makedirs", "(name, mode=511, exist_ok=False)", "Makes a folder and those above it.", |cx, args| {
        let path = path_of(cx, &args[0])?;
        if disk::exists(cx, &path) && !(disk::is_dir(cx, &path) && cx.truth(&args[2])?) {
            return Err(disk::os_error(cx, &std::io::Error::from_raw_os_error(17), &path));
        }
        disk::make_dir(cx, &path, true)?;
        Ok(Value::None)
    }),
    function!("remove", "(path)", "Removes a file.", remove),
    function!("unlink", "(path)", "Removes a file.", remove),
    function!("rmdir", "(path)", "Removes an empty folder.", |cx, args| {
        let path = path_of(cx, &args[0])?;
        disk::remove_dir(cx, &path)?;
        Ok(Value::None)
    }),
    function!("rename", "(src, dst)", "Gives a file another name.", |cx, args| {
        let (from, to) = (path_of(cx, &args[0])?, path_of(cx, &args[1])?);
        disk::rename(cx, &from, &to)?;
        Ok(Value::None)
    }),
];

fn remove(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let path = path_of(cx, &args[0])?;
    disk::remove(cx, &path)?;
    Ok(Value::None)
}

/// The text of a path argument.
fn text(cx: &mut dyn Interp, value: &Value) -> R<String> {
    path_of(cx, value)
}
