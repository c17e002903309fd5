//! Floor 6: what a lesson shows besides values: tables of variables, timings.
