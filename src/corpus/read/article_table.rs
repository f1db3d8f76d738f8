//! Rows of tables to articles: what the table reader found becomes the fields of an article, checked.

use std::collections::{HashMap, VecDeque};
use std::io::BufRead;

use serde_json::{Map, Value};

use crate::corpus::identifier::identifier;
use crate::corpus::page;
use crate::corpus::page_number::page_of_cell;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::table::{
    Articles, Fault, RawArticle, RowProblem, TableDescription, TableError, TableFormat, read_table, read_table_from,
};
use crate::corpus::{Article, Dateline, Gazetteer, PartialDate, date};
use crate::error::{Error, Result};

/// What fastText writes before a label.
pub(in crate::corpus) const FASTTEXT: &str = "__label__";

/// The articles of one table. An `Err` names one line, row or field that could not be used; reading goes on
/// behind it.
pub(super) struct Table<'a> {
    name: String,
    path: String,
    rows: Rows<'a>,
    ready: VecDeque<Result<Article>>,
    options: &'a ReadOptions,
    /// What was found out about the columns, to be shown to the user.
    description: Option<Box<TableDescription>>,
    /// How often each identifier was made: rows that are alike are still rows of their own.
    made_ids: HashMap<String, u32>,
}

enum Rows<'a> {
    Table(Box<Articles<'a>>),
    /// fastText's labelled lines that are left.
    FastText(VecDeque<(u64, String)>),
}

impl<'a> Table<'a> {
    /// A table that is read from a stream. `path` may tell a day that the table itself does not.
    pub(super) fn open(
        name: &str,
        path: &str,
        reader: impl BufRead + Send + 'a,
        options: &'a ReadOptions,
    ) -> Result<Self> {
        let (description, articles) =
            read_table_from(reader, name, &options.columns).map_err(|error| table_error(name, error))?;
        let description = (!description.is_article_file()).then(|| Box::new(description));
        let rows = Rows::Table(Box::new(articles));
        Ok(Table {
            name: name.into(),
            path: path.into(),
            rows,
            ready: VecDeque::new(),
            options,
            description,
            made_ids: HashMap::new(),
        })
    }

    /// A table that is in memory.
    pub(super) fn read(name: &str, path: &str, bytes: &[u8], options: &'a ReadOptions) -> Result<Self> {
        // The rows are taken out before the bytes go: they are those of one file within memory's limits.
        let (description, articles) =
            read_table(bytes, name, &options.columns).map_err(|error| table_error(name, error))?;
        let description = (!description.is_article_file()).then(|| Box::new(description));
        let mut table = Table {
            name: name.into(),
            path: path.into(),
            rows: Rows::FastText(VecDeque::new()),
            ready: VecDeque::new(),
            options,
            description,
            made_ids: HashMap::new(),
        };
        articles.for_each(|row| table.take_row(row));
        Ok(table)
    }

    /// Rows that were found in a file of another form.
    pub(super) fn of_records(name: &str, path: &str, rows: &Value, options: &'a ReadOptions) -> Result<Self> {
        let mut table = Self::read(name, path, rows.to_string().as_bytes(), options)?;
        // They pass through JSON, of which the user knows nothing.
        if let Some(description) = &mut table.description {
            (description.format, description.encoding) = (TableFormat::Records, None);
        }
        Ok(table)
    }

    /// fastText's labelled lines: `__label__a __label__b text`, the first label being the primary theme.
    pub(super) fn fasttext(name: &str, text: &str, options: &'a ReadOptions) -> Self {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let rows = Rows::FastText(lines.map(|(number, line)| (number as u64 + 1, line.to_owned())).collect());
        let (path, ready) = (String::new(), VecDeque::new());
        Table { name: name.into(), path, rows, ready, options, description: None, made_ids: HashMap::new() }
    }

    /// Adds a problem that left something of the file out.
    pub(super) fn report(&mut self, problem: Error) {
        self.ready.push_back(Err(problem));
    }

    /// What was found out about the columns, once; none for the program's own article files.
    pub(super) fn take_description(&mut self) -> Option<TableDescription> {
        self.description.take().map(|description| *description)
    }
}

impl Iterator for Table<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            match &mut self.rows {
                Rows::Table(articles) => {
                    let row = articles.next()?;
                    self.take_row(row);
                }
                Rows::FastText(lines) => {
                    let (line, text) = lines.pop_front()?;
                    self.take(fasttext_article(line, &text));
                }
            }
        }
    }
}

