//! `time`: clocks and sleep.

use crate::python::modules::programs::program;
use crate::run::arguments::float_of;
use crate::text::{ErrorClass, R, err};
use crate::value::{Builtin, Interp, ROW, Run, Style, Value};
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

macro_rules! clock {
    ($name:literal, $summary:literal, $read:expr) => {
        Builtin {
            name: concat!("time.", $name),
            style: Style::Positional,
            summary: $summary,
            run: Run::Function(|_, _| Ok($read)),
            ..ROW
        }
    };
}

/// The rows of this module.
pub static ROWS: &[Builtin] = &[
    clock!("time", "Seconds since 1970.", Value::float(wall().as_secs_f64())),
    clock!("time_ns", "Nanoseconds since 1970.", Value::Int(wall().as_nanos() as i64)),
    clock!("perf_counter", "Seconds of the finest clock, for measuring.", Value::float(running().as_secs_f64())),
    clock!("perf_counter_ns", "Nanoseconds of the finest clock.", Value::Int(running().as_nanos() as i64)),
    clock!("monotonic", "Seconds of a clock that never goes back.", Value::float(running().as_secs_f64())),
    clock!("monotonic_ns", "Nanoseconds of a clock that never goes back.", Value::Int(running().as_nanos() as i64)),
    clock!("process_time", "Seconds of processor time of this process.", Value::float(processor().as_secs_f64())),
    clock!(
        "process_time_ns",
        "Nanoseconds of processor time of this process.",
        Value::Int(processor().as_nanos() as i64)
    ),
    clock!("thread_time", "Seconds of processor time of this process.", Value::float(processor().as_secs_f64())),
    Builtin {
        name: "time.sleep",
        signature: "(seconds, /)",
        style: Style::Positional,
        summary: "Wait.",
        example: ">>> import time\n>>> time.sleep(0)\n",
        run: Run::Function(sleep),
        ..ROW
    },
    Builtin {
        name: "time.struct_time",
        summary: "A time in its parts.",
        run: Run::Class(crate::value::types::STRUCT_TIME),
        ..ROW
    },
    Builtin {
        name: "struct_time.__new__",
        signature: "(sequence, /)",
        style: Style::Positional,
        summary: "A time from its parts.",
        run: Run::Construct(|cx, args| {
            let parts = cx.collect(&args[0])?;
            if parts.len() != 9 {
                let message = format!("time.struct_time() takes a 9-sequence ({}-sequence given)", parts.len());
                return err(ErrorClass::TypeError, message);
            }
            Ok(crate::value::Tuple::named(crate::value::types::STRUCT_TIME, parts))
        }),
        ..ROW
    },
];

/// Times as text and in parts, which a program makes.
pub(super) static PROGRAM: &[Builtin] = program! { "time", "time.py";
    "gmtime": "A number of seconds since 1970 as a time in its parts.",
        ">>> import time\n>>> time.gmtime(0)[:6]\n(1970, 1, 1, 0, 0, 0)\n";
    "localtime": "The same; numcell's clock goes by UTC.", "";
    "mktime": "The seconds since 1970 of a time in its parts.", "";
    "strftime": "A time as text.",
        ">>> import time\n>>> time.strftime('%Y-%m-%d', time.gmtime(0))\n'1970-01-01'\n";
    "strptime": "The time that a text stands for.", "";
    "asctime": "A time in its parts as text.", "";
    "ctime": "A number of seconds since 1970 as text.", "";
    "tzname": "The names of the time zone.", "";
    "timezone": "The distance from UTC in seconds.", "";
};

fn wall() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn running() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Processor time from the system's accounting in nanoseconds; where there is none, time since the
/// start.
fn processor() -> Duration {
    let accounting = std::fs::read_to_string("/proc/self/schedstat").ok();
    let main = accounting.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    // The interpreter has a thread of its own; its accounting is under its own task.
    let own = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let own = own.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    match (main, own) {
        (Some(main), Some(own)) => Duration::from_nanos(main.max(own)),
        _ => running(),
    }
}

fn sleep(cx: &mut dyn Interp, args: &mut [Value]) -> R<Value> {
    let seconds = float_of(cx, &args[0])?;
    if seconds.is_nan() {
        return err(ErrorClass::ValueError, "Invalid value NaN (not a number)");
    }
    if seconds < 0.0 {
        return err(ErrorClass::ValueError, "sleep length must be non-negative");
    }
    let end = Instant::now() + Duration::from_secs_f64(seconds.min(1e9));
    loop {
        cx.check_interrupt()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Value::None);
        }
        std::thread::sleep(left.min(Duration::from_millis(10)));
    }
}
