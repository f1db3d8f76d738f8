//! Two selections of articles side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Adcode;
use crate::trends::{
    ClusterCount, ClusteredDifference, Observation, PairedCount, Period, PeriodKind, Span, ThemeChange, cluster_kind,
    difference_of_successive_clusters, difference_of_successive_pairs, lasting_clusters, lasting_pairs,
    tested_together,
};

/// A part of the articles: of some papers, about some places, of a span. What is empty chooses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The papers; all where it is empty.
    pub sources: Vec<String>,
    /// The divisions that articles are about, or that their places lie in; all where it is empty.
    pub regions: Vec<Adcode>,
    /// The days.
    pub span: Option<Span>,
}

impl Selection {
    /// Whether an article belongs to the selection. An article whose date tells less than a day belongs to no span.
    pub fn holds(&self, observation: &Observation) -> bool {
        let is_source = self.sources.is_empty() || self.sources.iter().any(|source| **source == *observation.source);
        let is_inside = |place: Adcode| self.regions.iter().any(|region| region.contains(place));
        let is_region = self.regions.is_empty() || observation.region.is_some_and(is_inside);
        let day = observation.date.and_then(|date| date.full());
        is_source && is_region && self.span.is_none_or(|span| day.is_some_and(|day| span.holds(day)))
    }
}

/// How two selections are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// Within the periods in which both have articles.
    SamePeriods,
    /// One after the other, within the papers that both have.
    SamePapers,
    /// One after the other, as counted: they have neither periods nor papers in common.
    Apart,
}

/// Each theme's share in two selections.
#[derive(Debug, Clone, PartialEq)]
pub struct SelectionComparison {
    /// How the selections are compared.
    pub pairing: Pairing,
    /// The length of the periods whose articles go together.
    pub clusters: PeriodKind,
    /// The number of periods that both selections have articles of.
    pub common: usize,
    /// The first and the second share of each theme and their difference, second minus first.
    pub differences: Vec<ThemeChange>,
}

/// Where fewer than one in this many articles of a selection are compared, they do not stand for it.
const SMALL_PART: usize = 20;

impl SelectionComparison {
    /// The number of articles of each selection that the shares rest on: those of the periods or papers that both have.
    pub fn compared(&self) -> Option<[usize; 2]> {
        self.differences.first().map(|change| [change.difference.before.total, change.difference.after.total])
    }

    /// Whether so few articles of each selection are compared that they do not stand for it; `articles` are those of the
    /// selections.
    pub fn are_few(&self, articles: [usize; 2]) -> [bool; 2] {
        let compared = self.compared().unwrap_or(articles);
        [0, 1].map(|side| SMALL_PART * compared[side] < articles[side])
    }
}

/// Minimum number of common periods for months, weeks and days, where others may serve.
const MIN_COMMON: usize = 6;
/// Fewer common periods tell nothing of chance. Spans that touch have one month in common.
const MIN_PERIODS: usize = 2;

/// Compares two selections without a common article. Only articles with a full date count.
pub fn compare_selections(selections: [&[&Observation]; 2], themes: usize) -> SelectionComparison {
    let common = |kind: PeriodKind| {
        let periods = |side: usize| -> BTreeSet<Period> {
            selections[side].iter().filter_map(|seen| Period::of(seen.date?.full()?.into(), kind)).collect()
        };
        periods(0).intersection(&periods(1)).count()
    };
    let kinds = [
        (PeriodKind::Month, MIN_COMMON),
        (PeriodKind::Week, MIN_COMMON),
        (PeriodKind::Day, MIN_COMMON),
        // Where issues are scarce, quarters keep articles that days in common would leave out.
        (PeriodKind::Quarter, MIN_PERIODS),
        (PeriodKind::Day, MIN_PERIODS),
        (PeriodKind::Month, MIN_PERIODS),
    ];
    let paired = kinds.into_iter().map(|(kind, min)| (kind, min, common(kind))).find(|(_, min, common)| common >= min);
    let (found, pairing, clusters, common) = match paired {
        Some((kind, _, common)) => (same_periods(selections, themes, kind), Pairing::SamePeriods, kind, common),
        None => {
            let kind = kind_apart(selections);
            let sources =
                |side: usize| -> BTreeSet<&str> { selections[side].iter().map(|seen| &*seen.source).collect() };
            let same_papers = sources(0).intersection(&sources(1)).next().is_some();
            let pairing = if same_papers { Pairing::SamePapers } else { Pairing::Apart };
            (apart(selections, themes, kind, same_papers), pairing, kind, 0)
        }
    };
    SelectionComparison { pairing, clusters, common, differences: tested_together(found) }
}

