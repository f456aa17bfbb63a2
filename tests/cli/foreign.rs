//! Files that do harm to the process that reads them: each end is said in words, within the time
//! there is, and the next file is read all the same.

#[cfg(feature = "exchange")]
mod harmful;
#[cfg(feature = "exchange")]
mod kinds;
#[cfg(feature = "exchange")]
mod made;

use std::fs;
use std::time::{Duration, Instant};

use sayso::exchange::articles::{How, Kind};
use sayso::exchange::{Input, Mapping, format};
use sayso::foreign::{ForeignError, Program, Worker};

use super::Desk;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sayso");

/// A program that reads as the script says; `$0` is the real one, `$@` what it is given.
fn stand_in(script: &str) -> Program {
    Program {
        path: "/bin/sh".into(),
        arguments: ["-c", script, PROGRAM].map(str::to_owned).to_vec(),
        patience: Duration::from_secs(2),
    }
}

fn read(worker: &mut Worker, file: &[u8]) -> Result<String, ForeignError> {
    let mut articles = worker.read(Kind::Text, file, &How::default())?.articles;
    assert_eq!(articles.len(), 1);
    Ok(articles.remove(0).article.text.unwrap())
}

#[test]
fn whatever_a_file_does_to_its_reader_is_said_and_the_next_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (does, says)) in [
        ("exec sleep 600", "took longer than 2 s"),
        ("exec cat >/dev/null", "took longer than 2 s"),
        ("while :; do :; done", "took longer than 2 s"),
        ("kill -ABRT $$", "failed on it (signal 6)"),
        ("kill -SEGV $$", "failed on it (signal 11)"),
        ("kill -KILL $$", "failed on it (signal 9)"),
        (
            "echo panicked >&2; exit 101",
            "failed on it (exit code 101)",
        ),
        ("exit 0", "failed on it (exit code 0)"),
        ("exec >&-; exit 3", "failed on it (exit code 3)"),
        (
            "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$",
            "more memory than it is given (512 MB)",
        ),
        ("echo garbage; exec sleep 600", "no answer that makes sense"),
        ("exec yes", "no answer that makes sense"),
        ("exec cat /dev/zero", "no answer that makes sense"),
        ("exec cat /dev/zero >&2", "failed on it"),
        (
            "echo '{\"text\":99999999999}'; exec yes",
            "no answer that makes sense",
        ),
        ("echo '{\"text\":9}'; echo short", "failed on it"),
        (
            "printf '{\"text\":2}\\n\\033['",
            "no answer that makes sense",
        ),
        (
            "printf '{\"text\":2}\\n\\377a'",
            "no answer that makes sense",
        ),
        (
            "printf '{\"text\":2}\\nok more'",
            "no answer that makes sense",
        ),
        (
            "echo '{\"about\":99999999999,\"text\":2}'; exec yes",
            "no answer that makes sense",
        ),
        (
            "printf '{\"about\":2,\"text\":2}\\n{}ok'",
            "no answer that makes sense",
        ),
        (
            "printf '{\"text\":2,\"more\":1}\\nok'",
            "no answer that makes sense",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let mark = folder.path().join(number.to_string());
        let mark = mark.display();
        let script =
            format!("[ -e {mark} ] && exec \"$0\" worker \"$@\"; : >{mark}; read -r head; {does}");
        let mut worker = Worker::new(stand_in(&script));
        let start = Instant::now();
        let said = read(&mut worker, b"Ferry.").unwrap_err().to_string();
        assert!(said.contains(says), "{does}: {said}");
        assert!(start.elapsed() < Duration::from_secs(10), "{does}");
        assert_eq!(
            read(&mut worker, b"Ferry.\r\n").unwrap(),
            "Ferry.\n",
            "{does}"
        );
    }
}

