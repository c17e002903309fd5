//! Text of numbers and strings, held against rows recorded from CPython 3.11 and NumPy 2.4.6 in
//! `tests/format/*.jsonl`: `[operation, inputs…, output]`, where an output that starts with `!` is an
//! error. Floats are written as the hexadecimal digits of their bits.

use num_bigint::BigInt;
use numcell::print::dragon4::{Positional, Scientific, Trim, format_positional, format_scientific};
use numcell::print::percent::Operand;
use numcell::print::template::{Access, missing_position};
use numcell::print::*;
use numcell::text::{Error, ErrorClass, R, err};
use serde_json::Value as Json;

/// Runs every row of a file and shows all that differ.
fn check(rows: &str, run: impl Fn(&[Json]) -> R<Vec<String>>) {
    let mut different = Vec::new();
    for line in rows.lines() {
        let row: Vec<Json> = serde_json::from_str(line).expect("rows are JSON arrays");
        let outcome = match run(&row) {
            Ok(texts) => texts,
            Err(error) => vec![format!("!{error}")],
        };
        let recorded = &row[row.len() - outcome.len()..];
        if recorded.iter().zip(&outcome).any(|(recorded, text)| recorded.as_str() != Some(text)) {
            different.push(format!("{line}\n  gave {outcome:?}"));
        }
    }
    assert!(different.is_empty(), "{} rows differ:\n{}", different.len(), different.join("\n"));
}

fn one(text: R<String>) -> R<Vec<String>> {
    Ok(vec![text?])
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a text")
}

fn float(json: &Json) -> f64 {
    f64::from_bits(u64::from_str_radix(text(json), 16).expect("hexadecimal bits"))
}

fn int(json: &Json) -> BigInt {
    let (sign, digits) = match text(json).strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text(json)),
    };
    BigInt::parse_bytes(digits.trim_start_matches("0x").as_bytes(), 16).expect("hexadecimal digits") * sign
}

#[test]
fn single_numbers() {
    check(include_str!("format/numbers.jsonl"), |row| match text(&row[0]) {
        "repr" => Ok(vec![repr_float(float(&row[1]))]),
        "complex" => Ok(vec![repr_complex(float(&row[1]), float(&row[2]))]),
        "scalar" => Ok(vec![match text(&row[1]) {
            "f8" => float::scalar_float(float(&row[2]), false),
            "f4" => float::scalar_float(float(&row[2]) as f32, false),
            _ => float::scalar_float(half::f16::from_f64(float(&row[2])), false),
        }]),
        "scalar_complex" => {
            let (re, im) = (float(&row[2]), float(&row[3]));
            let (plain, inside) = match text(&row[1]) {
                "f8" => [true, false].map(|outer| float::scalar_complex(re, im, outer, false)).into(),
                _ => [true, false].map(|outer| float::scalar_complex(re as f32, im as f32, outer, false)).into(),
            };
            let name = if text(&row[1]) == "f8" { "complex128" } else { "complex64" };
            Ok(vec![plain, format!("np.{name}({inside})")])
        }
        "round" => {
            let rounded = digits::round_to(float(&row[1]), row[2].as_i64().expect("a place"));
            Ok(vec![format!("{:016x}", rounded.to_bits())])
        }
        "positional" => one(positional(&row[2]).and_then(|options| format_positional(float(&row[1]), &options))),
        _ => one(scientific(&row[2]).and_then(|options| format_scientific(float(&row[1]), &options))),
    });
}

fn number(options: &Json, name: &str) -> Option<usize> {
    options.get(name).and_then(Json::as_u64).map(|n| n as usize)
}

fn flag(options: &Json, name: &str, default: bool) -> bool {
    options.get(name).map_or(default, |value| value == true)
}

fn trim(options: &Json) -> R<Trim> {
    Trim::parse(options.get("trim").map_or("k", text))
}

fn positional(options: &Json) -> R<Positional> {
    Ok(Positional {
        precision: number(options, "precision"),
        unique: flag(options, "unique", true),
        fractional: flag(options, "fractional", true),
        trim: trim(options)?,
        sign: flag(options, "sign", false),
        pad_left: number(options, "pad_left"),
        pad_right: number(options, "pad_right"),
        min_digits: number(options, "min_digits"),
    })
}

