//! What a tree may not say although it parses: CPython's compiler finds this in passes over the tree.
//! `names` is its first pass (who binds which name), `places` the second (what may stand where).

mod names;
mod places;
mod walk;

pub(super) use walk::deeper;

use super::Mistake;
use super::ast::{Expr, ExprKind, Module, Stmt, StmtKind};
use crate::text::Span;

/// The outcome of a check.
type Checked = Result<(), Box<Mistake>>;

/// Checks a module. `late` is a mistake that the lowering found and that CPython's compiler would only
/// find in its second pass.
pub(super) fn check(text: &str, module: &Module, late: Option<Mistake>) -> Checked {
    future_imports(&module.body)?;
    names::check(module)?;
    let found = places::check(text, module);
    match (found, late) {
        (Err(mistake), Some(late)) if mistake.span.start < late.span.start => Err(mistake),
        (_, Some(late)) => Err(Box::new(late)),
        (found, None) => found,
    }
}

fn refuse(span: Span, message: impl Into<String>) -> Checked {
    Err(Box::new(Mistake::new(span, message)))
}

/// The features that `from __future__ import` knows.
const FEATURES: [&str; 10] = [
    "absolute_import",
    "annotations",
    "barry_as_FLUFL",
    "division",
    "generator_stop",
    "generators",
    "nested_scopes",
    "print_function",
    "unicode_literals",
    "with_statement",
];

/// `from __future__` may stand after a docstring and other such imports only.
fn future_imports(body: &[Stmt]) -> Checked {
    let mut late = false;
    for (at, stmt) in body.iter().enumerate() {
        match &stmt.kind {
            StmtKind::ImportFrom { module, names, level: 0 } if module.as_str() == "__future__" => {
                if late {
                    return refuse(stmt.span, "from __future__ imports must occur at the beginning of the file");
                }
                for (name, _, _) in names {
                    if name.as_str() == "braces" {
                        return refuse(stmt.span, "not a chance");
                    }
                    if !FEATURES.contains(&name.as_str()) {
                        return refuse(stmt.span, format!("future feature {name} is not defined"));
                    }
                }
            }
            StmtKind::Expr(Expr { kind: ExprKind::Str(_), .. }) if at == 0 => {}
            _ => late = true,
        }
    }
    Ok(())
}
