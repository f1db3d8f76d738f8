//! The whole report of an archive that is too large to wait for: it is made in the background, one at a time, and fetched when it is
//! ready.
//!
//! The finished page stays in memory, which holds it easily (`report/web/articles.rs` bounds its size), until another one is begun,
//! somebody discards it, or the server ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};

use crate::server::api::report::{AskedReport, answer, made};
use crate::server::locks::locked;
use crate::server::parameters::{Parameters, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// How far the report is.
#[derive(Debug, Default)]
enum Stage {
    #[default]
    Idle,
    /// So many of the articles are read; when all are, the report is made of them.
    Running {
        read: usize,
        total: usize,
    },
    Made(Bytes),
    Failed([String; 2]),
}

#[derive(Debug, Default)]
struct Progress {
    stage: Stage,
    /// The number of the report that was begun last.
    number: u64,
    /// What it is of, as the query of its request.
    query: String,
}

/// The report in the background, shared by all requests.
#[derive(Debug, Default)]
pub(in crate::server) struct ReportJob {
    state: Mutex<Progress>,
    stopped: AtomicBool,
}

impl ReportJob {
    /// Begins a report; one that was made before is forgotten.
    fn begin(&self, query: String) {
        let mut state = locked(&self.state);
        self.stopped.store(false, Ordering::Relaxed);
        state.number += 1;
        state.query = query;
        state.stage = Stage::Running { read: 0, total: 0 };
    }

    /// Records how many articles are read; returns whether to go on.
    fn progress(&self, read: usize, total: usize) -> bool {
        locked(&self.state).stage = Stage::Running { read, total };
        !self.stopped.load(Ordering::Relaxed)
    }

    /// Ends a report and keeps its outcome; one that was stopped leaves nothing.
    fn end(&self, outcome: Result<String, Problem>) {
        let is_stopped = self.stopped.load(Ordering::Relaxed);
        locked(&self.state).stage = match outcome {
            _ if is_stopped => Stage::Idle,
            Ok(page) => Stage::Made(page.into()),
            Err(problem) => Stage::Failed(problem.into_texts()),
        };
    }

    /// Stops the report that is being made, if one is, and forgets one that was made. One whose articles are all read is made to its
    /// end and then thrown away.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        let mut state = locked(&self.state);
        if !matches!(state.stage, Stage::Running { .. }) {
            state.stage = Stage::Idle;
        }
    }

    /// The report of this number, if it is there.
    fn made(&self, number: u64) -> Option<Bytes> {
        let state = locked(&self.state);
        match &state.stage {
            Stage::Made(page) if state.number == number => Some(page.clone()),
            _ => None,
        }
    }

    fn described(&self) -> Json<Value> {
        let state = locked(&self.state);
        let query = if matches!(state.stage, Stage::Idle) { None } else { Some(&state.query) };
        let mut told = json!({ "query": query, "task": null, "made": null, "problem": null });
        match &state.stage {
            Stage::Idle => {}
            Stage::Running { read, total } => {
                let name = if self.stopped.load(Ordering::Relaxed) {
                    "stopping"
                } else if read < total || *total == 0 {
                    "reading"
                } else {
                    "making"
                };
                told["task"] = json!({ "name": name, "done": read, "total": total });
            }
            Stage::Made(page) => told["made"] = json!({ "number": state.number, "bytes": page.len() }),
            Stage::Failed([zh, en]) => told["problem"] = json!({ "zh": zh, "en": en }),
        }
        Json(told)
    }
}

pub(in crate::server) async fn state(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    Ok(shared.report_job.described())
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
        let outcome = job
            .with_archive(move |archive, shared| {
                let total = archive.numbers()?.articles;
                let mut read = 0;
                made(archive, shared, &asked, |articles| {
                    read += articles;
                    shared.report_job.progress(read, total)
                })
            })
            .await;
        job.report_job.end(outcome);
        // The next one may begin only when the outcome of this one is told.
        drop(reporting);
    });
    Ok(shared.report_job.described())
}

pub(in crate::server) async fn discard(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    shared.report_job.stop();
    Ok(shared.report_job.described())
}

/// The report that was made.
pub(in crate::server) async fn fetch(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[&["number", "lang"]])?;
    let number: u64 = parameters.parsed("number")?.ok_or_else(|| Problem::missing_parameter("number"))?;
    shared.report_job.made(number).map(answer).ok_or_else(Problem::no_report)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of the task, and the number of the report that is there.
    fn told(job: &ReportJob) -> (Option<String>, Option<u64>) {
        let Json(told) = job.described();
        (told["task"]["name"].as_str().map(str::to_owned), told["made"]["number"].as_u64())
    }

    #[test]
    fn a_report_is_told_from_its_beginning_to_its_end_and_fetched_by_its_number() {
        let job = ReportJob::default();
        assert_eq!(told(&job), (None, None));
        job.begin("q=信访".to_owned());
        assert_eq!((told(&job).0.as_deref(), &job.described().0["query"]), (Some("reading"), &"q=信访".into()));
        assert!(job.progress(50, 100) && told(&job).0.as_deref() == Some("reading"));
        assert!(job.progress(100, 100) && told(&job).0.as_deref() == Some("making"));
        job.end(Ok("<html>".to_owned()));
        assert_eq!((told(&job), job.made(1).as_deref()), ((None, Some(1)), Some(b"<html>".as_slice())));
        // Who waits for another one does not get this one.
        assert_eq!(job.made(2), None);
        job.begin("q=信访".to_owned());
        assert_eq!(job.made(1), None);
        job.end(Err(Problem::internal()));
        assert!(!job.described().0["problem"].is_null());
    }

    #[test]
    fn a_report_that_is_stopped_leaves_nothing() {
        let job = ReportJob::default();
        job.begin("q=信访".to_owned());
        job.stop();
        assert!(!job.progress(1, 100) && told(&job).0.as_deref() == Some("stopping"));
        job.end(Ok(String::new()));
        assert!(told(&job) == (None, None) && job.described().0["query"].is_null());
        // One that is ready is forgotten at once.
        job.begin("q=信访".to_owned());
        job.end(Ok("<html>".to_owned()));
        job.stop();
        assert_eq!((told(&job), job.made(2)), ((None, None), None));
    }
}
