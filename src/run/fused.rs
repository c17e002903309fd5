//! Trees of elementwise operations on large arrays of float64, int64 and bool, computed as a whole: the first operation
//! that meets such an array follows the instructions to the end of the tree, without running them,
//! and if all of them are what they seem to be, `kernels/ufunc/fused.rs` computes the root and the
//! machine goes on behind the tree. In every other case, and where a floating-point error is met, nothing
//! has changed, and the instructions run one by one.

use super::array_ops::{ufunc_of, ufunc_of_comparison};
use super::core::Vm;
use super::fp_report::wants_underflow;
use super::numbers;
use super::ufunc_call::ufunc;
use crate::array::{Array, ArrayRef, DType, Dims, broadcast_shapes};
use crate::kernels::ufunc::{Feed, Step, Tree, Ufunc, id};
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::Name;
use crate::value::code::{Code, Ins, flag};
use crate::value::{NativeFunction, Slice, Style, Value};
use smallvec::SmallVec;
use std::rc::Rc;
use std::sync::OnceLock;

/// Arrays of fewer elements are in the caches anyway.
const MANY: usize = 4096;
/// Fewer truth values than this are counted faster from an array of their own: it is in the caches, too.
const MANY_COUNTED: usize = 1 << 19;

/// Whether trees are computed as a whole: not if `NUMCELL_FUSE` is 0, with which tests compare.
fn wanted() -> bool {
    static WANTED: OnceLock<bool> = OnceLock::new();
    *WANTED.get_or_init(|| std::env::var("NUMCELL_FUSE").map_or(true, |text| text.trim() != "0"))
}

/// What a register would hold.
#[derive(Clone)]
enum Term {
    Known(Value),
    Step(usize),
}

/// What follows the steps.
#[derive(Clone, Copy)]
enum Ending {
    Array,
    Sum,
    Mean,
}

/// What has been read of a tree.
struct Walk {
    /// Registers that instructions on the way would have written, the latest last.
    registers: SmallVec<[(u8, Term); 16]>,
    /// Registers that they would have emptied.
    taken: SmallVec<[u8; 8]>,
    leaves: SmallVec<[ArrayRef; 4]>,
    steps: SmallVec<[Step; 8]>,
    shapes: SmallVec<[Dims; 8]>,
    ending: Ending,
}

/// An operand of a step.
enum Operand {
    Array { feed: Feed, shape: Dims, dtype: DType },
    Int(i64),
    Float(f64),
}

/// Whether trees have arrays of a dtype.
fn is_kind(dtype: DType) -> bool {
    matches!(dtype, DType::F64 | DType::I64 | DType::Bool)
}

/// Whether a value is an array that may be worth it.
#[inline(always)]
pub(super) fn is_large(value: &Value) -> bool {
    matches!(value, Value::Array(array) if is_kind(array.dtype()) && array.size() >= MANY)
}

