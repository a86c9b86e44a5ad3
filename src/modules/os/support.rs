//! What the functions of os share: arguments that are paths, descriptors or folders, and errors.

use std::os::fd::{AsFd, BorrowedFd, RawFd};

use nix::errno::Errno;

use super::path_arg::{self, PathArg};
use crate::modules::io::descriptor::{self, Descriptor};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// What messages say of an argument that must be a path.
pub const PATH: &str = "string, bytes or os.PathLike";
/// What messages say of an argument that may be a descriptor, too.
pub const PATH_OR_FD: &str = "string, bytes, os.PathLike or integer";

/// The results of system calls as results of natives.
pub trait Checked<T> {
    /// OSError without a path.
    fn or_raise(self, vm: &Vm) -> PyResult<T>;
    /// OSError with a path (or two).
    fn or_raise_for(self, vm: &Vm, paths: &[&PathArg]) -> PyResult<T>;
}

impl<T, E: Into<std::io::Error>> Checked<T> for Result<T, E> {
    fn or_raise(self, vm: &Vm) -> PyResult<T> {
        self.map_err(|e| vm.os_error(&e.into(), &[]))
    }
    fn or_raise_for(self, vm: &Vm, paths: &[&PathArg]) -> PyResult<T> {
        self.map_err(|e| {
            let shown: Vec<Value> = paths.iter().map(|p| p.given.clone()).collect();
            vm.os_error(&e.into(), &shown)
        })
    }
}

/// The folder that relative paths start from: `dir_fd`.
pub enum DirFd {
    Cwd,
    Fd(Descriptor),
}

impl AsFd for DirFd {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            DirFd::Cwd => nix::fcntl::AT_FDCWD,
            DirFd::Fd(fd) => fd.as_fd(),
        }
    }
}

impl DirFd {}

/// The argument `dir_fd`.
pub fn dir_fd(vm: &Vm, value: &Value) -> PyResult<DirFd> {
    if value.is_none() {
        return Ok(DirFd::Cwd);
    }
    match vm.big_of(value) {
        Some(_) => Ok(DirFd::Fd(open_fd(vm, value)?)),
        None => Err(vm.type_error(format!(
            "argument should be integer or None, not {}",
            vm.type_name(value)
        ))),
    }
}

/// A descriptor by its number as a program gives it.
pub fn open_fd(vm: &Vm, value: &Value) -> PyResult<Descriptor> {
    descriptor::get(fd_number(vm, value)?).or_raise(vm)
}

/// The number of a descriptor: an int, or an object with `fileno()`.
pub fn fd_number(vm: &Vm, value: &Value) -> PyResult<RawFd> {
    if vm.big_of(value).is_none() && vm.special_method(value, "__index__")?.is_none() {
        let Some(fileno) = vm.attr_opt(value, "fileno")? else {
            return Err(vm.type_error("argument must be an int, or have a fileno() method."));
        };
        let number = vm.call(&fileno, &mut [])?;
        return fd_number(vm, &number);
    }
    let number = vm.index(value)?;
    if number < 0 && number < i64::from(i32::MIN) || number > i64::from(i32::MAX) {
        let which = if number < 0 {
            "less than minimum"
        } else {
            "greater than maximum"
        };
        return Err(vm.overflow_error(format!("fd is {which}")));
    }
    Ok(number as RawFd)
}

/// A path, or a descriptor that stands for one.
pub enum Target {
    Path(PathArg),
    Fd(Descriptor),
}

/// An argument that is a path or a descriptor.
pub fn target(vm: &Vm, value: &Value, function: &str) -> PyResult<Target> {
    if value.as_bool().is_some() || vm.big_of(value).is_some() {
        return Ok(Target::Fd(open_fd(vm, value)?));
    }
    path_arg::os_path(vm, value, function, "path", PATH_OR_FD).map(Target::Path)
}

/// An argument `path` that must be a path.
pub fn path(vm: &Vm, value: &Value, function: &str) -> PyResult<PathArg> {
    path_arg::os_path(vm, value, function, "path", PATH)
}

/// Make a system call again while signals interrupt it.
pub fn retry<T>(vm: &Vm, mut call: impl FnMut() -> Result<T, Errno>) -> PyResult<Result<T, Errno>> {
    loop {
        match call() {
            Err(Errno::EINTR) => crate::modules::io::interrupted(vm)?,
            other => return Ok(other),
        }
    }
}

/// A file mode of 12 bits.
pub fn mode(bits: i64) -> nix::sys::stat::Mode {
    nix::sys::stat::Mode::from_bits_truncate(bits as u32)
}
