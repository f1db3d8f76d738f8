//! The marks between the items of a list, between clauses and between sentences.

crate::messages::messages! {
    /// Between the items of a list.
    comma { zh: "、", en: ", " }
    /// Between clauses that belong together.
    clause_comma { zh: "，", en: ", " }
    semicolon { zh: "；", en: "; " }
    colon { zh: "：", en: ": " }
    full_stop { zh: "。", en: "." }
    /// Between two sentences.
    sentence_space { zh: "", en: " " }
}
