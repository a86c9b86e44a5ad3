//! `FileIO`: an unbuffered file over a descriptor, or over a sink or source of the embedder.

use std::cell::{Cell, RefCell};
use std::os::fd::{AsFd, RawFd};
use std::rc::Rc;

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag};
use nix::libc;
use nix::sys::stat::Mode;
use nix::unistd::Whence;

use super::base::{RawIoBase, bytes_to_write};
use super::descriptor::Descriptor;
use super::{DEFAULT_BUFFER_SIZE, args, closed_error_plain, descriptor, unsupported};
use crate::modules::os::path_arg;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Exc, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::permissions::Permission;
use crate::vm::Vm;

/// Takes output instead of a descriptor: see [`crate::streams`].
pub trait Sink {
    fn write(&self, bytes: &[u8]) -> std::io::Result<usize>;
}

/// Gives input instead of a descriptor.
pub trait Source {
    /// Fill the place as far as there is input; 0 at the end.
    fn read(&self, place: &mut [u8]) -> std::io::Result<usize>;
}

/// What a file reads from and writes to.
#[derive(Clone)]
pub enum Device {
    Closed,
    Fd(RawFd),
    Sink(Rc<dyn Sink>),
    Source(Rc<dyn Source>),
}

pub struct FileIo {
    device: RefCell<Device>,
    name: RefCell<Value>,
    created: Cell<bool>,
    pub readable: Cell<bool>,
    pub writable: Cell<bool>,
    appending: Cell<bool>,
    closefd: Cell<bool>,
    seekable: Cell<Option<bool>>,
    /// Reading may have to wait: a pipe, a terminal.
    waits: Cell<Option<bool>>,
}

impl Default for FileIo {
    fn default() -> FileIo {
        FileIo {
            device: RefCell::new(Device::Closed),
            name: RefCell::new(Value::UNSET),
            created: Cell::new(false),
            readable: Cell::new(false),
            writable: Cell::new(false),
            appending: Cell::new(false),
            closefd: Cell::new(true),
            seekable: Cell::new(None),
            waits: Cell::new(None),
        }
    }
}

impl NativeObject for FileIo {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(name) = self.name.try_borrow() {
            visit(&name);
        }
    }
}

impl Drop for FileIo {
    fn drop(&mut self) {
        if let Device::Fd(fd) = *self.device.get_mut()
            && self.closefd.get()
        {
            // Nobody is left to be told of an error.
            let _ = descriptor::close(fd);
        }
    }
}

impl NativeType for FileIo {
    const NAME: &'static str = "_io.FileIO";

    fn class_def(vm: &Vm) -> ClassDef {
        let def = ClassDef::native::<FileIo>("_io", "Open a file.")
            .base(&vm.class_for::<RawIoBase>())
            .slots(|s| {
                s.new
                    .set(Some(|_, class, _| Ok(make(class, FileIo::default()))));
                s.init.set(Some(init));
                s.repr.set(Some(repr));
            });
        attributes(methods(def))
    }
}

/// A file object that programs can put attributes on, as they can in CPython.
pub fn make<T: NativeType>(class: &crate::object::Class, state: T) -> Value {
    class.instance(Some(Payload::Native(Box::new(state))))
}

/// What a mode string of FileIO means.
struct RawMode {
    flags: OFlag,
    created: bool,
    readable: bool,
    writable: bool,
    appending: bool,
}

