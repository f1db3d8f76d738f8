//! `policyvane train`: labelled articles to a model and its model card.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Instant;

use policyvane::corpus::{Article, ThemeSet, read_text};
use policyvane::model::{Bundle, LabelReport, Split, TrainSettings, TrainStep, Trial, search, train, weak_labels};
use policyvane::report::model_card;
use policyvane::report::tables::trials_csv;
use policyvane::survey::write_file;
use policyvane::text::parse_dictionary;
use policyvane::{Error, Result};

use super::arguments::{self, SplitBy, Texts, Train};
use super::inputs::{find, read_all};
use super::session::Session;

pub fn run(typed: Train, session: &mut Session) -> Result<()> {
    let mut settings = TrainSettings::default();
    if let Some(path) = &typed.dictionary {
        settings.text.extend_dictionary(parse_dictionary(&path.display().to_string(), &read_text(path)?)?);
    }
    if let Some(folds) = typed.folds {
        settings.folds = folds;
    }
    settings.split = match typed.split {
        SplitBy::Date => Split::Date,
        SplitBy::Stratified => Split::Stratified,
        SplitBy::Temporal => Split::Temporal,
    };
    let themes = match &typed.themes {
        Some(path) => ThemeSet::from_toml(&path.display().to_string(), &read_text(path)?)?,
        None => ThemeSet::default(),
    };
    let notes = typed.notes.as_deref().map(read_text).transpose()?;
    let inputs = find(&typed.inputs, session)?.without_places();
    let (mut articles, _) = read_all(&inputs, session)?;
    if typed.weak {
        articles = label_by_terms(&articles, &themes, session)?;
    }
    articles.retain(|a| !a.theme.is_empty());
    if articles.is_empty() {
        return Err(Error::NoLabels { inputs: typed.inputs.paths.join(", ") });
    }
    check_themes(&articles, &themes, typed.strict, session)?;
    tell_doubts(&LabelReport::new(&articles), session);

    let short = typed.texts.map_or_else(|| are_short(&articles), |texts| texts == Texts::Short);
    if short {
        settings = settings.for_short_texts();
        if typed.texts.is_none() {
            session.note("note: the texts are short: their words are paired too (--texts articles if they are not)");
        }
    }
    if let Some(cost) = typed.cost {
        settings.learner = settings.learner.cost(cost);
    }
    if let Some(trials) = typed.search {
        settings = search_settings(&typed, trials, &articles, &themes, settings, session)?;
    }

    let unlabelled = if typed.unlabelled.is_empty() {
        Vec::new()
    } else {
        let typed = arguments::Inputs { paths: typed.unlabelled.clone(), date: None, source: None, sources: None };
        read_all(&find(&typed, session)?.without_places(), session)?.0
    };

    let steps = settings.folds + 2 + usize::from(!unlabelled.is_empty());
    let bar = session.progress("training", Some(steps as u64));
    let stop = session.stop_flag();
    let bundle = train(&articles, &unlabelled, &themes, &settings, &|step| {
        bar.set_message(match step {
            TrainStep::Features if !unlabelled.is_empty() => "learning from unlabelled text",
            TrainStep::Features | TrainStep::Background => "cross-validating",
            TrainStep::Fold(_) => "cross-validating, fitting",
            TrainStep::Fitted => "writing",
        });
        bar.inc(1);
        !stop.load(Ordering::Relaxed)
    })?;
    let bytes = bundle.to_bytes()?;
    bar.finish_and_clear();
    write_file(&typed.output, &bytes)?;
    let card = typed.output.with_extension("md");
    write_file(&card, model_card(&bundle, &Bundle::digest_of(&bytes), bytes.len(), notes.as_deref()).as_bytes())?;
    session.note(&summary(&bundle, &bytes, &typed.output.display().to_string()));
    Ok(())
}

/// Half of the texts are shorter than this many characters where they are short.
const SHORT: usize = 60;

fn are_short(articles: &[Article]) -> bool {
    let mut lengths: Vec<usize> = articles.iter().map(Article::length).collect();
    lengths.sort_unstable();
    lengths[lengths.len() / 2] < SHORT
}

