//! The days between the printings of one story.

/// Maximum number of days between any two printings of one story. What is printed again later, in the same words or not, is
/// the next notice of its kind: a yearly holiday notice, a monthly ranking.
pub const MAX_DAYS: u32 = 30;

/// The first and the last day of a story's printings; empty where none of them is dated.
#[derive(Debug, Clone, Copy)]
pub(super) struct DaySpan(Option<(i32, i32)>);

impl DaySpan {
    pub(super) fn of(day: Option<i32>) -> Self {
        DaySpan(day.map(|day| (day, day)))
    }

    /// The span of both, or `None` where it is longer than the printings of one story are apart.
    pub(super) fn joined(self, other: DaySpan) -> Option<DaySpan> {
        let (Some((a, b)), Some((c, d))) = (self.0, other.0) else { return Some(DaySpan(self.0.or(other.0))) };
        let (first, last) = (a.min(c), b.max(d));
        (first.abs_diff(last) <= MAX_DAYS).then_some(DaySpan(Some((first, last))))
    }
}
