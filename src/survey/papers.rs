//! The papers that were read against those that were asked for by name: a name that is misspelt selects nothing, and among other names
//! nobody would notice.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::AnalysisSettings;
use crate::corpus::{Article, similar_papers};
use crate::error::{Error, Expected, NothingToReport, UnknownPaper};
use crate::survey::Survey;
use crate::survey::filter::Filter;

/// The papers that were read, and whether an article of theirs passed the filter.
#[derive(Debug, Clone, Default)]
pub(super) struct PapersRead(BTreeMap<String, bool>);

impl PapersRead {
    /// Adds the papers of articles.
    pub(super) fn add<'a>(&mut self, articles: impl Iterator<Item = &'a Article>, filter: &Filter) {
        for article in articles.filter(|article| !article.source.is_empty()) {
            match self.0.get_mut(&article.source) {
                Some(true) => {}
                Some(is_counted) => *is_counted = filter.holds(article),
                None => {
                    self.0.insert(article.source.clone(), filter.holds(article));
                }
            }
        }
    }
}

impl Survey<'_> {
    /// Those of some papers that no article was read from, each once, with the most similar names of papers that were read.
    pub fn unknown_papers<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Vec<UnknownPaper> {
        let read = &self.papers_read.0;
        let unknown: BTreeSet<&String> = names.into_iter().filter(|name| !read.contains_key(*name)).collect();
        let suggested = |name: &String| similar_papers(name, read.keys().map(String::as_str));
        unknown.into_iter().map(|name| UnknownPaper { name: name.clone(), nearest: suggested(name) }).collect()
    }

    /// The papers that the filter names and that were read, but whose articles all fail its other conditions.
    pub fn excluded_papers(&self) -> Vec<&str> {
        let is_excluded = |(paper, counted): &(&String, &bool)| !**counted && self.filter.sources.contains(*paper);
        self.papers_read.0.iter().filter(is_excluded).map(|(paper, _)| paper.as_str()).collect()
    }

    /// Why no article is counted.
    pub fn nothing_counted(&self) -> Error {
        let papers = self.unknown_papers(&self.filter.sources);
        match self.filtered {
            0 => Error::NothingToReport { reason: NothingToReport::NoArticle },
            _ if papers.is_empty() => Error::NothingToReport { reason: NothingToReport::Filtered },
            _ => Error::UnknownPapers { papers },
        }
    }

    /// An error of the analysis; one about a side of a comparison that has no article names its papers that were not read.
    pub(super) fn with_unknown_papers(&self, error: Error, settings: &AnalysisSettings) -> Error {
        let is_of_side = matches!(error, Error::BadSetting { expected: Expected::ArticlesOfBoth, .. });
        let sides = settings.versus.iter().filter(|_| is_of_side);
        let papers = self.unknown_papers(sides.flat_map(|versus| versus.papers()));
        if papers.is_empty() { error } else { Error::UnknownPapers { papers } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Classifier;

    fn article(source: &str, date: &str) -> Article {
        Article {
            source: source.into(), date: date.parse().ok(), text: "市里召开会议。".into(), ..Article::default()
        }
    }

    #[test]
    fn papers_without_an_article_are_told() {
        let classifier = Classifier::shipped().unwrap();
        let sources: Vec<String> = ["兰河日报", "兰河曰报", "榕江日报"].map(String::from).into();
        let filter = Filter { from: "2024-03".parse().ok(), sources: sources.clone(), ..Filter::default() };
        let mut survey = Survey::new(&classifier).with_filter(filter);
        survey.add(vec![article("兰河日报", "2024-03-05"), article("榕江日报", "2024-02-05"), article("青川日报", "")]);
        let unknown = UnknownPaper { name: "兰河曰报".into(), nearest: vec!["兰河日报".into()] };
        assert_eq!(survey.unknown_papers(&sources), [unknown]);
        assert_eq!(survey.excluded_papers(), ["榕江日报"]);
    }

    #[test]
    fn where_nothing_is_counted_a_misspelt_paper_is_the_reason() {
        let classifier = Classifier::shipped().unwrap();
        let error_of = |source: &str| {
            let filter = Filter { from: "2025".parse().ok(), sources: vec![source.into()], ..Filter::default() };
            let mut survey = Survey::new(&classifier).with_filter(filter);
            survey.add(vec![article("兰河日报", "2024-03-05")]);
            survey.nothing_counted()
        };
        assert!(matches!(error_of("兰河曰报"), Error::UnknownPapers { papers } if papers[0].nearest == ["兰河日报"]));
        let filtered = |error| matches!(error, Error::NothingToReport { reason: NothingToReport::Filtered });
        assert!(filtered(error_of("兰河日报")));
    }
}
