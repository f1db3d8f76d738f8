//! Files with an article on each line: the moment, the headline and the text, `2024-03-05 08:30 河畔新增公园 昨日，兰河县……`. Crawlers
//! that keep the news of a day and services of flash news write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// At most this many lines stand above the first article: the title of the file.
const MAX_ABOVE: usize = 2;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// A text has at least this many letters without a space among them: one sentence. Headlines have fewer.
const MIN_TEXT: usize = 30;

/// Names of chronicles, in which each day has a line of one article.
const CHRONICLES: [&str; 5] = ["大事记", "年表", "日程", "记事", "历程"];

/// The articles of lines that all begin with a moment; none where not all of them do, or where the lines have no headlines, as those of
/// a chronicle.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let first = lines.iter().take(MAX_ABOVE + 1).position(|line| behind_moment(line).is_some())?;
    if lines[..first].iter().any(|line| CHRONICLES.iter().any(|name| line.contains(name))) {
        return None;
    }
    let articles: Vec<ArticleParts> = lines[first..].iter().map(|line| article(line)).collect::<Option<_>>()?;
    let above = lines[..first].iter().map(|line| Furniture::of(*line)).collect();
    (articles.len() >= MIN_ARTICLES).then_some((articles, above))
}

/// The whole day at the beginning of a line, and what stands behind it and its time.
fn behind_moment(line: &str) -> Option<(&str, &str)> {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【(（]?((?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|([-/.])\d{1,2}[-/.]\d{1,2}))(?:[T\s]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[\]】)）]?[\s:：]\s*(\S.*)$",
        )
    });
    let found = MOMENT.captures(line)?;
    Some((found.get(1)?.as_str(), found.get(3)?.as_str()))
}

/// The article of a line: what stands before its text is the headline, which may have spaces.
fn article(line: &str) -> Option<ArticleParts> {
    let (day, rest) = behind_moment(line)?;
    let date = find_date(&half_width(day))?.date;
    let word = rest.split_whitespace().find(|word| letter_count(word) >= MIN_TEXT)?;
    let (title, text) = rest.split_at(rest.find(word)?);
    let title = title.trim().trim_end_matches(['|', '｜', '-', '—']).trim_end();
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(title)) && !ends_sentence(title);
    is_headline.then(|| ArticleParts {
        title: title.to_owned(),
        date: Some(date.into()),
        paragraphs: vec![text.trim().to_owned()],
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, String, String)> {
        let (articles, _) = read(&TextLines::of(text)).unwrap_or_default();
        let of = |a: ArticleParts| (a.date.map(|d| d.to_string()).unwrap_or_default(), a.title, a.paragraphs.join("/"));
        articles.into_iter().map(of).collect()
    }

    const TEXT: &str = "昨日，兰河县三处口袋公园同时开放，附近居民步行十分钟就能到达。公园里设有健身步道。";

    #[test]
    fn lines_of_moment_headline_and_text_are_articles() {
        let line = |moment: &str, title: &str| format!("{moment} {title} {TEXT}\n\n");
        let text = line("2024年3月5日 08:30", "河畔新增公园 步行可达")
            + &line("[2024-03-06 09:10:00]", "老街换上新灯")
            + &line("2024/3/7", "渡口通了公交");
        let article = |day: &str, title: &str| (day.to_owned(), title.to_owned(), TEXT.to_owned());
        let expected = [
            article("2024-03-05", "河畔新增公园 步行可达"),
            article("2024-03-06", "老街换上新灯"),
            article("2024-03-07", "渡口通了公交"),
        ];
        assert_eq!(seen(&text), expected);
        assert_eq!(seen(&format!("三月要闻\n{text}")), expected);
    }

    #[test]
    fn chronicles_and_other_lines_are_none() {
        let day = |number: usize| format!("2024年3月{number}日 {TEXT}\n");
        assert!(seen(&(day(5) + &day(6) + &day(7))).is_empty());
        let line = format!("2024年3月5日 河畔新增公园 {TEXT}\n");
        assert!(seen(&format!("{line}{line}{line}{TEXT}\n")).is_empty());
        assert!(seen(&line.repeat(2)).is_empty());
        assert!(seen(&format!("兰河县大事记\n{}", line.repeat(4))).is_empty());
    }
}
