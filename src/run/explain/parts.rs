//! What happened at a part: its value, its memory, its shapes, its work.

use super::{Callee, Walker};
use crate::array::ArrayRef;
use crate::print::shapes::{Named, clipped};
use crate::session::{Cost, Memory, Part, PartValue, Step};
use crate::syntax::ast::{Arg, Expr};
use crate::text::{Name, R};
use crate::value::{Interp, Style, Value, types};

/// A value's repr is cut to so many columns; the caller cuts it further.
const SHORT: usize = 60;
/// Arrays of more elements are shown by their first ones.
const MOST_SHOWN: usize = 1000;

/// Functions that take axes away, with the place of `axis` among their parameters.
const REDUCTIONS: &[(&str, usize)] = &[
    ("sum", 1),
    ("prod", 1),
    ("mean", 1),
    ("std", 1),
    ("var", 1),
    ("min", 1),
    ("max", 1),
    ("amin", 1),
    ("amax", 1),
    ("argmin", 1),
    ("argmax", 1),
    ("all", 1),
    ("any", 1),
    ("median", 1),
    ("ptp", 1),
    ("average", 1),
    ("count_nonzero", 1),
    ("percentile", 2),
    ("quantile", 2),
    ("norm", 2),
    ("nansum", 1),
    ("nanprod", 1),
    ("nanmean", 1),
    ("nanstd", 1),
    ("nanvar", 1),
    ("nanmin", 1),
    ("nanmax", 1),
    ("nanargmin", 1),
    ("nanargmax", 1),
    ("nanmedian", 1),
    ("nanpercentile", 2),
    ("nanquantile", 2),
];
/// Functions that join arrays, with the axis where they say none, from the front.
const JOINS: &[&str] =
    &["concatenate", "stack", "vstack", "hstack", "dstack", "column_stack", "row_stack", "append", "block", "concat"];
/// Functions of two matrices whose axes meet.
const PRODUCTS: &[&str] = &["dot", "matmul"];
/// Functions that work element by element besides the ufuncs.
const ELEMENTWISE: &[&str] = &["where", "clip", "round", "around", "isclose", "nan_to_num"];

/// The shape of an array or NumPy scalar; a Python number has none.
pub(in crate::run) fn shape_of(value: &Value) -> Option<Vec<usize>> {
    match value {
        Value::Array(array) => Some(array.shape().to_vec()),
        value => value.as_np_scalar().map(|_| Vec::new()),
    }
}

/// The shape that a value takes part in an operation with: that of a list of numbers included.
pub(in crate::run) fn operand_shape(value: &Value) -> Option<Vec<usize>> {
    match value {
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Complex(_) => Some(Vec::new()),
        Value::List(list) => nested_shape(&list.items.borrow()),
        Value::Tuple(tuple) => nested_shape(tuple),
        value => shape_of(value),
    }
}

fn nested_shape(items: &[Value]) -> Option<Vec<usize>> {
    let Some(first) = items.first() else { return Some(vec![0]) };
    let inner = operand_shape(first)?;
    let same = items.iter().all(|item| operand_shape(item).is_some_and(|shape| shape == inner));
    same.then(|| std::iter::once(items.len()).chain(inner).collect())
}

fn array(value: &Value) -> Option<&ArrayRef> {
    match value {
        Value::Array(array) => Some(array),
        _ => None,
    }
}

fn bytes(value: &Value) -> u64 {
    array(value).map_or(0, |array| (array.size() * array.itemsize()) as u64)
}

fn size(value: &Value) -> u64 {
    array(value).map_or(0, |array| array.size() as u64)
}

/// Whether a value is made of the memory of another.
fn shares(value: &Value, operand: &Value) -> bool {
    match (array(value), array(operand)) {
        (Some(value), Some(operand)) => value.same_storage(operand) || std::rc::Rc::ptr_eq(value, operand),
        _ => false,
    }
}

