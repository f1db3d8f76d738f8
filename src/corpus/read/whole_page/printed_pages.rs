//! Printed pages: a PDF, or the lines that a recogniser read of a picture.

use std::collections::BTreeSet;

use crate::corpus::measure::letter_count;
use crate::corpus::page::{self, Furniture, PageContext};
use crate::corpus::publication::masthead::{self, Masthead};
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::collection::{
    bracketed_credits, compilation, credited, headed_articles, parted, programs, wrapped,
};
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::corpus::read::one_article::{Emphasis, Line, SourceKind, begins_title, is_head_of_sheet, without_frame};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::pdf::PdfArticle;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::corpus::read::whole_page::laid_out::laid_out_document;
use crate::corpus::read::whole_page::scanned;
use crate::corpus::read::whole_page::styled_text::{paragraph_lines, printed_document};
use crate::corpus::read::word::Paragraph;
use crate::corpus::read::{ReadOptions, labelled, pdf};
use crate::error::{Error, Result};

/// A page of a newspaper has at least this many articles with headlines, of at least this many letters each.
const MIN_ARTICLES: usize = 3;
const MIN_ARTICLE: usize = 60;

impl Document<'_> {
    /// The pages of a PDF, each cut into its articles, or the one article of a printed web page.
    pub(in crate::corpus::read) fn read_pdf<'a>(
        &self,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let bad =
            |problem: pdf::PdfProblem| Error::BadDocument { file: context.file.into(), problem: problem.to_string() };
        let pdf::PrintedFile { mut pages, web_title, office } = pdf::read(self.bytes).map_err(bad)?;
        let (failed, damaged) = match &options.recognizer {
            Some(recognizer) => scanned::recognise_pages(self.name, self.bytes, &mut pages, recognizer)?,
            None => Default::default(),
        };
        let is_broken_off = pdf::is_broken_off(self.bytes);
        if is_broken_off {
            // The fonts stand at the end, so that what is left of the text may be nonsense.
            pages.iter_mut().for_each(|page| page.unreadable |= pdf::has_replaced(&page.text));
        }
        let content = self.printed(pages, &web_title, failed, context, options)?;
        let mut content = if is_broken_off { content } else { self.as_one_text(content, office, context, options) };
        content.report(damaged.into_iter().map(|(_, damage)| damage));
        content.report(is_broken_off.then(|| Error::BrokenOff { file: self.name.into() }));
        Ok(content)
    }

    /// Printed pages, each cut into its articles, or the one article that they hold, whose headline the title of the document may tell.
    /// Pages for which there is a problem already need no other.
    pub(in crate::corpus::read) fn printed<'a>(
        &self,
        pages: Vec<pdf::PdfPage>,
        title: &str,
        recognition: Vec<(usize, Error)>,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let readable = pages.iter().filter(|page| !page.unreadable);
        let lines: Vec<Line<'_>> = readable.flat_map(|page| lines_of(page, title)).collect();
        let sources = &options.sources;
        let laid_out = laid_out_document(&pages);
        let is_whole_issue = |own: &Vec<Paragraph>| IssuePages::of_paragraphs(own).count() > 1;
        // The pages of an issue that somebody printed may hold tables, and the same line at the head of each.
        let issue = laid_out.as_ref().filter(|own| is_whole_issue(own)).cloned();
        let document = issue.or_else(|| printed_document(&pages));
        let is_issue = document.as_ref().is_some_and(is_whole_issue);
        let collected = || {
            let found = collected(&lines, &pages, laid_out.as_deref());
            found.map(|(articles, around)| page_of(articles, around, context, sources))
        };
        // Several headlines with texts of their own in the columns of a page are those of a newspaper.
        let is_newspaper =
            !pages.is_empty() && pages.iter().all(|page| page.printed_above.is_empty() && is_divided(page));
        let one =
            || (!is_newspaper).then(|| self.one_article(&lines, SourceKind::PrintedWebPage, title, context)).flatten();
        // What a browser printed and is not one article is no page of a paper either: its columns are those of the site.
        let whole = || {
            collected()
                .or_else(|| one().map(|parts| parts.into_page(context, sources)))
                .map(Ok)
                .or_else(|| without_frame(&lines).map(|text| below_frame(&text, context, options)))
        };
        // Headings of pages show that a document holds a whole issue.
        if let Some(page) = (!is_issue).then(whole).flatten() {
            let pages_read = vec![ReadPage { file: self.name.into(), page }];
            return Ok(Content::Pages { pages: pages_read, problems: self.unread_sheets(&pages, recognition) });
        }
        if let Some(paragraphs) = document {
            let mut content = self.read_document(paragraphs, context, options)?;
            content.report(self.unread_sheets(&pages, recognition));
            return Ok(content);
        }
        if !pages.is_empty() && pages.iter().all(|page| page.blank) {
            return Err(Error::EmptyFile { file: self.name.into() });
        }
        let are_several = pages.len() > 1;
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        let mut recognition = recognition.into_iter().peekable();
        // Sheets are left blank so that the next one is on the front of its leaf: nothing of them is missing.
        for page in pages.into_iter().filter(|page| !page.blank) {
            let (file, number) = (context.file.to_owned(), page.number);
            if let Some((_, problem)) = recognition.next_if(|(page, _)| *page == number) {
                problems.push(problem);
                continue;
            }
            if page.unreadable {
                problems.push(Error::UnreadableText { file, page: number });
                continue;
            }
            if page.spans == 0 {
                problems.push(Error::NoText { file, page: number });
                continue;
            }
            let context = PageContext { part: are_several.then_some(number), ..*context };
            let file = if are_several { format!("{file}:{number}") } else { file };
            read.push(ReadPage { file, page: cut_printed(page, &context, options) });
        }
        Ok(Content::Pages { pages: read, problems })
    }

    /// The problems of the sheets of a printed document that were not read. The blank sheets with which browsers end are none.
    fn unread_sheets(&self, pages: &[pdf::PdfPage], recognition: Vec<(usize, Error)>) -> Vec<Error> {
        let named: Vec<usize> = recognition.iter().map(|(page, _)| *page).collect();
        let last = pages.iter().rposition(|page| page.spans > 0).unwrap_or(pages.len());
        let problem = |page: &pdf::PdfPage| match page {
            page if page.blank || named.contains(&page.number) => None,
            page if page.unreadable => Some(Error::UnreadableText { file: self.name.into(), page: page.number }),
            page if page.spans == 0 => Some(Error::NoText { file: self.name.into(), page: page.number }),
            _ => None,
        };
        let problems = pages.iter().take(last + 1).filter_map(problem);
        recognition.into_iter().map(|(_, problem)| problem).chain(problems).collect()
    }
}

