//! Properties of characters and paragraphs, which are kept as lists of modifications ([MS-DOC] 2.2.5 and 2.6).

use super::bytes::{part, u16_at};

/// Modifications of characters ([MS-DOC] 2.6.1).
const SPRM_C_RMARK_DELETED: u16 = 0x0800;
const SPRM_C_WEB_HIDDEN: u16 = 0x0811;
const SPRM_C_PLAIN: u16 = 0x2A33;
const SPRM_C_BOLD: u16 = 0x0835;
const SPRM_C_VANISH: u16 = 0x083C;
const SPRM_C_SYMBOL: u16 = 0x6A09;

/// Modifications of paragraphs ([MS-DOC] 2.6.2).
const SPRM_P_ALIGNMENT_80: u16 = 0x2403;
const SPRM_P_ALIGNMENT: u16 = 0x2461;
const SPRM_P_STYLE: u16 = 0x4600;
const SPRM_P_TABLE_ROW_END: u16 = 0x2417;
const SPRM_P_CHANGE_TABS: u16 = 0xC615;

/// The definition of a table row ([MS-DOC] 2.6.3), the only operand whose length takes two bytes.
const SPRM_T_DEFINE_TABLE: u16 = 0xD608;

/// The alignment of centred paragraphs ([MS-DOC] 2.6.2, sprmPJc).
const CENTRED: u8 = 1;

/// What is modified at characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CharacterProperties {
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    pub web_hidden: Option<bool>,
    pub deleted: Option<bool>,
    /// Whether the character stands for one of a symbol font.
    pub symbol: Option<bool>,
}

impl CharacterProperties {
    /// The modifications of a list.
    pub fn read(modifications: &[u8]) -> Self {
        let mut properties = Self::default();
        for Modification { sprm, operand } in Modifications::new(modifications) {
            properties.modify(sprm, operand);
        }
        properties
    }

    /// Takes a modification. A toggle is on for 1, and for 0x81, the contrary of a style that is taken to be plain
    /// ([MS-DOC] 2.9, ToggleOperand).
    pub fn modify(&mut self, sprm: u16, operand: &[u8]) {
        let toggle = operand.first().map(|value| value & 1 == 1);
        match sprm {
            SPRM_C_PLAIN => *self = Self { deleted: self.deleted, symbol: self.symbol, ..Self::default() },
            SPRM_C_BOLD => self.bold = toggle,
            SPRM_C_VANISH => self.hidden = toggle,
            SPRM_C_WEB_HIDDEN => self.web_hidden = toggle,
            SPRM_C_RMARK_DELETED => self.deleted = toggle,
            SPRM_C_SYMBOL => self.symbol = Some(true),
            _ => {}
        }
    }

    /// These modifications upon others.
    pub fn upon(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            web_hidden: self.web_hidden.or(other.web_hidden),
            deleted: self.deleted.or(other.deleted),
            symbol: self.symbol.or(other.symbol),
        }
    }

    /// Whether no reader sees the characters.
    pub fn is_unseen(self) -> bool {
        [self.hidden, self.web_hidden, self.deleted].contains(&Some(true))
    }
}

/// What is modified at a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    pub centred: Option<bool>,
    /// Whether the mark ends a row of a table, after the marks of its cells.
    pub ends_row: Option<bool>,
    /// The index of the style.
    pub style: Option<u16>,
}

impl ParagraphProperties {
    /// The modifications of a list.
    pub fn read(modifications: &[u8]) -> Self {
        let mut properties = Self::default();
        for Modification { sprm, operand } in Modifications::new(modifications) {
            properties.modify(sprm, operand);
        }
        properties
    }

    /// Takes a modification.
    pub fn modify(&mut self, sprm: u16, operand: &[u8]) {
        match sprm {
            SPRM_P_ALIGNMENT_80 | SPRM_P_ALIGNMENT => self.centred = operand.first().map(|value| *value == CENTRED),
            SPRM_P_TABLE_ROW_END => self.ends_row = operand.first().map(|value| *value == 1),
            SPRM_P_STYLE => self.style = u16_at(operand, 0).or(self.style),
            _ => {}
        }
    }

    /// These modifications upon others.
    pub fn upon(self, other: Self) -> Self {
        Self {
            centred: self.centred.or(other.centred),
            ends_row: self.ends_row.or(other.ends_row),
            style: self.style.or(other.style),
        }
    }
}

/// One modification with its operand ([MS-DOC] 2.9, Prl).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modification<'a> {
    pub sprm: u16,
    pub operand: &'a [u8],
}

/// The modifications of a list, up to the first that is cut off.
struct Modifications<'a> {
    rest: &'a [u8],
}

impl<'a> Modifications<'a> {
    fn new(list: &'a [u8]) -> Self {
        Self { rest: list }
    }
}

impl<'a> Iterator for Modifications<'a> {
    type Item = Modification<'a>;

    fn next(&mut self) -> Option<Modification<'a>> {
        let sprm = u16_at(self.rest, 0)?;
        let operand = self.rest.get(2..)?;
        let length = operand_length(sprm, operand)?;
        self.rest = operand.get(length..)?;
        Some(Modification { sprm, operand: part(operand, 0, length) })
    }
}

/// The length of an operand, which the top bits of its modification tell ([MS-DOC] 2.2.5.1, Sprm). Operands of any
/// length begin with it; the two exceptions are told with them ([MS-DOC] 2.9, TDefTableOperand and PChgTabsOperand).
fn operand_length(sprm: u16, operand: &[u8]) -> Option<usize> {
    let byte = |at: usize| operand.get(at).copied().map(usize::from);
    Some(match sprm >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ => match (sprm, byte(0)?) {
            (SPRM_T_DEFINE_TABLE, _) => usize::from(u16_at(operand, 0)?) + 1,
            (SPRM_P_CHANGE_TABS, 0xFF) => {
                let deleted = 2 + 4 * byte(1)?;
                deleted + 1 + 3 * byte(deleted)?
            }
            (_, length) => length + 1,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_of_every_length_are_passed_over() {
        let list = [
            &[0x35, 0x08, 1][..],                                    // bold
            &[0x43, 0x4A, 32, 0],                                    // size, two bytes
            &[0x03, 0x6A, 1, 2, 3, 4],                               // place of a picture, four bytes
            &[0x15, 0xC6, 3, 9, 9, 9],                               // tabs, as long as told
            &[0x15, 0xC6, 0xFF, 1, 9, 9, 9, 9, 2, 7, 7, 7, 7, 7, 7], // tabs, too many to be told in a byte
            &[0x08, 0xD6, 4, 0, 1, 9, 9],                            // a row of a table
            &[0x61, 0x24, 1],                                        // centred
            &[0x3C, 0x08, 0x81],                                     // hidden, contrary to the style
        ]
        .concat();
        let characters = CharacterProperties::read(&list);
        assert_eq!((characters.bold, characters.hidden), (Some(true), Some(true)));
        assert_eq!(ParagraphProperties::read(&list).centred, Some(true));
    }

    #[test]
    fn a_list_that_is_cut_off_ends() {
        assert_eq!(CharacterProperties::read(&[0x35, 0x08, 1, 0x3C, 0x08]).bold, Some(true));
        assert_eq!(CharacterProperties::read(&[0x35]), CharacterProperties::default());
    }
}
