//! What cells tell beside what their columns are for: a paper with day and page, head lines, the account of a post.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::corpus::measure::at_most;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::issue_line;
use crate::corpus::read::table::raw_article::RawArticle;
use crate::text::pattern;

/// A cell that may be a head line has at most this many characters.
const MAX_HEAD_LINE: usize = 120;

/// Whether a cell holds a sum below a table: “合计”, “61篇”.
pub(super) fn is_sum(text: &str) -> bool {
    ["合计", "总计", "小计", "共计"].contains(&text.trim())
        || text.chars().all(|c| c.is_ascii_digit() || ".篇".contains(c))
}

/// Whether a row that fills one cell only remarks on the table above it: “注：以上数据截至4月。”, “制表人：方舟”.
pub(super) fn is_remark(text: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:注|备注|附注|说明|备注说明|(?:数据|资料|信息)来源|(?:制表|填表|填报|统计|整理|审核|联系)(?:人|单位|时间|日期)?)\d?\s*[:：]",
        )
    });
    at_most(text, MAX_HEAD_LINE) && LABEL.is_match(text.trim())
}

/// Parts paper, day and page that stand in one column: “兰河日报 2024年3月5日 A06版”.
pub(super) fn part_source(article: &mut RawArticle) {
    let line = issue_line::parse(&article.source);
    let Some(line) = line.filter(|line| line.names_paper() && line.credit.tells_issue()) else { return };
    article.source = line.credit.source;
    if article.date.is_empty() {
        article.date = line.credit.date.map(|day| day.to_string()).unwrap_or_default();
    }
    if article.page.is_empty() {
        article.page = line.credit.page;
    }
}

/// Fills day and source from a column of no role whose value is a head line with labels, or that holds the account of a post.
pub(super) fn fill_from_extra(article: &mut RawArticle, extra: &Map<String, Value>) {
    if article.source.is_empty() {
        let account = |(name, value): (&String, &Value)| {
            let is_user = name == "user" || name.ends_with(".user");
            let named = ["screen_name", "nickname", "name"].iter().find_map(|field| value.get(field)?.as_str());
            named.filter(|_| is_user).map(str::to_owned)
        };
        article.source = extra.iter().find_map(account).unwrap_or_default();
    }
    if !article.source.is_empty() && !article.date.is_empty() {
        return;
    }
    let head = |value: &Value| {
        let text = value.as_str().filter(|text| at_most(text, MAX_HEAD_LINE))?;
        head_line::parse(text.trim()).filter(|head| head.strength() >= Strength::SourceOnly)
    };
    for head in extra.values().filter_map(head) {
        if article.source.is_empty() && head.source_label {
            article.source = head.source;
        }
        if let Some(day) = head.date.filter(|_| article.date.is_empty()) {
            article.date = day.to_string();
        }
    }
}
