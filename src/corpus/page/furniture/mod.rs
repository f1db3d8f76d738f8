//! Sets page furniture apart from the articles: mastheads, page numbers, imprints, adverts.

mod fillers;
mod head_lines;
mod index;
mod loose_lines;
mod notice_wording;
mod notices;

pub(super) use notices::{is_advertisement, is_notice_of_loss};

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Serialize;

use crate::corpus::page::furniture::fillers::{advertisements_at, is_invitation};
use crate::corpus::page::furniture::head_lines::{HEAD_LINES, head_lines, is_paper};
use crate::corpus::page::furniture::index::index_at;
use crate::corpus::page::furniture::loose_lines::{is_page_note, label_of_comment_at, loose_caption_at};
use crate::corpus::page::furniture::notices::notice_at;
use crate::corpus::page::lines::{Line, set_columns};
use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::credit::bare_lines_close;
use crate::corpus::publication::issue_line;
use crate::corpus::publication::masthead::{self, Masthead};
use crate::corpus::publication::sections::sections;
use crate::text::pattern;

/// The kinds of text on a page that are neither headline nor text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// Paper, date and page: “兰河日报 2024年3月5日 星期二 第2版”.
    Masthead,
    /// The number of the page, perhaps with its section: “第3版 要闻”.
    PageNumber,
    /// Who edited and printed the page: “责任编辑：……”, “邮发代号……”.
    Imprint,
    /// What a picture without an article shows and who took it.
    Caption,
    /// A line such as “广告”, advertisements below it, an invitation to subscribe.
    Advert,
    /// A notice: of a loss, an auction, a bid, a closure, a death, a power cut, the weather.
    Notice,
    /// What stands on which page: “今日导读”.
    Index,
    /// Where a collected article was published: “来源：兰河日报 2024-03-05”.
    Credit,
    /// Any other text outside the articles of a document.
    Other,
}

impl fmt::Display for FurnitureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FurnitureKind::Masthead => "masthead",
            FurnitureKind::PageNumber => "page_number",
            FurnitureKind::Imprint => "imprint",
            FurnitureKind::Caption => "caption",
            FurnitureKind::Advert => "advert",
            FurnitureKind::Notice => "notice",
            FurnitureKind::Index => "index",
            FurnitureKind::Credit => "credit",
            FurnitureKind::Other => "other",
        })
    }
}

/// A text that was set apart from the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// Its kind.
    pub kind: FurnitureKind,
    /// Its text.
    pub text: String,
}

impl Furniture {
    /// Whether it is about the page itself, so that paper, day and page number can be read from it.
    pub(super) fn is_about_the_page(&self) -> bool {
        use FurnitureKind::{Advert, Caption, Credit, Index, Notice};
        !matches!(self.kind, Caption | Advert | Notice | Index | Credit)
    }

    /// Whether a line only names editors, designers, telephone numbers or where a paper is printed.
    pub(crate) fn is_imprint(text: &str) -> bool {
        kind_of(text.trim()) == Some(FurnitureKind::Imprint)
    }

    /// Whether a line above a headline shows that the file is a page: it names editors, advertises or invites.
    pub(in crate::corpus) fn is_beside_articles(text: &str) -> bool {
        matches!(kind_of(text.trim()), Some(FurnitureKind::Imprint | FurnitureKind::Advert))
    }

    /// A text outside the articles of a document in which articles are marked up.
    pub(in crate::corpus) fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        Furniture { kind: kind_of(&text).unwrap_or(FurnitureKind::Other), text }
    }

    /// A heading above articles, which heads a page where it tells paper and day in any form: “兰河日报 2024-03-05”.
    pub(in crate::corpus) fn heading(text: impl Into<String>) -> Self {
        let outside = Furniture::of(text);
        let line = issue_line::parse(&outside.text).filter(|line| line.names_paper() && line.credit.date.is_some());
        if line.is_some() { Furniture { kind: FurnitureKind::Masthead, ..outside } } else { outside }
    }
}

