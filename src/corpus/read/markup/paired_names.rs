//! Names of fields that stand before and behind each value, as editorial systems write them: “<标题>公园开放</标题>”, “[日期]2024-03-05[/日期]”.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// A text has at least this many such values.
const MIN_VALUES: usize = 4;

/// The text with the names before the values alone, in the brackets that the readers of fields know: “【标题】公园开放”. Another text stays as
/// it is.
pub(in crate::corpus::read) fn with_opening_names(text: &str) -> Cow<'_, str> {
    static FORMS: LazyLock<[(Regex, Regex); 2]> = LazyLock::new(|| {
        [
            (pattern(r"(?m)^[ \t]*<(\p{Han}{2,6})>[ \t]*\n?"), pattern(r"[ \t]*</(\p{Han}{2,6})>[ \t]*(?:\n|$)")),
            (pattern(r"(?m)^[ \t]*\[(\p{Han}{2,6})\][ \t]*\n?"), pattern(r"[ \t]*\[/(\p{Han}{2,6})\][ \t]*(?:\n|$)")),
        ]
    });
    // A quick check spares nearly all texts the regular expressions.
    if !text.contains("</") && !text.contains("[/") {
        return Cow::Borrowed(text);
    }
    for (opening, closing) in FORMS.iter() {
        let names: Vec<&str> = opening.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str())).collect();
        let closed = closing.captures_iter(text).filter(|found| names.contains(&&found[1])).count();
        if closed >= MIN_VALUES && closed == names.len() {
            let opened = opening.replace_all(text, "【$1】");
            return Cow::Owned(closing.replace_all(&opened, "\n").into_owned());
        }
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_their_values_alone() {
        let expected = "【标题】公园开放\n【正文】昨天，公园开放。\n【标题】老街换灯\n【正文】昨晚，老街换了灯。\n";
        for text in [
            "<标题>公园开放</标题>\n<正文>昨天，公园开放。</正文>\n<标题>老街换灯</标题>\n<正文>昨晚，老街换了灯。</正文>\n",
            "[标题]公园开放[/标题]\n[正文]\n昨天，公园开放。\n[/正文]\n[标题]老街换灯[/标题]\n[正文]\n昨晚，老街换了灯。\n[/正文]\n",
        ] {
            let found = with_opening_names(text);
            assert_eq!(found.replace("\n\n", "\n"), expected);
        }
        let other = "<标题>公园开放\n[日期]昨天";
        assert_eq!(with_opening_names(other), other);
    }
}
