//! Conversion of elements from one numeric dtype to another, with C's rules as NumPy applies them,
//! and the question which conversions a casting rule allows.

use super::dtype::{Bool8, DType, Kind, Num};
use super::parallel;
use crate::text::interrupt;
use crate::with_num_type;
use half::f16;
use num_complex::{Complex32, Complex64};

/// What went wrong in conversions, to be reported once for an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CastFlags {
    /// NaN, infinity or a value out of range became an integer.
    pub invalid: bool,
    /// A finite value became infinite.
    pub overflow: bool,
    /// Complex values lost their imaginary parts.
    pub imaginary_lost: bool,
}

impl CastFlags {
    /// Either one's flags.
    pub fn or(self, other: CastFlags) -> CastFlags {
        CastFlags {
            invalid: self.invalid | other.invalid,
            overflow: self.overflow | other.overflow,
            imaginary_lost: self.imaginary_lost | other.imaginary_lost,
        }
    }
}

/// NumPy's casting rules, strict to lax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Casting {
    No,
    Equiv,
    Safe,
    SameKind,
    Unsafe,
}

impl Casting {
    /// The rule of a name such as `same_kind`.
    pub fn from_name(name: &str) -> Option<Casting> {
        Some(match name {
            "no" => Casting::No,
            "equiv" => Casting::Equiv,
            "safe" => Casting::Safe,
            "same_kind" => Casting::SameKind,
            "unsafe" => Casting::Unsafe,
            _ => return None,
        })
    }

    /// The rule's name.
    pub fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
        }
    }
}

/// Whether a rule allows a conversion between dtypes. *Source*: `np.can_cast`.
pub fn can_cast(from: DType, to: DType, rule: Casting) -> bool {
    if rule == Casting::Unsafe || from == to {
        return true;
    }
    if rule == Casting::No {
        return false;
    }
    let (from, to) = (from.native(), to.native());
    if from == to {
        return true;
    }
    if rule == Casting::Equiv {
        return false;
    }
    if from.is_numeric() && to.is_numeric() {
        if from.promote_numeric(to) == Some(to) {
            return true;
        }
        // Within a kind, or to a later kind; bool takes nothing, unsigned takes no signed.
        return rule == Casting::SameKind && to.kind() != Kind::Bool && from.kind() <= to.kind();
    }
    match (from, to) {
        (_, DType::Object) => true,
        (DType::Object, _) => false,
        (DType::Str(a), DType::Str(b)) | (DType::Bytes(a), DType::Bytes(b)) => rule >= Casting::SameKind || a <= b,
        (DType::Bytes(a), DType::Str(b)) => rule >= Casting::SameKind || a <= b,
        (DType::Str(_), DType::Bytes(_)) => false,
        (from, DType::Str(n) | DType::Bytes(n)) if from.is_numeric() => {
            rule >= Casting::SameKind || n == 0 || text_width(from) <= n
        }
        (DType::Datetime(a), DType::Datetime(b)) => {
            // Same kind allows any time units, but not across the line between dates and times only.
            rule >= Casting::SameKind || a.base <= b.base
        }
        (DType::Timedelta(a), DType::Timedelta(b)) => rule >= Casting::SameKind || a.base <= b.base,
        (from, DType::Timedelta(_)) if from.is_integer() || from == DType::Bool => {
            rule >= Casting::SameKind || from != DType::U64
        }
        (DType::Void(a), DType::Void(b)) => a <= b,
        (_, DType::Void(_)) => rule >= Casting::SameKind,
        _ => false,
    }
}

/// The width of the text that numbers of a dtype become: `int64` → 21.
pub(super) fn text_width(dtype: DType) -> u32 {
    match dtype {
        DType::Bool => 5,
        DType::U8 => 3,
        DType::I8 => 4,
        DType::U16 => 5,
        DType::I16 => 6,
        DType::U32 => 10,
        DType::I32 => 11,
        DType::U64 => 20,
        DType::I64 => 21,
        DType::C64 | DType::C128 => 64,
        _ => 32,
    }
}

