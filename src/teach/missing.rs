//! The table of NumPy's public names that numcell has not.

/// NumPy's public names, a part a line; `tests/names/list.py` makes it from NumPy itself.
const NAMES: &str = include_str!("numpy_names.txt");

/// A program that asks for each of NumPy's names and prints the table of those that are not there.
pub fn missing_names() -> String {
    format!("import numpy as np\n{}\n\n_table('''{NAMES}''')\n", include_str!("missing.py"))
}
