//! Python's classes, exceptions and library against CPython: cells in `tests/python/*.cell` with CPython's
//! own outputs recorded under them.

use crate::ufunc::check_in;

#[test]
fn text() {
    check_in("tests/python", "text.cell");
}

#[test]
fn containers() {
    check_in("tests/python", "containers.cell");
}

#[test]
fn numbers() {
    check_in("tests/python", "numbers.cell");
}

#[test]
fn classes() {
    check_in("tests/python", "classes.cell");
}

#[test]
fn exceptions() {
    check_in("tests/python", "exceptions.cell");
}

#[test]
fn dates() {
    check_in("tests/python", "dates.cell");
}

#[test]
fn library() {
    check_in("tests/python", "library.cell");
}

#[test]
fn language() {
    check_in("tests/python", "language.cell");
}

#[test]
fn paths() {
    check_in("tests/python", "paths.cell");
}

#[test]
fn modules() {
    check_in("tests/python", "modules.cell");
}
