//! One article of a newspaper page.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::text::pattern;

/// A number with its unit, and what it counts, have at most this many letters each.
const MAX_FIGURE: usize = 14;
/// The name of a column that stands alone, without a headline, has at most this many letters.
const MAX_LABEL: usize = 8;
/// An index names at least this many pages, and has at most this many letters for each.
const MIN_PAGES: usize = 2;
const MAX_LETTERS_PER_PAGE: usize = 40;

/// One article of a page, recognised by its layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfArticle {
    /// The line in smaller type above the title.
    pub kicker: String,
    /// The headline in the largest type.
    pub title: String,
    /// The line in smaller type below the title.
    pub subtitle: String,
    /// The line that names the reporters, set apart from the text.
    pub byline: String,
    /// The paragraphs of the text in the order of reading.
    pub paragraphs: Vec<String>,
    /// The captions of the pictures that belong to the article.
    pub captions: Vec<String>,
    /// The rubric that the article stands under, such as 图片报道.
    pub column: String,
}

impl PdfArticle {
    /// Whether it is the index of the issue, a number of a box of figures or the name of a column, and no article: none of them
    /// holds a sentence.
    pub(in crate::corpus::read::pdf) fn is_furniture(&self) -> bool {
        static INDEX: LazyLock<Regex> =
            LazyLock::new(|| pattern("^(?:今日|本期|本版|新闻|一周|内页|明日)?(?:导读|导航|索引)$|^目录$"));
        // These may head a column of news as well: an index names pages.
        static HIGHLIGHTS: LazyLock<Regex> =
            LazyLock::new(|| pattern("^(?:今日|本期|本版|新闻|一周|内页|明日)?(?:看点|要目|速览)$"));
        static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d\s*版|[A-D]\d{1,2}"));
        static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-D]?\d{1,2}\s*版"));
        static FIGURE: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:\p{Han}{1,8}\s)?[\d.,]+\s*(?:[%％‰℃]|\p{Han}{0,4})$"));
        let has_sentence = self.paragraphs.iter().any(|paragraph| paragraph.contains(['。', '！', '？']));
        let letters: usize = self.paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum();
        let is_bare = self.captions.is_empty() && self.kicker.is_empty() && self.subtitle.is_empty();
        let title: String = self.title.split_whitespace().collect();
        let names_pages = || self.paragraphs.iter().any(|paragraph| PAGE.is_match(paragraph));
        let all: String =
            std::iter::once(&self.title).chain(&self.paragraphs).map(|text| format!("{text}\n")).collect();
        let pages = REFERENCE.find_iter(&all).count();
        let is_list = pages >= MIN_PAGES && letter_count(&all) <= pages * MAX_LETTERS_PER_PAGE;
        let is_index = INDEX.is_match(&title) || HIGHLIGHTS.is_match(&title) && names_pages() || is_list;
        let is_label = title.is_empty() && letters <= MAX_LABEL;
        // A day or an age is no number of a box.
        let is_figure = letters <= MAX_FIGURE
            && FIGURE.is_match(self.title.trim())
            && !self.title.contains(['年', '月', '日', '号', '岁']);
        !has_sentence && is_bare && (is_index || is_figure || is_label)
    }

    /// All its texts, from top to bottom.
    pub(in crate::corpus::read::pdf) fn into_lines(self) -> impl Iterator<Item = String> {
        let head = [self.column, self.kicker, self.title, self.subtitle, self.byline];
        head.into_iter().chain(self.paragraphs).chain(self.captions).filter(|line| !line.is_empty())
    }
}
