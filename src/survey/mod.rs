//! The main job: read → classify → stories → analysis → report.
//!
//! ```no_run
//! use policyvane::{Classifier, Language, PeriodKind, Survey};
//!
//! let classifier = Classifier::shipped()?;
//! let mut survey = Survey::new(&classifier);
//! for problem in survey.read("issues/")? {
//!     eprintln!("{problem}"); // a file or a row that was left out
//! }
//! print!("{}", survey.counts(PeriodKind::Month)?.to_csv());
//! survey.report().language(Language::English).write_to("reports/")?;
//! # Ok::<(), policyvane::Error>(())
//! ```

mod audit;
mod check;
mod classification;
mod daily;
mod far_days;
mod files;
mod filter;
mod issues;
mod omissions;
mod papers;
mod read;
mod repeated;
mod report;
mod state;
mod whole_file;

pub use audit::{design_path, read_audit_sample};
pub use check::{FileCheck, check, check_text};
pub use classification::Classification;
pub use daily::{FirstSentences, HISTORY_DAYS, STORY_DAYS, ThemeDays};
pub use far_days::FarDays;
pub(crate) use files::hex;
pub use files::{FileDigest, SurveyFile};
pub use filter::Filter;
pub use repeated::Repeated;
#[cfg(feature = "server")]
pub(crate) use report::PageStep;
pub use report::{FinishedReport, SurveyReport, Width};
pub use state::{ShardedRun, States, write_state};
pub use whole_file::{WholeFile, remove_left_over, write_file};

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::Language;
use crate::analysis::{
    Analysis, AnalysisSettings, ArticleStore, ClassifiedArticle, SurveyedArticle, analyse, surveyed,
};
use crate::corpus::{Article, Inputs, Observer, PageRecord, Problem, ReadOptions, Sources};
use crate::error::Result;
use crate::model::Classifier;
use crate::report::tables::{CountRow, count_rows, to_csv};
use crate::survey::files::file_name;
use crate::survey::issues::IssuesRead;
use crate::survey::omissions::{Memory, Omissions, Remembering};
use crate::survey::papers::PapersRead;
use crate::survey::read::ReadArticle;
use crate::text::SearchPhrases;
use crate::trends::{Issue, Observation, PeriodKind, Series, WordStore, design_effects};

/// At most this many articles are in memory as text at once; of each only a [`ClassifiedArticle`] and its words are kept.
const PORTION: usize = 1024;

/// Articles that were read and classified, and everything that can be found out about them.
pub struct Survey<'c> {
    classifier: &'c Classifier,
    options: ReadOptions,
    filter: Filter,
    terms: SearchPhrases,
    language: Language,
    articles: Vec<ClassifiedArticle>,
    /// What of the articles is kept out of memory.
    store: ArticleStore,
    /// The names of papers, pages and files that articles share.
    names: BTreeSet<Arc<str>>,
    /// The articles that tell too little for a theme.
    undetermined: Vec<ClassifiedArticle>,
    /// The words of each article, for terms that are new.
    words: WordStore,
    pages: Vec<PageRecord>,
    /// The issues that articles are from, whether or not the articles' regions are asked for.
    issues_read: IssuesRead,
    /// The papers that were read, whether or not they are asked for.
    papers_read: PapersRead,
    /// What was left out of the files.
    omissions: Omissions,
    /// The files that were read, for the manifest.
    files: Vec<SurveyFile>,
    filtered: usize,
    cut_by_dates: usize,
    with_event_day: usize,
}

/// Counts by period, province and theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// One row per period, province and theme.
    pub rows: Vec<CountRow>,
}

impl Counts {
    /// The rows as CSV with a header line.
    pub fn to_csv(&self) -> String {
        to_csv(self.rows.iter().cloned())
    }
}

impl<'c> Survey<'c> {
    /// An empty survey whose articles a model will classify.
    pub fn new(classifier: &'c Classifier) -> Self {
        Survey {
            classifier,
            options: ReadOptions::default(),
            filter: Filter::default(),
            terms: SearchPhrases::default(),
            language: Language::default(),
            articles: Vec::new(),
            store: ArticleStore::default(),
            names: BTreeSet::new(),
            undetermined: Vec::new(),
            words: WordStore::default(),
            pages: Vec::new(),
            issues_read: IssuesRead::default(),
            papers_read: PapersRead::default(),
            omissions: Omissions::default(),
            files: Vec::new(),
            filtered: 0,
            cut_by_dates: 0,
            with_event_day: 0,
        }
    }

