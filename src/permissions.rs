//! What a program may do to the world outside: files, network, processes, the environment.
//!
//! A program has no other way out than the functions of native modules, so that is where the gates
//! are: a module that needs a permission is not imported without it, and of the modules for the
//! operating system (`os`, `posix`, `posixpath`) single functions are closed. What stands in no
//! table is closed as soon as anything is: new modules are safe before anybody thinks of them.
//! Opening files, whoever asks, passes [`Vm::require`].

use std::rc::Rc;

use crate::native::{KwArgs, ModuleDef, ModuleEntry, NativeDef, NativeKind, VarArgs};
use crate::object::{Dict, Exc, PyResult};
use crate::vm::Vm;

/// What a program may do to the world outside the interpreter.
///
/// ```
/// use biji::{Interpreter, Permissions};
///
/// let python = Interpreter::builder().permissions(Permissions::none()).build()?;
/// let error = python.run("open('/etc/passwd')").unwrap_err();
/// assert_eq!(error.kind(), "PermissionError");
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    read: bool,
    write: bool,
    network: bool,
    processes: bool,
    environment: bool,
    other: bool,
    /// What stands in no table is open although something is closed.
    unlisted: bool,
}

/// One of the things that a program may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Read,
    Write,
    Network,
    Processes,
    Environment,
    /// Everything that no table names.
    Other,
}

impl Permission {
    fn doing(self) -> &'static str {
        match self {
            Permission::Read => "reading files",
            Permission::Write => "writing files",
            Permission::Network => "using the network",
            Permission::Processes => "using processes",
            Permission::Environment => "reading the environment",
            Permission::Other => "using the operating system",
        }
    }
}

impl Default for Permissions {
    fn default() -> Permissions {
        Permissions::all()
    }
}

impl Permissions {
    /// Everything: what an interpreter has unless it is told otherwise.
    ///
    /// ```
    /// assert_eq!(biji::Permissions::all(), biji::Permissions::default());
    /// ```
    pub fn all() -> Permissions {
        Permissions {
            read: true,
            write: true,
            network: true,
            processes: true,
            environment: true,
            other: true,
            unlisted: false,
        }
    }

    /// Nothing: a program computes, prints to the streams that the host gave it, and asks for the
    /// time.
    ///
    /// ```
    /// use biji::{Interpreter, Permissions};
    ///
    /// let python = Interpreter::builder().permissions(Permissions::none()).build()?;
    /// assert_eq!(python.eval::<i64>("sum(range(10))")?, 45);
    /// assert!(python.run("import os; os.listdir('.')").is_err());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn none() -> Permissions {
        Permissions {
            read: false,
            write: false,
            network: false,
            processes: false,
            environment: false,
            other: false,
            unlisted: false,
        }
    }

    /// Also (or not) read files and list folders; modules are imported from files with it only.
    ///
    /// ```
    /// use biji::{Interpreter, Permissions};
    ///
    /// let may_read = Permissions::none().read_files(true);
    /// let python = Interpreter::builder().permissions(may_read).build()?;
    /// python.run("import os; os.listdir('.')")?;
    /// assert!(python.run("import os; os.mkdir('x')").is_err());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn read_files(mut self, allowed: bool) -> Permissions {
        self.read = allowed;
        self
    }

    /// Also (or not) create, change and remove files.
    ///
    /// ```
    /// let may_not_write = biji::Permissions::all().write_files(false);
    /// assert_ne!(may_not_write, biji::Permissions::all());
    /// ```
    pub fn write_files(mut self, allowed: bool) -> Permissions {
        self.write = allowed;
        self
    }

    /// Also (or not) open connections.
    ///
    /// ```
    /// let offline = biji::Permissions::all().network(false);
    /// assert_ne!(offline, biji::Permissions::all());
    /// ```
    pub fn network(mut self, allowed: bool) -> Permissions {
        self.network = allowed;
        self
    }

    /// Also (or not) start programs and processes, and send signals.
    ///
    /// ```
    /// use biji::{Interpreter, Permissions};
    ///
    /// let alone = Permissions::all().processes(false);
    /// let python = Interpreter::builder().permissions(alone).build()?;
    /// assert!(python.run("import os; os.system('true')").is_err());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn processes(mut self, allowed: bool) -> Permissions {
        self.processes = allowed;
        self
    }

    /// Also (or not) read the environment's variables: without it `os.environ` is empty.
    ///
    /// ```
    /// use biji::{Interpreter, Permissions};
    ///
    /// let secret = Permissions::all().environment(false);
    /// let python = Interpreter::builder().permissions(secret).build()?;
    /// assert_eq!(python.eval::<usize>("len(__import__('os').environ)")?, 0);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn environment(mut self, allowed: bool) -> Permissions {
        self.environment = allowed;
        self
    }

    /// Everything but processes: for submissions, which may use whatever a lesson may.
    pub(crate) fn all_but_processes() -> Permissions {
        Permissions {
            unlisted: true,
            ..Permissions::all().processes(false)
        }
    }

    fn has(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => self.read,
            Permission::Write => self.write,
            Permission::Network => self.network,
            Permission::Processes => self.processes,
            Permission::Environment => self.environment,
            Permission::Other => self.other && (self.unlisted || self == Permissions::all()),
        }
    }
}

