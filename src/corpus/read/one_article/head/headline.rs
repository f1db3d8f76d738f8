//! The headline of an article: which lines are part of it, and how they are joined.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::publication::outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections;
use crate::corpus::read::one_article::marks::navigation::{
    is_bar, is_menu_above, is_navigation, is_path_through_site, names_pages, names_section_of_office,
    names_site_and_section, opens_menu,
};
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::marks::sharing::invites_to_share;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::{Emphasis, SourceKind};
use crate::text::{is_han, pattern};

/// The fewest letters of a headline; shorter lines may be the name of a page's section (民生周刊, 城事聚焦).
pub(in crate::corpus::read::one_article) const MIN_HEADLINE_LENGTH: usize = 6;
/// The longest line of a headline, in letters.
const MAX_LENGTH: usize = 75;
/// The most letters of the name of a paper above a headline.
const MAX_PAPER: usize = 6;
/// The most lines of a headline.
pub(crate) const MAX_LINES: usize = 5;
/// A line of a web page's headline this wide, in half-width columns, may have been broken because it was full.
pub(in crate::corpus::read::one_article) const FULL_LINE: usize = 50;

pub(in crate::corpus::read::one_article) static SITE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\S{2,20}(?:网|网站|门户网站|人民政府|人民检察院|人民法院|公安局|客户端|日报|晚报|新闻中心|在线)$")
});
static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^《[^》]{1,12}》$|^[\p{Han}A-Za-z0-9－—-]{0,12}(?:日报|晚报|晨报|早报|时报|商报|都市报|新报|导报|报|通讯社|新华社|新闻社|学习平台|网|电视台|电台|客户端|公众号|参考消息|半月谈|澎湃新闻|界面新闻|央视新闻|封面新闻|红星新闻|上观新闻|发布|融媒|融媒体中心|在线|杂志社?|周刊|政府网|网站)$",
    )
});
static STEM_AFFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{8}|\d{4}[-._年]\d{1,2}[-._月]\d{1,2}日?)[-_ ]+|[-_ ]+(?:\d{8}|\d{4}[-._年]\d{1,2}[-._月]\d{1,2}日?)$|\s*[（(]\d{1,2}[）)]$",
    )
});

/// The name of a collection above a headline: “应急管理宣传报道汇编”.
static COLLECTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{Han}“”《》]{0,16}(?:(?:报道|舆情|剪报|媒体)(?:汇编|选编|摘编|集)|剪报本?)$"));
/// The fewest letters of a headline that is half of a file's name.
const MIN_WITHIN: usize = 9;
/// The fewest letters of a headline that is two thirds of a file's name.
const MIN_SHORT_WITHIN: usize = 6;

/// The fewest letters of a file's name that is a whole headline, and the most of its lines below the head line.
const MIN_WHOLE: usize = 10;
const MAX_BELOW: usize = 2;
/// How many characters at the end of one line and at the beginning of the next show how they are joined.
const MAX_SEAM: usize = 3;

/// A line above buttons with at least this many letters may be the headline.
const MIN_ABOVE_BUTTONS: usize = 9;
/// A line of at least this many words is a menu.
const MENU_WORDS: usize = 5;
/// The names of section and site behind the headline in the title of a web page have at most this many letters.
const MAX_SITE_LENGTH: usize = 16;

/// Whether a line may be part of a headline.
pub(crate) fn is_candidate(text: &str) -> bool {
    let end = text.trim_end();
    at_most(text, 2 * MAX_LENGTH)
        && (1..=MAX_LENGTH).contains(&letter_count(text))
        && !end.ends_with(['。', '；', ';'])
        && !end.ends_with("。”")
        && !text.starts_with(['●', '■', '◆', '▲', '★', '•'])
        // A form is filled in here: “班级____ 姓名____”.
        && !["__", "＿＿"].iter().any(|gap| text.contains(gap))
}

