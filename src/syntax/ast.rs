//! The tree that the parser builds and the compiler reads: Python's, with places.

use crate::text::{Name, Span};
use num_bigint::BigInt;

/// A parsed cell or file.
#[derive(Debug)]
pub struct Module {
    /// Its statements.
    pub body: Vec<Stmt>,
    /// Whether the last token (comments aside) is `;`, which keeps a notebook from showing a value.
    pub ends_in_semicolon: bool,
}

/// A statement and its place.
#[derive(Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// From its first to its last character; for compound statements the whole of it.
    pub span: Span,
}

/// The statements of Python 3.11 that numcell knows.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum StmtKind {
    Expr(Expr),
    /// `a = b = value`: targets from left to right.
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    /// `target op= value`
    AugAssign {
        target: Expr,
        op: BinOp,
        value: Expr,
    },
    /// `target: annotation = value`
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        /// whether the target is a bare name
        simple: bool,
    },
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    For {
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    Def(Box<FunctionDef>),
    Class(Box<ClassDef>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finally: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    /// `import a.b as c, d`: dotted module, alias.
    Import(Vec<(Name, Option<Name>, Span)>),
    /// `from a.b import c as d`; a name of `*` imports all. `level` counts leading dots.
    ImportFrom {
        module: Name,
        level: u32,
        names: Vec<(Name, Option<Name>, Span)>,
    },
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Pass,
    Break,
    Continue,
}

/// A `def`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct FunctionDef {
    pub name: Name,
    pub name_span: Span,
    pub params: Params,
    pub returns: Option<Expr>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    /// The head, `def f(x):` without decorators: what a one-line summary shows.
    pub head: Span,
}

/// A `class`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct ClassDef {
    pub name: Name,
    pub name_span: Span,
    pub bases: Vec<Arg>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
}

/// The parameters of a `def` or `lambda`, in Python's order.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Params {
    /// Positional parameters; the first `positional_only` of them stand before a `/`.
    pub positional: Vec<Param>,
    pub positional_only: usize,
    pub star: Option<Param>,
    pub keyword_only: Vec<Param>,
    pub double_star: Option<Param>,
}

/// One parameter.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Param {
    pub name: Name,
    pub span: Span,
    pub annotation: Option<Expr>,
    pub default: Option<Expr>,
}

/// One `except` clause.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Handler {
    /// None for a bare `except:`.
    pub class: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// One context manager of a `with`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

/// One `case`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

/// A pattern of `match`.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Pattern {
    /// A literal or a dotted name, compared with `==`.
    Value(Expr),
    /// `None`, `True`, `False`, compared with `is`.
    Singleton(Expr),
    /// `_` (no name) or a name that is bound, after an optional pattern: `p as name`.
    Capture {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
    /// `[a, *rest]`; a `Star` item may stand once.
    Sequence(Vec<Pattern>),
    /// `*name` or `*_` inside a sequence.
    Star(Option<Name>),
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
}

/// An expression and its place. Parentheses around it do not count to the place, as in CPython.
#[derive(Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// From its first to its last character.
    pub span: Span,
}

/// The expressions of Python 3.11.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum ExprKind {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(Box<BigInt>),
    Float(f64),
    /// `2j`: the imaginary part.
    Imaginary(f64),
    /// Escapes resolved, adjacent literals joined.
    Str(Box<str>),
    Bytes(Box<[u8]>),
    FString(Vec<FPart>),
    Name(Name),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// Key and value; a key of None is `**value`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Binary {
        op: BinOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `a and b and c`, two operands or more.
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    /// `left op right op right …`, one pair or more.
    Compare {
        left: Box<Expr>,
        rest: Vec<(CmpOp, Expr)>,
    },
    IfElse {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    Lambda {
        params: Box<Params>,
        body: Box<Expr>,
    },
    Call {
        function: Box<Expr>,
        args: Vec<Arg>,
    },
    Attribute {
        value: Box<Expr>,
        name: Name,
        name_span: Span,
    },
    /// The index is a Tuple when it holds a comma.
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    Slice {
        start: Option<Box<Expr>>,
        stop: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    /// `*value`, in displays, calls, subscripts and targets.
    Starred(Box<Expr>),
    ListComp {
        element: Box<Expr>,
        clauses: Vec<Comprehension>,
    },
    SetComp {
        element: Box<Expr>,
        clauses: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        clauses: Vec<Comprehension>,
    },
    GeneratorExp {
        element: Box<Expr>,
        clauses: Vec<Comprehension>,
    },
    /// `name := value`
    Walrus {
        name: Name,
        value: Box<Expr>,
    },
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
}

/// One `for … in … if …` of a comprehension.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub conditions: Vec<Expr>,
}

/// One argument of a call, in source order.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Arg {
    Positional(Expr),
    Keyword(Name, Expr),
    Star(Expr),
    DoubleStar(Expr),
}

/// A piece of an f-string.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum FPart {
    Text(Box<str>),
    Field {
        value: Expr,
        /// The text shown in front for `{x=}`, with its spaces and the `=`.
        debug: Option<Box<str>>,
        /// `r`, `s` or `a` after `!`; `{x=}` without a spec or conversion has `r`.
        conversion: Option<char>,
        spec: Vec<FPart>,
    },
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[repr(u8)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    LShift,
    RShift,
    BitAnd,
    BitOr,
    BitXor,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BoolOp {
    And,
    Or,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[repr(u8)]
pub enum CmpOp {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
    In,
    NotIn,
    Is,
    IsNot,
}
