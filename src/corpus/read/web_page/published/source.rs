//! The paper or site an article comes from, and the number of its printed page.

use std::sync::LazyLock;

use regex::Regex;

use super::beside_day::{beside_day, own_site};
use super::dates::first_in;
use super::day::Place;
use super::moments;
use super::runs::{nodes_of_line, parted, shown, without_neighbour};
use super::source_lines::{
    DAY, MAX_LENGTH, behind_moment, labelled, name, of_database, of_issue, of_issue_line, of_magazine, of_origin,
    of_printing, of_staff, office, official_account, publisher, publishing_unit,
};
use crate::corpus::page_number::{page_in_line, page_in_path};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::names::{
    ACCOUNT_NAMES, AUTHOR_NAMES, OLD_WECHAT_ACCOUNT_NAMES, SOURCE_METAS, SOURCE_NAMES, WECHAT_ACCOUNT_NAMES,
};
use crate::corpus::read::web_page::outline::{Content, Outline, has_name, has_word};
use crate::corpus::read::web_page::systems::SystemMarks;
use crate::corpus::read::web_page::text::{han, letters};
use crate::corpus::read::web_page::wording::is_control;
use crate::corpus::read::web_page::words::{BUTTON_BEGINNINGS, SOURCE_LABELS};
use crate::text::pattern;

/// Number of lines above the headline that are searched.
const ABOVE: usize = 4;

/// Number of lines behind the text that are searched.
const BEHIND: usize = 15;

/// The name of a printed page, with its section, has at most this many letters.
const MAX_PAGE_NAME: usize = 20;

/// Finds the source of the article: what the page says it is, else the site, where the page names it.
pub(in crate::corpus::read::web_page) fn find(
    outline: &Outline<'_>,
    lines: &[Line],
    metadata: &Metadata,
    marks: &SystemMarks,
    place: Place,
) -> String {
    let head = &lines[place.head()];
    let end = (place.end + BEHIND).min(lines.len());
    let behind = &lines[place.end.saturating_sub(2).min(end)..end];
    let title = place.title.unwrap_or(place.start);
    let above = &lines[title.saturating_sub(ABOVE)..title];
    let meta = || metadata.metas_named(SOURCE_METAS).find_map(name);
    let is_page_of_issue = || {
        lines.iter().enumerate().any(|(at, line)| {
            let outside = !(place.start..place.end).contains(&at) && line.letters < 60 && !line.is_linked();
            outside && page_in_line(&line.text).is_some() && first_in(&line.text).is_some()
        })
    };
    // The name of an account may end in 发布, which is a label as well: “来源：云岭发布时间：2024-03-05”.
    let as_stated =
        |name: String| meta().filter(|stated| stated.strip_prefix(name.as_str()) == Some("发布")).unwrap_or(name);
    let paper = || {
        (marks.digital_paper || !marks.page.is_empty() || is_page_of_issue())
            .then(|| name(&marks.paper).or_else(|| paper_of(outline, lines, metadata, place)))
            .flatten()
    };
    let first_node = |line: usize| lines.get(line).map_or(outline.nodes.len(), |line| line.node);
    let nodes = outline.nodes.get(first_node(place.head().start)..first_node(place.start)).unwrap_or_default();
    let runs: Vec<&str> = shown(nodes).collect();
    let own = |name: String| without_neighbour(&runs, name);
    // A site may name the writer where others name themselves.
    let of_site = |name: String| {
        let site = if are_persons(&name) { site(metadata).or_else(|| paper_in_title(metadata)) } else { None };
        site.unwrap_or(name)
    };
    let of_moment = || {
        moments::account(head, place.title.is_none())
            .or_else(|| moments::account(&parted(outline, lines, place.head()), place.title.is_none()))
    };
    paper()
        .or_else(|| labelled(head).map(own).map(as_stated))
        .or_else(|| behind_moment(head))
        .or_else(|| of_origin(head))
        .or_else(|| of_issue(head))
        .or_else(|| of_magazine(head))
        .or_else(|| of_printing(head))
        .or_else(meta)
        .or_else(|| marked(outline, lines, place).map(own))
        .or_else(|| publisher(head))
        .or_else(|| publishing_unit(head).filter(|_| labelled(above).or_else(|| labelled(behind)).is_none()))
        .or_else(|| account(outline, lines, place, WECHAT_ACCOUNT_NAMES))
        .or_else(|| account(outline, lines, place, OLD_WECHAT_ACCOUNT_NAMES))
        .or_else(|| beside_day(outline, head, metadata, lines.get(place.start)).map(own).map(of_site))
        .or_else(|| labelled(above).or_else(|| of_database(above)))
        .or_else(|| labelled(behind))
        .or_else(|| account(outline, lines, place, ACCOUNT_NAMES).map(of_site))
        .or_else(|| outlet_as_author(outline, lines, place))
        .or_else(of_moment)
        .or_else(|| account_in_scripts(outline))
        .or_else(|| of_issue_line(head))
        .or_else(|| office(lines))
        .or_else(|| name(&metadata.publisher).filter(|_| !metadata.published.is_empty()))
        .or_else(|| site(metadata))
        .or_else(|| official_account(head))
        .or_else(|| paper_in_title(metadata))
        .or_else(|| of_staff(head))
        .or_else(|| own_site(head, metadata))
        .unwrap_or_default()
}

