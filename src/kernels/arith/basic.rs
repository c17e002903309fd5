//! Sums, products, signs. Integers wrap; float16 rounds each result; complex products are fused as
//! NumPy's are on processors with FMA.

use super::each::{Binary, Unary};
use super::float::{Real, product_differs, real_flags};
use crate::kernels::fp::{FpFlags, nan_or_inf};
use num_complex::Complex;
use num_traits::Float;

/// `np.add`; for bool the logical or.
pub struct Add;
/// `np.subtract`; not for bool.
pub struct Subtract;
/// `np.multiply`; for bool the logical and.
pub struct Multiply;
/// `np.negative`; not for bool.
pub struct Negative;
/// `np.positive`.
pub struct Positive;
/// `np.absolute` of reals and bool; of the smallest integer, that integer.
pub struct Absolute;
/// `np.sign`; NaN stays NaN, both zeros give `0.0`.
pub struct Sign;
/// `np.square`.
pub struct Square;
/// `np.conjugate`.
pub struct Conjugate;

for_integers!(T {
    impl Binary<T> for Add {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            a.wrapping_add(b)
        }
    }
    impl Binary<T> for Subtract {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            a.wrapping_sub(b)
        }
    }
    impl Binary<T> for Multiply {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            a.wrapping_mul(b)
        }
    }
    impl Unary<T> for Negative {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            a.wrapping_neg()
        }
    }
    impl Unary<T> for Absolute {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            // For an unsigned type the test is never true.
            if a < T::default() { a.wrapping_neg() } else { a }
        }
    }
    impl Unary<T> for Sign {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            (a > 0) as T - if a < T::default() { 1 } else { 0 }
        }
    }
    impl Unary<T> for Square {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            a.wrapping_mul(a)
        }
    }
});

for_floats!(T {
    impl Binary<T> for Add {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(a.wide() + b.wide())
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            // A sum in the subnormal range is exact.
            real_flags(a, b, y, false, || false)
        }
    }
    impl Binary<T> for Subtract {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(a.wide() - b.wide())
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            real_flags(a, b, y, false, || false)
        }
    }
    impl Binary<T> for Multiply {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            T::narrow(a.wide() * b.wide())
        }
        fn flags(a: T, b: T, y: T) -> FpFlags {
            real_flags(a, b, y, false, || product_differs(a, b, y))
        }
    }
    impl Unary<T> for Negative {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            -a
        }
    }
    impl Unary<T> for Absolute {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            a.magnitude()
        }
    }
    impl Unary<T> for Sign {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            let zero = T::default();
            if a.nan() {
                a
            } else {
                T::whole(i8::from(a > zero) - i8::from(a < zero))
            }
        }
    }
    impl Unary<T> for Square {
        type Out = T;
        #[inline(always)]
        fn of(a: T) -> T {
            T::narrow(a.wide() * a.wide())
        }
        fn flags(a: T, y: T) -> FpFlags {
            real_flags(a, a, y, false, || product_differs(a, a, y))
        }
    }
});

macro_rules! complex {
    // Complex arithmetic is the same text for both widths.
    ($($real:ident)*) => {$(
        impl Binary<Complex<$real>> for Add {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>, b: Complex<$real>) -> Complex<$real> {
                Complex::new(a.re + b.re, a.im + b.im)
            }
            fn flags(a: Complex<$real>, b: Complex<$real>, y: Complex<$real>) -> FpFlags {
                complex_flags(a, b, y, false)
            }
        }
        impl Binary<Complex<$real>> for Subtract {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>, b: Complex<$real>) -> Complex<$real> {
                Complex::new(a.re - b.re, a.im - b.im)
            }
            fn flags(a: Complex<$real>, b: Complex<$real>, y: Complex<$real>) -> FpFlags {
                complex_flags(a, b, y, false)
            }
        }
        impl Binary<Complex<$real>> for Multiply {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>, b: Complex<$real>) -> Complex<$real> {
                Complex::new(a.re.mul_add(b.re, -(a.im * b.im)), a.re.mul_add(b.im, a.im * b.re))
            }
            fn flags(a: Complex<$real>, b: Complex<$real>, y: Complex<$real>) -> FpFlags {
                complex_flags(a, b, y, false)
            }
        }
        impl Unary<Complex<$real>> for Negative {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                -a
            }
        }
        impl Unary<Complex<$real>> for Square {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                <Multiply as Binary<Complex<$real>>>::of(a, a)
            }
            fn flags(a: Complex<$real>, y: Complex<$real>) -> FpFlags {
                complex_flags(a, a, y, false)
            }
        }
        impl Unary<Complex<$real>> for Conjugate {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                a.conj()
            }
        }
    )*};
}

complex!(f32 f64);

/// The errors of a complex result, as far as a result shows them.
pub(super) fn complex_flags<F: Float>(a: Complex<F>, b: Complex<F>, y: Complex<F>, at_pole: bool) -> FpFlags {
    let nan = |z: Complex<F>| z.re.is_nan() || z.im.is_nan();
    let finite = |z: Complex<F>| z.re.is_finite() && z.im.is_finite();
    let inf = y.re.is_infinite() || y.im.is_infinite();
    nan_or_inf(nan(a) || nan(b), finite(a) && finite(b), nan(y), false, at_pole)
        | nan_or_inf(nan(a) || nan(b), finite(a) && finite(b), false, inf, at_pole)
}

impl Binary<bool> for Add {
    type Out = bool;
    #[inline(always)]
    fn of(a: bool, b: bool) -> bool {
        a | b
    }
}

impl Binary<bool> for Multiply {
    type Out = bool;
    #[inline(always)]
    fn of(a: bool, b: bool) -> bool {
        a & b
    }
}

impl Unary<bool> for Absolute {
    type Out = bool;
    #[inline(always)]
    fn of(a: bool) -> bool {
        a
    }
}

impl<T: crate::kernels::fp::Watch> Unary<T> for Positive {
    type Out = T;
    #[inline(always)]
    fn of(a: T) -> T {
        a
    }
}
