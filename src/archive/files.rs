//! Which files have to be read: those that are new, and those that have changed.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rusqlite::params;
use sha2::{Digest, Sha256};

use crate::archive::Archive;
use crate::corpus::{Inputs, Observer, Problem, ReadOptions, read_bytes, read_text};
use crate::error::{Error, Expected, Result};
use crate::survey::hex;

/// What the archive tells of a file that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownFile {
    /// The paper and the day of its articles, or of a file of several issues what they tell.
    Complete,
    /// A single issue whose paper or day is unknown.
    Incomplete,
}

/// In SQL, that a file is of a single issue of which the day or the paper is unknown. Files of several issues, such as tables, are
/// not among them: one day and one paper for the whole file would take the place of what its other articles tell.
pub(super) const INCOMPLETE: &str = "(EXISTS ( \
        SELECT 1 FROM article WHERE article.input = input.id AND (date IS NULL OR source = '')) \
    AND (SELECT count(DISTINCT coalesce(date, '') || char(10) || source) FROM article \
         WHERE article.input = input.id) = 1)";

/// A file as it was before it was read.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub path: PathBuf,
    /// The whole path as it is stored.
    pub place: String,
    pub name: String,
    pub digest: String,
    pub size: u64,
    pub modified: i64,
}

impl Archive {
    /// What the archive tells of a file with the same bytes and the same name, in whatever folder; none where it does not have
    /// all of one.
    ///
    /// # Errors
    /// [`Error::Read`] where the file cannot be read, and [`Error::Archive`].
    pub fn known_file(&self, path: &Path) -> Result<Option<KnownFile>> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        // Of several readings a complete one will do.
        let sql = format!(
            "SELECT min({INCOMPLETE}) FROM input WHERE digest = ?1 AND reading <> '' \
             AND '/' || ?2 = substr('/' || name, -length(?2) - 1)"
        );
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let found: Option<bool> = self.done(statement.query_row(params![digest_of(path)?, name], |row| row.get(0)))?;
        Ok(found.map(|is_incomplete| if is_incomplete { KnownFile::Incomplete } else { KnownFile::Complete }))
    }

    /// Takes a file for the one of the same bytes and name of which articles were removed, so that adding it replaces what is
    /// left of that one. The result tells whether there is such a one.
    ///
    /// # Errors
    /// [`Error::Read`] where the file cannot be read, and [`Error::Archive`].
    pub fn take_for_partly_removed(&self, path: &Path) -> Result<bool> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let sql = "UPDATE input SET path = ?1 WHERE id = ( \
                       SELECT min(id) FROM input WHERE digest = ?2 AND reading = '' \
                           AND '/' || ?3 = substr('/' || name, -length(?3) - 1))";
        let values = params![whole_path(path), digest_of(path)?, name];
        Ok(self.done(self.connection.execute(sql, values))? > 0)
    }

    /// Stores the tables of papers; the result is a digest of all that the user says about the inputs.
    pub(super) fn store_options(&self, inputs: &Inputs) -> Result<String> {
        let options = inputs.options();
        let mut hasher = Sha256::new();
        let ReadOptions { date, source, columns, recognizer, .. } = options;
        hasher.update(format!("{date:?}\0{source:?}\0{columns:?}\0{recognizer:?}"));
        for path in inputs.source_tables() {
            let (bytes, place) = (read_bytes(path)?, whole_path(path));
            let (digest, text) = (hex(&Sha256::digest(&bytes)), read_text(path)?);
            hasher.update(&digest);
            let sql = "SELECT count(*) FROM source_table WHERE path = ?1 AND digest = ?2";
            let known: bool = self.done(self.connection.query_row(sql, params![place, digest], |row| row.get(0)))?;
            if !known {
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                self.run(
                    "INSERT OR REPLACE INTO source_table (path, name, digest, size, text) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![place, name, digest, bytes.len() as i64, text],
                )?;
            }
        }
        Ok(hex(&hasher.finalize())[..16].to_owned())
    }

    /// The files to read, and the number of those that need not be read.
    pub(super) fn plan(
        &self,
        inputs: &Inputs,
        reading: &str,
        again: bool,
        observer: &mut impl Observer,
    ) -> Result<(Vec<Planned>, usize)> {
        let (mut plan, mut unchanged) = (Vec::new(), 0);
        for input in inputs.files() {
            if !observer.goes_on() {
                return Err(Error::Interrupted);
            }
            if input.path.as_os_str() == "-" {
                let (setting, value) = ("PATH", "-".to_owned());
                return Err(Error::BadSetting { setting, value, expected: Expected::SavedFile });
            }
            let problem = |error| Problem { file: input.name.clone(), error };
            let (size, modified) = match state(&input.path) {
                Ok(state) => state,
                Err(error) => {
                    observer.problem(problem(error));
                    continue;
                }
            };
            let place = whole_path(&input.path);
            let sql = "SELECT count(*) FROM input WHERE path = ?1 AND reading = ?2 AND size = ?3 AND (digest = ?4 OR ?4 IS NULL AND modified = ?5)";
            let is_known = |digest: Option<&str>| -> Result<bool> {
                let mut statement = self.done(self.connection.prepare_cached(sql))?;
                let values = params![place, reading, size as i64, digest, modified];
                self.done(statement.query_row(values, |row| row.get(0)))
            };
            if !again && is_known(None)? {
                unchanged += 1;
                continue;
            }
            let digest = match digest_of(&input.path) {
                Ok(digest) => digest,
                Err(error) => {
                    observer.problem(problem(error));
                    continue;
                }
            };
            if !again && is_known(Some(&digest))? {
                unchanged += 1;
                continue;
            }
            let (path, name) = (input.path.clone(), input.name.clone());
            plan.push(Planned { path, place, name, digest, size, modified });
        }
        Ok((plan, unchanged))
    }
}

/// Size in bytes, and time of modification in nanoseconds since 1970.
pub(super) fn state(path: &Path) -> Result<(u64, i64)> {
    let failed = |source| Error::Read { path: path.into(), source };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok((metadata.len(), modified.map_or(0, |time| time.as_nanos() as i64)))
}

fn digest_of(path: &Path) -> Result<String> {
    let failed = |source| Error::Read { path: path.into(), source };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher).map_err(failed)?;
    Ok(hex(&hasher.finalize()))
}

/// The whole path, with `/` between folders.
pub(super) fn whole_path(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    whole.to_string_lossy().replace('\\', "/")
}
