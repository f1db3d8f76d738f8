//! Pages that repeat an element for each of several articles: exports of databases and of programs for references, archives of web logs,
//! letters of news. Each element holds a headline, lines that tell the day, and the whole text.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;
use scraper::node::Element;

use crate::corpus::publication::head_line;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::labelled::{Field, named};
use crate::corpus::read::web_page::WebArticle;
use crate::corpus::read::web_page::lines::{Line, heading_level, lines};
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::{ends_sentence, letters};

/// A headline has at least this many letters.
const MIN_HEADLINE: usize = 4;
/// A line of at least this many letters is text, however it ends; a shorter one has to end as a sentence.
const LONG_LINE: usize = 60;
/// The fewest letters of a sentence that begins a text.
const MIN_SENTENCE: usize = 20;
/// The fewest letters of a whole text; what lists show of articles is shorter.
const MIN_TEXT: usize = 150;
/// Words before the name of a day on which somebody kept an article.
const KEPT: [&str; 6] = ["添加", "修改", "访问", "收藏", "保存", "抓取"];
/// The longest name of a field, in letters.
const MAX_NAME: usize = 8;
/// The longest line that tells something of an article, in letters.
const MAX_FIELD: usize = 40;
/// The articles hold at least this share of the letters of the page that are not links: two thirds.
const SHARE: (usize, usize) = (2, 3);

/// The articles of such a page in order; none of another page.
pub(in crate::corpus::read::web_page) fn articles(outline: &Outline<'_>) -> Vec<WebArticle> {
    let groups = groups(outline);
    if groups.is_empty() {
        return Vec::new();
    }
    let lines = lines(outline);
    groups.iter().find_map(|group| articles_of(outline, &lines, group)).unwrap_or_default()
}

/// An element that is repeated, and its headline.
struct Repeated {
    nodes: Range<usize>,
    headline: usize,
}

