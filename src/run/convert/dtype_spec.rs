//! What may stand for a dtype: `float`, `np.int8`, `"<i4"`, `"U5"`, a list of fields, a dict.

use crate::array::{DType, Field, StructType, TimeBase, TimeUnit};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Interp, Type, Value, types};

/// The dtype that a value stands for; None stands for float64.
///
/// *Errors*: TypeError in NumPy's words.
pub fn dtype_of(cx: &mut dyn Interp, value: &Value) -> R<DType> {
    match value {
        Value::None => Ok(DType::F64),
        Value::DType(dtype) => Ok(**dtype),
        Value::Type(class) => dtype_of_type(*class).ok_or_else(|| cannot_interpret(cx, value)),
        Value::Str(text) => dtype_from_text(text),
        Value::Bytes(bytes) => dtype_from_text(&String::from_utf8_lossy(bytes)),
        Value::List(list) => {
            let fields = list.items.borrow().clone();
            fields_of(cx, &fields, value)
        }
        Value::Tuple(pair) => tuple_of(cx, pair, value),
        Value::Dict(_) => dict_of(cx, value),
        Value::Class(class) => match class.builtin_base() {
            types::OBJECT => Ok(DType::Object),
            base => dtype_of_type(base).map_or(Ok(DType::Object), Ok),
        },
        Value::Scalar(_) | Value::Array(_) | Value::NpFloat(_) | Value::NpInt(_) | Value::NpBool(_) => {
            // An object with a `dtype` attribute stands for it in most of NumPy's functions.
            let text = cx.repr(value)?;
            err(ErrorClass::TypeError, format!("Cannot construct a dtype from an array or scalar: {text}"))
        }
        other => Err(cannot_interpret(cx, other)),
    }
}

fn cannot_interpret(cx: &mut dyn Interp, value: &Value) -> Box<Error> {
    match cx.repr(value) {
        Ok(text) => Error::new(ErrorClass::TypeError, format!("Cannot interpret '{text}' as a data type")),
        Err(error) => error,
    }
}

/// The dtype of a built-in class.
fn dtype_of_type(class: Type) -> Option<DType> {
    let generic = TimeUnit { base: TimeBase::Generic, count: 1 };
    Some(match class {
        types::INT | types::NP_INT64 | types::NP_INTEGER | types::NP_SIGNEDINTEGER => DType::I64,
        types::FLOAT | types::NP_FLOAT64 | types::NP_FLOATING | types::NP_INEXACT | types::NP_NUMBER => DType::F64,
        types::BOOL | types::NP_BOOL => DType::Bool,
        types::COMPLEX | types::NP_COMPLEX128 | types::NP_COMPLEXFLOATING => DType::C128,
        types::STR | types::NP_STR => DType::Str(0),
        types::BYTES | types::NP_BYTES => DType::Bytes(0),
        types::OBJECT | types::NP_OBJECT => DType::Object,
        types::NP_INT8 => DType::I8,
        types::NP_INT16 => DType::I16,
        types::NP_INT32 => DType::I32,
        types::NP_UINT8 => DType::U8,
        types::NP_UINT16 => DType::U16,
        types::NP_UINT32 => DType::U32,
        types::NP_UINT64 | types::NP_UNSIGNEDINTEGER => DType::U64,
        types::NP_FLOAT16 => DType::F16,
        types::NP_FLOAT32 => DType::F32,
        types::NP_COMPLEX64 => DType::C64,
        types::NP_DATETIME64 => DType::Datetime(generic),
        types::NP_TIMEDELTA64 => DType::Timedelta(generic),
        types::NP_VOID => DType::Void(0),
        types::BOOL_DTYPE => DType::Bool,
        types::INT8_DTYPE => DType::I8,
        types::INT16_DTYPE => DType::I16,
        types::INT32_DTYPE => DType::I32,
        types::INT64_DTYPE => DType::I64,
        types::UINT8_DTYPE => DType::U8,
        types::UINT16_DTYPE => DType::U16,
        types::UINT32_DTYPE => DType::U32,
        types::UINT64_DTYPE => DType::U64,
        types::FLOAT16_DTYPE => DType::F16,
        types::FLOAT32_DTYPE => DType::F32,
        types::FLOAT64_DTYPE => DType::F64,
        types::COMPLEX64_DTYPE => DType::C64,
        types::COMPLEX128_DTYPE => DType::C128,
        types::STR_DTYPE => DType::Str(0),
        types::OBJECT_DTYPE => DType::Object,
        types::LIST | types::TUPLE | types::DICT | types::SET | types::NONE_TYPE => DType::Object,
        _ => return None,
    })
}

