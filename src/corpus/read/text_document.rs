//! A text file or a text in Markdown to its page: the forms in which texts hold articles are asked for one after the other, the surest first.

use std::borrow::Cow;

use crate::corpus::Sources;
use crate::corpus::measure::{at_most, letters};
use crate::corpus::page::{self, Furniture, Page, PageContext};
use crate::corpus::read::collection::collected::collected;
use crate::corpus::read::collection::talk::Talk;
use crate::corpus::read::collection::text_lines::keeps_texts;
use crate::corpus::read::collection::{
    article_of_parts, bracketed_credits, chats, credited, headed_articles, headed_records, parted, programs,
    transcript, wrapped,
};
use crate::corpus::read::containers::forwarded_mail;
use crate::corpus::read::document::Document;
use crate::corpus::read::format::Format;
use crate::corpus::read::markup::contents_of_pages::without_page_contents;
use crate::corpus::read::markup::markdown::{without_links_of_notes, without_strikes};
use crate::corpus::read::markup::marks_in_text::{with_parted_sheets, without_annotations};
use crate::corpus::read::markup::paired_names::with_opening_names;
use crate::corpus::read::markup::running_heads::without_running_heads;
use crate::corpus::read::markup::years_of_credits::with_years;
use crate::corpus::read::one_article::{Line, SourceKind};
use crate::corpus::read::own_credits::with_credits_of_headlines;
use crate::corpus::read::parts::page_of;
use crate::corpus::read::whole_page::cut_page;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::corpus::read::{ReadOptions, beside_articles, labelled};
use crate::error::{Error, Result};

impl Document<'_> {
    /// The articles of a text. The lines of speakers are put aside while a talk is read.
    pub(super) fn read_text(
        &self,
        text: &str,
        format: Format,
        context: &PageContext<'_>,
        options: &ReadOptions,
    ) -> Result<Page> {
        if format == Format::Text
            && let Some(talk) = Talk::of(text)
            && let Ok(page) = self.read_forms(&talk.text, format, context, options)
            && let Some(page) = talk.restored(page)
        {
            return Ok(page);
        }
        self.read_forms(text, format, context, options)
    }

    /// The articles of a text, which is asked for each of the forms.
    fn read_forms(&self, text: &str, format: Format, context: &PageContext<'_>, options: &ReadOptions) -> Result<Page> {
        let sources = &options.sources;
        if let Some(kind) = beside_articles::kind_of(self.name, text) {
            return Err(Error::UnreadableKind { file: self.name.into(), kind });
        }
        let is_markdown = format == Format::Markdown;
        let prepared = prepared(text);
        let unmarked = if is_markdown { without_marks(&prepared) } else { prepared };
        let text = &*unmarked;
        let kind = if is_markdown { SourceKind::Markdown } else { SourceKind::Text };
        let parted = || parted::read(&lines_of(text), kind).or_else(|| chats::read(text));
        if let Some((articles, around)) = programs::read(text).or_else(parted) {
            return Ok(page_of(articles, around, context, sources));
        }
        if is_markdown && let Some(page) = self.read_page_of_site(text, format, context, options) {
            return Ok(page);
        }
        if (is_markdown || text.trim_start().starts_with("# "))
            && let Some(page) = transcript::collection(text, context, sources)
        {
            return page;
        }
        let repeated = || without_running_heads(text).or_else(|| without_page_contents(text));
        if !is_markdown && let Some((text, around)) = repeated() {
            return self.read_within(&text, around, format, context, options);
        }
        if let Some((text, around)) = forwarded_mail::forwarded(text) {
            return self.read_within(&text, around, format, context, options);
        }
        if !is_markdown
            && let Some((articles, around)) =
                headed_records::of_text(text).or_else(|| wrapped::read(text)).filter(keeps_texts)
        {
            return Ok(page_of(articles, around, context, sources));
        }
        let plain = if is_markdown { credited::plain_lines(text).unwrap_or_default() } else { Vec::new() };
        let written: Vec<&str> =
            if is_markdown { plain.iter().map(String::as_str).collect() } else { text.lines().collect() };
        let listed = || if is_markdown { None } else { credited::listed(&written) };
        if let Some((articles, around)) = credited::in_brackets(&written).or_else(listed).filter(keeps_texts) {
            return Ok(page_of(articles, around, context, sources));
        }
        // Most pages show by their form alone what they are, so that none of the many other forms is looked for.
        if format == Format::Text && page::is_page_by_form(text) {
            return match credited::below_texts(&written).filter(keeps_texts) {
                Some((articles, around)) => Ok(page_of(articles, around, context, sources)),
                None => cut_or_headed(text, context, sources),
            };
        }
        if format == Format::Text
            && let Some(page) = self.read_page_of_site(text, format, context, options)
        {
            return Ok(page);
        }
        let unfolded = labelled::unfolded(text);
        let text = &*unfolded;
        if let Some((articles, above)) = collected(text).or_else(|| credited::below_texts(&written)).filter(keeps_texts)
        {
            return Ok(page_of(articles, above, context, sources));
        }
        let lines = lines_of(text);
        let credited = || if kind == SourceKind::Text { bracketed_credits::read(&lines, kind) } else { None };
        let signed = || credited::signed(&written);
        if let Some((articles, above)) =
            headed_articles::read(&lines, kind).or_else(credited).or_else(signed).filter(keeps_texts)
        {
            return Ok(page_of(articles, above, context, sources));
        }
        let is_issue = || kind == SourceKind::Text && IssuePages::of(&text.lines().collect::<Vec<_>>()).count() > 1;
        if let Some(parts) = self.one_article(&lines, kind, "", context).filter(|_| !is_issue()) {
            return Ok(parts.into_page(context, sources));
        }
        if is_markdown && let Some(parts) = article_of_parts::read(text, context) {
            return Ok(parts.into_page(context, sources));
        }
        if is_markdown || transcript::is_one(text) {
            return transcript::read(text, context, sources);
        }
        Ok(with_credits_of_headlines(cut_page::cut(text, context, sources)?, context))
    }

    /// The articles of a text that was taken out of what stands around it.
    fn read_within(
        &self,
        text: &str,
        around: Vec<String>,
        format: Format,
        context: &PageContext<'_>,
        options: &ReadOptions,
    ) -> Result<Page> {
        let mut page = self.read_text(text, format, context, options)?;
        page.furniture.extend(around.into_iter().map(Furniture::of));
        Ok(page)
    }
}

