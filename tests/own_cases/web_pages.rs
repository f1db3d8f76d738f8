//! Saved web pages: what systems of sites write around the text, and pages under the names of documents.

use crate::{Expected, PARKS, THREE, TWO, check, read};

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
fn paper_day_and_page_close_a_text() {
    let (title, first, second) = PARKS;
    let page = |last: &str| {
        let html = format!(
            "<html><head><title>{title}_兰河网</title></head><body><h1>{title}</h1><div class=info>2024-03-06 09:15　来源：兰河网</div>\
             <div id=content><p>{first}</p><p>{second}</p><p>{last}</p></div></body></html>"
        );
        let text = read("c_3.html", html.as_bytes())[0].text.clone();
        text.lines().last().unwrap_or_default().to_owned()
    };
    for last in
        ["《兰河日报》（ 2024年03月05日 02版）", "（原载《兰河日报》2024年3月5日第2版）", "兰河日报 2024年3月5日 第2版"]
    {
        assert_eq!(page(last), last);
    }
    assert_eq!(page("2024-03-06 09:15"), second, "the moment of the page");
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

#[test]
fn databases_name_themselves_in_the_title_of_each_page() {
    let (title, first, second) = PARKS;
    let html = format!(
        "<html><head><title>剪报检索 - 文章内容</title></head><body><div>返回列表 | 上一篇 | 下一篇 | 打印</div><hr><div class=doc>\
         <div style=\"font-size:18px\"><b>{title}</b></div><div>兰河日报　2024-03-05<br>报章　|　A14　|　民生<br>字数：512 words</div><br>\
         {first}<br><br>{second}</div></body></html>"
    );
    check("doc_view.htm", html.as_bytes(), ONE);
}

#[test]
fn documents_may_be_web_pages_within() {
    let word = |head: &str, form: fn(&str) -> String| {
        let stories: String = TWO
            .stories
            .iter()
            .map(|(title, first, second)| {
                format!("{}\n<p class=MsoNormal>　　{first}</p>\n<p class=MsoNormal>　　{second}</p>\n", form(title))
            })
            .collect();
        format!(
            "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><meta charset=utf-8>{head}</head><body>{stories}</body></html>"
        )
    };
    let centred = |title: &str| {
        format!(
            "<p class=MsoNormal align=center style=\"text-align:center\"><b><span style=\"font-size:22pt\">{title}</span></b></p>"
        )
    };
    let heading = |title: &str| format!("<h2>{title}</h2>");
    for html in [word("<title>文档1</title>", centred), word("", heading)] {
        check("2024-03-05.doc", html.as_bytes(), TWO);
        let encoded: String =
            html.bytes()
                .map(|byte| {
                    if byte.is_ascii() && byte != b'=' { char::from(byte).to_string() } else { format!("={byte:02X}") }
                })
                .collect();
        let message = format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}\r\n--b1--\r\n"
        );
        check("2024-03-05-1.doc", message.as_bytes(), TWO);
    }
}

#[test]
fn the_page_of_a_site_under_the_name_of_a_document_is_a_page() {
    let (title, first, second) = PARKS;
    let html = format!(
        "<html><head><meta charset=utf-8><title>{title}_兰河网</title></head><body><div class=nav><a href=/>首页</a> <a href=/a>政务</a></div>\
         <h1>{title}</h1><div>2024-03-05 09:15 来源：兰河日报</div><p>{first}</p><p>{second}</p><p>上一篇：<a href=/b>集市开张</a></p></body></html>"
    );
    check("a.doc", html.as_bytes(), ONE);
}
