//! Paragraphs that stand out or not, as Word documents and printed documents hold them, to articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::{self, Furniture, Item, Page, PageContext, assemble};
use crate::corpus::publication::credit::{CreditLine, Place, credits, together, writers};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::labelled::{page_mark, take_fields};
use crate::corpus::read::one_article::{Emphasis, Line, is_signature, names_reporters, take_marks};
use crate::corpus::read::own_credits::with_credits_of_headlines;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::corpus::read::word::Paragraph;
use crate::corpus::read::{ReadOptions, pdf};
use crate::error::Result;
use crate::text::pattern;

/// A sheet with fewer lines than this shows no column.
const MIN_LINES_OF_SHEET: usize = 4;
/// A sheet with more lines than this is no cover and no list of contents.
const MAX_LINES_OF_COVER: usize = 30;

/// At most this many characters are a headline; longer bold or centred paragraphs are text.
const MAX_HEADLINE_LENGTH: usize = 60;

/// Whether a paragraph that stands out may be a headline.
fn is_headline(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= MAX_HEADLINE_LENGTH && !text.ends_with(['。', '；', '，'])
}

/// Whether an item is the cover or the contents of a bulletin: its heading says so, and it holds no sentence.
fn is_cover_or_contents(item: &Item) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^.{0,36}第\s*\d{1,5}\s*期.{0,12}$|^(?:本\s*期)?\s*(?:要\s*目|目\s*[录錄]|导\s*[读讀])$")
    });
    let is_named = FORM.is_match(&item.title) || names_collection(&item.title);
    is_named && !item.paragraphs.iter().any(|paragraph| ends_sentence(paragraph))
}

/// The most letters of a cover, with the number of the first article.
const MAX_LETTERS_OF_COVER: usize = 60;

/// Whether an item is the cover of a collection, of whatever name, whose other articles tell where they are from: it tells none of that,
/// and holds no sentence.
fn is_plain_cover(item: &Item) -> bool {
    let paragraphs = || item.paragraphs.iter();
    let letters = letter_count(&item.title) + paragraphs().map(|paragraph| letter_count(paragraph)).sum::<usize>();
    item.published.is_none()
        && !paragraphs().any(|paragraph| ends_sentence(paragraph))
        && letters <= MAX_LETTERS_OF_COVER
}

/// Whether a line tells the number of the article below it and nothing else: “【第一篇】”, “时评 3”.
fn is_number_of_article(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[〔（(]?\s*(?:第\s*[一二三四五六七八九十\d]{1,3}\s*篇|(?:文章|时评|范文|美文|例文)\s*[一二三四五六七八九十\d]{1,3})\s*[】\]〕）)]?\s*[:：]?$",
        )
    });
    at_most(text, MAX_NUMBER) && FORM.is_match(text.trim())
}

/// The line with the number of an article has at most this many characters.
const MAX_NUMBER: usize = 12;

/// Whether a heading is that of a cover, which names a collection: “乡镇干部培训班 学 习 资 料 2024年3月”.
fn names_collection(heading: &str) -> bool {
    const NAMES: [&str; 10] = [
        "学习资料",
        "学习材料",
        "参考资料",
        "阅读材料",
        "晨读材料",
        "资料汇编",
        "文章汇编",
        "文章选编",
        "报道汇编",
        "媒体汇编",
    ];
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    NAMES.iter().any(|name| heading.contains(name))
}

