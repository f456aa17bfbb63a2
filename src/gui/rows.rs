//! What lists of rows share: how many have room, where keys go in them, what comes into view.

use egui::Key;

/// How many whole rows a height has room for.
pub(super) fn whole(height: f32, row: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a height in rows is small and not negative"
    )]
    let rows = (height.max(0.0) / row) as usize;
    rows
}

/// The row that each key goes to from `now`; without one the keys go in from the ends.
pub(super) fn moves(now: Option<usize>, page: usize, last: usize) -> [(Key, usize); 6] {
    let page = page.max(1);
    let to = |key, row: usize| (key, row.min(last));
    [
        to(Key::ArrowDown, now.map_or(0, |at| at + 1)),
        to(Key::ArrowUp, now.map_or(last, |at| at.saturating_sub(1))),
        to(Key::PageDown, now.map_or(0, |at| at + page)),
        to(Key::PageUp, now.map_or(last, |at| at.saturating_sub(page))),
        to(Key::Home, 0),
        to(Key::End, last),
    ]
}

/// How far to scroll so that a row is in view, where it is not.
pub(super) fn into_view(row: usize, high: f32, scrolled: f32, height: f32) -> Option<f32> {
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    let top = row as f32 * high;
    if top < scrolled || height < high {
        return Some(top);
    }
    (top + high > scrolled + height).then_some(top + high - height)
}

#[cfg(test)]
mod tests {
    use super::{moves, whole};
    use egui::Key;

    #[test]
    fn keys_stay_within_the_rows() {
        assert_eq!((whole(95.0, 32.0), whole(-3.0, 32.0)), (2, 0));
        let to = |now, key| {
            let all = moves(now, 4, 9);
            all.into_iter().find(|(k, _)| *k == key).unwrap().1
        };
        assert_eq!((to(None, Key::ArrowDown), to(None, Key::ArrowUp)), (0, 9));
        assert_eq!(
            (to(Some(9), Key::ArrowDown), to(Some(0), Key::ArrowUp)),
            (9, 0)
        );
        assert_eq!(
            (to(Some(7), Key::PageDown), to(Some(7), Key::PageUp)),
            (9, 3)
        );
        assert_eq!((to(Some(5), Key::Home), to(Some(5), Key::End)), (0, 9));
    }
}
