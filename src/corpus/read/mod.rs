//! Files to articles, one at a time: raw pages of text and PDF, web pages, documents, transcripts, tables of
//! articles, and archives of all of these.

mod archive;
mod article_table;
mod docx;
mod html;
pub mod pdf;
mod transcript;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use jiff::civil::Date;

pub(super) use self::article_table::FASTTEXT;

use crate::corpus::encoding::{Decoded, decode_lossy};
use crate::corpus::page::{self, Furniture, PageContext, UncertainBoundary};
use crate::corpus::place::fill_region;
use crate::corpus::read::archive::Members;
use crate::corpus::read::article_table::Table;
use crate::corpus::{Article, Sources, ThemeSet};
use crate::error::{Error, Result};

/// A file to read, and how it shall be named in results and messages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Where it is; `-` is standard input, read as article JSONL or a page, whichever it looks like.
    pub path: PathBuf,
    /// Its name relative to what the user gave, with `/` between folders.
    pub name: String,
}

/// What the user says about the inputs beside the inputs themselves.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The date of the issues, before any other.
    pub date: Option<Date>,
    /// The paper, before any other.
    pub source: Option<String>,
    /// The table of papers.
    pub sources: Sources,
    /// The theme set whose codes of the Comparative Agendas Project are read.
    pub themes: ThemeSet,
}

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A raw page of text, or fastText's labelled lines.
    Page,
    /// A web page: an article of a digital paper, or one that was saved.
    Html,
    /// A PDF, each page a page of a paper.
    Pdf,
    /// A transcript in Markdown, each item under a heading of its own.
    Transcript,
    /// A Word document (.docx).
    Word,
    /// One article a line.
    Jsonl,
    /// One article a row.
    Csv,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
}

/// The format a file's name tells, and whether it is gzipped.
pub fn format_of(path: &Path) -> Option<(Format, bool)> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let (stem, gzipped) = match name.strip_suffix(".gz") {
        Some(stem) => (stem, true),
        None => (name.as_str(), false),
    };
    let format = match stem.rsplit_once('.')?.1 {
        "txt" | "text" => Format::Page,
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "md" | "markdown" => Format::Transcript,
        "pdf" => Format::Pdf,
        "docx" => Format::Word,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        "zip" => Format::Zip,
        "tar" => Format::Tar,
        "tgz" => return Some((Format::Tar, true)),
        _ => return None,
    };
    Some((format, gzipped))
}

/// What was read of one page or document.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRecord {
    /// Its file, within its archive where it came in one.
    pub file: String,
    /// The paper, if it is known.
    pub source: String,
    /// The date of the issue, if it is known.
    pub date: Option<Date>,
    /// How many articles it has; an index of links or a picture has none.
    pub articles: usize,
    /// What belongs to no article.
    pub furniture: Vec<Furniture>,
    /// Where an article may begin or not.
    pub unsure: Vec<UncertainBoundary>,
}

/// The articles of one file. An `Err` names one part that could not be used; reading goes on behind it.
pub struct Articles<'a> {
    kind: Kind<'a>,
    pages: Vec<PageRecord>,
    sources: &'a Sources,
}

impl<'a> Articles<'a> {
    fn new(kind: Kind<'a>, options: &'a ReadOptions) -> Self {
        Articles { kind, pages: Vec::new(), sources: &options.sources }
    }

    /// The pages read since this was last asked; tables of articles have none.
    pub fn take_pages(&mut self) -> Vec<PageRecord> {
        std::mem::take(&mut self.pages)
    }
}

enum Kind<'a> {
    Table(Table<'a>),
    Ready(std::vec::IntoIter<Result<Article>>),
    Archive { members: Members, options: &'a ReadOptions, open: Option<Box<Articles<'a>>> },
}

impl Iterator for Articles<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut next = self.next_without_place()?;
        if let Ok(article) = &mut next {
            fill_region(article, self.sources);
        }
        Some(next)
    }
}

impl Articles<'_> {
    /// The next article; where it is about is left for the caller to find, many at once.
    pub(super) fn next_without_place(&mut self) -> Option<Result<Article>> {
        match &mut self.kind {
            Kind::Table(table) => table.next(),
            Kind::Ready(ready) => ready.next(),
            Kind::Archive { members, options, open } => loop {
                if let Some(article) = open.as_mut().and_then(|articles| articles.next_without_place()) {
                    return Some(article);
                }
                let member = match members.next()? {
                    Ok(member) => member,
                    Err(error) => return Some(Err(error)),
                };
                let document = Document { name: &member.name, path: &member.path, bytes: &member.bytes };
                match document.open(member.format, options) {
                    Ok(mut articles) => {
                        self.pages.append(&mut articles.pages);
                        *open = Some(Box::new(articles));
                    }
                    Err(error) => {
                        *open = None;
                        return Some(Err(error));
                    }
                }
            },
        }
    }
}

/// No page, document or table inside an archive is larger than this many bytes; what is, is refused unread.
const MAX_DOCUMENT_BYTES: u64 = 256 << 20;

