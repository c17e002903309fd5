//! Kernels: NumPy's digits, the same on every instruction set; floating-point errors; speed.

#![allow(clippy::approx_constant, reason = "the digits are NumPy's, as it prints them")]

use numcell::kernels::arith::{
    Add, Binary, Divide, FloorDivide, Fmax, IntegerPower, Less, Maximum, Multiply, Negative, Remainder, Sign, Square,
    Subtract, binary, binary_flags, unary, unary_flags,
};
use numcell::kernels::dispatch::Level;
use numcell::kernels::dot::{Dot, Rows, matrix_vector, vector_matrix};
use numcell::kernels::fp::FpFlags;
use numcell::kernels::math::{double, flags, half, single};
use numcell::kernels::operand::{Operand, left_in_place, right_in_place, unary_in_place};
use numcell::kernels::reduce;
use numcell::kernels::sort;
use numcell::kernels::sum::{Pairwise, Run, add_run, reduction_flags};

/// Numbers that look random and are the same every time.
struct Stream(u64);

impl Stream {
    fn word(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.word() >> 11) as f64 / 9_007_199_254_740_992.0
    }
    fn many(&mut self, low: f64, high: f64, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.between(low, high)).collect()
    }
}

fn random() -> Stream {
    Stream(0x9e37_79b9_7f4a_7c15)
}

/// A million inputs, or fewer where tests are not optimised.
const MANY: usize = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };

type Kernel = fn(&[f64], &mut [f64]) -> bool;
type LevelKernel = fn(Level, &[f64], &mut [f64]) -> bool;

/// Every function of one float64 that is computed on vectors: its name and kernels.
const FUNCTIONS: [(&str, Kernel, LevelKernel); 18] = [
    ("exp", double::exp, double::exp_at),
    ("log", double::log, double::log_at),
    ("tanh", double::tanh, double::tanh_at),
    ("exp2", double::exp2, double::exp2_at),
    ("expm1", double::expm1, double::expm1_at),
    ("sinh", double::sinh, double::sinh_at),
    ("cosh", double::cosh, double::cosh_at),
    ("log2", double::log2, double::log2_at),
    ("log10", double::log10, double::log10_at),
    ("log1p", double::log1p, double::log1p_at),
    ("arcsinh", double::arcsinh, double::arcsinh_at),
    ("arccosh", double::arccosh, double::arccosh_at),
    ("arctanh", double::arctanh, double::arctanh_at),
    ("cbrt", double::cbrt, double::cbrt_at),
    ("arcsin", double::arcsin, double::arcsin_at),
    ("arccos", double::arccos, double::arccos_at),
    ("arctan", double::arctan, double::arctan_at),
    ("tan", double::tan, double::tan_at),
];

fn values(kernel: Kernel, x: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; x.len()];
    kernel(x, &mut out);
    out
}

fn power(x: Operand<'_, f64>, y: Operand<'_, f64>, n: usize) -> Vec<f64> {
    let mut out = vec![0.0; n];
    double::power(x, y, &mut out);
    out
}

#[test]
fn exp_log_and_tanh_have_the_reference_digits() {
    assert_eq!(
        values(double::exp, &[0.1, 1.0, 2.0, 3.0, -1.5, -4.6, 2.1]),
        [
            1.1051709180756477,
            2.718281828459045,
            7.38905609893065,
            20.085536923187668,
            0.22313016014842982,
            0.010051835744633584,
            8.16616991256765
        ]
    );
    assert_eq!(
        values(double::log, &[0.1, 2.0, 3.0, 10.0, 1.0000001, 40.4]),
        [
            -2.3025850929940455,
            0.6931471805599453,
            1.0986122886681098,
            2.302585092994046,
            9.999999505838704e-08,
            3.698829784967104
        ]
    );
    assert_eq!(
        values(double::tanh, &[0.1, 0.5, 1.0, 2.0, -3.0, -3.9]),
        [
            0.09966799462495582,
            0.46211715726000974,
            0.7615941559557649,
            0.9640275800758169,
            -0.9950547536867305,
            -0.9991808656700278
        ]
    );
}

