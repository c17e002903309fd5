//! [`Core`]: all that a session keeps between cells. [`Vm`]: a core at work, with the place where its
//! output goes.

use super::frames::Frame;
use crate::session::Sink;
use crate::text::{ErrorClass, names};
use crate::text::{Name, R, err};
use crate::value::code::Namespace;
use crate::value::{Module, NativeFunction, Owner, State, Value, find_member};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A frame sees this many registers from its base on.
pub(super) const WINDOW: usize = 256;

/// CPython's recursion limit.
pub(super) const DEEPEST: usize = 1000;

/// What a session keeps.
pub(super) struct Core {
    /// The registers of all frames.
    pub(super) stack: Vec<Value>,
    /// The frames, the running one last.
    pub(super) frames: Vec<Frame>,
    /// Where f-strings are written before their length is known.
    pub(super) scratch: String,
    /// What special frames keep besides: a generator, the object that `__init__` makes.
    pub(super) extras: Vec<Value>,
    /// Global variables of all modules.
    pub(super) globals: Vec<Value>,
    /// Names of global variables.
    pub(super) slot_names: Vec<Name>,
    /// What a global variable means that the program did not set: a builtin, or nothing.
    pub(super) fallbacks: Vec<Fallback>,
    /// The program's own module.
    pub(super) main: Rc<Namespace>,
    /// Modules by full name, once imported or asked for.
    pub(super) modules: FxHashMap<Name, Rc<Module>>,
    /// The exception being handled, or Undef.
    pub(super) handling: Value,
    /// An exception is going on, not being raised: its traceback has this frame already.
    pub(super) going_on: bool,
    /// A method call failed because there is no such method.
    pub(super) no_method: bool,
    /// Settings of builtins.
    pub(super) state: State,
    /// How many calls of the machine by itself are open.
    pub(super) depth: usize,
    /// The recursion limit of `sys.setrecursionlimit`.
    pub(super) limit: usize,
    /// Warnings of this cell.
    pub(super) warnings: super::warnings::Warnings,
    /// Whether `np`, `math` and bare array functions are in scope.
    pub(super) prelude: bool,
    /// The last attribute that was not found and what it was asked of, for "Did you mean".
    pub(super) missing_attribute: Option<(Value, Name)>,
    /// The last name that was not found and the code that asked for it.
    pub(super) missing_name: Option<(Name, &'static crate::value::code::Code)>,
    /// Where the last error was raised, for advice.
    pub(super) failed: Option<super::lesson::Failed>,
    /// What an interactive session remembers.
    pub(super) history: super::history::History,
    /// What the namespace was before the last cells, the newest last.
    pub(super) undo: Vec<super::undo::Snapshot>,
    /// How results are laid out for a reader.
    pub(super) display: Option<crate::session::Display>,
}

/// What a global name means without the program.
pub(super) enum Fallback {
    /// Not looked up yet.
    Unknown,
    /// Nothing.
    Nothing,
    /// A builtin.
    Value(Value),
}

impl Core {
    pub(super) fn new(prelude: bool) -> Core {
        let main = Rc::new(Namespace::default());
        main.name.set(Some(names::MAIN));
        let mut core = Core {
            stack: Vec::new(),
            frames: Vec::new(),
            scratch: String::new(),
            extras: Vec::new(),
            globals: Vec::new(),
            slot_names: Vec::new(),
            fallbacks: Vec::new(),
            main,
            modules: FxHashMap::default(),
            handling: Value::Undef,
            going_on: false,
            no_method: false,
            state: State::default(),
            depth: 0,
            limit: DEEPEST,
            warnings: Default::default(),
            prelude,
            missing_attribute: None,
            missing_name: None,
            failed: None,
            history: Default::default(),
            undo: Vec::new(),
            display: None,
        };
        core.stack.resize_with(4 * WINDOW, || Value::Undef);
        core
    }

