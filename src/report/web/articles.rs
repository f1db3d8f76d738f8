//! The articles of the page as columns. The page counts all of them; where their headlines and evidence would make it too
//! large, it lists a sample.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::analysis::{ArticleStore, SurveyedArticle};
use crate::corpus::{Gazetteer, PartialDate, content_hash};
use crate::error::Result;
use crate::report::web::days;
use crate::report::web::packed::{Numbers, Packed};
use crate::trends::Observation;

/// Maximum number of characters of a headline.
const MAX_TITLE_LENGTH: usize = 60;
/// The columns of the articles may take about this many bytes, so that the page opens quickly and can be sent by mail.
const MAX_BYTES: usize = 12_000_000;
/// Bytes that the numbers of an article take as text.
const BYTES_OF_NUMBERS: usize = 60;
/// Bytes around the texts of an article, and around each of its terms, as text.
const BYTES_AROUND: [usize; 2] = [24, 12];
/// The same where numbers are packed.
const BYTES_AROUND_PACKED: [usize; 2] = [16, 4];

/// In the column of dates of publication: the article counts at that date, as nearly all do.
const SAME_DATE: i32 = 0;
/// In columns of dates as digits: the date is missing.
const NO_DATE: i32 = -1;

/// Columns whose numbers mostly grow where articles are in order of date.
const DATE: &str = "date";
const STORY: &str = "story";
const LISTED: &str = "listed";

/// Different texts, each with a number.
#[derive(Default)]
struct Dictionary {
    numbers: BTreeMap<String, i32>,
    texts: Vec<String>,
}

impl Dictionary {
    /// The number of a text that may be among these; −1 for none.
    fn known(&self, text: &str) -> Option<i32> {
        if text.is_empty() { Some(-1) } else { self.numbers.get(text).copied() }
    }

    /// The number of a text; −1 for none.
    fn number(&mut self, text: &str) -> i32 {
        if text.is_empty() {
            return -1;
        }
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let next = self.texts.len() as i32;
        self.numbers.insert(text.to_owned(), next);
        self.texts.push(text.to_owned());
        next
    }
}

/// A column of the articles.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Column {
    Numbers(Numbers),
    Packed(Packed),
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
pub(super) struct ArticleData {
    sources: Dictionary,
    pages: Dictionary,
    files: Dictionary,
    terms: Dictionary,
    regions: BTreeMap<String, Value>,
    numbers: BTreeMap<&'static str, Numbers>,
    packed: BTreeMap<&'static str, Packed>,
    texts: BTreeMap<&'static str, Vec<String>>,
    /// How many articles are listed, where not all are.
    listed: Option<usize>,
}

