//! Labelling: what to label next, labels of several coders, and how far they agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::archive::{CloseCall, CodedArticle, Label, LabelFormat, LabelKind, LabelQueue};
use crate::error::Error;
use crate::server::api::overview::{all_themes, check_themes, secondary_themes};
use crate::server::parameters::{Body, MAX_NOTE, MAX_WHO, Parameters, short_text};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::trends::{cohens_kappa, krippendorffs_alpha};

/// The number of articles of a queue where no number is given, and the maximum.
const QUEUE: (usize, usize) = (20, 200);
/// Fewer articles in common tell nothing of agreement.
const MIN_IN_COMMON: usize = 5;
/// Maximum number of disagreements that are listed.
const MAX_DISAGREEMENTS: usize = 200;

fn queue_of(mode: &str) -> Result<LabelQueue, Problem> {
    mode.parse().map_err(|()| Problem::bad_parameter("mode", mode))
}

pub(in crate::server) async fn queue(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["mode", "theme", "who", "limit", "offset", "lang"]])?;
    let queue = queue_of(parameters.get("mode").unwrap_or(LabelQueue::Random.id()))?;
    let (limit, offset) = (parameters.number("limit", QUEUE.0, QUEUE.1)?, parameters.number("offset", 0, 1 << 30)?);
    let who = short_text("who", parameters.get("who").unwrap_or(&shared.settings.who), MAX_WHO)?;
    let theme = parameters.one("theme")?.unwrap_or_default().to_owned();
    shared
        .with_archive(move |archive, shared| {
            let mut earlier = Vec::new();
            let rows = match queue {
                LabelQueue::Random => archive.random_queue(&who, offset, limit)?,
                LabelQueue::Uncertain => archive.uncertain_queue(offset, limit)?,
                LabelQueue::Audit => archive.audit_queue(&who, offset, limit)?,
                LabelQueue::Suspected => {
                    let (rows, themes) = archive.suspected_queue(&who, offset, limit)?.into_iter().unzip();
                    earlier = themes;
                    rows
                }
                LabelQueue::Barely | LabelQueue::Almost => {
                    if theme.is_empty() {
                        return Err(Problem::missing_parameter("theme"));
                    }
                    check_themes(std::slice::from_ref(&theme), archive, shared)?;
                    let close = if queue == LabelQueue::Barely {
                        CloseCall::Barely { theme: &theme }
                    } else {
                        // A theme that the model does not have is no rival of others; no article has this number.
                        let rival = shared.classifier().themes().iter().position(|own| own.id == theme);
                        CloseCall::Almost { rival: rival.map_or(-1, |rival| rival as i64) }
                    };
                    archive.close_queue(close, offset, limit)?
                }
            };
            let done = archive.labelled_by(&who)?;
            Ok(Json(json!({ "mode": queue.id(), "who": who, "rows": rows, "earlier": earlier, "labelled": done })))
        })
        .await
}

/// A coder's label.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct LabelRequest {
    row: i64,
    /// Empty to take the label back.
    theme: String,
    #[serde(default)]
    also: Vec<String>,
    who: String,
    mode: String,
    #[serde(default)]
    note: String,
}

pub(in crate::server) async fn add_label(
    State(shared): State<Arc<Shared>>,
    Body(given): Body<LabelRequest>,
) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    let (who, note) = (short_text("who", &given.who, MAX_WHO)?, short_text("note", &given.note, MAX_NOTE)?);
    if who.is_empty() {
        return Err(Problem::missing_parameter("who"));
    }
    if let Some(other) = given.also.first().filter(|_| given.theme.is_empty()) {
        // What is taken back has no themes.
        return Err(Problem::bad_parameter("also", other));
    }
    let queue = queue_of(&given.mode)?;
    shared
        .with_archive(move |archive, shared| {
            let view = archive.article(given.row)?.ok_or_else(Problem::no_article)?;
            let themes = all_themes(archive, shared)?;
            let named = Some(&given.theme).filter(|theme| !theme.is_empty());
            let is_known = |id: &String| themes.iter().any(|theme| theme.id == *id);
            if let Some(name) = named.into_iter().chain(&given.also).find(|id| !is_known(id)) {
                return Err(Error::UnknownTheme { name: name.clone(), nearest: None }.into());
            }
            let also = secondary_themes(&given.theme, &given.also)?;
            let at = (shared.settings.now)();
            let label = Label { theme: given.theme, also, who, at, note, queue: Some(queue) };
            archive.label_row(given.row, LabelKind::Label, &label)?;
            Ok(Json(json!({ "row": given.row, "theme": label.theme, "model_theme": view.model_theme })))
        })
        .await
}

