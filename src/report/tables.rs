//! Tables: classified articles, tidy counts, scores, explanations.

use aho_corasick::{AhoCorasick, MatchKind};
use serde_json::{Map, Value, json};

use crate::Language;
use crate::corpus::page::{FurnitureKind, UnsureBoundary};
use crate::corpus::{Adcode, Article, Gazetteer, PageRecord, ThemeSet};
use crate::features::{Document, Part, TermKind};
use crate::model::{Assignment, Classifier, Evaluation, LearningCurve, Trial};
use crate::report::words::percent;
use crate::text::{OffsetMap, normalise};
use crate::trends::{Observation, PeriodKind, Series, wilson};

/// The columns of the classified table.
const CLASSIFIED: &[&str] = &[
    "id",
    "date",
    "source",
    "page",
    "region",
    "region_name",
    "title",
    "theme",
    "theme_name",
    "probability",
    "also",
    "evidence",
    "model",
];

/// One row of the classified table.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifiedRow {
    fields: Vec<String>,
}

impl ClassifiedRow {
    /// Makes the row of an article. `certain` is its assignment, or none where the model abstains; the
    /// probability and evidence are told in either case.
    pub fn new(
        classifier: &Classifier,
        article: &Article,
        certain: Option<&Assignment>,
        assignment: &Assignment,
        region_name: String,
        language: Language,
    ) -> Self {
        let theme = certain.map(|a| &classifier.themes()[a.theme]);
        let also: Vec<&str> =
            certain.iter().flat_map(|a| &a.also).map(|&t| classifier.themes()[t].id.as_str()).collect();
        let evidence: Vec<String> =
            assignment.evidence.iter().map(|e| format!("{}({:+.3})", e.term, e.weight)).collect();
        ClassifiedRow {
            fields: vec![
                article.id.clone(),
                article.date.map(|d| d.to_string()).unwrap_or_default(),
                article.source.clone(),
                article.page.clone(),
                article.region.clone(),
                region_name,
                article.title.clone(),
                theme.map(|t| t.id.clone()).unwrap_or_default(),
                theme.map(|t| t.name(language).to_owned()).unwrap_or_default(),
                format!("{:.4}", assignment.probability),
                also.join(";"),
                evidence.join(";"),
                classifier.digest().into(),
            ],
        }
    }

    /// The row as a line of CSV, with the article's own further columns behind.
    pub fn to_csv(&self, article: &Article, extra: &[String]) -> String {
        csv_line(&self.fields.iter().cloned().chain(extra_values(article, extra)).collect::<Vec<_>>())
    }

