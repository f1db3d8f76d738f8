//! Peaks of themes, with the terms that set their articles apart and articles that stand for them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analysis::article::SurveyedArticle;
use crate::analysis::new_terms::are_near_duplicates;
use crate::analysis::peak_terms::TestedTerms;
use crate::trends::{
    Context, Observation, Peak, Period, Span, TermChange, TermScratch, Terms, WordStore, behind_column, is_within,
    peaks,
};

/// Maximum number of terms listed for a peak.
const MAX_TERMS: usize = 6;
/// Terms that are in no headline are listed only as long as there are fewer than this, if others are in headlines: they are
/// often the names of those who stood by, or turns of the reports.
const FEW_TERMS: usize = 3;
/// A term is in the headlines if this many of the peak's articles have it there.
const MIN_HEADLINES: usize = 2;
/// Number of terms that decide which articles represent a peak.
const DECIDING_TERMS: usize = 12;
/// This many articles stand for a peak.
const EXAMPLES: usize = 3;
/// How much more a term counts in the headline than in the text.
const HEADLINE: f64 = 2.0;

/// A peak with what is known of its articles.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemePeak {
    /// When, how much, and how clear.
    pub peak: Peak,
    /// The terms that set its articles apart from the theme's others, the clearest first; there may be none.
    pub terms: Vec<PeakTerm>,
    /// Up to three articles, in the order of time, as places among all articles.
    pub examples: Vec<usize>,
}

/// A term that is commoner in the articles of a peak than in the theme's others.
#[derive(Debug, Clone, PartialEq)]
pub struct PeakTerm {
    /// The term.
    pub term: String,
    /// The words that usually stand beside it.
    pub context: Context,
    /// The number of the peak's articles with it.
    pub within: usize,
    /// The number of the theme's other articles with it.
    pub elsewhere: usize,
    /// The log-odds ratio, its z and the p-value.
    pub change: TermChange,
}