/// The site, as the page names it for other programs. The name at the end of a title may be that of a section or of a system,
/// so it is not taken.
fn site(metadata: &Metadata) -> Option<String> {
    /// Names of sections and platforms.
    const NO_SITES: [&str; 9] =
        ["首页", "新闻", "资讯", "新闻中心", "新闻频道", "微信公众平台", "今日头条", "百家号", "网易订阅"];
    let stated = metadata.meta(&["og:site_name"])?;
    let pieces = stated.split(['|', '_', '—', '–', '-', '－', '·']).map(str::trim);
    let named: Vec<&str> = pieces.filter(|piece| han(piece) >= 2 && !NO_SITES.contains(piece)).collect();
    name(named.iter().find(|piece| is_outlet(piece)).or(named.first())?)
}

/// The name in an element near the text that is marked as the source.
fn marked(outline: &Outline<'_>, lines: &[Line], place: Place) -> Option<String> {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^[^:：]{{0,4}}(?:{SOURCE_LABELS})\s*[:：]?\s*")));
    let node = |line: usize| lines.get(line).map_or(outline.nodes.len(), |line| line.node);
    let (start, end) = (node(place.head().start.saturating_sub(3)), node(place.start));
    let near = |at: usize| (start.saturating_sub(8)..end).contains(&at);
    let is_marked = |at: &usize| outline.element(*at).is_some_and(|element| has_word(element, SOURCE_NAMES));
    let marked = (0..outline.nodes.len()).filter(|at| near(*at) && !outline.nodes[*at].silent && is_marked(at));
    // The element around the marked name may be named likewise for what it holds beside it.
    let (outer, inner): (Vec<usize>, Vec<usize>) =
        marked.partition(|&at| (at + 1..outline.nodes[at].end).any(|within| is_marked(&within)));
    inner.into_iter().chain(outer).find_map(|at| {
        let text = outline.label(at);
        let text = DAY.replace_all(&text, " ");
        let text = LABEL.replace(text.trim(), "");
        let plain =
            letters(&text) <= MAX_LENGTH && !text.contains([':', '：']) && !text.contains(|c: char| c.is_ascii_digit());
        name(&text).filter(|name| plain && !is_control(name))
    })
}

