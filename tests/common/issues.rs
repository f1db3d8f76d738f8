//! Fictional issues, written for tests of the archive.

use std::path::Path;

const PAPERS: [&str; 4] = ["lanhe-ribao", "qilu-haibao", "dianhu-xinbao", "songjiang-chenbao"];
const TOPICS: [(&str, &str); 4] = [
    (
        "全市信访工作会议召开",
        "全市信访工作会议召开，要求各级各部门压实责任，把矛盾纠纷化解在基层，推动信访积案逐件办结",
    ),
    (
        "招商推介会签约三个项目",
        "我市举行招商推介会，来自省内外的六十多家企业参加，三个项目现场签约，涉及装备制造和农产品加工",
    ),
    ("河湖治理攻坚", "生态环境部门通报河湖治理进展，黑臭水体整治完成，污水处理厂提标改造，水质持续改善"),
    ("乡村振兴示范村建设", "村里修起水泥路，发展大棚蔬菜和特色种植，村集体收入增加，农民在家门口就业"),
];

/// Writes issues of one page with two articles each, of several papers and days.
#[allow(dead_code)]
pub fn write_issues(folder: &Path, number: usize) {
    for issue in 0..number {
        let (paper, day) = (PAPERS[issue % PAPERS.len()], issue / PAPERS.len());
        let (month, day) = (1 + day / 28 % 12, 1 + day % 28);
        let mut text = String::new();
        for part in 0..2 {
            let (title, body) = TOPICS[(issue + part) % TOPICS.len()];
            text += &format!(
                "{title}\n    本报讯 {month}月{day}日，{body}，第{issue}期第{part}篇，共{}个单位参加。\n",
                issue * 7 + part
            );
            text += &format!(
                "    会议指出，要在{}个乡镇推广经验，投入资金{}万元，年内见到成效。（记者 何晓岚）\n\n",
                issue + 3,
                issue * 13 + 5
            );
        }
        let path = folder.join(paper).join(format!("2024-{month:02}-{day:02}-01.txt"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
