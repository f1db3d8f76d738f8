//! Where the headline stands on its page, where the title of the page does not tell it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;

use super::page_title::{is_site_name, names_site_only};
use crate::corpus::publication::issue_line;
use crate::corpus::read::web_page::body::Body;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::names::{HEADLINE_NAMES, HEADLINE_WORDS};
use crate::corpus::read::web_page::outline::{Outline, has_name, has_word};
use crate::corpus::read::web_page::published::dates;
use crate::corpus::read::web_page::published::moments;
use crate::corpus::read::web_page::text::{ends_sentence, joined, letters, squeezed};
use crate::corpus::read::web_page::wording::{
    fields, is_control_line, is_editor_line, is_head_line, is_recommendation,
};
use crate::text::pattern;

/// A headline has at most this many letters.
pub(in crate::corpus::read::web_page) const MAX_LENGTH: usize = 120;

/// A title of at most this many letters may be the name of a site, where a heading has at least as many as the next number.
pub(super) const MAX_SHORT_TITLE: usize = 6;
/// The letters of such a heading.
pub(super) const MIN_HEADING: usize = 9;

/// The name of an account has at most this many letters.
const MAX_ACCOUNT: usize = 12;

/// A heading below the first level is the headline only if it stands within this many lines of the text.
const FARTHEST_HEADING: usize = 10;

/// A line that is named as a headline stands within this many lines of the text, where the day stands among so many below it.
const FARTHEST_ABOVE_DAY: usize = 40;
const MAX_HEAD_LINES: usize = 4;

/// A headline is broken into at most this many lines, and its name stands at so many of the elements around it.
const MAX_PARTS: usize = 3;
const MAX_AROUND: usize = 3;

/// A field and a button above a text have at most this many letters.
const MAX_FIELD: usize = 30;
const MAX_BUTTON: usize = 6;

/// The heading nearest above the text, one of the first level before others.
pub(super) fn nearest_heading(lines: &[Line], body_start: usize) -> Option<usize> {
    let end = (body_start + 2).min(lines.len());
    let is_candidate = |at: &usize| {
        let line = &lines[*at];
        let near = line.heading == 1 || at.abs_diff(body_start) <= FARTHEST_HEADING || is_above_day(lines, *at);
        // The names of a site and its sections stand between strokes, as in the title of a page.
        let is_list_of_names = line.text.matches('_').count() >= 2;
        let name = is_site_name(&line.text, "") || is_recommendation(&line.text) || is_list_of_names;
        let is_headline = !name && !moments::begin(&line.text);
        near && line.heading > 0 && !line.furniture && is_headline && (4..=MAX_LENGTH).contains(&line.letters)
    };
    // The heading of the first level may name the section, and the next one the article.
    let names_section = |at: usize| {
        let longer = |below: &Line| below.heading > 0 && below.letters >= MIN_HEADING;
        lines[at].letters <= MAX_SHORT_TITLE && lines[at + 1..end.max(at + 1)].iter().any(longer)
    };
    let nearest = (0..end)
        .filter(is_candidate)
        .min_by_key(|&at| (names_section(at), lines[at].heading > 1, body_start.abs_diff(at)))?;
    // Right below the headline its deck may stand as a heading of a lower level.
    let above = nearest.checked_sub(1).filter(is_candidate);
    let is_headline = |at: &usize| lines[*at].heading < lines[nearest].heading && lines[*at].letters >= MIN_HEADING;
    Some(above.filter(is_headline).unwrap_or(nearest))
}

/// The headline that opens a post in brackets, “【三个项目集中签约】昨日，…”, where the page has no headline above it but the name of the
/// account, below which stands when it wrote the post.
pub(super) fn opening_of_post(lines: &[Line], heading: Option<usize>, body_start: usize) -> Option<&str> {
    let is_account = |at: usize| {
        let below = lines.get(at + 1);
        let tells_when = |line: &Line| moments::begin(&line.text) || dates::first_in(&line.text).is_some();
        lines[at].heading > 1 && lines[at].letters <= MAX_ACCOUNT && below.is_some_and(tells_when)
    };
    let (title, text) = lines.get(body_start)?.text.strip_prefix('【')?.split_once('】')?;
    let fits = (MIN_HEADING..=MAX_LENGTH / 2).contains(&letters(title)) && !title.contains(['：', ':', '。']);
    (fits && letters(text) > MIN_HEADING && heading.is_none_or(is_account)).then_some(title)
}

