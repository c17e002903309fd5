//! A line of text as pieces at places: plain text, and formulas between dollar signs (Greek letters,
//! signs, superscripts, subscripts, fractions and roots).

use super::font::Metrics;
use super::symbols;

/// A line that was set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its text, in order.
    pub pieces: Vec<Piece>,
    /// Strokes of fractions and roots: left, top, width, height in pixels from the start of the baseline.
    pub rules: Vec<[f64; 4]>,
    /// The width in pixels.
    pub width: f64,
    /// How far it rises above the baseline, in pixels.
    pub ascent: f64,
    /// How far it falls below.
    pub descent: f64,
}

/// Letters of one size and kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The letters.
    pub text: String,
    /// Where their baseline begins, in pixels; y down.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Their size in pixels.
    pub size: f64,
    /// Whether they are heavy.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
}

/// How a line begins.
#[derive(Clone, Copy)]
pub struct Face {
    /// The size in pixels.
    pub size: f64,
    /// Whether letters are heavy.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
}

/// Sets a line. A dollar sign without a second one is itself, as is `\$`.
pub fn line(text: &str, face: Face, metrics: &dyn Metrics) -> Line {
    let mut whole = Line::default();
    let count = text.replace("\\$", "").matches('$').count();
    if count == 0 || count % 2 == 1 {
        whole.append(plain(&text.replace("\\$", "$"), face, metrics));
    } else {
        let guarded = text.replace("\\$", "\u{1}");
        for (i, part) in guarded.split('$').enumerate() {
            let part = part.replace('\u{1}', "$");
            if part.is_empty() {
                continue;
            }
            let set = if i % 2 == 0 { plain(&part, face, metrics) } else { formula(&part, face, metrics) };
            whole.append(set);
        }
    }
    let (up, down) = metrics.height();
    whole.ascent = whole.ascent.max(up * face.size);
    whole.descent = whole.descent.max(down * face.size);
    whole
}

fn plain(text: &str, face: Face, metrics: &dyn Metrics) -> Line {
    let (up, down) = metrics.height();
    let piece = Piece { text: text.to_owned(), x: 0.0, y: 0.0, size: face.size, bold: face.bold, italic: face.italic };
    let width = metrics.width(text, face.bold) * face.size;
    Line { pieces: vec![piece], rules: Vec::new(), width, ascent: up * face.size, descent: down * face.size }
}

impl Line {
    /// Puts another line behind this one.
    fn append(&mut self, other: Line) {
        let width = self.width;
        self.put(other, width, 0.0);
    }

    /// Puts another line at a place.
    fn put(&mut self, other: Line, x: f64, y: f64) {
        self.width = self.width.max(x + other.width);
        self.ascent = self.ascent.max(other.ascent - y);
        self.descent = self.descent.max(other.descent + y);
        self.rules.extend(other.rules.into_iter().map(|[left, top, w, h]| [left + x, top + y, w, h]));
        for mut piece in other.pieces {
            piece.x += x;
            piece.y += y;
            self.pieces.push(piece);
        }
    }

    /// The letters without their places.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// Sets what stands between dollar signs.
fn formula(text: &str, face: Face, metrics: &dyn Metrics) -> Line {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0, metrics, depth: 0 };
    reader.row(face, None)
}

