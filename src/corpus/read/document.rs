//! A whole file in memory to its articles: one article, or pages that are cut.

use crate::corpus::encoding::{Decoded, decode_lossy, is_garbled};
use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::read::article_table::{FASTTEXT, Table};
use crate::corpus::read::collection::text_lines::TextLines;
use crate::corpus::read::collection::{
    compilation, credited, headed_articles, headed_records, headline_list, issue, paper_sections, parted,
    press_reprints, press_summary, programs, short_news,
};
use crate::corpus::read::format::{Format, sniff};
use crate::corpus::read::markup::crawler_forms::with_known_forms;
use crate::corpus::read::markup::marks_in_text::without_web_marks;
use crate::corpus::read::one_article::{FileContext, Line, SourceKind, are_many_reports, recognise};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::records::{chat_export, data_in_text, feed, sql_dump, table_in_text, xml_records};
use crate::corpus::read::table::{is_table, script_rows};
use crate::corpus::read::web_page::{declared_encoding, document_paragraphs};
use crate::corpus::read::whole_page::html_document::read_html;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::corpus::read::whole_page::scanned;
use crate::corpus::read::whole_page::styled_text::{paragraph_lines, read_paragraphs};
use crate::corpus::read::whole_page::title_of_page::article_below_title;
use crate::corpus::read::word::{self, Paragraph, WordFormat};
use crate::corpus::read::{ReadOptions, labelled};
use crate::error::{Error, Result, UnreadableKind};

/// What is said of a file of XML that is no feed.
const NO_FEED: &str = "it is XML, but no feed of a web site (RSS or Atom) and no list of articles";

/// The name under which records within a text are examined: whether they are a table is for their content to show.
const RECORDS: &str = "records.txt";

/// What is said of a reference without a headline.
const NO_TITLE: &str = "the reference has no title";

/// The name by which Excel marks a workbook that is written as XML.
const EXCEL_XML: &str = "urn:schemas-microsoft-com:office:spreadsheet";

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

impl Content<'_> {
    /// Adds problems.
    pub fn report(&mut self, further: impl IntoIterator<Item = Error>) {
        match self {
            Content::Table(table) => further.into_iter().for_each(|problem| table.report(problem)),
            Content::Pages { problems, .. } => problems.extend(further),
        }
    }

    /// Adds lines that stand around the article of a single page.
    fn add_furniture<'t>(&mut self, lines: impl Iterator<Item = &'t str>) {
        if let Content::Pages { pages, .. } = self
            && let [ReadPage { page: Ok(page), .. }] = pages.as_mut_slice()
        {
            page.furniture.extend(lines.filter(|line| !line.is_empty()).map(Furniture::of));
        }
    }
}

