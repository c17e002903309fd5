//! Operands whose shapes do not fit: broadcasting, products, joining, reshaping, axes, assignments.

use super::Advice;
use super::bench::{Bench, Change};
use super::site::{Site, keyword, positional};
use crate::array::broadcast_shapes;
use crate::print::shapes::{Named, broadcast, listed, product};
use crate::run::explain::operand_shape;
use crate::syntax::ast::{Arg, BinOp, Expr, ExprKind, StmtKind};
use crate::text::{Error, ErrorClass};

const FIT: &str = "the shapes do not fit each other";

pub(super) fn advise(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error) -> Option<Advice> {
    if let Some(expr) = site.expr() {
        match &expr.kind {
            ExprKind::Binary { op: BinOp::MatMul, left, right } => {
                return matrices(bench, site, error, expr, left, right);
            }
            ExprKind::Binary { left, right, .. } => return elementwise(bench, site, error, expr, left, right),
            ExprKind::Compare { left, rest } if rest.len() == 1 => {
                return elementwise(bench, site, error, expr, left, &rest[0].1);
            }
            ExprKind::Call { function, args } => return call(bench, site, error, expr, function, args),
            ExprKind::Subscript { value, index } => return stored(bench, site, error, value, index),
            _ => {}
        }
        return None;
    }
    match &site.statement()?.kind {
        StmtKind::AugAssign { target, op, value } => in_place(bench, site, error, target, *op, value),
        _ => None,
    }
}

/// Two operands of an operator that works element by element.
fn elementwise(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    whole: &Expr,
    left: &Expr,
    right: &Expr,
) -> Option<Advice> {
    if !error.message.contains("broadcast") || !bench.raises(&site.of(whole), error) {
        return None;
    }
    let (a, b) = (bench.shape(&site.of(left))?, bench.shape(&site.of(right))?);
    let mut texts: Vec<String> =
        adapted(site, right, &b, &a).map(|text| site.replaced(whole, &[(right, text)])).collect();
    texts.extend(adapted(site, left, &a, &b).map(|text| site.replaced(whole, &[(left, text)])));
    let changes = ranked(bench.working(texts), &a, &b);
    let operands = [(site.of(left), a), (site.of(right), b)];
    Some(Advice::new(FIT).drawn(broadcast(&operands)).with(changes))
}

/// Changes that keep the size of the larger operand; only rows and columns may span a table.
fn ranked(mut changes: Vec<Change>, a: &[usize], b: &[usize]) -> Vec<Change> {
    let largest = a.iter().product::<usize>().max(b.iter().product());
    let is_line = |shape: &[usize]| shape.iter().filter(|&&n| n != 1).count() <= 1;
    let may_grow = is_line(a) && is_line(b);
    changes.retain(|change| change.size <= largest || may_grow);
    changes.sort_by_key(|change| change.size > largest);
    changes
}

/// Texts of an operand that might fit another of some shape.
fn adapted(site: &Site<'_>, operand: &Expr, shape: &[usize], other: &[usize]) -> impl Iterator<Item = String> + use<> {
    let atom = site.atom(operand);
    let mut texts = Vec::new();
    if let ExprKind::Call { args, .. } = &operand.kind
        && keyword(args, "keepdims").is_none()
        && let Some(open) = site.of(operand).strip_suffix(')')
    {
        let comma = if args.is_empty() { "" } else { ", " };
        texts.push(format!("{open}{comma}keepdims=True)"));
    }
    match shape.len() {
        1 => {
            texts.push(format!("{atom}[:, None]"));
            if let [n] = other {
                if shape[0] == n + 1 {
                    texts.extend([format!("{atom}[1:]"), format!("{atom}[:-1]")]);
                }
            } else if other.len() > 2 {
                texts.extend([format!("{atom}[:, None, None]")]);
            }
        }
        0 => {}
        _ => texts.extend([turned(&atom), format!("{atom}[..., None]")]),
    }
    let size = |shape: &[usize]| shape.iter().product::<usize>();
    if size(shape) == size(other) && shape.len() != other.len() {
        let sizes: Vec<String> = other.iter().map(usize::to_string).collect();
        texts.push(format!("{atom}.reshape({})", sizes.join(", ")));
    }
    texts.into_iter()
}

