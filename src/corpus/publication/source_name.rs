//! Names of sources and authors in head lines, without what stands around them.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Gazetteer;
use crate::corpus::measure::{at_most, has_digits, has_open_bracket, letter_count};
use crate::corpus::publication::outlet::{is_outlet, is_publisher_label};
use crate::corpus::publication::person::are_persons;
use crate::text::pattern;

/// The longest name of a source that stands without a label, in letters.
pub(super) const MAX_BARE_SOURCE_LENGTH: usize = 24;
/// The longest list of authors, in letters.
pub(super) const MAX_AUTHOR_LENGTH: usize = 30;

/// The most letters of the short name of a province.
const MAX_PROVINCE_LENGTH: usize = 4;
/// The fewest letters of an account before it; shorter names are those of cities.
const MIN_ACCOUNT_LENGTH: usize = 4;
/// The longest line of writers and their paper, in characters.
const MAX_SIGNATURE: usize = 40;
/// The stroke between a writer and what stands beside, as keyboards and fonts give it: that of a path, of full width, of a division, of a
/// fraction.
pub(in crate::corpus) const STROKES: [char; 4] = ['/', '／', '\u{2215}', '\u{2044}'];

/// What is left between fields, without the separators and brackets at its ends. A bracket that closes one within it
/// stays: 兰河日报（晚刊）.
pub(super) fn trimmed(text: &str) -> &str {
    let is_separator = |c: char| c.is_whitespace() || "|/、，,;；:·•-–—_*【】[]()（）<>●◆■".contains(c);
    let start = text.len() - text.trim_start_matches(is_separator).len();
    let inner = text[start..].trim_end_matches(is_separator);
    match text[start + inner.len()..].chars().next() {
        Some(close @ ('）' | ')')) if has_open_bracket(inner) => &text[start..start + inner.len() + close.len_utf8()],
        _ => inner,
    }
}

/// The name of an outlet without the province of its account, which platforms set behind it: “兰河日报 甘肃”.
pub(super) fn without_place(name: String) -> String {
    match name.rsplit_once(char::is_whitespace) {
        Some((outlet, place)) if is_outlet(outlet.trim()) && Gazetteer::shared().parse(place).is_some() => {
            outlet.trim().to_owned()
        }
        _ => name,
    }
}

/// The writers and the account before the province that platforms set at the end: “方舟 兰河宣传 甘肃”.
pub(super) fn before_province(text: &str) -> Option<(&str, &str)> {
    let (names, place) = text.trim().rsplit_once(char::is_whitespace)?;
    let names = names.trim_end();
    let (writers, account) = names.rsplit_once(char::is_whitespace).unwrap_or(("", names));
    let is_province = letter_count(place) <= MAX_PROVINCE_LENGTH
        && Gazetteer::shared().parse(place).is_some_and(|found| found == found.province());
    let is_place = account.ends_with(['省', '市', '县', '区', '州']);
    let is_account = letter_count(account) >= MIN_ACCOUNT_LENGTH && !is_place && !are_persons(account);
    (is_province && is_account).then_some((writers.trim_end(), account))
}

/// The writers and their paper, where a line names both with a stroke between them and nothing else: “何晓岚/兰河日报”, “兰河日报 / 方舟”.
pub(super) fn writers_and_outlet(line: &str) -> Option<(&str, &str)> {
    // Nearly all lines hold no stroke or are longer.
    let (first, last) = if at_most(line, MAX_SIGNATURE) { line.split_once(STROKES)? } else { return None };
    let (first, last) = (first.trim(), last.trim());
    let are = |writers: &str, outlet: &str| {
        let names = ["本报记者", "记者"].iter().find_map(|role| writers.strip_prefix(*role)).unwrap_or(writers);
        are_persons(names) && is_publisher_label(outlet)
    };
    if are(first, last) { Some((first, last)) } else { are(last, first).then_some((last, first)) }
}

