//! Joins glyphs to printed lines: the glyphs on one baseline within one column.

use std::collections::BTreeMap;

use crate::corpus::read::pdf::glyphs::{Glyph, Ruling};
use crate::corpus::read::pdf::newspaper::drop_initials;

/// A printed line. Lengths are in points; x runs to the right, y down the page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    /// Number of characters without white space.
    pub count: usize,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    pub baseline: f32,
    /// Type size.
    pub size: f32,
    /// Whether it reads downwards, one glyph below the other.
    pub downwards: bool,
    /// Whether most of its characters are bold.
    pub bold: bool,
}

/// Maximum gap between two glyphs of one line, as a multiple of the type size.
const MAX_GAP: f32 = 2.6;
/// Words may be separated by position alone, as those of a menu are: Latin ones by this multiple of the type size, others by as much
/// more than their letters are.
const LATIN_GAP: f32 = 0.2;
const HAN_GAP: f32 = 0.7;
/// Maximum ratio of the sizes of two neighbouring glyphs of one line.
const MAX_SIZE_RATIO: f32 = 1.7;
/// Minimum size of display type, as a multiple of the body size.
const DISPLAY: f32 = 1.25;

/// The type size of most of the text; 10 if there is no text. Items are sizes with their weights.
pub(super) fn body_size<'a>(sizes: impl Iterator<Item = (f32, usize)> + 'a) -> f32 {
    let mut weights: BTreeMap<i32, usize> = BTreeMap::new();
    for (size, weight) in sizes {
        *weights.entry((size * 2.0).round() as i32).or_default() += weight;
    }
    // Of two equally frequent sizes the smaller counts, because headlines are never the bulk of a page.
    weights.iter().max_by_key(|(size, weight)| (**weight, -**size)).map_or(10.0, |(size, _)| *size as f32 / 2.0)
}

/// Joins the glyphs of a page to lines.
pub(super) fn lines(glyphs: Vec<Glyph>, rulings: &[Ruling]) -> Vec<Line> {
    let body = body_size(glyphs.iter().map(|glyph| (glyph.size, 1)));
    let (downwards, glyphs): (Vec<_>, Vec<_>) = glyphs.into_iter().partition(|glyph| glyph.downwards);
    let mut lines: Vec<Line> = downwards.chunk_by(|a, b| a.span == b.span).map(|run| line(run, true)).collect();
    let (stacks, mut glyphs) = stacks(glyphs, body);
    drop_initials::level(&mut glyphs, body);
    lines.extend(stacks);
    let mut upright: Vec<Ruling> = rulings.iter().copied().filter(|ruling| !ruling.level()).collect();
    upright.sort_by(|a, b| a.left.total_cmp(&b.left));
    let field = Field::new(&glyphs, body);
    for chain in chains(&glyphs, &upright, body) {
        let mut begin = 0;
        for place in 1..chain.len() {
            if ends_before(&glyphs, &chain, place, &field) {
                lines.push(line(&cloned(&glyphs, &chain[begin..place]), false));
                begin = place;
            }
        }
        lines.push(line(&cloned(&glyphs, &chain[begin..]), false));
    }
    lines
}

fn cloned(glyphs: &[Glyph], places: &[usize]) -> Vec<Glyph> {
    places.iter().map(|&place| glyphs[place].clone()).collect()
}

/// Makes a line of glyphs that are in order.
fn line(glyphs: &[Glyph], downwards: bool) -> Line {
    let mut text = String::new();
    let mut sizes: Vec<f32> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let mut gaps: Vec<f32> =
        glyphs.windows(2).map(|pair| ((pair[1].left - pair[0].right) / pair[1].size).max(0.0)).collect();
    gaps.sort_by(f32::total_cmp);
    let usual_gap = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    for (place, glyph) in glyphs.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).map(|before| &glyphs[before]) {
            let words = before.character.is_ascii_alphanumeric() && glyph.character.is_ascii_alphanumeric();
            let gap = if downwards { 0.0 } else { (glyph.left - before.right) / glyph.size };
            let apart = gap > if words { LATIN_GAP } else { usual_gap + HAN_GAP };
            if let Some(space) = glyph.space_before.or(apart.then_some(' ')) {
                text.push(space);
            }
        }
        text.push(glyph.character);
    }
    let lowest = glyphs.iter().map(|glyph| glyph.baseline).fold(f32::MIN, f32::max);
    let highest = glyphs.iter().map(|glyph| glyph.baseline).fold(f32::MAX, f32::min);
    let mut baselines: Vec<f32> = glyphs.iter().map(|glyph| glyph.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    Line {
        text,
        count: glyphs.len(),
        left: glyphs.iter().map(|glyph| glyph.left).fold(f32::MAX, f32::min),
        right: glyphs.iter().map(|glyph| glyph.right).fold(f32::MIN, f32::max),
        top: highest - size * 0.88,
        bottom: lowest + size * 0.12,
        baseline: baselines[baselines.len() / 2],
        size,
        downwards,
        bold: glyphs.iter().filter(|glyph| glyph.bold).count() * 2 > glyphs.len(),
    }
}

