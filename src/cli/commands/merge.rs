//! `policyvane merge`: one report of the states of several machines.

use policyvane::Result;
use policyvane::survey::States;

use super::report::{Checked, make};
use crate::cli::arguments::Merge;
use crate::cli::files_read::FilesRead;
use crate::cli::session::Session;

pub fn run(typed: Merge, session: &mut Session) -> Result<()> {
    let checked = Checked::of(&typed.options, session.language)?;
    let states = States::open(&typed.states)?;
    let reading = states.reading();
    let read = FilesRead::new(&typed.states).with(session.model());
    make(&typed.options, checked, &session.classifier()?, (reading.as_str(), read), session, |survey, session, bar| {
        states.survey(survey, session, |articles| bar.inc(articles as u64))?;
        Ok(None)
    })
}