// ---- tables -----------------------------------------------------------------------------------------

/// Native modules that reach nothing outside the interpreter by themselves. `_io` and `io` are
/// among them because opening asks by itself.
#[rustfmt::skip]
const PURE: &[&str] = &[
    "_abc", "_bisect", "_codec_handlers", "_codecs", "_collections", "_contextvars", "_csv",
    "_datetime", "_decimal", "_elementtree", "_functools", "_heapq", "_io", "_json", "_operator",
    "_queue", "_random", "_sre", "_stat", "_string", "_struct", "_thread", "_types", "_typing",
    "_warnings", "_weakref", "_expat", "_import_parts", "_source", "_traceback", "_zones", "array", "atexit", "base64", "binascii", "bisect", "builtins", "bz2",
    "cmath", "codecs", "copy", "copyreg", "datetime", "decimal", "enum", "errno", "fractions", "gc",
    "hashlib", "hmac", "html", "io", "itertools", "json", "lzma", "math", "operator", "pickle",
    "pyexpat", "random", "re", "secrets", "stat", "statistics", "struct", "sys", "time",
    "unicodedata", "zlib", "_html", "_xml", "_chardet", "_textwrap", "_difflib", "_html_entities",
];

/// Modules that are one matter as a whole, and what they need.
const WHOLE: &[(&str, Permission)] = &[
    ("_socket", Permission::Network),
    ("socket", Permission::Network),
    ("_ssl", Permission::Network),
    ("ssl", Permission::Network),
    ("select", Permission::Network),
    ("_posixsubprocess", Permission::Processes),
    ("_subprocess", Permission::Processes),
    ("_multiprocessing", Permission::Processes),
    ("_signal", Permission::Processes),
    ("signal", Permission::Processes),
];

/// The modules whose functions are gated one by one.
const SYSTEM: &[&str] = &["os", "posix", "posixpath"];

/// Functions of [`SYSTEM`] that reach nothing.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "fspath", "fsencode", "fsdecode", "strerror", "cpu_count", "process_cpu_count", "urandom",
    "getpid", "getppid", "get_terminal_size", "times", "isatty", "major", "minor", "makedev",
    "WIFEXITED", "WEXITSTATUS", "WIFSIGNALED", "WTERMSIG", "WIFSTOPPED", "WSTOPSIG", "WCOREDUMP",
    "WIFCONTINUED", "waitstatus_to_exitcode", "register_at_fork", "get_exec_path", "_exists",
    // posixpath
    "join", "split", "splitext", "splitdrive", "splitroot", "basename", "dirname", "normpath",
    "normcase", "isabs", "commonprefix", "commonpath", "_get_sep", "_path_normpath",
];

