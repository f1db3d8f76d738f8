//! Where an article ends, and the links, the copyright and the like of its page begin.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::publication::head_line;
use crate::corpus::read::one_article::marks::event_fields::{is_event_field, names_organiser};
use crate::corpus::read::one_article::marks::page_marks::is_notice;
use crate::corpus::read::one_article::marks::tail_forms::{END_OF_ARTICLE, heads_box, leads_away, leads_to_neighbours};
use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// A row of at least this many letters that ends a sentence is text and no link.
const MIN_PARAGRAPH: usize = 30;
/// A sentence of at least this many letters is text, however it begins.
const MIN_SENTENCE: usize = 12;
/// The prose of a box begins among this many rows below its heading; above it stand headlines of the box's own.
const MAX_BOX_HEAD: usize = 6;
/// What shows that an organiser is that of the site stands among this many rows from it on.
const MAX_FOOT_OF_SITE: usize = 5;
/// At least this many sentences below the foot of a site are the rest of the text; a few may be notices of the site.
const MIN_PROSE_BELOW_FOOT: usize = 5;

/// The row from which on the file holds links, copyright and the like; they fill at most the last two fifths, and in short lines.
pub(super) fn end_of_article(rows: &[Row]) -> usize {
    let sentence = rows.iter().position(|row| row.text.ends_with(['。', '”', '！', '？']));
    // Papers print boxes under the headings of such lists, which belong to the article above them.
    let heads_prose =
        |at: usize, row: &Row| heads_box(&row.text) && holds_prose(rows.get(at + 1..).unwrap_or_default());
    let led_away = sentence.and_then(|sentence| {
        let mut below = rows.iter().enumerate().skip(sentence + 1);
        below.find(|&(at, row)| leads_away(&row.text) && !heads_prose(at, row)).map(|(at, _)| at)
    });
    if let Some(index) = led_away {
        return index;
    }
    let from = rows.len() * 3 / 5;
    // A sentence may begin as such a line does: “版权所有者可以向平台投诉。”
    let is_text = |text: &str| {
        ends_sentence(text) && letter_count(text) >= MIN_SENTENCE && !text.ends_with(['：', ':']) && !is_notice(text)
    };
    let is_end = |row: &Row| at_most(&row.text, 200) && END_OF_ARTICLE.is_match(&row.text) && !is_text(&row.text);
    let is_of_event = |at: usize, row: &Row| names_organiser(&row.text) && !is_foot_of_site(rows, at);
    let is_kept = |at: usize, row: &Row| {
        heads_prose(at, row) || is_of_event(at, row) || goes_on(rows, at) || is_foot_above_text(rows, at)
    };
    let mut last_rows = rows.iter().enumerate().skip(from.max(1));
    let first = last_rows.find(|&(at, row)| is_end(row) && !is_kept(at, row));
    let first = first.map(|(at, _)| at);
    let end = first.filter(|&index| rows.iter().skip(index).all(|row| at_most(&row.text, 160))).unwrap_or(rows.len());
    // Below such a line stands no text: where any does, it is that of another article of the file.
    let is_text = |row: &Row| ends_sentence(&row.text) && letter_count(&row.text) >= MIN_PARAGRAPH;
    let neighbours = sentence.and_then(|sentence| {
        let first = rows.iter().skip(sentence + 1).position(|row| leads_to_neighbours(&row.text))?;
        Some(sentence + 1 + first).filter(|&index| !rows.iter().skip(index).any(is_text))
    });
    neighbours.map_or(end, |index| index.min(end))
}

/// Whether a row goes on with a sentence that the row above leaves unfinished, where lines were broken to fit a measure: “……提供资金、” above
/// “技术支持。”
fn goes_on(rows: &[Row], at: usize) -> bool {
    let Some((above, row)) = at.checked_sub(1).and_then(|above| rows.get(above)).zip(rows.get(at)) else {
        return false;
    };
    // The line above fills the measure, which it would not do at the end of a paragraph or of a credit.
    let widest = rows.iter().map(|row| row.width).max().unwrap_or_default();
    let is_full = letter_count(&above.text) >= MIN_PARAGRAPH && above.width * 10 >= widest * 9;
    let is_unfinished = !ends_sentence(&above.text) && !above.text.ends_with(['）', ')', '】', ']']);
    is_full && is_unfinished && above.text.contains(['，', '。', '、']) && !row.gap && row.indent < 2
}

/// Whether rows below a heading are prose and no list of other articles, whose days would stand below their headlines.
fn holds_prose(rows: &[Row]) -> bool {
    let prose = rows.iter().take(MAX_BOX_HEAD).position(is_prose);
    let tells_day = |row: &Row| head_line::parse(&row.text).is_some_and(|head| head.date.is_some());
    prose.is_some_and(|prose| !rows.iter().take(prose).any(tells_day))
}

/// Whether the row that names an organiser, and those below it, are the foot of a site rather than the end of the news of an event: the
/// registration or the rights of the site stand there, or nothing but its organisers. Above them stands no field of an event.
fn is_foot_of_site(rows: &[Row], at: usize) -> bool {
    static OF_SITE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)ICP\s*备|公网安备|网站标识码|版权所有|copyright|©|联系我们|关于我们|网站地图|技术支持\s*[:：]|许可证编?号",
        )
    });
    let foot = rows.get(at..).unwrap_or_default();
    let above = rows.iter().take(at).rev().find(|row| !names_organiser(&row.text));
    let is_of_event = above.is_some_and(|row| is_event_field(&row.text));
    let is_registered = || foot.iter().take(MAX_FOOT_OF_SITE).any(|row| OF_SITE.is_match(&row.text));
    !is_of_event && (is_registered() || foot.iter().all(|row| names_organiser(&row.text)))
}

