//! Themes of texts that are not in the archive.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::corpus::Article;
use crate::model::Classifier;
use crate::server::api::spans::evidence;
use crate::server::parameters::Body;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// At most this many texts in one request.
const MAX_TEXTS: usize = 200;
/// Number of likeliest themes in an answer.
const LIKELIEST: usize = 5;

/// A text to be classified.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Text {
    #[serde(default)]
    title: String,
    text: String,
}

/// Texts to be classified.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Texts {
    articles: Vec<Text>,
}

pub(in crate::server) async fn classify(
    State(shared): State<Arc<Shared>>,
    Body(Texts { articles }): Body<Texts>,
) -> Result<Json<Value>, Problem> {
    if articles.len() > MAX_TEXTS {
        return Err(Problem::bad_body());
    }
    let classified = tokio::task::spawn_blocking(move || {
        let classifier = shared.classifier();
        let found: Vec<Value> = articles.into_iter().map(|text| classified(&classifier, text)).collect();
        json!({ "model": classifier.digest(), "articles": found })
    });
    classified.await.map(Json).map_err(|_| Problem::internal())
}

fn classified(classifier: &Classifier, Text { title, text }: Text) -> Value {
    let article = Article { title, text, ..Article::default() };
    let found = classifier.assign_article(&article);
    let id = |at: usize| classifier.themes()[at].id.as_str();
    let mut ranked: Vec<usize> = (0..found.probabilities.len()).collect();
    ranked.sort_by(|&a, &b| found.probabilities[b].total_cmp(&found.probabilities[a]).then(a.cmp(&b)));
    let likeliest = ranked.iter().take(LIKELIEST);
    json!({
        "theme": found.undetermined.is_none().then(|| id(found.theme)),
        "likeliest_theme": id(found.theme),
        "probability": found.probability,
        "undetermined": found.undetermined.map(|reason| reason.id()),
        "also": found.also.iter().map(|&at| id(at)).collect::<Vec<_>>(),
        "likeliest": likeliest
            .map(|&at| json!({ "theme": id(at), "probability": found.probabilities[at] }))
            .collect::<Vec<_>>(),
        "evidence": evidence(classifier, &article, found.theme),
    })
}
