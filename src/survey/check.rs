//! What a folder holds, before anything is made of it: the first look of a new user.

use std::collections::{BTreeMap, BTreeSet};

use crate::Language;
use crate::corpus::{Format, Inputs, NamedFormat, Observer, PartialDate, Problem, TableDescription, format_of};
use crate::error::{Error, Result};
use crate::report::{CheckLine, check_lines, columns_line};

/// What one file was taken for, and what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileCheck {
    /// The file, as results name it.
    pub file: String,
    /// The format that its name tells; none for kinds that are not read.
    pub format: Option<Format>,
    /// The number of articles.
    pub articles: usize,
    /// The number of articles without a date.
    pub undated: usize,
    /// The first and the last day of its articles.
    pub days: Option<(PartialDate, PartialDate)>,
    /// The papers of its articles.
    pub sources: BTreeSet<String>,
    /// What was found out about its columns, for a table that is not the program's own.
    pub columns: Option<TableDescription>,
    /// The problems that left something out.
    pub problems: usize,
}

/// The checks as a table for a terminal.
pub fn check_text(checks: &[FileCheck], language: Language) -> String {
    let line = |check: &FileCheck| CheckLine {
        file: check.file.clone(),
        format: check.format,
        articles: check.articles,
        undated: check.undated,
        days: check.days.map_or_else(String::new, |(first, last)| {
            if first == last { first.to_string() } else { format!("{first} – {last}") }
        }),
        sources: check.sources.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        columns: check.columns.as_ref().map_or_else(String::new, |table| columns_line(table, language)),
        problems: check.problems,
    };
    check_lines(&checks.iter().map(line).collect::<Vec<_>>(), language)
}

/// Takes problems and columns by file, and passes problems on.
struct Recorder<'o, O> {
    observer: &'o mut O,
    problems: BTreeMap<String, usize>,
    columns: Vec<TableDescription>,
}

impl<O: Observer> Observer for Recorder<'_, O> {
    fn problem(&mut self, problem: Problem) {
        *self.problems.entry(problem.file.clone()).or_default() += 1;
        self.observer.problem(problem);
    }

    fn columns(&mut self, description: &TableDescription) {
        self.columns.push(description.clone());
    }

    fn goes_on(&self) -> bool {
        self.observer.goes_on()
    }
}

/// Reads all inputs and reports each file, also those that could not be read. Nothing is written.
///
/// # Errors
/// [`Error::Interrupted`] where the observer does not want to go on.
pub fn check<O: Observer>(inputs: &Inputs, observer: &mut O) -> Result<Vec<FileCheck>> {
    let mut recorder = Recorder { observer, problems: BTreeMap::new(), columns: Vec::new() };
    let mut checks: BTreeMap<String, FileCheck> =
        inputs.files().iter().map(|input| (input.name.clone(), empty(&input.name, &input.path))).collect();
    // A file of articles names the raw files that they were cut from; what is checked is the file at hand.
    let outcome = inputs.read_by_file(&mut recorder, 1024, |batch, _| {
        for (article, owner) in batch.articles.into_iter().zip(batch.owners) {
            let Some(check) = inputs.files().get(owner).and_then(|input| checks.get_mut(&input.name)) else { continue };
            check.articles += 1;
            check.undated += usize::from(article.date.is_none());
            if let Some(date) = article.date {
                let (first, last) = check.days.unwrap_or((date, date));
                check.days = Some((first.min(date), last.max(date)));
            }
            if !article.source.is_empty() {
                check.sources.insert(article.source);
            }
        }
        Ok(())
    });
    match outcome {
        Ok(()) | Err(Error::NothingRead) => {}
        Err(error) => return Err(error),
    }
    for (file, count) in recorder.problems {
        if let Some(check) = checks.get_mut(&file) {
            check.problems += count;
        }
    }
    for description in recorder.columns {
        if let Some(check) = checks.get_mut(&description.file) {
            check.columns = Some(description);
        }
    }
    Ok(checks.into_values().collect())
}

fn empty(name: &str, path: &std::path::Path) -> FileCheck {
    let format = match format_of(path) {
        NamedFormat::Readable { format, .. } => Some(format),
        NamedFormat::Unreadable(_) => None,
    };
    FileCheck {
        file: name.to_owned(),
        format,
        articles: 0,
        undated: 0,
        days: None,
        sources: BTreeSet::new(),
        columns: None,
        problems: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    #[test]
    fn articles_count_for_the_file_that_holds_them() {
        let folder = tempfile::tempdir().unwrap();
        let row = r#"{"id":"1","file":"2024-03-05.txt","date":"2024-03-05","title":"夜校开课","text":"昨天，首批夜校开课。"}"#;
        std::fs::write(folder.path().join("articles.jsonl"), row).unwrap();
        let mut problems: Vec<Problem> = Vec::new();
        let path = folder.path().display().to_string();
        let inputs = Inputs::find(&[path], ReadOptions::default(), None, None, &mut problems).unwrap();
        let checks = check(&inputs, &mut problems).unwrap();
        let found: Vec<_> = checks.iter().map(|check| (check.file.as_str(), check.articles)).collect();
        assert_eq!((found, problems.len()), (vec![("articles.jsonl", 1)], 0));
    }
}
