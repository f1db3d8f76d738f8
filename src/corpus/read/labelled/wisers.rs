//! What Wisers (慧科) hands out as plain text: each article begins with its paper, page and day, and ends with its number.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::half_width;
use crate::corpus::page::is_number_of_article;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::labelled::field::field;
use crate::corpus::read::labelled::names::Field;
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The line with the number of an article, which ends it: “文章編號: 201911153567001”.
pub(super) fn is_end(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*文章[编編][号號]\s*[:：]\s*\d{8,}"));
    line.trim_start().starts_with("文章") && FORM.is_match(line)
}

/// What the line of a Wisers article with bars tells: “新京报 | A10 北京新闻 | 2013-03-22”, “A08 | 港聞 | 2019-11-15”.
#[derive(Debug, Default)]
struct Head {
    source: String,
    parts: ArticleParts,
}

fn head(line: &str) -> Option<Head> {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z]{0,2}\d{1,3}(?:\s|$)"));
    let cells: Vec<&str> = line.split(['|', '｜']).map(str::trim).collect();
    let date = cells.iter().skip(1).find_map(|cell| whole_day(cell))?;
    let page = cells.iter().find(|cell| PAGE.is_match(cell));
    let number = page.and_then(|page| page.split_whitespace().next()).map(page_number);
    let is_source = |cell: &&&str| !PAGE.is_match(cell) && !cell.is_empty();
    let source = cells.first().filter(is_source).map(|source| (*source).to_owned()).unwrap_or_default();
    let byline = cells.iter().find_map(|cell| cell.strip_prefix("By ")).unwrap_or_default().to_owned();
    let parts =
        ArticleParts { date: Some(date.into()), page: number.unwrap_or_default(), byline, ..Default::default() };
    Some(Head { source, parts })
}

/// The day of a text that tells nothing else.
fn whole_day(text: &str) -> Option<Date> {
    let text = half_width(text);
    let day = find_date(text.trim()).filter(|day| day.start == 0 && day.end == text.trim().len())?;
    Some(day.date)
}

/// The head that begins on the first of these lines, and how many of them it takes. The day may stand on a line of its own below the page, and
/// wide spaces may stand in the place of the bars: “2. 兰河日报  A09  新闻  2024-03-05”.
fn head_of(lines: &[&str]) -> Option<(Head, usize)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\d{1,4}\s*[.、．)）]\s*"));
    static WIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\t|\x{3000}+|\s{2,}"));
    let (line, below) = lines.split_first()?;
    if let Some(head) = head(line) {
        return Some((head, 1));
    }
    if is_medium_line(line)
        && let Some(next) = below.first().filter(|next| whole_day(next).is_some())
    {
        return head(&format!("{line} | {next}")).map(|head| (head, 2));
    }
    let own = NUMBER.replace(line, "");
    let cells: Vec<&str> = WIDE.split(own.trim()).collect();
    let is_line = !line.contains(['|', '｜']) && cells.len() > 2 && cells.iter().any(|cell| is_page(cell));
    is_line.then(|| head(&cells.join(" | "))).flatten().map(|head| (head, 1))
}

/// Whether a part of a line is the number of a page: “A09”.
fn is_page(cell: &str) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z]{0,2}\d{1,3}$"));
    PAGE.is_match(cell)
}

/// Whether the line above the line with bars is no headline: it numbers the articles (“1.”, “第1篇”), or tells who has the rights to
/// the article above.
fn is_beside_headlines(line: &str) -> bool {
    static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"Copyright|©|[（(][cC][）)]\s*\d{4}|版[权權].{0,30}(?:所有|[拥擁]有)|^慧科(?:搜索|新[闻聞]|讯业|訊業)")
    });
    !line.chars().any(char::is_alphabetic) || is_number_of_article(line) || RIGHTS.is_match(line)
}

