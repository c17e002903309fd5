//! File objects: `open`, the standard streams, and `io`'s files in memory. A file's whole content is
//! in memory while it is open; what was written goes to the disk when it is flushed or closed.

use crate::python::args::{NAMED, POSITIONAL, wrong_receiver};
use crate::python::disk;
use crate::python::types::{decode, encode};
use crate::run::protocol::{bytes_of, to_index};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, Run, Type, Value, ValueIter, types};
use std::any::Any;
use std::cell::{Cell, RefCell};

/// A method of all classes of files.
macro_rules! method {
    // Macros because rows are static and their names differ by class.
    ($class:literal, $name:literal, $signature:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!($class, ".", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..POSITIONAL
        }
    };
}

macro_rules! property {
    ($class:literal, $name:literal, $summary:literal, $get:expr) => {
        Builtin { name: concat!($class, ".", $name), summary: $summary, run: Run::Property($get, None), ..POSITIONAL }
    };
}

macro_rules! file_rows {
    ($class:literal) => {
        &[
            method!($class, "read", "(self, size=-1, /)", "What is left, or at most `size` of it.", read),
            method!($class, "readline", "(self, size=-1, /)", "The next line, with its line feed.", readline),
            method!($class, "readlines", "(self, hint=-1, /)", "The lines that are left.", readlines),
            method!($class, "write", "(self, data, /)", "Writes text or bytes; how much of it.", write),
            method!($class, "writelines", "(self, lines, /)", "Writes all items of an iterable.", writelines),
            method!(
                $class,
                "seek",
                "(self, offset, whence=0, /)",
                "Goes to a place, counted from the start, from here (1) or from the end (2).",
                seek
            ),
            method!($class, "tell", "(self)", "The place where the next read or write happens.", |_, args| {
                Ok(Value::count(opened(&args[0])?.position.get()))
            }),
            method!($class, "truncate", "(self, size=None, /)", "Cuts the file here, or at a size.", truncate),
            method!($class, "flush", "(self)", "Writes to the disk what was not written yet.", flush),
            method!($class, "close", "(self)", "Flushes and closes the file.", close),
            method!($class, "getvalue", "(self)", "All that is in the file.", |_, args| opened(&args[0])?
                .slice(0, usize::MAX)),
            method!($class, "isatty", "(self)", "Whether the file is a terminal.", |_, args| {
                own(&args[0])?;
                Ok(Value::bool(false))
            }),
            method!($class, "readable", "(self)", "Whether it can be read.", |_, args| Ok(Value::bool(
                opened(&args[0])?.can_read()
            ))),
            method!($class, "writable", "(self)", "Whether it can be written.", |_, args| Ok(Value::bool(
                opened(&args[0])?.can_write()
            ))),
            method!($class, "seekable", "(self)", "Whether it has places to go to.", |_, args| {
                Ok(Value::bool(!matches!(opened(&args[0])?.target, Target::Stdout | Target::Stderr | Target::Stdin)))
            }),
            method!($class, "fileno", "(self)", "The number of the file.", fileno),
            method!($class, "__enter__", "(self)", "", |_, args| {
                opened(&args[0])?;
                Ok(args[0].clone())
            }),
            method!($class, "__exit__", "(self, *args)", "", |cx, args| {
                close(cx, args)?;
                Ok(Value::None)
            }),
            method!($class, "__iter__", "(self)", "", |_, args| {
                opened(&args[0])?;
                Ok(Value::iter(Lines { file: args[0].clone() }))
            }),
            method!($class, "__next__", "(self)", "", |cx, args| {
                let line = readline(cx, &mut [args[0].clone(), Value::Int(-1)])?;
                if cx.truth(&line)? { Ok(line) } else { err(ErrorClass::StopIteration, "") }
            }),
            property!($class, "closed", "Whether it was closed.", |_, value| Ok(Value::bool(own(value)?.closed.get()))),
            property!($class, "name", "The file's name.", |_, value| {
                match &own(value)?.target {
                    Target::Disk(path) => Ok(Value::str(path.as_str())),
                    Target::Stdout => Ok(Value::str("<stdout>")),
                    Target::Stderr => Ok(Value::str("<stderr>")),
                    Target::Stdin => Ok(Value::str("<stdin>")),
                    Target::Memory => {
                        let class = value.type_name();
                        err(ErrorClass::AttributeError, format!("'{class}' object has no attribute 'name'"))
                    }
                }
            }),
            property!($class, "mode", "How it was opened.", |_, value| Ok(Value::str(own(value)?.mode.as_str()))),
            property!($class, "encoding", "How text becomes bytes.", |_, value| {
                Ok(match own(value)?.target {
                    Target::Memory => Value::None,
                    _ => Value::str(own(value)?.encoding.as_str()),
                })
            }),
        ]
    };
}

