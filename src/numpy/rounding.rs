//! Rounding to decimals.

use crate::array::{ArrayRef, DType};
use crate::run::arguments::{OUTPUT_MUST_BE_AN_ARRAY, index_of, out_array};
use crate::run::array_index::assign;
use crate::run::convert::{as_array, cast};
use crate::syntax::ast::BinOp;
use crate::text::R;
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, element_to_value};

use super::products::numpy;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.round",
        signature: "(a, decimals=0, out=None)",
        summary: "Numbers rounded to decimals, halves to even.",
        example: ">>> np.round([0.37, 1.64])\narray([0., 2.])\n>>> np.round(2.675, 2)\nnp.float64(2.68)\n",
        see_also: &["np.floor", "np.ceil", "np.rint"],
        run: Run::Function(round),
        ..ROW
    },
    Builtin {
        name: "np.around",
        signature: "(a, decimals=0, out=None)",
        summary: "Numbers rounded to decimals, halves to even.",
        example: ">>> np.around([1.25, 1.35], 1)\narray([1.2, 1.4])\n",
        run: Run::Function(round),
        ..ROW
    },
    Builtin {
        name: "ndarray.round",
        signature: "(self, /, decimals=0, out=None)",
        style: Style::C,
        summary: "Elements rounded to decimals, halves to even.",
        example: ">>> np.array([1.25, 1.35]).round(1)\narray([1.2, 1.4])\n",
        run: Run::Function(round),
        ..ROW
    },
];

fn round(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [a, decimals, out] = args else { return Ok(Value::None) };
    let array = as_array(cx, a)?;
    let decimals = index_of(cx, decimals)?;
    let rounded = round_array(cx, &array, decimals)?;
    if let Some(target) = out_array(out, OUTPUT_MUST_BE_AN_ARRAY)? {
        assign(cx, target, &rounded)?;
        return Ok(out.clone());
    }
    let scalar = rounded.ndim() == 0 && !matches!(a, Value::Array(_));
    if scalar || rounded.ndim() == 0 {
        return Ok(element_to_value(rounded.only_element()));
    }
    super::shape::same_class(cx, &array, rounded)
}

/// Rounded elements: scaled by a power of ten, rounded, scaled back, as NumPy does it.
pub(super) fn round_array(cx: &mut dyn Interp, array: &ArrayRef, decimals: i64) -> R<ArrayRef> {
    let dtype = array.dtype();
    if dtype == DType::Bool {
        return cast(cx, array, DType::F16).and_then(|array| round_array(cx, &array, decimals));
    }
    if dtype.is_integer() {
        if decimals >= 0 {
            return Ok(array.copy());
        }
        let wide = cast(cx, array, DType::F64)?;
        let rounded = round_array(cx, &wide, decimals)?;
        return cast(cx, &rounded, dtype);
    }
    if dtype.is_complex() {
        let result = array.copy();
        for imaginary in [false, true] {
            let part = super::ndarray::complex_part(array, imaginary).copy();
            let rounded = round_array(cx, &part, decimals)?;
            assign(cx, &super::ndarray::complex_part(&result, imaginary), &rounded)?;
        }
        return Ok(result);
    }
    let value = Value::Array(array.clone());
    if decimals == 0 {
        let result = numpy(cx, "rint", &[value])?;
        return as_array(cx, &result);
    }
    let scale = Value::float(10f64.powi(decimals.unsigned_abs().min(400) as i32));
    let (first, second) = if decimals > 0 { (BinOp::Mul, BinOp::Div) } else { (BinOp::Div, BinOp::Mul) };
    let scaled = cx.binary(first, &value, &scale)?;
    let whole = numpy(cx, "rint", &[scaled])?;
    let result = cx.binary(second, &whole, &scale)?;
    as_array(cx, &result)
}
