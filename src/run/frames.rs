//! Frames: entering and leaving them, and the way of an exception through them.

use super::core::{Vm, make_room};
use crate::text::{Error, ErrorClass, Frame as TraceFrame, interrupt};
use crate::value::code::Code;
use crate::value::function::GeneratorState;
use crate::value::{Instance, Value, types};
use std::rc::Rc;

/// A call in progress.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) code: &'static Code,
    /// The next instruction; exact while the frame waits for a call or is looked at.
    pub(super) pc: u32,
    /// Where its registers start.
    pub(super) base: u32,
    /// The caller's register for the result.
    pub(super) dst: u8,
    pub(super) kind: FrameKind,
    /// Whether its registers may hold something to be dropped.
    pub(super) dirty: bool,
}

/// Who waits for a frame's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// The frame below it.
    Call,
    /// A builtin, through [`Vm::run`].
    Entry,
    /// The frame below, for the object whose `__init__` this is.
    Init,
    /// A `for` loop of the frame below; this is a generator's body.
    Loop,
    /// A builtin that resumes a generator.
    Resumed,
}

impl Vm<'_> {
    /// The running frame; there is one whenever code runs.
    pub(super) fn frame(&mut self) -> &mut Frame {
        self.core.frames.last_mut().expect("code runs in a frame")
    }

    /// The register of the running frame.
    pub(super) fn register(&mut self, at: u8) -> &mut Value {
        let base = self.core.frames.last().map_or(0, |frame| frame.base as usize);
        &mut self.core.stack[base + at as usize]
    }

    /// The same register, to look at.
    pub(super) fn register_ref(&self, at: u8) -> &Value {
        let base = self.core.frames.last().map_or(0, |frame| frame.base as usize);
        &self.core.stack[base + at as usize]
    }

    /// Where the running frame's registers end: a new frame may start there.
    pub(super) fn top(&self) -> usize {
        self.core.frames.last().map_or(0, |frame| frame.base as usize + frame.code.registers as usize)
    }

    /// Makes room for a window.
    pub(super) fn ensure(&mut self, base: usize) {
        make_room(&mut self.core.stack, base);
    }

    /// Drops what a frame's registers hold.
    pub(super) fn clear_registers(&mut self, base: usize, n: usize) {
        for register in &mut self.core.stack[base..base + n] {
            if register.is_heap() {
                register.clear();
            }
        }
    }

    /// The error of too many frames.
    #[cold]
    pub(super) fn too_deep(&self) -> Box<Error> {
        Error::new(ErrorClass::RecursionError, "maximum recursion depth exceeded")
    }

    /// Notes in an error that it came through the running frame.
    fn trace(&mut self, error: &mut Error) {
        let frame = *self.frame();
        let at = frame.pc.saturating_sub(1);
        let (mut span, mut anchor) = frame.code.place(at as usize);
        if std::mem::take(&mut self.core.no_method)
            && let Some(attribute) = frame.code.attribute_place(at as usize)
        {
            (span, anchor) = (attribute, None);
        }
        let source = &frame.code.source;
        if source.is_library() {
            return;
        }
        let first = error.trace.is_empty();
        let mut inlined = false;
        for call in frame.code.inlined.iter().filter(|call| (call.from..call.to).contains(&at)) {
            error.trace.push(TraceFrame { source: source.clone(), function: call.function, span, anchor });
            (span, anchor) = (call.span, None);
            inlined = true;
        }
        error.trace.push(TraceFrame { source: source.clone(), function: frame.code.name, span, anchor });
        if first {
            self.remember_failure(error, &frame, inlined);
        }
    }

    /// Lets an error go its way: to a handler of the running frame or of one below it, down to frame
    /// number `floor`. Ok if a frame is ready to go on; else the error, with those frames left.
    #[cold]
    #[inline(never)]
    pub(super) fn unwind(&mut self, mut error: Box<Error>, floor: usize) -> Result<(), Box<Error>> {
        let going_on = std::mem::take(&mut self.core.going_on);
        if !going_on && error.trace.is_empty() {
            self.set_context(&mut error);
        }
        if !going_on {
            self.trace(&mut error);
        }
        loop {
            let frame = *self.frame();
            let at = frame.pc.saturating_sub(1);
            let range = frame.code.ranges.iter().find(|range| range.from <= at && at < range.to);
            // A limit ends the cell past `except` and `finally`, which may be what runs away.
            if let Some(range) = range.filter(|_| !interrupt::ends_cell()) {
                let exception = self.exception_object(error);
                *self.register(range.register) = exception;
                let frame = self.frame();
                frame.pc = range.target;
                frame.dirty = true;
                return Ok(());
            }
            error = self.leave_by_error(error);
            if self.core.frames.len() <= floor {
                return Err(error);
            }
            self.trace(&mut error);
        }
    }

    /// Leaves the running frame because of an error.
    fn leave_by_error(&mut self, mut error: Box<Error>) -> Box<Error> {
        let Some(frame) = self.core.frames.pop() else { return error };
        self.clear_registers(frame.base as usize, frame.code.registers as usize);
        match frame.kind {
            FrameKind::Call | FrameKind::Entry => {}
            FrameKind::Init => {
                self.core.extras.pop();
            }
            FrameKind::Loop | FrameKind::Resumed => {
                if let Some(Value::Generator(generator)) = self.core.extras.pop() {
                    generator.state.set(GeneratorState::Done);
                    self.core.handling = generator.outer.take();
                    if error.class == ErrorClass::StopIteration {
                        error = self.stop_inside_generator(error);
                    }
                }
            }
        }
        error
    }

    /// A StopIteration that leaves a generator would end the loop around it silently.
    fn stop_inside_generator(&mut self, error: Box<Error>) -> Box<Error> {
        let trace = error.trace.clone();
        let cause = self.exception_object(error);
        let message = Value::str("generator raised StopIteration");
        let raised = Instance::exception_of(types::of_error(ErrorClass::RuntimeError), vec![message]);
        if let Some(state) = raised.exception() {
            *state.cause.borrow_mut() = cause.clone();
            *state.context.borrow_mut() = cause;
            state.suppress_context.set(true);
            *state.trace.borrow_mut() = trace.last().cloned().into_iter().collect();
        }
        self.error_from(&Value::Instance(Rc::new(raised)))
    }
}