pub(super) static TEXT: &[Builtin] = file_rows!("TextIOWrapper");
pub(super) static STRING: &[Builtin] = file_rows!("StringIO");
pub(super) static BYTES: &[Builtin] = file_rows!("BytesIO");
pub(super) static READER: &[Builtin] = file_rows!("BufferedReader");
pub(super) static WRITER: &[Builtin] = file_rows!("BufferedWriter");
pub(super) static RANDOM: &[Builtin] = file_rows!("BufferedRandom");

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "open",
        signature: "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        summary: "Opens a file: `r` to read, `w` to write anew, `a` to append, `x` to make; with `b` for bytes.",
        example: "",
        run: Run::Function(open),
        ..NAMED
    },
    Builtin {
        name: "StringIO.__new__",
        signature: "(initial_value='', newline='\\n')",
        summary: "A text file in memory.",
        example: ">>> from io import StringIO\n>>> f = StringIO('1 2\\n3 4\\n')\n>>> f.readline(), f.read()\n('1 2\\n', '3 4\\n')\n",
        run: Run::Construct(|_, args| {
            let text = match &args[0] {
                Value::None => "",
                value => match value.as_str() {
                    Some(text) => text,
                    None => {
                        let message = format!("initial_value must be str or None, not {}", value.type_name());
                        return err(ErrorClass::TypeError, message);
                    }
                },
            };
            Ok(memory_file(Content::Text(text.to_string())))
        }),
        ..NAMED
    },
    Builtin {
        name: "BytesIO.__new__",
        signature: "(initial_bytes=b'')",
        summary: "A file of bytes in memory.",
        example: ">>> from io import BytesIO\n>>> BytesIO(b'abc').read(2)\nb'ab'\n",
        run: Run::Construct(|_, args| match bytes_of(&args[0]) {
            Some(bytes) => Ok(memory_file(Content::Bytes(bytes.into_owned()))),
            None if args[0].is_none() || args[0].is_undef() => Ok(memory_file(Content::Bytes(Vec::new()))),
            None => {
                let message = format!("a bytes-like object is required, not '{}'", args[0].type_name());
                err(ErrorClass::TypeError, message)
            }
        }),
        ..NAMED
    },
];

/// Where a file's content comes from and goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Disk(String),
    Memory,
    Stdout,
    Stderr,
    Stdin,
}

/// What is in a file.
#[derive(Clone, Debug)]
enum Content {
    Text(String),
    Bytes(Vec<u8>),
}

/// A file object.
pub(in crate::python) struct File {
    target: Target,
    mode: String,
    encoding: String,
    errors: String,
    content: RefCell<Content>,
    /// In bytes, for text too; at the start of a character.
    position: Cell<usize>,
    dirty: Cell<bool>,
    closed: Cell<bool>,
}

impl Native for File {
    fn class(&self) -> Type {
        match (&self.target, &*self.content.borrow()) {
            (Target::Memory, Content::Text(_)) => types::STRING_IO,
            (Target::Memory, Content::Bytes(_)) => types::BYTES_IO,
            (_, Content::Text(_)) => types::TEXT_IO,
            _ if self.mode.contains('+') => types::BUFFERED_RANDOM,
            _ if self.can_write() => types::BUFFERED_WRITER,
            _ => types::BUFFERED_READER,
        }
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let name = match &self.target {
            Target::Memory => return None,
            Target::Disk(path) => path.clone(),
            Target::Stdout => "<stdout>".to_string(),
            Target::Stderr => "<stderr>".to_string(),
            Target::Stdin => "<stdin>".to_string(),
        };
        let name = cx.repr(&Value::str(name));
        Some(name.map(|name| match self.class() {
            types::TEXT_IO => {
                format!("<_io.TextIOWrapper name={name} mode='{}' encoding='{}'>", self.mode, self.encoding)
            }
            class => format!("<_io.{} name={name}>", class.name()),
        }))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // A file that was forgotten is written all the same.
        if let (Target::Disk(path), true) = (&self.target, self.dirty.get()) {
            let bytes = match &*self.content.borrow() {
                Content::Text(text) if self.encoding.eq_ignore_ascii_case("utf-8") => text.clone().into_bytes(),
                Content::Text(_) => return,
                Content::Bytes(bytes) => bytes.clone(),
            };
            disk::write_at_last(path, &bytes);
        }
    }
}

