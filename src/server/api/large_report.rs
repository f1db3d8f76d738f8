//! The whole report of an archive that is too large to wait for: it is made in the background, one at a time, and fetched when it is
//! ready.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde_json::Value;

use crate::archive::Archive;
use crate::server::api::report::{AskedReport, Step, answer, made};
use crate::server::api::report_job::ReportTask;
use crate::server::parameters::{Parameters, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::survey::PageStep;

pub(in crate::server) async fn state(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    Ok(Json(shared.report_job.described()))
}

pub(in crate::server) async fn begin(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[SELECTION, &["period"]])?;
    let (asked, query) = (AskedReport::of(&parameters, &shared)?, parameters.query());
    // What is wrong with the selection is told at once.
    let asked = shared
        .with_archive(move |archive, shared| {
            asked.check(archive, shared)?;
            Ok(asked)
        })
        .await?;
    let reporting = shared.begin_reporting()?;
    shared.report_job.begin(query);
    let job = shared.clone();
    tokio::spawn(async move {
        let outcome = job.with_archive(move |archive, shared| followed(archive, shared, &asked)).await;
        job.report_job.end(outcome, (job.settings.now)());
        // The next one may begin only when the outcome of this one is told.
        drop(reporting);
    });
    Ok(Json(shared.report_job.described()))
}

/// Makes the page and tells how far it is, until somebody stops it.
fn followed(archive: &Archive, shared: &Shared, asked: &AskedReport) -> Result<String, Problem> {
    let total = archive.numbers()?.articles;
    let mut read = 0;
    made(archive, shared, asked, |step| {
        let task = match step {
            Step::Read(articles) => {
                read += articles;
                ReportTask::Reading { read, total }
            }
            Step::Page(PageStep::Counting) => ReportTask::Counting,
            Step::Page(PageStep::Writing) => ReportTask::Writing,
        };
        shared.report_job.progress(task)
    })
}

pub(in crate::server) async fn discard(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[])?;
    shared.report_job.stop();
    Ok(Json(shared.report_job.described()))
}

/// The report that was made.
pub(in crate::server) async fn fetch(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[&["number"]])?;
    let number: u64 = parameters.parsed("number")?.ok_or_else(|| Problem::missing_parameter("number"))?;
    shared.report_job.made(number).map(answer).ok_or_else(Problem::no_report)
}
