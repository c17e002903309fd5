//! Structured dtypes and their scalars: fields by name or place, `descr`, `np.void`.

use crate::array::{ArrayRef, DType, Element, Field, StructType};
use crate::run::arguments::{dtype_arg, index_of};
use crate::run::array_index::{get_item, set_item};
use crate::run::convert::{element_of, field_view, item};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, Interp, ROW, Run, Style, Value, VoidScalar, element_to_value, types};

/// The rows of this family.
pub(super) static ROWS: &[Builtin] = &[
    Builtin {
        name: "dtype.descr",
        summary: "The fields as a list of names and types.",
        example: ">>> np.dtype('i4,f8').descr\n[('f0', '<i4'), ('f1', '<f8')]\n",
        run: Run::Property(|_, v| Ok(descr(dtype_of(v)?)), None),
        ..ROW
    },
    Builtin {
        name: "dtype.flags",
        summary: "Bits that say how elements are to be treated.",
        example: ">>> np.dtype(float).flags\n0\n",
        run: Run::Property(
            |_, v| {
                Ok(Value::Int(match dtype_of(v)? {
                    DType::Struct(_) => 16,
                    DType::Object => 63,
                    _ => 0,
                }))
            },
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "dtype.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "The dtype of a field, by name or place; a list of names gives a dtype of these fields.",
        example: ">>> np.dtype('i4,f8')['f1']\ndtype('float64')\n",
        run: Run::Function(pick),
        ..ROW
    },
    Builtin {
        name: "dtype.__len__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The number of fields; 0 for types without.",
        example: ">>> len(np.dtype('i4,f8'))\n2\n",
        run: Run::Function(|_, args| {
            Ok(Value::count(match dtype_of(&args[0])? {
                DType::Struct(fields) => fields.fields.len(),
                _ => 0,
            }))
        }),
        ..ROW
    },
    Builtin {
        name: "void.__new__",
        signature: "(length_or_data, /, dtype=None)",
        style: Style::C,
        summary: "Bytes without a meaning, or a structured scalar.",
        example: ">>> np.void(b'ab')\nnp.void(b'\\x61\\x62')\n>>> np.void((1, 2.0), dtype='i4,f8')['f1']\nnp.float64(2.0)\n",
        run: Run::Construct(new_void),
        ..ROW
    },
    Builtin {
        name: "void.__getitem__",
        signature: "(self, key, /)",
        style: Style::Positional,
        summary: "A field, by name or place.",
        example: ">>> np.zeros(1, 'i4,f8')[0]['f1']\nnp.float64(0.0)\n",
        run: Run::Function(get),
        ..ROW
    },
    Builtin {
        name: "void.__setitem__",
        signature: "(self, key, value, /)",
        style: Style::Positional,
        summary: "Set a field, by name or place; the array that the scalar comes from changes, too.",
        example: ">>> a = np.zeros(1, 'i4,f8')\n>>> a[0]['f1'] = 5\n>>> a\narray([(0, 5.)], dtype=[('f0', '<i4'), ('f1', '<f8')])\n",
        run: Run::Function(set),
        ..ROW
    },
    Builtin {
        name: "void.__len__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "The number of fields.",
        example: ">>> len(np.zeros(1, 'i4,f8')[0])\n2\n",
        run: Run::Function(|_, args| Ok(Value::count(scalar(&args[0])?.1.fields.len()))),
        ..ROW
    },
    Builtin {
        name: "void.__iter__",
        signature: "(self, /)",
        style: Style::Positional,
        summary: "An iterator over the fields.",
        example: ">>> [int(x) for x in np.zeros(1, 'i4,f8')[0]]\n[0, 0]\n",
        run: Run::Function(|cx, args| {
            let (array, fields) = scalar(&args[0])?;
            let parts = fields.fields.iter().map(|field| part(&array, field)).collect();
            cx.iter(&Value::list(parts))
        }),
        ..ROW
    },
    Builtin {
        name: "void.item",
        signature: "(self, /, *args)",
        style: Style::C,
        summary: "The fields as a tuple of Python objects.",
        example: ">>> np.zeros(1, 'i4,f8')[0].item()\n(0, 0.0)\n",
        run: Run::Function(|_, args| match args[0].as_np_scalar() {
            Some(Element::Void(bytes, DType::Void(_))) => Ok(Value::bytes(&*bytes)),
            Some(element) => Ok(item(element)),
            None => err(ErrorClass::TypeError, "descriptor 'item' requires a 'numpy.void' object"),
        }),
        ..ROW
    },
];

fn dtype_of(value: &Value) -> R<DType> {
    match value {
        Value::DType(dtype) => Ok(**dtype),
        _ => err(ErrorClass::TypeError, "descriptor requires a 'numpy.dtype' object"),
    }
}

/// A format as `descr` has it: a string, or a list for nested fields.
fn format(dtype: DType) -> Value {
    match dtype {
        DType::Struct(_) => descr(dtype),
        other => Value::str(other.array_protocol()),
    }
}

fn descr(dtype: DType) -> Value {
    let DType::Struct(fields) = dtype else {
        return Value::list(vec![Value::tuple([Value::str(""), Value::str(dtype.array_protocol())])]);
    };
    let mut parts = Vec::new();
    let mut end = 0;
    let gap = |size: usize| Value::tuple([Value::str(""), Value::str(format!("|V{size}"))]);
    let mut ordered: Vec<&Field> = fields.fields.iter().collect();
    ordered.sort_by_key(|field| field.offset);
    for field in ordered {
        if field.offset > end {
            parts.push(gap(field.offset - end));
        }
        let name = match field.title {
            Some(title) => Value::tuple([Value::str(title), Value::str(field.name)]),
            None => Value::str(field.name),
        };
        parts.push(if field.shape.is_empty() {
            Value::tuple([name, format(field.dtype)])
        } else {
            Value::tuple([name, format(field.dtype), Value::tuple_of_counts(&field.shape)])
        });
        end = field.offset + field.dtype.itemsize() * field.shape.iter().product::<usize>();
    }
    if fields.itemsize > end {
        parts.push(gap(fields.itemsize - end));
    }
    Value::list(parts)
}

/// `dtype.fields`
pub(super) fn fields(cx: &mut dyn Interp, value: &Value) -> R<Value> {
    let DType::Struct(fields) = dtype_of(value)? else { return Ok(Value::None) };
    let mut dict = Dict::new();
    for field in &fields.fields {
        let mut entry = vec![sub_dtype(field)?, Value::count(field.offset)];
        entry.extend(field.title.map(Value::str));
        let entry = Value::tuple(entry);
        dict.insert_str(field.name, entry.clone());
        if let Some(title) = field.title {
            dict.insert_str(title, entry);
        }
    }
    cx.call(&Value::Type(types::MAPPINGPROXY), &[Value::dict(dict)], &[])
}

fn sub_dtype(field: &Field) -> R<Value> {
    if field.shape.is_empty() {
        return Ok(Value::dtype(field.dtype));
    }
    Err(Error::unsupported("the dtype of a field of sub-arrays by itself"))
}

fn pick(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let dtype = dtype_of(&args[0])?;
    let DType::Struct(fields) = dtype else {
        let shown = cx.str(&args[0])?;
        return err(ErrorClass::KeyError, format!("\"There are no fields in dtype {shown}.\""));
    };
    match &args[1] {
        Value::Str(name) => match fields.field(name) {
            Some(field) => sub_dtype(field),
            None => {
                let name: &str = name;
                err(ErrorClass::KeyError, format!("\"Field named '{name}' not found.\""))
            }
        },
        Value::List(names) => {
            let names = names.items.borrow().clone();
            let mut picked = Vec::new();
            for name in &names {
                let Some(name) = name.as_str() else {
                    return err(ErrorClass::TypeError, "Field elements must be strings");
                };
                match fields.field(name) {
                    Some(field) => picked.push(field.clone()),
                    None => return err(ErrorClass::KeyError, crate::print::repr_str(name)),
                }
            }
            let chosen = StructType { fields: picked, itemsize: fields.itemsize, aligned: false };
            Ok(Value::dtype(DType::Struct(chosen.intern())))
        }
        other => {
            let at = index_of(cx, other)?;
            match field_at(fields, at) {
                Some(field) => sub_dtype(field),
                None => err(ErrorClass::IndexError, format!("Field index {at} out of range.")),
            }
        }
    }
}

fn new_void(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    match (dtype_arg(cx, &args[1])?, &args[0]) {
        (Some(dtype), data) => Ok(element_to_value(element_of(cx, data, dtype)?)),
        (None, Value::Bytes(bytes)) => {
            let element = Element::Void(bytes[..].into(), DType::Void(bytes.len() as u32));
            Ok(element_to_value(element))
        }
        (None, Value::Int(n)) if *n >= 0 => {
            Ok(element_to_value(Element::Void(vec![0; *n as usize].into(), DType::Void(*n as u32))))
        }
        _ => Err(Error::unsupported("np.void of other values than bytes and lengths without a dtype")),
    }
}

/// The array without axes of a structured scalar, and its fields.
fn scalar(value: &Value) -> R<(ArrayRef, &'static StructType)> {
    if let Some(scalar) = value.as_native::<VoidScalar>()
        && let DType::Struct(fields) = scalar.array.dtype()
    {
        return Ok((scalar.array.clone(), fields));
    }
    err(ErrorClass::IndexError, "can't index void scalar without fields")
}

fn part(array: &ArrayRef, field: &Field) -> Value {
    let view = field_view(array, field);
    match view.dtype() {
        _ if view.ndim() > 0 => Value::Array(view),
        DType::Struct(_) => crate::value::void_scalar(view),
        _ => element_to_value(view.only_element()),
    }
}

/// The field at a place, counted from the end if negative.
fn field_at(fields: &'static StructType, at: i64) -> Option<&'static Field> {
    let place = if at < 0 { at + fields.fields.len() as i64 } else { at };
    usize::try_from(place).ok().and_then(|place| fields.fields.get(place))
}

/// The field that a key names.
fn field_of(cx: &mut dyn Interp, fields: &'static StructType, key: &Value) -> R<&'static Field> {
    if let Some(name) = key.as_str() {
        return match fields.field(name) {
            Some(field) => Ok(field),
            None => err(ErrorClass::ValueError, format!("no field of name {name}")),
        };
    }
    let Ok(at) = index_of(cx, key) else {
        return err(ErrorClass::IndexError, "invalid index");
    };
    match field_at(fields, at) {
        Some(field) => Ok(field),
        None => err(ErrorClass::IndexError, format!("invalid index ({at})")),
    }
}

fn get(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (array, fields) = scalar(&args[0])?;
    if let Value::List(_) = &args[1] {
        return match get_item(cx, &array, &args[1])? {
            Value::Array(view) => Ok(crate::value::void_scalar(view)),
            other => Ok(other),
        };
    }
    let field = field_of(cx, fields, &args[1])?;
    Ok(part(&array, field))
}

fn set(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let (array, fields) = scalar(&args[0])?;
    let field = field_of(cx, fields, &args[1])?;
    set_item(cx, &field_view(&array, field), &Value::Ellipsis, &args[2])?;
    Ok(Value::None)
}
