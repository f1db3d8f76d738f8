//! The parser of the command line, with its help in the user's language.

use clap::{Arg, Command, CommandFactory};
use policyvane::Language;
use policyvane::messages::help as messages;

use super::Arguments;

/// The parser. Its help is the catalogue's; the errors of the parser itself are English.
pub fn parser(language: Language) -> Command {
    let mut command = Arguments::command();
    // Building adds the arguments and the command for help, which are to be in the user's language too.
    command.build();
    let command = localised(command, language);
    let below = command.get_after_help().map_or_else(String::new, |explained| format!("{explained}\n\n"));
    command.after_help(below + messages::after_help(language))
}

/// What the words in capitals of a command's help stand for: “FILE 文件；N 整数”.
fn placeholders(command: &Command) -> String {
    let mut words = vec!["OPTIONS"];
    if command.has_subcommands() {
        words.push("COMMAND");
    }
    for word in command.get_arguments().flat_map(|argument| argument.get_value_names().unwrap_or_default()) {
        if !words.contains(&word.as_str()) {
            words.push(word.as_str());
        }
    }
    let explained = words.iter().filter_map(|word| Some(format!("{word} {}", messages::placeholder(word)?)));
    explained.collect::<Vec<_>>().join("；")
}

/// A command and its subcommands with the catalogue's help.
fn localised(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command.mut_args(|argument| with_help(argument, &name, language));
    if let Some(about) = messages::help(language, &name, messages::ABOUT) {
        command = command.about(about);
    }
    if language == Language::Chinese {
        // As headings are in clap's own template: bold and underlined where the terminal can.
        let usage = format!("\u{1B}[1m\u{1B}[4m{}\u{1B}[0m", messages::usage_heading(language));
        command = command
            .help_template(format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"))
            .subcommand_help_heading(messages::commands_heading(language));
        let explained = placeholders(&command);
        command = command.after_help(messages::placeholders(language, &explained));
    }
    command.mut_subcommands(|subcommand| localised(subcommand, language))
}

/// Place of the options of all commands in a list of options; those for help and the version have clap's last place.
const GLOBAL_ORDER: usize = 900;

/// An argument with the catalogue's help. Chinese help lists values and defaults itself, since clap does so in English.
fn with_help(argument: Arg, command: &str, language: Language) -> Arg {
    let Some(help) = messages::help(language, command, argument.get_id().as_str()) else { return argument };
    // Options of all commands come after those of the command.
    let argument = if argument.is_global_set() { argument.display_order(GLOBAL_ORDER) } else { argument };
    if language == Language::English {
        return argument.help(help);
    }
    let mut notes = Vec::new();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() {
        notes.push(messages::possible_values(language, &values.join("、")));
    }
    let takes_value = argument.get_action().takes_values();
    if let Some(default) = argument.get_default_values().first().filter(|_| takes_value) {
        notes.push(messages::default_value(language, &default.to_string_lossy()));
    }
    let notes: String = notes.iter().map(|note| format!(" [{note}]")).collect();
    let heading = if argument.is_positional() {
        messages::arguments_heading(language)
    } else {
        messages::options_heading(language)
    };
    argument.help(format!("{help}{notes}")).help_heading(heading).hide_possible_values(true).hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commands and arguments without an entry in the catalogue.
    fn missing(command: &Command, found: &mut Vec<String>) {
        let name = command.get_name();
        let mut check = |argument: &str| {
            if messages::help(Language::English, name, argument).is_none() {
                found.push(format!("{name} {argument}"));
            }
        };
        check(messages::ABOUT);
        command.get_arguments().for_each(|argument| check(argument.get_id().as_str()));
        command.get_subcommands().for_each(|subcommand| missing(subcommand, found));
    }

    #[test]
    fn every_argument_has_help_in_the_catalogue() {
        let mut found = Vec::new();
        missing(&parser(Language::English), &mut found);
        assert!(found.is_empty(), "no entry in messages/program/help/mod.rs: {found:?}");
    }

    /// Words in capitals that are not explained and whose values are not listed.
    fn unexplained(command: &Command, found: &mut Vec<String>) {
        for argument in command.get_arguments().filter(|argument| argument.get_possible_values().is_empty()) {
            let words = argument.get_value_names().unwrap_or_default().iter().map(|word| word.as_str());
            let taken =
                words.filter(|word| argument.get_action().takes_values() && messages::placeholder(word).is_none());
            found.extend(taken.map(|word| format!("{} {word}", command.get_name())));
        }
        command.get_subcommands().for_each(|subcommand| unexplained(subcommand, found));
    }

    #[test]
    fn every_word_in_capitals_is_explained_in_chinese() {
        let mut found = Vec::new();
        unexplained(&parser(Language::Chinese), &mut found);
        assert!(found.is_empty(), "no entry in messages/program/help/placeholders.rs: {found:?}");
    }

    #[test]
    fn the_parser_is_sound_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            let arguments = ["policyvane", "report", "a", "--by", "month", "-o", "out", "--lang", "en"];
            let matches = parser(language).try_get_matches_from(arguments).unwrap();
            let chinese = parser(language).try_get_matches_from(["policyvane", "report", "a", "--by", "季度"]);
            assert!(chinese.is_ok(), "{chinese:?}");
            let (name, report) = matches.subcommand().unwrap();
            assert_eq!((name, report.get_one::<u32>("dpi")), ("report", Some(&300)));
        }
    }

    #[test]
    fn help_is_in_the_language() {
        let help =
            |arguments: &[&str], language| parser(language).try_get_matches_from(arguments).unwrap_err().to_string();
        let chinese = help(&["policyvane", "report", "--help"], Language::Chinese);
        for text in [
            "用法：policyvane report",
            "参数:",
            "选项:",
            "报纸出版日期",
            "[可选值：day、week",
            "显示帮助",
            "FILE 文件；",
            ".wps",
        ] {
            assert!(chinese.contains(text), "{text}: {chinese}");
        }
        assert!(!chinese.contains("default:") && !chinese.contains("Options"), "{chinese}");
        let chinese = help(&["policyvane", "--help"], Language::Chinese);
        assert!(chinese.contains("命令:") && chinese.contains("退出状态"), "{chinese}");
        let english = help(&["policyvane", "help", "report"], Language::English);
        assert!(english.contains("Usage: policyvane report") && english.contains("overrides the date"), "{english}");
    }
}
