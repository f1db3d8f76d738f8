//! Files to articles, one at a time: raw pages of text and PDF, web pages, documents, transcripts, tables of
//! articles, and archives of all of these.

mod article_parts;
mod article_table;
mod audit_labels;
mod beside_articles;
mod collection;
mod column_roles;
mod containers;
mod document;
mod format;
mod labelled;
mod markup;
mod one_article;
mod own_credits;
mod parts;
pub mod pdf;
mod recognition;
mod records;
pub mod table;
mod text_document;
pub mod web_page;
mod whole_page;
mod word;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;
use jiff::civil::Date;

pub(super) use self::article_table::FASTTEXT;
pub use self::audit_labels::{AuditLabel, ID_PREFIX, read_audit_design, read_audit_labels, read_rows};
pub use self::format::{Format, NamedFormat, format_of};
pub use self::recognition::{CommandError, Recognised, RecognisedPage, RecognitionProblem, TextBox, TextRecognizer};

use crate::corpus::continuations::Continuations;
use crate::corpus::page::{self, Furniture, FurnitureKind, TwoDays, UncertainBoundary};
use crate::corpus::place::fill_region;
use crate::corpus::read::article_table::Table;
use crate::corpus::read::containers::archive::{MAX_DOCUMENT_BYTES, Members};
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::corpus::read::table::{ColumnChoice, TableDescription};
use crate::corpus::{Article, Sources, ThemeSet};
use crate::error::{Error, Result, UnreadableKind};

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
    /// The columns that the user assigned to roles; the others are recognised by name and content.
    pub columns: ColumnChoice,
    /// The theme set whose codes of the Comparative Agendas Project are read.
    pub themes: ThemeSet,
    /// The program that reads pictures and scanned pages; without one they are left out as problems.
    pub recognizer: Option<TextRecognizer>,
    /// Whether results of this program within folders are read as articles: where the user chose each file, they were meant.
    pub reads_results: bool,
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

    /// The articles of a document that was read whole.
    fn of(content: Content<'a>, options: &'a ReadOptions) -> Self {
        let (pages, problems) = match content {
            Content::Table(table) => return Articles::new(Kind::Table(table), options),
            Content::Pages { pages, problems } => (pages, problems),
        };
        let (mut articles, mut failures, mut records) = (Continuations::default(), Vec::new(), Vec::new());
        failures.extend(only_mastheads(&pages));
        let mut released = Vec::new();
        for ReadPage { file, page } in pages {
            match page {
                Ok(page) => {
                    let two_days = page.two_days.filter(|_| !page.articles.is_empty());
                    failures.extend(two_days.map(|TwoDays { named, printed }| Error::TwoDays {
                        file: file.clone(),
                        named: named.to_string(),
                        printed: printed.to_string(),
                    }));
                    records.push(record(file, &page));
                    for article in page.articles {
                        articles.add(article, 0);
                        released.extend(articles.released(false));
                    }
                }
                Err(error) => failures.push(error),
            }
        }
        released.extend(articles.released(true));
        let articles = released.into_iter().map(|(article, _)| Ok(article));
        let articles: Vec<_> = articles.chain(failures.into_iter().chain(problems).map(Err)).collect();
        Articles { pages: records, ..Articles::new(Kind::Ready(articles.into_iter()), options) }
    }

    /// Whether the articles were cut from pages, so that one may continue another.
    pub(super) fn are_of_pages(&self) -> bool {
        match &self.kind {
            Kind::Table(_) => false,
            Kind::Ready(_) => true,
            Kind::Archive { open, .. } => open.as_ref().is_some_and(|open| open.are_of_pages()),
        }
    }

    /// What was found out about the columns of a table, once.
    pub fn take_description(&mut self) -> Option<TableDescription> {
        match &mut self.kind {
            Kind::Table(table) => table.take_description(),
            Kind::Archive { open, .. } => open.as_mut().and_then(|articles| articles.take_description()),
            Kind::Ready(_) => None,
        }
    }

    /// The pages read since this was last asked; tables of articles have none.
    pub fn take_pages(&mut self) -> Vec<PageRecord> {
        std::mem::take(&mut self.pages)
    }
}

/// The problem of a file that holds nothing but the masthead of its issue. Pages of notices have no article either, and pages of links
/// tell which articles are missing.
fn only_mastheads(pages: &[ReadPage]) -> Option<Error> {
    let is_bare = |page: &ReadPage| {
        page.page.as_ref().is_ok_and(|page| {
            let kinds = || page.furniture.iter().map(|furniture| furniture.kind);
            let is_masthead = |kind| matches!(kind, FurnitureKind::Masthead | FurnitureKind::PageNumber);
            page.articles.is_empty() && kinds().next().is_some() && kinds().all(is_masthead)
        })
    };
    let first = pages.first().filter(|_| pages.iter().all(is_bare))?;
    Some(Error::NoArticle { file: first.file.clone() })
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
                match document.read(member.format, options) {
                    Ok(content) => {
                        let mut articles = Articles::of(content, options);
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

/// Opens a file.
///
/// # Errors
/// Where the file cannot be read, is empty, is of a kind that is not read, or is a table without usable columns.
pub fn open<'a>(input: &Input, options: &'a ReadOptions) -> Result<Articles<'a>> {
    let unreadable = |source| Error::Read { path: input.path.clone(), source };
    let is_stdin = input.path.as_os_str() == "-";
    let path = if is_stdin { String::new() } else { input.path.to_string_lossy().replace('\\', "/") };
    let named =
        if is_stdin { NamedFormat::Readable { format: Format::Text, gzipped: false } } else { format_of(&input.path) };
    let (format, gzipped) = match named {
        NamedFormat::Readable { format, gzipped } => (format, gzipped),
        NamedFormat::Unreadable(kind) => return Err(Error::UnreadableKind { file: input.name.clone(), kind }),
    };
    if format == Format::Image && options.recognizer.is_none() {
        return Err(Error::UnreadableKind { file: input.name.clone(), kind: UnreadableKind::Image });
    }
    if format == Format::Zip {
        let file = File::open(&input.path).map_err(unreadable)?;
        let members = Members::of_zip(&input.name, &path, file);
        return Ok(Articles::new(Kind::Archive { members, options, open: None }, options));
    }
    let raw: Box<dyn Read + Send> =
        if is_stdin { Box::new(std::io::stdin()) } else { Box::new(File::open(&input.path).map_err(unreadable)?) };
    let mut reader: Box<dyn BufRead + Send> = if gzipped {
        Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw)))
    } else {
        Box::new(BufReader::with_capacity(1 << 16, raw))
    };
    let start = reader.fill_buf().map_err(unreadable)?;
    let format = match start.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'{' | b'[') if is_stdin => Format::Json,
        Some(b'<') if is_stdin => Format::Html,
        _ => format,
    };
    let is_chat = format == Format::Json && records::chat_export::begins(start);
    match format {
        Format::Json | Format::Csv | Format::Spreadsheet if !is_chat => {
            Ok(Articles::new(Kind::Table(Table::open(&input.name, &path, reader, options)?), options))
        }
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
            let document = Document { name: &input.name, path: &path, bytes: &bytes };
            Ok(Articles::of(document.read(format, options)?, options))
        }
    }
}

fn record(file: String, page: &page::Page) -> PageRecord {
    let (source, articles) = (page.source.clone(), page.articles.len());
    let (furniture, unsure) = (page.furniture.clone(), page.unsure.clone());
    PageRecord { file, source, date: page.date, articles, furniture, unsure }
}
