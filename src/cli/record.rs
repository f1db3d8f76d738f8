//! Who runs the program and when, as archives record it.

/// The user of this computer.
pub fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default()
}

/// Who does something: the name that was typed, else the user of this computer, as the page has it.
pub fn person(typed: &Option<String>) -> String {
    typed.as_deref().map(str::trim).filter(|name| !name.is_empty()).map_or_else(user, str::to_owned)
}

/// The present time in UTC, to the second.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_typed_goes_before_that_of_the_computer() {
        assert_eq!(person(&Some(" 何晓岚 ".into())), "何晓岚");
        assert_eq!((person(&None), person(&Some(" ".into()))), (user(), user()));
    }
}
