//! Names of papers, agencies, offices and sites, by how they end.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?i)(?:社|报|報|网|網|新聞|网站|台|刊|杂志|新闻|客户端|公众号|微信|政府|委员会|[局厅委部办署院会处站]|中心|频道|在线|发布|App|时报|周刊|快报|日报版|讯息)》?$",
    )
});

/// Whether a name is that of a paper, an agency, an office or a site.
pub(in crate::corpus) fn is_outlet(name: &str) -> bool {
    OUTLET.is_match(name)
}

/// Whether a byline names a paper, an agency or an office instead of people.
pub(in crate::corpus) fn names_medium(byline: &str) -> bool {
    let length = byline.chars().count();
    (3..=20).contains(&length)
        && byline.chars().all(char::is_alphanumeric)
        && is_outlet(byline)
        && !["记者", "通讯员"].iter().any(|word| byline.contains(word))
        // Few people and many media are called so in three characters: 人民网, 新华社.
        && (length > 3 || byline.ends_with(['网', '社', '报']))
}
