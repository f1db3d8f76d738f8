//! The daily digest of a survey.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::Language;
use crate::analysis::{ClassifiedArticle, SurveyedArticle, surveyed};
use crate::corpus::{Article, NONE};
use crate::error::{Error, NothingToReport, Result};
use crate::report::{DailyDigest, DigestEntry, ThemeSection, Usual, place_name};
use crate::survey::Survey;

/// Minimum number of earlier days from which a usual share is computed.
const MIN_HISTORY: usize = 10;
/// A day is compared with earlier days on which papers with at least this share of its articles appeared.
const MIN_SAME_PAPERS: f64 = 0.9;
/// Number of earlier days whose shares a day is compared with: a year.
pub const HISTORY_DAYS: i32 = 365;
/// Number of days before a day on which earlier printings of its stories are searched for.
pub const STORY_DAYS: i32 = 31;
/// Maximum number of characters of a first sentence.
const SENTENCE_LENGTH: usize = 90;
/// A first sentence of fewer characters tells too little (“壁画是美术的重要门类。”), so the next one stands behind it.
const SHORT_SENTENCE: usize = 20;

/// A line of at most this many characters that ends with no mark is a label.
const MAX_LABEL: usize = 8;

/// The number of articles by day, paper and theme; themes are ids.
pub type ThemeDays = BTreeMap<Date, BTreeMap<String, BTreeMap<String, usize>>>;

/// The number of articles of some papers by day and theme.
type DayThemes = BTreeMap<Date, BTreeMap<String, usize>>;

/// The first sentences of articles, by raw file and identifier.
#[derive(Debug, Clone, Default)]
pub struct FirstSentences(HashMap<(String, String), String>);

impl FirstSentences {
    /// Keeps the first sentence of an article.
    pub fn add(&mut self, article: &Article) {
        self.0.insert((article.file.to_string(), article.id.to_string()), first_sentence(&article.text));
    }

    fn of(&self, article: &ClassifiedArticle) -> String {
        self.0.get(&(article.file.to_string(), article.id.to_string())).cloned().unwrap_or_default()
    }
}

/// The first sentence of a text, with the next ones where it is short, cut where it is very long. A mark within a quotation or
/// brackets ends no sentence: who speaks, and of what, often stands behind the quotation.
fn first_sentence(text: &str) -> String {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines().find(|line| !is_label(line)).or_else(|| lines().next()).unwrap_or_default();
    let is_stop = |c: char| matches!(c, '。' | '！' | '？');
    let mut sentence = String::new();
    // The marks that close what is open, the innermost last.
    let mut open: Vec<char> = Vec::new();
    let mut letters = line.chars().peekable();
    for length in 1.. {
        let Some(letter) = letters.next() else { break };
        if length > SENTENCE_LENGTH {
            sentence.push('…');
            sentence.extend(open.into_iter().rev());
            break;
        }
        sentence.push(letter);
        if let Some(at) = open.iter().rposition(|&closing| closing == letter) {
            open.truncate(at);
        } else if let Some(closing) = closing_mark(letter) {
            open.push(closing);
        }
        let ends = open.is_empty() && is_stop(letter) && letters.peek().is_none_or(|&next| !is_stop(next));
        if ends && length >= SHORT_SENTENCE {
            break;
        }
    }
    sentence
}

/// Whether a line is no sentence but the label of what follows, such as 核心阅读.
fn is_label(line: &str) -> bool {
    line.chars().count() <= MAX_LABEL && !line.ends_with(['。', '！', '？', '…', '”', '：'])
}

/// The mark that closes what a mark opens.
fn closing_mark(opening: char) -> Option<char> {
    let pairs =
        [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('(', ')'), ('"', '"')];
    pairs.into_iter().find(|(mark, _)| *mark == opening).map(|(_, closing)| closing)
}

