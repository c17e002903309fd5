//! Complex functions, after the C library's definitions: branch cuts along the axes, the sign of zero
//! says on which side one stands. complex64 goes through complex128.

use crate::kernels::arith::{Binary, Divide};
use num_complex::Complex64;
use std::f64::consts::{LN_2, LOG2_E, LOG10_E};

type C = Complex64;

/// `z` times i.
fn turned(z: C) -> C {
    C::new(-z.im, z.re)
}

/// `z` divided by i.
fn turned_back(z: C) -> C {
    C::new(z.im, -z.re)
}

/// `np.exp`.
pub fn exp(z: C) -> C {
    if z.im == 0.0 {
        return C::new(z.re.exp(), z.im);
    }
    if z.re.is_infinite() && !z.im.is_finite() {
        return if z.re < 0.0 { C::new(0.0, 0.0) } else { C::new(f64::INFINITY, f64::NAN) };
    }
    let (sin, cos) = z.im.sin_cos();
    if z.re > 709.0 {
        // The size may fit though the exponential of the real part does not.
        let (whole, rest) = (709.0f64.exp(), (z.re - 709.0).exp());
        return C::new(whole * cos * rest, whole * sin * rest);
    }
    let size = z.re.exp();
    C::new(size * cos, size * sin)
}

/// `np.exp2`.
pub fn exp2(z: C) -> C {
    exp(C::new(z.re * LN_2, z.im * LN_2))
}

/// `np.expm1`.
pub fn expm1(z: C) -> C {
    let half = (z.im / 2.0).sin();
    C::new(z.re.exp_m1() * z.im.cos() - 2.0 * half * half, z.re.exp() * z.im.sin())
}

/// `np.log`: the logarithm of the size is exact near 1, too.
pub fn log(z: C) -> C {
    let (a, b) = (z.re.abs().max(z.im.abs()), z.re.abs().min(z.im.abs()));
    let size = if (0.5..2.0).contains(&a) && b < 1.0 && a * a + b * b >= 0.5 {
        ((a - 1.0) * (a + 1.0) + b * b).ln_1p() / 2.0
    } else {
        z.re.hypot(z.im).ln()
    };
    C::new(size, z.im.atan2(z.re))
}

/// `np.log2`.
pub fn log2(z: C) -> C {
    let log = log(z);
    C::new(log.re * LOG2_E, log.im * LOG2_E)
}

/// `np.log10`.
pub fn log10(z: C) -> C {
    let log = log(z);
    C::new(log.re * LOG10_E, log.im * LOG10_E)
}

/// `np.log1p`.
pub fn log1p(z: C) -> C {
    C::new((z.re + 1.0).hypot(z.im).ln(), z.im.atan2(z.re + 1.0))
}

/// `np.sqrt`.
pub fn sqrt(z: C) -> C {
    if z.re == 0.0 && z.im == 0.0 {
        return C::new(0.0, z.im);
    }
    if z.im.is_infinite() {
        return C::new(f64::INFINITY, z.im);
    }
    if z.re.is_nan() {
        return C::new(f64::NAN, f64::NAN);
    }
    if z.re.is_infinite() {
        let other = if z.im.is_nan() { f64::NAN } else { 0.0 };
        return if z.re > 0.0 {
            C::new(f64::INFINITY, other.copysign(z.im))
        } else {
            C::new(other, f64::INFINITY.copysign(z.im))
        };
    }
    if z.im == 0.0 {
        return if z.re < 0.0 { C::new(0.0, (-z.re).sqrt().copysign(z.im)) } else { C::new(z.re.sqrt(), z.im) };
    }
    if z.re == 0.0 {
        let part = (0.5 * z.im.abs()).sqrt();
        return C::new(part, part.copysign(z.im));
    }
    // Large numbers are scaled so that nothing overflows on the way.
    let scale = if z.re.abs().max(z.im.abs()) > f64::MAX / 4.0 { 0.25 } else { 1.0 };
    let (re, im) = (z.re * scale, z.im * scale);
    let size = re.hypot(im);
    let (re, im) = if re > 0.0 {
        let part = (0.5 * (size + re)).sqrt();
        (part, 0.5 * (im / part))
    } else {
        let part = (0.5 * (size - re)).sqrt();
        ((0.5 * (im / part)).abs(), part)
    };
    let back = if scale == 1.0 { 1.0 } else { 2.0 };
    C::new(re * back, (im * back).copysign(z.im))
}

