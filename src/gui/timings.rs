//! `--timings`: when what was there after the start, and what the frames took.

use std::io::Write as _;
use std::time::{Duration, Instant};

/// When a project file was read, and when it was parsed and checked.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    pub read: Instant,
    pub parsed: Instant,
}

/// Says to standard error, a line each, how many milliseconds after the start something was there;
/// at the end what the frames took.
#[derive(Debug)]
pub struct Timings {
    started: Instant,
    says: bool,
    exit_when_visible: bool,
    frames: Vec<Duration>,
    window: bool,
    /// How many frames there were when the article was visible.
    visible: Option<usize>,
}

impl Timings {
    /// `None` when nothing is wanted: then nothing is kept.
    pub fn new(started: Instant, says: bool, exit_when_visible: bool) -> Option<Self> {
        (says || exit_when_visible).then_some(Self {
            started,
            says,
            exit_when_visible,
            frames: Vec::new(),
            window: false,
            visible: None,
        })
    }

    pub(super) fn loaded(&self, moments: Moments) {
        self.moment("read_ms", moments.read);
        self.moment("parsed_ms", moments.parsed);
    }

    /// A frame was drawn; `took` is what the one before took. Whether the program shall end.
    pub(super) fn drawn(&mut self, took: Option<f32>, is_visible: bool) -> bool {
        let now = Instant::now();
        let took = took.and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
        self.frames.extend(took);
        if !std::mem::replace(&mut self.window, true) {
            self.moment("window_ms", now);
        }
        if is_visible && self.visible.is_none() {
            self.visible = Some(self.frames.len());
            self.moment("article_visible_ms", now);
        }
        self.visible.is_some() && self.exit_when_visible
    }

    pub(super) fn end(&mut self) {
        let longest = self.longest();
        self.frames.sort_unstable();
        for (name, value) in of_frames(&self.frames, longest) {
            self.say(name, value);
        }
    }

    /// The longest of the frames after the one in which the article was visible: what was drawn until
    /// then, with shaders and letters that no frame needs twice, is the start, which is timed as a whole.
    fn longest(&self) -> Duration {
        let start = self.visible.map_or(0, |before| before + 1);
        let after = self.frames.get(start..).unwrap_or_default();
        after.iter().max().copied().unwrap_or_default()
    }

    fn moment(&self, name: &str, moment: Instant) {
        self.say(name, milliseconds(moment.duration_since(self.started)));
    }

    fn say(&self, name: &str, value: f64) {
        if self.says {
            // Nobody may be there to read it.
            let _ = writeln!(std::io::stderr(), "{name}: {value}");
        }
    }
}

/// How many frames there were, what they took, in order of time, which of them counts as the longest,
/// and the most memory held.
pub fn of_frames(sorted: &[Duration], longest: Duration) -> Vec<(&'static str, f64)> {
    let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
    let mut values = vec![
        ("frames", f64::from(count)),
        ("frame_p50_ms", percentile(sorted, 50)),
        ("frame_p99_ms", percentile(sorted, 99)),
        ("frame_max_ms", milliseconds(longest)),
    ];
    values.extend(peak_memory_mb().map(|peak| ("peak_memory_mb", peak)));
    values
}

/// The least time that so many percent of the frames do not exceed (nearest rank), in
/// milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    milliseconds(sorted.get(rank - 1).copied().unwrap_or_default())
}

/// To a thousandth.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

/// The most memory that the program has held (resident set), in MB of 1,000,000 bytes; known on
/// Linux.
fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some((kilobytes * 1.024).round() / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let took: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        let is = |percent, wanted: f64| (percentile(&took, percent) - wanted).abs() < 1e-9;
        assert!(is(50, 100.0) && is(99, 198.0) && is(100, 200.0));
        assert!((percentile(&took[..1], 99) - 1.0).abs() < 1e-9);
        assert!(percentile(&[], 50).abs() < 1e-9);
    }

    #[test]
    fn the_program_ends_when_the_article_is_visible_and_not_before() {
        let mut timings = Timings::new(Instant::now(), false, true).unwrap();
        assert!(!timings.drawn(None, false));
        assert!(timings.drawn(Some(0.002), true));
        assert_eq!(timings.frames, [Duration::from_millis(2)]);
        let mut timings = Timings::new(Instant::now(), true, false).unwrap();
        assert!(!timings.drawn(None, true));
    }

    #[test]
    fn the_longest_frame_is_none_of_the_start() {
        let mut timings = Timings::new(Instant::now(), false, true).unwrap();
        timings.drawn(None, false);
        timings.drawn(Some(0.250), false);
        timings.drawn(Some(0.125), true);
        assert_eq!(timings.longest(), Duration::ZERO);
        // What the frame took that showed the article is known in the next.
        timings.drawn(Some(0.064), true);
        for took in [0.003_906_25, 0.015_625, 0.007_812_5] {
            timings.drawn(Some(took), true);
        }
        assert_eq!(timings.longest(), Duration::from_micros(15_625));
        assert_eq!(timings.frames.len(), 6);
    }
}