/// An operand turned round.
pub(super) fn turned(atom: &str) -> String {
    atom.strip_suffix(".T").map_or_else(|| format!("{atom}.T"), str::to_owned)
}

/// `left @ right`
fn matrices(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    whole: &Expr,
    left: &Expr,
    right: &Expr,
) -> Option<Advice> {
    if error.class != ErrorClass::ValueError || !bench.raises(&site.of(whole), error) {
        return None;
    }
    let write = |a: &str, b: &str| format!("{a} @ {b}");
    multiplied(bench, site, left, right, &write)
}

fn multiplied(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    left: &Expr,
    right: &Expr,
    write: &dyn Fn(&str, &str) -> String,
) -> Option<Advice> {
    let (a, b) = (bench.shape(&site.of(left))?, bench.shape(&site.of(right))?);
    let (l, r) = (site.side(left), site.side(right));
    let mut texts = Vec::new();
    if b.len() > 1 {
        texts.push(write(&l, &turned(&site.atom(right))));
    }
    if a.len() > 1 {
        texts.push(write(&turned(&site.atom(left)), &r));
    }
    texts.push(write(&r, &l));
    texts.push(format!("{l} * {r}"));
    if a.len() == 1 && b.len() == 1 {
        texts.push(format!("np.outer({}, {})", site.of(left), site.of(right)));
    }
    let changes = bench.working(texts);
    let drawing = product(&(site.of(left), a), &(site.of(right), b), None);
    Some(Advice::new("the axes that a matrix product sums over do not fit").drawn(drawing).with(changes))
}

fn call(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    whole: &Expr,
    function: &Expr,
    args: &[Arg],
) -> Option<Advice> {
    let (name, receiver) = match &function.kind {
        ExprKind::Attribute { value, name, .. } => (name.as_str(), Some(&**value)),
        ExprKind::Name(name) => (name.as_str(), None),
        _ => return None,
    };
    let given = positional(args)?;
    let receiver = receiver.filter(|value| bench.shape(&site.of(value)).is_some());
    let operands: Vec<&Expr> = receiver.into_iter().chain(given.iter().copied()).collect();
    let message = error.message.as_str();
    if !bench.raises(&site.of(whole), error) {
        return None;
    }
    if message.starts_with("cannot reshape array of size") {
        return reshaped(bench, site, &operands, function, receiver.is_some(), &given);
    }
    if error.class == ErrorClass::AxisError && message.contains("out of bounds") {
        return wrong_axis(bench, site, whole, &operands, receiver.is_some(), args);
    }
    if message.contains("not aligned") || message.starts_with("matmul:") {
        let [left, right] = operands[..] else { return None };
        let function = site.of(function);
        let write = |a: &str, b: &str| {
            if receiver.is_some() { format!("{a}.{name}({b})") } else { format!("{function}({a}, {b})") }
        };
        return multiplied(bench, site, left, right, &write);
    }
    let is_join = matches!(name, "concatenate" | "stack" | "vstack" | "hstack" | "column_stack" | "dstack" | "append");
    if is_join && error.class == ErrorClass::ValueError {
        return joined(bench, site, function, name, &given, args);
    }
    if message.contains("broadcast") && operands.len() >= 2 {
        let shapes: Option<Vec<Named>> =
            operands.iter().map(|operand| Some((site.of(operand), bench.shape(&site.of(operand))?))).collect();
        let shapes = shapes?;
        let mut texts = Vec::new();
        for (at, operand) in operands.iter().enumerate().rev() {
            for (other, (_, wanted)) in shapes.iter().enumerate().filter(|(other, _)| *other != at) {
                let own = &shapes[at].1;
                if other == 0 || own != wanted {
                    let forms = adapted(site, operand, own, wanted);
                    texts.extend(forms.map(|text| site.replaced(whole, &[(operand, text)])));
                }
            }
        }
        let largest = shapes.iter().map(|(_, shape)| shape).max_by_key(|shape| shape.iter().product::<usize>())?;
        let smallest = shapes.iter().map(|(_, shape)| shape).min_by_key(|shape| shape.iter().product::<usize>())?;
        let changes = ranked(bench.working(texts), largest, smallest);
        return Some(Advice::new(FIT).drawn(broadcast(&shapes)).with(changes));
    }
    None
}

