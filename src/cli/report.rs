//! `policyvane report`: the main job, from raw issues to charts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use policyvane::Language;
use policyvane::corpus::reprints::{Printing, THRESHOLD, sketch, stories};
use policyvane::corpus::{Adcode, Article, Gazetteer, PageRecord, PartialDate, Sources, Tier, date};
use policyvane::model::{Assignment, Classifier};
use policyvane::report::{ManifestInput, ReportInput, Reported, build, classified_header, manifest};
use policyvane::text::SearchPhrases;
use policyvane::trends::KeptWords;
use policyvane::trends::{Issue, Observation, PeriodKind, Sighting, Span, coverage};
use policyvane::{Error, Result};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::arguments::{By, Report};
use super::classify::row;
use super::inputs::Inputs;
use super::labelled::assign_reading;
use super::output::{Output, write_file};
use super::session::Session;

/// Articles whose texts are in memory at once; of each only what the report tells of it is kept.
const CHUNK: usize = 1024;
/// Characters of the text that stand for a missing headline.
const LEAD: usize = 30;

pub fn run(typed: Report, session: &mut Session) -> Result<()> {
    let filter = Filter::checked(&typed)?;
    let compare = compared(&typed.compare)?;
    let terms = checked_terms(&typed.term)?;
    let inputs = Inputs::find_outside(&typed.inputs, Some(&typed.output), session)?;
    let classifier = session.classifier()?;
    let themes: Vec<usize> = typed.theme.iter().map(|id| classifier.theme_index(id)).collect::<Result<_>>()?;
    // Opened before the work, so that a folder that cannot be written to is told at once.
    let mut table = Output::open(Some(&typed.output.join("classified.csv")))?;
    table.write(classified_header(&["story".into(), "printings".into()]).as_bytes())?;

    let bar = session.progress("reading and classifying", None);
    let mut gathered = Gathered::default();
    let language = session.language;
    let read = inputs.read(session, CHUNK, |mut articles, _| {
        bar.inc(articles.len() as u64);
        let before = articles.len();
        articles.retain(|article| filter.holds(article));
        gathered.outside += before - articles.len();
        let (assignments, words) = assign_reading(&classifier, &articles, &gathered.words);
        let rows: Vec<_> = articles
            .par_iter()
            .zip(&assignments)
            .with_min_len(16)
            .map(|(article, assignment)| {
                let line = row(&classifier, article, assignment, None, language).to_csv(article, &[]);
                let mut told = reported(&classifier, article, assignment);
                told.named = terms.named_in(&article.title, &article.text);
                (line, sketch(&article.title, &article.text), told)
            })
            .collect();
        for ((line, sketch, mut article), (known, words)) in rows.into_iter().zip(words) {
            article.unknown_share = known.unknown_share();
            gathered.add(line, sketch, article);
            gathered.words.add(words);
        }
        gathered.probabilities.extend(assignments.iter().flat_map(|a| a.probabilities.iter().map(|p| *p as f32)));
        Ok(())
    });
    bar.finish_and_clear();
    read?;
    if gathered.articles.is_empty() {
        let reason = if gathered.outside > 0 {
            "all lie outside --from, --to, --region or --paper"
        } else {
            "no article was found"
        };
        return Err(Error::NothingToReport { reason: reason.into() });
    }

    let bar = session.progress("counting and drawing", None);
    gathered.find_stories();
    gathered.find_tiers(inputs.sources());
    let coverage = issues(&gathered.articles, &inputs.pages());
    let report = build(&ReportInput {
        articles: &gathered.articles,
        probabilities: &gathered.probabilities,
        words: &gathered.words,
        classifier: &classifier,
        coverage: &coverage,
        kind: typed.by.map(period_kind),
        compare,
        themes: &themes,
        terms: terms.typed(),
        top: typed.top,
        language,
        width: typed.size.width(),
        command: &command(&typed, language),
    })?;
    // A chart that has nothing to show is no wrong name.
    let absent = |name: &str| name == "lag" && !report.figures.iter().any(|figure| figure.name() == name);
    let wanted = |name: &str| typed.chart.is_empty() || typed.chart.iter().any(|chart| chart == name);
    let figures: Vec<_> = report.figures.iter().filter(|figure| wanted(figure.name())).collect();
    if figures.is_empty() && !typed.chart.iter().any(|chart| absent(chart)) {
        let value = typed.chart.join(", ");
        return Err(Error::BadSetting {
            setting: "--chart",
            value,
            expected: "the name of a chart, such as themes-map",
        });
    }
    let pictures: Vec<Result<Vec<u8>>> = figures.par_iter().map(|figure| figure.png(typed.dpi)).collect();
    bar.finish_and_clear();

    for line in gathered.lines() {
        table.write(line.as_bytes())?;
    }
    table.finish()?;
    for (name, content) in &report.files {
        write_file(&typed.output.join(name), content.as_bytes())?;
    }
    for (figure, picture) in figures.iter().zip(pictures) {
        write_file(&typed.output.join(figure.name()).with_extension("png"), &picture?)?;
        if typed.svg {
            write_file(&typed.output.join(figure.name()).with_extension("svg"), figure.svg().as_bytes())?;
        }
    }
    let manifest = manifest(&ManifestInput {
        command: &command(&typed, language),
        model: classifier.digest(),
        inputs: &digests(&inputs)?,
        articles: gathered.articles.len(),
        undated: report.undated,
        drift: &report.drift,
    });
    write_file(&typed.output.join("manifest.json"), manifest.as_bytes())?;

    session.note(&format!(
        "{} articles from {} files: report.html, {} charts and their tables are in {}",
        gathered.articles.len(),
        inputs.files().len(),
        figures.len(),
        typed.output.display()
    ));
    if gathered.outside > 0 {
        session.note(&format!("{} articles are left out by the filters and are not counted", gathered.outside));
    }
    if (!typed.term.is_empty() || typed.chart.iter().any(|chart| absent(chart)))
        && let Some(reason) = report.no_lag
    {
        session.note(&format!("no lag: {reason}"));
    }
    if let Some(warning) = &report.warning {
        session.note(&format!("note: {warning}"));
    }
    if report.missing > 0 {
        session.note(&format!("{} periods without any article are drawn as gaps", report.missing));
    }
    if report.undated > 0 {
        // Each undated page or row is a part of the input that the curves leave out.
        session.leave_out("undated", &Error::Undated { count: report.undated });
    }
    Ok(())
}

