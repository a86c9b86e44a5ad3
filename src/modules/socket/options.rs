//! `getsockopt` and `setsockopt`.
//!
//! The system's own call takes any number and any bytes, which is nothing that safe Rust can do:
//! here is a table of the options by number. Those that it does not hold raise OSError ENOPROTOOPT,
//! the system's own word for an option it does not know.

use std::net::Ipv4Addr;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use nix::libc;
use rustix::io::Errno;
use rustix::net::sockopt as r;
use socket2::SockRef;

use super::object::Sock;
use super::{check, plain_error};
use crate::modules::io::descriptor::Descriptor;
use crate::native::{Buffer, ClassDef};
use crate::object::{Native, Value};
use crate::vm::Vm;
use std::os::fd::AsFd;

/// The value of an option.
enum Setting {
    Number(i64),
    Bytes(Vec<u8>),
}

type Outcome<T> = Result<T, Errno>;

/// The methods.
pub fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "getsockopt(self, level, option, buffersize=0, /)",
        "The value of an option: an int, or bytes if a size is given.",
        |vm: &Vm, this: Native<Sock>, level: i32, option: i32, size: i64| {
            if !(0..=1024).contains(&size) {
                return Err(plain_error(vm, "getsockopt buflen out of range"));
            }
            let fd = this.descriptor(vm)?;
            let found = check(vm, get(&fd, level, option))?;
            Ok(match (found, size as usize) {
                (Setting::Number(n), 0) => Value::int(n),
                (Setting::Bytes(b), 0) => {
                    let mut word = [0; 4];
                    let n = b.len().min(4);
                    word[..n].copy_from_slice(&b[..n]);
                    Value::int(i64::from(i32::from_ne_bytes(word)))
                }
                (Setting::Number(n), size) => {
                    let bytes = (n as i32).to_ne_bytes();
                    Value::bytes(bytes[..size.min(4)].to_vec())
                }
                (Setting::Bytes(mut b), size) => {
                    b.truncate(size);
                    Value::bytes(b)
                }
            })
        },
    )
    .method(
        "setsockopt(self, level, option, value=<none>, optlen=<none>, /)",
        "Set an option to an int or to bytes.",
        |vm: &Vm,
         this: Native<Sock>,
         level: i32,
         option: i32,
         value: Option<Value>,
         len: Option<Value>| {
            let Some(value) = value else {
                return Err(vm.type_error("setsockopt() takes exactly 3 arguments (2 given)"));
            };
            if let Some(len) = len {
                return if value.is_none() {
                    let _ = vm.index(&len)?;
                    Err(vm.os_error_number(libc::ENOPROTOOPT, &[]))
                } else {
                    Err(vm.type_error("socket option should be None, if optlen is given"))
                };
            }
            let setting = match vm.big_of(&value) {
                Some(_) => Setting::Number(vm.index(&value)?),
                None => Setting::Bytes(Buffer::require(vm, &value)?.to_vec()),
            };
            let fd = this.descriptor(vm)?;
            check(vm, set(&fd, level, option, &setting))
        },
    )
}

fn plain(result: std::io::Result<impl Into<i64>>) -> Outcome<Setting> {
    result.map(|n| Setting::Number(n.into())).map_err(errno)
}

fn errno(error: std::io::Error) -> Errno {
    Errno::from_raw_os_error(error.raw_os_error().unwrap_or(libc::EIO))
}

fn number<T: Into<i64>>(result: Outcome<T>) -> Outcome<Setting> {
    result.map(|n| Setting::Number(n.into()))
}

fn size(result: Outcome<usize>) -> Outcome<Setting> {
    result.map(|n| Setting::Number(n as i64))
}

/// Seconds, as the system counts them where it takes whole ones.
fn whole_seconds(result: Outcome<Duration>) -> Outcome<Setting> {
    result.map(|d| Setting::Number(d.as_secs() as i64))
}

