//! Files in which a crawler wrote many articles one below the other, each with its fields on lines of their own:
//! between rules (`=====`), below headings in Markdown, or with `标题：` at the beginning of each.

use crate::corpus::measure::half_width;
use crate::corpus::page::{Furniture, is_number_of_article};
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::item_number::without_item_number;
use crate::corpus::read::labelled::field::{field, fields, page_mark, parts as name_and_value, set_field};
use crate::corpus::read::labelled::names::Field;
use crate::corpus::read::markdown::{heading, plain};
use crate::corpus::read::one_article::take_foot;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::text_lines::{Collected, TextLines};

/// Headings of a crawler's sections that hold no text.
const OTHER_SECTIONS: &[&str] = &["图片链接", "图片", "相关图片", "附件", "相关链接", "原文链接"];

/// The articles of records, and what stands above the first; none where the text is no such file.
pub(in crate::corpus::read) fn records(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.all.as_slice();
    let begins = record_starts(lines);
    let first = *begins.first()?;
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let mut records: Vec<ArticleParts> =
        begins.iter().zip(ends).filter_map(|(&begin, end)| record(without_number(lines.get(begin..end)?))).collect();
    if records.len() < 2 || 2 * records.len() < begins.len() {
        return None;
    }
    let above = lines.iter().take(first).map(|line| line.trim_start_matches('#').trim());
    let above = above.filter(|line| !line.is_empty()).map(Furniture::heading);
    let below: Vec<Furniture> = records.iter_mut().flat_map(|record| std::mem::take(&mut record.furniture)).collect();
    Some((records, above.chain(below).collect()))
}

/// The lines at which records begin, by the first of the four forms that shows at least two.
fn record_starts(lines: &[&str]) -> Vec<usize> {
    // Rules part the records, or end them: the first may stand at the top without a rule above it.
    let found: Vec<Option<(Field, &str)>> = lines.iter().map(|line| field(line)).collect();
    let top = lines.iter().position(|line| !line.trim().is_empty());
    let is_top = |at: &usize| top == Some(*at) && found[*at].is_some() && has_fields(lines, *at);
    let after_rules = |at: &usize| is_rule(lines[*at]) && has_fields(lines, at + 1) || is_top(at);
    let headings = |at: &usize| {
        let names_article = |(level, text): (usize, &str)| level <= 4 && !OTHER_SECTIONS.contains(&text);
        heading(lines[*at]).is_some_and(names_article) && has_fields(lines, at + 1)
    };
    let titles = |at: &usize| found[*at].is_some_and(|(field, value)| field == Field::Title && !value.is_empty());
    let numbered = |at: &usize| {
        let line = lines[*at].trim();
        without_item_number(line) != line && found[*at].is_none() && tells_publication(lines, at + 1)
    };
    let by_form = |form: &dyn Fn(&usize) -> bool| (0..lines.len()).filter(form).collect::<Vec<usize>>();
    let by_titles = with_fields_above(&by_form(&titles), &found);
    let by_rules = without_inner_rules(by_form(&after_rules), lines);
    // Where rules stand between the records only, the first stands above them.
    let is_between = by_titles.first() < by_rules.first() && by_rules.len() + 1 == by_titles.len();
    let by_rules = if is_between { Vec::new() } else { by_rules };
    let mut by_headings = by_form(&headings);
    // A heading above the others names the collection.
    let level = |at: usize| heading(lines[at]).map_or(0, |(level, _)| level);
    if let [first, others @ ..] = by_headings.as_slice()
        && others.len() >= 2
        && others.iter().all(|&other| level(other) > level(*first))
    {
        by_headings.remove(0);
    }
    [by_rules, by_headings, by_titles, by_form(&numbered)]
        .into_iter()
        .find(|starts| starts.len() >= 2)
        .unwrap_or_default()
}

/// The rules at which records begin, without those that stand below another rule and the name of the page at the top of a record.
fn without_inner_rules(rules: Vec<usize>, lines: &[&str]) -> Vec<usize> {
    let is_above_fields = |line: &&str| line.trim().is_empty() || is_rule(line) || page_mark(line).is_some();
    let mut outer: Vec<usize> = Vec::with_capacity(rules.len());
    for at in rules {
        let is_inner = |&above: &usize| lines[above..at].iter().all(is_above_fields);
        if !outer.last().is_some_and(is_inner) {
            outer.push(at);
        }
    }
    outer
}

