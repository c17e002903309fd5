//! The parts of expressions, in the order in which CPython visits them.

use super::Checked;
use crate::syntax::ast::{Arg, Expr, ExprKind, FPart, Params};

/// Stack that a level of recursion may use, and what is allocated when there is less.
const RED_ZONE: usize = 128 * 1024;
const NEW_STACK: usize = 2 * 1024 * 1024;

/// Calls `visit` with room on the stack.
pub(in crate::syntax) fn deeper<T>(visit: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, NEW_STACK, visit)
}

/// Visits the direct parts of an expression; those of a lambda and of comprehensions have scopes of
/// their own and are left to the caller.
pub(super) fn parts(expr: &Expr, visit: &mut dyn FnMut(&Expr) -> Checked) -> Checked {
    match &expr.kind {
        ExprKind::None
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Ellipsis
        | ExprKind::Int(_)
        | ExprKind::BigInt(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Name(_)
        | ExprKind::Lambda { .. }
        | ExprKind::ListComp { .. }
        | ExprKind::SetComp { .. }
        | ExprKind::DictComp { .. }
        | ExprKind::GeneratorExp { .. } => Ok(()),
        ExprKind::FString(pieces) => fields(pieces, visit),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => items.iter().try_for_each(visit),
        ExprKind::Dict(entries) => {
            entries.iter().flat_map(|(key, value)| key.iter().chain([value])).try_for_each(visit)
        }
        ExprKind::Unary { operand, .. } => visit(operand),
        ExprKind::Binary { left, right, .. } => {
            visit(left)?;
            visit(right)
        }
        ExprKind::BoolOp { values, .. } => values.iter().try_for_each(visit),
        ExprKind::Compare { left, rest } => {
            visit(left)?;
            rest.iter().map(|(_, right)| right).try_for_each(visit)
        }
        ExprKind::IfElse { test, body, orelse } => {
            visit(test)?;
            visit(body)?;
            visit(orelse)
        }
        ExprKind::Call { function, args } => {
            visit(function)?;
            arguments(args).try_for_each(visit)
        }
        ExprKind::Attribute { value, .. } | ExprKind::Starred(value) | ExprKind::Walrus { value, .. } => visit(value),
        ExprKind::Subscript { value, index } => {
            visit(value)?;
            visit(index)
        }
        ExprKind::Slice { start, stop, step } => {
            [start, stop, step].into_iter().flatten().try_for_each(|part| visit(part))
        }
        ExprKind::Yield(value) => value.iter().try_for_each(|value| visit(value)),
        ExprKind::YieldFrom(value) => visit(value),
    }
}

/// The values of arguments: first those by position, then those by keyword.
pub(super) fn arguments(args: &[Arg]) -> impl Iterator<Item = &Expr> {
    let positional = args.iter().filter_map(|arg| match arg {
        Arg::Positional(value) | Arg::Star(value) => Some(value),
        _ => None,
    });
    let keywords = args.iter().filter_map(|arg| match arg {
        Arg::Keyword(_, value) | Arg::DoubleStar(value) => Some(value),
        _ => None,
    });
    positional.chain(keywords)
}

/// The defaults of parameters, which are evaluated where the function is defined.
pub(super) fn defaults(params: &Params) -> impl Iterator<Item = &Expr> {
    params.positional.iter().chain(&params.keyword_only).filter_map(|param| param.default.as_ref())
}

/// The annotations of parameters, evaluated where the function is defined.
pub(super) fn annotations(params: &Params) -> impl Iterator<Item = &Expr> {
    let starred = [&params.star, &params.double_star].into_iter().flatten();
    params.positional.iter().chain(starred).chain(&params.keyword_only).filter_map(|param| param.annotation.as_ref())
}

fn fields(pieces: &[FPart], visit: &mut dyn FnMut(&Expr) -> Checked) -> Checked {
    for piece in pieces {
        if let FPart::Field { value, spec, .. } = piece {
            visit(value)?;
            fields(spec, visit)?;
        }
    }
    Ok(())
}
