//! `os.path` as far as it looks at files, the environment or the working folder.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use nix::errno::Errno;
use nix::sys::stat::{FileStat, SFlag};
use nix::unistd::User;

use super::path_arg::{self, PathArg};
use super::path_text::{PathText, append, normalized};
use super::support::{self, Checked, Target};
use super::{environ, stat};
use crate::native::ModuleDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub fn functions(def: ModuleDef) -> ModuleDef {
    let def = def
        .function(
            "def exists(path)",
            "Test whether a path exists.",
            |vm: &Vm, path: Value| Ok(look(vm, &path)?.is_some()),
        )
        .function(
            "def lexists(path)",
            "Test whether a path exists, broken links included.",
            |vm: &Vm, path: Value| Ok(look_at_link(vm, &path)?.is_some()),
        )
        .function(
            "def isfile(path)",
            "Test whether a path is a regular file",
            |vm: &Vm, path: Value| Ok(look(vm, &path)?.is_some_and(|s| is(&s, SFlag::S_IFREG))),
        )
        .function(
            "def isdir(s)",
            "Return true if the pathname refers to an existing directory.",
            |vm: &Vm, path: Value| Ok(look(vm, &path)?.is_some_and(|s| is(&s, SFlag::S_IFDIR))),
        )
        .function(
            "def islink(path)",
            "Test whether a path is a symbolic link",
            {
                |vm: &Vm, path: Value| {
                    Ok(look_at_link(vm, &path)?.is_some_and(|s| is(&s, SFlag::S_IFLNK)))
                }
            },
        )
        .function(
            "def isjunction(path)",
            "Test whether a path is a junction: never here",
            |vm: &Vm, path: Value| path_arg::fspath(vm, &path).map(|_| false),
        )
        .function(
            "def isdevdrive(path)",
            "Whether a path is on a Windows Dev Drive: never here",
            |vm: &Vm, path: Value| path_arg::fspath(vm, &path).map(|_| false),
        )
        .function(
            "def ismount(path)",
            "Test whether a path is a mount point",
            ismount,
        );
    places(facts(def))
}

fn is(data: &FileStat, kind: SFlag) -> bool {
    data.st_mode & SFlag::S_IFMT.bits() == kind.bits()
}

/// What is at a path, links followed; `None` for nothing, and for what cannot be looked at.
fn look(vm: &Vm, path: &Value) -> PyResult<Option<FileStat>> {
    let found = match support::target(vm, path, "stat") {
        Ok(Target::Fd(fd)) => nix::sys::stat::fstat(fd).ok(),
        Ok(Target::Path(path)) => nix::sys::stat::stat(&path.path).ok(),
        Err(e) => return nothing(vm, e),
    };
    Ok(found)
}

fn look_at_link(vm: &Vm, path: &Value) -> PyResult<Option<FileStat>> {
    match support::path(vm, path, "lstat") {
        Ok(path) => Ok(nix::sys::stat::lstat(&path.path).ok()),
        Err(e) => nothing(vm, e),
    }
}

/// A path with a null, or a descriptor that is not open, is nothing; other errors are errors.
fn nothing(vm: &Vm, error: crate::object::Exc) -> PyResult<Option<FileStat>> {
    let types = &vm.types;
    let is = |class| vm.is_instance_of(&error, class);
    if is(&types.os_error) || is(&types.value_error) {
        Ok(None)
    } else {
        Err(error)
    }
}

fn ismount(vm: &Vm, path: Value) -> PyResult<bool> {
    let path = match support::path(vm, &path, "lstat") {
        Ok(path) => path,
        Err(e) => return nothing(vm, e).map(|_| false),
    };
    let Ok(own) = nix::sys::stat::lstat(&path.path) else {
        return Ok(false);
    };
    if is(&own, SFlag::S_IFLNK) {
        return Ok(false);
    }
    let Ok(parent) = nix::sys::stat::stat(&path.path.join("..")) else {
        return Ok(false);
    };
    Ok(own.st_dev != parent.st_dev || own.st_ino == parent.st_ino)
}

