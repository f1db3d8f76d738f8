//! The report of a survey: set up, built, and written into a folder.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::Language;
use crate::analysis::{Analysis, AnalysisSettings, Audit, AuditSample, NoLag, SurveyedArticle, Versus, audit};
use crate::corpus::{ByteStore, MANIFEST, outputs_of_manifest};
use crate::error::{Error, Expected, Result};
use crate::report::tables::excel_csv;
use crate::report::{
    Document, Figure, Filtering, LeftOut, ManifestFacts, OmittedFile, ReportInput, build, build_page, manifest,
    workbook,
};
use crate::survey::files::hex;
use crate::survey::whole_file::WholeFile;
use crate::survey::{Survey, SurveyFile};
use crate::trends::{Drift, Event, Period, PeriodKind, Span};

/// The width of charts, by where they will be printed or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// The width of an A4 page less its margins, 170 mm.
    #[default]
    Page,
    /// One column of a two-column page, 86 mm.
    Column,
    /// A slide, 240 mm; charts are at most 180 mm high.
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

/// A step on the way to the page of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageStep {
    /// What the articles tell is counted.
    Counting,
    /// The page is written.
    Writing,
}

/// A report that is being set up.
#[derive(Clone)]
pub struct SurveyReport<'s> {
    survey: &'s Survey<'s>,
    analysis: AnalysisSettings,
    events: Vec<Event>,
    themes: Vec<usize>,
    top: Option<usize>,
    charts: Vec<String>,
    language: Language,
    width: Width,
    dots_per_inch: u32,
    svg: bool,
    excel: bool,
    audit: Option<AuditSample>,
    command: String,
}

/// A finished report: files with their names, and facts that its maker should know.
pub struct FinishedReport {
    /// The files: charts, pages, tables, and the manifest last.
    pub files: Vec<(String, ByteStore)>,
    /// The names of the charts that were drawn.
    pub charts: Vec<&'static str>,
    /// The charts that would say nothing, with the reason.
    pub left_out: Vec<LeftOut>,
    /// Articles whose date is in no period; they are not counted.
    pub undated: usize,
    /// Periods between the first and the last that have no article.
    pub missing: usize,
    /// Why national papers and provinces could not be compared, where that is so.
    pub no_lag: Option<NoLag>,
    /// The share of words that the model does not know.
    pub drift: Drift,
    /// What the labels of a random sample tell, where some were given.
    pub audit: Option<Audit>,
}

