//! The instructions that the main loop leaves to others: each does one thing with the running frame's
//! registers. Their state is in the frame by then.

use super::core::Vm;
use super::generator::Resumed;
use crate::text::{Error, ErrorClass, Name, R, err, names};
use crate::value::code::{Code, Ins, NO_REGISTER, PartFormat, flag};
use crate::value::dict::Dict;
use crate::value::function::Variable;
use crate::value::{Interp, Range, Slice, Value};
use std::rc::Rc;

impl Vm<'_> {
    /// Runs an instruction that neither jumps nor changes the frame, unless by a call.
    #[inline(never)]
    pub(super) fn slow(&mut self, ins: Ins, code: &'static Code) -> R<()> {
        match ins {
            Ins::NewVar { d } => self.register(d).set(Value::Variable(Rc::default())),
            Ins::WrapVar { d } => {
                let value = self.register(d).take();
                self.register(d).set(Value::Variable(Rc::new(Variable { value: value.into() })));
            }
            Ins::DelG { g } => {
                let slot = g as usize;
                if self.core.globals[slot].is_undef() {
                    return Err(self.name_error(self.core.slot_names[slot], code));
                }
                self.core.globals[slot].set(Value::Undef);
            }
            Ins::DelVar { a, free, name } => {
                let variable = self.variable(a);
                let old = variable.value.take();
                if old.is_undef() {
                    return Err(unbound(code.names[name as usize], free));
                }
            }
            Ins::CheckBound { name, .. } => return Err(unbound(code.names[name as usize], false)),
            Ins::NewWide { w, n } => {
                let mut items = Vec::new();
                items.resize_with(n as usize, || Value::Undef);
                self.register(w).set(Value::list(items));
            }
            Ins::GetWide { d, w, k, name } => {
                let value = match self.register(w) {
                    Value::List(list) => list.items.borrow()[k as usize].clone(),
                    _ => Value::Undef,
                };
                if value.is_undef() {
                    return Err(unbound(code.names[name as usize], false));
                }
                self.register(d).set(value);
            }
            Ins::SetWide { v, w, k } => {
                let value = self.register(v).clone();
                if let Value::List(list) = self.register(w) {
                    let _old = std::mem::replace(&mut list.items.borrow_mut()[k as usize], value);
                }
            }
            Ins::DelWide { w, k, name } => {
                let old = match self.register(w) {
                    Value::List(list) => list.items.borrow_mut()[k as usize].take(),
                    _ => Value::Undef,
                };
                if old.is_undef() {
                    return Err(unbound(code.names[name as usize], false));
                }
            }
            Ins::GetName { d, name, g } => {
                let value = match self.body_name(code.names[name as usize])? {
                    Some(value) => value,
                    None => self.global(g, code)?,
                };
                self.register(d).set(value);
            }
            Ins::SetName { a, name } => {
                let value = self.register(a).clone();
                self.set_body_name(code.names[name as usize], value)?;
            }
            Ins::DelName { name } => {
                let name = code.names[name as usize];
                let removed = match self.register(0).clone() {
                    Value::Instance(namespace) if is_plain(&namespace) => {
                        namespace.attributes.borrow_mut().remove(name).is_some()
                    }
                    mapping if self.body_name(name)?.is_some() => {
                        self.del_item(&mapping, &Value::str(name.as_str()))?;
                        true
                    }
                    _ => false,
                };
                if !removed {
                    return Err(self.name_error(name, code));
                }
            }
            Ins::Annotate { v, name } => self.annotate(v, code.names[name as usize])?,

            Ins::Bin { op, d, a, b, f } => {
                let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
                let result =
                    if f & flag::IN_PLACE != 0 { self.in_place_op(op, x, y)? } else { self.binary_op(op, x, y)? };
                self.register(d).set(result);
            }
            Ins::Neg { d, a, f } => {
                let x = self.operand(a, f & flag::TAKE_A);
                let result = self.unary_op(crate::syntax::ast::UnaryOp::Neg, x)?;
                self.register(d).set(result);
            }
            Ins::Unary { op, d, a, f } => {
                let x = self.operand(a, f & flag::TAKE_A);
                let result = self.unary_op(op, x)?;
                self.register(d).set(result);
            }
            Ins::Not { d, a } => {
                let x = self.register(a).clone();
                let truth = self.truth(&x)?;
                self.register(d).set(Value::bool(!truth));
            }
            Ins::Cmp { op, d, a, b, .. } => {
                let (x, y) = (self.register(a).clone(), self.register(b).clone());
                let result = self.compare_op(op, &x, &y)?;
                self.register(d).set(result);
            }

            Ins::GetIter { d, a } => {
                let value = self.register(a).clone();
                let iterator = self.iter(&value)?;
                self.register(d).set(iterator);
            }
            Ins::IterArgument { d, a } => {
                let value = self.register(a).clone();
                if !matches!(value, Value::Range(_) | Value::List(_) | Value::Tuple(_) | Value::Generator(_)) {
                    let iterator = self.iter(&value)?;
                    self.register(d).set(iterator);
                }
            }

            Ins::IdxRR { d, a, b, f } => {
                let value = self.operand(a, f & flag::TAKE_A);
                let index = self.register(b).clone();
                let result = self.get_item(&value, &index)?;
                self.register(d).set(result);
            }
            Ins::IdxRI { d, a, f, i } => {
                let value = self.operand(a, f & flag::TAKE_A);
                let result = self.get_item(&value, &Value::Int(i.into()))?;
                self.register(d).set(result);
            }
            Ins::IdxGR { d, b, g } => {
                let value = self.global(g, code)?;
                let index = self.register(b).clone();
                let result = self.get_item(&value, &index)?;
                self.register(d).set(result);
            }
            Ins::Idx2RRR { d, a, i, j } => {
                let value = self.register(a).clone();
                let index = Value::tuple([self.register(i).clone(), self.register(j).clone()]);
                let result = self.get_item(&value, &index)?;
                self.register(d).set(result);
            }
            Ins::Idx2GRR { d, i, j, g } => {
                let value = self.global(g, code)?;
                let index = Value::tuple([self.register(i).clone(), self.register(j).clone()]);
                let result = self.get_item(&value, &index)?;
                self.register(d).set(result);
            }
            Ins::SetIdx { a, i, v, .. } => {
                let (value, index) = (self.register(a).clone(), self.register(i).clone());
                let new = self.register(v).clone();
                self.set_item(&value, &index, new)?;
            }
            Ins::SetIdxI { a, v, i, .. } => {
                let value = self.register(a).clone();
                let new = self.register(v).clone();
                self.set_item(&value, &Value::Int(i.into()), new)?;
            }
            Ins::SetIdxK { a, i, k } => {
                let (value, index) = (self.register(a).clone(), self.register(i).clone());
                self.set_item(&value, &index, code.consts[k as usize].clone())?;
            }
            Ins::SetIdx2 { a, i, j, v } => {
                let value = self.register(a).clone();
                let index = Value::tuple([self.register(i).clone(), self.register(j).clone()]);
                let new = self.register(v).clone();
                self.set_item(&value, &index, new)?;
            }
            Ins::DelIdx { a, b } => {
                let (value, index) = (self.register(a).clone(), self.register(b).clone());
                self.del_item(&value, &index)?;
            }
            Ins::MakeSlice { d, a } => {
                let [start, stop, step] = [0, 1, 2].map(|k| self.register(a + k).take());
                self.register(d).set(Value::Slice(Rc::new(Slice { start, stop, step })));
            }

            Ins::GetAttr { d, a, name, cache } => {
                let value = self.register(a).clone();
                let result = self.cached_attribute(&value, code, name, cache)?;
                self.register(d).set(result);
            }
            Ins::SetAttr { a, v, name, cache } => {
                let (value, new) = (self.register(a).clone(), self.register(v).clone());
                self.set_cached_attribute(&value, code, name, cache, new)?;
            }
            Ins::DelAttr { a, name } => {
                let value = self.register(a).clone();
                self.delete_attribute(&value, code.names[name as usize])?;
            }
            Ins::GetSuper { d, class } => {
                let class = self.variable(class).value.borrow().clone();
                let first = match self.register(0) {
                    Value::Variable(variable) => variable.value.borrow().clone(),
                    first => first.clone(),
                };
                if code.parameters.names.is_empty() {
                    return err(ErrorClass::RuntimeError, "super(): no arguments");
                }
                let proxy = super::object_rows::new_super(class, first)?;
                self.register(d).set(proxy);
            }

            Ins::MakeTuple { d, a, n } => {
                let items: Vec<Value> = self.row(a, n).iter_mut().map(Value::take).collect();
                self.register(d).set(Value::tuple(items));
            }
            Ins::MakeList { d, a, n } => {
                let items: Vec<Value> = self.row(a, n).iter_mut().map(Value::take).collect();
                self.register(d).set(Value::list(items));
            }
            Ins::MakeSet { d, a, n } => {
                let items: Vec<Value> = self.row(a, n).iter_mut().map(Value::take).collect();
                let set = Value::set_of(crate::value::set::Set::new());
                if let Value::Set(set) = &set {
                    for item in items {
                        set.add(self, item)?;
                    }
                }
                self.register(d).set(set);
            }
            Ins::MakeDict { d, a, n } => {
                let mut items = Vec::with_capacity(2 * n as usize);
                items.extend(self.row(a, 2 * n).iter_mut().map(Value::take));
                let dict = Value::dict(Dict::new());
                if let Value::Dict(dict) = &dict {
                    let mut items = items.into_iter();
                    while let (Some(key), Some(value)) = (items.next(), items.next()) {
                        dict.set(self, key, value)?;
                    }
                }
                self.register(d).set(dict);
            }
            Ins::ListAppend { a, v } => {
                let value = self.register(v).clone();
                if let Value::List(list) = self.register(a) {
                    list.items.borrow_mut().push(value);
                }
            }
            Ins::ListExtend { a, v } => {
                let value = self.register(v).clone();
                if let Value::List(list) = self.register(a) {
                    let list = list.clone();
                    self.extend_display(&list, &value)?;
                }
            }
            Ins::ListExtendCall { a, v, f } => {
                let value = self.register(v).clone();
                let Value::List(list) = self.register(a) else { return Ok(()) };
                let list = list.clone();
                if let Err(error) = super::operators::extend_list(self, &list, &value) {
                    if error.class == ErrorClass::TypeError && error.message.ends_with("object is not iterable") {
                        let function = self.register(f).clone();
                        let function = self.callee_name(&function);
                        let text =
                            format!("{function} argument after * must be an iterable, not {}", value.type_name());
                        return err(ErrorClass::TypeError, text);
                    }
                    return Err(error);
                }
            }
            Ins::SetAdd { a, v } => {
                let value = self.register(v).clone();
                if let Value::Set(set) = self.register(a) {
                    let set = set.clone();
                    set.add(self, value)?;
                }
            }
            Ins::SetUpdate { a, v } => {
                let value = self.register(v).clone();
                if let Value::Set(set) = self.register(a) {
                    let set = set.clone();
                    set.update(self, &value)?;
                }
            }
            Ins::DictSet { a, key, v } => {
                let (key, value) = (self.register(key).clone(), self.register(v).clone());
                if let Value::Dict(dict) = self.register(a) {
                    let dict = dict.clone();
                    dict.set(self, key, value)?;
                }
            }
            Ins::DictMerge { a, v } => {
                let value = self.register(v).clone();
                self.merge(a, &value, None)?;
            }
            Ins::DictMergeCall { a, v, f } => {
                let value = self.register(v).clone();
                self.merge(a, &value, Some(f))?;
            }
            Ins::DictSetCall { a, key, v, f } => {
                let (key, value) = (self.register(key).clone(), self.register(v).clone());
                self.add_keyword(a, key, value, f)?;
            }
            Ins::ListToTuple { d } => {
                let items = match self.register(d) {
                    Value::List(list) => list.items.take(),
                    _ => Vec::new(),
                };
                self.register(d).set(Value::tuple(items));
            }
            Ins::Format { d, a, spec, conv } => {
                let value = self.register(a).clone();
                let spec = if spec == NO_REGISTER { Value::Undef } else { self.register(spec).clone() };
                let text = self.formatted(&value, spec.as_str().unwrap_or_default(), conv)?;
                self.register(d).set(text);
            }
            Ins::FormatK { d, a, conv, k } => {
                let value = self.register(a).clone();
                let text = self.formatted(&value, code.consts[k as usize].as_str().unwrap_or_default(), conv)?;
                self.register(d).set(text);
            }
            Ins::FormatPart { d, a, k } => {
                let value = self.register(a).clone();
                let text = self.formatted(&value, &code.formats[k as usize].text, 0)?;
                self.register(d).set(text);
            }
            Ins::Join { d, a, n, k } => self.join_parts(d, a, n, &code.formats[k as usize..]),
            Ins::Concat { d, a, n } => {
                let parts = self.row(a, n);
                let mut text = String::with_capacity(parts.iter().filter_map(Value::as_str).map(str::len).sum());
                parts.iter().filter_map(Value::as_str).for_each(|part| text.push_str(part));
                self.register(d).set(Value::str(text));
            }
            Ins::Unpack { a, d, n } => self.unpack(a, d, n)?,
            Ins::UnpackEx { a, d, before, after } => self.unpack_starred(a, d, before, after)?,

            Ins::MakeFunc { d, a, k } => {
                let function = self.make_function(&code.templates[k as usize], a);
                self.register(d).set(function);
            }
            Ins::MakeClass { d, f, bases, kwargs, name } => {
                let body = self.register(f).clone();
                let bases = match self.register(bases) {
                    Value::List(list) => list.items.take(),
                    _ => Vec::new(),
                };
                let kwargs = (kwargs != NO_REGISTER).then(|| self.register(kwargs).clone());
                let class = self.class_statement(&body, code.names[name as usize], bases, kwargs.as_ref())?;
                self.register(d).set(class);
            }

            Ins::Raise { a, cause } => {
                let exception = self.register(a).clone();
                let cause = (cause != NO_REGISTER).then(|| self.register(cause).clone());
                return Err(self.raise(&exception, cause.as_ref()));
            }
            Ins::RaiseAgain => return Err(self.raise_again()),
            Ins::Reraise { a } => {
                let exception = self.register(a).take();
                self.core.going_on = true;
                return Err(self.error_from(&exception));
            }
            Ins::RaiseAssert { a } => {
                let args = if a == NO_REGISTER { vec![] } else { vec![self.register(a).clone()] };
                return Err(super::protocol::error_with(self, ErrorClass::AssertionError, args));
            }
            Ins::EnterHandler { a } => {
                let exception = self.register(a).clone();
                let before = std::mem::replace(&mut self.core.handling, exception);
                self.register(a + 1).set(before);
            }
            Ins::LeaveHandler { a } => {
                let before = self.register(a + 1).take();
                self.core.handling = before;
            }
            Ins::WithEnter { d, a } => self.enter_context(d, a)?,
            Ins::WithExit { a } => {
                let exit = self.register(a).take();
                self.call_value(&exit, &[Value::None, Value::None, Value::None], &[])?;
            }
            Ins::WithExcept { d, a, e } => {
                let (exit, exception) = (self.register(a).take(), self.register(e).clone());
                let traceback = super::traceback::Traceback::of(&exception);
                let answer = self.call_value(&exit, &[exception.class(), exception, traceback], &[])?;
                let swallow = self.truth(&answer)?;
                self.register(d).set(Value::bool(swallow));
            }

            Ins::Import { d, root, name } => {
                let module = self.import_statement(code.names[name as usize], root)?;
                self.register(d).set(module);
            }
            Ins::ImportFrom { d, a, name } => {
                let module = self.register(a).clone();
                let value = self.import_name(&module, code.names[name as usize])?;
                self.register(d).set(value);
            }
            Ins::ImportStar { a } => {
                let module = self.register(a).clone();
                self.import_all(&module, code)?;
            }

            Ins::MatchSequence { d, a, n, star } => {
                let value = self.register(a).clone();
                let fits = self.matches_sequence(&value, n as usize, star)?;
                self.register(d).set(Value::bool(fits));
            }
            Ins::MatchMapping { d, a, keys } => {
                let (value, keys) = (self.register(a).clone(), self.register(keys).clone());
                let found = self.match_mapping(&value, &keys)?;
                self.register(d).set(found);
            }
            Ins::MatchRest { d, a, keys } => {
                let (value, keys) = (self.register(a).clone(), self.register(keys).clone());
                let rest = self.match_rest(&value, &keys)?;
                self.register(d).set(rest);
            }
            Ins::MatchClass { d, a, c, n, kw } => {
                let (value, class) = (self.register(a).clone(), self.register(c).clone());
                let found = self.match_class(&value, &class, n as usize, &code.keywords[kw as usize])?;
                self.register(d).set(found);
            }
            other => return err(ErrorClass::SystemError, format!("no such instruction: {other:?}")),
        }
        Ok(())
    }

    /// An operand's value, taken out of its register if nobody else reads it.
    #[inline]
    pub(super) fn operand(&mut self, register: u8, take: u8) -> Value {
        let register = self.register(register);
        if take != 0 { register.take() } else { register.clone() }
    }

    fn row(&mut self, a: u8, n: u8) -> &mut [Value] {
        let base = self.core.frames.last().map_or(0, |frame| frame.base as usize);
        &mut self.core.stack[base + a as usize..][..n as usize]
    }

    fn variable(&mut self, register: u8) -> Rc<Variable> {
        match self.register(register) {
            Value::Variable(variable) => variable.clone(),
            _ => Rc::default(),
        }
    }

    /// The value of a global variable or builtin.
    #[inline]
    pub(super) fn global(&mut self, g: u16, code: &'static Code) -> R<Value> {
        match &self.core.globals[g as usize] {
            Value::Undef => match self.core.fallback(g) {
                Some(value) => Ok(value),
                None => Err(self.name_error(self.core.slot_names[g as usize], code)),
            },
            value => Ok(value.clone()),
        }
    }

    /// The error for a name that nothing has.
    #[cold]
    pub(super) fn name_error(&mut self, name: Name, code: &'static Code) -> Box<Error> {
        self.core.missing_name = Some((name, code));
        Error::new(ErrorClass::NameError, format!("name '{name}' is not defined"))
    }

    /// A name of the class body that runs.
    fn body_name(&mut self, name: Name) -> R<Option<Value>> {
        match self.register(0).clone() {
            Value::Instance(namespace) if is_plain(&namespace) => Ok(namespace.get(name)),
            mapping => match self.get_item(&mapping, &Value::str(name.as_str())) {
                Ok(value) => Ok(Some(value)),
                Err(error) if error.class == ErrorClass::KeyError => Ok(None),
                Err(error) => Err(error),
            },
        }
    }

    /// Sets a name of the class body that runs, in what `__prepare__` gave if the metaclass has that.
    pub(super) fn set_body_name(&mut self, name: Name, value: Value) -> R<()> {
        match self.register(0).clone() {
            Value::Instance(namespace) if is_plain(&namespace) => {
                namespace.set(name, value);
                Ok(())
            }
            mapping => self.set_item(&mapping, &Value::str(name.as_str()), value),
        }
    }

    fn annotate(&mut self, v: u8, name: Name) -> R<()> {
        let annotation = self.register(v).clone();
        let code = self.frame().code;
        let key = Value::str(name.as_str());
        let dict = if code.kind == crate::value::code::CodeKind::ClassBody {
            match self.body_name(names::ANNOTATIONS)? {
                Some(dict) => dict,
                None => {
                    let dict = Value::dict(Dict::new());
                    self.set_body_name(names::ANNOTATIONS, dict.clone())?;
                    dict
                }
            }
        } else {
            let slot = self.core.slot(&code.namespace, names::ANNOTATIONS)? as usize;
            if self.core.globals[slot].is_undef() {
                self.core.globals[slot] = Value::dict(Dict::new());
            }
            self.core.globals[slot].clone()
        };
        self.set_item(&dict, &key, annotation)
    }

    fn extend_display(&mut self, list: &Rc<crate::value::List>, value: &Value) -> R<()> {
        super::operators::extend_list(self, list, value).map_err(|error| {
            if error.class == ErrorClass::TypeError && error.message.ends_with("object is not iterable") {
                let text = format!("Value after * must be an iterable, not {}", value.type_name());
                return Error::new(ErrorClass::TypeError, text);
            }
            error
        })
    }

    /// The function as messages about its arguments name it.
    fn callee_name(&mut self, function: &Value) -> String {
        match function {
            Value::Function(function) => {
                format!("{}.{}()", function.code.namespace.name.get().unwrap_or(names::MAIN), function.qualname.get())
            }
            Value::Method(method) => {
                let inner = method.function.clone();
                self.callee_name(&inner)
            }
            Value::Builtin(function) => match function.owner {
                crate::value::Owner::Class(class) => format!("{}.{}()", class.name(), function.name),
                crate::value::Owner::Module(module) if module.as_str() == "builtins" => format!("{}()", function.name),
                crate::value::Owner::Module(module) => format!("{module}.{}()", function.name),
            },
            Value::Type(class) => format!("{}()", class.full_name()),
            Value::Class(class) => format!("__main__.{}()", class.qualname.borrow()),
            other => format!("{} object", other.type_name()),
        }
    }

    fn merge(&mut self, a: u8, value: &Value, call: Option<u8>) -> R<()> {
        let keys = match value {
            Value::Dict(dict) => {
                let pairs: Vec<(Value, Value)> =
                    dict.map.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
                return self.merge_pairs(a, pairs, call);
            }
            other => self.find_attr(other, names::KEYS)?,
        };
        let Some(keys) = keys else {
            let text = match call {
                Some(f) => {
                    let function = self.register(f).clone();
                    let function = self.callee_name(&function);
                    format!("{function} argument after ** must be a mapping, not {}", value.type_name())
                }
                None => format!("'{}' object is not a mapping", value.type_name()),
            };
            return err(ErrorClass::TypeError, text);
        };
        let keys = self.call_value(&keys, &[], &[])?;
        let mut pairs = Vec::new();
        for key in self.collect(&keys)? {
            let item = self.get_item(value, &key)?;
            pairs.push((key, item));
        }
        self.merge_pairs(a, pairs, call)
    }

    fn merge_pairs(&mut self, a: u8, pairs: Vec<(Value, Value)>, call: Option<u8>) -> R<()> {
        let Value::Dict(dict) = self.register(a) else { return Ok(()) };
        let dict = dict.clone();
        for (key, value) in pairs {
            match call {
                Some(f) => self.add_keyword(a, key, value, f)?,
                None => dict.set(self, key, value)?,
            }
        }
        Ok(())
    }

    fn add_keyword(&mut self, a: u8, key: Value, value: Value, f: u8) -> R<()> {
        let Value::Dict(dict) = self.register(a) else { return Ok(()) };
        let dict = dict.clone();
        if key.as_str().is_none() {
            return err(ErrorClass::TypeError, "keywords must be strings");
        }
        if dict.contains(self, &key)? {
            let function = self.register(f).clone();
            let function = self.callee_name(&function);
            let key = key.as_str().unwrap_or_default();
            let text = format!("{function} got multiple values for keyword argument '{key}'");
            return err(ErrorClass::TypeError, text);
        }
        dict.set(self, key, value)
    }

    fn formatted(&mut self, value: &Value, spec: &str, conv: u8) -> R<Value> {
        let converted = match conv {
            b'r' => Value::str(self.repr(value)?),
            b's' => Value::str(self.str(value)?),
            b'a' => Value::str(super::protocol::ascii(self, value)?),
            _ => {
                if spec.is_empty() && matches!(value, Value::Str(_)) {
                    return Ok(value.clone());
                }
                return self.format(value, spec).map(Value::str);
            }
        };
        if spec.is_empty() { Ok(converted) } else { self.format(&converted, spec).map(Value::str) }
    }

    /// An f-string's parts as one text.
    fn join_parts(&mut self, d: u8, a: u8, n: u8, formats: &[PartFormat]) {
        if let ([text @ Value::Str(_)], [..]) = (self.row(a, n), formats) {
            let text = text.take();
            return self.register(d).set(text);
        }
        let mut text = std::mem::take(&mut self.core.scratch);
        text.clear();
        for (part, format) in self.row(a, n).iter().zip(formats) {
            match (part, format.short) {
                (Value::Str(part), _) => text.push_str(part),
                (Value::Int(x), Some(short)) => short.push_int(&mut text, *x),
                (Value::Float(x), Some(short)) => short.push_float(&mut text, x.get()),
                _ => {}
            }
        }
        let whole = Value::str(text.as_str());
        self.core.scratch = text;
        self.register(d).set(whole);
    }

    // ---- unpacking ----

    fn unpack(&mut self, a: u8, d: u8, n: u8) -> R<()> {
        let value = self.register(a).clone();
        let wanted = n as usize;
        let items: Vec<Value> = match &value {
            Value::Tuple(items) => items.to_vec(),
            Value::List(list) => list.items.borrow().clone(),
            other => self.take_some(other, wanted)?,
        };
        if items.len() > wanted {
            return err(ErrorClass::ValueError, format!("too many values to unpack (expected {wanted})"));
        }
        if items.len() < wanted {
            let text = format!("not enough values to unpack (expected {wanted}, got {})", items.len());
            return err(ErrorClass::ValueError, text);
        }
        for (position, item) in items.into_iter().enumerate() {
            self.register(d + position as u8).set(item);
        }
        Ok(())
    }

    /// The values of an iterable, but no more than one beyond `n`.
    fn take_some(&mut self, value: &Value, n: usize) -> R<Vec<Value>> {
        let iterator = self.iterator_to_unpack(value)?;
        let mut items = Vec::with_capacity(n);
        while items.len() <= n {
            match self.next(&iterator)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        Ok(items)
    }

    fn iterator_to_unpack(&mut self, value: &Value) -> R<Value> {
        self.iter(value).map_err(|error| {
            if error.class == ErrorClass::TypeError && error.message.ends_with("object is not iterable") {
                let text = format!("cannot unpack non-iterable {} object", value.type_name());
                return Error::new(ErrorClass::TypeError, text);
            }
            error
        })
    }

    fn unpack_starred(&mut self, a: u8, d: u8, before: u8, after: u8) -> R<()> {
        let value = self.register(a).clone();
        let iterator = self.iterator_to_unpack(&value)?;
        let mut items = self.collect(&iterator)?;
        let (before, after) = (before as usize, after as usize);
        if items.len() < before + after {
            let text =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            return err(ErrorClass::ValueError, text);
        }
        let last = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let all = items.into_iter().chain([Value::list(middle)]).chain(last);
        for (position, item) in all.enumerate() {
            self.register(d + position as u8).set(item);
        }
        Ok(())
    }

    // ---- loops, contexts, delegation ----

    /// Turns the iterable in register `it` into the state of a loop.
    pub(super) fn prepare_loop(&mut self, it: u8) -> R<()> {
        let state = match self.register(it).take() {
            Value::Range(range) => match *range {
                Range::Small(start, stop, step) => {
                    let n = Range::len_small(start, stop, step);
                    match i64::try_from(n) {
                        Ok(n) => {
                            self.register(it + 1).set(Value::Int(n));
                            self.register(it + 2).set(Value::Int(step));
                            Value::Int(start)
                        }
                        Err(_) => self.iter(&Value::Range(range))?,
                    }
                }
                Range::Big(_) => self.iter(&Value::Range(range))?,
            },
            list @ (Value::List(_) | Value::Tuple(_)) => {
                self.register(it + 1).set(Value::Int(0));
                list
            }
            iterable @ (Value::Generator(_) | Value::Iter(_)) => iterable,
            iterable => self.iter(&iterable)?,
        };
        self.register(it).set(state);
        Ok(())
    }

    /// The next value of a loop over anything but ranges and lists, into `d`. A generator's frame may
    /// have been entered instead: then that is what runs next.
    pub(super) fn step_loop(&mut self, it: u8, d: u8) -> R<Step> {
        let next = match self.register(it) {
            Value::Iter(iterator) => {
                let iterator = iterator.clone();
                iterator.next(self)?
            }
            Value::Generator(generator) => {
                let generator = generator.clone();
                if self.loop_generator(&generator, d)? {
                    return Ok(Step::Entered);
                }
                None
            }
            other => {
                let iterator = other.clone();
                self.next(&iterator)?
            }
        };
        Ok(match next {
            Some(value) => {
                self.register(d).set(value);
                Step::Value
            }
            None => {
                self.register(it).set(Value::Undef);
                Step::End
            }
        })
    }

    /// `with`: `__enter__` of the object in `a` into `d`; its bound `__exit__` replaces it.
    fn enter_context(&mut self, d: u8, a: u8) -> R<()> {
        let manager = self.register(a).clone();
        let lacking = |what: &str| {
            let text = format!("'{}' object does not support the context manager protocol{what}", manager.type_name());
            Error::new(ErrorClass::TypeError, text)
        };
        let Some(enter) = self.special(&manager, names::ENTER)? else { return Err(lacking("")) };
        let Some(exit) = self.special(&manager, names::EXIT)? else {
            return Err(lacking(" (missed __exit__ method)"));
        };
        let value = self.call_value(&enter, &[], &[])?;
        self.register(a).set(exit);
        self.register(d).set(value);
        Ok(())
    }

    /// One step of `yield from`: None if the delegate has ended and `d` has its result, else what is
    /// to be yielded.
    pub(super) fn delegate(&mut self, d: u8, it: u8) -> R<Option<Value>> {
        let (delegate, sent) = (self.register(it).clone(), self.register(it + 1).take());
        let sent = if sent.is_undef() { Value::None } else { sent };
        match self.step_delegate(&delegate, sent)? {
            Resumed::Yielded(value) => Ok(Some(value)),
            Resumed::Returned(value) => {
                self.register(it).set(Value::Undef);
                self.register(d).set(value);
                Ok(None)
            }
        }
    }

    // ---- attributes with caches ----

    fn cached_attribute(&mut self, value: &Value, code: &'static Code, name: u16, cache: u16) -> R<Value> {
        let name = code.names[name as usize];
        if let Value::Instance(instance) = value
            && instance.class.stands_for().is_none()
            && instance.class.lookup(names::GETATTRIBUTE).is_none()
        {
            let position = instance.attributes.borrow().position(name);
            if let Some(position) = position {
                let shadowed = match instance.class.lookup(name) {
                    Some(found) => self.is_data_descriptor(&found),
                    None => false,
                };
                if !shadowed {
                    code.caches[cache as usize].remember(&instance.class, position, Value::Undef);
                }
            }
        }
        self.attribute(value, name)
    }

    fn set_cached_attribute(&mut self, value: &Value, code: &'static Code, name: u16, cache: u16, new: Value) -> R<()> {
        let name = code.names[name as usize];
        self.set_attribute(value, name, new)?;
        if let Value::Instance(instance) = value
            && instance.class.stands_for().is_none()
            && instance.exception().is_none()
            && instance.class.lookup(names::SETATTR).is_none()
            && instance.class.lookup(names::SLOTS).is_none()
            && instance.class.builtin_base() == crate::value::types::OBJECT
        {
            let position = instance.attributes.borrow().position(name);
            let shadowed = match instance.class.lookup(name) {
                Some(found) => self.is_data_descriptor(&found),
                None => false,
            };
            if let Some(position) = position
                && !shadowed
            {
                code.caches[cache as usize].remember(&instance.class, position, Value::Undef);
            }
        }
        Ok(())
    }
}

/// What a step of a loop came to.
pub(super) enum Step {
    Value,
    End,
    /// A generator's frame runs now.
    Entered,
}

/// The error for a variable that has no value yet.
#[cold]
pub(super) fn unbound(name: Name, free: bool) -> Box<Error> {
    if free {
        let text =
            format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
        return Error::new(ErrorClass::NameError, text);
    }
    let text = format!("cannot access local variable '{name}' where it is not associated with a value");
    Error::new(ErrorClass::UnboundLocalError, text)
}

/// Whether a class body's names are in an object of ours, not in what `__prepare__` gave.
pub(super) fn is_plain(namespace: &crate::value::Instance) -> bool {
    namespace.class.stands_for() == Some(crate::value::types::NAMESPACE)
}
