//! The stories that a set of articles consists of.

use crate::corpus::reprints::leaders::leaders;
use crate::corpus::reprints::printing::Printing;
use crate::corpus::reprints::sketch_store::SketchStore;
use crate::error::Result;

/// The stories that a set of articles consists of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stories {
    numbers: Vec<usize>,
    printings: Vec<usize>,
    first_printings: Vec<usize>,
}

impl Stories {
    /// The story of each article, one entry per article. Stories are numbered from 0 in order of first appearance.
    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// The number of printings (articles) of each story, one entry per story.
    pub fn printings(&self) -> &[usize] {
        &self.printings
    }

    /// The article that printed each story first, as an index into the input, one entry per story: the one with the
    /// earliest date, and on the same day the first in the input. Undated articles come after dated ones.
    pub fn first_printings(&self) -> &[usize] {
        &self.first_printings
    }

    /// The number of stories.
    pub fn len(&self) -> usize {
        self.printings.len()
    }

    /// Whether there are no stories, because there are no articles.
    pub fn is_empty(&self) -> bool {
        self.printings.is_empty()
    }
}

/// Groups articles into stories.
///
/// `threshold` is the share (0 to 1) of a text that the longest printing of its story must contain, by default
/// [`THRESHOLD`](crate::corpus::reprints::THRESHOLD); within one paper, or days later, a larger share is needed. All printings of a
/// story lie within [`MAX_DAYS`](crate::corpus::reprints::MAX_DAYS) of each other, and none tells of a later stage of the same event than
/// another: a report of a death and one of the cremation are two stories.
/// On composed reprints of texts of at least 40 characters the default gave a precision of 0.997 and a recall of 0.95
/// (docs/DECISIONS.md). The result depends neither on the number of threads nor, but for the numbering, on the order of the articles.
///
/// # Errors
/// [`Error::Read`](crate::Error::Read) where the store of the articles' sketches cannot be read.
pub fn stories(articles: &[Printing], sketches: &SketchStore, threshold: f64) -> Result<Stories> {
    let leaders = leaders(articles, sketches, threshold)?;
    let mut stories = Stories::default();
    let mut number_of_leader = vec![usize::MAX; articles.len()];
    let day = |article: usize| articles[article].day.map_or((true, 0), |day| (false, day));
    for (article, &leader) in leaders.iter().enumerate() {
        let number = number_of_leader[leader];
        if let Some(first) = stories.first_printings.get_mut(number) {
            stories.printings[number] += 1;
            if day(article) < day(*first) {
                *first = article;
            }
            stories.numbers.push(number);
        } else {
            number_of_leader[leader] = stories.len();
            stories.numbers.push(stories.len());
            stories.printings.push(1);
            stories.first_printings.push(article);
        }
    }
    Ok(stories)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::reprints::{Sketch, THRESHOLD, sketch};

    fn stories(sketches: &[Sketch], dates: &[Option<i32>], threshold: f64) -> Stories {
        let days = dates.iter().copied().chain(std::iter::repeat(None));
        let mut store = SketchStore::default();
        let articles: Vec<Printing> = sketches
            .iter()
            .zip(days)
            .map(|(sketch, day)| Printing { sketch: store.add(sketch), day, paper: None })
            .collect();
        super::stories(&articles, &store, threshold).unwrap()
    }

    /// The number of stories of texts with headlines, days and papers.
    fn count(printings: &[(&str, &str, i32, u32)]) -> usize {
        let mut store = SketchStore::default();
        let articles: Vec<Printing> = printings
            .iter()
            .map(|&(title, text, day, paper)| Printing {
                sketch: store.add(&sketch(title, text)),
                day: Some(day),
                paper: Some(paper),
            })
            .collect();
        super::stories(&articles, &store, THRESHOLD).unwrap().len()
    }

    #[test]
    fn a_similar_text_in_the_same_paper_is_a_follow_up() {
        let edited = BRIDGE.replace('桥', "路").replace("居民", "乡亲").replace("果农", "菜农").replace('月', "周");
        for (paper, stories) in [(1, 2), (2, 1)] {
            assert_eq!(count(&[("", BRIDGE, 1, 1), ("", &edited, 1, paper)]), stories);
        }
        assert_eq!(count(&[("", BRIDGE, 1, 1), ("", BRIDGE, 1, 1)]), 1);
    }

    #[test]
    fn a_paper_that_prints_its_text_again_has_told_nothing_new() {
        let longer = format!(
            "{BRIDGE}\n大桥合龙次日，记者来到江北，看到码头的渡船已经停航，撑船四十年的老船工孟长河把船桨送给了县博物馆。"
        );
        assert_eq!(count(&[("", BRIDGE, 1, 1), ("大桥合龙之后", &longer, 2, 1)]), 1);
        // What looks back in a paragraph and goes on in its own words is news of its own.
        let follow_up = format!(
            "{}\n记者今日再访工地，看到桥面吊机正在拆除，三百名工人转往引桥，铺设沥青的机械已经进场。项目经理谭启明介绍，引桥还剩四孔箱梁，\
             雨季之前全部架完，照明和护栏同步招标。\n码头渡船今起停航，撑船四十年的老船工孟长河把船桨送给了县博物馆，他的儿子报名当了大桥的养护工。",
            BRIDGE.lines().next().unwrap_or_default()
        );
        assert_eq!(count(&[("", BRIDGE, 1, 1), ("大桥合龙之后", &follow_up, 2, 1)]), 2);
    }

    const BRIDGE: &str = "云溪县跨江大桥昨日合龙，两岸居民盼了二十年的通道即将打通。大桥全长1860米，主跨420米，由省路桥集团承建。\n\
        施工方介绍，为避开汛期，工人们连续奋战七个月，先后攻克深水基础和大风吊装两道难关。\n\
        县交通局负责人说，桥面铺装和照明安装将在年底前完成，通车后从老城到青石镇的车程由一小时缩短到十分钟。\n\
        家住江北的果农罗大成算了一笔账，每年运橘子的过渡费能省下四千多元，果子也能当天送到省城的批发市场。";
    const LIBRARY: &str = "松岭市图书馆新馆周末迎来首批读者，开馆当天接待了九千余人。新馆藏书一百二十万册，设有盲文阅览室和少儿绘本馆。\n\
        馆长丁若兰告诉记者，读者凭社保卡即可借书，每次可借十二册，借期一个月，还能在全市46个社区网点归还。\n\
        夜间自习区开放到晚上十点，附近工厂的青年工人成了这里的常客。";

    fn of(texts: &[&str]) -> Stories {
        let sketches: Vec<Sketch> = texts.iter().map(|text| sketch("", text)).collect();
        stories(&sketches, &[], THRESHOLD)
    }

    #[test]
    fn the_same_text_is_one_story() {
        let found = of(&[BRIDGE, LIBRARY, BRIDGE]);
        assert_eq!(found.numbers(), [0, 1, 0]);
        assert_eq!(found.printings(), [2, 1]);
        assert_eq!(found.first_printings(), [0, 1]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_first_half_of_a_story_is_a_reprint_of_it() {
        let half: String = BRIDGE.chars().take(BRIDGE.chars().count() / 2).collect();
        assert_eq!(of(&[&half, LIBRARY, BRIDGE]).numbers(), [0, 1, 0]);
    }

    #[test]
    fn bylines_titles_and_punctuation_do_not_matter() {
        let printings = [
            sketch("云溪跨江大桥合龙", BRIDGE),
            sketch("二十年的期盼", &format!("　　本报讯（记者 方一舟 通讯员 梁静）{BRIDGE}")),
            sketch("", &format!("据新华社电 {}", BRIDGE.replace('，', " ").replace('\n', ""))),
            sketch("大桥合龙了", &format!("大桥合龙了\n新华社云溪5月9日电 {BRIDGE}（责任编辑：方一舟）")),
        ];
        assert!(printings[1..].iter().all(|other| other.containment(&printings[0]) > 0.999));
        assert_eq!(stories(&printings, &[], THRESHOLD).printings(), [4]);
        assert_eq!(sketch("", "ＡＢ１２"), sketch("", "ab12"));
    }

    #[test]
    fn a_few_changed_words_do_not_matter() {
        let edited = BRIDGE.replace("昨日", "日前").replace("负责人说", "负责人表示").replace("即将", "将要");
        assert_eq!(of(&[BRIDGE, &edited]).printings(), [2]);
    }

    #[test]
    fn two_meetings_reported_in_the_same_phrases_are_two_stories() {
        let meeting = |place: &str, who: &str, day: &str, matter: &str, measure: &str| {
            format!(
                "{day}，{place}召开{matter}工作推进会，传达上级会议精神，研究部署下一阶段工作。{who}出席会议并讲话。会议指出，\
                 {matter}事关群众切身利益，各级各部门要提高政治站位，压实工作责任，{measure}。会议强调，要加强统筹协调，\
                 强化督促检查，确保各项任务落到实处。"
            )
        };
        let water =
            meeting("白沙区", "区委副书记顾行之", "3月2日", "河湖治理", "抓紧疏浚六条河道，年内关停沿岸的养殖场");
        let school = meeting("长亭县", "副县长袁小满", "6月17日", "校园食品安全", "逐校检查食堂进货台账，公开每周食谱");
        assert_eq!(of(&[&water, &school]).len(), 2);
    }

    #[test]
    fn a_template_with_different_numbers_is_a_new_story() {
        let weather = |day: u32, high: u32, low: u32, wind: u32| {
            format!(
                "市气象台{day}日发布天气预报：今天白天多云，偏北风{wind}级，最高气温{high}度；夜间晴转多云，最低气温{low}\
                 度，相对湿度{}%，早晚温差较大，请市民及时增减衣物，外出注意安全。",
                high + low
            )
        };
        let rates = |dollar: &str, euro: &str, yen: &str| {
            format!(
                "中国外汇交易中心公布人民币汇率中间价：1美元对人民币{dollar}元，1欧元对人民币{euro}元，100日元对人民币{yen}\
                 元，市场交易平稳，以上价格仅供参考。"
            )
        };
        let texts = [
            weather(3, 21, 9, 2),
            weather(4, 18, 11, 4),
            weather(5, 25, 13, 3),
            rates("7.1029", "7.7215", "4.8830"),
            rates("7.0986", "7.6902", "4.9174"),
        ];
        assert_eq!(of(&texts.each_ref().map(String::as_str)).len(), 5);
    }

    #[test]
    fn one_template_about_two_towns_is_two_stories() {
        let fair = |town: &str, name: &str| {
            format!(
                "{town}近日召开人居环境整治推进会，传达全县部署，安排下一阶段工作。会议要求，各村要压实责任，发动群众清理房前屋后，做到垃圾日产日清，污水不乱排，\
                 杂物不乱放。会议强调，要把整治成效纳入年度考核，建立红黑榜，每月评比公示，真正让乡村净起来、绿起来、美起来。{name}主持会议。"
            )
        };
        let (green, red) = (fair("云溪县青石镇", "孙向南"), fair("云溪县红土镇", "吕敬之"));
        assert_eq!(of(&[&green, &red, &format!("{green}会后，与会人员到青石镇两个村现场观摩。")]).numbers(), [0, 1, 0]);
    }

    #[test]
    fn a_caption_is_a_reprint_within_days_and_between_papers() {
        let caption = "6月12日，技术员在云溪县的茶园里查看新品种长势。";
        let longer = format!("{caption}方一舟摄");
        let of = |text: &str, day, paper| count(&[("图片新闻", caption, 13, 1), ("图片新闻", text, day, paper)]);
        assert_eq!(of(&longer, 14, 2), 1);
        assert_eq!((of(&longer, 14, 1), of(&longer, 20, 2)), (2, 2));
        assert_eq!(of(&caption.replace("6月12日", "5月9日").replace("云溪", "江北"), 14, 2), 2);
    }

    #[test]
    fn short_texts_are_never_reprints() {
        let found = of(&["今日导读：要闻见第二版", "今日导读：要闻见第二版", "", "", "。。。"]);
        assert_eq!(found.numbers(), [0, 1, 2, 3, 4]);
        assert_eq!(sketch("", "").containment(&sketch("", BRIDGE)), 0.0);
        assert!(stories(&[], &[], THRESHOLD).is_empty());
    }

    #[test]
    fn a_similar_text_a_year_later_is_another_story() {
        let edited = BRIDGE.replace('桥', "路").replace("居民", "乡亲").replace("果农", "菜农").replace('月', "周");
        let sketches = [sketch("", BRIDGE), sketch("", &edited)];
        assert_eq!(stories(&sketches, &[Some(0), Some(1)], THRESHOLD).len(), 1);
        assert_eq!(stories(&sketches, &[Some(0), Some(365)], THRESHOLD).len(), 2);
    }

    #[test]
    fn printings_of_a_story_are_within_thirty_days() {
        let printed = |days: &[i32]| {
            let days: Vec<Option<i32>> = days.iter().copied().map(Some).collect();
            stories(&vec![sketch("", BRIDGE); days.len()], &days, THRESHOLD).numbers().to_vec()
        };
        assert_eq!((printed(&[0, 30]), printed(&[0, 31])), (vec![0, 0], vec![0, 1]));
        // The same notice each year, reprinted a day later.
        assert_eq!(printed(&[365, 0, 731, 1, 366]), [0, 1, 2, 1, 0]);
        // Within thirty days of the second printing and not of the first.
        assert_eq!(printed(&[0, 20, 40]), [0, 0, 1]);
        // A cut printing joins the year it belongs to.
        let half: String = BRIDGE.chars().take(BRIDGE.chars().count() / 2).collect();
        let sketches = [sketch("", BRIDGE), sketch("", BRIDGE), sketch("", &half)];
        assert_eq!(stories(&sketches, &[Some(0), Some(365), Some(364)], THRESHOLD).numbers(), [0, 1, 1]);
    }

    #[test]
    fn a_later_stage_of_the_same_event_is_a_follow_up() {
        let life = "方远山同志1931年生于青石镇，早年在云溪水文站工作，后任省水利厅副厅长、厅长，主持修建了三座大型水库，退休后仍为                    乡村饮水工程奔走。他一生清廉，平易近人，深受干部群众敬重。";
        let died = format!("云溪省水利厅原厅长方远山同志，因病医治无效，于3月2日在云溪逝世，享年93岁。\n{life}");
        let cremated = format!(
            "云溪省水利厅原厅长方远山同志的遗体，8日在云溪火化。方远山同志因病于3月2日逝世，享年93岁。\n{life}"
        );
        let days = [Some(2), Some(8), Some(9)];
        let again = format!("据云溪晚报消息 {cremated}");
        let found = [sketch("方远山同志逝世", &died), sketch("送别方远山", &cremated), sketch("", &again)];
        assert_eq!(stories(&found, &days, THRESHOLD).numbers(), [0, 1, 1]);
    }

    #[test]
    fn the_earliest_date_is_the_first_printing() {
        let sketches = vec![sketch("", BRIDGE); 4];
        let first = |dates: &[Option<i32>]| stories(&sketches, dates, THRESHOLD).first_printings().to_vec();
        assert_eq!(first(&[Some(5), Some(3), Some(3), None]), [1]);
        assert_eq!(first(&[None, None, None, Some(9)]), [3]);
        assert_eq!(first(&[None; 4]), [0]);
        assert_eq!(first(&[]), [0]);
    }

    #[test]
    fn a_text_of_a_million_characters_is_compared() {
        let mut state = 1_u32;
        let long: String = (0..1_000_000)
            .filter_map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from_u32(0x4E00 + (state >> 16) % 3000)
            })
            .collect();
        let half: String = long.chars().take(500_000).collect();
        assert_eq!(of(&[&long, &half, BRIDGE, &"好".repeat(1_000_000)]).numbers(), [0, 0, 1, 2]);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["（记者", "据", "新华社电", "(((", "本报讯", "“\u{10FFFF}", "记者）（记者）", "12", "二十"]
        {
            assert_eq!(of(&[text]).len(), 1);
            assert!(sketch(text, text).containment(&sketch("", BRIDGE)) <= 1.0);
        }
    }

    /// Cut and altered printings of these two stories and of a third.
    fn printing() -> impl Strategy<Value = (String, Option<i32>)> {
        let base = prop::sample::select(vec![
            BRIDGE,
            LIBRARY,
            "山路十八弯，邮递员走了三十年，每天给二十六户人家送信，从没有误过一天，乡亲们都记得他。",
        ]);
        (base, 30..400_usize, prop::option::of(0..60_i32), any::<bool>()).prop_map(|(base, length, day, altered)| {
            let text: String = base.chars().take(length).collect();
            (if altered { text.replace('的', "之").replace("记者", "笔者") } else { text }, day)
        })
    }

    proptest! {
        #[test]
        fn the_order_of_the_articles_does_not_matter(
            (articles, shuffled) in prop::collection::vec(printing(), 0..14).prop_flat_map(|articles| {
                let places: Vec<usize> = (0..articles.len()).collect();
                (Just(articles), Just(places).prop_shuffle())
            })
        ) {
            let sketches: Vec<Sketch> = articles.iter().map(|(text, _)| sketch("", text)).collect();
            let dates: Vec<Option<i32>> = articles.iter().map(|&(_, day)| day).collect();
            let found = stories(&sketches, &dates, THRESHOLD);
            let other_sketches: Vec<Sketch> = shuffled.iter().map(|&place| sketches[place].clone()).collect();
            let other_dates: Vec<Option<i32>> = shuffled.iter().map(|&place| dates[place]).collect();
            let other = stories(&other_sketches, &other_dates, THRESHOLD);
            for (a, &place_a) in shuffled.iter().enumerate() {
                for (b, &place_b) in shuffled.iter().enumerate() {
                    let together = found.numbers()[place_a] == found.numbers()[place_b];
                    prop_assert_eq!(other.numbers()[a] == other.numbers()[b], together);
                }
            }
            prop_assert_eq!(found.printings().iter().sum::<usize>(), articles.len());
        }
    }

    #[test]
    fn a_paper_in_traditional_characters_reprints_one_in_simplified_characters() {
        let simplified = "市生态环境局通报，上半年国控断面水质优良比例达到百分之九十二，主要河段首次达到三类水标准。";
        let traditional = "市生態環境局通報，上半年國控斷面水質優良比例達到百分之九十二，主要河段首次達到三類水標準。";
        assert_eq!(count(&[("", simplified, 1, 0), ("", traditional, 2, 1)]), 1);
    }
}
