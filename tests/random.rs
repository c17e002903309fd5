//! Random streams against recorded draws of NumPy 2.4.6 and CPython 3.11 (`random/record.py`).

use numcell::kernels::random::{
    Bits, Generator, Integers, Mt19937, Pcg64Dxsm, Philox, RandomState, SeedSequence, Sfc64,
};

/// The two generations behind one set of method names.
enum Subject {
    State(RandomState),
    Rng(Generator),
}

fn subject(stream: &str, seed: u32) -> Subject {
    let sequence = SeedSequence::from_u64(u64::from(seed));
    let over = |bits: Bits| Subject::Rng(Generator::new(bits.shared()));
    match stream {
        "state" => Subject::State(RandomState::new(seed)),
        "rng" => Subject::Rng(Generator::default_rng(Some(&sequence))),
        "MT19937" => over(Bits::Mt19937(Box::new(Mt19937::from_sequence(&sequence)))),
        "PCG64DXSM" => over(Bits::Pcg64Dxsm(Pcg64Dxsm::from_sequence(&sequence))),
        "Philox" => over(Bits::Philox(Philox::from_sequence(&sequence))),
        "SFC64" => over(Bits::Sfc64(Sfc64::from_sequence(&sequence))),
        _ => panic!("no stream {stream}"),
    }
}

fn reals(count: &str, fill: impl FnOnce(&mut [f64])) -> Vec<u64> {
    let mut out = vec![0.0; count.parse().unwrap()];
    fill(&mut out);
    out.into_iter().map(f64::to_bits).collect()
}

fn singles(count: &str, fill: impl FnOnce(&mut [f32])) -> Vec<u64> {
    let mut out = vec![0.0; count.parse().unwrap()];
    fill(&mut out);
    out.into_iter().map(|x| u64::from(x.to_bits())).collect()
}

fn integers(dtype: &str, low: &str, high: &str, count: &str, fill: impl FnOnce(u64, u64, Integers)) -> Vec<u64> {
    let wrapped = |text: &str| text.parse::<i128>().unwrap() as u64;
    let (low, count) = (wrapped(low), count.parse().unwrap());
    let span = wrapped(high).wrapping_sub(low);
    match dtype.trim_start_matches('u') {
        "bool" => {
            let mut out = vec![false; count];
            fill(low, span, Integers::Bool(&mut out));
            out.into_iter().map(u64::from).collect()
        }
        "int8" => {
            let mut out = vec![0u8; count];
            fill(low, span, Integers::U8(&mut out));
            out.into_iter().map(u64::from).collect()
        }
        "int16" => {
            let mut out = vec![0u16; count];
            fill(low, span, Integers::U16(&mut out));
            out.into_iter().map(u64::from).collect()
        }
        "int32" => {
            let mut out = vec![0u32; count];
            fill(low, span, Integers::U32(&mut out));
            out.into_iter().map(u64::from).collect()
        }
        _ => {
            let mut out = vec![0u64; count];
            fill(low, span, Integers::U64(&mut out));
            out
        }
    }
}

fn indices(indices: Vec<i64>) -> Vec<u64> {
    indices.into_iter().map(i64::cast_unsigned).collect()
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("not a number: {text}"))
}

/// The weights 1, 2, … `count`, normalised as the recorder does it.
fn weights(count: &str) -> Vec<f64> {
    let count: usize = number(count);
    let total = (count * (count + 1) / 2) as f64;
    (1..=count).map(|weight| weight as f64 / total).collect()
}

/// A method that both generations have.
macro_rules! either {
    ($subject:expr, $source:ident => $call:expr) => {
        match $subject {
            Subject::State($source) => $call,
            Subject::Rng($source) => $call,
        }
    };
}