/// Finds headlines that run down the page, in up to three columns of display glyphs read from the right. Returns their
/// lines and the remaining glyphs.
fn stacks(glyphs: Vec<Glyph>, body: f32) -> (Vec<Line>, Vec<Glyph>) {
    let large: Vec<usize> = (0..glyphs.len()).filter(|&at| glyphs[at].size >= body * DISPLAY).collect();
    // A page has a few hundred such glyphs at most; thousands of them are no headlines.
    if large.len() < 3 || large.len() > 2_000 {
        return (Vec::new(), glyphs);
    }
    let middle = |glyph: &Glyph| (glyph.left + glyph.right) / 2.0;
    let alike = |a: &Glyph, b: &Glyph| (a.size - b.size).abs() <= a.size * 0.05;
    let beside = |a: &Glyph, b: &Glyph| {
        let gap = middle(b) - middle(a);
        let near = alike(a, b) && (a.baseline - b.baseline).abs() <= a.size * 0.25;
        (near && gap > a.size * 0.2 && gap <= a.size * 2.2).then_some(gap)
    };
    let below = |a: &Glyph, b: &Glyph| {
        let gap = b.baseline - a.baseline;
        let near = alike(a, b) && (middle(a) - middle(b)).abs() <= a.size * 0.25;
        (near && gap > a.size * 0.5 && gap <= a.size * 2.0).then_some(gap)
    };
    let mut taken = vec![false; glyphs.len()];
    let mut seen = vec![false; glyphs.len()];
    let mut found = Vec::new();
    for &first in &large {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let mut group = vec![first];
        let mut next = 0;
        while next < group.len() {
            let glyph = &glyphs[group[next]];
            for &other in &large {
                let candidate = &glyphs[other];
                let touches = [beside(glyph, candidate), beside(candidate, glyph), below(glyph, candidate)];
                if !seen[other] && (touches.iter().any(Option::is_some) || below(candidate, glyph).is_some()) {
                    seen[other] = true;
                    group.push(other);
                }
            }
            next += 1;
        }
        group.sort_by(|&a, &b| middle(&glyphs[b]).total_cmp(&middle(&glyphs[a])).then(a.cmp(&b)));
        let pitch = |reach: &dyn Fn(&Glyph, &Glyph) -> Option<f32>| {
            let nearest =
                |&a: &usize| group.iter().filter_map(|&b| reach(&glyphs[a], &glyphs[b])).min_by(f32::total_cmp);
            let mut gaps: Vec<f32> = group.iter().filter_map(nearest).collect();
            gaps.sort_by(f32::total_cmp);
            gaps.get(gaps.len() / 2).copied()
        };
        let size = glyphs[first].size;
        let mut columns: Vec<Vec<usize>> = Vec::new();
        for &at in &group {
            match columns.last_mut() {
                Some(column) if middle(&glyphs[column[0]]) - middle(&glyphs[at]) <= size * 0.4 => column.push(at),
                _ => columns.push(vec![at]),
            }
        }
        let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
        let upright = match (columns.len(), pitch(&beside), pitch(&below)) {
            (1, ..) => tallest >= 3,
            (width @ 2..=3, Some(level), Some(down)) => {
                tallest >= 4 && tallest >= 2 * width && (level > down * 1.12 || tallest >= 3 * width)
            }
            _ => false,
        };
        if upright {
            for mut column in columns {
                column.sort_by(|&a, &b| glyphs[a].baseline.total_cmp(&glyphs[b].baseline));
                found.push(line(&cloned(&glyphs, &column), true));
                column.iter().for_each(|&at| taken[at] = true);
            }
        }
    }
    let rest = glyphs.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(glyph, _)| glyph).collect();
    (found, rest)
}

