//! Articles between drawn lines, each with its day below or above the headline. Where each has several paragraphs, the readers of articles
//! with head lines tell them apart; a text of one paragraph looks like the text above the next headline to them.

use jiff::civil::Date;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::is_rule;
use crate::corpus::read::parts::ArticleParts;

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// The longest head line, in characters.
const MAX_HEAD_LINE: usize = 60;
/// A text has at least this many letters.
const MIN_TEXT: usize = 20;

/// The articles between drawn lines of one sign; none where what stands between them is anything else, or where all have several
/// paragraphs.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let mut signs = lines.iter().filter(|line| is_rule(line)).filter_map(|rule| rule.chars().next());
    let sign = signs.next()?;
    if signs.any(|other| other != sign) {
        return None;
    }
    let blocks = lines.split(|line| is_rule(line)).filter(|block| !block.is_empty());
    let articles: Vec<ArticleParts> = blocks.map(article).collect::<Option<_>>()?;
    let is_short = articles.iter().any(|article| article.paragraphs.len() == 1);
    (articles.len() >= MIN_ARTICLES && is_short).then(|| (articles, Vec::new()))
}

/// The article of the lines between two rules.
fn article(lines: &[&str]) -> Option<ArticleParts> {
    // Programs that save pages write the address of each above its headline.
    let is_address = |line: &&&str| ["http://", "https://", "www."].iter().any(|begin| line.starts_with(begin));
    let (addresses, lines) = lines.split_at(lines.iter().take_while(is_address).count());
    let [first, second, text @ ..] = lines else { return None };
    let day = |line: &str| {
        let line = half_width(line);
        find_date(&line).filter(|found| found.start == 0 && found.end == line.trim_end().len()).map(|found| found.date)
    };
    let (title, article) = match day(first) {
        Some(date) => (second, ArticleParts { date: Some(date.into()), ..ArticleParts::default() }),
        None => {
            let head = head_line::parse(second).filter(|_| at_most(second, MAX_HEAD_LINE));
            let of_head = head.and_then(|head| Some((head.date?, head.source, head.byline, head.page)));
            let (date, source, byline, page) = of_head.or_else(|| day_and_name(second))?;
            let date = Some(date.into());
            (first, ArticleParts { date, source, byline, page, ..ArticleParts::default() })
        }
    };
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(title)) && !title.ends_with('。');
    let is_text = text.iter().map(|line| letter_count(line)).sum::<usize>() >= MIN_TEXT
        && text.last().is_some_and(|line| ends_sentence(line));
    (is_headline && is_text).then(|| ArticleParts {
        title: (*title).to_owned(),
        paragraphs: text.iter().map(|line| (*line).to_owned()).collect(),
        furniture: addresses.iter().map(|line| Furniture::of(*line)).collect(),
        ..article
    })
}

/// A day and behind or before it a name of which nothing is known but that it stands there, as the fields of a head line.
fn day_and_name(line: &str) -> Option<(Date, String, String, String)> {
    /// The longest name of an account or a paper, in letters.
    const MAX_NAME: usize = 12;
    let line = half_width(line);
    let found = find_date(&line)?;
    let (before, behind) = (line[..found.start].trim(), line[found.end..].trim());
    let name = if before.is_empty() { behind } else { before };
    let is_name = (before.is_empty() || behind.is_empty())
        && letter_count(name) <= MAX_NAME
        && !name.contains(['，', '。', ',', ':'])
        && !name.chars().any(|c| c.is_ascii_digit());
    is_name.then(|| (found.date, name.to_owned(), String::new(), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, String, String, usize)> {
        let (articles, _) = read(&TextLines::of(text)).unwrap_or_default();
        let of = |a: ArticleParts| {
            (a.date.map(|d| d.to_string()).unwrap_or_default(), a.source, a.title, a.paragraphs.len())
        };
        articles.into_iter().map(of).collect()
    }

    const TEXT: &str = "昨日，兰河县三处口袋公园同时开放，附近居民步行十分钟就能到达。";
    const RULE: &str = "\n--------------------\n";

    #[test]
    fn articles_of_one_paragraph_stand_between_rules() {
        let blocks = [
            format!("河畔新增公园\n2024-03-05 兰河日报\n\n{TEXT}"),
            format!("2024年3月6日\n老街换上新灯\n{TEXT}\n{TEXT}"),
            format!("渡口通了公交\n2024-03-07 青石融媒\n{TEXT}"),
        ];
        let row = |day: &str, source: &str, title: &str, paragraphs| {
            (day.to_owned(), source.to_owned(), title.to_owned(), paragraphs)
        };
        let expected = [
            row("2024-03-05", "兰河日报", "河畔新增公园", 1),
            row("2024-03-06", "", "老街换上新灯", 2),
            row("2024-03-07", "青石融媒", "渡口通了公交", 1),
        ];
        assert_eq!(seen(&blocks.join(RULE)), expected);
        let addressed = blocks.clone().map(|block| format!("https://a.example/20240305/1.html\n{block}"));
        assert_eq!(seen(&addressed.join(RULE)), expected);
        // A block of another kind, or rules of other signs, show another form.
        assert!(seen(&format!("{}{RULE}{TEXT}", blocks.join(RULE))).is_empty());
        assert!(seen(&format!("{}\n==========\n", blocks.join(RULE))).is_empty());
        assert!(seen(&blocks[..2].join(RULE)).is_empty());
    }
}
