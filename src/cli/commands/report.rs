//! `policyvane report`: the main job, from raw issues to charts.

use std::path::PathBuf;

use indicatif::ProgressBar;
use policyvane::analysis::{AuditSample, Versus};
use policyvane::corpus::{Inputs, Problem};
use policyvane::messages::{
    Counted, archive as messages_of_archive, chart_left_out, command_line as messages, counted,
};
use policyvane::report::{FILE_NAMES, audit_notes, no_lag_text, vocabulary_warning};
use policyvane::survey::{Filter, FinishedReport, Survey, WholeFile, design_path, read_audit_sample, remove_left_over};
use policyvane::trends::{Event, Span};
use policyvane::{Classifier, Error, Language, Result};

use crate::cli::arguments::{Report, ReportOptions};
use crate::cli::files_read::FilesRead;
use crate::cli::papers;
use crate::cli::session::Session;
use crate::cli::settings;
use crate::cli::settings::inputs::{Origin, read_options};
use crate::cli::settings::selections;

pub fn run(typed: Report, session: &mut Session) -> Result<()> {
    let Report { inputs, options } = typed;
    let checked = Checked::of(&options, session.language)?;
    let mut found: Vec<Problem> = Vec::new();
    let origin = match &inputs.db {
        Some(path) => Origin::Archive(session.open_archive(path)?),
        None => {
            let (paths, sources) = (&inputs.paths, inputs.about.sources.as_deref());
            let reading = read_options(&inputs.about)?;
            let inputs = Inputs::find(paths, reading, sources, Some(&options.output), &mut found);
            found.iter().for_each(|problem| session.leave_out(&problem.file, &problem.error));
            let inputs = inputs?;
            session.note_results(&inputs);
            Origin::Files(Box::new(inputs.without_copies()))
        }
    };
    let mut corrected = 0;
    let classifier = session.classifier_of(inputs.db.as_deref())?;
    let reading = settings::reading(&inputs.about);
    let read = origin.files_read(session);
    let has_own_model = match &origin {
        Origin::Archive(archive) if session.model().is_none() => archive.own_model()?.is_some(),
        _ => false,
    };
    make(&options, checked, &classifier, (reading.as_str(), read), session, |survey, session, bar| match &origin {
        Origin::Files(inputs) => {
            found.iter().for_each(|problem| survey.leave_out(problem));
            survey.read_inputs(inputs, session, |articles| bar.inc(articles as u64))?;
            Ok(None)
        }
        Origin::Archive(archive) => {
            corrected = archive.survey(survey, |articles| {
                bar.inc(articles as u64);
                session.go_on().is_ok()
            })?;
            Ok(inputs.db.clone().filter(|_| corrected > 0 || has_own_model))
        }
    })?;
    if corrected > 0 {
        let articles = counted(session.language, corrected, Counted::Articles);
        session.note(&messages_of_archive::with_corrections(session.language, &articles));
    }
    session.show(&options.output.join("report.html"));
    Ok(())
}

/// What a report is to show, checked before any work starts.
pub struct Checked {
    pub filter: Filter,
    pub compare: Option<(Span, Span)>,
    pub versus: Option<Versus>,
    pub terms: Vec<String>,
    pub events: Vec<Event>,
    pub sample: Option<AuditSample>,
}

impl Checked {
    /// Checks what was typed.
    ///
    /// # Errors
    /// As the functions of `report_settings`, and where the sample of an audit cannot be read.
    pub fn of(typed: &ReportOptions, language: Language) -> Result<Self> {
        Ok(Checked {
            filter: Filter { by_event: typed.by_event, ..settings::filter(&typed.filters)? },
            compare: settings::compare(&typed.compare)?,
            versus: selections::versus(&typed.versus, language)?,
            terms: settings::terms(&typed.term)?.to_vec(),
            events: settings::events(typed)?,
            sample: typed.audit.as_deref().map(read_audit_sample).transpose()?,
        })
    }
}