/// `struct timeval`.
fn timeval(result: Outcome<Option<Duration>>) -> Outcome<Setting> {
    let span = result?.unwrap_or_default();
    let mut bytes = (span.as_secs() as i64).to_ne_bytes().to_vec();
    bytes.extend(i64::from(span.subsec_micros()).to_ne_bytes());
    Ok(Setting::Bytes(bytes))
}

fn get(fd: &Descriptor, level: i32, option: i32) -> Outcome<Setting> {
    let fd = fd.as_fd();
    let more = SockRef::from(&fd);
    match level {
        libc::SOL_SOCKET => get_general(fd, &more, option),
        libc::IPPROTO_TCP => get_tcp(fd, &more, option),
        libc::IPPROTO_IP => match option {
            libc::IP_TTL => number(r::ip_ttl(fd)),
            libc::IP_TOS => number(r::ip_tos(fd)),
            libc::IP_RECVTOS => number(r::ip_recvtos(fd)),
            libc::IP_MULTICAST_LOOP => number(r::ip_multicast_loop(fd)),
            libc::IP_MULTICAST_TTL => number(r::ip_multicast_ttl(fd)),
            libc::IP_MULTICAST_IF => {
                r::ip_multicast_if(fd).map(|ip| Setting::Bytes(ip.octets().to_vec()))
            }
            libc::IP_TRANSPARENT => plain(more.ip_transparent_v4()),
            _ => Err(Errno::NOPROTOOPT),
        },
        libc::IPPROTO_IPV6 => match option {
            libc::IPV6_V6ONLY => number(r::ipv6_v6only(fd)),
            libc::IPV6_UNICAST_HOPS => number(r::ipv6_unicast_hops(fd)),
            libc::IPV6_MULTICAST_HOPS => number(r::ipv6_multicast_hops(fd)),
            libc::IPV6_MULTICAST_LOOP => number(r::ipv6_multicast_loop(fd)),
            libc::IPV6_MULTICAST_IF => number(r::ipv6_multicast_if(fd)),
            libc::IPV6_TCLASS => number(r::ipv6_tclass(fd)),
            libc::IPV6_RECVTCLASS => number(r::ipv6_recvtclass(fd)),
            _ => Err(Errno::NOPROTOOPT),
        },
        _ => Err(Errno::NOPROTOOPT),
    }
}

fn get_general(fd: BorrowedFd, more: &SockRef, option: i32) -> Outcome<Setting> {
    match option {
        libc::SO_REUSEADDR => number(r::socket_reuseaddr(fd)),
        libc::SO_REUSEPORT => number(r::socket_reuseport(fd)),
        libc::SO_BROADCAST => number(r::socket_broadcast(fd)),
        libc::SO_KEEPALIVE => number(r::socket_keepalive(fd)),
        libc::SO_OOBINLINE => number(r::socket_oobinline(fd)),
        libc::SO_ACCEPTCONN => number(r::socket_acceptconn(fd)),
        libc::SO_PASSCRED => number(r::socket_passcred(fd)),
        libc::SO_RCVBUF => size(r::socket_recv_buffer_size(fd)),
        libc::SO_SNDBUF => size(r::socket_send_buffer_size(fd)),
        libc::SO_TYPE => Ok(Setting::Number(i64::from(r::socket_type(fd)?.as_raw()))),
        libc::SO_DOMAIN => Ok(Setting::Number(i64::from(r::socket_domain(fd)?.as_raw()))),
        libc::SO_PROTOCOL => {
            let found = r::socket_protocol(fd)?.map_or(0, |p| p.as_raw().get());
            Ok(Setting::Number(i64::from(found)))
        }
        libc::SO_ERROR => {
            let error = r::socket_error(fd)?.err().map_or(0, Errno::raw_os_error);
            Ok(Setting::Number(i64::from(error)))
        }
        libc::SO_LINGER => {
            let linger = r::socket_linger(fd)?;
            let mut bytes = i32::from(linger.is_some()).to_ne_bytes().to_vec();
            bytes.extend((linger.unwrap_or_default().as_secs() as i32).to_ne_bytes());
            Ok(Setting::Bytes(bytes))
        }
        libc::SO_RCVTIMEO => timeval(r::socket_timeout(fd, r::Timeout::Recv)),
        libc::SO_SNDTIMEO => timeval(r::socket_timeout(fd, r::Timeout::Send)),
        libc::SO_PEERCRED => {
            let who = r::socket_peercred(fd)?;
            let numbers = [
                who.pid.as_raw_nonzero().get() as u32,
                who.uid.as_raw(),
                who.gid.as_raw(),
            ];
            let bytes = numbers.iter().flat_map(|n| n.to_ne_bytes()).collect();
            Ok(Setting::Bytes(bytes))
        }
        libc::SO_PRIORITY => plain(more.priority()),
        libc::SO_MARK => plain(more.mark()),
        libc::SO_INCOMING_CPU => number(r::socket_incoming_cpu(fd)),
        libc::SO_BINDTODEVICE => {
            let name = more.device().map_err(errno)?.unwrap_or_default();
            Ok(Setting::Bytes(name))
        }
        _ => Err(Errno::NOPROTOOPT),
    }
}

