//! The process: numbers and owners, signals, the shell, the machine.
//! Child processes are in `children.rs`.

use std::os::unix::process::CommandExt;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use nix::errno::Errno;
use nix::unistd::{Gid, Pid, Uid};

use super::support::Checked;
use super::{environ, path_arg};
use crate::native::ModuleDef;
use crate::native::StructSequence;
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

static UNAME_RESULT: StructSequence = StructSequence {
    module: "posix",
    name: "uname_result",
    doc: "uname_result: Result from os.uname().",
    fields: &[
        ("sysname", "operating system name"),
        (
            "nodename",
            "name of machine on network (implementation-defined)",
        ),
        ("release", "operating system release"),
        ("version", "operating system version"),
        ("machine", "hardware identifier"),
    ],
    visible: 5,
    can_create: true,
};

static TIMES_RESULT: StructSequence = StructSequence {
    module: "posix",
    name: "times_result",
    doc: "times_result: Result from os.times().",
    fields: &[
        ("user", "user time"),
        ("system", "system time"),
        ("children_user", "user time of children"),
        ("children_system", "system time of children"),
        (
            "elapsed",
            "elapsed time since an arbitrary point in the past",
        ),
    ],
    visible: 5,
    can_create: true,
};

pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    let def = def
        .value("uname_result", vm.struct_sequence_class(&UNAME_RESULT))
        .value("times_result", vm.struct_sequence_class(&TIMES_RESULT));
    machine(signals(setters(numbers(def))))
}

fn numbers(def: ModuleDef) -> ModuleDef {
    def.function("getpid()", "Return the current process id.", |_: &Vm| {
        Ok(nix::unistd::getpid().as_raw())
    })
    .function("getppid()", "Return the parent's process id.", |_: &Vm| {
        Ok(nix::unistd::getppid().as_raw())
    })
    .function(
        "getuid()",
        "Return the current process's user id.",
        |_: &Vm| Ok(nix::unistd::getuid().as_raw()),
    )
    .function(
        "geteuid()",
        "Return the current process's effective user id.",
        |_: &Vm| Ok(nix::unistd::geteuid().as_raw()),
    )
    .function(
        "getgid()",
        "Return the current process's group id.",
        |_: &Vm| Ok(nix::unistd::getgid().as_raw()),
    )
    .function(
        "getegid()",
        "Return the current process's effective group id.",
        |_: &Vm| Ok(nix::unistd::getegid().as_raw()),
    )
    .function(
        "getgroups()",
        "Return list of supplemental group IDs for the process.",
        {
            |vm: &Vm| {
                let groups = nix::unistd::getgroups().or_raise(vm)?;
                let groups: Vec<Value> = groups
                    .iter()
                    .map(|g| Value::int(i64::from(g.as_raw())))
                    .collect();
                Ok(groups)
            }
        },
    )
    .function(
        "getresuid()",
        "Return the real, effective and saved user ids.",
        |vm: &Vm| {
            let ids = nix::unistd::getresuid().or_raise(vm)?;
            Ok((
                ids.real.as_raw(),
                ids.effective.as_raw(),
                ids.saved.as_raw(),
            ))
        },
    )
    .function(
        "getresgid()",
        "Return the real, effective and saved group ids.",
        |vm: &Vm| {
            let ids = nix::unistd::getresgid().or_raise(vm)?;
            Ok((
                ids.real.as_raw(),
                ids.effective.as_raw(),
                ids.saved.as_raw(),
            ))
        },
    )
    .function(
        "getpgid(pid)",
        "Call the system call getpgid().",
        |vm: &Vm, pid: i32| {
            Ok(nix::unistd::getpgid(Some(Pid::from_raw(pid)))
                .or_raise(vm)?
                .as_raw())
        },
    )
    .function(
        "getpgrp()",
        "Return the current process group id.",
        |_: &Vm| Ok(nix::unistd::getpgrp().as_raw()),
    )
    .function(
        "getsid(pid, /)",
        "Call the system call getsid(pid).",
        |vm: &Vm, pid: i32| {
            Ok(nix::unistd::getsid(Some(Pid::from_raw(pid)))
                .or_raise(vm)?
                .as_raw())
        },
    )
    .function("getlogin()", "Return the actual login name.", getlogin)
}

