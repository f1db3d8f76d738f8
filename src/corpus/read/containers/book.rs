//! Books (.epub): zip files of web pages, which are read in the order that their package tells (EPUB 3.3, 5.6). Who collects articles with
//! a reader's program saves them so, each as a page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::Event;
use regex::{Captures, Regex};

use crate::corpus::encoding::decode_lossy;
use crate::corpus::measure::letter_count;
use crate::corpus::page::PageContext;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::document::{Content, Document, ReadPage, replaced};
use crate::corpus::read::web_page::declared_encoding;
use crate::corpus::read::whole_page::html_document::read_html;
use crate::corpus::read::word::attribute;
use crate::error::{Error, Result};
use crate::text::pattern;

/// All pages of a book together unpack to no more bytes than this.
const LARGEST_BOOK: u64 = 64 << 20;

/// The part that names the package of the book (EPUB Open Container Format 3.3, 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

/// Elements that have no end tag (HTML standard, 13.1.2).
const VOID_ELEMENTS: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl Document<'_> {
    /// The articles of a book. Its cover and its contents are no articles, so that they are passed over.
    pub(in crate::corpus::read) fn read_book<'a>(
        &self,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let bad = |problem: String| Error::BadDocument { file: self.name.into(), problem };
        let archive = zip::ZipArchive::new(Cursor::new(self.bytes)).map_err(|e| bad(e.to_string()))?;
        let mut book = Book { file: self.name, archive, left: LARGEST_BOOK };
        let package = book.package()?;
        let xml = book.part(&package)?;
        let spine = spine(&String::from_utf8_lossy(&xml), &package).map_err(|e| bad(e.to_string()))?;
        let no_page = |id: &String| Error::BadMember {
            file: format!("{}/{id}", self.name),
            problem: "the order of reading names it, but it is no page of the book".into(),
        };
        let mut problems: Vec<Error> = spine.missing.iter().map(no_page).collect();
        let mut pages = Vec::new();
        let mut without_article = Vec::new();
        for chapter in book.chapters(&spine.pages, &mut problems)? {
            match read_html(&chapter.text, context, options) {
                Ok(page) if !page.articles.is_empty() => {
                    pages.push(ReadPage { file: self.name.into(), page: Ok(page) });
                }
                Ok(_) | Err(Error::NoArticle { .. }) => {
                    // A page of a picture leaves nothing out.
                    if chapter.has_letters() {
                        without_article.push(Error::NoArticle { file: format!("{}/{}", self.name, chapter.name) });
                    }
                }
                Err(error) => problems.push(error),
            }
        }
        if pages.is_empty() && problems.is_empty() {
            return Err(Error::NoArticle { file: self.name.into() });
        }
        problems.extend(without_article);
        Ok(Content::Pages { pages, problems })
    }
}

/// A page of a book, with those that go on with it.
struct Chapter {
    /// The name of its first page.
    name: String,
    text: String,
}

impl Chapter {
    fn has_letters(&self) -> bool {
        static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[^<>]*>"));
        let body = self.text.find("<body").and_then(|start| self.text.get(start..)).unwrap_or(&self.text);
        letter_count(&TAG.replace_all(body, " ")) > 0
    }
}

/// The order in which the pages of a book are read.
struct Spine {
    /// The names of the pages, without those of the cover and the contents.
    pages: Vec<String>,
    /// What the order names that is no page.
    missing: Vec<String>,
}

/// A book that is being read.
struct Book<'b> {
    file: &'b str,
    archive: zip::ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl Book<'_> {
    /// A part of the book.
    fn part(&mut self, name: &str) -> Result<Vec<u8>> {
        let file = self.file;
        let bad = |problem: String| Error::BadDocument { file: file.into(), problem };
        let part = self.archive.by_name(name).map_err(|_| bad(format!("it has no {name}")))?;
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|e| bad(e.to_string()))?;
        let left = self.left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or_else(|| Error::TooLarge { file: file.into(), limit: LARGEST_BOOK })?;
        Ok(bytes)
    }

    /// The name of the part that lists the pages of the book.
    fn package(&mut self) -> Result<String> {
        let container = self.part(CONTAINER).unwrap_or_default();
        let named = root_file(&String::from_utf8_lossy(&container));
        let mut names = self.archive.file_names().filter_map(Result::ok);
        let found = named.or_else(|| names.find(|name| name.ends_with(".opf")).map(Cow::into_owned));
        found.ok_or_else(|| Error::BadDocument { file: self.file.into(), problem: format!("it has no {CONTAINER}") })
    }

    /// The chapters of these pages. Programs part long pages; what has no heading of its own goes on with the page above.
    fn chapters(&mut self, names: &[String], problems: &mut Vec<Error>) -> Result<Vec<Chapter>> {
        static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<h[1-6][\s>]"));
        let mut chapters: Vec<Chapter> = Vec::new();
        let mut above = "";
        for name in names {
            let bytes = match self.part(name) {
                Ok(bytes) => bytes,
                Err(error @ Error::TooLarge { .. }) => return Err(error),
                Err(error) => {
                    problems.push(error);
                    continue;
                }
            };
            let decoded = match decode_lossy(self.file, &bytes, declared_encoding(&bytes)) {
                Ok(decoded) => decoded,
                Err(error) => {
                    problems.push(error);
                    continue;
                }
            };
            problems.extend(replaced(self.file, &decoded));
            let page = with_end_tags(&decoded.text);
            match chapters.last_mut().filter(|_| are_of_one_page(above, name) && !HEADING.is_match(&page)) {
                Some(chapter) => chapter.text.push_str(body_of(&page)),
                None => chapters.push(Chapter { name: name.clone(), text: page.into_owned() }),
            }
            above = name.as_str();
        }
        Ok(chapters)
    }
}

