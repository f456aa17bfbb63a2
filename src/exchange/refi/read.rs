//! What an archive says.

use super::project::{Project, Source};
use super::selections::{Unit, statements, unit};
use crate::exchange::archive::Archive;
use crate::exchange::details::article_date;
use crate::exchange::places::Arrived;
use crate::exchange::xml::decoded;
use crate::exchange::{ArticleDraft, Drafted, Input, Mapping};
use crate::model::ArticleId;

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        if let Err(why) = read_one(file.bytes, mapping, &mut drafted) {
            drafted.report.fail(0, why);
        }
    }
    drafted
}

fn read_one(bytes: &[u8], mapping: &Mapping, drafted: &mut Drafted) -> Result<(), String> {
    let mut archive = Archive::open(bytes)?;
    let name = archive.find("project.qde").map(str::to_owned);
    let name = name.ok_or("there is no project.qde in it: it is no REFI-QDA project")?;
    let project = archive.read(&name)?;
    let text = decoded(&project).map_err(|why| format!("its project.qde: {why}"))?;
    let project =
        Project::parse(&text, mapping).map_err(|why| format!("its project.qde: {why}"))?;
    for kind in ["pdf", "picture", "audio", "video"] {
        let count = project.others.iter().filter(|other| *other == kind).count();
        if count > 0 {
            drafted.report.note(
                0,
                format!("sources that are {kind}, not text, were left out: {count}"),
            );
        }
    }
    drafted.codes.extend(project.meanings.codes.iter().cloned());
    for source in &project.sources {
        if let Err(why) = take(source, &project, &mut archive, mapping, drafted) {
            drafted
                .report
                .fail(0, format!("the source “{}”: {why}", source.name));
        }
    }
    Ok(())
}

fn take(
    source: &Source,
    project: &Project,
    archive: &mut Archive<'_>,
    mapping: &Mapping,
    drafted: &mut Drafted,
) -> Result<(), String> {
    let raw = raw_text(source, archive)?;
    let arrived = Arrived::new(&raw);
    let counted = unit(source, &arrived);
    let mut remarks = Vec::new();
    if counted != Unit::Chars {
        remarks.push(format!(
            "its offsets are {}, as the names of its selections say; they were read so",
            counted.words()
        ));
    }
    let statements = statements(
        source,
        &arrived,
        counted,
        &project.users,
        &project.meanings,
        &mut remarks,
    );
    let value = |name: &str| {
        let wanted = mapping.get(name).unwrap_or(name);
        let found = source
            .values
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let title = match value("title") {
        // Ours says that there is none by having an id without one.
        "" if value("id").is_empty() => {
            let name = source.name.as_str();
            name.strip_suffix(".txt").unwrap_or(name)
        }
        title => title,
    };
    let article = ArticleDraft {
        id: Some(value("id"))
            .filter(|id| !id.is_empty())
            .map(ArticleId::new),
        text: Some(arrived.text().to_owned()),
        title: title.to_owned(),
        outlet: value("outlet").to_owned(),
        author: value("author").to_owned(),
        published: article_date(value("published"), &mut remarks),
        url: value("url").to_owned(),
        language: value("language").to_owned(),
        statements,
        ..ArticleDraft::default()
    };
    for remark in remarks {
        drafted
            .report
            .note(0, format!("the source “{}”: {remark}", source.name));
    }
    drafted.put(0, article);
    Ok(())
}

fn raw_text(source: &Source, archive: &mut Archive<'_>) -> Result<String, String> {
    if source.path.is_empty() {
        let inline = source.text.clone();
        return inline.ok_or_else(|| "it has no plain text".to_owned());
    }
    let Some(name) = source.path.strip_prefix("internal://") else {
        return Err(format!(
            "its text is not in the archive but at “{}”: export again with the texts in it",
            source.path
        ));
    };
    let entry = archive
        .find(&format!("sources/{name}"))
        .or_else(|| archive.find(name))
        .map(str::to_owned);
    let entry = entry.ok_or_else(|| format!("its text “{name}” is not in the archive"))?;
    let bytes = archive.read(&entry)?;
    let text = decoded(&bytes).map_err(|why| format!("its text: {why}"))?;
    Ok(text.into_owned())
}
