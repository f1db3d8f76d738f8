//! What the program says on the command line: its help, what is wrong with what was typed, and notes beside results.

pub mod archive;
pub mod command_line;
pub mod help;
pub mod usage_errors;