fn facts(def: ModuleDef) -> ModuleDef {
    let mut def = def;
    macro_rules! facts {
        ($($text:literal $doc:literal $attribute:literal),*) => {
            $(def = def.function($text, $doc, |vm: &Vm, path: Value| {
                let data = stat::stat(vm, &path, &Value::NONE, true, "stat")?;
                vm.attr(&data, $attribute)
            });)*
        };
    }
    facts!(
        "def getsize(filename)" "Return the size of a file, reported by os.stat()." "st_size",
        "def getmtime(filename)" "Return the last modification time of a file." "st_mtime",
        "def getatime(filename)" "Return the last access time of a file." "st_atime",
        "def getctime(filename)" "Return the metadata change time of a file." "st_ctime"
    );
    def.function(
        "def samefile(f1, f2)",
        "Test whether two pathnames reference the same file",
        {
            |vm: &Vm, a: Value, b: Value| {
                let a = stat::stat(vm, &a, &Value::NONE, true, "stat")?;
                let b = stat::stat(vm, &b, &Value::NONE, true, "stat")?;
                same(vm, &a, &b)
            }
        },
    )
    .function(
        "def sameopenfile(fp1, fp2)",
        "Test whether two open file objects are the same file",
        {
            |vm: &Vm, a: Value, b: Value| {
                let of = |value: &Value| -> PyResult<FileStat> {
                    nix::sys::stat::fstat(support::open_fd(vm, value)?).or_raise(vm)
                };
                let (a, b) = (of(&a)?, of(&b)?);
                Ok(a.st_ino == b.st_ino && a.st_dev == b.st_dev)
            }
        },
    )
    .function(
        "def samestat(s1, s2)",
        "Test whether two stat buffers reference the same file",
        |vm: &Vm, a: Value, b: Value| same(vm, &a, &b),
    )
}

