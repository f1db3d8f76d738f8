//! Who was first, in words: a section of the report and of its page.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{LagFindings, NoLag};
use crate::corpus::Theme;
use crate::report::words::{province, say, signed_days};
use crate::trends::{Lag, MAX_SHIFT, MedianWaiting, TermLag};

/// A table with what stands above and below it.
struct Table {
    title: String,
    above: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The section: sentences, then tables.
struct Section {
    sentences: Vec<String>,
    tables: Vec<Table>,
}

fn section(found: &LagFindings, themes: &[Theme], language: Language) -> Section {
    let mut section = Section { sentences: Vec::new(), tables: Vec::new() };
    if let Some(none) = found.none {
        section.sentences.push(no_lag(none, language).into());
        return section;
    }
    section.tables.extend(found.terms.iter().map(|(term, lag)| term_table(term, lag, language)));
    section.tables.extend(theme_table(found, themes, language));
    let (pairs, enough) = found.pairs();
    let clear = found.clear_themes().iter().map(|&theme| found.clear(theme).len()).sum::<usize>();
    let (unclear, few) = (enough - clear, pairs - enough);
    section.sentences.push(match language {
        Language::Chinese => format!(
            "主题：比较 {pairs} 对（主题 × 省份），{clear} 对先后明显，{unclear} 对不明显（不给数字），{few} 对文章太少。"
        ),
        Language::English => format!(
            "Themes: of {pairs} pairs (theme × province) {clear} are clear, {unclear} are not clear (no number is given), and \
             {few} have too few articles."
        ),
    });
    if found.terms.is_empty() {
        section.sentences.push(
            say(
                language,
                "要看某个提法谁先提出，加选项 --term，例如 --term 新质生产力。",
                "To see who named something first, add --term, as in --term 新质生产力.",
            )
            .into(),
        );
    }
    if found.unknown_tier + found.undated > 0 {
        let (unknown, undated) = (found.unknown_tier, found.undated);
        section.sentences.push(match language {
            Language::Chinese => format!("未计入：来源级别不明的 {unknown} 篇，没有完整日期的 {undated} 篇。"),
            Language::English => {
                format!(
                    "Left out: {unknown} articles of papers whose level is unknown, {undated} without a whole date."
                )
            }
        });
    }
    section
}

fn term_table(term: &str, lag: &TermLag, language: Language) -> Table {
    let date = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let (naming, articles, last) = (lag.centre.naming, lag.centre.articles, lag.centre.read.1);
    let (provinces, named) =
        (lag.provinces.len(), lag.provinces.iter().filter(|(_, own, _)| own.first.is_some()).count());
    let above = match (lag.centre.first, language) {
        (None, Language::Chinese) => {
            format!("中央报纸至 {last} 没有提到（读到 {articles} 篇），无从计算天数；{provinces} 省中 {named} 省提到。")
        }
        (None, Language::English) => {
            format!(
                "Not named at the centre by {last} ({articles} articles read): there is no day to count from; {named} of {provinces} \
                 provinces have named it."
            )
        }
        (Some(first), Language::Chinese) => format!(
            "中央首次 {first}（共 {naming} 篇）{}；{}。",
            if lag.centre_open { "，即读到的第一天，实际可能更早" } else { "" },
            median_shown(lag.median, language)
        ),
        (Some(first), Language::English) => format!(
            "First at the centre on {first} ({naming} articles){}; {}.",
            if lag.centre_open { ", the first day read: it may have been earlier" } else { "" },
            median_shown(lag.median, language)
        ),
    };
    let head = match language {
        Language::Chinese => vec!["省份", "首次", "比中央晚（天）", "第 3 篇", "篇数", "说明"],
        Language::English => vec!["province", "first", "days after", "third article", "articles", "remark"],
    };
    // Where nobody counts from the centre's day, who has not named it is sentences together.
    let sentences = |days: &Lag, first: Option<jiff::civil::Date>| *days != Lag::Unknown || first.is_some();
    let sentences = lag.provinces.iter().filter(|(_, own, days)| sentences(days, own.first));
    let rows = sentences.map(|(region, own, days)| {
        let mut remarks: Vec<String> = Vec::new();
        let (from, last) = own.read;
        match (*days, language) {
            (Lag::AtMost(_), Language::Chinese) => remarks.push(format!("{from} 才有报纸，可能更早")),
            (Lag::AtMost(_), Language::English) => remarks.push(format!("read from {from}: perhaps earlier")),
            (Lag::NotSeen, Language::Chinese) => remarks.push(format!("{from} 至 {last} 没有提到，此前不知")),
            (Lag::NotSeen, Language::English) => {
                remarks.push(format!("not named from {from} to {last}; before that unknown"));
            }
            (Lag::NotYet(_), Language::Chinese) => remarks.push(format!("至 {last} 尚未提到")),
            (Lag::NotYet(_), Language::English) => remarks.push(format!("not yet by {last}")),
            _ => {}
        }
        if own.reprint {
            remarks.push(say(language, "首篇是中央稿的转载", "the first reprints the centre").into());
        }
        let naming = format!("{} / {}", own.naming, own.articles);
        let place = province(Some(*region), language);
        vec![
            place,
            date(own.first),
            days_shown(*days, lag.centre_open),
            date(own.robust_day),
            naming,
            remarks.join(say(language, "；", "; ")),
        ]
    });
    let rows = rows.collect();
    Table { title: format!("“{term}”"), above, head, rows }
}

/// The clear pairs of themes and provinces.
fn theme_table(found: &LagFindings, themes: &[Theme], language: Language) -> Option<Table> {
    let mut rows = Vec::new();
    for theme in found.clear_themes() {
        for (region, days, following) in found.clear(theme) {
            let Some(shift) = following.shift else { continue };
            let bin = if shift.bin == 1 { say(language, "日", "day") } else { say(language, "周", "week") };
            rows.push(vec![
                themes[theme].name(language).to_owned(),
                province(Some(region), language),
                signed_days(days),
                format!("{bin} × {}", shift.bins),
                format!("{:.2}", shift.correlation),
                format!("{:.4}", following.false_discovery),
            ]);
        }
    }
    let head = match language {
        Language::Chinese => vec!["主题", "省份", "比中央晚（天）", "时段", "相关系数", "错误发现率"],
        Language::English => vec!["theme", "province", "days after", "bins", "correlation", "false discovery rate"],
    };
    let title = say(language, "占比起落的先后", "Whose ups and downs come first").to_owned();
    let above = say(
        language,
        "各省占比与中央占比的起落最合拍的错位；负数是省在前。同时起落也可能出于共同的日程，不等于谁影响谁。",
        "The shift at which a province's share goes with the centre's best; below 0 the province is first. Both may follow the same \
         calendar: this is no proof that one moves the other.",
    );
    (!rows.is_empty()).then(|| Table { title, above: above.into(), head, rows })
}

/// How the numbers came to be.
fn methods(language: Language) -> String {
    match language {
        Language::Chinese => format!(
            "方法：中央指来源表中全国性的报纸，省份指报纸所在省；天数按文章日期。“≤”：该省报纸在中央首次那天还没有读到，或读到的\
             第一天就已提到；“≥”：中央报纸读到的第一天就已提到；“?”：两者兼有，或中央首次之后才有报纸而未见，多少不定；“>”：读到最后一天还没有提到。中位数为 Kaplan–Meier（1958），区间为 Brookmeyer 与 Crowley（1982，\
             log–log 尺度），只计中央首次那天已有报纸的省。主题：去趋势的每日（不够则每周）占比，错位不超过 {MAX_SHIFT} 个时段；\
             显著性由全部循环错位得出（无随机数），错误发现率按 Benjamini 与 Hochberg（1995）在全部省份 × 主题上控制在 5%。见 lag.csv。"
        ),
        Language::English => format!(
            "How: the centre is the is_national papers of the table of papers, a province the papers whose home lies in it; days are \
             those of the articles. “≤”: the province's papers were not read on the centre's first day, or named it on the first \
             day read; “≥”: the centre's did; “?”: both, or read only after the centre's day and not named, so that nothing is bounded; “>”: not named by the last day read. Median by Kaplan & Meier (1958), interval by Brookmeyer & Crowley \
             (1982, log–log), over provinces read by the centre's first day. Themes: detrended shares by day, or by week where days \
             hold too little, up to {MAX_SHIFT} bins either way; significance from all circular shifts (no random numbers), false \
             discovery rate by Benjamini & Hochberg (1995) over all provinces × themes, 5%. See lag.csv."
        ),
    }
}

/// The section in Markdown.
pub(super) fn markdown(found: &LagFindings, themes: &[Theme], language: Language) -> String {
    let section = section(found, themes, language);
    let mut text =
        format!("\n## {}\n\n", say(language, "中央与各省的先后", "The centre and the provinces: who came first"));
    text += &(section.sentences.join(say(language, "", " ")) + "\n");
    for table in &section.tables {
        // Writing to a String does not fail.
        let _ = write!(text, "\n### {}\n\n{}\n", table.title, table.above);
        if table.rows.is_empty() {
            continue;
        }
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(text, "\n| {} |", table.head.join(" | "));
        let _ = writeln!(text, "|{}", "---|".repeat(table.head.len()));
        for row in &table.rows {
            let _ = writeln!(text, "| {} |", row.iter().map(|c| cell(c)).collect::<Vec<_>>().join(" | "));
        }
    }
    if found.none.is_none() {
        let _ = write!(text, "\n{}\n", methods(language));
    }
    text
}

/// The section for the page, in both languages.
pub(in crate::report) fn page(found: &LagFindings, themes: &[Theme]) -> Value {
    let sentences = |language: Language| {
        let section = section(found, themes, language);
        let tables: Vec<Value> = section
            .tables
            .iter()
            .map(|t| json!({ "title": t.title, "above": t.above, "head": t.head, "rows": t.rows }))
            .collect();
        let methods = if found.none.is_none() { methods(language) } else { String::new() };
        json!({ "sentences": section.sentences, "tables": tables, "methods": methods })
    };
    json!({ "zh": sentences(Language::Chinese), "en": sentences(Language::English) })
}

/// Why nothing can be compared, in a sentence.
pub(crate) fn no_lag(reason: NoLag, language: Language) -> &'static str {
    match reason {
        NoLag::OneSource => say(
            language,
            "全部文章出自一个来源，无法比较中央与各省的先后。",
            "All articles are of one source: nothing tells whether the centre or a province came first.",
        ),
        NoLag::NoNationalPaper => say(
            language,
            "没有已知的中央级（全国性）报纸，无法比较中央与各省的先后。",
            "No paper known to be of the centre (is_national): nothing tells whether it or a province came first.",
        ),
        NoLag::NoProvincialPaper => say(
            language,
            "没有已知所在省份的报纸，无法比较中央与各省的先后。",
            "No paper of a known province: nothing tells whether the centre or a province came first.",
        ),
    }
}

