//! The frame that a browser prints around a page of a web site: a line above with the moment and the title, and a line below with the address
//! and the number of the sheet. Its parts stand at the corners of the sheet, so that they would part the columns of the page.

use crate::corpus::read::markup::print_marks::{PrintMark, begins_with_moment};
use crate::corpus::read::pdf::lines::Line;

/// Lines whose baselines differ by at most this share of their type size stand at one height.
const MAX_STEP: f32 = 0.5;

/// The frame of a printed page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus::read::pdf) struct PrintFrame {
    /// The texts above the page, from left to right.
    pub above: Vec<String>,
    /// The texts below the page, from left to right.
    pub below: Vec<String>,
}

impl PrintFrame {
    /// The lines above the page: the moment and the title in one line, where they stand beside each other.
    pub(in crate::corpus::read::pdf) fn lines_above(&self) -> Vec<String> {
        let joined = self.above.join(" ");
        let is_moment = PrintMark::of(&joined).is_some_and(|mark| !mark.title().is_empty());
        if is_moment { vec![joined] } else { self.above.clone() }
    }
}

/// Separates the frame of a page from its other lines. Only a page that has both, a line above and one below, has a frame.
pub(in crate::corpus::read::pdf) fn take(lines: Vec<Line>) -> (PrintFrame, Vec<Line>) {
    let level = || lines.iter().filter(|line| !line.downwards);
    let highest = level().min_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let lowest = level().max_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let (Some(highest), Some(lowest)) = (highest, lowest) else { return (PrintFrame::default(), lines) };
    let is_beside = |line: &Line, other: &Line| {
        !line.downwards && (line.baseline - other.baseline).abs() <= MAX_STEP * other.size.min(line.size)
    };
    let marks = |edge: &Line| -> Vec<PrintMark> {
        level().filter(|line| is_beside(line, edge)).filter_map(|line| PrintMark::of(line.text.trim())).collect()
    };
    let (above, below) = (marks(highest), marks(lowest));
    // Browsers print the moment and the address on different sides; a number alone is that of any document.
    let tells_print = |marks: &[PrintMark]| marks.iter().any(|mark| *mark != PrintMark::SheetNumber);
    let is_framed = !above.is_empty() && !below.is_empty() && (tells_print(&above) || tells_print(&below));
    if !is_framed || is_beside(highest, lowest) {
        return (PrintFrame::default(), lines);
    }
    let (highest, lowest) = (highest.clone(), lowest.clone());
    let texts = |mut lines: Vec<Line>| {
        lines.sort_by(|a, b| a.left.total_cmp(&b.left));
        lines.into_iter().map(|line| line.text.trim().to_owned()).collect()
    };
    let (above, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| is_beside(line, &highest));
    let (below, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| is_beside(line, &lowest));
    (PrintFrame { above: texts(above), below: texts(below) }, lines)
}

/// Whether a browser printed the page: the moment stands at its top, or its address at its foot.
pub(in crate::corpus::read::pdf) fn is_browser_print(lines: &[Line]) -> bool {
    let is_address = |line: &&Line| line.text.trim().starts_with("http") || line.text.trim().starts_with("file:///");
    let highest = lines.iter().min_by(|a, b| a.top.total_cmp(&b.top));
    let bottom = lines.iter().map(|line| line.bottom).fold(f32::MIN, f32::max);
    let is_low = |line: &&Line| bottom - line.bottom <= line.size * 2.0;
    let is_moment = |highest: &Line| {
        let first = lines.iter().filter(|line| line.top <= highest.bottom);
        first.into_iter().any(|line| begins_with_moment(line.text.trim()))
    };
    highest.is_some_and(is_moment) || lines.iter().filter(is_low).any(|line| is_address(&line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    #[test]
    fn the_lines_at_the_corners_of_a_printed_page_are_its_frame() {
        let page = [line(30.0, 60.0, 10.0, "老街换新颜"), line(30.0, 80.0, 10.0, "近日，云岭县修好老街。")];
        let head = [line(200.0, 20.0, 10.0, "老街换新颜-云岭在线"), line(20.0, 20.0, 10.0, "11/30/26, 8:07 AM")];
        let foot = [line(20.0, 700.0, 10.0, "https://example.org/a.html"), line(500.0, 700.0, 10.0, "1/3")];
        let (frame, rest) = take([&head[..], &page, &foot].concat());
        assert_eq!(frame.lines_above(), ["11/30/26, 8:07 AM 老街换新颜-云岭在线"]);
        assert_eq!(frame.below, ["https://example.org/a.html", "1/3"]);
        assert_eq!(rest.len(), page.len());
        // One edge alone is no frame: the moment may be that of the article, the number that of any document.
        for part in [[&head[..], &page].concat(), [&page[..], &foot].concat()] {
            assert_eq!(take(part.clone()).1.len(), part.len());
        }
    }
}
