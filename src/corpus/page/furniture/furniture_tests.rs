use super::*;
use crate::corpus::page::lines::clean;

#[test]
fn furniture_is_distinguished_from_text() {
    let kind = |text: &str| kind_of_line(&clean(text)[0]);
    assert_eq!(kind("兰河日报 2024年3月5日 星期二 第2版"), Some(FurnitureKind::Masthead));
    assert_eq!(kind("兰河日报 二〇二四年三月五日 星期二"), Some(FurnitureKind::Masthead));
    assert_eq!(kind("责任编辑：何晓岚 美编：陈一舟"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("版式设计：何晓岚"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("本版邮箱：lanhe@example.com（来稿请注明栏目名）"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("一版责编：何晓岚 陈一舟 二版责编：周 宁"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("本版编辑 何晓岚　E-mail：lanhe@example.com"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("电话：孩子们的心声（组诗）。"), None);
    assert_eq!((kind("── 1 ──"), kind("—— 一座城")), (Some(FurnitureKind::PageNumber), None));
    assert_eq!(kind("第 3 版 要闻"), Some(FurnitureKind::PageNumber));
    assert_eq!(kind("社址：兰河市河滨路1号　邮编：000000　新闻热线：0000-0000000"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("印刷：兰河日报印务中心　零售每份一元"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("新闻热线 0000-66XXXXX"), Some(FurnitureKind::Imprint));
    assert_eq!(kind("新闻热线里的一个求助电话"), None);
    assert_eq!(kind("第二版 民生"), Some(FurnitureKind::PageNumber));
    assert_eq!(kind("□第二版·综合□"), Some(FurnitureKind::PageNumber));
    assert_eq!((kind("第二版《云溪县志》发布"), kind("第3版《云溪县志》发布")), (None, None));
    assert_eq!(kind("公益广告"), Some(FurnitureKind::Advert));
    assert_eq!(kind("2024年3月5日，全市信访工作会议召开。"), None);
    assert_eq!(kind("3月5日，全市信访工作"), None);
    assert_eq!(kind("一九四九年十月一日第一面五星红旗在天安门广场高高飘扬的日子，那"), None);
    assert_eq!(kind("一九七八年十二月十八日第十一届三中全会"), None);
    assert_eq!(kind("推进政务公开，及时发布信息"), None);
}