#[test]
fn exp_and_log_are_whole_at_their_ends() {
    let nan = f64::NAN;
    let inf = f64::INFINITY;
    assert_eq!(values(double::exp, &[0.0, -0.0, inf, -inf, 709.8, -746.0]), [1.0, 1.0, inf, 0.0, inf, 0.0]);
    assert_eq!(values(double::exp, &[-745.0, -744.0]), [5e-324, 1e-323]);
    assert!(values(double::exp, &[nan])[0].is_nan());
    assert_eq!(values(double::log, &[0.0, -0.0, inf, 1.0, 5e-324]), [-inf, -inf, inf, 0.0, -744.4400719213812]);
    assert!(values(double::log, &[-1.0, nan]).iter().all(|y| y.is_nan()));
}

#[test]
fn power_has_the_reference_digits() {
    assert_eq!(
        power(Operand::Slice(&[0.1, 1.1, 2.3, 2.9, 3.3]), Operand::Scalar(3.0), 5),
        [0.0010000000000000002, 1.3310000000000004, 12.166999999999998, 24.388999999999996, 35.93699999999999]
    );
    assert_eq!(
        power(Operand::Slice(&[0.1, 1.1, 2.3, 3.2]), Operand::Scalar(1.5), 4),
        [0.0316227766016838, 1.153689732987167, 3.488122704263713, 5.724334022399462]
    );
    assert_eq!(power(Operand::Scalar(2.0), Operand::Slice(&[0.5, 10.0, -1.0]), 3), [1.4142135623730951, 1024.0, 0.5]);
}

#[test]
fn power_knows_the_special_cases() {
    let (inf, nan) = (f64::INFINITY, f64::NAN);
    let x = [0.0, -0.0, -0.0, 0.0, -2.0, -2.0, 1.0, nan, inf, -inf, -inf, 0.5, -1.0, 5e-324, 1e300, 1e-300];
    let y = [-1.0, -1.0, -2.0, 3.0, 3.0, -2.0, nan, 0.0, -1.0, 3.0, 2.0, inf, -inf, 0.5, 2.0, 2.0];
    let want = [inf, -inf, inf, 0.0, -8.0, 0.25, 1.0, 1.0, 0.0, -inf, inf, 0.0, 1.0, 2.2227587494850775e-162, inf, 0.0];
    assert_eq!(power(Operand::Slice(&x), Operand::Slice(&y), x.len()), want);
    assert!(power(Operand::Slice(&[-2.0, nan]), Operand::Slice(&[0.5, 1.0]), 2).iter().all(|z| z.is_nan()));
}

#[test]
fn the_other_functions_are_correctly_rounded() {
    for row in include_str!("kernels/rounded.txt").lines().filter(|row| !row.starts_with('#')) {
        let mut words = row.split(' ');
        let name = words.next().unwrap();
        let mut number = || f64::from_bits(u64::from_str_radix(words.next().unwrap(), 16).unwrap());
        let (x, want) = (number(), number());
        let (_, kernel, _) = FUNCTIONS.iter().find(|f| f.0 == name).unwrap();
        assert_eq!(values(*kernel, &[x])[0].to_bits(), want.to_bits(), "{name}({x:e}), want {want:e}");
    }
}

#[test]
fn arctan2_looks_at_both_signs() {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    let y = [0.0, -0.0, 0.0, -0.0, 1.0, 1.0, -1.0, 1.0, f64::INFINITY, 5e-324];
    let x = [1.0, 1.0, -1.0, -0.0, 0.0, 1.0, -1.0, -f64::INFINITY, -f64::INFINITY, 1.0];
    let want = [0.0, -0.0, PI, -PI, FRAC_PI_2, FRAC_PI_4, -3.0 * FRAC_PI_4, PI, 3.0 * FRAC_PI_4, 5e-324];
    let mut out = [0.0; 10];
    double::arctan2(Operand::Slice(&y), Operand::Slice(&x), &mut out);
    assert_eq!(out.map(f64::to_bits), want.map(f64::to_bits));
}

