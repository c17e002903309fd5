//! Counting, covariance, interpolation, polynomials by their coefficients, convolution.

use crate::array::{Array, ArrayRef, DType};
use crate::run::arguments::{float_of, index_of};
use crate::run::convert::{as_array, as_array_of, cast, promote};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err, interrupt};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value, inside};

use num_complex::Complex64;

use super::products::{dot, numpy, numpy_with};
use super::shape::{flip_axes, line_of};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.bincount",
        signature: "(x, /, weights=None, minlength=0)",
        style: Style::C,
        summary: "How often each non-negative int occurs.",
        example: ">>> np.bincount([0, 1, 1, 3])\narray([1, 2, 0, 1])\n",
        run: Run::Function(bincount),
        ..ROW
    },
    Builtin {
        name: "np.interp",
        signature: "(x, xp, fp, left=None, right=None, period=None)",
        summary: "Values of a piecewise linear function through points.",
        example: ">>> np.interp(2.5, [1, 2, 3], [3, 2, 0])\nnp.float64(1.0)\n",
        run: Run::Function(interp),
        ..ROW
    },
    Builtin {
        name: "np.cov",
        signature: "(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)",
        summary: "The covariance matrix; each row is a variable.",
        example: ">>> np.cov([[0, 1, 2], [2, 1, 0]])\narray([[ 1., -1.],\n       [-1.,  1.]])\n",
        run: Run::Function(cov),
        ..ROW
    },
    Builtin {
        name: "np.corrcoef",
        signature: "(x, y=None, rowvar=True, *, dtype=None)",
        summary: "The correlation matrix; each row is a variable.",
        example: ">>> np.corrcoef([0, 1, 2], [2, 1, 0])\narray([[ 1., -1.],\n       [-1.,  1.]])\n",
        run: Run::Function(corrcoef),
        ..ROW
    },
    Builtin {
        name: "np.convolve",
        signature: "(a, v, mode='full')",
        summary: "The discrete convolution of two sequences.",
        example: ">>> np.convolve([1, 2, 3], [0, 1, 0.5])\narray([0. , 1. , 2.5, 4. , 1.5])\n",
        run: Run::Function(|cx, args| {
            let [a, v, mode] = args else { return Ok(Value::None) };
            let (a, v) = (line_of(cx, a)?, line_of(cx, v)?);
            if a.size() == 0 || v.size() == 0 {
                let name = if a.size() == 0 { "a" } else { "v" };
                return err(ErrorClass::ValueError, format!("{name} cannot be empty"));
            }
            let (a, v) = if v.size() > a.size() { (v, a) } else { (a, v) };
            slide(cx, &a, &flip_axes(&v, &[0]), mode.as_str().unwrap_or("full"))
        }),
        ..ROW
    },
    Builtin {
        name: "np.correlate",
        signature: "(a, v, mode='valid')",
        summary: "The cross-correlation of two sequences.",
        example: ">>> np.correlate([1, 2, 3], [0, 1, 0.5])\narray([3.5])\n",
        run: Run::Function(|cx, args| {
            let [a, v, mode] = args else { return Ok(Value::None) };
            let (a, v) = (line_of(cx, a)?, line_of(cx, v)?);
            if a.size() == 0 || v.size() == 0 {
                let name = if a.size() == 0 { "first" } else { "second" };
                return err(ErrorClass::ValueError, format!("{name} array argument cannot be empty"));
            }
            // The second sequence is conjugated; what is real stays as it is.
            let conjugate = |cx: &mut dyn Interp, array: ArrayRef| -> R<ArrayRef> {
                if !array.dtype().is_complex() {
                    return Ok(array);
                }
                let conjugated = numpy(cx, "conjugate", &[Value::Array(array)])?;
                as_array(cx, &conjugated)
            };
            let v = conjugate(cx, v)?;
            if v.size() > a.size() {
                let Value::Array(result) = slide(cx, &v, &a, mode.as_str().unwrap_or("valid"))? else {
                    return Ok(Value::None);
                };
                return Ok(Value::Array(flip_axes(&result, &[0]).copy()));
            }
            slide(cx, &a, &v, mode.as_str().unwrap_or("valid"))
        }),
        ..ROW
    },
    Builtin {
        name: "np.histogram",
        signature: "(a, bins=10, range=None, density=None, weights=None)",
        summary: "How many values fall into each bin, and the edges of the bins.",
        example: ">>> np.histogram([1, 2, 1], bins=[0, 1, 2, 3])\n(array([0, 2, 1]), array([0, 1, 2, 3]))\n",
        run: Run::Function(histogram),
        ..ROW
    },
];

