//! The numbers of a value, for front ends that draw them.

use super::convert::{as_array, cast_quiet};
use super::core::Vm;
use crate::array::DType;
use crate::session::Numbers;
use crate::text::{Error, ErrorClass, R, Source};
use crate::value::{Interp, Value};
use std::rc::Rc;

/// Larger arrays are not shown number by number.
const MOST_TEXTS: usize = 400;

impl Vm<'_> {
    /// Runs a cell and gives the numbers of its value, or of each element if it is a tuple of arrays or
    /// lists. Errors: those of the cell; TypeError for what holds no real numbers.
    pub(super) fn numbers(&mut self, source: &Rc<Source>) -> R<Vec<Numbers>> {
        let namespace = self.core.main.clone();
        self.core.slot(&namespace, crate::text::names::NAME)?;
        let code = self.compile_text(source, &namespace, true)?;
        let value = self.run_module(code)?;
        match &value {
            Value::Tuple(parts) if parts.iter().any(|part| matches!(part, Value::Array(_) | Value::List(_))) => {
                parts.iter().map(|part| self.numbers_of(part)).collect()
            }
            _ => Ok(vec![self.numbers_of(&value)?]),
        }
    }

    fn numbers_of(&mut self, value: &Value) -> R<Numbers> {
        let array = as_array(self, value)?;
        let dtype = array.dtype();
        let type_name = match value.class() {
            Value::Type(class) => class.name().to_owned(),
            Value::Class(class) => class.name.get().as_str().to_owned(),
            _ => "object".to_owned(),
        };
        let what = match dtype {
            _ if dtype.is_numeric() && !dtype.is_complex() => None,
            _ if dtype.is_complex() => Some("complex numbers have two parts; draw x.real, x.imag or abs(x)".to_owned()),
            DType::Object => Some(format!("only real numbers are drawn, and this {type_name} holds other objects")),
            _ => Some(format!("only real numbers are drawn, not {}", dtype.name())),
        };
        if let Some(problem) = what {
            return Err(Error::new(ErrorClass::TypeError, problem));
        }
        let (floats, _) = cast_quiet(self, &array, DType::F64)?;
        let mut texts = Vec::new();
        if array.size() <= MOST_TEXTS {
            let text = self.str(&Value::Array(array.clone()))?;
            texts = text.replace(['[', ']'], " ").split_whitespace().map(str::to_owned).collect();
            // The print options may leave elements out.
            texts.truncate(if texts.len() == array.size() { array.size() } else { 0 });
        }
        Ok(Numbers {
            type_name,
            shape: array.shape().to_vec(),
            dtype: dtype.name().to_string(),
            values: floats.to_vec::<f64>(),
            texts,
        })
    }
}
