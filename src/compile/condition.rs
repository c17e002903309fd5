//! Conditions: an expression whose truth decides a jump. No bool is made where a comparison can jump.

use super::Compiler;
use super::constant::small_int;
use super::expr::Operand;
use super::unit::{Jump, Place};
use crate::syntax::ast::{BinOp, BoolOp, CmpOp, Expr, ExprKind, UnaryOp};
use crate::text::Span;
use crate::value::code::Ins;

impl<'a> Compiler<'a> {
    /// Makes code that jumps if the expression is true (if `sense`) or false, and else goes on. The
    /// jumps are added to `jumps`.
    pub(super) fn condition(&mut self, expr: &'a Expr, sense: bool, jumps: &mut Vec<Jump>) {
        let mark = self.unit().mark();
        match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.condition(operand, !sense, jumps),
            ExprKind::BoolOp { op, values } => {
                // `a and b` is false as soon as one is; true only after the last.
                if (*op == BoolOp::Or) == sense {
                    values.iter().for_each(|value| self.condition(value, sense, jumps));
                } else if let Some((last, before)) = values.split_last() {
                    let mut past = Vec::new();
                    before.iter().for_each(|value| self.condition(value, !sense, &mut past));
                    self.condition(last, sense, jumps);
                    past.into_iter().for_each(|jump| self.unit().land(jump));
                }
            }
            ExprKind::Compare { left, rest } => self.comparison(left, rest, sense, expr.span, jumps),
            ExprKind::True | ExprKind::False => {
                if sense == matches!(expr.kind, ExprKind::True) {
                    jumps.push(self.unit().jump(Ins::Jmp { to: 0 }, expr.span));
                }
            }
            _ => {
                let a = self.operand(expr).register;
                let ins = if sense { Ins::Jt { a, to: 0 } } else { Ins::Jf { a, to: 0 } };
                jumps.push(self.unit().jump(ins, expr.span));
            }
        }
        self.unit().release(mark);
    }

    fn comparison(
        &mut self,
        left: &'a Expr,
        rest: &'a [(CmpOp, Expr)],
        sense: bool,
        span: Span,
        jumps: &mut Vec<Jump>,
    ) {
        self.check_identity(left, rest, span);
        if let [(op, right)] = rest {
            if let Some(ins) = self.remainder_test(left, *op, right, sense) {
                jumps.push(self.unit().jump(ins, span));
            }
            let a = self.operand(left);
            jumps.push(self.compare_and_jump(a, *op, right, sense, span));
            return;
        }
        let mut past = Vec::new();
        let mut a = self.operand(left).register;
        for (position, (op, right)) in rest.iter().enumerate() {
            let b = self.operand(right).register;
            let last = position + 1 == rest.len();
            let jump = self.jump_registers(*op, a, b, 0, last && sense, span);
            if sense && !last {
                past.push(jump)
            } else {
                jumps.push(jump)
            }
            a = b;
        }
        past.into_iter().for_each(|jump| self.unit().land(jump));
    }

    /// The test of a variable's remainder that goes before its two steps: `n % 2 == 0`.
    fn remainder_test(&mut self, left: &Expr, op: CmpOp, right: &Expr, sense: bool) -> Option<Ins> {
        let ExprKind::Binary { op: BinOp::Mod, left, right: divisor } = &left.kind else { return None };
        let ExprKind::Name(name) = &left.kind else { return None };
        let m = i8::try_from(small_int(divisor)?).ok().filter(|m| *m > 0)?;
        let i = i8::try_from(small_int(right)?).ok()?;
        let name = self.mangled(*name);
        let Place::Register(a) = self.place(name) else { return None };
        if self.may_change_midway() || !self.unit().assigned.has(a) {
            return None;
        }
        match op {
            CmpOp::Eq if sense => Some(Ins::JModEq { a, m, i, to: 0 }),
            CmpOp::Eq => Some(Ins::JModNe { a, m, i, to: 0 }),
            CmpOp::Ne if sense => Some(Ins::JModNe { a, m, i, to: 0 }),
            CmpOp::Ne => Some(Ins::JModEq { a, m, i, to: 0 }),
            _ => None,
        }
    }

    fn compare_and_jump(&mut self, a: Operand, op: CmpOp, right: &'a Expr, sense: bool, span: Span) -> Jump {
        if matches!(op, CmpOp::Is | CmpOp::IsNot) && matches!(right.kind, ExprKind::None) {
            let ins = match sense == (op == CmpOp::Is) {
                true => Ins::JNone { a: a.register, to: 0 },
                false => Ins::JNotNone { a: a.register, to: 0 },
            };
            return self.unit().jump(ins, span);
        }
        if let Some(i) = small_int(right).and_then(|i| i16::try_from(i).ok())
            && let Some(ins) = jump_int(op, a.register, i, sense)
        {
            return self.unit().jump(ins, span);
        }
        let b = self.operand(right);
        self.jump_registers(op, a.register, b.register, Operand::flags(a, b), sense, span)
    }

    fn jump_registers(&mut self, op: CmpOp, a: u8, b: u8, f: u8, sense: bool, span: Span) -> Jump {
        let to = 0;
        let ins = match (op, sense) {
            (CmpOp::Lt, false) => Ins::JfLtRR { a, b, f, to },
            (CmpOp::Le, false) => Ins::JfLeRR { a, b, f, to },
            (CmpOp::Gt, false) => Ins::JfGtRR { a, b, f, to },
            (CmpOp::Ge, false) => Ins::JfGeRR { a, b, f, to },
            (CmpOp::Eq, false) => Ins::JfEqRR { a, b, f, to },
            (CmpOp::Ne, false) => Ins::JfNeRR { a, b, f, to },
            (CmpOp::Lt, true) => Ins::JtLtRR { a, b, f, to },
            (CmpOp::Le, true) => Ins::JtLeRR { a, b, f, to },
            (CmpOp::Gt, true) => Ins::JtGtRR { a, b, f, to },
            (CmpOp::Ge, true) => Ins::JtGeRR { a, b, f, to },
            (CmpOp::Eq, true) => Ins::JtEqRR { a, b, f, to },
            (CmpOp::Ne, true) => Ins::JtNeRR { a, b, f, to },
            (op, sense) => {
                let d = self.unit().register();
                self.unit().emit(Ins::Cmp { op, d, a, b, f }, span);
                if sense { Ins::Jt { a: d, to } } else { Ins::Jf { a: d, to } }
            }
        };
        self.unit().jump(ins, span)
    }
}

fn jump_int(op: CmpOp, a: u8, i: i16, sense: bool) -> Option<Ins> {
    let to = 0;
    Some(match (op, sense) {
        (CmpOp::Lt, false) => Ins::JfLtRI { a, i, to },
        (CmpOp::Le, false) => Ins::JfLeRI { a, i, to },
        (CmpOp::Gt, false) => Ins::JfGtRI { a, i, to },
        (CmpOp::Ge, false) => Ins::JfGeRI { a, i, to },
        (CmpOp::Eq, false) => Ins::JfEqRI { a, i, to },
        (CmpOp::Ne, false) => Ins::JfNeRI { a, i, to },
        (CmpOp::Lt, true) => Ins::JtLtRI { a, i, to },
        (CmpOp::Le, true) => Ins::JtLeRI { a, i, to },
        (CmpOp::Gt, true) => Ins::JtGtRI { a, i, to },
        (CmpOp::Ge, true) => Ins::JtGeRI { a, i, to },
        (CmpOp::Eq, true) => Ins::JtEqRI { a, i, to },
        (CmpOp::Ne, true) => Ins::JtNeRI { a, i, to },
        _ => return None,
    })
}
