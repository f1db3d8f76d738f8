//! What papers print beside their articles: notices, advertisements, indexes, invitations, the ends of other articles.

use crate::{Expected, PARKS, Story, TWO, WATER, check, page, read};

/// Checks that a block is no article and spoils none, wherever it stands on a page.
fn check_beside_articles(blocks: &[&str]) {
    let (parks, water) = (page(&[PARKS], "\n"), page(&[WATER], "\n"));
    let masthead = "兰河日报　2024年3月5日　星期二　第4版\n\n";
    for block in blocks {
        for text in
            [format!("{block}\n{parks}{water}"), format!("{parks}{block}\n{water}"), format!("{parks}{water}{block}")]
        {
            check("2024-03-05-04.txt", format!("{masthead}{text}").as_bytes(), TWO);
        }
        let one = Expected { stories: &[PARKS], ..TWO };
        check("2024-03-05-05.txt", format!("{masthead}{block}\n{parks}").as_bytes(), one);
    }
}

#[test]
fn notices_are_no_articles() {
    check_beside_articles(&[
        "公告\n　　周某某：本院受理原告何某某诉你合同纠纷一案，现依法向你公告送达起诉状副本及开庭传票。\n　　兰河市人民法院\n",
        "停电通知\n　　因设备检修，3月8日8时至18时，和平路、光明巷停电，请用户提前做好准备。国网兰河供电公司\n",
        "讣告\n　　兰河市粮食局退休干部周某某同志因病于3月3日逝世，享年九十岁，遗体告别仪式定于3月8日举行。\n",
        "更正\n　　本报3月2日2版《新茶上市》一文中，“三百亩”应为“三千亩”，特此更正。\n",
        "招聘启事\n　　本社面向社会公开招聘记者三名，年龄三十五岁以下，报名邮箱：hr@example.org。\n",
        "寻人启事\n　　何某某，男，七十八岁，3月2日在东湖公园走失，知情者请与家属联系。\n",
        "债权转让通知暨债务催收联合公告\n　　根据双方达成的协议，下列债权依法转让，特公告通知各借款人及担保人履行还款义务。\n",
        "声明作废\n　　周某某遗失执业药师资格证书，证号略，声明作废。\n",
        "●周某某遗失身份证，声明作废。\n●何某某遗失驾驶证，声明作废。\n●兰河市一品香餐馆遗失营业执照副本，声明作废。\n",
        "今日天气\n　　多云转阴，东南风2到3级，最高气温22℃，最低气温11℃。\n",
        "公  告\n　　兰河市中级人民法院\n　　周某某：本院受理何某某与你借贷纠纷上诉一案，已审理终结，现依法公告送达判决书，限你来院领取。\n",
        "征收土地预公告\n　　拟征收安乐镇柳树村集体土地两公顷，即日起开展土地现状调查。\n　　兰河市人民政府\n　　2024年3月1日\n",
        "兰河市国有建设用地使用权拍卖出让公告\n　　经批准，以拍卖方式出让两宗国有建设用地使用权，申请人可于3月20日前报名。\n",
        "中标公示\n　　滨河路改造工程第一标段，中标人：兰河市政工程有限公司，公示期三日。\n",
        "公示\n　　经考察，拟推荐周某某等三名同志为劳动模范人选，现予公示，监督电话12345。\n",
        "致歉信\n　　因本公司配送失误给市民造成不便，谨向消费者致歉。兰河市鲜到家配送公司\n",
        "福彩开奖公告\n　　双色球第2024026期：红球03 08 15 19 27 31 蓝球11\n",
        "本报诚聘广告业务员\n　　待遇优厚，有意者请将简历发至rb@example.org\n",
        "友情提示：本栏目信息请核实后交易，如有损失本报不承担责任。\n",
    ]);
}

