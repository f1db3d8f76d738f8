//! Sentences in which the name of a division stands by chance, or means something else. The kinds were found by searching
//! real news for names across the boundaries of words; the sentences were written for this test.

use crate::corpus::place::gazetteer::Gazetteer;
use crate::corpus::place::locate::PlaceClues;

/// Sentences about no place, each with the name that stands in it.
const TRAPS: [(&str, &str); 72] = [
    ("会上提出一系列重大理论观点，与会人员深受启发。", "大理"),
    ("青年要树立远大理想，在基层建功立业。", "大理"),
    ("画好最大同心圆，凝聚各方共识。", "大同"),
    ("园区隆重庆祝建厂七十周年，老职工欢聚一堂。", "重庆"),
    ("这是世界上海拔最高的铁路隧道，施工难度极大。", "上海"),
    ("黑海西北部海域出现大风天气，船只避险。", "海西"),
    ("均衡水平上海外校区与本部一致，课程共享。", "上海"),
    ("队员们翻越巴丹吉林沙漠，完成科学考察。", "吉林"),
    ("展馆珍藏孙中山先生的手稿和信札。", "中山"),
    ("记者王大庆、李金华采写了这组报道。", "大庆"),
    ("宾朋满座，来宾们高度评价志愿者的服务。", "来宾"),
    ("大会为代表们播放了人民幸福安康的公益短片。", "安康"),
    ("要确保边疆地区长治久安，各族群众安居乐业。", "长治"),
    ("参观者在大理石雕像前驻足留影。", "大理"),
    ("海军南昌舰、山东舰航母编队开展远海训练。", "南昌"),
    ("总统阿里米在讲话中呼吁各方停火。", "阿里"),
    ("俄方称在别尔哥罗德州上空击落无人机。", "德州"),
    ("美国佛罗里达州出现龙卷风，多座房屋受损。", "达州"),
    ("乌克兰苏梅州发生爆炸，供电一度中断。", "梅州"),
    ("摩洛哥古城马拉喀什举行哀悼仪式。", "喀什"),
    ("日本北海道发生地震，未引发海啸。", "北海"),
    ("巴中关系历久弥坚，两国全天候友谊深入人心。", "巴中"),
    ("台湾当局一意孤行，只会损害民众的切身利益。", "台湾"),
    ("两岸同胞同属中华民族，台湾同胞有着光荣的爱国传统。", "台湾"),
    ("“台湾独立”是死路一条，任何势力都不能阻挡统一的进程。", "台湾"),
    ("全面准确贯彻“一国两制”方针，保持香港、澳门长期繁荣稳定。", "香港"),
    ("截至北京时间20时，赛事产生了九枚奖牌。", "北京"),
    ("弘扬延安精神，传承红色基因。", "延安"),
    ("纪念南昌起义，重温入党誓词。", "南昌"),
    ("深交所与上海证券交易所同步发布业务指引。", "上海"),
    ("弘扬“上海精神”，推动上海合作组织行稳致远。", "上海"),
    ("阿里云与高校共建算力实验室。", "阿里"),
    ("宁德时代发布新一代动力电池，续航大幅提升。", "宁德"),
    ("青岛啤酒推出节日新品，线上销售火爆。", "青岛"),
    ("舌尖上的小店里，兰州拉面与重庆火锅各有拥趸。", "兰州"),
    ("湖南卫视推出大型综艺节目，收视领先。", "湖南"),
    ("清朝大理寺掌管刑狱复核，是古代的司法机构。", "大理"),
    ("茶客钟爱普洱茶的醇厚，藏茶风气渐盛。", "普洱"),
    ("专家提醒，日照时间缩短容易让人情绪低落。", "日照"),
    ("夕阳红、朝阳产业，养老服务前景广阔。", "朝阳"),
    ("这一发现来自贡献突出的青年科研团队。", "自贡"),
    ("都市圈加速形成都市农业新格局。", "成都"),
    ("面对困难要相信阳光总在风雨后。", "信阳"),
    ("要增进效益阳光操作，接受群众监督。", "益阳"),
    ("内陆河源自雪山融水，滋养大片绿洲。", "河源"),
    ("南海南部海域有七到八级大风。", "海南"),
    ("江淮南部和江南北部有中到大雨。", "淮南"),
    ("气象部门预计，黄淮南部地区气温回升。", "淮南"),
    ("大庆典背后是数千名工作人员的付出，盛大庆典如期举行。", "大庆"),
    ("志愿者把日常德育课堂搬到操场上。", "常德"),
    ("工程师沿着田埂和田间便道逐一检修。", "和田"),
    ("振兴县域经济，培育富民产业。", "兴县"),
    ("城市南区将新建一所学校。", "市南区"),
    ("新建城区要同步规划养老设施。", "新建"),
    ("穆罕默德·阿里被誉为拳坛传奇。", "阿里"),
    ("黄金和白银价格双双走高，盎司报价创下新高。", "白银"),
    ("我国在酒泉卫星发射中心成功发射一颗试验卫星。", "酒泉"),
    ("海南文昌航天发射场完成合练，火箭即将升空。", "文昌"),
    ("成都大运会的吉祥物深受各国运动员喜爱。", "成都"),
    ("2022年北京冬奥会带动三亿人参与冰雪运动。", "北京"),
    ("第六届中国国际进口博览会在上海开幕，各国展商云集。", "上海"),
    ("国家主席在杭州会见来华访问的外国总统。", "杭州"),
    ("三十一个省份和新疆生产建设兵团公布了数据。", "新疆"),
    ("早餐店的三明治和豆浆供不应求。", "三明"),
    ("中国海军第48批护航编队从湛江某军港起航，执行护航任务。", "湛江"),
    ("第五届全民阅读大会在昆明举办，各地代表交流经验。", "昆明"),
    ("2024年龙舟大赛江苏盐城站今天落幕，十五项冠军各有归属。", "盐城"),
    ("双方合作市场潜力大，贸易额逐年增长。", "合作市"),
    ("会议通过《科学家生物安全行为准则天津指南》。", "天津"),
    ("哈尔滨2025年第9届亚洲冬季运动会的吉祥物受到欢迎。", "哈尔滨"),
    ("圭亚那总统阿里接受电视台专访。", "阿里"),
    ("国铁呼和浩特局加开旅客列车，方便学生返乡。", "呼和浩特"),
];

