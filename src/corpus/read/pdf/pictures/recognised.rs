//! Puts recognised boxes of text in the order of reading, as printed lines of a PDF are.

use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::recognition::TextBox;

/// The type size, in points, to which the body text of a picture is scaled.
const BODY: f32 = 10.0;
/// Sizes within this share of the body size are the body size: heights of boxes vary with the characters in them.
const SAME_SIZE: f32 = 0.22;
/// A box is this much higher than the type in it.
const BOX_HEIGHT: f32 = 1.15;
/// A box that is this many times higher than wide holds a line that runs down the page.
const DOWNWARDS: f32 = 1.8;

/// The lines of a page whose text was recognised, scaled to points so that the body text has a usual size.
pub(in crate::corpus::read::pdf) fn lines(boxes: &[TextBox]) -> Vec<Line> {
    let count = |text: &str| text.chars().filter(|character| !character.is_whitespace()).count();
    let is_downwards =
        |found: &TextBox| count(&found.text) >= 2 && found.bottom - found.top > (found.right - found.left) * DOWNWARDS;
    let size = |found: &TextBox| {
        let (width, height) = (found.right - found.left, found.bottom - found.top);
        if is_downwards(found) { width } else { height }
    };
    // The size of most characters is the body size.
    let mut sizes: Vec<(f32, usize)> = boxes.iter().map(|found| (size(found), count(&found.text))).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: usize = sizes.iter().map(|(_, count)| count).sum();
    let mut before = 0;
    let median = sizes.iter().find(|(_, count)| {
        before += count;
        before * 2 >= total
    });
    let scale = median.map_or(1.0, |(size, _)| BODY * BOX_HEIGHT / size);
    boxes
        .iter()
        .filter(|found| count(&found.text) > 0)
        .map(|found| {
            let printed = size(found) * scale / BOX_HEIGHT;
            let size = if (printed - BODY).abs() <= BODY * SAME_SIZE { BODY } else { printed };
            let (left, right) = (found.left * scale, found.right * scale);
            let middle = (found.top + found.bottom) * scale / 2.0;
            let downwards = is_downwards(found);
            let (top, bottom) = if downwards {
                (found.top * scale, found.bottom * scale)
            } else {
                (middle - size / 2.0, middle + size / 2.0)
            };
            Line {
                text: found.text.clone(),
                count: count(&found.text),
                left,
                right,
                top,
                bottom,
                baseline: middle + size * 0.38,
                size,
                downwards,
                bold: false,
            }
        })
        .collect()
}