/// `np.sinh`.
pub fn sinh(z: C) -> C {
    if z.im == 0.0 {
        return C::new(z.re.sinh(), z.im);
    }
    if z.re == 0.0 && !z.im.is_finite() {
        return C::new(z.re, f64::NAN);
    }
    let (sin, cos) = z.im.sin_cos();
    C::new(z.re.sinh() * cos, z.re.cosh() * sin)
}

/// `np.cosh`.
pub fn cosh(z: C) -> C {
    if z.im == 0.0 {
        let turned = if z.re.is_sign_negative() && !z.re.is_nan() { -z.im } else { z.im };
        return C::new(z.re.cosh(), turned);
    }
    if z.re == 0.0 && !z.im.is_finite() {
        return C::new(f64::NAN, 0.0);
    }
    let (sin, cos) = z.im.sin_cos();
    C::new(z.re.cosh() * cos, z.re.sinh() * sin)
}

/// `np.tanh`.
pub fn tanh(z: C) -> C {
    if z.re.abs() > 354.0 {
        let small = 4.0 * z.im.sin() * z.im.cos() * (-2.0 * z.re.abs()).exp();
        return C::new(1f64.copysign(z.re), if small == 0.0 { small.copysign(z.im) } else { small });
    }
    if z.re == 0.0 && !z.im.is_finite() {
        return C::new(z.re, f64::NAN);
    }
    let (sin, cos) = z.im.sin_cos();
    let (sinh, cosh) = (z.re.sinh(), z.re.cosh());
    let below = if sinh.abs() > cos.abs() * f64::EPSILON { sinh * sinh + cos * cos } else { cos * cos };
    C::new(sinh * cosh / below, sin * cos / below)
}

/// `np.sin`.
pub fn sin(z: C) -> C {
    turned_back(sinh(turned(z)))
}

/// `np.cos`.
pub fn cos(z: C) -> C {
    cosh(turned(z))
}

/// `np.tan`.
pub fn tan(z: C) -> C {
    turned_back(tanh(turned(z)))
}

/// `np.arcsinh`. *Source*: Kahan, "Branch cuts for complex elementary functions".
pub fn arcsinh(z: C) -> C {
    let a = sqrt(C::new(1.0 + z.im, -z.re));
    let b = sqrt(C::new(1.0 - z.im, z.re));
    C::new((a.re * b.im - b.re * a.im).asinh(), z.im.atan2(a.re * b.re - a.im * b.im))
}

/// `np.arccosh`. *Source*: as for `arcsinh`.
pub fn arccosh(z: C) -> C {
    let a = sqrt(C::new(z.re - 1.0, z.im));
    let b = sqrt(C::new(z.re + 1.0, z.im));
    C::new((a.re * b.re + a.im * b.im).asinh(), 2.0 * a.im.atan2(b.re))
}

/// `np.arctanh`. *Source*: as for `arcsinh`.
pub fn arctanh(z: C) -> C {
    if z.re == 0.0 && z.im.is_nan() {
        return z;
    }
    if z.im.is_infinite() || z.re.is_infinite() && !z.im.is_nan() {
        return C::new(0f64.copysign(z.re), std::f64::consts::FRAC_PI_2.copysign(z.im));
    }
    if z.re < 0.0 || (z.re == 0.0 && z.re.is_sign_negative()) {
        return -arctanh(-z);
    }
    let height = z.im.abs();
    if z.re == 1.0 && height == 0.0 {
        return C::new(f64::INFINITY, z.im);
    }
    let below = 1.0 - z.re;
    let re = (4.0 * z.re / (below * below + height * height)).ln_1p() / 4.0;
    let im = -(-2.0 * z.im).atan2(below * (1.0 + z.re) - height * height) / 2.0;
    C::new(re, im)
}

/// `np.arcsin`.
pub fn arcsin(z: C) -> C {
    turned_back(arcsinh(turned(z)))
}

