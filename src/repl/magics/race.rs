//! `%race`: ways of computing the same thing, side by side: time, memory, agreement.

use super::options::Options;
use super::timing::{TIMER, run_timer, timer_code};
use super::{Done, Magic, Opt, Takes};
use crate::array::{live_bytes, peak_bytes, start_peak};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::{ErrorReport, Sink, WarningRecord};
use crate::teach::{Runner, race_table};

pub(super) const MAGIC: Magic = Magic {
    name: "race",
    argument: "VARIANT | VARIANT ...",
    cell_argument: Some("[SETUP]"),
    takes: Takes::Code,
    options: &[
        Opt::valued('r', "RUNS", "so many runs of each, 3 if not given; the best one counts"),
        Opt::valued('t', "TOLERANCE", "results may differ by this part, 1e-9 if not given"),
    ],
    summary: "Runs ways of computing the same thing, checks that they agree, and compares time and memory.",
    details: "As %%race it takes a variant from each line; SETUP is run before and is not timed. Results are\n\
              compared with those of the first variant. Memory is the most that arrays took at a time. A `|`\n\
              between variants stands alone, outside of brackets: put a | b in brackets.",
    examples: &[
        "%race sum(x) | np.sum(x)",
        "%race [v * v for v in x] | x ** 2 | x * x",
        "%%race x = np.arange(1000.0)\nsum(v * v for v in x)\nnp.dot(x, x)",
    ],
    line: Some(race),
    cell: Some(race_cell),
};

/// A run shorter than this says little, so it is made of more loops.
const LEAST_SECONDS: f64 = 0.02;
const RUNS: u64 = 3;
/// A variant that takes this long runs once.
const LONG_SECONDS: f64 = 1.0;
const TOLERANCE: f64 = 1e-9;
/// Names that no lesson has.
const RESULT: &str = "__numcell_race_result__";
const FIRST: &str = "__numcell_race_first__";
const AGREE: &str = "__numcell_race_agree__";

/// Says how two results agree: a word and, if they do not, why.
const AGREEMENT: &str = r#"
def AGREE(a, b, tolerance):
    import numpy as np
    try:
        x, y = np.asarray(a), np.asarray(b)
    except ValueError:
        return 'exactly' if a == b else 'no: another value'
    if x.dtype.kind not in 'biufc' or y.dtype.kind not in 'biufc':
        if type(a) != type(b) and not isinstance(a, np.ndarray):
            return f'no: {type(b).__name__}, not {type(a).__name__}'
        same = np.array_equal(x, y) if x.ndim or y.ndim else a == b
        return 'exactly' if same else 'no: another value'
    if x.shape != y.shape:
        return f'no: shape {y.shape}, not {x.shape}'
    if np.array_equal(x, y, equal_nan=x.dtype.kind in 'fc' and y.dtype.kind in 'fc'):
        return 'exactly'
    with np.errstate(all='ignore'):
        size = np.maximum(np.abs(x), np.abs(y)).astype(float)
        gap = np.abs(x.astype(complex) - y.astype(complex)) / np.where(size == 0, 1, size)
        both = np.isnan(x.astype(complex)) & np.isnan(y.astype(complex))
    worst = float(np.max(np.where(both, 0.0, gap)))
    if worst <= tolerance:
        return f'within {10.0 ** np.ceil(np.log10(worst)):.0e}'
    return 'no: NaN on one side' if worst != worst else f'no: up to {worst:.1%} off'
"#;

fn race(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    let variants = split(options.rest);
    run(shell, options, "", &variants, sink)
}

fn race_cell(shell: &mut Shell, options: &Options<'_>, body: &str, sink: &mut Lines<'_>) -> Done {
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let variants: Vec<String> = lines.map(str::to_owned).collect();
    run(shell, options, options.rest, &variants, sink)
}

/// A text cut at each `|` that is in no bracket and no string.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let (mut depth, mut quote) = (0, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                part.push(letter);
                part.extend(letters.next());
                continue;
            }
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, '|') if depth == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        part.push(letter);
    }
    parts.push(part);
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

