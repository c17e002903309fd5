//! The distributions as rows: parameters, what they must satisfy, and how one number is drawn. The
//! functions of `np.random` and the methods of both generator classes are made from these rows.

use super::constraints::Condition;
use super::constraints::Constraint::{self, *};
use super::constraints::Generation;
use super::source::{Legacy, Modern};
use super::{continuous as new, discrete, hypergeometric, legacy as old};
use crate::text::ErrorClass;

/// A distribution of single numbers.
pub struct Law {
    /// The method's name.
    pub name: &'static str,
    /// The parameters in order, at most three.
    pub parameters: &'static [Parameter],
    /// Conditions on several parameters.
    pub together: &'static [Condition],
    /// How one number is drawn.
    pub draw: Draw,
}

/// One parameter of a law.
pub struct Parameter {
    /// NumPy's name, also for the messages.
    pub name: &'static str,
    /// The value if the argument is left out.
    pub default: Option<f64>,
    /// Whether only integers are taken (safe casts to `int64`).
    pub integer: bool,
    /// What `Generator` demands.
    pub modern: Constraint,
    /// What `RandomState` demands.
    pub legacy: Constraint,
}

/// The arguments of one draw: parameter `k` is `real[k]`, or `integer[k]` if it takes only integers.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Arguments {
    pub real: [f64; 3],
    pub integer: [i64; 3],
}

