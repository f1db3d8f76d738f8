//! `policyvane train`: labelled articles to a model and its model card.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;

use policyvane::corpus::{Article, ThemeSet, read_bytes, read_text, resolve_labels};
use policyvane::error::Kept;
use policyvane::messages::{Counted, comma, command_line as messages, counted, in_language};
use policyvane::model::{
    Bundle, LabelReport, Search, Selection, Split, TermReport, TrainSettings, TrainStep, Trial, are_short, search,
    train, weak_labels,
};
use policyvane::report::tables::trials_csv;
use policyvane::report::{is_model_card, model_card};
use policyvane::survey::write_file;
use policyvane::text::parse_dictionary;
use policyvane::{Error, Expected, Language, Result};

use crate::cli::arguments::inputs::{About, Inputs};
use crate::cli::arguments::{SplitBy, Texts, Train};
use crate::cli::files_read::FilesRead;
use crate::cli::session::Session;
use crate::cli::settings::inputs::{Origin, find, read_all};

pub fn run(typed: Train, session: &mut Session) -> Result<()> {
    let mut settings = TrainSettings::default();
    if let Some(path) = &typed.dictionary {
        settings.text.extend_dictionary(parse_dictionary(&path.display().to_string(), &read_text(path)?)?);
    }
    settings.folds = typed.folds.unwrap_or(settings.folds);
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
    let unlabelled = unlabelled_inputs(&typed, session)?;
    let read = inputs.files_read(session).with(unlabelled.iter().flat_map(Origin::paths));
    let card = card_path(&typed, read)?;
    let (mut articles, _) = read_all(&inputs, session)?;
    if typed.weak {
        articles = label_by_terms(&articles, &themes, session)?;
    }
    articles.retain(|a| !a.theme.is_empty());
    resolve_labels(&mut articles, &themes);
    if articles.is_empty() {
        return Err(Error::NoLabels { inputs: typed.inputs.named() });
    }
    check_themes(&articles, &themes, typed.strict, session)?;
    report_doubts(&LabelReport::new(&articles), &themes, session);

    let short = typed.texts.map_or_else(|| are_short(&articles), |texts| texts == Texts::Short);
    if short {
        settings = settings.for_short_texts();
        if typed.texts.is_none() {
            session.note(&messages::note(session.language, messages::short_texts(session.language)));
        }
    } else {
        settings = settings.for_articles(articles.len());
    }
    if let Some(cost) = typed.cost {
        settings.learner = settings.learner.cost(cost);
    }
    let mut selection = None;
    if typed.search.is_some() {
        (settings, selection) = search_settings(&typed, &articles, &themes, settings, session)?;
    }

    let unlabelled = match &unlabelled {
        None => Vec::new(),
        Some(inputs) => read_all(inputs, session)?.0,
    };

    let steps = settings.folds + 2 + usize::from(!unlabelled.is_empty());
    let bar = session.progress(messages::training(session.language), Some(steps as u64));
    let (stop, language) = (session.stop_flag(), session.language);
    let mut bundle = train(&articles, &unlabelled, &themes, &settings, &|step| {
        bar.set_message(match step {
            TrainStep::Features if !unlabelled.is_empty() => messages::learning_from_unlabelled(language),
            TrainStep::Features | TrainStep::Background => messages::cross_validating(language),
            TrainStep::Fold(_) => messages::fitting(language),
            TrainStep::Fitted => messages::writing(language),
        });
        bar.inc(1);
        !stop.load(Ordering::Relaxed)
    })?;
    if let Some(metrics) = &mut bundle.metrics {
        metrics.selection = selection;
    }
    let bytes = bundle.to_bytes()?;
    bar.finish_and_clear();
    write_file(&typed.output, &bytes)?;
    let digest = Bundle::digest_of(&bytes);
    write_file(&card, model_card(&bundle, &digest, bytes.len(), notes.as_deref(), language).as_bytes())?;
    session.note(&summary(&bundle, &bytes, &typed.output.display().to_string(), language));
    Ok(())
}

/// The inputs without labels that a model learns words from.
fn unlabelled_inputs(typed: &Train, session: &mut Session) -> Result<Option<Origin>> {
    if typed.unlabelled.is_empty() {
        return Ok(None);
    }
    let paths = typed.unlabelled.clone();
    let typed = Inputs { paths, db: None, about: About::default() };
    Ok(Some(find(&typed, session)?.without_places()))
}

/// The place of the model card, beside the model.
///
/// # Errors
/// [`Error::OutputIsInput`] and [`Error::NotReplaced`] where the model or its card would take the place of a file that is read,
/// of an archive, or of a text that is no card; [`Error::BadSetting`] where both have one name.
pub fn card_path(typed: &Train, read: FilesRead) -> Result<PathBuf> {
    let card = typed.output.with_extension("md");
    if typed.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")) {
        let value = typed.output.display().to_string();
        return Err(Error::BadSetting { setting: "--output", value, expected: Expected::Ending(&["pvm"]) });
    }
    let table = typed.search.map(|_| search_path(typed));
    let read = read.with(&typed.themes).with(&typed.dictionary).with(&typed.notes);
    read.refuse([&typed.output, &card].into_iter().chain(&table))?;
    let is_card = || read_bytes(&card).is_ok_and(|bytes| is_model_card(&String::from_utf8_lossy(&bytes)));
    if card.exists() && !is_card() {
        return Err(Error::NotReplaced { path: card, content: Kept::NoModelCard });
    }
    Ok(card)
}

/// The place of the table of settings that were tried.
fn search_path(typed: &Train) -> PathBuf {
    typed.output.with_extension("search.csv")
}

