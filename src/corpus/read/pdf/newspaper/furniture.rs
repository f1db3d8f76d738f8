//! Recognises mastheads and folios: the lines at the edges of a page that name the newspaper, the date and the page.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::masthead;
use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::{Measure, overlap};
use crate::text::pattern;

/// Maximum number of characters of one such line.
const MAX_CHARACTERS: usize = 60;

/// A head or a foot above or below a rule has at most this many characters.
const MAX_BAND: usize = 260;
/// A head or a foot reaches at most this far into the page, as a share of its height.
const REACH: f32 = 0.22;
/// The rule below a head, or above a foot, is at least this wide, as a share of the page's width.
const RULE_WIDTH: f32 = 0.55;
/// Lines of a column stand at most this many type sizes below each other, and paragraphs with space between them at most so many.
const MAX_STEP: f32 = 1.9;
const MAX_PARAGRAPH_STEP: f32 = 2.4;
/// A step below which at least this many lines of a page stand parts its paragraphs, where it is at most this many type sizes; such steps
/// differ by at most this share of the type.
const MIN_EQUAL_STEPS: usize = 3;
const MAX_EQUAL_STEP: f32 = 3.5;
const STEP_TOLERANCE: f32 = 0.08;

/// Separates the furniture of a page from its other lines.
pub(in crate::corpus::read::pdf) fn furniture(
    lines: Vec<Line>,
    rulings: &[Ruling],
    measure: Measure,
) -> (Vec<Line>, Vec<Line>) {
    let edge = |pick: fn(f32, f32) -> f32, start: f32| lines.iter().map(|line| line.baseline).fold(start, pick);
    let (top, bottom) = (edge(f32::min, f32::MAX), edge(f32::max, f32::MIN));
    let margin = (bottom - top) * 0.12;
    let at_edge = |line: &Line| line.baseline <= top + margin || line.baseline >= bottom - margin;
    let steps = steps(&lines);
    let mut marked: Vec<bool> = lines
        .iter()
        .map(|line| {
            let goes_on = || lines.iter().any(|other| continues(line, other, &steps, measure));
            at_edge(line) && is_furniture(line) && !goes_on()
        })
        .collect();
    if let Some(rule) = rule_of_band(&lines, rulings, true, measure) {
        lines.iter().zip(&mut marked).for_each(|(line, marked)| *marked |= line.baseline <= rule);
    }
    if let Some(rule) = rule_of_band(&lines, rulings, false, measure) {
        lines.iter().zip(&mut marked).for_each(|(line, marked)| *marked |= line.top >= rule);
    }
    for (line, marked) in lines.iter().zip(&mut marked) {
        *marked |= line.baseline <= top + margin && is_name_of_paper(line, measure);
    }
    mark_beside(&lines, &mut marked, top + margin, measure);
    let (found, rest): (Vec<_>, Vec<_>) = lines.into_iter().zip(marked).partition(|(_, marked)| *marked);
    let lines = |part: Vec<(Line, bool)>| part.into_iter().map(|(line, _)| line).collect();
    (lines(found), lines(rest))
}

/// The height of the rule below the head of a page, or above its foot: what stands beyond it is short and names the day, the page
/// or the editors.
fn rule_of_band(lines: &[Line], rulings: &[Ruling], is_head: bool, measure: Measure) -> Option<f32> {
    let edge =
        |value: fn(&Line) -> f32, start: f32, pick: fn(f32, f32) -> f32| lines.iter().map(value).fold(start, pick);
    let (left, right) = (edge(|line| line.left, f32::MAX, f32::min), edge(|line| line.right, f32::MIN, f32::max));
    let (top, bottom) = (edge(|line| line.top, f32::MAX, f32::min), edge(|line| line.bottom, f32::MIN, f32::max));
    let reach = (bottom - top) * REACH;
    let is_wide = |rule: &&Ruling| rule.level() && rule.right - rule.left >= (right - left) * RULE_WIDTH;
    let is_near = |y: f32| if is_head { y <= top + reach } else { y >= bottom - reach };
    let body = measure.body;
    let is_band = |y: &f32| {
        let beyond: Vec<&Line> =
            lines.iter().filter(|line| if is_head { line.baseline <= *y } else { line.top >= *y }).collect();
        // The names of sections and papers are large, headlines larger and longer.
        let is_text = |line: &&Line| line.text.contains(['。', '，', '；']);
        let names_editors = |line: &&Line| {
            ["编辑", "责编", "美编", "校对", "版式", "邮箱", "电话", "热线", "社址", "印刷", "零售", "@"]
                .iter()
                .any(|word| line.text.contains(word))
        };
        // Names of sections and papers have few letters; more of them in large type are a headline.
        let is_headline = |line: &&Line| {
            line.size >= body * 1.8 && line.count >= 6 && !is_furniture(line) && !is_name_of_paper(line, measure)
        };
        !beyond.is_empty()
            && !beyond.iter().any(is_headline)
            && beyond.iter().map(|line| line.count).sum::<usize>() <= MAX_BAND
            && !beyond.iter().any(is_text)
            && beyond.iter().any(|line| is_furniture(line) || names_editors(line))
    };
    let heights = rulings.iter().filter(is_wide).map(|rule| if is_head { rule.bottom } else { rule.top });
    let bands = heights.filter(|y| is_near(*y)).filter(is_band);
    // The rule farthest from the edge bounds all of it.
    if is_head { bands.max_by(f32::total_cmp) } else { bands.min_by(f32::total_cmp) }
}

