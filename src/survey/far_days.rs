//! Articles of days that must be wrong, which no survey counts.

use std::collections::BTreeMap;

use crate::corpus::{Article, Observer, PartialDate, Problem, is_far};
use crate::error::Error;

/// Keeps articles apart whose day no issue can be of: the typing error of one row (2099) would stretch every series.
#[derive(Debug)]
pub struct FarDays {
    present_year: i16,
    /// The number of articles by file and day.
    found: BTreeMap<(String, PartialDate), usize>,
}

impl Default for FarDays {
    /// Judges by the clock, in UTC.
    fn default() -> Self {
        FarDays::of_year(jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).year())
    }
}

impl FarDays {
    /// Judges days as in a year.
    pub fn of_year(present_year: i16) -> Self {
        FarDays { present_year, found: BTreeMap::new() }
    }

    /// Whether no issue can be of a day.
    pub fn is_far(&self, date: PartialDate) -> bool {
        is_far(date, Some(self.present_year))
    }

    /// Whether an article is to be counted; those that are not are remembered.
    pub fn keeps(&mut self, article: &Article) -> bool {
        let Some(day) = article.date.filter(|day| self.is_far(*day)) else { return true };
        *self.found.entry((article.file.clone(), day)).or_default() += 1;
        false
    }

    /// Takes the day of an event away that is far ahead: where articles count by events, it would stretch every series, too. Events of long
    /// ago are what articles tell of.
    pub fn take_far_event(&self, article: &mut Article) {
        article.event_date = article.event_date.filter(|day| day.year() < self.present_year || !self.is_far(*day));
    }

    /// Reports each file and day whose articles were left out.
    pub fn report(&self, observer: &mut impl Observer) {
        for ((file, day), &articles) in &self.found {
            let (file, day) = (file.clone(), day.to_string());
            observer.problem(Problem { file: file.clone(), error: Error::FarDay { file, day, articles } });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_far_ahead_is_taken_away_and_one_of_long_ago_stays() {
        let far = FarDays::of_year(2024);
        for (day, kept) in [("2099-05-06", false), ("2025-01-01", true), ("1644-04-25", true)] {
            let mut article = Article { event_date: day.parse().ok(), ..Article::default() };
            far.take_far_event(&mut article);
            assert_eq!(article.event_date.is_some(), kept, "{day}");
        }
    }

    #[test]
    fn an_article_of_a_wrong_year_is_named_with_its_file() {
        let article = |day: &str| Article { file: "a.csv".into(), date: day.parse().ok(), ..Article::default() };
        let mut far = FarDays::of_year(2024);
        let kept = ["2024-05-06", "2099-05-06", "", "2099-05-06", "2025"].map(|day| far.keeps(&article(day)));
        assert_eq!(kept, [true, false, true, false, true]);
        let mut problems: Vec<Problem> = Vec::new();
        far.report(&mut problems);
        assert_eq!(problems.len(), 1);
        let (chinese, english) = (crate::Language::Chinese, crate::Language::English);
        assert!(
            problems[0].error.message(chinese).contains("2 篇文章未计入"),
            "{}",
            problems[0].error.message(chinese)
        );
        assert!(problems[0].error.message(english).contains("2 articles"), "{}", problems[0].error.message(english));
    }
}
