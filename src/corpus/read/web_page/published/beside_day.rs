//! The bare name of a source, with no label before it, in the line that tells the day of an article or beside this line.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::first_in;
use super::runs::shown;
use super::source_lines::{DAY, behind_reporter, name};
use super::year_last::with_year_first;
use crate::corpus::Gazetteer;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::names::FILING_NAMES;
use crate::corpus::read::web_page::outline::{Content, Outline, has_word};
use crate::corpus::read::web_page::text::{folded, han, joined, letters, squeezed};
use crate::corpus::read::web_page::wording::is_control;
use crate::corpus::read::web_page::words::{BUTTON_BEGINNINGS, CONTROLS};
use crate::corpus::source::is_known_publisher;
use crate::text::pattern;

/// A line with a day has at most this many nodes.
const MAX_NODES: usize = 40;

/// How the names of fields end, which stand in cells of their own beside the day: “来信时间”.
const FIELD_ENDINGS: [&str; 10] = ["时间", "日期", "内容", "标题", "主题", "编号", "单位", "类型", "状态", "分类"];

/// Words before the name of who published an article: “由 兰河日报 发布于 2024-03-05”.
const WORDS_BEFORE: [&str; 9] = ["由", "来自", "发自", "发于", "刊于", "载于", "原载于", "by", "By"];

/// What names no source: the path through the site and what an article is filed under.
static NO_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[^\s>»›]+(?:\s*[>»›]+\s*[^\s>»›]+)+",
        r"|(?:约|約|全文约?)?\s*\d{1,3}\s*(?:分[钟鐘]|min(?:ute)?s?)\s*(?:read|[(]?(?:[阅閱][读讀]|[读讀]完)(?:[时時][间間])?[)]?)?(?:$|[\s·|])",
        r"|[・·]?\s*(?:发布于\s*)?IP\s*属地\s*:?\s*\p{Han}{2,3}|[(](?:星期|[周週])?[一二三四五六日天][)]",
        r"|(?:分类|分類|标签|標籤|栏目|欄目|类别|類別|板块|版块|关键词|关键字)\s*:\s*[^\s|]*"
    ))
});

