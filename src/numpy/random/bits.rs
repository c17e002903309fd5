//! Bit generators by themselves: their states as dicts, raw words, and jumps ahead.

use super::objects::BitsObject;
use super::seed::sequence_of;
use crate::array::{Array, DType};
use crate::kernels::random::{Bits, Halves, Philox, SharedBits};
use crate::run::arguments::index_of;
use crate::run::convert::as_array_of;
use crate::text::{Error, ErrorClass, R, err};
use crate::value::dict::Dict;
use crate::value::{Builtin, DictObject, Interp, ROW, Run, Style, Value};
use num_bigint::BigInt;
use std::rc::Rc;

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "BitGenerator.state",
        summary: "The state as a dict, which can be set too.",
        example: ">>> np.random.PCG64(1).state['bit_generator']\n'PCG64'\n",
        run: Run::Property(|_, value| Ok(state(&bits_of(value)?.borrow())), Some(set_state)),
        ..ROW
    },
    Builtin {
        name: "BitGenerator.random_raw",
        signature: "(self, size=None, output=True)",
        style: Style::C,
        summary: "Words as the generator makes them.",
        example: ">>> np.random.PCG64(1).random_raw()\n9441442522235856127\n",
        run: Run::Function(random_raw),
        ..ROW
    },
    Builtin {
        name: "PCG64.advance",
        signature: "(self, delta)",
        style: Style::C,
        summary: "Move on as if so many words were drawn.",
        example: ">>> bits = np.random.PCG64(1)\n>>> bits.advance(1).random_raw() == np.random.PCG64(1).random_raw(2)[1]\nnp.True_\n",
        run: Run::Function(advance),
        ..ROW
    },
    Builtin {
        name: "PCG64DXSM.advance",
        signature: "(self, delta)",
        style: Style::C,
        summary: "Move on as if so many words were drawn.",
        run: Run::Function(advance),
        ..ROW
    },
    Builtin {
        name: "Philox.advance",
        signature: "(self, delta)",
        style: Style::C,
        summary: "Move the counter on by so many blocks of four words.",
        run: Run::Function(advance),
        ..ROW
    },
    Builtin {
        name: "PCG64.jumped",
        signature: "(self, jumps=1)",
        style: Style::C,
        summary: "A new generator far ahead in the same stream.",
        run: Run::Function(jumped),
        ..ROW
    },
    Builtin {
        name: "PCG64DXSM.jumped",
        signature: "(self, jumps=1)",
        style: Style::C,
        summary: "A new generator far ahead in the same stream.",
        run: Run::Function(jumped),
        ..ROW
    },
    Builtin {
        name: "Philox.jumped",
        signature: "(self, jumps=1)",
        style: Style::C,
        summary: "A new generator 2**128 blocks ahead for each jump.",
        run: Run::Function(jumped),
        ..ROW
    },
    Builtin {
        name: "Philox.__new__",
        signature: "(seed=None, counter=None, key=None)",
        style: Style::C,
        summary: "The Philox 4x64 bit generator.",
        example: ">>> np.random.Philox(key=7).random_raw()\n16086915834549238692\n",
        run: Run::Construct(philox),
        ..ROW
    },
];

fn bits_of(value: &Value) -> R<&SharedBits> {
    match value.as_native::<BitsObject>() {
        Some(object) => Ok(&object.bits),
        None => err(ErrorClass::TypeError, "descriptor requires a 'BitGenerator' object"),
    }
}

fn dict(entries: Vec<(&str, Value)>) -> Value {
    let mut dict = Dict::new();
    for (key, value) in entries {
        dict.insert_str(key, value);
    }
    Value::Dict(Rc::new(DictObject::new(dict)))
}

fn words(words: &[u64]) -> Value {
    Value::Array(Array::from_slice(words, &[words.len()]))
}

