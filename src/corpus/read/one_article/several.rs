//! Signs that a file holds several articles.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::page::{Furniture, continued_from, is_caption};
use crate::corpus::publication::credit;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::read::one_article::head::headline::is_candidate;
use crate::corpus::read::one_article::head::place_of_head::head_of;
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::{Emphasis, Line, SourceKind};
use crate::text::pattern;

/// A text with this many reports below headlines of their own holds several articles.
pub(crate) const MIN_HEADED_DATELINES: usize = 3;

/// A dateline stands within this many characters from the beginning of a row.
const MAX_DATELINE_LENGTH: usize = 40;

/// The most letters of a line that may be the headline of a further article.
const MAX_HEADLINE_LENGTH: usize = 45;

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:本报讯|\p{Han}{2,6}报讯|(?:据)?(?:新华社|本报|中新社|中新网)[^，。；]{1,14}\d{1,2}\s*(?:月\s*\d{1,2}\s*)?日\s*(?:电|讯|专电)|(?:\p{Han}{2,8})讯\s*[（(](?:[^）)]{0,10})(?:记者|通讯员))",
    )
});
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[=＝─━*＊#_~-]{8,}$"));
static INDEX_ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:第?\s*[A-D]?\d{1,3}\s*版|P\s*\d{1,3})[）)]?$|^(?:0[1-9]|[A-D]\d{1,2}|P\d{1,2})\s*\p{Han}")
});
static INDEX: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:[今本]?[日期报版]?(?:头条|要闻)?(?:导读|导航|看点|要目)|目录)$"));
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十]{1,3}[章节条部]|[①-⑳●■◆▲★※])",
    )
});

/// A file with as many reports that begin with “本报讯” holds several articles, whatever else stands in it.
const MANY_REPORTS: usize = 6;
/// The contents of a bulletin stand within this many rows from the top, have at most this many entries, each of at least this many letters.
const MAX_TO_CONTENTS: usize = 12;
const MAX_CONTENTS: usize = 20;
const MIN_ENTRY: usize = 6;

/// A headline has at most this many lines below its first, with the writer.
const MAX_HEADLINE_LINES: usize = 3;
/// At least this many blank lines part several articles, where each stands above a headline of at least this many letters and a paragraph
/// of at least this many.
const MIN_PARTS: usize = 3;
const MIN_HEADLINE: usize = 8;
const MIN_PARAGRAPH: usize = 40;
/// The lengths of subheads differ by no more letters than this.
const MAX_DIFFERENCE: usize = 2;

/// Whether many lines begin as the reports of a page do; this is seen without looking further.
pub fn are_many_reports(lines: &[Line]) -> bool {
    lines.iter().filter(|line| line.text.trim_start().starts_with("本报讯")).nth(MANY_REPORTS - 1).is_some()
}

/// Whether rules of the same sign part the file into sections.
pub(crate) fn has_rules(rows: &[Row]) -> bool {
    rows.iter().filter(|row| at_most(&row.text, 400) && RULE.is_match(&row.text)).count() >= 2
}

/// Whether contents stand near the top that name at least two headlines below them, as in a bulletin of several articles.
pub(crate) fn has_contents(rows: &[Row]) -> bool {
    const NAMES: [&str; 6] = ["目录", "要目", "本期目录", "本期要目", "本期内容", "本期导读"];
    let is_name = |row: &Row| at_most(&row.text, 20) && NAMES.contains(&letters(&row.text).as_str());
    let Some(name) = rows.iter().take(MAX_TO_CONTENTS).position(is_name) else { return false };
    let entries = name + 1..rows.len().min(name + 1 + MAX_CONTENTS);
    let is_headline_below = |entry: &usize| {
        let own = letters(&rows[*entry].text);
        own.chars().nth(MIN_ENTRY - 1).is_some() && rows[entry + 1..].iter().any(|row| letters(&row.text) == own)
    };
    entries.filter(is_headline_below).count() >= 2
}

