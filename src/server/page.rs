//! The files of the page, which are part of the program.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use crate::Language;
use crate::messages::server::PAGE_TEXTS;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const START: &str = include_str!("page/index.html");
/// The description of the API.
pub(super) const OPENAPI: &str = include_str!("page/openapi.json");
/// The path of the page that tells the same to people.
pub(super) const DESCRIPTION: &str = "/api/docs";

/// Name, type and content of each file.
const ASSETS: &[(&str, &str, &str)] = &[
    ("style.css", "text/css; charset=utf-8", include_str!("page/style.css")),
    ("main.js", SCRIPT, include_str!("page/main.js")),
    ("base.js", SCRIPT, include_str!("page/base.js")),
    ("filters.js", SCRIPT, include_str!("page/filters.js")),
    ("charts.js", SCRIPT, include_str!("page/charts.js")),
    ("found.js", SCRIPT, include_str!("page/found.js")),
    ("picture.js", SCRIPT, include_str!("page/picture.js")),
    ("report.js", SCRIPT, include_str!("page/report.js")),
    ("today.js", SCRIPT, include_str!("page/today.js")),
    ("themes.js", SCRIPT, include_str!("page/themes.js")),
    ("compare.js", SCRIPT, include_str!("page/compare.js")),
    ("terms.js", SCRIPT, include_str!("page/terms.js")),
    ("articles.js", SCRIPT, include_str!("page/articles.js")),
    ("article.js", SCRIPT, include_str!("page/article.js")),
    ("codebook.js", SCRIPT, include_str!("page/codebook.js")),
    ("keys.js", SCRIPT, include_str!("page/keys.js")),
    ("audit.js", SCRIPT, include_str!("page/audit.js")),
    ("label.js", SCRIPT, include_str!("page/label.js")),
    ("model.js", SCRIPT, include_str!("page/model.js")),
    ("add.js", SCRIPT, include_str!("page/add.js")),
    ("log.js", SCRIPT, include_str!("page/log.js")),
];

/// Whether a path is answered without a token: the files of the page and the description of the API for people, which hold nothing of
/// the archive.
pub(super) fn is_open(path: &str) -> bool {
    path == "/" || path == "/health" || path == DESCRIPTION || path.starts_with("/page/")
}

/// The page, in the language of the settings until its reader chooses another.
pub(super) async fn start(State(shared): State<Arc<Shared>>) -> Response {
    let language = if shared.settings.language == Language::Chinese { "zh" } else { "en" };
    let page = START.replace("data-language=\"zh\"", &format!("data-language=\"{language}\""));
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

pub(super) async fn asset(asked: Result<Path<String>, PathRejection>) -> Result<Response, Problem> {
    let Path(asked) = asked.map_err(|_| Problem::not_found())?;
    let asset = ASSETS.iter().find(|(name, _, _)| *name == asked);
    let (_, kind, content) = asset.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, *kind)], *content).into_response())
}

/// The texts of the page in one language, by their names.
pub(super) async fn texts(language: Result<Path<String>, PathRejection>) -> Result<Json<Map<String, Value>>, Problem> {
    let Path(language) = language.map_err(|_| Problem::not_found())?;
    let is_chinese = match language.as_str() {
        "zh.json" => true,
        "en.json" => false,
        _ => return Err(Problem::not_found()),
    };
    let text = |&(name, zh, en): &(&str, &str, &str)| (name.to_owned(), if is_chinese { zh } else { en }.into());
    Ok(Json(PAGE_TEXTS.iter().map(text).collect()))
}

pub(super) async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}