fn getlogin(vm: &Vm) -> PyResult<String> {
    // The kernel knows who logged in; -1 as unsigned says that nobody did.
    let text = std::fs::read_to_string("/proc/self/loginuid").unwrap_or_default();
    let uid = text
        .trim()
        .parse::<u32>()
        .ok()
        .filter(|uid| *uid != u32::MAX);
    let user = uid.and_then(|uid| {
        nix::unistd::User::from_uid(Uid::from_raw(uid))
            .ok()
            .flatten()
    });
    match user {
        Some(user) => Ok(user.name),
        None => Err(Errno::ENXIO).or_raise(vm),
    }
}

fn setters(def: ModuleDef) -> ModuleDef {
    def.function(
        "setuid(uid, /)",
        "Set the current process's user id.",
        |vm: &Vm, uid: i64| nix::unistd::setuid(Uid::from_raw(uid as u32)).or_raise(vm),
    )
    .function(
        "seteuid(euid, /)",
        "Set the effective user id.",
        |vm: &Vm, uid: i64| nix::unistd::seteuid(Uid::from_raw(uid as u32)).or_raise(vm),
    )
    .function(
        "setgid(gid, /)",
        "Set the current process's group id.",
        |vm: &Vm, gid: i64| nix::unistd::setgid(Gid::from_raw(gid as u32)).or_raise(vm),
    )
    .function(
        "setegid(egid, /)",
        "Set the effective group id.",
        |vm: &Vm, gid: i64| nix::unistd::setegid(Gid::from_raw(gid as u32)).or_raise(vm),
    )
    .function(
        "setpgid(pid, pgrp, /)",
        "Call setpgid(pid, pgrp).",
        |vm: &Vm, pid: i32, to: i32| {
            nix::unistd::setpgid(Pid::from_raw(pid), Pid::from_raw(to)).or_raise(vm)
        },
    )
    .function("setsid()", "Call the system call setsid().", |vm: &Vm| {
        nix::unistd::setsid().or_raise(vm).map(drop)
    })
    .function(
        "umask(mask, /)",
        "Set the current numeric umask and return the previous one.",
        |_: &Vm, mask: i64| Ok(nix::sys::stat::umask(super::support::mode(mask)).bits()),
    )
    .function(
        "nice(increment, /)",
        "Add increment to the priority of the process.",
        |vm: &Vm, increment: i32| rustix::process::nice(increment).or_raise(vm),
    )
    .function(
        "getpriority(which, who)",
        "Return program scheduling priority.",
        {
            |vm: &Vm, which: i32, who: Unsigned32| match which {
                0 => rustix::process::getpriority_process(pid(who.0)).or_raise(vm),
                1 => rustix::process::getpriority_pgrp(pid(who.0)).or_raise(vm),
                2 => rustix::process::getpriority_user(rustix::process::Uid::from_raw(who.0))
                    .or_raise(vm),
                _ => Err(Errno::EINVAL).or_raise(vm),
            }
        },
    )
    .function(
        "setpriority(which, who, priority)",
        "Set program scheduling priority.",
        {
            |vm: &Vm, which: i32, who: Unsigned32, priority: i32| match which {
                0 => rustix::process::setpriority_process(pid(who.0), priority).or_raise(vm),
                1 => rustix::process::setpriority_pgrp(pid(who.0), priority).or_raise(vm),
                2 => rustix::process::setpriority_user(
                    rustix::process::Uid::from_raw(who.0),
                    priority,
                )
                .or_raise(vm),
                _ => Err(Errno::EINVAL).or_raise(vm),
            }
        },
    )
    .function(
        "sched_yield()",
        "Voluntarily relinquish the CPU.",
        |vm: &Vm| nix::sched::sched_yield().or_raise(vm),
    )
    .function(
        "sched_getaffinity(pid, /)",
        "The set of CPUs a process may run on.",
        {
            |vm: &Vm, pid: i32| {
                let cpus = nix::sched::sched_getaffinity(Pid::from_raw(pid)).or_raise(vm)?;
                let numbers = (0..nix::sched::CpuSet::count())
                    .filter(|i| cpus.is_set(*i).unwrap_or(false))
                    .map(Value::size)
                    .collect::<Vec<_>>();
                let set = vm.builtin("set")?;
                vm.call(&set, &mut [numbers.into()])
            }
        },
    )
}

