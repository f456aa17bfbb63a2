//! Out and in again is the same.

use proptest::prelude::*;

use crate::exchange::laws::{Folds, comes_back, odd_project, out};

proptest! {
    #[test]
    fn what_is_carried_comes_back(project in odd_project()) {
        let other = comes_back(&project, "label-studio", Folds::NONE)?;
        prop_assert_eq!(out(&other, "label-studio"), out(&project, "label-studio"));
    }
}
