//! Generators: a frame's registers, kept while it waits.

use super::core::Vm;
use super::frames::{Frame, FrameKind};
use crate::text::{Error, ErrorClass, R, err, names};
use crate::value::code::{Code, Ins};
use crate::value::function::{Function, Generator, GeneratorState};
use crate::value::{Instance, Value, types};
use std::rc::Rc;

/// What resuming a generator gave.
pub(super) enum Resumed {
    Yielded(Value),
    Returned(Value),
}

impl Vm<'_> {
    /// A generator whose arguments are in place in the registers from `base` on, which it takes.
    pub(super) fn new_generator(&mut self, function: &Function, base: usize) -> Value {
        let code = function.code;
        let registers = self.take_registers(base, code);
        Value::Generator(Rc::new(Generator {
            code,
            qualname: function.qualname.get(),
            state: GeneratorState::Fresh.into(),
            pc: 0.into(),
            registers: registers.into(),
            handling: Default::default(),
            outer: Default::default(),
        }))
    }

    fn take_registers(&mut self, base: usize, code: &Code) -> Vec<Value> {
        self.core.stack[base..base + code.registers as usize].iter_mut().map(Value::take).collect()
    }

    /// Makes a generator's frame the running one.
    fn enter_generator(&mut self, generator: &Rc<Generator>, dst: u8, kind: FrameKind) -> R<()> {
        match generator.state.get() {
            GeneratorState::Running => return err(ErrorClass::ValueError, "generator already executing"),
            GeneratorState::Fresh | GeneratorState::Suspended | GeneratorState::Done => {}
        }
        if self.core.frames.len() >= self.core.limit {
            return Err(self.too_deep());
        }
        let base = self.top();
        self.ensure(base);
        for (at, value) in generator.registers.borrow_mut().drain(..).enumerate() {
            self.core.stack[base + at].set(value);
        }
        generator.state.set(GeneratorState::Running);
        let inner = generator.handling.take();
        let outer = self.core.handling.clone();
        if !inner.is_undef() {
            self.core.handling = inner;
        }
        *generator.outer.borrow_mut() = outer;
        self.core.extras.push(Value::Generator(generator.clone()));
        self.core.frames.push(Frame {
            code: generator.code,
            pc: generator.pc.get(),
            base: base as u32,
            dst,
            kind,
            dirty: true,
        });
        Ok(())
    }

    /// A `for` loop asks a generator for its next value: its frame runs in the same machine. False if
    /// the generator has ended.
    pub(super) fn loop_generator(&mut self, generator: &Rc<Generator>, dst: u8) -> R<bool> {
        if generator.state.get() == GeneratorState::Done {
            return Ok(false);
        }
        let fresh = generator.state.get() == GeneratorState::Fresh;
        self.enter_generator(generator, dst, FrameKind::Loop)?;
        if !fresh {
            self.deliver(Value::None);
        }
        Ok(true)
    }

    /// Puts a sent value where the `yield` that the running frame waits at wants it.
    fn deliver(&mut self, value: Value) {
        let frame = *self.frame();
        match frame.code.ins.get((frame.pc as usize).wrapping_sub(1)) {
            Some(&Ins::Yield { d, .. }) => self.register(d).set(value),
            // The delegate gets it when the instruction runs again.
            Some(&Ins::YieldFrom { it, .. }) => {
                self.register(it + 1).set(value);
                self.frame().pc -= 1;
            }
            _ => {}
        }
    }

    /// The running frame, a generator's, yields: its registers move out, the frame is left.
    pub(super) fn suspend(&mut self) -> Option<Frame> {
        let frame = self.core.frames.pop()?;
        if let Some(Value::Generator(generator)) = self.core.extras.pop() {
            let registers = self.take_registers(frame.base as usize, frame.code);
            *generator.registers.borrow_mut() = registers;
            generator.pc.set(frame.pc);
            generator.state.set(GeneratorState::Suspended);
            let outer = generator.outer.take();
            let inner = std::mem::replace(&mut self.core.handling, outer);
            if !inner.is(&self.core.handling) {
                *generator.handling.borrow_mut() = inner;
            }
        }
        Some(frame)
    }

    /// The running frame, a generator's, has returned.
    pub(super) fn end_generator(&mut self) {
        if let Some(Value::Generator(generator)) = self.core.extras.pop() {
            generator.state.set(GeneratorState::Done);
            self.core.handling = generator.outer.take();
        }
    }

    /// Resumes a generator from a builtin, `send`ing a value to it.
    pub(super) fn resume(&mut self, generator: &Rc<Generator>, sent: Value) -> R<Resumed> {
        match generator.state.get() {
            GeneratorState::Done => return Ok(Resumed::Returned(Value::None)),
            GeneratorState::Fresh if !sent.is_none() => {
                return err(ErrorClass::TypeError, "can't send non-None value to a just-started generator");
            }
            _ => {}
        }
        let fresh = generator.state.get() == GeneratorState::Fresh;
        let floor = self.core.frames.len();
        self.enter_generator(generator, 0, FrameKind::Resumed)?;
        if !fresh {
            self.deliver(sent);
        }
        self.run_nested(floor)
    }

    /// `generator.throw(error)`
    pub(super) fn throw(&mut self, generator: &Rc<Generator>, error: Box<Error>) -> R<Resumed> {
        match generator.state.get() {
            GeneratorState::Done => return Err(error),
            GeneratorState::Fresh => {
                generator.state.set(GeneratorState::Done);
                generator.registers.borrow_mut().clear();
                return Err(error);
            }
            GeneratorState::Suspended | GeneratorState::Running => {}
        }
        // What the generator delegates to goes first.
        let delegate = match generator.code.ins.get((generator.pc.get() as usize).wrapping_sub(1)) {
            Some(&Ins::YieldFrom { it, .. }) if generator.state.get() == GeneratorState::Suspended => {
                generator.registers.borrow().get(it as usize).cloned()
            }
            _ => None,
        };
        let mut error = error;
        if let Some(delegate) = delegate {
            match self.throw_into(&delegate, error) {
                Ok(Resumed::Yielded(value)) => return Ok(Resumed::Yielded(value)),
                Ok(Resumed::Returned(value)) => return self.finish_delegation(generator, value),
                Err(other) => error = other,
            }
        }
        let floor = self.core.frames.len();
        self.enter_generator(generator, 0, FrameKind::Resumed)?;
        match self.unwind(error, floor) {
            Ok(()) => self.run_nested(floor),
            Err(error) => Err(error),
        }
    }

    /// The delegate has returned a value: `yield from` has it as its result.
    fn finish_delegation(&mut self, generator: &Rc<Generator>, value: Value) -> R<Resumed> {
        let floor = self.core.frames.len();
        self.enter_generator(generator, 0, FrameKind::Resumed)?;
        let frame = *self.frame();
        if let Some(&Ins::YieldFrom { d, .. }) = frame.code.ins.get((frame.pc as usize).wrapping_sub(1)) {
            self.register(d).set(value);
        }
        self.run_nested(floor)
    }

    fn throw_into(&mut self, delegate: &Value, error: Box<Error>) -> R<Resumed> {
        if let Value::Generator(inner) = delegate {
            if error.class == ErrorClass::GeneratorExit {
                self.close(inner)?;
                return Err(error);
            }
            return self.throw(inner, error);
        }
        use crate::value::Interp;
        if error.class == ErrorClass::GeneratorExit {
            if let Some(close) = self.find_attr(delegate, names::CLOSE)? {
                self.call_value(&close, &[], &[])?;
            }
            return Err(error);
        }
        match self.find_attr(delegate, names::THROW)? {
            Some(throw) => {
                let exception = self.exception_object(error);
                self.call_value(&throw, &[exception], &[]).map(Resumed::Yielded)
            }
            None => Err(error),
        }
    }

    /// `generator.close()`
    pub(super) fn close(&mut self, generator: &Rc<Generator>) -> R<()> {
        match generator.state.get() {
            GeneratorState::Done => return Ok(()),
            GeneratorState::Fresh => {
                generator.state.set(GeneratorState::Done);
                generator.registers.borrow_mut().clear();
                return Ok(());
            }
            _ => {}
        }
        match self.throw(generator, Error::new(ErrorClass::GeneratorExit, "")) {
            Ok(Resumed::Yielded(_)) => err(ErrorClass::RuntimeError, "generator ignored GeneratorExit"),
            Ok(Resumed::Returned(_)) => Ok(()),
            Err(error) if matches!(error.class, ErrorClass::GeneratorExit | ErrorClass::StopIteration) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// `next(generator)` with the value that it returned, if it ended.
    pub(super) fn next_of_generator(&mut self, generator: &Rc<Generator>) -> R<Option<Value>> {
        Ok(match self.resume(generator, Value::None)? {
            Resumed::Yielded(value) => Some(value),
            Resumed::Returned(_) => None,
        })
    }

    /// One step of `yield from`: sends a value to the delegate.
    pub(super) fn step_delegate(&mut self, delegate: &Value, sent: Value) -> R<Resumed> {
        use crate::value::Interp;
        match delegate {
            Value::Generator(generator) => self.resume(generator, sent),
            _ if sent.is_none() => match self.next(delegate) {
                Ok(Some(value)) => Ok(Resumed::Yielded(value)),
                Ok(None) => Ok(Resumed::Returned(Value::None)),
                Err(error) => Err(error),
            },
            _ => {
                let send = self.get_attr(delegate, names::SEND)?;
                match self.call_value(&send, &[sent], &[]) {
                    Ok(value) => Ok(Resumed::Yielded(value)),
                    Err(error) if error.class == ErrorClass::StopIteration => {
                        let exception = self.exception_object(error);
                        Ok(Resumed::Returned(stop_value(&exception)))
                    }
                    Err(error) => Err(error),
                }
            }
        }
    }

    /// What `generator.send` and `next` give: the value, or StopIteration with the returned one.
    pub(super) fn resumed_value(&mut self, resumed: Resumed) -> R<Value> {
        match resumed {
            Resumed::Yielded(value) => Ok(value),
            Resumed::Returned(value) => Err(self.stop_iteration(value)),
        }
    }

    /// StopIteration with a value.
    pub(super) fn stop_iteration(&mut self, value: Value) -> Box<Error> {
        if value.is_none() {
            return Error::new(ErrorClass::StopIteration, "");
        }
        let class = types::of_error(ErrorClass::StopIteration);
        let exception = Value::Instance(Rc::new(Instance::exception_of(class, vec![value])));
        self.error_from(&exception)
    }
}

/// The value of a StopIteration.
pub(super) fn stop_value(exception: &Value) -> Value {
    match exception {
        Value::Instance(instance) => match instance.exception_args() {
            Value::Tuple(args) => args.first().cloned().unwrap_or(Value::None),
            _ => Value::None,
        },
        _ => Value::None,
    }
}
