//! `%time` and `%timeit`, with IPython's reports.

use super::options::Options;
use super::{Done, Magic, Opt, Takes};
use crate::repl::shell::{Lines, Next, Shell};
use crate::session::{ErrorReport, Sink};
use crate::teach::{CpuTimes, Loops, time_report, timeit_report};
use nix::sys::resource::{UsageWho, getrusage};
use std::time::Instant;

pub(super) const MAGICS: &[Magic] = &[
    Magic {
        name: "time",
        argument: "STATEMENT",
        cell_argument: Some("[STATEMENT]"),
        takes: Takes::Code,
        summary: "Runs a statement, or as %%time the cell, once and shows the processor time and the time that passed.",
        examples: &["%time a = np.sort(x)", "%%time\nfor k in range(1000):\n    x = x * 2"],
        line: Some(time),
        cell: Some(time_cell),
        ..Magic::NEW
    },
    Magic {
        name: "timeit",
        argument: "STATEMENT",
        cell_argument: Some("[SETUP]"),
        takes: Takes::Code,
        options: &[
            Opt::valued('n', "LOOPS", "so many loops in each run; if not given, as many as take 0.2 s"),
            Opt::valued('r', "RUNS", "so many runs, 7 if not given"),
            Opt::valued('p', "DIGITS", "shows so many digits, 3 if not given"),
            Opt::flag('q', "shows nothing"),
        ],
        summary: "Runs a statement many times and shows how long one time takes: mean ± standard deviation.",
        details: "As %%timeit it times the cell; SETUP is run before and is not timed. The names that the \
                  statement makes are its own and are gone afterwards.",
        examples: &[
            "%timeit np.dot(a, b)",
            "%timeit -n 100 -r 3 sum(range(1000))",
            "%%timeit x = np.arange(10)\nx + 1",
        ],
        line: Some(timeit),
        cell: Some(timeit_cell),
    },
];

/// A run shorter than this says little, so it is made of more loops.
const LEAST_SECONDS: f64 = 0.2;
const RUNS: u64 = 7;

fn time(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    time_code(shell, options.rest, sink)
}

fn time_code(shell: &mut Shell, statement: &str, sink: &mut Lines<'_>) -> Done {
    if statement.is_empty() {
        return Err("%time needs a statement to run".to_owned());
    }
    // What an undo needs is not part of the statement.
    shell.mark();
    let before = cpu_times();
    let start = Instant::now();
    let title = format!("Cell In[{}]", shell.inputs.len());
    let outcome = shell.run_quietly(&title, statement, sink);
    let wall = start.elapsed();
    let after = cpu_times();
    let spent = CpuTimes { user: after.user - before.user, system: after.system - before.system };
    if outcome.error.is_none() {
        sink.line(&time_report(spent, wall));
    }
    shell.show(outcome, sink);
    Ok(Next::Cell)
}

fn time_cell(shell: &mut Shell, options: &Options<'_>, body: &str, sink: &mut Lines<'_>) -> Done {
    // The first line counts as a line of the cell, so that errors name the lines that were typed.
    time_code(shell, &format!("{}\n{body}", options.rest), sink)
}

/// The processor time of this process so far.
fn cpu_times() -> CpuTimes {
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    match getrusage(UsageWho::RUSAGE_SELF) {
        Ok(usage) => CpuTimes { user: seconds(usage.user_time()), system: seconds(usage.system_time()) },
        Err(_) => CpuTimes::default(),
    }
}

fn timeit(shell: &mut Shell, options: &Options<'_>, sink: &mut Lines<'_>) -> Done {
    if options.rest.is_empty() {
        return Err("%timeit needs a statement to run".to_owned());
    }
    run_timeit(shell, options, "", options.rest, sink)
}

fn timeit_cell(shell: &mut Shell, options: &Options<'_>, body: &str, sink: &mut Lines<'_>) -> Done {
    run_timeit(shell, options, options.rest, body, sink)
}

fn run_timeit(shell: &mut Shell, options: &Options<'_>, setup: &str, body: &str, sink: &mut Lines<'_>) -> Done {
    let (loops, runs) = (options.number('n')?, options.number('r')?.unwrap_or(RUNS));
    let precision = options.number('p')?.unwrap_or(3).min(17) as usize;
    let defined = shell.run_quietly("File \"<timeit>\"", &timer_code(setup, body), sink);
    if let Some(error) = defined.error {
        // What does not parse inside the timer is reported as it was typed.
        let number = shell.inputs.len();
        let typed = format!("{setup}\n{body}");
        let is_syntax = matches!(error.class.as_str(), "SyntaxError" | "IndentationError" | "TabError");
        let as_typed = is_syntax.then(|| shell.run_quietly(&format!("Cell In[{number}]"), &typed, sink).error);
        shell.show_error(as_typed.flatten().unwrap_or(error), sink);
        return Ok(Next::Cell);
    }
    let measured = measure(shell, loops, runs, precision, sink);
    shell.run_quietly("File \"<timeit>\"", &format!("del {TIMER}"), sink);
    match measured {
        Ok(loops) if !options.has('q') => sink.line(&timeit_report(&loops)),
        Ok(_) => {}
        Err(error) => shell.show_error(error, sink),
    }
    Ok(Next::Cell)
}

fn measure(
    shell: &mut Shell,
    loops: Option<u64>,
    runs: u64,
    precision: usize,
    sink: &mut Lines<'_>,
) -> Result<Loops, ErrorReport> {
    let count = match loops {
        Some(count) => count,
        None => {
            let mut count = 1;
            while count < 1_000_000_000 && run_timer(shell, count, sink)? < LEAST_SECONDS {
                count *= 10;
            }
            count
        }
    };
    let runs = (0..runs).map(|_| run_timer(shell, count, sink)).collect::<Result<Vec<f64>, ErrorReport>>()?;
    Ok(Loops { count, runs, precision })
}

/// A name that no lesson has.
pub(super) const TIMER: &str = "__numcell_timeit__";

/// A function that runs a statement in a loop and gives the seconds: the statement's names are then
/// fast locals, as in Python's own timeit.
pub(super) fn timer_code(setup: &str, body: &str) -> String {
    let indented = |text: &str, indent: &str| -> String {
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{indent}{line}\n")).collect()
    };
    let mut body = indented(body, "        ");
    if body.is_empty() {
        body = "        pass\n".to_owned();
    }
    format!(
        "def {TIMER}(__loops):\n    from time import perf_counter as __clock\n{}    __start = __clock()\n    \
         for __loop in range(__loops):\n{body}    return __clock() - __start\n",
        indented(setup, "    ")
    )
}

pub(super) fn run_timer(shell: &mut Shell, count: u64, sink: &mut dyn Sink) -> Result<f64, ErrorReport> {
    let outcome = shell.run_quietly("File \"<timeit>\"", &format!("{TIMER}({count})"), sink);
    match outcome.error {
        Some(error) => Err(error),
        // The timer returns a float, and a float's repr parses.
        None => Ok(outcome.result.and_then(|seconds| seconds.parse().ok()).unwrap_or(0.0)),
    }
}
