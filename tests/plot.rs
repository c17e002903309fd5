//! Pictures: what plotting functions give and say, as matplotlib does (`tests/plot/*.cell`).

use crate::ufunc::check_in;

#[test]
fn reprs() {
    check_in("tests/plot", "reprs.cell");
}
