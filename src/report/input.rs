//! The input that all forms of a report share.

use crate::Language;
use crate::analysis::{Analysis, ArticleStore, Audit, ClassifiedArticle, SurveyedArticle};
use crate::corpus::{Adcode, Gazetteer};
use crate::messages;
use crate::model::Classifier;
use crate::report::words::province;
use crate::trends::{Event, Issue, Period, Span};

/// A file that was left out, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OmittedFile {
    /// Its name.
    pub file: String,
    /// Why, in Chinese.
    pub chinese: String,
    /// The same in English.
    pub english: String,
    /// The number of further parts of it that were left out.
    pub further: usize,
}

impl OmittedFile {
    /// Why, with the number of its further parts.
    pub(crate) fn reason(&self, language: Language) -> String {
        let reason = if language == Language::Chinese { &self.chinese } else { &self.english };
        match self.further {
            0 => reason.clone(),
            further => reason.clone() + &messages::omitted_further(language, further),
        }
    }
}

/// What was left out by the conditions that articles had to meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filtering {
    /// The conditions, as names of options and values.
    pub conditions: Vec<(&'static str, Vec<String>)>,
    /// The number of articles that were read.
    pub read: usize,
    /// Those among them that did not meet the conditions.
    pub excluded: usize,
    /// Those among these whose date is a month or a year that lies only partly between the limits: nobody can tell whether
    /// they belong there.
    pub partial: usize,
}

impl Filtering {
    /// The conditions that can leave an article out, as typed options; the day at which an article counts is none.
    pub(crate) fn limits(&self) -> String {
        let limits = self.conditions.iter().filter(|(name, _)| *name != "by-event");
        limits.map(|(name, values)| format!("--{name} {}", values.join(" "))).collect::<Vec<_>>().join(" ")
    }
}

/// The data and settings of a report.
#[derive(Clone, Copy)]
pub struct ReportInput<'a> {
    /// The articles.
    pub articles: &'a [SurveyedArticle<'a>],
    /// The articles that say too little for a theme; they are listed but not counted.
    pub undetermined: &'a [ClassifiedArticle],
    /// What of the articles is kept out of memory.
    pub store: &'a ArticleStore,
    /// The findings on them.
    pub analysis: &'a Analysis,
    /// What labels of a random sample of the counted articles show, where there are labels.
    pub audit: Option<&'a Audit>,
    /// The model that classified them.
    pub classifier: &'a Classifier,
    /// The issues read and missing.
    pub coverage: &'a [Issue],
    /// The events of the political calendar, to be set beside peaks and series.
    pub events: &'a [Event],
    /// The spans that the user asked to compare.
    pub compare: Option<(Span, Span)>,
    /// The themes to draw; all where it is empty. Shares are always shares of all articles.
    pub themes: &'a [usize],
    /// Maximum number of policy themes to draw; those with the largest shares are kept. “No policy theme” is not one of them.
    pub top: Option<usize>,
    /// The language of charts and names.
    pub language: Language,
    /// The width of the charts in points (1/72 inch).
    pub width: f64,
    /// The files that were left out, wholly or in part.
    pub omitted: &'a [OmittedFile],
    /// What the conditions on articles left out.
    pub filtering: &'a Filtering,
    /// The regions that the report is limited to; all where it is empty.
    pub regions: &'a [Adcode],
    /// The papers that the report is limited to; all where it is empty.
    pub papers: &'a [String],
    /// The options that shape the report, as typed; shown on the page.
    pub command: &'a str,
}

impl ReportInput<'_> {
    /// The names of the regions and papers that the report is limited to; `None` where it is not.
    pub(crate) fn limits(&self) -> Option<String> {
        let region = |&region: &Adcode| match region {
            whole if whole == whole.province() => province(Some(whole), self.language),
            part => Gazetteer::shared().full_name(part),
        };
        let names: Vec<String> = self.regions.iter().map(region).chain(self.papers.iter().cloned()).collect();
        (!names.is_empty()).then(|| names.join(messages::comma(self.language)))
    }

    /// The articles that are counted: those whose date is in a period.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &SurveyedArticle<'_>> {
        let kind = self.analysis.period;
        let is_dated = move |article: &&SurveyedArticle<'_>| {
            article.classified.observation.date.is_some_and(|date| Period::of(date, kind).is_some())
        };
        self.articles.iter().filter(is_dated)
    }

    /// The themes to draw, the largest share first and “no policy theme” last: it is the context of the others.
    pub(crate) fn shown(&self) -> Vec<usize> {
        let is_wanted = |theme: &usize| self.themes.is_empty() || self.themes.contains(theme);
        let ranking = self.analysis.series.ranking().into_iter().filter(is_wanted);
        let (none, mut shown): (Vec<usize>, Vec<usize>) = ranking.partition(|&theme| self.analysis.none == Some(theme));
        shown.truncate(self.top.unwrap_or(usize::MAX));
        shown.extend(none);
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_shown_as_options() {
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let conditions = vec![
            ("from", values(&["2024-03-05"])),
            ("region", values(&["520000", "530000"])),
            ("by-event", values(&["true"])),
        ];
        let filtering = Filtering { conditions, ..Filtering::default() };
        assert_eq!(filtering.limits(), "--from 2024-03-05 --region 520000 530000");
        assert_eq!(Filtering::default().limits(), "");
    }
}
