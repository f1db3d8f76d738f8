//! Corrected issues: a file that comes from another place than an earlier version of it, which it replaces.

use std::path::Path;

use rusqlite::params;

use crate::archive::add::Writer;
use crate::archive::files::Planned;
use crate::corpus::Article;
use crate::error::Result;

/// An earlier version of a file, as the archive has it.
#[derive(Debug)]
pub(super) struct Earlier {
    pub row: i64,
    place: String,
    name: String,
    digest: String,
}

impl Writer<'_> {
    /// The one file in the archive of which a file from another place is the corrected version: it has the same name
    /// (folders that only one of them tells of do not matter where both tell their paper), and all of both is of the same
    /// paper, day and first page.
    /// While the earlier one still lies where it was, both are kept, unless the user hands the new one over.
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
            Ok(Earlier { row: row.get(0)?, place: row.get(1)?, name: row.get(2)?, digest: row.get(3)? })
        });
        let mut found: Vec<Earlier> = self.archive.done(rows.and_then(Iterator::collect))?;
        found.retain(|earlier| {
            // Where neither tells its paper, the folder must.
            if first.source.is_empty() && (earlier.name != file.name || !file.name.contains('/')) {
                return false;
            }
            let is_replaced = self.settings.handed_over || !Path::new(&earlier.place).exists();
            is_replaced && self.plan.iter().all(|planned| planned.place != earlier.place)
        });
        // Of several it cannot be said which one is meant.
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Puts a file in the place of its earlier version, whose articles are taken out, and remembers the bytes of that one:
    /// where it still lies it is not to come back. Of both names the one stays that tells of more folders.
    pub(super) fn replace(&self, earlier: &Earlier, file: &Planned) -> Result<()> {
        self.archive.empty_input(earlier.row)?;
        self.archive.run(
            "INSERT OR REPLACE INTO superseded (digest, name, at) VALUES (?1, ?2, ?3)",
            params![earlier.digest, earlier.name, self.settings.at],
        )?;
        self.archive.run(
            "UPDATE input SET path = ?1, digest = ?3, size = ?4, modified = ?5, reading = ?6, added_at = ?7, \
             name = CASE WHEN length(name) < length(?2) THEN ?2 ELSE name END WHERE id = ?8",
            params![
                file.place,
                file.name,
                file.digest,
                file.size as i64,
                file.modified,
                self.reading,
                self.settings.at,
                earlier.row
            ],
        )
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
