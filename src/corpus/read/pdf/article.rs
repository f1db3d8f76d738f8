//! One article of a newspaper page.

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
