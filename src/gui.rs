//! The window.

use std::path::PathBuf;

/// Opens the window with a project or articles.
pub fn run(_paths: Vec<PathBuf>) -> anyhow::Result<()> {
    anyhow::bail!("the window is not built yet")
}
