//! The lines of a printed page that are set in larger type than its text.

use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::Measure;

/// Type is large where it is at least this much larger than that of the text.
const MIN_RATIO: f32 = 1.12;

/// The texts of the lines in large type, from top to bottom.
pub(super) fn large_lines(lines: &[Line], measure: Measure) -> Vec<String> {
    let is_large = |line: &&Line| line.count > 0 && !line.downwards && line.size >= MIN_RATIO * measure.body;
    let mut large: Vec<&Line> = lines.iter().filter(is_large).collect();
    large.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    large.into_iter().map(|line| line.text.trim().to_owned()).collect()
}
