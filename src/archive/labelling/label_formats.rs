//! Labels in the forms of other programs: doccano, Label Studio, fastText, and tables.

use serde_json::{Map, Value, json};

use crate::archive::{Archive, CodedArticle, LabelQueue};
use crate::corpus::Article;
use crate::error::{Error, Result};

/// What labels fastText begins with.
pub(super) const FASTTEXT: &str = "__label__";
/// The names of the controls of a Label Studio project: of the primary theme, and of the secondary ones.
pub(super) const CONTROLS: [&str; 2] = ["theme", "also"];
/// The columns of the table.
pub(in crate::archive) const COLUMNS: [&str; 8] = ["id", "title", "theme", "also", "who", "at", "note", "queue"];
/// Between secondary themes in a cell.
pub(super) const SEPARATOR: char = ';';

/// A form in which labels are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelFormat {
    /// A table: identifier, headline, themes, coder, time, remark.
    Csv,
    /// Articles with their texts, a line for each coder's label, as the program learns from.
    Jsonl,
    /// Lines of doccano's text classification (“JSONL”): the primary theme is the first label.
    Doccano,
    /// Tasks of Label Studio with an annotation for each coder.
    LabelStudio,
    /// A line for each label, as fastText learns from. It has neither identifiers nor coders.
    FastText,
}

/// A label with its article.
struct Line {
    label: CodedArticle,
    article: Article,
}

impl Line {
    /// The text as people label it: the headline stands above it.
    fn text(&self) -> String {
        text_of(&self.article.title, &self.article.text)
    }

    /// The themes, the primary one first.
    fn themes(&self) -> Vec<&str> {
        std::iter::once(&self.label.theme).chain(&self.label.also).map(String::as_str).collect()
    }
}

/// Headline and text in one.
pub(super) fn text_of(title: &str, text: &str) -> String {
    if title.is_empty() { text.to_owned() } else { format!("{title}\n{text}") }
}

impl Archive {
    /// All coders' labels in a form of other programs, by article and coder. Only tables have those of articles that are
    /// no longer in the archive.
    ///
    /// # Errors
    /// [`Error::Archive`].
    pub fn export_labels(&self, format: LabelFormat) -> Result<String> {
        let coded = self.coded()?;
        if format == LabelFormat::Csv {
            return Ok(table(&coded));
        }
        let mut lines = Vec::new();
        for label in coded {
            let view = label.row.map(|row| self.article(row)).transpose()?.flatten();
            lines.extend(view.map(|view| Line { label, article: view.stored.article }));
        }
        let joined = |line: fn(&Line) -> String| lines.iter().map(|l| line(l) + "\n").collect::<String>();
        Ok(match format {
            LabelFormat::Csv => String::new(),
            LabelFormat::Jsonl => joined(jsonl),
            LabelFormat::Doccano => joined(doccano),
            LabelFormat::FastText => joined(fasttext),
            LabelFormat::LabelStudio => label_studio(&lines)?,
        })
    }
}

/// A table that spreadsheets open: with a byte order mark, and no cell that they would take for a formula.
fn table(labels: &[CodedArticle]) -> String {
    let mut rows = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = rows.write_record(COLUMNS);
    for label in labels {
        let also = label.also.join(&SEPARATOR.to_string());
        let queue = queue_of(label);
        let cells = [&label.id, &label.title, &label.theme, &also, &label.who, &label.at, &label.note, queue];
        let _ = rows.write_record(cells.map(without_formula));
    }
    format!("\u{FEFF}{}", String::from_utf8_lossy(&rows.into_inner().unwrap_or_default()))
}

/// The name of the queue in which the coder met the article; empty where there was none.
fn queue_of(label: &CodedArticle) -> &'static str {
    label.queue.map(LabelQueue::id).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn without_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn jsonl(line: &Line) -> String {
    let (label, article) = (&line.label, &line.article);
    json!({
        "id": article.id, "date": article.date.map(|date| date.to_string()), "source": article.source,
        "page": article.page, "title": article.title, "text": article.text, "theme": label.theme, "also": label.also,
        "who": label.who, "at": label.at, "note": label.note, "queue": queue_of(label),
    })
    .to_string()
}

/// Doccano numbers examples by itself and keeps other fields as metadata; so the identifier is one of those.
fn doccano(line: &Line) -> String {
    let (label, article) = (&line.label, &line.article);
    json!({
        "text": line.text(), "label": line.themes(), "article_id": article.id,
        "date": article.date.map(|date| date.to_string()), "source": article.source, "page": article.page,
        "who": label.who, "at": label.at, "note": label.note, "queue": queue_of(label),
    })
    .to_string()
}

fn fasttext(line: &Line) -> String {
    let labels: String = line.themes().iter().map(|theme| format!("{FASTTEXT}{theme} ")).collect();
    labels + &one_line(&line.text())
}

/// A text without line breaks, as fastText has it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tasks, one for each article. Coders of this program are no users of Label Studio, so their names stand in the notes of
/// the results.
fn label_studio(lines: &[Line]) -> Result<String> {
    let mut tasks: Vec<Value> = Vec::new();
    for own in lines.chunk_by(|a, b| a.label.key == b.label.key) {
        let Some(first) = own.first() else { continue };
        let article = &first.article;
        let annotations: Vec<Value> = own.iter().map(annotation).collect();
        tasks.push(json!({
            "data": {
                "text": first.text(), "article_id": article.id, "source": article.source, "page": article.page,
                "date": article.date.map(|date| date.to_string()),
            },
            "annotations": annotations,
        }));
    }
    serde_json::to_string_pretty(&tasks)
        .map(|text| text + "\n")
        .map_err(|error| Error::BadDocument { file: "labels.json".into(), problem: error.to_string() })
}

fn annotation(line: &Line) -> Value {
    let label = &line.label;
    let choices = |control: &str, themes: Vec<&str>| {
        let mut meta = Map::new();
        meta.insert("text".into(), json!([label.who, label.note, queue_of(label)]));
        json!({ "from_name": control, "to_name": "text", "type": "choices", "value": { "choices": themes }, "meta": meta })
    };
    let mut results = vec![choices(CONTROLS[0], vec![&label.theme])];
    if !label.also.is_empty() {
        results.push(choices(CONTROLS[1], label.also.iter().map(String::as_str).collect()));
    }
    json!({ "result": results, "created_at": label.at })
}
