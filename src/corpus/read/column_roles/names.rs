//! Names of columns to roles.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::{
    ADDRESS_ENDINGS, NAMES, OTHER_DAYS, OTHER_OBJECTS, OTHER_TEXTS, OTHER_TITLES, OWN_VALUE_KEYS, PREFIXES, PUBLISHED,
    SECOND_CHOICE, SUFFIXES, TEXT_VALUE_KEYS, TITLE_ENDINGS, Words,
};
use crate::text::{half_width, is_han};

/// How well a name fits a role; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::corpus::read) struct Rank(u32);

/// What is added to the rank of a name that only plays a role where no better column does.
const SECOND: u32 = 10_000;
/// What is added for each word that had to be removed from a name.
const AFFIX: u32 = 1_000;
/// The longest name of a column, in characters of its folded form.
const MAX_NAME: usize = 24;
/// What is added for a name within a nested object.
const NESTED: u32 = 500;

impl Rank {
    /// Whether the column is only a second choice, such as a summary for the text.
    pub(in crate::corpus::read) fn is_second_choice(self) -> bool {
        self.0 >= SECOND
    }

    fn plus(self, more: u32) -> Rank {
        Rank(self.0 + more)
    }
}

/// A name in lower case and half width, without spaces and marks.
pub(in crate::corpus::read) fn fold(name: &str) -> String {
    name.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The role that the name of a field above a text says it has: a name of columns as it is, none of second choice.
pub(in crate::corpus::read) fn role_of_label(name: &str) -> Option<Role> {
    let folded = folded_name(name)?;
    let found = role_of_whole(&folded).or_else(|| in_two_languages(&folded).flatten());
    found.filter(|(_, rank)| rank.0 < AFFIX).map(|(role, _)| role)
}

/// The role that a column's name says it has, and how well the name fits.
pub(in crate::corpus::read) fn role_of_name(name: &str) -> Option<(Role, Rank)> {
    if let Some((parents, last)) =
        name.rsplit_once('.').filter(|(parents, last)| !parents.is_empty() && !last.is_empty())
    {
        return role_of_nested(parents, last);
    }
    role_of_simple(name)
}

/// The role of a field within nested objects, such as `_source.title` or `source.name`.
fn role_of_nested(parents: &str, last: &str) -> Option<(Role, Rank)> {
    let outer: Vec<String> = parents.split('.').map(fold).collect();
    if outer.iter().any(|parent| OTHER_OBJECTS.contains(parent)) {
        return None;
    }
    let parent = outer.last()?;
    // Search engines wrap a document in `_source`, which is not the name of a newspaper.
    let is_wrapper = parents.rsplit('.').next().is_some_and(|name| name.starts_with('_')) && !last.starts_with('$');
    // `content.text` and `title.rendered` are the text and the title; `author.id` is neither an identifier nor an author.
    if let Some((role, rank)) = exact(parent).filter(|_| !is_wrapper) {
        let key = fold(last);
        // An object called `article`, `text` or `content` may hold a whole article: `article.title` is a headline.
        let holds_article = matches!(role, Role::Text);
        let within = || role_of_simple(last).filter(|_| holds_article && !key.starts_with("id"));
        let value_keys = if holds_article { TEXT_VALUE_KEYS } else { OWN_VALUE_KEYS };
        let found = within().or_else(|| value_keys.contains(&key).then_some((role, rank)));
        return found.map(|(role, rank)| (role, rank.plus(NESTED)));
    }
    // The dollar of `crawl_time.$date` marks the kind of a value (MongoDB Extended JSON), so that the outer name alone says what it is.
    let telling = if last.starts_with('$') { parents.rsplit('.').next()? } else { last };
    role_of_simple(telling).map(|(role, rank)| (role, rank.plus(NESTED)))
}

fn role_of_simple(name: &str) -> Option<(Role, Rank)> {
    role_without_marks(name)
        .or_else(|| with_remark(name))
        .or_else(|| of_alternatives(name))
        .or_else(|| of_paper_and_issue(name))
        .or_else(|| role_without_marks(question(name)?).map(|(role, rank)| (role, rank.plus(AFFIX))))
}

/// What a form asks for in the question whose number stands before it in the name of a column: `1、稿件标题：`.
pub(in crate::corpus::read) fn question(name: &str) -> Option<&str> {
    let name = name.trim().trim_start_matches(['Q', '题']);
    let behind = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = (1..=3).contains(&(name.len() - behind.len()));
    let asked = behind.trim_start().strip_prefix(['、', '.', '．', ':', '：', ')', '）'])?.trim();
    (is_numbered && !asked.is_empty()).then_some(asked)
}

/// The role of a name of a column in which papers stand with their pages or days: `报纸及版面`, `媒体（版面）`. It is that of the papers,
/// from which pages and days are parted.
fn of_paper_and_issue(name: &str) -> Option<(Role, Rank)> {
    const MARKS: [char; 15] = ['及', '和', '与', '、', '/', '／', '(', '（', ')', '）', ' ', '+', '·', ',', '，'];
    let mut parts = name.split(MARKS).filter(|part| !part.is_empty()).map(role_without_marks);
    let (role, rank) = parts.next()??;
    let mut others = parts.peekable();
    let tells_more = others.peek().is_some()
        && others.all(|other| matches!(other, Some((Role::Page | Role::Date, rank)) if !rank.is_second_choice()));
    (role == Role::Source && tells_more).then(|| (role, rank.plus(2 * AFFIX)))
}

/// The role of a name whatever marks stand in it.
fn role_without_marks(name: &str) -> Option<(Role, Rank)> {
    let folded = folded_name(name)?;
    role_of_whole(&folded).or_else(|| in_two_languages(&folded).unwrap_or_else(|| without_affixes(&folded)))
}

/// The role of a name behind which a remark stands in brackets, `标题（必填）`: none where the remark says that the column holds
/// something else, `时间（采集）`.
fn with_remark(name: &str) -> Option<(Role, Rank)> {
    let (before, remark) = name.split_once(['(', '（', '[', '【'])?;
    let (role, rank) = role_without_marks(before)?;
    let remark = fold(remark);
    let holds = |words: &Words| words.iter().any(|word| remark.contains(word));
    let is_other = holds(&OTHER_DAYS) || holds(&OTHER_TEXTS) && !matches!(role, Role::Source | Role::Byline);
    let says_other = role_without_marks(&remark).is_some_and(|(other, _)| other != role);
    (!is_other && !says_other).then(|| (role, rank.plus(AFFIX)))
}

/// The role of a name that gives several names, `标题/题名`, where all of them say the same, or a medium and its author.
fn of_alternatives(name: &str) -> Option<(Role, Rank)> {
    let mut found = name.split(['/', '／', '、', '|', '或']).map(role_without_marks);
    let (role, rank) = found.next()??;
    // Those who write for a medium of their own are its authors: `媒体/作者`.
    let is_same = |other: Role| other == role || role == Role::Source && other == Role::Byline;
    found.all(|other| other.is_some_and(|(other, _)| is_same(other))).then(|| (role, rank.plus(AFFIX)))
}

/// A name folded; none where it is empty or too long for the name of a column.
fn folded_name(name: &str) -> Option<String> {
    let folded = fold(name);
    (1..=MAX_NAME).contains(&folded.chars().count()).then_some(folded)
}

/// The role of a name that is known as a whole, or by its end as an address.
fn role_of_whole(folded: &str) -> Option<(Role, Rank)> {
    let address = || ADDRESS_ENDINGS.iter().any(|ending| folded.ends_with(ending));
    exact(folded).or_else(|| address().then_some((Role::Url, Rank(AFFIX / 2))))
}

/// The role of a name in two languages, `Title-题名`: no role where they say different things, and nothing where the name has one
/// language or is not known.
fn in_two_languages(folded: &str) -> Option<Option<(Role, Rank)>> {
    let (han, latin): (String, String) = folded.chars().partition(|c| is_han(*c));
    if han.is_empty() || latin.is_empty() {
        return None;
    }
    let parts = [exact(&han), exact(&latin).filter(|_| latin.len() > 1)];
    match parts {
        [Some(han), Some(latin)] if han.0 == latin.0 => Some(Some((han.0, han.1.min(latin.1)))),
        [Some(_), Some(_)] => Some(None),
        _ => {
            // A word in one language only says something where the other language adds nothing of its own.
            let known = parts.into_iter().flatten().next().filter(|_| latin.len() > 2);
            known.map(|(role, rank)| Some((role, rank.plus(AFFIX))))
        }
    }
}

/// The role of a name without the words that say nothing of it.
fn without_affixes(folded: &str) -> Option<(Role, Rank)> {
    let stripped = PREFIXES.iter().filter_map(|prefix| folded.strip_prefix(prefix));
    let shortened = SUFFIXES.iter().filter_map(|suffix| folded.strip_suffix(suffix));
    let once: Vec<&str> = stripped.chain(shortened).filter(|rest| !rest.is_empty()).collect();
    let twice = once.iter().flat_map(|rest| SUFFIXES.iter().filter_map(|suffix| rest.strip_suffix(suffix)));
    let found = once.iter().filter_map(|rest| exact(rest)).min_by_key(|(_, rank)| *rank);
    let deeper = twice.filter(|rest| !rest.is_empty()).filter_map(exact).min_by_key(|(_, rank)| *rank);
    let published = || {
        let rests = PUBLISHED.iter().filter_map(|word| folded.strip_prefix(word));
        let found = rests.filter_map(exact).min_by_key(|(_, rank)| *rank);
        found.filter(|(role, _)| matches!(role, Role::Text | Role::Title | Role::Date | Role::Source | Role::Page))
    };
    found
        .or_else(published)
        .map(|(role, rank)| (role, rank.plus(AFFIX)))
        .or_else(|| deeper.map(|(role, rank)| (role, rank.plus(2 * AFFIX))))
        .or_else(|| ends_as_title(folded).then_some((Role::Title, Rank(2 * AFFIX))))
}

/// Whether a name ends as those of headlines do and says nothing else before: `正文/标题` names a text as well.
fn ends_as_title(folded: &str) -> bool {
    let is_kind = |before: &str| {
        let is_other = OTHER_TITLES.iter().any(|word| before.ends_with(word));
        !is_other && exact(before).is_none_or(|(role, _)| role == Role::Title)
    };
    TITLE_ENDINGS.iter().filter_map(|ending| folded.strip_suffix(ending)).any(is_kind)
}

fn exact(folded: &str) -> Option<(Role, Rank)> {
    static TABLE: LazyLock<HashMap<String, (Role, Rank)>> = LazyLock::new(|| {
        let mut table = HashMap::new();
        for (rows, base) in [(NAMES, 0), (SECOND_CHOICE, SECOND)] {
            for (role, names) in rows {
                for (name, rank) in names.iter().zip(base..) {
                    table.entry(fold(name)).or_insert((*role, Rank(rank)));
                }
            }
        }
        table
    });
    TABLE.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str) -> Option<Role> {
        role_of_name(name).map(|(role, _)| role)
    }

    #[test]
    fn names_in_both_languages() {
        for (name, expected) in [
            ("text", Role::Text),
            (" 正 文 ", Role::Text),
            ("Full_Text", Role::Text),
            ("content_clean", Role::Text),
            ("ＴＩＴＬＥ", Role::Title),
            ("Title-题名", Role::Title),
            ("newsTitle", Role::Title),
            ("帖子标题", Role::Title),
            ("PubTime-发表时间", Role::Date),
            ("发布时间：", Role::Date),
            ("date_str", Role::Date),
            ("Year-年", Role::Date),
            ("Source-文献来源", Role::Source),
            ("media_name", Role::Source),
            ("版次", Role::Page),
            ("province_name", Role::Region),
            ("_id", Role::Id),
            ("文章ID", Role::Id),
            ("PDF链接", Role::Url),
            ("source_url", Role::Url),
            ("次要主题", Role::Also),
            ("摘要", Role::Text),
            ("_source.title", Role::Title),
            ("source.name", Role::Source),
            ("theme.choices", Role::Theme),
            ("content.text", Role::Text),
            ("pubDate.$date", Role::Date),
            ("pub_date.$date", Role::Date),
            ("见报版面", Role::Page),
            ("刊播媒体", Role::Source),
            ("发布来源", Role::Source),
            ("og:title", Role::Title),
            ("dc_title", Role::Title),
            ("新闻标题（必填）", Role::Title),
            ("媒体（报纸名称）", Role::Source),
            ("发布时间（格式：2024-01-01，请勿留空）", Role::Date),
            ("标题/题名", Role::Title),
            ("媒体名称/来源", Role::Source),
            ("公告标题", Role::Title),
            ("来文事由", Role::Title),
            ("art_title", Role::Title),
            ("policy_name", Role::Title),
            ("Abstract Note", Role::Text),
            ("sentence", Role::Text),
            ("ts", Role::Date),
            ("正文（含标题）", Role::Text),
            ("报纸及版面", Role::Source),
            ("刊登报纸及版面", Role::Source),
            ("媒体（版面）", Role::Source),
            ("发表媒体及时间", Role::Source),
            ("采用媒体（省级）", Role::Source),
            ("作品名称", Role::Title),
            ("省级媒体", Role::Source),
            ("登报时间", Role::Date),
            ("媒体/作者", Role::Source),
            ("pubtitle", Role::Source),
            ("createAt", Role::Date),
            ("seendate", Role::Date),
            ("留言主题", Role::Title),
            ("留言详情", Role::Text),
            ("留言时间", Role::Date),
            ("留言编号", Role::Id),
            ("一级标签", Role::Theme),
            ("container-title", Role::Source),
            ("titles.secondary-title", Role::Source),
            ("推送日期", Role::Date),
            ("上线时间", Role::Date),
            ("1、稿件标题：", Role::Title),
            ("Q12：刊发媒体", Role::Source),
        ] {
            assert_eq!(role(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn other_names_have_no_role() {
        for name in [
            "",
            "标题字数",
            "crawl_time",
            "采集时间",
            "price",
            "dateline.date",
            "user.name",
            "author.id",
            "关键词",
            "word_count",
            "major_topic",
            "发布省份",
            "时间（采集）",
            "内容（关键词）",
            "标题（日期）",
            "标题/备注",
            "正文/标题",
            "作者/标题",
            "留言内容",
            "副标题",
            "page_title",
            "source_title",
            "请假事由",
            "1、您的姓名",
            "12版",
        ] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn the_fields_of_an_article_within_an_object_called_text_keep_their_roles() {
        for parent in ["article", "text", "content", "data.story"] {
            for (field, expected) in [
                ("title", Some(Role::Title)),
                ("date", Some(Role::Date)),
                ("content", Some(Role::Text)),
                ("text", Some(Role::Text)),
                ("value", Some(Role::Text)),
                ("rendered", Some(Role::Text)),
                ("zh", Some(Role::Text)),
                ("source", Some(Role::Source)),
                ("id", None),
                ("oid", None),
            ] {
                assert_eq!(role(&format!("{parent}.{field}")), expected, "{parent}.{field}");
            }
        }
        assert_eq!(role("title.text"), Some(Role::Title), "a headline is no article");
    }

    #[test]
    fn better_names_rank_first() {
        assert!(role_of_name("正文").unwrap().1 < role_of_name("摘要").unwrap().1);
        assert!(role_of_name("publish_date").unwrap().1 < role_of_name("year").unwrap().1);
        assert!(role_of_name("通报标题").unwrap().1 < role_of_name("名称").unwrap().1);
        assert!(role_of_name("摘要").unwrap().1.is_second_choice());
        assert!(role_of_name("媒体/作者").unwrap().1 < role_of_name("平台").unwrap().1);
    }
}
