//! How many reprints are found, and how many of the pairs found are reprints: on reprints composed of given articles.
//!
//! `cargo run --release --example reprint_detection -- ARTICLES.jsonl` prints the table of docs/DECISIONS.md; without
//! articles, those of the sample are taken. Of each article of at least [`MIN_CHARACTERS`] characters, one other printing is
//! composed, of a kind dealt at random: reprints as papers make them (another headline, another head line, cut, paragraphs
//! dropped), and articles that look like reprints and are none (a follow-up with the same beginning, the notice of the next
//! year). All of them are grouped together with all given articles. A pair is two articles of one story of which at least
//! one is composed. Articles are dealt one by one, so that Wilson's intervals hold.

mod simulation;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use policyvane::ReadOptions;
use policyvane::corpus::reprints::{Printing, SketchStore, THRESHOLD, sketch, stories};
use policyvane::corpus::{Article, Inputs, Problem};
use policyvane::trends::wilson;
use simulation::Random;

/// Shorter articles are not composed from: a third of them would be too short to recognise anything by.
const MIN_CHARACTERS: usize = 120;
/// The seed of the random numbers, so that a reader gets the same table.
const SEED: u64 = 14;
/// The number of articles in memory at once while they are read.
const PORTION: usize = 1024;
/// Printings of one story lie within 30 days of each other; this is more than that and the days of composed articles.
const MIN_DAYS_APART: i32 = 60;
/// An article for which no news of a follow-up is found in so many trials is not composed from.
const MAX_TRIES: usize = 200;
/// Papers of composed reprints; the given articles' own is another one.
const OTHER_PAPERS: usize = 40;

/// What a composed article is to the one that it is composed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Headline,
    HeadLine,
    FirstHalf,
    FirstThird,
    Dropped,
    CutWithHeadLine,
    FollowUp,
    OwnFollowUp,
    NextYear,
    OwnNextYear,
}

impl Kind {
    const ALL: [(Kind, &'static str); 10] = [
        (Kind::Headline, "another headline"),
        (Kind::HeadLine, "another head line (本报讯, 新华社) and a credit"),
        (Kind::FirstHalf, "cut to the first half"),
        (Kind::FirstThird, "cut to the first third"),
        (Kind::Dropped, "every third sentence dropped"),
        (Kind::CutWithHeadLine, "head line, first half, sentences dropped"),
        (Kind::FollowUp, "follow-up in another paper: same first fifth"),
        (Kind::OwnFollowUp, "follow-up in the same paper: same first fifth"),
        (Kind::NextYear, "notice of the next year in another paper"),
        (Kind::OwnNextYear, "notice of the next year in the same paper"),
    ];

    fn is_reprint(self) -> bool {
        !matches!(self, Kind::FollowUp | Kind::OwnFollowUp | Kind::NextYear | Kind::OwnNextYear)
    }
}

/// An article as it is grouped.
struct Text {
    title: String,
    text: String,
    day: Date,
    paper: u32,
    /// The given article that it is, or is composed from.
    origin: usize,
    /// How it was composed; `None` for a given article.
    kind: Option<Kind>,
}

fn main() -> Result<(), policyvane::Error> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/data/issues").to_owned();
    let path = std::env::args().nth(1).unwrap_or(sample);
    let given = read(&path)?;
    let mut random = Random(SEED);
    let mut texts: Vec<Text> = Vec::new();
    for (origin, article) in given.iter().enumerate() {
        let day = day_of(article);
        texts.push(Text {
            title: article.title.clone(),
            text: article.text.clone(),
            day,
            paper: 0,
            origin,
            kind: None,
        });
        if article.text.chars().count() >= MIN_CHARACTERS {
            let kind = Kind::ALL[pick(&mut random, Kind::ALL.len())].0;
            let Some(other) = other_news(&given, article, day, &mut random) else { continue };
            texts.push(composed(article, other, day, kind, origin, &mut random));
        }
    }
    print_table(&texts, given.len());
    Ok(())
}

/// All articles below a path.
fn read(path: &str) -> Result<Vec<Article>, policyvane::Error> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut given = Vec::new();
    let inputs = Inputs::find(&[path], ReadOptions::default(), None, None, &mut problems)?;
    inputs.read(&mut problems, PORTION, |articles, _| {
        given.extend(articles);
        Ok(())
    })?;
    Ok(given)
}

/// The day of an article; a fixed one where it has none.
fn day_of(article: &Article) -> Date {
    article.date.and_then(|date| date.full()).unwrap_or(date(2024, 1, 1))
}

/// The news of a follow-up: an article of at least half the length, of so distant a day that the follow-up cannot be its
/// reprint.
fn other_news<'a>(given: &'a [Article], article: &Article, day: Date, random: &mut Random) -> Option<&'a Article> {
    let length = |article: &Article| article.text.chars().count();
    let is_news = |other: &&Article| {
        let apart = day.until(day_of(other)).map_or(0, |span| span.get_days().abs());
        2 * length(other) >= length(article) && apart > MIN_DAYS_APART
    };
    let mut tried = (0..MAX_TRIES).map(|_| &given[pick(random, given.len())]);
    tried.find(is_news)
}

/// A whole number below `end`.
fn pick(random: &mut Random, end: usize) -> usize {
    ((random.unit() * end as f64) as usize).min(end.saturating_sub(1))
}

