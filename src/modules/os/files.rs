//! Files by their names: removing, renaming, linking, permissions, owners, times.

use std::time::{SystemTime, UNIX_EPOCH};

use nix::fcntl::AtFlags;
use nix::sys::stat::{FchmodatFlags, SFlag, UtimensatFlags};
use nix::sys::time::TimeSpec;
use nix::unistd::{AccessFlags, Gid, LinkatFlags, Uid, UnlinkatFlags};

use super::path_arg::os_path;
use super::support::{self, Checked, DirFd, PATH, Target, dir_fd, mode};
use crate::native::ModuleDef;
use crate::object::{PyResult, Tuple, Value};
use crate::vm::Vm;

pub fn functions(def: ModuleDef) -> ModuleDef {
    let def = def
        .function(
            "remove(path, *, dir_fd=None)",
            "Remove a file (same as unlink()).",
            |vm: &Vm, path: Value, dir: Value| remove(vm, &path, &dir, "remove"),
        )
        .function(
            "unlink(path, *, dir_fd=None)",
            "Remove a file (same as remove()).",
            |vm: &Vm, path: Value, dir: Value| remove(vm, &path, &dir, "unlink"),
        )
        .function(
            "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
            "Rename a file or directory.",
            |vm: &Vm, src: Value, dst: Value, from: Value, to: Value| {
                rename(vm, &src, &dst, &from, &to, "rename")
            },
        )
        .function(
            "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
            "Rename a file or directory, overwriting the destination.",
            |vm: &Vm, src: Value, dst: Value, from: Value, to: Value| {
                rename(vm, &src, &dst, &from, &to, "replace")
            },
        )
        .function(
            "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
            "Create a hard link to a file.",
            link,
        )
        .function(
            "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
            "Create a symbolic link pointing to src named dst.",
            symlink,
        )
        .function(
            "readlink(path, *, dir_fd=None)",
            "Return a string representing the path to which the symbolic link points.",
            readlink,
        )
        .function(
            "truncate(path, length)",
            "Truncate a file to a specific length.",
            truncate,
        );
    permissions(def)
}

fn permissions(def: ModuleDef) -> ModuleDef {
    def.function(
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        "Use the real uid/gid to test for access to a path.",
        access,
    )
    .function(
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
        "Change the access permissions of a file.",
        chmod,
    )
    .function(
        "fchmod(fd, mode)",
        "Change the access permissions of an open file.",
        {
            |vm: &Vm, fd: Value, bits: i64| {
                nix::sys::stat::fchmod(support::open_fd(vm, &fd)?, mode(bits)).or_raise(vm)
            }
        },
    )
    .function(
        "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        "Change the owner and group id of path to the numeric uid and gid.",
        chown,
    )
    .function(
        "fchown(fd, uid, gid)",
        "Change the owner and group id of an open file.",
        {
            |vm: &Vm, fd: Value, uid: i64, gid: i64| {
                let (uid, gid) = owner(uid, gid);
                nix::unistd::fchown(support::open_fd(vm, &fd)?, uid, gid).or_raise(vm)
            }
        },
    )
    .function(
        "lchown(path, uid, gid)",
        "Change the owner and group id without following links.",
        {
            |vm: &Vm, path: Value, uid: i64, gid: i64| chown(vm, path, uid, gid, Value::NONE, false)
        },
    )
    .function(
        "utime(path, times=None, *, ns=<none>, dir_fd=None, follow_symlinks=True)",
        "Set the access and modified time of path.",
        utime,
    )
    .function(
        "mkfifo(path, mode=438, *, dir_fd=None)",
        "Create a FIFO (a named pipe).",
        {
            |vm: &Vm, path: Value, bits: i64, dir: Value| {
                let (path, dir) = (support::path(vm, &path, "mkfifo")?, dir_fd(vm, &dir)?);
                nix::unistd::mkfifoat(&dir, &path.path, mode(bits)).or_raise(vm)
            }
        },
    )
    .function(
        "mknod(path, mode=384, device=0, *, dir_fd=None)",
        "Create a node in the file system.",
        |vm: &Vm, path: Value, bits: i64, device: i64, dir: Value| {
            let (path, dir) = (support::path(vm, &path, "mknod")?, dir_fd(vm, &dir)?);
            let kind = SFlag::from_bits_truncate(bits as u32 & SFlag::S_IFMT.bits());
            nix::sys::stat::mknodat(&dir, &path.path, kind, mode(bits), device as u64).or_raise(vm)
        },
    )
}

