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
/// `np.absolute`; of the smallest integer, that integer; of complex numbers a real.
pub struct Absolute;
/// `np.sign`; NaN stays NaN, both zeros give `0.0`; of a complex number `z / abs(z)`.
pub struct Sign;
/// `np.square`.
pub struct Square;
/// `np.conjugate`.
pub struct Conjugate;
/// `np.power` of integers, wrapping. A negative exponent is the caller's to refuse; here it gives 0. (For
/// floats see `math`.)
pub struct IntegerPower;

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
    impl Binary<T> for IntegerPower {
        type Out = T;
        #[inline(always)]
        fn of(a: T, b: T) -> T {
            if b < T::default() {
                return 0;
            }
            let (mut square, mut left, mut power) = (a, b, 1 as T);
            while left != 0 {
                if left & 1 == 1 {
                    power = power.wrapping_mul(square);
                }
                square = square.wrapping_mul(square);
                left >>= 1;
            }
            power
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
        impl Unary<Complex<$real>> for Absolute {
            type Out = $real;
            #[inline(always)]
            fn of(a: Complex<$real>) -> $real {
                // NumPy's vector routine, which is not the C library's hypot and raises no errors.
                let (re, im) = (a.re.abs(), a.im.abs());
                if re == <$real>::INFINITY || im == <$real>::INFINITY {
                    return <$real>::INFINITY;
                }
                if re.is_nan() || im.is_nan() {
                    return <$real>::NAN;
                }
                let (larger, smaller) = if re < im { (im, re) } else { (re, im) };
                let ratio = if larger == 0.0 { 0.0 } else { smaller / larger };
                ratio.mul_add(ratio, 1.0).sqrt() * larger
            }
        }
        impl Unary<Complex<$real>> for Sign {
            type Out = Complex<$real>;
            #[inline(always)]
            fn of(a: Complex<$real>) -> Complex<$real> {
                let magnitude = a.re.hypot(a.im);
                if magnitude.is_nan() || (a.re.is_infinite() && a.im.is_infinite()) {
                    Complex::new(<$real>::NAN, <$real>::NAN)
                } else if a.re.is_infinite() {
                    Complex::new(a.re.signum(), 0.0)
                } else if magnitude.is_infinite() {
                    Complex::new(0.0, a.im.signum())
                } else if magnitude == 0.0 {
                    Complex::new(0.0, 0.0)
                } else {
                    Complex::new(a.re / magnitude, a.im / magnitude)
                }
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
