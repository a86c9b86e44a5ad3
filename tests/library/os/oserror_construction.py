# OSError chooses its subclass by the number; its attributes.
import errno
import os

for args in [
    (2, "m"),
    (17, "m", "f"),
    (13, "m", "f", None, "g"),
    (99999, "m"),
    (2,),
    ("m",),
    (),
    (2, "m", None),
    ("2", "m"),
    (4, "i"),
]:
    error = OSError(*args)
    print(
        args,
        type(error).__name__,
        repr(error),
        "|",
        error,
        "|",
        error.errno,
        error.strerror,
        error.filename,
        error.filename2,
    )
print(IOError is OSError, EnvironmentError is OSError, type(FileNotFoundError(17, "kept")).__name__)


class Mine(OSError):
    pass


print(type(Mine(2, "x")).__name__, Mine(2, "x"), issubclass(ConnectionRefusedError, ConnectionError))
error = OSError(errno.ENOENT, os.strerror(errno.ENOENT), "data.txt")
error.filename = "renamed.txt"
print(error, error.args)
for code in [
    errno.EAGAIN,
    errno.EPIPE,
    errno.ESRCH,
    errno.ETIMEDOUT,
    errno.EINTR,
    errno.ECHILD,
    errno.ECONNRESET,
]:
    print(type(OSError(code, "")).__name__, end=" ")
print()
raise FileNotFoundError(2, "No such score", "scores.db")
