//! The constants of os.

use nix::libc;

use crate::native::ModuleDef;
use crate::object::Value;

/// Texts of os and os.path alike.
pub fn texts(def: ModuleDef) -> ModuleDef {
    def.value("curdir", Value::str("."))
        .value("pardir", Value::str(".."))
        .value("sep", Value::str("/"))
        .value("extsep", Value::str("."))
        .value("altsep", Value::NONE)
        .value("pathsep", Value::str(":"))
        .value("defpath", Value::str("/bin:/usr/bin"))
        .value("devnull", Value::str("/dev/null"))
}

macro_rules! system {
    ($def:expr, $($name:ident),* $(,)?) => {
        $def$(.int(stringify!($name), libc::$name as i64))*
    };
}

/// Numbers, by the system's own names.
pub fn numbers(def: ModuleDef) -> ModuleDef {
    let def = system!(
        def,
        O_ACCMODE,
        O_APPEND,
        O_ASYNC,
        O_CLOEXEC,
        O_CREAT,
        O_DIRECT,
        O_DIRECTORY,
        O_DSYNC,
        O_EXCL,
        O_FSYNC,
        O_NDELAY,
        O_NOATIME,
        O_NOCTTY,
        O_NOFOLLOW,
        O_NONBLOCK,
        O_PATH,
        O_RDONLY,
        O_RDWR,
        O_RSYNC,
        O_SYNC,
        O_TMPFILE,
        O_TRUNC,
        O_WRONLY,
        F_OK,
        R_OK,
        W_OK,
        X_OK,
        SEEK_SET,
        SEEK_CUR,
        SEEK_END,
        SEEK_DATA,
        SEEK_HOLE,
        F_LOCK,
        F_TLOCK,
        F_ULOCK,
        F_TEST,
        POSIX_FADV_NORMAL,
        POSIX_FADV_RANDOM,
        POSIX_FADV_SEQUENTIAL,
        POSIX_FADV_WILLNEED,
        POSIX_FADV_DONTNEED,
        POSIX_FADV_NOREUSE,
        PRIO_PROCESS,
        PRIO_PGRP,
        PRIO_USER,
        WNOHANG,
        WUNTRACED,
        WCONTINUED,
        WEXITED,
        WSTOPPED,
        WNOWAIT,
        P_ALL,
        P_PID,
        P_PGID,
        P_PIDFD,
        CLD_EXITED,
        CLD_KILLED,
        CLD_DUMPED,
        CLD_TRAPPED,
        CLD_STOPPED,
        CLD_CONTINUED,
        GRND_NONBLOCK,
        GRND_RANDOM,
        SCHED_OTHER,
        SCHED_BATCH,
        SCHED_FIFO,
        SCHED_IDLE,
        SCHED_RR,
        ST_RDONLY,
        ST_NOSUID,
        ST_NODEV,
        ST_NOEXEC,
        ST_SYNCHRONOUS,
        ST_MANDLOCK,
        ST_NOATIME,
        ST_NODIRATIME,
        ST_RELATIME,
        XATTR_CREATE,
        XATTR_REPLACE,
        RTLD_LAZY,
        RTLD_NOW,
        RTLD_GLOBAL,
        RTLD_LOCAL,
        RTLD_NODELETE,
        RTLD_NOLOAD,
        RTLD_DEEPBIND,
    );
    // On 64-bit systems every file may be large.
    let def = def
        .int("O_LARGEFILE", 0)
        .int("TMP_MAX", 238_328)
        .int("NGROUPS_MAX", 65_536);
    let exits = [
        ("EX_OK", 0),
        ("EX_USAGE", 64),
        ("EX_DATAERR", 65),
        ("EX_NOINPUT", 66),
        ("EX_NOUSER", 67),
        ("EX_NOHOST", 68),
        ("EX_UNAVAILABLE", 69),
        ("EX_SOFTWARE", 70),
        ("EX_OSERR", 71),
        ("EX_OSFILE", 72),
        ("EX_CANTCREAT", 73),
        ("EX_IOERR", 74),
        ("EX_TEMPFAIL", 75),
        ("EX_PROTOCOL", 76),
        ("EX_NOPERM", 77),
        ("EX_CONFIG", 78),
        ("P_WAIT", 0),
        ("P_NOWAIT", 1),
        ("P_NOWAITO", 1),
    ];
    exits
        .into_iter()
        .fold(def, |def, (name, value)| def.int(name, value))
}
