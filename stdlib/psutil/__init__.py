"""psutil: processes and the machine, as Linux shows them in /proc and /sys.

Left out: other systems than Linux, and what needs root there (it raises AccessDenied).
"""

import enum as _enum
import resource as _resource

from ._machine import (boot_time, cpu_count, cpu_freq, cpu_percent, cpu_stats, cpu_times,
                       cpu_times_percent, disk_io_counters, disk_partitions, disk_usage,
                       getloadavg, net_if_addrs, net_if_stats, net_io_counters, sensors_battery,
                       sensors_fans, sensors_temperatures, swap_memory, users, virtual_memory)
from ._errors import AccessDenied, Error, NoSuchProcess, TimeoutExpired, ZombieProcess
from ._sockets import net_connections
from ._process import (CONN_CLOSE, CONN_CLOSE_WAIT, CONN_CLOSING, CONN_ESTABLISHED, CONN_FIN_WAIT1,
                       CONN_FIN_WAIT2, CONN_LAST_ACK, CONN_LISTEN, CONN_NONE, CONN_SYN_RECV,
                       CONN_SYN_SENT, CONN_TIME_WAIT, STATUS_DEAD, STATUS_DISK_SLEEP, STATUS_IDLE,
                       STATUS_LOCKED, STATUS_PARKED, STATUS_RUNNING, STATUS_SLEEPING,
                       STATUS_STOPPED, STATUS_TRACING_STOP, STATUS_WAITING, STATUS_WAKING,
                       STATUS_ZOMBIE, Popen, Process, pid_exists, pids, process_iter, wait_procs)

__version__ = "7.2.2"
version_info = (7, 2, 2)
LINUX, POSIX = True, True
WINDOWS = MACOS = OSX = FREEBSD = OPENBSD = NETBSD = BSD = SUNOS = AIX = False
PROCFS_PATH = "/proc"
RLIM_INFINITY = _resource.RLIM_INFINITY
RLIMIT_LOCKS = 10
for _name in ("AS CORE CPU DATA FSIZE MEMLOCK MSGQUEUE NICE NOFILE NPROC RSS RTPRIO RTTIME "
              "SIGPENDING STACK").split():
    globals()["RLIMIT_" + _name] = getattr(_resource, "RLIMIT_" + _name)


class IOPriority(_enum.IntEnum):
    """Classes of the priority of input and output."""

    IOPRIO_CLASS_NONE = 0
    IOPRIO_CLASS_RT = 1
    IOPRIO_CLASS_BE = 2
    IOPRIO_CLASS_IDLE = 3


class BatteryTime(_enum.IntEnum):
    """What stands for the time that a battery will last."""

    POWER_TIME_UNKNOWN = -1
    POWER_TIME_UNLIMITED = -2


class NicDuplex(_enum.IntEnum):
    """Whether a card sends and receives at once."""

    NIC_DUPLEX_FULL = 2
    NIC_DUPLEX_HALF = 1
    NIC_DUPLEX_UNKNOWN = 0


AddressFamily = _enum.IntEnum("AddressFamily", {"AF_LINK": 17})
for _members in IOPriority, BatteryTime, NicDuplex, AddressFamily:
    globals().update(_members.__members__)
del _name, _members


def test():
    """Print a table of processes."""
    print("%-10s %5s %5s %7s %7s %8s  %s" % (
        "USER", "PID", "%MEM", "VSZ", "RSS", "STATUS", "NAME"))
    for p in process_iter(["username", "pid", "memory_percent", "memory_info", "status", "name"]):
        info = p.info
        memory = info["memory_info"]
        print("%-10s %5d %5.1f %6dK %6dK %8s  %s" % (
            (info["username"] or "")[:10], info["pid"], info["memory_percent"] or 0,
            memory.vms // 1024 if memory else 0, memory.rss // 1024 if memory else 0,
            (info["status"] or "")[:8], info["name"]))
