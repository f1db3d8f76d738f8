//! What each file was taken for, as a table for a terminal.

use crate::Language;
use crate::corpus::Format;
use crate::messages::{self, Counted};
use crate::report::words::{padded, places};

/// What is shown of one file.
pub struct CheckLine {
    /// The file.
    pub file: String,
    /// The format that its name shows; `None` for kinds that are not read.
    pub format: Option<Format>,
    /// The number of articles.
    pub articles: usize,
    /// The number of articles without a date.
    pub undated: usize,
    /// The first and the last day, as text.
    pub days: String,
    /// The papers, separated by a comma.
    pub sources: String,
    /// What was found out about columns.
    pub columns: String,
    /// The number of problems.
    pub problems: usize,
}

/// One line per file: what it was taken for, its articles, days, papers, and how much was left out; then the totals.
pub fn check_lines(lines: &[CheckLine], language: Language) -> String {
    let header = [
        messages::check_file(language),
        messages::check_format(language),
        messages::check_articles(language),
        messages::check_days(language),
        messages::check_sources(language),
        messages::check_problems(language),
    ];
    let mut rows: Vec<[String; 6]> = vec![header.map(str::to_owned)];
    rows.extend(lines.iter().map(|line| {
        [
            line.file.clone(),
            line.format.map_or(messages::check_unread(language), |format| format_name(format, language)).to_owned(),
            line.articles.to_string(),
            line.days.clone(),
            line.sources.clone(),
            if line.problems > 0 { line.problems.to_string() } else { String::new() },
        ]
    }));
    let width = |column: usize| rows.iter().map(|row| places(&row[column])).max().unwrap_or_default() + 2;
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width));
        text += cells.collect::<String>().trim_end();
        text += "\n";
        if let Some(line) = number.checked_sub(1).and_then(|number| lines.get(number)).filter(|l| !l.columns.is_empty())
        {
            text += &format!("    {}\n", line.columns);
        }
    }
    let read = lines.iter().filter(|line| line.articles > 0).count();
    let articles: usize = lines.iter().map(|line| line.articles).sum();
    let undated: usize = lines.iter().map(|line| line.undated).sum();
    let files = messages::counted(language, lines.len(), Counted::Files);
    let articles = messages::counted(language, articles, Counted::Articles);
    text + "\n" + &messages::check_total(language, &files, read, lines.len() - read, &articles, undated) + "\n"
}

fn format_name(format: Format, language: Language) -> &'static str {
    match format {
        Format::Text => messages::format_text(language),
        Format::Html | Format::SavedPage => messages::format_html(language),
        Format::Mail => messages::format_mail(language),
        Format::Pdf => "PDF",
        Format::Markdown => "Markdown",
        Format::Docx | Format::WordBinary => "Word",
        Format::OpenDocument => "OpenDocument",
        Format::Rtf => "RTF",
        Format::Book => "EPUB",
        Format::Notebook => "ENEX",
        Format::Feed => "RSS",
        Format::SqlDump => "SQL",
        Format::Json => "JSON",
        Format::Script => "JavaScript",
        Format::Csv => messages::format_table(language),
        Format::Spreadsheet => messages::format_spreadsheet(language),
        Format::Parquet => "Parquet",
        Format::Image => messages::format_image(language),
        Format::Zip | Format::Tar => messages::format_archive(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_and_one_article_are_singular() {
        let line = CheckLine {
            file: "兰河日报.txt".into(),
            format: Some(Format::Text),
            articles: 1,
            undated: 0,
            days: "2024-03-05".into(),
            sources: "兰河日报".into(),
            columns: String::new(),
            problems: 0,
        };
        let last = |language| check_lines(std::slice::from_ref(&line), language).lines().last().map(str::to_owned);
        let english = "1 file: 1 with articles, 0 without; 1 article, 0 undated.";
        assert_eq!(last(Language::English).as_deref(), Some(english));
        let chinese = "共 1 个文件：1 个含文章，0 个不含；1 篇文章，其中 0 篇日期不详。";
        assert_eq!(last(Language::Chinese).as_deref(), Some(chinese));
    }
}
