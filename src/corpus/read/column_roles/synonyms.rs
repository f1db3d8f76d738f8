//! The names that columns have in real tables, one row a role, in the order of preference.
//!
//! Names are written folded: lower case, half width, without spaces, underscores and marks.

use crate::corpus::read::column_roles::role::Role;

/// Words in one string, separated by white space.
pub(in crate::corpus::read) struct Words(&'static str);

impl Words {
    /// The words in their order.
    pub(in crate::corpus::read) fn iter(&self) -> std::str::SplitWhitespace<'static> {
        self.0.split_whitespace()
    }

    /// Whether a word is among them.
    pub(in crate::corpus::read) fn contains(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }
}

/// Names that say what a column is.
pub(in crate::corpus::read) const NAMES: &[(Role, Words)] = &[
    (
        Role::Text,
        Words(
            "text 正文 全文 内容 文章内容 文章正文 新闻内容 新闻正文 正文内容 全文内容 文本 文本内容 fulltext \
             content contents body articlebody articletext maintext bodytext contenttext contenttxt \
             textcontent plaintext articlecontent newscontent contenthtml htmlcontent articlehtml \
             bodyhtml htmlbody 原文内容 全部内容 内容全文 正文原文 文字 原文 文章 报道内容 报道全文 报道 内文 內容 內文 \
             正文內容 文章內容 新聞內容 全文內容 報導內容 報道內容 文字稿 逐字稿 稿件内容 微博正文 微博内容 \
             推文 段落 留言详情 来信内容 信件内容 诉求内容 htmlcon txt article passage paragraph paragraphs story transcript document zhengwen neirong \
             quanwen wznr xwnr nr zw",
        ),
    ),
    (
        Role::Title,
        Words(
            "title 标题 题名 篇名 新闻标题 文章标题 主标题 大标题 正标题 题目 headline maintitle newstitle \
             articletitle heading 標題 題名 題目 新聞標題 文章標題 主題名 headlines subject head 文献标题 \
             文章名 文章名称 作品名称 作品标题 作品题目 稿件名 稿件名称 报道名称 新闻名 稿件题目 文章题目 新闻题目 原标题 稿件标题 信息标题 微博标题 政策名称 政策标题 文件名称 文件标题 \
             公文标题 推文标题 法规名称 法律名称 规章名称 公告名称 通知名称 公文名称 标题微博内容 留言主题 信件主题 诉求主题 policyname documentname \
             lawname noticename biaoti timu tit wzbt xwbt bt",
        ),
    ),
    (
        Role::Date,
        Words(
            "date 日期 发布日期 发布时间 发表时间 发表日期 出版日期 出版时间 见报日期 见报时间 刊发日期 \
             刊发时间 刊登日期 刊登时间 刊播日期 刊播时间 登载日期 报纸日期 新闻日期 新闻时间 报道日期 报道时间 发稿时间 \
             发稿日期 播出日期 播出时间 公布日期 发文日期 发文时间 印发日期 文章日期 文章时间 发布日 pubdate \
             pubtime publishdate publishtime publisheddate publishedtime publishedat publishat publicationdate \
             publicationtime datepublished datepub pubdatetime publishdatetime dateofpublication published \
             publish publicationday newsdate newstime issuedate releasedate releasetime reportdate reporttime \
             postdate posttime posted postedat docdate articledate articletime pdate ptime pubday pubts publishts datetime \
             日期时间 日期時間 發布日期 發布時間 發佈日期 發佈時間 發表日期 發表時間 刊登日期 出版日期 day \
             时间 時間 time riqi rq fbsj fbrq fabushijian shijian",
        ),
    ),
    (
        Role::Source,
        Words(
            "source 来源 报纸 报纸名称 报纸名 媒体 媒体名称 媒体名 文献来源 来源媒体 媒体来源 新闻来源 \
             文章来源 报刊 报刊名称 报刊名 刊发媒体 登载媒体 报名 刊名 刊物 刊物名称 信息来源 消息来源 数据来源媒体 来源名称 \
             媒体账号 账号名称 发布账号 来源媒体平台 来源平台 刊载报纸 刊载媒体 刊发报纸 登载报纸 发表报纸 见报媒体 采用媒体 播出媒体 电视台 报道媒体 首发媒体 转载媒体 发布媒体 showsource 来源报纸 稿件来源 稿源 出处 报社 newspaper newspapername paper papername media medianame \
             mediasource mediumname publication publicationname publicationtitle sourcename infosource sourcehostname \
             newssource articlesource pubtitle journaltitle outlet publisher journal journalname containertitle secondarytitle press 來源 報紙 報紙名稱 報章 媒體 \
             媒體名稱 報刊 出處 laiyuan baozhi meiti wzly",
        ),
    ),
    (
        Role::Page,
        Words(
            "page 版次 版面 版号 版位 版名 版 所在版面 版面号 版面名称 版面名 版次名称 报纸版面 版面时段 layout pageno \
             pagenumber pagenum papernumber pagename 版別 版號 banhao banci banmian 页码 页 页数 頁碼 pages",
        ),
    ),
    (
        Role::Region,
        Words(
            "region 地区 省份 省 省市 省市区 所属地区 所在地区 所属省份 所在省份 报道地区 地域 区域 行政区 \
             行政区划 行政区划代码 地方 province provincename regionname prov adcode area areaname 地區 城市 \
             地市 市 city cityname shengfen diqu",
        ),
    ),
    (
        Role::Id,
        Words(
            "id 编号 文章id 新闻id 稿件id 文章编号 新闻编号 稿件编号 序号 articleid newsid docid documentid \
             itemid storyid postid uid uuid guid identifier 編號 序號 记录号 流水号 留言编号 信件编号 来信编号 no bianhao xuhao",
        ),
    ),
    (
        Role::Theme,
        Words(
            "theme 主题 类别 label labels themes 主题类别 政策主题 主题分类 分类 类目 标签 标注 人工标注 类型 \
             category categories topic topics class classname categoryname topicname themename labelname 主題 \
             類別 分類 標籤 zhuti leibie fenlei",
        ),
    ),
    (
        Role::Also,
        Words(
            "also 次要主题 其他主题 其它主题 次主题 副主题 第二主题 次要类别 次级主题 secondary secondarytheme \
             secondarythemes secondarylabel secondarylabels secondarytopic secondarytopics othertheme \
             otherthemes otherlabels alsothemes 次要主題 其他主題",
        ),
    ),
    (
        Role::Url,
        Words(
            "url 链接 网址 原文链接 文章链接 新闻链接 网页链接 链接地址 原文地址 网页地址 文章地址 link links \
             href weburl sourceurl articleurl newsurl permalink uri 連結 網址 鏈接 lianjie wangzhi",
        ),
    ),
    (
        Role::Byline,
        Words(
            "byline 作者 第一作者 记者 署名 撰稿 撰稿人 撰文 作者姓名 文章作者 本报记者 author authors bookauthor authorname \
             reporter reporters journalist writer creator 記者 作者名 责任者 zuozhe jizhe",
        ),
    ),
];

