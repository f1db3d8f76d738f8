//! Lines as a page prints them, for tests.

use crate::corpus::read::pdf::lines::Line;

/// A level line in type of the given size; each of its characters is as wide as it is high.
pub(super) fn line(left: f32, baseline: f32, size: f32, text: &str) -> Line {
    let count = text.chars().count();
    Line {
        text: text.to_owned(),
        count,
        left,
        right: left + count as f32 * size,
        top: baseline - size * 0.88,
        bottom: baseline + size * 0.12,
        baseline,
        size,
        downwards: false,
        bold: false,
    }
}