impl Vm<'_> {
    /// Computes the tree to which the running instruction belongs from there on, if there is one and all is
    /// well: then the result is in its register, and the frame is behind the tree.
    #[inline(never)]
    pub(super) fn fused(&mut self) -> bool {
        let frame = *self.frame();
        let Some(at) = frame.pc.checked_sub(1) else { return false };
        let trees = &frame.code.trees;
        let Some(tree) = trees.get(trees.partition_point(|tree| tree.to <= at)) else { return false };
        if at < tree.from || !wanted() || wants_underflow(&self.core.state.error_state) || !tree.is_promising(at) {
            return false;
        }
        let Some((walk, d)) = self.walk(frame.code, at as usize, tree.to as usize) else { return false };
        let Some(shape) = walk.shapes.last().filter(|shape| walk.shapes.iter().all(|other| other == *shape)) else {
            return false;
        };
        let whole = Tree { leaves: &walk.leaves, steps: &walk.steps, shape };
        let size = shape.iter().product::<usize>();
        let dtype = walk.steps.last().map_or(DType::F64, Step::dtype);
        if dtype == DType::Bool && walk.steps.len() == 1 && size < MANY_COUNTED {
            return false;
        }
        let result = match walk.ending {
            Ending::Array => {
                let out = Array::scratch(dtype, shape);
                whole.fill(&out).then_some(Value::Array(out))
            }
            _ if dtype == DType::I64 => return false,
            Ending::Sum if dtype == DType::Bool => whole.total().map(|total| Value::NpInt(total as i64)),
            Ending::Sum => whole.total().filter(|total| total.is_finite()).map(Value::np_float),
            Ending::Mean => {
                whole.total().map(|total| total / size as f64).filter(|mean| mean.is_finite()).map(Value::np_float)
            }
        };
        tree.note(at, result.is_some());
        let Some(result) = result else { return false };
        for register in walk.taken {
            self.register(register).set(Value::Undef);
        }
        self.register(d).set(result);
        self.frame().pc = tree.to;
        true
    }

    /// The same where a register holds an array that may be worth it.
    #[inline(always)]
    pub(super) fn fused_with(&mut self, a: u8) -> bool {
        is_large(self.register(a)) && self.fused()
    }

    /// Follows the instructions `at..to`; gives what they would do and the last one's register. None
    /// if they would do more than that.
    fn walk(&mut self, code: &'static Code, at: usize, to: usize) -> Option<(Walk, u8)> {
        let mut walk = Walk {
            registers: SmallVec::new(),
            taken: SmallVec::new(),
            leaves: SmallVec::new(),
            steps: SmallVec::new(),
            shapes: SmallVec::new(),
            ending: Ending::Array,
        };
        for ins in code.ins.get(at..to)? {
            if !matches!(walk.ending, Ending::Array) {
                return None;
            }
            self.follow(*ins, code, &mut walk)?;
        }
        let (d, term) = walk.registers.pop()?;
        let worth = walk.steps.len() + usize::from(!matches!(walk.ending, Ending::Array)) >= 2;
        let is_root = matches!(term, Term::Step(last) if last + 1 == walk.steps.len());
        (worth && is_root).then_some((walk, d))
    }

    fn follow(&mut self, ins: Ins, code: &'static Code, walk: &mut Walk) -> Option<()> {
        macro_rules! binary {
            ($op:expr, $d:expr, $a:expr, $b:expr, $f:expr) => {{
                let a = self.term(walk, $a, $f & flag::TAKE_A != 0)?;
                let b = self.term(walk, $b, $f & flag::TAKE_B != 0)?;
                ($d, operator(walk, $op, a, b)?)
            }};
        }
        macro_rules! left {
            ($op:expr, $d:expr, $a:expr, $f:expr, $b:expr) => {{
                let a = self.term(walk, $a, $f & flag::TAKE_A != 0)?;
                ($d, operator(walk, $op, a, Term::Known($b))?)
            }};
        }
        macro_rules! right {
            ($op:expr, $d:expr, $b:expr, $f:expr, $a:expr) => {{
                let b = self.term(walk, $b, $f & flag::TAKE_B != 0)?;
                ($d, operator(walk, $op, Term::Known($a), b)?)
            }};
        }
        macro_rules! compare {
            ($op:expr, $d:expr, $a:expr, $b:expr, $f:expr) => {{
                let a = self.term(walk, $a, $f & flag::TAKE_A != 0)?;
                let b = self.term(walk, $b, $f & flag::TAKE_B != 0)?;
                ($d, walk.step(ufunc_of_comparison($op)?, &[a, b])?)
            }};
        }
        macro_rules! compare_int {
            ($op:expr, $d:expr, $a:expr, $i:expr) => {{
                let a = self.term(walk, $a, false)?;
                ($d, walk.step(ufunc_of_comparison($op)?, &[a, Term::Known(Value::Int($i.into()))])?)
            }};
        }
        let constant = |k: u16| code.consts[k as usize].clone();
        let (d, term) = match ins {
            Ins::Move { d, a } => (d, self.term(walk, a, false)?),
            Ins::Take { d, a } => (d, self.term(walk, a, true)?),
            Ins::LoadK { d, k } => (d, Term::Known(code.consts[k as usize].clone())),
            Ins::LoadI { d, i } => (d, Term::Known(Value::Int(i.into()))),
            Ins::CheckBound { a, .. } => {
                self.term(walk, a, false)?;
                return Some(());
            }
            Ins::GetG { d, g } => (d, Term::Known(self.global_value(g)?)),
            Ins::GetVar { d, a, .. } => match self.register(a) {
                Value::Variable(variable) => {
                    let value = variable.value.borrow().clone();
                    (d, Term::Known((!value.is_undef()).then_some(value)?))
                }
                _ => return None,
            },
            Ins::MakeSlice { d, a } => {
                let mut bound = |k| self.value_term(walk, a + k, true);
                let (start, stop, step) = (bound(0)?, bound(1)?, bound(2)?);
                (d, Term::Known(Value::Slice(Rc::new(Slice { start, stop, step }))))
            }
            Ins::MakeTuple { d, a, n } => {
                let items: Option<Vec<Value>> = (a..a + n).map(|a| self.value_term(walk, a, true)).collect();
                (d, Term::Known(Value::tuple(items?)))
            }
            Ins::IdxRR { d, a, b, f } => {
                let (base, index) =
                    (self.value_term(walk, a, f & flag::TAKE_A != 0)?, self.value_term(walk, b, false)?);
                (d, self.view(&base, &index)?)
            }
            Ins::IdxRI { d, a, f, i } => {
                let base = self.value_term(walk, a, f & flag::TAKE_A != 0)?;
                (d, self.view(&base, &Value::Int(i.into()))?)
            }
            Ins::IdxGR { d, b, g } => {
                let (base, index) = (self.global_value(g)?, self.value_term(walk, b, false)?);
                (d, self.view(&base, &index)?)
            }
            Ins::Idx2RRR { d, a, i, j } => {
                let base = self.value_term(walk, a, false)?;
                let index = Value::tuple(vec![self.value_term(walk, i, false)?, self.value_term(walk, j, false)?]);
                (d, self.view(&base, &index)?)
            }
            Ins::Idx2GRR { d, i, j, g } => {
                let base = self.global_value(g)?;
                let index = Value::tuple(vec![self.value_term(walk, i, false)?, self.value_term(walk, j, false)?]);
                (d, self.view(&base, &index)?)
            }
            Ins::AddRR { d, a, b, f } => binary!(BinOp::Add, d, a, b, f),
            Ins::SubRR { d, a, b, f } => binary!(BinOp::Sub, d, a, b, f),
            Ins::MulRR { d, a, b, f } => binary!(BinOp::Mul, d, a, b, f),
            Ins::DivRR { d, a, b, f } => binary!(BinOp::Div, d, a, b, f),
            Ins::Bin { op, d, a, b, f } => binary!(op, d, a, b, f),
            Ins::AddRI { d, a, f, i } => left!(BinOp::Add, d, a, f, Value::Int(i.into())),
            Ins::SubRI { d, a, f, i } => left!(BinOp::Sub, d, a, f, Value::Int(i.into())),
            Ins::MulRI { d, a, f, i } => left!(BinOp::Mul, d, a, f, Value::Int(i.into())),
            Ins::DivRI { d, a, f, i } => left!(BinOp::Div, d, a, f, Value::Int(i.into())),
            Ins::AddRK { d, a, f, k } => left!(BinOp::Add, d, a, f, constant(k)),
            Ins::SubRK { d, a, f, k } => left!(BinOp::Sub, d, a, f, constant(k)),
            Ins::MulRK { d, a, f, k } => left!(BinOp::Mul, d, a, f, constant(k)),
            Ins::DivRK { d, a, f, k } => left!(BinOp::Div, d, a, f, constant(k)),
            Ins::AddIR { d, b, f, i } => right!(BinOp::Add, d, b, f, Value::Int(i.into())),
            Ins::SubIR { d, b, f, i } => right!(BinOp::Sub, d, b, f, Value::Int(i.into())),
            Ins::MulIR { d, b, f, i } => right!(BinOp::Mul, d, b, f, Value::Int(i.into())),
            Ins::DivIR { d, b, f, i } => right!(BinOp::Div, d, b, f, Value::Int(i.into())),
            Ins::AddKR { d, b, f, k } => right!(BinOp::Add, d, b, f, constant(k)),
            Ins::SubKR { d, b, f, k } => right!(BinOp::Sub, d, b, f, constant(k)),
            Ins::MulKR { d, b, f, k } => right!(BinOp::Mul, d, b, f, constant(k)),
            Ins::DivKR { d, b, f, k } => right!(BinOp::Div, d, b, f, constant(k)),
            Ins::Neg { d, a, f } => match self.term(walk, a, f & flag::TAKE_A != 0)? {
                Term::Known(x) if !matches!(x, Value::Array(_)) => {
                    (d, Term::Known(numbers::unary(UnaryOp::Neg, &x).ok()??))
                }
                x => (d, walk.step(ufunc(id::NEGATIVE), &[x])?),
            },
            Ins::LtRR { d, a, b, f } => compare!(CmpOp::Lt, d, a, b, f),
            Ins::LeRR { d, a, b, f } => compare!(CmpOp::Le, d, a, b, f),
            Ins::GtRR { d, a, b, f } => compare!(CmpOp::Gt, d, a, b, f),
            Ins::GeRR { d, a, b, f } => compare!(CmpOp::Ge, d, a, b, f),
            Ins::EqRR { d, a, b, f } => compare!(CmpOp::Eq, d, a, b, f),
            Ins::NeRR { d, a, b, f } => compare!(CmpOp::Ne, d, a, b, f),
            Ins::LtRI { d, a, i, .. } => compare_int!(CmpOp::Lt, d, a, i),
            Ins::LeRI { d, a, i, .. } => compare_int!(CmpOp::Le, d, a, i),
            Ins::GtRI { d, a, i, .. } => compare_int!(CmpOp::Gt, d, a, i),
            Ins::GeRI { d, a, i, .. } => compare_int!(CmpOp::Ge, d, a, i),
            Ins::EqRI { d, a, i, .. } => compare_int!(CmpOp::Eq, d, a, i),
            Ins::NeRI { d, a, i, .. } => compare_int!(CmpOp::Ne, d, a, i),
            Ins::CallM { d, a, n, name, .. } => {
                let object = self.term(walk, a, true)?;
                let args: Option<SmallVec<[Term; 2]>> =
                    (a + 1..a + n).map(|register| self.term(walk, register, true)).collect();
                (d, self.method(walk, object, code.names[name as usize], &args?)?)
            }
            _ => return None,
        };
        walk.registers.push((d, term));
        Some(())
    }

    /// What a register would hold. `take`: the instruction would empty it.
    fn term(&mut self, walk: &mut Walk, register: u8, take: bool) -> Option<Term> {
        if let Some((_, term)) = walk.registers.iter().rev().find(|(d, _)| *d == register) {
            return Some(term.clone());
        }
        let value = self.register(register).clone();
        if take {
            walk.taken.push(register);
        }
        (!value.is_undef()).then_some(Term::Known(value))
    }

    /// The same where it is no result of a step.
    fn value_term(&mut self, walk: &mut Walk, register: u8, take: bool) -> Option<Value> {
        match self.term(walk, register, take)? {
            Term::Known(value) => Some(value),
            Term::Step(_) => None,
        }
    }

    fn global_value(&mut self, g: u16) -> Option<Value> {
        match &self.core.globals[g as usize] {
            Value::Undef => self.core.fallback(g),
            value => Some(value.clone()),
        }
    }

    /// A view of a plain array, or an element.
    fn view(&mut self, base: &Value, index: &Value) -> Option<Term> {
        let Value::Array(array) = base else { return None };
        if array.tag.borrow().is_some() || !is_kind(array.dtype()) || !is_basic(index) {
            return None;
        }
        super::array_index::get_item(self, array, index).ok().map(Term::Known)
    }

    /// A method call: of a ufunc in a module, of a sum in a module or of an array.
    fn method(&mut self, walk: &mut Walk, object: Term, name: Name, args: &[Term]) -> Option<Term> {
        let function = match &object {
            Term::Known(Value::Module(module)) => match self.module_attribute(module, name).ok()?? {
                Value::Builtin(function) => function,
                _ => return None,
            },
            Term::Known(_) => return None,
            // The arrays between are plain ones, whose methods nobody changes.
            Term::Step(_) if args.is_empty() => {
                walk.ending = ending(name.as_str())?;
                return Some(object);
            }
            Term::Step(_) => return None,
        };
        if let ("np.sum" | "np.mean", [Term::Step(step)]) = (function.row.name, args) {
            walk.ending = ending(name.as_str())?;
            return Some(Term::Step(*step));
        }
        walk.step(ufunc_of_row(function)?, args)
    }
}

