//! Pages of notes, as OneNote writes a section of them into one file: below each title the day and the time of the note on lines of their
//! own, then the text, and below it the address that it was copied from: “来自 <https://…>”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::read::collection::parted::{HEADLINE_LENGTHS, MIN_ARTICLES, Part, above, below};
use crate::corpus::read::one_article::Line;
use crate::text::pattern;

/// The longest line of a day or a time, and of an address, in characters.
const MAX_MOMENT: usize = 40;
const MAX_ADDRESS: usize = 400;

/// The pages of such a file, each with its title as the headline; none of other texts. Sites set day and time of an article on lines of their
/// own as well, so that most pages must tell where they were copied from. The day of the note is not that of publication.
pub(super) fn parts<'t>(lines: &[Line<'t>]) -> Option<Vec<Part<'t>>> {
    // Nearly all texts have no such line.
    let copied = lines.iter().filter(|line| address(line.text).is_some()).count();
    if copied < MIN_ARTICLES {
        return None;
    }
    let heads: Vec<(usize, usize, usize)> = (0..lines.len()).filter_map(|at| head(lines, at)).collect();
    if heads.len() < MIN_ARTICLES || 2 * copied < heads.len() {
        return None;
    }
    let ends = heads.iter().skip(1).map(|(title, ..)| *title).chain([lines.len()]);
    let part = |(&(title, day, time), end): (&(usize, usize, usize), usize)| {
        let own = &lines[time + 1..end];
        let address = own.iter().find_map(|line| address(line.text)).unwrap_or_default();
        let (copied, text): (Vec<Line<'t>>, Vec<Line<'t>>) =
            own.iter().copied().partition(|line| self::address(line.text).is_some());
        let around = [lines[day], lines[time]].into_iter().chain(copied).map(|line| line.text.trim()).collect();
        Part { title: lines[title].text.trim(), lines: text, address, around }
    };
    let parts = heads.iter().zip(ends).map(part).collect();
    // The name of the section.
    let preface = lines[..heads[0].0].iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    Some(below(preface.collect(), parts))
}

/// The lines of the title, the day and the time of a page whose day stands on this line.
fn head(lines: &[Line<'_>], day: usize) -> Option<(usize, usize, usize)> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\d{1,2}[-/.]\d{1,2})(?:\s*(?:星期|周)[一二三四五六日天])?",
            r"|(?:[a-z]{3,9}day,?\s+)?(?:[a-z]{3,9}\s+\d{1,2}|\d{1,2}\s+[a-z]{3,9}),?\s+(?:19|20)\d{2})$"
        ))
    });
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:[上下]午\s*)?\d{1,2}[:：]\d{2}(?:\s*[AP]M)?$"));
    let is = |form: &Regex, line: &str| at_most(line, MAX_MOMENT) && form.is_match(line.trim());
    if !is(&DAY, lines[day].text) {
        return None;
    }
    let time = day + 1 + lines[day + 1..].iter().position(|line| !line.text.trim().is_empty())?;
    let title = above(lines, day)?;
    // A note without a text stands above the title of the next one.
    let is_title = !is(&TIME, lines[title].text);
    let fits = is_title && is(&TIME, lines[time].text) && HEADLINE_LENGTHS.contains(&letter_count(lines[title].text));
    fits.then_some((title, day, time))
}

/// The address that a text was copied from, where a line tells nothing else.
fn address(line: &str) -> Option<&str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:来自|來自|from|剪辑源|已?从以下(?:网页|位置)剪辑|clipped from)\s*[:：]?\s*<?(?P<address>https?://[!-;=?-~]+)>?$",
        )
    });
    let line = line.trim();
    let may_be = line.contains("://") && at_most(line, MAX_ADDRESS);
    if may_be { Some(FORM.captures(line)?.name("address")?.as_str()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::parted::tests::{TEXT, TITLES, seen};

    #[test]
    fn titles_stand_above_the_moments_of_the_notes() {
        let page = |at: usize, day: &str, from: &str| {
            let title = TITLES[at];
            format!("{title}\n{day}\n15:1{at}\n兰河日报 2024-03-0{} 17:25\n{TEXT}{from}\n\n", at + 5)
        };
        let from = "来自 <http://a.example/c1.html> ";
        let expected: Vec<[String; 3]> =
            (0..3).map(|at| [TITLES[at].to_owned(), "兰河日报".to_owned(), format!("2024-03-0{}", at + 5)]).collect();
        for day in ["2024年4月8日", "2024年4月8日 星期一", "Monday, April 8, 2024"] {
            let text: String = (0..3).map(|at| page(at, day, from)).collect();
            assert_eq!(seen(&text).as_ref(), Some(&expected), "{day}");
        }
        // Sites write such moments, too.
        assert_eq!(seen(&(0..3).map(|at| page(at, "2024年4月8日", "")).collect::<String>()), None);
    }

    #[test]
    fn addresses_stand_alone_behind_their_name() {
        assert_eq!(address("来自 <http://a.example/1.html> "), Some("http://a.example/1.html"));
        assert_eq!(address("From <https://a.example/?a=1>"), Some("https://a.example/?a=1"));
        assert_eq!(address("来自 http://a.example/1.html 的报道"), None);
        assert_eq!(address("http://a.example/1.html"), None);
    }
}
