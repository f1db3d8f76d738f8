//! What notices are called and how they are worded: of loss, of courts, of auctions and bids, of deaths and power cuts.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::dateline;
use crate::text::pattern;

/// Maximum length of the heading of a notice, in bytes.
const MAX_HEADING: usize = 120;

/// Words in the heading of a notice, and words of which its text then holds one.
const WORDS_BY_HEADING: &[(&str, &[&str])] = &[
    ("债务催收", &["借款人", "债务人", "担保人"]),
    ("催收", &["借款人", "债务人", "担保人"]),
    ("债权转让", &["借款人", "债务人", "担保人"]),
    ("寻人", &["走失", "出走", "酬谢", "重谢"]),
    ("寻物", &["酬谢", "重谢", "丢失", "拾到"]),
    ("失物", &["失主", "拾到", "捡到", "认领"]),
    ("认尸", &["遗体", "尸体", "死者"]),
    ("招聘", &["应聘", "公开招聘", "现招聘"]),
    ("诚聘", &["有意者", "简历", "应聘"]),
    ("急聘", &["有意者", "简历", "应聘"]),
    ("招租", &["有意者", "起租", "租金", "竞租"]),
    ("出租", &["有意者", "起租", "租金", "竞租"]),
    ("拍卖", &["拍卖方式", "拍卖标的", "竞得"]),
    ("挂牌", &["挂牌方式", "受让方", "竞得"]),
    ("出让", &["竞得", "受让方", "使用权"]),
    ("中标", &["中标人", "中标价", "中标单位", "中标候选人"]),
    ("成交", &["成交人", "成交价", "成交供应商"]),
    ("征收", &["拟征收", "征收土地", "补偿安置", "土地现状调查", "被征收"]),
    ("征地", &["拟征收", "征收土地", "补偿安置", "土地现状调查"]),
    ("迁坟", &["坟主", "坟墓", "无主坟"]),
    ("劳动", &["解除劳动", "终止劳动", "旷工"]),
    ("返岗", &["旷工", "返岗"]),
    ("公示", &["现予公示", "予以公示", "现将", "公示期", "公示时间", "监督电话", "举报电话"]),
    ("征稿", &["来稿", "投稿", "稿件"]),
    ("征文", &["来稿", "投稿", "稿件"]),
    ("歉", &["致歉", "道歉", "歉意"]),
    ("版权声明", &["转载", "授权"]),
    ("郑重声明", &["冒用", "假冒", "无关", "法律责任", "未授权"]),
    ("严正声明", &["冒用", "假冒", "无关", "法律责任", "未授权"]),
    ("本报声明", &["转载", "授权", "冒用", "假冒", "无关"]),
    ("彩", &["中奖号码", "开奖号码", "红球", "前区"]),
    ("双色球", &["中奖号码", "开奖号码", "红球"]),
    ("大乐透", &["中奖号码", "开奖号码", "前区"]),
    ("讣告", &["逝世", "病逝", "辞世", "去世"]),
    ("更正", &["特此更正", "应为", "有误", "误为"]),
    ("勘误", &["特此更正", "应为", "有误", "误为"]),
    ("停电", &["用户", "谅解", "停电范围", "停电区域"]),
    ("停水", &["用户", "谅解", "停水范围", "停水区域"]),
    ("停气", &["用户", "谅解", "停气范围", "停气区域"]),
    ("环境影响", &["公众", "征求意见稿"]),
    ("天气", &["气温", "℃"]),
];

