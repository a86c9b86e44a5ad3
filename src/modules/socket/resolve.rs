//! Names of hosts.
//!
//! The system's resolver blocks, so it runs on an OS thread of its own while the task waits for
//! a socket on which that thread hangs up. Names of addresses (`gethostbyaddr`, `getnameinfo`)
//! come from /etc/hosts only: nothing in safe Rust asks the name servers for them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use nix::libc;
use nix::poll::PollFlags;

use super::address::{host_text, ip_value};
use super::{gai_error, host_class, names, numbered, plain_error};
use crate::native::ModuleDef;
use crate::object::{Bytes, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

type Answer = Result<Vec<SocketAddr>, std::io::Error>;

/// Ask the system for the addresses of a name.
fn ask(vm: &Vm, host: &str) -> PyResult<Vec<SocketAddr>> {
    let broken = |e: std::io::Error| vm.os_error(&e, &[]);
    let (wait, done) = UnixStream::pair().map_err(broken)?;
    let place: Arc<Mutex<Option<Answer>>> = Arc::default();
    let (there, name) = (place.clone(), host.to_owned());
    std::thread::Builder::new()
        .name("resolver".to_owned())
        .spawn(move || {
            let answer = (name.as_str(), 0).to_socket_addrs().map(Iterator::collect);
            if let Ok(mut place) = there.lock() {
                *place = Some(answer);
            }
            drop(done);
        })
        .map_err(broken)?;
    vm.wait_for_descriptor(wait.as_fd(), PollFlags::POLLIN, None)?;
    let answer = place.lock().ok().and_then(|mut place| place.take());
    match answer {
        Some(Ok(found)) => Ok(found),
        Some(Err(e)) => Err(gai_error(vm, code_of(&e.to_string()))),
        None => Err(gai_error(vm, -4)),
    }
}

/// The resolver's code, which Rust only tells in words.
fn code_of(text: &str) -> i32 {
    if text.contains("Temporary failure") {
        -3
    } else if text.contains("No address associated") {
        -5
    } else if text.contains("Non-recoverable") {
        -4
    } else {
        -2
    }
}

/// An address in digits: with `scope` of version 6 also `fe80::1%eth0`.
fn literal(host: &str) -> Option<(IpAddr, u32)> {
    if let Some((ip, zone)) = host.split_once('%') {
        let scope = zone.parse().ok().or_else(|| names::interface_index(zone))?;
        return Some((IpAddr::V6(ip.parse::<Ipv6Addr>().ok()?), scope));
    }
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Some((ip, 0));
    }
    names::aton(host).map(|ip| (IpAddr::V4(ip), 0))
}

fn family_of(ip: &IpAddr) -> i32 {
    if ip.is_ipv4() {
        libc::AF_INET
    } else {
        libc::AF_INET6
    }
}

/// The address of a name in a family, for connecting and binding: "" is every address.
pub fn one(vm: &Vm, host: &str, family: i32) -> PyResult<IpAddr> {
    let v4 = family == libc::AF_INET;
    match host {
        "" if v4 => return Ok(Ipv4Addr::UNSPECIFIED.into()),
        "" => return Ok(Ipv6Addr::UNSPECIFIED.into()),
        "<broadcast>" | "255.255.255.255" if v4 => return Ok(Ipv4Addr::BROADCAST.into()),
        _ => {}
    }
    if let Some((ip, _)) = literal(host) {
        return if family_of(&ip) == family {
            Ok(ip)
        } else {
            Err(gai_error(vm, -9))
        };
    }
    let found = ask(vm, &ascii_name(vm, host)?)?;
    let fitting = found
        .iter()
        .map(SocketAddr::ip)
        .find(|ip| family_of(ip) == family);
    fitting.ok_or_else(|| gai_error(vm, -2))
}

/// A name in letters beyond ASCII as name servers know it.
fn ascii_name(vm: &Vm, host: &str) -> PyResult<String> {
    if host.is_ascii() {
        return Ok(host.to_owned());
    }
    let encoded = vm.call_method(&Value::str(host), "encode", &mut [Value::str("idna")])?;
    host_text(vm, &encoded)
}

