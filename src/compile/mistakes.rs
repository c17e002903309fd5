//! Programs that compile and are surely not meant so: the SyntaxWarnings of CPython's compiler.

use super::Compiler;
use crate::syntax::ast::{BinOp, CmpOp, Expr, ExprKind, UnaryOp};
use crate::text::Span;

impl<'a> Compiler<'a> {
    /// `x is 5`
    pub(super) fn check_identity(&mut self, left: &Expr, rest: &[(CmpOp, Expr)], span: Span) {
        let mut left = left;
        for (op, right) in rest {
            if is_odd_identity(left) || is_odd_identity(right) {
                match op {
                    CmpOp::Is => self.warn("\"is\" with a literal. Did you mean \"==\"?".to_owned(), span),
                    CmpOp::IsNot => self.warn("\"is not\" with a literal. Did you mean \"!=\"?".to_owned(), span),
                    _ => {}
                }
            }
            left = right;
        }
    }

    /// `5()`, `[1, 2](3)`
    pub(super) fn check_callee(&mut self, function: &Expr, span: Span) {
        if matches!(function.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(class) = literal_class(function) {
            self.warn(format!("'{class}' object is not callable; perhaps you missed a comma?"), span);
        }
    }

    /// `5[0]`, `[1, 2]['a']`
    pub(super) fn check_subscript(&mut self, value: &Expr, index: &Expr, span: Span) {
        let Some(class) = literal_class(value) else { return };
        match class {
            "str" | "bytes" | "tuple" | "list" => {
                let Some(index) = literal_class(index) else { return };
                if !matches!(index, "int" | "bool" | "slice") {
                    let text =
                        format!("{class} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                    self.warn(text, span);
                }
            }
            "dict" => {}
            _ => self.warn(format!("'{class}' object is not subscriptable; perhaps you missed a comma?"), span),
        }
    }

    /// `assert (x, "message")`
    pub(super) fn check_assertion(&mut self, test: &Expr, span: Span) {
        if matches!(&test.kind, ExprKind::Tuple(items) if !items.is_empty()) {
            self.warn("assertion is always true, perhaps remove parentheses?".to_owned(), span);
        }
    }

    fn warn(&mut self, message: String, span: Span) {
        self.globals.warn(message, span);
    }
}

/// Whether `is` with this is no question of identity: a constant, but for the few that are unique.
fn is_odd_identity(expr: &Expr) -> bool {
    constant_class(expr).is_some_and(|class| !matches!(class, "NoneType" | "bool" | "ellipsis"))
}

/// The class of an expression that CPython folds to a constant before it looks for these mistakes.
fn constant_class(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::None => "NoneType",
        ExprKind::True | ExprKind::False => "bool",
        ExprKind::Ellipsis => "ellipsis",
        ExprKind::Int(_) | ExprKind::BigInt(_) => "int",
        ExprKind::Float(_) => "float",
        ExprKind::Imaginary(_) => "complex",
        ExprKind::Str(_) => "str",
        ExprKind::Bytes(_) => "bytes",
        ExprKind::Tuple(items) if items.iter().all(|item| constant_class(item).is_some()) => "tuple",
        ExprKind::Unary { op: UnaryOp::Neg | UnaryOp::Pos | UnaryOp::Invert, operand } => NUMBERS[width(operand)?],
        ExprKind::Binary { op: BinOp::Add | BinOp::Sub | BinOp::Mul, left, right } => {
            NUMBERS[width(left)?.max(width(right)?)]
        }
        _ => return None,
    })
}

/// The classes of numbers from the narrowest to the widest.
const NUMBERS: [&str; 3] = ["int", "float", "complex"];

/// The place of a constant number's class among them.
fn width(expr: &Expr) -> Option<usize> {
    match constant_class(expr)? {
        "bool" => Some(0),
        class => NUMBERS.iter().position(|number| *number == class),
    }
}

/// The class of what a literal or display makes.
fn literal_class(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::FString(_) => "str",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict(_) | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::Slice { .. } => "slice",
        _ => return constant_class(expr),
    })
}