/// The articles of a printed page of a newspaper.
fn cut_printed(page: pdf::PdfPage, context: &PageContext<'_>, options: &ReadOptions) -> Result<page::Page> {
    // The head and the foot of the page stand above its text.
    let head: String = page.furniture.iter().map(|line| format!("{line}\n")).collect();
    let issue = issue_of_database(&page);
    let mut furniture: Vec<Furniture> = page.furniture.into_iter().map(Furniture::of).collect();
    // Several articles may stand below the name of one column.
    let columns: BTreeSet<&str> = page.articles.iter().map(|article| article.column.as_str()).collect();
    furniture.extend(columns.into_iter().filter(|column| !column.is_empty()).map(Furniture::of));
    // Where the geometry of the page shows its articles, it knows more than the text alone.
    if page.articles.is_empty() {
        let text = page.text.strip_prefix(head.as_str()).unwrap_or(&page.text);
        return page::cut_below(text, furniture, context, &options.sources);
    }
    let own = page.articles.into_iter().map(article_of_geometry);
    let articles = own.map(|article| with_issue(article, issue.as_ref())).collect();
    Ok(page_of(articles, furniture, context, &options.sources))
}

/// The articles of what a browser printed and is not one article: each with head lines of its own, as readers list what they saved, or else
/// those of a page.
fn below_frame(text: &str, context: &PageContext<'_>, options: &ReadOptions) -> Result<page::Page> {
    let lines: Vec<Line<'_>> = text.lines().map(|text| Line { text, emphasis: None }).collect();
    match headed_articles::read(&lines, SourceKind::PrintedWebPage) {
        Some((articles, above)) => Ok(page_of(articles, above, context, &options.sources)),
        None => page::cut(text, context, &options.sources),
    }
}

/// Whether the geometry of a page shows several articles, each with a headline and a text.
fn is_divided(page: &pdf::PdfPage) -> bool {
    let is_whole = |article: &&PdfArticle| {
        let letters: usize = article.paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum();
        !article.title.is_empty() && letters >= MIN_ARTICLE
    };
    page.paragraphs.is_empty() && page.articles.iter().filter(is_whole).count() >= MIN_ARTICLES
}

