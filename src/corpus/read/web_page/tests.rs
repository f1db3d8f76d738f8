use super::*;

/// A sentence of a fictional article.
pub(super) const FIRST: &str = "昨日，我市举行招商推介会，来自省内外的六十多家企业参加，三个项目现场签约。";
/// Another sentence.
pub(super) const SECOND: &str = "项目总投资十二亿元，涉及装备制造和农产品加工，计划明年六月建成投产。";
/// A third sentence.
const THIRD: &str = "副市长何晓岚说，全市将为签约企业配备服务专员，做到件件有回音。";

pub(super) fn article(html: &str) -> WebArticle {
    article_at(html, "1.html")
}

fn article_at(html: &str, path: &str) -> WebArticle {
    match read_web_page(html, path) {
        WebPage::Article(article) => *article,
        other => panic!("no article but {other:?}"),
    }
}

pub(super) fn day(article: &WebArticle) -> String {
    article.date.map(|day| day.to_string()).unwrap_or_default()
}

#[test]
fn an_article_of_a_digital_paper() {
    let html = format!(
        "<html><head><title>兰河日报数字报</title></head><body><div class=nav><a href=x>首页</a> <a>往期</a></div>\
         <div>《兰河日报》（2024年03月05日 第 02 版）</div><founder-introtitle>招商推介会举行</founder-introtitle>\
         <founder-title>三个项目签约</founder-title><founder-subtitle>总投资十二亿元</founder-subtitle>\
         <div id=ozoom><founder-content><P>　　{FIRST}</P><P>{SECOND}<BR>{THIRD}</P></founder-content></div>\
         <div class=footer>版权所有</div></body></html>"
    );
    let found = article(&html);
    assert_eq!(found.headline(), "招商推介会举行 三个项目签约 总投资十二亿元");
    assert_eq!(found.paragraphs, [FIRST, SECOND, THIRD]);
    assert_eq!((found.source.as_str(), found.page.as_str(), day(&found).as_str()), ("兰河日报", "2", "2024-03-05"));
}

#[test]
fn the_day_and_page_of_a_digital_paper_from_its_path() {
    let html = format!(
        "<title>三个项目签约</title><div><!--enpproperty <author>何晓岚</author><title>三个项目签约</title>\
         <introtitle>招商推介会举行</introtitle><nodename>兰河日报</nodename>/enpproperty--><h3>招商推介会举行</h3>\
         <h1>三个项目签约</h1><h2></h2><p>本报记者 何晓岚 <span></span></p><div><!--enpcontent--><p>{FIRST}</p>\
         <p>{SECOND}</p><!--/enpcontent--></div><p>（责编：陈一舟）</p></div>"
    );
    let found = article_at(&html, "lanhe/html/2024-03/05/nw.D110000lhrb_20240305_1-03.htm");
    assert_eq!(found.headline(), "招商推介会举行 三个项目签约");
    assert_eq!((found.source.as_str(), found.page.as_str(), day(&found).as_str()), ("兰河日报", "3", "2024-03-05"));
    assert_eq!((found.byline.as_str(), found.paragraphs.len()), ("本报记者 何晓岚", 2));
}