    /// The row as a line of fastText's format: labels, then headline and text in one line.
    pub fn to_fasttext(&self, article: &Article) -> String {
        let also = self.fields[10].split(';').filter(|id| !id.is_empty());
        let labels: String =
            std::iter::once(self.fields[7].as_str()).chain(also).map(|id| format!("__label__{id} ")).collect();
        let text = format!("{} {}", article.title, article.text);
        format!("{labels}{}\n", text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The row as the Comparative Agendas Project's tables have it: id, year, major topic, text.
    pub fn to_cap(&self, article: &Article, themes: &ThemeSet, extra: &[String]) -> String {
        let code = themes.get(&self.fields[7]).and_then(|theme| theme.cap).map(|cap| cap.to_string());
        let year = self.fields[1].get(..4).unwrap_or_default();
        let own = [self.fields[0].clone(), year.into(), code.unwrap_or_default(), article.text.clone()];
        csv_line(&own.into_iter().chain(extra_values(article, extra)).collect::<Vec<_>>())
    }

    /// The row as a line of JSON, with the article's unknown fields behind its own.
    pub fn to_json(&self, extra: &Map<String, Value>) -> String {
        let mut object = Map::new();
        for (name, value) in CLASSIFIED.iter().zip(&self.fields) {
            let value = match *name {
                "probability" => json!(value.parse::<f64>().unwrap_or_default()),
                "also" => json!(value.split(';').filter(|v| !v.is_empty()).collect::<Vec<_>>()),
                _ => json!(value),
            };
            object.insert((*name).into(), value);
        }
        for (name, value) in extra {
            object.entry(name).or_insert_with(|| value.clone());
        }
        Value::Object(object).to_string() + "\n"
    }
}

/// The columns of the Comparative Agendas Project's table.
const CAP: &[&str] = &["id", "year", "major_topic", "text"];

/// The header line of the Comparative Agendas Project's table, with further columns.
pub fn cap_header(extra: &[String]) -> String {
    with_columns(CAP, extra)
}

/// The header line of the classified table, with further columns.
pub fn classified_header(extra: &[String]) -> String {
    with_columns(CLASSIFIED, extra)
}

fn with_columns(own: &[&str], extra: &[String]) -> String {
    csv_line(&own.iter().copied().chain(extra.iter().map(String::as_str)).collect::<Vec<_>>())
}

/// The columns of articles that are none of ours, in the order in which they are first met.
pub fn extra_columns(articles: &[Article]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in articles.iter().flat_map(|article| article.extra.keys()) {
        let taken = CLASSIFIED.contains(&name.as_str()) || CAP.contains(&name.as_str()) || columns.contains(name);
        if !taken {
            columns.push(name.clone());
        }
    }
    columns
}

fn extra_values(article: &Article, extra: &[String]) -> impl Iterator<Item = String> {
    extra.iter().map(|name| match article.extra.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    })
}

/// The places of pages where it is unsure whether an article begins, the most doubtful first.
pub fn review_csv(pages: &[PageRecord]) -> String {
    let mut unsure: Vec<(&str, &UnsureBoundary)> =
        pages.iter().flat_map(|page| page.unsure.iter().map(|place| (page.file.as_str(), place))).collect();
    unsure.sort_by(|(a_file, a), (b_file, b)| {
        let doubt = |place: &UnsureBoundary| (place.probability - 0.5).abs();
        doubt(a).total_cmp(&doubt(b)).then(a_file.cmp(b_file)).then(a.line.cmp(&b.line))
    });
    let mut text =
        csv_line(&["file", "line", "probability", "article_begins", "line_before", "line_text"].map(String::from));
    for (file, place) in unsure {
        text += &csv_line(&[
            file.into(),
            place.line.to_string(),
            format!("{:.2}", place.probability),
            if place.taken { "yes" } else { "no" }.into(),
            place.before.clone(),
            place.after.clone(),
        ]);
    }
    text
}

/// What was set apart from the articles of pages, with the captions of articles.
pub fn furniture_csv(pages: &[PageRecord], articles: &[Article]) -> String {
    let mut text = csv_line(&["file", "kind", "article", "text"].map(String::from));
    for page in pages {
        for piece in &page.furniture {
            text += &csv_line(&[page.file.clone(), piece.kind.to_string(), String::new(), piece.text.clone()]);
        }
    }
    for article in articles {
        for caption in &article.captions {
            let kind = FurnitureKind::Caption.to_string();
            text += &csv_line(&[article.file.clone(), kind, article.id.clone(), caption.clone()]);
        }
    }
    text
}

/// The settings that a search tried, one a row, with their scores.
pub fn trials_csv(trials: &[Trial]) -> String {
    let kinds = [
        ("words", TermKind::Words, 1),
        ("neighbouring_words", TermKind::Words, 2),
        ("word_pairs", TermKind::WordPairs, 1),
        ("characters_1", TermKind::Characters, 1),
        ("characters_2", TermKind::Characters, 2),
        ("characters_3", TermKind::Characters, 3),
    ];
    let mut header = vec!["trial".to_owned(), "accuracy".into(), "macro_f1".into(), "learner".into()];
    header.push("also_membership".into());
    for part in ["headline", "body"] {
        header.extend(
            kinds.iter().flat_map(|(name, ..)| {
                [format!("{part}_{name}_weight"), format!("{part}_{name}_min_document_frequency")]
            }),
        );
    }
    let mut text = csv_line(&header);
    for (number, trial) in (1..).zip(trials) {
        let mut row = vec![format!("{number}"), format!("{:.4}", trial.accuracy), format!("{:.4}", trial.macro_f1)];
        row.push(serde_json::to_string(&trial.settings.learner).unwrap_or_default());
        row.push(trial.settings.also_membership.to_string());
        for part in Part::BOTH {
            for (_, kind, length) in kinds {
                let block = trial.blocks.iter().find(|b| (b.part, b.kind, b.longest) == (part, kind, length));
                let told = |value: Option<String>| value.unwrap_or_default();
                row.push(told(block.map(|b| format!("{:.4}", b.weight))));
                row.push(told(block.map(|b| b.min_document_frequency.to_string())));
            }
        }
        text += &csv_line(&row);
    }
    text
}

pub(super) fn csv_line<T: AsRef<[u8]>>(fields: &[T]) -> String {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(512).from_writer(Vec::new());
    // Writing to memory does not fail, and fields are text.
    let _ = writer.write_record(fields);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The tidy table of counts: one row per period, region and theme. `all` stands for all regions together,
/// `unknown` for articles whose place is unknown. A period without articles has rows for `all` with total 0 and
/// empty shares.
pub fn counts_csv(observations: &[Observation], themes: &ThemeSet, kind: PeriodKind, language: Language) -> String {
    let names: Vec<(&str, &str)> = themes.themes.iter().map(|t| (t.id.as_str(), t.name(language))).collect();
    let mut text = csv_line(&[
        "period",
        "region",
        "region_name",
        "theme",
        "theme_name",
        "count",
        "total",
        "share",
        "share_low",
        "share_high",
        "carried",
        "partial",
    ]);
    let all = Series::count(observations, names.len(), kind);
    let mut provinces: Vec<Option<Adcode>> = observations.iter().map(|o| o.region.map(Adcode::province)).collect();
    provinces.sort();
    provinces.dedup();
    let mut add = |series: &Series, region: &str, region_name: &str, gaps: bool| {
        for (p, period) in series.periods.iter().enumerate() {
            if series.totals[p] == 0 && !gaps {
                continue;
            }
            for (t, (id, name)) in names.iter().enumerate() {
                let number = |value: f64| format!("{value:.6}");
                let shares = series.share(p, t).map_or_else(Default::default, |_| {
                    let share = wilson(series.counts[p][t], series.totals[p]);
                    [number(share.value), number(share.low), number(share.high)]
                });
                let [share, low, high] = shares;
                // A region's own first and last article say nothing of coverage; the whole series does.
                let partial = all.periods.iter().position(|q| q == period).is_some_and(|q| all.partial[q]);
                text += &csv_line(&[
                    &period.to_string(),
                    region,
                    region_name,
                    id,
                    name,
                    &series.counts[p][t].to_string(),
                    &series.totals[p].to_string(),
                    &share,
                    &low,
                    &high,
                    &series.carried[p][t].to_string(),
                    &partial.to_string(),
                ]);
            }
        }
    };
    let (all_name, unknown_name) = match language {
        Language::Chinese => ("全部", "未知"),
        Language::English => ("all", "unknown"),
    };
    add(&all, "all", all_name, true);
    for province in provinces {
        let inside: Vec<Observation> =
            observations.iter().filter(|o| o.region.map(Adcode::province) == province).cloned().collect();
        let series = Series::count(&inside, names.len(), kind);
        match province {
            Some(adcode) => add(&series, &adcode.to_string(), &Gazetteer::shared().full_name(adcode), false),
            None => add(&series, "unknown", unknown_name, false),
        }
    }
    text
}

/// The width of a text on a terminal: Han characters take two places.
fn places(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Pads a text to a width on a terminal.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(places(text))))
}

