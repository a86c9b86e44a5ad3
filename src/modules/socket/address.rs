//! Addresses: what programs write, `('localhost', 80)` or a path, and what the system takes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};
use std::os::unix::ffi::OsStrExt;

use nix::libc;
use rustix::net::{SocketAddrAny, SocketAddrUnix};

use super::{plain_error, resolve};
use crate::modules::os::path_arg;
use crate::native::Buffer;
use crate::object::{ByteArray, Bytes, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// An address of a family, as a program gives it to `function`.
pub fn from_program(
    vm: &Vm,
    family: i32,
    value: &Value,
    function: &str,
) -> PyResult<SocketAddrAny> {
    match family {
        libc::AF_INET => {
            let parts = tuple(vm, value, function, "AF_INET")?;
            let [host, port] = &parts[..] else {
                return Err(vm.type_error("AF_INET address must be a pair (host, port)"));
            };
            let host = host_text(vm, host)?;
            let number = vm.index(port)?;
            match resolve::one(vm, &host, libc::AF_INET)? {
                IpAddr::V4(ip) => {
                    Ok(SocketAddrV4::new(ip, check_port(vm, number, function)?).into())
                }
                IpAddr::V6(_) => Err(super::gai_error(vm, -9)),
            }
        }
        libc::AF_INET6 => inet6(vm, value, function),
        libc::AF_UNIX => unix(vm, value),
        _ => Err(plain_error(vm, &format!("{function}(): bad family"))),
    }
}

fn tuple(vm: &Vm, value: &Value, function: &str, family: &str) -> PyResult<Vec<Value>> {
    match Tuple::from_value(value) {
        Some(parts) => Ok(parts.to_vec()),
        None => Err(vm.type_error(format!(
            "{function}(): {family} address must be tuple, not {}",
            vm.type_name(value)
        ))),
    }
}

fn inet6(vm: &Vm, value: &Value, function: &str) -> PyResult<SocketAddrAny> {
    let parts = tuple(vm, value, function, "AF_INET6")?;
    if !(2..=4).contains(&parts.len()) {
        return Err(
            vm.type_error("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
        );
    }
    let number = |at: usize| parts.get(at).map_or(Ok(0), |v| vm.index(v));
    let host = host_text(vm, &parts[0])?;
    let (port, flow, scope) = (number(1)?, number(2)?, number(3)?);
    let ip = match resolve::one(vm, &host, libc::AF_INET6)? {
        IpAddr::V6(ip) => ip,
        IpAddr::V4(_) => return Err(super::gai_error(vm, -9)),
    };
    let port = check_port(vm, port, function)?;
    if !(0..=0xfffff).contains(&flow) {
        return Err(vm.overflow_error(format!("{function}(): flowinfo must be 0-1048575.")));
    }
    let scope = u32::try_from(scope)
        .map_err(|_| vm.overflow_error("signed integer is greater than maximum"))?;
    Ok(SocketAddrV6::new(ip, port, flow as u32, scope).into())
}

fn check_port(vm: &Vm, port: i64, function: &str) -> PyResult<u16> {
    u16::try_from(port)
        .map_err(|_| vm.overflow_error(format!("{function}(): port must be 0-65535.")))
}

/// The name of a host as an argument.
pub fn host_text(vm: &Vm, value: &Value) -> PyResult<String> {
    let text = if let Some(text) = Str::from_value(value) {
        vm.utf8(&text)?.to_owned()
    } else if let Some(bytes) = Bytes::from_value(value) {
        String::from_utf8_lossy(&bytes).into_owned()
    } else if let Some(array) = ByteArray::from_value(value) {
        String::from_utf8_lossy(&array.borrow()).into_owned()
    } else {
        return Err(vm.type_error(format!(
            "str, bytes or bytearray expected, not {}",
            vm.type_name(value)
        )));
    };
    if text.contains('\0') {
        return Err(vm.type_error("host name must not contain null character"));
    }
    Ok(text)
}

fn unix(vm: &Vm, value: &Value) -> PyResult<SocketAddrAny> {
    let path = if let Some(text) = Str::from_value(value) {
        path_arg::os_path(vm, &text.value(), "connect", "path", "str")?
            .path
            .as_os_str()
            .as_bytes()
            .to_vec()
    } else {
        Buffer::require(vm, value)?.to_vec()
    };
    let too_long = |_| plain_error(vm, "AF_UNIX path too long");
    let made = match path.split_first() {
        None => Ok(SocketAddrUnix::new_unnamed()),
        Some((0, name)) => SocketAddrUnix::new_abstract_name(name),
        Some(_) => SocketAddrUnix::new(&path[..]),
    };
    Ok(made.map_err(too_long)?.into())
}

/// An address of the system, as programs see it.
pub fn to_program(vm: &Vm, address: Option<SocketAddrAny>) -> PyResult<Value> {
    let Some(address) = address else {
        return Ok(Value::NONE);
    };
    if let Ok(v4) = SocketAddrV4::try_from(address.clone()) {
        return Ok(inet_value(*v4.ip(), v4.port()));
    }
    if let Ok(v6) = SocketAddrV6::try_from(address.clone()) {
        return Ok(inet6_value(&v6));
    }
    if let Ok(unix) = SocketAddrUnix::try_from(address.clone()) {
        if let Some(name) = unix.abstract_name().filter(|n| !n.is_empty()) {
            return Ok(Value::bytes([&[0], name].concat()));
        }
        return match unix.path_bytes() {
            Some(path) => {
                let path = path.strip_suffix(&[0]).unwrap_or(path);
                Ok(path_arg::decode(path))
            }
            None => Ok(Value::str("")),
        };
    }
    let family = i64::from(address.address_family().as_raw());
    Err(plain_error(
        vm,
        &format!("addresses of family {family} are not supported"),
    ))
}

fn inet_value(ip: Ipv4Addr, port: u16) -> Value {
    Value::tuple(vec![
        Value::str(&ip.to_string()),
        Value::int(i64::from(port)),
    ])
}

fn inet6_value(v6: &SocketAddrV6) -> Value {
    Value::tuple(vec![
        Value::str(&v6_text(*v6.ip())),
        Value::int(i64::from(v6.port())),
        Value::int(i64::from(v6.flowinfo())),
        Value::int(i64::from(v6.scope_id())),
    ])
}

/// An address of version 6 as text.
pub fn v6_text(ip: Ipv6Addr) -> String {
    ip.to_string()
}

/// An address with a port, as programs see it.
pub fn ip_value(ip: IpAddr, port: u16, scope: u32) -> Value {
    match ip {
        IpAddr::V4(ip) => inet_value(ip, port),
        IpAddr::V6(ip) => inet6_value(&SocketAddrV6::new(ip, port, 0, scope)),
    }
}
