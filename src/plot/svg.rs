//! Pictures as SVG: text stays text, in a font that readers have; everything else is paths.

use super::colour::Rgba;
use super::display::{Display, Ink, Item, Pen, Stamps, in_turn};
use super::path::{Path, Point, Step};
use super::png;
use super::raster;
use super::scene::{Cap, Join, Smoothing};
use super::typeset::Line;
use std::fmt::Write;

/// A picture as the text of an SVG file: `title` says to those who cannot see it what it is.
pub fn write(display: &Display, title: &str) -> String {
    let (width, height) = (display.width, display.height);
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans','Bitstream Vera Sans',Verdana,sans-serif\">\n<title>{}</title>\n",
        escape(title)
    );
    let mut writer = Writer { clips: Vec::new(), out };
    for item in &display.items {
        writer.item(item);
    }
    writer.out.push_str("</svg>\n");
    writer.out
}

/// Text as it may stand between tags and in attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // XML knows no other control characters.
            c if c < ' ' && !matches!(c, '\t' | '\n' | '\r') => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

struct Writer {
    out: String,
    clips: Vec<[f64; 4]>,
}

/// A number with at most two decimals, which is a hundredth of a pixel.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        write!(f, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

impl Writer {
    fn item(&mut self, item: &Item) {
        let clip = self.clip(item.clip);
        match &item.ink {
            Ink::Shape { path, fill, stroke, crisp } => {
                if path.steps.is_empty() {
                    return;
                }
                let mut look = fill_of(*fill);
                if let Some(pen) = stroke {
                    look.push_str(&stroke_of(pen));
                }
                if *crisp {
                    look.push_str(" shape-rendering=\"crispEdges\"");
                }
                let _ = writeln!(self.out, "<path d=\"{}\"{look}{clip}/>", data(path));
            }
            Ink::Stamps(stamps) => self.stamps(stamps, &clip),
            Ink::Image { shape, pixels, at, smooth } => self.image(*shape, pixels, *at, *smooth, &clip),
            Ink::Text { line, at, angle, colour } => self.text(line, *at, *angle, *colour, &clip),
        }
    }

    fn clip(&mut self, clip: Option<[f64; 4]>) -> String {
        let Some(clip) = clip else { return String::new() };
        let known = self.clips.iter().position(|have| *have == clip);
        // The picture's identity keeps clips of several pictures on one page apart.
        let name = |i: usize| {
            let bits = clip.iter().fold(17u64, |sum, x| sum.wrapping_mul(31).wrapping_add(x.to_bits()));
            format!("c{i}-{:x}", bits >> 20)
        };
        let i = match known {
            Some(i) => i,
            None => {
                self.clips.push(clip);
                let i = self.clips.len() - 1;
                let [left, top, right, bottom] = clip;
                let _ = writeln!(
                    self.out,
                    "<clipPath id=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
                    name(i),
                    Short(left),
                    Short(top),
                    Short(right - left),
                    Short(bottom - top)
                );
                i
            }
        };
        format!(" clip-path=\"url(#{})\"", name(i))
    }

    fn stamps(&mut self, stamps: &Stamps, clip: &str) {
        let _ = writeln!(self.out, "<g{clip}>");
        let join = join_of(stamps.join);
        for (i, [x, y]) in stamps.at.iter().enumerate() {
            let size = in_turn(&stamps.sizes, i).unwrap_or(1.0);
            let path = stamps.shape.map(|p| [x + p[0] * size, y + p[1] * size]);
            let mut look = fill_of(in_turn(&stamps.fills, i).filter(|fill| fill.is_visible()));
            let width = in_turn(&stamps.widths, i).unwrap_or(0.0);
            if let Some(edge) = in_turn(&stamps.edges, i).filter(|edge| edge.is_visible() && width > 0.0) {
                let _ = write!(
                    look,
                    " stroke=\"{}\"{}{} stroke-linejoin=\"{join}\"",
                    edge.hex(),
                    opacity("stroke-opacity", edge),
                    width_of(width)
                );
            }
            let _ = writeln!(self.out, "<path d=\"{}\"{look}/>", data(&path));
        }
        self.out.push_str("</g>\n");
    }

    fn image(&mut self, shape: [usize; 2], pixels: &[u8], at: [f64; 4], smooth: Smoothing, clip: &str) {
        let [left, top, right, bottom] = at;
        // Images larger than they are shown are made smaller first: pages stay short.
        let (wide, high) = ((right - left).ceil().max(1.0) as usize * 2, (bottom - top).ceil().max(1.0) as usize * 2);
        let (shape, pixels) = if shape[0] > high || shape[1] > wide {
            let (rows, columns) = (shape[0].min(high), shape[1].min(wide));
            ([rows, columns], raster::averaged(pixels, shape, [rows, columns]))
        } else {
            (shape, pixels.to_vec())
        };
        let Ok(file) = png::encode(shape[1], shape[0], &pixels, None) else { return };
        let rendering = match smooth {
            Smoothing::Auto | Smoothing::Nearest => " style=\"image-rendering:pixelated\"",
            Smoothing::Bilinear | Smoothing::Bicubic => "",
        };
        let _ = writeln!(
            self.out,
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\"{rendering}{clip} \
             xlink:href=\"data:image/png;base64,{}\"/>",
            Short(left),
            Short(top),
            Short(right - left),
            Short(bottom - top),
            png::base64(&file)
        );
    }

