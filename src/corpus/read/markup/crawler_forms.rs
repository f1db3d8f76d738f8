//! Forms in which crawlers write headlines, fields and ends of texts, rewritten in those that the readers know.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::{head_line, issue_line};
use crate::corpus::read::format::Format;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::markup::converted_forms::{
    with_links_in_place, without_attributes, without_layout_tables, without_marks_of_notes, without_numbers_of_links,
    without_strokes_before_brackets,
};
use crate::corpus::read::markup::markdown::{LEVELS, heading, plain};
use crate::corpus::read::markup::moved_fields::{
    with_fields_from_below, with_own_properties, with_plain_head_lines, without_moment_of_note,
};
use crate::corpus::read::one_article::is_byline;
use crate::text::pattern;

/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=50;
/// The fewest letters of the name of a part of an article.
const MIN_NAME_OF_PART: usize = 2;
/// Headlines in bold type have at least this many letters on average: subheadings within an article are shorter.
const MIN_BOLD_HEADLINE: usize = 9;
/// The number of a subheading, in bytes: “十二、”.
const MAX_NUMBER: usize = 6;
/// A table of fields stands among this many written lines at the top, and has at most this many rows.
const MAX_LINES_TO_TABLE: usize = 4;
const MAX_FIELDS: usize = 12;

/// The text with all such forms rewritten.
pub(in crate::corpus::read) fn with_known_forms(text: &str, format: Format) -> Cow<'_, str> {
    let mut text = without_ends(text);
    text = rewritten(text, without_moment_of_note);
    if format == Format::Text {
        text = rewritten(text, without_arrows);
        text = rewritten(text, without_numbers_of_links);
    }
    if format == Format::Markdown {
        text = rewritten(text, without_attributes);
        text = rewritten(text, with_links_in_place);
        text = rewritten(text, without_marks_of_notes);
        text = rewritten(text, without_strokes_before_brackets);
        text = rewritten(text, without_layout_tables);
        text = rewritten(text, without_record_of_note);
        text = rewritten(text, with_titles_of_folds);
        text = rewritten(text, with_underlined_headings);
        text = rewritten(text, with_bold_name_of_issue);
        text = rewritten(text, with_bold_pages);
        text = rewritten(text, with_fields_of_table);
        text = rewritten(text, with_plain_title_and_fields);
        text = rewritten(text, with_own_properties);
        text = rewritten(text, with_plain_head_lines);
    }
    if matches!(format, Format::Text | Format::Markdown) { rewritten(text, with_fields_from_below) } else { text }
}

/// A text after a step that may change it.
fn rewritten<'t>(text: Cow<'t, str>, step: impl Fn(&str) -> Option<String>) -> Cow<'t, str> {
    match step(&text) {
        Some(changed) => Cow::Owned(changed),
        None => text,
    }
}

/// A text without the marks that say where an article ends: “------ 完 ------”, “【END】”.
fn without_ends(text: &str) -> Cow<'_, str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?im)^[ \t]*[=*~_—─━＝-]{3,}[ \t]*(?:完|全文完|正文完|本篇完|本文完|文章结束|正文结束|结束|end|eof|the end)[ \t]*[=*~_—─━＝-]{3,}[ \t\r]*$|(?:^[ \t]*)?[【\[<](?:全文完|正文完|正文结束|end|eof|the end)[】\]>][ \t\r]*$",
        )
    });
    FORM.replace_all(text, "")
}

/// A note without the record that its program wrote below it: “id: …”, “parent_id: …” and so on to “type_: 1”. Records of other types are
/// those of notebooks, marks and attached files, which have names and no texts.
fn without_record_of_note(text: &str) -> Option<String> {
    static RECORD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\n[ \t]*id: [0-9a-f]{32}[ \t\r]*\n(?:[a-z_]+:[^\n]*\n)+type_: (\d+)\s*\z"));
    let record = if text.contains("\ntype_: ") { RECORD.captures(text)? } else { return None };
    let note = if &record[1] == "1" { &text[..record.get(0)?.start()] } else { "" };
    Some(note.to_owned())
}

