//! What a process that reads foreign files takes from itself.

/// From here on this process opens and writes no file, leaves no core, and has `room` MB of memory
/// and a second of processor time for 8 MB of it. Where the system knows no such limit, those of
/// the process that waits for it hold alone: its patience, and how much of an answer it takes.
#[cfg(unix)]
pub fn limit(room: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    for (resource, most) in [
        (Resource::As, room.saturating_mul(1 << 20)),
        (Resource::Cpu, room / 8 + 1),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Those that are open stay open: the pipes.
        (Resource::Nofile, 0),
    ] {
        let (current, maximum) = (Some(most), Some(most));
        // A system without one of them has the others.
        let _ = setrlimit(resource, Rlimit { current, maximum });
    }
}

#[cfg(not(unix))]
pub fn limit(_room: u64) {}
