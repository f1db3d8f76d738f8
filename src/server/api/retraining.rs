//! Learning from labels in the background: a proposed model with its effects on the archive, and its adoption.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::archive::Archive;
use crate::model::{AdaptationScores, Classifier, CurvePoint, FEW_LABELS, Interval, LabelledArticle, adapt};
use crate::server::api::learning::{Proposal, Stage, Task};
use crate::server::locks::locked;
use crate::server::parameters::{Body, Parameters, person};
use crate::server::problem::Problem;
use crate::server::shared::{Adding, Shared};

/// Does a task on a thread that may wait, while the request that began it is answered.
fn in_background(
    shared: &Arc<Shared>,
    work: impl FnOnce(&Archive, &Shared) -> Result<Stage, Problem> + Send + 'static,
) {
    let shared = shared.clone();
    tokio::spawn(async move {
        let outcome = shared.with_archive(work).await;
        shared.retraining.end(outcome);
    });
}

pub(in crate::server) async fn state(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    parameters.only(&[&["lang"]])?;
    described(&shared).await
}

pub(in crate::server) async fn propose(State(shared): State<Arc<Shared>>) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    shared.retraining.begin(Task::Learning)?;
    in_background(&shared, |archive, shared| Ok(Stage::Proposed(Arc::new(proposal(archive, shared)?))));
    described(&shared).await
}

pub(in crate::server) async fn discard(State(shared): State<Arc<Shared>>) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    shared.retraining.stop();
    described(&shared).await
}

/// The proposal that is adopted, and by whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Adoption {
    digest: String,
    #[serde(default)]
    who: String,
    /// Whether it is adopted although it learned from fewer labels than [`FEW_LABELS`].
    #[serde(default)]
    few_labels: bool,
}

/// Makes the proposal the archive's own model and classifies the archive with it. A request with the digest of the model that
/// is the archive's own already goes on with a classification that was interrupted.
pub(in crate::server) async fn adopt(
    State(shared): State<Arc<Shared>>,
    Body(typed): Body<Adoption>,
) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    let who = person(&typed.who, &shared.settings.who)?;
    let proposed = match &*locked(&shared.retraining.stage) {
        Stage::Proposed(proposal) if proposal.classifier.digest() == typed.digest => Some(proposal.clone()),
        _ => None,
    };
    if proposed.is_none() && shared.classifier().digest() != typed.digest {
        return Err(Problem::no_proposal());
    }
    if let Some(proposal) = &proposed {
        refuse_few_labels(labels_learned(proposal), typed.few_labels)?;
    }
    let adding = begin_reclassifying(&shared)?;
    in_background(&shared, move |archive, shared| {
        if let Some(proposal) = proposed {
            archive.set_own_model(Some(&proposal.bytes), &who, &(shared.settings.now)())?;
            shared.set_classifier(proposal.classifier.clone());
        }
        reclassified(archive, shared, &who, adding)
    });
    described(&shared).await
}

/// Refuses a model of few labels, which gives next to nothing and changes themes all the same, unless that is known.
fn refuse_few_labels(labels: usize, is_known: bool) -> Result<(), Problem> {
    if labels < FEW_LABELS && !is_known { Err(Problem::few_labels(labels, FEW_LABELS)) } else { Ok(()) }
}

/// The number of labelled articles that a proposal learned.
fn labels_learned(proposal: &Proposal) -> usize {
    proposal.classifier.training().adaptation.as_ref().map_or(0, |adaptation| adaptation.articles)
}

/// Returns to the base model and classifies the archive with it.
pub(in crate::server) async fn return_to_base(State(shared): State<Arc<Shared>>) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    let adding = begin_reclassifying(&shared)?;
    in_background(&shared, move |archive, shared| {
        let base = Arc::new(shared.base()?.classifier()?);
        archive.set_own_model(None, &shared.settings.who, &(shared.settings.now)())?;
        shared.set_classifier(base);
        reclassified(archive, shared, &shared.settings.who, adding)
    });
    described(&shared).await
}

/// Files that were added meanwhile would be classified by the other model, so nothing is added while the archive is
/// classified again.
fn begin_reclassifying(shared: &Arc<Shared>) -> Result<Adding, Problem> {
    let adding = shared.begin_adding()?;
    shared.retraining.begin(Task::Reclassifying)?;
    Ok(adding)
}

fn reclassified(archive: &Archive, shared: &Shared, who: &str, _adding: Adding) -> Result<Stage, Problem> {
    let total = archive.numbers()?.articles;
    let mut done = 0;
    archive.reclassify(&shared.classifier(), (who, &(shared.settings.now)()), |articles| {
        done += articles;
        shared.retraining.report(Task::Reclassifying, done, total)
    })?;
    Ok(Stage::Idle)
}