/// Searches the best settings, shows what was tried and writes it beside the model.
fn search_settings(
    typed: &Train,
    trials: usize,
    articles: &[Article],
    themes: &ThemeSet,
    settings: TrainSettings,
    session: &mut Session,
) -> Result<TrainSettings> {
    let bar = session.progress("searching settings", Some(trials as u64));
    let (start, stop) = (Instant::now(), session.stop_flag());
    let within = |minutes: f64| start.elapsed().as_secs_f64() < 60.0 * minutes;
    let mut best: Option<(f64, usize)> = None;
    let mut number = 0;
    let tried = search(articles, themes, &settings, trials, &mut |trial| {
        number += 1;
        if best.is_none_or(|(score, _)| trial.score() > score) {
            best = Some((trial.score(), number));
            bar.suspend(|| session.note(&trial_line(number, trial)));
        }
        bar.inc(1);
        // Stopped or out of time: the best so far is taken.
        !stop.load(Ordering::Relaxed) && typed.budget.is_none_or(within)
    })?;
    bar.finish_and_clear();
    session.go_on()?;
    write_file(&typed.output.with_extension("search.csv"), trials_csv(&tried).as_bytes())?;
    let (_, number) = best.unwrap_or((0.0, 1));
    session.note(&format!("{} settings tried; number {number} is taken", tried.len()));
    Ok(tried.into_iter().nth(number - 1).map_or(settings, Trial::into_settings))
}

fn trial_line(number: usize, trial: &Trial) -> String {
    format!("setting {number}: accuracy {:.4}, macro-F1 {:.4}", trial.accuracy, trial.macro_f1)
}

/// Labels by the theme set's own terms, and tells what they did.
fn label_by_terms(articles: &[Article], themes: &ThemeSet, session: &Session) -> Result<Vec<Article>> {
    let (labelled, reports) = weak_labels(articles, themes)?;
    session.note("theme: articles with its terms / also with another theme's / in conflict / labelled");
    for report in &reports {
        session.note(&format!(
            "{:>24}: {} / {} / {} / {}",
            report.theme, report.coverage, report.overlap, report.conflict, report.labelled
        ));
    }
    session.note(&format!("{} of {} articles labelled by terms", labelled.len(), articles.len()));
    Ok(labelled)
}

/// Labels that cannot all be right, or are too few, are told and learned from as they are.
fn tell_doubts(report: &LabelReport, session: &Session) {
    if let Some((first, second)) = report.contradicting.first() {
        let count = report.contradicting.len();
        session.note(&format!(
            "note: {count} articles repeat another's text under another theme, such as {second} after {first}"
        ));
    }
    if !report.rare.is_empty() {
        let listed: Vec<String> = report.rare.iter().map(|(theme, count)| format!("{theme} ({count})")).collect();
        session.note(&format!("note: themes with too few articles to be learned well: {}", listed.join(", ")));
    }
}

/// So many themes are named in a message.
const MOST_LISTED: usize = 12;

/// Tells labels that the theme set does not know: refused with `--strict`, else kept under their own ids.
fn check_themes(articles: &[Article], themes: &ThemeSet, strict: bool, session: &Session) -> Result<()> {
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    for id in articles.iter().map(|a| a.theme.as_str()).filter(|id| themes.get(id).is_none()) {
        *unknown.entry(id).or_default() += 1;
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let mut listed: Vec<String> = unknown.iter().map(|(id, count)| format!("{id} ({count})")).collect();
    if listed.len() > MOST_LISTED {
        let more = listed.len() - MOST_LISTED;
        listed.truncate(MOST_LISTED);
        listed.push(format!("and {more} more"));
    }
    if strict {
        return Err(Error::UnknownThemes { count: unknown.values().sum(), themes: listed.join(", ") });
    }
    session.note(&format!("note: themes without a name in the theme set: {}", listed.join(", ")));
    Ok(())
}

fn summary(bundle: &Bundle, bytes: &[u8], file: &str) -> String {
    let mut text = format!(
        "{file}: {} articles, {} themes, {} features, {:.1} MB",
        bundle.training.articles,
        bundle.themes.themes.len(),
        bundle.vocabulary.len(),
        bytes.len() as f64 / 1e6
    );
    if let Some(metrics) = &bundle.metrics {
        let scores = &metrics.evaluation;
        text += &format!(
            "\n{}: accuracy {:.3}, macro-F1 {:.3}, all-themes micro-F1 {:.3}",
            metrics.method, scores.accuracy, scores.macro_f1, scores.all_themes_micro_f1
        );
    }
    text
}