/// The articles of a selection by some key, with the number of each theme.
fn counts<K: Ord>(
    selection: &[&Observation],
    themes: usize,
    key: impl Fn(&Observation) -> Option<K>,
) -> BTreeMap<K, Vec<usize>> {
    let mut counts: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for observation in selection {
        let Some(key) = key(observation) else { continue };
        counts.entry(key).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
    }
    counts
}

fn period_of(observation: &Observation, kind: PeriodKind) -> Option<Period> {
    Period::of(observation.date?.full()?.into(), kind)
}

/// The differences of all themes within the periods that both selections have articles of.
fn same_periods(selections: [&[&Observation]; 2], themes: usize, kind: PeriodKind) -> Vec<ClusteredDifference> {
    let [first, second] = selections.map(|selection| counts(selection, themes, |seen| period_of(seen, kind)));
    let none = vec![0; themes];
    let periods: BTreeSet<&Period> = first.keys().chain(second.keys()).collect();
    let of = |side: &BTreeMap<Period, Vec<usize>>, period: &Period| side.get(period).unwrap_or(&none).clone();
    let both: Vec<[Vec<usize>; 2]> = periods.iter().map(|period| [of(&first, period), of(&second, period)]).collect();
    let paired = |[a, b]: &[Vec<usize>; 2], theme: usize| PairedCount {
        counts: [a[theme], b[theme]],
        totals: [a.iter().sum(), b.iter().sum()],
    };
    let lasting = lasting_pairs(periods.iter().map(|period| period.start).zip(&both), themes, kind);
    let difference = |theme: usize| {
        let counts: Vec<PairedCount> = both.iter().map(|sides| paired(sides, theme)).collect();
        difference_of_successive_pairs(&counts, lasting)
    };
    (0..themes).map(difference).collect()
}

/// The length of the clusters of selections that lie one after the other.
fn kind_apart(selections: [&[&Observation]; 2]) -> PeriodKind {
    let span = |selection: &[&Observation]| {
        let days = || selection.iter().filter_map(|seen| seen.date?.full());
        Some(Span { first: days().min()?, last: days().max()? })
    };
    let spans = span(selections[0]).zip(span(selections[1]));
    spans.map_or(PeriodKind::Day, |(first, second)| cluster_kind(first, second))
}

