//! The table of classified articles, and the forms in which it is written.

use serde_json::{Map, Value, json};

use crate::Language;
use crate::analysis::{ArticleDetails, ClassifiedArticle};
use crate::corpus::{Adcode, Article, PartialDate, ThemeSet};
use crate::model::{Assignment, Classifier};
use crate::report::tables::row::{List, Rounded, TableRow, csv_line, table_row};
use crate::report::words::place_name;

table_row! {
    /// One article with its themes.
    pub struct ClassifiedRow {
        /// The article's id.
        pub id: String,
        /// The day of its publication; empty where it is unknown.
        pub date: String,
        /// The day of the event that it reports; empty where it names none.
        pub event_date: String,
        /// The paper.
        pub source: String,
        /// The page of the issue.
        pub page: String,
        /// The adcode of the place it is about; empty where that is unknown.
        pub region: String,
        /// The full name of that place.
        pub region_name: String,
        /// How likely the province of the place is right, 0 to 1, where it was found in the text.
        pub region_confidence: Option<Rounded>,
        /// The adcodes of all places that are named.
        pub mentioned: List,
        /// The headline.
        pub title: String,
        /// The id of the primary theme; empty where the model abstains or the theme is undetermined.
        pub theme: String,
        /// The name of the primary theme.
        pub theme_name: String,
        /// Why there is no theme: `no-text`, `other-script`, `unreadable`, `unknown-words`, `imprint` or
        /// `continuation`; empty where there is one.
        pub undetermined: String,
        /// The probability of the likeliest theme.
        pub probability: Rounded,
        /// The ids of the secondary themes.
        pub also: List,
        /// The deciding terms, with their contributions to the decision value; empty where they were not asked for.
        pub evidence: String,
        /// The model's digest.
        pub model: String,
    }
}

table_row! {
    /// Which story an article is a printing of.
    pub struct ArticleColumns {
        /// The number of the story, from 1.
        pub story: usize,
        /// How many printings the story has.
        pub printings: usize,
    }
}

table_row! {
    /// A row of the Comparative Agendas Project's tables, as the CAP Babel Machine reads them.
    pub struct CapRow {
        /// The article's id.
        pub id: String,
        /// The year.
        pub year: String,
        /// The code of the primary theme in the project's master codebook.
        pub major_topic: String,
        /// The headline and the text below it.
        pub text: String,
    }
}

/// The full name of a place; empty where the code is unknown.
fn region_name(region: Option<Adcode>, language: Language) -> String {
    region.map(|adcode| place_name(adcode, language)).unwrap_or_default()
}

/// A date as it stands in a cell; empty where it is unknown.
pub(super) fn date_cell(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn evidence<'a>(terms: impl Iterator<Item = (&'a str, f32)>) -> String {
    terms.map(|(term, weight)| format!("{term}({weight:+.3})")).collect::<Vec<_>>().join(";")
}

impl ClassifiedRow {
    /// The row of an article. Its theme is left empty where its probability is below `abstain`; probability and evidence
    /// are shown in either case.
    pub fn new(
        classifier: &Classifier,
        article: &Article,
        assignment: &Assignment,
        abstain: Option<f64>,
        language: Language,
    ) -> Self {
        let is_certain = assignment.undetermined.is_none()
            && abstain.is_none_or(|min_probability| assignment.probability >= min_probability);
        let theme = is_certain.then(|| &classifier.themes()[assignment.theme]);
        let also = assignment.also.iter().filter(|_| is_certain);
        ClassifiedRow {
            id: article.id.clone(),
            date: date_cell(article.date),
            event_date: date_cell(article.event_date),
            source: article.source.clone(),
            page: article.page.clone(),
            region: article.region.clone(),
            region_name: region_name(article.region.parse().ok(), language),
            region_confidence: article.region_confidence.map(Rounded),
            mentioned: List(article.regions.clone()),
            title: article.title.clone(),
            theme: theme.map(|t| t.id.clone()).unwrap_or_default(),
            theme_name: theme.map(|t| t.name(language).to_owned()).unwrap_or_default(),
            undetermined: assignment.undetermined.map(|reason| reason.id().to_owned()).unwrap_or_default(),
            probability: Rounded(assignment.probability),
            also: List(also.map(|&t| classifier.themes()[t].id.clone()).collect()),
            evidence: evidence(assignment.evidence.iter().map(|e| (e.term.as_str(), e.weight))),
            model: classifier.digest().into(),
        }
    }

