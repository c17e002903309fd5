//! The machine as builtins see it.

use super::core::Vm;
use super::protocol;
use crate::array::ArrayRef;
use crate::session::Drawing;
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{Error, ErrorClass, Name, R, Source, err, interrupt, names};
use crate::value::code::CodeKind;
use crate::value::dict::Dict;
use crate::value::{Interp, State, Value};
use std::rc::Rc;

/// The array that a subscript goes to, unless its class has a method of its own.
fn array_of(value: &Value, method: Name) -> Option<&ArrayRef> {
    match value {
        Value::Array(array) if array.tag.borrow().is_none() || !protocol::has_special(value, method) => Some(array),
        _ => None,
    }
}

impl Vm<'_> {
    /// Refuses to go deeper when the stack is nearly used up.
    fn guard(&self, doing: &str) -> R<()> {
        if crate::text::stack::is_low() {
            return err(ErrorClass::RecursionError, format!("maximum recursion depth exceeded{doing}"));
        }
        Ok(())
    }
}

impl Interp for Vm<'_> {
    fn call(&mut self, function: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
        self.guard(" while calling a Python object")?;
        self.call_value(function, args, kwargs)
    }
    fn get_attr(&mut self, value: &Value, name: Name) -> R<Value> {
        self.attribute(value, name)
    }
    fn find_attr(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        match self.find_attribute(value, name) {
            Err(error) if error.class.is_a(ErrorClass::AttributeError) => Ok(None),
            other => other,
        }
    }
    fn set_attr(&mut self, value: &Value, name: Name, new: Value) -> R<()> {
        self.set_attribute(value, name, new)
    }
    fn del_attr(&mut self, value: &Value, name: Name) -> R<()> {
        self.delete_attribute(value, name)
    }
    fn plain_get_attr(&mut self, value: &Value, name: Name) -> R<Value> {
        let found = match value {
            Value::Instance(instance) => self.plain_instance_attribute(value, instance, name)?,
            _ => self.find_attribute(value, name)?,
        };
        match found {
            Some(found) => Ok(found),
            None => {
                self.core.missing_attribute = Some((value.clone(), name));
                Err(super::attribute::no_attribute(value, name))
            }
        }
    }
    fn plain_set_attr(&mut self, value: &Value, name: Name, new: Value) -> R<()> {
        self.plain_set_attribute(value, name, new)
    }
    fn plain_del_attr(&mut self, value: &Value, name: Name) -> R<()> {
        self.plain_delete_attribute(value, name)
    }
    fn make_object(&mut self, class: &Value, args: &[Value], kwargs: &[(Name, Value)]) -> R<Value> {
        match class {
            Value::Class(class) => {
                self.make_object(&class.clone(), args.iter().cloned().collect(), kwargs.iter().cloned().collect())
            }
            other => self.call_value(other, args, kwargs),
        }
    }
    fn send(&mut self, generator: &Value, value: Value) -> R<Value> {
        let Value::Generator(generator) = generator else {
            return err(ErrorClass::TypeError, "descriptor 'send' needs a generator");
        };
        let resumed = self.resume(generator, value)?;
        self.resumed_value(resumed)
    }
    fn throw(&mut self, generator: &Value, exception: &Value) -> R<Value> {
        let Value::Generator(generator) = generator else {
            return err(ErrorClass::TypeError, "descriptor 'throw' needs a generator");
        };
        let error = self.error_from(exception);
        let resumed = Vm::throw(self, generator, error)?;
        self.resumed_value(resumed)
    }
    fn close_generator(&mut self, generator: &Value) -> R<()> {
        match generator {
            Value::Generator(generator) => self.close(generator),
            _ => err(ErrorClass::TypeError, "descriptor 'close' needs a generator"),
        }
    }
    fn find_special(&mut self, value: &Value, name: Name) -> R<Option<Value>> {
        self.special(value, name)
    }

    fn binary(&mut self, op: BinOp, left: &Value, right: &Value) -> R<Value> {
        self.guard("")?;
        self.binary_op(op, left.clone(), right.clone())
    }
    fn binary_in_place(&mut self, op: BinOp, left: &Value, right: &Value) -> R<Value> {
        self.guard("")?;
        self.in_place_op(op, left.clone(), right.clone())
    }
    fn unary(&mut self, op: UnaryOp, operand: &Value) -> R<Value> {
        self.unary_op(op, operand.clone())
    }
    fn compare(&mut self, op: CmpOp, left: &Value, right: &Value) -> R<Value> {
        self.guard(" in comparison")?;
        self.compare_op(op, left, right)
    }
    fn equal(&mut self, left: &Value, right: &Value) -> R<bool> {
        protocol::equal(self, left, right)
    }
    fn less(&mut self, left: &Value, right: &Value) -> R<bool> {
        protocol::less(self, left, right)
    }
    fn truth(&mut self, value: &Value) -> R<bool> {
        protocol::truth(self, value)
    }
    fn hash(&mut self, value: &Value) -> R<i64> {
        protocol::hash(self, value)
    }

    fn iter(&mut self, value: &Value) -> R<Value> {
        protocol::iter(self, value)
    }
    fn next(&mut self, iterator: &Value) -> R<Option<Value>> {
        match iterator {
            Value::Generator(generator) => self.next_of_generator(generator),
            _ => protocol::next(self, iterator),
        }
    }
    fn collect(&mut self, iterable: &Value) -> R<Vec<Value>> {
        protocol::collect(self, iterable)
    }
    fn len(&mut self, value: &Value) -> R<usize> {
        protocol::len(self, value)
    }
    fn contains(&mut self, container: &Value, item: &Value) -> R<bool> {
        protocol::contains(self, container, item)
    }
    fn get_item(&mut self, value: &Value, index: &Value) -> R<Value> {
        if let Some(array) = array_of(value, names::GETITEM) {
            return super::array_index::get_item(self, array, index);
        }
        if let Value::Array(_) = value
            && let Some(found) = protocol::call_special(self, value, names::GETITEM, std::slice::from_ref(index))?
        {
            return Ok(found);
        }
        if let Some(found) = self.class_item(value, index)? {
            return Ok(found);
        }
        protocol::get_item(self, value, index)
    }
    fn set_item(&mut self, value: &Value, index: &Value, new: Value) -> R<()> {
        match array_of(value, names::SETITEM) {
            Some(array) => super::array_index::set_item(self, array, index, &new),
            None if matches!(value, Value::Array(_)) => {
                protocol::call_special(self, value, names::SETITEM, &[index.clone(), new]).map(drop)
            }
            None => protocol::set_item(self, value, index, new),
        }
    }
    fn del_item(&mut self, value: &Value, index: &Value) -> R<()> {
        match array_of(value, names::DELITEM) {
            Some(_) => err(ErrorClass::ValueError, "cannot delete array elements"),
            None => protocol::del_item(self, value, index),
        }
    }

    fn repr(&mut self, value: &Value) -> R<String> {
        self.guard(" while getting the repr of an object")?;
        protocol::repr(self, value)
    }
    fn str(&mut self, value: &Value) -> R<String> {
        self.guard(" while getting the str of an object")?;
        protocol::str(self, value)
    }
    fn format(&mut self, value: &Value, spec: &str) -> R<String> {
        protocol::format(self, value, spec)
    }

    fn warn(&mut self, category: ErrorClass, message: &str) -> R<()> {
        self.show_warning(category, message)
    }
    fn print(&mut self, text: &str) -> R<()> {
        self.sink.stdout(text);
        Ok(())
    }
    fn print_error(&mut self, text: &str) -> R<()> {
        self.sink.stderr(text);
        Ok(())
    }
    fn show(&mut self, drawing: &Rc<dyn Drawing>) -> R<()> {
        self.sink.drawing(drawing);
        Ok(())
    }
    fn flush(&mut self) -> R<()> {
        self.sink.flush();
        Ok(())
    }
    fn read_line(&mut self, prompt: &str) -> R<Option<String>> {
        let line = self.sink.read_line(prompt);
        if line.is_none() {
            self.check_interrupt()?;
        }
        Ok(line)
    }
    fn import(&mut self, name: &str) -> R<Value> {
        Ok(Value::Module(self.module_named(name)?))
    }
    fn check_interrupt(&mut self) -> R<()> {
        if interrupt::raised() { Err(super::vm::interrupted()) } else { Ok(()) }
    }
    fn exception_of(&mut self, error: Box<Error>) -> Value {
        self.exception_object(error)
    }
    fn error_of(&mut self, exception: &Value) -> Box<Error> {
        self.error_from(exception)
    }
    fn state(&mut self) -> &mut State {
        &mut self.core.state
    }
    fn locals(&mut self) -> R<Value> {
        let Some(frame) = self.core.frames.last().copied() else { return self.globals() };
        match frame.code.kind {
            CodeKind::Module => self.globals(),
            CodeKind::ClassBody => {
                let mut dict = Dict::new();
                let namespace = self.register(0).clone();
                if let Value::Dict(_) = &namespace {
                    return Ok(namespace);
                }
                if let Value::Instance(namespace) = &namespace {
                    if !super::slow::is_plain(namespace) {
                        return Ok(Value::Instance(namespace.clone()));
                    }
                    for (name, value) in namespace.attributes.borrow().iter() {
                        dict.insert_str(name.as_str(), value);
                    }
                }
                Ok(Value::dict(dict))
            }
            CodeKind::Function | CodeKind::Generator => {
                let mut dict = Dict::new();
                for &(name, register) in &frame.code.locals {
                    let value = match self.register(register) {
                        Value::Variable(variable) => variable.value.borrow().clone(),
                        value => value.clone(),
                    };
                    if !value.is_undef() {
                        dict.insert_str(name.as_str(), value);
                    }
                }
                Ok(Value::dict(dict))
            }
        }
    }
    fn globals(&mut self) -> R<Value> {
        let namespace = match self.core.frames.last() {
            Some(frame) => frame.code.namespace.clone(),
            None => self.core.main.clone(),
        };
        Ok(Value::dict(self.namespace_dict(&namespace)))
    }
    fn handling(&mut self) -> Value {
        if self.core.handling.is_undef() { Value::None } else { self.core.handling.clone() }
    }
    fn traceback_of(&mut self, exception: &Value) -> String {
        let error = self.error_from(exception);
        self.plain_report(error).traceback
    }
    fn recursion_limit(&mut self, new: Option<usize>) -> usize {
        self.core.limit = new.unwrap_or(self.core.limit);
        self.core.limit
    }
    fn modules(&mut self) -> Vec<std::rc::Rc<crate::value::Module>> {
        self.core.modules.values().cloned().collect()
    }
    fn warn_as(&mut self, category: &Value, text: &Value, level: usize) -> R<()> {
        self.issue_warning(category, text, level)
    }
    fn run_text(&mut self, text: &str, expression: bool, globals: Option<&Value>, locals: Option<&Value>) -> R<Value> {
        self.run_program_text(Source::new("File \"<string>\"", text), expression, globals, locals)
    }
    fn run_library(&mut self, name: &str, text: &str, globals: &Value) -> R<Value> {
        self.run_program_text(Source::library(name, text), false, Some(globals), None)
    }
}
