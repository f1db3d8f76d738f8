//! Files that are written whole or not at all.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// A file that gets its name only when it is finished; until then it is a temporary file beside it.
#[derive(Debug)]
pub struct WholeFile {
    // The order matters: the temporary file goes before the folder that holds it.
    writer: Writer,
    path: PathBuf,
    made_folder: Option<MadeFolder>,
}

/// A folder that was made for a file. It goes again where nothing was written into it.
#[derive(Debug)]
struct MadeFolder(PathBuf);

impl Drop for MadeFolder {
    fn drop(&mut self) {
        // A folder that holds anything stays, which is no error here.
        let _ = std::fs::remove_dir(&self.0);
    }
}

/// The temporary file, plain or packed by gzip where its name ends in `.gz`.
#[derive(Debug)]
enum Writer {
    Plain(BufWriter<NamedTempFile>),
    Packed(Box<GzEncoder<BufWriter<NamedTempFile>>>),
}

impl WholeFile {
    /// Begins a file; its folder is made where it is missing.
    ///
    /// # Errors
    /// [`Error::Write`] where the place cannot be written to, or is a folder.
    pub fn create(path: &Path) -> Result<Self> {
        let failed = |source| Error::Write { path: path.into(), source };
        if path.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let made_folder = (!folder.exists()).then(|| MadeFolder(folder.to_owned()));
        std::fs::create_dir_all(folder).map_err(failed)?;
        let temporary = tempfile::Builder::new().prefix(".policyvane-").tempfile_in(folder).map_err(failed)?;
        let buffered = BufWriter::with_capacity(1 << 16, temporary);
        let is_packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        let writer = match is_packed {
            true => Writer::Packed(Box::new(GzEncoder::new(buffered, Compression::default()))),
            false => Writer::Plain(buffered),
        };
        Ok(WholeFile { writer, path: path.into(), made_folder })
    }

    /// The name that it will get.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a part.
    ///
    /// # Errors
    /// [`Error::Write`] where there is no space left, for example.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.writer {
            Writer::Plain(file) => file.write_all(bytes),
            Writer::Packed(file) => file.write_all(bytes),
        };
        written.map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Gives the file its name, in the place of one that is there.
    ///
    /// # Errors
    /// [`Error::Write`] where the file cannot be renamed.
    pub fn finish(self) -> Result<()> {
        let WholeFile { writer, path, made_folder: _made_folder } = self;
        settle(writer, &path)
    }

    /// Keeps what was written before an interruption under the file's name with `.part` behind; the result is that path,
    /// or none where it could not be kept.
    pub fn keep_part(self) -> Option<PathBuf> {
        let WholeFile { writer, path, made_folder: _made_folder } = self;
        let mut part = path.into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        settle(writer, &part).is_ok().then_some(part)
    }
}

/// Writes a whole file.
///
/// # Errors
/// As [`WholeFile::create`].
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = WholeFile::create(path)?;
    file.write(bytes)?;
    file.finish()
}

fn settle(writer: Writer, path: &Path) -> Result<()> {
    let failed = |source| Error::Write { path: path.into(), source };
    let temporary = match writer {
        Writer::Plain(file) => file,
        Writer::Packed(file) => file.finish().map_err(failed)?,
    };
    let file = temporary.into_inner().map_err(|e| failed(e.into_error()))?;
    // Temporary files are private; what the user asked for has the usual permissions.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_made_for_nothing_goes_again() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("reports").join("a.csv");
        drop(WholeFile::create(&path).unwrap());
        assert!(!path.parent().unwrap().exists());
        write_file(&path, b"a").unwrap();
        // What was there before stays.
        drop(WholeFile::create(&path.with_file_name("b.csv")).unwrap());
        assert!(path.exists());
    }
}
