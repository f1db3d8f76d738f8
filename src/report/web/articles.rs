//! The articles of the page as columns. The page counts all of them; where their headlines and evidence would make it too
//! large, it lists a sample.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::analysis::SurveyedArticle;
use crate::corpus::Gazetteer;
use crate::report::web::days;
use crate::report::web::packed::Numbers;
use crate::trends::Issue;

/// Maximum number of characters of a headline.
const MAX_TITLE_LENGTH: usize = 60;
/// The columns of the articles may take about this many bytes, so that the page opens at once and can be sent by mail.
const MAX_BYTES: usize = 12_000_000;
/// Bytes that the numbers of an article take as text, and packed.
const BYTES_OF_NUMBERS: [usize; 2] = [48, 24];
/// Bytes around the texts of an article, and around each of its terms.
const BYTES_AROUND: [usize; 2] = [24, 12];

/// Different texts, each with a number.
#[derive(Default)]
struct Dictionary<'a> {
    numbers: BTreeMap<&'a str, i64>,
    texts: Vec<&'a str>,
}

impl<'a> Dictionary<'a> {
    /// The number of a text; −1 for none.
    fn number(&mut self, text: &'a str) -> i64 {
        if text.is_empty() {
            return -1;
        }
        let next = self.texts.len() as i64;
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }
}

/// A column of the articles.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Column {
    Numbers(Numbers),
    Texts(Vec<String>),
}

/// The columns by name.
pub(super) type Columns = BTreeMap<&'static str, Column>;

/// The texts that columns refer to by number.
pub(super) struct Dictionaries {
    /// Names of prefectures and counties, by code.
    pub regions: Map<String, Value>,
    pub sources: Vec<String>,
    pub pages: Vec<String>,
    pub files: Vec<String>,
    pub terms: Vec<String>,
}

/// The articles as columns, with the dictionaries that the columns refer to.
#[derive(Default)]
pub(super) struct ArticleData<'a> {
    sources: Dictionary<'a>,
    pages: Dictionary<'a>,
    files: Dictionary<'a>,
    terms: Dictionary<'a>,
    regions: BTreeMap<String, Value>,
    numbers: BTreeMap<&'static str, Numbers>,
    texts: BTreeMap<&'static str, Vec<String>>,
    /// The articles whose texts are listed, where not all are.
    listed: Option<Vec<usize>>,
}

impl<'a> ArticleData<'a> {
    pub fn of(articles: &[SurveyedArticle<'a>]) -> Self {
        let mut data = ArticleData { listed: listed(articles), ..ArticleData::default() };
        let chosen = data.listed.clone();
        let mut chosen = chosen.as_ref().map(|listed| listed.iter().copied().peekable());
        for (at, article) in articles.iter().enumerate() {
            data.add_numbers(article);
            if chosen.as_mut().is_none_or(|chosen| chosen.next_if_eq(&at).is_some()) {
                data.add_texts(article);
            }
        }
        if let Some(listed) = &data.listed {
            data.numbers.values_mut().for_each(|column| column.packed = true);
            let values = listed.iter().map(|at| *at as i64).collect();
            data.numbers.insert("listed", Numbers { values, packed: true, ..Numbers::default() });
        }
        data
    }

    /// How many articles are listed, where not all are.
    pub fn listed(&self) -> Option<usize> {
        self.listed.as_ref().map(Vec::len)
    }

    /// What the page counts by.
    fn add_numbers(&mut self, article: &SurveyedArticle<'a>) {
        let seen = &article.classified.observation;
        let source = self.sources.number(&seen.source);
        let mut add = |name: &'static str, value: i64| self.numbers.entry(name).or_default().push(value);
        let exact = seen.date.map_or(3, |d| if d.full().is_some() { 0 } else { 2 - i64::from(d.month().is_some()) });
        add("exact", exact);
        add("source", source);
        let code = seen.region.map(|region| region.to_string()).unwrap_or_default();
        add("region", code.parse::<u32>().unwrap_or(0).into());
        if let Some(region) = seen.region.filter(|_| !code.ends_with("0000")) {
            let names = || json!({ "zh": Gazetteer::shared().full_name(region), "en": "" });
            self.regions.entry(code).or_insert_with(names);
        }
        add("theme", seen.theme as i64);
        add("probability", (article.classified.probability * 1000.0).round() as i64);
        add("alsoCount", seen.also.len() as i64);
        seen.also.iter().for_each(|&theme| add("alsoTheme", theme as i64));
        add("story", article.story as i64 - 1);
        add("length", article.classified.length as i64);
        let first_day =
            seen.date.and_then(|d| Date::new(d.year(), d.month().unwrap_or(1), d.full().map_or(1, |d| d.day())).ok());
        let dates = self.numbers.entry("date").or_default();
        match first_day {
            Some(day) => dates.push(days(day)),
            None => dates.push_missing(),
        }
    }

    /// What the page lists.
    fn add_texts(&mut self, article: &SurveyedArticle<'a>) {
        let read = article.classified;
        let (page, file) = (self.pages.number(&read.page), self.files.number(&read.file));
        let mut add = |name: &'static str, value: i64| self.numbers.entry(name).or_default().push(value);
        add("page", page);
        add("file", file);
        add("evidenceCount", read.evidence.len() as i64);
        for (term, weight) in &read.evidence {
            add("evidenceTerm", self.terms.number(term));
            add("evidenceWeight", (weight * 1000.0).round() as i64);
        }
        let mut text = |name: &'static str, text: String| self.texts.entry(name).or_default().push(text);
        text("title", read.display_title().chars().take(MAX_TITLE_LENGTH).collect());
        text("id", read.id.clone());
    }

    /// The dictionaries and the columns.
    pub fn finished(self) -> (Dictionaries, Columns) {
        let owned = |dictionary: Dictionary<'_>| dictionary.texts.into_iter().map(str::to_owned).collect();
        let dictionaries = Dictionaries {
            regions: self.regions.into_iter().collect(),
            sources: owned(self.sources),
            pages: owned(self.pages),
            files: owned(self.files),
            terms: owned(self.terms),
        };
        let numbers = self.numbers.into_iter().map(|(name, column)| (name, Column::Numbers(column)));
        let texts = self.texts.into_iter().map(|(name, column)| (name, Column::Texts(column)));
        (dictionaries, numbers.chain(texts).collect())
    }
}

/// The missing issues as columns; null where there are none.
pub(super) fn missing<'a>(articles: &mut ArticleData<'a>, coverage: &'a [Issue]) -> Value {
    let mut columns: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
    for issue in coverage.iter().filter(|issue| issue.missing) {
        let mut add = |name: &'static str, value: i64| columns.entry(name).or_default().push(value);
        add("source", articles.sources.number(&issue.source));
        add("day", days(issue.day));
        add("articles", 0);
        add("pages", 0);
        add("missing", 1);
    }
    if columns.is_empty() { Value::Null } else { json!(columns) }
}

