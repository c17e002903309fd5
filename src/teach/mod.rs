//! Floor 6: what a lesson shows besides values: expressions taken apart, tables of variables, timings,
//! what is missing.

mod cost;
mod explain;
pub mod look;
mod missing;
mod race;
mod timing;
mod whos;

pub use cost::cost_report;
pub use explain::{explanation, shows_unicode};
pub use missing::missing_names;
pub use race::{Runner, race_table};
pub use timing::{CpuTimes, Loops, time_report, timeit_report, timespan};
pub use whos::whos_table;
