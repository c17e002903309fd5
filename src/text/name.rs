//! Interned names: a variable, attribute or keyword compares and hashes as one integer.

use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::fmt;

/// An interned string. Names live as long as the process: they come from source text and from our
/// own tables, so their number is bounded by what was typed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u32);

struct Interner {
    ids: FxHashMap<&'static str, u32>,
    texts: Vec<&'static str>,
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new(Interner::with_known_names());
}

impl Interner {
    fn with_known_names() -> Interner {
        let mut interner = Interner { ids: FxHashMap::default(), texts: Vec::new() };
        for text in names::ALL {
            interner.intern(text);
        }
        interner
    }

    fn intern(&mut self, text: &'static str) -> u32 {
        let id = self.texts.len() as u32;
        self.texts.push(text);
        self.ids.insert(text, id);
        id
    }
}

impl Name {
    /// The name for a text.
    pub fn new(text: &str) -> Name {
        INTERNER.with_borrow_mut(|interner| match interner.ids.get(text) {
            Some(&id) => Name(id),
            None => Name(interner.intern(Box::leak(text.into()))),
        })
    }

    /// The name for a text if anything in this session ever used it: a lookup that adds nothing.
    pub fn existing(text: &str) -> Option<Name> {
        INTERNER.with_borrow(|interner| interner.ids.get(text).map(|&id| Name(id)))
    }

    /// The text.
    pub fn as_str(self) -> &'static str {
        INTERNER.with_borrow(|interner| interner.texts[self.0 as usize])
    }

    /// The number behind the name, for tables indexed by it.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! known_names {
    ($($constant:ident = $text:literal),* $(,)?) => {
        /// Names that the interpreter itself asks for, known at compile time.
        #[allow(missing_docs)]
        pub mod names {
            use super::Name;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Position { $($constant),* }
            $(pub const $constant: Name = Name(Position::$constant as u32);)*
            pub(super) const ALL: &[&str] = &[$($text),*];
        }
    };
}

// One macro besides the dtype list: it keeps each constant and its text on one line.
known_names! {
    INIT = "__init__", NEW = "__new__", CALL = "__call__", REPR = "__repr__", STR = "__str__",
    FORMAT = "__format__", BYTES = "__bytes__", HASH = "__hash__", BOOL = "__bool__", LEN = "__len__",
    ITER = "__iter__", NEXT = "__next__", REVERSED = "__reversed__", CONTAINS = "__contains__",
    GETITEM = "__getitem__", SETITEM = "__setitem__", DELITEM = "__delitem__", MISSING = "__missing__",
    GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", SETATTR = "__setattr__", DELATTR = "__delattr__",
    METHOD_GET = "get", GET = "__get__", SET = "__set__", DELETE = "__delete__", SET_NAME = "__set_name__",
    ENTER = "__enter__", EXIT = "__exit__", CLASS = "__class__", DICT = "__dict__", NAME = "__name__",
    QUALNAME = "__qualname__", MODULE = "__module__", DOC = "__doc__", BASES = "__bases__", MRO = "__mro__",
    DEFAULTS = "__defaults__", KWDEFAULTS = "__kwdefaults__", ANNOTATIONS = "__annotations__",
    WRAPPED = "__wrapped__", SELF_ = "__self__", FUNC = "__func__", CODE = "__code__", FILE = "__file__",
    SLOTS = "__slots__", INIT_SUBCLASS = "__init_subclass__", CLASS_GETITEM = "__class_getitem__",
    MATCH_ARGS = "__match_args__", POST_INIT = "__post_init__", LENGTH_HINT = "__length_hint__", DIR = "__dir__",
    EQ = "__eq__", NE = "__ne__", LT = "__lt__", LE = "__le__", GT = "__gt__", GE = "__ge__",
    ADD = "__add__", SUB = "__sub__", MUL = "__mul__", TRUEDIV = "__truediv__", FLOORDIV = "__floordiv__",
    MOD = "__mod__", DIVMOD = "__divmod__", POW = "__pow__", MATMUL = "__matmul__", LSHIFT = "__lshift__",
    RSHIFT = "__rshift__", AND = "__and__", OR = "__or__", XOR = "__xor__",
    RADD = "__radd__", RSUB = "__rsub__", RMUL = "__rmul__", RTRUEDIV = "__rtruediv__",
    RFLOORDIV = "__rfloordiv__", RMOD = "__rmod__", RDIVMOD = "__rdivmod__", RPOW = "__rpow__",
    RMATMUL = "__rmatmul__", RLSHIFT = "__rlshift__", RRSHIFT = "__rrshift__", RAND = "__rand__",
    ROR = "__ror__", RXOR = "__rxor__",
    IADD = "__iadd__", ISUB = "__isub__", IMUL = "__imul__", ITRUEDIV = "__itruediv__",
    IFLOORDIV = "__ifloordiv__", IMOD = "__imod__", IPOW = "__ipow__", IMATMUL = "__imatmul__",
    ILSHIFT = "__ilshift__", IRSHIFT = "__irshift__", IAND = "__iand__", IOR = "__ior__", IXOR = "__ixor__",
    NEG = "__neg__", POS = "__pos__", ABS = "__abs__", INVERT = "__invert__", ROUND = "__round__",
    TRUNC = "__trunc__", FLOOR = "__floor__", CEIL = "__ceil__", INT = "__int__", FLOAT = "__float__",
    COMPLEX = "__complex__", INDEX = "__index__", ARRAY = "__array__", ARRAY_UFUNC = "__array_ufunc__",
    FUNCTIONS = "_numpy_functions", ARRAY_FINALIZE = "__array_finalize__", ARRAY_WRAP = "__array_wrap__", ARRAY_FUNCTION = "__array_function__",
    ARRAY_PRIORITY = "__array_priority__", ARRAY_INTERFACE = "__array_interface__", DUNDER_ALL = "__all__", MAIN = "__main__",
    BUILD_CLASS = "__build_class__", CAUSE = "__cause__", CONTEXT = "__context__", TRACEBACK = "__traceback__",
    SUPPRESS_CONTEXT = "__suppress_context__", ARGS = "args", SELF = "self", CLS = "cls", KEYS = "keys",
    SEND = "send", THROW = "throw", CLOSE = "close", APPEND = "append", SUPER = "super", UNDERSCORE = "_",
    DUNDER = "__", LAMBDA = "<lambda>", MODULE_BODY = "<module>", LISTCOMP = "<listcomp>", SETCOMP = "<setcomp>",
    DICTCOMP = "<dictcomp>", GENEXPR = "<genexpr>", RETURN = "return", KEY = "key", VALUE = "value",
    DTYPE = "dtype", SHAPE = "shape", AXIS = "axis", OUT = "out", WHERE = "where", T = "T", SIZE = "size",
    GLOBALS = "__globals__", CLOSURE = "__closure__", ABSTRACT = "__isabstractmethod__",
    ABSTRACT_METHODS = "__abstractmethods__", NDIM = "ndim", REAL = "real", IMAG = "imag", NP = "np", NUMPY = "numpy", MATH = "math",
}
