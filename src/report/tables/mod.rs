//! Tables: typed rows, and the rows as CSV.

mod attention;
mod audit;
mod changes;
mod classified;
mod counts;
mod coverage;
mod excel;
mod hits;
mod lag;
mod new_terms;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod peaks;
pub(in crate::report) mod row;
mod series;
mod stories;
mod term_series;
mod trials;
mod versus;
mod vocabulary;

pub use attention::{
    DeseasonalisedRow, DiversityRow, FrontPageRow, ProvinceRow, SeasonRow, deseasonalised_rows, diversity_rows,
    front_page_rows, province_rows, season_rows,
};
pub use audit::{AuditDesignRow, AuditRow, AuditSampleRow, audit_design_rows, audit_rows, audit_sample_row};
pub use changes::{ChangeRow, change_rows};
pub use classified::{ArticleColumns, CapRow, ClassifiedRow, FurtherColumns};
pub use counts::{CountRow, count_rows};
pub use coverage::{IssueRow, issue_rows};
pub(in crate::report) use excel::fit_for_print;
pub use excel::{excel_csv, excel_workbook, guarded_csv, readable_workbook};
pub use hits::HitRow;
pub use lag::{LagRow, lag_rows};
pub use new_terms::{TermRow, term_rows};
pub use pages::{FurnitureRow, UnsureRow, furniture_rows, unsure_rows};
#[cfg(feature = "parquet")]
pub use parquet::parquet_table;
pub use peaks::{PeakRow, peak_rows};
pub use row::{List, Rounded, TableRow, tab_separated, to_csv};
pub(super) use row::{long_csv_of, table_row};
pub use series::{SeriesRow, series_rows};
pub use stories::{PrintingRow, printing_rows};
pub use term_series::{TermSeriesRow, term_series_rows};
pub use trials::trials_csv;
pub(in crate::report) use versus::second_name;
pub use versus::{AgendaRow, VersusRow, agenda_rows, versus_rows};
pub use vocabulary::{VocabularyRow, vocabulary_rows};
