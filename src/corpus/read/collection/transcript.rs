//! Transcripts of a day's programme in Markdown: each item under a heading of its own.

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::page::{Furniture, Item, Page, PageContext, assemble};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{HeadLine, Strength};
use crate::corpus::publication::issue_line::{self, day_of_issue};
use crate::corpus::read::collection::article_of_parts;
use crate::corpus::read::collection::collection_words::names_collection;
use crate::corpus::read::collection::transcript_lines::{
    MIN_HEADLINE, MIN_TEXT, day_of_paper, is_of_crawler, lines_of, names_contents, pieces, take_head,
    take_papers_of_headlines, take_source,
};
use crate::corpus::read::labelled;
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::markup::markdown::{LEVELS, heading, plain};
use crate::corpus::read::one_article::{FrontMatter, part_front_matter, part_text};
use crate::corpus::read::parts::{ArticleParts, page_of};
use crate::corpus::read::table::without_markup;
use crate::corpus::{PartialDate, Sources};
use crate::error::{Error, Result};

/// Whether a text without a name for it is a transcript: at least two headings, the first line with something on it
/// being one, or at least as many as a tenth of the lines.
pub(in crate::corpus::read) fn is_one(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let first = lines.peek().is_some_and(|line| heading(line).is_some());
    let (mut headings, mut all) = (0, 0);
    for line in lines {
        all += 1;
        headings += usize::from(heading(line).is_some());
    }
    headings >= 2 && (first || 10 * headings >= all)
}