#[test]
fn all_instruction_sets_give_the_same_bits() {
    let mut random = random();
    let mut x = random.many(-20.0, 20.0, MANY / 4);
    x.extend(random.many(-1.0, 1.0, MANY / 4));
    x.extend(random.many(-800.0, 800.0, MANY / 4));
    x.extend((0..MANY / 4).map(|_| f64::from_bits(random.word())));
    let levels = Level::all();
    for (name, _, at) in FUNCTIONS {
        let mut want = vec![0.0; x.len()];
        at(levels[0], &x, &mut want);
        for &level in &levels[1..] {
            let mut got = vec![0.0; x.len()];
            at(level, &x, &mut got);
            for ((x, a), b) in x.iter().zip(&want).zip(&got) {
                assert!(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()), "{name}({x:e}): {a:e} or {b:e}");
            }
        }
    }
    let y = random.many(-9.0, 9.0, x.len());
    type Two = fn(Level, Operand<'_, f64>, Operand<'_, f64>, &mut [f64]) -> bool;
    for at in [double::power_at as Two, double::arctan2_at] {
        let mut want = vec![0.0; x.len()];
        at(levels[0], Operand::Slice(&x), Operand::Slice(&y), &mut want);
        for &level in &levels[1..] {
            let mut got = vec![0.0; x.len()];
            at(level, Operand::Slice(&x), Operand::Slice(&y), &mut got);
            for (a, b) in want.iter().zip(&got) {
                assert!(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()), "{a:e} or {b:e}");
            }
        }
    }
}

#[test]
fn an_element_does_not_depend_on_its_neighbours() {
    let x = random().many(-30.0, 30.0, 37);
    for (name, kernel, _) in FUNCTIONS {
        let together = values(kernel, &x);
        for (i, &x) in x.iter().enumerate() {
            assert_eq!(values(kernel, &[x])[0].to_bits(), together[i].to_bits(), "{name}({x})");
        }
    }
}

#[test]
fn float32_functions_are_numpys() {
    for row in include_str!("kernels/single.txt").lines().filter(|row| !row.starts_with('#')) {
        let words: Vec<&str> = row.split(' ').collect();
        let kernel = match words[0] {
            "exp" => single::exp,
            "log" => single::log,
            "sin" => single::sin,
            "cos" => single::cos,
            _ => single::tanh,
        };
        let x = f32::from_bits(u32::from_str_radix(words[1], 16).unwrap());
        let mut out = [0.0];
        kernel(&[x], &mut out);
        match words[2] {
            "nan" => assert!(out[0].is_nan(), "{row}"),
            bits => assert_eq!(format!("{:08x}", out[0].to_bits()), bits, "{row}"),
        }
    }
}

#[test]
fn float16_functions_round_once_more() {
    use ::half::f16;
    let x = [0.1, 1.0, 5.0, -0.5, 12.0].map(f16::from_f32);
    let mut out = [f16::ZERO; 5];
    assert!(half::exp(&x, &mut out), "exp(12) overflows float16");
    assert_eq!(out.map(f16::to_f32), [1.1054688, 2.71875, 148.375, 0.6064453, f32::INFINITY]);
    let mut out = [f16::ZERO; 2];
    half::power(Operand::Slice(&x[1..3]), Operand::Scalar(f16::from_f32(2.0)), &mut out);
    assert_eq!(out.map(f16::to_f32), [1.0, 25.0]);
}

/// NumPy's pairwise sum, as its source defines it.
fn pairwise(x: &[f64]) -> f64 {
    let n = x.len();
    if n < 8 {
        return x.iter().fold(-0.0, |sum, x| sum + x);
    }
    if n > 128 {
        let half = n / 2 - n / 2 % 8;
        return pairwise(&x[..half]) + pairwise(&x[half..]);
    }
    let mut r = [0.0; 8];
    r.copy_from_slice(&x[..8]);
    let whole = n - n % 8;
    for i in 8..whole {
        r[i % 8] += x[i];
    }
    let sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    x[whole..].iter().fold(sum, |sum, x| sum + x)
}

