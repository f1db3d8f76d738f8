//! The headline of a printed web page by its type: the lines in the largest type that name no site.

use crate::corpus::measure::letter_count;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::pdf::blocks::Measure;
use crate::corpus::read::pdf::lines::Line;

/// The type of a headline is at least this much larger than that of the text.
const MIN_RATIO: f32 = 1.25;
/// A headline has at most this many lines.
const MAX_LINES: usize = 4;
/// The lines of a headline are at most this many type sizes apart.
const MAX_DISTANCE: f32 = 2.4;
/// The letters of a headline.
const LETTERS: std::ops::RangeInclusive<usize> = 6..=90;
/// The fewest letters of the name of a site.
const MIN_SITE: usize = 4;
/// Differences of type below this share are those of rounding.
const SAME: f32 = 0.03;

/// The texts of the lines in the largest type of a page, from top to bottom; none where several parts of the page are set in
/// it, as on the page of a newspaper.
pub(super) fn largest_lines(lines: &[Line], measure: Measure) -> Vec<String> {
    let names_site = |line: &&Line| {
        let text = line.text.trim();
        // The last line of a headline may be a word that names of sites end in: “发布”.
        is_outlet(text) && letter_count(text) >= MIN_SITE
            || ["人民政府", "门户网站", "政府网"].iter().any(|end| text.ends_with(end))
    };
    let mut large: Vec<&Line> = lines
        .iter()
        .filter(|line| line.count > 0 && !line.downwards && line.size >= MIN_RATIO * measure.body && !names_site(line))
        .collect();
    let largest = large.iter().map(|line| line.size).fold(0.0, f32::max);
    large.retain(|line| line.size >= largest * (1.0 - SAME));
    large.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let is_near = |pair: &[&Line]| pair[1].baseline - pair[0].baseline <= MAX_DISTANCE * largest;
    let letters = large.iter().map(|line| letter_count(&line.text)).sum::<usize>();
    let is_headline = large.len() <= MAX_LINES && LETTERS.contains(&letters) && large.windows(2).all(is_near);
    if is_headline { large.into_iter().map(|line| line.text.trim().to_owned()).collect() } else { Vec::new() }
}
