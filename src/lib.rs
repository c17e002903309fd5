//! numcell: NumPy's notebook in one small binary. The floors, in reading order; a module imports
//! only from floors above it in this list.

pub mod session;
pub mod text; // 0  sources, spans, names, errors: plain data in Python's vocabulary // 6  what a front end needs of an interpreter: the interface for embedding
