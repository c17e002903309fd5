//! Subscripts: too many, out of range, of the wrong kind.

use super::Advice;
use super::bench::Bench;
use super::site::Site;
use crate::array::DType;
use crate::print::shapes::{listed, sizes_text};
use crate::run::explain::operand_shape;
use crate::syntax::ast::{BinOp, Expr, ExprKind};
use crate::text::{Error, ErrorClass};
use crate::value::Value;

pub(super) fn advise(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error) -> Option<Advice> {
    let whole = site.expr()?;
    let ExprKind::Subscript { value, index } = &whole.kind else { return None };
    if error.class == ErrorClass::TypeError && error.message.ends_with("object is not subscriptable") {
        let object = bench.value(&site.of(value)).ok()?;
        let is_function = matches!(object, Value::Builtin(_) | Value::Function(_) | Value::Method(_));
        let tries = is_function.then(|| format!("{}({})", site.of(value), site.of(index)));
        let changes = bench.working(tries);
        return (!changes.is_empty()).then(|| {
            Advice::new(format!("{} is a function: it is called with round brackets", site.of(value))).with(changes)
        });
    }
    if !bench.raises(&site.of(whole), error) {
        return None;
    }
    let object = bench.value(&site.of(value)).ok()?;
    let at = bench.index(&site.of(index)).ok()?;
    let shape = operand_shape(&object);
    let message = error.message.as_str();
    let name = site.of(value);
    let drawing = |shape: &[usize]| listed(&[(name.clone(), shape.to_vec())], None, "", None);
    if message.contains("out of bounds for axis") || message.ends_with("index out of range") {
        return out_of_range(bench, site, whole, value, index, &object, error);
    }
    if message.starts_with("too many indices") {
        let shape = shape?;
        let items = items(index);
        let texts: Vec<String> = items.iter().map(|item| site.of(item)).collect();
        let atom = site.atom(value);
        let tries = (0..texts.len()).rev().map(|left_out| {
            let rest = texts.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, text)| text.clone());
            format!("{atom}[{}]", rest.collect::<Vec<_>>().join(", "))
        });
        let changes = bench.working(tries);
        let axes = if shape.len() == 1 { "1 axis".to_owned() } else { format!("{} axes", shape.len()) };
        return Some(
            Advice::new(format!("{name} has {axes}, and there are more indices")).drawn(drawing(&shape)).with(changes),
        );
    }
    if message.starts_with("boolean index did not match") {
        return mask(bench, site, value, index, shape?, operand_shape(&at)?);
    }
    if message.starts_with("shape mismatch: indexing arrays") {
        let items = items(index);
        let [rows, columns] = &items[..] else { return None };
        let atom = site.atom(value);
        let (rows, columns) = (site.of(rows), site.of(columns));
        let tries = [format!("{atom}[np.ix_({rows}, {columns})]"), format!("{atom}[{rows}][:, {columns}]")];
        let cause = "lists of indices are paired off, one by one, and these have different lengths";
        return Some(Advice::new(cause).with(bench.working(tries)));
    }
    let wants_whole = message.starts_with("only integers, slices")
        || message.starts_with("arrays used as indices must be")
        || message.starts_with("slice indices must be")
        || message.contains("indices must be integers");
    if wants_whole {
        return kind(bench, site, whole, value, index, &at);
    }
    None
}

/// The indices of a subscript, one for each axis.
fn items(index: &Expr) -> Vec<&Expr> {
    match &index.kind {
        ExprKind::Tuple(items) => items.iter().collect(),
        _ => vec![index],
    }
}

