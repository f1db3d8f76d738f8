//! The parts of an article whose fields were found by its reader.

use crate::corpus::PartialDate;
use crate::corpus::page::Furniture;
use crate::corpus::read::one_article::OneArticle;

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
