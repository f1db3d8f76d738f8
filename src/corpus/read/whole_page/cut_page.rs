//! A page of text to its articles, with what the web adds to pages that people copy from it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::date::date_in_path;
use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::{self, Furniture, Page, PageContext};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::issue_line;
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::one_article::{
    are_times, foot, holds_further_text, holds_only_marks, is_above_text, is_bar_of_buttons, is_byline, is_moment,
    is_navigation, is_row_of_buttons, take_foot, without_button,
};
use crate::corpus::read::whole_page::headline_parts::with_whole_headlines;
use crate::corpus::{Article, PartialDate, Sources};
use crate::error::Result;
use crate::text::pattern;

/// A text has at most this many head lines.
const MAX_HEAD_LINES: usize = 8;
/// The letters of a first line that is the headline of the only article.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 9..=45;
/// The letters of a headline in a list of other articles.
const LISTED_HEADLINES: std::ops::RangeInclusive<usize> = 7..=45;
/// The paragraph below such a line has at least this many letters.
const MIN_PARAGRAPH: usize = 40;
/// A line of at least this many letters is text, however it ends.
const MIN_TEXT: usize = 60;
/// A further head line that tells nothing of the article, as a counter or an editor, has at most this many characters.
const MAX_COUNTER: usize = 30;

/// Cuts a page into its articles; buttons and notices of a web site are furniture.
///
/// # Errors
/// As [`page::cut`].
pub(in crate::corpus::read) fn cut(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let (text, numbers) = without_sheet_numbers(text);
    let text = with_whole_headlines(&text);
    let (text, bars) = without_bars(&text);
    let cut = |text: &str| Ok(without_notices(with_own_credit(page::cut(text, context, sources)?)));
    let (text, address) = without_address(&text);
    let cut_head_too = |text: &str| below_head(text, context, cut).map_or_else(|| cut(text), Ok);
    // What a web page adds below its text is no article. Papers print boxes below 相关链接, which on a page of several articles stay.
    let (above, mut foot) = without_foot(text);
    let mut page = cut_head_too(above)?;
    if page.articles.len() > 1 && !holds_only_headlines(foot) {
        (page, foot) = (cut_head_too(text)?, "");
    }
    if foot.is_empty() {
        take_foot_of_last(&mut page);
    }
    if let [article] = page.articles.as_mut_slice()
        && article.title.is_empty()
        && let Some((title, text)) = first_line_as_headline(&article.text)
    {
        (article.title, article.text) = (title.to_owned(), text.to_owned());
    }
    for article in &mut page.articles {
        article.title = without_button(&article.title).to_owned();
    }
    // Copied issues number their headlines.
    let is_numbered = |(place, article): (usize, &Article)| article.title.starts_with(&format!("{place}. "));
    if (1..).zip(&page.articles).all(is_numbered) {
        page.articles.iter_mut().for_each(|article| article.title = without_item_number(&article.title).to_owned());
    }
    if let Some(address) = address {
        // The address at the end tells the day of the only article.
        if let [article] = page.articles.as_mut_slice() {
            article.date = article
                .date
                .or_else(|| address.split_once("://").and_then(|(_, path)| date_in_path(path)).map(Into::into));
        }
        page.furniture.push(Furniture::of(address));
    }
    page.furniture.extend(foot.lines().map(str::trim).filter(|line| !line.is_empty()).map(Furniture::of));
    page.furniture.extend(bars.into_iter().map(Furniture::of).chain(numbers));
    // A bar parts the text from what a copied page had beside it.
    if let Some(last) = page.articles.last_mut() {
        let kept = last.text.trim_end_matches(['|', '｜', ' ', '\u{3000}']).len();
        last.text.truncate(kept);
    }
    Ok(page)
}