    /// Sets what is known about the inputs, such as papers and dates.
    #[must_use]
    pub fn with_options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    /// Counts only the articles that pass a filter.
    #[must_use]
    pub fn with_filter(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// Sets the terms to search for: their shares by period, and who named them first.
    #[must_use]
    pub fn with_terms<S: AsRef<str>>(mut self, terms: &[S]) -> Self {
        self.terms = SearchPhrases::new(terms);
        self
    }

    /// Sets the language of names in tables and of the report.
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Reads and classifies everything below a path: a file, a folder, an archive or a pattern. The result lists what was
    /// left out.
    ///
    /// # Errors
    /// Where the path leads to no file, or not a single article could be read.
    pub fn read(&mut self, path: impl AsRef<str>) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let inputs = Inputs::find(&[path], self.options.clone(), None, None, &mut problems)?.without_copies();
        problems.iter().for_each(|problem| self.leave_out(problem));
        self.read_inputs(&inputs, &mut problems, |_| ())?;
        Ok(problems)
    }

    /// Reads and classifies inputs that were found before; problems go to the observer, and `progress` is called with the
    /// number of articles read since its last call.
    ///
    /// # Errors
    /// As [`Inputs::read`].
    pub fn read_inputs<O: Observer>(
        &mut self,
        inputs: &Inputs,
        observer: &mut O,
        mut progress: impl FnMut(usize),
    ) -> Result<()> {
        let (mut repeated, mut far) = (Repeated::default(), FarDays::default());
        let mut observer = Remembering { observer, memory: std::mem::take(&mut self.omissions) };
        let pages = inputs.read(&mut observer, PORTION, |mut articles, _| {
            progress(articles.len());
            articles.retain(|article| repeated.keeps(article) && far.keeps(article));
            self.add(articles);
            Ok(())
        })?;
        repeated.report(&mut observer);
        far.report(&mut observer);
        self.omissions = observer.memory;
        let is_far = |page: &PageRecord| page.date.is_some_and(|day| far.is_far(day.into()));
        self.pages.extend(pages.into_iter().filter(|page| !repeated.is_whole(&page.file) && !is_far(page)));
        self.options.sources = inputs.sources().clone();
        let file = |name: String, path: &PathBuf, is_source_table: bool| SurveyFile {
            name,
            digest: FileDigest::Of(path.clone()),
            is_source_table,
        };
        self.files.extend(inputs.files().iter().map(|input| file(input.name.clone(), &input.path, false)));
        self.files.extend(inputs.source_tables().iter().map(|path| file(file_name(path), path, true)));
        Ok(())
    }

    /// Remembers a part of the inputs that was left out before the others were read, so that reports name it.
    pub fn leave_out(&mut self, problem: &Problem) {
        self.omissions.remember(problem);
    }

    /// Adds what is known about articles that were read elsewhere: the pages they were cut from, the files that held
    /// them, and the table of papers.
    pub fn add_origins(&mut self, pages: Vec<PageRecord>, files: Vec<SurveyFile>, sources: Sources) {
        self.pages.extend(pages);
        self.files.extend(files);
        self.options.sources = sources;
    }

    /// Classifies articles and adds those that pass the filter.
    pub fn add(&mut self, articles: Vec<Article>) {
        self.add_classified(articles.into_iter().map(|article| (article, None)).collect());
    }

    /// Adds articles that pass the filter. Those without a classification are classified; the others must come from
    /// the survey's own model.
    pub fn add_classified(&mut self, mut articles: Vec<(Article, Option<Classification>)>) {
        let before = articles.len();
        let far = FarDays::default();
        articles.iter_mut().for_each(|(article, _)| far.take_far_event(article));
        self.issues_read.add(articles.iter().map(|(article, _)| article), &self.filter);
        self.papers_read.add(articles.iter().map(|(article, _)| article), &self.filter);
        self.cut_by_dates += articles.iter().filter(|(article, _)| self.filter.cuts(article)).count();
        articles.retain(|(article, _)| self.filter.holds(article));
        self.filtered += before - articles.len();
        if self.filter.by_event {
            self.with_event_day += articles.iter().filter(|(article, _)| article.event_date.is_some()).count();
        }
        for read in read::classify(self.classifier, &articles, &self.filter, &self.terms, &self.words) {
            let ReadArticle { mut article, sketch, probabilities, details, words } = read;
            (article.sketch, article.details) = self.store.add(&sketch, &probabilities, &details);
            for name in [&mut article.file, &mut article.page, &mut article.observation.source] {
                match self.names.get(&**name) {
                    Some(shared) => *name = shared.clone(),
                    None => drop(self.names.insert(name.clone())),
                }
            }
            if article.undetermined.is_some() {
                self.undetermined.push(article);
            } else {
                self.words.add(WordStore::key(&article.id), words);
                self.articles.push(article);
            }
        }
    }

