//! The daily digest (要目): the articles of one day by theme, for print on A4.
//!
//! A theme whose share of the day is larger than on most earlier days comes first. Earlier days are the yardstick rather than
//! an interval of today's share, because the articles of one day are not independent of each other.

mod document;
mod html;
mod markdown;
mod table;

pub use document::to_docx;
#[cfg(feature = "server")]
pub(crate) use html::escaped;
pub use html::to_html;
pub use markdown::to_markdown;
pub use table::{DigestRow, digest_rows};

use crate::Language;
use crate::messages;
use crate::report::words::percent;

/// The digest of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyDigest {
    /// The day.
    pub day: String,
    /// All articles of the day.
    pub articles: usize,
    /// The number of papers that they are from.
    pub papers: usize,
    /// The earlier days of the same papers that shares are compared with: their number, the first and the last; none where there
    /// are too few.
    pub history: Option<(usize, String, String)>,
    /// The themes: those above their usual share first, then the others, each by the number of articles; articles without
    /// a theme last.
    pub sections: Vec<ThemeSection>,
}

/// The articles of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSection {
    /// The name of the theme; `None` for articles that say too little for one.
    pub theme: Option<String>,
    /// The identifier of the theme.
    pub theme_id: Option<String>,
    /// The number of its articles, reprints included.
    pub articles: usize,
    /// Articles of the day that have a theme: the denominator of its share.
    pub total: usize,
    /// What is usual, where there is a history.
    pub usual: Option<Usual>,
    /// Its stories.
    pub entries: Vec<DigestEntry>,
}

/// How often a theme was written about on earlier days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// Its articles on earlier days.
    pub articles: usize,
    /// All articles with a theme on those days.
    pub total: usize,
    /// Earlier days on which its share was smaller than today.
    pub smaller_days: usize,
    /// All earlier days.
    pub days: usize,
}

/// One story, by the article that printed it most prominently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestEntry {
    /// The identifier of the article.
    pub id: String,
    /// The headline, or the first sentence where there is none.
    pub headline: String,
    /// The paper.
    pub paper: String,
    /// The page.
    pub page: String,
    /// The name of the place; empty where it is unknown.
    pub region: String,
    /// The first sentence; empty where it is the headline.
    pub first_sentence: String,
    /// The other articles of the day that print the story, as paper and page.
    pub reprints: Vec<(String, String)>,
    /// Printings of the story on earlier days.
    pub earlier: usize,
}

/// A theme is above its usual share if its share was smaller on at least this share of the earlier days.
const ABOVE: f64 = 0.9;
/// A theme with fewer articles is never above its usual share: one or two make no finding.
const MIN_ARTICLES: usize = 3;

impl ThemeSection {
    /// Whether the theme is above its usual share.
    pub fn is_above(&self) -> bool {
        let is_rare = |usual: &Usual| usual.smaller_days as f64 >= ABOVE * usual.days as f64;
        self.articles >= MIN_ARTICLES && self.usual.as_ref().is_some_and(is_rare)
    }

    /// The heading: the theme and its number of articles.
    fn heading(&self, language: Language) -> String {
        let theme = self.theme.as_deref().unwrap_or(messages::daily_no_theme(language));
        messages::daily_heading(language, theme, self.articles)
    }

    /// Today's share against the usual one; none where there is no history.
    fn comparison(&self, language: Language) -> Option<String> {
        let usual = self.usual?;
        let share = |part: usize, whole: usize| percent(part as f64 / whole.max(1) as f64);
        let (today, before) = (share(self.articles, self.total), share(usual.articles, usual.total));
        let text = messages::daily_comparison(
            language,
            &today,
            self.articles,
            self.total,
            &before,
            usual.smaller_days,
            usual.days,
        );
        Some(if self.is_above() { format!("{}{text}", messages::daily_above(language)) } else { text })
    }
}

impl DigestEntry {
    /// Paper, page and place.
    fn facts(&self, language: Language) -> String {
        let page = if self.page.is_empty() { String::new() } else { messages::daily_page(language, &self.page) };
        let facts = [self.paper.as_str(), &page, &self.region];
        facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// The other papers that print the story; empty where there is none.
    fn reprint_note(&self, language: Language) -> String {
        let place = |(paper, page): &(String, String)| {
            let page = if page.is_empty() { String::new() } else { messages::daily_page(language, page) };
            format!("{paper} {page}").trim().to_owned()
        };
        let places: Vec<String> = self.reprints.iter().map(place).collect();
        let mut notes = Vec::new();
        if !places.is_empty() {
            notes.push(messages::daily_reprints(language, &places.join(messages::comma(language))));
        }
        if self.earlier > 0 {
            notes.push(messages::daily_earlier(language, self.earlier));
        }
        notes.join(messages::semicolon(language))
    }
}

impl DailyDigest {
    /// The title.
    fn title(&self, language: Language) -> String {
        messages::daily_title(language, &self.day)
    }

    /// What the digest covers, and what shares are compared with.
    fn summary(&self, language: Language) -> String {
        let mut text = messages::daily_summary(language, self.articles, self.papers);
        text += &match &self.history {
            Some((days, first, last)) => messages::daily_history(language, *days, first, last),
            None => messages::daily_no_history(language).to_owned(),
        };
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_articles_are_no_finding() {
        let usual = Usual { articles: 4, total: 900, smaller_days: 20, days: 20 };
        let section = |articles: usize| ThemeSection {
            theme: None,
            theme_id: Some("petition-work".into()),
            articles,
            total: 60,
            usual: Some(usual),
            entries: Vec::new(),
        };
        assert_eq!([1, 2, 3].map(|articles| section(articles).is_above()), [false, false, true]);
    }
}