/// `np.arccos`. *Source*: as for `arcsinh`.
pub fn arccos(z: C) -> C {
    let a = sqrt(C::new(1.0 - z.re, -z.im));
    let b = sqrt(C::new(1.0 + z.re, z.im));
    C::new(2.0 * a.re.atan2(b.re), (b.re * a.im - b.im * a.re).asinh())
}

/// `np.arctan`.
pub fn arctan(z: C) -> C {
    turned_back(arctanh(turned(z)))
}

/// A product without fused steps, as C's.
fn product(a: C, b: C) -> C {
    C::new(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
}

/// `np.power`. Small whole exponents are products. *Source*: `npy_cpow`.
pub fn power(a: C, b: C) -> C {
    if b.re == 0.0 && b.im == 0.0 {
        return C::new(1.0, 0.0);
    }
    if a.re == 0.0 && a.im == 0.0 {
        return if b.re > 0.0 { C::new(0.0, 0.0) } else { C::new(f64::NAN, f64::NAN) };
    }
    if by_products(b) {
        let n = b.re as i32;
        match n {
            1 => return a,
            2 => return product(a, a),
            3 => return product(a, product(a, a)),
            _ => {}
        }
        let (mut left, mut result, mut square) = (n.unsigned_abs(), C::new(1.0, 0.0), a);
        while left > 0 {
            if left & 1 == 1 {
                result = product(result, square);
            }
            left >>= 1;
            if left > 0 {
                square = product(square, square);
            }
        }
        return if n < 0 { <Divide as Binary<C>>::of(C::new(1.0, 0.0), result) } else { result };
    }
    exp(product(b, log(a)))
}

/// Whether a power is a product of the number with itself, or the inverse of one.
fn by_products(exponent: C) -> bool {
    exponent.im == 0.0 && exponent.re.trunc() == exponent.re && exponent.re.abs() < 100.0
}

/// Whether a product of finite numbers overflows on the way to a power.
pub fn overflows(a: C, b: C) -> bool {
    if !by_products(b) || !a.re.is_finite() || !a.im.is_finite() {
        return false;
    }
    let beyond =
        |x: C, y: C| [x.re * y.re, x.im * y.im, x.re * y.im, x.im * y.re].iter().any(|part| part.is_infinite());
    let (mut left, mut result, mut square) = (b.re.abs() as u32, C::new(1.0, 0.0), a);
    while left > 0 {
        if left & 1 == 1 {
            if beyond(result, square) {
                return true;
            }
            result = product(result, square);
        }
        left >>= 1;
        if left > 0 {
            if beyond(square, square) {
                return true;
            }
            square = product(square, square);
        }
    }
    false
}

/// Whether `power` meets a NaN where that is an error: in an exponent, or as a divisor.
pub fn meets_nan(a: C, b: C) -> bool {
    let has_nan = |z: C| z.re.is_nan() || z.im.is_nan();
    has_nan(b) || has_nan(a) && (by_products(b) && b.re < 0.0 || b.re.is_infinite() || b.im.is_infinite())
}

/// Whether `power` divides by a product that is zero.
pub fn divides_by_zero(a: C, b: C) -> bool {
    let product = if by_products(b) && b.re < 0.0 { power(a, -b) } else { C::new(1.0, 0.0) };
    product.re == 0.0 && product.im == 0.0
}

/// `np.sign`: the number divided by its size.
pub fn sign(z: C) -> C {
    over_size(z, z.re.hypot(z.im))
}

/// `np.sign` of complex64, whose size is rounded first.
pub fn sign_single(z: C) -> C {
    over_size(z, f64::from(z.re.hypot(z.im) as f32))
}

fn over_size(z: C, size: f64) -> C {
    if size.is_nan() {
        return C::new(f64::NAN, f64::NAN);
    }
    if size == 0.0 {
        return C::new(0.0, 0.0);
    }
    if size.is_infinite() {
        return match (z.re.is_infinite(), z.im.is_infinite()) {
            (true, false) => C::new(1f64.copysign(z.re), 0.0),
            (false, _) => C::new(0.0, 1f64.copysign(z.im)),
            (true, true) => C::new(f64::NAN, f64::NAN),
        };
    }
    C::new(z.re / size, z.im / size)
}
