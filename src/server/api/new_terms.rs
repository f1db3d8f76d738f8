//! Terms that are clearly more frequent among the articles of a day than on the days before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::archive::{Archive, ArticleText, opening};
use crate::error::{Error, NothingToReport};
use crate::server::api::digest::day_of;
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::trends::{
    MAX_FALSE_DISCOVERY_RATE, TermChange, TermCounts, false_discovery, is_newsroom_word, term_changes, wilson,
    without_column,
};

/// Days before that a day is compared with.
const DAYS: i64 = 30;
/// At most this many articles of the day, and of the days before, are looked at.
const MAX_TODAY: usize = 2000;
const MAX_BEFORE: usize = 3000;
/// Minimum number of earlier articles; with fewer, no term is called new.
const MIN_BEFORE: usize = 30;
/// Number of characters of a text by which stories with the same headline on several days are distinguished.
const BEGINNING: usize = 20;
/// A term must stand in this many stories of the day.
const MIN_STORIES: usize = 3;
/// Maximum number of terms shown.
const TERMS: usize = 12;
/// Maximum number of articles shown for each term.
const ARTICLES: usize = 3;
/// The longest term of two words, in characters.
const MAX_LENGTH: usize = 8;
/// A term is dropped in favour of a longer one that contains it in at least this share of its stories.
const WITHIN: f64 = 0.8;

pub(in crate::server) async fn new_terms(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["date", "lang"]])?;
    let day = day_of(&parameters)?;
    shared.with_archive(move |archive, _| Ok(Json(found(archive, day)?))).await
}

/// A term of the day.
#[derive(Debug)]
struct Term {
    text: String,
    counts: TermCounts,
    change: TermChange,
}

/// Articles, each story once: reprints have the same headline, on one day, or the same headline and beginning.
fn stories(archive: &Archive, days: (Date, Date), most: usize) -> Result<Vec<ArticleText>, Problem> {
    let (mut known, mut articles) = (BTreeSet::new(), Vec::new());
    let beginning = if days.0 == days.1 { 0 } else { BEGINNING };
    archive.texts_of_days((&days.0.to_string(), &days.1.to_string()), most, |article| {
        let key = (article.title.clone(), article.text.chars().take(beginning).collect::<String>());
        if article.title.is_empty() || known.insert(key) {
            articles.push(article);
        }
    })?;
    Ok(articles)
}

fn found(archive: &Archive, day: Option<Date>) -> Result<Value, Problem> {
    let none = || Error::NothingToReport { reason: NothingToReport::NoDate };
    let last = || archive.last_day()?.and_then(|date| date.full()).ok_or_else(none);
    let day = day.map_or_else(last, Ok)?;
    let earlier = |days: i64| day.checked_sub(days.days()).unwrap_or(Date::MIN);
    let today = stories(archive, (day, day), MAX_TODAY)?;
    if today.is_empty() {
        return Err(Error::NothingToReport { reason: NothingToReport::EmptyDay(day) }.into());
    }
    let before = stories(archive, (earlier(DAYS), earlier(1)), MAX_BEFORE)?;
    let terms = if before.len() < MIN_BEFORE { Vec::new() } else { terms(&today, &before) };
    let share = |count: usize, total: usize| {
        let share = wilson(count, total);
        json!({ "value": share.value, "low": share.low, "high": share.high })
    };
    let term_as_json = |term: &Term| {
        let mut own: Vec<&ArticleText> = today.iter().filter(|article| contains(article, &term.text)).collect();
        own.sort_by_key(|article| (!article.title.contains(&term.text), article.row));
        let articles = own.iter().take(ARTICLES);
        json!({
            "term": term.text,
            "today": term.counts.after,
            "before": term.counts.before,
            "share_today": share(term.counts.after, today.len()),
            "share_before": share(term.counts.before, before.len()),
            "log_odds": term.change.log_odds,
            "z": term.change.z,
            "articles": articles.map(|article| json!({
                "row": article.row, "title": article.title, "opening": opening(&article.title, &article.text),
                "paper": article.paper,
            })).collect::<Vec<_>>(),
        })
    };
    Ok(json!({
        "date": day.to_string(),
        "days": DAYS,
        "stories_today": today.len(),
        "stories_before": before.len(),
        "enough": before.len() >= MIN_BEFORE,
        "terms": terms.iter().map(term_as_json).collect::<Vec<_>>(),
    }))
}