/// Scores for a terminal.
pub fn evaluation_text(evaluation: &Evaluation, themes: &ThemeSet, language: Language) -> String {
    let mut text = format!(
        "articles {}  accuracy {:.3}  macro-F1 {:.3}  all-themes micro-F1 {:.3}  calibration error {:.3}\n\n",
        evaluation.articles,
        evaluation.accuracy,
        evaluation.macro_f1,
        evaluation.all_themes_micro_f1,
        evaluation.calibration_error
    );
    if let Some(intervals) = evaluation.intervals {
        text.truncate(text.trim_end().len());
        let range = |i: crate::model::Interval| format!("{:.3}–{:.3}", i.low, i.high);
        text += &format!(
            "\n95% intervals (bootstrap over articles): accuracy {}  macro-F1 {}\n\n",
            range(intervals.accuracy),
            range(intervals.macro_f1)
        );
    }
    let names: Vec<&str> = themes.themes.iter().map(|t| t.name(language)).collect();
    let width = names.iter().map(|n| places(n)).max().unwrap_or_default() + 2;
    let ids = themes.themes.iter().map(|t| t.id.len()).max().unwrap_or_default() + 2;
    text += &format!(
        "{}{}precision  recall      F1  support  most often taken for\n",
        padded("theme", ids),
        padded("", width)
    );
    for (t, score) in evaluation.themes.iter().enumerate() {
        let mistaken = (0..names.len())
            .filter(|&other| other != t && evaluation.confusion[t][other] > 0)
            .max_by_key(|&other| (evaluation.confusion[t][other], std::cmp::Reverse(other)))
            .map(|other| format!("{} ({})", evaluation.themes[other].theme, evaluation.confusion[t][other]))
            .unwrap_or_default();
        text += &format!(
            "{}{}{:>9.3}  {:>6.3}  {:>6.3}  {:>7}  {mistaken}\n",
            padded(&score.theme, ids),
            padded(names[t], width),
            score.precision,
            score.recall,
            score.f1,
            score.support
        );
    }
    text
}

