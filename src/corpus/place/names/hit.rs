//! A name as it stands in a text.

use crate::corpus::place::names::boundaries::{Candidate, Standing};
use crate::corpus::place::names::gazetteer::Adcode;

/// A name as it stands in a text.
pub(in crate::corpus::place) struct Hit<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
    pub bearers: &'t [Adcode],
    pub full: bool,
    /// Whether a name stands right before.
    pub is_led_to: bool,
    /// Whether another name follows right behind: 四川 in “四川江油市”.
    pub leads_on: bool,
}

impl<'t> Hit<'t> {
    pub fn name(&self) -> &'t str {
        &self.text[self.start..self.end]
    }

    pub fn before(&self) -> &'t str {
        &self.text[..self.start]
    }

    pub fn after(&self) -> &'t str {
        &self.text[self.end..]
    }

    pub fn standing(&self) -> Standing {
        let Hit { text, start, end, full, is_led_to, leads_on, .. } = *self;
        Candidate { text, start, end, full, is_led_to, leads_on }.standing()
    }
}
