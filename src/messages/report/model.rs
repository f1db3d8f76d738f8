//! Texts about a model: its card, its evaluation, and its explanation of a theme.

crate::messages::messages! {
    // The model card.
    card_title(digest: &str) { zh: "# 模型卡 `{digest}`\n\n| | |\n|---|---|\n", en: "# Model card `{digest}`\n\n| | |\n|---|---|\n" }
    card_themes(count: usize, name: &str, version: &str) {
        zh: "| 主题 | {count} 个（主题表 {name} {version}） |\n",
        en: "| themes | {count} (theme set {name} {version}) |\n",
    }
    card_articles(count: usize, first: &str, last: &str) {
        zh: "| 标注文章 | {count} 篇，日期为 {first} 至 {last} |\n",
        en: "| labelled articles | {count}, dated {first} to {last} |\n",
    }
    card_articles_undated(count: usize) {
        zh: "| 标注文章 | {count} 篇，日期不详 |\n",
        en: "| labelled articles | {count}, undated |\n",
    }
    card_features(count: usize) { zh: "| 特征 | {count} 个 |\n", en: "| features | {count} |\n" }
    card_dictionary(base: &str, own: usize) {
        zh: "| 词典 | {base}，另加 {own} 个自有词 |\n",
        en: "| dictionary | {base}, and {own} words of its own |\n",
    }
    card_file(megabytes: &str) { zh: "| 文件 | {megabytes} MB |\n", en: "| file | {megabytes} MB |\n" }
    card_program(version: &str) {
        zh: "| 训练程序 | policyvane {version} |\n",
        en: "| trained by | policyvane {version} |\n",
    }
    card_training_digest(digest: &str) {
        zh: "| 训练数据摘要（SHA-256） | `{digest}` |\n\n",
        en: "| training digest (SHA-256) | `{digest}` |\n\n",
    }
    card_adaptation(articles: usize, base: &str, digest: &str) {
        zh: "| 适应性学习 | 在模型 `{base}` 的基础上学习 {articles} 篇标注（摘要 `{digest}`）；上列各项及以下分数均为原模型的 |\n\n",
        en: "| adaptation | learned from {articles} labels (digest `{digest}`) on top of model `{base}`, which all other facts and the scores below are of |\n\n",
    }
    card_adaptation_scores(articles: usize, before: &str, after: &str) {
        zh: "适应前后的准确率（随机抽取的 {articles} 篇标注，交叉验证；方括号内为 95% 区间）：{before} → {after}\n\n",
        en: "Accuracy before and after the adaptation (cross-validation on {articles} labelled articles drawn at random; 95% intervals in brackets): {before} → {after}\n\n",
    }
    card_settings { zh: "## 参数设置\n\n", en: "## Settings\n\n" }
    card_not_measured {
        zh: "## 性能评估\n\n未评估：标注文章过少。\n",
        en: "## Scores\n\nNot measured: too few labelled articles.\n",
    }
    card_measured(method: &str) {
        zh: "## 性能评估\n\n评估方法：{method}；每篇文章均由未用其训练的模型判定。\n\n",
        en: "## Scores\n\nBy {method}: each article was judged by a model that had not seen it.\n\n",
    }
    card_selection(trials: usize, accuracy: &str, macro_f1: &str) {
        zh: "参数选自 {trials} 组试验，下列分数因此偏高；按自助法校正后（BBC-CV，Tsamardinos 等，2018）：准确率 {accuracy}，宏平均 F1 {macro_f1}。\n\n",
        en: "The settings are the best of {trials} trials, so that the scores below are too high; corrected by the bootstrap (BBC-CV, Tsamardinos et al. 2018) they are: accuracy {accuracy}, macro-F1 {macro_f1}.\n\n",
    }
    card_scores(accuracy: &str, macro_f1: &str, micro_f1: &str, error: &str) {
        zh: "准确率 {accuracy} · 宏平均 F1 {macro_f1} · 全部主题微平均 F1 {micro_f1} · 期望校准误差 {error}\n\n",
        en: "accuracy {accuracy} · macro-F1 {macro_f1} · all-themes micro-F1 {micro_f1} · expected calibration error {error}\n\n",
    }
    card_columns {
        zh: "| 主题 | 篇数 | 精确率 | 召回率 | F1 | 最常误判为 |\n|---|--:|--:|--:|--:|---|\n",
        en: "| theme | articles | precision | recall | F1 | most often taken for |\n|---|--:|--:|--:|--:|---|\n",
    }

    // The evaluation, for a terminal.
    evaluation_scores(articles: usize, accuracy: &str, macro_f1: &str, micro_f1: &str, error: &str) {
        zh: "文章 {articles} 篇  准确率 {accuracy}  宏平均 F1 {macro_f1}  全部主题微平均 F1 {micro_f1}  校准误差 {error}\n",
        en: "articles {articles}  accuracy {accuracy}  macro-F1 {macro_f1}  all-themes micro-F1 {micro_f1}  calibration error \
             {error}\n",
    }
    evaluation_intervals(accuracy: &str, macro_f1: &str) {
        zh: "95% 置信区间（对文章作自助法重抽样）：准确率 {accuracy}  宏平均 F1 {macro_f1}\n",
        en: "95% intervals (bootstrap over articles): accuracy {accuracy}  macro-F1 {macro_f1}\n",
    }
    evaluation_theme { zh: "主题", en: "theme" }
    evaluation_precision { zh: "精确率", en: "precision" }
    evaluation_recall { zh: "召回率", en: "recall" }
    evaluation_support { zh: "篇数", en: "support" }
    evaluation_mistaken { zh: "最常误判为", en: "most often taken for" }

    // The learning curve, for a terminal.
    curve_title(articles: usize) {
        zh: "以最近 {articles} 篇文章为测试集，各训练篇数下的得分\n\n",
        en: "scores on the latest {articles} articles, by the number of articles learned from\n\n",
    }
    curve_columns { zh: "训练篇数    准确率   宏平均F1\n", en: "articles  accuracy  macro-F1\n" }
    curve_more_labels { zh: "增加标注可望提高准确率", en: "more labels would help" }
    curve_enough_labels {
        zh: "单靠增加标注收效有限，宜检查相近主题的界限",
        en: "more labels alone would help little; look at where themes touch",
    }
    curve_unclear_labels {
        zh: "测试文章太少，还看不出增加标注是否有用",
        en: "there are too few test articles to tell whether more labels would help",
    }
    curve_last_doubling(gain: &str, verdict: &str) {
        zh: "\n训练篇数最近一次翻倍使准确率变动 {gain}：{verdict}\n",
        en: "\nthe last doubling of the labels moved the accuracy by {gain}: {verdict}\n",
    }
    gain_in_points(points: &str, low: &str, high: &str) {
        zh: "{points} 个百分点（95% 区间 {low} 至 {high}）",
        en: "{points} points (95% interval {low} to {high})",
    }

    // The explanation of an article's theme, for a terminal.
    explanation_undetermined(reason: &str) {
        zh: "  主题未判定：{reason}。以下只是各主题的决策值\n",
        en: "  Undetermined: {reason}. What follows are decision values only.\n",
    }
    undetermined_no_text { zh: "没有文字", en: "there are no letters" }
    undetermined_other_script { zh: "不是中文", en: "the text is not Chinese" }
    undetermined_unreadable { zh: "无法辨认的字符过多", en: "too many characters are unreadable" }
    undetermined_unknown_words { zh: "未登录词太多", en: "the model knows too few of the words" }
    undetermined_imprint {
        zh: "只有责编、版式、电话一类的署名行",
        en: "there is nothing but an imprint, such as the names of editors",
    }
    undetermined_continuation {
        zh: "只是另一版文章的续文（上接），没有标题，也没有找到前文",
        en: "this is the rest of an article of another page, without headline, and its first part was not found",
    }
    explanation_decision(theme: &str, decision: &str, bias: &str, terms: usize) {
        zh: "  {theme}：决策值 {decision} = 截距 {bias} + {terms} 个词项之和\n",
        en: "  {theme}: decision {decision} = bias {bias} + {terms} terms\n",
    }
    explanation_headline { zh: "标题", en: "headline" }
    explanation_body { zh: "正文", en: "body" }
    explanation_rest(weight: &str, terms: usize) {
        zh: "    {weight}  （其余 {terms} 个词项合计）\n",
        en: "    {weight}  ({terms} other terms together)\n",
    }
}
