//! The headings of pages in a document that holds a whole issue: “第01版：要闻” above the headlines of each page. Name and day of the paper
//! and the contents stand above the first.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::{Furniture, FurnitureKind};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::{issue_line, masthead};
use crate::corpus::read::labelled::page_mark;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::word::Paragraph;

/// A paragraph of at least this many letters is text, however it ends.
const MIN_TEXT: usize = 60;
/// At most this many lines stand above the heading of the only page.
const MAX_ABOVE: usize = 3;
/// The letters of a headline below a heading that tells the whole issue; subheads are often shorter.
const HEADLINE: std::ops::RangeInclusive<usize> = 6..=60;

/// What stands around the articles of an issue.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read) struct IssuePages {
    /// The headings of pages by their paragraphs, each with the page that it tells.
    headings: BTreeMap<usize, String>,
    /// The heading of the first page that has articles below it.
    first: usize,
    /// How many pages have a text.
    count: usize,
}

impl IssuePages {
    /// The pages of the issue that paragraphs hold; empty where they hold none.
    pub fn of_paragraphs(paragraphs: &[Paragraph]) -> Self {
        let own = Self::of(&paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>());
        if own.is_empty() { Self::under_full_headings(paragraphs) } else { own }
    }

    /// The pages whose headings tell paper and day as well: “兰河日报 2024年3月5日 第02版”. Such a line stands above each article of a collection
    /// too, so that most pages must hold several headlines that look alike, and all of them be pages of one issue.
    pub fn under_full_headings(paragraphs: &[Paragraph]) -> Self {
        let written: Vec<(usize, &Paragraph)> =
            paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.text.trim().is_empty()).collect();
        let head = |place: usize| Some((place, full_heading(&written[place].1.text)?));
        let heads: Vec<(usize, Credit)> = (0..written.len()).filter_map(head).collect();
        let Some((first, issue)) = heads.first() else { return Self::default() };
        let are_of_issue = heads.iter().all(|(_, own)| own.source == issue.source && own.date == issue.date);
        let named_pages: BTreeSet<&str> = heads.iter().map(|(_, own)| own.page.as_str()).collect();
        let is_text = |(_, own): &(usize, &Paragraph)| own.text.contains('。') || letter_count(&own.text) >= MIN_TEXT;
        let ends = heads.iter().skip(1).map(|(place, _)| *place).chain([written.len()]);
        let pages: Vec<&[(usize, &Paragraph)]> =
            heads.iter().zip(ends).map(|((place, _), end)| &written[place + 1..end]).collect();
        let divided = pages.iter().filter(|page| has_several_headlines(page)).count();
        let is_issue = are_of_issue
            && named_pages.len() > 1
            && named_pages.len() == heads.len()
            && 2 * divided > heads.len()
            && !written[..*first].iter().any(is_text);
        if !is_issue {
            return Self::default();
        }
        Self {
            first: written[*first].0,
            count: pages.iter().filter(|page| page.iter().any(is_text)).count(),
            headings: heads.into_iter().map(|(place, own)| (written[place].0, own.page)).collect(),
        }
    }

    /// The pages of the issue that lines or paragraphs hold; empty where they hold none.
    pub fn of(texts: &[&str]) -> Self {
        // A rule may stand around the heading of a page.
        let is_written = |(_, text): &(usize, &str)| text.chars().any(char::is_alphanumeric);
        let texts = texts.iter().map(|text| text.trim()).enumerate();
        let written: Vec<(usize, &str)> = texts.filter(is_written).collect();
        let is_text = |text: &str| text.contains('。') || letter_count(text) >= MIN_TEXT;
        // The page that an article was printed on stands above its text, and not above a headline.
        let mark = |place: usize| -> Option<(usize, String)> {
            let page = page_mark(written[place].1.trim_matches(|c: char| "=＝-—─━*#~ ".contains(c)))?;
            let is_above_headline = written.get(place + 1).is_none_or(|(_, next)| !is_text(next));
            is_above_headline.then_some((place, page))
        };
        let marks: Vec<(usize, String)> = (0..written.len()).filter_map(mark).collect();
        let text_begins = written.iter().position(|(_, text)| is_text(text)).unwrap_or(written.len());
        let first = marks.iter().rev().map(|(place, _)| *place).find(|place| *place < text_begins);
        // Above the heading of a further page the text of the page before ends; the page of an article stands below its headline.
        let ends_page = |place: usize| {
            let before = written[place - 1].1;
            ends_sentence(before) || before.ends_with(['）', ')']) || Furniture::is_imprint(before)
        };
        let further = || marks.iter().map(|(place, _)| *place).filter(|place| *place > text_begins);
        let is_issue = match further().count() {
            0 => first.is_some_and(|first| {
                marks.len() > 1 || first <= MAX_ABOVE && (0..first).all(|place| is_of_issue(written[place].1))
            }),
            count => 2 * further().filter(|place| ends_page(*place)).count() > count,
        };
        if !is_issue {
            return Self::default();
        }
        let from = first.unwrap_or(0);
        let ends = marks.iter().skip(1).map(|(place, _)| *place).chain([written.len()]);
        let has_text = |((place, _), end): &(&(usize, String), usize)| {
            *place >= from && written[*place..*end].iter().any(|(_, text)| is_text(text))
        };
        let named_pages = marks.iter().zip(ends).filter(has_text).map(|((_, page), _)| page);
        let count = named_pages.collect::<BTreeSet<_>>().len();
        let first = first.map_or(0, |first| written[first].0);
        Self { headings: marks.into_iter().map(|(place, page)| (written[place].0, page)).collect(), first, count }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// How many pages have a text.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether a paragraph stands outside the articles.
    pub fn is_around(&self, at: usize) -> bool {
        !self.is_empty() && (at < self.first || self.headings.contains_key(&at))
    }

    /// What a paragraph outside the articles is.
    pub fn furniture(&self, at: usize, text: &str) -> Furniture {
        let heads = || self.headings.keys().next().is_some_and(|top| at < *top);
        match self.headings.contains_key(&at) || heads() {
            true => Furniture::heading(text),
            // What the contents name tells nothing of the issue.
            false => Furniture { kind: FurnitureKind::Index, text: text.to_owned() },
        }
    }

    /// The page on which a paragraph stands.
    pub fn page_of(&self, at: usize) -> Option<String> {
        self.headings.range(..=at).next_back().map(|(_, page)| page.clone())
    }
}