/// Conversion through a wide intermediate: an integer, a float or a complex number.
#[derive(Clone, Copy)]
pub enum Wide {
    /// Bool and integers up to int64.
    Int(i64),
    /// uint64.
    Unsigned(u64),
    /// Real floats.
    Float(f64),
    /// Complex numbers.
    Complex(Complex64),
}

/// A number that converts to and from [`Wide`] as C does.
pub trait NumCast: Copy {
    /// The number widened.
    fn widen(self) -> Wide;
    /// The number narrowed, and whether that was out of range.
    fn narrow(wide: Wide) -> (Self, bool);
}

/// x86's conversion of a float to a 64-bit integer: out of range gives the minimum.
#[inline(always)]
fn to_i64(x: f64) -> (i64, bool) {
    let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x);
    (if fits { x as i64 } else { i64::MIN }, !fits)
}

/// x86's conversion of a float to a 32-bit integer.
#[inline(always)]
fn to_i32(x: f64) -> (i32, bool) {
    let fits = x > -2_147_483_649.0 && x < 2_147_483_648.0;
    (if fits { x as i32 } else { i32::MIN }, !fits)
}

#[inline(always)]
fn to_u64(x: f64) -> (u64, bool) {
    if x > -1.0 && x < 9_223_372_036_854_775_808.0 {
        (x as i64 as u64, false)
    } else if (9_223_372_036_854_775_808.0..18_446_744_073_709_551_616.0).contains(&x) {
        (x as u64, false)
    } else {
        let (low, bad) = to_i64(x);
        (if bad { 1 << 63 } else { low as u64 }, bad)
    }
}

macro_rules! integer_cast {
    ($($rust:ty, $through:ident;)*) => { $(
        impl NumCast for $rust {
            #[inline(always)]
            fn widen(self) -> Wide {
                if <$rust>::MAX as u128 > i64::MAX as u128 { Wide::Unsigned(self as u64) } else { Wide::Int(self as i64) }
            }
            #[inline(always)]
            fn narrow(wide: Wide) -> ($rust, bool) {
                match wide {
                    Wide::Int(x) => (x as $rust, false),
                    Wide::Unsigned(x) => (x as $rust, false),
                    Wide::Float(x) => { let (y, bad) = $through(x); (y as $rust, bad) }
                    Wide::Complex(x) => { let (y, bad) = $through(x.re); (y as $rust, bad) }
                }
            }
        }
    )* };
}
integer_cast! { i8, to_i32; i16, to_i32; i32, to_i32; i64, to_i64; u8, to_i32; u16, to_i32; u32, to_i64; u64, to_u64; }

/// Rounded once: to a float32 that is odd if it is not exact, which then rounds as the number itself does.
#[inline(always)]
fn to_half(x: f64) -> f16 {
    let near = x as f32;
    let exact = f64::from(near) == x || x.is_nan();
    let toward_zero = near.to_bits() - u32::from(f64::from(near).abs() > x.abs());
    f16::from_f32(if exact { near } else { f32::from_bits(toward_zero | 1) })
}

macro_rules! float_cast {
    ($($rust:ty, $from_f64:expr, $from_int:expr, $to_f64:expr;)*) => { $(
        impl NumCast for $rust {
            #[inline(always)]
            fn widen(self) -> Wide { Wide::Float($to_f64(self)) }
            #[inline(always)]
            fn narrow(wide: Wide) -> ($rust, bool) {
                match wide {
                    Wide::Int(x) => ($from_int(x as i128), false),
                    Wide::Unsigned(x) => ($from_int(x as i128), false),
                    Wide::Float(x) => ($from_f64(x), false),
                    Wide::Complex(x) => ($from_f64(x.re), false),
                }
            }
        }
    )* };
}
float_cast! {
    f64, |x: f64| x, |x: i128| x as f64, |x: f64| x;
    f32, |x: f64| x as f32, |x: i128| x as f32, |x: f32| x as f64;
    f16, to_half, |x: i128| to_half(x as f64), f16::to_f64;
}

impl NumCast for Bool8 {
    #[inline(always)]
    fn widen(self) -> Wide {
        Wide::Int((self.0 != 0) as i64)
    }
    #[inline(always)]
    fn narrow(wide: Wide) -> (Bool8, bool) {
        let truth = match wide {
            Wide::Int(x) => x != 0,
            Wide::Unsigned(x) => x != 0,
            Wide::Float(x) => x != 0.0,
            Wide::Complex(x) => x.re != 0.0 || x.im != 0.0,
        };
        (Bool8::new(truth), false)
    }
}

