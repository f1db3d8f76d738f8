//! Marks that stand within a text and are no part of it: those of annotators, the tags and entities of web pages.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::ends_sentence;
use crate::corpus::read::table::{without_entities, without_markup};
use crate::text::pattern;

/// Noise is a run of at least this many tokens of one or two characters.
const MIN_TOKENS: usize = 5;
/// A run of characters with at least this many signs and this many pairs of a sign and a letter or digit is noise.
const MIN_SIGNS: usize = 3;
const MIN_PAIRS: usize = 3;

/// A text without the marks that annotators set around names, `{{org_name:兰河日报}}`, and with paper and day on lines of their own
/// where they run into the headline or the text: “发布日期:2024-03-05 08:00:00昨日，…”.
pub(in crate::corpus::read) fn without_annotations(text: &str) -> Cow<'_, str> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{\{[a-z_]{2,20}:\s*([^{}\n]{1,60})\}\}"));
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)^((?:(?:发布|发表|更新)(?:日期|时间)|最后更新)\s*[:：]\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})([\p{Han}\d])",
        )
    });
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<title>[^\n]{10,80}?)\s+(?P<credit>\S{2,12}(?:网|报|新闻|客户端|发布|在线|新华社)\s+(?:19|20)\d{2}-\d{2}-\d{2}\s+\d{2}:\d{2}(?::\d{2})?)[ \t]*\n",
        )
    });
    let text = match CREDIT.replace(text, "$title\n$credit\n") {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(parted) => Cow::Owned(parted),
    };
    let text = without_noise(text);
    let text = if text.contains("{{") { Cow::Owned(NAME.replace_all(&text, "$1").into_owned()) } else { text };
    match MOMENT.replace(&text, "$1\n$2") {
        Cow::Borrowed(_) => text,
        Cow::Owned(parted) => Cow::Owned(parted),
    }
}

/// A text without the characters that forums strew among those of a text, so that nobody copies it: `6 \9 S! Z) @9 w. x+ A.`
fn without_noise(text: Cow<'_, str>) -> Cow<'_, str> {
    static NOISE: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("(?:[!-~]{{1,2}} ){{{MIN_TOKENS},}}[!-~]{{0,2}} ?")));
    // Formulas have signs between single letters; noise has pairs of both.
    // Percentages and numbers with a hash stand one behind the other in news, too.
    let signs = |run: &str| run.chars().filter(|c| c.is_ascii_punctuation() && !"+-=/.,()%#&".contains(*c)).count();
    // Results and prices are pairs of digits, or have one sign throughout: “21 : 18 , 19 : 21”, “$5 $6 $7”.
    let is_pair = |token: &&str| {
        token.len() == 2
            && token.contains(|c: char| c.is_ascii_punctuation())
            && token.contains(|c: char| c.is_ascii_alphanumeric())
    };
    let is_varied = |run: &str| {
        let mut signs: Vec<char> = run.split(' ').filter(is_pair).flat_map(str::chars).collect();
        signs.retain(char::is_ascii_punctuation);
        signs.sort_unstable();
        signs.dedup();
        signs.len() > 1
    };
    let is_noise = |run: &str, least: usize| {
        run.split(' ').filter(is_pair).count() >= MIN_PAIRS && is_varied(run) && signs(run) >= least
    };
    if !has_short_tokens(&text) || !NOISE.find_iter(&text).any(|run| is_noise(run.as_str(), MIN_SIGNS)) {
        return text;
    }
    // Where one run is noise, others with a sign are.
    let cleaned = NOISE.replace_all(
        &text,
        |found: &regex::Captures<'_>| {
            if is_noise(&found[0], 1) { String::new() } else { found[0].to_owned() }
        },
    );
    Cow::Owned(cleaned.into_owned())
}

/// Whether a run of short ASCII tokens stands in a text. Nearly all texts have none, and are looked at no further.
fn has_short_tokens(text: &str) -> bool {
    let mut token = 0;
    let mut run = 0;
    text.bytes().any(|byte| {
        match byte {
            b'!'..=b'~' => token += 1,
            // Of a longer token the last two characters may begin a run.
            b' ' if token > 2 => (token, run) = (0, 1),
            b' ' if token > 0 => (token, run) = (0, run + 1),
            _ => (token, run) = (0, 0),
        }
        if token > 2 {
            run = 0;
        }
        run >= MIN_TOKENS
    })
}

