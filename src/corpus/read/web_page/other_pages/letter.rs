//! Letters with the answer of an office, as the mailboxes of offices show them: fields, each below or beside its name.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::web_page::headline::page_title::is_site_name;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::text::{ends_sentence, letters, squeezed};
use crate::corpus::read::web_page::wording::{is_article_end, is_control_line, is_recommendation};
use crate::text::pattern;

/// The names of the field that holds the headline.
const TITLES: &[&str] = &[
    "标题",
    "主题",
    "信件标题",
    "信件主题",
    "来信标题",
    "来信主题",
    "留言标题",
    "留言主题",
    "咨询标题",
    "咨询主题",
    "诉求标题",
    "诉求主题",
    "投诉标题",
    "建议标题",
    "问题标题",
];
/// Those of the field that holds the letter.
const LETTERS: &[&str] = &[
    "内容",
    "信件内容",
    "来信内容",
    "留言内容",
    "咨询内容",
    "诉求内容",
    "投诉内容",
    "建议内容",
    "反映内容",
    "问题内容",
    "问题描述",
];
/// Those of the field that holds the answer.
const ANSWERS: &[&str] = &[
    "回复内容",
    "答复内容",
    "回复意见",
    "答复意见",
    "办理结果",
    "处理结果",
    "办理意见",
    "处理意见",
    "办理情况",
    "处理情况",
    "回复情况",
    "答复情况",
    "官方回复",
    "官方答复",
];

/// The letters of a headline, and the fewest of a letter and of an answer.
const MIN_TITLE: usize = 4;
const MAX_TITLE: usize = 60;
const MIN_LETTER: usize = 5;
const MIN_ANSWER: usize = 10;
/// Sentences above the letter hold at most one letter for this many of letter and answer.
const MAX_SHARE_ABOVE: usize = 4;

/// Between the headline of a letter and the letter stand at most this many lines of fields, and so many above an answer.
const MAX_FIELDS_ABOVE: usize = 20;
const MAX_FIELDS_OF_ANSWER: usize = 8;

/// A letter and its answer.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus::read::web_page) struct Letter {
    /// The headline.
    pub title: String,
    /// The line of the headline.
    pub line: usize,
    /// The paragraphs of the letter and, below them, those of the answer.
    pub paragraphs: Vec<String>,
    /// The first line of the letter.
    pub start: usize,
    /// The line behind the answer.
    pub end: usize,
}

/// The letter of a page; there is none on a page of several, nor on a form to write one.
pub(in crate::corpus::read::web_page) fn find(outline: &Outline<'_>, lines: &[Line]) -> Option<Letter> {
    let named = |at: usize, names: &[&str]| !lines[at].furniture && names.contains(&name_of(&lines[at].text).as_str());
    let mut titles = (0..lines.len()).filter(|&at| named(at, TITLES)).filter_map(|at| headline(lines, at));
    let (line, title) = titles.next().or_else(|| heading_above(lines))?;
    if titles.next().is_some() {
        return None;
    }
    let letter = (line + 1..lines.len()).find(|&at| named(at, LETTERS))?;
    let answer = (letter + 1..lines.len()).find(|&at| named(at, ANSWERS))?;
    // All fields stand within one element.
    let parent = |at: &usize| Some(outline.nodes[*at].parent).filter(|parent| parent < at);
    let around = std::iter::successors(Some(lines[line].node), parent);
    let end_node = around.map(|at| outline.nodes[at].end).find(|&end| end > lines[answer].node)?;
    let (mut paragraphs, _) = part(&lines[..answer], letter, end_node);
    let (answered, end) = part(lines, answer, end_node);
    let length = |part: &[String]| part.iter().map(|paragraph| letters(paragraph)).sum::<usize>();
    if length(&paragraphs) < MIN_LETTER || length(&answered) < MIN_ANSWER {
        return None;
    }
    // An article that tells of a letter has text of its own above it.
    let is_text = |line: &&Line| !line.furniture && !line.is_linked() && ends_sentence(&line.text);
    let above: usize = lines[..letter].iter().filter(is_text).map(|line| line.letters).sum();
    if MAX_SHARE_ABOVE * above > length(&paragraphs) + length(&answered) {
        return None;
    }
    paragraphs.extend(answered);
    let start = if value_of(&lines[letter].text).is_empty() { letter + 1 } else { letter };
    Some(Letter { title, line, paragraphs, start, end })
}

