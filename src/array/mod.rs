//! Floor 1: arrays. A dtype, shared storage and a layout make an [`Array`]; views share storage with
//! the array that owns it. Cannot print, parse, or fail with a place. Start with `dtype.rs`, then
//! `layout.rs`, then `array.rs`.

#[allow(clippy::module_inception)]
mod array;
pub mod calendar;
mod cast;
mod copy;
mod data;
mod dtype;
mod element;
mod index;
mod layout;
pub mod pages;
pub mod parallel;
mod single;
pub(crate) mod view;

pub use array::{Array, ArrayRef, Head, Order, Strided, copy_into, shape_text, shape_tuple};
pub use calendar::common_unit;
pub use cast::{CastFlags, Casting, NumCast, can_cast, cast_block, cast_slice};
pub use data::{Data, OutOfMemory, Words, live_bytes, peak_bytes, start_peak};
pub use dtype::{Bool8, DType, Field, Kind, Num, StructType, TimeBase, TimeUnit};
pub use element::{Element, Object};
pub use index::{Index, Picked, Selection, compress, nonzero, select, slice_range, wrap_index};
pub use layout::{Dims, Layout, Offsets, Strides, broadcast_shapes, c_strides};
pub use single::Single;
pub use view::open_matrix;

/// Runs `$body` with `$T` standing for the Rust type of a numeric or bool dtype, or `$otherwise`
/// for the dtypes that are not one machine number. This is the one place where dtypes become types.
#[macro_export]
macro_rules! with_num_type {
    ($dtype:expr, $T:ident => $body:expr, else $otherwise:expr) => {
        match $dtype {
            $crate::array::DType::Bool => {
                type $T = $crate::array::Bool8;
                $body
            }
            $crate::array::DType::I8 => {
                type $T = i8;
                $body
            }
            $crate::array::DType::I16 => {
                type $T = i16;
                $body
            }
            $crate::array::DType::I32 => {
                type $T = i32;
                $body
            }
            $crate::array::DType::I64 => {
                type $T = i64;
                $body
            }
            $crate::array::DType::U8 => {
                type $T = u8;
                $body
            }
            $crate::array::DType::U16 => {
                type $T = u16;
                $body
            }
            $crate::array::DType::U32 => {
                type $T = u32;
                $body
            }
            $crate::array::DType::U64 => {
                type $T = u64;
                $body
            }
            $crate::array::DType::F16 => {
                type $T = half::f16;
                $body
            }
            $crate::array::DType::F32 => {
                type $T = f32;
                $body
            }
            $crate::array::DType::F64 => {
                type $T = f64;
                $body
            }
            $crate::array::DType::C64 => {
                type $T = num_complex::Complex32;
                $body
            }
            $crate::array::DType::C128 => {
                type $T = num_complex::Complex64;
                $body
            }
            _ => $otherwise,
        }
    };
}
