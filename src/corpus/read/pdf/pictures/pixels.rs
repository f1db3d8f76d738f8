//! Writes the pixels of a picture of a PDF as PNG.

use pdfboss_core::{Dict, Document, Object};
use png::{BitDepth, ColorType, Compression, Encoder};
use thiserror::Error;

/// Pictures with a longer side are no pages.
const MAX_SIDE: u64 = 60_000;

/// Why pixels cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(in crate::corpus::read::pdf) enum PixelProblem {
    /// Width, height or depth are missing or make no sense.
    #[error("its size is not stated")]
    NoSize,
    /// There are fewer pixels than the size says.
    #[error("it ends too early")]
    TooShort,
    /// The colours are of a kind that is not known.
    #[error("its colours are of an unknown kind")]
    Colours,
    /// The PNG could not be made.
    #[error("it cannot be written as PNG")]
    Encoder,
}

/// How colours are stored: the number of values of a pixel, and a palette of red, green and blue where there is one.
struct Colours {
    values: usize,
    palette: Option<Vec<u8>>,
}

/// A picture as PNG, from its dictionary and its unpacked pixels.
pub(super) fn png(document: &Document, dict: &Dict, data: &[u8]) -> Result<Vec<u8>, PixelProblem> {
    let number = |names: [&str; 2]| {
        let value = names.iter().find_map(|name| dict.get(name)).and_then(|value| document.resolve(value).ok());
        value.and_then(|value| value.as_int()).and_then(|value| u64::try_from(value).ok())
    };
    let side = |names| number(names).filter(|side| (1..=MAX_SIDE).contains(side)).ok_or(PixelProblem::NoSize);
    let (width, height) = (side(["Width", "W"])? as usize, side(["Height", "H"])? as usize);
    let is_mask = matches!(dict.get("ImageMask"), Some(Object::Bool(true)));
    // Fax and JBIG2 hold black and white alone.
    let is_bilevel = is_mask || ["CCITTFaxDecode", "CCF", "JBIG2Decode"].contains(&codec(document, dict).as_str());
    let bits = if is_bilevel { 1 } else { number(["BitsPerComponent", "BPC"]).unwrap_or(8) };
    let depth = match bits {
        1 => BitDepth::One,
        2 => BitDepth::Two,
        4 => BitDepth::Four,
        8 => BitDepth::Eight,
        16 => BitDepth::Sixteen,
        _ => return Err(PixelProblem::NoSize),
    };
    let colours = match dict.get("ColorSpace") {
        Some(space) if !is_mask => colours(document, space, 0)?,
        _ => Colours { values: 1, palette: None },
    };
    let row = (width * colours.values * bits as usize).div_ceil(8);
    let data = data.get(..row * height).ok_or(PixelProblem::TooShort)?;
    let inverted = is_inverted(document, dict) && colours.palette.is_none();
    let turned: Vec<u8>;
    let data = if inverted {
        turned = data.iter().map(|byte| !byte).collect();
        &turned
    } else {
        data
    };
    let (color, pixels) = match (colours.values, &colours.palette) {
        (1, Some(_)) if bits <= 8 => (ColorType::Indexed, data.to_vec()),
        (1, None) => (ColorType::Grayscale, data.to_vec()),
        (3, None) if bits >= 8 => (ColorType::Rgb, data.to_vec()),
        (4, None) if bits == 8 => (ColorType::Rgb, without_black(data)),
        _ => return Err(PixelProblem::Colours),
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    if let Some(palette) = colours.palette {
        // A palette may hold no more colours than the depth can name.
        let most = 3usize << bits;
        encoder.set_palette(palette[..palette.len().min(most)].to_vec());
    }
    let mut writer = encoder.write_header().map_err(|_| PixelProblem::Encoder)?;
    writer.write_image_data(&pixels).map_err(|_| PixelProblem::Encoder)?;
    writer.finish().map_err(|_| PixelProblem::Encoder)?;
    Ok(bytes)
}

/// The name of the last filter of a picture, which is the codec of its pixels; empty where there is none.
pub(super) fn codec(document: &Document, dict: &Dict) -> String {
    let resolved = |object: &Object| document.resolve(object).ok();
    let last = match dict.get("Filter").and_then(resolved) {
        Some(Object::Array(filters)) => filters.iter().filter_map(resolved).rfind(|filter| filter.as_name().is_some()),
        other => other,
    };
    last.and_then(|filter| filter.as_name().map(|name| name.0.to_string())).unwrap_or_default()
}

/// Whether `/Decode` turns light into dark.
fn is_inverted(document: &Document, dict: &Dict) -> bool {
    let decode = dict.get("Decode").and_then(|decode| document.resolve(decode).ok());
    let Some(Object::Array(values)) = decode else { return false };
    matches!(&values[..], [first, second, ..] if first.as_f64() > second.as_f64())
}

/// The colours of a colour space.
fn colours(document: &Document, space: &Object, depth: usize) -> Result<Colours, PixelProblem> {
    let plain = |values| Ok(Colours { values, palette: None });
    let resolved = document.resolve(space).map_err(|_| PixelProblem::Colours)?;
    let parts = match &resolved {
        Object::Name(name) => {
            return match name.0.as_str() {
                "DeviceGray" | "G" | "CalGray" => plain(1),
                "DeviceRGB" | "RGB" | "CalRGB" => plain(3),
                "DeviceCMYK" | "CMYK" => plain(4),
                _ => Err(PixelProblem::Colours),
            };
        }
        Object::Array(parts) => parts,
        _ => return Err(PixelProblem::Colours),
    };
    let part = |at: usize| parts.get(at).and_then(|part| document.resolve(part).ok());
    match (part(0).as_ref().and_then(|name| name.as_name()).map(|name| name.0.as_str()), part(1)) {
        (Some("CalGray" | "DeviceGray" | "G"), _) => plain(1),
        (Some("CalRGB" | "DeviceRGB" | "RGB"), _) => plain(3),
        (Some("ICCBased"), Some(Object::Stream(profile))) => match profile.dict.get_int("N") {
            Some(values @ (1 | 3 | 4)) => plain(values as usize),
            _ => Err(PixelProblem::Colours),
        },
        (Some("Indexed" | "I"), Some(base)) if depth == 0 => {
            let base = colours(document, &base, depth + 1)?;
            let table = match part(3) {
                Some(Object::String(table)) => table,
                Some(Object::Stream(table)) => document.stream_data(&table).map_err(|_| PixelProblem::Colours)?,
                _ => return Err(PixelProblem::Colours),
            };
            let palette = match base.values {
                1 => table.iter().flat_map(|gray| [*gray; 3]).collect(),
                3 => table[..table.len() / 3 * 3].to_vec(),
                _ => without_black(&table),
            };
            Ok(Colours { values: 1, palette: Some(palette) })
        }
        _ => Err(PixelProblem::Colours),
    }
}

/// Cyan, magenta, yellow and black as red, green and blue.
fn without_black(data: &[u8]) -> Vec<u8> {
    let light = |ink: u8, black: u8| ((255 - u16::from(ink)) * (255 - u16::from(black)) / 255) as u8;
    let pixels = data.chunks_exact(4);
    pixels.flat_map(|pixel| [0, 1, 2].map(|at| light(pixel[at], pixel[3]))).collect()
}
