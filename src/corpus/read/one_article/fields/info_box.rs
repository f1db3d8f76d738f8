//! The box of facts that government sites set above a document: its index number, the office, the days, one fact a line or a name
//! and its value on lines of their own.

use jiff::civil::Date;

use crate::corpus::measure::{ends_sentence, half_width, letter_count, letters};
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::one_article::SourceKind;
use crate::corpus::read::one_article::fields::front_matter::FrontMatter;
use crate::corpus::read::one_article::rows::Row;

/// The box begins among this many rows.
const TOP: usize = 12;
/// The fewest names of facts that are a box.
const MIN_FACTS: usize = 3;
/// The most letters of a value.
const MAX_VALUE: usize = 60;
/// The rest of a box whose columns were parted stands within this many rows.
const MAX_BETWEEN: usize = 8;

/// Names that are those of facts in such a box alone; above a text they may be its words: “名称：兰河东岸公园”.
const NAMES: [(&str, Field); 11] = [
    ("名称", Field::Title),
    ("信息名称", Field::Title),
    ("公文名称", Field::Title),
    ("公开日期", Field::Date),
    ("信息分类", Field::Other),
    ("内容概述", Field::Other),
    ("生效日期", Field::Other),
    ("失效日期", Field::Other),
    ("废止日期", Field::Other),
    ("公开主体", Field::Other),
    ("责任部门", Field::Other),
];

/// Takes the box out of the rows and returns what it tells; `None` where there is none. The headline that stands above it and
/// once more below it is kept below.
pub(crate) fn take(rows: &mut Vec<Row>, kind: SourceKind) -> Option<FrontMatter> {
    let start = (0..rows.len().min(TOP)).find(|&at| !facts(&rows[at].text).is_empty())?;
    let mut box_of_facts = FrontMatter::default();
    let (mut end, mut count, mut is_distinctive) = (start, 0, false);
    let (mut published, mut written, mut source, mut office) = (None, None, String::new(), String::new());
    while let Some(row) = rows.get(end) {
        let mut found = facts(&row.text);
        if found.is_empty() {
            break;
        }
        end += 1;
        // The value of the last name may stand on the next row, where another fact follows.
        if let [.., (fact, value)] = found.as_mut_slice()
            && value.is_empty()
            && let Some(next) = rows.get(end)
            && facts(&next.text).is_empty()
            && letter_count(&next.text) <= MAX_VALUE
            && (rows.get(end + 1).is_some_and(|row| !facts(&row.text).is_empty())
                || matches!(fact, Field::Date | Field::WrittenDate) && find_date(&half_width(&next.text)).is_some())
        {
            value.clone_from(&next.text);
            end += 1;
        }
        for (fact, value) in found {
            count += 1;
            is_distinctive |= fact == Field::DocumentRecord;
            let day = || find_date(&half_width(&value)).map(|found| found.date);
            let first = |own: &mut String| {
                if own.is_empty() {
                    own.clone_from(&value);
                }
            };
            match fact {
                Field::Title => first(&mut box_of_facts.title),
                Field::Date => published = published.or_else(day),
                Field::WrittenDate => written = written.or_else(day),
                Field::Source => first(&mut source),
                Field::Office => first(&mut office),
                _ => {}
            }
        }
    }
    let rest = if kind == SourceKind::PrintedWebPage { rest_of_box(&rows[end..]) } else { 0 };
    // A file with several boxes holds several documents.
    let is_further = |row: &Row| facts(&row.text).iter().any(|(fact, _)| *fact == Field::DocumentRecord);
    if count < MIN_FACTS || !is_distinctive || end + rest >= rows.len() || rows[end + rest..].iter().any(is_further) {
        return None;
    }
    let mut place = 0;
    rows.retain(|row| {
        place += 1;
        !(end < place && place <= end + rest) || row.emphasis.is_some()
    });
    let date: Option<Date> = published.or(written);
    box_of_facts.date = date;
    box_of_facts.source = if source.is_empty() { office } else { source };
    rows.drain(start..end);
    // What stands above the box is the headline, or buttons of the page above the same headline.
    let is_again = |above: &Row| rows.get(start).is_some_and(|below| letters(&below.text) == letters(&above.text));
    if rows[..start].iter().any(is_again) {
        rows.drain(..start);
    }
    Some(box_of_facts)
}

