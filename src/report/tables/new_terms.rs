//! Terms that clearly rose or faded within a theme.

use crate::Language;
use crate::analysis::{SurveyedArticle, TermFinding, ThemeTerms};
use crate::corpus::Theme;
use crate::report::tables::row::table_row;

table_row! {
    /// A term that clearly rose or faded within a theme.
    pub struct TermRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The term.
        pub term: String,
        /// `rising` or `fading`; `lead` for a term that rose on its own count but is not clear among all that were tested.
        pub direction: &'static str,
        /// The theme's articles with the term in the earlier span.
        pub before_count: usize,
        /// The theme's articles in the earlier span.
        pub before_total: usize,
        /// The theme's articles with the term in the later span.
        pub after_count: usize,
        /// The theme's articles in the later span.
        pub after_total: usize,
        /// The log-odds ratio with an informative prior (Monroe, Colaresi & Quinn 2008).
        pub log_odds: f64,
        /// The log-odds ratio over its standard error.
        pub z: f64,
        /// How many times as frequent the term is in the theme's articles as in all others.
        pub specificity: f64,
        /// The false discovery rate over all tested terms of all themes.
        pub false_discovery_rate: f64,
        /// The date of the theme's first article with the term.
        pub first_date: String,
        /// The paper of that article.
        pub first_source: String,
        /// The id of an example.
        pub example: String,
    }
}

/// One row per term and theme, the themes with most articles first.
pub fn term_rows(
    found: &[ThemeTerms],
    articles: &[SurveyedArticle<'_>],
    themes: &[Theme],
    language: Language,
) -> Vec<TermRow> {
    let row = |theme: &ThemeTerms, finding: &TermFinding, is_lead: bool| {
        let first = &articles[finding.first].classified.observation;
        TermRow {
            theme: themes[theme.theme].id.clone(),
            theme_name: themes[theme.theme].name(language).to_owned(),
            term: finding.term.clone(),
            direction: match (is_lead, finding.rises()) {
                (true, _) => "lead",
                (false, true) => "rising",
                (false, false) => "fading",
            },
            before_count: finding.before,
            before_total: theme.before_total,
            after_count: finding.after,
            after_total: theme.after_total,
            log_odds: finding.change.log_odds,
            z: finding.change.z,
            specificity: finding.specificity,
            false_discovery_rate: finding.false_discovery,
            first_date: first.date.map(|date| date.to_string()).unwrap_or_default(),
            first_source: first.source.to_string(),
            example: articles[finding.example].classified.id.to_string(),
        }
    };
    let rows = |theme: &ThemeTerms| -> Vec<TermRow> {
        let clear = theme.found.iter().map(|finding| row(theme, finding, false));
        clear.chain(theme.leads.iter().map(|finding| row(theme, finding, true))).collect()
    };
    found.iter().flat_map(rows).collect()
}