/// The paragraphs of a document that was printed to pages, each with its text in one column; none where any page has
/// another layout. A paragraph may go on at the top of the next page.
pub(super) fn printed_document(pages: &[pdf::PdfPage]) -> Option<Vec<Paragraph>> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    // A line that ends before the column does goes on nowhere: paper and day of an article may stand last on a page.
    let mut may_go_on = false;
    for page in pages {
        if page.unreadable {
            return None;
        }
        // The last lines of an article may stand alone on its last sheet.
        let is_broken_off = |last: &Paragraph| last.emphasis.is_none() && !ends_sentence(&last.text);
        let is_rest = page.text.lines().count() < MIN_LINES_OF_SHEET && paragraphs.last().is_some_and(is_broken_off);
        if page.paragraphs.is_empty() && is_rest {
            for line in page.text.lines().filter(|line| !line.trim().is_empty()) {
                match paragraphs.last_mut().filter(|_| may_go_on && !line.starts_with('\u{3000}')) {
                    Some(last) if last.emphasis.is_none() => last.text.push_str(line.trim()),
                    _ => paragraphs.push(Paragraph { text: line.trim().to_owned(), ..Paragraph::default() }),
                }
                may_go_on = true;
            }
            continue;
        }
        if page.paragraphs.is_empty() {
            // A cover and the contents are set otherwise than the text.
            let lines = page.text.lines().map(str::trim).filter(|line| !line.is_empty());
            // The contents of an issue are long, and some of its headlines ask.
            let are_contents = lines.clone().filter(|line| page_mark(line).is_some()).nth(1).is_some();
            let is_cover = match are_contents {
                true => !lines.clone().any(|line| line.contains('。')),
                false => !lines.clone().any(ends_sentence) && lines.clone().count() <= MAX_LINES_OF_COVER,
            };
            if pages.len() == 1 || !is_cover {
                return None;
            }
            paragraphs.extend(lines.map(|line| Paragraph { text: line.to_owned(), ..Paragraph::default() }));
            may_go_on = false;
            continue;
        }
        for paragraph in &page.paragraphs {
            let goes_on = |last: &&mut Paragraph| {
                let is_ended = last.emphasis.is_some() || last.text.ends_with(['。', '！', '？', '”', '）']);
                !paragraph.begins && may_go_on && !is_ended
            };
            match paragraphs.last_mut().filter(goes_on) {
                Some(last) => last.text.push_str(&paragraph.text),
                None => paragraphs.push(Paragraph {
                    text: paragraph.text.clone(),
                    emphasis: paragraph.emphasis,
                    ..Paragraph::default()
                }),
            }
            may_go_on = paragraph.may_go_on;
        }
    }
    (!paragraphs.is_empty()).then_some(paragraphs)
}

/// The lines of paragraphs, each with what its paragraph looks like.
pub(in crate::corpus::read) fn paragraph_lines(paragraphs: &[Paragraph]) -> Vec<Line<'_>> {
    paragraphs
        .iter()
        .flat_map(|paragraph| {
            let emphasis = paragraph.emphasis;
            // A paragraph without text is a blank line, which parts what stands around it.
            let lines = paragraph.text.split('\n');
            lines.map(move |text| Line { text, emphasis })
        })
        .collect()
}

/// Whether each paragraph begins an article. Where centred headlines stand above texts, a bold line with a number or the indent of the
/// text is a heading within an article, and a single heading without a text below it is the title of the document. What heads an issue and
/// its pages is no headline.
fn are_headlines(paragraphs: &[Paragraph], pages: &IssuePages) -> Vec<bool> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,2}[，、]|[①-⑳])",
        )
    });
    let is_written = |(at, paragraph): &(usize, &Paragraph)| !paragraph.text.trim().is_empty() && !pages.is_around(*at);
    let written = paragraphs.iter().enumerate().filter(is_written);
    let written: Vec<&Paragraph> = written.map(|(_, paragraph)| paragraph).collect();
    let leads = |pair: &&[&Paragraph]| {
        pair[0].emphasis == Some(Emphasis::Centred) && is_headline(&pair[0].text) && pair[1].emphasis.is_none()
    };
    let are_centred = written.windows(2).filter(leads).count() >= 2;
    let is_headed = |pair: &[&Paragraph]| {
        pair[0].emphasis == Some(Emphasis::Heading) && pair[1].emphasis.is_none() && ends_sentence(&pair[1].text)
    };
    let has_headed_text = written.windows(2).any(is_headed);
    let headings = written.iter().filter(|paragraph| paragraph.emphasis == Some(Emphasis::Heading)).count();
    let wanted: &[Emphasis] = match headings {
        0 => &[Emphasis::Centred, Emphasis::Bold],
        1 if are_centred && !has_headed_text => &[Emphasis::Heading, Emphasis::Centred],
        _ => &[Emphasis::Heading],
    };
    let is_within = |paragraph: &Paragraph| {
        let is_indented = paragraph.text.starts_with(['\u{3000}', ' ']);
        are_centred
            && paragraph.emphasis == Some(Emphasis::Bold)
            && (is_indented || NUMBER.is_match(paragraph.text.trim()))
    };
    let begins = |paragraph: &Paragraph| {
        paragraph.emphasis.is_some_and(|emphasis| wanted.contains(&emphasis))
            && is_headline(&paragraph.text)
            && !is_number_of_article(&paragraph.text)
            && !names_reporters(&paragraph.text)
            && !is_signature(&paragraph.text)
            && paragraph.text.contains(char::is_alphanumeric)
            && !page::is_caption(paragraph.text.trim())
            && !is_within(paragraph)
    };
    paragraphs.iter().enumerate().map(|(at, paragraph)| begins(paragraph) && !pages.is_around(at)).collect()
}

