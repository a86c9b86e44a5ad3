//! What is known about files: `stat` and its relatives, file systems.

use nix::fcntl::AtFlags;
use nix::sys::stat::FileStat;
use nix::sys::statvfs::Statvfs;

use super::support::{self, Checked, Target, dir_fd};
use crate::native::ModuleDef;
use crate::native::StructSequence;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

static STAT_RESULT: StructSequence = StructSequence {
    module: "os",
    name: "stat_result",
    doc: "stat_result: Result from stat, fstat, or lstat.",
    fields: &[
        ("st_mode", "protection bits"),
        ("st_ino", "inode"),
        ("st_dev", "device"),
        ("st_nlink", "number of hard links"),
        ("st_uid", "user ID of owner"),
        ("st_gid", "group ID of owner"),
        ("st_size", "total size, in bytes"),
        ("st_atime", "integer time of last access"),
        ("st_mtime", "integer time of last modification"),
        ("st_ctime", "integer time of last change"),
        ("st_atime", "time of last access"),
        ("st_mtime", "time of last modification"),
        ("st_ctime", "time of last change"),
        ("st_atime_ns", "time of last access in nanoseconds"),
        ("st_mtime_ns", "time of last modification in nanoseconds"),
        ("st_ctime_ns", "time of last change in nanoseconds"),
        ("st_blksize", "blocksize for filesystem I/O"),
        ("st_blocks", "number of blocks allocated"),
        ("st_rdev", "device type (if inode device)"),
    ],
    visible: 10,
    can_create: true,
};

static STATVFS_RESULT: StructSequence = StructSequence {
    module: "os",
    name: "statvfs_result",
    doc: "statvfs_result: Result from statvfs or fstatvfs.",
    fields: &[
        ("f_bsize", ""),
        ("f_frsize", ""),
        ("f_blocks", ""),
        ("f_bfree", ""),
        ("f_bavail", ""),
        ("f_files", ""),
        ("f_ffree", ""),
        ("f_favail", ""),
        ("f_flag", ""),
        ("f_namemax", ""),
        ("f_fsid", ""),
    ],
    visible: 10,
    can_create: true,
};

pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    def.value("stat_result", vm.struct_sequence_class(&STAT_RESULT))
        .value("statvfs_result", vm.struct_sequence_class(&STATVFS_RESULT))
        .function(
            "stat(path, *, dir_fd=None, follow_symlinks=True)",
            "Perform a stat system call on the given path.",
            |vm: &Vm, path: Value, dir: Value, follow: bool| stat(vm, &path, &dir, follow, "stat"),
        )
        .function(
            "lstat(path, *, dir_fd=None)",
            "Perform a stat system call on the given path, without following symbolic links.",
            |vm: &Vm, path: Value, dir: Value| {
                let path = support::path(vm, &path, "lstat")?;
                let dir = dir_fd(vm, &dir)?;
                let flags = AtFlags::AT_SYMLINK_NOFOLLOW;
                let data =
                    nix::sys::stat::fstatat(&dir, &path.path, flags).or_raise_for(vm, &[&path])?;
                Ok(value(vm, &data))
            },
        )
        .function(
            "fstat(fd)",
            "Perform a stat system call on the given file descriptor.",
            {
                |vm: &Vm, fd: i32| {
                    let fd = crate::modules::io::descriptor::get(fd).or_raise(vm)?;
                    Ok(value(vm, &nix::sys::stat::fstat(fd).or_raise(vm)?))
                }
            },
        )
        .function(
            "statvfs(path)",
            "Perform a statvfs system call on the given path.",
            {
                |vm: &Vm, path: Value| match support::target(vm, &path, "statvfs")? {
                    Target::Fd(fd) => Ok(system_value(
                        vm,
                        &nix::sys::statvfs::fstatvfs(fd).or_raise(vm)?,
                    )),
                    Target::Path(path) => {
                        let found = nix::sys::statvfs::statvfs(&path.path);
                        Ok(system_value(vm, &found.or_raise_for(vm, &[&path])?))
                    }
                }
            },
        )
        .function(
            "fstatvfs(fd, /)",
            "Perform an fstatvfs system call on the given fd.",
            {
                |vm: &Vm, fd: Value| {
                    let fd = support::open_fd(vm, &fd)?;
                    Ok(system_value(
                        vm,
                        &nix::sys::statvfs::fstatvfs(fd).or_raise(vm)?,
                    ))
                }
            },
        )
}

/// `os.stat(path)`
pub fn stat(vm: &Vm, path: &Value, dir: &Value, follow: bool, function: &str) -> PyResult<Value> {
    let data = match support::target(vm, path, function)? {
        Target::Fd(fd) => nix::sys::stat::fstat(fd).or_raise(vm)?,
        Target::Path(path) => {
            let flags = if follow {
                AtFlags::empty()
            } else {
                AtFlags::AT_SYMLINK_NOFOLLOW
            };
            nix::sys::stat::fstatat(&dir_fd(vm, dir)?, &path.path, flags)
                .or_raise_for(vm, &[&path])?
        }
    };
    Ok(value(vm, &data))
}

/// An `os.stat_result`.
pub fn value(vm: &Vm, s: &FileStat) -> Value {
    let times = [
        (s.st_atime, s.st_atime_nsec),
        (s.st_mtime, s.st_mtime_nsec),
        (s.st_ctime, s.st_ctime_nsec),
    ];
    let mut fields = vec![
        Value::int(i64::from(s.st_mode)),
        Value::uint(s.st_ino),
        Value::uint(s.st_dev),
        Value::uint(s.st_nlink),
        Value::int(i64::from(s.st_uid)),
        Value::int(i64::from(s.st_gid)),
        Value::int(s.st_size),
    ];
    fields.extend(times.iter().map(|(seconds, _)| Value::int(*seconds)));
    fields.extend(
        times
            .iter()
            .map(|(s, ns)| Value::float(*s as f64 + 1e-9 * *ns as f64)),
    );
    fields.extend(times.iter().map(|(s, ns)| {
        Value::big(num_bigint::BigInt::from(*s) * 1_000_000_000 + num_bigint::BigInt::from(*ns))
    }));
    fields.extend([
        Value::int(s.st_blksize),
        Value::int(s.st_blocks),
        Value::uint(s.st_rdev),
    ]);
    vm.struct_sequence(&STAT_RESULT, fields)
}

fn system_value(vm: &Vm, s: &Statvfs) -> Value {
    let fields = vec![
        Value::uint(s.block_size()),
        Value::uint(s.fragment_size()),
        Value::uint(s.blocks()),
        Value::uint(s.blocks_free()),
        Value::uint(s.blocks_available()),
        Value::uint(s.files()),
        Value::uint(s.files_free()),
        Value::uint(s.files_available()),
        Value::uint(s.flags().bits()),
        Value::uint(s.name_max()),
        Value::uint(s.filesystem_id()),
    ];
    vm.struct_sequence(&STATVFS_RESULT, fields)
}