/// An article begins with its paper, its line with bars and its headline, or with its headline and a line that names the paper
/// too, and ends with its number. A text in which one article is of another form is none of these.
pub(super) fn articles(lines: &[&str]) -> Option<Vec<ArticleParts>> {
    static LENGTH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*[【\[]?字[数數]\s*[:：]?\s*\d+\s*字?[】\]]?$|^\s*\d+\s*字$"));
    let ends: Vec<usize> = (0..lines.len()).filter(|&at| is_end(lines[at])).collect();
    let begins = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    let own = begins.zip(&ends).map(|(from, &end)| &lines[from..end]);
    let with_head = |own: &[&str]| (0..own.len()).find_map(|at| Some((at, head_of(&own[at..])?)));
    let found: Vec<_> = own.map(|own| with_head(own).map(|(at, head)| (own, at, head))).collect::<Option<_>>()?;
    // Above the first article the name of the export may stand, so that the others tell where headlines stand.
    let is_bare = |own: &[&str], at: usize| at == 0 || is_beside_headlines(own[at - 1].trim());
    let are_below = found.iter().skip(1).any(|&(own, at, _)| is_bare(own, at));
    let are_many = found.len() > 1;
    let mut articles = Vec::new();
    for (own, at, (Head { source, mut parts }, count)) in found {
        let above = at.checked_sub(1).map_or("", |above| own[above].trim());
        if at == 0 && source.is_empty() {
            return None;
        }
        let mut text = &own[at + count..];
        let mut is_above = !source.is_empty() && !are_below && !is_bare(own, at);
        if let Some((below, rest)) = text.split_first().filter(|(below, _)| is_medium_line(below)) {
            // The line with the medium stands below that of paper and day. Above a single article the name of the export may stand,
            // unless the number of characters shows that the headline is not below.
            let cells = || below.split(['|', '｜']).map(str::trim);
            let page = cells().find(|cell| cell.ends_with(|c: char| c.is_ascii_digit()));
            parts.page = page.map(page_number).unwrap_or_default();
            if let Some(byline) = cells().find_map(|cell| cell.strip_prefix("By ")) {
                byline.clone_into(&mut parts.byline);
            }
            is_above = is_above && (are_many || rest.first().is_some_and(|line| LENGTH.is_match(line)));
            text = rest;
        }
        if is_above {
            (parts.source, parts.title) = (source, without_item_number(above).to_owned());
        } else {
            // A rule or a number may stand above the line with bars; the headline is below it.
            let above = if source.is_empty() { above } else { source.as_str() };
            text = text.iter().position(|line| !LENGTH.is_match(line)).and_then(|first| text.get(first..))?;
            let (title, rest) = text.split_first()?;
            (parts.source, parts.title, text) = (above.to_owned(), title.trim().to_owned(), rest);
        }
        if let [byline, rest @ ..] = text
            && let Some((Field::Byline, name)) = field(byline)
            && (name == "-" || are_persons(name))
        {
            name.trim_matches('-').clone_into(&mut parts.byline);
            text = rest;
        }
        let is_text = |line: &&&str| !LENGTH.is_match(line) && line.chars().any(char::is_alphanumeric);
        parts.paragraphs = text.iter().filter(is_text).map(|line| line.trim().to_owned()).collect();
        articles.push(Some(parts).filter(|parts| !parts.paragraphs.is_empty())?);
    }
    Some(articles)
}

/// Whether a line tells what kind of medium an article is from, or on which page it stands: “报章 | A07 | 港闻”, “A02 | 要闻 |”.
fn is_medium_line(line: &str) -> bool {
    let medium = line.split(['|', '｜']).next().map_or("", str::trim);
    let is_medium = ["报章", "報章", "报刊", "報刊", "杂志", "雜誌"].contains(&medium) || is_page(medium);
    line.contains(['|', '｜']) && is_medium
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<Vec<String>> {
        let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let row = |a: &ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} {day} {} {} {}", a.title, a.source, a.page, a.byline, a.paragraphs.join("/"))
        };
        Some(articles(&lines)?.iter().map(row).collect())
    }

    #[test]
    fn the_day_may_stand_below_the_page() {
        let one = "兰河日报\nA02 | 民生 | By 何晓岚 \n2024-03-05\n\n三个项目签约\n\n昨日签约。\n\n文章编号: 202403053567001\n\n------------\n";
        let two = "兰河晚报\nB01 | 要闻 |\n2024-03-06\n\n公园开放\n\n市民常来。\n\n文章编号: 202403063567002\n";
        let expected =
            ["三个项目签约 兰河日报 2024-03-05 A02 何晓岚 昨日签约。", "公园开放 兰河晚报 2024-03-06 B01  市民常来。"];
        assert_eq!(shown(&format!("{one}{two}")).expect("articles"), expected);
    }

    #[test]
    fn wide_spaces_may_stand_in_the_place_of_bars() {
        let one = "1. 兰河日报  A02  民生  2024-03-05\n\n三个项目签约\n\n昨日签约。\n\n文章編號: 202403053567001\n\n";
        let two = "120. 兰河晚报\tB01\t要闻\t2024年3月6日\n\n公园开放\n\n市民常来。\n\n文章編號: 202403063567002\n";
        let above = "慧科訊業 WiseNews\n已選文章：2\n列印日期：2024-03-08\n\n";
        let expected =
            ["三个项目签约 兰河日报 2024-03-05 A02  昨日签约。", "公园开放 兰河晚报 2024-03-06 B01  市民常来。"];
        assert_eq!(shown(&format!("{above}{one}{two}")).expect("articles"), expected);
    }

    #[test]
    fn other_lines_are_no_heads() {
        for lines in [
            ["2024-03-05  上午  会议室", "三个项目签约"],
            ["兰河日报  2024-03-05", "三个项目签约"],
            ["民生 | 要闻", "2024-03-05"],
            ["A02 | 民生", "三个项目签约"],
        ] {
            assert!(head_of(&lines).is_none(), "{lines:?}");
        }
    }
}
