//! What ProQuest and databases like it hand out: records between rules, or below the number of each (“第 2 个文档，共 50 个”, “Document 2 of
//! 50”). Each holds the headline, some named fields, the text behind its name (“全文： …”), and many further fields below the text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::PartialDate;
use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::is_rule;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many records.
const MIN_RECORDS: usize = 3;
/// Below a text at least this many fields have names that are known.
const MIN_BELOW: usize = 3;
/// The longest name of a field, and of one that is not known, in characters.
const MAX_NAME: usize = 24;
const MAX_OTHER_NAME: usize = 16;
/// The longest line that numbers a record, in characters.
const MAX_NUMBER: usize = 40;
/// A sentence of more letters belongs to an article.
const MAX_OUTSIDE: usize = 60;

/// What a field tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CreditLine {
    Text,
    Summary,
    Title,
    Source,
    /// Paper, place, day and page in one: “兰河日报; Lanhe [Lanhe]. 05 Mar 2024: 2.”
    Publication,
    Date,
    Page,
    Byline,
    Other,
}

/// The names of fields in small letters, without spaces, and parted by them.
const NAMES: [(CreditLine, &str); 9] = [
    (CreditLine::Text, "全文 全文文献 fulltext"),
    (CreditLine::Summary, "摘要 abstract"),
    (CreditLine::Title, "标题 標題 title headline"),
    (CreditLine::Source, "出版物名称 出版物名稱 出版物标题 出版物標題 出版物 publicationtitle publication"),
    (CreditLine::Publication, "出版物信息 出版信息 出版物資訊 publicationinfo publicationinformation"),
    (CreditLine::Date, "出版日期 publicationdate"),
    (CreditLine::Page, "页 頁 页码 頁碼 首页 pages page firstpage"),
    (CreditLine::Byline, "作者 author authors"),
    (
        CreditLine::Other,
        "主题 主題 subject subjects 位置 地点 location 公司 公司/组织 company company/organization 人员 人名 people 出版年份 出版年 \
         publicationyear 出版商 出版社 publisher 出版地 placeofpublication 出版物国家/地区 countryofpublication 出版物主题 \
         publicationsubject issn eissn e-issn 来源类型 來源類型 sourcetype 出版物语言 语言 languageofpublication language 文档类型 \
         文献类型 documenttype proquest文档id 文档id proquestdocumentid documentid 文档url documenturl 链接 links 版权 copyright \
         最近更新 最后更新 lastupdated 数据库 資料庫 database 卷 期 volume issue 分类 classification 关键词 關鍵詞 keywords identifier \
         identifier/keyword 登录号 accessionnumber 版 版面 section dateline column 栏目",
    ),
];

/// The articles of such a file; none of other texts, or where a part of it holds sentences that belong to no record.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let (mut articles, mut around, mut with_fields_below) = (Vec::new(), Vec::new(), 0);
    for own in lines.all.split(|line| is_rule(line) || is_number(line)) {
        let rows: Vec<&str> = own.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        match record(&rows) {
            Some(Record { article, has_fields_below, beside }) => {
                with_fields_below += usize::from(has_fields_below);
                articles.push(article);
                around.extend(beside);
            }
            None if rows.iter().any(|row| letter_count(row) > MAX_OUTSIDE && ends_sentence(row)) => return None,
            None => around.extend(rows.into_iter().map(Furniture::of)),
        }
    }
    (articles.len() >= MIN_RECORDS && 2 * with_fields_below >= articles.len()).then_some((articles, around))
}

/// Whether a line numbers the record below it and tells how many there are.
fn is_number(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^[\[【(（]?(?:第\s*\d{1,5}\s*(?:[个個篇条條份则則项項筆笔]\s*)?(?:文档|文檔|文章|文件|文献|记录|記錄|结果|新闻)?\s*[,，、/／]?\s*[共总總]+\s*\d{1,5}\s*",
            r"(?:[个個篇条條份则則项項筆笔]\s*)?(?:文档|文檔|文章|文件|文献|记录|記錄|结果|新闻)?",
            r"|(?:document|article|record|result|item)\s*\d{1,5}\s*(?:of|/)\s*\d{1,5}|\d{1,5}\s+of\s+\d{1,5}(?:\s+(?:documents|articles|records|results|items))?)[\]】)）]?$"
        ))
    });
    let line = line.trim();
    line.contains(|c: char| c.is_ascii_digit()) && at_most(line, MAX_NUMBER) && FORM.is_match(line)
}

