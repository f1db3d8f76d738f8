//! The day of a page and its number: what its masthead and its path say, and whether they contradict each other.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::corpus::date;
use crate::corpus::page::file_name;
use crate::corpus::page::furniture::{Furniture, FurnitureKind};
use crate::corpus::page_number::{page_in_line, page_in_path};
use crate::corpus::publication::masthead;

/// Two days of one page: that of its path, which is taken, and another one in its masthead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoDays {
    /// The day in the name of the file or of a folder.
    pub named: Date,
    /// The day in the masthead.
    pub printed: Date,
}

/// The day of a page, its number (empty where it is unknown), and a contradiction between the two places that give the day.
pub(super) struct Issue {
    pub day: Option<Date>,
    pub page: String,
    pub two_days: Option<TwoDays>,
}

/// What the furniture of a page and its path say about the issue. `lines` are the lines of furniture about the page itself, and
/// `given` is the day that the user gave, if any, which takes precedence over all others.
pub(super) fn issue(furniture: &[Furniture], lines: &[&str], path: &str, given: Option<Date>) -> Issue {
    let mastheads = || furniture.iter().filter(|f| f.kind == FurnitureKind::Masthead);
    let printed: BTreeSet<Date> = mastheads().filter_map(|f| printed_day(&f.text)).collect();
    // A file with the mastheads of several days is named after one of them, or after none.
    let only = printed.first().copied().filter(|_| printed.len() == 1);
    // The name may also say when the file was downloaded or scanned.
    let named = match only {
        Some(printed) if names_day(path, printed) || is_of_copy(path) => Some(printed),
        _ => date::date_in_path(path),
    };
    let all_lines = lines.join("\n");
    let day = given
        .or(named)
        .or_else(|| printed_day(&all_lines))
        .or_else(|| mastheads().find_map(|f| masthead::day(&f.text)));
    let two_days = named.zip(only).filter(|(named, printed)| named != printed && given.is_none());
    let two_days = two_days.map(|(named, printed)| TwoDays { named, printed });
    let by_line = || lines.iter().find_map(|line| page_in_line(line));
    let by_masthead = || mastheads().find_map(|f| masthead::page(&f.text));
    let page = match two_days {
        // Day and page are taken from one place: the page of the masthead is that of another issue.
        Some(_) => page_in_path(path).or_else(|| file_name::page(path)).or_else(by_line).or_else(by_masthead),
        None => by_line().or_else(|| page_in_path(path)).or_else(by_masthead).or_else(|| file_name::page(path)),
    };
    Issue { day, page: page.unwrap_or_default(), two_days }
}

/// Whether a path holds a day in one of its usual forms, perhaps beside another one.
fn names_day(path: &str, day: Date) -> bool {
    ["%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%Y_%m_%d", "%Y年%-m月%-d日"]
        .iter()
        .any(|form| path.contains(&day.strftime(form).to_string()))
}

/// Whether a file has the name that a camera, a scanner or a browser gave it, whose day is not that of the issue.
fn is_of_copy(path: &str) -> bool {
    let stem = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["img_", "screenshot", "download", "scan", "下载", "扫描", "截图", "微信图片"]
        .iter()
        .any(|word| stem.contains(word))
}

fn printed_day(text: &str) -> Option<Date> {
    date::full_date(&masthead::half_width(&masthead::without_founding(text)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_name_that_contradicts_the_masthead_gives_both_day_and_page() {
        let masthead = |text: &str| Furniture { kind: FurnitureKind::Masthead, text: text.to_owned() };
        let found = |path: &str, mastheads: &[&str], given: Option<Date>| {
            let furniture: Vec<Furniture> = mastheads.iter().map(|text| masthead(text)).collect();
            let issue = issue(&furniture, mastheads, path, given);
            (issue.day, issue.page, issue.two_days)
        };
        let printed = ["兰河日报　2024年3月6日　第2版"];
        let (named, other) = (date(2024, 3, 5), date(2024, 3, 6));
        let two_days = Some(TwoDays { named, printed: other });
        assert_eq!(found("兰河日报20240305第22版.txt", &printed, None), (Some(named), "22".into(), two_days));
        assert_eq!(found("兰河日报20240306第02版.txt", &printed, None), (Some(other), "2".into(), None));
        assert_eq!(found("兰河日报20240305第22版.txt", &printed, Some(other)), (Some(other), "2".into(), None));
        for path in ["兰河日报2024-03-06_20240310下载.txt", "IMG_20240310.txt"] {
            assert_eq!(found(path, &printed, None), (Some(other), "2".into(), None), "{path}");
        }
        let several = ["兰河日报　2024年3月5日　第2版", "兰河日报　2024年3月6日　第2版"];
        assert_eq!(found("兰河日报20240304.txt", &several, None).2, None);
    }
}
