//! `memoryview`, as `a.data` gives it.

use crate::array::ArrayRef;
use crate::text::{Error, R};
use crate::value::{Builtin, Interp, Native, ROW, Run, Type, Value, find_function, types};
use std::any::Any;

/// A view of an array's memory.
struct Memory {
    array: ArrayRef,
}

impl Native for Memory {
    fn class(&self) -> Type {
        types::MEMORYVIEW
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        Some(Ok(format!("<memory at 0x{:x}>", std::rc::Rc::as_ptr(&self.array) as usize)))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// `a.data`
pub(super) fn memory_of(array: &ArrayRef) -> Value {
    Value::native(Memory { array: array.clone() })
}

fn array_of(value: &Value) -> R<Value> {
    match value.as_native::<Memory>() {
        Some(memory) => Ok(Value::Array(memory.array.clone())),
        None => Err(Error::unsupported("a memoryview of something else than an array")),
    }
}

/// What the array of a view has under the same name.
fn of_array(cx: &mut dyn Interp, view: &Value, name: &str) -> R<Value> {
    cx.get_attr(&array_of(view)?, crate::text::Name::new(name))
}

macro_rules! same {
    ($name:literal $summary:literal) => {
        Builtin {
            name: concat!("memoryview.", $name),
            summary: $summary,
            run: Run::Property(|cx, view| of_array(cx, view, $name), None),
            ..ROW
        }
    };
}

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    same!("nbytes" "The size of all elements in bytes."),
    same!("itemsize" "The size of an element in bytes."),
    same!("ndim" "The number of axes."),
    same!("shape" "The lengths of the axes."),
    same!("strides" "The steps in bytes to the next element along each axis."),
    Builtin {
        name: "memoryview.obj",
        summary: "The array whose memory it is.",
        run: Run::Property(|_, view| array_of(view), None),
        ..ROW
    },
    Builtin {
        name: "memoryview.readonly",
        summary: "Whether the memory cannot be written.",
        run: Run::Property(
            |_, view| {
                let writeable = view.as_native::<Memory>().is_some_and(|memory| memory.array.is_writeable());
                Ok(Value::bool(!writeable))
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "memoryview.tobytes",
        signature: "(self, /)",
        summary: "The elements' bytes in C order.",
        example: ">>> np.array([1, 2], dtype=np.uint8).data.tobytes()\nb'\\x01\\x02'\n",
        run: Run::Function(|cx, args| by_method(cx, &args[0], "ndarray.tobytes")),
        ..ROW
    },
    Builtin {
        name: "memoryview.tolist",
        signature: "(self, /)",
        summary: "The elements as nested lists.",
        example: ">>> np.array([1, 2]).data.tolist()\n[1, 2]\n",
        run: Run::Function(|cx, args| by_method(cx, &args[0], "ndarray.tolist")),
        ..ROW
    },
    Builtin {
        name: "memoryview.__len__",
        signature: "(self, /)",
        summary: "The length of the first axis.",
        example: ">>> len(np.zeros((2, 3)).data)\n2\n",
        run: Run::Function(|cx, args| by_method(cx, &args[0], "ndarray.__len__")),
        ..ROW
    },
];

fn by_method(cx: &mut dyn Interp, view: &Value, method: &str) -> R<Value> {
    let array = array_of(view)?;
    match find_function(method) {
        Some(function) => cx.call(&Value::Builtin(function), &[array], &[]),
        None => Ok(Value::None),
    }
}
