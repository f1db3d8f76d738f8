//! Signs that a document collects articles of several papers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::date::full_date;
use crate::corpus::measure::ends_sentence;
use crate::corpus::publication::credit::{CreditLine, closing};
use crate::corpus::publication::issue_line::{self, IssueLine};
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::word::Paragraph;
use crate::text::pattern;

/// Words in the title of a document that collects articles.
const TITLES: &[&str] = &[
    "摘报", "摘编", "摘要", "舆情", "要闻", "快报", "剪报", "早报", "晨报", "简报", "资讯", "速递", "专报", "监测",
    "汇编", "选编", "每日",
];

/// Longer paragraphs are no title and no headline.
const MAX_HEADLINE_LENGTH: usize = 60;

/// At most this many lines stand above the first headline: name, number and issuer of a bulletin, and its contents.
const MAX_ABOVE: usize = 12;

/// The name of a collection is no longer.
const MAX_TITLE_LENGTH: usize = 20;

/// The number before a heading: 一、 （二） 3.
pub(super) static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\s*|[①-⑳★☆◆■●▲]\s*)",
    )
});

/// Whether a document is a collection: its title says so, or what stands beside its headlines.
pub(super) fn is_collection(written: &[&Paragraph], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let texts: Vec<&str> = written.iter().map(|paragraph| paragraph.text.trim()).collect();
    let title = texts[0];
    let says_so = is_digest(title, &texts) || is_press_review(title) || is_bulletin(title, &texts);
    is_headline(title) && (says_so || are_credited(&texts, credits) || are_closed(written, credits))
}

/// Whether paper and day stand right below several numbered headlines, or below headlines of a collection that has its name for a
/// title.
fn are_credited(texts: &[&str], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let is_name = |text: &&str| {
        let title: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        title.chars().count() <= MAX_TITLE_LENGTH && TITLES.iter().chain(&["媒体报道"]).any(|word| title.contains(word))
    };
    let is_named = texts.iter().take(2).any(is_name) && !credits.contains_key(&1);
    let headlines = credits.keys().filter_map(|&at| texts.get(at.checked_sub(1)?).map(|text| (at, *text)));
    let is_headed = |&(at, text): &(usize, &str)| {
        is_headline(text)
            && (is_named || NUMBER.is_match(text))
            && texts.get(at + 1).is_some_and(|text| !is_headline(text))
    };
    let numbered = texts.iter().filter(|text| is_headline(text) && NUMBER.is_match(text)).count();
    headlines.filter(is_headed).count() >= 2 || is_named && numbered >= 2 && credits.len() >= numbered
}

/// Whether below the text of each article, or in brackets at its end, stands where it is from: articles begin at numbers, or at headings
/// below the title.
pub(super) fn are_closed(written: &[&Paragraph], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let text = |at: usize| written[at].text.trim();
    // Paper and day above the first headline are those of one article, whose parts end with what they quote.
    let is_headed = |at: usize| {
        let tells = |line: IssueLine| line.names_paper() && line.credit.tells_issue();
        credits.contains_key(&at) || issue_line::parse(text(at)).is_some_and(tells)
    };
    let are = |begins: &dyn Fn(usize) -> bool| {
        let begun: Vec<usize> = (0..written.len()).filter(|&at| is_headline(text(at)) && begins(at)).collect();
        let ends = begun.iter().skip(1).copied().chain([written.len()]);
        begun.len() >= 2
            && begun.first().is_some_and(|first| *first <= MAX_ABOVE && !(0..*first).any(|at| ends_sentence(text(at))))
            && !(0..begun[0]).any(is_headed)
            && ends.into_iter().all(|end| credits.contains_key(&(end - 1)) || closing(text(end - 1)).is_some())
    };
    // The heading of the contents is that of no article.
    let names_contents = |at: usize| {
        let name: String = text(at).chars().filter(|c| c.is_alphanumeric()).collect();
        ["目录", "要目", "导读"].iter().any(|end| name.ends_with(end))
    };
    let is_heading = |at: usize| written[at].emphasis == Some(Emphasis::Heading) && !names_contents(at);
    are(&|at| NUMBER.is_match(text(at))) || are(&|at| at > 0 && is_heading(at))
}

/// Whether the title is that of a digest, and it or the line below it tells the number or the day of the issue.
fn is_digest(title: &str, texts: &[&str]) -> bool {
    let numbered = |text: &&str| is_headline(text) && (full_date(text).is_some() || text.contains('期'));
    // Titles are often set with spaces between their letters: “舆 情 摘 报”.
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    TITLES.iter().any(|word| title.contains(word)) && texts.iter().take(2).any(numbered)
}

/// Whether the title is that of a month's or a day's clippings. Other titles tell months as well: “3月空气质量监测通报”.
fn is_press_review(title: &str) -> bool {
    let names = ["媒体报道", "报道汇编", "剪报", "摘编"].iter().any(|word| title.contains(word));
    names && (full_date(title).is_some() || year_and_month(title).is_some())
}

/// Whether the title is the short name of an office's bulletin, whose number stands below it: “云溪民政信息”, “第15期”.
fn is_bulletin(title: &str, texts: &[&str]) -> bool {
    static ISSUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"第\s*\d{1,4}\s*期"));
    let is_name = title.chars().count() <= 12 && ["信息", "动态"].iter().any(|end| title.ends_with(end));
    is_name && texts.iter().skip(1).take(2).any(|text| is_headline(text) && ISSUE.is_match(text))
}

/// The year of a month: “2024年11月媒体报道汇编”.
pub(super) fn year_and_month(text: &str) -> Option<i16> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月"));
    MONTH.captures(text)?[1].parse().ok()
}

pub(super) fn is_headline(text: &str) -> bool {
    text.chars().count() <= MAX_HEADLINE_LENGTH && !text.ends_with(['。', '；', '，']) && !text.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_about_information_or_a_month_are_no_collections() {
        let notice = ["关于做好政务信息公开工作的通知", "2024年3月5日", "一、明确任务"];
        assert!(!is_digest(notice[0], &notice) && !is_press_review(notice[0]) && !is_bulletin(notice[0], &notice));
        assert!(!is_press_review("2024年3月全市空气质量监测通报"));
        assert!(is_press_review("2024年3月媒体报道汇编"));
        let bulletin = ["云溪民政信息", "2024年第15期（总第233期）", "云溪县民政局办公室　2024年3月5日"];
        assert!(is_bulletin(bulletin[0], &bulletin));
        assert!(is_digest("云溪舆情", &["云溪舆情", "2024年3月5日"]));
    }

    #[test]
    fn brackets_at_the_end_of_its_last_paragraph_close_an_article() {
        let closed = |end: &str| {
            let last = format!("早市昨天搬家，摊位多了一倍。{end}");
            let lines = [
                "云溪每日要闻",
                "1．社区食堂开门",
                "三家社区食堂昨天开门。",
                "老人凭证优惠。（来源：兰河日报 2024年3月5日）",
                "2．早市搬进大棚",
                last.as_str(),
            ];
            let paragraph = |text: &str| Paragraph { text: text.to_owned(), ..Paragraph::default() };
            let paragraphs = lines.map(paragraph);
            is_collection(&paragraphs.iter().collect::<Vec<_>>(), &BTreeMap::new())
        };
        assert!(closed("（来源：云岭晚报 2024年3月6日）"));
        assert!(!closed("") && !closed("（方舟 何晓岚）"));
    }
}