/// The dtype of a string: a name, a letter, a letter with a size, a list of these with commas.
///
/// *Errors*: TypeError `data type 'foo' not understood`.
pub fn dtype_from_text(text: &str) -> R<DType> {
    if let Some(dtype) = simple_text(text) {
        return Ok(dtype);
    }
    if text.contains(',') {
        return comma_text(text);
    }
    if let Some(time) = text.strip_prefix(['<', '=', '>', '|']).or(Some(text))
        && (time.starts_with("datetime64")
            || time.starts_with("timedelta64")
            || time.starts_with("M8")
            || time.starts_with("m8"))
        && let Some(open) = time.find('[')
    {
        let shown = &time[open..];
        return err(ErrorClass::TypeError, format!("Invalid datetime unit in metadata string \"{shown}\""));
    }
    err(ErrorClass::TypeError, format!("data type '{text}' not understood"))
}

fn simple_text(text: &str) -> Option<DType> {
    let (order, code) = match text.chars().next()? {
        order @ ('<' | '>' | '=' | '|') => (order, &text[1..]),
        _ => ('=', text),
    };
    let native = named(code).or_else(|| coded(code)).or_else(|| time_code(code))?;
    Some(if order == '>' { native.swapped() } else { native })
}

fn named(name: &str) -> Option<DType> {
    Some(match name {
        "bool" | "bool_" => DType::Bool,
        "int8" | "byte" => DType::I8,
        "int16" | "short" => DType::I16,
        "int32" | "intc" => DType::I32,
        "int64" | "int" | "int_" | "intp" | "long" | "longlong" => DType::I64,
        "uint8" | "ubyte" => DType::U8,
        "uint16" | "ushort" => DType::U16,
        "uint32" | "uintc" => DType::U32,
        "uint64" | "uint" | "uintp" | "ulong" | "ulonglong" => DType::U64,
        "float16" | "half" => DType::F16,
        "float32" | "single" => DType::F32,
        "float64" | "float" | "double" => DType::F64,
        "complex64" | "csingle" => DType::C64,
        "complex128" | "complex" | "cdouble" => DType::C128,
        "str" | "str_" | "unicode" => DType::Str(0),
        "bytes" | "bytes_" => DType::Bytes(0),
        "object" | "object_" => DType::Object,
        "void" => DType::Void(0),
        _ => return None,
    })
}

/// One letter, or a letter and a size.
fn coded(code: &str) -> Option<DType> {
    let letter = code.chars().next()?;
    let rest = &code[letter.len_utf8()..];
    if rest.is_empty() {
        return Some(match letter {
            '?' => DType::Bool,
            'b' => DType::I8,
            'B' => DType::U8,
            'h' => DType::I16,
            'H' => DType::U16,
            'i' => DType::I32,
            'I' => DType::U32,
            'l' | 'q' | 'p' | 'n' => DType::I64,
            'L' | 'Q' | 'P' | 'N' => DType::U64,
            'e' => DType::F16,
            'f' => DType::F32,
            'd' => DType::F64,
            'F' => DType::C64,
            'D' => DType::C128,
            'O' => DType::Object,
            'U' => DType::Str(0),
            'S' | 'a' => DType::Bytes(0),
            'c' => DType::Bytes(1),
            'V' => DType::Void(0),
            _ => return None,
        });
    }
    let size: u32 = rest.parse().ok()?;
    Some(match (letter, size) {
        ('b', 1) => DType::Bool,
        ('i', 1) => DType::I8,
        ('i', 2) => DType::I16,
        ('i', 4) => DType::I32,
        ('i', 8) => DType::I64,
        ('u', 1) => DType::U8,
        ('u', 2) => DType::U16,
        ('u', 4) => DType::U32,
        ('u', 8) => DType::U64,
        ('f', 2) => DType::F16,
        ('f', 4) => DType::F32,
        ('f', 8) => DType::F64,
        ('c', 8) => DType::C64,
        ('c', 16) => DType::C128,
        ('O', 8) => DType::Object,
        ('U', n) => DType::Str(n),
        ('S' | 'a', n) => DType::Bytes(n),
        ('V', n) => DType::Void(n),
        _ => return None,
    })
}

