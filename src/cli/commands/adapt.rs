//! `policyvane train --adapt`: a model that exists already learns from labels of a user's own articles.

use std::sync::atomic::Ordering;

use policyvane::corpus::{read_bytes, read_text, resolve_labels};
use policyvane::messages::{Counted, command_line as messages, counted};
use policyvane::model::{
    AdaptationRecord, AdaptationScores, Bundle, Comparison, FEW_LABELS, LabelledArticle, SHIPPED, adapt,
};
use policyvane::report::{gain_text, model_card, p_value};
use policyvane::survey::write_file;
use policyvane::{Error, Language, Result};

use super::train::card_path;
use crate::cli::arguments::Train;
use crate::cli::session::Session;
use crate::cli::settings::inputs::{Origin, find, read_all};

pub fn run(typed: &Train, session: &mut Session) -> Result<()> {
    let base = match session.model() {
        None => Bundle::from_bytes("", SHIPPED)?,
        Some(path) => Bundle::from_bytes(&path.display().to_string(), &read_bytes(path)?)?,
    };
    let inputs = find(&typed.inputs, session)?.without_places();
    let card = card_path(typed, inputs.files_read(session))?;
    let notes = typed.notes.as_deref().map(read_text).transpose()?;
    let labels = labels(&inputs, &base, session)?;
    if labels.is_empty() {
        return Err(Error::NoLabels { inputs: typed.inputs.named() });
    }
    let bar = session.progress(messages::training(session.language), Some(0));
    let stop = session.stop_flag();
    let adapted = adapt(&base, &labels, &|done, steps| {
        bar.set_length(steps as u64);
        bar.set_position(done as u64);
        !stop.load(Ordering::Relaxed)
    });
    bar.finish_and_clear();
    let adapted = adapted.map_err(|error| match error {
        Error::NoLabels { .. } => Error::NoLabels { inputs: typed.inputs.named() },
        other => other,
    })?;
    if adapted.unknown > 0 {
        let labels = adapted.unknown;
        session.note(&messages::note(session.language, &messages::labels_of_other_themes(session.language, labels)));
    }
    let bytes = adapted.bundle.to_bytes()?;
    write_file(&typed.output, &bytes)?;
    let digest = Bundle::digest_of(&bytes);
    let text = model_card(&adapted.bundle, &digest, bytes.len(), notes.as_deref(), session.language);
    write_file(&card, text.as_bytes())?;
    if let Some(record) = adapted.record() {
        let articles = counted(session.language, record.articles, Counted::Articles);
        let file = typed.output.display().to_string();
        session.note(&messages::adapted(session.language, &file, &articles));
        session.note(&match &record.scores {
            None => messages::adapted_unmeasured(session.language).to_owned(),
            Some(scores) => scores_text(scores, session.language),
        });
        warn_of_few_labels(record, session);
    }
    Ok(())
}

/// Warns of a model that learned from few labels.
pub fn warn_of_few_labels(record: &AdaptationRecord, session: &Session) {
    if record.is_of_few_labels() {
        let articles = counted(session.language, record.articles, Counted::Articles);
        session.warn(&messages::few_labels(session.language, &articles, FEW_LABELS));
    }
}

/// The labels to learn from. An archive knows which of its articles were drawn at random; of files that is taken for granted,
/// because their labels say nothing else about it.
fn labels(inputs: &Origin, base: &Bundle, session: &mut Session) -> Result<Vec<LabelledArticle>> {
    if let Origin::Archive(archive) = inputs {
        return archive.labels_to_learn();
    }
    let (mut articles, _) = read_all(inputs, session)?;
    articles.retain(|article| !article.theme.is_empty());
    resolve_labels(&mut articles, &base.themes);
    Ok(articles.into_iter().map(|article| LabelledArticle { article, is_random: true }).collect())
}

fn scores_text(scores: &AdaptationScores, language: Language) -> String {
    let percent = |share: f64| format!("{:.1}%", 100.0 * share);
    let doubling =
        |comparison: Comparison| messages::adapted_doubling(language, &gain_text(&comparison.gain(), language));
    messages::adapted_scores(
        language,
        scores.articles,
        &percent(scores.base_share()),
        &percent(scores.share()),
        &p_value(scores.comparison.p_value),
    ) + &scores.last_doubling.map_or_else(String::new, doubling)
}
