//! Sorting, searching in sorted arrays, unique elements and sets.

use crate::array::{Array, ArrayRef, Bool8, DType, Element, Layout, Order};
use crate::kernels::sort::{SortKey, argsort as argsort_kernel, distinct as distinct_kernel, search_all, sort_lines};
use crate::run::arguments::{axis_of, index_of, sizes_of};
use crate::run::array_index::get_item;
use crate::run::convert::{as_array, cast, promote};
use crate::text::{ErrorClass, Name, R, err, interrupt};
use crate::value::{Builtin, Interp, ROW, Run, Style, Tuple, Value, element_to_value, find_function, types, value_of};
use crate::with_num_type;
use std::cmp::Ordering;

use super::select::pick_axis;
use super::shape::{flat, flattened_axis, line_of};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.sort",
        signature: "(a, axis=-1, kind=None, order=None, *, stable=None)",
        summary: "A sorted copy, NaN last.",
        example: ">>> np.sort([3, 1, 2])\narray([1, 2, 3])\n>>> np.sort([[3, 1], [2, 4]], axis=None)\narray([1, 2, 3, 4])\n",
        see_also: &["ndarray.sort", "np.argsort"],
        run: Run::Function(sort),
        ..ROW
    },
    Builtin {
        name: "ndarray.sort",
        signature: "(self, /, axis=-1, kind=None, order=None, *, stable=None)",
        style: Style::C,
        summary: "Sort the array in place, NaN last.",
        example: ">>> a = np.array([3, 1, 2])\n>>> a.sort()\n>>> a\narray([1, 2, 3])\n",
        run: Run::Function(sort_in_place),
        ..ROW
    },
    Builtin {
        name: "np.argsort",
        signature: "(a, axis=-1, kind=None, order=None, *, stable=None)",
        method: true,
        summary: "The positions that would sort an array.",
        example: ">>> np.argsort([3, 1, 2])\narray([1, 2, 0])\n",
        run: Run::Function(argsort),
        ..ROW
    },
    Builtin {
        name: "np.sort_complex",
        signature: "(a)",
        summary: "Sorted complex numbers, by real part, then imaginary part.",
        example: ">>> np.sort_complex([5, 3, 6])\narray([3.+0.j, 5.+0.j, 6.+0.j])\n",
        run: Run::Function(|cx, args| {
            let array = as_array(cx, &args[0])?;
            let wide = match array.dtype() {
                DType::I8 | DType::U8 | DType::I16 | DType::U16 | DType::F32 | DType::C64 => DType::C64,
                _ => DType::C128,
            };
            let array = cast(cx, &array, wide)?.copy();
            let last = array.ndim().saturating_sub(1);
            sort_lanes(cx, &array, last)?;
            Ok(Value::Array(array))
        }),
        ..ROW
    },
    Builtin {
        name: "np.partition",
        signature: "(a, kth, axis=-1, kind='introselect', order=None)",
        summary: "A copy in which the k-th element is in its sorted place (numcell sorts it whole).",
        example: ">>> np.partition([7, 1, 5], 1)[1]\nnp.int64(5)\n",
        run: Run::Function(|cx, args| {
            check_kth(cx, &args[0].clone(), &args[1].clone(), &args[2].clone())?;
            let mut forwarded = [args[0].take(), args[2].take(), Value::None, args[4].take(), Value::None];
            sort(cx, &mut forwarded)
        }),
        ..ROW
    },
    Builtin {
        name: "ndarray.partition",
        signature: "(self, kth, /, axis=-1, kind='introselect', order=None)",
        style: Style::NumPy,
        summary: "Bring the k-th element to its sorted place (numcell sorts the array whole).",
        example: ">>> a = np.array([7, 1, 5])\n>>> a.partition(1)\n>>> a[1]\nnp.int64(5)\n",
        run: Run::Function(|cx, args| {
            check_kth(cx, &args[0].clone(), &args[1].clone(), &args[2].clone())?;
            let mut forwarded = [args[0].take(), args[2].take(), Value::None, args[4].take(), Value::None];
            sort_in_place(cx, &mut forwarded)
        }),
        ..ROW
    },
    Builtin {
        name: "np.argpartition",
        signature: "(a, kth, axis=-1, kind='introselect', order=None)",
        method: true,
        summary: "Positions that bring the k-th element to its sorted place (numcell sorts all).",
        example: ">>> np.argpartition([7, 1, 5], 0)[0]\nnp.int64(1)\n",
        run: Run::Function(|cx, args| {
            check_kth(cx, &args[0].clone(), &args[1].clone(), &args[2].clone())?;
            let mut forwarded = [args[0].take(), args[2].take(), Value::None, args[4].take(), Value::None];
            argsort(cx, &mut forwarded)
        }),
        ..ROW
    },
    Builtin {
        name: "np.lexsort",
        signature: "(keys, axis=-1)",
        style: Style::C,
        summary: "The positions that sort by several keys, the last one first.",
        example: ">>> np.lexsort(([2, 1, 3], [1, 1, 0]))\narray([2, 1, 0])\n",
        run: Run::Function(lexsort),
        ..ROW
    },
    Builtin {
        name: "np.searchsorted",
        signature: "(a, v, side='left', sorter=None)",
        method: true,
        summary: "Where values would have to be put into a sorted array to keep it sorted.",
        example: ">>> np.searchsorted([11, 12, 13], 12.5)\nnp.int64(2)\n>>> np.searchsorted([1, 2, 3], [0, 2, 9], side='right')\narray([0, 2, 3])\n",
        run: Run::Function(searchsorted),
        ..ROW
    },
    Builtin {
        name: "np.digitize",
        signature: "(x, bins, right=False)",
        summary: "The number of the bin that each value falls into.",
        example: ">>> np.digitize([0.2, 6.4, 3.0], [0.0, 1.0, 2.5, 4.0, 10.0])\narray([1, 4, 3])\n",
        run: Run::Function(digitize),
        ..ROW
    },
    Builtin {
        name: "np.unique",
        signature: "(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True)",
        summary: "The sorted distinct elements; on request their first places, the way back, their counts.",
        example: ">>> np.unique([1, 1, 2, 3, 3])\narray([1, 2, 3])\n>>> np.unique([1, 1, 2], return_counts=True)\n(array([1, 2]), array([2, 1]))\n",
        run: Run::Function(unique),
        ..ROW
    },
    Builtin {
        name: "np.unique_values",
        signature: "(x)",
        summary: "The sorted distinct elements.",
        example: ">>> np.unique_values([1, 1, 2])\narray([1, 2])\n",
        run: Run::Function(|cx, args| {
            let line = line_of(cx, &args[0])?;
            let found = distinct(cx, &line, false)?;
            Ok(Value::Array(found.values))
        }),
        ..ROW
    },
    Builtin {
        name: "np.unique_counts",
        signature: "(x)",
        summary: "The sorted distinct elements and their counts.",
        example: ">>> np.unique_counts([1, 1, 2]).counts\narray([2, 1])\n",
        run: Run::Function(|cx, args| {
            let line = line_of(cx, &args[0])?;
            let found = distinct(cx, &line, false)?;
            Ok(Tuple::named(types::UNIQUE_COUNTS_RESULT, [Value::Array(found.values), ints(found.counts, None)]))
        }),
        ..ROW
    },
    Builtin {
        name: "np.unique_all",
        signature: "(x)",
        summary: "The sorted distinct elements, where each is first, the way back, and their counts.",
        example: ">>> np.unique_all([1, 1, 2]).indices\narray([0, 2])\n",
        run: Run::Function(|cx, args| {
            let shape = as_array(cx, &args[0])?.shape();
            let unique = find_function("np.unique").map(Value::Builtin).unwrap_or_default();
            let yes = |name| (Name::new(name), Value::bool(true));
            let wanted = ["return_index", "return_inverse", "return_counts"].map(yes);
            let found = cx.call(&unique, &[args[0].clone()], &wanted)?;
            let mut parts = cx.collect(&found)?;
            let inverse = as_array(cx, &parts[2])?.to_vec::<i64>();
            parts[2] = ints(inverse, Some(&shape));
            Ok(Tuple::named(types::UNIQUE_ALL_RESULT, parts))
        }),
        ..ROW
    },
    Builtin {
        name: "np.unique_inverse",
        signature: "(x)",
        summary: "The sorted distinct elements and the way back.",
        example: ">>> np.unique_inverse([5, 5, 7]).inverse_indices\narray([0, 0, 1])\n",
        run: Run::Function(|cx, args| {
            let source = as_array(cx, &args[0])?;
            let found = distinct(cx, &flat(&source), false)?;
            let shape = source.shape();
            Ok(Tuple::named(
                types::UNIQUE_INVERSE_RESULT,
                [Value::Array(found.values), ints(found.inverse, Some(&shape))],
            ))
        }),
        ..ROW
    },
    Builtin {
        name: "np.isin",
        signature: "(element, test_elements, assume_unique=False, invert=False, *, kind=None)",
        summary: "For each element whether it is among the test elements.",
        example: ">>> np.isin([1, 2, 3], [2, 3])\narray([False,  True,  True])\n",
        run: Run::Function(isin),
        ..ROW
    },
    Builtin {
        name: "np.intersect1d",
        signature: "(ar1, ar2, assume_unique=False, return_indices=False)",
        summary: "The sorted distinct elements that both have.",
        example: ">>> np.intersect1d([1, 3, 4, 3], [3, 1, 2, 1])\narray([1, 3])\n",
        run: Run::Function(intersect1d),
        ..ROW
    },
    Builtin {
        name: "np.union1d",
        signature: "(ar1, ar2)",
        summary: "The sorted distinct elements of both.",
        example: ">>> np.union1d([-1, 0, 1], [-2, 0, 2])\narray([-2, -1,  0,  1,  2])\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            let joined = super::join::concatenate(cx, &[flat(&a), flat(&b)], None, None)?;
            Ok(Value::Array(distinct(cx, &joined, true)?.values))
        }),
        ..ROW
    },
    Builtin {
        name: "np.setdiff1d",
        signature: "(ar1, ar2, assume_unique=False)",
        summary: "The distinct elements of the first that the second does not have.",
        example: ">>> np.setdiff1d([1, 2, 3, 2, 4, 1], [3, 4, 5, 6])\narray([1, 2])\n",
        run: Run::Function(setdiff1d),
        ..ROW
    },
    Builtin {
        name: "np.setxor1d",
        signature: "(ar1, ar2, assume_unique=False)",
        summary: "The sorted distinct elements that exactly one of them has.",
        example: ">>> np.setxor1d([1, 2, 3, 2, 4], [2, 3, 5, 7, 5])\narray([1, 4, 5, 7])\n",
        run: Run::Function(setxor1d),
        ..ROW
    },
];

