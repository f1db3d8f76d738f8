//! Results to what people read: charts, tables, model cards. Everything comes back as bytes or text; the command
//! line decides where it goes.

mod card;
mod chart;
mod document;
mod findings;
mod lag;
mod lag_words;
mod page;
mod reported;
mod series;
mod tables;
mod terms;
mod vocabulary;
mod words;

pub use card::model_card;
pub use chart::{Figure, TextMetrics, evaluation_figures};
pub use document::{Document, ReportInput, build};
pub use findings::{ManifestInput, manifest};
pub use reported::Reported;
pub use tables::{
    ClassifiedRow, cap_header, classified_header, counts_csv, curve_text, evaluation_text, explanation_text,
    extra_columns, furniture_csv, review_csv, trials_csv,
};
