//! Seeds and states: `seed`, `get_state`, `set_state`, `default_rng`, SeedSequence, the constructors
//! of generators and bit generators.

use crate::array::{Array, DType};
use crate::kernels::random::{
    Bits, Generator, Mt19937, POOL_SIZE, Pcg64, Pcg64Dxsm, Philox, RandomState, SeedSequence, Sfc64, SharedBits,
    fresh_entropy, words_of,
};
use crate::run::arguments::{index_of, refuse};
use crate::run::convert::{as_array, as_array_of};
use crate::text::{Error, ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use num_bigint::{BigInt, BigUint, Sign};
use std::cell::RefCell;
use std::rc::Rc;

use super::bits::legacy_state_dict;
use super::objects::{BitsObject, Engine, GeneratorObject, RandomStateObject, SequenceObject, global};

/// The rows of this family.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.random.seed",
        signature: "(seed=None)",
        style: Style::C,
        summary: "Start the stream behind the functions of np.random anew from a seed.",
        example: ">>> np.random.seed(42)\n>>> np.random.rand()\n0.3745401188473625\n",
        run: Run::Function(|cx, args| {
            let state = global(cx);
            let fresh = legacy_state(cx, &args[0])?;
            *state.borrow_mut() = fresh;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.seed",
        signature: "(self, seed=None)",
        style: Style::C,
        summary: "Start the stream anew from a seed.",
        example: ">>> r = np.random.RandomState(1)\n>>> r.seed(42)\n>>> r.rand()\n0.3745401188473625\n",
        run: Run::Function(|cx, args| {
            let fresh = legacy_state(cx, &args[1])?;
            if let Engine::Legacy(state) = Engine::of(&args[0])? {
                *state.borrow_mut() = fresh;
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.__new__",
        signature: "(seed=None)",
        style: Style::C,
        summary: "A legacy generator of its own.",
        example: ">>> np.random.RandomState(42).rand()\n0.3745401188473625\n",
        run: Run::Construct(|cx, args| {
            let state = legacy_state(cx, &args[0])?;
            Ok(Value::native(RandomStateObject { state: Rc::new(RefCell::new(state)) }))
        }),
        ..ROW
    },
    Builtin {
        name: "np.random.get_state",
        signature: "(legacy=True)",
        style: Style::C,
        summary: "The state of the stream behind the functions of np.random, for `set_state`.",
        example: ">>> np.random.seed(0)\n>>> np.random.get_state()[0]\n'MT19937'\n",
        run: Run::Function(|cx, args| {
            let legacy = cx.truth(&args[0])?;
            let state = global(cx);
            get_state(&state.borrow(), legacy)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.get_state",
        signature: "(self, legacy=True)",
        style: Style::C,
        summary: "The state of the stream, for `set_state`.",
        run: Run::Function(|cx, args| {
            let legacy = cx.truth(&args[1])?;
            match Engine::of(&args[0])? {
                Engine::Legacy(state) => get_state(&state.borrow(), legacy),
                Engine::Modern(_) => Ok(Value::None),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "np.random.set_state",
        signature: "(state)",
        style: Style::C,
        summary: "Bring the stream behind the functions of np.random back to a state.",
        example: ">>> s = np.random.get_state()\n>>> a = np.random.rand()\n>>> np.random.set_state(s)\n>>> a == np.random.rand()\nTrue\n",
        run: Run::Function(|cx, args| {
            let fresh = set_state(cx, &args[0])?;
            let state = global(cx);
            *state.borrow_mut() = fresh;
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "RandomState.set_state",
        signature: "(self, state)",
        style: Style::C,
        summary: "Bring the stream back to a state.",
        run: Run::Function(|cx, args| {
            let fresh = set_state(cx, &args[1])?;
            if let Engine::Legacy(state) = Engine::of(&args[0])? {
                *state.borrow_mut() = fresh;
            }
            Ok(Value::None)
        }),
        ..ROW
    },
    Builtin {
        name: "np.random.default_rng",
        signature: "(seed=None)",
        style: Style::C,
        summary: "A new Generator over PCG64, from a seed or from the system's entropy.",
        example: ">>> rng = np.random.default_rng(42)\n>>> rng.random()\n0.7739560485559633\n",
        see_also: &["Generator.random", "Generator.integers", "Generator.normal"],
        run: Run::Function(default_rng),
        ..ROW
    },
    Builtin {
        name: "class:numpy.random._generator.Generator.__new__",
        signature: "(bit_generator)",
        style: Style::C,
        summary: "A Generator over a bit generator.",
        example: ">>> np.random.Generator(np.random.PCG64(42)).random()\n0.7739560485559633\n",
        run: Run::Construct(|_, args| match args[0].as_native::<BitsObject>() {
            Some(bits) => Ok(generator(bits.bits.clone(), bits.sequence.clone())),
            None => {
                err(ErrorClass::AttributeError, format!("'{}' object has no attribute 'capsule'", args[0].type_name()))
            }
        }),
        ..ROW
    },
    Builtin {
        name: "PCG64.__new__",
        signature: "(seed=None)",
        style: Style::C,
        summary: "The PCG-64 bit generator.",
        example: ">>> np.random.Generator(np.random.PCG64(1)).random()\n0.5118216247002567\n",
        run: Run::Construct(|cx, args| bits(cx, &args[0], |s| Bits::Pcg64(Pcg64::from_sequence(s)))),
        ..ROW
    },
    Builtin {
        name: "PCG64DXSM.__new__",
        signature: "(seed=None)",
        style: Style::C,
        summary: "The PCG-64 DXSM bit generator.",
        run: Run::Construct(|cx, args| bits(cx, &args[0], |s| Bits::Pcg64Dxsm(Pcg64Dxsm::from_sequence(s)))),
        ..ROW
    },
    Builtin {
        name: "MT19937.__new__",
        signature: "(seed=None)",
        style: Style::C,
        summary: "The Mersenne Twister.",
        run: Run::Construct(|cx, args| bits(cx, &args[0], |s| Bits::Mt19937(Box::new(Mt19937::from_sequence(s))))),
        ..ROW
    },
    Builtin {
        name: "SFC64.__new__",
        signature: "(seed=None)",
        style: Style::C,
        summary: "The SFC64 bit generator.",
        run: Run::Construct(|cx, args| bits(cx, &args[0], |s| Bits::Sfc64(Sfc64::from_sequence(s)))),
        ..ROW
    },
    Builtin {
        name: "BitGenerator.spawn",
        signature: "(self, n_children)",
        style: Style::C,
        summary: "Independent bit generators of the same kind.",
        example: ">>> len(np.random.PCG64(1).spawn(2))\n2\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[1])?;
            let Some(object) = args[0].as_native::<BitsObject>() else { return Ok(Value::None) };
            let children = spawned(object.sequence.as_ref(), n)?;
            Ok(Value::list(
                children
                    .into_iter()
                    .map(|s| {
                        let bits = same_kind(&object.bits, &s.borrow());
                        Value::native(BitsObject { bits, sequence: Some(s) })
                    })
                    .collect(),
            ))
        }),
        ..ROW
    },
    Builtin {
        name: "Generator.spawn",
        signature: "(self, n_children)",
        style: Style::C,
        summary: "Independent Generators.",
        example: ">>> len(np.random.default_rng(1).spawn(2))\n2\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[1])?;
            let Some(object) = args[0].as_native::<GeneratorObject>() else { return Ok(Value::None) };
            let children = spawned(object.sequence.as_ref(), n)?;
            let bits = object.generator.borrow().bits.clone();
            Ok(Value::list(
                children
                    .into_iter()
                    .map(|s| {
                        let bits = same_kind(&bits, &s.borrow());
                        generator(bits, Some(s))
                    })
                    .collect(),
            ))
        }),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.__new__",
        signature: "(entropy=None, *, spawn_key=(), pool_size=4, n_children_spawned=0)",
        style: Style::C,
        summary: "A seed sequence from entropy.",
        example: ">>> np.random.SeedSequence(42).generate_state(1)\narray([3444837047], dtype=uint32)\n",
        run: Run::Construct(seed_sequence),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.generate_state",
        signature: "(self, n_words, dtype=None)",
        style: Style::C,
        summary: "Words of state for a bit generator.",
        example: ">>> np.random.SeedSequence(42).generate_state(1)\narray([3444837047], dtype=uint32)\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[1])?.max(0) as usize;
            let dtype = crate::run::arguments::dtype_arg(cx, &args[2])?.unwrap_or(DType::U32);
            let Some(object) = args[0].as_native::<SequenceObject>() else { return Ok(Value::None) };
            let sequence = object.sequence.borrow();
            match dtype {
                DType::U32 => Ok(Value::Array(Array::from_vec(sequence.generate_u32(n), &[n]))),
                DType::U64 => Ok(Value::Array(Array::from_vec(sequence.generate_u64(n), &[n]))),
                _ => err(ErrorClass::ValueError, "only support uint32 or uint64"),
            }
        }),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.spawn",
        signature: "(self, n_children)",
        style: Style::C,
        summary: "Independent seed sequences.",
        example: ">>> np.random.SeedSequence(1).spawn(2)[1].spawn_key\n(1,)\n",
        run: Run::Function(|cx, args| {
            let n = index_of(cx, &args[1])?;
            let Some(object) = args[0].as_native::<SequenceObject>() else { return Ok(Value::None) };
            let children = spawned(Some(&object.sequence), n)?;
            Ok(Value::list(children.into_iter().map(|sequence| Value::native(SequenceObject { sequence })).collect()))
        }),
        ..ROW
    },
];

/// The RandomState of a legacy seed.
///
/// *Errors*: ValueError for ints outside of 32 bits, TypeError for text and floats.
fn legacy_state(cx: &mut dyn Interp, seed: &Value) -> R<RandomState> {
    const RANGE: &str = "Seed must be between 0 and 2**32 - 1";
    match seed {
        Value::None => return Ok(RandomState::fresh()),
        Value::Native(_) => {
            if let Some(bits) = seed.as_native::<BitsObject>() {
                return Ok(RandomState::over(bits.bits.clone()));
            }
            if let Some(object) = seed.as_native::<SequenceObject>() {
                let bits = Bits::Mt19937(Box::new(Mt19937::from_sequence(&object.sequence.borrow())));
                return Ok(RandomState::over(bits.shared()));
            }
        }
        Value::BigInt(_) => return err(ErrorClass::ValueError, RANGE),
        _ => {}
    }
    let array = as_array(cx, seed)?;
    if array.ndim() == 0 {
        if let Some(x) = array.only_element().to_i128() {
            return match u32::try_from(x) {
                Ok(seed) => Ok(RandomState::new(seed)),
                Err(_) => err(ErrorClass::ValueError, RANGE),
            };
        }
        let from = cx.repr(&Value::dtype(array.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast scalar from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    if array.size() == 0 {
        return err(ErrorClass::ValueError, "Seed must be non-empty");
    }
    if array.ndim() != 1 {
        return err(ErrorClass::ValueError, "Seed array must be 1-d");
    }
    if !array.dtype().is_integer() {
        let from = cx.repr(&Value::dtype(array.dtype()))?;
        return err(
            ErrorClass::TypeError,
            format!("Cannot cast array data from {from} to dtype('int64') according to the rule 'safe'"),
        );
    }
    let numbers = as_array_of(cx, seed, DType::I64)?.to_vec::<i64>();
    let words: Option<Vec<u32>> = numbers.into_iter().map(|x| u32::try_from(x).ok()).collect();
    match words {
        Some(words) => Ok(RandomState::from_array(&words)),
        None => err(ErrorClass::ValueError, "Seed values must be between 0 and 2**32 - 1"),
    }
}

fn get_state(state: &RandomState, legacy: bool) -> R<Value> {
    let bits = state.bits.borrow();
    let Bits::Mt19937(twister) = &*bits else {
        return legacy_state_dict(&bits, state.spare);
    };
    if !legacy {
        return legacy_state_dict(&bits, state.spare);
    }
    Ok(Value::tuple([
        Value::str("MT19937"),
        Value::Array(Array::from_slice(&twister.key, &[twister.key.len()])),
        Value::count(twister.position),
        Value::Int(state.spare.is_some() as i64),
        Value::float(state.spare.unwrap_or(0.0)),
    ]))
}

fn set_state(cx: &mut dyn Interp, state: &Value) -> R<RandomState> {
    let parts = match state {
        Value::Tuple(_) | Value::List(_) => cx.collect(state)?,
        _ => return Err(Error::unsupported("states other than the tuple of get_state")),
    };
    if parts.len() != 3 && parts.len() != 5 {
        return err(ErrorClass::ValueError, "state is not a legacy MT19937 state");
    }
    if parts[0].as_str() != Some("MT19937") {
        return err(ErrorClass::ValueError, "set_state can only be used with legacy MT19937 state instances.");
    }
    let key = as_array_of(cx, &parts[1], DType::U32)?.to_vec::<u32>();
    let position = index_of(cx, &parts[2])?;
    let mut twister = Mt19937::from_legacy_seed(0);
    if key.len() != twister.key.len() || !(0..=624).contains(&position) {
        return err(ErrorClass::ValueError, "state vector must have 624 elements");
    }
    twister.key.copy_from_slice(&key);
    twister.position = position as usize;
    let mut fresh = RandomState::over(Bits::Mt19937(Box::new(twister)).shared());
    if parts.len() == 5 && index_of(cx, &parts[3])? != 0 {
        fresh.spare = Some(crate::run::arguments::float_of(cx, &parts[4])?);
    }
    Ok(fresh)
}

/// Entropy words of an int, a sequence of ints, or nothing.
fn entropy(cx: &mut dyn Interp, value: &Value) -> R<Vec<u32>> {
    match value {
        Value::None => Ok(fresh_entropy()),
        Value::Int(_) | Value::BigInt(_) | Value::NpInt(_) | Value::Bool(_) | Value::Scalar(_) => {
            let number = match value {
                Value::BigInt(big) => (**big).clone(),
                other => BigInt::from(index_of(cx, other)?),
            };
            if number.sign() == Sign::Minus {
                return err(ErrorClass::ValueError, "expected non-negative integer");
            }
            Ok(words_of(&number.to_biguint().unwrap_or_default()))
        }
        Value::Str(_) | Value::Float(_) | Value::NpFloat(_) => err(
            ErrorClass::TypeError,
            "SeedSequence expects int or sequence of ints for entropy not ".to_string() + &cx.str(value)?,
        ),
        other => {
            let mut words = Vec::new();
            for item in cx.collect(other)? {
                words.extend(entropy(cx, &item)?);
            }
            Ok(words)
        }
    }
}

pub(super) fn sequence_of(cx: &mut dyn Interp, seed: &Value) -> R<Rc<RefCell<SeedSequence>>> {
    if let Some(object) = seed.as_native::<SequenceObject>() {
        return Ok(object.sequence.clone());
    }
    let words = entropy(cx, seed)?;
    Ok(Rc::new(RefCell::new(SeedSequence::new(words, Vec::new(), POOL_SIZE))))
}

fn generator(bits: SharedBits, sequence: Option<Rc<RefCell<SeedSequence>>>) -> Value {
    Value::native(GeneratorObject { generator: RefCell::new(Generator::new(bits)), sequence })
}

fn default_rng(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let seed = &args[0];
    if seed.as_native::<GeneratorObject>().is_some() {
        return Ok(seed.clone());
    }
    if let Some(bits) = seed.as_native::<BitsObject>() {
        return Ok(generator(bits.bits.clone(), bits.sequence.clone()));
    }
    if let Some(object) = seed.as_native::<RandomStateObject>() {
        let bits = object.state.borrow().bits.clone();
        return Ok(generator(bits, None));
    }
    let sequence = sequence_of(cx, seed)?;
    let bits = Bits::Pcg64(Pcg64::from_sequence(&sequence.borrow())).shared();
    Ok(generator(bits, Some(sequence)))
}

fn bits(cx: &mut dyn Interp, seed: &Value, make: impl FnOnce(&SeedSequence) -> Bits) -> R<Value> {
    let sequence = sequence_of(cx, seed)?;
    let bits = make(&sequence.borrow()).shared();
    Ok(Value::native(BitsObject { bits, sequence: Some(sequence) }))
}

/// New bits of the kind of others, from a sequence.
fn same_kind(bits: &SharedBits, sequence: &SeedSequence) -> SharedBits {
    match &*bits.borrow() {
        Bits::Mt19937(_) => Bits::Mt19937(Box::new(Mt19937::from_sequence(sequence))),
        Bits::Pcg64(_) => Bits::Pcg64(Pcg64::from_sequence(sequence)),
        Bits::Pcg64Dxsm(_) => Bits::Pcg64Dxsm(Pcg64Dxsm::from_sequence(sequence)),
        Bits::Philox(_) => Bits::Philox(Philox::from_sequence(sequence)),
        Bits::Sfc64(_) => Bits::Sfc64(Sfc64::from_sequence(sequence)),
    }
    .shared()
}

fn spawned(sequence: Option<&Rc<RefCell<SeedSequence>>>, n: i64) -> R<Vec<Rc<RefCell<SeedSequence>>>> {
    let Some(sequence) = sequence else {
        return err(ErrorClass::TypeError, "The underlying SeedSequence does not implement spawning.");
    };
    let count = u32::try_from(n.max(0)).unwrap_or(u32::MAX);
    let children = sequence.borrow_mut().spawn(count);
    Ok(children.into_iter().map(|child| Rc::new(RefCell::new(child))).collect())
}

fn seed_sequence(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let [entropy_value, spawn_key, pool_size, children] = args else { return Ok(Value::None) };
    let words = entropy(cx, entropy_value)?;
    let mut key = Vec::new();
    for item in cx.collect(spawn_key)? {
        key.extend(words_of(&BigUint::from(index_of(cx, &item)?.max(0) as u64)));
    }
    let pool = index_of(cx, pool_size)?;
    if pool < POOL_SIZE as i64 {
        return err(ErrorClass::ValueError, format!("The size of the entropy pool should be at least {POOL_SIZE}"));
    }
    if !matches!(children, Value::Int(0)) {
        refuse(children, "SeedSequence", "n_children_spawned")?;
    }
    let sequence = SeedSequence::new(words, key, pool as usize);
    Ok(Value::native(SequenceObject { sequence: Rc::new(RefCell::new(sequence)) }))
}
