//! Matrices of a pattern: eye, diag, the triangles, vander.

use super::{filled, new_array, refuse_extras};
use crate::array::{Array, DType, Order};
use crate::run::arguments::{dtype_arg, index_of, order_of, refuse, shape_of};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast, element_of, promote};
use crate::syntax::ast::BinOp;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Value};

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.eye",
        signature: "(N, M=None, k=0, dtype=float, order='C', *, device=None, like=None)",
        summary: "A matrix with ones on a diagonal and zeros elsewhere.",
        example: ">>> np.eye(2, dtype=int)\narray([[1, 0],\n       [0, 1]])\n>>> np.eye(3, k=1)\narray([[0., 1., 0.],\n       [0., 0., 1.],\n       [0., 0., 0.]])\n",
        see_also: &["np.identity", "np.diag"],
        run: Run::Function(eye),
        ..ROW
    },
    Builtin {
        name: "np.identity",
        signature: "(n, dtype=None, *, like=None)",
        summary: "The square matrix with ones on its main diagonal.",
        example: ">>> np.identity(2)\narray([[1., 0.],\n       [0., 1.]])\n",
        see_also: &["np.eye"],
        run: Run::Function(identity),
        ..ROW
    },
    Builtin {
        name: "np.diag",
        signature: "(v, k=0)",
        summary: "The diagonal of a matrix, or the matrix with a diagonal.",
        example: ">>> np.diag([[0, 1], [2, 3]])\narray([0, 3])\n>>> np.diag([1, 2])\narray([[1, 0],\n       [0, 2]])\n",
        see_also: &["np.diagonal", "np.diagflat", "np.trace"],
        run: Run::Function(diag),
        ..ROW
    },
    Builtin {
        name: "np.diagflat",
        signature: "(v, k=0)",
        summary: "The matrix with the flattened input as a diagonal.",
        example: ">>> np.diagflat([[1, 2]])\narray([[1, 0],\n       [0, 2]])\n",
        run: Run::Function(diagflat),
        ..ROW
    },
    Builtin {
        name: "np.tri",
        signature: "(N, M=None, k=0, dtype=float, *, like=None)",
        summary: "A matrix with ones at and below a diagonal.",
        example: ">>> np.tri(2, 3, dtype=int)\narray([[1, 0, 0],\n       [1, 1, 0]])\n",
        see_also: &["np.tril", "np.triu"],
        run: Run::Function(tri),
        ..ROW
    },
    Builtin {
        name: "np.tril",
        signature: "(m, k=0)",
        summary: "The lower triangle; elements above the diagonal become zero.",
        example: ">>> np.tril([[1, 2], [3, 4]])\narray([[1, 0],\n       [3, 4]])\n",
        run: Run::Function(|cx, args| triangle(cx, args, true)),
        ..ROW
    },
    Builtin {
        name: "np.triu",
        signature: "(m, k=0)",
        summary: "The upper triangle; elements below the diagonal become zero.",
        example: ">>> np.triu([[1, 2], [3, 4]])\narray([[1, 2],\n       [0, 4]])\n",
        run: Run::Function(|cx, args| triangle(cx, args, false)),
        ..ROW
    },
    Builtin {
        name: "np.vander",
        signature: "(x, N=None, increasing=False)",
        summary: "The Vandermonde matrix: powers of a vector as columns.",
        example: ">>> np.vander([1, 2, 3], 3)\narray([[1, 1, 1],\n       [4, 2, 1],\n       [9, 3, 1]])\n",
        run: Run::Function(vander),
        ..ROW
    },
];

fn eye(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [rows, columns, k, dtype, order, device, like] = args else { return Ok(Value::None) };
    refuse_extras("eye", Some(device), like)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let order = order_of(order, Order::C)?;
    let n = index_of(cx, rows)?;
    let m = if columns.is_missing() { n } else { index_of(cx, columns)? };
    let shape = shape_of(cx, &Value::tuple([Value::Int(n), Value::Int(m)]))?;
    let k = index_of(cx, k)?;
    let array = new_array(&shape, dtype, order)?;
    let one = element_of(cx, &Value::Int(1), dtype)?;
    for i in 0..shape[0] {
        let j = i as i64 + k;
        if (0..shape[1] as i64).contains(&j) {
            array.set_element(array.offset_of(&[i, j as usize]), &one);
        }
    }
    Ok(Value::Array(array))
}

fn identity(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [n, dtype, like] = args else { return Ok(Value::None) };
    let mut forwarded = [n.take(), Value::None, Value::Int(0), dtype.take(), Value::str("C"), Value::None, like.take()];
    eye(cx, &mut forwarded)
}

