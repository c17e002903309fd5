//! Text of arrays, NumPy scalars and dtypes among other values: the print floor's functions with the
//! session's print options, and with objects and formatters brought in.

use crate::array::{ArrayRef, DType, Element, Object};
use crate::print::{
    ElementHost, Legacy, PrintOptions, array_repr, array_str, array2string, dtype_repr, dtype_str, scalar_repr,
    scalar_str,
};
use crate::text::R;
use crate::value::{Interp, Value, element_to_value, types, value_of};
use std::cell::RefCell;
use std::rc::Rc;

/// What `np.set_printoptions` set.
#[derive(Clone, Default)]
pub struct PrintSettings {
    /// Everything that is plain data.
    pub options: PrintOptions,
    /// The `formatter` dict, or None.
    pub formatter: Value,
    /// The `override_repr` function, or None.
    pub override_repr: Value,
}

/// The session's print settings.
pub fn settings(cx: &mut dyn Interp) -> Rc<RefCell<PrintSettings>> {
    struct Shared(Rc<RefCell<PrintSettings>>);
    cx.state().extension(|| Shared(Rc::new(RefCell::new(PrintSettings::default())))).0.clone()
}

/// Gives the print floor the texts of objects and the user's formatters.
pub struct Host<'a> {
    /// The interpreter.
    pub cx: &'a mut dyn Interp,
    /// The `formatter` dict, or None.
    pub formatter: Value,
}

impl ElementHost for Host<'_> {
    fn object(&mut self, object: &Object) -> R<String> {
        let value = value_of(object);
        let text = self.cx.repr(&value)?;
        Ok(if matches!(value, Value::List(_)) { format!("list({text})") } else { text })
    }

    fn object_str(&mut self, object: &Object) -> R<String> {
        self.cx.str(&value_of(object))
    }

    fn formatter(&mut self, keys: &[&str]) -> Option<usize> {
        if self.formatter.is_missing() {
            return None;
        }
        keys.iter().position(|key| matches!(self.cx.contains(&self.formatter, &Value::str(*key)), Ok(true))).map(|at| {
            // The position is turned into the function right away: keys differ from call to call.
            if let Ok(function) = self.cx.get_item(&self.formatter, &Value::str(keys[at])) {
                CHOSEN.with_borrow_mut(|chosen| {
                    chosen.push(function);
                    chosen.len() - 1
                })
            } else {
                usize::MAX
            }
        })
    }

    fn call(&mut self, formatter: usize, element: Element) -> R<String> {
        let function = CHOSEN.with_borrow(|chosen| chosen.get(formatter).cloned()).unwrap_or_default();
        let text = self.cx.call(&function, &[element_to_value(element)], &[])?;
        self.cx.str(&text)
    }
}

thread_local! {
    /// Formatters chosen for the arrays being printed.
    static CHOSEN: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

/// Runs a printing function with the session's settings.
pub fn printed(cx: &mut dyn Interp, run: impl FnOnce(&PrintOptions, &mut dyn ElementHost) -> R<String>) -> R<String> {
    let settings = settings(cx).borrow().clone();
    let mark = CHOSEN.with_borrow(Vec::len);
    let mut host = Host { cx, formatter: settings.formatter };
    let text = run(&settings.options, &mut host);
    CHOSEN.with_borrow_mut(|chosen| chosen.truncate(mark));
    text
}

/// `array` for plain arrays, else the name of the subclass.
pub fn class_name(array: &ArrayRef) -> String {
    match Value::Array(array.clone()).class() {
        Value::Type(types::NDARRAY) => "array".to_string(),
        Value::Type(class) => class.name().to_string(),
        Value::Class(class) => class.name.get().as_str().to_string(),
        _ => "array".to_string(),
    }
}

/// `repr` of an array.
pub(super) fn repr_array(cx: &mut dyn Interp, array: &ArrayRef) -> R<String> {
    let override_repr = settings(cx).borrow().override_repr.clone();
    if !override_repr.is_missing() {
        let text = cx.call(&override_repr, &[Value::Array(array.clone())], &[])?;
        return cx.str(&text);
    }
    let name = class_name(array);
    printed(cx, |options, host| array_repr(array, &name, options, host))
}

/// `str` of an array.
pub(super) fn str_array(cx: &mut dyn Interp, array: &ArrayRef) -> R<String> {
    printed(cx, |options, host| array_str(array, options, host))
}

/// `np.array2string` with the session's settings.
pub fn array_text(cx: &mut dyn Interp, array: &ArrayRef, separator: &str) -> R<String> {
    printed(cx, |options, host| array2string(array, options, separator, "", "", host))
}

/// `repr` of a NumPy scalar.
pub(super) fn repr_element(cx: &mut dyn Interp, element: &Element) -> R<String> {
    if let Element::Object(object) = element {
        return cx.repr(&value_of(object));
    }
    printed(cx, |options, host| scalar_repr(element, options, host))
}

/// `str` of a NumPy scalar.
pub(super) fn str_element(cx: &mut dyn Interp, element: &Element) -> R<String> {
    if let Element::Object(object) = element {
        return cx.str(&value_of(object));
    }
    printed(cx, |options, host| scalar_str(element, options, host))
}

/// `repr` of a dtype object.
pub(super) fn repr_dtype(dtype: DType) -> String {
    dtype_repr(dtype, Legacy::NONE)
}

/// `str` of a dtype object.
pub(super) fn str_dtype(dtype: DType) -> String {
    dtype_str(dtype, Legacy::NONE)
}
