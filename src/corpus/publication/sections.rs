//! The names of sections, as printed papers and news sites have them.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// The sections of a printed paper, which sites have as well.
macro_rules! sections {
    () => {
        "(?:要[闻聞]|综合|綜合|时政|時政|本地|民生|经济|經濟|国际|國際|国内|國內|广告|廣告|专题|專題|文化|副刊|社会|社會|理论|教育|健康|体育|體育|生活|法治|视点|深度|评论|評論|文艺|头版|港[闻聞]|两岸|兩岸)(?:新[闻聞]|版)?"
    };
}

/// The sections and entries that only sites have.
macro_rules! sections_of_sites {
    () => {
        "(?:新闻|政务|县区|区县|地方|党建|财经|科技|军事|旅游|娱乐|汽车|房产|港澳|台湾|高层|网评|视频|图片|直播|数字报|电子报|登录|注册)"
    };
}

pub(in crate::corpus) use {sections, sections_of_sites};

/// Whether a text is the name of a section of a paper and nothing else.
pub(in crate::corpus) fn is_section(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(concat!("^", sections!(), "$")));
    FORM.is_match(text.trim())
}

/// Whether a text is an entry of the menu of a news site, most of which are sections of papers as well.
pub(in crate::corpus) fn is_section_of_site(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!("^(?:", sections!(), "|", sections_of_sites!(), ")$")));
    FORM.is_match(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_have_sections_that_papers_have_not() {
        for (name, of_paper, of_site) in
            [("要闻", true, true), ("国际新闻", true, true), ("房产", false, true), ("河畔", false, false)]
        {
            assert_eq!((is_section(name), is_section_of_site(name)), (of_paper, of_site), "{name}");
        }
    }
}