    /// The row of an article of a survey, with its details.
    pub fn of_survey(
        classifier: &Classifier,
        read: &ClassifiedArticle,
        details: ArticleDetails,
        language: Language,
    ) -> Self {
        let observation = &read.observation;
        let theme = read.undetermined.is_none().then(|| &classifier.themes()[observation.theme]);
        let also = observation.also.iter().filter(|_| theme.is_some());
        ClassifiedRow {
            id: read.id.to_string(),
            date: date_cell(read.published),
            event_date: date_cell(read.event_date),
            source: observation.source.to_string(),
            page: read.page.to_string(),
            region: observation.region.map(|r| r.to_string()).unwrap_or_default(),
            region_name: region_name(observation.region, language),
            region_confidence: details.region_confidence.map(|confidence| Rounded(f64::from(confidence))),
            mentioned: List(details.mentioned),
            title: read.title.to_string(),
            theme: theme.map(|theme| theme.id.clone()).unwrap_or_default(),
            theme_name: theme.map(|theme| theme.name(language).to_owned()).unwrap_or_default(),
            undetermined: read.undetermined.map(|reason| reason.id().to_owned()).unwrap_or_default(),
            probability: Rounded(read.probability),
            also: List(also.map(|&t| classifier.themes()[t].id.clone()).collect()),
            evidence: evidence(details.evidence.iter().map(|(term, weight)| (term.as_str(), *weight))),
            model: classifier.digest().into(),
        }
    }

    /// The row as a line of fastText's format: labels, then headline and text in one line.
    pub fn to_fasttext(&self, article: &Article) -> String {
        let labels: String =
            std::iter::once(&self.theme).chain(&self.also.0).map(|id| format!("__label__{id} ")).collect();
        let text = format!("{} {}", article.title, article.text);
        format!("{labels}{}\n", text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The row as the Comparative Agendas Project's tables have it; the headline stands above the text.
    pub fn to_cap(&self, article: &Article, themes: &ThemeSet) -> CapRow {
        let code = themes.get(&self.theme).and_then(|theme| theme.cap).map(|cap| cap.to_string());
        let headline = if article.title.is_empty() { String::new() } else { format!("{}\n", article.title) };
        CapRow {
            id: self.id.clone(),
            year: self.date.get(..4).unwrap_or_default().to_owned(),
            major_topic: code.unwrap_or_default(),
            text: format!("{headline}{}", article.text),
        }
    }

    /// The row as a line of JSON, with the article's unknown fields after its own.
    pub fn to_json(&self, further: &Map<String, Value>) -> String {
        let Value::Object(mut object) = json!(self) else { return String::new() };
        for (name, value) in further {
            object.entry(name).or_insert_with(|| value.clone());
        }
        Value::Object(object).to_string() + "\n"
    }
}

/// Columns of the input that the program does not know; tables keep them after its own columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FurtherColumns(pub Vec<String>);

impl FurtherColumns {
    /// The unknown fields of articles, in the order of their first occurrence.
    pub fn of(articles: &[Article]) -> Self {
        let mut columns: Vec<String> = Vec::new();
        for name in articles.iter().flat_map(|article| article.extra.keys()) {
            let is_taken = ClassifiedRow::COLUMNS.contains(&name.as_str())
                || CapRow::COLUMNS.contains(&name.as_str())
                || columns.contains(name);
            if !is_taken {
                columns.push(name.clone());
            }
        }
        FurtherColumns(columns)
    }

    /// The header line of a table of rows, with these columns at the end.
    pub fn header<R: TableRow>(&self) -> String {
        csv_line(R::COLUMNS.iter().copied().chain(self.0.iter().map(String::as_str)))
    }

    /// The line of a row, with the article's values of these columns at the end.
    pub fn line<R: TableRow>(&self, row: &R, article: &Article) -> String {
        let values = self.0.iter().map(|name| match article.extra.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        });
        csv_line(row.cells().into_iter().chain(values))
    }
}