fn ints(values: Vec<i64>, shape: Option<&[usize]>) -> Value {
    let n = [values.len()];
    Value::Array(Array::from_vec(values, shape.unwrap_or(&n)))
}

/// `kind` and `stable` say how to sort; numcell's way is stable whatever they say.
fn check_kind(kind: &Value) -> R<()> {
    let Some(name) = kind.as_str() else { return Ok(()) };
    if matches!(name.chars().next(), Some('q' | 'Q' | 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
        return Ok(());
    }
    err(ErrorClass::ValueError, format!("sort kind must be one of 'quick', 'heap', or 'stable' (got '{name}')"))
}

/// An order of fields: the array of only these fields, so that they decide.
fn order_fields(cx: &mut dyn Interp, array: &ArrayRef, order: &Value) -> R<Option<Vec<String>>> {
    if order.is_missing() {
        return Ok(None);
    }
    let DType::Struct(fields) = array.dtype() else {
        return err(ErrorClass::ValueError, "Cannot specify order when the array has no fields.");
    };
    let mut names: Vec<String> = match order.as_str() {
        Some(name) => vec![name.to_string()],
        None => cx.collect(order)?.iter().filter_map(|name| name.as_str().map(str::to_string)).collect(),
    };
    for name in &names {
        if fields.field(name).is_none() {
            return err(ErrorClass::ValueError, format!("unknown field name: {name}"));
        }
    }
    names.extend(
        fields
            .fields
            .iter()
            .map(|field| field.name.to_string())
            .filter(|name| !names.contains(name))
            .collect::<Vec<_>>(),
    );
    Ok(Some(names))
}

/// The positions that sort a line of any dtype, by comparison of elements.
fn general_argsort(cx: &mut dyn Interp, line: &ArrayRef, fields: Option<&[String]>) -> R<Vec<i64>> {
    let offsets: Vec<usize> = line.layout().offsets().collect();
    let elements: Vec<Element> = offsets.iter().map(|&offset| line.element(offset)).collect();
    let mut order: Vec<i64> = (0..elements.len() as i64).collect();
    let mut failure = None;
    let mut compare = |a: &Element, b: &Element| -> Ordering {
        if failure.is_some() {
            return Ordering::Equal;
        }
        match compare_elements(cx, a, b, fields) {
            Ok(ordering) => ordering,
            Err(error) => {
                failure = Some(error);
                Ordering::Equal
            }
        }
    };
    // A user's comparison may be inconsistent; a merge sort of our own cannot be upset by that.
    merge_sort(&mut order, &mut |&i, &j| compare(&elements[i as usize], &elements[j as usize]));
    match failure {
        Some(error) => Err(error),
        None => Ok(order),
    }
}

fn merge_sort<T: Copy>(items: &mut [T], compare: &mut dyn FnMut(&T, &T) -> Ordering) {
    let n = items.len();
    if n < 2 {
        return;
    }
    let (left, right) = items.split_at_mut(n / 2);
    merge_sort(left, compare);
    merge_sort(right, compare);
    let (left, right) = (left.to_vec(), right.to_vec());
    let (mut i, mut j) = (0, 0);
    for place in items.iter_mut() {
        let take_right = i == left.len() || (j < right.len() && compare(&right[j], &left[i]) == Ordering::Less);
        *place = if take_right {
            j += 1;
            right[j - 1]
        } else {
            i += 1;
            left[i - 1]
        };
    }
}

/// How two elements of one dtype compare in a sort.
fn compare_elements(cx: &mut dyn Interp, a: &Element, b: &Element, fields: Option<&[String]>) -> R<Ordering> {
    Ok(match (a, b) {
        (Element::Str(a), Element::Str(b)) => a.cmp(b),
        (Element::Bytes(a), Element::Bytes(b)) => a.cmp(b),
        (Element::Datetime(a, _), Element::Datetime(b, _)) | (Element::Timedelta(a, _), Element::Timedelta(b, _)) => {
            // NaT sorts last.
            let key = |x: i64| (x == i64::MIN, x);
            key(*a).cmp(&key(*b))
        }
        (Element::Object(a), Element::Object(b)) => {
            let (a, b) = (value_of(a), value_of(b));
            if cx.less(&a, &b)? {
                Ordering::Less
            } else if cx.less(&b, &a)? {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        }
        (Element::Void(_, DType::Struct(have)), Element::Void(..)) => {
            let (a, b) = (element_to_value(a.clone()), element_to_value(b.clone()));
            let names: Vec<String> = match fields {
                Some(names) => names.to_vec(),
                None => have.fields.iter().map(|field| field.name.to_string()).collect(),
            };
            for name in names {
                let key = Value::str(name);
                let (x, y) = (cx.get_item(&a, &key)?, cx.get_item(&b, &key)?);
                let (Some(x), Some(y)) = (x.as_np_scalar(), y.as_np_scalar()) else { continue };
                let ordering = compare_elements(cx, &x, &y, None)?;
                if ordering != Ordering::Equal {
                    return Ok(ordering);
                }
            }
            Ordering::Equal
        }
        (Element::Void(a, _), Element::Void(b, _)) => a.cmp(b),
        (a, b) => match (a.to_i128(), b.to_i128()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => a.to_c128().key().cmp(&b.to_c128().key()),
        },
    })
}

/// The lines of an array along an axis.
fn lines(array: &ArrayRef, axis: usize) -> Vec<ArrayRef> {
    let layout = array.layout();
    let (n, stride) = (layout.shape[axis], layout.strides[axis]);
    let others: Vec<usize> = (0..layout.ndim()).filter(|&other| other != axis).collect();
    layout
        .permuted(&others)
        .offsets()
        .map(|offset| {
            let shape = smallvec::SmallVec::from_slice(&[n]);
            let strides = smallvec::SmallVec::from_slice(&[stride]);
            array.view_layout(Layout { shape, strides, offset })
        })
        .collect()
}

/// Sorts every line along an axis, in place.
fn sort_lanes(cx: &mut dyn Interp, array: &ArrayRef, axis: usize) -> R<()> {
    if array.size() == 0 || array.ndim() == 0 {
        return Ok(());
    }
    fn whole<T: SortKey>(array: &ArrayRef, n: usize) -> bool {
        let Some(mut all) = array.as_slice_mut::<T>() else { return false };
        sort_lines(&mut all, n);
        true
    }
    let n = array.shape()[axis];
    if axis + 1 == array.ndim() && with_num_type!(array.dtype(), T => whole::<T>(array, n), else false) {
        return cx.check_interrupt();
    }
    if array.dtype().is_numeric() && array.dtype() == array.dtype().native() {
        // The axis is brought to the end, where its lines are stretches of memory.
        let mut axes: Vec<usize> = (0..array.ndim()).filter(|&other| other != axis).collect();
        axes.push(axis);
        let view = array.view_layout(array.layout().permuted(&axes));
        let aside = view.copy();
        cx.check_interrupt()?;
        sort_lanes(cx, &aside, axes.len() - 1)?;
        crate::array::copy_into(&aside, &view);
        return Ok(());
    }
    for line in lines(array, axis) {
        let order = general_argsort(cx, &line, None)?;
        reorder(&line, order)?;
    }
    Ok(())
}

fn reorder(line: &ArrayRef, order: Vec<i64>) -> R<()> {
    let picked = pick(line, order)?;
    crate::array::copy_into(&picked, line);
    Ok(())
}

/// The elements of a line at positions.
fn pick(line: &ArrayRef, positions: Vec<i64>) -> R<ArrayRef> {
    let n = positions.len();
    pick_axis(line, Array::from_vec(positions, &[n]), 0)
}

fn sort(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, kind, order, _stable] = args else { return Ok(Value::None) };
    check_kind(kind)?;
    let source = as_array(cx, a)?;
    let (array, axis) = if axis.is_none() {
        (flat(&source).copy(), 0)
    } else {
        if source.ndim() == 0 {
            let axis = index_of(cx, axis)?;
            return err(ErrorClass::AxisError, format!("axis {axis} is out of bounds for array of dimension 0"));
        }
        let axis = axis_of(cx, axis, source.ndim())?;
        (source.copy_ordered(Order::Keep), axis)
    };
    sort_by(cx, &array, axis, order)?;
    super::shape::same_class(cx, &source, array)
}

fn sort_by(cx: &mut dyn Interp, array: &ArrayRef, axis: usize, order: &Value) -> R<()> {
    match order_fields(cx, array, order)? {
        None => sort_lanes(cx, array, axis),
        Some(names) => {
            for line in lines(array, axis) {
                let order = general_argsort(cx, &line, Some(&names))?;
                reorder(&line, order)?;
            }
            Ok(())
        }
    }
}

fn sort_in_place(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [array, axis, kind, order, _stable] = args else { return Ok(Value::None) };
    check_kind(kind)?;
    let array = super::ndarray::this(array)?;
    let axis = axis_of(cx, axis, array.ndim())?;
    if !array.is_writeable() {
        return err(ErrorClass::ValueError, "sort array is read-only");
    }
    sort_by(cx, &array, axis, order)?;
    Ok(Value::None)
}

/// Positions that sort each line along an axis.
fn argsort_lanes(cx: &mut dyn Interp, array: &ArrayRef, axis: usize, fields: Option<&[String]>) -> R<ArrayRef> {
    let result = Array::zeros(DType::I64, &array.shape());
    for (line, target) in lines(array, axis).iter().zip(lines(&result, axis)) {
        let order = match fields {
            None => with_num_type!(
                line.dtype(),
                T => line.with_elements::<T, _>(argsort_kernel),
                else general_argsort(cx, line, None)?
            ),
            Some(_) => general_argsort(cx, line, fields)?,
        };
        let n = order.len();
        crate::array::copy_into(&Array::from_vec(order, &[n]), &target);
    }
    Ok(result)
}

fn argsort(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, axis, kind, order, _stable] = args else { return Ok(Value::None) };
    check_kind(kind)?;
    let source = as_array(cx, a)?;
    if source.ndim() == 0 {
        return Ok(Value::Array(Array::from_slice(&[0i64], &[1])));
    }
    let (array, axis) = flattened_axis(cx, source, axis)?;
    let fields = order_fields(cx, &array, order)?;
    Ok(Value::Array(argsort_lanes(cx, &array, axis, fields.as_deref())?))
}