/// A headline without the name of the site behind it, as the title of a web page has it, and without the words before it that
/// say that another paper's headline follows.
pub(crate) fn without_site(title: &str) -> &str {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*[_|｜]\s*\p{Han}{2,10}(?:网|新闻网|日报|晚报|在线|门户网站|新闻|客户端)$|(?:\s[-–—]\s|[-_|])\s*\p{Han}{2,12}人民政府(?:网|门户网站)?$|-\p{Han}{2,6}(?:新闻网|日报|晚报|门户网站)$|\s*[-–—]\s*\p{Han}{2,8}(?:数字报|电子报|数字版|电子版)$|--\p{Han}{2,6}--\p{Han}{2,6}网$",
        )
    });
    let title = ["原标题：", "原标题:", "原标题 ", "原标题\u{3000}"]
        .iter()
        .find_map(|label| title.strip_prefix(label))
        .unwrap_or(title);
    let title = without_paper(without_button(title));
    SITE.find(title)
        .filter(|site| letter_count(&title[..site.start()]) >= 6)
        .map_or(title, |site| &title[..site.start()])
}

/// A title without the name of the paper that digital papers set before the headline: “兰河日报数字报-集市开张”.
pub(crate) fn without_paper(title: &str) -> &str {
    static EDITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{2,8}报\s*(?:(?:多媒体)?数字报|电子报|数字版|电子版)?(?:刊?平台)?(?:\s*[-–_|｜]\s*|\s*—\s+)")
    });
    EDITION
        .find(title)
        .filter(|edition| letter_count(&title[edition.end()..]) >= MIN_HEADLINE_LENGTH)
        .map_or(title, |edition| &title[edition.end()..])
}

/// A headline without the button that forums have behind it, and without the rule of asterisks of mirrors.
pub(crate) fn without_button(title: &str) -> &str {
    let title = title.trim_end().trim_end_matches("[复制链接]").trim_end();
    if title.ends_with("**") { title.trim_end_matches('*').trim_end() } else { title }
}

/// Whether a line is nothing but the name of a paper, an agency or a site.
pub(crate) fn is_outlet(text: &str) -> bool {
    at_most(text, 16) && OUTLET.is_match(text.trim())
}

/// Whether a word is the name of an outlet, or of a news account such as 海潮新闻.
pub(crate) fn is_outlet_or_news(text: &str) -> bool {
    is_outlet(text) || (4..=8).contains(&letter_count(text)) && text.ends_with("新闻")
}

/// Whether a line is the name of a paper and nothing else.
pub(crate) fn is_paper(text: &str) -> bool {
    text.ends_with('报') && letter_count(text) <= MAX_PAPER && is_outlet(text) && text.chars().all(is_han)
}

/// Whether a line names reporters and nothing else: “本报记者 何晓岚 通讯员 陈一舟”.
pub(crate) fn is_byline(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[□■◎●N（(\s]*(?:\p{Han}{2,8}·)?(?:[\p{Han}--[的在把致给写位]]{0,12}|[\p{Han}--[的致写给向把]][\p{Han}--[的]]{0,7}(?:在线|报|网|社|台|站|中心|新闻|客户端|融媒体?|驻外)\s?)(?:记者|通讯员|评论员)(?:[\s：:/]+[\p{Han}--[致们]][\p{Han}--[们]]{1,3})+(?:[\s、，]*(?:(?:实习|见习|特约)?(?:记者|通讯员)|实习生)(?:[\s：:/]+\p{Han}{2,4})+)*(?:\s*文/图)?[）)\s]*$",
        )
    });
    // Recognisers read the mark before a name as 口: “口方舟”. Programs that copy a page lose the space before it: “本报记者方舟”.
    const ROLES: [&str; 6] = ["口", "本报记者", "本报通讯员", "本报见习记者", "本报实习记者", "本报评论员"];
    let marked = || ROLES.iter().filter_map(|role| text.trim().strip_prefix(*role)).any(are_persons);
    at_most(text, 40) && (FORM.is_match(text) || marked())
}

