//! The parts of an article whose fields were found by its reader.

use crate::corpus::page::{Furniture, Item, Page, PageContext, assemble};
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

impl ArticleParts {
    /// The page that holds the article. What the user says about date and paper comes first, then what the file itself
    /// says, then its path.
    pub fn into_page(self, context: &PageContext<'_>, sources: &Sources) -> Page {
        let day = context.date.or_else(|| self.date.and_then(|date| date.full()));
        let item = Item { title: self.title, paragraphs: self.paragraphs, boundary: None, keeps_captions: true };
        let context = PageContext { date: day, ..*context };
        let mut page = assemble([item], self.furniture, &context, sources);
        for article in &mut page.articles {
            if day.is_none() && self.date.is_some() {
                article.date = self.date;
            }
            if context.source.is_none() && !self.source.is_empty() {
                article.source.clone_from(&self.source);
            }
            if !self.byline.is_empty() {
                article.byline.clone_from(&self.byline);
            }
            if !self.page.is_empty() {
                article.page.clone_from(&self.page);
            }
            article.captions.splice(0..0, self.captions.iter().cloned());
        }
        if let Some(article) = page.articles.first() {
            page.source.clone_from(&article.source);
        }
        page
    }
}
