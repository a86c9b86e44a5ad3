//! Folders: making and removing them, what is in them, the working folder.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::unistd::UnlinkatFlags;

use super::path_arg::{self, PathArg, os_path};
use super::support::{self, Checked, Target, dir_fd, mode};
use crate::native::ModuleDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "mkdir(path, mode=511, *, dir_fd=None)",
        "Create a directory.",
        {
            |vm: &Vm, path: Value, bits: i64, dir: Value| {
                let (path, dir) = (support::path(vm, &path, "mkdir")?, dir_fd(vm, &dir)?);
                nix::sys::stat::mkdirat(&dir, &path.path, mode(bits)).or_raise_for(vm, &[&path])
            }
        },
    )
    .function("rmdir(path, *, dir_fd=None)", "Remove a directory.", {
        |vm: &Vm, path: Value, dir: Value| {
            let (path, dir) = (support::path(vm, &path, "rmdir")?, dir_fd(vm, &dir)?);
            nix::unistd::unlinkat(&dir, &path.path, UnlinkatFlags::RemoveDir)
                .or_raise_for(vm, &[&path])
        }
    })
    .function(
        "def makedirs(name, mode=511, exist_ok=False)",
        "Create a leaf directory and all intermediate ones.",
        makedirs,
    )
    .function(
        "def removedirs(name)",
        "Remove a leaf directory and all empty intermediate ones.",
        {
            |vm: &Vm, name: Value| {
                let path = path_arg::path(vm, &name)?;
                nix::unistd::unlinkat(nix::fcntl::AT_FDCWD, &path.path, UnlinkatFlags::RemoveDir)
                    .or_raise_for(vm, &[&path])?;
                prune_parents(&path.path);
                Ok(())
            }
        },
    )
    .function(
        "def renames(old, new)",
        "Super-rename; create directories as necessary.",
        renames,
    )
    .function(
        "listdir(path=None)",
        "Return a list containing the names of the files.",
        listdir,
    )
    .function(
        "getcwd()",
        "Return a string representing the current working directory.",
        |vm: &Vm| Ok(path_arg::path_value(&nix::unistd::getcwd().or_raise(vm)?)),
    )
    .function(
        "getcwdb()",
        "Return a bytes string of the current working directory.",
        {
            |vm: &Vm| {
                let path = nix::unistd::getcwd().or_raise(vm)?;
                Ok(path.as_os_str().as_bytes().to_vec())
            }
        },
    )
    .function(
        "chdir(path)",
        "Change the current working directory to the specified path.",
        {
            |vm: &Vm, path: Value| match support::target(vm, &path, "chdir")? {
                Target::Fd(fd) => nix::unistd::fchdir(fd).or_raise(vm),
                Target::Path(path) => nix::unistd::chdir(&path.path).or_raise_for(vm, &[&path]),
            }
        },
    )
    .function(
        "fchdir(fd)",
        "Change to the directory of the given file descriptor.",
        |vm: &Vm, fd: Value| nix::unistd::fchdir(support::open_fd(vm, &fd)?).or_raise(vm),
    )
    .function(
        "chroot(path)",
        "Change root directory to path.",
        |vm: &Vm, path: Value| {
            let path = support::path(vm, &path, "chroot")?;
            nix::unistd::chroot(&path.path).or_raise_for(vm, &[&path])
        },
    )
}

/// The folder that a path is in and its last part, as `os.path.split` has them; a path that ends
/// in a slash is split before its last part.
fn head_and_tail(path: &Path) -> (PathBuf, Vec<u8>) {
    let split = |bytes: &[u8]| {
        let at = bytes
            .iter()
            .rposition(|b| *b == b'/')
            .map_or(0, |at| at + 1);
        let (head, tail) = bytes.split_at(at);
        let trimmed = head
            .iter()
            .rposition(|b| *b != b'/')
            .map_or(head, |last| &head[..=last]);
        (trimmed.to_vec(), tail.to_vec())
    };
    let (mut head, mut tail) = split(path.as_os_str().as_bytes());
    if tail.is_empty() {
        (head, tail) = split(&head);
    }
    (PathBuf::from(OsStr::from_bytes(&head)), tail)
}

