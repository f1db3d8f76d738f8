//! Takes articles out of the archive: one, an issue, or all that an addition brought. Labels stay, as with `archive remove`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::server::api::uploads::FOLDER;
use crate::server::parameters::{Parameters, Row, person_if_known};
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The value of a parameter that must be given.
fn required(parameters: &Parameters, name: &str) -> Result<String, Problem> {
    let value = parameters.one(name)?.ok_or_else(|| Problem::missing_parameter(name))?;
    Ok(value.to_owned())
}

/// Who removes, for the log.
fn remover(parameters: &Parameters, shared: &Shared) -> Result<String, Problem> {
    person_if_known(parameters.get("who").unwrap_or_default(), &shared.settings.who)
}

pub(in crate::server) async fn article(
    State(shared): State<Arc<Shared>>,
    Row(row): Row,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["who", "lang"]])?;
    shared.refuse_if_read_only()?;
    let who = remover(&parameters, &shared)?;
    shared
        .with_archive(move |archive, shared| match archive.remove_article(row, (&who, &(shared.settings.now)()))? {
            0 => Err(Problem::no_article()),
            removed => Ok(Json(json!({ "articles": removed }))),
        })
        .await
}

/// Removes the articles of a paper and a day; an issue whose paper is unknown has none.
pub(in crate::server) async fn issue(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["paper", "date", "who", "lang"]])?;
    shared.refuse_if_read_only()?;
    let paper = parameters.one("paper")?.unwrap_or_default().to_owned();
    required(&parameters, "date")?;
    let date = parameters.date("date")?.map(|date| date.to_string()).unwrap_or_default();
    let who = remover(&parameters, &shared)?;
    shared
        .with_archive(move |archive, shared| {
            let removed = archive.remove_issue(&paper, &date, (&who, &(shared.settings.now)()))?;
            Ok(Json(json!({ "articles": removed })))
        })
        .await
}

/// Removes what an addition brought, which its answer names.
pub(in crate::server) async fn addition(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["addition", "at", "who", "lang"]])?;
    shared.refuse_if_read_only()?;
    let (folder, at) = (format!("{FOLDER}{}", required(&parameters, "addition")?), required(&parameters, "at")?);
    let who = remover(&parameters, &shared)?;
    shared
        .with_archive(move |archive, shared| {
            let removed = archive.remove_addition(&folder, &at, (&who, &(shared.settings.now)()))?;
            Ok(Json(json!({ "articles": removed })))
        })
        .await
}