#[test]
fn sums_keep_numpys_order() {
    let x = random().many(-1.0, 1.0, 30_000);
    for n in (0..600).chain([1000, 1023, 1024, 1025, 2047, 2056, 4095, 9999, 15_000]) {
        assert_eq!(f64::sum(Run::all(&x[..n])).to_bits(), pairwise(&x[..n]).to_bits(), "{n} elements");
        let every_second: Vec<f64> = x.iter().copied().step_by(2).take(n).collect();
        let run = Run { data: &x, first: 0, stride: 2, len: n };
        assert_eq!(f64::sum(run).to_bits(), pairwise(&every_second).to_bits(), "{n} elements, stride 2");
        let backwards: Vec<f64> = x[..n].iter().rev().copied().collect();
        let run = Run { data: &x, first: n.saturating_sub(1), stride: -1, len: n };
        assert_eq!(f64::sum(run).to_bits(), pairwise(&backwards).to_bits(), "{n} elements backwards");
    }
}

#[test]
fn sums_of_the_other_types() {
    use ::half::f16;
    use num_complex::Complex;
    assert_eq!(add_run(0.0, Run::all(&[0.1f64; 10])), 1.0);
    assert_eq!(add_run(0.0, Run::all(&[-0.0f64])).to_bits(), 0);
    assert_eq!(add_run(0.0, Run::all(&[0.1f32; 1000])) / 1000.0, 0.10000002);
    assert_eq!(add_run(f16::ZERO, Run::all(&[f16::from_f32(0.1); 1000])).to_f32(), 100.0);
    // The block of a complex sum is counted in reals: each part of 64 numbers has four accumulators.
    let z: Vec<Complex<f64>> = (0..100).map(|i| Complex::new(f64::from(i) / 7.0, 1.0 / f64::from(i + 1))).collect();
    assert_eq!(add_run(Complex::default(), Run::all(&z)), Complex::new(707.1428571428571, 5.18737751763962));
    assert_eq!(reduce::integer_sum::<u8, u64>(Run::all(&[200; 3])), 600);
    assert_eq!(reduce::integer_sum::<bool, i64>(Run::all(&[true, false, true])), 2);
}

#[test]
fn extremes_and_places() {
    let nan = f64::NAN;
    let mut x = random().many(-1.0, 1.0, 1000);
    x[700] = 5.0;
    x[701] = 5.0;
    x[3] = -5.0;
    assert_eq!(reduce::argmax(Run::all(&x)), Some(700));
    assert_eq!(reduce::argmin(Run::all(&x)), Some(3));
    assert_eq!(reduce::fold_any_order::<Maximum, f64>(x[0], Run::all(&x)), 5.0);
    x[900] = nan;
    x[950] = nan;
    assert_eq!(reduce::argmax(Run::all(&x)), Some(900));
    assert!(reduce::fold_any_order::<Maximum, f64>(x[0], Run::all(&x)).is_nan());
    assert_eq!(reduce::fold_any_order::<Fmax, f64>(x[0], Run::all(&x)), 5.0);
    assert_eq!(reduce::argmax::<i32>(Run::all(&[])), None);
    let strided = Run { data: &[1, 9, 5, 2, 7, 3], first: 4, stride: -2, len: 3 };
    assert_eq!(reduce::argmin(strided), Some(2));
    assert_eq!(reduce::count_true(Run::all(&[0.0, -0.0, nan, 2.0])), 2);
    assert!(reduce::any(Run::all(&[0, 0, 3])) && !reduce::all(Run::all(&[1, 0, 3])));
    let mut running = [0.0; 4];
    reduce::scan::<Add, f64>(Run::all(&[0.1; 4]), &mut running);
    assert_eq!(running, [0.1, 0.2, 0.30000000000000004, 0.4]);
}

#[test]
fn dot_products_keep_openblas_order() {
    let x: Vec<f64> = (1..41).map(|i| f64::from(i) / 10.0).collect();
    assert_eq!(f64::dot(Run::all(&x), Run::all(&x)).sqrt(), 14.879516121164693);
    assert_eq!(f64::dot(Run::all(&x[..7]), Run::all(&x[..7])), 1.4);
    let matrix: Vec<f64> = (1..10).map(|i| f64::from(i) / 10.0).collect();
    let rows = Rows { data: &matrix, count: 3, len: 3, stride: 3 };
    let mut out = [0.0; 3];
    matrix_vector(rows, &[0.1, 0.2, 0.3], &mut out);
    assert_eq!(out, [0.14, 0.32, 0.5]);
    vector_matrix(&[0.1, 0.2, 0.3], rows, &mut out);
    assert_eq!(out, [0.3, 0.36, 0.42]);
    assert_eq!(i64::dot(Run::all(&[i64::MAX, 2]), Run::all(&[2, 1])), 0);
}