/// `datetime64[D]`, `M8[25s]`, `timedelta64`.
fn time_code(code: &str) -> Option<DType> {
    let (date, rest) = if let Some(rest) = code.strip_prefix("datetime64").or_else(|| code.strip_prefix("M8")) {
        (true, rest)
    } else {
        let rest = code.strip_prefix("timedelta64").or_else(|| code.strip_prefix("m8"));
        match (rest, code) {
            (Some(rest), _) => (false, rest),
            (None, "M") => (true, ""),
            (None, "m") => (false, ""),
            _ => return None,
        }
    };
    let unit = if rest.is_empty() {
        TimeUnit { base: TimeBase::Generic, count: 1 }
    } else {
        time_unit(rest.strip_prefix('[')?.strip_suffix(']')?)?
    };
    Some(if date { DType::Datetime(unit) } else { DType::Timedelta(unit) })
}

/// The unit of a text such as `D` or `25s`.
pub(crate) fn time_unit(text: &str) -> Option<TimeUnit> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let count = if digits == 0 { 1 } else { text[..digits].parse().ok().filter(|&n| n > 0)? };
    let base = match &text[digits..] {
        "Y" => TimeBase::Year,
        "M" => TimeBase::Month,
        "W" => TimeBase::Week,
        "D" => TimeBase::Day,
        "h" => TimeBase::Hour,
        "m" => TimeBase::Minute,
        "s" => TimeBase::Second,
        "ms" => TimeBase::Millisecond,
        "us" | "μs" => TimeBase::Microsecond,
        "ns" => TimeBase::Nanosecond,
        "ps" => TimeBase::Picosecond,
        "fs" => TimeBase::Femtosecond,
        "as" => TimeBase::Attosecond,
        "generic" => TimeBase::Generic,
        _ => return None,
    };
    Some(TimeUnit { base, count })
}

/// `i4, f8, (2,3)f4`: fields called f0, f1, …
fn comma_text(text: &str) -> R<DType> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        parts.push(&text[start..]);
    }
    let mut fields = Vec::new();
    for (k, part) in parts.iter().enumerate() {
        let part = part.trim();
        let (shape, code) = leading_shape(part);
        let dtype = simple_text(code)
            .ok_or_else(|| Error::new(ErrorClass::TypeError, format!("data type '{part}' not understood")))?;
        fields.push(FieldSpec { name: format!("f{k}"), dtype, shape, title: None });
    }
    struct_type(fields, false)
}

/// `(2,3)f4` or `3f4`: the shape and the rest.
fn leading_shape(part: &str) -> (Vec<usize>, &str) {
    if let Some(rest) = part.strip_prefix('(')
        && let Some((inside, code)) = rest.split_once(')')
    {
        return (inside.split(',').filter_map(|n| n.trim().parse().ok()).collect(), code.trim());
    }
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    match part[..digits].parse::<usize>() {
        Ok(n) if n != 1 => (vec![n], &part[digits..]),
        Ok(_) => (Vec::new(), &part[digits..]),
        Err(_) => (Vec::new(), part),
    }
}

/// A field before its place is known.
pub(crate) struct FieldSpec {
    pub(crate) name: String,
    pub(crate) dtype: DType,
    pub(crate) shape: Vec<usize>,
    pub(crate) title: Option<&'static str>,
}

/// A structured dtype of fields one after another, or placed as a C compiler would.
pub(crate) fn struct_type(specs: Vec<FieldSpec>, aligned: bool) -> R<DType> {
    let (mut offset, mut largest) = (0usize, 1usize);
    let mut fields: Vec<Field> = Vec::new();
    for (k, spec) in specs.into_iter().enumerate() {
        if spec.dtype == DType::Object {
            return Err(Error::unsupported("fields of objects"));
        }
        let alignment = if aligned { spec.dtype.alignment() } else { 1 };
        largest = largest.max(alignment);
        offset = offset.next_multiple_of(alignment);
        let name = if spec.name.is_empty() { format!("f{k}") } else { spec.name };
        if fields.iter().any(|field| field.name == name) {
            return err(ErrorClass::ValueError, format!("field '{name}' occurs more than once"));
        }
        let size = spec.dtype.itemsize() * spec.shape.iter().product::<usize>();
        let name = crate::text::Name::new(&name).as_str();
        fields.push(Field { name, dtype: spec.dtype, shape: spec.shape, offset, title: spec.title });
        offset += size;
    }
    let itemsize = offset.next_multiple_of(if aligned { largest } else { 1 });
    Ok(DType::Struct(StructType { fields, itemsize, aligned }.intern()))
}

