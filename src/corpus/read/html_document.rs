//! A web page to its articles, with what the text tells where the page marks no headline.

use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::read::ReadOptions;
use crate::corpus::read::one_article::{DateOrigin, FileContext, Line, SourceKind, recognise};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::web_page::{WebArticle, WebPage, read_web_page};
use crate::error::{Error, Result};

/// The article of a web page; an index of links has none, and tells its issue's paper and day all the same.
pub(super) fn read_html(text: &str, context: &PageContext<'_>, options: &ReadOptions) -> Result<Page> {
    let path = if context.path.is_empty() { context.file } else { context.path };
    let mut articles: Vec<ArticleParts> = match read_web_page(text, path) {
        WebPage::Article(article) => vec![with_head_of_text(article_of_web(*article))],
        WebPage::Articles(articles) => articles.into_iter().map(article_of_web).collect(),
        WebPage::Index(index) => {
            let source = context.source.map(str::to_owned).unwrap_or(index.source);
            return Ok(Page { date: context.date.or(index.date), source, ..Page::default() });
        }
        WebPage::Nothing => return Err(Error::NoArticle { file: context.file.into() }),
    };
    let furniture = articles.iter_mut().flat_map(|parts| std::mem::take(&mut parts.furniture)).collect();
    Ok(page_of(articles, furniture, context, &options.sources))
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
mod tests {
    use super::*;

    #[test]
    fn headline_and_head_line_may_be_the_first_lines_of_the_text() {
        let html = "<html><body><div id=a>三个项目现场签约</div><div><span>2024 年 03 月 05 日 21:30</span></div><span class=\"publish source\">兰河日报</span>\
            <div class=article><p>原标题：签约！</p><p>昨日，我市举行招商推介会，六十多家企业参加，三个项目现场签约。</p><p>项目总投资十二亿元，计划明年六月建成投产。</p></div></body></html>";
        let context = PageContext { file: "a.html", ..Default::default() };
        let page = read_html(html, &context, &ReadOptions::default()).unwrap();
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert_eq!((article.title.as_str(), article.source.as_str()), ("三个项目现场签约", "兰河日报"));
        assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
        assert!(article.text.starts_with("昨日"), "{article:?}");
    }
}
