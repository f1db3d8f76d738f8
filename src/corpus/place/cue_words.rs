//! Words around the names of places: those that make a name no place, and those that separate local from national news.

/// Short names that are everyday words as well, so that only the full name counts.
pub(super) const EVERYDAY_WORDS: &[&str] = &[
    "来宾", "大同", "安康", "日照", "文山", "长治", "白银", "东方", "保山", "通化", "海东", "河池", "中山", "和平",
    "海口", "黄山", "延安", "遵义", "三明", "丽水", "平凉", "宿州", "武威", "铜川",
];

/// Words behind a name that make it no place: a street or a school called after a place is elsewhere.
pub(super) const NOT_A_PLACE: &[&str] = &[
    "路",
    "街",
    "大道",
    "大学",
    "学院",
    "会议精神",
    "精神",
    "银行",
    "饭店",
    "话",
    "菜",
    "籍",
    "时间",
    "生产建设兵团",
    "商会",
    "名医",
    "专家",
    "医疗",
    "岸",
    "侧",
    "麓",
];

/// Words behind a short name that make it no place: a town or village of that name lies elsewhere.
pub(super) const NAMES_OF_PARTS: &[&str] =
    &["镇", "乡", "街道", "村", "社区", "小区", "桥", "寺", "门", "站", "山", "湖", "河", "江", "岛"];

/// Words behind the short name of a county that show that it is one.
pub(super) const ORGANS_OF_COUNTIES: &[&str] = &[
    "经济开发区",
    "经济技术开发区",
    "高新区",
    "高新技术",
    "工业园",
    "产业园",
    "县委",
    "市委",
    "区委",
    "警方",
    "法院",
    "检察院",
    "公安",
    "县城",
    "城区",
    "海关",
    "农商",
];

/// First characters of verbs for what happens in a place: “在大同举行”.
pub(super) const HAPPENS: [char; 9] = ['举', '召', '开', '启', '揭', '落', '签', '闭', '市'];

/// Regions and words that are also the name of a county: a paper called after them is not of that county.
pub(super) const WIDER_LANDS: &[&str] =
    &["江南", "江北", "江东", "新华", "光明", "红旗", "中原", "南方", "东方", "长江", "黄河", "青年", "解放"];

/// Words that the names of sites and public accounts put before their place.
pub(super) const BEFORE_HOMES: &[&str] = &[
    "掌上",
    "云上",
    "今日",
    "美丽",
    "最美",
    "智慧",
    "平安",
    "法治",
    "清廉",
    "文明",
    "健康",
    "数字",
    "大美",
    "魅力",
    "幸福",
    "活力",
    "印象",
    "微",
    "爱",
    "看",
    "最",
    "中共",
    "中国",
    "共青团",
];

/// Words that mark the news in a lead as that of the paper's own place.
pub(super) const LOCAL: &[&str] = &[
    "市委",
    "市长",
    "市政府",
    "市人大",
    "市政协",
    "县委",
    "县长",
    "县政府",
    "区委",
    "区长",
    "区政府",
    "州委",
    "街道",
    "社区",
    "市民",
    "市直",
    "县直",
    "市领导",
    "县领导",
    "乡镇",
    "居委会",
    "村委会",
    "派出所",
    "网格员",
    "综治中心",
    "12345",
    "城区",
];

/// Words that mark the news in a lead as national or foreign.
pub(super) const NATIONAL: &[&str] = &[
    "中共中央",
    "国务院",
    "习近平",
    "中央政治局",
    "新华社",
    "全国",
    "我国",
    "中国",
    "各地",
    "两部门",
    "三部门",
    "四部门",
    "部门联合印发",
    "教育部",
    "公安部",
    "工信部",
    "工业和信息化部",
    "人社部",
    "人力资源社会保障部",
    "商务部",
    "财政部",
    "民政部",
    "住房城乡建设部",
    "交通运输部",
    "农业农村部",
    "生态环境部",
    "国家发展改革委",
    "国家发改委",
    "国家卫生健康委",
    "国家统计局",
    "应急管理部",
    "司法部",
    "水利部",
    "文化和旅游部",
    "当地时间",
    "总统",
    "联合国",
    "美国",
    "日本",
    "俄罗斯",
    "欧盟",
    "以色列",
];

/// Agencies and papers with national news.
pub(super) const NATIONAL_AGENCIES: &[&str] =
    &["新华社", "新华网", "人民网", "人民日报", "中新", "中国新闻", "央视", "央广", "总台"];

/// Words behind a place that somebody visits.
pub(super) const VISITED: &[&str] = &["考察", "招商", "推介", "对接", "学习考察", "调研招商", "举办推介"];

/// Words before a place that people go to or come from, or that goods are sent to.
pub(super) const ELSEWHERE: &[&str] =
    &["赴", "前往", "来自", "飞抵", "抵达", "走进", "远赴", "参观", "发往", "销往", "远销", "运往", "南下", "北上"];

/// Characters that may stand right before “市委” or “县公安局”; behind any other character the 市 or 县 belongs to a name.
pub(super) const BEFORE_ORGANS: &str = "由经和与据从向在到对是了及者悉以被给让跟同受按为";

/// Words for a paper's own division, each with the characters behind it that make it another word.
pub(super) const OWN_DIVISION: &[(char, &str)] = &[
    ('市', "场值面井容价售占况斤镇州级"),
    ('县', "级域区乡处"),
    ('区', "域别间块位分划内外隔县"),
    ('旗', "帜下舰袍号手县区"),
];

/// Words that always refer to the paper's own city.
pub(super) const OUR_CITY: &[&str] = &["我市", "本市", "我州", "州委", "我盟"];
/// Words that always refer to the paper's own county.
pub(super) const OUR_COUNTY: &[&str] = &["我县", "本县", "我区", "我旗"];

/// Words that refer to the city named last, or else to the paper's own.
pub(super) const ALL_THE_CITY: &[&str] = &["全市", "全州", "全盟"];
/// Words that refer to the county named last, or else to the paper's own.
pub(super) const ALL_THE_COUNTY: &[&str] = &["全县", "全区", "全旗"];
