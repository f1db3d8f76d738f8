//! A report: all charts and files that are made of one survey.

use crate::analysis::ClassifiedArticle;
use crate::corpus::ByteStore;
use crate::error::Result;
use crate::messages::{self, Counted, counted as counted_things};
use crate::report::chart::{self, ChartData, Figure, LeftOut};
use crate::report::input::ReportInput;
use crate::report::prose::markdown::markdown;
use crate::report::words::thousands;
use crate::report::{tables, web};
use crate::trends::Observation;

/// The names of all files that a report may hold beside its charts.
pub const FILE_NAMES: &[&str] = &[
    "report.html",
    "report.md",
    "report.xlsx",
    "manifest.json",
    "counts.csv",
    "series.csv",
    "changes.csv",
    "coverage.csv",
    "stories.csv",
    "lag.csv",
    "terms.csv",
    "peaks.csv",
    "vocabulary.csv",
    "classified.csv",
    "diversity.csv",
    "provinces.csv",
    "term-series.csv",
    "versus.csv",
    "agendas.csv",
    "front-pages.csv",
    "seasons.csv",
    "deseasonalised.csv",
    "audit.csv",
];

/// A finished report: charts, and its other files by name.
#[derive(Debug)]
pub struct Document {
    /// The charts.
    pub figures: Vec<Figure>,
    /// The charts that would say nothing, with the reason.
    pub left_out: Vec<LeftOut>,
    /// Pages and tables: names of files with their content.
    pub files: Vec<(&'static str, ByteStore)>,
}

/// The page of a report by itself, without tables and pictures.
///
/// # Errors
/// Where the store of the articles cannot be read.
pub fn build_page(input: &ReportInput<'_>) -> Result<String> {
    web::html(input)
}

/// Makes a report.
///
/// # Errors
/// Where the store of the articles cannot be read.
pub fn build(input: &ReportInput<'_>) -> Result<Document> {
    let ReportInput { articles, analysis, classifier, language, .. } = *input;
    let themes = classifier.themes();
    let (figures, left_out) = chart::all(&ChartData {
        language,
        width: input.width,
        themes: themes.iter().map(|theme| theme.name(language).to_owned()).collect(),
        shown: input.shown(),
        analysis,
        coverage: input.coverage,
        events: input.events,
        foot: foot(input),
    });
    let (kind, effects) = (analysis.period, analysis.design_effects.as_slice());
    let undetermined: Vec<&Observation> = input.undetermined.iter().map(|article| &article.observation).collect();
    let counts = {
        let seen: Vec<Observation> = input.counted().map(|article| article.classified.observation.clone()).collect();
        tables::count_rows(&analysis.series, &seen, &undetermined, classifier.theme_set(), kind, language)
    };
    let series = tables::series_rows(articles, &undetermined, themes, kind, effects, language);
    let text = |text: String| ByteStore::from(text.into_bytes());
    let mut files = vec![
        ("report.html", text(web::html(input)?)),
        ("report.md", text(markdown(input, &left_out))),
        ("counts.csv", text(tables::to_csv(counts))),
        ("series.csv", text(tables::to_csv(series))),
        ("changes.csv", text(tables::to_csv(tables::change_rows(analysis, themes, language)))),
        ("coverage.csv", text(tables::to_csv(tables::issue_rows(input.coverage)))),
        ("stories.csv", printings(input)?),
        ("lag.csv", text(tables::to_csv(tables::lag_rows(&analysis.lag, articles, themes, language)))),
        ("terms.csv", text(tables::to_csv(tables::term_rows(&analysis.new_terms, articles, themes, language)))),
        (
            "peaks.csv",
            text(tables::to_csv(tables::peak_rows(&analysis.peaks, articles, themes, input.events, language))),
        ),
        ("vocabulary.csv", text(tables::to_csv(tables::vocabulary_rows(&analysis.drift)))),
        ("classified.csv", classified(input)?),
    ];
    files.push(("diversity.csv", text(tables::to_csv(tables::diversity_rows(analysis)))));
    files.push(("provinces.csv", text(tables::to_csv(tables::province_rows(analysis, themes, language)))));
    if !analysis.term_series.is_empty() {
        files.push(("term-series.csv", text(tables::to_csv(tables::term_series_rows(&analysis.term_series)))));
    }
    if let Some(found) = &analysis.versus {
        files.push(("versus.csv", text(tables::to_csv(tables::versus_rows(found, themes, language)))));
    }
    if analysis.versus.is_some() || !analysis.agendas.is_empty() {
        files.push(("agendas.csv", text(tables::to_csv(tables::agenda_rows(analysis, language)))));
    }
    if let Some(found) = &analysis.front_pages {
        files.push(("front-pages.csv", text(tables::to_csv(tables::front_page_rows(found, themes, language)))));
    }
    if let Some(seasons) = &analysis.seasons {
        files.push(("seasons.csv", text(tables::to_csv(tables::season_rows(seasons, themes, language)))));
        files.push((
            "deseasonalised.csv",
            text(tables::to_csv(tables::deseasonalised_rows(analysis, themes, language))),
        ));
    }
    if let Some(audit) = input.audit {
        files.push(("audit.csv", text(tables::to_csv(tables::audit_rows(audit, themes, language, None)))));
    }
    Ok(Document { figures, left_out, files })
}

/// The table of stories that were printed several times.
fn printings(input: &ReportInput<'_>) -> Result<ByteStore> {
    use tables::{PrintingRow, TableRow};
    let rows = tables::printing_rows(input.articles);
    tables::long_csv_of(PrintingRow::COLUMNS, rows.map(|row| Ok(row.cells())))
}

/// The table of all articles with their themes and stories.
fn classified(input: &ReportInput<'_>) -> Result<ByteStore> {
    use tables::{ArticleColumns, ClassifiedRow, TableRow};
    let header: Vec<&str> = ClassifiedRow::COLUMNS.iter().chain(ArticleColumns::COLUMNS).copied().collect();
    let row_of = |article: &ClassifiedArticle, story: Vec<String>| {
        let details = input.store.details(article.details)?;
        let mut cells = ClassifiedRow::of_survey(input.classifier, article, details, input.language).cells();
        cells.extend(story);
        Ok(cells)
    };
    let rows = input.articles.iter().map(|article| {
        let story = ArticleColumns { story: article.story, printings: article.printings };
        row_of(article.classified, story.cells())
    });
    // Articles without a theme belong to no story.
    let without_story = || ArticleColumns::COLUMNS.iter().map(|_| String::new()).collect();
    let undetermined = input.undetermined.iter().map(|article| row_of(article, without_story()));
    tables::long_csv_of(&header, rows.chain(undetermined))
}

/// The foot of every chart: articles, sources, span, gaps, model.
fn foot(input: &ReportInput<'_>) -> String {
    let analysis = input.analysis;
    let (counted, series) = (&analysis.counted, &analysis.series);
    let span = counted.dates.map(|(a, b)| format!("{a} — {b}")).unwrap_or_default();
    let articles = match counted.articles {
        1 => counted_things(input.language, 1, Counted::Articles),
        many => messages::foot_articles(input.language, &thousands(many)),
    };
    let undated = analysis.undated;
    let language = input.language;
    let mut parts = vec![articles];
    // Articles that name no source are not from none.
    if counted.sources > 0 {
        parts.push(counted_things(language, counted.sources, Counted::Sources));
    }
    parts.extend(input.limits().map(|names| messages::foot_limits(language, &names)));
    parts.push(span);
    if series.missing() > 0 {
        parts.push(messages::foot_missing(language, series.missing()));
    }
    if undated > 0 {
        parts.push(messages::foot_undated(language, undated));
    }
    if !input.undetermined.is_empty() {
        parts.push(messages::foot_undetermined(language, input.undetermined.len()));
    }
    parts.push(messages::foot_model(language, input.classifier.digest()));
    format!("policyvane · {}", parts.join(" · "))
}
