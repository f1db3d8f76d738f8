//! The report of a survey: set up, built, and written into a folder.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::Language;
use crate::analysis::{AnalysisSettings, NoLag, SurveyedArticle};
use crate::corpus::{PageRecord, date};
use crate::error::{Error, Result};
use crate::report::{Figure, ManifestFacts, ReportInput, build, manifest};
use crate::survey::Survey;
use crate::survey::whole_file::write_file;
use crate::trends::{Drift, Issue, PageRead, PeriodKind, Span, coverage};

/// The width of charts, by the place they are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// The width of an A4 page less its margins, 170 mm.
    #[default]
    Page,
    /// One column of a page of two, 86 mm.
    Column,
    /// A slide, 240 mm.
    Slide,
}

impl Width {
    /// The width in points (1/72 inch).
    pub fn points(self) -> f64 {
        match self {
            Width::Page => 482.0,
            Width::Column => 244.0,
            Width::Slide => 680.0,
        }
    }
}

/// A report that is being set up.
#[derive(Clone)]
pub struct SurveyReport<'s> {
    survey: &'s Survey<'s>,
    analysis: AnalysisSettings,
    themes: Vec<usize>,
    top: Option<usize>,
    charts: Vec<String>,
    language: Language,
    width: Width,
    dots_per_inch: u32,
    svg: bool,
    command: String,
}

/// A finished report: files with their names, and what its maker has to know.
pub struct FinishedReport {
    /// The files: charts, pages, tables, and the manifest last.
    pub files: Vec<(String, Vec<u8>)>,
    /// The names of the charts that were drawn.
    pub charts: Vec<&'static str>,
    /// Articles whose date is in no period; they are not counted.
    pub undated: usize,
    /// Periods between the first and the last that have no article.
    pub missing: usize,
    /// Why nothing is known of who was first, where that is so.
    pub no_lag: Option<NoLag>,
    /// How many words the model does not know.
    pub drift: Drift,
}

impl<'s> SurveyReport<'s> {
    pub(super) fn new(survey: &'s Survey<'s>) -> Self {
        SurveyReport {
            survey,
            analysis: AnalysisSettings::default(),
            themes: Vec::new(),
            top: None,
            charts: Vec::new(),
            language: survey.language,
            width: Width::default(),
            dots_per_inch: 300,
            svg: false,
            command: String::from("policyvane report …"),
        }
    }

    /// Sets the language of charts, tables and prose.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Sets the length of periods; it is chosen by the span of days otherwise.
    #[must_use]
    pub fn period(mut self, period: Option<PeriodKind>) -> Self {
        self.analysis.period = period;
        self
    }

    /// Sets the spans to compare; the half_spans of the days covered are compared otherwise.
    #[must_use]
    pub fn compare(mut self, spans: Option<(Span, Span)>) -> Self {
        self.analysis.compare = spans;
        self
    }

    /// Draws these themes only, at most `top` of them.
    #[must_use]
    pub fn themes(mut self, themes: Vec<usize>, top: Option<usize>) -> Self {
        (self.themes, self.top) = (themes, top);
        self
    }

    /// Draws the charts of these names only; all where there are none.
    #[must_use]
    pub fn charts(mut self, names: Vec<String>) -> Self {
        self.charts = names;
        self
    }

    /// Sets the width of charts and the dots per inch of pictures; `svg` writes vector files too.
    #[must_use]
    pub fn pictures(mut self, width: Width, dots_per_inch: u32, svg: bool) -> Self {
        (self.width, self.dots_per_inch, self.svg) = (width, dots_per_inch, svg);
        self
    }

    /// Sets the command that the page and the manifest quote.
    #[must_use]
    pub fn command(mut self, command: String) -> Self {
        self.command = command;
        self
    }

