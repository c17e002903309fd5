//! Plain draws: rand, randn, random, the standard distributions, vectors of numbers, bytes.

use crate::array::{Array, DType, Dims};
use crate::kernels::random::vectors::check_pvals;
use crate::run::arguments::{dtype_arg, index_of, refuse, shape_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, as_array_of};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

use super::objects::{Engine, global, size_of};

macro_rules! legacy {
    ($name:literal, $params:literal, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("np.random.", $name),
            signature: concat!("(", $params, ")"),
            style: Style::C,
            summary: $summary,
            example: $example,
            run: Run::Function(|cx, args| {
                let engine = Engine::Legacy(global(cx));
                $run(cx, args, &engine)
            }),
            ..ROW
        }
    };
    (method $name:literal, $params:literal, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("RandomState.", $name),
            signature: concat!("(self, ", $params, ")"),
            style: Style::C,
            summary: $summary,
            run: Run::Function(|cx, args| {
                let engine = Engine::of(&args[0])?;
                $run(cx, &mut args[1..], &engine)
            }),
            ..ROW
        }
    };
}

macro_rules! modern {
    ($name:literal, $params:literal, $summary:literal, $example:literal, $run:expr) => {
        Builtin {
            name: concat!("Generator.", $name),
            signature: concat!("(self, ", $params, ")"),
            style: Style::C,
            summary: $summary,
            example: $example,
            run: Run::Function(|cx, args| {
                let engine = Engine::of(&args[0])?;
                $run(cx, &mut args[1..], &engine)
            }),
            ..ROW
        }
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    legacy!(
        "rand",
        "*args",
        "Uniform numbers in [0, 1) in the shape of the arguments.",
        ">>> np.random.seed(0)\n>>> np.random.rand(2)\narray([0.5488135 , 0.71518937])\n",
        rand
    ),
    legacy!(method "rand", "*args", "Uniform numbers in [0, 1) in the shape of the arguments.", rand),
    legacy!(
        "randn",
        "*args",
        "Standard normal numbers in the shape of the arguments.",
        ">>> np.random.seed(0)\n>>> np.random.randn(2)\narray([1.76405235, 0.40015721])\n",
        randn
    ),
    legacy!(method "randn", "*args", "Standard normal numbers in the shape of the arguments.", randn),
    legacy!(
        "random",
        "size=None",
        "Uniform numbers in [0, 1).",
        ">>> np.random.seed(0)\n>>> np.random.random(2)\narray([0.5488135 , 0.71518937])\n",
        random_sample
    ),
    legacy!(method "random", "size=None", "Uniform numbers in [0, 1).", random_sample),
    legacy!(
        "random_sample",
        "size=None",
        "Uniform numbers in [0, 1).",
        ">>> np.random.seed(0)\n>>> np.random.random_sample()\n0.5488135039273248\n",
        random_sample
    ),
    legacy!(method "random_sample", "size=None", "Uniform numbers in [0, 1).", random_sample),
    legacy!(
        "ranf",
        "size=None",
        "Uniform numbers in [0, 1).",
        ">>> np.random.seed(0)\n>>> np.random.ranf()\n0.5488135039273248\n",
        random_sample
    ),
    legacy!(
        "sample",
        "size=None",
        "Uniform numbers in [0, 1).",
        ">>> np.random.seed(0)\n>>> np.random.sample()\n0.5488135039273248\n",
        random_sample
    ),
    legacy!(
        "standard_normal",
        "size=None",
        "Standard normal numbers.",
        ">>> np.random.seed(0)\n>>> np.random.standard_normal(2)\narray([1.76405235, 0.40015721])\n",
        standard_normal
    ),
    legacy!(method "standard_normal", "size=None", "Standard normal numbers.", standard_normal),
    legacy!(
        "standard_exponential",
        "size=None",
        "Standard exponential numbers.",
        ">>> np.random.seed(0)\n>>> np.random.standard_exponential(2)\narray([0.79587451, 1.25593076])\n",
        standard_exponential
    ),
    legacy!(method "standard_exponential", "size=None", "Standard exponential numbers.", standard_exponential),
    legacy!(
        "standard_gamma",
        "shape, size=None",
        "Standard gamma numbers.",
        ">>> np.random.seed(0)\n>>> np.random.standard_gamma(2.0, 2).shape\n(2,)\n",
        |cx, args, engine| super::laws::draw(cx, args, "standard_gamma", engine)
    ),
    legacy!(method "standard_gamma", "shape, size=None", "Standard gamma numbers.", |cx, args, engine| super::laws::draw(cx, args, "standard_gamma", engine)),
    legacy!(
        "multinomial",
        "n, pvals, size=None",
        "How often each of several outcomes occurs among n trials.",
        ">>> np.random.seed(0)\n>>> np.random.multinomial(20, [1/6.]*6).sum()\nnp.int64(20)\n",
        multinomial
    ),
    legacy!(method "multinomial", "n, pvals, size=None", "How often each of several outcomes occurs among n trials.", multinomial),
    legacy!(
        "dirichlet",
        "alpha, size=None",
        "Draws from the Dirichlet distribution: shares that add up to 1.",
        ">>> np.random.seed(0)\n>>> np.random.dirichlet((10, 5, 3)).shape\n(3,)\n",
        dirichlet
    ),
    legacy!(method "dirichlet", "alpha, size=None", "Draws from the Dirichlet distribution.", dirichlet),
    legacy!(
        "multivariate_normal",
        "mean, cov, size=None, check_valid='warn', tol=1e-8",
        "Draws from a normal distribution of several correlated components.",
        ">>> np.random.seed(0)\n>>> np.random.multivariate_normal([0, 0], [[1, 0], [0, 1]], 3).shape\n(3, 2)\n",
        multivariate_normal
    ),
    legacy!(method "multivariate_normal", "mean, cov, size=None, check_valid='warn', tol=1e-8", "Draws from a normal distribution of several correlated components.", multivariate_normal),
    legacy!("bytes", "length", "Random bytes.", ">>> np.random.seed(0)\n>>> len(np.random.bytes(10))\n10\n", bytes),
    legacy!(method "bytes", "length", "Random bytes.", bytes),
    modern!(
        "random",
        "size=None, dtype=None, out=None",
        "Uniform numbers in [0, 1).",
        ">>> rng = np.random.default_rng(0)\n>>> rng.random(2)\narray([0.63696169, 0.26978671])\n",
        |cx, args, engine| standard(cx, args, engine, Standard::Uniform)
    ),
    modern!(
        "standard_normal",
        "size=None, dtype=None, out=None",
        "Standard normal numbers.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.standard_normal(2)\narray([ 0.12573022, -0.13210486])\n",
        |cx, args, engine| standard(cx, args, engine, Standard::Normal)
    ),
    modern!(
        "standard_exponential",
        "size=None, dtype=None, method='zig', out=None",
        "Standard exponential numbers.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.standard_exponential(2).shape\n(2,)\n",
        modern_exponential
    ),
    modern!(
        "standard_gamma",
        "shape, size=None, dtype=None, out=None",
        "Standard gamma numbers.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.standard_gamma(2.0, 2).shape\n(2,)\n",
        modern_gamma
    ),
    modern!(
        "multinomial",
        "n, pvals, size=None",
        "How often each of several outcomes occurs among n trials.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.multinomial(20, [1/6.]*6).sum()\nnp.int64(20)\n",
        multinomial
    ),
    modern!(
        "dirichlet",
        "alpha, size=None",
        "Draws from the Dirichlet distribution: shares that add up to 1.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.dirichlet((10, 5, 3)).shape\n(3,)\n",
        dirichlet
    ),
    modern!(
        "multivariate_normal",
        "mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd'",
        "Draws from a normal distribution of several correlated components.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.multivariate_normal([0, 0], [[1, 0], [0, 1]], 3).shape\n(3, 2)\n",
        multivariate_normal
    ),
    modern!(
        "multivariate_hypergeometric",
        "colors, nsample, size=None, method='marginals'",
        "Draws without replacement from an urn of several colours.",
        ">>> rng = np.random.default_rng(0)\n>>> rng.multivariate_hypergeometric([16, 8, 4], 6).sum()\nnp.int64(6)\n",
        multivariate_hypergeometric
    ),
    modern!("bytes", "length", "Random bytes.", ">>> len(np.random.default_rng(0).bytes(10))\n10\n", bytes),
];

/// A shape given as separate arguments; none at all means one number.
fn shape_of_args(cx: &mut dyn Interp, args: &Value) -> R<Option<Dims>> {
    match args {
        Value::Tuple(items) if items.is_empty() => Ok(None),
        Value::Tuple(items) => {
            let mut sizes = Vec::new();
            for item in items.iter() {
                sizes.push(Value::Int(index_of(cx, item)?));
            }
            shape_of(cx, &Value::tuple(sizes)).map(Some)
        }
        _ => Ok(None),
    }
}

/// Fills a shape, or makes one number.
fn filled(size: Option<Dims>, fill: impl FnOnce(&mut [f64])) -> R<Value> {
    match size {
        None => {
            let mut one = [0.0];
            fill(&mut one);
            Ok(Value::float(one[0]))
        }
        Some(shape) => {
            Array::check_size(&shape, DType::F64)?;
            Ok(Value::Array(Array::build::<f64>(&shape, fill)))
        }
    }
}

fn rand(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let size = shape_of_args(cx, &args[0])?;
    filled(size, |out| engine.with(|legacy| legacy.fill_random(out), |_| ()))
}

fn randn(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let size = shape_of_args(cx, &args[0])?;
    filled(size, |out| engine.with(|legacy| legacy.fill_standard_normal(out), |_| ()))
}

fn random_sample(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let size = size_of(cx, &args[0])?;
    filled(size, |out| engine.with(|legacy| legacy.fill_random(out), |_| ()))
}

fn standard_normal(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let size = size_of(cx, &args[0])?;
    filled(size, |out| engine.with(|legacy| legacy.fill_standard_normal(out), |_| ()))
}

fn standard_exponential(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let size = size_of(cx, &args[0])?;
    filled(size, |out| engine.with(|legacy| legacy.fill_standard_exponential(out), |_| ()))
}

/// The distributions that a Generator draws in either float width.
#[derive(Clone, Copy)]
enum Standard {
    Uniform,
    Normal,
    Exponential { inversion: bool },
    Gamma(f64),
}

/// Draws of a width, into `out` if one was given.
fn standard(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine, kind: Standard) -> R<Value> {
    let [size, dtype, out] = args else { return Ok(Value::None) };
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let mut size = size_of(cx, size)?;
    if let Value::Array(out) = &*out {
        if out.dtype() != dtype {
            return err(
                ErrorClass::TypeError,
                format!(
                    "Supplied output array has the wrong type. Expected {}, got {}",
                    dtype.name(),
                    out.dtype().name()
                ),
            );
        }
        if size.as_ref().is_some_and(|size| *size != out.shape()) {
            return err(ErrorClass::ValueError, "size must match out.shape when used together");
        }
        size = Some(out.shape());
    }
    let shape = size.clone().unwrap_or_default();
    Array::check_size(&shape, dtype)?;
    let result = match dtype {
        DType::F64 => Array::build::<f64>(&shape, |numbers| {
            engine.with(
                |_| (),
                |modern| match kind {
                    Standard::Uniform => modern.fill_random(numbers),
                    Standard::Normal => modern.fill_standard_normal(numbers),
                    Standard::Exponential { inversion } => modern.fill_standard_exponential(inversion, numbers),
                    Standard::Gamma(_) => {}
                },
            );
        }),
        DType::F32 => Array::build::<f32>(&shape, |numbers| {
            engine.with(
                |_| (),
                |modern| match kind {
                    Standard::Uniform => modern.fill_random_f32(numbers),
                    Standard::Normal => modern.fill_standard_normal_f32(numbers),
                    Standard::Exponential { inversion } => modern.fill_standard_exponential_f32(inversion, numbers),
                    Standard::Gamma(shape) => modern.fill_standard_gamma_f32(shape as f32, numbers),
                },
            );
        }),
        other => {
            let name = match kind {
                Standard::Uniform => "random",
                Standard::Normal => "standard_normal",
                Standard::Exponential { .. } => "standard_exponential",
                Standard::Gamma(_) => "standard_gamma",
            };
            let shown = cx.repr(&Value::dtype(other))?;
            return err(ErrorClass::TypeError, format!("Unsupported dtype {shown} for {name}"));
        }
    };
    match &*out {
        Value::Array(target) => {
            assign(cx, target, &result)?;
            Ok(out.clone())
        }
        _ if size.is_none() => Ok(Value::float(result.only_element().to_f64())),
        _ => Ok(Value::Array(result)),
    }
}

fn modern_exponential(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let [size, dtype, method, out] = args else { return Ok(Value::None) };
    let inversion = match method.as_str() {
        Some("zig") => false,
        Some("inv") => true,
        _ => {
            let shown = cx.str(method)?;
            return err(ErrorClass::ValueError, format!("method {shown} must be \"zig\" or \"inv\""));
        }
    };
    let mut forwarded = [size.take(), dtype.take(), out.take()];
    standard(cx, &mut forwarded, engine, Standard::Exponential { inversion })
}

fn modern_gamma(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let [shape, size, dtype, out] = args else { return Ok(Value::None) };
    if dtype_arg(cx, dtype)? == Some(DType::F32) {
        let shape = crate::run::arguments::float_of(cx, shape)?;
        if shape < 0.0 {
            return err(ErrorClass::ValueError, "shape < 0");
        }
        let mut forwarded = [size.take(), dtype.take(), out.take()];
        return standard(cx, &mut forwarded, engine, Standard::Gamma(shape));
    }
    refuse(out, "standard_gamma", "out")?;
    super::laws::draw(cx, &mut [shape.take(), size.take()], "standard_gamma", engine)
}

/// The shape of several vectors of a length.
fn vectors_shape(cx: &mut dyn Interp, size: &Value, length: usize) -> R<Dims> {
    let mut shape = size_of(cx, size)?.unwrap_or_default();
    shape.push(length);
    Array::check_size(&shape, DType::F64)?;
    Ok(shape)
}

fn multinomial(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let [n, pvals, size] = args else { return Ok(Value::None) };
    let n = index_of(cx, n)?;
    if n < 0 {
        return err(ErrorClass::ValueError, "n < 0");
    }
    let weights = as_array_of(cx, pvals, DType::F64)?;
    if weights.ndim() != 1 {
        return Err(crate::text::Error::unsupported("several rows of pvals in multinomial"));
    }
    let weights = weights.to_vec::<f64>();
    check_pvals(&weights)?;
    let shape = vectors_shape(cx, size, weights.len())?;
    Ok(Value::Array(Array::build::<i64>(&shape, |out| {
        engine.with_data(
            out,
            |legacy, out| legacy.fill_multinomial(n, &weights, out),
            |modern, out| modern.fill_multinomial(n, &weights, out),
        );
    })))
}

fn dirichlet(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let [alpha, size] = args else { return Ok(Value::None) };
    let alpha = as_array_of(cx, alpha, DType::F64)?.to_vec::<f64>();
    let bad =
        if engine.is_modern() { alpha.iter().any(|&a| a < 0.0 || a.is_nan()) } else { alpha.iter().any(|&a| a <= 0.0) };
    if bad {
        let text = if engine.is_modern() { "alpha < 0" } else { "alpha <= 0" };
        return err(ErrorClass::ValueError, text);
    }
    let shape = vectors_shape(cx, size, alpha.len())?;
    Ok(Value::Array(Array::build::<f64>(&shape, |out| {
        engine.with_data(
            out,
            |legacy, out| legacy.fill_dirichlet(&alpha, out),
            |modern, out| modern.fill_dirichlet(&alpha, out),
        );
    })))
}

fn multivariate_hypergeometric(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let [colors, nsample, size, method] = args else { return Ok(Value::None) };
    let colors = as_array_of(cx, colors, DType::I64)?.to_vec::<i64>();
    let nsample = index_of(cx, nsample)?;
    if nsample < 0 {
        return err(ErrorClass::ValueError, "nsample must be nonnegative.");
    }
    if colors.iter().any(|&color| color < 0) {
        return err(
            ErrorClass::ValueError,
            "colors must be a one-dimensional sequence of nonnegative integers not exceeding 9223372036854775807.",
        );
    }
    if nsample > colors.iter().sum::<i64>() {
        return err(ErrorClass::ValueError, "nsample > sum(colors)");
    }
    let marginals = match method.as_str() {
        Some("marginals") => true,
        Some("count") => false,
        _ => return err(ErrorClass::ValueError, "method must be \"count\" or \"marginals\"."),
    };
    let shape = vectors_shape(cx, size, colors.len())?;
    Ok(Value::Array(Array::build::<i64>(&shape, |out| {
        engine.with(|_| (), |modern| modern.fill_multivariate_hypergeometric(&colors, nsample, marginals, out));
    })))
}

fn multivariate_normal(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    if let Some(method) = args.get(5)
        && method.as_str() != Some("svd")
    {
        return crate::value::unsupported_argument("multivariate_normal", "method");
    }
    let [mean, cov, size, check_valid, tol, ..] = args else { return Ok(Value::None) };
    if !matches!(check_valid.as_str(), Some("warn" | "raise" | "ignore")) {
        return err(ErrorClass::ValueError, "check_valid must equal 'warn', 'raise', or 'ignore'");
    }
    let mean = as_array_of(cx, mean, DType::F64)?;
    let cov = as_array_of(cx, cov, DType::F64)?;
    let tolerance = crate::run::arguments::float_of(cx, tol)?;
    if mean.ndim() != 1 {
        return err(ErrorClass::ValueError, "mean must be 1 dimensional");
    }
    let shape = cov.shape();
    if shape.len() != 2 || shape[0] != shape[1] {
        return err(ErrorClass::ValueError, "cov must be 2 dimensional and square");
    }
    let n = mean.size();
    if shape[0] != n {
        return err(ErrorClass::ValueError, "mean and cov must have same length");
    }
    let outer = size_of(cx, size)?.unwrap_or_default();
    let count: usize = outer.iter().product();
    // The draws come first, as in NumPy: a failing decomposition has used them up.
    let draws = Array::build::<f64>(&[count, n], |out| {
        engine.with_data(
            out,
            |legacy, out| legacy.fill_standard_normal(out),
            |modern, out| modern.fill_standard_normal(out),
        );
    });
    let parts = super::super::products::numpy(cx, "linalg.svd", &[Value::Array(cov.clone())])?;
    let parts = cx.collect(&parts)?;
    let [_, s, v] = &parts[..] else { return Ok(Value::None) };
    if check_valid.as_str() != Some("ignore") && !is_semidefinite(cx, &cov, s, v, tolerance)? {
        if check_valid.as_str() == Some("raise") {
            return err(ErrorClass::ValueError, "covariance is not symmetric positive-semidefinite.");
        }
        cx.warn(ErrorClass::RuntimeWarning, "covariance is not symmetric positive-semidefinite.")?;
    }
    let roots = super::super::products::numpy(cx, "sqrt", std::slice::from_ref(s))?;
    let roots = as_array(cx, &roots)?;
    let column = Value::Array(roots.view_layout(roots.layout().with_axis(1)));
    let scaled = cx.binary(BinOp::Mul, &column, v)?;
    let product = cx.binary(BinOp::MatMul, &Value::Array(draws), &scaled)?;
    let shifted = cx.binary(BinOp::Add, &product, &Value::Array(mean))?;
    let result = as_array(cx, &shifted)?;
    let mut full: Vec<i64> = outer.iter().map(|&n| n as i64).collect();
    full.push(n as i64);
    Ok(Value::Array(super::super::shape::reshape_array(&result, &full, crate::array::Order::C, None)?))
}

/// Whether `vᵀ·s·v` gives the covariance back: NumPy's test of validity.
fn is_semidefinite(cx: &mut dyn Interp, cov: &crate::array::ArrayRef, s: &Value, v: &Value, tolerance: f64) -> R<bool> {
    let v_array = as_array(cx, v)?;
    let transposed = Value::Array(v_array.view_layout(v_array.layout().transposed()));
    let weighted = cx.binary(BinOp::Mul, &transposed, s)?;
    let back = cx.binary(BinOp::MatMul, &weighted, v)?;
    let back = as_array(cx, &back)?.to_vec::<f64>();
    let own = cov.to_vec::<f64>();
    Ok(back.iter().zip(&own).all(|(b, c)| (b - c).abs() <= tolerance + tolerance * c.abs()))
}

fn bytes(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let length = index_of(cx, &args[0])?;
    let Ok(length) = usize::try_from(length) else {
        return err(ErrorClass::ValueError, "negative dimensions are not allowed");
    };
    Array::check_size(&[length], DType::U8)?;
    Ok(Value::bytes(engine.with(|legacy| legacy.bytes(length), |modern| modern.bytes(length))))
}
