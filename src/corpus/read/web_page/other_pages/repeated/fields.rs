//! What stands above the text of an article in an element that is repeated: its day, paper, writer and page.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::MAX_FIELD;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::head_line;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::labelled::{Field, named};
use crate::corpus::read::web_page::WebArticle;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::letters;
use crate::text::pattern;

/// Words before the name of a day on which somebody kept an article.
const KEPT: [&str; 6] = ["添加", "修改", "访问", "收藏", "保存", "抓取"];
/// Words beside days of something else than the publication of an article.
const OTHER_DAYS: [&str; 18] = [
    "出生", "生于", "逝世", "去世", "入党", "截止", "截至", "施行", "实施", "生效", "成立", "通过", "举行", "召开",
    "报名", "开标", "开工", "竣工",
];
/// The longest name of a field, in letters.
const MAX_NAME: usize = 8;

/// Takes day, paper, writer and page from the lines beside the headline. What stands beside the name of a field counts before a line that
/// bears none; the value of a field of another name tells nothing: “添加日期” is when somebody kept the article.
pub(super) fn take(lines: &[&Line], found: &mut WebArticle) {
    let mut bare = WebArticle::default();
    let mut rest = lines;
    while let [line, below @ ..] = rest {
        rest = below;
        let name = line.text.trim_end_matches([':', '：']);
        let is_of_keeper = KEPT.iter().any(|word| name.starts_with(word));
        let is_other = is_of_keeper || OTHER_DAYS.iter().any(|word| name.contains(word));
        let field = if is_other { Some(Field::Other) } else { named(name) };
        // Elsewhere than in a table or before a colon, many names are those of sections.
        let is_marked = line.cell || name.len() < line.text.len() || is_of_keeper || field == Some(Field::Date);
        let ends_as_name = name.ends_with("日期") || name.ends_with("时间");
        let is_name = is_marked && (field.is_some() || ends_as_name);
        let Some(value) = below.first().filter(|_| is_name && letters(name) <= MAX_NAME && first_in(name).is_none())
        else {
            if !is_other && !line.text.contains("://") && line.letters <= MAX_FIELD {
                take_bare(&line.text, &mut bare);
            }
            continue;
        };
        rest = &below[1..];
        match field {
            Some(Field::Date) => found.date = found.date.or_else(|| first_in(&value.text)),
            Some(Field::Source) if found.source.is_empty() => found.source = value.text.clone(),
            Some(Field::Byline) if found.byline.is_empty() => found.byline = value.text.clone(),
            Some(Field::Page) if found.page.is_empty() => found.page = page_number(&value.text),
            _ => {}
        }
    }
    found.date = found.date.or(bare.date);
    for (own, told) in
        [(&mut found.source, bare.source), (&mut found.byline, bare.byline), (&mut found.page, bare.page)]
    {
        if own.is_empty() {
            *own = told;
        }
    }
}

/// Takes what a line tells without the name of a field: “2024 年 3 月 5 日”, “兰河日报 | 2024-03-05 08:00”.
fn take_bare(line: &str, found: &mut WebArticle) {
    if let Some(head) = head_line::parse(line).filter(|head| head.date.is_some() || head.source_label) {
        found.date = found.date.or(head.date.filter(|_| head.tells_publication()));
        let source = if head.source_label || !is_column(&head.source) { head.source } else { String::new() };
        for (own, told) in [(&mut found.source, source), (&mut found.byline, head.byline), (&mut found.page, head.page)]
        {
            if own.is_empty() {
                *own = told;
            }
        }
    }
    for part in line.split(['|', '｜']).map(str::trim) {
        found.date = found.date.or_else(|| bare_day(part));
        if found.source.is_empty() && names_medium(part) && !is_column(part) {
            found.source = part.to_owned();
        }
    }
}

/// Whether what looks like the name of a paper may be that of a column: “时政新闻”.
fn is_column(name: &str) -> bool {
    name.ends_with("新闻")
}

/// Whether a line tells when and where an article was published, or who wrote it.
pub(super) fn tells_publication(line: &str) -> bool {
    let is_told = |head: head_line::HeadLine| head.date.is_some() || !head.source.is_empty() || !head.byline.is_empty();
    bare_day(line).is_some() || head_line::parse(line).is_some_and(is_told)
}

/// The day of a line that tells nothing else but the time of day and who posted the article: “2024 年 3 月 5 日”, “发表于 2024-03-05
/// 08:00 由 admin”.
fn bare_day(line: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[（(\[【]?\s*(?:(?:(?:发表|发布|刊登|张贴)[于在]?|日期)\s*[:：]?\s*)?",
            r"(?P<day>(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?)",
            r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*[上下]午)?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?",
            r"(?:\s*(?:由|作者|by)\s*[:：]?\s*\S{1,20}(?:\s*(?:发表|发布))?)?\s*[）)\]】]?$"
        ))
    });
    let line = line.trim();
    let found = FORM.captures(line).filter(|_| letters(line) <= MAX_FIELD)?;
    first_in(&found["day"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_nothing_but_a_day() {
        for line in [
            "2024 年 3 月 5 日",
            "（2024-03-05）",
            "2024/3/5 08:12",
            "2024年3月5日 星期二",
            "发表于 2024年3月5日 由 admin",
            "发布于：2024.03.05 08:12:30",
            "日期：2024-03-05",
        ] {
            assert_eq!(bare_day(line).map(|day| day.to_string()).as_deref(), Some("2024-03-05"), "{line}");
        }
        for line in [
            "1990年3月5日出生",
            "施行日期：2024年3月5日",
            "2024年3月5日，大桥合龙",
            "自2024年3月5日起施行",
            "3月5日",
            "2024年3月",
        ] {
            assert_eq!(bare_day(line), None, "{line}");
        }
    }

    #[test]
    fn days_of_other_things_are_no_days_of_publication() {
        let day = |line: &str| {
            let line = Line { text: line.to_owned(), letters: letters(line), ..Line::default() };
            let mut found = WebArticle::default();
            take(&[&line], &mut found);
            found.date.map(|day| day.to_string())
        };
        for line in ["1990年3月5日出生", "施行日期：2024年3月5日", "截止日期：2024-03-05", "成立于2024年3月5日"]
        {
            assert_eq!(day(line), None, "{line}");
        }
        for line in ["发布时间：2024-03-05", "兰河日报 | 2024-03-05 08:00 | 原文"] {
            assert_eq!(day(line).as_deref(), Some("2024-03-05"), "{line}");
        }
    }
}