/// The part that a container names as the package of the book.
fn root_file(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "rootfile" => {
                return Some(attribute(&tag, "full-path")).filter(|path| !path.is_empty());
            }
            _ => {}
        }
    }
}

/// The pages of a book in the order of reading, without its cover and its contents. `package` is the name of the part that lists them, to
/// which their names are relative.
fn spine(xml: &str, package: &str) -> Result<Spine, quick_xml::Error> {
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut pages, mut order) = (HashMap::new(), Vec::new());
    let mut beside: HashSet<String> = HashSet::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "item" => {
                    let (address, kind) = (attribute(&tag, "href"), attribute(&tag, "media-type"));
                    let name = resolved(folder, &address);
                    if attribute(&tag, "properties").split_whitespace().any(|property| property == "nav") {
                        beside.insert(name.clone());
                    }
                    // Old books and simple programs name pages otherwise, or not at all.
                    let is_page = ["html", "oeb1"].iter().any(|form| kind.contains(form))
                        || [".xhtml", ".html", ".htm"].iter().any(|ending| name.ends_with(ending));
                    if is_page {
                        pages.insert(attribute(&tag, "id"), name);
                    }
                }
                // What is not in the order of reading is called up from a page.
                "itemref" if attribute(&tag, "linear") != "no" => order.push(attribute(&tag, "idref")),
                "reference" => {
                    let (kind, address) = (attribute(&tag, "type"), attribute(&tag, "href"));
                    if matches!(kind.as_str(), "cover" | "toc" | "title-page") && !address.contains('#') {
                        beside.insert(resolved(folder, &address));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    let names: Vec<&String> = order.iter().filter_map(|id| pages.get(id)).filter(|name| seen.insert(*name)).collect();
    // A book of a single page may name it as its contents too.
    let has_text = names.iter().any(|name| !beside.contains(*name));
    let mut named = HashSet::new();
    let missing = order.iter().filter(|id| !pages.contains_key(*id) && named.insert(*id)).cloned().collect();
    let pages = names.into_iter().filter(|name| !has_text || !beside.contains(*name)).cloned().collect();
    Ok(Spine { pages, missing })
}

/// The name of the part that an address in a folder of the book leads to.
fn resolved(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default().replace("&amp;", "&");
    let address = decoded_address(&address);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address with the characters that `%` and two digits stand for (RFC 3986, 2.1).
fn decoded_address(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).filter(|digits| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let number = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|number| u8::from_str_radix(number, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether two pages were one before a program parted it: `index_split_000.html`, `index_split_001.html`.
fn are_of_one_page(above: &str, name: &str) -> bool {
    let whole = |name: &str| name.split_once("_split_").map(|(whole, _)| whole.to_owned());
    whole(name).is_some_and(|own| whole(above) == Some(own))
}

/// A page in which every element without content has an end tag: in a page of XML `<title/>` is one, and elsewhere the beginning of one that
/// takes the whole page.
fn with_end_tags(page: &str) -> Cow<'_, str> {
    static EMPTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"<([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/>"));
    EMPTY.replace_all(page, |found: &Captures<'_>| {
        let (name, attributes) = (&found[1], found[2].trim_end());
        if VOID_ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) {
            found[0].to_owned()
        } else {
            format!("<{name}{attributes}></{name}>")
        }
    })
}

