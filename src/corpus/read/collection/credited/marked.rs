//! Articles whose headlines all begin with the same mark, each with its credit below the headline, “■ 老街换灯”, “云岭日报，2024年3月5日，7版”,
//! or below its text, “▎老街换灯”, “来源丨云岭日报”. The mark and the credit of every article together show the form.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::collection::credited::credit_of_line::credit_line;
use crate::corpus::read::collection::credited::reports::tells_collection;
use crate::corpus::read::collection::credited::rows::{Row, has_article, is_headline, is_text, outside};
use crate::corpus::read::collection::credited::{MAX_HEADLINE_LINES, MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::is_byline;
use crate::text::pattern;

/// Marks before headlines. Those that stand before names of reporters as well are none.
const MARKS: [char; 16] = ['▎', '▍', '▌', '▋', '▊', '▉', '█', '┃', '■', '◆', '◇', '●', '★', '▲', '▶', '►'];
/// The line that tells the day of the collection has at most this many letters.
const MAX_DAY_LINE: usize = 40;

/// The articles whose headlines begin with one mark; none where one of them tells no credit.
pub(super) fn marked_headlines(rows: &[Row<'_>]) -> Option<Collected> {
    let mark = rows.iter().find_map(|row| row.text.chars().next().filter(|c| MARKS.contains(c)))?;
    let headline = |row: &Row<'_>| row.text.starts_with(mark) && is_headline(row.text.trim_start_matches(mark).trim());
    let heads: Vec<usize> = (0..rows.len()).filter(|&at| headline(&rows[at])).collect();
    // The contents above the articles hold their headlines.
    let last: HashMap<&str, usize> = heads.iter().map(|&at| (rows[at].text, at)).collect();
    let is_listed = |pair: &&[usize]| {
        let unit = &rows[pair[0]..pair[1]];
        let is_repeated = last.get(unit[0].text).is_some_and(|&other| other > pair[0]);
        is_repeated && credit_below_headline(unit).or_else(|| credit_below_text(unit)).is_none()
    };
    let listed = heads.windows(2).take_while(is_listed).count();
    let heads = &heads[listed..];
    let above = &rows[..*heads.first()?];
    if heads.len() < MIN_ARTICLES || has_article(above) {
        return None;
    }
    let day = above.iter().find_map(|row| day_of_collection(row.text));
    let are_parts = above.iter().any(|row| row.text.contains("记者")) || above.first().is_some_and(heads_article);
    let ends = heads.iter().skip(1).copied().chain([rows.len()]);
    let (mut articles, mut around): (Vec<_>, Vec<_>) = (Vec::new(), outside(above).collect());
    for (&at, end) in heads.iter().zip(ends) {
        // The number of the next article may stand above its headline.
        let is_number = |row: &Row<'_>| row.text.chars().all(|c| c.is_ascii_digit());
        let end = if end < rows.len() && is_number(&rows[end - 1]) { end - 1 } else { end };
        let unit = &rows[at..end];
        let below_text = || credit_below_text(unit).filter(|_| !are_parts);
        let (count, text, mut credit) = credit_below_headline(unit).or_else(below_text)?;
        let below = &unit[text.end..];
        let text = &unit[text];
        // A comment below the credit of one of the articles belongs to it, and is no end of it.
        let is_commented = end < rows.len() && below.iter().any(|row| ends_sentence(row.text));
        if !is_text(text) || has_article(below) || is_commented {
            return None;
        }
        credit.date = credit.date.or(day);
        let lines = unit[..count].iter().map(|row| row.text.trim_start_matches(mark).trim());
        articles.push(article(lines.collect::<Vec<_>>().join(" "), text, credit));
        around.extend(outside(below));
    }
    Some((articles, around))
}

/// Whether the first line above marked lines is the headline of an article, whose subheads they are; each part may name its source.
fn heads_article(row: &Row<'_>) -> bool {
    const MIN_LETTERS: usize = 8;
    let is_long = letter_count(row.text) >= MIN_LETTERS;
    is_long && is_headline(row.text) && !tells_collection(row.text) && find_date(&half_width(row.text)).is_none()
}

/// The day that a short line above the articles tells.
fn day_of_collection(line: &str) -> Option<Date> {
    let may_be = letter_count(line) <= MAX_DAY_LINE;
    may_be.then(|| find_date(&half_width(line))).flatten().map(|found| found.date)
}

/// The lines of a headline, the rows of the text below it, and its credit.
type Found = (usize, std::ops::Range<usize>, Credit);

/// An article with paper and day below the lines of its headline.
fn credit_below_headline(unit: &[Row<'_>]) -> Option<Found> {
    let credit = |line: &str| {
        let of_line = || issue_line::parse(line).map(|found| found.credit);
        let credit = credit_line(line).map(|credit_line| credit_line.credit).or_else(of_line)?;
        (credit.date.is_some() && !credit.source.is_empty()).then_some(credit)
    };
    let mut may_be = 1..unit.len().min(MAX_HEADLINE_LINES + 1);
    let (at, credit) = may_be.find_map(|at| Some((at, credit(unit[at].text)?)))?;
    let is_head = unit[1..at].iter().all(|row| is_headline(row.text) && !row.is_paragraph());
    // Further lines of a head are left to the readers of those. The day in brackets on which a speech was held stands in its text.
    let goes_on = |row: &Row<'_>| {
        is_byline(row.text)
            || row.text.chars().count() <= MAX_DAY_LINE
                && !is_day_in_brackets(row.text)
                && head_line::parse(row.text).is_some_and(|head| head.strength() > Strength::Nothing)
    };
    (is_head && !unit.get(at + 1).is_some_and(goes_on)).then(|| (at, at + 1..unit.len(), credit))
}

/// Whether a line is a day in brackets and nothing else: “（2024年3月5日）”.
fn is_day_in_brackets(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']).and_then(|line| line.strip_suffix(['）', ')'])).map(half_width);
    inner.is_some_and(|day| find_date(&day).is_some_and(|found| found.start == 0 && found.end == day.len()))
}

/// An article with a line below its text that names its paper behind a label.
fn credit_below_text(unit: &[Row<'_>]) -> Option<Found> {
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:本文|文章|稿件|新闻|信息)?(?:来源|摘自|转自)\s*[丨︱｜|:：/／]\s*《?(?P<name>[\p{Han}A-Za-z·]{2,16})》?$",
        )
    });
    let source = |line: &str| SOURCE.captures(line).map(|found| found["name"].to_owned());
    let (at, source) = (1..unit.len()).rev().find_map(|at| Some((at, source(unit[at].text)?)))?;
    Some((1, 1..at, Credit { source, ..Credit::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::rows::rows;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";

    fn seen(text: &str) -> Vec<(String, String, usize)> {
        let found = marked_headlines(&rows(&text.lines().collect::<Vec<_>>()));
        let of = |a: crate::corpus::read::parts::ArticleParts| {
            let credit_line = format!("{} {}", a.source, a.date.map(|day| day.to_string()).unwrap_or_default());
            (a.title, credit_line, a.paragraphs.len())
        };
        found.map(|(articles, _)| articles.into_iter().map(of).collect()).unwrap_or_default()
    }

    fn row(title: &str, credit_line: &str, paragraphs: usize) -> (String, String, usize) {
        (title.to_owned(), credit_line.to_owned(), paragraphs)
    }

    #[test]
    fn sources_stand_below_texts_of_marked_headlines() {
        let text = format!(
            "云岭早知道 | 2024年3月5日 星期二\n\n今日关注：老街换灯；渡口通车\n\n01\n▎老街换灯\n{TEXT}\n\n灯更亮\n\n{TEXT}\n来源丨云岭日报\n\n02\n▎渡口通车\n{TEXT}\n来源丨云岭发布\n\n03\n▎早市开张\n{TEXT}\n来源：兰河晚报\n\n编辑：方舟\n点在看\n"
        );
        let expected = [
            row("老街换灯", "云岭日报 2024-03-05", 3),
            row("渡口通车", "云岭发布 2024-03-05", 1),
            row("早市开张", "兰河晚报 2024-03-05", 1),
        ];
        assert_eq!(seen(&text), expected);
        // A headline without a source may be that of a part.
        assert!(seen(&text.replace("来源丨云岭发布\n", "")).is_empty());
        assert!(seen(&text.replace('▎', "")).is_empty());
        // The marks may stand before the parts of one article, and a comment below a credit belongs to an article.
        let parts = text.replace("云岭早知道 | 2024年3月5日 星期二", "春天里的三件小事情\n2024年3月5日 记者 何晓岚");
        assert!(seen(&parts).is_empty());
        let commented = text.replace("云岭日报\n", "云岭日报\n【点评】好事要办好，不能一阵风。\n");
        assert!(seen(&commented).is_empty());
    }

    #[test]
    fn credits_stand_below_marked_headlines() {
        let text = format!(
            "各位领导：今天的剪报如下。\n\n■ 老街换灯\n云岭日报，2024年3月5日，7版\n\n{TEXT}\n\n■ 渡口通车\n——云岭渡口见闻\n兰河晚报，2024年3月6日，2版\n\n{TEXT}\n\n■ 早市开张\n云岭日报，2024年3月7日，1版\n\n{TEXT}\n"
        );
        let expected = [
            row("老街换灯", "云岭日报 2024-03-05", 1),
            row("渡口通车 ——云岭渡口见闻", "兰河晚报 2024-03-06", 1),
            row("早市开张", "云岭日报 2024-03-07", 1),
        ];
        assert_eq!(seen(&text), expected);
        let credit = "兰河晚报，2024年3月6日，2版\n";
        let speech = text.replace(credit, &format!("{credit}\n（2024年3月4日）\n\n同志们：\n"));
        assert_eq!(seen(&speech).len(), 3, "the day of a speech");
        assert_eq!(seen(&format!("■ 老街换灯\n■ 渡口通车\n■ 早市开张\n\n{text}")), expected, "contents");
    }
}
