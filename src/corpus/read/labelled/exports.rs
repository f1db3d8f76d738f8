//! What press databases hand out as plain text: Wisers (慧科), which has a reader of its own, and Factiva, whose fields bear two or three
//! capitals.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections::is_section;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::wisers;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The articles of an export, and what stands around them; none where a text is no export.
pub(in crate::corpus::read) fn exported(lines: &TextLines<'_>) -> Option<Collected> {
    // A quick check spares nearly all texts the regular expressions: numbers of articles, and names of fields in capitals.
    let has_capitals = |line: &str| line.bytes().take_while(u8::is_ascii_uppercase).nth(1).is_some();
    let may_be_of_export = |line: &&str| has_capitals(line) || may_end(line);
    if !lines.all.iter().any(may_be_of_export) {
        return None;
    }
    let lines: Vec<&str> = lines.all.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()).collect();
    let articles = if lines.iter().any(|line| wisers::is_end(line)) {
        wisers::articles(&lines)?
    } else if lines.iter().any(|line| is_factiva_end(line)) && !lines.iter().any(|line| line.starts_with("HD ")) {
        factiva_articles(&lines)
    } else {
        factiva(&lines)
    };
    (!articles.is_empty()).then(|| (articles, Vec::new()))
}

/// Whether a line may begin with the number of an article; this quick test rules nearly all lines out.
fn may_end(line: &str) -> bool {
    ["文章", "文件", "文檔", "Document"].iter().any(|word| line.trim_start().starts_with(word))
}

/// The line with the number of an article of Factiva, which ends it: “文件 XHCNS00020210602eh6200001”.
fn is_factiva_end(line: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*(?:文件|文檔|Document)\s*[A-Z]{2,8}[A-Z0-9]{0,8}\d{8}[a-z][a-z0-9]{5,}$"));
    may_end(line) && FORM.is_match(line)
}

/// Whether a line is a sentence of an article rather than the line of rights, which ends with 保留所有权利。
fn ends_sentence_of_text(line: &str) -> bool {
    line.ends_with('。') && !line.contains("保留") && !line.contains("reserved")
}

/// Whether a line names who wrote an article, perhaps behind the paper: “兰河日报记者 方小舟”, “By 方小舟”.
fn names_writer(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[\p{Han}（）()]{0,12}?(?:记者|記者|通讯员|通訊員|评论员|作者|撰稿|撰文)|文)\s*[:：/／]?\s*(?P<names>\p{Han}[\p{Han}\s、]{1,30})$",
        )
    });
    static ROLES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:实习|特约|见习)?(?:记者|記者|通讯员|通訊員)|实习生"));
    let are_writers = |names: &str| are_persons(ROLES.replace_all(names, " ").trim());
    line.starts_with("By ") || FORM.captures(line).is_some_and(|found| are_writers(&found["names"]))
}