fn raw_mode(vm: &Vm, mode: &str) -> PyResult<RawMode> {
    let bad = || {
        vm.value_error(
            "Must have exactly one of create/read/write/append mode and at most one plus",
        )
    };
    let (mut flags, mut main, mut plus) = (OFlag::empty(), None, false);
    for c in mode.chars() {
        match c {
            'x' | 'r' | 'w' | 'a' => {
                if main.replace(c).is_some() {
                    return Err(bad());
                }
                flags |= match c {
                    'x' => OFlag::O_EXCL | OFlag::O_CREAT,
                    'w' => OFlag::O_CREAT | OFlag::O_TRUNC,
                    'a' => OFlag::O_APPEND | OFlag::O_CREAT,
                    _ => OFlag::empty(),
                };
            }
            'b' => {}
            '+' if !plus => plus = true,
            '+' => return Err(bad()),
            _ => return Err(vm.value_error(format!("invalid mode: {mode}"))),
        }
    }
    let main = main.ok_or_else(bad)?;
    let readable = plus || main == 'r';
    let writable = plus || main != 'r';
    flags |= OFlag::O_CLOEXEC
        | match (readable, writable) {
            (true, true) => OFlag::O_RDWR,
            (true, false) => OFlag::O_RDONLY,
            _ => OFlag::O_WRONLY,
        };
    Ok(RawMode {
        flags,
        created: main == 'x',
        readable,
        writable,
        appending: main == 'a',
    })
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = "FileIO(file, mode='r', closefd=True, opener=None)";
    let [file, mode, closefd, opener] = args::parse_row(vm, text, args)?;
    let this = file_of(vm, this)?;
    let Some(mode) = Str::from_value(&mode) else {
        return Err(vm.type_error(format!(
            "FileIO() argument 'mode' must be str, not {}",
            vm.type_name(&mode)
        )));
    };
    this.open(vm, &file, &mode.to_lossy(), vm.is_true(&closefd)?, &opener)
}

fn file_of(vm: &Vm, value: &Value) -> PyResult<Native<FileIo>> {
    Native::from_value(value).ok_or_else(|| vm.type_error("a FileIO object is required"))
}

impl FileIo {
    /// A file over a device of the embedder, or a standard descriptor that stays open.
    pub fn over(device: Device, name: Value, writable: bool) -> FileIo {
        let file = FileIo::default();
        file.closefd.set(false);
        file.device.replace(device);
        file.name.replace(name);
        file.writable.set(writable);
        file.readable.set(!writable);
        file
    }

    /// Open a path, or take over a descriptor.
    pub fn open(
        &self,
        vm: &Vm,
        file: &Value,
        mode: &str,
        closefd: bool,
        opener: &Value,
    ) -> PyResult<()> {
        self.close_device(vm)?;
        let fd = match file.as_bool() {
            Some(b) => Some(i64::from(b)),
            None => match vm.big_of(file) {
                Some(_) => Some(vm.index(file)?),
                None => None,
            },
        };
        if let Some(fd) = fd
            && fd < 0
        {
            return Err(vm.value_error("negative file descriptor"));
        }
        let mode = raw_mode(vm, mode)?;
        if mode.readable {
            vm.require(Permission::Read, "open")?;
        }
        if mode.writable {
            vm.require(Permission::Write, "open")?;
        }
        self.created.set(mode.created);
        self.readable.set(mode.readable);
        self.writable.set(mode.writable);
        self.appending.set(mode.appending);
        self.seekable.set(None);
        self.waits.set(None);
        self.name.replace(file.clone());
        let (number, closefd) = match fd {
            Some(fd) => (i32::try_from(fd).unwrap_or(i32::MAX), closefd),
            None if !closefd => {
                return Err(vm.value_error("Cannot use closefd=False with file name"));
            }
            None if opener.is_none() => (self.open_path(vm, file, mode.flags)?, true),
            None => (call_opener(vm, opener, file, mode.flags)?, true),
        };
        self.closefd.set(false);
        self.device.replace(Device::Fd(number));
        let checked = self.check_kind(vm, file);
        if checked.is_err() {
            self.device.replace(Device::Closed);
            if fd.is_none() {
                let _ = descriptor::close(number);
            }
            return checked;
        }
        self.closefd.set(closefd);
        if mode.appending {
            // Like CPython: tell() is right from the beginning. Pipes cannot seek, and need not.
            let _ = self.seek(vm, 0, 2);
        }
        Ok(())
    }

