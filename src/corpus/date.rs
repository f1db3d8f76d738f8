//! Calendar dates: partial dates, dates in file names, and dates in Chinese text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::corpus::numerals::{below_hundred, digit, digit_by_digit};
use crate::error::Error;
use crate::text::normalise;
use crate::text::pattern;

/// A date whose month or day may be unknown: `2011`, `2011-03`, `2011-03-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub fn month(&self) -> Option<i8> {
        self.month
    }

    /// The first day the date may stand for.
    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day the date may stand for.
    pub fn last_day(&self) -> Option<Date> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(self.year, month, day).ok(),
            (Some(month), None) => Date::new(self.year, month, 1).ok().map(Date::last_of_month),
            _ => Date::new(self.year, 12, 31).ok(),
        }
    }

    /// The whole date, if every part is known.
    pub fn full(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl FromStr for PartialDate {
    type Err = Error;

    /// Reads `2011`, `2011-03`, `2011-03-24`, the same with `/` or `.`, `20110324`, `2011年3月24日`; a time of day after
    /// the date is ignored.
    fn from_str(text: &str) -> Result<Self, Error> {
        static FORM: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"^(\d{4})(?:(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)|(\d{2})(\d{2})|年)?(?:[T ].*)?$")
        });
        let bad = || Error::BadDate { value: text.into() };
        let found = FORM.captures(text.trim()).ok_or_else(bad)?;
        let number = |i: usize, j: usize| found.get(i).or(found.get(j)).and_then(|m| m.as_str().parse::<i8>().ok());
        let date = PartialDate { year: found[1].parse().map_err(|_| bad())?, month: number(2, 4), day: number(3, 5) };
        // A month or day that does not exist makes the whole date unusable.
        Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)).map_err(|_| bad())?;
        if date.year < 1000 {
            return Err(bad());
        }
        Ok(date)
    }
}

/// The day in the path of a file or a web page, whose parts may be spread over folders: `2025-04-27.txt`, `2025/04/27/`,
/// `202507/18/`, `2025/0718/`, `2025年7月/7月18日/`, `t20250718_123.html`, `art_2025_7_18_1.html`; of several days the last
/// one counts.
pub fn date_in_path(path: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|\D)((?:19|20)\d{2})(?:[-_.年/]?(\d{2})[-_.月/]?(\d{2})|[-_.年/](\d{1,2})[-_.月/](\d{1,2})|年\d{1,2}月/(\d{1,2})月(\d{1,2})日?|年(\d{1,2})月/(\d{1,2})日?|年?/(?:\d{1,2}月/)?(\d{1,2})月/?(\d{1,2})日?)(?:[^\d月]|$)",
        )
    });
    // Months are no day: “2023年1-9月”. Folders of years may bear a word more: “2012年剪报/9月/14日”.
    static NAMED_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2}年)[^/\d]{1,6}(/\d{1,2}月)份?/"));
    let is_open = ["以来", "至今", "以前", "前/", "后/"].iter().any(|word| path.contains(word));
    let path = if is_open { path.into() } else { NAMED_YEAR.replace_all(path, "$1$2/") };
    let (mut last, mut at) = (None, 0);
    while let Some(found) = FORM.captures_at(&path, at) {
        let part =
            |first: usize| (first..=11).step_by(2).find_map(|group| found.get(group)).map_or("", |part| part.as_str());
        last = from_digits(&found[1], part(2), part(3)).or(last);
        at = found.get(1).map_or(path.len(), |year| year.end());
    }
    last
}

/// A day from the digits of its parts, if there is such a day.
pub(super) fn from_digits(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The number of a month, 1 to 12, whose English name begins with these three letters.
pub(super) fn month_of_english_name(letters: &str) -> Option<i8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(NAMES).find(|(_, name)| letters.eq_ignore_ascii_case(name)).map(|(number, _)| number)
}

