"""Processes."""

import os
import time
from collections import namedtuple

from ._errors import AccessDenied, NoSuchProcess, TimeoutExpired, ZombieProcess
from ._machine import _TICKS, boot_time, cpu_count, read, virtual_memory

for _name in ("ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT "
              "LAST_ACK LISTEN CLOSING NONE").split():
    globals()["CONN_" + _name] = _name
_STATUS = {"R": "running", "S": "sleeping", "D": "disk-sleep", "T": "stopped",
           "t": "tracing-stop", "Z": "zombie", "X": "dead", "x": "dead", "K": "wake-kill",
           "W": "waking", "I": "idle", "P": "parked"}
for _name in ("running sleeping disk-sleep stopped tracing-stop zombie dead waking idle parked "
              "locked waiting").split():
    globals()["STATUS_" + _name.upper().replace("-", "_")] = _name

_PAGE = os.sysconf("SC_PAGE_SIZE")
pmem = namedtuple("pmem", "rss vms shared text lib data dirty")
pfullmem = namedtuple("pfullmem", pmem._fields + ("uss", "pss", "swap"))
pcputimes = namedtuple("pcputimes", "user system children_user children_system iowait")
puids = namedtuple("puids", "real effective saved")
pgids = namedtuple("pgids", "real effective saved")
pio = namedtuple("pio", "read_count write_count read_bytes write_bytes read_chars write_chars")
pctxsw = namedtuple("pctxsw", "voluntary involuntary")
popenfile = namedtuple("popenfile", "path fd position mode flags")
pthread = namedtuple("pthread", "id user_time system_time")
pionice = namedtuple("pionice", "ioclass value")
pmmap_grouped = namedtuple("pmmap_grouped", "path rss size pss shared_clean shared_dirty "
                           "private_clean private_dirty referenced anonymous swap")
pmmap_ext = namedtuple("pmmap_ext", "addr perms " + " ".join(pmmap_grouped._fields))

_AS_DICT = ["cmdline", "connections", "cpu_affinity", "cpu_num", "cpu_percent", "cpu_times",
            "create_time", "cwd", "environ", "exe", "gids", "io_counters", "ionice",
            "memory_full_info", "memory_info", "memory_maps", "memory_percent", "name",
            "net_connections", "nice", "num_ctx_switches", "num_fds", "num_threads", "open_files",
            "pid", "ppid", "status", "terminal", "threads", "uids", "username"]
_AS_DICT.remove("connections")


def pids():
    """The numbers of all processes, in order."""
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())


def pid_exists(pid):
    """Whether there is a process of a number."""
    if pid < 0:
        return False
    try:
        for line in read(f"/proc/{pid}/status").splitlines():
            if line.startswith("Tgid:"):
                return int(line.split()[1]) == pid
    except (OSError, ValueError):
        pass
    return False


