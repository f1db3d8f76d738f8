//! What stands above the text of an article, in the forms that sites have for it.

use super::tests::{FIRST, SECOND, article, day};

#[test]
fn a_bare_paper_stands_between_day_and_page() {
    let found = article(&format!(
        "<title>Untitled Document</title><table><tr><td>日期:[2024年03月05日] -- 兰河商报 -- 版次:[A02]</td></tr></table>\
         <table><tr><td class=title>兰河新区三个项目集中签约</td></tr><tr><td class=text>　　{FIRST}<br>　　{SECOND}</td></tr></table>"
    ));
    assert_eq!((found.title.as_str(), day(&found).as_str()), ("兰河新区三个项目集中签约", "2024-03-05"));
    assert_eq!((found.source.as_str(), found.page.as_str()), ("兰河商报", "A02"));
}
