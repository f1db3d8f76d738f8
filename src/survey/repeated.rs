//! Articles that come a second time out of another file, such as a packed file beside its pages.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::corpus::{Article, Observer, Problem};
use crate::error::{Error, Repetition};

/// Keeps articles that were not read before from another file: the same identifier, headline and text of the same paper, day and
/// page. What tells no paper or no day is kept.
#[derive(Debug, Default)]
pub struct Repeated {
    /// The file of each article, by a digest of the article.
    seen: HashMap<u64, usize>,
    /// The files that kept articles are from.
    files: Vec<String>,
    /// The files of articles that were passed over, with the file that had the first of them before, and their number.
    repeating: BTreeMap<String, (usize, usize)>,
}

impl Repeated {
    /// Whether an article is new; those that are not are remembered.
    pub fn keeps(&mut self, article: &Article) -> bool {
        let Some(day) = article.date.filter(|_| !article.source.is_empty()) else { return true };
        let mut hasher = DefaultHasher::new();
        let issue = (day, &article.source, &article.page);
        (issue, &article.id, &article.title, &article.text).hash(&mut hasher);
        let known = self.seen.get(&hasher.finish()).copied();
        if let Some(first) = known.filter(|first| self.files[*first] != article.file) {
            self.repeating.entry(article.file.clone()).or_insert((first, 0)).1 += 1;
            return false;
        }
        if known.is_none() {
            // Articles come file by file.
            if self.files.last() != Some(&article.file) {
                self.files.push(article.file.clone());
            }
            self.seen.insert(hasher.finish(), self.files.len() - 1);
        }
        true
    }

    /// Whether a file brought nothing but articles of other files.
    pub fn is_whole(&self, file: &str) -> bool {
        self.repeating.contains_key(file) && self.files.iter().all(|kept| kept != file)
    }

    /// Reports each file with articles that were passed over.
    pub fn report(&self, observer: &mut impl Observer) {
        for (file, (first, articles)) in &self.repeating {
            let (file, first) = (file.clone(), self.files[*first].clone());
            let repetition = Repetition::Articles(*articles);
            observer.problem(Problem { file: file.clone(), error: Error::Repeated { file, first, repetition } });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_of_a_packed_page_counts_once() {
        let article = |file: &str, page: &str, day: &str| Article {
            id: format!("兰河日报/{day}/{page}#1"),
            file: file.to_owned(),
            source: "兰河日报".into(),
            page: page.to_owned(),
            date: day.parse().ok(),
            text: "云溪县三座泵站开机。".into(),
            ..Article::default()
        };
        let mut repeated = Repeated::default();
        let first = article("2.txt", "2", "2024-03-05");
        // What one file brings twice is its own affair.
        assert!(repeated.keeps(&first) && repeated.keeps(&first));
        let packed = ["2", "3"].map(|page| article(&format!("a.zip/{page}.txt"), page, "2024-03-05"));
        assert_eq!(packed.each_ref().map(|article| repeated.keeps(article)), [false, true]);
        let undated = Article { date: None, ..article("b.txt", "2", "2024-03-05") };
        assert!(repeated.keeps(&undated) && repeated.keeps(&undated));
        assert!(repeated.is_whole("a.zip/2.txt") && !repeated.is_whole("a.zip/3.txt") && !repeated.is_whole("2.txt"));
        let mut problems: Vec<Problem> = Vec::new();
        repeated.report(&mut problems);
        assert_eq!(problems.iter().map(|problem| problem.file.as_str()).collect::<Vec<_>>(), ["a.zip/2.txt"]);
    }
}
