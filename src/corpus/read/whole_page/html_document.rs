//! A web page to its articles, with what the text tells where the page marks no headline.

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::publication::head_line;
use crate::corpus::publication::outlet::{is_department, names_medium};
use crate::corpus::read::ReadOptions;
use crate::corpus::read::collection::credited;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::{self, Field, page_mark};
use crate::corpus::read::markup::print_marks::PrintMark;
use crate::corpus::read::one_article::{DateOrigin, Emphasis, FileContext, Line, SourceKind, recognise};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::table::markup_rows;
use crate::corpus::read::web_page::{WebArticle, WebPage, heading_lines, read_web_page};
use crate::corpus::read::whole_page::chat_page;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::corpus::read::whole_page::parts_of_one::{are_parts, is_deck};
use crate::corpus::read::whole_page::styled_text::read_paragraphs;
use crate::corpus::read::word::Paragraph;
use crate::error::{Error, Result};

/// The longest value of a field in a cell of its own, in characters.
const MAX_VALUE: usize = 40;

/// The article of a web page; an index of links has none, and tells its issue's paper and day all the same.
pub(in crate::corpus::read) fn read_html(text: &str, context: &PageContext<'_>, options: &ReadOptions) -> Result<Page> {
    if let Some(paragraphs) = issue(text) {
        return read_paragraphs(paragraphs, context, options);
    }
    let records = coded_fields(text).or_else(|| exported_records(text));
    if let Some((articles, around)) = records.or_else(|| chat_page::read(text)) {
        return Ok(page_of(articles, around, context, &options.sources));
    }
    let path = if context.path.is_empty() { context.file } else { context.path };
    let mut articles: Vec<ArticleParts> = match read_web_page(text, path) {
        WebPage::Article(article) => match credited_articles(text) {
            Some((articles, around)) => return Ok(page_of(articles, around, context, &options.sources)),
            None => vec![with_head_of_text(article_of_web(*article))],
        },
        WebPage::Articles(articles) => {
            articles.into_iter().map(|article| with_source_above_text(article_of_web(article))).collect()
        }
        WebPage::Index(index) => {
            let source = context.source.map(str::to_owned).unwrap_or(index.source);
            return Ok(Page { date: context.date.or(index.date), source, ..Page::default() });
        }
        WebPage::Nothing => return Err(Error::NoArticle { file: context.file.into() }),
    };
    let furniture = articles.iter_mut().flat_map(|parts| std::mem::take(&mut parts.furniture)).collect();
    Ok(page_of(articles, furniture, context, &options.sources))
}

/// The paragraphs of a page that holds a whole issue of a paper, whose pages have headings; none of other pages.
fn issue(html: &str) -> Option<Vec<Paragraph>> {
    // A quick check spares nearly all pages a second reading.
    let has_several = |mark: &&str| html.matches(*mark).nth(1).is_some();
    if !["<h1", "<h2", "<h3", "<h4"].iter().any(has_several) {
        return None;
    }
    let emphasis = |level: usize| (level > 0).then_some(Emphasis::Heading);
    let paragraph = |(level, text): (usize, String)| Paragraph { text, emphasis: emphasis(level), cell: None };
    let paragraphs: Vec<Paragraph> = heading_lines(html)?.into_iter().map(paragraph).collect();
    let pages = IssuePages::of_paragraphs(&paragraphs);
    let headings = paragraphs.iter().filter(|paragraph| paragraph.emphasis.is_some());
    let are_headings = headings.filter(|paragraph| page_mark(&paragraph.text).is_some()).count() >= pages.count();
    (pages.count() > 1 && are_headings).then_some(paragraphs)
}

/// The articles of a page that Factiva exported, whose tables hold the code of a field and its value in each row: `HD` and a headline. They
/// are read as in texts, where further lines of a value are indented. None of other pages.
fn coded_fields(html: &str) -> Option<Collected> {
    // A quick check spares nearly all pages a second reading.
    if !html.contains(">HD") || ![">LP", ">TD"].iter().any(|code| html.contains(code)) {
        return None;
    }
    let is_code = |cell: &str| (2..=3).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut written: Vec<String> = Vec::new();
    for row in markup_rows(html) {
        let [code, value] = row.as_slice() else { continue };
        let mut lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(first) = lines.next().filter(|_| is_code(code.trim())) {
            written.push(format!("{}  {first}", code.trim()));
            written.extend(lines.map(|line| format!("    {line}")));
        }
    }
    labelled::exported(&TextLines::of(&written.join("\n")))
}

