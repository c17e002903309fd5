//! `np.linalg`: norms, decompositions, systems of equations. Matrices may be stacked: every function
//! works on the last two axes.

mod decompositions;
mod norms;
mod systems;

use crate::array::{Array, ArrayRef, DType, Dims};
use crate::kernels::linalg::Matrix;
use crate::run::convert::{as_array, cast};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, Value};
use num_complex::Complex64;

/// The rows of this family.
pub(super) const LISTS: &[&[Builtin]] = &[norms::ROWS, systems::ROWS, decompositions::ROWS];

/// A stack of matrices: the outer shape, and each matrix as float64.
struct Stack {
    array: ArrayRef,
    outer: Dims,
    rows: usize,
    columns: usize,
    /// What results are cast to.
    dtype: DType,
}

impl Stack {
    /// *Errors*: LinAlgError for less than two axes, TypeError for dtypes without a decomposition.
    fn new(cx: &mut dyn Interp, value: &Value) -> R<Stack> {
        let array = as_array(cx, value)?;
        let shape = array.shape();
        if shape.len() < 2 {
            return err(
                ErrorClass::LinAlgError,
                format!("{}-dimensional array given. Array must be at least two-dimensional", shape.len()),
            );
        }
        let dtype = match array.dtype().native() {
            DType::F32 => DType::F32,
            DType::C64 => DType::C64,
            DType::C128 => DType::C128,
            DType::F16 => return err(ErrorClass::TypeError, "array type float16 is unsupported in linalg"),
            dtype if dtype.is_numeric() => DType::F64,
            other => {
                let shown = other.name();
                return err(ErrorClass::TypeError, format!("Cannot cast dtype {shown} to float64 in linalg"));
            }
        };
        let k = shape.len() - 2;
        Ok(Stack { outer: Dims::from_slice(&shape[..k]), rows: shape[k], columns: shape[k + 1], array, dtype })
    }

    fn square(cx: &mut dyn Interp, value: &Value) -> R<Stack> {
        let stack = Stack::new(cx, value)?;
        if stack.rows != stack.columns {
            return err(ErrorClass::LinAlgError, "Last 2 dimensions of the array must be square");
        }
        Ok(stack)
    }

    /// Refuses complex matrices where only real ones are decomposed so far.
    fn real(self, function: &str) -> R<Stack> {
        if self.dtype.is_complex() {
            return Err(Error::unsupported(format!("complex matrices in np.linalg.{function}")));
        }
        Ok(self)
    }

    fn matrices(&self, cx: &mut dyn Interp) -> R<Vec<Matrix>> {
        let wide = cast(cx, &self.array, DType::F64)?.to_vec::<f64>();
        let size = self.rows * self.columns;
        let count: usize = self.outer.iter().product();
        Ok((0..count).map(|k| Matrix::from_rows(&wide[k * size..(k + 1) * size], self.rows, self.columns)).collect())
    }

    fn complex_matrices(&self, cx: &mut dyn Interp) -> R<Vec<Matrix<Complex64>>> {
        let wide = cast(cx, &self.array, DType::C128)?.to_vec::<Complex64>();
        let size = self.rows * self.columns;
        let count: usize = self.outer.iter().product();
        Ok((0..count).map(|k| Matrix::from_rows(&wide[k * size..(k + 1) * size], self.rows, self.columns)).collect())
    }

    /// Results of one shape each, stacked again.
    fn stacked(&self, cx: &mut dyn Interp, parts: Vec<Vec<f64>>, inner: &[usize]) -> R<ArrayRef> {
        let shape: Dims = self.outer.iter().chain(inner).copied().collect();
        let array = Array::from_vec(parts.concat(), &shape);
        cast(cx, &array, self.dtype.real_part())
    }
}

/// The error of a decomposition without an answer, unless Ctrl-C stopped it.
fn not_converged<T>(cx: &mut dyn Interp, what: &str) -> R<T> {
    cx.check_interrupt()?;
    err(ErrorClass::LinAlgError, format!("{what} did not converge"))
}
