use super::*;
use serde_json::json;

#[test]
fn a_text_may_stand_in_parts() {
    let value = json!({"title": "兰河简讯", "parts": [{"type": "paragraph", "text": "河畔新增公园。"}, {"type": "paragraph", "text": "老街换灯。"}]});
    assert_eq!(objects(value), [json!({"title": "兰河简讯", "parts": "河畔新增公园。\n老街换灯。"})]);
}

#[test]
fn the_second_of_an_answer_dates_no_article() {
    let answer = json!({"errno": 0, "ts": 1711900800, "year": 2024, "list": [{"title": "春耕", "text": "甲"}]});
    assert_eq!(objects(answer), [json!({"title": "春耕", "text": "甲", "errno": 0, "year": 2024})]);
    let answer =
        json!({"total": 1, "timestamp": "Mon Apr 01 08:00:00 +0800 2024", "list": [{"title": "春耕", "text": "甲"}]});
    assert_eq!(objects(answer), [json!({"title": "春耕", "text": "甲", "total": 1})]);
}

#[test]
fn a_text_may_stand_in_numbered_lines() {
    let lines =
        json!([{"行号": 0, "md5": "a1", "内容": "河畔新增公园。"}, {"行号": 1, "md5": "b2", "内容": "老街换灯。"}]);
    let value = json!({"文件名": "1.txt", "段落数": 2, "段落": lines});
    assert_eq!(objects(value), [json!({"文件名": "1.txt", "段落数": 2, "段落": "河畔新增公园。\n老街换灯。"})]);
    assert_eq!(blocks_in(&lines.to_string()).as_deref(), Some("河畔新增公园。\n老街换灯。"));
    assert_eq!(blocks_in("[{'type': 'text', 'text': '老街换灯。'}]").as_deref(), Some("老街换灯。"));
    for other in ["[{\"标题\": \"老街换灯\", \"行号\": 1}]", "[图]老街换灯。", "[{老街}]", ""] {
        assert_eq!(blocks_in(other), None, "{other}");
    }
    let articles =
        json!({"段落": [{"行号": 0, "标题": "春耕", "内容": "甲"}, {"行号": 1, "标题": "秋收", "内容": "乙"}]});
    assert_eq!(objects(articles).len(), 2);
}

fn objects(value: Value) -> Vec<Value> {
    rows(value)
        .into_iter()
        .map(|cells| match cells {
            Cells::Object(object) => Value::Object(object),
            Cells::Row(cells) => Value::Array(cells),
        })
        .collect()
}

#[test]
fn an_article_is_itself() {
    let article =
        json!({"title": "春耕", "text": "柳河两岸", "dateline": {"place": "柳河"}, "comments": [{"text": "好"}]});
    assert_eq!(objects(article.clone()), [article]);
    let nested = json!({"meta": {"title": "春耕"}, "content": {"text": "柳河两岸"}});
    assert_eq!(objects(nested.clone()), [nested]);
    let unknown = json!({"a": "春耕", "b": {"c": 1}});
    assert_eq!(objects(unknown.clone()), [unknown]);
}

#[test]
fn wrapped_arrays_are_opened() {
    let (one, two) = (json!({"title": "春耕", "text": "甲"}), json!({"title": "秋收", "text": "乙"}));
    assert_eq!(objects(json!({"data": [one, two]})), [one.clone(), two.clone()]);
    let counted = json!({"title": "春耕", "text": "甲", "total": 1});
    assert_eq!(objects(json!({"total": 1, "title": "检索", "results": {"items": [one]}})), [counted]);
    let page = json!({"page": "A1", "date": "2024-04-01", "articles": [two]});
    assert_eq!(objects(page), [json!({"title": "秋收", "text": "乙", "page": "A1", "date": "2024-04-01"})]);
}

#[test]
fn objects_by_key_are_opened() {
    let keyed = json!({"n1": {"title": "春耕", "text": "甲"}, "n2": {"title": "秋收", "text": "乙"}});
    assert_eq!(objects(keyed)[1], json!({"title": "秋收", "text": "乙", "key": "n2"}));
    let days = json!({"2024-04-01": [{"title": "春耕"}], "2024-04-02": [{"title": "秋收"}]});
    assert_eq!(objects(days)[0], json!({"title": "春耕", "date": "2024-04-01"}));
    let pages = json!({"2024-04-01": {"第01版": [{"title": "春耕", "text": "甲"}], "第02版": [{"title": "秋收", "text": "乙"}]}});
    assert_eq!(objects(pages)[1], json!({"title": "秋收", "text": "乙", "date": "2024-04-01", "page": "第02版"}));
}

#[test]
fn articles_in_nested_documents_are_found() {
    let item = json!({"_source": {"doc": {"headline": "春耕", "body": {"paragraphs": ["甲", "乙"]}}, "meta": {"edition": "A01"}}});
    let answer = json!({"code": 0, "data": {"total": 1, "list": [item.clone()]}});
    let found = objects(answer);
    assert_eq!((found.len(), &found[0]["_source"]), (1, &item["_source"]));
}