/// The state as NumPy lays it out.
fn state(bits: &Bits) -> Value {
    let number = |n: u128| Value::big(BigInt::from(n));
    let name = ("bit_generator", Value::str(bits.name()));
    let halves = |halves: &Halves| {
        [("has_uint32", Value::Int(halves.waiting.into())), ("uinteger", Value::Int(halves.high.into()))]
    };
    let mut entries = vec![name];
    match bits {
        Bits::Mt19937(twister) => {
            let key = Value::Array(Array::from_slice(&twister.key, &[twister.key.len()]));
            entries.push(("state", dict(vec![("key", key), ("pos", Value::count(twister.position))])));
        }
        Bits::Pcg64(pcg) => {
            entries.push(("state", dict(vec![("state", number(pcg.state)), ("inc", number(pcg.increment))])));
            entries.extend(halves(&pcg.halves));
        }
        Bits::Pcg64Dxsm(pcg) => {
            entries.push(("state", dict(vec![("state", number(pcg.state)), ("inc", number(pcg.increment))])));
            entries.extend(halves(&pcg.halves));
        }
        Bits::Philox(philox) => {
            let inner = vec![("counter", words(&philox.counter)), ("key", words(&philox.key))];
            entries.push(("state", dict(inner)));
            entries.push(("buffer", words(&philox.buffer)));
            entries.push(("buffer_pos", Value::count(philox.position)));
            entries.extend(halves(&philox.halves));
        }
        Bits::Sfc64(sfc) => {
            entries.push(("state", dict(vec![("state", words(&sfc.state))])));
            entries.extend(halves(&sfc.halves));
        }
    }
    dict(entries)
}

/// Reads entries of a state dict.
struct Entries<'a, 'b> {
    cx: &'a mut dyn Interp,
    dict: &'b Value,
}

impl Entries<'_, '_> {
    fn get(&mut self, key: &str) -> R<Value> {
        self.cx.get_item(self.dict, &Value::str(key))
    }

    fn wide(&mut self, key: &str) -> R<u128> {
        let value = self.get(key)?;
        wide(self.cx, &value)
    }

    fn words<const N: usize>(&mut self, key: &str) -> R<[u64; N]> {
        let value = self.get(key)?;
        let found = as_array_of(self.cx, &value, DType::U64)?.to_vec::<u64>();
        match found.try_into() {
            Ok(found) => Ok(found),
            Err(_) => err(ErrorClass::ValueError, format!("{key} must have {N} elements")),
        }
    }

    fn count(&mut self, key: &str) -> R<usize> {
        let value = self.get(key)?;
        Ok(index_of(self.cx, &value)?.max(0) as usize)
    }

    fn halves(&mut self) -> R<Halves> {
        Ok(Halves { waiting: self.count("has_uint32")? != 0, high: self.count("uinteger")? as u32 })
    }
}

/// A number of up to 128 bits; a negative one is its two's complement.
fn wide(cx: &mut dyn Interp, value: &Value) -> R<u128> {
    let number = match value {
        Value::BigInt(big) => (**big).clone(),
        other => BigInt::from(index_of(cx, other)?),
    };
    let mut bytes = number.to_signed_bytes_le();
    let filler = if number.sign() == num_bigint::Sign::Minus { 0xff } else { 0 };
    bytes.resize(16, filler);
    Ok(u128::from_le_bytes(bytes[..16].try_into().unwrap_or_default()))
}

fn set_state(cx: &mut dyn Interp, object: &Value, new: Value) -> R<()> {
    let shared = bits_of(object)?.clone();
    if !matches!(new, Value::Dict(_)) {
        return err(ErrorClass::TypeError, "state must be a dict");
    }
    let mut outer = Entries { cx: &mut *cx, dict: &new };
    let (name, inner) = (outer.get("bit_generator")?, outer.get("state")?);
    let mut bits = shared.borrow().clone();
    if name.as_str() != Some(bits.name()) {
        return err(ErrorClass::ValueError, format!("state must be for a {} RNG", bits.name()));
    }
    let halves = if matches!(bits, Bits::Mt19937(_)) { Halves::default() } else { outer.halves()? };
    match &mut bits {
        Bits::Mt19937(twister) => {
            let mut inner = Entries { cx, dict: &inner };
            let key = inner.get("key")?;
            let position = inner.count("pos")?;
            let key = as_array_of(inner.cx, &key, DType::U32)?.to_vec::<u32>();
            if key.len() != twister.key.len() || position > twister.key.len() {
                return err(ErrorClass::ValueError, "state vector must have 624 elements");
            }
            twister.key.copy_from_slice(&key);
            twister.position = position;
        }
        Bits::Pcg64(pcg) => {
            let mut inner = Entries { cx, dict: &inner };
            (pcg.state, pcg.increment, pcg.halves) = (inner.wide("state")?, inner.wide("inc")?, halves);
        }
        Bits::Pcg64Dxsm(pcg) => {
            let mut inner = Entries { cx, dict: &inner };
            (pcg.state, pcg.increment, pcg.halves) = (inner.wide("state")?, inner.wide("inc")?, halves);
        }
        Bits::Philox(philox) => {
            let (buffer, position) = (outer.words("buffer")?, outer.count("buffer_pos")?);
            let mut inner = Entries { cx, dict: &inner };
            let (counter, key) = (inner.words("counter")?, inner.words("key")?);
            *philox = Philox { counter, key, buffer, position, halves };
        }
        Bits::Sfc64(sfc) => {
            let mut inner = Entries { cx, dict: &inner };
            (sfc.state, sfc.halves) = (inner.words("state")?, halves);
        }
    }
    *shared.borrow_mut() = bits;
    Ok(())
}

