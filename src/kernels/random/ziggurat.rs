//! Standard normals and exponentials by the ziggurat method, as `Generator` draws them: one word picks
//! a layer and a point in it; almost always the point lies under the curve and that is all.

use super::BitGenerator;
use super::ziggurat_tables::{EXPONENTIAL, EXPONENTIAL_F32, NORMAL, NORMAL_F32};

/// Where the normal's tail begins.
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;
const NORMAL_TAIL_INVERSE: f64 = 0.273_661_237_329_758_3;
/// Where the exponential's tail begins.
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;

/// A standard normal. *Source*: NumPy's `random_standard_normal`.
#[inline]
pub fn normal<B: BitGenerator + ?Sized>(bits: &mut B) -> f64 {
    loop {
        // From the lowest bit: 8 of layer, 1 of sign, 52 of position.
        let word = bits.next_u64();
        let index = (word & 0xff) as usize;
        let negative = word & 0x100 != 0;
        let position = (word >> 9) & 0x000f_ffff_ffff_ffff;
        let layer = &NORMAL[index];
        let x = position as f64 * layer.width;
        let x = if negative { -x } else { x };
        if position < layer.accept {
            return x;
        }
        if let Some(x) = normal_edge(bits, index, position, x) {
            return x;
        }
    }
}

/// The rare part of a draw: the tail, or the sliver between two layers.
#[cold]
fn normal_edge<B: BitGenerator + ?Sized>(bits: &mut B, index: usize, position: u64, x: f64) -> Option<f64> {
    if index == 0 {
        loop {
            let beyond = -NORMAL_TAIL_INVERSE * (-bits.next_f64()).ln_1p();
            let height = -(-bits.next_f64()).ln_1p();
            if height + height > beyond * beyond {
                let x = NORMAL_TAIL + beyond;
                return Some(if position & 0x100 != 0 { -x } else { x });
            }
        }
    }
    let (outer, inner) = (NORMAL[index].height, NORMAL[index - 1].height);
    ((inner - outer) * bits.next_f64() + outer < (-0.5 * x * x).exp()).then_some(x)
}

/// A standard normal in single precision. *Source*: NumPy's `random_standard_normal_f`.
#[inline]
pub fn normal_f32<B: BitGenerator + ?Sized>(bits: &mut B) -> f32 {
    loop {
        // From the lowest bit: 8 of layer, 1 of sign, 23 of position.
        let word = bits.next_u32();
        let index = (word & 0xff) as usize;
        let position = word >> 9;
        let layer = &NORMAL_F32[index];
        let x = position as f32 * layer.width;
        let x = if word & 0x100 != 0 { -x } else { x };
        if position < layer.accept {
            return x;
        }
        if let Some(x) = normal_edge_f32(bits, index, position, x) {
            return x;
        }
    }
}

#[cold]
fn normal_edge_f32<B: BitGenerator + ?Sized>(bits: &mut B, index: usize, position: u32, x: f32) -> Option<f32> {
    if index == 0 {
        loop {
            let beyond = -(NORMAL_TAIL_INVERSE as f32) * (-bits.next_f32()).ln_1p();
            let height = -(-bits.next_f32()).ln_1p();
            if height + height > beyond * beyond {
                let x = NORMAL_TAIL as f32 + beyond;
                return Some(if position & 0x100 != 0 { -x } else { x });
            }
        }
    }
    let (outer, inner) = (NORMAL_F32[index].height, NORMAL_F32[index - 1].height);
    let height = (inner - outer) * bits.next_f32() + outer;
    // NumPy compares in double precision here, and only here.
    let x64 = f64::from(x);
    (f64::from(height) < (-0.5 * x64 * x64).exp()).then_some(x)
}

/// A standard exponential. *Source*: NumPy's `random_standard_exponential`.
#[inline]
pub fn exponential<B: BitGenerator + ?Sized>(bits: &mut B) -> f64 {
    loop {
        // From the lowest bit: 3 unused, 8 of layer, 53 of position.
        let word = bits.next_u64() >> 3;
        let index = (word & 0xff) as usize;
        let position = word >> 8;
        let layer = &EXPONENTIAL[index];
        let x = position as f64 * layer.width;
        if position < layer.accept {
            return x;
        }
        if let Some(x) = exponential_edge(bits, index, x) {
            return x;
        }
    }
}

#[cold]
fn exponential_edge<B: BitGenerator + ?Sized>(bits: &mut B, index: usize, x: f64) -> Option<f64> {
    if index == 0 {
        return Some(EXPONENTIAL_TAIL - (-bits.next_f64()).ln_1p());
    }
    let (outer, inner) = (EXPONENTIAL[index].height, EXPONENTIAL[index - 1].height);
    ((inner - outer) * bits.next_f64() + outer < (-x).exp()).then_some(x)
}

/// A standard exponential in single precision. *Source*: NumPy's `random_standard_exponential_f`.
#[inline]
pub fn exponential_f32<B: BitGenerator + ?Sized>(bits: &mut B) -> f32 {
    loop {
        // From the lowest bit: 1 unused, 8 of layer, 23 of position.
        let word = bits.next_u32() >> 1;
        let index = (word & 0xff) as usize;
        let position = word >> 8;
        let layer = &EXPONENTIAL_F32[index];
        let x = position as f32 * layer.width;
        if position < layer.accept {
            return x;
        }
        if let Some(x) = exponential_edge_f32(bits, index, x) {
            return x;
        }
    }
}

#[cold]
fn exponential_edge_f32<B: BitGenerator + ?Sized>(bits: &mut B, index: usize, x: f32) -> Option<f32> {
    if index == 0 {
        return Some(EXPONENTIAL_TAIL as f32 - (-bits.next_f32()).ln_1p());
    }
    let (outer, inner) = (EXPONENTIAL_F32[index].height, EXPONENTIAL_F32[index - 1].height);
    ((inner - outer) * bits.next_f32() + outer < (-x).exp()).then_some(x)
}
