//! What stands above the text of an article in an element that is repeated: its day, paper, writer and page.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{MAX_FIELD, NAMED};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::publication::{head_line, issue_line};
use crate::corpus::read::labelled::{Field, named};
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::web_page::WebArticle;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::{Content, Outline};
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::{joined, letters};
use crate::text::pattern;

/// Words before the name of a day on which somebody kept an article.
const KEPT: [&str; 10] = ["添加", "修改", "访问", "收藏", "保存", "抓取", "创建", "剪藏", "导出", "下载"];
/// Words beside days of something else than the publication of an article.
const OTHER_DAYS: [&str; 20] = [
    "出生", "生于", "逝世", "去世", "入党", "截止", "截至", "施行", "实施", "生效", "成立", "通过", "举行", "召开",
    "报名", "开标", "开工", "竣工", "时限", "完成",
];
/// The longest name of a field, in letters.
const MAX_NAME: usize = 8;

/// Takes day, paper, writer and page from the lines beside an article. Where a line does not tell them as it stands, its parts may have been
/// set apart by nothing but the elements that hold them.
pub(super) fn take_all(outline: &Outline<'_>, lines: &[&Line], found: &mut WebArticle) {
    take(lines, found);
    if found.date.is_some() && !found.source.is_empty() && !found.byline.is_empty() {
        return;
    }
    let parted: Vec<Line> =
        lines.iter().map(|line| Line { text: with_parts(outline, line), ..(*line).clone() }).collect();
    let mut again = WebArticle::default();
    take(&parted.iter().collect::<Vec<&Line>>(), &mut again);
    fill(found, again);
}

/// Sets what an article does not tell itself.
pub(super) fn fill(found: &mut WebArticle, told: WebArticle) {
    found.date = found.date.or(told.date);
    for (own, told) in
        [(&mut found.source, told.source), (&mut found.byline, told.byline), (&mut found.page, told.page)]
    {
        if own.is_empty() {
            *own = told;
        }
    }
}

/// A line with a space between the runs of text of different elements.
fn with_parts(outline: &Outline<'_>, line: &Line) -> String {
    let whole: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut parts: Vec<String> = Vec::new();
    let mut length = 0;
    for node in outline.nodes.iter().skip(line.node).filter(|node| !node.silent) {
        if length >= whole.len() {
            break;
        }
        if let Content::Text(text) = node.content {
            let part = joined(text);
            length += part.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>();
            parts.push(part);
        }
    }
    parts.retain(|part| !part.is_empty());
    let is_same = parts.iter().flat_map(|part| part.chars()).filter(|c| !c.is_whitespace()).eq(whole.chars());
    if is_same { parts.join(" ").replace(" ：", "：").replace(" :", ":") } else { line.text.clone() }
}

/// Takes what a line of paper, day and page tells.
fn merge(credit: issue_line::Credit, found: &mut WebArticle) {
    let issue_line::Credit { source, date, page, byline, .. } = credit;
    fill(found, WebArticle { source, date, page, byline, ..WebArticle::default() });
}

/// Sets the sources of articles whose names are none of a paper, where at least two thirds of the articles name their papers: they stand
/// beside the day as those do.
pub(super) fn complete_sources(articles: &mut [WebArticle]) {
    let named = articles.iter().filter(|article| !article.source.is_empty()).count();
    if named * NAMED.1 < articles.len() * NAMED.0 {
        return;
    }
    for article in articles.iter_mut().filter(|article| article.source.is_empty()) {
        if let Some(name) = article.editors.iter().find_map(|line| beside_day(line)) {
            article.source = name;
        }
    }
}

/// The name that stands alone beside the day of a line: “青渡发布 · 2024年3月5日”.
fn beside_day(line: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?P<name>[\p{Han}\w]{2,16})[\s·•|｜/,，]+(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?",
            r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$"
        ))
    });
    FORM.captures(line.trim()).map(|found| found["name"].to_owned())
}

/// A headline without its number, and without the label of its kind before it: “[新闻]”.
pub(super) fn without_number(title: &str) -> String {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\[【](?:新闻|要闻|资讯|动态|报道|文章|信息)[\]】]\s*"));
    let title = LABEL.replace(title.trim(), "");
    without_item_number(&title).to_owned()
}

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
            Some(Field::Source) if found.source.is_empty() => match issue_line::parse(&value.text) {
                // The day may stand behind the paper.
                Some(line) if line.credit.tells_issue() && line.names_paper() => merge(line.credit, found),
                _ => found.source = value.text.clone(),
            },
            Some(Field::Byline) if found.byline.is_empty() => found.byline = value.text.clone(),
            Some(Field::Page) if found.page.is_empty() => found.page = page_number(&value.text),
            _ => {}
        }
    }
    fill(found, bare);
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
    if let Some(line) = issue_line::parse(line).filter(|line| line.label || !is_column(&line.credit.source)) {
        merge(line.credit, found);
    }
    take_named(line, found);
    take_writer(line, found);
    for part in line.split(['|', '｜']).map(str::trim) {
        found.date = found.date.or_else(|| bare_day(part));
        if found.source.is_empty() && names_medium(part) && !is_column(part) {
            found.source = part.to_owned();
        }
    }
}

/// Takes the fields of a line that all have names: “公众号：兰河日报　发布时间：2024-03-05 08:00”.
fn take_named(line: &str, found: &mut WebArticle) {
    const FROM: [&str; 6] = ["来自", "摘自", "转自", "选自", "原载", "出自"];
    let mut fields: Vec<(Option<Field>, String)> = Vec::new();
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, '|' | '｜')).filter(|word| !word.is_empty()) {
        let parts = word.split_once(['：', ':']).filter(|(name, _)| !name.ends_with(|c: char| c.is_ascii_digit()));
        let field = |name: &str| if FROM.contains(&name) { Some(Field::Source) } else { named(name) };
        match (parts, fields.last_mut()) {
            (Some((name, value)), _) => fields.push((field(name), value.to_owned())),
            (None, Some((_, value))) => *value = format!("{value} {word}").trim().to_owned(),
            (None, None) => return,
        }
    }
    for (field, value) in fields {
        match field {
            Some(Field::Date) => found.date = found.date.or_else(|| first_in(&value)),
            Some(Field::Source) if found.source.is_empty() => found.source = value,
            Some(Field::Byline) if found.byline.is_empty() => found.byline = value,
            Some(Field::Page) if found.page.is_empty() => found.page = page_number(&value),
            _ => {}
        }
    }
}

/// Takes the writer of a line that tells nothing else: “文／何晓岚”.
fn take_writer(line: &str, found: &mut WebArticle) {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:文|撰文|记者|作者|本刊记者|本报记者|文字)\s*[／/|｜:：·]?\s*(?P<names>\p{Han}{2,4}(?:[\s、]+\p{Han}{2,4})?)$",
        )
    });
    if let Some(names) = FORM.captures(line.trim()).filter(|_| found.byline.is_empty()) {
        found.byline = names["names"].to_owned();
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

/// Whether a line tells nothing but paper and day.
pub(super) fn tells_issue(line: &str) -> bool {
    issue_line::parse(line).is_some_and(|line| line.names_paper() && line.credit.date.is_some())
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
