//! Terms and slogans that came up or faded within each theme.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::Language;
use crate::corpus::NONE;
use crate::report::Reported;
use crate::report::document::ReportInput;
use crate::report::findings::CLEAR;
use crate::report::tables::csv_line;
use crate::trends::{Context, KeptWords, TermScratch, TermSettings, Terms};
use crate::trends::{Span, TermChange, TermCounts, false_discovery, term_changes};

/// Terms in fewer articles of a theme are not tested: they could not become clear among thousands, and would only make
/// the others less so (Bourgon, Gentleman & Huber, PNAS 107, 2010).
const FEWEST: usize = 8;
/// So many terms of a theme that came up are told in words, and so many that faded.
const TOLD: (usize, usize) = (8, 4);

/// A term is told in words from this log-odds ratio on, up or down: common words that moved by a little are clear, too,
/// but no news.
const LEAST: f64 = std::f64::consts::LN_2;
/// Words of the trade, which tell how reports are written and not of what: terms that begin or end with them stay in the
/// table.
const OF_THE_TRADE: &str =
    "记者 获悉 了解 报道 总台 央视 新华社 本报讯 通讯员 日前 近日 今日 昨日 发布 消息 以下简称 显示 介绍 表示 万元";
/// A term of which so many characters in a row stand in another one is told by that one.
const SAME: usize = 4;

/// A term that clearly came up or faded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TermFinding {
    pub term: String,
    /// Its number among the terms found.
    pub number: u32,
    /// What usually stands beside it; found for terms that are told in words.
    pub context: Context,
    pub before: usize,
    pub after: usize,
    pub change: TermChange,
    pub false_discovery: f64,
    /// The theme's first article that holds the term.
    pub first: usize,
    /// The article most surely of the theme, in the span where the term is commoner.
    pub example: usize,
}

/// What came up and faded within a theme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ThemeTerms {
    pub theme: usize,
    /// The theme's articles in both spans.
    pub before_total: usize,
    pub after_total: usize,
    /// The clear ones, by how much they came up.
    pub found: Vec<TermFinding>,
}

impl TermFinding {
    /// The term as it is told: a piece of a longer slogan with the rest of it in brackets.
    fn shown(&self) -> String {
        let beside = |text: &str| if text.is_empty() { String::new() } else { format!("〔{text}〕") };
        format!("{}{}{}", beside(&self.context.before), self.term, beside(&self.context.behind))
    }

    /// The slogan that the term is a piece of.
    fn whole(&self) -> String {
        format!("{}{}{}", self.context.before, self.term, self.context.behind)
    }
}

impl ThemeTerms {
    /// The terms to tell, none within another: those that came up, or those that faded.
    fn told(&self, rising: bool) -> Vec<&TermFinding> {
        self.clearest(rising, if rising { TOLD.0 } else { TOLD.1 })
    }

    fn clearest(&self, rising: bool, most: usize) -> Vec<&TermFinding> {
        let mut told: Vec<&TermFinding> = Vec::new();
        let order: Box<dyn Iterator<Item = &TermFinding>> =
            if rising { Box::new(self.found.iter()) } else { Box::new(self.found.iter().rev()) };
        for finding in order.filter(|finding| (finding.change.log_odds > 0.0) == rising) {
            let plain = finding.change.log_odds.abs() < LEAST;
            let of_the_trade = |word: &str| finding.term.starts_with(word) || finding.term.ends_with(word);
            if plain || OF_THE_TRADE.split_whitespace().any(of_the_trade) {
                continue;
            }
            let whole = finding.whole();
            let repeats = |other: &&TermFinding| overlap(&other.whole(), &whole);
            if told.len() < most && !told.iter().any(repeats) {
                told.push(finding);
            }
        }
        told
    }
}