/// The text without what annotators wrote into it, and with what it leaves to its reader: where its sheets are parted, which names have
/// values behind them, and the year of its credits.
fn prepared(text: &str) -> Cow<'_, str> {
    const STEPS: [fn(&str) -> Cow<'_, str>; 5] =
        [with_parted_sheets, without_annotations, with_opening_names, labelled::with_joined_names, with_years];
    STEPS.iter().fold(Cow::Borrowed(text), |text, step| match text {
        Cow::Borrowed(text) => step(text),
        Cow::Owned(text) => Cow::Owned(step(&text).into_owned()),
    })
}

/// A text in Markdown without the marks of links between notes and of what is struck out.
fn without_marks(text: &str) -> Cow<'static, str> {
    Cow::Owned(without_strikes(&without_links_of_notes(text)).into_owned())
}

/// The lines of a text as the readers of articles take them.
fn lines_of(text: &str) -> Vec<Line<'_>> {
    text.lines().map(|text| Line { text, emphasis: None }).collect()
}

/// A page that is cut by its form. Where head lines below the headlines of at least three articles tell paper and day, they show better
/// where an article begins than the form does, which runs short news into its neighbours.
fn cut_or_headed(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    const MIN_HEADED: usize = 3;
    /// The longest head line that is looked for, in characters.
    const MAX_HEAD_LINE: usize = 60;
    let page = with_credits_of_headlines(cut_page::cut(text, context, sources)?, context);
    if page.articles.len() == 1
        && let Some((articles, around)) = credited::signed(&text.lines().collect::<Vec<_>>())
    {
        return Ok(page_of(articles, around, context, sources));
    }
    // Nearly all pages have no such lines, and are read no further.
    let may_head = |line: &&str| (line.contains("20") || line.contains("19")) && at_most(line, MAX_HEAD_LINE);
    if text.lines().filter(may_head).count() < MIN_HEADED {
        return Ok(page);
    }
    let headed = headed_articles::read(&lines_of(text), SourceKind::Text);
    let Some((articles, around)) = headed.filter(|(articles, _)| articles.len() >= MIN_HEADED) else { return Ok(page) };
    let cut: Vec<String> = page.articles.iter().map(|article| letters(&article.title)).collect();
    let is_same = cut.len() == articles.len() && articles.iter().all(|own| cut.contains(&letters(&own.title)));
    if is_same { Ok(page) } else { Ok(page_of(articles, around, context, sources)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_lines_part_short_news_from_its_neighbours() {
        let long = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。\n　　灯光由新的电站供电，每年省下不少电费，县里说明年还要换三条街，再装一百盏灯。";
        let short = "渡口今天通了公交，从县城到对岸只要十分钟，沿途设六个停靠站。";
        let article = |title: &str, day: u8, text: &str| format!("{title}\n云岭日报  2024-03-0{day}\n\n　　{text}\n\n");
        let text = article("老街昨晚换上新路灯", 5, long)
            + &article("渡口今天通了公交", 6, short)
            + &article("早市搬进新建的大棚", 7, long)
            + &article("图书馆延长开放时间", 8, long);
        let context = PageContext { file: "a.txt", ..PageContext::default() };
        let page = cut_or_headed(&text, &context, &Sources::default()).expect("a page");
        let titles: Vec<&str> = page.articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, ["老街昨晚换上新路灯", "渡口今天通了公交", "早市搬进新建的大棚", "图书馆延长开放时间"]);
    }
}
