//! Who wrote an article.

use std::sync::LazyLock;

use regex::Regex;

use super::day::Place;
use crate::corpus::read::web_page::headline::page_title::is_site_name;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::systems::SystemMarks;
use crate::corpus::read::web_page::text::{han, joined, letters};
use crate::corpus::read::web_page::wording::author_of;
use crate::text::pattern;

/// Who wrote the article, as the lines between headline and text tell.
pub(in crate::corpus::read::web_page) fn byline(
    lines: &[Line],
    metadata: &Metadata,
    marks: &SystemMarks,
    place: Place,
) -> String {
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:作者|撰文|文)\s*[:：]\s*([^|｜：:]{2,30}?)(?:\s+\S{1,4}[:：]|\s*[|｜]|\s{2,}|$)")
    });
    static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[□■◎●（(\s]*((?:[\p{Han}]{0,8})(?:记者|通讯员|评论员)[\s/：:]*[\p{Han}·\s、]{2,24}?)[）)\s]*(?:$|《|\d)",
        )
    });
    let head = lines[place.head()].iter().filter(|line| line.letters <= 40);
    let found = |form: &Regex| head.clone().find_map(|line| form.captures(&line.text).map(|found| joined(&found[1])));
    found(&REPORTER)
        .or_else(|| found(&LABELLED))
        .or_else(|| head.clone().find_map(|line| author_of(&line.text).map(joined)))
        .or_else(|| Some(marks.author.clone()).filter(|author| !author.is_empty()))
        .or_else(|| metadata.meta(&["author"]).filter(|author| !is_site_name(author, "")).map(str::to_owned))
        .filter(|byline| han(byline) >= 2 && letters(byline) <= 30 && !metadata.title.contains(byline.as_str()))
        .unwrap_or_default()
}
