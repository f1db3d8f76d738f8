//! Lines of a page that name the source of its article.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::publication::issue_line::{self, IssueLine};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::{STROKES, signed_writers};
use crate::corpus::read::web_page::headline::page_title::is_site_name;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::text::{ends_sentence, folded, han, joined, letters};
use crate::corpus::read::web_page::words::{CONTROLS, SOURCE_LABELS};
use crate::text::pattern;

/// A name of a source has at most this many letters.
pub(in crate::corpus::read::web_page) const MAX_LENGTH: usize = 20;

/// What stands behind the name of a reporter is a source from this many letters on; shorter words tell what the reporter did: 摄影.
const MIN_BEHIND_REPORTER: usize = 3;

/// A line with the label of a source has at most this many letters.
const MAX_LABELLED: usize = 80;

/// A line that names reporters and editors has at most this many letters.
const MAX_STAFF: usize = 30;

/// The names of platforms for their accounts.
pub(super) const PLATFORMS: [&str; 11] =
    ["企鹅号", "网易号", "百家号", "搜狐号", "头条号", "大鱼号", "一点号", "大风号", "快传号", "东方号", "澎湃号"];

/// A day or a time of day.
pub(in crate::corpus::read::web_page) static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:19|20)\d{2}|(?:中[华華])?民[国國]\s*\d{2,3})\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?",
        r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}\s*[时時]\s*\d{1,2}\s*分(?:\s*\d{1,2}\s*秒)?"
    ))
});

/// A name without what stands around it; `None` for what is no name.
pub(in crate::corpus::read::web_page) fn name(text: &str) -> Option<String> {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*(?:[（(\[【].*|作者.*|[记記]者.*|编辑.*|編輯.*|責任編輯.*|瀏覽.*|閱讀.*|點[擊閱].*|责编.*|责任编辑.*|时间.*|日期.*|\s发布.*|发布(?:时间|日期|于|者|人|机构|[:：]).*|字号.*|浏览.*|阅读.*|点击.*|评论.*|访问量.*|(?:新闻|[报爆]料|联系)?热线\s*[:：]?\s*\d.*|\d{4}\s*[-年/.].*|https?:.*)$",
        )
    });
    let text = joined(text);
    // Who wrote the article is no source: “来源：文∕记者何晓岚”.
    if signed_writers(text.trim_start_matches(['：', ':', ' '])).is_some() {
        return None;
    }
    let text = TAIL.replace(text.trim_start_matches(['《', '：', ':', ' ', '“']), "");
    // “人民网-《人民日报》”: the site before the paper.
    let paper = text.trim().strip_suffix('》').and_then(|text| text.rsplit_once('《')).map(|(_, paper)| paper);
    let text = paper.unwrap_or(&text);
    let text = text.trim_matches([
        ' ', '》', '”', '）', ')', '|', '，', '。', '；', ';', ',', '-', '－', '·', '/', '【', '】', '[', ']', '「',
        '」',
    ]);
    let text = ["官方账号", "官方帐号"].iter().find_map(|mark| text.strip_suffix(mark)).unwrap_or(text);
    // The platform may stand before its account: “企鹅号 - 云岭融媒”.
    let behind_platform = PLATFORMS.iter().find_map(|platform| {
        text.strip_prefix(platform)?.trim_start().strip_prefix(['-', '－', '–', '—', '·', '|', ':', '：'])
    });
    let text = behind_platform.map(str::trim_start).filter(|account| letters(account) >= 2).unwrap_or(text);
    // The button to follow an account may touch its name.
    let followed = ["关注", "關注"].iter().find_map(|button| text.strip_suffix(button));
    let text = followed.filter(|name| is_outlet(name)).unwrap_or(text);
    let count = letters(text);
    // A triangle opens the menu of a button.
    let named = (1..=MAX_LENGTH).contains(&count)
        && text.chars().count() >= 2
        && !text.contains(['。', '，', '？', '！', '▼', '▾', '▽']);
    let blank = [
        "本站",
        "网络",
        "互联网",
        "未知",
        "综合",
        "原创",
        "本网",
        "本站原创",
        "本网原创",
        "null",
        "undefined",
        "转载",
        "转藏",
        "喜欢",
        "推荐",
        "来源",
        "採訪",
        "采访",
    ];
    let site = || text.split('/').find(|part| text.contains('/') && is_site_name(part, ""));
    let text = behind_reporter(text).or_else(site).unwrap_or(text);
    let is_blank = blank.contains(&text) || PLATFORMS.contains(&text);
    (named && !is_blank && !CONTROLS.contains(&text) && text.chars().any(char::is_alphabetic)).then(|| text.to_owned())
}

