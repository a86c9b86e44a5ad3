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

/// Flags of files on Windows and on the BSDs and macOS: Python has them everywhere.
const ELSEWHERE: &[(&str, i64)] = &[
    ("FILE_ATTRIBUTE_ARCHIVE", 0x20),
    ("FILE_ATTRIBUTE_COMPRESSED", 0x800),
    ("FILE_ATTRIBUTE_DEVICE", 0x40),
    ("FILE_ATTRIBUTE_DIRECTORY", 0x10),
    ("FILE_ATTRIBUTE_ENCRYPTED", 0x4000),
    ("FILE_ATTRIBUTE_HIDDEN", 0x2),
    ("FILE_ATTRIBUTE_INTEGRITY_STREAM", 0x8000),
    ("FILE_ATTRIBUTE_NORMAL", 0x80),
    ("FILE_ATTRIBUTE_NOT_CONTENT_INDEXED", 0x2000),
    ("FILE_ATTRIBUTE_NO_SCRUB_DATA", 0x20000),
    ("FILE_ATTRIBUTE_OFFLINE", 0x1000),
    ("FILE_ATTRIBUTE_READONLY", 0x1),
    ("FILE_ATTRIBUTE_REPARSE_POINT", 0x400),
    ("FILE_ATTRIBUTE_SPARSE_FILE", 0x200),
    ("FILE_ATTRIBUTE_SYSTEM", 0x4),
    ("FILE_ATTRIBUTE_TEMPORARY", 0x100),
    ("FILE_ATTRIBUTE_VIRTUAL", 0x10000),
    ("SF_APPEND", 0x40000),
    ("SF_ARCHIVED", 0x10000),
    ("SF_DATALESS", 0x40000000),
    ("SF_FIRMLINK", 0x800000),
    ("SF_IMMUTABLE", 0x20000),
    ("SF_NOUNLINK", 0x100000),
    ("SF_RESTRICTED", 0x80000),
    ("SF_SETTABLE", 0xffff0000),
    ("SF_SNAPSHOT", 0x200000),
    ("UF_APPEND", 0x4),
    ("UF_COMPRESSED", 0x20),
    ("UF_DATAVAULT", 0x80),
    ("UF_HIDDEN", 0x8000),
    ("UF_IMMUTABLE", 0x2),
    ("UF_NODUMP", 0x1),
    ("UF_NOUNLINK", 0x10),
    ("UF_OPAQUE", 0x8),
    ("UF_SETTABLE", 0xffff),
    ("UF_TRACKED", 0x40),
];

fn constants(def: ModuleDef) -> ModuleDef {
    let def = ELSEWHERE
        .iter()
        .fold(def, |def, (name, flag)| def.int(name, *flag));
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
