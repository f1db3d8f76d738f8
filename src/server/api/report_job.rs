//! The state of the report that is made in the background: how far it is, the finished page, or why there is none.
//!
//! The finished page stays in memory, which holds it easily (`report/web/articles.rs` bounds its size), until another one is begun,
//! somebody discards it, or the server ends. What is kept on disk meanwhile lies in temporary files without names, which go with it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::server::locks::locked;
use crate::server::problem::Problem;

/// What is done for the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportTask {
    /// So many of the articles are read.
    Reading { read: usize, total: usize },
    /// What they tell is counted.
    Counting,
    /// The page is written.
    Writing,
}

impl ReportTask {
    fn id(self) -> &'static str {
        match self {
            ReportTask::Reading { .. } => "reading",
            ReportTask::Counting => "counting",
            ReportTask::Writing => "writing",
        }
    }
}

/// How far the report is.
#[derive(Debug, Default)]
enum Stage {
    #[default]
    Idle,
    Running(ReportTask),
    /// The page, and when it was ready.
    Made(Bytes, String),
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
    pub(super) fn begin(&self, query: String) {
        let mut state = locked(&self.state);
        self.stopped.store(false, Ordering::Relaxed);
        state.number += 1;
        state.query = query;
        state.stage = Stage::Running(ReportTask::Reading { read: 0, total: 0 });
    }

    /// Records what is done now; returns whether to go on.
    pub(super) fn progress(&self, task: ReportTask) -> bool {
        locked(&self.state).stage = Stage::Running(task);
        !self.stopped.load(Ordering::Relaxed)
    }

    /// Ends a report and keeps its outcome, with the time; one that was stopped leaves nothing.
    pub(super) fn end(&self, outcome: Result<String, Problem>, at: String) {
        let mut state = locked(&self.state);
        state.stage = match outcome {
            _ if self.stopped.load(Ordering::Relaxed) => Stage::Idle,
            Ok(page) => Stage::Made(page.into(), at),
            Err(problem) => Stage::Failed(problem.into_texts()),
        };
    }

    /// Stops the report that is being made, if one is, and forgets one that was made. A step that has begun comes to its end, and what it
    /// gave is thrown away.
    pub fn stop(&self) {
        let mut state = locked(&self.state);
        self.stopped.store(true, Ordering::Relaxed);
        if !matches!(state.stage, Stage::Running(_)) {
            state.stage = Stage::Idle;
        }
    }

    /// The report of this number, if it is there.
    pub(super) fn made(&self, number: u64) -> Option<Bytes> {
        let state = locked(&self.state);
        match &state.stage {
            Stage::Made(page, _) if state.number == number => Some(page.clone()),
            _ => None,
        }
    }

    pub(super) fn described(&self) -> Value {
        let state = locked(&self.state);
        let query = if matches!(state.stage, Stage::Idle) { None } else { Some(&state.query) };
        let mut description = json!({ "query": query, "task": null, "made": null, "problem": null });
        match &state.stage {
            Stage::Idle => {}
            Stage::Running(task) => {
                let (done, total) = match *task {
                    ReportTask::Reading { read, total } => (read, total),
                    ReportTask::Counting | ReportTask::Writing => (0, 0),
                };
                let name = if self.stopped.load(Ordering::Relaxed) { "stopping" } else { task.id() };
                description["task"] = json!({ "name": name, "done": done, "total": total });
            }
            Stage::Made(page, at) => {
                description["made"] = json!({ "number": state.number, "bytes": page.len(), "at": at });
            }
            Stage::Failed([zh, en]) => description["problem"] = json!({ "zh": zh, "en": en }),
        }
        description
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of the task, and the number of the report that is there.
    fn description(job: &ReportJob) -> (Option<String>, Option<u64>) {
        let description = job.described();
        (description["task"]["name"].as_str().map(str::to_owned), description["made"]["number"].as_u64())
    }

    fn end(job: &ReportJob, outcome: Result<String, Problem>) {
        job.end(outcome, "2026-05-06T07:08:09Z".to_owned());
    }

    #[test]
    fn a_report_is_told_from_its_beginning_to_its_end_and_fetched_by_its_number() {
        let job = ReportJob::default();
        assert_eq!(description(&job), (None, None));
        job.begin("q=信访".to_owned());
        assert_eq!((description(&job).0.as_deref(), &job.described()["query"]), (Some("reading"), &"q=信访".into()));
        assert!(job.progress(ReportTask::Reading { read: 50, total: 100 }));
        assert_eq!(job.described()["task"], json!({ "name": "reading", "done": 50, "total": 100 }));
        for (task, name) in [(ReportTask::Counting, "counting"), (ReportTask::Writing, "writing")] {
            assert!(job.progress(task));
            assert_eq!(description(&job).0.as_deref(), Some(name));
        }
        end(&job, Ok("<html>".to_owned()));
        assert_eq!((description(&job), job.made(1).as_deref()), ((None, Some(1)), Some(b"<html>".as_slice())));
        assert_eq!(job.described()["made"]["at"], "2026-05-06T07:08:09Z");
        // Who waits for another one does not get this one.
        assert_eq!(job.made(2), None);
        job.begin("q=信访".to_owned());
        assert_eq!(job.made(1), None);
        end(&job, Err(Problem::internal()));
        assert!(!job.described()["problem"].is_null());
    }

    #[test]
    fn a_report_that_is_stopped_leaves_nothing() {
        let job = ReportJob::default();
        job.begin("q=信访".to_owned());
        job.stop();
        assert!(!job.progress(ReportTask::Counting));
        assert_eq!(description(&job).0.as_deref(), Some("stopping"));
        end(&job, Ok(String::new()));
        assert!(description(&job) == (None, None) && job.described()["query"].is_null());
        // One that is ready is forgotten at once.
        job.begin("q=信访".to_owned());
        end(&job, Ok("<html>".to_owned()));
        job.stop();
        assert_eq!((description(&job), job.made(2)), ((None, None), None));
    }
}