/// `a.reshape(4, 2)`, `np.reshape(a, (4, 2))`
fn reshaped(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    operands: &[&Expr],
    function: &Expr,
    is_method: bool,
    given: &[&Expr],
) -> Option<Advice> {
    let array = operands.first()?;
    let shape = bench.shape(&site.of(array))?;
    let sizes: Vec<&Expr> = match (is_method, given) {
        (true, [one]) | (false, [_, one]) => match &one.kind {
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().collect(),
            _ => vec![one],
        },
        (true, several) => several.to_vec(),
        _ => return None,
    };
    let texts: Vec<String> = sizes.iter().map(|size| site.of(size)).collect();
    let wanted: Option<Vec<i64>> = texts
        .iter()
        .map(|text| match bench.value(text) {
            Ok(crate::value::Value::Int(n)) => Some(n),
            _ => None,
        })
        .collect();
    let write = |sizes: &[String]| {
        let list = sizes.join(", ");
        let tuple = if sizes.len() == 1 { format!("({list},)") } else { format!("({list})") };
        if is_method {
            format!("{}({list})", site.of(function))
        } else {
            format!("{}({}, {tuple})", site.of(function), site.of(array))
        }
    };
    let mut tries = Vec::new();
    for at in (0..texts.len()).rev() {
        let mut with = texts.clone();
        with[at] = "-1".to_owned();
        if texts.iter().enumerate().all(|(other, text)| other == at || text != "-1") {
            tries.push(write(&with));
        }
    }
    let mut changes = bench.working(tries);
    if changes.is_empty() {
        changes = bench.working([write(&["-1".to_owned()])]);
    }
    let n: usize = shape.iter().product();
    let cause = match wanted {
        Some(wanted) if wanted.iter().all(|&n| n >= 0) => {
            let product: i64 = wanted.iter().product();
            let list: Vec<String> = wanted.iter().map(i64::to_string).collect();
            let sides = if list.len() > 1 { format!("{} = ", list.join(" x ")) } else { String::new() };
            format!("{n} elements do not fill {sides}{product} places")
        }
        Some(wanted) => {
            let known: i64 = wanted.iter().filter(|&&n| n >= 0).product();
            format!("{n} elements are not shared out evenly in {known}s")
        }
        None => format!("{n} elements do not fill the new shape"),
    };
    Some(Advice::new(cause).drawn(listed(&[(site.of(array), shape)], None, "", None)).with(changes))
}

