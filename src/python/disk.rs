//! The one door to the file system: every function here either works or gives Python's OSError.

use crate::run::protocol::error_with;
use crate::text::{Error, ErrorClass, R};
use crate::value::{Interp, Value};
use std::io;
use std::path::Path;

/// The OSError of a failed operation on a file: class, number, words and name as Python has them.
pub fn os_error(cx: &mut dyn Interp, error: &io::Error, path: &str) -> Box<Error> {
    let number = error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::NotFound => 2,
        io::ErrorKind::PermissionDenied => 13,
        io::ErrorKind::AlreadyExists => 17,
        _ => 5,
    });
    let (class, words) = match number {
        1 => (ErrorClass::PermissionError, "Operation not permitted"),
        2 => (ErrorClass::FileNotFoundError, "No such file or directory"),
        13 => (ErrorClass::PermissionError, "Permission denied"),
        17 => (ErrorClass::FileExistsError, "File exists"),
        20 => (ErrorClass::NotADirectoryError, "Not a directory"),
        21 => (ErrorClass::IsADirectoryError, "Is a directory"),
        36 => (ErrorClass::OSError, "File name too long"),
        39 => (ErrorClass::OSError, "Directory not empty"),
        _ => (ErrorClass::OSError, "Input/output error"),
    };
    error_with(cx, class, vec![Value::Int(i64::from(number)), Value::str(words), Value::str(path)])
}

/// A result with Python's error in place of Rust's.
fn told<T>(cx: &mut dyn Interp, result: io::Result<T>, path: &str) -> R<T> {
    result.map_err(|error| os_error(cx, &error, path))
}

/// All bytes of a file. *Errors*: OSError.
pub fn read(cx: &mut dyn Interp, path: &str) -> R<Vec<u8>> {
    let result = std::fs::read(path);
    told(cx, result, path)
}

/// Makes a file of these bytes, in place of one that is there. *Errors*: OSError.
pub fn write(cx: &mut dyn Interp, path: &str, bytes: &[u8]) -> R<()> {
    let result = std::fs::write(path, bytes);
    told(cx, result, path)
}

/// Makes an empty file that must not be there yet. *Errors*: OSError.
pub fn create_new(cx: &mut dyn Interp, path: &str) -> R<()> {
    let result = std::fs::File::create_new(path).map(drop);
    told(cx, result, path)
}

/// Whether there is a file or folder of this name.
pub fn exists(path: &str) -> bool {
    Path::new(path).exists()
}

/// Whether there is a folder of this name.
pub fn is_dir(path: &str) -> bool {
    Path::new(path).is_dir()
}

/// Whether there is a file of this name.
pub fn is_file(path: &str) -> bool {
    Path::new(path).is_file()
}

/// The names in a folder, in no order. *Errors*: OSError.
pub fn list(cx: &mut dyn Interp, path: &str) -> R<Vec<String>> {
    let names = |path: &str| -> io::Result<Vec<String>> {
        std::fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    let result = names(path);
    told(cx, result, path)
}

/// Removes a file. *Errors*: OSError.
pub fn remove(cx: &mut dyn Interp, path: &str) -> R<()> {
    let result = std::fs::remove_file(path);
    told(cx, result, path)
}

/// Removes an empty folder. *Errors*: OSError.
pub fn remove_dir(cx: &mut dyn Interp, path: &str) -> R<()> {
    let result = std::fs::remove_dir(path);
    told(cx, result, path)
}

/// Makes a folder, with its parents if so wanted. *Errors*: OSError.
pub fn make_dir(cx: &mut dyn Interp, path: &str, parents: bool) -> R<()> {
    let result = if parents { std::fs::create_dir_all(path) } else { std::fs::create_dir(path) };
    told(cx, result, path)
}

/// Gives a file another name. *Errors*: OSError.
pub fn rename(cx: &mut dyn Interp, from: &str, to: &str) -> R<()> {
    let result = std::fs::rename(from, to);
    told(cx, result, from)
}

/// How many bytes a file has. *Errors*: OSError.
pub fn size(cx: &mut dyn Interp, path: &str) -> R<u64> {
    let result = std::fs::metadata(path).map(|data| data.len());
    told(cx, result, path)
}

/// The folder that names are relative to. *Errors*: OSError.
pub fn current_dir(cx: &mut dyn Interp) -> R<String> {
    let result = std::env::current_dir().map(|path| path.to_string_lossy().into_owned());
    told(cx, result, ".")
}
