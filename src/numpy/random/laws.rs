//! The distributions: each a function of `np.random` and a method of both generator classes, drawn
//! by the row of `kernels::random::laws`.

use crate::array::{Array, ArrayRef, DType, Dims, broadcast_shapes};
use crate::kernels::random::laws::{Arguments, find};
use crate::kernels::random::{Column, Each, Generation, Numbers};
use crate::run::convert::{as_array, cast_checked};
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

use super::objects::{Engine, global, size_of};

macro_rules! laws {
    ($($name:literal ($($params:literal)?) $summary:literal $example:literal;)*) => {
        /// The rows of this family.
        pub static ROWS: &[Builtin] = &[$(
            Builtin {
                name: concat!("np.random.", $name),
                signature: concat!("(", $($params, ", ",)? "size=None)"),
                style: Style::C,
                summary: $summary,
                example: $example,
                run: Run::Function(|cx, args| {
                    let engine = Engine::Legacy(global(cx));
                    draw(cx, args, $name, &engine)
                }),
                ..ROW
            },
            Builtin {
                name: concat!("RandomState.", $name),
                signature: concat!("(self, ", $($params, ", ",)? "size=None)"),
                style: Style::C,
                summary: $summary,
                run: Run::Function(|cx, args| {
                    let engine = Engine::of(&args[0])?;
                    draw(cx, &mut args[1..], $name, &engine)
                }),
                ..ROW
            },
            Builtin {
                name: concat!("Generator.", $name),
                signature: concat!("(self, ", $($params, ", ",)? "size=None)"),
                style: Style::C,
                summary: $summary,
                run: Run::Function(|cx, args| {
                    let engine = Engine::of(&args[0])?;
                    draw(cx, &mut args[1..], $name, &engine)
                }),
                ..ROW
            },
        )*];
    };
}