fn draw(subject: &mut Subject, method: &str, arguments: &[&str]) -> Vec<u64> {
    match (method, arguments) {
        ("random", [n]) => reals(n, |out| either!(subject, source => source.fill_random(out))),
        ("uniform", [low, high, n]) => {
            let (low, high): (f64, f64) = (number(low), number(high));
            reals(n, |out| either!(subject, source => source.fill_uniform(low, high - low, out)))
        }
        ("standard_normal", [n]) => reals(n, |out| either!(subject, source => source.fill_standard_normal(out))),
        ("normal", [loc, scale, n]) => {
            reals(n, |out| either!(subject, source => source.fill_normal(number(loc), number(scale), out)))
        }
        ("integers", [dtype, low, high, n]) => integers(dtype, low, high, n, |low, span, out| {
            either!(subject, source => source.fill_integers(low, span, out));
        }),
        ("bytes", [n]) => {
            either!(subject, source => source.bytes(number(n)).into_iter().map(u64::from).collect())
        }
        ("shuffle", [n]) => {
            let mut items: Vec<u64> = (0..number(n)).collect();
            let count = items.len();
            either!(subject, source => source.shuffle(count, |i, j| items.swap(i, j)));
            items
        }
        ("permutation", [n]) => either!(subject, source => indices(source.permutation(number(n)))),
        ("choice", [population, n]) => {
            either!(subject, source => indices(source.choice(number(population), number(n))))
        }
        ("choice_weighted", [population, n]) => {
            either!(subject, source => indices(source.choice_weighted(&weights(population), number(n))))
        }
        ("choice_weighted_distinct", [population, n]) => either!(subject, source => {
            indices(source.choice_weighted_distinct(&weights(population), number(n)).unwrap())
        }),
        ("choice_distinct", [population, n]) => match subject {
            Subject::State(source) => indices(source.choice_distinct(number(population), number(n))),
            Subject::Rng(source) => indices(source.choice_distinct(number(population), number(n), true)),
        },
        _ => match subject {
            Subject::State(source) => draw_legacy(source, method, arguments),
            Subject::Rng(source) => draw_modern(source, method, arguments),
        },
    }
}

fn draw_legacy(source: &mut RandomState, method: &str, arguments: &[&str]) -> Vec<u64> {
    match (method, arguments) {
        ("standard_exponential", [n]) => reals(n, |out| source.fill_standard_exponential(out)),
        ("tomaxint", [n]) => {
            let mut out = vec![0; number(n)];
            source.fill_tomaxint(&mut out);
            indices(out)
        }
        _ => panic!("no method {method}{arguments:?}"),
    }
}

fn draw_modern(source: &mut Generator, method: &str, arguments: &[&str]) -> Vec<u64> {
    match (method, arguments) {
        ("choice_distinct_unshuffled", [population, n]) => {
            indices(source.choice_distinct(number(population), number(n), false))
        }
        ("random_f32", [n]) => singles(n, |out| source.fill_random_f32(out)),
        ("standard_normal_f32", [n]) => singles(n, |out| source.fill_standard_normal_f32(out)),
        ("standard_exponential", [n]) => reals(n, |out| source.fill_standard_exponential(false, out)),
        ("standard_exponential_inv", [n]) => reals(n, |out| source.fill_standard_exponential(true, out)),
        ("standard_exponential_f32", [n]) => singles(n, |out| source.fill_standard_exponential_f32(false, out)),
        ("standard_exponential_inv_f32", [n]) => singles(n, |out| source.fill_standard_exponential_f32(true, out)),
        _ => panic!("no method {method}{arguments:?}"),
    }
}

/// FNV-1a over the little-endian bytes of all words.
fn digest(words: &[u64]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn streams_are_numpys() {
    let mut wrong = Vec::new();
    let lines = include_str!("random/draws.txt");
    for line in lines.lines() {
        let (call, expected) = line.split_once(" = ").expect("a recorded line");
        let call: Vec<&str> = call.split_whitespace().collect();
        let [stream, seed, method, arguments @ ..] = call.as_slice() else { panic!("{line}") };
        let words = draw(&mut subject(stream, number(seed)), method, arguments);
        let first: Vec<String> = words.iter().take(3).map(|word| format!("{word:x}")).collect();
        let found = format!("{} {:016x} {}", words.len(), digest(&words), first.join(" "));
        if found != expected {
            wrong.push(format!("{line}\n  found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), lines.lines().count(), wrong.join("\n"));
}
