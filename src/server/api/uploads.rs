//! The temporary folders of uploads, and what runs that were killed left of theirs.
//!
//! Each folder holds a file that the program locks as long as it works with the folder. The system gives the lock back however a
//! program ends, so that a folder whose lock is free has no owner any more, whatever process has the number of its owner now.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use tempfile::TempDir;

/// The beginning of the names of the folders; random characters follow.
pub(super) const FOLDER: &str = "policyvane-";
/// The name of the locked file. It begins with a dot, as no file of an upload does that is kept.
const LOCK: &str = ".policyvane-upload";
/// Attempts to make a folder; another program that removes what is left over may take a new one that is not locked yet.
const ATTEMPTS: usize = 3;

/// A folder that only this user can read. It is removed when it is dropped.
#[derive(Debug)]
pub(in crate::server) struct UploadFolder {
    // It stands first, so that it is closed before the folder is removed, as Windows wants it.
    _lock: File,
    folder: TempDir,
}

impl UploadFolder {
    /// A new folder among the system's temporary ones.
    pub fn new() -> io::Result<Self> {
        Self::below(&std::env::temp_dir())
    }

    fn below(place: &Path) -> io::Result<Self> {
        for _ in 0..ATTEMPTS {
            let folder = tempfile::Builder::new().prefix(FOLDER).tempdir_in(place)?;
            let path = folder.path().join(LOCK);
            let lock = File::create_new(&path)?;
            match lock.try_lock() {
                Ok(()) if path.exists() => return Ok(UploadFolder { _lock: lock, folder }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the folders of uploads that no program works with any more; the result is their number. What cannot be removed stays.
pub(in crate::server) fn remove_left_over() -> usize {
    remove_left_over_below(&std::env::temp_dir())
}

fn remove_left_over_below(place: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(place) else { return 0 };
    // A link is no folder of ours.
    let is_folder = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let is_ours = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with(FOLDER);
    let folders = entries.filter_map(Result::ok).filter(|entry| is_ours(entry) && is_folder(entry));
    folders.filter(|entry| is_removed(&entry.path())).count()
}

/// Removes a folder whose lock is free. The lock is held meanwhile, so that two programs do not do so at once.
fn is_removed(folder: &Path) -> bool {
    let path = folder.join(LOCK);
    let is_file = std::fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
    let Some(lock) = is_file.then(|| File::options().read(true).write(true).open(&path).ok()).flatten() else {
        return false;
    };
    if lock.try_lock().is_err() {
        return false;
    }
    // Windows removes no folder with an open file; what is without owner stays without one.
    if cfg!(windows) {
        drop(lock);
    }
    std::fs::remove_dir_all(folder).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_without_an_owner_are_removed() {
        let place = tempfile::tempdir().unwrap();
        let folder = |name: &str, lock: Option<&str>| {
            let path = place.path().join(name);
            std::fs::create_dir_all(path.join("兰河日报")).unwrap();
            std::fs::write(path.join("兰河日报/1.txt"), "云溪县三座泵站开机。").unwrap();
            lock.into_iter().for_each(|lock| std::fs::write(path.join(lock), "").unwrap());
            path
        };
        let left = folder("policyvane-a1", Some(LOCK));
        let others = [folder("policyvane-b2", None), folder("mine-c3", Some(LOCK)), folder("policyvane", Some(LOCK))];
        let owned = UploadFolder::below(place.path()).unwrap();
        std::fs::write(place.path().join("policyvane-d4"), "").unwrap();
        assert_eq!(remove_left_over_below(place.path()), 1);
        assert!(!left.exists() && owned.path().exists() && others.iter().all(|other| other.exists()));
        let path = owned.path().to_path_buf();
        drop(owned);
        assert!(!path.exists());
        assert_eq!(remove_left_over_below(&place.path().join("none")), 0);
    }
}