impl Walker<'_, '_> {
    /// Notes a part's value.
    pub(super) fn describe(&mut self, part: &mut Part, value: &Value) {
        let mut info = PartValue {
            type_name: match value.class() {
                Value::Type(class) => class.name().to_owned(),
                Value::Class(class) => class.name.get().as_str().to_owned(),
                _ => "object".to_owned(),
            },
            shape: shape_of(value),
            nbytes: bytes(value) as usize,
            ..PartValue::default()
        };
        info.dtype = match value {
            Value::Array(array) => Some(array.dtype().name().to_string()),
            other => other.as_np_scalar().map(|element| element.dtype().name().to_string()),
        };
        info.short = clipped(&self.short(value), SHORT);
        // An operation has noted whose memory it is; what is left are variables.
        let noted = part.value.take().map(|noted| noted.memory);
        info.memory = noted.unwrap_or(match array(value) {
            None => Memory::None,
            Some(array) if array.base().is_some() => Memory::VariableView,
            Some(_) => Memory::Variable,
        });
        part.value = Some(info);
    }

    /// The beginning of a value's repr, without what the table says besides.
    fn short(&mut self, value: &Value) -> String {
        let cut = match value {
            Value::Array(array) if array.size() > MOST_SHOWN && array.ndim() > 0 => {
                let first = array.layout();
                let mut layout = first.clone();
                // A corner of the array is enough of it.
                for axis in 0..layout.ndim() {
                    let n = layout.shape[axis].min(4);
                    layout = layout.sliced(axis, 0, n, 1);
                }
                Value::Array(array.view_layout(layout))
            }
            other => other.clone(),
        };
        let text = match &cut {
            Value::Array(_) => self.vm.str(&cut),
            other => self.vm.repr(other),
        };
        text.unwrap_or_else(|error| format!("<{}>", error.class.name()))
    }

    /// Notes whose memory an operation's result is, and what it cost.
    fn note(&mut self, part: &mut Part, operands: &[(String, &Value)], elements: u64, result: &R<Value>) {
        let Ok(value) = result else { return };
        let owner = operands.iter().find(|(_, operand)| shares(value, operand));
        let memory = match owner {
            Some((name, operand)) if value.is(operand) => Memory::Same(name.clone()),
            Some((name, _)) => Memory::ViewOf(name.clone()),
            None if array(value).is_some() => Memory::New,
            None => Memory::None,
        };
        let works =
            owner.is_none() && operands.iter().any(|(_, operand)| array(operand).is_some()) || memory == Memory::New;
        if works {
            let made = memory == Memory::New;
            part.cost = part.cost.plus(Cost {
                elements,
                read: operands.iter().map(|(_, operand)| bytes(operand)).sum(),
                written: bytes(value),
                passes: 1,
                temporaries: u64::from(made),
                temporary_bytes: bytes(value),
                unseen: 0,
            });
        }
        part.value = Some(PartValue { memory, ..PartValue::default() });
    }

    /// Notes whose memory the result of an opened function is; its statements have noted their work.
    pub(super) fn note_opened(
        &mut self,
        part: &mut Part,
        args: impl Iterator<Item = (String, Value)>,
        result: &R<Value>,
    ) {
        let Ok(value) = result else { return };
        if array(value).is_none() {
            return;
        }
        let owner = args.into_iter().find(|(_, arg)| shares(value, arg));
        let memory = owner.map_or(Memory::New, |(name, _)| Memory::ViewOf(name));
        part.value = Some(PartValue { memory, ..PartValue::default() });
    }

    /// Notes an operation element by element.
    pub(super) fn note_elementwise(&mut self, part: &mut Part, operands: &[(&Expr, Value)], result: &R<Value>) {
        let named: Vec<(String, &Value)> =
            operands.iter().map(|(expr, value)| (self.text(expr.span).to_owned(), value)).collect();
        self.note_broadcast(part, &named, result);
    }

    fn note_broadcast(&mut self, part: &mut Part, operands: &[(String, &Value)], result: &R<Value>) {
        self.note(part, operands, result.as_ref().map_or(0, size), result);
        let some_array = operands.iter().any(|(_, value)| array(value).is_some());
        let shapes: Option<Vec<Named>> =
            operands.iter().map(|(name, value)| operand_shape(value).map(|shape| (name.clone(), shape))).collect();
        if let Some(operands) = shapes.filter(|_| some_array) {
            part.step = Some(Step::Broadcast { operands });
        }
    }

