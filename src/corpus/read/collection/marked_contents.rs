//! Bulletins that list the headlines of all their articles on top, behind the same mark as the headlines themselves: “● 老街换上新灯”.

use crate::corpus::measure::{ends_sentence, half_width, letters};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::programs::one_of;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;

/// Marks before headlines.
const MARKS: [char; 12] = ['●', '◆', '■', '★', '▲', '◇', '○', '□', '▪', '•', '※', '☆'];
/// A bulletin has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// Name, number and day of the bulletin stand on this many lines at most.
const MAX_ABOVE: usize = 8;

/// The articles of such a bulletin, with its day where they tell none; none of a text in which a line behind the mark is anything else.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let mut begins = lines.written.iter().take(MAX_ABOVE + 1).filter_map(|line| line.chars().next());
    let mark = begins.find(|first| MARKS.contains(first))?;
    let lines = lines.all.as_slice();
    let marked: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].trim_start().starts_with(mark)).collect();
    let count = marked.len() / 2;
    if count < MIN_ARTICLES || marked.len() != 2 * count {
        return None;
    }
    let (listed, heads) = marked.split_at(count);
    let is_same = |(entry, headline): (&usize, &usize)| letters(lines[*entry]) == letters(lines[*headline]);
    let above = &lines[..listed[0]];
    let contents = lines[listed[0]..heads[0]].iter().filter(|line| !line.trim().is_empty()).count();
    let is_bulletin = contents == count
        && listed.iter().zip(heads).all(is_same)
        && !above.iter().any(|line| ends_sentence(line) && !line.trim_end().ends_with(['：', ':']));
    if !is_bulletin {
        return None;
    }
    let day = above.iter().find_map(|line| find_date(&half_width(line))).map(|found| found.date);
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    let article = |(&at, end): (&usize, usize)| {
        let title = lines[at].trim().trim_start_matches(mark).trim();
        let text = &lines[at + 1..end];
        let rows: Vec<&str> = [title].into_iter().chain(text.iter().copied()).collect();
        // Lines below a headline may tell paper and day.
        let with_head = one_of(&rows).filter(|own| own.date.is_some() && !own.paragraphs.is_empty());
        let paragraphs = || text.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(str::to_owned);
        let article = with_head.unwrap_or_else(|| ArticleParts {
            title: title.to_owned(),
            date: day.map(Into::into),
            paragraphs: paragraphs().collect(),
            ..ArticleParts::default()
        });
        article.paragraphs.iter().any(|line| ends_sentence(line)).then_some(article)
    };
    let articles: Vec<ArticleParts> = heads.iter().zip(ends).map(article).collect::<Option<_>>()?;
    let around = lines[..heads[0]].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    Some((articles, around.map(Furniture::of).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<Vec<(String, String, usize)>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let of = |a: ArticleParts| (a.title, a.date.map(|day| day.to_string()).unwrap_or_default(), a.paragraphs.len());
        Some(articles.into_iter().map(of).collect())
    }

    fn bulletin() -> String {
        let titles = ["老街换上新灯", "渡口通了公交", "早市搬进大棚"];
        let contents = titles.map(|title| format!("● {title}\n")).concat();
        let article =
            |title: &str| format!("●{title}\n\n　　据兰河日报3月4日报道，街坊都说好。\n　　明年还要再修。\n\n\n");
        format!("云 岭 要 情\n\n2024年3月5日　第26期\n\n本期要目\n{contents}\n\n{}", titles.map(article).concat())
    }

    #[test]
    fn headlines_stand_in_the_contents_behind_the_same_mark() {
        let row = |title: &str| (title.to_owned(), "2024-03-05".to_owned(), 2);
        assert_eq!(seen(&bulletin()), Some(vec![row("老街换上新灯"), row("渡口通了公交"), row("早市搬进大棚")]));
    }

    #[test]
    fn other_lines_behind_the_mark_show_another_form() {
        assert_eq!(seen(&bulletin().replace("●早市", "早市")), None);
        assert_eq!(seen(&bulletin().replace("●早市搬进", "●集市搬进")), None);
        assert_eq!(seen(&bulletin().replace("第26期", "第26期说明如下。")), None);
    }
}
