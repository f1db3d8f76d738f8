//! The filter that chooses the articles of a survey.

use crate::corpus::{Adcode, Article, PartialDate};

/// Conditions on articles; only articles that meet all of them are counted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The first day, month or year to count.
    pub from: Option<PartialDate>,
    /// The last day, month or year to count; `2024` includes all of 2024.
    pub to: Option<PartialDate>,
    /// Count only articles about these divisions or places within them; all where it is empty.
    pub regions: Vec<Adcode>,
    /// Count only articles of these papers; all where it is empty.
    pub sources: Vec<String>,
}

impl Filter {
    /// Whether an article is counted.
    pub fn holds(&self, article: &Article) -> bool {
        let is_inside = |region: &Adcode| article.region.parse::<Adcode>().is_ok_and(|place| region.contains(place));
        let region = self.regions.is_empty() || self.regions.iter().any(is_inside);
        region && self.holds_issue(&article.source, article.date)
    }

    /// Whether a paper's issue of a day is asked for, whatever the places its articles are about.
    pub(crate) fn holds_issue(&self, source: &str, date: Option<PartialDate>) -> bool {
        (self.sources.is_empty() || self.sources.iter().any(|asked| asked == source)) && self.holds_date(date)
    }

    /// The conditions that are set, as names of options and values.
    pub(super) fn conditions(&self) -> Vec<(&'static str, Vec<String>)> {
        let dates = |date: Option<PartialDate>| date.iter().map(ToString::to_string).collect::<Vec<String>>();
        let conditions = [
            ("from", dates(self.from)),
            ("to", dates(self.to)),
            ("region", self.regions.iter().map(ToString::to_string).collect()),
            ("paper", self.sources.clone()),
        ];
        conditions.into_iter().filter(|(_, values)| !values.is_empty()).collect()
    }

    /// Whether a date is between the limits. Without a date it is so only where there are no limits.
    fn holds_date(&self, date: Option<PartialDate>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some(date) = date.map(|date| date.to_string()) else { return false };
        // Dates of different precision are compared at the coarser one.
        let (from, to) = (self.from.map(|d| d.to_string()), self.to.map(|d| d.to_string()));
        let after = from.is_none_or(|from| date.as_str() >= &from[..from.len().min(date.len())]);
        let before = to.is_none_or(|to| &date[..date.len().min(to.len())] <= to.as_str());
        after && before
    }
}
