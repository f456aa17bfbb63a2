//! What the window remembers between two starts: how it looks, who one is, what was open.
//!
//! It stands in a file of its own, written whole. Nothing of anybody's work is in it, so a file
//! that cannot be read is as good as none.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::article_view::Place;
pub use super::export_page::Last;
pub use super::import_page::Remembered;
pub use super::statement_table::Look;
pub use super::theme::Choice;
use crate::text::search::Options;

/// The most projects that the welcome offers.
const RECENT: usize = 6;

/// The most projects whose place is remembered.
const PLACES: usize = 30;

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Choice,
    /// 1.0 is 100 %.
    pub zoom: f32,
    /// Who one is, in any project.
    pub name: String,
    /// What was opened or saved, the latest first.
    pub recent: Vec<PathBuf>,
    /// Where one was in them, the latest first.
    pub places: Vec<(PathBuf, Place)>,
    /// Width and height of the window, in points.
    pub window: Option<(f32, f32)>,
    pub maximized: bool,
    pub panes: Panes,
    /// How one likes to read.
    pub reading: super::article_view::Look,
    /// Whether the panel shows what stands under More.
    pub more: bool,
    /// Whether statements are proposed.
    pub proposals: bool,
    /// Whether what is offered is ranked by what was coded before.
    pub ranking: bool,
    /// Whether the table of statements is open, and its columns.
    pub table: Look,
    /// Whether a note beside the file tells colleagues who has it open.
    pub tell_colleagues: bool,
    /// How words that are looked for are compared.
    pub search: Options,
    /// How the last export was made, and what was said of files that came in.
    pub export: Last,
    pub import: Remembered,
}

/// How wide or high the panes are, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    pub articles: f32,
    pub statement: f32,
    pub table: f32,
    /// Of the search, where it stands before the table.
    pub found: f32,
    /// Of what waits for a review.
    pub waiting: f32,
    /// Of the worklists.
    pub worklists: f32,
    /// Of the same words elsewhere.
    pub elsewhere: f32,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            articles: 256.0,
            statement: 316.0,
            table: 180.0,
            found: 240.0,
            waiting: 240.0,
            worklists: 240.0,
            elsewhere: 180.0,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Choice::System,
            zoom: 1.0,
            name: String::new(),
            recent: Vec::new(),
            places: Vec::new(),
            window: None,
            maximized: false,
            panes: Panes::default(),
            reading: super::article_view::Look::default(),
            more: false,
            proposals: true,
            ranking: true,
            table: Look::default(),
            tell_colleagues: true,
            search: Options::default(),
            export: Last::default(),
            import: Remembered::default(),
        }
    }
}

impl Settings {
    /// Where the system keeps settings of programs, unless it says nothing of it.
    pub fn file() -> Option<PathBuf> {
        Some(dirs::config_dir()?.join("sayso").join("settings.ron"))
    }

    /// What was remembered; the usual where there is nothing or it cannot be read.
    pub fn load(file: &Path) -> Self {
        let text = crate::store::read_own(file).unwrap_or_default();
        let mut settings: Self = ron::from_str(&text).unwrap_or_default();
        if !(0.5..=3.0).contains(&settings.zoom) {
            settings.zoom = 1.0;
        }
        settings
    }

    /// Writes them whole; in words what went wrong.
    pub fn save(&self, file: &Path) -> Result<(), String> {
        let pretty = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(self, pretty).map_err(|error| error.to_string())?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        crate::store::write_whole(file, text.as_bytes()).map_err(|error| error.to_string())
    }

    /// A project was opened or saved there.
    pub fn was_open(&mut self, path: &Path) {
        let path = whole(path);
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// One leaves a project, being there in it.
    pub fn was_at(&mut self, path: &Path, place: Place) {
        let path = whole(path);
        self.places.retain(|(known, _)| *known != path);
        self.places.insert(0, (path, place));
        self.places.truncate(PLACES);
    }

    /// Where one was in a project.
    pub fn place(&self, path: &Path) -> Option<Place> {
        let path = whole(path);
        let known = self.places.iter().find(|(known, _)| *known == path);
        known.map(|(_, place)| place.clone())
    }
}

fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Choice, Settings};
    use std::path::Path;

    #[test]
    fn they_come_back_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("of/sayso/settings.ron");
        assert_eq!(Settings::load(&file), Settings::default());
        let mut settings = Settings {
            theme: Choice::Contrast,
            zoom: 1.5,
            name: "А. Б.".into(),
            window: Some((1440.0, 900.0)),
            ..Settings::default()
        };
        for at in 0..9 {
            settings.was_open(Path::new(&format!("/work/{at}.sayso.ron")));
        }
        settings.was_open(Path::new("/work/5.sayso.ron"));
        assert_eq!(settings.recent.len(), 6);
        assert!(settings.recent[0].ends_with("5.sayso.ron"));
        settings.save(&file).unwrap();
        assert_eq!(Settings::load(&file), settings);

        std::fs::write(&file, "(theme: Dark, zoom: 99, unknown: 3").unwrap();
        assert_eq!(Settings::load(&file), Settings::default());
        std::fs::write(&file, "(theme: Dark, zoom: 99, unknown: 3)").unwrap();
        let some = Settings::load(&file);
        assert_eq!((some.theme, some.zoom), (Choice::Dark, 1.0));
    }
}
