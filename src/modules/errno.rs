//! errno: the names of the system's error numbers.

use nix::libc;

use crate::native::ModuleDef;
use crate::object::{Dict, Value};
use crate::vm::Vm;

macro_rules! numbers {
    ($($name:ident),* $(,)?) => {
        /// Names and numbers, in the order in which later names of a number win.
        const NUMBERS: &[(&str, i32)] = &[$((stringify!($name), libc::$name)),*];
    };
}

numbers!(
    ENODEV,
    ENOCSI,
    EHOSTUNREACH,
    ENOMSG,
    EUCLEAN,
    EL2NSYNC,
    EL2HLT,
    ENODATA,
    ENOTBLK,
    ENOSYS,
    EPIPE,
    EINVAL,
    EOVERFLOW,
    EADV,
    EINTR,
    EUSERS,
    ENOTEMPTY,
    ENOBUFS,
    EPROTO,
    EREMOTE,
    ENAVAIL,
    ECHILD,
    ELOOP,
    EXDEV,
    E2BIG,
    ESRCH,
    EMSGSIZE,
    EAFNOSUPPORT,
    EBADR,
    EHOSTDOWN,
    EPFNOSUPPORT,
    ENOPROTOOPT,
    EBUSY,
    EAGAIN,
    EWOULDBLOCK,
    EBADFD,
    EDOTDOT,
    EISCONN,
    ENOANO,
    ESHUTDOWN,
    ECHRNG,
    ELIBBAD,
    ENONET,
    EBADE,
    EBADF,
    EMULTIHOP,
    EIO,
    EUNATCH,
    EPROTOTYPE,
    ENOSPC,
    ENOEXEC,
    EALREADY,
    ENETDOWN,
    ENOTNAM,
    EACCES,
    ELNRNG,
    EILSEQ,
    ENOTDIR,
    ENOTUNIQ,
    EPERM,
    EDOM,
    EXFULL,
    ECONNREFUSED,
    EISDIR,
    EPROTONOSUPPORT,
    EROFS,
    EADDRNOTAVAIL,
    EIDRM,
    ECOMM,
    ESRMNT,
    EREMOTEIO,
    EL3RST,
    EBADMSG,
    ENFILE,
    ELIBMAX,
    ESPIPE,
    ENOLINK,
    ENETRESET,
    ETIMEDOUT,
    ENOENT,
    EEXIST,
    EDQUOT,
    ENOSTR,
    EBADSLT,
    EBADRQC,
    ELIBACC,
    EFAULT,
    EFBIG,
    EDEADLK,
    ENOTCONN,
    EDESTADDRREQ,
    ELIBSCN,
    ENOLCK,
    EISNAM,
    ECONNABORTED,
    ENETUNREACH,
    ESTALE,
    ENOSR,
    ENOMEM,
    ENOTSOCK,
    ESTRPIPE,
    EMLINK,
    ERANGE,
    ELIBEXEC,
    EL3HLT,
    ECONNRESET,
    EADDRINUSE,
    EOPNOTSUPP,
    ENOTSUP,
    EREMCHG,
    ENOTTY,
    ERESTART,
    ESOCKTNOSUPPORT,
    ETIME,
    EBFONT,
    EDEADLOCK,
    ETOOMANYREFS,
    EMFILE,
    ETXTBSY,
    EINPROGRESS,
    ENXIO,
    ENAMETOOLONG,
    ENOPKG,
    ENOMEDIUM,
    EMEDIUMTYPE,
    ECANCELED,
    ENOKEY,
    EKEYEXPIRED,
    EKEYREVOKED,
    EKEYREJECTED,
    EOWNERDEAD,
    ENOTRECOVERABLE,
    ERFKILL,
    EHWPOISON,
);

pub fn module(vm: &Vm) -> ModuleDef {
    let mut def = ModuleDef::new(
        "errno",
        "This module makes available standard errno system symbols.",
    );
    let names = Dict::new();
    for (name, number) in NUMBERS {
        def = def.int(name, i64::from(*number));
        // Of two names for one number, the dict shows the commoner: EAGAIN, EDEADLOCK, ENOTSUP.
        let hidden = matches!(*name, "EWOULDBLOCK" | "EDEADLK" | "EOPNOTSUPP");
        if !hidden {
            // An int as a key runs no code of the program.
            let _ = names.set(vm, Value::int(i64::from(*number)), Value::str(name));
        }
    }
    def.value("errorcode", names)
}