/// The days of a province as people read them: “≤ +6” where they may be fewer, “≥ +6” where they may be more, since the centre
/// named the term on the first day read of it, “? +6” where both may be.
pub(crate) fn days_shown(lag: Lag, centre_open: bool) -> String {
    match lag {
        Lag::Days(days) if centre_open => format!("≥ {}", signed_days(days)),
        Lag::AtMost(days) if !centre_open => format!("≤ {}", signed_days(days)),
        Lag::Days(days) => signed_days(days),
        Lag::AtMost(days) => format!("? {}", signed_days(days)),
        Lag::NotYet(days) => format!("> {}", signed_days(days)),
        Lag::NotSeen => "?".into(),
        Lag::Unknown => String::new(),
    }
}

/// The median in words.
pub(crate) fn median_shown(median: Option<MedianWaiting>, language: Language) -> String {
    let Some(median) = median else {
        return say(language, "各省中位数：不能算出", "median of the provinces: not known").into();
    };
    let end = |days: Option<i64>| days.map_or_else(|| "?".into(), signed_days);
    let (total, observed) = (median.total, median.observed);
    match (median.days, language) {
        (Some(days), Language::Chinese) => format!(
            "各省中位数 {} 天（95% 区间 {} 至 {}；{total} 省中 {observed} 省已提）",
            signed_days(days),
            end(median.low),
            end(median.high)
        ),
        (Some(days), Language::English) => format!(
            "median of the provinces {} days (95% {} to {}; {observed} of {total} have named it)",
            signed_days(days),
            end(median.low),
            end(median.high)
        ),
        (None, Language::Chinese) => format!("各省中位数：尚不到一半（{total} 省中 {observed} 省已提）"),
        (None, Language::English) => {
            format!("median of the provinces: not yet half ({observed} of {total} have named it)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_carry_their_sign() {
        let shown = |lag| [days_shown(lag, false), days_shown(lag, true)];
        assert_eq!(shown(Lag::Days(2)), ["+2", "≥ +2"]);
        assert_eq!(shown(Lag::AtMost(2)), ["≤ +2", "? +2"]);
        assert_eq!(shown(Lag::NotSeen), ["?", "?"]);
        assert_eq!(shown(Lag::NotYet(2)), ["> +2", "> +2"]);
    }

    #[test]
    fn medians_are_told_with_what_they_rest_on() {
        let median = MedianWaiting { days: Some(7), low: Some(-2), high: None, total: 9, observed: 6 };
        assert_eq!(
            median_shown(Some(median), Language::Chinese),
            "各省中位数 +7 天（95% 区间 −2 至 ?；9 省中 6 省已提）"
        );
        let not_yet = MedianWaiting { days: None, low: None, ..median };
        assert!(median_shown(Some(not_yet), Language::English).contains("not yet half (6 of 9"));
    }
}