fn get_tcp(fd: BorrowedFd, more: &SockRef, option: i32) -> Outcome<Setting> {
    match option {
        libc::TCP_NODELAY => number(r::tcp_nodelay(fd)),
        libc::TCP_CORK => number(r::tcp_cork(fd)),
        libc::TCP_QUICKACK => number(r::tcp_quickack(fd)),
        libc::TCP_THIN_LINEAR_TIMEOUTS => number(r::tcp_thin_linear_timeouts(fd)),
        libc::TCP_KEEPCNT => number(r::tcp_keepcnt(fd)),
        libc::TCP_KEEPIDLE => whole_seconds(r::tcp_keepidle(fd)),
        libc::TCP_KEEPINTVL => whole_seconds(r::tcp_keepintvl(fd)),
        libc::TCP_USER_TIMEOUT => number(r::tcp_user_timeout(fd)),
        libc::TCP_MAXSEG => plain(more.tcp_mss()),
        libc::TCP_NOTSENT_LOWAT => plain(more.tcp_notsent_lowat()),
        libc::TCP_CONGESTION => r::tcp_congestion(fd).map(|t| Setting::Bytes(t.into_bytes())),
        _ => Err(Errno::NOPROTOOPT),
    }
}

impl Setting {
    /// An int, from bytes too.
    fn number(&self) -> Outcome<i64> {
        match self {
            Setting::Number(n) => Ok(*n),
            Setting::Bytes(b) => match b.first_chunk::<4>() {
                Some(word) => Ok(i64::from(i32::from_ne_bytes(*word))),
                None => Err(Errno::INVAL),
            },
        }
    }
    fn flag(&self) -> Outcome<bool> {
        Ok(self.number()? != 0)
    }
    fn count(&self) -> Outcome<u32> {
        u32::try_from(self.number()?).map_err(|_| Errno::INVAL)
    }
    fn address(&self, at: usize) -> Outcome<Ipv4Addr> {
        match self {
            Setting::Bytes(b) => match b.get(at..at + 4).and_then(|p| p.first_chunk::<4>()) {
                Some(octets) => Ok(Ipv4Addr::from(*octets)),
                None => Err(Errno::INVAL),
            },
            Setting::Number(_) => Err(Errno::INVAL),
        }
    }
    /// The group and the interface of `struct ip_mreq` (the interface may be missing).
    fn membership(&self) -> Outcome<(Ipv4Addr, Ipv4Addr)> {
        let interface = self.address(4).unwrap_or(Ipv4Addr::UNSPECIFIED);
        Ok((self.address(0)?, interface))
    }
    /// The group and the interface of `struct ipv6_mreq`.
    fn membership_v6(&self) -> Outcome<(std::net::Ipv6Addr, u32)> {
        let Setting::Bytes(b) = self else {
            return Err(Errno::INVAL);
        };
        let group = b.first_chunk::<16>().ok_or(Errno::INVAL)?;
        let interface = b.get(16..20).and_then(|p| p.first_chunk::<4>());
        let interface = interface.ok_or(Errno::INVAL)?;
        Ok(((*group).into(), u32::from_ne_bytes(*interface)))
    }
    /// `struct timeval`.
    fn span(&self) -> Outcome<Option<Duration>> {
        let Setting::Bytes(b) = self else {
            return Err(Errno::INVAL);
        };
        let words = b.as_chunks::<8>().0;
        let [seconds, micros] = words else {
            return Err(Errno::INVAL);
        };
        let seconds = u64::from_ne_bytes(*seconds);
        let micros = u64::from_ne_bytes(*micros).min(999_999);
        let span = Duration::from_secs(seconds.min(1 << 40)) + Duration::from_micros(micros);
        Ok((!span.is_zero()).then_some(span))
    }
}

