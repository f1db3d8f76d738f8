//! The fields above the text of a Markdown file, between lines of three hyphens (YAML) or three plus signs (TOML).

use jiff::civil::Date;

use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line;
use crate::corpus::publication::outlet;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::one_article::head::printed_frame::prepare;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::{Line, SourceKind};
use crate::corpus::read::parts::ArticleParts;

/// The fields a Markdown file begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The headline.
    pub title: String,
    /// The paper or site.
    pub source: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// The page of the issue.
    pub page: String,
    /// Who wrote it.
    pub byline: String,
    /// Whether the day may be that on which the file was saved or changed.
    pub saved: Saved,
    /// The number of rows the fields take.
    pub rows: usize,
}

/// Whether the day of the fields may be that on which a program saved the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is the day of publication.
    #[default]
    Never,
    /// Nothing tells.
    Perhaps,
    /// Other fields tell when the file was changed, as programs for notes write them.
    Likely,
}

/// Fields that programs for notes write.
const FIELDS_OF_NOTES: [&str; 9] = [
    "lastmod",
    "updated",
    "modified",
    "created",
    "updated_at",
    "created_at",
    "date_modified",
    "date_created",
    "siyuan",
];

impl From<ArticleParts> for FrontMatter {
    /// The fields that were read of an article whose text is yet to be read; no rows.
    fn from(parts: ArticleParts) -> FrontMatter {
        FrontMatter {
            title: parts.title,
            source: parts.source,
            date: parts.date.and_then(|date| date.full()),
            page: parts.page,
            byline: parts.byline,
            saved: Saved::Never,
            rows: 0,
        }
    }
}

/// The list of metadata begins among this many rows.
const MAX_ABOVE_METADATA: usize = 6;
/// The fields take at most this many rows.
const MAX_ROWS: usize = 80;

/// Reads the fields at the beginning of a Markdown file, if there are any.
pub(crate) fn read(rows: &[Row]) -> Option<FrontMatter> {
    let rule = ["---", "+++"].into_iter().find(|rule| rows.first().is_some_and(|row| row.text.trim_end() == *rule))?;
    let is_rule = |row: &Row| row.text.trim_end() == rule;
    let end = rows.iter().take(MAX_ROWS).skip(1).position(is_rule)? + 1;
    let mut fields = FrontMatter { rows: end + 1, saved: Saved::Perhaps, ..FrontMatter::default() };
    let mut is_published = false;
    let separators: &[char] = if rule == "+++" { &['='] } else { &[':', '：'] };
    // The fields of a table in TOML may be indented; those of YAML that are belong to the one above.
    for (at, row) in rows.iter().enumerate().take(end).skip(1) {
        if row.indent > 0 && rule == "---" {
            continue;
        }
        let Some((name, value)) = row.text.split_once(separators) else { continue };
        if FIELDS_OF_NOTES.contains(&name.trim().to_ascii_lowercase().as_str()) {
            fields.saved = Saved::Likely;
        }
        // Programs for notes name the day of a file in English, and not as that of publication.
        let is_sure = !name.is_ascii() || name.contains("publish");
        is_published |= is_sure && labelled::named(name) == Some(Field::Date) && find_date(value).is_some();
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let below = &rows[at + 1..end];
        let value = if rule == "---" { whole_value(value, below) } else { value.to_owned() };
        let value = if value.is_empty() && rule == "---" { names_in_list(name, below) } else { value };
        if !value.is_empty() {
            set(&mut fields, name, &value);
        }
    }
    if is_published {
        fields.saved = Saved::Never;
    }
    // Clippers write the moment, the tags and the address, and leave headline and day to the text.
    let is_field =
        |row: &Row| row.text.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase()));
    let is_clipped = end > 2 && rows[1..end].iter().all(is_field);
    let has_fields = !fields.title.is_empty() || fields.date.is_some() || is_clipped;
    take_quoted(&mut fields, rows);
    has_fields.then_some(fields)
}

