//! Terms and slogans that rose or faded within each theme.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analysis::article::SurveyedArticle;
use crate::analysis::leads::{self, may_lead};
use crate::analysis::term_clusters::{Compared, clustered_p_values, of_theme, span_of};
use crate::trends::{
    Context, MAX_FALSE_DISCOVERY_RATE, Period, Span, TermChange, TermCounts, TermScratch, Terms, WordStore,
    false_discovery, is_newsroom_word, term_changes,
};

/// Terms in fewer articles of a theme are not tested: they could not become clear among thousands of tests, and would
/// only make the others less clear (Bourgon, Gentleman & Huber, PNAS 107, 2010).
pub(super) const MIN_ARTICLES: usize = 8;
/// At most this many rising terms of a theme are shown in words.
const MAX_RISING: usize = 8;
/// At most this many fading terms of a theme are shown in words.
const MAX_FADING: usize = 4;
/// Minimum absolute log-odds ratio of a term that is shown in words: small changes of common words can be statistically
/// clear, too, but they are not of interest.
const MIN_LOG_ODDS: f64 = std::f64::consts::LN_2;
/// A term that is shown in words is at least this many times as frequent in its theme as in all other articles: others tell of the
/// time and not of the theme.
const MIN_SPECIFICITY: f64 = 1.5;
/// Two terms that share this many consecutive characters count as the same; only the clearer one is shown.
const SHARED_CHARACTERS: usize = 4;

/// A term that clearly rose or faded.
#[derive(Debug, Clone, PartialEq)]
pub struct TermFinding {
    /// The term.
    pub term: String,
    /// The words that usually stand beside it; known only for terms that may be shown in words.
    pub context: Context,
    /// The number of the theme's articles with the term in the earlier span.
    pub before: usize,
    /// The number of the theme's articles with the term in the later span.
    pub after: usize,
    /// How its use changed.
    pub change: TermChange,
    /// How many times as frequent it is in the theme's articles as in all others.
    pub specificity: f64,
    /// The false discovery rate over all tested terms of all themes.
    pub false_discovery: f64,
    /// The theme's first article that holds the term, as its place among all articles.
    pub first: usize,
    /// The article most certainly of the theme, in the span where the term is commoner, as its place among all articles.
    pub example: usize,
    /// Its number among the terms found.
    number: u32,
}

impl TermFinding {
    /// Whether the term rose, rather than faded.
    pub fn rises(&self) -> bool {
        self.change.log_odds > 0.0
    }

    /// The slogan that the term is a piece of.
    fn whole(&self) -> String {
        format!("{}{}{}", self.context.before, self.term, self.context.behind)
    }
}

/// The terms that rose and faded within a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeTerms {
    /// The theme.
    pub theme: usize,
    /// The theme's articles in the earlier span.
    pub before_total: usize,
    /// The theme's articles in the later span.
    pub after_total: usize,
    /// All clear terms, those that rose most first.
    pub found: Vec<TermFinding>,
    /// The rising terms to show in words, as places in `found`, the clearest first, without near duplicates.
    pub rising: Vec<usize>,
    /// The fading terms to show in words, as places in `found`, the clearest first, without near duplicates.
    pub fading: Vec<usize>,
    /// Terms that rose on their own count but are not clear among all that were tested, the most certain first.
    pub leads: Vec<TermFinding>,
}

impl ThemeTerms {
    /// The clearest terms in one direction, at most `max_count` of them, as places in `found`. Only phrases are taken.
    fn clearest(&self, rising: bool, max_count: usize, is_phrase: impl Fn(&TermFinding) -> bool) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        let count = self.found.len();
        let order = (0..count).map(|place| if rising { place } else { count - 1 - place });
        for place in order.filter(|&place| self.found[place].rises() == rising) {
            let finding = &self.found[place];
            let is_small = finding.change.log_odds.abs() < MIN_LOG_ODDS || finding.specificity < MIN_SPECIFICITY;
            if is_small || !is_phrase(finding) || is_newsroom_word(&finding.term) {
                continue;
            }
            let whole = finding.whole();
            let repeats = |&other: &usize| are_near_duplicates(&self.found[other].whole(), &whole);
            if chosen.len() < max_count && !chosen.iter().any(repeats) {
                chosen.push(place);
            }
        }
        chosen
    }

    /// Keeps the leads to show: the most certain ones, none of which repeats another or a rising term.
    fn choose_leads(&mut self) {
        let mut shown: Vec<String> = self.rising.iter().map(|&place| self.found[place].whole()).collect();
        let most = shown.len() + leads::MAX_LEADS;
        self.leads.retain(|lead| {
            let whole = lead.whole();
            let is_new = shown.len() < most
                && lead.context.is_free()
                && !shown.iter().any(|other| are_near_duplicates(other, &whole));
            if is_new {
                shown.push(whole);
            }
            is_new
        });
    }
}

