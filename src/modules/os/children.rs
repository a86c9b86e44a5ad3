//! Child processes: `fork`, `wait…`, `exec…`, and the start of other programs.
//!
//! Waiting lets the program's other threads run. Not here: `wait3` and `wait4`, which tell what a
//! child used (no safe call gives it), and `posix_spawn`.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ffi::{CString, OsString};
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd, RawFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::rc::Rc;

use nix::errno::Errno;
use nix::poll::PollFlags;
use rustix::process::{PidfdFlags, WaitOptions, WaitStatus};

use super::support::Checked;
use super::{environ, path_arg};
use crate::modules::io::descriptor;
use crate::native::ModuleDef;
use crate::object::{List, PyResult, Str, Value};
use crate::vm::Vm;

pub fn functions(def: ModuleDef) -> ModuleDef {
    waits(def)
        .function("fork()", "Fork a child process: 0 in the child, its number in the parent.", fork)
        .function(
            "register_at_fork(*, before=<none>, after_in_child=<none>, after_in_parent=<none>)",
            "Register callables to be called when forking a new process.",
            register_at_fork,
        )
        .function(
            "_exit(status)",
            "Exit to the system with specified status, without cleanup.",
            |_: &Vm, status: i32| -> PyResult<()> { signal_hook::low_level::exit(status) },
        )
        .function(
            "execv(path, argv, /)",
            "Execute an executable path with arguments, replacing current process.",
            |vm: &Vm, path: Value, argv: Value| exec(vm, "execv", &path, &argv, None),
        )
        .function(
            "execve(path, argv, env)",
            "Execute an executable path with arguments, replacing current process.",
            |vm: &Vm, path: Value, argv: Value, env: Value| {
                exec(vm, "execve", &path, &argv, Some(env))
            },
        )
        .function(
            "pidfd_open(pid, flags=0)",
            "Return a file descriptor referring to the process.",
            |vm: &Vm, pid: i32, flags: i64| {
                let pid = process(pid).ok_or(Errno::EINVAL).or_raise(vm)?;
                let flags = PidfdFlags::from_bits_retain(flags as u32);
                let fd = rustix::process::pidfd_open(pid, flags).or_raise(vm)?;
                Ok(descriptor::register(fd))
            },
        )
        .function(
            "_start_program(candidates, argv, env, cwd, streams, pass_fds, close_fds, session, group, umask, user, gid, preexec)",
            "Start another program: its number, or (errno, where it failed).",
            start_program,
        )
}

fn process(number: i32) -> Option<rustix::process::Pid> {
    match number > 0 {
        true => rustix::process::Pid::from_raw(number),
        false => None,
    }
}

// ---- fork -------------------------------------------------------------------------------------

/// What `register_at_fork` was told.
#[derive(Default)]
struct Hooks {
    before: RefCell<Vec<Value>>,
    child: RefCell<Vec<Value>>,
    parent: RefCell<Vec<Value>>,
}

fn register_at_fork(
    vm: &Vm,
    before: Option<Value>,
    child: Option<Value>,
    parent: Option<Value>,
) -> PyResult<()> {
    let hooks = vm.state::<Hooks>();
    if before.is_none() && child.is_none() && parent.is_none() {
        return Err(vm.type_error("At least one argument is required."));
    }
    let given = [
        ("before", &before),
        ("after_in_child", &child),
        ("after_in_parent", &parent),
    ];
    for (name, hook) in given {
        if let Some(hook) = hook
            && !vm
                .call(&vm.builtin("callable")?, &mut [hook.clone()])?
                .as_bool()
                .unwrap_or(false)
        {
            let kind = vm.type_name(hook);
            return Err(vm.type_error(format!("'{name}' must be callable, not {kind}")));
        }
    }
    hooks.before.borrow_mut().extend(before);
    hooks.child.borrow_mut().extend(child);
    hooks.parent.borrow_mut().extend(parent);
    Ok(())
}