#[test]
fn nested_fields_get_dotted_names() {
    let Value::Object(object) = json!({"_source": {"title": "春耕", "place": {"a": 1}}, "dateline": {"place": "柳河"}})
    else {
        return;
    };
    let flat = flatten(object, &|path| path == "_source");
    assert_eq!(
        Value::Object(flat),
        json!({"_source.title": "春耕", "_source.place": {"a": 1}, "dateline": {"place": "柳河"}})
    );
}

#[test]
fn what_stands_beside_articles_is_none() {
    let one = json!({"title": "春耕", "text": "甲"});
    let facets = json!({"facets": [{"name": "柳河日报", "count": 3}], "total": {"value": 1}, "results": [one.clone()]});
    assert_eq!(objects(facets), std::slice::from_ref(&one));
    let schema = json!({"schema": {"fields": [{"name": "title", "type": "string"}]}, "data": [one.clone()]});
    assert_eq!(objects(schema), std::slice::from_ref(&one));
    let issue =
        json!({"issue": {"paper": "柳河日报", "date": "2024-04-01", "editor": {"name": "甲"}}, "articles": [one]});
    let article = json!({"title": "春耕", "text": "甲", "issue.paper": "柳河日报", "issue.date": "2024-04-01"});
    assert_eq!(objects(issue), [article]);
}

#[test]
fn articles_tell_their_own_day() {
    let item = json!({"title": "春耕", "content": "甲", "publish_time": "2024-04-01", "meta": {"media": "柳河日报"}});
    let answer = json!({"date": "2026-05-01", "source": "搜索引擎", "page": 2, "items": [item]});
    let found = json!({"title": "春耕", "content": "甲", "publish_time": "2024-04-01", "meta": {"media": "柳河日报"}, "page": 2});
    assert_eq!(objects(answer), [found]);
    let timed = json!({"date": "2024-04-01", "items": [{"title": "春耕", "content": "甲", "time": "08:30"}]});
    assert_eq!(objects(timed)[0]["date"], "2024-04-01");
    let undated = json!({"date": "2024-04-01", "items": [{"title": "春耕", "content": "甲", "publish_time": "", "create_time": "2026"}]});
    assert_eq!(objects(undated)[0]["date"], "2024-04-01");
}

#[test]
fn programmes_are_papers_too() {
    let value = json!({"新闻联播": [{"title": "春耕", "text": "甲"}], "柳河日报": [{"title": "秋收", "text": "乙"}]});
    assert_eq!(objects(value)[0]["source"], "新闻联播");
}

#[test]
fn pages_of_an_answer_are_no_pages_of_a_paper() {
    let answer = json!({"code": 200, "data": {"total": 31, "pageNum": 2, "list": [{"title": "春耕", "text": "甲"}]}});
    assert_eq!(objects(answer)[0].get("pageNum"), None);
    let issue = json!({"page": "A1", "articles": [{"title": "春耕", "text": "甲"}]});
    assert_eq!(objects(issue)[0]["page"], "A1");
}

#[test]
fn posts_of_several_articles_are_opened() {
    let further = json!([{"title": "秋收", "digest": "乙"}, {"title": "冬修", "digest": "丙"}]);
    let first = json!({"title": "春耕", "digest": "甲", "multi_app_msg_item_list": further});
    let post = json!({"comm_msg_info": {"id": 7, "datetime": 1711900800}, "app_msg_ext_info": first.clone()});
    let answer = json!({"msg_list": json!({"list": [post]}).to_string()});
    let found = objects(answer);
    let titles: Vec<&Value> = found.iter().map(|row| &row["app_msg_ext_info"]["title"]).collect();
    assert_eq!(titles, ["春耕", "秋收", "冬修"]);
    assert!(found.iter().all(|row| row["comm_msg_info"]["datetime"] == 1711900800));
    assert_eq!((&found[0]["comm_msg_info"]["id"], found[1]["comm_msg_info"].get("id")), (&json!(7), None));
    let mut flat = first;
    flat["date"] = json!("2024-04-01");
    let found = objects(flat);
    assert_eq!(found[2], json!({"title": "冬修", "digest": "丙", "date": "2024-04-01"}));
}

#[test]
fn marked_results_are_no_further_articles() {
    let marked = json!({"7": {"title": ["<em>春耕</em>"]}});
    let answer = json!({"response": {"docs": [{"id": "7", "title": "春耕", "text": "甲"}]}, "highlighting": marked});
    assert_eq!(objects(answer), [json!({"id": "7", "title": "春耕", "text": "甲"})]);
}

#[test]
fn an_issue_names_its_paper_and_numbers_its_pages() {
    let page = |number: &str, title: &str| json!({"no": number, "name": "要闻", "articles": [{"title": title, "content": "甲"}]});
    let issue = json!({"name": "兰河日报", "date": "20240401", "page": [page("01", "春耕"), page("02", "秋收")]});
    let found = objects(issue);
    let seen: Vec<[&Value; 3]> = found.iter().map(|row| [&row["source"], &row["page"], &row["title"]]).collect();
    assert_eq!(seen, [["兰河日报", "01", "春耕"], ["兰河日报", "02", "秋收"]]);
    // The pages of an answer are numbered as well.
    let answer = json!({"page": {"no": 1, "size": 20, "list": [{"title": "春耕", "content": "甲"}]}});
    assert_eq!(objects(answer)[0].get("page"), None);
}
