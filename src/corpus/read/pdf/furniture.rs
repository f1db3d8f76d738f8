//! Recognises mastheads and folios: the lines at the edges of a page that name the newspaper, the date and the page.

use crate::corpus::read::pdf::blocks::{Measure, overlap};
use crate::corpus::read::pdf::lines::Line;

/// Maximum number of characters of one such line.
const MAX_CHARACTERS: usize = 60;

/// Separates the furniture of a page from its other lines.
pub(super) fn furniture(lines: Vec<Line>, measure: Measure) -> (Vec<Line>, Vec<Line>) {
    let edge = |pick: fn(f32, f32) -> f32, start: f32| lines.iter().map(|line| line.baseline).fold(start, pick);
    let (top, bottom) = (edge(f32::min, f32::MAX), edge(f32::max, f32::MIN));
    let margin = (bottom - top) * 0.12;
    let at_edge = |line: &Line| line.baseline <= top + margin || line.baseline >= bottom - margin;
    let marked: Vec<bool> = lines
        .iter()
        .map(|line| at_edge(line) && is_furniture(line) && !lines.iter().any(|other| continues(line, other, measure)))
        .collect();
    let (found, rest): (Vec<_>, Vec<_>) = lines.into_iter().zip(marked).partition(|(_, marked)| *marked);
    let lines = |part: Vec<(Line, bool)>| part.into_iter().map(|(line, _)| line).collect();
    (lines(found), lines(rest))
}

/// Whether another line stands right above or below a line in the same type, as in a column of text.
fn continues(line: &Line, other: &Line, measure: Measure) -> bool {
    if line.size > measure.body * 1.15 {
        return false;
    }
    let step = (line.baseline - other.baseline).abs();
    step > line.size * 0.5
        && step <= line.size * 1.9
        && (line.size - other.size).abs() <= line.size * 0.05
        && overlap(line.left, line.right, other.left, other.right) > 0.0
        && !is_furniture(other)
}

/// Whether a line names the date or the page and is no sentence.
fn is_furniture(line: &Line) -> bool {
    let text = line.text.as_str();
    if line.downwards || line.count > MAX_CHARACTERS || text.contains(['。', '，', '；', '？', '！', '“']) {
        return false;
    }
    let bare: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let number = |character: char| character.is_numeric() || "〇○零一二三四五六七八九十".contains(character);
    let dated = bare.contains('年') && bare.contains('月') && bare.contains('日') && has_year(&bare);
    let weekday = bare.contains("星期") || bare.contains("农历");
    let page = bare.split('版').next().is_some_and(|before| bare.contains('版') && before.ends_with(number));
    let only_date = bare.chars().filter(|character| !number(*character) && !"年月日".contains(*character)).count() <= 8;
    (dated && (weekday || page || only_date)) || (page && bare.chars().count() <= 12) || (weekday && page)
}

/// Whether a text has four digits before the character for year.
fn has_year(text: &str) -> bool {
    let digit = |character: char| character.is_numeric() || "〇○零一二三四五六七八九".contains(character);
    text.split('年').next().is_some_and(|before| before.chars().rev().take_while(|one| digit(*one)).count() == 4)
}
