//! Words that the model does not know, and a warning where there are many.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::Language;
use crate::report::words::percent;
use crate::trends::Drift;

/// So many periods are named in a sentence.
const NAMED: usize = 6;

/// The warning, where there is one.
pub(in crate::report) fn warning(drift: &Drift, language: Language) -> Option<String> {
    let periods: Vec<String> = drift.periods.iter().filter(|p| p.drifted).map(|p| p.period.to_string()).collect();
    // Where only some periods drifted, they are the news, even if they move the whole.
    let everywhere = drift.drifted && (periods.is_empty() || periods.len() == drift.periods.len());
    let all = drift.unknown.filter(|_| everywhere).map(|mean| percent(mean.value));
    if periods.is_empty() && all.is_none() {
        return None;
    }
    let more = periods.len().saturating_sub(NAMED);
    let mut named = periods[..periods.len() - more].join(if language == Language::Chinese { "、" } else { ", " });
    if more > 0 {
        named += &match language {
            Language::Chinese => format!(" 等 {} 期", periods.len()),
            Language::English => format!(" and {more} more"),
        };
    }
    let expected = drift.reference.map(|reference| percent(reference.mean));
    Some(match (language, all, expected) {
        (Language::Chinese, Some(all), Some(expected)) => format!(
            "文章用词明显偏离模型所学：平均 {all} 的词模型不认识（训练时同类文章为 {expected}）。分类结果宜抽查，模型宜用新的标注重新训练。"
        ),
        (Language::Chinese, _, Some(expected)) => format!(
            "{named} 的文章用词明显偏离模型所学（训练时平均 {expected} 的词不认识）。这些时段的分类结果宜抽查，模型宜用新的标注重新训练。"
        ),
        (Language::Chinese, ..) => {
            format!("{named} 的文章里模型不认识的词明显多于其他时段。这些时段的分类结果宜抽查。")
        }
        (Language::English, Some(all), Some(expected)) => format!(
            "The vocabulary has moved away from what the model learned: it does not know {all} of the words, against \
             {expected} of its own kind of articles. Check samples of its choices, and train it again on newer labels."
        ),
        (Language::English, _, Some(expected)) => format!(
            "In {named} the vocabulary has moved away from what the model learned, which left {expected} of words unknown. \
             Check samples of its choices there, and train it again on newer labels."
        ),
        (Language::English, ..) => format!(
            "In {named} the model does not know clearly more words than in the other periods. Check samples of its choices there."
        ),
    })
}

/// The plain facts, warning or not.
pub(in crate::report) fn facts(drift: &Drift, language: Language) -> String {
    let Some(mean) = drift.unknown else { return String::new() };
    let share = percent(mean.value);
    match (language, drift.reference) {
        (Language::Chinese, Some(reference)) => {
            format!("模型不认识的词平均占每篇的 {share}；训练时同类文章为 {}。", percent(reference.mean))
        }
        (Language::Chinese, None) => {
            format!("模型不认识的词平均占每篇的 {share}；该模型没有存参照值，只能比较各时段。")
        }
        (Language::English, Some(reference)) => format!(
            "On average the model does not know {share} of an article's words; of its own kind of articles {}.",
            percent(reference.mean)
        ),
        (Language::English, None) => format!(
            "On average the model does not know {share} of an article's words; no reference is kept in this model, so that \
             only periods can be compared with each other."
        ),
    }
}

/// The section of the findings in words.
pub(in crate::report) fn markdown(drift: &Drift, language: Language) -> String {
    let facts = facts(drift, language);
    if facts.is_empty() {
        return String::new();
    }
    let mut text = String::from(match language {
        Language::Chinese => "\n## 模型不认识的词\n\n",
        Language::English => "\n## Words the model does not know\n\n",
    });
    // Writing to a String does not fail.
    if let Some(warning) = warning(drift, language) {
        let label = if language == Language::Chinese { "注意：" } else { "Warning: " };
        let _ = write!(text, "**{label}{warning}** ");
    }
    text += &facts;
    text += match language {
        Language::Chinese => " 各时段见 vocabulary.csv。\n",
        Language::English => " By period: vocabulary.csv.\n",
    };
    text
}

/// What the page and the manifest tell.
pub(in crate::report) fn data(drift: &Drift) -> Value {
    let mean = drift.unknown.map(|m| json!({ "mean": m.value, "low": m.low, "high": m.high, "articles": m.count }));
    let reference = drift.reference.map(|r| json!({ "mean": r.mean, "spread": r.spread, "articles": r.articles }));
    let periods: Vec<String> = drift.periods.iter().filter(|p| p.drifted).map(|p| p.period.to_string()).collect();
    json!({ "unknown_share": mean, "reference": reference, "drifted": drift.drifted, "drifted_periods": periods })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnknownWords;
    use crate::trends::{PeriodKind, drift};

    #[test]
    fn warnings_and_facts_in_both_languages() {
        let date = |month: usize| format!("2024-{month:02}").parse().ok();
        let shares: Vec<_> = (0..400)
            .map(|i| (date(i % 8 + 1), if i % 8 == 7 { 0.12 } else { 0.02 } + (i / 8 % 5) as f64 * 0.001))
            .collect();
        let reference = Some(UnknownWords { articles: 100, mean: 0.022, spread: 0.03 });
        for reference in [reference, None] {
            let found = drift(&shares, PeriodKind::Month, reference);
            for language in [Language::Chinese, Language::English] {
                let text = markdown(&found, language);
                assert!(text.contains("2024-08") && !text.contains("2024-07"), "{text}");
                assert_eq!(text.contains("2.2%"), reference.is_some(), "{text}");
            }
            assert_eq!(data(&found)["drifted_periods"], json!(["2024-08"]));
        }
        let calm = drift(&shares[..7], PeriodKind::Month, reference);
        assert_eq!(warning(&calm, Language::English), None);
        assert_eq!(markdown(&drift(&[], PeriodKind::Month, None), Language::English), "");
        let all = drift(&shares, PeriodKind::Month, Some(UnknownWords { articles: 100, mean: 0.001, spread: 0.001 }));
        assert!(warning(&all, Language::English).is_some_and(|text| text.contains("3.4%")));
    }
}
