//! What cells tell beside what their columns are for: head lines, writers, addresses, the account of a post.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::corpus::measure::at_most;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::source_name::signed_writers;
use crate::corpus::read::markup::markdown::whole_link;
use crate::corpus::read::table::cells::values::source_behind_label;
use crate::corpus::read::table::raw_article::RawArticle;
use crate::text::pattern;

/// The labels of authors within values.
const AUTHOR_LABELS: [&str; 4] = ["作者：", "作者:", "记者：", "记者:"];
/// A cell that may be a head line has at most this many characters.
const MAX_HEAD_LINE: usize = 120;

/// Whether a cell holds a sum below a table: “合计”, “61篇”, “共3条”.
pub(in crate::corpus::read::table) fn is_sum(text: &str) -> bool {
    ["合计", "总计", "小计", "共计"].contains(&text.trim())
        || text.chars().all(|c| c.is_ascii_digit() || ".篇条件则共计 ".contains(c))
}

/// Whether a row that fills one cell only remarks on the table above it: “注：以上数据截至4月。”, “制表人：方舟”.
pub(in crate::corpus::read::table) fn is_remark(text: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:注|备注|附注|说明|备注说明|(?:数据|资料|信息)来源|(?:制表|填表|填报|统计|整理|审核|联系)(?:人|单位|时间|日期)?)\d?\s*[:：]",
        )
    });
    at_most(text, MAX_HEAD_LINE) && LABEL.is_match(text.trim())
}

/// Whether a text is made of nothing but the signs of which days are: “3月5日（星期二）”, “2024-03-05”.
pub(in crate::corpus::read::table) fn is_made_as_day(text: &str) -> bool {
    const SIGNS: &str = "年月日号星期周礼拜天一二三四五六七八九十〇零廿-/.:（）()【】[] \u{3000}";
    text.chars().all(|c| c.is_ascii_digit() || SIGNS.contains(c))
}

/// Moves the writers to their own field where a row has them in place of the source: “文∕记者方舟”.
pub(in crate::corpus::read::table) fn part_writers(article: &mut RawArticle) {
    let Some(writers) = signed_writers(&article.source).map(str::to_owned) else { return };
    article.source.clear();
    if article.byline.is_empty() {
        article.byline = writers;
    }
}

/// Parts headline and paper from the addresses that they lead to in Markdown, as notes and databases of office suites export them:
/// “[河畔新增公园](https://a.example/1)”. That of the headline is the article's.
pub(in crate::corpus::read::table) fn part_links(article: &mut RawArticle) {
    if let Some((title, address)) = whole_link(&article.title) {
        if article.url.is_empty() {
            article.url = address.to_owned();
        }
        article.title = title.to_owned();
    }
    if let Some((source, _)) = whole_link(&article.source) {
        article.source = source.to_owned();
    }
}

/// Parts a source with its label from the author, whose column a crawler gave both: “来源：兰河日报　作者：方舟”.
pub(in crate::corpus::read::table) fn part_byline(article: &mut RawArticle) {
    let source = source_behind_label(&article.byline);
    if source.len() == article.byline.trim().len() {
        return;
    }
    let (source, author) = AUTHOR_LABELS
        .iter()
        .find_map(|label| source.split_once(label))
        .map_or((source, ""), |(source, author)| (source.trim(), author.trim()));
    let author = author.to_owned();
    if article.source.is_empty() && at_most(source, MAX_HEAD_LINE) {
        article.source = source.to_owned();
    }
    article.byline = author;
}

/// Fills day and source from a column of no role whose value is a head line with labels, or that holds the account of a post.
pub(in crate::corpus::read::table) fn fill_from_extra(article: &mut RawArticle, extra: &Map<String, Value>) {
    if article.source.is_empty() {
        let account = |(name, value): (&String, &Value)| {
            let is_user = name == "user" || name.ends_with(".user");
            let named = ["screen_name", "nickname", "name"].iter().find_map(|field| value.get(field)?.as_str());
            named.filter(|_| is_user).map(str::to_owned)
        };
        article.source = extra.iter().find_map(account).unwrap_or_default();
    }
    if !article.source.is_empty() && !article.date.is_empty() {
        return;
    }
    let head = |value: &Value| {
        let text = value.as_str().filter(|text| at_most(text, MAX_HEAD_LINE))?;
        head_line::parse(text.trim()).filter(|head| head.strength() >= Strength::SourceOnly)
    };
    for head in extra.values().filter_map(head) {
        if article.source.is_empty() && head.source_label {
            article.source = head.source;
        }
        if let Some(day) = head.date.filter(|_| article.date.is_empty()) {
            article.date = day.to_string();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_headlines() {
        for (text, is_of_sum) in [("合计", true), ("61篇", true), ("共3条", true), ("共3件实事", false)] {
            assert_eq!(is_sum(text), is_of_sum, "{text}");
        }
    }

    #[test]
    fn days_alone_are_told_from_headlines() {
        for (text, is_day) in [("3月5日（星期二）", true), ("2024-03-05", true), ("3月5日 大桥通车", false)]
        {
            assert_eq!(is_made_as_day(text), is_day, "{text}");
        }
    }

    #[test]
    fn links_are_parted_from_what_they_lead_from() {
        for (cell, title, url) in [
            ("[河畔新增公园](https://a.example/1)", "河畔新增公园", "https://a.example/1"),
            ("**[[图]老街换灯](<a/2_(1).html> \"原文\")**", "[图]老街换灯", "a/2_(1).html"),
            ("[河畔新增公园](图)", "[河畔新增公园](图)", ""),
            ("[图]河畔新增公园", "[图]河畔新增公园", ""),
        ] {
            let mut article = RawArticle { title: cell.into(), source: cell.into(), ..RawArticle::default() };
            part_links(&mut article);
            assert_eq!((article.title.as_str(), article.source.as_str(), article.url.as_str()), (title, title, url));
        }
    }

    #[test]
    fn a_source_in_the_column_of_authors() {
        for (cell, source, byline) in [
            ("来源：兰河日报", "兰河日报", ""),
            ("来源:兰河日报 作者：方舟", "兰河日报", "方舟"),
            ("方舟", "", "方舟"),
            ("", "", ""),
        ] {
            let mut article = RawArticle { byline: cell.into(), ..RawArticle::default() };
            part_byline(&mut article);
            assert_eq!((article.source.as_str(), article.byline.as_str()), (source, byline), "{cell}");
        }
        let mut article =
            RawArticle {
                source: "柳河晚报".into(), byline: "来源：兰河日报".into(), ..RawArticle::default()
            };
        part_byline(&mut article);
        assert_eq!((article.source.as_str(), article.byline.as_str()), ("柳河晚报", ""));
    }

    #[test]
    fn writers_in_the_column_of_sources() {
        for (cell, own, source, byline) in [
            ("文∕记者方舟", "", "", "记者方舟"),
            ("文／方舟", "何晓岚", "", "何晓岚"),
            ("兰河日报", "何晓岚", "兰河日报", "何晓岚"),
        ] {
            let mut article = RawArticle { source: cell.into(), byline: own.into(), ..RawArticle::default() };
            part_writers(&mut article);
            assert_eq!((article.source.as_str(), article.byline.as_str()), (source, byline), "{cell}");
        }
    }
}
