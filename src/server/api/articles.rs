//! Lists of articles, and one article with what stands around it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::Language;
use crate::archive::{Archive, ArticleView, Beside, Hit, Order, hit_rows};
use crate::model::Classifier;
use crate::report::tables::{excel_csv, readable_workbook, to_csv};
use crate::server::api::overview::{all_themes, check_papers, check_themes, language_of_places, name_of_place};
use crate::server::api::spans::evidence;
use crate::server::parameters::{Parameters, Row, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The number of articles on a page of a list where no number is given, and the maximum.
const PAGE: (usize, usize) = (20, 200);
/// The number of articles in a table where no number is given, and the maximum.
const TABLE: (usize, usize) = (10_000, 100_000);
/// The headers of a response that holds a table.
const CSV_HEADERS: [(HeaderName, &str); 2] =
    [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"articles.csv\"")];
/// Number of likeliest themes in an answer.
const LIKELIEST: usize = 5;

pub(in crate::server) async fn list(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[SELECTION, &["without", "sort", "limit", "offset", "format"]])?;
    let mut search = parameters.search()?;
    search.order = match parameters.get("sort") {
        None | Some("newest") => Order::Newest,
        Some("best") => Order::Best,
        Some(other) => return Err(Problem::bad_parameter("sort", other)),
    };
    let (is_table, is_workbook) = match parameters.get("format") {
        None | Some("json") => (false, false),
        Some("csv") => (true, false),
        Some("xlsx") => (true, true),
        Some(other) => return Err(Problem::bad_parameter("format", other)),
    };
    let (usual, max) = if is_table { TABLE } else { PAGE };
    search.limit = parameters.number("limit", usual, max)?;
    search.offset = parameters.number("offset", 0, i64::MAX as usize)?;
    let language = shared.language(parameters.get("lang"));
    let places = language_of_places(parameters.get("lang"));
    shared
        .with_archive(move |archive, shared| {
            check_themes(&search.themes, archive, shared)?;
            check_papers(&search.filter.sources, archive)?;
            let found = archive.search(&search)?;
            if is_table {
                let csv = to_csv(hit_rows(&found.hits, &all_themes(archive, shared)?, language));
                return if is_workbook {
                    workbook(&csv, language)
                } else {
                    Ok((CSV_HEADERS, excel_csv(&csv)).into_response())
                };
            }
            let hits: Vec<Value> = found.hits.iter().map(|hit| listed(hit, places)).collect();
            let body = json!({ "total": found.total, "offset": search.offset, "articles": hits });
            Ok(Json(body).into_response())
        })
        .await
}

/// An article of a list.
fn listed(hit: &Hit, language: Language) -> Value {
    json!({
        "row": hit.row,
        "id": hit.id,
        "date": hit.date,
        "event_date": hit.event_date,
        "paper": hit.source,
        "page": hit.page,
        "region": hit.region,
        "region_name": name_of_place(&hit.region, language),
        "title": hit.title,
        "opening": hit.opening,
        "theme": hit.theme,
        "probability": hit.probability,
        "model_theme": hit.model_theme,
        "corrected": hit.is_corrected,
        "snippet": hit.snippet,
    })
}

fn workbook(csv: &str, language: Language) -> Result<Response, Problem> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, "attachment; filename=\"articles.xlsx\"")];
    Ok((headers, readable_workbook(csv, language)?).into_response())
}

pub(in crate::server) async fn one(
    State(shared): State<Arc<Shared>>,
    Row(row): Row,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["theme", "lang"]])?;
    let asked = parameters.one("theme")?.map(str::to_owned);
    let language = language_of_places(parameters.get("lang"));
    shared
        .with_archive(move |archive, shared| {
            let view = archive.article(row)?.ok_or_else(Problem::no_article)?;
            check_themes(asked.as_slice(), archive, shared)?;
            let theme = asked.unwrap_or_else(|| view.theme().to_owned());
            Ok(Json(described(archive, &view, &shared.classifier(), &theme, language)?))
        })
        .await
}

/// An article with the evidence for a theme.
fn described(
    archive: &Archive,
    view: &ArticleView,
    classifier: &Classifier,
    theme: &str,
    language: Language,
) -> Result<Value, Problem> {
    let article = &view.stored.article;
    let assignment = classifier.assign_article(article);
    let mut ranked: Vec<usize> = (0..assignment.probabilities.len()).collect();
    ranked.sort_by(|&a, &b| assignment.probabilities[b].total_cmp(&assignment.probabilities[a]).then(a.cmp(&b)));
    let likeliest = ranked.iter().take(LIKELIEST);
    let likeliest: Vec<Value> = likeliest
        .map(|&at| json!({ "theme": classifier.themes()[at].id, "probability": assignment.probabilities[at] }))
        .collect();
    // The model knows no evidence for themes of other models.
    let evidence = classifier.theme_set().index_of(theme).map(|theme| evidence(classifier, article, theme));
    let beside = |other: &Beside| {
        json!({
            "row": other.row,
            "date": other.date,
            "event_date": other.event_date,
            "paper": other.paper,
            "page": other.page,
            "title": other.title,
        })
    };
    let labels = view.labels.iter().map(|(kind, label)| {
        let theme = Some(&label.theme).filter(|theme| !theme.is_empty());
        json!({ "kind": kind.id(), "theme": theme, "who": label.who, "at": label.at, "note": label.note })
    });
    let regions: BTreeSet<&String> = article.regions.iter().collect();
    Ok(json!({
        "row": view.stored.row,
        "id": article.id,
        "date": article.date.map(|date| date.to_string()),
        "event_date": article.event_date.map(|date| date.to_string()),
        "paper": article.source,
        "page": article.page,
        "title": article.title,
        "text": article.text,
        "byline": article.byline,
        "captions": article.captions,
        "region": article.region,
        "region_name": name_of_place(&article.region, language),
        "regions": regions,
        "theme": view.theme(),
        "model_theme": view.model_theme,
        "probability": view.probability,
        "undetermined": view.undetermined,
        "model": view.model,
        "correction": view.correction().map(|label| json!({
            "theme": label.theme, "who": label.who, "at": label.at, "note": label.note,
        })),
        "labels": labels.collect::<Vec<_>>(),
        "likeliest": likeliest,
        "evidence": evidence,
        "neighbours": archive.neighbours(view.stored.row)?.iter().map(beside).collect::<Vec<_>>(),
        "printings": archive.printings(view)?.iter().map(beside).collect::<Vec<_>>(),
    }))
}