/// Whether a line names reporters and nothing else, or does so closed up, as printed pages are read: “本报记者何晓岚”.
pub(crate) fn names_reporters(text: &str) -> bool {
    const REPORTERS: [&str; 4] = ["本报记者", "本刊记者", "本报通讯员", "本报评论员"];
    let closed_up = || REPORTERS.iter().find_map(|role| text.trim().strip_prefix(role)).is_some_and(are_persons);
    is_byline(text) || closed_up()
}

/// The rows of a headline that stand above a head line: no navigation, no name of the site, the nearest where there are many.
pub(crate) fn above<'a>(rows: &'a [Row], printed_title: &str) -> Vec<&'a Row> {
    // Whatever stands above the path through the site leads through it too.
    let leads = |row: &Row| {
        is_path_through_site(&row.text) || is_bar(&row.text) || names_pages(&row.text) || opens_menu(&row.text)
    };
    let path = rows.iter().rposition(leads).map_or(0, |at| at + 1);
    // A heading above the path is the headline of one who clipped the page; above the button of the menu it is the name of the site.
    let menu = rows.iter().rposition(|row| opens_menu(&row.text)).map_or(0, |at| at + 1);
    let is_clipped = rows[menu..path].iter().any(|row| row.emphasis == Some(Emphasis::Heading));
    let path = if is_clipped { menu } else { path };
    // Buttons stand above the headline as well; those below it stand above names and outlets only.
    let buttons = rows.iter().rposition(|row| page_marks::is_buttons(&row.text)).map_or(0, |at| at + 1);
    let may_be_headline = |row: &Row| {
        is_candidate(&row.text) && !is_byline(&row.text) && !is_outlet(&row.text) && !are_persons(&row.text)
    };
    // A line as long as a headline above them, which is no menu, is the headline.
    let is_long = |row: &Row| {
        may_be_headline(row)
            && letter_count(&row.text) >= MIN_ABOVE_BUTTONS
            && row.text.split_whitespace().count() < MENU_WORDS
            && !is_navigation(&row.text)
    };
    let is_above = rows.iter().take(buttons).skip(path).any(is_long);
    let path = if !is_above && rows.iter().skip(buttons).any(may_be_headline) { path.max(buttons) } else { path };
    // A button alone may be the headline, but not where nothing but buttons stands there.
    let is_mark = |text: &str| page_marks::is_above_text(text) && !page_marks::is_buttons(text);
    let is_headline = |row: &&Row| {
        !is_navigation(&row.text)
            && !page_marks::is_bar_of_buttons(&row.text)
            && !is_mark(&row.text)
            && !invites_to_share(&row.text)
    };
    let mut kept: Vec<&Row> = rows.iter().skip(path).filter(is_headline).collect();
    if kept.len() > 1 && kept.iter().all(|row| page_marks::is_buttons(&row.text)) {
        kept.clear();
    }
    // A menu whose words nothing marks stands above a heading.
    let heading = kept.iter().rposition(|row| row.emphasis == Some(Emphasis::Heading)).unwrap_or(0);
    let mut place = 0..;
    kept.retain(|row| {
        let is_above = place.next().is_some_and(|at: usize| at < heading);
        !(is_above && row.emphasis.is_none() && is_menu_above(&row.text))
    });
    let printed = letters(printed_title);
    let is_as_printed = |row: &&Row| {
        let own = letters(&row.text);
        own.chars().nth(5).is_some() && printed.starts_with(&own)
    };
    // Where the title stands twice, the first one belongs to the page around the article.
    let as_printed = kept.iter().rposition(is_as_printed);
    let mut start = as_printed.unwrap_or(0);
    if as_printed.is_none() {
        let is_above = |row: &&Row| {
            SITE_NAME.is_match(&row.text)
                || sections::is_section(&row.text)
                || names_section_of_office(&row.text)
                || names_site_and_section(&row.text)
                || COLLECTION.is_match(row.text.trim())
        };
        while kept.len() > start + 1 && kept.get(start).is_some_and(is_above) {
            start += 1;
        }
    }
    if let Some(count) = as_printed.and_then(|start| rows_as_printed(kept.get(start..)?, &printed)) {
        return kept.into_iter().skip(start).take(count).collect();
    }
    // Counters of a page stand below the headline; a headline of numbers alone stands above another line.
    while kept.len() > start + 1 && kept.last().is_some_and(|row| row.text.chars().all(|c| !c.is_alphabetic())) {
        kept.pop();
    }
    let unfit = kept.iter().rposition(|row| !is_candidate(&row.text)).map_or(0, |index| index + 1);
    start = start.max(unfit).max(kept.len().saturating_sub(MAX_LINES));
    kept.into_iter().skip(start).collect()
}