/// The terms of an article: words of at least two characters that tell something, and pairs of such words that stand side
/// by side.
fn terms_of(article: &ArticleText) -> BTreeSet<&str> {
    let mut terms = BTreeSet::new();
    let parts = [(&article.title, &article.words[0], true), (&article.text, &article.words[1], false)];
    for (text, spans, is_headline) in parts {
        // The place of the last word that tells something: where it begins and ends, and its characters.
        let mut last: Option<(usize, usize, usize)> = None;
        let words = spans.words(text);
        for &word in if is_headline { without_column(text, &words) } else { &words[..] } {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let (end, length) = (start + word.len(), word.chars().count());
            if length < 2 || !word.chars().all(char::is_alphabetic) || is_newsroom_word(word) {
                last = None;
                continue;
            }
            terms.insert(word);
            if let Some((from, to, before)) = last {
                let pair = text.get(from..end).filter(|_| to == start && before + length <= MAX_LENGTH);
                terms.extend(pair.filter(|pair| !is_newsroom_word(pair)));
            }
            last = Some((start, end, length));
        }
    }
    terms
}

fn contains(article: &ArticleText, term: &str) -> bool {
    terms_of(article).contains(term)
}

/// The terms that are clearly more frequent, the most striking first.
fn terms(today: &[ArticleText], before: &[ArticleText]) -> Vec<Term> {
    let mut counts: BTreeMap<&str, TermCounts> = BTreeMap::new();
    for term in today.iter().flat_map(terms_of) {
        counts.entry(term).or_default().after += 1;
    }
    let mut rest = TermCounts::default();
    for term in before.iter().flat_map(terms_of) {
        counts.get_mut(term).unwrap_or(&mut rest).before += 1;
    }
    rest.overall = rest.before + rest.after;
    counts.values_mut().for_each(|count| count.overall = count.before + count.after);
    let numbers: Vec<TermCounts> = counts.values().copied().collect();
    let changes = term_changes(&numbers, rest);
    // All terms of the day are tested: the frequent ones alone would be chosen by what is tested.
    let rates = false_discovery(&changes.iter().map(|change| change.p_value).collect::<Vec<_>>());
    let mut clear: Vec<Term> = counts
        .into_iter()
        .zip(changes)
        .zip(rates)
        .filter(|(((_, count), change), rate)| {
            count.after >= MIN_STORIES && change.log_odds > 0.0 && *rate < MAX_FALSE_DISCOVERY_RATE
        })
        .map(|(((text, counts), change), _)| Term { text: text.to_owned(), counts, change })
        .collect();
    clear.sort_by(|a, b| b.change.z.total_cmp(&a.change.z).then_with(|| a.text.cmp(&b.text)));
    let mut chosen: Vec<Term> = Vec::new();
    let longer = |term: &Term, other: &Term| {
        other.text.len() > term.text.len()
            && other.text.contains(&term.text)
            && other.counts.after as f64 >= WITHIN * term.counts.after as f64
    };
    let is_within: Vec<bool> = clear.iter().map(|term| clear.iter().any(|other| longer(term, other))).collect();
    for (term, is_within) in clear.into_iter().zip(is_within) {
        if chosen.len() < TERMS && !is_within && !chosen.iter().any(|known| term.text.contains(&known.text)) {
            chosen.push(term);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::WordSpans;

    fn article(row: i64, words: &[&str]) -> ArticleText {
        let text = words.concat();
        let mut at = 0;
        let cut: Vec<&str> = words
            .iter()
            .map(|word| {
                at += word.len();
                &text[at - word.len()..at]
            })
            .collect();
        let spans = WordSpans::of(&text, &cut);
        let empty = WordSpans::of("", &[]);
        ArticleText {
            row, paper: "蓝河日报".into(), title: String::new(), text: text.clone(), words: [empty, spans]
        }
    }

    #[test]
    fn what_many_stories_of_the_day_have_and_none_before_is_new() {
        let before: Vec<ArticleText> =
            (0..200).map(|row| article(row, &["产业", "集群", "壮大", "，", "村民", "增收"])).collect();
        let mut today: Vec<ArticleText> = (0..20).map(|row| article(row, &["产业", "集群", "壮大"])).collect();
        today.extend((20..32).map(|row| article(row, &["低空", "航线", "开通", "，", "村民", "增收"])));
        let found = terms(&today, &before);
        let names: Vec<&str> = found.iter().map(|term| term.text.as_str()).collect();
        assert!(names.iter().any(|name| name.contains("低空航线") || *name == "航线开通"), "{names:?}");
        assert!(!names.iter().any(|name| name.contains("产业") || name.contains("村民")), "{names:?}");
        assert!(found.iter().all(|term| term.counts.after == 12 && term.counts.before == 0), "{found:?}");
        assert!(terms(&before, &before).is_empty());
    }
}
