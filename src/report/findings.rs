//! What was found out, as tables and in words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::Language;
use crate::corpus::NONE;
use crate::report::Reported;
use crate::report::document::{Analysis, ReportInput};
use crate::report::tables::csv_line;
use crate::report::words::{percent, points, thousands};
use crate::report::{lag_words, terms, vocabulary};
use crate::trends::{Drift, Issue, Series};

/// Changes whose false discovery rate is below this are told as such.
pub(super) const CLEAR: f64 = 0.05;

fn number(value: f64) -> String {
    format!("{value:.6}")
}

/// One row a theme: its share as counted and corrected, its change between the spans compared, its trend, bursts and
/// lasting changes of level along the series.
pub(super) fn changes_csv(input: &ReportInput<'_>, series: &Series, analysis: &Analysis) -> String {
    let mut text = csv_line(&[
        "theme",
        "theme_name",
        "share",
        "share_low",
        "share_high",
        "corrected",
        "corrected_low",
        "corrected_high",
        "adjusted_count",
        "adjusted_count_low",
        "adjusted_count_high",
        "share_by_prominence",
        "before_from",
        "before_to",
        "before_count",
        "before_total",
        "after_from",
        "after_to",
        "after_count",
        "after_total",
        "difference",
        "difference_low",
        "difference_high",
        "p_value",
        "false_discovery_rate",
        "trend_tau",
        "trend_slope",
        "trend_false_discovery_rate",
        "bursts",
        "level_changes",
    ]);
    for (theme, named) in input.classifier.themes().iter().enumerate() {
        let share = series.overall(theme);
        let mut row = vec![named.id.clone(), named.name(input.language).to_owned()];
        row.extend([share.value, share.low, share.high].map(number));
        for corrected in [&analysis.corrected, &analysis.adjusted] {
            match corrected.get(theme) {
                Some(corrected) => row.extend([corrected.value, corrected.low, corrected.high].map(number)),
                None => row.extend(std::iter::repeat_n(String::new(), 3)),
            }
        }
        row.push(number(analysis.prominent[theme]));
        match analysis.spans.zip(analysis.changes.get(theme)) {
            Some(((before, after), change)) => {
                let found = &change.difference;
                for (span, share) in [(before, found.before), (after, found.after)] {
                    row.extend([span.first.to_string(), span.last.to_string()]);
                    row.extend([share.count.to_string(), share.total.to_string()]);
                }
                row.extend([found.value, found.low, found.high, found.p_value, change.false_discovery].map(number));
            }
            None => row.extend(std::iter::repeat_n(String::new(), 13)),
        }
        let movement = &analysis.movements[theme];
        match movement.trend {
            Some(trend) => row.extend([trend.tau, trend.slope, movement.false_discovery].map(number)),
            None => row.extend(std::iter::repeat_n(String::new(), 3)),
        }
        let named = |period: usize| series.periods[period].to_string();
        let bursts: Vec<String> =
            movement.bursts.iter().map(|b| format!("{}..{}", named(b.first), named(b.last))).collect();
        let levels: Vec<String> = movement
            .levels
            .iter()
            .map(|c| format!("{} ({} → {})", named(c.period), percent(c.before.value), percent(c.after.value)))
            .collect();
        row.extend([bursts.join("; "), levels.join("; ")]);
        text += &csv_line(&row);
    }
    text
}

/// One row an issue, seen or missing.
pub(super) fn coverage_csv(coverage: &[Issue]) -> String {
    let mut text = csv_line(&["source", "date", "weekday", "pages", "articles", "status"]);
    for issue in coverage {
        text += &csv_line(&[
            issue.source.clone(),
            issue.day.to_string(),
            format!("{:?}", issue.day.weekday()),
            issue.pages.to_string(),
            issue.articles.to_string(),
            if issue.missing { "missing" } else { "seen" }.into(),
        ]);
    }
    text
}

/// The stories with several printings: one row a printing, the first printing of each story first.
pub(super) fn stories_csv(articles: &[Reported]) -> String {
    let mut stories: BTreeMap<usize, Vec<&Reported>> = BTreeMap::new();
    for article in articles {
        stories.entry(article.story).or_default().push(article);
    }
    let mut text = csv_line(&["story", "printings", "first", "date", "source", "id", "title"]);
    for (story, mut printings) in stories.into_iter().filter(|(_, printings)| printings.len() > 1) {
        printings.sort_by_key(|article| article.reprint);
        for article in &printings {
            text += &csv_line(&[
                story.to_string(),
                printings.len().to_string(),
                if article.reprint { "no" } else { "yes" }.into(),
                article.seen.date.map(|d| d.to_string()).unwrap_or_default(),
                article.seen.source.clone(),
                article.id.clone(),
                article.title.clone(),
            ]);
        }
    }
    text
}