impl File {
    fn can_read(&self) -> bool {
        self.target == Target::Memory || self.mode.contains(['r', '+'])
    }

    fn can_write(&self) -> bool {
        self.target == Target::Memory || self.mode.contains(['w', 'a', 'x', '+'])
    }

    fn is_text(&self) -> bool {
        matches!(*self.content.borrow(), Content::Text(_))
    }

    fn len(&self) -> usize {
        match &*self.content.borrow() {
            Content::Text(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
        }
    }

    /// A part of the content between two places, as str or bytes.
    fn slice(&self, start: usize, end: usize) -> R<Value> {
        Ok(match &*self.content.borrow() {
            Content::Text(text) => Value::str(text.get(start.min(text.len())..end.min(text.len())).unwrap_or("")),
            Content::Bytes(bytes) => {
                let end = end.min(bytes.len());
                Value::bytes(&bytes[start.min(end)..end])
            }
        })
    }

    /// Takes what lies from here to a place.
    fn take_to(&self, end: usize) -> R<Value> {
        let part = self.slice(self.position.get(), end)?;
        self.position.set(end.max(self.position.get()));
        Ok(part)
    }
}

fn memory_file(content: Content) -> Value {
    Value::native(File {
        target: Target::Memory,
        mode: String::new(),
        encoding: "utf-8".to_string(),
        errors: "strict".to_string(),
        content: RefCell::new(content),
        position: Cell::new(0),
        dirty: Cell::new(false),
        closed: Cell::new(false),
    })
}

/// `sys.stdout`, `sys.stderr` or `sys.stdin`.
pub(in crate::python) fn standard_stream(name: &str) -> Value {
    let (target, mode) = match name {
        "stdout" => (Target::Stdout, "w"),
        "stderr" => (Target::Stderr, "w"),
        _ => (Target::Stdin, "r"),
    };
    Value::native(File {
        target,
        mode: mode.to_string(),
        encoding: "utf-8".to_string(),
        errors: "strict".to_string(),
        content: RefCell::new(Content::Text(String::new())),
        position: Cell::new(0),
        dirty: Cell::new(false),
        closed: Cell::new(false),
    })
}

/// Whether a value is the stream that `print` writes to anyway.
pub(super) fn is_standard_output(value: &Value) -> bool {
    value.as_native::<File>().is_some_and(|file| file.target == Target::Stdout)
}

fn own(value: &Value) -> R<&File> {
    match value.as_native::<File>() {
        Some(file) => Ok(file),
        None => wrong_receiver(value, "_io._IOBase", "read"),
    }
}

/// The file, if it is open.
fn opened(value: &Value) -> R<&File> {
    let file = own(value)?;
    if file.closed.get() { err(ErrorClass::ValueError, "I/O operation on closed file.") } else { Ok(file) }
}

/// The path that an argument names: a str, or an object with `__fspath__`.
pub(in crate::python) fn path_of(cx: &mut dyn Interp, value: &Value) -> R<String> {
    if let Some(path) = value.as_str() {
        return Ok(path.to_string());
    }
    if let Some(bytes) = bytes_of(value) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let method = crate::text::Name::new("__fspath__");
    match crate::run::protocol::call_special(cx, value, method, &[])? {
        Some(path) => cx.str(&path),
        None => {
            let message = format!("expected str, bytes or os.PathLike object, not {}", value.type_name());
            err(ErrorClass::TypeError, message)
        }
    }
}

fn open(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if matches!(args[0], Value::Int(_)) {
        return Err(crate::text::Error::unsupported("opening files by their number"));
    }
    let path = path_of(cx, &args[0])?;
    let mode = crate::python::args::text(&args[1], "open() argument 'mode'")?.to_string();
    let kinds = mode.chars().filter(|c| matches!(c, 'r' | 'w' | 'a' | 'x')).count();
    if mode.chars().any(|c| !"rwaxbt+".contains(c)) {
        return err(ErrorClass::ValueError, format!("invalid mode: '{mode}'"));
    }
    if kinds != 1 {
        let message = "must have exactly one of create/read/write/append mode";
        return err(ErrorClass::ValueError, message);
    }
    let binary = mode.contains('b');
    if binary && mode.contains('t') {
        return err(ErrorClass::ValueError, "can't have text and binary mode at once");
    }
    if binary && !args[3].is_none() {
        return err(ErrorClass::ValueError, "binary mode doesn't take an encoding argument");
    }
    let encoding = if args[3].is_none() { "UTF-8".to_string() } else { cx.str(&args[3])? };
    let errors = if args[4].is_none() { "strict".to_string() } else { cx.str(&args[4])? };
    if disk::is_dir(cx, &path) {
        let error = std::io::Error::from_raw_os_error(21);
        return Err(disk::os_error(cx, &error, &path));
    }
    if mode.contains(['w', 'a', 'x', '+']) {
        disk::check_change(cx, &path)?;
    }
    let bytes = match mode.trim_end_matches(['b', 't', '+']).chars().next() {
        Some('r') => disk::read(cx, &path)?,
        Some('x') => {
            disk::create_new(cx, &path)?;
            Vec::new()
        }
        Some('a') if disk::exists(cx, &path) => disk::read(cx, &path)?,
        _ => {
            disk::write(cx, &path, b"")?;
            Vec::new()
        }
    };
    let content = if binary {
        Content::Bytes(bytes)
    } else {
        let text = decode(cx, &bytes, &encoding, &errors)?;
        // Without `newline` every kind of line end is read as a line feed.
        let translated = if args[5].is_none() && text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        };
        Content::Text(translated)
    };
    let file = File {
        target: Target::Disk(path),
        encoding,
        errors,
        content: RefCell::new(content),
        position: Cell::new(0),
        dirty: Cell::new(false),
        closed: Cell::new(false),
        mode,
    };
    if file.mode.contains('a') {
        file.position.set(file.len());
    }
    Ok(Value::native(file))
}