laws! {
    "beta"("a, b") "Draws from the beta distribution." ">>> np.random.seed(0)\n>>> np.random.beta(2, 3, size=2).shape\n(2,)\n";
    "binomial"("n, p") "Draws from the binomial distribution: successes among n trials." ">>> np.random.seed(0)\n>>> np.random.binomial(10, 0.5, 3)\narray([5, 6, 5])\n";
    "chisquare"("df") "Draws from the chi-square distribution." ">>> np.random.seed(0)\n>>> np.random.chisquare(2, 2).shape\n(2,)\n";
    "exponential"("scale=1.0") "Draws from the exponential distribution." ">>> np.random.seed(0)\n>>> np.random.exponential(size=2)\narray([0.79587451, 1.25593076])\n";
    "f"("dfnum, dfden") "Draws from the F distribution." ">>> np.random.seed(0)\n>>> np.random.f(1, 48, 2).shape\n(2,)\n";
    "gamma"("shape, scale=1.0") "Draws from the gamma distribution." ">>> np.random.seed(0)\n>>> np.random.gamma(2.0, 2.0, 2).shape\n(2,)\n";
    "geometric"("p") "Draws from the geometric distribution: trials until the first success." ">>> np.random.seed(0)\n>>> np.random.geometric(0.35, 3)\narray([2, 3, 3])\n";
    "gumbel"("loc=0.0, scale=1.0") "Draws from the Gumbel distribution." ">>> np.random.seed(0)\n>>> np.random.gumbel(size=2).shape\n(2,)\n";
    "hypergeometric"("ngood, nbad, nsample") "Draws from the hypergeometric distribution." ">>> np.random.seed(0)\n>>> np.random.hypergeometric(15, 15, 15, 2).shape\n(2,)\n";
    "laplace"("loc=0.0, scale=1.0") "Draws from the Laplace distribution." ">>> np.random.seed(0)\n>>> np.random.laplace(size=2).shape\n(2,)\n";
    "logistic"("loc=0.0, scale=1.0") "Draws from the logistic distribution." ">>> np.random.seed(0)\n>>> np.random.logistic(size=2).shape\n(2,)\n";
    "lognormal"("mean=0.0, sigma=1.0") "Draws from the log-normal distribution." ">>> np.random.seed(0)\n>>> np.random.lognormal(size=2).shape\n(2,)\n";
    "logseries"("p") "Draws from the logarithmic series distribution." ">>> np.random.seed(0)\n>>> np.random.logseries(0.6, 2).shape\n(2,)\n";
    "negative_binomial"("n, p") "Draws from the negative binomial distribution." ">>> np.random.seed(0)\n>>> np.random.negative_binomial(1, 0.1, 2).shape\n(2,)\n";
    "noncentral_chisquare"("df, nonc") "Draws from the noncentral chi-square distribution." ">>> np.random.seed(0)\n>>> np.random.noncentral_chisquare(3, 20, 2).shape\n(2,)\n";
    "noncentral_f"("dfnum, dfden, nonc") "Draws from the noncentral F distribution." ">>> np.random.seed(0)\n>>> np.random.noncentral_f(3, 20, 3.0, 2).shape\n(2,)\n";
    "normal"("loc=0.0, scale=1.0") "Draws from the normal distribution." ">>> np.random.seed(0)\n>>> np.random.normal(0, 1, 2)\narray([1.76405235, 0.40015721])\n";
    "pareto"("a") "Draws from the Pareto II (Lomax) distribution." ">>> np.random.seed(0)\n>>> np.random.pareto(3.0, 2).shape\n(2,)\n";
    "poisson"("lam=1.0") "Draws from the Poisson distribution: events at a mean rate." ">>> np.random.seed(0)\n>>> np.random.poisson(5, 3)\narray([9, 5, 6])\n";
    "power"("a") "Draws from the power distribution." ">>> np.random.seed(0)\n>>> np.random.power(5.0, 2).shape\n(2,)\n";
    "rayleigh"("scale=1.0") "Draws from the Rayleigh distribution." ">>> np.random.seed(0)\n>>> np.random.rayleigh(3, 2).shape\n(2,)\n";
    "standard_cauchy"() "Draws from the standard Cauchy distribution." ">>> np.random.seed(0)\n>>> np.random.standard_cauchy(2).shape\n(2,)\n";
    "standard_t"("df") "Draws from Student's t distribution." ">>> np.random.seed(0)\n>>> np.random.standard_t(10, 2).shape\n(2,)\n";
    "triangular"("left, mode, right") "Draws from the triangular distribution." ">>> np.random.seed(0)\n>>> np.random.triangular(-3, 0, 8, 2).shape\n(2,)\n";
    "uniform"("low=0.0, high=1.0") "Draws from the uniform distribution over [low, high)." ">>> np.random.seed(0)\n>>> np.random.uniform(-1, 1, 2)\narray([0.09762701, 0.43037873])\n";
    "vonmises"("mu, kappa") "Draws from the von Mises distribution on the circle." ">>> np.random.seed(0)\n>>> np.random.vonmises(0.0, 4.0, 2).shape\n(2,)\n";
    "wald"("mean, scale") "Draws from the Wald (inverse Gaussian) distribution." ">>> np.random.seed(0)\n>>> np.random.wald(3, 2, 2).shape\n(2,)\n";
    "weibull"("a") "Draws from the Weibull distribution." ">>> np.random.seed(0)\n>>> np.random.weibull(5.0, 2).shape\n(2,)\n";
    "zipf"("a") "Draws from the Zipf distribution." ">>> np.random.seed(0)\n>>> np.random.zipf(4.0, 2).shape\n(2,)\n";
}