fn ending(name: &str) -> Option<Ending> {
    match name {
        "sum" => Some(Ending::Sum),
        "mean" => Some(Ending::Mean),
        _ => None,
    }
}

/// The ufunc that a function is.
fn ufunc_of_row(function: &NativeFunction) -> Option<&'static Ufunc> {
    if function.row.style != Style::Ufunc {
        return None;
    }
    match function.row.name.strip_prefix("np.")? {
        "abs" => Some(ufunc(id::ABSOLUTE)),
        name => Ufunc::find(name),
    }
}

/// Whether an index gives a view or an element and runs no code.
fn is_basic(index: &Value) -> bool {
    match index {
        Value::Int(_) | Value::None | Value::Ellipsis => true,
        Value::Slice(slice) => {
            [&slice.start, &slice.stop, &slice.step].iter().all(|bound| matches!(bound, Value::Int(_) | Value::None))
        }
        Value::Tuple(items) => items.iter().all(|item| !matches!(item, Value::Tuple(_)) && is_basic(item)),
        _ => false,
    }
}

/// `a op b`, as [`super::array_ops::binary`] does it.
fn operator(walk: &mut Walk, op: BinOp, a: Term, b: Term) -> Option<Term> {
    let is_array = |term: &Term| matches!(term, Term::Step(_) | Term::Known(Value::Array(_)));
    match (&a, &b) {
        (Term::Known(x), Term::Known(y)) if !is_array(&a) && !is_array(&b) => {
            // A power of ints may take its time.
            if op == BinOp::Pow && matches!((x, y), (Value::Int(_), Value::Int(_))) {
                return None;
            }
            numbers::binary(op, x, y).ok()?.map(Term::Known)
        }
        (_, Term::Known(exponent)) if op == BinOp::Pow && is_array(&a) => {
            match super::array_ops::easy_power(walk.dtype(&a)?, exponent) {
                Some(place) => walk.step(ufunc(place), &[a]),
                None => walk.step(ufunc(id::POWER), &[a, b]),
            }
        }
        _ => walk.step(ufunc_of(op)?, &[a, b]),
    }
}