/// `[("name", dtype), ("name", dtype, shape), …]`
fn fields_of(cx: &mut dyn Interp, fields: &[Value], whole: &Value) -> R<DType> {
    let mut specs = Vec::new();
    for field in fields {
        let Value::Tuple(parts) = field else {
            let shown = cx.repr(field)?;
            return err(ErrorClass::TypeError, format!("Field elements must be 2- or 3-tuples, got '{shown}'"));
        };
        let (name, title) = match parts.first() {
            Some(Value::Str(name)) => (name.to_string(), None),
            Some(Value::Tuple(pair)) => match (&pair.first(), pair.get(1)) {
                (Some(Value::Str(title)), Some(Value::Str(name))) => {
                    (name.to_string(), Some(crate::text::Name::new(title).as_str()))
                }
                _ => return Err(cannot_interpret(cx, whole)),
            },
            _ => return Err(cannot_interpret(cx, whole)),
        };
        let (Some(spec), true) = (parts.get(1), parts.len() <= 3) else {
            return Err(cannot_interpret(cx, whole));
        };
        let (mut dtype, mut shape) = (dtype_of(cx, spec)?, Vec::new());
        if let Some(dims) = parts.get(2) {
            shape = shape_of(cx, dims)?;
        } else if let Value::Tuple(pair) = spec
            && pair.len() == 2
            && let Ok(dims) = shape_of(cx, &pair[1])
        {
            dtype = dtype_of(cx, &pair[0])?;
            shape = dims;
        } else if let Value::Str(text) = spec {
            let (dims, code) = leading_shape(text);
            if !dims.is_empty() {
                dtype = dtype_from_text(code)?;
                shape = dims;
            }
        }
        specs.push(FieldSpec { name, dtype, shape, title });
    }
    struct_type(specs, false)
}

fn shape_of(cx: &mut dyn Interp, value: &Value) -> R<Vec<usize>> {
    let items = match value {
        Value::Int(n) => return Ok(vec![usize::try_from(*n).unwrap_or(0)]),
        Value::Tuple(items) => items.to_vec(),
        other => return Err(cannot_interpret(cx, other)),
    };
    let sizes = items.iter().map(|item| match item {
        Value::Int(n) => usize::try_from(*n).ok(),
        _ => None,
    });
    sizes.collect::<Option<Vec<_>>>().ok_or_else(|| {
        Error::new(ErrorClass::ValueError, "invalid shape in fixed-type tuple: dimension does not fit into a C int.")
    })
}

/// `(dtype, shape)` of a sub-array outside of a field, or `(flexible type, size)`.
fn tuple_of(cx: &mut dyn Interp, pair: &[Value], whole: &Value) -> R<DType> {
    let [base, second] = pair else { return Err(cannot_interpret(cx, whole)) };
    let dtype = dtype_of(cx, base)?;
    match (dtype, second) {
        (DType::Str(0), Value::Int(n)) => Ok(DType::Str(*n as u32)),
        (DType::Bytes(0), Value::Int(n)) => Ok(DType::Bytes(*n as u32)),
        (DType::Void(0), Value::Int(n)) => Ok(DType::Void(*n as u32)),
        (dtype, Value::Int(1)) => Ok(dtype),
        _ => Err(Error::unsupported("dtypes of sub-arrays outside of fields")),
    }
}

