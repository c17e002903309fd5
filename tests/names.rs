//! The table of NumPy's names that are not there: `docs/NUMPY-NAMES.md` shows what `numcell help --missing` prints,
//! whose list of names `names/list.py` makes from NumPy itself.

use std::process::Command;

#[test]
fn the_table_of_missing_names_is_true() {
    let output = Command::new(env!("CARGO_BIN_EXE_numcell")).args(["help", "--missing"]).output().expect("it runs");
    let table = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = include_str!("../docs/NUMPY-NAMES.md");
    let (_, recorded) = page.split_once("\n\n").expect("the table is under a heading");
    assert_eq!(recorded, table, "numcell help --missing prints another table: put it into docs/NUMPY-NAMES.md");
}
