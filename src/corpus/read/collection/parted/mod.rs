//! Articles that people passed on or kept one by one, and a program then wrote into one file: mails, clips, pages of notes, posts of a forum.
//! The program writes lines above or below each that no paper writes, and between them stands one article as anybody copies it.

mod clips;
mod mails;
mod note_pages;
mod posts;

use crate::corpus::date::date_in_path;
use crate::corpus::measure::{letter_count, letters};
use crate::corpus::page::{Furniture, FurnitureKind};
use crate::corpus::publication::credit;
use crate::corpus::publication::head_line::HeadLine;
use crate::corpus::read::collection::headed_articles;
use crate::corpus::read::collection::messages::take_credit;
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::{Emphasis, FileContext, Line, SourceKind, recognise};
use crate::corpus::read::parts::ArticleParts;

pub(in crate::corpus::read::collection) use self::posts::is_bar;

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// A part with fewer letters is a word to the reader.
const MIN_TEXT: usize = 60;

/// What stands between two of the lines by which the program parts a file.
#[derive(Debug, Clone, Default)]
struct Part<'t> {
    /// The headline that the program tells apart from the text; empty where it stands among the lines.
    title: &'t str,
    lines: Vec<Line<'t>>,
    /// The address that the text was taken from, if the program tells one.
    address: &'t str,
    /// What the program wrote.
    around: Vec<&'t str>,
}

impl Part<'_> {
    fn length(&self) -> usize {
        self.lines.iter().map(|line| letter_count(line.text)).sum()
    }
}