/// The elements of one name and class that stand beside each other, each with a headline of the same rank and none above that.
fn groups(outline: &Outline<'_>) -> Vec<Vec<Repeated>> {
    const NAMES: [&str; 5] = ["div", "li", "section", "article", "table"];
    // Headlines in order; elements without one are not looked at further.
    let headlines: Vec<(usize, u8)> = outline.elements().filter_map(|(at, own)| Some((at, rank(own)?))).collect();
    if headlines.len() < 2 {
        return Vec::new();
    }
    let mut places: HashMap<(usize, &str, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<Repeated>> = Vec::new();
    for (at, element) in outline.elements().filter(|(_, element)| NAMES.contains(&element.name())) {
        let node = &outline.nodes[at];
        let first = headlines.partition_point(|(place, _)| *place < at);
        let Some((headline, _)) = headlines.get(first).filter(|(place, _)| *place < node.end) else { continue };
        if node.silent || node.furniture {
            continue;
        }
        let class = element.attr("class").and_then(|class| class.split_whitespace().next()).unwrap_or_default();
        let place = *places.entry((node.parent, element.name(), class)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(Repeated { nodes: at..node.end, headline: *headline });
    }
    let rank_at = |at: usize| outline.element(at).and_then(rank);
    let is_lower = |own: &Repeated| {
        let mut further = (own.headline + 1..own.nodes.end).filter_map(rank_at);
        rank_at(own.headline).is_some_and(|first| further.all(|other| other > first))
    };
    let has_one_rank = |group: &[Repeated]| {
        group.windows(2).all(|pair| rank_at(pair[0].headline) == rank_at(pair[1].headline))
            && group.iter().all(is_lower)
    };
    groups.retain(|group| group.len() > 1 && has_one_rank(group));
    groups
}

/// The rank of a headline: that of the heading, or the highest where an element is only named as a headline.
fn rank(element: &Element) -> Option<u8> {
    const HEADLINE: &str = "headline";
    let level = heading_level(element.name());
    let is_headline = |name: &str| {
        name.get(name.len().saturating_sub(HEADLINE.len())..).is_some_and(|end| end.eq_ignore_ascii_case(HEADLINE))
    };
    let is_named = || element.attr("class").is_some_and(|class| class.split_whitespace().any(is_headline));
    if level > 0 { Some(level) } else { is_named().then_some(1) }
}

/// The articles of these elements, where all of them are articles and most of the page is theirs.
fn articles_of(outline: &Outline<'_>, lines: &[Line], group: &[Repeated]) -> Option<Vec<WebArticle>> {
    let articles: Vec<WebArticle> = group.iter().map(|own| article(outline, lines, own)).collect::<Option<_>>()?;
    let of_articles: usize = articles.iter().flat_map(|own| &own.paragraphs).map(|text| letters(text)).sum();
    let of_page: usize =
        lines.iter().filter(|line| !line.furniture).map(|line| line.letters.saturating_sub(line.linked)).sum();
    let is_repeated = articles.windows(2).any(|pair| pair[0].title == pair[1].title);
    (of_articles * SHARE.1 >= of_page * SHARE.0 && !is_repeated).then_some(articles)
}

/// The article of an element; none where it tells no day above its text, or shows only the beginning of it.
fn article(outline: &Outline<'_>, lines: &[Line], own: &Repeated) -> Option<WebArticle> {
    let title = outline.label(own.headline);
    let below = outline.nodes[own.headline].end;
    let begin = lines.partition_point(|line| line.node < below);
    let end = lines.partition_point(|line| line.node < own.nodes.end);
    let lines = lines.get(begin..end)?;
    let is_text = |line: &Line| {
        let is_whole = line.letters >= LONG_LINE || line.letters >= MIN_SENTENCE && ends_sentence(&line.text);
        !line.is_linked() && line.heading == 0 && is_whole
    };
    let first = lines.iter().position(is_text)?;
    let is_close = |line: &Line| !line.is_linked() && (is_text(line) || ends_sentence(&line.text));
    let last = lines.iter().rposition(is_close)?;
    let text = lines.get(first..=last)?;
    let is_whole = text.iter().map(|line| line.letters).sum::<usize>() >= MIN_TEXT
        && !text.last().is_some_and(|line| line.text.ends_with(['…', '.', ']', '】']))
        && !lines.iter().any(|line| leads_on(&line.text));
    let mut found = WebArticle { title, ..WebArticle::default() };
    take_fields(&lines[..first], &mut found);
    if letters(&found.title) < MIN_HEADLINE || found.date.is_none() || !is_whole {
        return None;
    }
    let outside = lines[..first].iter().chain(&lines[last + 1..]);
    found.editors = outside.map(|line| line.text.clone()).collect();
    found.paragraphs = text.iter().filter(|line| !line.is_linked()).map(|line| line.text.clone()).collect();
    Some(found)
}

/// Whether a line leads from the beginning of a text to the whole of it.
fn leads_on(line: &str) -> bool {
    const WORDS: [&str; 8] =
        ["阅读全文", "继续阅读", "阅读更多", "查看全文", "查看详情", "全文阅读", "[详细]", "了解更多"];
    let line = line.trim();
    letters(line) <= MAX_FIELD && (WORDS.iter().any(|word| line.contains(word)) || line.ends_with("[…]"))
}

/// Takes day, paper and writer from the lines between headline and text. What stands beside the name of a field counts before a line that
/// bears none; the value of a field of another name tells nothing: “添加日期” is when somebody kept the article.
fn take_fields(lines: &[Line], found: &mut WebArticle) {
    let mut bare = WebArticle::default();
    let mut rest = lines;
    while let [line, below @ ..] = rest {
        rest = below;
        let name = line.text.trim_end_matches([':', '：']);
        let is_of_keeper = KEPT.iter().any(|word| name.starts_with(word));
        let field = if is_of_keeper { Some(Field::Other) } else { named(name) };
        // Elsewhere than in a table or before a colon, many names are those of sections.
        let is_marked = line.cell || name.len() < line.text.len() || is_of_keeper || field == Some(Field::Date);
        let ends_as_name = name.ends_with("日期") || name.ends_with("时间");
        let is_name = is_marked && (field.is_some() || ends_as_name);
        let Some(value) = below.first().filter(|_| is_name && letters(name) <= MAX_NAME && day_in(name).is_none())
        else {
            if !is_of_keeper && !line.text.contains("://") && line.letters <= MAX_FIELD {
                take_bare(&line.text, &mut bare);
            }
            continue;
        };
        rest = &below[1..];
        match field {
            Some(Field::Date) => found.date = found.date.or_else(|| day_in(&value.text)),
            Some(Field::Source) if found.source.is_empty() => found.source = value.text.clone(),
            Some(Field::Byline) if found.byline.is_empty() => found.byline = value.text.clone(),
            _ => {}
        }
    }
    found.date = found.date.or(bare.date);
    for (own, told) in
        [(&mut found.source, bare.source), (&mut found.byline, bare.byline), (&mut found.page, bare.page)]
    {
        if own.is_empty() {
            *own = told;
        }
    }
}

/// Takes what a line tells without the name of a field: “2024 年 3 月 5 日”, “兰河日报 | 2024-03-05 08:00”.
fn take_bare(line: &str, found: &mut WebArticle) {
    if let Some(head) = head_line::parse(line).filter(|head| head.date.is_some() || head.source_label) {
        found.date = found.date.or(head.date);
        for (own, told) in
            [(&mut found.source, head.source), (&mut found.byline, head.byline), (&mut found.page, head.page)]
        {
            if own.is_empty() {
                *own = told;
            }
        }
    }
    for part in line.split(['|', '｜']).map(str::trim) {
        found.date = found.date.or_else(|| day_in(part));
        if found.source.is_empty() && names_medium(part) {
            found.source = part.to_owned();
        }
    }
}

/// The day in a line, in which blanks may stand between numbers and words.
fn day_in(line: &str) -> Option<Date> {
    first_in(line).or_else(|| first_in(&line.split_whitespace().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    const TEXT: &str =
        "昨天，三家社区食堂在河畔新区开门，老人凭证优惠，一顿饭只要八元钱，送餐上门不另收钱，街坊都说方便。";

    fn read(body: &str) -> Vec<(String, String, String)> {
        let page = Html::parse_document(&format!("<html><body>{body}</body></html>"));
        let told = |a: WebArticle| (a.title, a.date.map(|day| day.to_string()).unwrap_or_default(), a.source);
        articles(&Outline::new(&page)).into_iter().map(told).collect()
    }

    fn row(title: &str, day: &str, source: &str) -> (String, String, String) {
        (title.to_owned(), day.to_owned(), source.to_owned())
    }

    fn text() -> String {
        format!("<p>{TEXT}</p>").repeat(4)
    }

    #[test]
    fn databases_name_the_headline_by_its_class() {
        let article = |title: &str, day: &str| {
            format!(
                "<div class='article zh'><div><span class=zhHeadline>{title}</span></div><div>何晓岚</div><div>834 字</div><div>{day}</div>\
                 <div>兰河日报</div><div>LANHE</div>{}<p>文件 LANHE01</p></div><hr>",
                text()
            )
        };
        let page =
            [article("社区食堂昨天开门", "2024 年 3 月 5 日"), article("早市搬进新大棚", "2024 年 3 月 6 日")].concat();
        let expected =
            [row("社区食堂昨天开门", "2024-03-05", "兰河日报"), row("早市搬进新大棚", "2024-03-06", "兰河日报")];
        assert_eq!(read(&page), expected);
    }

    #[test]
    fn the_day_on_which_somebody_kept_an_article_is_not_its_own() {
        let article = |title: &str, day: &str| {
            format!(
                "<li class='item'><h2>{title}</h2><table><tr><th>添加日期</th><td>2024/10/8</td></tr><tr><th>日期</th><td>{day}</td></tr></table>\
                 <h3>笔记：</h3><ul><li>{}</li></ul></li>",
                text()
            )
        };
        let list = |second: &str| {
            format!("<ul>{}{}</ul>", article("社区食堂昨天开门", "2024-03-05"), article("早市搬进新大棚", second))
        };
        let expected = [row("社区食堂昨天开门", "2024-03-05", ""), row("早市搬进新大棚", "2024-03-06", "")];
        assert_eq!(read(&list("2024-03-06")), expected);
        assert!(read(&list("无")).is_empty());
    }

    #[test]
    fn lists_of_beginnings_hold_no_articles() {
        let post = |title: &str, end: &str| {
            format!(
                "<div class=post><h2><a href=/1>{title}</a></h2><div>发表于 <a href=#>2024年3月5日</a></div><div>{}</div>{end}</div>",
                text()
            )
        };
        let page = |end: &str| [post("社区食堂昨天开门", end), post("早市搬进新大棚", end)].concat();
        assert_eq!(read(&page("<div>标签：<a href=#>民生</a></div>")).len(), 2);
        assert!(read(&page("<p><a href=/1>阅读全文</a></p>")).is_empty());
        assert!(read(&page(&format!("<p>{TEXT}……</p>"))).is_empty());
    }
}
