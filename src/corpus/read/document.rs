//! A whole file in memory to its articles: one article, or pages that are cut.

use crate::corpus::encoding::{Decoded, decode_lossy};
use crate::corpus::page::{self, Furniture, Page, PageContext};
use crate::corpus::read::article_table::{FASTTEXT, Table};
use crate::corpus::read::collected::collected;
use crate::corpus::read::format::{Format, sniff};
use crate::corpus::read::html_document::read_html;
use crate::corpus::read::markdown::without_strikes;
use crate::corpus::read::marks_in_text::{without_annotations, without_web_marks};
use crate::corpus::read::one_article::{
    Emphasis, FileContext, Line, SourceKind, are_many_reports, recognise, without_frame,
};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::pdf::PdfArticle;
use crate::corpus::read::styled_text::{paragraph_lines, printed_document, read_paragraphs};
use crate::corpus::read::table::is_table;
use crate::corpus::read::text_lines::TextLines;
use crate::corpus::read::web_page::declared_encoding;
use crate::corpus::read::word::{self, Paragraph, WordFormat};
use crate::corpus::read::{
    ReadOptions, beside_articles, compilation, cut_page, feed, forwarded_mail, headed_articles, labelled, pdf,
    press_summary, scanned, sql_dump, table_in_text, transcript,
};
use crate::error::{Error, Result, UnreadableKind};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What is said of a file of XML that is no feed.
const NO_FEED: &str = "it is XML, but no feed of a web site (RSS or Atom)";

/// A whole file in memory.
pub(super) struct Document<'b> {
    /// Its name in results and messages.
    pub name: &'b str,
    /// Where it is, as far as that may tell date and paper; empty where it is nowhere.
    pub path: &'b str,
    /// Its content.
    pub bytes: &'b [u8],
}

/// A part of a file that was read, or why it could not be.
pub(super) struct ReadPage {
    /// The name of the part in results.
    pub file: String,
    /// The page.
    pub page: Result<Page>,
}

/// What a document holds.
pub(super) enum Content<'a> {
    /// A table of articles.
    Table(Table<'a>),
    /// Pages with their articles, and problems that left something out.
    Pages { pages: Vec<ReadPage>, problems: Vec<Error> },
}

