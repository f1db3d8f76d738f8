//! Reads labels that other programs wrote.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::archive::events::EventKind;
use crate::archive::labelling::label_formats::{CONTROLS, FASTTEXT, LabelFormat, SEPARATOR, one_line, text_of};
use crate::archive::rows::json;
use crate::archive::{Archive, Label, LabelKind};
use crate::corpus::{ThemeSet, decode, read_rows};
use crate::error::{Error, Result};
use crate::survey::hex;

/// At most this many themes that are not in the theme set are named, and as many identifiers.
const MAX_NAMED: usize = 5;
/// How workbooks begin, as all packed files do.
const PACKED: &[u8] = b"PK";

/// A label that another program wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Foreign {
    /// Its line in the file, or its number among the examples, from 1.
    line: u64,
    /// The identifier of the article; empty where only its text is there.
    id: String,
    text: String,
    label: Label,
}

/// What reading labels did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedLabels {
    /// Labels that were added.
    pub added: usize,
    /// Labels that differ from an earlier one of the same coder for the same article, in whose place they count.
    pub replaced: usize,
    /// The identifiers of some of their articles.
    pub replaced_ids: Vec<String>,
    /// Labels that are in the archive already.
    pub known: usize,
    /// Labels of articles that are not in the archive.
    pub unknown: usize,
    /// Labels whose identifier several articles bear, without a text that decides between them.
    pub ambiguous: usize,
    /// Examples that nobody labelled.
    pub empty: usize,
}

impl Archive {
    /// Adds the labels of a file in a form of other programs, in any encoding; tables may be workbooks. Articles are found by identifier,
    /// else by headline and text. Themes may be named or given by id. A label that names no coder is `who`'s, one without a time is of
    /// `at` (UTC). Either all labels are added or none. `file` is the name that errors give.
    ///
    /// # Errors
    /// [`Error::BadDocument`] for a file of another form, [`Error::UnknownLabels`], and as [`Archive::create`].
    pub fn import_labels(
        &self,
        file: &str,
        bytes: &[u8],
        format: LabelFormat,
        themes: &ThemeSet,
        (who, at): (&str, &str),
    ) -> Result<ImportedLabels> {
        let mut found = read(file, bytes, format)?;
        let mut unknown = Vec::new();
        for foreign in &mut found {
            for theme in std::iter::once(&mut foreign.label.theme).chain(&mut foreign.label.also) {
                if let Some(index) = themes.index_of(theme) {
                    theme.clone_from(&themes.themes[index].id);
                } else if !theme.is_empty() {
                    unknown.push(format!("{theme} ({file}:{})", foreign.line));
                }
            }
            let label = &mut foreign.label;
            label.also.retain(|also| *also != label.theme && !also.is_empty());
            for (own, usual) in [(&mut label.who, who), (&mut label.at, at)] {
                if own.is_empty() {
                    usual.clone_into(own);
                }
            }
        }
        if !unknown.is_empty() {
            let more = if unknown.len() > MAX_NAMED { " …" } else { "" };
            unknown.truncate(MAX_NAMED);
            return Err(Error::UnknownLabels { themes: unknown.join(", ") + more });
        }
        let by_text =
            if found.iter().all(|foreign| foreign.text.is_empty()) { HashMap::new() } else { self.keys_by_text()? };
        self.in_transaction(|| {
            let mut outcome = ImportedLabels::default();
            for foreign in &found {
                *match self.import_one(foreign, &by_text)? {
                    Outcome::Added => &mut outcome.added,
                    Outcome::Replaced(id) => {
                        if outcome.replaced_ids.len() < MAX_NAMED {
                            outcome.replaced_ids.push(id);
                        }
                        &mut outcome.replaced
                    }
                    Outcome::Known => &mut outcome.known,
                    Outcome::Unknown => &mut outcome.unknown,
                    Outcome::Ambiguous => &mut outcome.ambiguous,
                    Outcome::Empty => &mut outcome.empty,
                } += 1;
            }
            let given = outcome.added + outcome.replaced;
            if given > 0 {
                self.record((who, at), EventKind::Labels, file, given)?;
            }
            Ok(outcome)
        })
    }

    fn import_one(&self, foreign: &Foreign, by_text: &HashMap<String, (String, String)>) -> Result<Outcome> {
        if foreign.label.theme.is_empty() {
            return Ok(Outcome::Empty);
        }
        let by_content = || by_text.get(&digest_of(&foreign.text)).cloned();
        let found = match self.key_of(&foreign.id) {
            // The text decides between articles that bear one identifier.
            Err(Error::AmbiguousId { .. }) => match by_content() {
                Some(found) => Some(found),
                None => return Ok(Outcome::Ambiguous),
            },
            found => found?.or_else(by_content),
        };
        let Some((key, id)) = found else { return Ok(Outcome::Unknown) };
        let label = &foreign.label;
        let sql = "SELECT theme, also FROM labels WHERE key = ?1 AND who = ?2";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let last = statement.query_row(params![key, label.who], |row| Ok((row.get(0)?, row.get(1)?)));
        let last: Option<(String, String)> = self.done(last.optional())?;
        let is_first = last.is_none();
        if last.is_some_and(|last| last == (label.theme.clone(), json(&label.also))) {
            return Ok(Outcome::Known);
        }
        self.add_label(&key, &id, LabelKind::Label, label)?;
        Ok(if is_first { Outcome::Added } else { Outcome::Replaced(id) })
    }

