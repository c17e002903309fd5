//! Text for cells: formulas in one line, and Unicode's signs in ASCII.

use crate::plot::typeset::Line;

const RAISED: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('−', '⁻'),
    ('-', '⁻'),
    ('+', '⁺'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
    ('(', '⁽'),
    (')', '⁾'),
    ('=', '⁼'),
];

const LOWERED: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('n', 'ₙ'),
    ('x', 'ₓ'),
    ('+', '₊'),
    ('−', '₋'),
    ('=', '₌'),
];

/// The letters of a line, its small raised and lowered ones as Unicode has them.
pub(super) fn of(line: &Line) -> String {
    let largest = line.pieces.iter().map(|piece| piece.size).fold(0.0, f64::max);
    let mut text = String::new();
    for piece in &line.pieces {
        let small = piece.size < largest * 0.9 && piece.y != 0.0;
        let (table, mark) = if piece.y < 0.0 { (RAISED, '^') } else { (LOWERED, '_') };
        let of = |c: char| table.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
        if !small {
            text.push_str(&piece.text);
        } else if piece.text.chars().all(|c| of(c).is_some()) {
            text.extend(piece.text.chars().filter_map(of));
        } else {
            text.push(mark);
            text.push_str(&piece.text);
        }
    }
    text
}

/// The nearest sign of ASCII.
pub(super) fn ascii(c: char) -> char {
    const GREEK: [&str; 2] = ["αβγδεζηθικλμνξοπρσςτυφχψωϵϕΓΔΘΛΞΠΣΦΨΩ", "abgdezh0iklmnxoprsstufxpwefGDOLXPSFPO"];
    if c.is_ascii() {
        return c;
    }
    let known = [RAISED, LOWERED].into_iter().flatten().find(|(_, to)| *to == c).map(|(from, _)| *from);
    match known.unwrap_or(c) {
        '−' | '–' | '—' => '-',
        '×' => 'x',
        '·' | '∗' => '*',
        '°' => 'o',
        '’' | '′' => '\'',
        '“' | '”' => '"',
        '…' => '.',
        '→' => '>',
        '←' => '<',
        '∞' => '8',
        'µ' => 'u',
        'ä' | 'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ö' | 'ó' | 'ô' => 'o',
        'ü' | 'ú' => 'u',
        c if c.is_ascii() => c,
        c => GREEK[0].chars().position(|greek| greek == c).and_then(|i| GREEK[1].chars().nth(i)).unwrap_or('?'),
    }
}