impl Document<'_> {
    /// Reads the document. `format` is what its name says; its content may show another.
    pub fn read<'a>(&self, format: Format, options: &'a ReadOptions) -> Result<Content<'a>> {
        let format = sniff(self.bytes, format);
        let context = PageContext {
            file: self.name,
            path: self.path,
            date: options.date,
            source: options.source.as_deref(),
            part: None,
        };
        match format {
            Format::Json | Format::Csv | Format::Spreadsheet | Format::Parquet => self.table(options),
            Format::Zip | Format::Tar => Err(Error::NestedArchive { file: self.name.into() }),
            Format::Pdf => self.read_pdf(&context, options),
            Format::Image => {
                let Some(recognizer) = &options.recognizer else {
                    return Err(Error::UnreadableKind { file: self.name.into(), kind: UnreadableKind::Image });
                };
                let page = scanned::image_page(self.name, self.bytes, recognizer)?;
                self.printed(vec![page], Vec::new(), &context, options)
            }
            Format::Docx | Format::OpenDocument | Format::WordBinary | Format::Rtf => {
                let kind = match format {
                    Format::WordBinary => WordFormat::Binary,
                    Format::OpenDocument => WordFormat::OpenDocument,
                    Format::Rtf => WordFormat::Rtf,
                    _ => WordFormat::Package,
                };
                self.read_document(word::paragraphs(self.name, self.bytes, kind)?, &context, options)
            }
            Format::Feed => {
                let decoded = decode_lossy(self.name, self.bytes, declared_encoding(self.bytes))?;
                let bad = || Error::BadDocument { file: self.name.into(), problem: NO_FEED.into() };
                let rows = feed::rows(&decoded.text).ok_or_else(bad)?;
                self.rows(&rows, replaced(self.name, &decoded), options)
            }
            Format::SqlDump => {
                let decoded = decode_lossy(self.name, self.bytes, None)?;
                let dump = sql_dump::read(&decoded.text);
                let broken_off = dump.broken_off.map(|line| Error::BadDocument {
                    file: self.name.into(),
                    problem: format!("the dump cannot be read on from line {line}; the rows before it were read"),
                });
                self.rows(&dump.rows, replaced(self.name, &decoded).into_iter().chain(broken_off), options)
            }
            Format::SavedPage => self.read_saved_page(context, options),
            Format::Mail => self.read_mail(context, options),
            Format::Text | Format::Html | Format::Markdown => {
                let label = if format == Format::Html { declared_encoding(self.bytes) } else { None };
                let decoded = decode_lossy(self.name, self.bytes, label)?;
                if format == Format::Text && decoded.text.trim_start().starts_with(FASTTEXT) {
                    return Ok(Content::Table(Table::fasttext(self.name, &decoded.text, options)));
                }
                if format == Format::Text && is_table(self.bytes, self.name) {
                    return self.table(options);
                }
                if let Some(rows) = table_in_text::read(&decoded.text, format) {
                    return self.rows(&rows, replaced(self.name, &decoded), options);
                }
                let page = if format == Format::Html {
                    read_html(&decoded.text, &context, options)?
                } else {
                    self.read_text(&without_web_marks(&decoded.text), format, &context, options)?
                };
                Ok(self.single(page, replaced(self.name, &decoded)))
            }
        }
    }

    /// The articles of a document of paragraphs: a table of them, a compilation, one article or several.
    fn read_document<'a>(
        &self,
        paragraphs: Vec<Paragraph>,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        if let Some(rows) = compilation::table_rows(&paragraphs) {
            let table = Table::read(self.name, self.path, rows.to_string().as_bytes(), options)?;
            return Ok(Content::Table(table));
        }
        let lines = paragraph_lines(&paragraphs);
        let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let text = texts.join("\n");
        let text_lines = TextLines::of(&text);
        if let Some((articles, around)) = press_summary::read(&text_lines).or_else(|| compilation::read(&paragraphs)) {
            return Ok(self.single(page_of(articles, around, context, &options.sources), None));
        }
        if let Some((articles, above)) = labelled::exported(&text_lines).or_else(|| labelled::records(&text_lines)) {
            return Ok(self.single(page_of(articles, above, context, &options.sources), None));
        }
        if let Some((articles, above)) = headed_articles::read(&lines, SourceKind::Document) {
            return Ok(self.single(page_of(articles, above, context, &options.sources), None));
        }
        let one = self.one_article(&lines, SourceKind::Document, context);
        let page = match one {
            Some(parts) => parts.into_page(context, &options.sources),
            None => read_paragraphs(paragraphs, context, options)?,
        };
        Ok(self.single(page, None))
    }

    fn table<'a>(&self, options: &'a ReadOptions) -> Result<Content<'a>> {
        Table::read(self.name, self.path, self.bytes, options).map(Content::Table)
    }

    /// A table of rows that were taken out of another format.
    fn rows<'a>(
        &self,
        rows: &serde_json::Value,
        problems: impl IntoIterator<Item = Error>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        if rows.as_array().is_none_or(Vec::is_empty) {
            return Err(Error::NoArticle { file: self.name.into() });
        }
        let mut table = Table::read(self.name, self.path, rows.to_string().as_bytes(), options)?;
        problems.into_iter().for_each(|problem| table.report(problem));
        Ok(Content::Table(table))
    }

    pub(super) fn single<'a>(&self, page: Page, problem: Option<Error>) -> Content<'a> {
        let pages = vec![ReadPage { file: self.name.into(), page: Ok(page) }];
        Content::Pages { pages, problems: problem.into_iter().collect() }
    }

    pub(super) fn read_text(
        &self,
        text: &str,
        format: Format,
        context: &PageContext<'_>,
        options: &ReadOptions,
    ) -> Result<Page> {
        let sources = &options.sources;
        if let Some(kind) = beside_articles::kind_of(self.name, text) {
            return Err(Error::UnreadableKind { file: self.name.into(), kind });
        }
        let annotated = without_annotations(text);
        let text = &*annotated;
        let unmarked = if format == Format::Markdown { without_strikes(text) } else { Cow::Borrowed(text) };
        let text = &*unmarked;
        if (format == Format::Markdown || text.trim_start().starts_with("# "))
            && let Some(page) = transcript::collection(text, context, sources)
        {
            return page;
        }
        if let Some((text, around)) = forwarded_mail::forwarded(text) {
            let mut page = self.read_text(&text, format, context, options)?;
            page.furniture.extend(around.into_iter().map(Furniture::of));
            return Ok(page);
        }
        let unfolded = labelled::unfolded(text);
        let text = &*unfolded;
        if let Some((articles, above)) = collected(text) {
            return Ok(page_of(articles, above, context, sources));
        }
        let kind = if format == Format::Markdown { SourceKind::Markdown } else { SourceKind::Text };
        let lines: Vec<Line<'_>> = text.lines().map(|text| Line { text, emphasis: None }).collect();
        if let Some((articles, above)) = headed_articles::read(&lines, kind) {
            return Ok(page_of(articles, above, context, sources));
        }
        if let Some(parts) = self.one_article(&lines, kind, context) {
            return Ok(parts.into_page(context, sources));
        }
        if format == Format::Markdown || transcript::is_one(text) {
            return transcript::read(text, context, sources);
        }
        cut_page::cut(text, context, sources)
    }

    /// The pages of a PDF, each cut into its articles, or the one article of a printed web page.
    fn read_pdf<'a>(&self, context: &PageContext<'_>, options: &'a ReadOptions) -> Result<Content<'a>> {
        let bad =
            |problem: pdf::PdfProblem| Error::BadDocument { file: context.file.into(), problem: problem.to_string() };
        let mut pages = pdf::pages(self.bytes).map_err(bad)?;
        let problems = match &options.recognizer {
            Some(recognizer) => scanned::recognise_pages(self.name, self.bytes, &mut pages, recognizer)?,
            None => Vec::new(),
        };
        let is_broken_off = pdf::is_broken_off(self.bytes);
        if is_broken_off {
            // The fonts stand at the end, so that what is left of the text may be nonsense.
            pages.iter_mut().for_each(|page| page.unreadable |= pdf::has_replaced(&page.text));
        }
        let mut content = self.printed(pages, problems, context, options)?;
        if let Content::Pages { problems, .. } = &mut content
            && is_broken_off
        {
            problems.push(Error::BrokenOff { file: self.name.into() });
        }
        Ok(content)
    }

    /// Printed pages, each cut into its articles, or the one article that they hold. Pages for which there is a problem
    /// already need no other.
    fn printed<'a>(
        &self,
        pages: Vec<pdf::PdfPage>,
        recognition: Vec<(usize, Error)>,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let readable = pages.iter().filter(|page| !page.unreadable);
        // The headline of a printed web page stands on its first sheet, in large type.
        let large = pages.first().map_or(&[][..], |page| page.large_lines.as_slice());
        let is_large = |number: usize, text: &str| number == 1 && large.iter().any(|line| line == text.trim());
        let line = |number: usize, text| Line { text, emphasis: is_large(number, text).then_some(Emphasis::Heading) };
        let lines: Vec<Line<'_>> =
            readable.flat_map(|page| page.text.lines().map(move |text| line(page.number, text))).collect();
        if let Some(parts) = self.one_article(&lines, SourceKind::PrintedWebPage, context) {
            let page = ReadPage { file: self.name.into(), page: Ok(parts.into_page(context, &options.sources)) };
            return Ok(Content::Pages { pages: vec![page], problems: self.unread_sheets(&pages, recognition) });
        }
        // What a browser printed and is not one article is no page of a paper either: its columns are those of the site.
        if let Some(text) = without_frame(&lines) {
            let page = ReadPage { file: self.name.into(), page: page::cut(&text, context, &options.sources) };
            return Ok(Content::Pages { pages: vec![page], problems: self.unread_sheets(&pages, recognition) });
        }
        if let Some(paragraphs) = printed_document(&pages) {
            let mut content = self.read_document(paragraphs, context, options)?;
            match &mut content {
                Content::Pages { problems, .. } => problems.extend(self.unread_sheets(&pages, recognition)),
                Content::Table(table) => {
                    self.unread_sheets(&pages, recognition).into_iter().for_each(|problem| table.report(problem));
                }
            }
            return Ok(content);
        }
        let are_several = pages.len() > 1;
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        let mut recognition = recognition.into_iter().peekable();
        for page in pages {
            let (file, number) = (context.file.to_owned(), page.number);
            if let Some((_, problem)) = recognition.next_if(|(page, _)| *page == number) {
                problems.push(problem);
                continue;
            }
            if page.unreadable {
                problems.push(Error::UnreadableText { file, page: number });
                continue;
            }
            if page.spans == 0 {
                problems.push(Error::NoText { file, page: number });
                continue;
            }
            let context = PageContext { part: are_several.then_some(number), ..*context };
            let file = if are_several { format!("{file}:{number}") } else { file };
            // The head and the foot of the page stand above its text.
            let head: String = page.furniture.iter().map(|line| format!("{line}\n")).collect();
            let mut furniture: Vec<Furniture> = page.furniture.into_iter().map(Furniture::of).collect();
            // Several articles may stand below the name of one column.
            let columns: BTreeSet<&str> = page.articles.iter().map(|article| article.column.as_str()).collect();
            furniture.extend(columns.into_iter().filter(|column| !column.is_empty()).map(Furniture::of));
            // Where the geometry of the page shows its articles, it knows more than the text alone.
            let page = if page.articles.is_empty() {
                let text = page.text.strip_prefix(head.as_str()).unwrap_or(&page.text);
                page::cut_below(text, furniture, &context, &options.sources)
            } else {
                let articles = page.articles.into_iter().map(article_of_geometry).collect();
                Ok(page_of(articles, furniture, &context, &options.sources))
            };
            read.push(ReadPage { file, page });
        }
        Ok(Content::Pages { pages: read, problems })
    }

    /// The problems of the sheets of a printed document that were not read. The blank sheets with which browsers end are none.
    fn unread_sheets(&self, pages: &[pdf::PdfPage], recognition: Vec<(usize, Error)>) -> Vec<Error> {
        let named: Vec<usize> = recognition.iter().map(|(page, _)| *page).collect();
        let last = pages.iter().rposition(|page| page.spans > 0).unwrap_or(pages.len());
        let problem = |page: &pdf::PdfPage| match page {
            page if named.contains(&page.number) => None,
            page if page.unreadable => Some(Error::UnreadableText { file: self.name.into(), page: page.number }),
            page if page.spans == 0 => Some(Error::NoText { file: self.name.into(), page: page.number }),
            _ => None,
        };
        let problems = pages.iter().take(last + 1).filter_map(problem);
        recognition.into_iter().map(|(_, problem)| problem).chain(problems).collect()
    }

    /// The one article of the file, where its lines show that it holds just one.
    fn one_article(&self, lines: &[Line<'_>], kind: SourceKind, context: &PageContext<'_>) -> Option<ArticleParts> {
        if self.bytes.len() > MAX_ARTICLE_BYTES && kind == SourceKind::Text || are_many_reports(lines) {
            return None;
        }
        let path = if context.path.is_empty() { context.file } else { context.path };
        let mut folders: Vec<&str> = path.split('/').collect();
        let name = folders.pop().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        recognise(lines, &FileContext { stem, folders: &folders, kind }).map(ArticleParts::from)
    }
}

