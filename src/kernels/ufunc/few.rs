//! Loops over a few elements that the caller knows to lie as the loop wants them: what a call on three
//! numbers costs is decided here.

use super::drive::Input;
use super::raw::{Loop, Raw};
use crate::array::ArrayRef;
use crate::kernels::fp::FpFlags;
use std::cell::Ref;

/// The most elements: beyond, what the loop itself takes is all that counts.
pub const FEW: usize = 2048;

/// Runs a loop over a new array's elements. The caller has made sure that the input arrays have the
/// loop's dtypes and the output's shape and lie without gaps in C order, and that the output is nobody
/// else's. None, and nothing done, for none or for many elements, or where they are not aligned.
#[inline]
pub fn few<const N: usize>(which: &Loop, inputs: [Input<'_>; N], out: &ArrayRef, always: bool) -> Option<FpFlags> {
    let mut target = out.bytes_mut();
    let n = target.len() / which.types[N].itemsize();
    if n == 0 || n > FEW {
        return None;
    }
    let opened: [Option<Ref<'_, [u8]>>; N] = std::array::from_fn(|i| match inputs[i] {
        Input::Array(array) => Some(array.bytes()),
        Input::One(_) => None,
    });
    let mut ins = [Raw::One(&[]); N];
    for (i, raw) in ins.iter_mut().enumerate() {
        let size = which.types[i].itemsize();
        *raw = match (&inputs[i], &opened[i]) {
            (Input::Array(array), Some(bytes)) => {
                let start = array.head().layout.offset;
                if !start.is_multiple_of(size) {
                    return None;
                }
                Raw::Run(bytes.get(start..start + n * size)?)
            }
            (Input::One(single), _) => Raw::One(&single.bytes[..size]),
            _ => return None,
        };
    }
    let suspect = (which.run)(&ins, &mut [&mut target]);
    Some(if suspect || always { (which.flags)(&ins, &[&mut target]) } else { FpFlags::NONE })
}
