//! Expressions whose value is known now.

use crate::syntax::ast::{Expr, ExprKind, UnaryOp};
use crate::value::{Slice, Value};
use num_complex::Complex64;
use std::rc::Rc;

/// The value of a literal: numbers with a sign, text, and tuples of such.
pub(super) fn constant(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::None => Value::None,
        ExprKind::True => Value::bool(true),
        ExprKind::False => Value::bool(false),
        ExprKind::Ellipsis => Value::Ellipsis,
        ExprKind::Int(x) => Value::Int(*x),
        ExprKind::BigInt(x) => Value::big((**x).clone()),
        ExprKind::Float(x) => Value::float(*x),
        ExprKind::Imaginary(x) => Value::complex(Complex64::new(0.0, *x)),
        ExprKind::Str(text) => Value::str(&**text),
        ExprKind::Bytes(bytes) => Value::bytes(&**bytes),
        ExprKind::Tuple(items) => {
            let values: Option<Vec<Value>> = items.iter().map(constant).collect();
            Value::tuple(values?)
        }
        ExprKind::Unary { op: UnaryOp::Neg, operand } => match constant(operand)? {
            // The negative of the smallest int is beyond 64 bits, as is the literal it would come from.
            Value::Int(x) => Value::Int(x.checked_neg()?),
            Value::Float(x) => Value::float(-x.get()),
            Value::BigInt(x) => Value::big(-(*x).clone()),
            _ => return None,
        },
        _ => return None,
    })
}

/// The same, slices included: what stands between the brackets of `x[:, 0]`.
pub(super) fn constant_index(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::Slice { start, stop, step } => {
            let bound = |bound: &Option<Box<Expr>>| match bound {
                Some(expr) => constant(expr),
                None => Some(Value::None),
            };
            Some(Value::Slice(Rc::new(Slice { start: bound(start)?, stop: bound(stop)?, step: bound(step)? })))
        }
        ExprKind::Tuple(items) => {
            let values: Option<Vec<Value>> = items.iter().map(constant_index).collect();
            Some(Value::tuple(values?))
        }
        _ => constant(expr),
    }
}

/// An int literal that fits an instruction.
pub(super) fn small_int(expr: &Expr) -> Option<i32> {
    match constant_number(expr)? {
        Value::Int(x) => i32::try_from(x).ok(),
        _ => None,
    }
}

/// A float literal.
pub(super) fn float_literal(expr: &Expr) -> Option<Value> {
    constant_number(expr).filter(|value| matches!(value, Value::Float(_)))
}

fn constant_number(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Unary { op: UnaryOp::Neg, .. } => constant(expr),
        _ => None,
    }
}