/// The heading above the only letter of a page on which no field holds the headline.
fn heading_above(lines: &[Line]) -> Option<(usize, String)> {
    // Articles have parts of these names.
    const OTHERS: [&str; 4] = ["内容", "反映内容", "问题内容", "问题描述"];
    let is_letter = |line: &Line| {
        let name = name_of(&line.text);
        !line.furniture && LETTERS.contains(&name.as_str()) && !OTHERS.contains(&name.as_str())
    };
    let mut letters_of_page = (0..lines.len()).filter(|&at| is_letter(&lines[at]));
    let letter = letters_of_page.next().filter(|_| letters_of_page.next().is_none())?;
    let above = &lines[letter.saturating_sub(MAX_FIELDS_ABOVE)..letter];
    let at = above.iter().rposition(|line| line.heading > 0)? + letter - above.len();
    let (line, text) = (&lines[at], lines[at].text.as_str());
    let fits = (MIN_TITLE..=MAX_TITLE).contains(&letters(text)) && !line.furniture && !line.is_linked();
    (fits && !is_field(text) && !is_site_name(text, "")).then(|| (at, text.to_owned()))
}

/// The headline behind its name, and its line, which may be the next one.
fn headline(lines: &[Line], at: usize) -> Option<(usize, String)> {
    let own = value_of(&lines[at].text);
    let (line, title) = if own.is_empty() { (at + 1, lines.get(at + 1)?.text.as_str()) } else { (at, own) };
    let fits = (MIN_TITLE..=MAX_TITLE).contains(&letters(title)) && !lines[line].furniture;
    (fits && (line == at || !is_field(title))).then(|| (line, title.to_owned()))
}

/// The paragraphs of a field whose name stands on a line, and the line behind them.
fn part(lines: &[Line], at: usize, end_node: usize) -> (Vec<String>, usize) {
    let ends = |line: &Line| {
        let leads_on = is_recommendation(&line.text) || is_article_end(&line.text) || is_control_line(&line.text);
        line.node >= end_node
            || line.furniture
            || line.is_linked()
            || leads_on
            || line.is_statement()
            // What reads as a sentence behind the name of a field belongs to the text.
            || is_field(&line.text) && !ends_sentence(value_of(&line.text))
    };
    let own = Some(value_of(&lines[at].text)).filter(|value| !value.is_empty());
    let first = at + 1 + fields_of_answer(&lines[at + 1..]);
    let below: Vec<&str> =
        lines[first..].iter().take_while(|line| !ends(line)).map(|line| line.text.as_str()).collect();
    let end = first + below.len();
    (own.into_iter().chain(below).map(str::to_owned).collect(), end)
}

/// The number of the lines below the name of an answer that tell who answered and when.
fn fields_of_answer(below: &[Line]) -> usize {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| pattern("^(?:回复|答复|办理|处理|承办|受理|办结|反馈)(?:单位|部门|机构|时间|日期|人|状态)$"));
    let is_name = |line: &Line| NAME.is_match(&name_of(&line.text));
    let mut at = 0;
    while at < MAX_FIELDS_OF_ANSWER && below.get(at).is_some_and(is_name) {
        let has_value = !value_of(&below[at].text).is_empty();
        let value = below.get(at + 1).filter(|line| !has_value && !is_field(&line.text));
        at += 1 + usize::from(value.is_some());
    }
    at
}

/// The name and the value of a field, which may stand on one line: “来信标题：路灯不亮”, “【来信标题】路灯不亮”.
fn parted(text: &str) -> (&str, &str) {
    text.split_once([':', '：', '】', ']']).unwrap_or((text, ""))
}

fn name_of(text: &str) -> String {
    squeezed(parted(text).0)
}

fn value_of(text: &str) -> &str {
    parted(text).1.trim_start_matches([':', '：']).trim()
}