/// A text with the given terms marked where they stand, as it was printed: “县领导⟦接访⟧群众”.
fn marked(text: &str, terms: &[&str]) -> String {
    let normalised = normalise(text);
    let map = OffsetMap::new(text, &normalised);
    let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(terms);
    let Ok(matcher) = matcher else { return text.to_owned() };
    let mut shown = String::with_capacity(text.len() * 5 / 4);
    let mut done = 0;
    for hit in matcher.find_iter(&*normalised) {
        let printed = map.original_range(hit.range());
        shown.push_str(&text[done..printed.start]);
        shown.push('⟦');
        shown.push_str(&text[printed.clone()]);
        shown.push('⟧');
        done = printed.end;
    }
    shown.push_str(&text[done..]);
    shown
}

/// Why an article has its theme, for a terminal: the article with its deciding terms marked, then the terms with their
/// weights. Contributions and bias add up to the decision value.
pub fn explanation_text(
    classifier: &Classifier,
    article: &Article,
    asked: Option<usize>,
    top: usize,
    language: Language,
) -> String {
    let document = Document { headline: &article.title, body: &article.text };
    let assignment = classifier.assign(&document);
    let theme = asked.unwrap_or(assignment.theme);
    let explanation = classifier.explain(&document, theme);
    let name = |t: usize| format!("{} {}", classifier.themes()[t].id, classifier.themes()[t].name(language));
    let mut text = format!("{}\n", article.id);
    let mut likely: Vec<usize> = (0..assignment.probabilities.len()).collect();
    likely.sort_by(|&a, &b| assignment.probabilities[b].total_cmp(&assignment.probabilities[a]).then(a.cmp(&b)));
    let ranked: Vec<String> =
        likely.iter().take(3).map(|&t| format!("{} {}", name(t), percent(assignment.probabilities[t]))).collect();
    text += &format!("  {}\n", ranked.join("  |  "));
    text += &format!(
        "  {}: decision {:+.3} = bias {:+.3} + {} terms\n",
        name(theme),
        explanation.decision,
        explanation.bias,
        explanation.contributions.len()
    );
    let deciding: Vec<&str> = explanation
        .contributions
        .iter()
        .take(top)
        .filter(|c| c.weight > 0.0 && c.term.chars().count() >= 2)
        .map(|c| c.term.as_str())
        .collect();
    for paragraph in [&article.title, &article.text].into_iter().filter(|t| !t.is_empty()) {
        text += &format!("  {}\n", marked(paragraph, &deciding).replace('\n', "\n  "));
    }
    let line = |term: &str, part: Part, weight: f32| {
        let part = if part == Part::Headline { "headline" } else { "body" };
        format!("    {weight:+.4}  {}  {part}\n", padded(term, 16))
    };
    let shown = explanation.contributions.iter().take(top);
    let against = explanation.contributions.iter().rev().take(top / 3).rev().filter(|c| c.weight < 0.0);
    let mut rest = explanation.decision - explanation.bias;
    let mut count = explanation.contributions.len();
    for contribution in shown.chain(against.filter(|_| explanation.contributions.len() > top + top / 3)) {
        text += &line(&contribution.term, contribution.part, contribution.weight);
        rest -= contribution.weight;
        count -= 1;
    }
    if count > 0 {
        text += &format!("    {rest:+.4}  ({count} other terms together)\n");
    }
    text
}

/// A learning curve for a terminal, with what it says about more labels.
pub fn curve_text(curve: &LearningCurve) -> String {
    let mut text =
        format!("scores on the latest {} articles, by the number of articles learned from\n\n", curve.held_out);
    text += "articles  accuracy  macro-F1\n";
    for point in &curve.points {
        text += &format!("{:>8}  {:>8.3}  {:>8.3}\n", point.articles, point.accuracy, point.macro_f1);
    }
    let points = 100.0 * curve.last_doubling;
    // The standard error of an accuracy on so few articles is the least that can be told from nothing.
    let noise = 100.0 * (0.25 / curve.held_out.max(1) as f64).sqrt();
    let verdict = if points > noise {
        "more labels would help"
    } else {
        "more labels alone would help little; look at where themes touch"
    };
    text + &format!("\nthe last doubling added {points:+.1} points (noise about ±{noise:.1}): {verdict}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_marked_where_they_were_printed() {
        assert_eq!(
            marked("投资１２亿元，化解信访积案。", &["12亿", "信访", "信访积案"]),
            "投资⟦１２亿⟧元，化解⟦信访积案⟧。"
        );
    }
}
