//! Labels to other programs and back, by command line.

use crate::Desk;

#[test]
fn brat_goes_out_as_a_folder_and_comes_in_as_one_or_file_by_file() {
    let desk = Desk::with_project();
    desk.run("export p.sayso.ron --format brat --output out")
        .ok();
    assert!(desk.read("out/annotation.conf").contains("[attributes]"));
    assert!(desk.read("out/ar_1.ann").starts_with("T1\tStatement "));
    for (to, inputs) in [
        ("folder.sayso.ron", "out"),
        ("files.sayso.ron", "out/ar_1.txt out/ar_1.ann"),
    ] {
        desk.run(&format!("new {to} --title T")).ok();
        let ran = desk
            .run(&format!("import {to} --format brat {inputs}"))
            .ok();
        assert!(
            ran.err.contains("imported 1 article and 1 statement"),
            "{}",
            ran.err
        );
        desk.run(&format!("check {to}")).ok();
    }
    let said = desk
        .run("export p.sayso.ron --format brat --output -")
        .refused();
    assert!(said.contains("name a folder"), "{said}");
}

#[test]
fn label_studio_has_its_configuration_beside_it() {
    let desk = Desk::with_project();
    desk.run("export p.sayso.ron --format label-studio --output t.json")
        .ok();
    assert!(desk.read("label_config.xml").starts_with("<View>"));
    desk.run("new q.sayso.ron --title T").ok();
    let ran = desk
        .run("import q.sayso.ron --format label-studio t.json")
        .ok();
    assert!(
        ran.err.contains("imported 1 article and 1 statement"),
        "{}",
        ran.err
    );
    // The same once more adds nothing and says so.
    let before = desk.read("q.sayso.ron");
    let ran = desk
        .run("import q.sayso.ron --format label-studio t.json")
        .ok();
    assert!(
        ran.err.contains("the project has one with that id"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("q.sayso.ron"), before);
}

#[test]
fn what_is_lost_is_counted_before_it_is_written() {
    let desk = Desk::with_project();
    let ran = desk
        .run("export p.sayso.ron --format conll --output w.conll")
        .ok();
    assert!(
        ran.err.contains("1 statement will lose the speaker"),
        "{}",
        ran.err
    );
    assert!(desk.read("w.conll").starts_with("-DOCSTART- -X- O O\n\n"));
    let said = desk
        .run("import p.sayso.ron --format conll w.conll")
        .refused();
    assert!(said.contains("only written"), "{said}");
}
