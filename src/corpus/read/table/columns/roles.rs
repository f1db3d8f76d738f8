//! Which column plays which role: by the user's choice, by name, then by content.

use crate::corpus::read::column_roles::names::{Rank, fold, question, role_of_name};
use crate::corpus::read::column_roles::role::{ColumnChoice, Role};
use crate::corpus::read::column_roles::synonyms::{ISSUERS, KINDS, LEVELS, OTHER_DAYS, OTHER_TEXTS, Words};
use crate::corpus::read::table::columns::statistics::Statistics;
use crate::corpus::read::table::problem::TableError;

/// A column with what its values look like.
#[derive(Debug, Clone)]
pub(in crate::corpus::read::table) struct Column {
    /// The name.
    pub name: String,
    /// What the values of the first rows look like.
    pub statistics: Statistics,
}

/// How it was recognised that a column plays a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognition {
    /// The user chose the column.
    Chosen,
    /// The name of the column says so.
    Name,
    /// The values of the column look like it.
    Content,
}

/// A column in its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleColumn {
    /// The role.
    pub role: Role,
    /// The name of the column.
    pub column: String,
    /// How the role was recognised.
    pub recognition: Recognition,
}

/// Columns in their roles; of several columns of a role, a later one stands in where the earlier ones are empty.
pub(in crate::corpus::read::table) type Roles = Vec<RoleColumn>;

/// Assigns the roles of a table.
pub(in crate::corpus::read::table) fn assign(
    file: &str,
    columns: &[Column],
    choice: &ColumnChoice,
    has_header: bool,
) -> Result<Roles, TableError> {
    let names = || columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    let all = columns;
    let asked = if has_header { questions(columns) } else { None };
    let columns = asked.as_deref().unwrap_or(columns);
    let mut roles = Roles::new();
    for role in Role::ALL {
        let Some(Some(wanted)) = choice.of(role) else { continue };
        let column = chosen(all, wanted);
        let column = column.ok_or_else(|| TableError::UnknownColumn {
            file: file.into(),
            column: wanted.into(),
            columns: names(),
        })?;
        roles.push(RoleColumn { role, column: column.name.clone(), recognition: Recognition::Chosen });
    }
    let open = |role: Role| choice.of(role).is_none();
    if has_header {
        for role in Role::ALL.into_iter().filter(|role| open(*role)) {
            let found: Vec<String> =
                by_name(columns, role).into_iter().filter(|name| !is_taken(&roles, name)).collect();
            roles.extend(found.into_iter().map(|column| RoleColumn { role, column, recognition: Recognition::Name }));
        }
    }
    for role in BY_CONTENT.into_iter().filter(|role| open(*role) && !is_own_format(columns)) {
        let is_settled = |taken: &RoleColumn| taken.role == role && !(role == Role::Text && is_summary(taken));
        if roles.iter().any(is_settled) {
            continue;
        }
        let found = by_content(columns, &roles, role, has_header);
        if let Some(column) = found.filter(|column| stands_above_summaries(columns, &roles, role, column)) {
            let place = roles.iter().position(|taken| taken.role == role).unwrap_or(roles.len());
            roles.insert(place, RoleColumn { role, column: column.name.clone(), recognition: Recognition::Content });
        }
    }
    if open(Role::Source) && has_header {
        add_levels(columns, &mut roles);
    }
    if open(Role::Source) && !is_own_format(columns) && !roles.iter().any(|taken| taken.role == Role::Source) {
        let issuer = columns.iter().find(|column| !is_taken(&roles, &column.name) && holds_issuers(column));
        roles.extend(issuer.map(|column| RoleColumn {
            role: Role::Source,
            column: column.name.clone(),
            recognition: Recognition::Name,
        }));
    }
    roles.sort_by_key(|column| column.role);
    let has_articles = roles.iter().any(|column| matches!(column.role, Role::Text | Role::Title));
    if has_articles && !(has_header && is_table_of_results(columns)) {
        Ok(roles)
    } else {
        Err(TableError::NoText { file: file.into(), columns: names() })
    }
}

/// What programs of forms call the columns that they write beside the answers.
const OF_FORM_PROGRAMS: [&str; 8] =
    ["提交答卷时间", "提交时间", "所用时间", "来源详情", "来自IP", "答题时", "填写时间", "答题开始"];