fn bincount(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, weights, minlength] = args else { return Ok(Value::None) };
    let array = as_array(cx, x)?;
    if array.ndim() != 1 {
        return err(
            ErrorClass::ValueError,
            if array.ndim() == 0 {
                "object of too small depth for desired array"
            } else {
                "object too deep for desired array"
            },
        );
    }
    if array.size() > 0 && !array.dtype().is_integer() && array.dtype() != DType::Bool {
        let from = cx.repr(&Value::dtype(array.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    let array = cast(cx, &array, DType::I64)?;
    let values = array.contiguous();
    let Some(values) = values.as_slice::<i64>() else { return Ok(Value::None) };
    let least = index_of(cx, minlength)?;
    if least < 0 {
        return err(ErrorClass::ValueError, "'minlength' must not be negative");
    }
    let (mut smallest, mut largest) = (0, -1);
    for &value in &values[..] {
        smallest = value.min(smallest);
        largest = value.max(largest);
    }
    if smallest < 0 {
        return err(ErrorClass::ValueError, "'list' argument must have no negative elements");
    }
    let n = ((largest + 1) as usize).max(least as usize);
    Array::check_size(&[n], DType::I64)?;
    if weights.is_missing() {
        let counts = Array::build::<i64>(&[n], |out| {
            out.fill(0);
            for values in values.chunks(STEP).take_while(|_| !interrupt::raised()) {
                for &value in values {
                    out[value as usize] += 1;
                }
            }
        });
        cx.check_interrupt()?;
        return Ok(Value::Array(counts));
    }
    let weights = as_array_of(cx, weights, DType::F64)?.to_vec::<f64>();
    if weights.len() != values.len() {
        return err(ErrorClass::ValueError, "The weights and list don't have the same length.");
    }
    let sums = Array::build::<f64>(&[n], |out| {
        out.fill(0.0);
        let blocks = values.chunks(STEP).zip(weights.chunks(STEP));
        for (values, weights) in blocks.take_while(|_| !interrupt::raised()) {
            for (&value, weight) in values.iter().zip(weights) {
                out[value as usize] += weight;
            }
        }
    });
    cx.check_interrupt()?;
    Ok(Value::Array(sums))
}

/// Elements counted between looks at the interrupt flag.
const STEP: usize = 1 << 16;

fn interp(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, xp, fp, left, right, period] = args else { return Ok(Value::None) };
    let places = as_array_of(cx, x, DType::F64)?;
    let is_complex = as_array(cx, fp)?.dtype().is_complex();
    let mut at = places.to_vec::<f64>();
    let mut xs = as_array_of(cx, xp, DType::F64)?.to_vec::<f64>();
    let mut ys = as_array_of(cx, fp, DType::C128)?.to_vec::<Complex64>();
    if xs.is_empty() {
        return err(ErrorClass::ValueError, "array of sample points is empty");
    }
    if xs.len() != ys.len() {
        return err(ErrorClass::ValueError, "fp and xp are not of the same length.");
    }
    let (mut low, mut high) = (None, None);
    if period.is_missing() {
        let of = |cx: &mut dyn Interp, value: &Value| -> R<Option<Complex64>> {
            if value.is_missing() {
                return Ok(None);
            }
            Ok(Some(as_array_of(cx, value, DType::C128)?.only_element().to_c128()))
        };
        (low, high) = (of(cx, left)?, of(cx, right)?);
    } else {
        let period = float_of(cx, period)?.abs();
        if period == 0.0 {
            return err(ErrorClass::ValueError, "period must be a non-zero value");
        }
        // One period, sorted, with its neighbours on both sides.
        let remainder = |x: f64| {
            let rest = x % period;
            if rest < 0.0 { rest + period } else { rest }
        };
        at.iter_mut().for_each(|x| *x = remainder(*x));
        let mut samples: Vec<(f64, Complex64)> = xs.iter().map(|&x| remainder(x)).zip(ys).collect();
        samples.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (first, last) = (samples[0], samples[samples.len() - 1]);
        samples.insert(0, (last.0 - period, last.1));
        samples.push((first.0 + period, first.1));
        (xs, ys) = samples.into_iter().unzip();
    }
    let n = xs.len();
    let (low, high) = (low.unwrap_or(ys[0]), high.unwrap_or(ys[n - 1]));
    let value = |x: f64| -> Complex64 {
        if x.is_nan() {
            return Complex64::new(x, if is_complex { 0.0 } else { x });
        }
        if x < xs[0] {
            return low;
        }
        if x > xs[n - 1] {
            return high;
        }
        let j = xs.partition_point(|&at| at <= x).saturating_sub(1);
        if j + 1 >= n || xs[j] == x {
            return ys[j.min(n - 1)];
        }
        let (rise, run) = (ys[j + 1] - ys[j], xs[j + 1] - xs[j]);
        // NumPy divides real numbers and multiplies complex ones with the reciprocal.
        let slope = if is_complex { rise * (1.0 / run) } else { rise / run };
        let part = |slope: f64, from: f64, to: f64| {
            let result = slope * (x - xs[j]) + from;
            if !result.is_nan() {
                return result;
            }
            let result = slope * (x - xs[j + 1]) + to;
            if result.is_nan() && from == to { from } else { result }
        };
        Complex64::new(part(slope.re, ys[j].re, ys[j + 1].re), part(slope.im, ys[j].im, ys[j + 1].im))
    };
    let results = at.into_iter().map(value);
    let result = if is_complex {
        Array::from_vec(results.collect::<Vec<Complex64>>(), &places.shape())
    } else {
        Array::from_vec(results.map(|y| y.re).collect::<Vec<f64>>(), &places.shape())
    };
    Ok(if places.ndim() == 0 { element_to_value(result.only_element()) } else { Value::Array(result) })
}

/// Variables as rows, in float64 at least.
fn variables(cx: &mut dyn Interp, value: &Value, by_rows: bool) -> R<ArrayRef> {
    let array = as_array(cx, value)?;
    if array.ndim() > 2 {
        return err(ErrorClass::ValueError, "m has more than 2 dimensions");
    }
    let wide = promote(array.dtype(), DType::F64)?;
    let array = cast(cx, &array, wide)?;
    let mut layout = array.layout();
    while layout.ndim() < 2 {
        layout = layout.with_axis(0);
    }
    if !by_rows && layout.shape[0] != 1 {
        layout = layout.transposed();
    }
    Ok(array.view_layout(layout))
}

fn cov(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [m, y, rowvar, bias, ddof, fweights, aweights, dtype] = args else { return Ok(Value::None) };
    for (value, name) in [(&*fweights, "fweights"), (&*aweights, "aweights"), (&*dtype, "dtype")] {
        crate::run::arguments::refuse(value, "cov", name)?;
    }
    let by_rows = cx.truth(rowvar)?;
    let mut data = variables(cx, m, by_rows)?;
    if !y.is_missing() {
        let other = variables(cx, y, by_rows)?;
        data = super::join::concatenate(cx, &[data, other], Some(0), None)?;
    }
    let ddof = if ddof.is_missing() { i64::from(!cx.truth(bias)?) } else { index_of(cx, ddof)? };
    let n = data.shape()[1] as i64;
    let x = Value::Array(data.clone());
    let mean =
        numpy_with(cx, "mean", std::slice::from_ref(&x), &[("axis", Value::Int(1)), ("keepdims", Value::bool(true))])?;
    let mut freedom = n - ddof;
    if freedom <= 0 {
        cx.warn(ErrorClass::RuntimeWarning, "Degrees of freedom <= 0 for slice")?;
        freedom = 0;
    }
    let centred = cx.binary(BinOp::Sub, &x, &mean)?;
    let centred = as_array(cx, &centred)?;
    let transposed = centred.view_layout(centred.layout().transposed());
    let products = dot(cx, &centred, &transposed)?;
    let scaled = numpy(cx, "true_divide", &[Value::float(1.0), Value::Int(freedom)])?;
    let result = cx.binary(BinOp::Mul, &products, &scaled)?;
    numpy(cx, "squeeze", &[result])
}

fn corrcoef(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, y, rowvar, dtype] = args else { return Ok(Value::None) };
    let none = || Value::None;
    let mut forwarded = [x.take(), y.take(), rowvar.take(), Value::bool(false), none(), none(), none(), dtype.take()];
    let covariance = cov(cx, &mut forwarded)?;
    let array = as_array(cx, &covariance)?;
    if array.ndim() == 0 {
        return cx.binary(BinOp::Div, &covariance, &covariance);
    }
    let diagonal = numpy(cx, "diag", std::slice::from_ref(&covariance))?;
    let deviations = numpy(cx, "sqrt", &[diagonal])?;
    let deviations = as_array(cx, &deviations)?;
    let column = Value::Array(deviations.view_layout(deviations.layout().with_axis(1)));
    let row = Value::Array(deviations.view_layout(deviations.layout().with_axis(0)));
    let once = inside(cx, "corrcoef: columns", |cx| cx.binary(BinOp::Div, &covariance, &column))?;
    let twice = inside(cx, "corrcoef: rows", |cx| cx.binary(BinOp::Div, &once, &row))?;
    numpy(cx, "clip", &[twice, Value::Int(-1), Value::Int(1)])
}

