//! Attributes of every kind of value: an object's own, its class's with descriptors, rows of built-in
//! classes and modules.

use super::core::Vm;
use super::descriptor::{self, ClassMethod, NewMethod, Property, StaticMethod, Super};
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::{
    BoundMethod, Class, Instance, Interp, Module, NativeFunction, Owner, Run, Subclass, Type, Value, find_member, types,
};
use std::rc::Rc;

/// What a member row of a module or class is as a value.
pub(super) fn member_value(function: &'static NativeFunction) -> Value {
    function.constant().unwrap_or(Value::Builtin(function))
}

/// The classes that are builtins.
const CLASSES: &[Type] = &[
    types::OBJECT,
    types::TYPE,
    types::INT,
    types::BOOL,
    types::FLOAT,
    types::COMPLEX,
    types::STR,
    types::BYTES,
    types::BYTEARRAY,
    types::MEMORYVIEW,
    types::LIST,
    types::TUPLE,
    types::DICT,
    types::SET,
    types::FROZENSET,
    types::RANGE,
    types::SLICE,
    types::PROPERTY,
    types::STATICMETHOD,
    types::CLASSMETHOD,
    types::SUPER,
    types::ENUMERATE,
    types::ZIP,
    types::MAP,
    types::FILTER,
    types::REVERSED,
];

/// The names of those.
pub(super) fn builtin_class_names() -> impl Iterator<Item = &'static str> {
    CLASSES.iter().map(|class| class.name())
}

/// The value of a name that Python always knows.
pub(super) fn builtin_name(name: Name) -> Option<Value> {
    if let Some(function) = find_member(Owner::Module(Name::new("builtins")), name) {
        return Some(member_value(function));
    }
    if let Some(class) = ErrorClass::from_name(name.as_str()).filter(|class| class.module() == "builtins") {
        return Some(Value::Type(types::of_error(class)));
    }
    Some(match name.as_str() {
        "NotImplemented" => Value::NotImplemented,
        "Ellipsis" => Value::Ellipsis,
        "__debug__" => Value::bool(true),
        "IOError" | "EnvironmentError" => Value::Type(types::of_error(ErrorClass::OSError)),
        text => Value::Type(*CLASSES.iter().find(|class| class.name() == text)?),
    })
}

/// The row of a built-in class or one of its bases.
pub(super) fn class_member(class: Type, name: Name) -> Option<&'static NativeFunction> {
    if let Some(found) = find_member(Owner::Class(class), name) {
        return Some(found);
    }
    let own = class.mro().into_iter().skip(1).find_map(|class| find_member(Owner::Class(class), name));
    // NumPy's scalars have the attributes and methods of arrays, which take them as arrays without axes.
    own.or_else(|| if class.is_a(types::NP_GENERIC) { find_member(Owner::Class(types::NDARRAY), name) } else { None })
}

/// The error for an attribute that is not there.
pub(super) fn no_attribute(value: &Value, name: Name) -> Box<Error> {
    let message = match value {
        Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
        Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name.get()),
        Value::Type(class) => format!("type object '{}' has no attribute '{name}'", class.message_name()),
        value => match value.as_native::<Super>() {
            Some(_) => format!("'super' object has no attribute '{name}'"),
            None => format!("'{}' object has no attribute '{name}'", value.type_name()),
        },
    };
    Error::new(ErrorClass::AttributeError, message)
}

