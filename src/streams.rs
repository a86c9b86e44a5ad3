//! The standard streams of an interpreter.
//!
//! `sys.stdin`, `sys.stdout` and `sys.stderr` are text files like any other, over the descriptors
//! of the process or over memory, where an embedder asks for it. They are made when they are
//! first needed. `print` writes to the original `sys.stdout` by [`Vm::write_out`], which goes to
//! the state of the text file without a method call.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::modules::io::buffered::{self, BufferedReader, BufferedWriter};
use crate::modules::io::decoded::LineEnds;
use crate::modules::io::raw::{Device, FileIo, Sink, Source, make};
use crate::modules::io::text::{Settings, TextIoWrapper};
use crate::modules::io::{DEFAULT_BUFFER_SIZE, descriptor, open_files};
use crate::object::{Exc, Native, PyResult, Str, Value};
use crate::vm::Vm;

/// Which of the three.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    In = 0,
    Out = 1,
    Err = 2,
}

impl Standard {
    fn name(self) -> &'static str {
        ["<stdin>", "<stdout>", "<stderr>"][self as usize]
    }
}

/// Where output goes and input comes from.
#[derive(Default)]
pub struct Streams {
    /// What stands in for the descriptors 0, 1 and 2.
    devices: RefCell<[Option<Device>; 3]>,
    captured: RefCell<[Option<Rc<Captured>>; 2]>,
    /// Output is not kept back.
    pub unbuffered: Cell<bool>,
    /// `None` inside for a descriptor that was closed when the process began.
    files: [OnceCell<Option<Native<TextIoWrapper>>>; 3],
    /// The names `sys` and `stdout`, at hand for every `print`.
    names: OnceCell<(Str, Str)>,
}

/// Output kept in memory.
#[derive(Default)]
pub struct Captured(RefCell<Vec<u8>>);

