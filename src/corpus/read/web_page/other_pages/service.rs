//! Pages that hold no article: messages of the site, and lists of what a search found.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::text::{letters, squeezed};
use crate::corpus::read::web_page::words::SERVICE_TITLES;
use crate::text::pattern;

/// Whether a title is that of a page that serves the site and holds no article.
pub(in crate::corpus::read::web_page) fn is_service_title(title: &str) -> bool {
    let title = squeezed(title);
    let says_missing =
        ["页面不存在", "页面找不到", "找不到页面", "访问的页面"].iter().any(|missing| title.contains(missing));
    // News may be about such pages; only what is named like them and nothing else is one.
    SERVICE_TITLES.contains(&title.as_str())
        || (title.starts_with("404-") || title == "404" || says_missing) && letters(&title) <= 20
}

/// Whether a page is the list of what a search found: its title says so, and lines of it end as beginnings of texts do.
pub(in crate::corpus::read::web_page) fn is_search(page_title: &str, lines: &[Line]) -> bool {
    let pieces = page_title.split(['_', '-', '|', '—', ' ']).map(str::trim);
    let is_named = pieces
        .into_iter()
        .any(|piece| ["搜索结果", "站内搜索", "全文检索", "检索结果"].iter().any(|name| piece.ends_with(name)));
    static HITS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:为您|共为您|共|一共)?(?:找到|搜索到|检索到)[^。]{0,40}(?:结果|[条篇项])|^.{0,20}相关结果约\s*[\d,，]+\s*[条篇个项]",
        )
    });
    let counts_hits = |line: &Line| line.letters <= 40 && !line.text.ends_with('。') && HITS.is_match(&line.text);
    if lines.iter().any(counts_hits) && lines.iter().filter(|line| line.is_linked() && line.letters >= 8).count() >= 2 {
        return true;
    }
    is_named && lines.iter().filter(|line| line.text.ends_with("……") || line.text.ends_with("...")).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_serve_the_site_are_told_from_news() {
        for title in ["404-您访问的页面不存在", "用户登录", "搜索结果", "对不起，页面不存在"]
        {
            assert!(is_service_title(title), "{title}");
        }
        for title in ["登录火星探测器传回照片", "关于我们村的新桥", "404路公交改道", "版权声明制度十月施行"]
        {
            assert!(!is_service_title(title), "{title}");
        }
    }
}