/// A draw of one generation.
pub type ModernDraw<T> = fn(&mut Modern<'_>, &Arguments) -> T;
/// A draw of the other.
pub type LegacyDraw<T> = fn(&mut Legacy<'_>, &Arguments) -> T;

/// How a law draws.
pub enum Draw {
    /// `low + (high - low)·u`.
    Uniform,
    /// `loc + scale·z`.
    Normal,
    /// `scale·e`.
    Exponential,
    /// `float64` numbers.
    Real(ModernDraw<f64>, LegacyDraw<f64>),
    /// `int64` numbers.
    Whole(ModernDraw<i64>, LegacyDraw<i64>),
    /// `int64` numbers from a distribution whose set-up is shared by the draws.
    Binomial,
}

/// The law of this name.
pub fn find(name: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.name == name)
}

/// A row's pair of draws from one function of real arguments for both generations. A macro because a
/// generic function cannot become a pointer that takes a source of any lifetime.
macro_rules! both {
    ($kind:ident, $function:path $(, $k:literal)+) => {
        Draw::$kind(|s, a| $function(s $(, a.real[$k])+), |s, a| $function(s $(, a.real[$k])+))
    };
}

/// The same from two functions.
macro_rules! each {
    ($kind:ident, $modern:path, $legacy:path $(, $k:literal)+) => {
        Draw::$kind(|s, a| $modern(s $(, a.real[$k])+), |s, a| $legacy(s $(, a.real[$k])+))
    };
}

const fn real(name: &'static str, constraint: Constraint) -> Parameter {
    Parameter { name, default: None, integer: false, modern: constraint, legacy: constraint }
}

const fn with_default(name: &'static str, default: f64, constraint: Constraint) -> Parameter {
    Parameter { name, default: Some(default), integer: false, modern: constraint, legacy: constraint }
}

const fn integer(name: &'static str, modern: Constraint, legacy: Constraint) -> Parameter {
    Parameter { name, default: None, integer: true, modern, legacy }
}

const fn law(name: &'static str, parameters: &'static [Parameter], draw: Draw) -> Law {
    Law { name, parameters, together: &[], draw }
}

/// A condition of both generations with one wording, checked before the parameters.
const fn tie(fails: fn(&Arguments) -> bool, message: &'static str) -> Condition {
    Condition { generation: None, first: true, fails, class: ErrorClass::ValueError, scalar: message, array: message }
}

const LOCATION: Parameter = with_default("loc", 0.0, Any);
const SCALE: Parameter = with_default("scale", 1.0, NonNegative);

/// Every law, in the order of NumPy's reference.
pub static LAWS: &[Law] = &[
    law("beta", &[real("a", Positive), real("b", Positive)], each!(Real, new::beta, old::beta, 0, 1)),
    Law {
        name: "binomial",
        parameters: &[integer("n", NonNegative, NonNegative), real("p", Unit)],
        together: &[],
        draw: Draw::Binomial,
    },
    law("chisquare", &[real("df", Positive)], both!(Real, new::chisquare, 0)),
    law("exponential", &[SCALE], Draw::Exponential),
    law("f", &[real("dfnum", Positive), real("dfden", Positive)], both!(Real, new::f, 0, 1)),
    law("gamma", &[real("shape", NonNegative), SCALE], both!(Real, new::gamma, 0, 1)),
    law("geometric", &[real("p", UnitAboveZero)], each!(Whole, discrete::geometric, old::geometric, 0)),
    law("gumbel", &[LOCATION, SCALE], both!(Real, new::gumbel, 0, 1)),
    Law {
        name: "hypergeometric",
        parameters: &[
            integer("ngood", NonNegative, NonNegative),
            integer("nbad", NonNegative, NonNegative),
            integer("nsample", NonNegative, AtLeastOne),
        ],
        together: &[
            Condition {
                generation: Some(Generation::Modern),
                ..tie(
                    |a| a.integer[0] >= 1_000_000_000 || a.integer[1] >= 1_000_000_000,
                    "both ngood and nbad must be less than 1000000000",
                )
            },
            tie(|a| a.integer[0].wrapping_add(a.integer[1]) < a.integer[2], "ngood + nbad < nsample"),
        ],
        draw: Draw::Whole(
            |s, a| hypergeometric::hypergeometric(s, a.integer[0], a.integer[1], a.integer[2]),
            |s, a| old::hypergeometric(s, a.integer[0], a.integer[1], a.integer[2]),
        ),
    },
    law("laplace", &[LOCATION, SCALE], both!(Real, new::laplace, 0, 1)),
    law("logistic", &[LOCATION, SCALE], both!(Real, new::logistic, 0, 1)),
    law(
        "lognormal",
        &[with_default("mean", 0.0, Any), with_default("sigma", 1.0, NonNegative)],
        both!(Real, new::lognormal, 0, 1),
    ),
    law("logseries", &[real("p", UnitBelowOne)], each!(Whole, discrete::logseries, old::logseries, 0)),
    Law {
        name: "negative_binomial",
        parameters: &[
            Parameter { modern: PositiveNotNan, ..real("n", Positive) },
            Parameter { modern: UnitAboveZero, ..real("p", Unit) },
        ],
        together: &[Condition {
            generation: Some(Generation::Modern),
            first: false,
            ..tie(
                |a| too_many_failures(a.real[0], a.real[1]),
                "n too large or p too small, see Generator.negative_binomial Notes",
            )
        }],
        draw: both!(Whole, discrete::negative_binomial, 0, 1),
    },
    law(
        "noncentral_chisquare",
        &[real("df", Positive), real("nonc", NonNegative)],
        each!(Real, new::noncentral_chisquare, old::noncentral_chisquare, 0, 1),
    ),
    law(
        "noncentral_f",
        &[real("dfnum", Positive), real("dfden", Positive), real("nonc", NonNegative)],
        each!(Real, new::noncentral_f, old::noncentral_f, 0, 1, 2),
    ),
    law("normal", &[LOCATION, SCALE], Draw::Normal),
    law("pareto", &[real("a", Positive)], each!(Real, new::pareto, old::pareto, 0)),
    law("poisson", &[with_default("lam", 1.0, PoissonMean)], both!(Whole, discrete::poisson, 0)),
    law("power", &[real("a", Positive)], each!(Real, new::power, old::power, 0)),
    law("rayleigh", &[SCALE], each!(Real, new::rayleigh, old::rayleigh, 0)),
    law("standard_cauchy", &[], Draw::Real(|s, _| new::standard_cauchy(s), |s, _| new::standard_cauchy(s))),
    law("standard_gamma", &[real("shape", NonNegative)], both!(Real, new::standard_gamma, 0)),
    law("standard_t", &[real("df", Positive)], both!(Real, new::standard_t, 0)),
    Law {
        name: "triangular",
        parameters: &[real("left", Any), real("mode", Any), real("right", Any)],
        together: &[
            tie(|a| a.real[0] > a.real[1], "left > mode"),
            tie(|a| a.real[1] > a.real[2], "mode > right"),
            tie(|a| a.real[0] == a.real[2], "left == right"),
        ],
        draw: both!(Real, new::triangular, 0, 1, 2),
    },
    Law {
        name: "uniform",
        parameters: &[with_default("low", 0.0, Any), with_default("high", 1.0, Any)],
        together: &[
            Condition {
                generation: Some(Generation::Legacy),
                class: ErrorClass::OverflowError,
                ..tie(|a| !(a.real[1] - a.real[0]).is_finite(), "Range exceeds valid bounds")
            },
            Condition {
                generation: Some(Generation::Modern),
                class: ErrorClass::OverflowError,
                scalar: "high - low range exceeds valid bounds",
                ..tie(|a| !(a.real[1] - a.real[0]).is_finite(), "Range exceeds valid bounds")
            },
            Condition {
                generation: Some(Generation::Modern),
                ..tie(|a| (a.real[1] - a.real[0]).is_sign_negative(), "high - low < 0")
            },
        ],
        draw: Draw::Uniform,
    },
    law("vonmises", &[real("mu", Any), real("kappa", NonNegative)], each!(Real, new::vonmises, old::vonmises, 0, 1)),
    law("wald", &[real("mean", Positive), real("scale", Positive)], each!(Real, new::wald, old::wald, 0, 1)),
    law("weibull", &[real("a", NonNegative)], both!(Real, new::weibull, 0)),
    law("zipf", &[real("a", AboveOne)], each!(Whole, discrete::zipf, old::zipf, 0)),
];

/// Whether numbers of `negative_binomial` could exceed `int64`: the mean, ten deviations up.
fn too_many_failures(n: f64, p: f64) -> bool {
    (1.0 - p) * (n + 10.0 * n.sqrt()) / p > super::constraints::POISSON_LAM_MAX
}
