//! A drawing of dots in a terminal: eight to a character in braille, two in ASCII.

/// Dots, four rows and two columns of them to a character.
pub struct Canvas {
    columns: usize,
    rows: usize,
    /// A bit for each dot of a character, in braille's order.
    cells: Vec<u8>,
}

/// Braille's bits by row and column of a character.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
const UPPER: u8 = 0x01 | 0x08 | 0x02 | 0x10;

impl Canvas {
    /// An empty drawing of so many characters.
    pub fn new(columns: usize, rows: usize) -> Canvas {
        Canvas { columns, rows, cells: vec![0; columns * rows] }
    }

    /// How many dots there are side by side.
    pub fn width(&self) -> usize {
        self.columns * 2
    }

    /// How many dots there are above each other.
    pub fn height(&self) -> usize {
        self.rows * 4
    }

    /// Sets a dot; the first row is at the top. Dots outside are left out.
    pub fn dot(&mut self, x: i64, y: i64) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width() && y < self.height() {
            self.cells[y / 4 * self.columns + x / 2] |= BITS[y % 4][x % 2];
        }
    }

    /// Sets the dots between two, both of them included.
    pub fn line(&mut self, (x0, y0): (i64, i64), (x1, y1): (i64, i64)) {
        let steps = (x1 - x0).abs().max((y1 - y0).abs());
        for step in 0..=steps {
            // Rounded to the nearest dot.
            let along = |from: i64, to: i64| from + ((to - from) * step * 2 + steps).div_euclid((steps * 2).max(1));
            self.dot(along(x0, x1), along(y0, y1));
        }
    }

    /// The characters of a row.
    pub fn row(&self, row: usize, unicode: bool) -> String {
        let cells = &self.cells[row * self.columns..][..self.columns];
        cells.iter().map(|&bits| if unicode { braille(bits) } else { ascii(bits) }).collect()
    }
}

fn braille(bits: u8) -> char {
    if bits == 0 { ' ' } else { char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ') }
}

fn ascii(bits: u8) -> char {
    match (bits & UPPER != 0, bits & !UPPER != 0) {
        (false, false) => ' ',
        (true, false) => '\'',
        (false, true) => '.',
        (true, true) => ':',
    }
}