impl Walk {
    /// The dtype of a step or an array.
    fn dtype(&self, term: &Term) -> Option<DType> {
        match term {
            Term::Step(k) => Some(self.steps[*k].dtype()),
            Term::Known(Value::Array(array)) => Some(array.dtype()),
            Term::Known(_) => None,
        }
    }

    /// One more step.
    fn step(&mut self, ufunc: &'static Ufunc, args: &[Term]) -> Option<Term> {
        if ufunc.inputs != args.len() || ufunc.outputs != 1 || ufunc.signature.is_some() {
            return None;
        }
        let mut operands: SmallVec<[Operand; 2]> = SmallVec::new();
        for term in args {
            operands.push(self.operand(term)?);
        }
        let dtype = args.iter().find_map(|term| self.dtype(term))?;
        // Exponents of ints may be refused.
        if dtype != DType::F64 && ufunc.name == "power" {
            return None;
        }
        let which = ufunc.loop_for(dtype)?;
        if which.types[..args.len()].iter().any(|input| *input != dtype) || !is_kind(which.types[args.len()]) {
            return None;
        }
        let mut inputs: SmallVec<[Feed; 2]> = SmallVec::new();
        let mut shapes: SmallVec<[Dims; 2]> = SmallVec::new();
        for operand in operands {
            inputs.push(match operand {
                Operand::Array { feed, shape, dtype: own } if own == dtype => {
                    shapes.push(shape);
                    feed
                }
                Operand::Int(x) if dtype == DType::F64 => Feed::Number((x as f64).to_bits()),
                Operand::Int(x) if dtype == DType::I64 => Feed::Number(x.cast_unsigned()),
                Operand::Float(x) if dtype == DType::F64 => Feed::Number(x.to_bits()),
                _ => return None,
            });
        }
        let shape = broadcast_shapes(shapes.iter().map(|shape| &**shape))?;
        self.steps.push(Step { which, inputs });
        self.shapes.push(shape);
        Some(Term::Step(self.steps.len() - 1))
    }

    fn operand(&mut self, term: &Term) -> Option<Operand> {
        Some(match term {
            Term::Step(k) => {
                let (shape, dtype) = (self.shapes[*k].clone(), self.steps[*k].dtype());
                Operand::Array { feed: Feed::Step(*k), shape, dtype }
            }
            Term::Known(Value::Array(array)) => {
                let dtype = array.dtype();
                if !is_kind(dtype) || array.tag.borrow().is_some() || array.ndim() == 0 {
                    return None;
                }
                let place = self.leaves.iter().position(|leaf| Rc::ptr_eq(leaf, array));
                let place = place.unwrap_or_else(|| {
                    self.leaves.push(array.clone());
                    self.leaves.len() - 1
                });
                Operand::Array { feed: Feed::Leaf(place), shape: array.shape(), dtype }
            }
            Term::Known(Value::Int(x) | Value::NpInt(x)) => Operand::Int(*x),
            Term::Known(Value::Float(x) | Value::NpFloat(x)) => Operand::Float(x.get()),
            Term::Known(_) => return None,
        })
    }
}
