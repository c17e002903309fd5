//! Parameters of functions and the one binder that fits arguments to them, with the words in which
//! CPython's and NumPy's kinds of functions refuse wrong calls.

use super::builtin::Builtin;
use super::dict::Dict;
use super::{DictObject, Value};
use crate::syntax::ast::{Expr, ExprKind, Param, Params, UnaryOp};
use crate::text::{Error, ErrorClass, Name, R, err};
use smallvec::SmallVec;
use std::rc::Rc;

/// How a call that does not fit is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// As functions written in Python: `f() missing 1 required positional argument: 'a'`.
    #[default]
    Python,
    /// As C functions with named parameters: `fromiter() missing required argument 'iter' (pos 1)`.
    C,
    /// As C functions with NumPy's own argument parser, which counts from 0:
    /// `zeros() missing required argument 'shape' (pos 0)`.
    NumPy,
    /// As C functions with positional parameters only: `append() takes exactly one argument (2 given)`.
    Positional,
    /// As ufuncs: `sqrt() takes from 1 to 2 positional arguments but 0 were given`.
    Ufunc,
}

/// What may be given to a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ParameterKind {
    PositionalOnly,
    Positional,
    Star,
    KeywordOnly,
    DoubleStar,
}

/// One parameter.
#[derive(Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// What may be given to it.
    pub kind: ParameterKind,
    /// Its default; None if it must be given. `Undef` for `_NoValue`.
    pub default: Option<Value>,
}

/// The parameters of a function, in slot order: positional, `*args`, keyword-only, `**kwargs`.
pub struct Signature {
    /// The function's name in messages.
    pub function: Name,
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// How wrong calls are refused.
    pub style: Style,
    positional: usize,
    required: usize,
    star: Option<usize>,
    double_star: Option<usize>,
    /// One slot a parameter, and every keyword-only one has a default.
    fixed: bool,
    /// The row is a method: its first parameter is the object, and messages do not count it.
    bound_first: bool,
    /// The name with its class or module, which some of CPython's messages show.
    qualified: &'static str,
    /// The function is NumPy's, whose argument parser has words of its own.
    numpy: bool,
    /// The row makes objects of a class.
    makes: bool,
}

/// One value for each parameter.
pub type Bound = SmallVec<[Value; 8]>;

impl Signature {
    /// The signature of a row. A row whose text does not parse is our bug and binds nothing; a test
    /// goes through all rows.
    pub fn parse(row: &Builtin) -> Signature {
        // A class is called by its own name: `int.__new__` refuses wrong calls as `int`.
        let full = row.name.strip_suffix(".__new__").unwrap_or(row.name);
        // Python's own methods are refused by their qualified names.
        let is_method = row.style == Style::Python && full.starts_with("Random.");
        let function = Name::new(if is_method { full } else { full.rsplit('.').next().unwrap_or(full) });
        let params = crate::syntax::parse_parameters(row.signature).unwrap_or_default();
        let mut signature = Signature::new(function, row.style, &params);
        signature.qualified = full;
        signature.makes = full.len() < row.name.len();
        signature.numpy = !is_python(full);
        signature.bound_first = params.positional.first().is_some_and(|first| first.name == crate::text::names::SELF);
        signature
    }

    fn new(function: Name, style: Style, params: &Params) -> Signature {
        let parameter =
            |param: &Param, kind| Parameter { name: param.name, kind, default: param.default.as_ref().map(constant) };
        let mut parameters = Vec::new();
        for (position, param) in params.positional.iter().enumerate() {
            let only = position < params.positional_only || style == Style::Positional;
            let kind = if only { ParameterKind::PositionalOnly } else { ParameterKind::Positional };
            parameters.push(parameter(param, kind));
        }
        let positional = parameters.len();
        let required = parameters.iter().take_while(|parameter| parameter.default.is_none()).count();
        let star = params.star.as_ref().map(|param| {
            parameters.push(parameter(param, ParameterKind::Star));
            parameters.len() - 1
        });
        parameters.extend(params.keyword_only.iter().map(|param| parameter(param, ParameterKind::KeywordOnly)));
        let double_star = params.double_star.as_ref().map(|param| {
            parameters.push(parameter(param, ParameterKind::DoubleStar));
            parameters.len() - 1
        });
        let fixed = star.is_none()
            && double_star.is_none()
            && parameters[positional..].iter().all(|parameter| parameter.default.is_some());
        Signature {
            function,
            parameters,
            style,
            positional,
            required,
            star,
            double_star,
            fixed,
            bound_first: false,
            qualified: function.as_str(),
            numpy: true,
            makes: false,
        }
    }

