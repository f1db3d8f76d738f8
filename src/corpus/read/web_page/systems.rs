//! What the systems that make digital papers (数字报) write into their pages beside the text.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::outline::{Content, Outline};
use super::text::joined;
use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::sections::sections;
use crate::corpus::read::web_page::published::dates;
use crate::text::pattern;

/// What a page of a digital paper says of its article; fields that it does not have are empty.
#[derive(Debug, Clone, Default)]
pub(super) struct SystemMarks {
    /// The headline.
    pub title: String,
    /// The line above the headline.
    pub kicker: String,
    /// The line below the headline.
    pub subtitle: String,
    /// The author.
    pub author: String,
    /// The paper.
    pub paper: String,
    /// The name of the printed page, such as “第03版：要闻”.
    pub page: String,
    /// The day of the issue.
    pub day: Option<Date>,
    /// Whether the page belongs to a digital paper.
    pub digital_paper: bool,
    /// Whether the system tells the line below the headline, be it that there is none.
    pub states_subtitle: bool,
}

/// What names of a printed paper's pages end in, where they name the section.
static SECTION_END: LazyLock<Regex> = LazyLock::new(|| pattern(concat!("(?:", sections!(), "|新闻|专版|焦点)$")));

impl SystemMarks {
    /// Reads the marks of Founder's system (方正翔宇): elements of its own, and a comment that holds the article's properties.
    pub fn of(outline: &Outline<'_>) -> Self {
        let mut marks = SystemMarks::default();
        let mut is_in_title = false;
        for (at, node) in outline.nodes.iter().enumerate() {
            match node.content {
                // Hanweb's system (大汉) sets its fields between comments: “<$[标题名称(html)]>begin”.
                Content::Comment(comment) if comment.contains("[标题名称") => {
                    is_in_title = comment.trim_end().ends_with("begin") && marks.title.is_empty();
                }
                Content::Text(text) if is_in_title => marks.title.push_str(text.trim()),
                Content::Comment(comment) if comment.trim_start().starts_with("enpproperty") => marks.read(comment),
                Content::Comment(comment) => marks.digital_paper |= comment.trim() == "enpcontent",
                Content::Element(element) => {
                    let field = match element.name() {
                        "founder-title" => &mut marks.title,
                        "founder-introtitle" => &mut marks.kicker,
                        "founder-subtitle" => &mut marks.subtitle,
                        "founder-author" => &mut marks.author,
                        name => {
                            marks.digital_paper |= name == "founder-content" || element.attr("id") == Some("ozoom");
                            continue;
                        }
                    };
                    marks.digital_paper = true;
                    if field.is_empty() {
                        *field = outline.label(at);
                    }
                }
                Content::Text(_) => {}
            }
        }
        marks
    }

    /// Reads the comment with the properties.
    fn read(&mut self, comment: &str) {
        self.digital_paper = true;
        let fields = [
            (&mut self.title, "title"),
            (&mut self.kicker, "introtitle"),
            (&mut self.subtitle, "subtitle"),
            (&mut self.author, "author"),
        ];
        for (field, name) in fields {
            if field.is_empty() {
                *field = property(comment, name);
            }
        }
        self.states_subtitle |= !self.title.is_empty() && comment.contains("<subtitle>");
        self.day = self.day.or_else(|| dates::first_in(&property(comment, "date")));
        let node = property(comment, "nodename");
        if page_in_line(&node).is_some() {
            self.page = node;
        } else if let Some((number, _)) = node.split_once([':', '：']).filter(|(number, _)| is_page_number(number)) {
            self.page = format!("第{number}版");
        } else if let Some(number) = leading_page_number(&node) {
            self.page = format!("第{number}版");
        } else {
            // Some papers name the section there, others themselves.
            let is_place_on_page = ["首页", "标题", "头条", "频道"].iter().any(|word| node.ends_with(word));
            let is_section = is_place_on_page || SECTION_END.is_match(&node);
            let node = if is_section || !is_outlet(&node) { String::new() } else { node };
            self.paper =
                [property(comment, "sourcename"), node].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        }
    }
}

/// Whether a text is the number of a page: “03”, “A03”.
fn is_page_number(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(|c: char| c.is_ascii_uppercase());
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && text.trim().len() <= 4
}

/// The value of a property in the comment; tags within it are left out.
fn property(comment: &str, name: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[^>]*>"));
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    let value = comment.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end)).map_or("", |(value, _)| value);
    joined(&TAG.replace_all(value, " ").replace("&nbsp;", " "))
}

/// The number of the page before the name of its section: “07教育”, “A2 城事”.
fn leading_page_number(node: &str) -> Option<&str> {
    let end = node.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (number, section) = node.split_at(end);
    (is_page_number(number) && section.trim().chars().count() <= 6).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn the_properties_of_a_founder_page() {
        let page = Html::parse_document(
            "<!--enpproperty <date>2025-07-18 00:00:00:0</date><author>何晓岚</author><title>三个项目<br>签约</title>\
             <introtitle>招商推介会举行</introtitle><subtitle></subtitle><nodename>第A03版：要闻</nodename>/enpproperty-->",
        );
        let marks = SystemMarks::of(&Outline::new(&page));
        assert_eq!((marks.title.as_str(), marks.kicker.as_str()), ("三个项目 签约", "招商推介会举行"));
        assert_eq!(page_in_line(&marks.page).as_deref(), Some("A03"));
        assert_eq!(marks.day.map(|day| day.to_string()).as_deref(), Some("2025-07-18"));
        assert!(marks.states_subtitle && marks.subtitle.is_empty());
        let page =
            Html::parse_document("<!--enpproperty <title>签约</title><nodename>B02:城事</nodename>/enpproperty-->");
        let marks = SystemMarks::of(&Outline::new(&page));
        assert_eq!((marks.page.as_str(), marks.paper.as_str()), ("第B02版", ""));
        assert!(!marks.states_subtitle);
        let page =
            Html::parse_document("<!--enpproperty <title>签约</title><nodename>07教育</nodename>/enpproperty-->");
        let marks = SystemMarks::of(&Outline::new(&page));
        assert_eq!((marks.page.as_str(), marks.paper.as_str()), ("第07版", ""));
    }
}
