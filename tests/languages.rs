//! Messages and help in both languages, chosen by `--lang` or the locale; suggestions for names that are not known.

mod common;

use common::{policyvane, run_in, status, stderr, stdout};

const ARTICLE: &[u8] = "{\"id\":\"a\",\"text\":\"全市信访工作会议召开。\",\"date\":\"2025-03-01\"}\n".as_bytes();

#[test]
fn the_locale_chooses_the_language_of_messages() {
    let missing = |locale| stderr(&run_in(locale, &["classify", "/no/such/file.txt"], b""));
    for chinese in ["", "C", "C.UTF-8", "zh_CN.UTF-8"] {
        let message = missing(chinese);
        assert!(
            message.starts_with("错误：/no/such/file.txt：") && message.contains("\n  建议："),
            "{chinese}: {message}"
        );
    }
    let message = missing("en_US.UTF-8");
    assert!(
        message.starts_with("error: /no/such/file.txt: no such file") && message.contains("\n  help: "),
        "{message}"
    );
}

#[test]
fn the_option_chooses_before_the_locale() {
    let arguments = ["classify", "-", "--lang", "zh"];
    let warned = run_in("en_US.UTF-8", &arguments, &[ARTICLE, b"{\"id\":\"b\"}\n"].concat());
    assert_eq!(status(&warned), 1);
    assert!(stderr(&warned).starts_with("警告：stdin:2："), "{}", stderr(&warned));
    let english = run_in("zh_CN.UTF-8", &["classify", "-", "--lang=en"], b"[1]\n");
    assert!(stderr(&english).starts_with("warning: stdin: "), "{}", stderr(&english));
}

#[test]
fn help_is_in_the_users_language() {
    let chinese = stdout(&run_in("zh_CN.UTF-8", &["report", "--help"], b""));
    assert!(chinese.contains("用法：policyvane report") && chinese.contains("选项"), "{chinese}");
    let english = stdout(&run_in("zh_CN.UTF-8", &["report", "--help", "--lang", "en"], b""));
    assert!(english.contains("Usage: policyvane report") && english.contains("Options:"), "{english}");
    assert!(!english.contains("用法") && !english.contains("选项"), "{english}");
}

#[test]
fn an_unknown_theme_gets_a_suggestion() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let themed = |theme: &str, language: &str| {
        let arguments = ["report", "-", "-o", common::text(&out), "--theme", theme, "--lang", language, "--dpi", "40"];
        run_in("C", &arguments, ARTICLE)
    };
    let near = themed("petition-wrok", "en");
    assert_eq!(status(&near), 2);
    assert!(
        stderr(&near).contains("unknown theme \"petition-wrok\" (did you mean petition-work?)"),
        "{}",
        stderr(&near)
    );
    assert!(stderr(&near).contains("policyvane themes"));
    let near = themed("信访工做", "zh");
    assert_eq!(status(&near), 2);
    assert!(stderr(&near).contains("没有主题“信访工做”（是否指 信访工作？）"), "{}", stderr(&near));
    assert_eq!(status(&themed("信访工作", "zh")), 0);
}

#[test]
fn unknown_and_ambiguous_regions_list_candidates() {
    let region = |name: &str| policyvane(&["report", "-", "-o", "/nowhere", "--region", name]);
    let unknown = region("贵洲省");
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("unknown region \"贵洲省\" (did you mean "), "{}", stderr(&unknown));
    assert!(stderr(&unknown).contains("贵州省, 520000"), "{}", stderr(&unknown));
    let ambiguous = region("鼓楼区");
    assert_eq!(status(&ambiguous), 2);
    let message = stderr(&ambiguous);
    assert!(message.contains("ambiguous region \"鼓楼区\": "), "{message}");
    for candidate in ["江苏省南京市鼓楼区, 320106", "福建省福州市鼓楼区, 350102"] {
        assert!(message.contains(candidate), "{message}");
    }
}
