//! Files with an article on each line, the headline before a colon and the text behind it: `河畔新增公园:昨日，兰河县……`. Crawlers join
//! the two with the colon of programs, which Chinese texts themselves seldom use.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 5;
/// The letters of a headline. Names of speakers and of fields are shorter.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 8..=45;
/// The fewest letters of a text.
const MIN_TEXT: usize = 30;
/// What stands at the end of words before speech, and of the first words of a report.
const BEFORE_SPEECH: [&str; 14] =
    ["说", "表示", "认为", "指出", "强调", "介绍", "提出", "要求", "道", "称", "问", "答", "电", "讯"];

/// The articles of lines that all hold headline and text; none where a line does not.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let articles: Vec<ArticleParts> = lines.written.iter().map(|line| article(line)).collect::<Option<_>>()?;
    (articles.len() >= MIN_ARTICLES).then(|| (articles, Vec::new()))
}

/// The article of a line. A colon between digits is that of a time of day or of a result.
fn article(line: &str) -> Option<ArticleParts> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_between = |at: &usize| {
        let (before, behind) = (&line[..*at], &line[at + 1..]);
        !(is_digit(before.chars().next_back()) && is_digit(behind.chars().next()))
    };
    let at = line.match_indices(':').map(|(at, _)| at).find(is_between)?;
    let (title, text) = (line[..at].trim(), line[at + 1..].trim());
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(title))
        && !title.contains(['。', '；', '：'])
        && !BEFORE_SPEECH.iter().any(|word| title.ends_with(word));
    (is_headline && letter_count(text) >= MIN_TEXT && ends_sentence(text)).then(|| ArticleParts {
        title: title.to_owned(),
        paragraphs: vec![text.to_owned()],
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨日，兰河县三处小公园同时开放，沿河的步道装上了路灯，附近的居民晚饭后都来散步。";

    fn seen(lines: &[String]) -> Vec<(String, String)> {
        let text = lines.join("\n");
        let (articles, _) = read(&TextLines::of(&text)).unwrap_or_default();
        articles.into_iter().map(|article| (article.title, article.paragraphs.concat())).collect()
    }

    #[test]
    fn a_colon_parts_headline_and_text() {
        let titles = [
            "河畔新增三处公园",
            "老街换上新灯 夜市19:30开张",
            "渡口通了两路公交车",
            "书馆周末开到晚上九点",
            "街角添了三处口袋公园",
        ];
        let lines = titles.map(|title| format!("{title}:{TEXT}"));
        assert_eq!(seen(&lines), titles.map(|title| (title.to_owned(), TEXT.to_owned())));
        assert!(seen(&lines[..4]).is_empty(), "four lines");
        assert!(seen(&[lines.as_slice(), &[TEXT.to_owned()]].concat()).is_empty(), "a line of another form");
    }

    #[test]
    fn speakers_and_labels_are_no_headlines() {
        for before in ["县文旅局负责人方舟在会上说", "主持人", "新华社兰河3月5日电", "昨日下了雨。今天放晴的日子里"]
        {
            let lines = [before; 5].map(|before| format!("{before}:{TEXT}"));
            assert!(seen(&lines).is_empty(), "{before}");
        }
        let chinese = ["河畔新增三处公园"; 5].map(|title| format!("{title}：{TEXT}"));
        assert!(seen(&chinese).is_empty(), "paragraphs of one article may begin so");
    }
}
