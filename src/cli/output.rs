//! Files written whole or not at all.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use policyvane::{Error, Result};
use tempfile::NamedTempFile;

/// Where a table goes: a file that appears when it is finished, or standard output.
pub enum Output {
    File { temporary: BufWriter<NamedTempFile>, path: PathBuf },
    Standard(BufWriter<std::io::Stdout>),
}

impl Output {
    /// Opens the place.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            None => Ok(Output::Standard(BufWriter::new(std::io::stdout()))),
            Some(path) if path.is_dir() => {
                Err(Error::Write { path: path.into(), source: std::io::ErrorKind::IsADirectory.into() })
            }
            Some(path) => {
                let temporary = temporary_beside(path)?;
                Ok(Output::File { temporary: BufWriter::with_capacity(1 << 16, temporary), path: path.into() })
            }
        }
    }

    /// Writes a part.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let (written, path) = match self {
            Output::File { temporary, path } => (temporary.write_all(bytes), path.clone()),
            Output::Standard(out) => (out.write_all(bytes), PathBuf::from("standard output")),
        };
        written.map_err(|source| Error::Write { path, source })
    }

    /// Finishes: the file gets its name.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::File { temporary, path } => settle(temporary, &path),
            Output::Standard(mut out) => {
                out.flush().map_err(|source| Error::Write { path: "standard output".into(), source })
            }
        }
    }

    /// Keeps what was written before an interruption, beside the file that was asked for; tells where.
    pub fn keep_part(self) -> Option<PathBuf> {
        match self {
            Output::File { temporary, path } => {
                let mut part = path.into_os_string();
                part.push(".part");
                let part = PathBuf::from(part);
                settle(temporary, &part).is_ok().then_some(part)
            }
            Output::Standard(mut out) => {
                let _ = out.flush();
                None
            }
        }
    }
}

/// Writes a whole file: to a temporary file beside it, then renamed.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut output = Output::open(Some(path))?;
    output.write(bytes)?;
    output.finish()
}

fn temporary_beside(path: &Path) -> Result<NamedTempFile> {
    let failed = |source| Error::Write { path: path.into(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    tempfile::Builder::new().prefix(".policyvane-").tempfile_in(folder).map_err(failed)
}

fn settle(temporary: BufWriter<NamedTempFile>, path: &Path) -> Result<()> {
    let failed = |source| Error::Write { path: path.into(), source };
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
