//! Results that lie among the articles are no articles, by the real program.

mod common;

use std::path::Path;

use common::{policyvane, repository, status, stderr, stdout, text};

/// The number of articles that a report counts, by its manifest.
fn articles(folder: &Path) -> u64 {
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    manifest["articles"].as_u64().unwrap() + manifest["undetermined"].as_u64().unwrap()
}

/// Runs the program, which leaves nothing out.
fn done(arguments: &[&str]) -> String {
    let output = policyvane(arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", stderr(&output));
    stderr(&output)
}

#[test]
fn results_in_the_folder_of_the_articles_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let (papers, elsewhere) = (folder.path().join("papers"), folder.path().join("elsewhere"));
    std::fs::create_dir_all(papers.join("copies")).unwrap();
    for page in std::fs::read_dir(repository("data/issues/lanhe-ribao")).unwrap() {
        let page = page.unwrap();
        std::fs::copy(page.path(), papers.join(page.file_name())).unwrap();
    }
    let report = |output: &Path| {
        done(&[
            "report",
            text(&papers),
            "-o",
            text(output),
            "--lang",
            "en",
            "--dpi",
            "40",
            "--term",
            "公园",
            "--versus",
            "2024..2024",
            "rest",
        ])
    };
    report(&elsewhere);
    let expected = articles(&elsewhere);
    assert!(expected > 10);
    let mut tables = 0;
    for file in std::fs::read_dir(&elsewhere).unwrap() {
        let file = file.unwrap();
        if file.path().extension().is_some_and(|ending| ending == "csv") {
            std::fs::copy(file.path(), papers.join("copies").join(file.file_name())).unwrap();
            tables += 1;
        }
    }
    let written = |name: &str| text(&papers.join(name)).to_owned();
    for name in ["themes.csv", "themes.jsonl", "themes.xlsx", "themes.csv.gz"] {
        done(&["classify", text(&papers), "-o", &written(name)]);
    }
    for name in ["sample.csv", "sample.xlsx"] {
        done(&["audit", "draw", text(&papers), "-o", &written(name), "--size", "8"]);
    }
    done(&["ingest", text(&papers), "--furniture", "-o", &written("furniture.csv")]);
    done(&["ingest", text(&papers), "--review", "-o", &written("review.csv")]);
    // The report lies in the folder itself, too, and is the same the second time.
    let told = report(&papers);
    assert!(told.contains(&format!("passed over ({} files): ", tables + 9)), "{told}");
    let first = std::fs::read(papers.join("counts.csv")).unwrap();
    assert!(report(&papers).contains("passed over"));
    assert_eq!((articles(&papers), std::fs::read(papers.join("counts.csv")).unwrap()), (expected, first));
    // A table that is given by name is meant.
    let output = policyvane(&["ingest", &written("themes.csv")]);
    assert!(stdout(&output).lines().count() > 0, "{}", stderr(&output));
}
