//! The instructions. One is eight bytes: a small integer names a register of the running frame (`d` is
//! where the result goes).

use crate::syntax::ast::{BinOp, CmpOp, UnaryOp};

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
    /// Jumps if `a % m == i` and skips two instructions if not, where `a` is an int; for anything else
    /// those two find out.
    JModEq {
        a: u8,
        m: i8,
        i: i8,
        to: u32,
    },
    /// The same for `a % m != i`.
    JModNe {
        a: u8,
        m: i8,
        i: i8,
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
    /// `a[i] = constant`
    SetIdxK {
        a: u8,
        i: u8,
        k: u16,
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
    /// A part of an f-string by specification `k`: its text, or the number itself if [`Ins::Join`] can
    /// write it then.
    FormatPart {
        d: u8,
        a: u8,
        k: u16,
    },
    Concat {
        d: u8,
        a: u8,
        n: u8,
    },
    /// The same of parts whose specifications begin with number `k`.
    Join {
        d: u8,
        a: u8,
        n: u8,
        k: u16,
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