/// A text without the arrows before headlines and head lines: “>>> 三个项目签约”. Where most lines bear them they mean something else.
fn without_arrows(text: &str) -> Option<String> {
    static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^>{3}[ \t]+"));
    let arrows = ARROW.find_iter(text).count();
    if arrows < 2 {
        return None;
    }
    let written = text.lines().filter(|line| !line.trim().is_empty()).count();
    (3 * arrows <= 2 * written).then(|| ARROW.replace_all(text, "").into_owned())
}

/// A text whose articles can be folded up, with their titles as headings: `<details><summary>三个项目签约</summary>`. Folds that all
/// bear the same words are those of a button.
fn with_titles_of_folds(text: &str) -> Option<String> {
    static FOLD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?is)<details[^>]*>\s*<summary[^>]*>\s*(?:<(?:b|strong|h\d)>)?([^<>]{1,200}?)(?:</(?:b|strong|h\d)>)?\s*</summary>",
        )
    });
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)</details>"));
    if !text.contains("<summary") {
        return None;
    }
    let titles: Vec<&str> = FOLD.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str())).collect();
    let differ = titles.iter().enumerate().all(|(at, title)| !titles[..at].contains(title));
    let are_headlines = titles.len() >= 2 && differ && titles.iter().all(|title| letter_count(title) >= 4);
    let mark = "#".repeat(LEVELS);
    are_headlines.then(|| END.replace_all(&FOLD.replace_all(text, format!("\n{mark} $1\n")), "\n").into_owned())
}

/// A text with headings that are underlined by equal signs or hyphens written with hash marks (CommonMark 4.3). One line of hyphens below
/// a short line may be a rule between articles.
fn with_underlined_headings(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let hashed: Vec<usize> = lines.iter().filter_map(|line| heading(line.trim())).map(|(level, _)| level).collect();
    // Beside headings with hash marks hyphens part the articles. Programs that convert web pages underline the headings of the first two
    // levels by lines of the same length, and mark those below.
    let is_converted = !hashed.is_empty() && hashed.iter().all(|level| *level > 2);
    if !hashed.is_empty() && !is_converted {
        return None;
    }
    // Below a headline underlined by equal signs the names of parts may be as short as two letters.
    let is_headline = |pair: &[&str]| {
        let mark = pair[1].trim_end();
        HEADLINE_LENGTHS.contains(&letter_count(pair[0])) && mark.len() >= 3 && mark.bytes().all(|byte| byte == b'=')
    };
    let has_headline = lines.windows(2).filter(|pair| is_headline(pair)).count() == 1;
    let shortest = if has_headline { MIN_NAME_OF_PART } else { *HEADLINE_LENGTHS.start() };
    let level = |at: usize| -> Option<&str> {
        let mark = lines.get(at + 1)?.trim_end();
        let line = lines[at].trim();
        let is_alone = at == 0 || lines[at - 1].trim().is_empty();
        let is_title = is_alone
            && (shortest..=*HEADLINE_LENGTHS.end()).contains(&letter_count(line))
            && (letter_count(line) >= *HEADLINE_LENGTHS.start() || !are_persons(line))
            && !ends_sentence(line)
            && !line.starts_with(['#', '>', '-', '*', '|', '（', '(', '!', '<'])
            && !line.ends_with(['）', ')'])
            && labelled::field(line).is_none();
        // What closes a text may stand above the rule between two articles.
        let closes_text = || is_byline(line) || head_line::parse(line).is_some();
        let fits = mark.len() >= 3 && (!is_converted || mark.len() == line.chars().count());
        let is_drawn = |sign: u8| fits && mark.bytes().all(|byte| byte == sign);
        match (is_title, is_drawn(b'='), is_drawn(b'-')) {
            (true, true, _) => Some("#"),
            (true, _, true) if !closes_text() => Some("##"),
            _ => None,
        }
    };
    let levels: Vec<Option<&str>> = (0..lines.len()).map(level).collect();
    let count = levels.iter().flatten().filter(|mark| is_converted || **mark == "##").count();
    let least = if is_converted { 1 } else { 2 };
    if count < least {
        return None;
    }
    let is_mark = |at: usize| at > 0 && levels[at - 1].is_some();
    let line = |at: usize| match levels[at] {
        Some(mark) => format!("{mark} {}", lines[at].trim()),
        None => lines[at].to_owned(),
    };
    Some((0..lines.len()).filter(|at| !is_mark(*at)).map(line).collect::<Vec<_>>().join("\n"))
}