fn check_kth(cx: &mut dyn Interp, a: &Value, kth: &Value, axis: &Value) -> R<()> {
    let array = as_array(cx, a)?;
    let n = if axis.is_none() {
        array.size()
    } else {
        let axis = axis_of(cx, axis, array.ndim())?;
        array.shape()[axis]
    };
    for k in sizes_of(cx, kth)? {
        if !(-(n as i64)..n as i64).contains(&k) {
            return err(ErrorClass::ValueError, format!("kth(={k}) out of bounds ({n})"));
        }
    }
    Ok(())
}

fn lexsort(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let mut keys = Vec::new();
    for key in cx.collect(&args[0])? {
        keys.push(as_array(cx, &key)?);
    }
    let Some(first) = keys.first() else {
        return err(ErrorClass::TypeError, "need sequence of keys with len > 0 in lexsort");
    };
    let shape = first.shape();
    if keys.iter().any(|key| key.shape() != shape) {
        return err(ErrorClass::ValueError, "all keys need to be the same shape");
    }
    if shape.is_empty() {
        return Ok(Value::NpInt(0));
    }
    let axis = axis_of(cx, &args[1], shape.len())?;
    let result = Array::zeros(DType::I64, &shape);
    let key_lines: Vec<Vec<ArrayRef>> = keys.iter().map(|key| lines(key, axis)).collect();
    for (k, target) in lines(&result, axis).iter().enumerate() {
        let mut order: Vec<i64> = (0..shape[axis] as i64).collect();
        // Stable sorts by one key after another; the last key is the primary one.
        for line in &key_lines {
            let sorted_by = pick(&line[k], order.clone())?;
            let positions = with_num_type!(
                sorted_by.dtype(),
                T => sorted_by.with_elements::<T, _>(argsort_kernel),
                else general_argsort(cx, &sorted_by, None)?
            );
            order = positions.into_iter().map(|p| order[p as usize]).collect();
        }
        let n = order.len();
        crate::array::copy_into(&Array::from_vec(order, &[n]), target);
    }
    Ok(Value::Array(result))
}

