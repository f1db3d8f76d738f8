//! Events of the political calendar, to be set beside peaks and series. That an event falls in a peak is a matter of
//! time and tells nothing of causes.

use std::sync::OnceLock;

use crate::corpus::PartialDate;
use crate::trends::Span;

/// The shipped events: Party congresses, plenums, Two Sessions and economic work conferences since 2012.
const TABLE: &str = include_str!("../../data/events.csv");

/// The characters at the end of an event's name that tell its kind.
const KIND_LENGTH: usize = 4;

/// An event with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its days.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// Its English name; the same where it has none of its own.
    pub english_name: String,
    /// Whether it is one of the shipped meetings rather than one of the user's own.
    pub is_shipped: bool,
}

impl Event {
    /// The shipped events, in the order of time.
    pub fn shipped() -> &'static [Event] {
        static SHIPPED: OnceLock<Vec<Event>> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let events = parse_events(TABLE).unwrap_or_default();
            events.into_iter().map(|event| Event { is_shipped: true, ..event }).collect()
        })
    }

    /// Its name, in English where that is wanted.
    pub fn name_in(&self, english: bool) -> &str {
        if english { &self.english_name } else { &self.name }
    }

    /// Whether a term names the event, by the end of its name: “工作会议”, “三中全会”.
    pub fn is_named_in(&self, term: &str) -> bool {
        let start = self.name.char_indices().rev().nth(KIND_LENGTH - 1).map_or(0, |(at, _)| at);
        term.contains(&self.name[start..])
    }

    /// Whether the event and a span have a day in common.
    pub fn meets(&self, span: Span) -> bool {
        self.span.first <= span.last && span.first <= self.span.last
    }
}

/// Reads events from CSV: a day (or the first and the last day) and a name, and an English name where there is one. A
/// header line is passed over. The events are in the order of time.
///
/// # Errors
/// The first row that has no day or no name.
pub fn parse_events(text: &str) -> Result<Vec<Event>, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut events = Vec::new();
    for (line, row) in reader.records().enumerate() {
        let row = row.map_err(|error| error.to_string())?;
        let cells: Vec<&str> = row.iter().map(str::trim).collect();
        match event(&cells) {
            Some(event) => events.push(event),
            None if line == 0 || cells.iter().all(|cell| cell.is_empty()) => {}
            None => return Err(cells.join(",")),
        }
    }
    events.sort_by(|a: &Event, b: &Event| {
        (a.span.first, a.span.last, &a.name).cmp(&(b.span.first, b.span.last, &b.name))
    });
    Ok(events)
}

fn event(cells: &[&str]) -> Option<Event> {
    let date = |at: usize| cells.get(at).and_then(|cell| cell.parse::<PartialDate>().ok());
    let first = date(0)?;
    // An empty second cell is a last day that was left out, if a name follows.
    let has_last = date(1).is_some() || (cells.get(1).is_some_and(|cell| cell.is_empty()) && cells.len() > 2);
    let span = Span { first: first.first_day()?, last: date(1).unwrap_or(first).last_day()? };
    let names = &cells[if has_last { 2 } else { 1 }..];
    let name = names.first().filter(|name| !name.is_empty())?;
    let english_name = names.get(1).filter(|name| !name.is_empty()).unwrap_or(name);
    (span.first <= span.last).then(|| Event {
        span,
        name: (*name).to_owned(),
        english_name: (*english_name).to_owned(),
        is_shipped: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_events_are_in_order_and_hold_each_years_sessions() {
        let shipped = Event::shipped();
        assert_eq!(shipped.len(), TABLE.lines().count() - 1);
        assert!(shipped.windows(2).all(|pair| pair[0].span.last < pair[1].span.first), "none overlap");
        for year in 2012..=2026 {
            let sessions = shipped.iter().find(|event| event.name == format!("{year}年全国两会")).unwrap();
            assert_eq!(sessions.span.first.year(), year);
            assert!((7..=18).contains(&sessions.span.days()), "{sessions:?}");
        }
        assert!(shipped.iter().all(|event| event.span.days() <= 18 && event.english_name.starts_with("the ")));
    }

    #[test]
    fn rows_with_one_day_or_two_and_with_or_without_a_header() {
        let text = "day,name\n2024-05-01,园区开工\n2024-03-02,2024-03-04,河灯节,Lantern Days\n2024-04,,整治月\n";
        let events = parse_events(text).unwrap();
        let rows: Vec<String> =
            events.iter().map(|e| format!("{} {} {} {}", e.span.first, e.span.last, e.name, e.english_name)).collect();
        assert_eq!(
            rows,
            [
                "2024-03-02 2024-03-04 河灯节 Lantern Days",
                "2024-04-01 2024-04-30 整治月 整治月",
                "2024-05-01 2024-05-01 园区开工 园区开工"
            ]
        );
        assert!(parse_events("").unwrap().is_empty());
        assert_eq!(parse_events("2024-05-01,a\n一月,b\n").unwrap_err(), "一月,b");
        assert_eq!(parse_events("day,name\n2024-05-01,\n").unwrap_err(), "2024-05-01,");
        assert_eq!(parse_events("day,name\n2024-05-03,2024-05-01,x\n").unwrap_err(), "2024-05-03,2024-05-01,x");
    }
}
