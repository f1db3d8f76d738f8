//! A page to draw on, in points; text by the embedded font, everything else by plotters.
//!
//! The page is drawn at twice its resolution and averaged down: plotters' polygons and thick lines have hard
//! edges.

use plotters::backend::BitMapBackend;
use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::font::Face;
use super::style::{MARGIN, MUTED, PAGE_WIDTH, SMALL, TEXT, WHITE};
use crate::error::{Error, Result};

/// Resolution of the picture: for print.
const DPI: f64 = 300.0;
/// Drawn pixels for each pixel of the picture, in both directions.
const OVERSAMPLING: u32 = 2;

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Size of the em, in points.
    pub size: f64,
    pub bold: bool,
    pub colour: RGBColor,
    pub align: Align,
}

impl Type {
    pub fn new(size: f64, colour: RGBColor) -> Self {
        Type { size, bold: false, colour, align: Align::Left }
    }

    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

/// The width of a text in points.
pub fn text_width(text: &str, look: Type) -> f64 {
    f64::from(Face::get(look.bold).width(text, 1000.0)) * look.size / 1000.0
}

/// Shortens a text to a width in points, with an ellipsis.
pub fn fitted(text: &str, look: Type, width: f64) -> String {
    if text_width(text, look) <= width {
        return text.into();
    }
    let mut short: Vec<char> = text.chars().collect();
    while short.pop().is_some() {
        let candidate: String = short.iter().collect::<String>().trim_end().to_owned() + "…";
        if text_width(&candidate, look) <= width {
            return candidate;
        }
    }
    String::new()
}

/// A page to draw on; the origin is the upper left corner.
pub struct Canvas {
    chart: &'static str,
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A white page of a size in points.
    pub fn new(chart: &'static str, width: f64, height: f64) -> Self {
        let pixels = |points: f64| (points * DPI / 72.0).round() as u32 * OVERSAMPLING;
        let (width, height) = (pixels(width), pixels(height));
        Canvas { chart, width, height, pixels: vec![255; width as usize * height as usize * 3] }
    }

    fn scale(&self) -> f64 {
        DPI / 72.0 * f64::from(OVERSAMPLING)
    }

    fn place(&self, (x, y): (f64, f64)) -> (i32, i32) {
        ((x * self.scale()).round() as i32, (y * self.scale()).round() as i32)
    }

    fn with_backend<E: std::error::Error + Send + Sync>(
        &mut self,
        draw: impl FnOnce(&mut BitMapBackend<'_>) -> Result<(), DrawingErrorKind<E>>,
    ) -> Result<()> {
        let (chart, size) = (self.chart, (self.width, self.height));
        let mut backend = BitMapBackend::with_buffer(&mut self.pixels, size);
        draw(&mut backend).map_err(|e| Error::Chart { chart: chart.into(), problem: e.to_string() })
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) -> Result<()> {
        let (from, to) = (self.place(from), self.place(to));
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: 0 };
        self.with_backend(|b| b.draw_rect(from, (to.0 - 1, to.1 - 1), &style, true))
    }