/// The value of a field in YAML: where it is folded, the rows below (`title: >-`); where it is a map, the name in it, on the same row
/// (`source: {name: 兰河日报}`) or on those below.
fn whole_value(value: &str, below: &[Row]) -> String {
    let own = || below.iter().take_while(|row| row.indent > 0).map(|row| row.text.trim());
    match value {
        ">" | ">-" | ">+" | "|" | "|-" | "|+" => own().collect::<Vec<_>>().join(" "),
        "" => name_in_map(own()).unwrap_or_default(),
        _ => {
            let inner = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
            inner.and_then(|inner| name_in_map(inner.split(','))).unwrap_or_else(|| value.to_owned())
        }
    }
}

/// The name among the fields of a map, or of the first of several: `name: 兰河日报`.
fn name_in_map<'t>(fields: impl IntoIterator<Item = &'t str>) -> Option<String> {
    fields.into_iter().find_map(|field| {
        let (name, value) = field.trim_start_matches(['-', ' ']).split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (["name", "title"].contains(&name.trim()) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The names in the list of those who wrote an article or whose it is, without the marks of links: `- "[[兰河日报]]"`. Other lists hold no names.
fn names_in_list(field: &str, below: &[Row]) -> String {
    if !matches!(labelled::named(field), Some(Field::Byline | Field::Source)) {
        return String::new();
    }
    let item = |row: &Row| {
        let name = row.text.strip_prefix('-')?.trim_matches(|c: char| c.is_whitespace() || "\"'[]".contains(c));
        Some(name.to_owned())
    };
    let names: Vec<String> = below.iter().map_while(item).filter(|name| !name.is_empty()).collect();
    names.join(" ")
}

/// Takes properties out of the rows above a text, as outliners write them: “source:: [[兰河日报]]”.
pub(crate) fn take_properties(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    let property = |row: &Row| {
        let (name, value) = row.text.split_once("::")?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        is_name.then(|| (name.to_owned(), value.trim().trim_matches(['[', ']', '#']).to_owned()))
    };
    let found: Vec<(String, String)> = rows.iter().map_while(property).collect();
    let mut fields = FrontMatter::default();
    found.iter().for_each(|(name, value)| set(&mut fields, name, value));
    let tells = !fields.source.is_empty() || fields.date.is_some() || !fields.title.is_empty();
    if found.len() < 2 || !tells || found.len() >= rows.len() {
        return None;
    }
    rows.drain(..found.len());
    // The headline is an item of the outline as the paragraphs are.
    if let Some(row) = rows.first_mut()
        && let Some(title) = row.text.trim_start_matches(['-', ' ']).strip_prefix("# ")
    {
        fields.title = title.trim().to_owned();
        rows.remove(0);
    }
    Some(fields)
}

/// Takes the fields of a list below the heading “Metadata” out of the rows, as programs for reading later write them, with the heading of
/// the text and what the reader marked below it.
pub(crate) fn take_metadata(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    const MARKED: [&str; 3] = ["Highlights", "Notes", "New highlights"];
    let is_heading = |row: &Row, name: &str| row.emphasis.is_some() && row.text.trim_start_matches(['#', ' ']) == name;
    let start = rows.iter().take(MAX_ABOVE_METADATA).position(|row| is_heading(row, "Metadata"))?;
    let item = |row: &Row| {
        let (name, value) = row.text.trim_start_matches(['-', '*', ' ']).split_once(':')?;
        labelled::named(name).map(|field| (field, value.trim().trim_matches(['[', ']']).to_owned()))
    };
    let is_item = |row: &Row| item(row).is_some() || row.text.starts_with(['-', '*']);
    let count = rows[start + 1..].iter().take_while(|row| is_item(row)).count();
    let mut fields = FrontMatter::default();
    for (field, value) in rows[start + 1..=start + count].iter().filter_map(item) {
        // The author of a page is the site where no person is named.
        let field = if field == Field::Byline && outlet::names_medium(&value) { Field::Source } else { field };
        set_field(&mut fields, field, &value);
    }
    let end = start + 1 + count;
    let end = end + usize::from(rows.get(end).is_some_and(|row| is_heading(row, "Full Document")));
    if count == 0 || end >= rows.len() {
        return None;
    }
    let marked = rows[end + 1..].iter().position(|row| MARKED.iter().any(|name| is_heading(row, name)));
    rows.truncate(marked.map_or(rows.len(), |at| end + 1 + at));
    rows.drain(start..end);
    Some(fields)
}

/// The fields at the beginning of a Markdown file and the text behind them; no fields where it has none.
pub(crate) fn part_front_matter(text: &str) -> (FrontMatter, &str) {
    let lines: Vec<Line<'_>> = text.lines().take(MAX_ROWS).map(|text| Line { text, emphasis: None }).collect();
    let rule = text.trim_start_matches('\u{feff}').lines().next().map_or("", str::trim_end);
    let behind = || {
        let end = lines.iter().skip(1).position(|line| line.text.trim_end() == rule)? + 1;
        let last = lines.get(end)?.text;
        Some(&text[last.as_ptr() as usize - text.as_ptr() as usize + last.len()..])
    };
    let fields = if ["---", "+++"].contains(&rule) { read(&prepare(&lines, SourceKind::Markdown).rows) } else { None };
    match fields.zip(behind()) {
        Some((fields, rest)) => (fields, rest),
        None => (FrontMatter::default(), text),
    }
}

/// Takes the fields that a writer set above the text, often as quotations: “> 来源：《兰河日报》（2024年3月5日 第2版）”.
fn take_quoted(fields: &mut FrontMatter, rows: &[Row]) {
    let quoted = |row: &Row| {
        let text = row.text.trim_start_matches(['>', ' ']).trim();
        let (field, _) = labelled::field(text)?;
        matches!(field, Field::Source | Field::Byline | Field::Date | Field::Page).then(|| text.to_owned())
    };
    let blank = rows.iter().skip(fields.rows).take_while(|row| row.text.trim().is_empty()).count();
    if rows.get(fields.rows + blank).and_then(quoted).is_some() {
        fields.rows += blank;
    }
    while let Some(text) = rows.get(fields.rows).and_then(quoted) {
        let Some((field, value)) = labelled::field(&text) else { break };
        fields.rows += 1;
        let mut more = FrontMatter::default();
        match issue_line::parse(&text) {
            Some(line) => {
                let credit = line.credit;
                (more.source, more.date, more.page, more.byline) =
                    (credit.source, credit.date, credit.page, credit.byline);
            }
            None => set_field(&mut more, field, value),
        }
        let own = [&mut fields.title, &mut fields.source, &mut fields.page, &mut fields.byline];
        for (own, more) in own.into_iter().zip([more.title, more.source, more.page, more.byline]) {
            if own.is_empty() {
                *own = more;
            }
        }
        fields.date = fields.date.or(more.date);
    }
}

/// Takes one field by its name. Who wrote a page is the paper or site where no person is named.
fn set(fields: &mut FrontMatter, name: &str, value: &str) {
    match labelled::named(name) {
        Some(Field::Byline) if outlet::names_medium(value) && fields.source.is_empty() => {
            fields.source = value.to_owned();
        }
        Some(Field::Byline) if outlet::names_medium(value) => {}
        Some(field) => set_field(fields, field, value),
        None => {}
    }
}

fn set_field(fields: &mut FrontMatter, field: Field, value: &str) {
    match field {
        Field::Title => fields.title = value.to_string(),
        // Programs that clip web pages write the address.
        Field::Source if !value.contains("://") => fields.source = value.to_string(),
        Field::Byline => fields.byline = value.to_string(),
        Field::Page => fields.page = page_number(value),
        Field::Date => fields.date = fields.date.or(find_date(value).map(|found| found.date)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_name() {
        let text = "---\ntitle: \"老街换新颜\"\ndate: 2024-04-01\npage_no: \"03\"\nsource: 云岭日报\nimages:\n  - a.jpg\n---\n\n正文";
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        let fields = read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default();
        assert_eq!(
            (fields.title.as_str(), fields.page.as_str(), fields.source.as_str()),
            ("老街换新颜", "3", "云岭日报")
        );
        assert_eq!(fields.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
        assert_eq!(fields.rows, 8);
    }

    #[test]
    fn fields_of_notes_tell_when_they_were_changed() {
        let saved = |text: &str| {
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default().saved
        };
        let note = "---\ntitle: 老街换新颜\ndate: 2024-04-01T18:14:22+08:00\nlastmod: 2024-04-02\n---\n\n正文";
        assert_eq!((saved(note), saved(&note.replace("lastmod", "tags"))), (Saved::Likely, Saved::Perhaps));
        assert_eq!(saved(&note.replace("date:", "published:")), Saved::Never);
        assert_eq!(saved("老街换新颜"), Saved::Never);
    }

    #[test]
    fn toml_quotations_and_addresses() {
        let fields = |text: &str| {
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            let found = read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default();
            (found.title, found.source, found.date.map(|date| date.to_string()).unwrap_or_default(), found.page)
        };
        let row = |title: &str, source: &str, date: &str, page: &str| {
            (title.to_owned(), source.to_owned(), date.to_owned(), page.to_owned())
        };
        assert_eq!(
            fields(
                "+++\ntitle = \"老街换新颜\"\ndate = 2024-04-01T09:00:00+08:00\n[params]\n  source = \"云岭日报\"\n+++\n\n正文"
            ),
            row("老街换新颜", "云岭日报", "2024-04-01", "")
        );
        assert_eq!(
            fields(
                "---\ntitle: 老街换新颜\nsource: \"https://a.example/1\"\n---\n\n> 来源：《云岭日报》（2024年04月01日 第 02 版）\n> 作者：周明\n\n正文"
            ),
            row("老街换新颜", "云岭日报", "2024-04-01", "2")
        );
    }

    #[test]
    fn values_may_be_folded_or_maps() {
        let source = |text: &str| {
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            let found = read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default();
            (found.title, found.source)
        };
        for text in [
            "---\ntitle: >-\n  老街换新颜\n  市民多去处\ndate: 2024-04-01\nsource: {name: 云岭日报, page: 1}\n---\n\n正文",
            "---\ntitle: 老街换新颜 市民多去处\nsource:\n  name: \"云岭日报\"\n  page: 1\n---\n\n正文",
        ] {
            assert_eq!(source(text), ("老街换新颜 市民多去处".to_owned(), "云岭日报".to_owned()), "{text}");
        }
        let plain = "---\ntitle: 老街{换}新颜\nsource: 云岭日报\nimages:\n  - a.jpg\n---\n\n正文";
        assert_eq!(source(plain), ("老街{换}新颜".to_owned(), "云岭日报".to_owned()));
    }

    #[test]
    fn the_authors_of_a_clipping_stand_in_a_list() {
        let named = |authors: &str| {
            let text = format!("---\ntitle: 老街换新颜\nauthor:\n{authors}published: 2024-04-01\n---\n\n正文");
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            let fields = read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default();
            (fields.source, fields.byline)
        };
        assert_eq!(named("  - \"[[云岭日报]]\"\n"), ("云岭日报".to_owned(), String::new()));
        assert_eq!(named("  - \"[[方小舟]]\"\n  - 金禾\n"), (String::new(), "方小舟 金禾".to_owned()));
        assert_eq!(named("- 方小舟\n"), (String::new(), "方小舟".to_owned()));
        assert_eq!(named("  - \"[[]]\"\n"), (String::new(), String::new()));
    }
}
