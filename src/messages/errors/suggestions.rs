//! What is said of names that are unknown, with those that may be meant.

use crate::Language;
use crate::error::{SimilarTheme, UnknownPaper};
use crate::messages::errors::texts as text;
use crate::messages::punctuation::{clause_comma, semicolon};

pub(super) fn unknown_theme(name: &str, nearest: Option<&SimilarTheme>, language: Language) -> String {
    match nearest {
        None => text::unknown_theme(language, name),
        Some(nearest) => text::unknown_theme_near(language, name, typed_as(nearest, language)),
    }
}

/// What a message calls a theme: in Chinese its name, in English its id, which can be typed without quotation marks.
fn typed_as(theme: &SimilarTheme, language: Language) -> &str {
    match language {
        Language::Chinese => &theme.zh,
        Language::English => &theme.id,
    }
}

/// Candidates come as “full name, code”. Names that all contain what was typed make it ambiguous, others are similar.
pub(super) fn unknown_region(value: &str, candidates: &[String], language: Language) -> String {
    let list = |separator: &str| {
        let shown: Vec<String> = candidates.iter().map(|name| name.replace(", ", clause_comma(language))).collect();
        shown.join(separator)
    };
    if candidates.is_empty() {
        text::unknown_region(language, value)
    } else if candidates.len() > 1 && candidates.iter().all(|name| name.contains(value.trim())) {
        text::ambiguous_region(language, value, &list(semicolon(language)))
    } else {
        text::unknown_region_near(language, value, &list(text::or_candidates(language)))
    }
}

/// Each paper with the names that may have been meant.
pub(super) fn unknown_papers(papers: &[UnknownPaper], language: Language) -> String {
    let named = |paper: &UnknownPaper| match paper.nearest.as_slice() {
        [] => text::unread_paper(language, &paper.name),
        nearest => text::unread_paper_near(language, &paper.name, &nearest.join(text::or_candidates(language))),
    };
    papers.iter().map(named).collect::<Vec<_>>().join(semicolon(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn papers_that_were_not_read_are_named_with_similar_ones() {
        let paper = |name: &str, nearest: &[&str]| UnknownPaper {
            name: name.into(),
            nearest: nearest.iter().map(|name| (*name).to_owned()).collect(),
        };
        let papers = vec![paper("兰河曰报", &["兰河日报", "兰河晚报"]), paper("无此报", &[])];
        let error = Error::UnknownPapers { papers };
        let chinese = "没有读到“兰河曰报”的文章（是否指 兰河日报，或 兰河晚报？）；没有读到“无此报”的文章";
        assert_eq!(error.message(Language::Chinese), chinese);
        assert!(error.to_string().ends_with("; no article of the paper \"无此报\" was read"), "{error}");
    }

    #[test]
    fn similar_and_ambiguous_regions_are_shown() {
        let similar = Error::UnknownRegion { value: "桂州".into(), candidates: vec!["贵州省, 520000".into()] };
        assert_eq!(similar.to_string(), "unknown region \"桂州\" (did you mean 贵州省, 520000?)");
        let candidates = vec!["江苏省南京市鼓楼区, 320106".into(), "福建省福州市鼓楼区, 350102".into()];
        let ambiguous = Error::UnknownRegion { value: "鼓楼区".into(), candidates };
        let shown = ambiguous.message(Language::Chinese);
        assert_eq!(shown, "“鼓楼区”可指多个行政区划：江苏省南京市鼓楼区，320106；福建省福州市鼓楼区，350102");
    }
}