/// Whether a line is the heading of a notice: “遗失声明”, “兰河市产权交易中心拍卖公告”, “停电通知”. What a government orders is
/// news, whatever it is about: “关于规范房屋出租管理的通告”.
pub(super) fn is_notice_heading(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[\p{Han}\d（）()]{0,24}(?:遗失|挂失|作废|拍卖|竞拍|招标|招租|采购|竞买|竞价|变卖|挂牌|注销|减资|增资|清算|解散|合并|分立|",
            r"债权转让|债权债务|催收|寻人|寻亲|寻物|失物|认领|认尸|招领|迁坟|更名|转让|出让|出租|招聘|送达|开庭|破产|公示催告|中标|成交|",
            r"征收|征地|征稿|征文|返岗|劳动合同|劳动关系)",
            r"[\p{Han}]{0,8}(?:声明|公告|启事|通知书|通告)$|^(?:声\s*明|启\s*事|公\s*告|声明作废|讣\s*告)$",
            r"|^\p{Han}{0,16}(?:中标|成交)(?:结果|候选人|人)?公示$|^(?:公开)?(?:致歉|道歉)(?:信|声明|公告|启事)$|^登报声明$|^(?:版权|郑重|严正|本报)声明$",
            r"|^\p{Han}{0,16}(?:人民)?法院公告$",
            // Who is to be promoted or honoured is made known before.
            r"|^公\s*示$|^[\p{Han}\d（）()“”、]{0,30}(?:任前|拟任职?|拟推荐\p{Han}{0,12}|拟表彰\p{Han}{0,12}|(?:人选|名单|对象)的?)公示$",
            r"|^(?:中国)?(?:体彩|福彩|体育彩票|福利彩票|彩票|双色球|大乐透)(?:开奖)?(?:信息|公告|快报|开奖|结果|号码)$",
            r"|^(?:本报|本社|本刊|\p{Han}{2,14}(?:公司|报社|酒店|集团))?(?:高薪)?(?:诚聘|急聘)\p{Han}{0,10}$",
            r"|^(?:更\s*正|勘\s*误)(?:启事|说明|声明)?$|^(?:今日|明日|今明两天|市区)天气(?:预报)?$|^天气预报$",
            // A verb before the word would be that of a report: “供电公司发布停电公告”.
            r"|^(?:\p{Han}{2,14}(?:公司|局|厂|站|所))?(?:关于)?(?:计划|临时|检修|近期|本周|下周|今日|明日){0,2}停[电水气](?:检修|信息)?的?(?:通知|公告|通告|预告|公示)$",
            r"|^\p{Han}{0,16}环境影响(?:评价|报告书|报告表)?(?:公众参与|征求意见稿|第?[一二三]次|信息){0,3}(?:公示|公告)$"
        ))
    });
    // Most lines end otherwise, which spares them the regular expression; who is sought may stand at the end.
    const ENDS: [char; 16] =
        ['明', '告', '事', '书', '废', '正', '误', '知', '示', '报', '气', '信', '息', '奖', '果', '码'];
    const ORDERS: [&str; 10] = ["规范", "加强", "进一步", "禁止", "严禁", "整治", "严厉", "依法", "实施", "调整"];
    // A report tells that a notice was given.
    const REPORTS: [&str; 14] = [
        "发布", "出台", "印发", "公布", "刊登", "解读", "不再", "不用", "无需", "不必", "为何", "如何", "一则", "一纸",
    ];
    let orders = |(_, what): (&str, &str)| ORDERS.iter().any(|verb| what.starts_with(verb));
    text.len() <= MAX_HEADING
        && (text.ends_with(ENDS) || text.contains('聘'))
        && FORM.is_match(text)
        && !REPORTS.iter().any(|verb| text.contains(verb))
        && !text.split_once("关于").is_some_and(orders)
}

/// Whether a paragraph below such a heading is the text of a notice.
pub(super) fn is_notice_text(heading: &str, text: &str) -> bool {
    const MARKS: &[&str] = &[
        "声明作废",
        "遗失",
        "挂失",
        "作废",
        "特此公告",
        "特此声明",
        "特此通告",
        "特此启事",
        "竞买",
        "受委托",
        "拍卖标的",
        "公开拍卖",
        "保证金",
        "联系电话",
        "咨询电话",
        "报名时间",
        "投标",
        "债权人",
        "清算组",
        "申报债权",
        "统一社会信用代码",
        "注册资本",
        "本公告",
        "联系人：",
        "联系地址",
        "与家人失散",
        "认领",
        "本院受理",
        "公告送达",
    ];
    // Letters may be set apart in short headings: “讣　告”.
    let heading: String = heading.split_whitespace().collect();
    let named = WORDS_BY_HEADING.iter().filter(|(name, _)| heading.contains(*name)).flat_map(|(_, words)| words.iter());
    // Only who looks for reporters names them in a notice.
    let names_reporter = text.contains("记者") && !heading.contains('聘');
    MARKS.iter().chain(named).any(|mark| text.contains(mark)) && dateline::opening(text).length == 0 && !names_reporter
}