/// The lines of a printed page between those that a browser printed around it. The headline of a web page, which the title of the document
/// names, stands in large type on the first sheet, or where its menus end.
fn lines_of<'p>(page: &'p pdf::PdfPage, title: &str) -> Vec<Line<'p>> {
    let is_large = |text: &str| {
        let text = text.trim();
        (page.number == 1 || begins_title(title, text)) && page.large_lines.iter().any(|line| line == text)
    };
    let own = page.text.lines().map(|text| Line { text, emphasis: is_large(text).then_some(Emphasis::Heading) });
    let printed = |texts: &'p [String]| texts.iter().map(|text| Line { text, emphasis: None });
    printed(&page.printed_above).chain(own).chain(printed(&page.printed_below)).collect()
}

/// The articles of printed pages that show from their first lines that they hold several: a bulletin has its contents on top, and each
/// clipping of a notebook a head of its own. `laid_out` are the paragraphs of pages that may hold tables.
fn collected(lines: &[Line<'_>], pages: &[pdf::PdfPage], laid_out: Option<&[Paragraph]>) -> Option<Collected> {
    let are_several = |is: fn(&str) -> bool| lines.iter().filter(|line| is(line.text.trim())).nth(1).is_some();
    if are_several(headed_articles::is_entry_of_contents)
        && let Some(found) = printed_document(pages).and_then(|own| compilation::read(&own))
    {
        return Some(found);
    }
    if let Some(found) = of_database(pages) {
        return Some(found);
    }
    let kind = SourceKind::PrintedWebPage;
    if let Some(found) = parted::read(lines, kind) {
        return Some(found);
    }
    let is_collection = are_several(is_head_of_sheet) || are_several(bracketed_credits::is_credit);
    is_collection
        .then(|| headed_articles::read(lines, kind).or_else(|| bracketed_credits::read(lines, kind)))
        .flatten()
        .or_else(|| compilation::by_paper_lines(laid_out?))
        .or_else(|| below_texts(pages))
        .or_else(|| credited::of_document(&paragraph_lines(laid_out?)))
}

/// The articles of pages that a press database printed, as its texts hold them.
fn of_database(pages: &[pdf::PdfPage]) -> Option<Collected> {
    const SIGNS: [&str; 10] = [
        "End of Document",
        "DOCUMENTS",
        "全文：",
        "全文:",
        "Full text:",
        "题名",
        "标题：",
        "标题:",
        "简体中文",
        "文章编号",
    ];
    // A quick check spares nearly all pages a second reading.
    let count = |sign: &&str| pages.iter().map(|page| page.text.matches(*sign).count()).sum::<usize>();
    SIGNS.iter().find(|sign| count(sign) >= MIN_ARTICLES)?;
    let paragraphs = printed_document(pages)?;
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.trim()).collect();
    let text = texts.join("\n\n");
    let told = || {
        let lines = TextLines::of(&text);
        let found = labelled::exported(&lines).or_else(|| labelled::records(&lines))?;
        let tells = |article: &ArticleParts| article.date.is_some() && !article.source.is_empty();
        (found.0.len() >= MIN_ARTICLES && found.0.iter().all(tells)).then_some(found)
    };
    programs::of_database(&text).or_else(told)
}

/// The articles of printed pages that tell paper and day on a line below each text, as offices collect them below a list of headlines. Where
/// the pages are a document, its headings show more than the text alone.
fn below_texts(pages: &[pdf::PdfPage]) -> Option<Collected> {
    let readable = pages.iter().filter(|page| !page.unreadable);
    let text: Vec<&str> = readable.map(|page| page.text.trim_end()).collect();
    let found = wrapped::below_texts(&text.join("\n"))?;
    printed_document(pages).and_then(|own| compilation::read(&own)).or(Some(found))
}

/// The parts of an article that was found by the geometry of its page.
fn article_of_geometry(article: PdfArticle) -> ArticleParts {
    let headline = [article.kicker, article.title, article.subtitle];
    let lines: Vec<String> = headline.into_iter().filter(|line| !line.is_empty()).collect();
    ArticleParts {
        title: lines.join(" "),
        byline: article.byline,
        paragraphs: article.paragraphs,
        captions: article.captions,
        ..ArticleParts::default()
    }
}