/// The page whose text begins with head lines, which tell of its article. At the top of several articles they are a masthead: a line
/// of it is read by the page itself, and several lines with labels tell the paper, day and page of all.
fn below_head(text: &str, context: &PageContext<'_>, cut: impl Fn(&str) -> Result<Page>) -> Option<Page> {
    let (mut head, head_lines, rest) = part_head(text);
    if head_lines.is_empty() || rest.trim().is_empty() {
        return None;
    }
    let mut page = cut(rest).ok()?;
    match page.articles.as_mut_slice() {
        [article] => apply_head(head, article, context),
        _ if head_lines.len() < 2 || head.strength() < Strength::Strong => return None,
        articles => {
            // A reporter is that of one article.
            head.byline.clear();
            let (day, source) = (page.date.map(PartialDate::from), page.source.clone());
            for article in articles {
                // What an article tells itself is not that of the page.
                let own_day = article.date.filter(|own| Some(*own) != day);
                let own_source = Some(article.source.clone()).filter(|own| !own.is_empty() && *own != source);
                apply_head(head.clone(), article, context);
                article.date = own_day.or(article.date);
                article.source = own_source.unwrap_or_else(|| std::mem::take(&mut article.source));
            }
        }
    }
    page.furniture.extend(head_lines.into_iter().map(Furniture::of));
    Some(page)
}

/// The head lines and reporters at the top of a text that has no headline above them, what they tell, and the text below.
fn part_head(text: &str) -> (HeadLine, Vec<&str>, &str) {
    let (mut head, mut lines, mut rest) = (HeadLine::default(), Vec::new(), text);
    while let Some((line, below)) = rest.split_once('\n').filter(|_| lines.len() < MAX_HEAD_LINES) {
        let own = line.trim();
        let tells = |own: &HeadLine| {
            let is_further = own.strength() >= Strength::Weak || !own.page.is_empty() || !own.byline.is_empty();
            own.strength() >= Strength::SourceOnly
                || !lines.is_empty() && (is_further || at_most(line.trim(), MAX_COUNTER))
        };
        match head_line::parse(own).filter(tells) {
            Some(own) => head.merge(own),
            _ if own.is_empty() && !lines.is_empty() => {}
            _ if !lines.is_empty() && head.byline.is_empty() && is_byline(own) => own.clone_into(&mut head.byline),
            _ => break,
        }
        lines.extend((!own.is_empty()).then_some(own));
        rest = below;
    }
    (head, lines, rest)
}

/// Sets what a head line tells of an article, where the user and the article itself tell nothing.
fn apply_head(head: HeadLine, article: &mut Article, context: &PageContext<'_>) {
    if context.date.is_none() && head.date.is_some() {
        article.date = head.date.map(PartialDate::from);
    }
    if context.source.is_none() && !head.source.is_empty() {
        article.source = head.source;
    }
    for (own, told) in [(&mut article.page, head.page), (&mut article.byline, head.byline)] {
        if own.is_empty() {
            *own = told;
        }
    }
}

/// A text without the numbers of sheets that stand within a sentence, as recognisers leave them (“- 1 -”), and these numbers.
/// The blank lines around them part nothing.
fn without_sheet_numbers(text: &str) -> (Cow<'_, str>, Vec<Furniture>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<before>[^\n]{14}[^\s。！？”…：；）)])[ \u{3000}\t]*\n(?:[ \u{3000}\t]*\n)*[ \u{3000}\t]*(?P<number>[-–—]\s?\d{1,3}\s?[-–—])",
            r"[ \u{3000}\t]*\n(?:[ \u{3000}\t]*\n)*(?P<after>\p{Han})"
        ))
    });
    // Nearly all texts have no such line, and are looked at no further.
    const DASHES: [char; 3] = ['-', '–', '—'];
    if !text.lines().any(|line| line.trim().starts_with(DASHES) && line.trim().ends_with(DASHES)) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let numbers = NUMBER.captures_iter(text).map(|found| Furniture::of(&found["number"])).collect();
    (NUMBER.replace_all(text, "$before\n$after"), numbers)
}

