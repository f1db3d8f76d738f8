//! Short digests of the articles that a model learned from, so that nobody scores a model on them unaware.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::corpus::Article;
use crate::text::{is_word_character, normalise};

/// The digests of a set of articles. Each has 32 bits, so that among ten thousand digests one other
/// article in 430,000 is taken for one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleDigests(BTreeSet<u32>);

impl ArticleDigests {
    /// The digests of articles.
    pub fn of<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        ArticleDigests(articles.into_iter().map(digest).collect())
    }

    /// Whether an article, with or without its headline, is one of the set. Spaces, marks and widths do not matter.
    pub fn contains(&self, article: &Article) -> bool {
        self.0.contains(&digest(article))
    }

    /// Adds the digests of another set.
    pub fn extend(&mut self, other: &ArticleDigests) {
        self.0.extend(&other.0);
    }

    /// The number of different digests.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The first four bytes of the SHA-256 of the letters and digits of the text, or of the headline where there is no text.
fn digest(article: &Article) -> u32 {
    let text = if article.text.is_empty() { &article.title } else { &article.text };
    let letters: String = normalise(text).chars().filter(|&c| is_word_character(c)).collect();
    let digest = Sha256::digest(letters.as_bytes());
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// One string of eight hexadecimal digits for each digest, in ascending order.
impl Serialize for ArticleDigests {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.iter().map(|digest| format!("{digest:08x}")).collect::<String>())
    }
}

impl<'de> Deserialize<'de> for ArticleDigests {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parse = |digits: &[u8]| u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok();
        let digests: Option<BTreeSet<u32>> = text.as_bytes().chunks(8).map(parse).collect();
        digests
            .filter(|_| text.len() % 8 == 0)
            .map(ArticleDigests)
            .ok_or_else(|| serde::de::Error::custom("digests of articles are eight hexadecimal digits each"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, text: &str) -> Article {
        Article { title: title.into(), text: text.into(), ..Default::default() }
    }

    #[test]
    fn an_article_is_recognised_in_another_form() {
        let known =
            ArticleDigests::of(&[article("开门接访", "县领导在信访接待中心，化解积案２件。"), article("只有标题", "")]);
        assert_eq!(known.len(), 2);
        assert!(known.contains(&article("", "县领导在信访接待中心， 化解积案2件。\n")));
        assert!(known.contains(&article("只有标题", "")));
        assert!(!known.contains(&article("开门接访", "县领导在信访接待中心，化解积案3件。")));
    }

    #[test]
    fn digests_are_read_as_they_were_written() {
        let known = ArticleDigests::of(&[article("", "一"), article("", "二")]);
        let json = serde_json::to_string(&known).unwrap();
        assert_eq!(serde_json::from_str::<ArticleDigests>(&json).unwrap(), known);
        for wrong in ["\"123\"", "\"1234567g\"", "5"] {
            assert!(serde_json::from_str::<ArticleDigests>(wrong).is_err(), "{wrong}");
        }
    }
}
