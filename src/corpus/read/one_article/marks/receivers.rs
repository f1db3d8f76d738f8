//! Lines at the foot of bulletins and notices that tell to whom they are sent, and in how many copies.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// What stands before the receivers of a bulletin.
macro_rules! receivers {
    () => {
        "报|送|发|分送|报送|呈报|呈送"
    };
}

/// What stands before the receivers of a notice, to whom it is sent or copied: there the line is a part of the notice.
macro_rules! receivers_of_notices {
    () => {
        "主送|抄送|抄报"
    };
}

pub(in crate::corpus::read::one_article) use {receivers, receivers_of_notices};

/// Whether a line tells to whom a bulletin is sent, which may end as a sentence does: “送：市委办，各区县政府。”
pub(in crate::corpus::read::one_article) fn names_receivers(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            "^(?:",
            receivers!(),
            r")\s*[:：][^。！？]{0,100}(?:委|办|厅|局|领导|单位|部门|政府|常委|人大|政协|乡镇|街道)[^。！？]{0,30}。?$"
        ))
    });
    text.contains([':', '：']) && FORM.is_match(text)
}

/// Whether a line below the text of what is known to be a bulletin tells to whom it is sent, whoever they are, or in how many copies.
pub(in crate::corpus::read::one_article) fn is_foot_of_bulletin(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            "^(?:",
            receivers!(),
            "|",
            receivers_of_notices!(),
            r")\s*[:：].{2,120}$|^[（(]?共印\s*\d{1,4}\s*份[）)]?$"
        ))
    });
    FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receivers_of_a_notice_belong_to_it() {
        for line in ["送：市委办，各区县政府。", "报送：县委常委"] {
            assert!(names_receivers(line) && is_foot_of_bulletin(line), "{line}");
        }
        assert!(!names_receivers("抄送：县委办公室。") && is_foot_of_bulletin("抄送：县委办公室。"));
        assert!(is_foot_of_bulletin("（共印80份）") && !is_foot_of_bulletin("报名：四月一日起可在街道办事处领表"));
    }
}
