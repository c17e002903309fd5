//! The built-in classes: one row each, with name, module and base. A new built-in class is one row.

use super::Value;
use crate::array::{DType, Element};
use crate::text::ErrorClass;

/// A built-in class: its row's number. Exception classes come after the rows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Type(u64);

/// What is known of a built-in class.
#[derive(Debug)]
pub struct TypeRow {
    /// Its own name, `ndarray`.
    pub name: &'static str,
    /// Its module, `numpy`; `builtins` is not shown.
    pub module: &'static str,
    /// The class it derives from.
    pub base: Type,
}

macro_rules! type_rows {
    ($($constant:ident = $name:literal in $module:literal : $base:ident;)*) => {
        /// Built-in classes by constant name.
        #[allow(missing_docs)]
        pub mod types {
            use super::{Type, TypeRow};
            pub use super::{of_dtype, of_element, of_error, scalar_type};
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Position { $($constant),* , COUNT }
            $(pub const $constant: Type = Type(Position::$constant as u64);)*
            pub(super) const COUNT: u64 = Position::COUNT as u64;
            pub(super) static ROWS: &[TypeRow] = &[$(TypeRow { name: $name, module: $module, base: $base }),*];
        }
    };
}

type_rows! {
    OBJECT = "object" in "builtins" : OBJECT;
    TYPE = "type" in "builtins" : OBJECT;
    NONE_TYPE = "NoneType" in "builtins" : OBJECT;
    NOT_IMPLEMENTED_TYPE = "NotImplementedType" in "builtins" : OBJECT;
    ELLIPSIS = "ellipsis" in "builtins" : OBJECT;
    INT = "int" in "builtins" : OBJECT;
    BOOL = "bool" in "builtins" : INT;
    FLOAT = "float" in "builtins" : OBJECT;
    COMPLEX = "complex" in "builtins" : OBJECT;
    STR = "str" in "builtins" : OBJECT;
    BYTES = "bytes" in "builtins" : OBJECT;
    BYTEARRAY = "bytearray" in "builtins" : OBJECT;
    MEMORYVIEW = "memoryview" in "builtins" : OBJECT;
    LIST = "list" in "builtins" : OBJECT;
    TUPLE = "tuple" in "builtins" : OBJECT;
    DICT = "dict" in "builtins" : OBJECT;
    SET = "set" in "builtins" : OBJECT;
    FROZENSET = "frozenset" in "builtins" : OBJECT;
    RANGE = "range" in "builtins" : OBJECT;
    SLICE = "slice" in "builtins" : OBJECT;
    FUNCTION = "function" in "builtins" : OBJECT;
    BUILTIN_FUNCTION = "builtin_function_or_method" in "builtins" : OBJECT;
    METHOD = "method" in "builtins" : OBJECT;
    METHOD_DESCRIPTOR = "method_descriptor" in "builtins" : OBJECT;
    WRAPPER_DESCRIPTOR = "wrapper_descriptor" in "builtins" : OBJECT;
    METHOD_WRAPPER = "method-wrapper" in "builtins" : OBJECT;
    GETSET_DESCRIPTOR = "getset_descriptor" in "builtins" : OBJECT;
    GENERATOR = "generator" in "builtins" : OBJECT;
    MODULE = "module" in "builtins" : OBJECT;
    CODE = "code" in "builtins" : OBJECT;
    CELL = "cell" in "builtins" : OBJECT;
    NAMESPACE = "class namespace" in "builtins" : OBJECT;
    PROPERTY = "property" in "builtins" : OBJECT;
    STATICMETHOD = "staticmethod" in "builtins" : OBJECT;
    CLASSMETHOD = "classmethod" in "builtins" : OBJECT;
    SUPER = "super" in "builtins" : OBJECT;
    ENUMERATE = "enumerate" in "builtins" : OBJECT;
    ZIP = "zip" in "builtins" : OBJECT;
    MAP = "map" in "builtins" : OBJECT;
    FILTER = "filter" in "builtins" : OBJECT;
    REVERSED = "reversed" in "builtins" : OBJECT;
    LIST_ITERATOR = "list_iterator" in "builtins" : OBJECT;
    LIST_REVERSEITERATOR = "list_reverseiterator" in "builtins" : OBJECT;
    TUPLE_ITERATOR = "tuple_iterator" in "builtins" : OBJECT;
    STR_ITERATOR = "str_iterator" in "builtins" : OBJECT;
    STR_ASCII_ITERATOR = "str_ascii_iterator" in "builtins" : OBJECT;
    BYTES_ITERATOR = "bytes_iterator" in "builtins" : OBJECT;
    RANGE_ITERATOR = "range_iterator" in "builtins" : OBJECT;
    SET_ITERATOR = "set_iterator" in "builtins" : OBJECT;
    DICT_KEYITERATOR = "dict_keyiterator" in "builtins" : OBJECT;
    DICT_VALUEITERATOR = "dict_valueiterator" in "builtins" : OBJECT;
    DICT_ITEMITERATOR = "dict_itemiterator" in "builtins" : OBJECT;
    DICT_REVERSEKEYITERATOR = "dict_reversekeyiterator" in "builtins" : OBJECT;
    DICT_KEYS = "dict_keys" in "builtins" : OBJECT;
    DICT_VALUES = "dict_values" in "builtins" : OBJECT;
    DICT_ITEMS = "dict_items" in "builtins" : OBJECT;
    MAPPINGPROXY = "mappingproxy" in "builtins" : OBJECT;
    CALLABLE_ITERATOR = "callable_iterator" in "builtins" : OBJECT;
    ITERATOR = "iterator" in "builtins" : OBJECT;
    TRACEBACK = "traceback" in "builtins" : OBJECT;
    GENERIC_ALIAS = "GenericAlias" in "types" : OBJECT;
    UNION_TYPE = "UnionType" in "types" : OBJECT;
    TEXT_IO = "TextIOWrapper" in "_io" : OBJECT;
    BUFFERED_READER = "BufferedReader" in "_io" : OBJECT;
    BUFFERED_WRITER = "BufferedWriter" in "_io" : OBJECT;
    BUFFERED_RANDOM = "BufferedRandom" in "_io" : OBJECT;
    STRING_IO = "StringIO" in "_io" : OBJECT;
    BYTES_IO = "BytesIO" in "_io" : OBJECT;
    DEFAULTDICT = "defaultdict" in "collections" : DICT;
    ORDERED_DICT = "OrderedDict" in "collections" : DICT;
    COUNTER = "Counter" in "collections" : DICT;
    DEQUE = "deque" in "collections" : OBJECT;
    PARTIAL = "partial" in "functools" : OBJECT;
    PARTIALMETHOD = "partialmethod" in "functools" : OBJECT;
    CACHED_PROPERTY = "cached_property" in "functools" : OBJECT;
    CACHE_INFO = "CacheInfo" in "functools" : TUPLE;
    LRU_CACHE = "_lru_cache_wrapper" in "functools" : OBJECT;
    SINGLE_DISPATCH = "function" in "functools" : OBJECT;
    ITERTOOLS_COUNT = "count" in "itertools" : OBJECT;
    ITERTOOLS_CYCLE = "cycle" in "itertools" : OBJECT;
    ITERTOOLS_REPEAT = "repeat" in "itertools" : OBJECT;
    ITERTOOLS_CHAIN = "chain" in "itertools" : OBJECT;
    ITERTOOLS_ACCUMULATE = "accumulate" in "itertools" : OBJECT;
    ITERTOOLS_COMBINATIONS = "combinations" in "itertools" : OBJECT;
    ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT = "combinations_with_replacement" in "itertools" : OBJECT;
    ITERTOOLS_PERMUTATIONS = "permutations" in "itertools" : OBJECT;
    ITERTOOLS_PRODUCT = "product" in "itertools" : OBJECT;
    ITERTOOLS_ISLICE = "islice" in "itertools" : OBJECT;
    ITERTOOLS_STARMAP = "starmap" in "itertools" : OBJECT;
    ITERTOOLS_TAKEWHILE = "takewhile" in "itertools" : OBJECT;
    ITERTOOLS_DROPWHILE = "dropwhile" in "itertools" : OBJECT;
    ITERTOOLS_FILTERFALSE = "filterfalse" in "itertools" : OBJECT;
    ITERTOOLS_COMPRESS = "compress" in "itertools" : OBJECT;
    ITERTOOLS_GROUPBY = "groupby" in "itertools" : OBJECT;
    ITERTOOLS_GROUPER = "_grouper" in "itertools" : OBJECT;
    ITERTOOLS_PAIRWISE = "pairwise" in "itertools" : OBJECT;
    ITERTOOLS_ZIP_LONGEST = "zip_longest" in "itertools" : OBJECT;
    ITERTOOLS_TEE = "_tee" in "itertools" : OBJECT;
    OPERATOR_ITEMGETTER = "itemgetter" in "operator" : OBJECT;
    OPERATOR_ATTRGETTER = "attrgetter" in "operator" : OBJECT;
    OPERATOR_METHODCALLER = "methodcaller" in "operator" : OBJECT;
    PYTHON_RANDOM = "Random" in "random" : OBJECT;
    RE_PATTERN = "Pattern" in "re" : OBJECT;
    RE_MATCH = "Match" in "re" : OBJECT;
    STRUCT_TIME = "struct_time" in "time" : TUPLE;
    VERSION_INFO = "sys.version_info" in "sys" : TUPLE;
    FLOAT_INFO = "sys.float_info" in "sys" : TUPLE;
    INT_INFO = "sys.int_info" in "sys" : TUPLE;
    HASH_INFO = "sys.hash_info" in "sys" : TUPLE;
    ABC_ITERABLE = "Iterable" in "collections.abc" : OBJECT;
    ABC_ITERATOR = "Iterator" in "collections.abc" : ABC_ITERABLE;
    ABC_GENERATOR = "Generator" in "collections.abc" : ABC_ITERATOR;
    ABC_REVERSIBLE = "Reversible" in "collections.abc" : ABC_ITERABLE;
    ABC_SIZED = "Sized" in "collections.abc" : OBJECT;
    ABC_CONTAINER = "Container" in "collections.abc" : OBJECT;
    ABC_COLLECTION = "Collection" in "collections.abc" : OBJECT;
    ABC_CALLABLE = "Callable" in "collections.abc" : OBJECT;
    ABC_HASHABLE = "Hashable" in "collections.abc" : OBJECT;
    ABC_SEQUENCE = "Sequence" in "collections.abc" : ABC_COLLECTION;
    ABC_MUTABLE_SEQUENCE = "MutableSequence" in "collections.abc" : ABC_SEQUENCE;
    ABC_MAPPING = "Mapping" in "collections.abc" : ABC_COLLECTION;
    ABC_MUTABLE_MAPPING = "MutableMapping" in "collections.abc" : ABC_MAPPING;
    ABC_SET = "Set" in "collections.abc" : ABC_COLLECTION;
    ABC_MUTABLE_SET = "MutableSet" in "collections.abc" : ABC_SET;
    NUMBERS_NUMBER = "Number" in "numbers" : OBJECT;
    NUMBERS_COMPLEX = "Complex" in "numbers" : NUMBERS_NUMBER;
    NUMBERS_REAL = "Real" in "numbers" : NUMBERS_COMPLEX;
    NUMBERS_RATIONAL = "Rational" in "numbers" : NUMBERS_REAL;
    NUMBERS_INTEGRAL = "Integral" in "numbers" : NUMBERS_RATIONAL;

    NDARRAY = "ndarray" in "numpy" : OBJECT;
    MATRIX = "matrix" in "numpy" : NDARRAY;
    RECARRAY = "recarray" in "numpy.rec" : NDARRAY;
    RECORD = "record" in "numpy.rec" : NP_VOID;
    MEMMAP = "memmap" in "numpy" : NDARRAY;
    NP_GENERIC = "generic" in "numpy" : OBJECT;
    NP_NUMBER = "number" in "numpy" : NP_GENERIC;
    NP_INTEGER = "integer" in "numpy" : NP_NUMBER;
    NP_SIGNEDINTEGER = "signedinteger" in "numpy" : NP_INTEGER;
    NP_UNSIGNEDINTEGER = "unsignedinteger" in "numpy" : NP_INTEGER;
    NP_INEXACT = "inexact" in "numpy" : NP_NUMBER;
    NP_FLOATING = "floating" in "numpy" : NP_INEXACT;
    NP_COMPLEXFLOATING = "complexfloating" in "numpy" : NP_INEXACT;
    NP_FLEXIBLE = "flexible" in "numpy" : NP_GENERIC;
    NP_CHARACTER = "character" in "numpy" : NP_FLEXIBLE;
    NP_BOOL = "bool" in "numpy" : NP_GENERIC;
    NP_INT8 = "int8" in "numpy" : NP_SIGNEDINTEGER;
    NP_INT16 = "int16" in "numpy" : NP_SIGNEDINTEGER;
    NP_INT32 = "int32" in "numpy" : NP_SIGNEDINTEGER;
    NP_INT64 = "int64" in "numpy" : NP_SIGNEDINTEGER;
    NP_UINT8 = "uint8" in "numpy" : NP_UNSIGNEDINTEGER;
    NP_UINT16 = "uint16" in "numpy" : NP_UNSIGNEDINTEGER;
    NP_UINT32 = "uint32" in "numpy" : NP_UNSIGNEDINTEGER;
    NP_UINT64 = "uint64" in "numpy" : NP_UNSIGNEDINTEGER;
    NP_FLOAT16 = "float16" in "numpy" : NP_FLOATING;
    NP_FLOAT32 = "float32" in "numpy" : NP_FLOATING;
    NP_FLOAT64 = "float64" in "numpy" : NP_FLOATING;
    NP_LONGDOUBLE = "longdouble" in "numpy" : NP_FLOATING;
    NP_COMPLEX64 = "complex64" in "numpy" : NP_COMPLEXFLOATING;
    NP_COMPLEX128 = "complex128" in "numpy" : NP_COMPLEXFLOATING;
    NP_CLONGDOUBLE = "clongdouble" in "numpy" : NP_COMPLEXFLOATING;
    NP_STR = "str_" in "numpy" : NP_CHARACTER;
    NP_BYTES = "bytes_" in "numpy" : NP_CHARACTER;
    NP_VOID = "void" in "numpy" : NP_FLEXIBLE;
    NP_OBJECT = "object_" in "numpy" : NP_GENERIC;
    NP_DATETIME64 = "datetime64" in "numpy" : NP_GENERIC;
    NP_TIMEDELTA64 = "timedelta64" in "numpy" : NP_SIGNEDINTEGER;
    DTYPE = "dtype" in "numpy" : OBJECT;
    BOOL_DTYPE = "BoolDType" in "numpy.dtypes" : DTYPE;
    INT8_DTYPE = "Int8DType" in "numpy.dtypes" : DTYPE;
    INT16_DTYPE = "Int16DType" in "numpy.dtypes" : DTYPE;
    INT32_DTYPE = "Int32DType" in "numpy.dtypes" : DTYPE;
    INT64_DTYPE = "Int64DType" in "numpy.dtypes" : DTYPE;
    UINT8_DTYPE = "UInt8DType" in "numpy.dtypes" : DTYPE;
    UINT16_DTYPE = "UInt16DType" in "numpy.dtypes" : DTYPE;
    UINT32_DTYPE = "UInt32DType" in "numpy.dtypes" : DTYPE;
    UINT64_DTYPE = "UInt64DType" in "numpy.dtypes" : DTYPE;
    FLOAT16_DTYPE = "Float16DType" in "numpy.dtypes" : DTYPE;
    FLOAT32_DTYPE = "Float32DType" in "numpy.dtypes" : DTYPE;
    FLOAT64_DTYPE = "Float64DType" in "numpy.dtypes" : DTYPE;
    COMPLEX64_DTYPE = "Complex64DType" in "numpy.dtypes" : DTYPE;
    COMPLEX128_DTYPE = "Complex128DType" in "numpy.dtypes" : DTYPE;
    STR_DTYPE = "StrDType" in "numpy.dtypes" : DTYPE;
    BYTES_DTYPE = "BytesDType" in "numpy.dtypes" : DTYPE;
    DATETIME64_DTYPE = "DateTime64DType" in "numpy.dtypes" : DTYPE;
    TIMEDELTA64_DTYPE = "TimeDelta64DType" in "numpy.dtypes" : DTYPE;
    OBJECT_DTYPE = "ObjectDType" in "numpy.dtypes" : DTYPE;
    VOID_DTYPE = "VoidDType" in "numpy.dtypes" : DTYPE;
    UFUNC = "ufunc" in "numpy" : OBJECT;
    NP_FUNCTION = "_ArrayFunctionDispatcher" in "numpy" : OBJECT;
    FLAGSOBJ = "flagsobj" in "numpy._core.multiarray" : OBJECT;
    FLATITER = "flatiter" in "numpy" : OBJECT;
    NDITER = "nditer" in "numpy" : OBJECT;
    NDENUMERATE = "ndenumerate" in "numpy" : OBJECT;
    NDINDEX = "ndindex" in "numpy" : OBJECT;
    BROADCAST = "broadcast" in "numpy" : OBJECT;
    VECTORIZE = "vectorize" in "numpy" : OBJECT;
    PYTHON_UFUNC = "ufunc" in "numpy" : VECTORIZE;
    POLY1D = "poly1d" in "numpy" : OBJECT;
    POLYNOMIAL = "Polynomial" in "numpy.polynomial.polynomial" : OBJECT;
    CHEBYSHEV = "Chebyshev" in "numpy.polynomial.chebyshev" : OBJECT;
    LEGENDRE = "Legendre" in "numpy.polynomial.legendre" : OBJECT;
    HERMITE = "Hermite" in "numpy.polynomial.hermite" : OBJECT;
    HERMITE_E = "HermiteE" in "numpy.polynomial.hermite_e" : OBJECT;
    LAGUERRE = "Laguerre" in "numpy.polynomial.laguerre" : OBJECT;
    FINFO = "finfo" in "numpy" : OBJECT;
    IINFO = "iinfo" in "numpy" : OBJECT;
    ERRSTATE = "errstate" in "numpy" : OBJECT;
    PRINTOPTIONS = "printoptions" in "numpy" : OBJECT;
    INDEX_EXPRESSION = "IndexExpression" in "numpy.lib._index_tricks_impl" : OBJECT;
    R_CLASS = "RClass" in "numpy.lib._index_tricks_impl" : OBJECT;
    C_CLASS = "CClass" in "numpy.lib._index_tricks_impl" : OBJECT;
    MGRID_CLASS = "MGridClass" in "numpy.lib._index_tricks_impl" : OBJECT;
    OGRID_CLASS = "OGridClass" in "numpy.lib._index_tricks_impl" : OBJECT;
    NPZ_FILE = "NpzFile" in "numpy.lib.npyio" : OBJECT;
    RANDOM_STATE = "RandomState" in "numpy.random.mtrand" : OBJECT;
    RANDOM_GENERATOR = "Generator" in "numpy.random._generator" : OBJECT;
    BIT_GENERATOR = "BitGenerator" in "numpy.random.bit_generator" : OBJECT;
    PCG64 = "PCG64" in "numpy.random._pcg64" : BIT_GENERATOR;
    PCG64DXSM = "PCG64DXSM" in "numpy.random._pcg64" : BIT_GENERATOR;
    MT19937 = "MT19937" in "numpy.random._mt19937" : BIT_GENERATOR;
    PHILOX = "Philox" in "numpy.random._philox" : BIT_GENERATOR;
    SFC64 = "SFC64" in "numpy.random._sfc64" : BIT_GENERATOR;
    SEED_SEQUENCE = "SeedSequence" in "numpy.random.bit_generator" : OBJECT;
    EIG_RESULT = "EigResult" in "numpy.linalg._linalg" : TUPLE;
    EIGH_RESULT = "EighResult" in "numpy.linalg._linalg" : TUPLE;
    QR_RESULT = "QRResult" in "numpy.linalg._linalg" : TUPLE;
    SLOGDET_RESULT = "SlogdetResult" in "numpy.linalg._linalg" : TUPLE;
    SVD_RESULT = "SVDResult" in "numpy.linalg._linalg" : TUPLE;
    UNIQUE_ALL_RESULT = "UniqueAllResult" in "numpy.lib._arraysetops_impl" : TUPLE;
    UNIQUE_COUNTS_RESULT = "UniqueCountsResult" in "numpy.lib._arraysetops_impl" : TUPLE;
    UNIQUE_INVERSE_RESULT = "UniqueInverseResult" in "numpy.lib._arraysetops_impl" : TUPLE;
}

