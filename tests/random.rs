//! Random streams against recorded draws of NumPy 2.4.6 and CPython 3.11 (`random/record.py`).

use num_bigint::{BigInt, BigUint};
use numcell::kernels::random::{
    Arguments, BitGenerator, Bits, Column, Each, Generation, Generator, Integers, Law, Mt19937, Numbers, POOL_SIZE,
    Pcg64, Pcg64Dxsm, Philox, Pieces, PythonRandom, RandomState, SeedSequence, Sfc64, Width, choice, laws, vectors,
    words_of,
};

/// The two generations behind one set of method names.
enum Subject {
    State(RandomState),
    Rng(Generator),
}

/// A generator of Python's module, from a seed as the recorder writes it.
fn python(seed: &str) -> PythonRandom {
    match seed.split_once(':') {
        Some(("1", text)) => PythonRandom::from_characters(&text.chars().map(u32::from).collect::<Vec<u32>>()),
        Some((_, text)) => PythonRandom::from_bytes(text.as_bytes()),
        None => PythonRandom::from_integer(number::<BigInt>(seed).magnitude()),
    }
}

fn draw_python(source: &mut PythonRandom, method: &str, arguments: &[&str]) -> Vec<u64> {
    let real = |k: usize| number::<f64>(arguments[k]);
    let count: usize = number(arguments.last().expect("a count"));
    let mut reals = |draw: &mut dyn FnMut(&mut PythonRandom) -> f64| -> Vec<u64> {
        (0..count).map(|_| draw(source).to_bits()).collect()
    };
    let places = |places: Vec<usize>| places.into_iter().map(|place| place as u64).collect();
    match (method, arguments.len()) {
        ("random", _) => reals(&mut |source| source.random()),
        ("uniform", _) => reals(&mut |source| source.uniform(real(0), real(1))),
        ("triangular", 3) => reals(&mut |source| source.triangular(real(0), real(1), None).unwrap()),
        ("triangular", _) => reals(&mut |source| source.triangular(real(0), real(1), Some(real(2))).unwrap()),
        ("normalvariate", _) => reals(&mut |source| source.normalvariate(real(0), real(1))),
        ("gauss", _) => reals(&mut |source| source.gauss(real(0), real(1))),
        ("lognormvariate", _) => reals(&mut |source| source.lognormvariate(real(0), real(1)).unwrap()),
        ("expovariate", _) => reals(&mut |source| source.expovariate(real(0)).unwrap()),
        ("vonmisesvariate", _) => reals(&mut |source| source.vonmisesvariate(real(0), real(1)).unwrap()),
        ("gammavariate", _) => reals(&mut |source| source.gammavariate(real(0), real(1)).unwrap()),
        ("betavariate", _) => reals(&mut |source| source.betavariate(real(0), real(1)).unwrap()),
        ("paretovariate", _) => reals(&mut |source| source.paretovariate(real(0)).unwrap()),
        ("weibullvariate", _) => reals(&mut |source| source.weibullvariate(real(0), real(1)).unwrap()),
        ("randrange", _) => {
            let [start, stop, step] = [0, 1, 2].map(|k| number::<BigInt>(arguments[k]));
            let wrapped = |value: BigInt| i128::try_from(value).unwrap() as u64;
            (0..count).map(|_| wrapped(source.randrange(&start, &stop, &step).unwrap())).collect()
        }
        ("getrandbits", _) => {
            let k = number(arguments[0]);
            let mut twin = source.clone();
            let words: Vec<u64> = (0..count).map(|_| source.bits(k)).collect();
            let big = (0..count).map(|_| u64::try_from(twin.getrandbits(u64::from(k))).unwrap());
            assert!(big.eq(words.iter().copied()), "small and big bits differ");
            words
        }
        ("randbytes", _) => arguments.iter().flat_map(|n| source.randbytes(number(n))).map(u64::from).collect(),
        ("shuffle", _) => {
            let mut items: Vec<u64> = (0..count as u64).collect();
            source.shuffle(count, |i, j| items.swap(i, j));
            items
        }
        ("sample", _) => places(source.sample(number(arguments[0]), count as i64).unwrap()),
        ("choices", _) => places(source.choices(number(arguments[0]), count)),
        ("choices_weighted", length) => {
            let mut total = 0.0;
            let cumulative: Vec<f64> = (0..length - 1)
                .map(|k| {
                    total += real(k);
                    total
                })
                .collect();
            places(source.choices_weighted(&cumulative, count).unwrap())
        }
        ("choice", _) => (0..count).map(|_| source.choice(number(arguments[0])).unwrap() as u64).collect(),
        _ => panic!("no method {method}{arguments:?}"),
    }
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
        ("law", [name, parameters @ .., n]) => {
            let law = laws::find(name).unwrap_or_else(|| panic!("no law {name}"));
            let (arguments, columns) = parsed(law, parameters);
            let generation = match subject {
                Subject::State(_) => Generation::Legacy,
                Subject::Rng(_) => Generation::Modern,
            };
            law.check(generation, &columns, std::iter::once(arguments), true).unwrap();
            match either!(subject, source => source.sample(law, number(n), Each::Same(arguments))) {
                Numbers::Real(out) => out.into_iter().map(f64::to_bits).collect(),
                Numbers::Whole(out) => indices(out),
            }
        }
        ("multinomial", [trials, pvals @ .., n]) => {
            let pvals: Vec<f64> = pvals.iter().map(|p| number(p)).collect();
            let mut out = vec![0; number::<usize>(n) * pvals.len()];
            either!(subject, source => source.fill_multinomial(number(trials), &pvals, &mut out));
            indices(out)
        }
        ("dirichlet", [alpha @ .., n]) => {
            let alpha: Vec<f64> = alpha.iter().map(|alpha| number(alpha)).collect();
            let count = (number::<usize>(n) * alpha.len()).to_string();
            reals(&count, |out| either!(subject, source => source.fill_dirichlet(&alpha, out)))
        }
        _ => match subject {
            Subject::State(source) => draw_legacy(source, method, arguments),
            Subject::Rng(source) => draw_modern(source, method, arguments),
        },
    }
}