fn call_hooks(vm: &Vm, hooks: Vec<Value>) {
    for hook in hooks {
        if let Err(exc) = vm.call(&hook, &mut []) {
            let text = vm.format_exception(&exc);
            vm.streams
                .write_err(vm, &format!("Exception ignored in: fork hook\n{text}"));
        }
    }
}

/// Write out what `sys.stdout` and `sys.stderr` keep: else the child would write it once more.
fn flush(vm: &Vm) {
    if let Ok(Some(target)) = vm.stdout_target() {
        // Whatever the program has put there need not be able to flush.
        let _ = vm.call_method(&target, "flush", &mut []);
    }
    vm.flush_streams();
}

fn fork(vm: &Vm) -> PyResult<i32> {
    let hooks = vm.state::<Hooks>();
    flush(vm);
    let before: Vec<Value> = hooks.before.borrow().iter().rev().cloned().collect();
    call_hooks(vm, before);
    let forked = fork::fork();
    let after = match forked {
        Ok(fork::Fork::Child) => {
            vm.tasks_after_fork();
            reseed(vm);
            hooks.child.borrow().clone()
        }
        _ => hooks.parent.borrow().clone(),
    };
    call_hooks(vm, after);
    match forked {
        Ok(fork::Fork::Parent(pid)) => Ok(pid),
        Ok(fork::Fork::Child) => Ok(0),
        Err(e) => Err(vm.os_error(&e, &[])),
    }
}

/// The child of a fork must not draw the same random numbers as its parent.
fn reseed(vm: &Vm) {
    if let Some(random) = vm.modules.get_str(&Str::intern("random")) {
        // A program may have put anything in the place of the module.
        let _ = vm.call_method(&random, "seed", &mut []);
    }
}

// ---- wait -------------------------------------------------------------------------------------

fn waits(def: ModuleDef) -> ModuleDef {
    def.function(
        "wait()",
        "Wait for completion of a child process.",
        |vm: &Vm| waitpid(vm, -1, 0),
    )
    .function(
        "waitpid(pid, options, /)",
        "Wait for completion of a given child process.",
        waitpid,
    )
}

/// The pipe that SIGCHLD writes to.
#[derive(Default)]
struct ChildSignals(RefCell<Option<(u32, UnixStream)>>);

impl ChildSignals {
    /// The end to read; a pipe of this process's own, also after a fork.
    fn end(&self) -> std::io::Result<UnixStream> {
        let own = std::process::id();
        if let Some((pid, read)) = &*self.0.borrow()
            && *pid == own
        {
            return read.try_clone();
        }
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(nix::libc::SIGCHLD, write)?;
        let end = read.try_clone()?;
        self.0.replace(Some((own, read)));
        Ok(end)
    }
}

pub fn waitpid(vm: &Vm, pid: i32, options: i64) -> PyResult<(i32, i32)> {
    let Ok(bits) = u32::try_from(options) else {
        return Err(Errno::EINVAL).or_raise(vm);
    };
    let wanted = WaitOptions::from_bits_retain(bits);
    let once = |pid: i32| -> Result<Option<(rustix::process::Pid, WaitStatus)>, rustix::io::Errno> {
        let options = wanted | WaitOptions::NOHANG;
        match pid {
            -1 => rustix::process::waitpid(None, options),
            0 => rustix::process::waitpgid(rustix::process::getpgrp(), options),
            _ => match (process(pid), pid.checked_neg().and_then(process)) {
                (Some(pid), _) => rustix::process::waitpid(Some(pid), options),
                (None, Some(group)) => rustix::process::waitpgid(group, options),
                (None, None) => Err(rustix::io::Errno::SRCH),
            },
        }
    };
    // A descriptor of the process tells of its end only.
    let ends_only = !wanted.intersects(WaitOptions::UNTRACED | WaitOptions::CONTINUED);
    loop {
        let signals = match (process(pid), ends_only) {
            (Some(_), true) => None,
            _ => Some(vm.state::<ChildSignals>().end().or_raise(vm)?),
        };
        match once(pid) {
            Ok(Some((pid, status))) => {
                return Ok((pid.as_raw_nonzero().get(), status.as_raw()));
            }
            Ok(None) if wanted.contains(WaitOptions::NOHANG) => return Ok((0, 0)),
            Ok(None) => {}
            Err(e) => return Err(e).or_raise(vm),
        }
        match (signals, process(pid)) {
            (None, Some(pid)) => {
                let fd = rustix::process::pidfd_open(pid, PidfdFlags::empty()).or_raise(vm)?;
                vm.wait_for_descriptor(fd.as_fd(), PollFlags::POLLIN, None)?;
            }
            (Some(mut end), _) => {
                vm.wait_for_descriptor(end.as_fd(), PollFlags::POLLIN, None)?;
                let mut bytes = [0; 64];
                while matches!(end.read(&mut bytes), Ok(n) if n == bytes.len()) {}
            }
            (None, None) => return Err(Errno::EINVAL).or_raise(vm),
        }
    }
}

