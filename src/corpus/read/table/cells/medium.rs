//! Whether a cell names a newspaper or another medium.

use crate::corpus::read::column_roles::synonyms::MEDIA_ENDINGS;
use crate::corpus::read::table::cells::values::source_behind_label;

/// Endings of the names of media that alone say what something is rather than what it is called.
const KINDS_OF_MEDIA: [&str; 9] = ["新闻", "发布", "發佈", "在线", "客户端", "广播", "杂志", "周刊", "月刊"];

/// Whether a value ends like the names of newspapers and other media.
pub(in crate::corpus::read::table) fn is_medium(value: &str) -> bool {
    let value = source_behind_label(value).trim_start_matches('《').trim_end_matches('》');
    let folded = value.to_lowercase();
    // A word alone is no name: “post”, “新闻”.
    let is_alone = |ending: &str| folded.len() == ending.len();
    // The end of an address stands behind a dot: `zh-CN` is a language.
    let is_name = |ending: &str| match ending {
        "com" | "cn" => folded.trim_end_matches(ending).ends_with('.'),
        _ => !is_alone(ending) || !ending.is_ascii() && !KINDS_OF_MEDIA.contains(&ending),
    };
    value.chars().count() <= 20 && MEDIA_ENDINGS.iter().any(|ending| folded.ends_with(ending) && is_name(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_languages_are_no_media() {
        for medium in ["柳河日报", "《青川晚报》", "liuhe.example.cn", "news.example.com", "Liuhe Daily"] {
            assert!(is_medium(medium), "{medium}");
        }
        for other in ["zh-CN", "zh_cn", "telecom", "新闻", "post"] {
            assert!(!is_medium(other), "{other}");
        }
    }
}
