//! A user's mistake as plain data: Python's class, the message, where it came through. Lower floors
//! return errors without a place; the interpreter adds places as the error leaves each frame.

use super::{Name, Source, Span};
use std::any::Any;
use std::fmt;
use std::rc::Rc;

/// What a fallible operation returns. The box keeps `Result<i64, …>` in registers.
pub type R<T> = Result<T, Box<Error>>;

/// An exception on its way up.
pub struct Error {
    /// Python's class; for a class that a program defined, its nearest built-in base.
    pub class: ErrorClass,
    /// What `str(e)` gives.
    pub message: String,
    /// The exception object, once there is one: a value of the value floor.
    pub payload: Option<Box<dyn Any>>,
    /// The frames left so far, innermost first.
    pub trace: Vec<Frame>,
    /// What helps, in numcell's own voice, set apart after the traceback; one line each.
    pub hints: Vec<String>,
    /// For operands whose shapes do not fit each other, their shapes in order.
    pub shapes: Vec<Vec<usize>>,
}

/// One level of a traceback.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The text that was running.
    pub source: Rc<Source>,
    /// The function, or `<module>`.
    pub function: Name,
    /// The failing expression.
    pub span: Span,
    /// For a binary operation or a subscript, the part marked with `^` instead of `~`.
    pub anchor: Option<Span>,
}

/// An error with a message and no place yet.
#[cold]
#[inline(never)]
pub fn err<T>(class: ErrorClass, message: impl Into<String>) -> R<T> {
    Err(Error::new(class, message))
}

impl Error {
    /// An error with a message and no place yet.
    #[cold]
    pub fn new(class: ErrorClass, message: impl Into<String>) -> Box<Error> {
        Box::new(Error {
            class,
            message: message.into(),
            payload: None,
            trace: Vec::new(),
            hints: Vec::new(),
            shapes: Vec::new(),
        })
    }

    /// Says that a feature of Python or NumPy is not there: "numcell does not support X yet".
    #[cold]
    pub fn unsupported(what: impl fmt::Display) -> Box<Error> {
        Error::new(ErrorClass::NotImplementedError, format!("numcell does not support {what} yet"))
    }

    /// The same error with the shapes of the operands that do not fit each other.
    #[must_use]
    pub fn with_shapes<'a>(mut self: Box<Error>, shapes: impl IntoIterator<Item = &'a [usize]>) -> Box<Error> {
        self.shapes = shapes.into_iter().map(<[usize]>::to_vec).collect();
        self
    }

    /// The same error with a line of advice.
    #[must_use]
    pub fn with_hint(mut self: Box<Error>, hint: impl Into<String>) -> Box<Error> {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.message)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

macro_rules! error_classes {
    ($($class:ident : $base:ident, $module:literal;)*) => {
        /// Python's and NumPy's exception classes. The tree is `except`'s tree.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, non_camel_case_types)]
        #[repr(u8)]
        pub enum ErrorClass { $($class),* }

        impl ErrorClass {
            /// Every class, bases before the classes that derive from them.
            pub const ALL: &[ErrorClass] = &[$(ErrorClass::$class),*];

            /// The class's own name.
            pub fn name(self) -> &'static str {
                match self { $(ErrorClass::$class => stringify!($class)),* }
            }

            /// The module that a traceback names in front of it; "builtins" is not shown.
            pub fn module(self) -> &'static str {
                match self { $(ErrorClass::$class => $module),* }
            }

            /// The class it derives from; `BaseException` is its own base here.
            pub fn base(self) -> ErrorClass {
                match self { $(ErrorClass::$class => ErrorClass::$base),* }
            }
        }
    };
}