/// The source of a text that names the reporter before it, whatever its name: “何晓岚/兰河日报”, “何晓岚/兰河市水务局”.
pub(super) fn behind_reporter(text: &str) -> Option<&str> {
    const ROLES: [&str; 5] = ["记者", "通讯员", "实习", "摄影", "编辑"];
    let (reporter, source) = text.trim().split_once(STROKES)?;
    let source = source.trim();
    let is_source = letters(source) >= MIN_BEHIND_REPORTER
        && !source.contains(STROKES)
        && !source.contains([':', '：'])
        && !ROLES.iter().any(|role| source.contains(role))
        && (is_outlet(source) || !are_persons(source));
    (is_source && are_persons(reporter)).then_some(source)
}

/// The label of a source and the name behind it. Charts and pictures bear a label that ends in the same way, and the page may be another's:
/// “数据来源：兰河市统计局”.
fn label_of_source(text: &str) -> Option<Captures<'_>> {
    const MATERIALS: [&str; 18] = [
        "数据", "图片", "图", "照片", "资料", "素材", "视频", "音频", "图表", "表格", "案例", "资金", "數據", "圖片",
        "圖", "圖表", "資料", "資金",
    ];
    // Offices of Taiwan call their source so in the line of the day.
    let is_beside_day = text.contains("日期");
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?P<label>{SOURCE_LABELS})\s*(?:[:：丨]|[】\]」]\s*[:：]?)\s*(?P<name>[^\s|｜，。；;]*)(?P<rest>.*)"
        ))
    });
    let mut from = text;
    loop {
        let found = FORM.captures(from)?;
        let label = found.name("label")?;
        let before = from[..label.start()].trim_end();
        let is_of_material = MATERIALS.iter().any(|material| before.ends_with(material));
        if !is_of_material || is_beside_day && before.ends_with("資料") {
            return Some(found);
        }
        from = &from[label.end()..];
    }
}

/// A line without the buttons that set the size of its letters, which may touch the name before them: “来源：兰河科技大 | 中 | 小”.
fn without_sizes(text: &str) -> String {
    static SIZES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:大\s*[|/、·]?\s*中\s*[|/、·]?\s*小|小\s*[|/、·]?\s*中\s*[|/、·]?\s*大|A\s*[+-]\s*A\s*[+-])(\P{Han}|$)",
        )
    });
    SIZES.replace_all(text, " $1").into_owned()
}

/// The name behind a label such as “来源：”.
pub(super) fn labelled(lines: &[Line]) -> Option<String> {
    for (at, line) in lines.iter().enumerate() {
        // A paragraph may name the sources of many pictures, so that it is not searched for a label.
        if line.letters > MAX_LABELLED {
            continue;
        }
        let text = without_sizes(&folded(&line.text));
        let Some(found) = label_of_source(&text) else { continue };
        let value = &found["name"];
        // “来源：文/图 何晓岚”
        if signed_writers(&format!("{value}{}", &found["rest"])).is_some() {
            continue;
        }
        let first = name(value).or_else(|| name(found["rest"].split_whitespace().next()?).filter(|_| value.is_empty()));
        // The name may stand in a line of its own behind the label.
        let next = || lines.get(at + 1).filter(|_| value.is_empty()).and_then(|next| name(&next.text));
        if let Some(found) = first.or_else(next) {
            return Some(found);
        }
    }
    None
}

