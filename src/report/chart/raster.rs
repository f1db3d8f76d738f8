//! A canvas as a PNG picture: text by the embedded font, everything else by plotters.
//!
//! It is drawn at twice its resolution and averaged down: plotters' polygons and thick lines have hard edges.

use plotters::backend::BitMapBackend;
use plotters::style::ShapeStyle;
use plotters_backend::{DrawingBackend, DrawingErrorKind};

use crate::error::{Error, Result};
use crate::report::chart::canvas::{Align, Canvas, Mark, Type};
use crate::report::chart::font::Face;

/// Drawn pixels for each pixel of the picture, in both directions.
const OVERSAMPLING: u32 = 2;
/// No picture has more pixels than this in either direction.
const MAX_PIXELS: f64 = 20_000.0;

/// The canvas as a PNG file at this many dots per inch, a value that the file records.
///
/// # Errors
/// [`Error::Chart`] where plotters or the encoder refuses it.
pub fn png(canvas: &Canvas, dots_per_inch: u32) -> Result<Vec<u8>> {
    let longer_side = canvas.width.max(canvas.height) * f64::from(dots_per_inch) / 72.0;
    let dots = f64::from(dots_per_inch) * (MAX_PIXELS / longer_side).min(1.0);
    let mut raster = Raster::new(canvas, dots);
    for mark in &canvas.marks {
        raster.draw(mark)?;
    }
    raster.into_png(dots)
}

struct Raster {
    chart: &'static str,
    width: u32,
    height: u32,
    pixels: Vec<u8>,
    /// Drawn pixels per point.
    scale: f64,
}

impl Raster {
    fn new(canvas: &Canvas, dots_per_inch: f64) -> Self {
        let pixels = |points: f64| ((points * dots_per_inch / 72.0).round() as u32).max(1) * OVERSAMPLING;
        let (width, height) = (pixels(canvas.width), pixels(canvas.height));
        let scale = dots_per_inch / 72.0 * f64::from(OVERSAMPLING);
        Raster { chart: canvas.chart, width, height, pixels: vec![255; width as usize * height as usize * 3], scale }
    }

    fn place(&self, (x, y): (f64, f64)) -> (i32, i32) {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    fn with_backend<E: std::error::Error + Send + Sync>(
        &mut self,
        draw: impl FnOnce(&mut BitMapBackend<'_>) -> Result<(), DrawingErrorKind<E>>,
    ) -> Result<()> {
        let (chart, size) = (self.chart, (self.width, self.height));
        let mut backend = BitMapBackend::with_buffer(&mut self.pixels, size);
        draw(&mut backend).map_err(|e| Error::Chart { chart: chart.into(), problem: e.to_string() })
    }

    fn draw(&mut self, mark: &Mark) -> Result<()> {
        match mark {
            Mark::Rectangle { from, to, colour } => {
                let (from, to) = (self.place(*from), self.place(*to));
                let style = ShapeStyle { color: (*colour).into(), filled: true, stroke_width: 0 };
                self.with_backend(|b| b.draw_rect(from, (to.0 - 1, to.1 - 1), &style, true))
            }
            Mark::Line { points, width, colour } => {
                let stroke = ((width * self.scale).round() as u32).max(1);
                let style = ShapeStyle { color: (*colour).into(), filled: false, stroke_width: stroke };
                for pair in points.windows(2) {
                    let path = [self.place(pair[0]), self.place(pair[1])];
                    if path[0] != path[1] {
                        self.with_backend(|b| b.draw_path(path, &style))?;
                    }
                }
                // Round joints close the gaps between thick segments.
                if stroke > 2 && points.len() > 2 {
                    for &centre in &points[1..points.len() - 1] {
                        self.draw(&Mark::Dot { centre, radius: width / 2.0, colour: *colour })?;
                    }
                }
                Ok(())
            }
            Mark::Polygon { points, colour } => {
                let corners: Vec<(i32, i32)> = points.iter().map(|&p| self.place(p)).collect();
                let style = ShapeStyle { color: (*colour).into(), filled: true, stroke_width: 0 };
                self.with_backend(|b| b.fill_polygon(corners, &style))
            }
            Mark::Dot { centre, radius, colour } => {
                let radius = ((radius * self.scale).round() as u32).max(1);
                let centre = self.place(*centre);
                let style = ShapeStyle { color: (*colour).into(), filled: true, stroke_width: 0 };
                self.with_backend(|b| b.draw_circle(centre, radius, &style, true))
            }
            Mark::Text { text, at, text_type, upwards } => {
                self.write(text, *at, *text_type, *upwards);
                Ok(())
            }
        }
    }

    fn write(&mut self, text: &str, at: (f64, f64), text_type: Type, upwards: bool) {
        let face = Face::get(text_type.bold);
        let em = (text_type.size * self.scale) as f32;
        let shift = match text_type.align {
            Align::Left => 0.0,
            Align::Centre => face.width(text, em) / 2.0,
            Align::Right => face.width(text, em),
        } as i32;
        let (x0, y0) = self.place(at);
        let (width, height) = (self.width as i32, self.height as i32);
        let colour = [text_type.colour.0, text_type.colour.1, text_type.colour.2];
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

    fn into_png(self, dots_per_inch: f64) -> Result<Vec<u8>> {
        let failed = |e: png::EncodingError| Error::Chart { chart: self.chart.into(), problem: e.to_string() };
        let (width, height) = (self.width / OVERSAMPLING, self.height / OVERSAMPLING);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let per_metre = (dots_per_inch / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.averaged()).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(bytes)
    }

    /// The picture in which each pixel is the mean of those drawn for it.
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
    fn marks_are_drawn_at_the_given_resolution() {
        let mut canvas = Canvas::new("test", 72.0, 36.0);
        canvas.rectangle((0.0, 0.0), (36.0, 36.0), ACCENT);
        canvas.text("政", (40.0, 30.0), Type::new(24.0, INK));
        for dots in [150, 300] {
            let png = png(&canvas, dots).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.width, info.height), (dots, dots / 2));
            assert_eq!(pixels[..3], [ACCENT.0, ACCENT.1, ACCENT.2]);
            let dark = pixels.chunks(3).filter(|p| p[0] < 60 && p[1] < 60).count();
            assert!(dark > 300 * (dots as usize * dots as usize) / 90_000, "{dark} dark pixels");
        }
    }
}