/// A text without the bars of buttons above its first sentence and below its last one, and these lines.
fn without_bars(text: &str) -> (Cow<'_, str>, Vec<&str>) {
    let lines: Vec<&str> = text.lines().collect();
    // A colon may stand behind the label of a field.
    let is_sentence = |line: &&str| {
        ends_sentence(line.trim()) && !line.trim().ends_with([':', '：']) || letter_count(line) >= MIN_TEXT
    };
    let first = lines.iter().position(is_sentence).unwrap_or(0);
    let last = lines.iter().rposition(is_sentence).unwrap_or(lines.len());
    // The letter of a page is not the button that makes letters larger: “A02”.
    let is_page = |line: &str| {
        line.len() <= 3
            && line.starts_with(|c: char| c.is_ascii_uppercase())
            && line.ends_with(|c: char| c.is_ascii_digit())
    };
    let are_times = are_times(lines[..first].iter().map(|line| line.trim()).filter(|line| !line.is_empty()));
    let is_bar = |at: usize, line: &str| {
        is_sheet(line)
            || !(first..=last).contains(&at) && is_bar_of_buttons(line.trim())
            || is_row_of_buttons(line.trim())
            || at < first
                && (is_above_text(line.trim()) || is_navigation(line))
                && !(are_times && is_moment(line.trim()))
                && !is_page(line.trim())
    };
    // What is left above the first sentence is the headline. Where nothing is left, it may be the one line of these that could also
    // be a headline: the word of a button, or words with bars or arrows between them.
    let has_headline = (0..first).any(|at| !lines[at].trim().is_empty() && !is_bar(at, lines[at]));
    let is_doubtful = |line: &str| !line.is_empty() && !is_certain_bar(line);
    let mut doubtful = (0..first).filter(|at| is_doubtful(lines[*at].trim()));
    let headline = doubtful.next().filter(|_| !has_headline && doubtful.next().is_none());
    let is_bar = |at: usize, line: &str| is_bar(at, line) && headline != Some(at);
    let (bars, rest): (Vec<_>, Vec<_>) = lines.into_iter().enumerate().partition(|(at, line)| is_bar(*at, line));
    if bars.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let rest: Vec<&str> = rest.into_iter().map(|(_, line)| line).collect();
    (Cow::Owned(rest.join("\n")), bars.into_iter().map(|(_, line)| line.trim()).collect())
}

/// Whether a line above the text belongs to the page for certain, even where no other line could be the headline.
fn is_certain_bar(line: &str) -> bool {
    const WORDS: [&str; 5] = ["首页", "位置", "加入收藏", "网站地图", "无障碍"];
    let leads = is_navigation(line) && (WORDS.iter().any(|word| line.contains(word)) || line.ends_with("正文"));
    is_sheet(line) || leads || is_bar_of_buttons(line) || !line.chars().any(char::is_alphabetic)
}

/// A text without what a web page adds below it, and that.
fn without_foot(text: &str) -> (&str, &str) {
    let mut places = Vec::new();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            places.push(start);
            lines.push(line.trim());
        }
        start += line.len();
    }
    // A paragraph and a reporter are of a further article.
    let is_of_article = |at: &usize| {
        let own = text[places[*at]..].lines().next().unwrap_or_default();
        own.starts_with("\u{3000}\u{3000}") || is_byline(lines[*at])
    };
    let is_of_page =
        |first: &usize| !(*first..lines.len()).any(|at| is_of_article(&at)) && !holds_further_text(&lines[*first..]);
    match foot(&lines).filter(is_of_page) {
        Some(first) => text.split_at(places[first]),
        None => (text, ""),
    }
}

