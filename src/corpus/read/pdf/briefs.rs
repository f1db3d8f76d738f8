//! Parts a box of briefs (简讯, 新闻速递) into its items: each paragraph begins with a headline of its own, behind which a space
//! stands.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::corpus::read::pdf::article::PdfArticle;
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
pub(super) fn parted(article: PdfArticle) -> Vec<PdfArticle> {
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
        |(title, text)| PdfArticle { title, paragraphs: vec![text], column: column.clone(), ..PdfArticle::default() };
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

/// The headline and the text of each item; none where any paragraph is another.
fn items(paragraphs: &[String]) -> Option<Vec<(String, String)>> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[■●▲◆□★◎•]?\s*([^。，；\s\u{3000}]+(?: [^。，；\s\u{3000}]+)??)[\s\u{3000}]+(.+)$")
    });
    // Where a line was full, the mark of the next item stands within the paragraph.
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"。\s*([■●▲◆□★◎])"));
    let parts = paragraphs.iter().map(|paragraph| MARK.replace_all(paragraph, "。\n$1").into_owned());
    let lines: Vec<String> = parts.flat_map(|part| part.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut items: Vec<(String, String)> = Vec::new();
    for line in &lines {
        let found = ITEM.captures(line);
        let item = found
            .filter(|found| HEADLINE_LENGTHS.contains(&letter_count(&found[1])) && letter_count(&found[2]) >= MIN_TEXT);
        match item {
            Some(found) => items.push((found[1].to_owned(), found[2].to_owned())),
            // Where a line ends behind the headline, no space is left; the mark shows the item all the same.
            None if line.starts_with(MARKS) => {
                items.push((String::new(), line.trim_start_matches(MARKS).trim().to_owned()))
            }
            None => match items.last_mut() {
                Some((_, text)) => text.push_str(line),
                None => items.push((String::new(), line.clone())),
            },
        }
    }
    (items.len() >= MIN_ITEMS).then_some(items)
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
        assert_eq!(titles("夜间集市开张", &[&first, &second]), ["夜间集市开张"]);
        assert_eq!(titles("新闻速递", &[text, text]), ["新闻速递"]);
    }
}
