//! Tells the program the commit from which it is built, for manifests of reports (`src/report/manifest.rs`).
//!
//! Who packs the program sets `POLICYVANE_COMMIT`. A crate that cargo packed brings its commit along. A build in a working tree
//! knows none: its commit would stand in the reports that lie in the repository, which tests compare byte by byte, and no
//! commit can hold its own name.

use std::path::Path;

const VARIABLE: &str = "POLICYVANE_COMMIT";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed={VARIABLE}");
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let packed = std::fs::read_to_string(Path::new(&folder).join(".cargo_vcs_info.json")).ok();
    if let (Err(_), Some(commit)) = (std::env::var(VARIABLE), packed.as_deref().and_then(commit_of)) {
        println!("cargo:rustc-env={VARIABLE}={commit}");
    }
}

/// The commit in what cargo notes of a packed crate, with a mark where files differed from it.
fn commit_of(noted: &str) -> Option<String> {
    let (_, behind) = noted.split_once("\"sha1\"")?;
    let commit = behind.split('"').nth(1).filter(|commit| commit.chars().all(|c| c.is_ascii_hexdigit()))?;
    let is_dirty = noted.split_whitespace().collect::<String>().contains("\"dirty\":true");
    Some(format!("{commit}{}", if is_dirty { "-dirty" } else { "" }))
}