/// Draws of a law: parameters, then `size`.
pub(super) fn draw(cx: &mut dyn Interp, args: &mut [Value], law: &str, engine: &Engine) -> R<Value> {
    let Some(law) = find(law) else {
        return Err(crate::text::Error::unsupported(format!("the distribution {law}")));
    };
    let Some((size, parameters)) = args.split_last() else { return Ok(Value::None) };
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (parameter, value) in law.parameters.iter().zip(parameters) {
        columns.push(column(cx, value, parameter.integer, engine)?);
    }
    let size = size_of(cx, size)?;
    let shapes: Vec<Dims> = columns.iter().map(|column| column.shape()).collect();
    let Some(broadcast) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let scalar = broadcast.is_empty();
    let shape = match &size {
        None => broadcast.clone(),
        Some(size) => {
            if broadcast_shapes([&size[..], &broadcast[..]]).as_deref() != Some(&size[..]) {
                let tuple = crate::array::shape_tuple;
                return err(
                    ErrorClass::ValueError,
                    format!(
                        "Output size {} is not compatible with broadcast dimensions of inputs {}.",
                        tuple(size),
                        tuple(&broadcast)
                    ),
                );
            }
            size.clone()
        }
    };
    Array::check_size(&shape, DType::F64)?;
    let count: usize = shape.iter().product();
    let generation = if engine.is_modern() { Generation::Modern } else { Generation::Legacy };
    let (reals, wholes) = values(&columns, &shape);
    let arguments = |i: usize| -> Arguments {
        let mut arguments = Arguments::default();
        for (k, (real, whole)) in reals.iter().zip(&wholes).enumerate() {
            let at = if real.len().max(whole.len()) == 1 { 0 } else { i };
            arguments.real[k] = real.get(at).copied().unwrap_or(0.0);
            arguments.integer[k] = whole.get(at).copied().unwrap_or(0);
        }
        arguments
    };
    let own: Vec<Column<'_>> = reals
        .iter()
        .zip(&wholes)
        .map(|(real, whole)| if whole.is_empty() { Column::Real(real) } else { Column::Integer(whole) })
        .collect();
    law.check(generation, &own, (0..if scalar { 1 } else { count }).map(arguments), scalar)?;
    let each = if scalar { Each::Same(arguments(0)) } else { Each::Of(&arguments) };
    let numbers = engine.with(|legacy| legacy.sample(law, count, each), |modern| modern.sample(law, count, each));
    let single = size.is_none() && scalar;
    Ok(match numbers {
        Numbers::Real(numbers) if single => Value::float(numbers[0]),
        Numbers::Whole(numbers) if single => Value::Int(numbers[0]),
        Numbers::Real(numbers) => Value::Array(Array::from_vec(numbers, &shape)),
        Numbers::Whole(numbers) => Value::Array(Array::from_vec(numbers, &shape)),
    })
}

/// One parameter as an array of the type that the law takes.
fn column(cx: &mut dyn Interp, value: &Value, integer: bool, engine: &Engine) -> R<ArrayRef> {
    let array = as_array(cx, value)?;
    if integer && engine.is_modern() && array.dtype().is_float() {
        let from = cx.repr(&Value::dtype(array.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    if array.dtype() == DType::Object || matches!(array.dtype(), DType::Str(_)) {
        return err(ErrorClass::TypeError, format!("must be real number, not {}", value.type_name()));
    }
    cast_checked(cx, &array, if integer { DType::I64 } else { DType::F64 }, crate::array::Casting::Unsafe)
}

/// The parameters' values: one each, or one for every draw.
fn values(columns: &[ArrayRef], shape: &[usize]) -> (Vec<Vec<f64>>, Vec<Vec<i64>>) {
    let (mut reals, mut wholes) = (Vec::new(), Vec::new());
    for column in columns {
        let spread = if column.size() == 1 {
            column.clone()
        } else {
            match column.layout().broadcast_to(shape) {
                Some(layout) => column.view_layout(layout),
                None => column.clone(),
            }
        };
        if spread.dtype() == DType::I64 {
            wholes.push(spread.to_vec::<i64>());
            reals.push(Vec::new());
        } else {
            reals.push(spread.to_vec::<f64>());
            wholes.push(Vec::new());
        }
    }
    (reals, wholes)
}
