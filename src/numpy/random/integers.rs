//! Random integers of every width: `randint`, `random_integers`, `Generator.integers`.

use crate::array::{Array, ArrayRef, DType, Dims, Element, broadcast_shapes};
use crate::kernels::random::{Integers, Pieces, Width};
use crate::run::arguments::{dtype_arg, index_of};
use crate::run::convert::as_array;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};
use num_traits::ToPrimitive;

use super::objects::{Engine, global, size_of};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.random.randint",
        signature: "(low, high=None, size=None, dtype=int)",
        style: Style::C,
        summary: "Random integers from low (included) to high (excluded); from 0 to below low if high is not given.",
        example: ">>> np.random.seed(0)\n>>> np.random.randint(0, 10, 5)\narray([5, 0, 3, 3, 7])\n",
        see_also: &["Generator.integers"],
        run: Run::Function(|cx, args| {
            let engine = Engine::Legacy(global(cx));
            randint(cx, args, &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.randint",
        signature: "(self, low, high=None, size=None, dtype=int)",
        style: Style::C,
        summary: "Random integers from low (included) to high (excluded).",
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            randint(cx, &mut args[1..], &engine)
        }),
        ..ROW
    },
    Builtin {
        name: "np.random.random_integers",
        signature: "(low, high=None, size=None)",
        style: Style::C,
        summary: "Random integers from low to high, both included; `randint` is preferred.",
        example: ">>> np.random.seed(0)\n>>> np.random.randint(1, 7, 3)\narray([5, 6, 1])\n",
        run: Run::Function(random_integers),
        ..ROW
    },
    Builtin {
        name: "Generator.integers",
        signature: "(self, low, high=None, size=None, dtype=_NoValue, endpoint=False)",
        style: Style::C,
        summary: "Random integers from low (included) to high (excluded unless `endpoint`).",
        example: ">>> rng = np.random.default_rng(0)\n>>> rng.integers(0, 10, 5)\narray([8, 6, 5, 2, 3])\n",
        see_also: &["np.random.randint"],
        run: Run::Function(|cx, args| {
            let engine = Engine::of(&args[0])?;
            let endpoint = cx.truth(&args[5])?;
            let dtype = dtype_arg(cx, &args[4])?.unwrap_or(DType::I64);
            integers(cx, &args[1..4], &engine, dtype, endpoint, false)
        }),
        ..ROW
    },
];

fn randint(cx: &mut dyn Interp, args: &mut [Value], engine: &Engine) -> R<Value> {
    let python = matches!(args[3], Value::Type(crate::value::types::INT));
    let dtype = dtype_arg(cx, &args[3])?.unwrap_or(DType::I64);
    integers(cx, &args[..3], engine, dtype, false, python)
}

fn random_integers(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [low, high, size] = args else { return Ok(Value::None) };
    let (low, high) = if high.is_missing() { (Value::Int(1), low.take()) } else { (low.take(), high.take()) };
    let (a, b) = (index_of(cx, &low)?, index_of(cx, &high)?);
    cx.warn(
        ErrorClass::DeprecationWarning,
        &format!("This function is deprecated. Please call randint({a}, {b} + 1) instead"),
    )?;
    let engine = Engine::Legacy(global(cx));
    let bounds = [Value::Int(a), Value::Int(b), size.take()];
    integers(cx, &bounds, &engine, DType::I64, true, true)
}

/// The least and greatest value of an integer dtype.
fn limits(dtype: DType) -> Option<(i128, i128, Width)> {
    Some(match dtype {
        DType::Bool => (0, 1, Width::Bool),
        DType::I8 => (i8::MIN as i128, i8::MAX as i128, Width::W8),
        DType::U8 => (0, u8::MAX as i128, Width::W8),
        DType::I16 => (i16::MIN as i128, i16::MAX as i128, Width::W16),
        DType::U16 => (0, u16::MAX as i128, Width::W16),
        DType::I32 => (i32::MIN as i128, i32::MAX as i128, Width::W32),
        DType::U32 => (0, u32::MAX as i128, Width::W32),
        DType::I64 => (i64::MIN as i128, i64::MAX as i128, Width::W64),
        DType::U64 => (0, u64::MAX as i128, Width::W64),
        _ => return None,
    })
}

/// The values of a bound: one for a scalar, else an array of them.
fn bound(cx: &mut dyn Interp, value: &Value) -> R<(Vec<i128>, Dims)> {
    if let Value::BigInt(big) = value {
        return Ok((vec![big.to_i128().unwrap_or(i128::MAX)], Dims::new()));
    }
    let array = as_array(cx, value)?;
    let mut values = Vec::with_capacity(array.size());
    for offset in array.layout().offsets() {
        let element = array.element(offset);
        values.push(match element.to_i128() {
            Some(x) => x,
            None if element.dtype().is_float() => {
                let x = element.to_f64();
                if x.is_nan() || x.is_infinite() {
                    return err(ErrorClass::OverflowError, "cannot convert float infinity to integer");
                }
                x.ceil() as i128
            }
            None => return Ok((vec![index_of(cx, value)? as i128], Dims::new())),
        });
    }
    Ok((values, array.shape()))
}