/// Learns from the archive's labels and tells what the model would change.
fn proposal(archive: &Archive, shared: &Shared) -> Result<Proposal, Problem> {
    let base = shared.base()?.bundle()?;
    let labels: Vec<LabelledArticle> = archive.labels_to_learn()?;
    if labels.iter().all(|label| base.themes.index_of(&label.article.theme).is_none()) {
        return Err(Problem::no_labels());
    }
    let adapted = adapt(&base, &labels, &|done, total| shared.retraining.report(Task::Learning, done, total))?;
    let bytes = adapted.bundle.to_bytes()?;
    let classifier = Arc::new(Classifier::new(adapted.bundle)?);
    let total = archive.numbers()?.articles;
    let mut done = 0;
    let effects = archive.effects_of(&classifier, |articles| {
        done += articles;
        shared.retraining.report(Task::Comparing, done, total)
    })?;
    Ok(Proposal { bytes, classifier, unknown_labels: adapted.unknown, effects })
}

/// The model in use, what is being done, and the proposal.
async fn described(shared: &Arc<Shared>) -> Result<Json<Value>, Problem> {
    let shared = shared.clone();
    let work = move |archive: &Archive, shared: &Shared| -> Result<Json<Value>, Problem> {
        let (numbers, classifier) = (archive.numbers()?, shared.classifier());
        let by_others: usize =
            numbers.models.iter().filter(|m| m.model != classifier.digest()).map(|model| model.articles).sum();
        let adaptation = classifier.training().adaptation.as_ref();
        let mut state = json!({
            "model": classifier.digest(),
            "adapted_to_labels": adaptation.map(|adaptation| adaptation.articles),
            "labels": archive.labelled_articles()?,
            "corrections": numbers.corrections,
            "by_other_models": by_others,
            "task": null,
            "proposal": null,
            "problem": null,
        });
        match &*locked(&shared.retraining.stage) {
            Stage::Idle => {}
            Stage::Running { task, done, total } => {
                state["task"] = json!({ "name": task.id(), "done": done, "total": total });
            }
            Stage::Proposed(proposal) => state["proposal"] = proposal_as_json(proposal),
            Stage::Failed([zh, en]) => state["problem"] = json!({ "zh": zh, "en": en }),
        }
        Ok(Json(state))
    };
    shared.with_archive(work).await
}

fn proposal_as_json(proposal: &Proposal) -> Value {
    let adaptation = proposal.classifier.training().adaptation.as_ref();
    let effects = &proposal.effects;
    json!({
        "digest": proposal.classifier.digest(),
        "labels": labels_learned(proposal),
        "least_labels": FEW_LABELS,
        "unknown_labels": proposal.unknown_labels,
        "scores": adaptation.and_then(|adaptation| adaptation.scores.as_ref()).map(scores_as_json),
        "articles": effects.articles,
        "changed": effects.changed,
        "themes": effects.themes.iter().map(|effect| json!({
            "theme": effect.theme, "before": effect.before, "after": effect.after,
        })).collect::<Vec<_>>(),
        "largest": effects.largest.as_ref().map(|largest| json!({
            "month": largest.month, "theme": largest.theme, "articles": largest.articles,
            "before": largest.before, "after": largest.after,
            "before_articles": largest.counts[0], "after_articles": largest.counts[1],
        })),
    })
}

fn scores_as_json(scores: &AdaptationScores) -> Value {
    let accuracy =
        |value: f64, interval: Interval| json!({ "value": value, "low": interval.low, "high": interval.high });
    let point = |point: &CurvePoint| json!({ "labels": point.articles, "accuracy": point.accuracy });
    let doubling = scores.last_doubling.map(|comparison| comparison.gain());
    json!({
        "articles": scores.articles,
        "before": accuracy(scores.base_share(), scores.base_accuracy),
        "after": accuracy(scores.share(), scores.accuracy),
        "only_before": scores.comparison.only_first,
        "only_after": scores.comparison.only_second,
        "p_value": scores.comparison.p_value,
        "curve": scores.curve.iter().map(point).collect::<Vec<_>>(),
        "last_doubling": doubling.map(|gain| json!({
            "value": gain.value, "low": gain.interval.low, "high": gain.interval.high, "verdict": gain.verdict().id(),
        })),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_of_few_labels_is_adopted_only_by_who_knows() {
        let [zh, en] = refuse_few_labels(4, false).unwrap_err().into_texts();
        assert!(zh.contains("4 篇文章的标注") && zh.contains("不足 100 篇"), "{zh}");
        assert!(en.contains("4 articles") && en.contains("fewer than 100"), "{en}");
        assert!(refuse_few_labels(4, true).is_ok() && refuse_few_labels(FEW_LABELS, false).is_ok());
    }
}