/// Searches the best settings, shows what was tried and writes it beside the model.
fn search_settings(
    typed: &Train,
    articles: &[Article],
    themes: &ThemeSet,
    settings: TrainSettings,
    session: &mut Session,
) -> Result<(TrainSettings, Option<Selection>)> {
    let trials = typed.search.unwrap_or_default();
    let bar = session.progress(messages::searching(session.language), Some(trials as u64));
    let (start, stop) = (Instant::now(), session.stop_flag());
    let within = |minutes: f64| start.elapsed().as_secs_f64() < 60.0 * minutes;
    let mut best: Option<(f64, usize)> = None;
    let mut number = 0;
    let Search { trials: tried, selection } = search(articles, themes, &settings, trials, &mut |trial| {
        number += 1;
        if best.is_none_or(|(score, _)| trial.score() > score) {
            best = Some((trial.score(), number));
            bar.suspend(|| session.note(&messages::trial(session.language, number, trial.accuracy, trial.macro_f1)));
        }
        bar.inc(1);
        // Stopped or out of time: the best so far is taken.
        !stop.load(Ordering::Relaxed) && typed.budget.is_none_or(within)
    })?;
    bar.finish_and_clear();
    session.go_on()?;
    write_file(&search_path(typed), trials_csv(&tried).as_bytes())?;
    let (_, number) = best.unwrap_or((0.0, 1));
    let trials = counted(session.language, tried.len(), Counted::Trials);
    session.note(&messages::trials_done(session.language, &trials, number));
    if let Some(corrected) = &selection {
        session.note(&messages::corrected_for_search(session.language, corrected.accuracy, corrected.macro_f1));
    }
    Ok((tried.into_iter().nth(number - 1).map_or(settings, Trial::into_settings), selection))
}

/// Labels by the theme set's own terms, and shows a table of what they did.
fn label_by_terms(articles: &[Article], themes: &ThemeSet, session: &Session) -> Result<Vec<Article>> {
    let (labelled, reports) = weak_labels(articles, themes)?;
    session.note(&term_table(&reports, session.language));
    let all = counted(session.language, articles.len(), Counted::Articles);
    session.note(&messages::labelled_by_terms(session.language, labelled.len(), &all));
    Ok(labelled)
}

/// The articles that the terms of each theme matched and labelled, as a table for a terminal.
fn term_table(reports: &[TermReport], language: Language) -> String {
    let width = reports.iter().map(|report| report.theme.len()).max().unwrap_or_default().max(8) + 2;
    let heads = [
        messages::term_table_matched(language),
        messages::term_table_overlapping(language),
        messages::term_table_conflicting(language),
        messages::term_table_labelled(language),
    ];
    let mut text = padded(messages::term_table_theme(language), width);
    for head in heads {
        text += &" ".repeat(COLUMN_WIDTH.saturating_sub(places(head)));
        text += head;
    }
    for report in reports {
        text += &format!("\n{}", padded(&report.theme, width));
        for count in [report.coverage, report.overlap, report.conflict, report.labelled] {
            text += &format!("{count:>COLUMN_WIDTH$}");
        }
    }
    text
}

/// Width of a column of numbers, in places of a terminal.
const COLUMN_WIDTH: usize = 13;

/// Number of places that a text takes on a terminal, where Chinese characters take two.
fn places(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(places(text))))
}

/// Reports labels that cannot all be right, or are too few; they are learned from as they are.
fn report_doubts(report: &LabelReport, themes: &ThemeSet, session: &Session) {
    if let Some((first, second)) = report.contradicting.first() {
        let articles = counted(session.language, report.contradicting.len(), Counted::Articles);
        let text = messages::contradicting(session.language, &articles, first, second);
        session.note(&messages::note(session.language, &text));
    }
    if !report.rare.is_empty() {
        let name = |id: &str| themes.get(id).map_or(id.to_owned(), |theme| theme.typed_as(session.language).to_owned());
        let rare = report.rare.iter();
        let listed: Vec<String> = rare.map(|(theme, count)| session.with_count(name(theme), *count)).collect();
        let text = messages::rare_themes(session.language, &listed.join(comma(session.language)));
        session.note(&messages::note(session.language, &text));
    }
}

/// Reports labels that the theme set does not know: refused with `--strict`, else kept under their own ids.
fn check_themes(articles: &[Article], themes: &ThemeSet, strict: bool, session: &Session) -> Result<()> {
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    for id in articles.iter().map(|a| a.theme.as_str()).filter(|id| themes.get(id).is_none()) {
        *unknown.entry(id).or_default() += 1;
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let listed = session.listed(&unknown);
    if strict {
        return Err(Error::UnknownThemes { count: unknown.values().sum(), themes: listed });
    }
    let text = messages::unnamed_themes(session.language, &listed);
    // Where no label is known the themes are the user's own; a few among others are likely slips.
    if unknown.values().sum::<usize>() < articles.len() {
        session.warn(&messages::warning(session.language, &text, messages::help_unnamed_themes(session.language)));
    } else {
        session.note(&messages::note(session.language, &text));
    }
    Ok(())
}

fn summary(bundle: &Bundle, bytes: &[u8], file: &str, language: Language) -> String {
    let mut text = messages::trained(
        language,
        file,
        &counted(language, bundle.training.articles, Counted::Articles),
        &counted(language, bundle.themes.themes.len(), Counted::Themes),
        &counted(language, bundle.vocabulary.len(), Counted::Features),
        bytes.len() as f64 / 1e6,
    );
    if let Some(metrics) = &bundle.metrics {
        let scores = &metrics.evaluation;
        text += "\n";
        text += &messages::trained_scores(
            language,
            &in_language(language, &metrics.method.to_string()),
            scores.accuracy,
            scores.macro_f1,
            scores.all_themes_micro_f1,
        );
    }
    text
}
