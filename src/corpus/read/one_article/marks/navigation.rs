//! Lines that lead through a web site, and the characters in which the furniture of pages is known.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, half_width, letter_count};
use crate::corpus::publication::sections::{is_section_of_site, sections, sections_of_sites};
use crate::text::{fold_for_search, pattern};

/// Lines that lead through a web site by bars and arrows between their words.
static NAVIGATION_BY_MARKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:\p{Han}{2,4}\s*[|｜]\s*){4,}.{0,60}$|^(?:[^>》〉。，]{1,12}\s+[>»›]\s+){2}[^>。，]{2,24}$|^(?:\p{Han}{0,8}首页\s*[>»›]|\p{Han}{0,8}网\s*(?:>>|[>»›].{1,12}[>»›])|首页\s*[/|]|home\s*[>»/])|^(?:[>›»]\s*[^>\s。，]{2,14}\s*){2,}$|^首页\s*[-–—]\s*\p{Han}{2,10}$",
        r"|^.{0,60}(?:>|»|›|＞)\s*(?:正文|内容|详情|详细(?:内容)?)\s*$",
        // Strokes, bars and dashes part the steps of a path that ends at the text: “兰河网 / 民生 / 正文”.
        r"|^(?:[^/|>。，：:]{1,12}\s*[/|\\–—-]\s*){1,5}正文\s*$",
    ))
});
/// Lines that lead through a web site by their words.
static NAVIGATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:网站)?首页(?:",
        sections!(),
        "|",
        sections_of_sites!(),
        // The entries of a bar may stand without spaces.
        r"|[\s|]){2,}$|^(?:",
        sections!(),
        "|",
        sections_of_sites!(),
        r"|首页|主页|数码|时尚|游戏|读书|更多){5,}$|^(?:今天是|现在是)\s*[:：]?\s*\d{4}\s*[年/.-][^。，！？]{0,60}$|^您?(?:的|(?:现在|当前)的?)?(?:所在)?(?:当前)?(?:的)?位置|^(?:网站)?首页(?:[\s·]+\p{Han}{2,6})+\s*$",
        r"|^\p{Han}{2,8}数据库[（(][\d\s—–-]{4,12}[）)]$|^\p{Han}{2,4}检索(?:[\s|｜]+\p{Han}{2,4}检索)+$",
        r"|上一[期版].{0,12}下一[期版]|^慧科.{0,10}(?:搜[索尋]|Wise).{0,20}$|^打开.{2,10}(?:客户端|APP)[，,].{2,12}$|^\p{Han}{2,6}首页\s+(?:登录|注册)|^\p{Han}{2,6}首页(?:[\s·|]+\p{Han}{2,6}){2,}\s*$|设为首页|加入收藏|网站地图|无障碍(?:浏览|阅读|版|模式|辅助|服务$)|繁体(?:版|中文)|^繁体|(?:登录|注册)\s*[|/]?\s*(?:注册|登录)|RSS|微博\s+微信|^中国知网.{0,10}阅读$|^(?:首页|目录|记笔记|引用|正文|新闻|返回|登录|注册|搜索|菜单|分享|打印|关闭|导航|客户端|English|[APWIapwi]+)$",
    ))
});