/// Opens a file.
///
/// # Errors
/// Where the file cannot be read, is empty, is no text or is a CSV without a `text` column.
pub fn open<'a>(input: &Input, options: &'a ReadOptions) -> Result<Articles<'a>> {
    let unreadable = |source| Error::Read { path: input.path.clone(), source };
    let stdin = input.path.as_os_str() == "-";
    let (format, gzipped) = format_of(&input.path).unwrap_or((Format::Page, false));
    let path = if stdin { String::new() } else { input.path.to_string_lossy().replace('\\', "/") };
    if format == Format::Zip && !stdin {
        let file = File::open(&input.path).map_err(unreadable)?;
        let members = Members::of_zip(&input.name, &path, file);
        return Ok(Articles::new(Kind::Archive { members, options, open: None }, options));
    }
    let raw: Box<dyn Read + Send> =
        if stdin { Box::new(std::io::stdin()) } else { Box::new(File::open(&input.path).map_err(unreadable)?) };
    let mut reader: Box<dyn BufRead + Send> = if gzipped {
        Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw)))
    } else {
        Box::new(BufReader::with_capacity(1 << 16, raw))
    };
    let start = reader.fill_buf().map_err(unreadable)?;
    let format = match start.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'{') if stdin => Format::Jsonl,
        Some(b'<') if stdin => Format::Html,
        _ => format,
    };
    match format {
        Format::Jsonl => Ok(Articles::new(Kind::Table(Table::jsonl(&input.name, reader, options)?), options)),
        Format::Csv => Ok(Articles::new(Kind::Table(Table::csv(&input.name, reader, options)?), options)),
        Format::Tar => {
            let members = Members::of_tar(&input.name, &path, reader);
            Ok(Articles::new(Kind::Archive { members, options, open: None }, options))
        }
        _ => {
            let mut bytes = Vec::new();
            reader.take(MAX_DOCUMENT_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
            if bytes.len() as u64 > MAX_DOCUMENT_BYTES {
                return Err(Error::TooLarge { file: input.name.clone(), limit: MAX_DOCUMENT_BYTES });
            }
            Document { name: &input.name, path: &path, bytes: &bytes }.open(format, options)
        }
    }
}

/// A whole file in memory.
struct Document<'b> {
    /// Its name in results and messages.
    name: &'b str,
    /// Where it is, as far as that may tell date and paper; empty where it is nowhere.
    path: &'b str,
    bytes: &'b [u8],
}

impl Document<'_> {
    fn open<'a>(&self, format: Format, options: &'a ReadOptions) -> Result<Articles<'a>> {
        let (name, bytes) = (self.name, self.bytes);
        let whole = || Box::new(Cursor::new(bytes.to_vec()));
        match format {
            Format::Jsonl => return Ok(Articles::new(Kind::Table(Table::jsonl(name, whole(), options)?), options)),
            Format::Csv => return Ok(Articles::new(Kind::Table(Table::csv(name, whole(), options)?), options)),
            // Archives within archives are refused where members are listed.
            Format::Zip | Format::Tar => return Err(Error::NestedArchive { file: name.into() }),
            Format::Page | Format::Html | Format::Transcript | Format::Word | Format::Pdf => {}
        }
        let context = PageContext {
            file: name,
            path: self.path,
            date: options.date,
            source: options.source.as_deref(),
            part: None,
        };
        if format == Format::Pdf {
            return read_pdf(bytes, &context, options);
        }
        let page = match format {
            Format::Word => docx::read(bytes, &context, &options.sources)?,
            _ => {
                let label = if format == Format::Html { html::declared_encoding(bytes) } else { None };
                let decoded = decode_lossy(name, bytes, label)?;
                if format == Format::Page && decoded.text.trim_start().starts_with(FASTTEXT) {
                    return Ok(Articles::new(Kind::Table(Table::fasttext(name, &decoded.text, options)), options));
                }
                let page = match format {
                    Format::Html => html::read(&decoded.text, &context, &options.sources)?,
                    Format::Transcript => transcript::read(&decoded.text, &context, &options.sources)?,
                    _ if transcript::is_one(&decoded.text) => {
                        transcript::read(&decoded.text, &context, &options.sources)?
                    }
                    _ => page::cut(&decoded.text, &context, &options.sources)?,
                };
                return Ok(ready(name, page, told(name, &decoded), options));
            }
        };
        Ok(ready(name, page, None, options))
    }
}

/// The pages of a PDF, each cut into its articles; those without text are told.
fn read_pdf<'a>(bytes: &[u8], context: &PageContext<'_>, options: &'a ReadOptions) -> Result<Articles<'a>> {
    let bad = |problem: pdf::PdfProblem| Error::BadDocument { file: context.file.into(), problem: problem.to_string() };
    let pages = pdf::pages(bytes).map_err(bad)?;
    let several = pages.len() > 1;
    let (mut all, mut records) = (Vec::new(), Vec::new());
    for page in &pages {
        if page.spans == 0 {
            all.push(Err(Error::NoText { file: context.file.into(), page: page.number }));
            continue;
        }
        let context = PageContext { part: several.then_some(page.number), ..*context };
        match page::cut(&page.text, &context, &options.sources) {
            Ok(read) => {
                let file = if several { format!("{}:{}", context.file, page.number) } else { context.file.into() };
                records.push(record(file, &read));
                all.extend(read.articles.into_iter().map(Ok));
            }
            Err(error) => all.push(Err(error)),
        }
    }
    Ok(Articles { pages: records, ..Articles::new(Kind::Ready(all.into_iter()), options) })
}

fn record(file: String, page: &page::Page) -> PageRecord {
    let (source, articles) = (page.source.clone(), page.articles.len());
    let (furniture, unsure) = (page.furniture.clone(), page.unsure.clone());
    PageRecord { file, source, date: page.date, articles, furniture, unsure }
}

/// The message about bytes that could not be decoded.
fn told(name: &str, decoded: &Decoded) -> Option<Error> {
    let count = decoded.replaced;
    (count > 0).then(|| Error::Replaced { file: name.into(), count })
}

fn ready<'a>(name: &str, page: page::Page, problem: Option<Error>, options: &'a ReadOptions) -> Articles<'a> {
    let record = record(name.to_owned(), &page);
    let mut all: Vec<Result<Article>> = page.articles.into_iter().map(Ok).collect();
    all.extend(problem.map(Err));
    Articles { pages: vec![record], ..Articles::new(Kind::Ready(all.into_iter()), options) }
}
