"""Processors, memory, disks, network and sensors."""

import os
import time
from collections import namedtuple

_TICKS = os.sysconf("SC_CLK_TCK")

svmem = namedtuple("svmem", "total available percent used free active inactive buffers cached "
                            "shared slab")
sswap = namedtuple("sswap", "total used free percent sin sout")
sdiskusage = namedtuple("sdiskusage", "total used free percent")
sdiskpart = namedtuple("sdiskpart", "device mountpoint fstype opts")
sdiskio = namedtuple("sdiskio", "read_count write_count read_bytes write_bytes read_time "
                                "write_time read_merged_count write_merged_count busy_time")
snetio = namedtuple("snetio", "bytes_sent bytes_recv packets_sent packets_recv errin errout "
                              "dropin dropout")
snicaddr = namedtuple("snicaddr", "family address netmask broadcast ptp")
snicstats = namedtuple("snicstats", "isup duplex speed mtu flags")
scpustats = namedtuple("scpustats", "ctx_switches interrupts soft_interrupts syscalls")
scpufreq = namedtuple("scpufreq", "current min max")
suser = namedtuple("suser", "name terminal host started pid")
shwtemp = namedtuple("shwtemp", "label current high critical")
sfan = namedtuple("sfan", "label current")
sbattery = namedtuple("sbattery", "percent secsleft power_plugged")
scputimes = namedtuple("scputimes", "user nice system idle iowait irq softirq steal guest "
                                    "guest_nice")


def read(path, default=None):
    """The text of a small file."""
    try:
        with open(path, errors="replace") as f:
            return f.read()
    except OSError:
        if default is None:
            raise
        return default


def _percent(used, total):
    return round(used / total * 100, 1) if total else 0.0


# -- processors

def cpu_count(logical=True):
    """How many processors, or how many cores."""
    if logical:
        return os.sysconf("SC_NPROCESSORS_ONLN")
    import glob
    cores = {read(path, "x") for path in glob.glob(
        "/sys/devices/system/cpu/cpu[0-9]*/topology/core_cpus_list")}
    if not cores:
        pairs, one = set(), {}
        for line in read("/proc/cpuinfo", " ").splitlines() + [""]:
            if not line.strip():
                if "physical id" in one:
                    pairs.add((one["physical id"], one.get("cpu cores")))
                one = {}
            elif ":" in line:
                key, value = line.split(":", 1)
                one[key.strip()] = value.strip()
        return sum(int(n) for _, n in pairs if n) or None
    return len(cores)


def _row(line):
    values = [float(v) / _TICKS for v in line.split()[1:11]]
    return scputimes(*(values + [0.0] * (10 - len(values))))


def cpu_times(percpu=False):
    """Seconds spent in each state."""
    rows = [line for line in read("/proc/stat").splitlines() if line.startswith("cpu")]
    if not percpu:
        return _row(rows[0])
    return [_row(line) for line in rows[1:]]


def _busy(times):
    total = sum(times) - times.guest - times.guest_nice
    return total, total - times.idle - times.iowait


_last = {}


def _since(key, interval, percpu):
    """Times before and after an interval, or since the last call."""
    if interval is not None and interval < 0:
        raise ValueError(f"interval is not positive (got {interval!r})")
    if interval:
        before = cpu_times(percpu)
        time.sleep(interval)
    else:
        before = _last.get((key, percpu)) or cpu_times(percpu)
    after = cpu_times(percpu)
    _last[key, percpu] = after
    return before, after


def cpu_percent(interval=None, percpu=False):
    """How busy the processors were, in percent."""
    def busy(a, b):
        (t1, b1), (t2, b2) = _busy(a), _busy(b)
        return max(0.0, round((b2 - b1) / (t2 - t1) * 100, 1)) if t2 > t1 else 0.0
    before, after = _since("busy", interval, percpu)
    return [busy(a, b) for a, b in zip(before, after)] if percpu else busy(before, after)


def cpu_times_percent(interval=None, percpu=False):
    """Shares of each state, in percent."""
    def shares(a, b):
        total = sum(b) - sum(a)
        return scputimes(*(min(max(0.0, round((y - x) / total * 100, 1)), 100.0) if total else 0.0
                           for x, y in zip(a, b)))
    before, after = _since("times", interval, percpu)
    return [shares(a, b) for a, b in zip(before, after)] if percpu else shares(before, after)


def cpu_stats():
    """Counts of switches and interrupts."""
    found = {}
    for line in read("/proc/stat").splitlines():
        words = line.split()
        if words and words[0] in ("ctxt", "intr", "softirq"):
            found[words[0]] = int(words[1])
    return scpustats(found.get("ctxt", 0), found.get("intr", 0), found.get("softirq", 0), 0)