/// Whether a line is a field of a mailbox, or its name.
fn is_field(text: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:来信|信件|留言|咨询|诉求|投诉|建议|写信|提交|受理|办理|处理|承办|经办|回复|答复|反馈|公开|发布|办结|审核|查询|涉及)",
            r"(?:时间|日期|编号|单位|部门|机构|人|者|人?姓名|类型|类别|分类|状态|方式|目的|区域|号码|码)",
            r"|姓名|编号|附件|满意度|满意度?评价|是否公开|浏览次数)$"
        ))
    });
    let name = name_of(text);
    [TITLES, LETTERS, ANSWERS].iter().any(|names| names.contains(&name.as_str())) && name.chars().count() > 2
        || NAME.is_match(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::web_page::{WebPage, read_web_page};

    /// A letter and an answer.
    const LETTER: &str = "我家门前的路灯坏了半个月，老人晚上出门很不方便，请尽快修好。";
    const ANSWER: &str = "您好，经现场查看，三盏路灯因线路老化不亮，现已更换线路，恢复照明。";

    fn read(fields: &[(&str, &str)]) -> Option<(String, Vec<String>, String, String)> {
        let row = |(name, value): &(&str, &str)| format!("<tr><td>{name}</td><td>{value}</td></tr>");
        let rows: String = fields.iter().map(row).collect();
        let foot = "<p>您对本次答复是否满意？</p><p>主办单位：兰河县人民政府</p>";
        let html = format!("<title>兰河县政府 县长信箱</title><p>首页 | 我要写信</p><table>{rows}</table>{foot}");
        match read_web_page(&html, "1.html") {
            WebPage::Article(article) => {
                let day = article.date.map(|day| day.to_string()).unwrap_or_default();
                Some((article.title, article.paragraphs, day, article.source))
            }
            _ => None,
        }
    }

    #[test]
    fn a_letter_and_its_answer_are_both_the_text() {
        let whole = Some((
            "石板街路灯不亮".to_owned(),
            vec![LETTER.to_owned(), ANSWER.to_owned()],
            "2024-03-05".to_owned(),
            String::new(),
        ));
        let found = read(&[
            ("信件标题", "石板街路灯不亮"),
            ("信件编号", "202403050012"),
            ("来信时间", "2024-03-05 21:50"),
            ("信件内容", LETTER),
            ("回复单位", "县城管局"),
            ("回复时间", "2024-03-08 10:05"),
            ("回复内容", ANSWER),
            ("满意度", "满意"),
        ]);
        assert_eq!(found, whole);
        let found = read(&[
            ("【标题】", "石板街路灯不亮"),
            ("来信人：", "何**"),
            ("来信日期：", "2024-03-05 21:50"),
            ("内容：", LETTER),
            ("办理结果：", ANSWER),
        ]);
        assert_eq!(found, whole);
    }

    #[test]
    fn a_letter_may_stand_below_its_headline_and_an_answer_below_its_fields() {
        let html = format!(
            "<title>县长信箱-兰河县人民政府</title><div><h2>关于石板街路灯不亮的咨询</h2><table><tr><th>来信人</th><td>何**</td><th>来信时间\
             </th><td>2024-03-05 21:50</td></tr></table><h3>来信内容</h3><p>{LETTER}</p><h3>回复内容</h3><table><tr><th>回复单位</th><td>\
             县城管局</td><th>回复时间</th><td>2024-03-08 10:05</td></tr></table><p>{ANSWER}</p></div><p>主办单位：兰河县人民政府</p>"
        );
        let WebPage::Article(article) = read_web_page(&html, "1.html") else { panic!("no article") };
        assert_eq!((article.title.as_str(), article.paragraphs.len()), ("关于石板街路灯不亮的咨询", 2));
        assert_eq!(article.paragraphs, [LETTER, ANSWER]);
        let heading = |name: &str| {
            let line = |text: &str| Line { text: text.into(), letters: letters(text), heading: 2, ..Line::default() };
            heading_above(&[line("石板街路灯不亮"), line(name)]).map(|(at, _)| at)
        };
        // Articles have parts of such names.
        assert_eq!((heading("来信内容"), heading("问题描述")), (Some(0), None));
    }

    #[test]
    fn neither_a_form_nor_a_list_nor_an_article_is_a_letter() {
        let title = |fields: &[(&str, &str)]| read(fields).map(|(title, ..)| title);
        let form =
            [("信件标题", ""), ("信件内容", ""), ("回复内容", "我们将在十个工作日内回复您的来信，请留下电话号码。")];
        assert_ne!(title(&form).as_deref(), Some("信件内容"));
        let letter = [("信件标题", "石板街路灯不亮"), ("信件内容", LETTER), ("回复内容", ANSWER)];
        let list = [letter, [("信件标题", "河边垃圾无人清理"), ("信件内容", LETTER), ("回复内容", ANSWER)]].concat();
        assert_ne!(title(&list).as_deref(), Some("石板街路灯不亮"));
    }
}
