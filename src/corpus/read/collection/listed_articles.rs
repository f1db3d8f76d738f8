//! Documents that list the headlines of all their articles on top, where nothing but that list shows which lines are headlines.

use jiff::civil::Date;

use crate::corpus::measure::half_width;
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::collection_words::{collection_word, names_collection};
use crate::corpus::read::collection::common_marks::strip_common_marks;
use crate::corpus::read::collection::programs::one_of;
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::markup::contents_of_collection::{Contents, contents};
use crate::corpus::read::one_article::Line;
use crate::corpus::read::parts::ArticleParts;

/// The articles of such a document, with its day where they tell none; none of a document whose parts may be those of one article, or
/// whose headlines are set apart.
pub(in crate::corpus::read) fn read(lines: &[Line<'_>]) -> Option<Collected> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim_end()).collect();
    let found = contents(&texts)?;
    let above: Vec<&str> = above(&texts, &found).collect();
    let day = above.iter().find_map(|line| find_date(&half_width(line))).map(|day| day.date);
    let is_named = above.iter().any(|line| collection_word(line) || names_collection(line));
    // The parts of a report are numbered, and a day stands below its title.
    let is_numbered = |at: &usize| texts[*at].trim_start().starts_with(is_numeral);
    let is_collection = is_named || day.is_some() && !found.headlines.iter().all(is_numbered);
    let are_plain = found.headlines.iter().all(|&at| lines[at].emphasis.is_none());
    if found.is_selection || !is_collection || !are_plain {
        return None;
    }
    let ends = found.headlines.iter().skip(1).copied().chain([texts.len()]);
    let mut articles: Vec<ArticleParts> =
        found.headlines.iter().zip(ends).map(|(&begin, end)| article(&texts[begin..end], day)).collect();
    strip_common_marks(&mut articles);
    let listed = texts[found.lines.clone()].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let around = above.into_iter().map(Furniture::heading).chain(listed.map(Furniture::of));
    Some((articles, around.collect()))
}

/// The lines above the first article that are not blank, without the contents.
fn above<'t>(texts: &'t [&str], found: &Contents) -> impl Iterator<Item = &'t str> {
    let first = found.headlines.first().copied().unwrap_or(found.lines.end);
    let own = texts[..found.lines.start].iter().chain(&texts[found.lines.end..first]);
    own.map(|line| line.trim()).filter(|line| !line.is_empty())
}

/// Whether a line that begins with this character may be numbered as the parts of a report are.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十第（(".contains(c)
}

/// The article of these lines, the first of which is its headline.
fn article(lines: &[&str], day: Option<Date>) -> ArticleParts {
    // Lines below a headline may tell paper and day.
    let with_head = one_of(lines).filter(|own| own.date.is_some() && !own.paragraphs.is_empty());
    let mut written = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(str::to_owned);
    with_head.unwrap_or_else(|| ArticleParts {
        title: written.next().unwrap_or_default(),
        date: day.map(Into::into),
        paragraphs: written.collect(),
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Emphasis;

    const TITLES: [&str; 3] = ["老街昨晚换上新路灯", "渡口通了公交车", "早市搬进新建的大棚"];

    fn document(top: &'static str, titles: [&'static str; 3], emphasis: Option<Emphasis>) -> Vec<Line<'static>> {
        let plain = |text: &'static str| Line { text, emphasis: None };
        let article = |text: &'static str| [Line { text, emphasis }, plain("昨天，街坊都来看。"), plain("都说方便。")];
        let contents = [top, "目录"].into_iter().chain(titles).map(plain);
        contents.chain(titles.into_iter().flat_map(article)).collect()
    }

    fn found(lines: &[Line<'_>]) -> Option<Vec<(String, String, usize)>> {
        let day = |own: &ArticleParts| own.date.map(|day| day.to_string()).unwrap_or_default();
        let (articles, _) = read(lines)?;
        Some(articles.into_iter().map(|own| (own.title.clone(), day(&own), own.paragraphs.len())).collect())
    }

    #[test]
    fn the_contents_tell_where_articles_begin() {
        let expected = TITLES.map(|title| (title.to_owned(), "2024-03-05".to_owned(), 2)).to_vec();
        assert_eq!(found(&document("云岭日报 2024年3月5日", TITLES, None)), Some(expected));
        let numbered = ["一、老街换上新路灯", "二、渡口通了公交车", "三、早市搬进新大棚"];
        assert_eq!(found(&document("2024年3月5日", numbered, None)), None, "the parts of a report");
        assert_eq!(found(&document("云岭剪报", numbered, None)).map(|own| own.len()), Some(3));
        assert_eq!(found(&document("街坊的故事", TITLES, None)), None, "neither a day nor the name of a collection");
        assert_eq!(found(&document("云岭剪报", TITLES, Some(Emphasis::Bold))), None, "headlines that are set apart");
    }
}
