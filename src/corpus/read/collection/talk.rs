//! Talks with readers as sites of offices publish them: above each answer a line names who speaks, and when. Such a line looks like the head
//! line of an article, so that it is put aside while the text is read.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::identifier::identifier;
use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::page::Page;
use crate::text::pattern;

/// A talk has at least this many such lines.
const MIN_LINES: usize = 4;
/// The longest such line, in characters.
const MAX_LINE: usize = 60;
/// What stands for the words of one speaker while the text is read; texts that hold it are left alone.
const MARK: &str = "次发言。";

/// A talk whose lines of speakers are put aside.
#[derive(Debug)]
pub(in crate::corpus::read) struct Talk {
    /// The text with a short sentence in the place of each.
    pub text: String,
    /// The lines themselves.
    lines: Vec<String>,
}

impl Talk {
    /// The talk in a text; none of other texts, and of those in which people pass on articles: below most lines stand sentences, and
    /// some speakers come back.
    pub fn of(text: &str) -> Option<Talk> {
        let mut speakers: HashMap<String, usize> = HashMap::new();
        let (mut found, mut answered, mut is_below) = (0, 0, false);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            answered += usize::from(is_below && ends_sentence(line));
            let speaker = speaker(line);
            is_below = speaker.is_some();
            if let Some(speaker) = speaker {
                found += 1;
                *speakers.entry(speaker).or_default() += 1;
            }
        }
        let come_back = speakers.values().any(|count| *count > 1);
        if found < MIN_LINES || 4 * answered < 3 * found || speakers.len() < 2 || !come_back || text.contains(MARK) {
            return None;
        }
        let mut lines = Vec::new();
        let mut masked = String::with_capacity(text.len());
        for line in text.lines() {
            if speaker(line.trim()).is_some() {
                masked.push_str(&mark(lines.len()));
                lines.push(line.trim().to_owned());
            } else {
                masked.push_str(line);
            }
            masked.push('\n');
        }
        Some(Talk { text: masked, lines })
    }

    /// The page of the talk with the lines of its speakers; none where it is not one article that holds them all.
    pub fn restored(&self, mut page: Page) -> Option<Page> {
        let [article] = page.articles.as_mut_slice() else { return None };
        let (mut text, mut rest) = (String::with_capacity(article.text.len()), article.text.as_str());
        for (at, line) in self.lines.iter().enumerate() {
            let (before, behind) = rest.split_once(&mark(at))?;
            text.push_str(before);
            text.push_str(line);
            rest = behind;
        }
        text.push_str(rest);
        article.text = text;
        article.id = identifier(article, 1);
        Some(page)
    }
}

/// What stands for a line of a speaker. All have the same length, so that none stands within another.
fn mark(at: usize) -> String {
    format!("第{:05}{MARK}", at + 1)
}

/// Who speaks below a line that names the speaker in brackets, and the moment: “[主持人] 2024-03-05 09:30:05”.
fn speaker(line: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【（(〔]\s*(?P<name>[^\[\]【】〔〕\d]{1,24}?)\s*[\]】）)〕]\s*[:：]?\s*[\[（(]?(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\]）)]?$",
        )
    });
    let may_be = line.starts_with(['[', '【', '（', '(', '〔']) && at_most(line, MAX_LINE);
    may_be.then(|| FORM.captures(line)).flatten().map(|found| found["name"].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    fn talk() -> String {
        let turn = |name: &str, minute: u8, text: &str| format!("[{name}]　2024-03-05 09:{minute}:05\n{text}\n");
        "老街改造在线访谈\n发布时间：2024-03-06　来源：兰河县人民政府网\n\n".to_owned()
            + &turn("主持人", 30, "各位网友，大家好！")
            + &turn("何晓岚", 31, "网友们好，老街改造下月开工。")
            + &turn("网友“小满”", 33, "老街的树会保留吗？")
            + &turn("何晓岚", 35, "会的，一棵也不移走。")
    }

    #[test]
    fn the_lines_of_speakers_come_back_into_the_text() {
        let text = talk();
        let talk = Talk::of(&text).expect("a talk");
        assert!(talk.text.contains("第00001次发言。\n各位网友，大家好！\n第00002次发言。"));
        let (_, below) = talk.text.split_once("\n\n").expect("a head");
        let page = |text: &str| Page {
            articles: vec![Article { text: text.trim().to_owned(), ..Article::default() }],
            ..Page::default()
        };
        let page_of_talk = talk.restored(page(below)).expect("one article");
        assert_eq!(page_of_talk.articles[0].text, text.split_once("\n\n").map_or("", |(_, below)| below.trim()));
        assert!(talk.restored(page("第00001次发言。\n各位网友，大家好！")).is_none());
        assert!(talk.restored(Page::default()).is_none());
    }

    #[test]
    fn messages_that_pass_on_articles_are_no_talk() {
        let shared = talk().replace("大家好！", "大家好").replace("开工。", "开工").replace("保留吗？", "都保留");
        assert!(Talk::of(&shared).is_none());
        assert!(Talk::of(&talk().replace("[何晓岚]", "[方舟]").replacen("[方舟]", "[金禾]", 1)).is_none());
        assert!(Talk::of("【老街】昨晚，老街换上了新灯。\n（何晓岚）2024-03-05 09:30\n").is_none());
    }
}