    /// Notes a matrix product.
    pub(super) fn note_product(
        &mut self,
        part: &mut Part,
        left: (String, Value),
        right: (String, Value),
        result: &R<Value>,
    ) {
        let (Some(a), Some(b)) = (operand_shape(&left.1), operand_shape(&right.1)) else { return };
        let summed = a.last().copied().unwrap_or(1) as u64;
        let elements = result.as_ref().map_or(0, |value| size(value).max(1) * summed);
        self.note(part, &[(left.0.clone(), &left.1), (right.0.clone(), &right.1)], elements, result);
        let result = result.as_ref().ok().map(|value| operand_shape(value).unwrap_or_default());
        part.step = Some(Step::Product { left: (left.0, a), right: (right.0, b), result });
    }

    /// Notes what an attribute or subscript makes of an array.
    pub(super) fn note_view(&mut self, part: &mut Part, (expr, object): (&Expr, Value), result: &R<Value>) {
        let name = self.text(expr.span).to_owned();
        self.note(part, &[(name.clone(), &object)], result.as_ref().map_or(0, size), result);
        self.note_reshaping(part, name, &object, result);
    }

    fn note_reshaping(&mut self, part: &mut Part, name: String, object: &Value, result: &R<Value>) {
        if let (Some(before), Ok(after)) = (array(object), result)
            && let Some(result) = array(after)
        {
            let operand = (name, before.shape().to_vec());
            part.step = Some(Step::Reshaping { operand, result: result.shape().to_vec() });
        }
    }

    /// Notes a call.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn note_call(
        &mut self,
        part: &mut Part,
        callee: &Callee,
        texts: &[String],
        positional: &[Value],
        named: &[(Name, Value)],
        args: &[Arg],
        result: &R<Value>,
    ) {
        let Some((name, is_ufunc)) = builtin_name(&callee.function) else {
            part.cost.unseen += 1;
            return;
        };
        let receiver = callee.receiver.iter().map(|(text, value)| (text.clone(), value));
        let operands: Vec<(String, &Value)> = receiver.chain(texts.iter().cloned().zip(positional)).collect();
        let keyword = |wanted: &str| named.iter().find(|(name, _)| name.as_str() == wanted).map(|(_, value)| value);
        if PRODUCTS.contains(&name)
            && let [left, right] = &operands[..]
        {
            let own = |(name, value): &(String, &Value)| (name.clone(), (*value).clone());
            return self.note_product(part, own(left), own(right), result);
        }
        if is_ufunc || ELEMENTWISE.contains(&name) {
            return self.note_broadcast(part, &operands, result);
        }
        if let Some((_, place)) = REDUCTIONS.iter().find(|(known, _)| *known == name)
            && let Some((text, operand)) = operands.first()
            && let Some(before) = operand_shape(operand)
        {
            self.note(part, &operands[..1], before.iter().product::<usize>() as u64, result);
            let axis = keyword("axis").or_else(|| operands.get(*place).map(|(_, value)| *value));
            let kept = keyword("keepdims").is_some_and(|value| matches!(value, Value::Bool(b) if b.get()));
            if let (Some(axes), Ok(value)) = (axes(axis, before.len()), result) {
                let result = operand_shape(value).unwrap_or_default();
                part.step = Some(Step::Reduction { operand: (text.clone(), before), axes, kept, result });
            }
            return;
        }
        if JOINS.contains(&name) {
            let joined = joined_operands(self, args, positional);
            let values: Vec<(String, &Value)> = joined.iter().map(|(name, value)| (name.clone(), value)).collect();
            self.note(part, &values, result.as_ref().map_or(0, size), result);
            let shapes: Option<Vec<Named>> =
                joined.iter().map(|(name, value)| Some((name.clone(), operand_shape(value)?))).collect();
            let given = keyword("axis").or_else(|| positional.get(1).filter(|_| name != "append"));
            if let Some(operands) = shapes {
                let result = result.as_ref().ok().and_then(shape_of);
                let axis = join_axis(name, given, &operands, result.as_deref());
                part.step = Some(Step::Joining { operands, axis, result });
            }
            return;
        }
        let most = operands.iter().map(|(_, value)| size(value)).max().unwrap_or(0);
        let elements = most.max(result.as_ref().map_or(0, size));
        self.note(part, &operands, elements, result);
        if let Some((text, object)) = operands.first()
            && (callee.receiver.is_some() || operands.iter().filter(|(_, value)| array(value).is_some()).count() == 1)
            && result.as_ref().is_ok_and(|value| shares(value, object))
        {
            self.note_reshaping(part, text.clone(), object, result);
        }
    }
}

