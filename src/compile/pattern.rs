//! `match`: each pattern is a row of tests that jump to the next case.

use super::Compiler;
use super::expr::compare_registers;
use super::unit::Jump;
use crate::syntax::ast::{CmpOp, Expr, MatchCase, Pattern};
use crate::text::{Error, Name, Span};
use crate::value::code::Ins;

/// Names that a pattern binds and the registers that hold their values until the case is chosen.
type Captures = Vec<(Name, u8)>;

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, subject: &'a Expr, cases: &'a [MatchCase], span: Span) {
        let a = self.temporary(subject);
        let before = self.unit().assigned;
        let mut after = None;
        let mut ends = Vec::new();
        for case in cases {
            self.unit().assigned = before;
            let mark = self.unit().mark();
            let mut failed = Vec::new();
            let mut captures = Captures::new();
            self.pattern(&case.pattern, a, &mut failed, &mut captures, span);
            for (name, register) in captures {
                self.store_name(name, register, span);
            }
            if let Some(guard) = &case.guard {
                self.condition(guard, false, &mut failed);
            }
            self.unit().release(mark);
            self.block(&case.body);
            let assigned = self.unit().assigned;
            after = Some(after.map_or(assigned, |after: super::unit::Assigned| after.meet(assigned)));
            ends.push(self.unit().jump(Ins::Jmp { to: 0 }, span));
            failed.into_iter().for_each(|jump| self.unit().land(jump));
        }
        self.unit().assigned = after.map_or(before, |after| after.meet(before));
        ends.into_iter().for_each(|jump| self.unit().land(jump));
    }

    /// Tests the value in `a`; jumps are added to `failed`. Registers of captures stay held.
    fn pattern(&mut self, pattern: &'a Pattern, a: u8, failed: &mut Vec<Jump>, captures: &mut Captures, span: Span) {
        match pattern {
            Pattern::Value(value) => {
                let b = self.operand(value).register;
                let d = self.unit().register();
                self.unit().emit(compare_registers(CmpOp::Eq, d, a, b, 0), value.span);
                failed.push(self.unit().jump(Ins::Jf { a: d, to: 0 }, value.span));
            }
            Pattern::Singleton(value) => {
                let b = self.operand(value).register;
                let d = self.unit().register();
                self.unit().emit(compare_registers(CmpOp::Is, d, a, b, 0), value.span);
                failed.push(self.unit().jump(Ins::Jf { a: d, to: 0 }, value.span));
            }
            Pattern::Capture { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern, a, failed, captures, span);
                }
                if let Some(name) = name {
                    captures.push((*name, a));
                }
            }
            Pattern::Or(patterns) => self.alternatives(patterns, a, failed, captures, span),
            Pattern::Sequence(patterns) => self.sequence(patterns, a, failed, captures, span),
            // Stands only inside a sequence, which deals with it.
            Pattern::Star(_) => {}
            Pattern::Mapping { keys, patterns, rest } => {
                self.mapping(keys, patterns, *rest, a, failed, captures, span);
            }
            Pattern::Class { class, positional, keywords } => {
                self.class_pattern(class, positional, keywords, a, failed, captures, span);
            }
        }
    }

    /// All alternatives bind the same names: those of the first say where their values go.
    fn alternatives(
        &mut self,
        patterns: &'a [Pattern],
        a: u8,
        failed: &mut Vec<Jump>,
        captures: &mut Captures,
        span: Span,
    ) {
        let mut matched = Vec::new();
        let mut shared: Option<Captures> = None;
        for (position, pattern) in patterns.iter().enumerate() {
            let mut own = Captures::new();
            let mut next = Vec::new();
            self.pattern(pattern, a, &mut next, &mut own, span);
            let targets = shared.get_or_insert_with(|| own.iter().map(|(name, _)| (*name, 0)).collect());
            if position == 0 {
                for target in targets.iter_mut() {
                    target.1 = self.units.last_mut().map_or(0, |unit| unit.register());
                }
            }
            let moves: Vec<(u8, u8)> = own
                .iter()
                .filter_map(|(name, from)| Some((targets.iter().find(|(have, _)| have == name)?.1, *from)))
                .collect();
            if moves.len() != targets.len() {
                let error =
                    Error::new(crate::text::ErrorClass::SyntaxError, "alternative patterns bind different names");
                return self.fail(error, span);
            }
            for (d, from) in moves {
                self.unit().emit(Ins::Move { d, a: from }, span);
            }
            if position + 1 < patterns.len() {
                matched.push(self.unit().jump(Ins::Jmp { to: 0 }, span));
                next.into_iter().for_each(|jump| self.unit().land(jump));
            } else {
                failed.extend(next);
            }
        }
        matched.into_iter().for_each(|jump| self.unit().land(jump));
        captures.extend(shared.unwrap_or_default());
    }

    fn sequence(
        &mut self,
        patterns: &'a [Pattern],
        a: u8,
        failed: &mut Vec<Jump>,
        captures: &mut Captures,
        span: Span,
    ) {
        let star = patterns.iter().position(|pattern| matches!(pattern, Pattern::Star(_)));
        let n = patterns.len() as u8 - u8::from(star.is_some());
        let d = self.unit().register();
        self.unit().emit(Ins::MatchSequence { d, a, n, star: star.is_some() }, span);
        failed.push(self.unit().jump(Ins::Jf { a: d, to: 0 }, span));
        let first = self.unit().registers(patterns.len());
        let ins = match star {
            Some(before) => Ins::UnpackEx { a, d: first, before: before as u8, after: n - before as u8 },
            None => Ins::Unpack { a, d: first, n },
        };
        self.unit().emit(ins, span);
        for (position, pattern) in patterns.iter().enumerate() {
            let register = first + position as u8;
            match pattern {
                Pattern::Star(Some(name)) => captures.push((*name, register)),
                Pattern::Star(None) => {}
                pattern => self.pattern(pattern, register, failed, captures, span),
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn mapping(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<Name>,
        a: u8,
        failed: &mut Vec<Jump>,
        captures: &mut Captures,
        span: Span,
    ) {
        let key_tuple = self.unit().register();
        let mark = self.unit().mark();
        let first = self.row(keys);
        self.unit().emit(Ins::MakeTuple { d: key_tuple, a: first, n: keys.len() as u8 }, span);
        self.unit().release(mark);
        let values = self.unit().register();
        self.unit().emit(Ins::MatchMapping { d: values, a, keys: key_tuple }, span);
        failed.push(self.unit().jump(Ins::JNone { a: values, to: 0 }, span));
        self.parts(patterns.iter(), patterns.len(), values, failed, captures, span);
        if let Some(rest) = rest {
            let d = self.unit().register();
            self.unit().emit(Ins::MatchRest { d, a, keys: key_tuple }, span);
            captures.push((rest, d));
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn class_pattern(
        &mut self,
        class: &'a Expr,
        positional: &'a [Pattern],
        keywords: &'a [(Name, Pattern)],
        a: u8,
        failed: &mut Vec<Jump>,
        captures: &mut Captures,
        span: Span,
    ) {
        let c = self.operand(class).register;
        let d = self.unit().register();
        let kw = self.unit().keyword_list(keywords.iter().map(|(name, _)| *name).collect());
        self.unit().emit(Ins::MatchClass { d, a, c, n: positional.len() as u8, kw }, class.span);
        failed.push(self.unit().jump(Ins::JNone { a: d, to: 0 }, span));
        let all = positional.iter().chain(keywords.iter().map(|(_, pattern)| pattern));
        self.parts(all, positional.len() + keywords.len(), d, failed, captures, span);
    }

    /// Tests the items of a tuple of `n` against patterns.
    fn parts(
        &mut self,
        patterns: impl Iterator<Item = &'a Pattern>,
        n: usize,
        tuple: u8,
        failed: &mut Vec<Jump>,
        captures: &mut Captures,
        span: Span,
    ) {
        if n == 0 {
            return;
        }
        let first = self.unit().registers(n);
        self.unit().emit(Ins::Unpack { a: tuple, d: first, n: n as u8 }, span);
        for (position, pattern) in patterns.enumerate() {
            self.pattern(pattern, first + position as u8, failed, captures, span);
        }
    }
}