/// What stands within the body of a page.
fn body_of(page: &str) -> &str {
    let Some(start) = page.find("<body") else { return page };
    let body = &page[start..];
    let body = body.find('>').map_or(body, |end| &body[end + 1..]);
    body.split("</body").next().unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PACKAGE: &str = "<package><manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
        <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/><item id='style' href='a.css' media-type='text/css'/>\
        <item id='b' href='text/b%20%E5%B8%82.xhtml' media-type='application/xhtml+xml'/>\
        <item id='a' href='text/a_split_000.xhtml' media-type='application/xhtml+xml'/>\
        <item id='c' href='text/c.xhtml' media-type='application/xhtml+xml'/><item id='d' href='text/d.xhtml' media-type='application/xhtml+xml'/>\
        <item id='a1' href='text/a_split_001.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='cover'/><itemref idref='nav'/><itemref idref='a'/><itemref idref='a1'/><itemref idref='b'/>\
        <itemref idref='b'/><itemref idref='none'/><itemref idref='c'/><itemref idref='d'/></spine><guide><reference type='cover' href='cover.xhtml'/></guide></package>";

    fn page(headline: &str, text: &str) -> String {
        format!("<?xml version='1.0'?><html><head><title/></head><body>{headline}<p>{text}</p></body></html>")
    }

    fn book() -> Vec<u8> {
        let container = "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";
        let head = |headline: &str| format!("<h1>{headline}</h1><p>2024-03-05 08:00 来源：兰河日报</p>");
        let first = "昨天，云溪县的集市搬进了社区，一百二十个摊位摆满了新修的石板街，居民出门就能买菜。";
        let further = "集市每周三开张，摊位费全免，附近的菜农都来报名。";
        let second = "河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，孩子们放学以后都来这里玩。";
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            (CONTAINER, container.to_owned()),
            ("OEBPS/content.opf", PACKAGE.to_owned()),
            ("OEBPS/cover.xhtml", page("<h1>剪报</h1>", "三月")),
            ("OEBPS/nav.xhtml", page("<h1>目录</h1>", "<a href='text/a.xhtml'>集市开张</a>")),
            ("OEBPS/text/a_split_000.xhtml", page(&head("集市搬进云溪社区"), first)),
            ("OEBPS/text/a_split_001.xhtml", page("", further)),
            ("OEBPS/text/b 市.xhtml", page(&head("河畔新增便民公园"), second)),
            ("OEBPS/text/c.xhtml", page("", "第三辑")),
            ("OEBPS/text/d.xhtml", page("<svg><image href='a.jpg'/></svg>", "")),
        ] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_pages_of_a_book_are_articles() {
        let bytes = book();
        let document = Document { name: "剪报.epub", path: "", bytes: &bytes };
        let (context, options) = (PageContext { file: "剪报.epub", ..Default::default() }, ReadOptions::default());
        let Content::Pages { pages, problems } = document.read_book(&context, &options).unwrap() else {
            panic!("there are pages")
        };
        let named: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(named.len(), 2, "{named:?}");
        assert!(named[0].contains("剪报.epub/none") && named[1].contains("剪报.epub/OEBPS/text/c.xhtml"), "{named:?}");
        let articles: Vec<_> = pages.into_iter().flat_map(|page| page.page.unwrap().articles).collect();
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
        assert_eq!(seen, [("集市搬进云溪社区", "兰河日报"), ("河畔新增便民公园", "兰河日报")]);
        assert!(articles[0].text.ends_with("附近的菜农都来报名。"), "{articles:?}");
        let document = Document { bytes: b"PK\x03\x04 no book", ..document };
        assert!(matches!(document.read_book(&context, &options), Err(Error::BadDocument { .. })));
    }

    #[test]
    fn pages_are_read_once_in_order_and_without_cover_and_contents() {
        let found = spine(PACKAGE, "OEBPS/content.opf").unwrap();
        let names = ["a_split_000.xhtml", "a_split_001.xhtml", "b 市.xhtml", "c.xhtml", "d.xhtml"];
        assert_eq!(found.pages, names.map(|name| format!("OEBPS/text/{name}")));
        assert_eq!(found.missing, ["none"]);
        let single = "<manifest><item id='a' href='../a.html' media-type='text/html' properties='nav'/></manifest>\
            <spine><itemref idref='a'/></spine>";
        assert_eq!(spine(single, "OEBPS/a.opf").unwrap().pages, ["a.html"]);
        assert_eq!(resolved("", "a%2"), "a%2");
    }

    #[test]
    fn elements_of_xml_without_content_are_closed() {
        assert_eq!(
            with_end_tags("<title/><a id='x' /><br/><img src='a/b.png'/>"),
            "<title></title><a id='x'></a><br/><img src='a/b.png'/>"
        );
        assert_eq!(with_end_tags("<a href=\"http://a.example/\">甲</a>"), "<a href=\"http://a.example/\">甲</a>");
    }
}