    fn text(&mut self, line: &Line, at: Point, angle: f64, colour: Rgba, clip: &str) {
        let turn = if angle == 0.0 { String::new() } else { format!(" rotate({})", Short(-angle)) };
        let many = line.pieces.len() != 1 || !line.rules.is_empty();
        if many || angle != 0.0 || !clip.is_empty() {
            let place = format!("translate({} {}){turn}", Short(at[0]), Short(at[1]));
            let _ = write!(self.out, "<g{clip} transform=\"{place}\">");
            for piece in &line.pieces {
                self.piece(piece, [piece.x, piece.y], colour);
            }
            for [x, y, width, height] in &line.rules {
                let _ = write!(
                    self.out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
                    Short(*x),
                    Short(*y),
                    Short(*width),
                    Short(*height),
                    fill_of(Some(colour))
                );
            }
            self.out.push_str("</g>\n");
        } else if let Some(piece) = line.pieces.first() {
            self.piece(piece, [at[0] + piece.x, at[1] + piece.y], colour);
            self.out.push('\n');
        }
    }

    fn piece(&mut self, piece: &super::typeset::Piece, at: Point, colour: Rgba) {
        if piece.text.trim().is_empty() {
            return;
        }
        let width = super::font::Metrics::width(&super::font::Letters, &piece.text, piece.bold) * piece.size;
        let weight = if piece.bold { " font-weight=\"bold\"" } else { "" };
        let style = if piece.italic { " font-style=\"italic\"" } else { "" };
        // The length keeps the places of letters where another font has to stand in.
        let _ = write!(
            self.out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{style}{} textLength=\"{}\" xml:space=\"preserve\">{}</text>",
            Short(at[0]),
            Short(at[1]),
            Short(piece.size),
            if colour == Rgba::BLACK { String::new() } else { fill_of(Some(colour)) },
            Short(width),
            escape(&piece.text)
        );
    }
}

fn opacity(name: &str, colour: Rgba) -> String {
    if colour.a < 1.0 { format!(" {name}=\"{}\"", (colour.a * 1000.0).round() / 1000.0) } else { String::new() }
}

fn fill_of(fill: Option<Rgba>) -> String {
    match fill {
        Some(fill) => format!(" fill=\"{}\"{}", fill.hex(), opacity("fill-opacity", fill)),
        None => " fill=\"none\"".to_owned(),
    }
}

fn width_of(width: f64) -> String {
    format!(" stroke-width=\"{}\"", Short(width))
}

fn join_of(join: Join) -> &'static str {
    match join {
        Join::Miter => "miter",
        Join::Round => "round",
        Join::Bevel => "bevel",
    }
}

fn stroke_of(pen: &Pen) -> String {
    let cap = match pen.cap {
        Cap::Butt => "",
        Cap::Round => " stroke-linecap=\"round\"",
        Cap::Square => " stroke-linecap=\"square\"",
    };
    let mut text = format!(
        " stroke=\"{}\"{}{}{cap} stroke-linejoin=\"{}\"",
        pen.colour.hex(),
        opacity("stroke-opacity", pen.colour),
        width_of(pen.width),
        join_of(pen.join)
    );
    if !pen.dashes.is_empty() {
        let lengths: Vec<String> = pen.dashes.iter().map(|length| Short(*length).to_string()).collect();
        let _ = write!(text, " stroke-dasharray=\"{}\"", lengths.join(" "));
        if pen.dash_start != 0.0 {
            let _ = write!(text, " stroke-dashoffset=\"{}\"", Short(pen.dash_start));
        }
    }
    text
}

/// The `d` of a path.
fn data(path: &Path) -> String {
    let mut text = String::with_capacity(path.steps.len() * 12);
    let at = |p: &Point| format!("{} {}", Short(p[0]), Short(p[1]));
    for step in &path.steps {
        let _ = match step {
            Step::Move(p) => write!(text, "M{}", at(p)),
            Step::Line(p) => write!(text, "L{}", at(p)),
            Step::Quad(p, q) => write!(text, "Q{} {}", at(p), at(q)),
            Step::Cubic(p, q, r) => write!(text, "C{} {} {}", at(p), at(q), at(r)),
            Step::Close => write!(text, "Z"),
        };
    }
    text
}