/// A text without headings whose first line names paper and day, with that line as its heading, where headlines in bold type follow.
fn with_bold_name_of_issue(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let first = lines.next()?;
    let name = plain(first);
    if text.lines().any(|line| heading(line.trim()).is_some()) || issue_line::day_of_issue(&name).is_none() {
        return None;
    }
    let bold = |line: &str| bold_line(line).map(str::to_owned);
    let written: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let headlines: Vec<String> = written.iter().filter_map(|line| bold(line)).collect();
    let letters: usize = headlines.iter().map(|headline| letter_count(headline)).sum();
    let have_text = written.windows(2).all(|pair| bold(pair[0]).is_none() || bold(pair[1]).is_none());
    let is_numbered =
        |line: &String| line.starts_with(['（', '(']) || line.find('、').is_some_and(|at| at <= MAX_NUMBER);
    let are_headlines = headlines.len() >= 2
        && written.first().is_some_and(|line| bold(line).is_some())
        && have_text
        && letters >= MIN_BOLD_HEADLINE * headlines.len()
        && !headlines.iter().any(|line| ends_sentence(line) || is_numbered(line));
    are_headlines.then(|| text.replacen(first, &format!("# {name}"), 1))
}

/// What a line holds that is bold as a whole.
fn bold_line(line: &str) -> Option<&str> {
    line.trim().strip_prefix("**")?.strip_suffix("**").filter(|inner| !inner.contains("**"))
}

/// A text without headings, where the names of an issue's pages and the headlines below them are in bold type, with headings for the pages.
fn with_bold_pages(text: &str) -> Option<String> {
    if !text.contains("**") || text.lines().any(|line| heading(line.trim()).is_some()) {
        return None;
    }
    let page = |line: &str| bold_line(line).filter(|inner| labelled::page_mark(inner).is_some()).map(str::to_owned);
    let written: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let pages = written.iter().filter(|line| page(line).is_some()).count();
    let are_above_headlines = written
        .windows(2)
        .filter(|pair| page(pair[0]).is_some())
        .all(|pair| page(pair[1]).is_none() && bold_line(pair[1]).is_some());
    let line = |line: &str| page(line).map_or_else(|| line.to_owned(), |page| format!("## {page}"));
    (pages >= 2 && are_above_headlines).then(|| text.lines().map(line).collect::<Vec<_>>().join("\n"))
}

