//! The numbers that a candidate boundary is judged by, each declared once.
//!
//! The field names are the columns of `models/boundary-*.csv` and of the training rows, in this order: after a
//! field is renamed, added or moved, those tables must be learned again (`training/`).

/// Declares a struct of `f64` fields together with their names and their values, both in the order of the list.
macro_rules! features {
    ($(#[$attribute:meta])* $name:ident { $($field:ident,)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub(super) struct $name {
            $(pub $field: f64,)*
        }

        impl $name {
            /// The names of the fields.
            pub const NAMES: [&'static str; [$(stringify!($field)),*].len()] = [$(stringify!($field)),*];

            /// The values of the fields, in the order of [`Self::NAMES`].
            pub fn values(&self) -> [f64; Self::NAMES.len()] {
                [$(self.$field),*]
            }
        }
    };
}

features! {
    /// What the logistic regression of the first pass adds up.
    FirstPassFeatures {
        always,
        before_ends_sentence,
        before_is_short,
        before_is_byline,
        before_closes_report,
        dateline,
        begins_report,
        day_in_lead,
        continues_report,
        byline_below,
        headline_one_line,
        headline_more_lines,
        headline_then_dateline_or_indent,
        headline_where_usual,
        looks_like_headline_only,
        indent,
        indent_where_rare,
        no_indent_where_usual,
        after_blank,
        after_blank_where_rare,
        no_blank_where_usual,
        dateline_page_without_dateline,
        cohesion_near,
        cohesion_far,
        cohesion_fall,
        lead_repeats_before,
        short_article_before,
        little_left,
        opens_with_quote,
        opens_with_dash,
        list_item,
        line_is_byline,
        byline_before_on_page_with_bylines,
        first_line_full,
        wording_opens,
        wording_opens_without_headline,
        wording_closes,
        ends_without_stop,
        signed_without_brackets,
        headline_short,
        wording_opens_below_headline,
        headline_after_blank,
        rewrapped,
        headline_on_rewrapped_page,
        line_indented,
        flush_where_indented,
        flush_headline_where_indented,
        blank_below_headline,
    }
}

features! {
    /// What the second pass knows of a candidate, no matter where the article before it begins: the result of the first pass
    /// (`first_look` in the tables), the candidate's surroundings, the page as a whole, and how the candidate fits the
    /// habits of the page.
    PageFeatures {
        first_look,
        first_look_before,
        first_look_behind,
        first_look_near,
        headline_width,
        headlines_alike,
        headline_repeats_before,
        paragraph_before,
        paragraph_here,
        dateline_ahead,
        dateline_behind,
        lead_opens,
        lead_below_byline,
        before_breaks_off,
        before_is_caption,
        line_is_caption,
        quotes_open,
        opens_rank,
        closes_rank,
        cohesion_rank,
        cohesion_wide,
        opens_before,
        opens_behind,
        page_lines,
        page_candidates,
        page_indented,
        page_blank,
        page_headed,
        page_dated,
        page_signed,
        before_width,
        line_width,
        next_width,
        habit_headline,
        habit_dateline,
        habit_indent,
        habit_blank,
        habit_signed_before,
        habit_byline,
        habit_opens,
        habit_sum,
        beginnings,
        beginnings_headed,
        beginnings_dated,
        beginnings_indented,
        usual_length,
    }
}

features! {
    /// What the second pass knows of a candidate once it is given where the article before it begins.
    ArticleFeatures {
        length,
        length_to_usual,
        article_dated,
        second_dateline_after,
        article_headed,
        article_top_cohesion,
        article_cohesion,
        first_article,
        headlines_within,
    }
}

/// Names of the first-pass features, in column order.
pub const FIRST_PASS_FEATURE_NAMES: [&str; FirstPassFeatures::NAMES.len()] = FirstPassFeatures::NAMES;

/// Names of the second-pass features, in column order: those of the first pass, those of the page, and those that
/// depend on where the article before begins.
pub fn second_pass_feature_names() -> Vec<&'static str> {
    [&FirstPassFeatures::NAMES[..], &PageFeatures::NAMES[..], &ArticleFeatures::NAMES[..]].concat()
}