#[test]
fn numbered_titles_are_kicker_headline_and_subtitle() {
    let found = article(&format!(
        "<title>三个项目集中签约</title><p class=title1>招商推介会举行</p><p class=title2>三个项目集中签约</p>\
         <p class=title3>总投资十二亿元</p><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!(found.headline(), "招商推介会举行 三个项目集中签约 总投资十二亿元");
}

#[test]
fn source_and_day_within_the_heading_are_no_part_of_it() {
    let found = article(&format!(
        "<title>新闻中心</title><h3>三个项目签约<span><span>来源：兰河日报</span>&nbsp;<span>发布时间：2024-03-05</span></span></h3>\
         <div><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!(
        (found.title.as_str(), found.source.as_str(), day(&found).as_str()),
        ("三个项目签约", "兰河日报", "2024-03-05")
    );
}

#[test]
fn who_published_a_page_may_be_the_paper() {
    let found = article(&format!(
        "<h1>三个项目签约</h1><div><span>发布时间：2024-03-05</span><span>发布人：-兰河日报 </span></div><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河日报", "2024-03-05"));
}

#[test]
fn a_saved_article_of_a_news_site() {
    let found = article(&format!(
        "<html><head><meta name=lastmod content=2024-09-30><title>三个项目签约_财经频道_兰河新闻网</title></head><body>\
         <ul><li><a>头条：这是一条很长很长很长很长很长的导航标题</a></li><li><a>另一条很长很长很长很长的标题</a></li></ul>\
         <h1>兰河新闻网</h1><h2>三个项目签约</h2><p>2024-03-05 08:15　来源： <a>兰河晚报</a>(兰河) 作者：何晓岚 字号：大 中 小</p>\
         <div><p>{FIRST}</p><p>{SECOND}</p><p>责任编辑：陈一舟</p></div>\
         <div class='related'><p>相关阅读：另外一条消息，写得也不短，说的是别的事情。</p></div></body></html>"
    ));
    assert_eq!(found.title, "三个项目签约");
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河晚报", "2024-03-05"));
    assert_eq!(found.editors, ["责任编辑：陈一舟"]);
}

#[test]
fn a_short_article_beside_a_longer_statement() {
    let found = article(
        "<title>三个项目签约 - 兰河日报 - 新闻</title><h1>三个项目签约</h1><div><span>2024-03-05 08:15</span></div>\
         <div class=content><p>昨日，三个项目在我市签约，总投资十二亿元。</p></div><div><p>特别声明：以上内容(如有图片或视频亦包括在内)\
         为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</p></div><ul><li><a>市民中心新增夜间服务窗口</a> 2024-05-10</li></ul>",
    );
    assert_eq!(found.paragraphs, ["昨日，三个项目在我市签约，总投资十二亿元。"]);
    assert_eq!(day(&found), "2024-03-05");
}

#[test]
fn a_text_of_bare_lines() {
    for html in [
        format!("<h1>三个项目签约</h1><div class=text>{FIRST}<br><br>　　{SECOND}<br>{THIRD}</div>"),
        format!("<h1>三个项目签约</h1><div><div>{FIRST}</div><div>{SECOND}</div><div><span>{THIRD}</span></div></div>"),
        format!(
            "<h1>三个项目签约</h1><table><tr><td>{FIRST}<p></p>{SECOND}</td></tr><tr><td>{THIRD}</td></tr></table>"
        ),
    ] {
        assert_eq!(article(&html).paragraphs, [FIRST, SECOND, THIRD], "{html}");
    }
}

#[test]
fn a_text_in_two_containers() {
    let found = article(&format!(
        "<title>三个项目签约</title><div><h1>三个项目签约</h1><div><p>{FIRST}</p><p>{SECOND}</p></div>\
         <div class=ad><p>购房优惠，火热进行。</p></div><div><p>{THIRD}</p><p>{FIRST}</p></div></div>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND, THIRD, FIRST]);
}

#[test]
fn short_lines_within_and_around_the_text_stay() {
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><p>2024-03-05</p><div class=body><p>推介会现场</p><p>{FIRST}</p>\
         <p>项目情况</p><p>{SECOND}</p><p>何晓岚 陈一舟</p></div><div>赞 12 收藏</div>"
    ));
    assert_eq!(found.paragraphs, ["推介会现场", FIRST, "项目情况", SECOND, "何晓岚 陈一舟"]);
}

#[test]
fn a_table_within_the_text_does_not_end_it() {
    let rows: String = (0..40).map(|row| format!("<tr><td>城关区</td><td>{row}.5</td><td>亿元</td></tr>")).collect();
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><div><p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p></div>"
    ));
    assert_eq!(found.paragraphs.first().map(String::as_str), Some(FIRST));
    assert_eq!(found.paragraphs.last().map(String::as_str), Some(SECOND));
}

#[test]
fn hidden_text_scripts_and_captions_are_no_text() {
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><div><p style='display: none'>原标题：签约了，签约了，都来看。</p>\
         <p>{FIRST}</p><script>var a = '一段脚本，不是正文，不会显示。';</script><figure><figcaption>签约现场</figcaption></figure>\
         <p>{SECOND}</p></div>"
    ));
    assert_eq!((found.paragraphs, found.captions), (vec![FIRST.into(), SECOND.into()], vec!["签约现场".to_owned()]));
}