/// Functions that only look at files.
#[rustfmt::skip]
const READING: &[&str] = &[
    "stat", "lstat", "fstat", "statvfs", "fstatvfs", "listdir", "scandir", "access", "readlink",
    "getcwd", "getcwdb", "exists", "lexists", "isfile", "isdir", "islink", "ismount", "isjunction",
    "isdevdrive", "getsize", "getmtime", "getatime", "getctime", "realpath", "samefile",
    "sameopenfile", "samestat", "relpath", "abspath", "walk", "fwalk", "pathconf", "fpathconf",
    "getxattr", "listxattr", "chdir", "fchdir", "read", "pread", "readv", "preadv", "lseek",
    "supports_bytes_environ",
];

/// Functions about other processes and the owner of this one.
#[rustfmt::skip]
const OF_PROCESSES: &[&str] = &[
    "fork", "forkpty", "system", "popen", "kill", "killpg", "wait", "waitpid", "wait3", "wait4",
    "waitid", "nice", "abort", "_exit", "posix_spawn", "posix_spawnp", "execv", "execve", "execl",
    "execle", "execlp", "execlpe", "execvp", "execvpe", "spawnv", "spawnve", "spawnl", "spawnle",
    "spawnlp", "spawnlpe", "spawnvp", "spawnvpe", "setsid", "setpgid", "setpgrp", "getpgid",
    "getpgrp", "getsid", "getpriority", "setpriority", "sched_setaffinity", "sched_getaffinity",
    "sched_yield", "pipe", "pipe2", "getlogin", "getuid", "geteuid", "getgid", "getegid",
    "getgroups", "getresuid", "getresgid", "setuid", "setgid", "seteuid", "setegid", "setreuid",
    "setregid", "uname", "getloadavg",
];

/// Functions that create, change or remove files.
#[rustfmt::skip]
const WRITING: &[&str] = &[
    "open", "mkdir", "makedirs", "rmdir", "removedirs", "remove", "unlink", "rename", "renames",
    "replace", "link", "symlink", "chmod", "fchmod", "lchmod", "chown", "fchown", "lchown",
    "truncate", "ftruncate", "utime", "write", "pwrite", "writev", "pwritev", "fsync", "fdatasync",
    "sync", "sendfile", "mkfifo", "mknod", "setxattr", "removexattr", "umask", "close",
    "closerange", "dup", "dup2", "copy_file_range", "get_inheritable", "set_inheritable",
    "get_blocking", "set_blocking", "posix_fallocate", "posix_fadvise", "lockf", "fdopen",
];

const OF_ENVIRONMENT: &[&str] = &[
    "getenv",
    "getenvb",
    "putenv",
    "unsetenv",
    "expandvars",
    "expanduser",
    "reload_environ",
];

/// What a function of [`SYSTEM`] needs.
fn needed(function: &str) -> Option<Permission> {
    let tables = [
        (READING, Permission::Read),
        (WRITING, Permission::Write),
        (OF_PROCESSES, Permission::Processes),
        (OF_ENVIRONMENT, Permission::Environment),
    ];
    if HARMLESS.contains(&function) {
        return None;
    }
    let found = tables.iter().find(|(names, _)| names.contains(&function));
    Some(found.map_or(Permission::Other, |(_, permission)| *permission))
}

// ---- gates ------------------------------------------------------------------------------------------

/// Files that a program may not open whatever it is permitted otherwise: what a submission is judged
/// by. They are known by device and number, so that links lead to nothing. Processes' own files
/// (`/proc`) belong to them, since they lead there, too.
#[derive(Default)]
pub(crate) struct Closed(std::cell::RefCell<Vec<(u64, Option<u64>)>>);