/// The findings in words, with methods and limits, in Markdown.
pub(super) fn markdown(input: &ReportInput<'_>, series: &Series, analysis: &Analysis) -> String {
    let chinese = input.language == Language::Chinese;
    let themes = input.classifier.themes();
    let total = series.total();
    let reprints = input.articles.iter().filter(|a| a.reprint).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    let unplaced = input.articles.iter().filter(|a| a.seen.region.is_none()).count();
    let undated = input.articles.len() - total;
    let first = series.periods.first().map(ToString::to_string).unwrap_or_default();
    let last = series.periods.last().map(ToString::to_string).unwrap_or_default();
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = if chinese {
        write!(
            text,
            "# 政策主题关注度报告\n\n{} 篇文章，{first} 至 {last}；其中转载 {reprints} 篇，地区不能确定 {unplaced} 篇；\
             另有 {undated} 篇日期不详、未计入；按出版规律缺 {missing} 期。\n\n## 各主题占比\n\n\
             | 主题 | 篇数 | 占比 | 95% 区间 | 校正后 | 校正区间 | 变化（百分点） | 错误发现率 |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n",
            thousands(total)
        )
    } else {
        write!(
            text,
            "# Attention to policy themes\n\n{} articles, {first} to {last}; {reprints} reprints; {unplaced} of unknown \
             place; {undated} more undated and not counted; {missing} issues missing by the papers' own rhythm.\n\n\
             ## Shares of themes\n\n\
             | theme | articles | share | 95% interval | corrected | its interval | change (points) | false discovery rate |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n",
            thousands(total)
        )
    };
    let mut ranking = series.ranking();
    ranking.sort_by_key(|&theme| themes[theme].id == NONE);
    for &theme in &ranking {
        let share = series.overall(theme);
        let corrected = analysis
            .corrected
            .get(theme)
            .map_or_else(Default::default, |c| [percent(c.value), format!("{}–{}", percent(c.low), percent(c.high))]);
        let change = analysis.changes.get(theme).map_or_else(Default::default, |change| {
            [points(change.difference.value), format!("{:.3}", change.false_discovery)]
        });
        let _ = writeln!(
            text,
            "| {} | {} | {} | {}–{} | {} | {} | {} | {} |",
            themes[theme].name(input.language),
            share.count,
            percent(share.value),
            percent(share.low),
            percent(share.high),
            corrected[0],
            corrected[1],
            change[0],
            change[1]
        );
    }
    text += &changes_in_words(input, analysis);
    // Without two spans there is nothing that came up between them.
    if analysis.spans.is_some() {
        text += &terms::markdown(input, &analysis.terms);
    }
    text += &vocabulary::markdown(&analysis.drift, input.language);
    text += &lag_words::markdown(input, &analysis.lag);
    text += &methods(input, chinese, !analysis.corrected.is_empty());
    text
}

/// The clear changes between the spans, largest first.
fn changes_in_words(input: &ReportInput<'_>, analysis: &Analysis) -> String {
    let Some((before, after)) = analysis.spans else { return String::new() };
    let chinese = input.language == Language::Chinese;
    let (a, b) = (format!("{} — {}", before.first, before.last), format!("{} — {}", after.first, after.last));
    let mut clear: Vec<_> = analysis.changes.iter().filter(|change| change.false_discovery < CLEAR).collect();
    clear.sort_by(|x, y| y.difference.value.abs().total_cmp(&x.difference.value.abs()).then(x.theme.cmp(&y.theme)));
    let mut text = if chinese {
        format!("\n## 变化\n\n比较 {a} 与 {b}；错误发现率低于 5% 的变化：\n\n")
    } else {
        format!("\n## Changes\n\n{a} against {b}; changes with a false discovery rate below 5%:\n\n")
    };
    if clear.is_empty() {
        text += if chinese { "没有。\n" } else { "None.\n" };
    }
    for change in clear {
        let found = &change.difference;
        let _ = writeln!(
            text,
            "- {}: {} → {} ({}, 95% {} – {})",
            input.classifier.themes()[change.theme].name(input.language),
            percent(found.before.value),
            percent(found.after.value),
            points(found.value),
            points(found.low),
            points(found.high)
        );
    }
    text
}

