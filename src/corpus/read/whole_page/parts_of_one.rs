//! What shows that the articles found in a page are the parts of one, by its headings, each with its level or 0 for other lines.

use std::collections::{HashMap, HashSet};

use crate::corpus::read::parts::ArticleParts;

/// Whether the first article is that of the page, and the others are its parts: its headline is a heading, and theirs are none or lower ones.
pub(super) fn are_parts(articles: &[ArticleParts], headings: &[(usize, String)]) -> bool {
    let levels: HashMap<&str, usize> =
        headings.iter().filter(|(level, _)| *level > 0).map(|(level, line)| (line.as_str(), *level)).collect();
    let level = |article: &ArticleParts| levels.get(article.title.as_str()).copied();
    let Some((first, others)) = articles.split_first() else { return false };
    level(first).is_some_and(|own| others.iter().all(|other| level(other).is_none_or(|level| level > own)))
}

/// Whether the line below the title of the page belongs to that, as in the headline of an article of which the others are parts: it begins
/// with a dash, or no heading ends it, where the headlines of all others are headings.
pub(super) fn is_deck(line: &str, others: &[ArticleParts], headings: &[(usize, String)]) -> bool {
    let set_apart = || headings.iter().filter(|(level, _)| *level > 0).map(|(_, heading)| heading.as_str());
    let all: HashSet<&str> = set_apart().collect();
    line.starts_with('—')
        || !set_apart().any(|heading| line.ends_with(heading))
            && others.iter().all(|own| all.contains(own.title.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str) -> ArticleParts {
        ArticleParts { title: title.to_owned(), ..ArticleParts::default() }
    }

    #[test]
    fn the_line_below_the_title_of_the_page_may_belong_to_it() {
        let others = [article("河畔新增便民公园"), article("老街换上新灯")];
        let page = |level: usize, first: usize| {
            let line = |level: usize, text: &str| (level, text.to_owned());
            let own = line(first, "三个项目签约");
            [line(1, "媒体看兰河"), own, line(level, "河畔新增便民公园"), line(level, "老街换上新灯")]
        };
        assert!(is_deck("——老街三年变化记", &others, &page(0, 0)));
        assert!(is_deck("老街三年变化记", &others, &page(2, 2)));
        // The headline of the first of several articles, set apart as those of the others.
        assert!(!is_deck("三个项目签约", &others, &page(2, 2)));
        assert!(!is_deck("共三篇 三个项目签约", &others, &page(2, 2)));
        assert!(!is_deck("三个项目签约", &others, &page(0, 0)));
    }

    #[test]
    fn lower_headings_are_those_of_parts() {
        let articles = [article("媒体看兰河"), article("河畔新增便民公园"), article("老街换上新灯")];
        let page = |levels: [usize; 3]| {
            let line = |(level, own): (usize, &ArticleParts)| (level, own.title.clone());
            levels.into_iter().zip(&articles).map(line).collect::<Vec<_>>()
        };
        assert!(are_parts(&articles, &page([1, 2, 2])) && are_parts(&articles, &page([1, 0, 0])));
        assert!(!are_parts(&articles, &page([2, 2, 2])) && !are_parts(&articles, &page([0, 0, 0])));
    }
}