/// Names of columns that play a role where no better column has a value.
pub(in crate::corpus::read) const SECOND_CHOICE: &[(Role, Words)] = &[
    (
        Role::Text,
        Words(
            "摘要 内容摘要 文章摘要 新闻摘要 内容提要 提要 导语 导读 简介 内容简介 描述 summary abstract \
             abstracts snippet excerpt digest description desc lead brief intro abs newssummary 內容摘要 導語 \
             簡介 zhaiyao 摘引 摘录 節錄 节录 节选 highlight 详情 detail details abstractnote sentence 句子",
        ),
    ),
    (Role::Title, Words("booktitle name 名称 文章名字 列表标题 短标题 shorttitle")),
    (
        Role::Date,
        Words(
            "addtime adddate addedat created createdat createdtime createtime createat creattime creatime creatdate createdate createddate ctime inputtime timestamp sourcets ts \
             seendate 创建时间 创建日期 留言时间 留言日期 来信时间 来信日期 年月 年月日 月日 yearmonth month year 年份 年度 年 pubyear publishyear 出版年 \
             发表年份 nian",
        ),
    ),
    (
        Role::Source,
        Words(
            "from src origin site sitename website 网站 网站名称 网站名 站点名 站点名称 站点 来源网站 来源站点 发布机构 发布单位 发文机关 \
             发布者 公众号 公众号名称 公众号昵称 nickname publishername 來源網站 網站 platform 平台 ly",
        ),
    ),
    (Role::Region, Words("county district location place 地点 区县 县区 县")),
    (Role::Id, Words("index rowid number key num rid sn")),
    (Role::Theme, Words("major majorcategory 大类 一级类别 一级分类 一级主题 一级标签")),
];

/// Names of columns that hold the body that issued a document: it stands for the paper where no column tells that.
pub(in crate::corpus::read) const ISSUERS: Words = Words(
    "发文机构 发文单位 发文部门 发布部门 发布机关 制定机关 制定单位 制定部门 制发机关 颁布单位 颁布机关 颁布部门 颁发部门 \
     颁发机关 公布机关 公布单位 公布部门 印发机关 印发单位 印发部门 成文单位 成文机关 责任部门 puborg issuer issuingauthority \
     issuingagency issuingbody agency department dept office",
);

/// Words before a name that do not change what it says, such as `新闻` in `新闻出处`.
pub(in crate::corpus::read) const PREFIXES: Words = Words(
    "新闻 文章 报道 稿件 文献 信息 帖子 微博 网页 资讯 文档 本文 原始 新聞 news article post document doc item \
     info web story report original raw clean cleaned full main zh cn resolved given og dc dcterms 详细 完整 国家级 中央级 中央 省部级 省级 地市级 市级 区级 县级 主流 上级",
);

