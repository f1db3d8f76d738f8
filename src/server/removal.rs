//! Takes articles out of the archive: one, an issue, or all that an addition brought. Labels stay, as with `archive remove`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::server::parameters::{Parameters, Row};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::server::uploads::FOLDER;

/// The value of a parameter that must be given.
fn required(parameters: &Parameters, name: &str) -> Result<String, Problem> {
    let value = parameters.one(name)?.ok_or_else(|| Problem::missing_parameter(name))?;
    Ok(value.to_owned())
}

pub(super) async fn article(
    State(shared): State<Arc<Shared>>,
    Row(row): Row,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    shared.refuse_if_read_only()?;
    shared
        .with_archive(move |archive, _| match archive.remove_article(row)? {
            0 => Err(Problem::no_article()),
            removed => Ok(Json(json!({ "articles": removed }))),
        })
        .await
}

/// Removes the articles of a paper and a day; an issue whose paper is unknown has none.
pub(super) async fn issue(State(shared): State<Arc<Shared>>, parameters: Parameters) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["paper", "date", "lang"]])?;
    shared.refuse_if_read_only()?;
    let paper = parameters.one("paper")?.unwrap_or_default().to_owned();
    required(&parameters, "date")?;
    let date = parameters.date("date")?.map(|date| date.to_string()).unwrap_or_default();
    shared.with_archive(move |archive, _| Ok(Json(json!({ "articles": archive.remove_issue(&paper, &date)? })))).await
}

/// Removes what an addition brought, which its answer names.
pub(super) async fn addition(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["addition", "at", "lang"]])?;
    shared.refuse_if_read_only()?;
    let (folder, at) = (format!("{FOLDER}{}", required(&parameters, "addition")?), required(&parameters, "at")?);
    shared.with_archive(move |archive, _| Ok(Json(json!({ "articles": archive.remove_addition(&folder, &at)? })))).await
}
