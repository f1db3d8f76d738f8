//! Splits runs of text into single glyphs, turns them upright, and removes overprints.

use std::collections::BTreeMap;

use pdfboss_text::{Ruling as DrawnRuling, TextSpan};

use crate::corpus::encoding::folded;

/// Glyphs with coordinates beyond this, in points, are dropped; the largest possible page has 14 400.
const MAX_COORDINATE: f32 = 30_000.0;

/// A printed character. Lengths are in points; x runs to the right, y down the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub character: char,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    /// Type size in points.
    pub size: f32,
    /// Index of the run of text it came from.
    pub span: usize,
    /// White space before it in the text of the document.
    pub space_before: Option<char>,
    /// Whether it is set in a font that writes downwards; such a run is a line by itself.
    pub downwards: bool,
    /// Whether its font is bold.
    pub bold: bool,
}

impl Glyph {
    /// Whether the run of text goes on with another glyph right behind this one, even where another run is printed over it.
    pub fn goes_on_with(&self, next: &Glyph) -> bool {
        const MAX_STEP: f32 = 0.25;
        self.span == next.span
            && next.left > self.left
            && (next.left - self.right).abs() <= self.size * MAX_STEP
            && (next.baseline - self.baseline).abs() <= self.size * 0.05
            && (next.size - self.size).abs() <= self.size * 0.05
    }
}

/// A straight rule drawn on the page, either horizontal or vertical. Coordinates are in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ruling {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Ruling {
    /// Whether the rule is horizontal.
    pub fn level(&self) -> bool {
        self.right - self.left >= self.bottom - self.top
    }
}

/// All glyphs and rules of a page that belong to one direction of reading, turned so that the text runs from left to
/// right.
#[derive(Debug)]
pub(super) struct Direction {
    pub glyphs: Vec<Glyph>,
    pub rulings: Vec<Ruling>,
}

/// White space at the end of a run, which may belong before the first glyph of the next run.
#[derive(Debug, Clone, Copy)]
struct Space {
    character: char,
    x: f32,
    y: f32,
}

/// Groups the text of a page by direction of reading, the direction with most text first.
pub(super) fn by_direction(spans: &[TextSpan], rulings: &[DrawnRuling]) -> Vec<Direction> {
    let mut sorted: BTreeMap<i32, Vec<Glyph>> = BTreeMap::new();
    let mut space = None;
    for (index, span) in spans.iter().enumerate() {
        let turn = span.rotate.rem_euclid(360);
        space = append(sorted.entry(turn).or_default(), space, index, span, turn);
    }
    let mut directions: Vec<_> = sorted.into_iter().filter(|(_, glyphs)| !glyphs.is_empty()).collect();
    directions.sort_by_key(|(turn, glyphs)| (std::cmp::Reverse(glyphs.len()), *turn));
    directions
        .into_iter()
        .map(|(turn, glyphs)| Direction {
            glyphs: without_overprints(glyphs),
            rulings: rulings.iter().filter_map(|ruling| turned_ruling(ruling, turn)).collect(),
        })
        .collect()
}

/// Converts a point of the page (y up) to the page turned so that text of this direction, in degrees, is upright (y
/// down).
fn turned(x: f32, y: f32, turn: i32) -> (f32, f32) {
    match turn {
        90 => (y, x),
        180 => (-x, y),
        270 => (-y, -x),
        _ => (x, -y),
    }
}

fn turned_ruling(ruling: &DrawnRuling, turn: i32) -> Option<Ruling> {
    let (x1, y1) = turned(ruling.start.x, ruling.start.y, turn);
    let (x2, y2) = turned(ruling.end.x, ruling.end.y, turn);
    [x1, y1, x2, y2].iter().all(|value| value.abs() < MAX_COORDINATE).then(|| Ruling {
        left: x1.min(x2),
        right: x1.max(x2),
        top: y1.min(y2),
        bottom: y1.max(y2),
    })
}

/// Appends the glyphs of one run and returns the white space at its end.
fn append(glyphs: &mut Vec<Glyph>, before: Option<Space>, index: usize, span: &TextSpan, turn: i32) -> Option<Space> {
    let characters: Vec<char> = span.text.chars().map(folded).collect();
    let (x, y) = turned(span.x, span.y, turn);
    let (end_x, end_y) = turned(span.end_x, span.end_y, turn);
    if ![x, y, end_x, end_y].iter().all(|value| value.abs() < MAX_COORDINATE) {
        return None;
    }
    let size = if span.size.is_finite() { span.size.clamp(1.0, 2_000.0) } else { 1.0 };
    let count = characters.len() as f32;
    // Upright text has a position for each glyph. Replacement text has the same position for all; it is spread evenly.
    let known = turn == 0
        && span.glyph_x.len() == characters.len()
        && span.glyph_x.iter().all(|start| start.abs() < MAX_COORDINATE)
        && (characters.len() == 1 || span.glyph_x.iter().any(|start| *start != span.x));
    let start = |place: usize| match span.glyph_x.get(place) {
        _ if place >= characters.len() => end_x,
        Some(start) if known => *start,
        _ => x + (end_x - x) * place as f32 / count,
    };
    let next_to = |space: &Space| (-0.3..=1.1).contains(&((x - space.x) / size)) && (space.y - y).abs() <= size * 0.2;
    let mut space_before = before.filter(next_to).map(|space| space.character);
    for (place, &character) in characters.iter().enumerate() {
        if character.is_whitespace() {
            space_before = space_before.or(Some(character));
            continue;
        }
        if character.is_control() {
            continue;
        }
        let (left, right, baseline) = if span.vertical {
            let pitch = (end_y - y) / count;
            (x - size / 2.0, x + size / 2.0, y + pitch * place as f32 + size * 0.88)
        } else {
            let left = start(place);
            // A glyph is at most about as wide as its type size; the rest is spacing.
            (left, left + (start(place + 1) - left).clamp(0.0, size * 1.05), y + (end_y - y) * place as f32 / count)
        };
        let (downwards, bold) = (span.vertical, span.bold);
        glyphs.push(Glyph { character, left, right, baseline, size, span: index, space_before, downwards, bold });
        space_before = None;
    }
    space_before.map(|character| Space { character, x: end_x, y: end_y })
}

/// Drops glyphs that are printed again at nearly the same place, as shadows and bold type often are.
fn without_overprints(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    const CELL: f32 = 4.0;
    let cell = |value: f32| (value / CELL).floor() as i32;
    let mut printed: BTreeMap<(char, i32, i32), Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let near = (glyph.size * 0.2).min((glyph.right - glyph.left) * 0.5).min(CELL);
        let (column, row) = (cell(glyph.left), cell(glyph.baseline));
        let cells = (column - 1..=column + 1).flat_map(|column| (row - 1..=row + 1).map(move |row| (column, row)));
        let again = cells.flat_map(|(column, row)| printed.get(&(glyph.character, column, row))).flatten().any(|&at| {
            let other = &kept[at];
            (other.left - glyph.left).abs() < near
                && (other.baseline - glyph.baseline).abs() < near
                && (other.size - glyph.size).abs() < glyph.size * 0.05
        });
        if !again {
            printed.entry((glyph.character, column, row)).or_default().push(kept.len());
            kept.push(glyph);
        }
    }
    kept
}