/// Where each of `values` stands among a sorted line; both are brought to one dtype.
fn places(cx: &mut dyn Interp, sorted: &ArrayRef, values: &ArrayRef, right: bool) -> R<Vec<i64>> {
    let dtype = promote(sorted.dtype(), values.dtype())?;
    let (sorted, values) = (cast(cx, sorted, dtype)?, cast(cx, values, dtype)?);
    fn of<T: SortKey>(sorted: &ArrayRef, values: &ArrayRef, right: bool) -> Vec<i64> {
        sorted.with_elements::<T, _>(|sorted| values.with_elements::<T, _>(|values| search_all(sorted, values, right)))
    }
    with_num_type!(dtype, T => {
        let found = of::<T>(&sorted, &values, right);
        cx.check_interrupt()?;
        return Ok(found);
    }, else {});
    let line: Vec<Element> = sorted.layout().offsets().map(|at| sorted.element(at)).collect();
    let mut result = Vec::new();
    for at in values.layout().offsets() {
        let value = values.element(at);
        let (mut low, mut high) = (0, line.len());
        while low < high {
            let middle = (low + high) / 2;
            let ordering = compare_elements(cx, &line[middle], &value, None)?;
            if ordering == Ordering::Less || (right && ordering == Ordering::Equal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        result.push(low as i64);
    }
    Ok(result)
}

fn searchsorted(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, v, side, sorter] = args else { return Ok(Value::None) };
    let mut array = as_array(cx, a)?;
    if array.ndim() != 1 {
        return err(ErrorClass::ValueError, "object of too small depth for desired array");
    }
    if !sorter.is_missing() {
        match get_item(cx, &array, sorter)? {
            Value::Array(sorted) => array = sorted,
            _ => return err(ErrorClass::TypeError, "sorter must only contain integers"),
        }
    }
    let right = match side.as_str() {
        Some("left" | "l") => false,
        Some("right" | "r") => true,
        other => {
            let shown = other.unwrap_or("");
            return err(
                ErrorClass::ValueError,
                format!("search side must be one of 'left' or 'right' (got '{shown}')"),
            );
        }
    };
    let values = as_array(cx, v)?;
    let found = places(cx, &array, &values, right)?;
    if values.ndim() == 0 {
        return Ok(Value::NpInt(found[0]));
    }
    Ok(ints(found, Some(&values.shape())))
}

fn digitize(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, bins, right] = args else { return Ok(Value::None) };
    let (x, bins) = (as_array(cx, x)?, as_array(cx, bins)?);
    let right = cx.truth(right)?;
    let edges = cast(cx, &bins, DType::F64)?.to_vec::<f64>();
    let rising = edges.windows(2).all(|pair| pair[0] <= pair[1]);
    let falling = edges.windows(2).all(|pair| pair[0] >= pair[1]);
    if !rising && !falling {
        return err(ErrorClass::ValueError, "bins must be monotonically increasing or decreasing");
    }
    let found = if rising {
        places(cx, &bins, &x, !right)?
    } else {
        let reversed = super::shape::flip_axes(&bins, &[0]).copy();
        let n = edges.len() as i64;
        places(cx, &reversed, &x, right)?.into_iter().map(|place| n - place).collect()
    };
    if x.ndim() == 0 {
        return Ok(Value::NpInt(found[0]));
    }
    Ok(ints(found, Some(&x.shape())))
}

