//! The pages of exports and imports: what is said before anything is written or taken, and that what
//! is written and taken is that.

use crate::desk::{ARTICLE, Desk};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use sayso::exchange::{self, ExportOptions, FORMATS, Format, Shape, Voice, Wanted};
use sayso::gui::dialogs::{Answer, Request};
use sayso::gui::settings::Settings;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

const LINES: &str = "\
{\"id\":\"ar_new\",\"title\":\"Gale\",\"text\":\"Ada said no.\",\"statements\":[{\"id\":\"st_new\",\"contents\":[[9,11]],\"speakers\":[\"Ada Vane\"]}]}
{\"id\":\"ar_bad\",
{\"id\":\"ar_more\",\"title\":\"Calm\",\"text\":\"Nobody said anything.\"}
";

fn harbour() -> Desk {
    Desk::with(&[("p.sayso.ron", HARBOUR)], &["p.sayso.ron"])
}

fn has(desk: &Desk, words: &str) -> bool {
    let all = desk.window.query_all_by(|node| {
        let contains = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        contains(node.label()) || contains(node.value())
    });
    all.count() > 0
}

/// Opens the page of exports and chooses a format in its list.
fn export_as(desk: &mut Desk, format: &str) {
    desk.ctrl(Key::E);
    desk.type_text(format);
    let row = desk.window.get_by(|node| {
        node.role() == Role::ListBoxOption && node.label().is_some_and(|label| label == format)
    });
    row.click();
    desk.settle();
}

/// Opens the page of imports with files of the folder, by keys alone.
fn import(desk: &mut Desk, names: &[&str]) {
    let paths = names.iter().map(|name| desk.path(name)).collect();
    desk.answer(Answer::Files(paths));
    desk.shift(Modifiers::COMMAND, Key::E);
    desk.press(Key::Enter);
}

fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.writes())
}

#[test]
fn each_format_is_written_as_the_library_writes_it() {
    let mut desk = harbour();
    for format in written() {
        export_as(&mut desk, format.name);
        desk.click("Every coding");
        let is_file = matches!(format.shape, Shape::File { .. });
        if matches!(format.shape, Shape::FolderOrFile { .. }) {
            desk.click("A folder");
        }
        let place = desk.path(&format!("out-{}", format.name));
        desk.answer(Answer::Files(vec![place.clone()]));
        desk.press(Key::Enter);
        let said = desk.notice();
        assert!(
            said.starts_with("Exported ") && said.contains(format.name),
            "{said}"
        );
        let options = ExportOptions {
            wanted: Wanted {
                voice: Some(Voice::All),
                ..Wanted::default()
            },
            one_file: is_file,
            ..ExportOptions::default()
        };
        let expected = exchange::export(desk.project(), format, &options).unwrap();
        for (at, (name, bytes)) in expected.files.iter().enumerate() {
            let path = match (is_file, at) {
                (true, 0) => place.clone(),
                (true, _) => desk.path(name),
                (false, _) => place.join(name),
            };
            assert_eq!(
                &std::fs::read(&path).unwrap(),
                bytes,
                "{}: {name}",
                format.name
            );
        }
    }
    let asked = desk.picker.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), written().count());
}

#[test]
fn what_would_be_lost_is_said_before_anything_is_written() {
    let mut desk = harbour();
    let lossy = |format: &&Format| {
        let wanted = Wanted {
            voice: Some(Voice::All),
            ..Wanted::default()
        };
        let selection = exchange::selected(desk.project(), format, &wanted).unwrap();
        !format.losses(&selection).is_empty()
    };
    let format = written()
        .find(lossy)
        .expect("a format that loses something");
    let wanted = Wanted {
        voice: Some(Voice::All),
        ..Wanted::default()
    };
    let losses: Vec<String> = {
        let selection = exchange::selected(desk.project(), format, &wanted).unwrap();
        let losses = format.losses(&selection);
        losses.iter().map(ToString::to_string).collect()
    };
    export_as(&mut desk, format.name);
    desk.click("Every coding");
    for loss in losses {
        assert!(has(&desk, &loss), "{loss}");
    }
    assert!(desk.picker.asked.lock().unwrap().is_empty());
}

#[test]
fn where_two_coded_one_article_it_is_asked_whose_coding_leaves() {
    let mut desk = harbour();
    let single = written().find(|format| !format.many_voices).unwrap();
    export_as(&mut desk, single.name);
    assert!(has(&desk, "Choose above whose coding"));
    desk.press(Key::Enter);
    assert!(
        desk.picker.asked.lock().unwrap().is_empty(),
        "nothing can be written yet"
    );
    let name = desk.project().annotators().at(0).unwrap().name.clone();
    desk.click(&name);
    assert!(!has(&desk, "Choose above whose coding"));
    desk.press(Key::Enter);
    assert_eq!(desk.picker.asked.lock().unwrap().len(), 1);
}

