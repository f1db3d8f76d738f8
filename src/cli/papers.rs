//! Papers that were asked for by name and have no article: a misspelt name would select nothing in silence.

use policyvane::Error;
use policyvane::analysis::Versus;
use policyvane::error::UnknownPaper;
use policyvane::messages::comma;
use policyvane::messages::command_line::{excluded_papers, note};
use policyvane::survey::{Filter, Survey};

use crate::cli::session::Session;

/// The papers that a filter and two selections name.
pub fn named(filter: &Filter, versus: Option<&Versus>) -> Vec<String> {
    filter.sources.iter().chain(versus.into_iter().flat_map(|versus| versus.papers())).cloned().collect()
}

/// Notes which of the papers that were asked for have no article in a survey, and why.
pub fn note_absent(survey: &Survey<'_>, asked: &[String], session: &Session) {
    note_unknown(survey.unknown_papers(asked), session);
    let excluded = survey.excluded_papers();
    if !excluded.is_empty() {
        let language = session.language;
        let text = excluded_papers(language, &excluded.join(comma(language)));
        session.note(&note(language, &text));
    }
}

/// Notes which papers have no article.
pub fn note_unknown(papers: Vec<UnknownPaper>, session: &Session) {
    if !papers.is_empty() {
        let text = Error::UnknownPapers { papers }.message(session.language);
        session.note(&note(session.language, &text));
    }
}
