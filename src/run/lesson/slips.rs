//! Common slips: brackets forgotten or one too many, a method that is a function, a name of old, a list
//! where an array was meant.

use super::Advice;
use super::bench::{Bench, Change};
use super::site::{Site, positional, sign};
use crate::run::core::Vm;
use crate::syntax::ast::{Arg, BinOp, Expr, ExprKind, UnaryOp};
use crate::text::{Error, ErrorClass, Frame, Source};
use crate::value::Value;

/// Names that NumPy had once, and what to write instead.
const FORMER: &[(&str, &str)] = &[
    ("float", "float"),
    ("int", "int"),
    ("bool8", "np.bool"),
    ("object", "object"),
    ("complex", "complex"),
    ("str", "str"),
    ("float_", "np.float64"),
    ("complex_", "np.complex128"),
    ("int0", "np.intp"),
    ("unicode_", "np.str_"),
    ("string_", "np.bytes_"),
    ("NaN", "np.nan"),
    ("NAN", "np.nan"),
    ("Inf", "np.inf"),
    ("Infinity", "np.inf"),
    ("infty", "np.inf"),
    ("PINF", "np.inf"),
    ("NINF", "-np.inf"),
    ("product", "np.prod"),
    ("cumproduct", "np.cumprod"),
    ("alltrue", "np.all"),
    ("sometrue", "np.any"),
    ("row_stack", "np.vstack"),
    ("in1d", "np.isin"),
    ("trapz", "np.trapezoid"),
    ("round_", "np.round"),
    ("msort", "np.sort"),
    ("asfarray", "np.asarray"),
    ("find_common_type", "np.result_type"),
];
/// Functions of one sequence of arrays.
const OF_SEQUENCES: &[&str] = &["concatenate", "stack", "vstack", "hstack", "dstack", "column_stack"];
/// Functions whose first argument is a shape.
const OF_SHAPES: &[&str] = &["zeros", "ones", "empty", "full"];

pub(super) fn advise(bench: &mut Bench<'_, '_>, site: &Site<'_>, error: &Error) -> Option<Advice> {
    let expr = site.expr()?;
    match &expr.kind {
        ExprKind::Attribute { value, name, .. } => attribute(bench, site, error, expr, value, name.as_str()),
        ExprKind::Call { function, args } => call(bench, site, error, expr, function, args),
        ExprKind::Binary { op, left, right } => operator(bench, site, error, expr, *op, left, right),
        ExprKind::Unary { op: UnaryOp::Neg, operand } if error.message.starts_with("The numpy boolean negative") => {
            let changes = bench.working([format!("~{}", site.atom(operand))]);
            found("truth values are turned round by `~`", changes)
        }
        _ => None,
    }
}

fn found(cause: impl Into<String>, changes: Vec<Change>) -> Option<Advice> {
    (!changes.is_empty()).then(|| Advice::new(cause).with(changes))
}

/// An attribute that is not there.
fn attribute(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    expr: &Expr,
    value: &Expr,
    name: &str,
) -> Option<Advice> {
    if error.class != ErrorClass::AttributeError {
        return None;
    }
    // A call of it is what should work.
    let caller = site.around().next().and_then(|outer| match &outer.kind {
        ExprKind::Call { function, args } if function.span == expr.span => Some((outer, args)),
        _ => None,
    });
    let of_numpy = error.message.starts_with("module 'numpy' has no attribute")
        || error.message.contains("was removed in the NumPy 2.0 release");
    if of_numpy {
        let (_, now) = FORMER.iter().find(|(former, _)| *former == name)?;
        let module = site.of(value);
        let now = now.replacen("np.", &format!("{module}."), 1);
        let text = match caller {
            Some((outer, _)) => site.replaced(outer, &[(expr, now.clone())]),
            None => now.clone(),
        };
        let mut changes = bench.working([text]);
        if changes.is_empty() {
            changes = bench.working([now.clone()]);
        }
        return found(format!("NumPy 2 has no {module}.{name}"), changes);
    }
    let object = bench.value(&site.of(value)).ok()?;
    let args: Vec<String> =
        caller.map(|(_, args)| args.iter().map(|arg| site.argument(arg)).collect()).unwrap_or_default();
    let with = |first: String| [vec![first], args.clone()].concat();
    let mut tries = Vec::new();
    let cause;
    match object {
        Value::Array(_) => {
            cause = format!("arrays have no {name}");
            if matches!(name, "length" | "len" | "count") {
                tries.push(format!("len({})", site.of(value)));
            }
            let function = if matches!(name, "extend" | "push") { "append" } else { name };
            tries.push(site.call(&format!("np.{function}"), &with(site.of(value))));
        }
        Value::List(_) | Value::Tuple(_) => {
            let kind = if matches!(object, Value::List(_)) { "list" } else { "tuple" };
            cause = format!("{} is a {kind} of Python's, not an array", site.of(value));
            let array = format!("np.array({}).{name}", site.of(value));
            tries.push(if caller.is_some() { site.call(&array, &args) } else { array });
        }
        _ => return None,
    }
    found(cause, bench.working(tries))
}

