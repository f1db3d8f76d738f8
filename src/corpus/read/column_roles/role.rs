//! The roles that columns play, and the user's choice of columns.

use std::fmt;
use std::str::FromStr;

/// What a column means for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The text of the article.
    Text,
    /// The headline.
    Title,
    /// The day of publication.
    Date,
    /// The newspaper or other medium.
    Source,
    /// The page of the issue.
    Page,
    /// The place that the article is about.
    Region,
    /// The identifier.
    Id,
    /// The primary theme.
    Theme,
    /// Secondary themes.
    Also,
    /// The address on the web.
    Url,
    /// The author.
    Byline,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 11] = [
        Role::Text,
        Role::Title,
        Role::Date,
        Role::Source,
        Role::Page,
        Role::Region,
        Role::Id,
        Role::Theme,
        Role::Also,
        Role::Url,
        Role::Byline,
    ];

    /// The name of the role, which is also the name of the field in article JSONL.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Title => "title",
            Role::Date => "date",
            Role::Source => "source",
            Role::Page => "page",
            Role::Region => "region",
            Role::Id => "id",
            Role::Theme => "theme",
            Role::Also => "also",
            Role::Url => "url",
            Role::Byline => "byline",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The columns that the user assigned to roles, as in `text=正文,date=发布时间`.
///
/// A role with nothing behind its equals sign is played by no column. Names with a comma stand in double quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnChoice {
    chosen: Vec<(Role, Option<String>)>,
}

impl ColumnChoice {
    /// The choice for a role: `None` where the user said nothing, `Some(None)` where no column shall play it.
    pub fn of(&self, role: Role) -> Option<Option<&str>> {
        self.chosen.iter().find(|(chosen, _)| *chosen == role).map(|(_, column)| column.as_deref())
    }

    /// The columns that the user named.
    pub(in crate::corpus::read) fn columns(&self) -> impl Iterator<Item = &str> {
        self.chosen.iter().filter_map(|(_, column)| column.as_deref())
    }
}

/// A mistake in the user's choice of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceError {
    /// A part is not of the form `role=column`.
    NotAPair {
        /// The part.
        part: String,
    },
    /// The name before the equals sign is not a role.
    UnknownRole {
        /// The name.
        role: String,
    },
    /// A role is given two columns.
    Twice {
        /// The role.
        role: Role,
    },
}

impl fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChoiceError::NotAPair { part } => write!(f, "`{part}` is not of the form role=column"),
            ChoiceError::UnknownRole { role } => {
                let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                write!(f, "`{role}` is not a role; roles are {}", roles.join(", "))
            }
            ChoiceError::Twice { role } => write!(f, "the role {role} is given twice"),
        }
    }
}

impl std::error::Error for ChoiceError {}

impl FromStr for ColumnChoice {
    type Err = ChoiceError;

    fn from_str(text: &str) -> Result<Self, ChoiceError> {
        let mut chosen: Vec<(Role, Option<String>)> = Vec::new();
        for part in parts(text).iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            let pair = part.split_once('=').or_else(|| part.split_once('＝'));
            let (name, column) = pair.ok_or_else(|| ChoiceError::NotAPair { part: part.into() })?;
            let name = name.trim().to_lowercase();
            let role = Role::ALL.into_iter().find(|role| role.name() == name);
            let role = role.ok_or(ChoiceError::UnknownRole { role: name })?;
            if chosen.iter().any(|(earlier, _)| *earlier == role) {
                return Err(ChoiceError::Twice { role });
            }
            let column = column.trim().trim_matches('"');
            chosen.push((role, (!column.is_empty()).then(|| column.to_owned())));
        }
        Ok(ColumnChoice { chosen })
    }
}

/// The parts between commas that are not within double quotation marks.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    for c in text.chars() {
        quoted ^= c == '"';
        match parts.last_mut() {
            Some(part) if quoted || !matches!(c, ',' | '，') => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_parsed() {
        let choice: ColumnChoice = "text=正文, Date = 发布时间,source=,title=\"a,b\"".parse().unwrap();
        assert_eq!(choice.of(Role::Text), Some(Some("正文")));
        assert_eq!(choice.of(Role::Date), Some(Some("发布时间")));
        assert_eq!(choice.of(Role::Source), Some(None));
        assert_eq!(choice.of(Role::Title), Some(Some("a,b")));
        assert_eq!(choice.of(Role::Page), None);
        assert_eq!("".parse::<ColumnChoice>().unwrap(), ColumnChoice::default());
    }

    #[test]
    fn mistakes_are_named() {
        assert!(matches!("text".parse::<ColumnChoice>(), Err(ChoiceError::NotAPair { .. })));
        assert!(matches!("colour=a".parse::<ColumnChoice>(), Err(ChoiceError::UnknownRole { .. })));
        assert!(matches!("text=a,text=b".parse::<ColumnChoice>(), Err(ChoiceError::Twice { role: Role::Text })));
    }
}
