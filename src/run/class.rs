//! Classes: making them, and making objects of them.

use super::call::{Args, Kwargs};
use super::core::Vm;
use super::descriptor::{NewMethod, Property};
use super::exception::new_exception;
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::dict::Dict;
use crate::value::{Class, Instance, Interp, Owner, Subclass, Type, Value, find_member, types};
use std::rc::Rc;

impl Vm<'_> {
    // ---- objects ----

    /// A bare object, if that is all that calling the class makes before `__init__`.
    pub(super) fn plain_instance(&mut self, class: &Rc<Class>) -> Option<Value> {
        let plain = class.builtin_base() == types::OBJECT
            && class.meta.is_undef()
            && class.lookup(names::NEW).is_none()
            && class.lookup(names::ABSTRACT).is_none();
        plain.then(|| Value::Instance(Rc::new(Instance::new(class.clone()))))
    }

    /// Calls a class that the program defined.
    pub(super) fn instantiate(&mut self, class: &Rc<Class>, args: Args, kwargs: Kwargs) -> R<Value> {
        if let Value::Class(meta) = &class.meta
            && let Some(call) = meta.lookup(names::CALL)
        {
            let mut all = args;
            all.insert(0, Value::Class(class.clone()));
            return self.call_value(&call, &all, &kwargs);
        }
        self.make_object(class, args, kwargs)
    }

    /// What `type.__call__` does: `__new__`, then `__init__`.
    pub(super) fn make_object(&mut self, class: &Rc<Class>, args: Args, kwargs: Kwargs) -> R<Value> {
        self.check_abstract(class)?;
        let class_value = Value::Class(class.clone());
        let init = class.lookup(names::INIT);
        let object = match class.lookup(names::NEW) {
            Some(new) => {
                let new = self.class_member_value(&new, &class_value)?;
                let mut all = args.clone();
                all.insert(0, class_value.clone());
                let made = self.call_value(&new, &all, &kwargs)?;
                let fits = match &made {
                    Value::Instance(instance) => instance.class.is_a(&class_value),
                    Value::Array(_) => match made.class() {
                        Value::Class(made) => made.is_a(&class_value),
                        _ => false,
                    },
                    _ => false,
                };
                if !fits {
                    return Ok(made);
                }
                made
            }
            None => self.allocate(class, &args, &kwargs, init.is_some())?,
        };
        match init {
            Some(init) => {
                let init = self.bind_member(&init, &object, &class_value)?;
                let result = self.call_value(&init, &args, &kwargs)?;
                check_init_result(&result)?;
            }
            None if class.builtin_base() == types::OBJECT
                && class.lookup(names::NEW).is_none()
                && !(args.is_empty() && kwargs.is_empty()) =>
            {
                return err(ErrorClass::TypeError, format!("{}() takes no arguments", class.name.get()));
            }
            None => {}
        }
        Ok(object)
    }

    /// What `object.__new__`, `list.__new__` and the like make for a derived class.
    pub(super) fn allocate(
        &mut self,
        class: &Rc<Class>,
        args: &[Value],
        kwargs: &[(Name, Value)],
        has_init: bool,
    ) -> R<Value> {
        let base = class.builtin_base();
        if base == types::OBJECT {
            return Ok(Value::Instance(Rc::new(Instance::new(class.clone()))));
        }
        if base.error_class().is_some() {
            return Ok(new_exception(class, args.to_vec()));
        }
        if base == types::TYPE {
            return self.new_class_by_type(Value::Class(class.clone()), args, kwargs);
        }
        // Containers get their contents from `__init__`; numbers, text and tuples here.
        let by_init = has_init && is_filled_by_init(base);
        let payload = if by_init {
            self.construct(base, Args::new(), Kwargs::new())?
        } else {
            self.construct(base, args.iter().cloned().collect(), kwargs.iter().cloned().collect())?
        };
        match payload {
            Value::Array(array) => {
                let subclass = Subclass { class: Value::Class(class.clone()), attributes: Default::default() };
                *array.tag.borrow_mut() = Some(Rc::new(subclass));
                let value = Value::Array(array);
                if let Some(finalize) = class.lookup(names::ARRAY_FINALIZE) {
                    self.call_value(&finalize, &[value.clone(), Value::None], &[])?;
                }
                Ok(value)
            }
            payload => Ok(Value::Instance(Rc::new(Instance::with_payload(class.clone(), payload)))),
        }
    }

    fn check_abstract(&mut self, class: &Rc<Class>) -> R<()> {
        let Some(Value::Set(missing)) = class.attributes.borrow().get(&names::ABSTRACT_METHODS).cloned() else {
            return Ok(());
        };
        let mut missing: Vec<String> =
            missing.set.borrow().iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort();
        let s = if missing.len() == 1 { "" } else { "s" };
        let text = format!(
            "Can't instantiate abstract class {} with abstract method{s} {}",
            class.name.get(),
            missing.join(", ")
        );
        err(ErrorClass::TypeError, text)
    }

    /// Calls a built-in class.
    pub(super) fn construct(&mut self, class: Type, args: Args, kwargs: Kwargs) -> R<Value> {
        if class == types::TYPE {
            return self.call_type(args, kwargs);
        }
        if let Some(function) = find_member(Owner::Class(class), names::NEW) {
            return self.call_builtin(function, args, kwargs);
        }
        if class.error_class().is_some() {
            if let Some((name, _)) = kwargs.first()
                && !class.is_a(types::of_error(ErrorClass::ImportError))
                && !class.is_a(types::of_error(ErrorClass::NameError))
                && !class.is_a(types::of_error(ErrorClass::AttributeError))
            {
                let _ = name;
                return err(ErrorClass::TypeError, format!("{}() takes no keyword arguments", class.name()));
            }
            let class = if class == types::of_error(ErrorClass::OSError) { os_error_class(&args) } else { class };
            return Ok(Value::Instance(Rc::new(Instance::exception_of(class, args.into_vec()))));
        }
        if class == types::OBJECT {
            if !(args.is_empty() && kwargs.is_empty()) {
                return err(ErrorClass::TypeError, "object() takes no arguments");
            }
            return Ok(Value::Instance(Rc::new(Instance::new(Class::of_type(class)))));
        }
        err(ErrorClass::TypeError, format!("cannot create '{}' instances", class.full_name()))
    }

    /// `type(x)`, `type(name, bases, namespace)`
    fn call_type(&mut self, args: Args, kwargs: Kwargs) -> R<Value> {
        match args.as_slice() {
            [value] if kwargs.is_empty() => Ok(value.class()),
            [_, _, _] => self.new_class_by_type(Value::Undef, &args, &kwargs),
            _ => err(ErrorClass::TypeError, "type() takes 1 or 3 arguments"),
        }
    }

    fn new_class_by_type(&mut self, meta: Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
        let [name, bases, namespace] = args else {
            return err(ErrorClass::TypeError, "type() takes 1 or 3 arguments");
        };
        let Some(name) = name.as_str().map(Name::new) else {
            let text = format!("type.__new__() argument 1 must be str, not {}", name.type_name());
            return err(ErrorClass::TypeError, text);
        };
        let Value::Tuple(bases) = bases else {
            let text = format!("type.__new__() argument 2 must be tuple, not {}", bases.type_name());
            return err(ErrorClass::TypeError, text);
        };
        let mut attributes = Vec::new();
        for key in self.collect(namespace)? {
            let value = self.get_item(namespace, &key)?;
            attributes.push((Name::new(key.as_str().unwrap_or_default()), value));
        }
        self.new_class(name, name.as_str().to_owned(), bases.to_vec(), meta, attributes, kwargs)
    }

    // ---- classes ----

    /// The `class` statement: runs the body, then makes the class.
    pub(super) fn class_statement(
        &mut self,
        body: &Value,
        name: Name,
        bases: Vec<Value>,
        kwargs: Option<&Value>,
    ) -> R<Value> {
        let Value::Function(body) = body else { return Ok(Value::None) };
        let mut keywords: Vec<(Name, Value)> = Vec::new();
        let mut meta = Value::Undef;
        if let Some(Value::Dict(dict)) = kwargs {
            for (key, value) in dict.map.borrow().iter() {
                match Name::new(key.as_str().unwrap_or_default()) {
                    name if name.as_str() == "metaclass" => meta = value.clone(),
                    name => keywords.push((name, value.clone())),
                }
            }
        }
        let bases = self.resolve_bases(bases)?;
        if let Some(odd) = bases.iter().find(|base| !matches!(base, Value::Class(_) | Value::Type(_))) {
            // What is no class makes the class itself, if it can: `class C(5)` calls `int`.
            let class = odd.class();
            let args = [Value::str(name.as_str()), Value::tuple(bases.clone()), Value::dict(Dict::new())];
            return self.call_value(&class, &args, &[]);
        }
        let meta = self.metaclass_of(meta, &bases)?;
        let namespace = Rc::new(Instance::new(Class::of_type(types::NAMESPACE)));
        namespace.set(names::MODULE, Value::str(body.code.namespace.name.get().unwrap_or(names::MAIN).as_str()));
        namespace.set(names::QUALNAME, Value::str(body.code.qualname.as_str()));
        if !body.code.doc.is_none() {
            namespace.set(names::DOC, body.code.doc.clone());
        }
        if let Some(prepared) = self.prepared_namespace(&meta, name, &bases, &keywords)? {
            for (name, value) in namespace.attributes.borrow().iter() {
                self.set_item(&prepared, &Value::str(name.as_str()), value)?;
            }
            let cell = self.run_class_body(body, prepared.clone())?;
            let args = [Value::str(name.as_str()), Value::tuple(bases), prepared];
            let class = self.call_value(&meta, &args, &keywords)?;
            if let Value::Variable(cell) = cell {
                *cell.value.borrow_mut() = class.clone();
            }
            return Ok(class);
        }
        let cell = self.run_class_body(body, Value::Instance(namespace.clone()))?;
        let attributes: Vec<(Name, Value)> = namespace.attributes.borrow().iter().collect();
        let class = match &meta {
            Value::Class(meta) if meta.lookup(names::NEW).is_some() || meta.lookup(names::INIT).is_some() => {
                // The metaclass makes the class from a dict.
                let mut dict = Dict::new();
                for (name, value) in &attributes {
                    dict.insert_str(name.as_str(), value.clone());
                }
                let args: Args =
                    [Value::str(name.as_str()), Value::tuple(bases), Value::dict(dict)].into_iter().collect();
                self.instantiate(meta, args, keywords.into_iter().collect())?
            }
            Value::Undef | Value::Class(_) | Value::Type(types::TYPE) => {
                let qualname = body.code.qualname.as_str().to_owned();
                let meta = if matches!(meta, Value::Type(_)) { Value::Undef } else { meta };
                self.new_class(name, qualname, bases, meta, attributes, &keywords)?
            }
            other => {
                let mut dict = Dict::new();
                for (name, value) in &attributes {
                    dict.insert_str(name.as_str(), value.clone());
                }
                let args = [Value::str(name.as_str()), Value::tuple(bases), Value::dict(dict)];
                self.call_value(other, &args, &keywords)?
            }
        };
        if let Value::Variable(cell) = cell {
            *cell.value.borrow_mut() = class.clone();
        }
        Ok(class)
    }

    /// What a metaclass's `__prepare__` gives for the names of a class body.
    fn prepared_namespace(
        &mut self,
        meta: &Value,
        name: Name,
        bases: &[Value],
        keywords: &[(Name, Value)],
    ) -> R<Option<Value>> {
        let prepare = Name::new("__prepare__");
        let Value::Class(class) = meta else { return Ok(None) };
        if class.lookup(prepare).is_none() {
            return Ok(None);
        }
        let method = self.attribute(meta, prepare)?;
        let args = [Value::str(name.as_str()), Value::tuple(bases.iter().cloned())];
        let made = self.call_value(&method, &args, keywords)?;
        match &made {
            Value::Dict(_) | Value::Instance(_) => Ok(Some(made)),
            other => {
                let text =
                    format!("{}.__prepare__() must return a mapping, not {}", class.name.get(), other.type_name());
                err(ErrorClass::TypeError, text)
            }
        }
    }

    fn run_class_body(&mut self, body: &Rc<crate::value::function::Function>, namespace: Value) -> R<Value> {
        use super::frames::{Frame, FrameKind};
        use super::generator::Resumed;
        if self.core.frames.len() >= self.core.limit {
            return Err(self.too_deep());
        }
        let code = body.code;
        let base = self.top();
        self.ensure(base);
        self.core.stack[base].set(namespace);
        for (position, variable) in body.captures.iter().enumerate() {
            let register = base + code.first_capture as usize + position;
            self.core.stack[register].set(Value::Variable(variable.clone()));
        }
        let floor = self.core.frames.len();
        self.core.frames.push(Frame { code, pc: 0, base: base as u32, dst: 0, kind: FrameKind::Entry, dirty: true });
        match self.run_nested(floor)? {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
        }
    }

    /// Bases that stand for others, such as `Generic[T]`.
    fn resolve_bases(&mut self, bases: Vec<Value>) -> R<Vec<Value>> {
        let mut resolved = Vec::new();
        for base in bases {
            match &base {
                // What `collections.abc` adds to its subclasses is written in Python.
                Value::Type(class) if class.module() == "collections.abc" => {
                    let module = self.core.module(Name::new("collections.abc"));
                    let mixin = Name::new(&format!("_{}Mixin", class.name()));
                    resolved.extend(self.module_attribute(&module, mixin)?);
                    resolved.push(base);
                }
                Value::Class(_) | Value::Type(_) => resolved.push(base),
                other => match self.find_attr(other, Name::new("__mro_entries__"))? {
                    Some(entries) => {
                        let entries = self.call_value(&entries, &[Value::tuple([])], &[])?;
                        resolved.extend(self.collect(&entries)?);
                    }
                    None => resolved.push(base),
                },
            }
        }
        Ok(resolved)
    }

    fn metaclass_of(&mut self, given: Value, bases: &[Value]) -> R<Value> {
        let mut meta = given;
        for base in bases {
            if let Value::Class(base) = base
                && let Value::Class(of_base) = &base.meta
            {
                match &meta {
                    Value::Class(have) if have.is_a(&base.meta) => {}
                    Value::Undef | Value::Type(_) => meta = Value::Class(of_base.clone()),
                    Value::Class(have) if of_base.is_a(&Value::Class(have.clone())) => {
                        meta = Value::Class(of_base.clone());
                    }
                    _ => {
                        let text = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases";
                        return err(ErrorClass::TypeError, text);
                    }
                }
            }
        }
        Ok(meta)
    }

    /// Makes a class and tells its attributes and bases of it.
    pub(super) fn new_class(
        &mut self,
        name: Name,
        qualname: String,
        bases: Vec<Value>,
        meta: Value,
        attributes: Vec<(Name, Value)>,
        keywords: &[(Name, Value)],
    ) -> R<Value> {
        let bases = if bases.is_empty() { vec![Value::Type(types::OBJECT)] } else { bases };
        for base in &bases {
            check_base(base)?;
        }
        let order = linearize(&bases)?;
        check_layout(&bases)?;
        let class = Class::new(name, bases, order, meta);
        *class.qualname.borrow_mut() = qualname;
        for (name, value) in attributes {
            match name {
                names::QUALNAME => {
                    *class.qualname.borrow_mut() = value.as_str().unwrap_or_default().to_owned();
                }
                // These are static and class methods without saying so.
                names::NEW if matches!(value, Value::Function(_)) => {
                    class.set(name, Value::native(super::descriptor::StaticMethod { function: value }));
                }
                names::INIT_SUBCLASS | names::CLASS_GETITEM if matches!(value, Value::Function(_)) => {
                    class.set(name, Value::native(super::descriptor::ClassMethod { function: value }));
                }
                _ => class.set(name, value),
            }
        }
        let value = Value::Class(class.clone());
        self.set_names(&class)?;
        self.note_abstract(&class)?;
        self.init_subclass(&class, keywords)?;
        Ok(value)
    }

    /// `__set_name__` of descriptors.
    fn set_names(&mut self, class: &Rc<Class>) -> R<()> {
        let names_set: Vec<Name> = class.order.borrow().clone();
        for name in names_set {
            let value = class.attributes.borrow().get(&name).cloned().unwrap_or_default();
            match &value {
                Value::Native(_) => {
                    if let Some(property) = value.as_native::<Property>() {
                        property.name.borrow_mut().get_or_insert(name);
                        continue;
                    }
                    if let Some(set_name) = super::protocol::own_special(self, &value, names::SET_NAME)? {
                        self.call_value(&set_name, &[Value::Class(class.clone()), Value::str(name.as_str())], &[])?;
                    }
                }
                Value::Instance(instance) if instance.class.lookup(names::SET_NAME).is_some() => {
                    if let Some(set_name) = self.special(&value, names::SET_NAME)? {
                        self.call_value(&set_name, &[Value::Class(class.clone()), Value::str(name.as_str())], &[])?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Abstract methods that the class inherits or adds and does not define.
    fn note_abstract(&mut self, class: &Rc<Class>) -> R<()> {
        let mut candidates: Vec<Name> = class.order.borrow().clone();
        let mut any = false;
        for base in class.mro.borrow()[1..].iter() {
            if let Value::Class(base) = base
                && let Some(Value::Set(missing)) = base.attributes.borrow().get(&names::ABSTRACT_METHODS)
            {
                any = true;
                candidates.extend(missing.set.borrow().iter().filter_map(|name| name.as_str().map(Name::new)));
            }
        }
        let mut missing = Vec::new();
        for name in candidates {
            if let Some(found) = class.lookup(name)
                && self.is_abstract(&found)?
            {
                missing.push(Value::str(name.as_str()));
            }
        }
        if any || !missing.is_empty() {
            let set = crate::value::set::Set::of_constants(&missing);
            class.attributes.borrow_mut().insert(names::ABSTRACT_METHODS, Value::frozen_set(set));
        }
        Ok(())
    }

    fn is_abstract(&mut self, value: &Value) -> R<bool> {
        let inner = match value.as_native::<Property>() {
            Some(property) => property.getter.clone(),
            None => match value.as_native::<super::descriptor::ClassMethod>() {
                Some(method) => method.function.clone(),
                None => super::descriptor::static_function(value).unwrap_or_else(|| value.clone()),
            },
        };
        Ok(match &inner {
            Value::Function(function) => {
                matches!(function.attributes.borrow().get(names::ABSTRACT), Some(Value::Bool(x)) if x.get())
            }
            _ => false,
        })
    }

    fn init_subclass(&mut self, class: &Rc<Class>, keywords: &[(Name, Value)]) -> R<()> {
        let value = Value::Class(class.clone());
        for base in class.mro.borrow()[1..].iter() {
            if let Value::Class(base) = base {
                let found = base.attributes.borrow().get(&names::INIT_SUBCLASS).cloned();
                if let Some(found) = found {
                    let bound = self.class_member_value(&found, &value)?;
                    self.call_value(&bound, &[], keywords)?;
                    return Ok(());
                }
            }
        }
        if !keywords.is_empty() {
            let text = format!("{}.__init_subclass__() takes no keyword arguments", class.name.get());
            return err(ErrorClass::TypeError, text);
        }
        Ok(())
    }

    /// Calls `__new__` of a built-in class for a class given as the first argument.
    pub(super) fn call_new(&mut self, method: &NewMethod, mut args: Args, kwargs: Kwargs) -> R<Value> {
        if args.is_empty() {
            let text = format!("{}.__new__(): not enough arguments", method.of.name());
            return err(ErrorClass::TypeError, text);
        }
        match args.remove(0) {
            Value::Type(class) => self.construct(class, args, kwargs),
            Value::Class(class) => {
                let base = class.builtin_base();
                if base == types::OBJECT
                    && !(args.is_empty() && kwargs.is_empty())
                    && class.lookup(names::INIT).is_none()
                {
                    return err(ErrorClass::TypeError, format!("{}() takes no arguments", class.name.get()));
                }
                if base == types::OBJECT && class.lookup(names::NEW).is_some() && !args.is_empty() {
                    let text = "object.__new__() takes exactly one argument (the type to instantiate)";
                    return err(ErrorClass::TypeError, text);
                }
                self.allocate(&class, &args, &kwargs, false)
            }
            other => {
                let text = format!("{}.__new__(X): X is not a type object ({})", method.of.name(), other.type_name());
                err(ErrorClass::TypeError, text)
            }
        }
    }
}

/// `__init__` must give None.
pub(super) fn check_init_result(result: &Value) -> R<()> {
    match result {
        Value::None => Ok(()),
        other => err(ErrorClass::TypeError, format!("__init__() should return None, not '{}'", other.type_name())),
    }
}

/// The class of `OSError(number, words)`: Linux's common numbers have classes of their own.
fn os_error_class(args: &[Value]) -> Type {
    let [Value::Int(number), _, ..] = args else { return types::of_error(ErrorClass::OSError) };
    types::of_error(match number {
        1 | 13 => ErrorClass::PermissionError,
        2 => ErrorClass::FileNotFoundError,
        3 => ErrorClass::ProcessLookupError,
        4 => ErrorClass::InterruptedError,
        10 => ErrorClass::ChildProcessError,
        11 => ErrorClass::BlockingIOError,
        17 => ErrorClass::FileExistsError,
        20 => ErrorClass::NotADirectoryError,
        21 => ErrorClass::IsADirectoryError,
        32 => ErrorClass::BrokenPipeError,
        103 => ErrorClass::ConnectionAbortedError,
        104 => ErrorClass::ConnectionResetError,
        110 => ErrorClass::TimeoutError,
        111 => ErrorClass::ConnectionRefusedError,
        _ => ErrorClass::OSError,
    })
}

/// Whether the objects of two built-in bases cannot be one.
fn check_layout(bases: &[Value]) -> R<()> {
    let mut solid: Option<Type> = None;
    for base in bases {
        let base = match base {
            Value::Class(class) => class.builtin_base(),
            Value::Type(class) if !class.is_abstract() => *class,
            _ => continue,
        };
        if base == types::OBJECT {
            continue;
        }
        match solid {
            Some(other) if base.is_a(other) => solid = Some(base),
            Some(other) if other.is_a(base) => {}
            Some(other) if other.error_class().is_some() && base.error_class().is_some() => {}
            Some(_) => return err(ErrorClass::TypeError, "multiple bases have instance lay-out conflict"),
            None => solid = Some(base),
        }
    }
    Ok(())
}

/// Whether objects of a built-in class get their contents from `__init__`.
fn is_filled_by_init(class: Type) -> bool {
    [types::LIST, types::DICT, types::SET, types::BYTEARRAY, types::DEQUE].iter().any(|base| class.is_a(*base))
}

fn check_base(base: &Value) -> R<()> {
    match base {
        Value::Class(_) => Ok(()),
        Value::Type(class) => {
            let closed = [
                types::BOOL,
                types::NONE_TYPE,
                types::NOT_IMPLEMENTED_TYPE,
                types::ELLIPSIS,
                types::FUNCTION,
                types::GENERATOR,
                types::RANGE,
                types::SLICE,
                types::METHOD,
                types::BUILTIN_FUNCTION,
                types::MEMORYVIEW,
            ];
            if closed.contains(class) {
                return err(
                    ErrorClass::TypeError,
                    format!("type '{}' is not an acceptable base type", class.full_name()),
                );
            }
            Ok(())
        }
        other => {
            Err(Error::new(ErrorClass::TypeError, format!("{}() argument 1 must be code, not str", other.type_name())))
        }
    }
}

/// The order of bases: C3. Gives the merged order without the class itself.
fn linearize(bases: &[Value]) -> R<Vec<Value>> {
    let mut lists: Vec<Vec<Value>> = bases.iter().map(super::descriptor::mro_of).collect();
    lists.push(bases.to_vec());
    for (position, base) in bases.iter().enumerate() {
        if bases[..position].iter().any(|other| other.is(base)) {
            let name = class_name(base);
            return err(ErrorClass::TypeError, format!("duplicate base class {name}"));
        }
    }
    let mut order: Vec<Value> = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let candidate = lists
            .iter()
            .map(|list| &list[0])
            .find(|candidate| !lists.iter().any(|list| list[1..].iter().any(|other| other.is(candidate))));
        let Some(candidate) = candidate.cloned() else {
            let mut seen: Vec<String> = Vec::new();
            for list in &lists {
                let name = class_name(&list[0]);
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            let text =
                format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", seen.join(", "));
            return err(ErrorClass::TypeError, text);
        };
        for list in &mut lists {
            if list[0].is(&candidate) {
                list.remove(0);
            }
        }
        order.push(candidate);
    }
}

fn class_name(class: &Value) -> String {
    match class {
        Value::Class(class) => class.name.get().as_str().to_owned(),
        Value::Type(class) => class.name().to_owned(),
        _ => "?".to_owned(),
    }
}
