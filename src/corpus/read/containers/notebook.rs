//! Notebooks that programs for notes hand out as Evernote defines it (.enex; evernote-export4.dtd): notes, each with its title, its text, which
//! is a web page of a kind (ENML), and the address that it was clipped from. The day on which a note was written is not that of publication.

use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::Event;
use regex::Regex;

use crate::corpus::date::date_in_path;
use crate::corpus::encoding::decode_lossy;
use crate::corpus::measure::letters;
use crate::corpus::page::{Page, PageContext};
use crate::corpus::publication::head_line::HeadLine;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::collection::collected::collected;
use crate::corpus::read::collection::headed_articles;
use crate::corpus::read::collection::messages::take_credit;
use crate::corpus::read::document::{Content, Document, ReadPage, replaced};
use crate::corpus::read::one_article::{Emphasis, Line, SourceKind};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::table::without_markup;
use crate::corpus::read::web_page::declared_encoding;
use crate::corpus::read::word::{attribute, character_of};
use crate::error::{Error, Result};
use crate::text::pattern;

/// What is said of a note that nobody can read without its password.
const ENCRYPTED: &str = "the note is encrypted; decrypt it in its program and export it anew";
/// What is said of a notebook that ends within a note.
const DAMAGED: &str = "the file is damaged";
/// One note holds several articles where a reader of collections finds this many at least.
const MIN_COLLECTED: usize = 3;

impl Document<'_> {
    /// The articles of a notebook, one of each note. Notes without a text are named with their number.
    pub(in crate::corpus::read) fn read_notebook<'a>(
        &self,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let decoded = decode_lossy(self.name, self.bytes, declared_encoding(self.bytes))?;
        let Notebook { notes, is_whole } = notebook(&decoded.text);
        let mut problems: Vec<Error> = replaced(self.name, &decoded).into_iter().collect();
        if !is_whole {
            problems.push(Error::BadDocument { file: self.name.into(), problem: DAMAGED.into() });
        }
        let mut pages = Vec::new();
        for (number, note) in (1_usize..).zip(&notes) {
            let file = format!("{}/{number}", self.name);
            if note.is_encrypted {
                problems.push(Error::BadMember { file, problem: ENCRYPTED.into() });
                continue;
            }
            let page = self.note(note, context, options);
            match page.filter(|page| !page.articles.is_empty()) {
                Some(page) => pages.push(ReadPage { file: self.name.into(), page: Ok(page) }),
                None => problems.push(Error::NoArticle { file }),
            }
        }
        Ok(Content::Pages { pages, problems })
    }

    /// The page of a note; none where it has no text.
    fn note(&self, note: &Note, context: &PageContext<'_>, options: &ReadOptions) -> Option<Page> {
        // The address may tell the day, as the names of folders may; the name of the notebook may tell that on which it was handed out.
        let address = note.address.trim();
        let path = if date_in_path(address).is_some() { address } else { self.path };
        let context = PageContext { path, ..*context };
        let title = note.title.trim();
        let mut written = lines_of(&note.content);
        if written.first().is_some_and(|first| !title.is_empty() && letters(first) == letters(title)) {
            written.remove(0);
        }
        if written.is_empty() {
            return None;
        }
        let headline = Line { text: title, emphasis: Some(Emphasis::Heading) };
        let lines = written.iter().map(|text| Line { text, emphasis: None });
        let lines: Vec<Line<'_>> = Some(headline).filter(|_| !title.is_empty()).into_iter().chain(lines).collect();
        if let Some(parts) = self.one_article(&lines, SourceKind::Document, "", &context) {
            return Some(parts.into_page(&context, &options.sources));
        }
        let body = &lines[usize::from(!title.is_empty())..];
        let several = collected(&written.join("\n")).or_else(|| headed_articles::read(body, SourceKind::Document));
        if let Some((articles, around)) = several.filter(|(articles, _)| articles.len() >= MIN_COLLECTED) {
            return Some(page_of(articles, around, &context, &options.sources));
        }
        let HeadLine { date, source, byline, page, .. } = take_credit(&mut written);
        let (title, date) = (title.to_owned(), date.map(Into::into));
        let parts = ArticleParts { title, date, source, byline, page, paragraphs: written, ..ArticleParts::default() };
        Some(parts.into_page(&context, &options.sources))
    }
}

/// The notes of a notebook.
#[derive(Debug, Default)]
struct Notebook {
    notes: Vec<Note>,
    /// Whether the file ends where the notebook does.
    is_whole: bool,
}

/// A note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Note {
    title: String,
    /// Its text with the marks of web pages.
    content: String,
    /// The address that it was clipped from; empty where a person wrote it.
    address: String,
    is_encrypted: bool,
}

impl Note {
    /// Adds a text to the field that it stands in.
    fn add(&mut self, open: &[String], text: &str) {
        let [.., parent, name] = open else { return };
        let field = match (parent.as_str(), name.as_str()) {
            ("note", "title") => &mut self.title,
            ("note", "content") => &mut self.content,
            ("note-attributes", "source-url") => &mut self.address,
            _ => return,
        };
        field.push_str(text);
    }
}