/// The issue that the line at the top of a page tells, with which a database begins an article.
fn issue_of_database(page: &pdf::PdfPage) -> Option<Masthead> {
    let head = page.furniture.iter().map(String::as_str);
    let captions = page.articles.iter().flat_map(|article| &article.captions).map(String::as_str);
    head.chain(page.text.lines()).chain(captions).find_map(masthead::of_database_line)
}

/// The article of a page with what the line of its database tells.
fn with_issue(mut article: ArticleParts, issue: Option<&Masthead>) -> ArticleParts {
    let Some(Masthead { paper, date, page, .. }) = issue else { return article };
    article.date = article.date.or(date.map(Into::into));
    for (own, told) in [(&mut article.source, paper), (&mut article.page, page)] {
        if own.is_empty() {
            own.clone_from(told);
        }
    }
    article.captions.retain(|caption| !masthead::is_database_line(caption));
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_database_tells_the_issue_of_its_article() {
        let page = pdf::PdfPage {
            text: "兰河日报/2024 年/3 月/5 日/第 002 版\n要闻\n老街换灯\n昨晚，老街换了灯。".into(),
            ..pdf::PdfPage::default()
        };
        let article = ArticleParts {
            title: "老街换灯".into(),
            captions: vec!["兰河日报/2024 年/3 月/5 日/第 002 版".into(), "新装的灯".into()],
            ..ArticleParts::default()
        };
        let article = with_issue(article, issue_of_database(&page).as_ref());
        let day = article.date.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!((article.source.as_str(), day.as_str(), article.page.as_str()), ("兰河日报", "2024-03-05", "2"));
        assert_eq!(article.captions, ["新装的灯"]);
    }

    #[test]
    fn papers_may_be_told_below_texts_that_go_on_overleaf() {
        let text = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子，老人坐在新装的长椅上说话，开店的人把桌子摆到了街边，一直到十点钟才收摊回家。";
        let characters: Vec<char> = format!("　　{text}").chars().collect();
        let broken = characters.chunks(26).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n");
        let article = |number: &str, title: &str, day: u8| {
            format!("　　{number}、{title}\n{broken}\n　　来源：云岭日报 时间：2024年3月{day}日\n")
        };
        let all = article("一", "老街昨晚换上新路灯", 5)
            + &article("二", "渡口今天通了公交", 6)
            + &article("三", "早市搬进新建的大棚", 7);
        let lines: Vec<&str> = all.lines().collect();
        // The first sheet ends within the second text.
        let (first, second) = lines.split_at(9);
        let sheet = |lines: &[&str]| pdf::PdfPage { text: lines.join("\n") + "\n", ..pdf::PdfPage::default() };
        let (articles, _) = below_texts(&[sheet(first), sheet(second)]).expect("articles");
        let seen: Vec<_> = articles.iter().map(|own| (own.title.as_str(), own.source.as_str())).collect();
        let titles = ["老街昨晚换上新路灯", "渡口今天通了公交", "早市搬进新建的大棚"];
        assert_eq!(seen, titles.map(|title| (title, "云岭日报")));
        assert!(articles.iter().all(|own| own.paragraphs.as_slice() == [text]));
    }

    #[test]
    fn sheets_without_text_are_named_but_for_blank_ones_at_the_end() {
        let document = Document { name: "a.pdf", path: "", bytes: b"" };
        let sheet = |number, spans, unreadable| pdf::PdfPage { number, spans, unreadable, ..pdf::PdfPage::default() };
        let blank = |number| pdf::PdfPage { number, blank: true, ..pdf::PdfPage::default() };
        let sheets = [
            sheet(1, 40, false),
            sheet(2, 0, false),
            sheet(3, 9, true),
            blank(4),
            sheet(5, 20, false),
            sheet(6, 0, false),
        ];
        let named = |recognition| -> Vec<usize> {
            let problems = document.unread_sheets(&sheets, recognition).into_iter();
            let page = |problem| match problem {
                Error::NoText { page, .. } | Error::UnreadableText { page, .. } => page,
                _ => 0,
            };
            problems.map(page).collect()
        };
        assert_eq!(named(Vec::new()), [2, 3]);
        assert_eq!(named(vec![(2, Error::NothingRead)]), [0, 3]);
    }
}
