//! `policyvane archive`: articles, themes and labels in one file that grows day by day.

mod adding;
mod labels;
mod watch;

use policyvane::archive::{
    Archive, BASE_MODEL, DOUBLES, Event, EventKind, Finding, Found, Label, LabelKind, Order, Removal, Search, hit_rows,
};
use policyvane::corpus::{PartialDate, Theme, ThemeSet, read_bytes, write_jsonl};
use policyvane::messages::{Counted, archive as messages, comma, counted};
use policyvane::model::FEW_LABELS;
use policyvane::report::shell_word;
use policyvane::report::tables::{HitRow, to_csv};
use policyvane::{Classifier, Error, Language, Result};

use self::adding::{add_inputs, open_to_add, report_added};
use crate::cli::arguments::TableFormat;
use crate::cli::arguments::archive::{self as arguments, Action, Sort};
use crate::cli::commands::adapt::warn_of_few_labels;
use crate::cli::files_read::FilesRead;
use crate::cli::output::{JSON_LINES, Output, refuse_other_endings, table_format};
use crate::cli::papers::note_unknown;
use crate::cli::record::{now, person};
use crate::cli::session::Session;
use crate::cli::settings::filter;
use crate::cli::settings::inputs::find_files;

/// Articles shown on the screen where no limit is given.
const SHOWN: usize = 20;

pub fn run(typed: arguments::Archive, session: &mut Session) -> Result<()> {
    match typed.action {
        Action::Add(typed) => add(typed, session),
        Action::Watch(typed) => watch::run(typed, session),
        Action::Search(typed) => search(typed, session),
        Action::Export(typed) => export(typed, session),
        Action::ImportLabels(typed) => labels::import(typed, session),
        Action::Correct(typed) => correct(typed, session),
        Action::Check(typed) => check(typed, session),
        Action::Stats(typed) => stats(typed, session),
        Action::Reclassify(typed) => reclassify(typed, session),
        Action::Remove(typed) => remove(typed, session),
        Action::Backup(typed) => {
            session.open_archive(&typed.db.db)?.back_up(&typed.output)?;
            session.note(&messages::backed_up(session.language, &typed.output.display().to_string()));
            Ok(())
        }
    }
}

fn add(typed: arguments::Add, session: &mut Session) -> Result<()> {
    let classifier = session.classifier_of(Some(&typed.db.db))?;
    let archive = open_to_add(&typed.db.db, session)?;
    let inputs = find_files(&typed.paths, &typed.about, session)?;
    let added = add_inputs(&archive, inputs, (typed.again, &typed.who), &classifier, session)?;
    report_added(&added, &classifier, session);
    let foreign: usize =
        archive.numbers()?.models.iter().filter(|m| m.model != classifier.digest()).map(|m| m.articles).sum();
    if foreign > 0 {
        let articles = counted(session.language, foreign, Counted::Articles);
        session.note(&messages::other_models(session.language, &articles));
    }
    Ok(())
}

fn date(text: &Option<String>) -> Result<Option<PartialDate>> {
    text.as_ref().map(|text| text.parse::<PartialDate>()).transpose()
}

/// The id of a theme that the archive knows, by its id or a name.
fn theme_id(archive: &Archive, name: &str) -> Result<String> {
    let known = archive.themes()?.into_iter();
    let themes = known.map(|theme| Theme { zh: theme.zh, en: theme.en, ..Theme::from_id(&theme.id) }).collect();
    let set = ThemeSet { version: String::new(), name: String::new(), themes };
    let theme = set.index_of(name).and_then(|at| set.themes.get(at));
    theme.map(|theme| theme.id.clone()).ok_or_else(|| {
        let nearest = set.nearest(name).map(Theme::as_similar);
        Error::UnknownTheme { name: name.to_owned(), nearest }
    })
}

