//! What the parameters of the distributions must satisfy, with NumPy's messages.

use super::laws::{Arguments, Law};
use crate::text::{ErrorClass, R, err};

/// The two families of distributions in `np.random`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// The methods of `Generator`.
    Modern,
    /// The methods of `RandomState`, the functions of `np.random`.
    Legacy,
}

/// A condition on one parameter (NumPy's `CONS_…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// No condition.
    Any,
    /// Sign bit clear, or NaN.
    NonNegative,
    /// Above 0, or NaN.
    Positive,
    /// Above 0.
    PositiveNotNan,
    /// From 0 to 1.
    Unit,
    /// Above 0, up to 1.
    UnitAboveZero,
    /// From 0, below 1.
    UnitBelowOne,
    /// Above 1.
    AboveOne,
    /// 1 or more.
    AtLeastOne,
    /// A mean whose Poisson numbers fit `int64`.
    PoissonMean,
}

/// The greatest mean of `poisson`: ten standard deviations below 2^63.
pub const POISSON_LAM_MAX: f64 = 9.223_372_006_484_771e18;

impl Constraint {
    fn holds(self, x: f64) -> bool {
        match self {
            Constraint::Any => true,
            Constraint::NonNegative => x.is_nan() || x.is_sign_positive(),
            Constraint::Positive => x.is_nan() || x > 0.0,
            Constraint::PositiveNotNan => x > 0.0,
            Constraint::Unit => (0.0..=1.0).contains(&x),
            Constraint::UnitAboveZero => x > 0.0 && x <= 1.0,
            Constraint::UnitBelowOne => (0.0..1.0).contains(&x),
            Constraint::AboveOne => x > 1.0,
            Constraint::AtLeastOne => x >= 1.0,
            Constraint::PoissonMean => (0.0..=POISSON_LAM_MAX).contains(&x),
        }
    }

    /// Checks the values of a parameter; `scalar` says whether it was given as one number, which
    /// NumPy words differently.
    ///
    /// *Errors*: ValueError with NumPy's message.
    pub fn check(self, name: &str, values: impl Iterator<Item = f64> + Clone, scalar: bool) -> R<()> {
        if values.clone().all(|x| self.holds(x)) {
            return Ok(());
        }
        let nan = if scalar { "is NaN" } else { "contains NaNs" };
        let message = match self {
            Constraint::Any => return Ok(()),
            Constraint::NonNegative => format!("{name} < 0"),
            Constraint::PositiveNotNan if values.clone().any(f64::is_nan) => format!("{name} must not be NaN"),
            Constraint::Positive | Constraint::PositiveNotNan => format!("{name} <= 0"),
            Constraint::Unit => format!("{name} < 0, {name} > 1 or {name} {nan}"),
            Constraint::UnitAboveZero => format!("{name} <= 0, {name} > 1 or {name} contains NaNs"),
            Constraint::UnitBelowOne => format!("{name} < 0, {name} >= 1 or {name} {nan}"),
            Constraint::AboveOne => format!("{name} <= 1 or {name} {nan}"),
            Constraint::AtLeastOne => format!("{name} < 1 or {name} {nan}"),
            Constraint::PoissonMean => {
                // One number is compared with 0 first, an array with the maximum.
                let too_large = |x: f64| if scalar { x > POISSON_LAM_MAX } else { x.is_nan() || x > POISSON_LAM_MAX };
                if values.clone().any(too_large) {
                    format!("{name} value too large")
                } else {
                    format!("{name} < 0 or {name} {nan}")
                }
            }
        };
        err(ErrorClass::ValueError, message)
    }
}

/// A condition that ties parameters together.
pub struct Condition {
    /// The generation that asks for it; none means both.
    pub generation: Option<Generation>,
    /// Whether it comes before the conditions on single parameters.
    pub first: bool,
    /// Whether these arguments violate it.
    pub fails: fn(&Arguments) -> bool,
    /// The exception.
    pub class: ErrorClass,
    /// The message for scalar arguments.
    pub scalar: &'static str,
    /// The message for arrays.
    pub array: &'static str,
}

/// The values of one parameter before broadcasting.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Column<'a> {
    Real(&'a [f64]),
    Integer(&'a [i64]),
}

impl Law {
    /// Checks the arguments of a call as NumPy does. `columns` are the parameters' own values, `each`
    /// visits the broadcast arguments; `scalar` says that all parameters are scalars.
    ///
    /// *Errors*: ValueError or OverflowError with NumPy's message.
    pub fn check(
        &self,
        generation: Generation,
        columns: &[Column<'_>],
        each: impl Iterator<Item = Arguments> + Clone,
        scalar: bool,
    ) -> R<()> {
        self.check_together(generation, true, each.clone(), scalar)?;
        for (parameter, column) in self.parameters.iter().zip(columns) {
            let constraint = match generation {
                Generation::Modern => parameter.modern,
                Generation::Legacy => parameter.legacy,
            };
            match *column {
                Column::Real(values) => constraint.check(parameter.name, values.iter().copied(), scalar)?,
                Column::Integer(values) => {
                    constraint.check(parameter.name, values.iter().map(|&value| value as f64), scalar)?;
                }
            }
        }
        self.check_together(generation, false, each, scalar)
    }

    fn check_together(
        &self,
        generation: Generation,
        first: bool,
        each: impl Iterator<Item = Arguments> + Clone,
        scalar: bool,
    ) -> R<()> {
        for condition in self.together {
            let asked = condition.generation.is_none_or(|only| only == generation) && condition.first == first;
            if asked && each.clone().any(|arguments| (condition.fails)(&arguments)) {
                return err(condition.class, if scalar { condition.scalar } else { condition.array });
            }
        }
        Ok(())
    }
}
