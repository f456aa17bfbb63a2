//! New ids and the time, from the system.

use sha2::{Digest as _, Sha256};

use crate::model::{Fresh, Timestamp};

/// Ids from a random seed of the system, times from its clock.
pub struct SystemFresh {
    seed: [u8; 32],
    given: u64,
}

impl SystemFresh {
    /// Fails when the system gives no randomness.
    pub fn new() -> std::io::Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| std::io::Error::other(format!("no randomness: {error}")))?;
        Ok(Self { seed, given: 0 })
    }
}

impl Fresh for SystemFresh {
    fn characters(&mut self) -> [u8; 12] {
        const ALPHABET: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        // Bytes from 252 up are passed over, so that all 36 characters are as likely.
        loop {
            self.given += 1;
            let mut hash = Sha256::new();
            hash.update(self.seed);
            hash.update(self.given.to_le_bytes());
            let bytes = hash.finalize();
            let mut fair = bytes.iter().filter(|&&byte| byte < 252);
            let mut characters = [0; 12];
            let filled = characters.iter_mut().all(|character| {
                let byte = fair.next().map(|&byte| usize::from(byte) % ALPHABET.len());
                let found = byte.and_then(|at| ALPHABET.get(at));
                if let Some(&found) = found {
                    *character = found;
                }
                found.is_some()
            });
            if filled {
                return characters;
            }
        }
    }

    fn now(&mut self) -> Timestamp {
        Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second())
    }
}

#[cfg(test)]
mod tests {
    use super::SystemFresh;
    use crate::model::{Fresh as _, Id as _, StatementId, fresh_id};

    #[test]
    fn ids_are_as_the_contract_says_and_never_the_same() {
        let mut fresh = SystemFresh::new().unwrap();
        let ids: std::collections::HashSet<StatementId> =
            (0..10_000).map(|_| fresh_id(&mut fresh)).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids.iter().take(100) {
            let random = id.as_str().strip_prefix("st_").unwrap();
            assert_eq!(random.len(), 12);
            assert!(
                random
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
            );
        }
    }

    #[test]
    fn the_time_is_whole_seconds_of_utc() {
        let now = SystemFresh::new().unwrap().now();
        assert_eq!(now.as_str().len(), "2026-11-24T09:30:00Z".len());
    }
}