/// What a line tells behind the name of a field, and its value.
fn credit_line(line: &str) -> Option<(CreditLine, &str)> {
    let (name, value) = line.split_once(['：', ':'])?;
    if !at_most(name, MAX_NAME) {
        return None;
    }
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let (credit_line, _) = NAMES.iter().find(|(_, names)| names.split_whitespace().any(|known| known == name))?;
    Some((*credit_line, value.trim()))
}

/// Whether a line may be a field whose name is not known, or goes on one: an address.
fn may_be_field(line: &str) -> bool {
    let is_name =
        |name: &str| at_most(name, MAX_OTHER_NAME) && !name.contains(|c: char| "，。、；“”《》？！,".contains(c));
    credit_line(line).is_some()
        || line.starts_with("http")
        || !ends_sentence(line) && line.split_once(['：', ':']).is_some_and(|(name, _)| is_name(name))
}

/// A record.
struct Record {
    article: ArticleParts,
    has_fields_below: bool,
    /// Its lines that tell nothing of the article.
    beside: Vec<Furniture>,
}

/// The record of these lines; none where it has no headline, no text or neither paper nor day.
fn record(rows: &[&str]) -> Option<Record> {
    let at = |wanted: CreditLine| {
        rows.iter().position(|row| credit_line(row).is_some_and(|(credit_line, _)| credit_line == wanted))
    };
    let text = at(CreditLine::Text).or_else(|| at(CreditLine::Summary))?;
    let below = below_text(rows, text);
    let mut article = ArticleParts::default();
    let (mut summary, mut beside) = ("", Vec::new());
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| *at < text || *at >= below) {
        match credit_line(row) {
            Some((CreditLine::Summary, value)) => summary = value,
            Some((credit_line, value)) if credit_line != CreditLine::Other => set(&mut article, credit_line, value),
            None if at < text && article.title.is_empty() && !row.starts_with("http") => {
                (*row).clone_into(&mut article.title)
            }
            _ => beside.push(Furniture::of(*row)),
        }
    }
    let (_, first) = credit_line(rows[text])?;
    let is_told = |value: &str| letter_count(value) > 1 && !value.eq_ignore_ascii_case("none available.");
    article.paragraphs.extend(is_told(first).then(|| first.to_owned()));
    article.paragraphs.extend(rows[text + 1..below].iter().map(|row| (*row).to_owned()));
    if article.paragraphs.is_empty() && is_told(summary) {
        article.paragraphs.push(summary.to_owned());
    }
    let is_one = !article.title.is_empty()
        && !article.paragraphs.is_empty()
        && (article.date.is_some() || !article.source.is_empty());
    is_one.then_some(Record { article, has_fields_below: below < rows.len(), beside })
}

/// The row below a text with which the fields below it begin: all rows from there on are fields, several of them known.
fn below_text(rows: &[&str], text: usize) -> usize {
    let own = &rows[text + 1..];
    let from = own.iter().rposition(|row| !may_be_field(row)).map_or(0, |last| last + 1);
    let Some(first) = own[from..].iter().position(|row| credit_line(row).is_some()) else { return rows.len() };
    let known = own[from + first..].iter().filter(|row| credit_line(row).is_some()).count();
    if known >= MIN_BELOW { text + 1 + from + first } else { rows.len() }
}

