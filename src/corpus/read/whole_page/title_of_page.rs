//! The title that a browser shows for a page, which programs that convert web pages to documents set above its text.

use std::ops::Range;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::publication::head_line;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::web_page::is_editor_line;
use crate::corpus::read::word::Paragraph;

/// The headline of the page stands among this many paragraphs from the top.
const TOP: usize = 40;
/// The fewest letters of a headline.
const MIN_HEADLINE: usize = 6;
/// The names of section and site behind the headline have at most this many letters.
const MAX_SITE: usize = 20;
/// The day of an article stands among this many paragraphs below its headline.
const MAX_TO_DAY: usize = 2;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 12;
/// Sentences of at least this many letters are no summary, but an article.
const MIN_ARTICLE: usize = 100;

/// The paragraphs of the article below the title of its page, from the headline to the editor below the text, where one is named: other
/// parts of the site follow. Nothing where a document does not begin with such a title. Where the title of a further page follows, all
/// paragraphs from the headline on are given.
pub(in crate::corpus::read) fn article_below_title(paragraphs: &[Paragraph]) -> Option<Range<usize>> {
    let start = headline_below_title(paragraphs)?;
    let below = |from: usize| paragraphs.iter().enumerate().skip(from);
    let is_text = |text: &str| ends_sentence(text) && letter_count(text) >= MIN_TEXT;
    let text = below(start + 1).find(|(_, paragraph)| is_text(&paragraph.text)).map(|(at, _)| at);
    let editor = text.and_then(|text| below(text + 1).find(|(_, paragraph)| is_editor_line(paragraph.text.trim())));
    let Some((editor, _)) = editor else { return Some(start..paragraphs.len()) };
    // The day and further editors may stand below the editor.
    let is_of_end =
        |text: &str| text.trim().is_empty() || is_editor_line(text.trim()) || head_line::parse(text).is_some();
    let end = editor + 1 + below(editor + 1).take_while(|(_, paragraph)| is_of_end(&paragraph.text)).count();
    let is_title = |at: usize| is_heading(&paragraphs[at]) && headline_below_title(&paragraphs[at..]).is_some();
    // The editor may be named above the text, below a summary of it, and each article of a series may name its own.
    let letters_of_text = |part: &[Paragraph]| -> usize {
        part.iter().filter(|paragraph| is_text(&paragraph.text)).map(|paragraph| letter_count(&paragraph.text)).sum()
    };
    let above = letters_of_text(&paragraphs[start..editor]);
    let is_below_text = above >= MIN_ARTICLE || 2 * above >= letters_of_text(&paragraphs[end..]);
    let goes_on = || (end..paragraphs.len()).any(|at| is_title(at) || is_editor_line(paragraphs[at].text.trim()));
    Some(start..if is_below_text && !goes_on() { end } else { paragraphs.len() })
}

/// The place of the headline below the title of its page, where a document begins with that title, behind which the names of section and
/// site stand, and only menus and the like stand between the two; nothing where there is no such title. What tells the day between them
/// belongs to the article, unless it is told below the headline as well.
fn headline_below_title(paragraphs: &[Paragraph]) -> Option<usize> {
    let first = paragraphs.iter().position(|paragraph| !paragraph.text.trim().is_empty())?;
    let title = paragraphs.get(first).filter(|paragraph| is_heading(paragraph))?;
    let mut below = paragraphs.iter().enumerate().take(TOP).skip(first + 1);
    let at = below.find(|(_, paragraph)| is_heading(paragraph)).map(|(at, _)| at)?;
    let headline = paragraphs[at].text.trim();
    // A dash would part a subtitle from the headline.
    let site = title.text.trim().strip_prefix(headline)?.trim_start().strip_prefix(['_', '-', '|', '｜', '–'])?;
    let fits = letter_count(headline) >= MIN_HEADLINE && (1..=MAX_SITE).contains(&letter_count(site));
    let tells_day = |paragraph: &Paragraph| head_line::parse(&paragraph.text).is_some_and(|head| head.date.is_some());
    let below_headline = paragraphs[at + 1..].iter().filter(|paragraph| !paragraph.text.trim().is_empty());
    let has_day = below_headline.take(MAX_TO_DAY).any(tells_day);
    let is_of_article = |paragraph: &Paragraph| ends_sentence(&paragraph.text) || !has_day && tells_day(paragraph);
    (fits && !paragraphs[first + 1..at].iter().any(is_of_article)).then_some(at)
}

/// Whether a paragraph stands in the style of headings, and is not blank.
fn is_heading(paragraph: &Paragraph) -> bool {
    paragraph.emphasis == Some(Emphasis::Heading) && !paragraph.text.trim().is_empty()
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
        let day = ("2024-03-05 08:12 来源：云岭日报", false);
        assert_eq!(headline_below_title(&paragraphs(&[title, day, headline, day, text])), Some(2));
        for other in [
            [headline, menu, headline, text],
            [title, text, headline, text],
            [title, day, headline, text],
            [title, menu, ("公园昨天开放迎客", true), text],
            [("云岭县老街修缮完工_云岭网", false), menu, headline, text],
            [("云岭县老街修缮完工——十二家手艺铺子开张", true), menu, headline, text],
        ] {
            assert_eq!(headline_below_title(&paragraphs(&other)), None, "{other:?}");
        }
    }

    #[test]
    fn other_parts_of_the_site_stand_below_the_editor() {
        let (title, headline) = (("云岭县老街修缮完工_云岭网", true), ("云岭县老街修缮完工", true));
        let text = ("昨天，老街上的六十户人家都搬回来了。", false);
        let (editor, day) = (("责任编辑：何晓岚", false), ("发布日期：2024-03-05", false));
        let other = ("公园昨天开放，游客都说又多了一个散步的好去处。", false);
        let article = |texts: &[(&str, bool)]| article_below_title(&paragraphs(texts));
        assert_eq!(article(&[title, headline, text, editor, ("最新文章", true), other]), Some(1..4));
        assert_eq!(article(&[title, headline, text, editor, ("", false), day, other]), Some(1..6));
        assert_eq!(article(&[title, headline, editor, text, other]), Some(1..5));
        assert_eq!(article(&[title, headline, text, other]), Some(1..4));
        // The next page of the site follows.
        let (next_title, next) = (("云岭县公园开放迎客_云岭网", true), ("云岭县公园开放迎客", true));
        assert_eq!(article(&[title, headline, text, editor, next_title, next, other, editor]), Some(1..8));
        assert_eq!(article(&[headline, text, editor, other]), None);
        // The editor above the text, and those of two articles of a series.
        assert_eq!(article(&[title, headline, text, editor, other, other, other]), Some(1..7));
        assert_eq!(article(&[title, headline, text, editor, next, text, editor]), Some(1..7));
    }
}
