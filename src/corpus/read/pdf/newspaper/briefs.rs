//! Parts a box of briefs (简讯, 新闻速递) into its items: each paragraph begins with a headline of its own, behind which a space
//! stands.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, has_open_bracket, letter_count};
use crate::corpus::page::opening;
use crate::corpus::read::pdf::newspaper::article::PdfArticle;
use crate::text::pattern;

/// A box holds at least this many items.
const MIN_ITEMS: usize = 2;
/// The letters of an item's headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 5..=26;
/// The fewest letters of an item's text.
const MIN_TEXT: usize = 20;
/// What the names of such columns end with.
const NAMES: [&str; 12] =
    ["讯", "简报", "速递", "速览", "传真", "集锦", "短波", "一句话新闻", "快递", "扫描", "快报", "要闻"];

/// The marks that items begin with.
const MARKS: [char; 7] = ['■', '●', '▲', '◆', '□', '★', '◎'];

/// The items of a box of briefs as articles; the article itself where it is no such box.
pub(in crate::corpus::read::pdf) fn parted(article: PdfArticle) -> Vec<PdfArticle> {
    if !is_name(&article.title) {
        return vec![article];
    }
    // The first headline was taken for one of the article: for its lower line, or for a line of authors behind a mark.
    let mut paragraphs = article.paragraphs.clone();
    if let Some(first) = paragraphs.first_mut() {
        *first = format!("{}{first}", article.byline);
        if !article.subtitle.is_empty() {
            *first = format!("{}\u{3000}{first}", article.subtitle);
        }
    }
    let items = items(&paragraphs);
    let Some(items) = items else { return vec![article] };
    let column = article.title;
    let of_item =
        |(title, paragraphs)| PdfArticle { title, paragraphs, column: column.clone(), ..PdfArticle::default() };
    let mut parts: Vec<PdfArticle> = items.into_iter().map(of_item).collect();
    if let Some(first) = parts.first_mut() {
        first.captions = article.captions;
    }
    parts
}

/// Whether a headline is the name of a column of briefs.
pub(super) fn is_name(title: &str) -> bool {
    let name: String = title.chars().filter(|c| c.is_alphanumeric()).collect();
    name.chars().count() <= 8 && NAMES.iter().any(|end| name.ends_with(end))
}

/// The headline and the paragraphs of each item; none where any paragraph is another.
fn items(paragraphs: &[String]) -> Option<Vec<(String, Vec<String>)>> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[■●▲◆□★◎•]?\s*([^。，；\s\u{3000}]+(?: [^。，；\s\u{3000}]+)??)[\s\u{3000}]+(.+)$")
    });
    // Where a line was full, the mark of the next item stands within the paragraph.
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"。\s*([■●▲◆□★◎])"));
    let parts = paragraphs.iter().map(|paragraph| MARK.replace_all(paragraph, "。\n$1").into_owned());
    let lines: Vec<String> = parts.flat_map(|part| part.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let lines = with_parted_headlines(&lines);
    let mut items: Vec<(String, Vec<String>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let item = headline_of_report(line).or_else(|| {
            let found = ITEM.captures(line)?;
            Some((found.get(1)?.as_str(), found.get(2)?.as_str())).filter(|(headline, _)| is_headline(headline))
        });
        let item = item.filter(|(_, text)| letter_count(text) >= MIN_TEXT);
        // A headline may stand on lines of its own above paragraphs. Between two clauses it may have a comma, as may a line that was
        // broken within a sentence.
        let is_after_sentence = at.checked_sub(1).is_none_or(|before| ends_sentence(&lines[before]));
        let is_alone = is_headline(line)
            && !line.contains(['。', '；'])
            && (is_after_sentence || !line.contains('，'))
            && lines.get(at + 1).is_some_and(|next| letter_count(next) >= MIN_TEXT && ends_sentence(next));
        match item {
            Some((headline, text)) => items.push((headline.to_owned(), vec![text.to_owned()])),
            None if is_alone => items.push((line.trim_start_matches(MARKS).trim().to_owned(), Vec::new())),
            // Where a line ends behind the headline, no space is left; the mark shows the item all the same.
            None if line.starts_with(MARKS) => {
                items.push((String::new(), vec![line.trim_start_matches(MARKS).trim().to_owned()]));
            }
            None => match items.last_mut() {
                // What does not end a sentence goes on.
                Some((_, text)) => match text.last_mut().filter(|last| !ends_sentence(last)) {
                    Some(last) => last.push_str(line),
                    None => text.push(line.clone()),
                },
                None => items.push((String::new(), vec![line.clone()])),
            },
        }
    }
    (items.len() >= MIN_ITEMS).then_some(items)
}