fn call(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    whole: &Expr,
    function: &Expr,
    args: &[Arg],
) -> Option<Advice> {
    let message = error.message.as_str();
    if message.ends_with("object is not callable") {
        return not_callable(bench, site, function, args);
    }
    let name = match &function.kind {
        ExprKind::Attribute { name, .. } => name.as_str(),
        ExprKind::Name(name) => name.as_str(),
        _ => return None,
    };
    if message.starts_with("The truth value of an array") || !bench.raises(&site.of(whole), error) {
        let given = positional(args)?;
        if matches!((name, &function.kind), ("max" | "min", ExprKind::Name(_))) && given.len() == 2 {
            let pair = format!("np.{name}imum({}, {})", site.of(given[0]), site.of(given[1]));
            return found(format!("Python's `{name}` compares whole arrays"), bench.working([pair]));
        }
        return None;
    }
    let given = positional(args)?;
    let texts: Vec<String> = args.iter().map(|arg| site.argument(arg)).collect();
    let called = site.of(function);
    let ints = given.iter().take_while(|arg| matches!(bench.value(&site.of(arg)), Ok(Value::Int(_)))).count();
    if OF_SHAPES.contains(&name) && ints > 1 {
        // `np.full(2, 3, 0)`: the last number is what fills.
        let sizes = if name == "full" && ints == given.len() { ints - 1 } else { ints };
        let shape = format!("({})", texts[..sizes].join(", "));
        let rest = [vec![shape], texts[sizes..].to_vec()].concat();
        return found("the shape is one argument: a tuple", bench.working([site.call(&called, &rest)]));
    }
    if name == "array" && given.len() > 1 {
        let list = format!("[{}]", given.iter().map(|arg| site.of(arg)).collect::<Vec<_>>().join(", "));
        return found("the elements are one argument: a list", bench.working([site.call(&called, &[list])]));
    }
    if name == "array" && message.starts_with("setting an array element with a sequence") {
        return ragged(bench, site, given.first()?, &called, &texts);
    }
    if OF_SEQUENCES.contains(&name) && given.len() > 1 {
        let mut tries = vec![site.call(&called, &[format!("({})", texts.join(", "))])];
        if name == "concatenate" {
            tries.push(site.call(&called, &[format!("({})", texts.join(", ")), "axis=1".to_owned()]));
        }
        return found("the arrays are one argument: a tuple or a list", bench.working(tries));
    }
    let pairs = [("sum", "+"), ("prod", "*")];
    if let ([a, b], Some((_, sign))) = (&given[..], pairs.iter().find(|(known, _)| *known == name)) {
        let pair = format!("{} {sign} {}", site.side(a), site.side(b));
        return found(format!("the second argument of {called} is an axis"), bench.working([pair]));
    }
    if let ([a, b], "max" | "min") = (&given[..], name) {
        let pair = site.call(&format!("{called}imum"), &[site.of(a), site.of(b)]);
        return found(format!("the second argument of {called} is an axis"), bench.working([pair]));
    }
    if let ([one], "inv") = (&given[..], name)
        && message.contains("must be square")
    {
        let shape = bench.shape(&site.of(one))?;
        let changes = bench.working([site.replaced(whole, &[(function, called.replace("inv", "pinv"))])]);
        let drawing = crate::print::shapes::listed(&[(site.of(one), shape)], None, "", None);
        return Some(Advice::new("only square matrices have an inverse").drawn(drawing).with(changes));
    }
    if message.starts_with("only 0-dimensional arrays") || message.starts_with("only length-1 arrays") {
        let mut tries = Vec::new();
        if let Some(one) = given.first().filter(|_| matches!(name, "int" | "float")) {
            tries.push(format!("{}.astype({name})", site.atom(one)));
        } else if called.starts_with("math.") {
            tries.push(site.call(&called.replacen("math.", "np.", 1), &texts));
        }
        return found(format!("{called} takes one number, and this is an array of several"), bench.working(tries));
    }
    if message.contains("object cannot be interpreted as an integer")
        || message.starts_with("expected a sequence of integers or a single integer")
    {
        return whole_numbers(bench, site, whole, args);
    }
    None
}

/// Something is called that is no function.
fn not_callable(bench: &mut Bench<'_, '_>, site: &Site<'_>, function: &Expr, args: &[Arg]) -> Option<Advice> {
    let name = site.of(function);
    let texts: Vec<String> = args.iter().map(|arg| site.argument(arg)).collect();
    if args.is_empty() {
        return found(format!("{name} is a value, not a function: it has no brackets"), bench.working([name.clone()]));
    }
    let text = format!("{}[{}]", site.atom(function), texts.join(", "));
    found(format!("{name} is no function; elements are taken with square brackets"), bench.working([text]))
}

