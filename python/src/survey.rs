//! Surveys and reports for Python.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use policyvane::corpus::{Adcode, Gazetteer};
use policyvane::survey::Width;
use policyvane::trends::Span;
use policyvane::{Classifier as Model, Error, Filter, PeriodKind, Survey as OwnSurvey};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use self_cell::self_cell;

use crate::classifier::Classifier;
use crate::counts::counts_table;
use crate::errors::{language_of, listed, nothing_read, raised, with_problems};
use crate::pool::{pool, work_interruptibly};
use crate::read::{InputSettings, Reading, choice, date};
use crate::table::ArrowTable;

self_cell!(
    /// A survey together with the model that it borrows.
    struct Owned {
        owner: Arc<Model>,
        #[covariant]
        dependent: OwnSurvey,
    }
);

/// The lengths of periods by name.
const PERIODS: &[(&str, PeriodKind)] = &[
    ("day", PeriodKind::Day),
    ("week", PeriodKind::Week),
    ("month", PeriodKind::Month),
    ("quarter", PeriodKind::Quarter),
    ("year", PeriodKind::Year),
];
/// The widths of charts by name.
const WIDTHS: &[(&str, Width)] = &[("page", Width::Page), ("column", Width::Column), ("slide", Width::Slide)];

/// Which articles are counted, as Python says it.
#[derive(FromPyObject)]
struct FilterSettings {
    #[pyo3(item)]
    start: Option<String>,
    #[pyo3(item)]
    end: Option<String>,
    #[pyo3(item)]
    regions: Vec<String>,
    #[pyo3(item)]
    papers: Vec<String>,
}

/// How a report looks, as Python says it.
#[derive(FromPyObject)]
struct ReportSettings {
    #[pyo3(item)]
    period: Option<String>,
    #[pyo3(item)]
    compare: Option<(String, String)>,
    #[pyo3(item)]
    themes: Vec<String>,
    #[pyo3(item)]
    top: Option<usize>,
    #[pyo3(item)]
    charts: Vec<String>,
    #[pyo3(item)]
    size: String,
    #[pyo3(item)]
    dpi: u32,
    #[pyo3(item)]
    svg: bool,
    #[pyo3(item)]
    excel: bool,
}

/// Articles that were read and classified.
#[pyclass(frozen, module = "policyvane._policyvane")]
pub struct Survey {
    // Reading changes a survey, and other Python threads may look at it.
    owned: Mutex<Owned>,
    language: policyvane::Language,
    threads: Option<usize>,
}

/// A finished report: names of files and charts, and numbers that its maker should know.
#[derive(IntoPyObject)]
struct Finished {
    files: Vec<String>,
    charts: Vec<String>,
    undated: usize,
    empty_periods: usize,
}

impl Survey {
    /// Works on the survey while no other thread does, without Python's lock.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        task: impl FnOnce(&mut Owned, &std::sync::atomic::AtomicBool) -> policyvane::Result<T> + Send,
    ) -> PyResult<T> {
        work_interruptibly(py, &*pool(self.threads)?, |stop| {
            let mut owned = self.owned.lock().unwrap_or_else(PoisonError::into_inner);
            task(&mut owned, stop)
        })
    }
}

#[pymethods]
impl Survey {
    #[new]
    #[pyo3(signature = (classifier, filter, terms, language, threads))]
    fn new(
        classifier: &Classifier,
        filter: FilterSettings,
        terms: Vec<String>,
        language: &str,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        pool(threads)?;
        let language = language_of(language)?;
        if terms.iter().any(|term| term.trim().is_empty()) {
            return Err(PyValueError::new_err("terms must not be empty"));
        }
        let filter = Filter {
            from: date(filter.start.as_deref())?,
            to: date(filter.end.as_deref())?,
            regions: filter.regions.iter().map(|name| region(name)).collect::<PyResult<_>>()?,
            sources: filter.papers,
            by_event: false,
        };
        let owned = Owned::new(classifier.model().clone(), |model| {
            OwnSurvey::new(model).with_filter(filter).with_terms(&terms).with_language(language)
        });
        Ok(Survey { owned: Mutex::new(owned), language, threads })
    }