/// Articles of Factiva without the names of fields: the headline, the number of characters, day, paper, page, code, language
/// and rights, one below the other; then the text, and the number of the article.
fn factiva_articles(lines: &[&str]) -> Vec<ArticleParts> {
    static LENGTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\d,]+\s*(?:字|個字|words)$"));
    // The last of the fields: who has the rights, or the language where an export leaves them out.
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:版权所有|版權所有|Copyright|[（(]c[）)]|©)|^(?:简体中文|繁體中文|繁体中文|中文|Chinese.{0,16})$")
    });
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:第\s*)?[A-Z]{0,2}\d{1,3}\s*版?$"));
    static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z0-9]{3,8}$"));
    static FOOT: LazyLock<Regex> = LazyLock::new(|| pattern(r"Factiva, Inc\.|^第\s*\d+\s*页[，,]?\s*共\s*\d+\s*页"));
    let mut articles = Vec::new();
    for own in lines.split(|line| is_factiva_end(line)) {
        let own: Vec<&str> = own.iter().map(|line| line.trim()).filter(|line| !FOOT.is_match(line)).collect();
        let length = own.iter().take(8).position(|line| LENGTH.is_match(line)).filter(|at| *at > 0);
        // The first such line, and those right below it.
        let is_last = |at: &usize| own.get(*at).is_some_and(|line| LAST.is_match(line) && !ends_sentence_of_text(line));
        let last = length.and_then(|length| (length..length + 10).find(is_last));
        let last = last.map(|first| (first..own.len()).take_while(is_last).last().unwrap_or(first));
        let Some((length, last)) = length.zip(last).filter(|(length, last)| length < last) else { continue };
        let mut parts = ArticleParts::default();
        let mut above = &own[..length];
        if let [section, rest @ ..] = above
            && !rest.is_empty()
            && is_section(section)
        {
            above = rest;
        }
        if let [rest @ .., byline] = above
            && !rest.is_empty()
            && names_writer(byline)
        {
            (above, parts.byline) = (rest, (*byline).to_owned());
        }
        parts.title = above.concat();
        for field in &own[length + 1..=last] {
            if let Some(found) = find_date(field).filter(|_| !LAST.is_match(field)) {
                parts.date = parts.date.or_else(|| Some(found.date.into()));
            } else if PAGE.is_match(field) {
                parts.page = page_number(field.trim_end_matches('版'));
            } else if parts.source.is_empty() && !CODE.is_match(field) && !LAST.is_match(field) {
                (*field).clone_into(&mut parts.source);
            }
        }
        parts.paragraphs = own[last + 1..].iter().map(|line| (*line).to_owned()).collect();
        if !parts.paragraphs.is_empty() {
            articles.push(parts);
        }
    }
    articles
}