/// The columns of the questions of a form, which are numbered, where they ask for articles. What its program writes beside them tells of
/// the answer: when it was handed in, and on which way (来源).
fn questions(columns: &[Column]) -> Option<Vec<Column>> {
    let role = |column: &Column| role_of_name(&column.name).map(|(role, _)| role);
    let is_question = |column: &Column| question(&column.name).is_some();
    let asked = || columns.iter().filter(|column| is_question(column)).filter_map(role);
    let asks_for_articles = asked().any(|role| matches!(role, Role::Title | Role::Text)) && asked().nth(1).is_some();
    let is_of_program = |column: &Column| OF_FORM_PROGRAMS.iter().any(|name| column.name.contains(name));
    let has_program = columns.iter().any(|column| !is_question(column) && is_of_program(column));
    let is_free = |role: Role| !has_program && !asked().any(|asked| asked == role);
    let is_kept =
        |column: &&Column| is_question(column) || role(column).is_none_or(|role| role == Role::Id || is_free(role));
    asks_for_articles.then(|| columns.iter().filter(is_kept).cloned().collect())
}

/// Adds the columns of papers that are called after the level of the papers, `国家级` beside `省级`, where no name tells the source.
fn add_levels(columns: &[Column], roles: &mut Roles) {
    let is_level = |name: &str| LEVELS.contains(&fold(name));
    let is_source = |taken: &RoleColumn| taken.role == Role::Source;
    if roles.iter().any(|taken| is_source(taken) && !is_level(&taken.column)) {
        return;
    }
    let holds_papers = |column: &&Column| is_level(&column.name) && column.statistics.media >= 0.8;
    let found: Vec<&Column> = columns.iter().filter(holds_papers).collect();
    if found.len() >= 2 {
        roles.retain(|taken| !found.iter().any(|column| column.name == taken.column));
        roles.extend(found.into_iter().map(|column| RoleColumn {
            role: Role::Source,
            column: column.name.clone(),
            recognition: Recognition::Content,
        }));
    }
}

/// The column that the user means: by its name, by its folded name, or by its number in a table without header.
fn chosen<'a>(columns: &'a [Column], wanted: &str) -> Option<&'a Column> {
    let by = |test: &dyn Fn(&str) -> bool| columns.iter().find(|column| test(&column.name));
    by(&|name| name == wanted)
        .or_else(|| by(&|name| !fold(wanted).is_empty() && fold(name) == fold(wanted)))
        .or_else(|| by(&|name| name.strip_prefix("column") == Some(wanted)))
}

fn is_taken(roles: &Roles, name: &str) -> bool {
    roles.iter().any(|taken| taken.column == name)
}

/// Whether a column is only a summary that stands in for the text.
fn is_summary(role: &RoleColumn) -> bool {
    role.recognition == Recognition::Name && role_of_name(&role.column).is_some_and(|(_, rank)| rank.is_second_choice())
}

/// Whether a column is the text rather than the summaries that bear the role by their names: a long summary is all the text there is,
/// unless the column is far longer.
fn stands_above_summaries(columns: &[Column], roles: &Roles, role: Role, column: &Column) -> bool {
    /// A summary has at least this many characters where there is no text beside it.
    const LONG: f64 = 40.0;
    let taken = roles.iter().filter(|taken| taken.role == role);
    let summaries = taken.filter_map(|taken| columns.iter().find(|column| column.name == taken.column));
    summaries
        .map(|summary| summary.statistics.mean_length)
        .all(|length| length < LONG || length * 3.0 <= column.statistics.mean_length)
}

/// Whether a table is one that a report wrote about themes, such as `changes.csv`: it has no articles.
fn is_table_of_results(columns: &[Column]) -> bool {
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    has("theme_name") && has("theme") && !has("id")
}

/// Whether a table has the fields of article JSONL; then every field means what its name says, and nothing else does.
pub(in crate::corpus::read::table) fn is_own_format(columns: &[Column]) -> bool {
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    has("id")
        && has("text")
        && (has("file") || has("regions") || columns.iter().any(|column| column.name.starts_with("dateline")))
}