/// A list whose rows differ in length.
fn ragged(bench: &mut Bench<'_, '_>, site: &Site<'_>, rows: &Expr, called: &str, texts: &[String]) -> Option<Advice> {
    let Value::List(list) = bench.value(&site.of(rows)).ok()? else { return None };
    let lengths: Vec<Option<usize>> = list.items.borrow().iter().map(length).collect();
    let first = *lengths.first()?;
    let odd = lengths.iter().position(|length| *length != first)?;
    let words = |length: Option<usize>| match length {
        Some(1) => "has 1 element".to_owned(),
        Some(n) => format!("has {n} elements"),
        None => "is no list".to_owned(),
    };
    let cause = format!("the rows differ: row 0 {}, row {odd} {}", words(first), words(lengths[odd]));
    let with = [texts.to_vec(), vec!["dtype=object".to_owned()]].concat();
    let changes = bench.working([site.call(called, &with)]);
    Some(Advice::new(cause).with(changes))
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::List(list) => Some(list.items.borrow().len()),
        Value::Tuple(tuple) => Some(tuple.len()),
        Value::Array(array) => array.shape().first().copied(),
        _ => None,
    }
}

/// A float or a tuple where a whole number is wanted.
fn whole_numbers(bench: &mut Bench<'_, '_>, site: &Site<'_>, whole: &Expr, args: &[Arg]) -> Option<Advice> {
    let mut tries = Vec::new();
    let mut cause = String::new();
    for arg in positional(args)? {
        let text = site.of(arg);
        match bench.value(&text) {
            Ok(Value::Float(_) | Value::NpFloat(_)) => {
                cause = format!("{text} is a float, and a whole number is wanted");
                if let ExprKind::Binary { op: BinOp::Div, left, right } = &arg.kind {
                    tries.push(site.replaced(whole, &[(arg, format!("{} // {}", site.side(left), site.side(right)))]));
                }
                tries.push(site.replaced(whole, &[(arg, format!("int({text})"))]));
            }
            Ok(Value::Tuple(_)) => {
                cause = format!("{text} is a tuple, and a whole number is wanted");
                tries.push(site.replaced(whole, &[(arg, format!("{}[0]", site.atom(arg)))]));
            }
            _ => {}
        }
    }
    found(cause, bench.working(tries))
}

/// An operator that its operands do not have.
fn operator(
    bench: &mut Bench<'_, '_>,
    site: &Site<'_>,
    error: &Error,
    whole: &Expr,
    op: BinOp,
    left: &Expr,
    right: &Expr,
) -> Option<Advice> {
    if error.class != ErrorClass::TypeError && !error.class.is_a(ErrorClass::TypeError) {
        return None;
    }
    if matches!(op, BinOp::BitAnd | BinOp::BitOr)
        && let Some(Expr { kind: ExprKind::Compare { left, rest }, .. }) = site.around().next()
    {
        // `a > 0 & b > 0`
        let text = super::truth::chain(site, left, rest)?;
        return found("`&` and `|` bind more tightly than comparisons, which need brackets", bench.working([text]));
    }
    if !bench.raises(&site.of(whole), error) {
        return None;
    }
    let (l, r) = (site.side(left), site.side(right));
    if op == BinOp::BitXor {
        return found("`^` works on bits; a power is written `**`", bench.working([format!("{l} ** {r}")]));
    }
    if op == BinOp::Sub && error.message.starts_with("numpy boolean subtract") {
        return found(
            "truth values have no difference; `^` is true where they differ",
            bench.working([format!("{l} ^ {r}")]),
        );
    }
    let (a, b) = (bench.value(&site.of(left)).ok()?, bench.value(&site.of(right)).ok()?);
    let is_row = |value: &Value| matches!(value, Value::List(_) | Value::Tuple(_));
    if is_row(&a) || is_row(&b) {
        let side = |value: &Value, expr: &Expr, text: &str| {
            if is_row(value) { format!("np.array({})", site.of(expr)) } else { text.to_owned() }
        };
        let text = format!("{} {} {}", side(&a, left, &l), sign(op), side(&b, right, &r));
        return found("lists of Python's do not calculate; arrays do", bench.working([text]));
    }
    if op == BinOp::Add && (a.as_str().is_some() != b.as_str().is_some()) {
        let side = |value: &Value, expr: &Expr, text: &str| {
            if value.as_str().is_some() { text.to_owned() } else { format!("str({})", site.of(expr)) }
        };
        let text = format!("{} + {}", side(&a, left, &l), side(&b, right, &r));
        return found("a text and a number are not joined by themselves", bench.working([text]));
    }
    None
}

/// `if x = 3:`, where `==` was meant.
pub(super) fn equals_sign(vm: &mut Vm<'_>, error: &Error, place: &Frame) -> Option<Advice> {
    if !error.message.contains("Maybe you meant '=='") {
        return None;
    }
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    let text = place.source.text.get(start..end)?;
    let at = text.find('=').filter(|at| !text[at + 1..].starts_with('='))?;
    let (left, right) = (text[..at].trim(), text[at + 1..].trim());
    let whole = &place.source.text;
    let mended = format!("{}{left} == {right}{}", &whole[..start], &whole[end..]);
    crate::syntax::parse(&Source::new("File \"<advice>\"", mended)).ok()?;
    let mut bench = Bench::new(vm, Vec::new());
    let changes = bench.working([format!("{left} == {right}")]);
    bench.close();
    found("`=` gives a name a value; `==` compares", changes)
}
