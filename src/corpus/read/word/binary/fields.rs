//! The open fields of a text: an instruction, which no reader sees, and its result ([MS-DOC] 2.8, Plcfld).

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Whether the result of each has begun; the innermost is the last.
    open: Vec<bool>,
    /// How many of them are within their instructions.
    instructions: usize,
}

impl Fields {
    /// A field begins.
    pub fn begin(&mut self) {
        self.open.push(false);
        self.instructions += 1;
    }

    /// The result of the innermost field begins.
    pub fn separate(&mut self) {
        if let Some(has_result @ false) = self.open.last_mut() {
            *has_result = true;
            self.instructions -= 1;
        }
    }

    /// The innermost field ends.
    pub fn end(&mut self) {
        if self.open.pop() == Some(false) {
            self.instructions -= 1;
        }
    }

    /// Whether what stands here belongs to an instruction.
    pub fn is_instruction(&self) -> bool {
        self.instructions > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_any_instruction_is_one() {
        let mut fields = Fields::default();
        fields.separate();
        fields.end();
        fields.begin();
        fields.begin();
        fields.separate();
        fields.separate();
        assert!(fields.is_instruction());
        fields.end();
        fields.separate();
        assert!(!fields.is_instruction());
        fields.end();
        assert!(!fields.is_instruction());
    }
}