fn set(fd: &Descriptor, level: i32, option: i32, to: &Setting) -> Outcome<()> {
    let fd = fd.as_fd();
    let more = SockRef::from(&fd);
    match level {
        libc::SOL_SOCKET => set_general(fd, &more, option, to),
        libc::IPPROTO_TCP => set_tcp(fd, &more, option, to),
        libc::IPPROTO_IP => match option {
            libc::IP_TTL => r::set_ip_ttl(fd, to.count()?),
            libc::IP_TOS => r::set_ip_tos(fd, to.count()?.min(255) as u8),
            libc::IP_RECVTOS => r::set_ip_recvtos(fd, to.flag()?),
            libc::IP_MULTICAST_LOOP => r::set_ip_multicast_loop(fd, to.flag()?),
            libc::IP_MULTICAST_TTL => r::set_ip_multicast_ttl(fd, to.count()?),
            libc::IP_MULTICAST_IF => r::set_ip_multicast_if(fd, &to.address(0)?),
            libc::IP_ADD_MEMBERSHIP => {
                let (group, interface) = to.membership()?;
                r::set_ip_add_membership(fd, &group, &interface)
            }
            libc::IP_DROP_MEMBERSHIP => {
                let (group, interface) = to.membership()?;
                r::set_ip_drop_membership(fd, &group, &interface)
            }
            libc::IP_TRANSPARENT => more.set_ip_transparent_v4(to.flag()?).map_err(errno),
            _ => Err(Errno::NOPROTOOPT),
        },
        libc::IPPROTO_IPV6 => match option {
            libc::IPV6_V6ONLY => r::set_ipv6_v6only(fd, to.flag()?),
            libc::IPV6_UNICAST_HOPS => {
                r::set_ipv6_unicast_hops(fd, u8::try_from(to.number()?).ok())
            }
            libc::IPV6_MULTICAST_HOPS => r::set_ipv6_multicast_hops(fd, to.count()?),
            libc::IPV6_MULTICAST_LOOP => r::set_ipv6_multicast_loop(fd, to.flag()?),
            libc::IPV6_MULTICAST_IF => r::set_ipv6_multicast_if(fd, to.count()?),
            libc::IPV6_TCLASS => r::set_ipv6_tclass(fd, to.count()?),
            libc::IPV6_RECVTCLASS => r::set_ipv6_recvtclass(fd, to.flag()?),
            libc::IPV6_ADD_MEMBERSHIP => {
                let (group, interface) = to.membership_v6()?;
                r::set_ipv6_add_membership(fd, &group, interface)
            }
            libc::IPV6_DROP_MEMBERSHIP => {
                let (group, interface) = to.membership_v6()?;
                r::set_ipv6_drop_membership(fd, &group, interface)
            }
            _ => Err(Errno::NOPROTOOPT),
        },
        _ => Err(Errno::NOPROTOOPT),
    }
}