/// Maximum width of a line of furniture, in Han characters.
const MAX_FURNITURE_WIDTH: f32 = 90.0;

/// Characters that imprints begin with.
const IMPRINT_BEGINS: &[char] = &[
    '本', '责', '值', '编', '美', '版', '校', '审', '电', '邮', '热', '国', '总', '投', '统', '第', '一', '二', '三',
    '四', '五', '六', '七', '八', '九', '十', '社', '印', '承', '广', '发', '新', '零', '定', '月', '报', '送', '抄',
    '主', '共', '（', '(',
];

/// The kind of furniture that a text is; `None` if it is not furniture.
fn kind_of(text: &str) -> Option<FurnitureKind> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:",
            // “兰河日报 2024年3月5日 星期二 第2版”, “2 要闻 2025年4月27日 星期日”
            r"(?P<masthead>[^，。；]{0,30}(?:(?:19|20)\d{2}年\s*\d{1,2}月\s*\d{1,2}日",
            r"|[一二][〇零○Ｏ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)\s*",
            r"(?:(?:星期|周)[一二三四五六日天]|第\s*[A-Z]?[\d一二三四五六七八九十]+\s*[版期])[^，。；]{0,24}?(?:(?:责编|责任编辑|编辑|电话|邮箱)[^，。；]{0,48})?)",
            r"|(?P<number>[【\[=－—*#□■◆◇●▲★☆◎※ -]{0,40}(?:第?\s*[A-Z]?\d{1,3}\s*版[^《，]{0,10}?|第\s*[一二三四五六七八九十]{1,3}\s*版(?:\s*[:：·]?\s*\p{Han}{2,4})?)[】\]=－—*#□■◆◇●▲★☆◎※ -]{0,40}|[A-Z]?\d{1,3}\s*版?",
            r"|[A-Z]\d{1,2}\s*[:：·]?\s*",
            sections!(),
            // “— 3 —”, as printed documents number their pages.
            r"|[-－–—─━]{1,4}\s*\d{1,3}\s*[-－–—─━]{1,4}",
            // “A02 城事”, whatever the section is called: no headline begins like this.
            r"|[A-D]\d{2}\s*[:：·]?\s*\p{Han}{2,5}|\p{Han}{2,4}\s*[A-D]\d{2}",
            r"|[【\[（(]\s*(?:[A-D]\d{2}|第?\s*[A-D]?\d{1,3}\s*版)\s*[】\]）)]|[■●◆▲]\s*第?\s*[A-D]?\d{1,3}\s*版(?:[\s:：·]*\p{Han}{2,6})?)",
            // Signs and addresses that separate the articles of a file, and links that a web page puts below each.
            r"|(?P<rule>https?://[!-~]+|[=＝─━—*＊#_~-]{3,}|[*＊](?:\s+[*＊]){2,}|[【（(\[]?第\s*\d{1,3}\s*(?:/\s*\d{1,3}\s*)?篇[】）)\]]?|[【（(]完[】）)]|[上下]一[篇条则](?:\s*[|｜]?\s*下一[篇条则]|\s*[:：].{0,60})?)",
            r"|(?P<imprint>(?:本版|本期)?(?:责任编辑|责编|统筹|版式设计|责任校对|投稿邮箱|值班编辑|编辑|美编|版式|校对|审读",
            r"|值班主任|电话|邮箱|热线)\s*[:：/／].{0,60}|第?[\d一二三四五六七八九十]{1,3}版责编\s*[:：].{0,120}",
            r"|(?:(?:责任编辑|责编|本版编辑|版面编辑|美术编辑|图片编辑|版式|组版|美编|校对|审读|值班主任)\s*[:：]?\s*\p{Han}{2,3}?\s*){2,}",
            r"|(?:(?:编辑|版式|校对|美编|组版|视觉)[\s:：]+\p{Han}{2,3}\s*){2,}",
            r"|(?:(?:本版|本期|责任|值班|首席)?(?:编辑|责编|主编|校对|美编)[\s:：]+\p{Han}{2,3}\s*)+(?:(?i:E-?mail)|电子邮箱|邮箱|电话|热线)\s*[:：]?.{0,60}",
            // “新闻·基层 责任编辑：何晓岚 设计：方小舟”, “首席编辑 何晓岚 | 校对 方小舟”: roles without these marks may be a headline.
            r"|(?:\p{Han}{2,4}(?:·\p{Han}{2,4})?\s*)?(?:(?:执行主编|首席编辑|责任编辑|责编|编辑|主编|版式|版式设计|视觉设计|设计|美编|校对|检校|审读|值班主任)\s*[:：／/]\s*\p{Han}{2,3}?\s*){2,}",
            r"|(?:(?:执行主编|首席编辑|责任编辑|责编|编辑|主编|版式|设计|美编|校对)\s*\p{Han}{2,3}?\s*[|｜]\s*)+(?:编辑|版式|设计|美编|校对)\s*\p{Han}{2,3}",
            r"|(?:\d{1,2}小时(?:新闻)?|新闻|读者)热线\s*[:：]?\s*[\dXx*＊-]{7,14}|本报社址\s*[:：].{0,120}",
            r"|[^，。]{0,20}(?:连续出版物号|统一刊号|国内刊号|邮发代号)\s*[:：]?\s*[A-Z]{0,2}\s*\d.{0,60}|专栏\s*[:：].{0,20}",
            r"|(?:社\s*长|总编辑|抄送|主送)\s*[:：].{0,120}|[报送]\s*[:：][^，。]{0,40}(?:办公厅|办公室|政府|委员会|领导|研究室)[^，。]{0,60}|[（(]?共印\s*\d{1,6}\s*份[）)]?",
            r"|(?:社\s*址|本报地址|印刷|承印|广告经营许可证|广告部|发行部|新闻热线|发行热线|广告热线|邮政编码|邮编|零售|零售价|定价|月价)",
            r"\s*[:：].{0,120}|(?:国内统一(?:连续出版物号|刊号)|邮发代号|总第).{0,60})",
            r"|(?P<advert>[（(]?(?:公益|分类|便民|商业)?\s*广\s*告[）)]?|(?:分类|便民)信息|广告\s+[^。]{4,60}(?:热线|电话)\s*[:：]?\s*[\d-]{7,20})",
            r")$"
        ))
    });
    if is_invitation(text) {
        return Some(FurnitureKind::Advert);
    }
    if is_page_note(text) {
        return Some(FurnitureKind::Imprint);
    }
    // These quick checks spare nearly all lines the regular expression.
    let masthead = || text.contains('年') && text.contains(['星', '周', '第']);
    let number = || {
        text.len() <= 48
            && (text.contains('版')
                || text.contains(|c: char| c.is_ascii_digit()) && text.len() <= 24
                || text.is_ascii())
    };
    let rule = || {
        let marks =
            ['h', '【', '（', '(', '[', '上', '下', '第', '=', '＝', '─', '━', '—', '*', '＊', '#', '_', '~', '-'];
        text.starts_with(marks)
    };
    let imprint = || {
        let names_role = || {
            text.len() <= 160
                && text.contains(['辑', '线', '校'])
                && ["编辑", "热线", "校对"].iter().any(|role| text.contains(role))
        };
        text.starts_with(IMPRINT_BEGINS) || text.contains(['号', '专']) && text.len() <= 240 || names_role()
    };
    let advert = || text.len() <= 30 && text.contains(['告', '息']) || text.starts_with("广告");
    let found = (number() || rule() || imprint() || advert() || masthead()).then(|| FORM.captures(text)).flatten()?;
    let kinds = [
        ("masthead", FurnitureKind::Masthead),
        ("number", FurnitureKind::PageNumber),
        ("imprint", FurnitureKind::Imprint),
        ("advert", FurnitureKind::Advert),
        ("rule", FurnitureKind::Other),
    ];
    kinds.into_iter().find_map(|(name, kind)| found.name(name).map(|_| kind))
}