    /// Makes the report.
    ///
    /// # Errors
    /// [`Error::NothingToReport`] where no article can be counted, [`Error::BadSetting`] where no chart has a wanted name,
    /// [`Error::Chart`] where a chart cannot be drawn, and [`Error::Read`] where an input cannot be read again for its
    /// digest.
    pub fn build(&self) -> Result<FinishedReport> {
        let survey = self.survey;
        let articles = survey.surveyed();
        let analysis = survey.analyse(&articles, &self.analysis)?;
        let coverage = issues(&articles, &survey.pages);
        let document = build(&ReportInput {
            articles: &articles,
            analysis: &analysis,
            classifier: survey.classifier,
            coverage: &coverage,
            compare: self.analysis.compare,
            themes: &self.themes,
            top: self.top,
            language: self.language,
            width: self.width.points(),
            command: &self.command,
        });
        let figures = self.wanted(&document.figures)?;
        let pictures: Vec<Result<Vec<u8>>> = figures.par_iter().map(|f| f.png(self.dots_per_inch)).collect();
        let mut files: Vec<(String, Vec<u8>)> =
            document.files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
        for (figure, picture) in figures.iter().zip(pictures) {
            files.push((format!("{}.png", figure.name()), picture?));
            if self.svg {
                files.push((format!("{}.svg", figure.name()), figure.svg().into_bytes()));
            }
        }
        let manifest = manifest(&ManifestFacts {
            command: &self.command,
            model: survey.classifier.digest(),
            inputs: &digests(survey)?,
            articles: articles.len(),
            undated: analysis.undated,
            drift: &analysis.drift,
        });
        files.push(("manifest.json".into(), manifest.into_bytes()));
        Ok(FinishedReport {
            files,
            charts: figures.iter().map(|figure| figure.name()).collect(),
            undated: analysis.undated,
            missing: analysis.series.missing(),
            no_lag: analysis.lag.none,
            drift: analysis.drift,
        })
    }

    /// Makes the report and writes its files into a folder.
    ///
    /// # Errors
    /// As [`SurveyReport::build`] and [`FinishedReport::write_to`].
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<FinishedReport> {
        let report = self.build()?;
        report.write_to(folder)?;
        Ok(report)
    }

    /// The charts with a wanted name. A chart that has nothing to show is no wrong name.
    fn wanted<'f>(&self, figures: &'f [Figure]) -> Result<Vec<&'f Figure>> {
        let is_wanted = |figure: &&Figure| self.charts.is_empty() || self.charts.iter().any(|c| c == figure.name());
        let wanted: Vec<&Figure> = figures.iter().filter(is_wanted).collect();
        let is_absent = |name: &String| name == "lag" && !figures.iter().any(|figure| figure.name() == name);
        if wanted.is_empty() && !self.charts.iter().any(is_absent) {
            let value = self.charts.join(", ");
            return Err(Error::BadSetting {
                setting: "chart",
                value,
                expected: "the name of a chart, such as themes-map",
            });
        }
        Ok(wanted)
    }
}

impl FinishedReport {
    /// Writes the files into a folder, each one whole.
    ///
    /// # Errors
    /// [`Error::Write`] where a file cannot be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<()> {
        self.files.iter().try_for_each(|(name, bytes)| write_file(&folder.as_ref().join(name), bytes))
    }
}

/// The issues read and missing. Pages know their issue's day; rows of tables count for the day in their file's name, else
/// for their own day.
fn issues(articles: &[SurveyedArticle<'_>], pages: &[PageRecord]) -> Vec<Issue> {
    let files: BTreeMap<&str, &PageRecord> = pages.iter().map(|page| (page.file.as_str(), page)).collect();
    let of_page = |page: &PageRecord| {
        let (source, name) = (page.source.clone(), page.file.clone());
        Some(PageRead { source, day: page.date?, page: name, articles: page.articles })
    };
    let mut sightings: Vec<PageRead> = pages.iter().filter_map(of_page).collect();
    for article in articles.iter().map(|a| a.classified).filter(|a| !files.contains_key(a.file.as_str())) {
        let day = article.observation.date.and_then(|d| d.full()).or_else(|| date::date_in_path(&article.file));
        if let Some(day) = day {
            let page = format!("{} {}", article.file, article.page);
            let source = article.observation.source.clone();
            sightings.push(PageRead { source, day, page, articles: 1 });
        }
    }
    coverage(&sightings)
}

/// Name, SHA-256 and size in bytes of each input, tables of papers included.
fn digests(survey: &Survey<'_>) -> Result<Vec<(String, String, u64)>> {
    let digest = |(name, path): &(String, std::path::PathBuf)| -> Result<(String, String, u64)> {
        if path.as_os_str() == "-" {
            return Ok((name.clone(), String::new(), 0));
        }
        let failed = |source| Error::Read { path: path.clone(), source };
        let mut file = std::fs::File::open(path).map_err(failed)?;
        let mut hasher = Sha256::new();
        let size = std::io::copy(&mut file, &mut hasher).map_err(failed)?;
        let digest: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((name.clone(), digest, size))
    };
    survey.files.par_iter().map(digest).collect()
}
