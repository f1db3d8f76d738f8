//! What errors say in each language, and what users can do about each.

mod help;
mod suggestions;
mod texts;

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::Language;
use crate::error::{Error, Expected, Kept, NothingToReport, Repetition, StateProblem, UnreadableKind};
use crate::messages::counts::{Counted, counted};
use crate::messages::errors::suggestions::{unknown_papers, unknown_region, unknown_theme};
use crate::messages::errors::texts as text;
use crate::messages::fixed_texts::in_language;
use crate::messages::punctuation::comma;

impl Error {
    /// What is wrong and where, in one line.
    pub fn message(&self, language: Language) -> String {
        let l = language;
        let shown = |problem: &str| in_language(l, problem).into_owned();
        let at = |path: &Path| path.display().to_string();
        let articles_of = |count: usize| counted(l, count, Counted::Articles);
        let characters_of = |count: usize| counted(l, count, Counted::Characters);
        match self {
            Error::Read { path, source } => text::cannot_read(l, &at(path), &reason(l, source)),
            Error::Write { path, source } => text::cannot_write(l, &at(path), &reason(l, source)),
            Error::NoInput { path } => text::no_input(l, path),
            Error::NothingToRead { path } => text::nothing_to_read(l, path),
            Error::EmptyFile { file } => text::empty_file(l, file),
            Error::NoArticle { file } => text::no_article_in_page(l, file),
            Error::NotText { file, looks_like } => text::not_text(l, file, &shown(looks_like)),
            Error::UnknownEncoding { file, offset } => text::unknown_encoding(l, file, *offset),
            Error::Replaced { file, count, line } => text::replaced(l, file, *line, &characters_of(*count)),
            Error::Garbled { file } => text::garbled(l, file),
            Error::TooLarge { file, limit } => text::too_large(l, file, limit >> 20),
            Error::BadArchive { file, problem } => text::bad_archive(l, file, &shown(problem)),
            Error::BadMember { file, problem } => text::bad_member(l, file, &shown(problem)),
            Error::NestedArchive { file } => text::nested_archive(l, file),
            Error::BadDocument { file, problem } => text::bad_document(l, file, &shown(problem)),
            Error::NoText { file, page } => text::no_text(l, file, *page),
            Error::UnreadableKind { file, kind } => text::unreadable_kind(l, file, kind_name(*kind, l)),
            Error::UnknownColumns { file, found } => text::unknown_columns(l, file, found),
            Error::UnreadableText { file, page } => text::unreadable_text(l, file, *page),
            Error::BrokenOff { file } => text::broken_off(l, file),
            Error::Recognition { file, page, problem } => recognition(file, *page, &shown(problem), l),
            Error::RecognisedInPart { file, page, count } => recognised_in_part(file, *page, *count, l),
            Error::AmbiguousId { id, articles, files } => text::ambiguous_id(l, id, *articles, &files.join(comma(l))),
            Error::OutputIsInput { path } => text::output_is_input(l, &at(path)),
            Error::NotReplaced { path, content } => not_replaced(&at(path), *content, l),
            Error::MissingColumn { file, column, found } => text::missing_column(l, file, column, found),
            Error::BadLine { file, line, problem } => text::bad_line(l, file, *line, &shown(problem)),
            Error::BadField { file, line, field, problem } => text::bad_field(l, file, *line, field, &shown(problem)),
            Error::BadDate { value } => text::bad_date(l, value),
            Error::BadThemeSet { file, problem } => text::bad_theme_set(l, file, &shown(problem)),
            Error::BadDictionary { file, line, problem } => text::bad_dictionary(l, file, *line, &shown(problem)),
            Error::UnknownTheme { name, nearest } => unknown_theme(name, nearest.as_deref(), l),
            Error::UnknownRegion { value, candidates } => unknown_region(value, candidates, l),
            Error::UnknownPapers { papers } => unknown_papers(papers, l),
            Error::UnknownThemes { count, themes } => text::unknown_themes(l, &articles_of(*count), themes),
            Error::UnknownLabels { themes } => text::unknown_labels(l, themes),
            Error::TooFewThemes { found } => text::too_few_themes(l, &counted(l, *found, Counted::Themes)),
            Error::NoLabels { inputs } => text::no_labels(l, inputs),
            Error::NoAuditLabels { file } => text::no_audit_labels(l, file),
            Error::NothingRecorded => text::nothing_recorded(l).to_owned(),
            Error::NoSelection => text::no_selection(l).to_owned(),
            Error::FewLabels { articles, least } => text::few_labels(l, &articles_of(*articles), *least),
            Error::NoKnownLabels { labels } => text::no_known_labels(l, labels),
            Error::NothingToReport { reason: NothingToReport::EmptyDay(day) } => text::empty_day(l, &day.to_string()),
            Error::NothingToReport { reason } => text::nothing_to_report(l, nothing_to_report(*reason, l)),
            Error::Undated { count } => text::undated(l, &articles_of(*count)),
            Error::ReadTwice { file, id, first } => text::read_twice(l, file, id, first),
            Error::TwoDays { file, named, printed } => text::two_days(l, file, named, printed),
            Error::Repeated { file, first, repetition } => repeated(file, first, *repetition, l),
            Error::NothingRead => text::nothing_read(l).to_owned(),
            Error::BadSetting { setting, value, expected } => {
                text::bad_setting(l, setting_name(setting, l), value, &expected_value(*expected, l))
            }
            Error::NotAModel { file } => text::not_a_model(l, file),
            Error::ModelCutShort { file, found, expected } => text::model_cut_short(l, file, *found, *expected),
            Error::ModelDamaged { file, problem } => text::model_damaged(l, file, &shown(problem)),
            Error::ModelTooNew { file, found, supported } => text::model_too_new(l, file, *found, *supported),
            Error::Training { problem } => text::training_failed(l, &shown(problem)),
            Error::Chart { chart, problem } => text::chart_failed(l, chart, &shown(problem)),
            Error::Format { format, problem } => text::format_failed(l, format, &shown(problem)),
            Error::NotAnArchive { path } => text::not_an_archive(l, &at(path)),
            Error::ArchiveTooNew { path, found, supported } => text::archive_too_new(l, &at(path), *found, *supported),
            Error::Archive { path, problem } => text::archive_failed(l, &at(path), &shown(problem)),
            Error::BadState { path, problem } => state_problem(&at(path), problem, l),
            Error::LeftOutBefore { chinese, .. } if l == Language::Chinese => chinese.clone(),
            Error::LeftOutBefore { english, .. } => english.clone(),
            Error::ChangedMeanwhile { file } => text::changed_meanwhile(l, file),
            Error::ArchiveBusy { path } => text::archive_busy(l, &at(path)),
            Error::FarDay { file, day, articles } => text::far_day(l, file, day, &articles_of(*articles)),
            Error::Listen { address, source } => text::cannot_listen(l, address, &reason(l, source)),
            Error::Interrupted => text::stopped(l).to_owned(),
        }
    }

