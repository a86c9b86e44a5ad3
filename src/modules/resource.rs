//! resource: limits of what processes may use, and what they have used.
//!
//! The limits of another process are read from `/proc`, and set by the system call that changes and
//! tells them at once.

use nix::sys::resource::{UsageWho, getrusage};
use rustix::process::{Pid, Resource, Rlimit};

use crate::native::{ModuleDef, StructSequence};
use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

/// The limits: their numbers and the lines that tell of them in `/proc`.
const LIMITS: [(&str, i64, Resource, &str); 16] = [
    ("RLIMIT_CPU", 0, Resource::Cpu, "Max cpu time"),
    ("RLIMIT_FSIZE", 1, Resource::Fsize, "Max file size"),
    ("RLIMIT_DATA", 2, Resource::Data, "Max data size"),
    ("RLIMIT_STACK", 3, Resource::Stack, "Max stack size"),
    ("RLIMIT_CORE", 4, Resource::Core, "Max core file size"),
    ("RLIMIT_RSS", 5, Resource::Rss, "Max resident set"),
    ("RLIMIT_NPROC", 6, Resource::Nproc, "Max processes"),
    ("RLIMIT_NOFILE", 7, Resource::Nofile, "Max open files"),
    ("RLIMIT_MEMLOCK", 8, Resource::Memlock, "Max locked memory"),
    ("RLIMIT_AS", 9, Resource::As, "Max address space"),
    ("RLIMIT_LOCKS", 10, Resource::Locks, "Max file locks"),
    (
        "RLIMIT_SIGPENDING",
        11,
        Resource::Sigpending,
        "Max pending signals",
    ),
    (
        "RLIMIT_MSGQUEUE",
        12,
        Resource::Msgqueue,
        "Max msgqueue size",
    ),
    ("RLIMIT_NICE", 13, Resource::Nice, "Max nice priority"),
    (
        "RLIMIT_RTPRIO",
        14,
        Resource::Rtprio,
        "Max realtime priority",
    ),
    (
        "RLIMIT_RTTIME",
        15,
        Resource::Rttime,
        "Max realtime timeout",
    ),
];

static USAGE: StructSequence = StructSequence {
    module: "resource",
    name: "struct_rusage",
    doc: "struct_rusage: Result from getrusage.",
    fields: &[
        ("ru_utime", "user time used"),
        ("ru_stime", "system time used"),
        ("ru_maxrss", "max. resident set size"),
        ("ru_ixrss", "shared memory size"),
        ("ru_idrss", "unshared data size"),
        ("ru_isrss", "unshared stack size"),
        ("ru_minflt", "page faults not requiring I/O"),
        ("ru_majflt", "page faults requiring I/O"),
        ("ru_nswap", "number of swap outs"),
        ("ru_inblock", "block input operations"),
        ("ru_oublock", "block output operations"),
        ("ru_msgsnd", "IPC messages sent"),
        ("ru_msgrcv", "IPC messages received"),
        ("ru_nsignals", "signals received"),
        ("ru_nvcsw", "voluntary context switches"),
        ("ru_nivcsw", "involuntary context switches"),
    ],
    visible: 16,
    can_create: true,
};

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new("resource", "Limits and use of what the system has.")
        .value("error", vm.types.os_error.clone())
        .value("struct_rusage", vm.struct_sequence_class(&USAGE))
        .int("RLIM_INFINITY", -1)
        .int("RLIMIT_OFILE", 7)
        .int("RUSAGE_SELF", 0)
        .int("RUSAGE_CHILDREN", -1)
        .int("RUSAGE_THREAD", 1);
    LIMITS
        .iter()
        .filter(|(name, ..)| *name != "RLIMIT_LOCKS")
        .fold(def, |def, (name, number, ..)| def.int(name, *number))
        .function("getpagesize()", "Bytes of a page of memory.", |_: &Vm| {
            use nix::unistd::{SysconfVar, sysconf};
            Ok(sysconf(SysconfVar::PAGE_SIZE)
                .ok()
                .flatten()
                .unwrap_or(4096))
        })
        .function(
            "getrlimit(resource, /)",
            "The soft and the hard limit.",
            |vm: &Vm, resource: Value| {
                let (resource, _) = limit_of(vm, &resource)?;
                Ok(pair(rustix::process::getrlimit(resource)))
            },
        )
        .function(
            "setrlimit(resource, limits, /)",
            "Set the soft and the hard limit.",
            |vm: &Vm, resource: Value, limits: Value| {
                let (resource, _) = limit_of(vm, &resource)?;
                let new = limits_of(vm, &limits)?;
                rustix::process::setrlimit(resource, new).map_err(|e| refused(vm, e))
            },
        )
        .function(
            "prlimit(pid, resource, limits=None, /)",
            "The limits of a process, which are set if there are new ones.",
            prlimit,
        )
        .function(
            "getrusage(who, /)",
            "What the process, its children or the thread have used.",
            usage,
        )
}

