//! The lines of an item of a transcript that are no text: what a crawler wrote beside it, and where and by whom it was printed.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::corpus::page::{Furniture, Item};
use crate::corpus::publication::credit::Place;
use crate::corpus::publication::head_line::{HeadLine, parse};
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::collection::credited::behind_headline;
use crate::corpus::read::labelled;
use crate::corpus::read::markup::markdown::{LEVELS, heading, plain};
use crate::text::pattern;

/// Whether a heading stands above the list of what follows: “新闻大纲”, “目录”.
pub(super) fn names_contents(title: &str) -> bool {
    let title: String = title.chars().filter(|c| c.is_alphanumeric()).collect();
    let names = ["新闻大纲", "大纲", "目录", "目錄", "本期目录", "内容提要", "主要内容", "节目单", "今日导读"];
    names.contains(&title.as_str())
}

/// Whether a line tells where a text was taken from, and when, rather than something of it: “> 原文：http://…”, “- 抓取时间：…”.
pub(super) fn is_of_crawler(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^<?https?://\S+>?$|^©\s*\S{2,20}$|^(?:原始網址|原文連結|原文鏈接|電子郵件|原文|原文链接|原文地址|链接|网址|来源链接|目录页|数据源|查看原文|阅读原文)(?:\s*[:：]?\s*<?https?://\S*)?$|^(?:数据源|来源)\s*[:：]\s*https?://\S*$|^\(?(?:抓取|采集|爬取|入库|更新)时间戳?\s*[:：]\s*[\dT:：/.+\-Z ]+\)?$",
            r"|^(?:原文|来源|新闻|文章)?(?:链接|网址|地址)\s*[:：]\s*(?:[查阅]看|点击(?:查看|阅读|打开)?|阅读|打开|访问)?(?:原文|链接|此处|这里)$",
            r"|^(?:作者|来源|出处|日期|版次|版面|栏目)\s*[:：]$",
            r"|^[↑⬆▲△]?\s*(?:返回|回到)\s*(?:目录|顶部|页首|首页)\s*[↑⬆▲△]?$",
        ))
    });
    FORM.is_match(line)
}

/// Takes the source off the end of an item: “来源：兰河日报 阅读原文”.
pub(super) fn take_source(item: &mut Item) {
    static SOURCE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:来源|出处|稿源)\s*[:：]\s*(\p{Han}{2,12})\s*(?:[阅查]\p{Han}原文|原文链接)?$"));
    let last = item.paragraphs.last().filter(|_| item.paragraphs.len() > 1);
    if let Some(source) = last.and_then(|last| SOURCE.captures(last).map(|found| found[1].to_owned())) {
        item.paragraphs.pop();
        item.published = Some((Place::AtEnd, Credit { source, ..Credit::default() }));
    }
}

/// The pieces of a line in which a crawler wrote several fields with bars between them, else the line itself:
/// “*作者：何晓岚* | [原文链接](…)”. Head lines are read whole.
pub(in crate::corpus::read) fn pieces(line: &str) -> Vec<&str> {
    let pieces: Vec<&str> = line.split(['|', '｜']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let is_field = |piece: &&str| is_of_crawler(&plain(piece)) || labelled::field(&plain(piece)).is_some();
    let are_fields =
        pieces.len() > 1 && pieces.iter().all(is_field) && !parse(&plain(line)).as_ref().is_some_and(tells_issue);
    if are_fields { pieces } else { vec![line] }
}

/// Takes the lines above the text of an item, which tell paper, day and writer, out of it.
pub(super) fn take_head(item: &mut Item) -> HeadLine {
    let (writer, _) = labelled::take_fields(&mut item.paragraphs);
    let (mut head, count) = head_lines(item).unwrap_or_default();
    item.paragraphs.drain(..count);
    let (writer_below, _) = labelled::take_fields(&mut item.paragraphs);
    if head.byline.is_empty() {
        head.byline = if writer.is_empty() { writer_below } else { writer };
    }
    head
}

/// The name of a paper has at least this many letters.
const MIN_PAPER: usize = 4;

/// The day of the issue that one of the first lines of a collection names with its paper: “《兰河日报》2024-03-05 全文”.
pub(super) fn day_of_paper(above: &[Furniture]) -> Option<Date> {
    const DIGESTS: [&str; 7] = ["剪报", "简报", "摘报", "专报", "文摘", "摘编", "要闻"];
    const WORDS: [&str; 5] = ["全文", "文字版", "文字稿", "电子版", "全部文章"];
    above.iter().take(2).find_map(|line| {
        let line = line.text.trim();
        let line = WORDS.iter().find_map(|word| line.strip_suffix(word)).unwrap_or(line);
        // The word for a digest is no paper: “2024年3月5日剪报”.
        let is_paper = |name: &str| letter_count(name) >= MIN_PAPER && !DIGESTS.iter().any(|word| name.ends_with(word));
        issue_line::parse(line.trim()).filter(|line| is_paper(&line.credit.source) && !line.label)?.credit.date
    })
}

/// Takes the papers in brackets off the headlines of items, where most of them bear one: “老街换灯（兰河日报）”.
pub(super) fn take_papers_of_headlines(items: &mut [Item], heads: &mut [HeadLine]) {
    let told = |item: &Item| behind_headline(&item.title).map(|(title, credit)| (title.to_owned(), credit));
    let found: Vec<Option<(String, Credit)>> = items.iter().map(told).collect();
    let count = found.iter().flatten().count();
    if count < 2 || 3 * count < 2 * items.len() {
        return;
    }
    for ((item, head), found) in items.iter_mut().zip(heads).zip(found) {
        let Some((title, credit)) = found else { continue };
        item.title = title;
        head.date = head.date.or(credit.date);
        for (own, told) in [(&mut head.source, credit.source), (&mut head.page, credit.page)] {
            if own.is_empty() {
                *own = told;
            }
        }
    }
}

/// Whether a head line tells the day or, behind a label or beside the writer, the paper.
fn tells_issue(head: &HeadLine) -> bool {
    head.source_label || head.date.is_some() || head.names_writer_and_paper()
}

/// What a line tells that names paper and day and nothing else, with commas between them or in italics: “兰河日报，2024年3月5日”.
fn paper_and_day(line: &str) -> Option<HeadLine> {
    let found = issue_line::parse(line.trim_matches(['*', '_', ' ']))?;
    (found.names_paper() && found.credit.date.is_some()).then(|| found.into())
}

/// What the head lines tell that stand first in the text of an item, and their number.
fn head_lines(item: &Item) -> Option<(HeadLine, usize)> {
    let read = |line: &String| parse(line).filter(tells_issue).or_else(|| paper_and_day(line));
    let mut heads = item.paragraphs.iter().map_while(read);
    let mut head = heads.next()?;
    let mut count = 1;
    for further in heads {
        head.merge(further);
        count += 1;
    }
    Some((head, count))
}

/// The lines with something on them. Where only the title is a heading, or all others are the short names of sections, lines in bold
/// are headings of the deepest level.
pub(super) fn lines_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let bold = |line: &str| {
        let inner = line.strip_prefix("**")?.strip_suffix("**")?;
        (!inner.contains("**") && inner.chars().count() >= MIN_HEADLINE)
            .then(|| format!("{} {inner}", "#".repeat(LEVELS)))
    };
    let headings = || lines.iter().filter_map(|line| heading(line));
    let are_sections = || {
        let is_section = |title: &str| letter_count(title) < MIN_HEADLINE || labelled::page_mark(title).is_some();
        headings().skip(1).all(|(_, title)| is_section(title))
            && lines.iter().filter_map(|line| bold(line)).count() >= headings().count()
    };
    let has_bold_items = headings().count() == 1 || headings().count() > 1 && are_sections();
    let item = |line: &&str| if has_bold_items { bold(line) } else { None };
    lines.iter().map(|line| item(line).unwrap_or_else(|| (*line).to_owned())).collect()
}