class Process:
    """A process."""

    __module__ = "psutil"

    def __init__(self, pid=None):
        if pid is None:
            pid = os.getpid()
        if pid < 0:
            raise ValueError(f"pid must be a positive integer (got {pid})")
        self._pid = pid
        self._name = self._exe = None
        self._last = None
        self._gone = False
        self._result = None
        self._create_time = None
        if not pid_exists(pid):
            raise NoSuchProcess(pid, msg="process PID not found")
        try:
            self.create_time()
        except (AccessDenied, ZombieProcess):
            pass
        self._ident = (pid, self._create_time)

    # -- reading

    def _read(self, name, binary=False):
        path = f"/proc/{self._pid}/{name}"
        try:
            if binary:
                with open(path, "rb") as f:
                    return f.read()
            return read(path)
        except PermissionError:
            raise AccessDenied(self._pid, self._name) from None
        except (FileNotFoundError, ProcessLookupError):
            self._missing()
            raise

    def _missing(self):
        if not os.path.exists(f"/proc/{self._pid}/stat"):
            raise NoSuchProcess(self._pid, self._name) from None

    def _link(self, name):
        try:
            return os.readlink(f"/proc/{self._pid}/{name}").split("\0")[0].removesuffix(
                " (deleted)")
        except PermissionError:
            raise AccessDenied(self._pid, self._name) from None
        except (FileNotFoundError, ProcessLookupError):
            self._missing()
            if self.status() == "zombie":
                raise ZombieProcess(self._pid, self._name) from None
            return ""

    def _stat(self):
        """Fields of /proc/PID/stat after the name; first the name."""
        text = self._read("stat")
        end = text.rfind(")")
        return text[text.find("(") + 1:end], text[end + 2:].split()

    def _status_field(self, key):
        for line in self._read("status").splitlines():
            if line.startswith(key + ":"):
                return line.split(":", 1)[1].split()
        return []

    # -- what it is

    @property
    def pid(self):
        """The number."""
        return self._pid

    def __str__(self):
        parts = [("pid", self._pid)]
        try:
            parts += [("name", self.name()), ("status", self.status())]
        except ZombieProcess:
            parts.append(("status", "zombie"))
        except NoSuchProcess:
            parts.append(("status", "terminated"))
        except AccessDenied:
            pass
        if self._create_time:
            started = time.localtime(self._create_time)
            now = time.localtime()
            same_day = started[:3] == now[:3]
            form = "%H:%M:%S" if same_day else "%Y-%m-%d %H:%M:%S"
            parts.append(("started", time.strftime(form, started)))
        return "psutil.Process(%s)" % ", ".join("%s=%r" % p for p in parts)

    __repr__ = __str__

    def __eq__(self, other):
        return self._ident == other._ident if isinstance(other, Process) else NotImplemented

    def __hash__(self):
        return hash(self._ident)

    def oneshot(self):
        """A block in which much is asked of a process."""
        import contextlib
        return contextlib.nullcontext()

    def as_dict(self, attrs=None, ad_value=None):
        """Many answers at once."""
        if attrs is not None:
            if not isinstance(attrs, (list, tuple, set, frozenset)):
                raise TypeError(f"invalid attrs type {type(attrs)}")
            wrong = set(attrs) - set(_AS_DICT)
            if wrong:
                raise ValueError("invalid attr name{} {}".format(
                    "s" if len(wrong) > 1 else "", ", ".join(map(repr, wrong))))
        out = {}
        for name in attrs or _AS_DICT:
            try:
                out[name] = self._pid if name == "pid" else getattr(self, name)()
            except (AccessDenied, ZombieProcess):
                out[name] = ad_value
            except NotImplementedError:
                if attrs:
                    raise
        return out

    def is_running(self):
        """Whether it is still this process."""
        if self._gone:
            return False
        try:
            self._gone = self != Process(self._pid)
        except ZombieProcess:
            return True
        except NoSuchProcess:
            self._gone = True
        return not self._gone

    def name(self):
        """The name of the program."""
        self._name = name = self._stat()[0]
        if len(name) >= 15:
            try:
                line = self.cmdline()
            except (AccessDenied, ZombieProcess):
                line = []
            if line and os.path.basename(line[0]).startswith(name):
                self._name = name = os.path.basename(line[0])
        return name

    def exe(self):
        """The path of the program."""
        return self._link("exe")

    def cmdline(self):
        """The words of the command."""
        data = self._read("cmdline", True).decode(errors="surrogateescape")
        if not data:
            if self.status() == "zombie":
                raise ZombieProcess(self._pid, self._name)
            return []
        parts = data.removesuffix("\0").split("\0") if data.endswith("\0") else data.split(" ")
        return parts

    def environ(self):
        """The environment it was started with."""
        data = self._read("environ", True).decode(errors="surrogateescape")
        return dict(pair.split("=", 1) for pair in data.split("\0") if "=" in pair)

    def cwd(self):
        """The working folder."""
        return self._link("cwd")

    def status(self):
        """Running, sleeping and so on."""
        return _STATUS.get(self._stat()[1][0], "?")

    def ppid(self):
        """The number of the parent."""
        return int(self._stat()[1][1])

    def parent(self):
        """The parent, or None."""
        ppid = self.ppid()
        if not ppid:
            return None
        try:
            parent = Process(ppid)
            return parent if parent.create_time() <= self.create_time() else None
        except NoSuchProcess:
            return None

    def parents(self):
        """The parent, its parent and so on."""
        out = []
        one = self.parent()
        while one is not None:
            out.append(one)
            one = one.parent()
        return out

    def children(self, recursive=False):
        """The children, or all descendants."""
        if not self.is_running():
            raise NoSuchProcess(self._pid, self._name)
        families = {}
        for pid in pids():
            try:
                child = Process(pid)
                families.setdefault(child.ppid(), []).append(child)
            except NoSuchProcess:
                continue
        if not recursive:
            return [c for c in families.get(self._pid, [])
                    if self.create_time() <= c.create_time()]
        out, stack, seen = [], [self._pid], set()
        while stack:
            pid = stack.pop()
            if pid in seen:
                continue
            seen.add(pid)
            for child in families.get(pid, []):
                if self.create_time() <= child.create_time():
                    out.append(child)
                    stack.append(child.pid)
        return out

    def create_time(self):
        """When it was started."""
        if self._create_time is None:
            self._create_time = float(self._stat()[1][19]) / _TICKS + boot_time()
        return self._create_time

    def uids(self):
        """Real, effective and saved user."""
        return puids(*(int(v) for v in self._status_field("Uid")[:3]))

    def gids(self):
        """Real, effective and saved group."""
        return pgids(*(int(v) for v in self._status_field("Gid")[:3]))

    def username(self):
        """The name of the user."""
        uid = self.uids().real
        for line in read("/etc/passwd", " ").splitlines():
            fields = line.split(":")
            if len(fields) > 2 and fields[2] == str(uid):
                return fields[0]
        return str(uid)

    def terminal(self):
        """The terminal, or None."""
        number = int(self._stat()[1][4])
        if not number:
            return None
        import glob
        for path in glob.glob("/dev/tty*") + glob.glob("/dev/pts/*"):
            try:
                if os.stat(path).st_rdev == number:
                    return path
            except OSError:
                continue
        return None

    # -- what it uses

    def cpu_times(self):
        """Seconds of processor time."""
        f = self._stat()[1]
        wait = int(f[39]) if len(f) > 39 else 0
        return pcputimes(*(int(f[i]) / _TICKS for i in (11, 12, 13, 14)), wait / _TICKS)

    def cpu_percent(self, interval=None):
        """Processor time in percent of one processor."""
        if interval is not None and interval < 0:
            raise ValueError(f"interval is not positive (got {interval!r})")
        def now():
            t = self.cpu_times()
            return time.monotonic(), t.user + t.system
        if interval:
            before = now()
            time.sleep(interval)
        else:
            before = self._last
        after = self._last = now()
        if before is None:
            return 0.0
        span = after[0] - before[0]
        return round((after[1] - before[1]) / span * 100, 1) if span > 0 else 0.0

    def cpu_num(self):
        """The processor it runs on."""
        return int(self._stat()[1][36])

    def memory_info(self):
        """Memory, in bytes."""
        vms, rss, shared, text, lib, data, dirty = (
            int(v) * _PAGE for v in self._read("statm").split()[:7])
        return pmem(rss, vms, shared, text, lib, data, dirty)

    def memory_full_info(self):
        """Memory, with what is its own alone."""
        sums = {"Private": 0, "Pss": 0, "Swap": 0}
        for line in self._read("smaps").splitlines():
            key, _, rest = line.partition(":")
            for prefix in sums:
                if key == prefix or prefix == "Private" and key.startswith("Private_"):
                    sums[prefix] += int(rest.split()[0]) * 1024
        return pfullmem(*self.memory_info(), sums["Private"], sums["Pss"], sums["Swap"])

    def memory_percent(self, memtype="rss"):
        """Memory in percent of the machine's."""
        if memtype not in pfullmem._fields:
            raise ValueError(f"invalid memtype {memtype!r}; valid types are {pfullmem._fields!r}")
        info = self.memory_info() if memtype in pmem._fields else self.memory_full_info()
        return getattr(info, memtype) / virtual_memory().total * 100

    def memory_maps(self, grouped=True):
        """What is mapped to memory."""
        rows, head, values = [], None, {}
        keys = ("Rss", "Size", "Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean",
                "Private_Dirty", "Referenced", "Anonymous", "Swap")
        for line in self._read("smaps").splitlines() + ["0-0"]:
            words = line.split(None, 5)
            if words and not words[0].endswith(":"):
                if head:
                    path = head[5].strip() if len(head) > 5 else "[anon]"
                    rows.append((head[0], head[1], path, *(values.get(k, 0) for k in keys)))
                head, values = words, {}
            elif len(words) > 1 and words[1].isdigit():
                values[words[0][:-1]] = int(words[1]) * 1024
        if not grouped:
            return [pmmap_ext(*row) for row in rows]
        sums = {}
        for row in rows:
            old = sums.get(row[2])
            sums[row[2]] = row[3:] if old is None else tuple(a + b for a, b in zip(old, row[3:]))
        return [pmmap_grouped(path, *values) for path, values in sums.items()]

    def io_counters(self):
        """What it read and wrote."""
        f = dict(line.split(": ") for line in self._read("io").splitlines() if ": " in line)
        return pio(*(int(f[k]) for k in ("syscr", "syscw", "read_bytes", "write_bytes", "rchar",
                                         "wchar")))

    def num_threads(self):
        """Number of threads."""
        return int(self._status_field("Threads")[0])

    def threads(self):
        """The threads with their times."""
        out = []
        for name in sorted(os.listdir(f"/proc/{self._pid}/task"), key=int):
            try:
                text = read(f"/proc/{self._pid}/task/{name}/stat")
            except OSError:
                continue
            f = text[text.rfind(")") + 2:].split()
            out.append(pthread(int(name), int(f[11]) / _TICKS, int(f[12]) / _TICKS))
        return out

    def num_ctx_switches(self):
        """Number of switches to other processes."""
        return pctxsw(int(self._status_field("voluntary_ctxt_switches")[0]),
                      int(self._status_field("nonvoluntary_ctxt_switches")[0]))

    def _fds(self):
        try:
            return sorted(os.listdir(f"/proc/{self._pid}/fd"), key=int)
        except PermissionError:
            raise AccessDenied(self._pid, self._name) from None
        except FileNotFoundError:
            raise NoSuchProcess(self._pid, self._name) from None

    def num_fds(self):
        """Number of open descriptors."""
        return len(self._fds())

    def open_files(self):
        """Regular files that are open."""
        out = []
        for fd in self._fds():
            try:
                path = os.readlink(f"/proc/{self._pid}/fd/{fd}")
                info = read(f"/proc/{self._pid}/fdinfo/{fd}")
            except OSError:
                continue
            if path.startswith("/") and os.path.isfile(path):
                lines = info.splitlines()
                flags = int(lines[1].split()[1], 8)
                mode = {0: "r", 1: "w", 2: "r+"}.get(flags & 3, "r")
                if flags & os.O_APPEND:
                    mode = mode.replace("w", "a", 1)
                out.append(popenfile(path, int(fd), int(lines[0].split()[1]), mode, flags))
        return out

    def net_connections(self, kind="inet"):
        """The sockets."""
        from ._sockets import connections
        try:
            return connections(kind, self._pid)
        except PermissionError:
            raise AccessDenied(self._pid, self._name) from None
        except FileNotFoundError:
            raise NoSuchProcess(self._pid, self._name) from None

    def connections(self, kind="inet"):
        """The sockets, by the old name."""
        import warnings
        warnings.warn("connections() is deprecated and will be removed; use net_connections() "
                      "instead", DeprecationWarning, stacklevel=2)
        return self.net_connections(kind)

    # -- settings

    def nice(self, value=None):
        """The priority, or set it."""
        if value is None:
            return int(self._stat()[1][16])
        return self._call(os.setpriority, os.PRIO_PROCESS, self._pid, value)

    def ionice(self, ioclass=None, value=None):
        """The priority of input and output: the system does not show it in files."""
        if ioclass is None and value is not None:
            raise ValueError("'ioclass' argument must be specified")
        raise NotImplementedError("psutil.Process.ionice() is not supported by biji")

    def rlimit(self, resource, limits=None):
        """The soft and the hard limit of a resource, or set them."""
        import resource as limits_of
        if limits is not None and len(limits) != 2:
            raise ValueError(f"second argument must be a (soft, hard) tuple, got {limits}")
        if self._pid == 0:
            raise ValueError("can't use prlimit() against PID 0 process")
        if limits is None:
            return self._call(limits_of.prlimit, self._pid, resource)
        self._call(limits_of.prlimit, self._pid, resource, limits)

    def cpu_affinity(self, cpus=None):
        """The processors it may run on, or set them."""
        if cpus is None:
            if hasattr(os, "sched_getaffinity"):
                return sorted(self._call(os.sched_getaffinity, self._pid))
            out = []
            for part in self._status_field("Cpus_allowed_list")[0].split(","):
                low, _, high = part.partition("-")
                out += range(int(low), int(high or low) + 1)
            return out
        return self._call(os.sched_setaffinity, self._pid, cpus or range(cpu_count()))

    def _call(self, function, *args):
        try:
            return function(*args)
        except PermissionError:
            raise AccessDenied(self._pid, self._name) from None
        except ProcessLookupError:
            raise NoSuchProcess(self._pid, self._name) from None

    # -- signals

    def send_signal(self, sig):
        """Send a signal."""
        if self._pid == 0:
            raise ValueError("preventing sending signal to process with PID 0 as it would affect "
                             "every process in the process group of the calling process")
        if not self.is_running():
            raise NoSuchProcess(self._pid, self._name)
        self._call(os.kill, self._pid, sig)

    def suspend(self):
        """Stop for a while."""
        import signal
        self.send_signal(signal.SIGSTOP)

    def resume(self):
        """Go on."""
        import signal
        self.send_signal(signal.SIGCONT)

    def terminate(self):
        """Ask to end."""
        import signal
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End at once."""
        import signal
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout=None):
        """Wait for the end; returns the result if it is a child."""
        if timeout is not None and timeout < 0:
            raise ValueError(f"timeout must be positive or zero (got {timeout})")
        if self._result is not None:
            return self._result
        until = None if timeout is None else time.monotonic() + timeout
        pause = 0.0001
        while True:
            try:
                pid, status = os.waitpid(self._pid, os.WNOHANG)
                if pid:
                    code = os.waitstatus_to_exitcode(status)
                    self._result = code
                    return code
            except ChildProcessError:
                if not pid_exists(self._pid):
                    return None
            if until is not None and time.monotonic() >= until:
                raise TimeoutExpired(timeout, self._pid, self._name)
            time.sleep(pause)
            pause = min(pause * 2, 0.04)


class Popen(Process):
    """A process started here, with what subprocess.Popen has."""

    __module__ = "psutil"

    def __init__(self, *args, **kwargs):
        import subprocess
        self._sub = subprocess.Popen(*args, **kwargs)
        Process.__init__(self, self._sub.pid)

    def __dir__(self):
        return sorted(set(dir(Process) + dir(self._sub)))

    def __enter__(self):
        self._sub.__enter__()
        return self

    def __exit__(self, *args):
        return self._sub.__exit__(*args)

    def __getattr__(self, name):
        if name == "_sub":
            raise AttributeError(name)
        return getattr(self._sub, name)

    def wait(self, timeout=None):
        """Wait for the end."""
        if self._sub.returncode is not None:
            return self._sub.returncode
        result = super().wait(timeout)
        self._sub.returncode = result
        return result


def process_iter(attrs=None, ad_value=None):
    """All processes, one after the other."""
    for pid in pids():
        try:
            process = Process(pid)
            if attrs is not None:
                process.info = process.as_dict(attrs, ad_value)
            yield process
        except NoSuchProcess:
            continue


def wait_procs(procs, timeout=None, callback=None):
    """Wait for processes: those that ended, and the others."""
    if timeout is not None and timeout < 0:
        raise ValueError(f"timeout must be a positive integer, got {timeout}")
    gone, alive = set(), set(procs)
    until = None if timeout is None else time.monotonic() + timeout
    while alive:
        for process in list(alive):
            try:
                code = process.wait(0)
            except TimeoutExpired:
                if process.is_running():
                    continue
                code = None
            process.returncode = code
            gone.add(process)
            alive.discard(process)
            if callback is not None:
                callback(process)
        if not alive or until is not None and time.monotonic() >= until:
            break
        time.sleep(0.01)
    return list(gone), list(alive)