impl Document<'_> {
    /// Reads the document. `format` is what its name says; its content may show another.
    pub fn read<'a>(&self, format: Format, options: &'a ReadOptions) -> Result<Content<'a>> {
        let named = format;
        let format = sniff(self.bytes, named);
        let context = PageContext {
            file: self.name,
            path: self.path,
            date: options.date,
            source: options.source.as_deref(),
            part: None,
        };
        if format == Format::Json
            && let Some((articles, around)) = chat_export::read(self.bytes)
        {
            return Ok(self.single(page_of(articles, around, &context, &options.sources), None));
        }
        match format {
            Format::Json | Format::Csv | Format::Spreadsheet | Format::Parquet => self.table(options),
            Format::Zip | Format::Tar => Err(Error::NestedArchive { file: self.name.into() }),
            Format::Pdf => self.read_pdf(&context, options),
            Format::Image => {
                let Some(recognizer) = &options.recognizer else {
                    return Err(Error::UnreadableKind { file: self.name.into(), kind: UnreadableKind::Image });
                };
                let (page, damage) = scanned::image_page(self.name, self.bytes, recognizer)?;
                let mut content = self.printed(vec![page], "", Vec::new(), &context, options)?;
                content.report(damage);
                Ok(content)
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
            Format::Feed => self.read_feed(options),
            Format::Script => self.read_script(options),
            Format::SqlDump => {
                let decoded = decode_lossy(self.name, self.bytes, None)?;
                let dump = sql_dump::read(&decoded.text);
                let broken_off = dump.broken_off.map(|line| Error::BadDocument {
                    file: self.name.into(),
                    problem: format!("the dump cannot be read on from line {line}; the rows before it were read"),
                });
                self.rows(&dump.rows, replaced(self.name, &decoded).into_iter().chain(broken_off), options)
            }
            Format::Book => self.read_book(&context, options),
            Format::SavedPage => self.read_saved_page(named, context, options),
            Format::Mail => self.read_mails(context, options),
            Format::Notebook => self.read_notebook(&context, options),
            Format::Text | Format::Html | Format::Markdown => self.read_written(named, format, &context, options),
        }
    }

    /// The articles of a text, a web page or Markdown; `named` is the format that the name tells.
    fn read_written<'a>(
        &self,
        named: Format,
        format: Format,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let label = if format == Format::Html { declared_encoding(self.bytes) } else { None };
        let decoded = decode_lossy(self.name, self.bytes, label)?;
        if format == Format::Text && decoded.text.trim_start().starts_with(FASTTEXT) {
            return Ok(Content::Table(Table::fasttext(self.name, &decoded.text, options)));
        }
        if format == Format::Text
            && let Some(found) = labelled::bibliography(&decoded.text)
        {
            let page = page_of(found.articles, Vec::new(), context, &options.sources);
            let mut content = self.single(page, replaced(self.name, &decoded));
            let untitled = |line: u64| Error::BadLine { file: self.name.into(), line, problem: NO_TITLE.into() };
            content.report(found.left_out.into_iter().map(untitled));
            return Ok(content);
        }
        if let Some(table) = table_in_text::read(&decoded.text, format) {
            let left_out = table.left_out.into_iter().map(|(line, fault)| Error::BadLine {
                file: self.name.into(),
                line,
                problem: fault.to_string(),
            });
            let problems = replaced(self.name, &decoded).into_iter().chain(left_out);
            return self.rows(&table.rows, problems, options);
        }
        if format == Format::Text && is_table(self.bytes, self.name) {
            return self.table(options);
        }
        if format != Format::Html
            && let Some(records) = data_in_text::records_alone(&decoded.text)
            && is_table(records.as_bytes(), RECORDS)
        {
            return Table::read(self.name, self.path, records.as_bytes(), options).map(Content::Table);
        }
        if format == Format::Html
            && let Some(content) = self.read_web_document(named, &decoded, context, options)
        {
            return content;
        }
        let page = if format == Format::Html {
            read_html(&decoded.text, context, options)?
        } else {
            let text = with_known_forms(&decoded.text, format);
            self.read_text(&without_web_marks(&text), format, context, options)?
        };
        Ok(self.single(page, replaced(self.name, &decoded)))
    }

    /// The articles of a feed, of other records in XML, or of a workbook that Excel wrote as XML.
    fn read_feed<'a>(&self, options: &'a ReadOptions) -> Result<Content<'a>> {
        let decoded = decode_lossy(self.name, self.bytes, declared_encoding(self.bytes))?;
        if decoded.text.contains(EXCEL_XML) {
            return self.table(options);
        }
        let bad = || Error::BadDocument { file: self.name.into(), problem: NO_FEED.into() };
        let rows = feed::rows(&decoded.text).or_else(|| xml_records::rows(&decoded.text)).ok_or_else(bad)?;
        self.rows(&rows, replaced(self.name, &decoded), options)
    }

    /// The articles that a script holds as data. Other scripts are no files of articles.
    fn read_script<'a>(&self, options: &'a ReadOptions) -> Result<Content<'a>> {
        let decoded = decode_lossy(self.name, self.bytes, None)?;
        let Some(rows) = script_rows(&decoded.text) else {
            return Err(Error::UnreadableKind { file: self.name.into(), kind: UnreadableKind::Other });
        };
        self.rows(&rows, replaced(self.name, &decoded), options)
    }

    /// The articles of a document that is a web page within; none of other pages.
    pub(super) fn read_web_document<'a>(
        &self,
        named: Format,
        decoded: &Decoded,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Option<Result<Content<'a>>> {
        let paragraphs = if named.is_document() { document_paragraphs(&decoded.text)? } else { return None };
        let mut content = self.read_document(paragraphs, context, options);
        if let Ok(content) = &mut content {
            content.report(replaced(self.name, decoded));
        }
        Some(content)
    }

    /// The articles of a document of paragraphs: a table of them, a compilation, one article or several.
    pub(super) fn read_document<'a>(
        &self,
        paragraphs: Vec<Paragraph>,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        if let Some(rows) = compilation::table_rows(&paragraphs) {
            let table = Table::of_records(self.name, self.path, &rows, options)?;
            return Ok(Content::Table(table));
        }
        if let Some(content) = self.read_document_of_site(&paragraphs, context, options) {
            return Ok(content);
        }
        if let Some(article) = article_below_title(&paragraphs) {
            let around = paragraphs[..article.start].iter().chain(&paragraphs[article.end..]);
            let mut content = self.read_document(paragraphs[article.clone()].to_vec(), context, options)?;
            content.add_furniture(around.map(|paragraph| paragraph.text.trim()));
            return Ok(content);
        }
        let lines = paragraph_lines(&paragraphs);
        if let Some((articles, around)) = parted::read(&lines, SourceKind::Document) {
            return Ok(self.single(page_of(articles, around, context, &options.sources), None));
        }
        let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
        // The lines of a document are whole paragraphs.
        if let Some((articles, around)) = programs::of_database(&texts.join("\n\n")) {
            return Ok(self.single(page_of(articles, around, context, &options.sources), None));
        }
        let text = texts.join("\n");
        let text_lines = TextLines::of(&text);
        let pages = IssuePages::of_paragraphs(&paragraphs);
        // The name of a paper or of a section may read as that of a digest.
        let compiled = || Some(&paragraphs).filter(|_| pages.count() < 2).and_then(|own| compilation::read(own));
        let summaries = press_summary::read(&text_lines).or_else(|| press_reprints::read(&text_lines));
        let summaries = summaries.or_else(|| paper_sections::read(&text_lines));
        let excerpts = || credited::run_in_headlines(&texts);
        if let Some((articles, around)) = summaries.or_else(compiled).or_else(excerpts) {
            return Ok(self.single(page_of(articles, around, context, &options.sources), None));
        }
        let told = labelled::exported(&text_lines).or_else(|| labelled::records(&text_lines));
        let listed = || headline_list::read(&text_lines).or_else(|| headed_records::read(&text_lines));
        let told = told.or_else(|| short_news::read(&text_lines));
        if let Some((articles, above)) = told.or_else(listed) {
            return Ok(self.single(page_of(articles, above, context, &options.sources), None));
        }
        let is_plain = paragraphs.iter().all(|paragraph| paragraph.emphasis.is_none());
        if let Some((articles, around)) = is_plain.then(|| issue::read(&text_lines)).flatten() {
            return Ok(self.single(page_of(articles, around, context, &options.sources), None));
        }
        let headed = || headed_articles::read(&lines, SourceKind::Document);
        if let Some((articles, above)) = credited::of_document(&lines).or_else(headed) {
            return Ok(self.single(page_of(articles, above, context, &options.sources), None));
        }
        // An issue of several pages is not one article.
        let is_issue = pages.count() > 1;
        let one = if is_issue { None } else { self.one_article(&lines, SourceKind::Document, "", context) };
        let page = match one.or_else(|| self.article_below_form(&paragraphs, context)) {
            Some(parts) => parts.into_page(context, &options.sources),
            None => read_paragraphs(paragraphs, context, options)?,
        };
        Ok(self.single(page, None))
    }

    /// The one article that stands below the form of an office.
    fn article_below_form(&self, paragraphs: &[Paragraph], context: &PageContext<'_>) -> Option<ArticleParts> {
        let (form, article) = word::below_form(paragraphs)?;
        let mut parts = self.one_article(&paragraph_lines(article), SourceKind::Document, "", context)?;
        let form = form.iter().map(|paragraph| paragraph.text.trim()).filter(|text| !text.is_empty());
        parts.furniture.extend(form.map(Furniture::of));
        Some(parts)
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
        let mut table = Table::of_records(self.name, self.path, rows, options)?;
        problems.into_iter().for_each(|problem| table.report(problem));
        Ok(Content::Table(table))
    }

    pub(super) fn single<'a>(&self, page: Page, problem: Option<Error>) -> Content<'a> {
        let pages = vec![ReadPage { file: self.name.into(), page: Ok(page) }];
        Content::Pages { pages, problems: problem.into_iter().collect() }
    }

    /// The one article of the file, where its lines and the title that it carries show that it holds just one.
    pub(super) fn one_article(
        &self,
        lines: &[Line<'_>],
        kind: SourceKind,
        title: &str,
        context: &PageContext<'_>,
    ) -> Option<ArticleParts> {
        if self.bytes.len() > MAX_ARTICLE_BYTES && kind == SourceKind::Text || are_many_reports(lines) {
            return None;
        }
        let path = if context.path.is_empty() { context.file } else { context.path };
        let mut folders: Vec<&str> = path.split('/').collect();
        let name = folders.pop().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        recognise(lines, &FileContext { stem, folders: &folders, kind, title }).map(ArticleParts::from)
    }
}

/// Text files with more bytes than this hold no single article of a paper.
const MAX_ARTICLE_BYTES: usize = 2 << 20;

/// The message about bytes that could not be decoded, or about a text that was garbled before.
pub(super) fn replaced(name: &str, decoded: &Decoded) -> Option<Error> {
    if is_garbled(&decoded.text) {
        return Some(Error::Garbled { file: name.into() });
    }
    let line = decoded.first_replaced?;
    Some(Error::Replaced { file: name.into(), count: decoded.replaced, line })
}
