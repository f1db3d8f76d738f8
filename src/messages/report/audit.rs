//! Texts of audits: what labels of a random sample tell of all articles.

crate::messages::messages! {
    // After drawing.
    audit_drawn(labels: usize, articles: &str, file: &str, design: &str) {
        zh: "已从 {articles}中随机抽取 {labels} 篇，写入 {file}。请在 label 列填写主题的代号或名称（policyvane themes 可列出全部主题）；\
             {design} 存有抽样概率和模型的判断，编码时不要查看，估计时与标注文件放在一起",
        en: "{labels} of {articles} drawn at random into {file}. Fill in the column label with ids or names of themes (policyvane \
             themes lists them). {design} holds the probabilities of the draw and the model's choices: do not look into it while \
             coding, and keep it beside the labels",
    }
    // Labels that are not used.
    audit_uncovered(share: &str, themes: &str) {
        zh: "\n注意：模型判为以下主题的文章（占全部文章的 {share}）一篇都未编码，人工核定因此不可靠，变化不予推断。请先补足编码：{themes}\n",
        en: "\nNote: none of the articles that the model gives these themes ({share} of all) is coded, so the audited shares cannot \
             be relied on and no changes are inferred. Code more of the sample first: {themes}\n",
    }
    audit_uncoded(count: usize, names: &str) { zh: "尚有 {count} 篇未编码：{names}", en: "articles not coded yet: {count} ({names})" }
    audit_unknown(labels: &str) {
        zh: "以下标注不是模型的主题（括号内为次数），未使用：{labels}",
        en: "these labels are no themes of the model (with their counts) and are not used: {labels}",
    }
    audit_absent(count: usize, names: &str) {
        zh: "有 {count} 篇已标注的文章不在本次统计之内，未使用：{names}",
        en: "{count} labelled articles are not among those counted and are not used: {names}",
    }
    audit_contradicting(count: usize, names: &str) {
        zh: "有 {count} 篇文章前后标注不一致，未使用：{names}",
        en: "{count} articles are labelled twice with different themes and are not used: {names}",
    }
    audit_without_design {
        zh: "标注文件旁没有抽样设计文件（.design.csv）；模型判为同一主题的文章按抽样概率相同处理",
        en: "the design of the sample (.design.csv) is not beside the labels: articles with the same choice of the model are taken to \
             have been drawn with the same probability",
    }
    audit_and_others(names: &str) { zh: "{names} 等", en: "{names} and others" }

    // The result.
    audit_head(labels: usize, articles: &str, accuracy: &str, low: &str, high: &str) {
        zh: "{articles} 篇文章，随机抽取并人工编码 {labels} 篇；模型在这些文章上的准确率为 {accuracy}（95% 区间 {low}–{high}）\n",
        en: "{articles} articles, of which {labels} were drawn at random and coded; the model is right on {accuracy} of the articles \
             (95% interval {low}–{high})\n",
    }
    audit_column_theme { zh: "主题", en: "theme" }
    audit_column_counted { zh: "模型计数", en: "counted" }
    audit_column_audited { zh: "人工核定", en: "audited" }
    audit_column_interval { zh: "95% 区间", en: "95% interval" }
    audit_column_labels { zh: "标注", en: "labels" }
    audit_column_precision { zh: "精确率", en: "precision" }
    audit_column_recall { zh: "召回率", en: "recall" }
    audit_column_more { zh: "还需标注", en: "more labels" }
    audit_outside(themes: &str) {
        zh: "计数落在区间之外，即模型系统地多计或少计的主题：{themes}\n",
        en: "Themes whose counts lie outside the interval, which the model counts too often or too seldom: {themes}\n",
    }
    audit_none_outside {
        zh: "各主题的计数都在区间之内\n",
        en: "The counts of all themes lie inside their intervals\n",
    }
    audit_change_head(before: &str, after: &str, first: usize, second: usize) {
        zh: "变化：{before}（标注 {first} 篇）与 {after}（标注 {second} 篇）相比，只计两段都有的报纸、两段中各报所占的分量相同；\
             就抽样误差而言错误发现率低于 5% 的变化（百分点）：\n",
        en: "Changes from {before} ({first} labels) to {after} ({second} labels) within the papers read in both, each of which counts the \
             same in both; those with a false discovery rate below 5% as far as sampling goes, in points:\n",
    }
    audit_change_few(before: &str, after: &str, first: usize, second: usize, least: usize) {
        zh: "变化：{before}（标注 {first} 篇）与 {after}（标注 {second} 篇）相比，两段都有的报纸中标注太少，不作推断。每段至少要相当于 {least} 篇，\
             且模型判为各主题的文章大都有标注；请增加抽样（--size），或用 --compare 另选时段\n",
        en: "Changes from {before} ({first} labels) to {after} ({second} labels): too few labels of the papers read in both, so that none is \
             inferred. Each span needs at least {least} that count alike, and some of nearly every theme of the model: draw a larger \
             sample (--size), or choose other spans with --compare\n",
    }
    audit_change_scope {
        zh: "\n列出的变化是读到的文章之间的差别。它是否大于新闻本身的起伏，要看报告的“变化”一节；那里没有列出的，这里也可能列出。\n",
        en: "\nThese are differences between the articles read. Whether they are larger than what the news brings by chance is told by the \
             report's section on changes, which may leave out some of those named here.\n",
    }
    audit_change(theme: &str, change: &str, low: &str, high: &str, counted: &str) {
        zh: "- {theme}：{change}（{low} 至 {high}；按计数为 {counted}）\n",
        en: "- {theme}: {change} ({low} to {high}; as counted {counted})\n",
    }
    audit_needed(points: &str, labels: usize) {
        zh: "要使各主题区间的半宽都不超过 {points} 个百分点，还需标注约 {labels} 篇\n",
        en: "For a half-width of at most {points} points for every theme about {labels} more labels are needed\n",
    }
    audit_enough(points: &str) {
        zh: "各主题区间的半宽都已不超过 {points} 个百分点\n",
        en: "The half-width is at most {points} points for every theme already\n",
    }
    audit_scope {
        zh: "区间只含抽样误差：所指为读到的这些文章，不含新闻本身的偶然起伏，也不含编码者的错误。\n",
        en: "The intervals hold the error of sampling: they are about the articles read, not about chance in the news, and take the coders \
             to be right.\n",
    }
    report_audit_title { zh: "\n## 人工核定\n\n", en: "\n## Audit\n\n" }
    page_audit(labels: usize, accuracy: &str, themes: &str) {
        zh: "已用 {labels} 篇随机抽取的人工标注核对（准确率 {accuracy}）：{themes}；全部见 audit.csv。",
        en: "Audited with {labels} articles drawn at random and coded by hand (accuracy {accuracy}): {themes}; all themes in audit.csv.",
    }
    page_audit_theme(theme: &str, counted: &str, audited: &str, low: &str, high: &str) {
        zh: "{theme}计数 {counted}，人工核定 {audited}（{low}–{high}）",
        en: "{theme} {counted} counted, {audited} audited ({low}–{high})",
    }
}
