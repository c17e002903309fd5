//! Targets: what may stand left of `=`, after `for` and `as`, and in `del`.

use super::Compiler;
use super::expr::plain_pair;
use super::unit::Place;
use crate::syntax::ast::{BinOp, Expr, ExprKind};
use crate::text::Span;
use crate::value::code::{Ins, flag};

/// Unpacking into more targets than this goes through a list.
const MOST_TARGETS: usize = 80;

impl<'a> Compiler<'a> {
    /// The register of a target that is a plain variable: values can be made right in it.
    pub(super) fn target_register(&mut self, target: &Expr) -> Option<u8> {
        let ExprKind::Name(name) = &target.kind else { return None };
        let name = self.mangled(*name);
        match self.place(name) {
            Place::Register(register) => Some(register),
            _ => None,
        }
    }

    /// `target = value`
    pub(super) fn assign(&mut self, target: &'a Expr, value: &'a Expr) {
        if let Some(register) = self.target_register(target) {
            self.expr(value, register);
            return self.assigned_target(target, register);
        }
        if let (ExprKind::Tuple(targets), ExprKind::Tuple(values)) = (&target.kind, &value.kind)
            && targets.len() == values.len()
            && !targets.iter().chain(values).any(|item| matches!(item.kind, ExprKind::Starred(_)))
            && values.len() <= 8
        {
            // Swapping and the like: no tuple is made.
            let first = self.row(values);
            for (position, target) in targets.iter().enumerate() {
                self.store(target, first + position as u8);
            }
            return;
        }
        if let ExprKind::Subscript { value: object, index } = &target.kind
            && let Some(constant) = super::constant::constant(value)
            && plain_pair(index).is_none()
            && super::constant::small_int(index).is_none()
            && let Ok(k) = u16::try_from(self.unit().constant(constant))
        {
            let a = self.operand(object).register;
            let i = self.index(index);
            let anchor = self.subscript_anchor(object.span, target.span);
            self.unit().emit_anchored(Ins::SetIdxK { a, i, k }, target.span, anchor);
            return;
        }
        let a = self.operand(value).register;
        self.store(target, a);
    }

    /// Notes that a plain variable was just given its value.
    pub(super) fn assigned_target(&mut self, target: &Expr, register: u8) {
        if let ExprKind::Name(name) = &target.kind {
            let name = self.mangled(*name);
            self.now_assigned(name, register);
        }
    }

    /// Stores a register into a target.
    pub(super) fn store(&mut self, target: &'a Expr, v: u8) {
        let span = target.span;
        let mark = self.unit().mark();
        match &target.kind {
            ExprKind::Name(name) => self.store_name(*name, v, span),
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.unpack(targets, v, span),
            ExprKind::Attribute { value, name, name_span } => {
                let a = self.operand(value).register;
                let name = self.mangled(*name);
                let (name, cache) = (self.unit().name_index(name), self.unit().cache());
                let place = self.attribute_place(span, *name_span);
                self.unit().emit(Ins::SetAttr { a, v, name, cache }, place);
            }
            ExprKind::Subscript { value, index } => self.store_subscript(value, index, v, span),
            ExprKind::Starred(inner) => self.store(inner, v),
            // The parser accepts nothing else as a target.
            _ => {}
        }
        self.unit().release(mark);
    }

    fn store_subscript(&mut self, value: &'a Expr, index: &'a Expr, v: u8, span: Span) {
        let a = self.operand(value).register;
        let ins = if let Some((i, j)) = plain_pair(index) {
            let (i, j) = (self.operand(i).register, self.operand(j).register);
            Ins::SetIdx2 { a, i, j, v }
        } else if let Some(i) = super::constant::small_int(index) {
            Ins::SetIdxI { a, v, f: 0, i }
        } else {
            let i = self.index(index);
            Ins::SetIdx { a, i, v, f: 0 }
        };
        let anchor = self.subscript_anchor(value.span, span);
        self.unit().emit_anchored(ins, span, anchor);
    }

