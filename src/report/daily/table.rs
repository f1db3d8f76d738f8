//! The daily digest as a table, for spreadsheets.

use crate::Language;
use crate::messages;
use crate::report::daily::DailyDigest;
use crate::report::tables::table_row;

table_row! {
    /// One story of the day.
    pub struct DigestRow {
        /// The name of its theme.
        pub theme: String,
        /// Whether the theme is above its usual share.
        pub above_usual: bool,
        /// The headline.
        pub title: String,
        /// The paper.
        pub source: String,
        /// The page.
        pub page: String,
        /// The name of the place.
        pub region_name: String,
        /// The first sentence.
        pub text: String,
        /// How many articles of the day print it.
        pub printings: usize,
        /// The other papers that print it.
        pub reprints: String,
    }
}

/// One row for each story, in the order of the digest.
pub fn digest_rows(digest: &DailyDigest, language: Language) -> Vec<DigestRow> {
    let rows = digest.sections.iter().flat_map(|section| {
        section.entries.iter().map(move |entry| DigestRow {
            theme: section.theme.clone().unwrap_or_else(|| messages::daily_no_theme(language).to_owned()),
            above_usual: section.is_above(),
            title: entry.headline.clone(),
            source: entry.paper.clone(),
            page: entry.page.clone(),
            region_name: entry.region.clone(),
            text: entry.first_sentence.clone(),
            printings: 1 + entry.reprints.len(),
            reprints: entry
                .reprints
                .iter()
                .map(|(paper, page)| format!("{paper} {page}"))
                .collect::<Vec<_>>()
                .join(";"),
        })
    });
    rows.collect()
}
