//! The headline of an article, apart from the names of its site and section.

use std::sync::LazyLock;

use regex::Regex;

use super::document_title;
use super::headline_place::{
    MAX_LENGTH, MAX_SHORT_TITLE, MIN_HEADING, above_head_line, broken_headline, named_line, nearest_heading,
    opening_of_post, whole_headline,
};
use super::page_title::{is_site_name, names_section, names_site_only, without_copy_marks, without_site};
use super::ranked_lines;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::names::{KICKER_NAMES, SUBTITLE_NAMES, TITLE_METAS};
use crate::corpus::read::web_page::outline::{Outline, has_name, has_word};
use crate::corpus::read::web_page::published::dates;
use crate::corpus::read::web_page::systems::SystemMarks;
use crate::corpus::read::web_page::text::{common_subsequence, ends_sentence, folded, letters, squeezed};
use crate::corpus::read::web_page::wording::{is_head_line, is_recommendation};
use crate::corpus::read::web_page::words::GENERIC_TITLES;
use crate::text::pattern;

/// A visible line is the headline when at least this share of the page's title agrees with it.
const AGREEMENT: f64 = 0.75;

/// The headline of an article and the lines about it.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read::web_page) struct Headline {
    /// The main headline.
    pub title: String,
    /// The line above it (引题).
    pub kicker: String,
    /// The line below it (副题).
    pub subtitle: String,
    /// The line of the page where the headline stands.
    pub line: Option<usize>,
    /// Whether the headline opens the text, in brackets.
    pub opens_text: bool,
}

/// Finds the headline of the article whose text begins at a line of the page.
pub(in crate::corpus::read::web_page) fn find(
    outline: &Outline<'_>,
    lines: &[Line],
    metadata: &Metadata,
    marks: &SystemMarks,
    body_start: usize,
) -> Headline {
    let mut stated = stated_titles(metadata, marks);
    // A short title above a long heading of the first level names the site.
    let has_heading = lines.iter().take(body_start + 2).any(|line| {
        line.heading == 1 && !line.furniture && line.letters >= MIN_HEADING && !is_site_name(&line.text, "")
    });
    if has_heading && marks.title.is_empty() && stated.iter().all(|title| letters(title) <= MAX_SHORT_TITLE) {
        stated.clear();
    }
    // The name of an office or a section or a greeting is that of the site, where another line stands as the headline does.
    let place = |stated: &[String]| {
        let main_line = || ranked_lines::main_line(outline, lines, body_start).filter(|_| marks.digital_paper);
        nearest_heading(lines, body_start)
            .or_else(|| named_line(outline, lines, stated, body_start))
            .or_else(main_line)
            .or_else(|| above_head_line(lines, stated, body_start))
    };
    let is_of_other = |title: &String| names_site_only(title) || names_section(title);
    if marks.title.is_empty() && stated.iter().all(is_of_other) && place(&[]).is_some() {
        stated.clear();
    }
    let mut headline =
        Headline { kicker: marks.kicker.clone(), subtitle: marks.subtitle.clone(), ..Headline::default() };
    let broken = broken_headline(outline, lines, &stated, body_start);
    match (broken, visible_title(lines, &stated, body_start)) {
        (Some((last, whole)), _) => (headline.line, headline.title) = (Some(last), whole),
        (None, Some(at)) => {
            headline.title = without_labels(&lines[at].text, &whole_titles(metadata), &stated);
            headline.line = Some(at);
        }
        (None, None) => {
            // The title element often names only the site: a heading above the text goes before it.
            let sure = !marks.title.is_empty() || metadata.meta(TITLE_METAS).is_some() || !metadata.headline.is_empty();
            headline.line = if sure && !stated.is_empty() { None } else { place(&stated) };
            // Where neither title nor headline is shown above, a document bears its own.
            let is_shown = headline.line.is_some_and(|at| lines[at].letters >= MIN_HEADING) || !stated.is_empty();
            let document = || document_title::opening(lines, body_start);
            if let Some((last, title)) = (!is_shown).then(document).flatten() {
                return Headline { title, line: Some(last), ..headline };
            }
            let short = || short_line(outline, lines, body_start, marks.digital_paper);
            let is_shown = || original_title(lines).or_else(short).is_some();
            let opening = opening_of_post(lines, headline.line, body_start)
                .filter(|_| stated.is_empty() && (headline.line.is_some() || !is_shown()));
            if let Some(title) = opening {
                return Headline { title: title.to_owned(), opens_text: true, line: None, ..headline };
            }
            let heading = headline.line.map(|at| lines[at].text.clone());
            headline.title = heading
                .or_else(|| stated.first().cloned())
                .or_else(|| original_title(lines))
                .or_else(short)
                .unwrap_or_default();
        }
    }
    if let Some(at) = headline.line {
        headline.title = whole_headline(outline, &lines[at]).unwrap_or(headline.title);
        headline.title = without_copy_marks(&headline.title).to_owned();
        if let Some(whole) = without_number_of_part(&headline.title).filter(|_| leads_to_parts(lines)) {
            headline.title = whole.to_owned();
        }
        add_neighbours(&mut headline, outline, lines, at, marks);
    }
    if let Some(whole) = without_moment(&headline.title, lines) {
        headline.title = whole.to_owned();
    }
    headline
}

