//! The machine's main loop. All of its state is in local variables: the place of the next instruction,
//! the window of registers, whether they hold anything to drop. Rules of this file, each measured:
//! a number goes from its operands into its register without a [`Value`] being built on the way; what
//! is not common is a call of a function that is not inlined; after such a call the window is made
//! again, because the stack may have moved.

use super::array_ops;
use super::core::{Vm, window};
use super::frames::{Frame, FrameKind};
use super::generator::Resumed;
use super::numbers::{complex_op, float_op, int_op, int_quotient};
use super::quick::{self, Peek};
use super::slow::Step;
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{Error, ErrorClass, R, interrupt, names};
use crate::value::Value;
use crate::value::code::{Ins, flag};
use std::rc::Rc;

/// The error of Ctrl-C.
#[cold]
pub(super) fn interrupted() -> Box<Error> {
    interrupt::clear();
    Error::new(ErrorClass::KeyboardInterrupt, "")
}

impl Vm<'_> {
    /// Runs the frame on top until the frame number `floor` is left: what it gave.
    pub(super) fn run(&mut self, floor: usize) -> R<Resumed> {
        'frame: loop {
            let Some(frame) = self.core.frames.last() else {
                return Ok(Resumed::Returned(Value::None));
            };
            let mut code = frame.code;
            let mut pc = frame.pc as usize;
            let mut base = frame.base as usize;
            let mut dirty = frame.dirty;
            let mut r = window(&mut self.core.stack, base);

            let error = 'error: loop {
                // Notes where the frame is, for whoever looks at it.
                macro_rules! sync {
                    () => {
                        if let Some(frame) = self.core.frames.last_mut() {
                            frame.pc = pc as u32;
                            frame.dirty = true;
                        }
                        #[allow(unused_assignments)]
                        {
                            dirty = true;
                        }
                    };
                }
                // The result of something that may run code, after which the window is made again.
                macro_rules! call {
                    ($call:expr) => {{
                        sync!();
                        match $call {
                            Ok(value) => {
                                r = window(&mut self.core.stack, base);
                                value
                            }
                            Err(error) => break 'error error,
                        }
                    }};
                }
                // The same for what may enter a frame.
                macro_rules! call_entering {
                    ($call:expr) => {{
                        sync!();
                        match $call {
                            Ok(_) => continue 'frame,
                            Err(error) => break 'error error,
                        }
                    }};
                }
                // The same for what may have computed a whole tree and stand behind it.
                macro_rules! leap {
                    ($call:expr) => {
                        if call!($call) {
                            continue 'frame;
                        }
                    };
                }
                macro_rules! slow {
                    ($ins:expr) => {
                        call!(self.slow($ins, code))
                    };
                }
                macro_rules! jump {
                    ($to:expr) => {
                        pc = $to as usize
                    };
                }
                macro_rules! poll {
                    () => {
                        if interrupt::raised() {
                            sync!();
                            break 'error interrupted();
                        }
                    };
                }
                macro_rules! put {
                    ($d:expr, $value:expr) => {{
                        dirty = true;
                        r[$d as usize].set($value);
                    }};
                }
                macro_rules! int {
                    ($d:expr, $value:expr) => {
                        r[$d as usize].set_int($value)
                    };
                }
                macro_rules! float {
                    ($d:expr, $value:expr) => {
                        r[$d as usize].set_float($value)
                    };
                }
                macro_rules! copy {
                    ($d:expr, $value:expr) => {
                        match $value {
                            Value::Int(x) => {
                                let x = *x;
                                int!($d, x)
                            }
                            Value::Float(x) => {
                                let x = x.get();
                                float!($d, x)
                            }
                            Value::Bool(x) => {
                                let x = x.get();
                                r[$d as usize].set_bool(x)
                            }
                            value => {
                                let value = value.clone();
                                put!($d, value)
                            }
                        }
                    };
                }
                // Arithmetic: the common pairs here, NumPy's scalars out of line, the rest by call.
                macro_rules! arith {
                    ($op:expr, $d:expr, $a:expr, $b:expr, $cold:expr) => {{
                        let (a, b): (&Value, &Value) = ($a, $b);
                        match (a, b) {
                            (Value::Int(x), Value::Int(y)) => {
                                let (x, y) = (*x, *y);
                                if $op == BinOp::Div {
                                    if let Some(z) = int_quotient(x, y) {
                                        float!($d, z);
                                        continue 'error;
                                    }
                                } else if let Some(z) = int_op($op, x, y) {
                                    int!($d, z);
                                    continue 'error;
                                }
                            }
                            (Value::Float(x), Value::Float(y)) => {
                                if let Some(z) = float_op($op, x.get(), y.get()) {
                                    float!($d, z);
                                    continue 'error;
                                }
                            }
                            (Value::Int(x), Value::Float(y)) => {
                                if let Some(z) = float_op($op, *x as f64, y.get()) {
                                    float!($d, z);
                                    continue 'error;
                                }
                            }
                            (Value::Float(x), Value::Int(y)) => {
                                if let Some(z) = float_op($op, x.get(), *y as f64) {
                                    float!($d, z);
                                    continue 'error;
                                }
                            }
                            _ => match quick::numpy_scalars($op, a, b) {
                                Peek::NpFloat(x) => {
                                    r[$d as usize].set_np_float(x);
                                    continue 'error;
                                }
                                Peek::NpInt(x) => {
                                    r[$d as usize].set_np_int(x);
                                    continue 'error;
                                }
                                _ => {}
                            },
                        }
                        leap!($cold)
                    }};
                }
                macro_rules! arith_rr {
                    ($op:expr, $d:expr, $a:expr, $b:expr, $f:expr) => {
                        arith!($op, $d, &r[$a as usize], &r[$b as usize], self.binary_registers($op, $d, $a, $b, $f))
                    };
                }
                macro_rules! arith_ri {
                    ($op:expr, $d:expr, $a:expr, $i:expr, $f:expr) => {{
                        let y = i64::from($i);
                        match &r[$a as usize] {
                            Value::Int(x) => {
                                let x = *x;
                                if $op == BinOp::Div {
                                    if let Some(z) = int_quotient(x, y) {
                                        float!($d, z);
                                        continue 'error;
                                    }
                                } else if let Some(z) = int_op($op, x, y) {
                                    int!($d, z);
                                    continue 'error;
                                }
                            }
                            Value::Float(x) => {
                                if let Some(z) = float_op($op, x.get(), y as f64) {
                                    float!($d, z);
                                    continue 'error;
                                }
                            }
                            _ => {}
                        }
                        leap!(self.binary_int($op, $d, $a, y, $f))
                    }};
                }
                macro_rules! arith_ir {
                    ($op:expr, $d:expr, $b:expr, $i:expr, $f:expr) => {{
                        let x = i64::from($i);
                        match &r[$b as usize] {
                            Value::Int(y) => {
                                let y = *y;
                                if $op == BinOp::Div {
                                    if let Some(z) = int_quotient(x, y) {
                                        float!($d, z);
                                        continue 'error;
                                    }
                                } else if let Some(z) = int_op($op, x, y) {
                                    int!($d, z);
                                    continue 'error;
                                }
                            }
                            Value::Float(y) => {
                                if let Some(z) = float_op($op, x as f64, y.get()) {
                                    float!($d, z);
                                    continue 'error;
                                }
                            }
                            _ => {}
                        }
                        leap!(self.int_binary($op, $d, x, $b, $f))
                    }};
                }
                macro_rules! arith_rk {
                    ($op:expr, $d:expr, $a:expr, $k:expr, $f:expr) => {
                        arith!(
                            $op,
                            $d,
                            &r[$a as usize],
                            &code.consts[$k as usize],
                            self.binary_constant($op, $d, $a, &code.consts[$k as usize], $f)
                        )
                    };
                }
                macro_rules! arith_kr {
                    ($op:expr, $d:expr, $b:expr, $k:expr, $f:expr) => {
                        arith!(
                            $op,
                            $d,
                            &code.consts[$k as usize],
                            &r[$b as usize],
                            self.constant_binary($op, $d, &code.consts[$k as usize], $b, $f)
                        )
                    };
                }
                // Whether a comparison holds; numbers here, the rest by call.
                macro_rules! holds {
                    ($op:expr, $a:expr, $b:expr, $f:expr) => {
                        match (&r[$a as usize], &r[$b as usize]) {
                            (Value::Int(x), Value::Int(y)) => quick::order($op, x, y),
                            (Value::Float(x), Value::Float(y)) => quick::order($op, &x.get(), &y.get()),
                            (a, b) => match quick::compare($op, a, b) {
                                Some(truth) => truth,
                                None => call!(self.compare_truth($op, $a, $b, $f)),
                            },
                        }
                    };
                }
                macro_rules! holds_int {
                    ($op:expr, $a:expr, $i:expr) => {
                        match &r[$a as usize] {
                            Value::Int(x) => quick::order($op, x, &i64::from($i)),
                            Value::Float(x) => quick::order($op, &x.get(), &f64::from($i)),
                            _ => call!(self.compare_truth_int($op, $a, i64::from($i))),
                        }
                    };
                }
                macro_rules! compare_rr {
                    ($op:expr, $d:expr, $a:expr, $b:expr, $f:expr) => {{
                        let truth = match (&r[$a as usize], &r[$b as usize]) {
                            (Value::Int(x), Value::Int(y)) => quick::order($op, x, y),
                            (Value::Float(x), Value::Float(y)) => quick::order($op, &x.get(), &y.get()),
                            _ => {
                                leap!(self.compare_registers($op, $d, $a, $b, $f));
                                continue 'error;
                            }
                        };
                        r[$d as usize].set_bool(truth)
                    }};
                }
                macro_rules! compare_ri {
                    ($op:expr, $d:expr, $a:expr, $i:expr) => {{
                        let truth = match &r[$a as usize] {
                            Value::Int(x) => quick::order($op, x, &i64::from($i)),
                            Value::Float(x) => quick::order($op, &x.get(), &f64::from($i)),
                            _ => {
                                leap!(self.compare_int($op, $d, $a, i64::from($i)));
                                continue 'error;
                            }
                        };
                        r[$d as usize].set_bool(truth)
                    }};
                }
                macro_rules! jf {
                    ($holds:expr, $to:expr) => {
                        if !$holds {
                            jump!($to)
                        }
                    };
                }
                macro_rules! jt {
                    ($holds:expr, $to:expr) => {
                        if $holds {
                            poll!();
                            jump!($to)
                        }
                    };
                }
                macro_rules! truth {
                    ($a:expr) => {
                        match &r[$a as usize] {
                            Value::Bool(x) => x.get(),
                            Value::Int(x) => *x != 0,
                            Value::None => false,
                            _ => call!(self.truth_of($a)),
                        }
                    };
                }
                // An element that was found goes straight to its register.
                macro_rules! peeked {
                    ($d:expr, $peek:expr) => {
                        match $peek {
                            Peek::Int(x) => {
                                int!($d, x);
                                continue 'error;
                            }
                            Peek::Float(x) => {
                                float!($d, x);
                                continue 'error;
                            }
                            Peek::NpFloat(x) => {
                                r[$d as usize].set_np_float(x);
                                continue 'error;
                            }
                            Peek::NpInt(x) => {
                                r[$d as usize].set_np_int(x);
                                continue 'error;
                            }
                            Peek::Bool(x) => {
                                r[$d as usize].set_bool(x);
                                continue 'error;
                            }
                            Peek::Value(value) => {
                                put!($d, value);
                                continue 'error;
                            }
                            Peek::Miss => {}
                        }
                    };
                }
                // A call of a function with one value for each parameter.
                macro_rules! enter {
                    ($function:expr, $d:expr, $a:expr, $n:expr) => {
                        if $function.code.simple && $function.code.parameters.positional == $n {
                            let callee = $function.code;
                            if self.core.frames.len() >= self.core.limit {
                                sync!();
                                break 'error self.too_deep();
                            }
                            let inner_dirty = r[$a as usize..][..$n as usize].iter().any(Value::is_heap);
                            if let Some(frame) = self.core.frames.last_mut() {
                                frame.pc = pc as u32;
                                frame.dirty = dirty;
                            }
                            base += $a as usize;
                            dirty = inner_dirty;
                            code = callee;
                            pc = 0;
                            self.core.frames.push(Frame {
                                code,
                                pc: 0,
                                base: base as u32,
                                dst: $d,
                                kind: FrameKind::Call,
                                dirty,
                            });
                            self.ensure(base);
                            r = window(&mut self.core.stack, base);
                            poll!();
                            continue 'error;
                        }
                    };
                }
                macro_rules! leave {
                    ($value:expr, $put:ident) => {{
                        let value = $value;
                        if dirty {
                            quick::clear(&mut r[..code.registers as usize]);
                        }
                        let frames = &mut self.core.frames;
                        if let Some(&Frame { kind: FrameKind::Call, dst, .. }) = frames.last()
                            && let [.., below, _] = frames[..]
                        {
                            frames.pop();
                            code = below.code;
                            pc = below.pc as usize;
                            base = below.base as usize;
                            dirty = below.dirty;
                            r = window(&mut self.core.stack, base);
                            $put!(dst, value);
                        } else {
                            match self.leave_frame(value.into(), floor) {
                                Ok(Some(value)) => return Ok(value),
                                Ok(None) => continue 'frame,
                                Err(error) => break 'error error,
                            }
                        }
                    }};
                }

                let Some(ins) = code.ins.get(pc) else {
                    break 'error Error::new(ErrorClass::SystemError, "code has no end");
                };
                pc += 1;
                match *ins {
                    Ins::Nop => {}
                    Ins::Move { d, a } => copy!(d, &r[a as usize]),
                    Ins::Take { d, a } => {
                        let value = r[a as usize].take();
                        put!(d, value)
                    }
                    Ins::LoadK { d, k } => copy!(d, &code.consts[k as usize]),
                    Ins::LoadI { d, i } => int!(d, i64::from(i)),
                    Ins::Unset { d } => r[d as usize].set(Value::Undef),
                    Ins::CheckBound { a, .. } => {
                        if r[a as usize].is_undef() {
                            slow!(*ins)
                        }
                    }
                    Ins::GetG { d, g } => match &self.core.globals[g as usize] {
                        Value::Undef => {
                            let value = call!(self.global(g, code));
                            put!(d, value)
                        }
                        value => copy!(d, value),
                    },
                    Ins::SetG { a, g } => {
                        let value = r[a as usize].clone();
                        self.core.globals[g as usize].set(value)
                    }
                    Ins::GetVar { d, a, free, name } => {
                        let value = match &r[a as usize] {
                            Value::Variable(variable) => variable.value.borrow().clone(),
                            _ => Value::Undef,
                        };
                        if value.is_undef() {
                            sync!();
                            break 'error super::slow::unbound(code.names[name as usize], free);
                        }
                        put!(d, value)
                    }
                    Ins::SetVar { a, v } => {
                        let value = r[v as usize].clone();
                        if let Value::Variable(variable) = &r[a as usize] {
                            let _old = variable.value.replace(value);
                        }
                    }

                    Ins::AddRR { d, a, b, f } => arith_rr!(BinOp::Add, d, a, b, f),
                    Ins::AddRI { d, a, f, i } => arith_ri!(BinOp::Add, d, a, i, f),
                    Ins::AddIR { d, b, f, i } => arith_ir!(BinOp::Add, d, b, i, f),
                    Ins::AddRK { d, a, f, k } => arith_rk!(BinOp::Add, d, a, k, f),
                    Ins::AddKR { d, b, f, k } => arith_kr!(BinOp::Add, d, b, k, f),
                    Ins::SubRR { d, a, b, f } => arith_rr!(BinOp::Sub, d, a, b, f),
                    Ins::SubRI { d, a, f, i } => arith_ri!(BinOp::Sub, d, a, i, f),
                    Ins::SubIR { d, b, f, i } => arith_ir!(BinOp::Sub, d, b, i, f),
                    Ins::SubRK { d, a, f, k } => arith_rk!(BinOp::Sub, d, a, k, f),
                    Ins::SubKR { d, b, f, k } => arith_kr!(BinOp::Sub, d, b, k, f),
                    Ins::MulRR { d, a, b, f } => arith_rr!(BinOp::Mul, d, a, b, f),
                    Ins::MulRI { d, a, f, i } => arith_ri!(BinOp::Mul, d, a, i, f),
                    Ins::MulIR { d, b, f, i } => arith_ir!(BinOp::Mul, d, b, i, f),
                    Ins::MulRK { d, a, f, k } => arith_rk!(BinOp::Mul, d, a, k, f),
                    Ins::MulKR { d, b, f, k } => arith_kr!(BinOp::Mul, d, b, k, f),
                    Ins::DivRR { d, a, b, f } => arith_rr!(BinOp::Div, d, a, b, f),
                    Ins::DivRI { d, a, f, i } => arith_ri!(BinOp::Div, d, a, i, f),
                    Ins::DivIR { d, b, f, i } => arith_ir!(BinOp::Div, d, b, i, f),
                    Ins::DivRK { d, a, f, k } => arith_rk!(BinOp::Div, d, a, k, f),
                    Ins::DivKR { d, b, f, k } => arith_kr!(BinOp::Div, d, b, k, f),
                    Ins::FloorDivRR { d, a, b, f } => arith_rr!(BinOp::FloorDiv, d, a, b, f),
                    Ins::FloorDivRI { d, a, f, i } => arith_ri!(BinOp::FloorDiv, d, a, i, f),
                    Ins::FloorDivIR { d, b, f, i } => arith_ir!(BinOp::FloorDiv, d, b, i, f),
                    Ins::ModRR { d, a, b, f } => arith_rr!(BinOp::Mod, d, a, b, f),
                    Ins::ModRI { d, a, f, i } => arith_ri!(BinOp::Mod, d, a, i, f),
                    Ins::ModIR { d, b, f, i } => arith_ir!(BinOp::Mod, d, b, i, f),
                    Ins::Neg { d, a, .. } => match &r[a as usize] {
                        Value::Float(x) => {
                            let x = x.get();
                            float!(d, -x)
                        }
                        Value::Int(x) if *x != i64::MIN => {
                            let x = *x;
                            int!(d, -x)
                        }
                        _ => leap!(self.slow_operator(*ins, a, a, code)),
                    },
                    Ins::Bin { a, b, .. } => leap!(self.slow_operator(*ins, a, b, code)),
                    Ins::Not { d, a } => {
                        let truth = truth!(a);
                        r[d as usize].set_bool(!truth)
                    }

                    Ins::LtRR { d, a, b, f } => compare_rr!(CmpOp::Lt, d, a, b, f),
                    Ins::LeRR { d, a, b, f } => compare_rr!(CmpOp::Le, d, a, b, f),
                    Ins::GtRR { d, a, b, f } => compare_rr!(CmpOp::Gt, d, a, b, f),
                    Ins::GeRR { d, a, b, f } => compare_rr!(CmpOp::Ge, d, a, b, f),
                    Ins::EqRR { d, a, b, f } => compare_rr!(CmpOp::Eq, d, a, b, f),
                    Ins::NeRR { d, a, b, f } => compare_rr!(CmpOp::Ne, d, a, b, f),
                    Ins::LtRI { d, a, i, .. } => compare_ri!(CmpOp::Lt, d, a, i),
                    Ins::LeRI { d, a, i, .. } => compare_ri!(CmpOp::Le, d, a, i),
                    Ins::GtRI { d, a, i, .. } => compare_ri!(CmpOp::Gt, d, a, i),
                    Ins::GeRI { d, a, i, .. } => compare_ri!(CmpOp::Ge, d, a, i),
                    Ins::EqRI { d, a, i, .. } => compare_ri!(CmpOp::Eq, d, a, i),
                    Ins::NeRI { d, a, i, .. } => compare_ri!(CmpOp::Ne, d, a, i),

                    Ins::Jmp { to } => jump!(to),
                    Ins::Loop { to } => {
                        poll!();
                        jump!(to)
                    }
                    Ins::Jf { a, to } => {
                        if !truth!(a) {
                            jump!(to)
                        }
                    }
                    Ins::Jt { a, to } => {
                        if truth!(a) {
                            poll!();
                            jump!(to)
                        }
                    }
                    Ins::JNone { a, to } => {
                        if r[a as usize].is_none() {
                            jump!(to)
                        }
                    }
                    Ins::JNotNone { a, to } => {
                        if !r[a as usize].is_none() {
                            jump!(to)
                        }
                    }
                    Ins::JfLtRR { a, b, f, to } => jf!(holds!(CmpOp::Lt, a, b, f), to),
                    Ins::JfLeRR { a, b, f, to } => jf!(holds!(CmpOp::Le, a, b, f), to),
                    Ins::JfGtRR { a, b, f, to } => jf!(holds!(CmpOp::Gt, a, b, f), to),
                    Ins::JfGeRR { a, b, f, to } => jf!(holds!(CmpOp::Ge, a, b, f), to),
                    Ins::JfEqRR { a, b, f, to } => jf!(holds!(CmpOp::Eq, a, b, f), to),
                    Ins::JfNeRR { a, b, f, to } => jf!(holds!(CmpOp::Ne, a, b, f), to),
                    Ins::JtLtRR { a, b, f, to } => jt!(holds!(CmpOp::Lt, a, b, f), to),
                    Ins::JtLeRR { a, b, f, to } => jt!(holds!(CmpOp::Le, a, b, f), to),
                    Ins::JtGtRR { a, b, f, to } => jt!(holds!(CmpOp::Gt, a, b, f), to),
                    Ins::JtGeRR { a, b, f, to } => jt!(holds!(CmpOp::Ge, a, b, f), to),
                    Ins::JtEqRR { a, b, f, to } => jt!(holds!(CmpOp::Eq, a, b, f), to),
                    Ins::JtNeRR { a, b, f, to } => jt!(holds!(CmpOp::Ne, a, b, f), to),
                    Ins::JfLtRI { a, i, to } => jf!(holds_int!(CmpOp::Lt, a, i), to),
                    Ins::JfLeRI { a, i, to } => jf!(holds_int!(CmpOp::Le, a, i), to),
                    Ins::JfGtRI { a, i, to } => jf!(holds_int!(CmpOp::Gt, a, i), to),
                    Ins::JfGeRI { a, i, to } => jf!(holds_int!(CmpOp::Ge, a, i), to),
                    Ins::JfEqRI { a, i, to } => jf!(holds_int!(CmpOp::Eq, a, i), to),
                    Ins::JfNeRI { a, i, to } => jf!(holds_int!(CmpOp::Ne, a, i), to),
                    Ins::JModEq { a, m, i, to } => {
                        if let Value::Int(x) = &r[a as usize] {
                            if quick::remainder(*x, m) == i64::from(i) {
                                poll!();
                                jump!(to)
                            } else {
                                pc += 2
                            }
                        }
                    }
                    Ins::JModNe { a, m, i, to } => {
                        if let Value::Int(x) = &r[a as usize] {
                            if quick::remainder(*x, m) != i64::from(i) {
                                poll!();
                                jump!(to)
                            } else {
                                pc += 2
                            }
                        }
                    }
                    Ins::JtLtRI { a, i, to } => jt!(holds_int!(CmpOp::Lt, a, i), to),
                    Ins::JtLeRI { a, i, to } => jt!(holds_int!(CmpOp::Le, a, i), to),
                    Ins::JtGtRI { a, i, to } => jt!(holds_int!(CmpOp::Gt, a, i), to),
                    Ins::JtGeRI { a, i, to } => jt!(holds_int!(CmpOp::Ge, a, i), to),
                    Ins::JtEqRI { a, i, to } => jt!(holds_int!(CmpOp::Eq, a, i), to),
                    Ins::JtNeRI { a, i, to } => jt!(holds_int!(CmpOp::Ne, a, i), to),

                    Ins::ForPrep { it, to } => {
                        call!(self.prepare_loop(it));
                        jump!(to)
                    }
                    Ins::ForIter { it, d, to } => match &mut r[it as usize..][..3] {
                        // A range: the current value, how many are left, the step.
                        [Value::Int(current), Value::Int(left), Value::Int(step)] => {
                            if *left > 0 {
                                *left -= 1;
                                let x = *current;
                                *current = x.wrapping_add(*step);
                                poll!();
                                int!(d, x);
                                jump!(to)
                            }
                        }
                        [Value::List(list), Value::Int(at), _] => {
                            let peek = quick::at(list, *at);
                            *at += 1;
                            if let Peek::Miss = peek {
                                r[it as usize].set(Value::Undef);
                            } else {
                                poll!();
                                jump!(to);
                                peeked!(d, peek)
                            }
                        }
                        [Value::Tuple(items), Value::Int(at), _] => match items.get(*at as usize) {
                            Some(item) => {
                                let item = item.clone();
                                *at += 1;
                                poll!();
                                put!(d, item);
                                jump!(to)
                            }
                            None => r[it as usize].set(Value::Undef),
                        },
                        _ => {
                            poll!();
                            match call!(self.step_loop(it, d)) {
                                Step::Value => jump!(to),
                                Step::End => {}
                                Step::Entered => continue 'frame,
                            }
                        }
                    },

                    Ins::IdxRR { d, a, b, .. } => {
                        peeked!(d, quick::index(&r[a as usize], &r[b as usize]));
                        slow!(*ins)
                    }
                    Ins::IdxRI { d, a, i, .. } => {
                        peeked!(d, quick::index_int(&r[a as usize], i64::from(i)));
                        slow!(*ins)
                    }
                    Ins::IdxGR { d, b, g } => {
                        peeked!(d, quick::index(&self.core.globals[g as usize], &r[b as usize]));
                        slow!(*ins)
                    }
                    Ins::Idx2RRR { d, a, i, j } => {
                        peeked!(d, quick::index_pair(&r[a as usize], &r[i as usize], &r[j as usize]));
                        slow!(*ins)
                    }
                    Ins::Idx2GRR { d, i, j, g } => {
                        peeked!(d, quick::index_pair(&self.core.globals[g as usize], &r[i as usize], &r[j as usize]));
                        slow!(*ins)
                    }
                    Ins::SetIdx { a, i, v, .. } => {
                        if !quick::set_index(&r[a as usize], &r[i as usize], &r[v as usize]) {
                            slow!(*ins)
                        }
                    }
                    Ins::SetIdxI { a, v, i, .. } => {
                        if !quick::set_index_int(&r[a as usize], i64::from(i), &r[v as usize]) {
                            slow!(*ins)
                        }
                    }
                    Ins::SetIdxK { a, i, k } => {
                        if !quick::set_index(&r[a as usize], &r[i as usize], &code.consts[k as usize]) {
                            slow!(*ins)
                        }
                    }
                    Ins::SetIdx2 { a, i, j, v } => {
                        if !quick::set_index_pair(&r[a as usize], &r[i as usize], &r[j as usize], &r[v as usize]) {
                            slow!(*ins)
                        }
                    }
                    Ins::ListAppend { a, v } | Ins::Append { a, v, .. }
                        if quick::append(&r[a as usize], &r[v as usize]) =>
                    {
                        if let Ins::Append { to, .. } = *ins {
                            jump!(to)
                        }
                    }
                    // Not a list: the general call follows.
                    Ins::Append { .. } => {}

                    Ins::GetAttr { d, a, name, cache } => {
                        if let Value::Instance(instance) = &r[a as usize] {
                            let cache = &code.caches[cache as usize];
                            if cache.holds_for(&instance.class) {
                                let attributes = instance.attributes.borrow();
                                if let Some((have, value)) = attributes.at(cache.position.get())
                                    && *have == code.names[name as usize]
                                {
                                    let peek = quick::peek(value);
                                    drop(attributes);
                                    peeked!(d, peek)
                                }
                            }
                        }
                        slow!(*ins)
                    }
                    Ins::SetAttr { a, v, name, cache } => {
                        if let Value::Instance(instance) = &r[a as usize]
                            && code.caches[cache as usize].holds_for(&instance.class)
                            && quick::set_attribute(
                                instance,
                                code.caches[cache as usize].position.get(),
                                code.names[name as usize],
                                &r[v as usize],
                            )
                        {
                            continue 'error;
                        }
                        slow!(*ins)
                    }

                    Ins::Call { d, f, a, n } => {
                        if let Value::Function(function) = &r[f as usize] {
                            enter!(function, d, a, n)
                        }
                        let callee = r[f as usize].clone();
                        call_entering!(self.call_registers(callee, base + a as usize, n as usize, &[], d))
                    }
                    Ins::CallG { d, a, n, g } => match &self.core.globals[g as usize] {
                        Value::Function(function) => {
                            enter!(function, d, a, n);
                            let callee = Value::Function(function.clone());
                            call_entering!(self.call_registers(callee, base + a as usize, n as usize, &[], d))
                        }
                        _ => {
                            call!(self.call_global(g, code, a, n, d));
                            if self.core.frames.last().is_some_and(|frame| frame.pc == 0) {
                                continue 'frame;
                            }
                        }
                    },
                    Ins::CallM { d, a, n, name, cache } => {
                        let cache = &code.caches[cache as usize];
                        if let Value::Instance(instance) = &r[a as usize]
                            && cache.holds_for(&instance.class)
                            && cache.position.get() == usize::MAX
                            && !instance.attributes.borrow().has(code.names[name as usize])
                        {
                            let found = cache.found.borrow().clone();
                            if let Value::Function(function) = &found {
                                enter!(function, d, a, n)
                            }
                            call_entering!(self.call_registers(found, base + a as usize, n as usize, &[], d))
                        }
                        if let Value::Dict(dict) = &r[a as usize]
                            && code.names[name as usize] == names::METHOD_GET
                            && let [key, default @ ..] = &r[a as usize + 1..a as usize + n as usize]
                        {
                            peeked!(d, quick::dict_get(dict, key, default.first()));
                        }
                        call!(self.call_method_cached(code.names[name as usize], cache, a, n, d));
                        if self.core.frames.last().is_some_and(|frame| frame.pc as usize != pc) {
                            continue 'frame;
                        }
                    }
                    Ins::CallKw { d, f, a, n, kw } => {
                        let callee = r[f as usize].clone();
                        let keywords = &code.keywords[kw as usize];
                        call_entering!(self.call_registers(callee, base + a as usize, n as usize, keywords, d))
                    }
                    Ins::CallMKw { d, a, n, name, kw } => {
                        let (name, keywords) = (code.names[name as usize], &code.keywords[kw as usize]);
                        call_entering!(self.call_method(base + a as usize, n as usize, name, keywords, None, d))
                    }
                    Ins::CallEx { d, f, args, kwargs } => {
                        let callee = r[f as usize].clone();
                        let args = r[args as usize].take();
                        let kwargs = if kwargs == crate::value::code::NO_REGISTER {
                            None
                        } else {
                            Some(r[kwargs as usize].take())
                        };
                        call_entering!(self.call_spread(callee, &args, kwargs.as_ref(), d))
                    }
                    Ins::Ret { a } => {
                        if let Value::Int(x) = &r[a as usize] {
                            let x = *x;
                            leave!(x, int)
                        } else {
                            let value = r[a as usize].take();
                            leave!(value, put)
                        }
                    }
                    Ins::RetNone => leave!(Value::None, put),

                    Ins::JfMatch { a, b, to } => {
                        let (exception, class) = (r[a as usize].clone(), r[b as usize].clone());
                        if !call!(self.exception_matches(&exception, &class)) {
                            jump!(to)
                        }
                    }
                    Ins::Yield { a, .. } => {
                        let value = r[a as usize].clone();
                        sync!();
                        match self.yielded(value, floor) {
                            Some(value) => return Ok(value),
                            None => continue 'frame,
                        }
                    }
                    Ins::YieldFrom { d, it } => {
                        if let Some(value) = call!(self.delegate(d, it)) {
                            match self.yielded(value, floor) {
                                Some(value) => return Ok(value),
                                None => continue 'frame,
                            }
                        }
                    }
                    other => slow!(other),
                }
            };
            self.unwind(error, floor)?;
        }
    }

    /// The running frame returns a value, and it is not a plain call's: what the machine gives, if
    /// it is to stop.
    fn leave_frame(&mut self, value: Value, floor: usize) -> R<Option<Resumed>> {
        let Some(frame) = self.core.frames.pop() else { return Ok(Some(Resumed::Returned(value))) };
        match frame.kind {
            FrameKind::Call => {
                self.register(frame.dst).set(value);
                return Ok(None);
            }
            FrameKind::Entry => {}
            FrameKind::Init => {
                let object = self.core.extras.pop().unwrap_or_default();
                super::class::check_init_result(&value)?;
                self.register(frame.dst).set(object);
                return Ok(None);
            }
            // The loop ends: its code goes on behind the step.
            FrameKind::Loop => {
                self.end_generator();
                return Ok(None);
            }
            FrameKind::Resumed => self.end_generator(),
        }
        debug_assert!(self.core.frames.len() <= floor);
        Ok(Some(Resumed::Returned(value)))
    }

    /// The running frame, a generator's, yields a value: what the machine gives, if it is to stop.
    fn yielded(&mut self, value: Value, floor: usize) -> Option<Resumed> {
        let frame = self.suspend()?;
        if frame.kind == FrameKind::Resumed {
            debug_assert!(self.core.frames.len() <= floor);
            return Some(Resumed::Yielded(value));
        }
        // A loop waits: its step jumps to the body.
        self.register(frame.dst).set(value);
        let waiting = self.frame();
        waiting.dirty = true;
        if let Some(Ins::ForIter { to, .. }) = waiting.code.ins.get((waiting.pc as usize).wrapping_sub(1)) {
            waiting.pc = *to;
        }
        None
    }

    // ---- operators on registers, when the common case does not apply ----

    #[inline(never)]
    fn binary_registers(&mut self, op: BinOp, d: u8, a: u8, b: u8, f: u8) -> R<bool> {
        if self.fused_with(a) || self.fused_with(b) {
            return Ok(true);
        }
        let (mut x, mut y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
        if let (Value::Complex(left), Value::Complex(right)) = (&mut x, &mut y)
            && let Some(result) = complex_op(op, **left, **right)
        {
            // A temporary takes the result.
            let result = match (Rc::get_mut(left), Rc::get_mut(right)) {
                (Some(place), _) => {
                    *place = result;
                    x
                }
                (_, Some(place)) => {
                    *place = result;
                    y
                }
                _ => Value::complex(result),
            };
            self.register(d).set(result);
            return Ok(false);
        }
        self.finish_binary(op, d, x, y, f)
    }

    #[inline(never)]
    fn binary_int(&mut self, op: BinOp, d: u8, a: u8, i: i64, f: u8) -> R<bool> {
        if self.fused_with(a) {
            return Ok(true);
        }
        let x = self.operand(a, f & flag::TAKE_A);
        self.finish_binary(op, d, x, Value::Int(i), f)
    }

    #[inline(never)]
    fn int_binary(&mut self, op: BinOp, d: u8, i: i64, b: u8, f: u8) -> R<bool> {
        if self.fused_with(b) {
            return Ok(true);
        }
        let y = self.operand(b, f & flag::TAKE_B);
        self.finish_binary(op, d, Value::Int(i), y, f)
    }

    #[inline(never)]
    fn binary_constant(&mut self, op: BinOp, d: u8, a: u8, k: &Value, f: u8) -> R<bool> {
        if self.fused_with(a) {
            return Ok(true);
        }
        let x = self.operand(a, f & flag::TAKE_A);
        self.finish_binary(op, d, x, k.clone(), f)
    }

    #[inline(never)]
    fn constant_binary(&mut self, op: BinOp, d: u8, k: &Value, b: u8, f: u8) -> R<bool> {
        if self.fused_with(b) {
            return Ok(true);
        }
        let y = self.operand(b, f & flag::TAKE_B);
        self.finish_binary(op, d, k.clone(), y, f)
    }

    fn finish_binary(&mut self, op: BinOp, d: u8, x: Value, y: Value, f: u8) -> R<bool> {
        if f & flag::IN_PLACE == 0
            && (matches!(x, Value::Array(_)) || matches!(y, Value::Array(_)))
            && let Some(result) = array_ops::plainly(self, op, &x, &y)?
        {
            self.register(d).set(result);
            return Ok(false);
        }
        // `text += more` in a loop: the variable lets go first, so that the text can grow in place.
        let in_place = f & flag::IN_PLACE != 0;
        if in_place && op == BinOp::Add && matches!((&x, &y), (Value::Str(_), Value::Str(_))) {
            self.register(d).set(Value::Undef);
        }
        let result = if in_place { self.in_place_op(op, x, y)? } else { self.binary_op(op, x, y)? };
        self.register(d).set(result);
        Ok(false)
    }

    /// An operator that [`Vm::slow`] computes.
    #[inline(never)]
    fn slow_operator(&mut self, ins: Ins, a: u8, b: u8, code: &'static crate::value::code::Code) -> R<bool> {
        if self.fused_with(a) || self.fused_with(b) {
            return Ok(true);
        }
        self.slow(ins, code)?;
        Ok(false)
    }

    #[inline(never)]
    fn compare_registers(&mut self, op: CmpOp, d: u8, a: u8, b: u8, f: u8) -> R<bool> {
        if self.fused_with(a) || self.fused_with(b) {
            return Ok(true);
        }
        let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
        let result = match array_ops::compare_plainly(self, op, &x, &y)? {
            Some(result) => result,
            None => self.compare_op(op, &x, &y)?,
        };
        self.register(d).set(result);
        Ok(false)
    }

    #[inline(never)]
    fn compare_int(&mut self, op: CmpOp, d: u8, a: u8, i: i64) -> R<bool> {
        if self.fused_with(a) {
            return Ok(true);
        }
        let x = self.register(a).clone();
        let result = match array_ops::compare_plainly(self, op, &x, &Value::Int(i))? {
            Some(result) => result,
            None => self.compare_op(op, &x, &Value::Int(i))?,
        };
        self.register(d).set(result);
        Ok(false)
    }

    #[inline(never)]
    fn compare_truth(&mut self, op: CmpOp, a: u8, b: u8, f: u8) -> R<bool> {
        let (x, y) = (self.operand(a, f & flag::TAKE_A), self.operand(b, f & flag::TAKE_B));
        let result = self.compare_op(op, &x, &y)?;
        self.truth_value(&result)
    }

    #[inline(never)]
    fn compare_truth_int(&mut self, op: CmpOp, a: u8, i: i64) -> R<bool> {
        let x = self.register(a).clone();
        if let Some(truth) = quick::compare(op, &x, &Value::Int(i)) {
            return Ok(truth);
        }
        let result = self.compare_op(op, &x, &Value::Int(i))?;
        self.truth_value(&result)
    }

    #[inline(never)]
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

    #[inline(never)]
    fn call_global(&mut self, g: u16, code: &'static crate::value::code::Code, a: u8, n: u8, d: u8) -> R<()> {
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

    #[inline(never)]
    fn call_method_cached(
        &mut self,
        name: crate::text::Name,
        cache: &crate::value::AttributeCache,
        a: u8,
        n: u8,
        d: u8,
    ) -> R<()> {
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
        let _ = names::CALL;
        self.call_method(at, n as usize, name, &[], Some(cache), d)
    }
}
