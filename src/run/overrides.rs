//! NumPy's protocols for classes that behave like arrays: `__array_ufunc__`, `__array_function__`,
//! `__array_wrap__` and `__array_priority__`. Calls of NumPy's functions pass through here if an argument
//! is of such a class.

use super::call::{Args, Kwargs};
use super::core::Vm;
use crate::array::ArrayRef;
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{Class, Interp, NativeFunction, Owner, Style, Value, element_to_value, find_function, types};
use std::cell::Cell;
use std::rc::Rc;

/// How a row of NumPy's looks at its arguments for classes that override it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Part {
    /// It does not.
    None = 1,
    /// It looks at its arguments.
    Arguments,
    /// It looks into lists and tuples among them, too.
    Sequences,
}

/// Functions that take sequences of arrays.
const OF_SEQUENCES: &[&str] = &[
    "concatenate",
    "concat",
    "vstack",
    "hstack",
    "dstack",
    "column_stack",
    "row_stack",
    "stack",
    "choose",
    "select",
    "lexsort",
];

/// Functions that no class overrides: they make arrays, or look at dtypes.
const NOT_OVERRIDDEN: &[&str] = &[
    "array",
    "asarray",
    "asanyarray",
    "ascontiguousarray",
    "asfortranarray",
    "asmatrix",
    "zeros",
    "ones",
    "empty",
    "full",
    "arange",
    "fromiter",
    "frombuffer",
    "dtype",
    "nditer",
    "ndenumerate",
    "broadcast",
    "isscalar",
    "result_type",
    "can_cast",
    "min_scalar_type",
    "promote_types",
    "vectorize",
    "errstate",
    "set_printoptions",
    "iterable",
    "ndim_",
    "finfo",
    "iinfo",
    "issubdtype",
];

/// Ufuncs that have rows of their own.
const OTHER_UFUNCS: &[&str] = &["matmul", "vecdot", "matvec", "vecmat", "divmod"];

/// Functions whose results are plain arrays whatever class the operands have.
const GIVES_PLAIN: &[&str] = &[
    "where",
    "array",
    "asarray",
    "ascontiguousarray",
    "asfortranarray",
    "nonzero",
    "searchsorted",
    "histogram",
    "bincount",
    "digitize",
    "interp",
    "lexsort",
    "einsum",
    "flatnonzero",
    "argwhere",
    "tolist",
    "item",
    "view",
    "__array__",
    "__getitem__",
    "broadcast_to",
    "broadcast_arrays",
    "__new__",
    "base",
    "convolve",
    "as_strided",
    "count_nonzero",
    "isin",
    "in1d",
    "intersect1d",
    "union1d",
    "vdot",
    "packbits",
    "unpackbits",
    "indices",
    "histogram2d",
    "polyfit",
    "polyval",
    "load",
    "array2string",
    "tofile",
    "trim_zeros",
    "sort_complex",
    "__array_wrap__",
    "__array_ufunc__",
    "__array_function__",
    "select",
    "unravel_index",
    "ravel_multi_index",
    "__setitem__",
    "data",
    "flat",
];

/// Reductions: a result without axes stays an array of the class.
const REDUCTIONS: &[&str] = &[
    "sum",
    "prod",
    "max",
    "min",
    "amax",
    "amin",
    "any",
    "all",
    "mean",
    "std",
    "var",
    "ptp",
    "nansum",
    "nanmean",
    "nanmax",
    "nanmin",
    "nanprod",
    "nanstd",
    "nanvar",
    "nanmedian",
    "trapezoid",
    "median",
    "average",
    "reduce",
];

/// Functions that give plain arrays, while methods of the same names do not.
const PLAIN_AS_FUNCTIONS: &[&str] = &[
    "copy",
    "tril",
    "triu",
    "cov",
    "corrcoef",
    "iscomplex",
    "sinc",
    "unwrap",
    "outer",
    "tensordot",
    "apply_over_axes",
    "cross",
    "resize",
    "vander",
];

/// Methods that change the array itself, and those that see to its class.
const IN_PLACE: &[&str] = &[
    "resize",
    "setflags",
    "sort",
    "partition",
    "fill",
    "put",
    "itemset",
    "byteswap",
    "__iadd__",
    "__copy__",
    "__deepcopy__",
    "copy",
    "astype",
    "__len__",
    "__setstate__",
    "__reduce__",
];

