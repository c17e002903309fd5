//! [`Interp`]: the interpreter as builtins see it. The run floor implements it; this floor and those
//! above only call it, so that no floor imports upwards.

use super::Value;
use crate::session::{Drawing, Files};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{ErrorClass, Name, R};
use rustc_hash::FxHashMap;
use std::any::{Any, TypeId};
use std::rc::Rc;

/// What a builtin may ask of the interpreter. Any of these may run user code: no `RefCell` may be
/// open across a call.
pub trait Interp {
    /// Calls any callable.
    fn call(&mut self, function: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value>;
    /// `value.name`
    fn get_attr(&mut self, value: &Value, name: Name) -> R<Value>;
    /// `value.name`, or None where that is an AttributeError.
    fn find_attr(&mut self, value: &Value, name: Name) -> R<Option<Value>>;
    /// `value.name = new`
    fn set_attr(&mut self, value: &Value, name: Name, new: Value) -> R<()>;
    /// `del value.name`
    fn del_attr(&mut self, value: &Value, name: Name) -> R<()>;
    /// What `object.__getattribute__` gives: the attribute, whatever the class's own method says.
    fn plain_get_attr(&mut self, value: &Value, name: Name) -> R<Value>;
    /// What `object.__setattr__` does.
    fn plain_set_attr(&mut self, value: &Value, name: Name, new: Value) -> R<()>;
    /// What `object.__delattr__` does.
    fn plain_del_attr(&mut self, value: &Value, name: Name) -> R<()>;
    /// What `type.__call__` does: `__new__` and `__init__` of a class.
    fn make_object(&mut self, class: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value>;
    /// `generator.send(value)`; StopIteration with what it returned, if it ended.
    fn send(&mut self, generator: &Value, value: Value) -> R<Value>;
    /// `generator.throw(exception)`
    fn throw(&mut self, generator: &Value, exception: &Value) -> R<Value>;
    /// `generator.close()`
    fn close_generator(&mut self, generator: &Value) -> R<()>;
    /// A special method, looked up on the class only, and bound: `__len__` of an instance.
    fn find_special(&mut self, value: &Value, name: Name) -> R<Option<Value>>;

    /// `left op right`
    fn binary(&mut self, op: BinOp, left: &Value, right: &Value) -> R<Value>;
    /// `left op= right`, in place where the type can.
    fn binary_in_place(&mut self, op: BinOp, left: &Value, right: &Value) -> R<Value>;
    /// `op operand`
    fn unary(&mut self, op: UnaryOp, operand: &Value) -> R<Value>;
    /// `left op right`, which may be an array.
    fn compare(&mut self, op: CmpOp, left: &Value, right: &Value) -> R<Value>;
    /// `left is right or left == right`, as containers compare elements.
    fn equal(&mut self, left: &Value, right: &Value) -> R<bool>;
    /// `left < right` as a truth value, as sorting compares.
    fn less(&mut self, left: &Value, right: &Value) -> R<bool>;
    /// `bool(value)`
    fn truth(&mut self, value: &Value) -> R<bool>;
    /// `hash(value)`
    fn hash(&mut self, value: &Value) -> R<i64>;

    /// `iter(value)`
    fn iter(&mut self, value: &Value) -> R<Value>;
    /// `next(iterator)`, None at its end.
    fn next(&mut self, iterator: &Value) -> R<Option<Value>>;
    /// All values of an iterable.
    fn collect(&mut self, iterable: &Value) -> R<Vec<Value>>;
    /// `len(value)`
    fn len(&mut self, value: &Value) -> R<usize>;
    /// `item in container`
    fn contains(&mut self, container: &Value, item: &Value) -> R<bool>;
    /// `value[index]`
    fn get_item(&mut self, value: &Value, index: &Value) -> R<Value>;
    /// `value[index] = new`
    fn set_item(&mut self, value: &Value, index: &Value, new: Value) -> R<()>;
    /// `del value[index]`
    fn del_item(&mut self, value: &Value, index: &Value) -> R<()>;

    /// `repr(value)`
    fn repr(&mut self, value: &Value) -> R<String>;
    /// `str(value)`
    fn str(&mut self, value: &Value) -> R<String>;
    /// `format(value, spec)`
    fn format(&mut self, value: &Value, spec: &str) -> R<String>;

    /// Issues a warning at the place of the program that is running; an error if filters say so.
    fn warn(&mut self, category: ErrorClass, message: &str) -> R<()>;
    /// Writes to the program's standard output, wherever that goes now.
    fn print(&mut self, text: &str) -> R<()>;
    /// Shows a drawing in its place among what is printed.
    fn show(&mut self, drawing: &Rc<dyn Drawing>) -> R<()>;
    /// Writes to the program's standard error.
    fn print_error(&mut self, _text: &str) -> R<()> {
        Ok(())
    }
    /// Hands on what standard output holds back.
    fn flush(&mut self) -> R<()> {
        Ok(())
    }
    /// One line of standard input, without its line feed; None at its end. The prompt was not shown
    /// yet.
    fn read_line(&mut self, _prompt: &str) -> R<Option<String>> {
        Ok(None)
    }
    /// The module of a dotted name.
    fn import(&mut self, name: &str) -> R<Value>;
    /// An error if the user pressed Ctrl-C; long loops of builtins ask now and then.
    fn check_interrupt(&mut self) -> R<()>;
    /// The exception object of an error, and an error that raises an exception object.
    fn exception_of(&mut self, error: Box<crate::text::Error>) -> Value;
    /// The error that `raise value` would start.
    fn error_of(&mut self, exception: &Value) -> Box<crate::text::Error>;
    /// The session's settings.
    fn state(&mut self) -> &mut State;
    /// Runs a function with a native iterator's or builtin's needs of the running frame: names of
    /// the caller's local variables, for `locals()` and `vars()`.
    fn locals(&mut self) -> R<Value>;
    /// The session's global variables as a dict, for `globals()`.
    fn globals(&mut self) -> R<Value>;
    /// The exception that is being handled; None without one.
    fn handling(&mut self) -> Value {
        Value::None
    }
    /// An exception as Python shows it when nobody catches it: the traceback and what led to it.
    fn traceback_of(&mut self, _exception: &Value) -> String {
        String::new()
    }
    /// The recursion limit, after setting it if a new one is given.
    fn recursion_limit(&mut self, new: Option<usize>) -> usize {
        new.unwrap_or(1000)
    }
    /// The modules that were imported or looked at so far.
    fn modules(&mut self) -> Vec<Rc<super::Module>> {
        Vec::new()
    }
    /// Issues a warning of any class of warnings at the place of the caller, or `level - 1` calls
    /// further out; `text` is the message or a warning object.
    fn warn_as(&mut self, category: &Value, text: &Value, level: usize) -> R<()>;
    /// Runs program text, for `exec` and `eval`.
    fn run_text(&mut self, text: &str, expression: bool, globals: Option<&Value>, locals: Option<&Value>) -> R<Value>;
    /// Runs a part of the library that is written in Python, in the variables of a dict. Tracebacks and
    /// warnings name the program's places, not those of the library.
    fn run_library(&mut self, name: &str, text: &str, globals: &Value) -> R<Value>;
}

/// Settings that live as long as a session and that builtins read and change.
#[derive(Default)]
pub struct State {
    /// What `np.seterr` set.
    pub error_state: ErrorState,
    /// What is called without arguments when a cell has ended: `Undef` for nothing.
    pub after_cell: Value,
    /// Which files builtins may touch.
    pub files: Files,
    /// The place in NumPy's own Python code at which warnings are said to be; None for the program's own line.
    pub inside: Option<&'static str>,
    /// Whatever else a family of builtins keeps: the global random stream, for one.
    extensions: FxHashMap<TypeId, Rc<dyn Any>>,
}

impl State {
    /// A family's own state, made on first use. Shared, so that it can be used while builtins run.
    pub fn extension<T: Any>(&mut self, make: impl FnOnce() -> T) -> Rc<T> {
        let entry = self.extensions.entry(TypeId::of::<T>()).or_insert_with(|| Rc::new(make()));
        match entry.clone().downcast() {
            Ok(found) => found,
            Err(_) => unreachable!("an extension is stored under its own type"),
        }
    }
}

/// Does a part of what NumPy does in Python: the warnings in it are said to be at that part, so that they are shown
/// once in a cell, wherever it is called. The outermost part that names a place counts where parts share a line.
pub fn inside<T>(cx: &mut dyn Interp, part: &'static str, work: impl FnOnce(&mut dyn Interp) -> R<T>) -> R<T> {
    let before = cx.state().inside.replace(part);
    let result = work(cx);
    cx.state().inside = before;
    result
}

/// What happens on each kind of floating-point error; NumPy's `np.seterr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ErrorState {
    pub divide: ErrorMode,
    pub over: ErrorMode,
    pub under: ErrorMode,
    pub invalid: ErrorMode,
    /// The buffer of reductions that cast or gather, in elements: `np.setbufsize`.
    pub buffer: usize,
}

/// One kind's treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ErrorMode {
    Ignore,
    Warn,
    Raise,
    Call,
    Print,
    Log,
}

impl Default for ErrorState {
    fn default() -> ErrorState {
        use ErrorMode::{Ignore, Warn};
        ErrorState { divide: Warn, over: Warn, under: Ignore, invalid: Warn, buffer: 8192 }
    }
}
