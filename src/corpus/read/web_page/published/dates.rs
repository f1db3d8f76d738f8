//! Days in the texts of web pages, in digits or written so that they are made digits.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::year_last::with_year_first;
use crate::corpus::date::{from_digits, month_of_english_name};
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::web_page::text::folded;
use crate::text::pattern;

/// The longest text that is nothing but a day in parts, in bytes.
const MAX_PARTED: usize = 24;

/// The form in which a line of a page tells a day.
pub(super) fn day_form() -> &'static Regex {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日|[^\d]|$)"));
    &FORM
}

/// A text in half width in which every day is whole: systems set the year apart from month and day, with nothing between
/// them in the text (“2022” “09/16”), and the time of day likewise (“2022” “09/16” “09:15”). Others leave the century out, which only
/// the time of day or a field behind it shows: “22-09-16 09:15”. The time may touch a day as well: “2022-09-16” “09:15”.
pub(super) fn with_whole_days(text: &str) -> String {
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|[\s:])([0-3]\d)(?:-(\d{2})-|/(\d{2})/)(\d{2})\s+(\d{2}:\d{2}|来源|稿源|作者)"));
    static PARTED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|\D)((?:19|20)\d{2})\s*(\d{2})[/-](\d{2})(\D|\d{2}:\d{2}|$)"));
    static TOUCHED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|\D)((?:19|20)\d{2}[-/.]\d{2}[-/.]\d{2})([0-2]\d:[0-5]\d)"));
    let text = with_year_first(&with_common_year(folded(text))).into_owned();
    if let Some(day) = parted_day(&text) {
        return day.to_string();
    }
    if !text.contains(['/', '-', '.']) {
        return text;
    }
    let text = with_century(&TOUCHED.replace_all(&text, "$1$2 $3"));
    let text = SHORT.replace(&text, "${1}20${2}-${3}${4}-${5} ${6}");
    PARTED.replace_all(&text, "$1$2/$3/$4 $5").into_owned()
}

/// A text in half width with the century of a year of two digits behind the label of the day, where the line has the field of a source or an
/// author as well: “来源:兰河日报 日期:22.09.16”. The numbers stand in the order that the label of a Chinese page tells, the year first.
fn with_century(text: &str) -> String {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<label>(?:^|[\s|])(?:[发發]布|[发發]表|更新)?(?:日期|[时時][间間])\s*:\s*)",
            r"(?P<year>[0-3]\d)(?:\.(?P<month>\d{2})\.|-(?P<other>\d{2})-|/(?P<another>\d{2})/)(?P<day>\d{2})(?P<behind>$|[\s|])"
        ))
    });
    static FIELD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:[来來]源|稿源|出处|作者|编辑|責任編輯)\s*:"));
    if !FIELD.is_match(text) {
        return text.to_owned();
    }
    FORM.replace(text, "${label}20${year}-${month}${other}${another}-${day}${behind}").into_owned()
}

/// A text in half width whose first day bears a common year where it bore one of the Republic, which Taiwan counts from 1912 on; sites
/// often name the Republic only by the label of the day: “發布日期：113年3月6日”, “日期：113-03-06”.
fn with_common_year(text: String) -> String {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:(?P<label>日期\s*:?\s*)(?P<year>1[01]\d)|民[國国]\s*(?P<republic>1[01]\d|[6-9]\d))",
            r"\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?:\s*日|(?P<behind>\D)|$)"
        ))
    });
    if !text.contains("日期") && !text.contains('民') {
        return text;
    }
    let common = FORM.captures(&text).map(|found| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let year = found.name("year").or_else(|| found.name("republic")).map_or("", |year| year.as_str());
        let year = 1911 + year.parse::<i32>().unwrap_or_default();
        let day = format!("{}{year}年{}月{}日{}", part("label"), part("month"), part("day"), part("behind"));
        text.replacen(&found[0], &day, 1)
    });
    common.unwrap_or(text)
}

/// The day of a text in half width that holds nothing else, where a site sets its parts in elements of their own, large and small, in
/// whatever order: “03/07” “2024”, “07” “2024-03”, “2024.03” “07”, “07” “Mar 2024”. They may touch, but for a year behind a full stop, with
/// which they would be a number: “11.122012”.
pub(in crate::corpus::read::web_page) fn parted_day(text: &str) -> Option<Date> {
    static FORMS: LazyLock<[Regex; 6]> = LazyLock::new(|| {
        const MONTHS: &str = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
        [
            pattern(r"^(?P<month>\d{2})\s*[-/]\s*(?P<day>\d{2})\s*(?P<year>20[0-4]\d)$"),
            pattern(r"^(?P<month>\d{2})\s*\.\s*(?P<day>\d{2})\s+(?P<year>20[0-4]\d)$"),
            pattern(r"^(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日?\s*(?P<year>20[0-4]\d)年?$"),
            pattern(r"^(?P<day>\d{1,2})\s*日?\s*(?P<year>20[0-4]\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*月?$"),
            pattern(r"^(?P<year>20[0-4]\d)\s*[-/.年]\s*(?P<month>\d{2})\s*月?\s*(?P<day>\d{2})\s*日?$"),
            pattern(&format!(
                r"(?i)^(?:(?P<day>\d{{1,2}})\s*)?{MONTHS}\.?,?\s*(?:(?P<behind>\d{{1,2}})(?:,\s*|\s*))??(?P<year>20[0-4]\d)$"
            )),
        ]
    });
    let text = text.trim();
    if text.len() > MAX_PARTED || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let found = FORMS.iter().find_map(|form| form.captures(text))?;
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    let month = part("month")?;
    let month = month_of_english_name(month).map_or_else(|| month.to_owned(), |month| month.to_string());
    from_digits(part("year")?, &month, part("day").or_else(|| part("behind"))?)
}

