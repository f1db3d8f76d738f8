//! The separator and the quotation marks of a table in text form.

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;

/// How the fields of a line are separated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separator {
    /// The characters between two fields; empty where every line is one field.
    pub characters: String,
    /// How quotation marks are used.
    pub quoting: Quoting,
}

/// How quotation marks are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// A field may be wrapped in quotation marks, which are doubled within it.
    Doubled,
    /// A field may be wrapped in quotation marks, before which a backslash stands within it.
    Escaped,
    /// A field may be wrapped in single quotation marks, which are doubled within it.
    Single,
    /// Quotation marks are ordinary characters.
    None,
}

impl Quoting {
    /// The mark in which fields are wrapped.
    pub(in crate::corpus::read::table) fn mark(self) -> Option<char> {
        match self {
            Quoting::Doubled | Quoting::Escaped => Some('"'),
            Quoting::Single => Some('\''),
            Quoting::None => None,
        }
    }
}

impl Separator {
    /// The characters between the fields; empty where each line is one field.
    pub fn characters(&self) -> &str {
        &self.characters
    }
}

/// Separators in the order of preference. The rare ones count only with a header that is understood or many fields, those
/// that stand in ordinary text only with such a header.
const COMMON: &[&str] = &["\t", ",", ";", "|"];
const LONG: &[&str] =
    &["_!_", "|||", "||", "@@@", "@@", "###", "##", "$$", "!!!!", "!!!", "&&", "%%", "~~~", "<sep>", "[SEP]"];
const RARE: &[&str] = &["\u{1}", "\u{2}", "\u{1F}", "^", "~", "¦", "｜", "，", "；", "§", "þ", "#", "$", "@", "&", "*"];
const ORDINARY: &[&str] = &[":", "/", " "];

/// Number of records at the beginning of a file that are examined.
const RECORDS: usize = 60;

/// A character that stands for a separator of several bytes; text files do not contain it.
pub(super) const STAND_IN: u8 = 0x1F;

/// What the records of a sample look like with one separator.
struct Trial {
    separator: Separator,
    fields: usize,
    records: usize,
    consistency: f64,
    known: usize,
    score: f64,
}

/// The separator of a text whose beginning is given; `whole` tells whether nothing follows.
pub(in crate::corpus::read::table) fn detect(start: &str, whole: bool) -> Separator {
    let text = without_announcement(start).1;
    if let Some(announced) = without_announcement(start).0 {
        return Separator {
            characters: announced.into(),
            quoting: best_quoting(text, announced, whole).separator.quoting,
        };
    }
    let common = COMMON.iter().zip([0.0, 0.05, 0.1, 0.15]);
    let long = LONG.iter().zip(std::iter::repeat(-0.1));
    let rare = RARE.iter().zip(std::iter::repeat(0.5)).chain(ORDINARY.iter().zip(std::iter::repeat(0.8)));
    let first_line = text.trim_start().lines().next().unwrap_or_default();
    // A rare separator divides nearly every record, so the first line has it; this spares ordinary pages most trials.
    let occurs = |characters: &str, penalty: f64| if penalty < 0.5 { text } else { first_line }.contains(characters);
    let mut best: Option<Trial> = None;
    for (characters, penalty) in
        common.chain(long).chain(rare).filter(|&(characters, penalty)| occurs(characters, penalty))
    {
        let mut trial = best_quoting(text, characters, whole);
        trial.score -= penalty;
        let acceptable =
            if (0.0..0.5).contains(&penalty) { trial.is_acceptable() } else { trial.is_certain(penalty > 0.5) };
        if acceptable && best.as_ref().is_none_or(|best| trial.score > best.score) {
            best = Some(trial);
        }
    }
    best.map_or(Separator { characters: String::new(), quoting: Quoting::Doubled }, |best| best.separator)
}

/// The separator that Excel announces in a first line `sep=;`, and the text behind it.
pub(super) fn without_announcement(text: &str) -> (Option<&str>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP=")) {
        Some(separator) if separator.chars().count() == 1 => (Some(separator), rest),
        _ => (None, text),
    }
}

impl Trial {
    fn is_acceptable(&self) -> bool {
        self.fields >= 2 && (self.consistency >= 0.6 && (self.records > 1 || self.known > 0) || self.known >= 2)
    }

    fn is_certain(&self, ordinary: bool) -> bool {
        let many = !ordinary && self.fields >= 4 && self.records >= 4;
        self.fields >= 2 && self.consistency >= 0.95 && (self.known >= 2 || many)
    }
}

/// The trial with the use of quotation marks that gives the most even records.
fn best_quoting(text: &str, characters: &str, whole: bool) -> Trial {
    let mut best = trial(text, characters, Quoting::Doubled, whole);
    if text.contains('"') {
        let quotings = [Quoting::Escaped, Quoting::None];
        for quoting in quotings.into_iter().filter(|quoting| *quoting != Quoting::Escaped || text.contains("\\\"")) {
            let other = trial(text, characters, quoting, whole);
            let even = other.consistency > best.consistency + 0.02;
            // Lines of texts within marks are no records of one field.
            let is_plain = quoting == Quoting::None && other.fields >= 2 && other.consistency >= 0.9;
            if even || is_plain && has_open_quotes(text, characters) {
                best = other;
            }
        }
    }
    if has_wrapped_column(text, characters, whole) {
        let other = trial(text, characters, Quoting::Single, whole);
        if other.consistency + 0.02 >= best.consistency {
            best = other;
        }
    }
    best
}