/// A text with its days in Chinese numerals (`二〇二五年四月廿六日`, `十一月三日`) rewritten in digits. A year must have all
/// four numerals. A day without a month is left as it is, because “三日” may mean three days.
fn with_digits(text: &str) -> Cow<'_, str> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:(?P<year>[一二][〇零○Ｏ一二三四五六七八九]{3})年)?",
            r"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|十[一二三四五六七八九]?|[一二三四五六七八九])日"
        ))
    });
    let follows_numeral = |at: usize| text[..at].ends_with(|c| c == '十' || digit(c).is_some_and(|value| value > 0));
    if !text.match_indices('月').any(|(at, _)| follows_numeral(at)) {
        return Cow::Borrowed(text);
    }
    DAY.replace_all(text, |found: &regex::Captures<'_>| {
        let year = found.name("year").and_then(|year| digit_by_digit(year.as_str()));
        let year = year.map(|year| format!("{year}年")).unwrap_or_default();
        let number = |name: &str| below_hundred(&found[name]).unwrap_or_default();
        format!("{year}{}月{}日", number("month"), number("day"))
    })
}

/// The first date in a text that is written with its year: `2025年4月26日`, `二〇二五年四月二十六日`.
pub fn full_date(text: &str) -> Option<Date> {
    static FULL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"));
    FULL.captures_iter(&with_digits(text))
        .find_map(|c| Date::new(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?).ok())
}

/// Words before a day that is not the day of the report.
const OTHER_TIMES: &[&str] =
    &["去年", "每年", "预计", "截至", "截至到", "截止", "截止到", "将于", "定于", "计划于", "前年", "明年"];

/// Number of characters of a text that are searched for the reported day.
const LEAD: usize = 120;

/// Days that lie more than this many days before the issue are history, not news.
const MAX_AGE: i64 = 15;

/// The day an article reports on: the first day named in its lead, resolved against the date of the issue
/// (`4月26日`, `四月二十六日`, `26日`, `昨日`, `今天`, `本月5日`, `上周日`, or with a year). `None` if the lead names no day or
/// only days that cannot be resolved; it is never a guess. Days more than 15 days before the issue are passed over as
/// history.
pub fn reported_day(text: &str, issue: Option<Date>) -> Option<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
            r"|(?P<relative>前天|前日|[昨今](?:\(\d{1,2}\)日|[天日])|昨晚|今晨|今早)",
            // “周一” may be a name, so on its own it is a day only before a time or a pause.
            r"|(?P<week>上|本|这)(?:个?星期|周)(?P<weekday>[一二三四五六日天])",
            r"|(?:星期|周)(?P<bare>[一二三四五六日天])(?:[上下]午|晚|早|中午|凌晨|[,，(（在])",
            r"|(?:^|[^\d年月至\-—～~、])(?:本月|(?P<last>上个?月))?(?P<only>\d{1,2})日(?:[^\d间内元报]|$)"
        ))
    });
    // “3月4日至10日为公示期” says what a period is for.
    static PERIOD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:至|到|—|-)(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[为是]"));
    // Twice the lead is enough, whatever becomes of its characters; articles may be long.
    let beginning =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(2 * LEAD).map_or(text, |(at, _)| &text[..at]);
    let lead: String = normalise(beginning).chars().filter(|c| !c.is_whitespace()).take(LEAD).collect();
    let lead = with_digits(&lead);
    for found in DAY.captures_iter(&lead) {
        // A day of another year, or one on which something begins or ends, is not the day of the report.
        let (before, after) = found.get(0).map_or(("", ""), |m| (&lead[..m.start()], &lead[m.end()..]));
        // Of a period the first day is the day of the report, or none.
        let start = before.trim_end_matches(['至', '到', '—', '–', '-', '~']);
        let ends_period = start.len() < before.len() && start.ends_with('日');
        let is_other = OTHER_TIMES.iter().any(|word| before.ends_with(word)) || after.starts_with('起');
        if is_other || ends_period || PERIOD.is_match(after) {
            continue;
        }
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
        let day = if let (Some(month), Some(day)) = (number("month"), number("day")) {
            match number("year") {
                Some(year) => Date::new(year, month as i8, day as i8).ok(),
                None => issue.and_then(|issue| in_latest_year(month as i8, day as i8, issue)),
            }
        } else if let Some(relative) = found.name("relative") {
            let days_ago: Span = match relative.as_str().chars().next() {
                Some('前') => 2.days(),
                Some('昨') => 1.days(),
                _ => 0.days(),
            };
            issue.and_then(|issue| issue.checked_sub(days_ago).ok())
        } else if let Some(weekday) = found.name("weekday").or(found.name("bare")) {
            let week_before = found.name("week").is_some_and(|week| week.as_str() == "上");
            issue.and_then(|issue| day_of_week(weekday.as_str(), week_before, issue))
        } else if let (Some(day), Some(_)) = (number("only"), found.name("last")) {
            let first = issue.and_then(|issue| issue.first_of_month().checked_sub(1.months()).ok());
            first.and_then(|first| Date::new(first.year(), first.month(), day as i8).ok())
        } else if let Some(day) = number("only") {
            issue.and_then(|issue| latest_day(day as i8, issue))
        } else {
            None
        };
        let oldest = issue.and_then(|issue| issue.checked_sub(MAX_AGE.days()).ok());
        // What lies after the issue is a plan or a deadline.
        let is_news = |day: Date| oldest.is_none_or(|oldest| day >= oldest) && issue.is_none_or(|issue| day <= issue);
        if day.is_some_and(is_news) {
            return day;
        }
    }
    None
}

