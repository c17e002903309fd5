//! The one door of programs to the file system: every function here asks the session's gate
//! (`session::Files`), and then either works or gives Python's OSError.

use crate::run::protocol::error_with;
use crate::session::{Access, Files};
use crate::text::{Error, ErrorClass, R};
use crate::value::{Interp, Value};
use std::io;
use std::path::PathBuf;

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

/// Where the file of this name is. *Errors*: PermissionError if the session may not touch it so.
fn allowed(cx: &mut dyn Interp, path: &str, access: Access) -> R<PathBuf> {
    let allowed = cx.state().files.allow(path.as_ref(), access);
    allowed.map_err(|advice| os_error(cx, &io::Error::from_raw_os_error(13), path).with_hint(advice))
}

/// Does something with a file, if the session may.
fn with<T>(cx: &mut dyn Interp, path: &str, access: Access, act: impl FnOnce(PathBuf) -> io::Result<T>) -> R<T> {
    let place = allowed(cx, path, access)?;
    told(cx, act(place), path)
}

/// All bytes of a file. *Errors*: OSError.
pub fn read(cx: &mut dyn Interp, path: &str) -> R<Vec<u8>> {
    with(cx, path, Access::Read, std::fs::read)
}

/// Makes a file of these bytes, in place of one that is there. *Errors*: OSError.
pub fn write(cx: &mut dyn Interp, path: &str, bytes: &[u8]) -> R<()> {
    with(cx, path, Access::Change, |place| std::fs::write(place, bytes))
}

/// Writes a file that was opened for writing, after its last owner went: nobody is left to be told.
pub fn write_at_last(path: &str, bytes: &[u8]) {
    let _ = std::fs::write(path, bytes);
}

/// Whether a file may be opened to be written to. *Errors*: PermissionError.
pub fn check_change(cx: &mut dyn Interp, path: &str) -> R<()> {
    allowed(cx, path, Access::Change).map(drop)
}

/// Makes an empty file that must not be there yet. *Errors*: OSError.
pub fn create_new(cx: &mut dyn Interp, path: &str) -> R<()> {
    with(cx, path, Access::Change, |place| std::fs::File::create_new(place).map(drop))
}

/// Whether a session that may look finds something there.
fn found(cx: &mut dyn Interp, path: &str, test: impl FnOnce(PathBuf) -> bool) -> bool {
    cx.state().files.allow(path.as_ref(), Access::Read).is_ok_and(test)
}

/// Whether there is a file or folder of this name.
pub fn exists(cx: &mut dyn Interp, path: &str) -> bool {
    found(cx, path, |place| place.exists())
}

/// Whether there is a folder of this name.
pub fn is_dir(cx: &mut dyn Interp, path: &str) -> bool {
    found(cx, path, |place| place.is_dir())
}

/// Whether there is a file of this name.
pub fn is_file(cx: &mut dyn Interp, path: &str) -> bool {
    found(cx, path, |place| place.is_file())
}

/// The names in a folder, in no order. *Errors*: OSError.
pub fn list(cx: &mut dyn Interp, path: &str) -> R<Vec<String>> {
    with(cx, path, Access::Read, |place| {
        std::fs::read_dir(place)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    })
}

/// Removes a file. *Errors*: OSError.
pub fn remove(cx: &mut dyn Interp, path: &str) -> R<()> {
    with(cx, path, Access::Change, std::fs::remove_file)
}

/// Removes an empty folder. *Errors*: OSError.
pub fn remove_dir(cx: &mut dyn Interp, path: &str) -> R<()> {
    with(cx, path, Access::Change, std::fs::remove_dir)
}

/// Makes a folder, with its parents if so wanted. *Errors*: OSError.
pub fn make_dir(cx: &mut dyn Interp, path: &str, parents: bool) -> R<()> {
    with(
        cx,
        path,
        Access::Change,
        |place| {
            if parents { std::fs::create_dir_all(place) } else { std::fs::create_dir(place) }
        },
    )
}

/// Gives a file another name. *Errors*: OSError.
pub fn rename(cx: &mut dyn Interp, from: &str, to: &str) -> R<()> {
    let target = allowed(cx, to, Access::Change)?;
    with(cx, from, Access::Change, |place| std::fs::rename(place, target))
}

/// How many bytes a file has. *Errors*: OSError.
pub fn size(cx: &mut dyn Interp, path: &str) -> R<u64> {
    with(cx, path, Access::Read, |place| Ok(std::fs::metadata(place)?.len()))
}

/// The folder that names are relative to. *Errors*: OSError.
pub fn current_dir(cx: &mut dyn Interp) -> R<String> {
    with(cx, ".", Access::Read, |_| Ok(std::env::current_dir()?.to_string_lossy().into_owned()))
}

/// The path of the running program; empty in a sandbox.
pub fn own_program(cx: &mut dyn Interp) -> String {
    if cx.state().files == Files::Nothing {
        return String::new();
    }
    std::env::current_exe().map_or(String::new(), |path| path.to_string_lossy().into_owned())
}
