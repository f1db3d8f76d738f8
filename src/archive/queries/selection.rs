//! Which articles a search is about, as a condition in SQL.

use std::fmt::Write;

use rusqlite::types::Value;

use crate::archive::queries::tokens::query;
use crate::survey::Filter;

/// The last day that the date of an article may stand for, in SQL.
const LAST_DAY: &str = "CASE length(facet.date) WHEN 10 THEN facet.date \
     WHEN 7 THEN date(facet.date || '-01', '+1 month', '-1 day') ELSE facet.date || '-12-31' END";
/// Characters of a date that are its year.
const YEAR: usize = 4;

/// The order of what is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The best match first, by BM25 (Robertson & Zaragoza 2009, “The Probabilistic Relevance Framework”).
    Best,
}

/// What an article may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The paper that printed it.
    Paper,
    /// The place it is about.
    Region,
    /// The day of its issue.
    Date,
}

impl Missing {
    /// What has this name in an address.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "paper" => Some(Missing::Paper),
            "region" => Some(Missing::Region),
            "date" => Some(Missing::Date),
            _ => None,
        }
    }

    /// Its condition in SQL.
    fn condition(self) -> &'static str {
        match self {
            Missing::Paper => "facet.source = ''",
            Missing::Region => "facet.region = ''",
            Missing::Date => "facet.date IS NULL",
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Phrases that the headline or the text must contain, each of them; width, case and traditional characters do not
    /// matter. Without phrases all articles are found that pass the filter.
    pub phrases: Vec<String>,
    /// Days, places and papers.
    pub filter: Filter,
    /// Ids of themes, of which the article must have one as its primary theme; any where it is empty.
    pub themes: Vec<String>,
    /// What the article must lack, one of these at least; nothing where it is empty.
    pub without: Vec<Missing>,
    /// The order.
    pub order: Order,
    /// At most this many articles are listed.
    pub limit: usize,
    /// Number of articles that are passed over before these.
    pub offset: usize,
}

/// What a [`Search`] selects, in SQL.
#[derive(Debug)]
pub(in crate::archive) struct Selection {
    from: &'static str,
    conditions: Vec<String>,
    /// Whether phrases are looked for.
    pub has_words: bool,
    /// The values of the parameters.
    pub values: Vec<Value>,
}

impl Selection {
    /// What a search selects: rows of the table `facet`.
    pub fn of(search: &Search) -> Self {
        let words = query(&search.phrases);
        let mut selection =
            Selection { from: "facet", conditions: Vec::new(), has_words: words.is_some(), values: Vec::new() };
        if let Some(words) = words {
            selection.from = "search CROSS JOIN facet ON facet.article = search.rowid";
            selection.any_of([words], |n| format!("search MATCH ?{n}"));
        }
        let filter = &search.filter;
        // All days that a date may stand for must be inside, as `Filter::holds` has it. The first of each pair of
        // conditions is weaker, and one for which there is an index.
        let first = filter.from.and_then(|from| from.first_day()).map(|day| day.to_string());
        selection.any_of(first.iter().filter_map(|day| day.get(..YEAR)).map(str::to_owned), |n| {
            format!("facet.date >= ?{n}")
        });
        selection.any_of(first, |n| format!("substr(facet.date || '-01-01', 1, 10) >= ?{n}"));
        let last = filter.to.and_then(|to| to.last_day()).map(|day| day.to_string());
        selection.any_of(last.clone(), |n| format!("facet.date <= ?{n}"));
        selection.any_of(last, |n| format!("{LAST_DAY} <= ?{n}"));
        selection.any_of(filter.sources.clone(), |n| format!("facet.source = ?{n}"));
        // The code of a division ends in a pair of zeros for each level below it.
        let beginning = |code: String| {
            let code = code.strip_suffix("00").unwrap_or(&code).to_owned();
            code.strip_suffix("00").unwrap_or(&code).to_owned()
        };
        let regions = filter.regions.iter().map(|region| beginning(region.to_string()));
        selection.any_of(regions, |n| format!("substr(facet.region, 1, length(?{n})) = ?{n}"));
        selection.any_of(search.themes.clone(), |n| format!("facet.theme = ?{n}"));
        if !search.without.is_empty() {
            let lacking: Vec<&str> = search.without.iter().map(|missing| missing.condition()).collect();
            selection.conditions.push(format!("({})", lacking.join(" OR ")));
        }
        selection
    }

    /// Adds that one of some values must fit, if there are any.
    fn any_of(&mut self, texts: impl IntoIterator<Item = String>, condition: impl Fn(usize) -> String) {
        let mut each = Vec::new();
        for text in texts {
            self.values.push(text.into());
            each.push(condition(self.values.len()));
        }
        if !each.is_empty() {
            self.conditions.push(format!("({})", each.join(" OR ")));
        }
    }

    /// A query for these columns of what is selected.
    pub fn sql(&self, columns: &str) -> String {
        let mut sql = format!("SELECT {columns} FROM {}", self.from);
        if !self.conditions.is_empty() {
            let _ = write!(sql, " WHERE {}", self.conditions.join(" AND "));
        }
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_selected_by_what_they_lack() {
        let without: Vec<Missing> = ["paper", "date", "theme"].into_iter().filter_map(Missing::named).collect();
        let selection = Selection::of(&Search { without, ..Search::default() });
        assert_eq!(selection.sql("1"), "SELECT 1 FROM facet WHERE (facet.source = '' OR facet.date IS NULL)");
        assert!(selection.values.is_empty());
    }
}