    /// What the user can do about it, in one sentence.
    pub fn help(&self, language: Language) -> &'static str {
        let text = match self {
            Error::Read { .. } => help::read,
            Error::Write { source, .. } if source.kind() == ErrorKind::AlreadyExists => help::exists,
            Error::Write { source, .. } if source.kind() == ErrorKind::NotFound => help::no_folder,
            Error::Write { .. } => help::write,
            Error::NoInput { .. } => help::no_input,
            Error::NothingToRead { .. } => help::nothing_to_read,
            Error::EmptyFile { .. } => help::empty_file,
            Error::NoArticle { .. } => help::no_article_in_page,
            Error::NotText { .. } => help::not_text,
            Error::UnknownEncoding { .. } => help::unknown_encoding,
            Error::Replaced { .. } => help::replaced,
            Error::Garbled { .. } => help::garbled,
            Error::TooLarge { .. } => help::too_large,
            Error::BadArchive { .. } => help::bad_archive,
            Error::BadMember { .. } => help::bad_member,
            Error::NestedArchive { .. } => help::nested_archive,
            Error::BadDocument { .. } => help::bad_document,
            Error::NoText { .. } => help::no_text,
            Error::UnreadableKind { kind, .. } => return kind_help(*kind, language),
            Error::UnknownColumns { .. } => help::unknown_columns,
            Error::UnreadableText { .. } => help::unreadable_text,
            Error::BrokenOff { .. } => help::broken_off,
            Error::Recognition { .. } => help::recognition,
            Error::RecognisedInPart { .. } => help::recognised_in_part,
            Error::AmbiguousId { .. } => help::ambiguous_id,
            Error::OutputIsInput { .. } | Error::NotReplaced { .. } => help::output_is_input,
            Error::MissingColumn { .. } => help::missing_column,
            Error::BadLine { .. } => help::bad_line,
            Error::BadField { .. } => help::bad_field,
            Error::BadDate { .. } => help::bad_date,
            Error::BadThemeSet { .. } => help::bad_theme_set,
            Error::BadDictionary { .. } => help::bad_dictionary,
            Error::UnknownTheme { .. } | Error::UnknownLabels { .. } => help::unknown_theme,
            Error::UnknownRegion { .. } => help::unknown_region,
            Error::UnknownPapers { .. } => help::unknown_papers,
            Error::UnknownThemes { .. } => help::unknown_themes,
            Error::TooFewThemes { .. } => help::too_few_themes,
            Error::NoLabels { .. } => help::no_labels,
            Error::NoAuditLabels { .. } => help::no_audit_labels,
            Error::NoSelection => help::no_selection,
            Error::FewLabels { .. } => help::few_labels,
            Error::NoKnownLabels { .. } => help::no_known_labels,
            Error::NothingToReport { reason: NothingToReport::NoArticle } => help::no_article,
            Error::NothingToReport { reason: NothingToReport::EmptyDay(_) } => help::empty_day,
            Error::NothingToReport { reason: NothingToReport::Filtered } => help::filtered,
            Error::NothingToReport { reason: NothingToReport::NoDate } | Error::Undated { .. } => help::dates,
            Error::ReadTwice { .. } => help::read_twice,
            Error::TwoDays { .. } => help::two_days,
            Error::Repeated { repetition: Repetition::OtherVersion(_), .. } => help::other_version,
            Error::Repeated { repetition: Repetition::EarlierVersion(_), .. } => help::earlier_version,
            Error::Repeated { .. } => help::copied_file,
            Error::NothingRead | Error::NothingRecorded => help::nothing_read,
            Error::BadSetting { .. } => help::bad_setting,
            Error::NotAModel { .. } => help::not_a_model,
            Error::ModelCutShort { .. } | Error::ModelDamaged { .. } => help::model_damaged,
            Error::ModelTooNew { .. } => help::model_too_new,
            Error::Training { .. } => help::training,
            Error::Chart { .. } => help::chart,
            Error::Format { .. } => help::format,
            Error::NotAnArchive { .. } => help::not_an_archive,
            Error::ArchiveTooNew { .. } => help::archive_too_new,
            Error::Archive { .. } => help::database,
            Error::BadState { problem, .. } => return state_help(problem, language),
            Error::LeftOutBefore { .. } => help::left_out_before,
            Error::ChangedMeanwhile { .. } => help::changed_meanwhile,
            Error::ArchiveBusy { .. } => help::archive_busy,
            Error::FarDay { .. } => help::far_day,
            Error::Listen { source, .. } if source.kind() == ErrorKind::AddrNotAvailable => help::listen_address,
            Error::Listen { .. } => help::listen,
            Error::Interrupted => help::stopped,
        };
        text(language)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

/// Why the system refused, where it is a common reason; else in the system's own words.
fn reason(language: Language, error: &io::Error) -> String {
    let text = match error.kind() {
        ErrorKind::NotFound => text::io_not_found,
        ErrorKind::PermissionDenied => text::io_denied,
        ErrorKind::StorageFull => text::io_full,
        ErrorKind::NotADirectory => text::io_not_a_folder,
        ErrorKind::IsADirectory => text::io_is_a_folder,
        ErrorKind::AlreadyExists => text::io_exists,
        ErrorKind::AddrInUse => text::io_port_taken,
        ErrorKind::AddrNotAvailable => text::io_no_address,
        _ => return in_language(language, &error.to_string()).into_owned(),
    };
    text(language).to_owned()
}

fn not_replaced(path: &str, content: Kept, language: Language) -> String {
    match content {
        Kept::Database => text::database_not_replaced(language, path),
        Kept::NoModelCard => text::no_card_not_replaced(language, path),
    }
}

fn recognition(file: &str, page: Option<usize>, problem: &str, language: Language) -> String {
    match page {
        None => text::recognition(language, file, problem),
        Some(page) => text::recognition_of_page(language, file, page, problem),
    }
}

fn recognised_in_part(file: &str, page: Option<usize>, count: usize, language: Language) -> String {
    let characters = counted(language, count, Counted::Characters);
    match page {
        None => text::recognised_in_part(language, file, &characters),
        Some(page) => text::page_recognised_in_part(language, file, page, &characters),
    }
}

fn nothing_to_report(reason: NothingToReport, language: Language) -> &'static str {
    match reason {
        NothingToReport::NoArticle | NothingToReport::EmptyDay(_) => text::nothing_found(language),
        NothingToReport::Filtered => text::all_filtered(language),
        NothingToReport::NoDate => text::none_has_a_date(language),
    }
}

