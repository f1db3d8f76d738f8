//! How the numbers of a report are computed, one message an item.

crate::messages::messages! {
    methods_title { zh: "\n## 方法与限度\n\n", en: "\n## Methods and limits\n\n" }
    methods_model(digest: &str, scores: &str) {
        zh: "- 每篇文章由模型 `{digest}` 判定一个主要主题。{scores}\n",
        en: "- Model `{digest}` gives each article one primary theme. {scores}\n",
    }
    methods_scores(articles: usize, accuracy: &str, macro_f1: &str, error: &str) {
        zh: "交叉验证（{articles} 篇有标注的文章）：准确率 {accuracy}，宏平均 F1 {macro_f1}，期望校准误差 {error}；与这些文章不相像的，成绩可能更低。",
        en: "Cross-validated on {articles} labelled articles: accuracy {accuracy}, macro-F1 {macro_f1}, expected calibration \
             error {error}; articles unlike these may score lower.",
    }
    methods_no_scores { zh: "模型没有测量过的成绩。", en: "The model carries no measured scores." }
    methods_filters(limits: &str, excluded: &str, read: &str) {
        zh: "筛选：只统计符合 `{limits}` 的文章；读到的 {read} 篇中有 {excluded} 篇不符合，未计入。",
        en: "Filters: only articles that meet `{limits}` are counted; {excluded} of {read} that were read do not.",
    }
    methods_partial_dates(articles: &str) {
        zh: "其中 {articles} 篇的日期只到年或月，与起止日期交叉，可能在范围之内，但无法判断。",
        en: " Of these, {articles} may lie within the limits: their date is only a month or a year that straddles them.",
    }
    methods_share {
        zh: "- 占比 = 以该主题为主的文章数 / 全部文章数；没有文章的时段是缺口，不是零。区间为 Wilson (1927)，但篇数先除以该主题的\
             设计效应（Kish 1965）：同一件事在一周里常有好几篇，一稿常有多家转载，若各算一次独立抽样，区间便过窄。设计效应由全部文章\
             按季度内各周（平均每季度有文章的周不足两个时按周；文章跨度不足三个月时按日）和按报道的离散程度估计，再按一件事延续多少周（日）折算（由全部主题合起来估计，该主题自己的更大时用它自己的），不小于 1，再按所据周数（日数）乘以 (t/z)²（Korn 与 Graubard 1998），\
             各时段、各地区通用。模拟新闻中，事件延续数日时 0.94 至 0.98 的区间含真值；事件延续数周，或只有一个主题的事件如此，则为 0.67 至 0.95（短于三个月时最低）。\n",
        en: "- Share = articles whose primary theme it is / all articles; a period without articles is a gap, not a zero. \
             Intervals by Wilson (1927), with the number of articles divided by the theme's design effect (Kish 1965): one \
             event brings several articles a week and several sources print one text, so that intervals of independent \
             articles are too narrow. It is estimated once for each theme, from how all articles spread over the weeks inside \
             quarters (over weeks where fewer than two weeks a quarter have articles on average; over days where they span less than three months) and over stories, with how long events last \
             as all themes together tell it, or the theme itself where it tells more; it is \
             at least 1, is multiplied by (t/z)² for the number of weeks or days that it rests on (Korn & Graubard 1998), and serves all \
             periods and regions. In simulated news 0.94 to 0.98 of the intervals hold the truth where events last for days, and 0.67 to 0.95 where they last for weeks, or those of a single theme do (least in less than three months).\n",
    }
    methods_corrected {
        zh: "- 校正：用校准后的概率作期望最大化（Saerens、Latinne 与 Decaestecker 2002），假定各主题文章的样子与训练时相同、\
             只是比例变了；区间含分类错误率本身的不确定。\n",
        en: "- Estimate: expectation-maximisation on calibrated probabilities (Saerens, Latinne & Decaestecker 2002), assuming \
             that articles of a theme look as they did in training and only the mix changed; intervals hold the uncertainty of \
             the error rates too.\n",
    }
    methods_not_corrected {
        zh: "- 未校正：文章太少，或其样子与训练时的相差太大（校正后的比例解释不了计数，或改动超过预期错误的一半），校正不可信。\n",
        en: "- Not corrected: too few articles, or articles too unlike those of training (no corrected mix explains the \
             counts, or shares would move by more than half of the expected errors), so that no correction could be believed.\n",
    }
    methods_comparison {
        zh: "- 对照：changes.csv 另有仅用混淆矩阵校正的占比（Forman 2008；Bunse 2022；其区间还含“文章是来源的随机样本”的抽样误差，\
             故较宽）和按显著度加权的占比（头版、有标题、篇幅超过该来源的中位数各加一分，仿 Budd 1964）。\n",
        en: "- For comparison changes.csv has the shares corrected by the confusion matrix alone (Forman 2008; Bunse 2022; their \
             intervals also hold the chance of which articles came, and are wider for that) and \
             those weighed by prominence (a point each for the front page, a headline, more than the source's median length; \
             after Budd 1964).\n",
    }
    methods_changes {
        zh: "- 变化：以月为单位检验（较短时以周、日为单位；再按全部主题合起来看一件事延续多久折算），不以篇为单位：同月文章彼此相关，按设计效应（Kish 1965）折算篇数，\
             用 t 分布；区间为 Newcombe (1998)；错误发现率按 Benjamini 与 Hochberg (1995)。同一报道只计一次；只比较两段都有的来源，\
             按 Mantel–Haenszel 权重合并，方差按各来源两段合计的占比估计：在其中一段只读到几篇的来源证明不了变化；\
             按原样计数的差值见 changes.csv。\n",
        en: "- Changes: months are tested (weeks or days in short spans; how long events last is allowed for, as all themes together tell it), not articles: articles of a month go together, so \
             their number is divided by the design effect (Kish 1965), with Student's t. Interval by Newcombe (1998), false \
             discovery rate by Benjamini & Hochberg (1995). A story counts once. Only sources read in both spans are \
             compared, pooled by Mantel–Haenszel weights, with the variance of each source's share over both spans: a source of \
             which few articles were read in one of them proves no change. changes.csv has the difference as counted.\n",
    }
    methods_partial {
        zh: "- 不完整的时段：按有文章计入的来源读到的首日和末日，首尾缺了十分之一以上，或应有的各期读到的不足一半。应有的各期按各来源的规律推算：首尾两期之间，凡过半的周都\
             出版的星期几。不完整的时段在图上画成空心，不参与趋势和水平变化的计算；应有的各期读到不足一半的月（或周、日）也不参与升降和\
             新提法的检验。\n",
        en: "- Partial periods: more than a tenth is missing at the beginning or the end, by the first and the last day read of \
             sources with counted articles, or fewer than half of the expected issues were read. A source is expected on the weekdays on which it appeared in at least half of the weeks between \
             its first and last issue. Partial periods are drawn open and leave trends and level changes; months (or weeks, or \
             days) of which fewer than half of the expected issues were read leave the tests of changes and terms, too.\n",
    }
    methods_trends {
        zh: "- 趋势、突发和水平变化（同一报道只计一次，所列百分比也是如此，图上的占比则含转载；不足 10 则报道的时段不参与）：Mann–Kendall 与 Sen 斜率，相邻时段彼此相像，故自 10 个时段起方差按去斜率后的一阶自相关放大（Hamed 与 Rao 1998；Yue 与 Wang 2004），斜率的区间也随之放宽（不足 10 个时段时无从放大）；在没有升降的模拟序列里，p < 0.05 的占 4%，每期保留前期波动的七成时占 7% 至 13%；突发：Kleinberg (2002)，γ = 2；水平变化：PELT（Killick 等 2012），把前后两个水平的各时段随机打乱 1,999 次检验（统计量为最优分界的似然比；相邻时段彼此相像，故自 10 个时段起先除以 (1 + ρ)/(1 − ρ)，ρ 为除去两个水平后的一阶自相关，Antoch、Hušková 与 Prášková 1997），对全部主题一并控制错误发现率，低于 5% 的才说；\
             来源不止一个时，水平变化还须在前后都读到的来源之内同样升降（检验同“变化”，以各时段为单位，p < 0.05）。\
             来源不止一个时，各时段的占比先与当期所读各来源通常给该主题的份额相比（间接标准化，各来源份额按 Marshall 1991 向总体收缩），来源的增减因此不成为趋势；所读各来源少有该主题、预期不足 1 篇的时段不参与。见 changes.csv。\n",
        en: "- Trends, bursts and changes of level (a story counts once, also in the percentages that are named, while charts hold reprints; without periods of fewer than 10 stories): Mann–Kendall with Sen's slope, from ten periods on with a variance that grows by the first-order autocorrelation of what the slope leaves (Hamed & Rao 1998; Yue & Wang 2004), since neighbouring periods are alike, which widens the interval of the slope, too (fewer periods do not tell it); of simulated series that do not rise 4% have p < 0.05, and 7% to 13% where each period keeps 0.7 of the swing of the one before; bursts: Kleinberg (2002), gamma 2; level changes: PELT (Killick et al. \
             2012), each tested by 1,999 random orders of the periods of both levels (likelihood ratio of the best place to part them, divided by (1 + ρ)/(1 − ρ) for the first-order autocorrelation ρ of what both levels leave, from ten periods on; Antoch, Hušková & Prášková 1997), with the false discovery rate over all themes, and told below 5%; of several sources those that the sources read on both sides show as well (tested as changes, with periods as draws, \
             p < 0.05). With several sources the share of a period is set against what the sources read in it usually give to the theme (indirect \
             standardisation; their shares are drawn to that of all after Marshall 1991), so that sources that come or go make no trend; \
             periods in which less than one article of a theme is expected of such sources take no part. See changes.csv.\n",
    }
    methods_new_terms {
        zh: "- 新提法：计写有该词的文章数（不是词频；转载不计；在更长的词里出现的也计，如“二十届三中全会精神”里的“三中全会精神”；多在更长的词里出现的词不列出），\
             词由分词结果和粘合在一起的相邻词组成，〔〕里是它独立成词时八成以上紧挨着的词、不参与计数；按带信息先验的对数优势比排序（Monroe、Colaresi 与 Quinn 2008），\
             错误发现率由精确的二项检验对全部主题、全部词一并控制；显著的词再如“变化”以月（周、日）为单位检验一次。一个事件的连续报道也会使其用词显得“新”。\n",
        en: "- New terms: articles that hold the term are counted, also within a longer word (not occurrences; reprints not at all); terms that stand mostly within longer words are not listed. Terms are words as cut, \
             and neighbouring words that stick together; what stands beside one in four fifths of its places as a word of its own is added \
             in 〔〕 and does not count. Ranked by log-odds ratios with an informative Dirichlet prior (Monroe, \
             Colaresi & Quinn 2008); false discovery rate over all terms of all themes, from exact binomial tests; those that are clear are tested once more by months (weeks, days) as changes are. A series of \
             reports on one event makes its words look new, too.\n",
    }
    methods_reprints {
        zh: "- 转载：字符片段的包含度不低于 0.5（同一来源要求更高），各次刊登相距不超过 30 天；后续报道（如逝世之后的遗体火化）和一年一度的同文通知不算转载。见 stories.csv。\n",
        en: "- Reprints: containment of character shingles of at least 0.5, more within one source; printings are at most 30 days apart, and a follow-up (the cremation after \
             the death) or the same notice a year later is no reprint. See stories.csv.\n",
    }
    methods_repeat {
        zh: "- 重复本报告：manifest.json 记有输入与模型的摘要和参数。\n",
        en: "- To repeat this report: manifest.json has the digests of inputs and model, and the options.\n",
    }

    // The lag between national papers and provinces, a sentence or two a message.
    methods_lag_days {
        zh: "方法：中央指来源表中全国性的媒体，省份指媒体所在省；天数按文章日期。",
        en: "How: the centre is the nationwide sources of the table of sources, a province the sources whose home lies in it; days are \
             those of the articles.",
    }
    methods_lag_bounds {
        zh: "“≤”：该省媒体在中央首次那天或首次提到之前有一段（两周以上；平常间隔长于一周而不超过一个月的，为其两倍以上）没有读到，\
             或读到的第一天就已提到；“≥”：中央媒体如此；“?”：两者兼有，或中央首次之后才读到而未见，多少不定；“>”：读到最后一天，或那一段之前的最后一天，还没有提到。",
        en: "“≤”: the province's sources were not read on the centre's first day or in a stretch of days before they named it (over two \
             weeks; over twice their usual distance where that is between a week and a month), or named it on the first day read; “≥”: the centre's did; “?”: both, or read only after the centre's day and not named, so that nothing is \
             bounded; “>”: not named by the last day read, or by the last one before such a stretch.",
    }
    methods_lag_median {
        zh: "中位数为 Kaplan–Meier（1958），区间为 Brookmeyer 与 Crowley（1982，log–log 尺度），只计中央首次那天已经读到、首次提到之前没有这样一段的省；\
             其中已提到的不足三个时不给。",
        en: "Median by Kaplan & Meier (1958), interval by Brookmeyer & Crowley (1982, log–log), over provinces read by the centre's \
             first day and without such a stretch before they named it; none where fewer than three of them have.",
    }
    methods_lag_themes(max_shift: usize) {
        zh: "主题：去趋势的每日（不够则每周）占比，错位不超过 {max_shift} 个时段；显著性由全部循环错位得出（无随机数），\
             错误发现率按 Benjamini 与 Hochberg（1995）在全部省份 × 主题上控制在 5%。见 lag.csv。",
        en: "Themes: detrended shares by day, or by week where days \
             hold too little, up to {max_shift} bins either way; significance from all circular shifts (no random numbers), false \
             discovery rate by Benjamini & Hochberg (1995) over all provinces × themes, 5%. See lag.csv.",
    }
}
