//! Clips of web pages that were put one below the other into one note, each with the fields that the clipper wrote above it between lines of
//! three hyphens.

use crate::corpus::read::collection::parted::{MIN_ARTICLES, Part};
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::one_article::{Line, SourceKind, part_front_matter};
use crate::corpus::read::parts::ArticleParts;

/// The fields take at most this many lines.
const MAX_FIELDS: usize = 80;

/// The clips of a note that begins with the fields of the first; none of other texts.
pub(super) fn parts<'t>(lines: &[Line<'t>]) -> Option<Vec<Part<'t>>> {
    let first = lines.iter().position(|line| !line.text.trim().is_empty()).filter(|&at| is_rule(lines[at].text))?;
    let mut starts = Vec::new();
    let mut at = first;
    while at < lines.len() {
        let end = if is_rule(lines[at].text) { end_of_fields(lines, at) } else { None };
        starts.extend(end.map(|_| at));
        at = end.unwrap_or(at) + 1;
    }
    if starts.first() != Some(&first) || starts.len() < MIN_ARTICLES {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let part = |(&start, end): (&usize, usize)| Part { lines: lines[start..end].to_vec(), ..Part::default() };
    Some(starts.iter().zip(ends).map(part).collect())
}

/// The article of a clip with the headline that its fields tell. The day in them may be that of the clip.
pub(super) fn of_fields(part: &Part<'_>, _: SourceKind) -> Option<ArticleParts> {
    let text = part.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let (fields, rest) = part_front_matter(&text);
    let paragraphs: Vec<String> =
        rest.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let (title, source, byline, page) = (fields.title, fields.source, fields.byline, fields.page);
    let is_whole = !title.is_empty() && !paragraphs.is_empty();
    is_whole.then(|| ArticleParts { title, source, byline, page, paragraphs, ..ArticleParts::default() })
}

fn is_rule(line: &str) -> bool {
    line.trim_end().trim_start_matches('\u{feff}') == "---"
}

/// The line that closes the fields which a rule begins: names with values, among them the headline, and the items of lists.
fn end_of_fields(lines: &[Line<'_>], rule: usize) -> Option<usize> {
    let is_name = |name: &str| {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.');
        !name.is_empty() && name.chars().all(is_of_name)
    };
    let end = rule + 1 + lines[rule + 1..].iter().take(MAX_FIELDS).position(|line| is_rule(line.text))?;
    let own = &lines[rule + 1..end];
    let is_of_value = |line: &str| line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
    let is_field = |line: &str| line.split_once(':').is_some_and(|(name, _)| is_name(name));
    let is_title = |line: &Line<'_>| {
        let name = line.text.split_once(':').map_or("", |(name, _)| name);
        labelled::named(name) == Some(Field::Title)
    };
    let are_fields = own.iter().all(|line| is_of_value(line.text) || is_field(line.text));
    (are_fields && own.iter().any(is_title)).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::collection::parted::tests::{TEXT, TITLES, seen};

    #[test]
    fn each_clip_stands_below_its_fields() {
        let clip = |at: usize| {
            format!(
                "---\ntitle: \"{}\"\nsource: \"http://a.example/{at}.html\"\nauthor:\n  - \"[[何晓岚]]\"\npublished: 2024-03-0{}\n\
                 created: 2024-04-08\nsite: \"兰河日报\"\ntags:\n  - \"clippings\"\n---\n{TEXT}\n",
                TITLES[at],
                at + 5
            )
        };
        let text: String = (0..3).map(clip).collect();
        let expected: Vec<[String; 3]> =
            (0..3).map(|at| [TITLES[at].to_owned(), "兰河日报".to_owned(), format!("2024-03-0{}", at + 5)]).collect();
        assert_eq!(seen(&text), Some(expected));
        // Rules part the sections of one article.
        let sections: String = (0..3).map(|at| format!("---\n{}\n---\n{TEXT}\n", TITLES[at])).collect();
        assert_eq!(seen(&sections), None);
        assert_eq!(seen(&format!("{}{sections}", clip(0))), None);
    }
}
