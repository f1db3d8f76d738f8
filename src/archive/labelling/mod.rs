//! What people decide about articles: corrections, labels and their forms in other programs, samples of audits.

pub(super) mod audit;
pub(super) mod coding;
pub(super) mod kept_labels;
pub(super) mod label_formats;
pub(super) mod label_import;
pub(super) mod label_queue;
pub(super) mod labels;
pub(super) mod own_model;
