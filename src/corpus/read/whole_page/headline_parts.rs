//! The parts of a headline that a page of text sets apart by blank lines: the second headline and the reporter stand below the first.

use std::borrow::Cow;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::read::one_article::is_byline;

/// The letters of a headline, and those of what stands below it.
const HEADLINE: std::ops::RangeInclusive<usize> = 5..=40;
const BELOW: std::ops::RangeInclusive<usize> = 4..=30;
/// A line of at least this many letters is text, however it ends.
const MIN_TEXT: usize = 40;

/// A text without the blank lines between a headline and what belongs to it: a second headline behind a dash, or the reporter, with text
/// right below.
pub(super) fn with_whole_headlines(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut is_left_out = vec![false; lines.len()];
    for at in 2..lines.len() {
        if !lines[at - 1].trim().is_empty() || !is_below_headline(lines[at].trim()) {
            continue;
        }
        let Some(headline) = lines[..at].iter().rposition(|line| !line.trim().is_empty()) else { continue };
        let is_on_top = headline == 0 || lines[headline - 1].trim().is_empty();
        if is_on_top
            && is_headline(lines[headline].trim())
            && lines[at + 1..].iter().find(|line| !line.trim().is_empty()).is_some_and(|next| is_text(next))
        {
            is_left_out[headline + 1..at].fill(true);
        }
    }
    if !is_left_out.contains(&true) {
        return Cow::Borrowed(text);
    }
    let kept: Vec<&str> =
        lines.into_iter().zip(is_left_out).filter(|(_, is_out)| !is_out).map(|(line, _)| line).collect();
    Cow::Owned(kept.join("\n"))
}

/// Whether a line is a second headline, or names the reporters.
fn is_below_headline(line: &str) -> bool {
    let is_second = || line.starts_with("——") && BELOW.contains(&letter_count(line)) && !ends_sentence(line);
    is_second() || is_byline(line)
}

fn is_headline(line: &str) -> bool {
    HEADLINE.contains(&letter_count(line))
        && !ends_sentence(line)
        && !line.starts_with('—')
        && !line.ends_with(['，', '、', '）', ')', '】'])
        && !is_byline(line)
}

fn is_text(line: &str) -> bool {
    line.trim_end().ends_with('。') || letter_count(line) >= MIN_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_headline_is_no_article() {
        let text = "　　昨天，三家社区食堂开门，老人凭证优惠。\n";
        for below in ["——来自河畔新区的报道", "本报记者 方小舟"] {
            let page = format!("早市搬家\n{text}\n　　　社区食堂开门了\n\n{below}\n{text}");
            assert_eq!(with_whole_headlines(&page), page.replace("了\n\n", "了\n").trim_end(), "{below}");
        }
        for page in [
            format!("社区食堂开门了\n\n　　早市搬家\n{text}"),
            format!("　　昨天，早市搬家。\n\n本报记者 方小舟\n{text}"),
            "社区食堂开门了\n\n本报记者 方小舟\n\n早市搬家\n".to_owned(),
        ] {
            assert_eq!(with_whole_headlines(&page), page, "{page}");
        }
    }
}
