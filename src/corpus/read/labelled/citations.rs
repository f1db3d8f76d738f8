//! What databases of papers hand out for programs that keep references: EndNote (`%T`), RIS (`TI  - `), RefWorks (`T1 `) and
//! NoteExpress (`{Title}: `). They tell headline, paper, day and page, and seldom more than an abstract of the text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::field::day;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The forms of references, each with its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `%T 河畔新增公园`
    EndNote,
    /// `TI  - 河畔新增公园`
    Ris,
    /// `T1 河畔新增公园`
    RefWorks,
    /// `{Title}: 河畔新增公园`
    NoteExpress,
}

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
    /// Notes, which some fill with the text.
    Note,
    /// Numbers, addresses and keywords.
    Other,
}

/// The tags of all forms.
const TAGS: [(Tag, &[&str]); 9] = [
    (Tag::Begin, &["0", "TY", "RT", "Reference Type"]),
    (Tag::Title, &["T", "TI", "T1", "Title"]),
    (Tag::Source, &["J", "T2", "JO", "JF", "Journal", "Newspaper", "Media", "B"]),
    (Tag::Date, &["8", "DA", "Y1", "FD", "Date", "Publish Date", "Issue Date"]),
    (Tag::Year, &["D", "PY", "YR", "Year"]),
    (Tag::Page, &["P", "SP", "OP", "Pages"]),
    (Tag::Author, &["A", "AU", "A1", "Author"]),
    (Tag::Abstract, &["X", "AB", "N2", "Abstract"]),
    (Tag::Note, &["Z", "N1", "NO", "Notes", "Note"]),
];

/// Further tags of RefWorks. Its tags look like words in capitals, so that no others are taken for tags.
const OTHER_OF_REFWORKS: [&str; 15] =
    ["SR", "ID", "A2", "VO", "IS", "K1", "PB", "PP", "SN", "LA", "DS", "LK", "UL", "AD", "CN"];

/// An untagged line of at least this many letters is text.
const MIN_TEXT: usize = 20;

static ENDNOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^%(\S)(?:\s+(.*))?$"));
static RIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([A-Z][A-Z0-9])\s{1,2}-(?:\s+(.*))?$"));
static REFWORKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([A-Z][A-Z0-9])\s+(.*)$"));
static NOTEEXPRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\{([A-Za-z ]{2,24})\}:\s*(.*)$"));

/// The references of a file as articles; none where the text is no such file.
pub(in crate::corpus::read) fn citations(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = || lines.written.iter().map(|line| line.trim_start_matches('\u{feff}')).filter(|line| !line.is_empty());
    let form = Form::of(lines().next()?)?;
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut around = Vec::new();
    let mut notes: Vec<Vec<String>> = Vec::new();
    let mut last = Tag::Other;
    for line in lines() {
        let Some((tag, value)) = form.tag_and_value(line) else {
            // A value may go on below its tag, and the text may stand below the reference.
            match (articles.last_mut(), notes.last_mut()) {
                (_, Some(notes)) if last == Tag::Note => notes.push(line.to_owned()),
                (Some(article), _) if last == Tag::Abstract || letter_count(line) >= MIN_TEXT => {
                    article.paragraphs.push(line.to_owned());
                }
                _ => around.push(Furniture::of(line)),
            }
            continue;
        };
        last = tag;
        if tag == Tag::Begin {
            articles.push(ArticleParts::default());
            notes.push(Vec::new());
        } else if tag == Tag::Note {
            notes.last_mut()?.extend((!value.is_empty()).then(|| value.to_owned()));
        } else if !value.is_empty() {
            set(articles.last_mut()?, tag, value);
        }
    }
    // Notes are the text of a reference that has no other.
    for (article, notes) in articles.iter_mut().zip(notes) {
        let is_text = notes.iter().any(|note| letter_count(note) >= MIN_TEXT && !note.starts_with("http"));
        if article.paragraphs.is_empty() && is_text {
            article.paragraphs = notes;
        } else {
            around.extend(notes.into_iter().map(Furniture::of));
        }
    }
    let articles: Vec<ArticleParts> = articles.into_iter().filter(|article| !article.title.is_empty()).collect();
    (!articles.is_empty()).then_some((articles, around))
}

/// Sets what a tag tells; of two headlines the second is a translation.
fn set(article: &mut ArticleParts, tag: Tag, value: &str) {
    match tag {
        Tag::Title if article.title.is_empty() => value.clone_into(&mut article.title),
        Tag::Source if article.source.is_empty() => value.clone_into(&mut article.source),
        Tag::Date => article.date = day(value).or(article.date),
        Tag::Year => article.date = article.date.or_else(|| day(value)),
        Tag::Page => article.page = page_number(value.split(['-', '+']).next().unwrap_or(value)),
        Tag::Author => {
            let names = value.split([';', '；']).map(str::trim).filter(|name| !name.is_empty());
            let all = std::iter::once(article.byline.as_str()).filter(|byline| !byline.is_empty()).chain(names);
            article.byline = all.collect::<Vec<_>>().join(" ");
        }
        Tag::Abstract => article.paragraphs.push(value.to_owned()),
        Tag::Title | Tag::Source | Tag::Begin | Tag::Note | Tag::Other => {}
    }
}

