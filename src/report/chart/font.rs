//! The embedded font: Noto Sans SC (SIL Open Font License 1.1), subset to GB 2312, the corpus and all place names.

use std::io::Read;
use std::sync::OnceLock;

use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use flate2::read::GzDecoder;

const REGULAR: &[u8] = include_bytes!("../../../data/fonts/NotoSansSC-Regular.ttf.gz");
const BOLD: &[u8] = include_bytes!("../../../data/fonts/NotoSansSC-Bold.ttf.gz");

/// The geta mark, which typesetters print for a character they do not have.
const GETA: char = '〓';

/// A loaded font.
pub(super) struct Face {
    font: FontVec,
}

impl Face {
    pub(super) fn get(bold: bool) -> &'static Face {
        static FACES: [OnceLock<Face>; 2] = [OnceLock::new(), OnceLock::new()];
        FACES[usize::from(bold)].get_or_init(|| {
            let mut bytes = Vec::new();
            let _ = GzDecoder::new(if bold { BOLD } else { REGULAR }).read_to_end(&mut bytes);
            Face { font: FontVec::try_from_vec(bytes).expect("the embedded font is tested") }
        })
    }

    /// ab_glyph measures from ascent to descent; sizes here are the em, as in print.
    fn scale(&self, em: f32) -> PxScale {
        let units = self.font.units_per_em().unwrap_or(1000.0);
        PxScale::from(em * self.font.height_unscaled() / units)
    }

    fn covered(&self, c: char) -> char {
        if self.font.glyph_id(c).0 == 0 { GETA } else { c }
    }

    /// The width of a text in pixels.
    pub(super) fn width(&self, text: &str, em: f32) -> f32 {
        let font = self.font.as_scaled(self.scale(em));
        text.chars().map(|c| font.h_advance(font.glyph_id(self.covered(c)))).sum()
    }

    /// Calls `dot(x, y, coverage)` for each pixel a text covers. The text begins at 0 on the x axis; its baseline
    /// lies at 0 on the y axis. Each glyph is drawn at its own bounds: plotters' text drawing ignores the left
    /// side bearing.
    pub(super) fn draw(&self, text: &str, em: f32, mut dot: impl FnMut(i32, i32, f32)) {
        let scale = self.scale(em);
        let font = self.font.as_scaled(scale);
        let mut x = 0.0;
        for c in text.chars() {
            let id = font.glyph_id(self.covered(c));
            let glyph = id.with_scale_and_position(scale, point(x, 0.0));
            x += font.h_advance(id);
            if let Some(outline) = self.font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|dx, dy, coverage| {
                    dot(bounds.min.x as i32 + dx as i32, bounds.min.y as i32 + dy as i32, coverage);
                });
            }
        }
    }
}

/// The characters that the embedded font has.
pub struct TextMetrics;

impl TextMetrics {
    /// The characters of a text that the font does not have; they are drawn as 〓.
    pub fn missing(text: &str) -> Vec<char> {
        let face = Face::get(false);
        text.chars().filter(|&c| !c.is_control() && face.font.glyph_id(c).0 == 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Gazetteer, ThemeSet};

    #[test]
    fn the_font_has_all_names() {
        for region in Gazetteer::shared().regions() {
            assert!(TextMetrics::missing(&region.name).is_empty(), "{}", region.name);
        }
        for theme in ThemeSet::default().themes {
            assert!(TextMetrics::missing(&(theme.zh + &theme.en + &theme.definition)).is_empty());
        }
        assert_eq!(TextMetrics::missing("政策😀"), ['😀']);
    }

    #[test]
    fn han_characters_are_one_em_wide() {
        for bold in [false, true] {
            let width = Face::get(bold).width("政策风向标", 100.0);
            assert!((width - 500.0).abs() < 1.0, "{width}");
        }
    }
}
