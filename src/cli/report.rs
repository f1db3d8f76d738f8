//! `policyvane report`: the main job, from raw issues to charts.

use policyvane::corpus::{Article, PartialDate};
use policyvane::report::{ReportInput, build, classified_header};
use policyvane::trends::{Observation, PeriodKind};
use policyvane::{Error, Result};
use rayon::prelude::*;

use super::arguments::{By, Report};
use super::classify::row;
use super::inputs::Inputs;
use super::labelled::assign_all;
use super::output::{Output, write_file};
use super::session::Session;

/// Articles in memory at once; of each only its counts and its row are kept.
const CHUNK: usize = 1024;

pub fn run(typed: Report, session: &mut Session) -> Result<()> {
    let span = Span::checked(&typed)?;
    let inputs = Inputs::find_outside(&typed.inputs, Some(&typed.output), session)?;
    let classifier = session.classifier()?;
    // Opened before the work, so that a folder that cannot be written to is told at once.
    let mut table = Output::open(Some(&typed.output.join("classified.csv")))?;
    table.write(classified_header(&[]).as_bytes())?;

    let bar = session.progress("reading and classifying", None);
    let language = session.language;
    let (mut observations, mut outside) = (Vec::new(), 0usize);
    let read = inputs.read(session, CHUNK, |mut articles, _| {
        bar.inc(articles.len() as u64);
        let before = articles.len();
        articles.retain(|article| span.holds(article.date));
        outside += before - articles.len();
        for (article, assignment) in articles.iter().zip(assign_all(&classifier, &articles)) {
            table.write(row(&classifier, article, &assignment, None, language).to_csv(article, &[]).as_bytes())?;
            observations.push(observation(article, assignment.theme, assignment.also));
        }
        Ok(())
    });
    bar.finish_and_clear();
    read?;
    if observations.is_empty() {
        let reason = if outside > 0 { "all lie outside --from and --to" } else { "no article was found" };
        return Err(Error::NothingToReport { reason: reason.into() });
    }

    let bar = session.progress("drawing", None);
    let report = build(&ReportInput {
        observations: &observations,
        themes: classifier.theme_set(),
        model: classifier.digest(),
        kind: typed.by.map(period_kind),
        language,
        width: typed.size.width(),
    })?;
    bar.finish_and_clear();
    table.finish()?;
    write_file(&typed.output.join("counts.csv"), report.counts.as_bytes())?;
    let pictures: Vec<Result<Vec<u8>>> = report.figures.par_iter().map(|figure| figure.png(typed.dpi)).collect();
    for (figure, picture) in report.figures.iter().zip(pictures) {
        write_file(&typed.output.join(figure.name()).with_extension("png"), &picture?)?;
        if typed.svg {
            write_file(&typed.output.join(figure.name()).with_extension("svg"), figure.svg().as_bytes())?;
        }
    }

    let names: Vec<String> = report.figures.iter().map(|f| format!("{}.png", f.name())).collect();
    session.note(&format!(
        "{} articles from {} files: {}, counts.csv and classified.csv in {}",
        observations.len(),
        inputs.files().len(),
        names.join(", "),
        typed.output.display()
    ));
    if outside > 0 {
        session.note(&format!("{outside} articles lie outside --from and --to and are not counted"));
    }
    if report.missing > 0 {
        session.note(&format!("{} periods without any article are drawn as gaps", report.missing));
    }
    if report.undated > 0 {
        // Each undated page or row is a part of the input that the curves leave out.
        session.leave_out("undated", &Error::Undated { count: report.undated });
    }
    Ok(())
}

fn observation(article: &Article, theme: usize, also: Vec<usize>) -> Observation {
    Observation { date: article.date, source: article.source.clone(), region: article.region.parse().ok(), theme, also }
}

fn period_kind(by: By) -> PeriodKind {
    match by {
        By::Day => PeriodKind::Day,
        By::Week => PeriodKind::Week,
        By::Month => PeriodKind::Month,
        By::Quarter => PeriodKind::Quarter,
        By::Year => PeriodKind::Year,
    }
}

/// The dates asked for, by prefix: `--to 2024` holds all of 2024.
struct Span {
    from: Option<String>,
    to: Option<String>,
}

impl Span {
    fn checked(typed: &Report) -> Result<Self> {
        let check = |date: &Option<String>| -> Result<Option<String>> {
            date.as_ref().map(|text| text.parse::<PartialDate>().map(|d| d.to_string())).transpose()
        };
        Ok(Span { from: check(&typed.from)?, to: check(&typed.to)? })
    }

    /// Articles without a date are outside as soon as dates are asked for.
    fn holds(&self, date: Option<PartialDate>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some(date) = date.map(|d| d.to_string()) else { return false };
        let after = self.from.as_ref().is_none_or(|from| date.as_str() >= &from[..from.len().min(date.len())]);
        let before = self.to.as_ref().is_none_or(|to| &date[..date.len().min(to.len())] <= to.as_str());
        after && before
    }
}
