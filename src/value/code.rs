//! Code: what the compiler makes of a function body and the machine runs. An instruction is eight
//! bytes: a small integer names a register of the running frame (`d` is where the result goes).

use super::Value;
use super::attribute_cache::AttributeCache;
use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};
use crate::text::{Name, Source, Span};
use std::cell::Cell;
use std::rc::Rc;

/// What an instruction may do with its operands besides reading them.
pub mod flag {
    /// The operator may work in place: `x += y`.
    pub const IN_PLACE: u8 = 1;
    /// The first operand is a temporary that nobody reads again: it may be taken.
    pub const TAKE_A: u8 = 2;
    /// The second operand is such a temporary.
    pub const TAKE_B: u8 = 4;
}

/// "No register", where an operand is optional.
pub const NO_REGISTER: u8 = 255;

/// One instruction. `R` is a register, `I` a small integer, `K` a constant, `G` a global variable.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Ins {
    Nop,
    Move {
        d: u8,
        a: u8,
    },
    /// Moves a value out of a temporary.
    Take {
        d: u8,
        a: u8,
    },
    LoadK {
        d: u8,
        k: u32,
    },
    LoadI {
        d: u8,
        i: i32,
    },
    Unset {
        d: u8,
    },
    /// UnboundLocalError if the variable has no value.
    CheckBound {
        a: u8,
        name: u16,
    },
    GetG {
        d: u8,
        g: u16,
    },
    SetG {
        a: u8,
        g: u16,
    },
    DelG {
        g: u16,
    },

    /// A fresh shared variable without a value.
    NewVar {
        d: u8,
    },
    /// The register's value moves into a fresh shared variable.
    WrapVar {
        d: u8,
    },
    GetVar {
        d: u8,
        a: u8,
        free: bool,
        name: u16,
    },
    SetVar {
        a: u8,
        v: u8,
    },
    DelVar {
        a: u8,
        free: bool,
        name: u16,
    },
    /// Variables beyond the registers live in a list in register `w`.
    NewWide {
        w: u8,
        n: u16,
    },
    GetWide {
        d: u8,
        w: u8,
        k: u16,
        name: u16,
    },
    SetWide {
        v: u8,
        w: u8,
        k: u16,
    },
    DelWide {
        w: u8,
        k: u16,
        name: u16,
    },
    /// Names of a class body; register 0 holds the namespace. What it lacks is global `g`.
    GetName {
        d: u8,
        name: u16,
        g: u16,
    },
    SetName {
        a: u8,
        name: u16,
    },
    DelName {
        name: u16,
    },

    AddRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    AddRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    AddIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    AddRK {
        d: u8,
        a: u8,
        f: u8,
        k: u16,
    },
    AddKR {
        d: u8,
        b: u8,
        f: u8,
        k: u16,
    },
    SubRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    SubRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    SubIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    SubRK {
        d: u8,
        a: u8,
        f: u8,
        k: u16,
    },
    SubKR {
        d: u8,
        b: u8,
        f: u8,
        k: u16,
    },
    MulRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    MulRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    MulIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    MulRK {
        d: u8,
        a: u8,
        f: u8,
        k: u16,
    },
    MulKR {
        d: u8,
        b: u8,
        f: u8,
        k: u16,
    },
    DivRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    DivRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    DivIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    DivRK {
        d: u8,
        a: u8,
        f: u8,
        k: u16,
    },
    DivKR {
        d: u8,
        b: u8,
        f: u8,
        k: u16,
    },
    FloorDivRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    FloorDivRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    FloorDivIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    ModRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    ModRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    ModIR {
        d: u8,
        b: u8,
        f: u8,
        i: i32,
    },
    /// Any binary operator.
    Bin {
        op: BinOp,
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    Neg {
        d: u8,
        a: u8,
        f: u8,
    },
    Unary {
        op: UnaryOp,
        d: u8,
        a: u8,
        f: u8,
    },
    Not {
        d: u8,
        a: u8,
    },

    LtRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    LeRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    GtRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    GeRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    EqRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    NeRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    LtRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    LeRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    GtRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    GeRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    EqRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    NeRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    /// Any comparison.
    Cmp {
        op: CmpOp,
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },

    Jmp {
        to: u32,
    },
    /// A jump back, where Ctrl-C is looked for.
    Loop {
        to: u32,
    },
    Jf {
        a: u8,
        to: u32,
    },
    Jt {
        a: u8,
        to: u32,
    },
    /// To `to` if the value is not None, or if it is.
    JNotNone {
        a: u8,
        to: u32,
    },
    JNone {
        a: u8,
        to: u32,
    },
    JfLtRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfLeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfGtRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfGeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfEqRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfNeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtLtRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtLeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtGtRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtGeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtEqRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JtNeRR {
        a: u8,
        b: u8,
        f: u8,
        to: u32,
    },
    JfLtRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JfLeRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JfGtRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JfGeRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JfEqRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JfNeRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtLtRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtLeRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtGtRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtGeRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtEqRI {
        a: u8,
        i: i16,
        to: u32,
    },
    JtNeRI {
        a: u8,
        i: i16,
        to: u32,
    },

    /// Turns the iterable in `it` into the state of a loop in `it`, `it + 1`, `it + 2`.
    ForPrep {
        it: u8,
        to: u32,
    },
    /// The next value into `d` and back to `to`, or on if there is none.
    ForIter {
        it: u8,
        d: u8,
        to: u32,
    },
    /// `iter(a)`
    GetIter {
        d: u8,
        a: u8,
    },
    /// The same for the argument of a generator expression, which may stay a built-in iterable.
    IterArgument {
        d: u8,
        a: u8,
    },

    IdxRR {
        d: u8,
        a: u8,
        b: u8,
        f: u8,
    },
    IdxRI {
        d: u8,
        a: u8,
        f: u8,
        i: i32,
    },
    IdxGR {
        d: u8,
        b: u8,
        g: u16,
    },
    /// `a[i, j]` without the tuple.
    Idx2RRR {
        d: u8,
        a: u8,
        i: u8,
        j: u8,
    },
    Idx2GRR {
        d: u8,
        i: u8,
        j: u8,
        g: u16,
    },
    SetIdx {
        a: u8,
        i: u8,
        v: u8,
        f: u8,
    },
    SetIdxI {
        a: u8,
        v: u8,
        f: u8,
        i: i32,
    },
    SetIdx2 {
        a: u8,
        i: u8,
        j: u8,
        v: u8,
    },
    DelIdx {
        a: u8,
        b: u8,
    },
    /// `slice(a, a + 1, a + 2)`
    MakeSlice {
        d: u8,
        a: u8,
    },

    GetAttr {
        d: u8,
        a: u8,
        name: u16,
        cache: u16,
    },
    SetAttr {
        a: u8,
        v: u8,
        name: u16,
        cache: u16,
    },
    DelAttr {
        a: u8,
        name: u16,
    },
    GetSuper {
        d: u8,
        class: u8,
    },

    /// Calls `f` with the arguments in `a` and after; they are taken.
    Call {
        d: u8,
        f: u8,
        a: u8,
        n: u8,
    },
    CallG {
        d: u8,
        a: u8,
        n: u8,
        g: u16,
    },
    /// Calls a method of the object in `a`; `n` counts the object.
    CallM {
        d: u8,
        a: u8,
        n: u8,
        name: u16,
        cache: u16,
    },
    /// The last arguments go by the names that `kw` lists.
    CallKw {
        d: u8,
        f: u8,
        a: u8,
        n: u8,
        kw: u16,
    },
    CallMKw {
        d: u8,
        a: u8,
        n: u8,
        name: u16,
        kw: u16,
    },
    /// Arguments as a list and, optionally, keyword arguments as a dict.
    CallEx {
        d: u8,
        f: u8,
        args: u8,
        kwargs: u8,
    },
    /// `a.append(v)` of a list, and to `to`; else on, to the general call.
    Append {
        a: u8,
        v: u8,
        to: u32,
    },
    Ret {
        a: u8,
    },
    RetNone,

    MakeTuple {
        d: u8,
        a: u8,
        n: u8,
    },
    MakeList {
        d: u8,
        a: u8,
        n: u8,
    },
    MakeSet {
        d: u8,
        a: u8,
        n: u8,
    },
    /// `n` pairs.
    MakeDict {
        d: u8,
        a: u8,
        n: u8,
    },
    ListAppend {
        a: u8,
        v: u8,
    },
    ListExtend {
        a: u8,
        v: u8,
    },
    SetAdd {
        a: u8,
        v: u8,
    },
    SetUpdate {
        a: u8,
        v: u8,
    },
    DictSet {
        a: u8,
        key: u8,
        v: u8,
    },
    DictMerge {
        a: u8,
        v: u8,
    },
    /// `*v` of a call of `f`.
    ListExtendCall {
        a: u8,
        v: u8,
        f: u8,
    },
    /// A keyword argument of a call of `f`, which must be new.
    DictSetCall {
        a: u8,
        key: u8,
        v: u8,
        f: u8,
    },
    /// `**v` of a call of `f`: keys must be new and str.
    DictMergeCall {
        a: u8,
        v: u8,
        f: u8,
    },
    ListToTuple {
        d: u8,
    },
    /// `format(a, spec)` after the conversion `conv` (0, `r`, `s`, `a`).
    Format {
        d: u8,
        a: u8,
        spec: u8,
        conv: u8,
    },
    FormatK {
        d: u8,
        a: u8,
        conv: u8,
        k: u16,
    },
    Concat {
        d: u8,
        a: u8,
        n: u8,
    },
    /// Unpacks `a` into `d` and after.
    Unpack {
        a: u8,
        d: u8,
        n: u8,
    },
    UnpackEx {
        a: u8,
        d: u8,
        before: u8,
        after: u8,
    },

    /// A function from template `k`, with default values from `a` on.
    MakeFunc {
        d: u8,
        a: u8,
        k: u16,
    },
    /// Runs a class body `f`; `bases` a list, `kwargs` a dict or no register.
    MakeClass {
        d: u8,
        f: u8,
        bases: u8,
        kwargs: u8,
        name: u16,
    },

    Raise {
        a: u8,
        cause: u8,
    },
    /// `raise` alone.
    RaiseAgain,
    /// Goes on with an exception that a cleanup interrupted.
    Reraise {
        a: u8,
    },
    RaiseAssert {
        a: u8,
    },
    /// The exception in `a` becomes the one being handled; the previous one goes to `a + 1`.
    EnterHandler {
        a: u8,
    },
    LeaveHandler {
        a: u8,
    },
    /// To `to` unless the exception `a` is one of the class or classes `b`.
    JfMatch {
        a: u8,
        b: u8,
        to: u32,
    },
    /// `__enter__` of `a` into `d`; the bound `__exit__` replaces `a`.
    WithEnter {
        d: u8,
        a: u8,
    },
    /// `a(None, None, None)`
    WithExit {
        a: u8,
    },
    /// Whether `a(*exception e)` says to swallow the exception.
    WithExcept {
        d: u8,
        a: u8,
        e: u8,
    },

    Yield {
        d: u8,
        a: u8,
    },
    /// Yields what iterator `it` yields; sent values wait in `it + 1`; its result into `d`.
    YieldFrom {
        d: u8,
        it: u8,
    },

    /// `import name`; `root` gives the first part of a dotted name.
    Import {
        d: u8,
        root: bool,
        name: u16,
    },
    ImportFrom {
        d: u8,
        a: u8,
        name: u16,
    },
    ImportStar {
        a: u8,
    },

    /// Whether `a` is a sequence of `n` items (at least, if `star`).
    MatchSequence {
        d: u8,
        a: u8,
        n: u8,
        star: bool,
    },
    /// The values of keys (a tuple in `keys`) of a mapping as a tuple, or None.
    MatchMapping {
        d: u8,
        a: u8,
        keys: u8,
    },
    /// A dict of what a mapping has besides `keys`.
    MatchRest {
        d: u8,
        a: u8,
        keys: u8,
    },
    /// The attributes of an object of class `c` as a tuple, or None: `n` positional, then `kw`.
    MatchClass {
        d: u8,
        a: u8,
        c: u8,
        n: u8,
        kw: u16,
    },
    /// Records an annotation of a module or class: name, value.
    Annotate {
        v: u8,
        name: u16,
    },
}

