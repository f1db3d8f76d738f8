//! Numbers of items before headlines, as digests, copied issues and lists have them.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// A headline without its number in a list: “1. 三个项目签约”.
pub(in crate::corpus::read) fn without_item_number(title: &str) -> &str {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:新闻|要闻|消息|资讯|报道|文章|稿件)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[:：、.．]\s*")
    });
    let named = || NAMED.find(title).filter(|number| number.end() < title.len());
    if let Some(number) = title.starts_with(['新', '要', '消', '资', '报', '文', '稿']).then(named).flatten() {
        return &title[number.end()..];
    }
    // “【1】三个项目签约”.
    if let Some((number, headline)) = title.strip_prefix('【').and_then(|title| title.split_once('】'))
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !headline.trim().is_empty()
    {
        return headline.trim_start();
    }
    if let Some(headline) = without_count(title) {
        return headline;
    }
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = title.len() - rest.len();
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let mut after = rest.chars();
    match (after.next(), after.as_str()) {
        // “5.一假期”, “3.八妇女节”, “9、十月份雨水偏多”, “3.5亿元”: days, months and numbers.
        (Some('.' | '．'), headline) if is_day_or_amount(&title[..digits], headline) => title,
        (Some('、'), headline) if headline.trim_start_matches(is_numeral).starts_with('月') => title,
        (Some('.' | '、' | '．'), headline)
            if (1..=2).contains(&digits) && !headline.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            headline.trim_start()
        }
        _ => title,
    }
}

/// A headline behind its number among all articles of a file: “[1/3] 三个项目签约”.
fn without_count(title: &str) -> Option<&str> {
    let (numbers, headline) = title.strip_prefix(['[', '【'])?.split_once([']', '】'])?;
    let (own, all) = numbers.split_once('/')?;
    let number = |digits: &str| digits.trim().parse::<u16>().ok();
    let is_count = number(own).zip(number(all)).is_some_and(|(own, all)| (1..=all).contains(&own));
    let headline = headline.trim_start();
    (is_count && !headline.is_empty()).then_some(headline)
}

/// The name of a day has at most this many characters: “12.四国家宪法日”.
const MAX_NAME: usize = 8;

/// Whether a number before a point and the numeral at the beginning of what follows are a day that has a name, as “5.一” has, or an
/// amount, as “3.五亿元”.
fn is_day_or_amount(number: &str, rest: &str) -> bool {
    // The month and the day of festivals and days of remembrance.
    const DAYS: [&str; 34] = [
        "1.二八",
        "2.一四",
        "3.一",
        "3.三",
        "3.八",
        "3.一二",
        "3.一五",
        "4.一五",
        "4.二二",
        "5.一",
        "5.四",
        "5.一二",
        "5.一九",
        "6.一",
        "6.五",
        "6.一八",
        "6.二六",
        "7.一",
        "7.七",
        "8.一",
        "8.八",
        "9.一",
        "9.三",
        "9.一〇",
        "9.一八",
        "10.一",
        "11.八",
        "11.九",
        "11.一一",
        "12.一",
        "12.二",
        "12.四",
        "12.九",
        "12.一三",
    ];
    // What is counted, in groups, or the unit of a rank: “5.一批项目开工”, “3.八部门发文”.
    const COUNTED: [char; 16] =
        ['季', '批', '年', '月', '项', '个', '条', '部', '名', '家', '届', '场', '座', '大', '位', '县'];
    let behind = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let numeral = &rest[..rest.len() - behind.len()];
    let is_festival = behind.chars().take(MAX_NAME).any(|c| matches!(c, '日' | '节' | '周'));
    let is_day = DAYS.contains(&&*format!("{number}.{numeral}")) && (is_festival || !behind.starts_with(COUNTED));
    !numeral.is_empty() && (is_day || behind.starts_with(['亿', '万']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items_are_no_part_of_headlines() {
        for title in [
            "1. 三个项目签约",
            "12、三个项目签约",
            "[1/3] 三个项目签约",
            "新闻 1：三个项目签约",
            "要闻二、三个项目签约",
        ] {
            assert_eq!(without_item_number(title), "三个项目签约", "{title}");
        }
        for (title, headline) in [
            ("1.十大工程开工", "十大工程开工"),
            ("2.一季度实现开门红", "一季度实现开门红"),
            ("5.一批项目签约", "一批项目签约"),
        ] {
            assert_eq!(without_item_number(title), headline);
        }
        for title in [
            "50、60年代的记忆",
            "2024年三个项目签约",
            "新闻发布会举行",
            "3.5亿元投向民生",
            "[3/1] 三个项目签约",
            "5.一假期景区人气旺",
            "12.四国家宪法日宣传活动启动",
            "8.八全民健身日活动举行",
            "9、十月份雨水偏多",
        ] {
            assert_eq!(without_item_number(title), title);
        }
    }
}