impl Type {
    /// All built-in classes, exceptions included.
    pub fn all() -> impl Iterator<Item = Type> {
        (0..types::COUNT + ErrorClass::ALL.len() as u64).map(Type)
    }

    /// Its number, for caches.
    #[inline]
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// The class's own name.
    pub fn name(self) -> &'static str {
        match self.error_class() {
            Some(class) => class.name(),
            None => types::ROWS[self.0 as usize].name,
        }
    }

    /// The module it says it is from.
    pub fn module(self) -> &'static str {
        match self.error_class() {
            Some(class) => class.module(),
            None => types::ROWS[self.0 as usize].module,
        }
    }

    /// The class it derives from; `object` is its own base here.
    pub fn base(self) -> Type {
        match self.error_class() {
            Some(ErrorClass::BaseException) => types::OBJECT,
            Some(class) => of_error(class.base()),
            None => types::ROWS[self.0 as usize].base,
        }
    }

    /// The exception class, if it is one.
    pub fn error_class(self) -> Option<ErrorClass> {
        ErrorClass::ALL.get(self.0.checked_sub(types::COUNT)? as usize).copied()
    }

    /// Whether this class is `other` or derives from it.
    pub fn is_a(self, other: Type) -> bool {
        let mut class = self;
        loop {
            if class == other {
                return true;
            }
            if class == types::OBJECT {
                return false;
            }
            // NumPy's float64, complex128, str_ and bytes_ have a Python base besides.
            if class.second_base() == Some(other) {
                return true;
            }
            class = class.base();
        }
    }

    /// The Python class that some NumPy scalars derive from besides their NumPy base.
    pub fn second_base(self) -> Option<Type> {
        match self {
            types::NP_FLOAT64 => Some(types::FLOAT),
            types::NP_COMPLEX128 => Some(types::COMPLEX),
            types::NP_STR => Some(types::STR),
            types::NP_BYTES => Some(types::BYTES),
            _ => None,
        }
    }

    /// The classes in which attributes are looked up, nearest first.
    pub fn mro(self) -> Vec<Type> {
        let mut order = vec![self];
        if let Some(second) = self.second_base() {
            // As NumPy says: float64's is (float64, floating, inexact, number, generic, float, object).
            let mut class = self.base();
            while class != types::OBJECT {
                order.push(class);
                class = class.base();
            }
            order.push(second);
            order.push(types::OBJECT);
            return order;
        }
        let mut class = self;
        while class != types::OBJECT {
            class = class.base();
            order.push(class);
        }
        order
    }

    /// The name as most messages show it: `int`, but `numpy.ndarray`.
    pub fn message_name(self) -> String {
        match self.module() {
            module @ ("numpy"
            | "numpy.rec"
            | "numpy.char"
            | "collections"
            | "itertools"
            | "functools"
            | "re"
            | "_io"
            | "numpy.random.mtrand"
            | "numpy.random._generator"
            | "numpy._core.multiarray")
                if self.error_class().is_none() && self != types::COUNTER =>
            {
                format!("{module}.{}", self.name())
            }
            _ => self.name().to_string(),
        }
    }

    /// The name with its module unless that is `builtins`: what `repr` of the class shows.
    pub fn full_name(self) -> String {
        match self.module() {
            "builtins" => self.name().to_string(),
            "sys" => self.name().to_string(),
            module => format!("{module}.{}", self.name()),
        }
    }

    /// Whether it only says what other classes have: those of `numbers` and `collections.abc`.
    pub fn is_abstract(self) -> bool {
        matches!(self.module(), "numbers" | "collections.abc")
    }

    /// The class with this module and name.
    pub fn find(module: &str, name: &str) -> Option<Type> {
        Type::all().find(|class| class.name() == name && class.module() == module)
    }
}

