//! Floats of the distributions that `random` knows.

use super::{draw, function, method, of_hidden};
use crate::kernels::random::PythonRandom;
use crate::python::args::POSITIONAL;
use crate::run::protocol::to_f64;
use crate::text::R;
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The functions of the module and the methods of the class, from one line each.
macro_rules! laws {
    // Macros because rows are static; both lists come from one so that they cannot differ.
    ($($name:literal($parameters:literal): $summary:literal, $example:literal, $draw:expr;)*) => {
        pub(super) static FUNCTIONS: &[Builtin] =
            &[$(function!($name, concat!("(", $parameters, ")"), $summary, $example)),*];
        pub(super) static METHODS: &[Builtin] =
            &[$(method!($name, concat!("(self, ", $parameters, ")"), $summary, $draw)),*];
    };
}

laws! {
    "uniform"("a, b"): "A float between two bounds.",
        ">>> import random\n>>> random.seed(1)\n>>> random.uniform(1, 10)\n2.209278197011611\n",
        |cx, args| two(cx, args, |random, a, b| Ok(random.uniform(a, b)));
    "triangular"("low=0.0, high=1.0, mode=None"): "A float between two bounds, most likely near the mode.", "",
        triangular;
    "normalvariate"("mu=0.0, sigma=1.0"): "A float of the normal distribution.", "",
        |cx, args| two(cx, args, |random, mu, sigma| Ok(random.normalvariate(mu, sigma)));
    "gauss"("mu=0.0, sigma=1.0"): "A float of the normal distribution, faster than `normalvariate`.",
        ">>> import random\n>>> random.seed(1)\n>>> random.gauss(0, 1)\n1.2881847531554629\n",
        |cx, args| two(cx, args, |random, mu, sigma| Ok(random.gauss(mu, sigma)));
    "lognormvariate"("mu, sigma"): "A float whose logarithm is normally distributed.", "",
        |cx, args| two(cx, args, |random, mu, sigma| random.lognormvariate(mu, sigma));
    "expovariate"("lambd"): "A float of the exponential distribution with mean `1 / lambd`.", "",
        |cx, args| one(cx, args, |random, lambd| random.expovariate(lambd));
    "vonmisesvariate"("mu, kappa"): "An angle of the von Mises distribution, in radians.", "",
        |cx, args| two(cx, args, |random, mu, kappa| random.vonmisesvariate(mu, kappa));
    "gammavariate"("alpha, beta"): "A float of the gamma distribution.", "",
        |cx, args| two(cx, args, |random, alpha, beta| random.gammavariate(alpha, beta));
    "betavariate"("alpha, beta"): "A float of the beta distribution, from 0 to 1.", "",
        |cx, args| two(cx, args, |random, alpha, beta| random.betavariate(alpha, beta));
    "paretovariate"("alpha"): "A float of the Pareto distribution.", "",
        |cx, args| one(cx, args, |random, alpha| random.paretovariate(alpha));
    "weibullvariate"("alpha, beta"): "A float of the Weibull distribution.", "",
        |cx, args| two(cx, args, |random, alpha, beta| random.weibullvariate(alpha, beta));
}

fn one(cx: &mut dyn Interp, args: &[Value], law: impl FnOnce(&mut PythonRandom, f64) -> R<f64>) -> R<Value> {
    let a = to_f64(cx, &args[1])?;
    draw(&args[0], |random| law(random, a))?.map(Value::float)
}

fn two(cx: &mut dyn Interp, args: &[Value], law: impl FnOnce(&mut PythonRandom, f64, f64) -> R<f64>) -> R<Value> {
    let (a, b) = (to_f64(cx, &args[1])?, to_f64(cx, &args[2])?);
    draw(&args[0], |random| law(random, a, b))?.map(Value::float)
}

fn triangular(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (low, high) = (to_f64(cx, &args[1])?, to_f64(cx, &args[2])?);
    let mode = if args[3].is_none() { None } else { Some(to_f64(cx, &args[3])?) };
    draw(&args[0], |random| random.triangular(low, high, mode))?.map(Value::float)
}
