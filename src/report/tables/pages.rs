//! Pieces of pages that are not article text, and lines at which pages might be cut differently.

use crate::corpus::page::{FurnitureKind, UncertainBoundary};
use crate::corpus::{Article, PageRecord};
use crate::report::tables::row::table_row;

table_row! {
    /// A line of a page at which it is uncertain whether an article begins.
    pub struct UnsureRow {
        /// The file of the page.
        pub file: String,
        /// The number of the line, from 1.
        pub line: usize,
        /// The probability that an article begins there, with two decimals.
        pub probability: String,
        /// `yes` where an article was begun.
        pub article_begins: &'static str,
        /// The line before.
        pub line_before: String,
        /// The line.
        pub line_text: String,
    }
}

table_row! {
    /// A piece of a page that is not part of an article's text.
    pub struct FurnitureRow {
        /// The file of the page.
        pub file: String,
        /// Its kind, such as a masthead, an imprint, an advert or a caption.
        pub kind: String,
        /// The article it stands with; empty where it stands with none.
        pub article: String,
        /// Its text.
        pub text: String,
    }
}

/// The lines at which it is uncertain whether an article begins, the most uncertain first.
pub fn unsure_rows(pages: &[PageRecord]) -> Vec<UnsureRow> {
    let mut unsure: Vec<(&str, &UncertainBoundary)> =
        pages.iter().flat_map(|page| page.unsure.iter().map(|place| (page.file.as_str(), place))).collect();
    unsure.sort_by(|(a_file, a), (b_file, b)| {
        let doubt = |place: &UncertainBoundary| (place.probability - 0.5).abs();
        doubt(a).total_cmp(&doubt(b)).then(a_file.cmp(b_file)).then(a.line.cmp(&b.line))
    });
    unsure
        .into_iter()
        .map(|(file, place)| UnsureRow {
            file: file.into(),
            line: place.line,
            probability: format!("{:.2}", place.probability),
            article_begins: if place.taken { "yes" } else { "no" },
            line_before: place.before.clone(),
            line_text: place.after.clone(),
        })
        .collect()
}

/// The pieces of pages that are not article text, then the captions of articles.
pub fn furniture_rows(pages: &[PageRecord], articles: &[Article]) -> Vec<FurnitureRow> {
    let pieces = pages.iter().flat_map(|page| {
        page.furniture.iter().map(|piece| FurnitureRow {
            file: page.file.clone(),
            kind: piece.kind.to_string(),
            article: String::new(),
            text: piece.text.clone(),
        })
    });
    let captions = articles.iter().flat_map(|article| {
        article.captions.iter().map(|caption| FurnitureRow {
            file: article.file.clone(),
            kind: FurnitureKind::Caption.to_string(),
            article: article.id.clone(),
            text: caption.clone(),
        })
    });
    pieces.chain(captions).collect()
}
