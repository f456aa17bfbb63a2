//! How often each of a few was seen.

/// Numbers of codes with how often each was seen, in order of the numbers; none was seen 0 times.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tally(Vec<(u32, u32)>);

impl Tally {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of(&self, code: u32) -> u32 {
        let found = self.0.binary_search_by_key(&code, |(code, _)| *code);
        let seen = found.ok().and_then(|at| self.0.get(at));
        seen.map_or(0, |(_, times)| *times)
    }

    /// How often any was seen.
    pub(super) fn all(&self) -> u32 {
        self.0.iter().map(|(_, times)| times).sum()
    }

    /// Sees a code once more, or once less.
    pub(super) fn count(&mut self, code: u32, more: bool) {
        match self.0.binary_search_by_key(&code, |(code, _)| *code) {
            Ok(at) => {
                if let Some((_, times)) = self.0.get_mut(at) {
                    *times = if more { *times + 1 } else { *times - 1 };
                    if *times == 0 {
                        self.0.remove(at);
                    }
                }
            }
            Err(at) if more => self.0.insert(at, (code, 1)),
            Err(_) => {}
        }
    }
}