/// Whether two terms are near duplicates: one contains the other, or a long piece of it.
pub(super) fn are_near_duplicates(a: &str, b: &str) -> bool {
    let letters: Vec<char> = a.chars().collect();
    let mut pieces = letters.windows(SHARED_CHARACTERS).map(|piece| piece.iter().collect::<String>());
    a.contains(b) || b.contains(a) || pieces.any(|piece| b.contains(&piece))
}

/// The clear terms of all themes, the themes with most articles first; empty where there is nothing to compare. Reprints
/// are not counted: a story counts once, at its first printing, however many papers carry it. `articles` are those whose words
/// are kept; the findings name articles by their places among all.
pub(super) fn find(
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: Option<&Terms>,
    themes: usize,
    spans: Option<(Span, Span)>,
    left_out: &BTreeSet<Period>,
) -> Vec<ThemeTerms> {
    let spans = spans.map(|spans| Compared::of(articles, themes, spans, left_out));
    let Some((spans, terms)) = spans.zip(terms) else { return Vec::new() };
    let counted: Vec<Vec<CountedTerm>> =
        (0..themes).into_par_iter().map(|theme| count(articles, words, terms, theme, spans)).collect();
    let mut tested = tested(&counted, terms.len());
    let may_lead = may_lead_of(articles, &tested, &counted, terms);
    test_by_clusters(&mut tested, articles, words, terms, spans, &may_lead);
    let mut rates = false_discovery_rates(&tested).into_iter();
    let mut found: Vec<ThemeTerms> = Vec::new();
    let all = articles.iter().filter(|article| !article.reprint).count();
    let sources: BTreeSet<&str> =
        articles.iter().map(|article| article.classified.observation.source.as_ref()).collect();
    for (theme, TestedTerms { numbers, counts, changes }) in tested.into_iter().enumerate() {
        let of_theme = of_theme(articles, theme).count();
        let [before_total, after_total] = totals(articles, theme, spans);
        let (mut clear, mut leads): (Vec<TermFinding>, Vec<TermFinding>) = (Vec::new(), Vec::new());
        for (place, ((number, change), rate)) in numbers.into_iter().zip(changes).zip(rates.by_ref()).enumerate() {
            let is_clear = rate < MAX_FALSE_DISCOVERY_RATE;
            let is_lead = !is_clear && change.p_value < leads::MAX_P_VALUE && may_lead[theme].contains(&place);
            if is_clear || is_lead {
                let counted = &counted[theme][number as usize];
                let specificity = leads::specificity(counted.counts.overall, counts[place].overall, (of_theme, all));
                let finding = finding(terms.text(number), number, counted, (change, rate), specificity);
                if is_clear { clear.push(finding) } else { leads.push(finding) }
            }
        }
        for findings in [&mut clear, &mut leads] {
            // “（摘自江汉新闻报）” tells whence an article was taken.
            findings.retain(|finding| !sources.contains(finding.term.as_str()));
            findings.sort_by(|a, b| b.change.z.total_cmp(&a.change.z).then_with(|| a.term.cmp(&b.term)));
        }
        let (rising, fading) = (Vec::new(), Vec::new());
        found.push(ThemeTerms { theme, before_total, after_total, found: clear, rising, fading, leads });
    }
    found.sort_by_key(|theme| (std::cmp::Reverse(theme.before_total + theme.after_total), theme.theme));
    choose_shown(&mut found, terms, words);
    for finding in found.iter_mut().flat_map(|theme| theme.found.iter_mut().chain(&mut theme.leads)) {
        (finding.first, finding.example) = (words.place(finding.first), words.place(finding.example));
    }
    found
}