/// Chains of neighbours on one baseline, from left to right, with gaps up to [`MAX_GAP`].
fn chains(glyphs: &[Glyph], upright: &[Ruling], body: f32) -> Vec<Vec<usize>> {
    let band = |y: f32| (y / body).floor() as i32;
    let mut bands: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        bands.entry(band(glyph.baseline)).or_default().push(at);
    }
    for members in bands.values_mut() {
        members.sort_by(|&a, &b| glyphs[a].left.total_cmp(&glyphs[b].left).then(a.cmp(&b)));
    }
    let right_of = |at: usize| -> Option<usize> {
        let glyph = &glyphs[at];
        let own = |next: &Glyph| glyph.goes_on_with(next) && !ruled_apart(glyph, next, upright);
        if glyphs.get(at + 1).is_some_and(own) {
            return Some(at + 1);
        }
        let reach = glyph.size * 0.35;
        let mut nearest: Option<usize> = None;
        for (_, members) in bands.range(band(glyph.baseline - reach)..=band(glyph.baseline + reach)) {
            let min_left = glyph.left + (glyph.right - glyph.left) * 0.3;
            let begin = members.partition_point(|&other| glyphs[other].left < min_left);
            let found = members[begin..]
                .iter()
                .take_while(|&&other| glyphs[other].left <= glyph.right + glyph.size * MAX_SIZE_RATIO * MAX_GAP)
                .copied()
                .find(|&other| {
                    let candidate = &glyphs[other];
                    let (small, large) = (glyph.size.min(candidate.size), glyph.size.max(candidate.size));
                    (candidate.left > glyph.left || other > at)
                        && large <= small * MAX_SIZE_RATIO
                        && (candidate.baseline - glyph.baseline).abs() <= small * 0.35
                        && candidate.left - glyph.right <= large * MAX_GAP
                });
            if let Some(other) = found
                && nearest.is_none_or(|best| glyphs[other].left < glyphs[best].left)
            {
                nearest = Some(other);
            }
        }
        nearest.filter(|&other| !ruled_apart(glyph, &glyphs[other], upright))
    };
    let mut next: Vec<Option<usize>> = (0..glyphs.len()).map(right_of).collect();
    let mut before: Vec<Option<usize>> = vec![None; glyphs.len()];
    for at in 0..glyphs.len() {
        let Some(other) = next[at] else { continue };
        match before[other] {
            Some(rival) if glyphs[rival].left >= glyphs[at].left => next[at] = None,
            rival => {
                rival.into_iter().for_each(|rival| next[rival] = None);
                before[other] = Some(at);
            }
        }
    }
    let heads = (0..glyphs.len()).filter(|&at| before[at].is_none());
    // A glyph's successor starts further right, or at the same place with a higher index, so no chain is circular.
    heads.map(|head| std::iter::successors(Some(head), |&at| next[at]).collect()).collect()
}

/// Whether a vertical rule stands between two neighbours. The rules are sorted by x.
fn ruled_apart(a: &Glyph, b: &Glyph, upright: &[Ruling]) -> bool {
    if b.left - a.right < a.size * 0.1 {
        return false;
    }
    let height = a.baseline - a.size * 0.35;
    let begin = upright.partition_point(|ruling| ruling.left < a.right - a.size * 0.1);
    upright[begin..]
        .iter()
        .take_while(|ruling| ruling.left <= b.left + b.size * 0.1)
        .any(|ruling| ruling.top <= height && ruling.bottom >= height && ruling.bottom - ruling.top >= a.size * 1.5)
}

/// Whether the line ends before `chain[place]` because a gutter between columns runs through the gap there.
fn ends_before(glyphs: &[Glyph], chain: &[usize], place: usize, field: &Field<'_>) -> bool {
    let (a, b) = (&glyphs[chain[place - 1]], &glyphs[chain[place]]);
    let gap = b.left - a.right;
    if gap < field.body * 0.45 {
        return false;
    }
    // Headlines of different sizes side by side are not one line.
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    if small >= field.body * DISPLAY && large > small * 1.15 {
        return true;
    }
    // A letter-spaced line has gaps everywhere, so only a gap that stands out can be a gutter.
    let gaps = |from: usize, to: usize| (from..to).map(|at| glyphs[chain[at]].left - glyphs[chain[at - 1]].right);
    let mut around: Vec<f32> =
        gaps(place.saturating_sub(4).max(1), place).chain(gaps(place + 1, (place + 5).min(chain.len()))).collect();
    around.sort_by(f32::total_cmp);
    let usual = around.get(around.len() / 2).map_or(0.0, |gap| gap.max(0.0));
    if gap < usual * 1.4 + a.size.min(b.size) * 0.15 {
        return false;
    }
    // A space in the text of a headline is no gutter.
    if a.span == b.span && b.space_before.is_some() && a.size >= field.body * DISPLAY {
        return false;
    }
    // A space between two clauses of a headline is no gutter either. It is as wide as a character or half of it, the second
    // clause begins at no column's edge, and no gutter below runs between the two, or the gutter below is wider.
    let within =
        |from: f32, to: f32| to - from >= field.body * 0.6 && from >= a.right - field.body && to <= b.left + field.body;
    let is_space = gap <= small * 0.6 || ((gap - usual) / small - 1.0).abs() <= 0.06;
    if small >= field.body * DISPLAY
        && is_space
        && field.gutter(b, a.right).is_some_and(|(from, to)| {
            gap < (to - from) * 0.8 || !within(from, to) && (b.left - to).abs() > field.body * 0.5
        })
    {
        return false;
    }
    let plain = usual <= a.size * 0.2;
    let step = (field.body * 0.3).max((gap - field.body * 0.4) / 12.0);
    let mut x = b.left - field.body * 0.2;
    while x > a.right + field.body * 0.1 {
        let (left, right) = field.beside(x, a.baseline);
        let (fewer, more) = (left.min(right), left.max(right));
        // The fewer lines end or begin along the white space, the clearer the gap must be.
        if fewer >= 3 || (plain && fewer >= 2 && gap >= field.body * 1.2) || (plain && more >= 3 && gap >= field.body) {
            return true;
        }
        x -= step;
    }
    false
}