    /// Reads and classifies files; the result is what was left out.
    #[pyo3(signature = (paths, settings, results))]
    fn read(
        &self,
        py: Python<'_>,
        paths: Vec<String>,
        settings: InputSettings,
        results: Option<PathBuf>,
    ) -> PyResult<Vec<(String, String)>> {
        let outcome = self.with(py, |owned, stop| {
            let mut reading = Reading::new(stop);
            let inputs = settings.find(&paths, results.as_deref(), self.threads, &mut reading)?.without_copies();
            let outcome = owned.with_dependent_mut(|_, survey| {
                reading.problems.iter().for_each(|problem| survey.leave_out(problem));
                survey.read_inputs(&inputs, &mut reading, |_| ())
            });
            with_problems(outcome, reading.problems)
        })?;
        let (_, problems) = outcome.map_err(|problems| nothing_read(&problems))?;
        Ok(listed(&problems, self.language))
    }

    /// The numbers of articles with a theme, without one, and left out by the filter, and of files.
    fn sizes(&self, py: Python<'_>) -> PyResult<(usize, usize, usize, usize)> {
        self.with(py, |owned, _| {
            let survey = owned.borrow_dependent();
            Ok((survey.articles().len(), survey.undetermined().len(), survey.filtered(), survey.files()))
        })
    }

    /// Counts by period, province and theme.
    fn counts(&self, py: Python<'_>, period: &str) -> PyResult<ArrowTable> {
        let period = choice("period", period, PERIODS)?;
        let counts = self.with(py, |owned, _| owned.borrow_dependent().counts(period))?;
        counts_table(&counts.rows)
    }

    /// Makes a report and writes it into a folder.
    fn report(&self, py: Python<'_>, folder: PathBuf, settings: ReportSettings) -> PyResult<Finished> {
        if !(36..=1200).contains(&settings.dpi) {
            return Err(PyValueError::new_err("dpi must be between 36 and 1200"));
        }
        let period = settings.period.as_deref().map(|name| choice("period", name, PERIODS)).transpose()?;
        let width = choice("size", &settings.size, WIDTHS)?;
        let compare = settings.compare.as_ref().map(spans).transpose()?;
        let report = self.with(py, |owned, _| {
            let survey = owned.borrow_dependent();
            let themes = settings.themes.iter().map(|name| survey.classifier().theme_index(name));
            let themes = themes.collect::<policyvane::Result<_>>()?;
            survey
                .report()
                .language(self.language)
                .period(period)
                .compare(compare)
                .themes(themes, settings.top)
                .charts(settings.charts)
                .pictures(width, settings.dpi, settings.svg)
                .excel(settings.excel)
                .command(String::from("policyvane.report(…)"))
                .write_to(&folder)
        })?;
        Ok(Finished {
            files: report.files.into_iter().map(|(name, _)| name).collect(),
            charts: report.charts.into_iter().map(str::to_owned).collect(),
            undated: report.undated,
            empty_periods: report.missing,
        })
    }
}

/// The place that a code or a name means.
fn region(text: &str) -> PyResult<Adcode> {
    let gazetteer = Gazetteer::shared();
    gazetteer
        .parse(text)
        .ok_or_else(|| raised(Error::UnknownRegion { value: text.to_owned(), candidates: gazetteer.candidates(text) }))
}

/// Two spans of time, such as `("2023", "2024-01..2024-06")`, that do not overlap.
fn spans((before, after): &(String, String)) -> PyResult<(Span, Span)> {
    let bad = |text: &str| PyValueError::new_err(format!("{text:?} is no span of time such as 2023-01..2023-12"));
    let span = |text: &str| -> PyResult<Span> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (date(Some(first))?, date(Some(last))?);
        let first = first.and_then(|date| date.first_day()).ok_or_else(|| bad(text))?;
        let last = last.and_then(|date| date.last_day()).ok_or_else(|| bad(text))?;
        if first <= last { Ok(Span { first, last }) } else { Err(bad(text)) }
    };
    let spans = (span(before)?, span(after)?);
    if spans.0.first <= spans.1.last && spans.1.first <= spans.0.last {
        return Err(PyValueError::new_err("the spans to compare must not overlap"));
    }
    Ok(spans)
}