/// The arguments of a law, each also as a column of one value.
fn parsed<'a>(law: &Law, texts: &[&str]) -> (Arguments, Vec<Column<'a>>) {
    let mut arguments = Arguments::default();
    let columns = law.parameters.iter().zip(texts).enumerate().map(|(k, (parameter, text))| {
        if parameter.integer {
            arguments.integer[k] = number(text);
            Column::Integer(vec![arguments.integer[k]].leak())
        } else {
            arguments.real[k] = number(text);
            Column::Real(vec![arguments.real[k]].leak())
        }
    });
    let columns = columns.collect();
    (arguments, columns)
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
        ("standard_gamma_f32", [shape, n]) => singles(n, |out| source.fill_standard_gamma_f32(number(shape), out)),
        ("multivariate_hypergeometric_marginals" | "multivariate_hypergeometric_count", [sample, colors @ .., n]) => {
            let colors: Vec<i64> = colors.iter().map(|count| number(count)).collect();
            let mut out = vec![0; number::<usize>(n) * colors.len()];
            let marginals = method.ends_with("marginals");
            source.fill_multivariate_hypergeometric(&colors, number(sample), marginals, &mut out);
            indices(out)
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
fn streams_are_numpys_and_pythons() {
    let mut wrong = Vec::new();
    let lines = include_str!("random/draws.txt");
    for line in lines.lines() {
        let (call, expected) = line.split_once(" = ").expect("a recorded line");
        let call: Vec<&str> = call.split_whitespace().collect();
        let [stream, seed, method, arguments @ ..] = call.as_slice() else { panic!("{line}") };
        let words = match *stream {
            "python" => draw_python(&mut python(seed), method, arguments),
            _ => draw(&mut subject(stream, number(seed)), method, arguments),
        };
        let first: Vec<String> = words.iter().take(3).map(|word| format!("{word:x}")).collect();
        let found = format!("{} {:016x} {}", words.len(), digest(&words), first.join(" "));
        if found != expected {
            wrong.push(format!("{line}\n  found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), lines.lines().count(), wrong.join("\n"));
}

#[test]
fn arguments_are_checked_as_numpy_does() {
    let mut wrong = Vec::new();
    for line in include_str!("random/errors.txt").lines() {
        let (call, expected) = line.split_once(" =").expect("a recorded line");
        let call: Vec<&str> = call.split_whitespace().collect();
        let [stream, name, shape, values @ ..] = call.as_slice() else { panic!("{line}") };
        let generation = if *stream == "state" { Generation::Legacy } else { Generation::Modern };
        let reals = || values.iter().map(|value| number(value)).collect::<Vec<f64>>();
        let checked = match *name {
            "choice" => choice::check_weights(&reals(), 2, generation),
            "multinomial" => vectors::check_pvals(&reals()),
            _ => {
                let law = laws::find(name).unwrap_or_else(|| panic!("no law {name}"));
                let (arguments, columns) = parsed(law, values);
                law.check(generation, &columns, std::iter::once(arguments), *shape == "scalar")
            }
        };
        let found = checked.err().map_or(String::new(), |error| error.to_string());
        if found != expected.trim() {
            wrong.push(format!("{line}\n  found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Draws in hexadecimal, as the recorder writes them.
fn hex(words: impl IntoIterator<Item = u64>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("{word:x}")).collect();
    words.join(" ")
}

#[test]
fn kept_halves_and_normals_survive_other_draws() {
    let mut state = RandomState::new(1);
    let mut words = reals("3", |out| state.fill_standard_normal(out));
    words.extend(reals("2", |out| state.fill_random(out)));
    words.extend(reals("2", |out| state.fill_standard_normal(out)));
    assert_eq!(
        hex(words),
        "3ff9fd5190657c50 bfe393822fb7d9ad bfe0e6c872548fd2 3fd964a3677bfbe8 3fe13dfc97629f54 bff12ae1255cb80c \
         3ffbeabfbd8fc605"
    );
    assert_eq!(state.spare, Some(-0.7612069008951028));

    let mut rng = Generator::default_rng(Some(&SeedSequence::from_u64(2)));
    let mut words = Vec::new();
    for dtype in ["int64", "random", "int64", "uint8", "int64"] {
        words.extend(match dtype {
            "random" => reals("1", |out| rng.fill_random(out)),
            _ => integers(dtype, "0", "9", "3", |low, span, out| rng.fill_integers(low, span, out)),
        });
    }
    assert_eq!(hex(words), "8 2 1 3fea0e2323ed3df6 2 4 0 8 8 7 6 8 7");
    let Bits::Pcg64(bits) = &*rng.bits.borrow() else { panic!("PCG64 is the default") };
    assert_eq!(bits.state, 59989246601085430648805207880595879690);
    assert_eq!(bits.increment, 121863417007658695389390353187995180015);
    assert_eq!((bits.halves.waiting, bits.halves.high), (false, 3129143635));
}

#[test]
fn seed_sequences_are_numpys() {
    let words = [BigUint::from(1u8), BigUint::from(1u8) << 70, BigUint::ZERO].iter().flat_map(words_of).collect();
    let mut sequence = SeedSequence::new(words, Vec::new(), POOL_SIZE);
    assert_eq!(sequence.pool, [2047889520, 1025805745, 3575236390, 1017126449]);
    assert_eq!(sequence.generate_u32(3), [450965636, 1012138140, 3068549669]);
    assert_eq!(sequence.generate_u64(2), [4347100210785235076, 14693911720660195877]);
    let mut child = sequence.spawn(2).pop().unwrap();
    assert_eq!((child.spawn_key.as_slice(), child.generate_u32(2)), ([1].as_slice(), vec![669979455, 1753085409]));
    assert_eq!(child.spawn(1)[0].generate_u32(2), [1392440641, 2966449904]);
    assert_eq!(sequence.spawn(1)[0].spawn_key, [2]);
    let key = [BigUint::from(3u8), BigUint::from(1u8) << 40].iter().flat_map(words_of).collect();
    assert_eq!(SeedSequence::new(vec![5], key, 6).generate_u32(2), [2132396232, 3898349367]);
}

#[test]
fn bit_generators_advance_and_jump() {
    let seed = SeedSequence::from_u64(42);
    let mut pcg = Pcg64::from_sequence(&seed);
    assert_eq!(pcg.jumped(3).next_u64(), 14188113475428123612);
    pcg.advance(10u128.pow(30));
    assert_eq!(pcg.next_u64(), 5033961816527756861);
    let mut dxsm = Pcg64Dxsm::from_sequence(&seed);
    assert_eq!(dxsm.jumped(3).next_u64(), 6779012181160038566);
    dxsm.advance(5u128.wrapping_neg());
    assert_eq!(dxsm.next_u64(), 5689381409864974742);
    let mut philox = Philox::from_sequence(&seed);
    assert_eq!(philox.jumped(3).next_u64(), 10102939108210397106);
    philox.advance([3, 64, 0, 0]);
    assert_eq!(philox.next_u64(), 12297154826461718333);
    assert_eq!((philox.counter, philox.position), ([4, 64, 0, 0], 1));
    let mut philox = Philox::new([u64::MAX, 0, 0, 0], [7, 0]);
    let words: [u64; 5] = std::array::from_fn(|_| philox.next_u64());
    assert_eq!(
        words,
        [2600818924746953099, 2261169548304572769, 4388679981148233724, 14481887064691232472, 16112314163909438903]
    );
    let sfc = Sfc64::from_sequence(&SeedSequence::from_u64(1));
    assert_eq!(sfc.state, [7540063102531384633, 10825885173448199426, 15957370789230877238, 13]);
    let twister = Mt19937::from_sequence(&SeedSequence::from_u64(1));
    assert_eq!((twister.key[1], twister.position), (1731038949, 623));
}

#[test]
fn states_and_other_bits_can_be_set() {
    let mut state = RandomState::from_array(&[1, 2, 3]);
    assert_eq!(hex(reals("2", |out| state.fill_random(out))), "3fe383fbc97230c2 3fec5fd27a5da181");
    let twister = Mt19937 { key: std::array::from_fn(|i| i as u32), position: 600 };
    let mut state = RandomState::over(Bits::Mt19937(Box::new(twister)).shared());
    state.spare = Some(0.5);
    let mut words = reals("2", |out| state.fill_standard_normal(out));
    words.extend(integers("int64", "0", "99", "2", |low, span, out| state.fill_integers(low, span, out)));
    assert_eq!(hex(words), "3fe0000000000000 3fd85cc0fe22b97b a 56");
    let mut state = RandomState::over(Bits::Pcg64(Pcg64::from_sequence(&SeedSequence::from_u64(3))).shared());
    let mut words = reals("2", |out| state.fill_standard_normal(out));
    words.extend(integers("int64", "0", "99", "2", |low, span, out| state.fill_integers(low, span, out)));
    assert_eq!(hex(words), "bfc2a19515ac27e8 bfcd54f6c6efb4fa 36 47");
}

#[test]
fn arguments_may_vary_within_a_call() {
    let mut rng = Generator::default_rng(Some(&SeedSequence::from_u64(4)));
    let pieces = &mut Pieces::default();
    let narrow =
        [(0, 10), (5, 200), (7, 8), (0, 256)].map(|(low, high)| rng.integer(Width::W8, low, high - 1 - low, pieces));
    let wide =
        [(0, 9), ((-1i64 << 62) as u64, (1 << 63) - 1)].map(|(low, span)| rng.integer(Width::W64, low, span, pieces));
    assert_eq!(hex(narrow.into_iter().chain(wide)), "3 22 7 f8 9 1732e6670d194da");

    let mut rng = Generator::default_rng(Some(&SeedSequence::from_u64(4)));
    let mut sample = |name: &str, rows: &[[f64; 2]]| {
        let each = |i: usize| Arguments { real: [rows[i][0], rows[i][1], 0.0], integer: [rows[i][0] as i64, 0, 0] };
        match rng.sample(laws::find(name).unwrap(), rows.len(), Each::Of(&each)) {
            Numbers::Real(out) => hex(out.into_iter().map(f64::to_bits)),
            Numbers::Whole(out) => hex(indices(out)),
        }
    };
    assert_eq!(sample("normal", &[[0.0, 1.0], [10.0, 2.0]]), "bfe4db791e89425f 40234d16e8fda914");
    assert_eq!(
        sample("gamma", &[[0.5, 2.0], [1.0, 2.0], [3.0, 2.0]]),
        "3fe8ab5589bece9e 3ff3a91af5a95e81 401755a54aa497b1"
    );
    assert_eq!(sample("binomial", &[[10.0, 0.5], [100.0, 0.4], [100.0, 0.9]]), "5 27 58");
}