impl NumCast for Complex64 {
    #[inline(always)]
    fn widen(self) -> Wide {
        Wide::Complex(self)
    }
    #[inline(always)]
    fn narrow(wide: Wide) -> (Complex64, bool) {
        match wide {
            Wide::Complex(x) => (x, false),
            real => (Complex64::new(f64::narrow(real).0, 0.0), false),
        }
    }
}

impl NumCast for Complex32 {
    #[inline(always)]
    fn widen(self) -> Wide {
        Wide::Complex(Complex64::new(self.re as f64, self.im as f64))
    }
    #[inline(always)]
    fn narrow(wide: Wide) -> (Complex32, bool) {
        match wide {
            Wide::Complex(x) => (Complex32::new(x.re as f32, x.im as f32), false),
            real => (Complex32::new(f32::narrow(real).0, 0.0), false),
        }
    }
}

/// Converts elements one by one; the slices have the same length.
pub fn cast_slice<S: Num, D: Num>(from: &[S], to: &mut [D]) -> CastFlags {
    let mut flags = CastFlags::default();
    let narrows_float = D::DTYPE.real_part().is_float()
        && D::DTYPE.real_part().itemsize() < S::DTYPE.real_part().itemsize()
        && (!S::DTYPE.is_integer() || D::DTYPE == DType::F16);
    if narrows_float {
        for (x, y) in from.iter().zip(to) {
            let wide = x.widen();
            *y = D::narrow(wide).0;
            flags.overflow |= is_finite(wide) & !is_finite(y.widen());
        }
    } else {
        let mut bad = false;
        for (x, y) in from.iter().zip(to) {
            let (value, out_of_range) = D::narrow(x.widen());
            *y = value;
            bad |= out_of_range;
        }
        flags.invalid = bad;
    }
    flags.imaginary_lost = S::DTYPE.is_complex() && !D::DTYPE.is_complex() && D::DTYPE != DType::Bool;
    flags
}

#[inline(always)]
fn is_finite(wide: Wide) -> bool {
    match wide {
        Wide::Float(x) => x.is_finite(),
        Wide::Complex(x) => x.re.is_finite() && x.im.is_finite(),
        _ => true,
    }
}

/// The same for many elements: by several threads, and until Ctrl-C.
pub(super) fn cast_shared(from: &[u8], from_type: DType, to: &mut [u8], to_type: DType) -> Option<CastFlags> {
    /// Elements converted between looks at the interrupt flag.
    const STEP: usize = 1 << 16;
    /// What one element costs, for the question whether to share.
    const PICOSECONDS: usize = 700;
    let (size, to_size) = (from_type.itemsize(), to_type.itemsize());
    let steps = |from: &[u8], to: &mut [u8]| {
        let mut flags = CastFlags::default();
        for (from, to) in from.chunks(STEP * size).zip(to.chunks_mut(STEP * to_size)) {
            if interrupt::raised() {
                break;
            }
            flags = flags.or(cast_block(from, from_type, to, to_type)?);
        }
        Some(flags)
    };
    let Some(piece) = parallel::piece(from.len() / size, PICOSECONDS) else { return steps(from, to) };
    let pieces: Vec<(&[u8], &mut [u8])> = from.chunks(piece * size).zip(to.chunks_mut(piece * to_size)).collect();
    let flags = parallel::map(pieces, &|(from, to)| steps(from, to));
    flags.into_iter().try_fold(CastFlags::default(), |all, flags| Some(all.or(flags?)))
}

/// Converts raw elements between numeric dtypes; both slices hold whole elements, native order.
pub fn cast_block(from: &[u8], from_type: DType, to: &mut [u8], to_type: DType) -> Option<CastFlags> {
    Some(with_num_type!(from_type, S => {
        let from: &[S] = bytemuck::try_cast_slice(from).ok()?;
        with_num_type!(to_type, D => cast_slice::<S, D>(from, bytemuck::try_cast_slice_mut(to).ok()?), else return None)
    }, else return None))
}
