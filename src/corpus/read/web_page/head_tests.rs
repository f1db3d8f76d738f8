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

#[test]
fn a_magazine_and_its_issue_stand_below_the_day() {
    for issue in ["云岭观察 2024年5期", "《云岭观察》2024年第05期", "云岭观察2024年第5期"] {
        let found = article(&format!(
            "<title>三个项目签约_兰河参考网</title><div><h1>三个项目签约</h1><p>2024-05-30 09:12:08<a>方舟</a></p><p>{issue}</p>\
             <p>关键词：项目 招商</p><p>□ 方舟</p><p>　　{FIRST}</p><p>　　{SECOND}</p></div>"
        ));
        assert_eq!((found.source.as_str(), found.byline.as_str()), ("云岭观察", "方舟"), "{issue}");
        assert_eq!(found.paragraphs, [FIRST, SECOND]);
    }
}

#[test]
fn an_account_of_an_app_stands_above_a_moment() {
    let found = article(&format!(
        "<title>三个项目签约</title><div><h1>三个项目签约</h1><div><p>云岭融媒</p><p>3小时前</p></div><a>+关注</a></div>\
         <div><p>{FIRST}</p><p>{SECOND}</p></div><div><b>公园今日开放</b><i>昨天 16:23</i></div>"
    ));
    assert_eq!((found.title.as_str(), found.source.as_str(), found.date), ("三个项目签约", "云岭融媒", None));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn a_post_opens_with_its_headline_below_account_and_moment() {
    let post = |opening: &str| {
        article(&format!(
            "<title>微博正文 - 微博</title><div><span>微博正文</span></div><header><h3>云岭发布</h3><h4><span>05-12 10:11</span> <span>来自 \
             微博网页版</span></h4></header><article><div>{opening}{FIRST}<br>{SECOND}</div></article>"
        ))
    };
    let found = post("【云岭三个项目集中签约】");
    assert_eq!((found.title.as_str(), found.source.as_str()), ("云岭三个项目集中签约", "云岭发布"));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
    // A column in brackets is no headline.
    assert_ne!(post("【招商】").title, "招商");
}

#[test]
fn a_picture_of_a_digital_paper_stands_between_headline_and_text() {
    let page = |headline: &str| {
        article(&format!(
            "<title>兰河报</title><div><a>今日头版</a><a>往期查询</a><span>兰河报  2024年03月05日 星期二</span></div><table><tr><td><table>\
             <tr><td class=font02></td></tr><tr><td class=font01>{headline}</td></tr><tr><td class=font02>——我县招商观察</td></tr>\
             <tr><td class=font02>通讯员 方舟</td></tr></table><table id=newspic><tr><td><img src=a.jpg></td></tr><tr><td>企业代表在\
             现场参观</td></tr></table><div id=ozoom><P>{FIRST}</P><P>{SECOND}</P></div></td></tr></table>"
        ))
    };
    let found = page("<p class=BSHARE_TEXT>三个项目集中签约</p>");
    assert_eq!(found.headline(), "三个项目集中签约 ——我县招商观察");
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河报", "2024-03-05"));
    assert_eq!(page("三个项目集中签约").title, "三个项目集中签约");
}

#[test]
fn kicker_and_deck_of_a_digital_paper_are_known_by_the_ranks_of_their_names() {
    let found = article(&format!(
        "<title>兰河报</title><div>2024年03月05日 星期二</div><table><tr><td class=font02>招商推介会举行</td></tr><tr><td class=font01>\
         <strong>兰河新区三个项目集中签约</strong></td></tr><tr><td class=font02>首批企业年内投产</td></tr><tr><td class=font02>\
         <founder-author></founder-author></td></tr></table><div id=ozoom><P>{FIRST}</P><P>{SECOND}</P></div>"
    ));
    assert_eq!(found.headline(), "招商推介会举行 兰河新区三个项目集中签约 首批企业年内投产");
    let found = article(&format!(
        "<title>兰河新区三个项目集中签约</title><div class=main-title>兰河新区三个项目集中签约</div><div class=main-subtitle>首批企业年内\
         投产</div><div class=main-author>■ 本报记者 方舟</div><div id=ozoom><P>{FIRST}</P><P>{SECOND}</P></div>"
    ));
    assert_eq!(found.headline(), "兰河新区三个项目集中签约 首批企业年内投产");
}

#[test]
fn a_masthead_stands_behind_the_links_of_the_top_bar() {
    let found = article(&format!(
        "<title>三个项目集中签约</title><div><a>今日头版</a><a>往期查询</a><a>手机版</a><span>兰河报  2024年03月05日 星期二</span></div>\
         <div><p>三个项目集中签约</p></div><div id=ozoom><P>{FIRST}</P><P>{SECOND}</P></div>"
    ));
    assert_eq!((found.source.as_str(), day(&found).as_str()), ("兰河报", "2024-03-05"));
}

#[test]
fn kicker_headline_and_author_above_a_text_are_no_part_of_it() {
    let found = article(&format!(
        "<title>兰河报数字报</title><div>2024年03月05日 星期二</div><div><div id=yinti>招商推介会举行</div><div id=doctitle>兰河新区三个\
         项目集中签约</div><div id=subdoctitle></div><div id=docauthor>方小舟</div><div id=doccontent>　　{FIRST}<br>　　{SECOND}</div></div>"
    ));
    assert_eq!(found.headline(), "招商推介会举行 兰河新区三个项目集中签约");
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn notices_of_the_platform_around_a_text_are_no_part_of_it() {
    let found = article(&format!(
        "<title>三个项目签约</title><h1>三个项目签约</h1><div class=player><p>您的浏览器不支持视频播放，请下载最新版本</p></div><div><fieldset>\
         点击标题下「蓝色微信名」可快速关注</fieldset><p>{FIRST}</p><p>{SECOND}</p><p>更多精彩资讯请在应用市场下载“兰河新闻”客户端，未经授权\
         请勿转载，欢迎提供新闻线索，一经采纳即付报酬。</p></div><div><p>此内容为兰河财经原创，著作权归兰河财经所有。未经书面授权，不得以任何\
         方式加以使用，包括转载、摘编、复制或建立镜像。</p></div><div><span>楼主发言：1次</span> <span>发图：0张</span></div>"
    ));
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn the_account_is_the_source_and_neither_author_nor_button() {
    let source = |head: &str| {
        let title = "<title>三个项目集中签约</title><h1>三个项目集中签约</h1>";
        article(&format!("{title}<div>{head}</div><div><p>{FIRST}</p><p>{SECOND}</p></div>")).source
    };
    let wechat = "<em>2024-03-05</em> <em>方小舟</em> <a class='rich_media_meta rich_media_meta_nickname'>云岭发布</a>";
    assert_eq!(source(wechat), "云岭发布");
    let parted =
        "<div><span>2024</span></div><div>03<i>/</i>05</div><div>10:11</div><a class=author><div>云岭发布</div></a>";
    assert_eq!(source(parted), "云岭发布");
    assert_eq!(source("<p>http://www.lanhe.example [2024-03-05] 我要評論</p>"), "");
    assert_eq!(source("<p>发表于 2024-3-5 10:11:12|只看该作者|倒序浏览</p>"), "");
}

#[test]
fn neither_path_nor_section_is_the_headline() {
    let found = article(&format!(
        "<title>项目动态</title><div>项目动态</div><div>兰河新区三个项目集中签约</div><div>作者： 发布时间：2024-03-05 浏览量：6</div><div>　　\
         {FIRST}<br>　　{SECOND}</div>"
    ));
    assert_eq!((found.title.as_str(), day(&found).as_str()), ("兰河新区三个项目集中签约", "2024-03-05"));
    let found = article(&format!(
        "<title>兰河市人民政府公报</title><div>首页 > 政府公报 > 2024年第3期</div><div>发布时间：2024-03-05　字体：【大 中 小】</div><div \
         id=zoom><p><b>兰河市人民政府</b></p><p><b>关于表彰签约先进单位的决定</b></p><p>　　{FIRST}</p><p>　　{SECOND}</p></div>"
    ));
    assert_eq!(
        (found.title.as_str(), day(&found).as_str()),
        ("兰河市人民政府关于表彰签约先进单位的决定", "2024-03-05")
    );
    assert_eq!(found.paragraphs, [FIRST, SECOND]);
}

#[test]
fn a_digital_paper_in_traditional_characters_is_named_by_its_title_only() {
    let found = article(&format!(
        "<title>蘭河日報電子版</title><table><tr><td>2024年03月05日 星期二</td></tr><tr><td>第A01版：要聞</td></tr></table><table><tr><td>\
         <table><tr><td></td></tr><tr><td><strong>新區三個項目集中簽約</strong></td></tr><tr><td></td></tr></table></td></tr><tr><td>\
         <div id=ozoom><P>{FIRST}</P><P>{SECOND}</P></div></td></tr></table>"
    ));
    assert_eq!((found.title.as_str(), found.source.as_str()), ("新區三個項目集中簽約", "蘭河日報"));
}