/// The fields of Factiva's articles: a field's further lines are indented, but for those of the text in some exports. What stands
/// behind the last field of an article, its number, belongs to the search.
fn factiva(lines: &[&str]) -> Vec<ArticleParts> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([A-Z]{2,3})\s{2,}(\S.*)$|^(LP|TD)$"));
    // Copied from a page, the names stand close to their values.
    static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:\s+\S.*|\s*[^\x00-\x7F].*)?$")
    });
    // What may follow a text: lists of codes, the publisher, the number of the article.
    static BELOW_TEXT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:CO|IN|NS|RE|IPD|IPC)\s+[a-z0-9]{2,10}\s*[:：].*|PUB\s+[^。]{2,40}|AN\s*(?:文件|文檔|Document)\s.*|TD(?:\s.*|[^\x00-\x7F].*)?)$",
        )
    });
    let is_wide = lines.iter().any(|line| FIELD.captures(line).is_some_and(|found| found.get(1).is_some()));
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut field = "";
    for line in lines {
        let mut value = line.trim();
        let may_end = !matches!(field, "LP" | "TD")
            || BELOW_TEXT.is_match(line)
            || line.starts_with("HD ") && !line.contains('。');
        let close = || CLOSE.captures(line).filter(|_| !is_wide && may_end);
        if let Some(found) = FIELD.captures(line).or_else(close) {
            // The text may begin on the line below its name.
            let name = found.get(1).or_else(|| found.get(3)).map_or("", |name| name.as_str());
            field = name;
            value = line.trim().strip_prefix(name).unwrap_or_default().trim();
            if field == "HD" {
                articles.push(ArticleParts::default());
            }
        } else if !line.starts_with([' ', '\t', '\u{3000}']) && !matches!(field, "LP" | "TD") {
            field = "";
        }
        let Some(article) = articles.last_mut() else { continue };
        match field {
            "HD" => article.title += value,
            "PD" => article.date = article.date.or_else(|| find_date(value).map(|found| found.date.into())),
            "SN" => value.clone_into(&mut article.source),
            "BY" => value.clone_into(&mut article.byline),
            "PG" => article.page = page_number(value),
            "LP" | "TD" if !value.is_empty() => article.paragraphs.push(value.to_owned()),
            _ => {}
        }
    }
    articles.retain(|article| !article.paragraphs.is_empty());
    if articles.iter().any(|article| article.date.is_some() && !article.source.is_empty()) {
        articles
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String, String, String)> {
        let (articles, _) = exported(&TextLines::of(text)).unwrap_or_default();
        let day = |article: &ArticleParts| article.date.map(|date| date.to_string()).unwrap_or_default();
        articles.iter().map(|a| (a.title.clone(), day(a), a.source.clone(), a.paragraphs.join("/"))).collect()
    }

    #[test]
    fn articles_of_wisers_end_with_their_number() {
        let paper_first = "慧科新聞搜索研究數據庫\n\n蘭河日報\nA08 | 港聞 | 2024-03-05\n\n三個項目簽約\n\n昨日簽約。\n\n市民歡迎。\n\n文章編號: 202403053567001\n\n\
            本內容之版權為相關內容供應商擁有。\n\n蘭河晚報\nA02 | 要聞 | 2024-03-06 | By 本報記者\n\n公園開放\n\n市民常來。\n\n文章編號: 202403063567002\n";
        let row =
            |title: &str, day: &str, source: &str, text: &str| (title.into(), day.into(), source.into(), text.into());
        assert_eq!(
            shown(paper_first),
            [
                row("三個項目簽約", "2024-03-05", "蘭河日報", "昨日簽約。/市民歡迎。"),
                row("公園開放", "2024-03-06", "蘭河晚報", "市民常來。")
            ]
        );
        let title_first = "1. 三个项目签约\n兰河日报  | A10 兰河新闻  | 2024-03-05\n字数：27字\n\n    昨日签约。\n\n文章编号：2024030532300001\nCopyright (c)\n------\n";
        assert_eq!(shown(title_first), [row("三个项目签约", "2024-03-05", "兰河日报", "昨日签约。")]);
    }

    #[test]
    fn the_headline_may_stand_below_the_kind_of_medium() {
        let text = "慧科搜索\n\n兰河日报 | 2024-03-05\n报章 | A07 | 港闻\n三个项目签约\n昨日签约。\n文章编号: 202403053567001\n________\n\n\
            兰河晚报 | 2024-03-06\n报章 | B02 | 要闻\n公园开放\n市民常来。\n文章编号: 202403063567002\n";
        let row =
            |title: &str, day: &str, source: &str, text: &str| (title.into(), day.into(), source.into(), text.into());
        let expected = [
            row("三个项目签约", "2024-03-05", "兰河日报", "昨日签约。"),
            row("公园开放", "2024-03-06", "兰河晚报", "市民常来。"),
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn the_headline_may_stand_above_paper_day_and_medium() {
        let text = "慧科新聞搜尋\n搜尋結果：共 2 篇\n\n三個項目簽約\n蘭河日報  |  2024-03-05\n報章 | A07 | 要聞 | By 何曉嵐\n字數: 27 字\n\n昨日簽約。\n\n文章編號: 202403053567001\n本內容版權為有關報章所有\n\n\n\
            公園開放\n蘭河晚報  |  2024-03-06\n報章 | B02 | 要聞\n字數: 8 字\n\n市民常來。\n\n文章編號: 202403063567002\n本內容版權為有關報章所有\n";
        let row =
            |title: &str, day: &str, source: &str, text: &str| (title.into(), day.into(), source.into(), text.into());
        let expected = [
            row("三個項目簽約", "2024-03-05", "蘭河日報", "昨日簽約。"),
            row("公園開放", "2024-03-06", "蘭河晚報", "市民常來。"),
        ];
        assert_eq!(shown(text), expected);
        let (articles, _) = exported(&TextLines::of(text)).expect("an export");
        assert_eq!((articles[0].page.as_str(), articles[0].byline.as_str()), ("A07", "何曉嵐"));
    }

    #[test]
    fn articles_of_factiva_may_have_no_names_of_fields() {
        let text = "要闻\n三个项目签约\n记者 方小舟\n12 字\n2024 年 3 月 5 日 08:12\n兰河日报\n3\nLANHE\n简体中文\n版权所有 2024. 兰河日报. 保留所有权利。\n\n\
            昨日签约。\n\n市民欢迎。\n\n文件 LANHE000020240305eh3500001\n\n第 1 页，共 2 页 © 2024 Factiva, Inc. 保留所有权利。\n公园开放\n兰河晚报记者 林小禾 通讯员 何晓岚\n8 字\n2024 年 3 月 6 日\n兰河晚报\nLANHW\n简体中文\n\
            市民常来。\n文件 LANHW000020240306eh3600002\n\n© 2024 Factiva, Inc. 保留所有权利。\n";
        let row =
            |title: &str, day: &str, source: &str, text: &str| (title.into(), day.into(), source.into(), text.into());
        let expected = [
            row("三个项目签约", "2024-03-05", "兰河日报", "昨日签约。/市民欢迎。"),
            row("公园开放", "2024-03-06", "兰河晚报", "市民常来。"),
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn articles_of_factiva_have_fields_of_capitals() {
        let text = "HD          三个项目签约\nWC          30 字\nPD          2024 年 3 月 5 日\nSN          兰河日报\n\
            LP          昨日签约。\n\nTD          市民欢迎。\n\n            会议还研究了其他事项。\n\nNS          gpol : 国内政治\nAN          文件 a\n\n搜索摘要\n";
        let expected = (
            "三个项目签约".into(),
            "2024-03-05".into(),
            "兰河日报".into(),
            "昨日签约。/市民欢迎。/会议还研究了其他事项。".into(),
        );
        assert_eq!(shown(text), [expected]);
    }

    #[test]
    fn fields_copied_from_a_page_stand_close_to_their_values() {
        let text = "HD 三个项目签约\nBY方小舟\nWC 30字\nPD 2024年3月5日\nSN兰河日报\nLP\n昨日签约。\nTD\n市民欢迎。\nRE china :中国\nAN 文件 LANHE000020240305eh3500001\n";
        let expected = ("三个项目签约".into(), "2024-03-05".into(), "兰河日报".into(), "昨日签约。/市民欢迎。".into());
        assert_eq!(shown(text), [expected]);
    }

    #[test]
    fn a_rule_may_stand_above_the_line_with_bars() {
        let text = "目录\n1. 三个项目签约\n======\n兰河日报 | A07 | 都市 | 2024-03-05\n26 字\n三个项目签约\n作者: -\n昨日签约。\n文章编号: 202403053567001\n";
        let expected = ("三个项目签约".into(), "2024-03-05".into(), "兰河日报".into(), "昨日签约。".into());
        assert_eq!(shown(text), [expected]);
    }

    #[test]
    fn a_number_or_nothing_may_stand_above_the_line_with_bars() {
        let one = "兰河日报 | A07 | 都市 | 2024-03-05\n\n三个项目签约\n\n昨日签约。\n\n文章编号: 202403053567001\n\n";
        let two = "兰河晚报 | B02 | 要闻 | 2024-03-06\n\n公园开放\n\n市民常来。\n\n文章编号: 202403063567002\n";
        let row =
            |title: &str, day: &str, source: &str, text: &str| (title.into(), day.into(), source.into(), text.into());
        let expected = [
            row("三个项目签约", "2024-03-05", "兰河日报", "昨日签约。"),
            row("公园开放", "2024-03-06", "兰河晚报", "市民常来。"),
        ];
        for text in [
            format!("1.\n{one}2.\n{two}"),
            format!("{one}{two}"),
            format!("云岭剪报\n{one}本内容之版權為相關內容供應商擁有。\n{two}"),
        ] {
            assert_eq!(shown(&text), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_exports() {
        for text in ["", "文章编号：2024030532300001\n", "CD  会议\nHD 会议\n", "三个项目签约\n\n昨日签约。\n"]
        {
            assert!(exported(&TextLines::of(text)).is_none(), "{text}");
        }
    }
}