/// The class of an exception class.
pub fn of_error(class: ErrorClass) -> Type {
    Type(types::COUNT + class as u64)
}

/// The class of a NumPy scalar of a dtype.
pub fn scalar_type(dtype: DType) -> Type {
    match dtype {
        DType::Bool => types::NP_BOOL,
        DType::I8 => types::NP_INT8,
        DType::I16 => types::NP_INT16,
        DType::I32 => types::NP_INT32,
        DType::I64 => types::NP_INT64,
        DType::U8 => types::NP_UINT8,
        DType::U16 => types::NP_UINT16,
        DType::U32 => types::NP_UINT32,
        DType::U64 => types::NP_UINT64,
        DType::F16 => types::NP_FLOAT16,
        DType::F32 => types::NP_FLOAT32,
        DType::F64 => types::NP_FLOAT64,
        DType::C64 => types::NP_COMPLEX64,
        DType::C128 => types::NP_COMPLEX128,
        DType::Str(_) => types::NP_STR,
        DType::Bytes(_) => types::NP_BYTES,
        DType::Datetime(_) => types::NP_DATETIME64,
        DType::Timedelta(_) => types::NP_TIMEDELTA64,
        DType::Object => types::NP_OBJECT,
        DType::Void(_) | DType::Struct(_) => types::NP_VOID,
        DType::Swapped(native) => scalar_type(*native),
    }
}

