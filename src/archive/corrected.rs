//! Corrected issues: a file that comes from another place than an earlier version of it, which it replaces.

use std::path::Path;

use rusqlite::params;

use crate::archive::files::Planned;
use crate::archive::rows::key_of;
use crate::archive::writer::Writer;
use crate::corpus::{Article, Observer, Problem};
use crate::error::{Error, Repetition, Result};

/// An earlier version of a file, as the archive has it.
#[derive(Debug)]
pub(super) struct Earlier {
    pub row: i64,
    pub name: String,
    pub digest: String,
    /// Whether the file takes its place; else both are kept.
    pub is_replaced: bool,
    place: String,
}

impl Writer<'_> {
    /// The file in the archive of which a file from another place is another version: it has the same name (folders that only one of
    /// the names holds do not matter where both tell their paper), and everything in both is of the same paper, day and first page. The
    /// new file takes the place of the earlier one, unless several earlier ones are found, or the earlier one still lies where it was and
    /// the user did not hand over the new one: then it is not for the program to say which of them is right.
    pub(super) fn earlier_version(&self, file: &Planned, own: &[&Article]) -> Result<Option<Earlier>> {
        let Some(first) = own.first() else { return Ok(None) };
        let Some(day) = first.date.and_then(|date| date.full()) else { return Ok(None) };
        if own.iter().any(|article| (&article.source, article.date) != (&first.source, first.date)) {
            return Ok(None);
        }
        let sql = "SELECT input.id, input.path, input.name, input.digest FROM article \
                   JOIN input ON input.id = article.input \
                   WHERE article.date = ?1 AND article.source = ?2 AND article.position = 0 AND article.page = ?3 \
                       AND input.digest <> ?5 \
                       AND ('/' || ?4 = substr('/' || input.name, -length(?4) - 1) \
                           OR '/' || input.name = substr('/' || ?4, -length(input.name) - 1)) \
                       AND NOT EXISTS (SELECT 1 FROM article AS other WHERE other.input = input.id \
                           AND (other.date IS NOT ?1 OR other.source <> ?2))";
        let mut statement = self.archive.done(self.archive.connection.prepare_cached(sql))?;
        let values = params![day.to_string(), first.source, first.page, file.name, file.digest];
        let rows = statement.query_map(values, |row| {
            let (place, name, digest) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Earlier { row: row.get(0)?, name, digest, is_replaced: false, place })
        });
        let mut found: Vec<Earlier> = self.archive.done(rows.and_then(Iterator::collect))?;
        // Where neither tells its paper, the folder must.
        found.retain(|earlier| !first.source.is_empty() || earlier.name == file.name && file.name.contains('/'));
        for earlier in &mut found {
            let is_gone = self.settings.handed_over || !Path::new(&earlier.place).exists();
            earlier.is_replaced = is_gone && self.plan.iter().all(|planned| planned.place != earlier.place);
        }
        if found.iter().filter(|earlier| earlier.is_replaced).count() == 1 {
            found.retain(|earlier| earlier.is_replaced);
        } else {
            found.iter_mut().for_each(|earlier| earlier.is_replaced = false);
        }
        Ok(found.into_iter().next())
    }

    /// Puts a file in the place of its earlier version, whose articles are taken out, and remembers the name and the bytes of that
    /// one: where it still lies it is not to come back. The name that holds more folders stays.
    pub(super) fn replace(&self, row: i64, (name, digest): (&str, &str), file: &Planned) -> Result<()> {
        self.archive.empty_input(row)?;
        self.archive.run(
            "INSERT OR REPLACE INTO superseded (digest, name, at) VALUES (?1, ?2, ?3)",
            params![digest, name, self.settings.at],
        )?;
        self.archive.run(
            "UPDATE input SET path = ?1, digest = ?3, size = ?4, modified = ?5, reading = ?6, added_at = ?7, copies = 0, \
             name = CASE WHEN length(name) < length(?2) THEN ?2 ELSE name END WHERE id = ?8",
            params![
                file.place,
                file.name,
                file.digest,
                file.size as i64,
                file.modified,
                self.reading,
                self.settings.at,
                row
            ],
        )
    }

    /// Reports that a file and an earlier version of it are both kept, where articles of the file are not in that one.
    pub(super) fn report_beside<O: Observer>(
        &self,
        earlier: &Earlier,
        file: &Planned,
        own: &[&Article],
        observer: &mut O,
    ) -> Result<()> {
        let sql = "SELECT count(*) FROM article WHERE input = ?1 AND key = ?2";
        let mut articles = 0;
        for article in own {
            let values = params![earlier.row, key_of(article)];
            let is_there: bool = self.archive.done(self.archive.connection.query_row(sql, values, |row| row.get(0)))?;
            articles += usize::from(!is_there);
        }
        if articles > 0 {
            // Files that were handed over lie nowhere; then the name must do.
            let lies_there = Path::new(&earlier.place).exists();
            let first = if lies_there { earlier.place.clone() } else { earlier.name.clone() };
            let repetition = Repetition::OtherVersion(articles);
            let error = Error::Repeated { file: file.name.clone(), first, repetition };
            observer.problem(Problem { file: file.name.clone(), error });
        }
        Ok(())
    }

    /// Whether a file is an earlier version of one in the archive. What the user asks for by name is read nevertheless.
    pub(super) fn is_superseded(&self, file: &Planned) -> Result<bool> {
        if self.settings.handed_over || self.settings.again {
            return Ok(false);
        }
        let sql = "SELECT count(*) FROM superseded WHERE digest = ?1 \
                   AND ('/' || ?2 = substr('/' || name, -length(?2) - 1) \
                       OR '/' || name = substr('/' || ?2, -length(name) - 1))";
        let values = params![file.digest, file.name];
        self.archive.done(self.archive.connection.query_row(sql, values, |row| row.get(0)))
    }
}