/// Sets what a field tells, where no other field told it before.
fn set(article: &mut ArticleParts, credit_line: CreditLine, value: &str) {
    let half = half_width(value);
    let day = || find_date(&half).map(|found| PartialDate::from(found.date));
    // Behind the paper stands its place.
    let paper = || value.split([';', '；', '[', '［']).next().unwrap_or(value).trim().trim_end_matches('.').to_owned();
    let page = |value: &str| page_number(value.trim().trim_end_matches('.'));
    match credit_line {
        CreditLine::Title if article.title.is_empty() => value.clone_into(&mut article.title),
        CreditLine::Byline if article.byline.is_empty() => value.clone_into(&mut article.byline),
        CreditLine::Date => article.date = article.date.or_else(day),
        CreditLine::Page if article.page.is_empty() => article.page = page(value),
        CreditLine::Source if article.source.is_empty() => article.source = paper(),
        CreditLine::Publication => {
            article.date = article.date.or_else(day);
            if article.source.is_empty() {
                article.source = paper();
            }
            let behind = half.rsplit_once(':').map(|(_, page)| page).filter(|page| at_most(page, 8));
            if let Some(number) = behind.filter(|_| article.page.is_empty()) {
                article.page = page(number);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<Vec<String>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let row = |a: ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} {day} {} {} {}", a.title, a.source, a.page, a.byline, a.paragraphs.join("/"))
        };
        Some(articles.into_iter().map(row).collect())
    }

    const RULE: &str = "____________________________________________________________";

    /// A record of a database whose fields have Chinese names.
    fn record(title: &str, day: u8) -> String {
        format!(
            "{title}\n\n作者： 方小舟\n\n出版物信息： 兰河日报 ; Lanhe  [Lanhe]. 0{day} Mar 2024: 2.\n\nProQuest 文档链接\n\n摘要： 无。\n\n全文： 昨晚，河边亮了灯。\n\n街坊都来看灯。\n\n\
            主题： 城市; 照明\n\n标题： {title}\n\n出版物名称： 兰河日报; Lanhe\n\n出版日期： Mar {day}, 2024\n\nProQuest 文档 ID： 123\n\n数据库： ProQuest Central\n\n"
        )
    }

    const EXPECTED: [&str; 3] = [
        "老街昨晚换上新灯 兰河日报 2024-03-05 2 方小舟 昨晚，河边亮了灯。/街坊都来看灯。",
        "渡口通了公交 兰河日报 2024-03-06 2 方小舟 昨晚，河边亮了灯。/街坊都来看灯。",
        "早市搬进大棚 兰河日报 2024-03-07 2 方小舟 昨晚，河边亮了灯。/街坊都来看灯。",
    ];

    #[test]
    fn records_have_fields_above_and_below_their_texts() {
        let records = [record("老街昨晚换上新灯", 5), record("渡口通了公交", 6), record("早市搬进大棚", 7)];
        let number = |at: usize| format!("{RULE}\n\n第 {at} 个文档，共 3 个\n\n");
        let numbered: String = (1..).zip(&records).map(|(at, record)| number(at) + record).collect();
        assert_eq!(seen(&numbered).expect("records"), EXPECTED);
        let closed = records.join(&format!("{RULE}\n\n")) + RULE + "\n\n版权所有 © 2024 ProQuest LLC。\n";
        assert_eq!(seen(&closed).expect("records"), EXPECTED);
        let english = numbered
            .replace("第 ", "Document ")
            .replace(" 个文档，共 3 个", " of 3")
            .replace("作者：", "Author:")
            .replace("出版物信息：", "Publication info:")
            .replace("全文：", "Full text:")
            .replace("摘要： 无。", "Abstract: None available.")
            .replace("主题：", "Subject:")
            .replace("标题：", "Title:")
            .replace("数据库：", "Database:");
        assert_eq!(seen(&english).expect("records"), EXPECTED);
    }

    #[test]
    fn other_texts_are_no_such_records() {
        let two = [record("老街昨晚换上新灯", 5), record("渡口通了公交", 6)].join(&format!("{RULE}\n\n"));
        assert!(seen(&two).is_none(), "two records");
        let crawled = "标题：老街换灯\n出版物：兰河日报\n出版日期：2024-03-05\n全文：昨晚，老街换了灯。\n========\n";
        assert!(seen(&crawled.repeat(4)).is_none(), "no fields below the texts");
        let minutes = "第 1 项，共 3 项\n兰河县昨天开会，研究了老街换灯、渡口通车和早市搬迁三件事情，会议决定由县城管局牵头办理，年底以前全部办完，并且向全县人民公布结果。\n";
        assert!(seen(&minutes.repeat(3)).is_none(), "the items of one report");
    }

    #[test]
    fn lines_number_records() {
        for line in ["第 1 个文档，共 5 个", "第2篇/共50篇", "Document 3 of 12", "(2 of 50)", "【第3条 共8条】"]
        {
            assert!(is_number(line), "{line}");
        }
        for line in ["第 1 版", "1/2", "第3篇", "3 of the best", "共5个"] {
            assert!(!is_number(line), "{line}");
        }
    }
}