impl<'s> SurveyReport<'s> {
    pub(super) fn new(survey: &'s Survey<'s>) -> Self {
        SurveyReport {
            survey,
            analysis: AnalysisSettings::default(),
            events: Event::shipped().to_vec(),
            themes: Vec::new(),
            top: None,
            charts: Vec::new(),
            language: survey.language,
            width: Width::default(),
            dots_per_inch: 300,
            svg: false,
            excel: false,
            audit: None,
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

    /// Sets the spans to compare; the last whole years and as many before them are compared otherwise, or the two halves of
    /// less than two years.
    #[must_use]
    pub fn compare(mut self, spans: Option<(Span, Span)>) -> Self {
        self.analysis.compare = spans;
        self
    }

    /// Sets two selections of articles side by side.
    #[must_use]
    pub fn versus(mut self, versus: Option<Versus>) -> Self {
        self.analysis.versus = versus;
        self
    }

    /// Sets the events that stand beside peaks and series; the shipped ones are used otherwise, and none where the list is
    /// empty.
    #[must_use]
    pub fn events(mut self, events: Vec<Event>) -> Self {
        self.events = events;
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

    /// Writes a workbook beside the other files, and tables that Excel opens rightly.
    #[must_use]
    pub fn excel(mut self, excel: bool) -> Self {
        self.excel = excel;
        self
    }

    /// Audits the counts with the labels of a random sample of the articles.
    #[must_use]
    pub fn audit(mut self, sample: Option<AuditSample>) -> Self {
        self.audit = sample;
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
    /// [`Error::Chart`] where a chart cannot be drawn, [`Error::NoAuditLabels`] where no label of an audit can be used, and
    /// [`Error::Read`] where an input cannot be read again for its digest.
    pub fn build(&self) -> Result<FinishedReport> {
        let survey = self.survey;
        let articles = survey.surveyed()?;
        let analysis = survey.analyse(&articles, &self.analysis)?;
        let audit = self.audit.as_ref().map(|sample| self.audited(sample, &articles, &analysis)).transpose()?;
        let omitted = survey.omissions.files();
        let filtering = self.filtering();
        let input = self.input(&articles, &analysis, audit.as_ref(), &filtering, &omitted);
        let mut document = build(&input)?;
        let tables = std::mem::take(&mut document.files);
        let figures = self.wanted(&document)?;
        let pictures: Vec<Result<Vec<u8>>> = figures.par_iter().map(|f| f.png(self.dots_per_inch)).collect();
        let encoded = |(name, content): (&str, ByteStore)| Ok((name.to_owned(), self.encoded(name, content)?));
        let mut files: Vec<(String, ByteStore)> = tables.into_iter().map(encoded).collect::<Result<_>>()?;
        if self.excel {
            files.push(("report.xlsx".into(), workbook(&input)?.into()));
        }
        for (figure, picture) in figures.iter().zip(pictures) {
            files.push((format!("{}.png", figure.name()), picture?.into()));
            if self.svg {
                files.push((format!("{}.svg", figure.name()), figure.svg().into_bytes().into()));
            }
        }
        let manifest = manifest(&ManifestFacts {
            command: &self.command,
            model: survey.classifier.digest(),
            model_digest: survey.classifier.full_digest(),
            period: analysis.period,
            spans: analysis.comparison.as_ref().map(|comparison| (comparison.before, comparison.after)),
            left_out: &analysis.left_out,
            filtering: &filtering,
            omitted: &omitted,
            language: self.language,
            inputs: &digests(survey)?,
            articles: articles.len(),
            undetermined: survey.undetermined.len(),
            undated: analysis.undated,
            drift: &analysis.drift,
            outputs: &files
                .iter()
                .map(|(name, bytes)| Ok((name.clone(), sha256(bytes)?)))
                .collect::<Result<Vec<_>>>()?,
        });
        files.push((MANIFEST.into(), manifest.into_bytes().into()));
        Ok(FinishedReport {
            files,
            charts: figures.iter().map(|figure| figure.name()).collect(),
            left_out: document.left_out,
            undated: analysis.undated,
            missing: analysis.series.missing(),
            no_lag: analysis.lag.none,
            drift: analysis.drift,
            audit,
        })
    }

    /// Makes the page of the report, `report.html`, by itself.
    ///
    /// # Errors
    /// As [`SurveyReport::build`], but for charts and the inputs' digests.
    pub fn page(&self) -> Result<String> {
        self.page_while(|_| true)
    }

    /// As [`SurveyReport::page`]; `goes_on` is called with each step that begins, and says whether to go on or end as interrupted.
    pub(crate) fn page_while(&self, mut goes_on: impl FnMut(PageStep) -> bool) -> Result<String> {
        let mut begin = |step| if goes_on(step) { Ok(()) } else { Err(Error::Interrupted) };
        begin(PageStep::Counting)?;
        let articles = self.survey.surveyed()?;
        let analysis = self.survey.analyse(&articles, &self.analysis)?;
        begin(PageStep::Writing)?;
        let audit = self.audit.as_ref().map(|sample| self.audited(sample, &articles, &analysis)).transpose()?;
        let omitted = self.survey.omissions.files();
        build_page(&self.input(&articles, &analysis, audit.as_ref(), &self.filtering(), &omitted))
    }

    /// What the conditions of the survey left out.
    fn filtering(&self) -> Filtering {
        Filtering {
            conditions: self.survey.filter.conditions(),
            read: self.survey.passed() + self.survey.filtered,
            excluded: self.survey.filtered,
            partial: self.survey.cut_by_dates,
        }
    }

    /// What all forms of the report are made of.
    fn input<'a>(
        &'a self,
        articles: &'a [SurveyedArticle<'a>],
        analysis: &'a Analysis,
        audit: Option<&'a Audit>,
        filtering: &'a Filtering,
        omitted: &'a [OmittedFile],
    ) -> ReportInput<'a> {
        let survey = self.survey;
        ReportInput {
            articles,
            undetermined: &survey.undetermined,
            store: &survey.store,
            analysis,
            audit,
            classifier: survey.classifier,
            coverage: &analysis.coverage,
            events: &self.events,
            compare: self.analysis.compare,
            themes: &self.themes,
            top: self.top,
            language: self.language,
            width: self.width.points(),
            omitted,
            filtering,
            regions: &survey.filter.regions,
            papers: &survey.filter.sources,
            command: &self.command,
        }
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

    /// What the labels of a sample tell of the counted articles.
    fn audited(&self, sample: &AuditSample, articles: &[SurveyedArticle<'_>], analysis: &Analysis) -> Result<Audit> {
        let is_counted = |article: &SurveyedArticle<'_>| {
            article.classified.observation.date.is_some_and(|date| Period::of(date, analysis.period).is_some())
        };
        let counted = articles.iter().filter(|article| is_counted(article)).map(|article| article.classified);
        let spans = analysis.comparison.as_ref().map(|comparison| (comparison.before, comparison.after));
        audit(counted, &self.survey.store, sample, self.survey.classifier.theme_set(), spans)?
            .ok_or_else(|| Error::NoAuditLabels { file: "--audit".into() })
    }

    /// The content of a file; tables for Excel have a byte order mark and no formulas.
    fn encoded(&self, name: &str, content: ByteStore) -> Result<ByteStore> {
        if !self.excel || !name.ends_with(".csv") {
            return Ok(content);
        }
        let mut text = Vec::new();
        content.read_all(|bytes| {
            text.extend_from_slice(bytes);
            Ok(())
        })?;
        Ok(excel_csv(&String::from_utf8_lossy(&text)).into_bytes().into())
    }

    /// The charts with a wanted name. The name of a chart that has nothing to show is not an error.
    fn wanted<'f>(&self, Document { figures, left_out, .. }: &'f Document) -> Result<Vec<&'f Figure>> {
        let is_known = |name: &str| {
            ["lag", "term-series", "themes-versus"].contains(&name)
                || left_out.iter().any(|(left_out, _)| *left_out == name)
                || figures.iter().any(|figure| figure.name() == name)
        };
        if let Some(unknown) = self.charts.iter().find(|name| !is_known(name)) {
            let value = unknown.clone();
            return Err(Error::BadSetting { setting: "chart", value, expected: Expected::ChartName });
        }
        let is_wanted = |figure: &&Figure| self.charts.is_empty() || self.charts.iter().any(|c| c == figure.name());
        Ok(figures.iter().filter(is_wanted).collect())
    }
}