/// Draws between `low` and `high`; `python` gives a single number as Python's int.
fn integers(
    cx: &mut dyn Interp,
    args: &[Value],
    engine: &Engine,
    dtype: DType,
    endpoint: bool,
    python: bool,
) -> R<Value> {
    let [low, high, size] = args else { return Ok(Value::None) };
    let Some((least, greatest, width)) = limits(dtype) else {
        let name = if engine.is_modern() { "integers" } else { "randint" };
        let shown = cx.repr(&Value::dtype(dtype))?;
        return err(ErrorClass::TypeError, format!("Unsupported dtype {shown} for {name}"));
    };
    let from_zero = high.is_missing();
    let (low, high) =
        if from_zero { ((vec![0], Dims::new()), bound(cx, low)?) } else { (bound(cx, low)?, bound(cx, high)?) };
    let size = size_of(cx, size)?;
    let last = |high: i128| if endpoint { high } else { high - 1 };
    for &low in &low.0 {
        if low < least {
            return err(ErrorClass::ValueError, format!("low is out of bounds for {}", dtype.name()));
        }
    }
    for &high in &high.0 {
        if last(high) > greatest {
            return err(ErrorClass::ValueError, format!("high is out of bounds for {}", dtype.name()));
        }
    }
    let Some(broadcast) = broadcast_shapes([&low.1[..], &high.1[..]]) else {
        return err(ErrorClass::ValueError, "shape mismatch: objects cannot be broadcast to a single shape.");
    };
    let shape = size.clone().unwrap_or_else(|| broadcast.clone());
    if broadcast_shapes([&shape[..], &broadcast[..]]).as_deref() != Some(&shape[..]) {
        return err(
            ErrorClass::ValueError,
            format!(
                "Output size {} is not compatible with broadcast dimensions of inputs {}.",
                crate::array::shape_tuple(&shape),
                crate::array::shape_tuple(&broadcast)
            ),
        );
    }
    let empty = |low: i128, high: i128| low > last(high);
    let refuse = || -> R<Value> {
        let text = match (from_zero, endpoint) {
            (true, false) => "high <= 0",
            (true, true) => "high < 0",
            (false, false) => "low >= high",
            (false, true) => "low > high",
        };
        err(ErrorClass::ValueError, text)
    };
    Array::check_size(&shape, dtype)?;
    if broadcast.is_empty() {
        if empty(low.0[0], high.0[0]) {
            return refuse();
        }
        let span = (last(high.0[0]) - low.0[0]) as u64;
        let array = fill(engine, dtype, &shape, low.0[0] as i64 as u64, span);
        if size.is_none() {
            let element = array.only_element();
            return Ok(match element {
                Element::I64(x) if python => Value::Int(x),
                other => element_to_value(other),
            });
        }
        return Ok(Value::Array(array));
    }
    // One draw for each pair of bounds.
    let spread = |values: &[i128], own: &[usize]| -> Vec<i128> {
        let places = Array::from_vec((0..values.len() as i64).collect(), own);
        match places.layout().broadcast_to(&shape) {
            Some(layout) => {
                places.view_layout(layout).to_vec::<i64>().into_iter().map(|at| values[at as usize]).collect()
            }
            None => values.to_vec(),
        }
    };
    let (lows, highs) = (spread(&low.0, &low.1), spread(&high.0, &high.1));
    if lows.iter().zip(&highs).any(|(&low, &high)| empty(low, high)) {
        return refuse();
    }
    let mut pieces = Pieces::default();
    let numbers: Vec<i64> = lows
        .iter()
        .zip(&highs)
        .map(|(&low, &high)| {
            let (low, span) = (low as i64 as u64, (last(high) - low) as u64);
            engine.with_data(
                &mut pieces,
                |legacy, pieces| legacy.integer(width, low, span, pieces),
                |modern, pieces| modern.integer(width, low, span, pieces),
            ) as i64
        })
        .collect();
    let wide = Array::from_vec(numbers, &shape);
    Ok(Value::Array(match wide.cast_numeric(dtype) {
        Some((array, _)) => array,
        None => wide,
    }))
}

/// Integers from `low` to `low + span` of a dtype.
fn fill(engine: &Engine, dtype: DType, shape: &[usize], low: u64, span: u64) -> ArrayRef {
    let array = Array::scratch(dtype, shape);
    if dtype == DType::Bool {
        let mut flags = vec![false; array.size()];
        engine.with_data(
            Integers::Bool(&mut flags),
            |legacy, out| legacy.fill_integers(low, span, out),
            |modern, out| modern.fill_integers(low, span, out),
        );
        return Array::from_vec(flags.into_iter().map(crate::array::Bool8::new).collect(), shape);
    }
    {
        let n = array.size() * dtype.itemsize();
        let mut bytes = array.bytes_mut();
        let bytes = &mut bytes[..n];
        let out = match dtype.itemsize() {
            1 => Integers::U8(bytes),
            2 => Integers::U16(bytemuck::cast_slice_mut(bytes)),
            4 => Integers::U32(bytemuck::cast_slice_mut(bytes)),
            _ => Integers::U64(bytemuck::cast_slice_mut(bytes)),
        };
        engine.with_data(
            out,
            |legacy, out| legacy.fill_integers(low, span, out),
            |modern, out| modern.fill_integers(low, span, out),
        );
    }
    array
}
