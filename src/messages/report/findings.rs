//! Findings beside the main charts, as sheets of the workbook and as sections of the page.

crate::messages::messages! {
    finding_low(name: &str) { zh: "{name}（区间下限）", en: "{name}, low" }
    finding_high(name: &str) { zh: "{name}（区间上限）", en: "{name}, high" }
    finding_articles { zh: "文章数", en: "Articles" }
    finding_stories { zh: "报道数", en: "Stories" }
    finding_days { zh: "天数", en: "Days" }
    finding_p_value { zh: "p 值", en: "p value" }
    finding_whole { zh: "时段完整", en: "Whole period" }

    // Two selections.
    finding_versus { zh: "并列比较", en: "Side by side" }
    finding_versus_difference(first: &str, second: &str) { zh: "{second}减{first}（百分点）", en: "{second} minus {first} (points)" }
    finding_versus_says {
        zh: "各主题占两边各自文章的比例；错误发现率低于 5% 才算差异显著；括号内为 95% 区间。",
        en: "Shares of the articles of each side. A difference is significant where the false discovery rate is below 5%; in brackets: 95% intervals.",
    }

    // Papers.
    finding_agendas { zh: "各来源议程距离", en: "Agendas of sources" }
    finding_agendas_says {
        zh: "两个来源的报道在各主题上的分布相差多远：0 为相同，1 为毫无重合（Jensen–Shannon 距离，已订正小样本偏差）。分母是两个来源均有收录的时间里\
             各自的报道，转载不计；括号内为 95% 区间。“偶然”：两者议程若相同，仅因抽样也有的距离。",
        en: "How far apart the themes of two sources are: 0 is the same, 1 no theme in common (Jensen–Shannon distance corrected for small-sample bias). \
             Of the stories of each in the time that both were read, without reprints; in brackets: 95% intervals. By chance: the distance of two \
             sources of the same agenda.",
    }
    finding_first_paper { zh: "来源甲", en: "Source A" }
    finding_second_paper { zh: "来源乙", en: "Source B" }
    finding_first_stories { zh: "甲的报道数", en: "Stories of A" }
    finding_second_stories { zh: "乙的报道数", en: "Stories of B" }
    finding_distance { zh: "距离", en: "Distance" }
    finding_by_chance { zh: "偶然", en: "By chance" }

    // Diversity.
    finding_diversity { zh: "关注的均匀程度", en: "Evenness of attention" }
    finding_diversity_says {
        zh: "各期政策主题之间的均匀程度（Shannon 熵除以最大值，按日刀切法订正偏差）：1 为各主题一样多，0 为只有一个主题。只计政策主题的报道，转载计一次；\
             色带为 95% 区间（按日刀切法）。",
        en: "How evenly the stories of each period are spread over the policy themes (Shannon entropy over its maximum, corrected for its bias by a \
             jackknife over days): 1 is all alike, 0 a single theme. Stories on policy themes only, reprints left out; band: 95% interval (jackknife over days).",
    }
    finding_of_stories(stories: &str) { zh: "{stories} 则报道", en: "of {stories} stories" }
    finding_evenness { zh: "均匀程度", en: "Evenness" }

    // Front pages.
    finding_front { zh: "各主题的头版占比", en: "Front pages by theme" }
    finding_front_says(papers: usize, share: &str, count: &str, total: &str) {
        zh: "各主题的文章有多少登在头版。分母是该主题在 {papers} 家读到头版、版次可知的报纸上的全部文章；各主题合计 {share}（{total} 篇中 {count} 篇）。\
             括号内为 95% 区间；“高于”“低于”：与其余主题相比，错误发现率低于 5%。",
        en: "How many of a theme's articles stand on the front page. Of its articles in the papers whose front pages were read and pages are known \
             (papers: {papers}); of all themes together {share} ({count} of {total}). In brackets: 95% intervals; above or below: against the \
             other themes, with a false discovery rate below 5%.",
    }
    finding_front_count { zh: "头版篇数", en: "On front pages" }
    finding_front_share { zh: "头版占比", en: "Share on front pages" }
    finding_against_others { zh: "与其余主题相比", en: "Against the others" }
    finding_above { zh: "高于", en: "above" }
    finding_below { zh: "低于", en: "below" }
    finding_unclear { zh: "无显著差异", en: "not significant" }

    // Provinces.
    finding_leads { zh: "各主题占比最高的省份", en: "First provinces by theme" }
    finding_leads_says(clear: usize, themes: usize) {
        zh: "各主题占比最高的两个省份，以及首位与次位的差异是否显著：{themes} 个主题中 {clear} 个显著。占比的分母是涉及该省的全部文章，不足 10 篇的省份不排名次；\
             括号内为 95% 区间。差异不显著的名次不足为据。",
        en: "The two provinces with the largest share of each theme, and whether the first differs significantly from the second: in {clear} of {themes} themes \
             it does. Of all articles about the province; provinces of fewer than 10 are not ranked; in brackets: 95% intervals. A rank without a significant \
             difference carries no meaning.",
    }
    finding_first_province { zh: "第一", en: "First" }
    finding_first_share { zh: "第一的占比", en: "Share of the first" }
    finding_second_province { zh: "第二", en: "Second" }
    finding_second_share { zh: "第二的占比", en: "Share of the second" }
    finding_told_apart { zh: "差异显著", en: "Significant" }
    finding_province_shares { zh: "各省占比及区间", en: "Provinces with intervals" }
    finding_province_shares_says {
        zh: "各主题占涉及该省的全部文章的比例及 95% 区间（Wilson，篇数除以设计效应）；收缩后占比：文章越少越靠近各省总体（Kleinman 1973）。",
        en: "Shares of all articles about the province, with 95% intervals (Wilson, articles over the design effect); shrunk: drawn towards all \
             provinces, the more so the fewer articles there are (Kleinman 1973).",
    }
    finding_province_total { zh: "该省文章数", en: "Articles on it" }
    finding_shrunk { zh: "收缩后占比", en: "Share, shrunk" }

    // Seasons.
    finding_seasons { zh: "季节", en: "Seasons" }
    finding_seasons_says(clear: usize, themes: usize, years: usize) {
        zh: "各年同一月份都偏高或偏低的主题（错误发现率低于 5%）：{themes} 个主题中 {clear} 个，按 {years} 个整年计。表中是该月占比与各月平均相差的百分点，\
             占比的分母是当月全部报道（转载不计）；后两列是逐月趋势（Mann–Kendall），含季节与除去季节后。",
        en: "Themes whose share is higher or lower in the same months every year (false discovery rate below 5%): {clear} of {themes}, over {years} \
             whole years. Cells: points from the average month, of shares of all stories of the month (reprints left out); last: the trend along the months \
             (Mann–Kendall), with and without seasons.",
    }
    finding_trend { zh: "趋势", en: "Trend" }
    finding_trend_without { zh: "季节调整后的趋势", en: "Trend, seasonally adjusted" }
    finding_rising { zh: "上升", en: "rising" }
    finding_falling { zh: "下降", en: "falling" }
    finding_no_trend { zh: "无", en: "none" }
    finding_deseasonalised { zh: "季节调整后的占比", en: "Seasonally adjusted shares" }

    finding_deseasonalised_says {
        zh: "各主题占当月全部报道（转载不计）的比例，减去该月份历年的偏离；不完整的月份空缺。",
        en: "Shares of all stories of the month (reprints left out), less what its month of the year differs by; empty for months read in part.",
    }

    // Peaks.
    finding_peaks_says {
        zh: "占比显著高于前后半年平时水平的时段；占比的分母是这些天的全部文章，同一报道只计一次；95% 区间以日为抽样单位。",
        en: "Stretches in which a theme had significantly more attention than in the surrounding half years; of all articles of these days, a story counts once; \
             95% intervals with days as sampling units.",
    }
    finding_peaks { zh: "高峰", en: "Peaks" }
    finding_first_day { zh: "首日", en: "First day" }
    finding_last_day { zh: "末日", en: "Last day" }
    finding_all_articles { zh: "全部文章数", en: "All articles" }
    finding_usual { zh: "平时占比", en: "Usual share" }
    finding_events { zh: "其间的事件", en: "Events of these days" }
    finding_terms { zh: "多见的词", en: "Terms" }
}
