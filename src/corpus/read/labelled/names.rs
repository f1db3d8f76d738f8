//! The names of fields beside an article: above its text, in the box of a government's document, on a sheet for clippings.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::role_of_label;
use crate::corpus::read::column_roles::role::Role;

/// The longest name of a field, in characters with those of the layout.
const MAX_NAME: usize = 48;

/// What a field says about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::read) enum Field {
    Title,
    /// The headline between a line above and one below it; elsewhere the word means something else.
    MainTitle,
    /// The line above the headline.
    Kicker,
    /// The line below the headline.
    Subtitle,
    Date,
    /// The day on which a document was written, for want of the day of its publication.
    WrittenDate,
    Source,
    /// The office that issued a document, for want of a source.
    Office,
    Page,
    Byline,
    /// Links, identifiers and counts, which are no part of the text.
    Other,
    /// What only the documents of a government have, such as an index number.
    DocumentRecord,
    /// What the article says in short; it stands for a text that is not there.
    Summary,
    /// The text begins, on this line or on the next.
    Text,
}

impl Field {
    /// Whether such a field tells nothing that is kept of an article.
    pub(in crate::corpus::read) fn is_note(self) -> bool {
        matches!(self, Field::DocumentRecord | Field::Other)
    }
}

/// Names of fields that tables do not have, or that mean something else above a text than over a column.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Kicker, &["肩题", "引题", "眉题", "上题", "kicker"]),
    (Field::MainTitle, &["主题", "正题"]),
    (Field::Subtitle, &["副题", "副标题", "子标题", "下题", "subtitle"]),
    (Field::Source, &["公众号", "公众号名称", "网站", "网站名称", "站点", "site", "sitename", "发布者", "publisher"]),
    (
        Field::Source,
        &["报纸中文名", "报别", "報別", "报刊别", "報刊別", "原文出处", "原刊名称", "原刊名", "原载报刊", "原载刊物"],
    ),
    (Field::Date, &["发布", "发布于", "刊发", "见报", "年月日", "原刊期号"]),
    (Field::WrittenDate, &["发文日期", "成文日期", "生成日期"]),
    (Field::Office, &["发文机构", "发文机关", "发布机构", "发布单位", "制发机关"]),
    (Field::Page, &["见报版面", "刊登版面", "见报版次", "版面号", "原刊页号"]),
    (Field::Text, &["正文快照", "全文快照", "markdowncontent"]),
    (Field::Summary, &["摘要", "内容摘要", "文章摘要", "导语", "内容提要", "提要", "summary", "abstract"]),
    (
        Field::DocumentRecord,
        &[
            "索引号",
            "信息索引号",
            "索引号码",
            "发文字号",
            "文号",
            "公文文号",
            "公开方式",
            "公开时限",
            "公开范围",
            "公开类别",
            "组配分类",
            "体裁分类",
            "服务对象分类",
            "有效性",
            "效力状态",
        ],
    ),
    (
        Field::Other,
        &[
            "文字",
            "文章",
            "报道",
            "故事",
            "版名",
            "栏目",
            "专栏",
            "频道",
            "字数",
            "责任编辑",
            "责编",
            "编辑",
            "审核",
            "校对",
            "监制",
            "美编",
            "关键词",
            "关键字",
            "主题词",
            "标签",
            "阅读",
            "阅读量",
            "阅读数",
            "浏览",
            "浏览次数",
            "点击",
            "评论",
            "评论数",
            "转发",
            "点赞",
            "点赞数",
            "在看",
            "数据库",
            "来源库",
            "页码",
            "年",
            "体裁",
            "文体",
            "图片",
            "附件",
            "备注",
            "keywords",
            "record",
            "tags",
            "doi",
            "year",
            "words",
            "editor",
            "srcdatabase",
            "地址",
            "语言",
            "language",
            "原文",
            "原文链接",
            "抓取时间",
            "报送单位",
            "报送时间",
            "报送日期",
            "采集时间",
            "爬取时间",
            "crawl_at",
            "crawled_at",
            "crawl_time",
            "crawltime",
            "fetch_time",
            "fetched_at",
            "scraped_at",
            "入库时间",
            "剪藏时间",
            "收藏时间",
            "保存时间",
            "归档日期",
            "馆藏号",
            "文献号",
            "分类名",
            "原刊地名",
            "复印期号",
            "复印刊名",
            "收稿日期",
            "文章编号",
            "批注",
            "阅读批注",
            "题材",
            "倾向",
            "分类号",
            "剪报人",
            "登记人",
            "登记日期",
            "登记时间",
            "剪报日期",
            "创建时间",
            "更新时间",
            "created",
            "saved",
            "category",
        ],
    ),
];

/// The field that a name stands for; `None` for other words.
pub(in crate::corpus::read) fn named(name: &str) -> Option<Field> {
    // What stands before the colon of a sentence is no name.
    if !at_most(name, MAX_NAME) {
        return None;
    }
    let name: String = name.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let name = name.to_lowercase();
    // Databases name their fields in two languages: “Source-文献来源”.
    if let Some((first, second)) = name.split_once('-') {
        let is_latin = |part: &str| !part.is_empty() && part.is_ascii();
        return (is_latin(first) != is_latin(second))
            .then(|| named(second).or_else(|| named(first)).unwrap_or(Field::Other));
    }
    static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
        let each = |(field, names): &(Field, &'static [&'static str])| {
            names.iter().map(|name| (*name, *field)).collect::<Vec<_>>()
        };
        NAMES.iter().rev().flat_map(each).collect()
    });
    if let Some(field) = FIELDS.get(name.as_str()) {
        return Some(*field);
    }
    Some(match role_of_label(&name)? {
        Role::Text => Field::Text,
        Role::Title => Field::Title,
        Role::Date => Field::Date,
        Role::Source => Field::Source,
        Role::Page => Field::Page,
        Role::Byline => Field::Byline,
        Role::Region | Role::Id | Role::Theme | Role::Also | Role::Url => Field::Other,
    })
}