impl FinishedReport {
    /// Writes the files into a folder, each one whole, and removes what an earlier report left there and this one does not
    /// have. Only files that the earlier report's manifest names are removed.
    ///
    /// # Errors
    /// [`Error::Write`] where a file cannot be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<()> {
        let folder = folder.as_ref();
        let earlier = outputs_of_manifest(&folder.join(MANIFEST));
        for (name, content) in &self.files {
            let mut file = WholeFile::create(&folder.join(name))?;
            content.read_all(|bytes| file.write(bytes))?;
            file.finish()?;
        }
        for name in earlier.iter().filter(|name| !self.files.iter().any(|(own, _)| own == *name)) {
            // A file that is gone already needs no removal.
            let _ = std::fs::remove_file(folder.join(name));
        }
        Ok(())
    }
}

/// The SHA-256 of a file's content in hexadecimal.
fn sha256(content: &ByteStore) -> Result<String> {
    let mut hasher = Sha256::new();
    content.read_all(|bytes| {
        hasher.update(bytes);
        Ok(())
    })?;
    Ok(hex(&hasher.finalize()))
}

/// Name, SHA-256 and size in bytes of each input, tables of papers included.
fn digests(survey: &Survey<'_>) -> Result<Vec<(String, String, u64)>> {
    let digest = |file: &SurveyFile| file.digest.known().map(|(digest, size)| (file.name.clone(), digest, size));
    survey.files.par_iter().map(digest).collect()
}
