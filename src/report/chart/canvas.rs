//! A page to draw on, in points. It records the marks that were drawn; `raster.rs` turns them into a PNG picture and
//! `vector.rs` into an SVG file.

use plotters::style::RGBColor;

use crate::report::chart::font::Face;
use crate::report::chart::style::{INK, MARGIN, MUTED, SMALL, TEXT, TITLE, WHITE};

/// The position of a text relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// Size, weight, colour and alignment of a text.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Size of the em, in points.
    pub size: f64,
    pub bold: bool,
    pub colour: RGBColor,
    pub align: Align,
}

impl Type {
    pub const fn new(size: f64, colour: RGBColor) -> Self {
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
pub fn text_width(text: &str, text_type: Type) -> f64 {
    f64::from(Face::get(text_type.bold).width(text, 1000.0)) * text_type.size / 1000.0
}

/// Shortens a text to a width in points, with an ellipsis.
pub fn fitted(text: &str, text_type: Type, width: f64) -> String {
    if text_width(text, text_type) <= width {
        return text.into();
    }
    let mut short: Vec<char> = text.chars().collect();
    while short.pop().is_some() {
        let kept: String = short.iter().collect::<String>().trim_end().to_owned();
        // The font has the Chinese ellipsis, which stands in the middle of the line: Latin letters take three dots.
        let candidate = if kept.ends_with(|c: char| c.is_ascii()) { kept + "..." } else { kept + "…" };
        if text_width(&candidate, text_type) <= width {
            return candidate;
        }
    }
    String::new()
}

/// Something drawn. Points are (x, y) from the upper left corner.
#[derive(Debug, Clone)]
pub enum Mark {
    /// A filled rectangle between two corners.
    Rectangle { from: (f64, f64), to: (f64, f64), colour: RGBColor },
    /// A line through points.
    Line { points: Vec<(f64, f64)>, width: f64, colour: RGBColor },
    /// A filled polygon.
    Polygon { points: Vec<(f64, f64)>, colour: RGBColor },
    /// A filled circle.
    Dot { centre: (f64, f64), radius: f64, colour: RGBColor },
    /// A line of text whose baseline begins, ends or has its middle at a point; it may run upwards.
    Text { text: String, at: (f64, f64), text_type: Type, upwards: bool },
}

/// A white page to draw on.
#[derive(Debug, Clone)]
pub struct Canvas {
    /// The chart's name.
    pub chart: &'static str,
    /// Its size in points.
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

impl Canvas {
    /// A page of a size in points.
    pub fn new(chart: &'static str, width: f64, height: f64) -> Self {
        Canvas { chart, width, height, marks: Vec::new() }
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        self.marks.push(Mark::Rectangle { from, to, colour });
    }

    /// A line through points, `width` points thick.
    pub fn line(&mut self, points: &[(f64, f64)], width: f64, colour: RGBColor) {
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
        self.marks.push(Mark::Line { points: points.to_vec(), width, colour });
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[(f64, f64)], colour: RGBColor) {
        self.marks.push(Mark::Polygon { points: points.to_vec(), colour });
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: (f64, f64), radius: f64, colour: RGBColor) {
        self.marks.push(Mark::Dot { centre, radius, colour });
    }

    /// An open circle.
    pub fn ring(&mut self, centre: (f64, f64), radius: f64, colour: RGBColor) {
        self.dot(centre, radius, colour);
        self.dot(centre, radius * 0.55, WHITE);
    }

    /// A line of text; the point is at its baseline.
    pub fn text(&mut self, text: &str, at: (f64, f64), text_type: Type) {
        self.marks.push(Mark::Text { text: text.into(), at, text_type, upwards: false });
    }

    /// A line of text that runs upwards; the point is at its baseline.
    pub fn text_upwards(&mut self, text: &str, at: (f64, f64), text_type: Type) {
        self.marks.push(Mark::Text { text: text.into(), at, text_type, upwards: true });
    }

    /// Text broken into lines of a width in points, from a baseline downwards; the result is the last baseline.
    pub fn paragraph(&mut self, text: &str, (x, y): (f64, f64), text_type: Type, width: f64) -> f64 {
        let lines = wrapped(text, text_type, width);
        for (line, text) in lines.iter().enumerate() {
            self.text(text, (x, y + LINE_SPACING * text_type.size * line as f64), text_type);
        }
        y + further_lines(text, text_type, width)
    }

    /// The chart's title, and texts in smaller letters below it; the result is the last baseline.
    pub fn heading(&mut self, title: &str, below: &[&str]) -> f64 {
        let room = self.width - 2.0 * MARGIN;
        let mut y = self.paragraph(title, (MARGIN, 24.0), Type::new(TITLE, INK).bold(), room) + 4.0;
        for text in below {
            y = self.paragraph(text, (MARGIN, y + 13.0), Type::new(TEXT, MUTED), room);
        }
        y
    }

    /// By how much a remark makes the page taller: the height of its second and further lines.
    pub fn remark_growth(&self, text: &str) -> f64 {
        further_lines(text, Type::new(TEXT, MUTED), self.width - 2.0 * MARGIN)
    }

    /// A remark below the marks, broken into lines where it is long; the page grows with it.
    pub fn remark(&mut self, text: &str, y: f64) {
        let room = self.width - 2.0 * MARGIN;
        self.height += self.paragraph(text, (MARGIN, y), Type::new(TEXT, MUTED), room) - y;
    }

    /// By how much the foot makes the page taller: the height of its second and further lines.
    pub fn foot_growth(&self, text: &str) -> f64 {
        further_lines(text, self.foot_type(text), self.width - 2.0 * MARGIN)
    }

    /// The foot of the chart, in smaller letters and more lines where it is long; the page grows with it.
    pub fn foot(&mut self, text: &str) {
        let at = (MARGIN, self.height - 11.0);
        self.height += self.paragraph(text, at, self.foot_type(text), self.width - 2.0 * MARGIN) - at.1;
    }

    fn foot_type(&self, text: &str) -> Type {
        let usual = Type::new(TEXT, MUTED);
        if text_width(text, usual) > self.width - 2.0 * MARGIN { Type::new(SMALL, MUTED) } else { usual }
    }
}

/// Height of a paragraph's second and further lines.
fn further_lines(text: &str, text_type: Type, width: f64) -> f64 {
    LINE_SPACING * text_type.size * wrapped(text, text_type, width).len().saturating_sub(1) as f64
}

/// A name in one line where there is room, else in two, cut at a space or, without one, between characters. The last line has
/// `room`, the one above it `width`; the last one is empty where the other holds the whole name.
pub fn name_lines(name: &str, text_type: Type, width: f64, room: f64) -> Vec<String> {
    if text_width(name, text_type) <= room {
        return vec![name.into()];
    }
    let cut = name.rmatch_indices(' ').map(|(at, _)| at).find(|&at| text_width(&name[..at], text_type) <= width);
    match cut {
        Some(at) => vec![name[..at].into(), fitted(&name[at + 1..], text_type, room)],
        None => {
            let mut ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let cut = ends.find(|&end| text_width(&name[..end], text_type) <= width).unwrap_or(0);
            vec![name[..cut].into(), fitted(&name[cut..], text_type, room)]
        }
    }
}

/// Distance between baselines, in ems.
const LINE_SPACING: f64 = 1.35;

/// The mark between the parts of a foot. A line break stands for it, so that no line begins or ends with it.
const SEPARATOR: char = '·';

/// A text in lines of a width in points, broken at spaces and between Han characters.
pub fn wrapped(text: &str, text_type: Type, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    // Pieces that may not be broken: a run of letters and digits, or one character with the punctuation after it.
    let mut pieces: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = |last: &String| {
            let before = last.chars().last().unwrap_or(' ');
            // The signs of numbers belong to them: “[−1.2, +6.2]”.
            let is_in_run = |c: char| c.is_ascii_graphic() || matches!(c, '−' | '–');
            (is_in_run(before) && is_in_run(c)) || "，。；：、）%％”".contains(c) || "（“".contains(before)
        };
        match pieces.last_mut() {
            Some(last) if joins(last) => last.push(c),
            _ => pieces.push(c.into()),
        }
    }
    for piece in pieces {
        let is_first = lines.len() == 1;
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && text_width(&format!("{line}{piece}"), text_type) > width {
            if let Some(before) = line.trim_end().strip_suffix(SEPARATOR) {
                *line = before.trim_end().to_owned();
            }
            lines.push(piece.trim_start().trim_start_matches(SEPARATOR).into());
        } else if line.is_empty() && !is_first {
            line.push_str(piece.trim_start().trim_start_matches(SEPARATOR));
        } else {
            line.push_str(&piece);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shortened() {
        let text_type = Type::new(10.0, INK);
        assert_eq!(fitted("招商引资", text_type, 100.0), "招商引资");
        assert_eq!(fitted("全过程人民民主实践", text_type, 45.0), "全过程…");
        assert!(fitted("Economy, public finance", text_type, 60.0).ends_with("..."));
    }

    #[test]
    fn names_take_two_lines_where_one_has_no_room() {
        let text_type = Type::new(10.0, INK);
        assert_eq!(name_lines("宏观经济", text_type, 60.0, 50.0), ["宏观经济"]);
        assert_eq!(name_lines("宏观经济", text_type, 60.0, 30.0), ["宏观经济", ""]);
        assert_eq!(name_lines("宏观经济与财政金融", text_type, 61.0, 31.0), ["宏观经济与财", "政金融"]);
        assert_eq!(name_lines("Rule of law", text_type, 40.0, 30.0), ["Rule of", "law"]);
    }

    #[test]
    fn paragraphs_are_broken_at_spaces_and_between_han_characters() {
        let text_type = Type::new(10.0, INK);
        assert_eq!(wrapped("差值 [−1.2, +6.2]", text_type, 46.0), ["差值 ", "[−1.2, ", "+6.2]"]);
        assert_eq!(
            wrapped("色带：95% 置信区间（Wilson）。", text_type, 60.0),
            ["色带：95% ", "置信区间", "（Wilson）。"]
        );
        assert_eq!(wrapped("", text_type, 60.0), [""]);
    }

    #[test]
    fn no_line_of_a_foot_begins_or_ends_with_the_mark_between_its_parts() {
        let text_type = Type::new(7.0, INK);
        let foot = "policyvane · 264 articles · 10 sources · 2024-01-20 — 2025-08-19 · model 8216170456d1";
        for width in 60..300 {
            let lines = wrapped(foot, text_type, f64::from(width));
            for line in &lines {
                assert!(
                    !line.trim().is_empty() && !line.trim().starts_with('·') && !line.trim().ends_with('·'),
                    "{lines:?}"
                );
            }
        }
    }
}