/// The writers of a text that says with a stroke who wrote the article or took its pictures, and nothing else: “文/方舟”, “图文/记者何晓岚”,
/// “文/图 方舟”. It may stand where the name of the source is looked for.
pub(in crate::corpus) fn signed_writers(text: &str) -> Option<&str> {
    const WORKS: [&str; 8] = ["文", "图", "图文", "文图", "文字", "摄影", "撰文", "采写"];
    const PAPERS: [&str; 4] = ["本报", "本刊", "本网", "本台"];
    const ROLES: [&str; 8] =
        ["见习记者", "实习记者", "特约记者", "首席记者", "特约通讯员", "记者", "通讯员", "特约撰稿"];
    let (work, behind) = if at_most(text, MAX_SIGNATURE) { text.trim().split_once(STROKES)? } else { return None };
    if !WORKS.contains(&work.trim_end()) {
        return None;
    }
    // Text and pictures may be of the same writers.
    let behind = behind.trim();
    let second = WORKS.iter().find_map(|work| behind.strip_prefix(*work));
    let writers = second.filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(behind).trim_start();
    let names = PAPERS.iter().find_map(|paper| writers.strip_prefix(*paper)).unwrap_or(writers).trim_start();
    let names = ROLES.iter().fold(names.to_owned(), |names, role| names.replace(role, " "));
    are_persons(&names).then_some(writers)
}

/// The name of an outlet and the reporter, who may stand behind it: “兰河日报 记者 方舟”.
pub(super) fn without_reporter(name: String) -> (String, Option<String>) {
    static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?P<outlet>\S{2,20})\s+(?:本报|特约|见习|实习|融媒体?)?(?:记者|通讯员|作者)[:\s]*(?P<names>\S.*)$")
    });
    match REPORTER.captures(&name).filter(|found| is_name(&found["names"], MAX_AUTHOR_LENGTH)) {
        Some(found) => (found["outlet"].to_owned(), Some(found["names"].to_owned())),
        None => (name, None),
    }
}

/// The site and who wrote for it, which stand before the first label: “兰河清风网 方舟 发布时间：2024-03-05 06:00”. The writer may be missing.
pub(super) fn site_and_writers(text: &str) -> Option<(&str, &str)> {
    let is_site = |name: &str| !has_digits(name) && is_outlet(name) && is_name(name, MAX_BARE_SOURCE_LENGTH);
    if is_site(text) {
        return Some((text, ""));
    }
    let (site, writers) = text.split_once(char::is_whitespace)?;
    let writers = trimmed(writers);
    let names = writers.strip_prefix("记者").map_or(writers, trimmed);
    (is_site(site) && are_persons(names)).then_some((site, names))
}

/// Whether the text may be a name: short, and no sentence.
pub(super) fn is_name(text: &str, max_letters: usize) -> bool {
    (1..=max_letters).contains(&letter_count(text))
        && !text.contains(['。', '！', '？', '；', '!', '?'])
        && at_most(text, 2 * max_letters)
}

/// A text without the link behind a bar that leads to where the article stands: “兰河日报 | 原文”.
pub(super) fn without_link(text: &str) -> &str {
    const LINKS: [&str; 6] = ["原文链接", "查看原文", "阅读原文", "阅读全文", "原文", "链接"];
    let Some(before) = LINKS.iter().find_map(|link| trimmed(text).strip_suffix(link)) else { return text };
    let name = before.trim_end_matches(|c: char| c.is_whitespace() || "[|｜丨".contains(c));
    if before[name.len()..].contains(['|', '｜', '丨']) { name } else { text }
}

/// A text without what platforms say of the holder of an account behind the moment: “· 优质资讯领域创作者”.
pub(super) fn without_certificate(text: &str) -> &str {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^[\s·•|｜]*|[\s·•|｜]+)\p{Han}{0,10}(?:创作者|领域爱好者)$"));
    let start = if text.ends_with('者') { FORM.find(text).map(|found| found.start()) } else { None };
    &text[..start.unwrap_or(text.len())]
}

