//! What is known within a group, and is forgotten at its end (RTF 1.9.1, "Group").

use encoding_rs::Encoding;

/// Where the text of a group goes (RTF 1.9.1, "Destinations").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// The text of the document.
    #[default]
    Text,
    /// Nowhere.
    Unseen,
    /// A drawing, of which only the text box is text.
    Shape,
    /// The table of fonts.
    FontTable,
    /// The names of the styles.
    StyleSheet,
    /// A text in two forms, of which the one within `\ud` is read.
    TwoForms,
}

/// How characters are formatted (RTF 1.9.1, "Font (Character) Formatting Properties").
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CharacterFormat {
    pub bold: bool,
    /// Whether associated properties are those of East Asian text, and not of text from right to left.
    pub is_east_asian: bool,
    pub hidden: bool,
    /// Whether they were deleted or moved away.
    pub deleted: bool,
    /// The encoding, where the font tells one.
    pub encoding: Option<&'static Encoding>,
}

impl CharacterFormat {
    /// Sets a property that is on or off, if the word is that of one.
    pub fn set(&mut self, name: &[u8], is_on: bool) {
        match name {
            b"b" => self.bold = is_on,
            b"v" | b"webhidden" => self.hidden = is_on,
            b"deleted" | b"mvf" => self.deleted = is_on,
            // RTF 1.9.1, "Associated Character Properties": so LibreOffice tells that Chinese text is bold.
            b"dbch" => self.is_east_asian = true,
            b"loch" | b"hich" | b"ltrch" | b"rtlch" => self.is_east_asian = false,
            b"ab" if self.is_east_asian => self.bold = is_on,
            _ => {}
        }
    }
}

/// What is known within a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub destination: Destination,
    /// Whether the group begins with `\*`: a program that does not know its word is to skip it.
    pub may_be_skipped: bool,
    /// Whether the group holds a text box, whose paragraphs are its own.
    pub is_text_box: bool,
    /// How many characters after a `\u` stand for it in older programs.
    pub fallback_characters: usize,
    pub character: CharacterFormat,
    /// Whether the paragraph is centred, and the number of its style.
    pub centred: bool,
    pub style: i32,
    /// Whether the paragraph stands in a table.
    pub is_in_table: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            destination: Destination::default(),
            may_be_skipped: false,
            is_text_box: false,
            // RTF 1.9.1, "Unicode RTF": one, unless \uc tells another number.
            fallback_characters: 1,
            character: CharacterFormat::default(),
            centred: false,
            style: 0,
            is_in_table: false,
        }
    }
}

impl Group {
    /// A group within this one.
    pub fn inner(&self) -> Self {
        let destination = match self.destination {
            Destination::TwoForms => Destination::Unseen,
            destination => destination,
        };
        Self { destination, may_be_skipped: false, is_text_box: false, ..*self }
    }

    /// The destination that a word leads to, where it leads to any. `outer` is that of the groups without.
    pub fn destination_of(&self, name: &[u8], outer: &[Self]) -> Option<Destination> {
        Some(match name {
            b"fonttbl" => Destination::FontTable,
            b"stylesheet" => Destination::StyleSheet,
            b"upr" => Destination::TwoForms,
            // The text of both forms is meant for where the group with them stands.
            b"ud" => match outer {
                [.., around, two] if two.destination == Destination::TwoForms => around.destination,
                _ => Destination::Unseen,
            },
            b"shpinst" => Destination::Shape,
            b"shptxt" if self.destination == Destination::Shape => Destination::Text,
            // Fields, objects and drawings, as far as they are not seen or seen twice.
            b"fldinst" | b"fldtype" | b"datafield" | b"object" | b"pict" | b"nonshppict" | b"shprslt" => {
                Destination::Unseen
            }
            // Numbers of lists are not read from other documents either.
            b"listtext" | b"pntext" | b"pntxta" | b"pntxtb" => Destination::Unseen,
            // What stands outside of the text.
            b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" => {
                Destination::Unseen
            }
            b"footnote" | b"annotation" | b"atnid" | b"atnauthor" | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep"
            | b"aftnsepc" | b"aftncn" => Destination::Unseen,
            // Entries of indexes and of tables of contents, and what tables are for programs that cannot nest them.
            b"xe" | b"tc" | b"tcn" | b"rxe" | b"txe" | b"bkmkstart" | b"bkmkend" | b"nonesttables" => {
                Destination::Unseen
            }
            // Facts about the document.
            b"info"
            | b"colortbl"
            | b"filetbl"
            | b"listtable"
            | b"listoverridetable"
            | b"revtbl"
            | b"rsidtbl"
            | b"generator"
            | b"private"
            | b"template"
            | b"themedata"
            | b"colorschememapping"
            | b"datastore"
            | b"latentstyles"
            | b"xmlnstbl"
            | b"mmathPr"
            | b"mmath" => Destination::Unseen,
            _ if self.may_be_skipped => Destination::Unseen,
            _ => return None,
        })
    }
}
