//! Services, protocols, interfaces, addresses in digits, byte orders.

use std::net::{Ipv4Addr, Ipv6Addr};

use nix::libc;

use super::plain_error;
use crate::native::{Buffer, ModuleDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// What every machine agrees on, for those that have no /etc/services.
const SERVICES: &[(&str, u16)] = &[
    ("ftp", 21),
    ("ssh", 22),
    ("telnet", 23),
    ("smtp", 25),
    ("domain", 53),
    ("http", 80),
    ("pop3", 110),
    ("ntp", 123),
    ("imap2", 143),
    ("https", 443),
    ("submission", 587),
    ("imaps", 993),
    ("pop3s", 995),
];

const PROTOCOLS: &[(&str, i64)] = &[
    ("ip", 0),
    ("icmp", 1),
    ("igmp", 2),
    ("tcp", 6),
    ("udp", 17),
    ("ipv6", 41),
    ("ipv6-icmp", 58),
    ("sctp", 132),
];

/// The entries of /etc/services: names (the official one first), port and protocol.
fn services() -> Vec<(Vec<String>, u16, String)> {
    let text = std::fs::read_to_string("/etc/services").unwrap_or_default();
    let mut found = Vec::new();
    for line in text.lines() {
        let mut words = line.split('#').next().unwrap_or("").split_whitespace();
        let (Some(name), Some(entry)) = (words.next(), words.next()) else {
            continue;
        };
        let Some((port, protocol)) = entry.split_once('/') else {
            continue;
        };
        if let Ok(port) = port.parse() {
            let names = std::iter::once(name)
                .chain(words)
                .map(str::to_owned)
                .collect();
            found.push((names, port, protocol.to_owned()));
        }
    }
    if found.is_empty() {
        for (name, port) in SERVICES {
            for protocol in ["tcp", "udp"] {
                found.push((vec![(*name).to_owned()], *port, protocol.to_owned()));
            }
        }
    }
    found
}

/// The port of a service.
pub fn service_port(name: &str, protocol: Option<&str>) -> Option<u16> {
    services()
        .into_iter()
        .find(|(names, _, p)| names.iter().any(|n| n == name) && protocol.is_none_or(|w| w == p))
        .map(|(_, port, _)| port)
}

/// The name of the service at a port.
pub fn service_name(port: u16, protocol: Option<&str>) -> Option<String> {
    services()
        .into_iter()
        .find(|(_, p, word)| *p == port && protocol.is_none_or(|w| w == word))
        .and_then(|(names, ..)| names.into_iter().next())
}

/// An address of version 4 in the forms that `inet_aton` takes: one to four numbers, decimal,
/// octal or hexadecimal, of which the last one fills the rest.
pub fn aton(text: &str) -> Option<Ipv4Addr> {
    let mut numbers = Vec::new();
    for part in text.split('.') {
        let lower = part.to_ascii_lowercase();
        let number = match lower.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16),
            None if part.len() > 1 && part.starts_with('0') => u32::from_str_radix(part, 8),
            None => part.parse(),
        };
        if part.starts_with('+') {
            return None;
        }
        numbers.push(number.ok()?);
    }
    let last = numbers.pop()?;
    if numbers.len() > 3 || numbers.iter().any(|n| *n > 255) {
        return None;
    }
    let bits = 8 * (4 - numbers.len() as u32);
    if u64::from(last) >= 1 << bits {
        return None;
    }
    let high = numbers.iter().enumerate();
    let whole = high.fold(last, |sum, (at, n)| sum | n << (24 - 8 * at as u32));
    Some(Ipv4Addr::from(whole))
}

/// Interfaces of the network: numbers and names.
fn interfaces() -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/sys/class/net")
        .into_iter()
        .flatten()
        .flatten()
    {
        let number = std::fs::read_to_string(entry.path().join("ifindex")).unwrap_or_default();
        if let Ok(number) = number.trim().parse() {
            found.push((number, entry.file_name().to_string_lossy().into_owned()));
        }
    }
    found.sort();
    found
}

/// The number of an interface.
pub fn interface_index(name: &str) -> Option<u32> {
    interfaces()
        .into_iter()
        .find(|(_, n)| n == name)
        .map(|(i, _)| i)
}

/// The functions.
pub fn functions(def: ModuleDef) -> ModuleDef {
    orders(digits(tables(def)))
}

