//! The classifier for Python.

use std::borrow::Cow;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use policyvane::corpus::read_bytes;
use policyvane::features::Document;
use policyvane::model::SHIPPED;
use policyvane::{Assignment, Classifier as Model};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

use crate::arrow::failed;
use crate::assign::{Columns, assign, batch};
use crate::errors::{language_of, raised};
use crate::marks::{Marked, kind_name, marks, part_name};
use crate::pool::{pool, work};
use crate::table::ArrowTable;
use crate::texts::Texts;

/// After so many articles Python is asked whether the user wants to stop, and told how far the work is.
const PORTION: usize = 2048;

/// The shipped model is opened once a process; a forked process shares the memory of its parent.
static SHIPPED_MODEL: ArcSwapOption<Model> = ArcSwapOption::const_empty();

/// A model in memory, with the bytes of its file.
#[pyclass(frozen, module = "policyvane._policyvane")]
pub struct Classifier {
    model: Arc<Model>,
    bytes: Cow<'static, [u8]>,
}

impl Classifier {
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    pub fn open(py: Python<'_>, name: &str, bytes: Vec<u8>) -> PyResult<Self> {
        let model = work(py, &*pool(None)?, || Model::from_bytes(name, &bytes))?;
        Ok(Classifier { model: Arc::new(model), bytes: bytes.into() })
    }

    /// The assignments of all texts, portion by portion.
    fn portions(
        &self,
        py: Python<'_>,
        (texts, titles): (&Texts, Option<&Texts>),
        evidence: bool,
        threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
        mut take: impl FnMut(Vec<Assignment>) -> PyResult<()>,
    ) -> PyResult<()> {
        let pool = pool(threads)?;
        for start in (0..texts.len()).step_by(PORTION) {
            let numbers = start..texts.len().min(start + PORTION);
            let count = numbers.len();
            take(work(py, &pool, || Ok(assign(&self.model, texts, titles, numbers, evidence)))?)?;
            py.check_signals()?;
            if let Some(progress) = progress {
                progress.call1((count,))?;
            }
        }
        Ok(())
    }
}

/// Texts and headlines, which must be as many.
fn extracted(texts: &Bound<'_, PyAny>, titles: Option<&Bound<'_, PyAny>>) -> PyResult<(Texts, Option<Texts>)> {
    let texts = Texts::extract(texts, "texts")?;
    let titles = titles.map(|titles| Texts::extract(titles, "titles")).transpose()?;
    match &titles {
        Some(titles) if titles.len() != texts.len() => {
            let (titles, texts) = (titles.len(), texts.len());
            Err(PyValueError::new_err(format!("there are {texts} texts but {titles} titles")))
        }
        _ => Ok((texts, titles)),
    }
}

#[pymethods]
impl Classifier {
    /// The shipped model.
    #[staticmethod]
    fn shipped(py: Python<'_>) -> PyResult<Self> {
        let model = match SHIPPED_MODEL.load_full() {
            Some(model) => model,
            None => {
                let model = Arc::new(work(py, &*pool(None)?, Model::shipped)?);
                SHIPPED_MODEL.store(Some(model.clone()));
                model
            }
        };
        Ok(Classifier { model, bytes: SHIPPED.into() })
    }

    /// A model file.
    #[staticmethod]
    fn load(py: Python<'_>, path: std::path::PathBuf) -> PyResult<Self> {
        let bytes = read_bytes(&path).map_err(raised)?;
        Self::open(py, &path.display().to_string(), bytes)
    }

    /// A model from the bytes of its file.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        Self::open(py, "model", bytes.to_vec())
    }

    /// The bytes of the model's file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.bytes)
    }

    #[getter]
    fn is_shipped(&self) -> bool {
        matches!(self.bytes, Cow::Borrowed(_))
    }

    #[getter]
    fn digest(&self) -> &str {
        self.model.digest()
    }

    /// The themes as tuples of id, Chinese and English name.
    #[getter]
    fn themes(&self) -> Vec<(&str, &str, &str)> {
        self.model.themes().iter().map(|theme| (theme.id.as_str(), theme.zh.as_str(), theme.en.as_str())).collect()
    }

    #[pyo3(signature = (texts, titles, evidence, probabilities, language, threads, progress))]
    #[expect(clippy::too_many_arguments, reason = "the Python layer names them all")]
    fn classify(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        titles: Option<&Bound<'_, PyAny>>,
        evidence: bool,
        probabilities: bool,
        language: &str,
        threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<ArrowTable> {
        let columns = Columns { evidence, probabilities, language: language_of(language)? };
        let (texts, titles) = extracted(texts, titles)?;
        // An empty batch tells the columns where there are no texts.
        let mut batches = vec![batch(&self.model, &[], columns).map_err(failed)?];
        self.portions(py, (&texts, titles.as_ref()), evidence, threads, progress, |assignments| {
            batches.push(batch(&self.model, &assignments, columns).map_err(failed)?);
            Ok(())
        })?;
        ArrowTable::of_batches(&batches)
    }

    /// The probabilities of all themes as the bytes of a matrix of doubles, row by row.
    #[pyo3(signature = (texts, titles, threads, progress))]
    fn probabilities<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        titles: Option<&Bound<'py, PyAny>>,
        threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let (texts, titles) = extracted(texts, titles)?;
        let mut bytes = Vec::with_capacity(8 * texts.len() * self.model.themes().len());
        self.portions(py, (&texts, titles.as_ref()), false, threads, progress, |assignments| {
            let values = assignments.iter().flat_map(|assignment| &assignment.probabilities);
            bytes.extend(values.flat_map(|value| value.to_ne_bytes()));
            Ok(())
        })?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Why a text has its theme, or how far it has another: a dictionary.
    #[pyo3(signature = (text, title, theme, language))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        title: &str,
        theme: Option<&str>,
        language: &str,
    ) -> PyResult<Bound<'py, PyDict>> {
        let document = Document { headline: title, body: text };
        let language = language_of(language)?;
        let asked = theme.map(|name| self.model.theme_index(name)).transpose().map_err(raised)?;
        let (assignment, explanation) = py.detach(|| {
            let assignment = self.model.assign(&document);
            let explanation = self.model.explain(&document, asked.unwrap_or(assignment.theme));
            (assignment, explanation)
        });
        let theme = &self.model.themes()[explanation.theme];
        let found = PyDict::new(py);
        found.set_item("theme", &theme.id)?;
        found.set_item("theme_name", theme.name(language))?;
        found.set_item("undetermined", assignment.undetermined.map(|reason| reason.id()))?;
        found.set_item("probability", assignment.probabilities[explanation.theme])?;
        found.set_item("decision", explanation.decision)?;
        found.set_item("bias", explanation.bias)?;
        let contributions = PyList::empty(py);
        for term in &explanation.contributions {
            contributions.append((&term.term, part_name(term.part), kind_name(term.kind), term.weight))?;
        }
        found.set_item("contributions", contributions)?;
        let Marked { headline, body } = marks(&document, &explanation);
        found.set_item("title_marks", headline)?;
        found.set_item("text_marks", body)?;
        Ok(found)
    }
}
