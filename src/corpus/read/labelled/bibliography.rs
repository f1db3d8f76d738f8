//! Files of references in the form of BibTeX, as programs that keep references write them: `@article{key, title = {…}, journal = {…}}`.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::PartialDate;
use crate::corpus::page_number::page_number;
use crate::corpus::read::labelled::field::day;
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

/// Fields that name the paper, the best first.
const SOURCES: [&str; 9] = [
    "journal",
    "journaltitle",
    "newspaper",
    "magazine",
    "booktitle",
    "publication",
    "publisher",
    "howpublished",
    "organization",
];
/// Fields that hold a text, the best first.
const TEXTS: [&str; 4] = ["abstract", "annote", "annotation", "note"];
/// Months as such files name them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The references of such a file.
pub(in crate::corpus::read) struct Bibliography {
    /// Those that have a headline.
    pub articles: Vec<ArticleParts>,
    /// The lines, from 1, with which the others begin.
    pub left_out: Vec<u64>,
}

/// The references of such a file as articles; none where the text is no such file.
pub(in crate::corpus::read) fn bibliography(text: &str) -> Option<Bibliography> {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*@([A-Za-z]+)\s*\{\s*([^\s,{}=]*)\s*,"));
    let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('%');
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !is_comment(line))?;
    if !first.trim_start().starts_with('@') {
        return None;
    }
    let begins: Vec<usize> = ENTRY.find_iter(text).map(|found| found.end()).collect();
    let ends = begins.iter().skip(1).copied().chain([text.len()]);
    let mut found = Bibliography { articles: Vec::new(), left_out: Vec::new() };
    let (mut counted, mut line) = (0, 1);
    for (begin, end) in begins.iter().copied().zip(ends) {
        line += text[counted..begin].matches('\n').count() as u64;
        counted = begin;
        match article(&fields(&text[begin..end])) {
            Some(article) => found.articles.push(article),
            None => found.left_out.push(line),
        }
    }
    (!found.articles.is_empty()).then_some(found)
}

/// The fields of an entry by their names in small letters.
fn fields(entry: &str) -> Vec<(String, String)> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s,]*([A-Za-z][\w-]*)\s*=\s*"));
    let (mut fields, mut rest) = (Vec::new(), entry);
    while let Some(found) = NAME.captures(rest) {
        let behind = &rest[found[0].len()..];
        let length = value_length(behind);
        fields.push((found[1].to_lowercase(), cleaned(&behind[..length])));
        rest = &behind[length..];
    }
    fields
}

/// The length of a value with its marks: up to the brace or quotation mark that closes it, or to the comma behind a bare word.
fn value_length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            // The entry ends here.
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            '"' if depth == 0 => quoted = !quoted,
            ',' if depth == 0 && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// A value without its marks and those of TeX.
fn cleaned(value: &str) -> String {
    let value = value.trim().trim_matches('"');
    let text: String = value.chars().filter(|c| !matches!(c, '{' | '}' | '\\')).collect();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The article of an entry; none where it has no headline.
fn article(fields: &[(String, String)]) -> Option<ArticleParts> {
    let value = |name: &str| {
        fields.iter().find(|(own, value)| own == name && !value.is_empty()).map(|(_, value)| value.as_str())
    };
    let first_of = |names: &[&str]| names.iter().find_map(|name| value(name)).unwrap_or_default().to_owned();
    let title = value("title")?.lines().collect::<Vec<_>>().join(" ");
    let text = first_of(&TEXTS);
    Some(ArticleParts {
        title,
        date: value("date").and_then(day).or_else(|| day_of_parts(value("year")?, value("month"), value("day"))),
        source: first_of(&SOURCES),
        byline: value("author").map(names).unwrap_or_default(),
        page: value("pages")
            .map(|pages| page_number(pages.split(['-', '+', '–']).next().unwrap_or(pages)))
            .unwrap_or_default(),
        paragraphs: text.lines().map(str::to_owned).collect(),
        ..ArticleParts::default()
    })
}

/// The day, the month or the year that stand in fields of their own.
fn day_of_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    let number = |month: &str| -> Option<usize> {
        let name = month.to_lowercase();
        let named = || MONTHS.iter().position(|short| name.starts_with(short)).map(|at| at + 1);
        month.parse().ok().or_else(named)
    };
    let written = match (month.and_then(number), day) {
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(month), None) => format!("{year}-{month}"),
        _ => year.to_owned(),
    };
    written.parse().ok()
}

/// The authors; family and given name of a Chinese name stand with a comma between them.
fn names(authors: &str) -> String {
    let name = |author: &str| match author.split_once(',') {
        Some((family, given)) if author.contains(is_han) => format!("{}{}", family.trim(), given.trim()),
        _ => author.trim().to_owned(),
    };
    authors.split(" and ").map(name).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_articles() {
        let text = "% 文库\n@article{方舟_0,\n\ttitle = {河畔新增{公园}，\"免费\"入园},\n\tjournal = {兰河日报},\n\tauthor = {方, 舟 and {何晓岚}},\n\
                    \tabstract = {昨日，河畔新增三处公园。},\n\tmonth = feb,\n\tyear = {2024},\n\tpages = {2--3},\n}\n\n\
                    @misc{b,\n  title = \"老街换上新灯\",\n  date = {2024-03-05},\n  howpublished = {云溪晚报}\n}\n";
        let articles = bibliography(text).unwrap().articles;
        let seen: Vec<_> = articles
            .iter()
            .map(|a| (a.title.as_str(), a.source.as_str(), a.byline.as_str(), a.date.map(|day| day.to_string())))
            .collect();
        let expected = [
            ("河畔新增公园，\"免费\"入园", "兰河日报", "方舟 何晓岚", Some("2024-02".to_owned())),
            ("老街换上新灯", "云溪晚报", "", Some("2024-03-05".to_owned())),
        ];
        assert_eq!(seen, expected);
        assert_eq!((articles[0].page.as_str(), articles[0].paragraphs.len()), ("2", 1));
        assert!(bibliography("@方舟 河畔新增公园\n").is_none());
        let left = bibliography(&format!("{text}@article{{c,\n  journal = {{兰河日报}},\n}}\n")).unwrap();
        assert_eq!((left.articles.len(), left.left_out), (2, vec![17]));
    }
}
