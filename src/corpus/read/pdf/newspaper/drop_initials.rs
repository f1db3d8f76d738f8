//! Large initials that hang down over the first lines of a text.

use crate::corpus::read::pdf::glyphs::Glyph;

/// Minimum and maximum size of an initial, as multiples of the body size.
const SIZES: std::ops::RangeInclusive<f32> = 1.7..=5.0;
/// Minimum number of lines that stand beside an initial.
const MIN_LINES: usize = 2;

/// Gives initials the size and the baseline of the first line beside them, so that they are its first character.
pub(in crate::corpus::read::pdf) fn level(glyphs: &mut [Glyph], body: f32) {
    let large: Vec<usize> = (0..glyphs.len()).filter(|&at| SIZES.contains(&(glyphs[at].size / body))).collect();
    for &at in &large {
        let initial = &glyphs[at];
        let (top, bottom) = (initial.baseline - initial.size, initial.baseline + body * 0.4);
        // Display type beside it, above or below is that of a headline.
        let is_near = |other: &Glyph| {
            let across = (other.left - initial.right).max(initial.left - other.right);
            across <= initial.size && (other.baseline - initial.baseline).abs() <= initial.size * 1.6
        };
        if large.iter().any(|&other| other != at && is_near(&glyphs[other])) {
            continue;
        }
        let begins_beside = |other: &&Glyph| {
            let gap = other.left - initial.right;
            other.size <= body * 1.15
                && (-body * 0.3..=body * 1.2).contains(&gap)
                && (top + body * 0.5..=bottom).contains(&other.baseline)
        };
        let mut beside: Vec<(f32, f32)> =
            glyphs.iter().filter(begins_beside).map(|other| (other.baseline, other.left)).collect();
        beside.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let lines = beside.chunk_by(|a, b| b.0 - a.0 <= body * 0.3).count();
        // Below, the text goes on from the edge of the initial.
        let goes_on = glyphs.iter().any(|other| {
            other.size <= body * 1.15
                && (other.left - initial.left).abs() <= body * 0.5
                && other.baseline > bottom
                && other.baseline <= bottom + body * 2.2
        });
        if lines < MIN_LINES || !goes_on {
            continue;
        }
        let (baseline, size) = (beside[0].0, body);
        let initial = &mut glyphs[at];
        (initial.baseline, initial.size) = (baseline, size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: f32 = 10.0;

    fn glyph(character: char, left: f32, baseline: f32, size: f32) -> Glyph {
        let (span, space_before, downwards, bold) = (0, None, false, false);
        Glyph { character, left, right: left + size, baseline, size, span, space_before, downwards, bold }
    }

    /// Lines of ten characters from a left edge.
    fn lines(glyphs: &mut Vec<Glyph>, left: f32, baselines: &[f32]) {
        for &baseline in baselines {
            glyphs.extend((0..10).map(|at| glyph('甲', left + at as f32 * BODY, baseline, BODY)));
        }
    }

    #[test]
    fn an_initial_is_the_first_character_of_the_first_line() {
        let mut glyphs = vec![glyph('清', 40.0, 128.0, 26.0)];
        lines(&mut glyphs, 68.0, &[112.0, 127.0]);
        lines(&mut glyphs, 40.0, &[142.0, 157.0]);
        level(&mut glyphs, BODY);
        assert_eq!((glyphs[0].baseline, glyphs[0].size), (112.0, BODY));
    }

    #[test]
    fn headlines_stay_as_they_are() {
        // Two characters of display type are a headline, and so is one with nothing below its edge.
        let mut two = vec![glyph('清', 40.0, 128.0, 26.0), glyph('晨', 68.0, 128.0, 26.0)];
        lines(&mut two, 96.0, &[112.0, 127.0]);
        lines(&mut two, 40.0, &[142.0]);
        let mut alone = vec![glyph('清', 40.0, 128.0, 26.0)];
        lines(&mut alone, 68.0, &[112.0, 127.0]);
        for mut glyphs in [two, alone] {
            level(&mut glyphs, BODY);
            assert_eq!((glyphs[0].baseline, glyphs[0].size), (128.0, 26.0));
        }
    }
}