impl Captured {
    /// What has been written since the last call.
    pub fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Sink for Captured {
    fn write(&self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
}

/// Input from memory.
pub struct Given {
    bytes: Vec<u8>,
    at: Cell<usize>,
}

impl Given {
    pub fn new(bytes: Vec<u8>) -> Given {
        Given {
            bytes,
            at: Cell::new(0),
        }
    }
}

impl Source for Given {
    fn read(&self, place: &mut [u8]) -> std::io::Result<usize> {
        let rest = self.bytes.get(self.at.get()..).unwrap_or_default();
        let count = rest.len().min(place.len());
        place[..count].copy_from_slice(&rest[..count]);
        self.at.set(self.at.get() + count);
        Ok(count)
    }
}

impl Streams {
    /// Put an embedder's device in the place of a descriptor. It counts for streams that have not
    /// been used yet.
    pub fn set_device(&self, which: Standard, device: Device) {
        self.devices.borrow_mut()[which as usize] = Some(device);
    }

    /// Keep what is written to standard output and standard error in memory.
    pub fn capture_output(&self) {
        self.capture(Standard::Out);
        self.capture(Standard::Err);
    }

    /// Keep what is written to one of the two in memory.
    pub fn capture(&self, which: Standard) {
        let captured = Rc::new(Captured::default());
        self.set_device(which, Device::Sink(captured.clone()));
        if let Some(place) = self
            .captured
            .borrow_mut()
            .get_mut((which as usize).wrapping_sub(1))
        {
            *place = Some(captured);
        }
    }

    /// What has been written so far to a stream that is captured; it is kept.
    pub fn captured_so_far(&self, which: Standard) -> Vec<u8> {
        if let Some(Some(file)) = self.files[which as usize].get() {
            file.drain_quietly();
        }
        let captured = self.captured.borrow();
        let found = captured.get((which as usize).wrapping_sub(1));
        found
            .and_then(Option::as_ref)
            .map_or(Vec::new(), |c| c.0.borrow().clone())
    }

    /// What standard input reads.
    pub fn set_input(&self, text: &str) {
        let given = Rc::new(Given::new(text.as_bytes().to_vec()));
        self.set_device(Standard::In, Device::Source(given));
    }

    /// What has been written to standard output since the last call, where it is captured.
    pub fn take_output(&self) -> Vec<u8> {
        self.take_captured(Standard::Out)
    }

    /// What has been written to standard error since the last call, where it is captured.
    pub fn take_errors(&self) -> Vec<u8> {
        self.take_captured(Standard::Err)
    }

    fn take_captured(&self, which: Standard) -> Vec<u8> {
        if let Some(Some(file)) = self.files[which as usize].get() {
            file.drain_quietly();
        }
        let captured = self.captured.borrow()[which as usize - 1].clone();
        captured.map_or(Vec::new(), |c| c.take())
    }

    /// A stream that has been used already.
    pub fn used(&self, which: Standard) -> Option<Native<TextIoWrapper>> {
        self.files[which as usize].get().cloned().flatten()
    }

    /// Write to the interpreter's own standard error, as far as that is possible.
    pub fn write_err(&self, vm: &Vm, text: &str) {
        if let Ok(Some(file)) = vm.standard_file(Standard::Err) {
            // There is nowhere left to report a failure to.
            let _ = file.write_plain(vm, text).and_then(|()| file.flush(vm));
        }
    }
}

impl Vm {
    /// One of the three streams as the interpreter began with it: `sys.__stdout__`. `None` where
    /// the descriptor was closed.
    pub fn standard_file(&self, which: Standard) -> PyResult<Option<Native<TextIoWrapper>>> {
        let cell = &self.streams.files[which as usize];
        if let Some(file) = cell.get() {
            return Ok(file.clone());
        }
        let file = self.open_standard(which)?;
        Ok(cell.get_or_init(|| file).clone())
    }

    /// The stream as a value, None where there is none.
    pub fn standard_value(&self, which: Standard) -> PyResult<Value> {
        Ok(self
            .standard_file(which)?
            .map_or(Value::NONE, |f| f.value()))
    }

    fn open_standard(&self, which: Standard) -> PyResult<Option<Native<TextIoWrapper>>> {
        let device = self.streams.devices.borrow()[which as usize].clone();
        let device = match device {
            Some(device) => device,
            None => {
                let fd = which as i32;
                if descriptor::get(fd).and_then(nix::sys::stat::fstat).is_err() {
                    return Ok(None);
                }
                Device::Fd(fd)
            }
        };
        let writes = which != Standard::In;
        let raw = FileIo::over(device, Value::str(which.name()), writes);
        let is_tty = raw.is_tty(self)?;
        let raw = make(&self.class_for::<FileIo>(), raw);
        let unbuffered = writes && self.streams.unbuffered.get();
        let size = DEFAULT_BUFFER_SIZE as i64;
        let buffer = if unbuffered {
            raw
        } else if writes {
            buffered::over::<BufferedWriter>(self, &self.class_for::<BufferedWriter>(), &raw, size)?
        } else {
            buffered::over::<BufferedReader>(self, &self.class_for::<BufferedReader>(), &raw, size)?
        };
        let errors = if which == Standard::Err {
            "backslashreplace"
        } else {
            "surrogateescape"
        };
        let settings = Settings {
            encoding: Str::intern("utf-8"),
            errors: Str::intern(errors),
            ends: if writes {
                LineEnds::Lf
            } else {
                LineEnds::Translated
            },
            write_end: None,
            line_buffering: which == Standard::Err || is_tty,
            write_through: unbuffered,
        };
        let text = make(&self.class_for::<TextIoWrapper>(), TextIoWrapper::default());
        let Some(file) = Native::<TextIoWrapper>::from_value(&text) else {
            return Ok(None);
        };
        file.attach(self, &buffer, settings)?;
        let mode = Value::str(if writes { "w" } else { "r" });
        self.set_attr(&text, &Str::intern("mode"), mode)?;
        Ok(Some(file))
    }

    /// Write text to the interpreter's own standard output: what `print` does while `sys.stdout`
    /// has not been replaced ([`Vm::stdout_target`]).
    ///
    /// # Errors
    /// ValueError for a stream that the program has closed, OSError of the system.
    #[inline]
    pub fn write_out(&self, text: &str) -> PyResult<()> {
        match self.streams.files[Standard::Out as usize].get() {
            Some(Some(file)) => file.write_plain(self, text),
            Some(None) => Ok(()),
            None => match self.standard_file(Standard::Out)? {
                Some(file) => file.write_plain(self, text),
                None => Ok(()),
            },
        }
    }

    /// [`Vm::write_out`] for a str that may hold lone surrogates.
    pub fn write_out_str(&self, text: &Str) -> PyResult<()> {
        match text.as_str() {
            Some(plain) => self.write_out(plain),
            None => match self.standard_file(Standard::Out)? {
                Some(file) => file.write(self, text),
                None => Ok(()),
            },
        }
    }

    /// The object that the program has put in the place of `sys.stdout`: its `write` is to be
    /// called (nothing is to be printed, where it is Python's None). `None` while the stream is
    /// the original one and [`Vm::write_out`] serves.
    ///
    /// # Errors
    /// RuntimeError "lost sys.stdout" where the program has deleted it.
    pub fn stdout_target(&self) -> PyResult<Option<Value>> {
        let (sys, stdout) = self
            .streams
            .names
            .get_or_init(|| (Str::intern("sys"), Str::intern("stdout")));
        let Some(module) = self.modules.get_str(sys) else {
            return Ok(None);
        };
        let found = match module.payload() {
            Some(crate::object::Payload::Module(m)) => m.dict.get_str(stdout),
            _ => self.attr_opt(&module, "stdout")?,
        };
        let Some(target) = found else {
            return Err(self.runtime_error("lost sys.stdout"));
        };
        match self.streams.files[Standard::Out as usize].get() {
            Some(Some(file))
                if target
                    .as_obj()
                    .is_some_and(|target| Rc::ptr_eq(target, file.obj())) =>
            {
                Ok(None)
            }
            _ => Ok(Some(target)),
        }
    }

    /// Write out what the streams and all open files keep, as at the end of a program or before a
    /// child process is made. The exit code that a failure of standard output asks for (120, told
    /// on standard error once), or 0.
    pub fn flush_streams(&self) -> i32 {
        open_files::flush_all(self);
        let mut code = 0;
        for which in [Standard::Out, Standard::Err] {
            let Some(Some(file)) = self.streams.files[which as usize].get() else {
                continue;
            };
            // A stream that the program has closed was flushed then.
            let closed = file
                .lower(self)
                .and_then(|lower| lower.is_closed(self))
                .unwrap_or(true);
            if closed {
                continue;
            }
            if let Err(e) = file.flush(self) {
                file.discard();
                if which == Standard::Out {
                    code = 120;
                    self.report_lost_output(&e);
                }
            }
        }
        code
    }

    fn report_lost_output(&self, error: &Exc) {
        let text = self.format_exception(error);
        self.streams.write_err(
            self,
            &format!("Exception ignored on flushing sys.stdout:\n{text}"),
        );
    }
}