/// A text without the tags and entities of web pages, which crawlers leave in it.
pub(in crate::corpus::read) fn without_web_marks(text: &str) -> Cow<'_, str> {
    const TAGS: [&str; 11] =
        ["</p>", "<br>", "<br/>", "<br />", "<img ", "<div", "</div>", "<figure", "<span", "</span>", "</font>"];
    if !text.contains('<') || !TAGS.iter().any(|tag| text.contains(tag)) {
        return without_entities(text);
    }
    let lines: Vec<String> = text.lines().map(without_markup).collect();
    Cow::Owned(lines.join("\n"))
}

/// A text with a blank line where a form feed begins a sheet below a text that has ended, or below contents. Elsewhere a sheet may begin
/// within a sentence.
pub(in crate::corpus::read) fn with_parted_sheets(text: &str) -> Cow<'_, str> {
    let mut sheets = text.split('\u{c}');
    let first = sheets.next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let is_entry = |line: &str| {
        line.ends_with(|c: char| c.is_ascii_digit()) && ["…", "...", "···", "\t"].iter().any(|dots| line.contains(dots))
    };
    let mut parted = first.to_owned();
    for sheet in sheets {
        // Empty sheets one after the other are not looked back over.
        if sheet.trim().is_empty() {
            parted.push('\u{c}');
            parted.push_str(sheet);
            continue;
        }
        let above = parted.trim_end();
        let last = above.rsplit('\n').next().unwrap_or_default().trim();
        let has_ended = ends_sentence(last) || last.ends_with(['）', ')', '】']) || is_entry(last);
        if has_ended {
            parted.push_str(if parted.ends_with('\n') { "\n" } else { "\n\n" });
        } else {
            parted.push('\u{c}');
        }
        parted.push_str(sheet);
    }
    Cow::Owned(parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_and_glued_days_are_taken_off() {
        let text = "{{org_name:兰河日报}}{{time:3月5日}}讯（记者{{person_name: 方舟}}）三个项目签约。";
        assert_eq!(without_annotations(text), "兰河日报3月5日讯（记者方舟）三个项目签约。");
        let text = "河畔新增三处便民公园!市民免费入园 兰河新闻     2024-03-05 21:10    \n\n昨日";
        let parted = "河畔新增三处便民公园!市民免费入园\n兰河新闻     2024-03-05 21:10\n\n昨日";
        assert_eq!(without_annotations(text), parted);
        let text = "三月大事记\n发布日期:2024-03-05 18:23:541日，市里开会。";
        assert_eq!(without_annotations(text), "三月大事记\n发布日期:2024-03-05 18:23:54\n1日，市里开会。");
        let text = "6 \\9 S! Z) @9 w. x+ A. U4 P o接警后，民警赶到现场。";
        assert_eq!(without_annotations(text), "接警后，民警赶到现场。");
        for text in [
            "选项为 A B C D E F 六个。",
            "六县区增速依次为 5% 6% 7% 8% 4% 9% ，位居前列。",
            "楼栋为 #1 #2 #3 #4 #5 #6 ，共六栋。",
            "a + b * c - d / e ! f % g @ h",
            "比分为 21 : 18 , 19 : 21 , 21 : 15 ，主队获胜。",
            "票价为 $5 $6 $7 $8 $9 五档。",
            "发布日期:2024-03-05 18:23:54\n昨日",
            "模板写作 {{ title }} 的样子。",
        ] {
            assert_eq!(without_annotations(text), text);
        }
    }

    #[test]
    fn sheets_part_what_has_ended() {
        for (text, expected) in [
            ("公园开放了。\n\u{c}早市搬家\n", "公园开放了。\n\n早市搬家\n"),
            ("公园开放了。\u{c}早市搬家\n", "公园开放了。\n\n早市搬家\n"),
            ("2. 早市搬家……3\n\u{c}早市搬家\n", "2. 早市搬家……3\n\n早市搬家\n"),
            ("公园昨天向\n\u{c}市民开放。\n\u{c}", "公园昨天向\n\u{c}市民开放。\n\u{c}"),
        ] {
            assert_eq!(with_parted_sheets(text), expected, "{text:?}");
        }
    }
}
