//! The side that asks: starts a worker, watches the clock, and puts each end into words.

use std::io::{self, BufReader, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::frame::{self, About, Answer, Asked};
use super::labels::{self, Labelled};
use crate::exchange::articles::{How, Kind};
use crate::exchange::{ArticleDraft, Drafted, Format, Input, Mapping};
use crate::store::{ReadError, read_bytes};
use crate::text::{Text, normalise};

/// Why nothing comes of a foreign file.
#[derive(Debug, thiserror::Error)]
pub enum ForeignError {
    #[error(transparent)]
    Read(#[from] ReadError),
    /// In the words of the worker.
    #[error("{0}")]
    Refused(String),
    #[error(
        "reading it took longer than {} s and was stopped: open it in the program it comes from and save it as plain text there",
        .0.as_secs_f32()
    )]
    Slow(Duration),
    #[error(
        "reading it takes more memory than it is given ({0} MB): split it, or save it as plain text in the program it comes from"
    )]
    Memory(u64),
    #[error(
        "its reader failed on it ({0}): it may be damaged; save it as plain text in the program it comes from"
    )]
    Failed(String),
    #[error("its reader gave no answer that makes sense: install Sayso again")]
    Senseless,
    #[error("it holds {0} articles, and one is wanted: make a file of that one")]
    Several(usize),
    #[error("its reader cannot be started ({0}): start Sayso again, or install it again")]
    Start(#[source] io::Error),
}

/// What is started to read files.
#[derive(Clone, Debug)]
pub struct Program {
    pub path: PathBuf,
    /// Before those that say how much room it has.
    pub arguments: Vec<String>,
    /// How long a small file may take; a large one has a second more for 5 MB.
    pub patience: Duration,
}

impl Program {
    /// `sayso worker` of the program at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            arguments: vec!["worker".to_owned()],
            patience: Duration::from_secs(4),
        }
    }

    /// The program that runs, also when it was replaced by a newer one since it was started.
    pub fn own() -> Self {
        let running = PathBuf::from("/proc/self/exe");
        if running.exists() {
            return Self::new(running);
        }
        // Without a name it cannot be started, which is said when it shall be.
        Self::new(std::env::current_exe().unwrap_or_default())
    }
}

/// Reads files in a process of its own, which is started for the first of them, and again after one
/// that it did not survive.
#[derive(Debug)]
pub struct Worker {
    program: Program,
    running: Option<Running>,
}

impl Worker {
    pub fn new(program: Program) -> Self {
        Self {
            program,
            running: None,
        }
    }

    /// The articles in a file as drafts, their texts normalised, with a report of what was guessed
    /// or left out.
    pub fn articles(&mut self, path: &Path, how: &How) -> Result<Drafted, ForeignError> {
        let bytes = read_bytes(path)?;
        self.read(Kind::of(path), &bytes, how)
    }

    /// The text of the only article in a file.
    pub fn text(&mut self, path: &Path) -> Result<Text, ForeignError> {
        let mut articles = self.articles(path, &How::default())?.articles;
        let several = articles.len();
        match articles.pop().and_then(|located| located.article.text) {
            Some(text) if several == 1 => Ok(Text::new(normalise(&text).text)),
            _ => Err(ForeignError::Several(several)),
        }
    }

    /// The articles in the bytes of a file.
    pub fn read(&mut self, kind: Kind, bytes: &[u8], how: &How) -> Result<Drafted, ForeignError> {
        let file = File { kind, bytes, how };
        self.tried(room(bytes.len()), bytes.len(), |running| {
            running.answer(file)
        })
    }

    /// What files of labels say that belong together.
    pub fn labels(
        &mut self,
        format: &Format,
        files: &[Input<'_>],
        mapping: &Mapping,
    ) -> Result<Labelled, ForeignError> {
        let packed = labels::packed(format, files, mapping);
        let (labels, body) = packed.map_err(|error| ForeignError::Start(error.into()))?;
        let asked = Asked {
            kind: None,
            how: How::default(),
            labels: Some(labels),
            bytes: body.len() as u64,
        };
        self.tried(room_for_labels(body.len()), body.len(), |running| {
            running.labels(&asked, &body)
        })
    }

    /// Asks the process that runs, or a fresh one.
    fn tried<T>(
        &mut self,
        room: u64,
        bytes: usize,
        work: impl Fn(&mut Running) -> io::Result<Result<T, String>>,
    ) -> Result<T, ForeignError> {
        let running = self.running.take().filter(|running| running.room >= room);
        if let Some(running) = running {
            match self.ask(running, bytes, &work) {
                // What it read before may be to blame, not this file.
                Err(ForeignError::Memory(_) | ForeignError::Failed(_)) => {}
                answer => return answer,
            }
        }
        let fresh = Running::start(&self.program, room).map_err(ForeignError::Start)?;
        self.ask(fresh, bytes, &work)
    }

    /// One that has answered goes on.
    fn ask<T>(
        &mut self,
        mut running: Running,
        bytes: usize,
        work: &impl Fn(&mut Running) -> io::Result<Result<T, String>>,
    ) -> Result<T, ForeignError> {
        let more = Duration::from_secs(bytes as u64 / 5_000_000);
        let patience = self.program.patience + more;
        let (done, is_done) = channel::<()>();
        let child = Arc::clone(&running.child);
        let watch = move || {
            let is_up = is_done.recv_timeout(patience) == Err(RecvTimeoutError::Timeout);
            if is_up {
                let _ = lock(&child).kill();
            }
            is_up
        };
        let watch = (thread::Builder::new().name("patience".to_owned()))
            .spawn(watch)
            .map_err(ForeignError::Start)?;
        let answer = work(&mut running);
        // One that ends has until then to say why.
        let last_words = match &answer {
            Err(error) if error.kind() != ErrorKind::InvalidData => running.last_words(),
            _ => String::new(),
        };
        drop(done);
        let is_up = watch.join().unwrap_or(false);
        match answer {
            Ok(answer) => {
                self.running = Some(running).filter(|_| !is_up);
                answer.map_err(ForeignError::Refused)
            }
            Err(_) if is_up => Err(ForeignError::Slow(patience)),
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(ForeignError::Senseless),
            Err(error) => {
                let end = running.end();
                let is_full = ["memory allocation", "out of memory"];
                if is_full.iter().any(|words| last_words.contains(words)) {
                    return Err(ForeignError::Memory(running.room));
                }
                Err(ForeignError::Failed(match end {
                    Ok(status) => in_words(status),
                    Err(_) => error.to_string(),
                }))
            }
        }
    }
}

/// How much memory the reader of so many bytes is given, in MB. A text is held three times over
/// while it is read: 100 MB have 912, the gigabyte that is the most that is read has 4,608.
fn room(bytes: usize) -> u64 {
    512 + 4 * (bytes as u64 >> 20)
}

/// The same of files of labels: each statement is a value of its own, and leaves as JSON.
fn room_for_labels(bytes: usize) -> u64 {
    512 + 12 * (bytes as u64 >> 20)
}

/// How long an answer about labels may be, in bytes: a line of a few characters is a statement.
fn longest_of_labels(bytes: usize) -> u64 {
    (64 << 20) + 48 * bytes as u64
}

/// How long an answer may be, in bytes. A control character becomes one of three bytes.
fn longest(bytes: usize) -> u64 {
    (64 << 20) + 3 * bytes as u64
}

/// What is asked for.
#[derive(Clone, Copy)]
struct File<'f> {
    kind: Kind,
    bytes: &'f [u8],
    how: &'f How,
}

