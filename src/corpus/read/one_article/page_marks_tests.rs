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
        "编辑：徐笛\n更多精彩资讯请下载\n本客户端。",
        "栏目主编：徐笛 文字编辑：徐笛 题图来源：受访者供图 图片编辑：金洁\n编辑邮箱：a@b.example\n收藏  打印  字号",
        "国际在线版权与信息产品内容销售的声明：\n1、“国际在线”由云岭广播电视台主办，负责网站的经营。",
        "读者热线：400-000\n未经《云岭经济报》报社授权，严禁转载或镜像，违者必究。",
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
        "收藏\n一片叶子\n收藏",
        "（方小舟整理）",
        "相关链接\n风雨桥是侗族的桥，桥上有廊，廊上有亭，行人可以避雨。",
    ] {
        assert_eq!(foot_of(&format!("{TEXT}\n{end}")), None, "{end}");
    }
    // What stands above the first mark is the article's, such as a signature.
    assert_eq!(foot_of(&format!("{TEXT}\n云岭县人民政府\n2024年4月1日\n打印 关闭")), Some(4));
}
