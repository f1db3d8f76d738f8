//! How the numbers of a report were computed, and what they cannot show.

use crate::model::Classifier;
use crate::report::prose::new_terms;

/// How the numbers came to be, and what they cannot tell.
pub(super) fn methods(classifier: &Classifier, chinese: bool, corrected: bool) -> String {
    let scores = classifier.metrics().map(|metrics| {
        let scores = &metrics.evaluation;
        (scores.articles, scores.accuracy, scores.macro_f1, scores.calibration_error)
    });
    let measured = match (scores, chinese) {
        (Some((n, accuracy, f1, error)), true) => {
            format!(
                "交叉验证（{n} 篇有标注的文章）：准确率 {accuracy:.3}，宏平均 F1 {f1:.3}，期望校准误差 {error:.3}。"
            )
        }
        (Some((n, accuracy, f1, error)), false) => format!(
            "Cross-validated on {n} labelled articles: accuracy {accuracy:.3}, macro-F1 {f1:.3}, expected calibration error {error:.3}."
        ),
        (None, true) => "模型没有测量过的成绩。".into(),
        (None, false) => "The model carries no measured scores.".into(),
    };
    let digest = classifier.digest();
    let corrected = match (corrected, chinese) {
        (true, true) => {
            "校正：用校准后的概率作期望最大化（Saerens、Latinne 与 Decaestecker 2002），假定各主题文章的样子与训练时相同、只是比例变了；区间含分类错误率本身的不确定。"
        }
        (false, true) => "未校正：文章太少，或其样子与训练时的相差太大（校正后的比例解释不了计数），校正不可信。",
        (true, false) => {
            "Estimate: expectation-maximisation on calibrated probabilities (Saerens, Latinne & Decaestecker 2002), assuming that articles of a theme look as they did in training and only the mix changed; intervals hold the uncertainty of the error rates too."
        }
        (false, false) => {
            "Not corrected: too few articles, or articles too unlike those of training (no corrected mix explains the counts), so that no correction could be believed."
        }
    };
    let terms = new_terms::methods(chinese);
    if chinese {
        format!(
            "\n## 方法与限度\n\n- 每篇文章由模型 `{digest}` 判定一个主要主题。{measured}\n\
             - 占比 = 以该主题为主的文章数 / 全部文章数，区间为 Wilson (1927)；没有文章的时段是缺口，不是零。\n\
             - {corrected}\n\
             - 对照：changes.csv 另有仅用混淆矩阵校正的占比（Forman 2008；Bunse 2022；其区间还含“文章是来源的随机样本”的抽样误差，故较宽）和按显著度加权的占比（头版、有标题、篇幅超过本报中位数各加一分，仿 Budd 1964）。\n\
             - 变化：Newcombe (1998) 区间；错误发现率按 Benjamini 与 Hochberg (1995)。文章当作彼此独立，同一事件的连续报道会使区间偏窄。\n\
             - 趋势：Mann–Kendall 与 Sen 斜率；突发：Kleinberg (2002)，γ = 2；水平变化：PELT（Killick 等 2012）。见 changes.csv。\n\
             {terms}\
             - 转载：字符片段的包含度不低于 0.5（同一报纸要求更高），见 stories.csv。\n\
             - 重复本报告：manifest.json 记有输入与模型的摘要和参数。\n"
        )
    } else {
        format!(
            "\n## Methods and limits\n\n- Model `{digest}` gives each article one primary theme. {measured}\n\
             - Share = articles whose primary theme it is / all articles, interval by Wilson (1927); a period without \
             articles is a gap, not a zero.\n\
             - {corrected}\n\
             - For comparison changes.csv has the shares corrected by the confusion matrix alone (Forman 2008; Bunse 2022; their intervals also hold the chance of which \
             articles came, and are wider for that) and \
             those weighed by prominence (a point each for the front page, a headline, more than the paper's median length; \
             after Budd 1964).\n\
             - Changes: interval by Newcombe (1998), false discovery rate by Benjamini & Hochberg (1995). Articles count as \
             independent: series of reports on one event make intervals too narrow.\n\
             - Trends: Mann–Kendall with Sen's slope; bursts: Kleinberg (2002), gamma 2; level changes: PELT (Killick et al. \
             2012). See changes.csv.\n\
             {terms}\
             - Reprints: containment of character shingles of at least 0.5, more within one paper; see stories.csv.\n\
             - To repeat this report: manifest.json has the digests of inputs and model, and the options.\n"
        )
    }
}
