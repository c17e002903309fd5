//! Elements as words: each kind's format of NumPy's arrayprint.py, applied to the elements that
//! will be shown.

use super::datetime::{NAT, datetime_text};
use super::floating::{ComplexFloatingFormat, FloatingFormat};
use super::options::{Legacy, PlusSign, PrintOptions};
use super::quote::{push_repr_bytes, push_repr_str};
use crate::array::{DType, Element, Num, Object, StructType};
use crate::text::{Error, R};
use crate::with_num_type;
use std::fmt::Write;

/// What printing asks of the floor that has values: texts of objects, and the user's formatters.
pub trait ElementHost {
    /// The `repr` of an object in an array; that of a plain list is `list([…])`.
    fn object(&mut self, object: &Object) -> R<String>;

    /// The `str` of an object that an array without axes holds.
    fn object_str(&mut self, object: &Object) -> R<String>;

    /// Which of the user's formatters applies: the number of the first of these keys that was
    /// given to `formatter=`.
    fn formatter(&mut self, _keys: &[&str]) -> Option<usize> {
        None
    }

    /// Calls a formatter.
    fn call(&mut self, _formatter: usize, _element: Element) -> R<String> {
        Err(Error::unsupported("this formatter"))
    }
}

/// A host for arrays without objects and formatters.
pub struct NoObjects;

impl ElementHost for NoObjects {
    fn object(&mut self, _object: &Object) -> R<String> {
        Err(Error::unsupported("printing objects here"))
    }

    fn object_str(&mut self, object: &Object) -> R<String> {
        self.object(object)
    }
}

/// The texts of elements, in one piece.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    ends: Vec<usize>,
}

impl Words {
    /// The text of element `i`.
    pub(super) fn get(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.text[start..self.ends[i]]
    }

    fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    fn push(&mut self, text: &str) {
        self.push_with(|out| out.push_str(text));
    }
}

/// Elements gathered in C order.
pub(super) struct Column {
    /// In this machine's byte order.
    pub dtype: DType,
    /// The number of elements.
    pub n: usize,
    /// The elements' bytes without gaps; empty for objects.
    pub bytes: Vec<u8>,
    /// The elements of an object column.
    pub objects: Vec<Object>,
    /// Whether the array has no axes.
    pub scalar: bool,
}

impl Column {
    /// Elements as they lie in an array, turned into this machine's byte order.
    pub(super) fn new(dtype: DType, n: usize, mut bytes: Vec<u8>, scalar: bool) -> Column {
        if let DType::Swapped(native) = dtype {
            let unit = match native {
                DType::C64 | DType::C128 => native.itemsize() / 2,
                DType::Str(_) => 4,
                other => other.itemsize(),
            };
            bytes.chunks_exact_mut(unit.max(1)).for_each(<[u8]>::reverse);
        }
        Column { dtype: dtype.native(), n, bytes, objects: Vec::new(), scalar }
    }

    fn values<T: Num>(&self) -> Vec<T> {
        bytemuck::pod_collect_to_vec(&self.bytes)
    }

    fn element_bytes(&self, i: usize) -> &[u8] {
        let size = self.dtype.itemsize();
        &self.bytes[i * size..(i + 1) * size]
    }

    fn element(&self, i: usize) -> Element {
        match self.dtype {
            DType::Object => Element::Object(self.objects[i].clone()),
            dtype => Element::read(dtype, self.element_bytes(i)),
        }
    }

    fn ticks(&self) -> Vec<i64> {
        bytemuck::pod_collect_to_vec(&self.bytes)
    }

    /// The values of a field, sub-arrays flattened.
    fn field(&self, field: &crate::array::Field) -> Column {
        let count: usize = field.shape.iter().product();
        let size = field.dtype.itemsize() * count;
        let bytes = (0..self.n).flat_map(|i| &self.element_bytes(i)[field.offset..field.offset + size]);
        let scalar = self.scalar && field.shape.is_empty();
        Column::new(field.dtype, self.n * count, bytes.copied().collect(), scalar)
    }
}