#[test]
fn arithmetic_wraps_rounds_and_broadcasts() {
    let mut out = [0u8; 3];
    binary::<Add, u8, u8>(Operand::Slice(&[250, 5, 0]), Operand::Scalar(10), &mut out);
    assert_eq!(out, [4, 15, 10]);
    let mut out = [0.0; 2];
    binary::<Subtract, f64, f64>(Operand::Scalar(1.0), Operand::Slice(&[0.9, 3.0]), &mut out);
    assert_eq!(out, [0.09999999999999998, -2.0]);
    let mut out = [0i64; 3];
    binary::<IntegerPower, i64, i64>(Operand::Slice(&[2, -3, 0]), Operand::Slice(&[63, 5, 0]), &mut out);
    assert_eq!(out, [i64::MIN, -243, 1]);
    let mut out = [false; 3];
    binary::<Less, f64, f64>(Operand::Slice(&[1.0, f64::NAN, 3.0]), Operand::Scalar(2.0), &mut out);
    assert_eq!(out, [true, false, false]);
    let mut out = [0.0; 4];
    unary::<Sign, f64>(&[-0.0, f64::INFINITY, -3.0, 0.5], &mut out);
    assert_eq!(out.map(f64::to_bits), [0.0, 1.0, -1.0, 1.0].map(f64::to_bits));
}

#[test]
fn division_is_pythons() {
    let (a, b) = ([5.0, -5.0, 5.0, -5.0, -1.0, 0.0], [3.0, 3.0, -3.0, -3.0, f64::INFINITY, -3.0]);
    let mut out = [0.0; 6];
    binary::<FloorDivide, f64, f64>(Operand::Slice(&a), Operand::Slice(&b), &mut out);
    assert_eq!(out.map(f64::to_bits), [1.0, -2.0, -2.0, 1.0, -1.0, -0.0].map(f64::to_bits));
    binary::<Remainder, f64, f64>(Operand::Slice(&a), Operand::Slice(&b), &mut out);
    assert_eq!(out.map(f64::to_bits), [2.0, 1.0, -1.0, -2.0, f64::INFINITY, -0.0].map(f64::to_bits));
    let (a, b) = ([7, -7, 7, 5, i64::MIN], [2, 2, -2, 0, -1]);
    let mut out = [0; 5];
    assert!(binary::<FloorDivide, i64, i64>(Operand::Slice(&a), Operand::Slice(&b), &mut out));
    assert_eq!(out, [3, -4, -4, 0, i64::MIN]);
    let found = binary_flags::<FloorDivide, i64, i64>(Operand::Slice(&a), Operand::Slice(&b), &out);
    assert_eq!(found, FpFlags::DIVIDE | FpFlags::OVER);
}

/// The kernel's hint and the errors found, for one pair.
fn errors<Op: Binary<f64, Out = f64>>(a: f64, b: f64) -> (bool, FpFlags) {
    let mut out = [0.0];
    let hint = binary::<Op, f64, f64>(Operand::Scalar(a), Operand::Slice(&[b]), &mut out);
    (hint, binary_flags::<Op, f64, f64>(Operand::Scalar(a), Operand::Slice(&[b]), &out))
}