fn same(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    for name in ["st_ino", "st_dev"] {
        if !vm.equal(&vm.attr(a, name)?, &vm.attr(b, name)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn places(def: ModuleDef) -> ModuleDef {
    def.function(
        "def abspath(path)",
        "Return an absolute path.",
        |vm: &Vm, path: Value| {
            let path = PathText::of(vm, &path)?;
            Ok(path.value(&absolute(vm, &path.bytes)?))
        },
    )
    .function(
        "def realpath(filename, *, strict=False)",
        "Return the canonical path.",
        realpath,
    )
    .function(
        "relpath(path, start=None)",
        "Return a relative version of a path",
        relpath,
    )
    .function(
        "def expanduser(path)",
        "Expand ~ and ~user constructions.",
        expanduser,
    )
    .function(
        "def expandvars(path)",
        "Expand shell variables of form $var and ${var}.",
        expandvars,
    )
}

fn working_folder(vm: &Vm) -> PyResult<Vec<u8>> {
    Ok(nix::unistd::getcwd()
        .or_raise(vm)?
        .as_os_str()
        .as_bytes()
        .to_vec())
}

fn absolute(vm: &Vm, path: &[u8]) -> PyResult<Vec<u8>> {
    if path.first() == Some(&b'/') {
        return Ok(normalized(path));
    }
    let mut all = working_folder(vm)?;
    append(&mut all, path);
    Ok(normalized(&all))
}

/// `os.path.realpath`: links are followed part by part; what does not exist stays as it is, unless
/// `strict`.
fn realpath(vm: &Vm, path: Value, strict: bool) -> PyResult<Value> {
    let text = PathText::of(vm, &path)?;
    if text.bytes.contains(&0) {
        return Err(vm.value_error("lstat: embedded null character in path"));
    }
    let arg = path_arg::path(vm, &path)?;
    let real = resolve(vm, &arg, strict)?;
    Ok(arg.name(OsStr::from_bytes(&real)))
}

fn resolve(vm: &Vm, arg: &PathArg, strict: bool) -> PyResult<Vec<u8>> {
    let start = arg.path.as_os_str().as_bytes();
    let mut done = if start.first() == Some(&b'/') {
        vec![b'/']
    } else {
        working_folder(vm)?
    };
    // Parts still to be walked, the next one last.
    let mut left: Vec<Vec<u8>> = parts_reversed(start);
    let mut links = 0;
    while let Some(part) = left.pop() {
        match &part[..] {
            b"" | b"." => continue,
            b".." => {
                let parent = super::path_text::split(&done).0.to_vec();
                done = if parent.is_empty() {
                    vec![b'/']
                } else {
                    parent
                };
                continue;
            }
            _ => {}
        }
        let mut next = done.clone();
        append(&mut next, &part);
        let shown = || arg.name(OsStr::from_bytes(&next));
        let kind = nix::sys::stat::lstat(Path::new(OsStr::from_bytes(&next)));
        match kind {
            Ok(data) if is(&data, SFlag::S_IFLNK) => {
                links += 1;
                let target = nix::fcntl::readlink(Path::new(OsStr::from_bytes(&next)));
                match target {
                    Ok(target) if links <= 40 => {
                        let target = target.as_bytes();
                        if target.first() == Some(&b'/') {
                            done = vec![b'/'];
                        }
                        left.extend(parts_reversed(target));
                    }
                    // More links than the system follows: a loop.
                    Ok(_) if strict => {
                        return Err(vm.os_error_number(Errno::ELOOP as i32, &[shown()]));
                    }
                    Err(e) if strict => return Err(vm.os_error_number(e as i32, &[shown()])),
                    _ => done = next,
                }
            }
            Ok(_) => done = next,
            Err(e) if strict => return Err(vm.os_error_number(e as i32, &[shown()])),
            Err(_) => done = next,
        }
    }
    Ok(done)
}

fn parts_reversed(path: &[u8]) -> Vec<Vec<u8>> {
    path.split(|b| *b == b'/')
        .rev()
        .map(<[u8]>::to_vec)
        .collect()
}

fn relpath(vm: &Vm, path: Value, start: Value) -> PyResult<Value> {
    let path = PathText::of(vm, &path)?;
    if path.bytes.is_empty() {
        return Err(vm.value_error("no path specified"));
    }
    let start = if start.is_none() {
        PathText {
            bytes: b".".to_vec(),
            is_bytes: path.is_bytes,
        }
    } else {
        PathText::of(vm, &start)?
    };
    if start.is_bytes != path.is_bytes {
        return Err(vm.type_error("Can't mix strings and bytes in path components"));
    }
    let (from, to) = (absolute(vm, &start.bytes)?, absolute(vm, &path.bytes)?);
    let parts = |path: &[u8]| -> Vec<Vec<u8>> {
        path.split(|b| *b == b'/')
            .filter(|p| !p.is_empty())
            .map(<[u8]>::to_vec)
            .collect()
    };
    let (from, to) = (parts(&from), parts(&to));
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut out: Vec<&[u8]> = vec![b".."; from.len() - common];
    out.extend(to[common..].iter().map(Vec::as_slice));
    let joined = if out.is_empty() {
        b".".to_vec()
    } else {
        out.join(&b'/')
    };
    Ok(path.value(&joined))
}

fn expanduser(vm: &Vm, path: Value) -> PyResult<Value> {
    let plain = path_arg::fspath(vm, &path)?;
    let path = PathText::of(vm, &plain)?;
    if path.bytes.first() != Some(&b'~') {
        return Ok(plain);
    }
    let end = path
        .bytes
        .iter()
        .position(|b| *b == b'/')
        .unwrap_or(path.bytes.len());
    let home = if end == 1 {
        match environ::variable(vm, "HOME") {
            Some(home) => Some(path_arg::encode(vm, &home)?),
            None => home_of(User::from_uid(nix::unistd::getuid()).ok().flatten()),
        }
    } else {
        let name = String::from_utf8_lossy(&path.bytes[1..end]).into_owned();
        home_of(User::from_name(&name).ok().flatten())
    };
    let Some(mut home) = home else {
        return Ok(plain);
    };
    while home.last() == Some(&b'/') {
        home.pop();
    }
    home.extend_from_slice(&path.bytes[end..]);
    Ok(if home.is_empty() {
        path.value(b"/")
    } else {
        path.value(&home)
    })
}

fn home_of(user: Option<User>) -> Option<Vec<u8>> {
    user.map(|u| u.dir.as_os_str().as_bytes().to_vec())
}

fn expandvars(vm: &Vm, path: Value) -> PyResult<Value> {
    let plain = path_arg::fspath(vm, &path)?;
    let path = PathText::of(vm, &plain)?;
    if !path.bytes.contains(&b'$') {
        return Ok(plain);
    }
    let bytes = &path.bytes;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
        let found = match (byte, rest.first()) {
            (b'$', Some(b'{')) => rest
                .iter()
                .position(|b| *b == b'}')
                .map(|end| (&rest[1..end], end + 2)),
            (b'$', Some(b)) if is_word(b) => {
                let end = rest.iter().position(|b| !is_word(b)).unwrap_or(rest.len());
                Some((&rest[..end], end + 1))
            }
            _ => None,
        };
        if let Some((name, length)) = found {
            let name = String::from_utf8_lossy(name);
            match environ::variable(vm, &name) {
                Some(value) => out.extend(path_arg::encode(vm, &value)?),
                None => out.extend_from_slice(&bytes[at..at + length]),
            }
            at += length;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    Ok(path.value(&out))
}
