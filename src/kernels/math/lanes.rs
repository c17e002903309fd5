//! Vector lanes for the maths kernels: pulp's `Simd`, the few things it lacks, and operators, so that
//! a formula reads as a formula.
//!
//! What a body must keep to, each rule found by losing a factor of 2 to 40 in silence: only
//! `#[inline(always)]` functions and plain `for` loops, no closures, no thread-locals; a rare lane is
//! patched in memory after the vector is stored, never merged as a value; no table look-up by gather.

use pulp::{Scalar, Simd, cast};
#[cfg(target_arch = "x86_64")]
use pulp::{
    b8, f64x4, f64x8, m64x4, u64x4, u64x8,
    x86::{V3, V4},
};
use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Not, Sub};

/// Lanes of float64 and uint64, with what pulp's `Simd` lacks.
pub trait Lanes: Simd {
    /// The entries of a table that the low four bits of each lane name.
    fn look_up(self, table: &'static [f64; 16], index: Self::u64s) -> Self::f64s;
    /// The entries of a table of 32 that the low five bits of each lane name.
    fn look_up_32(self, table: &'static [[f64; 16]; 2], index: Self::u64s) -> Self::f64s;
    /// Each lane shifted left.
    fn shift_left<const N: u32>(self, a: Self::u64s) -> Self::u64s;
    /// Each lane shifted right, zeros coming in.
    fn shift_right<const N: u32>(self, a: Self::u64s) -> Self::u64s;
    /// Lane `i` of the mask in bit `i`.
    fn mask_bits(self, mask: Self::m64s) -> u32;

    /// The same number in each lane.
    #[inline(always)]
    fn real(self, x: f64) -> Reals<Self> {
        Reals { lanes: self, value: self.splat_f64s(x) }
    }
    /// The same word in each lane.
    #[inline(always)]
    fn word(self, x: u64) -> Words<Self> {
        Words { lanes: self, value: self.splat_u64s(x) }
    }
    /// A vector as numbers.
    #[inline(always)]
    fn reals(self, value: Self::f64s) -> Reals<Self> {
        Reals { lanes: self, value }
    }
}

impl Lanes for Scalar {
    #[inline(always)]
    fn look_up(self, table: &'static [f64; 16], index: u64) -> f64 {
        table[(index & 15) as usize]
    }
    #[inline(always)]
    fn look_up_32(self, table: &'static [[f64; 16]; 2], index: u64) -> f64 {
        let table: &[f64; 32] = bytemuck::cast_ref(table);
        table[(index & 31) as usize]
    }
    #[inline(always)]
    fn shift_left<const N: u32>(self, a: u64) -> u64 {
        a << N
    }
    #[inline(always)]
    fn shift_right<const N: u32>(self, a: u64) -> u64 {
        a >> N
    }
    #[inline(always)]
    fn mask_bits(self, mask: bool) -> u32 {
        u32::from(mask)
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V3 {
    #[inline(always)]
    fn look_up(self, table: &'static [f64; 16], index: u64x4) -> f64x4 {
        // Four plain loads beat a gather on every processor measured.
        let i: [u64; 4] = cast(index);
        f64x4(
            table[(i[0] & 15) as usize],
            table[(i[1] & 15) as usize],
            table[(i[2] & 15) as usize],
            table[(i[3] & 15) as usize],
        )
    }
    #[inline(always)]
    fn look_up_32(self, table: &'static [[f64; 16]; 2], index: u64x4) -> f64x4 {
        let i: [u64; 4] = cast(index);
        let table: &[f64; 32] = bytemuck::cast_ref(table);
        f64x4(
            table[(i[0] & 31) as usize],
            table[(i[1] & 31) as usize],
            table[(i[2] & 31) as usize],
            table[(i[3] & 31) as usize],
        )
    }
    #[inline(always)]
    fn shift_left<const N: u32>(self, a: u64x4) -> u64x4 {
        self.shl_dyn_u64x4(a, self.splat_u64x4(u64::from(N)))
    }
    #[inline(always)]
    fn shift_right<const N: u32>(self, a: u64x4) -> u64x4 {
        self.shr_dyn_u64x4(a, self.splat_u64x4(u64::from(N)))
    }
    #[inline(always)]
    fn mask_bits(self, mask: m64x4) -> u32 {
        self.avx._mm256_movemask_pd(cast(mask)) as u32
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V4 {
    #[inline(always)]
    fn look_up(self, table: &'static [f64; 16], index: u64x8) -> f64x8 {
        // The table stays in two registers for the whole loop; the permutation looks at four bits.
        let halves: [f64x8; 2] = cast(*table);
        cast(self.avx512f._mm512_permutex2var_pd(cast(halves[0]), cast(index), cast(halves[1])))
    }
    #[inline(always)]
    fn look_up_32(self, table: &'static [[f64; 16]; 2], index: u64x8) -> f64x8 {
        let (low, high) = (self.look_up(&table[0], index), self.look_up(&table[1], index));
        let upper = self.avx512f._mm512_test_epi64_mask(cast(index), cast(self.splat_u64x8(16)));
        cast(self.avx512f._mm512_mask_blend_pd(upper, cast(low), cast(high)))
    }
    #[inline(always)]
    fn shift_left<const N: u32>(self, a: u64x8) -> u64x8 {
        cast(self.avx512f._mm512_slli_epi64::<N>(cast(a)))
    }
    #[inline(always)]
    fn shift_right<const N: u32>(self, a: u64x8) -> u64x8 {
        cast(self.avx512f._mm512_srli_epi64::<N>(cast(a)))
    }
    #[inline(always)]
    fn mask_bits(self, mask: b8) -> u32 {
        u32::from(mask.0)
    }
}

/// A vector of float64.
#[derive(Clone, Copy)]
pub struct Reals<S: Lanes> {
    /// The instruction set.
    pub lanes: S,
    /// The numbers.
    pub value: S::f64s,
}

/// A vector of uint64.
#[derive(Clone, Copy)]
pub struct Words<S: Lanes> {
    /// The instruction set.
    pub lanes: S,
    /// The words.
    pub value: S::u64s,
}

/// A truth value for each lane.
#[derive(Clone, Copy)]
pub struct Mask<S: Lanes> {
    /// The instruction set.
    pub lanes: S,
    /// The truth values.
    pub value: S::m64s,
}

macro_rules! operators {
    // An operator on vectors is the instruction of that name on their values.
    ($($vector:ident: $trait:ident $method:ident = $instruction:ident;)*) => {$(
        impl<S: Lanes> $trait for $vector<S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                $vector { lanes: self.lanes, value: self.lanes.$instruction(self.value, other.value) }
            }
        }
    )*};
}

operators! {
    Reals: Add add = add_f64s;
    Reals: Sub sub = sub_f64s;
    Reals: Mul mul = mul_f64s;
    Reals: Div div = div_f64s;
    Words: Add add = add_u64s;
    Words: Sub sub = sub_u64s;
    Words: BitAnd bitand = and_u64s;
    Words: BitOr bitor = or_u64s;
    Words: BitXor bitxor = xor_u64s;
    Mask: BitAnd bitand = and_m64s;
    Mask: BitOr bitor = or_m64s;
}

impl<S: Lanes> Neg for Reals<S> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.neg_f64s(self.value) }
    }
}

impl<S: Lanes> Not for Mask<S> {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        Mask { lanes: self.lanes, value: self.lanes.not_m64s(self.value) }
    }
}

