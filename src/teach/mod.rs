//! Floor 6: what a lesson shows besides values: tables of variables, timings, what is missing.

mod missing;
mod timing;
mod whos;

pub use missing::missing_names;
pub use timing::{CpuTimes, Loops, time_report, timeit_report, timespan};
pub use whos::whos_table;