impl Table<'_> {
    fn take_row(&mut self, row: Result<RawArticle, RowProblem>) {
        match row {
            Ok(raw) => self.take(raw),
            Err(problem) => self.ready.push_back(Err(row_error(problem))),
        }
    }

    /// The paper whose digital edition an address belongs to: its path names the paper, as in `paper.example.cn/rmrb/…`.
    fn paper_of_address(&self, address: &str) -> Option<String> {
        let (_, rest) = address.split_once("://")?;
        let (host, path) = rest.split_once('/')?;
        let is_edition = ["paper", "szb"].iter().any(|name| host.contains(name));
        is_edition.then(|| self.options.sources.find_in_path(path).map(|paper| paper.name.clone())).flatten()
    }

    /// The paper of a row that has no column for it: that of its address, the medium that crawlers write where they find no
    /// author, or the one that the name of the file quotes; empty where nothing tells it.
    fn inferred_paper(&self, address: &str, byline: &str) -> String {
        let medium = || names_medium(byline).then(|| byline.to_owned());
        self.paper_of_address(address).or_else(medium).or_else(|| page::paper_in_name(&self.name)).unwrap_or_default()
    }

    /// Turns a row into an article; what cannot be used is reported, the rest is kept.
    fn take(&mut self, raw: RawArticle) {
        let file = match &raw.sheet {
            Some(sheet) => format!("{} [{sheet}]", self.name),
            None => self.name.clone(),
        };
        let mut further = raw.extra;
        let mut text = |field: &str| match further.shift_remove(field) {
            Some(Value::String(text)) => text,
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let (own_file, boundary) = (text("file"), text("boundary"));
        let event_date: Option<PartialDate> = text("event_date").parse().ok();
        let topic = text("major_topic");
        let columns = [text("dateline_agency"), text("dateline_place"), text("dateline_date")];
        let mut article = Article {
            id: raw.id,
            file: if own_file.is_empty() { self.name.clone() } else { own_file },
            source: raw.source,
            page: page_of_cell(raw.page),
            // A headline alone is the text of its article.
            title: if raw.headline_only { String::new() } else { raw.title },
            text: raw.text,
            byline: raw.byline,
            theme: raw.theme,
            also: raw.also,
            event_date,
            boundary: boundary.trim().parse().ok(),
            ..Article::default()
        };
        // The Comparative Agendas Project gives a topic code.
        if article.theme.is_empty() && !topic.trim().is_empty() {
            article.theme = self.options.themes.id_of_cap(topic.trim());
        }
        if columns.iter().any(|column| !column.is_empty()) {
            let [agency, place, date] = columns;
            article.dateline = Some(Dateline { agency, place, date });
        }
        if let Some(Ok(dateline)) = further.shift_remove("dateline").map(serde_json::from_value) {
            article.dateline = Some(dateline);
        }
        if article.source.is_empty() {
            article.source = self.inferred_paper(&raw.url, &article.byline);
        }
        if let Some(source) = &self.options.source {
            article.source.clone_from(source);
        }
        let day_in_path = || date::date_in_path(&self.path).map(PartialDate::from);
        article.date = self.options.date.map(PartialDate::from).or_else(|| raw.date.parse().ok()).or_else(day_in_path);
        if !raw.region.trim().is_empty() {
            match Gazetteer::shared().parse(&raw.region) {
                Some(adcode) => article.region = adcode.to_string(),
                None => {
                    let problem =
                        format!("`{}` is no division of GB/T 2260; the region is taken from the text", raw.region);
                    self.ready.push_back(Err(Error::BadField { file, line: raw.line, field: "region", problem }));
                }
            }
        }
        article.regions = listed(further.shift_remove("regions"));
        article.captions = listed_lines(further.shift_remove("captions"));
        if article.id.is_empty() {
            let id = identifier(&article, 0);
            let count = self.made_ids.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
            article.id = if *count > 1 { format!("{id}-{count}") } else { id };
        }
        if !raw.url.is_empty() {
            further.insert("url".into(), raw.url.into());
        }
        article.keep(further);
        self.ready.push_back(Ok(article));
    }
}

fn fasttext_article(line: u64, text: &str) -> RawArticle {
    let labels: Vec<&str> = text.split_whitespace().map_while(|word| word.strip_prefix(FASTTEXT)).collect();
    let mut rest = text.trim_start();
    for _ in &labels {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    RawArticle {
        text: rest.into(),
        theme: labels.first().copied().unwrap_or_default().into(),
        also: labels.iter().skip(1).map(|&label| label.to_owned()).collect(),
        line,
        extra: Map::new(),
        ..RawArticle::default()
    }
}

/// A list as JSON writes it, or joined by semicolons or commas.
fn listed(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.into_iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        Some(Value::String(text)) => {
            text.split([';', ',', '；']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

/// A list as JSON writes it, or one item a line.
fn listed_lines(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect(),
        other => listed(other),
    }
}

pub(super) fn table_error(name: &str, error: TableError) -> Error {
    let file = name.to_owned();
    match error {
        TableError::Read { source, .. } => Error::Read { path: file.into(), source },
        TableError::Empty { .. } => Error::EmptyFile { file },
        TableError::NotText { .. } => Error::NotText { file, looks_like: "neither text nor a spreadsheet" },
        TableError::UnknownEncoding { offset, .. } => Error::UnknownEncoding { file, offset },
        TableError::TooLarge { limit, .. } => Error::TooLarge { file, limit },
        TableError::Damaged { problem, .. } => Error::BadDocument { file, problem },
        TableError::NoText { columns, .. } if columns.is_empty() => {
            Error::BadLine { file, line: 1, problem: "no row of the table can be read".into() }
        }
        TableError::NoText { columns, .. } => Error::UnknownColumns { file, found: columns.join(", ") },
        TableError::UnknownColumn { column, columns, .. } => {
            Error::MissingColumn { file, column, found: columns.join(", ") }
        }
    }
}

fn row_error(problem: RowProblem) -> Error {
    let RowProblem { file, sheet, line, field, fault, .. } = problem;
    let file = match sheet {
        Some(sheet) => format!("{file} [{sheet}]"),
        None => file,
    };
    match (field, fault) {
        ("", fault) => Error::BadLine { file, line, problem: fault.to_string() },
        (_, Fault::NoText) => Error::BadLine { file, line, problem: Fault::NoText.to_string() },
        (field, fault) => Error::BadField { file, line, field, problem: fault.to_string() },
    }
}