/// An axis that an array does not have.
fn wrong_axis(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    whole: &Expr,
    operands: &[&Expr],
    is_method: bool,
    args: &[Arg],
) -> Option<Advice> {
    let array = operands.first()?;
    let shape = bench.shape(&site.of(array))?;
    let axis = match keyword(args, "axis") {
        Some(axis) => Some(axis),
        None => positional(args)?.get(usize::from(!is_method)).copied(),
    };
    let mut texts = Vec::new();
    if shape.is_empty() && operands.len() > 1 {
        // `np.max(3, 5)`
        let name = site.of(whole);
        for (reduction, pair) in [("max(", "maximum("), ("min(", "minimum(")] {
            if let Some((module, rest)) = name.split_once(reduction) {
                texts.push(format!("{module}{pair}{rest}"));
            }
        }
    } else if let Some(axis) = axis {
        texts.extend((0..shape.len()).map(|n| site.replaced(whole, &[(axis, n.to_string())])));
    }
    let changes = bench.working(texts);
    let axes: Vec<String> = (0..shape.len()).map(|n| n.to_string()).collect();
    let cause = match axes.len() {
        0 => format!("{} is a single number and has no axes", site.of(array)),
        1 => format!("{} has one axis, 0 (or -1)", site.of(array)),
        n => format!("{} has {n} axes: {} (or -{n} to -1)", site.of(array), axes.join(", ")),
    };
    let drawing = if shape.is_empty() { Vec::new() } else { listed(&[(site.of(array), shape)], None, "", None) };
    Some(Advice::new(cause).drawn(drawing).with(changes))
}

/// Arrays that do not fit when they are joined.
fn joined(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    function: &Expr,
    name: &str,
    given: &[&Expr],
    args: &[Arg],
) -> Option<Advice> {
    let items: Vec<&Expr> = match (name, given) {
        ("append", [a, b, ..]) => vec![a, b],
        (_, [Expr { kind: ExprKind::Tuple(items) | ExprKind::List(items), .. }, ..]) => items.iter().collect(),
        _ => return None,
    };
    let operands: Option<Vec<Named>> =
        items.iter().map(|item| Some((site.of(item), bench.shape(&site.of(item))?))).collect();
    let operands = operands?;
    let (module, _) = site
        .of(function)
        .rsplit_once('.')
        .map(|(module, name)| (module.to_owned() + ".", name.to_owned()))
        .unwrap_or_default();
    let others: Vec<String> =
        args.iter().skip(if name == "append" { 2 } else { 1 }).map(|arg| site.argument(arg)).collect();
    let write = |function: &str, items: &[String], others: &[String]| {
        let list = if name == "append" { items.join(", ") } else { format!("[{}]", items.join(", ")) };
        let mut all = vec![list];
        all.extend(others.iter().cloned());
        site.call(&format!("{module}{function}"), &all)
    };
    let texts: Vec<String> = items.iter().map(|item| site.of(item)).collect();
    let mut tries = Vec::new();
    let deepest = operands.iter().map(|(_, shape)| shape.len()).max().unwrap_or(0);
    // The odd one out may want another axis or to be turned round.
    for (at, (_, shape)) in operands.iter().enumerate().rev() {
        let atom = site.atom(items[at]);
        let forms = match shape.len() {
            1 if deepest == 2 => vec![format!("{atom}[None, :]"), format!("{atom}[:, None]")],
            2 => vec![turned(&atom)],
            _ => Vec::new(),
        };
        for form in forms {
            let mut with = texts.clone();
            with[at] = form;
            tries.push(write(name, &with, &others));
        }
    }
    let has_axis = matches!(name, "concatenate" | "append" | "stack");
    let plain: Vec<String> =
        others.iter().filter(|other| !other.starts_with("axis=") && other.parse::<i64>().is_err()).cloned().collect();
    let mut first = Vec::new();
    if has_axis {
        for axis in 0..deepest {
            let mut with = plain.clone();
            with.push(format!("axis={axis}"));
            first.push(write(name, &texts, &with));
        }
    }
    for other in ["vstack", "hstack", "column_stack", "concatenate"] {
        if other != name && name != "append" {
            tries.push(write(other, &texts, &plain));
        }
    }
    first.extend(tries);
    let changes = bench.working(first);
    let cause = if name == "stack" {
        "arrays that are stacked must have the same shape"
    } else if operands.iter().any(|(_, shape)| shape.len() != deepest) {
        "arrays that are joined must have the same number of axes"
    } else {
        "arrays that are joined must agree in every axis but the one they are joined along"
    };
    Some(Advice::new(cause).drawn(listed(&operands, None, "", None)).with(changes))
}

