//! Articles that earlier versions of the program added a second time.

use rusqlite::params;

use crate::archive::Archive;
use crate::error::Result;

/// In SQL, that an article stands in the archive already from another file, with the same identifier, headline, text, paper, day and
/// page: adding passes such articles over.
const IS_DOUBLE: &str = "article.date IS NOT NULL AND article.source <> '' AND EXISTS ( \
    SELECT 1 FROM article AS first WHERE first.key = article.key AND first.id < article.id \
        AND first.input <> article.input AND first.date = article.date AND first.source = article.source \
        AND first.page = article.page)";

impl Archive {
    /// Takes out articles that count twice, within the caller's transaction; the result is their number. Labels belong to the text,
    /// so that they stay; files are told by how many of their articles stand in others, as adding does.
    pub(in crate::archive) fn take_out_doubles(&self) -> Result<usize> {
        let chosen = format!("CREATE TEMP TABLE doubled AS SELECT id, input FROM main.article WHERE {IS_DOUBLE}");
        self.done(self.connection.execute_batch(&chosen))?;
        let sql = "SELECT input, count(*) FROM temp.doubled GROUP BY input";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let files: Vec<(i64, i64)> = self.done(rows.and_then(Iterator::collect))?;
        let removed = self.delete_articles("id IN (SELECT id FROM temp.doubled)", &[])?;
        for (input, articles) in files {
            self.run("UPDATE input SET copies = copies + ?2 WHERE id = ?1", params![input, articles])?;
            let is_copied = "articles > 0 AND NOT EXISTS ( \
                SELECT 1 FROM article WHERE article.input = page.input AND article.file = page.file)";
            self.run(&format!("DELETE FROM page WHERE input = ?1 AND {is_copied}"), [input])?;
            let sql = "SELECT count(*) FROM article WHERE input = ?1";
            let is_left: bool = self.done(self.connection.query_row(sql, [input], |row| row.get(0)))?;
            if !is_left {
                self.forget(input)?;
            }
        }
        drop(statement);
        self.done(self.connection.execute_batch("DROP TABLE temp.doubled"))?;
        Ok(removed)
    }

    /// Forgets an input that held nothing but copies, so that it is read again once the others were removed.
    pub(in crate::archive) fn forget(&self, input: i64) -> Result<()> {
        self.run("DELETE FROM page WHERE input = ?1", [input])?;
        self.run("DELETE FROM input WHERE id = ?1", [input])
    }
}
