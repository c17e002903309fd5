//! `functools.partial`: a function with some arguments given already.

use crate::python::args::{POSITIONAL, dict_of_names, push_given};
use crate::python::builtins::is_callable;
use crate::text::{ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Native, Run, Type, Value, types};
use std::any::Any;

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "partial.__new__",
        signature: "(func, /, *args, **keywords)",
        summary: "A function with some of its arguments given already.",
        example: ">>> from functools import partial\n>>> cube = partial(pow, exp=3)\n>>> cube(2)\n8\n",
        run: Run::Raw(new),
        ..POSITIONAL
    },
    Builtin { name: "partial.__call__", signature: "(self, /, *args, **keywords)", run: Run::Raw(call), ..POSITIONAL },
    Builtin {
        name: "partial.func",
        summary: "The function.",
        run: Run::Property(|_, value| Ok(own(value)?.function.clone()), None),
        ..POSITIONAL
    },
    Builtin {
        name: "partial.args",
        summary: "The positional arguments that are given.",
        run: Run::Property(|_, value| Ok(Value::tuple(own(value)?.args.iter().cloned())), None),
        ..POSITIONAL
    },
    Builtin {
        name: "partial.keywords",
        summary: "The keyword arguments that are given.",
        run: Run::Property(
            |_, value| Ok(dict_of_names(own(value)?.kwargs.iter().map(|(name, value)| (name.as_str(), value.clone())))),
            None,
        ),
        ..POSITIONAL
    },
];

struct Partial {
    function: Value,
    args: Vec<Value>,
    kwargs: Vec<(Name, Value)>,
}

impl Native for Partial {
    fn class(&self) -> Type {
        types::PARTIAL
    }

    fn repr(&self, cx: &mut dyn Interp) -> Option<R<String>> {
        let shown = |cx: &mut dyn Interp| {
            let mut text = format!("functools.partial({}", cx.repr(&self.function)?);
            push_given(cx, &mut text, &self.args, &self.kwargs)?;
            Ok(text + ")")
        };
        Some(shown(cx))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn own(value: &Value) -> R<&Partial> {
    match value.as_native::<Partial>() {
        Some(partial) => Ok(partial),
        None => crate::python::args::wrong_receiver(value, "partial", "__call__"),
    }
}

fn new(_: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let [function, given @ ..] = args else {
        return err(ErrorClass::TypeError, "type 'partial' takes at least one argument");
    };
    if !is_callable(function) {
        return err(ErrorClass::TypeError, "the first argument must be callable");
    }
    // A partial of a partial is one with both ones' arguments.
    let (function, mut all, mut keywords) = match function.as_native::<Partial>() {
        Some(inner) => (inner.function.clone(), inner.args.clone(), inner.kwargs.clone()),
        None => (function.clone(), Vec::new(), Vec::new()),
    };
    all.extend_from_slice(given);
    merge(&mut keywords, kwargs);
    Ok(Value::native(Partial { function, args: all, kwargs: keywords }))
}

fn merge(keywords: &mut Vec<(Name, Value)>, more: &[(Name, Value)]) {
    for (name, value) in more {
        match keywords.iter_mut().find(|(have, _)| have == name) {
            Some((_, old)) => *old = value.clone(),
            None => keywords.push((*name, value.clone())),
        }
    }
}

fn call(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let Some((partial, given)) = args.split_first() else { return Ok(Value::None) };
    let partial = own(partial)?;
    let mut all = partial.args.clone();
    all.extend_from_slice(given);
    let mut keywords = partial.kwargs.clone();
    merge(&mut keywords, kwargs);
    cx.call(&partial.function, &all, &keywords)
}