/// What `unique` finds in a line.
struct Distinct {
    values: ArrayRef,
    first: Vec<i64>,
    inverse: Vec<i64>,
    counts: Vec<i64>,
}

/// Elements handled between looks at the interrupt flag.
const STEP: usize = 1 << 16;

/// The distinct elements of a 1-d array, sorted.
fn distinct(cx: &mut dyn Interp, line: &ArrayRef, equal_nan: bool) -> R<Distinct> {
    let order = with_num_type!(
        line.dtype(),
        T => line.with_elements::<T, _>(argsort_kernel),
        else general_argsort(cx, line, None)?
    );
    cx.check_interrupt()?;
    let n = order.len();
    let mut starts: Vec<usize> = Vec::new();
    fn boundaries<T: SortKey>(line: &ArrayRef, order: &[i64], equal_nan: bool, starts: &mut Vec<usize>) {
        line.with_elements::<T, _>(|values| {
            for (k, &at) in order.iter().enumerate() {
                if k % STEP == 0 && interrupt::raised() {
                    return;
                }
                let new = k == 0 || {
                    let (before, now) = (values[order[k - 1] as usize], values[at as usize]);
                    // Only NaN differs from itself.
                    let is_nan = |x: T| x.ne(&x);
                    if is_nan(now) { !equal_nan || !is_nan(before) } else { before.key() != now.key() }
                };
                if new {
                    starts.push(k);
                }
            }
        });
    }
    let numeric =
        with_num_type!(line.dtype(), T => { boundaries::<T>(line, &order, equal_nan, &mut starts); true }, else false);
    if !numeric {
        let offsets: Vec<usize> = line.layout().offsets().collect();
        let mut before: Option<Element> = None;
        for (k, &at) in order.iter().enumerate() {
            let element = line.element(offsets[at as usize]);
            let same = match &before {
                Some(before) => compare_elements(cx, before, &element, None)? == Ordering::Equal,
                None => false,
            };
            if !same {
                starts.push(k);
            }
            before = Some(element);
        }
    }
    cx.check_interrupt()?;
    let first: Vec<i64> = starts.iter().map(|&k| order[k]).collect();
    let mut inverse = vec![0i64; n];
    let mut counts = Vec::with_capacity(starts.len());
    for (group, &start) in starts.iter().enumerate() {
        if group % STEP == 0 {
            cx.check_interrupt()?;
        }
        let end = starts.get(group + 1).copied().unwrap_or(n);
        counts.push((end - start) as i64);
        for &at in &order[start..end] {
            inverse[at as usize] = group as i64;
        }
    }
    Ok(Distinct { values: pick(line, first.clone())?, first, inverse, counts })
}

