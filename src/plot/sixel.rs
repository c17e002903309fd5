//! Sixels: pixels as text for terminals, six rows at a time, with at most 256 colours.
//!
//! *Source*: VT330/VT340 Programmer Reference Manual, chapter 14.

use super::raster::Pixels;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The most colours that terminals keep.
const COLOURS: usize = 256;

/// The text that shows pixels; where they are not opaque, on white.
pub fn encode(pixels: &Pixels) -> String {
    let on_white = |pixel: &[u8]| -> [u8; 3] {
        let opacity = u32::from(pixel[3]);
        [0, 1, 2].map(|k| ((u32::from(pixel[k]) * opacity + 255 * (255 - opacity) + 127) / 255) as u8)
    };
    let colours: Vec<[u8; 3]> = pixels.bytes.chunks_exact(4).map(on_white).collect();
    let (palette, indices) = reduce(&colours);
    let mut text = format!("\x1bPq\"1;1;{};{}", pixels.width, pixels.height);
    for (i, colour) in palette.iter().enumerate() {
        let [r, g, b] = colour.map(|part| (u32::from(part) * 100 + 127) / 255);
        let _ = write!(text, "#{i};2;{r};{g};{b}");
    }
    for band in indices.chunks(pixels.width.max(1) * 6) {
        write_band(band, pixels.width, palette.len(), &mut text);
        text.push('-');
    }
    text.push_str("\x1b\\");
    text
}

/// Up to six rows: each colour's dots over the whole width, one colour after the other.
fn write_band(band: &[u8], width: usize, colours: usize, text: &mut String) {
    let mut columns: Vec<Option<Vec<u8>>> = vec![None; colours];
    for (row, line) in band.chunks(width).enumerate() {
        for (x, index) in line.iter().enumerate() {
            columns[usize::from(*index)].get_or_insert_with(|| vec![0; width])[x] |= 1 << row;
        }
    }
    let mut first = true;
    for (index, bits) in columns.iter().enumerate().filter_map(|(i, bits)| Some((i, bits.as_ref()?))) {
        if !std::mem::take(&mut first) {
            text.push('$');
        }
        let _ = write!(text, "#{index}");
        let end = bits.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
        for run in bits[..end].chunk_by(|a, b| a == b) {
            let sign = char::from(63 + run[0]);
            if run.len() > 3 {
                let _ = write!(text, "!{}{sign}", run.len());
            } else {
                text.extend(std::iter::repeat_n(sign, run.len()));
            }
        }
    }
}

/// At most 256 colours, and which of them each pixel has.
///
/// *Source*: Heckbert, Color image quantization for frame buffer display (1982): the median cut, on colours
/// that are kept to five bits where there are too many.
fn reduce(colours: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: FxHashMap<[u8; 3], usize> = FxHashMap::default();
    for colour in colours {
        *counts.entry(*colour).or_default() += 1;
    }
    let coarse = counts.len() > COLOURS;
    let mut all: Vec<([u8; 3], usize)> = if coarse {
        let mut sums: FxHashMap<[u8; 3], ([usize; 3], usize)> = FxHashMap::default();
        for (colour, count) in counts {
            let (sum, total) = sums.entry(colour.map(|part| part >> 3)).or_default();
            for k in 0..3 {
                sum[k] += usize::from(colour[k]) * count;
            }
            *total += count;
        }
        sums.into_values().map(|(sum, total)| (sum.map(|part| (part / total) as u8), total)).collect()
    } else {
        counts.into_iter().collect()
    };
    all.sort_unstable();
    let mut boxes: Vec<Vec<([u8; 3], usize)>> = vec![all];
    while boxes.len() < COLOURS {
        let widest = boxes.iter().enumerate().filter(|(_, one)| one.len() > 1);
        let Some((i, side)) = widest.map(|(i, one)| (i, widest_side(one))).max_by_key(|(_, (_, spread))| *spread)
        else {
            break;
        };
        let mut one = boxes.swap_remove(i);
        one.sort_unstable_by_key(|(colour, _)| colour[side.0]);
        let half: usize = one.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut sum = 0;
        let cut = one.iter().position(|(_, count)| {
            sum += count;
            sum > half
        });
        let other = one.split_off(cut.unwrap_or(1).clamp(1, one.len() - 1));
        boxes.extend([one, other]);
    }
    let mean = |one: &Vec<([u8; 3], usize)>| {
        let total = one.iter().map(|(_, count)| count).sum::<usize>().max(1);
        [0, 1, 2]
            .map(|k| (one.iter().map(|(colour, count)| usize::from(colour[k]) * count).sum::<usize>() / total) as u8)
    };
    let palette: Vec<[u8; 3]> = boxes.iter().map(mean).collect();
    let nearest = |colour: [u8; 3]| {
        let distance =
            |other: &[u8; 3]| (0..3).map(|k| (i32::from(colour[k]) - i32::from(other[k])).pow(2)).sum::<i32>();
        palette.iter().enumerate().min_by_key(|(_, other)| distance(other)).map_or(0, |(i, _)| i as u8)
    };
    let mut known: FxHashMap<[u8; 3], u8> = FxHashMap::default();
    let key = |colour: &[u8; 3]| if coarse { colour.map(|part| part & 0xf8 | 4) } else { *colour };
    let indices = colours.iter().map(|colour| *known.entry(key(colour)).or_insert_with(|| nearest(*colour))).collect();
    (palette, indices)
}

/// The part in which colours differ most, and how much.
fn widest_side(colours: &[([u8; 3], usize)]) -> (usize, u8) {
    let spread = |k: usize| {
        let parts = || colours.iter().map(|(colour, _)| colour[k]);
        parts().max().unwrap_or(0) - parts().min().unwrap_or(0)
    };
    (0..3).map(|k| (k, spread(k))).max_by_key(|(_, spread)| *spread).unwrap_or((0, 0))
}
