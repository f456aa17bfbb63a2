use proptest::prelude::*;

use crate::exchange::laws::{Files, empty, said, take_files};
use crate::exchange::{Mapping, Report};
use crate::model::Project;

fn take(file: &str, mapping: &str) -> (Project, Report) {
    let mut project = empty();
    let files: Files = vec![("b/a1.tsv".to_owned(), file.as_bytes().to_vec())];
    let mapping = Mapping::parse(mapping).unwrap();
    let report = take_files(&mut project, "webanno-tsv", &files, &mapping);
    (project, report)
}

/// Each statement: its words, speaker, stance and note.
fn shown(project: &Project) -> Vec<String> {
    let book = project.codebook();
    let article = project.articles().at(0).unwrap();
    let statements = project.statements_in_order().into_iter().map(|s| {
        let speaker = s.speakers.first().and_then(|id| book.speakers().get(id));
        let speaker = speaker.map_or("", |speaker| &speaker.name);
        let stance = s
            .stance
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        format!(
            "{:?} {speaker} {stance} {:?}",
            s.contents[0].quote(&article.text),
            s.note
        )
    });
    statements.collect()
}

const STATEMENTS: &str = "#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Statement|speaker|stance|comment
#T_RL=webanno.custom.SaidBy|value|BT_webanno.custom.Statement


#Text=🚢 Ada said\\t\\[it\\]
#Text=twice.
1-1\t0-2\t🚢\t_\t_\t_\t_\t_\t
1-2\t3-6\tAda\tAda \\| Co[1]\tsupport[1]\t*[1]\t_\t_\t
1-3\t7-11\tsaid\tAda \\| Co[1]|*[2]\tsupport[1]|oppose[2]\t*[1]|a\\nb\\_[2]\t_\t_\t
1-4\t12-16\t\\[it\\]\t*[2]\toppose[2]\ta\\nb\\_[2]\t_\t_\t
1-5\t17-22\ttwice\t_\t_\t_\t_\t_\t
1-5.1\t17-19\ttw\tBo\tneutral\t*\t_\t_\t
1-6\t22-23\t.\t_\t_\t_\t_\t_\t

#Sentence.id=2
#Text= No.
2-1\t26-28\tNo\tBo[3]\t*[3]\t*[3]\tx\t1-2\t
2-2\t28-29\t.\tBo[3]\t*[3]\t*[3]\t_\t_\t
";

#[test]
fn spans_are_read_with_what_is_stacked_and_escaped() {
    let (project, report) = take(STATEMENTS, "");
    insta::assert_snapshot!(said(&report));
    let article = project.articles().at(0).unwrap();
    assert_eq!(article.text.as_str(), "🚢 Ada said\t[it]\ntwice.\n\n No.");
    assert_eq!(article.id.to_string(), "a1");
    insta::assert_snapshot!(shown(&project).join("\n"));
}

#[test]
fn offsets_in_code_points_are_noticed() {
    let mut lines = Vec::new();
    for line in STATEMENTS.lines() {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if let Some((start, end)) = cells.get(1).and_then(|place| place.split_once('-')) {
            let less = |unit: &str| unit.parse::<usize>().unwrap().saturating_sub(1);
            cells[1] = format!("{}-{}", less(start), less(end));
        }
        lines.push(cells.join("\t"));
    }
    let (project, report) = take(&lines.join("\r\n"), "");
    assert!(
        said(&report).starts_with("b/a1.tsv: ") || said(&report).contains("code points"),
        "{}",
        said(&report)
    );
    let (other, _) = take(STATEMENTS, "");
    assert_eq!(shown(&project), shown(&other));
}

#[test]
fn a_layer_is_chosen_by_a_mapping() {
    let file = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n#T_SP=webanno.custom.Bare|\n\n\n#Text=This is\n#Text=a test .\n1-1\t0-4\tThis\t*\t*\t\n1-2\t5-7\tis\tPER[1]|LOC[2]\t_\t\n1-3\t8-9\ta\tPER[1]|LOC[2]\t*\t\n1-4\t10-14\ttest\t_\t_\t\n1-5\t15-16\t.\t_\t_\t\n";
    let (project, report) = take(file, "");
    assert_eq!(project.statement_count(), 0);
    insta::assert_snapshot!(said(&report));
    let (project, _) = take(file, "statement = webanno.custom.Span\nstance = value");
    insta::assert_snapshot!(shown(&project).join("\n"));
}

#[test]
fn what_is_no_such_file_is_refused_in_words() {
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Statement|speaker\n\n";
    let bad = [
        String::new(),
        "#FORMAT=WebAnno TSV 2".to_owned(),
        head.to_owned(),
        format!("{head}#Text=a b\n1-1\tzero\ta\t_\n"),
        format!("{head}#Text=a b\n1-1\t0-1\n"),
        format!("{head}#Text=a b\n1-1\t0-1\ta\t_\n\n#Text=c\n2-1\t1-2\tc\t_\n"),
        format!("{head}#Text=a\n1-1\t0-1\ta\t_\n\n#Text=c\n2-1\t99999999999-99999999999\tc\t_\n"),
    ];
    let said: Vec<String> = bad
        .iter()
        .map(|file| {
            let (project, report) = take(file, "");
            assert!(project.articles().is_empty());
            said(&report)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_row_that_does_not_fit_costs_only_itself() {
    let file = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Statement|speaker\n\n#Text=a b\n1-1\t0-1\ta\tA\n1-2\t2-900\tb\tB\n1-3\t5-5\t\tC\n";
    let (project, report) = take(file, "");
    assert_eq!(project.statement_count(), 1);
    insta::assert_snapshot!(said(&report));
}

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn no_bytes_make_it_panic(lines in prop::collection::vec("(#Text=\\PC{0,9}|#T_SP=x.Statement\\|a\\|b|[0-9]-[0-9]\t[0-9]-[0-9]{1,20}\t\\PC{0,3}\t[*_|\\[\\]\\\\0-9a]{0,9})", 0..9)) {
        take(&format!("#FORMAT=WebAnno TSV 3.3\n{}", lines.join("\n")), "");
    }
}