/// Functions that call the method of their name.
const AS_METHODS: &[&str] = &[
    "sum",
    "prod",
    "max",
    "min",
    "any",
    "all",
    "mean",
    "std",
    "var",
    "argmax",
    "argmin",
    "cumsum",
    "cumprod",
    "round",
    "squeeze",
    "ravel",
    "reshape",
    "transpose",
    "swapaxes",
    "repeat",
    "take",
    "clip",
    "compress",
    "diagonal",
    "trace",
    "nonzero",
    "searchsorted",
    "argsort",
    "choose",
    "put",
];

/// Functions whose results are of a class only if that has a priority above that of plain arrays.
const BY_PRIORITY: &[&str] =
    &["concatenate", "concat", "vstack", "hstack", "dstack", "column_stack", "row_stack", "stack", "append", "block"];

/// Whether a call must be looked at by [`Vm::overridden`].
#[inline]
pub(super) fn may_matter(function: &NativeFunction, args: &[Value], kwargs: &[(Name, Value)]) -> bool {
    let own = |value: &Value| match value {
        Value::Array(array) => array.tag.borrow().is_some(),
        Value::Instance(_) | Value::List(_) | Value::Tuple(_) => true,
        _ => false,
    };
    const NONE: u8 = Part::None as u8;
    if function.note.get() == NONE {
        return false;
    }
    (args.iter().any(own) || kwargs.iter().any(|(_, value)| own(value))) && {
        let part = noted_part(function);
        part != Part::None && any_has_say(part, args, kwargs)
    }
}

/// What was noted, or else what is found out about a row.
fn noted_part(function: &NativeFunction) -> Part {
    match function.note.get() {
        0 => {
            let part = part_of(function);
            function.note.set(part as u8);
            part
        }
        1 => Part::None,
        2 => Part::Arguments,
        _ => Part::Sequences,
    }
}

/// What a row does about arguments of foreign classes.
fn part_of(function: &NativeFunction) -> Part {
    let name = function.name.as_str();
    match function.owner {
        Owner::Module(module) => {
            let module = module.as_str();
            if !module.starts_with("numpy") || module.starts_with("numpy.random") || module == "numpy.testing" {
                return Part::None;
            }
            if OF_SEQUENCES.contains(&name) {
                return Part::Sequences;
            }
            if NOT_OVERRIDDEN.contains(&name) && !GIVES_PLAIN.contains(&name) { Part::None } else { Part::Arguments }
        }
        Owner::Class(types::NDARRAY | types::UFUNC) => Part::Arguments,
        Owner::Class(_) => Part::None,
    }
}

/// Whether a value's class may have a say in what NumPy does with it.
#[inline]
pub(super) fn has_say(value: &Value) -> bool {
    match value {
        Value::Array(array) => array.tag.borrow().is_some(),
        Value::Instance(instance) => {
            let class = &instance.class;
            class.stands_for().is_none()
                && [names::ARRAY_UFUNC, names::ARRAY_FUNCTION, names::ARRAY_WRAP]
                    .iter()
                    .any(|&name| class.lookup(name).is_some())
        }
        _ => false,
    }
}

fn any_has_say(part: Part, args: &[Value], kwargs: &[(Name, Value)]) -> bool {
    let deep = |value: &Value| match value {
        Value::List(list) if part == Part::Sequences => list.items.borrow().iter().any(has_say),
        Value::Tuple(items) => items.iter().any(has_say),
        other => has_say(other),
    };
    args.iter().any(deep) || kwargs.iter().any(|(_, value)| deep(value))
}

/// The program's class of a value.
fn class_of(value: &Value) -> Option<Rc<Class>> {
    match value.class() {
        Value::Class(class) if class.stands_for().is_none() => Some(class),
        _ => None,
    }
}

/// A method of the program's for a protocol.
fn own_method(value: &Value, name: Name) -> Option<Value> {
    class_of(value)?.lookup(name)
}

/// Values of different classes that implement a protocol: subclasses first, then from left to right.
fn implementers(values: &[Value], name: Name) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for value in values {
        let Some(class) = class_of(value) else { continue };
        if class.lookup(name).is_none() || found.iter().any(|have| have.class().is(&value.class())) {
            continue;
        }
        let at = found.iter().position(|have| class.is_a(&have.class())).unwrap_or(found.len());
        found.insert(at, value.clone());
    }
    found
}