const _: () = assert!(size_of::<Ins>() == 8);

/// Where an exception goes that leaves the instructions `from..to`.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionRange {
    /// The first instruction covered.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// The handler's first instruction.
    pub target: u32,
    /// The register that receives the exception.
    pub register: u8,
}

/// A stretch of instructions that stands for a call of its own in tracebacks: a comprehension's body.
#[derive(Clone, Copy, Debug)]
pub struct InlineCall {
    /// The first instruction.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// The function's name, `<listcomp>`.
    pub function: Name,
    /// The comprehension itself: where the "call" is.
    pub span: Span,
}

/// What a function is made from, once for each time its `def` runs.
pub struct Template {
    /// Its body.
    pub code: &'static Code,
    /// How many default values positional parameters have.
    pub defaults: u8,
    /// Which keyword-only parameters (counted from the first) have one.
    pub keyword_defaults: Box<[u8]>,
    /// Registers of the enclosing frame that hold the shared variables it uses.
    pub captures: Box<[u8]>,
    /// Whether a dict of annotations follows the defaults.
    pub annotations: bool,
}

/// What kind of function a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CodeKind {
    Module,
    Function,
    Generator,
    ClassBody,
}

/// A compiled body. Lives as long as the process: there is as much of it as was typed.
pub struct Code {
    /// The instructions.
    pub ins: Box<[Ins]>,
    /// The place of each.
    pub spans: Box<[Span]>,
    /// For some, the part of the place that tracebacks mark with `^`; sorted by instruction.
    pub anchors: Box<[(u32, Span)]>,
    /// For method calls, the place of the attribute alone.
    pub methods: Box<[(u32, Span)]>,
    /// Constants.
    pub consts: Box<[Value]>,
    /// Names of attributes, keywords, unbound variables.
    pub names: Box<[Name]>,
    /// Lists of keyword names of calls.
    pub keywords: Box<[Box<[Name]>]>,
    /// Functions made here.
    pub templates: Box<[Template]>,
    /// Where exceptions go, inner ranges first.
    pub ranges: Box<[ExceptionRange]>,
    /// Comprehensions, inner ones first.
    pub inlined: Box<[InlineCall]>,
    /// Caches of attribute look-ups.
    pub caches: Box<[AttributeCache]>,
    /// How many registers it uses.
    pub registers: u16,
    /// Whether a call with one value for each parameter needs nothing but a frame.
    pub simple: bool,
    /// The parameters, in register order: positional, keyword-only, `*args`, `**kwargs`.
    pub parameters: Parameters,
    /// Variables that are read where they might have no value yet: cleared on entry.
    pub unset: Box<[u8]>,
    /// The register after the local variables where the shared variables of enclosing functions go.
    pub first_capture: u8,
    /// The names of those.
    pub captured: Box<[Name]>,
    /// Local variables and their registers, for `locals()`.
    pub locals: Box<[(Name, u8)]>,
    /// What it is.
    pub kind: CodeKind,
    /// The function's name: `f`, `<lambda>`, `<module>`.
    pub name: Name,
    /// With the path: `Point.__init__`, `f.<locals>.g`.
    pub qualname: Name,
    /// The docstring or None.
    pub doc: Value,
    /// The text it came from.
    pub source: Rc<Source>,
    /// The place of the whole definition.
    pub span: Span,
    /// Where its global variables are found by name.
    pub namespace: Rc<Namespace>,
}