/// What is kept of the articles that were read.
#[derive(Default)]
struct Gathered {
    articles: Vec<Reported>,
    /// `[article][theme]`, flat.
    probabilities: Vec<f32>,
    /// The words of each article, for terms that are new.
    words: KeptWords,
    /// Each article's line of the table, without its story.
    rows: Vec<String>,
    printings: Vec<Printing>,
    /// How many printings each article's story has.
    counts: Vec<usize>,
    /// The number of each paper.
    papers: BTreeMap<String, u32>,
    /// Articles that the filters leave out.
    outside: usize,
}

impl Gathered {
    fn add(&mut self, row: String, sketch: policyvane::corpus::reprints::Sketch, article: Reported) {
        let next = self.papers.len() as u32;
        let source = &article.seen.source;
        let paper = (!source.is_empty()).then(|| *self.papers.entry(source.clone()).or_insert(next));
        let epoch = jiff::civil::date(1970, 1, 1);
        let day = article.seen.date.and_then(|d| d.full()).and_then(|day| epoch.until(day).ok());
        self.printings.push(Printing { sketch, day: day.map(|span| span.get_days()), paper });
        self.rows.push(row);
        self.articles.push(article);
    }

    fn find_stories(&mut self) {
        let found = stories(&self.printings, THRESHOLD);
        for (number, article) in self.articles.iter_mut().enumerate() {
            article.story = found.numbers()[number];
            article.reprint = found.first_printings()[article.story] != number;
            self.counts.push(found.printings()[article.story]);
        }
    }

    /// Each paper is looked up once.
    fn find_tiers(&mut self, sources: &Sources) {
        let mut known: BTreeMap<String, Option<Tier>> = BTreeMap::new();
        for article in &mut self.articles {
            let source = &article.seen.source;
            article.tier = match known.get(source) {
                Some(tier) => *tier,
                None => *known.entry(source.clone()).or_insert_with(|| sources.tier(source)),
            };
        }
    }

