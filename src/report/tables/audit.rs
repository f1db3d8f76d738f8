//! The tables of an audit: the sample for coders, its design, and what its labels show.

use crate::Language;
use crate::analysis::{Audit, ClassifiedArticle};
use crate::corpus::{Article, ID_PREFIX, Theme};
use crate::report::tables::row::table_row;
use crate::trends::audit::Drawn;

/// Maximum number of characters of a text that coders get: a cell of a spreadsheet holds 32,767.
const MAX_TEXT: usize = 30_000;

table_row! {
    /// An article for a coder. It does not show what the model chose.
    pub struct AuditSampleRow {
        /// The article's identifier behind `id:`, so that no spreadsheet takes it for a number or a day.
        pub id: String,
        /// The day of publication.
        pub date: String,
        /// The paper.
        pub source: String,
        /// The page.
        pub page: String,
        /// The headline.
        pub title: String,
        /// The text.
        pub text: String,
        /// The coder's theme.
        pub label: String,
    }
}

table_row! {
    /// How an article of the sample was drawn.
    pub struct AuditDesignRow {
        /// The article's identifier behind `id:`.
        pub id: String,
        /// The theme that the model chose.
        pub theme: String,
        /// The number of its stratum.
        pub stratum: usize,
        /// The probability with which it was drawn.
        pub inclusion_probability: String,
    }
}

table_row! {
    /// A theme as counted and as audited.
    pub struct AuditRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The share of articles for which the model chose the theme.
        pub counted: f64,
        /// The share as coders would find it (PPI++; Angelopoulos, Duchi & Zrnic 2023).
        pub audited: f64,
        /// The lower end of its 95% interval (Korn & Graubard 1998).
        pub audited_low: f64,
        /// The upper end of its 95% interval.
        pub audited_high: f64,
        /// The number of labels with the theme.
        pub labels: usize,
        /// How much the model's probabilities count, 0 to 1.
        pub power: f64,
        /// The share of the theme among articles for which the model chose it.
        pub precision: Option<f64>,
        /// The lower end of its 95% interval.
        pub precision_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub precision_high: Option<f64>,
        /// The share of the theme's articles for which the model chose it.
        pub recall: Option<f64>,
        /// The lower end of its 95% interval.
        pub recall_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub recall_high: Option<f64>,
        /// The audited share in the earlier span, within the papers that were read in both.
        pub before: Option<f64>,
        /// The audited share in the later span.
        pub after: Option<f64>,
        /// The change as audited (DSL; Egami et al. 2023).
        pub change: Option<f64>,
        /// The lower end of its 95% interval.
        pub change_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub change_high: Option<f64>,
        /// The change as counted.
        pub change_counted: Option<f64>,
        /// The false discovery rate of the audited change.
        pub change_false_discovery_rate: Option<f64>,
        /// How many more labels the wished half-width of the share's interval needs.
        pub more_labels: Option<usize>,
    }
}

/// One row for an article that was drawn.
pub fn audit_sample_row(article: &Article) -> AuditSampleRow {
    AuditSampleRow {
        id: format!("{ID_PREFIX}{}", article.id),
        date: article.date.map(|date| date.to_string()).unwrap_or_default(),
        source: article.source.clone(),
        page: article.page.clone(),
        title: article.title.clone(),
        text: article.text.chars().take(MAX_TEXT).collect(),
        label: String::new(),
    }
}

/// One row for each article that was drawn, in the order of the sample.
pub fn audit_design_rows(articles: &[ClassifiedArticle], drawn: &[Drawn], themes: &[Theme]) -> Vec<AuditDesignRow> {
    let row = |drawn: &Drawn| AuditDesignRow {
        id: format!("{ID_PREFIX}{}", articles[drawn.unit].id),
        theme: themes[articles[drawn.unit].observation.theme].id.clone(),
        stratum: drawn.stratum + 1,
        inclusion_probability: drawn.probability.to_string(),
    };
    drawn.iter().map(row).collect()
}

/// One row per theme, in the theme set's order; `half_width` is the wished half-width of intervals, 0 to 1.
pub fn audit_rows(audit: &Audit, themes: &[Theme], language: Language, half_width: Option<f64>) -> Vec<AuditRow> {
    let row = |(theme, named): (usize, &Theme)| {
        let share = audit.shares[theme];
        let quality = audit.quality.themes[theme];
        let changes = audit.comparison.as_ref().and_then(|comparison| comparison.changes.as_ref());
        let change = changes.map(|changes| changes[theme]);
        AuditRow {
            theme: named.id.clone(),
            theme_name: named.name(language).to_owned(),
            counted: share.counted,
            audited: share.audited.value,
            audited_low: share.audited.low,
            audited_high: share.audited.high,
            labels: share.labels,
            power: share.power,
            precision: quality.precision.map(|found| found.value),
            precision_low: quality.precision.map(|found| found.low),
            precision_high: quality.precision.map(|found| found.high),
            recall: quality.recall.map(|found| found.value),
            recall_low: quality.recall.map(|found| found.low),
            recall_high: quality.recall.map(|found| found.high),
            before: change.map(|change| change.before.value),
            after: change.map(|change| change.after.value),
            change: change.map(|change| change.change.value),
            change_low: change.map(|change| change.change.low),
            change_high: change.map(|change| change.change.high),
            change_counted: change.map(|change| change.counted),
            change_false_discovery_rate: change.map(|change| change.false_discovery),
            more_labels: half_width.map(|width| share.more_labels(width, audit.labels, audit.articles)),
        }
    };
    themes.iter().enumerate().map(row).collect()
}