fn out_of_range(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    whole: &Expr,
    value: &Expr,
    index: &Expr,
    object: &Value,
    error: &Error,
) -> Option<Advice> {
    let shape = operand_shape(object).unwrap_or_default();
    let number_after = |word: &str| {
        let rest = error.message.split(word).nth(1)?;
        rest.split_whitespace().next()?.trim_end_matches(',').parse::<i64>().ok()
    };
    let (axis, size) = match (number_after("for axis"), number_after("with size")) {
        (Some(axis), Some(size)) => (axis, size),
        _ => (
            0,
            bench
                .value(&format!("len({})", site.of(value)))
                .ok()
                .and_then(|n| if let Value::Int(n) = n { Some(n) } else { None })?,
        ),
    };
    let items = items(index);
    let mut tries = Vec::new();
    if let [first, second] = &items[..] {
        tries.push(site.replaced(whole, &[(first, site.of(second)), (second, site.of(first))]));
    }
    let wrong = items.get(axis as usize).filter(|_| {
        items.iter().all(|item| !matches!(item.kind, ExprKind::Slice { .. } | ExprKind::Ellipsis | ExprKind::None))
            || items.len() == 1
    });
    if let Some(item) = wrong
        && size > 0
        && let Ok(Value::Int(n)) = bench.value(&site.of(item))
        && n >= size
    {
        tries.push(site.replaced(whole, &[(item, "-1".to_owned())]));
    }
    let changes = bench.working(tries);
    let what =
        if items.len() > 1 || shape.len() > 1 { format!("axis {axis} of {}", site.of(value)) } else { site.of(value) };
    let cause = match size {
        0 => format!("{what} is empty: there is no index"),
        1 => format!("{what} has one element: its index is 0 or -1"),
        n => format!("{what} has {n} elements: indices go from 0 to {} or from -{n} to -1", n - 1),
    };
    let drawing = if shape.len() > 1 {
        listed(&[(site.of(value), shape)], Some(axis as usize), &format!("axis {axis}"), None)
    } else {
        Vec::new()
    };
    Some(Advice::new(cause).drawn(drawing).with(changes))
}

/// A mask that has another shape than what it masks.
fn mask(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    value: &Expr,
    index: &Expr,
    shape: Vec<usize>,
    of_mask: Vec<usize>,
) -> Option<Advice> {
    let (atom, mask) = (site.atom(value), site.of(index));
    let mut tries = Vec::new();
    if of_mask.len() == 1 {
        tries.extend((1..shape.len()).map(|axis| format!("{atom}[{}{mask}]", ":, ".repeat(axis))));
        if shape.len() == 1 && of_mask[0] > shape[0] {
            tries.push(format!("{atom}[{}[:{}]]", site.atom(index), shape[0]));
        }
    } else {
        tries.push(format!("{atom}[{}]", super::shapes::turned(&site.atom(index))));
        if of_mask.len() == 2 {
            tries.extend([
                format!("{atom}[{}[:, 0]]", site.atom(index)),
                format!("{atom}[{}.ravel()]", site.atom(index)),
            ]);
        }
    }
    let changes = bench.working(tries);
    let cause = format!("the mask is {} and what it masks is {}", sizes_text(&of_mask), sizes_text(&shape));
    Some(Advice::new(cause).drawn(listed(&[(site.of(value), shape), (mask, of_mask)], None, "", None)).with(changes))
}

/// Indices that are no whole numbers.
fn kind(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    whole: &Expr,
    value: &Expr,
    index: &Expr,
    at: &Value,
) -> Option<Advice> {
    let mut tries = Vec::new();
    let mut cause = "an index is a whole number, a slice, or an array of whole numbers or truth values".to_owned();
    let mut parts: Vec<&Expr> = Vec::new();
    for item in items(index) {
        match &item.kind {
            ExprKind::Slice { start, stop, step } => {
                parts.extend([start, stop, step].into_iter().flatten().map(|part| &**part))
            }
            _ => parts.push(item),
        }
    }
    for part in parts {
        match bench.value(&site.of(part)) {
            Ok(Value::Float(_) | Value::NpFloat(_)) => {
                cause = format!("{} is a float, and an index is a whole number", site.of(part));
                if let ExprKind::Binary { op: BinOp::Div, left, right } = &part.kind {
                    let whole_part = format!("{} // {}", site.side(left), site.side(right));
                    tries.push(site.replaced(whole, &[(part, whole_part)]));
                }
                tries.push(site.replaced(whole, &[(part, format!("int({})", site.of(part)))]));
            }
            Ok(Value::Array(array)) if array.dtype() != DType::Bool => {
                cause =
                    format!("{} is an array of {}, and indices are whole numbers", site.of(part), array.dtype().name());
                tries.push(site.replaced(whole, &[(part, format!("{}.astype(int)", site.atom(part)))]));
                tries.push(site.replaced(whole, &[(part, format!("{}.astype(bool)", site.atom(part)))]));
            }
            _ => {}
        }
    }
    if let (Value::Tuple(_), ExprKind::Tuple(items)) = (at, &index.kind)
        && let Ok(Value::List(_) | Value::Tuple(_)) = bench.value(&site.of(value))
    {
        cause = format!("{} is a list of Python's, which has one index only", site.of(value));
        let each: String = items.iter().map(|item| format!("[{}]", site.of(item))).collect();
        tries.push(format!("{}{each}", site.atom(value)));
        tries.push(format!("np.array({})[{}]", site.of(value), site.of(index)));
    }
    let changes = bench.working(tries);
    (!changes.is_empty()).then(|| Advice::new(cause).with(changes))
}
