//! What `bytearray` can do beyond `bytes`: change.

use crate::python::args::{POSITIONAL, wrong_receiver};
use crate::run::protocol::{self, ByteArray, bytes_of, to_byte, to_index};
use crate::text::{ErrorClass, R, err, room};
use crate::value::{Builtin, Interp, Run, Value};

pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "bytearray.append",
        signature: "(self, item, /)",
        summary: "Adds a byte at the end.",
        example: ">>> b = bytearray(b'a')\n>>> b.append(98)\n>>> b\nbytearray(b'ab')\n",
        run: Run::Function(append),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.extend",
        signature: "(self, iterable_of_ints, /)",
        summary: "Adds bytes at the end.",
        example: ">>> b = bytearray(b'a')\n>>> b.extend(b'bc')\n>>> b\nbytearray(b'abc')\n",
        run: Run::Function(extend),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.insert",
        signature: "(self, index, item, /)",
        summary: "Puts a byte before the one at `index`.",
        example: ">>> b = bytearray(b'ac')\n>>> b.insert(1, 98)\n>>> b\nbytearray(b'abc')\n",
        run: Run::Function(insert),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.pop",
        signature: "(self, index=-1, /)",
        summary: "Removes a byte and gives it back.",
        example: ">>> bytearray(b'abc').pop()\n99\n",
        run: Run::Function(pop),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.remove",
        signature: "(self, value, /)",
        summary: "Removes the first byte of a value; ValueError if there is none.",
        example: ">>> b = bytearray(b'aba')\n>>> b.remove(97)\n>>> b\nbytearray(b'ba')\n",
        run: Run::Function(remove),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.reverse",
        signature: "(self)",
        summary: "Reverses the bytes in place.",
        example: ">>> b = bytearray(b'ab')\n>>> b.reverse()\n>>> b\nbytearray(b'ba')\n",
        run: Run::Function(|_, args| {
            own(&args[0])?.bytes.borrow_mut().reverse();
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.clear",
        signature: "(self)",
        summary: "Removes all bytes.",
        example: ">>> b = bytearray(b'ab')\n>>> b.clear()\n>>> b\nbytearray(b'')\n",
        run: Run::Function(|_, args| {
            own(&args[0])?.bytes.borrow_mut().clear();
            Ok(Value::None)
        }),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.copy",
        signature: "(self)",
        summary: "A bytearray of the same bytes.",
        example: ">>> bytearray(b'ab').copy()\nbytearray(b'ab')\n",
        run: Run::Function(|_, args| Ok(ByteArray::value(own(&args[0])?.bytes.borrow().clone()))),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.__len__",
        signature: "(self)",
        run: Run::Function(|_, args| Ok(Value::count(own(&args[0])?.bytes.borrow().len()))),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.__iter__",
        signature: "(self)",
        run: Run::Function(|_, args| Ok(Value::iter(protocol::SequenceIter::new(args[0].clone())))),
        ..POSITIONAL
    },
    Builtin {
        name: "bytearray.__contains__",
        signature: "(self, item, /)",
        run: Run::Function(|cx, args| {
            let bytes = Value::bytes(own(&args[0])?.bytes.borrow().clone());
            protocol::contains(cx, &bytes, &args[1]).map(Value::bool)
        }),
        ..POSITIONAL
    },
    Builtin { name: "bytearray.__add__", signature: "(self, value, /)", run: Run::Function(add), ..POSITIONAL },
    Builtin {
        name: "bytearray.__iadd__",
        signature: "(self, value, /)",
        run: Run::Function(|cx, args| {
            extend(cx, args)?;
            Ok(args[0].clone())
        }),
        ..POSITIONAL
    },
    Builtin { name: "bytearray.__mul__", signature: "(self, value, /)", run: Run::Function(multiply), ..POSITIONAL },
    Builtin { name: "bytearray.__rmul__", signature: "(self, value, /)", run: Run::Function(multiply), ..POSITIONAL },
    Builtin { name: "bytearray.__hash__", ..POSITIONAL },
];

fn own(value: &Value) -> R<&ByteArray> {
    match value.as_native::<ByteArray>() {
        Some(array) => Ok(array),
        None => wrong_receiver(value, "bytearray", "append"),
    }
}

fn append(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let byte = to_byte(cx, &args[1])?;
    own(&args[0])?.bytes.borrow_mut().push(byte);
    Ok(Value::None)
}

fn extend(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let more = match bytes_of(&args[1]) {
        Some(bytes) => bytes.into_owned(),
        None => {
            let items = cx.collect(&args[1])?;
            items.iter().map(|item| to_byte(cx, item)).collect::<R<_>>()?
        }
    };
    own(&args[0])?.bytes.borrow_mut().extend(more);
    Ok(Value::None)
}

fn insert(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let at = to_index(cx, &args[1])?;
    let byte = to_byte(cx, &args[2])?;
    let mut bytes = own(&args[0])?.bytes.borrow_mut();
    let n = bytes.len() as i64;
    let at = if at < 0 { (at + n).max(0) } else { at.min(n) };
    bytes.insert(at as usize, byte);
    Ok(Value::None)
}

fn pop(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let at = to_index(cx, &args[1])?;
    let mut bytes = own(&args[0])?.bytes.borrow_mut();
    let n = bytes.len() as i64;
    if n == 0 {
        return err(ErrorClass::IndexError, "pop from empty bytearray");
    }
    let at = if at < 0 { at + n } else { at };
    if !(0..n).contains(&at) {
        return err(ErrorClass::IndexError, "pop index out of range");
    }
    Ok(Value::Int(i64::from(bytes.remove(at as usize))))
}

fn remove(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let byte = to_byte(cx, &args[1])?;
    let mut bytes = own(&args[0])?.bytes.borrow_mut();
    match bytes.iter().position(|have| *have == byte) {
        Some(at) => {
            bytes.remove(at);
            Ok(Value::None)
        }
        None => err(ErrorClass::ValueError, "value not found in bytearray"),
    }
}

fn add(_: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match bytes_of(&args[1]) {
        Some(more) => Ok(ByteArray::value([&own(&args[0])?.bytes.borrow()[..], &more].concat())),
        None => err(ErrorClass::TypeError, format!("can't concat {} to bytearray", args[1].type_name())),
    }
}

fn multiply(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let n = usize::try_from(to_index(cx, &args[1])?).unwrap_or(0);
    let bytes = own(&args[0])?.bytes.borrow();
    match bytes.len().checked_mul(n) {
        Some(total) if total < 1 << 40 && !room::refuses(total, 0) => Ok(ByteArray::value(bytes.repeat(n))),
        _ => err(ErrorClass::MemoryError, ""),
    }
}
