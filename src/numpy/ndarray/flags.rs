//! How the memory of arrays lies and who shares it: the object of flags, may_share_memory.

use crate::array::{Array, ArrayRef};
use crate::run::convert::as_array;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Style, Type, Value, types};
use std::any::Any;

/// The rows of this file.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.may_share_memory",
        signature: "(a, b, /, max_work=0)",
        style: Style::C,
        summary: "Whether two arrays' memory bounds overlap.",
        example: ">>> x = np.arange(4)\n>>> np.may_share_memory(x, x[2:])\nTrue\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            Ok(Value::bool(bounds_overlap(&a, &b)))
        }),
        ..ROW
    },
    Builtin {
        name: "np.shares_memory",
        signature: "(a, b, /, max_work=-1)",
        style: Style::C,
        summary: "Whether two arrays have an element in common.",
        example: ">>> x = np.arange(4)\n>>> np.shares_memory(x[::2], x[1::2])\nFalse\n",
        run: Run::Function(|cx, args| {
            let (a, b) = (as_array(cx, &args[0])?, as_array(cx, &args[1])?);
            Ok(Value::bool(elements_overlap(&a, &b)))
        }),
        ..ROW
    },
    Builtin {
        name: "flagsobj.c_contiguous",
        summary: "Elements lie without gaps in C order.",
        example: ">>> np.zeros(2).flags.c_contiguous\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.f_contiguous",
        summary: "Elements lie without gaps in Fortran order.",
        example: ">>> np.zeros((2, 2)).flags.f_contiguous\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.owndata",
        summary: "The array owns its memory.",
        example: ">>> np.zeros(2).flags.owndata\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.base().is_none()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.writeable",
        summary: "Elements may be written.",
        example: ">>> np.zeros(2).flags.writeable\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_writeable()), Some(set_writeable)),
        ..ROW
    },
    Builtin {
        name: "flagsobj.aligned",
        summary: "Elements are aligned for the hardware.",
        example: ">>> np.zeros(2).flags.aligned\nTrue\n",
        run: Run::Property(|_, f| flag(f, |_| true), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.contiguous",
        summary: "Elements lie without gaps in C order.",
        example: ">>> np.zeros(2).flags.contiguous\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.fortran",
        summary: "Fortran order and not C order.",
        example: ">>> np.zeros(2).flags.fortran\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() && !a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.fnc",
        summary: "Fortran order and not C order.",
        example: ">>> np.zeros(2).flags.fnc\nFalse\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() && !a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.forc",
        summary: "Fortran order or C order.",
        example: ">>> np.zeros(2).flags.forc\nTrue\n",
        run: Run::Property(|_, f| flag(f, |a| a.is_f() || a.is_c()), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.num",
        summary: "The flags as bits.",
        example: ">>> np.zeros(2).flags.num\n1287\n",
        run: Run::Property(|_, f| flags_number(f), None),
        ..ROW
    },
    Builtin {
        name: "flagsobj.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "A flag by its name.",
        example: ">>> np.zeros(2).flags['OWNDATA']\nTrue\n",
        run: Run::Function(flag_item),
        ..ROW
    },
    Builtin {
        name: "flagsobj.__setitem__",
        signature: "(self, key, value, /)",
        style: Style::Positional,
        summary: "Set a flag by its name.",
        example: ">>> a = np.zeros(2)\n>>> a.flags['WRITEABLE'] = False\n>>> a.flags.writeable\nFalse\n",
        run: Run::Function(|cx, args| {
            match args[1].as_str() {
                Some("WRITEABLE" | "W") => set_writeable(cx, &args[0].clone(), args[2].take())?,
                _ => return err(ErrorClass::KeyError, "'Unknown flag'"),
            }
            Ok(Value::None)
        }),
        ..ROW
    },
];

fn bounds_overlap(a: &Array, b: &Array) -> bool {
    if !a.same_storage(b) {
        return false;
    }
    match (a.layout().extent(), b.layout().extent()) {
        (Some((a_low, a_high)), Some((b_low, b_high))) => {
            a_low < b_high + b.itemsize() && b_low < a_high + a.itemsize()
        }
        _ => false,
    }
}

fn elements_overlap(a: &Array, b: &Array) -> bool {
    if !a.may_overlap(b) {
        return false;
    }
    let bytes: rustc_hash::FxHashSet<usize> =
        a.layout().offsets().flat_map(|offset| offset..offset + a.itemsize()).collect();
    b.layout().offsets().any(|offset| (offset..offset + b.itemsize()).any(|byte| bytes.contains(&byte)))
}

/// `a.flags`
pub(super) struct Flags {
    /// The array whose memory they describe.
    pub(super) array: ArrayRef,
}

impl Native for Flags {
    fn class(&self) -> Type {
        types::FLAGSOBJ
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let a = &self.array;
        let word = |flag: bool| if flag { "True" } else { "False" };
        Some(Ok(format!(
            "  C_CONTIGUOUS : {}\n  F_CONTIGUOUS : {}\n  OWNDATA : {}\n  WRITEABLE : {}\n  ALIGNED : True\n  \
             WRITEBACKIFCOPY : False\n",
            word(a.is_c()),
            word(a.is_f()),
            word(a.base().is_none()),
            word(a.is_writeable())
        )))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn flags_of(value: &Value) -> R<ArrayRef> {
    match value.as_native::<Flags>() {
        Some(flags) => Ok(flags.array.clone()),
        None => err(ErrorClass::TypeError, "descriptor requires a 'numpy._core.multiarray.flagsobj' object"),
    }
}

fn flag(value: &Value, read: impl FnOnce(&Array) -> bool) -> R<Value> {
    Ok(Value::bool(read(&*flags_of(value)?)))
}

fn flags_number(value: &Value) -> R<Value> {
    let a = flags_of(value)?;
    let bits = (a.is_c() as i64)
        | (a.is_f() as i64) << 1
        | (a.base().is_none() as i64) << 2
        | 0x100
        | (a.is_writeable() as i64) << 10;
    Ok(Value::Int(bits))
}

fn set_writeable(cx: &mut dyn Interp, value: &Value, new: Value) -> R<()> {
    let array = flags_of(value)?;
    let write = cx.truth(&new)?;
    if write && array.base().is_some_and(|base| !base.is_writeable()) {
        return err(ErrorClass::ValueError, "cannot set WRITEABLE flag to True of this array");
    }
    array.set_writeable(write);
    Ok(())
}

fn flag_item(_cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let array = flags_of(&args[0])?;
    let value = match args[1].as_str() {
        Some("C_CONTIGUOUS" | "C" | "CONTIGUOUS") => array.is_c(),
        Some("F_CONTIGUOUS" | "F") => array.is_f(),
        Some("OWNDATA" | "O") => array.base().is_none(),
        Some("WRITEABLE" | "W") => array.is_writeable(),
        Some("ALIGNED" | "A") => true,
        Some("WRITEBACKIFCOPY" | "X") => false,
        Some("FNC") => array.is_f() && !array.is_c(),
        Some("FORC") => array.is_f() || array.is_c(),
        _ => return err(ErrorClass::KeyError, "'Unknown flag'"),
    };
    Ok(Value::bool(value))
}
