use super::*;

const TEXT: &str = "桥长八十米，两岸村民自己修成。\n客人多了三成，店里的生意一天比一天好。";

fn foot_of(text: &str) -> Option<usize> {
    foot(&text.lines().collect::<Vec<_>>())
}

#[test]
fn buttons_are_told_from_words() {
    for line in [
        "放大 缩小 默认",
        "[推荐朋友]    [打印本稿]    [字号 大 中 小]",
        "| 打印 |",
        "3 上一篇 下一篇 4",
        "分享到：",
        "小字号",
        "A01 A02 A03 A04",
        "3上一期 版面导航",
        "页面功能 【 】【大 中 小字】【 】【打印】【关闭】",
        "搜 索",
        "上 / 下一篇新聞",
    ] {
        assert!(is_buttons(line), "{line}");
    }
    for line in [
        "大中小企业融通发展",
        "放大改革效应",
        "2024",
        "（一）",
        "分享经济进村",
        "关注民生",
        "打印厂失火",
        "分享、转发、点赞、",
    ] {
        assert!(!is_buttons(line), "{line}");
    }
    // One word may be a headline of a literary page.
    assert!(!is_bar_of_buttons("朋友圈") && !is_bar_of_buttons("二维码") && is_bar_of_buttons("放大 缩小"));
    assert!(is_above_text("云岭日报社官方帐号") && is_above_text("我有话说(1,245人参与) 收藏本文"));
    for line in ["我有话说，老街不能收门票", "关注云岭县融媒体中心官方账号", "2024", "（一）"]
    {
        assert!(!is_above_text(line), "{line}");
    }
}

#[test]
fn the_foot_begins_below_the_text() {
    for foot in [
        "责任编辑：徐笛\n图片编辑：金洁\n云岭新闻报料：000-000000\n云岭新闻，未经授权不得转载\n+1\n收藏",
        "[ 责编：徐皓 ]\n阅读剩余全文（）\n最热文章\n风雨桥通车",
        "返回搜狐，查看更多\n责任编辑：\n声明：该文观点仅代表作者本人，本号系信息发布平台，仅提供信息存储空间服务。\n阅读 (3672)",
        "（责编：刘珊、毕磊）\n分享让更多人看到",
        "云岭网版权声明：凡注明来源为“云岭网”的作品，除与本网签署授权协议的网站外，其他任何单位未经允许禁止转载、使用，违者必究。",
        "报：县委常委\n送：各乡镇",
        "报：县委常委，县人大、县政府、县政协领导。\n送：各乡镇，县直有关单位。",
        "编辑：徐笛\n更多精彩资讯请下载\n本客户端。",
        "栏目主编：徐笛 文字编辑：徐笛 题图来源：受访者供图 图片编辑：金洁\n编辑邮箱：a@b.example\n收藏  打印  字号",
        "国际在线版权与信息产品内容销售的声明：\n1、“国际在线”由云岭广播电视台主办，负责网站的经营。",
        "读者热线：400-000\n未经《云岭经济报》报社授权，严禁转载或镜像，违者必究。",
        "爆料、维权通道：应用市场下载云岭客户端，搜索“帮忙”直达平台。\n免责声明：本内容来自云岭平台创作者，不代表云岭网的观点和立场。\n举报\n评论 0　文明上网理性发言",
        "特别声明\n本文为作者在云岭号上传并发布，仅代表该作者观点，不代表云岭新闻的观点或立场，云岭\n新闻仅提供信息发布平台。",
        "举报\n云岭财经广告合作，请点击这里\n此内容为云岭财经原创，著作权归云岭财经所有。未经书面授权，不得使用。\n文章作者\n方小舟",
        "扫一扫在手机打开当前页\n各区政府 ▼　市级部门 ▼",
        "推荐 99\n关键词 >> 老街\n收藏\n跟踪: 老街",
        "赞 0   赏    分享\n查看评论\n阅读 539\n隐藏边栏\nA+\n发布日期：2024-03-05 08:12:33  所属分类： 头条\n标签：",
        "打印本页 关闭窗口\n发布时间：2024年3月5日",
        "查看评论\n发布日期：2024-03-05 08:12:33 所属分类：\n头条\n标签：",
    ] {
        assert_eq!(foot_of(&format!("{TEXT}\n{foot}")), Some(2), "{foot}");
    }
    assert_eq!(foot_of(TEXT), None);
}

