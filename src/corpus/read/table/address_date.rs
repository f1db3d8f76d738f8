//! The day of publication in the address of a web page.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// The day that an address names in its path, such as `/2024/0401/`, `/202404/01/` or `t20240401_123.html`.
pub(super) fn day_in_address(address: &str) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])(19[5-9][0-9]|20[0-9]{2})[-/_.]?([0-9]{2})[-/_.]?([0-9]{2})(?:[^0-9]|$)")
            .expect("the pattern is a constant")
    });
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/(19[5-9][0-9]|20[0-9]{2})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[^0-9]|$)")
            .expect("the pattern is a constant")
    });
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let path = path.split('?').next().unwrap_or(path);
    [&*DAY, &*SHORT].into_iter().find_map(|pattern| {
        pattern.captures_iter(path).find_map(|found| {
            let part = |i: usize| found[i].parse::<i16>().ok();
            let narrow = |number: i16| i8::try_from(number).ok();
            Date::new(part(1)?, narrow(part(2)?)?, narrow(part(3)?)?).ok().map(|date| date.to_string())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_paths() {
        for address in [
            "http://paper.example.cn/n1/2024/0401/c1-2.html",
            "https://paper.example.cn/pc/202404/01/content_1.html",
            "https://paper.example.cn/html/2024-04/01/nw.D1_20240401_1-01.htm?div=-1",
            "http://gov.example.cn/tt/202404/t20240401_89.html",
            "http://gov.example.cn/2024/4/1/a.html",
        ] {
            assert_eq!(day_in_address(address).as_deref(), Some("2024-04-01"), "{address}");
        }
        for address in
            ["http://a.example.cn/20249999/1.html", "http://a.example.cn/?d=20240401", "http://20240401.example.cn", ""]
        {
            assert_eq!(day_in_address(address), None, "{address}");
        }
    }
}
