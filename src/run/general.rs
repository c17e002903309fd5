//! The general way of every instruction: what the main loop does not do itself. The frame knows by then
//! where it is, and may be another one afterwards.

use super::array_ops;
use super::core::Vm;
use super::quick;
use super::slow::Step;
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{Name, R, interrupt};
use crate::value::code::{Code, Ins, NO_REGISTER, flag};
use crate::value::{AttributeCache, Value};

impl Vm<'_> {
    /// Runs the instruction before the running frame's place, whatever its operands are.
    #[inline(never)]
    pub(super) fn general(&mut self, code: &'static Code) -> R<()> {
        if interrupt::raised() {
            return Err(super::vm::interrupted());
        }
        let ins = code.ins[self.frame().pc as usize - 1];
        macro_rules! constant {
            ($k:expr) => {
                &code.consts[$k as usize]
            };
        }
        let base = self.frame().base as usize;
        match ins {
            Ins::AddRR { d, a, b, f } => self.binary_registers(BinOp::Add, d, a, b, f)?,
            Ins::AddRI { d, a, f, i } => self.binary_with(BinOp::Add, d, a, Value::Int(i.into()), f)?,
            Ins::AddIR { d, b, f, i } => self.with_binary(BinOp::Add, d, Value::Int(i.into()), b, f)?,
            Ins::AddRK { d, a, f, k } => self.binary_with(BinOp::Add, d, a, constant!(k).clone(), f)?,
            Ins::AddKR { d, b, f, k } => self.with_binary(BinOp::Add, d, constant!(k).clone(), b, f)?,
            Ins::SubRR { d, a, b, f } => self.binary_registers(BinOp::Sub, d, a, b, f)?,
            Ins::SubRI { d, a, f, i } => self.binary_with(BinOp::Sub, d, a, Value::Int(i.into()), f)?,
            Ins::SubIR { d, b, f, i } => self.with_binary(BinOp::Sub, d, Value::Int(i.into()), b, f)?,
            Ins::SubRK { d, a, f, k } => self.binary_with(BinOp::Sub, d, a, constant!(k).clone(), f)?,
            Ins::SubKR { d, b, f, k } => self.with_binary(BinOp::Sub, d, constant!(k).clone(), b, f)?,
            Ins::MulRR { d, a, b, f } => self.binary_registers(BinOp::Mul, d, a, b, f)?,
            Ins::MulRI { d, a, f, i } => self.binary_with(BinOp::Mul, d, a, Value::Int(i.into()), f)?,
            Ins::MulIR { d, b, f, i } => self.with_binary(BinOp::Mul, d, Value::Int(i.into()), b, f)?,
            Ins::MulRK { d, a, f, k } => self.binary_with(BinOp::Mul, d, a, constant!(k).clone(), f)?,
            Ins::MulKR { d, b, f, k } => self.with_binary(BinOp::Mul, d, constant!(k).clone(), b, f)?,
            Ins::DivRR { d, a, b, f } => self.binary_registers(BinOp::Div, d, a, b, f)?,
            Ins::DivRI { d, a, f, i } => self.binary_with(BinOp::Div, d, a, Value::Int(i.into()), f)?,
            Ins::DivIR { d, b, f, i } => self.with_binary(BinOp::Div, d, Value::Int(i.into()), b, f)?,
            Ins::DivRK { d, a, f, k } => self.binary_with(BinOp::Div, d, a, constant!(k).clone(), f)?,
            Ins::DivKR { d, b, f, k } => self.with_binary(BinOp::Div, d, constant!(k).clone(), b, f)?,
            Ins::FloorDivRR { d, a, b, f } => self.binary_registers(BinOp::FloorDiv, d, a, b, f)?,
            Ins::FloorDivRI { d, a, f, i } => self.binary_with(BinOp::FloorDiv, d, a, Value::Int(i.into()), f)?,
            Ins::FloorDivIR { d, b, f, i } => self.with_binary(BinOp::FloorDiv, d, Value::Int(i.into()), b, f)?,
            Ins::ModRR { d, a, b, f } => self.binary_registers(BinOp::Mod, d, a, b, f)?,
            Ins::ModRI { d, a, f, i } => self.binary_with(BinOp::Mod, d, a, Value::Int(i.into()), f)?,
            Ins::ModIR { d, b, f, i } => self.with_binary(BinOp::Mod, d, Value::Int(i.into()), b, f)?,
            Ins::Bin { a, b, .. } if self.fused_with(a) || self.fused_with(b) => {}
            Ins::Neg { a, .. } if self.fused_with(a) => {}

            Ins::LtRR { d, a, b, f } => self.compare_registers(CmpOp::Lt, d, a, b, f)?,
            Ins::LeRR { d, a, b, f } => self.compare_registers(CmpOp::Le, d, a, b, f)?,
            Ins::GtRR { d, a, b, f } => self.compare_registers(CmpOp::Gt, d, a, b, f)?,
            Ins::GeRR { d, a, b, f } => self.compare_registers(CmpOp::Ge, d, a, b, f)?,
            Ins::EqRR { d, a, b, f } => self.compare_registers(CmpOp::Eq, d, a, b, f)?,
            Ins::NeRR { d, a, b, f } => self.compare_registers(CmpOp::Ne, d, a, b, f)?,
            Ins::LtRI { d, a, i, .. } => self.compare_int(CmpOp::Lt, d, a, i)?,
            Ins::LeRI { d, a, i, .. } => self.compare_int(CmpOp::Le, d, a, i)?,
            Ins::GtRI { d, a, i, .. } => self.compare_int(CmpOp::Gt, d, a, i)?,
            Ins::GeRI { d, a, i, .. } => self.compare_int(CmpOp::Ge, d, a, i)?,
            Ins::EqRI { d, a, i, .. } => self.compare_int(CmpOp::Eq, d, a, i)?,
            Ins::NeRI { d, a, i, .. } => self.compare_int(CmpOp::Ne, d, a, i)?,

            Ins::Jf { a, to } => {
                if !self.truth_of(a)? {
                    self.jump(to)
                }
            }
            Ins::Jt { a, to } => {
                if self.truth_of(a)? {
                    self.jump(to)
                }
            }
            Ins::JfLtRR { a, b, f, to } => self.jump_if(false, CmpOp::Lt, a, b, f, to)?,
            Ins::JfLeRR { a, b, f, to } => self.jump_if(false, CmpOp::Le, a, b, f, to)?,
            Ins::JfGtRR { a, b, f, to } => self.jump_if(false, CmpOp::Gt, a, b, f, to)?,
            Ins::JfGeRR { a, b, f, to } => self.jump_if(false, CmpOp::Ge, a, b, f, to)?,
            Ins::JfEqRR { a, b, f, to } => self.jump_if(false, CmpOp::Eq, a, b, f, to)?,
            Ins::JfNeRR { a, b, f, to } => self.jump_if(false, CmpOp::Ne, a, b, f, to)?,
            Ins::JfLtRI { a, i, to } => self.jump_if_int(false, CmpOp::Lt, a, i, to)?,
            Ins::JfLeRI { a, i, to } => self.jump_if_int(false, CmpOp::Le, a, i, to)?,
            Ins::JfGtRI { a, i, to } => self.jump_if_int(false, CmpOp::Gt, a, i, to)?,
            Ins::JfGeRI { a, i, to } => self.jump_if_int(false, CmpOp::Ge, a, i, to)?,
            Ins::JfEqRI { a, i, to } => self.jump_if_int(false, CmpOp::Eq, a, i, to)?,
            Ins::JfNeRI { a, i, to } => self.jump_if_int(false, CmpOp::Ne, a, i, to)?,
            Ins::JtLtRR { a, b, f, to } => self.jump_if(true, CmpOp::Lt, a, b, f, to)?,
            Ins::JtLeRR { a, b, f, to } => self.jump_if(true, CmpOp::Le, a, b, f, to)?,
            Ins::JtGtRR { a, b, f, to } => self.jump_if(true, CmpOp::Gt, a, b, f, to)?,
            Ins::JtGeRR { a, b, f, to } => self.jump_if(true, CmpOp::Ge, a, b, f, to)?,
            Ins::JtEqRR { a, b, f, to } => self.jump_if(true, CmpOp::Eq, a, b, f, to)?,
            Ins::JtNeRR { a, b, f, to } => self.jump_if(true, CmpOp::Ne, a, b, f, to)?,
            Ins::JtLtRI { a, i, to } => self.jump_if_int(true, CmpOp::Lt, a, i, to)?,
            Ins::JtLeRI { a, i, to } => self.jump_if_int(true, CmpOp::Le, a, i, to)?,
            Ins::JtGtRI { a, i, to } => self.jump_if_int(true, CmpOp::Gt, a, i, to)?,
            Ins::JtGeRI { a, i, to } => self.jump_if_int(true, CmpOp::Ge, a, i, to)?,
            Ins::JtEqRI { a, i, to } => self.jump_if_int(true, CmpOp::Eq, a, i, to)?,
            Ins::JtNeRI { a, i, to } => self.jump_if_int(true, CmpOp::Ne, a, i, to)?,
            Ins::JfMatch { a, b, to } => {
                let (exception, class) = (self.register(a).clone(), self.register(b).clone());
                if !self.exception_matches(&exception, &class)? {
                    self.jump(to)
                }
            }

            Ins::ForPrep { it, to } => {
                self.prepare_loop(it)?;
                self.jump(to)
            }
            Ins::ForIter { it, d, to } => match self.step_loop(it, d)? {
                Step::Value => self.jump(to),
                Step::End | Step::Entered => {}
            },
            Ins::GetG { d, g } => {
                let value = self.global(g, code)?;
                self.register(d).set(value)
            }
            Ins::GetVar { free, name, .. } => return Err(super::slow::unbound(code.names[name as usize], free)),

            Ins::Call { d, f, a, n } => {
                let callee = self.register(f).clone();
                self.call_registers(callee, base + a as usize, n as usize, &[], d)?
            }
            Ins::CallG { d, a, n, g } => self.call_global(g, code, a, n, d)?,
            Ins::CallM { d, a, n, name, cache } => {
                self.call_method_cached(code.names[name as usize], &code.caches[cache as usize], a, n, d)?
            }
            Ins::CallKw { d, f, a, n, kw } => {
                let callee = self.register(f).clone();
                let keywords = &code.keywords[kw as usize];
                self.call_registers(callee, base + a as usize, n as usize, keywords, d)?
            }
            Ins::CallMKw { d, a, n, name, kw } => {
                let (name, keywords) = (code.names[name as usize], &code.keywords[kw as usize]);
                self.call_method(base + a as usize, n as usize, name, keywords, None, d)?
            }
            Ins::CallEx { d, f, args, kwargs } => {
                let callee = self.register(f).clone();
                let args = self.register(args).take();
                let kwargs = (kwargs != NO_REGISTER).then(|| self.register(kwargs).take());
                self.call_spread(callee, &args, kwargs.as_ref(), d)?
            }
            other => self.slow(other, code)?,
        }
        Ok(())
    }

    fn jump(&mut self, to: u32) {
        self.frame().pc = to;
    }

    // ---- operators on registers ----

    fn binary_registers(&mut self, op: BinOp, d: u8, a: u8, b: u8, f: u8) -> R<()> {
        if self.fused_with(a) || self.fused_with(b) {
            return Ok(());
        }
        let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
        self.finish_binary(op, d, x, y, f)
    }

    /// `register op y`
    fn binary_with(&mut self, op: BinOp, d: u8, a: u8, y: Value, f: u8) -> R<()> {
        if self.fused_with(a) {
            return Ok(());
        }
        let x = self.operand(a, f & flag::TAKE_A);
        self.finish_binary(op, d, x, y, f)
    }

    /// `x op register`
    fn with_binary(&mut self, op: BinOp, d: u8, x: Value, b: u8, f: u8) -> R<()> {
        if self.fused_with(b) {
            return Ok(());
        }
        let y = self.operand(b, f & flag::TAKE_B);
        self.finish_binary(op, d, x, y, f)
    }

    fn finish_binary(&mut self, op: BinOp, d: u8, x: Value, y: Value, f: u8) -> R<()> {
        if f & flag::IN_PLACE == 0
            && (matches!(x, Value::Array(_)) || matches!(y, Value::Array(_)))
            && let Some(result) = array_ops::plainly(self, op, &x, &y)?
        {
            self.register(d).set(result);
            return Ok(());
        }
        // `text += more` in a loop: the variable lets go first, so that the text can grow in place.
        let in_place = f & flag::IN_PLACE != 0;
        if in_place && op == BinOp::Add && matches!((&x, &y), (Value::Str(_), Value::Str(_))) {
            self.register(d).set(Value::Undef);
        }
        let result = if in_place { self.in_place_op(op, x, y)? } else { self.binary_op(op, x, y)? };
        self.register(d).set(result);
        Ok(())
    }

    fn compare_registers(&mut self, op: CmpOp, d: u8, a: u8, b: u8, f: u8) -> R<()> {
        if self.fused_with(a) || self.fused_with(b) {
            return Ok(());
        }
        let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
        let result = match array_ops::compare_plainly(self, op, &x, &y)? {
            Some(result) => result,
            None => self.compare_op(op, &x, &y)?,
        };
        self.register(d).set(result);
        Ok(())
    }

    fn compare_int(&mut self, op: CmpOp, d: u8, a: u8, i: i32) -> R<()> {
        if self.fused_with(a) {
            return Ok(());
        }
        let (x, y) = (self.register(a).clone(), Value::Int(i.into()));
        let result = match array_ops::compare_plainly(self, op, &x, &y)? {
            Some(result) => result,
            None => self.compare_op(op, &x, &y)?,
        };
        self.register(d).set(result);
        Ok(())
    }

    /// Jumps if a comparison of two registers comes out as said.
    fn jump_if(&mut self, wanted: bool, op: CmpOp, a: u8, b: u8, f: u8, to: u32) -> R<()> {
        let truth = match quick::compare(op, self.register_ref(a), self.register_ref(b)) {
            Some(truth) => truth,
            None => {
                let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
                let result = self.compare_op(op, &x, &y)?;
                self.truth_value(&result)?
            }
        };
        if truth == wanted {
            self.jump(to)
        }
        Ok(())
    }

    /// The same for a register and an int.
    fn jump_if_int(&mut self, wanted: bool, op: CmpOp, a: u8, i: i16, to: u32) -> R<()> {
        let y = Value::Int(i.into());
        let truth = match quick::compare(op, self.register_ref(a), &y) {
            Some(truth) => truth,
            None => {
                let x = self.register(a).clone();
                let result = self.compare_op(op, &x, &y)?;
                self.truth_value(&result)?
            }
        };
        if truth == wanted {
            self.jump(to)
        }
        Ok(())
    }

    fn truth_of(&mut self, a: u8) -> R<bool> {
        let value = self.register(a).clone();
        self.truth_value(&value)
    }

    fn truth_value(&mut self, value: &Value) -> R<bool> {
        match value {
            Value::Bool(x) | Value::NpBool(x) => Ok(x.get()),
            value => super::protocol::truth(self, value),
        }
    }

    // ---- calls from registers ----

    fn call_global(&mut self, g: u16, code: &'static Code, a: u8, n: u8, d: u8) -> R<()> {
        let at = self.frame().base as usize + a as usize;
        let function = match &self.core.globals[g as usize] {
            Value::Undef => self.core.builtin_fallback(g),
            Value::Builtin(function) => Some(*function),
            _ => None,
        };
        if let Some(function) = function {
            let result = self.call_row(function, at, n as usize)?;
            self.register(d).set(result);
            return Ok(());
        }
        let callee = self.global(g, code)?;
        self.call_registers(callee, at, n as usize, &[], d)
    }

    fn call_method_cached(&mut self, name: Name, cache: &AttributeCache, a: u8, n: u8, d: u8) -> R<()> {
        let at = self.frame().base as usize + a as usize;
        if n > 1 && super::fused::is_large(&self.core.stack[at + 1]) && self.fused() {
            return Ok(());
        }
        if let Some(key) = super::attribute::method_key(&self.core.stack[at])
            && cache.holds_for_key(key)
        {
            let found = cache.found.borrow().clone();
            let is_module = matches!(self.core.stack[at], Value::Module(_));
            let (first, n) = if is_module { (at + 1, n as usize - 1) } else { (at, n as usize) };
            if let Value::Builtin(function) = found {
                let result = self.call_row(function, first, n)?;
                self.register(d).set(result);
                return Ok(());
            }
            return self.call_registers(found, first, n, &[], d);
        }
        self.call_method(at, n as usize, name, &[], Some(cache), d)
    }
}