/// The articles of such a file; none of other texts.
pub(in crate::corpus::read) fn read(lines: &[Line<'_>], kind: SourceKind) -> Option<Collected> {
    let mails = || articles(&mails::parts(lines)?, kind, whole);
    let clips = || articles(&clips::parts(lines)?, kind, clips::of_fields);
    let notes = || articles(&note_pages::parts(lines)?, kind, whole);
    // A post may hold anything: it is an article where it tells paper or day as one does.
    let posts = || articles(&posts::parts(lines)?, kind, |_, _| None);
    mails().or_else(clips).or_else(notes).or_else(posts)
}

/// What reads a part that shows no article of its own.
type Other = fn(&Part<'_>, SourceKind) -> Option<ArticleParts>;

/// The articles of the parts. What shows no article of its own is read by the function given, and stands around the others where that finds
/// none either.
fn articles(parts: &[Part<'_>], kind: SourceKind, other: Other) -> Option<Collected> {
    let (mut articles, mut around) = (Vec::new(), Vec::new());
    for part in parts {
        around.extend(part.around.iter().map(|line| outside(line)));
        let (own, outside) = of_part(part, kind, other);
        articles.extend(own);
        around.extend(outside);
    }
    (articles.len() >= MIN_ARTICLES).then_some((articles, around))
}

/// The article of a part, or the several that somebody collected in it, and the lines of it that belong to none.
fn of_part(part: &Part<'_>, kind: SourceKind, other: Other) -> Collected {
    let title = Some(part.title).filter(|title| !title.is_empty());
    if part.length() >= MIN_TEXT {
        if let Some(article) = one(part, kind) {
            return (vec![with_credit(article)], Vec::new());
        }
        let several = headed_articles::read(&part.lines, kind).filter(|(own, _)| own.len() >= MIN_ARTICLES);
        if let Some((articles, around)) = several {
            return (articles, title.map(outside).into_iter().chain(around).collect());
        }
        if let Some(article) = other(part, kind) {
            return (vec![with_credit(article)], Vec::new());
        }
    }
    let lines = part.lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    (Vec::new(), title.into_iter().chain(lines).map(outside).collect())
}

/// A line that belongs to no article. The day on which something was sent or noted is that of no paper.
fn outside(line: &str) -> Furniture {
    Furniture { kind: FurnitureKind::Credit, text: line.to_owned() }
}

/// The one article of a part, which has the headline that the program tells, or else tells paper or day.
fn one(part: &Part<'_>, kind: SourceKind) -> Option<ArticleParts> {
    let headline = Line { text: part.title, emphasis: Some(Emphasis::Heading) };
    let headline = Some(headline).filter(|line| !line.text.is_empty());
    let rows: Vec<Line<'_>> = headline.into_iter().chain(part.lines.iter().copied()).collect();
    // The address may tell the day, as the names of folders may.
    let folders: Vec<&str> = part.address.split('/').collect();
    let context = FileContext { stem: "", folders: &folders, kind, title: "" };
    let told = letters(part.title);
    let found = recognise(&rows, &context)?;
    let own = letters(&found.title);
    let fits = if told.is_empty() {
        !own.is_empty() && (!found.source.is_empty() || found.date.is_some())
    } else {
        own.starts_with(&told)
    };
    fits.then(|| ArticleParts::from(found))
}

/// The article of a part whose headline the program tells: paper and day may stand above its text or at its end. The lines of printed pages
/// are no paragraphs.
fn whole(part: &Part<'_>, kind: SourceKind) -> Option<ArticleParts> {
    if part.title.is_empty() || kind == SourceKind::PrintedWebPage {
        return None;
    }
    let written = part.lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    let mut paragraphs: Vec<String> = written.map(str::to_owned).collect();
    let HeadLine { date, source, byline, page, .. } = take_credit(&mut paragraphs);
    let date = date.or_else(|| date_in_path(part.address)).map(Into::into);
    let title = part.title.to_owned();
    Some(ArticleParts { title, date, source, byline, page, paragraphs, ..ArticleParts::default() })
}

/// The article with the paper and the day that stand in brackets at its end, where nothing else tells the paper.
fn with_credit(mut article: ArticleParts) -> ArticleParts {
    if article.source.is_empty()
        && let Some(told) = article.paragraphs.last().and_then(|last| credit::closing(last))
    {
        article.date = told.date.map(Into::into).or(article.date);
        (article.source, article.page) = (told.source, told.page);
    }
    article
}

/// The lines without the headline where they repeat it first.
fn without_headline<'l, 't>(title: &str, lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let Some(first) = lines.iter().position(|line| !line.text.trim().is_empty()) else { return &[] };
    let is_same = !title.is_empty() && letters(lines[first].text) == letters(title);
    &lines[first + usize::from(is_same)..]
}

/// The parts below what stands above the first of them.
fn below<'t>(preface: Vec<&'t str>, mut parts: Vec<Part<'t>>) -> Vec<Part<'t>> {
    if let Some(first) = parts.first_mut() {
        first.around.splice(0..0, preface).for_each(drop);
    }
    parts
}

/// The number of the written line above a line.
fn above(lines: &[Line<'_>], at: usize) -> Option<usize> {
    lines[..at].iter().rposition(|line| !line.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the reader finds in a text: headlines, papers and days.
    pub(super) fn seen(text: &str) -> Option<Vec<[String; 3]>> {
        let lines: Vec<Line<'_>> = text.lines().map(|text| Line { text, emphasis: None }).collect();
        let (articles, _) = read(&lines, SourceKind::Text)?;
        let of = |a: ArticleParts| [a.title, a.source, a.date.map_or(String::new(), |day| day.to_string())];
        Some(articles.into_iter().map(of).collect())
    }

    pub(super) const TEXT: &str = "　　昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子，开店的人把桌子摆到街边。\n　　灯光由新的电站供电，每年省下不少电费，县里说明年还要换三条街，再装一百盏灯，让走夜路的人都放心。\n";
    pub(super) const TITLES: [&str; 3] = ["云岭老街昨晚换上新灯", "云岭渡口今天通了公交", "云岭早市搬进新建大棚"];

    #[test]
    fn a_part_may_hold_several_articles() {
        let texts: Vec<String> = (0..3)
            .flat_map(|at| {
                let text = TEXT.lines().map(|line| line.trim().to_owned());
                [TITLES[at].to_owned(), format!("兰河日报 2024-03-0{}", at + 5)].into_iter().chain(text)
            })
            .collect();
        let lines = texts.iter().map(|text| Line { text, emphasis: None }).collect();
        let part = Part { title: "三月剪报", lines, ..Part::default() };
        let (articles, around) = of_part(&part, SourceKind::Document, whole);
        assert_eq!(articles.iter().map(|article| article.title.as_str()).collect::<Vec<_>>(), TITLES);
        assert_eq!(around, [outside("三月剪报")]);
    }

    #[test]
    fn a_repeated_headline_is_no_line_of_the_text() {
        let lines = ["", "云岭老街 换灯", "昨晚换的。"].map(|text| Line { text, emphasis: None });
        assert_eq!(without_headline("云岭老街换灯", &lines), &lines[2..]);
        assert_eq!(without_headline("", &lines), &lines[1..]);
        assert_eq!(above(&lines, 1), None);
        assert_eq!(above(&lines, 2), Some(1));
    }
}
