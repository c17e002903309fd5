//! The distributions of `RandomState` that `Generator` has since improved. Their streams are frozen,
//! rounding errors included, so they stay as NumPy 1.16 had them.

use super::BitGenerator;

/// A standard normal by Marsaglia's polar method, which makes two at a time; `spare` keeps the second.
#[inline]
pub fn polar<B: BitGenerator + ?Sized>(bits: &mut B, spare: &mut Option<f64>) -> f64 {
    if let Some(kept) = spare.take() {
        return kept;
    }
    loop {
        let x = 2.0 * bits.next_f64() - 1.0;
        let y = 2.0 * bits.next_f64() - 1.0;
        let square = x * x + y * y;
        if square < 1.0 && square != 0.0 {
            let factor = (-2.0 * square.ln() / square).sqrt();
            *spare = Some(factor * x);
            return factor * y;
        }
    }
}