/// The lines at which records begin whose headlines stand on these lines: other fields may stand above a headline. Where records
/// follow each other without a line between them, the fields above the first show which of them are the next one's.
fn with_fields_above(titles: &[usize], found: &[Option<(Field, &str)>]) -> Vec<usize> {
    let is_field = |at: usize| found[at].is_some_and(|(kind, _)| kind != Field::Text);
    let mut above_first = None;
    let mut from = 0;
    let begin = |&title: &usize| {
        let above = (from..title).rev().take_while(|&at| is_field(at)).count();
        let is_closed = from > 0 && above == title - from;
        from = title + 1;
        let above_first = *above_first.get_or_insert(above);
        title - if is_closed { above.min(above_first) } else { above }
    };
    titles.iter().map(begin).collect()
}

/// The lines of a record without the number of the next one below them: “第2/3篇”.
fn without_number<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let is_around = |line: &&str| line.trim().is_empty() || is_number_of_article(line);
    let end = lines.iter().rposition(|line| !is_around(line)).map_or(0, |last| last + 1);
    &lines[..end]
}

/// Names of the numbers by which databases know their articles.
const NUMBERS: [&str; 3] = ["馆藏号", "文章编号", "文献编号"];
/// At most this many lines may stand between the beginning of a record and its first fields.
const MAX_LINES_TO_FIELDS: usize = 6;

/// Whether at least two lines with fields follow soon.
fn has_fields(lines: &[&str], from: usize) -> bool {
    let written = lines.iter().skip(from).map(|line| line.trim()).filter(|line| !line.is_empty());
    // What stands below the next heading is not this record's.
    let written = written.take_while(|line| heading(line).is_none());
    written.take(MAX_LINES_TO_FIELDS).map(|line| fields(line).len()).sum::<usize>() >= 2
}

/// Whether the next two lines tell both where and when an article was published: the hours of an office and its address do not.
fn tells_publication(lines: &[&str], from: usize) -> bool {
    let written = lines.iter().skip(from).filter(|line| !line.trim().is_empty()).take(2);
    let found: Vec<(Field, &str)> = written.flat_map(|line| fields(line)).collect();
    let is_day = |value: &str| find_date(&half_width(value)).is_some_and(|day| day.start == 0);
    found.iter().any(|(field, value)| *field == Field::Source && !value.is_empty())
        && found.iter().any(|(field, value)| *field == Field::Date && is_day(value))
}

/// Whether a line is drawn: at least eight equal signs, dashes or stars.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 8 && ['=', '-', '*', '#', '~', '_'].iter().any(|&mark| line.chars().all(|c| c == mark))
}

/// Whether a line holds the number of a record in brackets and nothing else: “【2】”.
fn is_number_of_record(line: &str) -> bool {
    let inner = line.strip_prefix('【').and_then(|line| line.strip_suffix('】'));
    inner.is_some_and(|inner| inner.chars().count() <= 3 && inner.chars().all(|c| c.is_ascii_digit()))
}

/// Takes what a database adds below the text off its end, and returns it: its numbers, and notices of rights.
fn take_end(paragraphs: &mut Vec<String>) -> Vec<String> {
    let is_number = |line: &mut String| {
        is_number_of_record(line) || name_and_value(line).is_some_and(|(name, _)| NUMBERS.contains(&name.trim()))
    };
    let foot = take_foot(paragraphs);
    let mut taken = Vec::new();
    while paragraphs.len() > 1
        && let Some(line) = paragraphs.pop_if(is_number)
    {
        taken.push(line);
    }
    taken.reverse();
    taken.extend(foot);
    taken
}