#[test]
fn one_article_leaves_by_keys_alone_and_the_format_is_remembered() {
    let mut desk = harbour();
    desk.ctrl(Key::E);
    desk.type_text("jsonl");
    desk.answer(Answer::Files(vec![desk.path("out.jsonl")]));
    desk.press(Key::Enter);
    assert!(
        desk.notice().starts_with("Exported 3 articles"),
        "{}",
        desk.notice()
    );
    assert!(matches!(
        &desk.picker.asked.lock().unwrap()[0],
        Request::Export { name, folder: false } if name == "p.jsonl"
    ));
    let lines = std::fs::read_to_string(desk.path("out.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 3);
    desk.ctrl(Key::E);
    desk.click("This one");
    assert!(has(&desk, "1 article and "));
    desk.press(Key::Escape);
    assert!(!has(&desk, "How it begins"), "Esc leaves");
    assert_eq!(
        Settings::load(&desk.path("settings.ron")).export.format,
        "jsonl"
    );
}

#[test]
fn what_cannot_be_written_is_said_on_the_page_and_leaves_no_trace() {
    let mut desk = harbour();
    let folder = written().find(|format| {
        format.shape != Shape::File { ending: ".jsonl" }
            && matches!(format.shape, Shape::FolderOrFile { .. })
    });
    let format = folder.unwrap();
    std::fs::create_dir(desk.path("there")).unwrap();
    export_as(&mut desk, format.name);
    desk.click("Every coding");
    desk.click("A folder");
    let options = ExportOptions {
        wanted: Wanted {
            voice: Some(Voice::All),
            ..Wanted::default()
        },
        ..ExportOptions::default()
    };
    let files = exchange::export(desk.project(), format, &options)
        .unwrap()
        .files;
    let last = &files.last().unwrap().0;
    std::fs::write(desk.path("there").join(last), "mine").unwrap();
    desk.answer(Answer::Files(vec![desk.path("there")]));
    desk.press(Key::Enter);
    assert!(has(&desk, "is in “"), "{}", desk.notice());
    assert!(has(&desk, "already: choose another name"));
    assert_eq!(std::fs::read_dir(desk.path("there")).unwrap().count(), 1);
    // The project itself is no place for it.
    desk.answer(Answer::Files(vec![desk.path("p.sayso.ron")]));
    desk.press(Key::Enter);
    assert!(has(&desk, "This is the project itself"));
}

#[test]
fn lines_that_cannot_be_read_are_said_first_and_the_others_come_as_one_step() {
    let mut desk = Desk::saved();
    std::fs::write(desk.path("in.jsonl"), LINES).unwrap();
    let before = desk.project().clone();
    import(&mut desk, &["in.jsonl"]);
    assert!(has(&desk, "Would come: 2 new articles, 1 statement"));
    assert!(has(&desk, "line 2: it is no JSON"));
    assert!(has(&desk, "speaker Ada Vane"));
    assert!(has(&desk, "1 statement names nobody"));
    assert_eq!(desk.project(), &before, "nothing came yet");
    desk.press(Key::Enter);
    assert!(
        desk.notice()
            .starts_with("Imported 2 articles and 1 statement; 1 was left out"),
        "{}",
        desk.notice()
    );
    assert_eq!(desk.project().articles().len(), before.articles().len() + 2);
    assert_eq!(
        desk.project().statement_count(),
        before.statement_count() + 1
    );
    let kept = std::fs::read_dir(desk.path("state/projects")).unwrap();
    let mut kept =
        kept.flat_map(|one| std::fs::read_dir(one.unwrap().path().join("backups")).unwrap());
    assert!(kept.any(|file| {
        let name = file.unwrap().file_name().into_string().unwrap();
        name.contains("import")
    }));
    desk.click("Project");
    desk.click_starting("Report of the last import");
    assert!(has(&desk, "line 2: it is no JSON"));
    desk.press(Key::Escape);
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
}

#[test]
fn columns_are_what_one_says_and_it_is_remembered_for_such_tables() {
    let mut desk = Desk::article();
    let table = "Schlagzeile,Volltext\nGale,A gale came.\nCalm,It was calm.\n";
    std::fs::write(desk.path("a.csv"), table).unwrap();
    std::fs::write(desk.path("b.csv"), table.replace("calm", "quiet")).unwrap();
    import(&mut desk, &["a.csv"]);
    assert!(has(&desk, "Would come: 0 new articles"));
    for (column, ours) in [("Volltext", "text"), ("Schlagzeile", "title")] {
        let picker = format!("What the column {column} is: left out");
        if ours == "text" {
            desk.click(&picker);
        } else {
            desk.window.get_by_label(&picker).focus();
            desk.settle();
            desk.press(Key::Enter);
        }
        desk.type_text(ours);
        desk.press(Key::Enter);
    }
    assert!(has(&desk, "Would come: 2 new articles"));
    desk.click_starting("Import Enter");
    let titles: Vec<_> = desk
        .project()
        .articles()
        .iter()
        .map(|a| a.title.clone())
        .collect();
    assert_eq!(titles, ["ferry", "Gale", "Calm"]);
    import(&mut desk, &["b.csv"]);
    assert!(
        has(&desk, "Would come: 1 new article,"),
        "it knows the columns"
    );
    desk.click("As the names say");
    assert!(has(&desk, "Would come: 0 new articles"));
}

#[test]
fn what_is_dropped_goes_where_it_belongs() {
    let mut desk = Desk::article();
    for (name, text) in [
        ("in.jsonl", LINES),
        ("t.csv", "title,text\nGale,A gale came.\n"),
        ("more.txt", "Another article.\n"),
    ] {
        std::fs::write(desk.path(name), text).unwrap();
    }
    std::fs::create_dir(desk.path("folder")).unwrap();
    for (name, text) in [
        ("2025-12-03_Post_One.txt", "One."),
        ("2025-12-04_Post_Two.txt", "Two."),
    ] {
        std::fs::write(desk.path("folder").join(name), text).unwrap();
    }
    desk.drop(&["more.txt"]);
    assert_eq!(
        desk.project().articles().len(),
        2,
        "an article joins the project"
    );
    desk.drop(&["in.jsonl"]);
    assert!(has(&desk, "Would come: 2 new articles, 1 statement"));
    desk.press(Key::Escape);
    desk.drop(&["t.csv"]);
    assert!(has(&desk, "Would come: 1 new article"));
    // On the page itself it takes the place of what is there.
    desk.drop(&["folder"]);
    assert!(has(&desk, "Would come: 2 new articles, 0 statements"));
    desk.window
        .get_by_label("Pattern of the names of files")
        .focus();
    desk.settle();
    desk.type_text("{date}_{outlet}_{title}");
    assert!(has(&desk, "outlet Post, title One"));
    desk.click_starting("Import Enter");
    let last = desk.project().articles().iter().last().unwrap().clone();
    assert_eq!((last.title.as_str(), last.outlet.as_str()), ("Two", "Post"));
    assert_eq!(last.published.as_ref().unwrap().to_string(), "2025-12-04");
    assert!(
        desk.notice().starts_with("Imported 2 articles"),
        "{}",
        desk.notice()
    );
}

#[test]
fn files_come_in_where_no_project_is_open_and_one_can_leave_before() {
    let mut desk = Desk::with(&[("in.jsonl", LINES)], &[]);
    desk.shift(Modifiers::COMMAND, Key::E);
    assert!(
        has(&desk, "Choose a folder…"),
        "an empty page says what to do"
    );
    desk.press(Key::Escape);
    assert!(desk.window.state().session().is_none());
    import(&mut desk, &["in.jsonl"]);
    desk.press(Key::Enter);
    assert_eq!(desk.project().statement_count(), 1);
    // Once more there is nothing new.
    import(&mut desk, &["in.jsonl"]);
    assert!(has(&desk, "Would come: 0 new articles, 0 statements"));
}

#[cfg(unix)]
#[test]
fn reading_that_takes_too_long_is_stopped() {
    use sayso::foreign::Program;
    use std::time::Duration;
    let reader = Program {
        path: "/bin/sh".into(),
        arguments: ["-c", "exec sleep 600", "sh"].map(str::to_owned).to_vec(),
        patience: Duration::from_secs(2),
    };
    let mut desk = Desk::with_reader(&[], &[], reader);
    std::fs::create_dir(desk.path("folder")).unwrap();
    std::fs::write(desk.path("folder/a.txt"), ARTICLE).unwrap();
    desk.answer(Answer::Files(vec![desk.path("folder")]));
    desk.shift(Modifiers::COMMAND, Key::E);
    desk.window.key_press(Key::Enter);
    desk.window.run();
    desk.window.run();
    assert!(desk.window.state().is_busy(), "it is being read");
    desk.window.get_by_label("Stop").click();
    desk.settle();
    assert!(has(&desk, "It was stopped"));
    assert!(desk.window.state().session().is_none());
}
