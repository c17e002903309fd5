//! Python's classes, exceptions and library against CPython: cells in `tests/python/*.cell` with CPython's
//! own outputs recorded under them.

use crate::ufunc::check_cells;

#[test]
fn text() {
    check_cells("tests/python/text.cell");
}

#[test]
fn containers() {
    check_cells("tests/python/containers.cell");
}

#[test]
fn numbers() {
    check_cells("tests/python/numbers.cell");
}

#[test]
fn classes() {
    check_cells("tests/python/classes.cell");
}

#[test]
fn exceptions() {
    check_cells("tests/python/exceptions.cell");
}

#[test]
fn dates() {
    check_cells("tests/python/dates.cell");
}

#[test]
fn library() {
    check_cells("tests/python/library.cell");
}

#[test]
fn modules() {
    check_cells("tests/python/modules.cell");
}