/// The bare name in the line of the day or in the line before or behind it; all of them stand above the first line of the text.
pub(super) fn beside_day(
    outline: &Outline<'_>,
    head: &[Line],
    metadata: &Metadata,
    first_of_text: Option<&Line>,
) -> Option<String> {
    let at = head.iter().position(|line| line.letters <= 40 && first_in(&line.text).is_some())?;
    let is_site = |name: &str| squeezed(&metadata.title).ends_with(&squeezed(name));
    let text = folded(&head[at].text);
    // Behind this word platforms write the author, and before the day the account.
    if let Some(names) = text.trim_start().strip_prefix("原创") {
        let names = DAY.split(names).next().unwrap_or_default();
        let account = names.split_whitespace().rfind(|word| letters(word) > 0 && !CONTROLS.contains(word));
        if let Some(found) = account.and_then(name) {
            return Some(found);
        }
    }
    // Author and medium may stand in elements of their own without a space between them.
    let least = || first_of_text.map_or(usize::MAX, |line| line.node).min(head[at].node + MAX_NODES);
    let next = head.get(at + 1).map_or_else(least, |line| line.node);
    let nodes = outline.nodes.get(head[at].node..next.min(outline.nodes.len())).unwrap_or_default();
    let apart = names_in(&folded(&shown(nodes).collect::<Vec<_>>().join(" ")));
    let filed = filed_under(outline, head[at].node, next);
    let as_read = names_in(&filed.iter().fold(text.clone(), |text, filing| text.replace(filing.as_str(), " ")));
    // The name of a section is no outlet: 时政新闻, 财经频道. Publishers of whom the table of names knows may be called so as well.
    let is_section = |word: &&String| {
        ["新闻", "新聞", "频道", "頻道"].iter().any(|end| word.ends_with(end)) && !is_known_publisher(word)
    };
    let mut outlets = apart.iter().filter(|word| apart.len() > as_read.len() && is_outlet(word));
    let outlet = outlets.find(|word| !is_section(word) && !filed.contains(word));
    // The reporter may stand before the day, and the paper behind it.
    let is_paper = |word: &&String| is_outlet(word) && han(word) >= 4 && !is_section(word);
    let is_reporter = |word: &String| are_persons(word) && as_read.iter().any(|other| is_paper(&other));
    if let Some(word) = outlet.or_else(|| as_read.iter().find(|word| !is_column(word) && !is_reporter(word))) {
        // Platforms write the province of the account beside the day.
        // The outlet of a county bears its name; the province of an account may stand right before the account.
        let is_of_place = is_outlet(word) && !word.contains("官方");
        let is_place = |name: &str| !is_of_place && Gazetteer::shared().parse(name).is_some();
        // Sites that tell their own address and the day name themselves behind it, as the source.
        let tells_address = ["http", "www."].iter().any(|begin| text.trim_start().starts_with(begin));
        let is_other = |name: &str| tells_address || !is_site(name);
        // The account may stand above its province.
        let is_outlet_above = |name: &String| is_outlet(name) && han(name) >= 4 && !is_site(name) && !is_column(name);
        let above = || at.checked_sub(1).and_then(|at| head.get(at)).filter(|line| line.heading == 0);
        if is_place(word) {
            return above().and_then(|line| name(&line.text)).filter(is_outlet_above);
        }
        return name(word).filter(|name| han(name) >= 2 && is_other(name) && !is_place(name));
    }
    let neighbours = || [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| head.get(at));
    // Outlet and reporter may stand beside each other.
    let with_reporter = |line: &Line| {
        let (outlet, reporter) = line.text.trim().split_once(char::is_whitespace)?;
        let fits = is_outlet(outlet) && han(outlet) >= 4 && are_persons(reporter) && !is_site(outlet);
        fits.then(|| name(outlet)).flatten()
    };
    let of_reporter = |line: &Line| behind_reporter(&line.text).and_then(name);
    if let Some(outlet) = neighbours().find_map(with_reporter).or_else(|| neighbours().find_map(of_reporter)) {
        return Some(outlet);
    }
    neighbours()
        .filter(|line| line.letters <= 10 && !line.text.contains([' ', '：', ':', '>', '#']) && line.heading == 0)
        .filter(|line| filed_under(outline, line.node, line.node + 1).is_empty())
        .filter(|line| !FIELD_ENDINGS.iter().any(|end| line.text.trim().ends_with(end)))
        .filter_map(|line| name(&line.text))
        .find(|name| !is_control(name) && !is_column(name) && !is_site(name) && han(name) >= 2)
}

/// The words of a line that may be names: all but days, addresses, buttons, counts and writers.
fn names_in(text: &str) -> Vec<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:https?://|www\.)\S+"));
    let text = with_year_first(text);
    let text = ADDRESS.replace_all(&text, " ");
    let text = DAY.replace_all(&text, " ");
    let text = NO_NAMES.replace_all(&text, " ");
    // The name of an outlet may end as a button does: 兰河客户端.
    let is_named = |word: &str| {
        is_outlet(word) && han(word) >= 4 && !BUTTON_BEGINNINGS.iter().any(|begin| word.starts_with(begin))
    };
    let words = text.split_whitespace().filter(|word| letters(word) > 0 && !WORDS_BEFORE.contains(word));
    let words = words.filter(|word| is_named(word) || !is_control(word));
    let words = words.filter(|word| !word.contains(':') && !is_count(word) && !names_writer(word));
    // The day of what else a site offers stands behind such a word: “最新推荐文章于 2024-08-02 发布”.
    let words = words.filter(|word| !word.ends_with('于'));
    words.map(str::to_owned).collect()
}