/// How many of the rows are the whole headline that the browser printed, behind which only the names of section and site
/// are left.
fn rows_as_printed(rows: &[&Row], printed: &str) -> Option<usize> {
    let mut joined = String::new();
    (1..).zip(rows.iter().take(MAX_LINES)).find_map(|(count, row)| {
        joined.push_str(&letters(&row.text));
        let rest = printed.strip_prefix(joined.as_str())?;
        (count > 1 && rest.chars().count() <= MAX_SITE_LENGTH).then_some(count)
    })
}

/// From which row above a head line on, and with how many rows below it, the lines of a headline are what the file's name holds; text
/// is left below them.
pub(crate) fn whole_by_stem(stem: &str, above: &[Row], below: &[Row]) -> Option<(usize, usize)> {
    let stem = letters(&without_affixes(stem));
    stem.chars().nth(MIN_WHOLE - 1)?;
    let begins = |start: &usize| !above[*start].is_rule();
    (above.len().saturating_sub(MAX_LINES)..above.len()).filter(begins).find_map(|start| {
        let joined: String = above[start..].iter().map(|row| letters(&row.text)).collect();
        let mut rest = stem.strip_prefix(joined.as_str())?;
        let mut count = 0;
        while !rest.is_empty() {
            let own = below.get(count).filter(|row| count < MAX_BELOW && !row.is_rule())?;
            rest = rest.strip_prefix(letters(&own.text).as_str())?;
            count += 1;
        }
        (count < below.len()).then_some((start, count))
    })
}

/// Whether the file's name holds the end of one line and the beginning of the next without a space between them.
pub(crate) fn is_unbroken_in(stem: &str, above: &str, below: &str) -> bool {
    let end = above.chars().count().saturating_sub(MAX_SEAM);
    let seam: String = above.chars().skip(end).chain(below.chars().take(MAX_SEAM)).collect();
    stem.contains(&seam)
}

/// The name of a file without a day before or behind it, and without the number of a copy.
pub(in crate::corpus::read) fn without_affixes(stem: &str) -> Cow<'_, str> {
    STEM_AFFIX.replace_all(stem.trim(), "")
}

/// How many of the first rows tell the same as the file's name, and from which on; nothing where the name tells nothing.
pub(crate) fn named_by_stem(stem: &str, rows: &[&Row]) -> Option<(usize, usize)> {
    let stem = letters(&without_affixes(stem));
    let length = stem.chars().count();
    // The title of a digital paper's pages names the paper alone.
    if is_outlet(&stem) || outlet::EDITIONS.iter().any(|edition| stem.ends_with(edition)) {
        return None;
    }
    if length < 6 || stem.chars().filter(|c| !c.is_ascii()).count() < 4 {
        return None;
    }
    // The outlet above the headline is no part of it, even where the name holds both.
    let outlets = rows.iter().take(rows.len().saturating_sub(1)).take_while(|row| is_outlet(&row.text)).count();
    let below = (outlets > 0).then(|| as_stem(&stem, &rows[outlets..])).flatten();
    below.map(|(start, count)| (start + outlets, count)).or_else(|| as_stem(&stem, rows))
}