/// What a line tells that names paper, day and page of an issue and nothing else, without a label and out of brackets.
pub(super) fn full_heading(text: &str) -> Option<Credit> {
    // A quick check spares nearly all lines the reading.
    let line = if text.contains('版') { issue_line::parse(text.trim())? } else { return None };
    let is_heading = line.names_paper() && !line.label && !line.bracketed;
    let Credit { date, page, byline, .. } = &line.credit;
    (is_heading && date.is_some() && !page.is_empty() && byline.is_empty()).then_some(line.credit)
}

/// Whether a page begins with a headline that is set apart, and others that look alike stand below texts.
fn has_several_headlines(page: &[(usize, &Paragraph)]) -> bool {
    let look = |own: &Paragraph| -> Option<Emphasis> {
        let text = own.text.trim();
        let is_headline = HEADLINE.contains(&letter_count(text)) && !ends_sentence(text) && !is_numbered(text);
        own.emphasis.filter(|_| is_headline && own.cell.is_none())
    };
    let Some(common) = page.first().and_then(|(_, first)| look(first)) else { return false };
    page.windows(2).any(|pair| pair[0].1.emphasis != Some(common) && look(pair[1].1) == Some(common))
}

/// Whether a number stands before a line, as before the subheads of an article.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    number.len() < rest.len() && number.starts_with(['、', '．', '.', '）', ')'])
}

