//! Work in a thread whose results come in parts while it goes on, until nobody wants them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};

/// So many parts may wait to be taken; then the work waits.
const WAITING: usize = 4;

/// What comes of the work. Dropping it ends the work.
#[derive(Debug)]
pub(in crate::gui) struct Stream<T> {
    parts: Receiver<T>,
    unwanted: Arc<AtomicBool>,
    ctx: egui::Context,
    over: bool,
}

/// Where the work hands over its parts.
pub(in crate::gui) struct Out<T> {
    sender: SyncSender<T>,
    unwanted: Arc<AtomicBool>,
    ctx: egui::Context,
}

impl<T: Send + 'static> Stream<T> {
    /// Starts work in a thread of this name.
    pub(in crate::gui) fn start(
        ctx: &egui::Context,
        name: &str,
        work: impl FnOnce(&Out<T>) + Send + 'static,
    ) -> Self {
        let (sender, parts) = sync_channel(WAITING);
        let unwanted = Arc::new(AtomicBool::new(false));
        let out = Out {
            sender,
            unwanted: Arc::clone(&unwanted),
            ctx: ctx.clone(),
        };
        // A thread that cannot be had is work that is over: its end of the channel is gone.
        let thread = std::thread::Builder::new().name(name.to_owned());
        let _ = thread.spawn(move || {
            work(&out);
            let ctx = out.ctx.clone();
            drop(out);
            ctx.request_repaint();
        });
        Self {
            parts,
            unwanted,
            ctx: ctx.clone(),
            over: false,
        }
    }

    /// What has come since the last time; never waits.
    pub(in crate::gui) fn take(&mut self) -> Vec<T> {
        let mut taken = Vec::new();
        loop {
            match self.parts.try_recv() {
                Ok(part) => taken.push(part),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    self.over = true;
                    break;
                }
            }
            // The work may be faster than this; somebody has to draw in between.
            if taken.len() > WAITING {
                self.ctx.request_repaint();
                break;
            }
        }
        taken
    }

    /// Whether all of it was taken.
    pub(in crate::gui) fn is_over(&self) -> bool {
        self.over
    }
}

impl<T> Drop for Stream<T> {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }
}

impl<T> Out<T> {
    pub(in crate::gui) fn is_wanted(&self) -> bool {
        !self.unwanted.load(Ordering::Relaxed)
    }

    /// Hands over a part; whether somebody wants more.
    pub(in crate::gui) fn send(&self, part: T) -> bool {
        let taken = self.is_wanted() && self.sender.send(part).is_ok();
        self.ctx.request_repaint();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;
    use std::sync::mpsc::channel;

    #[test]
    fn parts_come_in_order_and_then_it_is_over() {
        let mut stream = Stream::start(&egui::Context::default(), "counting", |out| {
            (0..100).all(|n| out.send(n));
        });
        let mut all = Vec::new();
        while !stream.is_over() {
            all.extend(stream.take());
            std::thread::yield_now();
        }
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn work_that_nobody_wants_ends_though_it_waits() {
        let (done, ended) = channel();
        let stream = Stream::start(&egui::Context::default(), "counting", move |out| {
            while out.send(0) {}
            done.send(out.is_wanted()).unwrap();
        });
        drop(stream);
        assert_eq!(ended.recv(), Ok(false));
    }
}
