//! What takes long to make: made in a thread when it is first asked for; it follows the edits.

use super::Stream;
use crate::edit::Touched;

/// It, or what makes it.
#[derive(Debug)]
pub(in crate::gui) struct Made<T> {
    there: Option<T>,
    making: Option<Stream<T>>,
    /// What was touched while it is made.
    behind: Touched,
}

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self {
            there: None,
            making: None,
            behind: Touched::default(),
        }
    }
}

impl<T: Send + 'static> Made<T> {
    /// It, when it is there.
    pub(in crate::gui) fn get(&self) -> Option<&T> {
        self.there.as_ref()
    }

    pub(in crate::gui) fn is_running(&self) -> bool {
        self.making.is_some()
    }

    /// It is to be made anew when it is asked for again.
    pub(in crate::gui) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Has it made in a thread of this name, unless it is there or under way.
    pub(in crate::gui) fn ask(
        &mut self,
        ctx: &egui::Context,
        name: &str,
        make: impl FnOnce() -> T + Send + 'static,
    ) {
        if self.there.is_none() && self.making.is_none() {
            self.making = Some(Stream::start(ctx, name, move |out| {
                out.send(make());
            }));
        }
    }

    /// An edit touched something: now or when it is there, it follows.
    pub(in crate::gui) fn touch(&mut self, touched: &Touched, follow: impl FnOnce(&mut T)) {
        if self.making.is_some() {
            self.behind.join(touched.clone());
        } else if let Some(there) = &mut self.there {
            follow(there);
        }
    }

    /// Takes it when it has been made, and has it follow what was touched meanwhile; whether it came.
    pub(in crate::gui) fn take(&mut self, follow: impl FnOnce(&mut T, &Touched)) -> bool {
        let Some(making) = &mut self.making else {
            return false;
        };
        let made = making.take().pop();
        let over = making.is_over();
        let came = made.is_some();
        if let Some(mut made) = made {
            follow(&mut made, &std::mem::take(&mut self.behind));
            self.there = Some(made);
        }
        if came || over {
            self.making = None;
        }
        came
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::Made;
    use crate::edit::Touched;

    #[test]
    fn what_was_touched_while_it_was_made_is_followed_then_and_once() {
        let mut made = Made::default();
        let ctx = egui::Context::default();
        let (go, wait) = channel();
        made.ask(&ctx, "counting", move || {
            wait.recv().unwrap();
            Vec::new()
        });
        let touched = |title| Touched {
            title,
            ..Touched::default()
        };
        made.touch(&touched(true), |made: &mut Vec<bool>| made.push(false));
        go.send(()).unwrap();
        while !made.take(|made, touched| made.push(touched.title)) {
            std::thread::yield_now();
        }
        assert_eq!(made.get(), Some(&vec![true]));
        assert!(!made.is_running());
        made.touch(&touched(false), |made| made.push(false));
        assert_eq!(made.get(), Some(&vec![true, false]));
        made.ask(&ctx, "counting", Vec::new);
        assert!(!made.is_running());
    }

    #[test]
    fn what_was_forgotten_while_it_was_made_never_comes() {
        let mut made = Made::default();
        let (go, wait) = channel::<()>();
        made.ask(&egui::Context::default(), "counting", move || {
            let _ = wait.recv();
            1
        });
        made.forget();
        drop(go);
        assert!(!made.take(|_, _| ()) && made.get().is_none());
    }
}