/// How many of some rows tell the same as a file's name without its affixes, and from which on.
fn as_stem(stem: &str, rows: &[&Row]) -> Option<(usize, usize)> {
    let length = stem.chars().count();
    (0..rows.len().min(MAX_LINES))
        .find_map(|start| {
            let mut joined = String::new();
            for (index, row) in rows.iter().enumerate().skip(start).take(MAX_LINES) {
                if !is_candidate(&row.text) {
                    return None;
                }
                joined.push_str(&letters(&row.text));
                if joined == stem || (length >= 10 && joined.starts_with(stem)) {
                    return Some((start, index + 1 - start));
                }
                let rest = stem.strip_prefix(joined.as_str())?;
                if rest.len() <= 4 && rest.chars().all(|c| c.is_ascii_digit()) {
                    return Some((start, index + 1 - start));
                }
            }
            None
        })
        .or_else(|| within_stem(stem, rows))
}

/// How many of the first rows stand within the file's name, which has a word for the kind of file before them or a note behind them:
/// “通稿 三个项目签约（定稿）”.
fn within_stem(stem: &str, rows: &[&Row]) -> Option<(usize, usize)> {
    let length = stem.chars().count();
    let run = |start: usize| {
        let mut joined = String::new();
        let mut count = 0;
        for row in rows.iter().skip(start).take(MAX_LINES).take_while(|row| is_candidate(&row.text)) {
            let before = joined.len();
            joined.push_str(&letters(&row.text));
            let Some(at) = stem.find(joined.as_str()) else {
                // The name may have been cut off within this row.
                let own = joined.split_off(before);
                let rest = stem.find(joined.as_str()).map_or("", |at| &stem[at + joined.len()..]);
                count += usize::from(count > 0 && rest.chars().nth(2).is_some() && own.starts_with(rest));
                break;
            };
            count += 1;
            if at + joined.len() == stem.len() {
                break;
            }
        }
        (joined.chars().count(), start, count)
    };
    let (letters, start, count) =
        (0..rows.len().min(MAX_LINES)).map(run).max_by_key(|(letters, start, _)| (*letters, usize::MAX - start))?;
    let tells =
        letters >= MIN_SHORT_WITHIN && letters * 3 >= length * 2 || letters >= MIN_WITHIN && letters * 2 >= length;
    tells.then_some((start, count))
}

/// Whether the first row after a head line is the rest of a headline that was too long for its line, and whose lines do not hold all of the
/// title of the printed page.
pub(crate) fn continues_below(lines: &[&Row], body: &[Row], printed_title: &str, kind: SourceKind) -> bool {
    let (Some(last), [row, below @ ..]) = (lines.last(), body) else { return false };
    let next = below.first();
    let plain = matches!(kind, SourceKind::PrintedWebPage | SourceKind::Text);
    let shorter = row.width <= last.width && letter_count(&row.text) <= 26;
    let few = letter_count(&row.text) <= 6 && last.width >= FULL_LINE + 4;
    let alone = next.is_some_and(|next| next.text != row.text && (few || !is_candidate_short(next)));
    plain
        && last.width >= FULL_LINE
        && row.indent < 2
        && shorter
        && alone
        && is_candidate(&row.text)
        && !ends_sentence(&row.text)
        && !row.text.starts_with(['（', '(', '—', '“', '一', '记'])
        && !are_whole_title(lines, row, printed_title)
}

/// Whether the lines of a headline are the title of the printed page, behind which at most the name of the site is left, and not the row below.
fn are_whole_title(lines: &[&Row], below: &Row, printed_title: &str) -> bool {
    let own: String = lines.iter().map(|row| letters(&row.text)).collect();
    let printed = letters(printed_title);
    let rest = printed.strip_prefix(own.as_str()).filter(|_| !own.is_empty());
    rest.is_some_and(|rest| rest.chars().count() <= MAX_SITE_LENGTH && !rest.starts_with(&letters(&below.text)))
}

/// Whether a row is as short as a subheading or the line of a poem.
fn is_candidate_short(row: &Row) -> bool {
    row.width < 40 && !ends_sentence(&row.text)
}

#[cfg(test)]
#[path = "headline_tests.rs"]
mod tests;