/// Settings are shown by their names in the program, counts in words.
fn setting_name(setting: &'static str, language: Language) -> &'static str {
    if setting == "labelled articles" { text::labelled_articles(language) } else { setting }
}

fn expected_value(expected: Expected, language: Language) -> String {
    match expected {
        Expected::Positive => text::expected_positive(language).to_owned(),
        Expected::Share => text::expected_share(language).to_owned(),
        Expected::AtLeast(minimum) => text::expected_at_least(language, minimum),
        Expected::Range(minimum, maximum) => text::expected_range(language, minimum, maximum),
        Expected::SingleWords => text::expected_single_words(language).to_owned(),
        Expected::ChartName => text::expected_chart(language).to_owned(),
        Expected::ArticleFormat => text::expected_article_format(language).to_owned(),
        Expected::Term => text::expected_term(language).to_owned(),
        Expected::Columns => text::expected_columns(language).to_owned(),
        Expected::RecognitionCommand => text::expected_recognition_command(language).to_owned(),
        Expected::OutputEnding => text::expected_output_ending(language).to_owned(),
        Expected::Ending(endings) => ending_among(endings, language),
        Expected::EventRow => text::expected_event_row(language).to_owned(),
        Expected::Spans => text::expected_spans(language).to_owned(),
        Expected::SeparateSpans => text::expected_separate_spans(language).to_owned(),
        Expected::NotAfterEnd => text::expected_not_after_end(language).to_owned(),
        Expected::Versus => text::expected_versus(language).to_owned(),
        Expected::ArticlesOfBoth => text::expected_articles_of_both(language).to_owned(),
        Expected::PathsOrArchive => text::expected_paths_or_archive(language).to_owned(),
        Expected::DigestEnding => text::expected_digest_ending(language).to_owned(),
        Expected::SavedFile => text::expected_saved_file(language).to_owned(),
        Expected::NotForStates => text::expected_not_for_states(language).to_owned(),
        Expected::Shard => text::expected_shard(language).to_owned(),
    }
}

/// Endings of names in words: “.csv、.tsv 或 .xlsx”.
fn ending_among(endings: &[&str], language: Language) -> String {
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    let listed = match endings.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => text::first_or_last(language, &first.join(comma(language)), last),
        None => String::new(),
    };
    text::expected_ending(language, &listed)
}

