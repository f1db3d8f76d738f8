//! Stories that were printed several times.

use std::collections::BTreeMap;

use crate::analysis::SurveyedArticle;
use crate::report::tables::classified::date_cell;
use crate::report::tables::row::table_row;

table_row! {
    /// One printing of a story that has several.
    pub struct PrintingRow {
        /// The number of the story.
        pub story: usize,
        /// The number of its printings.
        pub printings: usize,
        /// `yes` for the printing that came first.
        pub first: &'static str,
        /// The day of its publication; empty where it is unknown.
        pub date: String,
        /// The day of the event that it reports; empty where it names none.
        pub event_date: String,
        /// The paper.
        pub source: String,
        /// The article's id.
        pub id: String,
        /// The headline, or the beginning of the text where there is none.
        pub title: String,
    }
}

/// One row per printing, the first printing of each story first.
pub fn printing_rows(articles: &[SurveyedArticle<'_>]) -> impl Iterator<Item = PrintingRow> {
    let mut stories: BTreeMap<usize, Vec<&SurveyedArticle<'_>>> = BTreeMap::new();
    for article in articles.iter().filter(|article| article.printings > 1) {
        stories.entry(article.story).or_default().push(article);
    }
    stories.into_iter().flat_map(|(story, mut printings)| {
        printings.sort_by_key(|article| article.reprint);
        let count = printings.len();
        printings.into_iter().map(move |article| PrintingRow {
            story,
            printings: count,
            first: if article.reprint { "no" } else { "yes" },
            date: date_cell(article.classified.published),
            event_date: date_cell(article.classified.event_date),
            source: article.classified.observation.source.to_string(),
            id: article.classified.id.to_string(),
            title: article.classified.display_title().to_owned(),
        })
    })
}
