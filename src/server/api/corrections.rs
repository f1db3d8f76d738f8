//! People's corrections of themes. They are kept apart from the model's choice, with who and when.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::archive::{Label, LabelKind};
use crate::error::Error;
use crate::server::api::overview::{all_themes, secondary_themes};
use crate::server::parameters::{Body, MAX_NOTE, Parameters, Row, person, short_text};
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The right theme of an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Correction {
    theme: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    who: String,
    #[serde(default)]
    note: String,
}

pub(in crate::server) async fn correct(
    State(shared): State<Arc<Shared>>,
    Row(row): Row,
    Body(typed): Body<Correction>,
) -> Result<Json<Value>, Problem> {
    record(&shared, row, typed).await
}

pub(in crate::server) async fn take_back(
    State(shared): State<Arc<Shared>>,
    Row(row): Row,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["who", "lang"]])?;
    let who = parameters.get("who").unwrap_or_default().to_owned();
    record(&shared, row, Correction { theme: String::new(), also: Vec::new(), who, note: String::new() }).await
}

/// Records a correction; an empty theme takes the last one back. It changes the counts, so that somebody must answer for it.
async fn record(shared: &Arc<Shared>, row: i64, typed: Correction) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    let (who, note) = (person(&typed.who, &shared.settings.who)?, short_text("note", &typed.note, MAX_NOTE)?);
    if let Some(other) = typed.also.first().filter(|_| typed.theme.is_empty()) {
        // What is taken back has no themes.
        return Err(Problem::bad_parameter("also", other));
    }
    shared
        .with_archive(move |archive, shared| {
            let themes = all_themes(archive, shared)?;
            let is_known = |id: &String| themes.iter().any(|theme| theme.id == *id);
            let named = Some(&typed.theme).filter(|theme| !theme.is_empty());
            if let Some(name) = named.into_iter().chain(&typed.also).find(|id| !is_known(id)) {
                return Err(Error::UnknownTheme { name: name.clone(), nearest: None }.into());
            }
            let also = secondary_themes(&typed.theme, &typed.also)?;
            let label = Label { theme: typed.theme, also, who, at: (shared.settings.now)(), note, queue: None };
            let is_there = archive.label_row(row, LabelKind::Correction, &label)?;
            let view = archive.article(row)?.ok_or_else(Problem::no_article)?;
            Ok(Json(json!({ "row": row, "articles": usize::from(is_there), "theme": view.theme() })))
        })
        .await
}
