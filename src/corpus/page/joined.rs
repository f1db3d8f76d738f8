//! Texts that belong to the one above them: what continues an article of another page, and the signature of an office.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::titles::lone_day;
use crate::corpus::page::{Item, notices};
use crate::corpus::publication::credit::Place;
use crate::corpus::publication::issue_line::Credit;

/// Joins a text that continues an article of another page (“上接第一版”) to that article, where both pages are in one file
/// and only one article is left to be continued or bears the same headline.
pub(super) fn continued(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::new();
    for item in items {
        let continues = item.paragraphs.first().is_some_and(|first| notices::is_continuation(first));
        let waits = |other: &Item| other.paragraphs.last().is_some_and(|last| notices::is_continued(last));
        let waiting: Vec<usize> =
            if continues { (0..joined.len()).filter(|&at| waits(&joined[at])).collect() } else { Vec::new() };
        let same = waiting.iter().copied().find(|&at| !item.title.is_empty() && joined[at].title == item.title);
        match (same, waiting.as_slice()) {
            (Some(at), _) => joined[at].paragraphs.extend(item.paragraphs),
            (None, &[at]) if item.title.is_empty() => joined[at].paragraphs.extend(item.paragraphs),
            _ => joined.push(item),
        }
    }
    joined
}

/// Joins the signature of an office, its name and the day, to the text above it.
pub(super) fn with_signature(mut items: Vec<Item>) -> Vec<Item> {
    let is_signature = |item: &Item| {
        let lines: Vec<&String> = [&item.title].into_iter().chain(&item.paragraphs).filter(|l| !l.is_empty()).collect();
        let is_name = |line: &&&String| letter_count(line) <= 24 && !ends_sentence(line);
        matches!(lines.split_last(), Some((day, names))
            if !names.is_empty() && names.len() <= 2 && lone_day(day).is_some() && names.iter().all(|name| is_name(&name)))
    };
    if items.len() > 1
        && items.last().is_some_and(is_signature)
        && let (Some(signature), Some(last)) = (items.pop(), items.last_mut())
    {
        let date = signature.paragraphs.last().and_then(|day| lone_day(day));
        last.published.get_or_insert((Place::AtEnd, Credit { date, ..Credit::default() }));
        last.paragraphs
            .extend([signature.title].into_iter().filter(|title| !title.is_empty()).chain(signature.paragraphs));
    }
    items
}