/// Whether the day of publication stands right below a line, as it does below a headline. Buttons to share the article may part both from
/// its text.
fn is_above_day(lines: &[Line], at: usize) -> bool {
    let mut below = lines.iter().skip(at + 1).take(MAX_HEAD_LINES);
    below.any(|line| !line.is_linked() && line.heading == 0 && dates::first_in(&line.text).is_some())
}

/// The line nearest above the text whose element is named as that of a headline, where the page's title is that of its site.
pub(super) fn named_line(outline: &Outline<'_>, lines: &[Line], stated: &[String], body_start: usize) -> Option<usize> {
    let end = (body_start + 1).min(lines.len());
    let is_named = |at: &usize| {
        let line = &lines[*at];
        let around = elements_around(outline, line);
        let is_near = body_start - *at <= FARTHEST_HEADING || line.letters >= MIN_HEADING && is_above_day(lines, *at);
        let fits = is_near && (4..=MAX_LENGTH).contains(&line.letters) && !line.furniture && !line.is_linked();
        // Above the day a title may have any name that tells it: “con-title”, “title-text”.
        let is_title = |element: &Element| {
            has_name(element, HEADLINE_NAMES)
                || has_word(element, HEADLINE_WORDS) && line.letters >= MIN_HEADING && is_above_day(lines, *at)
        };
        fits && !is_site_name(&line.text, "") && around.filter_map(|node| outline.element(node)).any(is_title)
    };
    // A title that names more than the site is the headline itself.
    let is_of_site = stated.iter().all(|title| letters(title) <= 2 * MAX_SHORT_TITLE);
    (body_start.saturating_sub(FARTHEST_ABOVE_DAY)..end).rev().find(is_named).filter(|_| is_of_site)
}

/// The line above those that tell day and source, where nothing marks the headline and the page's title is that of its site.
pub(super) fn above_head_line(lines: &[Line], stated: &[String], body_start: usize) -> Option<usize> {
    let end = body_start.min(lines.len());
    let tells_day = |at: usize| lines[at].letters <= MAX_LENGTH && dates::first_in(&lines[at].text).is_some();
    let tells_more = |at: usize| {
        let text = lines[at].text.as_str();
        let labels = ["来源", "稿源", "出处", "作者", "发布时间", "发布日期", "更新时间", "点击", "浏览"];
        // Databases name paper and day without labels.
        labels.iter().any(|label| text.contains(label))
            || issue_line::parse(text).is_some_and(|line| line.names_paper())
    };
    // Each field may stand in a line of its own.
    let is_about = |at: usize| tells_day(at) && (at.saturating_sub(1)..(at + 2).min(end)).any(tells_more);
    let is_tool = |at: usize| {
        let line = &lines[at];
        is_head_line(&line.text)
            || is_editor_line(&line.text)
            || is_control_line(&line.text)
            || fields(&line.text).is_some()
            || tells_more(at) && line.letters <= MAX_FIELD
            || line.is_linked() && line.letters <= MAX_BUTTON
    };
    let about = (end.saturating_sub(FARTHEST_ABOVE_DAY)..end).rev().find(|&at| is_about(at))?;
    let first = (0..about).rev().take_while(|&at| is_tool(at)).last().unwrap_or(about);
    let at = first.checked_sub(1)?;
    let line = &lines[at];
    // Above the path through the site stands no headline.
    let is_path = |line: &Line| line.text.contains("位置") || line.text.matches(['>', '＞', '»', '›']).count() >= 2;
    let leads = lines[at..about].iter().any(is_path);
    let fits = (MIN_HEADING..=MAX_LENGTH / 2).contains(&line.letters) && !line.furniture && line.linked == 0;
    // The headline has words of the text; the title of the page may have more of them, where it is no site's.
    let text: String = lines[end..].iter().map(|line| line.text.as_str()).collect();
    let share = share_of_pairs(&line.text, &text);
    let is_nearer = stated.iter().all(|title| names_site_only(title) || share > share_of_pairs(title, &text));
    (fits && is_nearer && !leads && !is_site_name(&line.text, "") && !is_recommendation(&line.text)).then_some(at)
}