/// A name without the marks around it.
pub(super) fn clean_name(text: &str) -> String {
    let text = trimmed(text);
    let inner = text.strip_prefix('《').and_then(|text| text.strip_suffix('》')).filter(|text| !text.contains('《'));
    // Platforms write behind the name of an account that it is the outlet's own.
    let name = inner.unwrap_or(text).trim();
    // The button beside an account: “＋ 关注”. Some accounts have a sign of plus in their names.
    let name = name.strip_suffix('＋').or_else(|| name.strip_suffix(" +")).unwrap_or(name).trim_end();
    let own = ["官方帐号", "官方账号"].iter().find_map(|mark| name.strip_suffix(mark)).filter(|own| !own.is_empty());
    let name = own.unwrap_or(name).trim();
    // Portals say what the editors did with a text behind the name: “兰河网[整理]”.
    let name = name.split_once(['[', '［']).map_or(name, |(name, _)| name).trim_end();
    // Sites write the number of comments behind the name of the source: “兰河网 (0)”.
    let count = name.strip_suffix([')', '）']).and_then(|name| name.rsplit_once(['(', '（']));
    let counted = count.filter(|(name, count)| !name.is_empty() && count.chars().all(|c| c.is_ascii_digit()));
    counted.map_or(name, |(name, _)| name.trim_end()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_behind_bars() {
        for text in ["兰河日报 | | 原文", "兰河日报 | [查看原文]", "兰河日报｜阅读原文"] {
            assert_eq!(without_link(text), "兰河日报");
        }
        for text in ["兰河日报", "兰河日报原文", "原文"] {
            assert_eq!(without_link(text), text);
        }
    }

    #[test]
    fn what_platforms_say_of_an_account_is_no_name() {
        assert_eq!(without_certificate("· 优质资讯领域创作者"), "");
        assert_eq!(without_certificate("兰河日报 · 财经领域爱好者"), "兰河日报");
        for text in ["兰河日报", "兰河日报 记者", ""] {
            assert_eq!(without_certificate(text), text);
        }
    }

    #[test]
    fn writers_stand_before_or_behind_the_stroke() {
        for (line, expected) in [
            ("何晓岚/兰河日报", ("何晓岚", "兰河日报")),
            ("何晓岚 方舟 / 兰河晚报", ("何晓岚 方舟", "兰河晚报")),
            ("记者 方舟／兰河新闻网", ("记者 方舟", "兰河新闻网")),
            ("兰河日报/方舟", ("方舟", "兰河日报")),
            ("兰河日报∕方舟", ("方舟", "兰河日报")),
        ] {
            assert_eq!(writers_and_outlet(line), Some(expected), "{line}");
        }
        for line in ["文/何晓岚", "何晓岚/摄", "要闻/综合", "何晓岚/方舟", "兰河日报/兰河晚报", "老街/兰河日报", "3/4"]
        {
            assert_eq!(writers_and_outlet(line), None, "{line}");
        }
    }

    #[test]
    fn a_stroke_of_any_form_sets_the_writers_apart() {
        for (text, writers) in [
            ("文/方舟", "方舟"),
            ("文∕记者方舟", "记者方舟"),
            ("图文／本报记者 何晓岚", "本报记者 何晓岚"),
            ("文⁄记者方舟 通讯员何晓岚", "记者方舟 通讯员何晓岚"),
            ("文/图 何晓岚", "何晓岚"),
        ] {
            assert_eq!(signed_writers(text), Some(writers), "{text}");
        }
        for text in ["兰河日报", "文∕兰河日报", "文∕图", "何晓岚/兰河日报", "时政/方舟", "文/图书馆里的春天", "∕", ""]
        {
            assert_eq!(signed_writers(text), None, "{text}");
        }
    }
}
