//! Removes articles and files. Labels stay: they are people's work, and fit again when the articles come back.

use crate::archive::Archive;
use crate::error::Result;

/// Which articles are to be removed; all conditions that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Removal {
    /// Names of files as results have them, or names of folders that hold them; any where it is empty.
    pub files: Vec<String>,
    /// Papers; any where it is empty.
    pub papers: Vec<String>,
    /// The first day, month or year.
    pub from: Option<String>,
    /// The last day, month or year.
    pub to: Option<String>,
}

impl Archive {
    /// Removes articles; the result is their number. Files of which nothing is left are forgotten, and those of which a
    /// part is left are read anew when they are added again.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn remove(&self, removal: &Removal) -> Result<usize> {
        let (mut conditions, mut values): (Vec<String>, Vec<&dyn rusqlite::ToSql>) = (Vec::new(), Vec::new());
        if !removal.files.is_empty() {
            let mut any = Vec::new();
            for file in &removal.files {
                values.push(file);
                let n = values.len();
                any.push(format!("name = ?{n} OR path = ?{n} OR substr(name, 1, length(?{n}) + 1) = ?{n} || '/'"));
            }
            conditions.push(format!("input IN (SELECT id FROM input WHERE {})", any.join(" OR ")));
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
        self.in_transaction(|| {
            let touched = format!("SELECT DISTINCT input FROM article WHERE {condition}");
            let mut statement = self.done(self.connection.prepare(&touched))?;
            let rows = statement.query_map(values.as_slice(), |row| row.get::<_, i64>(0));
            let touched: Vec<i64> = self.done(rows.and_then(Iterator::collect))?;
            let removed = self.delete_articles(&condition, &values)?;
            for input in touched {
                let empty = "NOT EXISTS (SELECT 1 FROM article WHERE article.input = ?1)";
                self.run(&format!("DELETE FROM page WHERE input = ?1 AND {empty}"), [input])?;
                let name = "name = (SELECT name FROM input WHERE id = ?1)";
                self.run(&format!("DELETE FROM superseded WHERE {name} AND {empty}"), [input])?;
                self.run(&format!("DELETE FROM input WHERE id = ?1 AND {empty}"), [input])?;
                self.run("UPDATE input SET reading = '' WHERE id = ?1", [input])?;
            }
            Ok(removed)
        })
    }
}