    fn open_path(&self, vm: &Vm, file: &Value, flags: OFlag) -> PyResult<RawFd> {
        let path = path_arg::path(vm, file)?;
        self.name.replace(file.clone());
        match super::fifo::open(vm, &path.path, flags, Mode::from_bits_truncate(0o666))? {
            Ok(fd) if vm.is_closed_file(&fd) => {
                Err(vm.os_error_number(Errno::EACCES as i32, &[file.clone()]))
            }
            Ok(fd) => Ok(descriptor::register(fd)),
            Err(e) => Err(vm.os_error_number(e as i32, &[file.clone()])),
        }
    }

    /// A directory is no file; a descriptor must be open.
    fn check_kind(&self, vm: &Vm, file: &Value) -> PyResult<()> {
        let Device::Fd(fd) = *self.device.borrow() else {
            return Ok(());
        };
        let stat = descriptor::get(fd).and_then(nix::sys::stat::fstat);
        match stat {
            Ok(stat) if stat.st_mode & libc::S_IFMT == libc::S_IFDIR => {
                Err(vm.os_error_number(Errno::EISDIR as i32, &[file.clone()]))
            }
            Ok(_) => Ok(()),
            Err(e) => Err(vm.os_error_number(e as i32, &[])),
        }
    }

    pub fn device(&self) -> Device {
        self.device.borrow().clone()
    }

    pub fn is_closed(&self) -> bool {
        matches!(*self.device.borrow(), Device::Closed)
    }

    /// Close the device, whatever was open.
    fn close_device(&self, vm: &Vm) -> PyResult<()> {
        let device = self.device.replace(Device::Closed);
        match device {
            Device::Fd(fd) if self.closefd.get() => {
                descriptor::close(fd).map_err(|e| vm.os_error_number(e as i32, &[]))
            }
            _ => Ok(()),
        }
    }

    /// The number of the descriptor. ValueError for a closed file; UnsupportedOperation "fileno"
    /// for a device of the embedder.
    pub fn fileno(&self, vm: &Vm) -> PyResult<RawFd> {
        match *self.device.borrow() {
            Device::Closed => Err(closed_error_plain(vm)),
            Device::Fd(fd) => Ok(fd),
            _ => Err(unsupported(vm, "fileno")),
        }
    }

    /// Read up to `place.len()` bytes; `None` where a non-blocking descriptor has none yet.
    pub fn read_into(&self, vm: &Vm, place: &mut [u8]) -> PyResult<Option<usize>> {
        let device = self.device();
        if matches!(device, Device::Closed) {
            return Err(closed_error_plain(vm));
        }
        if !self.readable.get() {
            return Err(unsupported(vm, "File not open for reading"));
        }
        let error = |e: Errno| vm.os_error_number(e as i32, &[]);
        let descriptor = match device {
            Device::Fd(fd) => descriptor::get(fd).map_err(error)?,
            Device::Source(source) => {
                return source
                    .read(place)
                    .map(Some)
                    .map_err(|e| vm.os_error(&e, &[]));
            }
            _ => return Ok(Some(0)),
        };
        if self.may_wait(&descriptor) {
            // Other tasks run meanwhile, and Ctrl-C works.
            vm.wait_readable(descriptor.as_fd())?;
        }
        loop {
            match nix::unistd::read(&descriptor, place) {
                Ok(n) => return Ok(Some(n)),
                Err(Errno::EINTR) => super::interrupted(vm)?,
                Err(Errno::EAGAIN) => return Ok(None),
                Err(e) => return Err(error(e)),
            }
        }
    }

    /// Whether reading may have to wait for somebody else. A non-blocking descriptor never waits.
    fn may_wait(&self, descriptor: &Descriptor) -> bool {
        if let Some(known) = self.waits.get() {
            return known;
        }
        let kind = nix::sys::stat::fstat(descriptor).map_or(0, |s| s.st_mode & libc::S_IFMT);
        let flags = nix::fcntl::fcntl(descriptor, FcntlArg::F_GETFL).unwrap_or(0);
        let waits = matches!(kind, libc::S_IFIFO | libc::S_IFCHR | libc::S_IFSOCK)
            && !OFlag::from_bits_retain(flags).contains(OFlag::O_NONBLOCK);
        self.waits.set(Some(waits));
        waits
    }

