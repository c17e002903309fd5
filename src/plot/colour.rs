//! Colours: red, green, blue and opacity, each from 0 to 1.

/// A colour and its opacity, each part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgba {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity.
    pub a: f32,
}

impl Rgba {
    /// Opaque black.
    pub const BLACK: Rgba = Rgba { r: 0.0, g: 0.0, b: 0.0, a: 1.0 };
    /// Opaque white.
    pub const WHITE: Rgba = Rgba { r: 1.0, g: 1.0, b: 1.0, a: 1.0 };
    /// Nothing to be seen.
    pub const CLEAR: Rgba = Rgba { r: 0.0, g: 0.0, b: 0.0, a: 0.0 };

    /// A colour of its four parts, cut to 0 … 1; NaN is 0.
    pub fn new(parts: [f64; 4]) -> Rgba {
        let [r, g, b, a] = parts.map(|part| if part > 0.0 { part.min(1.0) as f32 } else { 0.0 });
        Rgba { r, g, b, a }
    }

    /// The parts as bytes.
    pub fn bytes(self) -> [u8; 4] {
        [self.r, self.g, self.b, self.a].map(|part| (part * 255.0 + 0.5) as u8)
    }

    /// `#rrggbb`, without the opacity.
    pub fn hex(self) -> String {
        let [r, g, b, _] = self.bytes();
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Whether anything of it can be seen.
    pub fn is_visible(self) -> bool {
        self.a > 0.0
    }
}
