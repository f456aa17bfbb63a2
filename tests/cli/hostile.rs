//! Files of others that would command a terminal or be read for ever.

use super::{Desk, Ran};

/// Red, a title of the window in both spellings, and the direction of writing turned over.
const COMMANDS: &str = r"a\u001b[31mb\u001b]0;c\u0007d\u009b31me\u202ef\u2066g\u200fh\u2028i\rj";

fn commands_nothing(ran: &Ran, what: &str) {
    for text in [&ran.out, &ran.err] {
        let obeyed = |c: char| {
            c.is_control() && c != '\n'
                || "\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{2028}".contains(c)
        };
        assert!(!text.contains(obeyed), "{what}: {text:?}");
    }
}

#[test]
fn names_of_others_command_no_terminal() {
    let desk = Desk::new();
    let title: String = serde_json::from_str(&format!("\"{COMMANDS}\"")).unwrap();
    desk.args(&["new", "p.sayso.ron", "--title", &title]).ok();
    let line = format!(
        r#"{{"id":"ar_1","title":"{COMMANDS}","text":"The {COMMANDS} sailed.","outlet":"{COMMANDS}","statements":[{{"id":"st_1","annotator":"{COMMANDS}","contents":[[0,9]],"speakers":["{COMMANDS}"],"stance":"{COMMANDS}","topics":["{COMMANDS}"],"note":"{COMMANDS}"}}],"{COMMANDS}":1}}"#
    );
    // A file may be named so too, where the system has such names.
    let file = if cfg!(unix) {
        "in\u{1b}[31m\u{202e}.jsonl"
    } else {
        "in.jsonl"
    };
    desk.write(file, line);
    let import = ["import", "p.sayso.ron", "--format", "jsonl", file];
    let ran = desk.args(&import);
    assert!(ran.err.contains("imported 1 article"), "{}", ran.err);
    commands_nothing(&ran, "import");
    let written = desk.read("p.sayso.ron");
    commands_nothing(&desk.args(&import), "import again");
    desk.write(
        "lost.sayso.ron",
        written.replacen("start: 0", "start: 1", 1),
    );
    desk.write(
        "wrong.sayso.ron",
        written.replacen("stances: [", "stances: [\u{1b}[31m ,", 1),
    );
    desk.run("new empty.sayso.ron").ok();
    for command in [
        "list p.sayso.ron",
        "check p.sayso.ron",
        "check lost.sayso.ron",
        "check wrong.sayso.ron",
        "diff empty.sayso.ron p.sayso.ron",
        "diff p.sayso.ron lost.sayso.ron",
        "merge empty.sayso.ron empty.sayso.ron p.sayso.ron -o merged.sayso.ron",
        "recover",
        "backups p.sayso.ron",
        "set p.sayso.ron nothing title=x",
        "export p.sayso.ron --format csv --output tables",
    ] {
        let ran = desk.run(command);
        assert!(
            !(ran.out.is_empty() && ran.err.is_empty()) || ran.code == 0,
            "{command}"
        );
        commands_nothing(&ran, command);
    }
    for command in ["add p.sayso.ron", "check", "list"] {
        let mut all: Vec<&str> = command.split(' ').collect();
        all.push(file);
        commands_nothing(&desk.args(&all), command);
    }
}

#[test]
fn what_does_not_end_is_refused_unread() {
    let desk = Desk::with_project();
    if !cfg!(unix) {
        return;
    }
    for command in [
        "check /dev/zero",
        "list /dev/zero",
        "add p.sayso.ron /dev/zero",
        "import p.sayso.ron --format jsonl /dev/zero",
    ] {
        let said = desk.run(command).refused();
        assert!(said.contains("not a regular file"), "{command}: {said}");
    }
}
