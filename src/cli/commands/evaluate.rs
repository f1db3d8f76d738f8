//! `policyvane evaluate`: a model against labels, against another model, or labels against fewer labels.

use std::sync::atomic::Ordering;

use policyvane::corpus::{Article, ThemeSet, resolve_labels};
use policyvane::messages::{Counted, comma, command_line as messages, counted};
use policyvane::model::{Classifier, Comparison, TrainSettings, learning_curve};
use policyvane::report::{curve_text, evaluation_figures, evaluation_text, p_value};
use policyvane::survey::write_file;
use policyvane::{Error, Result};
use serde_json::json;

use crate::cli::arguments::Evaluate;
use crate::cli::output::Output;
use crate::cli::session::{Session, open_model};
use crate::cli::settings::inputs::{find, read_all};

pub fn run(typed: Evaluate, session: &mut Session) -> Result<()> {
    let inputs = find(&typed.inputs, session)?.without_places();
    let (articles, _) = read_all(&inputs, session)?;
    let labelled: Vec<Article> = articles.iter().filter(|a| !a.theme.is_empty()).cloned().collect();
    if labelled.is_empty() {
        return Err(Error::NoLabels { inputs: typed.inputs.named() });
    }
    let text =
        if typed.learning_curve { curve(&typed, &labelled, session)? } else { scores(&typed, &labelled, session)? };
    let mut output = Output::open(None)?;
    output.write(text.as_bytes())?;
    output.finish()?;
    if labelled.len() < articles.len() {
        let all = counted(session.language, articles.len(), Counted::Articles);
        session.note(&messages::unlabelled_skipped(session.language, articles.len() - labelled.len(), &all));
    }
    Ok(())
}

fn scores(typed: &Evaluate, labelled: &[Article], session: &Session) -> Result<String> {
    let classifier = session.classifier_of(typed.inputs.db.as_deref())?;
    let mut labelled = labelled.to_vec();
    let unknown = resolve_labels(&mut labelled, classifier.theme_set());
    if !unknown.is_empty() {
        let listed = session.listed(&unknown);
        if labelled.iter().all(|article| classifier.theme_set().get(&article.theme).is_none()) {
            return Err(Error::NoKnownLabels { labels: listed });
        }
        let text = messages::unknown_labels(session.language, &listed);
        session.warn(&messages::warning(session.language, &text, messages::help_unknown_labels(session.language)));
    }
    let labelled = &labelled;
    warn_of_learned_articles(&classifier, labelled, session);
    let evaluation = classifier.evaluate(labelled);
    if let Some(folder) = &typed.charts {
        for figure in evaluation_figures(&evaluation, classifier.theme_set(), classifier.digest(), session.language) {
            write_file(&folder.join(figure.name()).with_extension("png"), &figure.png(300)?)?;
        }
    }
    let comparison = match &typed.against {
        None => None,
        Some(path) => {
            let other = open_model(path)?;
            warn_of_learned_articles(&other, labelled, session);
            warn_of_other_themes(&classifier, &other, session);
            Some((Comparison::new(&classifier.right(labelled), &other.right(labelled)), other))
        }
    };
    if typed.json {
        let mut object = json!(evaluation);
        if let Some((comparison, other)) = comparison {
            object["against"] = json!({"model": other.digest(), "comparison": comparison});
        }
        return Ok(format!("{object:#}\n"));
    }
    let mut text = evaluation_text(&evaluation, classifier.theme_set(), session.language);
    if let Some((c, other)) = comparison {
        text += &messages::against(
            session.language,
            other.digest(),
            c.both_right,
            c.only_first,
            c.only_second,
            c.both_wrong,
            &p_value(c.p_value),
        );
    }
    Ok(text)
}

/// Scores on articles that a model learned from say nothing about other articles.
fn warn_of_learned_articles(model: &Classifier, labelled: &[Article], session: &Session) {
    let Some(learned_from) = &model.training().learned_from else { return };
    let count = labelled.iter().filter(|article| learned_from.contains(article)).count();
    if count > 0 {
        let text = messages::learned_articles(session.language, model.digest(), count, labelled.len());
        session.warn(&messages::warning(session.language, &text, messages::help_learned_articles(session.language)));
    }
}

/// A model cannot be right about a theme that it does not have.
fn warn_of_other_themes(first: &Classifier, second: &Classifier, session: &Session) {
    let lacks = |has: &Classifier, lacks: &Classifier| -> Vec<String> {
        let theme_set = lacks.theme_set();
        has.themes()
            .iter()
            .filter(|t| theme_set.index_of(&t.id).is_none())
            .map(|t| t.typed_as(session.language).to_owned())
            .collect()
    };
    for (has, other) in [(first, second), (second, first)] {
        let missing = lacks(has, other);
        if !missing.is_empty() {
            let listed = missing.join(comma(session.language));
            let text = messages::missing_themes(session.language, other.digest(), &listed);
            let help = messages::help_missing_themes(session.language);
            session.warn(&messages::warning(session.language, &text, help));
        }
    }
}

fn curve(typed: &Evaluate, labelled: &[Article], session: &Session) -> Result<String> {
    let bar = session.progress(messages::learning(session.language), Some(5));
    let stop = session.stop_flag();
    let curve = learning_curve(labelled, &ThemeSet::default(), &TrainSettings::default(), &|done| {
        bar.set_position(done as u64);
        !stop.load(Ordering::Relaxed)
    })?;
    bar.finish_and_clear();
    Ok(if typed.json { format!("{:#}\n", json!(curve)) } else { curve_text(&curve, session.language) })
}