/// The articles whose texts the page lists, where those of all would make it too large: of each theme and month the same
/// share, and at least one. Which ones is decided by their identifiers, whatever order they were read in.
fn listed(articles: &[SurveyedArticle<'_>]) -> Option<Vec<usize>> {
    let bytes = |article: &SurveyedArticle<'_>| {
        let read = article.classified;
        let title = read.display_title().chars().take(MAX_TITLE_LENGTH).map(char::len_utf8).sum::<usize>();
        title + read.id.len() + BYTES_AROUND[0] + BYTES_AROUND[1] * read.evidence.len()
    };
    let texts: usize = articles.iter().map(bytes).sum();
    if texts + BYTES_OF_NUMBERS[0] * articles.len() <= MAX_BYTES {
        return None;
    }
    let room = MAX_BYTES.saturating_sub(BYTES_OF_NUMBERS[1] * articles.len());
    let share = (room as f64 / texts as f64).min(1.0);
    /// A theme with year and month.
    type Cell = (usize, Option<i16>, Option<i8>);
    let mut cells: BTreeMap<Cell, Vec<(u64, usize)>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let seen = &article.classified.observation;
        let cell = (seen.theme, seen.date.map(|date| date.year()), seen.date.and_then(|date| date.month()));
        cells.entry(cell).or_default().push((mixed(&article.classified.id), at));
    }
    let mut listed: Vec<usize> = Vec::new();
    for mut cell in cells.into_values() {
        cell.sort_unstable();
        let count = ((cell.len() as f64 * share).round() as usize).max(1);
        listed.extend(cell.into_iter().take(count).map(|(_, at)| at));
    }
    listed.sort_unstable();
    Some(listed)
}

/// A number that depends on all bytes of a text: FNV-1a in 64 bits (Fowler, Noll and Vo, RFC 9923).
fn mixed(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ClassifiedArticle;
    use crate::corpus::reprints::sketch;
    use crate::trends::Observation;

    fn article(at: usize) -> ClassifiedArticle {
        ClassifiedArticle {
            id: format!("{at:07}{}", "x".repeat(40)),
            file: String::new(),
            page: String::new(),
            title: "河畔新增三处便民公园".repeat(4),
            lead: String::new(),
            region_confidence: None,
            mentioned: Box::default(),
            observation: Observation { date: "2024-03-05".parse().ok(), theme: at % 3, ..Observation::default() },
            undetermined: None,
            probability: 0.9,
            probabilities: Box::default(),
            evidence: vec![("公园".into(), 1.0)],
            length: 100,
            unknown_share: None,
            named_terms: Vec::new(),
            sketch: sketch("", ""),
        }
    }

    #[test]
    fn large_pages_list_the_same_share_of_each_theme_whatever_the_order() {
        let articles: Vec<ClassifiedArticle> = (0..150_000).map(article).collect();
        let all = |order: Vec<usize>| -> Vec<SurveyedArticle<'_>> {
            let one = |at: &usize| SurveyedArticle {
                classified: &articles[*at],
                tier: None,
                story: at + 1,
                printings: 1,
                reprint: false,
                prominence: 1.0,
            };
            order.iter().map(one).collect()
        };
        assert_eq!(listed(&all((0..1000).collect())), None);
        let forwards = all((0..articles.len()).collect());
        let backwards = all((0..articles.len()).rev().collect());
        let [mut one, mut other] = [&forwards, &backwards].map(|articles| {
            let listed = listed(articles).expect("a large page");
            listed.into_iter().map(|at| articles[at].classified.id.clone()).collect::<Vec<_>>()
        });
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other);
        let of_theme = |theme: usize| one.iter().filter(|id| id[..7].parse::<usize>().unwrap() % 3 == theme).count();
        assert!(of_theme(0) > 1000 && of_theme(0) == of_theme(1) && of_theme(1) == of_theme(2));
        let columns = serde_json::to_string(&ArticleData::of(&forwards).finished().1).unwrap();
        assert!(columns.len() < MAX_BYTES + MAX_BYTES / 10, "{}", columns.len());
    }

    #[test]
    fn texts_are_mixed_as_the_standard_has_it() {
        assert_eq!((mixed(""), mixed("a")), (0xCBF2_9CE4_8422_2325, 0xAF63_DC4C_8601_EC8C));
    }
}