/// Whether a line only numbers the articles of a file: “第2篇”, “第2/3篇”, “第2篇 共3篇”, “【2】”.
pub(in crate::corpus) fn is_number_of_article(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\s*[【（(\[]?第?\s*\d{1,3}\s*(?:/\s*\d{1,3}\s*)?[篇条则]?(?:[\s，,/]*共\s*\d{1,4}\s*[篇条则])?[】）)\]]?\s*$",
        )
    });
    // A number alone in round brackets leads a part of a text: with the count of all it is that of an article, “(2/6)”.
    let has_count = || text.contains('/') && text.trim_start().starts_with(['（', '(']);
    text.len() <= 40 && (text.contains(['篇', '条', '则', '【', '[']) || has_count()) && FORM.is_match(text)
}

/// The kind of furniture that a line of a page is. Long lines and lines that end a sentence are never furniture, except
/// that a bracket may end an imprint.
fn kind_of_line(line: &Line) -> Option<FurnitureKind> {
    let kind = (line.width <= MAX_FURNITURE_WIDTH).then(|| kind_of(&line.text)).flatten()?;
    let bracketed_imprint = kind == FurnitureKind::Imprint && line.text.ends_with(['）', ')']);
    // Separators such as “（完）” are recognised by their form alone.
    let is_sign = kind == FurnitureKind::Other || stands_below_headline(&line.text);
    (!line.ends_sentence() || bracketed_imprint || is_sign).then_some(kind)
}