fn search(typed: arguments::Search, session: &mut Session) -> Result<()> {
    let format = table_format(None, typed.output.as_deref(), TableFormat::Csv)?;
    FilesRead::new([&typed.db.db]).refuse(&typed.output)?;
    let archive = session.open_archive(&typed.db.db)?;
    let search = Search {
        phrases: typed.phrases.iter().map(|phrase| phrase.trim().to_owned()).collect(),
        filter: filter(&typed.filters)?,
        themes: typed.theme.iter().map(|name| theme_id(&archive, name)).collect::<Result<_>>()?,
        without: Vec::new(),
        order: if typed.sort == Sort::Best { Order::Best } else { Order::Newest },
        limit: typed.limit.unwrap_or(if typed.output.is_some() { usize::MAX } else { SHOWN }),
        offset: 0,
    };
    let found = archive.search(&search)?;
    let rows = hit_rows(&found.hits, &archive.themes()?, session.language);
    let mut output = Output::open(typed.output.as_deref())?;
    let text = match (&typed.output, format) {
        (None, _) => listed(&found, &rows, session.language),
        (_, TableFormat::Jsonl) => {
            rows.iter().map(|row| serde_json::to_string(row).unwrap_or_default() + "\n").collect()
        }
        _ => to_csv(rows),
    };
    output.write(text.as_bytes())?;
    output.finish()?;
    if typed.output.is_some() {
        let total = counted(session.language, found.total, Counted::Articles);
        session.note(&messages::found(session.language, &total, found.hits.len()));
    }
    note_unknown(archive.unknown_papers(&search.filter.sources)?, session);
    Ok(())
}

/// What was found, for a terminal: a line of facts, the headline and the snippet of each article.
fn listed(found: &Found, rows: &[HitRow], language: Language) -> String {
    if found.total == 0 {
        return format!("{}\n", messages::found_none(language));
    }
    let total = counted(language, found.total, Counted::Articles);
    let mut text = format!("{}\n", messages::found(language, &total, rows.len()));
    for row in rows {
        let page = if row.page.is_empty() { String::new() } else { messages::page_number(language, &row.page) };
        let theme = if row.theme.is_empty() { messages::no_theme(language) } else { &row.theme_name };
        let facts = [row.date.as_str(), &row.source, &page, &row.region_name, theme, &row.id];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        text += &format!("\n{}\n", facts.join("  "));
        for line in [&row.title, &row.snippet].into_iter().filter(|line| !line.is_empty()) {
            text += &format!("  {line}\n");
        }
    }
    text
}

fn export(typed: arguments::Export, session: &mut Session) -> Result<()> {
    if let Some(form) = typed.labels {
        return labels::export(&typed.db.db, form, typed.output.as_deref(), session);
    }
    refuse_other_endings(typed.output.as_deref(), JSON_LINES)?;
    FilesRead::new([&typed.db.db]).refuse(&typed.output)?;
    let archive = session.open_archive(&typed.db.db)?;
    let mut output = Output::open(typed.output.as_deref())?;
    archive.labelled(|articles| {
        session.go_on()?;
        let mut bytes = Vec::new();
        write_jsonl(&mut bytes, &articles).map_err(|source| Error::Write { path: "articles".into(), source })?;
        output.write(&bytes)
    })?;
    output.finish()
}

fn correct(typed: arguments::Correct, session: &mut Session) -> Result<()> {
    let archive = session.open_archive(&typed.db.db)?;
    let theme = typed.theme.as_ref().map(|name| theme_id(&archive, name)).transpose()?;
    let label = Label {
        theme: theme.unwrap_or_default(),
        also: typed.also.iter().map(|name| theme_id(&archive, name)).collect::<Result<_>>()?,
        who: person(&typed.who),
        at: now(),
        note: typed.note.clone(),
        queue: None,
    };
    let kind = if typed.label { LabelKind::Label } else { LabelKind::Correction };
    let mut recorded = 0;
    for id in &typed.ids {
        match archive.label(id, kind, &label) {
            Ok(true) => recorded += 1,
            Ok(false) => session.warn(&messages::no_such_article(session.language, id)),
            Err(problem @ Error::AmbiguousId { .. }) => session.leave_out(id, &problem),
            Err(problem) => return Err(problem),
        }
    }
    if recorded == 0 {
        return Err(Error::NothingRecorded);
    }
    let articles = counted(session.language, recorded, Counted::Articles);
    session.note(&messages::corrected_articles(session.language, &articles));
    Ok(())
}

