//! What was typed, kept across sessions in a file of our own: each entry is one write to the end of
//! the file, so a kill loses nothing and sessions that run side by side lose nothing of each other.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Entries beyond this are forgotten, the oldest first.
const MOST_ENTRIES: usize = 20_000;
/// The file is cut back when it has this many more.
const SLACK: usize = 2_000;

/// The history file.
pub struct History {
    path: PathBuf,
}

impl History {
    /// The user's own history: `numcell/history` in the XDG state directory; None without a home.
    pub fn of_user() -> Option<History> {
        let state = env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let state = state.or_else(|| Some(env::home_dir()?.join(".local/state")))?;
        Some(History::at(state.join("numcell/history")))
    }

    /// A history in a file, which need not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> History {
        History { path: path.into() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All entries, oldest first. Without a file there are none.
    pub fn load(&self) -> io::Result<Vec<String>> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut entries: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(decode).collect();
        if entries.len() > MOST_ENTRIES + SLACK {
            self.trim()?;
        }
        entries.drain(..entries.len().saturating_sub(MOST_ENTRIES));
        Ok(entries)
    }

    /// Adds an entry. When this returns, only a crash of the whole machine can lose it.
    pub fn append(&self, entry: &str) -> io::Result<()> {
        let line = format!("{}\n", encode(entry));
        let mut file = self.open_locked()?;
        // One call: the line arrives whole, whoever else writes.
        file.write_all(line.as_bytes())
    }

    /// Makes what was added survive a crash of the machine too.
    pub fn sync(&self) -> io::Result<()> {
        OpenOptions::new().append(true).open(&self.path)?.sync_data()
    }

    /// Opens the file at its end and keeps others from replacing it. A file that was replaced while we
    /// waited is opened anew: what is written to the old one would be lost.
    fn open_locked(&self) -> io::Result<File> {
        if let Some(directory) = self.path.parent() {
            fs::create_dir_all(directory)?;
        }
        loop {
            // What is typed may be private.
            let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&self.path)?;
            file.lock()?;
            if fs::metadata(&self.path).is_ok_and(|now| file.metadata().is_ok_and(|ours| ours.ino() == now.ino())) {
                return Ok(file);
            }
        }
    }

    /// Drops the oldest entries: a new file takes the place of the old one.
    fn trim(&self) -> io::Result<()> {
        let locked = self.open_locked()?;
        let bytes = fs::read(&self.path)?;
        let mut kept: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
        kept.drain(..kept.len().saturating_sub(MOST_ENTRIES));
        let mut text = kept.join(&b'\n');
        text.push(b'\n');
        let temporary = self.path.with_extension(format!("{}.new", std::process::id()));
        let written = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)
            .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()));
        let replaced = written.and_then(|()| fs::rename(&temporary, &self.path));
        drop(locked);
        replaced.inspect_err(|_| {
            let _ = fs::remove_file(&temporary);
        })
    }
}

/// An entry as one line.
fn encode(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\r', "\\r").replace('\n', "\\n")
}

fn decode(line: &str) -> String {
    let mut entry = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { None };
        match escaped {
            None => entry.push(letter),
            Some('n') => entry.push('\n'),
            Some('r') => entry.push('\r'),
            Some(other) => entry.push(other),
        }
    }
    entry
}