/// A row with more fields than this is no row of a table whose quotation marks are looked at.
const MAX_FIELDS: usize = 500;

/// Whether all fields of a column below the header are wrapped in single quotation marks: single ones open and close words in
/// many texts, but not each field of a column.
fn has_wrapped_column(text: &str, characters: &str, whole: bool) -> bool {
    if !text.contains('\'') {
        return false;
    }
    let mut rows: Vec<Vec<Option<bool>>> = vec![Vec::new()];
    let (mut at, mut end_of_line) = (0, None);
    while at < text.len() && rows.len() <= RECORDS + 1 {
        let line_end = end_of_line.filter(|end| at <= *end);
        let line_end = line_end.unwrap_or_else(|| text[at..].find('\n').map_or(text.len(), |length| at + length));
        end_of_line = Some(line_end);
        let field = match wrapped_field(&text[at..], characters) {
            Some(length) => {
                at += length;
                Some(true)
            }
            None => {
                let plain = &text[at..line_end];
                let plain = &plain[..plain.find(characters).unwrap_or(plain.len())];
                at += plain.len();
                (!plain.trim().is_empty()).then_some(false)
            }
        };
        let rest = &text[at..];
        let row = rows.last_mut().filter(|row| row.len() < MAX_FIELDS);
        let Some(row) = row else { return false };
        row.push(field);
        if let Some(behind) = rest.strip_prefix(characters) {
            at = text.len() - behind.len();
        } else {
            at += rest.find('\n').map_or(rest.len(), |length| length + 1);
            rows.push(Vec::new());
        }
    }
    rows.retain(|row| row.iter().any(Option::is_some));
    // The last record of a sample may be cut off.
    if !whole {
        rows.pop();
    }
    let rows = rows.get(1..).unwrap_or_default();
    let is_wrapped = |column: usize| {
        let fields: Vec<bool> = rows.iter().filter_map(|row| row.get(column).copied().flatten()).collect();
        fields.len() >= 2 && fields.len() * 2 >= rows.len() && fields.iter().all(|is_wrapped| *is_wrapped)
    };
    (0..rows.iter().map(Vec::len).max().unwrap_or_default()).any(is_wrapped)
}

/// The number of bytes of a field in single quotation marks at the beginning of a text, marks included; none where it is not so
/// wrapped as a whole.
fn wrapped_field(text: &str, characters: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut from = 0;
    loop {
        let behind = from + inner[from..].find('\'')? + 1;
        let next = &inner[behind..];
        if !next.starts_with('\'') {
            let is_end = next.is_empty() || next.starts_with(['\r', '\n']) || next.starts_with(characters);
            return is_end.then_some(behind + 1);
        }
        // A mark within the field is doubled.
        from = behind + 1;
    }
}

/// Whether quotation marks at the beginning and at the end of fields do not belong together.
fn has_open_quotes(text: &str, characters: &str) -> bool {
    let count = |mark: String| text.matches(mark.as_str()).count();
    // A quotation mark alone on a line closes a field that ends with a line end.
    let doubled = count(format!("{characters}\"\"")) + count("\n\"\"".into());
    let closing = count(format!("\n\"{characters}")) + count("\n\"\n".into()) + count("\n\"\r".into());
    let opened = count(format!("{characters}\"")) + count("\n\"".into()) + usize::from(text.starts_with('"'));
    let opened = opened.saturating_sub(doubled + closing);
    let doubled = count(format!("\"\"{characters}")) + count("\"\"\n".into()) + count("\"\"\r".into());
    let closed = count(format!("\"{characters}"))
        + count("\"\n".into())
        + count("\"\r".into())
        + usize::from(text.ends_with('"'));
    let closed = closed.saturating_sub(doubled);
    opened.abs_diff(closed) * 10 > opened.max(closed) + 10
}

fn trial(text: &str, characters: &str, quoting: Quoting, whole: bool) -> Trial {
    let separator = Separator { characters: characters.into(), quoting };
    let single = match characters.as_bytes() {
        [byte] => text.to_owned().into_bytes().into_iter().map(|b| if b == *byte { STAND_IN } else { b }).collect(),
        _ => text.replace(characters, "\u{1F}").into_bytes(),
    };
    let mut reader = builder(&separator, STAND_IN).from_reader(&single[..]);
    let (mut counts, mut known) = (Vec::new(), 0);
    for record in reader.byte_records().take(RECORDS + 1).map_while(Result::ok) {
        let fields: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if counts.len() < 10 {
            let mut roles: Vec<Role> =
                fields.iter().filter_map(|field| role_of_name(field)).map(|(role, _)| role).collect();
            roles.dedup();
            known = known.max(roles.len());
        }
        counts.push(fields.len());
    }
    // The last record of a sample may be cut off.
    if (!whole || counts.len() > RECORDS) && counts.len() > 1 {
        counts.pop();
    }
    let fields = most_frequent(&counts);
    let consistency = counts.iter().filter(|count| **count == fields).count() as f64 / counts.len().max(1) as f64;
    let known = if fields >= 2 { known } else { 0 };
    let score = consistency * 2.0 + known.min(6) as f64 * 0.5;
    Trial { separator, fields, records: counts.len(), consistency, known, score }
}