impl Vm<'_> {
    /// `value.name`
    pub(super) fn attribute(&mut self, value: &Value, name: Name) -> R<Value> {
        match self.find_attribute(value, name)? {
            Some(found) => Ok(found),
            None => {
                self.core.missing_attribute = Some((value.clone(), name));
                Err(no_attribute(value, name))
            }
        }
    }

    /// `value.name`, None where there is none.
    pub(super) fn find_attribute(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        match value {
            Value::Instance(instance) => self.instance_attribute(value, instance, name),
            Value::Class(class) => self.class_attribute(value, class, name),
            Value::Type(class) => self.type_attribute(value, *class, name),
            Value::Module(module) => self.module_attribute(module, name),
            Value::Function(function) => match super::function::function_attribute(self, value, function, name)? {
                Some(found) => Ok(Some(found)),
                None => self.builtin_attribute(value, name),
            },
            Value::Method(method) => match name {
                names::SELF_ => Ok(Some(method.receiver.clone())),
                names::FUNC => Ok(Some(method.function.clone())),
                _ => match self.builtin_attribute(value, name)? {
                    Some(found) => Ok(Some(found)),
                    None => self.find_attribute(&method.function, name),
                },
            },
            Value::Builtin(function) => self.row_attribute(value, function, name),
            Value::Generator(generator) => super::function::generator_attribute(self, value, generator, name),
            Value::Tuple(tuple) if let Some(class) = tuple.class => {
                let fields = super::protocol::field_names(class);
                match fields.iter().position(|field| *field == name.as_str()) {
                    Some(at) => Ok(tuple.get(at).cloned()),
                    None if name.as_str() == "_fields" => {
                        Ok(Some(Value::tuple(fields.iter().map(|field| Value::str(*field)))))
                    }
                    None => self.builtin_attribute(value, name),
                }
            }
            Value::Array(array) => {
                let subclass = array.tag.borrow().as_ref().and_then(|tag| {
                    let class = tag.downcast_ref::<Subclass>()?.class.clone();
                    matches!(class, Value::Class(_)).then_some(class)
                });
                if let Some(Value::Class(class)) = subclass {
                    return self.array_attribute(value, &class, name);
                }
                self.builtin_attribute(value, name)
            }
            _ => {
                if let Some(proxy) = value.as_native::<Super>() {
                    return self.super_attribute(proxy, name);
                }
                if let Some(found) = descriptor::native_attribute(self, value, name)? {
                    return Ok(Some(found));
                }
                self.builtin_attribute(value, name)
            }
        }
    }

    // ---- objects of the program's classes ----

    fn instance_attribute(&mut self, value: &Value, instance: &Rc<Instance>, name: Name) -> R<Option<Value>> {
        let class = &instance.class;
        if class.stands_for().is_none()
            && let Some(method) = class.lookup(names::GETATTRIBUTE)
        {
            let key = Value::str(name.as_str());
            return match self.call_value(&method, &[value.clone(), key], &[]) {
                Ok(found) => Ok(Some(found)),
                Err(error) if error.class == ErrorClass::AttributeError => {
                    match self.ask_getattr(value, class, name)? {
                        Some(found) => Ok(Some(found)),
                        None => Err(error),
                    }
                }
                Err(error) => Err(error),
            };
        }
        if let Some(found) = self.plain_instance_attribute(value, instance, name)? {
            return Ok(Some(found));
        }
        self.ask_getattr(value, class, name)
    }

    fn ask_getattr(&mut self, value: &Value, class: &Rc<Class>, name: Name) -> R<Option<Value>> {
        match class.lookup(names::GETATTR) {
            Some(method) => {
                let key = Value::str(name.as_str());
                self.call_value(&method, &[value.clone(), key], &[]).map(Some)
            }
            None => Ok(None),
        }
    }

    /// What `object.__getattribute__` finds.
    pub(super) fn plain_instance_attribute(
        &mut self,
        value: &Value,
        instance: &Rc<Instance>,
        name: Name,
    ) -> R<Option<Value>> {
        let class = instance.class.clone();
        let of_class = class.lookup(name);
        if let Some(found) = &of_class
            && self.is_data_descriptor(found)
        {
            return self.bind_member(found, value, &Value::Class(class)).map(Some);
        }
        if let Some(own) = instance.get(name) {
            return Ok(Some(own));
        }
        if let Some(found) = &of_class {
            return self.bind_member(found, value, &Value::Class(class)).map(Some);
        }
        if let Some(found) = descriptor::instance_special(self, value, instance, name)? {
            return Ok(Some(found));
        }
        let owner = class.builtin_base();
        match class_member(owner, name) {
            Some(function) => self.bind_row(function, descriptor::row_receiver(value, function)).map(Some),
            None => Ok(None),
        }
    }

    /// Whether a class's attribute goes before the object's own.
    pub(super) fn is_data_descriptor(&mut self, found: &Value) -> bool {
        match found {
            Value::Native(object) => object.get::<Property>().is_some(),
            Value::Instance(descriptor) => {
                descriptor.class.lookup(names::SET).is_some() || descriptor.class.lookup(names::DELETE).is_some()
            }
            _ => false,
        }
    }

    /// What a class's attribute gives for an object: a method bound, a descriptor asked.
    pub(super) fn bind_member(&mut self, found: &Value, object: &Value, class: &Value) -> R<Value> {
        match found {
            Value::Function(_) => Ok(bound(found.clone(), object.clone())),
            Value::Builtin(function) if matches!(function.owner, Owner::Class(_)) => {
                Ok(bound(found.clone(), descriptor::row_receiver(object, function)))
            }
            Value::Native(native) => {
                if let Some(property) = native.get::<Property>() {
                    let getter = property.getter.clone();
                    if getter.is_missing() {
                        let name = property.name(self)?;
                        let text = format!("property '{name}' of '{}' object has no getter", object.type_name());
                        return err(ErrorClass::AttributeError, text);
                    }
                    return self.call_value(&getter, std::slice::from_ref(object), &[]);
                }
                if let Some(method) = native.get::<StaticMethod>() {
                    return Ok(method.function.clone());
                }
                if let Some(method) = native.get::<ClassMethod>() {
                    return Ok(bound(method.function.clone(), class.clone()));
                }
                match self.find_special(found, names::GET)? {
                    Some(get) => self.call_value(&get, &[object.clone(), class.clone()], &[]),
                    None => Ok(found.clone()),
                }
            }
            Value::Instance(instance) if instance.class.lookup(names::GET).is_some() => {
                let get = instance.class.lookup(names::GET).unwrap_or_default();
                self.call_value(&get, &[found.clone(), object.clone(), class.clone()], &[])
            }
            _ => Ok(found.clone()),
        }
    }

    /// What a row of a class gives for an object.
    pub(super) fn bind_row(&mut self, function: &'static NativeFunction, object: Value) -> R<Value> {
        match function.row.run {
            Run::Property(get, _) => get(self, &object),
            Run::Constant(_) | Run::Class(_) => Ok(member_value(function)),
            Run::Function(_) | Run::Raw(_) | Run::Construct(_) => Ok(bound(Value::Builtin(function), object)),
        }
    }

    // ---- classes ----

    fn class_attribute(&mut self, value: &Value, class: &Rc<Class>, name: Name) -> R<Option<Value>> {
        if let Value::Class(meta) = &class.meta
            && let Some(found) = meta.lookup(name)
            && self.is_data_descriptor(&found)
        {
            return self.bind_member(&found, value, &class.meta.clone()).map(Some);
        }
        if let Some(found) = class.lookup(name) {
            return self.class_member_value(&found, value).map(Some);
        }
        if let Some(found) = descriptor::class_special(self, class, name)? {
            return Ok(Some(found));
        }
        if let Value::Class(meta) = &class.meta
            && let Some(found) = meta.lookup(name)
        {
            return self.bind_member(&found, value, &class.meta.clone()).map(Some);
        }
        let base = class.builtin_base();
        if name == names::NEW {
            return Ok(Some(Value::native(NewMethod { of: base })));
        }
        match class_member(base, name) {
            Some(function) => self.unbound_row(function, value).map(Some),
            None => match class_member(types::TYPE, name) {
                Some(function) => self.bind_row(function, value.clone()).map(Some),
                None => Ok(None),
            },
        }
    }

    /// What a class's attribute gives when asked of the class itself.
    pub(super) fn class_member_value(&mut self, found: &Value, class: &Value) -> R<Value> {
        match found {
            Value::Native(native) => {
                if let Some(method) = native.get::<StaticMethod>() {
                    return Ok(method.function.clone());
                }
                if let Some(method) = native.get::<ClassMethod>() {
                    return Ok(bound(method.function.clone(), class.clone()));
                }
                Ok(found.clone())
            }
            Value::Instance(instance) if instance.class.lookup(names::GET).is_some() => {
                let get = instance.class.lookup(names::GET).unwrap_or_default();
                self.call_value(&get, &[found.clone(), Value::None, class.clone()], &[])
            }
            _ => Ok(found.clone()),
        }
    }

    fn type_attribute(&mut self, value: &Value, class: Type, name: Name) -> R<Option<Value>> {
        if name == names::NEW {
            return Ok(Some(Value::native(NewMethod { of: class })));
        }
        if let Some(function) = class_member(class, name) {
            return self.unbound_row(function, value).map(Some);
        }
        if let Some(found) = descriptor::type_special(self, class, name)? {
            return Ok(Some(found));
        }
        match class_member(types::TYPE, name) {
            Some(function) => self.bind_row(function, value.clone()).map(Some),
            None => Ok(None),
        }
    }

    /// A row asked of the class: the function without an object; alternative constructors such as
    /// `dict.fromkeys` with the class.
    fn unbound_row(&mut self, function: &'static NativeFunction, class: &Value) -> R<Value> {
        match function.row.run {
            Run::Property(..) => Ok(descriptor::row_descriptor(function)),
            Run::Constant(_) | Run::Class(_) => Ok(member_value(function)),
            _ if function.row.signature.starts_with("(cls") => Ok(bound(Value::Builtin(function), class.clone())),
            _ => Ok(Value::Builtin(function)),
        }
    }

    // ---- built-in things ----

    /// An attribute of a built-in object: rows of its class and bases.
    pub(super) fn builtin_attribute(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        let class = value.builtin_type();
        match class_member(class, name) {
            Some(function) if function.row.signature.starts_with("(cls") => {
                Ok(Some(bound(Value::Builtin(function), Value::Type(class))))
            }
            Some(function) => self.bind_row(function, value.clone()).map(Some),
            None => match name {
                names::CLASS => Ok(Some(value.class())),
                names::DOC => descriptor::type_special(self, class, name),
                // What all iterators have.
                names::NEXT | names::ITER | names::LENGTH_HINT if matches!(value, Value::Iter(_)) => {
                    match class_member(types::ITERATOR, name) {
                        Some(function) => self.bind_row(function, value.clone()).map(Some),
                        None => Ok(None),
                    }
                }
                _ => Ok(None),
            },
        }
    }

    fn array_attribute(&mut self, value: &Value, class: &Rc<Class>, name: Name) -> R<Option<Value>> {
        let class_value = Value::Class(class.clone());
        let of_class = class.lookup(name);
        if let Some(found) = &of_class
            && self.is_data_descriptor(found)
        {
            return self.bind_member(found, value, &class_value).map(Some);
        }
        if let Some(own) = super::subclass::own_attribute(value, name) {
            return Ok(Some(own));
        }
        if let Some(found) = &of_class {
            return self.bind_member(found, value, &class_value).map(Some);
        }
        if name == names::DICT {
            return Ok(super::subclass::own_dict(value));
        }
        if let Some(found) = self.builtin_attribute(value, name)? {
            return Ok(Some(found));
        }
        self.ask_getattr(value, class, name)
    }

    fn row_attribute(&mut self, value: &Value, function: &'static NativeFunction, name: Name) -> R<Option<Value>> {
        Ok(Some(match name {
            names::NAME => Value::str(function.name.as_str()),
            names::CALL => value.clone(),
            names::QUALNAME => Value::str(match function.owner {
                Owner::Class(class) => format!("{}.{}", class.name(), function.name),
                Owner::Module(_) => function.name.as_str().to_owned(),
            }),
            names::DOC => Value::str(descriptor::row_doc(function)),
            names::MODULE => match function.owner {
                Owner::Module(module) => Value::str(module.as_str()),
                Owner::Class(_) => Value::None,
            },
            names::SELF_ => match function.owner {
                Owner::Module(module) => Value::Module(self.core.module(module)),
                Owner::Class(_) => return Ok(None),
            },
            _ => return self.builtin_attribute(value, name),
        }))
    }

    pub(super) fn module_attribute(&mut self, module: &Rc<Module>, name: Name) -> R<Option<Value>> {
        if let Some(found) = module.attributes.borrow().get(&name) {
            return Ok(Some(found.clone()));
        }
        if let Some(function) = find_member(Owner::Module(module.name), name) {
            let value = match function.row.run {
                // What needs the interpreter to be made.
                Run::Property(get, _) => get(self, &Value::Module(module.clone()))?,
                _ => member_value(function),
            };
            module.attributes.borrow_mut().insert(name, value.clone());
            return Ok(Some(value));
        }
        let special = match name {
            names::NAME => Some(Value::str(module.name.as_str())),
            names::DOC => Some(Value::None),
            names::DICT => Some(super::import::module_dict(module)),
            names::CLASS => Some(Value::Type(types::MODULE)),
            _ => None,
        };
        if special.is_some() {
            return Ok(special);
        }
        let full = format!("{}.{name}", module.name);
        if super::import::is_module(&full) {
            return Ok(Some(Value::Module(self.core.module(Name::new(&full)))));
        }
        if let Some(function) = find_member(Owner::Module(module.name), names::GETATTR) {
            let key = Value::str(name.as_str());
            return match self.call_builtin(function, std::iter::once(key).collect(), Default::default()) {
                Ok(Value::Undef) => Ok(None),
                other => other.map(Some),
            };
        }
        // Classes that rows do not list are found by module and name.
        if let Some(class) = Type::find(module.name.as_str(), name.as_str()) {
            return Ok(Some(Value::Type(class)));
        }
        Ok(None)
    }

    /// An attribute beyond the class where `super()` starts.
    fn super_attribute(&mut self, proxy: &Super, name: Name) -> R<Option<Value>> {
        if name == names::CLASS {
            return Ok(Some(Value::Type(types::SUPER)));
        }
        let order = descriptor::mro_of(&proxy.object_class);
        let start = order.iter().position(|class| class.is(&proxy.start)).map_or(order.len(), |at| at + 1);
        for class in &order[start..] {
            match class {
                Value::Class(class) => {
                    let found = class.attributes.borrow().get(&name).cloned();
                    if let Some(found) = found {
                        return self.bind_super(&found, proxy).map(Some);
                    }
                }
                Value::Type(class) => {
                    if name == names::NEW {
                        return Ok(Some(Value::native(NewMethod { of: *class })));
                    }
                    if let Some(function) = find_member(Owner::Class(*class), name) {
                        if proxy.of_class() {
                            return self.unbound_row(function, &proxy.object).map(Some);
                        }
                        let receiver = descriptor::row_receiver(&proxy.object, function);
                        return self.bind_row(function, receiver).map(Some);
                    }
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn bind_super(&mut self, found: &Value, proxy: &Super) -> R<Value> {
        if proxy.of_class() {
            return match found {
                Value::Function(_) => Ok(found.clone()),
                found => self.class_member_value(found, &proxy.object),
            };
        }
        self.bind_member(found, &proxy.object, &proxy.object_class)
    }

    // ---- special methods ----

    /// A special method, looked up on the class only and bound.
    pub(super) fn special(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        match value {
            Value::Instance(instance) => {
                let class = instance.class.clone();
                match class.lookup(name) {
                    Some(found) => self.bind_member(&found, value, &Value::Class(class)).map(Some),
                    None => match class_member(class.builtin_base(), name) {
                        Some(function) => self.bind_row(function, descriptor::row_receiver(value, function)).map(Some),
                        None => Ok(None),
                    },
                }
            }
            Value::Class(class) => match &class.meta {
                Value::Class(meta) => match meta.lookup(name) {
                    Some(found) => self.bind_member(&found, value, &class.meta.clone()).map(Some),
                    None => Ok(None),
                },
                _ => Ok(None),
            },
            Value::Array(_) => {
                if let Value::Class(class) = value.class()
                    && let Some(found) = class.lookup(name)
                {
                    return self.bind_member(&found, value, &Value::Class(class)).map(Some);
                }
                self.builtin_special(value, name)
            }
            _ => self.builtin_special(value, name),
        }
    }

    fn builtin_special(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        match class_member(value.builtin_type(), name) {
            Some(function) => self.bind_row(function, value.clone()).map(Some),
            None => Ok(None),
        }
    }

    // ---- setting and deleting ----

    /// `value.name = new`
    pub(super) fn set_attribute(&mut self, value: &Value, name: Name, new: Value) -> R<()> {
        match value {
            Value::Instance(instance) => {
                let class = &instance.class;
                if class.stands_for().is_none()
                    && let Some(method) = class.lookup(names::SETATTR)
                {
                    let key = Value::str(name.as_str());
                    return self.call_value(&method, &[value.clone(), key, new], &[]).map(drop);
                }
                self.plain_set_attribute(value, name, new)
            }
            Value::Class(class) => {
                if let Value::Class(meta) = &class.meta
                    && let Some(method) = meta.lookup(names::SETATTR)
                {
                    let key = Value::str(name.as_str());
                    return self.call_value(&method, &[value.clone(), key, new], &[]).map(drop);
                }
                descriptor::set_class_attribute(class, name, new)
            }
            Value::Module(module) => {
                module.attributes.borrow_mut().insert(name, new);
                crate::value::change_epoch();
                Ok(())
            }
            Value::Function(function) => super::function::set_function_attribute(function, name, new),
            Value::Type(class) => {
                let text = format!("cannot set '{name}' attribute of immutable type '{}'", class.full_name());
                err(ErrorClass::TypeError, text)
            }
            Value::Array(_) => match value.class() {
                Value::Class(class) => {
                    if let Some(method) = class.lookup(names::SETATTR) {
                        let key = Value::str(name.as_str());
                        return self.call_value(&method, &[value.clone(), key, new], &[]).map(drop);
                    }
                    self.set_array_attribute(value, &class, name, new)
                }
                _ => self.set_builtin_attribute(value, name, new),
            },
            _ => self.set_builtin_attribute(value, name, new),
        }
    }

    /// What `object.__setattr__` does.
    pub(super) fn plain_set_attribute(&mut self, value: &Value, name: Name, new: Value) -> R<()> {
        if let (Value::Array(_), Value::Class(class)) = (value, value.class()) {
            return self.set_array_attribute(value, &class, name, new);
        }
        let Value::Instance(instance) = value else { return self.set_builtin_attribute(value, name, new) };
        if let Some(found) = instance.class.lookup(name)
            && self.is_data_descriptor(&found)
        {
            return self.set_by_descriptor(&found, value, name, new);
        }
        if descriptor::set_instance_special(self, value, instance, name, &new)? {
            return Ok(());
        }
        if let Some(function) = class_member(instance.class.builtin_base(), name)
            && let Run::Property(_, set) = function.row.run
        {
            return match set {
                Some(set) => set(self, &descriptor::row_receiver(value, function), new),
                None => Err(not_writable(value, name)),
            };
        }
        descriptor::check_slots(value, instance, name)?;
        instance.set(name, new);
        Ok(())
    }

    /// An attribute of an array of the program's class, past its `__setattr__`.
    fn set_array_attribute(&mut self, value: &Value, class: &Rc<Class>, name: Name, new: Value) -> R<()> {
        if let Some(found) = class.lookup(name)
            && self.is_data_descriptor(&found)
        {
            return self.set_by_descriptor(&found, value, name, new);
        }
        if class_member(types::NDARRAY, name).is_some() {
            return self.set_builtin_attribute(value, name, new);
        }
        super::subclass::set_own_attribute(value, name, new);
        Ok(())
    }

    fn set_by_descriptor(&mut self, found: &Value, value: &Value, name: Name, new: Value) -> R<()> {
        if let Some(property) = found.as_native::<Property>() {
            let setter = property.setter.clone();
            if setter.is_missing() {
                let text = format!("property '{name}' of '{}' object has no setter", value.type_name());
                return err(ErrorClass::AttributeError, text);
            }
            return self.call_value(&setter, &[value.clone(), new], &[]).map(drop);
        }
        match self.special(found, names::SET)? {
            Some(set) => self.call_value(&set, &[value.clone(), new], &[]).map(drop),
            None => err(ErrorClass::AttributeError, "__set__"),
        }
    }

    fn set_builtin_attribute(&mut self, value: &Value, name: Name, new: Value) -> R<()> {
        match class_member(value.builtin_type(), name) {
            Some(function) => match function.row.run {
                Run::Property(_, Some(set)) => set(self, value, new),
                Run::Property(_, None) => Err(not_writable(value, name)),
                _ => {
                    let text = format!("'{}' object attribute '{name}' is read-only", value.type_name());
                    err(ErrorClass::AttributeError, text)
                }
            },
            None => Err(no_attribute(value, name)),
        }
    }

    /// `del value.name`
    pub(super) fn delete_attribute(&mut self, value: &Value, name: Name) -> R<()> {
        match value {
            Value::Instance(instance) => {
                if let Some(method) = instance.class.lookup(names::DELATTR) {
                    let key = Value::str(name.as_str());
                    return self.call_value(&method, &[value.clone(), key], &[]).map(drop);
                }
                self.plain_delete_attribute(value, name)
            }
            Value::Class(class) => match class.remove(name) {
                Some(_) => Ok(()),
                None => err(
                    ErrorClass::AttributeError,
                    format!("type object '{}' has no attribute '{name}'", class.name.get()),
                ),
            },
            Value::Module(module) => {
                crate::value::change_epoch();
                let removed = module.attributes.borrow_mut().remove(&name);
                match removed {
                    Some(_) => Ok(()),
                    None => Err(no_attribute(value, name)),
                }
            }
            Value::Function(function) => {
                let removed = function.attributes.borrow_mut().remove(name);
                match removed {
                    Some(_) => Ok(()),
                    None => Err(no_attribute(value, name)),
                }
            }
            Value::Type(class) => {
                let text = format!("cannot set '{name}' attribute of immutable type '{}'", class.full_name());
                err(ErrorClass::TypeError, text)
            }
            Value::Array(_) if super::subclass::remove_own_attribute(value, name) => Ok(()),
            value => match class_member(value.builtin_type(), name) {
                Some(_) => {
                    let text = format!("'{}' object attribute '{name}' is read-only", value.type_name());
                    err(ErrorClass::AttributeError, text)
                }
                None => Err(no_attribute(value, name)),
            },
        }
    }

    /// What `object.__delattr__` does.
    pub(super) fn plain_delete_attribute(&mut self, value: &Value, name: Name) -> R<()> {
        let Value::Instance(instance) = value else { return self.delete_attribute(value, name) };
        if let Some(found) = instance.class.lookup(name)
            && self.is_data_descriptor(&found)
        {
            if let Some(property) = found.as_native::<Property>() {
                let deleter = property.deleter.clone();
                if deleter.is_missing() {
                    let text = format!("property '{name}' of '{}' object has no deleter", value.type_name());
                    return err(ErrorClass::AttributeError, text);
                }
                return self.call_value(&deleter, std::slice::from_ref(value), &[]).map(drop);
            }
            return match self.special(&found, names::DELETE)? {
                Some(delete) => self.call_value(&delete, std::slice::from_ref(value), &[]).map(drop),
                None => err(ErrorClass::AttributeError, "__delete__"),
            };
        }
        let removed = instance.attributes.borrow_mut().remove(name);
        match removed {
            Some(_) => Ok(()),
            // CPython says no more than the name here.
            None if instance.class.lookup(name).is_some() => err(
                ErrorClass::AttributeError,
                format!("'{}' object attribute '{name}' is read-only", value.type_name()),
            ),
            None => Err(no_attribute(value, name)),
        }
    }

    // ---- method calls ----

    /// Calls `object.name(…)` with the object and the arguments in the stack from `at` on, without
    /// making a method object where that is not needed. `cache` remembers what was found.
    pub(super) fn call_method(
        &mut self,
        at: usize,
        n: usize,
        name: Name,
        keywords: &[Name],
        cache: Option<&crate::value::AttributeCache>,
        dst: u8,
    ) -> R<()> {
        let object = self.core.stack[at].clone();
        if let Value::Instance(instance) = &object
            && instance.class.stands_for().is_none()
            && instance.class.lookup(names::GETATTRIBUTE).is_none()
            && let Some(found) = instance.class.lookup(name)
            && matches!(found, Value::Function(_))
            && !instance.attributes.borrow().has(name)
        {
            if let Some(cache) = cache {
                cache.remember(&instance.class, usize::MAX, found.clone());
            }
            return self.call_registers(found, at, n, keywords, dst);
        }
        let key = method_key(&object);
        if let Some(key) = key {
            let found = match &object {
                Value::Module(module) => self.module_attribute(module, name)?,
                _ => {
                    class_member(object.builtin_type(), name).filter(|function| is_method(function)).map(Value::Builtin)
                }
            };
            if let Some(found) = found {
                if let Some(cache) = cache {
                    cache.remember_key(key, found.clone());
                }
                return self.call_found(found, &object, at, n, keywords, dst);
            }
        }
        let frames = self.core.frames.len();
        let callee = self.attribute(&object, name).inspect_err(|_| {
            // The traceback marks the attribute, not the call.
            self.core.no_method = self.core.frames.len() == frames;
        })?;
        drop(object);
        self.core.stack[at].clear();
        self.call_registers(callee, at + 1, n - 1, keywords, dst)
    }

    /// Calls what [`method_key`]'s cache holds.
    pub(super) fn call_found(
        &mut self,
        found: Value,
        object: &Value,
        at: usize,
        n: usize,
        keywords: &[Name],
        dst: u8,
    ) -> R<()> {
        if let Value::Module(_) = object {
            return self.call_registers(found, at + 1, n - 1, keywords, dst);
        }
        self.call_registers(found, at, n, keywords, dst)
    }
}

/// A key for the cache of a method call on this value: built-in classes and modules have one.
#[inline]
pub(super) fn method_key(object: &Value) -> Option<usize> {
    match object {
        Value::List(_)
        | Value::Str(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::Tuple(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::NpFloat(_)
        | Value::NpInt(_)
        | Value::Bytes(_) => Some(object.builtin_type().number() << 1 | 1),
        Value::Array(array) if array.tag.borrow().is_none() => Some(types::NDARRAY.number() << 1 | 1),
        Value::Native(native) if native.class() != types::SUPER => Some(native.class().number() << 1 | 1),
        Value::Module(module) => Some(Rc::as_ptr(module) as usize),
        _ => None,
    }
}

/// Whether a row is called with its object as the first argument.
fn is_method(function: &NativeFunction) -> bool {
    matches!(function.row.run, Run::Function(_) | Run::Raw(_)) && !function.row.signature.starts_with("(cls")
}

/// A method object.
pub(super) fn bound(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(BoundMethod { function, receiver }))
}

fn not_writable(value: &Value, name: Name) -> Box<Error> {
    let text = format!("attribute '{name}' of '{}' objects is not writable", value.type_name());
    Error::new(ErrorClass::AttributeError, text)
}
