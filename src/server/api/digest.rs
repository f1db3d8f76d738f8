//! The digest of a day as a document.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

use crate::Language;
use crate::archive::Archive;
use crate::corpus::PartialDate;
use crate::error::{Error, NothingToReport, Result};
use crate::model::Classifier;
use crate::report::{DailyDigest, digest_rows, tables, to_docx, to_html, to_markdown};
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::survey::{FirstSentences, STORY_DAYS, Survey};

/// The day asked for, else the last one of the archive.
pub(super) fn day_of(parameters: &Parameters) -> Result<Option<Date>, Problem> {
    let date = parameters.date("date")?;
    let full = |date: PartialDate| date.full().ok_or_else(|| Problem::bad_parameter("date", &date.to_string()));
    date.map(full).transpose()
}

/// The digest of a day, the last one if none is asked for. Printings are looked for on `before` days before it.
pub(super) fn digest_of(
    archive: &Archive,
    classifier: &Classifier,
    day: Option<Date>,
    before: i32,
    language: Language,
) -> Result<(Date, DailyDigest)> {
    let none = Error::NothingToReport { reason: NothingToReport::NoDate };
    let last = || archive.last_day()?.and_then(|date| date.full()).ok_or(none);
    let day = day.map_or_else(last, Ok)?;
    let mut survey = Survey::new(classifier);
    let mut sentences = FirstSentences::default();
    archive.survey_days(&mut survey, day, before, |article| sentences.add(article))?;
    Ok((day, survey.daily_digest(day, &sentences, &archive.theme_days(day)?, language)?))
}

pub(in crate::server) async fn digest(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[&["date", "format", "lang"]])?;
    let (day, language) = (day_of(&parameters)?, shared.language(parameters.get("lang")));
    let form = parameters.get("format").unwrap_or("docx").to_owned();
    let kind = match form.as_str() {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        other => return Err(Problem::bad_parameter("format", other)),
    };
    shared
        .with_archive(move |archive, shared| {
            let (day, digest) = digest_of(archive, &shared.classifier(), day, STORY_DAYS, language)?;
            let bytes = match form.as_str() {
                "docx" => to_docx(&digest, language)?,
                "html" => to_html(&digest, language).into_bytes(),
                "md" => to_markdown(&digest, language).into_bytes(),
                _ => tables::readable_workbook(&tables::to_csv(digest_rows(&digest, language)), language)?,
            };
            let name = format!("attachment; filename=\"digest-{day}.{form}\"");
            Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
        })
        .await
}