/// The records of a page that a database exported: below each headline stand fields that tell paper and day, and the whole text. The
/// headline, or headline and text, may be fields themselves, as in lists of terms and their descriptions. None of other pages.
fn exported_records(html: &str) -> Option<Collected> {
    // A quick check spares nearly all pages a second reading.
    let has_several = |mark: &&str| html.matches(*mark).nth(1).is_some();
    if !["<h2", "<h3", "<h4", "标题", "题名", "篇名"].iter().any(has_several)
        || !["日期", "时间"].iter().any(has_several)
    {
        return None;
    }
    let lines = heading_lines(html)?;
    // The name of a field may stand in brackets or before a colon.
    let bare = |line: &str| line.trim_end_matches([':', '：']).trim_matches(['【', '】', '[', ']']).to_owned();
    let named = |line: &str| labelled::named(&bare(line)).filter(|field| *field != Field::Text);
    let begins_text = |line: &str| labelled::named(&bare(line)) == Some(Field::Text);
    let mut written: Vec<String> = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while let [(level, line), behind @ ..] = rest {
        rest = behind;
        // Names and values stand in cells of their own.
        match behind {
            [(0, value), below @ ..]
                if *level == 0 && named(line).is_some() && named(value).is_none() && at_most(value, MAX_VALUE) =>
            {
                written.push(format!("{}：{value}", bare(line)));
                rest = below;
            }
            _ if *level == 0 && begins_text(line) => written.push(format!("{}：", bare(line))),
            _ if *level > 0 => written.push(format!("{} {line}", "#".repeat(*level))),
            // The number of a record among all.
            _ if PrintMark::of(line) == Some(PrintMark::SheetNumber) => {}
            _ => written.push(line.clone()),
        }
    }
    let text = written.join("\n");
    let (mut articles, mut around) = labelled::records(&TextLines::of(&text))?;
    let is_whole = |article: &ArticleParts| {
        let tells_issue = article.date.is_some() && !article.source.is_empty();
        tells_issue && article.paragraphs.iter().any(|paragraph| paragraph.ends_with(['。', '”', '！', '？']))
    };
    // The article that a page is about stands above what it tells of others.
    if !articles.iter().all(is_whole) || around.iter().any(|line| line.text.ends_with('。')) {
        return None;
    }
    // What the database says of its use stands below the last text.
    let last = articles.last_mut()?;
    if let Some(notice) = last.paragraphs.pop_if(|paragraph| !ends_sentence(paragraph)) {
        around.push(Furniture::of(notice));
    }
    Some((articles, around))
}