#[test]
fn floating_point_errors_are_told_apart() {
    let inf = f64::INFINITY;
    assert_eq!(errors::<Divide>(1.0, 0.0), (true, FpFlags::DIVIDE));
    assert_eq!(errors::<Divide>(0.0, 0.0), (true, FpFlags::INVALID));
    assert_eq!(errors::<Divide>(1e300, 1e-300), (true, FpFlags::OVER));
    assert_eq!(errors::<Divide>(inf, 2.0), (true, FpFlags::NONE));
    assert_eq!(errors::<Multiply>(1e200, 1e200), (true, FpFlags::OVER));
    assert_eq!(errors::<Multiply>(1e-200, 1e-200), (false, FpFlags::UNDER));
    assert_eq!(errors::<Multiply>(inf, 0.0), (true, FpFlags::INVALID));
    assert_eq!(errors::<Subtract>(inf, inf), (true, FpFlags::INVALID));
    assert_eq!(errors::<Add>(1.0, f64::NAN), (true, FpFlags::NONE));
    assert_eq!(errors::<Add>(1.0, 2.0), (false, FpFlags::NONE));

    let found = |kernel: Kernel, flags: fn(&[f64], &[f64]) -> FpFlags, x: f64| {
        let mut out = [0.0];
        let hint = kernel(&[x], &mut out);
        let found = flags(&[x], &out);
        assert!(hint || found == FpFlags::NONE, "no hint at {x}");
        found
    };
    assert_eq!(found(double::log, flags::pole_at_zero, 0.0), FpFlags::DIVIDE);
    assert_eq!(found(double::log, flags::pole_at_zero, -1.0), FpFlags::INVALID);
    assert_eq!(found(double::log1p, flags::pole_at_minus_one, -1.0), FpFlags::DIVIDE);
    assert_eq!(found(double::arctanh, flags::pole_at_ones, 1.0), FpFlags::DIVIDE);
    assert_eq!(found(double::exp, flags::no_pole, 1000.0), FpFlags::OVER);
    assert_eq!(found(double::arcsin, flags::no_pole, 2.0), FpFlags::INVALID);
    assert_eq!(found(double::sin, flags::no_pole, inf), FpFlags::INVALID);
    assert_eq!(found(double::exp, flags::no_pole, inf), FpFlags::NONE);
    assert_eq!(reduction_flags(Run::all(&[1e308, 1e308]), inf), FpFlags::OVER);
    assert_eq!(reduction_flags(Run::all(&[inf, -inf]), f64::NAN), FpFlags::INVALID);
    assert_eq!(reduction_flags(Run::all(&[inf, 1.0]), inf), FpFlags::NONE);
}

#[test]
fn results_can_take_an_operands_place() {
    let x = random().many(-5.0, 5.0, 1000);
    let y = random().many(1.0, 2.0, 1000);
    let mut got = x.clone();
    let found = unary_in_place(double::exp, flags::no_pole, &mut got, false);
    assert_eq!((got, found), (values(double::exp, &x), FpFlags::NONE));

    let mut want = vec![0.0; 1000];
    binary::<Subtract, f64, f64>(Operand::Slice(&x), Operand::Slice(&y), &mut want);
    let mut got = x.clone();
    let kernel = binary::<Subtract, f64, f64>;
    left_in_place(kernel, binary_flags::<Subtract, f64, f64>, &mut got, Operand::Slice(&y), false);
    assert_eq!(got, want);
    let mut got = y.clone();
    right_in_place(kernel, binary_flags::<Subtract, f64, f64>, Operand::Slice(&x), &mut got, false);
    assert_eq!(got, want);

    let mut zeros = vec![0.0; 300];
    zeros[299] = 1e200;
    let found = unary_in_place(unary::<Square, f64>, unary_flags::<Square, f64>, &mut zeros, false);
    assert_eq!((zeros[299], found), (f64::INFINITY, FpFlags::OVER));
    unary_in_place(unary::<Negative, f64>, unary_flags::<Negative, f64>, &mut zeros, false);
    assert_eq!(zeros[299], -f64::INFINITY);
}

#[test]
#[cfg_attr(debug_assertions, ignore = "times optimised code")]
fn exp_is_inlined_into_its_vector_loop() {
    // A body that is not inlined into its instruction set's context is 10 to 40 times slower, and only the
    // clock shows it.
    let x = random().many(-5.0, 5.0, 4096);
    let mut out = vec![0.0; x.len()];
    let best = (0..50)
        .map(|_| {
            let start = std::time::Instant::now();
            double::exp(&x, &mut out);
            start.elapsed().as_secs_f64() * 1e9 / x.len() as f64
        })
        .fold(f64::INFINITY, f64::min);
    let vectors = Level::all().len() > 1;
    assert!(!vectors || best < 40.0, "exp takes {best:.1} ns an element");
}