/// Whether a row may be the headline of a further article.
pub(crate) fn may_begin(row: &Row) -> bool {
    is_candidate(&row.text)
        && (3..=MAX_HEADLINE_LENGTH).contains(&letter_count(&row.text))
        && !ends_sentence(&row.text)
        && !row.text.ends_with(['，', '、'])
        && !row.text.starts_with(['（', '('])
        && !NUMBERED.is_match(&row.text)
        && !is_caption(&row.text)
}

/// Whether a row has a number as the sections of a text have: “一、”, “第一章”, “1.”.
pub(crate) fn is_numbered(row: &Row) -> bool {
    static SECTION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第一[章条](?:\s|$)|\d{1,2}[.．、][^\d\s])",
        )
    });
    SECTION.is_match(&row.text)
}

/// Whether a row begins as a report begins.
pub(crate) fn has_dateline(row: &Row) -> bool {
    // A quick check spares nearly all rows the regular expression.
    if !row.text.chars().take(MAX_DATELINE_LENGTH).any(|c| matches!(c, '讯' | '电')) {
        return false;
    }
    let end = row.text.char_indices().nth(MAX_DATELINE_LENGTH).map_or(row.text.len(), |(at, _)| at);
    DATELINE.is_match(&row.text[..end])
}

/// How many rows after the first begin as a report and stand under what may be its headline.
pub(crate) fn headed_datelines(rows: &[Row]) -> usize {
    rows.windows(2)
        .skip(1)
        .filter(|pair| matches!(pair, [before, row] if has_dateline(row) && may_begin(before)))
        .count()
}

/// How many rows begin as a report.
pub(crate) fn datelines(rows: &[Row]) -> usize {
    rows.iter().filter(|row| has_dateline(row)).count()
}

/// Whether a further head line stands in the text, under a headline and above text of its own.
pub(crate) fn has_further_head(rows: &[Row]) -> bool {
    (1..rows.len()).any(|index| {
        let strength = head_of(rows, index).map_or(Strength::Nothing, |head| head.strength());
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        let (is_named, is_headed) = match strength {
            Strength::Strong => (true, before.is_some_and(|row| is_candidate(&row.text))),
            Strength::SourceOnly => (true, before.is_some_and(may_begin)),
            Strength::Weak | Strength::Nothing => (false, false),
        };
        let below = rows.iter().skip(index + 1).take(12);
        // What pages say of their rights is no text of an article.
        let has_sentence =
            || below.clone().any(|row| row.text.trim_end().ends_with(['。', '”']) && !page_marks::is_notice(&row.text));
        is_named && is_headed && has_sentence() && below.clone().map(|row| letter_count(&row.text)).sum::<usize>() >= 30
    })
}

/// Whether the blank lines of a file stand nowhere but around lines that read as headlines with a paragraph below them, and part at
/// least three articles. Above the first stands what tells paper and day; the last line may name the editors.
pub(crate) fn are_parted_by_blank_lines(rows: &[Row]) -> bool {
    // A headline of several lines, perhaps with the writer, above a paragraph.
    let begins = |at: usize| {
        let is_short =
            |row: &Row| letter_count(&row.text) < MIN_PARAGRAPH && row.indent < 2 && !ends_sentence(&row.text);
        let more = rows[at + 1..].iter().take(MAX_HEADLINE_LINES).take_while(|row| !row.gap && is_short(row)).count();
        let row = &rows[at];
        // A blank line stands below the headline as well where the paragraphs are indented; subheads are indented with them.
        rows.get(at + 1 + more).filter(|below| {
            may_begin(row)
                && letter_count(&row.text) >= MIN_HEADLINE
                && (!below.gap || below.indent >= 2 && row.indent == 0)
                && (letter_count(&below.text) >= MIN_PARAGRAPH || below.indent >= 2)
        })
    };
    let gaps: Vec<usize> = (1..rows.len().saturating_sub(1)).filter(|&at| rows[at].gap).collect();
    let headed: Vec<(usize, &Row)> = gaps.iter().filter_map(|&at| Some((at, begins(at)?))).collect();
    let below = headed.iter().filter(|(_, below)| below.gap).count();
    let gaps = gaps.len() - below;
    let headlines: Vec<usize> = headed.iter().map(|(at, _)| letter_count(&rows[*at].text)).collect();
    // The subheads of one article are as long as each other.
    let further = headlines.get(1..).unwrap_or_default().iter();
    let is_series = further.clone().max().zip(further.min()).is_none_or(|(most, least)| most - least <= MAX_DIFFERENCE);
    gaps >= MIN_PARTS && headlines.len() == gaps && !is_series
}