/// The articles of a page that somebody put together: each below a headline that is set apart, with a line of its paper and its day below
/// that or below its text. Pages of sites, which have many links, show one article and lists of others.
fn credited_articles(html: &str) -> Option<Collected> {
    /// What sets headlines apart.
    const MARKS: [&str; 10] = ["<hr", "<b>", "<b ", "<strong", "<h1", "<h2", "<h3", "<h4", "font-weight", "font-size"];
    /// A page has at most so many links for each of its articles.
    const MAX_LINKS: usize = 2;
    let count = |mark: &str| html.matches(mark).count();
    let marks = MARKS.iter().map(|mark| count(mark)).sum::<usize>();
    // A quick check spares nearly all pages a second reading.
    if marks < 2 || count("<a ") > MAX_LINKS * marks {
        return None;
    }
    let mut headings = heading_lines(html)?;
    headings.retain(|(_, line)| !is_call(line));
    let lines: Vec<&str> = headings.iter().map(|(_, line)| line.as_str()).collect();
    let closed = || {
        // A heading is set apart as a line below a blank one is in a text.
        let parted =
            headings.iter().flat_map(|(level, line)| (*level > 0).then_some("").into_iter().chain([line.as_str()]));
        credited::below_texts(&parted.collect::<Vec<&str>>())
    };
    let (mut articles, mut around) = credited::below_headlines(&lines).or_else(closed)?;
    // The title of the page above the first headline is no line of that.
    let mut titles = headings.iter().filter(|(level, _)| *level == 1).map(|(_, line)| line);
    if let (Some(title), None, Some((first, others))) = (titles.next(), titles.next(), articles.split_first_mut())
        && let Some(headline) = first.title.strip_prefix(title.as_str()).map(str::trim).filter(|rest| !rest.is_empty())
    {
        if is_deck(headline, others, &headings) {
            return None;
        }
        first.title = headline.to_owned();
        around.insert(0, Furniture::of(title));
    }
    // Beside the days of plans and of work done stand the offices that do it.
    let is_office = |article: &ArticleParts| {
        is_department(&article.source) || article.source.ends_with(['局', '厅', '会', '委', '办'])
    };
    let are_reports = html.contains("来源") || !articles.iter().all(is_office);
    let are_articles = are_reports && marks + 1 >= articles.len() && count("<a ") <= MAX_LINKS * articles.len();
    (are_articles && !are_parts(&articles, &headings)).then_some((articles, around))
}

/// Whether a line of a letter of news calls to read on elsewhere or to cancel the letter.
fn is_call(line: &str) -> bool {
    /// The longest call, in characters.
    const MAX_CALL: usize = 40;
    let begins = ["查看原文", "阅读原文", "阅读全文", "查看全文", "原文链接", "原文地址"];
    at_most(line, MAX_CALL)
        && (begins.iter().any(|word| line.starts_with(word)) || line.contains("退订") && !line.contains('。'))
}

/// One of several articles of a page, with the source from the line that names it alone above the text: “转自：兰河日报”, “兰河日报”.
fn with_source_above_text(parts: ArticleParts) -> ArticleParts {
    if !parts.source.is_empty() || parts.date.is_none() || parts.paragraphs.len() < 2 {
        return parts;
    }
    let first = parts.paragraphs[0].trim();
    let told = head_line::parse(first).filter(|head| head.source_label).map(|head| head.source);
    let source = told.or_else(|| names_medium(first).then(|| first.to_owned())).unwrap_or_default();
    if source.is_empty() {
        return parts;
    }
    let mut parts = ArticleParts { source, ..parts };
    let line = parts.paragraphs.remove(0);
    parts.furniture.push(Furniture::of(line));
    parts
}

/// An article of a web page that marks no headline: where its text begins with headline and head line, they are taken from there.
fn with_head_of_text(parts: ArticleParts) -> ArticleParts {
    if !parts.title.is_empty() {
        return parts;
    }
    let lines: Vec<Line<'_>> = parts.paragraphs.iter().map(|text| Line { text, emphasis: None }).collect();
    let found = recognise(&lines, &FileContext { stem: "", folders: &[], kind: SourceKind::Text, title: "" });
    match found.filter(|article| article.date_origin == DateOrigin::HeadLine) {
        Some(article) => {
            let or = |own: &String, told: String| if own.is_empty() { told } else { own.clone() };
            ArticleParts {
                date: parts.date.or(article.date.and_then(|date| date.parse().ok())),
                source: or(&parts.source, article.source),
                byline: or(&parts.byline, article.byline),
                title: article.title,
                paragraphs: article.paragraphs.into_iter().chain(article.tail).collect(),
                furniture: parts
                    .furniture
                    .iter()
                    .cloned()
                    .chain(article.page_furniture.into_iter().map(Furniture::of))
                    .collect(),
                ..parts
            }
        }
        None => parts,
    }
}

fn article_of_web(article: WebArticle) -> ArticleParts {
    ArticleParts {
        title: article.headline(),
        date: article.date.map(Into::into),
        source: article.source,
        byline: article.byline,
        page: article.page,
        paragraphs: article.paragraphs,
        captions: article.captions,
        furniture: article.editors.into_iter().map(Furniture::of).collect(),
    }
}

#[cfg(test)]
#[path = "html_document_tests.rs"]
mod tests;
