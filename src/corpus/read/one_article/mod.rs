//! Recognises a file that holds one article: a web page saved as PDF, Word or text, or one article of a paper's issue.
//!
//! Such a file holds a headline, often a head line that tells the source and the day of publication, paragraphs, and at its end where the
//! article was taken from. A page of several articles is not recognised and is left to the caller.

mod assemble;
mod end_of_article;
mod fields;
mod head;
mod layout;
mod marks;
mod paragraphs;
mod recognise;
mod rows;
mod several;
mod site_page;
mod tail;
mod web_text;

pub(in crate::corpus::read) use fields::clipping_sheet::is_head as is_head_of_sheet;
pub(in crate::corpus::read) use fields::front_matter::{FrontMatter, Saved, part_front_matter};
pub(in crate::corpus::read) use head::around_head::is_signature;
pub(in crate::corpus::read) use head::headline::{is_byline, names_reporters, without_affixes, without_button};
pub(in crate::corpus::read) use head::printed_frame::{begins_title, without_frame};
pub(in crate::corpus::read) use marks::navigation::is_navigation;
pub(in crate::corpus::read) use marks::page_marks::{
    are_times, foot, holds_further_text, holds_only_marks, is_above_text, is_bar_of_buttons, is_mark, is_moment,
    is_row_of_buttons, leads_on, take_foot, take_marks,
};
pub(in crate::corpus::read) use paragraphs::append;
pub use recognise::recognise;
pub use several::are_many_reports;
pub(in crate::corpus::read) use site_page::{LineOfArticle, article_of_page};
pub(in crate::corpus::read) use web_text::part_text;

/// What kind of file the lines were taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A PDF, of which the lines may be broken at a measure.
    PrintedWebPage,
    /// A word processor's document, of which each line is a paragraph.
    Document,
    /// A text file, of which the lines may be broken at a measure.
    Text,
    /// A Markdown file.
    Markdown,
}

/// How a line is set apart from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// The line is styled as a heading or a title.
    Heading,
    /// The line is centred.
    Centred,
    /// The whole line is bold.
    Bold,
}

/// One line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The text with the space before it; blank lines are needed too.
    pub text: &'a str,
    /// How the line is set apart, where the file tells it.
    pub emphasis: Option<Emphasis>,
}

/// What is known of a file beside its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileContext<'a> {
    /// The name of the file without its extension.
    pub stem: &'a str,
    /// The folders the file lies in, the innermost last.
    pub folders: &'a [&'a str],
    /// What kind of file it is.
    pub kind: SourceKind,
    /// The title that the file carries beside its lines, such as the title of the web page in a PDF that a browser printed; empty
    /// where there is none.
    pub title: &'a str,
}

/// Where the day of publication was found, from the surest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateOrigin {
    /// No day was found.
    #[default]
    Unknown,
    /// The day stands in the head line or in the fields above the text.
    HeadLine,
    /// The day stands in the masthead of the issue.
    Masthead,
    /// The day stands in the name of the file or of a folder.
    Path,
    /// The day stands in the credit at the end.
    Credit,
    /// The day is that of the dateline, with a year from elsewhere.
    Dateline,
}

/// The one article of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneArticle {
    /// The headline, its lines joined.
    pub title: String,
    /// The lines under the headline that tell who took part or what was stressed; they stand in the paragraphs as well.
    pub decks: Vec<String>,
    /// The day of publication as `2024-04-01`.
    pub date: Option<String>,
    /// Where the day was found.
    pub date_origin: DateOrigin,
    /// The paper, agency or site.
    pub source: String,
    /// Who wrote it.
    pub byline: String,
    /// The page of the issue, without leading zeros.
    pub page: String,
    /// The number of the article on its page, where the file's name tells it.
    pub number: Option<u32>,
    /// The paragraphs of the text.
    pub paragraphs: Vec<String>,
    /// The lines at the end that tell where the article was taken from; they belong to its text.
    pub tail: Vec<String>,
    /// What the web page adds at the end: editors, links, copyright; it does not belong to the text.
    pub page_furniture: Vec<String>,
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
