//! What a page says of itself beside its text, whatever of it is shown.

use std::rc::Rc;

use super::metadata::Metadata;
use super::outline::Outline;
use super::systems::SystemMarks;

/// What the head of a page says, and what the system that made it wrote beside the text. It is found once for all articles of the page.
#[derive(Clone)]
pub(super) struct About {
    /// The meta elements and the like.
    pub metadata: Rc<Metadata>,
    /// The marks of the system.
    pub marks: SystemMarks,
}

impl About {
    /// Reads it from the page.
    pub fn of(outline: &Outline<'_>) -> Self {
        let metadata = Rc::new(Metadata::of(outline));
        let mut marks = SystemMarks::of(outline);
        marks.digital_paper |= ["数字报", "电子报", "数字版", "电子版", "電子版", "數碼版"]
            .iter()
            .any(|edition| metadata.title.contains(edition));
        About { metadata, marks }
    }

    /// What it says of a page that shows several articles.
    pub fn of_several(self) -> Self {
        About { metadata: Rc::new(self.metadata.of_several()), ..self }
    }
}