#[test]
fn long_runs_sort_as_short_ones_do() {
    use numcell::kernels::sort::{SortKey, sort};
    fn check<T: SortKey + std::fmt::Debug>(values: Vec<T>, bits: impl Fn(&T) -> u64) {
        let mut expected = values.clone();
        expected.sort_by_key(|x| x.key());
        let mut sorted = values;
        sort(&mut sorted);
        let (sorted, expected): (Vec<u64>, Vec<u64>) =
            (sorted.iter().map(&bits).collect(), expected.iter().map(&bits).collect());
        assert_eq!(sorted, expected);
    }
    // Words from a linear congruential generator, as numbers of every size and sign.
    let mut state = 1u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state
    };
    let words: Vec<u64> = (0..10_000).map(|_| word()).collect();
    // One NaN and one zero stand for all of their kind, whose order is nobody's business.
    let one = |x: f64| if x.is_nan() { f64::NAN.to_bits() } else { (x + 0.0).to_bits() };
    let mut floats: Vec<f64> = words.iter().map(|&word| f64::from_bits(word)).collect();
    floats[..6].copy_from_slice(&[f64::NAN, f64::INFINITY, 0.0, -0.0, f64::NEG_INFINITY, -f64::NAN]);
    check(floats, |x| one(*x));
    check(words.iter().map(|&word| word as i64 >> (word % 64)).collect(), |x| *x as u64);
    check(words.iter().map(|&word| word >> (word % 64)).collect(), |x| *x);
    check((0..5_000i64).collect(), |x| *x as u64);
}

#[test]
fn sorts_of_any_distribution_put_numbers_in_order() {
    let mut stream = random();
    for n in [0, 1, 2, 100, 5000, 70_000, (1 << 20) + 5000] {
        let even = stream.many(-1.0, 1.0, n);
        let wide: Vec<f64> = even.iter().map(|x| (x * 500.0).exp()).collect();
        let few: Vec<f64> = even.iter().map(|x| (x * 3.0).trunc() + 0.5).collect();
        let outlier: Vec<f64> = even.iter().map(|&x| if x > 0.9999 { x * 1e300 } else { x }).collect();
        let special: Vec<f64> = even
            .iter()
            .map(|&x| match x {
                0.9.. => f64::NAN,
                0.8..0.9 => f64::INFINITY,
                ..-0.9 => f64::NEG_INFINITY,
                _ => x,
            })
            .collect();
        let ordered: Vec<f64> = (0..n).map(|i| i as f64).collect();
        for values in [even, wide, few, outlier, special, ordered] {
            let mut sorted = values.clone();
            sort::sort(&mut sorted);
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            assert!(sorted.iter().map(|x| x.to_bits()).eq(expected.iter().map(|x| x.to_bits())), "{n}");
            let mut places: Vec<i64> = (0..n as i64).collect();
            places.sort_by(|&i, &j| values[i as usize].total_cmp(&values[j as usize]));
            assert!(sort::argsort(&values) == places, "{n}");
            let mut whole: Vec<i32> = values.iter().map(|&x| (x * 1000.0) as i32).collect();
            let mut expected = whole.clone();
            sort::sort(&mut whole);
            expected.sort();
            assert!(whole == expected, "{n}");
            let mut bytes: Vec<i8> = values.iter().map(|&x| (x * 100.0) as i8).collect();
            let mut expected = bytes.clone();
            sort::sort(&mut bytes);
            expected.sort();
            assert!(bytes == expected, "{n}");
        }
    }
}

#[test]
fn extremes_are_found_in_any_block() {
    let mut stream = random();
    for n in [1, 5, 31, 32, 200, 1024, 1025, 5000, 70_000] {
        let mut x = stream.many(-1.0, 1.0, n);
        for at in [0, n / 3, n - 1] {
            let before = x[at];
            for (value, largest) in [(2.0, true), (-2.0, false), (f64::NAN, true)] {
                x[at] = value;
                let found = if largest { reduce::argmax(Run::all(&x)) } else { reduce::argmin(Run::all(&x)) };
                assert_eq!(found, Some(at), "{value} at {at} of {n}");
            }
            x[at] = before;
        }
        let zeros: Vec<f64> = (0..n).map(|i| if i % 3 == 0 { -0.0 } else { 0.0 }).collect();
        assert_eq!(reduce::argmax(Run::all(&zeros)), Some(0));
    }
}