impl ArticleData {
    /// The articles; their terms are in a store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(articles: &[SurveyedArticle<'_>], store: &ArticleStore) -> Result<Self> {
        let mut data = ArticleData::default();
        let texts: usize = articles.iter().map(|article| bytes_of_texts(article, BYTES_AROUND)).sum();
        if texts + BYTES_OF_NUMBERS * articles.len() <= MAX_BYTES {
            for article in articles {
                data.add_counted(article);
                data.add_listed(article, store)?;
            }
            return Ok(data);
        }
        // Numbers of neighbours in time are alike, so that they take less room; the page need not sort them either.
        let mut order: Vec<&SurveyedArticle<'_>> = articles.iter().collect();
        order.par_sort_by(|a, b| by_day(a).cmp(&by_day(b)));
        order.iter().for_each(|article| data.add_counted(article));
        data.pack();
        let room = MAX_BYTES.saturating_sub(data.packed.values().map(Packed::size).sum());
        let texts: usize = articles.iter().map(|article| bytes_of_texts(article, BYTES_AROUND_PACKED)).sum();
        let listed = listed(&order, (room as f64 / texts as f64).min(1.0));
        for &at in &listed {
            data.add_listed(order[at], store)?;
        }
        data.listed = Some(listed.len());
        let values = listed.into_iter().map(|at| at as i32).collect();
        data.numbers.insert(LISTED, Numbers { values, ..Numbers::default() });
        data.pack();
        Ok(data)
    }

    /// How many articles are listed, where not all are.
    pub fn listed(&self) -> Option<usize> {
        self.listed
    }

    /// The number of a paper; −1 where its name is unknown.
    pub fn paper(&mut self, name: &str) -> i32 {
        self.sources.number(name)
    }

    /// The number of a paper that may have none.
    pub fn known_paper(&self, name: &str) -> Option<i32> {
        self.sources.known(name)
    }

    /// What the page counts by.
    fn add_counted(&mut self, article: &SurveyedArticle<'_>) {
        let seen = &article.classified.observation;
        let source = self.sources.number(&seen.source);
        let mut add = |name: &'static str, value: i32| self.numbers.entry(name).or_default().push(value);
        add("exact", exactness(seen));
        let published = article.classified.published;
        add("published", if published == seen.date { SAME_DATE } else { published.map_or(NO_DATE, digits) });
        add("source", source);
        let code = seen.region.map(|region| region.to_string()).unwrap_or_default();
        add("region", code.parse().unwrap_or(0));
        if let Some(region) = seen.region.filter(|_| !code.ends_with("0000")) {
            let names = || json!({ "zh": Gazetteer::shared().full_name(region), "en": "" });
            self.regions.entry(code).or_insert_with(names);
        }
        add("theme", seen.theme as i32);
        add("alsoCount", seen.also.len() as i32);
        seen.also.iter().for_each(|&theme| add("alsoTheme", theme as i32));
        add(STORY, article.story as i32 - 1);
        let dates = self.numbers.entry(DATE).or_default();
        match first_day(seen) {
            Some(day) => dates.push(days(day) as i32),
            None => dates.push_missing(),
        }
    }

    /// What the page lists.
    fn add_listed(&mut self, article: &SurveyedArticle<'_>, store: &ArticleStore) -> Result<()> {
        let read = article.classified;
        let evidence = store.details(read.details)?.evidence;
        let (page, file) = (self.pages.number(&read.page), self.files.number(&read.file));
        let mut add = |name: &'static str, value: i32| self.numbers.entry(name).or_default().push(value);
        add("page", page);
        add("file", file);
        add("probability", (read.probability * 1000.0).round() as i32);
        add("length", read.length as i32);
        add("event", read.event_date.map_or(NO_DATE, digits));
        add("evidenceCount", evidence.len() as i32);
        for (term, weight) in &evidence {
            add("evidenceTerm", self.terms.number(term));
            add("evidenceWeight", (weight * 1000.0).round() as i32);
        }
        let mut text = |name: &'static str, text: String| self.texts.entry(name).or_default().push(text);
        text("title", read.display_title().chars().take(MAX_TITLE_LENGTH).collect());
        text("id", read.id.to_string());
        Ok(())
    }

    /// Packs the columns of numbers that are not packed yet.
    fn pack(&mut self) {
        let columns: Vec<(&'static str, Numbers)> = std::mem::take(&mut self.numbers).into_iter().collect();
        let pack =
            |(name, column): (&'static str, Numbers)| (name, column.packed([DATE, STORY, LISTED].contains(&name)));
        self.packed.par_extend(columns.into_par_iter().map(pack));
    }

    /// The dictionaries and the columns.
    pub fn finished(self) -> (Dictionaries, Columns) {
        let dictionaries = Dictionaries {
            regions: self.regions.into_iter().collect(),
            sources: self.sources.texts,
            pages: self.pages.texts,
            files: self.files.texts,
            terms: self.terms.texts,
        };
        let numbers = self.numbers.into_iter().map(|(name, column)| (name, Column::Numbers(column)));
        let packed = self.packed.into_iter().map(|(name, column)| (name, Column::Packed(column)));
        let texts = self.texts.into_iter().map(|(name, column)| (name, Column::Texts(column)));
        (dictionaries, numbers.chain(packed).chain(texts).collect())
    }
}

/// How exact a date is: 0 for a day, 1 for a month, 2 for a year, 3 where there is none.
fn exactness(seen: &Observation) -> i32 {
    seen.date.map_or(3, |d| if d.full().is_some() { 0 } else { 2 - i32::from(d.month().is_some()) })
}

/// The first day that a date may stand for.
fn first_day(seen: &Observation) -> Option<Date> {
    let date = seen.date?;
    Date::new(date.year(), date.month().unwrap_or(1), date.full().map_or(1, |day| day.day())).ok()
}

/// A date as a number of eight digits, in which an unknown month or day is 0: 20240305, 20240300.
fn digits(date: PartialDate) -> i32 {
    let day = date.full().map_or(0, |day| i32::from(day.day()));
    i32::from(date.year()) * 10_000 + i32::from(date.month().unwrap_or(0)) * 100 + day
}

/// The order in which the page goes through articles, and within it a fixed one.
fn by_day<'a>(article: &SurveyedArticle<'a>) -> (bool, Option<Date>, i32, usize, &'a str) {
    let seen = &article.classified.observation;
    (seen.date.is_none(), first_day(seen), exactness(seen), article.story, &article.classified.id)
}

