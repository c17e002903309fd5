//! Floor 6: what a lesson shows besides values: tables of variables, timings.

mod timing;
mod whos;

pub use timing::{CpuTimes, Loops, time_report, timeit_report, timespan};
pub use whos::whos_table;