/// Whether a row is a line from the foot of a site that comes before the rest of a text, as the foot of the last sheet does in the order of
/// some printed pages.
fn is_foot_above_text(rows: &[Row], at: usize) -> bool {
    static OF_FOOT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:主办(?:单位)?|承办(?:单位)?|技术支持)\s*[:：]|^(?:联系我们|关于我们|网站地图|版权所有)|ICP\s*备|公网安备|网站标识码",
        )
    });
    let (row, below) = (&rows[at], &rows[at + 1..]);
    OF_FOOT.is_match(&row.text) && below.iter().filter(|row| is_prose(row)).nth(MIN_PROSE_BELOW_FOOT - 1).is_some()
}

/// Whether a row is a sentence that ends, or a line of a paragraph that holds the end of one. Headlines end in other marks, and in dots
/// where they were cut off.
fn is_prose(row: &Row) -> bool {
    let end = row.text.trim_end_matches(['”', '’', '）', ')', '」', '』']);
    let closes = end.ends_with(['。', '；']) && letter_count(end) >= MIN_SENTENCE;
    let holds_end = || row.text.contains('。') && !end.ends_with('…') && letter_count(end) >= MIN_PARAGRAPH;
    (closes || holds_end()) && !is_notice(&row.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    const TEXT: &str = "老街修好了，客人多了三成。\n街上开了十二家新店。";

    /// How many rows of the text stand above the end.
    fn end_of(text: &str) -> usize {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        end_of_article(&prepare(&lines, SourceKind::Text).rows)
    }

    #[test]
    fn boxes_with_prose_belong_to_the_article() {
        for heading in ["【相关链接】", "■延伸阅读", "延伸阅读", "相关链接：修街十条", "相关新闻"]
        {
            let prose = "风雨桥小知识\n风雨桥是侗族的桥，桥上有廊，廊上有亭，行人可以避雨。\n资料来源：云岭县文化馆";
            assert_eq!(end_of(&format!("{TEXT}\n{heading}\n{prose}")), 6, "{heading}");
            let list = "风雨桥通车\n集市为什么开到十点？\n云岭县公园开放";
            assert_eq!(end_of(&format!("{TEXT}\n{heading}\n{list}")), 2, "{heading}");
        }
        // Below the prose of a box the list of other articles may follow.
        let both = "【相关链接】\n木门窗都按旧样补齐，一户一策。\n推荐阅读\n风雨桥通车";
        assert_eq!(end_of(&format!("{TEXT}\n{both}")), 4);
    }

    #[test]
    fn the_rest_of_a_sentence_ends_no_article() {
        let above = "为把老街修好，云岭县的各个部门派人驻街半年，同六十家店铺逐一商量，向修缮的店家提供资金、人手、";
        for rest in ["技术支持。", "技术支持，还请来老师傅", "关于我们的老街"] {
            assert_eq!(end_of(&format!("{TEXT}\n{TEXT}\n{above}\n{rest}")), 6, "{rest}");
        }
        assert_eq!(end_of(&format!("{TEXT}\n{TEXT}\n老街修好了，客人多了三成。\n技术支持：云岭县信息中心")), 5);
    }

    #[test]
    fn organisers_of_an_event_end_no_article() {
        let sites = [
            "主办单位：云岭县人民政府\n承办单位：云岭县信息中心\n云ICP备05000000号",
            "主办：云岭县文化馆\n联系我们",
            "主办单位：云岭县人民政府 承办单位：云岭县信息中心",
        ];
        for site in sites {
            assert_eq!(end_of(&format!("{TEXT}\n{TEXT}\n{site}")), 4, "{site}");
        }
        for event in [
            "风雨桥音乐会\n地点：云岭县文化馆\n主办单位：云岭县文化馆\n承办单位：云岭县剧院",
            "承办单位：云岭县文化馆\n支持单位：云岭县图书馆",
            "主办单位：云岭县文化馆\n街上开了十二家新店，客人比去年多了三成。",
        ] {
            let rows = 4 + event.lines().count();
            assert_eq!(end_of(&format!("{TEXT}\n{TEXT}\n{event}")), rows, "{event}");
        }
    }

    #[test]
    fn lists_of_other_articles_end_it_although_they_hold_sentences() {
        for list in [
            "相关新闻\n风雨桥通车\n发布日期：2024-03-05\n风雨桥昨天通车，两岸的村民从此不必再绕行三十里山路。",
            "推荐阅读\n风雨桥昨天通车，两岸的村民从此不必再绕行三十里山路。",
            "相关阅读\n声明：以上内容由用户上传并发布，本平台仅提供信息存储服务。",
        ] {
            assert_eq!(end_of(&format!("{TEXT}\n{list}")), 2, "{list}");
        }
    }

    #[test]
    fn the_foot_of_a_site_may_come_before_the_rest_of_the_text() {
        let rest = "第九条　修街的钱由县里和店家各出一半，账目每月公布。\n".repeat(5);
        let text = format!("{TEXT}\n").repeat(8);
        for foot in ["主办单位：云岭县文化馆 版权所有\n地址：云岭县老街一号", "云ICP备05000000号"]
        {
            let page = format!("{text}{foot}\n{rest}");
            assert_eq!(end_of(page.trim()), page.lines().count(), "{foot}");
            let short = format!("{text}{foot}\n本站欢迎来信来电，反映老街的问题和建议。");
            assert_eq!(end_of(&short), 16, "{foot}");
        }
    }
}
