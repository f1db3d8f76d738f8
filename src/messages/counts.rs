//! Counted things: “12 篇文章”, “1 article”, “12 articles”.

use crate::Language;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Articles.
    Articles,
    /// Files.
    Files,
    /// Charts.
    Charts,
    /// Pages.
    Pages,
    /// Papers and other sources.
    Sources,
    /// Periods of time.
    Periods,
    /// Lines of which it is uncertain whether an article begins there.
    UncertainPlaces,
    /// Themes.
    Themes,
    /// Features of a model.
    Features,
    /// Settings of a model that were tried.
    Trials,
    /// Characters of text.
    Characters,
    /// Messages to the user.
    Messages,
}

/// A number with the noun that it counts, in the singular where it is 1.
pub fn counted(language: Language, number: usize, things: Counted) -> String {
    let (measure, singular, plural) = match things {
        Counted::Articles => (" 篇文章", "article", "articles"),
        Counted::Files => (" 个文件", "file", "files"),
        Counted::Charts => (" 幅图", "chart", "charts"),
        Counted::Pages => (" 个版面", "page", "pages"),
        Counted::Sources => (" 家来源", "source", "sources"),
        Counted::Periods => (" 个时段", "period", "periods"),
        Counted::UncertainPlaces => (" 处存疑", "uncertain place", "uncertain places"),
        Counted::Themes => (" 个主题", "theme", "themes"),
        Counted::Features => (" 个特征", "feature", "features"),
        Counted::Trials => (" 组参数", "setting", "settings"),
        Counted::Characters => (" 个字符", "character", "characters"),
        Counted::Messages => (" 条", "message", "messages"),
    };
    match language {
        Language::Chinese => format!("{number}{measure}"),
        Language::English => format!("{number} {}", if number == 1 { singular } else { plural }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(Language::English, 1, Counted::Articles), "1 article");
        assert_eq!(counted(Language::English, 0, Counted::Articles), "0 articles");
        assert_eq!(counted(Language::Chinese, 1, Counted::Articles), "1 篇文章");
    }
}