def cpu_freq(percpu=False):
    """Frequencies in MHz; None where the system does not tell."""
    import glob
    rows = []
    for path in sorted(glob.glob("/sys/devices/system/cpu/cpu[0-9]*/cpufreq")):
        def number(name):
            return float(read(os.path.join(path, name), "0") or 0) / 1000
        rows.append(scpufreq(number("scaling_cur_freq"), number("scaling_min_freq"),
                             number("scaling_max_freq")))
    if not rows:
        for line in read("/proc/cpuinfo", " ").splitlines():
            if line.lower().startswith("cpu mhz"):
                rows.append(scpufreq(float(line.split(":", 1)[1]), 0.0, 0.0))
    if percpu:
        return rows
    if not rows:
        return None
    if len(rows) == 1:
        return rows[0]
    return scpufreq(*(sum(r[i] for r in rows) / len(rows) for i in range(3)))


def getloadavg():
    """Mean number of running processes over 1, 5 and 15 minutes."""
    return os.getloadavg() if hasattr(os, "getloadavg") else tuple(
        float(v) for v in read("/proc/loadavg").split()[:3])


def boot_time():
    """When the machine was started."""
    for line in read("/proc/stat").splitlines():
        if line.startswith("btime"):
            return float(line.split()[1])
    raise RuntimeError("line 'btime' not found in /proc/stat")


# -- memory

def _meminfo():
    found = {}
    for line in read("/proc/meminfo").splitlines():
        words = line.split()
        found[words[0]] = int(words[1]) * 1024
    return found


def virtual_memory():
    """Memory, in bytes."""
    m = _meminfo()
    total, free = m["MemTotal:"], m["MemFree:"]
    buffers = m.get("Buffers:", 0)
    cached = m.get("Cached:", 0) + m.get("SReclaimable:", 0)
    available = min(m.get("MemAvailable:", free + buffers + cached), total)
    used = total - available
    return svmem(total, available, _percent(total - available, total), used, free,
                 m.get("Active:", 0), m.get("Inactive:", 0), buffers, cached,
                 m.get("Shmem:", 0), m.get("Slab:", 0))


def swap_memory():
    """Swap space, in bytes."""
    m = _meminfo()
    total, free = m.get("SwapTotal:", 0), m.get("SwapFree:", 0)
    moved = {"pswpin": 0, "pswpout": 0}
    for line in read("/proc/vmstat", " ").splitlines():
        words = line.split()
        if words and words[0] in moved:
            moved[words[0]] = int(words[1]) * 4 * 1024
    return sswap(total, total - free, free, _percent(total - free, total), moved["pswpin"],
                 moved["pswpout"])


# -- disks

def disk_partitions(all=False):
    """What is mounted."""
    kinds = set()
    for line in read("/proc/filesystems", " ").splitlines():
        if not line.startswith("nodev"):
            kinds.add(line.strip())
        elif line.split()[1:] == ["zfs"]:
            kinds.add("zfs")
    out = []
    for line in read("/proc/self/mounts", " ").splitlines():
        words = line.split()
        if len(words) < 4:
            continue
        device, point, kind, options = (w.replace("\\040", " ") for w in words[:4])
        if device == "none":
            device = ""
        if all or device and kind in kinds:
            out.append(sdiskpart(device, point, kind, options))
    return out


def disk_usage(path):
    """Space on a disk, in bytes."""
    s = os.statvfs(path)
    total, free = s.f_blocks * s.f_frsize, s.f_bavail * s.f_frsize
    used = total - s.f_bfree * s.f_frsize
    return sdiskusage(total, used, free, _percent(used, used + free))


def disk_io_counters(perdisk=False, nowrap=True):
    """What was read and written."""
    rows = {}
    for line in read("/proc/diskstats", " ").splitlines():
        w = line.split()
        if len(w) < 14:
            continue
        n = [int(v) for v in w[3:]]
        rows[w[2]] = sdiskio(n[0], n[4], n[2] * 512, n[6] * 512, n[3], n[7], n[1], n[5], n[9])
    if perdisk:
        return rows
    whole = [row for name, row in rows.items() if os.path.exists(f"/sys/block/{name}")]
    if not whole:
        return None
    return sdiskio(*(sum(column) for column in zip(*whole)))


# -- network

def net_io_counters(pernic=False, nowrap=True):
    """What was sent and received."""
    rows = {}
    for line in read("/proc/net/dev", " ").splitlines()[2:]:
        name, _, rest = line.rpartition(":")
        n = [int(v) for v in rest.split()]
        rows[name.strip()] = snetio(n[8], n[0], n[9], n[1], n[2], n[10], n[3], n[11])
    if pernic:
        return rows
    if not rows:
        return None
    return snetio(*(sum(column) for column in zip(*rows.values())))


