//! The members of zip and tar archives: read in memory, one after the other, within limits. Nothing is ever written to
//! disk, so that names cannot lead anywhere; those that try to are reported and passed over.

use std::io::{Read, Seek};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::corpus::encoding::decode;
use crate::corpus::read::format::{Format, NamedFormat, format_of};
use crate::error::{Error, Result};

/// A document inside an archive unpacks to at most this many bytes.
pub(in crate::corpus::read) const MAX_DOCUMENT_BYTES: u64 = 256 << 20;
/// More members than this are no issues of papers.
const MOST_MEMBERS: usize = 200_000;
/// All members of an archive together unpack to no more bytes than this.
const LARGEST_ARCHIVE: u64 = 16 << 30;
/// Text packs to a fifth or a tenth; what unpacks to more than this many times its size was made to do harm.
const LARGEST_RATIO: u64 = 400;
/// Below this many bytes the ratio does not matter.
const SMALL: u64 = 16 << 20;

/// A member that can be read.
pub(in crate::corpus::read) struct Member {
    /// The archive's name and its own.
    pub name: String,
    /// The archive's path and its own name.
    pub path: String,
    pub format: Format,
    pub bytes: Vec<u8>,
}

/// The members of an archive of known kinds, unpacked by a thread of its own some steps ahead.
pub(in crate::corpus::read) struct Members(Receiver<Result<Member>>);

impl Iterator for Members {
    type Item = Result<Member>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.recv().ok()
    }
}

impl Members {
    /// The members of a zip archive, in its order.
    pub(in crate::corpus::read) fn of_zip(name: &str, path: &str, file: impl Read + Seek + Send + 'static) -> Self {
        Self::unpacked(name, path, move |unpacker| unpacker.zip(file))
    }

    /// The members of a tar archive, in its order.
    pub(in crate::corpus::read) fn of_tar(name: &str, path: &str, reader: impl Read + Send + 'static) -> Self {
        Self::unpacked(name, path, move |unpacker| unpacker.tar(reader))
    }

    fn unpacked(name: &str, path: &str, unpack: impl FnOnce(&mut Unpacker) -> Result<()> + Send + 'static) -> Self {
        let (sender, receiver) = sync_channel(4);
        let mut unpacker = Unpacker { name: name.into(), path: path.into(), total: 0, seen: 0, sender };
        std::thread::spawn(move || {
            if let Err(error) = unpack(&mut unpacker) {
                // Where nobody listens any more the run has ended.
                let _ = unpacker.sender.send(Err(error));
            }
        });
        Members(receiver)
    }
}

struct Unpacker {
    name: String,
    path: String,
    /// Bytes unpacked so far.
    total: u64,
    /// Members seen so far.
    seen: usize,
    sender: SyncSender<Result<Member>>,
}

/// What to do after a member.
#[derive(PartialEq)]
enum Next {
    GoOn,
    Stop,
}

impl Unpacker {
    fn broken(&self, problem: &dyn std::fmt::Display) -> Error {
        Error::BadArchive { file: self.name.clone(), problem: problem.to_string() }
    }

    fn zip(&mut self, file: impl Read + Seek) -> Result<()> {
        let mut archive = zip::ZipArchive::new(file).map_err(|e| self.broken(&e))?;
        for index in 0..archive.len() {
            let named = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned();
            let sent = match archive.by_index(index) {
                Ok(mut member) if !member.is_dir() => {
                    let named = member_name(member.name_raw());
                    let packed = member.compressed_size();
                    self.take(named, Some(packed), &mut member)?
                }
                Ok(_) => Next::GoOn,
                // A member of its own kind of trouble, such as a password: the others are read.
                Err(error) => {
                    let error = Error::BadMember { file: format!("{}/{named}", self.name), problem: error.to_string() };
                    self.send(Err(error))
                }
            };
            if sent == Next::Stop {
                break;
            }
        }
        Ok(())
    }