/// The keys of `formatter=` for a dtype, the most special first.
fn formatter_keys(dtype: DType) -> &'static [&'static str] {
    match dtype {
        DType::Bool => &["bool", "all"],
        DType::F16 | DType::F32 | DType::F64 => &["float", "float_kind", "all"],
        DType::C64 | DType::C128 => &["complexfloat", "complex_kind", "all"],
        DType::Datetime(_) => &["datetime", "all"],
        DType::Timedelta(_) => &["timedelta", "all"],
        DType::Object => &["object", "all"],
        DType::Void(_) => &["void", "all"],
        DType::Str(_) | DType::Bytes(_) => &["numpystr", "str_kind", "all"],
        _ => &["int", "int_kind", "all"],
    }
}

/// The words of all elements of a column.
pub(super) fn words(column: &Column, options: &PrintOptions, host: &mut dyn ElementHost) -> R<Words> {
    let mut words = Words::default();
    if let DType::Struct(fields) = column.dtype {
        return structured_void_format(column, fields, options, host);
    }
    if let Some(formatter) = host.formatter(formatter_keys(column.dtype)) {
        for i in 0..column.n {
            words.push(&host.call(formatter, column.element(i))?);
        }
        return Ok(words);
    }
    match column.dtype {
        DType::Bool => {
            let truestr = if column.scalar { "True" } else { " True" };
            column.bytes.iter().for_each(|&byte| words.push(if byte != 0 { truestr } else { "False" }));
        }
        DType::F16 => floats(&mut words, &column.values::<half::f16>(), column.scalar, options)?,
        DType::F32 => floats(&mut words, &column.values::<f32>(), column.scalar, options)?,
        DType::F64 => floats(&mut words, &column.values::<f64>(), column.scalar, options)?,
        DType::C64 => {
            let (real, imag) = parts(&column.values::<num_complex::Complex32>());
            complexes(&mut words, &real, &imag, column.scalar, options)?;
        }
        DType::C128 => {
            let (real, imag) = parts(&column.values::<num_complex::Complex64>());
            complexes(&mut words, &real, &imag, column.scalar, options)?;
        }
        DType::Datetime(unit) => {
            let texts = column.ticks().into_iter().map(|ticks| (ticks, format!("'{}'", datetime_text(ticks, unit))));
            let padded = options.legacy > Legacy::V1_13;
            timelike(&mut words, &texts.collect::<Vec<_>>(), padded);
        }
        DType::Timedelta(_) => {
            let texts = column.ticks().into_iter().map(|ticks| (ticks, ticks.to_string()));
            timelike(&mut words, &texts.collect::<Vec<_>>(), true);
        }
        DType::Object => {
            for object in &column.objects {
                words.push(&host.object(object)?);
            }
        }
        DType::Str(_) | DType::Bytes(_) => {
            for i in 0..column.n {
                match column.element(i) {
                    Element::Str(text) => words.push_with(|out| push_repr_str(out, &text)),
                    Element::Bytes(bytes) => words.push_with(|out| push_repr_bytes(out, &bytes)),
                    _ => {}
                }
            }
        }
        DType::Void(_) => {
            for i in 0..column.n {
                words.push_with(|out| push_void(out, column.element_bytes(i)));
            }
        }
        dtype => with_num_type!(dtype, T => integers(&mut words, &column.values::<T>(), options), else {}),
    }
    Ok(words)
}

/// `str` of an unstructured void: every byte as an escape.
pub(super) fn push_void(out: &mut String, bytes: &[u8]) {
    out.push_str("b'");
    for byte in bytes {
        let _ = write!(out, "\\x{byte:02X}");
    }
    out.push('\'');
}

fn floats<T: super::digits::Binary>(words: &mut Words, data: &[T], scalar: bool, options: &PrintOptions) -> R<()> {
    let format = FloatingFormat::new(data, scalar, options.floatmode, options.sign, options)?;
    for i in 0..data.len() {
        words.push_with(|out| format.push(out, i));
    }
    Ok(())
}

fn parts<T: Copy>(values: &[num_complex::Complex<T>]) -> (Vec<T>, Vec<T>) {
    values.iter().map(|z| (z.re, z.im)).unzip()
}

fn complexes<T: super::digits::Binary>(
    words: &mut Words,
    real: &[T],
    imag: &[T],
    scalar: bool,
    options: &PrintOptions,
) -> R<()> {
    let format = ComplexFloatingFormat::new(real, imag, scalar, options)?;
    for i in 0..real.len() {
        words.push_with(|out| format.push(out, i));
    }
    Ok(())
}