/// The columns whose names say that they play a role, the best first.
fn by_name(columns: &[Column], role: Role) -> Vec<String> {
    let own_format = is_own_format(columns);
    let mut found: Vec<(&Column, Rank)> = columns
        .iter()
        .filter(|column| !own_format || column.name == role.name() || column.name == "year")
        .filter_map(|column| {
            let (found, rank) = role_of_name(&column.name)?;
            // The subject of a post (主题) is its headline; that of an article is one of a few.
            let is_subject =
                matches!(fold(&column.name).as_str(), "主题" | "主題") && holds_headlines(&column.statistics);
            // Papers may stand with their pages in a column that is called after either.
            let names_issues = found == Role::Page && column.statistics.issues >= ISSUES;
            let found = match (is_subject, names_issues) {
                (true, _) => Role::Title,
                (_, true) => Role::Source,
                _ => found,
            };
            (found == role).then_some((column, rank))
        })
        .filter(|(column, _)| is_own_name(column, role) || is_plausible(column, role))
        .collect();
    let main: Vec<&Statistics> =
        found.iter().filter(|(_, rank)| !rank.is_second_choice()).map(|(column, _)| &column.statistics).collect();
    let longest = main.iter().map(|statistics| statistics.mean_length).fold(0.0, f64::max);
    let fullest = main.iter().map(|statistics| statistics.filled).max().unwrap_or(0);
    let has_main = !main.is_empty();
    let weakness = |column: &Column| match role {
        // Identifiers that repeat identify nothing.
        Role::Id => 1 + u32::from(column.statistics.distinct < 1.0),
        _ if is_own_name(column, role) && column.statistics.filled > 0 => 0,
        Role::Text => {
            1 + u32::from(column.statistics.mean_length * 4.0 < longest || column.statistics.filled * 2 < fullest)
        }
        // The moment of the answer of a server is the same in all rows.
        Role::Date => {
            let of = &column.statistics;
            let is_constant = of.filled >= 5 && of.distinct * of.filled as f64 <= 1.0;
            1 + u32::from(of.dates == 0.0) + u32::from(of.days < 0.5) + 2 * u32::from(is_constant)
        }
        _ => 1 + u32::from(column.statistics.filled == 0),
    };
    found.sort_by_key(|(column, rank)| (rank.is_second_choice(), weakness(column), *rank));
    if role == Role::Date && has_main {
        // A row is not dated by the day on which its record was made.
        found.retain(|(column, rank)| !rank.is_second_choice() || !contains(&column.name, &OTHER_DAYS));
    }
    let most = match role {
        Role::Text | Role::Title | Role::Date | Role::Source | Role::Url => 4,
        _ => 1,
    };
    found.truncate(most);
    found.into_iter().map(|(column, _)| column.name.clone()).collect()
}

/// Whether values are headlines: different from each other, and longer than the names of themes.
fn holds_headlines(of: &Statistics) -> bool {
    of.filled >= 3 && of.distinct >= 0.95 && of.letters >= 0.5 && (10.0..=60.0).contains(&of.mean_length)
}

/// Whether values are sentences, though short ones: what was quoted or kept of an article.
fn holds_sentences(of: &Statistics) -> bool {
    of.mean_length >= 15.0 && of.sentences >= 0.8 && of.distinct >= 0.8
}

/// Whether a column bears the name of the field in article JSONL, which keeps its meaning whatever the values are. Only
/// addresses under `source` and the like are not meant.
fn is_own_name(column: &Column, role: Role) -> bool {
    column.name == role.name() && !matches!(role, Role::Source | Role::Page | Role::Region)
}

/// Whether the values of a column do not contradict its name.
fn is_plausible(column: &Column, role: Role) -> bool {
    let of = &column.statistics;
    if of.filled == 0 {
        return true;
    }
    let many = of.filled >= 5;
    match role {
        Role::Text => of.addresses < 0.5 && of.numbers < 0.8 && !(many && of.distinct < 0.2 && of.mean_length < 12.0),
        Role::Title => of.addresses < 0.5 && of.numbers < 0.8 && of.mean_length < 150.0,
        Role::Source => of.addresses < 0.5 && of.numbers < 0.8 && of.mean_length < 40.0,
        Role::Page => of.addresses < 0.5 && of.mean_length < 40.0,
        Role::Region => of.addresses < 0.5 && of.mean_length < 30.0 && (of.numbers < 0.5 || of.mean_length >= 6.0),
        Role::Theme | Role::Also => of.addresses < 0.5 && of.mean_length < 60.0,
        Role::Byline => of.addresses < 0.5 && of.numbers < 0.8 && of.mean_length < 60.0,
        Role::Id => of.days < 0.8,
        Role::Date | Role::Url => true,
    }
}

/// Whether a column holds the bodies that issued documents, by its name, which may be that of a field within an object.
fn holds_issuers(column: &Column) -> bool {
    let name = column.name.rsplit('.').next().unwrap_or_default();
    column.statistics.filled > 0 && ISSUERS.contains(&fold(name)) && is_plausible(column, Role::Source)
}

/// A column with at least this share of papers beside their pages or days is that of the papers.
const ISSUES: f64 = 0.6;