#[test]
fn what_is_no_mark_is_kept() {
    for end in [
        "法院认为，被告未经授权使用原告图片，版权归原作者所有，判令赔偿三万元。",
        "特别提示：国庆期间老街停车位紧张，请市民乘公交车出行。",
        "声明：本报从未授权任何单位以本报名义收费，请读者注意辨别。",
        "转载请注明出处的规定写进了新条例，网站要在一年内改正。",
        "精彩图片展示了三十年的变化。",
        "主办单位：云岭县文化馆\n报名时间：4月1日\n获奖名单\n方小舟 金禾",
        "文字编辑：方小舟\n二等奖\n金禾 何晓岚",
        "编辑：您怎么看老街？\n方小舟：老街是我们的家。",
        "编辑：你怎么看\n方小舟：我看不必收",
        "云岭县人民政府\n2024年4月1日",
        "打印 关闭\n云岭县人民政府\n2024年4月1日",
        "打印 关闭\n时间：2024年4月1日 地点：云岭县文化馆",
        "收藏\n一片叶子\n收藏",
        "（方小舟整理）",
        "云岭县人民政府\n2024年4月1日\n抄送：县委办公室、县人大常委会办公室。",
        "县文化馆版权声明\n新桥昨天通车，两岸的村民从此不必再绕行。",
        "三十家媒体发布版权保护联合声明：\n声明提出，要尊重原创，先授权后使用。",
        "本文从三个方面阐述了上述观点，立场是鲜明的，也欢迎读者提出不同的观点。",
        "该文件提出，要加强版权保护，完善授权机制，打击侵权行为。",
        "法院昨日认定，未经许可不得转载他人作品，被告应当赔偿。",
        "责编：何时开街\n方小舟：四月一日",
        "编辑 金禾\n附：获奖名单\n一等奖 方小舟",
        "精彩图片\n深度观察\n老街新生的十个片段",
        "上一篇 说的是老街，这一篇说新桥",
        "服务热线：0000-12345678",
        "诗歌精选\n一片叶子\n落在桥上",
        "相关链接\n风雨桥是侗族的桥，桥上有廊，廊上有亭，行人可以避雨。",
    ] {
        assert_eq!(foot_of(&format!("{TEXT}\n{end}")), None, "{end}");
    }
    // What stands above the first mark is the article's, such as a signature.
    assert_eq!(foot_of(&format!("{TEXT}\n云岭县人民政府\n2024年4月1日\n打印 关闭")), Some(4));
}

#[test]
fn counters_moments_and_names_of_pictures_stand_above_the_text() {
    for line in ["评论(16)", "阅读 3672", "1032人参与308评论"] {
        assert!(is_above_text(line), "{line}");
    }
    for line in [
        "- +1",
        "10.06 13:50",
        "[第一图：一碗饭]",
        "（配图：河畔公园）",
        "原标题：他说：“签约！”",
        "打印页面",
        "以下文章来源于兰河日报 ，作者方舟",
        "发布于：甘肃省",
        "news.example.com.cn",
    ] {
        assert!(is_above_text(line), "{line}");
    }
    for line in ["1-2 分钟", "3 分钟阅读", "预计阅读时间：5 分钟", "阅读约 5 分钟"] {
        assert!(is_above_text(line), "{line}");
    }
    for line in
        ["30分钟医疗圈", "阅读30分钟成习惯", "2024.03.05", "+1 的力量", "图书馆开门", "[兰河日报]", "10.06亿元投向民生"]
    {
        assert!(!is_above_text(line), "{line}");
    }
}

#[test]
fn tools_of_a_site_below_the_text_are_taken_off() {
    let tools = "页面功能 【 】【大 中 小字】【 】【打印】【关闭】\n更多\n网页 全文 标题 社区帖子\n版式检索\n专题汇总";
    assert_eq!(foot_of(&format!("{TEXT}\n{tools}")), Some(2));
    assert_eq!(foot_of(&format!("{TEXT}\n爱问(iAsk.com)\n不支持Flash")), Some(2));
    // A report on a licence ends with its number.
    assert_eq!(foot_of(&format!("{TEXT}\n涉事企业许可证编号：D123456789已被吊销（记者 方舟）")), None);
}

#[test]
fn weblogs_and_sites_list_other_articles_below_the_text() {
    let weblog = "标签：老街 集市\n← 风雨桥通车 公园开放 →\n近期文章\n风雨桥通车\n由WordPress强力驱动";
    assert_eq!(foot_of(&format!("{TEXT}\n{weblog}")), Some(2));
    assert_eq!(foot_of(&format!("{TEXT}\n德声推荐\n风雨桥通车\n公园开放")), Some(2));
    assert_eq!(foot_of(&format!("{TEXT}\n继续滑动看下一个\n云岭发布\n向上滑动看下一个")), Some(2));
}
