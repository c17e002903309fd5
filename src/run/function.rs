//! Function objects: how a `def` makes them, and their attributes.

use super::core::Vm;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::code::Template;
use crate::value::dict::Dict;
use crate::value::function::{Function, Generator, GeneratorState, Variable};
use crate::value::{Interp, Value};
use std::rc::Rc;

impl Vm<'_> {
    /// Makes a function from a template, with default values in the registers from `a` on.
    pub(super) fn make_function(&mut self, template: &'static Template, a: u8) -> Value {
        let mut next = a;
        let mut take = |vm: &mut Self| {
            let value = vm.register(next).take();
            next += 1;
            value
        };
        let defaults: Rc<[Value]> = (0..template.defaults).map(|_| take(self)).collect();
        let mut keyword_defaults: Vec<Value> = Vec::new();
        if !template.keyword_defaults.is_empty() {
            keyword_defaults.resize_with(template.code.parameters.keyword_only as usize, || Value::Undef);
            for &position in &template.keyword_defaults {
                keyword_defaults[position as usize] = take(self);
            }
        }
        let annotations = if template.annotations { take(self) } else { Value::Undef };
        let captures: Box<[Rc<Variable>]> = template
            .captures
            .iter()
            .map(|&register| match self.register(register) {
                Value::Variable(variable) => variable.clone(),
                _ => Rc::default(),
            })
            .collect();
        let code = template.code;
        Value::Function(Rc::new(Function {
            code,
            name: code.name.into(),
            qualname: code.qualname.into(),
            defaults: defaults.into(),
            keyword_defaults: std::cell::RefCell::new(keyword_defaults.into()),
            captures,
            annotations: annotations.into(),
            doc: code.doc.clone().into(),
            attributes: Default::default(),
        }))
    }
}

/// An attribute of a function.
pub(super) fn function_attribute(
    vm: &mut Vm<'_>,
    value: &Value,
    function: &Rc<Function>,
    name: Name,
) -> R<Option<Value>> {
    if let Some(own) = function.attributes.borrow().get(name) {
        return Ok(Some(own));
    }
    Ok(Some(match name {
        names::NAME => Value::str(function.name.get().as_str()),
        names::QUALNAME => Value::str(function.qualname.get().as_str()),
        names::DOC => function.doc.borrow().clone(),
        names::MODULE => Value::str(function.code.namespace.name.get().unwrap_or(names::MAIN).as_str()),
        names::DEFAULTS => match &**function.defaults.borrow() {
            [] => Value::None,
            defaults => Value::tuple(defaults.iter().cloned()),
        },
        names::KWDEFAULTS => {
            let mut dict = Dict::new();
            let parameters = function.parameters();
            let first = parameters.positional as usize;
            for (position, default) in function.keyword_defaults.borrow().iter().enumerate() {
                if !default.is_undef() {
                    dict.insert_str(parameters.names[first + position].as_str(), default.clone());
                }
            }
            if dict.is_empty() { Value::None } else { Value::dict(dict) }
        }
        names::ANNOTATIONS => {
            if function.annotations.borrow().is_undef() {
                *function.annotations.borrow_mut() = Value::dict(Dict::new());
            }
            function.annotations.borrow().clone()
        }
        names::DICT => Value::Dict(function.attributes.borrow_mut().dict()),
        names::CLASS => value.class(),
        names::CODE => super::code_object::CodeObject::value(function.code),
        names::GLOBALS => vm.globals()?,
        names::CLOSURE => match function.captures.len() {
            0 => Value::None,
            _ => Value::tuple(
                function.captures.iter().map(|variable| super::code_object::CellObject::value(variable.clone())),
            ),
        },
        names::GET => return Ok(None),
        _ => return Ok(None),
    }))
}

/// `function.name = new`
pub(super) fn set_function_attribute(function: &Rc<Function>, name: Name, new: Value) -> R<()> {
    match name {
        names::NAME | names::QUALNAME => match new.as_str() {
            Some(text) => {
                let text = Name::new(text);
                if name == names::NAME {
                    function.name.set(text)
                } else {
                    function.qualname.set(text)
                }
                Ok(())
            }
            None => err(ErrorClass::TypeError, format!("{name} must be set to a string object")),
        },
        names::DOC => {
            *function.doc.borrow_mut() = new;
            Ok(())
        }
        names::ANNOTATIONS => {
            *function.annotations.borrow_mut() = new;
            Ok(())
        }
        names::DEFAULTS => {
            let items: Rc<[Value]> = match &new {
                Value::None => Rc::new([]),
                Value::Tuple(items) => items.iter().cloned().collect(),
                _ => return err(ErrorClass::TypeError, "__defaults__ must be set to a tuple object"),
            };
            *function.defaults.borrow_mut() = items;
            Ok(())
        }
        _ => {
            function.attributes.borrow_mut().insert(name, new);
            Ok(())
        }
    }
}

/// An attribute of a generator.
pub(super) fn generator_attribute(
    vm: &mut Vm<'_>,
    value: &Value,
    generator: &Rc<Generator>,
    name: Name,
) -> R<Option<Value>> {
    Ok(Some(match name.as_str() {
        "__name__" => Value::str(generator.code.name.as_str()),
        "__qualname__" => Value::str(generator.qualname.as_str()),
        "gi_running" => Value::bool(generator.state.get() == GeneratorState::Running),
        "gi_frame" if generator.state.get() == GeneratorState::Done => Value::None,
        _ => return vm.builtin_attribute(value, name),
    }))
}