fn unique(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [ar, return_index, return_inverse, return_counts, axis, equal_nan, _sorted] = args else {
        return Ok(Value::None);
    };
    let source = as_array(cx, ar)?;
    let equal_nan = cx.truth(equal_nan)?;
    let wanted = [cx.truth(return_index)?, cx.truth(return_inverse)?, cx.truth(return_counts)?];
    if axis.is_missing() && wanted == [false; 3] {
        let line = flat(&source);
        fn of<T: SortKey>(line: &ArrayRef) -> Option<ArrayRef> {
            let values = distinct_kernel::<T>(line.to_vec())?;
            let n = values.len();
            Some(Array::from_vec(values, &[n]))
        }
        let values = with_num_type!(line.dtype(), T => of::<T>(&line), else None);
        cx.check_interrupt()?;
        if let Some(values) = values {
            return Ok(Value::Array(values));
        }
    }
    let (values, found) = if axis.is_missing() {
        let found = distinct(cx, &flat(&source), equal_nan)?;
        (found.values.clone(), found)
    } else {
        let axis = axis_of(cx, axis, source.ndim())?;
        unique_along(cx, &source, axis)?
    };
    if wanted == [false; 3] {
        return Ok(Value::Array(values));
    }
    let inverse_shape = axis.is_missing().then(|| source.shape());
    let mut results = vec![Value::Array(values)];
    if wanted[0] {
        results.push(ints(found.first, None));
    }
    if wanted[1] {
        results.push(ints(found.inverse, inverse_shape.as_deref()));
    }
    if wanted[2] {
        results.push(ints(found.counts, None));
    }
    Ok(Value::tuple(results))
}