    /// Write some of the bytes; `None` where a non-blocking descriptor takes none now.
    pub fn write(&self, vm: &Vm, bytes: &[u8]) -> PyResult<Option<usize>> {
        if self.is_closed() {
            return Err(closed_error_plain(vm));
        }
        if !self.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        // While there are other threads, a full pipe must not stop them.
        if vm.tasks.company() > 0
            && let Device::Fd(fd) = self.device()
            && let Ok(file) = descriptor::get(fd)
            && crate::modules::multiprocessing::may_block(&file)
        {
            return crate::modules::multiprocessing::write_some(vm, &file, bytes).map(Some);
        }
        loop {
            match self.try_write(bytes) {
                Ok(n) => return Ok(Some(n)),
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => super::interrupted(vm)?,
                Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => return Ok(None),
                Err(e) => return Err(vm.os_error(&e, &[])),
            }
        }
    }

    /// One attempt to write, without an interpreter at hand.
    pub fn try_write(&self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.device() {
            Device::Fd(fd) => Ok(nix::unistd::write(descriptor::get(fd)?, bytes)?),
            Device::Sink(sink) => sink.write(bytes),
            _ => Err(Errno::EBADF.into()),
        }
    }

    /// Write everything, as far as it goes: for what is left when a file dies.
    pub fn write_all_quietly(&self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match self.try_write(bytes) {
                Ok(0) => return,
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    }

    /// Move to a place; the place from the beginning.
    pub fn seek(&self, vm: &Vm, offset: i64, whence: i64) -> PyResult<i64> {
        let fd = self.fileno(vm).map_err(|e| self.seek_error(vm, e))?;
        let error = |e: Errno| vm.os_error_number(e as i32, &[]);
        let whence = match whence {
            0 => Whence::SeekSet,
            1 => Whence::SeekCur,
            2 => Whence::SeekEnd,
            3 => Whence::SeekData,
            4 => Whence::SeekHole,
            _ => return Err(error(Errno::EINVAL)),
        };
        let place = descriptor::get(fd)
            .and_then(|fd| nix::unistd::lseek(fd, offset, whence))
            .map_err(error)?;
        Ok(place)
    }

    /// A device that is no descriptor is like a pipe: seeking is ESPIPE.
    fn seek_error(&self, vm: &Vm, error: Exc) -> Exc {
        if self.is_closed() {
            error
        } else {
            vm.os_error_number(Errno::ESPIPE as i32, &[])
        }
    }

    pub fn is_seekable(&self, vm: &Vm) -> PyResult<bool> {
        if self.is_closed() {
            return Err(closed_error_plain(vm));
        }
        if let Some(known) = self.seekable.get() {
            return Ok(known);
        }
        let seekable = self.seek(vm, 0, 1).is_ok();
        self.seekable.set(Some(seekable));
        Ok(seekable)
    }

    pub fn is_tty(&self, vm: &Vm) -> PyResult<bool> {
        match self.device() {
            Device::Closed => Err(closed_error_plain(vm)),
            Device::Fd(fd) => Ok(descriptor::get(fd)
                .and_then(nix::unistd::isatty)
                .unwrap_or(false)),
            _ => Ok(false),
        }
    }

    /// The bytes up to the end; `None` where a non-blocking descriptor has none yet.
    pub fn read_all(&self, vm: &Vm) -> PyResult<Option<Vec<u8>>> {
        let mut all = Vec::new();
        let mut end = 0;
        // One byte more than the rest of the file, so that the end shows in the same call.
        let mut room = self
            .rest_of_file()
            .map_or(DEFAULT_BUFFER_SIZE, |rest| rest + 1);
        loop {
            let more = (end + room).saturating_sub(all.len());
            if all.try_reserve(more).is_err() {
                return Err(vm.memory_error(""));
            }
            all.resize(end + room, 0);
            let Some(n) = self.read_into(vm, &mut all[end..])? else {
                all.truncate(end);
                return Ok((end > 0).then_some(all));
            };
            end += n;
            if n == 0 {
                all.truncate(end);
                return Ok(Some(all));
            }
            room = if end < all.len() {
                all.len() - end
            } else {
                end.clamp(8192, 1 << 24)
            };
        }
    }

    fn rest_of_file(&self) -> Option<usize> {
        let Device::Fd(fd) = self.device() else {
            return None;
        };
        let fd = descriptor::get(fd).ok()?;
        let size = nix::sys::stat::fstat(&fd).ok()?.st_size;
        let at = nix::unistd::lseek(&fd, 0, Whence::SeekCur).ok()?;
        usize::try_from(size - at).ok().filter(|n| *n > 0)
    }

    /// The mode as `FileIO.mode` shows it.
    pub fn mode(&self) -> &'static str {
        match (
            self.created.get(),
            self.appending.get(),
            self.readable.get(),
            self.writable.get(),
        ) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, false) => "rb",
            _ => "wb",
        }
    }

    /// Set the size of the file.
    fn truncate(&self, vm: &Vm, size: i64) -> PyResult<()> {
        let fd = self.fileno(vm)?;
        let done = descriptor::get(fd).and_then(|fd| nix::unistd::ftruncate(fd, size));
        done.map_err(|e| vm.os_error_number(e as i32, &[]))
    }

    pub fn name(&self) -> Option<Value> {
        self.name.borrow().clone().into_option()
    }
}