fn limit_of(vm: &Vm, number: &Value) -> PyResult<(Resource, &'static str)> {
    let number = vm.index(number)?;
    LIMITS
        .iter()
        .find(|(_, known, ..)| *known == number)
        .map(|(_, _, resource, line)| (*resource, *line))
        .ok_or_else(|| vm.value_error("invalid resource specified"))
}

/// A soft and a hard limit; -1 is none.
fn limits_of(vm: &Vm, limits: &Value) -> PyResult<Rlimit> {
    let limits = vm.collect(limits)?;
    let [soft, hard] = &limits[..] else {
        return Err(vm.value_error("expected a tuple of 2 integers"));
    };
    // Numbers below -1 are those near the end of 64 bits.
    let number = |value: &Value| -> PyResult<Option<u64>> {
        Ok(match vm.index(value)? {
            -1 => None,
            n => Some(n.cast_unsigned()),
        })
    };
    Ok(Rlimit {
        current: number(soft)?,
        maximum: number(hard)?,
    })
}

fn pair(limit: Rlimit) -> (i64, i64) {
    let number = |limit: Option<u64>| limit.map_or(-1, u64::cast_signed);
    (number(limit.current), number(limit.maximum))
}

#[cold]
fn refused(vm: &Vm, error: rustix::io::Errno) -> Exc {
    match error {
        rustix::io::Errno::INVAL => vm.value_error("current limit exceeds maximum limit"),
        rustix::io::Errno::PERM => vm.value_error("not allowed to raise maximum limit"),
        other => vm.os_error(&other.into(), &[]),
    }
}

fn prlimit(vm: &Vm, pid: i32, resource: Value, limits: Value) -> PyResult<(i64, i64)> {
    let (resource, line) = limit_of(vm, &resource)?;
    let own = pid == 0 || pid.cast_unsigned() == std::process::id();
    if limits.is_none() {
        return match own {
            true => Ok(pair(rustix::process::getrlimit(resource))),
            false => told(pid, line).map_err(|e| vm.os_error(&e, &[])),
        };
    }
    let new = limits_of(vm, &limits)?;
    rustix::process::prlimit(Pid::from_raw(pid), resource, new)
        .map(pair)
        .map_err(|e| refused(vm, e))
}

/// The limits of a process as `/proc` tells them.
fn told(pid: i32, line: &str) -> std::io::Result<(i64, i64)> {
    let text =
        std::fs::read_to_string(format!("/proc/{pid}/limits")).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => rustix::io::Errno::SRCH.into(),
            _ => e,
        })?;
    let number = |text: Option<&str>| match text {
        Some("unlimited") => Some(-1),
        Some(digits) => digits.parse().ok(),
        None => None,
    };
    text.lines()
        .filter_map(|row| row.strip_prefix(line))
        .find_map(|row| {
            let mut words = row.split_whitespace();
            Some((number(words.next())?, number(words.next())?))
        })
        .ok_or_else(|| rustix::io::Errno::INVAL.into())
}

fn usage(vm: &Vm, who: i64) -> PyResult<Value> {
    let who = match who {
        0 => UsageWho::RUSAGE_SELF,
        -1 => UsageWho::RUSAGE_CHILDREN,
        1 => UsageWho::RUSAGE_THREAD,
        _ => return Err(vm.value_error("invalid who parameter")),
    };
    let usage = getrusage(who).map_err(|e| vm.os_error(&e.into(), &[]))?;
    let seconds = |time: nix::sys::time::TimeVal| {
        Value::float(time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6)
    };
    let counts = [
        usage.max_rss(),
        usage.shared_integral(),
        usage.unshared_data_integral(),
        usage.unshared_stack_integral(),
        usage.minor_page_faults(),
        usage.major_page_faults(),
        usage.full_swaps(),
        usage.block_reads(),
        usage.block_writes(),
        usage.ipc_sends(),
        usage.ipc_receives(),
        usage.signals(),
        usage.voluntary_context_switches(),
        usage.involuntary_context_switches(),
    ];
    let times = [seconds(usage.user_time()), seconds(usage.system_time())];
    let all = times.into_iter().chain(counts.map(Value::int)).collect();
    Ok(vm.struct_sequence(&USAGE, all))
}