/// The part of what was taken for the text that stands below its line of day and source, where that holds the headline above the line as
/// well, and perhaps what a site shows above all its articles: a greeting, a slogan.
pub(in crate::corpus::read::web_page) fn below_head_line(lines: &[Line], body: &Body) -> Option<Body> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:来源|稿源|作者|时间|日期|点击数?|浏览(?:次数|量)?|阅读(?:次数|量)?|人气|录入|编辑|发布者?)\s*[:：]",
        )
    });
    let is_about = |line: &Line| {
        let tells_day = line.letters <= MAX_LENGTH / 2 && dates::first_in(&line.text).is_some();
        tells_day && !ends_sentence(&line.text) && FIELD.find_iter(&line.text).nth(1).is_some()
    };
    let is_headline = |line: &Line| {
        let is_plain = !line.furniture && line.linked == 0 && !ends_sentence(&line.text);
        is_plain && (MIN_HEADING..=MAX_LENGTH / 2).contains(&line.letters) && !is_head_line(&line.text)
    };
    let inner = body.lines.start + 1..body.lines.end;
    let about = inner.filter(|&at| is_about(&lines[at])).find(|&at| is_headline(&lines[at - 1]))?;
    let worth = |range: Range<usize>| lines[range].iter().map(|line| line.value).sum::<i64>();
    let below = Body { lines: about + 1..body.lines.end, marked: false };
    // An article below another has a line of its own as well.
    let is_text = worth(below.lines.clone()) * 3 >= worth(body.lines.clone()) * 2;
    (is_text && !body.marked && !below.lines.is_empty()).then_some(below)
}

/// The headline that a site breaks into several lines which fill an element, and the last of these lines: the page's title, which may be
/// cut off, or the element's own joins them.
pub(super) fn broken_headline(
    outline: &Outline<'_>,
    lines: &[Line],
    stated: &[String],
    body_start: usize,
) -> Option<(usize, String)> {
    let end = body_start.min(lines.len());
    let is_part = |line: &Line| {
        let is_plain = line.heading == 0 && !line.furniture && !line.is_linked();
        is_plain && line.letters >= 2 && !is_head_line(&line.text) && dates::first_in(&line.text).is_none()
    };
    let is_whole = |parts: Range<usize>| {
        let joined: String = lines[parts.clone()].iter().map(|line| squeezed(&line.text)).collect();
        let first = squeezed(&lines[parts.start].text);
        let is_stated = |title: &String| {
            let whole = squeezed(title);
            let is_continued = joined.starts_with(&whole) && is_cut_off(title);
            // Where a title has spaces, they may part section and headline.
            !title.trim().contains(char::is_whitespace)
                && whole.len() > first.len()
                && (joined == whole || is_continued)
        };
        let element = filled_element(outline, lines, &parts)?;
        let is_named = || element.attr("title").is_some_and(|title| squeezed(title) == joined);
        (letters(&joined) >= MIN_HEADING && (stated.iter().any(is_stated) || is_named())).then_some(parts)
    };
    let parts_up_to = |last: usize| {
        let firsts = (last + 1).saturating_sub(MAX_PARTS)..last;
        firsts
            .rev()
            .take_while(|&first| lines[first..=last].iter().all(is_part))
            .find_map(|first| is_whole(first..last + 1))
    };
    let parts = (end.saturating_sub(FARTHEST_ABOVE_DAY)..end).rev().find_map(parts_up_to)?;
    let texts: Vec<&str> = lines[parts.clone()].iter().map(|line| line.text.as_str()).collect();
    Some((parts.end - 1, texts.join(" ")))
}

/// The line near the beginning of a text that shows its headline below the name of a section: “今日兰河”.
pub(in crate::corpus::read::web_page) fn within(lines: &[Line], body: &Body, headline: &str) -> Option<usize> {
    let first = body.lines.clone().take(MAX_PARTS).find(|&at| squeezed(&lines[at].text) == headline)?;
    let is_above = lines[body.lines.start..first].iter().all(|line| line.value <= 0 && !ends_sentence(&line.text));
    (is_above && first + 1 < body.lines.end && !headline.is_empty()).then_some(first)
}

/// The element that holds some lines and no others.
fn filled_element<'a>(outline: &Outline<'a>, lines: &[Line], parts: &Range<usize>) -> Option<&'a Element> {
    let last = lines.get(parts.end.checked_sub(1)?)?;
    let at = elements_around(outline, lines.get(parts.start)?).find(|&at| outline.nodes[at].end > last.node)?;
    let is_filled = lines[..parts.start].last().is_none_or(|line| line.node < at)
        && lines.get(parts.end).is_none_or(|line| line.node >= outline.nodes[at].end);
    outline.element(at).filter(|_| is_filled)
}

