//! Rows of this floor: what every object and class has, `property` and its relatives, exceptions,
//! generators.

use super::descriptor::{ClassMethod, Property, StaticMethod, Super};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};

/// The rows.
pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "object.__init__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Initialize self.",
        run: Run::Raw(object_init),
        ..ROW
    },
    Builtin {
        name: "object.__repr__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return repr(self).",
        run: Run::Function(|cx, args| Ok(Value::str(super::protocol::builtin_repr(cx, &args[0])?))),
        ..ROW
    },
    Builtin {
        name: "object.__str__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return str(self).",
        run: Run::Function(object_str),
        ..ROW
    },
    Builtin {
        name: "object.__format__",
        signature: "(self, format_spec, /)",
        style: Style::Positional,
        summary: "Default object formatter.",
        run: Run::Function(object_format),
        ..ROW
    },
    Builtin {
        name: "object.__eq__",
        signature: "(self, value, /)",
        style: Style::Positional,
        summary: "Return self==value.",
        run: Run::Function(|cx, args| object_compare(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "object.__ne__",
        signature: "(self, value, /)",
        style: Style::Positional,
        summary: "Return self!=value.",
        run: Run::Function(|cx, args| object_compare(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "object.__hash__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return hash(self).",
        run: Run::Function(|_, args| {
            let at = args[0].address().unwrap_or_default();
            Ok(Value::Int(crate::value::hash::hash_address(at)))
        }),
        ..ROW
    },
    Builtin {
        name: "object.__getattribute__",
        signature: "(self, name, /)",
        style: Style::Positional,
        summary: "Return getattr(self, name).",
        run: Run::Function(|cx, args| {
            let name = attribute_name(&args[1])?;
            cx.plain_get_attr(&args[0], name)
        }),
        ..ROW
    },
    Builtin {
        name: "object.__setattr__",
        signature: "(self, name, value, /)",
        style: Style::Positional,
        summary: "Implement setattr(self, name, value).",
        run: Run::Function(|cx, args| {
            let name = attribute_name(&args[1])?;
            cx.plain_set_attr(&args[0], name, args[2].clone())?;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "object.__delattr__",
        signature: "(self, name, /)",
        style: Style::Positional,
        summary: "Implement delattr(self, name).",
        run: Run::Function(|cx, args| {
            let name = attribute_name(&args[1])?;
            cx.plain_del_attr(&args[0], name)?;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "object.__init_subclass__",
        signature: "(*args)",
        summary: "This method is called when a class is subclassed.",
        run: Run::Raw(|_, _, kwargs| match kwargs.first() {
            Some(_) => err(ErrorClass::TypeError, "object.__init_subclass__() takes no keyword arguments"),
            None => Ok(Value::None),
        }),
        ..ROW
    },
    Builtin {
        name: "iterator.__next__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Implement next(self).",
        run: Run::Function(|cx, args| match cx.next(&args[0])? {
            Some(value) => Ok(value),
            None => err(ErrorClass::StopIteration, ""),
        }),
        ..ROW
    },
    Builtin {
        name: "iterator.__iter__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Implement iter(self).",
        run: Run::Function(|_, args| Ok(args[0].clone())),
        ..ROW
    },
    Builtin {
        name: "iterator.__length_hint__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Private method returning an estimate of len(list(it)).",
        run: Run::Function(|_, args| match &args[0] {
            Value::Iter(iter) => Ok(iter.len_hint().map_or(Value::NotImplemented, Value::count)),
            _ => Ok(Value::NotImplemented),
        }),
        ..ROW
    },
    Builtin {
        name: "type.mro",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return a type's method resolution order.",
        run: Run::Function(|_, args| Ok(Value::list(super::descriptor::mro_of(&args[0])))),
        ..ROW
    },
    Builtin {
        name: "type.__subclasses__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return a list of immediate subclasses.",
        run: Run::Function(|_, args| match &args[0] {
            Value::Class(class) => Ok(Value::list(class.subclasses())),
            _ => Err(Error::unsupported("the subclasses of built-in classes")),
        }),
        ..ROW
    },
    Builtin {
        name: "type.__call__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Call self as a function.",
        run: Run::Raw(|cx, args, kwargs| match args.split_first() {
            Some((class, rest)) => cx.make_object(class, rest, kwargs),
            None => err(ErrorClass::TypeError, "descriptor '__call__' of 'type' object needs an argument"),
        }),
        ..ROW
    },
    Builtin {
        name: "type.__init__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Initialize self.",
        run: Run::Raw(|_, _, _| Ok(Value::None)),
        ..ROW
    },
    Builtin {
        name: "type.__setattr__",
        signature: "(self, name, value, /)",
        style: Style::Positional,
        summary: "Implement setattr(self, name, value).",
        run: Run::Function(|_, args| {
            let name = attribute_name(&args[1])?;
            match &args[0] {
                Value::Class(class) => super::descriptor::set_class_attribute(class, name, args[2].clone())?,
                other => {
                    let text = format!("cannot set '{name}' attribute of immutable type '{}'", other.type_name());
                    return err(ErrorClass::TypeError, text);
                }
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "property.__new__",
        signature: "(fget=None, fset=None, fdel=None, doc=None)",
        style: Style::C,
        summary: "Property attribute.",
        run: Run::Construct(|_, args| {
            let [getter, setter, deleter, doc] = [0, 1, 2, 3].map(|at| match args[at].take() {
                Value::None => Value::Undef,
                value => value,
            });
            Ok(Value::native(Property { getter, setter, deleter, doc, name: None.into() }))
        }),
        ..ROW
    },
    Builtin {
        name: "property.setter",
        signature: "(self, function, /)",
        style: Style::Positional,
        summary: "Descriptor to obtain a copy of the property with a different setter.",
        run: Run::Function(|_, args| changed_property(args, |property, function| property.setter = function)),
        ..ROW
    },
    Builtin {
        name: "property.getter",
        signature: "(self, function, /)",
        style: Style::Positional,
        summary: "Descriptor to obtain a copy of the property with a different getter.",
        run: Run::Function(|_, args| changed_property(args, |property, function| property.getter = function)),
        ..ROW
    },
    Builtin {
        name: "property.deleter",
        signature: "(self, function, /)",
        style: Style::Positional,
        summary: "Descriptor to obtain a copy of the property with a different deleter.",
        run: Run::Function(|_, args| changed_property(args, |property, function| property.deleter = function)),
        ..ROW
    },
    Builtin {
        name: "staticmethod.__new__",
        signature: "(function, /)",
        style: Style::Positional,
        summary: "Convert a function to be a static method.",
        run: Run::Construct(|_, args| Ok(Value::native(StaticMethod { function: args[0].take() }))),
        ..ROW
    },
    Builtin {
        name: "classmethod.__new__",
        signature: "(function, /)",
        style: Style::Positional,
        summary: "Convert a function to be a class method.",
        run: Run::Construct(|_, args| Ok(Value::native(ClassMethod { function: args[0].take() }))),
        ..ROW
    },
    Builtin {
        name: "super.__new__",
        signature: "(type=_NoValue, object_or_type=_NoValue, /)",
        style: Style::Positional,
        summary: "The attributes of an object beyond those of a class.",
        run: Run::Construct(|_, args| {
            if args[0].is_undef() {
                return err(ErrorClass::RuntimeError, "super(): no arguments");
            }
            new_super(args[0].take(), args[1].take())
        }),
        ..ROW
    },
    Builtin {
        name: "BaseException.__init__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Initialize self.",
        run: Run::Raw(|_, args, _| {
            if let Some((object, rest)) = args.split_first()
                && let Some(state) = super::exception::exception_state(object)
            {
                *state.args.borrow_mut() = Value::tuple(rest.iter().cloned());
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "BaseException.__str__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Return str(self).",
        run: Run::Function(|cx, args| Ok(Value::str(exception_text(cx, &args[0])?))),
        ..ROW
    },
    Builtin {
        name: "BaseException.with_traceback",
        signature: "(self, tb, /)",
        style: Style::Positional,
        summary: "Set self.__traceback__ to tb and return self.",
        run: Run::Function(|_, args| Ok(args[0].take())),
        ..ROW
    },
    Builtin {
        name: "BaseException.add_note",
        signature: "(self, note, /)",
        style: Style::Positional,
        summary: "Add a note to the exception.",
        run: Run::Function(add_note),
        ..ROW
    },
    Builtin {
        name: "generator.__next__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Implement next(self).",
        run: Run::Function(|cx, args| cx.send(&args[0], Value::None)),
        ..ROW
    },
    Builtin {
        name: "generator.__iter__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Implement iter(self).",
        run: Run::Function(|_, args| Ok(args[0].take())),
        ..ROW
    },
    Builtin {
        name: "generator.send",
        signature: "(self, value, /)",
        style: Style::Positional,
        summary: "Send a value into the generator; the next value it yields, or StopIteration.",
        run: Run::Function(|cx, args| {
            let value = args[1].take();
            cx.send(&args[0], value)
        }),
        ..ROW
    },
    Builtin {
        name: "generator.throw",
        signature: "(self, value, extra=None, traceback=None, /)",
        style: Style::Positional,
        summary: "Raise an exception in the generator; the next value it yields, or StopIteration.",
        run: Run::Function(|cx, args| {
            let exception = match (&args[0], &args[1]) {
                (_, class @ (Value::Class(_) | Value::Type(_))) => match &args[2] {
                    Value::None => cx.call(class, &[], &[])?,
                    value => cx.call(class, std::slice::from_ref(value), &[])?,
                },
                (_, value) => value.clone(),
            };
            cx.throw(&args[0], &exception)
        }),
        ..ROW
    },
    Builtin {
        name: "generator.close",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "Raise GeneratorExit in the generator.",
        run: Run::Function(|cx, args| cx.close_generator(&args[0]).map(|()| Value::None)),
        ..ROW
    },
    Builtin {
        name: "function.__get__",
        signature: "(self, instance, owner=None, /)",
        style: Style::Positional,
        summary: "Return an attribute of instance, which is of type owner.",
        run: Run::Function(|_, args| {
            let (function, object) = (args[0].take(), args[1].take());
            Ok(if object.is_none() { function } else { super::attribute::bound(function, object) })
        }),
        ..ROW
    },
    Builtin {
        name: "function.__call__",
        signature: "(self, /, *args, **kwargs)",
        summary: "Call self as a function.",
        run: Run::Raw(|cx, args, kwargs| match args.split_first() {
            Some((function, rest)) => cx.call(function, rest, kwargs),
            None => Ok(Value::None),
        }),
        ..ROW
    },
];

fn attribute_name(value: &Value) -> R<Name> {
    match value.as_str() {
        Some(text) => Ok(Name::new(text)),
        None => err(ErrorClass::TypeError, format!("attribute name must be string, not '{}'", value.type_name())),
    }
}

/// `object.__init__` takes no arguments unless the class makes its objects in its own way; containers
/// take their contents.
fn object_init(cx: &mut dyn Interp, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let Some((object, rest)) = args.split_first() else { return Ok(Value::None) };
    let Value::Instance(instance) = object else { return refill(cx, object, rest, kwargs) };
    match instance.payload() {
        Some(payload) => {
            let payload = payload.clone();
            refill(cx, &payload, rest, kwargs)
        }
        None => {
            let own_new = instance.class.lookup(crate::text::names::NEW).is_some();
            if !(rest.is_empty() && kwargs.is_empty()) && !own_new {
                let text = "object.__init__() takes exactly one argument (the instance to initialize)";
                return err(ErrorClass::TypeError, text);
            }
            Ok(Value::None)
        }
    }
}

/// `list.__init__(self, items)` and the like: new contents for a container.
fn refill(cx: &mut dyn Interp, container: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
    let class = Value::Type(container.builtin_type());
    match container {
        Value::List(list) => {
            let made = cx.call(&class, args, kwargs)?;
            let items = cx.collect(&made)?;
            let _old = list.items.replace(items);
        }
        Value::Dict(dict) => {
            if let Value::Dict(made) = cx.call(&class, args, kwargs)? {
                let pairs: Vec<(Value, Value)> =
                    made.map.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
                for (key, value) in pairs {
                    dict.set(cx, key, value)?;
                }
                let factory = made.default_factory.borrow().clone();
                if !factory.is_undef() {
                    *dict.default_factory.borrow_mut() = factory;
                }
            }
        }
        Value::Set(set) if !set.frozen => {
            let made = cx.call(&class, args, kwargs)?;
            set.update(cx, &made)?;
        }
        _ => {}
    }
    Ok(Value::None)
}

fn object_str(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let text = match &args[0] {
        Value::Instance(instance) if instance.payload().is_some() => {
            let payload = instance.payload().cloned().unwrap_or_default();
            match &payload {
                Value::Str(text) => text.to_string(),
                _ => cx.repr(&args[0])?,
            }
        }
        other => cx.repr(other)?,
    };
    Ok(Value::str(text))
}

fn object_format(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let spec = args[1].as_str().unwrap_or_default().to_owned();
    if let Value::Instance(instance) = &args[0]
        && let Some(payload) = instance.payload().cloned()
    {
        return cx.format(&payload, &spec).map(Value::str);
    }
    if spec.is_empty() {
        return cx.str(&args[0]).map(Value::str);
    }
    let text = format!("unsupported format string passed to {}.__format__", args[0].type_name());
    err(ErrorClass::TypeError, text)
}

fn object_compare(cx: &mut dyn Interp, args: &mut [Value], equal: bool) -> R<Value> {
    let payload = |value: &Value| match value {
        Value::Instance(instance) => instance.payload().cloned(),
        _ => None,
    };
    if let Some(own) = payload(&args[0]) {
        let other = payload(&args[1]).unwrap_or_else(|| args[1].clone());
        let same = cx.equal(&own, &other)?;
        return Ok(Value::bool(same == equal));
    }
    if !matches!(args[0], Value::Instance(_)) {
        let same = cx.equal(&args[0], &args[1])?;
        return Ok(Value::bool(same == equal));
    }
    if args[0].is(&args[1]) { Ok(Value::bool(equal)) } else { Ok(Value::NotImplemented) }
}

fn changed_property(args: &mut [Value], change: impl FnOnce(&mut Property, Value)) -> R<Value> {
    let function = args[1].take();
    match args[0].as_native::<Property>() {
        Some(old) => {
            let mut property = Property {
                getter: old.getter.clone(),
                setter: old.setter.clone(),
                deleter: old.deleter.clone(),
                doc: old.doc.clone(),
                name: (*old.name.borrow()).into(),
            };
            change(&mut property, function);
            Ok(Value::native(property))
        }
        None => err(ErrorClass::TypeError, "descriptor of 'property' object needs a property"),
    }
}

/// `super(class, object)`
pub(super) fn new_super(class: Value, object: Value) -> R<Value> {
    if class.is_undef() {
        return err(ErrorClass::RuntimeError, "super(): empty __class__ cell");
    }
    if !matches!(class, Value::Class(_) | Value::Type(_)) {
        let text = format!("super() argument 1 must be a type, not {}", class.type_name());
        return err(ErrorClass::TypeError, text);
    }
    // Bound to a class, if that derives from it; else to an object of it.
    let object_class = match &object {
        Value::Class(own) if own.is_a(&class) => object.clone(),
        Value::Undef => return Err(Error::unsupported("super() without an object")),
        other => {
            let own = other.class();
            let fits = match &own {
                Value::Class(own) => own.is_a(&class),
                Value::Type(own) => matches!(&class, Value::Type(class) if own.is_a(*class)),
                _ => false,
            };
            if !fits {
                return err(ErrorClass::TypeError, "super(type, obj): obj must be an instance or subtype of type");
            }
            own
        }
    };
    Ok(Value::native(Super { start: class, object, object_class }))
}

fn add_note(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    if args[1].as_str().is_none() {
        return err(ErrorClass::TypeError, format!("note must be a str, not '{}'", args[1].type_name()));
    }
    let name = Name::new("__notes__");
    let notes = match cx.find_attr(&args[0], name)? {
        Some(notes) => notes,
        None => {
            let notes = Value::list(Vec::new());
            cx.set_attr(&args[0], name, notes.clone())?;
            notes
        }
    };
    if let Value::List(list) = &notes {
        list.items.borrow_mut().push(args[1].clone());
    }
    Ok(Value::None)
}

fn exception_text(cx: &mut dyn Interp, value: &Value) -> R<String> {
    match value {
        Value::Instance(instance) => super::protocol::str_of_exception(cx, instance),
        other => cx.str(other),
    }
}
