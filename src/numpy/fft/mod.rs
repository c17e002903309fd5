//! `numpy.fft`: transforms of the last axis as rows, all else over them in Python.

use crate::array::{Array, ArrayRef, DType};
use crate::kernels::fft;
use crate::numpy::programs::program;
use crate::run::arguments::{float_of, index_of};
use crate::run::convert::{as_array, cast};
use crate::text::R;
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use num_complex::Complex64;

/// The program.
const SOURCE: &str = include_str!("fft.py");

/// A row of the program.
macro_rules! row {
    ($name:literal, $summary:literal, $example:literal) => {
        program!("numpy.fft", SOURCE, "np.fft.", $name, $summary, $example)
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.fft._complex",
        signature: "(a, forward, scale, /)",
        style: Style::C,
        summary: "The transforms of the lines along the last axis.",
        run: Run::Function(complex_lines),
        ..ROW
    },
    Builtin {
        name: "np.fft._half",
        signature: "(a, scale, /)",
        style: Style::C,
        summary: "The first halves of the transforms of real lines along the last axis.",
        run: Run::Function(half_spectra),
        ..ROW
    },
    Builtin {
        name: "np.fft._real",
        signature: "(a, n, scale, /)",
        style: Style::C,
        summary: "The real lines of length n whose transforms begin with those along the last axis.",
        run: Run::Function(real_lines),
        ..ROW
    },
    row!(
        "fft",
        "The discrete Fourier transform along an axis.",
        ">>> np.fft.fft([1, 2, 3, 4])\narray([10.+0.j, -2.+2.j, -2.+0.j, -2.-2.j])\n"
    ),
    row!(
        "ifft",
        "The inverse of `fft`.",
        ">>> np.fft.ifft([0, 4, 0, 0])\narray([ 1.+0.j,  0.+1.j, -1.+0.j,  0.-1.j])\n"
    ),
    row!(
        "rfft",
        "The transform of real values: its first half, as the rest mirrors it.",
        ">>> np.fft.rfft([0, 1, 0, 0])\narray([ 1.+0.j,  0.-1.j, -1.+0.j])\n"
    ),
    row!("irfft", "The inverse of `rfft`.", ">>> np.fft.irfft([1, -1j, -1])\narray([0., 1., 0., 0.])\n"),
    row!("hfft", "The transform of values whose second half mirrors the first: real.", ""),
    row!("ihfft", "The inverse of `hfft`.", ""),
    row!(
        "fft2",
        "The transform along two axes.",
        ">>> np.fft.fft2([[1, 2], [3, 4]])\narray([[10.+0.j, -2.+0.j],\n       [-4.+0.j,  0.+0.j]])\n"
    ),
    row!("ifft2", "The inverse of `fft2`.", ""),
    row!("fftn", "The transform along several axes.", ""),
    row!("ifftn", "The inverse of `fftn`.", ""),
    row!("rfft2", "The transform of real values along two axes.", ""),
    row!("irfft2", "The inverse of `rfft2`.", ""),
    row!("rfftn", "The transform of real values along several axes.", ""),
    row!("irfftn", "The inverse of `rfftn`.", ""),
    row!(
        "fftfreq",
        "The frequencies that the values of a transform belong to.",
        ">>> np.fft.fftfreq(4, d=0.5)\narray([ 0. ,  0.5, -1. , -0.5])\n"
    ),
    row!(
        "rfftfreq",
        "The frequencies that the values of a real transform belong to.",
        ">>> np.fft.rfftfreq(4)\narray([0.  , 0.25, 0.5 ])\n"
    ),
    row!(
        "fftshift",
        "The zero frequency moved to the middle.",
        ">>> np.fft.fftshift([0, 1, 2, -2, -1])\narray([-2, -1,  0,  1,  2])\n"
    ),
    row!("ifftshift", "The inverse of `fftshift`.", ""),
];

/// The elements in C order as complex numbers, and the shape.
fn complex_elements(cx: &mut dyn Interp, value: &Value) -> R<(Vec<Complex64>, Vec<usize>)> {
    let array = as_array(cx, value)?;
    let array = cast(cx, &array, DType::C128)?;
    Ok((array.to_vec::<Complex64>(), array.shape().to_vec()))
}

fn line_length(shape: &[usize]) -> usize {
    shape.last().copied().unwrap_or(1).max(1)
}

/// The shape with another last axis.
fn reshaped(shape: &[usize], last: usize) -> Vec<usize> {
    let mut shape = shape.to_vec();
    if let Some(axis) = shape.last_mut() {
        *axis = last;
    }
    shape
}

fn complex_lines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, forward, scale] = args else { return Ok(Value::None) };
    let forward = cx.truth(forward)?;
    let scale = float_of(cx, scale)?;
    let (mut values, shape) = complex_elements(cx, array)?;
    for line in values.chunks_exact_mut(line_length(&shape)) {
        fft::complex(line, forward, scale);
        cx.check_interrupt()?;
    }
    Ok(Value::Array(Array::from_slice(&values, &shape)))
}

fn half_spectra(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, scale] = args else { return Ok(Value::None) };
    let scale = float_of(cx, scale)?;
    let array = as_array(cx, array)?;
    let array: ArrayRef = cast(cx, &array, DType::F64)?;
    let shape = array.shape().to_vec();
    let n = line_length(&shape);
    let mut values = Vec::new();
    for line in array.to_vec::<f64>().chunks_exact(n) {
        values.extend(fft::real_forward(line, scale));
        cx.check_interrupt()?;
    }
    Ok(Value::Array(Array::from_slice(&values, &reshaped(&shape, n / 2 + 1))))
}

fn real_lines(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, n, scale] = args else { return Ok(Value::None) };
    let n = index_of(cx, n)?.max(1) as usize;
    let scale = float_of(cx, scale)?;
    let (values, shape) = complex_elements(cx, array)?;
    let mut lines = Vec::new();
    for half in values.chunks_exact(line_length(&shape)) {
        lines.extend(fft::real_backward(half, n, scale));
        cx.check_interrupt()?;
    }
    Ok(Value::Array(Array::from_slice(&lines, &reshaped(&shape, n))))
}
