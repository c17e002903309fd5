//! A builtin is one row: its name, NumPy's or Python's signature, a summary, examples, and the
//! implementation. From the row come the call, help, completion, argument checks and tests.

use super::signature::{Signature, Style};
use super::{Interp, Type, Value, types};
use crate::text::{Name, R};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};

/// One row. Write it as `Builtin { name: …, …, ..ROW }`.
pub struct Builtin {
    /// `np.sum`, `math.sqrt`, `str.upper`, `len`: module or class, and name. Rows of a class are its
    /// methods and attributes; NumPy's classes are written `ndarray.sum`, `Generator.random`.
    pub name: &'static str,
    /// Besides the function, also the method of this name of ndarray (`a.sum()`), with `self` as
    /// first argument.
    pub method: bool,
    /// The parameters between parentheses, parsed by the language's own rule. Defaults are
    /// constants; `_NoValue` stands for "was not given" and binds as `Value::Undef`.
    pub signature: &'static str,
    /// How a wrong call is worded.
    pub style: Style,
    /// One line, ending in a full stop.
    pub summary: &'static str,
    /// More: parameters, shape, dtype, errors.
    pub details: &'static str,
    /// A doctest: `>>> ` and `... ` lines and what they show. Runs as a test.
    pub example: &'static str,
    /// Names of related rows.
    pub see_also: &'static [&'static str],
    /// What it does.
    pub run: Run,
    /// For functions of one argument: the result for the plainest of them, Undef for all others.
    pub quick: Option<fn(&Value) -> Value>,
}

/// The parts of a row that most rows leave as they are.
pub const ROW: Builtin = Builtin {
    name: "",
    method: false,
    signature: "()",
    style: Style::Python,
    summary: "",
    details: "",
    example: "",
    see_also: &[],
    run: Run::Constant(|| Value::None),
    quick: None,
};

/// Reads an attribute of an object.
pub type Getter = fn(&mut dyn Interp, &Value) -> R<Value>;
/// Writes an attribute of an object.
pub type Setter = fn(&mut dyn Interp, &Value, Value) -> R<()>;

/// What a row does.
pub enum Run {
    /// A function of its bound arguments, one slot a parameter: defaults filled in, `*args` as a
    /// tuple, `**kwargs` as a dict. The slots may be taken.
    Function(fn(&mut dyn Interp, &mut [Value]) -> R<Value>),
    /// A function that reads its arguments itself: positional, then keyword.
    Raw(fn(&mut dyn Interp, &[Value], &[(Name, Value)]) -> R<Value>),
    /// An attribute of a class's objects, computed when asked for.
    Property(Getter, Option<Setter>),
    /// A module's constant or object, or a class's attribute, made once when first asked for.
    Constant(fn() -> Value),
    /// A module's or class's attribute that is a built-in class.
    Class(Type),
    /// What calling a class does; the row is called `int.__new__`, without a parameter for the class.
    Construct(fn(&mut dyn Interp, &mut [Value]) -> R<Value>),
}

/// A row at run time: what a `Value::Builtin` points to.
pub struct Function {
    /// The row.
    pub row: &'static Builtin,
    /// The last part of the name.
    pub name: Name,
    /// What stands before it: a module (`numpy`, `numpy.linalg`), or a class.
    pub owner: Owner,
    /// What the run floor noted about the row; 0 before it did.
    pub note: Cell<u8>,
    signature: OnceCell<Signature>,
    constant: OnceCell<Value>,
}

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A module by its full name.
    Module(Name),
    /// A built-in class.
    Class(Type),
}

impl Function {
    /// The parsed signature.
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Signature::parse(self.row))
    }

    /// The value of a Constant row.
    pub fn constant(&self) -> Option<Value> {
        match self.row.run {
            Run::Constant(make) => Some(self.constant.get_or_init(make).clone()),
            Run::Class(class) => Some(Value::Type(class)),
            _ => None,
        }
    }

    /// The class of the function object.
    pub fn type_of(&self) -> Type {
        match self.owner {
            Owner::Class(class) if class.module() == "builtins" && is_slot(self.name.as_str()) => {
                types::WRAPPER_DESCRIPTOR
            }
            Owner::Class(_) if matches!(self.row.run, Run::Property(..)) => types::GETSET_DESCRIPTOR,
            Owner::Class(_) => types::METHOD_DESCRIPTOR,
            Owner::Module(module) if module.as_str().starts_with("numpy") && self.row.style == Style::Ufunc => {
                types::UFUNC
            }
            Owner::Module(module) if module.as_str().starts_with("numpy") => types::NP_FUNCTION,
            Owner::Module(_) => types::BUILTIN_FUNCTION,
        }
    }
}

/// Whether a special method is what CPython calls a slot: most are.
fn is_slot(name: &str) -> bool {
    let methods = [
        "__format__",
        "__round__",
        "__reversed__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__init_subclass__",
        "__subclasses__",
    ];
    name.starts_with("__") && name.ends_with("__") && !methods.contains(&name)
}

