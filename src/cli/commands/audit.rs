//! `policyvane audit`: a random sample for coders, and what their labels say about all articles.

use std::collections::HashMap;
use std::path::Path;

use policyvane::corpus::{Article, Problem, read_audit_labels, read_bytes};
use policyvane::messages::{self, Counted, command_line, counted};
use policyvane::report::tables::{AuditSampleRow, audit_design_rows, audit_rows, audit_sample_row, excel_csv, to_csv};
use policyvane::report::{audit_notes, audit_text};
use policyvane::survey::{Filter, Survey, design_path, read_audit_sample, write_file};
use policyvane::{Classifier, Error, Expected, Result};
use serde_json::json;

use crate::cli::arguments::{Audit, AuditAction, AuditDraw, AuditEstimate};
use crate::cli::output::{Output, ending_of};
use crate::cli::papers;
use crate::cli::session::Session;
use crate::cli::settings;
use crate::cli::settings::inputs::{Origin, find};

/// At most this many articles are in memory at once while texts are fetched.
const PORTION: usize = 1024;

pub fn run(typed: Audit, session: &mut Session) -> Result<()> {
    match typed.action {
        AuditAction::Draw(typed) => draw(&typed, session),
        AuditAction::Estimate(typed) => estimate(&typed, session),
    }
}

fn draw(typed: &AuditDraw, session: &mut Session) -> Result<()> {
    if typed.size == 0 {
        return Err(Error::BadSetting { setting: "--size", value: "0".into(), expected: Expected::AtLeast(1) });
    }
    if typed.inputs.paths.iter().any(|path| path == "-") {
        return Err(Error::BadSetting { setting: "PATH", value: "-".into(), expected: Expected::SavedFile });
    }
    ending_of(&typed.output, &["csv", "xlsx"])?;
    refuse_labelled(&typed.output)?;
    let filter = settings::filter(&typed.filters)?;
    let origin = find(&typed.inputs, session)?.without_copies();
    let design = design_path(&typed.output);
    origin.files_read(session).refuse([&typed.output, &design])?;
    let classifier = session.classifier_of(typed.inputs.db.as_deref())?;
    let survey = classified(&origin, filter, &classifier, session)?;
    let drawn = survey.draw_audit(typed.size, typed.seed);
    if drawn.is_empty() {
        return Err(survey.nothing_counted());
    }
    let ids = drawn.iter().map(|drawn| &*survey.articles()[drawn.unit].id);
    let rows = texts(&origin, &ids.collect::<Vec<_>>())?;
    let design_rows = audit_design_rows(survey.articles(), &drawn, classifier.themes());
    write_file(&design, excel_csv(&to_csv(design_rows)).as_bytes())?;
    let mut output = Output::open(Some(&typed.output))?;
    output.write(excel_csv(&to_csv(rows)).as_bytes())?;
    output.finish()?;
    let (language, articles) = (session.language, survey.articles().len());
    let articles = counted(language, articles, Counted::Articles);
    let (file, design) = (typed.output.display().to_string(), design.display().to_string());
    session.note(&messages::audit_drawn(language, drawn.len(), &articles, &file, &design));
    papers::note_absent(&survey, &typed.filters.only_source, session);
    Ok(())
}