def net_if_addrs():
    """The addresses of each interface."""
    import socket
    out = {}
    try:
        names = sorted(os.listdir("/sys/class/net"))
    except OSError:
        names = []
    for name in names:
        rows = out.setdefault(name, [])
        for address, mask, broadcast in _ipv4(name):
            rows.append(snicaddr(socket.AF_INET, address, mask, broadcast, None))
    for line in read("/proc/net/if_inet6", " ").splitlines():
        words = line.split()
        if len(words) == 6:
            raw = bytes.fromhex(words[0])
            text = socket.inet_ntop(socket.AF_INET6, raw)
            bits = int(words[2], 16)
            mask = socket.inet_ntop(socket.AF_INET6,
                                    ((1 << 128) - (1 << 128 - bits)).to_bytes(16, "big"))
            if words[3] == "20":
                text += "%" + words[5]
            out.setdefault(words[5], []).append(
                snicaddr(socket.AF_INET6, text, mask, None, None))
    for name in names:
        mac = read(f"/sys/class/net/{name}/address", "").strip()
        if mac:
            far = read(f"/sys/class/net/{name}/broadcast", "").strip()
            out[name].append(snicaddr(17, mac, None, far if mac != far else None, None))
    return out


def _ipv4(name):
    """Addresses of an interface with masks, from the tables of routes."""
    import socket
    lines = read("/proc/net/fib_trie", " ").splitlines()
    local, address = set(), None
    for line in lines:
        words = line.split()
        if words[:1] in (["|--"], ["+--"]):
            address = words[1]
        elif words[:2] == ["/32", "host"] and words[2:3] == ["LOCAL"] and address:
            local.add(address)
    for text in sorted(local):
        number = int.from_bytes(socket.inet_aton(text), "big")
        if text.startswith("127."):
            if name == "lo":
                yield text, "255.0.0.0", None
            continue
        for line in read("/proc/net/route", " ").splitlines()[1:]:
            words = line.split()
            net = int.from_bytes(bytes.fromhex(words[1])[::-1], "big")
            mask = int.from_bytes(bytes.fromhex(words[7])[::-1], "big")
            if words[0] == name and mask and number & mask == net:
                yield (text, socket.inet_ntoa(mask.to_bytes(4, "big")),
                       socket.inet_ntoa((net | ~mask & 0xFFFFFFFF).to_bytes(4, "big")))
                break


_FLAGS = ["up", "broadcast", "debug", "loopback", "pointopoint", "notrailers", "running", "noarp",
          "promisc", "allmulti", "master", "slave", "multicast", "portsel", "automedia", "dynamic"]


def net_if_stats():
    """State, speed and packet size of each interface."""
    out = {}
    for name in sorted(os.listdir("/sys/class/net")) if os.path.isdir("/sys/class/net") else ():
        base = f"/sys/class/net/{name}/"
        flags = int(read(base + "flags", "0x0"), 16)
        duplex = {"full": 2, "half": 1}.get(read(base + "duplex", "").strip(), 0)
        speed = read(base + "speed", "0").strip()
        up = bool(flags & 1)
        if up:
            flags |= 0x40
        words = [word for i, word in enumerate(_FLAGS) if flags >> i & 1]
        out[name] = snicstats(up, duplex, max(0, int(speed or 0)), int(read(base + "mtu", "0")),
                              ",".join(words))
    return out


# -- sensors and users

def sensors_temperatures(fahrenheit=False):
    """Temperatures by sensor."""
    import glob
    out = {}
    for path in sorted(glob.glob("/sys/class/hwmon/hwmon*/temp*_input")):
        base = path[:-6]
        name = read(os.path.join(os.path.dirname(path), "name"), "unknown").strip()

        def value(suffix):
            text = read(base + suffix, "").strip()
            if not text.lstrip("-").isdigit():
                return None
            degrees = int(text) / 1000
            return degrees * 9 / 5 + 32 if fahrenheit else degrees
        if value("_input") is not None:
            out.setdefault(name, []).append(shwtemp(
                read(base + "_label", "").strip(), value("_input"), value("_max"),
                value("_crit")))
    return out


def sensors_fans():
    """Speeds of fans."""
    import glob
    out = {}
    for path in sorted(glob.glob("/sys/class/hwmon/hwmon*/fan*_input")):
        name = read(os.path.join(os.path.dirname(path), "name"), "unknown").strip()
        text = read(path, "").strip()
        if text.isdigit():
            out.setdefault(name, []).append(
                sfan(read(path[:-6] + "_label", "").strip(), int(text)))
    return out


def sensors_battery():
    """The battery, or None."""
    import glob
    for base in sorted(glob.glob("/sys/class/power_supply/BAT*")):
        text = read(base + "/capacity", "").strip()
        if not text.isdigit():
            continue
        status = read(base + "/status", "").strip().lower()
        plugged = {"discharging": False, "charging": True, "full": True}.get(status)
        return sbattery(int(text), -2 if plugged else -1, plugged)
    return None


def users():
    """Who is logged in."""
    import struct
    out = []
    try:
        with open("/run/utmp", "rb") as f:
            data = f.read()
    except OSError:
        return out
    layout = struct.Struct("hi32s4s32s256shhiii4i20s")
    for start in range(0, len(data) - layout.size + 1, layout.size):
        row = layout.unpack(data[start:start + layout.size])
        if row[0] != 7:
            continue
        line, user, host = (row[i].split(b"\0")[0].decode(errors="replace") for i in (2, 4, 5))
        if host in (":0.0", ":0"):
            host = "localhost"
        out.append(suser(user, line or None, host or None, float(row[9]), row[1]))
    return out
