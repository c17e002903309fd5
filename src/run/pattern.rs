//! What patterns of `match` ask of values.

use super::core::Vm;
use super::protocol::payload_or_self;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{Interp, Type, Value, types};

impl Vm<'_> {
    /// Whether a value is a sequence (no text) of `n` items, or of at least so many.
    pub(super) fn matches_sequence(&mut self, value: &Value, n: usize, star: bool) -> R<bool> {
        let is_sequence = match payload_or_self(value) {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Native(object) => object.class() == types::DEQUE,
            _ => false,
        };
        if !is_sequence {
            return Ok(false);
        }
        let length = self.len(value)?;
        Ok(if star { length >= n } else { length == n })
    }

    /// The values of keys of a mapping as a tuple; None if it is none or lacks a key.
    pub(super) fn match_mapping(&mut self, value: &Value, keys: &Value) -> R<Value> {
        let (Value::Dict(dict), Value::Tuple(keys)) = (payload_or_self(value), keys) else { return Ok(Value::None) };
        let mut found = Vec::new();
        for key in keys.iter() {
            match dict.get(self, key)? {
                Some(value) => found.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(found))
    }

    /// What a mapping has besides some keys.
    pub(super) fn match_rest(&mut self, value: &Value, keys: &Value) -> R<Value> {
        let (Value::Dict(dict), Value::Tuple(keys)) = (payload_or_self(value), keys) else {
            return Ok(Value::dict(Dict::new()));
        };
        let pairs: Vec<(Value, Value)> =
            dict.map.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        let rest = crate::value::DictObject::new(Dict::new());
        'pairs: for (key, value) in pairs {
            for other in keys.iter() {
                if self.equal(&key, other)? {
                    continue 'pairs;
                }
            }
            rest.set(self, key, value)?;
        }
        Ok(Value::Dict(std::rc::Rc::new(rest)))
    }

    /// The attributes of an object of a class that a class pattern names; None if it does not fit.
    pub(super) fn match_class(&mut self, value: &Value, class: &Value, n: usize, keywords: &[Name]) -> R<Value> {
        let fits = match (class, value) {
            (Value::Class(_), Value::Instance(instance)) => instance.class.is_a(class),
            (Value::Class(_), _) => false,
            (Value::Type(class), Value::Instance(instance)) => instance.class.is_a(&Value::Type(*class)),
            (Value::Type(class), value) => value.builtin_type().is_a(*class),
            _ => return err(ErrorClass::TypeError, "called match pattern must be a class"),
        };
        if !fits {
            return Ok(Value::None);
        }
        let mut found = Vec::new();
        if n > 0 {
            match class {
                // These match their own value.
                Value::Type(class) if is_own_value(*class) && n == 1 => found.push(value.clone()),
                Value::Type(class) if is_own_value(*class) => {
                    return Err(too_many_sub_patterns(class.name(), 1, n));
                }
                _ => {
                    let args = self.find_attr(class, names::MATCH_ARGS)?;
                    let args = match &args {
                        Some(args) => self.collect(args)?,
                        None => Vec::new(),
                    };
                    if args.len() < n {
                        let name = match class {
                            Value::Class(class) => class.name.get().as_str().to_owned(),
                            other => other.type_name(),
                        };
                        return Err(too_many_sub_patterns(&name, args.len(), n));
                    }
                    for name in &args[..n] {
                        match self.find_attr(value, Name::new(name.as_str().unwrap_or_default()))? {
                            Some(part) => found.push(part),
                            None => return Ok(Value::None),
                        }
                    }
                }
            }
        }
        for name in keywords {
            match self.find_attr(value, *name)? {
                Some(part) => found.push(part),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(found))
    }
}

fn too_many_sub_patterns(class: &str, accepts: usize, given: usize) -> Box<crate::text::Error> {
    let s = if accepts == 1 { "" } else { "s" };
    let text = format!("{class}() accepts {accepts} positional sub-pattern{s} ({given} given)");
    crate::text::Error::new(ErrorClass::TypeError, text)
}

fn is_own_value(class: Type) -> bool {
    [
        types::BOOL,
        types::BYTEARRAY,
        types::BYTES,
        types::DICT,
        types::FLOAT,
        types::FROZENSET,
        types::INT,
        types::LIST,
        types::SET,
        types::STR,
        types::TUPLE,
    ]
    .contains(&class)
}
