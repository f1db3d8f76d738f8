//! The files that a survey read, with their digests.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A file that a survey read, by the name that results give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyFile {
    /// Its name.
    pub name: String,
    /// How its digest is known.
    pub digest: FileDigest,
    /// Whether it is a table of papers.
    pub is_source_table: bool,
}

/// The digest of a file that a survey read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileDigest {
    /// It is computed from the file when it is asked for.
    Of(PathBuf),
    /// It was computed when the file was read: the SHA-256 in hexadecimal, and the size in bytes.
    Known(String, u64),
}

impl FileDigest {
    /// The SHA-256 in hexadecimal, and the size in bytes.
    ///
    /// # Errors
    /// [`Error::Read`] where the file cannot be read again.
    pub(super) fn known(&self) -> Result<(String, u64)> {
        match self {
            FileDigest::Known(digest, size) => Ok((digest.clone(), *size)),
            FileDigest::Of(path) => digest_of(path),
        }
    }
}

/// The SHA-256 of a file in hexadecimal, and its size in bytes; neither is known of standard input.
pub(super) fn digest_of(path: &Path) -> Result<(String, u64)> {
    if path.as_os_str() == "-" {
        return Ok((String::new(), 0));
    }
    let failed = |source| Error::Read { path: path.into(), source };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let size = std::io::copy(&mut file, &mut hasher).map_err(failed)?;
    Ok((hex(&hasher.finalize()), size))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
