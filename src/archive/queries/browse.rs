//! One article as a reader looks at it: its theme, what stands beside it on its page, and where else it was printed.

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::archive::labelling::label_queue::LabelQueue;
use crate::archive::labelling::labels::{Label, LabelKind};
use crate::archive::queries::tokens::query;
use crate::archive::rows::{COLUMNS, StoredArticle, TABLES, stored_article};
use crate::corpus::PartialDate;
use crate::corpus::reprints::{SketchStore, StoredSketch, THRESHOLD, printings, sketch, stories};
use crate::error::Result;

/// Articles of the same page are listed this far before and behind an article.
const NEIGHBOURS: i64 = 30;
/// Places in a text, in tenths of its length, from which phrases are taken to find other printings of it.
const PROBES: [usize; 3] = [2, 5, 8];
/// Characters of such a phrase. Shorter ones occur in many texts.
const PROBE_LENGTH: usize = 12;
/// At most this many articles are compared for one phrase.
const MAX_CANDIDATES: i64 = 100;

/// An article with its theme and what people decided about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleView {
    /// The article.
    pub stored: StoredArticle,
    /// The id of the likeliest theme by the model that classified it, also where it is undetermined.
    pub model_theme: String,
    /// Why no theme can be assigned, as an id of [`Undetermined`](crate::model::Undetermined).
    pub undetermined: Option<String>,
    /// The probability of the model's theme.
    pub probability: f64,
    /// The digest of the model.
    pub model: String,
    /// What people decided, the earliest decision first. A label with an empty theme takes back what was decided before.
    pub labels: Vec<(LabelKind, Label)>,
}

/// Another article, by what is shown in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its number in this archive.
    pub row: i64,
    /// Its date; empty where it is unknown.
    pub date: String,
    /// The day that it tells of; empty where it names none.
    pub event_date: String,
    /// The paper.
    pub paper: String,
    /// The page.
    pub page: String,
    /// The headline, or how the text begins where there is none.
    pub title: String,
}

impl ArticleView {
    /// The correction that counts.
    pub fn correction(&self) -> Option<&Label> {
        let last = self.labels.iter().rev().find(|(kind, _)| *kind == LabelKind::Correction);
        last.map(|(_, label)| label).filter(|label| !label.theme.is_empty())
    }

    /// The id of its theme: the correction, else the model's; empty where it is undetermined.
    pub fn theme(&self) -> &str {
        match (self.correction(), &self.undetermined) {
            (Some(label), _) => &label.theme,
            (None, None) => &self.model_theme,
            (None, Some(_)) => "",
        }
    }
}

