//! Files that lie beside articles and hold none: read-me files and licences, lists of words, of labels and of packages.

use std::sync::LazyLock;

use regex::Regex;

use crate::error::UnreadableKind;
use crate::text::pattern;

/// Names of files that describe a folder, without language and extension.
const READ_ME: [&str; 6] = ["readme", "read_me", "license", "licence", "changelog", "contributing"];
/// Ends of such names, by the language of the file.
const LANGUAGES: [&str; 9] = ["", "_zh", "-zh", "_cn", "-cn", "_en", "-en", "_zh-cn", "-zh-cn"];
/// Parts of the names of lists of words.
const LISTS: [&str; 10] = ["stop", "word", "label", "class", "dict", "vocab", "keyword", "词", "标签", "类别"];
/// A list of words has at least this many lines, and fewer where its name says what it is.
const MIN_WORDS: [usize; 2] = [100, 8];
/// No line of a list of words has more characters than this.
const MAX_WORD: usize = 6;

/// What a text file beside articles is; none where it may hold articles. `name` is that of the file, with its folders.
pub(super) fn kind_of(name: &str, text: &str) -> Option<UnreadableKind> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    // README_zh.md, README-en.md
    let is_read_me = READ_ME.iter().any(|known| stem.strip_prefix(known).is_some_and(|rest| LANGUAGES.contains(&rest)));
    if is_read_me {
        return Some(UnreadableKind::ReadMe);
    }
    let min_lines = MIN_WORDS[usize::from(LISTS.iter().any(|list| stem.contains(list)))];
    (is_list_of_words(text, min_lines) || is_list_of_packages(text)).then_some(UnreadableKind::WordList)
}

/// Whether every line is a word: stop words, labels, names. Lines of poems and of narrow columns have punctuation somewhere.
fn is_list_of_words(text: &str, min_lines: usize) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_mark = |c: char| "，。、：；！？,;:!?“”《》（）()".contains(c);
    let is_word =
        |line: &str| line.chars().count() <= MAX_WORD && (line.chars().count() == 1 || !line.contains(is_mark));
    lines().all(is_word) && lines().take(min_lines).count() == min_lines
}

/// Whether the lines name packages with their versions, as files of requirements do.
fn is_list_of_packages(text: &str) -> bool {
    static PACKAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[A-Za-z][A-Za-z0-9._-]*(?:\[[A-Za-z0-9,_-]+\])?(?:(?:==|>=|~=|<=)\d[\w.*+,<>=!]*|\s*[=~]=\s*\d+\.[\w.*+]*)$",
        )
    });
    // Nearly all texts are sentences, and are looked at no further.
    if text.contains(['。', '，']) {
        return false;
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let packages = lines().filter(|line| PACKAGE.is_match(line)).count();
    packages >= 2 && 10 * packages >= 6 * lines().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside_articles_are_told_from_articles() {
        let words = "的\n了\n和\n是\n在\n我们\n他们\n因为\n，\n所以";
        let poem = "河水清清\n风轻轻吹\n人来人往\n天已放晴\n桥上有灯\n桥下有影\n一声长笛\n一片初晴\n归去来兮";
        let many = (0..120).map(|number| format!("词{number}\n")).collect::<String>();
        for (name, text, kind) in [
            ("data/README.md", "# 数据说明\n来自各报。", Some(UnreadableKind::ReadMe)),
            ("README_zh.md", "# 数据说明", Some(UnreadableKind::ReadMe)),
            ("LICENSE", "MIT License", Some(UnreadableKind::ReadMe)),
            ("readmenews.txt", "本报讯 会议召开。", None),
            ("License-2.txt", "本报讯 会议召开。", None),
            ("stopwords.txt", words, Some(UnreadableKind::WordList)),
            ("清单.txt", &many, Some(UnreadableKind::WordList)),
            ("poem.txt", poem, None),
            ("requirements.txt", "Flask==3.0.3\nnumpy>=1.26\n# 注释\ntorch", Some(UnreadableKind::WordList)),
            ("要目.md", "# 兰河日报 2024年3月5日 要目\n## 三个项目签约\n## 公园开放\n## 老街换新颜", None),
            ("指标.txt", "GDP >= 5\nCPI < 3\nPMI > 50", None),
            ("短.txt", "会议召开。\n要求落实。", None),
        ] {
            assert_eq!(kind_of(name, text), kind, "{name}");
        }
    }
}
