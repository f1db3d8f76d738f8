//! The finest table: all series together.

use crate::Language;
use crate::analysis::SurveyedArticle;
use crate::corpus::Theme;
use crate::messages;
use crate::report::tables::row::table_row;
use crate::report::words::place_name;
use crate::trends::{Cell, CellKey, Observation, PeriodKind, Place, PrintedStory, Tally, cells, share_of_clustered};

table_row! {
    /// The count of a theme in one cell: a period, a place and a paper.
    pub struct SeriesRow {
        /// The period.
        pub period: String,
        /// `all`, `province`, `prefecture` or `unknown`.
        pub level: &'static str,
        /// The adcode of the province or prefecture; empty for all places and for unknown ones.
        pub region: String,
        /// The name of the place.
        pub region_name: String,
        /// The paper; empty for all papers together.
        pub source: String,
        /// The theme's id; empty in the row of the cell's total.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The number of articles.
        pub articles: usize,
        /// The number of all articles of the cell that have a theme.
        pub total_articles: usize,
        /// The number of articles of the cell that say too little for a theme; they are in no count and in no total.
        pub undetermined: usize,
        /// The share of articles, 0 to 1; none where no article of the cell has a theme.
        pub share: Option<f64>,
        /// The lower end of its 95% interval (Wilson 1927, for as many articles as remain by the theme's design effect).
        pub share_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub share_high: Option<f64>,
        /// The number of stories: articles without reprints.
        pub stories: usize,
        /// The number of all stories of the cell.
        pub total_stories: usize,
        /// The share of stories.
        pub share_of_stories: Option<f64>,
        /// The share of articles weighed by prominence.
        pub share_by_prominence: Option<f64>,
    }
}

/// One row per period, place (everywhere, provinces, prefectures), paper (all, each) and theme that has articles there,
/// and one without a theme for all articles of the cell, also where none of them has a theme. A theme without a row has no
/// articles in that cell; a cell without rows was not read. `design_effects` widen the intervals, by theme.
pub fn series_rows(
    articles: &[SurveyedArticle<'_>],
    undetermined: &[&Observation],
    themes: &[Theme],
    kind: PeriodKind,
    design_effects: &[f64],
    language: Language,
) -> Vec<SeriesRow> {
    let printed: Vec<PrintedStory<'_>> = articles.iter().map(SurveyedArticle::printed_story).collect();
    let mut rows = Vec::new();
    for (key, cell) in &cells(&printed, undetermined, kind) {
        rows.push(row(key, cell, &cell.all, (None, 1.0), language));
        rows.extend(
            cell.themes
                .iter()
                .map(|(&theme, tally)| row(key, cell, tally, (Some(&themes[theme]), design_effects[theme]), language)),
        );
    }
    rows
}

fn row(
    key: &CellKey<'_>,
    cell: &Cell,
    tally: &Tally,
    (theme, design_effect): (Option<&Theme>, f64),
    language: Language,
) -> SeriesRow {
    let (level, region, region_name) = match key.place {
        Place::All => ("all", String::new(), messages::all_places(language).to_owned()),
        Place::Province(adcode) => ("province", adcode.to_string(), place_name(adcode, language)),
        Place::Prefecture(adcode) => ("prefecture", adcode.to_string(), place_name(adcode, language)),
        Place::Unknown => ("unknown", String::new(), messages::unknown_place(language).to_owned()),
    };
    let has_articles = cell.all.articles > 0;
    let share = has_articles.then(|| share_of_clustered(tally.articles, cell.all.articles, design_effect));
    SeriesRow {
        period: key.period.to_string(),
        level,
        region,
        region_name,
        source: key.source.unwrap_or_default().to_owned(),
        theme: theme.map(|theme| theme.id.clone()).unwrap_or_default(),
        theme_name: theme.map(|theme| theme.name(language).to_owned()).unwrap_or_default(),
        articles: tally.articles,
        total_articles: cell.all.articles,
        undetermined: cell.undetermined,
        share: share.map(|share| share.value),
        share_low: share.map(|share| share.low),
        share_high: share.map(|share| share.high),
        stories: tally.stories,
        total_stories: cell.all.stories,
        share_of_stories: has_articles.then(|| tally.stories as f64 / cell.all.stories as f64),
        share_by_prominence: has_articles.then(|| tally.weight / cell.all.weight),
    }
}