/// Makes a report of the articles that `read` adds to a survey; its result is the archive without which nobody could repeat the
/// report, as its corrections count or its own model classified. The inputs are the options by which files are read, as typed, and
/// these files.
pub fn make(
    typed: &ReportOptions,
    checked: Checked,
    classifier: &Classifier,
    (reading, files): (&str, FilesRead),
    session: &mut Session,
    read: impl FnOnce(&mut Survey<'_>, &mut Session, &ProgressBar) -> Result<Option<PathBuf>>,
) -> Result<()> {
    let Checked { filter, compare, versus, terms, events, sample } = checked;
    let themes = settings::themes(&typed.theme, classifier)?;
    let papers = papers::named(&filter, versus.as_ref());
    // Refused or begun before the work, so that a folder that cannot be written to is reported at once.
    let design = typed.audit.as_deref().map(design_path);
    let files = files.with(&typed.events).with(&typed.audit).with(design);
    files.refuse(FILE_NAMES.iter().map(|name| typed.output.join(name)))?;
    remove_left_over(&typed.output.join("manifest.json"));
    drop(WholeFile::create(&typed.output.join("manifest.json"))?);

    let mut survey = Survey::new(classifier).with_filter(filter).with_terms(&terms);
    let bar = session.progress(messages::reading_and_classifying(session.language), None);
    let outcome = read(&mut survey, session, &bar);
    bar.finish_and_clear();
    let archive = outcome?;
    let made = settings::Made { reading, archive: archive.as_deref(), model: session.model() };
    let command = settings::command(typed, made, session.language);

    let bar = session.at_work(messages::counting_and_drawing(session.language));
    let report = survey
        .report()
        .language(session.language)
        .period(typed.by.map(settings::period))
        .compare(compare)
        .versus(versus)
        .events(events)
        .themes(themes, typed.top)
        .charts(typed.chart.clone())
        .pictures(settings::width(typed.size), typed.dpi, typed.svg)
        .excel(typed.excel)
        .audit(sample)
        .command(command)
        .build();
    bar.finish_and_clear();
    let report = report.map_err(|error| match (error, &typed.audit) {
        (Error::NoAuditLabels { .. }, Some(sample)) => Error::NoAuditLabels { file: sample.display().to_string() },
        (other, _) => other,
    })?;
    // Pictures may be inputs, too, and how charts are called is known now.
    files.refuse(report.files.iter().map(|(name, _)| typed.output.join(name)))?;
    report.write_to(&typed.output)?;
    summarise(typed, &survey, &report, session);
    papers::note_absent(&survey, &papers, session);
    Ok(())
}

/// What the user has to know about the report.
fn summarise(typed: &ReportOptions, survey: &Survey<'_>, report: &FinishedReport, session: &mut Session) {
    let language = session.language;
    let articles = counted(language, survey.articles().len(), Counted::Articles);
    let files = counted(language, survey.issues(), Counted::Files);
    let charts = counted(language, report.charts.len(), Counted::Charts);
    let folder = typed.output.display().to_string();
    session.note(&messages::report_written(language, &articles, &files, &charts, &folder));
    if survey.filtered() > 0 {
        let total = counted(language, survey.filtered() + survey.passed(), Counted::Articles);
        session.note(&messages::filtered(language, survey.filtered(), &total));
    }
    if survey.cut_by_dates() > 0 {
        let cut = counted(language, survey.cut_by_dates(), Counted::Articles);
        session.note(&messages::note(language, &messages::cut_by_dates(language, &cut)));
    }
    if let Some(count) = survey.with_event_day() {
        session.note(&messages::note(language, &messages::by_event(language, count, &articles)));
    }
    if !survey.undetermined().is_empty() {
        let undetermined = counted(language, survey.undetermined().len(), Counted::Articles);
        session.note(&messages::undetermined(language, &undetermined));
    }
    let is_asked = |chart: &&(&str, &str)| typed.chart.is_empty() || typed.chart.iter().any(|asked| asked == chart.0);
    for (chart, reason) in report.left_out.iter().filter(is_asked) {
        session.note(&messages::note(language, &chart_left_out(language, chart, reason)));
    }
    let asked_for_lag = !typed.term.is_empty() || typed.chart.iter().any(|chart| chart == "lag");
    if let Some(reason) = report.no_lag.filter(|_| asked_for_lag) {
        session.note(&messages::no_lag(language, no_lag_text(reason, language)));
    }
    for note in report.audit.iter().flat_map(|audit| audit_notes(audit, language)) {
        session.note(&messages::note(language, &note));
    }
    if let Some(warning) = vocabulary_warning(&report.drift, language) {
        session.note(&messages::note(language, &warning));
    }
    if report.missing > 0 {
        let periods = counted(language, report.missing, Counted::Periods);
        session.note(&messages::empty_periods(language, &periods));
    }
    if report.undated > 0 {
        // Each undated page or row is a part of the input that the curves leave out.
        session.leave_out("undated", &Error::Undated { count: report.undated });
    }
}