fn set_general(fd: BorrowedFd, more: &SockRef, option: i32, to: &Setting) -> Outcome<()> {
    match option {
        libc::SO_REUSEADDR => r::set_socket_reuseaddr(fd, to.flag()?),
        libc::SO_REUSEPORT => r::set_socket_reuseport(fd, to.flag()?),
        libc::SO_BROADCAST => r::set_socket_broadcast(fd, to.flag()?),
        libc::SO_KEEPALIVE => r::set_socket_keepalive(fd, to.flag()?),
        libc::SO_OOBINLINE => r::set_socket_oobinline(fd, to.flag()?),
        libc::SO_PASSCRED => r::set_socket_passcred(fd, to.flag()?),
        libc::SO_RCVBUF => r::set_socket_recv_buffer_size(fd, to.count()? as usize),
        libc::SO_SNDBUF => r::set_socket_send_buffer_size(fd, to.count()? as usize),
        libc::SO_LINGER => {
            let Setting::Bytes(b) = to else {
                return Err(Errno::INVAL);
            };
            let [on, seconds] = b.as_chunks::<4>().0 else {
                return Err(Errno::INVAL);
            };
            let seconds = u64::from(u32::from_ne_bytes(*seconds));
            let on = i32::from_ne_bytes(*on) != 0;
            r::set_socket_linger(fd, on.then(|| Duration::from_secs(seconds)))
        }
        libc::SO_RCVTIMEO => r::set_socket_timeout(fd, r::Timeout::Recv, to.span()?),
        libc::SO_SNDTIMEO => r::set_socket_timeout(fd, r::Timeout::Send, to.span()?),
        libc::SO_PRIORITY => more.set_priority(to.count()?).map_err(errno),
        libc::SO_MARK => more.set_mark(to.count()?).map_err(errno),
        libc::SO_BINDTODEVICE => match to {
            Setting::Bytes(name) => {
                let name = name.strip_suffix(&[0]).unwrap_or(name);
                more.bind_device((!name.is_empty()).then_some(name))
                    .map_err(errno)
            }
            Setting::Number(_) => Err(Errno::INVAL),
        },
        _ => Err(Errno::NOPROTOOPT),
    }
}

fn set_tcp(fd: BorrowedFd, more: &SockRef, option: i32, to: &Setting) -> Outcome<()> {
    let seconds = |n: u32| Duration::from_secs(u64::from(n));
    match option {
        libc::TCP_NODELAY => r::set_tcp_nodelay(fd, to.flag()?),
        libc::TCP_CORK => r::set_tcp_cork(fd, to.flag()?),
        libc::TCP_QUICKACK => r::set_tcp_quickack(fd, to.flag()?),
        libc::TCP_THIN_LINEAR_TIMEOUTS => r::set_tcp_thin_linear_timeouts(fd, to.flag()?),
        libc::TCP_KEEPCNT => r::set_tcp_keepcnt(fd, to.count()?),
        libc::TCP_KEEPIDLE => r::set_tcp_keepidle(fd, seconds(to.count()?)),
        libc::TCP_KEEPINTVL => r::set_tcp_keepintvl(fd, seconds(to.count()?)),
        libc::TCP_USER_TIMEOUT => r::set_tcp_user_timeout(fd, to.count()?),
        libc::TCP_MAXSEG => more.set_tcp_mss(to.count()?).map_err(errno),
        libc::TCP_NOTSENT_LOWAT => more.set_tcp_notsent_lowat(to.count()?).map_err(errno),
        libc::TCP_CONGESTION => match to {
            Setting::Bytes(name) => {
                let name = std::str::from_utf8(name).map_err(|_| Errno::INVAL)?;
                r::set_tcp_congestion(fd, name)
            }
            Setting::Number(_) => Err(Errno::INVAL),
        },
        _ => Err(Errno::NOPROTOOPT),
    }
}