fn diag(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [v, k] = args else { return Ok(Value::None) };
    let source = as_array(cx, v)?;
    let k = index_of(cx, k)?;
    match source.ndim() {
        1 => {
            let n = source.size() + k.unsigned_abs() as usize;
            let result = new_array(&[n, n], source.dtype(), Order::C)?;
            let target = crate::numpy::shape::diagonal_view(&result, k, 0, 1);
            assign(cx, &target, &source)?;
            Ok(Value::Array(result))
        }
        2 => Ok(Value::Array(crate::numpy::shape::read_only(crate::numpy::shape::diagonal_view(&source, k, 0, 1)))),
        _ => err(ErrorClass::ValueError, "Input must be 1- or 2-d."),
    }
}

fn diagflat(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let source = as_array(cx, &args[0])?;
    let n = source.size();
    let flat = source.contiguous();
    let layout =
        crate::array::Layout { offset: flat.layout().offset, ..crate::array::Layout::c_order(&[n], flat.itemsize()) };
    let mut forwarded = [Value::Array(flat.view_layout(layout)), args[1].take()];
    diag(cx, &mut forwarded)
}

fn tri(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [rows, columns, k, dtype, like] = args else { return Ok(Value::None) };
    refuse(like, "tri", "like")?;
    let n = index_of(cx, rows)?;
    let m = if columns.is_missing() { n } else { index_of(cx, columns)? };
    let k = index_of(cx, k)?;
    let dtype = dtype_arg(cx, dtype)?.unwrap_or(DType::F64);
    let shape = shape_of(cx, &Value::tuple([Value::Int(n), Value::Int(m)]))?;
    Array::check_size(&shape, dtype)?;
    let width = shape[1];
    let ones = Array::build::<f64>(&shape, |out| {
        for (at, x) in out.iter_mut().enumerate() {
            let (i, j) = ((at / width) as i64, (at % width) as i64);
            *x = if j - i <= k { 1.0 } else { 0.0 };
        }
    });
    Ok(Value::Array(cast(cx, &ones, dtype)?))
}

fn triangle(cx: &mut dyn Interp, args: &mut [Value], lower: bool) -> R<Value> {
    let [m, k] = args else { return Ok(Value::None) };
    let mut source = as_array(cx, m)?;
    let k = index_of(cx, k)?;
    if source.ndim() == 0 {
        return err(ErrorClass::TypeError, "tri() missing 1 required positional argument: 'N'");
    }
    if source.ndim() < 2 {
        // One row is stretched to a square, as np.where does with a square mask.
        let n = source.shape().first().copied().unwrap_or(1);
        let Some(layout) = source.layout().broadcast_to(&[n, n]) else { return Ok(Value::Array(source)) };
        source = source.view_layout(layout);
    }
    let result = source.copy();
    let shape = result.shape();
    let (rows, width) = (shape[shape.len() - 2], shape[shape.len() - 1]);
    let zero = element_of(cx, &Value::Int(0), result.dtype())?;
    for (at, offset) in result.layout().offsets().enumerate() {
        let (i, j) = ((at / width % rows) as i64, (at % width) as i64);
        let outside = if lower { j - i > k } else { j - i < k };
        if outside {
            result.set_element(offset, &zero);
        }
    }
    Ok(Value::Array(result))
}

fn vander(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [x, count, increasing] = args else { return Ok(Value::None) };
    let x = as_array(cx, x)?;
    if x.ndim() != 1 {
        return err(ErrorClass::ValueError, "x must be a one-dimensional array or sequence.");
    }
    let rows = x.size();
    let n = if count.is_missing() { rows as i64 } else { index_of(cx, count)? };
    let shape = shape_of(cx, &Value::tuple([Value::count(rows), Value::Int(n)]))?;
    let dtype = promote(x.dtype(), DType::I64)?;
    let result = filled(cx, &shape, dtype, Order::C, &Value::Int(1))?;
    let increasing = cx.truth(increasing)?;
    let column = |k: usize| if increasing { k } else { shape[1] - 1 - k };
    // Powers are built by repeated multiplication, as NumPy's multiply.accumulate does.
    for k in 1..shape[1] {
        let before = result.view_layout(result.layout().indexed(1, column(k - 1)));
        let product = cx.binary(BinOp::Mul, &Value::Array(before), &Value::Array(x.clone()))?;
        let product = as_array(cx, &product)?;
        assign(cx, &result.view_layout(result.layout().indexed(1, column(k))), &product)?;
    }
    Ok(Value::Array(result))
}