    fn tar(&mut self, reader: impl Read) -> Result<()> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries().map_err(|e| self.broken(&e))? {
            let mut entry = entry.map_err(|e| self.broken(&e))?;
            // Links lead out of the archive; folders hold nothing themselves.
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let named = member_name(&entry.path_bytes());
            if self.take(named, None, &mut entry)? == Next::Stop {
                break;
            }
        }
        if self.seen == 0 {
            Err(Error::BadArchive { file: self.name.clone(), problem: "it is empty".into() })
        } else {
            Ok(())
        }
    }

    /// Reads one member within the limits and sends it.
    fn take(&mut self, named: Option<String>, packed: Option<u64>, reader: &mut dyn Read) -> Result<Next> {
        self.seen += 1;
        if self.seen > MOST_MEMBERS {
            return Err(self.broken(&format_args!("it has more than {MOST_MEMBERS} members")));
        }
        let Some(named) = named else {
            return Ok(self.send(Err(Error::BadMember {
                file: self.name.clone(),
                problem: "the name of a member is no text".into(),
            })));
        };
        let file = format!("{}/{named}", self.name);
        let bad = |problem: &str| Err(Error::BadMember { file: file.clone(), problem: problem.into() });
        if !stays_inside(&named) {
            return Ok(self.send(bad("its name leads out of the archive; it is not read")));
        }
        // What systems and office programs put beside the files is none of the user's.
        if named.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            return Ok(Next::GoOn);
        }
        let (format, gzipped) = match format_of(Path::new(&named)) {
            NamedFormat::Readable { format, gzipped } => (format, gzipped),
            NamedFormat::Unreadable(kind) => return Ok(self.send(Err(Error::UnreadableKind { file, kind }))),
        };
        if matches!(format, Format::Zip | Format::Tar) || gzipped {
            return Ok(self.send(Err(Error::NestedArchive { file })));
        }
        let most =
            packed.map_or(MAX_DOCUMENT_BYTES, |p| (p.saturating_mul(LARGEST_RATIO)).max(SMALL)).min(MAX_DOCUMENT_BYTES);
        let mut bytes = Vec::new();
        if let Err(error) = reader.take(most + 1).read_to_end(&mut bytes) {
            return Ok(self.send(bad(&error.to_string())));
        }
        if bytes.len() as u64 > most {
            return Ok(self.send(Err(Error::TooLarge { file, limit: most })));
        }
        self.total += bytes.len() as u64;
        if self.total > LARGEST_ARCHIVE {
            return Err(Error::TooLarge { file: self.name.clone(), limit: LARGEST_ARCHIVE });
        }
        let path = format!("{}/{named}", self.path);
        Ok(self.send(Ok(Member { name: file, path, format, bytes })))
    }

    fn send(&self, member: Result<Member>) -> Next {
        if self.sender.send(member).is_ok() { Next::GoOn } else { Next::Stop }
    }
}

/// A member's name; Chinese Windows writes GB18030 where the standard wants UTF-8.
fn member_name(bytes: &[u8]) -> Option<String> {
    decode("", bytes).ok().map(|name| name.replace('\\', "/"))
}

fn stays_inside(name: &str) -> bool {
    !name.starts_with('/') && !name.contains(':') && name.split('/').all(|part| part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn members(bytes: Vec<u8>) -> Vec<Result<Member>> {
        Members::of_zip("issues.zip", "/in/issues.zip", Cursor::new(bytes)).collect()
    }

    #[test]
    fn members_of_known_kinds_are_read_in_order() {
        let found = members(zipped(&[("2024/03/05/a.txt", b"x"), ("logo.svg", b"y"), ("b.html", b"z")]));
        let (read, named): (Vec<_>, Vec<_>) = found.into_iter().partition(Result::is_ok);
        let names: Vec<String> = read.into_iter().map(|m| m.unwrap().name).collect();
        assert_eq!(names, ["issues.zip/2024/03/05/a.txt", "issues.zip/b.html"]);
        assert!(matches!(&named[..], [Err(Error::UnreadableKind { file, .. })] if file == "issues.zip/logo.svg"));
    }

    #[test]
    fn names_that_lead_out_and_archives_within_are_told() {
        let found = members(zipped(&[("../../etc/a.txt", b"x"), ("/b.txt", b"y"), ("c.zip", b"z"), ("d.txt", b"w")]));
        assert!(matches!(found[0], Err(Error::BadMember { .. })));
        assert!(matches!(found[1], Err(Error::BadMember { .. })));
        assert!(matches!(found[2], Err(Error::NestedArchive { .. })));
        assert!(found[3].is_ok());
    }

    #[test]
    fn a_bomb_is_refused_after_a_bounded_read() {
        let found = members(zipped(&[("bomb.txt", &vec![b'0'; 64 << 20]), ("after.txt", b"x")]));
        assert!(matches!(found[0], Err(Error::TooLarge { limit, .. }) if limit < 64 << 20));
        assert!(found[1].is_ok());
    }

    #[test]
    fn what_is_no_archive_is_told() {
        assert!(matches!(members(b"PK\x03\x04 not really".to_vec())[..], [Err(Error::BadArchive { .. })]));
        let mut whole = zipped(&[("a.txt", b"x")]);
        whole.truncate(20);
        assert!(matches!(members(whole)[..], [Err(Error::BadArchive { .. })]));
        let tar: Vec<_> = Members::of_tar("a.tar", "", Cursor::new(b"nothing".to_vec())).collect();
        assert!(matches!(tar[..], [Err(Error::BadArchive { .. })]));
    }
}
