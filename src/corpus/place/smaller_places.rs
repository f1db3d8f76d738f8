//! Villages, streets and towns: the division in which one lies stands right before its name once, and from then on a text names only
//! the smaller place, as does its headline.

use std::ops::RangeInclusive;

use crate::corpus::place::evidence::{Name, Part, SHORT_NAME_WEIGHT};
use crate::corpus::place::names::gazetteer::Adcode;
use crate::text::is_han;

/// A text that names a village or a street this often is about it, and about the county whose name stands before it once.
const MENTIONS_OF_SMALLER_PLACE: usize = 4;

/// How many mentions of a smaller place count as such of its division.
const COUNTED_MENTIONS: usize = 8;

/// How far behind the name of a division that of its village or street reaches, in characters.
const SMALLER_PLACE_WITHIN: usize = 16;

/// The fewest and most characters of such a name.
const SMALLER_PLACE_LENGTHS: RangeInclusive<usize> = 3..=6;

/// How many names of divisions are followed to a smaller place.
const FOLLOWED_NAMES: usize = 20;

/// Ends of the names of places smaller than a county.
const SMALLER_PLACES: [&str; 7] = ["街道", "社区", "苏木", "嘎查", "村", "镇", "乡"];

/// Words that end like names of such places and are none, and words in the names of kinds of them: 未来社区.
const NO_SMALLER_PLACE: [&str; 13] =
    ["城乡", "农村", "乡村", "村镇", "乡镇", "城镇", "智慧", "未来", "绿色", "完整", "下乡", "返乡", "中关村"];

/// The ends of such names with what makes them other words: 乡村, 村落, 村民, 城镇化.
const LONGER_WORDS: [(&str, &[char]); 3] = [("乡", &['村', '镇']), ("村", &['落', '民', '镇']), ("镇", &['化', '村'])];

/// Adds the weights of the villages and streets that stand right behind names of divisions in the text: as much as the division itself
/// where the headline names them, and as its short name for each mention where the text names many times this one and divisions
/// of one province only. Returns the divisions of those in the headline.
pub(super) fn weigh_smaller_places(
    [title, text]: &[Part<'_>; 2],
    nearness: f64,
    weights: &mut Vec<(Adcode, f64)>,
) -> Vec<Adcode> {
    let mut provinces = text.names.iter().chain(&title.names).map(|name| name.place.province());
    let first = provinces.next();
    let names_one_province = provinces.all(|province| Some(province) == first);
    let mut followed: Vec<&str> = Vec::new();
    let mut in_title = Vec::new();
    for name in text.names.iter().filter(|name| name.role.is_none()).take(FOLLOWED_NAMES) {
        let smaller = smaller_place(&text.text[name.end..]);
        if smaller.is_empty() || followed.contains(&smaller) {
            continue;
        }
        followed.push(smaller);
        if title.text.contains(smaller) {
            weights.push((name.place, nearness * title.weight(0, true)));
            in_title.push(name.place);
        }
        let mentions: Vec<usize> = text.text.match_indices(smaller).map(|(at, _)| at).take(COUNTED_MENTIONS).collect();
        if names_one_province && mentions.len() >= MENTIONS_OF_SMALLER_PLACE {
            let weight = |at: usize| nearness * SHORT_NAME_WEIGHT * text.weight(at, false);
            weights.extend(mentions.into_iter().map(|at| (name.place, weight(at))));
        }
    }
    in_title
}

/// Whether an article names a village or a street many times that stands behind one of these names: it is about it then, even where the
/// names themselves stand in it once.
pub(super) fn dwells_on_smaller_place<'n>(parts: &[Part<'_>; 2], names: impl Iterator<Item = &'n Name>) -> bool {
    let text = parts[1].text;
    names.take(FOLLOWED_NAMES).map(|name| smaller_place(&text[name.end..])).any(|smaller| {
        let count = |part: &Part<'_>| part.text.matches(smaller).count();
        !smaller.is_empty() && parts.iter().map(count).sum::<usize>() >= MENTIONS_OF_SMALLER_PLACE
    })
}

/// The innermost place smaller than a county that stands right behind the name of a division: 星岭村 in “石桥镇星岭村”; empty if none.
fn smaller_place(behind: &str) -> &str {
    let behind = behind.strip_prefix('的').unwrap_or(behind);
    let length: usize = behind.chars().take(SMALLER_PLACE_WITHIN).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
    let (mut rest, mut smaller) = (&behind[..length], "");
    loop {
        let ends = SMALLER_PLACES.iter().filter_map(|end| rest.find(end).map(|at| at + end.len()));
        let Some(end) = ends.min() else { return smaller };
        let (name, after) = rest.split_at(end);
        let is_longer_word = LONGER_WORDS.iter().any(|&(end, next)| name.ends_with(end) && after.starts_with(next));
        if !SMALLER_PLACE_LENGTHS.contains(&name.chars().count())
            || is_longer_word
            || NO_SMALLER_PLACE.iter().any(|word| name.contains(word))
        {
            return smaller;
        }
        (smaller, rest) = (name, after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::trap_tests::about;

    #[test]
    fn smaller_places_stand_behind_divisions() {
        for (behind, expected) in [
            ("石桥镇星岭村的路修好了", "星岭村"),
            ("的星岭村村民", "星岭村"),
            ("星岭街道办事处", "星岭街道"),
            ("美丽乡村建设", ""),
            ("传统村落保护", ""),
            ("全体村民", ""),
            ("未来社区创建", ""),
            ("城镇化率提高", ""),
            ("财政局", ""),
        ] {
            assert_eq!(smaller_place(behind), expected, "{behind}");
        }
    }

    #[test]
    fn a_headline_that_names_a_village_names_its_county() {
        let rest = "当前，越来越多的人回到家乡，用学到的本领办起作坊，日子一天比一天好，左邻右舍也跟着忙碌起来，脸上有了笑容。";
        let opening = format!("{rest}\n{rest}\n{rest}");
        let text = format!("{opening}\n这里是福建省连江县星岭村，老张种了三十年茶。\n{}", rest.repeat(6));
        assert_eq!(about("星岭村的“老把式”", &text), "350122");
        assert_eq!(about("一位“老把式”的三十年", &text.replace("福建省", "")), "");
    }

    #[test]
    fn a_text_that_stays_in_one_street_is_about_its_district() {
        let rest =
            "居民们商量着把楼道收拾干净，停车也有了规矩，夜里的灯亮了，老人下楼不再发愁，邻里之间的话也多了起来。";
        let street = format!(
            "小院要有人管。{rest}\n近年来，上海市虹口区星岭街道把三个小院合在一起。{rest}\n星岭街道有九个居民区。{rest}\n\
            星岭街道和星岭社区的做法简便易行，星岭街道还请来了能人。{rest}\n在上海，这样的小院不少，上海市出台了办法，上海还将推广。"
        );
        assert_eq!(about("小院合一合", &street), "310109");
    }
}