#[test]
fn comments_and_recommendations_are_no_text() {
    let others: String = (0..30)
        .map(|number| format!("<li><p>网友{number}：写得很好，希望多来一些项目，大家都有活干。</p></li>"))
        .collect();
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><div class=article><p>{FIRST}</p><p>{SECOND}</p>\
         <p>相关阅读</p><p><a>市民中心新增夜间服务窗口</a></p></div><ul class=comment-list>{others}</ul>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn unnamed_comments_longer_than_the_text_are_no_text() {
    let others: String = (0..30)
        .map(|number| format!("<div><div>网友何{number}</div><div>写得很好，希望多来一些项目，大家都有活干。</div><div>3小时前</div><div>举报</div><div>分享</div></div>"))
        .collect();
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><div><p>{FIRST}</p><p>{SECOND}</p></div><div>{others}</div>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn a_text_held_as_data() {
    let body = format!(r"<p>{FIRST}<\/p><p>{SECOND}<\/p><p>{THIRD}<\/p>");
    let found = article(&format!(
        "<title>三个项目签约_兰河号</title><div id=app><div>加载中</div></div><script>window.__INITIAL_STATE__ = \
         {{\"title\":\"三个项目签约\",\"publishTime\":\"2024-03-05 08:15\",\"content\":\"{body}\"}}</script>"
    ));
    assert_eq!((found.title.as_str(), day(&found).as_str()), ("三个项目签约", "2024-03-05"));
    assert_eq!(found.paragraphs, [FIRST, SECOND, THIRD]);
    let found = article(&format!("<h1>三个项目签约</h1><textarea><p>{FIRST}</p><p>{SECOND}</p></textarea>"));
    assert_eq!((found.title.as_str(), found.paragraphs.len()), ("三个项目签约", 2));
}

#[test]
fn the_province_of_an_account_is_no_source_and_its_end_mark_no_text() {
    let found = article(&format!(
        "<h1 id=activity-name>三个项目签约</h1><div><span><a id=js_name>兰河发布</a></span><em id=publish_time>2024-03-05 08:15</em>         <span id=js_ip_wording>甘肃</span></div><div id=js_content><p>{FIRST}</p><p>{SECOND}</p><p>— END —</p></div>"
    ));
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河发布", "2024-03-05"));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn news_of_codes_and_rights_is_no_statement() {
    let rights = "法院认为，被告未经许可使用他人画作，应当赔偿损失并公开道歉。";
    let found = article(&format!(
        "<h1>三个项目签约</h1><p>2024-03-05 来源：兰河晚报</p><p>{FIRST}</p><p>{rights}</p><p>{SECOND}</p><p>扫一扫关注兰河发布</p>"
    ));
    assert_eq!(found.paragraphs, [FIRST, rights, SECOND]);
    assert!(!super::wording::is_statement("市民扫一扫站牌上的二维码，就能查到下一班车几分钟后到站，还能给司机留言。"));
}

#[test]
fn microdata_and_json_ld() {
    let found = article(&format!(
        "<title>兰河网</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"三个项目签约\",\
         \"datePublished\":\"2024-03-04T23:30:00Z\",\"publisher\":{{\"name\":\"兰河晚报\"}}}}</script>\
         <div class=side><p>{THIRD}</p><p>{THIRD}</p><p>{THIRD}</p></div><div itemprop=articleBody><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!((found.title.as_str(), found.source.as_str()), ("三个项目签约", "兰河晚报"));
    assert_eq!(day(&found), "2024-03-05");
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn a_visible_day_goes_before_that_of_a_later_change() {
    let page = |meta: &str, line: &str| {
        let html = format!(
            "<head>{meta}</head><h1>三个项目签约</h1><p>{line}</p><div><p>{FIRST}</p><p>2019年1月2日，{SECOND}</p></div>"
        );
        day(&article_at(&html, "html/20240303/1.html"))
    };
    assert_eq!(page("<meta name=lastmod content=2024-09-30>", "发布时间：2024年03月05日"), "2024-03-05");
    assert_eq!(page("<meta name=PubDate content='2024-03-05 06:23'>", "字号：大 中 小"), "2024-03-05");
    assert_eq!(page("<meta name='weibo: article:create_at' content='2024-03-05 06:23'>", ""), "2024-03-05");
    assert_eq!(page("<meta name=lastmod content=2024-09-30>", ""), "2024-03-03");
}

#[test]
fn a_day_behind_the_text() {
    let found = article(&format!(
        "<title>三个项目签约--兰河商报</title><h1>三个项目签约</h1><div><p>{FIRST}</p><p>{SECOND}</p></div>\
         <div>来源：兰河商报 时间：2024-03-05 14:34:05</div>"
    ));
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河商报", "2024-03-05"));
}

#[test]
fn the_name_of_the_site_is_no_source_without_a_word_of_it() {
    let found =
        article(&format!("<title>三个项目签约-兰河传媒</title><h1>三个项目签约</h1><p>{FIRST}</p><p>{SECOND}</p>"));
    assert_eq!((found.title.as_str(), found.source.as_str()), ("三个项目签约", ""));
}

#[test]
fn the_index_of_a_printed_page_has_no_article() {
    let html = "<title>兰河日报2024年03月05日 第02版</title><a href=node_01.html>01版：要闻</a><ul>\
                <li><a href=../../content/202403/05/content_1.html>三个项目在我市签约</a></li></ul>";
    let WebPage::Index(index) = read_web_page(html, "layout/202403/05/node_02.html") else { panic!("an index") };
    assert_eq!((index.source.as_str(), index.page.as_str()), ("兰河日报", "2"));
    assert_eq!(index.links.len(), 1);
    assert_eq!(index.links[0].date, index.date);
}

#[test]
fn a_list_with_summaries_has_no_article() {
    let items: String = (0..12)
        .map(|number| format!("<li><a href={number}.html>第{number}条消息的标题写在这里</a><p>{FIRST}</p></li>"))
        .collect();
    assert!(matches!(read_web_page(&format!("<ul>{items}</ul>"), "list.html"), WebPage::Index(_)));
}

#[test]
fn hostile_pages_are_read() {
    for html in ["", "<", "<!--", "<p>", "\u{0}\u{FFFF}", "<title></title><script>content:\"\\u12"] {
        assert_eq!(read_web_page(html, ""), WebPage::Nothing, "{html}");
    }
    let deep = format!("{}{FIRST}{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(article(&deep).paragraphs, [FIRST]);
}

#[test]
fn reading_is_deterministic() {
    let html = format!("<title>三个项目签约</title><div><p>{FIRST}</p></div><div><p>{FIRST}</p></div>");
    assert_eq!(read_web_page(&html, ""), read_web_page(&html, ""));
}

#[test]
fn headings_that_hold_the_day_too() {
    let found = article(&format!(
        "<h1>三个项目签约<br><span>2024-03-05 16:40:07 来源：兰河晚报 点击：12</span></h1><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!((found.title.as_str(), day(&found).as_str()), ("三个项目签约", "2024-03-05"));
    assert_eq!((found.source.as_str(), found.paragraphs.len()), ("兰河晚报", 2));
}

#[test]
fn centred_lines_below_pictures_are_captions() {
    let found = article(&format!(
        "<h1>三个项目签约</h1><div><p>{FIRST}</p><p style='text-align: center'><img src=a></p>\
         <p style='text-align: center'>签约仪式</p><p>{SECOND}</p><p style='text-align: center'>二、项目</p><p>{FIRST}</p>\
         <p style='text-align: center'><img src=b></p><p style='text-align: center'>图为签约现场。何晓岚摄</p></div>"
    ));
    assert_eq!(found.captions, ["签约仪式", "图为签约现场。何晓岚摄"]);
    assert_eq!(found.paragraphs, [FIRST, SECOND, "二、项目", FIRST]);
}

#[test]
fn a_headline_that_the_text_repeats_in_several_lines_is_no_part_of_it() {
    let found = article(&format!(
        "<title>关于三个项目签约情况的通报</title><h1>关于三个项目签约情况的通报</h1>\
         <div class=TRS_Editor><p align=center>关于三个项目<br>签约情况的通报</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn what_leads_on_from_an_article_is_no_part_of_it() {
    let found = article(&format!(
        "<h1>三个项目签约</h1><div class=content><p>{FIRST}</p><p>{SECOND}</p><p>{SECOND}</p><p>党委宣传部供稿 摄影/周明 编辑/何晓岚</p>\
         <div>顶一下(12)</div><div>------分隔线------</div><p>上一篇：公园开放</p><p>另一篇文章的开头写在这里，请点击阅读。</p></div>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND, SECOND]);
}

#[test]
fn pages_of_searches_and_of_errors_have_no_article() {
    let hit = "<div><h3><a href=1.html>三个项目签约</a></h3><p>昨日，我市举行招商推介会，三个项目现场签约……</p><p>来源：兰河日报 2024-03-05</p></div>";
    let search = format!("<title>签约_搜索结果_兰河新闻网</title><p>找到相关结果约2个</p>{hit}{hit}");
    assert!(!matches!(read_web_page(&search, ""), WebPage::Article(_)));
    let result =
        "<p><a href=1.html>三个项目签约 招商推介会举行</a></p><p>昨日，我市举行招商推介会，三个项目现场签约。</p>";
    let other = format!("<title>签约 - 兰河网</title><p>为您找到“签约”相关结果约 1,204 条</p>{result}{result}{result}");
    assert!(!matches!(read_web_page(&other, ""), WebPage::Article(_)));
    let missing = "<title>404-页面不存在</title><h1>404</h1><h2>抱歉，您访问的页面不存在或已被删除</h2><p>您访问的页面可能已经被移走，请返回首页查看其他内容。</p>";
    assert!(!matches!(read_web_page(missing, ""), WebPage::Article(_)));
}

#[test]
fn the_site_is_the_source_where_the_page_names_no_other() {
    let page = |head: &str, line: &str| {
        let text =
            format!("{head}<h1>三个项目签约</h1><p>{line}</p><div class=content><p>{FIRST}</p><p>{SECOND}</p></div>");
        article(&text).source
    };
    let site = "<meta property=\"og:site_name\" content=\"云溪电子报 | 云溪\">";
    assert_eq!(page(site, "2024-03-05 09:15"), "云溪电子报");
    assert_eq!(page(site, "2024-03-05 09:15 来源：兰河日报"), "兰河日报");
    assert_eq!(page("<title>三个项目签约_云溪官方网站</title>", "2024-03-05 09:15"), "");
}

#[test]
fn author_and_medium_may_touch() {
    let page = |line: &str| {
        article(&format!("<h1>三个项目签约</h1>{line}<div class=content><p>{FIRST}</p><p>{SECOND}</p></div>")).source
    };
    assert_eq!(page("<div><em>何晓岚</em><em>兰河日报</em><time>2024-03-05 18:59</time></div>"), "兰河日报");
    assert_eq!(page("<div><span>2024-03-05 18:59</span><span>栏目：<a href=#>实时</a></span></div>"), "");
    assert_eq!(page("<div>2024-03-05 18:59 （文章来源：兰河日报)</div>"), "兰河日报");
}

#[test]
fn a_list_of_links_with_days_above_the_foot_is_no_article() {
    let row = "<tr><td><a href=1.html>云溪县政府信息公开工作年度报告</a></td><td>2024-03-05</td></tr>".repeat(4);
    let foot = "<p>建议使用一千零二十四的分辨率浏览本站，本站由云溪县人民政府办公室主办。</p>";
    let list = format!("<title>云溪县</title><table>{row}</table><div>{foot}</div>");
    assert!(!matches!(read_web_page(&list, ""), WebPage::Article(_)));
}

#[test]
fn the_time_of_an_event_is_text() {
    let html = format!(
        "<html><head><title>一周讲座</title></head><body><h1>一周讲座</h1><p>2024-03-05 10:30 来源：兰河日报</p>\
         <div>老街│手艺人怎样留下来<br>时间：9月8日（周五）19:00<br>地点：石板街1号<br>{FIRST}<br>{SECOND}</div></body></html>"
    );
    let found = article(&html);
    assert_eq!(found.paragraphs[..2], ["老街│手艺人怎样留下来", "时间：9月8日（周五）19:00"]);
}

#[test]
fn the_headline_may_stand_unmarked_above_the_line_of_day_and_source() {
    let html = format!(
        "<html><head><title>兰河学院校庆</title></head><body><div>您当前的位置为：<a href=x>首页</a>&gt;&gt;公告</div>\
         <div class=info-t>三个项目在招商推介会上签约</div><div class=info-sp>发布时间：2024-03-05    来源：兰河日报</div>\
         <div class=info-c>{FIRST}<br>{SECOND}</div></body></html>"
    );
    assert_eq!(article(&html).title, "三个项目在招商推介会上签约");
    // A greeting of the site is no headline where the title of the page tells of the text.
    let html = html.replace("兰河学院校庆", "三个项目签约").replace("三个项目在招商推介会上签约", "欢迎您的到来和关注");
    assert_eq!(article(&html).title, "三个项目签约");
}