/// The peaks of all themes but `none`, in the order of time. The terms that explain them are looked for in the `sampled` articles,
/// whose words are kept. Stories count once; the weeks in `left_out`, which were read only in
/// part, tell nothing.
pub(super) fn find(
    articles: &[SurveyedArticle<'_>],
    sampled: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: Option<&Terms>,
    themes: usize,
    none: Option<usize>,
    left_out: &BTreeSet<Period>,
) -> Vec<ThemePeak> {
    let first = articles.iter().filter(|article| !article.reprint).map(|article| &article.classified.observation);
    let is_whole = |seen: &&Observation| !seen.date.is_some_and(|date| is_within(date, left_out));
    let observations: Vec<&Observation> = first.filter(is_whole).collect();
    let found = peaks(observations.into_iter(), themes, none);
    let Some(terms) = terms else { return found.into_iter().map(|peak| without_terms(peak, articles)).collect() };
    let mut by_theme: BTreeMap<usize, Vec<Peak>> = BTreeMap::new();
    found.into_iter().for_each(|peak| by_theme.entry(peak.theme).or_default().push(peak));
    let found: Vec<PeakCandidates> = by_theme
        .into_par_iter()
        .flat_map_iter(|(theme, peaks)| PeakArticles::of(sampled, theme, peaks).candidates(sampled, words, terms))
        .collect();
    // Pieces of one slogan are recognised by the words beside them, which one pass over the texts tells for all peaks.
    let numbers: BTreeSet<u32> = found.iter().flat_map(|found| found.terms.iter().map(|term| term.number)).collect();
    let numbers: Vec<u32> = numbers.into_iter().collect();
    let contexts: BTreeMap<u32, Context> = numbers.iter().copied().zip(terms.contexts(words, &numbers)).collect();
    let mut explained: Vec<ThemePeak> =
        found.into_par_iter().map(|found| found.explained(sampled, words, terms, &contexts)).collect();
    let examples = explained.iter_mut().flat_map(|found| &mut found.examples);
    examples.for_each(|example| *example = words.place(*example));
    explained.sort_by_key(|found| (found.peak.span.first, found.peak.theme));
    explained
}

fn without_terms(peak: Peak, articles: &[SurveyedArticle<'_>]) -> ThemePeak {
    let group = PeakArticles::of(articles, peak.theme, vec![peak]);
    ThemePeak { peak, terms: Vec::new(), examples: examples(articles, &group.within[0], &BTreeMap::new()) }
}

/// The peaks of one theme with their articles, as places among all articles.
struct PeakArticles {
    peaks: Vec<Peak>,
    /// The articles of each peak.
    within: Vec<Vec<usize>>,
    /// The theme's articles in no peak.
    elsewhere: Vec<usize>,
}

impl PeakArticles {
    fn of(articles: &[SurveyedArticle<'_>], theme: usize, peaks: Vec<Peak>) -> Self {
        let (mut within, mut elsewhere) = (vec![Vec::new(); peaks.len()], Vec::new());
        for (number, article) in articles.iter().enumerate() {
            if article.reprint || article.classified.observation.theme != theme {
                continue;
            }
            let day = article.classified.observation.date.and_then(|date| date.full());
            let holds = |span: Span| day.is_some_and(|day| span.holds(day));
            match peaks.iter().position(|peak| holds(peak.span)) {
                Some(peak) => within[peak].push(number),
                None => elsewhere.push(number),
            }
        }
        PeakArticles { peaks, within, elsewhere }
    }

    /// Counts all terms in some articles of the theme.
    fn counts(numbers: &[usize], words: &WordStore, terms: &Terms, scratch: &mut TermScratch) -> Vec<u32> {
        let mut counts = vec![0; terms.len()];
        for &number in numbers {
            terms.each(words, number, scratch, |term| counts[term as usize] += 1);
        }
        counts
    }

    fn candidates(self, articles: &[SurveyedArticle<'_>], words: &WordStore, terms: &Terms) -> Vec<PeakCandidates> {
        let mut scratch = TermScratch::default();
        let mut theme_counts = PeakArticles::counts(&self.elsewhere, words, terms, &mut scratch);
        let of_peaks: Vec<Vec<u32>> =
            self.within.iter().map(|numbers| PeakArticles::counts(numbers, words, terms, &mut scratch)).collect();
        for counts in &of_peaks {
            theme_counts.iter_mut().zip(counts).for_each(|(all, own)| *all += own);
        }
        let candidates = |((peak, within), counts): ((Peak, Vec<usize>), &Vec<u32>)| {
            let tested = TestedTerms::of(counts, &theme_counts);
            let clear = tested.clear(terms).into_iter().map(|at| {
                let number = tested.numbers[at];
                let (own, all) = (counts[number as usize] as usize, theme_counts[number as usize] as usize);
                let title = |article: usize| behind_column(&articles[article].classified.title);
                let has_term = |article: &&usize| title(**article).contains(terms.text(number));
                let is_in_headlines = within.iter().filter(has_term).take(MIN_HEADLINES).count() == MIN_HEADLINES;
                Candidate { number, within: own, elsewhere: all - own, change: tested.changes[at], is_in_headlines }
            });
            let clear = clear.collect();
            PeakCandidates { peak, within, terms: clear }
        };
        self.peaks.into_iter().zip(self.within).zip(&of_peaks).map(candidates).collect()
    }
}

/// A peak with the terms among which those to tell are chosen.
struct PeakCandidates {
    peak: Peak,
    /// Its articles, as places among all articles.
    within: Vec<usize>,
    /// The clearest terms first.
    terms: Vec<Candidate>,
}

/// A clear term of a peak.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    number: u32,
    /// The number of the peak's articles with it.
    within: usize,
    /// The number of the theme's other articles with it.
    elsewhere: usize,
    change: TermChange,
    is_in_headlines: bool,
}

impl PeakCandidates {
    fn explained(
        self,
        articles: &[SurveyedArticle<'_>],
        words: &WordStore,
        terms: &Terms,
        contexts: &BTreeMap<u32, Context>,
    ) -> ThemePeak {
        let chosen = chosen(&self.terms, terms, contexts);
        let weights: BTreeMap<u32, f64> = chosen.iter().map(|term| (term.number, term.change.z)).collect();
        let scores = scores(&self.within, articles, words, terms, &weights, &mut TermScratch::default());
        let peak_terms = terms_to_show(&chosen).map(|term| PeakTerm {
            term: terms.text(term.number).to_owned(),
            context: contexts.get(&term.number).cloned().unwrap_or_default(),
            within: term.within,
            elsewhere: term.elsewhere,
            change: term.change,
        });
        ThemePeak { peak: self.peak, terms: peak_terms.collect(), examples: examples(articles, &self.within, &scores) }
    }
}

/// The terms that decide which articles stand for a peak, those in headlines first, without near duplicates and bare
/// numbers.
fn chosen(candidates: &[Candidate], terms: &Terms, contexts: &BTreeMap<u32, Context>) -> Vec<Candidate> {
    let whole = |number: u32| match contexts.get(&number) {
        Some(context) => format!("{}{}{}", context.before, terms.text(number), context.behind),
        None => terms.text(number).to_owned(),
    };
    let mut chosen: Vec<(Candidate, String)> = Vec::new();
    let (in_headlines, others): (Vec<&Candidate>, Vec<&Candidate>) =
        candidates.iter().partition(|candidate| candidate.is_in_headlines);
    for candidate in in_headlines.into_iter().chain(others) {
        let whole = whole(candidate.number);
        let is_new = !chosen.iter().any(|(_, other)| are_near_duplicates(other, &whole));
        if chosen.len() < DECIDING_TERMS && is_new && !is_fragment(&whole) {
            chosen.push((*candidate, whole));
        }
    }
    chosen.into_iter().map(|(candidate, _)| candidate).collect()
}

/// The terms to tell: those in headlines, and others as long as there are few.
fn terms_to_show(chosen: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    let has_headlines = chosen.iter().any(|term| term.is_in_headlines);
    let is_told =
        move |(place, term): &(usize, &Candidate)| term.is_in_headlines || !has_headlines || *place < FEW_TERMS;
    chosen.iter().take(MAX_TERMS).enumerate().filter(is_told).map(|(_, term)| term)
}

/// Whether a term is the bare number of a session or of measures (第三届, 二次会议, 八项), or a piece that begins or ends
/// in the middle of a phrase (级地震, 大会暨).
fn is_fragment(term: &str) -> bool {
    let number = term.strip_prefix('第').unwrap_or(term);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || "〇一二两三四五六七八九十百".contains(c));
    let is_number = unit.len() < number.len() && ["", "届", "次", "次会议", "项", "个", "期", "批"].contains(&unit);
    is_number || term.starts_with('级') || term.ends_with('暨')
}

/// How well each article stands for its peak: the weights of the peak's terms in it, those in the headline counting more.
fn scores(
    within: &[usize],
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: &Terms,
    weights: &BTreeMap<u32, f64>,
    scratch: &mut TermScratch,
) -> BTreeMap<usize, f64> {
    let mut scores = BTreeMap::new();
    for &number in within {
        let title = behind_column(&articles[number].classified.title);
        let mut score = 0.0;
        terms.each(words, number, scratch, |term| {
            if let Some(weight) = weights.get(&term) {
                score += if title.contains(terms.text(term)) { HEADLINE * weight } else { *weight };
            }
        });
        scores.insert(number, score);
    }
    scores
}

/// The articles that stand for a peak: those with the highest scores, then those most certainly of the theme, from
/// different days where there are enough, and with headlines that differ.
fn examples(articles: &[SurveyedArticle<'_>], within: &[usize], scores: &BTreeMap<usize, f64>) -> Vec<usize> {
    let read = |number: usize| articles[number].classified;
    let score = |number: usize| scores.get(&number).copied().unwrap_or_default();
    let mut order: Vec<usize> = within.iter().copied().filter(|&number| read(number).has_headline()).collect();
    order.sort_by(|&a, &b| {
        (score(b).total_cmp(&score(a)))
            .then_with(|| read(b).probability.total_cmp(&read(a).probability))
            .then_with(|| read(a).id.cmp(&read(b).id))
    });
    let day = |number: usize| read(number).observation.date;
    let mut chosen: Vec<usize> = Vec::new();
    for needs_new_day in [true, false] {
        for &number in &order {
            let is_repeat = |&other: &usize| {
                other == number
                    || (needs_new_day && day(other) == day(number))
                    || are_alike(&read(other).title, &read(number).title)
            };
            if chosen.len() < EXAMPLES && !chosen.iter().any(is_repeat) {
                chosen.push(number);
            }
        }
    }
    chosen.sort_by_key(|&number| (day(number), Reverse(articles[number].prominence as usize), number));
    chosen
}

/// Whether two headlines share more than half of their characters' pairs.
fn are_alike(a: &str, b: &str) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, b) = (pairs(a), pairs(b));
    2 * a.intersection(&b).count() > a.len().min(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_that_say_the_same_are_alike() {
        assert!(are_alike("市里通报最新水情", "市里通报最新水情（二）"));
        assert!(!are_alike("河堤加固昼夜不停", "受灾群众住进新村"));
    }

    #[test]
    fn numbers_of_sessions_are_no_terms() {
        for term in ["第三届", "二次会议", "八项", "十四届", "2024", "第二十次", "级地震", "大会暨"]
        {
            assert!(is_fragment(term), "{term}");
        }
        for term in ["二十条", "第三届河灯会", "十年", "第", "三峡水库", "项目"] {
            assert!(!is_fragment(term), "{term}");
        }
    }

    #[test]
    fn terms_in_headlines_are_told_and_others_where_those_are_few() {
        let change = TermChange { log_odds: 2.0, z: 5.0, p_value: 1e-6 };
        let term = |number, is_in_headlines| Candidate { number, within: 5, elsewhere: 0, change, is_in_headlines };
        let numbers = |chosen: &[Candidate]| terms_to_show(chosen).map(|term| term.number).collect::<Vec<u32>>();
        let few: Vec<Candidate> = (0..8).map(|number| term(number, number < 1)).collect();
        assert_eq!(numbers(&few), [0, 1, 2]);
        let many: Vec<Candidate> = (0..8).map(|number| term(number, number < 5)).collect();
        assert_eq!(numbers(&many), [0, 1, 2, 3, 4]);
        let none: Vec<Candidate> = (0..8).map(|number| term(number, false)).collect();
        assert_eq!(numbers(&none), [0, 1, 2, 3, 4, 5]);
    }
}