/// `target op= value`
fn in_place(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    target: &Expr,
    op: BinOp,
    value: &Expr,
) -> Option<Advice> {
    let (target_text, value_text) = (site.of(target), site.of(value));
    let again = bench.in_place(&target_text, op, &value_text).err()?;
    if again.message != error.message {
        return None;
    }
    let (a, b) = (bench.shape(&target_text)?, bench.shape(&value_text)?);
    let sign = super::site::sign(op);
    let longer = format!("{target_text} {sign} {}", site.side(value));
    if error.message.starts_with("Cannot cast ufunc") {
        let changes = assigned(bench, &target_text, &longer);
        let cause =
            format!("{target_text} keeps its dtype when it is changed in place, and the result does not fit that");
        return Some(Advice::new(cause).with(changes));
    }
    if !error.message.contains("broadcast") {
        return None;
    }
    let mut changes = Vec::new();
    for text in adapted(site, value, &b, &a) {
        if let Ok(result) = bench.in_place(&target_text, op, &text) {
            changes.push(bench.change(format!("{target_text} {sign}= {text}"), &result));
        }
    }
    changes.extend(assigned(bench, &target_text, &longer));
    let operands = [(target_text.clone(), a.clone()), (value_text, b)];
    let fits_alone = error.message.contains("output operand");
    let cause = if fits_alone {
        format!("{target_text} cannot grow in place: the result is larger than it")
    } else {
        FIT.to_owned()
    };
    Some(Advice::new(cause).drawn(broadcast(&operands)).with(changes))
}

/// `target = expression`, if the expression works.
fn assigned(bench: &mut Bench<'_, '_>, target: &str, expression: &str) -> Vec<Change> {
    let found = bench.working([expression.to_owned()]);
    found
        .into_iter()
        .map(|change| {
            let gives = bench.value(expression).ok().and_then(|value| match value {
                crate::value::Value::Array(array) => Some(format!("{}, {}", change.gives, array.dtype().name())),
                _ => None,
            });
            Change { text: format!("{target} = {expression}"), gives: gives.unwrap_or(change.gives), size: change.size }
        })
        .collect()
}

/// `target[index] = value`
fn stored(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error, target: &Expr, index: &Expr) -> Option<Advice> {
    let StmtKind::Assign { targets, value } = &site.statement()?.kind else { return None };
    let [only] = &targets[..] else { return None };
    if site.expr().is_none_or(|expr| expr.span != only.span) || !error.message.starts_with("could not broadcast input")
    {
        return None;
    }
    let (array, place, given) = (site.atom(target), site.of(index), site.of(value));
    if bench.store(&array, &place, &given).is_ok() {
        return None;
    }
    let into = bench.shape(&site.of(only))?;
    let from = operand_shape(&bench.value(&given).ok()?)?;
    let mut texts: Vec<String> = adapted(site, value, &from, &into).collect();
    let atom = site.atom(value);
    texts.extend([format!("{atom}.ravel()"), format!("{atom}[:, 0]")]);
    if let ([m], [n]) = (&from[..], &into[..])
        && *m > n + 1
    {
        texts.push(format!("{atom}[:{n}]"));
    }
    let mut changes: Vec<Change> = Vec::new();
    for text in texts {
        if bench.store(&array, &place, &text).is_ok() {
            let gives = format!("shape {} there", crate::array::shape_tuple(&into));
            changes.push(Change { text: format!("{} = {text}", site.of(only)), gives, size: 0 });
        }
    }
    let operands = [(site.of(only), into), (given, from)];
    let clashes = broadcast_shapes(operands.iter().map(|(_, shape)| &shape[..])).is_none();
    let drawing = if clashes { broadcast(&operands) } else { listed(&operands, None, "", None) };
    Some(Advice::new("what is stored does not fit the place").drawn(drawing).with(changes))
}