/// The distinct sub-arrays along an axis, in the order of their elements.
fn unique_along(cx: &mut dyn Interp, source: &ArrayRef, axis: usize) -> R<(ArrayRef, Distinct)> {
    let rows = super::shape::move_axis(source, axis, 0)?.copy();
    let n = rows.shape()[0];
    let layout = rows.layout();
    let items: Vec<Vec<Element>> = (0..n)
        .map(|i| {
            let row = rows.view_layout(layout.indexed(0, i));
            row.layout().offsets().map(|at| row.element(at)).collect()
        })
        .collect();
    let mut failure = None;
    let mut compare = |a: usize, b: usize| -> Ordering {
        for (x, y) in items[a].iter().zip(&items[b]) {
            match compare_elements(cx, x, y, None) {
                Ok(Ordering::Equal) => {}
                Ok(other) => return other,
                Err(error) => {
                    failure = Some(error);
                    return Ordering::Equal;
                }
            }
        }
        Ordering::Equal
    };
    let mut order: Vec<usize> = (0..n).collect();
    merge_sort(&mut order, &mut |&a, &b| compare(a, b));
    let mut starts = Vec::new();
    for k in 0..n {
        if k == 0 || compare(order[k - 1], order[k]) != Ordering::Equal {
            starts.push(k);
        }
    }
    if let Some(error) = failure {
        return Err(error);
    }
    let first: Vec<i64> = starts.iter().map(|&k| order[k] as i64).collect();
    let mut inverse = vec![0; n];
    let mut counts = Vec::new();
    for (group, &start) in starts.iter().enumerate() {
        let end = starts.get(group + 1).copied().unwrap_or(n);
        counts.push((end - start) as i64);
        for &at in &order[start..end] {
            inverse[at] = group as i64;
        }
    }
    let picked = pick(&rows, first.clone())?;
    let values = super::shape::move_axis(&picked, 0, axis as i64)?.copy();
    let found = Distinct { values: values.clone(), first, inverse, counts };
    Ok((values, found))
}