/// A text in half width whose first day, written in Chinese numerals or with the English name of its month, is in digits: “Mar 6, 2024”,
/// “二〇二四年三月六日”; `None` where it has no such day.
pub(super) fn with_worded_day(text: &str) -> Option<String> {
    let found = find_date(text)?;
    let written = text.get(found.start..found.end)?;
    let is_worded = written.contains('年') || written.contains(|c: char| c.is_ascii_alphabetic());
    is_worded.then(|| format!("{}{} {}", &text[..found.start], found.date, &text[found.end..]))
}

/// Whether a text names a day, in digits or with the English name of its month: “By 何晓岚 | September 6, 2024”.
pub(in crate::corpus::read::web_page) fn tells_day(text: &str) -> bool {
    let is_english = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    let written = || find_date(text).and_then(|found| text.get(found.start..found.end));
    first_in(text).is_some() || is_english(text) && written().is_some_and(is_english)
}

/// The first day, with its year, in a text. A day with an offset from universal time is given in Chinese time.
pub(in crate::corpus::read::web_page) fn first_in(text: &str) -> Option<Date> {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"T(\d{2}):\d{2}[\d:.]*(?:Z|[+-]00:?00)"));
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?\s*$"));
    let text = with_whole_days(text);
    let day = day_form().captures_iter(&text).find_map(|found| from_digits(&found[1], &found[2], &found[3]));
    let day = day.or_else(|| COMPACT.captures(&text).and_then(|found| from_digits(&found[1], &found[2], &found[3])))?;
    let late = ZONE.captures(&text).and_then(|found| found[1].parse::<u8>().ok()).is_some_and(|hour| hour >= 16);
    if late { day.checked_add(1.day()).ok() } else { Some(day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_in_texts() {
        assert_eq!(first_in("2024-04-01T23:30:00Z"), Some(date(2024, 4, 2)));
        assert_eq!(first_in("2024-04-01T23:30:00+08:00"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("２０２４年４月１日"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("20240401083000"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("202404/0109:15:33"), Some(date(2024, 4, 1)));
        for text in ["2024-04-0109:15:33兰河日报", "2024.04.0109:15", "发布时间：2024/04/0123:15"] {
            assert_eq!(first_in(text), Some(date(2024, 4, 1)), "{text}");
        }
        assert_eq!(first_in("2024 04/01"), Some(date(2024, 4, 1)));
        for text in ["24-04-01 08:30 来源：兰河日报", "发布时间：24/04/01 08:30", "24-04-01 来源：兰河日报"]
        {
            assert_eq!(first_in(text), Some(date(2024, 4, 1)), "{text}");
        }
        for text in
            ["發布日期：113年4月1日", "日期：113-04-01資料來源：新聞處", "民國113年4月1日", "日期：民國 113.4.1"]
        {
            assert_eq!(first_in(text), Some(date(2024, 4, 1)), "{text}");
        }
        assert_eq!((first_in("113-04-01"), first_in("日期：24-04-01")), (None, None));
        for text in ["来源:兰河日报 日期:24.04.01", "发布时间：24-04-01 | 作者：何晓岚", "日期：24/04/01 来源：兰河网"]
        {
            assert_eq!(first_in(text), Some(date(2024, 4, 1)), "{text}");
        }
        for text in [
            "日期：24.04.01",
            "来源：兰河日报 24.04.01",
            "来源：兰河网 截止日期：24.04.01",
            "版本：24.04.01 作者：何晓岚",
        ] {
            assert_eq!(first_in(text), None, "{text}");
        }
        // Results of matches, and numbers of telephones.
        for text in ["21-19-15 08:30", "24-04-01", "电话24-04-01 办公室", "11-09-11 胜"] {
            assert_eq!(first_in(text), None, "{text}");
        }
        assert_eq!(first_in("202404/01093"), None);
        let parted = [
            "04/012024",
            "04-01 2024",
            "04.01 2024",
            "012024-04",
            "01 2024/04",
            "01日 2024年04月",
            "2024-0401",
            "2024.04 01",
        ];
        let with_names = ["01Apr 2024", "01 April 2024", "Apr 012024", "Apr 1, 2024", "4月1日 2024"];
        for text in parted.into_iter().chain(with_names) {
            assert_eq!(first_in(text), Some(date(2024, 4, 1)), "{text}");
        }
        for text in [
            "Apr 2024",
            "2024-04-019",
            "2024-04-0199:15",
            "2024-04",
            "编号2024-0401",
            "2096-0401",
            "0412024",
            "13/012024",
            "04.012024",
        ] {
            assert_eq!(first_in(text), None, "{text}");
        }
        assert_eq!(first_in("2024-13-01"), None);
    }
}