impl Archive {
    /// The article with a number in this archive, without a classification.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn article(&self, row: i64) -> Result<Option<ArticleView>> {
        let sql = format!(
            "SELECT {COLUMNS}, coalesce(assignment.theme, ''), assignment.undetermined, \
             coalesce(assignment.probability, 0.0), coalesce(assignment.model, '') FROM {TABLES} WHERE article.id = ?1"
        );
        let columns = COLUMNS.split(',').count();
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let found = statement.query_row([row], |found| {
            Ok(ArticleView {
                stored: stored_article(found, None)?,
                model_theme: found.get(columns)?,
                undetermined: found.get(columns + 1)?,
                probability: found.get(columns + 2)?,
                model: found.get(columns + 3)?,
                labels: Vec::new(),
            })
        });
        let Some(view) = self.done(found.optional())? else { return Ok(None) };
        Ok(Some(ArticleView { labels: self.labels_of(&view.stored.key)?, ..view }))
    }

    /// What people decided about an article, by its key, the earliest decision first.
    fn labels_of(&self, key: &str) -> Result<Vec<(LabelKind, Label)>> {
        let sql = "SELECT kind, coalesce(theme, ''), also, who, at, note, queue FROM label WHERE key = ?1 ORDER BY id";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([key], |row| {
            let (kind, also): (String, String) = (row.get(0)?, row.get(2)?);
            let kind = LabelKind::named(&kind);
            let also = serde_json::from_str(&also).unwrap_or_default();
            let queue = LabelQueue::in_column(row, 6)?;
            Ok((kind, Label { theme: row.get(1)?, also, who: row.get(3)?, at: row.get(4)?, note: row.get(5)?, queue }))
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The articles of the same page, in the order in which they were read, the article itself among them; none where its
    /// page is unknown.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn neighbours(&self, row: i64) -> Result<Vec<Beside>> {
        let sql = "SELECT other.id, coalesce(other.date, ''), coalesce(other.event_date, ''), other.source, other.page, \
                       CASE other.title WHEN '' THEN substr(text, 1, 24) || '…' ELSE other.title END \
                   FROM article AS one JOIN article AS other ON other.input = one.input AND other.file = one.file \
                       AND other.page = one.page AND other.date IS one.date \
                   JOIN article_text ON article_text.article = other.id \
                   WHERE one.id = ?1 AND one.page <> '' AND abs(other.position - one.position) <= ?2 \
                   ORDER BY other.position";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![row, NEIGHBOURS], beside);
        self.done(rows.and_then(Iterator::collect))
    }

    /// The other printings of an article's story, the earliest first. Candidates are the articles that contain a phrase of its
    /// text; those that only resemble it without sharing one of three phrases are not found.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn printings(&self, view: &ArticleView) -> Result<Vec<Beside>> {
        let mut rows: Vec<i64> = Vec::new();
        let mut statement =
            self.done(self.connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2"))?;
        for phrase in probes(&view.stored.article.text) {
            let Some(words) = query(&[phrase]) else { continue };
            let found = statement.query_map(params![format!("text : {words}"), MAX_CANDIDATES], |row| row.get(0));
            rows.extend(self.done(found.and_then(Iterator::collect::<rusqlite::Result<Vec<i64>>>))?);
        }
        rows.retain(|row| *row != view.stored.row);
        rows.sort_unstable();
        rows.dedup();
        let own = &view.stored.article;
        let mut found: Vec<Beside> = Vec::new();
        let mut sketches = SketchStore::default();
        let mut of_others: Vec<StoredSketch> = Vec::new();
        let sql = "SELECT id, coalesce(date, ''), coalesce(event_date, ''), source, page, title, text \
                   FROM article JOIN article_text ON article_text.article = article.id WHERE id = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        for row in rows {
            let (other, text) = self.done(statement.query_row([row], |r| Ok((beside(r)?, r.get::<_, String>(6)?))))?;
            of_others.push(sketches.add(&sketch(&other.title, &text)));
            found.push(other);
        }
        let first = (sketches.add(&sketch(&own.title, &own.text)), own.date, own.source.as_str());
        let others = of_others.iter().zip(&found);
        let others = others.map(|(of, other)| (*of, other.date.parse::<PartialDate>().ok(), other.paper.as_str()));
        let stories = stories(&printings(std::iter::once(first).chain(others)), &sketches, THRESHOLD)?;
        let numbers = stories.numbers();
        let is_printing = |at: usize| numbers[at + 1] == numbers[0];
        let mut found: Vec<Beside> =
            found.into_iter().enumerate().filter(|(at, _)| is_printing(*at)).map(|(_, other)| other).collect();
        found.sort_by(|a, b| (&a.date, &a.paper, &a.page, a.row).cmp(&(&b.date, &b.paper, &b.page, b.row)));
        Ok(found)
    }
}

fn beside(row: &rusqlite::Row<'_>) -> rusqlite::Result<Beside> {
    let (date, event_date) = (row.get(1)?, row.get(2)?);
    Ok(Beside { row: row.get(0)?, date, event_date, paper: row.get(3)?, page: row.get(4)?, title: row.get(5)? })
}

/// Phrases of a text by which other printings of it are found. White space differs between printings, so phrases have none.
fn probes(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let phrase = |tenths: &usize| {
        let rest = &characters[characters.len() * tenths / 10..];
        let part = rest.windows(PROBE_LENGTH).find(|part| !part.iter().any(|c| c.is_whitespace()))?;
        Some(part.iter().collect())
    };
    PROBES.iter().filter_map(phrase).collect()
}
