//! `policyvane report`: the main job, from raw issues to charts.

use policyvane::archive::Archive;
use policyvane::corpus::Inputs;
use policyvane::messages::{
    Counted, archive as messages_of_archive, chart_left_out, command_line as messages, counted,
};
use policyvane::report::{audit_notes, no_lag_text, vocabulary_warning};
use policyvane::survey::{Filter, FinishedReport, Survey, WholeFile, read_audit_sample};
use policyvane::{Error, Result};

use super::arguments::Report;
use super::inputs::{Origin, read_options};
use super::report_settings as settings;
use super::selections;
use super::session::Session;

pub fn run(typed: Report, session: &mut Session) -> Result<()> {
    let filter = Filter { by_event: typed.by_event, ..settings::filter(&typed.filters)? };
    let compare = settings::compare(&typed.compare)?;
    let versus = selections::versus(&typed.versus, session.language)?;
    let terms = settings::terms(&typed.term)?;
    let events = settings::events(&typed)?;
    let sample = typed.audit.as_deref().map(read_audit_sample).transpose()?;
    let origin = match &typed.inputs.db {
        Some(path) => Origin::Archive(Archive::open(path)?),
        None => {
            let options = read_options(&typed.inputs.about)?;
            let (paths, sources) = (&typed.inputs.paths, typed.inputs.about.sources.as_deref());
            Origin::Files(Box::new(Inputs::find(paths, options, sources, Some(&typed.output), session)?))
        }
    };
    let classifier = session.classifier()?;
    let themes = settings::themes(&typed.theme, &classifier)?;
    // Begun before the work, so that a folder that cannot be written to is reported at once.
    drop(WholeFile::create(&typed.output.join("manifest.json"))?);

    let mut survey = Survey::new(&classifier).with_filter(filter).with_terms(terms);
    let bar = session.progress(messages::reading_and_classifying(session.language), None);
    let read = match &origin {
        Origin::Files(inputs) => survey.read_inputs(inputs, session, |articles| bar.inc(articles as u64)).map(|()| 0),
        Origin::Archive(archive) => archive.survey(&mut survey, |articles| {
            bar.inc(articles as u64);
            session.go_on().is_ok()
        }),
    };
    bar.finish_and_clear();
    let corrected = read?;

    let bar = session.progress(messages::counting_and_drawing(session.language), None);
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
        .command(settings::command(&typed, session.language))
        .build();
    bar.finish_and_clear();
    let report = report?;
    report.write_to(&typed.output)?;
    summarise(&typed, &survey, &report, session);
    if corrected > 0 {
        let articles = counted(session.language, corrected, Counted::Articles);
        session.note(&messages_of_archive::with_corrections(session.language, &articles));
    }
    Ok(())
}

/// What the user has to know about the report.
fn summarise(typed: &Report, survey: &Survey<'_>, report: &FinishedReport, session: &mut Session) {
    let language = session.language;
    let articles = counted(language, survey.articles().len(), Counted::Articles);
    let files = counted(language, survey.issues(), Counted::Files);
    let charts = counted(language, report.charts.len(), Counted::Charts);
    let folder = typed.output.display().to_string();
    session.note(&messages::report_written(language, &articles, &files, &charts, &folder));
    if survey.filtered() > 0 {
        let total = survey.filtered() + survey.articles().len();
        let total = counted(language, total, Counted::Articles);
        session.note(&messages::filtered(language, survey.filtered(), &total));
    }
    if let Some(count) = survey.with_event_day() {
        session.note(&messages::note(language, &messages::by_event(language, count, &articles)));
    }
    if survey.cut_by_dates() > 0 {
        let cut = counted(language, survey.cut_by_dates(), Counted::Articles);
        session.note(&messages::note(language, &messages::cut_by_dates(language, &cut)));
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