// ---- exec -------------------------------------------------------------------------------------

fn c_string(vm: &Vm, value: &Value) -> PyResult<CString> {
    let path = path_arg::path(vm, value)?;
    CString::new(path.path.as_os_str().as_bytes()).map_err(|_| vm.value_error("embedded null byte"))
}

fn exec(vm: &Vm, name: &str, path: &Value, argv: &Value, env: Option<Value>) -> PyResult<()> {
    if crate::object::List::from_value(argv).is_none()
        && crate::object::Tuple::from_value(argv).is_none()
    {
        let which = if name == "execv" { "arg 2" } else { "argv" };
        return Err(vm.type_error(match which {
            "argv" => "execve: argv must be a tuple or list".to_owned(),
            _ => "execv() arg 2 must be a tuple or list".to_owned(),
        }));
    }
    let file = c_string(vm, path)?;
    let items = vm.collect(argv)?;
    let argv: Vec<CString> = items
        .iter()
        .map(|a| c_string(vm, a))
        .collect::<PyResult<_>>()?;
    if argv.is_empty() {
        let head = if name == "execv" {
            "execv() arg 2"
        } else {
            "execve: argv"
        };
        return Err(vm.value_error(format!("{head} must not be empty")));
    }
    if argv[0].is_empty() {
        let head = if name == "execv" {
            "execv() arg 2"
        } else {
            "execve: argv"
        };
        return Err(vm.value_error(format!("{head} first element cannot be empty")));
    }
    let variables = match env {
        Some(env) => environment(vm, &env)?,
        None => environ::child_environment(vm),
    };
    let mut env = Vec::new();
    for (key, value) in variables {
        let text = [key.as_bytes(), b"=", value.as_bytes()].concat();
        env.push(CString::new(text).map_err(|_| vm.value_error("embedded null byte"))?);
    }
    let failed: Result<Infallible, Errno> = nix::unistd::execve(&file, &argv, &env);
    match failed {
        Ok(never) => match never {},
        Err(e) if name == "execve" => Err(vm.os_error_number(e as i32, &[path.clone()])),
        Err(e) => Err(e).or_raise(vm),
    }
}

fn environment(vm: &Vm, env: &Value) -> PyResult<Vec<(OsString, OsString)>> {
    let mut variables = Vec::new();
    for (key, value) in vm.mapping_pairs(env)? {
        let (key, value) = (path_arg::path(vm, &key)?, path_arg::path(vm, &value)?);
        let key = key.path.as_os_str().to_owned();
        if key.is_empty() || key.as_bytes().contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        let value = value.path.as_os_str().to_owned();
        if key.as_bytes().contains(&0) || value.as_bytes().contains(&0) {
            return Err(vm.value_error("embedded null byte"));
        }
        variables.push((key, value));
    }
    Ok(variables)
}

// ---- other programs ---------------------------------------------------------------------------

