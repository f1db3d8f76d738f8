//! Sheets and columns of the workbook.

crate::messages::messages! {
    workbook_shares { zh: "各期占比", en: "Shares over time" }
    workbook_ranking { zh: "主题排名", en: "Ranking" }
    workbook_changes { zh: "占比变化", en: "Changes" }
    workbook_provinces { zh: "各省占比", en: "Provinces" }
    workbook_article_list { zh: "文章", en: "Articles" }
    workbook_articles { zh: "篇数", en: "Articles" }
    workbook_total { zh: "总篇数", en: "All articles" }
    workbook_low { zh: "95% 区间下限", en: "95% interval, low" }
    workbook_high { zh: "95% 区间上限", en: "95% interval, high" }
    workbook_corrected { zh: "校正后占比", en: "Corrected share" }
    workbook_points { zh: "变化（百分点）", en: "Change (points)" }
    workbook_day { zh: "日期", en: "Date" }
    workbook_published { zh: "见报日期", en: "Published" }
    workbook_event_day { zh: "所述日期", en: "Event date" }
    workbook_source { zh: "来源", en: "Paper" }
    workbook_page { zh: "版面", en: "Page" }
    workbook_headline { zh: "标题", en: "Headline" }
    workbook_probability { zh: "概率", en: "Probability" }
    workbook_model_theme { zh: "模型判定", en: "Model's theme" }
    workbook_is_corrected { zh: "人工更正", en: "Corrected" }
    workbook_story { zh: "报道编号", en: "Story" }
    workbook_id { zh: "编号", en: "Id" }
    workbook_place { zh: "地区", en: "Place" }
    workbook_snippet { zh: "摘录", en: "Passage" }
    workbook_above_usual { zh: "高于平时", en: "Above usual" }
    workbook_first_sentence { zh: "首句", en: "First sentence" }
    workbook_printings { zh: "当日刊载篇数", en: "Printings of the day" }
    workbook_reprints { zh: "同日另见", en: "Also in" }
    workbook_notes { zh: "说明", en: "Notes" }
    workbook_sheet { zh: "工作表", en: "Sheet" }
    workbook_says { zh: "内容", en: "What it shows" }
    workbook_articles_left_out(count: &str) {
        zh: "Excel 工作表的行数有上限，另有 {count} 篇文章未列出，全部文章见 classified.csv",
        en: "A worksheet of Excel holds no more rows: {count} further articles are not listed here; all are in classified.csv",
    }
}