/// Issues with articles that count twice that are named.
const MAX_ISSUES: usize = 10;

fn check(typed: arguments::Check, session: &mut Session) -> Result<()> {
    let archive = session.open_archive(&typed.db.db)?;
    let findings = archive.check(!typed.quick)?;
    let language = session.language;
    let line = |finding: &Finding| match finding {
        Finding::Damaged(problem) => messages::damaged(language, problem),
        Finding::Dangling { table, rows } => messages::dangling(language, table, *rows),
        Finding::Index { articles, examples } => {
            let examples: Vec<String> = examples.iter().map(ToString::to_string).collect();
            messages::index_differs(language, &counted(language, *articles, Counted::Articles), &examples.join(", "))
        }
        Finding::Unattached(labels) => messages::unattached(language, *labels),
        Finding::Doubled { articles, issues } => {
            let more = if issues.len() > MAX_ISSUES { " …" } else { "" };
            let named = issues[..issues.len().min(MAX_ISSUES)].join(comma(language)) + more;
            messages::doubled(language, &counted(language, *articles, Counted::Articles), &named)
        }
    };
    let mut output = Output::open(None)?;
    for finding in &findings {
        output.write(format!("{}\n", line(finding)).as_bytes())?;
    }
    let path = typed.db.db.display().to_string();
    match findings.iter().find(|finding| finding.is_damage()) {
        Some(damage) => {
            output.finish()?;
            Err(Error::Archive { path: typed.db.db.clone(), problem: line(damage) })
        }
        None => {
            output.write(format!("{}\n", messages::sound(language, &path)).as_bytes())?;
            output.finish()
        }
    }
}

/// The last things done that `archive stats` names.
const SHOWN_EVENTS: usize = 5;

/// A row of the log in words.
fn event_line(event: &Event, language: Language) -> String {
    let kind = match event.kind {
        EventKind::Add => messages::event_add(language),
        EventKind::Remove => messages::event_remove(language),
        EventKind::Adopt => messages::event_adopt(language),
        EventKind::Reclassify => messages::event_reclassify(language),
        EventKind::Correction => messages::event_correction(language),
        EventKind::Labels => messages::event_labels(language),
        EventKind::Audit => messages::event_audit(language),
    };
    let who = if event.who.is_empty() { "–" } else { &event.who };
    let what = match (event.kind, event.what.as_str()) {
        (EventKind::Adopt, BASE_MODEL) => messages::event_base_model(language),
        (EventKind::Remove, DOUBLES) if event.who.is_empty() => messages::event_doubles(language),
        (_, what) => what,
    };
    // Of a file of labels the number is that of the labels.
    let is_of_labels = event.kind == EventKind::Labels;
    let articles = || counted(language, event.articles, Counted::Articles);
    let number = if is_of_labels { event.articles.to_string() } else { articles() };
    messages::event_line(language, &event.at, who, kind, what, &number)
}

