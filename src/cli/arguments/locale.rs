//! The user's language: `--lang`, else the system's locale.

use std::ffi::OsString;

use policyvane::Language;

/// The language of a command line: that of `--lang`, wherever it stands, else that of the locale. It is found before the
/// arguments are parsed, because their help is in this language too.
pub fn language_of(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Language {
    chosen(arguments).unwrap_or_else(|| of_locale(variable))
}

/// The language after `--lang`; a value that is no language is reported by the parser.
fn chosen(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    let mut language = None;
    while let Some(argument) = arguments.next().filter(|argument| argument != "--") {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None => None,
        };
        language = match value.as_deref() {
            Some("zh") => Some(Language::Chinese),
            Some("en") => Some(Language::English),
            _ => language,
        };
    }
    language
}

/// The language of the locale (POSIX, 8.2: the first of these variables that is set and not empty): English where another
/// language than Chinese is set, and Chinese where none is.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    let locale = set.unwrap_or_default().to_ascii_lowercase();
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    if name.starts_with("zh") || matches!(name, "" | "c" | "posix") { Language::Chinese } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(arguments: &str, variables: &[(&str, &str)]) -> Language {
        let arguments: Vec<OsString> = arguments.split_whitespace().map(OsString::from).collect();
        let value = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        language_of(&arguments, value)
    }

    #[test]
    fn the_locale_chooses() {
        for chinese in ["", "C", "C.UTF-8", "POSIX", "zh_CN.UTF-8", "zh_TW", "zh"] {
            assert_eq!(language("policyvane", &[("LANG", chinese)]), Language::Chinese, "{chinese}");
        }
        for english in ["en_US.UTF-8", "de_DE@euro", "ja_JP.UTF-8"] {
            assert_eq!(language("policyvane", &[("LANG", english)]), Language::English, "{english}");
        }
        assert_eq!(language("policyvane", &[]), Language::Chinese);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let all = [("LC_ALL", ""), ("LC_MESSAGES", "en_GB.UTF-8"), ("LANG", "zh_CN.UTF-8")];
        assert_eq!(language("policyvane", &all), Language::English);
        assert_eq!(language("policyvane", &[("LC_ALL", "C"), ("LANG", "en_US")]), Language::Chinese);
    }

    #[test]
    fn the_option_wins_wherever_it_stands() {
        let english = [("LANG", "en_US.UTF-8")];
        assert_eq!(language("policyvane report --help --lang zh", &english), Language::Chinese);
        assert_eq!(language("policyvane --lang=en report issues", &[]), Language::English);
        assert_eq!(language("policyvane report -- --lang en", &[]), Language::Chinese);
        assert_eq!(language("policyvane report --lang fr", &english), Language::English);
    }
}