/// Functions.
pub fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)",
        "The addresses of a host and a service: (family, type, proto, canonname, sockaddr).",
        getaddrinfo,
    )
    .function(
        "gethostbyname(host, /)",
        "The address of a host, of version 4.",
        {
            |vm: &Vm, host: Value| {
                let host = host_text(vm, &host)?;
                Ok(one(vm, &host, libc::AF_INET)?.to_string())
            }
        },
    )
    .function(
        "gethostbyname_ex(host, /)",
        "Name, aliases and addresses of a host.",
        {
            |vm: &Vm, host: Value| {
                let host = host_text(vm, &host)?;
                let found = match literal(&host) {
                    Some((ip, _)) => vec![ip],
                    None => ask(vm, &ascii_name(vm, &host)?)?
                        .iter()
                        .map(SocketAddr::ip)
                        .collect(),
                };
                let mut ips: Vec<Value> = Vec::new();
                for ip in found.iter().filter(|ip| ip.is_ipv4()) {
                    ips.push(Value::str(&ip.to_string()));
                }
                Ok((host, Vec::<Value>::new(), ips))
            }
        },
    )
    .function(
        "gethostbyaddr(host, /)",
        "Name, aliases and addresses of a host.",
        {
            |vm: &Vm, host: Value| {
                let host = host_text(vm, &host)?;
                let ip = match literal(&host) {
                    Some((ip, _)) => ip,
                    None => one(vm, &host, libc::AF_INET)?,
                };
                let mut names = names_of(ip);
                if names.is_empty() {
                    return Err(numbered(vm, &host_class(vm), 1, "Unknown host"));
                }
                let aliases = names.split_off(1);
                let aliases: Vec<Value> = aliases.iter().map(|n| Value::str(n)).collect();
                Ok((names.remove(0), aliases, vec![Value::str(&ip.to_string())]))
            }
        },
    )
    .function(
        "getnameinfo(sockaddr, flags, /)",
        "The host and the service of an address.",
        getnameinfo,
    )
    .function("gethostname()", "The name of this machine.", |_: &Vm| {
        Ok(rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned())
    })
}

/// The names that /etc/hosts has for an address: the first line that names it.
fn names_of(ip: IpAddr) -> Vec<String> {
    let text = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    for line in text.lines() {
        let mut words = line.split('#').next().unwrap_or("").split_whitespace();
        if words.next().and_then(|w| w.parse::<IpAddr>().ok()) == Some(ip) {
            let names: Vec<String> = words.map(str::to_owned).collect();
            if !names.is_empty() {
                return names;
            }
        }
    }
    Vec::new()
}

const TYPES: [(i32, i32); 3] = [
    (libc::SOCK_STREAM, libc::IPPROTO_TCP),
    (libc::SOCK_DGRAM, libc::IPPROTO_UDP),
    (libc::SOCK_RAW, 0),
];

/// The kinds of sockets that fit the wishes, with their protocols.
fn kinds(vm: &Vm, kind: i32, protocol: i32, by_name: bool) -> PyResult<Vec<(i32, i32)>> {
    let found: Vec<(i32, i32)> = TYPES
        .iter()
        .filter(|(k, _)| kind == 0 || *k == kind)
        // A service has a name for these two only.
        .filter(|(k, _)| !by_name || *k != libc::SOCK_RAW)
        .filter(|(_, p)| protocol == 0 || *p == 0 || *p == protocol)
        .map(|(k, p)| (*k, if *p == 0 { protocol } else { *p }))
        .collect();
    if found.is_empty() {
        return Err(gai_error(vm, -7));
    }
    Ok(found)
}

