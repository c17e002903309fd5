//! Data types of array elements, NumPy's names and sizes for them, and promotion between them.

use half::f16;
use num_complex::{Complex32, Complex64};
use std::cell::RefCell;
use std::fmt;

/// The type of an array's elements. Cheap to copy: composite types are interned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DType {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F16,
    F32,
    F64,
    C64,
    C128,
    /// `<U…`: fixed-width text, the width in characters; four bytes a character.
    Str(u32),
    /// `|S…`: fixed-width bytes.
    Bytes(u32),
    Datetime(TimeUnit),
    Timedelta(TimeUnit),
    /// `O`: Python objects.
    Object,
    /// `|V…`: bytes without a meaning.
    Void(u32),
    /// Named fields.
    Struct(&'static StructType),
    /// A number, text or time in the other byte order (`>i4` here).
    Swapped(&'static DType),
}

/// NumPy's kinds, in casting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Bool,
    Unsigned,
    Signed,
    Float,
    Complex,
    Timedelta,
    Datetime,
    Bytes,
    Str,
    Void,
    Object,
}

/// A structured dtype. Made through [`StructType::intern`].
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct StructType {
    /// The fields in order.
    pub fields: Vec<Field>,
    /// The size of one element, in bytes.
    pub itemsize: usize,
    /// Whether fields are placed as a C compiler would.
    pub aligned: bool,
}

/// One field of a structured dtype.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its element type.
    pub dtype: DType,
    /// For a sub-array field, its shape.
    pub shape: Vec<usize>,
    /// Where it starts in an element, in bytes.
    pub offset: usize,
    /// The title, if one was given.
    pub title: Option<&'static str>,
}

impl StructType {
    /// The one shared copy of a structured type.
    pub fn intern(self) -> &'static StructType {
        thread_local! {
            static KNOWN: RefCell<Vec<&'static StructType>> = const { RefCell::new(Vec::new()) };
        }
        KNOWN.with_borrow_mut(|known| match known.iter().find(|have| ***have == self) {
            Some(have) => *have,
            None => {
                let have: &'static StructType = Box::leak(Box::new(self));
                known.push(have);
                have
            }
        })
    }

    /// The bytes that fields occupy, as start and length, where they do not fill the element; None if
    /// they do.
    pub fn occupied(&self) -> Option<Vec<(usize, usize)>> {
        let size = |field: &Field| field.dtype.itemsize() * field.shape.iter().product::<usize>();
        let nested = |field: &Field| matches!(field.dtype, DType::Struct(inner) if inner.occupied().is_some());
        let total: usize = self.fields.iter().map(size).sum();
        if total == self.itemsize && !self.fields.iter().any(nested) {
            return None;
        }
        Some(self.fields.iter().map(|field| (field.offset, size(field))).collect())
    }

    /// The field of a name (or title).
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name || field.title == Some(name))
    }
}

/// The unit of a datetime64 or timedelta64: a count of a base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeUnit {
    /// The base unit.
    pub base: TimeBase,
    /// How many of it: `[25s]` has 25.
    pub count: u32,
}

/// Base units of time, coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum TimeBase {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Picosecond,
    Femtosecond,
    Attosecond,
    /// No unit yet: `datetime64` without brackets.
    Generic,
}

impl TimeBase {
    /// NumPy's code: `D` for a day, `generic` for none.
    pub fn code(self) -> &'static str {
        match self {
            TimeBase::Year => "Y",
            TimeBase::Month => "M",
            TimeBase::Week => "W",
            TimeBase::Day => "D",
            TimeBase::Hour => "h",
            TimeBase::Minute => "m",
            TimeBase::Second => "s",
            TimeBase::Millisecond => "ms",
            TimeBase::Microsecond => "us",
            TimeBase::Nanosecond => "ns",
            TimeBase::Picosecond => "ps",
            TimeBase::Femtosecond => "fs",
            TimeBase::Attosecond => "as",
            TimeBase::Generic => "generic",
        }
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.base, self.count) {
            (TimeBase::Generic, _) => Ok(()),
            (base, 1) => write!(f, "[{}]", base.code()),
            (base, count) => write!(f, "[{count}{}]", base.code()),
        }
    }
}

/// NumPy's bool as it lies in memory: one byte, 0 or 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct Bool8(pub u8);

impl Bool8 {
    /// The byte for a truth value.
    #[inline(always)]
    pub fn new(value: bool) -> Bool8 {
        Bool8(value as u8)
    }

    /// The truth value.
    #[inline(always)]
    pub fn get(self) -> bool {
        self.0 != 0
    }
}

/// A Rust type that is one machine number of a dtype.
pub trait Num:
    bytemuck::Pod + Send + Sync + PartialEq + fmt::Debug + super::cast::NumCast + Into<super::Element> + 'static
{
    /// The dtype of arrays of it.
    const DTYPE: DType;
}