fn scientific(options: &Json) -> R<Scientific> {
    Ok(Scientific {
        precision: number(options, "precision"),
        unique: flag(options, "unique", true),
        trim: trim(options)?,
        sign: flag(options, "sign", false),
        pad_left: number(options, "pad_left"),
        exp_digits: number(options, "exp_digits"),
        min_digits: number(options, "min_digits"),
    })
}

/// A few of Python's values, enough to format.
#[derive(Clone, Debug)]
enum Value {
    None,
    Bool(bool),
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    Dict(Vec<(String, Value)>),
}

impl Value {
    fn read(json: &Json) -> Value {
        let list = |json: &Json| json.as_array().into_iter().flatten().map(Value::read).collect();
        match json {
            Json::Null => Value::None,
            Json::Bool(value) => Value::Bool(*value),
            Json::String(value) => Value::Str(value.clone()),
            Json::Array(_) => Value::List(list(json)),
            _ => {
                let (kind, inner) = json.as_object().and_then(|map| map.iter().next()).expect("a tagged value");
                match kind.as_str() {
                    "int" => Value::Int(int(inner)),
                    "float" => Value::Float(float(inner)),
                    "complex" => Value::Complex(float(&inner[0]), float(&inner[1])),
                    "tuple" => Value::Tuple(list(inner)),
                    _ => {
                        let pairs = inner.as_array().into_iter().flatten();
                        Value::Dict(pairs.map(|pair| (text(&pair[0]).to_owned(), Value::read(&pair[1]))).collect())
                    }
                }
            }
        }
    }

    fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Complex(..) => "complex",
            Value::Str(_) => "str",
            Value::List(_) => "list",
            Value::Tuple(_) => "tuple",
            Value::Dict(_) => "dict",
        }
    }

    fn repr(&self) -> String {
        let list = |items: &[Value]| items.iter().map(Value::repr).collect::<Vec<_>>().join(", ");
        match self {
            Value::None => "None".to_owned(),
            Value::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => repr_float(*value),
            Value::Complex(re, im) => repr_complex(*re, *im),
            Value::Str(value) => repr_str(value),
            Value::List(items) => format!("[{}]", list(items)),
            Value::Tuple(items) => format!("({})", list(items)),
            Value::Dict(pairs) => {
                let pairs: Vec<_> =
                    pairs.iter().map(|(key, value)| format!("{}: {}", repr_str(key), value.repr())).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    fn str(&self) -> String {
        if let Value::Str(text) = self { text.clone() } else { self.repr() }
    }

    fn format(&self, spec: &str) -> R<String> {
        match self {
            Value::Bool(value) => format_bool(*value, spec),
            Value::Int(value) => format_int(Integer::from(value.clone()).as_int(), spec, "int"),
            Value::Float(value) => format_float(*value, spec, "float"),
            Value::Complex(re, im) => format_complex(*re, *im, spec, "complex"),
            Value::Str(value) => format_str(value, spec, "str"),
            _ if spec.is_empty() => Ok(self.str()),
            _ => {
                let message = format!("unsupported format string passed to {}.__format__", self.type_name());
                err(ErrorClass::TypeError, message)
            }
        }
    }
}

/// The arguments of `str.format`, or nothing for `%`.
struct Host<'a> {
    positional: &'a [Value],
    keywords: &'a [(String, Value)],
}

impl FormatHost for Host<'_> {
    type Value = Value;

    fn position(&mut self, index: usize) -> R<Value> {
        self.positional.get(index).map_or_else(|| missing_position(index), |value| Ok(value.clone()))
    }

    fn keyword(&mut self, name: &str) -> R<Value> {
        let found = self.keywords.iter().find(|(key, _)| key == name);
        found.map_or_else(|| err(ErrorClass::KeyError, repr_str(name)), |(_, value)| Ok(value.clone()))
    }

    fn access(&mut self, value: Value, access: Access<'_>) -> R<Value> {
        let key_error = |key: String| Error::new(ErrorClass::KeyError, key);
        match (&value, access) {
            (Value::Float(_) | Value::Int(_), Access::Attribute("real")) => Ok(value),
            (Value::List(items), Access::Index(index)) => {
                items.get(index).cloned().ok_or_else(|| Error::new(ErrorClass::IndexError, "list index out of range"))
            }
            (Value::List(_), _) => err(ErrorClass::TypeError, "list indices must be integers or slices, not str"),
            (Value::Dict(pairs), Access::Key(key)) => {
                let found = pairs.iter().find(|(name, _)| name == key);
                found.map(|(_, value)| value.clone()).ok_or_else(|| key_error(repr_str(key)))
            }
            (Value::Dict(_), Access::Index(index)) => Err(key_error(index.to_string())),
            _ => err(ErrorClass::TypeError, format!("'{}' object is not subscriptable", value.type_name())),
        }
    }

    fn convert(&mut self, value: Value, conversion: char) -> R<Value> {
        Ok(Value::Str(match conversion {
            'r' => value.repr(),
            's' => value.str(),
            _ => quote::escape_non_ascii(&value.repr()),
        }))
    }

    fn format(&mut self, value: Value, spec: &str) -> R<String> {
        value.format(spec)
    }
}