fn remove(vm: &Vm, path: &Value, dir: &Value, function: &str) -> PyResult<()> {
    let (path, dir) = (support::path(vm, path, function)?, dir_fd(vm, dir)?);
    nix::unistd::unlinkat(&dir, &path.path, UnlinkatFlags::NoRemoveDir).or_raise_for(vm, &[&path])
}

fn rename(
    vm: &Vm,
    src: &Value,
    dst: &Value,
    src_dir: &Value,
    dst_dir: &Value,
    function: &str,
) -> PyResult<()> {
    let from = os_path(vm, src, function, "src", PATH)?;
    let to = os_path(vm, dst, function, "dst", PATH)?;
    let (from_dir, to_dir) = (dir_fd(vm, src_dir)?, dir_fd(vm, dst_dir)?);
    nix::fcntl::renameat(&from_dir, &from.path, &to_dir, &to.path).or_raise_for(vm, &[&from, &to])
}

fn link(
    vm: &Vm,
    src: Value,
    dst: Value,
    src_dir: Value,
    dst_dir: Value,
    follow: bool,
) -> PyResult<()> {
    let from = os_path(vm, &src, "link", "src", PATH)?;
    let to = os_path(vm, &dst, "link", "dst", PATH)?;
    let (from_dir, to_dir) = (dir_fd(vm, &src_dir)?, dir_fd(vm, &dst_dir)?);
    // CPython's default follows no symbolic link here: it calls link(), which does not on Linux.
    let flags = LinkatFlags::empty();
    let _ = follow;
    nix::unistd::linkat(&from_dir, &from.path, &to_dir, &to.path, flags)
        .or_raise_for(vm, &[&from, &to])
}

fn symlink(vm: &Vm, src: Value, dst: Value, _is_dir: bool, dir: Value) -> PyResult<()> {
    let from = os_path(vm, &src, "symlink", "src", PATH)?;
    let to = os_path(vm, &dst, "symlink", "dst", PATH)?;
    let dir = dir_fd(vm, &dir)?;
    nix::unistd::symlinkat(&from.path, &dir, &to.path).or_raise_for(vm, &[&from, &to])
}

fn readlink(vm: &Vm, path: Value, dir: Value) -> PyResult<Value> {
    let (path, dir) = (support::path(vm, &path, "readlink")?, dir_fd(vm, &dir)?);
    let target = nix::fcntl::readlinkat(&dir, &path.path).or_raise_for(vm, &[&path])?;
    Ok(path.name(&target))
}

fn truncate(vm: &Vm, path: Value, length: i64) -> PyResult<()> {
    match support::target(vm, &path, "truncate")? {
        Target::Fd(fd) => nix::unistd::ftruncate(fd, length).or_raise(vm),
        Target::Path(path) => nix::unistd::truncate(&path.path, length).or_raise_for(vm, &[&path]),
    }
}

fn access(
    vm: &Vm,
    path: Value,
    wanted: i64,
    dir: Value,
    effective: bool,
    follow: bool,
) -> PyResult<bool> {
    let (path, dir) = (support::path(vm, &path, "access")?, dir_fd(vm, &dir)?);
    let wanted = AccessFlags::from_bits_truncate(wanted as i32);
    let mut flags = AtFlags::empty();
    if effective {
        flags |= AtFlags::AT_EACCESS;
    }
    if !follow {
        flags |= AtFlags::AT_SYMLINK_NOFOLLOW;
    }
    Ok(nix::unistd::faccessat(&dir, &path.path, wanted, flags).is_ok())
}

