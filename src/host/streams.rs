//! Where a program's output goes and its input comes from.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::rc::Rc;

use crate::modules::io::raw::{Device, Sink, Source};
use crate::streams::Given;

/// Where `sys.stdout` or `sys.stderr` goes.
///
/// ```
/// use biji::{Interpreter, Output};
///
/// let python = Interpreter::builder().stdout(Output::Captured).build()?;
/// python.run("print('hello')")?;
/// assert_eq!(python.take_output(), "hello\n");
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Default)]
pub enum Output {
    /// To the stream of the process: the default.
    #[default]
    Inherited,
    /// It is kept: see [`Interpreter::output`](crate::Interpreter::output).
    Captured,
    /// It is forgotten.
    Discarded,
    /// To a writer; see [`Output::writer`].
    Writer(Box<dyn Write>),
}

impl Output {
    /// To a writer. Python keeps text back until a line or the program ends, as it does for files.
    ///
    /// ```
    /// use std::sync::mpsc;
    /// use biji::{Interpreter, Output};
    ///
    /// struct Sender(mpsc::Sender<Vec<u8>>);
    /// impl std::io::Write for Sender {
    ///     fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
    ///         self.0.send(bytes.to_vec()).map_err(std::io::Error::other)?;
    ///         Ok(bytes.len())
    ///     }
    ///     fn flush(&mut self) -> std::io::Result<()> { Ok(()) }
    /// }
    /// let (sender, receiver) = mpsc::channel();
    /// let python = Interpreter::builder().stdout(Output::writer(Sender(sender))).build()?;
    /// python.run("print('hello', flush=True)")?;
    /// assert_eq!(receiver.recv().unwrap(), b"hello\n");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn writer(writer: impl Write + 'static) -> Output {
        Output::Writer(Box::new(writer))
    }

    pub(crate) fn device(self) -> Option<Device> {
        match self {
            Output::Inherited | Output::Captured => None,
            Output::Discarded => Some(Device::Sink(Rc::new(ToWriter(RefCell::new(Box::new(
                std::io::sink(),
            )))))),
            Output::Writer(writer) => Some(Device::Sink(Rc::new(ToWriter(RefCell::new(writer))))),
        }
    }
}

/// Where `sys.stdin` comes from.
///
/// ```
/// use biji::{Input, Interpreter};
///
/// let python = Interpreter::builder().stdin(Input::text("Bob\n")).build()?;
/// python.run("name = input()")?;
/// assert_eq!(python.get::<String>("name")?, "Bob");
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Default)]
pub enum Input {
    /// From the stream of the process: the default.
    #[default]
    Inherited,
    /// There is none.
    Empty,
    /// From memory; see [`Input::text`].
    Bytes(Vec<u8>),
    /// From a reader; see [`Input::reader`].
    Reader(Box<dyn Read>),
}

impl Input {
    /// A text.
    ///
    /// ```
    /// use biji::{Input, Interpreter};
    ///
    /// let python = Interpreter::builder().stdin(Input::text("1\n2\n")).build()?;
    /// python.run("import sys; n = sum(int(line) for line in sys.stdin)")?;
    /// assert_eq!(python.get::<i64>("n")?, 3);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn text(text: &str) -> Input {
        Input::Bytes(text.as_bytes().to_vec())
    }

    /// A reader.
    ///
    /// ```
    /// use biji::{Input, Interpreter};
    ///
    /// let python = Interpreter::builder().stdin(Input::reader(&b"x\n"[..])).build()?;
    /// python.run("line = input()")?;
    /// assert_eq!(python.get::<String>("line")?, "x");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn reader(reader: impl Read + 'static) -> Input {
        Input::Reader(Box::new(reader))
    }

    pub(crate) fn device(self) -> Option<Device> {
        match self {
            Input::Inherited => None,
            Input::Empty => Some(Device::Source(Rc::new(Given::new(Vec::new())))),
            Input::Bytes(bytes) => Some(Device::Source(Rc::new(Given::new(bytes)))),
            Input::Reader(reader) => {
                Some(Device::Source(Rc::new(FromReader(RefCell::new(reader)))))
            }
        }
    }
}

struct ToWriter(RefCell<Box<dyn Write>>);

impl Sink for ToWriter {
    fn write(&self, bytes: &[u8]) -> std::io::Result<usize> {
        let busy = |_| std::io::Error::other("the writer is in use");
        let mut writer = self.0.try_borrow_mut().map_err(busy)?;
        let count = writer.write(bytes)?;
        writer.flush()?;
        Ok(count)
    }
}

struct FromReader(RefCell<Box<dyn Read>>);

impl Source for FromReader {
    fn read(&self, place: &mut [u8]) -> std::io::Result<usize> {
        let busy = |_| std::io::Error::other("the reader is in use");
        self.0.try_borrow_mut().map_err(busy)?.read(place)
    }
}
