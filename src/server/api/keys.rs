//! The keys by which a person gives a theme: the first letters of its name in pinyin, as few as tell it from the others.

use encoding_rs::GBK;

/// The first characters of each initial in the first level of GB 2312, which is ordered by pinyin.
const INITIALS: &[(u16, char)] = &[
    (0xB0A1, 'a'),
    (0xB0C5, 'b'),
    (0xB2C1, 'c'),
    (0xB4EE, 'd'),
    (0xB6EA, 'e'),
    (0xB7A2, 'f'),
    (0xB8C1, 'g'),
    (0xB9FE, 'h'),
    (0xBBF7, 'j'),
    (0xBFA6, 'k'),
    (0xC0AC, 'l'),
    (0xC2E8, 'm'),
    (0xC4C3, 'n'),
    (0xC5B6, 'o'),
    (0xC5BE, 'p'),
    (0xC6DA, 'q'),
    (0xC8BB, 'r'),
    (0xC8F6, 's'),
    (0xCBFA, 't'),
    (0xCDDA, 'w'),
    (0xCEF4, 'x'),
    (0xD1B9, 'y'),
    (0xD4D1, 'z'),
];
/// The last character of the first level.
const LAST: u16 = 0xD7F9;
/// Letters that mean something else.
const RESERVED: &[&str] = &["n", "s", "u"];

/// The initial of a character; a Latin letter is its own.
fn initial(c: char) -> Option<char> {
    if c.is_ascii_alphabetic() {
        return Some(c.to_ascii_lowercase());
    }
    let text = c.to_string();
    let (bytes, _, has_failed) = GBK.encode(&text);
    let [high, low] = bytes[..] else { return None };
    let code = u16::from_be_bytes([high, low]);
    let is_known = !has_failed && (INITIALS[0].0..=LAST).contains(&code);
    INITIALS.iter().rfind(|(first, _)| *first <= code).map(|(_, letter)| *letter).filter(|_| is_known)
}

/// The keys of themes, by their Chinese names (else their ids): the shortest beginning of the initials that no other theme
/// and no command has. Where the initials of two themes are the same, a number behind them tells them apart.
pub(super) fn theme_keys(themes: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<String> = themes
        .iter()
        .map(|(id, zh)| {
            let name: String = zh.chars().filter_map(initial).collect();
            if name.is_empty() { id.chars().filter_map(initial).collect() } else { name }
        })
        .collect();
    let key = |at: usize| {
        let own = &all[at];
        let is_free = |part: &str| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            !RESERVED.contains(&part) && others.clone().all(|(_, other)| !other.starts_with(part))
        };
        let beginnings = (1..=own.len()).filter_map(|length| own.get(..length));
        beginnings.clone().find(|part| is_free(part)).map(str::to_owned).unwrap_or_else(|| {
            // The whole of the initials may begin another theme's; the page waits for a moment then.
            let same = all[..at].iter().filter(|other| *other == own).count();
            if same == 0 { own.clone() } else { format!("{own}{}", same + 1) }
        })
    };
    (0..all.len()).map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_shortest_beginnings_of_initials() {
        let themes = [
            ("investment-attraction", "招商引资"),
            ("rule-of-law", "法治建设"),
            ("party", "作风建设"),
            ("energy", "能源"),
            ("other", "法治监督"),
            ("gdp", "GDP"),
            ("english", ""),
        ];
        let keys = theme_keys(&themes);
        assert_eq!(keys, ["zs", "fzjs", "zf", "ny", "fzjd", "g", "e"]);
        assert_eq!(theme_keys(&[("a", "水利"), ("b", "商量")]), ["sl", "sl2"]);
    }
}
