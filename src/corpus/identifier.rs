//! Identifiers of articles: made of what an article is, not of where its file lies or how its path was typed.

use sha2::{Digest, Sha256};

use crate::corpus::Article;

/// Hexadecimal digits of the digest in an identifier.
const DIGEST_LENGTH: usize = 8;

/// The identifier of an article that was cut from a page: paper, day, page, its place on the page from 1, and a digest of
/// its headline and text: `兰河日报/2024-03-05/2#3-9f86d081`. What is not known is left out.
pub(super) fn identifier(article: &Article, place: usize) -> String {
    let day = article.date.map(|date| date.to_string()).unwrap_or_default();
    let known = [article.source.as_str(), &day, &article.page];
    let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
    let place = if place > 0 { format!("#{place}-") } else { String::from("#") };
    format!("{}{place}{}", known.join("/"), digest(article))
}

/// The beginning of the SHA-256 of headline and text without white space, in hexadecimal.
fn digest(article: &Article) -> String {
    let mut hasher = Sha256::new();
    let add = |hasher: &mut Sha256, text: &str| {
        text.split(char::is_whitespace).filter(|part| !part.is_empty()).for_each(|part| hasher.update(part));
    };
    add(&mut hasher, &article.title);
    hasher.update("\n");
    add(&mut hasher, &article.text);
    let hash = hasher.finalize();
    hash.iter().take(DIGEST_LENGTH / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// A number that depends on all bytes, in one pass: FNV-1a in 64 bits (Fowler, Noll and Vo, RFC 9923).
pub(crate) fn content_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_hashed_as_the_standard_has_it() {
        assert_eq!((content_hash(b""), content_hash(b"a")), (0xCBF2_9CE4_8422_2325, 0xAF63_DC4C_8601_EC8C));
    }

    #[test]
    fn identifiers_tell_paper_day_page_and_place() {
        let article = Article {
            source: "兰河日报".into(),
            date: "2024-03-05".parse().ok(),
            page: "2".into(),
            text: "全市信访工作会议召开。".into(),
            ..Article::default()
        };
        let id = identifier(&article, 3);
        assert!(id.starts_with("兰河日报/2024-03-05/2#3-"), "{id}");
        assert_eq!(id.len(), "兰河日报/2024-03-05/2#3-".len() + DIGEST_LENGTH);
        // White space is a matter of layout, not of the article.
        let spaced = Article { text: "全市信访 工作会议\n召开。".into(), ..article.clone() };
        assert_eq!(identifier(&spaced, 3), id);
        assert!(identifier(&Article { text: "另一篇。".into(), ..Article::default() }, 0).starts_with('#'));
    }
}
