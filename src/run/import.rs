//! `import`: built-in modules by name. A module exists if any row belongs to it or a built-in class
//! comes from it.

use super::core::Vm;
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::code::{Code, CodeKind};
use crate::value::dict::Dict;
use crate::value::{Interp, Module, Owner, Value, members};
use std::rc::Rc;

/// Parts of NumPy that are not here.
const NUMPY_PARTS: &[&str] = &["numpy.ctypeslib", "numpy.f2py"];

/// Modules that lessons import and that are not here.
const NOT_BUILT: &[&str] = &[
    "IPython",
    "PIL",
    "bokeh",
    "cupy",
    "cv2",
    "dask",
    "h5py",
    "jax",
    "mpl_toolkits",
    "networkx",
    "numba",
    "pandas",
    "plotly",
    "requests",
    "scipy",
    "seaborn",
    "skimage",
    "sklearn",
    "statsmodels",
    "sympy",
    "tensorflow",
    "torch",
    "tqdm",
    "xarray",
];

/// Parts of Python's library that exist there; asking for them is no spelling mistake.
const STANDARD: &[&str] = &[
    "abc",
    "argparse",
    "ast",
    "asyncio",
    "base64",
    "bisect",
    "builtins",
    "calendar",
    "cmath",
    "codecs",
    "collections",
    "concurrent",
    "configparser",
    "contextlib",
    "copy",
    "csv",
    "ctypes",
    "datetime",
    "decimal",
    "difflib",
    "dis",
    "doctest",
    "enum",
    "errno",
    "fractions",
    "functools",
    "gc",
    "getpass",
    "glob",
    "gzip",
    "hashlib",
    "heapq",
    "html",
    "http",
    "importlib",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "locale",
    "logging",
    "math",
    "multiprocessing",
    "numbers",
    "operator",
    "os",
    "pathlib",
    "pdb",
    "pickle",
    "platform",
    "pprint",
    "queue",
    "random",
    "re",
    "secrets",
    "select",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "ssl",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "tkinter",
    "token",
    "traceback",
    "types",
    "typing",
    "unittest",
    "urllib",
    "uuid",
    "warnings",
    "weakref",
    "xml",
    "zipfile",
    "zlib",
];

/// Whether there is a module of this full name.
pub(super) fn is_module(name: &str) -> bool {
    thread_local! {
        static KNOWN: rustc_hash::FxHashSet<Name> = members(None)
            .into_iter()
            .filter_map(|function| match function.owner {
                Owner::Module(module) => Some(module),
                Owner::Class(_) => None,
            })
            .flat_map(|module| {
                // A package is a module even if all its rows are in its parts.
                let text = module.as_str();
                let cuts = text.match_indices('.').map(|(at, _)| Name::new(&text[..at])).collect::<Vec<_>>();
                cuts.into_iter().chain([module])
            })
            .collect();
    }
    if matches!(name, "__future__" | "builtins") {
        return true;
    }
    Name::existing(name).is_some_and(|name| KNOWN.with(|known| known.contains(&name)))
}

/// The error for a module that is not there.
fn not_found(name: &str) -> Box<Error> {
    let root = name.split('.').next().unwrap_or(name);
    let known = STANDARD.contains(&root) && !is_module(root);
    let part = NUMPY_PARTS
        .iter()
        .find(|part| name == **part || name.strip_prefix(**part).is_some_and(|rest| rest.starts_with('.')));
    let part = part.copied().or_else(|| (root == "matplotlib").then_some(name));
    if NOT_BUILT.contains(&root) || known || part.is_some() {
        let error = Error::new(ErrorClass::ModuleNotFoundError, format!("No module named '{name}'"));
        let missing = part.unwrap_or(root);
        return error.with_hint(if NOT_BUILT.contains(&root) {
            format!(
                "numcell is NumPy, matplotlib's pyplot and Python's library, without {missing}; `numcell run --keep-going` \
                 runs the rest of a lesson."
            )
        } else {
            format!("numcell does not have the module {missing}.")
        });
    }
    let shown = if is_module(root) && root != name && !name.contains('.') { root } else { name };
    let text = match name.rsplit_once('.') {
        Some((parent, _)) if is_module(parent) && !is_package(parent) => {
            format!("No module named '{shown}'; '{parent}' is not a package")
        }
        _ if !is_module(root) => format!("No module named '{root}'"),
        _ => format!("No module named '{shown}'"),
    };
    Error::new(ErrorClass::ModuleNotFoundError, text)
}