/// Whether a mark of a page stands below the headline that it is about, as in an archive of old papers: “第2版()”.
fn stands_below_headline(text: &str) -> bool {
    text.starts_with('第') && (text.ends_with("()") || text.ends_with("（）"))
}

/// The marks of pages in a file that holds several.
pub(super) struct PageMarks {
    /// The number of the line of each mark and the page that it names.
    pages: Vec<(usize, String)>,
    /// The number of the line of each masthead and its day.
    days: Vec<(usize, Date)>,
    /// The number of the line of each masthead and its paper.
    papers: Vec<(usize, String)>,
    /// What the masthead at the top says.
    masthead: Masthead,
}

impl PageMarks {
    /// The page of the text that begins at a line: that of the last mark above it, where the file has marks of several pages, or of the masthead.
    pub fn page_at(&self, line: usize) -> Option<String> {
        last_above(&self.pages, line).or_else(|| Some(self.masthead.page.clone()).filter(|page| !page.is_empty()))
    }

    /// The day of the text that begins at a line, where the file has the mastheads of several days and one of them stands above.
    pub fn day_at(&self, line: usize) -> Option<Date> {
        last_above(&self.days, line)
    }

    /// The paper of the text that begins at a line: that of the last masthead above it, where the file has several papers, or of the first.
    pub fn paper_at(&self, line: usize) -> Option<String> {
        last_above(&self.papers, line).or_else(|| Some(self.masthead.paper.clone()).filter(|paper| !paper.is_empty()))
    }
}

/// The value of the last mark above a line, where the marks differ.
fn last_above<T: PartialEq + Clone>(marks: &[(usize, T)], line: usize) -> Option<T> {
    let (_, first) = marks.first()?;
    let differ = marks.iter().any(|(_, value)| value != first);
    marks.iter().rev().find(|(mark, _)| *mark < line).filter(|_| differ).map(|(_, value)| value.clone())
}

