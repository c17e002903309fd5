//! Arrays, scalars and dtypes as text, held against rows recorded from NumPy 2.4.6 in
//! `tests/format/arrays.jsonl`: `[operation, array, options, separator, prefix, suffix, output]`. An
//! array is its dtype, shape, strides, offset, and the bytes of its storage.

use numcell::array::{
    Array, ArrayRef, DType, Data, Element, Field, Layout, Object, StructType, TimeBase, TimeUnit, Words,
};
use numcell::print::*;
use numcell::text::R;
use serde_json::Value as Json;
use std::rc::Rc;

/// Objects are their `repr`, a NUL, and their `str`; formatters show their key and the element.
struct Host {
    formatters: Vec<String>,
}

impl Host {
    fn texts(object: &Object) -> (&str, &str) {
        let both = object.0.downcast_ref::<String>().expect("the objects of this test are texts");
        both.split_once('\0').unwrap_or((both, both))
    }
}

impl ElementHost for Host {
    fn object(&mut self, object: &Object) -> R<String> {
        Ok(Host::texts(object).0.to_owned())
    }

    fn object_str(&mut self, object: &Object) -> R<String> {
        Ok(Host::texts(object).1.to_owned())
    }

    fn formatter(&mut self, keys: &[&str]) -> Option<usize> {
        keys.iter().find_map(|key| self.formatters.iter().position(|formatter| formatter == key))
    }

    fn call(&mut self, formatter: usize, element: Element) -> R<String> {
        let text = scalar_str(&element, &PrintOptions::default(), &mut NoObjects)?;
        Ok(format!("<{}:{text}>", self.formatters[formatter]))
    }
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a text")
}

