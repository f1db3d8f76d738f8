//! The issues that a survey read, by the articles and pages of the papers and days asked for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::corpus::{Article, PageRecord, date};
use crate::survey::filter::Filter;
use crate::trends::{Issue, PageRead, coverage};

/// What articles tell of the issues they are from.
#[derive(Debug, Clone, Default)]
pub(super) struct IssuesRead {
    /// Numbers of articles by paper, day, file and page.
    articles: BTreeMap<(String, Date, String, String), usize>,
}

impl IssuesRead {
    /// Adds the issues of articles whose papers and days are asked for. Their regions do not matter: an issue without an
    /// article about a region was read, too. Rows of tables count for their own day, else for the day in their file's name.
    pub(super) fn add<'a>(&mut self, articles: impl Iterator<Item = &'a Article>, filter: &Filter) {
        for article in articles.filter(|article| filter.holds_issue(&article.source, article.date)) {
            let day = article.date.and_then(|date| date.full()).or_else(|| date::date_in_path(&article.file));
            let Some(day) = day else { continue };
            let issue = (article.source.clone(), day, article.file.clone(), article.page.clone());
            *self.articles.entry(issue).or_default() += 1;
        }
    }

    /// The issues read and missing. Pages know their issue's day and the number of their articles themselves.
    pub(super) fn coverage(&self, pages: &[PageRecord], filter: &Filter) -> Vec<Issue> {
        let files: BTreeSet<&str> = pages.iter().map(|page| page.file.as_str()).collect();
        let asked_for = pages.iter().filter(|page| filter.holds_issue(&page.source, page.date.map(|day| day.into())));
        let of_page = |page: &PageRecord| {
            let (source, name) = (page.source.clone(), page.file.clone());
            Some(PageRead { source, day: page.date?, page: name, articles: page.articles })
        };
        let mut sightings: Vec<PageRead> = asked_for.filter_map(of_page).collect();
        let of_articles = self.articles.iter().filter(|((_, _, file, _), _)| !files.contains(file.as_str()));
        sightings.extend(of_articles.map(|((source, day, file, page), &articles)| PageRead {
            source: source.clone(),
            day: *day,
            page: format!("{file} {page}"),
            articles,
        }));
        coverage(&sightings)
    }
}