/// The page that a line of furniture marks. A bare number may be that of a table.
fn page_mark(kind: FurnitureKind, text: &str) -> Option<String> {
    static LETTERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\p{Han}{2,4}\s*|[【\[（(]\s*)?([A-D]\d{2})(?:\s*[:：·]?\s*\p{Han}{2,5}|\s*[】\]）)])?$")
    });
    let is_mark = matches!(kind, FurnitureKind::PageNumber | FurnitureKind::Masthead);
    let lettered = || LETTERED.captures(text).map(|found| found[1].to_owned());
    is_mark.then(|| page_in_line(text).or_else(|| masthead::page(text)).or_else(lettered)).flatten()
}

/// The lines that begin an issue in a file of several issues: a day, alone or with paper and page, at the top of the file and
/// wherever a text has ended. A file that does not begin with such a line may have one below every article.
fn starts_of_issues(lines: &[Line]) -> Vec<usize> {
    let day = |at: usize| -> Option<Date> {
        let line = lines.get(at).filter(|line| line.width <= MAX_FURNITURE_WIDTH && !line.ends_sentence())?;
        issue_line::day_of_issue(&line.text)
    };
    // The name of the paper may stand on a line of its own above the day.
    let is_name =
        |at: usize| lines.get(at).is_some_and(|line| masthead::paper(&line.text).as_deref() == Some(line.text.trim()));
    let first = usize::from(is_name(0));
    let Some(first_day) = day(first) else { return Vec::new() };
    let mut starts = vec![first];
    let mut differ = false;
    for at in first + 1..lines.len() {
        let begins = lines[at - 1].ends_sentence() || is_name(at - 1) && at >= 2 && lines[at - 2].ends_sentence();
        if let Some(day) = day(at).filter(|_| begins) {
            differ |= day != first_day;
            starts.push(at);
        }
    }
    if !differ {
        return Vec::new();
    }
    let names: Vec<usize> = starts.iter().filter_map(|at| at.checked_sub(1)).filter(|at| is_name(*at)).collect();
    starts.extend(names);
    starts
}

/// The last line of a file, where it names paper and day below a text as a masthead does above it.
fn last_line_of_issue(lines: &[Line]) -> Option<usize> {
    let at = lines.len().checked_sub(1).filter(|at| *at > 0)?;
    let line = lines.get(at).filter(|line| line.width <= MAX_FURNITURE_WIDTH && !line.ends_sentence())?;
    let found = issue_line::parse(&line.text)?;
    // Where other texts end in the same way, the line is the credit of the last text.
    let is_repeated = lines[..at].iter().any(|other| {
        let parsed = issue_line::parse(&other.text).filter(|_| other.text != line.text);
        parsed.is_some_and(|other| other.credit.source == found.credit.source && other.credit.date != found.credit.date)
    });
    let is_masthead = !is_repeated && !found.label && !found.bracketed && !line.text.starts_with('《');
    (is_masthead && found.names_paper() && found.credit.date.is_some()).then_some(at)
}

