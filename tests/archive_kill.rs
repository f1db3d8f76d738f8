//! An archive after its writer was killed, beside another writer, and on a full disk.

#![cfg(unix)]

mod common;
#[path = "common/issues.rs"]
mod issues;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{LOCALE, policyvane, status, stderr, stdout, text};
use issues::write_issues;

fn adding(db: &Path, issues: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policyvane"));
    command.env("LC_ALL", LOCALE).args(["archive", "add", "--db", text(db), text(issues)]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn export(db: &Path) -> String {
    let output = policyvane(&["archive", "export", "--db", text(db)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

fn assert_sound(db: &Path) {
    let output = policyvane(&["archive", "check", "--db", text(db)]);
    assert_eq!(status(&output), 0, "{}{}", stdout(&output), stderr(&output));
}

/// Waits for something that happens while a program runs, or for the end of the program.
fn wait_until(child: &mut Child, happened: impl Fn() -> bool) {
    while !happened() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// The number of articles in an archive so far; none where it cannot be read yet.
fn articles(db: &Path) -> usize {
    let count = || -> rusqlite::Result<i64> {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = rusqlite::Connection::open_with_flags(db, flags)?;
        connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))
    };
    if db.exists() { count().map_or(0, |articles| articles as usize) } else { 0 }
}

/// Kills the writer at so many moments of its work, and has it begin again. The moments are spread evenly over the articles
/// that it adds, with an offset that differs from round to round: how fast the machine is does not matter.
fn kill_at(moments: usize, number_of_issues: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (issues, whole) = (folder.path().join("issues"), folder.path().join("whole.db"));
    write_issues(&issues, number_of_issues);
    assert!(adding(&whole, &issues).status().unwrap().success());
    let (expected, all) = (export(&whole), articles(&whole));
    let (mut killed, mut partly, mut empty) = (0, 0, 0);
    for moment in 0..moments {
        let db = folder.path().join(format!("killed-{moment}.db"));
        let mut child = adding(&db, &issues).spawn().unwrap();
        let share = (moment as f64 + (moment as f64 * 0.618).fract()) / moments as f64;
        // Every fourth kill falls into the time in which the archive is made and the first issues are classified.
        let is_early = moment % 4 == 0;
        let target = (share.min(1.0) * all as f64 * 0.9) as usize;
        wait_until(&mut child, || if is_early { db.exists() } else { articles(&db) > target });
        if is_early {
            std::thread::sleep(Duration::from_millis(50).mul_f64(share.min(1.0)));
        }
        // Child::kill sends SIGKILL.
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        if db.exists() {
            assert_sound(&db);
            let lines = export(&db).lines().count();
            empty += usize::from(lines == 0);
            partly += usize::from(lines > 0 && lines < expected.lines().count());
            assert!(lines.is_multiple_of(2), "an issue of two articles is whole or not there");
        }
        assert!(adding(&db, &issues).status().unwrap().success());
        assert!(export(&db) == expected, "the archive differs after a kill at {share:.3} of its articles");
        assert_sound(&db);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("killed-{moment}.db{ending}")));
        }
    }
    println!("{moments} moments: {killed} killed, {partly} with a part, {empty} empty");
    assert!(killed * 2 >= moments, "only {killed} of {moments} were killed");
    assert!(partly > 0, "no kill fell between the first issue and the last");
}

#[test]
fn a_killed_writer_leaves_a_whole_archive() {
    kill_at(10, 100);
}

#[test]
#[ignore = "takes two minutes on an idle machine, much longer on a busy one"]
fn a_writer_killed_at_a_hundred_moments_leaves_a_whole_archive() {
    kill_at(100, 200);
}

#[test]
fn two_writers_add_everything_once() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db, whole) =
        (folder.path().join("issues"), folder.path().join("both.db"), folder.path().join("whole.db"));
    write_issues(&issues, 40);
    let mut writers: Vec<_> = (0..2).map(|_| adding(&db, &issues).spawn().unwrap()).collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    assert!(adding(&whole, &issues).status().unwrap().success());
    assert_eq!(export(&db), export(&whole));
    assert_sound(&db);
}

/// A file system in memory that is unmounted at the end.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(kilobytes: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kilobytes}k");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs", text(folder.path())]).status().unwrap();
        assert!(mounted.success(), "mounting needs root");
        SmallDisk(folder)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
#[ignore = "mounts a file system, which needs root"]
fn a_full_disk_is_reported_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let issues = folder.path().join("issues");
    write_issues(&issues, 200);
    let disk = SmallDisk::mount(600);
    let db = disk.0.path().join("papers.db");
    let output = policyvane(&["archive", "add", "--db", text(&db), text(&issues)]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("no space left") || stderr(&output).contains("disk"), "{}", stderr(&output));
    println!("{}", stderr(&output));
    // With room again everything that was added is there, and the rest follows.
    let room = Command::new("mount").args(["-o", "remount,size=64m", text(disk.0.path())]).status().unwrap();
    assert!(room.success());
    assert_sound(&db);
    let before = export(&db);
    assert!(before.lines().count() > 0, "something was added before the disk was full");
    assert!(adding(&db, &issues).status().unwrap().success());
    let whole = folder.path().join("whole.db");
    assert!(adding(&whole, &issues).status().unwrap().success());
    assert_eq!(export(&db), export(&whole));
    assert!(before.lines().all(|line| export(&whole).contains(line)));
}

#[test]
fn deadlocks_do_not_happen_while_a_reader_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 8);
    assert!(adding(&db, &issues).status().unwrap().success());
    let reader = rusqlite::Connection::open(&db).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM article;").unwrap();
    write_issues(&issues, 16);
    let start = Instant::now();
    assert!(adding(&db, &issues).status().unwrap().success());
    assert!(start.elapsed() < Duration::from_secs(120));
    assert_eq!(export(&db).lines().count(), 32);
}

#[test]
fn a_watch_that_is_stopped_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 2);
    let mut child = Command::new(env!("CARGO_BIN_EXE_policyvane"))
        .env("LC_ALL", LOCALE)
        .args(["archive", "watch", "--every", "1", "--db", text(&db), text(&issues)])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Its first words come after the handler of signals was set.
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    assert!(line.contains("watching"), "{line}");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    std::io::Read::read_to_string(&mut said, &mut line).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{line}");
    assert!(line.contains("watching ended") && !line.contains("error"), "{line}");
}