/// The parameters of a function.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Positional and then keyword-only names, then those of `*args` and `**kwargs`.
    pub names: Box<[Name]>,
    /// How many are positional.
    pub positional: u8,
    /// How many of those are positional only.
    pub positional_only: u8,
    /// How many are keyword-only.
    pub keyword_only: u8,
    /// Whether there is `*args`.
    pub star: bool,
    /// Whether there is `**kwargs`.
    pub double_star: bool,
}

impl Parameters {
    /// Whether a call is just one value for each positional parameter.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.keyword_only == 0 && !self.star && !self.double_star
    }
}

impl Code {
    /// The place of an instruction and the part to mark.
    pub fn place(&self, pc: usize) -> (Span, Option<Span>) {
        let span = self.spans.get(pc).copied().unwrap_or_default();
        let anchor = self.anchors.binary_search_by_key(&(pc as u32), |(at, _)| *at).ok().map(|at| self.anchors[at].1);
        (span, anchor)
    }

    /// The place of the attribute in a method call.
    pub fn attribute_place(&self, pc: usize) -> Option<Span> {
        let at = self.methods.binary_search_by_key(&(pc as u32), |(at, _)| *at).ok()?;
        Some(self.methods[at].1)
    }
}

/// The global variables of a module by name: each is a slot of the session.
#[derive(Default)]
pub struct Namespace {
    /// Slots by name.
    pub slots: std::cell::RefCell<rustc_hash::FxHashMap<Name, u16>>,
    /// What the module is called, `__main__`.
    pub name: Cell<Option<Name>>,
}
