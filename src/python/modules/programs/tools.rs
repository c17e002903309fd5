//! `warnings`, `io`, `traceback`, `errno`, `pathlib`.

use super::program;
use crate::python::args::POSITIONAL;
use crate::run::WarningSettings;
use crate::run::protocol::{derives, is_instance, to_index};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Run, Value, types};

/// The rows of these modules.
pub(super) fn lists() -> Vec<&'static [Builtin]> {
    vec![WARNINGS, WARN, IO, TRACEBACK, ERRNO, PATHLIB]
}

static WARNINGS: &[Builtin] = program! { "warnings", "warnings.py";
    "filterwarnings": "Says what to do with warnings whose message fits a pattern.",
        ">>> import warnings\n>>> warnings.filterwarnings('ignore', message='noisy')\n>>> warnings.warn('noisy part')\n";
    "simplefilter": "Says what to do with a class of warnings.",
        ">>> import warnings\n>>> with warnings.catch_warnings():\n...     warnings.simplefilter('ignore')\n...     warnings.warn('not shown')\n";
    "resetwarnings": "Forgets all filters.", "";
    "catch_warnings": "Keeps the filters as they were before a block; with `record=True` lists its warnings.",
        ">>> import warnings\n>>> with warnings.catch_warnings(record=True) as w:\n...     warnings.simplefilter('always')\n...     warnings.warn('careful')\n>>> str(w[0].message)\n'careful'\n";
    "filters": "What is done with warnings: the first filter that fits counts.", "";
    "WarningMessage": "A recorded warning.", "";
    "formatwarning": "A warning as text.", "";
    "showwarning": "Writes a warning to a file.", "";
};