/// Whether a line is the name of the paper in large type, alone or with the number of the page.
fn is_name_of_paper(line: &Line, measure: Measure) -> bool {
    let name: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let name = name.trim_matches(|c: char| c.is_ascii_digit());
    line.size >= measure.body * 1.5
        && (3..=8).contains(&name.chars().count())
        && masthead::paper(name).as_deref() == Some(name)
}

/// Marks the lines beside the line of the day at the top of a page: the number of the page, the name of the section, the editors.
fn mark_beside(lines: &[Line], marked: &mut [bool], reach: f32, measure: Measure) {
    let head = || {
        lines.iter().zip(marked.iter()).filter(|(line, marked)| **marked && line.baseline <= reach && !line.downwards)
    };
    let highest = lines.iter().map(|line| line.top).fold(f32::MAX, f32::min);
    let bottom = head().map(|(line, _)| line.bottom).fold(f32::MIN, f32::max);
    // Where other text begins above the line of the day, that line stands in the middle of the page's head.
    if bottom == f32::MIN || bottom - highest > measure.body * 6.0 {
        return;
    }
    let first_text =
        lines.iter().filter(|line| line.text.contains(['，', '。'])).map(|line| line.top).fold(f32::MAX, f32::min);
    for (line, marked) in lines.iter().zip(marked) {
        let is_beside = (line.top + line.bottom) / 2.0 <= bottom && line.bottom <= bottom + measure.body * 0.8;
        *marked |= is_beside && line.count <= MAX_CHARACTERS && line.bottom <= first_text;
    }
}

/// How far the lines of a page stand below each other, from the top down.
fn steps(lines: &[Line]) -> Vec<f32> {
    let mut baselines: Vec<f32> = lines.iter().filter(|line| !line.downwards).map(|line| line.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    baselines.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// Whether another line stands right above or below a line in the same type, as in a column of text. Between the signature of a document and
/// its day, which begin at one edge, there may be more space, and as much as between the paragraphs of the page wherever they begin.
fn continues(line: &Line, other: &Line, steps: &[f32], measure: Measure) -> bool {
    if line.size > measure.body * 1.15 {
        return false;
    }
    let step = (line.baseline - other.baseline).abs();
    let is_signed = other.baseline < line.baseline && (line.left - other.left).abs() <= line.size * 0.1;
    let equal = || steps.iter().filter(|other| (**other - step).abs() <= line.size * STEP_TOLERANCE).count();
    let parts_paragraphs =
        other.baseline < line.baseline && step <= line.size * MAX_EQUAL_STEP && equal() >= MIN_EQUAL_STEPS;
    let max_step = match (parts_paragraphs, is_signed) {
        (true, _) => MAX_EQUAL_STEP,
        (false, true) => MAX_PARAGRAPH_STEP,
        (false, false) => MAX_STEP,
    };
    step > line.size * 0.5
        && step <= line.size * max_step
        && (line.size - other.size).abs() <= line.size * 0.05
        && overlap(line.left, line.right, other.left, other.right) > 0.0
        && !is_furniture(other)
}

/// Whether a line names the date or the page and is no sentence.
fn is_furniture(line: &Line) -> bool {
    // A page with its section, or a day of numbers alone.
    static FOLIO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[A-D]?\d{1,2}[｜|丨/·]\p{Han}{2,6}$|^\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:(?:星期|周)[一二三四五六日天])?$",
        )
    });
    let text = line.text.as_str();
    if line.downwards || line.count > MAX_CHARACTERS || text.contains(['。', '，', '；', '？', '！', '“']) {
        return false;
    }
    let bare: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if FOLIO.is_match(&bare) {
        return true;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    #[test]
    fn the_day_below_a_signature_is_no_furniture() {
        let mut lines: Vec<Line> =
            (0_u8..20).map(|row| line(40.0, 20.0 * f32::from(row), 10.0, "各乡镇要把老街修缮列为民生实事，")).collect();
        lines.push(line(40.0, 402.0, 10.0, "云岭县人民政府"));
        let furniture_with = |left: f32| {
            let mut lines = lines.clone();
            lines.push(line(left, 424.0, 10.0, "2024年4月1日"));
            let measure = Measure::of(&lines);
            furniture(lines, &[], measure).0.len()
        };
        assert_eq!(furniture_with(40.0), 0);
        assert_eq!(furniture_with(75.0), 1, "a folio stands elsewhere");
    }

    #[test]
    fn a_day_as_far_below_the_text_as_its_paragraphs_are_apart_is_no_furniture() {
        let paragraph = |row: u8| line(40.0, 30.0 * f32::from(row), 10.0, "各乡镇要把老街修缮列为民生实事，");
        let furniture_with = |baseline: f32| {
            let mut lines: Vec<Line> = (0_u8..20).map(paragraph).collect();
            lines.push(line(60.0, baseline, 10.0, "2024年4月1日"));
            let measure = Measure::of(&lines);
            furniture(lines, &[], measure).0.len()
        };
        assert_eq!((furniture_with(600.0), furniture_with(590.0), furniture_with(607.0)), (0, 1, 1));
    }
}
