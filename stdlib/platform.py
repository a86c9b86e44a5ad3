"""What is known about the machine, the system and the interpreter."""

import os
import sys
from collections import namedtuple

__all__ = [
    "machine", "node", "platform", "processor", "python_branch", "python_build",
    "python_compiler", "python_implementation", "python_revision", "python_version",
    "python_version_tuple", "release", "system", "uname", "version", "architecture",
    "freedesktop_os_release", "libc_ver",
]

_Names = namedtuple("uname_result", "system node release version machine processor")


def uname():
    """Fairly portable uname interface."""
    found = os.uname()
    return _Names(
        found.sysname, found.nodename, found.release, found.version, found.machine, ""
    )


def system():
    """Returns the system/OS name, e.g. 'Linux'."""
    return os.uname().sysname


def node():
    """Returns the computer's network name."""
    return os.uname().nodename


def release():
    """Returns the system's release."""
    return os.uname().release


def version():
    """Returns the system's release version."""
    return os.uname().version


def machine():
    """Returns the machine type, e.g. 'x86_64'."""
    return os.uname().machine


def processor():
    """Returns the (true) processor name, or an empty string."""
    return ""


def architecture(executable=sys.executable, bits="", linkage=""):
    """The bit width of the interpreter and the format of its executable."""
    return bits or ("64bit" if sys.maxsize > 2**32 else "32bit"), linkage or "ELF"


def platform(aliased=False, terse=False):
    """Returns a single string identifying the underlying platform."""
    found = os.uname()
    parts = [found.sysname, found.release]
    if not terse:
        parts.append(found.machine)
    return "-".join(part for part in parts if part).replace(" ", "_")


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """The C library: unknown, since biji is linked to its own."""
    return lib, version


def python_implementation():
    """Returns a string identifying the Python implementation."""
    return sys.implementation.name


def python_version():
    """Returns the version as string 'major.minor.patchlevel'."""
    return ".".join(str(part) for part in sys.version_info[:3])


def python_version_tuple():
    """Returns the version as tuple (major, minor, patchlevel) of strings."""
    return tuple(str(part) for part in sys.version_info[:3])


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    """The build number and date: there are none."""
    return "", ""


def python_compiler():
    """The compiler that biji was made with."""
    return "rustc"


def freedesktop_os_release():
    """Return operating system identification from the os-release file."""
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8") as lines:
                return _parse_os_release(lines)
        except OSError as error:
            last = error
    raise OSError(last.errno, "Unable to read files /etc/os-release, /usr/lib/os-release")


def _parse_os_release(lines):
    found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
    for line in lines:
        name, equals, value = line.strip().partition("=")
        if not equals or name.startswith("#"):
            continue
        if value[:1] in ("'", '"') and value[-1:] == value[:1]:
            value = value[1:-1]
        for char in "$\"'`\\":
            value = value.replace("\\" + char, char)
        found[name] = value
    return found
