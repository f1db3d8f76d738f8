//! Names of papers, agencies, offices and sites, by how they end.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Gazetteer;
use crate::corpus::measure::letter_count;
use crate::corpus::publication::masthead_parts::is_paper;
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::source::is_known_publisher;
use crate::text::pattern;

/// The most letters of the name of a news service that the table does not know.
const MAX_NEWS_SERVICE: usize = 6;
/// The most letters of the name of an office.
const MAX_OFFICE: usize = 18;

static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?i)(?:社|报|報|每日电讯|网|網|新聞|网站|台|刊|杂志|新闻|客户端|公众号|学习平台|微信|政府|委员会|[局厅委部办署院会处站]|中心|频道|在线|发布|App|时报|周刊|快报|日报版|讯息)》?$|^(?:求是|瞭望|半月谈|参考消息|南方周末|人民论坛|红旗文稿|农村工作通讯|环球人物)$",
    )
});

/// What the names of a paper's digital editions add to its name, the longest first.
pub(in crate::corpus) const EDITIONS: [&str; 8] =
    ["多媒体数字报刊平台", "数字报刊平台", "多媒体数字报", "数字报刊", "数字报", "电子报", "数字版", "电子版"];

/// Whether a name is that of a paper, an agency, an office or a site. Where readers report something, a link ends as the name of a paper
/// does, and so do collections of clippings.
pub(in crate::corpus) fn is_outlet(name: &str) -> bool {
    OUTLET.is_match(name) && !is_imprint(name) && !["举报", "剪报"].iter().any(|word| name.ends_with(word))
}

/// Whether a name is that of a department within an office, a school or a company, which stands beside the day of what it reports on the
/// site of its house: “宣传科”.
pub(in crate::corpus) fn is_department(name: &str) -> bool {
    static DEPARTMENT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\p{Han}{0,14}(?:科|科室|股|办公室|研究室|工作室|编辑室|支队|大队|总队)$"));
    const OTHERS: [&str; 5] = ["本科", "学科", "百科", "理科", "专科"];
    letter_count(name) > 2 && DEPARTMENT.is_match(name) && !OTHERS.iter().any(|end| name.ends_with(end))
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

/// Whether a label in brackets before a headline names who published the article. Series, campaigns and events are announced there as
/// well, and many of them end as the names of offices and media do: “各部门谈开局”, “第三届全民运动会”.
pub(in crate::corpus) fn is_publisher_label(label: &str) -> bool {
    is_outlet(label)
        && label.chars().all(char::is_alphabetic)
        && (is_known_publisher(label) || is_medium_label(label) || is_local_office(label))
}

/// Whether a label is the name of a paper, a news service or a site, rather than that of a kind of news.
pub(in crate::corpus) fn is_medium_label(label: &str) -> bool {
    const OTHERS: [&str; 10] = ["播报", "速报", "战报", "通报", "简报", "快报", "互联网", "物联网", "防护网", "安全网"];
    let is_kind_of_news = |front: &str| is_section_of_site(front) || letter_count(label) > MAX_NEWS_SERVICE;
    (names_medium(label) || is_paper(label))
        && !OTHERS.iter().any(|end| label.ends_with(end))
        && !label.strip_suffix("新闻").is_some_and(is_kind_of_news)
}

/// Whether a label is the name of an office or a local medium that names its place: “凤凰县融媒体中心”.
fn is_local_office(label: &str) -> bool {
    static OFFICE: LazyLock<Regex> =
        LazyLock::new(|| pattern("(?:[局厅委署院办部]|政府|委员会|中心|发布|频道|电台|在线)$"));
    const OTHERS: [&str; 11] = ["开局", "布局", "格局", "大局", "全局", "变局", "结局", "部署", "干部", "全部", "内部"];
    letter_count(label) <= MAX_OFFICE
        && OFFICE.is_match(label)
        && !OTHERS.iter().any(|end| label.ends_with(end))
        && Gazetteer::shared().home_of(label).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_report_something_are_no_papers() {
        assert!(is_outlet("兰河日报") && !is_outlet("不良信息举报") && !is_outlet("举报"));
    }

    #[test]
    fn departments_are_known_by_their_ends() {
        for name in ["宣传科", "党政办公室", "办公室", "交警大队"] {
            assert!(is_department(name), "{name}");
        }
        for name in ["科", "本科", "高校本科", "云溪镇", "会议室", "宣传科 方舟", "云溪县第二中学"]
        {
            assert!(!is_department(name), "{name}");
        }
    }

    #[test]
    fn series_and_events_are_no_publishers() {
        for label in ["兰河日报", "云溪晚报", "新华社", "人民网", "澎湃新闻", "财政部", "凤凰县融媒体中心"]
        {
            assert!(is_publisher_label(label), "{label}");
        }
        for label in [
            "各部门谈开局",
            "第三届全民健身运动会",
            "云岭第3届全民健身运动会",
            "稳增长系列主题新闻发布会",
            "稳增长系列主题新闻",
            "项目攻坚·环境改革办",
            "记者来自基层台",
            "图片新闻",
            "春运播报",
            "织密民生防护网",
        ] {
            assert!(!is_publisher_label(label), "{label}");
        }
    }
}