/// The most frequent count; of equally frequent ones, the greatest.
fn most_frequent(counts: &[usize]) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let groups = sorted.chunk_by(|a, b| a == b);
    groups.max_by_key(|group| (group.len(), group[0])).map_or(0, |group| group[0])
}

/// A reader of separated values; `byte` separates the fields.
pub(super) fn builder(separator: &Separator, byte: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(byte);
    match separator.quoting {
        Quoting::Doubled => {}
        Quoting::Escaped => {
            builder.escape(Some(b'\\'));
        }
        Quoting::Single => {
            builder.quote(b'\'');
        }
        Quoting::None => {
            builder.quoting(false);
        }
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> String {
        detect(text, true).characters
    }

    #[test]
    fn separators_are_recognised() {
        for separator in ["\t", ",", ";", "|", "^", "~", "||", "_!_", "\u{1}", "，"] {
            let text =
                ["编号,标题,正文", "1,春耕,柳河两岸一片繁忙", "2,秋收,颗粒归仓"].join("\n").replace(',', separator);
            assert_eq!(characters(&text), separator);
        }
    }

    #[test]
    fn separators_within_quotation_marks_do_not_count() {
        assert_eq!(characters("id;text\n1;\"a,b,c,d\"\n2;\"e,f\ng,h\"\n"), ";");
        assert_eq!(characters("title,text\n\"a;b\",c;d\n\"e;f\",g;h\n"), ",");
    }

    #[test]
    fn fields_may_end_with_the_separator() {
        let row = |name: &str| format!("\"{name};\";\"{}\"\n", "柳河两岸一片繁忙\n".repeat(20));
        let text = ["甲", "乙", "丙", "丁"].map(row).concat();
        assert_eq!(
            detect(&format!("作者;正文\n{text}"), true),
            Separator { characters: ";".into(), quoting: Quoting::Doubled }
        );
    }

    #[test]
    fn single_columns_have_no_separator() {
        assert_eq!(characters("标题\n全县春耕, 进展顺利\n柳河大桥通车\n河畔新城启用\n"), "");
        assert_eq!(characters(""), "");
    }

    #[test]
    fn quotation_marks_may_be_ordinary() {
        let text = "1\t\"春耕开始\n2\t\"十五\"规划\n3\t完\n";
        assert_eq!(detect(text, true).quoting, Quoting::None);
        let escaped = "title,text\n\"a\",\"b \\\"c\\\", d\"\n\"e\",\"f\"\n";
        assert_eq!(detect(escaped, true).quoting, Quoting::Escaped);
        let line_ends = "title,text,url\n".to_owned() + &"a,\"b\n\",c\n".repeat(30);
        assert_eq!(detect(&line_ends, true).quoting, Quoting::Doubled);
        assert_eq!(detect("title,text\n\"a \"\"b\"\"\",\"c,d\"\n", true).quoting, Quoting::Doubled);
    }

    #[test]
    fn single_quotation_marks_wrap_whole_columns() {
        let quoting = |text: &str| detect(text, true).quoting;
        let wrapped = "title,text,source\n'春耕','田里忙,\n农机下田','兰河日报'\n'秋收','it''s 丰收','兰河日报'\n";
        assert_eq!(detect(wrapped, true), Separator { characters: ",".into(), quoting: Quoting::Single });
        assert_eq!(quoting(&wrapped.replace('\n', "\r\n")), Quoting::Single);
        let some_columns = "'编号';'标题';'正文'\n1;'春耕';'田里忙'\n2;'秋收';\n3;'通车';'桥通了'\n";
        assert_eq!(quoting(some_columns), Quoting::Single);
        // Marks of words, and the one with which Excel marks text.
        for other in [
            "title,text\n'春耕'开始,田里忙\n'秋收','丰收'了\n通车,'桥'\n",
            "number,title\n'001,春耕\n'002,秋收\n'003,通车\n",
            "title,text\n'春耕',田里忙\n秋收,丰收\n'通车',桥\n",
        ] {
            assert_eq!(quoting(other), Quoting::Doubled, "{other}");
        }
    }

    #[test]
    fn an_announced_separator_is_believed() {
        assert_eq!(characters("sep=;\ntitle;text\na;b,c\n"), ";");
        assert_eq!(without_announcement("sep=;\r\na"), (Some(";"), "a"));
    }
}
