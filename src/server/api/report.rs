//! The whole report as one page, for the articles of a selection.
//!
//! It is made in memory: what a survey keeps of its articles beyond some size lies in temporary files without names, which go with
//! it. One report is made at a time, of so many articles that a reader waits for it; larger ones are made in the background
//! (`large_report.rs`).

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::Language;
use crate::archive::{Archive, Search};
use crate::error::Error;
use crate::report::shell_word;
use crate::server::api::overview::{MAX_REPORT_ARTICLES, check_papers, check_themes};
use crate::server::parameters::{Parameters, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::survey::{PageStep, Survey};
use crate::trends::PeriodKind;

/// The path of the route.
pub(in crate::server) const PATH: &str = "/api/report";
/// A request for a report has this long.
pub(in crate::server) const TIME: Duration = Duration::from_secs(300);
/// Reading stops after this time, so that what is left of the request's time is for the report itself.
const READING: Duration = Duration::from_secs(200);

/// The report that is asked for.
pub(super) struct AskedReport {
    search: Search,
    period: Option<PeriodKind>,
    language: Language,
}

impl AskedReport {
    pub fn of(parameters: &Parameters, shared: &Shared) -> Result<Self, Problem> {
        let period = match parameters.get("period") {
            None | Some("auto") => None,
            Some(name) => Some(PeriodKind::named(name).ok_or_else(|| Problem::bad_parameter("period", name))?),
        };
        Ok(AskedReport { search: parameters.search()?, period, language: shared.language(parameters.get("lang")) })
    }

    /// Refuses themes and papers that do not exist.
    pub fn check(&self, archive: &Archive, shared: &Shared) -> Result<(), Problem> {
        check_themes(&self.search.themes, archive, shared)?;
        check_papers(&self.search.filter.sources, archive)
    }
}

pub(in crate::server) async fn report(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let asked = AskedReport::of(&parameters.only(&[SELECTION, &["period"]])?, &shared)?;
    // It is given back when the report is made, also where nobody waits for it any more.
    let reporting = shared.begin_reporting()?;
    let page = shared
        .with_archive(move |archive, shared| {
            let _reporting = reporting;
            asked.check(archive, shared)?;
            // All articles are read, whatever is selected: their issues tell which ones are missing.
            if archive.numbers()?.articles > MAX_REPORT_ARTICLES {
                return Err(Problem::large_report(MAX_REPORT_ARTICLES));
            }
            let begun = Instant::now();
            made(archive, shared, &asked, |step| !matches!(step, Step::Read(_)) || begun.elapsed() < READING)
        })
        .await?;
    Ok(answer(page.into()))
}

/// What is done of a report.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// So many further articles are read.
    Read(usize),
    /// All are read, and this step begins.
    Page(PageStep),
}

/// The page as a file.
pub(super) fn answer(page: Bytes) -> Response {
    let headers =
        [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"report.html\"")];
    (headers, page).into_response()
}

/// Makes the page. The words of a search are terms of the report: it tells their share of all articles, and counts all articles.
/// `goes_on` is called with each step, and says whether to go on.
pub(super) fn made(
    archive: &Archive,
    shared: &Shared,
    AskedReport { search, period, language }: &AskedReport,
    mut goes_on: impl FnMut(Step) -> bool,
) -> Result<String, Problem> {
    let classifier = shared.classifier();
    let themes: Vec<usize> = search.themes.iter().map(|id| classifier.theme_index(id)).collect::<Result<_, _>>()?;
    let mut survey = Survey::new(&classifier).with_filter(search.filter.clone()).with_terms(&search.phrases);
    let read = archive.survey(&mut survey, |articles| goes_on(Step::Read(articles)));
    read.map_err(|error| if matches!(error, Error::Interrupted) { Problem::too_slow() } else { error.into() })?;
    let report = survey.report().language(*language).period(*period).themes(themes, None);
    let report = report.command(command(search, *period, *language));
    Ok(report.page_while(|step| goes_on(Step::Page(step)))?)
}

/// The command that makes the same report of the archive, as the page quotes it.
fn command(search: &Search, period: Option<PeriodKind>, language: Language) -> String {
    let filter = &search.filter;
    let mut text = "policyvane report --db …".to_owned();
    let mut add = |name: &str, value: &str| {
        text += &format!(" --{name} {}", shell_word(value));
    };
    if language == Language::English {
        add("lang", "en");
    }
    if let Some(period) = period {
        add("by", period.name());
    }
    for (name, date) in [("from", filter.from), ("to", filter.to)] {
        if let Some(date) = date {
            add(name, &date.to_string());
        }
    }
    search.themes.iter().for_each(|theme| add("theme", theme));
    search.phrases.iter().for_each(|term| add("term", term));
    filter.regions.iter().for_each(|region| add("region", &region.to_string()));
    filter.sources.iter().for_each(|paper| add("paper", paper));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Filter;

    #[test]
    fn the_command_repeats_the_selection() {
        let filter =
            Filter { from: "2024-03".parse().ok(), sources: vec!["兰河 日报".to_owned()], ..Filter::default() };
        let search = Search {
            phrases: vec!["积案".to_owned()],
            themes: vec!["petition-work".to_owned()],
            filter,
            ..Search::default()
        };
        let text_of_command = command(&search, Some(PeriodKind::Month), Language::English);
        let expected = "policyvane report --db … --lang en --by month --from 2024-03 --theme petition-work --term 积案 --paper '兰河 日报'";
        assert_eq!(text_of_command, expected);
        assert_eq!(command(&Search::default(), None, Language::Chinese), "policyvane report --db …");
    }
}
