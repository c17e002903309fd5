//! Field names of the built-in tuple classes.

use crate::value::{Type, types};

/// The names of a class's fields in order; more elements than names have none.
pub fn field_names(class: Type) -> &'static [&'static str] {
    match class {
        types::EIG_RESULT | types::EIGH_RESULT => &["eigenvalues", "eigenvectors"],
        types::QR_RESULT => &["Q", "R"],
        types::SLOGDET_RESULT => &["sign", "logabsdet"],
        types::SVD_RESULT => &["U", "S", "Vh"],
        types::UNIQUE_ALL_RESULT => &["values", "indices", "inverse_indices", "counts"],
        types::UNIQUE_COUNTS_RESULT => &["values", "counts"],
        types::UNIQUE_INVERSE_RESULT => &["values", "inverse_indices"],
        types::VERSION_INFO => &["major", "minor", "micro", "releaselevel", "serial"],
        types::FLOAT_INFO => &[
            "max",
            "max_exp",
            "max_10_exp",
            "min",
            "min_exp",
            "min_10_exp",
            "dig",
            "mant_dig",
            "epsilon",
            "radix",
            "rounds",
        ],
        types::INT_INFO => &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
        types::HASH_INFO => {
            &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"]
        }
        types::CACHE_INFO => &["hits", "misses", "maxsize", "currsize"],
        types::STRUCT_TIME => {
            &["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"]
        }
        _ => &[],
    }
}