/// Sentences about a place, with its code.
const PLACES: [(&str, &str); 27] = [
    ("2025北京朝阳读书节昨天启动，三条街换上新书架。", "110105"),
    ("浙江余杭的老茶厂改成了书屋。", "330110"),
    ("上海宝山举办邻里音乐会。", "310113"),
    ("新开的公交线连起上海宝山和嘉定，全市票价不变。", "310000"),
    ("自贡贡献了全省三成的彩灯，自贡市还将扩建园区。", "510300"),
    ("大理州开展洱海保护宣传，沿湖村民积极参与。", "532900"),
    ("大庆市民生项目开工，涉及供热管网改造。", "230600"),
    ("和田市新建水厂，城区居民喝上放心水。", "653201"),
    ("成都市成华区的老厂房变身书店。", "510108"),
    ("恩施州利川市的山药喜获丰收。", "422802"),
    ("喀左县推进紫砂产业升级，新增就业岗位三百个。", "211324"),
    ("前郭县粮库开仓收粮，农户排队卖粮。", "220721"),
    ("达茂旗风电项目并网发电。", "150223"),
    ("贵安新区的数据中心投入运行。", "520000"),
    ("天津滨海新区港口作业一片繁忙。", "120116"),
    ("兵团第八师的采棉机开进棉田。", "659001"),
    ("山东省援建的青海省门源县中学投入使用。", "632221"),
    ("上海对口帮扶的云南省红河县建起茶厂。", "532529"),
    ("重庆市渝中区北京路社区修建了口袋公园。", "500103"),
    ("河北雄安的启动区交通枢纽封顶。", "133100"),
    ("四川江油市的电厂完成改造。", "510781"),
    ("海南屯昌县城的供水管网改造完工。", "469022"),
    ("湖南长沙的过江隧道昨天贯通。", "430100"),
    ("新疆乌鲁木齐的老街换上新路灯。", "650100"),
    ("张家港打造营商环境新样板，企业办事更省心。", "320582"),
    ("延安至榆林的高速铁路开工建设，全线设站七座。", "610000"),
    ("北京市房山区周口店镇的村口种上了葡萄。", "110111"),
];

fn about(text: &str) -> String {
    let found = Gazetteer::shared().places(&PlaceClues { text, ..Default::default() });
    found.about.map_or_else(String::new, |found| found.place.to_string())
}

#[test]
fn names_that_stand_by_chance_are_no_places() {
    let told: Vec<_> = TRAPS.iter().filter(|(text, _)| !about(text).is_empty()).map(|t| (t, about(t.0))).collect();
    assert!(told.is_empty(), "{told:#?}");
    for (text, name) in TRAPS {
        assert!(text.contains(name), "{name} is not in {text}");
    }
}