error_classes! {
    BaseException: BaseException, "builtins";
    Exception: BaseException, "builtins";
    KeyboardInterrupt: BaseException, "builtins";
    SystemExit: BaseException, "builtins";
    GeneratorExit: BaseException, "builtins";
    StopIteration: Exception, "builtins";
    StopAsyncIteration: Exception, "builtins";
    ArithmeticError: Exception, "builtins";
    FloatingPointError: ArithmeticError, "builtins";
    OverflowError: ArithmeticError, "builtins";
    ZeroDivisionError: ArithmeticError, "builtins";
    AssertionError: Exception, "builtins";
    AttributeError: Exception, "builtins";
    BufferError: Exception, "builtins";
    EOFError: Exception, "builtins";
    ImportError: Exception, "builtins";
    ModuleNotFoundError: ImportError, "builtins";
    LookupError: Exception, "builtins";
    IndexError: LookupError, "builtins";
    KeyError: LookupError, "builtins";
    MemoryError: Exception, "builtins";
    NameError: Exception, "builtins";
    UnboundLocalError: NameError, "builtins";
    OSError: Exception, "builtins";
    FileExistsError: OSError, "builtins";
    FileNotFoundError: OSError, "builtins";
    IsADirectoryError: OSError, "builtins";
    NotADirectoryError: OSError, "builtins";
    PermissionError: OSError, "builtins";
    TimeoutError: OSError, "builtins";
    BlockingIOError: OSError, "builtins";
    ChildProcessError: OSError, "builtins";
    ConnectionError: OSError, "builtins";
    BrokenPipeError: ConnectionError, "builtins";
    ConnectionAbortedError: ConnectionError, "builtins";
    ConnectionRefusedError: ConnectionError, "builtins";
    ConnectionResetError: ConnectionError, "builtins";
    InterruptedError: OSError, "builtins";
    ProcessLookupError: OSError, "builtins";
    ReferenceError: Exception, "builtins";
    RuntimeError: Exception, "builtins";
    NotImplementedError: RuntimeError, "builtins";
    RecursionError: RuntimeError, "builtins";
    SyntaxError: Exception, "builtins";
    IndentationError: SyntaxError, "builtins";
    TabError: IndentationError, "builtins";
    SystemError: Exception, "builtins";
    TypeError: Exception, "builtins";
    ValueError: Exception, "builtins";
    UnicodeError: ValueError, "builtins";
    UnicodeDecodeError: UnicodeError, "builtins";
    UnicodeEncodeError: UnicodeError, "builtins";
    UnicodeTranslateError: UnicodeError, "builtins";
    Warning: Exception, "builtins";
    DeprecationWarning: Warning, "builtins";
    PendingDeprecationWarning: Warning, "builtins";
    RuntimeWarning: Warning, "builtins";
    SyntaxWarning: Warning, "builtins";
    UserWarning: Warning, "builtins";
    FutureWarning: Warning, "builtins";
    ImportWarning: Warning, "builtins";
    UnicodeWarning: Warning, "builtins";
    BytesWarning: Warning, "builtins";
    ResourceWarning: Warning, "builtins";
    EncodingWarning: Warning, "builtins";
    AxisError: IndexError, "numpy.exceptions";
    ComplexWarning: RuntimeWarning, "numpy.exceptions";
    VisibleDeprecationWarning: UserWarning, "numpy.exceptions";
    RankWarning: RuntimeWarning, "numpy.exceptions";
    DTypePromotionError: TypeError, "numpy.exceptions";
    TooHardError: RuntimeError, "numpy.exceptions";
    LinAlgError: ValueError, "numpy.linalg";
    UFuncTypeError: TypeError, "numpy._core._exceptions";
    _UFuncNoLoopError: UFuncTypeError, "numpy._core._exceptions";
    _UFuncBinaryResolutionError: UFuncTypeError, "numpy._core._exceptions";
    _UFuncOutputCastingError: UFuncTypeError, "numpy._core._exceptions";
    _UFuncInputCastingError: UFuncTypeError, "numpy._core._exceptions";
    _ArrayMemoryError: MemoryError, "numpy._core._exceptions";
    JSONDecodeError: ValueError, "json.decoder";
    StatisticsError: ValueError, "statistics";
    FrozenInstanceError: AttributeError, "dataclasses";
    CopyError: Exception, "copy";
    error: Exception, "re";
}

impl ErrorClass {
    /// Whether `except other` catches this class.
    pub fn is_a(self, other: ErrorClass) -> bool {
        let mut class = self;
        loop {
            if class == other {
                return true;
            }
            if class == class.base() {
                return false;
            }
            class = class.base();
        }
    }

    /// The name as a traceback shows it: with the module, unless that is `builtins`.
    pub fn module_and_name(self) -> String {
        match self.module() {
            "builtins" => self.name().to_owned(),
            module => format!("{module}.{}", self.name()),
        }
    }

    /// The class of a name such as `ValueError`.
    pub fn from_name(name: &str) -> Option<ErrorClass> {
        ErrorClass::ALL.iter().copied().find(|class| class.name() == name)
    }
}

/// A warning's category is an exception class below `Warning`.
pub type WarningClass = ErrorClass;
