//! The finest table: all series at once.

use crate::corpus::Gazetteer;
use crate::report::document::ReportInput;
use crate::report::words::say;
use crate::trends::counts::cells;
use crate::trends::{CellKey, Period, PeriodKind, Place, Print, Printed, Tally, prominences, wilson};

/// The columns.
const COLUMNS: [&str; 16] = [
    "period",
    "level",
    "region",
    "region_name",
    "source",
    "theme",
    "theme_name",
    "articles",
    "total_articles",
    "share",
    "share_low",
    "share_high",
    "stories",
    "total_stories",
    "share_of_stories",
    "share_by_prominence",
];

/// The weights of all articles by prominence.
pub(super) fn weights(input: &ReportInput<'_>) -> Vec<f64> {
    let prints: Vec<Print<'_>> = input
        .articles
        .iter()
        .map(|article| Print {
            source: &article.seen.source,
            page: &article.page,
            headline: article.headline,
            length: article.length,
        })
        .collect();
    prominences(&prints)
}

/// Each theme's share of all counted articles' weights by prominence.
pub(super) fn shares_by_prominence(input: &ReportInput<'_>, kind: PeriodKind, weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; input.classifier.themes().len()];
    for (article, weight) in input.articles.iter().zip(weights) {
        if article.seen.date.is_some_and(|date| Period::of(date, kind).is_some()) {
            sums[article.seen.theme] += weight;
        }
    }
    let all: f64 = sums.iter().sum();
    sums.into_iter().map(|sum| if all > 0.0 { sum / all } else { 0.0 }).collect()
}

/// One row a period, place (everywhere, provinces, prefectures), source (all, each) and theme that has articles there, and
/// one without a theme for all articles of the cell: a theme without a row has none of those, a cell without rows was
/// not seen.
pub(super) fn series_csv(input: &ReportInput<'_>, kind: PeriodKind, weights: &[f64]) -> String {
    let appearances: Vec<Printed<'_>> = input
        .articles
        .iter()
        .zip(weights)
        .map(|(article, &prominence)| Printed { seen: &article.seen, story: article.story, prominence })
        .collect();
    let themes = input.classifier.themes();
    let gazetteer = Gazetteer::shared();
    let language = input.language;
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail, and fields are text.
    let _ = writer.write_record(COLUMNS);
    for (CellKey { period, place, source }, cell) in cells(&appearances, kind) {
        let period = period.to_string();
        let (level, region, name) = match place {
            Place::All => ("all", String::new(), say(language, "全部", "all").to_owned()),
            Place::Province(adcode) => ("province", adcode.to_string(), gazetteer.full_name(adcode)),
            Place::Prefecture(adcode) => ("prefecture", adcode.to_string(), gazetteer.full_name(adcode)),
            Place::Unknown => ("unknown", String::new(), say(language, "未知", "unknown").to_owned()),
        };
        let mut row = |theme: &str, theme_name: &str, tally: &Tally| {
            let Tally { articles, stories, weight } = *tally;
            let share = wilson(articles, cell.all.articles);
            let of_stories = stories as f64 / cell.all.stories.max(1) as f64;
            let numbers =
                [share.value, share.low, share.high, of_stories, weight / cell.all.weight].map(|n| format!("{n:.6}"));
            let [value, low, high, of_stories, by_prominence] = &numbers;
            let counts = [articles, cell.all.articles, stories, cell.all.stories].map(|count| count.to_string());
            let [articles, total, stories, all_stories] = &counts;
            let own = [&period, level, &region, &name, source.unwrap_or_default(), theme, theme_name];
            let counted = [articles, total, value, low, high, stories, all_stories, of_stories, by_prominence];
            let _ = writer.write_record(own.into_iter().chain(counted.into_iter().map(String::as_str)));
        };
        row("", "", &cell.all);
        for (theme, tally) in &cell.themes {
            row(&themes[*theme].id, themes[*theme].name(language), tally);
        }
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
