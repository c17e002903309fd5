//! Text of dtypes: `str`, `repr`, and the short form in an array's `dtype=`. After NumPy's `_dtype.py`.

use super::options::Legacy;
use super::quote::repr_str;
use crate::array::{DType, StructType, shape_tuple};

/// `str(dtype)`: `int64`, `<U3`, `[('x', '<f8')]`.
pub fn dtype_str(dtype: DType, legacy: Legacy) -> String {
    match dtype {
        DType::Struct(fields) => struct_str(fields, true, legacy),
        DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Swapped(_) => dtype.array_protocol(),
        _ => dtype.name(),
    }
}

/// `repr(dtype)`: `dtype('int64')`, `dtype('<U3')`.
pub fn dtype_repr(dtype: DType, legacy: Legacy) -> String {
    match dtype {
        DType::Struct(fields) if fields.aligned => {
            format!("dtype({}, align=True)", struct_str(fields, false, legacy))
        }
        _ => format!("dtype({})", construction_repr(dtype, false, false, legacy)),
    }
}

/// What stands after `dtype=` in an array's `repr`.
pub fn dtype_short_repr(dtype: DType, legacy: Legacy) -> String {
    match dtype {
        DType::Struct(_) => dtype_str(dtype, legacy),
        DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Swapped(_) => {
            format!("'{}'", dtype_str(dtype, legacy))
        }
        _ => {
            let name = dtype.name();
            if name.bytes().all(|b| b.is_ascii_alphanumeric()) { name } else { format!("'{name}'") }
        }
    }
}

/// Whether an array's text implies its dtype, so that `repr` leaves `dtype=` out.
pub fn dtype_is_implied(dtype: DType, legacy: Legacy) -> bool {
    match dtype {
        DType::Bool => legacy > Legacy::V1_13,
        DType::I64 | DType::F64 | DType::C128 => true,
        _ => false,
    }
}

fn construction_repr(dtype: DType, short: bool, include_align: bool, legacy: Legacy) -> String {
    match dtype {
        DType::Struct(fields) => struct_str(fields, include_align, legacy),
        DType::Bool if short => "'?'".to_owned(),
        DType::Object => "'O'".to_owned(),
        DType::Bytes(0) => "'S'".to_owned(),
        DType::Bytes(n) => format!("'S{n}'"),
        DType::Void(0) => "'V'".to_owned(),
        DType::Void(n) => format!("'V{n}'"),
        DType::Str(0) => "'<U'".to_owned(),
        DType::Swapped(&DType::Str(0)) => "'>U'".to_owned(),
        DType::Str(_) | DType::Datetime(_) | DType::Timedelta(_) | DType::Swapped(_) => {
            format!("'{}'", dtype.array_protocol())
        }
        DType::I8 if short => "'i1'".to_owned(),
        DType::U8 if short => "'u1'".to_owned(),
        _ if short => format!("'{}'", dtype.array_protocol()),
        _ => format!("'{}'", dtype.name()),
    }
}

fn struct_str(fields: &StructType, include_align: bool, legacy: Legacy) -> String {
    if !(include_align && fields.aligned) && is_packed(fields) {
        struct_list_str(fields, legacy)
    } else {
        struct_dict_str(fields, include_align, legacy)
    }
}

/// Whether fields follow each other as closely as their alignment allows.
fn is_packed(fields: &StructType) -> bool {
    let mut offset: usize = 0;
    let mut alignment = 1;
    for field in &fields.fields {
        if fields.aligned {
            alignment = alignment.max(field.dtype.alignment());
            offset = offset.next_multiple_of(field.dtype.alignment().max(1));
        }
        if field.offset != offset {
            return false;
        }
        offset += field.dtype.itemsize() * field.shape.iter().product::<usize>();
    }
    offset.next_multiple_of(alignment) == fields.itemsize
}

fn struct_list_str(fields: &StructType, legacy: Legacy) -> String {
    let item = |field: &crate::array::Field| {
        let name = match field.title {
            Some(title) => format!("({}, {})", repr_str(title), repr_str(field.name)),
            None => repr_str(field.name),
        };
        let format = construction_repr(field.dtype, true, false, legacy);
        if field.shape.is_empty() {
            format!("({name}, {format})")
        } else {
            format!("({name}, {format}, {})", shape_tuple(&field.shape))
        }
    };
    let items: Vec<String> = fields.fields.iter().map(item).collect();
    format!("[{}]", items.join(", "))
}

fn struct_dict_str(fields: &StructType, include_align: bool, legacy: Legacy) -> String {
    let (colon, separator) = if legacy <= Legacy::V1_21 { (":", ",") } else { (": ", ", ") };
    let list = |text: &dyn Fn(&crate::array::Field) -> String| {
        let items: Vec<String> = fields.fields.iter().map(text).collect();
        format!("{colon}[{}]", items.join(separator))
    };
    let format = |field: &crate::array::Field| {
        let format = construction_repr(field.dtype, true, false, legacy);
        if field.shape.is_empty() { format } else { format!("({format}, {})", shape_tuple(&field.shape)) }
    };
    let mut out = String::from("{'names'");
    out += &list(&|field| repr_str(field.name));
    out += ", 'formats'";
    out += &list(&format);
    out += ", 'offsets'";
    out += &list(&|field| field.offset.to_string());
    if fields.fields.iter().any(|field| field.title.is_some()) {
        out += ", 'titles'";
        out += &list(&|field| field.title.map_or("None".to_owned(), repr_str));
    }
    out += &format!(", 'itemsize'{colon}{}", fields.itemsize);
    if include_align && fields.aligned {
        out += &format!(", 'aligned'{colon}True");
    }
    out.push('}');
    out
}
