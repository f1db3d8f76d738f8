use super::*;

#[test]
fn the_name_of_the_file_may_tell_the_year() {
    let form = ColumnForm { year: Some(2025), ..ColumnForm::default() };
    assert_eq!(read("9月4日", &form).map(|read| read.date), Ok("2025-09-04".into()));
    assert_eq!(read("09-31", &form), Err(Unread::NoSuchDay));
    assert_eq!(read("9月4日", &ColumnForm::default()), Err(Unread::WithoutYear));
    assert_eq!(read("9月4日（星期四）", &form).map(|read| read.date), Ok("2025-09-04".into()));
    for moment in ["9月4日8时30分", "9月4日8:30", "9月4日下午3点", "9月4日晚8时许"] {
        assert_eq!(read(moment, &form).map(|read| read.date), Ok("2025-09-04".into()), "{moment}");
    }
    assert_eq!(read("9月4日8时至9月6日", &form), Err(Unread::NotADate));
    let of_month = ColumnForm { month: Some(9), ..form };
    assert_eq!(read("4日", &of_month).map(|read| read.date), Ok("2025-09-04".into()));
    assert_eq!(read("31", &of_month), Err(Unread::NoSuchDay));
    assert_eq!(read("4日", &form), Err(Unread::NotADate));
}

fn known(value: &str, form: &ColumnForm) -> String {
    read(value, form).map_or_else(|why| format!("{why:?}"), |found| found.date)
}

#[test]
fn whole_days_in_many_forms() {
    for value in [
        "2024/4/1",
        "2024年4月1日",
        "2024-04-01",
        "2024.04.01",
        "2024-04-01T08:00:00+08:00",
        "2024-04-01 08:00",
        "20240401",
        "20240401.0",
        "20240401083000",
        "Apr 1, 2024",
        "April 1st, 2024",
        "1 April 2024",
        "1-Apr-24",
        "Mon, 01 Apr 2024 08:00:00 GMT",
        "Mon Apr 01 08:00:00 +0800 2024",
        "Mon Apr 01 2024 08:00:00 GMT+0800 (中国标准时间)",
        "Mon Apr 01 2024 00:00:00 GMT+0800 (China Standard Time)",
        "Sun, 31 Mar 2024 16:00:00 GMT",
        "2024-Apr-01",
        "二〇二四年四月一日",
        "二零二四年四月一日",
        "2024年四月一日",
        "2024年四月1日",
        "民国113年四月一日",
        "２０２４年４月１日",
        "45383",
        "45383.25",
        "发布时间：2024-04-01 08:30",
        "2024年4月1日 星期一",
        "2024 年 04 月 01 日",
        "[2024-04-01]",
        "24年4月1日",
        "2024-03-31T16:00:00.000Z",
        "2024-04-01T00:00:00Z",
        "13/04/2024 is not meant here, but 2024-04-01",
        "2024_04_01",
        "20240331T161500Z",
        "20240401 08:15",
        "113/04/01",
        "\u{A0}2024-04-01\u{A0}",
    ] {
        assert_eq!(known(value, &ColumnForm::default()), "2024-04-01", "{value}");
    }
    assert_eq!(known("二〇二四年十二月廿六日", &ColumnForm::default()), "2024-12-26");
    assert_eq!(known("一九七八年十月三十一日", &ColumnForm::default()), "1978-10-31");
}

#[test]
fn partial_dates_stay_partial() {
    for (value, expected) in [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024-04", "2024-04"),
        ("2024年4月", "2024-04"),
        ("2024年4月上旬", "2024-04"),
        ("2024年四月底", "2024-04"),
        ("2024年4月份", "2024-04"),
        ("202404", "2024-04"),
        ("2024.04", "2024-04"),
        ("2024.4", "2024-04"),
        ("2024.12", "2024-12"),
        ("2024.0", "2024"),
        ("2024.13", "2024"),
        ("Apr 2024", "2024-04"),
        ("二〇二四年四月", "2024-04"),
        ("2024年第3期", "2024"),
    ] {
        assert_eq!(known(value, &ColumnForm::default()), expected, "{value}");
    }
}

#[test]
fn values_that_cannot_be_known() {
    for (value, why) in [
        ("昨天", Unread::Relative),
        ("3小时前", Unread::Relative),
        ("2 hours ago", Unread::Relative),
        ("04-01 08:30", Unread::WithoutYear),
        ("4月1日", Unread::WithoutYear),
        ("2024-02-30", Unread::NoSuchDay),
        ("20241301", Unread::NoSuchDay),
        ("4/1/2024", Unread::DayMonthOrder(2024)),
        ("24-4-1", Unread::ShortYearOrder),
        ("4/25/98", Unread::NotADate),
        ("1711900800", Unread::NotADate),
        ("不详", Unread::NotADate),
        ("12345678901234567890", Unread::NotADate),
        ("2024-04-01至2024-04-05", Unread::NotADate),
        ("", Unread::NotADate),
    ] {
        assert_eq!(read(value, &ColumnForm::default()), Err(why), "{value}");
    }
}

#[test]
fn the_column_decides() {
    let day_first = ColumnForm { day_first: Some(true), ..Default::default() };
    let month_first = ColumnForm { day_first: Some(false), ..Default::default() };
    assert_eq!(known("4/1/2024", &day_first), "2024-01-04");
    assert_eq!(known("4/1/2024", &month_first), "2024-04-01");
    assert_eq!(known("13/4/2024", &month_first), "2024-04-13");
    let unix = ColumnForm { unix: true, ..Default::default() };
    assert_eq!(known("1711900800", &unix), "2024-04-01");
    assert_eq!(known("1711900800000", &unix), "2024-04-01");
    let short = ColumnForm { short_order: Some(ShortOrder::YearMonthDay), ..Default::default() };
    assert_eq!(known("24-4-1", &short), "2024-04-01");
}

#[test]
fn a_page_behind_the_day_is_read() {
    let read_page = |value: &str| read(value, &ColumnForm::default()).unwrap();
    assert_eq!(read_page("2018年7月10日第13版\u{A0} "), ReadDate { date: "2018-07-10".into(), page: "13".into() });
    assert_eq!(read_page("2018-07-10 A05版").page, "A05");
}