/// Whether the lines of a foot that are no marks of a page read as the headlines of other articles. Figures, notices, and the lines
/// of a poem are shorter or hold labels and numbers.
fn holds_only_headlines(foot: &str) -> bool {
    let is_headline = |line: &str| {
        let digits = line.chars().filter(char::is_ascii_digit).count();
        LISTED_HEADLINES.contains(&letter_count(line))
            && !line.contains(['：', ':'])
            && 4 * digits <= letter_count(line)
            && !is_byline(line)
    };
    foot.lines().map(str::trim).filter(|line| !line.is_empty()).all(|line| holds_only_marks(line) || is_headline(line))
}

/// Takes what a web page adds off the end of the last of several articles.
fn take_foot_of_last(page: &mut Page) {
    let Some(last) = page.articles.last_mut() else { return };
    let mut paragraphs: Vec<String> = last.text.lines().map(str::to_owned).collect();
    let taken = take_foot(&mut paragraphs);
    if !taken.is_empty() {
        last.text = paragraphs.join("\n");
        page.furniture.extend(taken.into_iter().map(Furniture::of));
    }
}

/// The first line of a text as its headline, and the text below: it is no sentence, names no reporter, and paragraphs follow.
fn first_line_as_headline(text: &str) -> Option<(&str, &str)> {
    let (first, below) = text.split_once('\n')?;
    let next = below.lines().next()?;
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(first))
        && !ends_sentence(first)
        && !first.ends_with(['，', ',', '、'])
        && !is_byline(first)
        && !["记者", "通讯员", "作者", "来源", "本报讯"].iter().any(|word| first.contains(word));
    let follows = (ends_sentence(next) || letter_count(next) >= MIN_TEXT)
        && letter_count(next) >= MIN_PARAGRAPH.max(2 * letter_count(first));
    (is_headline && follows && issue_line::parse(first).is_none()).then_some((first.trim(), below))
}

/// Whether a line numbers a sheet, as recognisers do above each: “Page 1”, “--- 第2页 ---”.
fn is_sheet(line: &str) -> bool {
    static SHEET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[-=#*\s]*(?i:page)\s*\d{1,3}[-=#*\s]*$|^[-=#*]{2,}\s*第\s*\d{1,3}\s*页\s*[-=#*]{2,}$")
    });
    let may_be = line.trim_start().starts_with(['-', '=', '#', '*', 'p', 'P']);
    may_be && at_most(line, 40) && SHEET.is_match(line)
}

/// A text without the line at its end that gives its address: “文章来源：http://…”, and this line.
fn without_address(text: &str) -> (&str, Option<&str>) {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\n[ \u{3000}]*(?P<line>(?:文章来源|来源|原文|原文链接|原文地址|链接|网址)\s*[:：]\s*https?://\S+)\s*$",
        )
    });
    match ADDRESS.captures(text).and_then(|found| Some((found.get(0)?, found.name("line")?))) {
        Some((whole, line)) => (&text[..whole.start()], Some(line.as_str())),
        None => (text, None),
    }
}

/// A page without the notices of a web site below its last article, which the cut may take for articles without a headline.
fn without_notices(mut page: Page) -> Page {
    let is_notice = |article: &Article| article.title.is_empty() && holds_only_marks(&article.text);
    while page.articles.len() > 1
        && let Some(notice) = page.articles.pop_if(|last| is_notice(last))
    {
        page.furniture.extend(notice.text.lines().map(Furniture::of));
    }
    page
}

/// If a page has one article that ends with a line of paper and day, the article takes both from that line unless it has them
/// already.
fn with_own_credit(mut page: Page) -> Page {
    if let [article] = page.articles.as_mut_slice()
        && let Some((text, last)) = article.text.rsplit_once('\n')
        && let Some(line) = issue_line::parse(last).filter(|line| line.names_paper() && line.credit.tells_issue())
    {
        article.text = text.to_owned();
        article.date = article.date.or(line.credit.date.map(PartialDate::from));
        if article.source.is_empty() {
            article.source = line.credit.source;
        }
        if article.page.is_empty() {
            article.page = line.credit.page;
        }
    }
    page
}

#[cfg(test)]
#[path = "cut_page_tests.rs"]
mod tests;
