//! Rows as articles.

use serde_json::{Map, Value};

use crate::corpus::encoding::is_garbled;
use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::one_article::part_text;
use crate::corpus::read::table::cells::completion::{
    fill_from_extra, is_made_as_day, is_remark, is_sum, part_byline, part_links, part_writers,
};
use crate::corpus::read::table::cells::cut_cells::{further_cells, with_further_cells};
use crate::corpus::read::table::cells::dates::{ColumnForm, Unread, read};
use crate::corpus::read::table::cells::markup::without_markup;
use crate::corpus::read::table::cells::paper_and_page::part_source;
use crate::corpus::read::table::cells::values::{
    is_empty, is_tick, labels, plain, source_behind_label, tidy, with_line_ends,
};
use crate::corpus::read::table::columns::header::{is_header_of_articles, known_roles};
use crate::corpus::read::table::columns::roles::{Recognition, RoleColumn, Roles};
use crate::corpus::read::table::date_parts::DateParts;
use crate::corpus::read::table::forms::json_shape::{blocks_in, flatten};
use crate::corpus::read::table::problem::{Fault, RowProblem};
use crate::corpus::read::table::raw_article::RawArticle;
use crate::corpus::read::table::record::{Cells, Record};

/// What is known of a table when its rows are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The file.
    pub file: String,
    /// The sheet of a spreadsheet with more than one sheet.
    pub sheet: Option<String>,
    /// The names of the columns of a table whose rows have no names of their own.
    pub columns: Vec<String>,
    /// The roles.
    pub roles: Roles,
    /// The columns of the parts of the date, where it is not written in one column.
    pub date_parts: Option<DateParts>,
    /// How the dates of the table are written.
    pub form: ColumnForm,
    /// Whether the table is an article file, whose texts stand as they are meant.
    pub verbatim: bool,
    /// Whether nearly every row has a headline and a text of some length, so that a short row without a headline is a
    /// note or a sum.
    pub titled: bool,
    /// The paper that the name of the sheet tells, where no column does.
    pub sheet_paper: Option<String>,
    /// The day that the name of the sheet tells.
    pub sheet_day: Option<String>,
    /// The column of the year, which days in other columns may leave out.
    pub year_column: Option<String>,
    /// Whether most rows tell their own day.
    pub is_dated: bool,
    /// Whether a day is written once for several rows.
    pub days_go_on: bool,
    /// Whether a paper is written once for several rows.
    pub papers_go_on: bool,
    /// The day that stands above the next row, for several rows.
    pub section_day: Option<String>,
    /// The paper that stands above the next row, for several rows.
    pub section_paper: Option<String>,
}

/// A text without a headline and a day that is shorter than this is a note below the table.
const MAX_NOTE_LENGTH: usize = 30;

/// Values that programs write where there is none.
const PLACEHOLDERS: &[&str] =
    &["nan", "NaN", "NAN", "None", "NULL", "null", "Null", "NA", "N/A", "n/a", "\\N", "#N/A", "<NA>", "undefined"];

/// Names of columns are not longer than this.
const MAX_NAME_LENGTH: usize = 12;

/// Whether cells are the header of a further table: each names another role, and one of them the headline or the text.
fn are_names(cells: &[Value]) -> bool {
    let is_short = |cell: &Value| is_empty(cell) || cell.as_str().is_some_and(|text| at_most(text, MAX_NAME_LENGTH));
    if !cells.iter().all(is_short) {
        return false;
    }
    let names: Vec<String> = cells.iter().map(plain).filter(|name| !name.is_empty()).collect();
    let known = known_roles(&names).len();
    known >= 3 && known == names.len() && is_header_of_articles(&names)
}

/// The signs between labels in one value. Themes of a list may be separated by commas as well, a single theme may not.
const THEME_SEPARATORS: &[char] = &[';', '；', '、', '|'];
const LIST_SEPARATORS: &[char] = &[';', '；', '、', '|', ',', '，'];

/// An article with the problems of its row, which come first.
pub(super) type Built = (Vec<RowProblem>, Option<RawArticle>);