fn number(json: &Json) -> usize {
    json.as_u64().expect("a number") as usize
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn unit(text: &str) -> TimeUnit {
    use TimeBase::*;
    let all = [
        Year,
        Month,
        Week,
        Day,
        Hour,
        Minute,
        Second,
        Millisecond,
        Microsecond,
        Nanosecond,
        Picosecond,
        Femtosecond,
        Attosecond,
    ];
    let inner = text.trim_matches(['[', ']']);
    let code = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let base = all.into_iter().find(|base| base.code() == code).unwrap_or(Generic);
    TimeUnit { base, count: inner[..inner.len() - code.len()].parse().unwrap_or(1) }
}

fn dtype(json: &Json) -> DType {
    let Some(code) = json.as_str() else {
        let field = |field: &Json| Field {
            name: leak(text(&field[0])),
            dtype: dtype(&field[1]),
            shape: field[2].as_array().expect("a shape").iter().map(number).collect(),
            offset: number(&field[3]),
            title: field[4].as_str().map(leak),
        };
        let fields = json["fields"].as_array().expect("fields").iter().map(field).collect();
        let (itemsize, aligned) = (number(&json["itemsize"]), json["aligned"] == true);
        return DType::Struct(StructType { fields, itemsize, aligned }.intern());
    };
    let (order, code) = code.split_at(code.len() - code.trim_start_matches(['<', '>', '|']).len());
    let native = match code.split_at(1) {
        ("U", n) => DType::Str(n.parse().expect("a width")),
        ("S", n) => DType::Bytes(n.parse().expect("a width")),
        ("V", n) => DType::Void(n.parse().expect("a width")),
        ("O", _) => DType::Object,
        ("M", rest) => DType::Datetime(unit(&rest[1..])),
        ("m", rest) => DType::Timedelta(unit(&rest[1..])),
        _ => {
            let matches = |dtype: &&DType| dtype.array_protocol().get(1..) == Some(code);
            *DType::NUMERIC.iter().find(matches).expect("a numeric dtype")
        }
    };
    if order == ">" { native.swapped() } else { native }
}

fn array(json: &Json) -> ArrayRef {
    let dtype = dtype(&json["dtype"]);
    let list = |name: &str| json[name].as_array().expect("a list").iter();
    let storage = if let Some(objects) = json["objects"].as_array() {
        let objects: Vec<Object> = objects.iter().map(|object| Object(Rc::new(text(object).to_owned()))).collect();
        let n = objects.len();
        Array::from_objects(objects, &[n])
    } else {
        let bytes: Vec<u8> = if let Some(n) = json["zeros"].as_u64() {
            vec![0; n as usize]
        } else if let Some(n) = json["arange"].as_i64() {
            (0..n).flat_map(i64::to_le_bytes).collect()
        } else if let Some(n) = json["eighths"].as_u64() {
            (0..n).flat_map(|i| (i as f64 / 8.0).to_le_bytes()).collect()
        } else {
            let digits = text(&json["hex"]).as_bytes();
            let byte =
                |pair: &[u8]| u8::from_str_radix(&String::from_utf8_lossy(pair), 16).expect("hexadecimal digits");
            digits.chunks(2).map(byte).collect()
        };
        let n = bytes.len() / dtype.itemsize().max(1);
        Array::from_data(dtype, &[n], Data::Words(Words::from_bytes(&bytes)))
    };
    storage.view_layout(Layout {
        shape: list("shape").map(number).collect(),
        strides: list("strides").map(|stride| stride.as_i64().expect("a stride") as isize).collect(),
        offset: number(&json["offset"]),
    })
}

fn options(json: &Json) -> PrintOptions {
    let mut options = PrintOptions::default();
    for (name, value) in json.as_object().expect("options") {
        match name.as_str() {
            "edgeitems" => options.edgeitems = number(value),
            "threshold" => options.threshold = number(value) as f64,
            "floatmode" => options.floatmode = FloatMode::parse(text(value)).expect("a mode"),
            "precision" => options.precision = number(value) as i64,
            "suppress" => options.suppress = value == true,
            "linewidth" => options.linewidth = number(value) as i64,
            "nanstr" => options.nanstr = text(value).to_owned(),
            "infstr" => options.infstr = text(value).to_owned(),
            "sign" => options.sign = PlusSign::parse(text(value)).expect("a sign"),
            "legacy" => options.legacy = Legacy::parse(text(value)).expect("a version"),
            _ => {}
        }
    }
    options
}

fn print(row: &[Json]) -> R<String> {
    let (array, options) = (array(&row[1]), options(&row[2]));
    let formatters = row[2].get("formatter").and_then(Json::as_array);
    let formatters = formatters.into_iter().flatten().map(|key| text(key).to_owned()).collect();
    let host = &mut Host { formatters };
    match text(&row[0]) {
        "repr" => array_repr(&array, "array", &options, host),
        "str" => array_str(&array, &options, host),
        "a2s" => array2string(&array, &options, text(&row[3]), text(&row[4]), text(&row[5]), host),
        "srepr" => scalar_repr(&array.only_element(), &options, host),
        "sstr" => scalar_str(&array.only_element(), &options, host),
        "drepr" => Ok(dtype_repr(array.dtype(), options.legacy)),
        _ => Ok(dtype_str(array.dtype(), options.legacy)),
    }
}

#[test]
fn arrays_print_as_numpy_prints_them() {
    let mut different = Vec::new();
    for line in include_str!("format/arrays.jsonl").lines() {
        let row: Vec<Json> = serde_json::from_str(line).expect("rows are JSON arrays");
        let outcome = print(&row).unwrap_or_else(|error| format!("!{error}"));
        if row[6].as_str() != Some(&outcome) {
            different.push(format!("{line}\ngave     {outcome}\nrecorded {}", text(&row[6])));
        }
    }
    assert!(different.is_empty(), "{} rows differ:\n{}", different.len(), different.join("\n"));
}

#[test]
fn an_object_array_inside_itself_shows_dots() {
    struct Inside(ArrayRef);
    impl ElementHost for Inside {
        fn object(&mut self, _object: &Object) -> R<String> {
            array_repr(&self.0.clone(), "array", &PrintOptions::default(), self)
        }
        fn object_str(&mut self, object: &Object) -> R<String> {
            self.object(object)
        }
    }
    let array = Array::from_objects(vec![Object(Rc::new(()))], &[1]);
    let text = array_repr(&array, "array", &PrintOptions::default(), &mut Inside(array.clone()));
    assert_eq!(text.expect("it prints"), "array([array(..., dtype=object)], dtype=object)");
}

#[test]
fn a_summary_reads_only_the_corners() {
    // Storage of one element serves 10^18: reading more than the corners would never end.
    let one = Array::from_vec(vec![1.5], &[1]);
    let huge = one.view_layout(Layout {
        shape: [1_000_000_000, 1_000_000_000].into_iter().collect(),
        strides: [0, 0].into_iter().collect(),
        offset: 0,
    });
    let text = array_str(&huge, &PrintOptions::default(), &mut NoObjects).expect("it prints");
    let row = "[1.5 1.5 1.5 ... 1.5 1.5 1.5]";
    assert_eq!(text, format!("[{row}\n {row}\n {row}\n ...\n {row}\n {row}\n {row}]"));
}
