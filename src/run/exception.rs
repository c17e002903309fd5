//! Exceptions: objects and errors are two forms of the same; raising, matching, chaining.

use super::core::Vm;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Class, Instance, Value, types};
use std::rc::Rc;

impl Vm<'_> {
    /// The exception object of an error, with the frames the error came through.
    pub(super) fn exception_object(&mut self, mut error: Box<Error>) -> Value {
        let trace = std::mem::take(&mut error.trace);
        let hints = std::mem::take(&mut error.hints);
        let exception = match error.payload.take().map(|payload| payload.downcast::<Value>()) {
            Some(Ok(value)) => *value,
            _ => {
                let args = if error.message.is_empty() { vec![] } else { vec![Value::str(error.message)] };
                Value::Instance(Rc::new(Instance::exception_of(types::of_error(error.class), args)))
            }
        };
        if let Some(state) = exception_state(&exception) {
            *state.trace.borrow_mut() = trace;
            if !hints.is_empty() {
                *state.hints.borrow_mut() = hints;
            }
        }
        exception
    }

    /// The error that carries an exception object, with the frames it came through before.
    pub(super) fn error_from(&mut self, exception: &Value) -> Box<Error> {
        let Value::Instance(instance) = exception else {
            return Error::new(ErrorClass::TypeError, "exceptions must derive from BaseException");
        };
        let class = instance.class.builtin_base().error_class().unwrap_or(ErrorClass::Exception);
        let message = match crate::run::protocol::str(self, exception) {
            Ok(text) => text,
            Err(_) => "<exception str() failed>".to_owned(),
        };
        let mut error = Error::new(class, message);
        if let Some(state) = instance.exception() {
            error.trace = state.trace.borrow().clone();
            error.hints = state.hints.borrow().clone();
        }
        error.payload = Some(Box::new(exception.clone()));
        error
    }

    /// An error being raised while another exception is handled gets that as its context.
    pub(super) fn set_context(&mut self, error: &mut Box<Error>) {
        if self.core.handling.is_undef() {
            return;
        }
        let handling = self.core.handling.clone();
        let taken = std::mem::replace(error, Error::new(ErrorClass::Exception, ""));
        let trace = taken.trace.clone();
        let exception = self.exception_object(taken);
        chain(&exception, &handling);
        *error = self.error_from(&exception);
        error.trace = trace;
    }

    /// `raise exception from cause`
    pub(super) fn raise(&mut self, exception: &Value, cause: Option<&Value>) -> Box<Error> {
        let exception = match self.to_exception(exception, "exceptions must derive from BaseException") {
            Ok(exception) => exception,
            Err(error) => return error,
        };
        if let Some(cause) = cause {
            let cause = match cause {
                Value::None => Value::None,
                cause => match self.to_exception(cause, "exception causes must derive from BaseException") {
                    Ok(cause) => cause,
                    Err(error) => return error,
                },
            };
            if let Some(state) = exception_state(&exception) {
                *state.cause.borrow_mut() = cause;
                state.suppress_context.set(true);
            }
        }
        // The context is set here, because the error may have frames already and then looks old.
        if !self.core.handling.is_undef() {
            let handling = self.core.handling.clone();
            chain(&exception, &handling);
        }
        self.error_from(&exception)
    }

    /// An exception object: the value itself, or one made of the class that it is.
    fn to_exception(&mut self, value: &Value, otherwise: &str) -> R<Value> {
        let is_class = match value {
            Value::Type(class) => class.error_class().is_some(),
            Value::Class(class) => class.builtin_base().error_class().is_some(),
            _ => false,
        };
        let made = if is_class { self.call_value(value, &[], &[])? } else { value.clone() };
        match &made {
            Value::Instance(instance) if instance.is_exception() => Ok(made),
            _ => err(ErrorClass::TypeError, otherwise),
        }
    }

    /// `raise` without an exception.
    pub(super) fn raise_again(&mut self) -> Box<Error> {
        if self.core.handling.is_undef() {
            return Error::new(ErrorClass::RuntimeError, "No active exception to reraise");
        }
        let exception = self.core.handling.clone();
        self.core.going_on = true;
        self.error_from(&exception)
    }

    /// Whether an `except` clause of this class (or tuple of classes) takes an exception.
    pub(super) fn exception_matches(&mut self, exception: &Value, class: &Value) -> R<bool> {
        match class {
            Value::Tuple(classes) => {
                // Every entry is looked at: a wrong one is an error even after a match.
                for class in classes.iter() {
                    check_catchable(class)?;
                }
                Ok(classes.iter().any(|class| is_exception_of(exception, class)))
            }
            class => {
                check_catchable(class)?;
                Ok(is_exception_of(exception, class))
            }
        }
    }
}

/// The exception's own data.
pub(super) fn exception_state(exception: &Value) -> Option<&crate::value::ExceptionState> {
    match exception {
        Value::Instance(instance) => instance.exception(),
        _ => None,
    }
}

fn is_exception_of(exception: &Value, class: &Value) -> bool {
    match exception {
        Value::Instance(instance) => instance.class.is_a(class),
        _ => false,
    }
}

fn check_catchable(class: &Value) -> R<()> {
    let fits = match class {
        Value::Type(class) => class.error_class().is_some(),
        Value::Class(class) => class.builtin_base().error_class().is_some(),
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        err(ErrorClass::TypeError, "catching classes that do not inherit from BaseException is not allowed")
    }
}

/// Makes `context` the context of an exception, unless that closes a circle.
fn chain(exception: &Value, context: &Value) {
    if exception.is(context) {
        return;
    }
    // An exception that is already further down the chain is cut out there.
    let mut at = context.clone();
    while let Some(state) = exception_state(&at) {
        let next = state.context.borrow().clone();
        if next.is(exception) {
            *state.context.borrow_mut() = Value::Undef;
            break;
        }
        if next.is_missing() {
            break;
        }
        at = next;
    }
    if let Some(state) = exception_state(exception) {
        *state.context.borrow_mut() = context.clone();
    }
}

/// An exception object of a program's class that derives from a built-in one.
pub(super) fn new_exception(class: &Rc<Class>, args: Vec<Value>) -> Value {
    let instance = Instance::new(class.clone());
    if let Some(state) = instance.exception() {
        *state.args.borrow_mut() = Value::tuple(args);
    }
    Value::Instance(Rc::new(instance))
}