fn readable(value: &Value) -> R<&File> {
    let file = opened(value)?;
    if file.can_read() { Ok(file) } else { err(ErrorClass::ValueError, "not readable") }
}

/// The end of a part of at most `size` characters or bytes from here.
fn end_of(cx: &mut dyn Interp, file: &File, size: &Value) -> R<usize> {
    let size = if size.is_none() { -1 } else { to_index(cx, size)? };
    let Ok(size) = usize::try_from(size) else { return Ok(file.len()) };
    let start = file.position.get();
    Ok(match &*file.content.borrow() {
        Content::Bytes(bytes) => start.saturating_add(size).min(bytes.len()),
        Content::Text(text) => {
            let rest = text.get(start..).unwrap_or("");
            start + rest.char_indices().nth(size).map_or(rest.len(), |(at, _)| at)
        }
    })
}

fn read(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = readable(&args[0])?;
    if file.target == Target::Stdin {
        let mut text = String::new();
        while let Some(line) = cx.read_line("")? {
            text.push_str(&line);
            text.push('\n');
        }
        return Ok(Value::str(text));
    }
    let end = end_of(cx, file, &args[1])?;
    file.take_to(end)
}

fn readline(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = readable(&args[0])?;
    if file.target == Target::Stdin {
        return Ok(Value::str(cx.read_line("")?.map_or(String::new(), |line| line + "\n")));
    }
    let most = end_of(cx, file, &args[1])?;
    let start = file.position.get();
    let line_feed = match &*file.content.borrow() {
        Content::Bytes(bytes) => bytes.get(start..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')),
        Content::Text(text) => text.get(start..).and_then(|rest| rest.find('\n')),
    };
    file.take_to(line_feed.map_or(most, |at| (start + at + 1).min(most)))
}

fn readlines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut lines = Vec::new();
    loop {
        let line = readline(cx, &mut [args[0].clone(), Value::Int(-1)])?;
        if !cx.truth(&line)? {
            return Ok(Value::list(lines));
        }
        lines.push(line);
    }
}

