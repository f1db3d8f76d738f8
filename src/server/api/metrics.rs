//! Whether the server is well, and what it did, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::server::problem::Problem;
use crate::server::shared::Shared;

pub(in crate::server) async fn health() -> Json<Value> {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

pub(in crate::server) async fn metrics(State(shared): State<Arc<Shared>>) -> Result<Response, Problem> {
    let archive = shared.with_archive(|archive, _| Ok(archive.numbers()?)).await?;
    let mut text = shared.requests.text();
    for (name, number) in
        [("articles", archive.articles), ("files", archive.files), ("corrections", archive.corrections)]
    {
        let _ = writeln!(text, "# TYPE policyvane_{name} gauge\npolicyvane_{name} {number}");
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
