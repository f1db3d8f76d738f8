//! Boxes of a document: tables that frame one article each, whose headline stands on top. What stands above the first of them names the
//! collection, and what stands above a further one its section.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::measure::ends_sentence;
use crate::corpus::read::word::Paragraph;

/// The paragraphs with which boxes begin, each a headline as `are_headlines` tells; none where fewer than two tables are such boxes.
pub(super) fn beginnings_of_boxes(paragraphs: &[Paragraph], are_headlines: &[bool]) -> BTreeSet<usize> {
    // The first paragraph of each table, and whether a sentence stands in the table.
    let mut tables: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (at, paragraph) in paragraphs.iter().enumerate().filter(|(_, own)| !own.text.trim().is_empty()) {
        let Some(cell) = paragraph.cell else { continue };
        let (_, has_text) = tables.entry(cell.table).or_insert((at, false));
        *has_text |= ends_sentence(&paragraph.text);
    }
    let begin =
        |(first, has_text): (usize, bool)| (has_text && are_headlines.get(first) == Some(&true)).then_some(first);
    let boxes: BTreeSet<usize> = tables.into_values().filter_map(begin).collect();
    if boxes.len() > 1 { boxes } else { BTreeSet::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::word::Cell;

    #[test]
    fn tables_with_a_headline_and_a_text_are_boxes() {
        let paragraph = |(table, text): &(Option<usize>, &str)| Paragraph {
            text: (*text).to_owned(),
            cell: table.map(|table| Cell { table, ..Cell::default() }),
            ..Paragraph::default()
        };
        let begin = |written: &[(Option<usize>, &str)]| {
            let paragraphs: Vec<Paragraph> = written.iter().map(paragraph).collect();
            let headlines: Vec<bool> = written.iter().map(|(_, text)| text.starts_with("社区")).collect();
            beginnings_of_boxes(&paragraphs, &headlines).into_iter().collect::<Vec<_>>()
        };
        let title = (None, "社区剪报");
        let article = |table| [(Some(table), "社区食堂开门"), (Some(table), "昨天，社区食堂开门。")];
        assert_eq!(begin(&[[title].as_slice(), &article(0), &article(1)].concat()), [1, 3]);
        assert!(begin(&[[title].as_slice(), &article(0)].concat()).is_empty(), "one box");
        let numbers = [(Some(0), "社区"), (Some(0), "3.4"), (None, "昨天开门。"), (Some(1), "社区"), (Some(1), "12.5")];
        assert!(begin(&numbers).is_empty(), "tables of numbers");
    }
}