/// The differences of all themes between selections that lie one after the other. Papers are strata where both have some.
fn apart(
    selections: [&[&Observation]; 2],
    themes: usize,
    kind: PeriodKind,
    same_papers: bool,
) -> Vec<ClusteredDifference> {
    let sources: BTreeSet<&str> = selections.iter().flat_map(|side| side.iter().map(|seen| &*seen.source)).collect();
    let numbers: BTreeMap<&str, usize> = sources.into_iter().zip(0..).collect();
    let sides = selections.map(|selection| {
        let key = |seen: &Observation| {
            let paper = if same_papers { numbers[&*seen.source] } else { 0 };
            Some((paper, period_of(seen, kind)?))
        };
        let cells = counts(selection, themes, key);
        let periods: BTreeSet<Period> = cells.keys().map(|(_, period)| *period).collect();
        let clusters: BTreeMap<Period, usize> = periods.into_iter().zip(0..).collect();
        (cells, clusters)
    });
    let of = |side: usize, theme: usize| -> Vec<ClusterCount> {
        let (cells, clusters) = &sides[side];
        let count = |((paper, period), counts): (&(usize, Period), &Vec<usize>)| ClusterCount {
            paper: *paper,
            cluster: clusters[period],
            count: counts[theme],
            total: counts.iter().sum(),
        };
        cells.iter().map(count).collect()
    };
    let lasting = lasting_clusters(sides.each_ref().map(|(cells, _)| cells), themes, kind);
    (0..themes).map(|theme| difference_of_successive_clusters(&of(0, theme), &of(1, theme), lasting)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn seen(source: &str, day: &str, region: &str, theme: usize) -> Observation {
        Observation {
            date: day.parse().ok(),
            source: source.into(),
            region: region.parse().ok(),
            theme,
            ..Default::default()
        }
    }

    #[test]
    fn conditions_of_a_selection_all_hold() {
        let article = seen("兰河日报", "2024-03-05", "620102", 0);
        let holds = |selection: Selection| selection.holds(&article);
        let papers = |papers: &[&str]| papers.iter().map(ToString::to_string).collect::<Vec<_>>();
        let span = |first, last| Some(Span { first, last });
        assert!(holds(Selection::default()));
        assert!(holds(Selection { sources: papers(&["陇原晚报", "兰河日报"]), ..Default::default() }));
        assert!(!holds(Selection { sources: papers(&["陇原晚报"]), ..Default::default() }));
        assert!(holds(Selection { regions: vec!["620000".parse().unwrap()], ..Default::default() }));
        assert!(!holds(Selection { regions: vec!["430000".parse().unwrap()], ..Default::default() }));
        assert!(holds(Selection { span: span(date(2024, 3, 5), date(2024, 3, 5)), ..Default::default() }));
        assert!(!holds(Selection { span: span(date(2024, 3, 6), date(2024, 3, 7)), ..Default::default() }));
        assert!(!Selection { span: span(date(2024, 1, 1), date(2024, 12, 31)), ..Default::default() }.holds(&seen(
            "兰河日报",
            "2024-03",
            "",
            0
        )));
    }

    /// Twelve months of a paper with ten articles each, `of_theme` of them of theme 0.
    fn paper(source: &str, year: i16, of_theme: impl Fn(i8) -> usize) -> Vec<Observation> {
        let article = |month: i8, i: usize| {
            let day = date(year, month, i as i8 + 1).to_string();
            seen(source, &day, "", usize::from(i >= of_theme(month)))
        };
        (1..=12).flat_map(|month| (0..10).map(move |i| (month, i))).map(|(month, i)| article(month, i)).collect()
    }

    fn compared(first: &[Observation], second: &[Observation]) -> SelectionComparison {
        let refer = |side: &[Observation]| side.to_vec();
        let (first, second) = (refer(first), refer(second));
        let of = |side: &'static [Observation]| side.iter().collect::<Vec<_>>();
        let (first, second): (&'static [Observation], &'static [Observation]) = (first.leak(), second.leak());
        compare_selections([&of(first), &of(second)], 3)
    }

    #[test]
    fn papers_are_compared_month_by_month_and_spans_within_papers() {
        let found =
            compared(&paper("甲报", 2024, |m| (m % 3) as usize), &paper("乙报", 2024, |m| (m % 3) as usize + 3));
        assert_eq!((found.pairing, found.clusters, found.common), (Pairing::SamePeriods, PeriodKind::Month, 12));
        let theme = &found.differences[0];
        assert!((theme.difference.value - 0.3).abs() < 1e-12 && theme.false_discovery < 0.001, "{theme:?}");
        assert_eq!(found.differences[2].false_discovery, 1.0);
        assert_eq!((found.compared(), found.are_few([120, 2401])), (Some([120, 120]), [false, true]));
        let found =
            compared(&paper("甲报", 2023, |m| (m % 3) as usize), &paper("甲报", 2024, |m| (m % 3) as usize + 3));
        assert_eq!((found.pairing, found.clusters), (Pairing::SamePapers, PeriodKind::Month));
        assert!(found.differences[0].difference.low > 0.0);
        let found = compared(&paper("甲报", 2023, |_| 2), &paper("乙报", 2024, |m| (m % 3) as usize + 3));
        assert_eq!(found.pairing, Pairing::Apart);
        assert!((found.differences[0].difference.value - 0.2).abs() < 1e-12);
    }
}
