//! `os.scandir` and its entries.

use std::cell::{Cell, OnceCell, RefCell};
use std::fs::{DirEntry, FileType, ReadDir};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirEntryExt, FileTypeExt};

use nix::errno::Errno;

use super::path_arg::{self, PathArg, os_path};
use super::stat;
use super::support::{self, Checked};
use crate::native::{ClassDef, ModuleDef, NativeType, VarArgs};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    def.class::<Entry>(vm).function(
        "scandir(path=None)",
        "Return an iterator of DirEntry objects for given path.",
        scandir,
    )
}

fn scandir(vm: &Vm, path: Value) -> PyResult<Value> {
    let mut prefix = None;
    let given = if path.is_none() {
        Value::str(".")
    } else {
        path
    };
    let folder = if given.as_bool().is_some() || vm.big_of(&given).is_some() {
        // The entries of a descriptor have their names as paths; the folder is read by its
        // place among the process's descriptors.
        let fd = support::fd_number(vm, &given)?;
        crate::modules::io::descriptor::get(fd).or_raise(vm)?;
        let path = std::path::PathBuf::from(format!("/proc/self/fd/{fd}"));
        PathArg {
            path,
            given,
            is_bytes: false,
        }
    } else {
        let expected = "string, bytes, os.PathLike, integer or None";
        let folder = os_path(vm, &given, "scandir", "path", expected)?;
        prefix = Some(folder.path.as_os_str().as_bytes().to_vec());
        folder
    };
    let entries = std::fs::read_dir(&folder.path).or_raise_for(vm, &[&folder])?;
    Ok(vm.wrap(Scan {
        entries: RefCell::new(Some(entries)),
        folder,
        prefix,
    }))
}

/// The iterator.
pub struct Scan {
    entries: RefCell<Option<ReadDir>>,
    folder: PathArg,
    prefix: Option<Vec<u8>>,
}

impl NativeObject for Scan {}

impl NativeType for Scan {
    const NAME: &'static str = "ScandirIterator";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Scan>("posix", "")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next
                    .set(Some(|vm, this| match Native::<Scan>::from_value(this) {
                        Some(scan) => scan.next(vm),
                        None => Ok(None),
                    }));
            })
            .method("close(self, /)", "", |_: &Vm, this: Native<Scan>| {
                this.entries.take();
                Ok(())
            })
            .method("__enter__(self, /)", "", |_: &Vm, this: Native<Scan>| {
                Ok(this)
            })
            .method(
                "__exit__(self, /, *args)",
                "",
                |_: &Vm, this: Native<Scan>, _: VarArgs| {
                    this.entries.take();
                    Ok(())
                },
            )
    }
}

impl Scan {
    fn next(&self, vm: &Vm) -> PyResult<Option<Value>> {
        let next = self.entries.borrow_mut().as_mut().and_then(Iterator::next);
        let Some(entry) = next else {
            self.entries.take();
            return Ok(None);
        };
        let entry = entry.or_raise_for(vm, &[&self.folder])?;
        let name = self.folder.name(&entry.file_name());
        let path = match &self.prefix {
            None => name.clone(),
            Some(prefix) => {
                let mut bytes = prefix.clone();
                if !bytes.is_empty() && bytes.last() != Some(&b'/') {
                    bytes.push(b'/');
                }
                bytes.extend_from_slice(entry.file_name().as_bytes());
                self.folder.name(std::ffi::OsStr::from_bytes(&bytes))
            }
        };
        let kind = entry.file_type().ok();
        Ok(Some(vm.wrap(Entry {
            name,
            path,
            kind: Cell::new(kind),
            entry,
            followed: OnceCell::new(),
            own: OnceCell::new(),
        })))
    }
}

/// `os.DirEntry`
pub struct Entry {
    name: Value,
    path: Value,
    kind: Cell<Option<FileType>>,
    entry: DirEntry,
    /// `stat()` and `stat(follow_symlinks=False)`, once they have been asked for.
    followed: OnceCell<Value>,
    own: OnceCell<Value>,
}

impl NativeObject for Entry {}

impl NativeType for Entry {
    const NAME: &'static str = "DirEntry";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Entry>("posix", "")
            .is_final()
            .slots(|s| {
                s.repr.set(Some(|vm, this| {
                    let name = vm.attr(this, "name")?;
                    Ok(Str::new(format!("<DirEntry {}>", vm.repr(&name)?)))
                }));
            })
            .getter(
                "name",
                "the entry's base filename",
                |_: &Vm, this: Native<Entry>| Ok(this.name.clone()),
            )
            .getter(
                "path",
                "the entry's full path name",
                |_: &Vm, this: Native<Entry>| Ok(this.path.clone()),
            )
            .method("is_dir(self, /, *, follow_symlinks=True)", "", {
                |vm: &Vm, this: Native<Entry>, follow: bool| this.is(vm, follow, FileType::is_dir)
            })
            .method("is_file(self, /, *, follow_symlinks=True)", "", {
                |vm: &Vm, this: Native<Entry>, follow: bool| this.is(vm, follow, FileType::is_file)
            })
            .method("is_symlink(self, /)", "", |vm: &Vm, this: Native<Entry>| {
                this.is(vm, false, FileType::is_symlink)
            })
            .method("is_junction(self, /)", "", |_: &Vm, _: Native<Entry>| {
                Ok(false)
            })
            .method("stat(self, /, *, follow_symlinks=True)", "", {
                |vm: &Vm, this: Native<Entry>, follow: bool| this.stat(vm, follow)
            })
            .method("inode(self, /)", "Return inode of the entry.", {
                |_: &Vm, this: Native<Entry>| Ok(this.entry.ino())
            })
            .method("__fspath__(self, /)", "", |_: &Vm, this: Native<Entry>| {
                Ok(this.path.clone())
            })
    }
}

impl Entry {
    /// A question about the kind, of the entry itself or of what it links to. What is gone in the
    /// meantime is of no kind.
    fn is(&self, vm: &Vm, follow: bool, test: impl Fn(&FileType) -> bool) -> PyResult<bool> {
        let kind = match self.kind.get() {
            Some(kind) => kind,
            None => match self.entry.file_type() {
                Ok(kind) => kind,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(false),
                Err(e) => return Err(vm.os_error(&e, &[self.path.clone()])),
            },
        };
        self.kind.set(Some(kind));
        debug_assert!(!kind.is_socket() || !kind.is_dir());
        if !(follow && kind.is_symlink()) {
            return Ok(test(&kind));
        }
        match std::fs::metadata(self.entry.path()) {
            Ok(data) => Ok(test(&data.file_type())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(vm.os_error(&e, &[self.path.clone()])),
        }
    }

    fn stat(&self, vm: &Vm, follow: bool) -> PyResult<Value> {
        let cell = if follow { &self.followed } else { &self.own };
        if let Some(known) = cell.get() {
            return Ok(known.clone());
        }
        let path = self.entry.path();
        let result: Result<_, Errno> = if follow {
            nix::sys::stat::stat(&path)
        } else {
            nix::sys::stat::lstat(&path)
        };
        let shown = path_arg::path(vm, &self.path)?;
        let value = stat::value(vm, &result.or_raise_for(vm, &[&shown])?);
        Ok(cell.get_or_init(|| value).clone())
    }
}