/// The name behind day and time and a label without its colon: “2024年03月05日 09:12 来源于 兰河网”.
pub(super) fn behind_moment(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\d{1,2}:\d{2}(?::\d{2})?\s+(?:来源于?|來源於?|稿源)\s+(?P<name>[^\s|｜，。；;]+)"));
    let short = lines.iter().filter(|line| line.letters <= 80);
    let mut found = short.filter_map(|line| name(&FORM.captures(&folded(&line.text))?["name"]));
    found.find(|name| han(name) >= 2)
}

/// The site that a page took its article from, as portals label it in the line of the day: “发布者: lili|查看: 1209|来自: 云岭网”. Devices and
/// places that posts come from bear the same label.
pub(super) fn of_origin(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[\s|｜])[来來]自:\s*(?P<name>[^\s|｜，。；;:]{2,24})"));
    const DEVICES: [&str; 10] =
        ["手机", "手機", "安卓", "苹果", "iphone", "ipad", "android", "网页", "客户端", "客戶端"];
    let short = lines.iter().filter(|line| line.letters <= MAX_LABELLED);
    let mut found = short.filter_map(|line| name(&FORM.captures(&folded(&line.text))?["name"]));
    let is_device = |name: &str| DEVICES.iter().any(|device| name.to_lowercase().contains(device));
    found.find(|name| is_outlet(name) && han(name) >= 3 && !is_device(name))
}

/// The paper of a line in brackets below the headline that tells where the article was printed: “（兰河日报　2024年3月5日　何晓岚）”.
pub(super) fn of_issue(lines: &[Line]) -> Option<String> {
    let short = lines.iter().filter(|line| line.letters <= 40);
    let mut found = short.filter_map(|line| issue_line::parse(&line.text));
    found.find(|line| line.bracketed && line.names_paper()).map(|line| line.credit.source)
}

/// The magazine of a line that tells its issue and nothing else: “云岭观察 2024年5期”, “《云岭观察》2024年第5期”.
pub(super) fn of_magazine(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^《?(?P<name>[\p{Han}·]{2,16}?)[》\s·,，]*(?:19|20)\d{2}\s*年?[\s·,，]*第?\s*\d{1,2}\s*期$")
    });
    let short = lines.iter().filter(|line| line.letters <= 40 && line.text.ends_with('期'));
    let mut found = short.filter_map(|line| name(&FORM.captures(&folded(line.text.trim()))?["name"]));
    found.find(|name| !["本刊", "杂志", "期刊", "总"].contains(&name.as_str()))
}

/// The publication in book title marks of a line that tells where the article was printed, with day and issue before the name or without them:
/// “发于2024.3.5总第908期《云岭观察》”, “原载《兰河日报》”.
pub(super) fn of_printing(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[(]?(?:[本此原]文)?\s*(?:(?:原|首|曾)?(?:发表|刊[发载登]|登载|發表|刊[發載登]|登載|[发發刊载載])[于於]|原[载載刊](?:[于於自])?)\s*:?\s*",
            r"[\d\s年月日第总總期号號版,.·/-]{0,32}《(?P<name>[\p{Han}·]{2,16})》"
        ))
    });
    let mut short = lines.iter().filter(|line| line.letters <= 40 && !ends_sentence(&line.text));
    short.find_map(|line| name(&FORM.captures(folded(&line.text).trim())?["name"]))
}

/// The paper of a line that tells paper and day and nothing else: “兰河日报　2024年3月5日”.
pub(super) fn of_issue_line(lines: &[Line]) -> Option<String> {
    let short = lines.iter().filter(|line| line.letters <= 40);
    let mut found = short.filter_map(|line| issue_line::parse(&line.text));
    let tells = |line: &IssueLine| line.names_paper() && line.credit.date.is_some() && line.credit.byline.is_empty();
    found.find(tells).map(|line| line.credit.source)
}

