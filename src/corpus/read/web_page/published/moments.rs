//! Moments that name no year, as apps and platforms set them beside the account that published an article: “3小时前”, “05-12 10:11”.

use std::sync::LazyLock;

use regex::Regex;

use super::source_lines::name;
use crate::corpus::Gazetteer;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::is_person;
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::text::{folded, han};
use crate::corpus::read::web_page::wording::is_control;
use crate::corpus::read::web_page::words::BUTTON_BEGINNINGS;
use crate::text::pattern;

/// A line that tells a moment, and beside it an account, has at most this many letters.
const MAX_LINE: usize = 24;

/// The name of an account on a line of its own has at most this many letters.
const MAX_ACCOUNT: usize = 12;

/// The name of a province has at most this many letters.
const MAX_PLACE: usize = 3;

/// The forms of a moment; digits stand in half width.
macro_rules! moment {
    () => {
        r"(?:\d{1,2}\s?(?:秒|分钟|小时|天|周|个月)前|刚刚|(?:今天|昨天|前天)\s?\d{1,2}:\d{2}|(?:\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日)\s?\d{1,2}:\d{2}(?::\d{2})?)"
    };
}

/// Whether a line begins with a moment, which a headline never does.
pub(in crate::corpus::read::web_page) fn begin(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(concat!("^", moment!(), r"(?:$|[\s·|]|发布$|来自)")));
    FORM.is_match(folded(text).trim())
}

/// A moment that stands by itself in a text in half width.
static MOMENT: LazyLock<Regex> = LazyLock::new(|| pattern(concat!(r"(?:^|\s)", moment!(), r"(?:发布)?(?:$|[\s·|])")));

/// A text in half width without its moments, and without the device that a post was written with.
fn without_moments(text: &str) -> String {
    static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)来自\s*\S*(?:微博|iPhone|iPad|Android|网页版|超话|HUAWEI|OPPO|vivo|小米|荣耀|手机)\S*")
    });
    DEVICE.replace_all(&MOMENT.replace_all(text, "  "), " ").into_owned()
}

/// The account beside the first moment of the lines between headline and text, or on the line before or behind it. Where the page shows no
/// headline, that of the account may be its only heading.
pub(in crate::corpus::read::web_page) fn account(head: &[Line], may_be_heading: bool) -> Option<String> {
    let tells_moment = |line: &Line| line.letters <= MAX_LINE && MOMENT.is_match(&folded(&line.text));
    let at = head.iter().position(tells_moment)?;
    let beside = without_moments(&folded(&head[at].text));
    // Behind the moment stands whose account it is; the name of the account then stands above: “兰河市融媒体中心官方账号”.
    let certifies = |word: &&str| word.ends_with("官方账号") || word.ends_with("官方帐号");
    if let Some(found) = beside.split_whitespace().filter(|word| !certifies(word)).find_map(account_of) {
        return Some(found);
    }
    let neighbours = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| head.get(at));
    let fits = |line: &&Line| {
        line.letters <= MAX_ACCOUNT
            && (may_be_heading || line.heading == 0)
            && !line.text.contains([' ', '：', ':', '>', '#', '+'])
    };
    let certified = || beside.split_whitespace().filter(certifies).find_map(account_of);
    neighbours.filter(fits).find_map(|line| account_of(&line.text)).or_else(certified)
}

/// The name of an account; places, sections, buttons and the names of reporters are none.
fn account_of(word: &str) -> Option<String> {
    // The province of an account stands beside it; the account of a county bears its name.
    let is_place = |name: &str| han(name) <= MAX_PLACE && Gazetteer::shared().parse(name).is_some();
    let is_other = |name: &str| is_control(name) || is_section_of_site(name) || is_person(name) || is_place(name);
    let is_named = |name: &str| {
        is_outlet(name) && han(name) >= 4 && !BUTTON_BEGINNINGS.iter().any(|begin| name.starts_with(begin))
    };
    name(word).filter(|name| !name.contains(':') && (is_named(name) || han(name) >= 2 && !is_other(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::web_page::text::letters;

    fn line(text: &str) -> Line {
        Line { text: text.into(), letters: letters(text), ..Line::default() }
    }

    #[test]
    fn accounts_stand_beside_a_moment_without_a_year() {
        let found = |texts: &[&str]| account(&texts.iter().map(|text| line(text)).collect::<Vec<_>>(), false);
        for head in [
            &["云岭融媒", "3小时前", "+关注"][..],
            &["云岭融媒 昨天 16:23"],
            &["刚刚", "云岭融媒"],
            &["云岭融媒", "05-12 10:11 来自 微博网页版"],
            &["打开客户端", "云岭融媒 ２分钟前"],
            &["打开客户端", "3小时前", "云岭融媒"],
            &["05-12 10:11 河南", "云岭融媒"],
            &["云岭融媒", "05-12 10:11 云岭县委宣传部官方账号"],
            &["05-12 10:11 云岭融媒官方账号"],
        ] {
            assert_eq!(found(head).as_deref(), Some("云岭融媒"), "{head:?}");
        }
        assert_eq!(found(&["云岭发布", "05-12 10:11"]).as_deref(), Some("云岭发布"));
        for head in [&["何晓岚", "3小时前", "关注"][..], &["云岭融媒", "2024-05-12 10:11"], &["云岭融媒", "收藏"]]
        {
            assert_eq!(found(head), None, "{head:?}");
        }
    }

    #[test]
    fn moments_begin_no_headline() {
        assert!(begin("05-12 10:11 来自 微博网页版") && begin("3小时前") && begin("昨天 16:23"));
        assert!(!begin("3小时前往五个村，专家送来良种") && !begin("刚刚好的幸福") && !begin("10-12月外贸增长"));
    }
}
