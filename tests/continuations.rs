//! Articles that are continued on another page: pages of one PDF, files of one issue, in any order of their names.

mod common;
// The pages here need only a part of what can be composed.
#[allow(dead_code)]
mod compose;

use std::path::Path;

use common::{policyvane, status, stderr, stdout, text};
use compose::{Area, Sheet};
use serde_json::Value;

const HEADLINE: &str = "河畔新增三处便民公园";
const BEGINNING: &str = "本报讯（记者 林小禾）三月四日，兰河市新建的三处便民公园向市民开放。公园沿河而建，种了六百多棵乔木，附近居民步行十分钟就能走到，\
    每处都有健身步道和儿童游乐场。园林部门负责人介绍，建设用地由旧厂房腾退而来。（下转第三版）";
const REST: &str = "（上接第一版）今年还将在老城区见缝插绿，再建五处小游园，选址已经征求居民意见。社区组织志愿者轮流看护，\
    定期修剪树木，夜间照明由市政部门统一维护。";
const OTHER: (&str, &str) = (
    "云溪县启动春灌保障行动",
    "本报讯（记者 何晓岚）三月四日，云溪县三座泵站同时开机，沿线二十六个村的麦田可以按时浇上返青水。水利部门派出四支小队检修渠道，\
     保证每条支渠通水到田头。",
);

/// The articles below a path, each with the number of its marks of continuation.
fn read(path: &Path) -> Vec<(String, String)> {
    let output = policyvane(&["ingest", text(path)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let articles = stdout(&output);
    let articles = articles.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let squeezed = |value: &Value| value.as_str().unwrap().split_whitespace().collect::<String>();
    articles.map(|article| (squeezed(&article["title"]), squeezed(&article["text"]))).collect()
}

fn check(found: &[(String, String)]) {
    assert_eq!(found.len(), 2, "{found:?}");
    let whole = |text: &str| text.split_whitespace().collect::<String>();
    let joined = found.iter().find(|(title, _)| title == HEADLINE).unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(joined.1, whole(&format!("{BEGINNING}{REST}")));
    assert!(found.iter().any(|(title, text)| title == OTHER.0 && *text == whole(OTHER.1)), "{found:?}");
}

#[test]
fn pages_of_one_pdf_are_joined() {
    let mut sheets = Vec::new();
    for (headline, paragraph) in [(HEADLINE, BEGINNING), OTHER, ("", REST)] {
        let mut sheet = Sheet::new(420.0, 595.0);
        let area = Area { left: 40.0, top: 40.0, width: 340.0, height: 500.0 };
        if !headline.is_empty() {
            sheet.centred(area, 62.0, 22.0, headline);
        }
        sheet.columns(Area { top: 90.0, ..area }, 2, 14.0, 9.0, 13.5, &[paragraph]);
        sheets.push(sheet);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("兰河日报-2024-03-05.pdf");
    std::fs::write(&path, compose::pdf(&sheets)).unwrap();
    check(&read(&path));
}

#[test]
fn marks_of_many_forms_join_pages() {
    for (on, from) in [
        ("（紧转第三版）", "（紧接第一版）"),
        ("（转3版）", "（接1版）"),
        ("（下转第三版①）", "（上接第一版①）"),
        ("▶▶下转第三版", "◀◀上接第一版 "),
        ("（下转第三版）", "上接第一版\n\u{3000}\u{3000}"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (beginning, rest) = (BEGINNING.replace("（下转第三版）", on), REST.replace("（上接第一版）", from));
        let other = format!("{}\n\u{3000}\u{3000}{}", OTHER.0, OTHER.1);
        for (page, text) in [
            (1, format!("{HEADLINE}\n\u{3000}\u{3000}{beginning}\n\n{other}")),
            (3, format!("{}\n\n{rest}", other.replace("云溪", "云岭"))),
        ] {
            let text = format!("兰河日报 2024年3月5日 星期二 第{page}版\n\n{text}\n");
            std::fs::write(folder.path().join(format!("0{page}.txt")), text).unwrap();
        }
        let found = read(folder.path());
        assert_eq!(found.len(), 3, "{on}: {found:?}");
        let is_joined = |(title, text): &(String, String)| title == HEADLINE && text.ends_with("统一维护。");
        assert_eq!(found.iter().filter(|article| is_joined(article)).count(), 1, "{from}: {found:?}");
    }
}

#[test]
fn a_rest_whose_first_part_is_not_read_is_no_news_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("02.txt");
    let other = format!("{}\n\u{3000}\u{3000}{}", OTHER.0, OTHER.1);
    std::fs::write(&path, format!("兰河日报 2024年3月5日 星期二 第2版\n\n{other}\n\n{REST}\n")).unwrap();
    let table = stdout(&policyvane(&["classify", text(&path), "-f", "jsonl"]));
    let rows: Vec<Value> = table.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2, "{table}");
    let rest = rows.iter().find(|row| row["title"] == "").unwrap();
    assert_eq!(
        [&rest["theme"], &rest["undetermined"], &rest["continues"]],
        [&Value::from(""), &Value::from("continuation"), &Value::from("1")]
    );
    let whole = rows.iter().find(|row| row["title"] == OTHER.0).unwrap();
    assert_eq!((&whole["undetermined"], whole.get("continues")), (&Value::from(""), None));
}

#[test]
fn files_of_one_issue_are_joined_in_any_order() {
    for names in [["01", "02", "03"], ["9-1", "5-2", "1-3"]] {
        let folder = tempfile::tempdir().unwrap();
        for (at, (name, (headline, paragraph))) in
            names.iter().zip([(HEADLINE, BEGINNING), OTHER, ("", REST)]).enumerate()
        {
            let page =
                format!("兰河日报 2024年3月5日 星期二 第{}版\n{headline}\n\u{3000}\u{3000}{paragraph}\n", at + 1);
            std::fs::write(folder.path().join(format!("{name}.txt")), page).unwrap();
        }
        check(&read(folder.path()));
    }
}