fn random_raw(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [object, size, output] = args else { return Ok(Value::None) };
    let bits = bits_of(object)?.clone();
    let shape = if size.is_none() { None } else { Some(crate::run::arguments::shape_of(cx, size)?) };
    let count: usize = shape.as_ref().map_or(1, |shape| shape.iter().product());
    let mut drawn = vec![0u64; count];
    {
        let mut bits = bits.borrow_mut();
        // The Twister's own words have 32 bits.
        let narrow = matches!(*bits, Bits::Mt19937(_));
        let stream = bits.stream();
        for word in &mut drawn {
            *word = if narrow { stream.next_u32().into() } else { stream.next_u64() };
        }
    }
    if !cx.truth(output)? {
        return Ok(Value::None);
    }
    Ok(match shape {
        Some(shape) => Value::Array(Array::from_vec(drawn, &shape)),
        None => Value::big(BigInt::from(drawn[0])),
    })
}

fn advance(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let delta = wide(cx, &args[1])?;
    match &mut *bits_of(&args[0])?.borrow_mut() {
        Bits::Pcg64(bits) => bits.advance(delta),
        Bits::Pcg64Dxsm(bits) => bits.advance(delta),
        Bits::Philox(bits) => bits.advance([delta as u64, (delta >> 64) as u64, 0, 0]),
        bits => return Err(Error::unsupported(format!("advance of {}", bits.name()))),
    }
    Ok(args[0].take())
}

fn jumped(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let jumps = wide(cx, &args[1])?;
    let far = match &*bits_of(&args[0])?.borrow() {
        Bits::Pcg64(bits) => Bits::Pcg64(bits.jumped(jumps)),
        Bits::Pcg64Dxsm(bits) => Bits::Pcg64Dxsm(bits.jumped(jumps)),
        Bits::Philox(bits) => Bits::Philox(bits.jumped(jumps)),
        bits => return Err(Error::unsupported(format!("jumped of {}", bits.name()))),
    };
    let sequence = args[0].as_native::<BitsObject>().and_then(|object| object.sequence.clone());
    Ok(Value::native(BitsObject { bits: far.shared(), sequence }))
}

/// Words of a number or an array of words, lowest first.
fn words_of<const N: usize>(cx: &mut dyn Interp, value: &Value, what: &str) -> R<[u64; N]> {
    let mut found = match value {
        Value::None => Vec::new(),
        Value::BigInt(big) => big.to_biguint().unwrap_or_default().to_u64_digits(),
        Value::Int(n) if *n >= 0 => vec![*n as u64],
        Value::Int(_) => return err(ErrorClass::ValueError, format!("{what} must be positive")),
        other => as_array_of(cx, other, DType::U64)?.to_vec::<u64>(),
    };
    if found.len() > N {
        return err(ErrorClass::ValueError, format!("{what} must be positive and less than 2**{}.", 64 * N));
    }
    found.resize(N, 0);
    Ok(found.try_into().unwrap_or([0; N]))
}

fn philox(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [seed, counter, key] = args else { return Ok(Value::None) };
    if !seed.is_none() && !key.is_none() {
        return err(ErrorClass::ValueError, "seed and key cannot be both used");
    }
    let counter = words_of(cx, counter, "counter")?;
    if !key.is_none() {
        let bits = Bits::Philox(Philox::new(counter, words_of(cx, key, "key")?)).shared();
        return Ok(Value::native(BitsObject { bits, sequence: None }));
    }
    let sequence = sequence_of(cx, seed)?;
    let fresh = Philox::from_sequence(&sequence.borrow());
    let bits = Bits::Philox(Philox { counter, ..fresh }).shared();
    Ok(Value::native(BitsObject { bits, sequence: Some(sequence) }))
}

/// The state of a legacy generator as a dict: that of its bits, and the normal that waits.
pub(super) fn legacy_state_dict(bits: &Bits, spare: Option<f64>) -> R<Value> {
    let Value::Dict(object) = state(bits) else { return Ok(Value::None) };
    let mut entries = object.map.borrow_mut();
    entries.insert_str("has_gauss", Value::Int(spare.is_some().into()));
    entries.insert_str("gauss", Value::float(spare.unwrap_or(0.0)));
    drop(entries);
    Ok(Value::Dict(object))
}