static WARN: &[Builtin] = &[
    Builtin {
        name: "warnings.warn",
        signature: "(message, category=None, stacklevel=1, source=None)",
        summary: "Issues a warning.",
        run: Run::Function(warn),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "warnings._set_filters",
        signature: "(filters, /)",
        summary: "Tells the interpreter of the filters.",
        run: Run::Function(|cx, args| {
            let settings = cx.state().extension(WarningSettings::default);
            *settings.filters.borrow_mut() = args[0].clone();
            settings.version.set(settings.version.get() + 1);
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "warnings._set_record",
        signature: "(list, /)",
        summary: "Tells the interpreter where warnings are recorded.",
        run: Run::Function(|cx, args| {
            let settings = cx.state().extension(WarningSettings::default);
            *settings.record.borrow_mut() = args[0].clone();
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "warnings._get_record",
        summary: "Where warnings are recorded.",
        run: Run::Function(|cx, _| {
            let record = cx.state().extension(WarningSettings::default).record.borrow().clone();
            Ok(if record.is_undef() { Value::None } else { record })
        }),
        ..POSITIONAL
    },
];

fn warn(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let warning = Value::Type(types::of_error(ErrorClass::Warning));
    let category = if is_instance(cx, &args[0], &warning)? {
        args[0].class()
    } else if args[1].is_none() {
        Value::Type(types::of_error(ErrorClass::UserWarning))
    } else {
        args[1].clone()
    };
    let is_class = matches!(category, Value::Class(_) | Value::Type(_));
    if !is_class || !derives(&category, &warning) {
        let name = if is_class { "type".to_string() } else { category.type_name() };
        return err(ErrorClass::TypeError, format!("category must be a Warning subclass, not '{name}'"));
    }
    let level = to_index(cx, &args[2])?.max(1) as usize;
    cx.warn_as(&category, &args[0], level)?;
    Ok(Value::None)
}

macro_rules! class {
    // Macros because rows are static.
    ($name:literal, $class:ident, $summary:literal) => {
        Builtin { name: concat!("io.", $name), summary: $summary, run: Run::Class(types::$class), ..POSITIONAL }
    };
}

static IO: &[Builtin] = &[
    class!("StringIO", STRING_IO, "A text file in memory."),
    class!("BytesIO", BYTES_IO, "A file of bytes in memory."),
    class!("TextIOWrapper", TEXT_IO, "Text files."),
    class!("BufferedReader", BUFFERED_READER, "Files of bytes that are read."),
    class!("BufferedWriter", BUFFERED_WRITER, "Files of bytes that are written."),
    class!("BufferedRandom", BUFFERED_RANDOM, "Files of bytes that are read and written."),
    Builtin {
        name: "io.open",
        summary: "Opens a file, as the builtin `open` does.",
        run: Run::Property(
            |cx, _| {
                let builtins = cx.import("builtins")?;
                cx.get_attr(&builtins, crate::text::Name::new("open"))
            },
            None,
        ),
        ..POSITIONAL
    },
    Builtin {
        name: "io.UnsupportedOperation",
        summary: "What a file raises that cannot do what it is asked for.",
        run: Run::Constant(|| Value::Type(types::of_error(ErrorClass::OSError))),
        ..POSITIONAL
    },
    Builtin { name: "io.SEEK_SET", summary: "From the start.", run: Run::Constant(|| Value::Int(0)), ..POSITIONAL },
    Builtin { name: "io.SEEK_CUR", summary: "From here.", run: Run::Constant(|| Value::Int(1)), ..POSITIONAL },
    Builtin { name: "io.SEEK_END", summary: "From the end.", run: Run::Constant(|| Value::Int(2)), ..POSITIONAL },
];

static TRACEBACK: &[Builtin] = &[
    Builtin {
        name: "traceback.format_exc",
        signature: "(limit=None, chain=True)",
        summary: "The traceback of the exception that is being handled, as text.",
        example: ">>> import traceback\n>>> try:\n...     1 / 0\n... except ZeroDivisionError:\n...     print(traceback.format_exc().splitlines()[-1])\nZeroDivisionError: division by zero\n",
        run: Run::Function(|cx, args| {
            crate::run::arguments::refuse(&args[0], "traceback.format_exc", "limit")?;
            let exception = cx.handling();
            Ok(Value::str(shown(cx, &exception)))
        }),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "traceback.print_exc",
        signature: "(limit=None, file=None, chain=True)",
        summary: "Writes the traceback of the exception that is being handled.",
        run: Run::Function(|cx, args| {
            crate::run::arguments::refuse(&args[0], "traceback.print_exc", "limit")?;
            let exception = cx.handling();
            let text = shown(cx, &exception);
            print_to(cx, &args[1], text)
        }),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "traceback.format_exception",
        signature: "(exc, /, value=_NoValue, tb=_NoValue, limit=None, chain=True)",
        summary: "The traceback of an exception, as a list of lines.",
        run: Run::Function(|cx, args| {
            crate::run::arguments::refuse(&args[3], "traceback.format_exception", "limit")?;
            let exception = if args[1].is_missing() { args[0].clone() } else { args[1].clone() };
            let text = shown(cx, &exception);
            Ok(Value::list(text.split_inclusive('\n').map(Value::str).collect()))
        }),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "traceback.print_exception",
        signature: "(exc, /, value=_NoValue, tb=_NoValue, limit=None, file=None, chain=True)",
        summary: "Writes the traceback of an exception.",
        run: Run::Function(|cx, args| {
            crate::run::arguments::refuse(&args[3], "traceback.print_exception", "limit")?;
            let exception = if args[1].is_missing() { args[0].clone() } else { args[1].clone() };
            let text = shown(cx, &exception);
            print_to(cx, &args[4], text)
        }),
        ..crate::python::args::NAMED
    },
    Builtin {
        name: "traceback.format_exception_only",
        signature: "(exc, /, value=_NoValue)",
        summary: "The last line of an exception's traceback, in a list.",
        run: Run::Function(|cx, args| {
            let exception = if args[1].is_missing() { args[0].clone() } else { args[1].clone() };
            let text = shown(cx, &exception);
            let last = text.lines().last().unwrap_or_default();
            Ok(Value::list(vec![Value::str(format!("{last}\n"))]))
        }),
        ..crate::python::args::NAMED
    },
];

fn shown(cx: &mut dyn Interp, exception: &Value) -> String {
    if exception.is_none() { "NoneType: None\n".to_string() } else { cx.traceback_of(exception) }
}

fn print_to(cx: &mut dyn Interp, file: &Value, text: String) -> R<Value> {
    if file.is_none() {
        cx.print_error(&text)?;
    } else {
        let write = cx.get_attr(file, crate::text::Name::new("write"))?;
        cx.call(&write, &[Value::str(text)], &[])?;
    }
    Ok(Value::None)
}

macro_rules! number {
    // Macros because rows are static.
    ($name:literal, $number:literal, $summary:literal) => {
        Builtin {
            name: concat!("errno.", $name),
            summary: $summary,
            run: Run::Constant(|| Value::Int($number)),
            ..POSITIONAL
        }
    };
}

static ERRNO: &[Builtin] = &[
    number!("EPERM", 1, "Operation not permitted."),
    number!("ENOENT", 2, "No such file or directory."),
    number!("EINTR", 4, "Interrupted system call."),
    number!("EIO", 5, "Input/output error."),
    number!("EAGAIN", 11, "Resource temporarily unavailable."),
    number!("ENOMEM", 12, "Cannot allocate memory."),
    number!("EACCES", 13, "Permission denied."),
    number!("EEXIST", 17, "File exists."),
    number!("ENOTDIR", 20, "Not a directory."),
    number!("EISDIR", 21, "Is a directory."),
    number!("EINVAL", 22, "Invalid argument."),
    number!("ENOSPC", 28, "No space left on device."),
    number!("EPIPE", 32, "Broken pipe."),
];

static PATHLIB: &[Builtin] = program! { "pathlib", "pathlib.py";
    "Path": "The name of a file or folder, and what is there.",
        ">>> from pathlib import Path\n>>> p = Path('data') / 'x.tar.gz'\n>>> p, p.name, p.stem, p.suffix\n(PosixPath('data/x.tar.gz'), 'x.tar.gz', 'x.tar', '.gz')\n";
    "PosixPath": "A Path on a POSIX system.", "";
    "PurePath": "The name of a file or folder.", "";
    "PurePosixPath": "The name of a file or folder on a POSIX system.", "";
};