/// A program to be started, with all that `subprocess` may want of it.
struct Plan {
    candidates: Vec<OsString>,
    argv: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    cwd: Option<OsString>,
    /// Descriptors that become 0, 1 and 2.
    streams: [Option<Rc<OwnedFd>>; 3],
    session: bool,
    group: Option<i32>,
    umask: Option<i64>,
    user: Option<u32>,
    gid: Option<u32>,
}

impl Plan {
    fn command(&self, candidate: &OsString) -> std::io::Result<Command> {
        let mut command = Command::new(candidate);
        let (first, rest) = match self.argv.split_first() {
            Some((first, rest)) => (first.clone(), rest),
            None => (OsString::new(), &[][..]),
        };
        command.arg0(first).args(rest).env_clear();
        command.envs(self.env.iter().map(|(k, v)| (k, v)));
        if let Some(cwd) = &self.cwd {
            command.current_dir(cwd);
        }
        let stdio = |fd: &Option<Rc<OwnedFd>>| -> std::io::Result<Stdio> {
            match fd {
                Some(fd) => Ok(Stdio::from(fd.try_clone()?)),
                None => Ok(Stdio::inherit()),
            }
        };
        command.stdin(stdio(&self.streams[0])?);
        command.stdout(stdio(&self.streams[1])?);
        command.stderr(stdio(&self.streams[2])?);
        if let Some(group) = self.group {
            command.process_group(group);
        }
        if let Some(gid) = self.gid {
            command.gid(gid);
        }
        if let Some(user) = self.user {
            command.uid(user);
        }
        Ok(command)
    }

    /// The folder cannot be entered: the failure is its, not the program's.
    fn folder_fails(&self) -> Option<i32> {
        let cwd = self.cwd.as_ref()?;
        match std::fs::metadata(cwd) {
            Err(e) => e.raw_os_error(),
            Ok(meta) if !meta.is_dir() => Some(Errno::ENOTDIR as i32),
            Ok(_) => None,
        }
    }
}

/// The program's number, or what failed: an error's number, and `"cwd"` or `"exec"`.
#[allow(
    clippy::too_many_arguments,
    reason = "one parameter for each of the native's own"
)]
fn start_program(
    vm: &Vm,
    candidates: List,
    argv: List,
    env: Value,
    cwd: Value,
    streams: List,
    pass_fds: List,
    close_fds: bool,
    session: bool,
    group: i32,
    umask: i64,
    user: Value,
    gid: Value,
    preexec: Value,
) -> PyResult<Value> {
    let texts = |values: &[Value]| -> PyResult<Vec<OsString>> {
        values
            .iter()
            .map(|v| Ok(OsString::from_vec(c_string(vm, v)?.into_bytes())))
            .collect()
    };
    let (candidates, argv) = (candidates.borrow().clone(), argv.borrow().clone());
    let (streams, pass_fds) = (streams.borrow().clone(), pass_fds.borrow().clone());
    let mut fds = [None, None, None];
    for (place, value) in fds.iter_mut().zip(&streams) {
        let number = vm.index(value)? as i32;
        if number >= 0 {
            *place = Some(Rc::new(
                descriptor::get(number)
                    .and_then(|fd| fd.as_fd().try_clone_to_owned().map_err(|_| Errno::EBADF))
                    .or_raise(vm)?,
            ));
        }
    }
    let id = |value: &Value| -> PyResult<Option<u32>> {
        if value.is_none() {
            return Ok(None);
        }
        Ok(Some(vm.index(value)? as u32))
    };
    let plan = Plan {
        candidates: texts(&candidates)?,
        argv: texts(&argv)?,
        env: match env.is_none() {
            true => environ::child_environment(vm),
            false => environment(vm, &env)?,
        },
        cwd: match cwd.is_none() {
            true => None,
            false => texts(&[cwd])?.pop(),
        },
        streams: fds,
        session,
        group: (group >= 0).then_some(group),
        umask: (umask >= 0).then_some(umask),
        user: id(&user)?,
        gid: id(&gid)?,
    };
    let mut passed = Vec::new();
    for fd in &pass_fds {
        passed.push(vm.index(fd)? as RawFd);
    }
    let changed = descriptor::share_only(&passed, close_fds).or_raise(vm)?;
    let by_fork = plan.session || plan.umask.is_some() || !preexec.is_none();
    let result = match by_fork {
        true => fork_and_exec(vm, &plan, &preexec),
        false => Ok(spawn(&plan)),
    };
    descriptor::restore(changed);
    match result? {
        Ok(pid) => Ok(Value::int(i64::from(pid))),
        Err((errno, place)) => Ok(Value::tuple(vec![
            Value::int(i64::from(errno)),
            Value::str(place),
        ])),
    }
}