pub(in crate::server) async fn agreement(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    shared.with_archive(|archive, _| Ok(Json(compared(&archive.coded()?)))).await
}

/// The coders with their numbers of labels, each pair of them with kappa, and the articles on which they differ.
fn compared(labels: &[CodedArticle]) -> Value {
    let mut coders: BTreeMap<&str, usize> = BTreeMap::new();
    let mut articles: BTreeMap<&str, Vec<&CodedArticle>> = BTreeMap::new();
    for label in labels {
        *coders.entry(&label.who).or_default() += 1;
        articles.entry(&label.key).or_default().push(label);
    }
    let names: Vec<&str> = coders.keys().copied().collect();
    let mut pairs = Vec::new();
    for (at, a) in names.iter().enumerate() {
        for b in &names[at + 1..] {
            let theme = |own: &[&CodedArticle], who: &str| own.iter().find(|l| l.who == who).map(|l| l.theme.clone());
            let both: Vec<(String, String)> =
                articles.values().filter_map(|own| theme(own, a).zip(theme(own, b))).collect();
            let both: Vec<(&str, &str)> = both.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let kappa = cohens_kappa(&both).filter(|kappa| kappa.articles >= MIN_IN_COMMON).map(|kappa| {
                json!({
                    "value": kappa.value, "low": kappa.low, "high": kappa.high,
                    "agreement": kappa.agreement, "expected": kappa.expected,
                })
            });
            let agreed = both.iter().filter(|(a, b)| a == b).count();
            pairs.push(json!({ "coders": [a, b], "articles": both.len(), "agreed": agreed, "kappa": kappa }));
        }
    }
    // Each coder gives an article one label, so its labels are a unit.
    let units: Vec<Vec<&str>> = articles.values().map(|own| own.iter().map(|l| l.theme.as_str()).collect()).collect();
    let alpha = krippendorffs_alpha(&units).filter(|alpha| alpha.articles >= MIN_IN_COMMON).map(|alpha| {
        json!({
            "value": alpha.value, "low": alpha.low, "high": alpha.high,
            "articles": alpha.articles, "labels": alpha.labels,
        })
    });
    let differ = |own: &&Vec<&CodedArticle>| own.iter().map(|l| &l.theme).collect::<BTreeSet<_>>().len() > 1;
    let all: Vec<&Vec<&CodedArticle>> = articles.values().filter(differ).collect();
    let disagreement = |own: &&Vec<&CodedArticle>| {
        let labels = own.iter().map(|l| json!({ "who": l.who, "theme": l.theme, "also": l.also, "note": l.note }));
        json!({ "row": own[0].row, "id": own[0].id, "title": own[0].title, "labels": labels.collect::<Vec<_>>() })
    };
    json!({
        "coders": coders.iter().map(|(who, labels)| json!({ "who": who, "labels": labels })).collect::<Vec<_>>(),
        "pairs": pairs,
        "alpha": alpha,
        "disagreements": all.len(),
        "disagreeing": all.iter().take(MAX_DISAGREEMENTS).map(disagreement).collect::<Vec<_>>(),
    })
}

pub(in crate::server) async fn export(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[&["format", "lang"]])?;
    let (format, kind, name) = match parameters.get("format") {
        None | Some("csv") => (LabelFormat::Csv, "text/csv; charset=utf-8", "labels.csv"),
        Some("jsonl") => (LabelFormat::Jsonl, "application/jsonl; charset=utf-8", "labels.jsonl"),
        Some("doccano") => (LabelFormat::Doccano, "application/jsonl; charset=utf-8", "labels-doccano.jsonl"),
        Some("label-studio") => (LabelFormat::LabelStudio, "application/json", "labels-label-studio.json"),
        Some("fasttext") => (LabelFormat::FastText, "text/plain; charset=utf-8", "labels-fasttext.txt"),
        Some("audit") => return audit_table(&shared).await,
        Some(other) => return Err(Problem::bad_parameter("format", other)),
    };
    shared
        .with_archive(move |archive, _| {
            let name = format!("attachment; filename=\"{name}\"");
            let text = archive.export_labels(format)?;
            Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], text).into_response())
        })
        .await
}

/// The sample of the audit with its labels.
async fn audit_table(shared: &Arc<Shared>) -> Result<Response, Problem> {
    shared
        .with_archive(|archive, _| {
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
            ];
            Ok((headers, archive.export_audit()?).into_response())
        })
        .await
}