    /// The slot of a module's global variable.
    pub(super) fn slot(&mut self, namespace: &Namespace, name: Name) -> R<u16> {
        if let Some(&slot) = namespace.slots.borrow().get(&name) {
            return Ok(slot);
        }
        let Ok(slot) = u16::try_from(self.globals.len()) else {
            return err(ErrorClass::MemoryError, "too many global variables");
        };
        self.globals.push(Value::Undef);
        self.slot_names.push(name);
        self.fallbacks.push(Fallback::Unknown);
        namespace.slots.borrow_mut().insert(name, slot);
        if name == names::NAME
            && let Some(module) = namespace.name.get()
        {
            self.globals[slot as usize] = Value::str(module.as_str());
        }
        Ok(slot)
    }

    /// What a global name means without the program; None if nothing.
    pub(super) fn fallback(&mut self, slot: u16) -> Option<Value> {
        let at = slot as usize;
        if matches!(self.fallbacks[at], Fallback::Unknown) {
            self.fallbacks[at] = match self.builtin(self.slot_names[at]) {
                Some(value) => Fallback::Value(value),
                None => Fallback::Nothing,
            };
        }
        match &self.fallbacks[at] {
            Fallback::Value(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// The builtin function that a global name means without the program, if that is known already.
    #[inline]
    pub(super) fn builtin_fallback(&self, slot: u16) -> Option<&'static NativeFunction> {
        match &self.fallbacks[slot as usize] {
            Fallback::Value(Value::Builtin(function)) => Some(*function),
            _ => None,
        }
    }

    /// A name that a fresh session knows.
    pub(super) fn builtin(&mut self, name: Name) -> Option<Value> {
        if self.prelude && matches!(name, names::NP | names::MATH) {
            let module = if name == names::NP { names::NUMPY } else { names::MATH };
            return Some(Value::Module(self.module(module)));
        }
        if let Some(value) = super::attribute::builtin_name(name) {
            return Some(value);
        }
        if self.prelude {
            let numpy = Owner::Module(names::NUMPY);
            let found = find_member(numpy, name).or_else(|| {
                find_member(Owner::Module(Name::new("numpy.linalg")), name).filter(|_| is_bare_linalg(name))
            });
            return found.map(super::attribute::member_value);
        }
        None
    }

    /// A module object; it need not have been imported.
    pub(super) fn module(&mut self, name: Name) -> Rc<Module> {
        self.modules.entry(name).or_insert_with(|| Rc::new(Module::new(name))).clone()
    }
}

/// The functions of `np.linalg` that a fresh session has by their bare names.
fn is_bare_linalg(name: Name) -> bool {
    matches!(name.as_str(), "norm" | "det" | "inv" | "solve" | "eig" | "eigh" | "svd" | "qr" | "lstsq" | "pinv")
}

/// A core at work.
pub(super) struct Vm<'a> {
    pub(super) core: &'a mut Core,
    pub(super) sink: &'a mut dyn Sink,
}

/// The registers of a frame.
pub(super) type Window = [Value; WINDOW];

/// The window at a base; the stack is long enough by then.
#[inline(always)]
pub(super) fn window(stack: &mut [Value], base: usize) -> &mut Window {
    match stack.get_mut(base..base + WINDOW).and_then(|part| part.try_into().ok()) {
        Some(window) => window,
        None => no_window(),
    }
}

/// Makes room for a window.
#[inline(always)]
pub(super) fn make_room(stack: &mut Vec<Value>, base: usize) {
    if base + WINDOW > stack.len() {
        grow(stack, base);
    }
}

#[cold]
#[inline(never)]
fn grow(stack: &mut Vec<Value>, base: usize) {
    let n = (base + WINDOW).max(2 * stack.len());
    stack.resize_with(n, || Value::Undef);
}

#[cold]
#[inline(never)]
fn no_window() -> ! {
    unreachable!("the stack grows before a frame is entered")
}
