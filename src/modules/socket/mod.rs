//! `_socket`: sockets of the system. `stdlib/socket.py` makes the public module of it.
//!
//! A call that cannot be done at once waits through the scheduler, so that other threads run
//! meanwhile: every call is tried without blocking first, and again when the descriptor is ready.
//!
//! | file | holds |
//! |---|---|
//! | `object` | the socket object: making, binding, connecting, accepting, closing |
//! | `transfer` | sending and receiving |
//! | `address` | addresses as programs write them, and back |
//! | `options` | `getsockopt`, `setsockopt` |
//! | `resolve` | names of hosts |
//! | `names` | numbers and names of services, protocols, interfaces; byte orders |
//! | `constants` | the numbers of `<sys/socket.h>` and its kin |
//!
//! Left out: families other than AF_INET, AF_INET6 and AF_UNIX (their sockets can be made, but an
//! address of them raises OSError), `sethostname`, `CMSG_LEN` and ancillary data other than
//! descriptors (SCM_RIGHTS).

#![cfg(feature = "network")]

use crate::native::ModuleDef;
use crate::object::{Class, Exc, PyResult, Value};
use crate::vm::Vm;

mod address;
mod constants;
mod names;
mod object;
mod options;
mod resolve;
mod transfer;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new("_socket", "Implementation module for socket operations.")
        .class::<object::Sock>(vm)
        .value("SocketType", vm.class_for::<object::Sock>())
        .value("error", vm.types.os_error.clone())
        .value("timeout", vm.types.timeout_error.clone())
        .value("gaierror", gai_class(vm))
        .value("herror", host_class(vm))
        .value("has_ipv6", Value::TRUE);
    let def = constants::CONSTANTS
        .iter()
        .fold(def, |def, (name, value)| def.int(name, *value));
    names::functions(resolve::functions(object::functions(def)))
}

fn gai_class(vm: &Vm) -> Class {
    vm.exception_type("socket", "gaierror", &vm.types.os_error)
}

fn host_class(vm: &Vm) -> Class {
    vm.exception_type("socket", "herror", &vm.types.os_error)
}

/// An exception of a subclass of OSError with a number and a text.
fn numbered(vm: &Vm, class: &Class, number: i32, text: &str) -> Exc {
    let (number, text) = (Value::int(i64::from(number)), Value::str(text));
    vm.exception_with(class, vec![number.clone(), text.clone()])
        .with_field("errno", number)
        .with_field("strerror", text)
}

/// The gaierror of a code.
fn gai_error(vm: &Vm, code: i32) -> Exc {
    let text = match code {
        -1 => "Bad value for ai_flags",
        -2 => "Name or service not known",
        -3 => "Temporary failure in name resolution",
        -5 => "No address associated with hostname",
        -6 => "ai_family not supported",
        -7 => "ai_socktype not supported",
        -8 => "Servname not supported for ai_socktype",
        -9 => "Address family for hostname not supported",
        _ => "Non-recoverable failure in name resolution",
    };
    numbered(vm, &gai_class(vm), code, text)
}

/// An OSError with nothing but a text.
fn plain_error(vm: &Vm, text: &str) -> Exc {
    vm.exception(&vm.types.os_error, text)
}

/// The result of a system call.
fn check<T>(vm: &Vm, result: Result<T, rustix::io::Errno>) -> PyResult<T> {
    result.map_err(|e| vm.os_error_number(e.raw_os_error(), &[]))
}