    /// The lines of the table, with their stories.
    fn lines(&self) -> impl Iterator<Item = String> {
        let stories = self.articles.iter().map(|article| article.story + 1).zip(&self.counts);
        self.rows
            .iter()
            .zip(stories)
            .map(|(row, (story, count))| format!("{},{story},{count}\n", row.trim_end_matches('\n')))
    }
}

/// What the report tells of an article.
fn reported(classifier: &Classifier, article: &Article, assignment: &Assignment) -> Reported {
    debug_assert_eq!(assignment.probabilities.len(), classifier.themes().len());
    let title = if article.title.trim().is_empty() {
        article.text.chars().filter(|c| !c.is_whitespace()).take(LEAD).chain(['…']).collect()
    } else {
        article.title.clone()
    };
    Reported {
        seen: Observation {
            date: article.date,
            source: article.source.clone(),
            region: article.region.parse().ok(),
            theme: assignment.theme,
            also: assignment.also.clone(),
        },
        tier: None,
        named: Vec::new(),
        id: article.id.clone(),
        file: article.file.clone(),
        page: article.page.clone(),
        title,
        headline: !article.title.trim().is_empty(),
        probability: assignment.probability,
        evidence: assignment.evidence.iter().map(|term| (term.term.clone(), term.weight)).collect(),
        length: article.length(),
        unknown_share: None,
        story: 0,
        reprint: false,
    }
}

/// The issues seen and missing. Pages tell their issue's day; rows of tables are of the day in their file's name, else
/// of the day they report on.
fn issues(articles: &[Reported], pages: &[PageRecord]) -> Vec<Issue> {
    let files: BTreeMap<&str, &PageRecord> = pages.iter().map(|page| (page.file.as_str(), page)).collect();
    let mut sightings: Vec<Sighting> = pages
        .iter()
        .filter_map(|page| {
            let (source, page_name, articles) = (page.source.clone(), page.file.clone(), page.articles);
            Some(Sighting { source, day: page.date?, page: page_name, articles })
        })
        .collect();
    for article in articles.iter().filter(|article| !files.contains_key(article.file.as_str())) {
        let day = date::date_in_path(&article.file).or_else(|| article.seen.date.and_then(|d| d.full()));
        if let Some(day) = day {
            let page = if article.file.is_empty() { &article.page } else { &article.file };
            sightings.push(Sighting { source: article.seen.source.clone(), day, page: page.clone(), articles: 1 });
        }
    }
    coverage(&sightings)
}

/// The options that shape the report, as typed; where inputs and results lie does not.
fn command(typed: &Report, language: Language) -> String {
    let mut text = String::from("policyvane report …");
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!(" --{name} {value}");
        }
    };
    add("date", typed.inputs.date.clone());
    add("source", typed.inputs.source.clone());
    add("sources", typed.inputs.sources.as_ref().map(|path| file_name(path)));
    add("lang", (language == Language::English).then(|| "en".to_owned()));
    add("by", typed.by.map(|by| format!("{by:?}").to_lowercase()));
    add("from", typed.from.clone());
    add("to", typed.to.clone());
    typed.theme.iter().for_each(|theme| add("theme", Some(theme.clone())));
    typed.term.iter().for_each(|term| add("term", Some(term.clone())));
    typed.only_region.iter().for_each(|region| add("region", Some(region.clone())));
    typed.only_source.iter().for_each(|source| add("paper", Some(source.clone())));
    add("compare", (!typed.compare.is_empty()).then(|| typed.compare.join(" ")));
    add("top", typed.top.map(|top| top.to_string()));
    text
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The terms after `--term`.
fn checked_terms(typed: &[String]) -> Result<SearchPhrases> {
    match typed.iter().find(|term| term.trim().is_empty()) {
        Some(empty) => {
            Err(Error::BadSetting {
                setting: "--term", value: empty.clone(), expected: "a term such as 新质生产力"
            })
        }
        None => Ok(SearchPhrases::new(typed)),
    }
}

