//! What LexisNexis hands out as text. Its old exports number each article above it, “3 of 12 DOCUMENTS”, with paper and day above the headline;
//! those of Nexis Uni close each with “End of Document” and set headline, paper and day one below the other. Days and names of fields are English.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

/// The day of an old export stands among this many lines above the headline.
const MAX_ABOVE: usize = 6;
/// A headline has at most this many lines.
const MAX_HEADLINE_LINES: usize = 5;
/// The longest line of a day, and of rights, in characters.
const MAX_DAY_LINE: usize = 60;
const MAX_RIGHTS: usize = 160;
/// A line of a text that was broken at a measure has at least this many letters.
const MIN_BROKEN_LINE: usize = 25;
/// A sentence of more letters belongs to an article.
const MAX_OUTSIDE: usize = 60;

/// A line with something on it.
#[derive(Debug, Clone, Copy)]
struct Row<'t> {
    text: &'t str,
    is_below_blank: bool,
}

/// The articles of such an export; none of other texts, or where one of the parts has another form.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let is_numbered = lines.written.iter().any(|line| is_number(line));
    let parts = |line: &&str| if is_numbered { is_number(line.trim()) } else { is_end(line.trim()) };
    lines.all.iter().find(|line| parts(line))?;
    let (mut articles, mut around) = (Vec::new(), Vec::new());
    for own in lines.all.split(parts) {
        match article(&rows(own), is_numbered) {
            Some(article) => articles.push(article),
            None if own.iter().any(|line| letter_count(line) > MAX_OUTSIDE && ends_sentence(line)) => return None,
            None => {
                around.extend(own.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(Furniture::of))
            }
        }
    }
    (!articles.is_empty()).then_some((articles, around))
}

/// Whether a line numbers the article below it: “3 of 12 DOCUMENTS”.
fn is_number(line: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:\d{1,5} of \d{1,5} documents?|document \d{1,5} of \d{1,5})$"));
    line.ends_with(|c: char| c.is_ascii_alphanumeric()) && at_most(line, MAX_DAY_LINE) && FORM.is_match(line)
}

/// What closes an article of Nexis Uni, and the first field below its text.
const END: &str = "End of Document";
const LOADED: &str = "Load-Date:";

/// Whether a line closes an article.
fn is_end(line: &str) -> bool {
    line.eq_ignore_ascii_case(END)
}

/// The text of an export with lines of their own for what closes its articles, which readers of printed pages may join to the last paragraph.
pub(super) fn with_ends(text: &str) -> Cow<'_, str> {
    let is_joined = |line: &str| line.ends_with(END) && line.len() > END.len();
    if !text.lines().any(|line| is_joined(line.trim())) {
        return Cow::Borrowed(text);
    }
    let parted = |text: &str, mark: &str| text.replace(mark, &format!("\n\n{mark}"));
    Cow::Owned(parted(&parted(text, LOADED), END))
}

/// The lines of an article without blank ones, notices of rights and the numbers of printed pages.
fn rows<'t>(lines: &[&'t str]) -> Vec<Row<'t>> {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:copyright\s.*|©.*|\(c\)\s*copyright.*|all rights reserved\.?|page \d{1,5} of \d{1,5})$")
    });
    let is_other = |line: &str| at_most(line, MAX_RIGHTS) && OTHER.is_match(line);
    let mut rows = Vec::new();
    let mut is_below_blank = true;
    for line in lines {
        let text = line.trim();
        if text.is_empty() || is_other(text) {
            is_below_blank = true;
            continue;
        }
        rows.push(Row { text, is_below_blank });
        is_below_blank = false;
    }
    rows
}

/// The day of a line that tells nothing else but the day of the week, the time or the edition.
fn whole_day(line: &str) -> Option<Date> {
    static BEHIND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[,，\s]*(?:(?:星期|周|礼拜)[一二三四五六日天])?[A-Za-z\d:,.\s]*$"));
    if !at_most(line, MAX_DAY_LINE) {
        return None;
    }
    let line = half_width(line);
    let found = find_date(line.trim()).filter(|found| found.start == 0)?;
    line.trim().get(found.end..).filter(|behind| BEHIND.is_match(behind)).map(|_| found.date)
}

/// The name of a field above a text, in capitals, and its value: “SECTION: 要闻; Pg. 8”.
fn field(line: &str) -> Option<(String, &str)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(byline|section|length|dateline|headline|highlight|abstract|series|edition|type|distribution|url|column|author|body",
            r"|graphic|notes|correction)\s*[:：]\s*(.*)$"
        ))
    });
    let found = FORM.captures(line)?;
    Some((found[1].to_ascii_uppercase(), found.get(2)?.as_str().trim()))
}

/// Whether a line begins what stands below a text.
fn is_below_text(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:(?:load-date|language|publication-type|document-type|pub-type|journal-code|acc-no|subject|classification|graphic",
            r"|industry|geographic|company|organization|person|country|city|state|ticker|load date)\s*[:：].*|classification)$"
        ))
    });
    FORM.is_match(line)
}