/// The paper above the headline of a page of a database: “报纸　兰河日报”.
pub(super) fn of_database(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^报纸[\s\u{3000}]+(\p{Han}{2,12})$"));
    lines.iter().find_map(|line| FORM.captures(line.text.trim()).map(|found| found[1].to_owned()))
}

/// The paper or site that a line above the text names as who published it: “发布人：兰河日报”.
pub(in crate::corpus::read::web_page) fn publisher(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"发布[人者]\s*[:：][\s—-]*(?P<name>[^\s|｜，。；;]{2,24})"));
    let short = lines.iter().filter(|line| line.letters <= 80);
    let mut found = short.filter_map(|line| name(&FORM.captures(&folded(&line.text))?["name"]));
    found.find(|name| is_outlet(name))
}

/// Who published the article, as a field of the line below its headline tells beside others: “2024-03-05 | 发布单位：兰河晚报”.
pub(super) fn publishing_unit(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[\s|｜【\[])(?:[发發][布佈]|刊[发發]|[发發]文|制发)(?:[单單]位|[机機][构構]|部[门門]|[机機][关關])\s*[:：]\s*(?P<name>[^\s|｜，。；;:：]{2,24})",
        )
    });
    let short = lines.iter().filter(|line| line.letters <= 80);
    let mut found = short.filter_map(|line| name(&FORM.captures(&folded(&line.text))?["name"]));
    found.find(|name| is_outlet(name) || !are_persons(name))
}

/// The office that issued a document, in the table of fields above it.
pub(in crate::corpus::read::web_page) fn office(lines: &[Line]) -> Option<String> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:发布机构|发文机关|发文单位|发布单位|制发单位|发文机构)\s*[:：]\s*(\p{Han}*)$"));
    lines.iter().enumerate().find_map(|(at, line)| {
        let text = folded(&line.text);
        let found = FORM.captures(text.trim())?;
        let value = if found[1].is_empty() { lines.get(at + 1)?.text.as_str() } else { &found[1] };
        name(value).filter(|name| !name.contains([':', '：']))
    })
}

/// The name of which a line below the headline says that its account is an official one: “光明网官方账号”. Day and place may stand
/// before it, and the name then alone on a line above.
pub(super) fn official_account(head: &[Line]) -> Option<String> {
    let marks = ["官方账号", "官方帐号"];
    head.iter().find_map(|line| {
        let text = marks.iter().find_map(|mark| line.text.trim().strip_suffix(mark))?;
        let is_name = |own: &&Line| (2..=MAX_LENGTH).contains(&own.letters) && text.ends_with(own.text.trim());
        match head.iter().find(is_name) {
            Some(own) => name(&own.text),
            None => name(text).filter(|text| !text.contains(|c: char| c.is_ascii_digit())),
        }
    })
}

/// The paper of a line that names who reported for it: “兰河晚报　记者 方舟 编辑 田薇”.
pub(super) fn of_staff(head: &[Line]) -> Option<String> {
    let paper = |line: &Line| {
        let (paper, _) = line.text.split_once("记者").filter(|_| line.letters <= MAX_STAFF)?;
        let paper = ["特约", "实习", "原", "据"].iter().find_map(|word| paper.strip_prefix(word)).unwrap_or(paper);
        name(paper).filter(|paper| paper.chars().count() > 2 && is_outlet(paper))
    };
    head.iter().find_map(paper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publication_in_which_an_article_was_printed() {
        let found = |text: &str| of_printing(&[Line { text: text.into(), letters: letters(text), ..Line::default() }]);
        for text in [
            "发于2024.3.5总第908期《云岭观察》",
            "本文首发于2024年3月5日《云岭观察》",
            "原载《云岭观察》2024年第5期",
            "（刊于《云岭观察》2024年3月5日第3版）",
            "原載於《云岭观察》",
        ] {
            assert_eq!(found(text).as_deref(), Some("云岭观察"), "{text}");
        }
        for text in
            ["发《云岭条例》", "记者读《云岭观察》", "发于微末的《云岭条例》", "原载《云岭观察》的文章说明了原因。"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
