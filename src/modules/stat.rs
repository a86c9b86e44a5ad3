//! stat: what the numbers of `os.stat` mean.

use nix::libc;

use crate::native::ModuleDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

const KIND: i64 = libc::S_IFMT as i64;

pub fn module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new(
        "stat",
        "Constants and functions for interpreting results of stat().",
    );
    let def = constants(def);
    let mut def = def
        .function(
            "S_IMODE(mode, /)",
            "Return the part of the mode that chmod() can set.",
            |_: &Vm, mode: i64| Ok(mode & 0o7777),
        )
        .function(
            "S_IFMT(mode, /)",
            "Return the part of the mode that says the kind.",
            |_: &Vm, mode: i64| Ok(mode & KIND),
        )
        .function(
            "filemode(mode, /)",
            "Convert a file's mode to a string of the form '-rwxrwxrwx'",
            filemode,
        );
    macro_rules! kinds {
        ($($text:literal $kind:ident),* $(,)?) => {
            $(def = def.function($text, "Return True if the mode is of this kind of file.", {
                |_: &Vm, mode: i64| Ok(mode & KIND == i64::from(libc::$kind))
            });)*
        };
    }
    kinds!(
        "S_ISDIR(mode, /)" S_IFDIR, "S_ISCHR(mode, /)" S_IFCHR, "S_ISBLK(mode, /)" S_IFBLK,
        "S_ISREG(mode, /)" S_IFREG, "S_ISFIFO(mode, /)" S_IFIFO, "S_ISLNK(mode, /)" S_IFLNK,
        "S_ISSOCK(mode, /)" S_IFSOCK,
    );
    // Kinds that Linux does not have.
    for text in ["S_ISDOOR(mode, /)", "S_ISPORT(mode, /)", "S_ISWHT(mode, /)"] {
        def = def.function(
            text,
            "Return False: Linux has no such files.",
            |_: &Vm, _mode: i64| Ok(false),
        );
    }
    def
}

fn constants(def: ModuleDef) -> ModuleDef {
    let names = [
        "ST_MODE", "ST_INO", "ST_DEV", "ST_NLINK", "ST_UID", "ST_GID", "ST_SIZE", "ST_ATIME",
        "ST_MTIME", "ST_CTIME",
    ];
    let mut def = def;
    for (index, name) in names.into_iter().enumerate() {
        def = def.int(name, index as i64);
    }
    macro_rules! system {
        ($($name:ident),* $(,)?) => {
            $(def = def.int(stringify!($name), i64::from(libc::$name));)*
        };
    }
    system!(
        S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK, S_ISUID, S_ISGID, S_ISVTX,
        S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR, S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP, S_IRWXO, S_IROTH,
        S_IWOTH, S_IXOTH,
    );
    def.int("S_IFDOOR", 0)
        .int("S_IFPORT", 0)
        .int("S_IFWHT", 0)
        .int("S_ENFMT", 0o2000)
        .int("S_IREAD", 0o400)
        .int("S_IWRITE", 0o200)
        .int("S_IEXEC", 0o100)
}

/// `'drwxr-xr-x'`
fn filemode(_: &Vm, mode: i64) -> PyResult<Value> {
    let kind = match (mode & KIND) as u32 {
        libc::S_IFREG => '-',
        libc::S_IFDIR => 'd',
        libc::S_IFLNK => 'l',
        libc::S_IFBLK => 'b',
        libc::S_IFCHR => 'c',
        libc::S_IFIFO => 'p',
        libc::S_IFSOCK => 's',
        _ => '?',
    };
    let mut text = String::from(kind);
    for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift & 7;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => letter,
            (true, false) => letter.to_ascii_uppercase(),
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    Ok(text.into())
}
