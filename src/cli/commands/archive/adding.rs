//! Adding files to an archive, once or again and again.

use std::path::Path;

use policyvane::archive::{AddSettings, Added, Archive, is_network_drive};
use policyvane::corpus::Inputs;
use policyvane::messages::{Counted, archive as messages, counted};
use policyvane::{Classifier, Result};

use crate::cli::record::{now, person};
use crate::cli::session::Session;

/// Opens or makes an archive, with a note where it lies on a network drive.
pub fn open_to_add(path: &Path, session: &Session) -> Result<Archive> {
    if is_network_drive(path) {
        session.note(&messages::network_drive(session.language, &path.display().to_string()));
    }
    let archive = Archive::create(path)?;
    session.note_doubles(archive.doubles_taken_out());
    Ok(archive)
}

/// Adds files that were found; `who` is the name that was typed for the log.
pub fn add_inputs(
    archive: &Archive,
    inputs: Inputs,
    (again, who): (bool, &Option<String>),
    classifier: &Classifier,
    session: &mut Session,
) -> Result<Added> {
    let bar = session.progress(messages::adding(session.language), None);
    let (at, who) = (now(), person(who));
    let settings = AddSettings { at: &at, who: &who, again, handed_over: false };
    let added = archive.add(inputs, classifier, settings, session, |articles| bar.inc(articles as u64));
    bar.finish_and_clear();
    added
}

/// Says what adding did; the classifier has the names of themes.
pub fn report_added(added: &Added, classifier: &Classifier, session: &Session) {
    let articles = counted(session.language, added.articles, Counted::Articles);
    session.note(&messages::added(session.language, &articles, added.files, added.replaced, added.unchanged));
    for file in &added.corrected {
        session.note(&messages::corrected_version(session.language, file));
    }
    for file in &added.superseded {
        session.note(&messages::superseded_version(session.language, file));
    }
    if added.known_articles > 0 {
        let articles = counted(session.language, added.known_articles, Counted::Articles);
        session.note(&messages::known_articles(session.language, &articles));
    }
    if added.kept_labels > 0 {
        let articles = counted(session.language, added.kept_labels, Counted::Articles);
        session.note(&messages::kept_labels(session.language, &articles));
    }
    for lost in &added.lost_labels {
        let theme = classifier.themes().iter().find(|theme| theme.id == lost.theme);
        let theme = theme.map_or(lost.theme.as_str(), |theme| theme.name(session.language));
        let who = if lost.who.is_empty() { "–" } else { &lost.who };
        session.warn(&messages::lost_label(session.language, &lost.file, &lost.headline, theme, who));
    }
}
