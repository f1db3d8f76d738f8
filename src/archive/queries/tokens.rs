//! How texts and queries are written for SQLite's full-text index, so that a search finds exactly what is there.
//!
//! Chinese has no spaces, and an index of words finds no word that was segmented otherwise. So every character is a token
//! of its own, and a query is the phrase of its characters: a phrase matches where the characters stand one behind the
//! other, which is where the text contains the query, whatever its length. SQLite's tokenizer `unicode61` drops
//! punctuation and whatever it takes for no letter; such characters are written by their code points.
//!
//! Texts leave the index by the tokens with which they came, so a change of these rules needs a migration that builds the
//! index anew.

use crate::text::fold_for_search;

/// Whether `unicode61` keeps a folded character as a token that equals the character. Its tables are those of Unicode 6.1.
fn is_kept(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FCB}' | '\u{20000}'..='\u{2A6D6}')
}

/// The tokens of a text, with spaces between them. Characters with the value 0 are left out.
pub(in crate::archive) fn tokens(text: &str) -> String {
    let folded = fold_for_search(text);
    let mut tokens = String::with_capacity(folded.len() + folded.len() / 2);
    for c in folded.chars().filter(|&c| c != '\0') {
        if is_kept(c) {
            tokens.push(c);
        } else {
            tokens.push_str(&format!("u{:x}", u32::from(c)));
        }
        tokens.push(' ');
    }
    tokens
}

/// The spellings of a phrase that are looked for. Quotation marks of an English keyboard around a phrase say that it is one, which it
/// is anyway; within it they stand for those that papers print, too.
pub(super) fn spellings(phrase: &str) -> Vec<String> {
    let straight = phrase.replace('＂', "\"");
    let inner = straight.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains('"')) {
        return vec![inner.to_owned()];
    }
    let mut is_open = false;
    let printed = |c: char| {
        if c != '"' {
            return c;
        }
        is_open = !is_open;
        if is_open { '“' } else { '”' }
    };
    let printed: String = straight.chars().map(printed).collect();
    if printed == straight { vec![phrase.to_owned()] } else { vec![straight, printed] }
}

/// The query that finds the texts which contain all phrases; `None` where no phrase has a character.
pub(in crate::archive) fn query<S: AsRef<str>>(phrases: &[S]) -> Option<String> {
    let of_phrase = |phrase: &S| {
        let tokens = spellings(phrase.as_ref()).into_iter().map(|spelling| tokens(&spelling));
        let quoted: Vec<String> =
            tokens.filter(|tokens| !tokens.is_empty()).map(|tokens| format!("\"{}\"", tokens.trim_end())).collect();
        match quoted.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("({})", several.join(" OR "))),
        }
    };
    let quoted: Vec<String> = phrases.iter().filter_map(of_phrase).collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}

/// Whether a text holds anything that can be searched for.
pub fn is_searchable(text: &str) -> bool {
    !tokens(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_apart() {
        assert_eq!(tokens("信訪，ＧＤＰ增5%\0"), "信 访 uff0c g d p 增 5 u25 ".replace("uff0c", "u2c"));
        assert_eq!(query(&["信访", "", "5%"]).as_deref(), Some("\"信 访\" AND \"5 u25\""));
        assert_eq!(query::<&str>(&[]), None);
    }

    #[test]
    fn quotation_marks_of_an_english_keyboard_find_the_phrase() {
        assert_eq!(query(&["\"枫桥经验\""]), query(&["枫桥经验"]));
        assert_eq!(query(&["＂枫桥经验＂"]), query(&["枫桥经验"]));
        assert_ne!(query(&["“枫桥经验”"]), query(&["枫桥经验"]));
        assert_eq!(spellings("学\"千万工程\"经验"), ["学\"千万工程\"经验", "学“千万工程”经验"]);
        assert_eq!(spellings("信访"), ["信访"]);
        assert_eq!(query(&["5\"", "甲"]).as_deref(), Some("(\"5 u22\" OR \"5 u201c\") AND \"甲\""));
    }
}