/// How many rows below a box are the rest of it: on a printed page its columns may come one after the other, with the headline in larger
/// type between them.
fn rest_of_box(below: &[Row]) -> usize {
    let is_short = |row: &&Row| letter_count(&row.text) <= MAX_VALUE && !ends_sentence(&row.text);
    let length = below.iter().take(MAX_BETWEEN).take_while(is_short).count();
    let below = &below[..length];
    let Some(last) = below.iter().rposition(|row| !facts(&row.text).is_empty()) else { return 0 };
    if !below[..last].iter().any(|row| row.emphasis.is_some()) {
        return 0;
    }
    let lacks_value = facts(&below[last].text).last().is_some_and(|(_, value)| value.is_empty());
    last + 1 + usize::from(lacks_value && below.get(last + 1).is_some_and(|row| row.emphasis.is_none()))
}

/// The facts of a row with their values; none where it begins with anything else.
fn facts(text: &str) -> Vec<(Field, String)> {
    let text = half_width(text);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "•·●■-*【[".contains(c));
    let mut found: Vec<(Field, String)> = Vec::new();
    let mut rest = text;
    while let Some((name, behind)) = rest.split_once(':') {
        // Behind a value stands the next name, after a space.
        let known = |name: &str| {
            let name: String = name.chars().filter(|c| !c.is_whitespace() && !"】]".contains(*c)).collect();
            let own = NAMES.iter().find(|(own, _)| *own == name).map(|(_, fact)| *fact);
            own.or_else(|| labelled::named(&name)).filter(|fact| *fact != Field::Text)
        };
        // The letters of a name may be spaced: “索 引 号”.
        let whole = if found.is_empty() { known(name).map(|fact| ("", fact)) } else { None };
        let parted = || {
            let (value, name) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
            known(name).map(|fact| (value, fact))
        };
        let Some((value, fact)) = whole.or_else(parted) else { break };
        match found.last_mut() {
            Some(last) => value.trim().clone_into(&mut last.1),
            None if !value.trim().is_empty() => return Vec::new(),
            None => {}
        }
        found.push((fact, String::new()));
        rest = behind;
    }
    if let Some(last) = found.last_mut() {
        rest.trim().clone_into(&mut last.1);
    }
    if found.iter().all(|(_, value)| letter_count(value) <= MAX_VALUE) { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Line;
    use crate::corpus::read::one_article::head::printed_frame::prepare;

    fn taken(lines: &[&str]) -> (Option<FrontMatter>, Vec<String>) {
        let lines: Vec<Line<'_>> = lines.iter().map(|text| Line { text, emphasis: None }).collect();
        let mut rows = prepare(&lines, SourceKind::Text).rows;
        let found = take(&mut rows, SourceKind::Text);
        (found, rows.into_iter().map(|row| row.text).collect())
    }

    #[test]
    fn facts_stand_on_lines_of_their_own_or_together() {
        let text = "第一条　为了规范集市管理，制定本办法。";
        let apart = [
            "云岭县集市管理办法",
            "• 索引号:",
            "000/2024-1",
            "• 来源:",
            "• 发文机构:",
            "云岭县政府",
            "• 发布日期:",
            "2024年3月5日 16:34",
            "• 内容概述:",
            "云岭县集市管理办法",
            text,
        ];
        let together = [
            "索引号：000/2024-1 主题分类：市场",
            "发文机构：云岭县政府　　成文日期：2024年2月28日",
            "发布日期：2024-03-05",
            "云岭县集市管理办法",
            text,
        ];
        for lines in [&apart[..], &together] {
            let (found, rows) = taken(lines);
            let found = found.expect("a box");
            assert_eq!(
                (found.source.as_str(), found.date.map(|day| day.to_string()).as_deref()),
                ("云岭县政府", Some("2024-03-05"))
            );
            assert_eq!(rows, ["云岭县集市管理办法", text]);
        }
        // Below the box names of facts are words of the text.
        let text_below = [&together[..], &["名称：兰河东岸公园", text]].concat();
        assert_eq!(taken(&text_below).1.len(), 4);
        // A head line is no box.
        assert!(taken(&["云岭县集市开张", "来源：云岭日报", "发布日期：2024-03-05", "浏览次数：17", text]).0.is_none());
    }
}
