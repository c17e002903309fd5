//! The gate to the file system: which files a session may touch. Builtins and magics ask here before
//! they do; nothing else decides.

use std::env;
use std::path::{Component, Path, PathBuf};

/// Which files a session may touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Files {
    /// None at all, nor what the system says of its user: the sandbox.
    #[default]
    Nothing,
    /// What a lesson needs: it reads what its user may read, and changes files only in the folder it lies
    /// in, in what was the working directory at its start and in the folder for temporary files. A name that
    /// is not in the working directory is looked for beside the lesson.
    Lesson {
        /// The folder that the lesson lies in.
        folder: PathBuf,
        /// The folders in which it may change files, without links.
        changeable: Vec<PathBuf>,
    },
    /// All that the user may touch.
    All,
}

/// What is to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read, listed, or asked about.
    Read,
    /// It is made, changed, renamed or removed.
    Change,
}

impl Files {
    /// The gate of a lesson's file.
    pub fn of_lesson(file: &Path) -> Files {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let changeable = [folder, Path::new("."), &env::temp_dir()].map(resolved).to_vec();
        Files::Lesson { folder: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()), changeable }
    }

    /// Where the file of this name is, if it may be touched so; else why not, in a line of advice.
    pub fn allow(&self, path: &Path, access: Access) -> Result<PathBuf, String> {
        match self {
            Files::All => Ok(path.to_owned()),
            Files::Nothing => Err("This session runs in a sandbox, without any files.".to_owned()),
            Files::Lesson { folder, .. } if access == Access::Read => {
                let beside = folder.join(path);
                let elsewhere = path.is_relative() && !path.exists() && beside.exists();
                Ok(if elsewhere { beside } else { path.to_owned() })
            }
            Files::Lesson { folder, changeable } => {
                let target = resolved(path);
                if target == Path::new("/dev/null") || changeable.iter().any(|root| target.starts_with(root)) {
                    return Ok(path.to_owned());
                }
                Err(format!(
                    "A lesson changes files only in its own folder ({}), in the working directory and in {}; \
                     numcell run --anywhere lifts this.",
                    folder.display(),
                    env::temp_dir().display()
                ))
            }
        }
    }
}

/// A path from the root without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    // A link to nothing would be followed when a file is made.
    if let Ok(target) = path.read_link() {
        return resolved(&path.parent().unwrap_or(Path::new(".")).join(target));
    }
    let (Some(parent), Some(last)) = (path.parent(), path.components().next_back()) else { return path.to_owned() };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    if parent == path {
        return path.to_owned();
    }
    let mut real = resolved(parent);
    match last {
        Component::ParentDir => {
            real.pop();
        }
        Component::CurDir => {}
        last => real.push(last),
    }
    real
}
