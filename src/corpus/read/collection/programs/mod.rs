//! Files of many articles that programs and services hand out. Each writes lines of its own around the articles, which no paper and no person
//! writes, so that these forms are asked for before all others.

mod accounts;
mod calibre;
mod full_records;
mod lexis;
mod notes;

use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::one_article::{FileContext, Line, SourceKind, recognise};
use crate::corpus::read::parts::ArticleParts;

/// What stands in the files of these programs; nearly all texts hold nothing of it and are looked at no further.
const SIGNS: [&str; 12] = [
    "DOCUMENT",
    "Document",
    "document",
    "calibre",
    "Metadata",
    "METADATA",
    "元数据",
    "文章信息",
    "基本信息",
    "Properties",
    "滑动看下一个",
    "关注该公众号",
];

/// What stands in the files of press databases.
const SIGNS_OF_DATABASES: [&str; 8] =
    ["DOCUMENT", "Document", "document", "全文：", "全文:", "Full text:", "Full Text:", "FULL TEXT:"];

/// The articles of a file that such a program wrote; none of other texts.
pub(in crate::corpus::read) fn read(text: &str) -> Option<Collected> {
    if let Some(found) = of_database(text) {
        return Some(found);
    }
    SIGNS.iter().find(|sign| text.contains(**sign))?;
    let lines = TextLines::of(text);
    calibre::read(&lines).or_else(|| notes::read(&lines)).or_else(|| accounts::read(&lines))
}

/// The articles of a file that a press database handed out, as a text or as the paragraphs of a document; none of other texts.
pub(in crate::corpus::read) fn of_database(text: &str) -> Option<Collected> {
    SIGNS_OF_DATABASES.iter().find(|sign| text.contains(**sign))?;
    let text = lexis::with_ends(text);
    let lines = TextLines::of(&text);
    lexis::read(&lines).or_else(|| full_records::read(&lines))
}

/// The one article of some lines of a file; none where it has no headline.
pub(super) fn one_of(lines: &[&str]) -> Option<ArticleParts> {
    let rows: Vec<Line<'_>> = lines.iter().map(|text| Line { text, emphasis: None }).collect();
    let context = FileContext { stem: "", folders: &[], kind: SourceKind::Text, title: "" };
    recognise(&rows, &context).filter(|one| !one.title.is_empty()).map(ArticleParts::from)
}
