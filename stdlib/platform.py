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

IOSVersionInfo = namedtuple("IOSVersionInfo", "system release model is_simulator")
AndroidVer = namedtuple(
    "AndroidVer", "release api_level manufacturer model device is_emulator")


class uname_result(namedtuple("uname_result_base", "system node release version machine")):
    """What the system says of itself; the processor is told when it is asked for."""

    @property
    def processor(self):
        """The name of the processor, where the system tells it."""
        return ""

    _fields = ("system", "node", "release", "version", "machine", "processor")

    def __iter__(self):
        return iter((*super().__iter__(), self.processor))

    def __len__(self):
        return 6

    def __getitem__(self, index):
        return tuple(self)[index]

    @classmethod
    def _make(cls, values):
        made = cls.__new__(cls, *values)
        if len(made) != 6:
            raise TypeError(f"Expected 6 arguments, got {len(made)}")
        return made

    def __reduce__(self):
        return uname_result, tuple(self)[:5]


def uname():
    """Fairly portable uname interface."""
    found = os.uname()
    return uname_result(
        found.sysname, found.nodename, found.release, found.version, found.machine
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


def system_alias(system, release, version):
    """The name that a system is sold under, with its own release."""
    if system == "SunOS" and release >= "5":
        parts = release.split(".")
        try:
            parts[0] = str(int(parts[0]) - 3)
        except ValueError:
            parts = None
        # Sun's numbers are three ahead of those that are printed on the box.
        release = release if parts is None else ".".join(parts)
        system = "Solaris"
    elif system in ("win32", "win16"):
        system = "Windows"
    return system, release, version


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    """About Java: there is none here, and what was given comes back."""
    import warnings
    warnings.warn("'java_ver' is deprecated and slated for removal in Python 3.15",
                  DeprecationWarning, stacklevel=2)
    return release, vendor, vminfo, osinfo


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """About macOS: this is another system, and what was given comes back."""
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    """About Windows: this is another system, and what was given comes back."""
    return release, version, csd, ptype


def win32_edition():
    """The edition of Windows: None on another system."""
    return None


def win32_is_iot():
    """Whether it is the edition of Windows for things: not on another system."""
    return False


def ios_ver(system="", release="", model="", is_simulator=False):
    """About iOS: this is another system, and what was given comes back."""
    return IOSVersionInfo(system, release, model, is_simulator)


def android_ver(release="", api_level=0, manufacturer="", model="", device="", is_emulator=False):
    """About Android: this is another system, and what was given comes back."""
    return AndroidVer(release, api_level, manufacturer, model, device, is_emulator)


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
