//! PNG files, written and read, and their form for pages.

use std::io::Cursor;

/// A picture as a PNG file: four bytes a pixel, red, green, blue, opacity, not multiplied. `dpi` is noted
/// in the file. *Errors*: in words.
pub fn encode(width: usize, height: usize, pixels: &[u8], dpi: Option<f64>) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    let small = |size: usize| u32::try_from(size).map_err(|_| "the picture is too large".to_owned());
    let mut encoder = png::Encoder::new(&mut file, small(width)?, small(height)?);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    if let Some(dpi) = dpi {
        let a_metre = (dpi / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: a_metre, yppu: a_metre, unit: png::Unit::Meter }));
    }
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(pixels).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(file)
}

/// What a PNG file holds.
pub struct Decoded {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Parts of a pixel: 1 grey, 2 grey and opacity, 3 colour, 4 colour and opacity.
    pub channels: usize,
    /// The parts from 0 to 1.
    pub parts: Vec<f32>,
}

/// Files larger than this many pixels are refused.
const MOST_PIXELS: usize = 1 << 28;

/// Reads a PNG file. *Errors*: in words.
pub fn decode(file: &[u8]) -> Result<Decoded, String> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err("the picture is too large".to_owned());
    }
    let size = reader.output_buffer_size().ok_or("the picture is too large")?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes).map_err(|error| error.to_string())?;
    bytes.truncate(frame.buffer_size());
    let channels = frame.color_type.samples();
    let parts = match frame.bit_depth {
        png::BitDepth::Sixteen => {
            bytes.chunks_exact(2).map(|pair| f32::from(u16::from_be_bytes([pair[0], pair[1]])) / 65535.0).collect()
        }
        _ => bytes.iter().map(|byte| f32::from(*byte) / 255.0).collect(),
    };
    Ok(Decoded { width, height, channels, parts })
}

/// Bytes in base 64, padded, in one line: for notebooks, pages and terminals. *Source*: RFC 4648, section 4.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let part = |i: usize| u32::from(three.get(i).copied().unwrap_or_default());
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for i in 0..4 {
            if i <= three.len() {
                text.push(SIGNS[(bits >> (18 - 6 * i) & 63) as usize] as char);
            } else {
                text.push('=');
            }
        }
    }
    text
}
