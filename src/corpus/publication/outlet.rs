//! Names of papers, agencies, offices and sites, by how they end.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?i)(?:社|报|報|每日电讯|网|網|新聞|网站|台|刊|杂志|新闻|客户端|公众号|学习平台|微信|政府|委员会|[局厅委部办署院会处站]|中心|频道|在线|发布|App|时报|周刊|快报|日报版|讯息)》?$|^(?:求是|瞭望|半月谈|参考消息|南方周末|人民论坛|红旗文稿|农村工作通讯|环球人物)$",
    )
});

/// What the names of a paper's digital editions add to its name, the longest first.
pub(in crate::corpus) const EDITIONS: [&str; 8] =
    ["多媒体数字报刊平台", "数字报刊平台", "多媒体数字报", "数字报刊", "数字报", "电子报", "数字版", "电子版"];

/// Whether a name is that of a paper, an agency, an office or a site.
pub(in crate::corpus) fn is_outlet(name: &str) -> bool {
    OUTLET.is_match(name) && !is_imprint(name)
}

/// Whether words that end as the name of an office or a journal does tell who gives a paper out, or since when: “兰河日报社主办”, “创刊”.
pub(in crate::corpus) fn is_imprint(name: &str) -> bool {
    ["主办", "主管", "创刊", "复刊"].iter().any(|end| name.ends_with(end))
}

/// Whether a byline names a paper, an agency or a site instead of people; offices write, but do not print.
pub(in crate::corpus) fn names_medium(byline: &str) -> bool {
    static MEDIUM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "^[^本].{1,11}(?:日报|晚报|晨报|早报|时报|商报|都市报|新报|青年报|通讯社|新华社|网|新闻|客户端|电视台|周刊|杂志)$|^新华社$",
        )
    });
    byline.chars().all(char::is_alphanumeric) && MEDIUM.is_match(byline)
}