macro_rules! nums {
    ($($rust:ty => $dtype:ident),*) => { $(impl Num for $rust { const DTYPE: DType = DType::$dtype; })* };
}
nums! { Bool8 => Bool, i8 => I8, i16 => I16, i32 => I32, i64 => I64, u8 => U8, u16 => U16, u32 => U32, u64 => U64,
f16 => F16, f32 => F32, f64 => F64, Complex32 => C64, Complex64 => C128 }

impl DType {
    /// The numeric dtypes and bool, in NumPy's casting order.
    pub const NUMERIC: [DType; 14] = [
        DType::Bool,
        DType::I8,
        DType::U8,
        DType::I16,
        DType::U16,
        DType::I32,
        DType::U32,
        DType::I64,
        DType::U64,
        DType::F16,
        DType::F32,
        DType::F64,
        DType::C64,
        DType::C128,
    ];

    /// The size of one element, in bytes.
    #[inline]
    pub fn itemsize(self) -> usize {
        match self {
            DType::F64 | DType::I64 => 8,
            other => other.other_itemsize(),
        }
    }

    fn other_itemsize(self) -> usize {
        match self {
            DType::Bool | DType::I8 | DType::U8 => 1,
            DType::I16 | DType::U16 | DType::F16 => 2,
            DType::I32 | DType::U32 | DType::F32 => 4,
            DType::I64 | DType::U64 | DType::F64 | DType::C64 | DType::Object => 8,
            DType::Datetime(_) | DType::Timedelta(_) => 8,
            DType::C128 => 16,
            DType::Str(n) => 4 * n as usize,
            DType::Bytes(n) | DType::Void(n) => n as usize,
            DType::Struct(fields) => fields.itemsize,
            DType::Swapped(native) => native.itemsize(),
        }
    }

    /// The alignment that a C compiler would ask for, in bytes.
    pub fn alignment(self) -> usize {
        match self {
            DType::Str(_) | DType::C64 => 4,
            DType::Bytes(_) | DType::Void(_) => 1,
            DType::C128 => 8,
            DType::Struct(s) if s.aligned => s.fields.iter().map(|field| field.dtype.alignment()).max().unwrap_or(1),
            DType::Struct(_) => 1,
            DType::Swapped(native) => native.alignment(),
            other => other.itemsize(),
        }
    }

    /// NumPy's kind.
    pub fn kind(self) -> Kind {
        match self {
            DType::Bool => Kind::Bool,
            DType::I8 | DType::I16 | DType::I32 | DType::I64 => Kind::Signed,
            DType::U8 | DType::U16 | DType::U32 | DType::U64 => Kind::Unsigned,
            DType::F16 | DType::F32 | DType::F64 => Kind::Float,
            DType::C64 | DType::C128 => Kind::Complex,
            DType::Str(_) => Kind::Str,
            DType::Bytes(_) => Kind::Bytes,
            DType::Datetime(_) => Kind::Datetime,
            DType::Timedelta(_) => Kind::Timedelta,
            DType::Object => Kind::Object,
            DType::Void(_) | DType::Struct(_) => Kind::Void,
            DType::Swapped(native) => native.kind(),
        }
    }

    /// The letter of `dtype.kind`.
    pub fn kind_letter(self) -> char {
        match self.kind() {
            Kind::Bool => 'b',
            Kind::Signed => 'i',
            Kind::Unsigned => 'u',
            Kind::Float => 'f',
            Kind::Complex => 'c',
            Kind::Str => 'U',
            Kind::Bytes => 'S',
            Kind::Datetime => 'M',
            Kind::Timedelta => 'm',
            Kind::Object => 'O',
            Kind::Void => 'V',
        }
    }

    /// The letter of `dtype.char`.
    pub fn char_letter(self) -> char {
        match self {
            DType::Bool => '?',
            DType::I8 => 'b',
            DType::I16 => 'h',
            DType::I32 => 'i',
            DType::I64 => 'l',
            DType::U8 => 'B',
            DType::U16 => 'H',
            DType::U32 => 'I',
            DType::U64 => 'L',
            DType::F16 => 'e',
            DType::F32 => 'f',
            DType::F64 => 'd',
            DType::C64 => 'F',
            DType::C128 => 'D',
            DType::Swapped(native) => native.char_letter(),
            other => other.kind_letter(),
        }
    }

