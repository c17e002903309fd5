//! Functions over arrays: vectorize, apply_along_axis, apply_over_axes, frompyfunc.

use crate::array::{Array, ArrayRef, DType, Dims, Element, Layout, Order, broadcast_shapes};
use crate::run::arguments::{axis_of, dtype_arg, index_of, sizes_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, dtype_from_text, from_value, item};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, Native, ROW, Run, Style, Type, Value, element_to_value, object_of, types};
use std::any::Any;

macro_rules! attribute {
    ($name:literal, $summary:literal, $of:expr) => {
        Builtin {
            name: concat!("vectorize.", $name),
            summary: $summary,
            run: Run::Property(
                |_, value| {
                    let of: fn(&Vectorize) -> R<Value> = $of;
                    value.as_native::<Vectorize>().map_or(Ok(Value::None), of)
                },
                None,
            ),
            ..ROW
        }
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.vectorize",
        summary: "A function on numbers made to work on arrays, element by element. Convenient, not fast.",
        example: ">>> f = np.vectorize(lambda a, b: a - b if a > b else a + b)\n>>> f([1, 2, 3, 4], 2)\narray([3, 4, 1, 2])\n",
        run: Run::Class(types::VECTORIZE),
        ..ROW
    },
    Builtin {
        name: "vectorize.__new__",
        signature: "(pyfunc=_NoValue, otypes=None, doc=None, excluded=None, cache=False, signature=None)",
        summary: "A function on numbers made to work on arrays.",
        run: Run::Construct(new_vectorize),
        ..ROW
    },
    Builtin {
        name: "vectorize.__call__",
        signature: "(self, *args, **kwargs)",
        summary: "Call the function for each element.",
        run: Run::Raw(call_vectorize),
        ..ROW
    },
    attribute!("pyfunc", "The function on numbers.", |v| Ok(v.function.clone())),
    attribute!("signature", "The signature, if the function takes small arrays.", |v| Ok(v.signature.clone())),
    Builtin {
        name: "vectorize.__name__",
        summary: "The name of the function.",
        run: Run::Property(
            |cx, v| match v.as_native::<Vectorize>() {
                Some(vectorize) if vectorize.ufunc.is_none() => cx.get_attr(&vectorize.function, Name::new("__name__")),
                Some(Vectorize { ufunc: Some((name, ..)), .. }) => Ok(Value::str(name)),
                _ => Ok(Value::None),
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "vectorize.__doc__",
        summary: "The documentation that was given, or the function's own.",
        run: Run::Property(
            |cx, v| match v.as_native::<Vectorize>() {
                Some(vectorize) if vectorize.doc.is_missing() => cx.get_attr(&vectorize.function, Name::new("__doc__")),
                Some(vectorize) => Ok(vectorize.doc.clone()),
                _ => Ok(Value::None),
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "np.frompyfunc",
        signature: "(func, /, nin, nout, *, identity=_NoValue)",
        style: Style::C,
        summary: "A function on objects made to work on arrays; results are object arrays.",
        example: ">>> f = np.frompyfunc(lambda a, b: a + b, 2, 1)\n>>> f([1, 2], 10)\narray([11, 12], dtype=object)\n",
        run: Run::Function(from_python_function),
        ..ROW
    },
    Builtin {
        name: "np.apply_along_axis",
        signature: "(func1d, axis, arr, *args, **kwargs)",
        summary: "A function of 1-d arrays applied to every line along an axis.",
        example: ">>> np.apply_along_axis(sum, 0, np.array([[1, 2], [3, 4]]))\narray([4, 6])\n",
        run: Run::Function(apply_along_axis),
        ..ROW
    },
    Builtin {
        name: "np.apply_over_axes",
        signature: "(func, a, axes)",
        summary: "A function of an array and an axis applied over several axes in turn.",
        example: ">>> np.apply_over_axes(np.sum, np.ones((2, 2)), [0, 1])\narray([[4.]])\n",
        run: Run::Function(apply_over_axes),
        ..ROW
    },
];

/// `np.vectorize(…)`
struct Vectorize {
    function: Value,
    otypes: Option<Vec<DType>>,
    excluded: Vec<Value>,
    /// The text of a signature, or None.
    signature: Value,
    doc: Value,
    /// Name, inputs and outputs of what `np.frompyfunc` made.
    ufunc: Option<(String, usize, usize)>,
}

impl Native for Vectorize {
    fn class(&self) -> Type {
        if self.ufunc.is_some() { types::PYTHON_UFUNC } else { types::VECTORIZE }
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        self.ufunc.as_ref().map(|(name, ..)| Ok(format!("<ufunc '{name}'>")))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn new_vectorize(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [function, otypes, doc, excluded, cache, signature] = args else { return Ok(Value::None) };
    if cx.truth(cache)? {
        return crate::value::unsupported_argument("vectorize", "cache");
    }
    if !function.is_undef() && !is_callable(cx, function)? {
        return err(ErrorClass::TypeError, "When used as a decorator, only accepts keyword arguments.");
    }
    if signature.as_str().is_some() {
        super::library::by_signature(cx, "check", &[signature.clone()])?;
    }
    let otypes = match &*otypes {
        Value::None | Value::Undef => None,
        Value::Str(letters) => {
            let mut dtypes = Vec::new();
            for letter in letters.chars() {
                let Ok(dtype) = dtype_from_text(&letter.to_string()) else {
                    return err(ErrorClass::ValueError, format!("Invalid otype specified: {letter}"));
                };
                dtypes.push(dtype);
            }
            Some(dtypes)
        }
        list @ (Value::List(_) | Value::Tuple(_)) => {
            let mut dtypes = Vec::new();
            for value in cx.collect(list)? {
                dtypes.push(dtype_arg(cx, &value)?.unwrap_or(DType::F64));
            }
            Some(dtypes)
        }
        _ => return err(ErrorClass::ValueError, "Invalid otype specification"),
    };
    let excluded = if excluded.is_missing() { Vec::new() } else { cx.collect(excluded)? };
    let (signature, doc) = (std::mem::replace(signature, Value::None), doc.take());
    let signature = if signature.is_missing() { Value::None } else { signature };
    Ok(Value::native(Vectorize { function: function.take(), otypes, excluded, signature, doc, ufunc: None }))
}

fn call_vectorize(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let Some((this, args)) = args.split_first() else { return Ok(Value::None) };
    let Some(vectorize) = this.as_native::<Vectorize>() else { return Ok(Value::None) };
    if let Some((name, inputs, outputs)) = &vectorize.ufunc {
        if args.len() != *inputs {
            let most = inputs + outputs;
            return err(
                ErrorClass::TypeError,
                format!("{name}() takes from {inputs} to {most} positional arguments but {} were given", args.len()),
            );
        }
        if let Some((name, _)) = kwargs.first() {
            return Err(Error::unsupported(format!("the argument '{name}' of a ufunc of np.frompyfunc")));
        }
    } else if vectorize.function.is_undef() {
        return decorated(cx, vectorize, args, kwargs);
    } else if args.is_empty() && kwargs.is_empty() {
        return cx.call(&vectorize.function, &[], &[]);
    } else if !vectorize.signature.is_missing() {
        return call_by_signature(cx, vectorize, args, kwargs);
    }
    let is_excluded = |key: &Value| {
        vectorize.excluded.iter().any(|have| match (have, key) {
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Str(a), Value::Str(b)) => a.as_bytes() == b.as_bytes(),
            _ => false,
        })
    };
    // Arguments as arrays, or as they are where they are excluded.
    let mut columns: Vec<Result<ArrayRef, Value>> = Vec::new();
    for (k, value) in args.iter().enumerate() {
        columns.push(if is_excluded(&Value::count(k)) { Err(value.clone()) } else { Ok(as_array(cx, value)?) });
    }
    for (name, value) in kwargs {
        let excluded = is_excluded(&Value::str(name.as_str()));
        columns.push(if excluded { Err(value.clone()) } else { Ok(as_array(cx, value)?) });
    }
    let shapes: Vec<Dims> =
        columns.iter().filter_map(|column| column.as_ref().ok()).map(|array| array.shape()).collect();
    let Some(shape) = broadcast_shapes(shapes.iter().map(|shape| &shape[..])) else {
        let shown: String = shapes.iter().map(|shape| crate::array::shape_text(shape) + " ").collect();
        return err(ErrorClass::ValueError, format!("operands could not be broadcast together with shapes {shown}"));
    };
    let size: usize = shape.iter().product();
    if size == 0 && vectorize.otypes.is_none() {
        return err(ErrorClass::ValueError, "cannot call `vectorize` on size 0 inputs unless `otypes` is set");
    }
    let offsets: Vec<Vec<usize>> = columns
        .iter()
        .map(|column| match column {
            Ok(array) => match array.layout().broadcast_to(&shape) {
                Some(layout) => layout.offsets().collect(),
                None => Vec::new(),
            },
            Err(_) => Vec::new(),
        })
        .collect();
    let call = |cx: &mut dyn Interp, i: usize, to_value: fn(Element) -> Value| {
        let mut values: Vec<Value> = Vec::with_capacity(columns.len());
        for (column, offsets) in columns.iter().zip(&offsets) {
            values.push(match column {
                Ok(array) => to_value(array.element(offsets[i])),
                Err(value) => value.clone(),
            });
        }
        let named: Vec<(Name, Value)> =
            kwargs.iter().map(|(name, _)| *name).zip(values.split_off(args.len())).collect();
        cx.call(&vectorize.function, &values, &named)
    };
    let mut width = vectorize.ufunc.as_ref().map(|&(_, _, outputs)| outputs);
    let mut otypes = vectorize.otypes.clone();
    if otypes.is_none() {
        // As NumPy does: one more call, with NumPy's scalars, tells how many results there are and of
        // what dtypes.
        let trial = match call(cx, 0, element_to_value)? {
            Value::Tuple(items) => {
                width = Some(items.len());
                items.to_vec()
            }
            one => vec![one],
        };
        let mut dtypes = Vec::with_capacity(trial.len());
        for value in &trial {
            dtypes.push(match as_array(cx, value)?.dtype() {
                // Texts take the room that the longest needs.
                DType::Str(_) => DType::Str(0),
                DType::Bytes(_) => DType::Bytes(0),
                dtype => dtype,
            });
        }
        otypes = Some(dtypes);
    }
    let mut results: Vec<Value> = Vec::with_capacity(size);
    for i in 0..size {
        results.push(call(cx, i, item)?);
    }
    let width = width.or_else(|| otypes.as_ref().map(Vec::len)).unwrap_or(1);
    if width > 1
        || matches!(results.first(), Some(Value::Tuple(items)) if vectorize.ufunc.is_none() && items.len() == width)
    {
        let mut outputs = Vec::new();
        for k in 0..width {
            let column: Vec<Value> = results
                .iter()
                .map(|value| match value {
                    Value::Tuple(items) => items.get(k).cloned().unwrap_or(Value::None),
                    _ => Value::None,
                })
                .collect();
            outputs.push(gathered(cx, column, &shape, otypes.as_ref().and_then(|types| types.get(k)).copied())?);
        }
        return Ok(Value::tuple(outputs));
    }
    gathered(cx, results, &shape, otypes.as_ref().and_then(|types| types.first()).copied())
}

fn is_callable(cx: &mut dyn Interp, value: &Value) -> R<bool> {
    let builtins = cx.import("builtins")?;
    let callable = cx.get_attr(&builtins, Name::new("callable"))?;
    let answer = cx.call(&callable, std::slice::from_ref(value), &[])?;
    cx.truth(&answer)
}

/// `np.vectorize(otypes=…)` called with the function that it decorates.
fn decorated(cx: &mut dyn Interp, settings: &Vectorize, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    match args {
        [function] if kwargs.is_empty() && is_callable(cx, function)? => Ok(Value::native(Vectorize {
            function: function.clone(),
            otypes: settings.otypes.clone(),
            excluded: settings.excluded.clone(),
            signature: settings.signature.clone(),
            doc: settings.doc.clone(),
            ufunc: None,
        })),
        _ => err(ErrorClass::TypeError, "When used as a decorator, only accepts keyword arguments."),
    }
}

/// The function called with the small arrays that its signature names.
fn call_by_signature(cx: &mut dyn Interp, vectorize: &Vectorize, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let mut named = Dict::new();
    for (name, value) in kwargs {
        named.insert_str(name.as_str(), value.clone());
    }
    let otypes = match &vectorize.otypes {
        Some(dtypes) => Value::list(dtypes.iter().map(|&dtype| Value::dtype(dtype)).collect()),
        None => Value::None,
    };
    super::library::by_signature(
        cx,
        "call",
        &[
            vectorize.function.clone(),
            vectorize.signature.clone(),
            otypes,
            Value::list(vectorize.excluded.clone()),
            Value::tuple(args.to_vec()),
            Value::dict(named),
        ],
    )
}

/// Results in C order as an array of a shape; the first one decides the dtype unless it is given.
fn gathered(cx: &mut dyn Interp, results: Vec<Value>, shape: &[usize], dtype: Option<DType>) -> R<Value> {
    let dtype = match (dtype, results.first()) {
        (Some(DType::Str(0) | DType::Bytes(0)), _) => None,
        (Some(dtype), _) => Some(dtype),
        (None, Some(first)) => {
            let found = as_array(cx, first)?.dtype();
            if matches!(found, DType::Str(_) | DType::Bytes(_)) { None } else { Some(found) }
        }
        (None, None) => Some(DType::F64),
    };
    let n = results.len();
    let line = if dtype == Some(DType::Object) {
        Array::from_objects(results.into_iter().map(object_of).collect(), &[n])
    } else {
        from_value(cx, &Value::list(results), dtype)?
    };
    let result = line.view_layout(Layout::c_order(shape, line.itemsize()));
    if shape.is_empty() {
        return Ok(if dtype == Some(DType::Object) {
            element_to_value(result.only_element())
        } else {
            Value::Array(result)
        });
    }
    Ok(Value::Array(result))
}

fn from_python_function(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [function, inputs, outputs, identity] = args else { return Ok(Value::None) };
    crate::run::arguments::refuse(identity, "frompyfunc", "identity")?;
    let (inputs, outputs) = (index_of(cx, inputs)?.max(0) as usize, index_of(cx, outputs)?.max(0) as usize);
    let name = cx.find_attr(function, Name::new("__name__"))?;
    let name = name.as_ref().and_then(Value::as_str).unwrap_or("?").to_owned();
    Ok(Value::native(Vectorize {
        function: function.take(),
        otypes: Some(vec![DType::Object; outputs]),
        excluded: Vec::new(),
        signature: Value::None,
        doc: Value::None,
        ufunc: Some((format!("{name} (vectorized)"), inputs, outputs)),
    }))
}

fn named_arguments(cx: &mut dyn Interp, kwargs: &Value) -> R<Vec<(Name, Value)>> {
    let mut named = Vec::new();
    for key in cx.collect(kwargs)? {
        let value = cx.get_item(kwargs, &key)?;
        named.push((Name::new(key.as_str().unwrap_or_default()), value));
    }
    Ok(named)
}

fn apply_along_axis(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [function, axis, arr, more, kwargs] = args else { return Ok(Value::None) };
    let array = as_array(cx, arr)?;
    let axis = axis_of(cx, axis, array.ndim())?;
    let extra = cx.collect(more)?;
    let named = named_arguments(cx, kwargs)?;
    let layout = array.layout();
    let (n, stride) = (layout.shape[axis], layout.strides[axis]);
    let others: Vec<usize> = (0..layout.ndim()).filter(|&other| other != axis).collect();
    let outer = layout.permuted(&others);
    if outer.size() == 0 {
        return err(ErrorClass::ValueError, "Cannot apply_along_axis when any iteration dimensions are 0");
    }
    let mut results = Vec::new();
    for offset in outer.offsets() {
        let line = array.view_layout(Layout {
            shape: Dims::from_slice(&[n]),
            strides: smallvec::SmallVec::from_slice(&[stride]),
            offset,
        });
        let mut arguments = vec![Value::Array(line)];
        arguments.extend(extra.iter().cloned());
        let result = cx.call(function, &arguments, &named)?;
        results.push(as_array(cx, &result)?);
    }
    // Results stand where the axis was.
    let inner = results[0].shape();
    let dtype = results[0].dtype();
    let mut shape = outer.shape.clone();
    shape.extend_from_slice(&inner);
    let whole = super::create::new_array(&shape, dtype, Order::C)?;
    let size: usize = inner.iter().product();
    for (k, result) in results.iter().enumerate() {
        let own = Layout { offset: k * size * whole.itemsize(), ..Layout::c_order(&inner, whole.itemsize()) };
        assign(cx, &whole.view_layout(own), result)?;
    }
    let outer_ndim = outer.ndim();
    let mut order: Vec<usize> = (0..axis).collect();
    order.extend(outer_ndim..outer_ndim + inner.len());
    order.extend(axis..outer_ndim);
    Ok(Value::Array(whole.view_layout(whole.layout().permuted(&order))))
}

fn apply_over_axes(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [function, a, axes] = args else { return Ok(Value::None) };
    let mut array = as_array(cx, a)?;
    let ndim = array.ndim();
    for axis in sizes_of(cx, axes)? {
        let axis = crate::run::arguments::wrap_axis(axis, ndim)?;
        let result = cx.call(function, &[Value::Array(array.clone()), Value::count(axis)], &[])?;
        let result = as_array(cx, &result)?;
        array = if result.ndim() == ndim {
            result
        } else if result.ndim() + 1 == ndim {
            result.view_layout(result.layout().with_axis(axis))
        } else {
            return err(ErrorClass::ValueError, "function is not returning an array of the correct shape");
        };
    }
    Ok(Value::Array(array))
}
