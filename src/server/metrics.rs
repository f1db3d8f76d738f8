//! Whether the server is well, and what it did, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::server::problem::Problem;
use crate::server::shared::{Shared, locked};

/// Requests by route and status: their number and the time they took in all.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<BTreeMap<(String, u16), (u64, Duration)>>);

impl Metrics {
    /// Counts a request.
    pub fn count(&self, route: &str, status: u16, time: Duration) {
        let mut counts = locked(&self.0);
        let count = counts.entry((route.to_owned(), status)).or_default();
        count.0 += 1;
        count.1 += time;
    }

    fn text(&self) -> String {
        let counts = locked(&self.0);
        let mut text = String::from("# TYPE policyvane_requests_total counter\n");
        for ((route, status), (requests, _)) in counts.iter() {
            let _ = writeln!(text, "policyvane_requests_total{{route=\"{route}\",status=\"{status}\"}} {requests}");
        }
        text += "# TYPE policyvane_request_seconds_total counter\n";
        for ((route, status), (_, time)) in counts.iter() {
            let seconds = time.as_secs_f64();
            let _ = writeln!(
                text,
                "policyvane_request_seconds_total{{route=\"{route}\",status=\"{status}\"}} {seconds:.6}"
            );
        }
        text
    }
}

pub(super) async fn health() -> Json<Value> {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

pub(super) async fn metrics(State(shared): State<Arc<Shared>>) -> Result<Response, Problem> {
    let archive = shared.with_archive(|archive, _| Ok(archive.statistics()?)).await?;
    let mut text = shared.metrics.text();
    for (name, number) in
        [("articles", archive.articles), ("files", archive.files), ("corrections", archive.corrections)]
    {
        let _ = writeln!(text, "# TYPE policyvane_{name} gauge\npolicyvane_{name} {number}");
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
