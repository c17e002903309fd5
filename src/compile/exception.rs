//! `try` and `with`, and what leaving a block by `return`, `break` or `continue` does on the way.
//!
//! Code that cannot fail costs nothing: ranges of instructions say where their exceptions go. The body
//! of a `finally` is made once for each way out.

use super::Compiler;
use super::unit::Block;
use crate::syntax::ast::{Handler, Stmt, WithItem};
use crate::text::{Name, Span};
use crate::value::Value;
use crate::value::code::Ins;

impl<'a> Compiler<'a> {
    /// Makes the code that leaves all blocks above `depth`, then what `then` adds: a jump or return.
    pub(super) fn leave_blocks(&mut self, depth: usize, span: Span, then: impl FnOnce(&mut Self)) {
        let assigned = self.unit().assigned;
        let mut left = Vec::new();
        while self.unit().blocks.len() > depth {
            let here = self.unit().here();
            let Some(mut block) = self.unit().blocks.pop() else { break };
            match &mut block {
                Block::Range(region) => region.segments.push((region.from, here)),
                Block::Handler { register, name } => self.leave_handler(*register, *name, span),
                Block::With { register } => {
                    self.unit().emit(Ins::WithExit { a: *register }, span);
                }
                Block::Finally { body } => self.block(body),
                Block::Loop { .. } | Block::Inline => {}
            }
            left.push(block);
        }
        then(self);
        let here = self.unit().here();
        for mut block in left.into_iter().rev() {
            if let Block::Range(region) = &mut block {
                region.from = here;
            }
            self.unit().blocks.push(block);
        }
        self.unit().assigned = assigned;
    }

    /// The end of a handler that went well.
    fn leave_handler(&mut self, register: u8, name: Option<Name>, span: Span) {
        self.unit().emit(Ins::LeaveHandler { a: register }, span);
        self.unit().emit(Ins::Unset { d: register }, span);
        if let Some(name) = name {
            self.forget(name, span);
        }
    }

    /// `name = None; del name`, which cannot fail.
    fn forget(&mut self, name: Name, span: Span) {
        let mark = self.unit().mark();
        let a = self.unit().register();
        self.load_constant(Value::None, a, span);
        self.store_name(name, a, span);
        self.delete_name(name, span);
        self.unit().release(mark);
    }

    pub(super) fn try_statement(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        finally: &'a [Stmt],
        span: Span,
    ) {
        if finally.is_empty() {
            return self.try_except(body, handlers, orelse, span);
        }
        self.unit().blocks.push(Block::Finally { body: finally });
        self.unit().open_region();
        let before = self.unit().assigned;
        if handlers.is_empty() {
            self.block(body);
        } else {
            self.try_except(body, handlers, orelse, span);
        }
        let segments = self.unit().close_region();
        self.unit().blocks.pop();
        let end_of_body = self.unit().assigned;
        self.block(finally);
        let after = self.unit().assigned;
        let end = self.unit().jump(Ins::Jmp { to: 0 }, span);
        let _ = end_of_body;

        self.unit().assigned = before;
        let register = self.unit().registers(2);
        let target = self.enter_handler(register, span);
        self.unit().handle(&segments, target, register);
        self.unit().blocks.push(Block::Handler { register, name: None });
        self.unit().open_region();
        self.block(finally);
        let segments = self.unit().close_region();
        self.unit().blocks.pop();
        self.unit().emit(Ins::LeaveHandler { a: register }, span);
        self.unit().emit(Ins::Reraise { a: register }, span);
        self.handler_cleanup(&segments, register, span);
        self.unit().land(end);
        self.unit().assigned = after;
    }

    /// Where a handler starts. Gives the place that exceptions go to.
    fn enter_handler(&mut self, register: u8, span: Span) -> usize {
        self.unit().emit(Ins::EnterHandler { a: register }, span)
    }

    /// What an exception inside a handler passes through: the one handled before is again.
    fn handler_cleanup(&mut self, segments: &[(usize, usize)], register: u8, span: Span) {
        let mark = self.unit().mark();
        let inner = self.unit().register();
        let target = self.unit().here();
        self.unit().handle(segments, target, inner);
        self.unit().emit(Ins::LeaveHandler { a: register }, span);
        self.unit().emit(Ins::Unset { d: register }, span);
        self.unit().emit(Ins::Reraise { a: inner }, span);
        self.unit().release(mark);
    }

