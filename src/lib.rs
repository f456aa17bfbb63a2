//! Sayso answers one question about a pile of news: who said what, about what, and where do they
//! stand? This is the library; the binary only parses its arguments and calls [`cli`].
//!
//! Each module is one idea, and arrows point down only: [`cli`] and [`gui`] over [`foreign`],
//! [`exchange`], [`store`], [`analyse`], [`review`], [`edit`], [`model`], [`text`]. ARCHITECTURE.md draws the map.

#![cfg_attr(
    test,
    expect(
        clippy::string_slice,
        reason = "a test that cuts a character in two should fail"
    )
)]

pub mod analyse;
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod foreign;
#[cfg(feature = "gui")]
pub mod gui;
pub mod model;
pub mod review;
pub mod store;
#[cfg(test)]
mod testing;
pub mod text;
