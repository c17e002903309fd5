//! Sandboxes go through no door to the file system, lessons change nothing outside of their folder, and
//! limits end a cell without its session.

use crate::cells::Scratch;
use crate::screen::Screen;
use numcell::repl::{SharedEngine, Shell, Style, complete};
use numcell::session::{Files, Options};
use numcell::text::Source;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

/// Programs of one line that want something of the file system, `PATH` standing for a file that is there
/// and `NEW` for one that is not.
const DOORS: &[&str] = &[
    "open('PATH')",
    "open('PATH', 'rb').read()",
    "open('PATH', 'a')",
    "open('PATH', 'r+')",
    "open('NEW', 'w').write('x')",
    "open('NEW', 'x')",
    "open('NEW', 'wb')",
    "exec(\"open('PATH')\")",
    "eval(\"open('PATH')\")",
    "__import__('builtins').open('PATH')",
    "import io\nio.open('PATH')",
    "import pathlib\npathlib.Path('PATH').read_text()",
    "import pathlib\npathlib.Path('PATH').read_bytes()",
    "import pathlib\npathlib.Path('PATH').open()",
    "import pathlib\npathlib.Path('NEW').write_text('x')",
    "import pathlib\npathlib.Path('NEW').mkdir()",
    "import pathlib\npathlib.Path('PATH').unlink()",
    "import pathlib\nlist(pathlib.Path('.').iterdir())",
    "import pathlib\nlist(pathlib.Path('.').glob('*'))",
    "import pathlib\npathlib.Path.cwd()",
    "import os\nos.listdir()",
    "import os\nos.listdir('/')",
    "import os\nos.mkdir('NEW')",
    "import os\nos.makedirs('NEW/deep')",
    "import os\nos.remove('PATH')",
    "import os\nos.unlink('PATH')",
    "import os\nos.rename('PATH', 'NEW')",
    "import os\nos.rmdir('.')",
    "import os\nos.getcwd()",
    "import os\nos.path.getsize('PATH')",
    "import os\nos.path.abspath('x')",
    "np.save('NEW', [1.0])",
    "np.savez('NEW', [1.0])",
    "np.savez_compressed('NEW', [1.0])",
    "np.savetxt('NEW', [1.0])",
    "np.load('PATH')",
    "np.loadtxt('PATH')",
    "np.genfromtxt('PATH')",
    "np.fromfile('PATH')",
    "np.arange(3).tofile('NEW')",
    "np.memmap('PATH')",
    "np.memmap('NEW', mode='w+', shape=3)",
    "np.lib.format.open_memmap('NEW', mode='w+', shape=3)",
    "np.fromregex('PATH', r'(.)', [('a', 'U1')])",
    "import json\njson.load(open('PATH'))",
    "import csv\ncsv.reader(open('PATH'))",
    "import pickle\npickle.load(open('PATH', 'rb'))",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('NEW.png')",
    "import matplotlib.pyplot as plt\nplt.gcf().savefig('NEW.svg')",
    "import matplotlib.pyplot as plt\nplt.imsave('NEW', np.zeros((2, 2)))",
    "import matplotlib.pyplot as plt\nplt.imread('PATH')",
    "import secret",
    "from secret import x",
    "import importlib\nimportlib.import_module('secret')",
];

/// Expressions that ask about files and users without failing, and what a sandbox answers.
const ANSWERS: &[(&str, &str)] = &[
    ("import os\nos.path.exists('PATH')", "False"),
    ("import os\nos.path.exists('/')", "False"),
    ("import os\nos.path.isfile('PATH')", "False"),
    ("import os\nos.path.isdir('/')", "False"),
    ("import os\nlen(os.environ)", "0"),
    ("import os\nos.getenv('PATH')", "None"),
    ("import os\nos.path.expanduser('~/x')", "'~/x'"),
    ("import sys\nsys.executable", "''"),
];

/// What a session answers to a program: its value, or the class of its error.
fn answer(files: Files, program: &str) -> String {
    let mut session = numcell::open(Options { files, ..Options::default() });
    let outcome = session.run_cell(&Source::new("File \"<cell>\"", program), &mut Screen::default());
    match outcome.error {
        Some(error) => error.class,
        None => outcome.result.unwrap_or_else(|| "None".to_owned()),
    }
}