    /// The articles that have a theme, in the order in which they were read.
    pub fn articles(&self) -> &[ClassifiedArticle] {
        &self.articles
    }

    /// What of the articles is kept out of memory, such as the deciding terms.
    pub fn store(&self) -> &ArticleStore {
        &self.store
    }

    /// The articles that tell too little for a theme, in the order in which they were read. They are listed in tables but
    /// counted under no theme and in no denominator.
    pub fn undetermined(&self) -> &[ClassifiedArticle] {
        &self.undetermined
    }

    /// The number of articles that passed the filter, with a theme and without.
    pub fn passed(&self) -> usize {
        self.articles.len() + self.undetermined.len()
    }

    /// The number of articles that the filter left out.
    pub fn filtered(&self) -> usize {
        self.filtered
    }

    /// The number of articles that the filter left out because only a part of the days that their dates may stand for (a
    /// month, a year) is between its limits.
    pub fn cut_by_dates(&self) -> usize {
        self.cut_by_dates
    }

    /// The number of articles that count at the day that they tell of, where that was asked for.
    pub fn with_event_day(&self) -> Option<usize> {
        self.filter.by_event.then_some(self.with_event_day)
    }

    /// The number of files that were read, tables of papers included.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// The number of files that were read, without tables of papers.
    pub fn issues(&self) -> usize {
        self.files.iter().filter(|file| !file.is_source_table).count()
    }

    /// The model that classifies.
    pub fn classifier(&self) -> &'c Classifier {
        self.classifier
    }

    /// The papers and their homes.
    pub fn sources(&self) -> &Sources {
        &self.options.sources
    }

    /// Counts by period, province and theme.
    ///
    /// # Errors
    /// As [`Survey::surveyed`].
    pub fn counts(&self, period: PeriodKind) -> Result<Counts> {
        let observations: Vec<Observation> = self.articles.iter().map(|article| article.observation.clone()).collect();
        let articles = self.surveyed()?;
        let printed = articles.iter().map(|article| article.printed_story());
        let printed: Vec<_> = printed.filter(|printed| printed.seen.period(period).is_some()).collect();
        let effects = design_effects(&printed, self.classifier.themes().len());
        let series = Series::count(&observations, effects.len(), period)
            .with_design_effects(&effects)
            .with_coverage(&self.coverage(), &observations);
        let themes = self.classifier.theme_set();
        let undetermined: Vec<&Observation> = self.undetermined.iter().map(|article| &article.observation).collect();
        Ok(Counts { rows: count_rows(&series, &observations, &undetermined, themes, period, self.language) })
    }

    /// The articles with their stories, tiers and prominence.
    ///
    /// # Errors
    /// [`Error::Read`](crate::Error::Read) where the temporary file that holds the sketches of very many articles cannot be read.
    pub fn surveyed(&self) -> Result<Vec<SurveyedArticle<'_>>> {
        surveyed(&self.articles, &self.store, &self.options.sources)
    }

    /// The issues that were read, and those that are missing by the papers' own rhythm. What is counted of an issue may be
    /// less, where only some regions are asked for: the issue was read all the same.
    pub fn coverage(&self) -> Vec<Issue> {
        self.issues_read.coverage(&self.pages, &self.filter)
    }

    /// Everything that can be found out about the articles.
    ///
    /// # Errors
    /// [`Error::NothingToReport`](crate::Error::NothingToReport) where there are no articles, or none has a date, and
    /// [`Error::UnknownPapers`](crate::Error::UnknownPapers) where there are none of a paper that was asked for.
    pub fn analyse(&self, articles: &[SurveyedArticle<'_>], settings: &AnalysisSettings) -> Result<Analysis> {
        if articles.is_empty() {
            return Err(self.nothing_counted());
        }
        analyse(articles, &self.store, &self.coverage(), &self.words, self.terms.typed(), self.classifier, settings)
            .map_err(|error| self.with_unknown_papers(error, settings))
    }

    /// A report on the articles, to be set up and written.
    pub fn report(&self) -> SurveyReport<'_> {
        SurveyReport::new(self)
    }
}
