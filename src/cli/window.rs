//! `sayso` without a subcommand: the window.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;

use super::{Outcome, commands};

/// What is wanted of the window besides showing things.
#[cfg_attr(not(feature = "gui"), expect(dead_code, reason = "there is no window"))]
#[derive(Clone, Copy)]
pub(super) struct Watch {
    pub(super) started: Instant,
    pub(super) timings: bool,
    pub(super) exit_after_visible: bool,
}

/// Opens the window, when what it shall open is there and there is a screen.
pub(super) fn run(paths: Vec<PathBuf>, watch: Watch) -> anyhow::Result<Outcome> {
    for path in &paths {
        refuse_missing(path)?;
    }
    open(paths, watch)
}

fn refuse_missing(path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    if path.is_dir() {
        bail!("{shown}: it is a folder: name a project or an article in it");
    }
    if path.exists() {
        return Ok(());
    }
    let is_word = path.extension().is_none() && path.components().count() == 1;
    if is_word {
        bail!(
            "{shown}: there is no such command or file; the commands are {}",
            commands()
        );
    }
    if path.extension().is_some_and(|ending| ending == "ron") {
        bail!(
            "{shown}: there is no such file: check the name, or make a project with: sayso new {shown}"
        );
    }
    bail!("{shown}: there is no such file: check the name and the folder");
}

#[cfg(not(feature = "gui"))]
fn open(_paths: Vec<PathBuf>, _watch: Watch) -> anyhow::Result<Outcome> {
    bail!(
        "this program was built without its window (the feature “gui”); the commands {} work",
        commands()
    );
}

#[cfg(feature = "gui")]
fn open(paths: Vec<PathBuf>, watch: Watch) -> anyhow::Result<Outcome> {
    if cfg!(target_os = "linux") {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let screen = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].map(set);
        if let Some(problem) = no_screen(screen.contains(&true)) {
            bail!(problem);
        }
    }
    let Watch {
        started,
        timings,
        exit_after_visible,
    } = watch;
    let timings = crate::gui::timings::Timings::new(started, timings, exit_after_visible);
    match crate::gui::run(paths, timings) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => match missing_library(&format!("{error:#}")) {
            Some(problem) => bail!(problem),
            None => Err(error),
        },
    }
}

/// What to do without a screen.
#[cfg(feature = "gui")]
fn no_screen(has_screen: bool) -> Option<String> {
    if has_screen {
        return None;
    }
    Some(format!(
        "the window needs a screen, and neither DISPLAY nor WAYLAND_DISPLAY names one: start it in a graphical session, or on a virtual display with “xvfb-run sayso …” (Debian package xvfb). The commands {} work without",
        commands()
    ))
}

/// Libraries that the window loads when it starts, with the Debian packages they are in.
#[cfg(feature = "gui")]
const LIBRARIES: [(&str, &str); 12] = [
    ("libX11-xcb.so", "libx11-xcb1"),
    ("libX11.so", "libx11-6"),
    ("libXcursor.so", "libxcursor1"),
    ("libXi.so", "libxi6"),
    ("libXrandr.so", "libxrandr2"),
    ("libxcb.so", "libxcb1"),
    ("libxkbcommon-x11.so", "libxkbcommon-x11-0"),
    ("libxkbcommon.so", "libxkbcommon0"),
    ("libwayland-client.so", "libwayland-client0"),
    ("libwayland-egl.so", "libwayland-egl1"),
    ("libEGL.so", "libegl1"),
    ("libGL.so", "libgl1"),
];

/// What to install, when an error names a library that is not there.
#[cfg(feature = "gui")]
fn missing_library(error: &str) -> Option<String> {
    let (library, package) = LIBRARIES
        .iter()
        .find(|(library, _)| error.contains(library))?;
    Some(format!(
        "the window needs the system library {library}, which is not there: install it (Debian package {package}). The commands {} work without\n({error})",
        commands()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_said() {
        let said = |path: &str| refuse_missing(Path::new(path)).unwrap_err().to_string();
        insta::assert_snapshot!(said("lst"), @"lst: there is no such command or file; the commands are new, add, set, list, check, export, import, formats, compare, agreement, worklist, copy, deposit, reattach, bring-back, diff, merge, git-setup, recover, backups, sample, suggest and bench-frames");
        insta::assert_snapshot!(said("no/ferry.txt"), @"no/ferry.txt: there is no such file: check the name and the folder");
        insta::assert_snapshot!(said("no.sayso.ron"), @"no.sayso.ron: there is no such file: check the name, or make a project with: sayso new no.sayso.ron");
        insta::assert_snapshot!(said("src"), @"src: it is a folder: name a project or an article in it");
    }

    #[cfg(feature = "gui")]
    #[test]
    fn without_a_screen_the_ways_out_are_named() {
        assert_eq!(no_screen(true), None);
        insta::assert_snapshot!(no_screen(false).unwrap(), @"the window needs a screen, and neither DISPLAY nor WAYLAND_DISPLAY names one: start it in a graphical session, or on a virtual display with “xvfb-run sayso …” (Debian package xvfb). The commands new, add, set, list, check, export, import, formats, compare, agreement, worklist, copy, deposit, reattach, bring-back, diff, merge, git-setup, recover, backups, sample, suggest and bench-frames work without");
    }

    #[cfg(feature = "gui")]
    #[test]
    fn a_missing_library_is_named_with_its_package() {
        let error =
            "OpenError { detail: \"libxkbcommon-x11.so.0: cannot open shared object file\" }";
        let said = missing_library(error).unwrap();
        assert!(said.contains("Debian package libxkbcommon-x11-0"), "{said}");
        assert_eq!(missing_library("no GPU"), None);
    }
}
