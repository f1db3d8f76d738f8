//! `policyvane report`: the main job, from raw issues to charts.

use policyvane::corpus::Inputs;
use policyvane::report::{no_lag_text, vocabulary_warning};
use policyvane::survey::{FinishedReport, Survey, WholeFile};
use policyvane::{Error, Result};

use super::arguments::Report;
use super::inputs::read_options;
use super::report_settings as settings;
use super::session::Session;

pub fn run(typed: Report, session: &mut Session) -> Result<()> {
    let filter = settings::filter(&typed)?;
    let compare = settings::compare(&typed.compare)?;
    let terms = settings::terms(&typed.term)?;
    let options = read_options(&typed.inputs)?;
    let (paths, sources) = (&typed.inputs.paths, typed.inputs.sources.as_deref());
    let inputs = Inputs::find(paths, options, sources, Some(&typed.output), session)?;
    let classifier = session.classifier()?;
    let themes = settings::themes(&typed.theme, &classifier)?;
    // Begun before the work, so that a folder that cannot be written to is reported at once.
    drop(WholeFile::create(&typed.output.join("manifest.json"))?);

    let mut survey = Survey::new(&classifier).with_filter(filter).with_terms(terms);
    let bar = session.progress("reading and classifying", None);
    let read = survey.read_inputs(&inputs, session, |articles| bar.inc(articles as u64));
    bar.finish_and_clear();
    read?;

    let bar = session.progress("counting and drawing", None);
    let report = survey
        .report()
        .language(session.language)
        .period(typed.by.map(settings::period))
        .compare(compare)
        .themes(themes, typed.top)
        .charts(typed.chart.clone())
        .pictures(settings::width(typed.size), typed.dpi, typed.svg)
        .command(settings::command(&typed, session.language))
        .build();
    bar.finish_and_clear();
    let report = report?;
    report.write_to(&typed.output)?;
    summarise(&typed, &survey, &report, inputs.files().len(), session);
    Ok(())
}

/// What the user has to know about the report.
fn summarise(typed: &Report, survey: &Survey<'_>, report: &FinishedReport, files: usize, session: &mut Session) {
    session.note(&format!(
        "{} articles from {files} files: report.html, {} charts and their tables are in {}",
        survey.articles().len(),
        report.charts.len(),
        typed.output.display()
    ));
    if survey.filtered() > 0 {
        session.note(&format!("{} articles are left out by the filters and are not counted", survey.filtered()));
    }
    let asked_for_lag = !typed.term.is_empty() || typed.chart.iter().any(|chart| chart == "lag");
    if let Some(reason) = report.no_lag.filter(|_| asked_for_lag) {
        session.note(&format!("no lag: {}", no_lag_text(reason, session.language)));
    }
    if let Some(warning) = vocabulary_warning(&report.drift, session.language) {
        session.note(&format!("note: {warning}"));
    }
    if report.missing > 0 {
        session.note(&format!("{} periods without any article are drawn as gaps", report.missing));
    }
    if report.undated > 0 {
        // Each undated page or row is a part of the input that the curves leave out.
        session.leave_out("undated", &Error::Undated { count: report.undated });
    }
}