/// A line in simplified characters, where a character of the traditional ones shows that it may name what a page holds: the
/// furniture of pages is known in simplified characters.
pub(in crate::corpus::read::one_article) fn simplified(text: &str) -> Cow<'_, str> {
    const TRADITIONAL: [char; 12] = ['頁', '當', '網', '關', '鏈', '開', '發', '閱', '編', '責', '評', '轉'];
    if at_most(text, 200) && text.contains(TRADITIONAL) {
        Cow::Owned(fold_for_search(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// Sections of the sites of offices, whose names stand alone above headlines.
const SECTIONS_OF_OFFICES: [&str; 52] = [
    "政策解读",
    "部门解读",
    "专家解读",
    "文字解读",
    "图文解读",
    "图解政策",
    "解读回应",
    "回应关切",
    "政策问答",
    "政策文件",
    "政策法规",
    "工作动态",
    "部门动态",
    "政务动态",
    "政务要闻",
    "基层动态",
    "基层信息",
    "区县动态",
    "县区动态",
    "县市动态",
    "市县动态",
    "镇街动态",
    "乡镇动态",
    "地方动态",
    "地方信息",
    "各地动态",
    "行业动态",
    "行业资讯",
    "新闻动态",
    "动态要闻",
    "动态信息",
    "新闻资讯",
    "新闻中心",
    "新闻发布",
    "图片新闻",
    "综合新闻",
    "校园新闻",
    "今日要闻",
    "通知公告",
    "公示公告",
    "公告公示",
    "公告通知",
    "媒体报道",
    "媒体聚焦",
    "媒体关注",
    "媒体视点",
    "政务公开",
    "信息公开",
    "政务信息",
    "党建动态",
    "经验交流",
    "热点关注",
];

/// Whether a line is the name of a section of an office's site and nothing else; its letters may stand apart.
pub(in crate::corpus::read::one_article) fn names_section_of_office(text: &str) -> bool {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    SECTIONS_OF_OFFICES.contains(&name.as_str())
}

/// The most characters of an entry of such a bar.
const MAX_ENTRY: usize = 6;
/// The fewest entries of the bar of a menu.
const MIN_ENTRIES: usize = 4;

/// Whether a line is the bar of a site's menu: several entries that lead through it.
pub(in crate::corpus::read::one_article) fn is_bar(text: &str) -> bool {
    // A masthead with buttons beside it tells day and page.
    let tells_issue = text.contains(|c: char| c.is_ascii_digit());
    !tells_issue
        && text.split_whitespace().nth(MIN_ENTRIES - 1).is_some()
        && (is_navigation(text) || names_sections(text))
}

/// Whether a line holds short names with spaces between them, at least half of which are those of sections of news sites.
pub(in crate::corpus::read::one_article) fn names_sections(text: &str) -> bool {
    let is_short = |entry: &str| (1..=MAX_ENTRY).contains(&entry.chars().count());
    text.split_whitespace().all(is_short) && {
        let known = text.split_whitespace().filter(|entry| is_section_of_site(entry)).count();
        2 * known >= text.split_whitespace().count()
    }
}

/// The most letters of a word of a menu above a headline, and how many words of such a length are a menu whatever they are.
const MAX_MENU_WORD: usize = 4;
const MENU_WORDS: usize = 4;

/// Whether a line above a headline that is set apart from it is a menu: several short words, or two or three of which half are the names
/// of sections. Kickers are phrases, of which there are at most three.
pub(in crate::corpus::read::one_article) fn is_menu_above(text: &str) -> bool {
    let words = || text.split_whitespace();
    let are_short = words().all(|word| letter_count(word) <= MAX_MENU_WORD);
    are_short && (words().count() >= MENU_WORDS || words().nth(1).is_some() && names_sections(text))
}

/// Whether a line is the button that opens the menu of a site: the name of the site and its menu stand around it, the article below.
pub(in crate::corpus::read::one_article) fn opens_menu(text: &str) -> bool {
    const BUTTONS: [&str; 13] = [
        "Menu",
        "MENU",
        "主菜单",
        "Skip to content",
        "Skip to main content",
        "跳至内容",
        "跳至正文",
        "跳到内容",
        "跳转到内容",
        "跳到主要内容",
        "跳至主要内容",
        "跳转到主要内容",
        "☰",
    ];
    BUTTONS.contains(&text.trim())
}

/// Whether a line names a site and one of its sections, and nothing else: “兰河网 · 云岭新闻”.
pub(in crate::corpus::read::one_article) fn names_site_and_section(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{2,6}(?:网|在线)\s*[·•・|｜–-]\s*\p{Han}{0,6}(?:新闻|频道|要闻|资讯|动态)$")
    });
    at_most(text, 24) && FORM.is_match(text.trim())
}

/// Whether a line names pages of an issue with their sections and holds nothing else but buttons: “第03版：要闻 上一版下一版”.
pub(in crate::corpus::read::one_article) fn names_pages(text: &str) -> bool {
    static PAGES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:第?\s*[A-Z]?\d{1,2}\s*版?\s*[：:]\s*\p{Han}{2,6}\s*)+(?:(?:[上下]一[版期]|PDF下载|返回目录)\s*)*$",
        )
    });
    at_most(text, 80) && text.contains([':', '：']) && PAGES.is_match(text.trim())
}