fn tables(def: ModuleDef) -> ModuleDef {
    def.function(
        "getservbyname(servicename, protocolname=<none>, /)",
        "A service's port.",
        {
            |vm: &Vm, name: String, protocol: Option<String>| {
                service_port(&name, protocol.as_deref())
                    .map(i32::from)
                    .ok_or_else(|| plain_error(vm, "service/proto not found"))
            }
        },
    )
    .function(
        "getservbyport(port, protocolname=<none>, /)",
        "The service of a port.",
        {
            |vm: &Vm, port: i64, protocol: Option<String>| {
                let Ok(port) = u16::try_from(port) else {
                    return Err(vm.overflow_error("getservbyport: port must be 0-65535."));
                };
                service_name(port, protocol.as_deref())
                    .ok_or_else(|| plain_error(vm, "port/proto not found"))
            }
        },
    )
    .function(
        "getprotobyname(name, /)",
        "The number of a protocol.",
        |vm: &Vm, name: String| {
            let text = std::fs::read_to_string("/etc/protocols").unwrap_or_default();
            for line in text.lines() {
                let words: Vec<&str> = line
                    .split('#')
                    .next()
                    .unwrap_or("")
                    .split_whitespace()
                    .collect();
                if let [first, number, rest @ ..] = &words[..]
                    && (*first == name || rest.contains(&&*name))
                    && let Ok(number) = number.parse::<i64>()
                {
                    return Ok(number);
                }
            }
            let known = PROTOCOLS.iter().find(|(n, _)| *n == name);
            known
                .map(|(_, n)| *n)
                .ok_or_else(|| plain_error(vm, "protocol not found"))
        },
    )
    .function(
        "if_nameindex()",
        "Numbers and names of the network's interfaces.",
        |_: &Vm| {
            let pairs = interfaces().into_iter();
            let pairs = pairs
                .map(|(i, name)| Value::tuple(vec![Value::int(i64::from(i)), Value::str(&name)]));
            Ok(pairs.collect::<Vec<Value>>())
        },
    )
    .function("if_nametoindex(oname, /)", "The number of an interface.", {
        |vm: &Vm, name: String| {
            interface_index(&name).ok_or_else(|| plain_error(vm, "no interface with this name"))
        }
    })
    .function(
        "if_indextoname(index, /)",
        "The name of an interface.",
        |vm: &Vm, index: i64| {
            let found = interfaces()
                .into_iter()
                .find(|(i, _)| i64::from(*i) == index);
            found
                .map(|(_, n)| n)
                .ok_or_else(|| vm.os_error_number(libc::ENXIO, &[]))
        },
    )
}

fn digits(def: ModuleDef) -> ModuleDef {
    def.function(
        "inet_aton(ip_addr, /)",
        "An IPv4 address in digits as four bytes.",
        {
            |vm: &Vm, text: String| match aton(text.trim_end()) {
                Some(ip) => Ok(ip.octets().to_vec()),
                None => Err(plain_error(
                    vm,
                    "illegal IP address string passed to inet_aton",
                )),
            }
        },
    )
    .function(
        "inet_ntoa(packed_ip, /)",
        "Four bytes as an IPv4 address in digits.",
        {
            |vm: &Vm, packed: Buffer| match packed.first_chunk::<4>() {
                Some(octets) if packed.len() == 4 => Ok(Ipv4Addr::from(*octets).to_string()),
                _ => Err(plain_error(vm, "packed IP wrong length for inet_ntoa")),
            }
        },
    )
    .function(
        "inet_pton(address_family, ip_string, /)",
        "An address in digits as bytes.",
        {
            |vm: &Vm, family: i32, text: String| {
                let bad = || plain_error(vm, "illegal IP address string passed to inet_pton");
                match family {
                    libc::AF_INET => match text.parse::<Ipv4Addr>() {
                        Ok(ip) => Ok(ip.octets().to_vec()),
                        Err(_) => Err(bad()),
                    },
                    libc::AF_INET6 => match text.parse::<Ipv6Addr>() {
                        Ok(ip) => Ok(ip.octets().to_vec()),
                        Err(_) => Err(bad()),
                    },
                    _ => Err(vm.os_error_number(libc::EAFNOSUPPORT, &[])),
                }
            }
        },
    )
    .function(
        "inet_ntop(address_family, packed_ip, /)",
        "Bytes as an address in digits.",
        {
            |vm: &Vm, family: i32, packed: Buffer| {
                let wrong = || vm.value_error("invalid length of packed IP address string");
                match family {
                    libc::AF_INET => match packed.first_chunk::<4>() {
                        Some(octets) if packed.len() == 4 => {
                            Ok(Ipv4Addr::from(*octets).to_string())
                        }
                        _ => Err(wrong()),
                    },
                    libc::AF_INET6 => match packed.first_chunk::<16>() {
                        Some(octets) if packed.len() == 16 => {
                            Ok(Ipv6Addr::from(*octets).to_string())
                        }
                        _ => Err(wrong()),
                    },
                    _ => Err(vm.value_error(format!("unknown address family {family}"))),
                }
            }
        },
    )
}

fn short(vm: &Vm, name: &str, value: &Value) -> PyResult<u16> {
    let number = vm.index(value)?;
    if number < 0 {
        return Err(vm.overflow_error(format!(
            "{name}: can't convert negative Python int to C 16-bit unsigned integer"
        )));
    }
    u16::try_from(number).map_err(|_| {
        vm.overflow_error(format!(
            "{name}: Python int too large to convert to C 16-bit unsigned integer"
        ))
    })
}

fn long(vm: &Vm, value: &Value) -> PyResult<u32> {
    let number = vm.index(value)?;
    if number < 0 {
        return Err(vm.overflow_error("can't convert negative value to unsigned int"));
    }
    u32::try_from(number).map_err(|_| vm.overflow_error("int larger than 32 bits"))
}

fn orders(def: ModuleDef) -> ModuleDef {
    def.function(
        "htons(x, /)",
        "A 16-bit number in network byte order.",
        |vm: &Vm, x: Value| Ok(i32::from(short(vm, "htons", &x)?.to_be())),
    )
    .function(
        "ntohs(x, /)",
        "A 16-bit number from network byte order.",
        |vm: &Vm, x: Value| Ok(i32::from(u16::from_be(short(vm, "ntohs", &x)?))),
    )
    .function(
        "htonl(x, /)",
        "A 32-bit number in network byte order.",
        |vm: &Vm, x: Value| Ok(long(vm, &x)?.to_be()),
    )
    .function(
        "ntohl(x, /)",
        "A 32-bit number from network byte order.",
        |vm: &Vm, x: Value| Ok(u32::from_be(long(vm, &x)?)),
    )
}
