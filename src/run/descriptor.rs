//! `property`, `staticmethod`, `classmethod` and `super` objects, and the attributes that every object
//! and class has without a row: `__class__`, `__dict__`, `__mro__`, an exception's `args`.

use super::core::Vm;
use crate::text::{ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{Class, Instance, Interp, Native, NativeFunction, Owner, Type, Value, types};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// `property(getter, setter, deleter)`
pub(super) struct Property {
    pub(super) getter: Value,
    pub(super) setter: Value,
    pub(super) deleter: Value,
    pub(super) doc: Value,
    /// The name under which a class has it.
    pub(super) name: RefCell<Option<Name>>,
}

impl Native for Property {
    fn class(&self) -> Type {
        types::PROPERTY
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Property {
    /// What messages call it.
    pub(super) fn name(&self, cx: &mut Vm<'_>) -> R<String> {
        if let Some(name) = *self.name.borrow() {
            return Ok(name.as_str().to_owned());
        }
        match cx.find_attr(&self.getter, names::NAME)? {
            Some(name) => cx.str(&name),
            None => Ok("?".to_owned()),
        }
    }
}

/// `staticmethod(function)`
pub(super) struct StaticMethod {
    pub(super) function: Value,
}

impl Native for StaticMethod {
    fn class(&self) -> Type {
        types::STATICMETHOD
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `classmethod(function)`
pub(super) struct ClassMethod {
    pub(super) function: Value,
}

impl Native for ClassMethod {
    fn class(&self) -> Type {
        types::CLASSMETHOD
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `super(start, object)`
pub(super) struct Super {
    /// The class beyond which attributes are looked up.
    pub(super) start: Value,
    /// The object (or class) they are bound to.
    pub(super) object: Value,
    /// The class whose order of bases counts.
    pub(super) object_class: Value,
}

impl Super {
    /// Whether it is bound to a class: in a class method or `__new__`.
    pub(super) fn of_class(&self) -> bool {
        matches!(self.object, Value::Class(_) | Value::Type(_)) && self.object.is(&self.object_class)
    }
}

impl Native for Super {
    fn class(&self) -> Type {
        types::SUPER
    }
    fn repr(&self, _: &mut dyn Interp) -> Option<R<String>> {
        let name = |class: &Value| match class {
            Value::Class(class) => class.name.get().as_str().to_owned(),
            Value::Type(class) => class.name().to_owned(),
            _ => "NULL".to_owned(),
        };
        Some(Ok(format!("<super: <class '{}'>, <{} object>>", name(&self.start), name(&self.object_class))))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `list.__new__`: makes an object of a class that derives from a built-in one.
pub(super) struct NewMethod {
    pub(super) of: Type,
}

impl Native for NewMethod {
    fn class(&self) -> Type {
        types::BUILTIN_FUNCTION
    }
    fn repr(&self, _: &mut dyn Interp) -> Option<R<String>> {
        Some(Ok(format!("<built-in method __new__ of type object at 0x7f{:08x}>", self.of.number() << 6)))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The function of a static method, which can be called itself.
pub(super) fn static_function(callee: &Value) -> Option<Value> {
    callee.as_native::<StaticMethod>().map(|method| method.function.clone())
}

/// The object that a row of a built-in class works on: for objects of derived classes, their
/// built-in value.
pub(super) fn row_receiver(object: &Value, function: &NativeFunction) -> Value {
    match (object, function.owner) {
        (Value::Instance(instance), Owner::Class(class)) if class != types::OBJECT => {
            instance.payload().cloned().unwrap_or_else(|| object.clone())
        }
        _ => object.clone(),
    }
}

/// What a property row gives when asked of the class.
pub(super) fn row_descriptor(function: &'static NativeFunction) -> Value {
    Value::Builtin(function)
}

/// The documentation of a row as `__doc__` has it.
pub(super) fn row_doc(function: &NativeFunction) -> String {
    let row = function.row;
    if row.details.is_empty() { row.summary.to_owned() } else { format!("{}\n\n{}", row.summary, row.details) }
}

/// The classes in which attributes of objects of a class are looked up.
pub(super) fn mro_of(class: &Value) -> Vec<Value> {
    match class {
        Value::Class(class) => class.mro.borrow().clone(),
        Value::Type(class) => class.mro().into_iter().map(Value::Type).collect(),
        _ => Vec::new(),
    }
}

/// Attributes of built-in objects of this floor.
pub(super) fn native_attribute(cx: &mut Vm<'_>, value: &Value, name: Name) -> R<Option<Value>> {
    if let Some(property) = value.as_native::<Property>() {
        return Ok(Some(match name.as_str() {
            "fget" => none_if_undef(&property.getter),
            "fset" => none_if_undef(&property.setter),
            "fdel" => none_if_undef(&property.deleter),
            "__doc__" => match &property.doc {
                Value::Undef => cx.find_attr(&property.getter, names::DOC)?.unwrap_or(Value::None),
                doc => doc.clone(),
            },
            _ => return Ok(None),
        }));
    }
    let function = match value.as_native::<StaticMethod>() {
        Some(method) => Some(&method.function),
        None => value.as_native::<ClassMethod>().map(|method| &method.function),
    };
    if let Some(function) = function {
        return match name {
            names::FUNC | names::WRAPPED => Ok(Some(function.clone())),
            names::NAME | names::QUALNAME | names::DOC | names::MODULE | names::ANNOTATIONS => {
                cx.find_attr(function, name)
            }
            _ => Ok(None),
        };
    }
    if value.as_native::<NewMethod>().is_some() && matches!(name, names::NAME) {
        return Ok(Some(Value::str("__new__")));
    }
    Ok(None)
}

fn none_if_undef(value: &Value) -> Value {
    if value.is_undef() { Value::None } else { value.clone() }
}

/// Attributes that objects have without a row.
pub(super) fn instance_special(
    cx: &mut Vm<'_>,
    value: &Value,
    instance: &Rc<Instance>,
    name: Name,
) -> R<Option<Value>> {
    if let Some(state) = instance.exception() {
        match name {
            names::ARGS => return Ok(Some(instance.exception_args())),
            names::CAUSE => return Ok(Some(none_if_undef(&state.cause.borrow()))),
            names::CONTEXT => return Ok(Some(none_if_undef(&state.context.borrow()))),
            names::SUPPRESS_CONTEXT => return Ok(Some(Value::bool(state.suppress_context.get()))),
            names::TRACEBACK => {
                let none = state.trace.borrow().is_empty();
                return Ok(Some(if none { Value::None } else { super::traceback::Traceback::of(value) }));
            }
            _ => {}
        }
        if let Some(found) = exception_argument(instance, name) {
            return Ok(Some(found));
        }
    }
    Ok(match name {
        names::CLASS => Some(instance.class.as_value()),
        names::DICT if instance.class.stands_for().is_some_and(|class| class == types::OBJECT) => None,
        names::DICT => Some(Value::Dict(instance.attributes.borrow_mut().dict())),
        names::DOC => class_special(cx, &instance.class, name)?,
        names::MODULE => class_special(cx, &instance.class, name)?,
        _ => None,
    })
}

/// What some exception classes call their arguments.
fn exception_argument(instance: &Instance, name: Name) -> Option<Value> {
    let class = instance.class.builtin_base().error_class()?;
    let args = instance.exception_args();
    let Value::Tuple(args) = &args else { return None };
    let at = |position: usize| Some(args.get(position).cloned().unwrap_or(Value::None));
    match name.as_str() {
        "value" if class.is_a(ErrorClass::StopIteration) => at(0),
        "code" if class.is_a(ErrorClass::SystemExit) => at(0),
        "errno" if class.is_a(ErrorClass::OSError) && args.len() > 1 => at(0),
        "strerror" if class.is_a(ErrorClass::OSError) && args.len() > 1 => at(1),
        "filename" if class.is_a(ErrorClass::OSError) => at(2),
        "name" if class.is_a(ErrorClass::ImportError) => Some(Value::None),
        "name" if class.is_a(ErrorClass::NameError) || class.is_a(ErrorClass::AttributeError) => {
            let text = args.first()?.as_str()?.split('\'').nth(if class.is_a(ErrorClass::NameError) { 1 } else { 3 });
            Some(text.map_or(Value::None, Value::str))
        }
        "msg" if class.is_a(ErrorClass::SyntaxError) || class.is_a(ErrorClass::ImportError) => at(0),
        _ => None,
    }
}

/// Attributes that a program's class has without a row.
pub(super) fn class_special(cx: &mut Vm<'_>, class: &Rc<Class>, name: Name) -> R<Option<Value>> {
    Ok(Some(match name {
        names::NAME => Value::str(class.name.get().as_str()),
        names::QUALNAME => Value::str(class.qualname.borrow().clone()),
        names::CLASS => class.metaclass(),
        names::MRO => Value::tuple(class.mro.borrow().iter().cloned()),
        names::BASES => Value::tuple(class.bases.iter().cloned()),
        names::DICT => {
            let mut dict = Dict::new();
            for name in class.order.borrow().iter() {
                if let Some(value) = class.attributes.borrow().get(name) {
                    dict.insert_str(name.as_str(), value.clone());
                }
            }
            cx.construct(types::MAPPINGPROXY, [Value::dict(dict)].into_iter().collect(), Default::default())?
        }
        names::DOC => match class.stands_for() {
            Some(class) => return type_special(cx, class, name),
            None => Value::None,
        },
        names::MODULE => match class.stands_for() {
            Some(class) => Value::str(class.module()),
            None => Value::str(names::MAIN.as_str()),
        },
        names::ANNOTATIONS => Value::dict(Dict::new()),
        name if name.as_str() == "__base__" => class.bases.first().cloned().unwrap_or(Value::None),
        _ => return Ok(None),
    }))
}

/// Attributes that a built-in class has without a row.
pub(super) fn type_special(cx: &mut Vm<'_>, class: Type, name: Name) -> R<Option<Value>> {
    Ok(Some(match name {
        names::NAME => Value::str(class.name()),
        names::QUALNAME => Value::str(class.name()),
        names::MODULE => Value::str(class.module()),
        names::CLASS => Value::Type(types::TYPE),
        names::MRO => Value::tuple(class.mro().into_iter().map(Value::Type)),
        names::BASES if class == types::OBJECT => Value::tuple([]),
        names::BASES => Value::tuple([Value::Type(class.base())]),
        names::DICT => {
            let mut dict = Dict::new();
            for member in crate::value::members(Some(Owner::Class(class))) {
                dict.insert_str(member.name.as_str(), Value::Builtin(member));
            }
            cx.construct(types::MAPPINGPROXY, [Value::dict(dict)].into_iter().collect(), Default::default())?
        }
        names::DOC => {
            let new = crate::value::find_member(Owner::Class(class), names::NEW);
            new.map_or(Value::None, |row| Value::str(row_doc(row)))
        }
        name if name.as_str() == "__base__" => match class {
            types::OBJECT => Value::None,
            class => Value::Type(class.base()),
        },
        _ => return Ok(None),
    }))
}

/// `object.__class__ = …`, `__dict__ = …`, an exception's own. False if the name is an ordinary one.
pub(super) fn set_instance_special(
    cx: &mut Vm<'_>,
    value: &Value,
    instance: &Rc<Instance>,
    name: Name,
    new: &Value,
) -> R<bool> {
    if let Some(state) = instance.exception() {
        match name {
            names::ARGS => {
                let items = cx.collect(new)?;
                *state.args.borrow_mut() = Value::tuple(items);
                return Ok(true);
            }
            names::CAUSE => {
                *state.cause.borrow_mut() = new.clone();
                state.suppress_context.set(true);
                return Ok(true);
            }
            names::CONTEXT => {
                *state.context.borrow_mut() = new.clone();
                return Ok(true);
            }
            names::SUPPRESS_CONTEXT => {
                state.suppress_context.set(cx.truth(new)?);
                return Ok(true);
            }
            names::TRACEBACK => {
                if new.is_none() {
                    state.trace.borrow_mut().clear();
                }
                return Ok(true);
            }
            _ => {}
        }
    }
    match name {
        names::CLASS => Err(crate::text::Error::unsupported("changing the class of an object")),
        names::DICT => {
            let Value::Dict(dict) = new else {
                let text = format!("__dict__ must be set to a dictionary, not a '{}'", new.type_name());
                return err(ErrorClass::TypeError, text);
            };
            instance.attributes.borrow_mut().set_dict(dict.clone());
            Ok(true)
        }
        // Objects of the bare `object` have no attributes of their own.
        name if instance.class.stands_for() == Some(types::OBJECT) => {
            err(ErrorClass::AttributeError, format!("'{}' object has no attribute '{name}'", value.type_name()))
        }
        _ => Ok(false),
    }
}

/// Refuses an attribute that `__slots__` do not name.
pub(super) fn check_slots(value: &Value, instance: &Instance, name: Name) -> R<()> {
    let class = &instance.class;
    if class.stands_for().is_some() || class.lookup(names::SLOTS).is_none() {
        return Ok(());
    }
    let mut allowed = false;
    for class in class.mro.borrow().iter() {
        let Value::Class(class) = class else { continue };
        match class.attributes.borrow().get(&names::SLOTS) {
            Some(slots) => allowed |= names_slot(slots, name) || names_slot(slots, names::DICT),
            // A class without slots gives its objects a dict.
            None => return Ok(()),
        }
    }
    if allowed {
        return Ok(());
    }
    if class.lookup(name).is_some() {
        let text = format!("'{}' object attribute '{name}' is read-only", value.type_name());
        return err(ErrorClass::AttributeError, text);
    }
    err(ErrorClass::AttributeError, format!("'{}' object has no attribute '{name}'", value.type_name()))
}

fn names_slot(slots: &Value, name: Name) -> bool {
    match slots {
        Value::Str(text) => ***text == *name.as_str(),
        Value::Tuple(items) => items.iter().any(|item| item.as_str() == Some(name.as_str())),
        Value::List(list) => list.items.borrow().iter().any(|item| item.as_str() == Some(name.as_str())),
        Value::Dict(dict) => dict.map.borrow().get_str(name.as_str()).is_some(),
        _ => false,
    }
}

/// `Class.name = new`
pub(super) fn set_class_attribute(class: &Rc<Class>, name: Name, new: Value) -> R<()> {
    match name {
        names::NAME => match new.as_str() {
            Some(text) => {
                class.name.set(Name::new(text));
                Ok(())
            }
            None => err(
                ErrorClass::TypeError,
                format!("can only assign string to {}.__name__, not '{}'", class.name.get(), new.type_name()),
            ),
        },
        names::QUALNAME => {
            *class.qualname.borrow_mut() = new.as_str().unwrap_or_default().to_owned();
            Ok(())
        }
        _ => {
            class.set(name, new);
            Ok(())
        }
    }
}