impl Survey<'_> {
    /// The last whole day that has an article.
    pub fn last_day(&self) -> Option<Date> {
        let articles = self.articles.iter().chain(&self.undetermined);
        articles.filter_map(|article| article.observation.date?.full()).max()
    }

    /// The articles with a theme by day and paper, of the year before a day.
    pub fn theme_days(&self, before: Date) -> ThemeDays {
        let mut days = ThemeDays::new();
        for article in &self.articles {
            let Some(day) = article.observation.date.and_then(|date| date.full()) else { continue };
            let age = before.since(day).map_or(0, |span| span.get_days());
            if (1..=HISTORY_DAYS).contains(&age) {
                let theme = self.classifier.themes()[article.observation.theme].id.clone();
                let paper = article.observation.source.to_string();
                *days.entry(day).or_default().entry(paper).or_default().entry(theme).or_default() += 1;
            }
        }
        days
    }

    /// The digest of a day. `history` counts the articles of earlier days.
    ///
    /// # Errors
    /// [`Error::NothingToReport`] where the day has no article.
    pub fn daily_digest(
        &self,
        day: Date,
        sentences: &FirstSentences,
        history: &ThemeDays,
        language: Language,
    ) -> Result<DailyDigest> {
        // Printings of later days, or of long before, are not looked for.
        let is_near = |article: &&ClassifiedArticle| {
            let date = article.observation.date.and_then(|date| date.full());
            date.and_then(|date| day.since(date).ok()).is_some_and(|age| (0..=STORY_DAYS).contains(&age.get_days()))
        };
        let near: Vec<ClassifiedArticle> = self.articles.iter().filter(is_near).cloned().collect();
        let surveyed = surveyed(&near, &self.store, &self.options.sources)?;
        let is_today = |article: &ClassifiedArticle| article.observation.date.and_then(|date| date.full()) == Some(day);
        let today: Vec<&SurveyedArticle<'_>> = surveyed.iter().filter(|a| is_today(a.classified)).collect();
        let undetermined: Vec<&ClassifiedArticle> = self.undetermined.iter().filter(|a| is_today(a)).collect();
        if today.is_empty() && undetermined.is_empty() {
            return Err(Error::NothingToReport { reason: NothingToReport::EmptyDay(day) });
        }
        let mut stories: BTreeMap<usize, Vec<&SurveyedArticle<'_>>> = BTreeMap::new();
        today.iter().for_each(|article| stories.entry(article.story).or_default().push(article));
        // The most prominent printing stands for the story; the others follow in the order of papers.
        let key = |a: &SurveyedArticle<'_>| (a.classified.observation.source.clone(), a.classified.page.clone());
        for printings in stories.values_mut() {
            printings.sort_by(|a, b| b.prominence.total_cmp(&a.prominence).then_with(|| key(a).cmp(&key(b))));
        }
        let mut articles_of: BTreeMap<&str, usize> = BTreeMap::new();
        for article in &today {
            *articles_of.entry(&*article.classified.observation.source).or_default() += 1;
        }
        let comparable = comparable_days(history, &articles_of);
        let history = Some(&comparable).filter(|history| history.len() >= MIN_HISTORY);
        let mut sections = self.sections(&today, &stories, sentences, history, language);
        if !undetermined.is_empty() {
            let mut entries: Vec<DigestEntry> =
                undetermined.iter().map(|article| entry(article, sentences, language)).collect();
            entries.sort_by(|a, b| (&a.paper, &a.page, &a.headline).cmp(&(&b.paper, &b.page, &b.headline)));
            let (articles, total) = (undetermined.len(), today.len());
            sections.push(ThemeSection { theme: None, theme_id: None, articles, total, usual: None, entries });
        }
        let all = || today.iter().map(|a| a.classified).chain(undetermined.iter().copied());
        let papers: BTreeSet<&str> = all().map(|a| &*a.observation.source).filter(|p| !p.is_empty()).collect();
        let span = |days: &DayThemes| {
            let ends = days.keys().next().zip(days.keys().next_back());
            ends.map(|(first, last)| (days.len(), first.to_string(), last.to_string()))
        };
        Ok(DailyDigest {
            day: day.to_string(),
            articles: all().count(),
            papers: papers.len(),
            history: history.and_then(span),
            sections,
        })
    }

    /// The themes of the day.
    fn sections(
        &self,
        today: &[&SurveyedArticle<'_>],
        stories: &BTreeMap<usize, Vec<&SurveyedArticle<'_>>>,
        sentences: &FirstSentences,
        history: Option<&DayThemes>,
        language: Language,
    ) -> Vec<ThemeSection> {
        let mut sections: Vec<(bool, ThemeSection)> = Vec::new();
        for (index, theme) in self.classifier.themes().iter().enumerate() {
            let articles = today.iter().filter(|a| a.classified.observation.theme == index).count();
            if articles == 0 {
                continue;
            }
            let own = stories.values().filter(|printings| printings[0].classified.observation.theme == index);
            let mut own: Vec<&Vec<&SurveyedArticle<'_>>> = own.collect();
            own.sort_by(|a, b| {
                let rank = |p: &[&SurveyedArticle<'_>]| (p.len(), p[0].prominence);
                let ((a_count, a_rank), (b_count, b_rank)) = (rank(a), rank(b));
                b_count.cmp(&a_count).then(b_rank.total_cmp(&a_rank)).then_with(|| a[0].story.cmp(&b[0].story))
            });
            let entries = own.iter().map(|printings| story_entry(printings, sentences, language)).collect();
            let usual = history.map(|history| usual(history, &theme.id, articles, today.len()));
            let (theme_name, total) = (Some(theme.name(language).to_owned()), today.len());
            let theme_id = Some(theme.id.clone());
            let section = ThemeSection { theme: theme_name, theme_id, articles, total, usual, entries };
            sections.push((theme.id == NONE, section));
        }
        // Articles of no theme of the set are of least interest.
        sections.sort_by(|(a_none, a), (b_none, b)| {
            let rank = |none: bool, section: &ThemeSection| (none, !section.is_above());
            rank(*a_none, a).cmp(&rank(*b_none, b)).then(b.articles.cmp(&a.articles))
        });
        sections.into_iter().map(|(_, section)| section).collect()
    }
}

/// The earlier days that a day can be compared with, and what its own papers wrote about on them. Days on which other papers alone
/// were read are no yardstick, because each paper has themes of its own. `papers` are the articles of the day by paper.
fn comparable_days(history: &ThemeDays, papers: &BTreeMap<&str, usize>) -> DayThemes {
    let all: usize = papers.values().sum();
    let mut days = DayThemes::new();
    for (day, by_paper) in history {
        let appeared: usize =
            papers.iter().filter(|(paper, _)| by_paper.contains_key(**paper)).map(|(_, articles)| articles).sum();
        if (appeared as f64) < MIN_SAME_PAPERS * all as f64 {
            continue;
        }
        let counts = days.entry(*day).or_default();
        for (theme, articles) in papers.keys().filter_map(|paper| by_paper.get(*paper)).flatten() {
            *counts.entry(theme.clone()).or_default() += articles;
        }
    }
    days
}

/// What was usual for a theme on earlier days.
fn usual(history: &DayThemes, theme: &str, articles: usize, total: usize) -> Usual {
    let mut usual = Usual { articles: 0, total: 0, smaller_days: 0, days: history.len() };
    for counts in history.values() {
        let (own, all) = (counts.get(theme).copied().unwrap_or_default(), counts.values().sum::<usize>());
        usual.articles += own;
        usual.total += all;
        // Shares are compared as whole numbers: own / all < articles / total.
        usual.smaller_days += usize::from(own * total < articles * all);
    }
    usual
}

/// A story by its printings of the day, the most prominent first.
fn story_entry(printings: &[&SurveyedArticle<'_>], sentences: &FirstSentences, language: Language) -> DigestEntry {
    let place = |a: &&SurveyedArticle<'_>| (a.classified.observation.source.to_string(), a.classified.page.to_string());
    let reprints: Vec<(String, String)> = printings[1..].iter().map(place).collect();
    let earlier = printings[0].printings - printings.len();
    DigestEntry { reprints, earlier, ..entry(printings[0].classified, sentences, language) }
}

fn entry(article: &ClassifiedArticle, sentences: &FirstSentences, language: Language) -> DigestEntry {
    let observation = &article.observation;
    let sentence = sentences.of(article);
    // The first sentence stands in the place of a missing headline.
    let (headline, first_sentence) = match article.has_headline() || sentence.is_empty() {
        true => (article.display_title().trim().to_owned(), sentence),
        false => (sentence, String::new()),
    };
    DigestEntry {
        id: article.id.to_string(),
        headline,
        paper: observation.source.to_string(),
        page: article.page.to_string(),
        region: observation.region.map(|code| place_name(code, language)).unwrap_or_default(),
        first_sentence,
        reprints: Vec::new(),
        earlier: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_are_cut() {
        let sentence = "全市信访工作会议在兰河市召开，部署积案化解。";
        assert_eq!(first_sentence(&format!("\n{sentence}会议指出……")), sentence);
        assert_eq!(first_sentence("没有句号"), "没有句号");
        assert_eq!(first_sentence(&"长".repeat(200)).chars().count(), SENTENCE_LENGTH + 1);
    }

    #[test]
    fn a_label_above_the_text_is_no_sentence() {
        let sentence = "桂岭市一座旧桥经过修缮后昨日重新通车，两岸居民往来更加方便。";
        assert_eq!(first_sentence(&format!("核心阅读\n　　{sentence}")), sentence);
        assert_eq!(first_sentence("核心阅读\n"), "核心阅读");
    }

    #[test]
    fn no_sentence_ends_within_a_quotation_or_tells_next_to_nothing() {
        let quoted = "“家里缺啥及时说！”“一会儿就把被褥给你们送来！”8月9日，镇村干部挨家挨户走访群众。";
        assert_eq!(first_sentence(&format!("{quoted}近日，洪水退去。")), quoted);
        // The rest of a long quotation is left out, and its marks are closed.
        let cut = first_sentence(&format!("“10年来，共建‘一带一路’促进了{}。”", "长".repeat(200)));
        assert!(cut.starts_with("“10年来，共建‘一带一路’促进了长") && cut.ends_with("长…”"), "{cut}");
        let short = "壁画是美术的重要门类。我国有着悠久的壁画创作传统。";
        assert_eq!(first_sentence(&format!("{short}近年来，壁画艺术发展。")), short);
        let question = "一场会议究竟能解决老百姓的什么急难愁盼问题？！";
        assert_eq!(first_sentence(&format!("{question}记者走进了社区。")), question);
    }

    #[test]
    fn a_day_is_compared_with_days_of_its_own_papers() {
        let themes = |own: usize| BTreeMap::from([("a".to_owned(), own)]);
        let day = |n: i8, papers: &[(&str, usize)]| {
            let papers = papers.iter().map(|(paper, own)| ((*paper).to_owned(), themes(*own)));
            (jiff::civil::date(2024, 3, n), papers.collect::<BTreeMap<_, _>>())
        };
        let history = ThemeDays::from([
            day(1, &[("兰河日报", 3), ("榕江日报", 5)]),
            day(2, &[("榕江日报", 4)]),
            day(3, &[("兰河日报", 2)]),
        ]);
        let compared = |papers: &[(&str, usize)]| -> Vec<(i8, usize)> {
            let days = comparable_days(&history, &papers.iter().copied().collect());
            days.into_iter().map(|(day, counts)| (day.day(), counts["a"])).collect()
        };
        assert_eq!(compared(&[("兰河日报", 60)]), [(1, 3), (3, 2)]);
        // A paper with a few articles of the day does not take its yardstick away.
        assert_eq!(compared(&[("兰河日报", 60), ("榕江日报", 4)]), [(1, 8), (3, 2)]);
        assert_eq!(compared(&[("兰河日报", 60), ("榕江日报", 30)]), [(1, 8)]);
    }

    #[test]
    fn shares_are_compared_day_by_day() {
        let day = |n: i8, own: usize, other: usize| {
            let counts = BTreeMap::from([("a".to_owned(), own), ("b".to_owned(), other)]);
            (jiff::civil::date(2024, 3, n), counts)
        };
        let history = DayThemes::from([day(1, 1, 9), day(2, 2, 2), day(3, 0, 5)]);
        assert_eq!(usual(&history, "a", 1, 4), Usual { articles: 3, total: 19, smaller_days: 2, days: 3 });
    }
}
