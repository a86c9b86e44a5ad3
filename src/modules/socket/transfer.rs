//! Sending and receiving.

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd};

use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use rustix::io::Errno;
use rustix::net::{
    self, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, SocketAddrAny,
};

use super::object::Sock;
use super::{address, plain_error};
use crate::modules::io::{args, descriptor};
use crate::native::{Buffer, ClassDef, VarArgs};
use crate::object::{Native, PyResult, Tuple, Value};
use crate::vm::Vm;

/// The most that is read in one call: nothing obliges a call to bring as much as was asked for,
/// and memory is only taken for what may really come.
const MOST: usize = 1 << 24;

/// How many bytes of ancillary data can be received at once.
const MOST_CONTROL: usize = 4096;

/// Whether a call on a descriptor would not block.
pub fn is_ready(fd: BorrowedFd, events: PollFlags) -> bool {
    poll(&mut [PollFd::new(fd, events)], PollTimeout::ZERO) != Ok(0)
}

fn receive_flags(flags: i32) -> RecvFlags {
    RecvFlags::from_bits_retain(flags as u32) | RecvFlags::DONTWAIT
}

fn send_flags(flags: i32) -> SendFlags {
    SendFlags::from_bits_retain(flags as u32) | SendFlags::DONTWAIT | SendFlags::NOSIGNAL
}

/// The methods.
pub fn methods(def: ClassDef) -> ClassDef {
    messages(sending(receiving(def)))
}

fn receiving(def: ClassDef) -> ClassDef {
    def.method(
        "recv(self, buffersize, flags=0, /)",
        "Receive up to buffersize bytes.",
        {
            |vm: &Vm, this: Native<Sock>, size: i64, flags: i32| {
                let size = room(vm, size, "recv")?;
                receive(vm, &this, size, flags)
            }
        },
    )
    .method(
        "recv_into(self, buffer, nbytes=0, flags=0)",
        "Receive into a writable buffer; how many bytes.",
        |vm: &Vm, this: Native<Sock>, target: Value, size: i64, flags: i32| {
            let size = room_in(vm, &target, size, "recv_into")?;
            let data = receive(vm, &this, size, flags)?;
            args::write_into(vm, &target, &data)?;
            Ok(data.len())
        },
    )
    .method(
        "recvfrom(self, buffersize, flags=0, /)",
        "Receive bytes and the sender's address.",
        |vm: &Vm, this: Native<Sock>, size: i64, flags: i32| {
            let size = room(vm, size, "recvfrom")?;
            receive_from(vm, &this, size, flags)
        },
    )
    .method(
        "recvfrom_into(self, buffer, nbytes=0, flags=0)",
        "Receive into a writable buffer; how many bytes, and the sender's address.",
        |vm: &Vm, this: Native<Sock>, target: Value, size: i64, flags: i32| {
            let size = room_in(vm, &target, size, "recvfrom_into")?;
            let (data, from) = receive_from(vm, &this, size, flags)?;
            args::write_into(vm, &target, &data)?;
            Ok((data.len(), from))
        },
    )
}

fn room(vm: &Vm, size: i64, function: &str) -> PyResult<usize> {
    usize::try_from(size).map_err(|_| vm.value_error(format!("negative buffersize in {function}")))
}

fn room_in(vm: &Vm, target: &Value, size: i64, function: &str) -> PyResult<usize> {
    let most = args::writable_len(vm, target)?;
    let size = room(vm, size, function)?;
    if size > most {
        let text = if function == "recv_into" {
            "buffer too small for requested bytes"
        } else {
            "nbytes is greater than the length of the buffer"
        };
        return Err(vm.value_error(text));
    }
    Ok(if size == 0 { most } else { size })
}

fn receive(vm: &Vm, this: &Sock, size: usize, flags: i32) -> PyResult<Vec<u8>> {
    if size == 0 {
        return Ok(Vec::new());
    }
    let deadline = this.deadline();
    let all = flags & libc::MSG_WAITALL != 0;
    let flags = receive_flags(flags & !libc::MSG_WAITALL);
    let mut data = Vec::new();
    loop {
        let start = data.len();
        data.resize(start + (size - start).min(MOST), 0);
        let place = &mut data[start..];
        let got = this.operate(vm, PollFlags::POLLIN, deadline, |fd| {
            net::recv(fd, &mut *place, flags).map(|(_, n)| n.min(place.len()))
        })?;
        data.truncate(start + got);
        data.shrink_to_fit();
        if !all || got == 0 || data.len() >= size {
            return Ok(data);
        }
    }
}

