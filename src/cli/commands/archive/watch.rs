//! `policyvane archive watch`: adds the files of folders once they are written completely.
//!
//! Folders are looked at again and again instead of asking the system for changes: network drives and synchronised folders
//! report none, and a file that is being copied is complete only once it has stood still.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use policyvane::archive::Archive;
use policyvane::corpus::{Inputs as Files, Observer};
use policyvane::messages::archive as messages;
use policyvane::{Classifier, Error, Result};

use super::adding::{add_inputs, open_to_add, report_added};
use crate::cli::arguments::archive::Watch;
use crate::cli::session::Session;
use crate::cli::settings::inputs::read_options;

/// How often Ctrl-C is looked for while waiting.
const STEP: Duration = Duration::from_millis(200);

/// Size and time of modification of each file.
type States = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

pub fn run(typed: Watch, session: &mut Session) -> Result<()> {
    match watch(&typed, session) {
        // Watching has no other end than that the user wants it.
        Err(Error::Interrupted) if !typed.once => {
            session.note(messages::watching_ended(session.language));
            Ok(())
        }
        outcome => outcome,
    }
}

fn watch(typed: &Watch, session: &mut Session) -> Result<()> {
    let classifier = session.classifier_of(Some(&typed.db.db))?;
    let archive = open_to_add(&typed.db.db, session)?;
    if !typed.once {
        session.note(&messages::watching(session.language, &typed.paths.join(" "), typed.every));
    }
    let mut before = States::new();
    let mut done = States::new();
    loop {
        let now = look(typed, session)?;
        // A file is taken when it is as it was the last time, and has not been taken as it is.
        let still: Vec<PathBuf> = now
            .iter()
            .filter(|(path, state)| before.get(*path) == Some(state) && done.get(*path) != Some(state))
            .map(|(path, _)| path.clone())
            .collect();
        if !still.is_empty() {
            take(typed, &still, &archive, &classifier, session)?;
            done.extend(still.into_iter().filter_map(|path| Some((path.clone(), *now.get(&path)?))));
        }
        if typed.once && now == before {
            return Ok(());
        }
        before = now;
        let wait = if typed.once { Duration::from_secs(1) } else { Duration::from_secs(typed.every) };
        for _ in 0..(wait.as_millis() / STEP.as_millis()).max(1) {
            std::thread::sleep(STEP);
            session.go_on()?;
        }
    }
}

/// The files of the folders as they are now.
fn look(typed: &Watch, session: &mut Session) -> Result<States> {
    let Ok(files) = find(typed, &mut Vec::new()) else {
        // An empty folder, or a drive that is not there at the moment.
        session.go_on()?;
        return Ok(States::new());
    };
    let state = |path: &PathBuf| {
        let metadata = std::fs::metadata(path).ok()?;
        Some((path.clone(), (metadata.len(), metadata.modified().ok())))
    };
    Ok(files.files().iter().filter_map(|input| state(&input.path)).collect())
}

fn find(typed: &Watch, observer: &mut impl Observer) -> Result<Files> {
    let options = read_options(&typed.about)?;
    Files::find(&typed.paths, options, typed.about.sources.as_deref(), None, observer)
}

/// Adds the files that stand still.
fn take(
    typed: &Watch,
    still: &[PathBuf],
    archive: &Archive,
    classifier: &Classifier,
    session: &mut Session,
) -> Result<()> {
    let inputs = find(typed, session)?.only(|input| still.contains(&input.path));
    let added = add_inputs(archive, inputs, (false, &typed.who), classifier, session)?;
    if added.files + added.replaced > 0 {
        report_added(&added, classifier, session);
    }
    Ok(())
}