/// The bytes that the texts of an article take in the page.
fn bytes_of_texts(article: &SurveyedArticle<'_>, around: [usize; 2]) -> usize {
    let read = article.classified;
    let title = read.display_title().chars().take(MAX_TITLE_LENGTH).map(char::len_utf8).sum::<usize>();
    title + read.id.len() + around[0] + around[1] * read.details.terms()
}

/// The articles whose texts the page lists: of each theme and month the same share, and at least one. Which ones is decided
/// by their identifiers, whatever order they were read in.
fn listed(articles: &[&SurveyedArticle<'_>], share: f64) -> Vec<usize> {
    /// A theme with year and month.
    type Cell = (usize, Option<i16>, Option<i8>);
    let mut cells: BTreeMap<Cell, Vec<(u64, usize)>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let seen = &article.classified.observation;
        let cell = (seen.theme, seen.date.map(|date| date.year()), seen.date.and_then(|date| date.month()));
        cells.entry(cell).or_default().push((content_hash(article.classified.id.as_bytes()), at));
    }
    let mut listed: Vec<usize> = Vec::new();
    for mut cell in cells.into_values() {
        cell.sort_unstable();
        let count = ((cell.len() as f64 * share).round() as usize).max(1);
        listed.extend(cell.into_iter().take(count).map(|(_, at)| at));
    }
    listed.sort_unstable();
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ArticleDetails, ClassifiedArticle};

    fn article(at: usize, store: &mut ArticleStore) -> ClassifiedArticle {
        let evidence = vec![("公园".into(), 1.0)];
        let details = ArticleDetails { evidence, ..ArticleDetails::default() };
        let mut article = ClassifiedArticle::of_day("2024-03-05", &details, store);
        article.id = format!("{at:07}{}", "x".repeat(40)).into();
        article.title = "河畔新增三处便民公园".repeat(4).into();
        article.observation.theme = at % 3;
        article
    }

    #[test]
    fn an_article_tells_its_days_beside_the_one_at_which_it_counts() {
        let mut store = ArticleStore::default();
        let event: Option<PartialDate> = "2024-03-02".parse().ok();
        let month: Option<PartialDate> = "2024-03".parse().ok();
        let plain = article(0, &mut store);
        let mut by_event = article(1, &mut store);
        (by_event.published, by_event.event_date, by_event.observation.date) = (month, event, event);
        let mut unpublished = article(2, &mut store);
        (unpublished.published, unpublished.event_date) = (None, None);
        let data: Vec<Vec<i32>> = {
            let all = [plain, by_event, unpublished];
            let one = |(story, classified)| SurveyedArticle::of_story(classified, story);
            let surveyed: Vec<SurveyedArticle<'_>> = (1..).zip(&all).map(one).collect();
            let data = ArticleData::of(&surveyed, &store).unwrap();
            ["published", "event"].map(|name| data.numbers[name].values.clone()).into()
        };
        assert_eq!(data, [[SAME_DATE, 20_240_300, NO_DATE], [NO_DATE, 20_240_302, NO_DATE]]);
    }

    #[test]
    fn large_pages_list_the_same_share_of_each_theme_whatever_the_order() {
        let mut store = ArticleStore::default();
        let articles: Vec<ClassifiedArticle> = (0..150_000).map(|at| article(at, &mut store)).collect();
        let all = |order: Vec<usize>| -> Vec<SurveyedArticle<'_>> {
            let one = |at: &usize| SurveyedArticle::of_story(&articles[*at], at + 1);
            order.iter().map(one).collect()
        };
        assert_eq!(ArticleData::of(&all((0..1000).collect()), &store).unwrap().listed(), None);
        let forwards = all((0..articles.len()).collect());
        let backwards = all((0..articles.len()).rev().collect());
        let [mut one, mut other] = [&forwards, &backwards].map(|articles| {
            let ids = ArticleData::of(articles, &store).unwrap().texts.remove("id");
            ids.expect("a large page lists some of its articles")
        });
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other);
        let of_theme = |theme: usize| one.iter().filter(|id| id[..7].parse::<usize>().unwrap() % 3 == theme).count();
        assert!(of_theme(0) > 1000 && of_theme(0) == of_theme(1) && of_theme(1) == of_theme(2));
        let columns = serde_json::to_string(&ArticleData::of(&forwards, &store).unwrap().finished().1).unwrap();
        assert!((MAX_BYTES / 2..MAX_BYTES + MAX_BYTES / 10).contains(&columns.len()), "{}", columns.len());
    }
}