    /// Whether as many values as there are parameters, by position, are already one for each.
    #[inline]
    pub fn is_plain(&self) -> bool {
        self.positional == self.parameters.len()
    }

    /// Whether so many values by position and the defaults of the other parameters make a call.
    #[inline]
    pub fn is_filled_by(&self, given: usize) -> bool {
        self.fixed && self.required <= given && given <= self.positional
    }

    /// Adds the defaults of the parameters that were not given, where [`Signature::is_filled_by`] the
    /// others.
    #[inline]
    pub fn fill(&self, args: &mut Bound) {
        let rest = &self.parameters[args.len()..];
        args.extend(rest.iter().map(|parameter| parameter.default.clone().unwrap_or_default()));
    }

    /// Fits arguments to the parameters: one slot each, defaults filled in.
    ///
    /// *Errors*: TypeError in the words of the function's kind.
    pub fn bind(&self, args: &[Value], kwargs: &[(Name, Value)]) -> R<Bound> {
        let mut slots = Bound::with_capacity(self.parameters.len());
        let direct = args.len().min(self.positional);
        slots.extend(args[..direct].iter().cloned());
        slots.resize_with(self.parameters.len(), || Value::Undef);
        if args.len() > direct {
            match self.star {
                Some(star) => slots[star] = Value::tuple(args[direct..].iter().cloned()),
                None => return Err(self.too_many(args.len(), kwargs)),
            }
        } else if let Some(star) = self.star {
            slots[star] = Value::tuple([]);
        }
        if let Some(double_star) = self.double_star {
            slots[double_star] = Value::Dict(Rc::new(DictObject::new(Dict::new())));
        }
        // Which slots were given: an argument may itself be Undef when a default is passed on.
        let mut given: SmallVec<[bool; 16]> = SmallVec::from_elem(false, self.parameters.len());
        given[..direct].fill(true);
        for (name, value) in kwargs {
            self.bind_keyword(*name, value, &mut slots, &mut given)?;
        }
        for (slot, parameter) in self.parameters.iter().enumerate() {
            if !given[slot] && !matches!(parameter.kind, ParameterKind::Star | ParameterKind::DoubleStar) {
                match &parameter.default {
                    Some(default) => slots[slot] = default.clone(),
                    None => return Err(self.missing(&given, args.len())),
                }
            }
        }
        Ok(slots)
    }

    fn bind_keyword(&self, name: Name, value: &Value, slots: &mut Bound, given: &mut [bool]) -> R<()> {
        let fits = |parameter: &Parameter| {
            parameter.name == name && matches!(parameter.kind, ParameterKind::Positional | ParameterKind::KeywordOnly)
        };
        match self.parameters.iter().position(fits) {
            Some(slot) if given[slot] => Err(self.given_twice(name, slot)),
            Some(slot) => {
                slots[slot] = value.clone();
                given[slot] = true;
                Ok(())
            }
            None => match self.double_star {
                Some(slot) => {
                    if let Value::Dict(dict) = &slots[slot] {
                        dict.map.borrow_mut().insert_str(name.as_str(), value.clone());
                    }
                    Ok(())
                }
                None => Err(self.unexpected(name)),
            },
        }
    }

    fn given_twice(&self, name: Name, slot: usize) -> Box<Error> {
        let text = match self.style {
            Style::C | Style::NumPy | Style::Positional => {
                format!("argument for {}() given by name ('{name}') and position ({})", self.function, slot + 1)
            }
            Style::Ufunc => format!("cannot specify '{name}' as both a positional and keyword argument"),
            Style::Python => format!("{}() got multiple values for argument '{name}'", self.function),
        };
        Error::new(ErrorClass::TypeError, text)
    }