fn pid(number: u32) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(number as i32)
}

fn signals(def: ModuleDef) -> ModuleDef {
    def.function("kill(pid, signal, /)", "Kill a process with a signal.", {
        |vm: &Vm, pid: i32, signal: i32| {
            let known = signal_of(vm, signal)?;
            if known.is_some() && pid == nix::unistd::getpid().as_raw() {
                // To this very thread: a handler runs before the call returns.
                signal_hook::low_level::raise(signal).or_raise(vm)?;
                return vm.check_interrupt();
            }
            nix::sys::signal::kill(Pid::from_raw(pid), known).or_raise(vm)
        }
    })
    .function(
        "killpg(pgid, signal, /)",
        "Kill a process group with a signal.",
        {
            |vm: &Vm, pgid: i32, signal: i32| {
                let signal = signal_of(vm, signal)?;
                nix::sys::signal::killpg(Pid::from_raw(pgid), signal).or_raise(vm)
            }
        },
    )
    .function(
        "abort()",
        "Abort the interpreter immediately.",
        |_: &Vm| -> PyResult<()> { std::process::abort() },
    )
    .function(
        "system(command)",
        "Execute the command in a subshell.",
        system,
    )
    .function(
        "cpu_count()",
        "Return the number of logical CPUs in the system.",
        cpu_count,
    )
    .function(
        "process_cpu_count()",
        "The number of CPUs this process can use.",
        |_: &Vm| {
            Ok(std::thread::available_parallelism().map_or(Value::NONE, |n| Value::size(n.get())))
        },
    )
    .function(
        "getloadavg()",
        "Return average recent system load information.",
        getloadavg,
    )
    .function(
        "times()",
        "Return a collection containing process timing information.",
        times,
    )
    .function(
        "urandom(size, /)",
        "Return a bytes object containing random bytes.",
        random,
    )
    .function(
        "getrandom(size, flags=0)",
        "Obtain a series of random bytes.",
        |vm: &Vm, size: i64, _flags: i64| random(vm, size),
    )
}

fn signal_of(vm: &Vm, number: i32) -> PyResult<Option<nix::sys::signal::Signal>> {
    if number == 0 {
        return Ok(None);
    }
    nix::sys::signal::Signal::try_from(number)
        .or_raise(vm)
        .map(Some)
}

fn cpu_count(_: &Vm) -> PyResult<Value> {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let count = text.lines().filter(|l| l.starts_with("processor")).count();
    Ok(match count {
        0 => std::thread::available_parallelism().map_or(Value::NONE, |n| Value::size(n.get())),
        n => Value::size(n),
    })
}

fn random(vm: &Vm, size: i64) -> PyResult<Vec<u8>> {
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error(""));
    }
    bytes.resize(size, 0);
    getrandom::fill(&mut bytes).map_err(|e| vm.exception(&vm.types.os_error, e.to_string()))?;
    Ok(bytes)
}

/// `os.system(command)`: the status as `wait` gives it. Interrupts go to the command only.
fn system(vm: &Vm, command: Value) -> PyResult<i32> {
    vm.flush_streams();
    let command = path_arg::path(vm, &command)?;
    let child = Command::new("/bin/sh")
        .arg0("sh")
        .arg("-c")
        .arg(&command.path)
        .env_clear()
        .envs(environ::child_environment(vm))
        .spawn()
        .or_raise(vm)?;
    super::children::waitpid(vm, child.id() as i32, 0).map(|(_, status)| status)
}