/// The articles of a text in Markdown that collects them below headings or lines in bold; none where it does not. Fields above
/// the text may tell the day and the programme.
pub(in crate::corpus::read) fn collection(
    text: &str,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Option<Result<Page>> {
    let (fields, text) = part_front_matter(text);
    let FrontMatter { source, date, title, .. } = fields;
    if !is_collection(text, &title) {
        return None;
    }
    // The title may name the day in digits alone: “《新闻联播》 20251226”.
    let first = || text.lines().find_map(|line| heading(line.trim())).map(|(_, title)| half_width(title));
    let titled = || first().and_then(|title| find_date(&title)).map(|found| found.date);
    let date = date.or_else(titled);
    let paper = first().and_then(|title| issue_line::parse(&title)).map(|line| line.credit.source);
    // The word for a digest is no paper: “早报｜2024年3月5日”.
    let paper = paper.filter(|paper| letter_count(paper) >= MIN_PAPER).unwrap_or_default();
    let source = if source.is_empty() { paper } else { source };
    let source = context.source.or(Some(source.as_str()).filter(|source| !source.is_empty()));
    Some(read(text, &PageContext { date: context.date.or(date), source, ..*context }, sources))
}

/// Whether a text in Markdown collects articles below headings or lines in bold: its title or its first heading names a
/// programme or a digest. Other texts with headings are articles of several parts.
fn is_collection(text: &str, title: &str) -> bool {
    let lines = lines_of(text);
    let Some((level, items)) = item_level(&lines) else { return false };
    // Fields may stand above the title: “- 时间：20240305”.
    let fields = lines.iter().take_while(|line| line.starts_with("- ") && labelled::field(line).is_some()).count();
    // An article has its beginning between its title and its first subheading.
    let above = lines.iter().skip(fields + 1).take_while(|line| heading(line).is_none());
    let is_lead = |line: &String| {
        let begins_otherwise =
            line.starts_with(['-', '>', '本', '*']) || line.starts_with(|c: char| c.is_ascii_digit());
        heading(line).is_none() && line.ends_with('。') && !begins_otherwise
    };
    let has_lead = above.into_iter().any(is_lead);
    let first = lines.get(fields).and_then(|line| heading(line));
    let names = names_collection(title) || first.is_some_and(|(_, title)| names_collection(title));
    // The pages of an issue stand above the headlines of their articles; crawlers set the same names above the parts of each.
    let headings = || lines.iter().filter_map(|line| heading(line));
    let titles: Vec<&str> = headings().filter(|(own, _)| *own == level).map(|(_, title)| title).collect();
    let are_headlines = titles.iter().enumerate().all(|(at, title)| !titles[..at].contains(title));
    let names_issue = first.is_some_and(|(_, title)| day_of_issue(title).is_some() || find_date(title).is_some());
    let has_pages = names_issue
        && are_headlines
        && headings().any(|(own, title)| own < level && labelled::page_mark(title).is_some());
    (names || has_pages) && items >= 2 && !has_lead
}

/// The name of a paper has at least this many letters.
const MIN_PAPER: usize = 4;

/// The deepest level of headings that stands at least twice, else the deepest there is, and the number of its headings. Headings
/// that name a page stand above items, whatever their level, unless there are no others.
fn item_level(lines: &[String]) -> Option<(usize, usize)> {
    let headings = || lines.iter().filter_map(|line| heading(line));
    let are_pages = headings().skip(1).all(|(_, title)| labelled::page_mark(title).is_some());
    let mut counts = [0; LEVELS + 1];
    headings()
        .filter(|(_, title)| are_pages || labelled::page_mark(title).is_none())
        .for_each(|(level, _)| counts[level] += 1);
    let deepest = |least: usize| (1..=LEVELS).rev().find(|&level| counts[level] >= least);
    deepest(2).or(deepest(1)).map(|level| (level, counts[level]))
}

/// Reads a transcript. Items begin at the headings of the deepest level that stands at least twice (else of the deepest
/// there is); headings above name the programme and the day.
///
/// # Errors
/// [`Error::EmptyFile`] where there is nothing but white space.
pub(in crate::corpus::read) fn read(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let lines = lines_of(text);
    if lines.is_empty() {
        return Err(Error::EmptyFile { file: context.file.into() });
    }
    if let Some(article) = article_of_parts::headed(&lines) {
        return Ok(page_of(vec![article], Vec::new(), context, sources));
    }
    let level = item_level(&lines).map_or(LEVELS, |(level, _)| level);
    let (mut items, mut furniture) = parted(&lines, level);
    if items.is_empty() {
        let paragraphs = std::mem::take(&mut furniture).into_iter().map(|outside| outside.text).collect();
        items.push(Item { paragraphs, ..Item::default() });
    }
    // An item may end with its editor.
    for item in &mut items {
        let text = item.paragraphs.join("\n");
        let text = part_text(&text).text;
        item.paragraphs = text.lines().map(str::to_owned).collect();
    }
    // A digest names the paper below each item, often with a link to the original.
    items.iter_mut().for_each(take_source);
    // The items of a digest bear the day and the paper that they are from below their headings.
    let mut heads: Vec<HeadLine> = items.iter_mut().map(take_head).collect();
    // The bare day below one of many headlines may be that of a speech; the line above all articles tells that of the paper.
    let issue = day_of_paper(&furniture);
    items.iter_mut().for_each(|item| item.day = item.day.or(issue));
    let have_days = 2 * heads.iter().filter(|head| head.date.is_some()).count() > heads.len();
    let is_sure = |head: &HeadLine| have_days || head.strength() > Strength::Weak || !head.source.is_empty();
    let are_sure: Vec<bool> = heads.iter().map(is_sure).collect();
    take_papers_of_headlines(&mut items, &mut heads);
    if heads.iter().all(|head| *head == HeadLine::default()) {
        return Ok(assemble(items, furniture, context, sources));
    }
    let with_head = |((item, head), is_sure): ((Item, HeadLine), bool)| {
        let HeadLine { source, date, byline, page, .. } = head;
        let printed = item.published.map(|(_, credit)| credit.source).filter(|_| source.is_empty());
        let date = if is_sure { date.or(item.day) } else { item.day.or(date) };
        let date = date.map(PartialDate::from);
        ArticleParts {
            title: item.title,
            paragraphs: item.paragraphs,
            source: printed.unwrap_or(source),
            date,
            byline,
            page: item.page.filter(|_| page.is_empty()).unwrap_or(page),
            ..Default::default()
        }
    };
    let articles = items.into_iter().zip(heads).zip(are_sure).map(with_head).collect();
    Ok(page_of(articles, furniture, context, sources))
}

/// The items that begin at the headings of a level, and what stands outside them.
fn parted(lines: &[String], level: usize) -> (Vec<Item>, Vec<Furniture>) {
    let is_item_heading =
        |line: &String| heading(line).is_some_and(|(own, title)| own == level && labelled::page_mark(title).is_none());
    let has_items = lines.iter().any(is_item_heading);
    // A programme may have items of two levels: the briefs stand one below the others.
    let is_text = |line: &String| heading(line).is_none() && ends_sentence(line) && letter_count(line) >= MIN_TEXT;
    // The names of sections are short: 国内, 国际新闻.
    let is_long = |line: &String| heading(line).is_some_and(|(_, title)| letter_count(title) >= MIN_HEADLINE);
    let is_item_above = |at: usize| at > 0 && is_long(&lines[at]) && lines.get(at + 1).is_some_and(is_text);
    let mut in_contents = false;
    let mut page: Option<String> = None;
    // Headings that are days stand above the articles of each: “## 2024-03-05”. A single one is the day of the collection.
    let day_of =
        |line: &String| heading(line).filter(|(own, _)| *own < level).and_then(|(_, title)| day_of_issue(title));
    let has_days = lines.iter().filter_map(day_of).nth(1).is_some();
    let mut day = None;

    let mut furniture = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((_, title)) = heading(line) {
            in_contents = names_contents(title);
            day = day_of(line).filter(|_| has_days).or(day);
        }
        match heading(line) {
            _ if in_contents => furniture.push(Furniture::of(plain(line))),
            Some((_, title)) if has_items && labelled::page_mark(title).is_some() => {
                page = labelled::page_mark(title);
                furniture.push(Furniture::heading(plain(title)));
            }
            Some((found, title)) if found == level || found < level && is_item_above(at) => {
                let title = without_item_number(&plain(title)).to_owned();
                items.push(Item { title, page: page.clone(), day, ..Item::default() });
            }
            // A heading above tells where the items below stand.
            Some((found, title)) if found < level => {
                page = labelled::page_mark(title).or(page);
                furniture.push(Furniture::heading(plain(title)));
            }
            deeper => {
                for piece in pieces(deeper.map_or(line, |(_, title)| title)) {
                    let paragraph = plain(piece);
                    let paragraph = without_markup(&paragraph);
                    match items.last_mut() {
                        _ if paragraph.is_empty() || is_of_crawler(&paragraph) => {}
                        Some(item) => item.paragraphs.extend(paragraph.lines().map(str::to_owned)),
                        None => furniture.push(Furniture::heading(paragraph)),
                    }
                }
            }
        }
    }
    (items, furniture)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAMME: &str = "# 兰河新闻联播 2024年3月5日\n\n## 今日要闻\n\n### 全市信访工作会议召开\n\n本台消息，**3月5日**，会议要求化解积案。\n\n\
        参加会议的有[各区县](http://x.invalid/a)负责人。\n\n---\n\n### 三个项目签约\n\n昨天，招商推介会举行。\n";

    #[test]
    fn items_stand_under_their_headings() {
        assert!(is_one(PROGRAMME));
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = read(PROGRAMME, &context, &Sources::default()).unwrap();
        let seen: Vec<_> =
            page.articles.iter().map(|a| (a.title.as_str(), a.event_date.unwrap().to_string())).collect();
        assert_eq!(seen, [("全市信访工作会议召开", "2024-03-05".into()), ("三个项目签约", "2024-03-04".to_string())]);
        assert!(page.articles.iter().all(|a| a.date.unwrap().to_string() == "2024-03-05"));
        assert_eq!(page.articles[0].text, "本台消息，3月5日，会议要求化解积案。\n参加会议的有各区县负责人。");
    }

    #[test]
    fn lines_of_a_crawler_are_no_text() {
        let item = |title: &str, above: &str| {
            format!("### {title}\n\n{above}\n\n三家社区食堂开门，老人凭证优惠。\n\n[返回目录](#目录)\n\n")
        };
        let first = item("社区食堂开门", "*作者：何晓岚* | [原文链接](http://a.example/1)");
        let second = item("早市搬进大棚", "**作者：**方舟\n\n**链接：**[原文](http://a.example/2)");
        let text = format!("# 兰河日报 2025年4月27日\n\n## 01版 要闻\n\n{first}## 02版 民生\n\n{second}");
        let context = PageContext { file: "a.md", ..Default::default() };
        let expected = [("1", "何晓岚"), ("2", "方舟")];
        // Marks of pages may be headings of any level.
        for text in [text.replace("\n## 0", "\n#### 0"), text] {
            let page = read(&text, &context, &Sources::default()).unwrap();
            let seen: Vec<_> = page.articles.iter().map(|a| (a.page.as_str(), a.byline.as_str())).collect();
            assert_eq!(seen, expected);
            assert!(page.articles.iter().all(|article| article.text == "三家社区食堂开门，老人凭证优惠。"));
        }
    }

    #[test]
    fn items_of_a_digest_name_their_own_papers() {
        let digest = "# 2024年3月6日剪报\n\n## 三个项目签约\n来源：兰河日报 2024-03-05\n\n招商推介会举行。\n\n## 公园开放\n来源：青川日报\n\n市民常来。\n";
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = read(digest, &context, &Sources::default()).unwrap();
        let seen: Vec<_> = page.articles.iter().map(|a| (a.source.as_str(), a.text.as_str())).collect();
        assert_eq!(seen, [("兰河日报", "招商推介会举行。"), ("青川日报", "市民常来。")]);
        assert_eq!(page.articles[0].date.unwrap().to_string(), "2024-03-05");
    }

    #[test]
    fn headings_above_items_may_be_their_days() {
        let text = "# 剪报笔记\n\n## 2024-03-05\n\n### 三个项目签约（兰河日报）\n\n招商推介会举行。\n\n### 公园开放（兰河晚报）\n\n市民常来。\n\n## 2024-03-06\n\n### 老街换上新灯（兰河日报）\n\n街坊常来。\n";
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = read(text, &context, &Sources::default()).unwrap();
        let told = page.articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.date.unwrap().to_string()));
        let day = |number: usize| format!("2024-03-0{number}");
        let expected = [
            ("三个项目签约", "兰河日报", day(5)),
            ("公园开放", "兰河晚报", day(5)),
            ("老街换上新灯", "兰河日报", day(6)),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn fields_above_a_collection_tell_its_day() {
        let text = "---\ntitle: \"兰河新闻联播文字稿（2024年3月5日）\"\ndate: 2024-03-05\n---\n\n# 兰河新闻联播 · 2024年3月5日\n\n## 三个项目签约\n\n招商推介会举行。\n\n责编：金禾\n\n## 公园开放\n\n市民常来。\n";
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = collection(text, &context, &Sources::default()).unwrap().unwrap();
        let seen: Vec<_> = page.articles.iter().map(|a| (a.title.as_str(), a.text.as_str())).collect();
        assert_eq!(seen, [("三个项目签约", "招商推介会举行。"), ("公园开放", "市民常来。")]);
        assert!(page.articles.iter().all(|article| article.date.unwrap().to_string() == "2024-03-05"));
        assert!(collection("---\ntitle: 老街换新颜\n---\n\n老街修好了。\n", &context, &Sources::default()).is_none());
    }

    #[test]
    fn a_programme_may_have_items_of_two_levels() {
        let text = "# 《兰河新闻联播》 20240305 19:00\n\n## 新闻大纲\n1. 三个项目签约\n2. 快讯\n\n## 详细新闻内容\n\n### 三个项目签约\n\
            招商推介会昨天下午在会展中心举行，三个项目现场签约。\n\n### 快讯\n#### 公园开放\n市民常来。\n#### 大桥合龙\n两岸相通。\n";
        let context = PageContext { file: "a.txt", ..Default::default() };
        for text in [text.to_owned(), format!("- 时间：20240305\n\n{text}")] {
            let page = collection(&text, &context, &Sources::default()).unwrap().unwrap();
            let titles: Vec<&str> = page.articles.iter().map(|article| article.title.as_str()).collect();
            assert_eq!(titles, ["三个项目签约", "公园开放", "大桥合龙"]);
            assert!(page.articles.iter().all(|article| article.date.unwrap().to_string() == "2024-03-05"));
        }
    }

    #[test]
    fn the_text_below_the_only_headline_is_its_article() {
        let text = "# 河畔新增三处便民公园\n\n本报记者 方舟\n\n昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里。\n\n## 孩子们最高兴\n\n\
            “这里离学校近。”一位家长说，放学以后孩子们都来这里玩。\n";
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = read(text, &context, &Sources::default()).unwrap();
        let seen: Vec<_> = page.articles.iter().map(|a| (a.title.as_str(), a.text.lines().count())).collect();
        assert_eq!(seen, [("河畔新增三处便民公园", 4)]);
        // Digests and issues are no articles.
        for title in
            ["兰河日报 2024年3月5日 第02版", "2024年3月5日 周二", "兰河早知道丨三月五日", "一周民生速览（三月第一周）"]
        {
            let digest = text.replace("河畔新增三处便民公园\n\n本报记者", &format!("{title}\n\n本报记者"));
            let page = read(&digest, &context, &Sources::default()).unwrap();
            assert_eq!(page.articles[0].title, "孩子们最高兴", "{title}");
        }
        // Where the parts are reports, the text above introduces them.
        let reports = text.replace("“这里离", "本报兰河3月5日讯 “这里离");
        let page = read(&reports, &context, &Sources::default()).unwrap();
        assert_eq!(page.articles[0].title, "孩子们最高兴");
    }

    #[test]
    fn a_text_without_headings_is_one_item() {
        let context = PageContext { file: "a.md", ..Default::default() };
        let page = read("会议召开。\n要求落实。", &context, &Sources::default()).unwrap();
        assert_eq!(page.articles[0].text, "会议召开。\n要求落实。");
        assert!(!is_one("#话题# 会议召开。\n要求落实。\n三项议程完成。"));
        assert!(read(" \n", &context, &Sources::default()).is_err());
    }
}