/// A text whose fields stand in a table at its top, with each on a line of its own: below their names (`|日期|报纸|`), or beside them.
fn with_fields_of_table(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_row = |line: &&str| line.trim_start().starts_with('|');
    let start = lines.iter().position(is_row)?;
    let above = lines[..start].iter().filter(|line| !line.trim().is_empty()).count();
    let count = lines[start..].iter().take_while(|line| is_row(line)).count();
    if above > MAX_LINES_TO_TABLE || !(2..=MAX_FIELDS).contains(&count) {
        return None;
    }
    let cells = |line: &&str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| plain(cell.trim())).collect()
    };
    let rows: Vec<Vec<String>> = lines[start..start + count].iter().map(cells).collect();
    let is_drawn = |row: &Vec<String>| row.iter().all(|cell| cell.chars().all(|c| ":-".contains(c)));
    let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !is_drawn(row)).collect();
    let is_name = |cell: &String| labelled::named(cell).is_some();
    let fields: Vec<String> = match rows.as_slice() {
        [names, values] if names.len() == values.len() && names.iter().all(is_name) => {
            names.iter().zip(values).map(|(name, value)| format!("{name}：{value}")).collect()
        }
        // The header of a table of two columns may name both, as “项目” and “内容”.
        [first, others @ ..] if rows.iter().all(|row| row.len() == 2) && others.iter().all(|row| is_name(&row[0])) => {
            let first = Some(first).filter(|row| is_name(&row[0]) && !is_name(&row[1]));
            first.into_iter().chain(others).map(|row| format!("{}：{}", row[0], row[1])).collect()
        }
        _ => return None,
    };
    // A table of an article's content may have columns of such names.
    let is_of_issue = |cell: &String| matches!(labelled::named(cell), Some(Field::Date | Field::Source));
    if fields.len() < 2 || !rows.iter().flatten().any(is_of_issue) {
        return None;
    }
    let fields = fields.iter().map(String::as_str);
    let whole = lines[..start].iter().copied().chain(fields).chain(lines[start + count..].iter().copied());
    Some(whole.collect::<Vec<_>>().join("\n"))
}

