//! Saved web pages: what systems of sites write around the text, and pages under the names of documents.

use super::{Expected, PARKS, THREE, check};

const ONE: Expected = Expected { stories: &[PARKS], ..THREE };

#[test]
fn the_year_stands_apart_from_day_and_time() {
    let (title, first, second) = PARKS;
    let html = format!(
        "<html><head><title>{title}-兰河网</title></head><body><div class=\"header domPC\"><div class=\"header-time left\">\
         <span class=\"year\"><em>2024</em></span><span class=\"day\"><em>03</em>/<em>05</em></span><span class=\"time\">09:15:33</span>\
         </div><div class=\"source\">来源：兰河日报</div></div><h1><span class=\"title\">{title}</span></h1>\
         <div id=\"detail\"><p>　　{first}</p><p>　　{second}</p></div></body></html>"
    );
    check("c_1.html", html.as_bytes(), ONE);
}

#[test]
fn a_statement_of_rights_is_no_text() {
    let (title, first, second) = PARKS;
    let items = "<p>1.凡本网注明“来源：兰河网”的所有作品，版权均属于兰河网，不得转载、摘编或利用其它方式使用上述作品。</p>\
        <p>2.凡本网注明“来源：XXX（非兰河网）”的作品，均转载自其它媒体，并不代表本网赞同其观点。</p>\
        <p>3.如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。联系电话：0000-0000000</p>";
    let line = "<p>本网站所刊载信息，不代表兰河社和兰河网观点。 刊用本网站稿件，务经书面授权。未经授权禁止转载、摘编、复制及建立镜像。</p>";
    for statement in [format!("<div><p>免责声明：</p>{items}</div>"), line.to_owned()] {
        let html = format!(
            "<html><head><title>{title} - 兰河网</title></head><body><h1>{title}</h1><div class=info>2024-03-05 09:15 来源：兰河日报</div>\
             <div class=content><p>{first}</p><p>{second}</p></div>{statement}<div class=footer>版权所有 兰河网</div></body></html>"
        );
        check("c_2.html", html.as_bytes(), ONE);
    }
}

#[test]
fn the_page_of_an_old_digital_paper_stands_between_links() {
    let (title, first, second) = PARKS;
    let html = format!(
        "<html><head><title>兰河日报-{title}</title></head><body><table><tr><td>2024年03月05日 星期二</td><td><a href=\"#\">返回版面</a></td></tr>\
         <tr><td><a>上一版</a> <a>下一版</a> 第03版：民生 <a>标题导航</a> <a>版面导航</a></td></tr></table><table><tr><td align=center>{title}</td></tr>\
         <tr><td>本报记者 林小禾</td></tr><tr><td><div id=\"ozoom\"><founder-content><P>　　{first}</P><P>　　{second}</P></founder-content></div>\
         </td></tr></table><table><tr><td>上一篇</td><td>下一篇</td><td>放大 缩小 默认</td></tr></table></body></html>"
    );
    check("html/2024-03/05/content_1.htm", html.as_bytes(), Expected { page: "3", ..ONE });
}
