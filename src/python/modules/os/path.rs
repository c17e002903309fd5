//! `os.path`, as it is on POSIX systems.

use super::text;
use crate::python::args::{NAMED, star};
use crate::python::{disk, environment};
use crate::text::R;
use crate::value::{Builtin, Interp, Run, Value};

macro_rules! function {
    // Macros because rows are static.
    ($name:literal, $signature:literal, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("os.path.", $name),
            signature: $signature,
            summary: $summary,
            example: $example,
            run: Run::Function($run),
            ..NAMED
        }
    };
}

pub(super) static ROWS: &[Builtin] = &[
    function!(
        "join",
        "(a, *p)",
        "Paths put together.",
        ">>> import os\n>>> os.path.join('data', 'a', 'x.csv')\n'data/a/x.csv'\n",
        |cx, args| {
            let mut path = text(cx, &args[0])?;
            for part in star(&args[1]) {
                let part = text(cx, part)?;
                if part.starts_with('/') {
                    path = part;
                    continue;
                }
                if !path.is_empty() && !path.ends_with('/') {
                    path.push('/');
                }
                path.push_str(&part);
            }
            Ok(Value::str(path))
        }
    ),
    function!(
        "split",
        "(p)",
        "Folder and name of a path.",
        ">>> import os\n>>> os.path.split('a/b.txt')\n('a', 'b.txt')\n",
        |cx, args| {
            let (folder, name) = split(&text(cx, &args[0])?);
            Ok(Value::tuple([Value::str(folder), Value::str(name)]))
        }
    ),
    function!("basename", "(p)", "The name at the end of a path.", "", |cx, args| {
        Ok(Value::str(split(&text(cx, &args[0])?).1))
    }),
    function!("dirname", "(p)", "The folder of a path.", "", |cx, args| Ok(Value::str(split(&text(cx, &args[0])?).0))),
    function!(
        "splitext",
        "(p)",
        "A path without its extension, and the extension.",
        ">>> import os\n>>> os.path.splitext('a/b.tar.gz')\n('a/b.tar', '.gz')\n",
        |cx, args| {
            let path = text(cx, &args[0])?;
            let name_at = path.rfind('/').map_or(0, |at| at + 1);
            let name = &path[name_at..];
            let first = name.len() - name.trim_start_matches('.').len();
            let dot = name[first..].rfind('.').map_or(path.len(), |at| name_at + first + at);
            Ok(Value::tuple([Value::str(&path[..dot]), Value::str(&path[dot..])]))
        }
    ),
    function!("exists", "(path)", "Whether there is such a file or folder.", "", |cx, args| {
        let path = text(cx, &args[0])?;
        Ok(Value::bool(disk::exists(cx, &path)))
    }),
    function!("isfile", "(path)", "Whether it is a file.", "", |cx, args| {
        let path = text(cx, &args[0])?;
        Ok(Value::bool(disk::is_file(cx, &path)))
    }),
    function!("isdir", "(s)", "Whether it is a folder.", "", |cx, args| {
        let path = text(cx, &args[0])?;
        Ok(Value::bool(disk::is_dir(cx, &path)))
    }),
    function!("isabs", "(s)", "Whether a path starts at the root.", "", |cx, args| {
        Ok(Value::bool(text(cx, &args[0])?.starts_with('/')))
    }),
    function!("normpath", "(path)", "A path without `.` and `..` where they can go.", "", |cx, args| {
        Ok(Value::str(normal(&text(cx, &args[0])?)))
    }),
    function!("abspath", "(path)", "A path from the root.", "", |cx, args| {
        let path = text(cx, &args[0])?;
        if path.starts_with('/') {
            return Ok(Value::str(normal(&path)));
        }
        let here = disk::current_dir(cx)?;
        Ok(Value::str(normal(&format!("{here}/{path}"))))
    }),
    function!("getsize", "(filename)", "How many bytes a file has.", "", |cx, args| {
        let path = text(cx, &args[0])?;
        Ok(Value::Int(disk::size(cx, &path)? as i64))
    }),
    function!("expanduser", "(path)", "A path with `~` replaced by the user's folder.", "", expand_user),
];

fn split(path: &str) -> (String, String) {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = path.split_at(at);
    let trimmed = folder.trim_end_matches('/');
    (if trimmed.is_empty() { folder } else { trimmed }.to_string(), name.to_string())
}

fn normal(path: &str) -> String {
    if path.is_empty() {
        return ".".to_string();
    }
    // Two slashes at the start are kept, three are one.
    let root = match path.bytes().take_while(|&byte| byte == b'/').count() {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let goes_up = part == ".." && (!root.is_empty() || parts.last().is_some_and(|last| *last != ".."));
        if goes_up {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() { ".".to_string() } else { joined }
}

fn expand_user(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let path = text(cx, &args[0])?;
    let home = environment::variable_of(cx, "HOME").unwrap_or_default();
    let rest = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
    Ok(Value::str(match rest {
        Some(rest) if !home.is_empty() => format!("{}{rest}", home.trim_end_matches('/')),
        _ => path,
    }))
}