fn call_opener(vm: &Vm, opener: &Value, file: &Value, flags: OFlag) -> PyResult<RawFd> {
    let flags = Value::int(i64::from(flags.bits()));
    let fd = vm.call(opener, &mut [file.clone(), flags])?;
    if vm.big_of(&fd).is_none() {
        return Err(vm.type_error("expected integer from opener"));
    }
    let fd = vm.index(&fd)?;
    match i32::try_from(fd) {
        Ok(fd) if fd >= 0 => Ok(fd),
        _ => Err(vm.value_error(format!("opener returned {fd}"))),
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let file = file_of(vm, this)?;
    let class = vm.class_of(this).qualified_name();
    if file.is_closed() {
        return Ok(Str::new(format!("<{class} [closed]>")));
    }
    let closefd = if file.closefd.get() { "True" } else { "False" };
    let what = match vm.attr_opt(this, "name")? {
        Some(name) => format!("name={}", vm.repr(&name)?),
        None => format!("fd={}", file.fileno(vm)?),
    };
    Ok(Str::new(format!(
        "<{class} {what} mode='{}' closefd={closefd}>",
        file.mode()
    )))
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "read(self, size=-1, /)",
        "Read at most size bytes, returned as bytes.",
        |vm: &Vm, this: Native<FileIo>, size: Value| read(vm, &this, args::size(vm, &size)?),
    )
    .method(
        "readall(self, /)",
        "Read all data from the file, returned as bytes.",
        |vm: &Vm, this: Native<FileIo>| read(vm, &this, -1),
    )
    .method(
        "readinto(self, buffer, /)",
        "Same as RawIOBase.readinto().",
        {
            |vm: &Vm, this: Native<FileIo>, target: Value| -> PyResult<Option<usize>> {
                let mut place = vec![0; args::writable_len(vm, &target)?];
                let Some(n) = this.read_into(vm, &mut place)? else {
                    return Ok(None);
                };
                args::write_into(vm, &target, place.get(..n).unwrap_or_default())?;
                Ok(Some(n))
            }
        },
    )
    .method(
        "write(self, b, /)",
        "Write buffer b to file, return number of bytes written.",
        {
            |vm: &Vm, this: Native<FileIo>, data: Value| -> PyResult<Option<usize>> {
                if this.is_closed() {
                    return Err(closed_error_plain(vm));
                }
                let bytes = bytes_to_write(vm, &data)?;
                this.write(vm, &bytes)
            }
        },
    )
    .method(
        "seek(self, pos, whence=0, /)",
        "Move to new file position.",
        |vm: &Vm, this: Native<FileIo>, pos: i64, whence: i64| this.seek(vm, pos, whence),
    )
    .method(
        "tell(self, /)",
        "Current file position.",
        |vm: &Vm, this: Native<FileIo>| this.seek(vm, 0, 1),
    )
    .method(
        "truncate(self, size=None, /)",
        "Truncate the file to at most size bytes.",
        {
            |vm: &Vm, this: Native<FileIo>, size: Option<i64>| {
                if this.is_closed() {
                    return Err(closed_error_plain(vm));
                }
                if !this.writable.get() {
                    return Err(unsupported(vm, "File not open for writing"));
                }
                let size = match size {
                    Some(size) => size,
                    None => this.seek(vm, 0, 1)?,
                };
                this.truncate(vm, size).map(|()| size)
            }
        },
    )
    .method(
        "close(self, /)",
        "Close the file.",
        |vm: &Vm, this: Native<FileIo>| {
            let class = vm.class_for::<super::base::IoBase>();
            let closed = match class.own(&Str::intern("close")) {
                // The base's close() calls flush(), which a subclass may have defined.
                Some(base) => vm.call(&base, &mut [this.value()]).map(drop),
                None => Ok(()),
            };
            this.close_device(vm).and(closed)
        },
    )
}

