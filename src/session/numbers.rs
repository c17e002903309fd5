//! Arrays of numbers as plain data: what `%show` and `%plot` draw.

/// A value that is an array of real numbers, or can be made one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// The name of the value's own type: `ndarray`, `list`.
    pub type_name: String,
    /// The shape as an array.
    pub shape: Vec<usize>,
    /// The dtype's name.
    pub dtype: String,
    /// The elements in C order.
    pub values: Vec<f64>,
    /// The elements as NumPy prints them together; empty if there are too many to show.
    pub texts: Vec<String>,
}