fn repeated(file: &str, first: &str, repetition: Repetition, l: Language) -> String {
    match repetition {
        Repetition::WholeFile => text::copied_file(l, file, first),
        Repetition::Articles(articles) => {
            text::repeated_articles(l, file, first, &counted(l, articles, Counted::Articles))
        }
        Repetition::OtherVersion(articles) => {
            text::other_version(l, file, first, &counted(l, articles, Counted::Articles))
        }
        Repetition::EarlierVersion(articles) => {
            text::earlier_version(l, file, first, &counted(l, articles, Counted::Articles))
        }
    }
}

fn state_problem(path: &str, problem: &StateProblem, language: Language) -> String {
    match problem {
        StateProblem::NotAState => text::not_a_state(language, path),
        StateProblem::TooNew { found, supported } => text::state_too_new(language, path, *found, *supported),
        StateProblem::CutShort => text::state_cut_short(language, path),
        StateProblem::Damaged => text::state_damaged(language, path),
        StateProblem::OtherModel { model } => {
            text::state_of_other_model(language, path, model.get(..8).unwrap_or(model))
        }
        StateProblem::MissingShards { missing } => text::missing_shards(language, path, &missing.join(comma(language))),
        StateProblem::SameShard { other } => text::same_shard(language, path, &other.display().to_string()),
        StateProblem::ChangedFile { file, other } => {
            text::changed_file(language, path, file, &other.display().to_string())
        }
        StateProblem::SharedFile { file, other } => {
            text::shared_file(language, path, file, &other.display().to_string())
        }
    }
}