impl<S: Lanes> Reals<S> {
    /// `self · b + c`, rounded once.
    #[inline(always)]
    pub fn fma(self, b: Self, c: Self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.mul_add_f64s(self.value, b.value, c.value) }
    }
    /// `self · b + c` with constants.
    #[inline(always)]
    pub fn fma_c(self, b: f64, c: f64) -> Self {
        self.fma(self.lanes.real(b), self.lanes.real(c))
    }
    /// The magnitude.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.abs_f64s(self.value) }
    }
    /// The square root.
    #[inline(always)]
    pub fn sqrt(self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.sqrt_f64s(self.value) }
    }
    /// The smaller of two that are no NaN.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.min_f64s(self.value, other.value) }
    }
    /// The larger of two that are no NaN.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Reals { lanes: self.lanes, value: self.lanes.max_f64s(self.value, other.value) }
    }
    /// The bit patterns.
    #[inline(always)]
    pub fn bits(self) -> Words<S> {
        Words { lanes: self.lanes, value: self.lanes.transmute_u64s_f64s(self.value) }
    }
    /// `self < other`.
    #[inline(always)]
    pub fn lt(self, other: Self) -> Mask<S> {
        Mask { lanes: self.lanes, value: self.lanes.less_than_f64s(self.value, other.value) }
    }
    /// `self >= other`.
    #[inline(always)]
    pub fn ge(self, other: Self) -> Mask<S> {
        Mask { lanes: self.lanes, value: self.lanes.greater_than_or_equal_f64s(self.value, other.value) }
    }
    /// `self == other`.
    #[inline(always)]
    pub fn equals(self, other: Self) -> Mask<S> {
        Mask { lanes: self.lanes, value: self.lanes.equal_f64s(self.value, other.value) }
    }
}

impl<S: Lanes> Words<S> {
    /// The numbers with these bit patterns.
    #[inline(always)]
    pub fn reals(self) -> Reals<S> {
        Reals { lanes: self.lanes, value: self.lanes.transmute_f64s_u64s(self.value) }
    }
    /// The entries of a table that the low four bits name.
    #[inline(always)]
    pub fn look_up(self, table: &'static [f64; 16]) -> Reals<S> {
        Reals { lanes: self.lanes, value: self.lanes.look_up(table, self.value) }
    }
    /// The entries of a table of 32 that the low five bits name.
    #[inline(always)]
    pub fn look_up_32(self, table: &'static [[f64; 16]; 2]) -> Reals<S> {
        Reals { lanes: self.lanes, value: self.lanes.look_up_32(table, self.value) }
    }
    /// Shifted left.
    #[inline(always)]
    pub fn shl<const N: u32>(self) -> Self {
        Words { lanes: self.lanes, value: self.lanes.shift_left::<N>(self.value) }
    }
    /// Shifted right, zeros coming in.
    #[inline(always)]
    pub fn shr<const N: u32>(self) -> Self {
        Words { lanes: self.lanes, value: self.lanes.shift_right::<N>(self.value) }
    }
    /// `self > other`.
    #[inline(always)]
    pub fn gt(self, other: Self) -> Mask<S> {
        Mask { lanes: self.lanes, value: self.lanes.greater_than_u64s(self.value, other.value) }
    }
}

impl<S: Lanes> Mask<S> {
    /// The numbers of `yes` where true, of `no` where false.
    #[inline(always)]
    pub fn select(self, yes: Reals<S>, no: Reals<S>) -> Reals<S> {
        Reals { lanes: self.lanes, value: self.lanes.select_f64s(self.value, yes.value, no.value) }
    }
    /// Lane `i` in bit `i`.
    #[inline(always)]
    pub fn bits(self) -> u32 {
        self.lanes.mask_bits(self.value)
    }
}
