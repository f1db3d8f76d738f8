//! Forms above the article of a document: the sheet on which an office signs that a text may be published, or on which it was handed in.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::read::word::Paragraph;

/// How the names of such forms end: 审签单, 送审表, 发稿签.
const NAME_ENDINGS: [char; 5] = ['单', '表', '卡', '签', '笺'];
/// What such a form is for. Other lists and tables end so as well: 项目清单, 时间表.
const PURPOSES: [&str; 8] = ["稿", "审", "签发", "送阅", "呈批", "登记", "报送", "发布"];
/// At most this many lines stand above the cells: the name of the form, its number, the day.
const MAX_LINES_ABOVE: usize = 3;
/// The most letters of such a line, and of a cell: what an article says in short may be one.
const MAX_LINE: usize = 30;
const MAX_CELL: usize = 80;
/// The text below the form has at least this many letters in paragraphs that end as sentences do.
const MIN_TEXT: usize = 60;

/// The paragraphs of the form above an article, and those of the article; none where a document is another: its text may stand in a cell
/// of the form.
pub(in crate::corpus::read) fn below_form(paragraphs: &[Paragraph]) -> Option<(&[Paragraph], &[Paragraph])> {
    let start = paragraphs.iter().position(|paragraph| paragraph.cell.is_some())?;
    let table = paragraphs[start].cell?.table;
    let end = paragraphs.iter().rposition(|paragraph| paragraph.cell.is_some_and(|cell| cell.table == table))? + 1;
    let written = |paragraphs: &[Paragraph]| -> Vec<String> {
        let texts = paragraphs.iter().map(|paragraph| paragraph.text.trim());
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    };
    let above = written(&paragraphs[..start]);
    let names_form =
        |name: &String| name.ends_with(NAME_ENDINGS) && PURPOSES.iter().any(|purpose| name.contains(purpose));
    let is_named = above.first().is_some_and(names_form);
    let is_short = |most: usize| move |text: &String| letter_count(text) <= most;
    let is_form = is_named
        && above.len() <= MAX_LINES_ABOVE
        && above.iter().all(is_short(MAX_LINE))
        && written(&paragraphs[start..end]).iter().all(is_short(MAX_CELL));
    let below = &paragraphs[end..];
    let sentences = written(below).into_iter().filter(|text| ends_sentence(text));
    let length: usize = sentences.map(|text| letter_count(&text)).sum();
    let is_article = length >= MIN_TEXT && below.iter().all(|paragraph| paragraph.cell.is_none());
    (is_form && is_article).then(|| paragraphs.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::word::Cell;

    const TEXT: &str = "昨日，河畔新增的三处公园向市民开放，沿河步道全部接通，居民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚的时候来的人最多，孩子们在草地上放风筝。";

    fn paragraphs(above: &str, cells: &[&str], below: &[&str]) -> Vec<Paragraph> {
        let plain = |text: &str| Paragraph { text: text.into(), ..Paragraph::default() };
        let cell = |(column, text): (usize, &&str)| Paragraph {
            cell: Some(Cell { column, ..Cell::default() }),
            ..plain(text)
        };
        let own = std::iter::once(plain(above)).chain(cells.iter().enumerate().map(cell));
        own.chain(below.iter().map(|text| plain(text))).collect()
    }

    #[test]
    fn an_article_may_stand_below_the_form_on_which_it_was_signed() {
        let cells = ["供稿人", "何晓岚", "拟发媒体", "《兰河日报》", "责编意见", "可发"];
        let signed = paragraphs("兰河县融媒体中心外发稿件审签单", &cells, &["河畔新增公园", TEXT]);
        let (form, article) = below_form(&signed).expect("a form");
        assert_eq!((form.len(), article[0].text.as_str()), (7, "河畔新增公园"));
        assert!(below_form(&paragraphs("河畔新增公园", &cells, &["河畔新增公园", TEXT])).is_none(), "a headline");
        assert!(below_form(&paragraphs("河畔公园清单", &cells, &["河畔新增公园", TEXT])).is_none(), "another table");
        assert!(below_form(&paragraphs("稿件审签单", &["正文", TEXT, TEXT], &[])).is_none(), "the text in a cell");
    }
}