    /// The keys and the identifiers of all articles by a digest of their texts.
    fn keys_by_text(&self) -> Result<HashMap<String, (String, String)>> {
        let sql = "SELECT key, article_id, title, text FROM article JOIN article_text ON article = id ORDER BY id";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| {
            let text = text_of(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?);
            Ok((digest_of(&text), (row.get(0)?, row.get(1)?)))
        });
        self.done(rows.and_then(Iterator::collect))
    }
}

/// What came of a label.
enum Outcome {
    Added,
    /// With the identifier of the article.
    Replaced(String),
    Known,
    Unknown,
    Ambiguous,
    Empty,
}

/// A digest of a text, whatever its white space.
fn digest_of(text: &str) -> String {
    hex(&Sha256::digest(one_line(text)))
}

fn read(file: &str, bytes: &[u8], format: LabelFormat) -> Result<Vec<Foreign>> {
    let bad = |problem: String| Error::BadDocument { file: file.to_owned(), problem };
    if format == LabelFormat::Csv && bytes.starts_with(PACKED) {
        let cell = |cells: &BTreeMap<String, String>, name: &str| cells.get(name).cloned().unwrap_or_default();
        let rows = read_rows(file, bytes)?;
        return Ok(rows.iter().map(|(line, cells)| row_label(*line, |name| cell(cells, name))).collect());
    }
    let text = decode(file, bytes)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let lines = || (1..).zip(text.lines()).filter(|(_, line): &(u64, &str)| !line.trim().is_empty());
    match format {
        LabelFormat::Csv => table(text).map_err(|error| bad(error.to_string())),
        LabelFormat::FastText => Ok(lines().map(|(line, text)| Foreign { line, ..fasttext(text) }).collect()),
        LabelFormat::Jsonl | LabelFormat::Doccano => lines()
            .map(|(line, text)| {
                let value: Value = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
                Ok(Foreign { line, ..example(&value) })
            })
            .collect(),
        LabelFormat::LabelStudio => {
            let value: Value = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
            let tasks = value.as_array().ok_or_else(|| bad("not a list of tasks".into()))?;
            let labels = |(number, one)| task(one).into_iter().map(move |label| Foreign { line: number, ..label });
            Ok((1..).zip(tasks).flat_map(labels).collect())
        }
    }
}

/// The label of a row whose cells are found by the names of their columns.
fn row_label(line: u64, cell: impl Fn(&str) -> String) -> Foreign {
    let cell = |name: &str| {
        let text = cell(name);
        // The mark that keeps spreadsheets from taking a cell for a formula.
        let is_marked = text.strip_prefix('\'').is_some_and(|rest| rest.starts_with(['=', '+', '-', '@']));
        if is_marked { text[1..].to_owned() } else { text }
    };
    let also = cell("also");
    let also = also.split(SEPARATOR).map(str::trim).filter(|theme| !theme.is_empty());
    let label = Label {
        theme: cell("theme").trim().to_owned(),
        also: also.map(str::to_owned).collect(),
        who: cell("who"),
        at: cell("at"),
        note: cell("note"),
        queue: cell("queue").parse().ok(),
    };
    Foreign { line, id: cell("id"), text: cell("text"), label }
}

/// Rows of a table; columns are found by their names.
fn table(text: &str) -> csv::Result<Vec<Foreign>> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> = rows.headers()?.iter().map(|name| name.trim().to_lowercase()).collect();
    rows.records()
        .map(|row| {
            let row = row?;
            let cell =
                |name: &str| names.iter().position(|own| own == name).and_then(|at| row.get(at)).unwrap_or_default();
            // Where lines end as on Windows, the place of a row is before the second character of the line end above it.
            let is_before_end = |at: &csv::Position| text.as_bytes().get(at.byte() as usize) == Some(&b'\n');
            let line = row.position().map_or(0, |at| at.line() + u64::from(is_before_end(at)));
            Ok(row_label(line, |name| cell(name).to_owned()))
        })
        .collect()
}

fn fasttext(line: &str) -> Foreign {
    let mut rest = line.trim();
    let mut themes = Vec::new();
    while let Some((theme, behind)) = rest.strip_prefix(FASTTEXT).map(|rest| rest.split_once(' ').unwrap_or((rest, "")))
    {
        themes.push(theme.to_owned());
        rest = behind.trim_start();
    }
    Foreign { text: rest.to_owned(), label: label_of(themes), ..Foreign::default() }
}

/// A label of themes, the primary one first.
fn label_of(mut themes: Vec<String>) -> Label {
    let theme = if themes.is_empty() { String::new() } else { themes.remove(0) };
    Label { theme, also: themes, ..Label::default() }
}