#[derive(Default)]
struct Registry {
    members: FxHashMap<(Owner, Name), &'static Function>,
    by_name: FxHashMap<&'static str, &'static Function>,
}

thread_local! {
    static REGISTRY: RefCell<Registry> = RefCell::default();
}

/// Makes lists of rows known to this thread. The floors that hold rows hand over theirs once.
pub fn register(lists: &[&'static [Builtin]]) {
    REGISTRY.with_borrow_mut(|registry| {
        let count = lists.iter().map(|list| list.len()).sum();
        registry.members.reserve(count);
        registry.by_name.reserve(count);
        for row in lists.iter().copied().flatten() {
            let (owner, name) = split(row.name);
            registry.add(row, owner, name);
            if row.method {
                registry.add(row, Owner::Class(types::NDARRAY), name);
            }
        }
    });
}

/// Makes a name of a module another name of one of its functions: the same object under both.
pub fn register_alias(module: &str, alias: &str, name: &str) {
    let owner = Owner::Module(Name::new(module));
    REGISTRY.with_borrow_mut(|registry| {
        if let Some(function) = registry.members.get(&(owner, Name::new(name))).copied() {
            registry.members.insert((owner, Name::new(alias)), function);
        }
    });
}

impl Registry {
    fn add(&mut self, row: &'static Builtin, owner: Owner, name: Name) {
        // Leaked once per row and thread: rows are static, and a value must be one thin pointer.
        let function: &'static Function = Box::leak(Box::new(Function {
            row,
            name,
            owner,
            note: Cell::new(0),
            signature: OnceCell::new(),
            constant: OnceCell::new(),
        }));
        self.members.insert((owner, name), function);
        self.by_name.entry(row.name).or_insert(function);
    }
}

/// The owner and the name of a row's full name.
fn split(full: &'static str) -> (Owner, Name) {
    let (owner, name) = full.rsplit_once('.').unwrap_or(("builtins", full));
    let class = class_of_owner(owner);
    let owner = match class {
        Some(class) => Owner::Class(class),
        None if owner == "np" => Owner::Module(Name::new("numpy")),
        None => Owner::Module(match owner.strip_prefix("np.") {
            Some(rest) => Name::new(&format!("numpy.{rest}")),
            None => Name::new(owner),
        }),
    };
    (owner, Name::new(name))
}

/// The class that a row's owner names, if it names one: classes are written by their own name,
/// those that clash with a module with `class:` before it (`class:random.Random` is not needed;
/// `class:datetime` is).
fn class_of_owner(owner: &str) -> Option<Type> {
    thread_local! {
        static BY_NAME: FxHashMap<&'static str, Type> = {
            // Later rows lose: Python's own classes come first.
            let mut map = FxHashMap::default();
            // The abstract classes have no rows, and names that others have, too (`Generator`).
            for class in Type::all().filter(|class| class.module() != "collections.abc") {
                map.entry(class.name()).or_insert(class);
            }
            // These are modules, too, or another class has the name.
            for module in ["datetime", "time", "array", "copy", "function", "traceback"] {
                map.remove(module);
            }
            map
        };
    }
    if let Some(class) = owner.strip_prefix("class:") {
        let (module, name) = class.rsplit_once('.').unwrap_or(("numpy", class));
        return Type::find(module, name);
    }
    BY_NAME.with(|map| map.get(owner).copied())
}

/// A member of a module or class itself (bases are not searched).
pub fn find_member(owner: Owner, name: Name) -> Option<&'static Function> {
    REGISTRY.with_borrow(|registry| registry.members.get(&(owner, name)).copied())
}

/// The row of a full name such as `np.linalg.norm`.
pub fn find_function(full_name: &str) -> Option<&'static Function> {
    REGISTRY.with_borrow(|registry| registry.by_name.get(full_name).copied())
}

/// The row of a function of NumPy's that a program of ours defines, by the function's own name and module.
pub fn library_row(name: &str, module: &str) -> Option<&'static Function> {
    if !module.starts_with("numpy") {
        return None;
    }
    let owner = |row: &Function| match row.owner {
        Owner::Module(owner) if owner.as_str().starts_with("numpy") => Some(owner.as_str()),
        _ => None,
    };
    let rows = members(None).into_iter().filter(|row| {
        let is_value = matches!(row.row.run, Run::Constant(_) | Run::Property(..));
        is_value && row.name.as_str() == name && owner(row).is_some()
    });
    // Programs are named otherwise than modules; what fits best is meant, or else NumPy's own name.
    rows.max_by_key(|row| {
        let owner = owner(row).unwrap_or_default();
        (if module.starts_with(owner) { owner.len() } else { 0 }, owner == "numpy")
    })
}

/// All rows of a module or class, in no order; `None` for all rows there are.
pub fn members(owner: Option<Owner>) -> Vec<&'static Function> {
    REGISTRY.with_borrow(|registry| {
        let all = registry.members.iter();
        all.filter(|((have, _), _)| owner.is_none_or(|owner| owner == *have)).map(|(_, function)| *function).collect()
    })
}