/// How the numbers came to be, and what they cannot tell.
fn methods(input: &ReportInput<'_>, chinese: bool, corrected: bool) -> String {
    let scores = input.classifier.metrics().map(|metrics| {
        let scores = &metrics.evaluation;
        (scores.articles, scores.accuracy, scores.macro_f1, scores.calibration_error)
    });
    let measured = match (scores, chinese) {
        (Some((n, accuracy, f1, error)), true) => {
            format!(
                "交叉验证（{n} 篇有标注的文章）：准确率 {accuracy:.3}，宏平均 F1 {f1:.3}，期望校准误差 {error:.3}。"
            )
        }
        (Some((n, accuracy, f1, error)), false) => format!(
            "Cross-validated on {n} labelled articles: accuracy {accuracy:.3}, macro-F1 {f1:.3}, expected calibration error {error:.3}."
        ),
        (None, true) => "模型没有测量过的成绩。".into(),
        (None, false) => "The model carries no measured scores.".into(),
    };
    let digest = input.classifier.digest();
    let corrected = match (corrected, chinese) {
        (true, true) => {
            "校正：用校准后的概率作期望最大化（Saerens、Latinne 与 Decaestecker 2002），假定各主题文章的样子与训练时相同、只是比例变了；区间含分类错误率本身的不确定。"
        }
        (false, true) => "未校正：文章太少，或其样子与训练时的相差太大（校正后的比例解释不了计数），校正不可信。",
        (true, false) => {
            "Corrected: expectation-maximisation on calibrated probabilities (Saerens, Latinne & Decaestecker 2002), assuming that articles of a theme look as they did in training and only the mix changed; intervals hold the uncertainty of the error rates too."
        }
        (false, false) => {
            "Not corrected: too few articles, or articles too unlike those of training (no corrected mix explains the counts), so that no correction could be believed."
        }
    };
    let terms = terms::methods(chinese);
    if chinese {
        format!(
            "\n## 方法与限度\n\n- 每篇文章由模型 `{digest}` 判定一个主要主题。{measured}\n\
             - 占比 = 以该主题为主的文章数 / 全部文章数，区间为 Wilson (1927)；没有文章的时段是缺口，不是零。\n\
             - {corrected}\n\
             - 对照：changes.csv 另有仅用混淆矩阵校正的占比（Forman 2008；Bunse 2022；其区间还含“文章是来源的随机样本”的抽样误差，故较宽）和按显著度加权的占比（头版、有标题、篇幅超过本报中位数各加一分，仿 Budd 1964）。\n\
             - 变化：Newcombe (1998) 区间；错误发现率按 Benjamini 与 Hochberg (1995)。文章当作彼此独立，同一事件的连续报道会使区间偏窄。\n\
             - 趋势：Mann–Kendall 与 Sen 斜率；突发：Kleinberg (2002)，γ = 2；水平变化：PELT（Killick 等 2012）。见 changes.csv。\n\
             {terms}\
             - 转载：字符片段的包含度不低于 0.5（同一报纸要求更高），见 stories.csv。\n\
             - 重复本报告：manifest.json 记有输入与模型的摘要和参数。\n"
        )
    } else {
        format!(
            "\n## Methods and limits\n\n- Model `{digest}` gives each article one primary theme. {measured}\n\
             - Share = articles whose primary theme it is / all articles, interval by Wilson (1927); a period without \
             articles is a gap, not a zero.\n\
             - {corrected}\n\
             - For comparison changes.csv has the shares corrected by the confusion matrix alone (Forman 2008; Bunse 2022; their intervals also hold the chance of which \
             articles came, and are wider for that) and \
             those weighed by prominence (a point each for the front page, a headline, more than the paper's median length; \
             after Budd 1964).\n\
             - Changes: interval by Newcombe (1998), false discovery rate by Benjamini & Hochberg (1995). Articles count as \
             independent: series of reports on one event make intervals too narrow.\n\
             - Trends: Mann–Kendall with Sen's slope; bursts: Kleinberg (2002), gamma 2; level changes: PELT (Killick et al. \
             2012). See changes.csv.\n\
             {terms}\
             - Reprints: containment of character shingles of at least 0.5, more within one paper; see stories.csv.\n\
             - To repeat this report: manifest.json has the digests of inputs and model, and the options.\n"
        )
    }
}

/// What a manifest tells.
#[derive(Debug, Clone, Copy)]
pub struct ManifestInput<'a> {
    /// The options that shaped the report.
    pub command: &'a str,
    /// The model's digest.
    pub model: &'a str,
    /// Name, SHA-256 and size in bytes of each input.
    pub inputs: &'a [(String, String, u64)],
    /// Articles classified.
    pub articles: usize,
    /// Of them, those whose date does not tell their period.
    pub undated: usize,
    /// How far their language moved away from what the model learned.
    pub drift: &'a Drift,
}

/// What a reviewer needs to repeat a report bit for bit, as JSON: program, model, options, and the inputs with their
/// digests. There is no clock in it.
pub fn manifest(input: &ManifestInput<'_>) -> String {
    let inputs: Vec<serde_json::Value> = input
        .inputs
        .iter()
        .map(|(name, digest, size)| serde_json::json!({ "name": name, "sha256": digest, "bytes": size }))
        .collect();
    let manifest = serde_json::json!({
        "program": concat!("policyvane ", env!("CARGO_PKG_VERSION")),
        "command": input.command,
        "model": input.model,
        "articles": input.articles,
        "undated": input.undated,
        "vocabulary": vocabulary::data(input.drift),
        "inputs": inputs,
    });
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}
