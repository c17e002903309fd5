//! `random`: Python's own generator. The functions of the module are the methods of one hidden object
//! of the class `Random`; `draws.rs` has what they do to sequences, `laws.rs` the distributions.

mod draws;
mod laws;

use crate::kernels::random::PythonRandom;
use crate::python::args::POSITIONAL;
use crate::run::protocol::{bytes_of, payload_or_self, to_bigint};
use crate::text::{Error, ErrorClass, Name, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Type, Value, types};
use num_bigint::BigUint;
use num_traits::ToPrimitive;
use std::any::Any;
use std::cell::RefCell;

/// A method of `Random`, which is a function of the module, too.
macro_rules! method {
    // Macros because rows are static and their names differ.
    ($name:literal, $signature:expr, $summary:literal, $run:expr) => {
        Builtin {
            name: concat!("Random.", $name),
            signature: $signature,
            summary: $summary,
            run: Run::Function($run),
            ..ROW
        }
    };
}
use method;

/// A function of the module: the method of the hidden object.
macro_rules! function {
    ($name:literal, $signature:expr, $summary:literal, $example:literal) => {
        Builtin {
            name: concat!("random.", $name),
            signature: $signature,
            summary: $summary,
            example: $example,
            run: Run::Property(|cx, _| of_hidden(cx, $name), None),
            ..POSITIONAL
        }
    };
}
use function;

/// The rows of the module.
pub(super) fn lists() -> [&'static [Builtin]; 4] {
    [ROWS, draws::ROWS, laws::FUNCTIONS, laws::METHODS]
}

static ROWS: &[Builtin] = &[
    Builtin {
        name: "random.Random",
        summary: "A generator with a state of its own.",
        example: ">>> import random\n>>> random.Random(42).random()\n0.6394267984578837\n",
        run: Run::Class(types::PYTHON_RANDOM),
        ..POSITIONAL
    },
    Builtin {
        name: "random.SystemRandom",
        summary: "A generator that draws from the system.",
        run: Run::Property(|_, _| Err(Error::unsupported("random.SystemRandom")), None),
        ..POSITIONAL
    },
    Builtin {
        name: "Random.__new__",
        signature: "(x=None)",
        summary: "A generator from a seed.",
        run: Run::Construct(|cx, args| {
            let generator = seeded(cx, &args[0], true)?;
            Ok(Value::native(Random { generator: RefCell::new(generator) }))
        }),
        ..ROW
    },
    function!(
        "seed",
        "(a=None, version=2)",
        "Starts the stream of random numbers anew, from an int, float, str, bytes or (None) differently each time.",
        ">>> import random\n>>> random.seed(42)\n>>> random.random()\n0.6394267984578837\n>>> random.seed('text')\n>>> random.randint(1, 100)\n51\n"
    ),
    method!("seed", "(self, a=None, version=2)", "Starts the stream of random numbers anew.", |cx, args| {
        let version = crate::run::protocol::to_index(cx, &args[2])?;
        let generator = seeded(cx, &args[1], version != 1)?;
        *own(&args[0])?.generator.borrow_mut() = generator;
        Ok(Value::None)
    }),
    function!(
        "getstate",
        "()",
        "All that the next draws depend on, for `setstate`.",
        ">>> import random\n>>> state = random.getstate()\n>>> x = random.random()\n>>> random.setstate(state)\n>>> random.random() == x\nTrue\n"
    ),
    method!("getstate", "(self)", "All that the next draws depend on.", |_, args| {
        let generator = own(&args[0])?.generator.borrow();
        let words = generator.twister.key.iter().map(|&word| Value::Int(word.into()));
        let words = words.chain([Value::count(generator.twister.position)]);
        let gauss = generator.gauss_next.map_or(Value::None, Value::float);
        Ok(Value::tuple([Value::Int(3), Value::tuple(words), gauss]))
    }),
    function!("setstate", "(state)", "Goes back to a state that `getstate` gave.", ""),
    method!("setstate", "(self, state)", "Goes back to a state that `getstate` gave.", set_state),
];

