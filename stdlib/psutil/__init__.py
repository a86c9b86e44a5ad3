"""psutil: processes and the machine, as Linux shows them in /proc and /sys.

Left out: other systems than Linux, and what needs root there (it raises AccessDenied).
"""

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
POWER_TIME_UNKNOWN, POWER_TIME_UNLIMITED = -1, -2
AF_LINK = 17
NIC_DUPLEX_UNKNOWN, NIC_DUPLEX_HALF, NIC_DUPLEX_FULL = 0, 1, 2


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