/// One record; none where it has no headline or no text.
pub(super) fn record(lines: &[&str]) -> Option<ArticleParts> {
    let mut parts = ArticleParts::default();
    let (mut in_text, mut in_other, mut in_summary) = (false, false, false);
    let mut summary = None;
    let mut summarised: Vec<String> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if number == 0 && heading(trimmed).is_none() && without_item_number(trimmed) != trimmed {
            without_item_number(trimmed).clone_into(&mut parts.title);
            continue;
        }
        if trimmed.is_empty() || is_rule(trimmed) || !in_text && is_number_of_record(trimmed) {
            continue;
        }
        if let Some((_, text)) = heading(trimmed) {
            in_other = OTHER_SECTIONS.contains(&text);
            in_summary = text == "摘要";
            if parts.title.is_empty() && !in_other && !in_summary && text != "正文" {
                parts.title = without_item_number(&plain(text)).to_owned();
            }
            in_text |= text == "正文";
            continue;
        }
        if in_other {
            continue;
        }
        if in_summary {
            summarised.push(trimmed.to_owned());
            continue;
        }
        if !in_text && let Some(page) = page_mark(trimmed) {
            parts.page = page;
            continue;
        }
        let mut found = if in_text { Vec::new() } else { fields(trimmed) };
        if found.len() > 1 {
            for (kind, value) in found {
                set_field(&mut parts, kind, value);
            }
            continue;
        }
        match found.pop() {
            // A headline with its name says more than the heading above it.
            Some((Field::Title, value)) if !value.is_empty() => parts.title = value.to_owned(),
            Some((kind, value)) if set_field(&mut parts, kind, value) => {}
            Some((Field::Text, value)) => {
                in_text = true;
                parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned()));
            }
            Some((Field::Summary, value)) => summary = Some(value).filter(|value| !value.is_empty()),
            Some(_) => {}
            // The crawler's own remarks, such as a second headline, stand as quotations among the fields.
            None if !in_text && trimmed.starts_with('>') => {}
            None => {
                in_text = true;
                let is_markup =
                    trimmed.starts_with("<!--") || trimmed.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
                parts.paragraphs.extend((!is_markup).then(|| trimmed.to_owned()));
            }
        }
    }
    if parts.paragraphs.is_empty() {
        parts.paragraphs.extend(summary.map(str::to_owned));
        parts.paragraphs.extend(summarised);
    }
    parts.furniture = take_end(&mut parts.paragraphs).into_iter().map(Furniture::of).collect();
    // A list may tell headlines with their days and nothing else.
    (!parts.title.is_empty() && (!parts.paragraphs.is_empty() || parts.date.is_some())).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_between_rules_are_articles() {
        let text = "兰河日报 2025年10月20日\n\n==========\n【第01版：要闻】\n标题：社区食堂开门\n作者：何晓岚\n链接：https://a.example/1\n\n　　今天，三家社区食堂开门。\n　　老人凭证优惠。\n==========\n【第02版：要闻】\n标题：早市搬进大棚\n作者：陈一舟\n\n　　城东早市搬进大棚。\n";
        let (articles, above) = records(&TextLines::of(text)).expect("records");
        assert_eq!(articles.len(), 2);
        assert_eq!((articles[0].title.as_str(), articles[0].page.as_str()), ("社区食堂开门", "1"));
        assert_eq!(articles[0].paragraphs, ["今天，三家社区食堂开门。", "老人凭证优惠。"]);
        assert_eq!(articles[1].byline, "陈一舟");
        assert_eq!(above[0].text, "兰河日报 2025年10月20日");
    }

    #[test]
    fn the_page_may_stand_between_two_rules() {
        let record = |page: &str, title: &str| {
            format!("========\n【{page}】\n--------\n标题：{title}\n作者：何晓岚\n\n　　昨天，社区食堂开门。\n\n")
        };
        let text = format!(
            "兰河日报 2025年10月20日\n\n{}{}",
            record("第01版：要闻", "社区食堂开门"),
            record("02版 民生", "早市搬家")
        );
        let (articles, _) = records(&TextLines::of(&text)).expect("records");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.page.as_str())).collect();
        assert_eq!(seen, [("社区食堂开门", "1"), ("早市搬家", "2")]);
        assert!(articles.iter().all(|article| article.paragraphs == ["昨天，社区食堂开门。"]));
    }

    #[test]
    fn headings_with_fields_begin_articles() {
        let item = |title: &str, text: &str| {
            format!(
                "### {title}\n\n- 来源：兰河日报\n- 日期：2025-01-03\n- 版面：第02版：要闻\n\n#### 正文\n\n{text}\n\n#### 图片链接\n\n无\n\n"
            )
        };
        let text = format!(
            "# 兰河日报\n\n{}{}",
            item("社区食堂开门", "三家社区食堂开门。"),
            item("早市搬家", "早市搬进大棚。")
        );
        let (articles, _) = records(&TextLines::of(&text)).expect("records");
        assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家"]);
        assert_eq!(articles[1].paragraphs, ["早市搬进大棚。"]);
        assert_eq!((articles[1].page.as_str(), articles[1].source.as_str()), ("2", "兰河日报"));
        assert_eq!(articles[1].date.map(|d| d.to_string()).as_deref(), Some("2025-01-03"));
    }

    #[test]
    fn repeated_title_fields_begin_articles() {
        let text = "标题: 社区食堂开门\n时间: 2025/1/3\n内容: 三家社区食堂开门。\n标题: 早市搬家\n时间: 2025/1/3\n内容: 早市搬进大棚。\n";
        let (articles, _) = records(&TextLines::of(text)).expect("records");
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].paragraphs, ["三家社区食堂开门。"]);
    }

    #[test]
    fn records_may_follow_each_other_without_a_blank_line() {
        let record = |number: usize, between: &str| {
            format!(
                "标题：社区食堂开门{number}\n来源：兰河日报\n日期：2024-03-0{number}\n摘要：三家社区食堂开门。\n{between}"
            )
        };
        for between in ["", "\n"] {
            let text: String = (1..=3).map(|number| record(number, between)).collect();
            let (articles, _) = records(&TextLines::of(&text)).expect("records");
            let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.date.unwrap().to_string())).collect();
            let expected = [1, 2, 3].map(|number| (format!("社区食堂开门{number}"), format!("2024-03-0{number}")));
            assert_eq!(seen, expected.each_ref().map(|(title, day)| (title.as_str(), day.clone())));
        }
        // The number of fields above the first headline tells which are above the others.
        let text =
            "来源：兰河日报\n标题：社区食堂开门\n日期：2024-03-01\n来源：兰河晚报\n标题：早市搬家\n日期：2024-03-02\n";
        let (articles, _) = records(&TextLines::of(text)).expect("records");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
        assert_eq!(seen, [("社区食堂开门", "兰河日报"), ("早市搬家", "兰河晚报")]);
    }

    #[test]
    fn exports_of_databases_may_hold_summaries_alone() {
        let record = |title: &str, summary: &str| {
            format!(
                "SrcDatabase-来源库: 报纸\nTitle-题名: {title}\nOrgan-单位:\nSource-文献来源: 兰河日报\nSummary-摘要: {summary}\nPubTime-发表时间: 2023-03-14\n\n"
            )
        };
        let text = [record("社区食堂开门", "三家社区食堂开门。"), record("早市搬家", "早市搬进大棚。")].concat();
        let (articles, above) = records(&TextLines::of(&text)).expect("records");
        assert_eq!(
            articles.iter().map(|a| a.paragraphs.concat()).collect::<Vec<_>>(),
            ["三家社区食堂开门。", "早市搬进大棚。"]
        );
        assert_eq!((articles[1].source.as_str(), above.len()), ("兰河日报", 0));
    }

    #[test]
    fn rules_may_stand_between_records_only() {
        let record = |number: usize, title: &str| {
            format!(
                "【{number}】\n标题：{title}\n日期：1983.05.07\n版次：2\n作者：\n正文：\n　　三家社区食堂昨天开门，老人凭证优惠。\n馆藏号：L{number}\n--------\n"
            )
        };
        let text = [record(1, "社区食堂开门"), record(2, "早市搬家"), record(3, "渡口通车")].concat();
        let text = text + "版权声明：本库由云岭网开发，未经许可不得复制传播。\n";
        let (articles, _) = records(&TextLines::of(&text)).expect("records");
        assert_eq!(
            articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(),
            ["社区食堂开门", "早市搬家", "渡口通车"]
        );
        assert!(articles.iter().all(|a| a.paragraphs == ["三家社区食堂昨天开门，老人凭证优惠。"]), "{articles:?}");
    }

    #[test]
    fn pages_and_transcripts_are_no_merged_files() {
        assert!(
            records(&TextLines::of("全市信访工作会议召开\n　　会议要求：化解积案。\n　　时间：上午九时。\n")).is_none()
        );
        assert!(
            records(&TextLines::of("### 要闻一\n\n本台消息，会议召开。\n\n### 要闻二\n\n三个项目签约。\n")).is_none()
        );
    }
}