/// The notes of a notebook, up to where it is damaged. What is attached to them is left out.
fn notebook(text: &str) -> Notebook {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<String> = Vec::new();
    let (mut notes, mut note) = (Vec::new(), Note::default());
    loop {
        let Ok(event) = reader.read_event() else { return Notebook { notes, is_whole: false } };
        match event {
            Event::Eof => return Notebook { notes, is_whole: open.is_empty() },
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                note.is_encrypted |= name == "content" && !attribute(&tag, "encoding").is_empty();
                open.push(name);
            }
            Event::End(_) => {
                let closed = open.pop();
                if closed.is_some_and(|name| name == "note") {
                    notes.push(std::mem::take(&mut note));
                }
            }
            Event::Text(part) => note.add(&open, &part.xml10_content()),
            Event::CData(part) => note.add(&open, &part.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = character_of(&reference);
                note.add(&open, &character.map(String::from).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// The lines of the text of a note. Parts that are encrypted are left out.
fn lines_of(content: &str) -> Vec<String> {
    static ENCRYPTED_PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<en-crypt\b.*?</en-crypt\s*>"));
    let begin = content.find("<en-note").unwrap_or(0);
    let page = ENCRYPTED_PART.replace_all(&content[begin..], "");
    let page = page.replace("<en-note", "<div").replace("</en-note>", "</div>");
    without_markup(&page).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。";

    fn file(notes: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export4.dtd\">\n\
             <en-export export-date=\"20240401T000000Z\" application=\"Evernote\" version=\"10\">{notes}</en-export>"
        )
    }

    fn note(title: &str, address: &str, content: &str) -> String {
        format!(
            "<note><title>{title}</title><created>20240320T000000Z</created><note-attributes><source>web.clip</source>\
             <source-url>{address}</source-url></note-attributes><content><![CDATA[<?xml version=\"1.0\"?><!DOCTYPE en-note SYSTEM \
             \"http://xml.evernote.com/pub/enml2.dtd\"><en-note>{content}</en-note>]]></content><resource><data encoding=\"base64\">QUJD</data>\
             <resource-attributes><source-url>http://a.example/a.png</source-url></resource-attributes></resource></note>"
        )
    }

    #[test]
    fn fields_of_notes_are_found() {
        let text = file(&note("灯 &amp; 街", "http://a.example/?a=1&amp;b=2", "<div>一</div><div><br/></div>二"));
        let Notebook { notes, is_whole } = notebook(&text);
        assert!(is_whole);
        assert_eq!(notes.len(), 1);
        assert_eq!((notes[0].title.as_str(), notes[0].address.as_str()), ("灯 & 街", "http://a.example/?a=1&b=2"));
        assert_eq!(lines_of(&notes[0].content), ["一", "二"]);
        assert_eq!(lines_of("<en-note>一<en-crypt hint=\"a\">QUJD</en-crypt></en-note>"), ["一"]);
        let broken = notebook(&text[..text.len() - 20]);
        assert!(!broken.is_whole);
    }

    #[test]
    fn each_note_is_an_article() {
        let head = "2024-03-05 09:10　来源：兰河日报";
        let text = format!("<div>{head}</div><div>{TEXT}</div><div>{TEXT}</div>");
        let notes = note("云岭老街昨晚换上新灯", "", &text)
            + &note("云岭渡口通了公交", "http://a.example/2024/03/06/c1.html", &format!("<p>{TEXT}</p>"))
            + &note("照片", "", "<en-media hash=\"a\" type=\"image/png\"/>")
            + "<note><title>密</title><content encoding=\"base64:aes\">QUJD</content></note>";
        let bytes = file(&notes);
        let document = Document { name: "剪报.enex", path: "", bytes: bytes.as_bytes() };
        let options = ReadOptions::default();
        let context = PageContext { file: "剪报.enex", ..PageContext::default() };
        let Content::Pages { pages, problems } = document.read_notebook(&context, &options).expect("a notebook") else {
            panic!("there are pages");
        };
        let articles: Vec<_> = pages.iter().flat_map(|page| &page.page.as_ref().expect("a page").articles).collect();
        let day = |day: crate::corpus::PartialDate| day.to_string();
        let seen: Vec<_> =
            articles.iter().map(|a| [a.title.clone(), a.source.clone(), a.date.map_or(String::new(), day)]).collect();
        let expected = [["云岭老街昨晚换上新灯", "兰河日报", "2024-03-05"], ["云岭渡口通了公交", "", "2024-03-06"]];
        assert_eq!(seen, expected);
        assert!(matches!(problems.as_slice(), [Error::NoArticle { .. }, Error::BadMember { .. }]), "{problems:?}");
    }

    #[test]
    fn a_note_may_hold_several_articles() {
        let article = |title: &str, day: u8| {
            format!("<div>{title}</div><div>兰河日报 2024-03-0{day}</div><div>{TEXT}</div><div>{TEXT}</div>")
        };
        let content =
            [article("云岭老街昨晚换上新灯", 5), article("云岭渡口通了公交", 6), article("云岭早市搬进大棚", 7)];
        let bytes = file(&note("三月剪报", "", &content.concat()));
        let document = Document { name: "剪报.enex", path: "", bytes: bytes.as_bytes() };
        let options = ReadOptions::default();
        let context = PageContext { file: "剪报.enex", ..PageContext::default() };
        let Content::Pages { pages, .. } = document.read_notebook(&context, &options).expect("a notebook") else {
            panic!("there are pages");
        };
        let articles = pages.iter().flat_map(|page| &page.page.as_ref().expect("a page").articles);
        let titles: Vec<&str> = articles.map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["云岭老街昨晚换上新灯", "云岭渡口通了公交", "云岭早市搬进大棚"]);
    }
}
