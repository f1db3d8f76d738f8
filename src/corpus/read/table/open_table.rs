//! One table: its header, its roles, and its rows as articles.

use std::collections::VecDeque;

use serde_json::Value;

use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::column_roles::names::{fold, role_of_name};
use crate::corpus::read::column_roles::role::{ColumnChoice, Role};
use crate::corpus::read::column_roles::synonyms::{DATE_PARTS, OTHER_OBJECTS};
use crate::corpus::read::table::article::Layout;
use crate::corpus::read::table::cells::dates::read;
use crate::corpus::read::table::cells::period_in_name::{month_in, year_in};
use crate::corpus::read::table::cells::repeated::{carry_year_and_month, with_repeated_cells};
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::date_column::Evidence;
use crate::corpus::read::table::columns::header::{self, Header};
use crate::corpus::read::table::columns::roles::{
    Column, Recognition, RoleColumn, Roles, assign, is_own_format, other_days,
};
use crate::corpus::read::table::columns::statistics;
use crate::corpus::read::table::date_parts::DateParts;
use crate::corpus::read::table::description::PartDescription;
use crate::corpus::read::table::first_table::first_table;
use crate::corpus::read::table::forms::json_shape::flatten;
use crate::corpus::read::table::month_above::month_above;
use crate::corpus::read::table::problem::{RowProblem, TableError};
use crate::corpus::read::table::raw_article::RawArticle;
use crate::corpus::read::table::record::{Cells, Record, RecordResult, Records, with_folded_radicals};
use crate::corpus::read::table::sections::{self, Section};

/// Number of rows on which the roles are decided.
const SAMPLE_ROWS: usize = 200;

/// Opens the rows of a table once more, where that is possible.
pub(super) type Reopen<'a> = &'a dyn Fn() -> Option<Records<'a>>;

/// The rows of one table as articles.
pub(super) struct Table<'a> {
    layout: Layout,
    first: VecDeque<RecordResult>,
    rest: Records<'a>,
    ready: VecDeque<Result<RawArticle, RowProblem>>,
    /// The cells of the last row that told its day.
    above: Vec<Value>,
    /// What was found out about the table.
    pub description: PartDescription,
}

impl<'a> Table<'a> {
    /// Looks at the first rows of a table and decides what its columns are.
    pub(super) fn open(
        file: &str,
        sheet: Option<String>,
        rest: Records<'a>,
        choice: &ColumnChoice,
        reopen: Reopen<'_>,
    ) -> Result<Table<'a>, TableError> {
        let mut rest = first_table(with_repeated_cells(with_folded_radicals(rest)));
        let mut first: VecDeque<RecordResult> = rest.by_ref().take(SAMPLE_ROWS).collect();
        let is_whole = first.len() < SAMPLE_ROWS;
        let (mut year_above, mut above_header) = (None, Vec::new());
        let by_position = first.iter().flatten().next().is_some_and(|record| matches!(record.cells, Cells::Row(_)));
        let (columns, values, header_line, has_names) = if by_position {
            let (header, values) = rows_by_position(&first, choice);
            year_above = header.year_above;
            let line = header.position.and_then(|at| first.iter().flatten().nth(at)).map(|record| record.line);
            // The header and what stands above it are no articles.
            let mut above = header.position.map_or(0, |at| at + 1);
            above_header.extend(first.iter().flatten().take(above.saturating_sub(1)).cloned());
            first.retain(|row| {
                let is_above = row.is_ok() && above > 0;
                above -= usize::from(is_above);
                !is_above
            });
            (header.columns, values, line, line.is_some())
        } else {
            let (names, values) = rows_by_name(&first);
            (names, values, None, true)
        };
        if first.is_empty() {
            return Err(TableError::Empty { file: file.into() });
        }
        let described: Vec<Column> = columns
            .iter()
            .zip(&values)
            .map(|(name, values)| Column { name: name.clone(), statistics: statistics::of(values) })
            .collect();
        let mut roles = assign(file, &described, choice, has_names)?;
        let year = sheet.as_deref().and_then(year_in).or(year_above).or_else(|| year_in(file));
        let month = sheet.as_deref().and_then(month_in).or_else(|| month_in(file));
        let month = month.or_else(|| month_above(&above_header));
        if year.is_some() && month.is_some() {
            roles.extend(day_of_month(&columns, &roles));
        }
        let date_parts = date_parts(&columns, &roles, &described, year);
        let mut layout = Layout {
            file: file.into(),
            sheet: sheet.clone(),
            columns: if by_position { columns.clone() } else { Vec::new() },
            roles: roles.clone(),
            date_parts,
            form: Default::default(),
            verbatim: is_own_format(&described),
            titled: is_titled(&roles, &columns, &values),
            year_column: part_of_date(&columns, 0),
            ..Layout::default()
        };
        layout.form = date_form(&layout, &columns, &values, if is_whole { &|| None } else { reopen });
        (layout.form.year, layout.form.month) = (year, month);
        layout.read_sheet_name();
        layout.read_days_above(&columns, &values, &above_header, &first);
        let description = PartDescription {
            sheet,
            header_line,
            columns,
            roles,
            day_first: layout.form.day_first,
            other_days: other_days(&described, &layout.roles, choice).filter(|_| layout.date_parts.is_none()),
            rows: is_whole.then_some(first.len() as u64),
        };
        Ok(Table { layout, first, rest, ready: VecDeque::new(), above: Vec::new(), description })
    }
}