/// Whether a line among the text, with text below it, tells a paper and its day as the line below a headline does.
pub(crate) fn has_further_issue(rows: &[Row]) -> bool {
    let tells = |row: &Row| {
        head_line::parse(&row.text).is_some_and(|head| head.strength() >= Strength::Weak && !head.source.is_empty())
    };
    rows.split_last().is_some_and(|(_, rows)| rows.iter().any(tells))
}

/// Whether several texts tell the paper that they are from on lines of their own.
pub(crate) fn have_credits(rows: &[Row]) -> bool {
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    !credit::credits(&texts).is_empty()
}

/// Whether several texts, or their headlines, tell the paper that they are from in brackets at their end.
pub(crate) fn close_with_credits(rows: &[Row]) -> bool {
    rows.iter().filter(|row| credit::closing(&row.text).is_some()).nth(1).is_some()
}

/// Whether rows stand among the text that are set apart as the headline is.
pub(crate) fn has_further_headline(headline: &[&Row], rows: &[Row], kind: SourceKind) -> bool {
    let own = headline.first().and_then(|row| row.emphasis);
    let further = |row: &&Row| may_begin(row) && row.emphasis.is_some();
    match own {
        Some(Emphasis::Bold) | None if kind == SourceKind::Document => rows.iter().filter(further).count() > 0,
        Some(own) => rows.iter().skip(1).filter(further).any(|row| row.emphasis == Some(own)),
        None => rows.iter().filter(further).count() > 0,
    }
}

/// Whether the rows of the text are indented, so that an unindented one would begin a further article; a salutation need not be.
pub(crate) fn all_indented(rows: &[Row]) -> bool {
    let indented = rows.iter().filter(|row| row.indent >= 2).count();
    let plain = |row: &Row| row.indent >= 2 || row.text.ends_with(['：', ':', '。']);
    indented * 3 >= rows.len() * 2 && indented > 0 && rows.iter().all(plain)
}

/// Whether the rows are the index of an issue: they tell pages, or say that they are an index.
pub(crate) fn is_index(rows: &[&Row]) -> bool {
    let pages = rows.iter().filter(|row| at_most(&row.text, 120) && INDEX_ENTRY.is_match(&row.text)).count();
    pages >= 2 || rows.iter().any(|row| INDEX.is_match(&row.text))
}

/// Whether a row goes on with an article of another page.
pub(crate) fn has_continuation(rows: &[Row]) -> bool {
    // The page may have no number: “（上接头版）”.
    const MARKS: [&str; 2] = ["（上接", "(上接"];
    rows.iter().any(|row| MARKS.iter().any(|mark| row.text.starts_with(mark)) || continued_from(&row.text).is_some())
}

/// Whether editors, advertisements or invitations stand above the text, as on a page of a paper.
pub(crate) fn are_beside_articles(rows: &[&Row]) -> bool {
    rows.iter().any(|row| Furniture::is_beside_articles(&row.text))
}

