//! Two or more codings of the same articles: where they differ, how far they agree.
//!
//! The measures (`coefficients`, `characters`, `matching`, `unitizing`) are pure functions of counts
//! and units and know nothing of projects; `prepare` takes a project apart for them, `agreement` puts
//! the figures together. `align` puts two codings side by side for people.

pub mod adjudicate;
mod agreement;
mod align;
mod attribute;
mod bootstrap;
mod characters;
mod coefficients;
#[cfg(test)]
mod golden;
mod matching;
pub mod open;
mod prepare;
pub mod report;
#[cfg(test)]
mod tests;
mod unitizing;
mod units;

pub use agreement::{
    Agreement, ArticleAgreement, AttributeAgreement, Attributes, Characters, LabelAgreement,
    Measure, PairAgreement, Spans, Unitizing, agreement,
};
pub use align::{Border, Case, Comparison, Kind, Mistaken, Part, compare};
pub use attribute::{Attribute, Coded};
pub use bootstrap::Interval;
pub use prepare::Asked;

/// From here on a coding is called reliable, and from there on good enough for tentative conclusions
/// (Krippendorff, Content Analysis).
pub const RELIABLE: f64 = 0.8;
pub const TENTATIVE: f64 = 0.667;

/// Fewer pairs than this say little.
pub const LEAST: u64 = 10;

/// How much is done.
#[expect(clippy::cast_precision_loss, reason = "for a bar of progress")]
fn share_of(done: usize, all: usize) -> f32 {
    done as f32 / all.max(1) as f32
}
