//! numcell: NumPy's notebook in one small binary. Below are the floors in reading order; a module
//! imports only from floors above it in this list. [`session`] is the interface for embedding.

/// Floor 0: sources, spans, names, errors: plain data in Python's vocabulary.
pub mod text;

/// Floor 1: dtypes, storage, layouts, views, casts. Knows no language.
pub mod array;

/// Floor 1: ufunc loops, reductions, sorting, linear algebra, random streams.
pub mod kernels;

/// Floor 1: numbers, text and arrays exactly as Python and NumPy print them.
pub mod print;

/// Floor 1: pictures of data: layout, SVG, pixels, PNG. Knows no language.
pub mod plot;

/// Floor 2: the grammar and the syntax tree. Knows no arrays.
pub mod syntax;

/// Floor 2: what a front end needs of an interpreter: plain data and the traits that give it.
pub mod session;

/// Floor 3: values and their types; the rows of builtins, signatures and argument binding.
pub mod value;

/// Floor 3: names to slots, constants, instructions.
pub mod compile;

/// Floor 4: the interpreter: frames, calls, operators, subscripts, exceptions, warnings.
pub mod run;

/// Floor 5: Python's builtins, methods and modules.
pub mod python;

/// Floor 5: NumPy's functions, a family a file.
pub mod numpy;

/// Floor 5: matplotlib's names over the plot floor: figures, axes, artists.
pub mod matplotlib;

/// Floor 6: `.cell` files: read, run, compare, record.
pub mod cells;

/// Floor 6: what a lesson shows besides values.
pub mod teach;

/// Floor 7: lessons as pages to hand out, and as Markdown.
pub mod export;

/// Floor 7: the editor, completion, magics, tables.
pub mod repl;

/// Opens a session of the interpreter with the builtins of all floors.
pub fn open(options: session::Options) -> Box<dyn session::Engine> {
    register_rows();
    Box::new(run::Session::new(options))
}

/// Makes the rows of all floors known to this thread, once.
fn register_rows() {
    thread_local! {
        static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if !DONE.replace(true) {
        let mut lists = run::lists();
        lists.extend(python::lists());
        lists.extend(numpy::lists());
        lists.extend(matplotlib::lists());
        value::register(&lists);
        numpy::register_aliases();
    }
}