type Started = Result<i32, (i32, &'static str)>;

fn spawn(plan: &Plan) -> Started {
    if let Some(errno) = plan.folder_fails() {
        return Err((errno, "cwd"));
    }
    let mut failure = Errno::ENOENT as i32;
    for candidate in &plan.candidates {
        // Most of the folders of a PATH have no such file, and a process is dear.
        let path = plan.cwd.as_ref().map_or_else(PathBuf::new, PathBuf::from);
        if matches!(std::fs::metadata(path.join(candidate)), Err(e) if is_absence(&e)) {
            continue;
        }
        let error = match plan.command(candidate).and_then(|mut c| c.spawn()) {
            Ok(child) => return Ok(child.id() as i32),
            Err(e) => e.raw_os_error().unwrap_or(Errno::EINVAL as i32),
        };
        if error != Errno::ENOENT as i32 && error != Errno::ENOTDIR as i32 {
            failure = error;
        }
    }
    Err((failure, "exec"))
}

fn is_absence(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// For what must be done in the child, before the program begins.
fn fork_and_exec(vm: &Vm, plan: &Plan, preexec: &Value) -> PyResult<Started> {
    let (mut read, write) = std::io::pipe().or_raise(vm)?;
    flush(vm);
    let forked = fork::fork().or_raise(vm)?;
    let fork::Fork::Parent(pid) = forked else {
        drop(read);
        vm.tasks_after_fork();
        let (errno, place) = begin(vm, plan, preexec);
        let text = format!("{errno} {place}");
        // Nobody is left to be told if this fails.
        let _ = nix::unistd::write(&write, text.as_bytes());
        signal_hook::low_level::exit(255)
    };
    drop(write);
    let mut text = String::new();
    let told = read.read_to_string(&mut text).is_ok() && !text.is_empty();
    if !told {
        return Ok(Ok(pid));
    }
    waitpid(vm, pid, 0)?;
    let (errno, place) = text.split_once(' ').unwrap_or(("0", "preexec"));
    let place = match place {
        "cwd" => "cwd",
        "exec" => "exec",
        _ => "preexec",
    };
    Ok(Err((errno.parse().unwrap_or(0), place)))
}

/// In the child: everything up to the program. Returns only when that fails.
fn begin(vm: &Vm, plan: &Plan, preexec: &Value) -> (i32, &'static str) {
    if plan.session
        && let Err(e) = nix::unistd::setsid()
    {
        return (e as i32, "exec");
    }
    if let Some(mask) = plan.umask {
        nix::sys::stat::umask(super::support::mode(mask));
    }
    if !preexec.is_none() && vm.call(preexec, &mut []).is_err() {
        return (0, "preexec");
    }
    if let Some(errno) = plan.folder_fails() {
        return (errno, "cwd");
    }
    let mut failure = Errno::ENOENT as i32;
    for candidate in &plan.candidates {
        let error = match plan.command(candidate) {
            Ok(mut command) => command.exec(),
            Err(e) => e,
        };
        let error = error.raw_os_error().unwrap_or(Errno::EINVAL as i32);
        if error != Errno::ENOENT as i32 && error != Errno::ENOTDIR as i32 {
            failure = error;
        }
    }
    (failure, "exec")
}
