//! Magics that only notebooks use: `%pylab`, `%%capture`.

use super::options::Options;
use super::{Done, Magic, Takes};
use crate::repl::input::read;
use crate::repl::shell::{Lines, Next, Shell, is_open};
use crate::session::{Sink, WarningRecord};

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "pylab",
        argument: "[BACKEND]",
        takes: Takes::Text,
        summary: "Imports NumPy and matplotlib's pyplot, and their names, as lessons of old do.",
        examples: &["%pylab inline"],
        line: Some(pylab),
        ..Magic::NEW
    },
    Magic {
        name: "capture",
        argument: "",
        cell_argument: Some("[NAME]"),
        takes: Takes::Text,
        summary: "Runs the cell and shows nothing of what it prints; NAME is not bound.",
        examples: &["%%capture\nprint('not shown')"],
        cell: Some(capture),
        ..Magic::NEW
    },
];

/// What IPython's own `%pylab` runs, without what shadows Python's builtins for good.
const PYLAB: &str = "\
import numpy
import numpy as np
import matplotlib
from matplotlib import pyplot as plt
from matplotlib.pyplot import *
from numpy import *
from numpy.fft import *
from numpy.linalg import *
from builtins import abs, bool, bytes, max, min, pow, round
pylab = mlab = pyplot = plt
import numpy.random as random
";

fn pylab(shell: &mut Shell, _: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let outcome = shell.run_quietly("%pylab", PYLAB, sink);
    match outcome.error {
        Some(error) => shell.show_error(error, sink),
        None => {
            sink.line("%pylab is deprecated, use %matplotlib inline and import the required libraries.");
            sink.line("Populating the interactive namespace from numpy and matplotlib");
        }
    }
    Ok(Next::Cell)
}

fn capture(shell: &mut Shell, _: &Options<'_>, body: &str, sink: &mut Lines<'_>) -> Done {
    // The first line counts as a line of the cell, so that errors name the lines that were typed.
    let outer = shell.gathered.replace(Default::default());
    let next = shell.act(read(&format!("\n{body}"), is_open), &mut Lines::new(&mut Nowhere));
    let inner = std::mem::replace(&mut shell.gathered, outer).unwrap_or_default();
    if let Some(error) = inner.error {
        shell.show_error(error, sink);
    }
    Ok(next)
}

/// A sink that keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn stdout(&mut self, _: &str) {}

    fn stderr(&mut self, _: &str) {}

    fn warning(&mut self, _: &WarningRecord) {}
}