/// A process that waits for files.
#[derive(Debug)]
struct Running {
    child: Arc<Mutex<Child>>,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    says: ChildStderr,
    /// In MB.
    room: u64,
}

impl Running {
    fn start(program: &Program, room: u64) -> io::Result<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .args(["--room", &room.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(to), Some(from), Some(says)) = pipes else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        Ok(Self {
            child: Arc::new(Mutex::new(child)),
            to,
            from: BufReader::with_capacity(1 << 16, from),
            says,
            room,
        })
    }

    /// What is in a file, or why there is nothing in the worker's words. An error says that it is
    /// no good any more; where it is `InvalidData`, that it answered something else.
    fn answer(&mut self, file: File<'_>) -> io::Result<Result<Drafted, String>> {
        let File { kind, bytes, how } = file;
        let asked = Asked {
            kind: Some(kind),
            how: how.clone(),
            labels: None,
            bytes: bytes.len() as u64,
        };
        let answer = self.said(&asked, bytes)?;
        if !answer.error.is_empty() {
            return Ok(Err(answer.error));
        }
        let about = self.utf8(answer.about, longest(bytes.len()))?;
        let text = self.utf8(answer.text, longest(bytes.len()))?;
        let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n');
        if !self.from.buffer().is_empty() || text.bytes().any(is_control) {
            return Err(ErrorKind::InvalidData.into());
        }
        if about.is_empty() {
            let mut alone = Drafted::default();
            let text = Some(text);
            alone.put(
                0,
                ArticleDraft {
                    text,
                    ..ArticleDraft::default()
                },
            );
            return Ok(Ok(alone));
        }
        let about: About = serde_json::from_str(&about).map_err(io::Error::from)?;
        let drafted = about.with(&text).ok_or(ErrorKind::InvalidData)?;
        Ok(Ok(drafted))
    }

    /// The same of files of labels.
    fn labels(&mut self, asked: &Asked, body: &[u8]) -> io::Result<Result<Labelled, String>> {
        let answer = self.said(asked, body)?;
        if !answer.error.is_empty() {
            return Ok(Err(answer.error));
        }
        let known = self.utf8(answer.about, longest_of_labels(body.len()))?;
        if !self.from.buffer().is_empty() || answer.text > 0 {
            return Err(ErrorKind::InvalidData.into());
        }
        serde_json::from_str(&known)
            .map(Ok)
            .map_err(io::Error::from)
    }

    /// Hands bytes over; the head of what comes back.
    fn said(&mut self, asked: &Asked, bytes: &[u8]) -> io::Result<Answer> {
        frame::put(&mut self.to, asked)?;
        self.to.write_all(bytes)?;
        self.to.flush()?;
        Ok(frame::get(&mut self.from)?.ok_or(ErrorKind::UnexpectedEof)?)
    }

    /// So many bytes of text, of which there may be `most`.
    fn utf8(&mut self, length: u64, most: u64) -> io::Result<String> {
        if length > most {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::new();
        self.from.by_ref().take(length).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        String::from_utf8(bytes)
            .ok()
            .ok_or_else(|| ErrorKind::InvalidData.into())
    }

    /// What it says to its end.
    fn last_words(&mut self) -> String {
        const MOST: u64 = 4_096;
        let mut words = Vec::new();
        let _ = self.says.by_ref().take(MOST).read_to_end(&mut words);
        String::from_utf8_lossy(&words).into_owned()
    }

    fn end(&mut self) -> io::Result<ExitStatus> {
        let mut child = lock(&self.child);
        // What has ended by itself keeps its own end.
        let _ = child.kill();
        child.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

fn lock(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn in_words(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt as _;

    match status.signal() {
        Some(signal) => format!("signal {signal}"),
        None => format!("exit code {}", status.code().unwrap_or_default()),
    }
}

#[cfg(not(unix))]
fn in_words(status: ExitStatus) -> String {
    format!("exit code {}", status.code().unwrap_or_default())
}