/// The articles of a Word document that holds several: they begin at headings, else at lines that are bold or centred;
/// without either it is cut like a page of text.
pub(in crate::corpus::read) fn read_paragraphs(
    paragraphs: Vec<Paragraph>,
    context: &PageContext<'_>,
    options: &ReadOptions,
) -> Result<Page> {
    let pages = IssuePages::of_paragraphs(&paragraphs);
    let headings = are_headlines(&paragraphs, &pages);
    if !headings.contains(&true) {
        let lines: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
        let page = page::cut(&lines.join("\n"), context, &options.sources)?;
        return Ok(with_credits_of_headlines(page, context));
    }
    let written = || paragraphs.iter().enumerate().filter(|(_, paragraph)| !paragraph.text.trim().is_empty());
    let texts: Vec<&str> = written().map(|(_, paragraph)| paragraph.text.trim()).collect();
    let at: Vec<usize> = written().map(|(at, _)| at).collect();
    let found = credits(&texts);
    let writers: BTreeSet<usize> = writers(&texts, &found).into_iter().map(|line| at[line]).collect();
    let credits: BTreeMap<usize, CreditLine> = found.into_iter().map(|credit| (at[credit.line], credit)).collect();
    let (mut items, mut furniture) = (Vec::<Item>::new(), Vec::new());
    let (mut is_apart, mut begins_page, mut is_boxed) = (false, false, false);
    for (at, (Paragraph { text, cell, .. }, is_heading)) in paragraphs.into_iter().zip(headings).enumerate() {
        if pages.is_around(at) {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            furniture.extend(lines.map(|line| pages.furniture(at, line)));
            begins_page = true;
            continue;
        }
        // The credit tells its writer, who stands between it and the headline. What is no common name may be the end of the headline.
        if writers.contains(&at) && are_persons(&text) {
            continue;
        }
        if is_number_of_article(&text) {
            furniture.push(Furniture::of(text));
            continue;
        }
        if let (Some(item), Some(found)) = (items.last_mut(), credits.get(&at)) {
            let before = item.published.take().map(|(place, credit)| CreditLine { line: 0, place, credit });
            item.published = together(before.iter().chain([found]));
            if found.place == Place::AtEnd {
                item.paragraphs.push(text.trim().to_owned());
            }
            continue;
        }
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        // A heading in a box and one outside are no lines of one headline: the title of a collection stands above its boxes.
        let is_beside_box = is_heading && std::mem::replace(&mut is_boxed, cell.is_some()) != cell.is_some();
        let begins = begins_page || is_beside_box;
        let is_further =
            |item: &Item| item.paragraphs.is_empty() && !begins && !(is_apart && names_collection(&item.title));
        match items.last_mut() {
            // Headings one below the other are the lines of one headline.
            Some(item) if is_heading && is_further(item) => {
                item.title = format!("{} {}", item.title, text.trim()).trim().to_owned();
            }
            _ if is_heading => {
                let above = if is_beside_box { items.pop_if(|item| item.paragraphs.is_empty()) } else { None };
                furniture.extend(above.map(|item| Furniture::of(item.title)));
                items.push(Item { title: text.trim().into(), page: pages.page_of(at), ..Item::default() });
            }
            Some(item) => item.paragraphs.extend(lines),
            None => furniture.extend(lines.map(Furniture::of)),
        }
        // A blank line parts a cover from the headline below it.
        is_apart = text.trim().is_empty();
        begins_page &= is_apart;
    }
    let are_credited = items.iter().filter(|item| item.published.is_some()).nth(1).is_some();
    let is_cover = |item: &&Item| is_cover_or_contents(item) || are_credited && is_plain_cover(item);
    let count = items.iter().take_while(is_cover).count();
    if count < items.len() {
        let above = items.drain(..count).flat_map(|item| std::iter::once(item.title).chain(item.paragraphs));
        furniture.extend(above.map(Furniture::of));
    }
    items.iter_mut().for_each(|item| take_what_is_no_text(item, &mut furniture));
    Ok(assemble(items, furniture, context, &options.sources))
}

