//! What adding files needs to know, and what it did.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use rusqlite::params;

use crate::archive::Archive;
use crate::archive::files::Planned;
use crate::archive::labelling::kept_labels::{LostLabel, Version};
use crate::archive::write::Assigning;
use crate::error::Result;

/// How files are added.
#[derive(Debug, Clone, Copy)]
pub struct AddSettings<'a> {
    /// The present time in UTC, as it is to be stored.
    pub at: &'a str,
    /// Who adds, for the log; empty where nobody is named.
    pub who: &'a str,
    /// Reads files again that were read before and have not changed.
    pub again: bool,
    /// Files that the user hands over one by one, which lie nowhere afterwards: one with the name, the paper, the day and
    /// the page of a file in the archive and other bytes is its corrected version, also where that file still lies where
    /// it was.
    pub handed_over: bool,
}

/// What adding did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Files that are new.
    pub files: usize,
    /// Files whose articles replace those that they held before.
    pub replaced: usize,
    /// The names of those among them that came from another place, as corrected versions of files of the same name, paper,
    /// day and page.
    pub corrected: Vec<String>,
    /// The names of files that are earlier versions of pages which were corrected since, and were passed over for that.
    pub superseded: Vec<String>,
    /// Files that are in the archive already.
    pub unchanged: usize,
    /// Articles that were written.
    pub articles: usize,
    /// Articles that were passed over because another file brought them before.
    pub known_articles: usize,
    /// The days of those that were written, whole or partial, as text.
    pub days: BTreeSet<String>,
    /// Articles of corrected files that took over the labels of their earlier version, which is nearly the same.
    pub kept_labels: usize,
    /// Labels of articles of corrected files that no article bears any more.
    pub lost_labels: Vec<LostLabel>,
}

/// What is committed together: the folder, the day and the paper.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Issue(pub PathBuf, pub String, pub String);

/// The file that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Current {
    pub number: usize,
    /// Its row; none where the file is passed over.
    pub row: Option<i64>,
    /// Whether the row was not there before.
    pub is_new: bool,
    pub articles: i64,
    pub pages: i64,
    /// Articles that other files brought before.
    pub copies: i64,
}

/// Writes batches, file by file.
pub(super) struct Writer<'w> {
    pub archive: &'w Archive,
    pub plan: &'w [Planned],
    pub reading: &'w str,
    pub assigning: Assigning<'w>,
    pub settings: AddSettings<'w>,
    /// The issue of the open transaction.
    pub issue: Option<Issue>,
    /// Articles written in the open transaction.
    pub written: usize,
    pub current: Option<Current>,
    /// The first file that was not begun.
    pub next: usize,
    /// Files that could not be opened or repeat another one, and are not begun.
    pub passed_over: HashSet<usize>,
    /// The labelled articles that the current file held before, or that it corrects.
    pub labelled_before: Vec<Version>,
    /// The file that stays beside the current one, as another version of it.
    pub beside: Option<i64>,
    /// Of the members of the current file, where it is a packed one, whether they are added.
    pub members: HashMap<String, bool>,
    pub added: Added,
    /// The names of the first files that were written.
    pub named: Vec<String>,
    /// Files and articles of the transactions that have ended.
    pub committed: (usize, usize),
}

impl Writer<'_> {
    /// Stores what the archive keeps of a file under a name: in the row of an earlier reading that was emptied, else in a new one. The
    /// result is the row.
    pub(super) fn store_input(&self, emptied: Option<i64>, name: &str, file: &Planned) -> Result<i64> {
        self.archive.run(
            "INSERT INTO input (id, path, name, digest, size, modified, reading, added_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT (id) DO UPDATE SET path = excluded.path, name = excluded.name, digest = excluded.digest, \
             size = excluded.size, modified = excluded.modified, reading = excluded.reading, \
             added_at = excluded.added_at, copies = 0",
            params![
                emptied,
                file.place,
                name,
                file.digest,
                file.size as i64,
                file.modified,
                self.reading,
                self.settings.at
            ],
        )?;
        Ok(emptied.unwrap_or_else(|| self.archive.connection.last_insert_rowid()))
    }
}