fn chmod(vm: &Vm, path: Value, bits: i64, dir: Value, follow: bool) -> PyResult<()> {
    match support::target(vm, &path, "chmod")? {
        Target::Fd(fd) => nix::sys::stat::fchmod(fd, mode(bits)).or_raise(vm),
        Target::Path(path) => {
            let flags = if follow {
                FchmodatFlags::FollowSymlink
            } else {
                FchmodatFlags::NoFollowSymlink
            };
            nix::sys::stat::fchmodat(&dir_fd(vm, &dir)?, &path.path, mode(bits), flags)
                .or_raise_for(vm, &[&path])
        }
    }
}

/// Owner and group; -1 leaves one as it is.
fn owner(uid: i64, gid: i64) -> (Option<Uid>, Option<Gid>) {
    (
        (uid != -1).then(|| Uid::from_raw(uid as u32)),
        (gid != -1).then(|| Gid::from_raw(gid as u32)),
    )
}

fn chown(vm: &Vm, path: Value, uid: i64, gid: i64, dir: Value, follow: bool) -> PyResult<()> {
    let (uid, gid) = owner(uid, gid);
    match support::target(vm, &path, "chown")? {
        Target::Fd(fd) => nix::unistd::fchown(fd, uid, gid).or_raise(vm),
        Target::Path(path) => {
            let flags = if follow {
                AtFlags::empty()
            } else {
                AtFlags::AT_SYMLINK_NOFOLLOW
            };
            nix::unistd::fchownat(&dir_fd(vm, &dir)?, &path.path, uid, gid, flags)
                .or_raise_for(vm, &[&path])
        }
    }
}

fn utime(
    vm: &Vm,
    path: Value,
    times: Value,
    ns: Option<Value>,
    dir: Value,
    follow: bool,
) -> PyResult<()> {
    let target = support::target(vm, &path, "utime")?;
    if ns.is_some() && !times.is_none() {
        return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
    }
    let (atime, mtime) = if let Some(ns) = ns {
        let Some(pair) = Tuple::from_value(&ns).filter(|t| t.len() == 2) else {
            return Err(vm.type_error("utime: 'ns' must be a tuple of two ints"));
        };
        (
            from_nanoseconds(vm, &pair[0])?,
            from_nanoseconds(vm, &pair[1])?,
        )
    } else if times.is_none() {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let now = TimeSpec::new(now.as_secs() as i64, i64::from(now.subsec_nanos()));
        (now, now)
    } else {
        let Some(pair) = Tuple::from_value(&times).filter(|t| t.len() == 2) else {
            return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None"));
        };
        (from_seconds(vm, &pair[0])?, from_seconds(vm, &pair[1])?)
    };
    match target {
        Target::Fd(fd) => nix::sys::stat::futimens(fd, &atime, &mtime).or_raise(vm),
        Target::Path(path) => {
            let flags = if follow {
                UtimensatFlags::FollowSymlink
            } else {
                UtimensatFlags::NoFollowSymlink
            };
            let dir: DirFd = dir_fd(vm, &dir)?;
            nix::sys::stat::utimensat(&dir, &path.path, &atime, &mtime, flags)
                .or_raise_for(vm, &[&path])
        }
    }
}

fn from_nanoseconds(vm: &Vm, value: &Value) -> PyResult<TimeSpec> {
    let ns = vm.index(value)?;
    Ok(TimeSpec::new(
        ns.div_euclid(1_000_000_000),
        ns.rem_euclid(1_000_000_000),
    ))
}

/// Seconds as an int or a float; a float is rounded down to nanoseconds.
fn from_seconds(vm: &Vm, value: &Value) -> PyResult<TimeSpec> {
    if vm.big_of(value).is_some() {
        return Ok(TimeSpec::new(vm.index(value)?, 0));
    }
    let seconds = vm.to_f64(value)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if !(-9.2e18..9.2e18).contains(&seconds) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    let whole = seconds.floor();
    let nanoseconds = ((seconds - whole) * 1e9).floor().clamp(0.0, 999_999_999.0);
    Ok(TimeSpec::new(whole as i64, nanoseconds as i64))
}