/// Sums of products of `v` along `a`; `v` is not longer.
fn slide(cx: &mut dyn Interp, a: &ArrayRef, v: &ArrayRef, mode: &str) -> R<Value> {
    let (n, k) = (a.size(), v.size());
    // The first and last place of v's first element relative to a.
    let (first, last) = match mode {
        "full" => (1 - k as i64, n as i64 - 1),
        "same" => (-(k as i64 / 2), n as i64 - 1 - k as i64 / 2),
        "valid" => (0, n as i64 - k as i64),
        other => {
            return err(
                ErrorClass::ValueError,
                format!("mode must be one of 'valid', 'same', or 'full' (got '{other}')"),
            );
        }
    };
    let dtype = promote(a.dtype(), v.dtype())?;
    let (a, v) = (cast(cx, a, dtype)?, cast(cx, v, dtype)?);
    let mut sums = Vec::new();
    for place in first..=last {
        let from = place.max(0);
        let to = (place + k as i64).min(n as i64);
        let part = |array: &ArrayRef, start: i64| {
            array.view_layout(array.layout().sliced(0, start as usize, (to - from) as usize, 1))
        };
        sums.push(dot(cx, &part(&a, from), &part(&v, from - place))?);
    }
    let result = crate::run::convert::from_value(cx, &Value::list(sums), Some(dtype))?;
    Ok(Value::Array(result))
}