/// Chooses the terms to show in words. Pieces of one slogan are recognised by their contexts, so contexts are found for
/// more terms than will be shown.
fn choose_shown(found: &mut [ThemeTerms], terms: &Terms, words: &WordStore) {
    let max_candidates = 3 * MAX_RISING.max(MAX_FADING);
    let candidates: BTreeSet<u32> = found
        .iter()
        .flat_map(|theme| {
            let places = [true, false].into_iter().flat_map(|rising| theme.clearest(rising, max_candidates, |_| true));
            let leads = theme.leads.iter().take(max_candidates).map(|lead| lead.number);
            places.map(|place| theme.found[place].number).chain(leads).collect::<Vec<u32>>()
        })
        .collect();
    let candidates: Vec<u32> = candidates.into_iter().collect();
    let contexts: BTreeMap<u32, Context> = candidates.iter().copied().zip(terms.contexts(words, &candidates)).collect();
    for theme in found {
        for finding in theme.found.iter_mut().chain(&mut theme.leads) {
            finding.context = contexts.get(&finding.number).cloned().unwrap_or_default();
        }
        theme.rising = theme.clearest(true, MAX_RISING, |finding| finding.context.is_free());
        theme.fading = theme.clearest(false, MAX_FADING, |finding| finding.context.is_free());
        theme.choose_leads();
    }
}

/// One term of one theme while it is counted. Articles are places among all articles.
#[derive(Debug, Clone, Copy, Default)]
struct CountedTerm {
    counts: TermCounts,
    /// The earliest article.
    first: Option<u32>,
    /// The article most certainly of the theme in the earlier span.
    best_before: Option<u32>,
    /// The article most certainly of the theme in the later span.
    best_after: Option<u32>,
}

fn finding(
    term: &str,
    number: u32,
    counted: &CountedTerm,
    (change, false_discovery): (TermChange, f64),
    specificity: f64,
) -> TermFinding {
    let CountedTerm { counts, first, best_before, best_after } = *counted;
    let rises = change.log_odds > 0.0;
    let example = if rises { best_after.or(best_before) } else { best_before.or(best_after) };
    TermFinding {
        term: term.to_owned(),
        context: Context::default(),
        before: counts.before,
        after: counts.after,
        change,
        specificity,
        false_discovery,
        first: first.unwrap_or_default() as usize,
        example: example.unwrap_or_default() as usize,
        number,
    }
}

/// The terms of one theme that are tested, by number, and their changes.
struct TestedTerms {
    numbers: Vec<u32>,
    counts: Vec<TermCounts>,
    changes: Vec<TermChange>,
}