/// The column of days that date no article by their name, where no other column does: they tell when it was found, changed or handed in.
pub(in crate::corpus::read::table) fn other_days(
    columns: &[Column],
    roles: &Roles,
    choice: &ColumnChoice,
) -> Option<String> {
    if choice.of(Role::Date).is_some() || roles.iter().any(|taken| taken.role == Role::Date) {
        return None;
    }
    let is_other = |column: &&Column| column.statistics.days >= 0.8 && contains(&column.name, &OTHER_DAYS);
    columns.iter().find(is_other).map(|column| column.name.clone())
}

/// With fewer filled cells than this the papers of a column may all be different.
const MIN_ROWS: usize = 30;

/// The roles that are also recognised by content, in the order in which columns are given away.
const BY_CONTENT: [Role; 8] =
    [Role::Url, Role::Date, Role::Page, Role::Text, Role::Title, Role::Source, Role::Region, Role::Id];

fn contains(name: &str, parts: &Words) -> bool {
    let folded = fold(name);
    parts.iter().any(|part| folded.contains(part))
}

/// The column whose values look most like a role.
fn by_content<'a>(columns: &'a [Column], roles: &Roles, role: Role, has_header: bool) -> Option<&'a Column> {
    let text_length = roles
        .iter()
        .find(|taken| taken.role == Role::Text)
        .and_then(|taken| columns.iter().find(|column| column.name == taken.column))
        .map(|column| column.statistics.mean_length);
    let is_title = |taken: &RoleColumn| taken.role == Role::Title && taken.recognition != Recognition::Content;
    let titles_alone = has_header && text_length.is_none() && roles.iter().any(is_title);
    let fits = |at: usize, column: &Column| {
        let of = &column.statistics;
        let prose = of.letters >= 0.5 && of.addresses < 0.2 && of.days < 0.2 && of.numbers < 0.2;
        match role {
            Role::Url => of.addresses >= 0.8,
            Role::Date => of.days >= 0.8 && of.issues < ISSUES && !(has_header && contains(&column.name, &OTHER_DAYS)),
            Role::Page => !has_header && of.pages >= 0.8,
            Role::Text => {
                let other = has_header && contains(&column.name, &OTHER_TEXTS);
                let varied = of.distinct >= 0.3 || of.filled < 5;
                prose && !other && varied && (of.mean_length >= 40.0 || titles_alone && holds_sentences(of))
            }
            Role::Title => {
                let shorter = text_length.is_none_or(|length| of.mean_length * 2.0 < length);
                // Where the text was found by its name, the headline would have been too.
                let by_content =
                    |taken: &RoleColumn| taken.role == Role::Text && taken.recognition == Recognition::Content;
                let known_table = !has_header || roles.iter().any(by_content) && !contains(&column.name, &OTHER_TEXTS);
                let headline = (7.0..=80.0).contains(&of.mean_length) && (of.distinct >= 0.5 || of.filled < 5);
                prose && shorter && known_table && headline && of.media < 0.5 && of.pages < 0.5 && of.sentences < 0.3
            }
            Role::Source => {
                // In a short table each article may be from another paper; offices stand among papers that repeat.
                let papers = of.media >= 0.8 && (of.distinct <= 0.5 || of.filled < MIN_ROWS);
                let repeated = of.publishers >= 0.6 && of.distinct <= 0.5 && of.filled >= 5;
                let is_kind = has_header && contains(&column.name, &KINDS);
                (of.mean_length <= 16.0 && (papers || repeated) || of.issues >= ISSUES) && !is_kind
            }
            Role::Region => !has_header && of.provinces >= 0.8 && of.mean_length <= 12.0,
            Role::Id => !has_header && at == 0 && of.distinct == 1.0 && of.numbers == 1.0,
            Role::Theme | Role::Also | Role::Byline => false,
        }
    };
    let free = columns.iter().enumerate().filter(|(_, column)| {
        let filled_enough = column.statistics.filled * 3 >= column.statistics.rows && column.statistics.filled > 0;
        !is_taken(roles, &column.name) && filled_enough
    });
    let fitting: Vec<&Column> = free.filter(|(at, column)| fits(*at, column)).map(|(_, column)| column).collect();
    let length = |column: &&&Column| column.statistics.mean_length * column.statistics.filled as f64;
    match role {
        Role::Text | Role::Title => fitting.iter().rev().max_by(|a, b| length(a).total_cmp(&length(b))).copied(),
        _ => fitting.first().copied(),
    }
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