/// The spans after `--compare`.
fn compared(typed: &[String]) -> Result<Option<(Span, Span)>> {
    let span = |text: &String| -> Result<Span> {
        let bad = || Error::BadSetting {
            setting: "--compare",
            value: text.clone(),
            expected: "two spans such as 2023..2024-06",
        };
        let (first, last) = text.split_once("..").ok_or_else(bad)?;
        let (first, last): (PartialDate, PartialDate) = (first.parse()?, last.parse()?);
        let span = Span { first: first.first_day().ok_or_else(bad)?, last: last.last_day().ok_or_else(bad)? };
        if span.first <= span.last { Ok(span) } else { Err(bad()) }
    };
    match typed {
        [] => Ok(None),
        [before, after, ..] => {
            let spans = (span(before)?, span(after)?);
            // Articles of both would be compared with themselves: the tests are of spans apart.
            if spans.0.first <= spans.1.last && spans.1.first <= spans.0.last {
                let value = format!("{before} {after}");
                return Err(Error::BadSetting {
                    setting: "--compare",
                    value,
                    expected: "two spans that do not overlap",
                });
            }
            Ok(Some(spans))
        }
        [one] => span(one).map(|_| None),
    }
}

/// Name, SHA-256 and size of each input, tables of papers included.
fn digests(inputs: &Inputs) -> Result<Vec<(String, String, u64)>> {
    let digest = |(name, path): &(String, PathBuf)| -> Result<(String, String, u64)> {
        if path.as_os_str() == "-" {
            return Ok((name.clone(), String::new(), 0));
        }
        let failed = |source| Error::Read { path: path.clone(), source };
        let mut file = std::fs::File::open(path).map_err(failed)?;
        let mut hasher = Sha256::new();
        let size = std::io::copy(&mut file, &mut hasher).map_err(failed)?;
        let digest: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((name.clone(), digest, size))
    };
    let files = inputs.files().iter().map(|input| (input.name.clone(), input.path.clone()));
    let tables = inputs.source_tables().iter().map(|path| (file_name(path), path.clone()));
    files.chain(tables).collect::<Vec<_>>().par_iter().map(digest).collect()
}

fn period_kind(by: By) -> PeriodKind {
    match by {
        By::Day => PeriodKind::Day,
        By::Week => PeriodKind::Week,
        By::Month => PeriodKind::Month,
        By::Quarter => PeriodKind::Quarter,
        By::Year => PeriodKind::Year,
    }
}

/// Which articles are asked for.
struct Filter {
    /// Dates by prefix: `--to 2024` holds all of 2024.
    from: Option<String>,
    to: Option<String>,
    /// Adcodes without the zeros behind: 52 holds all of Guizhou.
    regions: Vec<String>,
    sources: Vec<String>,
}

impl Filter {
    fn checked(typed: &Report) -> Result<Self> {
        let check = |date: &Option<String>| -> Result<Option<String>> {
            date.as_ref().map(|text| text.parse::<PartialDate>().map(|d| d.to_string())).transpose()
        };
        let region = |text: &String| -> Result<String> {
            let adcode: Option<Adcode> = Gazetteer::shared().parse(text);
            let bad =
                || Error::BadSetting { setting: "--region", value: text.clone(), expected: "a division of GB/T 2260" };
            let code = adcode.ok_or_else(bad)?.to_string();
            Ok(code.strip_suffix("0000").or(code.strip_suffix("00")).unwrap_or(&code).to_owned())
        };
        Ok(Filter {
            from: check(&typed.from)?,
            to: check(&typed.to)?,
            regions: typed.only_region.iter().map(region).collect::<Result<_>>()?,
            sources: typed.only_source.clone(),
        })
    }

    fn holds(&self, article: &Article) -> bool {
        let region = self.regions.is_empty() || self.regions.iter().any(|code| article.region.starts_with(code));
        let source = self.sources.is_empty() || self.sources.contains(&article.source);
        region && source && self.holds_date(article.date)
    }

    /// Articles without a date are outside as soon as dates are asked for.
    fn holds_date(&self, date: Option<PartialDate>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some(date) = date.map(|d| d.to_string()) else { return false };
        let after = self.from.as_ref().is_none_or(|from| date.as_str() >= &from[..from.len().min(date.len())]);
        let before = self.to.as_ref().is_none_or(|to| &date[..date.len().min(to.len())] <= to.as_str());
        after && before
    }
}
