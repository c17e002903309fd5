//! The machine's main loop. All of its state is in local variables: the place of the next instruction,
//! the window of registers, whether they hold anything to drop. Rules of this file, each measured:
//! a number goes from its operands into its register without a [`Value`] being built on the way; nothing
//! but that state lives across a call, so that it stays in the processor's registers; whatever is not
//! done here goes through the one exit to [`Vm::general`], after which the frame is looked at again.

use super::core::{Vm, make_room, window};
use super::frames::{Frame, FrameKind};
use super::generator::Resumed;
use super::numbers::{float_op, int_op, int_quotient};
use super::quick::{self, Quick};
use crate::syntax::ast::{BinOp, CmpOp};
use crate::text::{Error, ErrorClass, R, interrupt, names};
use crate::value::Value;
use crate::value::code::Ins;

pub(super) use super::limits::interrupted;

impl Vm<'_> {
    /// Runs the frame on top until the frame number `floor` is left: what it gave.
    pub(super) fn run(&mut self, floor: usize) -> R<Resumed> {
        'frame: loop {
            let Some(frame) = self.core.frames.last() else {
                return Ok(Resumed::Returned(Value::None));
            };
            let mut code = frame.code;
            let mut pc = frame.pc as usize;
            let mut dirty = frame.dirty;
            let mut r = window(&mut self.core.stack, frame.base as usize);

            let error = 'error: loop {
                let Some(ins) = code.ins.get(pc) else {
                    break 'error Error::new(ErrorClass::SystemError, "code has no end");
                };
                pc += 1;
                'general: {
                    macro_rules! jump {
                        ($to:expr) => {
                            pc = $to as usize
                        };
                    }
                    // Seldom, and said so that the compiler keeps it out of the way.
                    macro_rules! general {
                        () => {{
                            std::hint::cold_path();
                            break 'general;
                        }};
                    }
                    // Notes where the frame is, for whoever looks at it.
                    macro_rules! sync {
                        () => {
                            if let Some(frame) = self.core.frames.last_mut() {
                                frame.pc = pc as u32;
                                frame.dirty = true;
                            }
                        };
                    }
                    // Ctrl-C is answered on the general way.
                    macro_rules! poll {
                        () => {
                            if interrupt::raised() {
                                general!()
                            }
                        };
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
                    // What an attempt out of line came to.
                    macro_rules! attempt {
                        ($quick:expr) => {
                            match $quick {
                                Quick::Number => {}
                                Quick::Object => dirty = true,
                                Quick::Miss => general!(),
                            }
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
                                value => attempt!(quick::load(&mut r[$d as usize], value)),
                            }
                        };
                    }
                    // Arithmetic: the common pairs here, NumPy's scalars and complex out of line.
                    macro_rules! arith {
                        ($op:expr, $d:expr, $a:expr, $b:expr, $otherwise:expr) => {{
                            let (a, b): (&Value, &Value) = ($a, $b);
                            match (a, b) {
                                (Value::Int(x), Value::Int(y)) => {
                                    let (x, y) = (*x, *y);
                                    if $op == BinOp::Div {
                                        let Some(z) = int_quotient(x, y) else { general!() };
                                        float!($d, z)
                                    } else {
                                        let Some(z) = int_op($op, x, y) else { general!() };
                                        int!($d, z)
                                    }
                                }
                                (Value::Float(x), Value::Float(y)) => {
                                    let Some(z) = float_op($op, x.get(), y.get()) else { general!() };
                                    float!($d, z)
                                }
                                (Value::Int(x), Value::Float(y)) => {
                                    let Some(z) = float_op($op, *x as f64, y.get()) else { general!() };
                                    float!($d, z)
                                }
                                (Value::Float(x), Value::Int(y)) => {
                                    let Some(z) = float_op($op, x.get(), *y as f64) else { general!() };
                                    float!($d, z)
                                }
                                _ => attempt!($otherwise),
                            }
                        }};
                    }
                    macro_rules! arith_rr {
                        ($op:expr, $d:expr, $a:expr, $b:expr) => {
                            arith!(
                                $op,
                                $d,
                                &r[$a as usize],
                                &r[$b as usize],
                                quick::arith_registers($op, r, $d, $a, $b)
                            )
                        };
                    }
                    macro_rules! arith_rk {
                        ($op:expr, $d:expr, $a:expr, $k:expr) => {{
                            let k = &code.consts[$k as usize];
                            arith!($op, $d, &r[$a as usize], k, quick::arith_constant($op, r, $d, $a, k))
                        }};
                    }
                    macro_rules! arith_kr {
                        ($op:expr, $d:expr, $b:expr, $k:expr) => {{
                            let k = &code.consts[$k as usize];
                            arith!($op, $d, k, &r[$b as usize], quick::constant_arith($op, r, $d, k, $b))
                        }};
                    }
                    macro_rules! arith_ri {
                        ($op:expr, $d:expr, $a:expr, $i:expr) => {{
                            let y = i64::from($i);
                            match &r[$a as usize] {
                                Value::Int(x) => {
                                    if $op == BinOp::Div {
                                        let Some(z) = int_quotient(*x, y) else { general!() };
                                        float!($d, z)
                                    } else {
                                        let Some(z) = int_op($op, *x, y) else { general!() };
                                        int!($d, z)
                                    }
                                }
                                Value::Float(x) => {
                                    let Some(z) = float_op($op, x.get(), y as f64) else { general!() };
                                    float!($d, z)
                                }
                                _ => general!(),
                            }
                        }};
                    }
                    macro_rules! arith_ir {
                        ($op:expr, $d:expr, $b:expr, $i:expr) => {{
                            let x = i64::from($i);
                            match &r[$b as usize] {
                                Value::Int(y) => {
                                    if $op == BinOp::Div {
                                        let Some(z) = int_quotient(x, *y) else { general!() };
                                        float!($d, z)
                                    } else {
                                        let Some(z) = int_op($op, x, *y) else { general!() };
                                        int!($d, z)
                                    }
                                }
                                Value::Float(y) => {
                                    let Some(z) = float_op($op, x as f64, y.get()) else { general!() };
                                    float!($d, z)
                                }
                                _ => general!(),
                            }
                        }};
                    }
                    // Whether a comparison of two ints or two floats holds.
                    macro_rules! holds {
                        ($op:expr, $a:expr, $b:expr) => {
                            match (&r[$a as usize], &r[$b as usize]) {
                                (Value::Int(x), Value::Int(y)) => quick::order($op, x, y),
                                (Value::Float(x), Value::Float(y)) => quick::order($op, &x.get(), &y.get()),
                                _ => general!(),
                            }
                        };
                    }
                    macro_rules! holds_int {
                        ($op:expr, $a:expr, $i:expr) => {
                            match &r[$a as usize] {
                                Value::Int(x) => quick::order($op, x, &i64::from($i)),
                                Value::Float(x) => quick::order($op, &x.get(), &f64::from($i)),
                                _ => general!(),
                            }
                        };
                    }
                    macro_rules! set_truth {
                        ($d:expr, $truth:expr) => {{
                            let truth = $truth;
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
                                _ => general!(),
                            }
                        };
                    }
                    // Enters code with its arguments in place.
                    macro_rules! enter {
                        ($callee:expr, $d:expr, $a:expr, $n:expr) => {{
                            let callee = $callee;
                            if callee.arity == u16::from($n)
                                && self.core.frames.len() < self.core.limit
                                && let Some(frame) = self.core.frames.last_mut()
                            {
                                poll!();
                                frame.pc = pc as u32;
                                frame.dirty = dirty;
                                let base = frame.base + u32::from($a);
                                dirty = quick::any_heap(r, $a, $n);
                                code = callee;
                                pc = 0;
                                self.core.frames.push(Frame {
                                    code,
                                    pc: 0,
                                    base,
                                    dst: $d,
                                    kind: FrameKind::Call,
                                    dirty,
                                });
                                make_room(&mut self.core.stack, base as usize);
                                r = window(&mut self.core.stack, base as usize);
                                continue 'error;
                            }
                        }};
                    }
                    // Leaves a frame that another waits for.
                    macro_rules! leave {
                        ($dst:ident, $put:expr, $value:expr) => {{
                            if dirty {
                                quick::clear(&mut r[..code.registers as usize]);
                            }
                            if let [.., below, Frame { kind: FrameKind::Call, dst: $dst, .. }] = self.core.frames[..] {
                                self.core.frames.pop();
                                code = below.code;
                                pc = below.pc as usize;
                                dirty = below.dirty;
                                r = window(&mut self.core.stack, below.base as usize);
                                $put
                            } else {
                                match self.leave_frame($value, floor) {
                                    Ok(Some(value)) => return Ok(value),
                                    Ok(None) => continue 'frame,
                                    Err(error) => break 'error error,
                                }
                            }
                        }};
                    }

                    match *ins {
                        Ins::Nop => {}
                        Ins::Move { d, a } => match &r[a as usize] {
                            Value::Int(x) => {
                                let x = *x;
                                int!(d, x)
                            }
                            Value::Float(x) => {
                                let x = x.get();
                                float!(d, x)
                            }
                            _ => attempt!(quick::move_register(r, d, a)),
                        },
                        Ins::Take { d, a } => {
                            dirty = true;
                            quick::take_register(r, d, a)
                        }
                        Ins::LoadK { d, k } => copy!(d, &code.consts[k as usize]),
                        Ins::LoadI { d, i } => int!(d, i64::from(i)),
                        Ins::Unset { d } => r[d as usize].set(Value::Undef),
                        Ins::CheckBound { a, .. } => {
                            if r[a as usize].is_undef() {
                                break 'general;
                            }
                        }
                        Ins::GetG { d, g } => match &self.core.globals[g as usize] {
                            Value::Undef => break 'general,
                            value => copy!(d, value),
                        },
                        Ins::SetG { a, g } => match &r[a as usize] {
                            Value::Int(x) => self.core.globals[g as usize].set_int(*x),
                            Value::Float(x) => self.core.globals[g as usize].set_float(x.get()),
                            value => {
                                quick::load(&mut self.core.globals[g as usize], value);
                            }
                        },
                        Ins::GetVar { d, a, .. } => attempt!(quick::get_variable(r, d, a)),
                        Ins::SetVar { a, v } => quick::set_variable(&r[a as usize], &r[v as usize]),

                        Ins::AddRR { d, a, b, .. } => arith_rr!(BinOp::Add, d, a, b),
                        Ins::AddRI { d, a, i, .. } => arith_ri!(BinOp::Add, d, a, i),
                        Ins::AddIR { d, b, i, .. } => arith_ir!(BinOp::Add, d, b, i),
                        Ins::AddRK { d, a, k, .. } => arith_rk!(BinOp::Add, d, a, k),
                        Ins::AddKR { d, b, k, .. } => arith_kr!(BinOp::Add, d, b, k),
                        Ins::SubRR { d, a, b, .. } => arith_rr!(BinOp::Sub, d, a, b),
                        Ins::SubRI { d, a, i, .. } => arith_ri!(BinOp::Sub, d, a, i),
                        Ins::SubIR { d, b, i, .. } => arith_ir!(BinOp::Sub, d, b, i),
                        Ins::SubRK { d, a, k, .. } => arith_rk!(BinOp::Sub, d, a, k),
                        Ins::SubKR { d, b, k, .. } => arith_kr!(BinOp::Sub, d, b, k),
                        Ins::MulRR { d, a, b, .. } => arith_rr!(BinOp::Mul, d, a, b),
                        Ins::MulRI { d, a, i, .. } => arith_ri!(BinOp::Mul, d, a, i),
                        Ins::MulIR { d, b, i, .. } => arith_ir!(BinOp::Mul, d, b, i),
                        Ins::MulRK { d, a, k, .. } => arith_rk!(BinOp::Mul, d, a, k),
                        Ins::MulKR { d, b, k, .. } => arith_kr!(BinOp::Mul, d, b, k),
                        Ins::DivRR { d, a, b, .. } => arith_rr!(BinOp::Div, d, a, b),
                        Ins::DivRI { d, a, i, .. } => arith_ri!(BinOp::Div, d, a, i),
                        Ins::DivIR { d, b, i, .. } => arith_ir!(BinOp::Div, d, b, i),
                        Ins::DivRK { d, a, k, .. } => arith_rk!(BinOp::Div, d, a, k),
                        Ins::DivKR { d, b, k, .. } => arith_kr!(BinOp::Div, d, b, k),
                        Ins::FloorDivRR { d, a, b, .. } => arith_rr!(BinOp::FloorDiv, d, a, b),
                        Ins::FloorDivRI { d, a, i, .. } => arith_ri!(BinOp::FloorDiv, d, a, i),
                        Ins::FloorDivIR { d, b, i, .. } => arith_ir!(BinOp::FloorDiv, d, b, i),
                        Ins::ModRR { d, a, b, .. } => arith_rr!(BinOp::Mod, d, a, b),
                        Ins::ModRI { d, a, i, .. } => arith_ri!(BinOp::Mod, d, a, i),
                        Ins::ModIR { d, b, i, .. } => arith_ir!(BinOp::Mod, d, b, i),
                        Ins::Neg { d, a, .. } => match &r[a as usize] {
                            Value::Float(x) => {
                                let x = x.get();
                                float!(d, -x)
                            }
                            Value::Int(x) if *x != i64::MIN => {
                                let x = *x;
                                int!(d, -x)
                            }
                            _ => break 'general,
                        },
                        Ins::Not { d, a } => set_truth!(d, !truth!(a)),

                        Ins::LtRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Lt, a, b)),
                        Ins::LeRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Le, a, b)),
                        Ins::GtRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Gt, a, b)),
                        Ins::GeRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Ge, a, b)),
                        Ins::EqRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Eq, a, b)),
                        Ins::NeRR { d, a, b, .. } => set_truth!(d, holds!(CmpOp::Ne, a, b)),
                        Ins::LtRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Lt, a, i)),
                        Ins::LeRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Le, a, i)),
                        Ins::GtRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Gt, a, i)),
                        Ins::GeRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Ge, a, i)),
                        Ins::EqRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Eq, a, i)),
                        Ins::NeRI { d, a, i, .. } => set_truth!(d, holds_int!(CmpOp::Ne, a, i)),

                        Ins::Jmp { to } => jump!(to),
                        Ins::Loop { to } => {
                            poll!();
                            jump!(to)
                        }
                        Ins::Jf { a, to } => jf!(truth!(a), to),
                        Ins::Jt { a, to } => jt!(truth!(a), to),
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
                        Ins::JfLtRR { a, b, to, .. } => jf!(holds!(CmpOp::Lt, a, b), to),
                        Ins::JfLeRR { a, b, to, .. } => jf!(holds!(CmpOp::Le, a, b), to),
                        Ins::JfGtRR { a, b, to, .. } => jf!(holds!(CmpOp::Gt, a, b), to),
                        Ins::JfGeRR { a, b, to, .. } => jf!(holds!(CmpOp::Ge, a, b), to),
                        Ins::JfEqRR { a, b, to, .. } => jf!(holds!(CmpOp::Eq, a, b), to),
                        Ins::JfNeRR { a, b, to, .. } => jf!(holds!(CmpOp::Ne, a, b), to),
                        Ins::JfLtRI { a, i, to } => jf!(holds_int!(CmpOp::Lt, a, i), to),
                        Ins::JfLeRI { a, i, to } => jf!(holds_int!(CmpOp::Le, a, i), to),
                        Ins::JfGtRI { a, i, to } => jf!(holds_int!(CmpOp::Gt, a, i), to),
                        Ins::JfGeRI { a, i, to } => jf!(holds_int!(CmpOp::Ge, a, i), to),
                        Ins::JfEqRI { a, i, to } => jf!(holds_int!(CmpOp::Eq, a, i), to),
                        Ins::JfNeRI { a, i, to } => jf!(holds_int!(CmpOp::Ne, a, i), to),
                        Ins::JtLtRR { a, b, to, .. } => jt!(holds!(CmpOp::Lt, a, b), to),
                        Ins::JtLeRR { a, b, to, .. } => jt!(holds!(CmpOp::Le, a, b), to),
                        Ins::JtGtRR { a, b, to, .. } => jt!(holds!(CmpOp::Gt, a, b), to),
                        Ins::JtGeRR { a, b, to, .. } => jt!(holds!(CmpOp::Ge, a, b), to),
                        Ins::JtEqRR { a, b, to, .. } => jt!(holds!(CmpOp::Eq, a, b), to),
                        Ins::JtNeRR { a, b, to, .. } => jt!(holds!(CmpOp::Ne, a, b), to),
                        Ins::JtLtRI { a, i, to } => jt!(holds_int!(CmpOp::Lt, a, i), to),
                        Ins::JtLeRI { a, i, to } => jt!(holds_int!(CmpOp::Le, a, i), to),
                        Ins::JtGtRI { a, i, to } => jt!(holds_int!(CmpOp::Gt, a, i), to),
                        Ins::JtGeRI { a, i, to } => jt!(holds_int!(CmpOp::Ge, a, i), to),
                        Ins::JtEqRI { a, i, to } => jt!(holds_int!(CmpOp::Eq, a, i), to),
                        Ins::JtNeRI { a, i, to } => jt!(holds_int!(CmpOp::Ne, a, i), to),
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

                        Ins::ForIter { it, d, to } => match &mut r[it as usize..][..3] {
                            // A range: the current value, how many are left, the step.
                            [Value::Int(current), Value::Int(left), Value::Int(step)] => {
                                if *left > 0 {
                                    poll!();
                                    *left -= 1;
                                    let x = *current;
                                    *current = x.wrapping_add(*step);
                                    jump!(to);
                                    int!(d, x)
                                }
                            }
                            [Value::List(_) | Value::Tuple(_), Value::Int(_), _] => {
                                poll!();
                                match quick::step(r, it, d) {
                                    Quick::Number => jump!(to),
                                    Quick::Object => {
                                        dirty = true;
                                        jump!(to)
                                    }
                                    Quick::Miss => {}
                                }
                            }
                            _ => break 'general,
                        },

                        Ins::IdxRR { d, a, b, .. } => {
                            if let (Value::List(list), Value::Int(i)) = (&r[a as usize], &r[b as usize])
                                && let Some(found) = quick::number_at(list, *i)
                            {
                                match found {
                                    Ok(x) => int!(d, x),
                                    Err(x) => float!(d, x),
                                }
                            } else {
                                attempt!(quick::index_registers(r, d, a, b))
                            }
                        }
                        Ins::IdxRI { d, a, i, .. } => attempt!(quick::index_register_int(r, d, a, i.into())),
                        Ins::IdxGR { d, b, g } => {
                            let container = &self.core.globals[g as usize];
                            if let (Value::List(list), Value::Int(i)) = (container, &r[b as usize])
                                && let Some(found) = quick::number_at(list, *i)
                            {
                                match found {
                                    Ok(x) => int!(d, x),
                                    Err(x) => float!(d, x),
                                }
                            } else {
                                attempt!(quick::index_global(r, d, container, b))
                            }
                        }
                        Ins::Idx2RRR { d, a, i, j } => attempt!(quick::index_pair_registers(r, d, a, i, j)),
                        Ins::Idx2GRR { d, i, j, g } => {
                            attempt!(quick::index_pair_global(r, d, &self.core.globals[g as usize], i, j))
                        }
                        Ins::SetIdx { a, i, v, .. } => {
                            let value = &r[v as usize];
                            if let (Value::List(list), Value::Int(i)) = (&r[a as usize], &r[i as usize])
                                && quick::set_number(list, *i, value)
                            {
                            } else if !quick::set_index(&r[a as usize], &r[i as usize], value) {
                                break 'general;
                            }
                        }
                        Ins::SetIdxI { a, v, i, .. } => {
                            if !quick::set_index_int(&r[a as usize], i64::from(i), &r[v as usize]) {
                                break 'general;
                            }
                        }
                        Ins::SetIdxK { a, i, k } => {
                            let value = &code.consts[k as usize];
                            if let (Value::List(list), Value::Int(i)) = (&r[a as usize], &r[i as usize])
                                && quick::set_number(list, *i, value)
                            {
                            } else if !quick::set_index(&r[a as usize], &r[i as usize], value) {
                                break 'general;
                            }
                        }
                        Ins::SetIdx2 { a, i, j, v } => {
                            if !quick::set_index_pair(&r[a as usize], &r[i as usize], &r[j as usize], &r[v as usize]) {
                                break 'general;
                            }
                        }
                        Ins::ListAppend { a, v } => {
                            if !quick::append(&r[a as usize], &r[v as usize]) {
                                break 'general;
                            }
                        }
                        // If it is not a list, the general call follows.
                        Ins::Append { a, v, to } => {
                            if quick::append(&r[a as usize], &r[v as usize]) {
                                jump!(to)
                            }
                        }

                        Ins::GetAttr { d, a, name, cache } => attempt!(quick::attribute(r, code, d, a, name, cache)),
                        Ins::SetAttr { a, v, name, cache } => {
                            if !quick::set_attribute(&r[a as usize], code, &r[v as usize], name, cache) {
                                break 'general;
                            }
                        }

                        Ins::Call { d, f, a, n } => {
                            if let Value::Function(function) = &r[f as usize] {
                                enter!(function.code, d, a, n)
                            }
                            break 'general;
                        }
                        Ins::CallG { d, a, n, g } => {
                            if let Value::Function(function) = &self.core.globals[g as usize] {
                                enter!(function.code, d, a, n)
                            }
                            break 'general;
                        }
                        Ins::CallM { d, a, n, name, cache } => {
                            match &r[a as usize] {
                                Value::Instance(instance) => {
                                    if let Some(callee) = quick::method(instance, code, name, cache) {
                                        enter!(callee, d, a, n)
                                    }
                                }
                                Value::Dict(_) if code.names[name as usize] == names::METHOD_GET => {
                                    attempt!(quick::dict_get(r, d, a, n));
                                    continue 'error;
                                }
                                _ => {}
                            }
                            break 'general;
                        }
                        Ins::Ret { a } => match &r[a as usize] {
                            Value::Int(x) => {
                                let x = *x;
                                leave!(dst, int!(dst, x), Value::Int(x))
                            }
                            Value::Float(x) => {
                                let x = x.get();
                                leave!(dst, float!(dst, x), Value::float(x))
                            }
                            _ => {
                                let value = r[a as usize].take();
                                leave!(
                                    dst,
                                    {
                                        dirty = true;
                                        r[dst as usize].set(value)
                                    },
                                    value
                                )
                            }
                        },
                        Ins::RetNone => leave!(dst, r[dst as usize].set(Value::None), Value::None),

                        Ins::FormatPart { d, a, k } => attempt!(quick::format_part(r, code, d, a, k)),

                        Ins::Yield { a, .. } => {
                            let value = r[a as usize].clone();
                            sync!();
                            match self.yielded(value, floor) {
                                Some(value) => return Ok(value),
                                None => continue 'frame,
                            }
                        }
                        Ins::YieldFrom { d, it } => {
                            sync!();
                            match self.delegate(d, it) {
                                Ok(Some(value)) => {
                                    if let Some(value) = self.yielded(value, floor) {
                                        return Ok(value);
                                    }
                                    continue 'frame;
                                }
                                Ok(None) => continue 'frame,
                                Err(error) => break 'error error,
                            }
                        }
                        _ => break 'general,
                    }
                    continue 'error;
                }
                if let Some(frame) = self.core.frames.last_mut() {
                    frame.pc = pc as u32;
                    frame.dirty = true;
                }
                match self.general(code) {
                    Ok(()) => continue 'frame,
                    Err(error) => break 'error error,
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
}
