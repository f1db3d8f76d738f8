//! The comments of readers below a web page, as people print or copy it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::read::one_article::SourceKind;
use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// The heading of the comments is as long at most, in characters.
const MAX_HEADING: usize = 24;
/// The fewest letters of the text above the comments.
const MIN_TEXT: usize = 60;
/// A head line stands among this many rows from the top.
const TOP: usize = 12;

/// The rows above the comments of readers. In other files than printed pages a head line must show that there is one article, because
/// a printed paper may have a column of that name.
pub(in crate::corpus::read::one_article) fn above(rows: &[Row], kind: SourceKind) -> &[Row] {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:网友|用户|读者|最新|热门|精彩|全部|相关)?(?:评论|跟帖|回帖|留言)(?:列表|区|精选)?\s*(?:[（(\[]?\s*\d*\s*[条个]?\s*[）)\]]?)?$|^\d+\s*条(?:评论|跟帖|留言)$",
        )
    });
    let is_heading = |row: &Row| at_most(&row.text, MAX_HEADING) && HEADING.is_match(row.text.trim());
    let Some(at) = rows.iter().position(is_heading) else { return rows };
    let text: usize = rows[..at].iter().map(|row| letter_count(&row.text)).sum();
    let tells_day = |row: &Row| head_line::parse(&row.text).is_some_and(|head| head.strength() == Strength::Strong);
    let is_web_page = kind == SourceKind::PrintedWebPage || rows.iter().take(TOP.min(at)).any(tells_day);
    if text >= MIN_TEXT && is_web_page { &rows[..at] } else { rows }
}