fn makedirs(vm: &Vm, name: Value, bits: i64, exist_ok: bool) -> PyResult<()> {
    let path = path_arg::path(vm, &name)?;
    make_all(vm, &path, bits, exist_ok)
}

/// Make a folder with the folders above it, from the top down.
fn make_all(vm: &Vm, path: &PathArg, bits: i64, exist_ok: bool) -> PyResult<()> {
    let mut missing = vec![PathArg {
        path: path.path.clone(),
        given: path.given.clone(),
        is_bytes: path.is_bytes,
    }];
    while let Some(lowest) = missing.last() {
        let (head, tail) = head_and_tail(&lowest.path);
        if head.as_os_str().is_empty() || tail.is_empty() || head.exists() {
            break;
        }
        let given = path.name(head.as_os_str());
        missing.push(PathArg {
            path: head,
            given,
            is_bytes: path.is_bytes,
        });
    }
    let leaf = missing.len() - 1;
    for (i, folder) in missing.iter().rev().enumerate() {
        let is_leaf = i == leaf;
        let (_, tail) = head_and_tail(&folder.path);
        if tail == b"." && missing.len() > 1 {
            // "x/." is there once "x" is.
            continue;
        }
        let permissions = mode(if is_leaf { bits } else { 0o777 });
        match nix::unistd::mkdir(&folder.path, permissions) {
            Ok(()) => {}
            // Somebody else may have made a folder above in the meantime.
            Err(Errno::EEXIST) if !is_leaf => {}
            Err(_) if is_leaf && exist_ok && folder.path.is_dir() => {}
            Err(e) => return Err(e).or_raise_for(vm, &[folder]),
        }
    }
    Ok(())
}

/// Remove the folders above a path as long as they are empty.
fn prune_parents(path: &Path) {
    let (mut head, mut tail) = head_and_tail(path);
    while !head.as_os_str().is_empty() && !tail.is_empty() {
        if std::fs::remove_dir(&head).is_err() {
            return;
        }
        (head, tail) = head_and_tail(&head);
    }
}

fn renames(vm: &Vm, old: Value, new: Value) -> PyResult<()> {
    let to = path_arg::path(vm, &new)?;
    let (head, tail) = head_and_tail(&to.path);
    if !head.as_os_str().is_empty() && !tail.is_empty() && !head.exists() {
        let given = to.name(head.as_os_str());
        make_all(
            vm,
            &PathArg {
                path: head,
                given,
                is_bytes: to.is_bytes,
            },
            0o777,
            false,
        )?;
    }
    let from = os_path(vm, &old, "rename", "src", support::PATH)?;
    nix::fcntl::renameat(
        nix::fcntl::AT_FDCWD,
        &from.path,
        nix::fcntl::AT_FDCWD,
        &to.path,
    )
    .or_raise_for(vm, &[&from, &to])?;
    prune_parents(&from.path);
    Ok(())
}

fn listdir(vm: &Vm, path: Value) -> PyResult<Vec<Value>> {
    let mut names = Vec::new();
    if path.as_bool().is_some() || vm.big_of(&path).is_some() {
        let fd = nix::unistd::dup(support::open_fd(vm, &path)?).or_raise(vm)?;
        let mut dir = nix::dir::Dir::from_fd(fd).or_raise(vm)?;
        for entry in dir.iter() {
            let entry = entry.or_raise(vm)?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                names.push(path_arg::decode(name));
            }
        }
        return Ok(names);
    }
    let given = if path.is_none() {
        Value::str(".")
    } else {
        path
    };
    let expected = "string, bytes, os.PathLike, integer or None";
    let path = os_path(vm, &given, "listdir", "path", expected)?;
    for entry in std::fs::read_dir(&path.path).or_raise_for(vm, &[&path])? {
        let entry = entry.or_raise_for(vm, &[&path])?;
        names.push(path.name(&entry.file_name()));
    }
    Ok(names)
}