/// Another printing of an article, or what looks like one. `other` is an article from which follow-ups take their news.
fn composed(article: &Article, other: &Article, day: Date, kind: Kind, origin: usize, random: &mut Random) -> Text {
    let sentences = sentences(&article.text);
    let first = |part: f64| -> String {
        // Papers cut at the end of a sentence; at least one stays.
        let wanted = (article.text.chars().count() as f64 * part) as usize;
        let mut length = 0;
        let kept = sentences.iter().enumerate().take_while(|(number, sentence)| {
            length += sentence.chars().count();
            *number == 0 || length <= wanted
        });
        kept.map(|(_, sentence)| *sentence).collect()
    };
    let dropped = |sentences: &[&str]| -> String {
        let kept = sentences.iter().enumerate().filter(|(number, _)| number % 3 != 1);
        kept.map(|(_, sentence)| *sentence).collect()
    };
    let head_line =
        ["本报讯（记者林小禾）", "新华社北京1月5日电（记者方远）", "据新华社电 ", "本报综合消息 "][pick(random, 4)];
    let text = match kind {
        Kind::Headline => article.text.clone(),
        Kind::HeadLine => format!("{head_line}{}（据新华社）", article.text),
        Kind::FirstHalf => first(0.5),
        Kind::FirstThird => first(1.0 / 3.0),
        Kind::Dropped => dropped(&sentences),
        Kind::CutWithHeadLine => {
            let half = first(0.5);
            format!("{head_line}{}", dropped(&self::sentences(&half)))
        }
        Kind::FollowUp | Kind::OwnFollowUp => format!("{}{}", first(0.2), other.text),
        Kind::NextYear | Kind::OwnNextYear => with_next_year(&article.text),
    };
    let days = match kind {
        Kind::NextYear | Kind::OwnNextYear => 365,
        _ => pick(random, 4) as i64,
    };
    let is_own = matches!(kind, Kind::OwnFollowUp | Kind::OwnNextYear);
    let title = if kind.is_reprint() {
        format!("要闻：{}", first_characters(&article.text, 12))
    } else {
        article.title.clone()
    };
    Text {
        title,
        text,
        day: day.checked_add(days.days()).unwrap_or(day),
        paper: if is_own { 0 } else { 1 + pick(random, OTHER_PAPERS) as u32 },
        origin,
        kind: Some(kind),
    }
}

fn first_characters(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// The sentences of a text with their marks.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '？', '\n']).collect()
}

/// Years from 2000 to 2098 become the next ones.
fn with_next_year(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let year: String = from.chars().take(4).collect();
        match year.parse::<u32>() {
            Ok(number) if year.len() == 4 && number < 2099 => {
                out.push_str(&(number + 1).to_string());
                rest = &from[4..];
            }
            _ => {
                out.push_str("20");
                rest = &from[2..];
            }
        }
    }
    out + rest
}

fn print_table(texts: &[Text], given: usize) {
    let epoch = date(1970, 1, 1);
    let mut sketches = SketchStore::default();
    let printings: Vec<Printing> = texts
        .iter()
        .map(|text| Printing {
            sketch: sketches.add(&sketch(&text.title, &text.text)),
            day: epoch.until(text.day).ok().map(|span| span.get_days()),
            paper: Some(text.paper),
        })
        .collect();
    let found = stories(&printings, &sketches, THRESHOLD).expect("the sketches can be read again");
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    found.numbers().iter().enumerate().for_each(|(text, &story)| members[story].push(text));
    let mut given_at = vec![usize::MAX; given];
    texts.iter().enumerate().filter(|(_, text)| text.kind.is_none()).for_each(|(at, text)| given_at[text.origin] = at);

    println!("{given} articles given, {} composed\n", texts.len() - given);
    println!("{:<50} {:>6} {:>6}  share (95% interval)", "kind", "joined", "of");
    for (kind, name) in Kind::ALL {
        let own: Vec<usize> = (0..texts.len()).filter(|&at| texts[at].kind == Some(kind)).collect();
        let joined =
            own.iter().filter(|&&at| found.numbers()[at] == found.numbers()[given_at[texts[at].origin]]).count();
        print_line(name, joined, own.len());
    }

    let reprints: Vec<usize> = (0..texts.len()).filter(|&at| texts[at].kind.is_some_and(Kind::is_reprint)).collect();
    let is_found = |at: &&usize| found.numbers()[**at] == found.numbers()[given_at[texts[**at].origin]];
    println!();
    print_line("recall: reprints joined with their article", reprints.iter().filter(is_found).count(), reprints.len());
    // Pairs of which one is composed; a pair is right where both are printings of one article.
    let is_printing = |at: usize| texts[at].kind.is_none_or(Kind::is_reprint);
    let (mut right, mut pairs, mut natural) = (0, 0, 0);
    for story in &members {
        for (number, &a) in story.iter().enumerate() {
            for &b in &story[number + 1..] {
                if texts[a].kind.is_none() && texts[b].kind.is_none() {
                    natural += 1;
                    continue;
                }
                pairs += 1;
                let is_right = texts[a].origin == texts[b].origin && is_printing(a) && is_printing(b);
                right += usize::from(is_right);
            }
        }
    }
    print_line("precision: pairs that are printings of one article", right, pairs);
    println!("pairs among the given articles themselves: {natural}");
}

fn print_line(name: &str, count: usize, total: usize) {
    let share = wilson(count, total);
    println!("{name:<50} {count:>6} {total:>6}  {:.3} ({:.3}–{:.3})", share.value, share.low, share.high);
}
