//! Removes articles and files. Labels stay: they are people's work, and fit again when the articles come back.

use std::path::Path;

use rusqlite::OptionalExtension;

use crate::archive::Archive;
use crate::archive::events::{EventKind, issue_named, named};
use crate::archive::files::whole_path;
use crate::error::Result;

/// Which articles are to be removed; all conditions that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Removal {
    /// Names of files as results have them, also of files within packed ones, or names of folders that hold them; any where it is
    /// empty.
    pub files: Vec<String>,
    /// Papers; any where it is empty.
    pub papers: Vec<String>,
    /// The first day, month or year.
    pub from: Option<String>,
    /// The last day, month or year.
    pub to: Option<String>,
}

impl Removal {
    /// The conditions in short, for the log.
    fn described(&self) -> String {
        let span = match (&self.from, &self.to) {
            (None, None) => String::new(),
            (from, to) => format!("{}..{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default()),
        };
        let parts = [named(&self.files, self.files.len()), self.papers.join(", "), span];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

impl Archive {
    /// Removes articles; the result is their number, and the log names by whom and at what time (UTC). Files of which nothing is left
    /// are forgotten, and those of which a part is left are read anew when they are added again.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove(&self, removal: &Removal, by: (&str, &str)) -> Result<usize> {
        let (mut conditions, mut values): (Vec<String>, Vec<&dyn rusqlite::ToSql>) = (Vec::new(), Vec::new());
        if !removal.files.is_empty() {
            let (mut any, mut members) = (Vec::new(), Vec::new());
            for file in &removal.files {
                values.push(file);
                let n = values.len();
                any.push(format!("name = ?{n} OR path = ?{n} OR substr(name, 1, length(?{n}) + 1) = ?{n} || '/'"));
                members.push(format!("file = ?{n} AND substr(?{n}, 1, length(name) + 1) = name || '/'"));
            }
            let (any, members) = (any.join(" OR "), members.join(" OR "));
            conditions.push(format!(
                "(input IN (SELECT id FROM input WHERE {any}) \
                 OR EXISTS (SELECT 1 FROM input WHERE input.id = article.input AND ({members})))"
            ));
        }
        if !removal.papers.is_empty() {
            let first = values.len() + 1;
            values.extend(removal.papers.iter().map(|paper| paper as &dyn rusqlite::ToSql));
            let marks: Vec<String> = (first..=values.len()).map(|n| format!("?{n}")).collect();
            conditions.push(format!("source IN ({})", marks.join(", ")));
        }
        if let Some(from) = &removal.from {
            values.push(from);
            conditions.push(format!("date >= substr(?{}, 1, length(date))", values.len()));
        }
        if let Some(to) = &removal.to {
            values.push(to);
            conditions.push(format!("substr(date, 1, length(?{0})) <= ?{0}", values.len()));
        }
        let condition = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
        self.remove_where(&condition, &values, by, &removal.described())
    }

    /// Removes one article by its number in this archive; the result is the number of articles removed.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove_article(&self, row: i64, by: (&str, &str)) -> Result<usize> {
        let sql = "SELECT trim(article_id || ' ' || title) FROM article WHERE id = ?1";
        let what: Option<String> = self.done(self.connection.query_row(sql, [row], |row| row.get(0)).optional())?;
        self.remove_where("id = ?1", &[&row], by, &what.unwrap_or_default())
    }

    /// Removes the articles of one paper and one day as they are stored; either may be empty, where it is unknown.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove_issue(&self, paper: &str, date: &str, by: (&str, &str)) -> Result<usize> {
        let what = issue_named(paper, date);
        self.remove_where("source = ?1 AND coalesce(date, '') = ?2", &[&paper, &date], by, &what)
    }