/// Formulas in formulas are read to this depth.
const DEEPEST: usize = 30;

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    metrics: &'a dyn Metrics,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// All up to an end sign, which is passed over.
    fn row(&mut self, face: Face, end: Option<char>) -> Line {
        let mut whole = Line::default();
        while let Some(c) = self.peek() {
            if Some(c) == end {
                self.at += 1;
                break;
            }
            if c == '}' {
                self.at += 1;
                continue;
            }
            let base = self.atom(face);
            self.scripts(&mut whole, base, face);
        }
        whole
    }

    /// A base with what is raised and lowered behind it.
    fn scripts(&mut self, whole: &mut Line, base: Line, face: Face) {
        let start = whole.width;
        let tall = base.ascent > face.size * 0.9;
        let (up_by, down_by) =
            if tall { (base.ascent - face.size * 0.45, base.descent) } else { (face.size * 0.36, face.size * 0.18) };
        whole.put(base, start, 0.0);
        let x = whole.width;
        let small = Face { size: face.size * 0.7, ..face };
        while let Some(sign @ ('^' | '_')) = self.peek() {
            self.at += 1;
            let script = self.atom(small);
            let y = if sign == '^' { -up_by } else { down_by };
            whole.put(script, x, y);
        }
        while self.peek() == Some('\'') {
            self.at += 1;
            let width = whole.width;
            whole.put(plain("′", face, self.metrics), width, 0.0);
        }
    }

    /// A letter, a sign, a command with what it needs, or a group.
    fn atom(&mut self, face: Face) -> Line {
        let Some(c) = self.peek() else { return Line::default() };
        self.at += 1;
        if self.depth >= DEEPEST {
            return Line::default();
        }
        self.depth += 1;
        let upright = Face { italic: false, ..face };
        let set = match c {
            '{' => self.row(face, Some('}')),
            '\\' => self.command(face),
            ' ' => Line::default(),
            '-' => self.spaced("\u{2212}", upright),
            '+' | '=' | '<' | '>' => self.spaced(&c.to_string(), upright),
            '*' => self.spaced("∗", upright),
            c if c.is_ascii_digit() => {
                let mut number = c.to_string();
                while let Some(c) = self.peek().filter(|c| c.is_ascii_digit() || *c == '.') {
                    number.push(c);
                    self.at += 1;
                }
                plain(&number, upright, self.metrics)
            }
            c if c.is_alphabetic() => plain(&c.to_string(), Face { italic: true, ..face }, self.metrics),
            c => plain(&c.to_string(), upright, self.metrics),
        };
        self.depth -= 1;
        set
    }

    /// A sign with space around it, as between two numbers; none where it stands first.
    fn spaced(&self, sign: &str, face: Face) -> Line {
        let before = self.at.checked_sub(2).and_then(|at| self.chars.get(at)).copied();
        let gap = if matches!(before, None | Some('{' | '(' | '^' | '_' | '=' | ',')) { 0.0 } else { face.size * 0.2 };
        let mut line = Line::default();
        line.put(plain(sign, face, self.metrics), gap, 0.0);
        line.width += gap;
        line
    }

    fn command(&mut self, face: Face) -> Line {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
            self.at += 1;
        }
        if self.at == start {
            let c = self.peek().unwrap_or('\\');
            self.at += 1;
            return match c {
                ',' | ':' | ';' | ' ' | '!' => {
                    Line { width: face.size * if c == '!' { 0.0 } else { 0.2 }, ..Line::default() }
                }
                c => plain(&c.to_string(), Face { italic: false, ..face }, self.metrics),
            };
        }
        let name: String = self.chars[start..self.at].iter().collect();
        let upright = Face { italic: false, ..face };
        if !matches!(name.as_str(), "frac" | "dfrac" | "tfrac") && self.peek() == Some(' ') {
            self.at += 1;
        }
        match name.as_str() {
            "frac" | "dfrac" | "tfrac" => self.fraction(face),
            "sqrt" => self.root(face),
            "mathrm" | "text" | "mathsf" | "operatorname" | "mathtt" | "textrm" => self.words(upright),
            "mathbf" | "textbf" | "bf" => self.words(Face { bold: true, ..upright }),
            "mathit" | "textit" => self.words(Face { italic: true, ..face }),
            "mathdefault" | "mathcal" | "mathbb" | "mathfrak" | "boldsymbol" | "displaystyle" | "limits" => {
                self.atom(face)
            }
            "left" | "right" | "big" | "Big" | "bigg" | "Bigg" => match self.peek() {
                Some('.') => {
                    self.at += 1;
                    Line::default()
                }
                _ => self.atom(face),
            },
            "hat" | "bar" | "tilde" | "vec" | "dot" | "overline" => self.accent(&name, face),
            "quad" => Line { width: face.size, ..Line::default() },
            "qquad" => Line { width: face.size * 2.0, ..Line::default() },
            _ => match symbols::sign(&name) {
                Some((sign, kind)) => match kind {
                    symbols::Kind::Letter => plain(sign, Face { italic: true, ..face }, self.metrics),
                    symbols::Kind::Relation => self.spaced_command(sign, upright, start),
                    symbols::Kind::Plain => plain(sign, upright, self.metrics),
                    symbols::Kind::Large => {
                        let large = Face { size: face.size * 1.3, ..upright };
                        plain(sign, large, self.metrics)
                    }
                },
                // The name of a function, or one that is not known: both are shown as they are written.
                None if symbols::is_function(&name) => plain(&name, upright, self.metrics),
                None => plain(&format!("\\{name}"), upright, self.metrics),
            },
        }
    }

    fn spaced_command(&self, sign: &str, face: Face, start: usize) -> Line {
        let first = start <= 1;
        let gap = if first { 0.0 } else { face.size * 0.2 };
        let mut line = Line::default();
        line.put(plain(sign, face, self.metrics), gap, 0.0);
        line.width += gap;
        line
    }

    /// A group whose letters keep their spaces.
    fn words(&mut self, face: Face) -> Line {
        if self.peek() != Some('{') {
            return self.atom(face);
        }
        self.at += 1;
        let mut text = String::new();
        let mut depth = 0;
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                '\\' => {}
                c => text.push(c),
            }
        }
        plain(&text, face, self.metrics)
    }

    fn fraction(&mut self, face: Face) -> Line {
        let small = Face { size: face.size * 0.7, ..face };
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        let above = self.atom(small);
        let below = self.atom(small);
        let width = above.width.max(below.width) + face.size * 0.1;
        let thick = (face.size * 0.06).max(0.6);
        let middle = -face.size * 0.3;
        let gap = face.size * 0.12;
        let mut whole = Line::default();
        let (x, y) = ((width - above.width) / 2.0, middle - gap - above.descent.min(face.size * 0.05));
        whole.put(above, x, y);
        let (x, y) = ((width - below.width) / 2.0, middle + gap + small.size * 0.73);
        whole.put(below, x, y);
        whole.rules.push([0.0, middle - thick / 2.0, width, thick]);
        whole.width = width + face.size * 0.1;
        whole
    }

    fn root(&mut self, face: Face) -> Line {
        if self.peek() == Some('[') {
            while self.peek().is_some_and(|c| c != ']') {
                self.at += 1;
            }
            self.at += 1;
        }
        let inside = self.atom(face);
        let sign = plain("√", Face { italic: false, ..face }, self.metrics);
        let thick = (face.size * 0.06).max(0.6);
        let x = sign.width;
        let top = -(inside.ascent + thick).max(face.size * 0.78);
        let mut whole = Line::default();
        whole.put(sign, 0.0, 0.0);
        whole.rules.push([x - thick, top, inside.width + thick, thick]);
        whole.put(inside, x, 0.0);
        whole
    }

    fn accent(&mut self, name: &str, face: Face) -> Line {
        let inside = self.atom(face);
        let sign = match name {
            "hat" => "ˆ",
            "tilde" => "˜",
            "dot" => "˙",
            "vec" => "→",
            _ => "¯",
        };
        let size = if name == "vec" { face.size * 0.7 } else { face.size };
        let mark = plain(sign, Face { size, italic: false, ..face }, self.metrics);
        let x = (inside.width - mark.width) / 2.0 + face.size * 0.05;
        let small = inside
            .pieces
            .iter()
            .all(|piece| piece.text.chars().all(|c| "acegmnopqrsuvwxyzαγεηικμνοπρστυφχψω".contains(c)));
        let y = if name == "vec" {
            -face.size * 0.5
        } else if small {
            0.0
        } else {
            -face.size * 0.2
        };
        let width = inside.width;
        let mut whole = Line::default();
        whole.put(inside, 0.0, 0.0);
        whole.put(mark, x.max(0.0), y);
        whole.width = width;
        whole
    }
}