impl Iterator for Table<'_> {
    type Item = Result<RawArticle, RowProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            match self.first.pop_front().or_else(|| self.rest.next())? {
                Ok(record) => match self.layout.section(&record) {
                    Some(Section::Year(year)) => self.layout.form.year = Some(year),
                    Some(Section::Day(day)) => self.layout.section_day = Some(day),
                    Some(Section::Paper(paper)) => self.layout.section_paper = Some(paper),
                    None => self.take(record),
                },
                Err((line, fault)) => {
                    let (file, sheet) = (self.layout.file.clone(), self.layout.sheet.clone());
                    return Some(Err(RowProblem { file, sheet, line, field: "", fault, article_kept: false }));
                }
            }
        }
    }
}

impl Table<'_> {
    /// Turns a row into an article with its problems.
    fn take(&mut self, mut record: Record) {
        if let Cells::Row(cells) = &mut record.cells {
            carry_year_and_month(&self.layout.columns, &mut self.above, cells);
        }
        let (problems, article) = self.layout.article(record);
        let day = article.as_ref().map(|article| &article.date).filter(|date| date.len() == 10);
        if let Some(day) = day.filter(|_| self.layout.days_go_on) {
            self.layout.section_day = Some(day.clone());
        }
        let paper = article.as_ref().map(|article| &article.source).filter(|paper| !paper.is_empty());
        if let Some(paper) = paper.filter(|_| self.layout.papers_go_on) {
            self.layout.section_paper = Some(paper.clone());
        }
        self.ready.extend(problems.into_iter().map(Err).chain(article.map(Ok)));
    }
}

impl Layout {
    /// Reads what the name of the sheet tells: the day, or the paper where no column does.
    fn read_sheet_name(&mut self) {
        // Sheets that are numbered are of no days.
        let named = self.sheet.as_deref().filter(|sheet| sheet.chars().count() > 2 || sheet.ends_with(['日', '号']));
        let named = named.and_then(|sheet| read(sheet, &self.form).ok());
        let has_source = self.roles.iter().any(|column| column.role == Role::Source);
        self.sheet_paper = self.sheet.clone().filter(|sheet| !has_source && is_outlet(sheet));
        self.sheet_day = named.map(|read| read.date).filter(|date| date.len() == 10);
    }

    /// Finds out how the rows tell their days: each its own, or several one that stands above them.
    fn read_days_above(
        &mut self,
        columns: &[String],
        values: &[Vec<String>],
        above_header: &[Record],
        first: &VecDeque<RecordResult>,
    ) {
        let values_of = |role: Role| {
            let column = &self.roles.iter().find(|column| column.role == role)?.column;
            values.get(columns.iter().position(|name| name == column)?)
        };
        let papers = values_of(Role::Source);
        let (days, titles) = (values_of(Role::Date), values_of(Role::Title).or_else(|| values_of(Role::Text)));
        if let (Some(days), Some(titles)) = (days, titles) {
            let of_articles = days.iter().zip(titles).filter(|(_, title)| !title.is_empty());
            let days: Vec<&str> = of_articles.map(|(day, _)| day.as_str()).collect();
            let dated = days.iter().filter(|day| !day.is_empty()).count();
            self.is_dated = dated * 2 > days.len();
            self.days_go_on = !self.columns.is_empty() && sections::go_on(&days, &self.form);
        }
        if let (Some(papers), Some(titles)) = (papers, titles) {
            let of_articles = papers.iter().zip(titles).filter(|(_, title)| !title.is_empty());
            let papers: Vec<&str> = of_articles.map(|(paper, _)| paper.as_str()).collect();
            // Merged cells group what stands to their right; beside the headlines of a collection a paper is missing here and there.
            let place = |role: Role| {
                columns.iter().position(|name| self.roles.iter().any(|own| own.role == role && own.column == *name))
            };
            let is_left = place(Role::Source) < place(Role::Title).or_else(|| place(Role::Text));
            self.papers_go_on = !self.columns.is_empty() && is_left && sections::papers_go_on(&papers);
        }
        // The day above the first header is that of its rows where further ones stand among the rows.
        let day = |record: &Record| match self.section(record) {
            Some(Section::Day(day)) => Some(day),
            _ => None,
        };
        if first.iter().flatten().any(|record| day(record).is_some()) {
            self.section_day = above_header.iter().rev().find_map(day);
        }
    }
}