/// The parts of an article that was found by the geometry of its page.
fn article_of_geometry(article: PdfArticle) -> ArticleParts {
    let headline = [article.kicker, article.title, article.subtitle];
    let lines: Vec<String> = headline.into_iter().filter(|line| !line.is_empty()).collect();
    ArticleParts {
        title: lines.join(" "),
        byline: article.byline,
        paragraphs: article.paragraphs,
        captions: article.captions,
        ..ArticleParts::default()
    }
}

/// Text files with more bytes than this hold no single article of a paper.
const MAX_ARTICLE_BYTES: usize = 2 << 20;

/// The message about bytes that could not be decoded.
pub(super) fn replaced(name: &str, decoded: &Decoded) -> Option<Error> {
    let line = decoded.first_replaced?;
    Some(Error::Replaced { file: name.into(), count: decoded.replaced, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_without_text_are_named_but_for_blank_ones_at_the_end() {
        let document = Document { name: "a.pdf", path: "", bytes: b"" };
        let sheet = |number, spans, unreadable| pdf::PdfPage { number, spans, unreadable, ..pdf::PdfPage::default() };
        let sheets =
            [sheet(1, 40, false), sheet(2, 0, false), sheet(3, 9, true), sheet(4, 20, false), sheet(5, 0, false)];
        let named = |recognition| -> Vec<usize> {
            let problems = document.unread_sheets(&sheets, recognition).into_iter();
            let page = |problem| match problem {
                Error::NoText { page, .. } | Error::UnreadableText { page, .. } => page,
                _ => 0,
            };
            problems.map(page).collect()
        };
        assert_eq!(named(Vec::new()), [2, 3]);
        assert_eq!(named(vec![(2, Error::NothingRead)]), [0, 3]);
    }
}