/// The terms of each theme that may be leads, as places among those tested: the clearest ones of their theme.
fn may_lead_of(
    articles: &[SurveyedArticle<'_>],
    tested: &[TestedTerms],
    counted: &[Vec<CountedTerm>],
    terms: &Terms,
) -> Vec<BTreeSet<usize>> {
    let all = articles.iter().filter(|article| !article.reprint).count();
    let of_theme = |(theme, tested): (usize, &TestedTerms)| {
        let totals = (of_theme(articles, theme).count(), all);
        let is_candidate = |&place: &usize| {
            let number = tested.numbers[place];
            let within = counted[theme][number as usize].counts.overall;
            may_lead(terms.text(number), &tested.changes[place], &tested.counts[place], within, totals)
        };
        let mut places: Vec<usize> = (0..tested.numbers.len()).filter(is_candidate).collect();
        places.sort_by(|&a, &b| tested.changes[b].z.total_cmp(&tested.changes[a].z).then(a.cmp(&b)));
        places.into_iter().take(leads::MAX_CANDIDATES).collect()
    };
    tested.iter().enumerate().map(of_theme).collect()
}

/// Tests the terms of each theme that stand in enough of its articles; the others are tested together as one.
fn tested(counted: &[Vec<CountedTerm>], terms: usize) -> Vec<TestedTerms> {
    let mut overall = vec![0; terms];
    for counted in counted {
        counted.iter().zip(&mut overall).for_each(|(counted, all)| *all += counted.counts.overall);
    }
    counted
        .par_iter()
        .map(|counted| {
            let (mut numbers, mut counts, mut rest) = (Vec::new(), Vec::new(), TermCounts::default());
            for ((number, counted), &overall) in (0..).zip(counted).zip(&overall) {
                let TermCounts { before, after, .. } = counted.counts;
                if before + after >= MIN_ARTICLES {
                    numbers.push(number);
                    counts.push(TermCounts { before, after, overall });
                } else {
                    rest.before += before;
                    rest.after += after;
                    rest.overall += overall;
                }
            }
            let changes = term_changes(&counts, rest);
            TestedTerms { numbers, counts, changes }
        })
        .collect()
}

fn false_discovery_rates(tested: &[TestedTerms]) -> Vec<f64> {
    false_discovery(&tested.iter().flat_map(|theme| theme.changes.iter().map(|c| c.p_value)).collect::<Vec<f64>>())
}

/// Tests the terms that would be clear if articles were independent, and those that may be leads, once more by clusters of
/// days. For all others the first test suffices: the second one could only make them less clear.
fn test_by_clusters(
    tested: &mut [TestedTerms],
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: &Terms,
    spans: Compared<'_>,
    may_lead: &[BTreeSet<usize>],
) {
    let mut rates = false_discovery_rates(tested).into_iter();
    let candidates: Vec<Vec<usize>> = tested
        .iter()
        .zip(may_lead)
        .map(|(theme, may_lead)| {
            let clear = rates.by_ref().take(theme.changes.len()).enumerate();
            let is_tested = |(place, rate): &(usize, f64)| *rate < MAX_FALSE_DISCOVERY_RATE || may_lead.contains(place);
            clear.filter(is_tested).map(|(place, _)| place).collect()
        })
        .collect();
    tested.par_iter_mut().zip(&candidates).enumerate().filter(|(_, (_, places))| !places.is_empty()).for_each(
        |(theme, (tested, places))| {
            let numbers: Vec<u32> = places.iter().map(|&place| tested.numbers[place]).collect();
            let p_values = clustered_p_values(articles, words, terms, theme, spans, &numbers);
            for (&place, p_value) in places.iter().zip(p_values) {
                let change = &mut tested.changes[place];
                change.p_value = change.p_value.max(p_value);
            }
        },
    );
}

fn totals(articles: &[SurveyedArticle<'_>], theme: usize, spans: Compared<'_>) -> [usize; 2] {
    let mut totals = [0; 2];
    of_theme(articles, theme).filter_map(|(_, article)| span_of(article, spans)).for_each(|span| totals[span] += 1);
    totals
}

/// Counts every term in the articles of a theme.
fn count(
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: &Terms,
    theme: usize,
    spans: Compared<'_>,
) -> Vec<CountedTerm> {
    let mut counted = vec![CountedTerm::default(); terms.len()];
    let mut scratch = TermScratch::default();
    let date = |number: usize| articles[number].classified.observation.date;
    // Ties are broken by names, so that the order in which files were read does not matter.
    let name = |number: usize| (&*articles[number].classified.id, &*articles[number].classified.file);
    let is_earlier =
        |a: usize, b: Option<u32>| b.map(|b| b as usize).is_none_or(|b| (date(a), name(a)) < (date(b), name(b)));
    let probability = |number: usize| articles[number].classified.probability;
    let is_more_certain = |a: usize, b: Option<u32>| {
        b.map(|b| b as usize).is_none_or(|b| {
            probability(a).total_cmp(&probability(b)).then_with(|| name(b).cmp(&name(a))) == Ordering::Greater
        })
    };
    for (number, article) in of_theme(articles, theme) {
        let span = span_of(article, spans);
        let is_dated = date(number).is_some();
        terms.each(words, number, &mut scratch, |term| {
            let CountedTerm { counts, first, best_before, best_after } = &mut counted[term as usize];
            counts.overall += 1;
            if is_dated && is_earlier(number, *first) {
                *first = Some(number as u32);
            }
            let Some(span) = span else { return };
            let (count, best) =
                if span == 0 { (&mut counts.before, best_before) } else { (&mut counts.after, best_after) };
            *count += 1;
            if is_more_certain(number, *best) {
                *best = Some(number as u32);
            }
        });
    }
    counted
}