fn write(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = opened(&args[0])?;
    if !file.can_write() {
        return err(ErrorClass::ValueError, "not writable");
    }
    if file.is_text() {
        let Some(text) = args[1].as_str() else {
            let message = match file.target {
                Target::Memory => format!("string argument expected, got '{}'", args[1].type_name()),
                _ => format!("write() argument must be str, not {}", args[1].type_name()),
            };
            return err(ErrorClass::TypeError, message);
        };
        match file.target {
            Target::Stdout => cx.print(text)?,
            Target::Stderr => cx.print_error(text)?,
            _ => put(file, text.as_bytes()),
        }
        return Ok(Value::count(text.chars().count()));
    }
    let Some(bytes) = bytes_of(&args[1]) else {
        let message = format!("a bytes-like object is required, not '{}'", args[1].type_name());
        return err(ErrorClass::TypeError, message);
    };
    put(file, &bytes);
    Ok(Value::count(bytes.len()))
}

/// Writes bytes over what is at the position, or at the end of a file that is appended to.
fn put(file: &File, new: &[u8]) {
    let at = if file.mode.contains('a') { file.len() } else { file.position.get() };
    let mut content = file.content.borrow_mut();
    let over = |bytes: &mut Vec<u8>| {
        if bytes.len() < at {
            bytes.resize(at, 0);
        }
        let end = (at + new.len()).min(bytes.len());
        bytes.splice(at..end, new.iter().copied());
    };
    match &mut *content {
        Content::Bytes(bytes) => over(bytes),
        Content::Text(text) if at >= text.len() => {
            text.extend(std::iter::repeat_n('\0', at - text.len()));
            text.push_str(&String::from_utf8_lossy(new));
        }
        Content::Text(text) => {
            // Text is overwritten character by character: as many go as come.
            let n = String::from_utf8_lossy(new).chars().count();
            let rest = text.get(at..).unwrap_or("");
            let end = at + rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
            text.replace_range(at..end, &String::from_utf8_lossy(new));
        }
    }
    drop(content);
    file.position.set(at + new.len());
    file.dirty.set(true);
}

fn writelines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    for line in cx.collect(&args[1])? {
        write(cx, &mut [args[0].clone(), line])?;
    }
    Ok(Value::None)
}

fn seek(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = opened(&args[0])?;
    let offset = to_index(cx, &args[1])?;
    let from = match to_index(cx, &args[2])? {
        0 => 0,
        1 => file.position.get() as i64,
        2 => file.len() as i64,
        other => {
            return err(ErrorClass::ValueError, format!("invalid whence ({other}, should be 0, 1 or 2)"));
        }
    };
    let Ok(position) = usize::try_from(from + offset) else {
        return err(ErrorClass::ValueError, format!("negative seek position {}", from + offset));
    };
    file.position.set(position);
    Ok(Value::count(position))
}

fn truncate(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = opened(&args[0])?;
    let size =
        if args[1].is_none() { file.position.get() } else { usize::try_from(to_index(cx, &args[1])?).unwrap_or(0) };
    match &mut *file.content.borrow_mut() {
        Content::Bytes(bytes) => bytes.truncate(size),
        Content::Text(text) => {
            let size = (0..=size.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.truncate(size);
        }
    }
    file.dirty.set(true);
    Ok(Value::count(size))
}

fn flush(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let file = opened(&args[0])?;
    match &file.target {
        Target::Disk(path) if file.dirty.get() => {
            let bytes = match &*file.content.borrow() {
                Content::Bytes(bytes) => bytes.clone(),
                Content::Text(text) => encode(cx, text, &file.encoding, &file.errors)?,
            };
            disk::write(cx, path, &bytes)?;
            file.dirty.set(false);
        }
        Target::Stdout => cx.flush()?,
        _ => {}
    }
    Ok(Value::None)
}

fn close(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if !own(&args[0])?.closed.get() {
        let flushed = flush(cx, args);
        own(&args[0])?.closed.set(true);
        flushed?;
    }
    Ok(Value::None)
}

fn fileno(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let _ = cx;
    match opened(&args[0])?.target {
        Target::Stdin => Ok(Value::Int(0)),
        Target::Stdout => Ok(Value::Int(1)),
        Target::Stderr => Ok(Value::Int(2)),
        Target::Memory => err(ErrorClass::OSError, "fileno"),
        Target::Disk(_) => Err(crate::text::Error::unsupported("the numbers of open files")),
    }
}

/// The lines of a file.
struct Lines {
    file: Value,
}

impl ValueIter for Lines {
    fn next(&mut self, cx: &mut dyn Interp) -> R<Option<Value>> {
        let line = readline(cx, &mut [self.file.clone(), Value::Int(-1)])?;
        Ok(if cx.truth(&line)? { Some(line) } else { None })
    }
}
