//! The day of publication in the address of a web page.

use crate::corpus::date::date_in_path;

/// The day that an address names in its path, such as `/2024/0401/`, `/202404/01/` or `t20240401_123.html`; the names of
/// hosts and what follows a question mark name none.
pub(in crate::corpus::read::table) fn day_in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path[path.find('/')?..].split('?').next()?;
    date_in_path(path).map(|date| date.to_string())
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