#[test]
fn names_that_are_meant_are_places() {
    let wrong: Vec<_> = PLACES.iter().filter(|(text, place)| about(text) != *place).map(|p| (p, about(p.0))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_headline_tells_whether_its_province_acts_or_only_says_where() {
    for (title, text, place) in [
        ("广西聚焦用水难题开展监督", "南宁市西乡塘区的项目现场，工作人员核对台账。", "450000"),
        ("贵州云岭村：一片茶叶富一方", "在贵州省贵阳市修文县云岭村，茶农正在采茶。", "520123"),
        ("江西女孩何晓岚返乡记", "何晓岚住在江西省景德镇市浮梁县，去年回乡开店。", "360222"),
    ] {
        let clues = PlaceClues { title, text, ..Default::default() };
        let found = Gazetteer::shared().places(&clues).about.map(|found| found.place.to_string());
        assert_eq!(found.as_deref(), Some(place), "{title}");
    }
}

#[test]
fn a_name_that_means_something_else_is_no_short_name_of_its_place() {
    let text = "成都第31届世界大学生夏季运动会代表团团长会议举行，与会代表纷纷点赞成都大运会。";
    let clues = PlaceClues { title: "各国代表团团长点赞成都大运会", text, ..Default::default() };
    assert_eq!(Gazetteer::shared().places(&clues).about, None);
}

#[test]
fn a_fair_elsewhere_is_about_who_holds_it() {
    for (text, home, place) in [
        ("我市在广州举办农产品推介会，签约项目十二个。", "610500", "610500"),
        ("全县招商恳谈会在深圳举行，县长致辞。", "340422", "340422"),
        ("2024年江西省投资合作推介会在广东深圳举行，现场签约十个项目，江西将加大支持。", "", "360000"),
    ] {
        let clues = PlaceClues { text, home: home.parse().ok(), ..Default::default() };
        let found = Gazetteer::shared().places(&clues).about.map(|found| found.place.to_string());
        assert_eq!(found.as_deref(), Some(place), "{text}");
    }
}

#[test]
fn venues_helpers_and_launch_sites_are_mentioned() {
    for (text, place) in [
        ("第六届中国国际进口博览会在上海开幕。", "310000"),
        ("我国在酒泉卫星发射中心成功发射一颗卫星。", "620900"),
        ("上海对口帮扶的云南省红河县建起茶厂。", "310000"),
    ] {
        let found = Gazetteer::shared().places(&PlaceClues { text, ..Default::default() });
        assert!(found.mentioned.iter().any(|named| named.place.to_string() == place), "{text}");
        assert!(found.mentioned.iter().all(|named| (0.0..=1.0).contains(&named.confidence)));
    }
}

/// Where a report opens with an example, or a meeting or a part stands for more than it is.
#[test]
fn examples_and_meetings_stand_for_the_nation_or_the_province() {
    let about = |title: &str, text: &str| {
        let clues = PlaceClues { title, text, ..PlaceClues::default() };
        Gazetteer::shared().places(&clues).about.map_or_else(String::new, |found| found.place.to_string())
    };
    let meeting = "日前，吉林省教育工作会议在长春市召开。会议要求，全省各地要办好家门口的学校，加快改造薄弱学校，配齐教师和设备。";
    assert_eq!(about("聚焦五大工程", meeting), "220000");
    assert_eq!(about("", "日前，教育工作会议在长春市召开，市教育局部署全年工作，要求各区办好家门口的学校。"), "220100");
    let rest = "当前，物联网走进千行百业，应用场景不断拓展，企业投入持续增加，越来越多的设备接入网络，生产和生活因此改变，效率也明显提高。";
    let example = format!(
        "在河北省廊坊市的一家工厂，机械臂有序运转，传感器把数据传到控制中心，工人坐在屏幕前就能了解每台设备的状态，厂里的能耗也降了两成。\n\
        工业和信息化部有关负责人表示，我国移动物联网连接数持续增长，规模居世界前列。{rest}\n全国各地加快建设新型基础设施。{rest}\n{rest}{rest}"
    );
    assert_eq!(about("应用不断拓展广度深度", &example), "");
    let part = format!(
        "在广西壮族自治区靖西市三联村，老人黄某搬进了新房。{rest}\n黄某是广西动态监测中发现的对象之一。{rest}\n\
        据广西壮族自治区住房和城乡建设厅介绍，广西全面查漏补缺。{rest}\n广西还将筹措资金，给困难农户补助。{rest}"
    );
    assert_eq!(about("不让一人住危房", &part), "450000");
    let reply = "您好！变更登记须凭本人申请到窗口办理，材料请以窗口公布的清单为准。(福州市公安局于 2024-3-5 10:53回复)\n根据民政部有关规定，变更登记一般当场办结。";
    assert_eq!(about("变更登记", reply), "350100");
    assert_eq!(about("河池：推进产业发展", "河池围绕产业发展持续用力，河池的蚕桑成了大产业。"), "451200");
}