/// Whether one term says what the other says: one holds the other, or a long piece of it.
fn overlap(a: &str, b: &str) -> bool {
    let letters: Vec<char> = a.chars().collect();
    let pieces = || letters.windows(SAME).map(|piece| piece.iter().collect::<String>());
    a.contains(b) || b.contains(a) || pieces().any(|piece| b.contains(&piece))
}

/// One term of one theme while it is counted.
#[derive(Debug, Clone, Copy)]
struct Counted {
    counts: TermCounts,
    /// The first article, the best of the first span and the best of the second.
    articles: [u32; 3],
}

/// No article yet.
const NONE_YET: u32 = u32::MAX;

/// The clear terms of all themes, the themes with most articles first; empty where there is nothing to compare. Reprints
/// are not counted: a story speaks once, at its first printing, however many papers carry it.
pub(super) fn find(
    articles: &[Reported],
    kept: &KeptWords,
    themes: usize,
    spans: Option<(Span, Span)>,
) -> Vec<ThemeTerms> {
    let Some(spans) = spans.filter(|_| kept.len() == articles.len()) else { return Vec::new() };
    let terms = Terms::find(kept, &TermSettings { fewest: FEWEST as u32, ..Default::default() });
    let counted: Vec<Vec<Counted>> =
        (0..themes).into_par_iter().map(|theme| count(articles, kept, &terms, theme, spans)).collect();
    let mut overall = vec![0; terms.len()];
    for counted in &counted {
        counted.iter().zip(&mut overall).for_each(|(counted, all)| *all += counted.counts.overall);
    }
    // Of each theme, the terms that are tested, and their changes.
    let tested: Vec<(Vec<u32>, Vec<TermChange>)> = counted
        .par_iter()
        .map(|counted| {
            let (mut numbers, mut counts, mut rest) = (Vec::new(), Vec::new(), TermCounts::default());
            for ((number, counted), &overall) in (0..).zip(counted).zip(&overall) {
                let TermCounts { before, after, .. } = counted.counts;
                if before + after >= FEWEST {
                    numbers.push(number);
                    counts.push(TermCounts { before, after, overall });
                } else {
                    rest.before += before;
                    rest.after += after;
                    rest.overall += overall;
                }
            }
            let changes = term_changes(&counts, rest);
            (numbers, changes)
        })
        .collect();
    let p_values: Vec<f64> = tested.iter().flat_map(|(_, changes)| changes.iter().map(|c| c.p_value)).collect();
    let mut rates = false_discovery(&p_values).into_iter();
    let mut found: Vec<ThemeTerms> = Vec::new();
    for (theme, (numbers, changes)) in tested.into_iter().enumerate() {
        let [before_total, after_total] = totals(articles, theme, spans);
        let mut clear: Vec<TermFinding> = numbers
            .into_iter()
            .zip(changes)
            .zip(rates.by_ref())
            .filter(|(_, rate)| *rate < CLEAR)
            .map(|((number, change), false_discovery)| {
                let Counted { counts, articles: [first, before, after] } = counted[theme][number as usize];
                let example = if change.log_odds > 0.0 { after } else { before };
                let other = if change.log_odds > 0.0 { before } else { after };
                TermFinding {
                    term: terms.text(number).to_owned(),
                    number,
                    context: Context::default(),
                    before: counts.before,
                    after: counts.after,
                    change,
                    false_discovery,
                    first: first as usize,
                    example: if example == NONE_YET { other } else { example } as usize,
                }
            })
            .collect();
        clear.sort_by(|a, b| b.change.z.total_cmp(&a.change.z).then_with(|| a.term.cmp(&b.term)));
        found.push(ThemeTerms { theme, before_total, after_total, found: clear });
    }
    found.sort_by_key(|theme| (std::cmp::Reverse(theme.before_total + theme.after_total), theme.theme));
    // Pieces of one slogan are seen to be that once their contexts are known: more are looked at than will be told.
    let most = 3 * TOLD.0.max(TOLD.1);
    let told =
        found.iter().flat_map(|theme| [true, false].into_iter().flat_map(move |rising| theme.clearest(rising, most)));
    let told: BTreeSet<u32> = told.map(|finding| finding.number).collect();
    let told: Vec<u32> = told.into_iter().collect();
    let contexts: BTreeMap<u32, Context> = told.iter().copied().zip(terms.contexts(kept, &told)).collect();
    for finding in found.iter_mut().flat_map(|theme| &mut theme.found) {
        finding.context = contexts.get(&finding.number).cloned().unwrap_or_default();
    }
    found
}