#[test]
fn what_a_reader_read_before_is_not_this_files_fault() {
    // It reads one file and ends at the next.
    let script = "read -r head; printf '{\"text\":4}\\nGood'; exit 1";
    let mut worker = Worker::new(stand_in(script));
    for _ in 0..3 {
        assert_eq!(read(&mut worker, b"").unwrap(), "Good");
    }
}

#[test]
fn one_reader_reads_many_files() {
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let script = format!("echo >>{}; exec \"$0\" worker \"$@\"", started.display());
    let mut worker = Worker::new(stand_in(&script));
    for number in 0..100 {
        let text = format!("Ferry {number}.");
        assert_eq!(read(&mut worker, text.as_bytes()).unwrap(), text);
        let refused = read(&mut worker, b"").unwrap_err().to_string();
        assert!(refused.contains("it is empty"), "{refused}");
    }
    assert_eq!(fs::read_to_string(started).unwrap().len(), 1);
}

#[test]
fn memory_is_taken_by_the_reader_from_itself() {
    let large = vec![b'a'; 60 << 20];
    let script = "exec \"$0\" worker --room 100";
    let mut worker = Worker::new(stand_in(script));
    let said = read(&mut worker, &large).unwrap_err();
    assert!(matches!(said, ForeignError::Memory(_)), "{said:?}");
    assert_eq!(read(&mut worker, b"Ferry.").unwrap(), "Ferry.");
    // As much as a file of its size needs is there.
    let mut worker = Worker::new(Program::new(PROGRAM));
    assert_eq!(read(&mut worker, &large).unwrap().len(), large.len());
}

#[test]
fn a_program_that_is_not_there_is_said() {
    let mut worker = Worker::new(Program::new("/nowhere/sayso"));
    let said = read(&mut worker, b"Ferry.").unwrap_err().to_string();
    assert!(said.contains("cannot be started"), "{said}");
}

#[test]
fn a_folder_of_many_files_is_added_at_once() {
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    fs::create_dir(desk.path("texts")).unwrap();
    for number in 0..1_000 {
        desk.write(&format!("texts/{number}.txt"), format!("Ferry {number}."));
    }
    let start = Instant::now();
    let ran = desk.run("add p.sayso.ron texts --recursive");
    println!("1,000 files in {:?}", start.elapsed());
    assert!(ran.err.contains("1000 articles added"), "{}", ran.err);
}

#[test]
fn whatever_files_of_labels_do_to_their_reader_is_said_and_the_next_are_read() {
    let jsonl = format("jsonl").unwrap();
    let file = Input {
        name: "a.jsonl",
        bytes: b"{\"text\":\"One.\",\"statements\":[{\"contents\":[[0,3]]}]}\n",
    };
    let files = [file];
    for (does, says) in [
        ("exec sleep 600", "took longer than 2 s"),
        ("kill -SEGV $$", "failed on it (signal 11)"),
        (
            "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$",
            "more memory than it is given (512 MB)",
        ),
        (
            "echo '{\"about\":2}'; printf '[]'; exec sleep 600",
            "no answer that makes sense",
        ),
        (
            "echo '{\"text\":4}'; printf Two.; exec sleep 600",
            "no answer that makes sense",
        ),
        ("exec cat /dev/zero", "no answer that makes sense"),
    ] {
        let mut worker = Worker::new(stand_in(does));
        let error = worker.labels(jsonl, &files, &Mapping::default());
        let error = error.unwrap_err().to_string();
        assert!(error.contains(says), "{does}: {error}");
    }
    let mut worker = Worker::new(Program::new(PROGRAM));
    let labelled = worker.labels(jsonl, &files, &Mapping::default()).unwrap();
    assert_eq!(labelled.drafted.articles.len(), 1);
    assert_eq!(labelled.drafted.articles[0].article.statements.len(), 1);
    let conll = format("conll").unwrap();
    let refused = worker.labels(conll, &files, &Mapping::default());
    assert!(refused.unwrap_err().to_string().contains("only written"));
    // And the next is read.
    assert!(worker.labels(jsonl, &files, &Mapping::default()).is_ok());
}
