//! The titles that pages state in their heads, apart from the names of site and section.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::outlet::{EDITIONS, names_medium};
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::read::web_page::published::dates;
use crate::corpus::read::web_page::text::{letters, squeezed};
use crate::corpus::read::web_page::words::SITE_ENDINGS;
use crate::text::pattern;

/// The name of a paper before a headline has at most this many letters.
const MAX_PAPER: usize = 12;
/// A headline before the name of a site has at least this many letters.
const MIN_BEFORE_SITE: usize = 5;
/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 6;
/// A greeting of a site has at most this many letters.
const MAX_GREETING: usize = 24;
/// A character of no text, which stands for the double dash while a title is parted at single ones.
const DOUBLE_DASH: &str = "\u{E000}";

/// Cuts the names of site and section off a page's title. The double dash of a headline parts nothing, whatever spaces stand around it:
/// “连起两岸 ——跨江大桥合龙记”.
pub(super) fn without_site(title: &str, site: &str) -> String {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[_|｜丨]\s*|\s+[-–—·]\s+|--+|\s+[-–—]|[-–—]\s+"));
    static PAPER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^《[^》]{2,12}(?:报|刊|网)》\s*"));
    // Some systems set site and section before the headline.
    static LEADING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\S{2,14}(?:人民政府|门户网站|政府网|网)\s+(?:\S{2,6}\s+)?(?P<headline>\S.{7,})$"));
    let title = PAPER.replace(title.trim(), "");
    let title = LEADING.captures(&title).map_or(title.to_string(), |found| found["headline"].to_owned());
    let longest = |pieces: &mut dyn Iterator<Item = &str>| {
        let mut best = "";
        for piece in pieces {
            let better = letters(piece) > letters(best) || best.is_empty();
            if better && (best.is_empty() || !is_site_name(piece, site) || is_site_name(best, site)) {
                best = piece;
            }
        }
        best.trim().to_owned()
    };
    let title = title.replace("——", DOUBLE_DASH);
    let piece = longest(&mut SEPARATOR.split(&title)).replace(DOUBLE_DASH, "——");
    if let Some((front, back)) = piece.rsplit_once(" —— ")
        && letters(front) >= MIN_BEFORE_SITE
        && is_site_name(back, site)
    {
        return front.trim_end().to_owned();
    }
    // Digital papers set their name before the headline.
    let is_paper = |front: &str| front.ends_with('报') && names_medium(front);
    if let Some((front, back)) = piece.split_once(['-', '–', '—'])
        && (EDITIONS.iter().any(|edition| front.trim_end().ends_with(edition))
            || is_paper(front) && !back.starts_with(['-', '–', '—']) && dates::first_in(back).is_none())
        && letters(front) <= MAX_PAPER
        && letters(back) >= 4
        && !is_site_name(back, site)
    {
        return back.trim_start_matches(['-', '–', '—', ' ']).to_owned();
    }
    // A hyphen without spaces may belong to the headline: it parts only what is a name for certain.
    match piece.rsplit_once(['-', '–', '—']) {
        // The hyphens of a day part nothing.
        Some((front, _)) if front.ends_with(|c: char| c.is_ascii_digit()) => piece.clone(),
        Some((front, back))
            if letters(front) >= MIN_BEFORE_SITE
                && (is_site_name(back, site) || is_office(back))
                && !front.ends_with(['-', '–', '—']) =>
        {
            front.trim_end().to_owned()
        }
        _ => piece,
    }
}

/// Tells whether a text is the name of an office, which names its site.
pub(super) fn is_office(text: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["局", "委", "委员会", "政府", "办公室", "厅", "中心", "法院", "检察院", "公安", "管理处"];
    let names_area = text.contains(['省', '市', '县', '区', '州', '旗', '盟']) || text.starts_with("国家");
    (5..=18).contains(&letters(text)) && names_area && ENDINGS.iter().any(|ending| text.trim().ends_with(ending))
}

/// Tells whether a title names the site and nothing of its article: the name of an office, or a greeting: “欢迎访问兰河县水务局网站”.
pub(super) fn names_site_only(title: &str) -> bool {
    static GREETING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^(?:您好[，,！!\s]*)?(?:热烈)?(?:欢迎|歡迎)[您你]?(?:光临|光臨|访问|訪問|来到|來到|进入|進入|浏览|瀏覽)|(?:欢迎|歡迎)(?:[您你](?:的?(?:到来|光临|访问))?|光临|光臨|访问|訪問)[！!。~～\s]*$)",
        )
    });
    is_office(title) || letters(title) <= MAX_GREETING && GREETING.is_match(title.trim())
}

