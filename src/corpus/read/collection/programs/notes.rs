//! Articles that a reading service wrote into one note, such as Readwise: below each headline the fields under a heading of their own
//! (“Metadata”), then the text or the passages that its reader marked.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::page::Furniture;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::{Field, field, set_field};
use crate::corpus::read::markup::markdown::{heading, plain};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The headline stands at most this many lines above the heading of the fields: the cover may stand between them.
const MAX_LINES_BETWEEN: usize = 3;
/// Longer lines are no headings of these programs, in characters.
const MAX_HEADING: usize = 60;

/// The articles of such a note; none of other texts.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let heads: Vec<(usize, usize)> = (0..lines.len()).filter_map(|at| Some((headline_above(lines, at)?, at))).collect();
    let first = heads.first()?.0;
    let ends = heads.iter().skip(1).map(|(title, _)| *title).chain([lines.len()]);
    let article = |(&(title, fields), end): (&(usize, usize), usize)| article(lines[title], &lines[fields + 1..end]);
    let articles: Vec<ArticleParts> = heads.iter().zip(ends).map(article).collect::<Option<_>>()?;
    Some((articles, lines[..first].iter().map(|line| Furniture::of(plain(line))).collect()))
}

/// The line of the headline above a heading that names the fields of an article, below which at least two stand.
fn headline_above(lines: &[&str], at: usize) -> Option<usize> {
    let (_, name) = heading(lines[at])?;
    let names = ["metadata", "元数据", "文章信息", "基本信息", "properties"];
    if !names.contains(&name.trim().to_lowercase().as_str()) || fields_of(&lines[at + 1..]).len() < 2 {
        return None;
    }
    (at.saturating_sub(MAX_LINES_BETWEEN + 1)..at).rev().find(|above| heading(lines[*above]).is_some())
}

/// The lines of the fields, which are those of a list.
fn fields_of<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let is_field = |line: &&&str| heading(line).is_none() && line.starts_with(['-', '*']) && line.contains([':', '：']);
    &lines[..lines.iter().take_while(is_field).count()]
}

/// The article below a headline; none where it has no text.
fn article(headline: &str, lines: &[&str]) -> Option<ArticleParts> {
    /// What stands behind a passage: “([View Highlight](https://…))”.
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\s*[（(]\s*(?:view highlight|location \d+|page \d+|查看划线|查看原文|查看高亮)\s*[)）]$")
    });
    let mut parts = ArticleParts::default();
    let fields = fields_of(lines);
    for line in fields {
        let line = plain(&line.replace("[[", "").replace("]]", ""));
        let named_full =
            line.split_once([':', '：']).filter(|(name, _)| name.trim().eq_ignore_ascii_case("full title"));
        if let Some((_, title)) = named_full {
            title.trim().clone_into(&mut parts.title);
            continue;
        }
        match field(&line) {
            // The author of what is taken from a site is often the medium.
            Some((Field::Byline, value)) if is_outlet(value) => value.clone_into(&mut parts.source),
            Some((Field::Title, _)) if !parts.title.is_empty() => {}
            Some((kind, value)) => {
                set_field(&mut parts, kind, value);
            }
            None => {}
        }
    }
    if parts.title.is_empty() {
        parts.title = heading(headline).map(|(_, title)| plain(title)).unwrap_or_default();
    }
    let bare = |line: &&str| plain(heading(line).map_or(*line, |(_, text)| text));
    let mut below = &lines[fields.len()..];
    // The passages below a whole text stand in it already.
    let passages = below.iter().position(|line| heads(line, &PASSAGES));
    if let Some(end) = passages.filter(|end| below[..*end].iter().any(|line| heads(line, &WHOLE))) {
        below = &below[..end];
    }
    let text = below.iter().filter(|line| !heads(line, &WHOLE) && !heads(line, &PASSAGES)).map(bare);
    let text = text.map(|line| BEHIND.replace(&line, "").into_owned());
    parts.paragraphs = text.filter(|line| line.chars().any(char::is_alphanumeric)).collect();
    (!parts.title.is_empty() && !parts.paragraphs.is_empty()).then_some(parts)
}

/// The name of the heading above the whole text.
static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:full document|document|content|全文|正文|原文|内容)$"));

/// The name of the heading above the passages that the reader marked.
static PASSAGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:(?:new )?highlights?(?: added .*)?|高亮|划线|标注)$"));

/// Whether a line is a heading of this name.
fn heads(line: &str, form: &Regex) -> bool {
    heading(line).is_some_and(|(_, name)| at_most(name, MAX_HEADING) && form.is_match(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_below_a_heading_of_their_own() {
        let text = "# 老街换上新灯\n\n![rw-book-cover](https://a.example/1.png)\n\n## Metadata\n- Author: [[兰河日报]]\n- Full Title: 老街昨晚换上新灯\n- Category: #articles\n\
            - Published: 2024-03-05\n- URL: https://a.example/1.html\n\n## Full Document\n昨晚，老街换上了新灯。\n\n### 街坊都来\n街坊都来看灯。\n\n## Highlights\n- 老街换上了新灯\n\n\
            # 渡口通了公交\n\n## Metadata\n- Author: 何晓岚\n- URL: https://a.example/2.html\n\n## Highlights\n- 昨天，渡口通了公交。 ([View Highlight](https://a.example/h/1))\n";
        let (articles, _) = read(&TextLines::of(text)).expect("articles");
        let of = |a: &ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            [a.title.clone(), a.source.clone(), a.byline.clone(), day, a.paragraphs.join("/")]
        };
        let expected = [
            ["老街昨晚换上新灯", "兰河日报", "", "2024-03-05", "昨晚，老街换上了新灯。/街坊都来/街坊都来看灯。"],
            ["渡口通了公交", "", "何晓岚", "", "昨天，渡口通了公交。"],
        ];
        assert_eq!(articles.iter().map(of).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn other_headings_name_no_fields() {
        assert!(read(&TextLines::of("# 老街换上新灯\n\n## Metadata\n\n昨晚，老街换上了新灯。\n")).is_none());
        assert!(read(&TextLines::of("# 老街换上新灯\n\n## 见闻\n- 时间：昨晚\n- 地点：老街\n\n昨晚。\n")).is_none());
    }
}
