//! Every `.cell` file of the project, checked against the outputs recorded in it: lessons in
//! `examples/`, recordings of CPython with NumPy in `tests/`.

use numcell::cells::{Console, Status, check_file};
use numcell::open;
use numcell::session::Options;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// What a console wrote.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs with a stack as large as the command's own.
pub(crate) fn on_large_stack(work: impl FnOnce() + Send + 'static) {
    let work = move || {
        numcell::text::stack::declare(256 << 20);
        work();
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(work).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// What `numcell check` says about a file that differs from what it records.
pub(crate) fn difference(file: &Path, options: Options) -> Option<String> {
    let page = Page::default();
    let mut console = Console::new(Box::new(page.clone()), Box::new(page.clone()), false);
    let status = check_file(file, &|_| open(options.clone()), &mut console);
    assert_eq!(console.finish(), None);
    let text = String::from_utf8_lossy(&page.0.lock().expect("nobody panicked")).into_owned();
    (status.ok() != Some(Status::FINE)).then_some(text)
}

/// The `.cell` files in a folder and its folders.
fn cell_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "cell") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn check_all(files: Vec<PathBuf>) {
    on_large_stack(move || {
        let wrong: Vec<String> = files.iter().filter_map(|file| difference(file, Options::trusted())).collect();
        assert!(wrong.is_empty(), "{} of {} files differ\n{}", wrong.len(), files.len(), wrong.join("\n"));
    });
}

#[test]
fn lessons_show_what_they_record() {
    let files = cell_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
    assert!(files.len() >= 8, "only {} lessons were found", files.len());
    check_all(files);
}

#[test]
fn recordings_of_numpy_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    // These are checked one by one in `ufunc.rs`.
    let files = cell_files(&folder).into_iter().filter(|file| !file.starts_with(folder.join("ufunc"))).collect();
    check_all(files);
}

/// Lessons of people who work on numcell, kept beside the project.
#[test]
fn lessons_beside_the_project_show_what_they_record() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.exists() {
        println!("skipped: there is no folder {}", shared.display());
        return;
    }
    check_all(vec![shared.join("seed/notebook.cell")]);
}
