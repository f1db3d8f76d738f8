//! Articles that an office collects in full, each below a line that tells paper, day and headline: “一、2024年3月5日，《兰河日报》第3版刊发题为
//! 《河畔新增三处公园》的报道，全文如下：”. No article introduces three others in this way.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::date::{full_date, in_latest_year};
use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::press_summary::{counts_articles, tells_paper};
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::one_article::names_reporters;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// The fewest letters of a text.
const MIN_TEXT: usize = 60;
/// The longest line that introduces an article, in characters.
const MAX_INTRODUCTION: usize = 200;
/// Title, sender and day of the collection stand on this many lines at most.
const MAX_ABOVE: usize = 8;

/// The articles of a text below such lines, and what stands above the first; none where the text is no such collection.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let begins: Vec<usize> = (0..lines.len()).filter(|&at| introduction(lines[at]).is_some()).collect();
    let above = &lines[..*begins.first()?];
    // An article that quotes others has a head line of its own, or begins above the first of them.
    let is_of_article =
        |line: &&str| tells_paper(line) || names_reporters(line) || ends_sentence(line) && !counts_articles(line);
    // Who quotes papers in an article of his own does not give them in full.
    if !begins.iter().any(|&at| lines[at].contains("如下")) {
        return None;
    }
    if begins.len() < MIN_ARTICLES || above.len() > MAX_ABOVE || above.iter().any(is_of_article) {
        return None;
    }
    let collected = above.iter().find_map(|line| full_date(line));
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let unit = |(&begin, end): (&usize, usize)| article(&lines[begin..end], collected);
    let articles: Vec<ArticleParts> = begins.iter().zip(ends).map(unit).collect::<Option<_>>()?;
    Some((articles, above.iter().map(|line| Furniture::of(*line)).collect()))
}

/// What a line tells of the article below it.
fn introduction(line: &str) -> Option<Captures<'_>> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        const DAY: &str = r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日";
        pattern(&format!(
            concat!(
                r"^(?:[（(\[【]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[)）\]】、.．]+\s*)?(?:(?P<before>{0})\s*[，,]?\s*)?",
                r"(?:《(?P<paper>[^《》]{{2,16}})》\s*(?:[（(]?(?P<behind>{0})[）)]?)?[^《》“”。]{{0,24}}?",
                r"|(?P<outlet>\p{{Han}}{{2,12}}?)\s*(?:[（(]?(?P<beside>{0})[）)]?)?\s*(?:第?\s*[A-Z]?\d{{1,3}}\s*版|头版(?:头条)?)?\s*)",
                r"(?:刊发|刊登|发表|刊载|登载|推出|发布|播发|播出|报道|以)[^《》“”。]{{0,12}}",
                r"(?:《(?P<title>[^《》]{{4,80}})》|“(?P<quoted>[^“”]{{4,80}})”)[^《》。]{{0,40}}?(?:如下[：:。]?|[：:])$"
            ),
            DAY
        ))
    });
    // A quick check spares nearly all lines the regular expression.
    if !line.ends_with(['：', ':', '。', '下']) || !line.contains('月') || !at_most(line, MAX_INTRODUCTION) {
        return None;
    }
    FORM.captures(line).filter(|found| found.name("outlet").is_none_or(|outlet| is_outlet(outlet.as_str())))
}

/// The article of these lines, the first of which introduces it; a missing year is the latest that does not lie after the day of the collection.
fn article(lines: &[&str], collected: Option<Date>) -> Option<ArticleParts> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日$"));
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Z]?\d{1,3}\s*版"));
    let (line, text) = lines.split_first()?;
    let found = introduction(line)?;
    let named = |names: &[&str]| names.iter().find_map(|name| found.name(name)).map_or("", |part| part.as_str());
    let letters: usize = text.iter().map(|line| letter_count(line)).sum();
    if letters < MIN_TEXT || !text.iter().any(|line| ends_sentence(line)) {
        return None;
    }
    let day = DAY.captures(named(&["before", "behind", "beside"]))?;
    let number = |name: &str| day.name(name).and_then(|part| part.as_str().parse::<i8>().ok());
    let (month, of_month) = (number("month")?, number("day")?);
    let date = match day.name("year").and_then(|year| year.as_str().parse::<i16>().ok()) {
        Some(year) => Date::new(year, month, of_month).ok(),
        None => collected.and_then(|collected| in_latest_year(month, of_month, collected)),
    };
    let title = named(&["title", "quoted"]);
    let page = line.split(title).next().and_then(|before| PAGE.find(before)).map_or("", |page| page.as_str());
    Some(ArticleParts {
        title: title.to_owned(),
        date: date.map(Into::into),
        source: named(&["paper", "outlet"]).to_owned(),
        page: page_number(page),
        paragraphs: text.iter().map(|line| (*line).to_owned()).collect(),
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "　　昨天，河畔新区的三处公园一起开门，沿河的步道也全部接通，街坊从家里走十分钟就能到，老人在新装的长椅上说话，孩子们在草地上放风筝，周边的店家也说生意比从前好了。";

    fn seen(lines: &[&str]) -> Vec<(String, String, String, String)> {
        let day = |own: &ArticleParts| own.date.map(|day| day.to_string()).unwrap_or_default();
        let found = read(&TextLines::of(&lines.join("\n")));
        let articles = found.map(|(articles, _)| articles).unwrap_or_default();
        articles.into_iter().map(|own| (own.title.clone(), own.source.clone(), day(&own), own.page)).collect()
    }

    const INTRODUCTIONS: [&str; 3] = [
        "一、2024年3月5日，《兰河日报》第3版刊发题为《河畔新增三处公园》的报道，全文如下：",
        "二、《云溪晚报》3月6日第A2版以“零工市场搬进社区”为题报道：",
        "三、云岭网3月7日刊发《渡口通了公交车》，全文如下。",
    ];

    #[test]
    fn each_line_that_introduces_an_article_stands_above_one() {
        let [first, second, third] = INTRODUCTIONS;
        let above = ["近期媒体对兰河的报道情况", "县委网信办　2024年3月8日"];
        let row = |title: &str, source: &str, day: &str, page: &str| {
            (title.to_owned(), source.to_owned(), day.to_owned(), page.to_owned())
        };
        assert_eq!(
            seen(&[above[0], above[1], first, TEXT, second, TEXT, TEXT, third, TEXT]),
            [
                row("河畔新增三处公园", "兰河日报", "2024-03-05", "3"),
                row("零工市场搬进社区", "云溪晚报", "2024-03-06", "A2"),
                row("渡口通了公交车", "云岭网", "2024-03-07", "")
            ]
        );
    }

    #[test]
    fn articles_that_quote_papers_are_no_collection() {
        let [first, second, third] = INTRODUCTIONS;
        assert!(seen(&["媒体看兰河", first, TEXT, second, TEXT]).is_empty(), "only two");
        assert!(seen(&["媒体看兰河", TEXT, first, TEXT, second, TEXT, third, TEXT]).is_empty(), "its own beginning");
        assert!(seen(&["媒体看兰河", first, second, third, TEXT]).is_empty(), "a list of reports");
        let told = ["《兰河日报》3月5日刊发《河畔新增三处公园》，讲了市里的变化。"; 3];
        assert!(seen(&["媒体看兰河", told[0], TEXT, told[1], TEXT, told[2], TEXT]).is_empty(), "sentences of a text");
    }
}
