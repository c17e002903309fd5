//! A canvas of dots as lines of characters, with colours as SGR sequences.

use super::canvas::{Canvas, Ground, Tint};
use super::letters;
use crate::plot::terminal::Colours;
use std::fmt::Write;

/// What a cell shows.
#[derive(Clone, Copy, PartialEq)]
struct Cell {
    sign: char,
    fore: Tint,
    back: Option<[u8; 3]>,
}

const BLANK: Cell = Cell { sign: ' ', fore: Tint::Usual, back: None };

/// The lines of a canvas, without spaces at their ends.
pub(super) fn text(canvas: &Canvas, ascii: bool, colours: Colours) -> String {
    let mut text = String::new();
    let [columns, rows] = canvas.size;
    let lines: Vec<Vec<Cell>> =
        (0..rows).map(|row| (0..columns).map(|column| cell(canvas, column, row, ascii, colours)).collect()).collect();
    let is_empty = |line: &Vec<Cell>| line.iter().all(|cell| cell.sign == ' ' && cell.back.is_none());
    let first = lines.iter().position(|line| !is_empty(line)).unwrap_or(0);
    let last = lines.iter().rposition(|line| !is_empty(line)).map_or(0, |last| last + 1);
    for line in lines.get(first..last).unwrap_or_default() {
        let end = line.iter().rposition(|cell| cell.sign != ' ' || cell.back.is_some()).map_or(0, |last| last + 1);
        let mut now = (Tint::Usual, None);
        for cell in &line[..end] {
            let fore = if cell.sign == ' ' { now.0 } else { cell.fore };
            change(&mut now, (fore, cell.back), colours, &mut text);
            text.push(cell.sign);
        }
        change(&mut now, (Tint::Usual, None), colours, &mut text);
        text.push('\n');
    }
    text
}

type Look = (Tint, Option<[u8; 3]>);

/// Writes what makes one look another.
fn change(now: &mut Look, next: Look, colours: Colours, text: &mut String) {
    if *now == next || colours == Colours::None {
        return;
    }
    let mut codes = String::new();
    let mut code = |ground: u8, colour: [u8; 3]| {
        let _ = match colours {
            Colours::All => write!(codes, "{ground};2;{};{};{};", colour[0], colour[1], colour[2]),
            _ => write!(codes, "{ground};5;{};", nearest(colour)),
        };
    };
    let clears = next.0 == Tint::Usual && now.0 != Tint::Usual || next.1.is_none() && now.1.is_some();
    if let Tint::Colour(colour) = next.0
        && (clears || next.0 != now.0)
    {
        code(38, colour);
    }
    if let Some(colour) = next.1
        && (clears || next.1 != now.1)
    {
        code(48, colour);
    }
    let codes = codes.trim_end_matches(';');
    let reset = if !clears {
        ""
    } else if codes.is_empty() {
        "0"
    } else {
        "0;"
    };
    let _ = write!(text, "\x1b[{reset}{codes}m");
    *now = next;
}

/// The nearest of xterm's 256 colours: a grey, or one of the cube of 6 × 6 × 6.
fn nearest(colour: [u8; 3]) -> u8 {
    let [r, g, b] = colour.map(i32::from);
    let level = |part: i32| if part < 48 { 0 } else { ((part - 35) / 40).min(5) };
    let value = |level: i32| if level == 0 { 0 } else { 55 + 40 * level };
    let cube = [r, g, b].map(level);
    let grey = (((r + g + b) / 3 - 3) / 10).clamp(0, 23);
    let distance = |other: [i32; 3]| (r - other[0]).pow(2) + (g - other[1]).pow(2) + (b - other[2]).pow(2);
    if distance([8 + 10 * grey; 3]) < distance(cube.map(value)) {
        (232 + grey) as u8
    } else {
        (16 + 36 * cube[0] + 6 * cube[1] + cube[2]) as u8
    }
}

fn cell(canvas: &Canvas, column: usize, row: usize, ascii: bool, colours: Colours) -> Cell {
    let grounds = canvas.grounds(column, row);
    let painted = grounds.iter().flatten().count();
    let back = (painted > 4 && colours != Colours::None).then(|| mean(grounds.iter().flatten()));
    if let Some((sign, tint)) = canvas.letter(column, row) {
        return Cell { sign: if ascii { letters::ascii(sign) } else { sign }, fore: tint, back };
    }
    let inks = canvas.inks(column, row);
    if inks.iter().any(Option::is_some) {
        let sign =
            if ascii { stroke_sign(inks.map(|ink| ink.is_some())) } else { braille(inks.map(|ink| ink.is_some())) };
        return Cell { sign, fore: commonest(&inks), back };
    }
    if painted == 0 {
        return BLANK;
    }
    if ascii || colours == Colours::None {
        return shade(&grounds, painted, ascii);
    }
    blocks(&grounds, painted)
}