/// The account that published the article on a platform, in an element above the text with one of these names.
fn account(outline: &Outline<'_>, lines: &[Line], place: Place, names: &[&str]) -> Option<String> {
    let start = lines.get(place.start).map_or(outline.nodes.len(), |line| line.node);
    let above = outline.elements().take_while(|(at, _)| *at < start);
    let mut marked = above.filter(|(at, element)| !outline.nodes[*at].silent && has_name(element, names));
    marked.find_map(|(at, _)| name(&outline.label(at)))
}

/// The account that the scripts of a platform name.
fn account_in_scripts(outline: &Outline<'_>) -> Option<String> {
    static FIELD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?:source|media|mediaInfo: \{\s*name)["']?\s*:\s*["']([^"'<>{}\\]{2,30})["']"#));
    let mut scripts = outline.elements().filter(|(_, element)| element.name() == "script");
    scripts.find_map(|(at, _)| {
        let text = outline.raw_text(at, outline.nodes[at].end);
        FIELD.captures_iter(&text).find_map(|found| name(&found[1]).filter(|name| han(name) >= 2))
    })
}

/// The paper behind the headline in the title of a page that names it nowhere else, “三个项目签约-兰河日报”, or that is the whole title.
/// Columns that bear the name of a part of the day are no papers: “财经早报”.
fn paper_in_title(metadata: &Metadata) -> Option<String> {
    static BEHIND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[-_|—－]\s*(\p{Han}{2,8}(?:[日晚晨早时時商快]|都市|青年|文[汇匯]|大公)[报報])\s*$"));
    static WHOLE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*(\p{Han}{2,8}(?:[日晚时時商]|都市|青年|文[汇匯]|大公)[报報])\s*$"));
    let found = BEHIND.captures(&metadata.title).or_else(|| WHOLE.captures(&metadata.title))?;
    Some(found[1].to_owned())
}

/// The outlet in an element between headline and text that is named as the author's, as platforms name that of an account.
fn outlet_as_author(outline: &Outline<'_>, lines: &[Line], place: Place) -> Option<String> {
    let node = |line: usize| lines.get(line).map_or(outline.nodes.len(), |line| line.node);
    let head = node(place.head().start)..node(place.start);
    let named = outline.elements().filter(|(at, element)| {
        let is_shown = !outline.nodes[*at].silent && !outline.nodes[*at].furniture;
        head.contains(&outline.nodes[*at].end.saturating_sub(1)) && is_shown && has_word(element, AUTHOR_NAMES)
    });
    let is_account = |name: &String| {
        let is_button = BUTTON_BEGINNINGS.iter().any(|begin| name.starts_with(begin));
        is_outlet(name) && han(name) >= 4 && !is_button && !are_persons(name) && !name.contains([' ', ':', '：'])
    };
    named.filter_map(|(at, _)| name(&outline.label(at))).find(is_account)
}

/// The paper that a page of a digital paper belongs to.
pub(in crate::corpus::read::web_page) fn paper_of(
    outline: &Outline<'_>,
    lines: &[Line],
    metadata: &Metadata,
    place: Place,
) -> Option<String> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"《\s*([\p{Han}]{2,12}(?:[报報]|[周週]刊))\s*》"));
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[-_|—\s])([\p{Han}]{2,10}?(?:[报報]|[周週]刊))(?:(?:多媒体)?(?:数字报刊平台|数字报刊?|电子报|数字版|电子版|電子報|電子版|數位報|數碼版)|多媒体)?(?:$|[-_|—\s：:\d])",
        )
    });
    let outside =
        lines.iter().enumerate().filter(|(at, line)| !(place.start..place.end).contains(at) && line.letters < 60);
    let quoted = outside.clone().find_map(|(_, line)| QUOTED.captures(&line.text).map(|found| found[1].to_owned()));
    let titled = || NAMED.captures(&metadata.title).map(|found| found[1].to_owned());
    let masthead = || {
        let masthead = outside.clone().filter(|(_, line)| first_in(&line.text).is_some() && !line.is_linked());
        masthead.into_iter().find_map(|(_, line)| NAMED.captures(&line.text).map(|found| found[1].to_owned()))
    };
    // It may stand behind the links of the top bar, with nothing between them.
    let behind_links = || {
        let bars = outside.clone().filter(|(_, line)| line.linked > 0 && first_in(&line.text).is_some());
        bars.into_iter().find_map(|(at, _)| {
            let own = text_beside_links(outline, lines, at);
            first_in(&own).and_then(|_| NAMED.captures(&own)).map(|found| found[1].to_owned())
        })
    };
    let site =
        || metadata.meta(&["og:site_name"]).and_then(|site| NAMED.captures(site).map(|found| found[1].to_owned()));
    quoted.or_else(titled).or_else(behind_links).or_else(masthead).or_else(site)
}