/// The article of these lines; none where they have no day, no headline or no text.
fn article(rows: &[Row<'_>], is_numbered: bool) -> Option<ArticleParts> {
    let reach = if is_numbered { MAX_ABOVE } else { rows.len() };
    let day_at = rows.iter().take(reach).position(|row| whole_day(row.text).is_some())?;
    let mut parts = ArticleParts { date: whole_day(rows[day_at].text).map(Into::into), ..ArticleParts::default() };
    let above = &rows[..day_at];
    // Above the first article of Nexis Uni the search may stand, but no text of another one.
    if above.iter().any(|row| letter_count(row.text) > MAX_OUTSIDE && ends_sentence(row.text)) {
        return None;
    }
    match above {
        [source, ..] if is_numbered => source.text.clone_into(&mut parts.source),
        [.., title, source] => {
            (parts.title, parts.source) = (title.text.to_owned(), source.text.to_owned());
            let others = above[..day_at - 2].iter().map(|row| Furniture::of(row.text));
            parts.furniture.extend(others);
        }
        [source] => source.text.clone_into(&mut parts.source),
        [] => return None,
    }
    let mut at = day_at + 1;
    if parts.title.is_empty() {
        let mut below = rows.iter().skip(at).take(MAX_HEADLINE_LINES + 1);
        let end = at + below.position(|row| field(row.text).is_some())?;
        parts.title = rows[at..end].iter().map(|row| row.text).collect::<Vec<_>>().join(" ");
        at = end;
    }
    at = take_fields(rows, at, is_numbered, &mut parts);
    let text = rows.get(at..)?;
    let (text, below) = text.split_at(text.iter().position(|row| is_below_text(row.text)).unwrap_or(text.len()));
    // A text below the fields is that of another article, whose beginning does not show.
    let is_text =
        |row: &Row<'_>| letter_count(row.text) > MAX_OUTSIDE && ends_sentence(row.text) && !is_below_text(row.text);
    if below.iter().any(is_text) {
        return None;
    }
    for row in text {
        match parts.paragraphs.last_mut().filter(|_| !row.is_below_blank) {
            Some(last) if letter_count(last) >= MIN_BROKEN_LINE && !ends_sentence(last) => {
                if !last.ends_with(is_han) && !row.text.starts_with(is_han) {
                    last.push(' ');
                }
                last.push_str(row.text);
            }
            _ => parts.paragraphs.push(row.text.to_owned()),
        }
    }
    (!parts.title.is_empty() && !parts.paragraphs.is_empty()).then_some(parts)
}

/// Sets what the fields above a text tell, and returns the number of the line at which it begins.
fn take_fields(rows: &[Row<'_>], from: usize, is_numbered: bool, parts: &mut ArticleParts) -> usize {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:^|[;；,，\s])(?:pgs?|pages?|p)\.?\s*(?P<page>[A-Z]{0,2}\d{1,3})|第\s*(?P<numeral>[A-Z]?\d{1,3})\s*版",
        )
    });
    let mut at = from;
    while let Some((name, value)) = rows.get(at).and_then(|row| field(row.text)) {
        at += 1;
        match name.as_str() {
            "BYLINE" | "AUTHOR" => value.clone_into(&mut parts.byline),
            "HEADLINE" => value.clone_into(&mut parts.title),
            "SECTION" => {
                let found = PAGE.captures(value);
                let page =
                    found.and_then(|found| found.name("page").or(found.name("numeral")).map(|page| page.as_str()));
                parts.page = page.map(page_number).unwrap_or_default();
            }
            _ => {}
        }
        if name == "BODY" {
            // The text may begin behind the name.
            parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned()));
            return at;
        }
        // A long value goes on; in old exports a blank line stands below each.
        while is_numbered && rows.get(at).is_some_and(|row| !row.is_below_blank && field(row.text).is_none()) {
            at += 1;
        }
    }
    let is_heading = |row: &Row<'_>| row.text.eq_ignore_ascii_case("body") || row.text == "正文";
    at + usize::from(rows.get(at).is_some_and(is_heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<Vec<[String; 5]>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let of = |a: ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            [a.title, a.source, day, a.page, a.paragraphs.join("/")]
        };
        Some(articles.into_iter().map(of).collect())
    }

    const EXPECTED: [[&str; 5]; 2] = [
        ["老街昨晚换上新灯", "兰河日报", "2024-03-05", "8", "昨晚，老街换上了新灯。/街坊都来看灯。"],
        ["渡口通了公交", "云溪晚报", "2024-03-06", "", "昨天，渡口通了公交。"],
    ];

    #[test]
    fn old_exports_number_their_articles() {
        let text = "\n                              1 of 2 DOCUMENTS\n\n\n                              兰河日报\n\n                            March 5, 2024 Tuesday\n\n\
            老街昨晚换上新灯\n\nBYLINE: 方小舟\n\nSECTION: 民生; Pg. 8\n\nLENGTH: 20 words\n\n昨晚，老街换上了新灯。\n\n街坊都来看灯。\n\n\
            LOAD-DATE: March 6, 2024\n\nLANGUAGE: CHINESE; 中文\n\nPUBLICATION-TYPE: Newspaper\n\n\n             Copyright 2024 兰河日报\n                   All Rights Reserved\n\n\
            \n                              2 of 2 DOCUMENTS\n\n        Copyright 2024 云溪晚报\n           All Rights Reserved\n                 云溪晚报\n\n   March 6, 2024 Wednesday 5:00 PM\n\n\
            LENGTH: 10 words\n\nHEADLINE: 渡口通了公交\n\nBODY:\n\n昨天，渡口通了公交。\n\nLOAD-DATE: March 7, 2024\n";
        assert_eq!(seen(text).expect("articles"), EXPECTED);
    }

    #[test]
    fn nexis_uni_closes_its_articles() {
        let text = "老街昨晚换上新灯\n兰河日报\n2024年3月5日 星期二\n\nCopyright 2024 兰河日报 All Rights Reserved\n\nSection: 民生; Pg. 8\nLength: 20 words\nByline: 方小舟\nBody\n\n\
            昨晚，老街换上了新灯。\n街坊都来看灯。\nLoad-Date: March 6, 2024\n\nEnd of Document\n\n渡口通了公交\n云溪晚报\nMarch 6, 2024 Wednesday\n\nLength: 10 words\n\nBody\n\n昨天，渡口通了公交。\n\nEnd of Document\n";
        assert_eq!(seen(text).expect("articles"), EXPECTED);
    }

    #[test]
    fn the_job_may_stand_above_the_first_article() {
        let text = "User Name: = 方舟\n\nDate and Time: = 2024年3月8日 14:22:00 CST\n\nJob Number: = 12\n\n文档 (2)\n\n1. 老街昨晚换上新灯\n\n搜索词: 灯\n\n2. 渡口通了公交\n\n搜索词: 灯\n\n\
            老街昨晚换上新灯\n\n兰河日报\n\n2024年3月5日 星期二\n\nCopyright 2024 兰河日报 All Rights Reserved\n\nSection: 民生; Pg. 8\n\nLength: 20 字\n\nByline: 方小舟\n\nBody\n\n\
            昨晚，老街换上了新灯。\n\n街坊都来看灯。\n\nLoad-Date: 2024年3月6日\n\nEnd of Document\n\n渡口通了公交\n\n云溪晚报\n\n2024年3月6日 星期三\n\nBody\n\n昨天，渡口通了公交。\n\nEnd of Document\n";
        assert_eq!(seen(text).expect("articles"), EXPECTED);
    }

    #[test]
    fn ends_that_are_joined_to_a_text_are_parted() {
        let article = |title: &str, end: &str| {
            format!("{title}\n\n兰河日报\n\n2024年3月5日\n\nBody\n\n昨晚，老街换上了新灯。{end}\n\n")
        };
        let text = article("老街昨晚换上新灯", "Load-Date: 2024年3月6日End of Document")
            + &article("渡口通了公交", "\n\nEnd of Document");
        let found = seen(&with_ends(&text)).expect("articles");
        let row = |title: &str| [title, "兰河日报", "2024-03-05", "", "昨晚，老街换上了新灯。"].map(str::to_owned);
        assert_eq!(found, [row("老街昨晚换上新灯"), row("渡口通了公交")]);
        // A text below the fields of another one is not lost.
        let long = "昨天，渡口通了公交，从县城到对岸只要十分钟，沿途设六个停靠站，早上六点发头班车，晚上十点收末班车，老人和学生可以免费乘坐，县里说明年还要开两条线路。";
        let lost = format!(
            "老街换灯\n兰河日报\n2024年3月5日\n昨晚，老街换上了新灯。\nLoad-Date: 2024年3月6日\n渡口通了公交\n{long}\nEnd of Document\n"
        );
        assert!(seen(&lost).is_none());
    }

    #[test]
    fn lines_broken_at_a_measure_are_joined() {
        let text = "1 of 1 DOCUMENT\n\n兰河日报\n\nMarch 5, 2024 Tuesday\n\n老街昨晚换上新灯\n\nLENGTH: 20 words\n\n昨晚，老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚才\n回家。\n\nLOAD-DATE: March 6, 2024\n";
        let found = seen(text).expect("an article");
        assert_eq!(found[0][4], "昨晚，老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚才回家。");
    }

    #[test]
    fn other_texts_are_no_exports() {
        for text in
            ["老街昨晚换上新灯\n兰河日报\n2024年3月5日\n\n昨晚，老街换上了新灯。\n", "1 of 2 DOCUMENTS\n\n老街换灯\n"]
        {
            assert!(seen(text).is_none(), "{text}");
        }
    }
}