/// A headline without the time of day in brackets behind it, where a line of the page tells the day with the same time: “三个项目集中签约
/// (09:15)” above “2024年3月5日 9時15分”.
fn without_moment<'t>(title: &'t str, lines: &[Line]) -> Option<&'t str> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<hour>\d{1,2})\s*[:时時]\s*(?P<minute>\d{2})"));
    static BEHIND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<front>.*?)\s*[(（]\s*(?P<time>\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)\s*[)）]\s*$"));
    let time_in = |text: &str| {
        let found = TIME.captures(text)?;
        Some((found["hour"].parse::<u8>().ok()?, found["minute"].parse::<u8>().ok()?))
    };
    let found = BEHIND.captures(title)?;
    let front = found.name("front")?.as_str();
    let moment = time_in(&folded(&found["time"]))?;
    let mut short = lines.iter().filter(|line| line.letters <= MAX_LENGTH / 2);
    let is_told =
        short.any(|line| dates::first_in(&line.text).is_some() && time_in(&folded(&line.text)) == Some(moment));
    (is_told && letters(front) >= MIN_HEADING).then_some(front)
}

/// A headline without the number of the part of its article: “三个项目集中签约(1)”.
fn without_number_of_part(title: &str) -> Option<&str> {
    let (front, number) = title.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && letters(front) >= MIN_HEADING).then(|| front.trim_end())
}

/// Whether a page shows an article in parts, each on a page of its own.
fn leads_to_parts(lines: &[Line]) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(?:下一页|下页)(?:$|[\s>»])|共\s*\d{1,2}\s*页"));
    let mut short = lines.iter().filter(|line| line.letters <= MAX_LENGTH / 2);
    short.any(|line| FORM.is_match(&line.text))
}

/// The titles that the page states in its head, without the names of site and section; the surest come first.
fn stated_titles(metadata: &Metadata, marks: &SystemMarks) -> Vec<String> {
    let site = metadata.meta(&["og:site_name", "sitename", "application-name"]).unwrap_or_default();
    let metas = metadata.metas_named(TITLE_METAS).map(|title| without_site(title, site));
    let title = without_site(&metadata.title, site);
    let all = [marks.title.clone(), metadata.headline.clone()].into_iter().chain(metas).chain([title]);
    let is_generic = |title: &String| GENERIC_TITLES.contains(&title.trim());
    all.filter(|title| letters(title) >= 2 && !is_site_name(title, site) && !is_generic(title)).collect()
}

/// The titles as the page states them, which may hold a column before a bar that belongs to the headline: “民生观察｜老街新生”.
fn whole_titles(metadata: &Metadata) -> Vec<String> {
    let metas = metadata.metas_named(TITLE_METAS).map(str::to_owned);
    metas.chain([metadata.headline.clone(), metadata.title.clone()]).filter(|title| letters(title) >= 2).collect()
}