/// For each element of a line whether it is in another.
fn membership(cx: &mut dyn Interp, line: &ArrayRef, among: &ArrayRef) -> R<Vec<bool>> {
    let found = distinct(cx, among, false)?;
    let left = places(cx, &found.values, line, false)?;
    let right = places(cx, &found.values, line, true)?;
    let mut result: Vec<bool> = left.iter().zip(&right).map(|(left, right)| left < right).collect();
    if line.dtype().is_float() || line.dtype().is_complex() {
        // NaN equals nothing.
        let wide = cast(cx, line, DType::C128)?;
        for (flag, x) in result.iter_mut().zip(wide.to_vec::<num_complex::Complex64>()) {
            *flag &= !(x.re.is_nan() || x.im.is_nan());
        }
    }
    Ok(result)
}

fn isin(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [element, test_elements, _unique, invert, kind] = args else { return Ok(Value::None) };
    if let Some(name) = kind.as_str()
        && name != "sort"
        && name != "table"
    {
        return err(ErrorClass::ValueError, format!("Invalid kind: '{name}'. Please use None, 'sort' or 'table'."));
    }
    let (element, among) = (as_array(cx, element)?, as_array(cx, test_elements)?);
    let invert = cx.truth(invert)?;
    let found = if among.dtype() == DType::Object || element.dtype() == DType::Object {
        let among: Vec<Value> = among.layout().offsets().map(|at| element_to_value(among.element(at))).collect();
        let mut found = Vec::new();
        for at in element.layout().offsets() {
            let value = element_to_value(element.element(at));
            let mut any = false;
            for other in &among {
                any |= cx.equal(&value, other)?;
            }
            found.push(any);
        }
        found
    } else {
        membership(cx, &flat(&element), &flat(&among))?
    };
    let flags: Vec<Bool8> = found.into_iter().map(|flag| Bool8::new(flag != invert)).collect();
    if element.ndim() == 0 {
        return Ok(Value::Array(Array::from_vec(flags, &[])));
    }
    Ok(Value::Array(Array::from_vec(flags, &element.shape())))
}

fn intersect1d(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (line_of(cx, &args[0])?, line_of(cx, &args[1])?);
    let with_indices = cx.truth(&args[3])?;
    let (first, second) = (distinct(cx, &a, true)?, distinct(cx, &b, true)?);
    let dtype = promote(a.dtype(), b.dtype())?;
    let common = membership(cx, &first.values, &second.values)?;
    let kept: Vec<i64> = (0..common.len() as i64).filter(|&i| common[i as usize]).collect();
    let values = cast(cx, &pick(&first.values, kept.clone())?, dtype)?;
    if !with_indices {
        return Ok(Value::Array(values));
    }
    let spots = places(cx, &second.values, &values, false)?;
    let in_a = kept.iter().map(|&i| first.first[i as usize]).collect();
    let in_b = spots.iter().map(|&i| second.first[i as usize]).collect();
    Ok(Value::tuple([Value::Array(values), ints(in_a, None), ints(in_b, None)]))
}

fn setdiff1d(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (line_of(cx, &args[0])?, line_of(cx, &args[1])?);
    let line = if cx.truth(&args[2])? { a } else { distinct(cx, &a, true)?.values };
    let inside = membership(cx, &line, &b)?;
    let kept = (0..inside.len() as i64).filter(|&i| !inside[i as usize]).collect();
    Ok(Value::Array(pick(&line, kept)?))
}

fn setxor1d(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (a, b) = (line_of(cx, &args[0])?, line_of(cx, &args[1])?);
    let (first, second) = (distinct(cx, &a, true)?.values, distinct(cx, &b, true)?.values);
    let joined = super::join::concatenate(cx, &[first, second], None, None)?;
    let found = distinct(cx, &joined, true)?;
    let kept = (0..found.counts.len() as i64).filter(|&i| found.counts[i as usize] == 1).collect();
    Ok(Value::Array(pick(&found.values, kept)?))
}