/// A folder with a file to read and a module to import.
fn folder(name: &str) -> (Scratch, PathBuf, PathBuf) {
    let scratch = Scratch::new(name);
    let path = scratch.file("data.txt", "1 2\n");
    scratch.file("secret.py", "x = 1\n");
    let new = scratch.path().join("new.txt");
    (scratch, path, new)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_sandbox_goes_through_no_door() {
    let (scratch, path, new) = folder("sandbox");
    let mut open = Vec::new();
    for door in DOORS {
        let program = door.replace("PATH", &path.display().to_string()).replace("NEW", &new.display().to_string());
        let class = answer(Files::Nothing, &program);
        // What numcell does not have at all is no door either.
        if !["PermissionError", "ModuleNotFoundError", "NotImplementedError", "AttributeError"]
            .contains(&class.as_str())
        {
            open.push(format!("{door}: {class}"));
        }
    }
    assert_eq!(open, Vec::<String>::new());
    assert_eq!(names(scratch.path()), ["data.txt", "secret.py"]);
    assert_eq!(std::fs::read_to_string(path).expect("still there"), "1 2\n");
}

#[test]
fn a_sandbox_knows_nothing_of_its_user() {
    let (_scratch, path, _) = folder("sandbox-answers");
    for (program, expected) in ANSWERS {
        assert_eq!(answer(Files::Nothing, &program.replace("'PATH')", &format!("'{}')", path.display()))), *expected);
    }
}

#[test]
fn embedding_starts_in_a_sandbox() {
    assert_eq!(Options::default().files, Files::Nothing);
}

#[test]
fn a_lesson_reads_anywhere_and_changes_its_folder() {
    let (scratch, path, _) = folder("lesson-files");
    let lesson = || Files::of_lesson(&scratch.path().join("a.cell"));
    assert_eq!(answer(lesson(), &format!("open('{}').read()", path.display())), "'1 2\\n'");
    // A name is looked for beside the lesson, too.
    assert_eq!(answer(lesson(), "np.loadtxt('data.txt')"), "array([1., 2.])");
    assert_eq!(answer(lesson(), &format!("open('{}/b.txt', 'w').write('x')", scratch.path().display())), "1");
    for outside in ["/numcell-new.txt", "/etc/hostname", "/proc/self/comm", "~/../../numcell-new.txt"] {
        let home = outside.replace('~', &std::env::var("HOME").unwrap_or_default());
        assert_eq!(answer(lesson(), &format!("open('{home}', 'a')")), "PermissionError", "{outside}");
    }
    // A link that leads out leads out.
    let link = scratch.path().join("link");
    std::os::unix::fs::symlink("/", &link).expect("a link");
    assert_eq!(answer(lesson(), &format!("open('{}/numcell-new.txt', 'w')", link.display())), "PermissionError");
    let dangling = scratch.path().join("dangling");
    std::os::unix::fs::symlink("/numcell-new.txt", &dangling).expect("a link");
    assert_eq!(answer(lesson(), &format!("open('{}', 'w')", dangling.display())), "PermissionError");
}

#[test]
fn magics_of_a_sandbox_touch_no_files() {
    let (scratch, path, new) = folder("sandbox-magics");
    let engine: SharedEngine = Rc::new(RefCell::new(numcell::open(Options::default())));
    let mut shell = Shell::new(Rc::clone(&engine), Style::Plain, 80);
    let (path, new) = (path.display(), new.display());
    let calls = [
        format!("%run {path}"),
        format!("%load {path}"),
        format!("%save {new} 1"),
        format!("%%writefile {new}\nx = 1"),
        format!("%history -f {new}"),
        format!("%logstart {new}"),
        format!("%edit {path}"),
        "%pwd".to_owned(),
        "%cd /".to_owned(),
        "%ls".to_owned(),
        "%env".to_owned(),
        "%env HOME".to_owned(),
        "pwd".to_owned(),
    ];
    for call in calls {
        let mut screen = Screen::default();
        shell.feed(&call, &mut screen);
        let said = screen.text();
        assert!(said.starts_with("UsageError: %") && said.contains("in a sandbox, without any"), "{call}: {said}");
    }
    assert_eq!(names(scratch.path()), ["data.txt", "secret.py"]);
    for text in ["%run /", "%cd /", "%env H", "open('/"] {
        assert_eq!(complete(&mut **engine.borrow_mut(), text, text.len()).candidates, [], "{text}");
    }
}

#[test]
fn magics_of_a_lesson_keep_to_its_folder() {
    let (scratch, _, _) = folder("lesson-magics");
    let files = Files::of_lesson(&scratch.path().join("a.ipynb"));
    let mut session = numcell::repl::for_notebooks(numcell::open(Options { files, ..Options::default() }));
    let outside = std::env::var("HOME").unwrap_or_default() + "/numcell-new.txt";
    for call in ["%%writefile OUT\nx = 1", "%save -f OUT", "%history -f OUT", "%logstart OUT", "%edit OUT"] {
        let mut screen = Screen::default();
        session.run_cell(&Source::new("Cell", call.replace("OUT", &outside)), &mut screen);
        assert!(!Path::new(&outside).exists(), "{call}: {}", screen.text());
    }
    let inside = scratch.path().join("made.txt");
    let call = format!("%%writefile {}\nx = 1", inside.display());
    session.run_cell(&Source::new("Cell", call), &mut Screen::default());
    assert!(inside.exists());
}

/// Only these may name the file system: the doors, which ask, and what numcell does for itself (the
/// command line's own files, the user's settings and history, what the system says of memory).
const MAY_TOUCH_FILES: &[&str] = &[
    "array/parallel.rs",
    "cells/console.rs",
    "cells/pictures.rs",
    "cells/read.rs",
    "main.rs",
    "python/disk.rs",
    "python/environment.rs",
    "python/modules/sys/mod.rs",
    "python/modules/time/mod.rs",
    "repl/completion.rs",
    "repl/editor.rs",
    "repl/history.rs",
    "repl/magics/editing.rs",
    "repl/magics/files.rs",
    "repl/magics/journal.rs",
    "repl/magics/options.rs",
    "repl/magics/past.rs",
    "repl/magics/preferences.rs",
    "repl/settings.rs",
    "repl/style.rs",
    "run/fused.rs",
    "session/files.rs",
    "teach/explain.rs",
    "text/room.rs",
];

#[test]
fn nothing_else_names_the_file_system() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let words =
                ["std::fs", "std::env", "std::net", "std::process", "File::open", "canonicalize", "use std::env"];
            let names_it = code.clone().any(|line| words.iter().any(|word| line.contains(word)));
            let only_the_id = code
                .filter(|line| words.iter().any(|word| line.contains(word)))
                .all(|line| line.contains("std::process::id()") || line.contains("std::process::ExitCode"));
            let name = path.strip_prefix(&root).expect("below src").display().to_string();
            if names_it && !only_the_id && !MAY_TOUCH_FILES.contains(&name.as_str()) {
                found.push(name);
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// Runs `program` after `x = 1` in a session with limits, then shows `x`: standard output and error.
fn limited(arguments: &[&str], program: &str) -> (String, String) {
    let scratch = Scratch::new("limits");
    let lesson = scratch.file("lesson.cell", format!("# %%\nx = 1\n\n# %%\n{program}\n\n# %%\nprint('x is', x)\n"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"));
    let done = command.args(arguments).args(["run", "--keep-going"]).arg(lesson).output().expect("numcell runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(done.stdout), text(done.stderr))
}

/// The last line of an error, before its hints.
fn last(error: &str) -> &str {
    error.trim_end().lines().last().unwrap_or_default()
}

#[test]
fn time_is_limited() {
    let ended = "TimeoutError: the cell ran longer than 0.3 s, the limit of this session";
    for program in [
        "while True: pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "while True:\n    try:\n        pass\n    finally:\n        continue",
        "def f():\n    try:\n        return f()\n    finally:\n        f()\nwhile True:\n    try:\n        f()\n    except RecursionError: pass",
        "import itertools\nlist(itertools.cycle([0]))[0]",
        "sum(x for x in range(10**15))",
        "a = np.ones((600, 600))\nwhile True: a @ a",
        "import time\ntime.sleep(100)",
        "import re\nre.match('(a*)*b', 'a' * 40)",
    ] {
        let (out, error) = limited(&["--limit-time", "0.3", "--limit-memory", "4G"], program);
        assert_eq!((out.as_str(), last(&error)), ("x is 1\n", ended), "{program}");
    }
}

#[test]
fn memory_is_limited() {
    for program in [
        "l = []\nwhile True: l.append([0] * 1000)",
        "s = 'a' * 10**9",
        "l = [0] * 10**8",
        "l = list(range(10**8))",
        "b = bytes(10**9)",
        "b = bytearray(b'a') * 10**9",
        "s = 'a'.ljust(10**9)",
        "a = np.ones(10**8)",
        "a = np.arange(10**9)",
        "l = []\nwhile True: l.append(np.ones(10**6))",
        "d = {}\ni = 0\nwhile True:\n    d[i] = str(i)\n    i += 1",
        "while True:\n    try:\n        l = []\n        while True: l.append([0] * 1000)\n    except RecursionError: pass",
        "l = []\nwhile True:\n    try:\n        while True: l.append([0] * 1000)\n    except MemoryError: pass",
    ] {
        let (out, error) = limited(&["--limit-memory", "200M"], program);
        assert_eq!(out, "x is 1\n", "{program}: {error}");
        let line = last(&error);
        assert!(line.contains("MemoryError"), "{program}: {error}");
    }
    // A program can give up what it took.
    let program =
        "l = []\ntry:\n    while True: l.append([0] * 1000)\nexcept MemoryError as e:\n    l = None\n    print(e)";
    let said = "more than 200 MB, the limit of this session\nx is 1\n";
    assert_eq!(limited(&["--limit-memory", "200M"], program), (said.to_owned(), String::new()));
}

#[test]
fn output_is_limited() {
    let ended = "RuntimeError: the cell printed more than 1 KB, the limit of this session";
    for program in ["while True: print('ab')", "print('ab\\n' * 10**6)", "list(range(1000))"] {
        let (out, error) = limited(&["--limit-output", "1K"], program);
        assert!(out.ends_with("x is 1\n") && out.len() < 1100, "{program}: {} bytes", out.len());
        assert_eq!(last(&error), ended, "{program}");
    }
    assert_eq!(limited(&["--limit-output", "1K"], "print('a' * 1000)").1, "");
}