/// The span an article is counted in: 0 or 1; the second where spans overlap.
fn span_of(article: &Reported, (before, after): (Span, Span)) -> Option<usize> {
    let day = article.seen.date?.full()?;
    if after.holds(day) { Some(1) } else { before.holds(day).then_some(0) }
}

fn of_theme(articles: &[Reported], theme: usize) -> impl Iterator<Item = (usize, &Reported)> {
    articles.iter().enumerate().filter(move |(_, article)| article.seen.theme == theme && !article.reprint)
}

fn totals(articles: &[Reported], theme: usize, spans: (Span, Span)) -> [usize; 2] {
    let mut totals = [0; 2];
    of_theme(articles, theme).filter_map(|(_, article)| span_of(article, spans)).for_each(|span| totals[span] += 1);
    totals
}

/// Counts every term in the articles of a theme.
fn count(articles: &[Reported], kept: &KeptWords, terms: &Terms, theme: usize, spans: (Span, Span)) -> Vec<Counted> {
    let mut counted = vec![Counted { counts: TermCounts::default(), articles: [NONE_YET; 3] }; terms.len()];
    let mut scratch = TermScratch::default();
    let earlier =
        |a: usize, b: u32| b == NONE_YET || (articles[a].seen.date, a) < (articles[b as usize].seen.date, b as usize);
    let surer = |a: usize, b: u32| b == NONE_YET || articles[a].probability > articles[b as usize].probability;
    for (number, article) in of_theme(articles, theme) {
        let span = span_of(article, spans);
        let dated = article.seen.date.is_some();
        terms.each(kept, number, &mut scratch, |term| {
            let Counted { counts, articles: [first, best @ ..] } = &mut counted[term as usize];
            counts.overall += 1;
            if dated && earlier(number, *first) {
                *first = number as u32;
            }
            if let Some(span) = span {
                *(if span == 0 { &mut counts.before } else { &mut counts.after }) += 1;
                if surer(number, best[span]) {
                    best[span] = number as u32;
                }
            }
        });
    }
    counted
}

/// One row a term that clearly came up or faded within a theme.
pub(super) fn csv(input: &ReportInput<'_>, found: &[ThemeTerms]) -> String {
    let mut text = csv_line(&[
        "theme",
        "theme_name",
        "term",
        "direction",
        "before_count",
        "before_total",
        "after_count",
        "after_total",
        "log_odds",
        "z",
        "false_discovery_rate",
        "first_date",
        "first_source",
        "example",
    ]);
    for theme in found {
        let named = &input.classifier.themes()[theme.theme];
        for finding in &theme.found {
            let first = &input.articles[finding.first];
            text += &csv_line(&[
                named.id.as_str(),
                named.name(input.language),
                finding.term.as_str(),
                if finding.change.log_odds > 0.0 { "rising" } else { "fading" },
                &finding.before.to_string(),
                &theme.before_total.to_string(),
                &finding.after.to_string(),
                &theme.after_total.to_string(),
                &format!("{:.6}", finding.change.log_odds),
                &format!("{:.6}", finding.change.z),
                &format!("{:.6}", finding.false_discovery),
                &first.seen.date.map(|date| date.to_string()).unwrap_or_default(),
                &first.seen.source,
                &input.articles[finding.example].id,
            ]);
        }
    }
    text
}