/// A line in bold with fewer characters is no headline.
pub(super) const MIN_HEADLINE: usize = 5;

/// A sentence of at least this many letters below a heading is the text of an item.
pub(super) const MIN_TEXT: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_may_name_paper_and_day() {
        let day = |line: &str| day_of_paper(&[Furniture::of(line)]).map(|day| day.to_string());
        assert_eq!(day("《兰河日报》2024-03-05 全文").as_deref(), Some("2024-03-05"));
        assert_eq!(day("来源：兰河日报 2024-03-05"), None);
        for line in ["剪报笔记", "2024年3月5日剪报", "兰河剪报 2024-03-05"] {
            assert_eq!(day(line), None, "{line}");
        }
    }

    #[test]
    fn commas_may_stand_between_paper_and_day() {
        let head = |line: &str| {
            head_lines(&Item {
                paragraphs: vec![line.to_owned(), "昨晚，老街换上了新灯。".to_owned()],
                ..Item::default()
            })
        };
        for line in ["*兰河日报，2024年3月5日*", "兰河日报，2024年3月5日，第3版"] {
            let (found, count) = head(line).unwrap_or_else(|| panic!("{line}"));
            let day = found.date.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((found.source.as_str(), day.as_str(), count), ("兰河日报", "2024-03-05", 1));
        }
        assert!(head("2024年3月5日，老街换灯").is_none());
    }

    #[test]
    fn papers_stand_in_brackets_behind_headlines() {
        let items = |titles: [&str; 3]| titles.map(|title| Item { title: title.to_owned(), ..Item::default() });
        let mut own = items(["老街换上新灯（兰河日报）", "渡口通了公交（兰河晚报 2024-03-05）", "早市搬进大棚"]);
        let mut heads = [HeadLine::default(), HeadLine::default(), HeadLine::default()];
        take_papers_of_headlines(&mut own, &mut heads);
        let told =
            |at: usize| (own[at].title.as_str(), heads[at].source.as_str(), heads[at].date.map(|d| d.to_string()));
        assert_eq!(told(0), ("老街换上新灯", "兰河日报", None));
        assert_eq!(told(1), ("渡口通了公交", "兰河晚报", Some("2024-03-05".to_owned())));
        assert_eq!(told(2), ("早市搬进大棚", "", None));
        let mut others = items(["老街换上新灯（兰河日报）", "渡口通了公交", "早市搬进大棚（图）"]);
        let mut heads = [HeadLine::default(), HeadLine::default(), HeadLine::default()];
        take_papers_of_headlines(&mut others, &mut heads);
        assert_eq!(others[0].title, "老街换上新灯（兰河日报）");
    }

    #[test]
    fn lines_with_several_fields_are_parted() {
        assert_eq!(pieces("*作者：何晓岚* | [原文链接](http://a.example/1)").len(), 2);
        for line in ["来源：兰河日报 | 日期：2024-03-05", "食堂 | 早市", "昨天，社区食堂开门。"]
        {
            assert_eq!(pieces(line), [line]);
        }
    }

    #[test]
    fn links_of_crawlers_are_known() {
        for line in ["原文链接", "链接：原文", "来源链接：https://a.example/1", "↑ 返回目录", "回到顶部", "作者："]
        {
            assert!(is_of_crawler(line), "{line}");
        }
        for line in ["链接：两岸的桥", "返回目录页查看", "原文如此"] {
            assert!(!is_of_crawler(line), "{line}");
        }
    }
}