/// The glyphs of a page, indexed by position.
struct Field<'a> {
    glyphs: &'a [Glyph],
    body: f32,
    /// For each vertical strip, as wide as the body size, the glyphs that touch it, sorted down the page.
    strips: BTreeMap<i32, Vec<usize>>,
}

impl<'a> Field<'a> {
    fn new(glyphs: &'a [Glyph], body: f32) -> Self {
        let mut strips: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (at, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.size <= body * 40.0) {
            for strip in (glyph.left / body).floor() as i32..=(glyph.right / body).floor() as i32 {
                strips.entry(strip).or_default().push(at);
            }
        }
        for members in strips.values_mut() {
            members.sort_by(|&a, &b| glyphs[a].baseline.total_cmp(&glyphs[b].baseline).then(a.cmp(&b)));
        }
        Self { glyphs, body, strips }
    }

    /// The glyphs that touch the strips from `left` to `right` and have baselines from `top` to `bottom`.
    fn within(&self, left: f32, right: f32, top: f32, bottom: f32) -> impl Iterator<Item = &'a Glyph> {
        let strips = (left / self.body).floor() as i32..=(right / self.body).floor() as i32;
        let glyphs = self.glyphs;
        self.strips.range(strips).flat_map(move |(_, members)| {
            let begin = members.partition_point(|&at| glyphs[at].baseline < top);
            let end = members.partition_point(|&at| glyphs[at].baseline <= bottom).max(begin);
            members[begin..end].iter().map(move |&at| &glyphs[at])
        })
    }

    /// The gutter in the text below a glyph, right of `right`: where the text to its left ends and that to its right begins. It is
    /// empty where the text goes on from the left; none where there is no text below.
    fn gutter(&self, glyph: &Glyph, right: f32) -> Option<(f32, f32)> {
        let body = self.body;
        let (top, bottom) = (glyph.baseline + body * 0.3, glyph.baseline + glyph.size + body * 14.0);
        let below = || {
            self.within(right - body * 4.0, glyph.left + body * 2.0, top, bottom)
                .filter(|other| other.size <= body * 1.15)
        };
        let to = below().filter(|other| other.right > right).map(|other| other.left).min_by(f32::total_cmp)?;
        let from = below().map(|other| other.right).filter(|edge| *edge <= to + body * 0.1).max_by(f32::total_cmp);
        Some((from.unwrap_or(to), to))
    }

    /// Numbers of lines to the left and to the right of the white space that runs down the page through a point: lines
    /// at the height of the point, and lines in body type above and below it.
    fn beside(&self, x: f32, baseline: f32) -> (usize, usize) {
        let (body, reach) = (self.body, self.body * 9.0);
        // There is white space as narrow as this between any two glyphs.
        let narrow = body * 0.15;
        let crosses = |glyph: &&Glyph| glyph.left - narrow < x && glyph.right + narrow > x;
        let lowest = |glyphs: &mut dyn Iterator<Item = &'a Glyph>| {
            glyphs.filter(crosses).map(|glyph| glyph.baseline).max_by(f32::total_cmp)
        };
        let highest = |glyphs: &mut dyn Iterator<Item = &'a Glyph>| {
            glyphs.filter(crosses).map(|glyph| glyph.baseline).min_by(f32::total_cmp)
        };
        let (left, right) = (x - narrow, x + narrow);
        let above = lowest(&mut self.within(left, right, baseline - reach, baseline - body * 0.3));
        let below = highest(&mut self.within(left, right, baseline + body * 0.3, baseline + reach));
        let top = above.map_or(baseline - reach, |above| above + body * 0.1);
        let bottom = below.map_or(baseline + reach, |below| below - body * 0.1);
        let count = |left: f32, right: f32| {
            let mut baselines: Vec<f32> = self
                .within(left, right, top, bottom)
                .filter(|glyph| glyph.right > left && glyph.left < right)
                .filter(|glyph| glyph.size <= body * 1.5 || (glyph.baseline - baseline).abs() <= body * 0.3)
                .map(|glyph| glyph.baseline)
                .collect();
            baselines.sort_by(f32::total_cmp);
            baselines.chunk_by(|a, b| b - a <= body * 0.3).count()
        };
        (count(x - body * 4.0, x), count(x, x + body * 4.0))
    }
}