/// Words that tell of what is published that it was, as in `刊登版面`: they change nothing of what the name says of an article, but a
/// place where something is published is not the one that it is about.
pub(in crate::corpus::read) const PUBLISHED: Words = Words(
    "采用 播出 播发 登报 刊登 刊播 刊发 刊出 刊载 登载 发表 见报 首发 转载 推送 上线 发布 發布 發佈 發表 来源 來源",
);

/// Words behind a name that do not change what it says, such as `str` in `date_str`.
pub(in crate::corpus::read) const SUFFIXES: Words = Words(
    "字段 信息 列 文本 名称 名 原文 string str text txt name cleaned clean raw original zh cn ch chinese full \
     value field col src 1",
);

/// Levels of papers, after which columns are called that hold the papers of each level.
pub(in crate::corpus::read) const LEVELS: Words = Words(
    "国家级 中央级 中央 国家 全国 省部级 省级 省 省市级 地市级 市级 市 区级 县级 县市级 区县级 县区级 县 行业 行业级 本级 其他",
);

/// Endings of names that mean a headline, whatever kind of text it stands above: `公告标题`, `art_title`.
pub(in crate::corpus::read) const TITLE_ENDINGS: Words = Words("标题 標題 题名 事由 title");

/// What stands before such an ending where another line than the headline is meant, or the headline of something else, or where the
/// name only says that the headline is within: `副标题`, `page_title`, `正文（含标题）`.
pub(in crate::corpus::read) const OTHER_TITLES: Words = Words(
    "副 子 小 分 引 肩 眉 短 英文 外文 栏目 专栏 专题 频道 板块 版面 版 章节 章 书 图片 图 附件 评论 网站 站点 网页 页面 \
     含 除 无 有 和 与 及 或 请假 申请 出差 sub short page site channel column image img pic photo job book section board album app \
     menu tab seo meta comment alt no has is",
);

/// Parts of names of columns that hold days other than that of publication.
pub(in crate::corpus::read) const OTHER_DAYS: Words = Words(
    "crawl spider scrap fetch modif updat edit insert download import collect access expire deadline birth \
     采集 抓取 爬取 爬虫 更新 修改 入库 下载 导入 收录 截止 生效 施行 实施 出生 失效 创建 creat 事件 event highlighted",
);

/// Parts of names of columns that hold long values other than the text of articles.
pub(in crate::corpus::read) const OTHER_TEXTS: Words = Words(
    "keyword 关键词 关键字 主题词 關鍵 tag comment 评论 留言 reply 回复 参考文献 reference 基金 fund 单位 机构 \
     affiliation organ 地址 address 备注 note remark image 图片 video path 路径 html source 来源 author 作者 \
     批示 意见 json entity 实体 dateline evidence prompt question answer",
);

/// Parts of names of columns that tell the kind of an article, which may be called as media are: `新闻`.
pub(in crate::corpus::read) const KINDS: Words =
    Words("type kind categor folder 类型 类别 分类 种类 体裁 栏目 文件夹 收藏夹 分组 類型 類別 分類");

/// Objects whose fields describe something other than the article.
pub(in crate::corpus::read) const OTHER_OBJECTS: Words = Words(
    "dateline user account comment comments image images pic video videos avatar retweetedstatus related geo \
     location stats statistics entities annotations seo highlighting facets facet_counts \
     facetcounts aggregations aggs spellcheck",
);

/// Words at the end of the names of newspapers and other media.
pub(in crate::corpus::read) const MEDIA_ENDINGS: Words = Words(
    "报 日报 晚报 晨报 早报 时报 都市报 商报 周报 周刊 网 新闻网 在线 新闻 电视台 广播 通讯社 新华社 中新社 \
     杂志 月刊 客户端 發佈 发布 日報 晚報 時報 報 網 app daily times news post morning com cn",
);

/// The provinces of China in their short forms.
pub(in crate::corpus::read) const PROVINCES: Words = Words(
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 \
     海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门 全国",
);

/// Names of columns that hold the parts of a date: year, month and day.
pub(in crate::corpus::read) const DATE_PARTS: [Words; 3] = [
    Words("year 年 年份 年度 nian pubyear 发布年 出版年"),
    Words("month 月 月份 yue pubmonth 发布月 出版月"),
    Words("day 日 日子 ri pubday 发布日 出版日"),
];

/// Endings of names that always mean an address on the web.
pub(in crate::corpus::read) const ADDRESS_ENDINGS: Words = Words("url href 链接 链接地址 网址 link 連結 網址 鏈接");

/// Keys within an object that hold its own value, as in `{"source": {"name": …}}` and in Label Studio's `{"theme": {"choices": …}}`.
pub(in crate::corpus::read) const OWN_VALUE_KEYS: Words =
    Words("name title text value choices date oid numberlong cn zh full rendered html");

/// Such keys within the object of a text, which may hold a whole article: `title` and `date` are then fields of their own.
pub(in crate::corpus::read) const TEXT_VALUE_KEYS: Words = Words("text value cn zh full rendered html");