/// A text whose first line is a link, or in which fields stand as code, without these marks: `[三个项目签约](https://…)`, `` `来源：兰河日报` ``.
fn with_plain_title_and_fields(text: &str) -> Option<String> {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\A(\s*)\[([^\[\]\n]{4,80})\]\(https?://[^()\s]*\)[ \t\r]*\n"));
    static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^`([^`\n]{2,80})`[ \t\r]*$"));
    let unlinked = LINK.replace(text, "$1$2\n");
    let is_field = |code: &regex::Captures<'_>| labelled::field(&code[1]).is_some();
    let plain = CODE.replace_all(
        &unlinked,
        |code: &regex::Captures<'_>| {
            if is_field(code) { code[1].to_owned() } else { code[0].to_owned() }
        },
    );
    (plain != text).then(|| plain.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，三家社区食堂开门，老人凭证优惠。";

    fn markdown(text: &str) -> String {
        with_known_forms(text, Format::Markdown).into_owned()
    }

    #[test]
    fn ends_and_arrows_are_taken_off() {
        let text = format!(">>> 社区食堂开门\n>>> 兰河日报 2025-04-27\n{TEXT}\n------ 完 ------\n{TEXT}\n");
        let plain = format!("社区食堂开门\n兰河日报 2025-04-27\n{TEXT}\n\n{TEXT}\n");
        assert_eq!(with_known_forms(&text, Format::Text), plain);
        assert_eq!(with_known_forms(&format!("{TEXT}【END】\n"), Format::Text), format!("{TEXT}\n"));
        for text in [
            "--------\n完成任务\n--------\n",
            ">>> 全部\n>>> 引用\n",
            "（完）\n—— 完善机制 ——\n",
            "------分隔线------\n",
        ] {
            assert_eq!(with_known_forms(text, Format::Text), text);
        }
    }

    #[test]
    fn the_record_of_a_note_is_no_text() {
        let id = "0123456789abcdef".repeat(2);
        let note = format!("社区食堂开门\n\n{TEXT}\n");
        let record = format!("\nid: {id}\nparent_id: {id}\nsource_url: http://a.example/1\nis_todo: 0\ntype_: 1");
        assert_eq!(markdown(&format!("{note}{record}")), note);
        assert_eq!(markdown(&format!("社区剪报\n{}", record.replace("type_: 1", "type_: 2"))), "");
        let other = format!("{note}\nid: {id}\n说明：{TEXT}\ntype_: 1");
        assert_eq!(markdown(&other), other);
    }

    #[test]
    fn headlines_of_other_forms_become_headings() {
        let item = |title: &str| format!("{title}\n---\n\n{TEXT}\n\n");
        let text = format!("兰河日报 2025-04-27\n===\n\n{}{}", item("社区食堂开门"), item("早市搬进大棚"));
        let headings = |text: &str| -> Vec<String> {
            let lines = text.lines().filter_map(|line| heading(line));
            lines.map(|(level, title)| format!("{level} {title}")).collect()
        };
        assert_eq!(headings(&markdown(&text)), ["1 兰河日报 2025-04-27", "2 社区食堂开门", "2 早市搬进大棚"]);
        let converted = format!("社区食堂开门\n======\n\n### 老人凭证优惠\n\n{TEXT}\n\n出版说明\n---\n");
        assert_eq!(headings(&markdown(&converted)), ["1 社区食堂开门", "3 老人凭证优惠"]);
        let parts = format!("社区食堂开门\n======\n\n老街\n---\n\n{TEXT}\n\n新灯\n---\n\n{TEXT}\n\n何晓岚\n---\n");
        assert_eq!(headings(&markdown(&parts)), ["1 社区食堂开门", "2 老街", "2 新灯"]);
        let fold = |title: &str| format!("<details><summary>{title}</summary>\n\n{TEXT}\n\n</details>\n\n");
        let text = [fold("社区食堂开门"), fold("<b>早市搬进大棚</b>")].concat();
        assert_eq!(headings(&markdown(&text)), ["6 社区食堂开门", "6 早市搬进大棚"]);
        let bold = |title: &str| format!("**{title}**\n\n{TEXT}\n\n");
        let items = [bold("三家社区食堂同日开门迎客"), bold("城东早市搬进新建大棚")].concat();
        let text = format!("**兰河日报** 2025年4月27日\n\n{items}");
        assert_eq!(headings(&markdown(&text)), ["1 兰河日报 2025年4月27日"]);
        let pages = format!("**兰河日报**\n\n**01版 要闻**\n\n{items}**02版 民生**\n\n{items}");
        assert_eq!(headings(&markdown(&pages)), ["2 01版 要闻", "2 02版 民生"]);
        // Rules below a text, buttons, and subheadings of one article.
        let rules = format!("{TEXT}\n---\n\n{TEXT}\n---\n");
        let buttons = fold("展开全文").repeat(2);
        let parts = format!("社区食堂开门记\n\n{items}");
        for text in [rules, buttons, parts] {
            assert_eq!(markdown(&text), text);
        }
    }

    #[test]
    fn fields_of_tables_and_code_become_lines() {
        let fields = format!("# 社区食堂开门\n\n日期：2025-04-27\n报纸：兰河日报\n\n{TEXT}");
        let below = format!("# 社区食堂开门\n\n|日期|报纸|\n|:-:|---|\n|2025-04-27|兰河日报|\n\n{TEXT}");
        let beside = format!(
            "# 社区食堂开门\n\n| 项目 | 内容 |\n|--|--|\n| **日期** | 2025-04-27 |\n| 报纸 | 兰河日报 |\n\n{TEXT}"
        );
        let code = format!("# 社区食堂开门\n\n`日期：2025-04-27`\n`报纸：兰河日报`\n\n{TEXT}");
        for text in [below, beside, code] {
            assert_eq!(markdown(&text), fields);
        }
        let link = format!("[社区食堂开门](https://a.example/1)\n\n{TEXT}");
        assert_eq!(markdown(&link), format!("社区食堂开门\n\n{TEXT}"));
        let content = format!("# 食堂价目\n\n| 菜品 | 价格 |\n|---|---|\n| 面条 | 8元 |\n\n`cargo build`\n\n{TEXT}");
        assert_eq!(markdown(&content), content);
    }
}