/// Removes the furniture from a page's lines, and finds the marks of pages in it. A bare number is a page number only
/// where no sentence runs across it.
pub(super) fn take_furniture(lines: &mut Vec<Line>) -> (Vec<Furniture>, PageMarks) {
    let is_number = |line: &Line| line.text.chars().all(|c| c.is_ascii_digit());
    let kinds: Vec<Option<FurnitureKind>> = lines.iter().map(kind_of_line).collect();
    let within_sentence =
        |i: usize| i > 0 && i + 1 < lines.len() && !lines[i - 1].ends_sentence() && kinds[i - 1].is_none();
    // Below a text the paper in quotation marks with its day is the credit of that text.
    let are_closed = bare_lines_close(&lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>());
    let is_credit = |i: usize| {
        let names_paper = || issue_line::parse(&lines[i].text).is_some_and(|line| line.names_paper());
        i > 0 && lines[i - 1].ends_sentence() && (lines[i].text.starts_with('《') || are_closed && names_paper())
    };
    let single = |i: usize| kinds[i].filter(|_| !(is_credit(i) || is_number(&lines[i]) && within_sentence(i)));
    // The kind of each line, and where the block of lines begins that it belongs to.
    let masthead = masthead::read(lines.iter().map(|line| line.text.as_str())).unwrap_or_default();
    let mut issues = starts_of_issues(lines);
    issues.extend(last_line_of_issue(lines).filter(|_| !are_closed));
    // The name of the paper may stand apart from its day, below the names of the editors.
    let is_name = |&i: &usize| single(i - 1).is_some() && is_paper(&lines[i].text);
    issues.extend((1..lines.len().min(HEAD_LINES)).filter(is_name));
    issues.extend(head_lines(lines, |i| i < masthead.lines || single(i).is_some(), Furniture::is_imprint));
    let single = |i: usize| if issues.contains(&i) { Some(FurnitureKind::Masthead) } else { single(i) };
    let mut taken: Vec<Option<(FurnitureKind, usize)>> = Vec::with_capacity(lines.len());
    while taken.len() < lines.len() {
        let at = taken.len();
        let block = if at == 0 { Some((FurnitureKind::Masthead, 0..masthead.lines)) } else { None }
            .filter(|(_, block)| !block.is_empty())
            .or_else(|| Some((FurnitureKind::Notice, notice_at(lines, at)?)))
            .or_else(|| Some((FurnitureKind::Advert, advertisements_at(lines, at)?)))
            .or_else(|| {
                let is_below_furniture = at == 0 || taken[at - 1].is_some();
                Some((FurnitureKind::Caption, loose_caption_at(lines, at, is_below_furniture)?))
            })
            .or_else(|| Some((FurnitureKind::Index, index_at(lines, at)?)))
            .or_else(|| Some((FurnitureKind::Other, label_of_comment_at(lines, at)?)));
        match block {
            Some((kind, block)) => block.for_each(|_| taken.push(Some((kind, at)))),
            None => taken.push(single(at).map(|kind| (kind, at))),
        }
    }
    let mut furniture: Vec<Furniture> = Vec::new();
    let (mut pages, mut days, mut papers) = (Vec::new(), Vec::new(), Vec::new());
    let mut kept = Vec::with_capacity(lines.len());
    let mut is_parted = false;
    for (at, (mut line, kind)) in lines.drain(..).zip(taken).enumerate() {
        match kind {
            Some((kind, start)) => {
                let above_headline = || kept.last().map_or(0, |headline: &Line| headline.number.saturating_sub(1));
                let number = if stands_below_headline(&line.text) { above_headline() } else { line.number };
                pages.extend(page_mark(kind, &line.text).map(|page| (number, page)));
                if kind == FurnitureKind::Masthead {
                    let day = masthead::day(&line.text).or_else(|| issue_line::day_of_issue(&line.text));
                    days.extend(day.map(|day| (line.number, day)));
                    let issue = issue_line::parse(&line.text).filter(|issue| issue.names_paper());
                    // The name may stand above the line with the day.
                    let alone = || Some(line.text.trim().to_owned()).filter(|name| is_paper(name));
                    papers
                        .extend(issue.map(|issue| issue.credit.source).or_else(alone).map(|name| (line.number, name)));
                }
                match furniture.last_mut().filter(|_| start < at) {
                    Some(block) => block.text = format!("{} {}", block.text, line.text),
                    None => furniture.push(Furniture { kind, text: line.text }),
                }
                is_parted |= matches!(kind, FurnitureKind::Notice | FurnitureKind::Index | FurnitureKind::Other)
                    || kind == FurnitureKind::Advert && start < at;
            }
            None => {
                // What stands behind a block is set apart from what stands before it.
                line.after_blank |= std::mem::take(&mut is_parted);
                kept.push(line);
            }
        }
    }
    *lines = kept;
    set_columns(lines);
    (furniture, PageMarks { pages, days, papers, masthead })
}

#[cfg(test)]
#[path = "furniture_tests.rs"]
mod tests;