/// The line of the page that agrees best with what the page states as its title.
fn visible_title(lines: &[Line], stated: &[String], body_start: usize) -> Option<usize> {
    // Some systems set site and section before the headline, with spaces between them.
    let end_of = |title: &String| -> Vec<String> {
        let ends = title.match_indices(char::is_whitespace).map(|(at, _)| &title[at..]);
        ends.filter(|end| letters(end) >= MIN_HEADING).map(squeezed).collect()
    };
    let ends: Vec<Vec<String>> = stated.iter().map(end_of).collect();
    let stated: Vec<String> = stated.iter().map(|title| squeezed(title)).collect();
    let end = (body_start + 4).min(lines.len());
    let mut best: Option<(f64, usize)> = None;
    for (at, line) in lines[..end].iter().enumerate() {
        if line.letters < 2 || line.letters > MAX_LENGTH {
            continue;
        }
        let text = squeezed(&line.text);
        let agreement = stated
            .iter()
            .zip(&ends)
            .map(|(title, ends)| if ends.contains(&text) { 1.0 } else { agreement(&text, title, line.heading > 0) })
            .fold(0.0, f64::max);
        if agreement < AGREEMENT {
            continue;
        }
        let heading = match line.heading {
            0 => 0.0,
            1 => 0.06,
            _ => 0.04,
        };
        // Of lines that agree alike, the last before the text is the headline; those above it are links and paths.
        let near = if at <= body_start { 0.01 } else { -0.02 };
        let score = agreement + heading + near - if line.is_linked() || line.furniture { 0.1 } else { 0.0 };
        if best.is_none_or(|(most, _)| score >= most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How far a line agrees with a title, from 0 to 1.
fn agreement(line: &str, title: &str, heading: bool) -> f64 {
    if line == title {
        return 1.0;
    }
    let (line_length, title_length) = (line.chars().count(), title.chars().count());
    let (shorter, longer) = (line_length.min(title_length), line_length.max(title_length));
    if longer == 0 || (!heading && shorter * 10 < longer * 6) {
        return 0.0;
    }
    // The title in the head may be cut off, and a heading may be one line of a headline of several.
    if heading && shorter >= 6 && (line.contains(title) || title.contains(line)) {
        return 0.8 + 0.15 * shorter as f64 / longer as f64;
    }
    if !heading && !line.contains(title) && !title.contains(line) {
        return 0.0;
    }
    common_subsequence(line, title) as f64 / longer.min(100) as f64
}

/// The headline as a line shows it; a label before or behind the stated title, such as “原创”, is left out, unless the page states the
/// title with it.
fn without_labels(line: &str, whole: &[String], stated: &[String]) -> String {
    let shown = squeezed(line);
    if whole.iter().any(|title| squeezed(title).starts_with(&shown)) {
        return line.to_owned();
    }
    let within = whole.iter().chain(stated).find(|title| {
        let title = squeezed(title);
        let more = letters(line).saturating_sub(letters(&title));
        // A quotation mark of the headline ends the title that an element states: what stands behind it is no label.
        let is_cut_off = shown.strip_prefix(&title).is_some_and(|rest| rest.starts_with(['"', '“']));
        more > 0 && more <= 4 && !is_cut_off && shown != title && shown.contains(&title)
    });
    within.cloned().unwrap_or_else(|| line.to_owned())
}

/// The headline that the article had elsewhere, where the page begins with it: “原标题：…”.
fn original_title(lines: &[Line]) -> Option<String> {
    let title = lines
        .iter()
        .take(2)
        .find_map(|line| line.text.strip_prefix("原标题")?.trim_start().strip_prefix(['：', ':']))?;
    let fits = (MAX_SHORT_TITLE..=MAX_LENGTH).contains(&letters(title));
    fits.then(|| title.trim().to_owned())
}

/// Without any heading, the last short line above the text that is no sentence. Digital papers set pictures with their captions between
/// headline and text.
fn short_line(outline: &Outline<'_>, lines: &[Line], body_start: usize, digital_paper: bool) -> Option<String> {
    static REPORTERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:记者|通讯员)[\s:：]+\p{Han}{1,4}"));
    let is_candidate = |line: &&Line| {
        let about = is_head_line(&line.text)
            || REPORTERS.is_match(&line.text)
            || is_recommendation(&line.text)
            || dates::first_in(&line.text).is_some();
        let is_label = line.text.ends_with(['：', ':']);
        (6..=40).contains(&line.letters)
            && !is_label
            && !line.text.starts_with("——")
            && !line.furniture
            && !line.is_linked()
            && !about
            && !ends_sentence(&line.text)
    };
    let mut candidates = lines[..body_start.min(lines.len())].iter().rev().take(6).filter(is_candidate);
    let nearest = candidates.next()?;
    let is_caption = |line: &Line| digital_paper && stands_with_picture(outline, line);
    let headline = if is_caption(nearest) { candidates.find(|line| !is_caption(line)) } else { None };
    Some(headline.unwrap_or(nearest).text.clone())
}

/// Whether the innermost table around a line holds a picture too.
fn stands_with_picture(outline: &Outline<'_>, line: &Line) -> bool {
    let mut around = std::iter::successors(Some(line.node), |node| Some(outline.nodes[*node].parent)).skip(1).take(6);
    let is_named = |node: usize, name: &str| outline.element(node).is_some_and(|element| element.name() == name);
    let table = around.find(|node| is_named(*node, "table"));
    table.is_some_and(|table| (table..outline.nodes[table].end).any(|node| is_named(node, "img")))
}

/// Adds the lines above and below the headline that are marked as kicker and sub-headline, or that are headings of a
/// digital paper.
fn add_neighbours(headline: &mut Headline, outline: &Outline<'_>, lines: &[Line], at: usize, marks: &SystemMarks) {
    let digital_paper = marks.digital_paper;
    let named = |line: &Line, names: &[&str]| {
        let mut node = line.node;
        (0..4).any(|_| {
            node = outline.nodes[node].parent;
            // Systems of digital papers name a part of the page before it: “article-subtitle”.
            let is_named = |element| has_name(element, names) || digital_paper && has_word(element, names);
            outline.element(node).is_some_and(is_named)
        })
    };
    let part = |near: Option<usize>, names: &[&str]| {
        let line = lines.get(near?)?;
        let heading = digital_paper && line.heading > 0 && letters(&line.text) >= 2;
        (heading || named(line, names)).then(|| line.text.clone())
    };
    // A sub-headline that papers set behind a double dash needs no name, but the system may tell that there is none.
    let behind_dash = |near: Option<usize>| {
        let may_be = digital_paper && !marks.states_subtitle;
        let line = lines.get(near?).filter(|line| may_be && !ends_sentence(&line.text))?;
        let is_subtitle = line.text.starts_with("——") && (4..=MAX_LENGTH / 2).contains(&line.letters);
        is_subtitle.then(|| line.text.clone())
    };
    let ranked = |near: Option<usize>| ranked_lines::beside(outline, lines, at, near, digital_paper);
    let (before, behind) = (at.checked_sub(1), at.checked_add(1));
    if headline.kicker.is_empty() {
        headline.kicker = part(before, KICKER_NAMES).or_else(|| ranked(before)).unwrap_or_default();
    }
    if headline.subtitle.is_empty() {
        let subtitle = part(behind, SUBTITLE_NAMES).or_else(|| ranked(behind));
        headline.subtitle = subtitle.or_else(|| behind_dash(behind)).unwrap_or_default();
    }
    // The name of a section stands above a headline as a kicker does: 都市新闻.
    if letters(&headline.kicker) <= MAX_SHORT_TITLE
        && ["新闻", "版", "频道"].iter().any(|end| headline.kicker.ends_with(end))
    {
        headline.kicker.clear();
    }
    for part in [&mut headline.kicker, &mut headline.subtitle] {
        if squeezed(&headline.title).contains(&squeezed(part)) {
            part.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_of_lines_with_titles() {
        assert_eq!(agreement("三个项目签约", "三个项目签约", false), 1.0);
        assert!(agreement("三个项目", "三个项目集中签约兰河", false) < AGREEMENT);
        assert!(agreement("三个项目集中签约兰河新区", "三个项目集中签约", true) > AGREEMENT);
        assert_eq!(agreement("另一条消息", "三个项目签约", false), 0.0);
    }

    #[test]
    fn the_number_of_a_part_is_told_where_the_page_leads_to_the_next() {
        assert_eq!(without_number_of_part("兰河新区三个项目集中签约(1)"), Some("兰河新区三个项目集中签约"));
        assert_eq!(without_number_of_part("兰河新区三个项目集中签约（图）"), None);
        let line = |text: &str| Line { text: text.into(), letters: letters(text), ..Line::default() };
        assert!(leads_to_parts(&[line("1 2 3 下一页 共3页")]) && !leads_to_parts(&[line("上一篇：公园开放")]));
    }

    #[test]
    fn the_time_behind_a_headline_is_that_of_its_publication() {
        let found = |title: &'static str, line: &str| {
            without_moment(title, &[Line { text: line.into(), letters: letters(line), ..Line::default() }])
        };
        let whole = Some("兰河新区三个项目集中签约");
        assert_eq!(found("兰河新区三个项目集中签约（09:15）", "2024年3月5日星期二 9時15分"), whole);
        assert_eq!(found("兰河新区三个项目集中签约 (９：15)", "2024-03-05 09:15:20 来源：兰河网"), whole);
        assert_eq!(found("兰河新区三个项目集中签约（09:15）", "2024-03-05 16:40"), None);
        assert_eq!(found("兰河新区三个项目集中签约（09:15）", "直播09:15开始"), None);
        assert_eq!(found("兰河新区三个项目集中签约（图）", "2024-03-05 09:15"), None);
    }

    #[test]
    fn labels_that_the_page_states_as_part_of_the_headline_stay() {
        let kept = |line: &str, whole: &str, stated: &str| without_labels(line, &[whole.into()], &[stated.into()]);
        assert_eq!(kept("民生观察｜老街新生", "民生观察｜老街新生_兰河网", "老街新生"), "民生观察｜老街新生");
        assert_eq!(kept("原创老街新生①｜茶馆重开", "老街新生①｜茶馆重开", "老街新生①"), "老街新生①｜茶馆重开");
        assert_eq!(kept("原创 老街新生", "老街新生_兰河网", "老街新生"), "老街新生");
    }
}