    fn unexpected(&self, name: Name) -> Box<Error> {
        let function = self.function;
        let text = match self.style {
            Style::Positional if self.has_keywords() => {
                format!("'{name}' is an invalid keyword argument for {function}()")
            }
            Style::Positional => format!("{}() takes no keyword arguments", self.qualified),
            Style::C if !self.numpy => format!("'{name}' is an invalid keyword argument for {function}()"),
            _ => format!("{function}() got an unexpected keyword argument '{name}'"),
        };
        let error = Error::new(ErrorClass::TypeError, text);
        let known = self.parameters.iter().filter(|parameter| parameter.kind != ParameterKind::PositionalOnly);
        match crate::text::closest(name.as_str(), known.map(|parameter| parameter.name.as_str())) {
            Some(near) => error.with_hint(format!("Did you mean `{near}=`?")),
            None => error,
        }
    }

    fn has_keywords(&self) -> bool {
        self.parameters.iter().any(|parameter| parameter.kind == ParameterKind::KeywordOnly)
    }

    fn too_many(&self, given: usize, kwargs: &[(Name, Value)]) -> Box<Error> {
        let function = self.function;
        let skip = usize::from(self.bound_first && self.style != Style::Python);
        let (most, least, given) = (self.positional - skip, self.required.saturating_sub(skip), given - skip);
        let text = match self.style {
            Style::Python => {
                let keyword_only = kwargs.iter().filter(|(name, _)| {
                    self.parameters.iter().any(|p| p.name == *name && p.kind == ParameterKind::KeywordOnly)
                });
                let extra = keyword_only.count();
                let plural = |n: usize| if n == 1 { "" } else { "s" };
                let takes = if least < most {
                    format!("from {least} to {most} positional arguments")
                } else {
                    format!("{most} positional argument{}", plural(most))
                };
                let (and, were) = match extra {
                    0 => (String::new(), if given == 1 { "was" } else { "were" }),
                    n => (
                        format!(" positional argument{} (and {n} keyword-only argument{})", plural(given), plural(n)),
                        "were",
                    ),
                };
                format!("{function}() takes {takes} but {given}{and} {were} given")
            }
            Style::Ufunc => {
                let takes = if least < most { format!("from {least} to {most}") } else { most.to_string() };
                format!("{function}() takes {takes} positional arguments but {given} were given")
            }
            Style::C if !self.numpy => {
                let plural = if most == 1 { "" } else { "s" };
                let positional = if self.has_keywords() { "positional " } else { "" };
                match (least < most, most) {
                    (_, 0) => format!("{function}() takes no positional arguments"),
                    (true, _) => {
                        format!("{function}() takes at most {most} {positional}argument{plural} ({given} given)")
                    }
                    (false, _) => {
                        format!("{function}() takes exactly {most} {positional}argument{plural} ({given} given)")
                    }
                }
            }
            Style::C | Style::NumPy => {
                let were = if given == 1 { "was" } else { "were" };
                if least < most {
                    format!("{function}() takes from {least} to {most} positional arguments but {given} {were} given")
                } else {
                    let plural = if most == 1 { "" } else { "s" };
                    format!("{function}() takes {most} positional argument{plural} but {given} {were} given")
                }
            }
            Style::Positional => self.wrong_count(most, least, given),
        };
        Error::new(ErrorClass::TypeError, text)
    }

    fn wrong_count(&self, most: usize, least: usize, given: usize) -> String {
        let function = self.function;
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        match (least, most) {
            (0, 0) => format!("{}() takes no arguments ({given} given)", self.qualified),
            (1, 1) if !self.makes && !self.has_keywords() => {
                format!("{}() takes exactly one argument ({given} given)", self.qualified)
            }
            (least, most) if least == most => {
                format!("{function} expected {most} argument{}, got {given}", plural(most))
            }
            (_, most) if given > most => {
                format!("{function} expected at most {most} argument{}, got {given}", plural(most))
            }
            (least, _) => format!("{function} expected at least {least} argument{}, got {given}", plural(least)),
        }
    }

    /// The slot of a parameter.
    fn place(&self, name: Name) -> usize {
        self.parameters.iter().position(|parameter| parameter.name == name).unwrap_or(0)
    }