/// A text of a value of JSON; numbers are written out.
fn text_in(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The texts of a list, or a single one.
fn texts_in(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(texts)) => texts.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// A line of doccano or of this program. Doccano's own numbers of examples are no identifiers of articles; it names labels
/// `label` (older versions: `labels`), and keeps other fields beside them or in `meta`.
fn example(value: &Value) -> Foreign {
    let field = |name: &str| match text_in(value, name) {
        text if text.is_empty() => value.get("meta").map(|meta| text_in(meta, name)).unwrap_or_default(),
        text => text,
    };
    let (who, at, note, queue) = (field("who"), field("at"), field("note"), field("queue").parse().ok());
    if value.get("theme").is_some() {
        let label = Label { theme: field("theme"), also: texts_in(value.get("also")), who, at, note, queue };
        return Foreign { line: 0, id: field("id"), text: text_of(&field("title"), &field("text")), label };
    }
    let label = label_of(texts_in(value.get("label").or_else(|| value.get("labels"))));
    let label = Label { who, at, note, queue, ..label };
    Foreign { line: 0, id: field("article_id"), text: field("text"), label }
}

/// The annotations of a task of Label Studio.
fn task(task: &Value) -> Vec<Foreign> {
    let data = task.get("data").unwrap_or(&Value::Null);
    let (id, text) = (text_in(data, "article_id"), text_in(data, "text"));
    let annotations = task.get("annotations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_cancelled = |annotation: &&Value| annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true);
    let label = |annotation: &Value| {
        let results = annotation.get("result").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let choices = |is_secondary: bool| -> Vec<String> {
            let own = results.iter().filter(|one| (text_in(one, "from_name") == CONTROLS[1]) == is_secondary);
            own.flat_map(|one| texts_in(one.pointer("/value/choices"))).collect()
        };
        let mut label = label_of(choices(false));
        label.also.extend(choices(true));
        let notes = texts_in(results.first().and_then(|one| one.pointer("/meta/text")));
        let mut notes = notes.into_iter();
        let coder = annotation.get("completed_by").unwrap_or(&Value::Null);
        let user = match coder {
            Value::Object(_) => text_in(coder, "email"),
            _ => text_in(annotation, "completed_by"),
        };
        label.who = notes.next().unwrap_or(user);
        label.note = notes.next().unwrap_or_default();
        label.queue = notes.next().and_then(|queue| queue.parse().ok());
        label.at = text_in(annotation, "created_at");
        Foreign { line: 0, id: id.clone(), text: text.clone(), label }
    };
    annotations.iter().filter(|annotation| !is_cancelled(annotation)).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_write_themselves_is_read() {
        let doccano = r#"{"id": 7, "text": "信访工作会议召开", "label": ["信访工作", "法治建设"], "Comments": []}"#;
        let found = read("a", doccano.as_bytes(), LabelFormat::Doccano).unwrap();
        assert_eq!((found[0].id.as_str(), found[0].text.as_str()), ("", "信访工作会议召开"));
        assert_eq!((found[0].label.theme.as_str(), found[0].label.also.len()), ("信访工作", 1));
        let studio = r#"[{"id": 1, "data": {"text": "甲"}, "annotations": [
            {"id": 3, "completed_by": 2, "was_cancelled": false, "created_at": "2026-01-02T03:04:05Z", "result": [
                {"value": {"choices": ["health"]}, "id": "x", "from_name": "theme", "to_name": "text", "type": "choices"}]},
            {"completed_by": {"email": "a@b.example"}, "was_cancelled": true, "result": []}]}]"#;
        let found = read("a", studio.as_bytes(), LabelFormat::LabelStudio).unwrap();
        assert_eq!((found.len(), found[0].label.theme.as_str(), found[0].label.who.as_str()), (1, "health", "2"));
        let fasttext = "__label__health __label__energy 甲 乙\n";
        let found = read("a", fasttext.as_bytes(), LabelFormat::FastText).unwrap();
        assert_eq!((found[0].text.as_str(), found[0].label.also[0].as_str()), ("甲 乙", "energy"));
        assert!(read("a", b"{}", LabelFormat::LabelStudio).is_err() && read("a", b"{", LabelFormat::Doccano).is_err());
        // A table that a spreadsheet saved in the encoding of Chinese Windows.
        let table = "id,theme,who\n兰河日报/2#1,信访工作,王敏\n兰河日报/2#2,'=1,王敏\n";
        let (encoded, ..) = encoding_rs::GB18030.encode(table);
        let found = read("a", &encoded, LabelFormat::Csv).unwrap();
        assert_eq!((found[0].label.theme.as_str(), found[0].label.who.as_str()), ("信访工作", "王敏"));
        assert_eq!((found[1].line, found[1].label.theme.as_str()), (3, "=1"));
        let lines: Vec<u64> = read("a", table.replace('\n', "\r\n").as_bytes(), LabelFormat::Csv)
            .unwrap()
            .iter()
            .map(|found| found.line)
            .collect();
        assert_eq!(lines, [2, 3]);
    }
}
