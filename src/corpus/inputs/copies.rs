//! Copies of whole files: the second download of a page, or an issue that lies in two folders.

use std::collections::HashMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::corpus::read::Input;
use crate::corpus::{Article, PartialDate};

/// The paper and the day of a file, as its first article tells them, and the folder it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Issue {
    paper: String,
    day: PartialDate,
    folder: String,
}

impl Issue {
    /// Whether two files with the same bytes are of the same issue. Where neither tells its paper, they must lie in one folder:
    /// the folders may be those of two papers that printed the same text.
    fn is_same(&self, other: &Issue) -> bool {
        self.day == other.day && self.paper == other.paper && (!self.paper.is_empty() || self.folder == other.folder)
    }
}

/// Files with the same bytes, and what the first articles of those that were read tell.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// The group of each file that shares its bytes with another one and was not decided about; a group is named by its first file.
    groups: HashMap<usize, usize>,
    /// The files of each group that are no copies.
    originals: HashMap<usize, Vec<(Issue, usize)>>,
}

impl Copies {
    /// Looks for files with the same bytes and the same ending. Only files of the same size are read.
    pub fn among(files: &[Input]) -> Self {
        let mut sizes: HashMap<(u64, String), Vec<usize>> = HashMap::new();
        for (number, input) in files.iter().enumerate() {
            let Ok(metadata) = std::fs::metadata(&input.path) else { continue };
            sizes.entry((metadata.len(), ending(&input.path))).or_default().push(number);
        }
        let mut copies = Copies::default();
        for files_of_size in sizes.into_values().filter(|files| files.len() > 1) {
            let mut first_files: HashMap<[u8; 32], Vec<usize>> = HashMap::new();
            for number in files_of_size {
                if let Some(digest) = digest_of(&files[number].path) {
                    first_files.entry(digest).or_default().push(number);
                }
            }
            first_files.into_values().for_each(|group| copies.add(group));
        }
        copies
    }

    /// Knows files with the same ending by digests of their bytes, which were made when they were read.
    pub fn of_digests(names: &[String], digests: &[String]) -> Self {
        let mut files: HashMap<(String, &str), Vec<usize>> = HashMap::new();
        for (number, (name, digest)) in names.iter().zip(digests).enumerate() {
            files.entry((ending(Path::new(name)), digest.as_str())).or_default().push(number);
        }
        let mut copies = Copies::default();
        files.into_values().for_each(|group| copies.add(group));
        copies
    }

    /// Adds files with the same bytes, unless it is a single one.
    fn add(&mut self, group: Vec<usize>) {
        if let [first, _, ..] = group[..] {
            self.groups.extend(group.into_iter().map(|number| (number, first)));
        }
    }

    /// The earlier file that a file repeats, by what the first of its articles tells; later articles of the file are not asked.
    pub fn original(&mut self, number: usize, name: &str, article: &Article) -> Option<usize> {
        let group = self.groups.remove(&number)?;
        let day = article.date.filter(|date| date.full().is_some())?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let issue = Issue { paper: article.source.clone(), day, folder: folder.to_owned() };
        let originals = self.originals.entry(group).or_default();
        let first = originals.iter().find(|(known, _)| known.is_same(&issue)).map(|(_, first)| *first);
        if first.is_none() {
            originals.push((issue, number));
        }
        first
    }
}

/// The ending of a file's name in lower case.
fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The SHA-256 of a file; none where it cannot be read, which reading it will report.
fn digest_of(path: &Path) -> Option<[u8; 32]> {
    let mut file = std::fs::File::open(path).ok()?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher).ok()?;
    Some(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_download_of_an_issue_is_a_copy_and_the_same_text_of_another_day_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = ["a/1.txt", "a/1(1).txt", "b/1.txt", "b/2.txt", "b/1.md"];
        let mut files = Vec::new();
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, "云溪县三座泵站开机。").expect("a file");
            files.push(Input { path, name: name.to_owned() });
        }
        let mut copies = Copies::among(&files);
        let mut original = |number: usize, paper: &str, day: &str| {
            let article = Article { source: paper.into(), date: day.parse().ok(), ..Article::default() };
            copies.original(number, &files[number].name, &article)
        };
        assert_eq!(original(0, "", "2024-03-05"), None);
        assert_eq!(original(1, "", "2024-03-05"), Some(0));
        // A folder without the name of a paper may be that of another paper.
        assert_eq!(original(2, "", "2024-03-05"), None);
        assert_eq!(original(3, "", "2024-03-06"), None);
        assert_eq!(original(4, "", "2024-03-05"), None);
        let mut copies = Copies::among(&files);
        let mut original = |number: usize, day: &str| {
            let article = Article { source: "兰河日报".into(), date: day.parse().ok(), ..Article::default() };
            copies.original(number, &files[number].name, &article)
        };
        assert_eq!((original(0, "2024-03-05"), original(2, "2024-03-05")), (None, Some(0)));
        // Only the first article of a file is asked.
        assert_eq!(original(2, "2024-03-05"), None);
        assert_eq!(original(3, ""), None);
    }

    #[test]
    fn digests_tell_copies_as_the_files_do() {
        let names = ["a/1.txt", "a/1(1).TXT", "a/1.md", "a/2.txt"].map(str::to_owned);
        let mut copies = Copies::of_digests(&names, &["x", "x", "x", "y"].map(str::to_owned));
        let article = Article { date: "2024-03-05".parse().ok(), ..Article::default() };
        let found: Vec<_> = (0..4).map(|number| copies.original(number, &names[number], &article)).collect();
        assert_eq!(found, [None, Some(0), None, None]);
    }
}