fn getaddrinfo(
    vm: &Vm,
    host: Value,
    port: Value,
    family: i32,
    kind: i32,
    protocol: i32,
    flags: i32,
) -> PyResult<Value> {
    let host = if host.is_none() {
        None
    } else if Str::from_value(&host).is_some() || Bytes::from_value(&host).is_some() {
        Some(host_text(vm, &host)?)
    } else {
        return Err(vm.type_error("getaddrinfo() argument 1 must be string or None"));
    };
    if host.is_none() && port.is_none() {
        return Err(gai_error(vm, -2));
    }
    let service = service_text(vm, &port)?;
    if ![libc::AF_UNSPEC, libc::AF_INET, libc::AF_INET6].contains(&family) {
        return Err(gai_error(vm, -6));
    }
    let by_name = service.parse::<u64>().is_err() && !service.is_empty();
    let mut sorts = Vec::new();
    for (kind, protocol) in kinds(vm, kind, protocol, by_name)? {
        let word = if kind == libc::SOCK_DGRAM {
            "udp"
        } else {
            "tcp"
        };
        let port = match service.parse::<u64>() {
            Ok(number) => Some(number as u16),
            Err(_) if service.is_empty() => Some(0),
            Err(_) if flags & libc::AI_NUMERICSERV != 0 => return Err(gai_error(vm, -2)),
            Err(_) => names::service_port(&service, Some(word)),
        };
        sorts.extend(port.map(|port| (kind, protocol, port)));
    }
    if sorts.is_empty() {
        return Err(gai_error(vm, -8));
    }
    let found = addresses(vm, host.as_deref(), family, flags)?;
    let mut list = Vec::new();
    for (at, (ip, scope)) in found.iter().enumerate() {
        for (kind, protocol, port) in &sorts {
            let named = flags & libc::AI_CANONNAME != 0 && at == 0 && list.is_empty();
            let canonical = host.as_deref().filter(|_| named).unwrap_or("");
            list.push(Value::tuple(vec![
                Value::int(i64::from(family_of(ip))),
                Value::int(i64::from(*kind)),
                Value::int(i64::from(*protocol)),
                Value::str(canonical),
                ip_value(*ip, *port, *scope),
            ]));
        }
    }
    Ok(list.into())
}

fn service_text(vm: &Vm, port: &Value) -> PyResult<String> {
    if port.is_none() {
        return Ok(String::new());
    }
    if let Some(number) = vm.big_of(port) {
        return Ok(number.to_string());
    }
    match Str::from_value(port) {
        Some(text) => Ok(vm.utf8(&text)?.to_owned()),
        None => match Bytes::from_value(port) {
            Some(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            None => Err(plain_error(vm, "Int or String expected")),
        },
    }
}

fn addresses(vm: &Vm, host: Option<&str>, family: i32, flags: i32) -> PyResult<Vec<(IpAddr, u32)>> {
    let wanted = |ip: &IpAddr| family == libc::AF_UNSPEC || family_of(ip) == family;
    let Some(host) = host else {
        let both: [IpAddr; 2] = if flags & libc::AI_PASSIVE != 0 {
            [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()]
        } else {
            [Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()]
        };
        return Ok(both.into_iter().filter(wanted).map(|ip| (ip, 0)).collect());
    };
    if let Some((ip, scope)) = literal(host) {
        return if wanted(&ip) {
            Ok(vec![(ip, scope)])
        } else {
            Err(gai_error(vm, -9))
        };
    }
    if flags & libc::AI_NUMERICHOST != 0 {
        return Err(gai_error(vm, -2));
    }
    let found = ask(vm, &ascii_name(vm, host)?)?;
    let mut ips: Vec<(IpAddr, u32)> = Vec::new();
    for address in found {
        let ip = address.ip();
        if wanted(&ip) && !ips.contains(&(ip, 0)) {
            ips.push((ip, 0));
        }
    }
    if ips.is_empty() {
        return Err(gai_error(vm, -5));
    }
    Ok(ips)
}

fn getnameinfo(vm: &Vm, sockaddr: Value, flags: i32) -> PyResult<(String, String)> {
    let Some(parts) = Tuple::from_value(&sockaddr) else {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    };
    let (Some(host), Some(port)) = (parts.first(), parts.get(1)) else {
        return Err(vm.type_error("getnameinfo(): illegal sockaddr argument"));
    };
    let host = host_text(vm, host)?;
    let port = vm.index(port)?;
    let Ok(port) = u16::try_from(port) else {
        return Err(vm.overflow_error("getnameinfo(): port must be 0-65535."));
    };
    let Some((ip, _)) = literal(&host) else {
        return Err(gai_error(vm, -2));
    };
    let mut name = None;
    if flags & libc::NI_NUMERICHOST == 0 {
        name = names_of(ip).into_iter().next();
    }
    if name.is_none() && flags & libc::NI_NAMEREQD != 0 {
        return Err(gai_error(vm, -2));
    }
    let word = if flags & libc::NI_DGRAM != 0 {
        "udp"
    } else {
        "tcp"
    };
    let service = (flags & libc::NI_NUMERICSERV == 0)
        .then(|| names::service_name(port, Some(word)))
        .flatten();
    Ok((
        name.unwrap_or_else(|| ip.to_string()),
        service.unwrap_or_else(|| port.to_string()),
    ))
}
