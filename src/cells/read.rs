//! Files in and out: what can be wrong with a file is said in one line, and a file is replaced whole
//! or not at all.

use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// The text of a file, with what must survive a rewrite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, lines ending in `\n`, without a byte order mark.
    pub text: String,
    /// Whether the file's lines end in `\r\n`.
    crlf: bool,
    /// Whether it starts with a byte order mark.
    bom: bool,
}

/// Why a file cannot be read or written.
#[derive(Debug)]
pub struct FileError(String);

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FileError {
    /// An error that says this.
    pub(super) fn new(problem: String) -> FileError {
        FileError(problem)
    }
}

/// Reads a file of program text. Errors: as for [`read_text`]; a Jupyter notebook, which is no such file.
pub fn read_file(path: &Path) -> Result<Text, FileError> {
    if path.extension().is_some_and(|extension| extension == "ipynb") {
        return Err(FileError(format!("{} is a Jupyter notebook; numcell reads .cell and .py files", path.display())));
    }
    read_text(path)
}

/// Reads a file of text. Errors: missing, a directory, unreadable, not UTF-8.
pub fn read_text(path: &Path) -> Result<Text, FileError> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| FileError(format!("cannot read {name}: {}", reason(&error))))?;
    decode(&name.to_string(), bytes)
}

/// Reads all of standard input.
pub fn read_stdin() -> Result<Text, FileError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| FileError(format!("cannot read standard input: {}", reason(&error))))?;
    decode("standard input", bytes)
}

/// Replaces a file: the new text is written next to it and renamed over it, so that a crash leaves
/// the old or the new file, never half of one.
pub fn write_file(path: &Path, text: &Text) -> Result<(), FileError> {
    // A link stays a link: what it names is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let temporary = target.with_file_name(name);
    let written = write_new(&temporary, &target, text.encode().as_bytes());
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        FileError(format!("cannot write {}: {}", path.display(), reason(&error)))
    })
}

/// A picture that a lesson names, from the lesson's folder or one below it: its media type, by its first
/// bytes, and its content. None for anything else.
pub fn read_picture(folder: &Path, name: &str) -> Option<(&'static str, Vec<u8>)> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let place = fs::canonicalize(folder.join(name.replace("%20", " "))).ok()?;
    if !place.starts_with(fs::canonicalize(folder).ok()?) {
        return None;
    }
    let bytes = fs::read(place).ok()?;
    let media_type = match bytes.get(..12)? {
        start if start.starts_with(b"\x89PNG\r\n\x1a\n") => "image/png",
        start if start.starts_with(b"\xff\xd8\xff") => "image/jpeg",
        start if start.starts_with(b"GIF8") => "image/gif",
        start if start.starts_with(b"RIFF") && start.ends_with(b"WEBP") => "image/webp",
        start if start.starts_with(b"<svg") || start.starts_with(b"<?xml") => "image/svg+xml",
        _ => return None,
    };
    Some((media_type, bytes))
}

fn write_new(temporary: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(temporary)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    fs::rename(temporary, target)
}

impl Text {
    /// Text that was in no file.
    pub fn new(text: &str) -> Text {
        Text { text: text.to_owned(), crlf: false, bom: false }
    }

    /// Text with line ends in `\r\n` and a byte order mark, or without.
    pub(super) fn marked(text: String, crlf: bool, bom: bool) -> Text {
        Text { text, crlf, bom }
    }

    /// Whether its lines end in `\r\n`, and whether it starts with a byte order mark.
    pub(super) fn marks(&self) -> (bool, bool) {
        (self.crlf, self.bom)
    }

    /// New text for the same file.
    pub fn with_text(&self, text: String) -> Text {
        Text { text, ..*self }
    }

    fn encode(&self) -> String {
        let text = if self.crlf { self.text.replace('\n', "\r\n") } else { self.text.clone() };
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Text, FileError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        let byte = error.as_bytes()[at];
        FileError(format!("{name} is not UTF-8 text: byte 0x{byte:02x} at line {line}, column {column}"))
    })?;
    let bom = text.starts_with('\u{feff}');
    let text = if bom { text['\u{feff}'.len_utf8()..].to_owned() } else { text };
    let crlf = text.contains("\r\n");
    // As Python reads text: each kind of line end is one.
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Ok(Text { text, crlf, bom })
}

/// The operating system's reason in a few words, without its error number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