/// Whether the text holds nothing but whole paragraphs and numbered subheadings.
pub(crate) fn only_paragraphs(rows: &[Row]) -> bool {
    rows.iter().any(|row| ends_sentence(&row.text) && letter_count(&row.text) >= 20) && !rows.iter().any(may_begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Line;
    use crate::corpus::read::one_article::head::printed_frame::prepare;

    fn rows(text: &str) -> Vec<Row> {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        prepare(&lines, SourceKind::Text).rows
    }

    #[test]
    fn reports_under_headlines_are_counted() {
        let page = rows(
            "　　新华社云岭4月1日电 老街修好了。\n风雨桥通车\n　　本报讯（记者 方小舟）桥通了。\n集市开张\n　　云岭日报讯 集市开了。",
        );
        assert_eq!(datelines(&page), 3);
        assert_eq!(headed_datelines(&page), 2);
    }

    #[test]
    fn a_further_head_line_needs_text_of_its_own() {
        let text = "老街修好了。\n风雨桥通车\n来源：云岭日报 2024-04-01\n桥长八十米，宽四米，由十二位木匠用了两年时间修成，今天正式通车，两岸村民不用再绕路。";
        assert!(has_further_head(&rows(text)));
        assert!(!has_further_head(&rows("老街修好了。\n风雨桥通车\n来源：云岭日报 2024-04-01")));
    }

    #[test]
    fn blank_lines_part_articles_where_each_stands_above_a_headline() {
        const TEXT: &str =
            "云岭县把老街修缮列为今年的民生实事，投入八百万元，今天正式完工，十二家手艺铺子重新开张迎客。";
        let page = |headlines: [&str; 3]| {
            let articles = headlines.iter().map(|headline| format!("\n{headline}\n{TEXT}\n{TEXT}\n"));
            format!("来源：云岭日报\n日期：2024-04-01\n{}", articles.collect::<String>())
        };
        let headlines = ["云岭老街修缮完工", "风雨桥今天正式通车 两岸村民不用再绕路", "集市搬进室内大棚"];
        assert!(are_parted_by_blank_lines(&rows(&page(headlines))));
        let subheads = ["云岭老街修缮完工", "支部建在项目上来", "特色种植带动增收"];
        assert!(!are_parted_by_blank_lines(&rows(&page(subheads))));
        assert!(!are_parted_by_blank_lines(&rows(&page(["云岭老街修缮完工", "修街", "开张"]))));
        assert!(!are_parted_by_blank_lines(&rows(&format!("云岭老街修缮完工\n{TEXT}\n\n{TEXT}\n\n{TEXT}"))));
        // Blank lines may stand around the headlines, above indented paragraphs.
        let spaced = |indent: &str| {
            let text = page(headlines).replace(TEXT, &format!("{indent}{TEXT}"));
            headlines.iter().fold(text, |text, headline| text.replace(*headline, &format!("{headline}\n")))
        };
        assert!(are_parted_by_blank_lines(&rows(&spaced("\u{3000}\u{3000}"))));
        assert!(!are_parted_by_blank_lines(&rows(&spaced(""))));
    }

    #[test]
    fn an_index_names_pages_in_any_form() {
        let is_index_of = |text: &str| is_index(&rows(text).iter().collect::<Vec<_>>());
        assert!(is_index_of("P2 老街换新颜\nP3 风雨桥通车") && is_index_of("头条导读\n老街换新颜"));
        assert!(!is_index_of("老街换新颜\nPM2.5降了一成"));
    }

    #[test]
    fn captions_begin_nothing() {
        let texts = rows("村民在新修的老街上晾晒辣椒。本报记者 方小舟 摄\n老街换新颜\n图为修好的老街");
        assert_eq!(texts.iter().map(may_begin).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn numbered_subheadings_begin_nothing() {
        assert!(only_paragraphs(&rows("一、修街\n云岭县把老街修缮列为今年的民生实事，投入八百万元。")));
        assert!(!only_paragraphs(&rows("老街换新颜\n云岭县把老街修缮列为今年的民生实事，投入八百万元。")));
        assert!(has_rules(&rows("========\n老街\n========")));
    }
}
