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
    /// Whether articles count at the day that they tell of, where they name one, and not at the day of their issue.
    pub by_event: bool,
}

impl Filter {
    /// Whether an article is counted.
    pub fn holds(&self, article: &Article) -> bool {
        self.holds_region(article) && self.holds_issue(&article.source, self.date_of(article))
    }

    /// The date at which an article counts.
    pub(super) fn date_of(&self, article: &Article) -> Option<PartialDate> {
        article.event_date.filter(|_| self.by_event).or(article.date)
    }

    fn holds_region(&self, article: &Article) -> bool {
        let is_inside = |region: &Adcode| article.region.parse::<Adcode>().is_ok_and(|place| region.contains(place));
        self.regions.is_empty() || self.regions.iter().any(is_inside)
    }

    fn holds_source(&self, source: &str) -> bool {
        self.sources.is_empty() || self.sources.iter().any(|asked| asked == source)
    }

    /// Whether a paper's issue of a day is asked for, whatever the places its articles are about.
    pub(crate) fn holds_issue(&self, source: &str, date: Option<PartialDate>) -> bool {
        self.holds_source(source) && self.holds_date(date)
    }

    /// The conditions that are set, as names of options and values.
    pub(super) fn conditions(&self) -> Vec<(&'static str, Vec<String>)> {
        let dates = |date: Option<PartialDate>| date.iter().map(ToString::to_string).collect::<Vec<String>>();
        let conditions = [
            ("from", dates(self.from)),
            ("to", dates(self.to)),
            ("region", self.regions.iter().map(ToString::to_string).collect()),
            ("paper", self.sources.clone()),
            ("by-event", self.by_event.then(|| "true".to_owned()).into_iter().collect()),
        ];
        conditions.into_iter().filter(|(_, values)| !values.is_empty()).collect()
    }

    /// Whether all days that a date may stand for are between the limits. Without a date it is so only where there are no
    /// limits.
    fn holds_date(&self, date: Option<PartialDate>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some((first, last)) = date.and_then(|date| date.first_day().zip(date.last_day())) else { return false };
        let is_after = self.from.and_then(|from| from.first_day()).is_none_or(|from| from <= first);
        let is_before = self.to.and_then(|to| to.last_day()).is_none_or(|to| last <= to);
        is_after && is_before
    }

    /// Whether only a part of the days that an article's date may stand for is between the limits, so that nobody can tell
    /// whether it belongs there.
    pub(super) fn cuts(&self, article: &Article) -> bool {
        let date = self.date_of(article);
        let Some((first, last)) = date.and_then(|date| date.first_day().zip(date.last_day())) else { return false };
        let (from, to) = (self.from.and_then(|from| from.first_day()), self.to.and_then(|to| to.last_day()));
        let overlaps = from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to);
        overlaps && !self.holds_date(date) && self.holds_region(article) && self.holds_source(&article.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(date: &str) -> Article {
        Article { date: date.parse().ok(), ..Default::default() }
    }

    #[test]
    fn a_partial_date_is_counted_only_where_all_its_days_are_asked_for() {
        let from = |from: &str, to: &str| Filter { from: from.parse().ok(), to: to.parse().ok(), ..Default::default() };
        let middle = from("2024-03-15", "2024-05");
        for (date, is_held, is_cut) in [
            ("2024-03-15", true, false),
            ("2024-05-31", true, false),
            ("2024-03-14", false, false),
            ("2024-04", true, false),
            ("2024-03", false, true),
            ("2024", false, true),
            ("2023", false, false),
            ("", false, false),
        ] {
            assert_eq!((middle.holds(&article(date)), middle.cuts(&article(date))), (is_held, is_cut), "{date}");
        }
        let of_april = Article { event_date: "2024-04-02".parse().ok(), ..article("2024-06-03") };
        assert!(!middle.holds(&of_april) && Filter { by_event: true, ..middle.clone() }.holds(&of_april));
        assert!(from("2024", "").holds(&article("2025")) && from("", "2024").holds(&article("2024-12-31")));
        assert!(Filter::default().holds(&article("")) && !Filter::default().cuts(&article("2024")));
    }
}