fn machine(def: ModuleDef) -> ModuleDef {
    def.function(
        "uname()",
        "Return an object identifying the current operating system.",
        {
            |vm: &Vm| {
                let name = nix::sys::utsname::uname().or_raise(vm)?;
                let parts = [
                    name.sysname(),
                    name.nodename(),
                    name.release(),
                    name.version(),
                    name.machine(),
                ];
                let fields = parts
                    .iter()
                    .map(|p| Str::new(p.to_string_lossy().into_owned()).into())
                    .collect();
                Ok(vm.struct_sequence(&UNAME_RESULT, fields))
            }
        },
    )
    .function(
        "strerror(code, /)",
        "Translate an error code to a message string.",
        |_: &Vm, code: i32| Ok(crate::vm::errors::error_text(code)),
    )
    .function(
        "waitstatus_to_exitcode(status)",
        "Convert a wait status to an exit code.",
        {
            |vm: &Vm, status: i32| {
                let status = std::process::ExitStatus::from_raw(status);
                match (status.code(), status.signal()) {
                    (Some(code), _) => Ok(code),
                    (None, Some(signal)) => Ok(-signal),
                    (None, None) => {
                        Err(vm.value_error(format!("invalid wait status: {}", status.into_raw())))
                    }
                }
            }
        },
    )
    .function(
        "WIFEXITED(status)",
        "Return True if the process exited normally.",
        |_: &Vm, status: i32| Ok(status & 0x7f == 0),
    )
    .function(
        "WEXITSTATUS(status)",
        "Return the process return code.",
        |_: &Vm, status: i32| Ok((status >> 8) & 0xff),
    )
    .function(
        "WIFSIGNALED(status)",
        "Return True if a signal ended the process.",
        |_: &Vm, status: i32| Ok(((status & 0x7f) + 1) as i8 >> 1 > 0),
    )
    .function(
        "WTERMSIG(status)",
        "Return the signal that ended the process.",
        |_: &Vm, status: i32| Ok(status & 0x7f),
    )
    .function(
        "WIFSTOPPED(status)",
        "Return True if a signal stopped the process.",
        |_: &Vm, status: i32| Ok(status & 0xff == 0x7f),
    )
    .function(
        "WSTOPSIG(status)",
        "Return the signal that stopped the process.",
        |_: &Vm, status: i32| Ok((status >> 8) & 0xff),
    )
    .function(
        "WIFCONTINUED(status)",
        "Return True if the process was continued.",
        |_: &Vm, status: i32| Ok(status == 0xffff),
    )
    .function(
        "WCOREDUMP(status, /)",
        "Return True if the process dumped core.",
        |_: &Vm, status: i32| Ok(status & 0x80 != 0),
    )
    .function(
        "major(device, /)",
        "Extracts a device major number.",
        |_: &Vm, device: Unsigned64| Ok(nix::sys::stat::major(device.0)),
    )
    .function(
        "minor(device, /)",
        "Extracts a device minor number.",
        |_: &Vm, device: Unsigned64| Ok(nix::sys::stat::minor(device.0)),
    )
    .function(
        "makedev(major, minor, /)",
        "Composes a raw device number.",
        {
            |_: &Vm, major: Unsigned64, minor: Unsigned64| {
                Ok(nix::sys::stat::makedev(major.0, minor.0))
            }
        },
    )
    .function(
        "sysconf(name, /)",
        "Return an integer-valued system configuration variable.",
        |vm: &Vm, name: Value| sysconf(vm, &name),
    )
}

