//! Known differences from NumPy: what numcell prints is recorded in `differences/known.cell`, beside what NumPy
//! prints. An entry of DIFFERENCES.md that is no longer true fails here.

use crate::ufunc::check_in;

#[test]
fn known_differences_are_as_recorded() {
    check_in("tests/differences", "known.cell");
}

#[test]
fn known_differences_differ() {
    for cell in include_str!("differences/known.cell").split("# %%\n").skip(1) {
        let lines = |mark: &str| cell.lines().filter_map(|line| line.strip_prefix(mark)).collect::<Vec<_>>();
        let theirs = lines("# NumPy: ");
        assert!(theirs.is_empty() || theirs != lines("#> "), "no difference is left in:\n{cell}");
    }
}