    /// `dtype.name`: `int64`, `str96`, `datetime64[D]`.
    pub fn name(self) -> String {
        let fixed = match self {
            DType::Bool => "bool",
            DType::I8 => "int8",
            DType::I16 => "int16",
            DType::I32 => "int32",
            DType::I64 => "int64",
            DType::U8 => "uint8",
            DType::U16 => "uint16",
            DType::U32 => "uint32",
            DType::U64 => "uint64",
            DType::F16 => "float16",
            DType::F32 => "float32",
            DType::F64 => "float64",
            DType::C64 => "complex64",
            DType::C128 => "complex128",
            DType::Str(0) => "str",
            DType::Bytes(0) => "bytes",
            DType::Void(0) => "void",
            DType::Object => "object",
            DType::Str(n) => return format!("str{}", 32 * n),
            DType::Bytes(n) => return format!("bytes{}", 8 * n),
            DType::Datetime(unit) => return format!("datetime64{unit}"),
            DType::Timedelta(unit) => return format!("timedelta64{unit}"),
            DType::Void(n) => return format!("void{}", 8 * n),
            DType::Struct(s) => return format!("void{}", 8 * s.itemsize),
            DType::Swapped(native) => return native.name(),
        };
        fixed.to_string()
    }

    /// `dtype.str`: `<i8`, `|b1`, `<U3`.
    pub fn array_protocol(self) -> String {
        match self {
            DType::Bool => "|b1".into(),
            DType::I8 => "|i1".into(),
            DType::U8 => "|u1".into(),
            DType::Str(n) => format!("<U{n}"),
            DType::Bytes(n) => format!("|S{n}"),
            DType::Object => "|O".into(),
            DType::Void(n) => format!("|V{n}"),
            DType::Struct(s) => format!("|V{}", s.itemsize),
            DType::Datetime(unit) => format!("<M8{unit}"),
            DType::Timedelta(unit) => format!("<m8{unit}"),
            DType::Swapped(native) => native.array_protocol().replacen('<', ">", 1),
            other => format!("<{}{}", other.kind_letter(), other.itemsize()),
        }
    }

    /// Whether elements are numbers or bool.
    pub fn is_numeric(self) -> bool {
        self.kind() <= Kind::Complex
    }

    /// Whether elements are integers (bool does not count).
    pub fn is_integer(self) -> bool {
        matches!(self.kind(), Kind::Signed | Kind::Unsigned)
    }

    /// Whether elements are real floats.
    pub fn is_float(self) -> bool {
        self.kind() == Kind::Float
    }

    /// Whether elements are complex.
    pub fn is_complex(self) -> bool {
        self.kind() == Kind::Complex
    }

    /// The same type in this machine's byte order.
    pub fn native(self) -> DType {
        match self {
            DType::Swapped(native) => *native,
            other => other,
        }
    }

    /// The same type in the other byte order; types without one are returned as they are.
    pub fn swapped(self) -> DType {
        thread_local! {
            static KNOWN: RefCell<Vec<&'static DType>> = const { RefCell::new(Vec::new()) };
        }
        match self {
            DType::Swapped(native) => *native,
            DType::Bool | DType::I8 | DType::U8 | DType::Bytes(_) => self,
            DType::Object | DType::Void(_) | DType::Struct(_) => self,
            native => {
                DType::Swapped(KNOWN.with_borrow_mut(|known| match known.iter().find(|have| ***have == native) {
                    Some(have) => *have,
                    None => {
                        let have: &'static DType = Box::leak(Box::new(native));
                        known.push(have);
                        have
                    }
                }))
            }
        }
    }

    /// NumPy's common dtype of two numeric dtypes (NEP 50, both strong); None where one is not
    /// numeric.
    pub fn promote_numeric(self, other: DType) -> Option<DType> {
        use DType::{C128, F16, F32, F64, I16, I32, I64};
        let (a, b) = (self.native(), other.native());
        if !a.is_numeric() || !b.is_numeric() {
            return None;
        }
        // Order so that `low` has the lower kind; signed counts below unsigned here.
        let order = |dtype: DType| match dtype.kind() {
            Kind::Bool => 0,
            Kind::Signed => 1,
            Kind::Unsigned => 2,
            Kind::Float => 3,
            _ => 4,
        };
        let (low, high) = if (order(a), a.itemsize()) <= (order(b), b.itemsize()) { (a, b) } else { (b, a) };
        Some(match (low.kind(), high.kind()) {
            (Kind::Signed, Kind::Unsigned) => match (low.itemsize(), high.itemsize()) {
                (_, 8) => F64,
                (signed, unsigned) if signed > unsigned => low,
                (_, 1) => I16,
                (_, 2) => I32,
                _ => I64,
            },
            (Kind::Signed | Kind::Unsigned, Kind::Float) => match (low.itemsize(), high) {
                (1, _) => high,
                (2, F16) => F32,
                (2, _) => high,
                _ => F64,
            },
            (Kind::Signed | Kind::Unsigned, Kind::Complex) if low.itemsize() > 2 => C128,
            (Kind::Float, Kind::Complex) if low == F64 => C128,
            _ => high,
        })
    }

    /// For complex types the type of a part, else the type itself.
    pub fn real_part(self) -> DType {
        match self {
            DType::C64 => DType::F32,
            DType::C128 => DType::F64,
            other => other,
        }
    }
}