impl Form {
    /// The form of a file with this first line, which names the kind of the first reference.
    fn of(line: &str) -> Option<Form> {
        let forms = [Form::EndNote, Form::Ris, Form::RefWorks, Form::NoteExpress];
        forms.into_iter().find(|form| {
            let begins = form.tag_and_value(line).filter(|(tag, _)| *tag == Tag::Begin);
            begins.is_some_and(|(_, kind)| {
                // A kind of RIS is one word in capitals, that of the others “Newspaper Article” or its like.
                let is_word = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_uppercase());
                let is_named = [
                    "Article",
                    "Newspaper",
                    "Journal",
                    "Thesis",
                    "Conference",
                    "Book",
                    "Generic",
                    "Web",
                    "报纸",
                    "期刊",
                    "文章",
                    "论文",
                ];
                if *form == Form::Ris { is_word } else { is_named.iter().any(|name| kind.contains(name)) }
            })
        })
    }

    /// What a line tells, and its value; none for lines without a tag of the form.
    fn tag_and_value(self, line: &str) -> Option<(Tag, &str)> {
        let of_form = match self {
            Form::EndNote => &ENDNOTE,
            Form::Ris => &RIS,
            Form::RefWorks => &REFWORKS,
            Form::NoteExpress => &NOTEEXPRESS,
        };
        let found = of_form.captures(line)?;
        let (name, value) = (found.get(1)?.as_str(), found.get(2).map_or("", |value| value.as_str().trim()));
        match TAGS.iter().find(|(_, names)| names.contains(&name)) {
            Some((tag, _)) => Some((*tag, value)),
            None if self == Form::RefWorks && !OTHER_OF_REFWORKS.contains(&name) => None,
            None => Some((Tag::Other, value)),
        }
    }
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
            let (articles, _) = citations(&TextLines::of(&text.repeat(2))).expect("references");
            let seen = articles.iter().map(|a| {
                (a.title.as_str(), a.source.as_str(), a.byline.as_str(), a.page.as_str(), a.date.unwrap().to_string())
            });
            let expected = ("河畔新增三处便民公园", "兰河日报", "方舟", "2", String::from("2024-03-05"));
            assert_eq!(seen.collect::<Vec<_>>(), [expected.clone(), expected], "{text}");
        }
        for text in
            ["河畔新增三处便民公园\n昨日，河畔新增三处便民公园。\n", "RT Mart\nT1 航站楼启用\n", "%0\n%1\n%T 表\n"]
        {
            assert!(citations(&TextLines::of(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn an_abstract_is_the_text() {
        let text = "%0 Newspaper Article\n%T 河畔新增三处便民公园\n%X 昨日，河畔新增三处便民公园，\n市民可以免费入园游玩。\nAI 导览同时启用。\nT1 航站楼有班车。\n%P 002\n";
        let (articles, _) = citations(&TextLines::of(text)).expect("references");
        let expected =
            ["昨日，河畔新增三处便民公园，", "市民可以免费入园游玩。", "AI 导览同时启用。", "T1 航站楼有班车。"];
        assert_eq!(
            (articles[0].title.as_str(), articles[0].paragraphs.as_slice()),
            ("河畔新增三处便民公园", &expected.map(str::to_owned)[..])
        );
        // Notes are the text where there is no other.
        let text = "%0 报纸文章\n%T 河畔新增三处便民公园\n%B 兰河日报\n%Z 昨日，河畔新增三处便民公园，市民可以免费入园游玩。\n园内有步道。\n%0 报纸文章\n%T 老街换灯\n%X 老街昨晚换上了新灯。\n%Z 已读\n";
        let (articles, around) = citations(&TextLines::of(text)).expect("references");
        let seen: Vec<_> = articles.iter().map(|a| (a.source.as_str(), a.paragraphs.len())).collect();
        assert_eq!((seen.as_slice(), around.len()), (&[("兰河日报", 2), ("", 1)][..], 1));
        // The text may stand below the reference, and the headline may be translated.
        let text = "TY  - NEWS\nTI  - 河畔新增三处便民公园\nT1  - River parks\nAU  - 方舟;李四\nER  - \n\n昨日，河畔新增三处便民公园，市民可以免费入园游玩。\n";
        let (articles, _) = citations(&TextLines::of(text)).expect("references");
        assert_eq!((articles[0].title.as_str(), articles[0].byline.as_str()), ("河畔新增三处便民公园", "方舟 李四"));
        assert_eq!(articles[0].paragraphs.len(), 1);
    }
}
