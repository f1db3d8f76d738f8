//! The audit of the archive: a sample that is drawn, coded in the page, and tells how the counts of the model are to be taken.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::archive::{Archive, AuditDraw, AuditUnit, AuditedArticles};
use crate::server::parameters::{Body, Parameters, person};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::trends::audit::{
    AuditEstimate, AuditPopulation, AuditedShare, CodedArticle, DrawUnit, MIN_LABELS, PredictedArticle,
    audited_quality, audited_shares, draw_sample,
};

/// The least and the greatest number of articles that are drawn.
const SIZES: std::ops::RangeInclusive<usize> = 20..=5000;
/// The seed of the draw, that of `policyvane audit draw`: the same articles give the same sample.
const SEED: u64 = 1;

/// A sample to be drawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Draw {
    articles: usize,
    #[serde(default)]
    who: String,
}

pub(in crate::server) async fn draw(
    State(shared): State<Arc<Shared>>,
    Body(typed): Body<Draw>,
) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    if !SIZES.contains(&typed.articles) {
        return Err(Problem::bad_parameter("articles", &typed.articles.to_string()));
    }
    let who = person(&typed.who, &shared.settings.who)?;
    shared
        .with_archive(move |archive, shared| {
            let classifier = shared.classifier();
            let (units, highest) = archive.audit_units(&classifier)?;
            let drawn = draw_sample(
                &units.iter().map(unit).collect::<Vec<_>>(),
                classifier.themes().len(),
                typed.articles,
                SEED,
            );
            let sample: Vec<(&str, f64)> =
                drawn.iter().map(|drawn| (units[drawn.unit].key.as_str(), drawn.probability)).collect();
            archive.keep_audit(&sample, (units.len(), highest), &who, &(shared.settings.now)())?;
            Ok(Json(described(archive, shared)?))
        })
        .await
}

/// Papers and months are spread within the themes, as `policyvane audit draw` does.
fn unit(unit: &AuditUnit) -> DrawUnit<(String, Option<String>)> {
    DrawUnit { id: unit.key.clone(), theme: unit.theme, order: (unit.paper.clone(), unit.month.clone()) }
}

pub(in crate::server) async fn audit(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    shared.with_archive(|archive, shared| Ok(Json(described(archive, shared)?))).await
}

/// The sample and, with enough labels, what they tell of all articles that it was drawn from.
fn described(archive: &Archive, shared: &Shared) -> Result<Value, Problem> {
    let Some(AuditDraw { articles, drawn, later, disputed, who, at }) = archive.audit_draw()? else {
        return Ok(json!({ "sample": null }));
    };
    let classifier = shared.classifier();
    let audited = archive.audited_articles(&classifier)?;
    let population = population(&audited, classifier.themes().len());
    let labels = population.coded.len();
    let ids: Vec<&str> = classifier.themes().iter().map(|theme| theme.id.as_str()).collect();
    let (uncovered, uncovered_share) = uncovered(&population, &audited.drawn);
    // Of themes without a label nothing is known: the counts of the model would stand there as if they were audited.
    let estimate = if labels < MIN_LABELS || uncovered > 0 { None } else { estimated(&population, &ids) };
    Ok(json!({
        "sample": {
            "articles": articles, "drawn": drawn, "labels": labels, "labels_needed": MIN_LABELS, "later": later,
            "learned": archive.audit_learned()?, "disputed": disputed,
            "who": who, "at": at, "uncovered": uncovered, "uncovered_share": uncovered_share, "estimate": estimate,
        }
    }))
}

/// The articles for the estimators; `themes` is the number of themes of the model.
fn population(audited: &AuditedArticles, themes: usize) -> AuditPopulation<'_> {
    let probabilities = audited.probabilities.chunks_exact(themes);
    let predicted = |(&theme, probabilities)| PredictedArticle { theme, probabilities, weight: 1.0 };
    let coded = |&(article, theme, drawn): &(usize, usize, f64)| CodedArticle { article, theme, weight: 1.0 / drawn };
    AuditPopulation {
        articles: audited.themes.iter().zip(probabilities).map(predicted).collect(),
        coded: audited.coded.iter().map(coded).collect(),
        themes,
    }
}

/// The number of themes that the model chose for articles of the sample of which none is coded yet, and the share of all articles
/// that have these themes. Themes without an article in the sample are not among them: the draw has joined them to others.
fn uncovered(population: &AuditPopulation<'_>, drawn: &[usize]) -> (usize, f64) {
    let mut articles = vec![0usize; population.themes];
    population.articles.iter().for_each(|article| articles[article.theme] += 1);
    population.coded.iter().for_each(|coded| articles[population.articles[coded.article].theme] = 0);
    let is_drawn: HashSet<usize> = drawn.iter().map(|&article| population.articles[article].theme).collect();
    let without: Vec<usize> = articles
        .into_iter()
        .enumerate()
        .filter(|(theme, articles)| *articles > 0 && is_drawn.contains(theme))
        .map(|(_, articles)| articles)
        .collect();
    (without.len(), without.iter().sum::<usize>() as f64 / population.articles.len().max(1) as f64)
}

/// The accuracy of the model, and the share of each theme as counted and as coders would find it; none where no article is coded.
fn estimated(population: &AuditPopulation<'_>, ids: &[&str]) -> Option<Value> {
    let interval =
        |estimate: &AuditEstimate| json!({ "value": estimate.value, "low": estimate.low, "high": estimate.high });
    let (shares, quality) = (audited_shares(population)?, audited_quality(population)?);
    let theme = |(share, id): (&AuditedShare, &&str)| json!({ "theme": id, "counted": share.counted, "audited": interval(&share.audited), "labels": share.labels });
    let themes: Vec<Value> = shares.iter().zip(ids).map(theme).collect();
    Some(json!({ "accuracy": interval(&quality.accuracy), "themes": themes }))
}
