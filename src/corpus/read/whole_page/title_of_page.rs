//! The title that a browser shows for a page, which programs that convert web pages to documents set above its text.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::publication::head_line;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::word::Paragraph;

/// The headline of the page stands among this many paragraphs from the top.
const TOP: usize = 40;
/// The fewest letters of a headline.
const MIN_HEADLINE: usize = 6;
/// The names of section and site behind the headline have at most this many letters.
const MAX_SITE: usize = 20;

/// The place of the headline below the title of its page, where a document begins with that title, behind which the names of section and
/// site stand, and only menus and the like stand between the two; nothing where there is no such title. What tells the day between them
/// belongs to the article.
pub(in crate::corpus::read) fn headline_below_title(paragraphs: &[Paragraph]) -> Option<usize> {
    let is_heading = |paragraph: &Paragraph| paragraph.emphasis == Some(Emphasis::Heading);
    let first = paragraphs.iter().position(|paragraph| !paragraph.text.trim().is_empty())?;
    let title = paragraphs.get(first).filter(|paragraph| is_heading(paragraph))?;
    let mut below = paragraphs.iter().enumerate().take(TOP).skip(first + 1);
    let at = below.find(|(_, paragraph)| is_heading(paragraph)).map(|(at, _)| at)?;
    let headline = paragraphs[at].text.trim();
    // A dash would part a subtitle from the headline.
    let site = title.text.trim().strip_prefix(headline)?.trim_start().strip_prefix(['_', '-', '|', '｜', '–'])?;
    let fits = letter_count(headline) >= MIN_HEADLINE && (1..=MAX_SITE).contains(&letter_count(site));
    let is_of_article = |paragraph: &Paragraph| {
        ends_sentence(&paragraph.text) || head_line::parse(&paragraph.text).is_some_and(|head| head.date.is_some())
    };
    (fits && !paragraphs[first + 1..at].iter().any(is_of_article)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(texts: &[(&str, bool)]) -> Vec<Paragraph> {
        let emphasis = |is_heading: bool| is_heading.then_some(Emphasis::Heading);
        let paragraph = |&(text, is_heading): &(&str, bool)| Paragraph {
            text: text.to_owned(),
            emphasis: emphasis(is_heading),
            ..Paragraph::default()
        };
        texts.iter().map(paragraph).collect()
    }

    #[test]
    fn the_title_of_a_page_and_its_menus_stand_above_the_headline() {
        let (title, headline) = (("云岭县老街修缮完工_云岭网", true), ("云岭县老街修缮完工", true));
        let menu = ("首页 要闻 云岭新闻", false);
        let text = ("昨天，老街修好了。", false);
        assert_eq!(headline_below_title(&paragraphs(&[title, menu, headline, text])), Some(2));
        assert_eq!(headline_below_title(&paragraphs(&[("", false), title, headline, text])), Some(2));
        for other in [
            [headline, menu, headline, text],
            [title, text, headline, text],
            [title, ("2024-03-05 08:12 来源：云岭日报", false), headline, text],
            [title, menu, ("公园昨天开放迎客", true), text],
            [("云岭县老街修缮完工_云岭网", false), menu, headline, text],
            [("云岭县老街修缮完工——十二家手艺铺子开张", true), menu, headline, text],
        ] {
            assert_eq!(headline_below_title(&paragraphs(&other)), None, "{other:?}");
        }
    }
}
