//! Floor 5: NumPy's functions, one family a file. A file is a list of rows with their
//! implementations under them; `lists` names them all.

mod compare;
mod create;
mod dtypes;
mod fft;
mod fields;
mod flat;
mod functional;
mod grids;
mod join;
mod library;
mod linalg;
mod memory;
mod ndarray;
mod operator_methods;
mod polynomial;
mod printing;
mod products;
mod programs;
mod random;
mod reduce;
mod removed;
mod rounding;
mod scalar_methods;
mod select;
mod settings;
mod shape;
mod signal;
mod sorting;
mod stats;
mod strides;
mod tensors;
mod times;
mod types;
pub mod ufuncs;

use crate::value::Builtin;

/// Every family's rows.
pub fn lists() -> Vec<&'static [Builtin]> {
    let mut lists = vec![
        compare::ROWS,
        dtypes::ROWS,
        dtypes::SCALARS,
        dtypes::CONSTRUCTORS,
        fields::ROWS,
        flat::ROWS,
        flat::COMPARISONS,
        fft::ROWS,
        functional::ROWS,
        grids::ROWS,
        join::ROWS,
        memory::ROWS,
        operator_methods::BINARY,
        operator_methods::OTHERS,
        operator_methods::PROTOCOLS,
        printing::ROWS,
        programs::ROWS,
        rounding::ROWS,
        removed::CORE,
        removed::ROWS,
        scalar_methods::ROWS,
        settings::ROWS,
        shape::ROWS,
        signal::ROWS,
        sorting::ROWS,
        stats::ROWS,
        strides::ROWS,
        tensors::ROWS,
        times::ROWS,
        types::DTYPES,
        types::EXCEPTIONS,
        types::ROWS,
    ];
    lists.extend(create::LISTS);
    lists.extend(library::LISTS);
    lists.extend(linalg::LISTS);
    lists.extend(ndarray::LISTS);
    lists.extend(polynomial::LISTS);
    lists.extend(products::LISTS);
    lists.extend(random::lists());
    lists.extend(reduce::LISTS);
    lists.extend(select::LISTS);
    lists.extend(ufuncs::LISTS);
    lists
}

/// Makes the second names of functions name the same objects: `np.abs is np.absolute`. After the rows
/// are registered.
pub fn register_aliases() {
    let others = [("concat", "concatenate"), ("permute_dims", "transpose")];
    for (alias, name) in ufuncs::ALIASES.iter().chain(&others) {
        crate::value::register_alias("numpy", alias, name);
    }
}
