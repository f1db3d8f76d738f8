//! Two selections of articles side by side, as the user asked for them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::analysis::SurveyedArticle;
use crate::error::{Error, Expected, Result};
use crate::trends::{
    AgendaDistance, DayAgenda, Observation, Pairing, Selection, SelectionComparison, agenda_distance,
    compare_selections,
};

/// A selection with the name that the report gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSelection {
    /// The name, such as that of the paper.
    pub name: String,
    /// What it selects.
    pub selection: Selection,
}

/// Two selections to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versus {
    /// The first one.
    pub first: NamedSelection,
    /// The second one; all other articles where there is none.
    pub second: Option<NamedSelection>,
}

impl Versus {
    /// The papers that the selections name.
    pub fn papers(&self) -> impl Iterator<Item = &String> {
        [Some(&self.first), self.second.as_ref()].into_iter().flatten().flat_map(|named| &named.selection.sources)
    }
}

/// What the comparison of two selections found.
#[derive(Debug, Clone, PartialEq)]
pub struct VersusFindings {
    /// The name of the first selection.
    pub first: String,
    /// The name of the second selection; none for all other articles.
    pub second: Option<String>,
    /// The number of stories in each selection: articles without reprints within it.
    pub stories: [usize; 2],
    /// The number of articles that both selections hold. They are left out.
    pub in_both: usize,
    /// The shares and their differences.
    pub comparison: SelectionComparison,
    /// The distance of the two agendas.
    pub distance: Option<AgendaDistance>,
}

/// Compares two selections of counted articles.
///
/// # Errors
/// [`Error::BadSetting`] where a selection holds no article of its own.
pub(super) fn find(articles: &[&SurveyedArticle<'_>], versus: &Versus, themes: usize) -> Result<VersusFindings> {
    let Versus { first, second } = versus;
    let is_in =
        |named: &NamedSelection, article: &SurveyedArticle<'_>| named.selection.holds(&article.classified.observation);
    let is_second =
        |article: &SurveyedArticle<'_>| second.as_ref().map_or(!is_in(first, article), |n| is_in(n, article));
    let is_of = |article: &SurveyedArticle<'_>| [is_in(first, article), is_second(article)];
    let in_both = articles.iter().filter(|article| is_of(article) == [true, true]).count();
    let side = |side: usize| {
        let is_own = |article: &&SurveyedArticle<'_>| is_of(article) == [side == 0, side == 1];
        first_printings(articles.iter().copied().filter(is_own))
    };
    let sides = [side(0), side(1)];
    for (named, found) in [Some(first), second.as_ref()].into_iter().zip(&sides) {
        if found.is_empty() {
            let value = named.map_or_else(|| String::from("rest"), |named| named.name.clone());
            return Err(Error::BadSetting { setting: "--versus", value, expected: Expected::ArticlesOfBoth });
        }
    }
    let comparison = compare_selections([&sides[0], &sides[1]], themes);
    let in_common_time = comparison.pairing == Pairing::SamePeriods;
    let distance = agenda_distance(&days([&sides[0], &sides[1]], themes, in_common_time));
    Ok(VersusFindings {
        first: first.name.clone(),
        second: second.as_ref().map(|named| named.name.clone()),
        stories: [sides[0].len(), sides[1].len()],
        in_both,
        comparison,
        distance,
    })
}

/// The first printing of each story among some articles, in the order of days, papers and identifiers.
pub(super) fn first_printings<'a>(articles: impl Iterator<Item = &'a SurveyedArticle<'a>>) -> Vec<&'a Observation> {
    let mut sorted: Vec<&SurveyedArticle<'_>> = articles.collect();
    let key = |article: &SurveyedArticle<'a>| {
        let seen = &article.classified.observation;
        (seen.date.is_none(), seen.date, &seen.source, &article.classified.id)
    };
    sorted.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut stories = BTreeSet::new();
    sorted.retain(|article| stories.insert(article.story));
    sorted.into_iter().map(|article| &article.classified.observation).collect()
}

/// The articles of both sides by day and theme, in the order of days; only those of the time that both were read where that is
/// asked for.
pub(super) fn days(sides: [&[&Observation]; 2], themes: usize, in_common_time: bool) -> Vec<DayAgenda> {
    let day = |seen: &&Observation| seen.date.and_then(|date| date.full());
    let span = |side: &[&Observation]| {
        let days = || side.iter().filter_map(day);
        days().min().zip(days().max())
    };
    let common = span(sides[0]).zip(span(sides[1])).map(|((a, b), (c, d))| (a.max(c), b.min(d)));
    let is_read = |day: Date| !in_common_time || common.is_some_and(|(first, last)| first <= day && day <= last);
    let mut days: BTreeMap<Date, DayAgenda> = BTreeMap::new();
    for (number, side) in sides.into_iter().enumerate() {
        for seen in side {
            let Some(day) = day(seen).filter(|day| is_read(*day)) else { continue };
            let agenda =
                days.entry(day).or_insert_with(|| DayAgenda { day, counts: [vec![0; themes], vec![0; themes]] });
            agenda.counts[number][seen.theme] += 1;
        }
    }
    days.into_values().collect()
}
