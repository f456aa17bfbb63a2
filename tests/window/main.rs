//! The real window code, driven headless by pointer and keys, read through its accessibility tree.

#![cfg(feature = "gui")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

mod articles;
mod codebook;
mod coding;
mod commands;
mod comparing;
mod copies;
mod desk;
mod details;
mod edges;
mod exchange;
mod files;
#[cfg(unix)]
mod foreign;
mod hands;
mod keeping;
mod labels;
mod outside;
mod panel;
mod proposals;
mod reading;
mod review;
mod search;
mod table;
mod worklists;
