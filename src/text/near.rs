//! Texts that are nearly the same: by how many of their runs of five words they share.
//!
//! Of the hashes of all runs of a text the smallest are kept; of two texts the share of common
//! ones among the smallest of both estimates the share among all (bottom-k sketches: Broder, On the
//! resemblance and containment of documents, 1997). Time and room grow with the texts alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words in a run.
const RUN: usize = 5;
/// Hashes that are kept of a text: the estimate is good to some 4 of 100.
const KEPT: usize = 128;
/// Of 100 runs so many are common where texts are nearly the same.
const NEAR: usize = 70;
/// How many texts are looked at for one run: what stands in more is no sign.
const LOOKED_AT: usize = 16;

/// Texts that came so far, numbered from 0.
#[derive(Clone, Debug, Default)]
pub struct NearTexts {
    sketches: Vec<Vec<u64>>,
    by_run: HashMap<u64, Vec<usize>>,
}

impl NearTexts {
    /// Adds a text. The number of an earlier one that is nearly the same, and of how many in 100 of
    /// their runs that is true.
    pub fn add(&mut self, text: &str) -> Option<(usize, usize)> {
        let sketch = sketch(text);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &sketch {
            for number in self.by_run.get(run).into_iter().flatten() {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let nearest = shared
            .iter()
            .max_by_key(|(number, count)| (**count, std::cmp::Reverse(**number)))
            .map(|(number, _)| *number);
        let number = self.sketches.len();
        for run in &sketch {
            let texts = self.by_run.entry(*run).or_default();
            if texts.len() < LOOKED_AT {
                texts.push(number);
            }
        }
        let found = nearest.and_then(|nearest| {
            let percent = in_common(self.sketches.get(nearest)?, &sketch);
            (percent >= NEAR).then_some((nearest, percent))
        });
        self.sketches.push(sketch);
        found
    }
}

/// Of 100 runs so many are common, of those that are smallest in both together.
fn in_common(a: &[u64], b: &[u64]) -> usize {
    let all: BTreeSet<u64> = a.iter().chain(b).copied().take(2 * KEPT).collect();
    let smallest = all.iter().take(KEPT);
    let both = |run: &&u64| a.binary_search(run).is_ok() && b.binary_search(run).is_ok();
    let of = smallest.len();
    100 * smallest.filter(both).count() / of.max(1)
}

/// The smallest hashes of runs of words, ascending. Letters of scripts without spaces are a word
/// each; what is no letter and no digit says nothing.
fn sketch(text: &str) -> Vec<u64> {
    let mut smallest = BTreeSet::new();
    let mut run = [0_u64; RUN];
    let mut count = 0;
    let mut word = None;
    let mut end = |word: &mut Option<u64>| {
        let Some(hash) = word.take() else {
            return;
        };
        run.rotate_left(1);
        let [.., last] = &mut run;
        *last = hash;
        count += 1;
        if count < RUN {
            return;
        }
        let hash = run.iter().fold(FNV, |hash, word| mixed(hash ^ *word));
        let is_small = smallest.len() < KEPT || smallest.last().is_some_and(|last| hash < *last);
        if is_small && smallest.insert(hash) && smallest.len() > KEPT {
            smallest.pop_last();
        }
    };
    for c in text.chars() {
        let is_alone =
            matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if is_alone || !c.is_alphanumeric() {
            end(&mut word);
        }
        if c.is_alphanumeric() || is_alone {
            for c in c.to_lowercase() {
                word = Some((word.unwrap_or(FNV) ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3));
            }
        }
    }
    end(&mut word);
    smallest.into_iter().collect()
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// The last step of splitmix64 (Steele et al. 2014): all bits depend on all others.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, to: usize) -> String {
        let words: Vec<String> = (from..to).map(|n| format!("word{n}")).collect();
        words.join(" ")
    }

    #[test]
    fn what_shares_most_of_its_runs_is_near() {
        let mut texts = NearTexts::default();
        assert_eq!(texts.add(&text(0, 1_000)), None);
        assert_eq!(texts.add(&text(2_000, 3_000)), None);
        // White space, case and marks are nothing.
        let same = text(0, 1_000).replace(' ', ",\n ").to_uppercase();
        assert_eq!(texts.add(&same), Some((0, 100)));
        // Of 1,100 runs 900 are common: 82 of 100.
        let (number, percent) = texts.add(&text(100, 1_100)).unwrap();
        assert!(number == 0 && (74..=90).contains(&percent), "{percent}");
        assert_eq!(texts.add(&text(600, 1_600)), None);
        assert_eq!(texts.add(""), None);
        assert_eq!(texts.add("Too short."), None);
        let japanese = "大臣は火曜日に税金が上がると述べた。野党は反対した。";
        assert_eq!(texts.add(japanese), None);
        assert_eq!(
            texts
                .add(&format!("{japanese}終"))
                .map(|(number, _)| number),
            Some(7)
        );
    }

    #[test]
    fn what_stands_in_all_is_no_sign_and_takes_no_time() {
        let mut texts = NearTexts::default();
        let found = (0..500).filter(|n| {
            let all = format!(
                "{} {}",
                text(0, 40),
                text(1_000 * n + 1_000, 1_000 * n + 1_200)
            );
            texts.add(&all).is_some()
        });
        assert_eq!(found.count(), 0);
    }
}