/// An object of the class `Random`.
pub(super) struct Random {
    generator: RefCell<PythonRandom>,
}

impl Native for Random {
    fn class(&self) -> Type {
        types::PYTHON_RANDOM
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The object that the module's functions are methods of.
struct Hidden {
    object: Value,
}

/// A method of the hidden object.
fn of_hidden(cx: &mut dyn Interp, name: &str) -> R<Value> {
    let make = || Hidden { object: Value::native(Random { generator: RefCell::new(PythonRandom::fresh()) }) };
    let hidden = cx.state().extension(make);
    cx.get_attr(&hidden.object, Name::new(name))
}

fn own(value: &Value) -> R<&Random> {
    match payload_or_self(value).as_native::<Random>() {
        Some(random) => Ok(random),
        None => crate::python::args::wrong_receiver(value, "Random", "random"),
    }
}

/// Draws from the generator of an object.
fn draw<T>(value: &Value, draw: impl FnOnce(&mut PythonRandom) -> T) -> R<T> {
    Ok(draw(&mut own(value)?.generator.borrow_mut()))
}

/// The generator that a seed stands for; `text_in_full` is the way of version 2.
///
/// *Errors*: TypeError for other types than None, int, float, str, bytes and bytearray.
fn seeded(cx: &mut dyn Interp, seed: &Value, text_in_full: bool) -> R<PythonRandom> {
    if seed.is_none() {
        return Ok(PythonRandom::fresh());
    }
    if let Value::Bool(_) | Value::Int(_) | Value::BigInt(_) = seed {
        return Ok(PythonRandom::from_integer(to_bigint(cx, seed)?.magnitude()));
    }
    if let Some(text) = seed.as_str() {
        if text_in_full {
            return Ok(PythonRandom::from_bytes(text.as_bytes()));
        }
        let characters: Vec<u32> = text.chars().map(u32::from).collect();
        return Ok(PythonRandom::from_characters(&characters));
    }
    if let Some(bytes) = bytes_of(seed) {
        if text_in_full {
            return Ok(PythonRandom::from_bytes(&bytes));
        }
        let characters: Vec<u32> = bytes.iter().map(|&byte| byte.into()).collect();
        return Ok(PythonRandom::from_characters(&characters));
    }
    if crate::run::protocol::derives(&seed.class(), &Value::Type(types::FLOAT)) {
        return Ok(PythonRandom::from_integer(&BigUint::from(cx.hash(seed)? as u64)));
    }
    let message = "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.";
    err(ErrorClass::TypeError, message)
}

fn set_state(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let parts = cx.collect(&args[1])?;
    let [version, words, gauss] = &parts[..] else {
        let message = format!("not enough values to unpack (expected 3, got {})", parts.len());
        return err(ErrorClass::ValueError, message);
    };
    if !matches!(version, Value::Int(3)) {
        let shown = cx.repr(version)?;
        let message = format!("state with version {shown} passed to Random.setstate() of version 3");
        return err(ErrorClass::ValueError, message);
    }
    let words = cx.collect(words)?;
    let mut numbers = Vec::with_capacity(words.len());
    for word in &words {
        let number = to_bigint(cx, word)?.to_u32();
        numbers.push(number.ok_or_else(|| Error::new(ErrorClass::ValueError, "state vector is invalid"))?);
    }
    let random = own(&args[0])?;
    let mut generator = random.generator.borrow_mut();
    let length = generator.twister.key.len();
    match numbers.split_last() {
        Some((&position, key)) if key.len() == length && position as usize <= length => {
            generator.twister.key.copy_from_slice(key);
            generator.twister.position = position as usize;
        }
        Some((_, key)) if key.len() == length => return err(ErrorClass::ValueError, "invalid state"),
        _ => return err(ErrorClass::ValueError, "state vector is the wrong size"),
    }
    drop(generator);
    let gauss = if gauss.is_none() { None } else { Some(crate::run::protocol::to_f64(cx, gauss)?) };
    random.generator.borrow_mut().gauss_next = gauss;
    Ok(Value::None)
}