/// A weekday in the week before that of the issue, or else its last occurrence up to the issue. Weeks begin on Monday.
fn day_of_week(weekday: &str, week_before: bool, issue: Date) -> Option<Date> {
    let offset = ["一", "二", "三", "四", "五", "六"].iter().position(|day| *day == weekday).unwrap_or(6) as i64;
    let today = i64::from(issue.weekday().to_monday_zero_offset());
    let back = if week_before { today + 7 - offset } else { (today - offset).rem_euclid(7) };
    issue.checked_sub(back.days()).ok()
}

/// The date with this month and day in the year of the issue or the year before, whichever is the last one not after
/// the issue: papers report what has happened.
pub(super) fn in_latest_year(month: i8, day: i8, issue: Date) -> Option<Date> {
    [issue.year(), issue.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date <= issue)
}

/// The last date up to the issue that is this day of a month.
fn latest_day(day: i8, issue: Date) -> Option<Date> {
    (0..=2)
        .filter_map(|back| issue.first_of_month().checked_sub(back.months()).ok())
        .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
        .find(|date| *date <= issue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weekdays_are_resolved_against_the_issue() {
        // A Wednesday.
        let issue = Some(date(2024, 6, 19));
        for (text, day) in [
            ("上周日在罗田县举行", Some(date(2024, 6, 16))),
            ("本周一开工的工程", Some(date(2024, 6, 17))),
            ("星期五上午，市民排起长队", Some(date(2024, 6, 14))),
            ("周三，全市会议召开", Some(date(2024, 6, 19))),
            ("周一鸣是一名程序员", None),
            ("上周末，公路通车", None),
        ] {
            assert_eq!(reported_day(text, issue), day, "{text}");
        }
    }

    #[test]
    fn days_of_the_month_before_and_periods() {
        let issue = Some(date(2024, 3, 4));
        for (text, day) in [
            ("上月28日，市交通局召开发布会", Some(date(2024, 2, 28))),
            ("记者获悉，上个月29日大桥合龙", Some(date(2024, 2, 29))),
            ("上月31日，公园开放", None),
            ("本月3日，公园开放", Some(date(2024, 3, 3))),
            ("3月4日至10日为公示期", None),
            ("3月2日至3日，运动会举行", Some(date(2024, 3, 2))),
            ("1月1日至2月29日，全市空气质量改善", None),
            ("2024年3月1日-2024年3月31日为宣传月", None),
            ("截止到2024年3月1日24时，完成报名", None),
            ("记者昨（3）日获悉", Some(date(2024, 3, 3))),
        ] {
            assert_eq!(reported_day(text, issue), day, "{text}");
        }
    }

    #[test]
    fn partial_dates_keep_what_is_known() {
        for (text, shown) in [
            ("2011", "2011"),
            ("2011-03", "2011-03"),
            ("2011/3/4", "2011-03-04"),
            ("20110304", "2011-03-04"),
            ("2011年3月4日", "2011-03-04"),
            ("2011-03-04T08:00:00Z", "2011-03-04"),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), shown, "{text}");
        }
        for bad in ["", "next week", "2011-13", "2011-02-30", "11-3-4"] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_found_in_paths() {
        let named_year = date_in_path("2012年剪报/9月/14日 星期五/兰河导刊-4版.txt");
        assert_eq!(named_year, Some(jiff::civil::date(2012, 9, 14)));
        assert_eq!(date_in_path("papers/lanhe-2024-03-05-p1.txt"), Some(date(2024, 3, 5)));
        assert_eq!(date_in_path("2024/03/05/p1.txt"), Some(date(2024, 3, 5)));
        assert_eq!(date_in_path("贵阳日报20250427第1版.txt"), Some(date(2025, 4, 27)));
        assert_eq!(date_in_path("old-2023-01-01/2025年4月27日.txt"), Some(date(2025, 4, 27)));
        for name in ["2024-11-21-01", "2024年11月21日", "2024.11.21", "2024_11_21", "20241121", "x/2024/11/21/p1"] {
            assert_eq!(date_in_path(&format!("{name}.txt")), Some(date(2024, 11, 21)), "{name}");
        }
        for path in [
            "pc/content/202507/18/content_1.html",
            "html/2025-07/18/nw.D110000lhrb_20250718_1-02.htm",
            "20250718/content_1.htm",
            "2025/0718/c1003-1.html",
            "2025/07/18/1.html",
            "t20250718_123.html",
            "2025-7-18/1.html",
            "art_2025_7_18_1.html",
            "2025年7月/7月18日/1.txt",
            "2025年7月/18日/1.txt",
            "2025年/7月18日/1.txt",
            "2025年/7月/18日/1.txt",
            "2025/7月/7月18日/1.txt",
        ] {
            assert_eq!(date_in_path(path), Some(date(2025, 7, 18)), "{path}");
        }
        assert_eq!(date_in_path("content_30169468.html"), None);
        assert_eq!(date_in_path("a/20259999/1.html"), None);
        assert_eq!(date_in_path("page-12.txt"), None);
        assert_eq!(date_in_path("20259999.txt"), None);
    }

    #[test]
    fn days_are_resolved_against_the_issue() {
        let issue = Some(date(2025, 1, 2));
        assert_eq!(reported_day("本报讯 12月31日，全市信访工作会议召开", issue), Some(date(2024, 12, 31)));
        assert_eq!(reported_day("昨日，记者从市住建局获悉", issue), Some(date(2025, 1, 1)));
        assert_eq!(reported_day("30日，在全省两会上", issue), Some(date(2024, 12, 30)));
        assert_eq!(reported_day("2024年6月5日，条例公布", None), Some(date(2024, 6, 5)));
        assert_eq!(reported_day("12月31日，会议召开", None), None);
        assert_eq!(reported_day("1978年11月17日建校，", issue), None);
        assert_eq!(reported_day("去年12月31日开工，预计1月1日完工", issue), None);
        assert_eq!(reported_day("１月１日，记者获悉", issue), Some(date(2025, 1, 1)));
        assert_eq!(reported_day("近日，记者获悉，30日内办结", issue), None);
        assert_eq!(reported_day("十二月三十一日，全市信访工作会议召开", issue), Some(date(2024, 12, 31)));
        assert_eq!(reported_day("二〇二四年十二月廿六日，条例公布", issue), Some(date(2024, 12, 26)));
        assert_eq!(reported_day("会期三日，一月后再议", issue), None);
    }

    #[test]
    fn dates_in_chinese_numerals_are_read() {
        for (text, day) in [
            ("兰河日报 二〇二五年四月二十六日 星期六", date(2025, 4, 26)),
            ("一九七八年十二月十八日", date(1978, 12, 18)),
            ("二○一○年十月十日", date(2010, 10, 10)),
            ("二零二五年一月卅一日", date(2025, 1, 31)),
            ("二〇二五年二月二日", date(2025, 2, 2)),
            ("二〇二五年三月三十日", date(2025, 3, 30)),
        ] {
            assert_eq!(full_date(text), Some(day), "{text}");
        }
        assert_eq!(full_date("二〇二五年"), None);
    }
}
