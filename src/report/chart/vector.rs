//! A canvas as an SVG file: text stays text, in the reader's own fonts, at the widths of the embedded one.

use std::fmt::Write;

use plotters::style::RGBColor;

use crate::report::chart::canvas::{Align, Canvas, Mark, text_width};

/// Fonts that have the characters, the embedded one first.
const FONTS: &str = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif";

/// The canvas as an SVG file (W3C SVG 1.1); one unit is one point.
pub fn svg(canvas: &Canvas) -> String {
    let (width, height) = (number(canvas.width), number(canvas.height));
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FONTS}\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    for mark in &canvas.marks {
        // Writing to a string does not fail.
        let _ = write_mark(&mut text, mark);
        text.push('\n');
    }
    text + "</svg>\n"
}

fn write_mark(out: &mut String, mark: &Mark) -> std::fmt::Result {
    match mark {
        Mark::Rectangle { from, to, colour } => {
            let (width, height) = ((to.0 - from.0).max(0.0), (to.1 - from.1).max(0.0));
            write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                number(from.0),
                number(from.1),
                number(width),
                number(height),
                hex(*colour)
            )
        }
        Mark::Line { points, width, colour } => write!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"/>",
            listed(points),
            hex(*colour),
            number(*width)
        ),
        Mark::Polygon { points, colour } => {
            write!(out, "<polygon points=\"{}\" fill=\"{}\"/>", listed(points), hex(*colour))
        }
        Mark::Dot { centre, radius, colour } => write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
            number(centre.0),
            number(centre.1),
            number(*radius),
            hex(*colour)
        ),
        Mark::Text { text, at, text_type, upwards } => {
            let anchor = match text_type.align {
                Align::Left => "start",
                Align::Centre => "middle",
                Align::Right => "end",
            };
            let (x, y) = (number(at.0), number(at.1));
            write!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{}\"",
                number(text_type.size),
                hex(text_type.colour)
            )?;
            if text_type.bold {
                write!(out, " font-weight=\"bold\"")?;
            }
            if text_type.align != Align::Left {
                write!(out, " text-anchor=\"{anchor}\"")?;
            }
            if *upwards {
                write!(out, " transform=\"rotate(-90 {x} {y})\"")?;
            }
            // Another font's letters are spaced to the same width, so that nothing overlaps.
            if text.chars().nth(1).is_some() {
                write!(out, " textLength=\"{}\"", number(text_width(text, *text_type)))?;
            }
            write!(out, ">{}</text>", escaped(text))
        }
    }
}

fn listed(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// A number in hundredths, without trailing zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

fn hex(colour: RGBColor) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML does not allow other control characters.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::canvas::Type;
    use super::super::style::INK;
    use super::*;

    #[test]
    fn marks_become_elements() {
        let mut canvas = Canvas::new("test", 72.0, 36.5);
        canvas.rectangle((0.0, 0.0), (36.0, 36.0), INK);
        canvas.text("政策 <AI> & 人才", (40.0, 30.126), Type::new(9.0, INK).bold().align(Align::Right));
        canvas.text_upwards("甲", (1.0, 2.0), Type::new(9.0, INK));
        let text = svg(&canvas);
        assert!(text.contains("viewBox=\"0 0 72 36.5\""));
        assert!(text.contains("<rect x=\"0\" y=\"0\" width=\"36\" height=\"36\" fill=\"#222222\"/>"));
        assert!(text.contains("y=\"30.13\"") && text.contains(">政策 &lt;AI&gt; &amp; 人才</text>"));
        assert!(text.contains("rotate(-90 1 2)"));
    }
}
