//! What the user typed about inputs, to inputs of the library.

use policyvane::corpus::{Article, Inputs, PageRecord, PartialDate, ReadOptions};
use policyvane::{Error, Result};

use super::arguments;
use super::session::Session;

/// What the user says about the inputs, checked.
///
/// # Errors
/// [`Error::BadDate`] where the date is no whole day.
pub fn read_options(typed: &arguments::Inputs) -> Result<ReadOptions> {
    let day = |text: &String| -> Result<_> {
        let date: PartialDate = text.parse()?;
        date.full().ok_or_else(|| Error::BadDate { value: text.clone() })
    };
    let date = typed.date.as_ref().map(day).transpose()?;
    Ok(ReadOptions { date, source: typed.source.clone(), ..ReadOptions::default() })
}

/// Finds the files.
///
/// # Errors
/// As [`Inputs::find`], and where an option cannot be used.
pub fn find(typed: &arguments::Inputs, session: &mut Session) -> Result<Inputs> {
    Inputs::find(&typed.paths, read_options(typed)?, typed.sources.as_deref(), None, session)
}

/// Reads all articles, with a progress bar, and the pages they were cut from.
///
/// # Errors
/// As [`Inputs::read`].
pub fn read_all(inputs: &Inputs, session: &mut Session) -> Result<(Vec<Article>, Vec<PageRecord>)> {
    let bar = session.progress("reading", None);
    let mut all = Vec::new();
    let pages = inputs.read(session, 1024, |articles, _| {
        bar.inc(articles.len() as u64);
        all.extend(articles);
        Ok(())
    });
    bar.finish_and_clear();
    Ok((all, pages?))
}