fn histogram(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, bins, range, density, weights] = args else { return Ok(Value::None) };
    let array = line_of(cx, a)?;
    let values = cast(cx, &array, DType::F64)?.to_vec::<f64>();
    if bins.as_str().is_some() {
        return Err(crate::text::Error::unsupported("rules for the number of bins in np.histogram"));
    }
    let given = as_array(cx, bins)?;
    let (edges, edge_array) = if given.ndim() == 0 {
        let count = index_of(cx, bins)?;
        if count < 1 {
            return err(ErrorClass::ValueError, "`bins` must be positive, when an integer");
        }
        let (mut low, mut high) = if range.is_missing() {
            if values.is_empty() {
                (0.0, 1.0)
            } else {
                (
                    values.iter().copied().fold(f64::INFINITY, f64::min),
                    values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                )
            }
        } else {
            let ends = cx.collect(range)?;
            let [low, high] = &ends[..] else {
                return err(ErrorClass::ValueError, "not enough values to unpack (expected 2, got 1)");
            };
            let (low, high) = (float_of(cx, low)?, float_of(cx, high)?);
            if low > high {
                return err(ErrorClass::ValueError, "max must be larger than min in range parameter.");
            }
            (low, high)
        };
        if !low.is_finite() || !high.is_finite() {
            let what = if range.is_missing() { "autodetected range of" } else { "supplied range of" };
            let (low, high) = (crate::print::repr_float(low), crate::print::repr_float(high));
            return err(ErrorClass::ValueError, format!("{what} [{low}, {high}] is not finite"));
        }
        if low == high {
            low -= 0.5;
            high += 0.5;
        }
        let edges = numpy(cx, "linspace", &[Value::float(low), Value::float(high), Value::Int(count + 1)])?;
        let edges = as_array(cx, &edges)?;
        (edges.to_vec::<f64>(), edges)
    } else {
        let edges = cast(cx, &given, DType::F64)?.to_vec::<f64>();
        if edges.windows(2).any(|pair| pair[0] > pair[1]) {
            return err(ErrorClass::ValueError, "`bins` must increase monotonically, when an array");
        }
        (edges, given)
    };
    let n = edges.len() - 1;
    let weights = if weights.is_missing() { None } else { Some(as_array_of(cx, weights, DType::F64)?.to_vec::<f64>()) };
    let mut sums = vec![0.0; n];
    for (k, &value) in values.iter().enumerate() {
        if k % STEP == 0 {
            cx.check_interrupt()?;
        }
        if value.is_nan() || value < edges[0] || value > edges[n] {
            continue;
        }
        let bin = (edges.partition_point(|&edge| edge <= value)).saturating_sub(1).min(n - 1);
        sums[bin] += weights.as_ref().map_or(1.0, |weights| weights.get(k).copied().unwrap_or(0.0));
    }
    let dense = !density.is_missing() && cx.truth(density)?;
    let counts = if dense {
        let total: f64 = sums.iter().sum();
        let shares = sums.iter().zip(edges.windows(2)).map(|(sum, pair)| sum / (pair[1] - pair[0]) / total);
        Array::from_vec(shares.collect::<Vec<f64>>(), &[n])
    } else if weights.is_some() {
        Array::from_vec(sums, &[n])
    } else {
        Array::from_vec(sums.into_iter().map(|sum| sum as i64).collect::<Vec<i64>>(), &[n])
    };
    Ok(Value::tuple([Value::Array(counts), Value::Array(edge_array)]))
}