fn run(shell: &mut Shell, options: &Options<'_>, setup: &str, variants: &[String], sink: &mut Lines<'_>) -> Done {
    let runs = options.number('r')?.unwrap_or(RUNS);
    let tolerance = match options.value('t') {
        None => TOLERANCE,
        Some(text) => text
            .parse()
            .ok()
            .filter(|tolerance: &f64| *tolerance >= 0.0)
            .ok_or_else(|| format!("option -t takes a number such as 1e-9, not {text}"))?,
    };
    if variants.len() < 2 || variants.iter().any(String::is_empty) {
        return Err("%race needs two variants or more: %race A | B, or one a line under %%race".to_owned());
    }
    if let Some(error) = shell.run_quietly("File \"<race>\"", setup, sink).error {
        shell.show_error(error, sink);
        return Ok(Next::Cell);
    }
    shell.run_quietly("File \"<race>\"", &AGREEMENT.replace("AGREE", AGREE), &mut Hush);
    let mut runners = Vec::new();
    let mut has_first = false;
    let mut interrupted = None;
    for variant in variants {
        let mut runner = Runner { text: variant.clone(), ..Runner::default() };
        match one(shell, variant, runs, tolerance, &mut has_first, &mut runner) {
            Err(error) if error.class == "KeyboardInterrupt" => interrupted = Some(error),
            Err(error) => runner.error = Some(error.summary()),
            Ok(()) => {}
        }
        runners.push(runner);
        if interrupted.is_some() {
            break;
        }
    }
    for name in [RESULT, FIRST, AGREE, TIMER] {
        shell.run_quietly("File \"<race>\"", &format!("{name} = None; del {name}"), &mut Hush);
    }
    match interrupted {
        Some(error) => shell.show_error(*error, sink),
        None => sink.line(&race_table(&runners, shell.width, shell.unicode)),
    }
    Ok(Next::Cell)
}

/// Runs a variant: once for its result and memory, then against the clock.
fn one(
    shell: &mut Shell,
    variant: &str,
    runs: u64,
    tolerance: f64,
    has_first: &mut bool,
    runner: &mut Runner,
) -> Result<(), Box<ErrorReport>> {
    let mut quiet = |code: &str| {
        let outcome = shell.run_quietly("File \"<race>\"", code, &mut Hush);
        outcome.error.map_or(Ok(outcome.result), |error| Err(Box::new(error)))
    };
    let before = live_bytes();
    start_peak();
    let is_expression = crate::syntax::parse_expression(&crate::text::Source::new("race", variant)).is_ok();
    let code = if is_expression { format!("{RESULT} = ({variant})") } else { format!("{variant}\n{RESULT} = None") };
    quiet(&code)?;
    runner.memory = peak_bytes().saturating_sub(before);
    if *has_first {
        let verdict = quiet(&format!("{AGREE}({FIRST}, {RESULT}, {tolerance:e})"))?.unwrap_or_default();
        runner.agreement = verdict.trim_matches(['\'', '"']).to_owned();
    } else {
        quiet(&format!("{FIRST} = {RESULT}"))?;
        *has_first = true;
    }
    quiet(&format!("{RESULT} = None"))?;
    quiet(&timer_code("", variant))?;
    let clock = |shell: &mut Shell, count| run_timer(shell, count, &mut Hush).map_err(Box::new);
    let mut count = 1;
    let mut taken = clock(shell, count)?;
    while taken < LEAST_SECONDS && count < 100_000_000 {
        count *= 10;
        taken = clock(shell, count)?;
    }
    let mut best = taken;
    if taken < LONG_SECONDS {
        for _ in 1..runs {
            best = best.min(clock(shell, count)?);
        }
    }
    runner.seconds = Some(best / count as f64);
    Ok(())
}

/// A sink for what variants print.
struct Hush;

impl Sink for Hush {
    fn stdout(&mut self, _: &str) {}
    fn stderr(&mut self, _: &str) {}
    fn warning(&mut self, _: &WarningRecord) {}
}
