//! Windows, sinc, phases, histograms of several variables, and `np.emath`, written in Python.

use crate::numpy::programs::program;
use crate::value::Builtin;

/// The program.
const SOURCE: &str = include_str!("signal.py");

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "bartlett",
        "The triangular window.",
        ">>> np.bartlett(5)\narray([0. , 0.5, 1. , 0.5, 0. ])\n"
    ),
    program!("numpy.signal", SOURCE, "np.", "blackman", "The Blackman window.", ""),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "hamming",
        "The Hamming window.",
        ">>> np.hamming(3)\narray([0.08, 1.  , 0.08])\n"
    ),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "hanning",
        "The Hann window.",
        ">>> np.hanning(5)\narray([0. , 0.5, 1. , 0.5, 0. ])\n"
    ),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "sinc",
        "sin(pi x) / (pi x), 1 at 0.",
        ">>> np.sinc([0., 0.5])\narray([1.        , 0.63661977])\n"
    ),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "unwrap",
        "Angles without jumps of more than half a period.",
        ">>> np.unwrap([0, 1, 2, -1, 0], period=4)\narray([0, 1, 2, 3, 4])\n"
    ),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "histogram_bin_edges",
        "The edges of the bins of a histogram.",
        ">>> np.histogram_bin_edges([0, 4], bins=2)\narray([0., 2., 4.])\n"
    ),
    program!("numpy.signal", SOURCE, "np.", "histogramdd", "The histogram of several variables.", ""),
    program!(
        "numpy.signal",
        SOURCE,
        "np.",
        "histogram2d",
        "The histogram of two variables.",
        ">>> np.histogram2d([0, 1, 1], [0, 1, 1], bins=2)[0]\narray([[1., 0.],\n       [0., 2.]])\n"
    ),
    program!(
        "numpy.signal",
        SOURCE,
        "np.emath.",
        "sqrt",
        "Square roots, complex below 0.",
        ">>> np.emath.sqrt([-1, 4])\narray([0.+1.j, 2.+0.j])\n"
    ),
    program!("numpy.signal", SOURCE, "np.emath.", "log", "Natural logarithms, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "log10", "Logarithms to base 10, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "log2", "Logarithms to base 2, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "logn", "Logarithms to any base, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "power", "Powers, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "arccos", "Inverse cosines, complex beyond 1.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "arcsin", "Inverse sines, complex beyond 1.", ""),
    program!("numpy.signal", SOURCE, "np.emath.", "arctanh", "Inverse hyperbolic tangents, complex beyond 1.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "sqrt", "Square roots, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "log", "Natural logarithms, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "log10", "Logarithms to base 10, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "log2", "Logarithms to base 2, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "logn", "Logarithms to any base, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "power", "Powers, complex below 0.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "arccos", "Inverse cosines, complex beyond 1.", ""),
    program!("numpy.signal", SOURCE, "np.lib.scimath.", "arcsin", "Inverse sines, complex beyond 1.", ""),
    program!(
        "numpy.signal",
        SOURCE,
        "np.lib.scimath.",
        "arctanh",
        "Inverse hyperbolic tangents, complex beyond 1.",
        ""
    ),
];