/// The name of a builtin function, and whether it is a ufunc.
fn builtin_name(function: &Value) -> Option<(&'static str, bool)> {
    match function {
        Value::Builtin(function) => Some((function.name.as_str(), function.row.style == Style::Ufunc)),
        Value::Method(method) => builtin_name(&method.function),
        Value::Type(class) => Some((class.name(), false)),
        Value::Function(function) => function.code.source.is_library().then(|| (function.name.get().as_str(), false)),
        Value::Native(object) if object.class() == types::UFUNC => Some(("ufunc", true)),
        _ => None,
    }
}

/// The axes that an argument names; all if it is not given.
pub(in crate::run) fn axes(axis: Option<&Value>, ndim: usize) -> Option<Vec<usize>> {
    let one = |value: &Value| {
        let number = match value {
            Value::Int(number) | Value::NpInt(number) => *number,
            Value::Bool(b) => i64::from(b.get()),
            _ => return None,
        };
        let number = if number < 0 { number + ndim as i64 } else { number };
        usize::try_from(number).ok().filter(|&axis| axis < ndim)
    };
    match axis {
        None | Some(Value::None | Value::Undef) => Some((0..ndim).collect()),
        Some(Value::Tuple(items)) => items.iter().map(one).collect(),
        Some(value) => one(value).map(|axis| vec![axis]),
    }
}

/// The arrays that a function joins, with the names that the call's text has for them.
fn joined_operands(walker: &Walker<'_, '_>, args: &[Arg], positional: &[Value]) -> Vec<(String, Value)> {
    use crate::syntax::ast::ExprKind;
    let items = match positional.first() {
        Some(Value::List(list)) => list.items.borrow().clone(),
        Some(Value::Tuple(tuple)) => tuple.iter().cloned().collect(),
        Some(_) if positional.len() > 1 => positional[..2].to_vec(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    };
    let texts: Vec<String> = match args.first() {
        Some(Arg::Positional(Expr { kind: ExprKind::List(exprs) | ExprKind::Tuple(exprs), .. })) => {
            exprs.iter().map(|expr| walker.text(expr.span).to_owned()).collect()
        }
        _ => Vec::new(),
    };
    let name = |at: usize| texts.get(at).cloned().unwrap_or_else(|| format!("array {}", at + 1));
    items.into_iter().enumerate().map(|(at, item)| (name(at), item)).collect()
}

/// The axis along which arrays were joined, from 0.
fn join_axis(name: &str, given: Option<&Value>, operands: &[Named], result: Option<&[usize]>) -> Option<usize> {
    let ndim = result.map_or(operands.first()?.1.len(), <[usize]>::len);
    let flat = operands.iter().all(|(_, shape)| shape.len() <= 1);
    match (name, given) {
        ("concatenate" | "stack" | "concat", given) => match given {
            None => Some(0),
            given => axes(given, ndim)?.first().copied(),
        },
        ("vstack" | "row_stack", _) => Some(0),
        ("hstack", _) => Some(if flat { 0 } else { 1 }),
        ("column_stack", _) => Some(1),
        ("dstack", _) => Some(2),
        ("append", Some(given)) => axes(Some(given), ndim)?.first().copied(),
        _ => None,
    }
}