impl Vm {
    /// Close files to the program from now on.
    pub(crate) fn close_files<'a>(&self, files: impl IntoIterator<Item = &'a std::path::Path>) {
        use std::os::unix::fs::MetadataExt;
        let state = self.state::<Closed>();
        let mut closed = state.0.borrow_mut();
        for file in files {
            if let Ok(data) = std::fs::metadata(file) {
                closed.push((data.dev(), Some(data.ino())));
            }
        }
        // Who may start processes learns all that from them, and psutil reads it.
        let closed_processes = !self.permissions.get().has(Permission::Processes);
        if closed_processes && let Ok(data) = std::fs::metadata("/proc/self") {
            closed.push((data.dev(), None));
        }
    }

    /// Whether a file that has been opened is one that is closed to the program.
    pub(crate) fn is_closed_file(&self, file: impl std::os::fd::AsFd) -> bool {
        let state = self.state::<Closed>();
        let closed = state.0.borrow();
        if closed.is_empty() {
            return false;
        }
        // What cannot be looked at is better not used.
        let Ok(found) = nix::sys::stat::fstat(file) else {
            return true;
        };
        #[allow(clippy::unnecessary_cast, reason = "not all systems have 64 bits here")]
        let (device, number) = (found.st_dev as u64, found.st_ino as u64);
        closed
            .iter()
            .any(|(d, n)| *d == device && n.is_none_or(|n| n == number))
    }

    /// PermissionError unless the program may do this.
    pub(crate) fn require(&self, permission: Permission, doing: &str) -> PyResult<()> {
        if self.permissions.get().has(permission) {
            return Ok(());
        }
        Err(denied(self, permission, doing))
    }

    /// ImportError for a native module that the program may not use.
    pub(crate) fn check_module(&self, name: &str) -> PyResult<()> {
        let permissions = self.permissions.get();
        if permissions == Permissions::all()
            || PURE.contains(&name)
            || SYSTEM.contains(&name)
            || self.is_host_module(name)
        {
            return Ok(());
        }
        let found = WHOLE.iter().find(|(n, _)| *n == name);
        let permission = found.map_or(Permission::Other, |(_, permission)| *permission);
        if permissions.has(permission) {
            return Ok(());
        }
        let message = format!(
            "module '{name}' is closed here: {} is not permitted",
            permission.doing()
        );
        let exc = self.exception(&self.types.import_error, &message);
        exc.set_field("name", crate::object::Value::str(name));
        Err(exc)
    }

    /// Close the functions of a native module that the program may not use.
    pub(crate) fn restrict(&self, mut def: ModuleDef) -> ModuleDef {
        let permissions = self.permissions.get();
        if permissions == Permissions::all() || !SYSTEM.contains(&def.name) {
            return def;
        }
        for entry in &mut def.entries {
            match entry {
                ModuleEntry::Function(native) => {
                    if let Some(permission) = needed(native.name())
                        && !permissions.has(permission)
                    {
                        *native = Rc::new(closed(permission, native));
                    }
                }
                ModuleEntry::Value(name, value) => {
                    if name.starts_with("environ") && !permissions.has(Permission::Environment) {
                        *value = Dict::new().value();
                    }
                }
            }
        }
        def
    }
}

fn denied(vm: &Vm, permission: Permission, doing: &str) -> Exc {
    let message = format!("{doing}: {} is not permitted here", permission.doing());
    vm.exception(&vm.types.permission_error, &message)
}

/// A function of the same name and signature line that always refuses.
fn closed(permission: Permission, native: &NativeDef) -> NativeDef {
    let doing = native.name();
    let text = refusing_text(doing);
    let refuse = move |vm: &Vm, _: VarArgs, _: KwArgs| -> PyResult<()> {
        Err(denied(vm, permission, doing))
    };
    NativeDef::new(NativeKind::Function, text, native.doc, refuse)
}

fn refusing_text(name: &str) -> &'static str {
    crate::host::intern_text(format!("{name}(*args, **kwargs)"))
}

/// Modules that the host registered.
#[derive(Default)]
pub(crate) struct HostModules(pub std::cell::RefCell<std::collections::HashSet<String>>);

impl Vm {
    /// Whether the host registered a module of that name.
    pub(crate) fn is_host_module(&self, name: &str) -> bool {
        let modules = self.state::<HostModules>();
        let modules = modules.0.borrow();
        modules.contains(name)
    }
}
