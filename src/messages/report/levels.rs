//! Sentences on changes of level.

crate::messages::messages! {
    levels_head {
        zh: "\n## 水平变化（变点）\n\n以下主题的占比自某一时段起转到另一水平，并保持到下一变点或资料末尾。检验以时段为单位，并对全部主题一并控制\
             （错误发现率低于 5%）：若各时段的次序纯属随机，约二十份报告中有一份出现一处；相邻时段越是相像，误报越多：模拟中每期保留前期波动的一半时，单项检验在 5% 处误报 5% 至 8%，保留七成时 10% 至 13%。变点所在的时段为估计值，可能相差一两个时段。全部见 changes.csv。\n\n",
        en: "\n## Changes of level\n\nThemes whose share moved to another level in some period and stayed there until the next change or to the end of the data. \
             Periods are the units of the test, and all themes are tested together (false discovery rate below 5%): with the periods in random order, about one report in twenty \
             would contain one. Where neighbouring periods are alike it is more: in simulated series that keep half of each swing from one period to the next, a test at 5% was wrong in 5% to 8%, and in 10% to 13% where \
             they keep 0.7. The period in which a level begins is an estimate and may be off by one or two. All of them in changes.csv.\n\n",
    }
    level_change(theme: &str, period: &str, before: &str, after: &str, first: &str, last: &str, rate: &str) {
        zh: "- **{theme}**，{period}起：由 {before}（{first}起）变为 {after}（至{last}）；错误发现率 {rate}。\n",
        en: "- **{theme}**, from {period}: {before} (from {first}) became {after} (to {last}); false discovery rate {rate}.\n",
    }
    levels_more(changes: usize) { zh: "\n另有 {changes} 处，见 changes.csv。\n", en: "\n{changes} more in changes.csv.\n" }
    finding_levels { zh: "水平变化（变点）", en: "Changes of level" }
    finding_levels_says(clear: usize, changes: usize) {
        zh: "占比自某一时段起转到另一水平（PELT 变点）：{changes} 处中 {clear} 处显著（随机打乱前后两个水平的各时段作检验，对全部主题一并控制，错误发现率低于 5%），\
             其余可能出于偶然。变点所在的时段为估计值；占比不计转载，来源不止一个时按各时段所读来源的通常份额折算。",
        en: "Periods from which on the share of a theme has another level (PELT): {clear} of {changes} are significant (tested by permuting the periods of both levels, over \
             all themes together, false discovery rate below 5%), the others may be chance. The period is an estimate; shares are without reprints, and of several sources standardised by \
             what the sources read in a period usually give to the theme.",
    }
    finding_level_from { zh: "始于", en: "From" }
    finding_level_before { zh: "此前占比", en: "Share before" }
    finding_level_after { zh: "此后占比", en: "Share after" }
    finding_level_first { zh: "此前水平始于", en: "Level before from" }
    finding_level_last { zh: "此后水平止于", en: "Level after to" }
}