    /// Removes what one addition brought: the files that were read at this moment below a folder of this name. What they
    /// replaced does not come back.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove_addition(&self, folder: &str, at: &str, by: (&str, &str)) -> Result<usize> {
        let of_addition = "instr(path, '/' || ?1 || '/') > 0 AND added_at = ?2";
        let names = self.names_of_inputs(of_addition, [folder, at])?;
        let condition = format!("input IN (SELECT id FROM input WHERE {of_addition})");
        let removed = self.remove_where(&condition, &[&folder, &at], by, &named(&names, names.len()))?;
        // Files that held no article are forgotten, too.
        self.in_transaction(|| {
            let inputs = format!("SELECT id FROM input WHERE {of_addition}");
            self.run(&format!("DELETE FROM page WHERE input IN ({inputs})"), [folder, at])?;
            self.run(&format!("DELETE FROM input WHERE {of_addition}"), [folder, at])?;
            Ok(removed)
        })
    }

    /// The names of the files that meet a condition in SQL.
    fn names_of_inputs(&self, condition: &str, values: [&str; 2]) -> Result<Vec<String>> {
        let sql = format!("SELECT name FROM input WHERE {condition} ORDER BY name");
        let mut statement = self.done(self.connection.prepare(&sql))?;
        let rows = statement.query_map(values, |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// Takes out earlier readings of the files of an addition: the same bytes were read again with what the user says of their day
    /// or paper. What both readings tell alike stands in the earlier one alone, so it stays. Labels go over to the articles of the
    /// new reading, whose identifiers may be others. The results are the number of articles removed, and that of the articles to
    /// which labels went over.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove_earlier_readings(&self, folder: &Path, (who, at): (&str, &str)) -> Result<(usize, usize)> {
        let place = whole_path(folder) + "/";
        let differs = "input = ?1 AND NOT EXISTS (SELECT 1 FROM article AS held \
            WHERE held.input = ?2 AND held.date IS article.date AND held.source = article.source)";
        self.in_transaction(|| {
            let (mut removed, mut kept, mut names) = (0, 0, Vec::new());
            for (fresh, name, earlier) in self.read_again(&place, at)? {
                let before = self.labelled_versions(earlier, None)?;
                removed += self.remove_now(differs, &[&earlier, &fresh])?;
                kept += self.keep_labels(fresh, &before, &name)?.0;
                names.push(name);
            }
            if removed > 0 {
                self.record((who, at), EventKind::Remove, &named(&names, names.len()), removed)?;
            }
            Ok((removed, kept))
        })
    }

    /// The files of an addition that brought articles and had been read before, with the number of that reading.
    fn read_again(&self, place: &str, at: &str) -> Result<Vec<(i64, String, i64)>> {
        let sql = "SELECT fresh.id, fresh.name, earlier.id FROM input AS fresh \
                   JOIN input AS earlier ON earlier.digest = fresh.digest \
                   WHERE substr(fresh.path, 1, length(?1)) = ?1 AND fresh.added_at = ?2 \
                       AND substr(earlier.path, 1, length(?1)) <> ?1 \
                       AND EXISTS (SELECT 1 FROM article AS held WHERE held.input = fresh.id)";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([place, at], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        self.done(rows.and_then(Iterator::collect))
    }

    /// Removes the articles that meet a condition in SQL, forgets files of which nothing is left, and logs it. What removes nothing
    /// leaves no row.
    fn remove_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
        by: (&str, &str),
        what: &str,
    ) -> Result<usize> {
        self.in_transaction(|| {
            let removed = self.remove_now(condition, values)?;
            if removed > 0 {
                self.record(by, EventKind::Remove, what, removed)?;
            }
            Ok(removed)
        })
    }

    /// The same within a transaction that is open.
    fn remove_now(&self, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<usize> {
        let touched = format!("SELECT DISTINCT input FROM article WHERE {condition}");
        let mut statement = self.done(self.connection.prepare(&touched))?;
        let rows = statement.query_map(values, |row| row.get::<_, i64>(0));
        let touched: Vec<i64> = self.done(rows.and_then(Iterator::collect))?;
        let removed = self.delete_articles(condition, values)?;
        for input in touched {
            let empty = "NOT EXISTS (SELECT 1 FROM article WHERE article.input = ?1)";
            self.run(&format!("DELETE FROM page WHERE input = ?1 AND {empty}"), [input])?;
            let name = "name = (SELECT name FROM input WHERE id = ?1)";
            self.run(&format!("DELETE FROM superseded WHERE {name} AND {empty}"), [input])?;
            self.run(&format!("DELETE FROM input WHERE id = ?1 AND {empty}"), [input])?;
            self.run("UPDATE input SET reading = '' WHERE id = ?1", [input])?;
        }
        // What other files share with a removed one comes back when they are added again.
        self.run("UPDATE input SET reading = '' WHERE copies > 0", [])?;
        Ok(removed)
    }
}