fn sysconf(vm: &Vm, name: &Value) -> PyResult<i64> {
    use nix::unistd::SysconfVar as V;
    let number = name.as_small_int();
    let known: [(&str, i32, V); 8] = [
        ("SC_ARG_MAX", nix::libc::_SC_ARG_MAX, V::ARG_MAX),
        ("SC_CHILD_MAX", nix::libc::_SC_CHILD_MAX, V::CHILD_MAX),
        ("SC_CLK_TCK", nix::libc::_SC_CLK_TCK, V::CLK_TCK),
        (
            "SC_NPROCESSORS_CONF",
            nix::libc::_SC_NPROCESSORS_CONF,
            V::_NPROCESSORS_CONF,
        ),
        (
            "SC_NPROCESSORS_ONLN",
            nix::libc::_SC_NPROCESSORS_ONLN,
            V::_NPROCESSORS_ONLN,
        ),
        ("SC_OPEN_MAX", nix::libc::_SC_OPEN_MAX, V::OPEN_MAX),
        ("SC_PAGE_SIZE", nix::libc::_SC_PAGESIZE, V::PAGE_SIZE),
        ("SC_PHYS_PAGES", nix::libc::_SC_PHYS_PAGES, V::_PHYS_PAGES),
    ];
    let text = Str::from_value(name);
    let wanted = text.as_ref().map(|t| t.to_lossy().into_owned());
    if text.is_none() && number.is_none() {
        return Err(vm.type_error("configuration names must be strings or integers"));
    }
    let wanted = match wanted.as_deref() {
        Some("SC_PAGESIZE") => Some("SC_PAGE_SIZE".to_owned()),
        _ => wanted,
    };
    for (name, code, variable) in known {
        if wanted.as_deref() == Some(name) || number == Some(i64::from(code)) {
            return Ok(nix::unistd::sysconf(variable).or_raise(vm)?.unwrap_or(-1));
        }
    }
    Err(match wanted {
        Some(_) => vm.value_error("unrecognized configuration name"),
        None => vm.os_error_number(Errno::EINVAL as i32, &[]),
    })
}

fn getloadavg(vm: &Vm) -> PyResult<(f64, f64, f64)> {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let numbers: Vec<f64> = text
        .split(' ')
        .take(3)
        .filter_map(|n| n.parse().ok())
        .collect();
    match numbers[..] {
        [a, b, c] => Ok((a, b, c)),
        _ => Err(vm.exception(&vm.types.os_error, "Load averages are unobtainable")),
    }
}

fn times(vm: &Vm) -> PyResult<Value> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let seconds = |t: TimeVal| t.tv_sec() as f64 + t.tv_usec() as f64 * 1e-6;
    let own = getrusage(UsageWho::RUSAGE_SELF).or_raise(vm)?;
    let children = getrusage(UsageWho::RUSAGE_CHILDREN).or_raise(vm)?;
    let up = nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC).or_raise(vm)?;
    // In hundredths of a second, the clock ticks that times() counts in.
    let ticks = |x: f64| Value::float((x * 100.0).floor() / 100.0);
    let fields = vec![
        ticks(seconds(own.user_time())),
        ticks(seconds(own.system_time())),
        ticks(seconds(children.user_time())),
        ticks(seconds(children.system_time())),
        ticks(up.tv_sec() as f64 + up.tv_nsec() as f64 * 1e-9),
    ];
    Ok(vm.struct_sequence(&TIMES_RESULT, fields))
}

/// An unsigned argument of 32 bits.
struct Unsigned32(u32);
/// An unsigned argument of 64 bits.
struct Unsigned64(u64);

impl crate::native::FromArg for Unsigned32 {
    fn from_arg(vm: &Vm, value: Value, _: crate::native::At) -> PyResult<Unsigned32> {
        Ok(Unsigned32(vm.index(&value)? as u32))
    }
}

impl crate::native::FromArg for Unsigned64 {
    fn from_arg(vm: &Vm, value: Value, _: crate::native::At) -> PyResult<Unsigned64> {
        Ok(Unsigned64(vm.index(&value)? as u64))
    }
}
