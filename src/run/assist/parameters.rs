//! The parameters of anything that can be called, as `help`, hints and completion show them.

use super::known::{Known, class_attribute};
use crate::run::core::Vm;
use crate::text::{Name, names};
use crate::value::function::Function;
use crate::value::{Interp, NativeFunction, Owner, ParameterKind, Run, Value, find_member, library_row};

impl Vm<'_> {
    /// `(a, axis=None)` of what can be called; None of anything else.
    pub(super) fn signature_of(&mut self, known: &Known) -> Option<String> {
        match self.callee(known)? {
            Callee::Row(function, bound) => row_signature(function, bound),
            Callee::Function(function, bound) => Some(self.function_signature(&function, bound)),
            Callee::Nothing => Some("()".to_owned()),
        }
    }

    /// The names by which arguments can be given.
    pub(super) fn keyword_names(&mut self, known: &Known) -> Vec<String> {
        match self.callee(known) {
            Some(Callee::Row(function, bound)) => {
                let parameters = &function.signature().parameters;
                let named = parameters.iter().skip(usize::from(bound && takes_self(function))).filter(|parameter| {
                    matches!(parameter.kind, ParameterKind::Positional | ParameterKind::KeywordOnly)
                });
                named.map(|parameter| parameter.name.to_string()).collect()
            }
            Some(Callee::Function(function, bound)) => {
                let parameters = function.parameters();
                let first = usize::from(parameters.positional_only).max(usize::from(bound));
                let count = usize::from(parameters.positional) + usize::from(parameters.keyword_only);
                parameters.names[..count].iter().skip(first).map(Name::to_string).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The names of the parameters that arguments are given to by position.
    pub(super) fn positional_names(&mut self, known: &Known) -> Vec<String> {
        match self.callee(known) {
            Some(Callee::Row(function, bound)) => {
                let parameters = &function.signature().parameters;
                let positional =
                    parameters.iter().skip(usize::from(bound && takes_self(function))).filter(|parameter| {
                        matches!(parameter.kind, ParameterKind::Positional | ParameterKind::PositionalOnly)
                    });
                positional.map(|parameter| parameter.name.to_string()).collect()
            }
            Some(Callee::Function(function, bound)) => {
                let parameters = function.parameters();
                let names = parameters.names[..usize::from(parameters.positional)].iter();
                names.skip(usize::from(bound)).map(Name::to_string).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The name of a built-in function or class that is called.
    pub(super) fn called_name(&mut self, known: &Known) -> Option<Name> {
        match (self.callee(known)?, known) {
            (Callee::Row(..), Known::Value(Value::Type(class))) => Some(Name::new(class.name())),
            (Callee::Row(function, _), _) => Some(function.name),
            // Some of NumPy's functions are written in Python.
            (Callee::Function(function, _), _) => Some(function.name.get()),
            _ => None,
        }
    }

    /// What something that can be called does, in a line; empty if it does not say.
    pub(super) fn summary_of(&mut self, known: &Known) -> String {
        match self.callee(known) {
            Some(Callee::Row(function, _)) => function.row.summary.to_owned(),
            Some(Callee::Function(function, _)) if super::page::is_library(&function) => {
                let module = self.find_attr(&Value::Function(function.clone()), names::MODULE).ok().flatten();
                let module = module.as_ref().and_then(Value::as_str).unwrap_or("numpy");
                library_row(function.name.get().as_str(), module)
                    .map(|row| row.row.summary.to_owned())
                    .unwrap_or_default()
            }
            Some(Callee::Function(function, _)) => {
                let doc = function.doc.borrow();
                let first = doc.as_str().and_then(|doc| doc.trim().lines().next().map(str::to_owned));
                first.unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn callee(&mut self, known: &Known) -> Option<Callee> {
        let value = match known {
            Known::Value(value) => value,
            Known::Bound(Value::Builtin(function)) => return Some(Callee::Row(function, true)),
            Known::Bound(Value::Function(function)) => return Some(Callee::Function(function.clone(), true)),
            _ => return None,
        };
        match value {
            Value::Builtin(function) => Some(Callee::Row(function, false)),
            Value::Function(function) => Some(Callee::Function(function.clone(), false)),
            Value::Method(method) => match &method.function {
                Value::Builtin(function) => Some(Callee::Row(function, true)),
                Value::Function(function) => Some(Callee::Function(function.clone(), true)),
                _ => None,
            },
            Value::Type(class) => find_member(Owner::Class(*class), names::NEW).map(|make| Callee::Row(make, false)),
            Value::Class(_) => match class_attribute(value, names::INIT) {
                Some(Value::Function(init)) => Some(Callee::Function(init, true)),
                _ => Some(Callee::Nothing),
            },
            Value::Instance(instance) => match class_attribute(&Value::Class(instance.class.clone()), names::CALL)? {
                Value::Function(call) => Some(Callee::Function(call, true)),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn function_signature(&mut self, function: &Function, bound: bool) -> String {
        let parameters = function.parameters();
        let name = |at: usize| parameters.names.get(at).map(Name::to_string).unwrap_or_default();
        let (positional, keyword_only) = (usize::from(parameters.positional), usize::from(parameters.keyword_only));
        let defaults = function.defaults.borrow().clone();
        let keyword_defaults = function.keyword_defaults.borrow().clone();
        let mut shown = Vec::new();
        for at in 0..positional {
            let default = (at + defaults.len()).checked_sub(positional).and_then(|at| defaults.get(at));
            shown.push(self.parameter(name(at), default));
            if at + 1 == usize::from(parameters.positional_only) {
                shown.push("/".to_owned());
            }
        }
        let mut rest = positional + keyword_only;
        if parameters.star {
            shown.push(format!("*{}", name(rest)));
            rest += 1;
        } else if keyword_only > 0 {
            shown.push("*".to_owned());
        }
        for at in 0..keyword_only {
            let default = keyword_defaults.get(at).filter(|default| !default.is_undef());
            shown.push(self.parameter(name(positional + at), default));
        }
        if parameters.double_star {
            shown.push(format!("**{}", name(rest)));
        }
        format!("({})", shown.into_iter().skip(usize::from(bound)).collect::<Vec<_>>().join(", "))
    }

    fn parameter(&mut self, name: String, default: Option<&Value>) -> String {
        let Some(default) = default else { return name };
        // The repr of an object is code of the program's; what is long says little in a hint.
        let shown = match default {
            Value::Instance(_) | Value::Array(_) => None,
            value => self.repr(value).ok().filter(|repr| repr.chars().count() <= 30),
        };
        format!("{name}={}", shown.as_deref().unwrap_or("..."))
    }
}

/// What a call runs, and whether its first parameter is given already.
enum Callee {
    Row(&'static NativeFunction, bool),
    Function(std::rc::Rc<Function>, bool),
    Nothing,
}

/// The signature of a row as it is shown: without the object of a bound method, and with NumPy's
/// words for "no value".
fn row_signature(function: &NativeFunction, bound: bool) -> Option<String> {
    if !matches!(function.row.run, Run::Function(_) | Run::Raw(_) | Run::Construct(_)) {
        return None;
    }
    let text = function.row.signature.replace("_NoValue", "<no value>");
    if !bound || !takes_self(function) {
        return Some(text);
    }
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
    let rest = inner.split_once(',').map_or("", |(_, rest)| rest.trim_start());
    let rest = rest.strip_prefix('/').map_or(rest, |rest| rest.trim_start_matches([',', ' ']));
    Some(format!("({rest})"))
}

/// Which of some parameters the argument at a position, or of a name, is given to.
pub(super) fn parameter_at(parameters: &[String], position: usize, keyword: Option<&str>) -> Option<usize> {
    let name = |text: &str| text.split(['=', ':']).next().unwrap_or("").trim().to_owned();
    if let Some(keyword) = keyword {
        let named = parameters.iter().position(|text| name(text) == keyword);
        return named.or_else(|| parameters.iter().position(|text| text.starts_with("**")));
    }
    // After the star everything is given by name.
    let positional = parameters.iter().enumerate().take_while(|(_, text)| *text != "*" && !text.starts_with("**"));
    let mut places = positional.filter(|(_, text)| *text != "/").enumerate();
    places.find(|(at, (_, text))| *at == position || text.starts_with('*')).map(|(_, (index, _))| index)
}

/// The parameters of `(a, b=(1, 2), *, c)`, each by itself.
pub(super) fn split_signature(signature: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quote) = (0, 1, None);
    for (at, letter) in signature.char_indices() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(letter),
            ('(' | '[' | '{', None) => depth += 1,
            (')' | ']' | '}', None) => depth -= 1,
            _ => {}
        }
        if quote.is_none() && (letter == ',' && depth == 1 || letter == ')' && depth == 0) {
            parts.push(signature[start..at].trim().to_owned());
            start = at + 1;
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a method's row has a parameter for the object: rows of methods and functions of arrays do.
fn takes_self(function: &NativeFunction) -> bool {
    matches!(function.owner, Owner::Class(_)) || function.row.method
}