/// The themes to tell in words: those about policy with something to tell.
fn told<'f>(input: &ReportInput<'_>, found: &'f [ThemeTerms]) -> impl Iterator<Item = &'f ThemeTerms> {
    let themes = input.classifier.themes();
    let any = |theme: &&ThemeTerms| [true, false].into_iter().any(|rising| !theme.told(rising).is_empty());
    found.iter().filter(move |theme| themes[theme.theme].id != NONE).filter(any)
}

/// The section of the findings in words.
pub(super) fn markdown(input: &ReportInput<'_>, found: &[ThemeTerms]) -> String {
    let chinese = input.language == Language::Chinese;
    let mut text = String::from(if chinese {
        "\n## 各主题内的新提法\n\n两段时间之间，各主题的文章里明显多起来的词（前段篇数 → 后段篇数）；错误发现率低于 5%，全部见 terms.csv。\n\n"
    } else {
        "\n## New terms within themes\n\nTerms that clearly came up among a theme's articles between the two spans (articles \
         before → after), with a false discovery rate below 5%; all of them in terms.csv.\n\n"
    });
    let mut any = false;
    for theme in told(input, found) {
        any = true;
        let listed = |rising: bool| {
            let terms = theme.told(rising).into_iter().map(|f| format!("{} ({} → {})", f.shown(), f.before, f.after));
            terms.collect::<Vec<_>>().join(if chinese { "、" } else { ", " })
        };
        let (rising, fading) = (listed(true), listed(false));
        let _ = write!(text, "- **{}**", input.classifier.themes()[theme.theme].name(input.language));
        let _ = write!(text, " ({} → {})", theme.before_total, theme.after_total);
        text += if chinese { "：" } else { ": " };
        text += if rising.is_empty() { "–" } else { &rising };
        if !fading.is_empty() {
            text += if chinese { "；少了：" } else { "; faded: " };
            text += &fading;
        }
        text += "\n";
    }
    if !any {
        text += if chinese { "没有。\n" } else { "None.\n" };
    }
    text
}

/// How the terms were found, for the methods.
pub(super) fn methods(chinese: bool) -> &'static str {
    if chinese {
        "- 新提法：计含有该词的文章数（不是词频；转载不计），词由分词结果和粘合在一起的相邻词组成，〔〕里是它八成以上的出处紧接着的词、不参与计数；按带信息先验的对数优势比排序（Monroe、Colaresi 与 Quinn 2008），\
         错误发现率由精确的二项检验对全部主题、全部词一并控制。一个事件的连续报道也会使其用词显得“新”。\n"
    } else {
        "- New terms: articles that hold the term are counted (not occurrences; reprints not at all). Terms are words as cut, \
         and neighbouring words that stick together; what stands beside one in four fifths of its places is added in 〔〕 and \
         does not count. Ranked by log-odds ratios with an informative Dirichlet prior (Monroe, \
         Colaresi & Quinn 2008); false discovery rate over all terms of all themes, from exact binomial tests. A series of \
         reports on one event makes its words look new, too.\n"
    }
}

/// What the page shows: for each theme the top terms with their counts.
pub(super) fn data(input: &ReportInput<'_>, found: &[ThemeTerms], spans: Option<(Span, Span)>) -> Value {
    let Some((before, after)) = spans else { return Value::Null };
    let themes: Vec<Value> = told(input, found)
        .map(|theme| {
            let listed = |rising: bool| -> Vec<Value> {
                theme.told(rising).into_iter().map(|f| json!([f.shown(), f.before, f.after])).collect()
            };
            json!({
                "theme": theme.theme,
                "totals": [theme.before_total, theme.after_total],
                "rising": listed(true),
                "fading": listed(false),
            })
        })
        .collect();
    let days = |span: Span| format!("{} – {}", span.first, span.last);
    json!({ "spans": [days(before), days(after)], "themes": themes })
}