/// Takes fields and marks off the text of an article.
fn take_what_is_no_text(item: &mut Item, furniture: &mut Vec<Furniture>) {
    let (author, fields) = take_fields(&mut item.paragraphs);
    furniture.extend(fields.into_iter().map(Furniture::of));
    if !author.is_empty() {
        let (_, credit) = item.published.get_or_insert((Place::BelowHeadline, Credit::default()));
        if credit.byline.is_empty() {
            credit.byline = author;
        }
    }
    furniture.extend(take_marks(&mut item.paragraphs).into_iter().map(Furniture::of));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_of_any_name_and_numbers_stand_around_articles() {
        let item =
            |title: &str, text: &str| Item { title: title.into(), paragraphs: vec![text.into()], ..Item::default() };
        assert!(is_plain_cover(&item("时评阅读（第九周）", "备课组整理 2024年4月")));
        assert!(!is_plain_cover(&item("社区食堂开门", "昨天，社区食堂开门。")));
        assert!(is_cover_or_contents(&item("兰河日报 2024年12月15日\u{3000}星期三\u{3000}第15221期", "1版")));
        for number in ["【第一篇】", "第二篇", "时评3", "文章二："] {
            assert!(is_number_of_article(number), "{number}");
        }
        for text in ["第一篇章", "时评三则", "文章", "【第一篇】社区食堂开门", "第三版"] {
            assert!(!is_number_of_article(text), "{text}");
        }
    }

    #[test]
    fn the_title_above_boxes_belongs_to_no_headline() {
        use crate::corpus::read::word::Cell;
        let paragraph = |emphasis, table: Option<usize>, text: &str| Paragraph {
            text: text.into(),
            emphasis,
            cell: table.map(|table| Cell { table, row: 0, column: 0 }),
        };
        let article = |table, title, text| {
            [
                paragraph(Some(Emphasis::Bold), Some(table), title),
                paragraph(None, Some(table), text),
                paragraph(None, Some(table), "兰河晚报　2024-03-05　5版"),
            ]
        };
        let mut paragraphs = vec![paragraph(Some(Emphasis::Centred), None, "兰河资料")];
        paragraphs.extend(article(
            0,
            "社区食堂昨天在河畔新区开门",
            "　　昨天，三家社区食堂在河畔新区开门，老人凭证优惠。",
        ));
        paragraphs.extend(article(1, "渡口早市搬进新建的大棚", "　　昨天，渡口的早市搬进大棚，摊主不再怕刮风下雨。"));
        let (context, options) = (PageContext { file: "a.docx", ..PageContext::default() }, ReadOptions::default());
        let page = read_paragraphs(paragraphs, &context, &options).expect("articles");
        let titles: Vec<&str> = page.articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["社区食堂昨天在河畔新区开门", "渡口早市搬进新建的大棚"]);
    }

    #[test]
    fn headings_within_articles_begin_none() {
        let paragraph =
            |(emphasis, text): (Option<Emphasis>, &str)| Paragraph { text: text.into(), emphasis, cell: None };
        let headlines = |paragraphs: &[(Option<Emphasis>, &str)]| -> Vec<usize> {
            let paragraphs: Vec<Paragraph> = paragraphs.iter().copied().map(paragraph).collect();
            let found = are_headlines(&paragraphs, &IssuePages::of_paragraphs(&paragraphs));
            (0..found.len()).filter(|&at| found[at]).collect()
        };
        let (heading, centred, bold) = (Some(Emphasis::Heading), Some(Emphasis::Centred), Some(Emphasis::Bold));
        let article = |headline| {
            [(centred, headline), (None, "昨天，社区食堂开门。"), (bold, "　　一、主要做法"), (None, "老人凭证优惠。")]
        };
        let articles = [article("社区食堂开门"), article("早市搬进大棚")].concat();
        assert_eq!(headlines(&articles), [0, 4]);
        let titled = [[(heading, "兰河一周"), (None, "2024年3月5日")].as_slice(), articles.as_slice()].concat();
        assert_eq!(headlines(&titled), [0, 2, 6]);
        // Numbers stand before the headlines of a digest whose title alone is centred.
        let digest = [
            (centred, "兰河舆情"),
            (bold, "一、社区食堂开门"),
            (None, "昨天开门。"),
            (bold, "二、早市搬进大棚"),
            (None, "昨天搬家。"),
        ];
        assert_eq!(headlines(&digest), [0, 1, 3]);
        // What pictures show is centred as their headline is.
        let pictures = [
            (centred, "社区食堂开门"),
            (None, "昨天开门。"),
            (centred, "老人在食堂用餐。方小舟 摄"),
            (None, "老人凭证优惠。"),
        ];
        assert_eq!(headlines(&pictures), [0]);
        // A rule and the writer are centred as well.
        let scholars = [
            (bold, "社区食堂开门"),
            (centred, "方小舟　兰河大学经济学院教授"),
            (None, "昨天开门。"),
            (centred, "＊＊＊"),
            (bold, "早市搬进大棚"),
            (None, "昨天搬家。"),
        ];
        assert_eq!(headlines(&scholars), [0, 4]);
        // The headings of pages are set apart more than the headlines below them.
        let issue = [
            (heading, "兰河日报"),
            (heading, "第01版：要闻"),
            (bold, "社区食堂开门"),
            (None, "昨天，社区食堂开门。"),
            (heading, "第02版：民生"),
            (bold, "早市搬进大棚"),
            (None, "昨天，早市搬进大棚。"),
        ];
        assert_eq!(headlines(&issue), [2, 5]);
    }
}
