//! What databases of papers hand out for programs that keep references: EndNote (`%T`), RIS (`TI  - `), RefWorks (`T1 `) and
//! NoteExpress (`{Title}: `). They tell headline, paper, day and page, and seldom more than an abstract of the text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::read::labelled::field::day;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// What a tag stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// The kind of the reference, with which it begins.
    Begin,
    Title,
    Source,
    Date,
    Year,
    Page,
    Author,
    Abstract,
}

/// The tags of all four forms.
const TAGS: [(Tag, &[&str]); 8] = [
    (Tag::Begin, &["0", "TY", "RT", "Reference Type"]),
    (Tag::Title, &["T", "TI", "T1", "Title"]),
    (Tag::Source, &["J", "T2", "JO", "JF", "Journal", "Newspaper", "Media"]),
    (Tag::Date, &["8", "DA", "Y1", "FD", "Date", "Publish Date"]),
    (Tag::Year, &["D", "PY", "YR", "Year"]),
    (Tag::Page, &["P", "SP", "OP", "Pages"]),
    (Tag::Author, &["A", "AU", "A1", "Author"]),
    (Tag::Abstract, &["X", "AB", "N2", "Abstract"]),
];

/// The references of a file as articles; none where the text is no such file.
pub(in crate::corpus::read) fn citations(text: &str) -> Option<(Vec<ArticleParts>, Vec<Furniture>)> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, value) = tag_and_value(lines().next()?.trim_start_matches('\u{feff}'))?;
    let is_reference = first == Tag::Begin && value.is_ascii();
    if !is_reference {
        return None;
    }
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut is_abstract = false;
    for line in lines() {
        let Some((tag, value)) = tag_and_value(line) else {
            // A value may go on below its tag; tags that tell nothing of the article begin with capitals.
            if is_abstract && !is_tag(line) {
                articles.last_mut()?.paragraphs.push(line.to_owned());
            } else {
                is_abstract = false;
            }
            continue;
        };
        is_abstract = tag == Tag::Abstract;
        if tag == Tag::Begin {
            articles.push(ArticleParts::default());
            continue;
        }
        let article = articles.last_mut()?;
        match tag {
            Tag::Title => value.clone_into(&mut article.title),
            Tag::Source if article.source.is_empty() => value.clone_into(&mut article.source),
            Tag::Date => article.date = day(value).or(article.date),
            Tag::Year => article.date = article.date.or_else(|| day(value)),
            Tag::Page => article.page = page_number(value.split(['-', '+']).next().unwrap_or(value)),
            Tag::Author => {
                let space = if article.byline.is_empty() { "" } else { " " };
                article.byline += &format!("{space}{}", value.trim_end_matches([';', '；', ',']));
            }
            Tag::Abstract if !value.is_empty() => article.paragraphs.push(value.to_owned()),
            Tag::Begin | Tag::Source | Tag::Abstract => {}
        }
    }
    let articles: Vec<ArticleParts> = articles.into_iter().filter(|article| !article.title.is_empty()).collect();
    (!articles.is_empty()).then_some((articles, Vec::new()))
}

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:%(?P<endnote>\S)(?:\s+|$)|(?P<ris>[A-Z][A-Z0-9])\s{1,2}-(?:\s|$)|\{(?P<noteexpress>[A-Za-z ]{2,24})\}:|(?P<refworks>[A-Z][A-Z0-9])\s)\s*(?P<value>.*)$",
    )
});

/// What a line tells, and its value; none for lines of other tags.
fn tag_and_value(line: &str) -> Option<(Tag, &str)> {
    let found = LINE.captures(line)?;
    let name = ["endnote", "ris", "noteexpress", "refworks"].iter().find_map(|form| found.name(form))?.as_str();
    let (tag, _) = TAGS.iter().find(|(_, names)| names.contains(&name))?;
    Some((*tag, found.name("value").map_or("", |value| value.as_str().trim())))
}

/// Whether a line begins with a tag of any of the forms.
fn is_tag(line: &str) -> bool {
    LINE.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_all_forms_are_articles() {
        for text in [
            "%0 Newspaper Article\n%A 方舟\n%T 河畔新增三处便民公园\n%J 兰河日报\n%8 2024-03-05\n%P 002\n%W CNKI\n",
            "TY  - NEWS\nAU  - 方舟\nTI  - 河畔新增三处便民公园\nT2  - 兰河日报\nPY  - 2024\nDA  - 2024/03/05\nSP  - 2\nER  - \n",
            "RT Newspaper Article\nSR 1\nA1 方舟\nT1 河畔新增三处便民公园\nJF 兰河日报\nYR 2024\nFD 2024-03-05\nOP 002\n",
            "{Reference Type}: Newspaper Article\n{Title}: 河畔新增三处便民公园\n{Author}: 方舟\n{Journal}: 兰河日报\n{Date}: 2024-03-05\n{Pages}: 002\n",
        ] {
            let (articles, _) = citations(&text.repeat(2)).expect("references");
            let seen = articles.iter().map(|a| {
                (a.title.as_str(), a.source.as_str(), a.byline.as_str(), a.page.as_str(), a.date.unwrap().to_string())
            });
            let expected = ("河畔新增三处便民公园", "兰河日报", "方舟", "2", String::from("2024-03-05"));
            assert_eq!(seen.collect::<Vec<_>>(), [expected.clone(), expected], "{text}");
        }
        assert!(citations("河畔新增三处便民公园\n昨日，河畔新增三处便民公园。\n").is_none());
    }

    #[test]
    fn an_abstract_is_the_text() {
        let text = "%0 Newspaper Article\n%T 河畔新增三处便民公园\n%X 昨日，河畔新增三处便民公园，\n市民可以免费入园游玩。\n%P 002\n";
        let (articles, _) = citations(text).expect("references");
        assert_eq!(articles[0].paragraphs, ["昨日，河畔新增三处便民公园，", "市民可以免费入园游玩。"]);
    }
}
