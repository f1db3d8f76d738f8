//! Words in the heads and cells of tables, and names of periods and places that all forms of a report share.

crate::messages::messages! {
    // Names of places.
    all_places { zh: "全部", en: "all" }
    unknown_place { zh: "未知", en: "unknown" }
    centre { zh: "中央", en: "centre" }
    median_of_provinces { zh: "各省中位数", en: "median of provinces" }

    // Lengths of periods.
    daily { zh: "每日", en: "daily" }
    weekly { zh: "每周", en: "weekly" }
    monthly { zh: "每月", en: "monthly" }
    quarterly { zh: "每季度", en: "quarterly" }
    yearly { zh: "每年", en: "yearly" }
    one_day { zh: "一天", en: "a day" }
    one_week { zh: "一周", en: "a week" }
    one_month { zh: "一月", en: "a month" }
    one_quarter { zh: "一季", en: "a quarter" }
    one_year { zh: "一年", en: "a year" }

    // Heads of columns that sheets and findings share.
    column_theme { zh: "主题", en: "Theme" }
    column_period { zh: "时段", en: "Period" }
    column_province { zh: "省份", en: "Province" }
    column_share { zh: "占比", en: "Share" }
    column_false_discovery_rate { zh: "错误发现率", en: "False discovery rate" }

    // Whether something is so.
    yes { zh: "是", en: "yes" }
    no { zh: "否", en: "no" }
}
