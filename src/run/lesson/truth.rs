//! Arrays where one truth value is wanted: `and`, `or`, `not`, chained comparisons, `if`.

use super::Advice;
use super::bench::Bench;
use super::site::Site;
use crate::syntax::ast::{BinOp, BoolOp, CmpOp, Expr, ExprKind, StmtKind, UnaryOp};
use crate::text::Error;

pub(super) fn advise(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error) -> Option<Advice> {
    if !error.message.starts_with("The truth value of an array") {
        return None;
    }
    let failing = site.expr()?;
    // The expression that wants a truth value is around the one that has none.
    let wants = std::iter::once(failing).chain(site.around()).find(|expr| {
        matches!(expr.kind, ExprKind::BoolOp { .. } | ExprKind::Unary { op: UnaryOp::Not, .. })
            || matches!(&expr.kind, ExprKind::Compare { rest, .. } if rest.len() > 1)
    });
    let whole = wants.unwrap_or(failing);
    let is_test = wants_one(site, whole);
    let (cause, joined) = match &whole.kind {
        ExprKind::BoolOp { op, values } => {
            let (word, sign) = match op {
                BoolOp::And => ("and", " & "),
                BoolOp::Or => ("or", " | "),
            };
            let sides: Vec<String> = values.iter().map(|value| masked(site, value)).collect();
            (
                format!("`{word}` asks for one truth value; `{}` works element by element", sign.trim()),
                Some(sides.join(sign)),
            )
        }
        ExprKind::Compare { left, rest } if rest.len() > 1 => (chain_cause(rest).to_owned(), chain(site, left, rest)),
        ExprKind::Unary { operand, .. } => (
            "`not` asks for one truth value; `~` works element by element".to_owned(),
            Some(format!("~{}", site.atom(operand))),
        ),
        _ => ("an array of several elements is neither true nor false".to_owned(), None),
    };
    let mut tries = Vec::new();
    match (joined, is_test) {
        (Some(joined), false) => tries.push(joined),
        (Some(joined), true) => tries.extend([format!("({joined}).all()"), format!("({joined}).any()")]),
        (None, _) => {
            let atom = site.atom(failing);
            tries.extend([format!("{atom}.all()"), format!("{atom}.any()")]);
            if let ExprKind::Name(_) = failing.kind {
                tries.push(format!("{atom}.size > 0"));
            }
        }
    }
    let mut changes = bench.working(tries);
    // `~` of numbers that are no truth values turns bits round: that was not meant.
    let is_not = matches!(whole.kind, ExprKind::Unary { .. });
    changes.retain(|change| !is_not || !change.text.starts_with('~') || gives_mask(bench, &change.text));
    if let (true, ExprKind::Unary { operand, .. }) = (changes.is_empty(), &whole.kind) {
        changes = bench.working([format!("np.logical_not({})", site.of(operand))]);
    }
    (!changes.is_empty()).then(|| Advice::new(cause).with(changes))
}

/// Whether an expression is the test of an `if`, `while`, `assert` or `… if … else …`.
fn wants_one(site: &Site<'_>, expr: &Expr) -> bool {
    let same = |test: &Expr| test.span == expr.span;
    let statement = site.statement().is_some_and(|statement| match &statement.kind {
        StmtKind::If { test, .. } | StmtKind::While { test, .. } | StmtKind::Assert { test, .. } => same(test),
        _ => false,
    });
    statement || site.around().any(|outer| matches!(&outer.kind, ExprKind::IfElse { test, .. } if same(test)))
}

/// An operand of `&`: comparisons and `not` need brackets.
fn masked(site: &Site<'_>, value: &Expr) -> String {
    match &value.kind {
        ExprKind::Unary { op: UnaryOp::Not, operand } => format!("~{}", site.atom(operand)),
        _ => site.atom(value),
    }
}

fn chain_cause(rest: &[(CmpOp, Expr)]) -> &'static str {
    let binds =
        rest.iter().any(|(_, right)| matches!(right.kind, ExprKind::Binary { op: BinOp::BitAnd | BinOp::BitOr, .. }));
    if binds {
        "`&` and `|` bind more tightly than comparisons, which need brackets"
    } else {
        "a chain of comparisons asks for one truth value, as `and` does"
    }
}

/// `0 < a < 1` and `a > 0 & a < 1` as they were meant.
pub(super) fn chain(site: &Site<'_>, left: &Expr, rest: &[(CmpOp, Expr)]) -> Option<String> {
    let mut from = site.side(left);
    let mut text = String::new();
    let mut join = "&";
    for (op, right) in rest {
        let sign = comparison(*op)?;
        let (to, next, next_join) = match &right.kind {
            ExprKind::Binary { op: bit @ (BinOp::BitAnd | BinOp::BitOr), left, right } => {
                (site.side(left), site.side(right), super::site::sign(*bit))
            }
            _ => (site.side(right), site.side(right), "&"),
        };
        if !text.is_empty() {
            text.push_str(&format!(" {join} "));
        }
        text.push_str(&format!("({from} {sign} {to})"));
        (from, join) = (next, next_join);
    }
    Some(text)
}

fn comparison(op: CmpOp) -> Option<&'static str> {
    Some(match op {
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        CmpOp::Ge => ">=",
        CmpOp::Eq => "==",
        CmpOp::Ne => "!=",
        _ => return None,
    })
}

fn gives_mask(bench: &mut Bench<'_, '_>, text: &str) -> bool {
    use crate::array::DType;
    use crate::value::Value;
    matches!(bench.value(text), Ok(Value::Array(array)) if array.dtype() == DType::Bool)
}
