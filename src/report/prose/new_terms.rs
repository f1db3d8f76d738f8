//! New terms, in words and for the page.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{Analysis, TermFinding, ThemeTerms};
use crate::corpus::Theme;
use crate::trends::Span;

/// A term as readers see it: a piece of a longer slogan with the rest of it in brackets.
fn shown(finding: &TermFinding) -> String {
    let beside = |text: &str| if text.is_empty() { String::new() } else { format!("〔{text}〕") };
    format!("{}{}{}", beside(&finding.context.before), finding.term, beside(&finding.context.behind))
}

/// The themes that have terms to show, without the theme that stands for no policy.
fn with_terms(analysis: &Analysis) -> impl Iterator<Item = &ThemeTerms> {
    let none = analysis.none;
    analysis
        .new_terms
        .iter()
        .filter(move |theme| none != Some(theme.theme) && !(theme.rising.is_empty() && theme.fading.is_empty()))
}

/// The section of the findings in words.
pub(super) fn markdown(analysis: &Analysis, themes: &[Theme], language: Language) -> String {
    let chinese = language == Language::Chinese;
    let mut text = String::from(if chinese {
        "\n## 各主题内的新提法\n\n两段时间之间，各主题的文章里明显多起来的词（前段篇数 → 后段篇数）；错误发现率低于 5%，全部见 terms.csv。\n\n"
    } else {
        "\n## New terms within themes\n\nTerms that clearly came up among a theme's articles between the two spans (articles \
         before → after), with a false discovery rate below 5%; all of them in terms.csv.\n\n"
    });
    let mut any = false;
    for theme in with_terms(analysis) {
        any = true;
        let listed = |places: &[usize]| {
            let findings = places.iter().map(|&place| &theme.found[place]);
            let terms = findings.map(|f| format!("{} ({} → {})", shown(f), f.before, f.after));
            terms.collect::<Vec<_>>().join(if chinese { "、" } else { ", " })
        };
        let (rising, fading) = (listed(&theme.rising), listed(&theme.fading));
        let _ = write!(text, "- **{}**", themes[theme.theme].name(language));
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
pub(in crate::report) fn data(analysis: &Analysis) -> Value {
    let Some(comparison) = &analysis.comparison else { return Value::Null };
    let listed = |theme: &ThemeTerms, places: &[usize]| -> Vec<Value> {
        let findings = places.iter().map(|&place| &theme.found[place]);
        findings.map(|f| json!([shown(f), f.before, f.after])).collect()
    };
    let themes: Vec<Value> = with_terms(analysis)
        .map(|theme| {
            json!({
                "theme": theme.theme,
                "totals": [theme.before_total, theme.after_total],
                "rising": listed(theme, &theme.rising),
                "fading": listed(theme, &theme.fading),
            })
        })
        .collect();
    let days = |span: Span| format!("{} – {}", span.first, span.last);
    json!({ "spans": [days(comparison.before), days(comparison.after)], "themes": themes })
}
