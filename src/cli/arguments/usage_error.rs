//! What is wrong with a command line, in the user's language: the parser itself knows English only.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use policyvane::Language;
use policyvane::messages::usage_errors as messages;
use policyvane::report::shell_word;

/// The message about a wrong command line; none for errors that the parser words itself, and for its help and version.
pub fn message(error: &clap::Error, language: Language) -> Option<String> {
    let text = |kind: ContextKind| error.get(kind).map(in_words).filter(|text| !text.is_empty());
    let argument = || text(ContextKind::InvalidArg);
    let value = || text(ContextKind::InvalidValue).unwrap_or_default();
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => messages::unknown_argument(language, &argument()?),
        ErrorKind::InvalidSubcommand => messages::unknown_command(language, &text(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingRequiredArgument => messages::missing_arguments(language, &argument()?),
        ErrorKind::MissingSubcommand => messages::missing_command(language, &text(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue if value().is_empty() => messages::missing_value(language, &argument()?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => messages::bad_value(language, &argument()?, &value()),
        ErrorKind::ArgumentConflict => {
            let with = text(ContextKind::PriorArg).unwrap_or_default();
            messages::conflict(language, &argument()?, &with)
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::TooManyValues => {
            messages::wrong_number_of_values(language, &argument()?)
        }
        _ => return None,
    };
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested = suggestions.into_iter().find_map(text);
    // A path in place of a command, beside options.
    let path = text(ContextKind::InvalidSubcommand).filter(|path| Path::new(path).exists());
    let help = match (suggested, text(ContextKind::ValidValue)) {
        _ if path.is_some() => messages::report_of_path(language, &shell_word(&path.unwrap_or_default())),
        (Some(suggested), _) => messages::did_you_mean(language, &suggested),
        (None, Some(values)) => messages::possible_values(language, &values),
        (None, None) => messages::see_help(language).to_owned(),
    };
    Some(policyvane::messages::command_line::error(language, &problem, &help))
}

/// A part of an error as text; several values stand beside each other.
fn in_words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(" "),
        ContextValue::StyledStrs(values) => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ContextValue::None | ContextValue::Bool(_) => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chinese(typed: &[&str]) -> String {
        let error = super::super::help::parser(Language::Chinese).try_get_matches_from(typed).unwrap_err();
        message(&error, Language::Chinese).unwrap_or_default()
    }

    #[test]
    fn typing_mistakes_are_told_in_chinese_with_what_was_meant() {
        let option = chinese(&["policyvane", "report", "issues", "--fron", "2024"]);
        assert!(option.contains("--fron") && option.contains("--from") && option.starts_with("错误："), "{option}");
        let command = chinese(&["policyvane", "reprot"]);
        assert!(command.contains("reprot") && command.contains("report"), "{command}");
        let missing = chinese(&["policyvane", "merge"]);
        assert!(missing.starts_with("错误：缺少"), "{missing}");
        let value = chinese(&["policyvane", "report", "issues", "--by", "decade"]);
        assert!(value.contains("decade") && value.contains("month"), "{value}");
        let none = chinese(&["policyvane", "report", "issues", "--by"]);
        assert!(none.contains("--by"), "{none}");
    }

    #[test]
    fn a_path_in_place_of_a_command_leads_to_the_report() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let message = chinese(&["policyvane", path, "--svg"]);
        assert!(message.contains("没有命令") && message.contains(&format!("policyvane report {path}")), "{message}");
    }

    #[test]
    fn help_is_no_error() {
        let error = super::super::help::parser(Language::Chinese).try_get_matches_from(["policyvane", "--help"]);
        assert_eq!(message(&error.unwrap_err(), Language::Chinese), None);
    }
}