fn receive_from(vm: &Vm, this: &Sock, size: usize, flags: i32) -> PyResult<(Vec<u8>, Value)> {
    let mut data = vec![0; size.min(MOST)];
    let flags = receive_flags(flags);
    let (got, from) = this.operate(vm, PollFlags::POLLIN, this.deadline(), |fd| {
        net::recvfrom(fd, &mut data[..], flags).map(|(_, n, from)| (n, from))
    })?;
    data.truncate(got);
    Ok((data, address::to_program(vm, from)?))
}

fn sending(def: ClassDef) -> ClassDef {
    def.method(
        "send(self, data, flags=0, /)",
        "Send bytes; how many were sent.",
        {
            |vm: &Vm, this: Native<Sock>, data: Buffer, flags: i32| {
                let flags = send_flags(flags);
                this.operate(vm, PollFlags::POLLOUT, this.deadline(), |fd| {
                    net::send(fd, &data, flags)
                })
            }
        },
    )
    .method("sendall(self, data, flags=0, /)", "Send all bytes.", {
        |vm: &Vm, this: Native<Sock>, data: Buffer, flags: i32| {
            let flags = send_flags(flags);
            // The timeout is one of the whole.
            let deadline = this.deadline();
            let mut rest = &data[..];
            loop {
                let sent = this.operate(vm, PollFlags::POLLOUT, deadline, |fd| {
                    net::send(fd, rest, flags)
                })?;
                rest = rest.get(sent..).unwrap_or_default();
                if rest.is_empty() {
                    return Ok(());
                }
            }
        }
    })
    .method(
        "sendto(self, data, /, *flags_and_address)",
        "Send bytes to an address: sendto(data, address) or sendto(data, flags, address).",
        |vm: &Vm, this: Native<Sock>, data: Value, rest: VarArgs| {
            let (flags, to) = match &rest.0[..] {
                [to] => (0, to),
                [flags, to] => (vm.index(flags)? as i32, to),
                other => {
                    return Err(vm.type_error(format!(
                        "sendto() takes 2 or 3 arguments ({} given)",
                        other.len() + 1
                    )));
                }
            };
            let data = Buffer::require(vm, &data)?;
            let to = address::from_program(vm, this.family(), to, "sendto")?;
            let flags = send_flags(flags);
            this.operate(vm, PollFlags::POLLOUT, this.deadline(), |fd| {
                net::sendto(fd, &data, flags, &to)
            })
        },
    )
}

/// `sendmsg` and `recvmsg`, which carry descriptors beside the bytes.
fn messages(def: ClassDef) -> ClassDef {
    def.method(
        "sendmsg(self, buffers, ancdata=(), flags=0, address=None, /)",
        "Send bytes of several buffers, and descriptors (SOL_SOCKET, SCM_RIGHTS, fds).",
        send_message,
    )
    .method(
        "recvmsg(self, bufsize, ancbufsize=0, flags=0, /)",
        "Receive bytes and descriptors: (data, ancdata, msg_flags, address).",
        |vm: &Vm, this: Native<Sock>, size: i64, control: i64, flags: i32| {
            let mut data = vec![0; room(vm, size, "recvmsg()")?.min(MOST)];
            let control = room(vm, control, "recvmsg()")?;
            let Received { count, rest } = receive_message(vm, &this, &mut data, control, flags)?;
            data.truncate(count);
            let mut items = vec![Value::bytes(data)];
            items.extend(rest);
            Ok(Value::tuple(items))
        },
    )
    .method(
        "recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)",
        "As recvmsg, into writable buffers: (nbytes, ancdata, msg_flags, address).",
        |vm: &Vm, this: Native<Sock>, buffers: Value, control: i64, flags: i32| {
            let targets = vm.collect(&buffers)?;
            let mut sizes = Vec::new();
            for target in &targets {
                sizes.push(args::writable_len(vm, target)?);
            }
            let mut data = vec![0; sizes.iter().sum::<usize>().min(MOST)];
            let control = room(vm, control, "recvmsg_into()")?;
            let Received { count, rest } = receive_message(vm, &this, &mut data, control, flags)?;
            data.truncate(count);
            let mut left = &data[..];
            for (target, size) in targets.iter().zip(sizes) {
                let (part, more) = left.split_at(size.min(left.len()));
                args::write_into(vm, target, part)?;
                left = more;
            }
            let mut items = vec![Value::size(count)];
            items.extend(rest);
            Ok(Value::tuple(items))
        },
    )
}

