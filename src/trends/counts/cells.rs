//! Counts by period, place, source and theme: of articles, of stories, and weighted by prominence.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Adcode, Gazetteer, Level};
use crate::trends::{Observation, Period, PeriodKind};

/// One article, as a printing of a story.
#[derive(Debug, Clone, Copy)]
pub struct PrintedStory<'a> {
    /// What is counted of the article.
    pub seen: &'a Observation,
    /// The number of the story.
    pub story: usize,
    /// The weight of the article, see [`prominences`].
    pub prominence: f64,
}

/// A place, as finely as cells distinguish places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// All places together, including unknown ones.
    All,
    /// A province, or a division of the same rank.
    Province(Adcode),
    /// A prefecture, or a division of the same rank. The districts of municipalities are counties of their province.
    Prefecture(Adcode),
    /// An unknown place.
    Unknown,
}

/// The period, place and source of a cell. Cells are ordered by period, place and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellKey<'a> {
    /// The period.
    pub period: Period,
    /// The place.
    pub place: Place,
    /// The source; `None` stands for all sources together.
    pub source: Option<&'a str>,
}

/// Counts of all themes together, or of one theme.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Number of articles; every printing of a story counts.
    pub articles: usize,
    /// Number of different stories.
    pub stories: usize,
    /// Sum of the articles' weights.
    pub weight: f64,
}

/// The counts of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Counts of all themes together.
    pub all: Tally,
    /// Counts of each theme that has articles.
    pub themes: BTreeMap<usize, Tally>,
    /// Number of articles that tell too little for a theme; they are in no other count.
    pub undetermined: usize,
}

/// Counts articles in all cells that are not empty: by period, for all places and each province and prefecture, for all
/// sources and, if there are several, for each. Articles whose date is not precise enough for the period are left out. Those of
/// `undetermined` themes are only numbered.
pub fn cells<'a>(
    appearances: &[PrintedStory<'a>],
    undetermined: &[&'a Observation],
    kind: PeriodKind,
) -> BTreeMap<CellKey<'a>, Cell> {
    // Articles without a known source only count for all sources together.
    let seen = appearances.iter().map(|appearance| appearance.seen).chain(undetermined.iter().copied());
    let sources: BTreeSet<&str> = seen.map(|seen| &*seen.source).filter(|source| !source.is_empty()).collect();
    let keys = |seen: &'a Observation| -> Vec<CellKey<'a>> {
        let Some(period) = seen.period(kind) else { return Vec::new() };
        let own = (sources.len() > 1 && !seen.source.is_empty()).then_some(Some(&*seen.source));
        let named = [Some(None), own];
        let of_place = |place| named.iter().flatten().map(move |&source| CellKey { period, place, source });
        places(seen.region).into_iter().flatten().flat_map(of_place).collect()
    };
    let mut cells: BTreeMap<CellKey<'a>, Cell> = BTreeMap::new();
    // A story counts once in each cell, and once for each of its themes in the cell. Story by story, what was counted already
    // takes little memory.
    let mut by_story: Vec<&PrintedStory<'a>> = appearances.iter().collect();
    by_story.sort_by_key(|appearance| appearance.story);
    let mut counted: BTreeSet<(CellKey<'a>, Option<usize>)> = BTreeSet::new();
    let mut story = None;
    for appearance in by_story {
        if story.replace(appearance.story) != Some(appearance.story) {
            counted.clear();
        }
        let theme = appearance.seen.theme;
        for key in keys(appearance.seen) {
            let cell = cells.entry(key).or_default();
            for (theme, tally) in [(None, &mut cell.all), (Some(theme), cell.themes.entry(theme).or_default())] {
                tally.articles += 1;
                tally.stories += usize::from(counted.insert((key, theme)));
                tally.weight += appearance.prominence;
            }
        }
    }
    for key in undetermined.iter().copied().flat_map(&keys) {
        cells.entry(key).or_default().undetermined += 1;
    }
    cells
}

/// The places for which an article about `region` counts.
fn places(region: Option<Adcode>) -> [Option<Place>; 3] {
    let prefecture = region.and_then(|adcode| Gazetteer::shared().at_level(adcode, Level::Prefecture));
    [
        Some(Place::All),
        Some(region.map_or(Place::Unknown, |adcode| Place::Province(adcode.province()))),
        prefecture.map(Place::Prefecture),
    ]
}

/// The properties of an article that determine its prominence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print<'a> {
    /// The paper.
    pub source: &'a str,
    /// Its page, such as “1” or “A01”; empty if unknown.
    pub page: &'a str,
    /// Whether it has a headline of its own.
    pub headline: bool,
    /// Length of headline and text in characters.
    pub length: usize,
}

