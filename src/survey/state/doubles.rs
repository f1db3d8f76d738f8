//! What comes twice in the states of several shards, or must be wrong: found as one run over all files finds it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::corpus::{Article, Copies, Observer, PageRecord, Problem, identity};
use crate::error::{Error, Repetition};
use crate::survey::state::record::LeftOutEntry;
use crate::survey::{FarDays, Repeated};

/// The articles that were handed over so far, and what was passed over. Files are known by their places among all names.
pub(super) struct Doubles<'n> {
    names: &'n [String],
    /// Files with the same bytes, which may lie in different shards.
    copies: Copies,
    copied: BTreeSet<usize>,
    /// The file that each copied file repeats.
    originals: BTreeMap<&'n str, &'n str>,
    /// The file of each article, by its raw file and identifier.
    first_files: HashMap<u64, usize>,
    repeated: Repeated,
    far: FarDays,
}

impl<'n> Doubles<'n> {
    /// Knows the files of all states by their names and digests, in the order of one run.
    pub fn among(names: &'n [String], digests: &[String]) -> Self {
        Doubles {
            names,
            copies: Copies::of_digests(names, digests),
            copied: BTreeSet::new(),
            originals: BTreeMap::new(),
            first_files: HashMap::new(),
            repeated: Repeated::default(),
            far: FarDays::default(),
        }
    }

    /// Whether an article is to be counted. Articles come in the order of one run.
    pub fn keeps(&mut self, file: usize, article: &Article, observer: &mut impl Observer) -> bool {
        if self.copied.contains(&file) {
            return false;
        }
        let names = self.names;
        let name = &names[file];
        if let Some(first) = self.copies.original(file, name, article) {
            self.copied.insert(file);
            self.originals.insert(name, &names[first]);
            observer.problem(copied(name, &names[first]));
            return false;
        }
        let first = *self.first_files.entry(identity(article, name)).or_insert(file);
        if first != file {
            let (file, id, first) = (name.clone(), article.id.clone(), names[first].clone());
            observer.problem(Problem { file: name.clone(), error: Error::ReadTwice { file, id, first } });
            return false;
        }
        self.repeated.keeps(article) && self.far.keeps(article)
    }

    /// Reports the files with articles that were passed over.
    pub fn report(&self, observer: &mut impl Observer) {
        self.repeated.report(observer);
        self.far.report(observer);
    }

    /// Whether a page of a file was read for the first time.
    pub fn holds_page(&self, file: Option<usize>, page: &PageRecord) -> bool {
        let is_far = page.date.is_some_and(|day| self.far.is_far(day.into()));
        !file.is_some_and(|file| self.copied.contains(&file)) && !self.repeated.is_whole(&page.file) && !is_far
    }

    /// What a shard left out, as one run tells it; none where it lies within a file that repeats one of another shard.
    pub fn problem_of(&self, left_out: LeftOutEntry) -> Option<Problem> {
        let LeftOutEntry { file, chinese, english, repeats } = left_out;
        if let Some(first) = repeats {
            return Some(copied(&file, self.originals.get(first.as_str()).copied().unwrap_or(&first)));
        }
        let is_copied = |name: &str| self.originals.contains_key(name);
        let within = |(end, _): (usize, &str)| is_copied(&file[..end]);
        let is_passed_over = is_copied(&file) || file.match_indices(['/', ':']).any(within);
        (!is_passed_over).then(|| Problem { file: file.clone(), error: Error::LeftOutBefore { chinese, english } })
    }
}

/// A file with the bytes, the paper and the day of an earlier one.
fn copied(file: &str, first: &str) -> Problem {
    let error = Error::Repeated { file: file.into(), first: first.into(), repetition: Repetition::WholeFile };
    Problem { file: file.into(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_in_other_shards_are_passed_over_with_all_that_was_told_of_them() {
        let names = ["a/1.txt", "b/1.txt", "b/2.txt", "c.jsonl"].map(str::to_owned);
        let digests = ["x", "x", "x", "y"].map(str::to_owned);
        let article = |file: &str, text: &str| Article {
            file: file.into(),
            source: "兰河日报".into(),
            date: "2024-03-05".parse().ok(),
            text: text.into(),
            ..Article::default()
        };
        let mut problems: Vec<Problem> = Vec::new();
        let mut doubles = Doubles::among(&names, &digests);
        assert!(doubles.keeps(0, &article("a/1.txt", "云溪县三座泵站开机。"), &mut problems));
        assert!(!doubles.keeps(1, &article("b/1.txt", "云溪县三座泵站开机。"), &mut problems));
        assert!(!doubles.keeps(1, &article("b/1.txt", "柳河大桥通车。"), &mut problems));
        assert!(!doubles.keeps(3, &article("c.jsonl", "云溪县三座泵站开机。"), &mut problems), "the same article");
        assert!(doubles.keeps(3, &article("c.jsonl", "柳河大桥通车。"), &mut problems), "the copy brought none");
        doubles.report(&mut problems);
        assert_eq!(problems.iter().map(|problem| problem.file.as_str()).collect::<Vec<_>>(), ["b/1.txt", "c.jsonl"]);
        let entry = |file: &str, repeats: Option<&str>| LeftOutEntry {
            file: file.into(),
            chinese: "甲".into(),
            english: "a".into(),
            repeats: repeats.map(str::to_owned),
        };
        // A shard that holds both copies knew the first of them only.
        let message = doubles
            .problem_of(entry("b/2.txt", Some("b/1.txt")))
            .expect("a problem")
            .error
            .message(crate::Language::English);
        assert!(message.contains("a/1.txt"), "{message}");
        assert!(doubles.problem_of(entry("b/1.txt", None)).is_none());
        assert!(doubles.problem_of(entry("b/1.txt/2.txt", None)).is_none());
        assert!(doubles.problem_of(entry("b/3.txt", None)).is_some());
    }
}