    fn missing(&self, given: &[bool], positional_given: usize) -> Box<Error> {
        let function = self.function;
        let absent = |kind: &dyn Fn(ParameterKind) -> bool| -> Vec<Name> {
            let pairs = self.parameters.iter().zip(given);
            let lacking = pairs.filter(|(p, given)| !**given && p.default.is_none() && kind(p.kind));
            lacking.map(|(p, _)| p.name).collect()
        };
        let positional = absent(&|kind| matches!(kind, ParameterKind::PositionalOnly | ParameterKind::Positional));
        let keyword = absent(&|kind| kind == ParameterKind::KeywordOnly);
        let skip = usize::from(self.bound_first && self.style != Style::Python);
        let given_count = positional_given.saturating_sub(skip);
        let text = match (self.style, positional.first()) {
            (Style::C, Some(first)) if self.qualified == "enumerate" => {
                format!("enumerate() missing required argument '{first}'")
            }
            (Style::C, Some(first)) => {
                format!("{function}() missing required argument '{first}' (pos {})", self.place(*first) + 1 - skip)
            }
            (Style::NumPy, Some(first)) => {
                format!("{function}() missing required argument '{first}' (pos {})", self.place(*first) - skip)
            }
            (Style::Positional, Some(_)) => self.wrong_count(self.positional - skip, self.required - skip, given_count),
            (Style::Ufunc, Some(_)) => {
                let (least, most) = (self.required, self.positional);
                let takes = if least < most { format!("from {least} to {most}") } else { most.to_string() };
                let verb = if given_count == 1 { "was" } else { "were" };
                format!("{function}() takes {takes} positional arguments but {given_count} {verb} given")
            }
            _ => missing_text(function, &positional, &keyword),
        };
        Error::new(ErrorClass::TypeError, text)
    }
}

/// Whether a row is Python's own, not NumPy's.
fn is_python(full_name: &str) -> bool {
    let owner = full_name.rsplit_once('.').map_or("", |(owner, _)| owner);
    let class = super::Type::all().find(|class| class.name() == owner);
    let numpy_class = class.is_some_and(|class| class.module().starts_with("numpy"));
    !(owner == "np" || owner.starts_with("np.") || numpy_class)
}

/// Python's words for arguments that were not given.
pub fn missing_text(function: Name, positional: &[Name], keyword: &[Name]) -> String {
    let (names, kind) = if positional.is_empty() { (keyword, "keyword-only") } else { (positional, "positional") };
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let listed = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [many @ .., last] => format!("{}, and {last}", many.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    format!("{function}() missing {} required {kind} argument{plural}: {listed}", names.len())
}

/// The value of a default: a constant.
fn constant(expr: &Expr) -> Value {
    match &expr.kind {
        ExprKind::None => Value::None,
        ExprKind::True => Value::bool(true),
        ExprKind::False => Value::bool(false),
        ExprKind::Ellipsis => Value::Ellipsis,
        ExprKind::Int(x) => Value::Int(*x),
        ExprKind::Float(x) => Value::float(*x),
        ExprKind::Str(text) => Value::str(&**text),
        ExprKind::Bytes(bytes) => Value::bytes(&**bytes),
        ExprKind::Tuple(items) => Value::tuple(items.iter().map(constant)),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => match constant(operand) {
            Value::Int(x) => Value::Int(-x),
            Value::Float(x) => Value::float(-x.get()),
            _ => Value::Undef,
        },
        ExprKind::Name(name) => match name.as_str() {
            "inf" => Value::float(f64::INFINITY),
            "nan" => Value::float(f64::NAN),
            "float" => Value::Type(super::types::FLOAT),
            "int" => Value::Type(super::types::INT),
            "bool" => Value::Type(super::types::BOOL),
            _ => Value::Undef,
        },
        _ => Value::Undef,
    }
}

/// The error for an argument that a row names for NumPy's sake and that we do not honour yet.
pub fn unsupported_argument<T>(function: &str, argument: &str) -> R<T> {
    err(
        ErrorClass::NotImplementedError,
        format!("numcell does not support the argument '{argument}' of {function}() yet"),
    )
}
