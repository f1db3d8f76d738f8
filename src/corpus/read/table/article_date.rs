//! The day of a row, which may stand in one column, in several, in the address, or above the row.

use serde_json::{Map, Value};

use crate::corpus::read::column_roles::names::fold;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::OTHER_DAYS;
use crate::corpus::read::table::article::{Layout, without_placeholder};
use crate::corpus::read::table::cells::address_date::day_in_address;
use crate::corpus::read::table::cells::dates::{ColumnForm, ReadDate, Unread, read};
use crate::corpus::read::table::cells::values::{plain, source_behind};
use crate::corpus::read::table::columns::roles::Roles;
use crate::corpus::read::table::problem::Fault;
use crate::corpus::read::table::raw_article::RawArticle;

impl Layout {
    /// Reads the date from the first column that tells it, else from the address.
    pub(super) fn take_date(
        &self,
        object: &mut Map<String, Value>,
        roles: &Roles,
        article: &mut RawArticle,
        faults: &mut Vec<(&'static str, Fault)>,
    ) {
        let mut first_failure: Option<(String, Unread)> = None;
        let mut known: Option<ReadDate> = None;
        let mut used: Vec<String> = Vec::new();
        let parts = self.date_parts.as_ref().and_then(|parts| parts.value(object));
        let columns = roles.iter().filter(|column| column.role == Role::Date);
        let values: Vec<(String, String)> = parts
            .into_iter()
            .chain(columns.filter_map(|column| {
                let value = without_placeholder(plain(object.get(&column.column)?));
                (!value.is_empty()).then(|| (column.column.clone(), value))
            }))
            .collect();
        let form = ColumnForm { year: self.year_of(object).or(self.form.year), ..self.form };
        let without_year = ColumnForm { year: None, ..self.form };
        for (column, value) in values {
            match read(&value, &form) {
                Ok(date) if known.is_none() => {
                    let is_year = date.date.len() == 4;
                    article.source = source_behind(&value);
                    used.push(column);
                    known = Some(date);
                    if !is_year {
                        break;
                    }
                }
                // The month and the day stand in a column of their own beside the year.
                Ok(date)
                    if known.as_ref().is_some_and(|known| date.date.starts_with(&known.date))
                        && read(&value, &without_year) == Err(Unread::WithoutYear) =>
                {
                    used.push(column);
                    known = Some(date);
                    break;
                }
                Ok(_) => {}
                Err(unread) if first_failure.is_none() && known.is_none() => {
                    used.push(column);
                    first_failure = Some((value, unread));
                }
                Err(_) => {}
            }
        }
        let addresses = roles.iter().filter(|column| column.role == Role::Url);
        let whole = known.as_ref().is_some_and(|date| date.date.len() == 10);
        // A program that keeps articles tells when it took them in.
        let is_kept = known.is_some() && used.last().is_some_and(|column| tells_keeping(column));
        if (!whole || is_kept)
            && let Some(day) = addresses.filter_map(|column| day_in_address(&plain(object.get(&column.column)?))).next()
        {
            // An address only completes what the column says, unless that is a later day on which the article was kept.
            if known.as_ref().is_none_or(|date| day.starts_with(&date.date) || is_kept && day < date.date) {
                known = Some(ReadDate { date: day, page: known.map(|date| date.page).unwrap_or_default() });
            }
        }
        match (known, first_failure) {
            (Some(date), _) => (article.date, article.page) = (date.date, date.page),
            (None, Some((value, unread))) => {
                if let Unread::DayMonthOrder(year) = unread {
                    article.date = year.to_string();
                }
                faults.push(("date", fault_of(value, unread)));
            }
            (None, None) => {
                article.date = self.section_day.clone().or_else(|| self.sheet_day.clone()).unwrap_or_default();
            }
        }
        // An unread value stays among the extra fields.
        if !article.date.is_empty() {
            used.iter().for_each(|column| {
                object.shift_remove(column);
            });
        }
    }

    /// The year that a row tells in a column of its own.
    fn year_of(&self, object: &Map<String, Value>) -> Option<i16> {
        let year = plain(object.get(self.year_column.as_ref()?)?);
        year.trim_end_matches(['年', '度']).trim().parse().ok().filter(|year| (1800..=2100).contains(year))
    }
}

/// Whether the name of a column says that its days are those on which articles were taken in or changed: “created”, “收藏时间”.
fn tells_keeping(column: &str) -> bool {
    const KEEPING: [&str; 7] = ["timestamp", "added", "saved", "收藏", "添加", "保存", "剪藏"];
    let name = fold(column.rsplit('.').next().unwrap_or(column));
    KEEPING.into_iter().chain(OTHER_DAYS.iter()).any(|word| name.contains(word))
}

fn fault_of(value: String, unread: Unread) -> Fault {
    match unread {
        Unread::NotADate => Fault::NotADate { value },
        Unread::NoSuchDay => Fault::NoSuchDay { value },
        Unread::Relative => Fault::RelativeDate { value },
        Unread::WithoutYear => Fault::DateWithoutYear { value },
        Unread::DayMonthOrder(_) => Fault::DayMonthOrder { value },
        Unread::ShortYearOrder => Fault::ShortYearOrder { value },
    }
}
