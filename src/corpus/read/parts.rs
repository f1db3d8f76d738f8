//! The parts of an article whose fields were found by its reader.

use crate::corpus::identifier::identifier;
use crate::corpus::page::{Furniture, Item, Page, PageContext, assemble};
use crate::corpus::read::one_article::OneArticle;
use crate::corpus::{PartialDate, Sources};

/// The parts of one article as a reader found them: a web page, or a file that holds one article.
#[derive(Debug, Clone, Default)]
pub(super) struct ArticleParts {
    /// The headline.
    pub title: String,
    /// The day of publication.
    pub date: Option<PartialDate>,
    /// The paper, agency or site.
    pub source: String,
    /// Who wrote it.
    pub byline: String,
    /// The page of the issue.
    pub page: String,
    /// The paragraphs of the text.
    pub paragraphs: Vec<String>,
    /// What its pictures show.
    pub captions: Vec<String>,
    /// What stands around the article: editors, links, copyright.
    pub furniture: Vec<Furniture>,
}

impl From<OneArticle> for ArticleParts {
    fn from(article: OneArticle) -> Self {
        ArticleParts {
            paragraphs: article.paragraphs.iter().chain(&article.tail).cloned().collect(),
            title: article.title,
            date: article.date.and_then(|date| date.parse().ok()),
            source: article.source,
            byline: article.byline,
            page: article.page,
            captions: Vec::new(),
            furniture: article.page_furniture.into_iter().map(Furniture::of).collect(),
        }
    }
}

impl ArticleParts {
    /// The page that holds the article.
    pub fn into_page(mut self, context: &PageContext<'_>, sources: &Sources) -> Page {
        let furniture = std::mem::take(&mut self.furniture);
        page_of(vec![self], furniture, context, sources)
    }
}

/// The page that holds some articles. What the user says about date and paper comes first, then what each article says
/// itself, then what stands around them and the path.
pub(super) fn page_of(
    articles: Vec<ArticleParts>,
    furniture: Vec<Furniture>,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Page {
    let own_day = articles.iter().find_map(|parts| parts.date.and_then(|date| date.full()));
    let user_date = context.date;
    let context = PageContext { date: user_date.or(own_day), ..*context };
    // Parts without any text make no article, so they are left out before they are counted.
    let articles: Vec<ArticleParts> =
        articles.into_iter().filter(|parts| !(parts.title.trim().is_empty() && parts.paragraphs.is_empty())).collect();
    let items = articles.iter().map(|parts| Item {
        title: parts.title.clone(),
        paragraphs: parts.paragraphs.clone(),
        keeps_captions: true,
        ..Item::default()
    });
    let mut page = assemble(items, furniture, &context, sources);
    for (article, parts) in page.articles.iter_mut().zip(articles) {
        if user_date.is_none() && parts.date.is_some() {
            article.date = parts.date;
        }
        for (field, value) in [(&mut article.byline, parts.byline), (&mut article.page, parts.page)] {
            if !value.is_empty() {
                *field = value;
            }
        }
        if context.source.is_none() && !parts.source.is_empty() {
            article.source = parts.source;
        }
        article.captions.splice(0..0, parts.captions);
    }
    for (place, article) in (1..).zip(&mut page.articles) {
        article.id = identifier(article, place);
    }
    if let Some(article) = page.articles.first() {
        page.source.clone_from(&article.source);
    }
    page
}