fn state_help(problem: &StateProblem, language: Language) -> &'static str {
    match problem {
        StateProblem::NotAState => help::not_a_state(language),
        StateProblem::TooNew { .. } => help::archive_too_new(language),
        StateProblem::CutShort | StateProblem::Damaged => help::state_damaged(language),
        StateProblem::OtherModel { .. } => help::other_model(language),
        StateProblem::MissingShards { .. } => help::missing_shards(language),
        StateProblem::SameShard { .. } => help::same_shard(language),
        StateProblem::ChangedFile { .. } => help::changed_file(language),
        StateProblem::SharedFile { .. } => help::shared_file(language),
    }
}

fn kind_name(kind: UnreadableKind, language: Language) -> &'static str {
    match kind {
        UnreadableKind::Ofd => text::kind_ofd(language),
        UnreadableKind::Image => text::kind_image(language),
        UnreadableKind::Presentation => text::kind_presentation(language),
        UnreadableKind::Caj => text::kind_caj(language),
        UnreadableKind::Archive => text::kind_archive(language),
        UnreadableKind::Parquet => text::kind_parquet(language),
        UnreadableKind::Media => text::kind_media(language),
        UnreadableKind::Attachment => text::kind_attachment(language),
        UnreadableKind::ReadMe => text::kind_read_me(language),
        UnreadableKind::WordList => text::kind_word_list(language),
        UnreadableKind::Hidden => text::kind_hidden(language),
        UnreadableKind::Other => text::kind_other(language),
    }
}

fn kind_help(kind: UnreadableKind, language: Language) -> &'static str {
    match kind {
        UnreadableKind::Ofd | UnreadableKind::Caj => help::special_document(language),
        UnreadableKind::Image => help::image(language),
        UnreadableKind::Presentation => help::presentation(language),
        UnreadableKind::Archive => help::archive(language),
        UnreadableKind::Parquet => help::parquet(language),
        UnreadableKind::Media => help::media(language),
        UnreadableKind::Attachment => help::attachment(language),
        UnreadableKind::ReadMe => help::read_me(language),
        UnreadableKind::WordList => help::word_list(language),
        UnreadableKind::Hidden => help::hidden(language),
        UnreadableKind::Other => help::other(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_speaks_both_languages() {
        let error = Error::EmptyFile { file: "a.txt".into() };
        assert_eq!(error.to_string(), "a.txt: is empty");
        assert_eq!(error.message(Language::Chinese), "a.txt：文件为空");
        let error = Error::BadSetting { setting: "cost", value: "0".into(), expected: Expected::Positive };
        assert_eq!(error.message(Language::English), "cost is \"0\"; it must be a positive number");
        assert_eq!(error.message(Language::Chinese), "cost 的值“0”无效：应为正数");
    }

    #[test]
    fn a_file_that_is_there_is_no_matter_of_space() {
        let failed = |kind: ErrorKind| Error::Write { path: "a.db".into(), source: kind.into() };
        let exists = failed(ErrorKind::AlreadyExists);
        assert_eq!(exists.message(Language::Chinese), "a.db：无法写入：已有同名文件");
        assert_eq!(exists.help(Language::English), "Choose another name, or move the file away first.");
        assert!(failed(ErrorKind::StorageFull).help(Language::English).contains("free space"));
        assert!(failed(ErrorKind::NotFound).help(Language::Chinese).contains("先建立"));
    }

    #[test]
    fn a_port_and_an_address_are_told_apart() {
        let failed = |kind: ErrorKind| Error::Listen { address: "127.0.0.1:80".into(), source: kind.into() };
        let taken = failed(ErrorKind::AddrInUse);
        assert_eq!(taken.message(Language::Chinese), "无法在 127.0.0.1:80 提供网页：端口已被占用");
        assert!(taken.help(Language::English).contains("--port"));
        assert!(failed(ErrorKind::AddrNotAvailable).help(Language::English).contains("--listen"));
    }

    #[test]
    fn endings_are_listed_in_words() {
        assert_eq!(
            ending_among(&["csv", "json", "xlsx"], Language::English),
            "a name that ends in .csv, .json or .xlsx"
        );
        assert_eq!(ending_among(&["csv", "json", "xlsx"], Language::Chinese), "以 .csv、.json 或 .xlsx 结尾的文件名");
        assert_eq!(ending_among(&["pvm"], Language::Chinese), "以 .pvm 结尾的文件名");
    }
}
