//! Files as a table of articles.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::builder::{LargeStringBuilder, ListBuilder};
use arrow_array::{ArrayRef, Float64Array, LargeStringArray, RecordBatch};
use arrow_schema::ArrowError;
use policyvane::corpus::{ColumnChoice, Inputs, Observer, PartialDate, Problem};
use policyvane::{Article, Error, ReadOptions, Result};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::arrow::failed;
use crate::errors::{language_of, listed, nothing_read, raised, with_problems};
use crate::pool::{Purpose, pool, pool_for, work_interruptibly};
use crate::table::{ArrowTable, batch_of};

/// At most this many articles make one batch.
const PORTION: usize = 1024;

/// What is known about the inputs, as Python says it.
#[derive(FromPyObject)]
pub struct InputSettings {
    #[pyo3(item)]
    date: Option<String>,
    #[pyo3(item)]
    source: Option<String>,
    #[pyo3(item)]
    sources: Option<PathBuf>,
    #[pyo3(item)]
    columns: Option<String>,
}

impl InputSettings {
    /// Finds the files below some paths; a folder of results is passed over.
    pub fn find(
        &self,
        paths: &[String],
        results: Option<&std::path::Path>,
        threads: Option<usize>,
        observer: &mut Reading<'_>,
    ) -> Result<Inputs> {
        let date = match &self.date {
            None => None,
            Some(text) => {
                let date: PartialDate = text.parse()?;
                Some(date.full().ok_or_else(|| Error::BadDate { value: text.clone() })?)
            }
        };
        let columns = self.columns.as_deref().map_or(Ok(ColumnChoice::default()), str::parse);
        let columns = columns.map_err(|_| Error::BadSetting {
            setting: "columns",
            value: self.columns.clone().unwrap_or_default(),
            expected: policyvane::Expected::Columns,
        })?;
        let options = ReadOptions { date, source: self.source.clone(), columns, ..ReadOptions::default() };
        let inputs = Inputs::find(paths, options, self.sources.as_deref(), results, observer)?;
        match pool_for(Purpose::Reading, threads) {
            Ok(pool) => Ok(inputs.with_pool(pool)),
            Err(_) => Ok(inputs),
        }
    }
}

/// Collects problems while files are read, until the user wants to stop.
pub struct Reading<'s> {
    pub problems: Vec<Problem>,
    stop: &'s AtomicBool,
}

impl<'s> Reading<'s> {
    pub fn new(stop: &'s AtomicBool) -> Self {
        Reading { problems: Vec::new(), stop }
    }
}

impl Observer for Reading<'_> {
    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }
}

/// The articles of some files as a table, and what was left out.
#[pyfunction]
#[pyo3(signature = (paths, settings, places, language, threads))]
pub fn read(
    py: Python<'_>,
    paths: Vec<String>,
    settings: InputSettings,
    places: bool,
    language: &str,
    threads: Option<usize>,
) -> PyResult<(ArrowTable, Vec<(String, String)>)> {
    let language = language_of(language)?;
    let outcome = work_interruptibly(py, &*pool(threads)?, |stop| {
        let mut reading = Reading::new(stop);
        let inputs = settings.find(&paths, None, threads, &mut reading)?;
        let inputs = if places { inputs } else { inputs.without_places() };
        // An empty batch tells the columns where there are no articles.
        let mut batches = vec![batch(&[])];
        let outcome = inputs.read(&mut reading, PORTION, |articles, _| {
            batches.push(batch(&articles));
            Ok(())
        });
        with_problems(outcome.map(|_| batches), reading.problems)
    })?;
    let (batches, problems) = outcome.map_err(|problems| nothing_read(&problems))?;
    let batches = batches.into_iter().collect::<Result<Vec<_>, _>>().map_err(failed)?;
    Ok((ArrowTable::of_batches(&batches)?, listed(&problems, language)))
}

/// All articles of some files, in memory.
pub fn read_articles(
    paths: &[String],
    settings: &InputSettings,
    threads: Option<usize>,
    reading: &mut Reading<'_>,
) -> Result<Vec<Article>> {
    let inputs = settings.find(paths, None, threads, reading)?.without_places();
    let mut all = Vec::new();
    inputs.read(reading, PORTION, |articles, _| {
        all.extend(articles);
        Ok(())
    })?;
    Ok(all)
}

/// Articles as columns. Empty fields are missing values. Texts have long offsets, since a corpus may exceed 2 GB.
fn batch(articles: &[Article]) -> Result<RecordBatch, ArrowError> {
    let texts = |field: fn(&Article) -> &str| -> ArrayRef {
        let cells = articles.iter().map(|article| Some(field(article)).filter(|text| !text.is_empty()));
        Arc::new(cells.collect::<LargeStringArray>())
    };
    let dates = |field: fn(&Article) -> Option<PartialDate>| -> ArrayRef {
        Arc::new(
            articles.iter().map(|article| field(article).map(|date| date.to_string())).collect::<LargeStringArray>(),
        )
    };
    let numbers = |field: fn(&Article) -> Option<f64>| -> ArrayRef {
        Arc::new(articles.iter().map(field).collect::<Float64Array>())
    };
    let lists = |field: fn(&Article) -> &[String]| -> ArrayRef {
        let mut lists = ListBuilder::new(LargeStringBuilder::new());
        for article in articles {
            field(article).iter().for_each(|text| lists.values().append_value(text));
            lists.append(true);
        }
        Arc::new(lists.finish())
    };
    // A text may be empty, but it is never missing.
    let bodies: LargeStringArray = articles.iter().map(|article| Some(article.text.as_str())).collect();
    let further: LargeStringArray = articles
        .iter()
        .map(|article| (!article.extra.is_empty()).then(|| serde_json::Value::from(article.extra.clone()).to_string()))
        .collect();
    batch_of(vec![
        ("id", texts(|a| &a.id)),
        ("file", texts(|a| &a.file)),
        ("date", dates(|a| a.date)),
        ("event_date", dates(|a| a.event_date)),
        ("source", texts(|a| &a.source)),
        ("page", texts(|a| &a.page)),
        ("title", texts(|a| &a.title)),
        ("text", Arc::new(bodies)),
        ("byline", texts(|a| &a.byline)),
        ("captions", lists(|a| &a.captions)),
        ("region", texts(|a| &a.region)),
        ("region_confidence", numbers(|a| a.region_confidence)),
        ("mentioned", lists(|a| &a.regions)),
        ("boundary", numbers(|a| a.boundary)),
        ("theme", texts(|a| &a.theme)),
        ("also", lists(|a| &a.also)),
        ("further", Arc::new(further)),
    ])
}

/// A date as Python says it.
pub fn date(text: Option<&str>) -> PyResult<Option<PartialDate>> {
    text.map(|text| text.parse::<PartialDate>()).transpose().map_err(raised)
}

/// One of several names, or an error that lists them.
pub fn choice<T: Copy>(name: &str, value: &str, choices: &[(&str, T)]) -> PyResult<T> {
    choices.iter().find(|(own, _)| *own == value).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(own, _)| *own).collect();
        PyValueError::new_err(format!("{name} must be one of {}, not {value:?}", names.join(", ")))
    })
}