#[test]
fn advertisements_invitations_and_indexes_are_no_articles() {
    check_beside_articles(&[
        "分类广告\n　　旺铺转让：步行街奶茶店低价转让，电话13900000000。\n　　高价回收：名烟名酒，电话13900000001。\n",
        "公益广告\n讲文明 树新风\n兰河市文明办 宣\n",
        "广告\n　　兰河湖景花园 盛大开盘\n　　均价8888元/㎡ 热线：0000-8888888\n",
        "扫描二维码 关注兰河日报微信公众号\n",
        "●本报法律顾问：兰河某某律师事务所 周律师\n",
        "要闻速览\n@全市考生 中考报名今日开始 02版\n市民注意 这些路口增设电子警察 03版\n",
        "导  读\n慢病患者一次可开三个月药\n详见第2版\n老城区再建五处小游园\n详见第3版\n",
        "内容提要\n02 慢病患者一次可开三个月药\n03 老城区再建五处小游园\n",
        "导读\n● 慢病患者一次可开三个月药　　　A02\n● 春管正忙　　　　　　　A05\n",
        "头条导读\nP2 慢病患者一次可开三个月药\nP3 老城区再建五处小游园\n",
        "今日要闻\n慢病患者一次可开三个月药  2版\n老城区再建五处小游园  3版\n",
        "今日8版\n要闻 1-2版\n民生 3版\n副刊 4版\n",
        "中共兰河市委主管主办　兰河日报社出版　今日8版\n",
        "今日导读\n■2版 要闻\n慢病患者一次可开三个月药\n■3版 民生\n老城区再建五处小游园\n",
    ]);
}

#[test]
fn reports_about_notices_stay() {
    const REPORTS: [Story; 4] = [
        (
            "关于规范房屋出租管理的通告",
            "为规范我市房屋出租行为，出租人应当在合同签订后七日内到社区登记，社区负责核对并上门讲解消防常识。",
            "违反本通告的，由有关部门依法处理，联系电话由各派出所公布，自三月十日起施行，特此通告。",
        ),
        (
            "供电公司提前三天发布停电公告",
            "3月4日，兰河供电公司把三月的检修计划送到每个小区，停电范围和时间写得清清楚楚，用户可以提前做好准备。",
            "公司负责人说，今年检修尽量放在夜里，能带电作业的一律不停电，减少对用户的影响。",
        ),
        (
            "春季招聘会进了校园",
            "3月4日，兰河市人社局把专场招聘会开进职业学院，六十家企业现场招聘，提供一千二百个岗位，报名时间截至月底。",
            "应聘的学生说，不出校门就能和企业面对面，比在网上投简历心里踏实得多。",
        ),
        (
            "补办结婚证不用先登报声明",
            "3月4日起，兰河市民补办结婚证不再要求登报声明作废，带上身份证到窗口填一张表，当场就能办好。",
            "民政部门介绍，从前居民遗失结婚证，要先登报再排队，前后得跑三趟，如今一趟就够。",
        ),
    ];
    for report in &REPORTS {
        for text in [page(&[*report, WATER], "\n"), page(&[WATER, *report], "\n")] {
            let found =
                read("2024-03-05-06.txt", format!("兰河日报　2024年3月5日　星期二　第4版\n\n{text}").as_bytes());
            let kept = found.iter().find(|article| article.title == report.0);
            let whole = kept.is_some_and(|article| article.text == format!("{}\n{}", report.1, report.2));
            assert!(found.len() == 2 && whole, "{found:#?}");
        }
    }
}

#[test]
fn the_end_of_another_article_is_not_appended() {
    for mark in ["（紧接第一版）", "（接1版）", "【上接第1版】", "■上接01版 ", "上接第一版\n　　"]
    {
        let rest =
            format!("{mark}推动公共服务向基层延伸，让群众在家门口就能办成事。\n　　会议强调，要把任务落实到人。\n");
        for (text, at) in
            [(format!("{}{rest}", page(&[PARKS], "\n")), 0), (format!("{rest}\n{}", page(&[PARKS], "\n")), 1)]
        {
            let text = format!("兰河日报　2024年3月5日　星期二　第4版\n\n{text}");
            let found = read("2024-03-05-04.txt", text.as_bytes());
            assert_eq!((found.len(), found[at].title.as_str()), (2, PARKS.0), "{mark}: {found:#?}");
            assert_eq!(found[at].text, format!("{}\n{}", PARKS.1, PARKS.2), "{mark}");
            assert_eq!(found[1 - at].title, "", "{mark}");
        }
    }
}