/// The text of a line outside of its links, with a space between each run.
fn text_beside_links(outline: &Outline<'_>, lines: &[Line], at: usize) -> String {
    let texts = nodes_of_line(outline, lines, at).iter().filter(|node| !node.silent && !node.linked);
    let texts = texts.filter_map(|node| match node.content {
        Content::Text(text) => Some(text.trim()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The number of the printed page that an article stands on.
pub(in crate::corpus::read::web_page) fn printed_page(
    outline: &Outline<'_>,
    lines: &[Line],
    marks: &SystemMarks,
    place: Place,
    path: &str,
) -> String {
    let outside = lines.iter().enumerate().filter(|(at, line)| {
        !(place.start..place.end).contains(at) && line.letters < 60 && line.linked * 2 <= line.letters
    });
    page_in_line(&marks.page)
        .or_else(|| page_in_path(path))
        .or_else(|| outside.into_iter().find_map(|(_, line)| page_in_line(&line.text)))
        .or_else(|| page_between_links(outline, lines, place).filter(|_| marks.digital_paper))
        .unwrap_or_default()
}

/// The number of the page between links of a digital paper: “上一版 第03版：民生 下一版”. A list of several pages tells none.
fn page_between_links(outline: &Outline<'_>, lines: &[Line], place: Place) -> Option<String> {
    // The text of the article is no place for it.
    let is_outside = |at: usize| !(place.start..place.end).contains(&at);
    let linked = lines.iter().enumerate().filter(|(at, line)| is_outside(*at) && line.is_linked());
    let nodes = linked.flat_map(|(at, _)| nodes_of_line(outline, lines, at));
    let mut pages = nodes.filter(|node| !node.silent && !node.linked).filter_map(|node| match node.content {
        Content::Text(text) if letters(text) <= MAX_PAGE_NAME => page_in_line(text),
        _ => None,
    });
    let page = pages.next()?;
    pages.all(|other| other == page).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::web_page::{WebPage, read_web_page};

    fn line(text: &str) -> Line {
        Line { text: text.into(), letters: letters(text), ..Line::default() }
    }

    #[test]
    fn labelled_sources() {
        for (text, source) in [
            ("2024-06-07 09:15 来源：兰河日报 作者：何晓岚", "兰河日报"),
            ("来源: 兰河晚报(兰河)", "兰河晚报"),
            ("本文来源：兰河网-文化频道", "兰河网-文化频道"),
            ("稿源：《兰河日报》", "兰河日报"),
            ("来源：何晓岚/兰河日报", "兰河日报"),
            ("来源：何晓岚/兰河市新闻办公室", "兰河市新闻办公室"),
            ("图片来源：方舟 来源：兰河日报", "兰河日报"),
            ("来源：兰河网-《兰河日报》", "兰河日报"),
            ("来源：兰河日报新闻热线：00000000", "兰河日报"),
            ("来源：县水务局访问量：次", "县水务局"),
            ("来源：兰河网关注", "兰河网"),
            ("來源：蘭河晚報", "蘭河晚報"),
            ("新聞引據：蘭河廣播電臺", "蘭河廣播電臺"),
            ("日期：2024-06-07資料來源：新聞處", "新聞處"),
            ("来源： 兰河市发改委 字号：大 中 小", "兰河市发改委"),
            ("来源：兰河科技大 | 中 | 小", "兰河科技"),
            ("来源：兰河科技小中大", "兰河科技"),
            ("来源：兰河科技A+A-", "兰河科技"),
            ("来源：USA-Today", "USA-Today"),
            ("来源：大中小学思政网", "大中小学思政网"),
            ("来　　源：兰河市农业农村局网站", "兰河市农业农村局网站"),
            ("【发布日期】2024.06.07　【信息来源】兰河日报　【阅读次数】12", "兰河日报"),
        ] {
            assert_eq!(labelled(&[line(text)]).as_deref(), Some(source), "{text}");
        }
        assert_eq!(labelled(&[line("来源："), line("兰河日报")]).as_deref(), Some("兰河日报"));
        for (text, unit) in [
            ("2024.06.07 发布单位：兰河晚报 字号：大 中 小", Some("兰河晚报")),
            ("发布机构：兰河市水务局", Some("兰河市水务局")),
            ("發布單位：新聞處　發布日期：113/03/05", Some("新聞處")),
            ("发布单位：何晓岚", None),
            ("首发布单位：兰河日报", None),
        ] {
            assert_eq!(publishing_unit(&[line(text)]).as_deref(), unit, "{text}");
        }
        assert_eq!(labelled(&[line("来源：网络")]), None);
        for writers in ["来源：文∕记者何晓岚", "来源：文／何晓岚 2024-06-07", "来源：文/图 何晓岚"]
        {
            assert_eq!(labelled(&[line(writers)]), None, "{writers}");
        }
        assert_eq!(labelled(&[line("数据来源：兰河市统计局")]), None);
        assert_eq!(labelled(&[line("資料來源：統計處")]), None);
        let origin = |text: &str| of_origin(&[line(text)]);
        assert_eq!(origin("2018-1-5 18:38|发布者: lili|查看: 1209|来自: 兰河网").as_deref(), Some("兰河网"));
        assert_eq!((origin("18:38 来自: 安卓客户端"), origin("2018-1-5|来自: 兰河")), (None, None));
        for (text, source) in [
            ("2024年06月07日 09:15 来源于 兰河网 评论(3)", Some("兰河网")),
            ("09:15 来源 兰河日报", Some("兰河日报")),
            ("资金来源于 财政拨款", None),
        ] {
            assert_eq!(behind_moment(&[line(text)]).as_deref(), source, "{text}");
        }
    }

    #[test]
    fn the_writer_is_no_source_where_the_site_names_itself() {
        let source = |site: &str| {
            let html = format!(
                "<title>三个项目签约</title>{site}<h1>三个项目签约</h1><div>由 何晓岚 发布于 2024-03-05</div>\
                 <div><p>昨日，我市举行招商推介会，三个项目现场签约。</p><p>项目总投资十二亿元。</p></div>"
            );
            match read_web_page(&html, "1.html") {
                WebPage::Article(article) => article.source,
                other => panic!("no article but {other:?}"),
            }
        };
        assert_eq!(source("<meta property='og:site_name' content='兰河漫步'>"), "兰河漫步");
        assert_eq!(source(""), "何晓岚");
    }

    #[test]
    fn the_paper_that_a_title_names_is_the_source() {
        let paper = |title: &str| paper_in_title(&Metadata { title: title.into(), ..Metadata::default() });
        for (title, source) in [
            ("三个项目签约-兰河日报", Some("兰河日报")),
            ("三個項目簽約 - 蘭河日報", Some("蘭河日報")),
            ("兰河晚报", Some("兰河晚报")),
            ("财经早报", None),
            ("三个项目签约", None),
        ] {
            assert_eq!(paper(title).as_deref(), source, "{title}");
        }
    }
}
