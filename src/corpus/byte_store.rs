//! Bytes that are needed late or seldom, kept out of memory: appended, and read again by their place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};

/// The store moves its bytes to a temporary file each time it holds this many in memory.
const MAX_IN_MEMORY: usize = 1 << 25;

/// Where some bytes are in their store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredBytes {
    at: u64,
    length: u32,
}

/// Bytes of many articles. Up to 32 MiB are held in memory and the rest in a temporary file without a name, which the
/// system removes when the store is dropped or the program ends, however it ends.
///
/// Where no temporary file can be written, because the disk is full, say, everything stays in memory.
#[derive(Debug, Default)]
pub struct ByteStore {
    /// What is in the file. The lock is for the file's position, which reading moves.
    file: Option<Mutex<File>>,
    /// Number of bytes in the file.
    written: u64,
    /// The bytes behind those in the file.
    memory: Vec<u8>,
    /// Whether writing has failed, so that it is not tried again.
    stays_in_memory: bool,
}

impl ByteStore {
    /// Appends bytes. Of more than 4 GiB at once, only the first are kept.
    pub fn add(&mut self, bytes: &[u8]) -> StoredBytes {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let place = StoredBytes { at: self.len(), length };
        self.memory.extend_from_slice(&bytes[..length as usize]);
        if self.memory.len() >= MAX_IN_MEMORY && !self.stays_in_memory {
            self.stays_in_memory = self.move_to_file().is_err();
        }
        place
    }

    /// The number of bytes.
    pub fn len(&self) -> u64 {
        self.written + self.memory.len() as u64
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes at a place.
    ///
    /// # Errors
    /// [`Error::Read`] where the temporary file cannot be read, or the place is one of another store.
    pub fn read(&self, place: StoredBytes) -> Result<Vec<u8>> {
        self.read_first(place, place.length as usize)
    }

    /// At most the first `max` bytes at a place.
    ///
    /// # Errors
    /// As [`read`](ByteStore::read).
    pub fn read_first(&self, place: StoredBytes, max: usize) -> Result<Vec<u8>> {
        let length = max.min(place.length as usize);
        if let Some(begin) = place.at.checked_sub(self.written) {
            let bytes =
                usize::try_from(begin).ok().and_then(|begin| self.memory.get(begin..begin.checked_add(length)?));
            return bytes.map(<[u8]>::to_vec).ok_or_else(|| unreadable(io::ErrorKind::UnexpectedEof));
        }
        let mut bytes = vec![0; length];
        match &self.file {
            Some(file) => read_at(file, place.at, &mut bytes).map_err(unreadable)?,
            None => return Err(unreadable(io::ErrorKind::UnexpectedEof)),
        }
        Ok(bytes)
    }

    /// Calls `each` with all bytes in their order, in pieces.
    ///
    /// # Errors
    /// [`Error::Read`] where the temporary file cannot be read, and those of `each`.
    pub fn read_all(&self, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        const PIECE: usize = 1 << 20;
        let mut at = 0;
        while at < self.written {
            let length = (self.written - at).min(PIECE as u64) as u32;
            each(&self.read(StoredBytes { at, length })?)?;
            at += u64::from(length);
        }
        each(&self.memory)
    }

    /// Appends the bytes in memory to the file. Where that fails they stay in memory, and what was written of them is
    /// passed over.
    fn move_to_file(&mut self) -> io::Result<()> {
        let file = match self.file.as_mut() {
            Some(file) => file,
            None => self.file.insert(Mutex::new(tempfile::tempfile_in(temporary_folder())?)),
        };
        let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.memory)?;
        self.written += self.memory.len() as u64;
        self.memory.clear();
        Ok(())
    }
}

impl From<Vec<u8>> for ByteStore {
    fn from(bytes: Vec<u8>) -> Self {
        ByteStore { memory: bytes, ..ByteStore::default() }
    }
}

impl Write for ByteStore {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(self.add(bytes).length as usize)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The folder of temporary files: `TMPDIR` where it is set. On Linux it is `/var/tmp` otherwise, because `/tmp` often lies in memory
/// (Filesystem Hierarchy Standard 3.0, sections 3.18 and 5.15).
fn temporary_folder() -> PathBuf {
    let large = PathBuf::from("/var/tmp");
    let is_chosen = std::env::var_os("TMPDIR").is_some() || !cfg!(target_os = "linux") || !large.is_dir();
    if is_chosen { std::env::temp_dir() } else { large }
}

/// The error about a store that cannot be read: it names the folder, since its file has no name.
pub(crate) fn unreadable(cause: impl Into<io::Error>) -> Error {
    Error::Read { path: temporary_folder(), source: cause.into() }
}

fn read_at(file: &Mutex<File>, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_from_memory_and_from_the_file() {
        let mut store = ByteStore::default();
        let piece = |number: usize| vec![(number % 251) as u8; 100_000 + number];
        let places: Vec<StoredBytes> = (0..700).map(|number| store.add(&piece(number))).collect();
        assert!(store.written > 0 && store.memory.len() < MAX_IN_MEMORY);
        for (number, &place) in places.iter().enumerate() {
            assert_eq!(store.read(place).unwrap(), piece(number));
        }
        assert_eq!(store.read_first(places[699], 3).unwrap(), [197; 3]);
        let mut read = 0;
        store
            .read_all(|bytes| {
                read += bytes.len() as u64;
                Ok(())
            })
            .unwrap();
        assert_eq!(read, store.len());
    }

    #[test]
    fn without_a_file_everything_stays_in_memory() {
        let mut store = ByteStore { stays_in_memory: true, ..ByteStore::default() };
        let places: Vec<StoredBytes> = (0..40).map(|number| store.add(&vec![number; 1 << 20])).collect();
        assert!(store.file.is_none());
        assert_eq!(store.read(places[39]).unwrap(), vec![39; 1 << 20]);
        assert!(ByteStore::default().read(places[1]).is_err());
    }
}
