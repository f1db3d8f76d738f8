//! Pages of short articles: one paragraph below each headline.

use crate::read;

/// Headline and paragraph.
const BRIEFS: [(&str, &str); 3] = [
    (
        "南山水库除险加固完工",
        "市水务局近日组织验收，南山水库除险加固工程合格，大坝防渗墙和溢洪道全部更新，下游农田旱涝保收。",
    ),
    (
        "技工院校秋季扩招三千人",
        "市人社局通报，六所技工院校秋季新增数控加工、工业机器人等专业，半数学生与企业签订学徒协议，边学边领工资。",
    ),
    (
        "夜间公交延长到零点",
        "3月4日起，城区八条公交线路末班车延长到零点，覆盖火车站、夜市和医院，票价不变，候车亭同时换上新灯。",
    ),
];

#[test]
fn briefs_are_parted_however_they_are_wrapped() {
    for width in [18, 22, 26, 30, 99] {
        let wrapped = |text: &str| {
            let chars: Vec<char> = format!("\u{3000}\u{3000}{text}").chars().collect();
            chars.chunks(width).map(|line| line.iter().collect::<String>() + "\n").collect::<String>()
        };
        for blank in ["", "\n"] {
            for briefs in [&BRIEFS[..2], &BRIEFS[..]] {
                let articles = briefs
                    .iter()
                    .map(|(title, text)| format!("{title}\n{blank}{}{blank}", wrapped(text)))
                    .collect::<String>();
                let text = format!("兰河日报　2024年3月5日　星期二　第2版\n\n{articles}");
                let found = read("2024-03-05-02.txt", text.as_bytes());
                let found: Vec<_> = found.iter().map(|a| (a.title.as_str(), a.text.as_str())).collect();
                assert_eq!(found, briefs, "{width} {blank:?}");
            }
        }
    }
}