/// The class of a NumPy scalar.
pub fn of_element(element: &Element) -> Type {
    scalar_type(element.dtype())
}

/// The class of a dtype object: `numpy.dtypes.Int64DType`.
pub fn of_dtype(dtype: DType) -> Type {
    match dtype {
        DType::Bool => types::BOOL_DTYPE,
        DType::I8 => types::INT8_DTYPE,
        DType::I16 => types::INT16_DTYPE,
        DType::I32 => types::INT32_DTYPE,
        DType::I64 => types::INT64_DTYPE,
        DType::U8 => types::UINT8_DTYPE,
        DType::U16 => types::UINT16_DTYPE,
        DType::U32 => types::UINT32_DTYPE,
        DType::U64 => types::UINT64_DTYPE,
        DType::F16 => types::FLOAT16_DTYPE,
        DType::F32 => types::FLOAT32_DTYPE,
        DType::F64 => types::FLOAT64_DTYPE,
        DType::C64 => types::COMPLEX64_DTYPE,
        DType::C128 => types::COMPLEX128_DTYPE,
        DType::Str(_) => types::STR_DTYPE,
        DType::Bytes(_) => types::BYTES_DTYPE,
        DType::Datetime(_) => types::DATETIME64_DTYPE,
        DType::Timedelta(_) => types::TIMEDELTA64_DTYPE,
        DType::Object => types::OBJECT_DTYPE,
        DType::Void(_) | DType::Struct(_) => types::VOID_DTYPE,
        DType::Swapped(native) => of_dtype(*native),
    }
}

impl From<Type> for Value {
    fn from(class: Type) -> Value {
        Value::Type(class)
    }
}