/// The headline that an element bears as its title, where its line shows it cut off.
pub(super) fn whole_headline(outline: &Outline<'_>, line: &Line) -> Option<String> {
    if !is_cut_off(&line.text) {
        return None;
    }
    let shown = squeezed(&line.text);
    let mut titles = elements_around(outline, line).filter_map(|at| outline.element(at)?.attr("title"));
    let whole = titles.find(|title| squeezed(title).starts_with(&shown) && !is_cut_off(title))?;
    Some(joined(whole))
}

/// The elements around a line, the innermost first.
fn elements_around(outline: &Outline<'_>, line: &Line) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(line.node), move |node| Some(outline.nodes[*node].parent)).skip(1).take(MAX_AROUND)
}

/// Whether a title ends with the marks of what is left out.
fn is_cut_off(title: &str) -> bool {
    title.trim_end().ends_with(['…', '⋯']) || title.trim_end().ends_with("...")
}

/// The share of a title's pairs of letters that its text has too.
fn share_of_pairs(title: &str, text: &str) -> f64 {
    let letters: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).collect();
    let found = letters.windows(2).filter(|pair| text.contains(&pair.iter().collect::<String>())).count();
    found as f64 / letters.len().saturating_sub(1).max(1) as f64
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::lines::lines as lines_of;
    use crate::corpus::read::web_page::{WebPage, read_web_page};

    fn line(text: &str, heading: u8) -> Line {
        Line { text: text.into(), letters: letters(text), heading, ..Line::default() }
    }

    #[test]
    fn headings_above_the_day_are_headlines_however_far_from_the_text() {
        let buttons = vec![line("微信", 0); 12];
        let page = |head: &[(&str, u8)]| -> Vec<Line> {
            head.iter().map(|&(text, heading)| line(text, heading)).chain(buttons.iter().cloned()).collect()
        };
        let nearest = |head: &[(&str, u8)]| nearest_heading(&page(head), head.len() + 12);
        assert_eq!(nearest(&[("三个项目集中签约", 2), ("2024-03-05 来源：兰河日报", 0)]), Some(0));
        assert_eq!(nearest(&[("三个项目集中签约", 2), ("招商推介会昨日举行", 0)]), None);
        let site = "兰河行情_今日行情_行情走势 - 兰河行情网，权威的行情";
        assert_eq!(nearest(&[(site, 1), ("三个项目集中签约", 2), ("2024-03-05", 0)]), Some(1));
        // A deck stands below the headline, the name of a section above it.
        assert_eq!(nearest(&[("兰河新区三个项目集中签约", 2), ("招商推介会昨日举行", 3), ("2024-03-05", 0)]), Some(0));
        assert_eq!(nearest(&[("通知公告", 2), ("招商推介会昨日举行", 3), ("2024-03-05", 0)]), Some(1));
        // The moment of a post is no headline, even where it is the longer heading.
        assert_eq!(nearest_heading(&[line("云岭发布", 3), line("05-12 10:11 来自 微博网页版", 4)], 2), Some(0));
    }

    #[test]
    fn a_headline_that_is_broken_or_cut_off_is_whole() {
        let (parts, whole) = ("兰河新区三个项目<br>集中签约并开工", "兰河新区三个项目集中签约并开工");
        let read = |title: &str, head: &str| {
            let html = format!("<div>首页</div>{head}<p>2024-03-05</p><p>昨日，三个项目集中签约。</p>");
            let page = Html::parse_document(&html);
            let outline = Outline::new(&page);
            let lines = lines_of(&outline);
            let broken = broken_headline(&outline, &lines, &[title.to_owned()], lines.len() - 1);
            broken.or_else(|| Some((1, whole_headline(&outline, &lines[1])?)))
        };
        let joined = Some((2, "兰河新区三个项目 集中签约并开工".to_owned()));
        assert_eq!(read("兰河新区三个项目集中签约...", &format!("<div>{parts}</div>")), joined);
        assert_eq!(read(whole, "<div><p>兰河新区三个项目</p><p>集中签约并开工</p></div>"), joined);
        assert_eq!(read("兰河在线", &format!("<div title={whole}>{parts}</div>")), joined);
        assert_eq!(
            read("兰河在线", &format!("<p title={whole}>兰河新区三个项目集中…</p>")),
            Some((1, whole.to_owned()))
        );
        assert_eq!(read("兰河在线", &format!("<div>{parts}</div>")), None);
        assert_eq!(read("兰河新区三个项目", &format!("<div>{parts}</div>")), None);
    }

    #[test]
    fn what_a_site_shows_above_all_its_articles_is_not_the_beginning_of_their_text() {
        let texts = ["昨日，三个项目集中签约，总投资十二亿元。", "市长说，全市将为签约企业配备服务专员，件件有回音。"];
        let below = |head: &[&str], marked: bool| {
            let worth = |text: &str| if ends_sentence(text) { letters(text) as i64 } else { -2 };
            let valued = |text: &&str| Line { value: worth(text), ..line(text, 0) };
            let lines: Vec<Line> = head.iter().chain(&texts).map(valued).collect();
            let body = Body { lines: 0..lines.len(), marked };
            below_head_line(&lines, &body).map(|body| body.lines.start)
        };
        let (slogan, title) = ("热烈祝贺我市荣获文明城市！", "兰河新区项目集中签约");
        let about = "作者：何晓岚 来源：本站 更新时间：2024-3-5 17:40";
        assert_eq!(below(&[slogan, title, about], false), Some(3));
        assert_eq!(below(&[slogan, title, about], true), None);
        assert_eq!(below(&[title, "更新时间：2024-3-5"], false), None, "the day may be that of an event");
        assert_eq!(below(&[texts[0], texts[1], texts[0], about], false), None);
    }

    #[test]
    fn neither_greeting_nor_slogan_nor_neighbour_hides_the_headline_above_its_fields() {
        let texts = [
            "昨日，我市举行招商推介会，来自省内外的六十多家企业参加，三个项目现场签约。",
            "项目总投资十二亿元，涉及装备制造和农产品加工，计划明年六月建成投产。",
            "副市长何晓岚说，全市将为签约企业配备服务专员，做到件件有回音。",
        ];
        let page = format!(
            "<title>欢迎访问兰河县水务局</title><div>热烈祝贺我县荣获全国节水型社会建设达标县称号！全县人民向您问好！</div>\
             <table><tr><td><p align=center><b>三个项目在招商推介会上签约</b></p><p align=center>作者：办公室 文章来源：本站 \
             点击数：<i>56</i> 更新时间：2024-3-5 17:40:02</p><table><tr><td><p>{}</table><p>文章录入：admin</p>\
             <ul><li>上一篇文章：<a href=x>全县水务工作会议</a><li>下一篇文章：没有了</ul></table>",
            texts.join("<p>")
        );
        let WebPage::Article(article) = read_web_page(&page, "1.html") else { panic!("no article") };
        assert_eq!((article.title.as_str(), article.source.as_str()), ("三个项目在招商推介会上签约", ""));
        assert_eq!(article.date.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!(article.paragraphs, texts);
    }

    #[test]
    fn the_name_of_a_section_above_a_headline_is_no_text() {
        let found = |texts: &[&str]| {
            let lines: Vec<Line> = texts.iter().map(|text| line(text, 0)).collect();
            within(&lines, &Body { lines: 0..lines.len(), marked: false }, "三个项目集中签约")
        };
        let text = "昨日，三个项目集中签约。";
        assert_eq!(found(&["今日兰河", "三个项目集中签约", text]), Some(1));
        assert_eq!((found(&[text, "三个项目集中签约", text]), found(&["今日兰河", text])), (None, None));
    }

    #[test]
    fn the_line_above_the_fields_is_the_headline_however_they_stand() {
        let found = |head: &[&str]| {
            let text = ["昨日，三个项目集中签约，总投资十二亿元。", "全市将配备服务专员。"];
            let lines: Vec<Line> = head.iter().chain(&text).map(|text| line(text, 0)).collect();
            above_head_line(&lines, &[], head.len())
        };
        let title = "兰河新区三个项目集中签约";
        for fields in [
            &["2024-03-05 来源：兰河日报"][..],
            &["来源：兰河日报", "2024-03-05", "点击：12"],
            &["分享到：", "微信", "2024年3月5日 08:12", "稿源：兰河日报", "责任编辑：何晓岚"],
        ] {
            let head = [&["兰河在线", title][..], fields].concat();
            assert_eq!(found(&head), Some(1), "{fields:?}");
        }
        assert_eq!(found(&[title, "2024-03-05"]), None, "a day alone may be that of an event");
        assert_eq!(found(&["当前位置：首页 > 政务要闻 > 正文", "2024-03-05 来源：兰河日报"]), None);
        assert_eq!(found(&["首页 > 政府公报 > 2024年第3期", "发布时间：2024-03-05 来源：兰河日报"]), None);
    }
}