/// Whether a line leads through a web site and is no part of an article.
pub(crate) fn is_navigation(text: &str) -> bool {
    let marks = ['|', '｜', '丨', '>', '＞', '»', '›', '→', '➔', '/', '／', '\\', '-', '–', '—'];
    at_most(text, 200) && {
        let folded = half_width(&simplified(text)).replace(['→', '➔'], ">");
        // Rows of tables have bars between their numbers.
        let cells = || folded.split('|').map(str::trim).filter(|cell| !cell.is_empty());
        let numbers = cells().filter(|cell| cell.contains(|c: char| c.is_ascii_digit())).count();
        let is_path = folded.starts_with("首页") || folded.trim_end().ends_with("正文");
        let is_row = folded.contains('|') && !is_path && numbers > 0 && 2 * numbers >= cells().count();
        text.contains(marks) && !is_row && NAVIGATION_BY_MARKS.is_match(&folded) || NAVIGATION.is_match(&folded)
    }
}

/// Whether a line tells where in a web site the article stands: “您当前的位置：首页 > 新闻 > 正文”.
pub(in crate::corpus::read::one_article) fn is_path_through_site(text: &str) -> bool {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[^>》〉。，]{1,12}\s+[>»›]\s+){2}[^>。，]{2,24}$|^\p{Han}{2,8}\s+[>»›]\s+\p{Han}{2,6}$|^\p{Han}{2,6}网\s*[>»›]\s*[\p{Han}·]{2,12}$|^(?:本页|您?所在的?)位置\s*[:：]|^[您你]?(?:的|(?:现在|当前)的?)?(?:所在)?(?:当前)?的?位置(?:是|为)?\s*[:：>»]|^\p{Han}{0,8}首页\s*[>»›]|^\p{Han}{0,8}网\s*(?:>>|[>»›].{1,12}[>»›])",
        )
    });
    at_most(text, 120) && PATH.is_match(&half_width(&simplified(text)).replace(['→', '➔'], ">"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_end_at_the_text_lead_through_a_site() {
        for path in
            ["兰河网 / 云岭新闻 / 正文", "兰河新闻网 | 民生频道 | 正文", "新闻-民生-正文", "首页 \\ 民生 \\ 正文"]
        {
            assert!(is_navigation(path), "{path}");
        }
        for bar in ["新闻财经科技娱乐汽车房产教育健康数码更多", "首页要闻时政经济社会"] {
            assert!(is_navigation(bar), "{bar}");
        }
        assert!(!is_navigation("文化教育健康发展"));
        for text in ["写好正文", "老街 / 新颜", "摘要/正文：社区食堂开门", "标题是眼睛，结构是骨架 / 正文"]
        {
            assert!(!is_navigation(text), "{text}");
        }
    }

    #[test]
    fn the_way_to_an_article_may_be_a_single_step() {
        assert!(is_path_through_site("兰河地理 › 行走") && is_path_through_site("新闻 > 民生"));
        assert!(!is_path_through_site("从三十年以前的那条老街 › 走到今天") && !is_path_through_site("老街›新颜"));
        assert!(opens_menu("跳到主要内容"));
    }

    #[test]
    fn a_site_may_stand_beside_its_section() {
        for line in ["兰河网 · 云岭新闻", "兰河新闻网|民生频道", "云岭在线-要闻"] {
            assert!(names_site_and_section(line), "{line}");
        }
        for headline in ["兰河网开通云岭频道", "老街新颜 · 云岭新闻", "兰河网 · 老街换新颜"]
        {
            assert!(!names_site_and_section(headline), "{headline}");
        }
    }

    #[test]
    fn menus_above_headlines_are_short_words() {
        for menu in ["社会 中国", "时政 财经 文旅 视频", "登录 订阅 首页 中国 全球", "国内 舆论监督 直播 数字报"]
        {
            assert!(is_menu_above(menu), "{menu}");
        }
        for kicker in ["凝心聚力 砥砺奋进", "民生", "老街换新颜 客人多三成", "社会治理创新 走进云岭县"]
        {
            assert!(!is_menu_above(kicker), "{kicker}");
        }
    }
}