    /// A line through points, `width` points thick.
    pub fn line(&mut self, points: &[(f64, f64)], width: f64, colour: RGBColor) -> Result<()> {
        let stroke = ((width * self.scale()).round() as u32).max(1);
        if let [from, to] = points
            && (from.0 == to.0 || from.1 == to.1)
        {
            // Straight along an axis: a thin rectangle has the same thickness everywhere.
            let half = width / 2.0;
            let (x0, x1) = (from.0.min(to.0), from.0.max(to.0));
            let (y0, y1) = (from.1.min(to.1), from.1.max(to.1));
            let (dx, dy) = if from.0 == to.0 { (half, 0.0) } else { (0.0, half) };
            return self.rectangle((x0 - dx, y0 - dy), (x1 + dx, y1 + dy), colour);
        }
        let style = ShapeStyle { color: colour.into(), filled: false, stroke_width: stroke };
        for pair in points.windows(2) {
            let path = [self.place(pair[0]), self.place(pair[1])];
            if path[0] != path[1] {
                self.with_backend(|b| b.draw_path(path, &style))?;
            }
        }
        // Round joints close the gaps between thick segments.
        if stroke > 2 && points.len() > 2 {
            for &point in &points[1..points.len() - 1] {
                self.dot(point, width / 2.0, colour)?;
            }
        }
        Ok(())
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[(f64, f64)], colour: RGBColor) -> Result<()> {
        let corners: Vec<(i32, i32)> = points.iter().map(|&p| self.place(p)).collect();
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: 0 };
        self.with_backend(|b| b.fill_polygon(corners, &style))
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: (f64, f64), radius: f64, colour: RGBColor) -> Result<()> {
        let radius = ((radius * self.scale()).round() as u32).max(1);
        let centre = self.place(centre);
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: 0 };
        self.with_backend(|b| b.draw_circle(centre, radius, &style, true))
    }

    /// An open circle.
    pub fn ring(&mut self, centre: (f64, f64), radius: f64, colour: RGBColor) -> Result<()> {
        self.dot(centre, radius, colour)?;
        self.dot(centre, radius * 0.55, WHITE)
    }

    /// A line of text; the point is at its baseline.
    pub fn text(&mut self, text: &str, at: (f64, f64), look: Type) {
        self.write(text, at, look, false);
    }

    /// A line of text that runs upwards; the point is at its baseline.
    pub fn text_upwards(&mut self, text: &str, at: (f64, f64), look: Type) {
        self.write(text, at, look, true);
    }

    /// What every chart tells at its foot; a long one in smaller letters.
    pub fn foot(&mut self, text: &str, height: f64) {
        let room = PAGE_WIDTH - 2.0 * MARGIN;
        let look = Type::new(TEXT, MUTED);
        let look = if text_width(text, look) > room { Type::new(SMALL, MUTED) } else { look };
        self.text(&fitted(text, look, room), (MARGIN, height - 11.0), look);
    }

    fn write(&mut self, text: &str, at: (f64, f64), look: Type, upwards: bool) {
        let face = Face::get(look.bold);
        let em = (look.size * self.scale()) as f32;
        let shift = match look.align {
            Align::Left => 0.0,
            Align::Centre => face.width(text, em) / 2.0,
            Align::Right => face.width(text, em),
        } as i32;
        let (x0, y0) = self.place(at);
        let (width, height) = (self.width as i32, self.height as i32);
        let colour = [look.colour.0, look.colour.1, look.colour.2];
        let pixels = &mut self.pixels;
        face.draw(text, em, |dx, dy, coverage| {
            let (x, y) = if upwards { (x0 + dy, y0 - dx + shift) } else { (x0 + dx - shift, y0 + dy) };
            if (0..width).contains(&x) && (0..height).contains(&y) {
                let pixel = (y as usize * width as usize + x as usize) * 3;
                for (channel, ink) in pixels[pixel..pixel + 3].iter_mut().zip(colour) {
                    let paper = f32::from(*channel);
                    *channel = (paper + (f32::from(ink) - paper) * coverage.clamp(0.0, 1.0)).round() as u8;
                }
            }
        });
    }

    /// The page as a PNG file that knows its resolution.
    pub fn into_png(self) -> Result<Vec<u8>> {
        let failed = |e: png::EncodingError| Error::Chart { chart: self.chart.into(), problem: e.to_string() };
        let (width, height) = (self.width / OVERSAMPLING, self.height / OVERSAMPLING);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let per_metre = (DPI / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.averaged()).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(bytes)
    }

    /// Each pixel the mean of those drawn for it.
    fn averaged(&self) -> Vec<u8> {
        let n = OVERSAMPLING as usize;
        let (width, row) = ((self.width as usize) / n, self.width as usize * 3);
        let mut out = Vec::with_capacity(self.pixels.len() / (n * n));
        for block in self.pixels.chunks_exact(row * n) {
            for x in 0..width {
                for channel in 0..3 {
                    let mut sum = 0u32;
                    for dy in 0..n {
                        for dx in 0..n {
                            sum += u32::from(block[dy * row + (x * n + dx) * 3 + channel]);
                        }
                    }
                    out.push(((sum + (n * n / 2) as u32) / (n * n) as u32) as u8);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::style::{ACCENT, INK};
    use super::*;

    #[test]
    fn draws_what_it_is_told_at_print_resolution() {
        let mut canvas = Canvas::new("test", 72.0, 36.0);
        canvas.rectangle((0.0, 0.0), (36.0, 36.0), ACCENT).unwrap();
        canvas.text("政", (40.0, 30.0), Type::new(24.0, INK));
        let png = canvas.into_png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (300, 150));
        assert_eq!(pixels[..3], [ACCENT.0, ACCENT.1, ACCENT.2]);
        let dark = pixels.chunks(3).skip(150).filter(|p| p[0] < 60 && p[1] < 60).count();
        assert!(dark > 300, "{dark} dark pixels");
    }

    #[test]
    fn long_texts_are_shortened() {
        let look = Type::new(10.0, INK);
        assert_eq!(fitted("招商引资", look, 100.0), "招商引资");
        assert_eq!(fitted("全过程人民民主实践", look, 45.0), "全过程…");
    }
}
