//! What was done to an archive: a log to which rows are only added. It tells who did what and when, also where the articles are gone.

use rusqlite::params;

use crate::archive::Archive;
use crate::error::Result;

/// At most this many names of files stand in a row of the log.
pub(super) const MAX_NAMED: usize = 3;

/// What kind of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Files were added: one row for each run that brought something.
    Add,
    /// Articles were taken out.
    Remove,
    /// A model was made the archive's own, or the program's was returned to.
    Adopt,
    /// Articles were classified again by another model; those are counted whose theme changed.
    Reclassify,
    /// A theme was corrected, or its correction taken back.
    Correction,
    /// Labels were read from a file.
    Labels,
    /// The sample of an audit was drawn.
    Audit,
}

impl EventKind {
    const ALL: [EventKind; 7] = [
        EventKind::Add,
        EventKind::Remove,
        EventKind::Adopt,
        EventKind::Reclassify,
        EventKind::Correction,
        EventKind::Labels,
        EventKind::Audit,
    ];

    /// The name in the archive.
    pub fn id(self) -> &'static str {
        match self {
            EventKind::Add => "add",
            EventKind::Remove => "remove",
            EventKind::Adopt => "adopt",
            EventKind::Reclassify => "reclassify",
            EventKind::Correction => "correction",
            EventKind::Labels => "labels",
            EventKind::Audit => "audit",
        }
    }
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number in the log; later rows have larger ones.
    pub id: i64,
    /// When, in UTC.
    pub at: String,
    /// Who did it; empty where nobody was named.
    pub who: String,
    /// What kind of thing it was.
    pub kind: EventKind,
    /// What it was about: files, a paper and a day, an identifier with a theme, the digest of a model.
    pub what: String,
    /// The number of articles that came, went or changed; of labels, where a file of them was read.
    pub articles: usize,
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPage {
    /// The number of all rows of the log.
    pub total: usize,
    /// Those that were asked for, the newest first.
    pub events: Vec<Event>,
}

/// What the log names in the place of a digest, where the program's own model was taken up again.
pub const BASE_MODEL: &str = "base";
/// What the log names where articles were taken out that an earlier version had added twice; nobody asked for that.
pub const DOUBLES: &str = "doubles";

impl Archive {
    /// Adds a row to the log, by whom and at what time (UTC).
    pub(super) fn record(&self, (who, at): (&str, &str), kind: EventKind, what: &str, articles: usize) -> Result<()> {
        self.run(
            "INSERT INTO event (at, who, kind, what, articles) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![at, who, kind.id(), what, articles as i64],
        )
    }

    /// The last things that were done, the newest first, without the newest `offset` of them. Archives of earlier versions have none
    /// of before.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn events(&self, limit: usize, offset: usize) -> Result<EventPage> {
        // The number and the rows are of one moment.
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let total: i64 = self.done(snapshot.query_row("SELECT count(*) FROM event", [], |row| row.get(0)))?;
        let sql = "SELECT id, at, who, kind, what, articles FROM event ORDER BY id DESC LIMIT ?1 OFFSET ?2";
        let mut statement = self.done(snapshot.prepare_cached(sql))?;
        let rows = statement.query_map([limit as i64, offset as i64], |row| {
            let name: String = row.get(3)?;
            let kind = EventKind::ALL.into_iter().find(|kind| kind.id() == name);
            let (id, at, who, what) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(4)?);
            let articles = row.get::<_, i64>(5)? as usize;
            // The table allows no other kinds.
            Ok(kind.map(|kind| Event { id, at, who, kind, what, articles }))
        });
        let found: Vec<Option<Event>> = self.done(rows.and_then(Iterator::collect))?;
        Ok(EventPage { total: total as usize, events: found.into_iter().flatten().collect() })
    }
}

/// The names of some files, and how many there are where not all are named.
pub(super) fn named(names: &[String], files: usize) -> String {
    let listed = names[..names.len().min(MAX_NAMED)].join(", ");
    if files > names.len().min(MAX_NAMED) { format!("{listed} … ({files})") } else { listed }
}

/// An issue by its paper and day, either of which may be unknown: a day alone would look as if all papers of it were meant.
pub(super) fn issue_named(paper: &str, date: &str) -> String {
    let [paper, date] = [paper, date].map(|part| if part.is_empty() { "–" } else { part });
    format!("{paper} {date}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Label, LabelKind, Removal};

    #[test]
    fn what_is_done_is_kept_in_order_and_cannot_be_changed() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join("papers.db")).unwrap();
        let by = ("何晓岚", "2024-03-05T08:00:00Z");
        archive.record(by, EventKind::Add, "兰河日报20240305第02版.txt", 2).unwrap();
        archive.set_own_model(None, "", "2024-03-06T08:00:00Z").unwrap();
        let kinds = |limit: usize, offset: usize| -> (usize, Vec<EventKind>) {
            let page = archive.events(limit, offset).unwrap();
            (page.total, page.events.iter().map(|event| event.kind).collect())
        };
        assert_eq!(kinds(9, 0), (2, vec![EventKind::Adopt, EventKind::Add]));
        assert_eq!(kinds(1, 0), (2, vec![EventKind::Adopt]));
        assert_eq!(kinds(1, 1), (2, vec![EventKind::Add]));
        assert_eq!(kinds(1, 2), (2, Vec::new()));
        for sql in
            ["DELETE FROM event", "UPDATE event SET who = '王敏'", "INSERT INTO event VALUES (9, '', '', 'x', '', 0)"]
        {
            assert!(archive.connection.execute(sql, []).is_err(), "{sql}");
        }
        let readable: String =
            archive.connection.query_row("SELECT who FROM events WHERE kind = 'add'", [], |row| row.get(0)).unwrap();
        assert_eq!(readable, "何晓岚");
    }

    #[test]
    fn what_changes_nothing_leaves_no_row() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join("papers.db")).unwrap();
        let by = ("何晓岚", "2024-03-05T08:00:00Z");
        assert_eq!(archive.remove_issue("兰河日报", "2024-03-05", by).unwrap(), 0);
        assert_eq!(archive.remove(&Removal { papers: vec!["兰河日报".into()], ..Removal::default() }, by).unwrap(), 0);
        assert!(!archive.label("a", LabelKind::Correction, &Label::default()).unwrap());
        assert!(archive.events(9, 0).unwrap().events.is_empty());
    }

    #[test]
    fn files_are_named_until_there_are_too_many() {
        let names = ["a.txt", "b.txt", "c.txt"].map(str::to_owned);
        assert_eq!(named(&names[..2], 2), "a.txt, b.txt");
        assert_eq!(named(&names, 12), "a.txt, b.txt, c.txt … (12)");
        assert_eq!(named(&[], 0), "");
        assert_eq!(issue_named("", "2024-03-05"), "– 2024-03-05");
        assert_eq!(issue_named("兰河日报", ""), "兰河日报 –");
    }
}
