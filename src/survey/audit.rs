//! Audits of a survey: files of labels, and what they tell of the survey's articles.

use std::path::{Path, PathBuf};

use crate::analysis::{Audit, AuditSample, audit, audit_sample};
use crate::corpus::{read_audit_design, read_audit_labels, read_bytes};
use crate::error::{Error, Result};
use crate::survey::Survey;
use crate::trends::audit::Drawn;
use crate::trends::{Observation, Span, days_read, default_spans};

/// Where the design of a sample lies: `sample.design.csv` beside `sample.csv`.
pub fn design_path(sample: &Path) -> PathBuf {
    sample.with_extension("design.csv")
}

/// Reads a coder's file, and the design of its sample where it lies beside it or in a column of it.
///
/// # Errors
/// Where the file cannot be read, is no table, or has no column of identifiers or labels.
pub fn read_audit_sample(path: &Path) -> Result<AuditSample> {
    let (name, bytes) = (path.display().to_string(), read_bytes(path)?);
    let labels = read_audit_labels(&name, &bytes)?;
    let design = design_path(path);
    let probabilities = if design.is_file() {
        read_audit_design(&design.display().to_string(), &read_bytes(&design)?)?
    } else {
        match read_audit_design(&name, &bytes) {
            Err(Error::MissingColumn { .. }) => Default::default(),
            design => design?,
        }
    };
    Ok(AuditSample { labels, probabilities })
}

impl Survey<'_> {
    /// Draws a sample of the survey's articles, the same one for the same seed; `unit` counts in [`Survey::articles`].
    pub fn draw_audit(&self, size: usize, seed: u64) -> Vec<Drawn> {
        audit_sample(&self.articles, self.classifier.themes().len(), size, seed)
    }

    /// What the labels of a sample tell of the survey's articles. Changes are between the spans, or those of
    /// [`default_spans`].
    ///
    /// # Errors
    /// [`Error::NoAuditLabels`] where no label can be used, [`Error::Read`] where the store of the articles cannot be read.
    pub fn audit(&self, sample: &AuditSample, spans: Option<(Span, Span)>) -> Result<Audit> {
        let spans = spans.or_else(|| {
            let observations: Vec<Observation> = self.articles.iter().map(|a| a.observation.clone()).collect();
            default_spans(days_read(&self.coverage(), &observations)?)
        });
        let found = audit(self.articles.iter(), &self.store, sample, self.classifier.theme_set(), spans)?;
        found.ok_or_else(|| Error::NoAuditLabels { file: "--labels".into() })
    }
}
