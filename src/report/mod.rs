//! Turns findings into what people read, by form: tables, prose, charts, the offline page, the manifest. Everything is
//! returned as bytes or text; the caller decides where it goes.

mod build;
mod chart;
mod daily;
mod findings;
mod input;
mod manifest;
mod peak_events;
mod prose;
mod screen;
pub mod tables;
mod web;
mod word;
mod words;
mod workbook;

pub use build::{Document, FILE_NAMES, build, build_page};
pub use chart::{Figure, LeftOut, TextMetrics, evaluation_figures};
#[cfg(feature = "server")]
pub(crate) use daily::escaped;
pub use daily::{DailyDigest, DigestEntry, DigestRow, ThemeSection, Usual, digest_rows, to_docx, to_html, to_markdown};
pub use input::{Filtering, OmittedFile, ReportInput};
pub use manifest::{ManifestFacts, manifest};
pub use prose::{
    CheckLine, audit_notes, audit_text, check_lines, columns_line, curve_text, evaluation_text, explanation_text,
    gain_text, is_model_card, model_card, no_lag_text, vocabulary_warning,
};
pub use screen::{Screen, ScreenAbout, ScreenCell, ScreenPicture, ScreenShare, screen_document, screen_workbook};
pub use words::{p_value, place_name, shell_word};
pub use workbook::workbook;
