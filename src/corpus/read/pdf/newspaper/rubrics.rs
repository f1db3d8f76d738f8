//! Names of columns that stand above a headline: 今日谈, 民生关注.

/// What a short line above a title says when it names the kind of article and is no kicker.
const RUBRICS: [&str; 27] = [
    "图片报道",
    "图片新闻",
    "简讯",
    "快讯",
    "短讯",
    "要闻",
    "时评",
    "评论",
    "短评",
    "社论",
    "特稿",
    "人物",
    "专题",
    "调查",
    "观察",
    "记者手记",
    "今日快评",
    "快评",
    "时评社论",
    "街谈巷议",
    "相关链接",
    "新闻链接",
    "一句话新闻",
    "新闻速递",
    "民生关注",
    "读者来信",
    "民生论语",
];

/// A line above a headline of at most this many letters is the name of a column.
const MAX_RUBRIC: usize = 3;
/// The same where it ends as names of columns do.
const MAX_NAMED_RUBRIC: usize = 5;
/// What names of columns end with.
const RUBRIC_ENDS: [&str; 30] = [
    "论坛", "快讯", "课堂", "时评", "观察", "访谈", "视点", "杂谈", "漫笔", "手记", "热线", "专栏", "财经", "两会",
    "微闻", "评论", "调研", "聚焦", "辨析", "关注", "视野", "视角", "透视", "纵横", "随笔", "札记", "对话", "追踪",
    "解读", "广角",
];

/// Whether a line above a headline names the column or the kind of article and is no kicker.
pub(super) fn is_rubric(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
    // So short a line above a headline names a column (今日谈, 微评).
    let letters = bare.chars().count();
    let is_named = letters <= MAX_NAMED_RUBRIC && RUBRIC_ENDS.iter().any(|end| bare.ends_with(end));
    letters <= MAX_RUBRIC || is_named || RUBRICS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_short_or_end_as_such_names_do() {
        assert!(["今日谈", "兰河聚焦", "老街调研", "民生关注", "【快评】"].iter().all(|line| is_rubric(line)));
        assert!(!["入汛以来", "云溪县开闸放水", "新一轮农村集市调研"].iter().any(|line| is_rubric(line)));
    }
}
