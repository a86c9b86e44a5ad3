"""The exceptions of psutil."""


def _described(self):
    details = []
    for name in ("pid", "ppid", "name", "seconds"):
        value = getattr(self, name, None)
        if value:
            details.append((name, value))
    return details


class Error(Exception):
    """What psutil raises."""

    __module__ = "psutil"

    def __str__(self):
        details = ", ".join("%s=%r" % item for item in _described(self))
        return " ".join(part for part in (getattr(self, "msg", ""),
                                          f"({details})" if details else "") if part)

    def __repr__(self):
        details = ", ".join("%s=%r" % item for item in _described(self))
        message = getattr(self, "msg", "")
        return f"psutil.{self.__class__.__name__}({details}" + (
            f", msg={message!r})" if message else ")")


class NoSuchProcess(Error):
    """There is no process of this number."""

    __module__ = "psutil"

    def __init__(self, pid, name=None, msg=None):
        Exception.__init__(self)
        self.pid, self.name = pid, name
        self.msg = msg or "process no longer exists"


class ZombieProcess(NoSuchProcess):
    """The process has ended, and nobody has asked for its result."""

    __module__ = "psutil"

    def __init__(self, pid, name=None, ppid=None, msg=None):
        super().__init__(pid, name, msg or "PID still exists but it's a zombie")
        self.ppid = ppid


class AccessDenied(Error):
    """Not allowed."""

    __module__ = "psutil"

    def __init__(self, pid=None, name=None, msg=None):
        Exception.__init__(self)
        self.pid, self.name = pid, name
        self.msg = msg or ""


class TimeoutExpired(Error):
    """It took too long."""

    __module__ = "psutil"

    def __init__(self, seconds, pid=None, name=None):
        Exception.__init__(self)
        self.seconds, self.pid, self.name = seconds, pid, name
        self.msg = f"timeout after {seconds} seconds"