/// The site itself, where it stands before the day as the source of its own articles does: “兰河网 2024-03-05 08:12”. Sites that take
/// articles over write their name there as well, so that it counts only where the page names nobody else.
pub(super) fn own_site(head: &[Line], metadata: &Metadata) -> Option<String> {
    let line = head.iter().find(|line| line.letters <= 40 && first_in(&line.text).is_some())?;
    let text = folded(&line.text);
    let word = DAY.split(&text).next()?.trim();
    let is_own = is_outlet(word) && han(word) >= 2 && squeezed(&metadata.title).ends_with(&squeezed(word));
    name(word).filter(|_| is_own && !is_section_of_site(word))
}

/// Whether a word beside the day is the name of a column or a kind of news, as sites set tags there.
fn is_column(word: &str) -> bool {
    const COLUMNS: [&str; 22] = [
        "时讯", "快讯", "要讯", "资讯", "头条", "热点", "动态", "推荐", "都市", "独家", "现场", "即时", "突发", "焦点",
        "最新", "即時", "突發", "焦點", "快訊", "頭條", "熱門", "獨家",
    ];
    let bare = ["新闻", "新聞"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    COLUMNS.contains(&bare) || is_section_of_site(word)
}

/// Whether a word names the writer behind the label of one: “文/小满”.
fn names_writer(word: &str) -> bool {
    const LABELS: [&str; 8] = ["文/", "文|", "文丨", "文｜", "图文/", "图文|", "撰文/", "撰文|"];
    LABELS.iter().find_map(|label| word.strip_prefix(label)).is_some_and(|name| !is_outlet(name))
}

/// Whether a word is a large number of readers: “1.8万”, “10万+”.
fn is_count(word: &str) -> bool {
    let number = word.trim_end_matches('+').trim_end_matches(['万', '萬', '千', '亿', '億', 'w', 'k', 'W', 'K']);
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The texts between two places of the outline that tell what the article is filed under, by the names of their elements: “即時”.
fn filed_under(outline: &Outline<'_>, start: usize, end: usize) -> Vec<String> {
    let nodes = outline.nodes.get(start..end.min(outline.nodes.len())).unwrap_or_default();
    // An element with the day among its tags holds the whole head line.
    let is_filing = |at: usize| {
        outline.element(at).is_some_and(|element| has_word(element, FILING_NAMES))
            && first_in(&outline.label(at)).is_none()
    };
    let filed = nodes.iter().filter(|node| {
        let is_link = outline.element(node.parent).is_some_and(|element| element.name() == "a");
        is_filing(node.parent) || is_link && is_filing(outline.nodes[node.parent].parent)
    });
    let texts = filed.filter_map(|node| match node.content {
        Content::Text(text) => Some(joined(&folded(text))),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::lines::lines;

    fn line(text: &str) -> Line {
        Line { text: text.into(), letters: letters(text), ..Line::default() }
    }

    #[test]
    fn a_known_publisher_may_be_called_as_a_section_is() {
        let found = |name: &str| {
            let page = format!("<p><i>2024-06-07</i><i>16:01:46</i><b>{name}</b><em>阅读 1665</em></p>");
            let page = Html::parse_document(&page);
            let outline = Outline::new(&page);
            beside_day(&outline, &lines(&outline), &Metadata::default(), None)
        };
        assert_eq!(found("澎湃新闻").as_deref(), Some("澎湃新闻"));
        assert_eq!(found("时政新闻"), None);
    }

    #[test]
    fn a_bare_name_beside_the_day() {
        let metadata = Metadata { title: "三个项目签约-兰河传媒".into(), ..Metadata::default() };
        let outline = Outline { nodes: Vec::new() };
        let found = |texts: &[&str]| {
            beside_day(&outline, &texts.iter().map(|text| line(text)).collect::<Vec<_>>(), &metadata, None)
        };
        assert_eq!(found(&["原创 云山晚报 2024-06-07 16:01:46"]).as_deref(), Some("云山晚报"));
        assert_eq!(found(&["原创 何晓岚 云山发布 2024-06-07 16:01 甘肃"]).as_deref(), Some("云山发布"));
        assert_eq!(found(&["云山社", "2024-06-07 16:01", "字号"]).as_deref(), Some("云山社"));
        assert_eq!(found(&["何晓岚/云山客户端", "2024-06-07 16:01"]).as_deref(), Some("云山客户端"));
        assert_eq!(found(&["何晓岚/云山县水务局", "2024-06-07 16:01"]).as_deref(), Some("云山县水务局"));
        assert_eq!(found(&["2024年06月07日 兰河传媒 时政新闻 1665 0"]), None);
        assert_eq!(found(&["http://www.lanhe.example 2024年06月07日13:56 云山娱乐"]).as_deref(), Some("云山娱乐"));
        let site =
            |text: &str| own_site(&[line(text)], &Metadata { title: "签约_兰河网".into(), ..Metadata::default() });
        assert_eq!(site("兰河网　2024-06-07 16:01:46　作者：何晓岚").as_deref(), Some("兰河网"));
        assert_eq!((site("2024-06-07 16:01 兰河网"), site("云山网 2024-06-07 16:01")), (None, None));
        assert_eq!(found(&["出版: 2024-06-07 16:01"]), None);
        assert_eq!(
            found(&["兰河传媒 > 云山新闻 云山日报 2024/06/07 16:01:46 作者:何晓岚"]).as_deref(),
            Some("云山日报")
        );
        assert_eq!(found(&["2024-06-07 16:01:46| 分类: 项目要览 | 标签:招商 |举报"]), None);
        for counted in ["2024-06-07 16:01 阅读 1.8万", "2024-06-07 16:01 10万+"] {
            assert_eq!(found(&["云山社", counted]).as_deref(), Some("云山社"), "{counted}");
        }
        let read = ["云山电台", "2024年6月7日·1 分鐘 (閱讀時間)"];
        assert_eq!(found(&read).as_deref(), Some("云山电台"));
        assert_eq!(found(&["云山观察", "发布于 2024-06-07 16:01・IP 属地甘肃"]).as_deref(), Some("云山观察"));
        assert_eq!(found(&["2024.06.07（五）16:01 云山時報"]).as_deref(), Some("云山時報"));
        assert_eq!(found(&["何晓岚  2024-06-07 16:01:46  云山晚报"]).as_deref(), Some("云山晚报"));
        for head in [
            &["2024年06月07日 16时01分46秒发布"][..],
            &["中華民國113年6月7日"],
            &["2024-06-07 16:01 即時 港聞"],
            &["六月 7, 2024 admin"],
            &["发布于 07 06月 2024"],
        ] {
            assert_eq!(found(head), None, "{head:?}");
        }
        assert_eq!(found(&["2024-06-07 16:01", "記者何曉嵐／台北報導"]), None);
        assert_eq!(found(&["文/小满 2024-06-07"]), None);
        assert_eq!(found(&["最新推荐文章于 2024-06-07 16:01:46 发布"]), None);
        assert_eq!(found(&["云山晚报", "2024-06-07 16:01 甘肃", "字号"]).as_deref(), Some("云山晚报"));
        assert_eq!(found(&["兰河城记", "2024-06-07 16:01 甘肃", "字号"]), None);
        assert_eq!(found(&["来信时间", "2024-06-07 16:01", "信件内容"]), None);
        for button in ["转载▼", "喜欢", "更多▾"] {
            assert_eq!(found(&["(2024-06-07 16:01:46)", button]), None, "{button}");
        }
        assert_eq!(found(&["时讯 河畔民声 2024-06-07 16:01"]).as_deref(), Some("河畔民声"));
        assert_eq!((found(&["头条 2024-06-07 16:01"]), found(&["要闻", "2024-06-07 16:01"])), (None, None));
        assert_eq!(found(&["正在加载播放器", "2024-06-07 16:01 播放：12"]), None);
        assert_eq!(found(&["视频缓冲中", "2024-06-07 16:01", "云山社"]).as_deref(), Some("云山社"));
        let own = "www.lanhe.example　2024年06月07日　09:17　兰河传媒　　作者：何晓岚";
        assert_eq!(found(&[own]).as_deref(), Some("兰河传媒"));
    }
}