    fn unpack(&mut self, targets: &'a [Expr], v: u8, span: Span) {
        let star = targets.iter().position(|target| matches!(target.kind, ExprKind::Starred(_)));
        if targets.len() > MOST_TARGETS {
            let error = crate::text::Error::unsupported("unpacking into so many targets");
            return self.fail(error, span);
        }
        let n = targets.len() as u8;
        let d = self.unit().registers(targets.len());
        let ins = match star {
            Some(before) => Ins::UnpackEx { a: v, d, before: before as u8, after: n - before as u8 - 1 },
            None => Ins::Unpack { a: v, d, n },
        };
        self.unit().emit(ins, span);
        for (position, target) in targets.iter().enumerate() {
            self.store(target, d + position as u8);
        }
    }

    /// `target op= value`
    pub(super) fn augmented_assign(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, span: Span) {
        match &target.kind {
            ExprKind::Name(name) => {
                if let Some(register) = self.target_register(target) {
                    let mangled = self.mangled(*name);
                    if self.may_change_midway() {
                        let a = self.temporary(target);
                        return self.augmented(op, a, value, register, true, span);
                    }
                    self.check_bound(register, mangled, target.span);
                    self.augmented(op, register, value, register, false, span);
                    return self.now_assigned(mangled, register);
                }
                let a = self.temporary(target);
                // Not taken: the variable still holds the value, and keeps it on failure.
                self.augmented(op, a, value, a, false, span);
                self.store_name(*name, a, span);
            }
            ExprKind::Attribute { value: object, name, .. } => {
                let a = self.operand(object).register;
                let d = self.unit().register();
                let name = self.mangled(*name);
                let (name, cache) = (self.unit().name_index(name), self.unit().cache());
                self.unit().emit(Ins::GetAttr { d, a, name, cache }, target.span);
                self.augmented(op, d, value, d, false, span);
                let cache = self.unit().cache();
                self.unit().emit(Ins::SetAttr { a, v: d, name, cache }, target.span);
            }
            ExprKind::Subscript { value: object, index } => {
                let a = self.operand(object).register;
                let anchor = self.subscript_anchor(object.span, target.span);
                if let Some((i, j)) = plain_pair(index) {
                    let (i, j) = (self.operand(i).register, self.operand(j).register);
                    let d = self.unit().register();
                    self.unit().emit_anchored(Ins::Idx2RRR { d, a, i, j }, target.span, anchor);
                    self.augmented(op, d, value, d, true, span);
                    self.unit().emit_anchored(Ins::SetIdx2 { a, i, j, v: d }, target.span, anchor);
                } else {
                    let i = self.index(index);
                    let d = self.unit().register();
                    self.unit().emit_anchored(Ins::IdxRR { d, a, b: i, f: 0 }, target.span, anchor);
                    self.augmented(op, d, value, d, false, span);
                    self.unit().emit_anchored(Ins::SetIdx { a, i, v: d, f: flag::IN_PLACE }, target.span, anchor);
                }
            }
            _ => {}
        }
    }

    /// `del target`
    pub(super) fn delete(&mut self, target: &'a Expr) {
        let span = target.span;
        let mark = self.unit().mark();
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(*name, span),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.delete(item)),
            ExprKind::Attribute { value, name, .. } => {
                let a = self.operand(value).register;
                let name = self.mangled(*name);
                let name = self.unit().name_index(name);
                self.unit().emit(Ins::DelAttr { a, name }, span);
            }
            ExprKind::Subscript { value, index } => {
                let a = self.operand(value).register;
                let b = self.index(index);
                let anchor = self.subscript_anchor(value.span, span);
                self.unit().emit_anchored(Ins::DelIdx { a, b }, span, anchor);
            }
            _ => {}
        }
        self.unit().release(mark);
    }
}
