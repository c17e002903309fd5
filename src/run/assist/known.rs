//! What is known of a path without running anything of the program's: a value, or only the class of
//! one. Properties and `__getattr__` of the program's classes are not asked.

use super::place::{Path, Root, Step};
use crate::run::core::Vm;
use crate::text::{Name, names};
use crate::value::{Interp, Owner, Run, Type, Value, find_member, types};

/// What a path comes to.
pub(super) enum Known {
    /// This value.
    Value(Value),
    /// Some object of a built-in class.
    Object(Type),
    /// Some object of a class that the program defined.
    Instance(Value),
    /// A method of some object, which is its first argument.
    Bound(Value),
}

impl Vm<'_> {
    /// What is known of a path; None if nothing.
    pub(super) fn known(&mut self, path: &Path) -> Option<Known> {
        let mut known = match &path.root {
            Root::Name(name) => Known::Value(self.visible(Name::existing(name)?)?),
            Root::Str => Known::Object(types::STR),
            Root::Bytes => Known::Object(types::BYTES),
            Root::List => Known::Object(types::LIST),
            Root::Dict => Known::Object(types::DICT),
        };
        for step in &path.steps {
            known = self.step(known, step)?;
        }
        Some(known)
    }

    /// The value of a global or built-in name.
    pub(super) fn visible(&mut self, name: Name) -> Option<Value> {
        let slot = self.core.main.slots.borrow().get(&name).copied();
        let own = slot.map(|slot| self.core.globals[slot as usize].clone()).filter(|value| !value.is_undef());
        own.or_else(|| self.core.builtin(name))
    }

    fn step(&mut self, known: Known, step: &Step) -> Option<Known> {
        match (known, step) {
            // A module inside is known before a program imports it, and before its name is.
            (Known::Value(Value::Module(module)), Step::Attribute(name)) => {
                let value = Value::Module(module.clone());
                let found = Name::existing(name).and_then(|name| self.find_attr(&value, name).ok().flatten());
                let inner = format!("{}.{name}", module.name);
                let is_module = found.is_none() && crate::run::import::is_module(&inner);
                found
                    .or_else(|| is_module.then(|| Value::Module(self.core.module(Name::new(&inner)))))
                    .map(Known::Value)
            }
            (Known::Value(value), Step::Attribute(name)) => {
                self.quiet_attribute(&value, Name::existing(name)?).map(Known::Value)
            }
            (Known::Object(class), Step::Attribute(name)) => {
                let found = crate::run::attribute::class_member(class, Name::existing(name)?)?;
                match found.row.run {
                    // Of an attribute that is computed only arrays are known to give their like.
                    Run::Property(..) if class == types::NDARRAY => Some(Known::Object(types::NDARRAY)),
                    Run::Property(..) => None,
                    _ => Some(Known::Bound(Value::Builtin(found))),
                }
            }
            (Known::Instance(class), Step::Attribute(name)) => {
                let found = class_attribute(&class, Name::existing(name)?)?;
                let is_method = matches!(found, Value::Function(_) | Value::Builtin(_));
                Some(if is_method { Known::Bound(found) } else { Known::Value(found) })
            }
            (Known::Value(value), Step::Index(index)) => self.quiet_item(&value, &Value::Int(*index)),
            (Known::Value(value), Step::Key(key)) => self.quiet_item(&value, &Value::str(key)),
            (Known::Value(value), Step::Slice) => {
                let is_sequence = matches!(value, Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Array(_));
                is_sequence.then_some(Known::Value(value))
            }
            (Known::Object(class), Step::Slice) => Some(Known::Object(class)),
            (Known::Object(types::NDARRAY), Step::Index(_)) => Some(Known::Object(types::NDARRAY)),
            (Known::Value(value) | Known::Bound(value), Step::Call) => result_of(&value),
            _ => None,
        }
    }

    /// An attribute, unless code of the program would have to say what it is.
    fn quiet_attribute(&mut self, value: &Value, name: Name) -> Option<Value> {
        match value {
            Value::Instance(instance) => {
                let own = instance.get(name);
                own.or_else(|| class_attribute(&Value::Class(instance.class.clone()), name))
            }
            Value::Class(_) => class_attribute(value, name),
            _ => self.find_attr(value, name).ok().flatten(),
        }
    }

    fn quiet_item(&mut self, value: &Value, key: &Value) -> Option<Known> {
        let is_plain = matches!(value, Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Array(_));
        is_plain.then(|| self.get_item(value, key).ok()).flatten().map(Known::Value)
    }
}

/// An attribute of a class that the program defined, or of one of its bases, as it stands there.
pub(super) fn class_attribute(class: &Value, name: Name) -> Option<Value> {
    let Value::Class(class) = class else { return None };
    class.mro.borrow().iter().find_map(|class| match class {
        Value::Class(class) => class.attributes.borrow().get(&name).cloned(),
        Value::Type(class) => find_member(Owner::Class(*class), name).map(Value::Builtin),
        _ => None,
    })
}

/// What a call gives, where its class is known without the call.
fn result_of(function: &Value) -> Option<Known> {
    match function {
        Value::Type(class) => Some(Known::Object(*class)),
        Value::Class(_) => Some(Known::Instance(function.clone())),
        Value::Method(method) => result_of(&method.function),
        Value::Builtin(function) => match function.owner {
            Owner::Module(module) if function.name.as_str() == "default_rng" && module.as_str() == "numpy.random" => {
                Some(Known::Object(types::RANDOM_GENERATOR))
            }
            // Most functions of NumPy give arrays, and the scalars of others have an array's attributes.
            Owner::Module(module) if module == names::NUMPY => Some(Known::Object(types::NDARRAY)),
            Owner::Class(types::NDARRAY) if function.name.as_str() != "tolist" => Some(Known::Object(types::NDARRAY)),
            Owner::Class(types::STR) => match function.name.as_str() {
                "split" | "rsplit" | "splitlines" => Some(Known::Object(types::LIST)),
                "encode" => Some(Known::Object(types::BYTES)),
                "count" | "find" | "index" | "rfind" | "rindex" => None,
                name if name.starts_with("is") || name.ends_with("with") => None,
                _ => Some(Known::Object(types::STR)),
            },
            _ => None,
        },
        _ => None,
    }
}