fn stats(typed: arguments::Stats, session: &mut Session) -> Result<()> {
    let archive = session.open_archive(&typed.db.db)?;
    let (found, l) = (archive.statistics()?, session.language);
    let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
    let mut lines = vec![
        (messages::stats_files(l).to_owned(), found.files.to_string()),
        (messages::stats_articles(l).to_owned(), found.articles.to_string()),
        (messages::stats_undetermined(l).to_owned(), found.undetermined.to_string()),
        (messages::stats_undated(l).to_owned(), found.undated.to_string()),
    ];
    if let Some((first, last)) = &found.days {
        lines.push((messages::stats_days(l).to_owned(), format!("{first} – {last}")));
    }
    lines.push((messages::stats_papers(l).to_owned(), found.papers.to_string()));
    lines.push((messages::stats_corrections(l).to_owned(), found.corrections.to_string()));
    lines.push((messages::stats_labels(l).to_owned(), found.labels.to_string()));
    lines.extend(found.models.iter().map(|m| (messages::stats_model(l, &m.model), m.articles.to_string())));
    lines.push((messages::stats_text(l).to_owned(), megabytes(found.text_bytes)));
    lines.push((messages::stats_file(l).to_owned(), megabytes(found.file_bytes)));
    let mut output = Output::open(None)?;
    let events = archive.events(SHOWN_EVENTS, 0)?.events;
    lines.extend(events.iter().map(|event| (messages::stats_event(l).to_owned(), event_line(event, l))));
    for (name, value) in lines {
        output.write(format!("{name}\t{value}\n").as_bytes())?;
    }
    output.finish()
}

fn reclassify(typed: arguments::Reclassify, session: &mut Session) -> Result<()> {
    let archive = session.open_archive(&typed.db.db)?;
    let who = person(&typed.who);
    if typed.adopt {
        adopt(&archive, (&typed, &who), session)?;
    }
    let classifier = session.classifier_of(Some(&typed.db.db))?;
    let numbers = archive.numbers()?;
    let is_done = numbers.models.iter().filter(|m| m.model == classifier.digest());
    let to_do = numbers.articles.saturating_sub(is_done.map(|m| m.articles).sum());
    let bar = session.progress(messages::reclassifying(session.language), Some(to_do as u64));
    let outcome = archive.reclassify(&classifier, (&who, &now()), |articles| {
        bar.inc(articles as u64);
        session.go_on().is_ok()
    });
    bar.finish_and_clear();
    let (done, changed) = outcome?;
    let articles = counted(session.language, done, Counted::Articles);
    session.note(&messages::reclassified(session.language, &articles, changed));
    Ok(())
}

/// Makes the model that was named the archive's own, or returns to the program's where none was. One of few labels is refused, as on the
/// page, unless it is meant.
fn adopt(archive: &Archive, (typed, who): (&arguments::Reclassify, &str), session: &Session) -> Result<()> {
    let Some(path) = session.model() else {
        archive.set_own_model(None, who, &now())?;
        session.note(messages::back_to_built_in(session.language));
        return Ok(());
    };
    let bytes = read_bytes(path)?;
    // What is no model must not be stored.
    let classifier = Classifier::from_bytes(&path.display().to_string(), &bytes)?;
    if let Some(record) = classifier.training().adaptation.as_ref().filter(|record| record.is_of_few_labels()) {
        if !typed.few_labels {
            return Err(Error::FewLabels { articles: record.articles, least: FEW_LABELS });
        }
        warn_of_few_labels(record, session);
    }
    archive.set_own_model(Some(&bytes), who, &now())?;
    session.note(&messages::how_to_unadopt(session.language, &shell_word(&typed.db.db.display().to_string())));
    Ok(())
}

fn remove(typed: arguments::Remove, session: &mut Session) -> Result<()> {
    let day = |text: &Option<String>| Ok::<_, Error>(date(text)?.map(|date| date.to_string()));
    let removal = Removal {
        files: typed.names.iter().map(|name| name.trim_end_matches('/').to_owned()).collect(),
        papers: typed.only_source,
        from: day(&typed.from)?,
        to: day(&typed.to)?,
    };
    if removal == Removal::default() {
        return Err(Error::NoSelection);
    }
    let archive = session.open_archive(&typed.db.db)?;
    // Asked before, since the papers of removed articles are known no more.
    let unknown = archive.unknown_papers(&removal.papers)?;
    let removed = archive.remove(&removal, (&person(&typed.who), &now()))?;
    session.note(&messages::removed(session.language, &counted(session.language, removed, Counted::Articles)));
    note_unknown(unknown, session);
    Ok(())
}