impl Vm<'_> {
    /// What a call gives if a class of an argument has a say in it; None if the row simply runs.
    pub(super) fn overridden(
        &mut self,
        function: &'static NativeFunction,
        args: &Args,
        kwargs: &Kwargs,
    ) -> R<Option<Value>> {
        let name = function.name.as_str();
        match function.owner {
            Owner::Module(_) if function.row.style == Style::Ufunc || OTHER_UFUNCS.contains(&name) => {
                let inputs = if name == "divmod" { 2 } else { inputs_of(function) };
                self.ufunc_protocol(function, Value::Builtin(function), "__call__", args, kwargs, inputs).map(Some)
            }
            Owner::Class(types::UFUNC) => {
                let Some(ufunc) = args.first().cloned() else { return Ok(None) };
                let rest: Args = args[1..].iter().cloned().collect();
                let inputs = match name {
                    "outer" | "reduceat" => 2,
                    "at" => 3,
                    _ => 1,
                };
                self.ufunc_protocol(function, ufunc, function.name.as_str(), &rest, kwargs, inputs).map(Some)
            }
            Owner::Module(_) if !NOT_OVERRIDDEN.contains(&name) && !take_bypass(self) => {
                if let Some(result) = self.function_protocol(function, args, kwargs)? {
                    return Ok(Some(result));
                }
                match self.own_version(name, args, kwargs)? {
                    Some(result) => Ok(Some(result)),
                    None => self.keep_class(function, args, kwargs).map(Some),
                }
            }
            _ => self.keep_class(function, args, kwargs).map(Some),
        }
    }

    /// `__array_ufunc__`, or the ufunc itself with its results wrapped.
    fn ufunc_protocol(
        &mut self,
        function: &'static NativeFunction,
        ufunc: Value,
        method: &str,
        args: &Args,
        kwargs: &Kwargs,
        inputs: usize,
    ) -> R<Value> {
        let mut outs: Vec<Value> = args.iter().skip(inputs).filter(|_| method == "__call__").cloned().collect();
        let mut others: Kwargs = Kwargs::new();
        for (name, value) in kwargs {
            match (name.as_str(), value) {
                ("out", Value::Tuple(items)) => outs = items.to_vec(),
                ("out", Value::None) => {}
                ("out", one) => outs = vec![one.clone()],
                _ => others.push((*name, value.clone())),
            }
        }
        let given = if method == "__call__" { inputs.min(args.len()) } else { args.len() };
        let mut operands: Vec<Value> = args[..given].to_vec();
        let in_position: Vec<Value> = operands.clone();
        operands.extend(outs.iter().cloned());
        let overriding = implementers(&operands, names::ARRAY_UFUNC);
        if overriding.is_empty() {
            return self.wrapped_ufunc(function, ufunc, method, args, kwargs, &in_position, &outs);
        }
        for value in &overriding {
            if let Some(Value::None) = own_method(value, names::ARRAY_UFUNC) {
                let text = format!("operand '{}' does not support ufuncs (__array_ufunc__=None)", value.type_name());
                return err(ErrorClass::TypeError, text);
            }
        }
        if !outs.is_empty() && !outs.iter().all(Value::is_none) {
            others.push((Name::new("out"), Value::tuple(outs.clone())));
        }
        let mut all = vec![ufunc.clone(), Value::str(method)];
        all.extend(in_position.iter().cloned());
        for value in &overriding {
            let Some(asked) = self.special(value, names::ARRAY_UFUNC)? else { continue };
            let result = self.call_value(&asked, &all, &others)?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(result);
            }
        }
        let mut shown = vec![self.repr(&ufunc)?, format!("'{method}'")];
        for value in &in_position {
            shown.push(self.repr(value)?);
        }
        for (name, value) in &others {
            shown.push(format!("{name}={}", self.repr(value)?));
        }
        let classes: Vec<String> = operands.iter().map(|value| format!("'{}'", bare_name(value))).collect();
        err(
            ErrorClass::TypeError,
            format!(
                "operand type(s) all returned NotImplemented from __array_ufunc__({}): {}",
                shown.join(", "),
                classes.join(", ")
            ),
        )
    }

    #[allow(clippy::too_many_arguments)]
    fn wrapped_ufunc(
        &mut self,
        function: &'static NativeFunction,
        ufunc: Value,
        method: &str,
        args: &Args,
        kwargs: &Kwargs,
        operands: &[Value],
        outs: &[Value],
    ) -> R<Value> {
        let mut all: Args = args.clone();
        if method != "__call__" {
            all.insert(0, ufunc.clone());
        }
        let result = self.run_builtin(function, all, kwargs.clone())?;
        let wrapping = match method {
            "reduce" | "accumulate" | "reduceat" => self.wrapper_of(&operands[..1.min(operands.len())])?,
            "at" => return Ok(result),
            _ => self.wrapper_of(operands)?,
        };
        let Some(source) = wrapping else { return Ok(result) };
        match result {
            Value::Tuple(parts) => {
                let mut wrapped = Vec::new();
                for (k, part) in parts.iter().enumerate() {
                    wrapped.push(self.wrap_part(&source, part.clone(), &ufunc, method, operands, k, outs)?);
                }
                Ok(Value::tuple(wrapped))
            }
            one => self.wrap_part(&source, one, &ufunc, method, operands, 0, outs),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn wrap_part(
        &mut self,
        source: &Value,
        part: Value,
        ufunc: &Value,
        method: &str,
        operands: &[Value],
        place: usize,
        outs: &[Value],
    ) -> R<Value> {
        if outs.get(place).is_some_and(|out| !out.is_none()) {
            return Ok(part);
        }
        let context = match method {
            "__call__" => Value::tuple([ufunc.clone(), Value::tuple(operands.to_vec()), Value::count(place)]),
            _ => Value::None,
        };
        self.wrap(source, part, context)
    }

    /// `source.__array_wrap__(result, context, return_scalar)`
    fn wrap(&mut self, source: &Value, part: Value, context: Value) -> R<Value> {
        let array = match &part {
            Value::Array(array) => array.clone(),
            other => match other.as_np_scalar() {
                Some(element) => crate::array::Array::scalar(element),
                None => return Ok(part),
            },
        };
        if own_method(source, names::ARRAY_WRAP).is_none() {
            return match source {
                Value::Array(source) => tagged(self, source, array),
                _ => Ok(part),
            };
        }
        let Some(method) = self.special(source, names::ARRAY_WRAP)? else { return Ok(part) };
        let scalar = Value::bool(array.ndim() == 0);
        let given = [Value::Array(array), context, scalar];
        match self.call_value(&method, &given, &[]) {
            Err(error) if error.class == ErrorClass::TypeError && error.message.contains("positional argument") => {
                let words = "__array_wrap__ must accept context and return_scalar arguments (positionally) in the \
                             future. (Deprecated NumPy 2.0)";
                self.warn(ErrorClass::DeprecationWarning, words)?;
                match self.call_value(&method, &given[..2], &[]) {
                    Err(error)
                        if error.class == ErrorClass::TypeError && error.message.contains("positional argument") =>
                    {
                        self.call_value(&method, &given[..1], &[])
                    }
                    other => other,
                }
            }
            other => other,
        }
    }

    /// The operand whose class results are wrapped in: of the highest priority.
    fn wrapper_of(&mut self, operands: &[Value]) -> R<Option<Value>> {
        let mut best: Option<(Option<Value>, f64)> = None;
        for value in operands {
            let (candidate, priority) = match value {
                Value::Array(array) if array.tag.borrow().is_none() => (None, 0.0),
                Value::Array(_) => (Some(value.clone()), self.priority(value, 0.0)?),
                Value::Instance(_) if own_method(value, names::ARRAY_WRAP).is_some() => {
                    (Some(value.clone()), self.priority(value, -1_000_000.0)?)
                }
                _ => continue,
            };
            let better = match &best {
                None => true,
                Some((have, most)) => priority > *most || (priority == *most && have.is_none() && candidate.is_some()),
            };
            if better {
                best = Some((candidate, priority));
            }
        }
        Ok(best.and_then(|(value, _)| value))
    }

    fn priority(&mut self, value: &Value, default: f64) -> R<f64> {
        match own_method(value, names::ARRAY_PRIORITY) {
            Some(_) => {
                let found = self.attribute(value, names::ARRAY_PRIORITY)?;
                super::protocol::to_f64(self, &found)
            }
            None => Ok(default),
        }
    }

    /// `__array_function__`; None if no class overrides it.
    fn function_protocol(
        &mut self,
        function: &'static NativeFunction,
        args: &Args,
        kwargs: &Kwargs,
    ) -> R<Option<Value>> {
        let relevant = relevant(args, kwargs);
        let overriding = implementers(&relevant, names::ARRAY_FUNCTION);
        if overriding.is_empty() {
            return Ok(None);
        }
        let mut classes: Vec<Value> = overriding.iter().map(Value::class).collect();
        for value in &relevant {
            if matches!(value, Value::Array(_)) && !classes.iter().any(|class| class.is(&value.class())) {
                classes.push(value.class());
            }
        }
        let mut keywords = Dict::new();
        for (name, value) in kwargs {
            keywords.insert_str(name.as_str(), value.clone());
        }
        let given = [
            Value::Builtin(function),
            Value::tuple(classes.clone()),
            Value::tuple(args.to_vec()),
            Value::dict(keywords),
        ];
        for value in &overriding {
            let Some(asked) = self.special(value, names::ARRAY_FUNCTION)? else { continue };
            let result = self.call_value(&asked, &given, &[])?;
            if !matches!(result, Value::NotImplemented) {
                return Ok(Some(result));
            }
        }
        let mut shown = Vec::new();
        for value in &overriding {
            shown.push(self.repr(&value.class())?);
        }
        let owner = match function.owner {
            Owner::Module(module) => module.as_str(),
            Owner::Class(_) => "numpy",
        };
        err(
            ErrorClass::TypeError,
            format!(
                "no implementation found for '{owner}.{}' on types that implement __array_function__: [{}]",
                function.name,
                shown.join(", ")
            ),
        )
    }

    /// Functions such as `np.sum` call the method of the same name that a class defines.
    fn own_version(&mut self, name: &str, args: &Args, kwargs: &Kwargs) -> R<Option<Value>> {
        let name = match name {
            name if self.has_function(name, args) => return self.own_function(name, args, kwargs).map(Some),
            "amax" => "max",
            "amin" => "min",
            "around" => "round",
            name if AS_METHODS.contains(&name) => name,
            _ => return Ok(None),
        };
        let Some(first @ Value::Array(_)) = args.first() else { return Ok(None) };
        let name = Name::new(name);
        if own_method(first, name).is_none() {
            return Ok(None);
        }
        let method = self.attribute(first, name)?;
        self.call_value(&method, &args[1..], kwargs).map(Some)
    }

    /// Whether the library's class of the first argument has its own way of a function.
    fn has_function(&self, name: &str, args: &Args) -> bool {
        match args.first().and_then(|first| own_method(first, names::FUNCTIONS)) {
            Some(Value::Dict(functions)) => functions.map.borrow().get_str(name).is_some(),
            _ => false,
        }
    }

    fn own_function(&mut self, name: &str, args: &Args, kwargs: &Kwargs) -> R<Value> {
        let found = match args.first().and_then(|first| own_method(first, names::FUNCTIONS)) {
            Some(Value::Dict(functions)) => functions.map.borrow().get_str(name).cloned(),
            _ => None,
        };
        self.call_value(&found.unwrap_or_default(), args, kwargs)
    }

    /// Runs a row and gives new arrays the class of the operands.
    fn keep_class(&mut self, function: &'static NativeFunction, args: &Args, kwargs: &Kwargs) -> R<Value> {
        let name = function.name.as_str();
        // Inside, operands are plain: only the whole call's results get the class.
        let stripped: Args = match GIVES_PLAIN.contains(&name) || IN_PLACE.contains(&name) {
            true => args.clone(),
            false => args.iter().map(stripped).collect(),
        };
        let result = self.run_builtin(function, stripped, kwargs.clone())?;
        let refused = kwargs
            .iter()
            .any(|(name, value)| name.as_str() == "subok" && matches!(value, Value::Bool(keep) if !keep.get()));
        let is_function = matches!(function.owner, Owner::Module(_));
        if GIVES_PLAIN.contains(&name) || refused || (is_function && PLAIN_AS_FUNCTIONS.contains(&name)) {
            return Ok(result);
        }
        let out_given = kwargs.iter().any(|(name, value)| name.as_str() == "out" && !value.is_none());
        let arrays: Vec<Value> =
            relevant(args, kwargs).into_iter().filter(|value| matches!(value, Value::Array(_))).collect();
        let Some(source) = self.wrapper_of(&arrays)? else { return Ok(result) };
        if BY_PRIORITY.contains(&name) && self.priority(&source, 0.0)? <= 0.0 {
            return Ok(result);
        }
        if let (Value::Array(joined), Value::Array(of)) = (&result, &source)
            && BY_PRIORITY.contains(&name)
            && !out_given
        {
            let tag = of.tag.borrow().clone();
            return match tag {
                Some(tag) => super::subclass::finalize_from(self, Value::None, tag, joined.clone()),
                None => Ok(result),
            };
        }
        if let (Value::Tuple(parts), "eig" | "svd") = (&result, name) {
            // Eigenvalues and singular values are plain.
            let plain = usize::from(name == "svd");
            let mut kept = Vec::new();
            for (k, part) in parts.iter().enumerate() {
                kept.push(if k == plain { part.clone() } else { self.keep_in(&source, part.clone(), false, false)? });
            }
            return Ok(Value::tuple(kept));
        }
        if name == "norm" && matches!(result, Value::Array(_)) {
            return Ok(result);
        }
        self.keep_in(&source, result, REDUCTIONS.contains(&name) && !out_given, out_given)
    }

    fn keep_in(&mut self, source: &Value, result: Value, reduced: bool, out_given: bool) -> R<Value> {
        let Value::Array(of) = source else { return Ok(result) };
        match result {
            Value::Array(array) if array.tag.borrow().is_none() && !out_given => {
                if reduced {
                    return self.wrap(source, Value::Array(array), Value::None);
                }
                tagged(self, of, array)
            }
            Value::Tuple(parts) => {
                let mut kept = Vec::new();
                for part in parts.iter() {
                    kept.push(self.keep_in(source, part.clone(), reduced, out_given)?);
                }
                Ok(Value::tuple(kept))
            }
            Value::List(parts) if parts.items.borrow().iter().all(|part| matches!(part, Value::Array(_))) => {
                let items = parts.items.borrow().clone();
                let mut kept = Vec::new();
                for part in items {
                    kept.push(self.keep_in(source, part, reduced, out_given)?);
                }
                Ok(Value::list(kept))
            }
            scalar if reduced && scalar.as_np_scalar().is_some() => self.wrap(source, scalar, Value::None),
            other => Ok(other),
        }
    }
}

/// The name of a value's class without its module.
fn bare_name(value: &Value) -> String {
    match value.class() {
        Value::Class(class) => class.name.get().as_str().to_owned(),
        Value::Type(class) => class.name().to_owned(),
        _ => value.type_name(),
    }
}

/// How many inputs the ufunc of a row takes.
fn inputs_of(function: &NativeFunction) -> usize {
    match function.row.signature.split('/').next() {
        Some(before) => before.split(',').filter(|part| !part.trim().trim_matches('(').is_empty()).count(),
        None => 1,
    }
}

/// The arguments that may be arrays, sequences opened.
fn relevant(args: &Args, kwargs: &Kwargs) -> Vec<Value> {
    let mut found = Vec::new();
    for value in args.iter().chain(kwargs.iter().map(|(_, value)| value)) {
        match value {
            Value::List(list) => found.extend(list.items.borrow().iter().cloned()),
            Value::Tuple(items) => found.extend(items.iter().cloned()),
            other => found.push(other.clone()),
        }
    }
    found
}

/// A value with arrays of derived classes as plain views.
fn stripped(value: &Value) -> Value {
    match value {
        Value::Array(array) if array.tag.borrow().is_some() => Value::Array(array.view_layout(array.layout())),
        Value::List(list) if list.items.borrow().iter().any(has_say) => {
            Value::list(list.items.borrow().iter().map(stripped).collect())
        }
        Value::Tuple(items) if items.iter().any(has_say) => {
            Value::tuple(items.iter().map(stripped).collect::<Vec<_>>())
        }
        other => other.clone(),
    }
}

/// Whether operands of an operator go by their classes' protocols.
#[inline]
pub(super) fn special_operands(a: &Value, b: &Value) -> bool {
    has_say(a) || has_say(b)
}

/// A ufunc called by its row, so that classes have their say.
pub(super) fn by_row(cx: &mut dyn Interp, ufunc: &str, args: &[Value], out: Option<&Value>) -> R<Value> {
    let Some(function) = find_function(&format!("np.{ufunc}")) else {
        return Err(Error::unsupported(format!("np.{ufunc} of arrays of derived classes")));
    };
    match out {
        Some(out) => cx.call(&Value::Builtin(function), args, &[(names::OUT, Value::tuple([out.clone()]))]),
        None => cx.call(&Value::Builtin(function), args, &[]),
    }
}

/// A fresh array as one of the class of another.
fn tagged(cx: &mut dyn Interp, source: &ArrayRef, array: ArrayRef) -> R<Value> {
    let tag = source.tag.borrow().clone();
    match tag {
        Some(tag) => super::subclass::finalize(cx, source, tag, array),
        None => Ok(Value::Array(array)),
    }
}

/// Whether the next call is NumPy's own implementation, whatever classes say.
#[derive(Default)]
struct Bypass(Cell<bool>);

fn take_bypass(cx: &mut dyn Interp) -> bool {
    cx.state().extension(Bypass::default).0.take()
}

/// `ndarray.__array_ufunc__`: the ufunc, unless another operand's class overrides it.
pub fn array_ufunc(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let [_, ufunc, method, inputs @ ..] = args else {
        return err(ErrorClass::TypeError, "__array_ufunc__ requires at least 3 arguments");
    };
    let mut all: Vec<Value> = inputs.to_vec();
    for (name, value) in kwargs {
        if let ("out", Value::Tuple(items)) = (name.as_str(), value) {
            all.extend(items.iter().cloned());
        }
    }
    if !implementers(&all, names::ARRAY_UFUNC).is_empty() {
        return Ok(Value::NotImplemented);
    }
    let single = |value: &Value| match value {
        Value::Tuple(items) if items.len() == 1 => items[0].clone(),
        other => other.clone(),
    };
    let kwargs: Vec<(Name, Value)> = kwargs
        .iter()
        .map(|(name, value)| if *name == names::OUT { (*name, single(value)) } else { (*name, value.clone()) })
        .collect();
    let function = match method.as_str() {
        Some("__call__") => ufunc.clone(),
        Some(name) => cx.get_attr(ufunc, Name::new(name))?,
        None => return err(ErrorClass::TypeError, "the method must be a str"),
    };
    cx.call(&function, inputs, &kwargs)
}

/// `ndarray.__array_function__`: NumPy's own implementation, if all classes derive from ndarray.
pub fn array_function(cx: &mut dyn Interp, args: &[Value]) -> R<Value> {
    let [_, function, classes, given, keywords] = args else {
        return err(ErrorClass::TypeError, "__array_function__ requires 4 arguments");
    };
    for class in cx.collect(classes)? {
        let known = match &class {
            Value::Class(class) => class.builtin_base().is_a(types::NDARRAY),
            Value::Type(class) => class.is_a(types::NDARRAY),
            _ => false,
        };
        if !known {
            return Ok(Value::NotImplemented);
        }
    }
    let positional = cx.collect(given)?;
    let mut named = Vec::new();
    if let Value::Dict(dict) = keywords {
        for (key, value) in dict.map.borrow().iter() {
            named.push((Name::new(key.as_str().unwrap_or_default()), value.clone()));
        }
    }
    cx.state().extension(Bypass::default).0.set(true);
    let result = cx.call(function, &positional, &named);
    take_bypass(cx);
    result
}

/// `ndarray.__array_wrap__`: a result as an array of this array's class.
pub fn array_wrap(cx: &mut dyn Interp, args: &[Value]) -> R<Value> {
    let (Some(Value::Array(own)), Some(Value::Array(array))) = (args.first(), args.get(1)) else {
        return err(ErrorClass::TypeError, "__array_wrap__ only takes ndarrays");
    };
    let scalar = match args.get(3) {
        Some(flag) => cx.truth(flag)?,
        None => false,
    };
    if scalar && own.tag.borrow().is_none() && array.ndim() == 0 {
        return Ok(element_to_value(array.only_element()));
    }
    let given = Value::Array(array.clone());
    if Value::Array(own.clone()).class().is(&given.class()) {
        return Ok(given);
    }
    let view = array.view_layout(array.layout());
    tagged(cx, own, view)
}