/// Whether a line above the heading of the only page tells the paper or its day, and nothing else.
fn is_of_issue(text: &str) -> bool {
    masthead::paper(text).as_deref() == Some(text)
        || issue_line::day_of_issue(text).is_some()
        || Furniture::heading(text).kind == FurnitureKind::Masthead
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，三家社区食堂开门，老人凭证优惠。";

    fn around(texts: &[&str]) -> Vec<usize> {
        let pages = IssuePages::of(texts);
        (0..texts.len()).filter(|&at| pages.is_around(at)).collect()
    }

    #[test]
    fn headings_of_pages_stand_between_articles() {
        let issue = ["兰河日报", "2024年3月5日", "第01版：要闻", "社区食堂开门", TEXT, "第02版 民生", "早市搬家", TEXT];
        assert_eq!(around(&issue), [0, 1, 2, 5]);
        let contents = ["兰河日报", "目录", "第01版：要闻", "社区食堂开门", "第02版 民生", "早市搬家"];
        assert_eq!(around(&[contents.as_slice(), &issue[2..]].concat()), [0, 1, 2, 3, 4, 5, 6, 9]);
        assert_eq!(around(&["兰河日报 2024年3月5日 星期二", "A01 头版", "社区食堂开门", TEXT]), [0, 1]);
        let drawn = ["=== 第1版 ===", "社区食堂开门", TEXT, "------", "=== 第2版 ===", "早市搬家", TEXT];
        assert_eq!(around(&drawn), [0, 4]);
        let pages = IssuePages::of(&issue);
        assert_eq!((pages.page_of(3).as_deref(), pages.page_of(6).as_deref()), (Some("1"), Some("2")));
        assert_eq!(pages.count(), 2);
    }

    #[test]
    fn headings_may_tell_paper_and_day_of_the_issue() {
        let bold = |text: &str| Paragraph { text: text.into(), emphasis: Some(Emphasis::Bold), cell: None };
        let plain = |text: &str| Paragraph { text: text.into(), ..Paragraph::default() };
        let article = |headline: &str| [bold(headline), plain(TEXT)];
        let page = |head: &str, headlines: &[&str]| -> Vec<Paragraph> {
            std::iter::once(bold(head)).chain(headlines.iter().flat_map(|own| article(own))).collect()
        };
        let around = |pages: &[Vec<Paragraph>]| -> Vec<usize> {
            let paragraphs = pages.concat();
            let found = IssuePages::of_paragraphs(&paragraphs);
            (0..paragraphs.len()).filter(|&at| found.is_around(at)).collect()
        };
        let first = page("兰河日报　2024年3月5日　第01版", &["社区食堂昨天开门", "早市搬进新大棚"]);
        let second = page("兰河日报　2024年3月5日　第02版", &["渡口今晨恢复通车", "老街换上新路灯"]);
        assert_eq!(around(&[first.clone(), second.clone()]), [0, 5]);
        let other = page("云岭晚报　2024年3月5日　第02版", &["渡口今晨恢复通车", "老街换上新路灯"]);
        assert!(around(&[first.clone(), other]).is_empty(), "clippings of two papers");
        let single = page("兰河日报　2024年3月5日　第02版", &["渡口今晨恢复通车"]);
        assert!(around(&[first, single]).is_empty(), "articles with such lines of their own");
        let parts = |head| page(head, &["社区食堂昨天开门", "一、食堂怎么办起来"]);
        let speeches = [parts("兰河日报　2024年3月5日　第01版"), parts("兰河日报　2024年3月5日　第02版")];
        assert!(around(&speeches).is_empty(), "numbered subheads");
    }

    #[test]
    fn pages_below_headlines_are_those_of_single_articles() {
        for texts in [
            ["社区食堂开门", "第2版", TEXT, "早市搬家", "第3版", TEXT].as_slice(),
            &["社区食堂开门", "第2版", "云岭报道", TEXT, "早市搬家", "第3版", "云岭报道", TEXT],
            &["社区食堂开门", "第2版", "云岭报道", TEXT],
            &["社区食堂开门", TEXT, "早市搬家", TEXT],
        ] {
            assert!(around(texts).is_empty(), "{texts:?}");
        }
    }
}
