//! Copies: files and articles that the archive has already, under another name, from another folder or out of a packed file.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::{OptionalExtension, params};

use crate::archive::files::Planned;
use crate::archive::rows::key_of;
use crate::archive::writer::Writer;
use crate::corpus::{Article, PageRecord};
use crate::error::Result;

/// How the archive came by an article before.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::archive) enum Known {
    /// From a copy of the same page, or from an earlier version of it.
    Copy,
    /// From the raw file that the article names itself, as a table of articles that were cut from pages in the archive does;
    /// with the name of the file that brought it.
    FromRawFile(String),
}

/// What an input of the archive tells of its first article.
struct Elsewhere {
    row: i64,
    place: String,
    name: String,
    /// Date and paper of the first article; none where there is no article.
    first: Option<(Option<String>, String)>,
}

/// The folder of a file's name.
fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Elsewhere {
    /// Whether a file with the same bytes, which names another place, is the same one. Under another name it must be of the same
    /// day and paper; where the paper is unknown it must lie in a folder of the same name, because the same text may stand in two
    /// papers.
    fn is_same(&self, file: &Planned, first: Option<&Article>) -> bool {
        let of_file = first.map(|article| (article.date.map(|date| date.to_string()), article.source.clone()));
        if self.first != of_file {
            return false;
        }
        let is_of_known_issue = |(day, paper): &(Option<String>, String)| {
            day.is_some() && (!paper.is_empty() || folder(&self.name) == folder(&file.name))
        };
        self.name == file.name || self.first.as_ref().is_some_and(is_of_known_issue)
    }
}

impl Writer<'_> {
    /// Whether the archive has the same file from another place: the same bytes, read in the same way, of the same day and paper.
    /// Where it is no longer at the old place it was moved, and the new one is stored.
    pub(in crate::archive) fn is_elsewhere(&self, file: &Planned, first: Option<&Article>) -> Result<bool> {
        let sql = "SELECT input.id, path, name, article.id IS NOT NULL, date, coalesce(source, '') FROM input \
                   LEFT JOIN article ON article.id = \
                       (SELECT id FROM article AS own WHERE own.input = input.id ORDER BY position LIMIT 1) \
                   WHERE digest = ?1 AND reading = ?2";
        let mut statement = self.archive.done(self.archive.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![file.digest, self.reading], |row| {
            let first = if row.get(3)? { Some((row.get(4)?, row.get(5)?)) } else { None };
            Ok(Elsewhere { row: row.get(0)?, place: row.get(1)?, name: row.get(2)?, first })
        });
        let found: Vec<Elsewhere> = self.archive.done(rows.and_then(Iterator::collect))?;
        let Some(known) = found.into_iter().find(|known| known.is_same(file, first)) else { return Ok(false) };
        if !Path::new(&known.place).exists() {
            let values = params![known.row, file.place, file.modified];
            self.archive.run("UPDATE input SET path = ?2, modified = ?3 WHERE id = ?1", values)?;
        }
        Ok(true)
    }

    /// How another input than this one brought the same article before: the same identifier, headline and text of the same issue
    /// and page.
    pub(in crate::archive) fn known_article(
        &self,
        article: &Article,
        file: &Planned,
        input: i64,
    ) -> Result<Option<Known>> {
        let sql = "SELECT input.name, article.file FROM article JOIN input ON input.id = article.input \
                   WHERE article.key = ?1 AND article.date IS ?2 AND article.input <> ?3 AND ( \
                       article.file = ?4 AND ?4 <> '' \
                       OR article.date IS NOT NULL AND article.source <> '' AND article.source = ?5 AND article.page = ?6) \
                   ORDER BY article.id LIMIT 1";
        let mut statement = self.archive.done(self.archive.connection.prepare_cached(sql))?;
        let date = article.date.map(|date| date.to_string());
        let values = params![key_of(article), date, input, article.file, article.source, article.page];
        let found = statement.query_row(values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        let found = self.archive.done(found.optional())?;
        Ok(found.map(|(name, raw_file)| {
            let is_from_raw_file = !raw_file.is_empty() && raw_file == article.file && name != file.name;
            if is_from_raw_file { Known::FromRawFile(name) } else { Known::Copy }
        }))
    }
}

/// Whether all articles of a page are copies, so that the page was counted with the original. `copied` and `own` are the files
/// of the articles that are copies, and of those that are not.
pub(in crate::archive) fn is_copied(page: &PageRecord, copied: &HashSet<&str>, own: &HashSet<&str>) -> bool {
    copied.contains(page.file.as_str()) && !own.contains(page.file.as_str())
}