impl Layout {
    /// The article of a row; blank rows and repeated headers give nothing.
    pub(super) fn article(&self, record: Record) -> Built {
        let line = record.line;
        let mut faults: Vec<(&'static str, Fault)> = Vec::new();
        let object = match record.cells {
            Cells::Object(object) => flatten(object, &|path| self.opens(path)),
            Cells::Row(cells) => {
                if self.is_blank_or_header(&cells) {
                    return (Vec::new(), None);
                }
                match self.named(cells, &mut faults) {
                    Ok(object) => object,
                    Err(fault) => return (vec![self.problem(line, "", fault, false)], None),
                }
            }
        };
        if object.values().all(is_empty) {
            return (Vec::new(), None);
        }
        let mut article = self.filled(object, &mut faults);
        (article.line, article.sheet) = (line, self.sheet.clone());
        if article.text.is_empty() && article.title.is_empty() {
            return (vec![self.problem(line, "text", Fault::NoText, false)], None);
        }
        if article.text.is_empty() {
            article.text = article.title.clone();
            article.headline_only = true;
        }
        let is_sum = article.headline_only && is_sum(&article.text);
        let stands_alone = article.headline_only || article.title.is_empty();
        let is_short_note = article.title.is_empty() && article.text.chars().count() < MAX_NOTE_LENGTH;
        let has_paper = !article.source.is_empty() && self.section_paper.as_ref() != Some(&article.source);
        let is_remark = stands_alone && !has_paper && is_remark(&article.text);
        // A day without its year, alone across the table, dates nothing and is no headline.
        let is_day = article.headline_only
            && is_made_as_day(&article.text)
            && read(&article.text, &self.form) == Err(Unread::WithoutYear);
        if article.date.is_empty() && (is_sum || is_day || is_remark || self.titled && is_short_note) {
            return (vec![self.problem(line, "", Fault::Note { value: article.text }, false)], None);
        }
        let replaced = |text: &str| text.matches(char::REPLACEMENT_CHARACTER).count();
        let count = replaced(&article.text) + if article.headline_only { 0 } else { replaced(&article.title) };
        if is_garbled(&article.text) {
            faults.push(("text", Fault::Garbled));
        } else if count > 0 {
            faults.push(("text", Fault::Unreadable { count }));
        }
        let problems = faults.into_iter().map(|(field, fault)| self.problem(line, field, fault, true)).collect();
        (problems, Some(article))
    }

    fn problem(&self, line: u64, field: &'static str, fault: Fault, article_kept: bool) -> RowProblem {
        RowProblem { file: self.file.clone(), sheet: self.sheet.clone(), line, field, fault, article_kept }
    }

    fn is_blank_or_header(&self, cells: &[Value]) -> bool {
        cells.iter().all(is_empty)
            || cells.len() == self.columns.len() && cells.iter().map(plain).eq(self.columns.iter().cloned())
            || self.is_second_header(cells)
    }

    /// Whether the cells name the roles of their columns: a header of two rows, or that of a table which was joined on.
    fn is_second_header(&self, cells: &[Value]) -> bool {
        if are_names(cells) {
            return true;
        }
        let mut named = 0;
        for (cell, column) in cells.iter().map(plain).zip(&self.columns).filter(|(cell, _)| !cell.is_empty()) {
            let role = self.roles.iter().find(|role| role.column == *column).map(|role| role.role);
            match (role, role_of_name(&cell)) {
                (Some(role), Some((name, _))) if role == name => named += 1,
                (None, _) => {}
                _ => return false,
            }
        }
        named >= 2
    }

    /// Whether a nested object holds a column that plays a role.
    fn opens(&self, path: &str) -> bool {
        self.roles.iter().any(|column| column.column.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }

    /// The cells of a row with the names of their columns.
    fn named(
        &self,
        mut cells: Vec<Value>,
        faults: &mut Vec<(&'static str, Fault)>,
    ) -> Result<Map<String, Value>, Fault> {
        let (fields, columns) = (cells.len(), self.columns.len());
        while cells.len() > columns && cells.last().is_some_and(is_empty) {
            cells.pop();
        }
        if cells.len() > columns {
            let surplus = cells.len() - columns;
            let widest = |role: Role| self.roles.iter().find(|column| column.role == role);
            let text = widest(Role::Text).or_else(|| widest(Role::Title));
            let place = text.and_then(|text| self.columns.iter().position(|name| *name == text.column));
            let place = place.filter(|place| self.dates_fit(&cells, *place, surplus));
            let place = place.ok_or(Fault::TooManyFields { fields, columns })?;
            let joined: Vec<String> = cells.drain(place..=place + surplus).map(|cell| plain(&cell)).collect();
            cells.insert(place, joined.join(",").into());
            faults.push(("text", Fault::FieldsJoined { fields, columns }));
        }
        cells.resize(columns, Value::Null);
        Ok(self.columns.iter().cloned().zip(cells).collect())
    }

    /// Whether the date columns hold dates if the surplus fields belong to the column at `place`.
    fn dates_fit(&self, cells: &[Value], place: usize, surplus: usize) -> bool {
        let dates = self.roles.iter().filter(|column| column.role == Role::Date);
        let places = dates.filter_map(|date| self.columns.iter().position(|name| *name == date.column));
        places.map(|at| if at > place { at + surplus } else { at }).all(|at| {
            cells.get(at).is_none_or(|cell| is_empty(cell) || read(&plain(cell), &self.form) != Err(Unread::NotADate))
        })
    }

    /// The article of named values; what no role takes remains as extra fields.
    fn filled(&self, mut object: Map<String, Value>, faults: &mut Vec<(&'static str, Fault)>) -> RawArticle {
        let mut roles = std::borrow::Cow::Borrowed(&self.roles);
        let has = |object: &Map<String, Value>, roles: &Roles, role: Role| {
            roles
                .iter()
                .any(|column| column.role == role && object.get(&column.column).is_some_and(|value| !is_empty(value)))
        };
        // Files joined from several sources name their fields differently.
        if self.columns.is_empty() && !has(&object, &roles, Role::Text) && !has(&object, &roles, Role::Title) {
            object = flatten(object, &|path| role_of_name(&format!("{path}.title")).is_some());
            roles = std::borrow::Cow::Owned(roles_of_names(&object));
        }
        let mut article = RawArticle::default();
        self.take_date(&mut object, &roles, &mut article, faults);
        let source_with_date = std::mem::take(&mut article.source);
        let further = if self.verbatim { Vec::new() } else { further_cells(&object, &roles) };
        let written = take(&mut object, &roles, Role::Text);
        let written = written.map(|text| with_further_cells(text, further, &mut object));
        let mut take = |role: Role| take(&mut object, &roles, role);
        let one_line =
            |text: String| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let text_of = |value: Option<Value>| value.map(|value| without_placeholder(plain(&value))).unwrap_or_default();
        let clean = |text: String| if self.verbatim { text } else { tidy(&without_markup(&text)) };
        let text = text_of(written);
        article.text = clean(with_line_ends(blocks_in(&text).unwrap_or(text)));
        article.title = one_line(clean(text_of(take(Role::Title))));
        let mut source_below = String::new();
        if !self.verbatim {
            let parted = part_text(&article.text);
            if article.title.is_empty() {
                article.title = parted.earlier_headline.to_owned();
            }
            if let Some(day) = parted.date.filter(|_| article.date.is_empty()) {
                article.date = day.to_string();
            }
            source_below = parted.source;
            article.text = parted.text.to_owned();
        }
        let source = text_of(take(Role::Source));
        let source = source_behind_label(&source);
        let quoted =
            source.strip_prefix('《').and_then(|name| name.strip_suffix('》')).filter(|name| !name.contains('《'));
        article.source = one_line(quoted.unwrap_or(source).to_owned());
        if article.source.is_empty() {
            article.source = source_with_date;
        }
        if article.source.is_empty() {
            let above = self.section_paper.clone().or_else(|| self.sheet_paper.clone());
            article.source = above.unwrap_or(source_below);
        }
        if !self.verbatim {
            part_source(&mut article, self.form.year);
        }
        let page = text_of(take(Role::Page));
        if !page.is_empty() {
            article.page = page;
        }
        article.region = one_line(text_of(take(Role::Region)));
        article.byline = text_of(take(Role::Byline)).lines().map(str::trim).collect::<Vec<_>>().join(" ");
        article.id = text_of(take(Role::Id));
        let mut themes = take(Role::Theme).map(|value| labels(&value, THEME_SEPARATORS)).unwrap_or_default();
        let theme = if themes.is_empty() { String::new() } else { themes.remove(0) };
        let theme = if theme == "None" { theme } else { without_placeholder(theme) };
        themes.extend(take(Role::Also).map(|value| labels(&value, LIST_SEPARATORS)).unwrap_or_default());
        // `none` is the name of a theme.
        themes.retain(|theme| theme == "None" || !PLACEHOLDERS.contains(&theme.as_str()));
        article.theme = theme;
        article.also = themes;
        article.url = text_of(take(Role::Url));
        if !self.verbatim {
            part_links(&mut article);
            part_byline(&mut article);
            part_writers(&mut article);
            fill_from_extra(&mut article, &object);
        }
        article.extra = object;
        article
    }
}

/// Takes the first value that is not empty out of the columns of a role.
pub(super) fn take(object: &mut Map<String, Value>, roles: &Roles, role: Role) -> Option<Value> {
    let is_nothing = |value: &Value| {
        let is_placeholder = |text: &str| role != Role::Theme && PLACEHOLDERS.contains(&text);
        // A mark in a column of papers is the name of none.
        is_empty(value) || is_placeholder(&plain(value)) || role == Role::Source && is_tick(&plain(value))
    };
    let columns: Vec<&RoleColumn> = roles.iter().filter(|column| column.role == role).collect();
    let has_value = |column: &&&RoleColumn| object.get(&column.column).is_some_and(|value| !is_nothing(value));
    // The first column of a role is no extra field even where it is empty.
    let taken = columns.iter().find(has_value).or(columns.first())?;
    object.shift_remove(&taken.column).filter(|value| !is_nothing(value))
}

/// A value, or nothing where a program wrote that there is none.
pub(super) fn without_placeholder(text: String) -> String {
    if PLACEHOLDERS.contains(&text.as_str()) { String::new() } else { text }
}

/// The roles of the fields of one row by their names alone.
fn roles_of_names(object: &Map<String, Value>) -> Roles {
    let mut found: Vec<_> =
        object.keys().filter_map(|key| role_of_name(key).map(|(role, rank)| (role, rank, key))).collect();
    found.sort();
    let column =
        |(role, _, key): (Role, _, &String)| RoleColumn { role, column: key.clone(), recognition: Recognition::Name };
    found.into_iter().map(column).collect()
}

#[cfg(test)]
#[path = "article_tests.rs"]
mod tests;