/// The lines, with a headline on a line of its own that follows a full line above a report: “……摆满了街。老街换上新灯”, “本报讯……”.
fn with_parted_headlines(lines: &[String]) -> Vec<String> {
    let mut parted = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let is_above_report = lines.get(at + 1).is_some_and(|next| next.starts_with("本报讯"));
        let headline = || {
            let end = line.rfind('。')? + '。'.len_utf8();
            let end = end + line[end..].chars().take_while(|c| "”’）".contains(*c)).map(char::len_utf8).sum::<usize>();
            Some(line.split_at(end)).filter(|(_, headline)| is_headline(headline))
        };
        match is_above_report.then(headline).flatten() {
            Some((text, headline)) => parted.extend([text.to_owned(), headline.to_owned()]),
            None => parted.push(line.clone()),
        }
    }
    parted
}

/// The headline in front of a report and the report, which begins with its dateline: where the line was full behind the headline, no
/// space parts them.
fn headline_of_report(line: &str) -> Option<(&str, &str)> {
    const AGENCIES: [&str; 5] = ["据新华社", "新华社", "本报", "中新社", "人民网"];
    let at = AGENCIES.iter().filter_map(|agency| line.find(agency)).min()?;
    let (headline, report) = line.split_at(at);
    let headline = headline.trim_start_matches(MARKS).trim();
    let is_report = report.starts_with("本报讯") || opening(report).dateline.is_some();
    (is_report && is_headline(headline) && !headline.contains(['。', '；'])).then_some((headline, report))
}

/// Whether a text may be the headline of an item; how a report begins is none: “本报讯（记者”.
fn is_headline(text: &str) -> bool {
    const BEGINNINGS: [&str; 4] = ["本报", "新华社", "据", "记者"];
    HEADLINE_LENGTHS.contains(&letter_count(text))
        && !ends_sentence(text)
        && !has_open_bracket(text)
        && !BEGINNINGS.iter().any(|begin| text.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(title: &str, paragraphs: &[&str]) -> Vec<String> {
        let paragraphs = paragraphs.iter().map(|text| (*text).to_owned()).collect();
        let parts = parted(PdfArticle { title: title.into(), paragraphs, ..PdfArticle::default() });
        parts.into_iter().map(|part| part.title).collect()
    }

    #[test]
    fn items_begin_with_their_headlines() {
        let text = "集市昨晚在新修的石板街开张，一百二十个摊位摆满了街。";
        let (first, second) =
            (format!("■夜间集市开张\u{3000}{text}■老街换上新灯 {text}"), format!("■渡口通了公交 {text}"));
        assert_eq!(titles("新闻速递", &[&first, &second]), ["夜间集市开张", "老街换上新灯", "渡口通了公交"]);
        let dated = format!("本报讯（记者 何晓岚）{text}");
        let full = format!("{text}老街换上新灯");
        assert_eq!(titles("简讯", &["夜间集市开张", &dated, &full, &dated]), ["夜间集市开张", "老街换上新灯"]);
        let apart = ["夜间集市开张", &dated, text, "老街换上新灯", &dated];
        assert_eq!(titles("简讯", &apart), ["夜间集市开张", "老街换上新灯"]);
        let (first, second) = (
            format!("夜间集市开张本报兰河3月5日电 （记者何晓岚）{text}"),
            format!("老街，换上新灯\u{3000}本报讯 {text}"),
        );
        assert_eq!(titles("简讯", &[&first, &second]), ["夜间集市开张", "老街，换上新灯"]);
        assert_eq!(titles("简讯", &["夜间集市开张", text, "老街，换上新灯", text]), ["夜间集市开张", "老街，换上新灯"]);
        assert_eq!(titles("夜间集市开张", &[&first, &second]), ["夜间集市开张"]);
        assert_eq!(titles("新闻速递", &[text, text]), ["新闻速递"]);
    }
}
