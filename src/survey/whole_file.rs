//! Files that are written whole or not at all.

use std::fs::{DirEntry, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// A file that gets its name only when it is finished; until then it is a temporary file beside it. A device or a pipe
/// (`/dev/null`, `/dev/stdout`) has no such name: it is written to at once and is never replaced.
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

/// Where the bytes go.
#[derive(Debug)]
enum Place {
    Temporary(NamedTempFile),
    /// A device, a pipe or a socket.
    Device(File),
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Place::Temporary(file) => file.write(bytes),
            Place::Device(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Place::Temporary(file) => file.flush(),
            Place::Device(file) => file.flush(),
        }
    }
}

/// The bytes as they are, or packed by gzip where the name ends in `.gz`.
#[derive(Debug)]
enum Writer {
    Plain(BufWriter<Place>),
    Packed(Box<GzEncoder<BufWriter<Place>>>),
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
        // A link to a file leads to the file that is to be replaced.
        let target = if path.is_symlink() { std::fs::canonicalize(path).ok() } else { None };
        let path = if leads_to_open_file(path) { path } else { target.as_deref().unwrap_or(path) };
        let (place, made_folder) = if leads_to_open_file(path) {
            // Standard output may be a file that holds something already: “>>”.
            (Place::Device(File::options().append(true).open(path).map_err(failed)?), None)
        } else if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            (Place::Device(File::options().write(true).open(path).map_err(failed)?), None)
        } else {
            let folder = folder_of(path);
            let made_folder = (!folder.exists()).then(|| MadeFolder(folder.to_owned()));
            std::fs::create_dir_all(folder).map_err(failed)?;
            (Place::Temporary(temporary_in(folder).map_err(failed)?), made_folder)
        };
        let buffered = BufWriter::with_capacity(1 << 16, place);
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
    /// or none where it could not be kept, or went to a device.
    pub fn keep_part(self) -> Option<PathBuf> {
        let WholeFile { writer, path, made_folder: _made_folder } = self;
        if let Place::Device(_) = writer.place() {
            return None;
        }
        let mut part = path.into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        settle(writer, &part).is_ok().then_some(part)
    }
}

impl Writer {
    fn place(&self) -> &Place {
        match self {
            Writer::Plain(file) => file.get_ref(),
            Writer::Packed(file) => file.get_ref().get_ref(),
        }
    }
}

/// The beginning of the names of temporary files; random characters follow.
const TEMPORARY: &str = ".policyvane-part-";
/// Attempts to make one; another program that removes what is left over may take a new one that is not locked yet.
const ATTEMPTS: usize = 3;

/// A temporary file, which is locked as long as it is open. The system gives the lock back however the program ends, so that a
/// file whose lock is free has no owner any more.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..ATTEMPTS {
        let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        // Where files cannot be locked, as on some network drives, nobody can take it for one without an owner.
        let is_taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !is_taken && file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes the temporary files that killed runs left beside a file that is to be written. What cannot be removed stays.
pub fn remove_left_over(path: &Path) {
    let Ok(entries) = std::fs::read_dir(folder_of(path)) else { return };
    let is_ours = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with(TEMPORARY);
    let is_file = |entry: &DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    for entry in entries.filter_map(io::Result::ok).filter(|entry| is_ours(entry) && is_file(entry)) {
        let Ok(file) = File::options().read(true).write(true).open(entry.path()) else { continue };
        // The lock is held meanwhile, so that nobody begins to write into it.
        if file.try_lock().is_ok() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a path is the name of a file that the program has open, such as `/dev/stdout`, or a link to one: such names are none to be replaced.
fn leads_to_open_file(path: &Path) -> bool {
    /// Links to links are followed this far.
    const MAX_LINKS: usize = 8;
    let is_open_file = |path: &Path| {
        path.starts_with("/dev/fd")
            || ["/dev/stdout", "/dev/stderr"].iter().any(|name| path == Path::new(name))
            || path.starts_with("/proc") && path.parent().is_some_and(|folder| folder.ends_with("fd"))
    };
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        if is_open_file(&path) {
            return true;
        }
        let Ok(target) = std::fs::read_link(&path) else { return false };
        path = folder_of(&path).join(target);
    }
    false
}

/// The folder that a file lies in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
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
    let buffered = match writer {
        Writer::Plain(file) => file,
        Writer::Packed(file) => file.finish().map_err(failed)?,
    };
    let Place::Temporary(file) = buffered.into_inner().map_err(|e| failed(e.into_error()))? else { return Ok(()) };
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

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_file_that_is_replaced() {
        let place = tempfile::tempdir().unwrap();
        let (file, link) = (place.path().join("a.csv"), place.path().join("link.csv"));
        std::fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink("a.csv", &link).unwrap();
        write_file(&link, b"new").unwrap();
        assert!(link.is_symlink() && std::fs::read(&file).unwrap() == b"new");
        let open = place.path().join("stdout");
        std::os::unix::fs::symlink("/proc/self/fd/1", &open).unwrap();
        assert!(
            leads_to_open_file(&open) && leads_to_open_file(Path::new("/dev/stdout")) && !leads_to_open_file(&link)
        );
    }

    #[test]
    fn what_killed_runs_left_is_removed_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let name = |name: &str| place.path().join(name);
        let left = name(".policyvane-part-a1B2c3");
        let others = [".policyvane-a1B2c3", "policyvane-part-a1", "table.csv"].map(name);
        for path in others.iter().chain([&left]) {
            std::fs::write(path, "a").unwrap();
        }
        let mut file = WholeFile::create(&name("new.csv")).unwrap();
        remove_left_over(&name("new.csv"));
        assert!(!left.exists() && others.iter().all(|path| path.exists()));
        // One that is being written stays.
        file.write(b"a").unwrap();
        file.finish().unwrap();
        assert_eq!(std::fs::read(name("new.csv")).unwrap(), b"a");
        remove_left_over(&place.path().join("none").join("new.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays() {
        let place = tempfile::tempdir().unwrap();
        let sink = place.path().join("sink");
        std::os::unix::fs::symlink("/dev/null", &sink).unwrap();
        write_file(&sink, b"a").unwrap();
        assert!(std::fs::symlink_metadata(&sink).unwrap().is_symlink());
        let mut file = WholeFile::create(&sink).unwrap();
        file.write(b"a").unwrap();
        assert_eq!(file.keep_part(), None);
    }
}