    fn try_except(&mut self, body: &'a [Stmt], handlers: &'a [Handler], orelse: &'a [Stmt], span: Span) {
        let before = self.unit().assigned;
        self.unit().open_region();
        self.block(body);
        let segments = self.unit().close_region();
        self.block(orelse);
        let mut after = self.unit().assigned;
        let mut ends = vec![self.unit().jump(Ins::Jmp { to: 0 }, span)];

        let mark = self.unit().mark();
        let register = self.unit().registers(2);
        let target = self.enter_handler(register, span);
        self.unit().handle(&segments, target, register);
        self.unit().open_region();
        for handler in handlers {
            self.unit().assigned = before;
            let mark = self.unit().mark();
            let next = handler.class.as_ref().map(|class| {
                let b = self.operand(class).register;
                self.unit().jump(Ins::JfMatch { a: register, b, to: 0 }, class.span)
            });
            self.unit().release(mark);
            self.handler_body(handler, register);
            after = after.meet(self.unit().assigned);
            ends.push(self.unit().jump(Ins::Jmp { to: 0 }, handler.span));
            if let Some(next) = next {
                self.unit().land(next);
            }
        }
        // No clause took it.
        let segments = self.unit().close_region();
        self.unit().emit(Ins::LeaveHandler { a: register }, span);
        self.unit().emit(Ins::Reraise { a: register }, span);
        self.handler_cleanup(&segments, register, span);
        self.unit().release(mark);
        ends.into_iter().for_each(|jump| self.unit().land(jump));
        self.unit().assigned = after;
    }

    /// The body of one `except` clause. The region around all clauses is the innermost block; on the
    /// good way out it is suspended.
    fn handler_body(&mut self, handler: &'a Handler, register: u8) {
        let span = handler.span;
        // Swap the order: leaving must close the region before it runs the handler's end.
        let region = self.unit().blocks.pop();
        self.unit().blocks.push(Block::Handler { register, name: handler.name });
        self.unit().blocks.extend(region);
        if let Some(name) = handler.name {
            self.store_name(name, register, span);
            self.unit().open_region();
            self.block(&handler.body);
            let segments = self.unit().close_region();
            let skip = self.unit().jump(Ins::Jmp { to: 0 }, span);
            let assigned = self.unit().assigned;
            let inner = self.unit().register();
            let target = self.unit().here();
            self.unit().handle(&segments, target, inner);
            self.forget(name, span);
            self.unit().emit(Ins::Reraise { a: inner }, span);
            self.unit().assigned = assigned;
            self.unit().land(skip);
        } else {
            self.block(&handler.body);
        }
        let region = self.unit().blocks.pop();
        self.unit().blocks.pop();
        self.unit().blocks.extend(region);
        let here = self.unit().here();
        if let Some(Block::Range(region)) = self.unit().blocks.last_mut() {
            region.segments.push((region.from, here));
        }
        self.leave_handler(register, handler.name, span);
        let resume = self.unit().here() + 1;
        if let Some(Block::Range(region)) = self.unit().blocks.last_mut() {
            // The jump to the end comes first.
            region.from = resume;
        }
    }

    pub(super) fn with_statement(&mut self, items: &'a [WithItem], body: &'a [Stmt], span: Span) {
        let Some((item, rest)) = items.split_first() else { return self.block(body) };
        let register = self.unit().register();
        self.expr(&item.context, register);
        let mark = self.unit().mark();
        match item.target.as_ref() {
            Some(target) => {
                let d = self.unit().register();
                self.unit().emit(Ins::WithEnter { d, a: register }, span);
                self.unit().blocks.push(Block::With { register });
                self.unit().open_region();
                self.store(target, d);
            }
            None => {
                let d = self.unit().register();
                self.unit().emit(Ins::WithEnter { d, a: register }, span);
                self.unit().emit(Ins::Unset { d }, span);
                self.unit().blocks.push(Block::With { register });
                self.unit().open_region();
            }
        }
        self.unit().release(mark);
        let before = self.unit().assigned;
        self.with_statement(rest, body, span);
        let segments = self.unit().close_region();
        self.unit().blocks.pop();
        self.unit().emit(Ins::WithExit { a: register }, span);
        let after = self.unit().assigned;
        let end = self.unit().jump(Ins::Jmp { to: 0 }, span);

        let exception = self.unit().registers(2);
        let truth = self.unit().register();
        let target = self.enter_handler(exception, span);
        self.unit().handle(&segments, target, exception);
        self.unit().open_region();
        self.unit().emit(Ins::WithExcept { d: truth, a: register, e: exception }, span);
        let swallow = self.unit().jump(Ins::Jt { a: truth, to: 0 }, span);
        let segments = self.unit().close_region();
        self.unit().emit(Ins::LeaveHandler { a: exception }, span);
        self.unit().emit(Ins::Reraise { a: exception }, span);
        self.handler_cleanup(&segments, exception, span);
        self.unit().land(swallow);
        self.leave_handler(exception, None, span);
        self.unit().land(end);
        self.unit().assigned = after.meet(before);
    }
}