fn attributes(def: ClassDef) -> ClassDef {
    def.method(
        "seekable(self, /)",
        "True if file supports random-access.",
        |vm: &Vm, this: Native<FileIo>| this.is_seekable(vm),
    )
    .method(
        "readable(self, /)",
        "True if file was opened in a read mode.",
        {
            |vm: &Vm, this: Native<FileIo>| match this.is_closed() {
                true => Err(closed_error_plain(vm)),
                false => Ok(this.readable.get()),
            }
        },
    )
    .method(
        "writable(self, /)",
        "True if file was opened in a write mode.",
        {
            |vm: &Vm, this: Native<FileIo>| match this.is_closed() {
                true => Err(closed_error_plain(vm)),
                false => Ok(this.writable.get()),
            }
        },
    )
    .method(
        "fileno(self, /)",
        "Return the underlying file descriptor (an integer).",
        |vm: &Vm, this: Native<FileIo>| this.fileno(vm),
    )
    .method(
        "isatty(self, /)",
        "True if the file is connected to a TTY device.",
        |vm: &Vm, this: Native<FileIo>| this.is_tty(vm),
    )
    .getter(
        "closed",
        "True if the file is closed",
        |_: &Vm, this: Native<FileIo>| Ok(this.is_closed()),
    )
    .getter(
        "closefd",
        "True if the file descriptor will be closed by close().",
        |_: &Vm, this: Native<FileIo>| Ok(this.closefd.get()),
    )
    .getter(
        "mode",
        "String giving the file mode",
        |_: &Vm, this: Native<FileIo>| Ok(this.mode()),
    )
    .getter("_blksize", "", |_: &Vm, _this: Native<FileIo>| {
        Ok(DEFAULT_BUFFER_SIZE)
    })
    .property(
        "name",
        "",
        |vm: &Vm, this: Native<FileIo>| {
            this.name()
                .ok_or_else(|| vm.no_attribute(&this.value(), &Str::intern("name")))
        },
        |_: &Vm, this: Native<FileIo>, value: Option<Value>| {
            let old = this.name.replace(value.unwrap_or(Value::UNSET));
            drop(old);
            Ok(())
        },
    )
}

fn read(vm: &Vm, this: &FileIo, size: i64) -> PyResult<Value> {
    if size < 0 {
        if this.is_closed() {
            return Err(closed_error_plain(vm));
        }
        return Ok(this.read_all(vm)?.map_or(Value::NONE, Value::bytes));
    }
    let Ok(size) = usize::try_from(size) else {
        return Ok(Value::NONE);
    };
    let mut place = Vec::new();
    if place.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error(""));
    }
    place.resize(size, 0);
    Ok(match this.read_into(vm, &mut place)? {
        None => Value::NONE,
        Some(n) => {
            place.truncate(n);
            Value::bytes(place)
        }
    })
}
