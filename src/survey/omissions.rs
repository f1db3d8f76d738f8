//! What was left out while inputs were read, so that reports can name it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::Language;
use crate::corpus::{Observer, Problem, TableDescription};
use crate::report::OmittedFile;

/// Remembers problems.
pub(super) trait Memory {
    /// Remembers a problem.
    fn remember(&mut self, problem: &Problem);
}

/// An observer that passes everything on and remembers problems.
pub(super) struct Remembering<'o, O, M> {
    pub observer: &'o mut O,
    pub memory: M,
}

impl<O: Observer, M: Memory> Observer for Remembering<'_, O, M> {
    fn problem(&mut self, problem: Problem) {
        self.memory.remember(&problem);
        self.observer.problem(problem);
    }

    fn columns(&mut self, description: &TableDescription) {
        self.observer.columns(description);
    }

    fn goes_on(&self) -> bool {
        self.observer.goes_on()
    }
}

/// The files that were left out, wholly or in part, by their names. Of each only one reason is kept, however many rows have one.
#[derive(Debug, Clone, Default)]
pub(super) struct Omissions(BTreeMap<String, OmittedFile>);

impl Memory for Omissions {
    fn remember(&mut self, problem: &Problem) {
        let reason = |language| without_name(&problem.error.message(language), &problem.file);
        let omitted = OmittedFile {
            file: problem.file.clone(),
            chinese: reason(Language::Chinese),
            english: reason(Language::English),
            further: 0,
        };
        self.add(omitted);
    }
}

impl Omissions {
    /// Adds a file, or one more reason of a file. The order must not matter, because shards tell theirs in another one: the
    /// shortest reason is kept, which of rows is the first.
    fn add(&mut self, omitted: OmittedFile) {
        match self.0.entry(omitted.file.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(omitted);
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                let further = known.further + omitted.further + 1;
                let order = |file: &OmittedFile| (file.english.len(), file.english.clone());
                if order(&omitted) < order(known) {
                    *known = omitted;
                }
                known.further = further;
            }
        }
    }

    /// Adds all of another survey's.
    pub fn extend(&mut self, others: Omissions) {
        others.0.into_values().for_each(|omitted| self.add(omitted));
    }

    /// The files in the order of their names.
    pub fn files(&self) -> Vec<OmittedFile> {
        self.0.values().cloned().collect()
    }
}

/// A message without the file that it begins with.
fn without_name(message: &str, file: &str) -> String {
    message.strip_prefix(file).map_or(message, |rest| rest.trim_start_matches(['：', ':', ' '])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_file_is_named_once_with_one_of_its_reasons() {
        let problem = |file: &str, articles: usize| {
            let error = Error::FarDay { file: file.into(), day: "2099-01-01".into(), articles };
            Problem { file: file.into(), error }
        };
        let files_left_out = |problems: &[Problem]| {
            let mut omissions = Omissions::default();
            problems.iter().for_each(|problem| omissions.remember(problem));
            omissions.files()
        };
        let files = files_left_out(&[problem("乙.csv", 12), problem("甲.csv", 3), problem("乙.csv", 7)]);
        assert_eq!(files, files_left_out(&[problem("乙.csv", 7), problem("乙.csv", 12), problem("甲.csv", 3)]));
        let shown: Vec<(&str, usize)> = files.iter().map(|file| (file.file.as_str(), file.further)).collect();
        assert_eq!(shown, [("乙.csv", 1), ("甲.csv", 0)]);
        assert!(
            files[0].chinese.starts_with("日期 2099-01-01") && files[0].english.contains("7 articles"),
            "{files:?}"
        );
        let mut passed_on: Vec<Problem> = Vec::new();
        let mut both = Remembering { observer: &mut passed_on, memory: Omissions::default() };
        both.problem(problem("甲.csv", 3));
        assert_eq!((both.memory.files().len(), passed_on.len()), (1, 1));
    }
}
