//! Pages other than one article below one headline: lists, several articles, letters, documents, articles as data.

pub(super) mod apart;
pub(super) mod document;
pub(super) mod embedded;
pub(super) mod index;
pub(super) mod letter;
pub(super) mod repeated;
pub(super) mod service;
pub(super) mod several;
