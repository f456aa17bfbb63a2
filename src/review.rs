//! Two or more codings of the same articles: where they differ, how far they agree.
//!
//! The measures (`coefficients`, `characters`, `matching`, `unitizing`) are pure functions of counts
//! and units and know nothing of projects; `prepare` takes a project apart for them, `agreement` puts
//! the figures together.

mod agreement;
mod attribute;
mod bootstrap;
mod characters;
mod coefficients;
#[cfg(test)]
mod golden;
mod matching;
mod prepare;
mod unitizing;
mod units;

pub use agreement::{
    Agreement, ArticleAgreement, AttributeAgreement, Attributes, Characters, LabelAgreement,
    Measure, PairAgreement, Spans, Unitizing, agreement,
};
pub use attribute::{Attribute, Coded};
pub use bootstrap::Interval;
pub use prepare::Asked;