fn is_package(name: &str) -> bool {
    matches!(name, "collections" | "os" | "concurrent" | "numpy" | "matplotlib")
        || name.strip_prefix("numpy.").is_some_and(|part| {
            matches!(part, "core" | "fft" | "lib" | "linalg" | "ma" | "polynomial" | "random" | "rec" | "testing")
        })
}

/// A module's own names as a dict.
pub(super) fn module_dict(module: &Module) -> Value {
    let mut dict = Dict::new();
    for (name, value) in module_names(module) {
        dict.insert_str(name.as_str(), value);
    }
    Value::dict(dict)
}

fn module_names(module: &Module) -> Vec<(Name, Value)> {
    let mut all: Vec<(Name, Value)> = members(Some(Owner::Module(module.name)))
        .into_iter()
        .map(|function| (function.name, super::attribute::member_value(function)))
        .collect();
    for (name, value) in module.attributes.borrow().iter() {
        if !all.iter().any(|(have, _)| have == name) {
            all.push((*name, value.clone()));
        }
    }
    all.sort_by_key(|(name, _)| name.as_str());
    all
}

impl Vm<'_> {
    /// The module of a dotted name.
    ///
    /// *Errors*: ModuleNotFoundError.
    pub(super) fn module_named(&mut self, name: &str) -> R<Rc<Module>> {
        if name.starts_with('.') {
            return err(ErrorClass::ImportError, "attempted relative import with no known parent package");
        }
        if !is_module(name) {
            return Err(not_found(name));
        }
        Ok(self.core.module(Name::new(name)))
    }

    /// `import a.b`: gives `a` if `root`, else `a.b`.
    pub(super) fn import_statement(&mut self, name: Name, root: bool) -> R<Value> {
        let module = self.module_named(name.as_str())?;
        match name.as_str().split_once('.') {
            Some((first, _)) if root => Ok(Value::Module(self.module_named(first)?)),
            _ => Ok(Value::Module(module)),
        }
    }

    /// `from module import name`
    pub(super) fn import_name(&mut self, module: &Value, name: Name) -> R<Value> {
        let Value::Module(object) = module else { return self.attribute(module, name) };
        if object.name.as_str() == "__future__" {
            return Ok(Value::None);
        }
        match self.module_attribute(object, name) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            // What a module says about a name that it had once is for those who ask it.
            Err(error) if error.class == ErrorClass::AttributeError => {}
            Err(error) => return Err(error),
        }
        let full = format!("{}.{name}", object.name);
        if is_module(&full) {
            return Ok(Value::Module(self.core.module(Name::new(&full))));
        }
        let text = format!("cannot import name '{name}' from '{}' (unknown location)", object.name);
        let error = Error::new(ErrorClass::ImportError, text);
        let names_there: Vec<Name> = module_names(object).into_iter().map(|(name, _)| name).collect();
        Err(match crate::text::closest(name.as_str(), names_there.iter().map(|name| name.as_str())) {
            Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
            None => error,
        })
    }

    /// `from module import *`
    pub(super) fn import_all(&mut self, module: &Value, code: &'static Code) -> R<()> {
        let Value::Module(module) = module else { return Ok(()) };
        let all = match self.module_attribute(module, names::DUNDER_ALL)? {
            Some(list) => {
                let mut pairs = Vec::new();
                for name in self.collect(&list)? {
                    let name = Name::new(name.as_str().unwrap_or_default());
                    pairs.push((name, self.attribute(&Value::Module(module.clone()), name)?));
                }
                pairs
            }
            None => {
                let names = module_names(module).into_iter().map(|(name, _)| name);
                let public: Vec<Name> = names.filter(|name| !name.as_str().starts_with('_')).collect();
                let mut pairs = Vec::new();
                for name in public {
                    if let Some(value) = self.module_attribute(module, name)? {
                        pairs.push((name, value));
                    }
                }
                pairs
            }
        };
        for (name, value) in all {
            if code.kind == CodeKind::ClassBody {
                self.set_body_name(name, value)?;
                continue;
            }
            let slot = self.core.slot(&code.namespace, name)?;
            self.core.globals[slot as usize] = value;
        }
        Ok(())
    }
}
