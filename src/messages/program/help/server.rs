//! The help of `policyvane serve`.

use crate::messages::program::help::ABOUT;

/// Command, argument, Chinese, English.
pub(super) const HELP: &[(&str, &str, &str, &str)] = &[
    (
        "serve",
        ABOUT,
        "在浏览器中使用文章库：今日要闻、主题走势、检索、更正、拖放收入",
        "The archive as a page in the browser: today, themes over time, search, corrections, files dropped onto it",
    ),
    (
        "serve",
        "db",
        "文章库文件，不存在时新建；缺省为“文档”文件夹中的 policyvane.db",
        "Archive file, made where there is none; policyvane.db in your documents if omitted",
    ),
    (
        "serve",
        "port",
        "端口；缺省为 7466，被占用时自动另选",
        "Port; 7466 if omitted, or a free one where that is taken",
    ),
    ("serve", "no_open", "不自动打开浏览器", "Do not open the browser"),
    ("serve", "read_only", "只读：不能更正，也不能收入文件", "Refuse corrections and files"),
    (
        "serve",
        "listen",
        "监听地址；改为本机以外的地址后，局域网内持有链接的人都能访问",
        "Address to listen at; with another one than this computer's own, others who have the link can reach the page",
    ),
];
