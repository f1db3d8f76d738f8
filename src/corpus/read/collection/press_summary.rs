//! Summaries of what papers wrote, as information desks send them: each paragraph names paper, day and headline and tells in short
//! what the article says. “1.【正面】《兰河日报》3月5日第3版刊发《河畔新增三处公园》（记者 方舟），报道……”

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::date::{full_date, in_latest_year};
use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// What titles of collections of summaries end with.
const TITLES: [&str; 7] = ["舆情", "舆情监测", "摘报", "摘编", "剪报", "专报", "要情"];
/// The fewest letters of a summary.
const MIN_TEXT: usize = 30;

/// The summaries of a text as articles, and what stands around them; none where the text is no such list.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let first = lines.iter().position(|line| item(line).is_some())?;
    // An article that tells what papers wrote has a head line of its own, and sentences above the first paper.
    let is_title = |line: &&str| TITLES.iter().any(|word| line.ends_with(word));
    let is_of_article = |line: &&str| tells_paper(line) || ends_sentence(line) && !counts_articles(line);
    if !lines[..first].iter().take(3).any(is_title) || lines[..first].iter().any(is_of_article) {
        return None;
    }
    let collected = lines[..first].iter().find_map(|line| full_date(line));
    let (mut articles, mut around) = (Vec::<ArticleParts>::new(), Vec::new());
    // Advice to the reader, below a heading that says so, is no summary.
    let (mut is_in_item, mut advises) = (false, false);
    for line in lines {
        if let Some(found) = item(line) {
            articles.push(article(line, &found, collected)?);
            is_in_item = true;
        } else if is_in_item && ends_sentence(line) {
            articles.last_mut()?.paragraphs.push((*line).to_owned());
        } else if ends_sentence(line) && !articles.is_empty() && !advises {
            // Text below another heading would be lost.
            return None;
        } else {
            advises = line.contains("建议") || advises && !articles.is_empty();
            is_in_item = false;
            around.push(Furniture::of(*line));
        }
    }
    let letters = |lines: &mut dyn Iterator<Item = &str>| lines.map(letter_count).sum::<usize>();
    let of_articles = letters(&mut articles.iter().flat_map(|article| article.paragraphs.iter().map(String::as_str)));
    let is_list = articles.len() >= 2 && 2 * of_articles >= letters(&mut lines.iter().copied());
    is_list.then_some((articles, around))
}

/// Whether a line above a collection is the head line of one article. An office that sends the collection stands there with the day as well.
pub(super) fn tells_paper(line: &str) -> bool {
    head_line::parse(line).is_some_and(|head| {
        head.strength() >= Strength::SourceOnly || head.source.ends_with(['报', '网', '社', '台', '刊'])
    })
}

/// Whether a line tells how many articles a collection holds, or that they follow.
pub(super) fn counts_articles(line: &str) -> bool {
    ["监测到", "如下", "摘编", "汇总"].iter().any(|word| line.contains(word))
}

/// What a paragraph tells of the article that it sums up.
fn item(line: &str) -> Option<Captures<'_>> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:\d{1,2}\s*[．.、]\s*|[（(]\d{1,2}[）)]\s*)(?:【[^【】]{1,8}】\s*)?|【[^【】]{1,8}】\s*)(?:《(?P<paper>[^《》]{2,12})》|(?P<outlet>\p{Han}{2,10}?))\s*",
            r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*(?:第?\s*(?P<page>[A-Z]?\d{1,3})\s*版)?[^《》。]{0,16}?",
            r"(?:刊发|刊登|发表|刊载|推出|发布|报道)[^《》。]{0,8}《(?P<title>[^《》]{4,60})》\s*(?:[（(](?P<author>[^（）()]{2,24})[）)])?"
        ))
    });
    // A quick check spares nearly all lines the regular expression.
    if !line.contains('《') || !line.contains('月') || letter_count(line) < MIN_TEXT {
        return None;
    }
    FORM.captures(line).filter(|found| found.name("outlet").is_none_or(|outlet| is_outlet(outlet.as_str())))
}

/// The article of a summary; a missing year is the latest that does not lie after the day of the collection.
fn article(line: &str, found: &Captures<'_>, collected: Option<Date>) -> Option<ArticleParts> {
    let text = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let (month, day) = (text("month").parse().ok()?, text("day").parse().ok()?);
    let date = match text("year").parse() {
        Ok(year) => Date::new(year, month, day).ok(),
        Err(_) => collected.and_then(|collected| in_latest_year(month, day, collected)),
    };
    let author = text("author");
    let is_author = ["记者", "作者", "通讯员"].iter().any(|role| author.starts_with(role));
    let author = author.strip_prefix("作者").map_or(author, |name| name.trim_start_matches(['：', ':', ' ']));
    Some(ArticleParts {
        title: text("title").to_owned(),
        date: date.map(Into::into),
        source: [text("paper"), text("outlet")].concat(),
        page: page_number(text("page")),
        byline: if is_author { author.trim().to_owned() } else { String::new() },
        paragraphs: vec![line.to_owned()],
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(lines: &[&str]) -> Option<Collected> {
        read(&TextLines::of(&lines.join("\n")))
    }

    const TEXT: &str =
        "，报道我市在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边商户生意也好了起来。";

    #[test]
    fn each_summary_is_an_article() {
        let first = format!("1．【正面】《兰河日报》3月5日第3版刊发《河畔新增三处公园》（记者 方舟）{TEXT}");
        let second = format!("2．云溪网3月6日刊发《零工市场搬进社区》{TEXT}");
        let lines = [
            "每日舆情",
            "县委网信办　2024年3月7日",
            "今日共监测到12篇。",
            &first,
            &second,
            "处置建议",
            "建议住建局回应。",
        ];
        let (articles, around) = read_lines(&lines).expect("summaries");
        let seen: Vec<_> = articles
            .iter()
            .map(|a| {
                (a.title.as_str(), a.source.as_str(), a.date.map(|d| d.to_string()), a.page.as_str(), a.byline.as_str())
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("河畔新增三处公园", "兰河日报", Some("2024-03-05".into()), "3", "记者 方舟"),
                ("零工市场搬进社区", "云溪网", Some("2024-03-06".into()), "", "")
            ]
        );
        assert_eq!((articles[1].paragraphs.len(), around.len()), (1, 5));
    }

    #[test]
    fn an_article_that_names_papers_is_none() {
        let line = format!("《兰河日报》3月5日刊发《河畔新增三处公园》{TEXT}");
        assert!(read_lines(&["河畔的变化", &line]).is_none());
        let first = format!("1．《兰河日报》3月5日刊发《河畔新增三处公园》{TEXT}");
        let second = format!("2．《云溪日报》3月6日刊发《零工市场搬进社区》{TEXT}");
        assert!(read_lines(&["各媒体聚焦兰河治水", &first, &second]).is_none());
        let comment = ["每日舆情", "2024年3月7日", &first, "二、网民反映", "有网民说，公园的灯太暗。", &second];
        assert!(read_lines(&comment).is_none());
        let lead = "连日来，各家媒体纷纷报道我市治水的成效，记者从中摘取几篇，以飨读者，也与全市干部群众共勉。";
        assert!(read_lines(&["兰河治水舆情", "来源：兰河日报 2024-03-07", &first, &second]).is_none());
        assert!(read_lines(&["兰河治水舆情", lead, &first, &second]).is_none());
        assert!(read_lines(&["河畔的变化", "市里今年新建公园。", "市民走十分钟就能到。"]).is_none());
    }
}