/// The prominence of each article, 1 to 4: one point for being printed, one for the front page, one for a headline of
/// its own, and one for being longer than the median article of its paper. This follows the attention score of Budd
/// (Journalism Quarterly 41, 1964), which counts headline, page, position on the page and length; the position on
/// the page is not known here.
pub fn prominences(prints: &[Print<'_>]) -> Vec<f64> {
    let mut lengths: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    prints.iter().for_each(|print| lengths.entry(print.source).or_default().push(print.length));
    let medians: BTreeMap<&str, usize> = lengths
        .into_iter()
        .map(|(source, mut lengths)| {
            lengths.sort_unstable();
            (source, lengths[(lengths.len() - 1) / 2])
        })
        .collect();
    let point = |earned: bool| f64::from(u8::from(earned));
    prints
        .iter()
        .map(|print| {
            let front = is_front_page(print.page);
            let long = medians.get(print.source).is_some_and(|median| print.length > *median);
            1.0 + point(front) + point(print.headline) + point(long)
        })
        .collect()
}

/// Whether a page is the front page, which can be written “1”, “A01”, “第1版” or “头版”; “B1” begins another section.
pub fn is_front_page(page: &str) -> bool {
    let Some(at) = page.find(|c: char| c.is_ascii_digit()) else { return page.contains("头版") };
    let digits = &page[at..at + page[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(page.len() - at)];
    let section = page[..at].chars().next_back().filter(char::is_ascii_alphabetic);
    digits.trim_start_matches('0') == "1" && section.is_none_or(|letter| letter.eq_ignore_ascii_case(&'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_stories_are_counted_separately_in_every_cell() {
        let seen = |source: &str, region: &str, theme| Observation {
            date: "2024-03-05".parse().ok(),
            source: source.into(),
            region: region.parse().ok(),
            theme,
            also: Box::default(),
        };
        let all = [
            seen("兰河日报", "620102", 1),
            seen("陇原晚报", "620100", 1),
            seen("兰河日报", "", 0),
            seen("兰河日报", "620500", 1),
            seen("", "430000", 1),
        ];
        let stories = [0, 0, 1, 2, 3];
        let appearances: Vec<PrintedStory<'_>> =
            all.iter().zip(stories).map(|(seen, story)| PrintedStory { seen, story, prominence: 2.0 }).collect();
        let without_theme = [seen("兰河日报", "620100", 0), seen("浮云晚报", "430000", 0)];
        let without_theme: Vec<&Observation> = without_theme.iter().collect();
        let cells = cells(&appearances, &without_theme, PeriodKind::Month);
        let period = Period::of("2024-03-05".parse().unwrap(), PeriodKind::Month).unwrap();
        let cell = |place, source| &cells[&CellKey { period, place, source }];
        let whole = cell(Place::All, None);
        assert_eq!(whole.all, Tally { articles: 5, stories: 4, weight: 10.0 });
        assert_eq!(whole.undetermined, 2);
        let hunan = cell(Place::Province("430000".parse().unwrap()), Some("浮云晚报"));
        assert_eq!((hunan.all.articles, hunan.undetermined, hunan.themes.len()), (0, 1, 0));
        assert_eq!(cell(Place::Prefecture("620100".parse().unwrap()), Some("兰河日报")).undetermined, 1);
        assert_eq!(whole.themes[&1], Tally { articles: 4, stories: 3, weight: 8.0 });
        let gansu = "620000".parse().unwrap();
        assert_eq!(cell(Place::Province(gansu), None).all.articles, 3);
        assert_eq!(cell(Place::Province(gansu), Some("陇原晚报")).all.stories, 1);
        assert_eq!(cell(Place::Prefecture("620100".parse().unwrap()), None).all.articles, 2);
        assert!(!cells.keys().any(|key| key.source == Some("")));
        assert_eq!(cell(Place::Unknown, Some("兰河日报")).themes[&0].articles, 1);
    }

    #[test]
    fn prominence_counts_page_headline_and_length() {
        let print = |page, headline, length| Print { source: "兰河日报", page, headline, length };
        let prints = [
            print("1", true, 900),
            print("A01", false, 100),
            print("B1", true, 100),
            print("", false, 100),
            print("11", false, 800),
        ];
        assert_eq!(prominences(&prints), [4.0, 2.0, 2.0, 1.0, 2.0]);
        assert!(prominences(&[]).is_empty());
        for (page, front) in
            [("第1版", true), ("A01版", true), ("头版", true), ("b1", false), ("第12版", false), ("", false)]
        {
            assert_eq!(is_front_page(page), front, "{page}");
        }
    }
}
