//! Who came first, in words: a section of the report and of its page.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::Language;
use crate::report::document::ReportInput;
use crate::report::lag::{LagFindings, days_told, median_told, signed};
use crate::report::words::{province, say};
use crate::trends::{Lag, MOST_SHIFT, TermLag};

/// A table with what stands above and below it.
struct Table {
    title: String,
    above: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The section: sentences, then tables.
struct Section {
    told: Vec<String>,
    tables: Vec<Table>,
}

fn section(input: &ReportInput<'_>, found: &LagFindings, language: Language) -> Section {
    let mut section = Section { told: Vec::new(), tables: Vec::new() };
    if let Some(none) = found.none {
        section.told.push(none.told(language).into());
        return section;
    }
    section.tables.extend(found.terms.iter().map(|(term, lag)| term_table(term, lag, language)));
    section.tables.extend(theme_table(input, found, language));
    let (looked_at, enough) = found.looked_at();
    let clear = found.clear_themes().iter().map(|&theme| found.clear(theme).len()).sum::<usize>();
    let (unclear, few) = (enough - clear, looked_at - enough);
    section.told.push(match language {
        Language::Chinese => format!(
            "主题：比较 {looked_at} 对（主题 × 省份），{clear} 对先后明显，{unclear} 对不明显（不给数字），{few} 对文章太少。"
        ),
        Language::English => format!(
            "Themes: of {looked_at} pairs (theme × province) {clear} are clear, {unclear} are not clear (no number is given), and \
             {few} have too few articles."
        ),
    });
    if found.terms.is_empty() {
        section.told.push(
            say(
                language,
                "要看某个提法谁先提出，加选项 --term，例如 --term 新质生产力。",
                "To see who named something first, add --term, as in --term 新质生产力.",
            )
            .into(),
        );
    }
    if found.unknown + found.undated > 0 {
        let (unknown, undated) = (found.unknown, found.undated);
        section.told.push(match language {
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
            median_told(lag.median, language)
        ),
        (Some(first), Language::English) => format!(
            "First at the centre on {first} ({naming} articles){}; {}.",
            if lag.centre_open { ", the first day read: it may have been earlier" } else { "" },
            median_told(lag.median, language)
        ),
    };
    let head = match language {
        Language::Chinese => vec!["省份", "首次", "比中央晚（天）", "第 3 篇", "篇数", "说明"],
        Language::English => vec!["province", "first", "days after", "third article", "articles", "remark"],
    };
    // Where nobody counts from the centre's day, who has not named it is told together.
    let told = |days: &Lag, first: Option<jiff::civil::Date>| *days != Lag::Unknown || first.is_some();
    let told = lag.provinces.iter().filter(|(_, own, days)| told(days, own.first));
    let rows = told.map(|(region, own, days)| {
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
            days_told(*days, lag.centre_open),
            date(own.sturdy),
            naming,
            remarks.join(say(language, "；", "; ")),
        ]
    });
    let rows = rows.collect();
    Table { title: format!("“{term}”"), above, head, rows }
}

/// The clear pairs of themes and provinces.
fn theme_table(input: &ReportInput<'_>, found: &LagFindings, language: Language) -> Option<Table> {
    let mut rows = Vec::new();
    for theme in found.clear_themes() {
        for (region, days, following) in found.clear(theme) {
            let Some(shift) = following.shift else { continue };
            let bin = if shift.bin == 1 { say(language, "日", "day") } else { say(language, "周", "week") };
            rows.push(vec![
                input.classifier.themes()[theme].name(language).to_owned(),
                province(Some(region), language),
                signed(days),
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
             log–log 尺度），只计中央首次那天已有报纸的省。主题：去趋势的每日（不够则每周）占比，错位不超过 {MOST_SHIFT} 个时段；\
             显著性由全部循环错位得出（无随机数），错误发现率按 Benjamini 与 Hochberg（1995）在全部省份 × 主题上控制在 5%。见 lag.csv。"
        ),
        Language::English => format!(
            "How: the centre is the nationwide papers of the table of papers, a province the papers whose home lies in it; days are \
             those of the articles. “≤”: the province's papers were not read on the centre's first day, or named it on the first \
             day read; “≥”: the centre's did; “?”: both, or read only after the centre's day and not named, so that nothing is bounded; “>”: not named by the last day read. Median by Kaplan & Meier (1958), interval by Brookmeyer & Crowley \
             (1982, log–log), over provinces read by the centre's first day. Themes: detrended shares by day, or by week where days \
             hold too little, up to {MOST_SHIFT} bins either way; significance from all circular shifts (no random numbers), false \
             discovery rate by Benjamini & Hochberg (1995) over all provinces × themes, 5%. See lag.csv."
        ),
    }
}

/// The section in Markdown.
pub(super) fn markdown(input: &ReportInput<'_>, found: &LagFindings) -> String {
    let language = input.language;
    let section = section(input, found, language);
    let mut text =
        format!("\n## {}\n\n", say(language, "中央与各省的先后", "The centre and the provinces: who came first"));
    text += &(section.told.join(say(language, "", " ")) + "\n");
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
pub(super) fn page(input: &ReportInput<'_>, found: &LagFindings) -> Value {
    let told = |language: Language| {
        let section = section(input, found, language);
        let tables: Vec<Value> = section
            .tables
            .iter()
            .map(|t| json!({ "title": t.title, "above": t.above, "head": t.head, "rows": t.rows }))
            .collect();
        let methods = if found.none.is_none() { methods(language) } else { String::new() };
        json!({ "told": section.told, "tables": tables, "methods": methods })
    };
    json!({ "zh": told(Language::Chinese), "en": told(Language::English) })
}