fn send_message(
    vm: &Vm,
    this: Native<Sock>,
    buffers: Value,
    ancillary: Value,
    flags: i32,
    to: Value,
) -> PyResult<usize> {
    let mut parts = Vec::new();
    vm.iterate(&buffers, |part| {
        parts.push(Buffer::require(vm, &part)?);
        Ok(())
    })?;
    let mut fds = Vec::new();
    vm.iterate(&ancillary, |item| collect_descriptors(vm, &item, &mut fds))?;
    let to = if to.is_none() {
        None
    } else {
        Some(address::from_program(vm, this.family(), &to, "sendmsg")?)
    };
    let flags = send_flags(flags);
    this.operate(vm, PollFlags::POLLOUT, this.deadline(), |socket| {
        let slices: Vec<IoSlice> = parts.iter().map(|p| IoSlice::new(p)).collect();
        let borrowed: Vec<BorrowedFd> = fds.iter().map(AsFd::as_fd).collect();
        let mut space = [MaybeUninit::uninit(); MOST_CONTROL];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !borrowed.is_empty() && !control.push(SendAncillaryMessage::ScmRights(&borrowed)) {
            return Err(Errno::TOOBIG);
        }
        match &to {
            Some(to) => net::sendmsg_addr(socket, to, &slices, &mut control, flags),
            None => net::sendmsg(socket, &slices, &mut control, flags),
        }
    })
}

fn collect_descriptors(
    vm: &Vm,
    item: &Value,
    fds: &mut Vec<descriptor::Descriptor>,
) -> PyResult<()> {
    let parts = Tuple::from_value(item)
        .map(|t| t.to_vec())
        .unwrap_or_default();
    let [level, kind, data] = &parts[..] else {
        return Err(vm.type_error("[sendmsg() argument 2] must be sequence of length 3"));
    };
    let (level, kind) = (vm.index(level)?, vm.index(kind)?);
    if level != i64::from(libc::SOL_SOCKET) || kind != i64::from(libc::SCM_RIGHTS) {
        return Err(plain_error(
            vm,
            &format!(
                "sendmsg(): ancillary data ({level}, {kind}) is not supported, only SCM_RIGHTS"
            ),
        ));
    }
    let data = match Buffer::from_value(vm, data) {
        Some(data) => data.to_vec(),
        // An array of ints, as the manual has it.
        None => {
            let bytes = vm.call_method(data, "tobytes", &mut [])?;
            Buffer::require(vm, &bytes)?.to_vec()
        }
    };
    for number in data.as_chunks::<4>().0 {
        let number = i32::from_ne_bytes(*number);
        fds.push(descriptor::get(number).map_err(|e| vm.os_error_number(e as i32, &[]))?);
    }
    Ok(())
}

/// What a message brings beside its bytes: ancillary data, flags and the sender.
struct Received {
    count: usize,
    rest: [Value; 3],
}

fn receive_message(
    vm: &Vm,
    this: &Sock,
    data: &mut [u8],
    control: usize,
    flags: i32,
) -> PyResult<Received> {
    let flags = receive_flags(flags) | RecvFlags::CMSG_CLOEXEC;
    let mut numbers: Vec<i32> = Vec::new();
    let (count, flags, from): (usize, u32, Option<SocketAddrAny>) =
        this.operate(vm, PollFlags::POLLIN, this.deadline(), |fd| {
            let mut space = [MaybeUninit::uninit(); MOST_CONTROL];
            let mut buffer = RecvAncillaryBuffer::new(&mut space[..control.min(MOST_CONTROL)]);
            let mut slices = [IoSliceMut::new(data)];
            let got = net::recvmsg(fd, &mut slices, &mut buffer, flags)?;
            for message in buffer.drain() {
                if let RecvAncillaryMessage::ScmRights(fds) = message {
                    numbers.extend(fds.map(descriptor::register));
                }
            }
            Ok((got.bytes, got.flags.bits(), got.address))
        })?;
    let mut ancillary = Vec::new();
    if !numbers.is_empty() {
        let bytes = numbers.iter().flat_map(|n| n.to_ne_bytes()).collect();
        ancillary.push(Value::tuple(vec![
            Value::int(i64::from(libc::SOL_SOCKET)),
            Value::int(i64::from(libc::SCM_RIGHTS)),
            Value::bytes(bytes),
        ]));
    }
    Ok(Received {
        count,
        rest: [
            ancillary.into(),
            Value::int(i64::from(flags & !(libc::MSG_CMSG_CLOEXEC as u32))),
            address::to_program(vm, from)?,
        ],
    })
}
