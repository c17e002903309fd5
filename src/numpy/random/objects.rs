//! The objects of `np.random`: generators, bit generators, seed sequences, and the one global
//! RandomState behind the functions.

use crate::array::{Array, Dims};
use crate::kernels::random::{Generator, RandomState, SeedSequence, SharedBits};
use crate::run::arguments::shape_of;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, Native, ROW, Run, Type, Value, types};
use num_bigint::{BigInt, BigUint};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// The rows of the classes themselves.
pub static ROWS: &[Builtin] = &[
    Builtin {
        name: "np.random.Generator",
        summary: "Draws numbers of all distributions from a bit generator; made by `default_rng`.",
        run: Run::Class(types::RANDOM_GENERATOR),
        ..ROW
    },
    Builtin {
        name: "np.random.RandomState",
        summary: "The legacy generator: MT19937 with frozen streams.",
        run: Run::Class(types::RANDOM_STATE),
        ..ROW
    },
    Builtin {
        name: "np.random.SeedSequence",
        summary: "Mixes seeds into well-spread states.",
        run: Run::Class(types::SEED_SEQUENCE),
        ..ROW
    },
    Builtin {
        name: "np.random.BitGenerator",
        summary: "The base of the bit generators.",
        run: Run::Class(types::BIT_GENERATOR),
        ..ROW
    },
    Builtin {
        name: "np.random.PCG64",
        summary: "The bit generator that `default_rng` uses.",
        run: Run::Class(types::PCG64),
        ..ROW
    },
    Builtin {
        name: "np.random.PCG64DXSM",
        summary: "PCG64 with a stronger output function.",
        run: Run::Class(types::PCG64DXSM),
        ..ROW
    },
    Builtin { name: "np.random.MT19937", summary: "The Mersenne Twister.", run: Run::Class(types::MT19937), ..ROW },
    Builtin {
        name: "np.random.Philox",
        summary: "A counter-based bit generator.",
        run: Run::Class(types::PHILOX),
        ..ROW
    },
    Builtin {
        name: "np.random.SFC64",
        summary: "Chris Doty-Humphrey's small fast chaotic generator.",
        run: Run::Class(types::SFC64),
        ..ROW
    },
    Builtin {
        name: "Generator.bit_generator",
        summary: "Where the bits come from.",
        example: ">>> type(np.random.default_rng(1).bit_generator).__name__\n'PCG64'\n",
        run: Run::Property(bit_generator, None),
        ..ROW
    },
    Builtin {
        name: "BitGenerator.seed_seq",
        summary: "The seed sequence the generator was made from.",
        example: ">>> np.random.PCG64(5).seed_seq.entropy\n5\n",
        run: Run::Property(seed_seq, None),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.entropy",
        summary: "The seed.",
        example: ">>> np.random.SeedSequence(42).entropy\n42\n",
        run: Run::Property(|_, v| with_sequence(v, |s| Ok(number(&s.entropy))), None),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.spawn_key",
        summary: "The path from the root sequence.",
        example: ">>> np.random.SeedSequence(1).spawn_key\n()\n",
        run: Run::Property(
            |_, v| with_sequence(v, |s| Ok(Value::tuple(s.spawn_key.iter().map(|&k| Value::Int(k as i64))))),
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.pool",
        summary: "The mixed state.",
        example: ">>> np.random.SeedSequence(1).pool.shape\n(4,)\n",
        run: Run::Property(
            |_, v| with_sequence(v, |s| Ok(Value::Array(Array::from_slice(&s.pool, &[s.pool.len()])))),
            None,
        ),
        ..ROW
    },
    Builtin {
        name: "SeedSequence.n_children_spawned",
        summary: "How many sequences were spawned.",
        example: ">>> np.random.SeedSequence(1).n_children_spawned\n0\n",
        run: Run::Property(|_, v| with_sequence(v, |s| Ok(Value::Int(s.children as i64))), None),
        ..ROW
    },
];

/// A RandomState as a value.
pub(super) struct RandomStateObject {
    pub(super) state: Rc<RefCell<RandomState>>,
}

/// A Generator as a value.
pub(super) struct GeneratorObject {
    pub(super) generator: RefCell<Generator>,
    pub(super) sequence: Option<Rc<RefCell<SeedSequence>>>,
}

/// A bit generator as a value.
pub(super) struct BitsObject {
    pub(super) bits: SharedBits,
    pub(super) sequence: Option<Rc<RefCell<SeedSequence>>>,
}

/// A seed sequence as a value.
pub(super) struct SequenceObject {
    pub(super) sequence: Rc<RefCell<SeedSequence>>,
}

/// The class of bits by their name.
fn bits_class(name: &str) -> Type {
    match name {
        "PCG64" => types::PCG64,
        "PCG64DXSM" => types::PCG64DXSM,
        "Philox" => types::PHILOX,
        "SFC64" => types::SFC64,
        _ => types::MT19937,
    }
}

impl Native for RandomStateObject {
    fn class(&self) -> Type {
        types::RANDOM_STATE
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let at = Rc::as_ptr(&self.state) as *const u8 as usize;
        Some(Ok(format!("RandomState({}) at 0x{at:X}", self.state.borrow().bits.borrow().name())))
    }
    fn str(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        Some(Ok(format!("RandomState({})", self.state.borrow().bits.borrow().name())))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Native for GeneratorObject {
    fn class(&self) -> Type {
        types::RANDOM_GENERATOR
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let generator = self.generator.borrow();
        let at = Rc::as_ptr(&generator.bits) as *const u8 as usize;
        let name = generator.bits.borrow().name();
        Some(Ok(format!("Generator({name}) at 0x{at:X}")))
    }
    fn str(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        Some(Ok(format!("Generator({})", self.generator.borrow().bits.borrow().name())))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Native for BitsObject {
    fn class(&self) -> Type {
        bits_class(self.bits.borrow().name())
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Native for SequenceObject {
    fn class(&self) -> Type {
        types::SEED_SEQUENCE
    }
    fn repr(&self, _cx: &mut dyn Interp) -> Option<R<String>> {
        let sequence = self.sequence.borrow();
        let mut text = format!("SeedSequence(\n    entropy={},\n", big(&sequence.entropy));
        if !sequence.spawn_key.is_empty() {
            let keys: Vec<String> = sequence.spawn_key.iter().map(u32::to_string).collect();
            let comma = if keys.len() == 1 { "," } else { "" };
            text.push_str(&format!("    spawn_key=({}{comma}),\n", keys.join(", ")));
        }
        if sequence.children > 0 {
            text.push_str(&format!("    n_children_spawned={},\n", sequence.children));
        }
        text.push(')');
        Some(Ok(text))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn big(words: &[u32]) -> BigUint {
    BigUint::from_slice(words)
}

/// Entropy words as an int.
fn number(words: &[u32]) -> Value {
    Value::big(BigInt::from(big(words)))
}

fn with_sequence(value: &Value, read: impl FnOnce(&SeedSequence) -> R<Value>) -> R<Value> {
    match value.as_native::<SequenceObject>() {
        Some(object) => read(&object.sequence.borrow()),
        None => err(ErrorClass::TypeError, "descriptor requires a 'SeedSequence' object"),
    }
}

fn bit_generator(_cx: &mut dyn Interp, value: &Value) -> R<Value> {
    match value.as_native::<GeneratorObject>() {
        Some(object) => Ok(Value::native(BitsObject {
            bits: object.generator.borrow().bits.clone(),
            sequence: object.sequence.clone(),
        })),
        None => err(ErrorClass::TypeError, "descriptor requires a 'Generator' object"),
    }
}

fn seed_seq(_cx: &mut dyn Interp, value: &Value) -> R<Value> {
    match value.as_native::<BitsObject>() {
        Some(BitsObject { sequence: Some(sequence), .. }) => {
            Ok(Value::native(SequenceObject { sequence: sequence.clone() }))
        }
        Some(_) => Ok(Value::None),
        None => err(ErrorClass::TypeError, "descriptor requires a 'BitGenerator' object"),
    }
}

/// Which stream a call draws from.
#[derive(Clone)]
pub(super) enum Engine {
    Legacy(Rc<RefCell<RandomState>>),
    Modern(Value),
}

/// The RandomState behind the functions of `np.random`.
pub(super) fn global(cx: &mut dyn Interp) -> Rc<RefCell<RandomState>> {
    struct Global(Rc<RefCell<RandomState>>);
    cx.state().extension(|| Global(Rc::new(RefCell::new(RandomState::fresh())))).0.clone()
}

impl Engine {
    /// The stream of a method's object.
    pub(super) fn of(value: &Value) -> R<Engine> {
        if let Some(object) = value.as_native::<RandomStateObject>() {
            return Ok(Engine::Legacy(object.state.clone()));
        }
        if value.as_native::<GeneratorObject>().is_some() {
            return Ok(Engine::Modern(value.clone()));
        }
        err(ErrorClass::TypeError, "descriptor requires a 'numpy.random.Generator' object")
    }

    /// Runs a function on the legacy or the modern generator.
    pub(super) fn with<T>(
        &self,
        legacy: impl FnOnce(&mut RandomState) -> T,
        modern: impl FnOnce(&mut Generator) -> T,
    ) -> T {
        match self {
            Engine::Legacy(state) => legacy(&mut state.borrow_mut()),
            Engine::Modern(value) => match value.as_native::<GeneratorObject>() {
                Some(object) => modern(&mut object.generator.borrow_mut()),
                None => unreachable!("an engine is made from a generator"),
            },
        }
    }

    /// The same with something that only the function that runs takes, such as the output.
    pub(super) fn with_data<D, T>(
        &self,
        data: D,
        legacy: impl FnOnce(&mut RandomState, D) -> T,
        modern: impl FnOnce(&mut Generator, D) -> T,
    ) -> T {
        match self {
            Engine::Legacy(state) => legacy(&mut state.borrow_mut(), data),
            Engine::Modern(_) => self.with(|_| unreachable!("a modern engine"), |generator| modern(generator, data)),
        }
    }

    /// Whether this is a Generator.
    pub(super) fn is_modern(&self) -> bool {
        matches!(self, Engine::Modern(_))
    }
}

/// A `size` argument; None for a single number.
pub(super) fn size_of(cx: &mut dyn Interp, size: &Value) -> R<Option<Dims>> {
    if size.is_missing() { Ok(None) } else { shape_of(cx, size).map(Some) }
}
