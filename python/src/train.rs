//! Training for Python.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use policyvane::corpus::{ThemeSet, read_text, resolve_labels};
use policyvane::model::{Split, TrainSettings, are_short, train as learn};
use policyvane::text::parse_dictionary;
use policyvane::{Article, Error, Result};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::classifier::Classifier;
use crate::errors::{nothing_read, with_problems};
use crate::pool::{pool, work_interruptibly};
use crate::read::{InputSettings, Reading, choice, date, read_articles};
use crate::texts::Texts;

/// The ways of making folds by name.
const SPLITS: &[(&str, Split)] =
    &[("date", Split::Date), ("stratified", Split::Stratified), ("temporal", Split::Temporal)];

/// How a model is learned, as Python says it.
#[derive(FromPyObject)]
pub struct Settings {
    #[pyo3(item)]
    cost: Option<f64>,
    #[pyo3(item)]
    folds: Option<usize>,
    #[pyo3(item)]
    split: String,
    #[pyo3(item)]
    short: Option<bool>,
    #[pyo3(item)]
    theme_set: Option<PathBuf>,
    /// Whether labels are ids of their own and no names of themes.
    #[pyo3(item)]
    plain_labels: bool,
    #[pyo3(item)]
    dictionary: Option<PathBuf>,
    #[pyo3(item)]
    minimum_document_frequency: Option<u32>,
}

impl Settings {
    /// The way of making folds; also refuses numbers of folds that are none.
    fn split(&self) -> PyResult<Split> {
        if self.folds.is_some_and(|folds| folds < 2) {
            return Err(PyValueError::new_err("folds must be at least 2"));
        }
        choice("split", &self.split, SPLITS)
    }

    /// The articles with ids of themes for labels, and the themes.
    fn themes(&self, articles: &mut Vec<Article>) -> Result<ThemeSet> {
        articles.retain(|article| !article.theme.is_empty());
        if articles.is_empty() {
            return Err(Error::NoLabels { inputs: "themes".into() });
        }
        let themes = match &self.theme_set {
            Some(path) => ThemeSet::from_toml(&path.display().to_string(), &read_text(path)?)?,
            None => ThemeSet::default(),
        };
        if self.plain_labels {
            return Ok(ThemeSet { themes: Vec::new(), ..themes });
        }
        resolve_labels(articles, &themes);
        Ok(themes)
    }

    /// The settings of the library for some articles, as the command `train` makes them.
    fn of_library(&self, articles: &[Article], split: Split) -> Result<TrainSettings> {
        let mut settings = TrainSettings { split, ..TrainSettings::default() };
        if let Some(path) = &self.dictionary {
            settings.text.extend_dictionary(parse_dictionary(&path.display().to_string(), &read_text(path)?)?);
        }
        settings.folds = self.folds.unwrap_or(settings.folds);
        let short = self.short.unwrap_or_else(|| are_short(articles));
        settings = if short { settings.for_short_texts() } else { settings.for_articles(articles.len()) };
        if let Some(cost) = self.cost {
            settings.learner = settings.learner.cost(cost);
        }
        if let Some(minimum) = self.minimum_document_frequency {
            settings.features.blocks.iter_mut().for_each(|block| block.min_document_frequency = minimum);
        }
        Ok(settings)
    }

    /// The bytes of the model that some articles teach.
    fn learn(
        &self,
        mut articles: Vec<Article>,
        unlabelled: &[Article],
        split: Split,
        stop: &AtomicBool,
    ) -> Result<Vec<u8>> {
        let themes = self.themes(&mut articles)?;
        let settings = self.of_library(&articles, split)?;
        let bundle = learn(&articles, unlabelled, &themes, &settings, &|_| !stop.load(Ordering::Relaxed))?;
        bundle.to_bytes()
    }
}

/// Learns a model from texts and their labels.
#[pyfunction]
#[pyo3(signature = (texts, themes, titles, dates, also, unlabelled, settings, threads))]
#[expect(clippy::too_many_arguments, reason = "the Python layer names them all")]
pub fn train(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    themes: Vec<String>,
    titles: Option<&Bound<'_, PyAny>>,
    dates: Option<Vec<Option<String>>>,
    also: Option<Vec<Vec<String>>>,
    unlabelled: Option<&Bound<'_, PyAny>>,
    settings: Settings,
    threads: Option<usize>,
) -> PyResult<Classifier> {
    let split = settings.split()?;
    let texts = Texts::extract(texts, "texts")?;
    let titles = titles.map(|titles| Texts::extract(titles, "titles")).transpose()?;
    let lengths = [
        ("themes", Some(themes.len())),
        ("titles", titles.as_ref().map(Texts::len)),
        ("dates", dates.as_ref().map(Vec::len)),
        ("also", also.as_ref().map(Vec::len)),
    ];
    for (name, length) in lengths {
        if let Some(length) = length.filter(|&length| length != texts.len()) {
            return Err(PyValueError::new_err(format!("there are {} texts but {length} {name}", texts.len())));
        }
    }
    let mut articles = Vec::with_capacity(texts.len());
    for (number, theme) in themes.into_iter().enumerate() {
        let day = dates.as_ref().and_then(|dates| dates[number].as_deref());
        articles.push(Article {
            id: number.to_string(),
            text: texts.get(number).into(),
            title: titles.as_ref().map(|titles| titles.get(number).to_owned()).unwrap_or_default(),
            date: date(day)?,
            theme,
            also: also.as_ref().map(|also| also[number].clone()).unwrap_or_default(),
            ..Article::default()
        });
    }
    let unlabelled = unlabelled.map(|texts| Texts::extract(texts, "unlabelled")).transpose()?.unwrap_or_default();
    let text = |number: usize| Article { text: unlabelled.get(number).into(), ..Article::default() };
    let unlabelled: Vec<Article> = (0..unlabelled.len()).map(text).collect();
    let pool = pool(threads)?;
    let bytes = work_interruptibly(py, &pool, |stop| settings.learn(articles, &unlabelled, split, stop))?;
    Classifier::open(py, "model", bytes)
}

/// Learns a model from files with labelled articles.
#[pyfunction]
#[pyo3(signature = (paths, unlabelled, inputs, settings, threads))]
pub fn train_files(
    py: Python<'_>,
    paths: Vec<String>,
    unlabelled: Vec<String>,
    inputs: InputSettings,
    settings: Settings,
    threads: Option<usize>,
) -> PyResult<Classifier> {
    let split = settings.split()?;
    let outcome = work_interruptibly(py, &*pool(threads)?, |stop| {
        let mut reading = Reading::new(stop);
        let mut read = |paths: &[String]| match paths.is_empty() {
            true => Ok(Vec::new()),
            false => read_articles(paths, &inputs, threads, &mut reading),
        };
        let articles = read(&paths).and_then(|articles| Ok((articles, read(&unlabelled)?)));
        match with_problems(articles, reading.problems)? {
            Ok(((articles, others), _)) => settings.learn(articles, &others, split, stop).map(Ok),
            Err(problems) => Ok(Err(problems)),
        }
    })?;
    let bytes = outcome.map_err(|problems| nothing_read(&problems))?;
    Classifier::open(py, "model", bytes)
}
