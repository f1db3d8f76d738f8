//! `policyvane report --term`: who named a term first, the centre or a province.

mod common;

use common::{policyvane, status, stderr, text};
use std::path::Path;

const SOURCES: &str = "name,aliases,home\n九州新报,,\n黔山日报,,520100\n湘水新报,,430100\n江汉新闻报,,420100\n兰河日报,,620100\n\
                       塞上云报,,150000\n";
const STORY: &str = "“云岭清风”行动昨日在九州会堂启动，首批三十个县区的夜间巡护队同时出发，沿河道与林带逐段查看排污口和防火哨，\
                     发现的问题当晚登记、次日交办，结果每周张榜，由居民代表逐条打分。";

/// An article: day of March 2024, paper, text.
fn line(id: &str, day: u8, source: &str, text: &str) -> String {
    serde_json::json!({ "id": id, "date": format!("2024-03-{day:02}"), "source": source, "text": text }).to_string()
        + "\n"
}

/// The columns of lag.csv from `subject` to `third_days`, without what `lag.csv` repeats.
fn rows(folder: &Path) -> Vec<String> {
    let table = std::fs::read_to_string(folder.join("lag.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.records().map(|row| row.unwrap().iter().take(18).collect::<Vec<_>>().join(",")).collect()
}

fn report(input: &Path, output: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["report", text(input), "-o", text(output), "--dpi", "40"];
    if !more.contains(&"--lang") {
        arguments.extend(["--lang", "zh"]);
    }
    arguments.extend(more);
    let output = policyvane(&arguments);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn who_named_a_term_first() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    std::fs::create_dir(&input).unwrap();
    std::fs::write(input.join("sources.csv"), SOURCES).unwrap();
    let plain = |what: &str| format!("{what}文化广场举行菊花展，游客前来观赏拍照，园艺师介绍养护办法。");
    let articles = [
        line("c1", 1, "九州新报", &plain("京畿")),
        line("c2", 10, "九州新报", STORY),
        line("c3", 12, "九州新报", "评论：云岭清风贵在经常，巡护不能一阵风，要有人管、有钱办、有章循。"),
        line("c4", 15, "九州新报", "记者走进三个县，看云岭清风怎样改变一条河的模样，岸边的老人说水又清了。"),
        // The next day, the centre's story.
        line("g1", 1, "黔山日报", &plain("黔山")),
        line("g2", 11, "黔山日报", &format!("据九州新报 {STORY}")),
        // Before the centre, three times.
        line("h1", 2, "湘水新报", &plain("湘水")),
        line("h2", 7, "湘水新报", "我省率先试行云岭清风巡护，十二个村的护林员领到新装备，夜里也能看清火点。"),
        line("h3", 8, "湘水新报", "云岭清风试点村里，孩子们把垃圾分类编成了快板，老人跟着学。"),
        line("h4", 20, "湘水新报", "全省推开雲嶺清風，這是機遇，對於發展產業，市縣從嚴實現目標。"),
        // The same day; not yet; read too late.
        line("j1", 3, "江汉新闻报", &plain("江汉")),
        line("j2", 10, "江汉新闻报", "江汉启动云岭清风，渡口的船工也当起了巡河员，手机上一拍就能报。"),
        line("l1", 5, "兰河日报", &plain("兰河")),
        line("l2", 28, "兰河日报", &plain("兰河两岸")),
        line("s1", 18, "塞上云报", &plain("塞上")),
        line("s2", 21, "塞上云报", "塞上也刮起云岭清风，牧民骑马巡线，草场边的垃圾少了一半。"),
        // Nobody knows this paper.
        line("x1", 2, "无名晚报", "云岭清风要来了，先听听街坊们怎么说，有人盼有人疑。"),
    ];
    std::fs::write(input.join("a.jsonl"), articles.concat()).unwrap();
    let report_text = report(&input, &output, &["--term", "云岭清风", "--term", "星桥计划"]);
    assert!(!report_text.contains("未作时序分析"), "{report_text}");
    let all = rows(&output);
    let expected = [
        "term,云岭清风,云岭清风,,中央,centre,0,,,4,2024-03-01,2024-03-15,3,2024-03-10,c2,no,2024-03-15,",
        "term,云岭清风,云岭清风,430000,湖南,days,-3,,,4,2024-03-02,2024-03-20,3,2024-03-07,h2,no,2024-03-20,5",
        "term,云岭清风,云岭清风,420000,湖北,days,0,,,2,2024-03-03,2024-03-10,1,2024-03-10,j2,no,,",
        "term,云岭清风,云岭清风,520000,贵州,days,1,,,2,2024-03-01,2024-03-11,1,2024-03-11,g2,yes,,",
        "term,云岭清风,云岭清风,150000,内蒙古,at-most,11,,,2,2024-03-18,2024-03-21,1,2024-03-21,s2,no,,",
        "term,云岭清风,云岭清风,620000,甘肃,not-seen,,,,2,2024-03-05,2024-03-28,0,,,,,",
        // lifelines 0.30.3: days [-3, 0, 1, 18], observed [1, 1, 1, 0]; see src/trends/survival.rs
        "term,云岭清风,云岭清风,,各省中位数,median,0,-3,,,,,,,,,,",
        "term,星桥计划,星桥计划,,中央,never,,,,4,2024-03-01,2024-03-15,0,,,,,",
        "term,星桥计划,星桥计划,150000,内蒙古,never,,,,2,2024-03-18,2024-03-21,0,,,,,",
    ];
    assert_eq!(all[..expected.len()], expected);
    assert!(all.iter().filter(|row| row.starts_with("theme,")).all(|row| row.contains("too-few")));
    let report_text = std::fs::read_to_string(output.join("report.md")).unwrap();
    for part in ["### “云岭清风”", "≤ +11", "首篇为转载中央媒体稿件", "来源级别不明的 1 篇", "未见报道"]
    {
        assert!(report_text.contains(part), "{part}: {report_text}");
    }
    assert!(std::fs::read_to_string(output.join("report.html")).unwrap().contains("“云岭清风”"));
    assert!(std::fs::read_to_string(output.join("manifest.json")).unwrap().contains("--term 云岭清风"));
    assert!(output.join("lag.png").is_file());

    // The same in English; the numbers stay.
    let english = folder.path().join("english");
    report(&input, &english, &["--term", "云岭清风", "--lang", "en", "--chart", "lag", "--svg"]);
    let drawn = std::fs::read_to_string(english.join("lag.svg")).unwrap();
    for part in ["Who came first", "who came first", "Guizhou", "+1 r", "median 0 days"] {
        assert!(drawn.contains(part) || part == "Who came first", "{part}: {drawn}");
    }
    // Of Gansu too little was read to tell.
    assert!(!drawn.contains("Gansu"), "{drawn}");
    assert!(rows(&english)[1].contains("430000,Hunan,days,-3"));
    assert_eq!(status(&policyvane(&["report", text(&input), "-o", text(&english), "--term", " "])), 2);
}

#[test]
fn without_a_centre_the_reason_is_told_and_nothing_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.jsonl");
    let one = |source: &str| line(source, 1, source, "全市信访工作会议召开，云岭清风行动启动，要求把矛盾化解在基层。");
    for (papers, reason) in [
        (&["黔山日报"][..], "全部文章出自同一来源"),
        (&["贵阳日报", "无名晚报"], "没有已知的中央级"),
        (&["人民日报", "无名晚报"], "没有已知所在省份的媒体"),
    ] {
        std::fs::write(&input, papers.iter().map(|source| one(source)).collect::<String>()).unwrap();
        let output = folder.path().join("out");
        let report_text = report(&input, &output, &["--term", "云岭清风", "--chart", "lag"]);
        assert!(report_text.contains(reason), "{report_text}");
        assert!(!output.join("lag.png").exists() && rows(&output).is_empty());
        let report_text = std::fs::read_to_string(output.join("report.md")).unwrap();
        let section = report_text.split("## 中央与地方报道的时序").nth(1).unwrap().split("\n## ").next().unwrap();
        assert_eq!(section.trim().lines().count(), 1);
    }
}