fn estimate(typed: &AuditEstimate, session: &mut Session) -> Result<()> {
    let half_width = typed.half_width.map(|points| points / 100.0);
    if let Some(width) = half_width.filter(|width| !(*width > 0.0 && *width < 1.0)) {
        let value = (100.0 * width).to_string();
        return Err(Error::BadSetting { setting: "--half-width", value, expected: Expected::Positive });
    }
    let ending = typed.output.as_deref().map(|path| ending_of(path, &["csv", "json", "xlsx"])).transpose()?;
    let filter = settings::filter(&typed.filters)?;
    let spans = settings::compare(&typed.compare)?;
    let sample = read_audit_sample(&typed.labels)?;
    let origin = find(&typed.inputs, session)?.without_copies();
    // A sample that lies among the articles would be counted with them.
    let read = origin.files_read(session);
    read.refuse([&typed.labels])?;
    read.with([typed.labels.clone(), design_path(&typed.labels)]).refuse(&typed.output)?;
    let classifier = session.classifier_of(typed.inputs.db.as_deref())?;
    let survey = classified(&origin, filter, &classifier, session)?;
    if survey.articles().is_empty() {
        return Err(survey.nothing_counted());
    }
    let audit = survey.audit(&sample, spans).map_err(|error| match error {
        Error::NoAuditLabels { .. } => Error::NoAuditLabels { file: typed.labels.display().to_string() },
        other => other,
    })?;
    let (language, themes) = (session.language, classifier.themes());
    if let (Some(path), Some(ending)) = (&typed.output, ending) {
        let rows = audit_rows(&audit, themes, language, half_width);
        let mut output = Output::open(Some(path))?;
        if ending == "json" {
            let accuracy = audit.quality.accuracy;
            let value = json!({
                "articles": audit.articles,
                "labels": audit.labels,
                "uncoded": audit.uncoded,
                "accuracy": { "value": accuracy.value, "low": accuracy.low, "high": accuracy.high },
                "themes": rows,
            });
            output.write(format!("{value:#}\n").as_bytes())?;
        } else {
            output.write(to_csv(rows).as_bytes())?;
        }
        output.finish()?;
    }
    let mut screen = Output::open(None)?;
    screen.write(audit_text(&audit, themes, language, half_width).as_bytes())?;
    screen.finish()?;
    for note in audit_notes(&audit, language) {
        session.note(&command_line::note(language, &note));
    }
    papers::note_absent(&survey, &typed.filters.only_source, session);
    Ok(())
}

/// All articles, read and classified.
fn classified<'c>(
    origin: &Origin,
    filter: Filter,
    classifier: &'c Classifier,
    session: &mut Session,
) -> Result<Survey<'c>> {
    let mut survey = Survey::new(classifier).with_filter(filter).with_language(session.language);
    let bar = session.progress(command_line::reading_and_classifying(session.language), None);
    let read = match origin {
        Origin::Files(inputs) => survey.read_inputs(inputs, session, |articles| bar.inc(articles as u64)),
        Origin::Archive(archive) => {
            let goes_on = |articles: usize| {
                bar.inc(articles as u64);
                session.go_on().is_ok()
            };
            archive.survey(&mut survey, goes_on).map(|_| ())
        }
    };
    bar.finish_and_clear();
    read?;
    Ok(survey)
}

/// The rows of some articles, by identifier: a survey keeps no texts, so the inputs are read once more. Problems were
/// reported the first time.
fn texts(origin: &Origin, ids: &[&str]) -> Result<Vec<AuditSampleRow>> {
    let places: HashMap<&str, usize> = ids.iter().copied().zip(0..).collect();
    let mut rows: Vec<Option<AuditSampleRow>> = vec![None; ids.len()];
    let mut keep = |articles: Vec<Article>| {
        for article in &articles {
            if let Some(&place) = places.get(article.id.as_str()) {
                rows[place].get_or_insert_with(|| audit_sample_row(article));
            }
        }
        Ok(())
    };
    match origin {
        Origin::Files(inputs) => {
            let mut problems: Vec<Problem> = Vec::new();
            inputs.read(&mut problems, PORTION, |articles, _| keep(articles))?;
        }
        Origin::Archive(archive) => archive.labelled(keep)?,
    }
    Ok(rows.into_iter().flatten().collect())
}

/// Refuses to draw over a sample that somebody has begun to code.
fn refuse_labelled(path: &Path) -> Result<()> {
    let is_coded = path.is_file()
        && read_audit_labels(&path.display().to_string(), &read_bytes(path)?)
            .is_ok_and(|labels| labels.iter().any(|label| !label.label.is_empty()));
    if is_coded {
        let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(Error::Write { path: path.into(), source });
    }
    Ok(())
}