/// The header of a table of cells, and the values of its columns.
fn rows_by_position(first: &VecDeque<RecordResult>, choice: &ColumnChoice) -> (Header, Vec<Vec<String>>) {
    let rows: Vec<Vec<String>> = first
        .iter()
        .flatten()
        .map(|record| match &record.cells {
            Cells::Row(cells) => cells.iter().map(plain).collect(),
            Cells::Object(_) => Vec::new(),
        })
        .collect();
    let header = header::find(&rows, choice);
    let data: Vec<&Vec<String>> = rows
        .iter()
        .skip(header.position.map_or(0, |at| at + 1))
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let values = |at: usize| data.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
    let values = (0..header.columns.len()).map(values).collect();
    (header, values)
}

/// The names of the fields of objects in the order in which they first appear, and their values.
fn rows_by_name(first: &VecDeque<RecordResult>) -> (Vec<String>, Vec<Vec<String>>) {
    let is_open = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path);
        !OTHER_OBJECTS.contains(&fold(last))
    };
    let rows: Vec<_> = first
        .iter()
        .flatten()
        .filter_map(|record| match &record.cells {
            Cells::Object(object) => Some(flatten(object.clone(), &is_open)),
            Cells::Row(_) => None,
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for name in rows.iter().flat_map(|row| row.keys()) {
        if known.insert(name) {
            names.push(name.clone());
        }
    }
    let value = |row: &serde_json::Map<String, Value>, name: &String| match row.get(name) {
        // A list of objects is never the value of a role.
        Some(Value::Array(items)) if items.iter().any(Value::is_object) => String::new(),
        Some(value) if !is_empty(value) => plain(value),
        _ => String::new(),
    };
    let values = names.iter().map(|name| rows.iter().map(|row| value(row, name)).collect()).collect();
    (names, values)
}

/// Whether nearly every row of a table has a headline beside a text of some length.
fn is_titled(roles: &Roles, columns: &[String], values: &[Vec<String>]) -> bool {
    /// A text with at least this many characters is more than a note.
    const MIN_TEXT_LENGTH: usize = 60;
    let values_of = |role: Role| {
        let column = &roles.iter().find(|column| column.role == role)?.column;
        values.get(columns.iter().position(|name| name == column)?)
    };
    let (Some(titles), Some(texts)) = (values_of(Role::Title), values_of(Role::Text)) else { return false };
    let long = || titles.iter().zip(texts).filter(|(_, text)| text.chars().count() >= MIN_TEXT_LENGTH);
    let titled = long().filter(|(title, _)| !title.is_empty()).count();
    titled >= 2 && titled * 10 >= long().count() * 9 && long().count() * 2 >= texts.len()
}

/// The column that bears a name of a part of days: the year, the month or the day.
fn part_of_date(columns: &[String], part: usize) -> Option<String> {
    columns.iter().find(|column| DATE_PARTS[part].contains(&fold(column))).cloned()
}

/// The column of the days of a known month, where none tells whole days.
fn day_of_month(columns: &[String], roles: &Roles) -> Option<RoleColumn> {
    let column = part_of_date(columns, 2).filter(|_| !roles.iter().any(|column| column.role == Role::Date))?;
    Some(RoleColumn { role: Role::Date, column, recognition: Recognition::Name })
}

/// The columns of year, month and day, where no column holds whole days.
fn date_parts(
    columns: &[String],
    roles: &Roles,
    described: &[Column],
    year_of_table: Option<i16>,
) -> Option<DateParts> {
    let whole = roles
        .iter()
        .filter(|column| column.role == Role::Date)
        .any(|date| described.iter().any(|column| column.name == date.column && column.statistics.days >= 0.5));
    let [year, month, _] = DATE_PARTS;
    if whole {
        return None;
    }
    // Beside year and month, a column called 日期 holds the number of the day.
    let is_number_of_day = |column: &&Column| {
        let of = &column.statistics;
        let is_date = role_of_name(&column.name).is_some_and(|(role, _)| role == Role::Date);
        let is_other = [&year, &month].iter().any(|names| names.contains(&fold(&column.name)));
        is_date && !is_other && of.numbers == 1.0 && of.mean_length <= 2.0
    };
    let numbered = || described.iter().find(is_number_of_day).map(|column| column.name.clone());
    let [year, month, day] = [0, 1, 2].map(|part| part_of_date(columns, part));
    let known_year =
        year_of_table.and_then(|year| u16::try_from(year).ok()).filter(|_| year.is_none() && day.is_some());
    if year.is_none() && known_year.is_none() {
        return None;
    }
    Some(DateParts { year: year.unwrap_or_default(), known_year, month: month?, day: day.or_else(numbered) })
}

/// How the dates of a table are written; the whole table is looked at where its first rows do not decide that.
fn date_form(
    layout: &Layout,
    columns: &[String],
    values: &[Vec<String>],
    reopen: Reopen<'_>,
) -> crate::corpus::read::table::cells::dates::ColumnForm {
    let Some(date) = layout.roles.iter().find(|column| column.role == Role::Date) else { return Default::default() };
    let Some(place) = columns.iter().position(|name| *name == date.column) else { return Default::default() };
    let mut evidence = Evidence::default();
    values[place].iter().for_each(|value| evidence.add(value));
    if evidence.is_undecided()
        && let Some(records) = reopen()
    {
        let mut evidence = Evidence::default();
        for record in records.flatten() {
            match &record.cells {
                Cells::Row(cells) if cells.len() == columns.len() => evidence.add(&plain(&cells[place])),
                Cells::Row(_) => {}
                Cells::Object(object) => {
                    evidence.add(&object.get(&date.column).map(plain).unwrap_or_default());
                }
            }
        }
        return evidence.form();
    }
    evidence.form()
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    fn days(table: &str) -> Vec<String> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.map(|article| article.unwrap().date).collect()
    }

    #[test]
    fn a_date_beside_year_and_month_is_the_day_of_the_month() {
        let table = "年份,月份,日期,标题,正文\n2024,4,1,春耕,柳河两岸春耕正忙。\n2024,4,12,秋收,柳河两岸秋收正忙。\n";
        assert_eq!(days(table), ["2024-04-01", "2024-04-12"]);
        let whole = "年份,月份,日期,标题,正文\n2024,4,2024-04-01,春耕,柳河两岸春耕正忙。\n";
        assert_eq!(days(whole), ["2024-04-01"]);
    }

    #[test]
    fn days_of_collection_date_nothing_and_are_told() {
        let table = "标题,抓取时间\n春耕备耕忙,2024-04-01\n早市换新棚,2024-04-02\n";
        let (description, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        assert_eq!(description.parts[0].other_days.as_deref(), Some("抓取时间"));
        assert!(articles.flatten().all(|article| article.date.is_empty()));
        let (description, articles) = read_table(table.as_bytes(), "a.csv", &"date=抓取时间".parse().unwrap()).unwrap();
        assert_eq!((description.parts[0].other_days.as_deref(), articles.count()), (None, 2));
    }

    #[test]
    fn the_title_of_a_table_tells_the_month_of_its_days() {
        let table = |title: &str| {
            format!("{title},,\n日期,标题,正文\n5日,春耕,柳河两岸春耕正忙。\n6日,秋收,柳河两岸秋收正忙。\n")
        };
        assert_eq!(days(&table("时间：2024年3月")), ["2024-03-05", "2024-03-06"]);
    }

    #[test]
    fn the_title_of_a_table_tells_the_year_of_its_days() {
        let table = "2024年报道汇总,,,\n序号,日期,标题,正文\n1,4月1日,春耕,柳河两岸春耕正忙。\n2,4月12日,秋收,柳河两岸秋收正忙。\n";
        assert_eq!(days(table), ["2024-04-01", "2024-04-12"]);
    }
}