/// `{"names": […], "formats": […], "offsets": […], "itemsize": n}`
fn dict_of(cx: &mut dyn Interp, value: &Value) -> R<DType> {
    let mut part = |key: &str| -> R<Option<Value>> {
        let key = Value::str(key);
        Ok(if cx.contains(value, &key)? { Some(cx.get_item(value, &key)?) } else { None })
    };
    let (names, formats) = (part("names")?, part("formats")?);
    let (offsets, itemsize, aligned) = (part("offsets")?, part("itemsize")?, part("aligned")?);
    let titles = match part("titles")? {
        Some(titles) => cx.collect(&titles)?,
        None => Vec::new(),
    };
    let (Some(names), Some(formats)) = (names, formats) else {
        return fields_dict(cx, value);
    };
    let (names, formats) = (cx.collect(&names)?, cx.collect(&formats)?);
    if names.len() != formats.len() {
        return err(
            ErrorClass::ValueError,
            "'names', 'formats', 'offsets', and 'titles' dict entries must have the same length",
        );
    }
    let aligned = match aligned {
        Some(flag) => cx.truth(&flag)?,
        None => false,
    };
    let mut specs = Vec::new();
    for (k, (name, format)) in names.iter().zip(&formats).enumerate() {
        let name = name.as_str().unwrap_or_default().to_string();
        let title = titles.get(k).and_then(Value::as_str).map(|title| crate::text::Name::new(title).as_str());
        let (dtype, shape) = field_format(cx, format)?;
        specs.push(FieldSpec { name, dtype, shape, title });
    }
    let DType::Struct(packed) = struct_type(specs, aligned)? else { unreachable!("struct_type gives structs") };
    let mut fields = packed.fields.clone();
    let mut size = packed.itemsize;
    if let Some(offsets) = offsets {
        size = 0;
        for (field, offset) in fields.iter_mut().zip(cx.collect(&offsets)?) {
            field.offset = match offset {
                Value::Int(n) if n >= 0 => n as usize,
                _ => return err(ErrorClass::ValueError, "offset cannot be negative"),
            };
            size = size.max(field.offset + field.dtype.itemsize() * field.shape.iter().product::<usize>());
        }
    }
    if let Some(Value::Int(n)) = itemsize {
        if (n as usize) < size {
            return err(
                ErrorClass::ValueError,
                format!("NumPy dtype descriptor requires {size} bytes, cannot override to smaller itemsize of {n}"),
            );
        }
        size = n as usize;
    }
    Ok(DType::Struct(StructType { fields, itemsize: size, aligned }.intern()))
}

/// `{"name": (dtype, offset), …}`, with a title as third part.
fn fields_dict(cx: &mut dyn Interp, value: &Value) -> R<DType> {
    let mut fields: Vec<Field> = Vec::new();
    let mut itemsize = 0;
    for key in cx.collect(value)? {
        let entry = cx.get_item(value, &key)?;
        let (Value::Tuple(parts), Some(name)) = (&entry, key.as_str()) else {
            return err(ErrorClass::ValueError, "entry not a 2- or 3- tuple");
        };
        let (Some(format), Some(Value::Int(offset)), true) = (parts.first(), parts.get(1), parts.len() <= 3) else {
            return err(ErrorClass::ValueError, "entry not a 2- or 3- tuple");
        };
        let Ok(offset) = usize::try_from(*offset) else {
            return err(ErrorClass::ValueError, "offset cannot be negative");
        };
        let (dtype, shape) = field_format(cx, format)?;
        let title = parts.get(2).and_then(Value::as_str).map(|title| crate::text::Name::new(title).as_str());
        itemsize = itemsize.max(offset + dtype.itemsize() * shape.iter().product::<usize>());
        fields.push(Field { name: crate::text::Name::new(name).as_str(), dtype, shape, offset, title });
    }
    fields.sort_by_key(|field| field.offset);
    if fields.iter().any(|field| field.dtype == DType::Object) {
        return Err(Error::unsupported("fields of objects"));
    }
    Ok(DType::Struct(StructType { fields, itemsize, aligned: false }.intern()))
}

/// The dtype and shape of a field.
fn field_format(cx: &mut dyn Interp, format: &Value) -> R<(DType, Vec<usize>)> {
    if let Value::Tuple(pair) = format
        && pair.len() == 2
        && let Ok(shape) = shape_of(cx, &pair[1])
    {
        return Ok((dtype_of(cx, &pair[0])?, shape));
    }
    if let Value::Str(text) = format {
        let (shape, code) = leading_shape(text);
        if !shape.is_empty() {
            return Ok((dtype_from_text(code)?, shape));
        }
    }
    Ok((dtype_of(cx, format)?, Vec::new()))
}
