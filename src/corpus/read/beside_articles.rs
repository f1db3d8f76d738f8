//! Files that lie beside articles and hold none: read-me files and licences, lists of words, of labels and of packages.

use std::sync::LazyLock;

use regex::Regex;

use crate::error::UnreadableKind;
use crate::text::pattern;

/// Names of files that describe a folder, without their extensions.
const READ_ME: [&str; 8] =
    ["readme", "read_me", "license", "licence", "changelog", "contributing", "code_of_conduct", "authors"];
/// A list of words has at least this many lines.
const MIN_WORDS: usize = 8;
/// No line of a list of words has more characters than this.
const MAX_WORD: usize = 6;

/// What a text file beside articles is; none where it may hold articles. `name` is that of the file, with its folders.
pub(super) fn kind_of(name: &str, text: &str) -> Option<UnreadableKind> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    // README_zh.md, README-en.md
    let is_read_me = READ_ME.iter().any(|known| {
        stem.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-']) && rest.len() <= 6)
    });
    if is_read_me {
        return Some(UnreadableKind::ReadMe);
    }
    (is_list_of_words(text) || is_list_of_packages(text)).then_some(UnreadableKind::WordList)
}

/// Whether every line is a word: stop words, labels, names. Headlines are longer.
fn is_list_of_words(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_word = |line: &str| line.chars().count() <= MAX_WORD && !line.ends_with(['。', '！', '？', '；']);
    lines().all(is_word) && lines().take(MIN_WORDS).count() == MIN_WORDS
}

/// Whether every line names a package with its version, as files of requirements do.
fn is_list_of_packages(text: &str) -> bool {
    static PACKAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[A-Za-z0-9._-]+(?:\[[A-Za-z0-9,_-]+\])?\s*(?:[=<>~!]=|[<>])\s*[\w.*,<>=! -]+|#.*)$")
    });
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_package = |line: &str| PACKAGE.is_match(line);
    let packages = lines().filter(|line| is_package(line)).count();
    packages >= 2 && 10 * packages >= 7 * lines().count() && !text.contains(['。', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside_articles_are_told_from_articles() {
        let words = "的\n了\n和\n是\n在\n我们\n他们\n因为\n所以";
        let headlines = "全市信访工作会议召开\n三个项目在兰河签约\n河畔新增三处公园\n养老服务中心开门迎客\n人才新政发布\n老街修缮完工\n夜间集市开张\n水厂扩建投产";
        for (name, text, kind) in [
            ("data/README.md", "# 数据说明\n来自各报。", Some(UnreadableKind::ReadMe)),
            ("README_zh.md", "# 数据说明", Some(UnreadableKind::ReadMe)),
            ("LICENSE", "MIT License", Some(UnreadableKind::ReadMe)),
            ("readmenews.txt", "本报讯 会议召开。", None),
            ("stopwords.txt", words, Some(UnreadableKind::WordList)),
            ("标题.txt", headlines, None),
            ("requirements.txt", "Flask==3.0.3\nnumpy>=1.26\n# 注释\ntorch", Some(UnreadableKind::WordList)),
            ("短.txt", "会议召开。\n要求落实。", None),
            ("诗.txt", "河水清。\n风轻轻。\n人来往。\n天放晴。\n桥上灯。\n桥下影。\n一声笛。\n一片晴。", None),
        ] {
            assert_eq!(kind_of(name, text), kind, "{name}");
        }
    }
}