/// Dots run down the left column, then down the right one.
fn braille(dots: [bool; 8]) -> char {
    const BITS: [u32; 8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80];
    let bits = (0..8).filter(|i| dots[*i]).map(|i| BITS[i]).sum::<u32>();
    char::from_u32(0x2800 + bits).unwrap_or(' ')
}

/// The letter that looks most like some dots.
fn stroke_sign(dots: [bool; 8]) -> char {
    let rows = |side: usize| (0..4).filter(move |row| dots[side * 4 + row]);
    let (left, right) = (rows(0).count(), rows(1).count());
    let mean = |side: usize, count: usize| rows(side).sum::<usize>() as f64 / count as f64;
    match (left, right) {
        (4, 4) => '#',
        (l, 0) if l >= 2 => '|',
        (0, r) if r >= 2 => '|',
        (0, _) | (_, 0) => {
            let row = rows(0).chain(rows(1)).next().unwrap_or(0);
            ['\'', '\'', '.', '.'][row]
        }
        (l, r) => {
            let slope = mean(0, l) - mean(1, r);
            if l.max(r) >= 3 && l.min(r) == 1 {
                '+'
            } else if slope.abs() < 0.6 {
                match (l.max(r), mean(0, l)) {
                    (1, row) if row > 2.5 => '_',
                    (1, _) => '-',
                    (2, _) => 'o',
                    _ => '#',
                }
            } else if slope > 0.0 {
                '/'
            } else {
                '\\'
            }
        }
    }
}

fn commonest(inks: &[Option<Tint>; 8]) -> Tint {
    let count = |tint: &Tint| inks.iter().flatten().filter(|other| *other == tint).count();
    // Of two that are equally common the one in colour is data.
    let key = |tint: &&Tint| (count(tint), matches!(tint, Tint::Colour(_)));
    inks.iter().flatten().max_by_key(key).copied().unwrap_or(Tint::Usual)
}

fn mean<'a>(grounds: impl Iterator<Item = &'a Ground>) -> [u8; 3] {
    let (mut sum, mut count) = ([0u32; 3], 0u32);
    for ground in grounds {
        for k in 0..3 {
            sum[k] += u32::from(ground.colour[k]);
        }
        count += 1;
    }
    sum.map(|part| (part / count.max(1)) as u8)
}

/// A cell without colours: its brightness where that means something, else its shape.
fn shade(grounds: &[Option<Ground>; 8], painted: usize, ascii: bool) -> Cell {
    let [r, g, b] = mean(grounds.iter().flatten()).map(f64::from);
    let signs: &[char] =
        if ascii { &[' ', '.', ':', '-', '=', '+', '*', '%', '#', '@'] } else { &[' ', '░', '▒', '▓', '█'] };
    let sign = if grounds.iter().flatten().any(|ground| ground.shaded) {
        let bright = (0.299 * r + 0.587 * g + 0.114 * b) / 255.0;
        signs[((bright * signs.len() as f64) as usize).min(signs.len() - 1)]
    } else if ascii {
        if painted >= 4 { '#' } else { '.' }
    } else {
        return Cell { back: None, fore: Tint::Usual, ..blocks(grounds, painted) };
    };
    Cell { sign, ..BLANK }
}

/// Areas: two colours one above the other, or a block that covers a part.
fn blocks(grounds: &[Option<Ground>; 8], painted: usize) -> Cell {
    let half = |from: usize| [from, from + 1, from + 4, from + 5].into_iter().filter_map(|i| grounds[i].as_ref());
    if painted == 8 {
        let (upper, lower) = (mean(half(0)), mean(half(2)));
        return match upper == lower {
            true => Cell { sign: '█', fore: Tint::Colour(upper), back: None },
            false => Cell { sign: '▀', fore: Tint::Colour(upper), back: Some(lower) },
        };
    }
    let fore = Tint::Colour(mean(grounds.iter().flatten()));
    let is = grounds.map(|ground| ground.is_some());
    let row = |row: usize| is[row] && is[row + 4];
    let empty = |row: usize| !is[row] && !is[row + 4];
    let from_below = |count: usize| (0..4).all(|i| if i >= 4 - count { row(i) } else { empty(i) });
    let sign = if let Some(count) = (1..4).find(|count| from_below(*count)) {
        ['▂', '▄', '▆'][count - 1]
    } else if row(0) && row(1) && empty(2) && empty(3) {
        '▀'
    } else if is == [true, true, true, true, false, false, false, false] {
        '▌'
    } else if is == [false, false, false, false, true, true, true, true] {
        '▐'
    } else {
        braille(is)
    };
    Cell { sign, fore, back: None }
}
