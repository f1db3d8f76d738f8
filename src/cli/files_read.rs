//! The files that a run reads, whose places no result may take.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use policyvane::error::Kept;
use policyvane::{Error, Result};

/// What a database of SQLite begins with, as archives are.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// The files that a run reads: inputs, and whatever an option names.
#[derive(Debug, Default)]
pub struct FilesRead(Vec<PathBuf>);

impl FilesRead {
    /// Some files.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        FilesRead::default().with(paths)
    }

    /// The same with further ones.
    #[must_use]
    pub fn with<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.0.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Refuses places for results where one of the files lies, or a database: no result is one, so that it would be lost.
    ///
    /// # Errors
    /// [`Error::OutputIsInput`] and [`Error::NotReplaced`].
    pub fn refuse<P: AsRef<Path>>(&self, outputs: impl IntoIterator<Item = P>) -> Result<()> {
        // Where nothing lies nothing can be lost, and mostly nothing does.
        let there = outputs.into_iter().filter_map(|output| {
            let output = output.as_ref();
            Some((output.canonicalize().ok()?, output.to_path_buf()))
        });
        let there: BTreeMap<PathBuf, PathBuf> = there.collect();
        if there.is_empty() {
            return Ok(());
        }
        let mut read = self.0.iter().filter_map(|path| path.canonicalize().ok());
        if let Some(output) = read.find_map(|path| there.get(&path)) {
            return Err(Error::OutputIsInput { path: output.clone() });
        }
        match there.iter().find(|(place, _)| is_database(place)) {
            Some((_, output)) => Err(Error::NotReplaced { path: output.clone(), content: Kept::Database }),
            None => Ok(()),
        }
    }
}

/// Whether a file is a database of SQLite.
pub fn is_database(path: &Path) -> bool {
    let mut start = [0; DATABASE.len()];
    // A pipe, which would wait for a writer, is no database.
    path.is_file() && File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok()) && start == DATABASE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_that_is_read_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let [labels, model, other] = ["labels.jsonl", "own.pvm", "other.csv"].map(|name| folder.path().join(name));
        for path in [&labels, &model, &other] {
            std::fs::write(path, "甲").unwrap();
        }
        let read = FilesRead::new([&labels]).with(Some(model.as_path())).with(None::<&Path>);
        for path in [&labels, &model, &folder.path().join(".").join("own.pvm")] {
            let refused = read.refuse([&other, path]);
            assert!(matches!(&refused, Err(Error::OutputIsInput { path: named }) if named == path), "{refused:?}");
        }
        // What is not read, and what is not there, may be written.
        assert!(read.refuse([&other, &folder.path().join("new.csv")]).is_ok());
    }

    #[test]
    fn no_archive_is_replaced_by_a_result() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("papers");
        std::fs::write(&archive, [DATABASE, b"and pages"].concat()).unwrap();
        let refused = FilesRead::default().refuse([&archive]);
        assert!(matches!(refused, Err(Error::NotReplaced { content: Kept::Database, .. })), "{refused:?}");
    }
}
