//! The names of elements, classes and meta elements that the extraction of web articles goes by, as tables.

/// Elements whose text a reader never sees.
pub(super) const SILENT_ELEMENTS: &[&str] = &[
    "script", "style", "noscript", "template", "head", "select", "option", "button", "iframe", "svg", "textarea",
    "object", "audio", "video", "canvas", "datalist", "dialog", "rp", "rt",
];

/// Elements that hold the furniture of a page rather than its article.
pub(super) const FURNITURE_ELEMENTS: &[&str] = &["nav", "footer", "aside", "form", "menu"];

/// Elements that begin and end a line.
pub(super) const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "founder-author",
    "founder-content",
    "founder-introtitle",
    "founder-subtitle",
    "founder-title",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Words in the class or the id of an element that holds the furniture of a page.
pub(super) const FURNITURE_NAMES: &[&str] = &[
    "ad",
    "addthis",
    "addtoany",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "bdshare",
    "bdsharebuttonbox",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "cookie",
    "copyright",
    "crumb",
    "crumbs",
    "disclaimer",
    "fenxiang",
    "foot",
    "footer",
    "hot",
    "hotnews",
    "jiathis",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "outbrain",
    "pager",
    "pagination",
    "pinglun",
    "popup",
    "promo",
    "promote",
    "qrcode",
    "rank",
    "ranking",
    "recommend",
    "recommended",
    "recommends",
    "related",
    "relatedposts",
    "relation",
    "relevant",
    "reply",
    "share",
    "sharebar",
    "sharebox",
    "sharedaddy",
    "sharethis",
    "sidebar",
    "statement",
    "subscribe",
    "toolbar",
    "tooltip",
    "tuijian",
];

/// Words in the class or the id of an element that holds the comments of readers.
pub(super) const COMMENT_NAMES: &[&str] = &["comment", "comments", "pinglun", "reply"];

/// Classes, ids and elements by which content-management systems mark the text of an article.
///
/// The systems are, in order: Founder's digital papers, TRS WCM, the State Council's UCAP, WeChat, Visual SiteBuilder,
/// Hanweb JCMS and WordPress.
pub(super) const BODY_MARKS: &[&str] = &[
    "founder-content",
    "ozoom",
    "articlecontent",
    "trs_editor",
    "trs_editor_view",
    "custom_unionstyle",
    "ucap-content",
    "js_content",
    "vsb_content",
    "v_news_content",
    "entry-content",
];

/// Ids of the element that holds the text of the article; one named so within what is named as furniture tells that it is none.
pub(super) const TEXT_IDS: &[&str] =
    &["main_content", "article_content", "article-content", "article_body", "artibody", "news_content"];

/// Words that make a class or an id more likely to be that of an article's text.
pub(super) const BODY_NAMES: &[&str] =
    &["article", "articlebody", "body", "content", "detail", "entry", "main", "news", "post", "story", "text", "zoom"];

/// Meta elements that name the day of publication; the surest come first.
pub(super) const DAY_METAS: &[&str] = &[
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publishtime",
    "datepublished",
    "og:release_date",
    "og:published_time",
    "og:time",
    "weibo:article:create_at",
    "apub:time",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "firstpublishedtime",
];

/// Meta elements that name some day, which may be that of a later change.
pub(super) const WEAK_DAY_METAS: &[&str] = &[
    "date",
    "dc.date",
    "dateupdate",
    "datemodified",
    "article:modified_time",
    "lastmod",
    "last-modified",
    "og:updated_time",
];

/// Meta elements that name the source.
pub(super) const SOURCE_METAS: &[&str] =
    &["contentsource", "articlesource", "source", "mediaid", "og:article:source", "apub:source", "copyright_source"];

/// Meta elements that hold the headline.
pub(super) const TITLE_METAS: &[&str] = &["articletitle", "og:title", "twitter:title"];

/// Classes and ids of the headline on pages that have no heading for it.
pub(super) const HEADLINE_NAMES: &[&str] = &[
    "title",
    "article-title",
    "articletitle",
    "article_title",
    "news-title",
    "newstitle",
    "news_title",
    "detail-title",
    "detail_title",
    "render-detail-title",
    "content-title",
    "content_title",
    "wztitle",
    "wz_title",
    "biaoti",
    "bshare_text",
    "doctitle",
];

/// Words in the class or the id of an element that holds a headline, where the day stands below it.
pub(super) const HEADLINE_WORDS: &[&str] = &["title", "headline", "biaoti", "bt"];

/// Words in the class or the id of an element that holds the day of publication.
pub(super) const DAY_NAMES: &[&str] = &["time", "date", "pubtime", "pubdate", "riqi", "shijian"];

/// Words in the class or the id of an element that holds the name of the source.
pub(super) const SOURCE_NAMES: &[&str] = &["source", "src", "origin", "laiyuan", "isbasedonurl", "sourceorganization"];

/// Words in the class or the id of an element that holds what an article is filed under.
pub(super) const FILING_NAMES: &[&str] = &["tag", "tags", "category", "categories", "cate", "cat", "lanmu"];

/// Classes and ids of the account that published an article on a platform.
pub(super) const ACCOUNT_NAMES: &[&str] =
    &["js_name", "profile_nickname", "author-name", "account-name", "user-name", "media-name", "weibo_user"];

/// Those of WeChat, which writes the author between headline and account.
pub(super) const WECHAT_ACCOUNT_NAMES: &[&str] = &["js_name", "profile_nickname"];

/// Those of its older pages; newer ones hold more than the account in it.
pub(super) const OLD_WECHAT_ACCOUNT_NAMES: &[&str] = &["rich_media_meta_nickname"];

/// Classes of the line above the headline.
pub(super) const KICKER_NAMES: &[&str] =
    &["introtitle", "intro-title", "founder-introtitle", "yinti", "kicker", "pretitle"];

/// Classes of the line below the headline.
pub(super) const SUBTITLE_NAMES: &[&str] =
    &["subtitle", "sub-title", "founder-subtitle", "futi", "subhead", "fubiaoti", "subdoctitle"];

/// Words in the class or the id of an element that names who wrote the article.
pub(super) const AUTHOR_NAMES: &[&str] = &["author", "docauthor", "zuozhe"];

/// Classes of captions.
pub(super) const CAPTION_NAMES: &[&str] = &[
    "caption",
    "imgcaption",
    "figcaption",
    "picdesc",
    "imgdesc",
    "picintro",
    "pictext",
    "imgtext",
    "tuzhu",
    "picinfo",
];
