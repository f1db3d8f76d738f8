//! A piece of text with its place on a picture.

/// A recognised line of text with its place. Lengths are in pixels, or any other unit; x runs to the right, y down the
/// page.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The lower edge.
    pub bottom: f32,
    /// The text.
    pub text: String,
}

impl TextBox {
    /// The box around some points; none where a coordinate is no finite number or the box has no area.
    pub(super) fn around(points: &[(f32, f32)], text: &str) -> Option<Self> {
        let least = |values: &mut dyn Iterator<Item = f32>| values.fold(f32::INFINITY, f32::min);
        let greatest = |values: &mut dyn Iterator<Item = f32>| values.fold(f32::NEG_INFINITY, f32::max);
        let (x, y) = (|| points.iter().map(|point| point.0), || points.iter().map(|point| point.1));
        let found = TextBox {
            left: least(&mut x()),
            top: least(&mut y()),
            right: greatest(&mut x()),
            bottom: greatest(&mut y()),
            text: text.trim().to_owned(),
        };
        let edges = [found.left, found.top, found.right, found.bottom];
        let has_area = found.right > found.left && found.bottom > found.top;
        (edges.iter().all(|edge| edge.abs() < MAX_COORDINATE) && has_area).then_some(found)
    }
}

/// Coordinates beyond this belong to no picture.
const MAX_COORDINATE: f32 = 1_000_000.0;