/// `IntegerFormat`: right-aligned to the widest of the largest and the smallest.
fn integers<T: Num>(words: &mut Words, data: &[T], options: &PrintOptions) {
    // Sign and magnitude in 64 bits print much faster than 128-bit numbers.
    let split = |x: T| x.into().to_i128().map_or((false, 0), |x| (x < 0, x.unsigned_abs() as u64));
    let values: Vec<(bool, u64)> = data.iter().map(|&x| split(x)).collect();
    let signed = |&(negative, magnitude): &(bool, u64)| {
        let magnitude = i128::from(magnitude);
        if negative { -magnitude } else { magnitude }
    };
    let (Some(most), Some(least)) = (values.iter().max_by_key(|x| signed(x)), values.iter().min_by_key(|x| signed(x)))
    else {
        return;
    };
    let plus = match options.sign {
        PlusSign::Plus => "+",
        PlusSign::Space if !least.0 => " ",
        _ => "",
    };
    let digits = |magnitude: u64| magnitude.max(1).ilog10() as usize + 1;
    let length = |&(negative, magnitude): &(bool, u64)| digits(magnitude) + usize::from(negative);
    let longest = length(most) + if most.0 { 0 } else { plus.len() };
    let width = longest.max(length(least));
    for (negative, magnitude) in values {
        words.push_with(|out| {
            let sign = if negative { "-" } else { plus };
            super::digits::push_repeated(out, ' ', width.saturating_sub(digits(magnitude) + sign.len()));
            out.push_str(sign);
            let _ = write!(out, "{magnitude}");
        });
    }
}

/// Datetimes and timedeltas: right-aligned to the widest of the earliest and the latest.
fn timelike(words: &mut Words, texts: &[(i64, String)], padded: bool) {
    let times = || texts.iter().filter(|(ticks, _)| *ticks != NAT);
    let ends = [times().max_by_key(|(ticks, _)| *ticks), times().min_by_key(|(ticks, _)| *ticks)];
    let mut width = ends.iter().flatten().map(|(_, text)| text.len()).max().unwrap_or(0);
    if times().count() < texts.len() {
        width = width.max(5);
    }
    let width = if padded { width } else { 0 };
    for (ticks, text) in texts {
        let text = if *ticks == NAT { "'NaT'" } else { text };
        words.push_with(|out| {
            let _ = write!(out, "{text:>width$}");
        });
    }
}

/// `StructuredVoidFormat`: the fields in parentheses, each field formatted over all elements.
fn structured_void_format(
    column: &Column,
    fields: &StructType,
    options: &PrintOptions,
    host: &mut dyn ElementHost,
) -> R<Words> {
    let mut columns = Vec::with_capacity(fields.fields.len());
    for field in &fields.fields {
        columns.push(self::words(&column.field(field), options, host)?);
    }
    let mut words = Words::default();
    for i in 0..column.n {
        words.push_with(|out| {
            out.push('(');
            for (position, (field, texts)) in fields.fields.iter().zip(&columns).enumerate() {
                if position > 0 {
                    out.push_str(", ");
                }
                let count: usize = field.shape.iter().product();
                sub_array_format(out, texts, i * count, &field.shape, count as f64 > options.threshold, options);
            }
            out.push_str(if columns.len() == 1 { ",)" } else { ")" });
        });
    }
    Ok(words)
}

/// `SubArrayFormat`: nested brackets on one line.
fn sub_array_format(
    out: &mut String,
    texts: &Words,
    start: usize,
    shape: &[usize],
    summary: bool,
    options: &PrintOptions,
) {
    let Some((&n, inner)) = shape.split_first() else {
        out.push_str(texts.get(start));
        return;
    };
    let size: usize = inner.iter().product();
    let edge = options.edgeitems;
    let cut = summary && n > 2 * edge;
    // `a[-0:]` is all of `a`.
    let tail = if edge == 0 { 0 } else { n - edge.min(n) };
    let shown = (0..n).filter(|&i| !cut || i < edge).map(Some);
    let rest = if cut { Some(std::iter::once(None).chain((tail..n).map(Some))) } else { None };
    out.push('[');
    for (position, i) in shown.chain(rest.into_iter().flatten()).enumerate() {
        if position > 0 {
            out.push_str(", ");
        }
        match i {
            Some(i) => sub_array_format(out, texts, start + i * size, inner, summary, options),
            None => out.push_str("..."),
        }
    }
    out.push(']');
}
