//! Changes of level in words.

use crate::messages;
use crate::report::input::ReportInput;
use crate::report::words::{p_value, percent, period_name};
use crate::trends::{LevelChange, MAX_FALSE_DISCOVERY_RATE};

/// Maximum number of changes described in words, the clearest ones; the table lists all.
const MAX_DESCRIBED: usize = 20;

/// The changes of level of the themes shown with their themes, those that are clear among all first in the order of time, then the
/// others, and the number of the clear ones.
pub(in crate::report) fn levels<'a>(input: &ReportInput<'a>) -> (Vec<(usize, &'a LevelChange)>, usize) {
    let is_wanted = |theme: usize| input.themes.is_empty() || input.themes.contains(&theme);
    let trends = input.analysis.theme_trends.iter().filter(|found| is_wanted(found.theme));
    let mut levels: Vec<(usize, &LevelChange)> =
        trends.flat_map(|found| found.levels.iter().map(move |level| (found.theme, level))).collect();
    let is_clear = |level: &LevelChange| level.false_discovery < MAX_FALSE_DISCOVERY_RATE;
    levels.sort_by_key(|(theme, level)| (!is_clear(level), level.change.period, *theme));
    let clear = levels.iter().filter(|(_, level)| is_clear(level)).count();
    (levels, clear)
}

/// The section of the findings in words; empty where no change is clear.
pub(super) fn markdown(input: &ReportInput<'_>) -> String {
    let (levels, clear) = levels(input);
    if clear == 0 {
        return String::new();
    }
    let language = input.language;
    let period = |period: usize| period_name(input.analysis.series.periods[period], language);
    let mut text = messages::levels_head(language).to_owned();
    for (theme, level) in levels.iter().take(clear.min(MAX_DESCRIBED)) {
        let LevelChange { change, ends, false_discovery, .. } = level;
        text += &messages::level_change(
            language,
            input.classifier.themes()[*theme].name(language),
            &period(change.period),
            &percent(change.before.value),
            &percent(change.after.value),
            &period(ends.0),
            &period(ends.1),
            &p_value(*false_discovery),
        );
    }
    if clear > MAX_DESCRIBED {
        text += &messages::levels_more(language, clear - MAX_DESCRIBED);
    }
    text
}