/// Tells whether a title is the name of a section of a site, as systems give it to all pages of the section: “口岸动态”.
pub(super) fn names_section(title: &str) -> bool {
    const ENDINGS: [&str; 9] = ["动态", "要闻", "快讯", "简讯", "资讯", "新闻", "专栏", "通知公告", "公示公告"];
    let title = title.trim();
    letters(title) <= MAX_SECTION && (is_section_of_site(title) || ENDINGS.iter().any(|end| title.ends_with(end)))
}

/// A headline without the marks with which those who copy an article into a forum say so: “[转帖] 三个项目签约”, “三个项目签约（转载）”.
pub(super) fn without_copy_marks(title: &str) -> &str {
    const MARKS: [&str; 8] = ["转", "转帖", "转贴", "转载", "转发", "轉", "轉帖", "轉載"];
    let is_mark = |mark: &str| MARKS.contains(&mark.trim());
    let before = title.strip_prefix(['[', '【', '(', '（']).and_then(|rest| rest.split_once([']', '】', ')', '）']));
    let rest = before.filter(|(mark, _)| is_mark(mark)).map_or(title, |(_, rest)| rest.trim_start());
    let behind = rest.strip_suffix([']', '】', ')', '）']).and_then(|front| front.rsplit_once(['[', '【', '(', '（']));
    let rest = behind.filter(|(_, mark)| is_mark(mark)).map_or(rest, |(front, _)| front.trim_end());
    if letters(rest) >= MIN_BEFORE_SITE { rest } else { title }
}

/// Tells whether a text is the name of a site or a section rather than a headline.
pub(in crate::corpus::read::web_page) fn is_site_name(text: &str, site: &str) -> bool {
    let text = squeezed(text);
    let short = letters(&text) <= 14;
    (!site.is_empty() && text == squeezed(site)) || (short && SITE_ENDINGS.iter().any(|ending| text.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_name_the_site_only() {
        for title in ["兰河县水务局", "兰河县总工会欢迎您！", "欢迎访问兰河县总工会", "您好，欢迎光临兰河在线"]
        {
            assert!(names_site_only(title), "{title}");
        }
        for title in ["便民夜市受市民欢迎", "新政策受企业欢迎", "欢迎更多人才落户兰河", "兰河新区三个项目集中签约"]
        {
            assert!(!names_site_only(title), "{title}");
        }
    }

    #[test]
    fn marks_of_copies_are_no_part_of_a_headline() {
        for title in ["[转帖] 三个项目签约", "【转】三个项目签约", "三个项目签约(转载)", "（轉載）三个项目签约"]
        {
            assert_eq!(without_copy_marks(title), "三个项目签约", "{title}");
        }
        for title in ["【转型】三个项目签约", "三个项目签约（图）", "【转载】须知", "三个项目签约"]
        {
            assert_eq!(without_copy_marks(title), title);
        }
    }

    #[test]
    fn sections_are_told_from_headlines() {
        assert!(names_section("口岸动态") && names_section("要闻") && names_section("通知公告"));
        assert!(!names_section("停水公告") && !names_section("老街新生") && !names_section("三个项目签约成新闻"));
    }

    #[test]
    fn names_of_sites_and_sections_are_cut_off() {
        for (title, headline) in [
            ("三个项目集中签约_兰河新闻网", "三个项目集中签约"),
            ("三个项目集中签约|招商_财经频道_兰河网", "三个项目集中签约"),
            ("三个项目集中签约 - 兰河日报 - 新闻", "三个项目集中签约"),
            ("三个项目集中签约--兰河晚报", "三个项目集中签约"),
            ("每日行情--一季度全市三个项目集中签约", "一季度全市三个项目集中签约"),
            ("1-10月三个项目集中签约-兰河市人民政府", "1-10月三个项目集中签约"),
            ("把矛盾化解在基层——兰河市信访工作纪实", "把矛盾化解在基层——兰河市信访工作纪实"),
            ("把矛盾化解在基层 ——兰河市信访工作纪实", "把矛盾化解在基层 ——兰河市信访工作纪实"),
            ("每日行情--把矛盾化解在基层—— 信访工作纪实_兰河网", "把矛盾化解在基层—— 信访工作纪实"),
            ("三个项目集中签约 —— 兰河新闻网", "三个项目集中签约"),
            ("《兰河日报》三个项目集中签约", "三个项目集中签约"),
            ("兰河日报数字报-三个项目集中签约", "三个项目集中签约"),
            ("兰河日报-三个项目集中签约", "三个项目集中签约"),
            ("兰河日报——一座城市的记忆", "兰河日报——一座城市的记忆"),
            ("1-10月云山县外贸增长", "1-10月云山县外贸增长"),
        ] {
            assert_eq!(without_site(title, ""), headline);
        }
    }
}