impl PercentHost for Host<'_> {
    type Value = Value;

    fn item(&mut self, mapping: &Value, key: &str) -> R<Value> {
        self.access(mapping.clone(), Access::Key(key))
    }

    fn text(&mut self, value: &Value, conversion: char) -> R<String> {
        Ok(self.convert(value.clone(), conversion)?.str())
    }

    fn integer(&mut self, value: &Value, index_only: bool) -> R<Option<Integer>> {
        match value {
            Value::Float(x) if !index_only && x.is_nan() => {
                err(ErrorClass::ValueError, "cannot convert float NaN to integer")
            }
            Value::Float(x) if !index_only && x.is_infinite() => {
                err(ErrorClass::OverflowError, "cannot convert float infinity to integer")
            }
            Value::Float(x) if !index_only => parse_int(&format!("{:.0}", x.trunc()), 10).map(Some),
            _ => Ok(self.exact_int(value)),
        }
    }

    fn float(&mut self, value: &Value) -> R<f64> {
        match value {
            Value::Float(x) => Ok(*x),
            Value::Bool(_) | Value::Int(_) => {
                let digits = self.exact_int(value).map_or(Ok(String::new()), |int| repr_int(int.as_int()))?;
                match parse_float(&digits)? {
                    x if x.is_finite() => Ok(x),
                    _ => err(ErrorClass::OverflowError, "int too large to convert to float"),
                }
            }
            _ => err(ErrorClass::TypeError, format!("must be real number, not {}", value.type_name())),
        }
    }

    fn exact_int(&mut self, value: &Value) -> Option<Integer> {
        match value {
            Value::Bool(value) => Some(Integer::Small(i64::from(*value))),
            Value::Int(value) => Some(Integer::from(value.clone())),
            _ => None,
        }
    }

    fn exact_str(&mut self, value: &Value) -> Option<String> {
        if let Value::Str(text) = value { Some(text.clone()) } else { None }
    }

    fn type_name(&mut self, value: &Value) -> String {
        value.type_name().to_owned()
    }
}

#[test]
fn format_specifications() {
    check(include_str!("format/specs.jsonl"), |row| one(Value::read(&row[1]).format(text(&row[2]))));
}

#[test]
fn templates() {
    check(include_str!("format/templates.jsonl"), |row| {
        let template = text(&row[1]);
        if row[0] == "percent" {
            let operand = match Value::read(&row[2]) {
                Value::Tuple(values) => Operand::Tuple(values),
                value => Operand::One { mapping: matches!(value, Value::List(_) | Value::Dict(_)), value },
            };
            return one(format_percent(template, operand, &mut Host { positional: &[], keywords: &[] }));
        }
        let (Value::List(positional), Value::Dict(keywords)) = (Value::read(&row[2]), Value::read(&row[3])) else {
            panic!("a template row has a list and a dict")
        };
        one(format_template(template, &mut Host { positional: &positional, keywords: &keywords }))
    });
}

#[test]
fn quoted_text_and_numbers_read_from_text() {
    check(include_str!("format/text.jsonl"), |row| {
        let input = text(&row[1]);
        match text(&row[0]) {
            "repr_str" => Ok(vec![repr_str(input), quote::ascii_str(input), repr_bytes(input.as_bytes())]),
            "int" => {
                let base = row[2].as_u64().expect("a base") as u32;
                one(parse_int(input, base).and_then(|value| repr_int(value.as_int())))
            }
            "float" => one(parse_float(input).map(repr_float)),
            _ => one(parse_complex(input).map(|(re, im)| repr_complex(re, im))),
        }
    });
}
